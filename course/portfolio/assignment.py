# %% [markdown]
# # Assignment: portfolio of customers
#
# **About 90 minutes · needs lesson 08 · 30 points**
#
# You write three small functions, compute with your own numbers what customers leave and what a discount, a fee or a
# parting changes, build a pyramid and a matrix, choose customers for scarce hours, find an error, and judge a report.
#
# How it works:
#
# - Write your answer where it says *your code here*; then run the cell.
# - The cell below it is yours: try things out there.
# - A cell that begins with `check` tells you at once, in one sentence, what is right or wrong. You can run it
#   as often as you like. Each check earns its points whole or not at all.
# - Do not round on the way. A final number may be rounded: amounts to whole yuan, a share such as 0.123 and a number of
#   times to three decimals.
# - Stuck? `hint("portfolio-margin")` gives the next hint for a task.
#
# Run the cells from top to bottom. A cell that fails does not stop the others.

# %% [markdown]
# ## Who you are
#
# Put your student number in; it decides the numbers that you get in tasks 1, 2, 4, 5, 6, 7 and 8, and the items of task
# 10. If you study on your own, any name will do.

# %% free="portfolio-me"
me = "your number or name"

# %%
import numpy as np
import pandas as pd
from crmlab import NotYet, check, hint, items, numbers, solution

# %% [markdown]
# ## 1 · A client asks for more
#
# Something has a `list_price` and costs the firm `unit_cost`. The customer gets the share `discount` off the list price.
# What margin is left, as a share of the price that he **pays**? It is negative if the price paid is below the cost.


# %% answer="portfolio-margin"
def margin_share(list_price, unit_cost, discount):
    """Margin after the discount, as a share of the price paid."""
    ### BEGIN SOLUTION
    paid = list_price * (1 - discount)  # the discount comes off the price alone
    return (paid - unit_cost) / paid
    ### END SOLUTION


# %% [markdown]
# Try it. With the numbers of Ma Yan's client, it is 5 of 85, or 0.059.

# %% free="portfolio-margin-try"
margin_share(100, 80, 0.15)

# %% points=1
check("portfolio-margin-after", margin_share)

# %% [markdown]
# Now a whole project, with your numbers. At list prices it is `list_price` yuan. Now the client gets the share
# `discount` off the list price. He asks for the share `discount_asked` off the list price **in place of it**. With either,
# the project takes `direct_cost` yuan of goods and work, and `service_hours` hours of your people, which are not
# invoiced and cost the firm `hourly_cost` yuan each. The client pays the invoice after `days_late` days. Until then the
# firm pays simple interest on the invoice, at `rate` for a year of 365 days. The numbers are invented.

# %%
client = numbers("portfolio-deal")
client

# %% [markdown]
# What profit in yuan is left of the project after all this, with the discount of now (`now`) and with the one that he
# asks for (`asked`)? It is negative if the firm loses. If you refuse, the client goes, and the firm has neither his
# invoice nor any of these costs: its profit from him is 0. Should you give the larger discount? Put `True` or `False`
# under `give`.

# %% answer="portfolio-deal"
deal = {"now": None, "asked": None, "give": None}
### BEGIN SOLUTION
profits = {}
for when, share in [("now", client["discount"]), ("asked", client["discount_asked"])]:
    invoice = client["list_price"] * (1 - share)
    waiting = invoice * client["rate"] * client["days_late"] / 365  # interest on what is invoiced
    profits[when] = (
        invoice - client["direct_cost"] - client["service_hours"] * client["hourly_cost"] - waiting
    )
deal = profits | {"give": profits["asked"] > 0}
### END SOLUTION

# %% free="portfolio-deal-try"
deal

# %% points=2
check("portfolio-deal-profit", deal)

# %% [markdown]
# ## 2 · Two places for each customer
#
# `book` has six customers of one year: their `sales` and `direct_cost` in yuan, and the `service_hours` that your people
# spent on them without an invoice. An hour costs `hourly_cost` yuan. Everybody pays at once. The numbers are invented.

