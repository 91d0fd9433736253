# %% [markdown]
# # Assignment: cohorts and customer equity
#
# **About 90 minutes · needs lesson 06 · 30 points**
#
# You write three small functions, build a table of a cohort, value a whole base, decide where a budget goes, follow
# customers who switch, find an error, ask a question in reverse, measure a short cut, and judge a claim.
#
# How it works:
#
# - Write your answer where it says *your code here*; then run the cell.
# - The cell below it is yours: try things out there.
# - A cell that begins with `check` tells you at once, in one sentence, what is right or wrong. You can run it
#   as often as you like. Each check earns its points whole or not at all.
# - Do not round on the way, also not customers: a cohort may have parts of customers. A final number may be rounded,
#   also in a table, but keep at least two decimals, and three for a share such as 0.123.
# - Stuck? `hint("equity-left")` gives the next hint for a task.
#
# Run the cells from top to bottom. A cell that fails does not stop the others.

# %% [markdown]
# ## Who you are
#
# Put your student number in; it decides the numbers that you get in tasks 2 to 8, and the items of task 10.
# If you study on your own, any name will do.

# %% free="equity-me"
me = "your number or name"

# %%
import numpy as np
import pandas as pd
from crmlab import NotYet, check, hint, items, numbers, solution

# %% [markdown]
# ## 1 · A cohort
#
# A cohort has `size` customers in year 1. `retention` is a list: its first number is the share of the customers of
# year 1 who renew for year 2; its second number is the share of those of year 2 who renew for year 3; and so on. How
# many customers are there in year 1, in year 2, …? Give a list. It has one number more than `retention`.


# %% answer="equity-left"
def customers_left(size, retention):
    """Customers of a cohort who are there in year 1, year 2 and so on."""
    ### BEGIN SOLUTION
    left = [size]  # in year 1 nobody has had to renew
    for share in retention:
        left.append(left[-1] * share)  # a share of those of the year before
    return left
    ### END SOLUTION


# %% [markdown]
# Try it. Of 1,000 customers with the renewals 60, 65 and 70 %: 1000, 600, 390 and 273.

# %% free="equity-left-try"
customers_left(1000, [0.60, 0.65, 0.70])

# %% points=1
check("equity-left-path", customers_left)

# %% [markdown]
# Year 1 is now, so its money counts in full; year 2 comes in one year, year 3 in two years, and so on. Each customer who
# is there brings `first_margin` in year 1 and `later_margin` in every later year. What is the whole cohort worth today,
# at a discount rate of `rate` a year? The last number of `retention` leads to the last year; later years do not count.
# `retention` may be empty: then there is only year 1 (the second check below tries this case).


# %% answer="equity-worth"
def cohort_worth(size, first_margin, later_margin, retention, rate):
    """What a cohort is worth today whose year 1 is now."""
    ### BEGIN SOLUTION
    total = 0
    customers = size
    for wait, share in enumerate([1, *retention]):  # wait counts the years from now; in year 1 all are there
        customers = customers * share
        margin = first_margin if wait == 0 else later_margin
        total += customers * margin / (1 + rate) ** wait
    return total
    ### END SOLUTION


# %% [markdown]
# Try it. The first four years of the magazine of the lesson, with margins of 5.90 and 45.90 and a rate of 15 %, are
# worth 51,622.70.

# %% free="equity-worth-try"
cohort_worth(1000, 5.90, 45.90, [0.60, 0.65, 0.70], 0.15)

# %% points=2
check("equity-worth-today", cohort_worth)

# %% points=1
check("equity-worth-once", cohort_worth)

# %% [markdown]
# ## 2 · A magazine, with your numbers
#
# Another magazine has won a cohort of `size` subscribers, who are the subscribers of year 1. Each pays `first_price` in
# year 1 and `later_price` in every later year. To serve a subscriber costs `service_cost` in **each** year in which he is
# there. All money of a year comes and goes at the beginning of the year, and year 1 begins now. `retention` and `rate`
# are as in task 1. The numbers are invented and yours alone.

