# %% [markdown]
# # Assignment: the life cycle of customers
#
# **About 85 minutes · needs lesson 03 · 30 points**
#
# You write three small functions, empty and fill a bucket with your own numbers, judge a retention programme and a
# warning, find the error in a working, and take a claim apart.
#
# How it works:
#
# - Write your answer where it says *your code here*; then run the cell.
# - The cell below it is yours: try things out there.
# - A cell that begins with `check` tells you at once, in one sentence, what is right or wrong. You can run it
#   as often as you like. Each check earns its points whole or not at all.
# - Do not round on the way. A final number may be rounded, but keep at least two decimals, and three for a share
#   such as 0.123.
# - Stuck? `hint("lifecycle-staying")` gives the next hint for a task.
#
# Run the cells from top to bottom. A cell that fails does not stop the others.

# %% [markdown]
# ## Who you are
#
# Put your student number in; it decides the numbers that you get in tasks 3 to 6 and 8 to 10, and the items of task 12. If
# you study on your own, any name will do.

# %% free="lifecycle-me"
me = "your number or name"

# %%
import pandas as pd
from crmlab import NotYet, check, hint, items, numbers, solution, value

# %% [markdown]
# ## 1 · Who is still there
#
# Every year, a share `churn` of the customers who are still there leaves. Nobody new joins the group. Which share
# of the group is still there after `years` years?


# %% answer="lifecycle-staying"
def surviving(churn, years):
    """Share of a group that is still there after some years."""
    ### BEGIN SOLUTION
    staying = 1 - churn  # the share that is left after one year
    return staying**years  # every year takes this share of those who are left
    ### END SOLUTION


# %% [markdown]
# Try it. At 20 % a year, 0.32768 is left after five years.

# %% free="lifecycle-staying-try"
surviving(0.20, 5)

# %% points=1
check("lifecycle-staying-years", surviving)

# %% [markdown]
# A service that sends meals to people's homes reports its churn by the month. Which share of today's customers leaves
# *within a year*, when a share `monthly_churn` of those who are still there leaves every month?


# %% answer="lifecycle-staying-yearly"
def yearly_churn(monthly_churn):
    """Share of customers who leave within a year."""
    ### BEGIN SOLUTION
    still_there = surviving(monthly_churn, 12)  # twelve periods; here a period is a month
    return 1 - still_there  # whoever is not there any more has left
    ### END SOLUTION


# %% [markdown]
# Try it. At 10 % a month, 0.7176 of the customers leave within a year.

# %% free="lifecycle-staying-yearly-try"
yearly_churn(0.10)

# %% points=1
check("lifecycle-staying-months", yearly_churn)

# %% [markdown]
# ## 2 · How long they stay
#
# `ended` lists how many years each customer stayed who has left. `running` lists how many years each customer has
# been there *so far* who is still there. All were watched from their first day. Estimate how many years a customer
# stays on average, if customers leave at the same rate all the time.


# %% answer="lifecycle-stay"
def mean_stay(ended, running):
    """Mean years that a customer stays, when some have not left yet."""
    ### BEGIN SOLUTION
    years = sum(ended) + sum(running)  # all the time in which somebody could have left
    return years / len(ended)  # so many years went by for each one who left
    ### END SOLUTION


# %% [markdown]
# Try it. The five customers of the lesson stay 6.67 years.

# %% free="lifecycle-stay-try"
mean_stay([1, 2, 3], [6, 8])

# %% points=2
check("lifecycle-stay-mean", mean_stay)

# %% [markdown]
# ## 3 · A bucket, with your numbers
#
# A firm has `customers` customers, loses the share `churn` a year, and wins `acquired` new ones a year. Whoever is
# won in a year can leave from the next year on. The numbers are invented and yours alone.

# %%
given = numbers("lifecycle-bucket")
given

# %% [markdown]
# `given["churn"]` is your churn rate, and so on. Build a DataFrame with the columns `year` (1, 2, …), `start`
# (customers when the year begins), `lost`, `acquired` and `end`, with a row for each of `years` years. Keep all
# decimals: 31.5 customers are fine in a plan.