# %%
accounts = numbers("portfolio-table")
print("hourly_cost =", accounts["hourly_cost"])
pd.DataFrame(accounts["book"])

# %% [markdown]
# Build a DataFrame with one row for each customer, and the columns `customer`, `profit` (in yuan, after direct cost and
# hours), `by_sales` and `by_profit` (his place by each of them: 1 for the largest, 6 for the smallest). The order of the
# rows and further columns do not matter.

# %% answer="portfolio-table"
table = None
### BEGIN SOLUTION
table = pd.DataFrame(accounts["book"])
table["profit"] = table["sales"] - table["direct_cost"] - table["service_hours"] * accounts["hourly_cost"]
table["by_sales"] = table["sales"].rank(ascending=False)
table["by_profit"] = table["profit"].rank(ascending=False)
### END SOLUTION

# %% free="portfolio-table-try"
table

# %% points=2
check("portfolio-table-ranks", table)

# %% [markdown]
# ## 3 · The best, and their classes
#
# `values` is a list of what each customer brings, in no order. A value below 0 is a loss. Which share of the sum of
# **all** values do the best `heads` customers bring? The sum is above 0. The share may be above 1, if others lose.


# %% answer="portfolio-top"
def best_share(values, heads):
    """Share of all value that the best customers bring."""
    ### BEGIN SOLUTION
    best = sorted(values, reverse=True)[:heads]  # the list is in no order
    return sum(best) / sum(values)
    ### END SOLUTION


# %% [markdown]
# Try it. The best of these five brings 0.7.

# %% free="portfolio-top-try"
best_share([50, 700, 100, 50, 100], 1)

# %% points=1
check("portfolio-top-brings", best_share)

# %% [markdown]
# Now ABC. All `values` are above 0. A customer is in class `"A"` if those **before** him, whose values are larger than
# his, bring together less than the share `first_cut` of the sum of all values; in class `"B"` if they bring at least
# `first_cut` but less than `second_cut`; else in class `"C"`. Nobody stands before the largest, so that he is always in
# A. Customers with equal values do not stand before each other. Return a list of letters, in the order of `values`.


# %% answer="portfolio-abc"
def abc_classes(values, first_cut, second_cut):
    """Class of each customer: a list of letters, in the order of the values."""
    ### BEGIN SOLUTION
    letters = []
    for value in values:
        before = sum(other for other in values if other > value) / sum(values)
        letters.append("A" if before < first_cut else "B" if before < second_cut else "C")
    return letters
    ### END SOLUTION


# %% [markdown]
# Try it. Before 60 stand 900 of 1,000, before 40 stand 960: B, A, B, A, C.

# %% free="portfolio-abc-try"
abc_classes([60, 500, 100, 300, 40], 0.8, 0.95)

# %% points=1
check("portfolio-abc-classes", abc_classes)

# %% points=1
check("portfolio-abc-equal", abc_classes)

# %% [markdown]
# ## 4 · The pyramid
#
# A firm has `customers` customers, no two of them alike. Sorted by sales, the best 1 % of them bring the share `best_1`
# of all sales, the best 20 % bring the share `best_20`, and the best 50 % bring `best_50`; each share includes those
# above. As in the lesson, VIP are the best 1 %, main customers the rest of the best 20 %, ordinary ones the rest of the
# best 50 %, and small ones all others. The numbers are invented.

# %%
list_of_sales = numbers("portfolio-pyramid")
list_of_sales

# %% [markdown]
# Build a DataFrame with one row for each tier, and the columns `tier` (`"VIP"`, `"main"`, `"ordinary"`, `"small"`),
# `customers` (how many stand in this tier alone), `sales_share` (the share of all sales that this tier alone brings) and
# `times` (how many times as much a customer of the tier brings on average as a customer of the whole firm does on
# average: 2 for twice as much). Give shares and times with at least three decimals.

