# %% [markdown]
# # Assignment: foundations
#
# **About 90 minutes · needs lesson 01 · 30 points**
#
# You write three small functions, decide with your own numbers where next year's money goes, follow a grain of
# wheat, measure a little more loyalty, find an error, and judge a claim.
#
# How it works:
#
# - Write your answer where it says *your code here*; then run the cell.
# - The cell below it is yours: try things out there.
# - A cell that begins with `check` tells you at once, in one sentence, what is right or wrong. You can run it
#   as often as you like. Each check earns its points whole or not at all.
# - Do not round on the way. A final number may be rounded, but keep at least two decimals, and three for a share
#   such as 0.123, if the task does not ask for more.
# - Stuck? `hint("foundations-sale")` gives the next hint for a task.
#
# Run the cells from top to bottom. A cell that fails does not stop the others.

# %% [markdown]
# ## Who you are
#
# Put your student number in; it decides the numbers that you get in tasks 3, 4, 5, 7 and 8, and the items of task 10.
# If you study on your own, any name will do.

# %% free="foundations-me"
me = "your number or name"

# %%
import numpy as np
import pandas as pd
from crmlab import NotYet, check, hint, items, numbers, solution

# %% [markdown]
# ## 1 · What a sale takes
#
# A contact, such as a visit or a call, costs `cost_per_contact`. Only the share `success_rate` of the contacts ends
# in a sale. What does one sale cost on average? All contacts are paid, those that fail, too.


# %% answer="foundations-sale"
def cost_per_sale(cost_per_contact, success_rate):
    """What a sale costs on average."""
    ### BEGIN SOLUTION
    return cost_per_contact / success_rate  # what all contacts cost, shared among those that succeed
    ### END SOLUTION


# %% [markdown]
# Try it. At ¥60 a contact and a success rate of 15 %, a sale costs ¥400.

# %% free="foundations-sale-try"
cost_per_sale(60, 0.15)

# %% points=1
check("foundations-sale-average", cost_per_sale)

# %% [markdown]
# Now you contact `contacts` possible customers, each of them once. Each contact succeeds with the chance
# `success_rate`, whatever comes of the others. What is the chance of **at least one** sale? (In Python a power is
# written `**`: `2 ** 3` is 8. The sign `^` means something else.) The function must also be right for
# 0 contacts, and for a `success_rate` of 0 or 1.


# %% answer="foundations-chance"
def chance_of_a_sale(success_rate, contacts):
    """Chance of one sale or more."""
    ### BEGIN SOLUTION
    none = (1 - success_rate) ** contacts  # all of them fail
    return 1 - none
    ### END SOLUTION


# %% [markdown]
# Try it. Seven contacts at 15 % have a chance of 0.679, not of 1.05.

# %% free="foundations-chance-try"
chance_of_a_sale(0.15, 7)

# %% points=1
check("foundations-chance-several", chance_of_a_sale)

# %% points=1
check("foundations-chance-ends", chance_of_a_sale)

# %% [markdown]
# ## 2 · Growth from year to year
#
# A market grows by the share `growth_rate` from each year to the next. How many **times as large** as in `first_year`
# is it in `last_year`? A market that doubles is 2 times as large, one that does not change is 1 time as large.
# `last_year` is never before `first_year`, but may be the same year. A `growth_rate` below 0 means that the market
# shrinks.


# %% answer="foundations-growth"
def growth_multiple(growth_rate, first_year, last_year):
    """How many times as large the market is in the last year as in the first one."""
    ### BEGIN SOLUTION
    steps = last_year - first_year  # from each year to the next: one fewer than there are years
    return (1 + growth_rate) ** steps
    ### END SOLUTION


# %% [markdown]
# Try it. The market for CRM grew by 91 % a year from 1997 to 1999 [source document]: that makes it 3.65 times as large.

# %% free="foundations-growth-try"
growth_multiple(0.91, 1997, 1999)

# %% points=1
check("foundations-growth-multiple", growth_multiple)

# %% points=1
check("foundations-growth-still", growth_multiple)

