# %% [markdown]
# # Assignment: lifetime value of one customer
#
# **About 95 minutes · needs lesson 05 · 30 points**
#
# You write three small functions, value an offer with your own numbers, build a table, check what others have
# computed, and judge a claim.
#
# How it works:
#
# - Write your answer where it says *your code here*; then run the cell.
# - The cell below it is yours: try things out there.
# - A cell that begins with `check` tells you at once, in one sentence, what is right or wrong. You can run it
#   as often as you like. Each check earns its points whole or not at all.
# - Do not round on the way. A final number may be rounded, but keep at least two decimals, and three for a share
#   such as 0.123.
# - Stuck? `hint("clv-present")` gives the next hint for a task.
#
# Run the cells from top to bottom. A cell that fails does not stop the others.

# %% [markdown]
# ## Who you are
#
# Put your student number in; it decides the numbers that you get in tasks 4, 5, 7, 8 and 9, and the items of task 11.
# If you study on your own, any name will do.

# %% free="clv-me"
me = "your number or name"

# %%
import numpy as np
import pandas as pd
from crmlab import NotYet, check, hint, items, numbers, solution

# %% [markdown]
# ## 1 · Value today
#
# A customer brings `flows[0]` now, `flows[1]` in one year, `flows[2]` in two years, and so on. What is that worth
# today, at a discount rate of `rate` a year? Money spent on him is negative.


# %% answer="clv-present"
def present_value(flows, rate):
    """Value today of payments of which the first comes now."""
    ### BEGIN SOLUTION
    total = 0
    for t, payment in enumerate(flows):  # t counts the years that pass before the payment comes
        total += payment / (1 + rate) ** t
    return total
    ### END SOLUTION


# %% [markdown]
# Try it. The credit-card customer of the lesson is worth 111.66 at 10 %.

# %% free="clv-present-try"
present_value([-51, 30, 42, 44, 49, 55], 0.10)

# %% points=1
check("clv-present-discounts", present_value)

# %% points=1
check("clv-present-norate", present_value)

# %% [markdown]
# ## 2 · Lifetime value
#
# A customer brings `margin` a year, at the end of each year, if he is still there. From one year to the next a share
# `retention` stays; so at the end of year 1 only that share brings its margin. Give the value today of years 1 to
# `years`. Without `years` the relation has no planned end; even a customer who never leaves has a value then.


# %% answer="clv-value"
def lifetime_value(margin, retention, rate, years=None):
    """Value today of the margins of a customer who may leave each year."""
    ### BEGIN SOLUTION
    if years is None:  # the sum of all years has a closed form
        return margin * retention / (1 + rate - retention)
    total = 0
    for t in range(1, years + 1):  # range ends one before its end
        staying = retention**t  # the share that is still there at the end of year t
        total += margin * staying / (1 + rate) ** t
    return total
    ### END SOLUTION


# %% [markdown]
# Try it. 100 a year, 80 % stay, 10 %: 212.41 in five years, 266.67 without an end.

# %% free="clv-value-try"
lifetime_value(100, 0.80, 0.10, years=5)

# %% points=2
check("clv-value-finite", lifetime_value)

# %% points=1
check("clv-value-endless", lifetime_value)

# %% points=1
check("clv-value-loyal", lifetime_value)

# %% [markdown]
# ## 3 · Payback
#
# Winning a customer costs `acquisition_cost`, once and now. He brings `profits[0]` in year 1, `profits[1]` in year 2,
# and so on. In which year (1, 2, …) has the cost come back: in which one do the profits added up reach it? Do not
# discount. If these profits never reach the cost, give `None`.


# %% answer="clv-payback"
def payback_year(acquisition_cost, profits):
    """First year in which the profits have paid back the acquisition cost, or None."""
    ### BEGIN SOLUTION
    total = -acquisition_cost
    for year, profit in enumerate(profits, 1):  # the first profit comes in year 1
        total += profit
        if total >= 0:
            return year
    return None  # the loop has ended and the cost has not come back
    ### END SOLUTION


# %% [markdown]
# Try it. The credit-card customer costs 51 and pays back in year 2.

# %% free="clv-payback-try"
payback_year(51, [30, 42, 44, 49, 55])

# %% points=1
check("clv-payback-year", payback_year)

# %% points=1
check("clv-payback-never", payback_year)

# %% [markdown]
# ## 4 · An offer, with your numbers
#
# A dealer sells an air conditioner (`first_purchase`, now). The customer then spends `yearly` at the end of each of
# `years` years; winning him costs `acquisition_cost`, now. The dealer also thinks of a maintenance contract: the
# customer pays `addon` **now and** at the end of each year. To sell the contract, the dealer would lower the price of
# the unit by `price_cut`. The numbers are invented and yours alone.