# %%
mine = numbers("equity-cohort")
mine

# %% [markdown]
# Build a DataFrame with a row for each year and the columns `year` (1, 2, …), `customers` (who are there), `profit` (what
# all of them leave in this year: the price, less what it costs to serve them) and `present_value` (what that profit is
# worth today). Winning the subscribers is not in it. The order of rows and columns is free, and further columns do no
# harm.

# %% answer="equity-cohort"
table = None
### BEGIN SOLUTION
customers = mine["size"] * np.cumprod([1, *mine["retention"]])  # in year 1 all are there
year = np.arange(1, len(customers) + 1)
margin = np.where(year == 1, mine["first_price"], mine["later_price"]) - mine["service_cost"]
profit = customers * margin
table = pd.DataFrame(
    {
        "year": year,
        "customers": customers,
        "profit": profit,
        "present_value": profit / (1 + mine["rate"]) ** (year - 1),  # year 1 is now
    }
)
### END SOLUTION

# %% free="equity-cohort-try"
table

# %% points=2
check("equity-cohort-years", table)

# %% [markdown]
# To win one subscriber costs `acquisition_cost`, now. What is a subscriber worth whom the magazine wins, **before** this
# cost is taken off? Put the amount under `each`. You may use `table`, or begin afresh. And is he worth winning, that is,
# worth more than winning him costs? Put `True` or `False` under `win`. For hints to this step, run
# `hint("equity-cohort-choice")`.

# %% answer="equity-cohort-choice"
subscriber = {"each": None, "win": None}
### BEGIN SOLUTION
each = table["present_value"].sum() / mine["size"]  # all who were won, also those who have left
subscriber = {"each": each, "win": each > mine["acquisition_cost"]}
### END SOLUTION

# %% points=1
check("equity-cohort-each", subscriber)

# %% [markdown]
# ## 3 · The whole base, with your numbers
#
# H sells software to two groups of customers, `key` accounts and `others`. `customers`, `margin` and `retention` are
# dictionaries: `customers["key"]` is the number of key accounts, and so on. As in lesson 05, a customer brings the
# `margin` of his group at the end of each year, if he is still there; from one year to the next the share `retention` of
# his group stays, so at the end of year 1 only that share brings its margin. There is no planned end.
#
# `prospects` more people are not customers yet. H can spend `acquisition_outlay` on **each of them**, now; then the share
# `acquired_share` of them becomes customers now. Such a new customer is worth as much as one of the `others` today. The
# numbers are invented.

# %%
base = numbers("equity-base")
base

# %% [markdown]
# Put what all customers of today are worth under `present`, what the prospects add under `potential` (the spending on all
# of them is taken off), and the two together under `equity`.

# %% answer="equity-base"
whole = {"present": None, "potential": None, "equity": None}
### BEGIN SOLUTION
value = {
    group: base["margin"][group] * base["retention"][group] / (1 + base["rate"] - base["retention"][group])
    for group in ("key", "others")
}
present = sum(base["customers"][group] * value[group] for group in value)  # group by group
potential = base["prospects"] * (base["acquired_share"] * value["others"] - base["acquisition_outlay"])
whole = {"present": present, "potential": potential, "equity": present + potential}
### END SOLUTION

# %% free="equity-base-try"
whole

# %% points=2
check("equity-base-whole", whole)

# %% [markdown]
# A, a firm of designers, is one of the key accounts, and worth as much as each of them. Now H learns that `brought` of
# the `others` came only because A told them. They came in earlier years, have been counted in `customers` all the time,
# and each is worth as much as any of the `others`. Put under `with_referrals` what hangs on A: what A itself is worth today
# and what those whom it brought are worth today, together. And put under `equity` what the whole base, present and
# potential, is worth now that H knows this. For hints to this step, run `hint("equity-base-choice")`.

# %% answer="equity-base-choice"
told = {"with_referrals": None, "equity": None}
### BEGIN SOLUTION
told = {
    "with_referrals": value["key"] + base["brought"] * value["others"],
    "equity": whole["equity"],  # all of them are in it already, each once
}
### END SOLUTION