# %% [markdown]
# ## 3 · Next year's money
#
# A logistics firm has `budget` yuan for contacts next year, and spends all of it in one way or not at all.
#
# - **new**: a contact with a new shipper costs `cost_new`; the share `success_new` signs a contract for the year, which
#   brings a margin of `margin_new`.
# - **existing**: a contact with an existing shipper costs `cost_existing`; the share `success_existing` says yes to a
#   further service, which brings a margin of `margin_existing` in that year. Of those who say yes, the share `anyway`
#   would have ordered it without the contact, too.
#
# Without a contact no new shipper would come. The cost of the contacts is not yet taken off these margins. Count next
# year alone: what a new customer may bring later is the question of lesson 05. The numbers are invented and yours
# alone.

# %%
given = numbers("foundations-budget")
given

# %% [markdown]
# How many sales come **because of** the contacts, if the **whole** budget goes to new customers (`new`), and if it all
# goes to existing ones (`existing`)? An answer such as 123.45 sales is right: it is what is expected on average.

# %% answer="foundations-budget"
sales = {"new": None, "existing": None}
### BEGIN SOLUTION
because = given["success_existing"] * (1 - given["anyway"])  # who says yes and would not have ordered anyway
sales = {  # how many contacts the budget pays, times the share that succeeds
    "new": given["budget"] / given["cost_new"] * given["success_new"],
    "existing": given["budget"] / given["cost_existing"] * because,
}
### END SOLUTION

# %% free="foundations-budget-try"
sales

# %% points=1
check("foundations-budget-sales", sales)

# %% [markdown]
# Decide. What does the firm gain next year with these sales, when the budget is taken off (negative if it loses)? Put
# the two amounts in yuan under `gain_new` and `gain_existing`. Under `money`, write `"new"` or `"existing"`, whichever gains
# more, but `"neither"` if both lose. For hints to this step, run `hint("foundations-budget-choice")`.

# %% answer="foundations-budget-choice"
decision = {"gain_new": None, "gain_existing": None, "money": None}
### BEGIN SOLUTION
new = sales["new"] * given["margin_new"] - given["budget"]
existing = sales["existing"] * given["margin_existing"] - given["budget"]
if new <= 0 and existing <= 0:
    money = "neither"
elif new > existing:
    money = "new"
else:
    money = "existing"
decision = {"gain_new": new, "gain_existing": existing, "money": money}
### END SOLUTION

# %% free="foundations-budget-choice-try"
decision

# %% points=2
check("foundations-budget-decision", decision)

# %% [markdown]
# ## 4 · The grain of wheat
#
# A farm has `stock` kilograms of wheat at the beginning of year 1. In every year the share `lose` of the stock spoils
# first. **Of what is left**, the share `sow` is sown, and all the rest is eaten. Each kilogram that is sown brings a
# harvest of `crop` kilograms. This harvest is the stock at the beginning of the next year; nothing else is there then.
# The numbers are invented. (`goal` and `goal_year` are for the second step.)

# %%
farm = numbers("foundations-wheat")
farm

# %% [markdown]
# Build a DataFrame with one row for each of the years 1 to 5, and the columns `year`, `stock` (at the beginning of the
# year), `eaten` and `sown` (in the year), in kilograms. Their order is free, and further columns do no harm.

# %% answer="foundations-wheat"
table = None
### BEGIN SOLUTION
stocks = [farm["stock"]]
for _ in range(4):  # four steps lead from year 1 to year 5
    stocks.append(stocks[-1] * (1 - farm["lose"]) * farm["sow"] * farm["crop"])
left = np.array(stocks) * (1 - farm["lose"])  # what has not spoilt
sown = left * farm["sow"]
table = pd.DataFrame({"year": [1, 2, 3, 4, 5], "stock": stocks, "eaten": left - sown, "sown": sown})
### END SOLUTION

# %% free="foundations-wheat-try"
table

# %% points=2
check("foundations-wheat-table", table)

# %% [markdown]
# Now the question from the other end. The farm wants its stock to be `goal` times as large at the beginning of year
# `goal_year` as it is at the beginning of year 1 (2 times as large as 100 kg is 200 kg). `lose` and `crop` stay as they
# are, and the same share of what is left is sown in every year. Which share must that be? Put it under `needed`. Is today's share `sow` enough for the goal? Put `True`
# or `False` under `enough`. For hints to this step, run `hint("foundations-wheat-needed")`.