# %% answer="lifecycle-bucket"
table = None
### BEGIN SOLUTION
rows = []
start = given["customers"]
for year in range(1, given["years"] + 1):  # range ends one before its end
    lost = given["churn"] * start  # of those at the start: newcomers stay at least until next year
    end = start - lost + given["acquired"]
    rows.append({"year": year, "start": start, "lost": lost, "acquired": given["acquired"], "end": end})
    start = end  # the next year begins where this one ends
table = pd.DataFrame(rows)
### END SOLUTION

# %% free="lifecycle-bucket-try"
table

# %% points=2
check("lifecycle-bucket-years", table)

# %% [markdown]
# If this goes on for ever: towards which number of customers does the base move?

# %% answer="lifecycle-bucket-settles"
level = None
### BEGIN SOLUTION
level = given["acquired"] / given["churn"]  # there, churn times level is just what is won in a year
### END SOLUTION

# %% points=1
check("lifecycle-bucket-level", level)

# %% [markdown]
# ## 4 · Points of retention, with your numbers
#
# A customer brings `margin` a year. The margin of the first year is certain; from each year to the next the share
# `retention` stays. Money is not discounted here. A programme raises the retention rate by `gain`: by 0.05, if it
# is five points.

# %%
mine = numbers("lifecycle-points")
mine

# %% [markdown]
# By which share does the programme raise the value of a customer's whole life? Give 0.25 for a quarter more.

# %% answer="lifecycle-points"
uplift = None
### BEGIN SOLUTION
before = 1 / (1 - mine["retention"])  # the mean life in years, which is also the number of margins
after = 1 / (1 - mine["retention"] - mine["gain"])
uplift = after / before - 1
### END SOLUTION

# %% free="lifecycle-points-try"
uplift

# %% points=1
check("lifecycle-points-uplift", uplift)

# %% [markdown]
# The programme costs `cost` for each customer, once. What does it bring for each customer over the whole life, less
# this cost (negative if it loses money), and should it start? Put the amount under `profit`, and `True` or `False`
# under `start`.

# %% answer="lifecycle-points-choice"
decision = {"profit": None, "start": None}
### BEGIN SOLUTION
more = mine["margin"] * (after - before)  # the margins that a longer life adds
profit = more - mine["cost"]
decision = {"profit": profit, "start": profit > 0}
### END SOLUTION

# %% points=1
check("lifecycle-points-decision", decision)

# %% [markdown]
# ## 5 · Who stays, and who takes up something new
#
# The source document names what moves customers on from stage to stage. Whether an **existing customer** (老客户)
# stays depends on three things: whether your service goes on being good, whether you meet new needs, and what your
# rivals offer. The scores run from 1 to 5. In the third one, 5 means: the rivals' offers are very strong.

# %%
yours = numbers("lifecycle-scores")
yours

# %% [markdown]
# `yours["scores"]` has the scores of one customer in this order: service, needs, rivals. Turn them into one score
# from 1 to 5 in which a high number is good for you: first turn the score of the rivals round, so that very strong
# offers get 1 and very weak ones 5. Service counts 2, needs count 1, rivals count 2. You may use
# `value.weighted_score(scores, weights).score`.

# %% answer="lifecycle-scores"
keeping = None
### BEGIN SOLUTION
service, needs, rivals = yours["scores"]
turned = 6 - rivals  # 5 becomes 1: strong rivals are bad for us
keeping = value.weighted_score([service, needs, turned], [2, 1, 2]).score
### END SOLUTION

# %% free="lifecycle-scores-try"
keeping

# %% points=1
check("lifecycle-scores-keeping", keeping)

# %% [markdown]
# You start a new line: storage. Three existing customers may become its first users. Whether they do depends on
# four things: how the old business runs, how the new line develops, how satisfied they are, and whether they think
# that your firm has a future. The scores are invented.

# %%
candidates = {
    "Anda": {"old business": 5, "new line": 2, "satisfaction": 4, "prospects": 3},
    "Boyuan": {"old business": 3, "new line": 4, "satisfaction": 3, "prospects": 5},
    "Caiyun": {"old business": 2, "new line": 5, "satisfaction": 4, "prospects": 2},
}
pd.DataFrame(candidates).T

# %% [markdown]
# `yours["weights"]` says how much the four count, in this order. Whom do you offer the new line first, and with
# which score from 1 to 5? Put the name under `first` and the number under `score`.

