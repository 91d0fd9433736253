# %% [markdown]
# # Assignment: retention, expectations, emotion
#
# **About 90 minutes · needs lesson 09 · 30 points**
#
# You write three small functions, build two tables and make two decisions with your own numbers, sort what customers
# expect, find an error, turn a question round, say how sure a difference is, and judge a claim.
#
# How it works:
#
# - Write your answer where it says *your code here*; then run the cell.
# - The cell below it is yours: try things out there.
# - A cell that begins with `check` tells you at once, in one sentence, what is right or wrong. You can run it
#   as often as you like. Each check earns its points whole or not at all.
# - Do not round on the way. A final number may be rounded, but keep at least two decimals, and four for a share such
#   as 0.1234.
# - Stuck? `hint("retention-path")` gives the next hint for a task.
#
# Run the cells from top to bottom. A cell that fails does not stop the others. All numbers are invented.

# %% [markdown]
# ## Who you are
#
# Put your student number in; it decides the numbers that you get in tasks 2, 3, 5, 6, 7, 8 and 11.
# If you study on your own, any name will do.

# %% free="retention-me"
me = "your number or name"

# %%
import numpy as np
import pandas as pd
from crmlab import NotYet, check, hint, items, numbers, solution

# %% [markdown]
# ## 1 · Satisfaction, time by time
#
# A customer comes several times. `perceived` is a list: the level that he perceives each time. At the first time he
# expects `expected`. Each time two things happen, in this order:
#
# 1. He compares: his satisfaction is perceived − expected. Below 0 he is disappointed.
# 2. Then his expectation moves towards what he has perceived, by the share `adaptation` of the difference
#    perceived − expected. With this new expectation he comes the next time.
#
# Return the satisfaction of each time, as a list as long as `perceived`.


# %% answer="retention-path"
def satisfactions(perceived, expected, adaptation):
    """Satisfaction of each time, with an expectation that follows."""
    ### BEGIN SOLUTION
    answer = []
    for level in perceived:
        gap = level - expected
        answer.append(gap)  # he compares first
        expected = expected + adaptation * gap  # and expects something else the next time
    return answer
    ### END SOLUTION


# %% [markdown]
# Try it. The same level 9 three times, 5 expected at first, an adaptation of 0.3: 4.00, 2.80 and 1.96.

# %% free="retention-path-try"
satisfactions([9, 9, 9], 5, 0.3)

# %% points=2
check("retention-path-path", satisfactions)

# %% points=1
check("retention-path-ends", satisfactions)

# %% [markdown]
# ## 2 · The same gift again, with your numbers
#
# Two customers of your firm expect the level `expected` before the first time, and both perceive `perceived` at the
# first time. The expectation of each of them moves as in task 1. The first customer perceives the same level
# `perceived` at all six times. The second one is to be *as satisfied at each time as at the first time*. The levels have
# no upper end.

# %%
gift = numbers("retention-gift")
gift

# %% [markdown]
# Build a DataFrame with a row for each of the times 1 to 6 and the columns `time`, `expected` (what the first customer
# expects at this time, before he compares), `satisfaction` (that of the first customer) and `needed` (the level that
# the *second* customer must perceive at this time).

# %% answer="retention-gift"
table = None
### BEGIN SOLUTION
first_gap = gift["perceived"] - gift["expected"]
time = np.arange(1, 7)
satisfaction = first_gap * (1 - gift["adaptation"]) ** (time - 1)  # each time leaves 1 - adaptation of it
table = pd.DataFrame(
    {
        "time": time,
        "expected": gift["perceived"] - satisfaction,
        "satisfaction": satisfaction,
        # his gap stays, so that his expectation rises by the same step each time
        "needed": gift["perceived"] + (time - 1) * gift["adaptation"] * first_gap,
    }
)
### END SOLUTION

# %% free="retention-gift-try"
table

# %% points=2
check("retention-gift-table", table)

# %% [markdown]
# ## 3 · Three dental clinics
#
# Patients give three clinics marks for two things: `outcome` (the teeth) and `manner` (how they were treated). Both are
# lists in the order clinic 1, clinic 2, clinic 3. The score of a clinic is a weighted mean: manner has a weight between 0
# and 1, and outcome has 1 less this weight.