# %% points=1
check("equity-base-referral", told)

# %% [markdown]
# ## 4 · Where a budget goes
#
# If `current_outlay` is spent on each person, the share `current_share` of the people is won (or kept). No spending
# reaches more than the share `ceiling`. So today's spending reaches the part `current_share / ceiling` of what can be
# reached, and leaves the rest of it. Each further spending of the same size leaves again the same part **of what was
# still left**. In general the part that is **left** is
#
# `(1 − current_share / ceiling)` to the power `outlay / current_outlay`.
#
# Which share of the people is **won** (or kept) if `outlay` is spent on each? `outlay` is the whole spending on one
# person, today's included.


# %% answer="equity-reach"
def share_reached(outlay, current_outlay, current_share, ceiling):
    """Share of the people who are won or kept if so much is spent on each."""
    ### BEGIN SOLUTION
    left = (1 - current_share / ceiling) ** (outlay / current_outlay)  # of what can be reached
    return ceiling * (1 - left)
    ### END SOLUTION


# %% [markdown]
# Try it. Today 10 on each win 20 %; the ceiling is 40 %. Then 20 on each win 30 %, and 30 on each 35 %.

# %% free="equity-reach-try"
share_reached(20, 10, 0.20, 0.40)

# %% points=1
check("equity-reach-curve", share_reached)

# %% [markdown]
# A firm spends money on `winning` prospects and on `keeping` customers. Each of its numbers is a dictionary with these two
# keys: `heads` (how many people the money is spent on), `current_outlay` (spending on each of them today),
# `current_share` and `ceiling` (shares of the heads that are won, or kept), `value` (what one more customer who is won, or
# one more who is kept, is worth in today's money, before any spending). Now it has a further `budget`, on top of what it
# spends today. The whole budget goes to `winning` or to `keeping`, or to `neither`; there it is shared out equally among
# all heads. The numbers are invented.

# %%
plan = numbers("equity-spend")
plan

# %% [markdown]
# What would the budget gain in `winning`, and what in `keeping`: the worth of the customers whom it wins or keeps **in
# addition to today**, less the budget (negative if it loses)? Put under `choice` where it should go: `"winning"`,
# `"keeping"`, or `"neither"` if it would gain nothing in both.

# %% answer="equity-spend"
gains = {"winning": None, "keeping": None, "choice": None}
### BEGIN SOLUTION
for name in ("winning", "keeping"):
    today = plan["current_outlay"][name]
    outlay = today + plan["budget"] / plan["heads"][name]  # on each, in all
    share, ceiling = plan["current_share"][name], plan["ceiling"][name]
    then = ceiling * (1 - (1 - share / ceiling) ** (outlay / today))  # as share_reached
    more = plan["heads"][name] * (then - share)
    gains[name] = more * plan["value"][name] - plan["budget"]
best = max(("winning", "keeping"), key=lambda name: gains[name])
gains["choice"] = best if gains[best] > 0 else "neither"
### END SOLUTION

# %% free="equity-spend-try"
gains

# %% points=2
check("equity-spend-where", gains)

# %% [markdown]
# ## 5 · Customers who switch, with your numbers
#
# Every customer of a market buys once a year: `ours`, the `rival` or one of the `others`. `bought_last` says how many
# bought each brand just now. `switching` is a table of probabilities: each **row** is the brand that a customer bought
# last, each **column** the brand that he takes at his next purchase. Nobody enters or leaves the market, and the table
# stays the same. The numbers are invented.

# %%
market = numbers("equity-switch")
print(market["bought_last"], market["margin"], market["rate"])
pd.DataFrame.from_dict(market["switching"], orient="index")

# %% [markdown]
# How many customers can you expect to buy ours at the next purchase, in one year (`year_1`), and how many in two years
# (`year_2`)? It does not matter what they bought before. Each purchase of ours brings `margin` at the time of the purchase.
# Put under `value` what the purchases of ours in one, two and three years are worth today, all customers together, at the
# discount rate `rate`. The purchase just now does not count.