# %% answer="portfolio-pyramid"
tiers = None
### BEGIN SOLUTION
marks = [0.01, 0.20, 0.50, 1]
brought = [list_of_sales["best_1"], list_of_sales["best_20"], list_of_sales["best_50"], 1]
heads = np.diff(marks, prepend=0)  # each mark less the one above it
shares = np.diff(brought, prepend=0)
tiers = pd.DataFrame(
    {
        "tier": ["VIP", "main", "ordinary", "small"],
        "customers": heads * list_of_sales["customers"],
        "sales_share": shares,
        "times": shares / heads,
    }
)
### END SOLUTION

# %% free="portfolio-pyramid-try"
tiers

# %% points=2
check("portfolio-pyramid-tiers", tiers)

# %% [markdown]
# ## 5 · Four cells, and names
#
# `seven` has seven customers: the `margin` that each brings in a year, and the margin on what he buys `elsewhere`, which
# could be added to it (both in yuan a year). The numbers are invented.

# %%
matrix = numbers("portfolio-cells")
pd.DataFrame(matrix["seven"])

# %% [markdown]
# In which cell does each customer stand? The first axis is `margin`. I is low on both axes, II is low on the first and
# high on the second, III is high on the first and low on the second, IV is high on both. Each axis is cut at the
# **median** of the seven values on this axis, and a value at the cut is high. Build a DataFrame with one row for each
# customer, and the columns `customer`, `by_potential` (the second axis is `elsewhere`) and `by_future` (the second axis is
# the future value, `margin` and `elsewhere` together). Write the cells as `"I"`, `"II"`, `"III"` and `"IV"`.

# %% answer="portfolio-cells"
cells = None
### BEGIN SOLUTION
customers = pd.DataFrame(matrix["seven"])
names = {(False, False): "I", (False, True): "II", (True, False): "III", (True, True): "IV"}


def cells_of(first, second):
    return [names[pair] for pair in zip(first >= first.median(), second >= second.median(), strict=True)]


cells = pd.DataFrame(
    {
        "customer": customers["customer"],
        "by_potential": cells_of(customers["margin"], customers["elsewhere"]),
        "by_future": cells_of(customers["margin"], customers["margin"] + customers["elsewhere"]),
    }
)
### END SOLUTION

# %% free="portfolio-cells-try"
cells

# %% points=2
check("portfolio-cells-table", cells)

# %% [markdown]
# Other firms give such cells names. Who is meant here? Answer by the key of the item with `"I"`, `"II"`, `"III"`, `"IV"`, or
# with `"tier"` for a tier of a pyramid.

# %%
items(
    "portfolio-names",
    "silver",
    "platinum-text",
    "platinum-pyramid",
    "improvement",
    "gold-pyramid",
    "lead",
)

# %% answer="portfolio-metals"
meant = {
    "silver": None,
    "platinum-text": None,
    "platinum-pyramid": None,
    "improvement": None,
    "gold-pyramid": None,
    "lead": None,
}
### BEGIN SOLUTION
meant = {
    "silver": "III",
    "platinum-text": "III",  # figure and text of one document disagree
    "platinum-pyramid": "tier",
    "improvement": "II",
    "gold-pyramid": "tier",
    "lead": "I",
}
### END SOLUTION

# %% points=1
check("portfolio-metals-names", meant)

# %% [markdown]
# ## 6 · Part, charge, or keep
#
# A firm has `customers` customers who lose money. Each of them brings a margin of `margin` yuan a year and takes
# `service_hours` hours of your people a year, which are not yet taken off this margin and cost `hourly_cost` yuan each.
# All of them are alike. The numbers are invented. There are two plans for next year:
#
# - **drop**: you part with all of them. Their margin is gone. Of the cost of their hours, only the share `freed` goes away;
#   the rest is paid as before.
# - **charge**: each pays a fee of `fee` yuan in the year, once. The share `leave` of them leaves because of it, at once:
#   they pay no fee, and their margin is gone. All the hours are paid as before. Who stays goes on as before, and pays.