# %%
clinics = numbers("retention-clinic")
clinics

# %% [markdown]
# Under `needed`, give the smallest weight of manner at which clinic 2 is behind *neither* of the other two (a share with
# four decimals). In a survey, your patients gave manner the weight `manner_weight`. Under `best`, write which clinic
# has the highest score at this weight: `"clinic 1"`, `"clinic 2"` or `"clinic 3"`.

# %% answer="retention-clinic"
choice = {"needed": None, "best": None}
### BEGIN SOLUTION
outcome, manner = np.array(clinics["outcome"]), np.array(clinics["manner"])
rivals = [0, 2]  # clinics 1 and 3 stand in these places
lag = outcome[rivals] - outcome[1]  # clinic 2 is behind by this in outcome
lead = manner[1] - manner[rivals]  # and ahead by this in manner
needed = (lag / (lag + lead)).max()  # weight * lead = (1 - weight) * lag, for the harder of the two rivals
weight = clinics["manner_weight"]
score = (1 - weight) * outcome + weight * manner
choice = {"needed": needed, "best": f"clinic {score.argmax() + 1}"}
### END SOLUTION

# %% free="retention-clinic-try"
choice

# %% points=2
check("retention-clinic-choice", choice)

# %% [markdown]
# ## 4 · Two counts
#
# A firm has promised to answer each question within `limit` hours. In one week it was `asked` so many questions. The list
# `hours` has the hours that passed until the answer, for the questions that were answered; the others are still without
# an answer, and their limit has passed. Which share of *all questions that were asked* was answered within the limit? An
# answer that takes just `limit` hours is within it.


# %% answer="retention-counts"
def in_time(hours, asked, limit):
    """Share of all questions that was answered within the limit."""
    ### BEGIN SOLUTION
    return sum(hour <= limit for hour in hours) / asked  # who got no answer is in the base, too
    ### END SOLUTION


# %% [markdown]
# Try it. Of six questions two have no answer; 3 of 6 were answered within 24 hours: 0.5.

# %% free="retention-counts-try"
in_time([3, 24, 30.5, 20], 6, 24)

# %% points=1
check("retention-counts-share", in_time)

# %% points=1
check("retention-counts-ends", in_time)

# %% [markdown]
# Now count who left. At the start of a year the firm has `start` customers, at its end `end`. In between it won `gained`
# new ones, and none of these has left again. Give the churn of the year, a share between 0 and 1: of the customers who
# were there at the start, the share that left. Hints to this step: `hint("retention-counts-left")`.


# %% answer="retention-counts-left"
def churn(start, gained, end):
    """Share of the customers at the start who left."""
    ### BEGIN SOLUTION
    still_there = end - gained  # newcomers fill the bucket, and close no hole
    return (start - still_there) / start
    ### END SOLUTION


# %% [markdown]
# Try it. 500 at the start, 100 new ones, 520 at the end: 80 have left, and the churn is 0.16.

# %% free="retention-counts-left-try"
churn(500, 100, 520)

# %% points=1
check("retention-counts-churned", churn)

# %% [markdown]
# ## 5 · Which hole first
#
# Customers leave for one of four causes: `price`, `delay`, `service`, `product`, in this order in all three lists. `lost`
# says how many leave for each in a year. For each cause there is one measure: it keeps the share `kept_share` of those
# who would leave for it, and costs `measure_costs` in all (in yuan, in the same year).

# %%
holes = numbers("retention-holes")
holes

# %% [markdown]
# Build a DataFrame with a row for each cause and the columns `cause`, `kept` (customers whom the measure keeps; need not
# be whole) and `cost_per_kept` (what one kept customer costs, in yuan).

# %% answer="retention-holes"
plan = None
### BEGIN SOLUTION
kept = np.array(holes["lost"]) * np.array(holes["kept_share"])
plan = pd.DataFrame(
    {
        "cause": ["price", "delay", "service", "product"],
        "kept": kept,
        "cost_per_kept": np.array(holes["measure_costs"]) / kept,
    }
)
### END SOLUTION

