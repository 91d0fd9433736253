# %% [markdown]
# # Assignment: key accounts
#
# **About 45 minutes · needs lesson 14 · 15 points**
#
# You write a function for what an account leaves, build two tables and make two decisions with your own numbers, and
# find an error. It is half as long as the others: the firm, the last assignment of the course, follows it.
#
# How it works:
#
# - Write your answer where it says *your code here*; then run the cell.
# - The cell below it is yours: try things out there.
# - A cell that begins with `check` tells you at once, in one sentence, what is right or wrong. You can run it
#   as often as you like. Each check earns its points whole or not at all.
# - Do not round on the way. A final number may be rounded, but keep at least two decimals.
# - In a table, the order of rows and columns is free, and further columns do no harm. `3` and `3.0` are alike.
# - Stuck? `hint("key-accounts-profit")` gives the next hint for a task.
#
# Run the cells from top to bottom. A cell that fails does not stop the others. All numbers are invented.

# %% [markdown]
# ## Who you are
#
# Put your student number in; it decides the numbers that you get in tasks 2, 3 and 4.
# If you study on your own, any name will do.

# %% free="key-accounts-me"
me = "your number or name"

# %%
import numpy as np
import pandas as pd
from crmlab import NotYet, check, hint, items, numbers, solution

# %% [markdown]
# ## 1 · What an account leaves
#
# `sales` is what is invoiced to an account in a year, `direct_cost` what the work costs that is sold, both in yuan.
# `counts` is a list: how often your people did each activity for the account in this year. `unit_costs` is a list in
# the same order: what doing each of them once costs, in yuan. The account pays `days_late` days after the invoice;
# until then the firm borrows the whole sales at `rate` a year (0.08 is 8 %), simple interest, a year of 365 days.
#
# Return what the account leaves in the year, in yuan: the sales after direct cost, activities and interest.


# %% answer="key-accounts-profit"
def account_profit(sales, direct_cost, counts, unit_costs, days_late, rate):
    """What is left of the sales after direct cost, activities and waiting."""
    ### BEGIN SOLUTION
    served = np.dot(counts, unit_costs)  # each count times its own cost, added up
    waiting = sales * rate * days_late / 365
    return sales - direct_cost - served - waiting
    ### END SOLUTION


# %% [markdown]
# Try it. Activities cost 13,400, waiting 10,000: 76,600 of 500,000 are left.

# %% free="key-accounts-profit-try"
account_profit(500_000, 400_000, [100, 10, 20], [60, 650, 45], 73, 0.1)

# %% points=2
check("key-accounts-profit-left", account_profit)

# %% [markdown]
# ## 2 · By activity, and spread by sales
#
# `accounts` has five accounts of one year: their `sales` and `direct_cost` in yuan, and how many `orders`, `special`
# deliveries and `calls` they took. An order costs ¥60, a special delivery ¥650, a call ¥45. All pay
# at once, so there is no interest.

# %%
year = numbers("key-accounts-table")
pd.DataFrame(year["accounts"])

# %% [markdown]
# Build a DataFrame with a row for each account and the columns `account`, `served` (the cost of serving it, by
# activity), `spread` (its part, if the sum of all five `served` is spread by sales), `profit` (sales less direct cost
# less `served`) and `place` (by `profit`: 1 leaves most, 5 least).

# %% answer="key-accounts-table"
table = None
### BEGIN SOLUTION
table = pd.DataFrame(year["accounts"])
table["served"] = 60 * table["orders"] + 650 * table["special"] + 45 * table["calls"]
table["spread"] = table["served"].sum() * table["sales"] / table["sales"].sum()
table["profit"] = table["sales"] - table["direct_cost"] - table["served"]
table["place"] = table["profit"].rank(ascending=False)
### END SOLUTION

# %% free="key-accounts-table-try"
table

# %% points=2
check("key-accounts-table-rows", table)

# %% [markdown]
# Under `overcharged`, name the account for which `spread` less `served`, in yuan, is largest; under `by`, give this
# difference (above 0). Under `largest_first`, write `True` if the account with the largest sales also has place 1, else
# `False`. Hints to this step: `hint("key-accounts-table-choice")`.

# %% answer="key-accounts-table-choice"
charged = {"overcharged": None, "by": None, "largest_first": None}
### BEGIN SOLUTION
more = table["spread"] - table["served"]
charged = {
    "overcharged": table["account"][more.idxmax()],
    "by": more.max(),
    "largest_first": table["place"][table["sales"].idxmax()] == 1,
}
### END SOLUTION