# %% answer="equity-switch"
ours = {"year_1": None, "year_2": None, "value": None}
### BEGIN SOLUTION
brands = ["ours", "rival", "others"]
switching = pd.DataFrame.from_dict(market["switching"], orient="index").loc[brands, brands].to_numpy()
buyers = np.array([market["bought_last"][brand] for brand in brands])
of_ours, value_of_ours = [], 0
for year in (1, 2, 3):
    buyers = buyers @ switching  # each brand's buyers by its row, added up by column
    of_ours.append(buyers[0])
    value_of_ours += buyers[0] * market["margin"] / (1 + market["rate"]) ** year
ours = {"year_1": of_ours[0], "year_2": of_ours[1], "value": value_of_ours}
### END SOLUTION

# %% free="equity-switch-try"
ours

# %% points=2
check("equity-switch-back", ours)

# %% [markdown]
# ## 6 · Find the error
#
# A trainee works out what a subscriber is worth in his first three years, to say how much may be spent on winning him.
# `size` subscribers were won; they are those of year 1. `first_margin` is what one of them brings in year 1, when his
# serving is paid. Later he pays `later_price`, and serving him costs `service_cost` a year. `retention` has the first and
# the second renewal, as in task 1. Year 1 is now, year 2 comes in one year. The numbers are invented and yours alone.

# %%
working = numbers("equity-working")["working"]
print(*(f"{name} = {value}" for name, value in working.items() if name != "lines"), sep="\n")
print(*working["lines"], sep="\n")

# %% [markdown]
# **One** line takes a wrong step. Lines below it that use its result have wrong numbers, too, but their steps are right.
# Give the number of the wrong line under `line`. The lines above it are right: go on from them, and put under `value` the
# number that ought to stand at the end of the wrong line.

# %% answer="equity-working"
found = {"line": None, "value": None}
### BEGIN SOLUTION
first, second = working["retention"]
margin = working["later_price"] - working["service_cost"]
in_year_3 = working["size"] * first * second
year_1 = working["size"] * working["first_margin"]
year_2 = working["size"] * first * margin / (1 + working["rate"])
year_3 = in_year_3 * margin / (1 + working["rate"]) ** 2
each = (year_1 + year_2 + year_3) / working["size"]
right = [margin, in_year_3, year_1, year_2, year_3, each]
shown = [float(line.split(" = ")[-1].replace("−", "-")) for line in working["lines"]]
line = next(n for n in range(1, 7) if abs(shown[n - 1] - right[n - 1]) > 0.05)  # the first that differs
found = {"line": line, "value": right[line - 1]}
### END SOLUTION

# %% free="equity-working-try"
found

# %% points=2
check("equity-working-error", found)

# %% [markdown]
# ## 7 · The same question from the other end, with your numbers
#
# A third magazine has won `size` subscribers. To win **one** costs `acquisition_cost`, now. Each brings `first_margin` in
# year 1, which is now, and `later_margin` in each of years 2, 3 and 4, if he is there. Not as in the other tasks,
# `retention` has only the **second and the third** renewal: with `[0.6, 0.7]`, 60 % of the subscribers of year 2 are there
# in year 3, and 70 % of those in year 4. The first renewal, from year 1 to year 2, is `first_renewal` today, and the magazine thinks that a better first year could raise it. After year
# 4 nothing is counted. The numbers are invented; you do not need all of them.

# %%
third = numbers("equity-needed")
third

# %% [markdown]
# At which first renewal is a subscriber worth exactly what winning him costs? Put it under `needed`, as a share with three
# decimals or more. And are such subscribers worth winning, if the first renewal stays as it is today? Put `True` or
# `False` under `win`.