# %% answer="lifecycle-scores-new-line"
first = {"first": None, "score": None}
### BEGIN SOLUTION
score = {}
for name, scores in candidates.items():
    score[name] = value.weighted_score(list(scores.values()), yours["weights"]).score
best = max(score, key=score.get)  # the name whose score is the highest
first = {"first": best, "score": score[best]}
### END SOLUTION

# %% points=1
check("lifecycle-scores-first", first)

# %% [markdown]
# ## 6 · Whom to warn, with your numbers
#
# A year ago, each customer got a risk score from 0 to 1. Now you know who left. `risk_left` has the scores of those
# who left, `risk_stayed` of those who stayed. Whoever had *at least* `cut` would have been flagged. How good would
# this warning have been? Give its precision and its recall, each as a share: 0.25 for a quarter.

# %%
risks = numbers("lifecycle-warning")
risks

# %% answer="lifecycle-warning"
quality = {"precision": None, "recall": None}
### BEGIN SOLUTION
found = sum(risk >= risks["cut"] for risk in risks["risk_left"])  # True counts as 1
false_alarms = sum(risk >= risks["cut"] for risk in risks["risk_stayed"])
flagged = found + false_alarms
quality = {"precision": found / flagged, "recall": found / len(risks["risk_left"])}
### END SOLUTION

# %% free="lifecycle-warning-try"
quality

# %% points=1
check("lifecycle-warning-quality", quality)

# %% [markdown]
# Suppose that you had visited every flagged customer. A visit costs `cost`. It keeps a customer who would have left
# with the chance `chance`, and a customer who is kept is worth `value`. With those who would have stayed anyway, it
# changes nothing. What would the visits have brought, less their cost, and would they have paid? Put the amount under
# `profit`, and `True` or `False` under `visit`.

# %% answer="lifecycle-warning-choice"
plan = {"profit": None, "visit": None}
### BEGIN SOLUTION
saved = found * risks["chance"] * risks["value"]  # only leavers can be saved, and not each of them
profit = saved - flagged * risks["cost"]  # nobody knows beforehand which alarms are false: all are visited
plan = {"profit": profit, "visit": profit > 0}
### END SOLUTION

# %% points=1
check("lifecycle-warning-visits", plan)

# %% [markdown]
# ## 7 · One goal for each stage
#
# What does the firm want to reach with each measure? Answer each item by its key with one of the four words that stand
# under the items. The reader beside the lesson explains them, in the section “One goal for each stage”.

# %%
items("lifecycle-goals")

# %% answer="lifecycle-goals"
goals = {
    "free-pallet": None,
    "honest-no": None,
    "second-line": None,
    "yearly-plan": None,
    "open-claim": None,
    "rival-trial": None,
}
### BEGIN SOLUTION
goals = {
    "free-pallet": "shorten",  # still in doubt: let him find out soon
    "honest-no": "shorten",  # a clear no ends the doubt, too
    "second-line": "speed",  # he has decided for us, and the business can grow
    "yearly-plan": "lengthen",  # at the height, and in no danger
    "open-claim": "prevent",  # the orders are high, but a danger shows
    "rival-trial": "prevent",  # one route is the sign
}
### END SOLUTION

# %% points=2
check("lifecycle-goals-sorted", goals)

# %% [markdown]
# ## 8 · A list that began late
#
# Tasks 8 to 10 ask for judgement. Their numbers are [invented].
#
# A firm has kept a list of its customers since 1 January 2023. Whoever had left before that day is not in it. Three
# years later, `leavers` customers of the list have left, and `stayers` are still there. The other four numbers are years,
# summed up over all these customers: `leavers_before` and `stayers_before` are the years in which they were customers
# before the list began, `leavers_since` and `stayers_since` the years since then. Estimate how many years a customer
# stays on average, if customers leave at the same rate all the time. Not every number is needed.

# %%
late = numbers("lifecycle-window")
late

# %% answer="lifecycle-window"
life = None
### BEGIN SOLUTION
watched = late["leavers_since"] + late["stayers_since"]  # in the years before, nobody could be seen leaving
life = watched / late["leavers"]  # whoever left before the list is missing, and so are those years
### END SOLUTION

# %% free="lifecycle-window-try"
life