# %% points=1
check("key-accounts-table-carried", charged)

# %% [markdown]
# ## 3 · Who gets a manager
#
# `accounts` has seven accounts. They have marks from 1 to 10 for `size`, `profit`, `growth` and `fit`; `weights` says
# how much each of the four counts, and was fixed before anybody looked. `elsewhere` is the transport that an account
# buys from others in a year, in yuan. With a manager, the firm gets the share `won_share` of these sales from the first
# day of the year on. Of each yuan that is won, `profit_share` yuan are left, after all costs but the manager's own (the
# mark `profit` is for the score alone). A manager of one account costs `manager_cost` a year. He changes nothing else.

# %%
plan = numbers("key-accounts-managers")
print({name: value for name, value in plan.items() if name != "accounts"})
pd.DataFrame(plan["accounts"])

# %% [markdown]
# Build a DataFrame with a row for each account and the columns `account`, `score` (the weighted mean of its four marks)
# and `gain` (what a manager gains there in the year, after his cost, in yuan; below 0 if he loses).

# %% answer="key-accounts-managers"
seven = None
### BEGIN SOLUTION
seven = pd.DataFrame(plan["accounts"])
weights = plan["weights"]
seven["score"] = sum(weights[name] * seven[name] for name in weights) / sum(weights.values())
seven["gain"] = plan["won_share"] * seven["elsewhere"] * seven["profit_share"] - plan["manager_cost"]
### END SOLUTION

# %% free="key-accounts-managers-try"
seven

# %% points=3
check("key-accounts-managers-table", seven)

# %% [markdown]
# You have **five** managers, each for one account. An account gets one only if its gain is `least` or more. If more
# than five gain so much, take the five with the largest gains; a manager who is left over does other work.
#
# - Under `managers`, give how many accounts get a manager; under `total`, the sum of their gains, in yuan.
# - Under `first_by_score`, name the account with the highest score; under `gets_one`, write `True` if this account gets
#   a manager, else `False`.
#
# Hints to this step: `hint("key-accounts-managers-choice")`.

# %% answer="key-accounts-managers-choice"
given = {"first_by_score": None, "managers": None, "total": None, "gets_one": None}
### BEGIN SOLUTION
enough = seven[seven["gain"] >= plan["least"]].nlargest(5, "gain")
first = seven["account"][seven["score"].idxmax()]
given = {
    "first_by_score": first,
    "managers": len(enough),
    "total": enough["gain"].sum(),
    "gets_one": first in list(enough["account"]),
}
### END SOLUTION

# %% points=2
check("key-accounts-managers-decision", given)

# %% [markdown]
# ## 4 · Find the error
#
# A trainee works out what a manager gains at one account in a year. In the year before, the account had `sales` and a
# `direct_cost` in yuan, took `orders` at ¥60 and `special` deliveries at ¥650 each, and paid `days_late` days after
# the invoice, while money costs `rate` a year of 365 days. These lines give its profit. Then the manager: he wins the
# share `won_share` of what the account buys `elsewhere`, at the profit of a yuan of sales of the year before, and
# costs `manager_cost`.

# %%
working = numbers("key-accounts-working")["working"]
print({name: value for name, value in working.items() if name != "lines"})
print(*working["lines"], sep="\n")

# %% [markdown]
# **One** line takes a wrong step. The lines below it are computed with its result, so their numbers are wrong, too,
# but their steps are right. Give the number of the wrong line under `line`. Under `value`, give what ought to stand
# at its end (the lines above it are right); two decimals are enough.

# %% answer="key-accounts-working"
found = {"line": None, "value": None}
### BEGIN SOLUTION
sales, direct = working["sales"], working["direct_cost"]
orders = 60 * working["orders"]
served = orders + 650 * working["special"]
waiting = sales * working["rate"] * working["days_late"] / 365
profit = sales - direct - served - waiting
won = working["won_share"] * working["elsewhere"] * profit / sales
right = [orders, served, waiting, profit, won, won - working["manager_cost"]]
shown = [float(line.split(" = ")[-1].replace("−", "-")) for line in working["lines"]]
line = next(n for n in range(1, 7) if abs(shown[n - 1] - right[n - 1]) > 0.01)  # the first that differs
found = {"line": line, "value": right[line - 1]}
### END SOLUTION

# %% free="key-accounts-working-try"
found

# %% points=2
check("key-accounts-working-error", found)

# %% [markdown] quiz="key-accounts-quiz"
# ## 5 · Quiz