# %% answer="equity-needed"
turned = {"needed": None, "win": None}
### BEGIN SOLUTION
# needed stands as a factor in every later year: take it out of the sum
second, last = third["retention"]
factor = 1 / (1 + third["rate"])
later = third["later_margin"] * (factor + second * factor**2 + second * last * factor**3)  # years 2, 3, 4
needed = (third["acquisition_cost"] - third["first_margin"]) / later
turned = {"needed": needed, "win": third["first_renewal"] > needed}
### END SOLUTION

# %% free="equity-needed-try"
turned

# %% points=2
check("equity-needed-renewal", turned)

# %% [markdown]
# ## 8 · A short cut, with your numbers
#
# Each year the share `1 / mean_life` of a firm's customers leaves, so that a customer stays `mean_life` years on average.
# While he is there he brings `margin` at the end of each year; the margin of year 1 is certain. The short cut values him
# by an annuity: he brings `margin` at the end of each of `mean_life` years, and then nothing. The sum counts who is still
# there: at the end of year 1 all, at the end of year 2 those who stayed from year 1 to year 2, and so on, without an end.

# %%
asked = numbers("equity-shortcut")
asked

# %% [markdown]
# Give both values in today's money, under `shortcut` and `sum`. Under `per_cent`, say by how many per cent the short cut
# is too high (12.34 for 12.34 % above the sum).

# %% answer="equity-shortcut"
compared = {"shortcut": None, "sum": None, "per_cent": None}
### BEGIN SOLUTION
churn = 1 / asked["mean_life"]
shortcut = sum(asked["margin"] / (1 + asked["rate"]) ** t for t in range(1, asked["mean_life"] + 1))
weighted = asked["margin"] / (
    asked["rate"] + churn
)  # each year is (1 - churn) / (1 + rate) of the one before
compared = {"shortcut": shortcut, "sum": weighted, "per_cent": 100 * (shortcut / weighted - 1)}
### END SOLUTION

# %% free="equity-shortcut-try"
compared

# %% points=1
check("equity-shortcut-error", compared)

# %% [markdown]
# ## 9 · Judge a claim
#
# A report says: "We have 8,000 customers. A customer brings a margin of ¥300 a year, and 80 % stay from one year to the
# next, so one stays five years and is worth 300 · 5 = ¥1,500. Together they are worth ¥12 million. To this we add ¥2
# million for the new customers whom they bring us each year and who are counted as customers, too. So the owners can take
# ¥14 million out. And as each yuan of last year's ¥400,000 for advertising won customers worth three yuan, we put a
# further ¥400,000 into advertising." [invented]
#
# Name three errors. Say of each what is wrong, and what you would compute or ask in its place. One or two sentences each.
# Your teacher grades this one; on your own, compare with `solution("equity-claim")`.

# %% [markdown] open="equity-claim" points=5
# ### BEGIN SOLUTION
# *Two points each for the first two valid errors, one point for the third; of each, half for what is wrong and half for
# what to do in its place.*
#
# Not discounted, or the short cut: 300 · 5 takes later money for as good as today's. With a discount rate of 10 % and
# the first margin at risk it is 300 · 0.8 / 0.3 = ¥800; with a certain first margin ¥1,000. An annuity over five years
# (¥1,137) would still be too high, because some leave sooner.
#
# Mean times number: 80 % is a mean over customers who are not alike. Take groups, or cohorts with retention that rises,
# and add number times value. (Here it is right only if all are alike.)
#
# Referrals twice: the new customers are counted as customers, with their own value. Count each of them once, in his own
# value or in that of the one who brought him.
#
# Equity is no cash: it is an estimate of money that may come in later years. It cannot be taken out today, and part of it
# is needed to keep the customers. Ask for the cash, and what keeping the customers costs.
#
# Average for the next yuan: three yuan is the mean of last year's money. The next ¥400,000 reach people who are harder to
# win. Ask what the last yuan brought, from a response curve or a trial, and compare it with keeping.
#
# Potential customers are left out of the ¥12 million, or counted without what winning them costs, is valid, too.
# ### END SOLUTION

# %% [markdown] quiz="equity-quiz"
# ## 10 · Quiz