# %% points=1
check("lifecycle-window-life", life)

# %% [markdown]
# ## 9 · The wrong line
#
# A colleague at a telecom firm works out what a new customer is worth. She knows the monthly churn, the margin a
# year, and the cost of winning a customer, and writes five lines:
#
# 1. the share of new customers who are still there after a year
# 2. the share of them who leave within that year
# 3. the years that a customer stays on average, if this share leaves every year
# 4. one margin for each of these years, together and not discounted
# 5. what is left of them when winning the customer has been paid
#
# One of the lines does not follow from what stands before it. The lines after it follow from it, and so they
# are wrong, too, but they are not the error.

# %%
hers = numbers("lifecycle-working")["working"]
pd.Series(hers)

# %% [markdown]
# `hers["line 1"]` is the number in her first line with all its decimals, and so on. Put the number of the wrong line
# (1 to 5) under `line`, and the number that should stand in it under `right`.

# %% answer="lifecycle-working"
error = {"line": None, "right": None}
### BEGIN SOLUTION
should = {
    1: (1 - hers["monthly_churn"]) ** 12,
    2: 1 - hers["line 1"],
    3: 1 / hers["line 2"],
    4: hers["margin"] * hers["line 3"],
    5: hers["line 4"] - hers["cost"],
}  # each line from what she has before it: only the wrong one differs
for line, number in should.items():
    if abs(number - hers[f"line {line}"]) > 0.001:
        error = {"line": line, "right": number}
### END SOLUTION

# %% free="lifecycle-working-try"
error

# %% points=2
check("lifecycle-working-found", error)

# %% [markdown]
# ## 10 · Better than chance?
#
# A warning flagged `flagged` of `customers` customers. In the year after it, `leavers` of the customers left; `found`
# of these had been flagged. Is that good? Compare it with somebody who flags just as many customers at random, by
# drawing names from a box. And allow for chance: a share that was counted on `n` cases may be off by about `1 / √n`
# to either side (a rule of thumb of statistics, right in about 95 of 100 cases).
#
# Put under `at_random` the recall of such random flags, on average; under `lowest` the lowest recall that the warning may
# really have; and under `better` whether the warning is better than random flags even then: `True` or `False`.

# %%
test = numbers("lifecycle-chance")
test

# %% answer="lifecycle-chance"
verdict = {"at_random": None, "lowest": None, "better": None}
### BEGIN SOLUTION
at_random = test["flagged"] / test["customers"]  # the same share of the leavers is flagged as of all
recall = test["found"] / test["leavers"]
lowest = recall - 1 / test["leavers"] ** 0.5  # a recall is counted on the leavers
verdict = {"at_random": at_random, "lowest": lowest, "better": lowest > at_random}
### END SOLUTION

# %% free="lifecycle-chance-try"
verdict

# %% points=2
check("lifecycle-chance-better", verdict)

# %% [markdown]
# ## 11 · Judge a claim
#
# A colleague looks at the contracts that ended last year. They had lasted two years on average. "A customer brings
# us ¥1,000 a year," he says, "so winning one must never cost more than ¥2,000." [invented] Give two reasons why
# this limit may be wrong, say for each whether the true limit is higher or lower, and name one thing that he should
# find out first. One or two sentences each. Your teacher grades this one; on your own, compare with
# `solution("lifecycle-claim")`.

# %% [markdown] open="lifecycle-claim" points=5
# ### BEGIN SOLUTION
# *Two points each for two valid reasons with their direction, one point for something useful to find out first.*
#
# Higher: those who are still there are missing from the list, and they stay longest, so customers stay longer than
# two years. In a growing firm most customers are new, so that whoever leaves can only have stayed a short time. A
# customer who stays often buys more in later years, and may bring others.
#
# Lower: the ¥1,000 may be revenue, not margin. Money that comes later is worth less than money spent today. Keeping
# and serving customers costs something, too. The next customers to be won may be less loyal than those won so far.
#
# Find out first: how many customers he had on average and how many left in a year (or the years so far of all who
# are still there); whether the ¥1,000 are margin; what a customer brings in the first year, the second, the third.
# ### END SOLUTION

# %% [markdown] quiz="lifecycle-quiz"
# ## 12 · Quiz