# %%
losing = numbers("portfolio-dropping")
losing

# %% [markdown]
# By how many yuan does the firm's profit of next year **change** with each plan, compared with going on as now? Put the two
# changes, for all these customers together, under `drop` and `charge`; they are negative if profit falls. Under `do`,
# write `"drop"` or `"charge"`, whichever gains more, but `"keep"` if both lose.

# %% answer="portfolio-dropping"
plan = {"drop": None, "charge": None, "do": None}
### BEGIN SOLUTION
saved = losing["freed"] * losing["service_hours"] * losing["hourly_cost"]
drop = losing["customers"] * (saved - losing["margin"])
fees, lost = (1 - losing["leave"]) * losing["fee"], losing["leave"] * losing["margin"]
charge = losing["customers"] * (fees - lost)
do = "keep" if drop <= 0 and charge <= 0 else "drop" if drop > charge else "charge"
plan = {"drop": drop, "charge": charge, "do": do}
### END SOLUTION

# %% free="portfolio-dropping-try"
plan

# %% points=2
check("portfolio-dropping-change", plan)

# %% [markdown]
# Now the question from the other end. Nobody knows `freed` and `leave` well, so leave these two numbers aside. Which
# share of the cost of the hours must go away, so that parting changes nothing (`hours_away`)? Which share of the
# customers must leave because of the fee, so that charging changes nothing (`leaving`)? Give both with at least three
# decimals. For hints to this step, run `hint("portfolio-dropping-border")`.

# %% answer="portfolio-dropping-border"
borders = {"hours_away": None, "leaving": None}
### BEGIN SOLUTION
borders = {
    "hours_away": losing["margin"] / (losing["service_hours"] * losing["hourly_cost"]),
    "leaving": losing["fee"] / (losing["fee"] + losing["margin"]),  # who leaves does not pay, either
}
### END SOLUTION

# %% [markdown]
# Try it. Put your two shares in the place of `freed` and `leave`: what must come out?

# %% free="portfolio-dropping-border-try"
borders

# %% points=1
check("portfolio-dropping-shares", borders)

# %% [markdown]
# ## 7 · Scarce hours
#
# `wishes` has five customers. If you serve one of them, he brings the `gain` in yuan and takes the `hours`. You have
# `capacity` hours. Each customer is served in full or not at all. The numbers are invented.

# %%
scarce = numbers("portfolio-choose")
print("capacity =", scarce["capacity"])
pd.DataFrame(scarce["wishes"])

# %% [markdown]
# The rule of the lesson goes down the list by gain per hour, the highest first, takes whoever still fits into the hours
# that are left, and goes on with the next one if a customer does not fit. What do those bring together whom it takes
# (`per_hour`)? What is the most that any set of customers brings whose hours fit into `capacity` (`best`)? You may find it
# by trying. Under `rule_is_best`, put `True` if both are the same, else `False`.

# %% answer="portfolio-choose"
choice = {"per_hour": None, "best": None, "rule_is_best": None}
### BEGIN SOLUTION
wishes = pd.DataFrame(scarce["wishes"])
left, per_hour = scarce["capacity"], 0
for row in (wishes["gain"] / wishes["hours"]).sort_values(ascending=False).index:
    if wishes["hours"][row] <= left:
        left, per_hour = left - wishes["hours"][row], per_hour + wishes["gain"][row]
sets = [np.array(list(f"{number:05b}")) == "1" for number in range(32)]  # each customer in or out
best = max(wishes["gain"][one].sum() for one in sets if wishes["hours"][one].sum() <= scarce["capacity"])
choice = {"per_hour": per_hour, "best": best, "rule_is_best": bool(per_hour == best)}
### END SOLUTION

# %% free="portfolio-choose-try"
choice

# %% points=2
check("portfolio-choose-chosen", choice)