# %% free="retention-holes-try"
plan

# %% points=2
check("retention-holes-table", plan)

# %% [markdown]
# Decide. Under `first`, name the cause whose measure costs least per customer kept. A customer who is kept is worth
# `value`. Under `gain`, give what the customers whom this one measure keeps are worth, less what the measure costs (negative
# if it loses). Under `do_it`, write `True` if this gain is above 0, else `False`. Hints to this step:
# `hint("retention-holes-choice")`.

# %% answer="retention-holes-choice"
decision = {"first": None, "gain": None, "do_it": None}
### BEGIN SOLUTION
row = plan["cost_per_kept"].idxmin()  # the row in which a kept customer costs least
gain = plan["kept"][row] * holes["value"] - holes["measure_costs"][row]
decision = {"first": plan["cause"][row], "gain": gain, "do_it": gain > 0}
### END SOLUTION

# %% points=1
check("retention-holes-decision", decision)

# %% [markdown]
# ## 6 · Find the error
#
# A trainee follows a guest of a hair salon over three visits. `perceived` has the levels of the three visits, `expected`
# is what she expects before the first one, and her expectation moves as in task 1. The last line asks which level she
# must perceive at visit 3 to be as satisfied there as at visit 1.

# %%
working = numbers("retention-working")["working"]
print(*(f"{name} = {value}" for name, value in working.items() if name != "lines"), sep="\n")
print(*working["lines"], sep="\n")

# %% [markdown]
# **One** line takes a wrong step. The lines below it are computed with its result, so their numbers are wrong, too,
# but their steps are right. Give the number of the wrong line under `line`. Under `value`, give what ought to stand
# at its end (the lines above it are right); two decimals are enough.

# %% answer="retention-working"
found = {"line": None, "value": None}
### BEGIN SOLUTION
one, two, three = working["perceived"]
share = working["adaptation"]
first = one - working["expected"]
expected_2 = working["expected"] + share * first
second = two - expected_2
expected_3 = expected_2 + share * second
right = [first, expected_2, second, expected_3, three - expected_3, expected_3 + first]
shown = [float(line.split(" = ")[-1].replace("−", "-")) for line in working["lines"]]
line = next(n for n in range(1, 7) if abs(shown[n - 1] - right[n - 1]) > 0.001)  # the first that differs
found = {"line": line, "value": right[line - 1]}
### END SOLUTION

# %% free="retention-working-try"
found

# %% points=1
check("retention-working-error", found)

# %% [markdown]
# ## 7 · The question turned round
#
# Nobody sees an adaptation; a firm sees how satisfied its customers are. A guest perceives the *same level* at each time,
# and the expectation moves as in task 1. At time 1 the satisfaction was `first_satisfaction`; at the time with the number
# `later_time` it is `later_satisfaction`.

# %%
seen = numbers("retention-reverse")
seen

# %% [markdown]
# Under `adaptation`, give the share by which the expectation moves each time (four decimals). Under `next`, give
# the satisfaction at the time *after* `later_time`, with the same level again (four decimals). The firm wants a
# satisfaction of at least `least` at that time. Under `again`, write `True` if the same level is enough for this, else
# `False`.

# %% answer="retention-reverse"
turned = {"adaptation": None, "next": None, "again": None}
### BEGIN SOLUTION
steps = seen["later_time"] - 1  # from time 1 to time 4 there are three steps
left = (seen["later_satisfaction"] / seen["first_satisfaction"]) ** (1 / steps)  # what one step leaves
after = seen["later_satisfaction"] * left
turned = {"adaptation": 1 - left, "next": after, "again": after >= seen["least"]}
### END SOLUTION

# %% free="retention-reverse-try"
turned

# %% points=2
check("retention-reverse-answer", turned)

# %% [markdown]
# ## 8 · How sure, and what caused it?
#
# Some customers saw a cheerful film while they waited, others a calm one. Then all of them gave the same service a mark
# from 1 to 10. `cheerful` and `calm` are lists of these marks, one of each customer. `who_chose` says who decided which
# film a customer saw: `"chance"` (each was sent to one of the films at random) or `"customer"` (each took the film that he
# liked).