# %%
given = numbers("clv-offer")
given

# %% [markdown]
# `given["rate"]` is your discount rate, and so on. Find two amounts, in today's money:
#
# - `base_value`: what the customer is worth without the contract, at the full price of the unit. The cost of winning
#   him is taken off.
# - `addon`: what all payments of the contract add to that. (`given["addon"]` is one payment.) The price cut is not in
#   it: it comes in the next step.
#
# Take revenue for profit here, as the source document does; in task 10 you say what is wrong with that.

# %% answer="clv-offer"
base_value = None
addon = None
### BEGIN SOLUTION
factors = [1 / (1 + given["rate"]) ** t for t in range(given["years"] + 1)]  # t = 0 is now
base_value = given["first_purchase"] + given["yearly"] * sum(factors[1:]) - given["acquisition_cost"]
addon = given["addon"] * sum(factors)  # one payment more than years: it also comes now
### END SOLUTION

# %% free="clv-offer-try"
base_value, addon

# %% points=1
check("clv-offer-base", base_value)

# %% points=1
check("clv-offer-addon", addon)

# %% [markdown]
# Decide: what does the dealer gain by the offer (contract and price cut together; negative if he loses), compared
# with the same customer without it? And should he make it? Put the amount under `gain`, and `True` or `False` under
# `offer`. For hints to this step, run `hint("clv-offer-choice")`.

# %% answer="clv-offer-choice"
decision = {"gain": None, "offer": None}
### BEGIN SOLUTION
gain = addon - given["price_cut"]
decision = {"gain": gain, "offer": gain > 0}
### END SOLUTION

# %% points=2
check("clv-offer-decision", decision)

# %% [markdown]
# ## 5 · A table, with your numbers
#
# Show year by year how the lifetime value of task 2 comes about. Build a DataFrame with the columns `year` (1, 2, …),
# `staying` (share still there at the end of the year, 0.80 for 80 %), `margin` (what a customer then brings on average,
# those who have left included) and `present_value` (what the margin of this year is worth today).

# %%
mine = numbers("clv-table")
mine

# %% answer="clv-table"
table = None
### BEGIN SOLUTION
year = np.arange(1, mine["years"] + 1)
staying = mine["retention"] ** year
margin = mine["margin"] * staying
table = pd.DataFrame(
    {"year": year, "staying": staying, "margin": margin, "present_value": margin / (1 + mine["rate"]) ** year}
)
### END SOLUTION

# %% free="clv-table-try"
table

# %% points=2
check("clv-table-years", table)

# %% [markdown]
# ## 6 · What is lost when a customer leaves
#
# A customer leaves today. Write `"lost"` for each item that the firm loses by it, because it would still have come.
# Write `"kept"` for all others: what the firm has already, what it saves, and what is spent whether he stays or goes.
# Answer by the key of the item. (*not lost* is only the label of `kept`.)

# %%
items("clv-lost")

# %% answer="clv-terms"
lost = {"advertising": None, "margin": None, "first-purchase": None, "friends": None, "goods": None}
### BEGIN SOLUTION
lost = {
    "advertising": "kept",  # spent already: a sunk cost
    "margin": "lost",
    "first-purchase": "kept",  # the money stays with the firm
    "friends": "lost",
    "goods": "kept",  # the firm saves their cost
}
### END SOLUTION

# %% points=1
check("clv-terms-lost", lost)

# %% [markdown]
# ## 7 · The same question from the other end, with your numbers
#
# A firm wants to know how loyal its customers must be. Winning **one** costs `acquisition_cost`, now. Its last
# campaign won `customers` of them. Each pays `revenue` a year, of which `margin` is left; it comes at the end of each
# year, if he is still there. Today the share `retention` stays from one year to the next. As in task 2, there is no
# planned end. The numbers are invented; you do not need all of them.

# %%
firm = numbers("clv-needed")
firm

# %% [markdown]
# At which retention is a customer worth exactly what winning him costs? Put it under `needed`. And are such customers
# worth winning, if their retention stays as it is today? Put `True` or `False` under `win`.

# %% answer="clv-needed"
turned = {"needed": None, "win": None}
### BEGIN SOLUTION
# margin * needed / (1 + rate - needed) = acquisition_cost, solved for needed
needed = firm["acquisition_cost"] * (1 + firm["rate"]) / (firm["margin"] + firm["acquisition_cost"])
turned = {"needed": needed, "win": firm["retention"] > needed}
### END SOLUTION