# %% [markdown]
# ## 8 · Find the error
#
# A trainee works out what parting with a client changes in a year. At list prices the client buys for `list_price` a
# year, with the share `discount` off. What is sold has a `direct_cost` in the year. Your people spend `hours_a_month` hours
# **a month** on the client, at `hourly_cost` each. The client pays `days_late` days after the invoice, and money costs
# `rate` a year (simple interest on the invoice, 365 days). If the client goes, the share `freed` of the cost of the hours
# goes away, and so do the interest and the margin. The numbers are invented and yours alone.

# %%
working = numbers("portfolio-working")["working"]
print(*(f"{name} = {value}" for name, value in working.items() if name != "lines"), sep="\n")
print(*working["lines"], sep="\n")

# %% [markdown]
# **One** line takes a wrong step. The lines below it are computed with its result, so their numbers are wrong, too,
# but their steps are right. Give the number of the wrong line under `line`. Under `value`, give what ought to stand
# at its end (the lines above it are right); two decimals are enough.

# %% answer="portfolio-working"
found = {"line": None, "value": None}
### BEGIN SOLUTION
invoice = working["list_price"] * (1 - working["discount"])
margin = invoice - working["direct_cost"]
hours = 12 * working["hours_a_month"] * working["hourly_cost"]
waiting = invoice * working["rate"] * working["days_late"] / 365
change = working["freed"] * hours + waiting - margin  # only what goes away is saved
right = [invoice, margin, hours, waiting, margin - hours - waiting, change]
shown = [float(line.split(" = ")[-1].replace("−", "-")) for line in working["lines"]]
line = next(n for n in range(1, 7) if abs(shown[n - 1] - right[n - 1]) > 0.01)  # the first that differs
found = {"line": line, "value": right[line - 1]}
### END SOLUTION

# %% free="portfolio-working-try"
found

# %% points=2
check("portfolio-working-error", found)

# %% [markdown]
# ## 9 · Judge a report
#
# A report on the 1,200 customers of a wholesaler says: “The best 240 by sales bring 78 % of the sales. By the law of 80/20
# this is as it should be. These 240 are our VIPs and get a manager of their own. Our 400 smallest customers bring a
# margin of ¥250 a year each, and our accountants charge ¥310 of cost to each; without them we gain ¥24,000 a year. A
# platinum customer of our competitor brings ¥9,000 a year, one of ours only ¥6,000. So our best customers are
# worse.” [invented]
#
# Name three errors. Say of each what is wrong, and what you would compute or ask in its place. One or two sentences each.
# Your teacher grades this one; on your own, compare with `solution("portfolio-claim")`.

# %% [markdown] open="portfolio-claim" points=5
# ### BEGIN SOLUTION
# *Two points each for the first two valid errors, one point for the third; of each, half for what is wrong and half for
# what to do in its place.*
#
# A law: 80/20 is an observation about some lists. 78 % from 20 % is neither as it should be nor as it should not be, and
# the two numbers need not add to 100. Count it for other measures (margin, profit) and for other years.
#
# VIPs by sales: who buys much may leave little, or lose money, after discounts, hours and late payment. Rank by profit
# after the cost to serve, and compare the two lists before somebody gets a manager.
#
# Saved costs: ¥310 are charged, and a part of that stays when the customers go (rent, salaries, systems). The ¥100,000 of
# margin are gone at once. Ask which part of the 400 · 310 = ¥124,000 really goes away: more than 250 / 310 = 81 % must.
# And ask whether a fee or a cheaper way to serve them would do.
#
# An average for all: some of the 400 pay their way, and some could grow. Look at the single customers, not at the mean.
#
# Names: platinum may be the best tier of a pyramid there, and here a cell with a high value and little growth, or another
# cut. ¥9,000 and ¥6,000 may be sales and profit, too. Ask for whom the name stands, by which measure, and with which cut.
# ### END SOLUTION

# %% [markdown] quiz="portfolio-quiz"
# ## 10 · Quiz