# %%
study = numbers("retention-mood")
study

# %% [markdown]
# Under `difference`, give the mean of `cheerful` less the mean of `calm`. Under `error`, give the error of this difference:
# √(s₁² / n₁ + s₂² / n₂), where n is the number of customers of a group and s the standard deviation of its marks with n − 1
# below (in NumPy, `ddof=1`). Give both with four decimals.
#
# Under `verdict`, write `"open"` if the difference, without its sign, is not more than two errors. If it is more, write
# `"caused"` if the two groups can differ before the film only by chance, so that the film is the cause; and
# `"differs"` if the groups may have differed before, so that the difference is there, but its cause is not known.

# %% answer="retention-mood"
sure = {"difference": None, "error": None, "verdict": None}
### BEGIN SOLUTION
cheerful, calm = study["cheerful"], study["calm"]
difference = np.mean(cheerful) - np.mean(calm)
error = np.sqrt(np.var(cheerful, ddof=1) / len(cheerful) + np.var(calm, ddof=1) / len(calm))  # var is s²
if abs(difference) <= 2 * error:
    verdict = "open"
elif study["who_chose"] == "chance":
    verdict = "caused"
else:
    verdict = "differs"  # cheerful people may choose a cheerful film, and give higher marks anyway
sure = {"difference": difference, "error": error, "verdict": verdict}
### END SOLUTION

# %% free="retention-mood-try"
sure

# %% points=2
check("retention-mood-verdict", sure)

# %% [markdown]
# ## 9 · What customers expect
#
# On which level does each of these stand, for the customers who are named, today? Write one of the four answers for
# each, as the last line below prints them: `"basic"` and `"basic need"` are both right.

# %%
items("retention-levels", "vase", "lift", "last-time", "translator", "chocolate", "water")

# %% answer="retention-terms"
levels = {"vase": None, "lift": None, "last-time": None, "translator": None, "chocolate": None, "water": None}
### BEGIN SOLUTION
levels = {
    "vase": "basic need",  # a broken vase is no delivery
    "lift": "want",  # they sleep, and are annoyed
    "last-time": "desire",  # they have thought of it, and hardly mind
    "translator": "the unexpected",  # nobody misses what he has never thought of
    "chocolate": "want",  # once a surprise; now he counts on it
    "water": "the unexpected",  # for this guest, not for the regulars
}
### END SOLUTION

# %% points=2
check("retention-terms-levels", levels)

# %% [markdown]
# ## 10 · Judge a claim
#
# A firm invited all its customers to an evening with music. Later it asked everybody how satisfied they are. Those who had
# come say 8.4 on average, those who had stayed at home 7.1. The director writes: "The evening made our customers more
# satisfied, by 1.3 points. If we repeat it every quarter, we shall keep this lead for good." Name two reasons why the
# evening may have done less than 1.3 points, or nothing. Say in a sentence or two why the fourth evening may do less
# than the first. And say how the firm could find out what an evening does, before it pays for all four. Your teacher
# grades this one; on your own, compare with `solution("retention-claim")`.

# %% [markdown] open="retention-claim" points=5
# ### BEGIN SOLUTION
# *One point each for two valid reasons, one for the expectation that moves, one for invitations at random, one for what
# is compared, and when.*
#
# Less than 1.3 points: the customers chose for themselves whether to come, and those who like the firm come more
# often, so that they were more satisfied before; those who came may live nearer, or buy more, or have more time; who has
# just been a guest gives a friendly mark out of courtesy; whoever was disappointed had left, or did not answer.
#
# The fourth evening: what delighted once is soon expected. The expectation moves towards what was perceived, so that the
# same evening lies less and less above it; and an evening that is left out may then disappoint. Rivals may
# do the same.
#
# To find out: invite one half of the customers, chosen at random, and not the other. Ask both halves the same question, in
# the same weeks, also some months later, and look at who still buys. Compare *all who were invited*, whether they
# came or not, with all who were not. Compute the error of the difference. Repeat the evening for the invited half, and
# see whether the difference gets smaller.
# ### END SOLUTION

# %% [markdown] quiz="retention-quiz"
# ## 11 · Quiz