# %% answer="foundations-wheat-needed"
turned = {"needed": None, "enough": None}
### BEGIN SOLUTION
step = farm["goal"] ** (
    1 / (farm["goal_year"] - 1)
)  # the stock is multiplied by this from each year to the next
needed = step / (farm["crop"] * (1 - farm["lose"]))  # a step multiplies by (1 - lose) * sow * crop
turned = {"needed": needed, "enough": farm["sow"] >= needed}
### END SOLUTION

# %% [markdown]
# Try it. Let the stock grow with your share for `goal_year` − 1 years: what must come out?

# %% free="foundations-wheat-needed-try"
turned

# %% points=2
check("foundations-wheat-share", turned)

# %% [markdown]
# ## 5 · A little more loyalty
#
# Of the customers of a firm, the share `retention` stays from one year to the next. A programme is said to raise this
# share by `points` percentage points; 0.05 stands for five points. The first year of a customer is certain, and it
# counts. So he stays for 1 / (1 − retention) years on average. The numbers are invented.

# %%
loyal = numbers("foundations-uplift")
loyal

# %% [markdown]
# How many years does a customer stay without the programme (`before`) and with it (`after`)? By which share do the
# years become more (`uplift`; 0.250 if 4 years become 5)? Give all three with at least three decimals.

# %% answer="foundations-uplift"
longer = {"before": None, "after": None, "uplift": None}
### BEGIN SOLUTION
before = 1 / (1 - loyal["retention"])
after = 1 / (1 - (loyal["retention"] + loyal["points"]))  # points are added
longer = {"before": before, "after": after, "uplift": after / before - 1}
### END SOLUTION

# %% free="foundations-uplift-try"
longer

# %% points=2
check("foundations-uplift-years", longer)

# %% [markdown]
# Decide. A customer brings a margin of `margin` in each year in which he is there, and nothing is discounted. The
# programme costs `cost` for each customer, once. What does the firm gain by it with one customer, compared with the
# same customer without it (negative if it loses)? Put the amount under `gain`, and under `do_it` `True` or `False`. For
# hints to this step, run `hint("foundations-uplift-choice")`.

# %% answer="foundations-uplift-choice"
choice = {"gain": None, "do_it": None}
### BEGIN SOLUTION
gain = loyal["margin"] * (longer["after"] - longer["before"]) - loyal["cost"]  # only what the programme adds
choice = {"gain": gain, "do_it": gain > 0}
### END SOLUTION

# %% points=1
check("foundations-uplift-decision", choice)

# %% [markdown]
# ## 6 · What the system does
#
# A CRM system does three kinds of work. Which one is it here? Answer by the key of the item with `"operational"`,
# `"collaborative"` or `"analytical"`.

# %%
items(
    "foundations-functions",
    "running-out",
    "post-room",
    "morning-mail",
    "one-queue",
    "which-letter",
    "why-they-call",
)

# %% answer="foundations-system"
work = {
    "running-out": None,
    "post-room": None,
    "morning-mail": None,
    "one-queue": None,
    "which-letter": None,
    "why-they-call": None,
}
### BEGIN SOLUTION
work = {
    "running-out": "operational",
    "post-room": "operational",
    "morning-mail": "collaborative",  # two channels, one conversation
    "one-queue": "collaborative",
    "which-letter": "analytical",  # many records lead to something that nobody had typed in
    "why-they-call": "analytical",
}
### END SOLUTION

# %% points=2
check("foundations-system-work", work)

# %% [markdown]
# ## 7 · Find the error
#
# A trainee works out what a firm has in the end if it spends `budget` yuan on new customers. A contact costs `contact`,
# and the share `success` of the contacts wins a customer. A customer spends `spending` a year, of which the share
# `share` is margin. A programme raises the `retention`, the share of customers who stay from one year to the next, by
# `points` percentage points. As in task 5, the first year counts, and nothing is discounted. Lines 2 and 3 follow 1,000
# customers: they count people, not a share. The numbers are invented
# and yours alone.