# %% [markdown]
# Try it. `lifetime_value` of task 2 tells you whether your answer is right: which value must come out?

# %% free="clv-needed-try"
turned

# %% points=2
check("clv-needed-retention", turned)

# %% [markdown]
# ## 8 · Find the error
#
# A household has bought its air conditioner and pays for service at the end of each year. Now it is angry. A colleague
# asks whether a voucher pays, and works out what is at stake in the next two years. He takes `spending` for what the
# household pays in a year, `share` for the part of it that is margin, `retention` for the share of such households
# that stay from one year to the next, `rate` for the discount rate. `advertising` is what winning the household cost
# two years ago. The case is invented, and its numbers are yours alone.

# %%
working = numbers("clv-working")["working"]
print(*(f"{name} = {value}" for name, value in working.items() if name != "lines"), sep="\n")
print(*working["lines"], sep="\n")

# %% [markdown]
# **One** line takes a wrong step. The lines below it are computed with its result, so their numbers are wrong, too,
# but their steps are right. Give the number of the wrong line under `line`. Under `value`, give what ought to stand
# at its end (the lines above it are right).

# %% answer="clv-working"
found = {"line": None, "value": None}
### BEGIN SOLUTION
margin = working["spending"] * working["share"]
left = 1000 * working["retention"] ** 2
first = margin * working["retention"] / (1 + working["rate"])
second = margin * left / 1000 / (1 + working["rate"]) ** 2
right = [margin, left, first, second, first + second]  # without the advertising: it is spent either way
shown = [float(line.split(" = ")[-1].replace("−", "-")) for line in working["lines"]]
line = next(n for n in range(1, 6) if abs(shown[n - 1] - right[n - 1]) > 0.05)  # the first that differs
found = {"line": line, "value": right[line - 1]}
### END SOLUTION

# %% free="clv-working-try"
found

# %% points=2
check("clv-working-error", found)

# %% [markdown]
# ## 9 · How sure is it?
#
# The retention of another firm is not known exactly. It was counted in a sample: of `counted` customers, picked at
# random, the share `retention` had stayed after a year. A share that is counted in a sample has an error of
# √(retention · (1 − retention) / counted). Between two errors below and two errors above it lies the true share in
# about 95 of 100 such samples (the usual rule of statistics). `margin`, `rate`, no planned end: as in task 2. The
# numbers are invented.

# %%
sample = numbers("clv-sure")
sample

# %% [markdown]
# What is a customer worth at the lower end of the retention, and what at the upper end? Put these two values under
# `low` and `high`. Does winning a customer for `acquisition_cost` pay? Under `verdict`, write `"pays"` if it pays at
# both ends, `"loses"` if it pays at neither, and `"open"` if the sample does not tell.

# %% answer="clv-sure"
sure = {"low": None, "high": None, "verdict": None}
### BEGIN SOLUTION
share, rate = sample["retention"], sample["rate"]
error = np.sqrt(share * (1 - share) / sample["counted"])
ends = share - 2 * error, share + 2 * error
low, high = (sample["margin"] * end / (1 + rate - end) for end in ends)
cost = sample["acquisition_cost"]
sure = {"low": low, "high": high, "verdict": "pays" if low > cost else "loses" if high < cost else "open"}
### END SOLUTION

# %% free="clv-sure-try"
sure

# %% points=1
check("clv-sure-verdict", sure)

# %% [markdown]
# ## 10 · Judge a claim
#
# The source document values the air-conditioner customer at ¥5,012 and says: that is what the dealer loses when this
# customer leaves. Name two reasons why the loss of a customer who has already bought the unit is smaller, and one why
# it may be larger. One or two sentences each. Your teacher grades this one; on your own, compare with
# `solution("clv-claim")`.

# %% [markdown] open="clv-claim" points=5
# ### BEGIN SOLUTION
# *Two points each for two valid reasons why it is smaller, one point for a reason why it may be larger.*
#
# Smaller: the ¥2,000 of the unit are already paid and stay with the dealer; the ¥400 that won him are spent whether he
# stays or goes, so neither belongs to the loss; the amounts are revenue, and the goods and the service cost something;
# he might have left later anyway, but the formula has no retention rate; the ¥300 count six payments in five years.
#
# Larger: he tells others, and they do not come either; he might have bought again after five years.
# ### END SOLUTION

# %% [markdown] quiz="clv-quiz"
# ## 11 · Quiz