# %%
working = numbers("foundations-working")["working"]
print(*(f"{name} = {value}" for name, value in working.items() if name != "lines"), sep="\n")
print(*working["lines"], sep="\n")

# %% [markdown]
# **One** line takes a wrong step. The lines below it are computed with its result, so their numbers are wrong, too,
# but their steps are right. Give the number of the wrong line under `line`. Under `value`, give what ought to stand
# at its end (the lines above it are right); two decimals are enough.

# %% answer="foundations-working"
found = {"line": None, "value": None}
### BEGIN SOLUTION
won = working["contact"] / working["success"]
stay = 1000 * (working["retention"] + working["points"])
years = 1000 / (1000 - stay)
margin = working["spending"] * working["share"] * years
right = [won, stay, years, margin, margin - won]  # winning him is paid once, not every year
shown = [float(line.split(" = ")[-1].replace("−", "-")) for line in working["lines"]]
line = next(n for n in range(1, 6) if abs(shown[n - 1] - right[n - 1]) > 0.01)  # the first that differs
found = {"line": line, "value": right[line - 1]}
### END SOLUTION

# %% free="foundations-working-try"
found

# %% points=2
check("foundations-working-error", found)

# %% [markdown]
# ## 8 · How sure is it?
#
# A contact costs `cost_per_contact`; a sale brings `sale_margin`, before the contacts are paid. Nobody knows the true
# success rate. In a trial with `tried` contacts, the share `success_rate` ended in a sale. A share that is counted in
# a trial has an error of √(success_rate · (1 − success_rate) / tried). Between two errors below and two errors above
# it lies the true share in about 95 of 100 such trials (the usual rule of statistics). The numbers are invented.

# %%
trial = numbers("foundations-sure")
trial

# %% [markdown]
# What does a sale cost, as in task 1, at one end of the success rate and at the other? Put the lower of the two costs
# under `low`, the higher one under `high`. Does selling pay? Under `verdict`, write `"pays"` if `sale_margin` is more
# than the cost at both ends, `"loses"` if it is less at both, and `"open"` if the trial does not tell.

# %% answer="foundations-sure"
sure = {"low": None, "high": None, "verdict": None}
### BEGIN SOLUTION
rate = trial["success_rate"]
error = np.sqrt(rate * (1 - rate) / trial["tried"])
low = trial["cost_per_contact"] / (rate + 2 * error)  # the higher the rate, the cheaper is a sale
high = trial["cost_per_contact"] / (rate - 2 * error)
if high < trial["sale_margin"]:
    verdict = "pays"
elif low > trial["sale_margin"]:
    verdict = "loses"
else:
    verdict = "open"
sure = {"low": low, "high": high, "verdict": verdict}
### END SOLUTION

# %% free="foundations-sure-try"
sure

# %% points=1
check("foundations-sure-verdict", sure)

# %% [markdown]
# ## 9 · Judge a claim
#
# The source document says: firms that are led by their customers earn 60 % more profit than firms that are led by their
# products. It names no study. Your director wants to put this sentence on the first page of next year's plan.
#
# Name two things that you would have to know before you can check the number. Give two ways in which the number may be
# true although being led by customers does not raise the profit. And say how your own firm could find out next
# year whether it pays. One or two sentences each. Your teacher grades this one; on your own, compare with
# `solution("foundations-claim")`.

# %% [markdown] open="foundations-claim" points=5
# ### BEGIN SOLUTION
# *One point each for two things to know, one each for two other explanations, one for a fair comparison.*
#
# To know: 60 % of what (profit in yuan, per customer, or as a share of sales); which firms, how many, in which country
# and years; who decided which firm is led by its customers, and whether he knew their profits; how much the
# firms differ among themselves.
#
# Other explanations: it may be the other way round, because a firm that earns much can afford service and a CRM system.
# A third thing may cause both: a good manager, a growing market, a rich region. Only firms that survived were asked.
# Successful firms call themselves customer-led afterwards.
#
# To find out: pick by chance one half of the branches (or of the customers) for the new way, leave the other half as it
# is, and compare their margin after a year, with the cost taken off. Or compare each branch with itself before, and with
# branches that did not change.
# ### END SOLUTION

# %% [markdown] quiz="foundations-quiz"
# ## 10 · Quiz
