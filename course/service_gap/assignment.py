# %% [markdown]
# # Assignment: service gaps
#
# **About 90 minutes (an estimate) · needs lesson 10 · 30 points**
#
# You write four small functions, judge a bank and a parcel firm with your own numbers, match remedies to gaps, turn a
# question round, look for the error in a report and for the cause of a change, and judge a claim.
#
# How it works:
#
# - Write your answer where it says *your code here*; then run the cell.
# - The cell below it is yours: try things out there.
# - A cell that begins with `check` tells you at once, in one sentence, what is right or wrong. You can run it
#   as often as you like. Each check earns its points whole or not at all.
# - Stuck? `hint("service-gap-dimension")` gives the next hint for a task.
# - Do not round on the way. A final number may be rounded, but keep at least two decimals, and three for a share such
#   as 0.123.
#
# Run the cells from top to bottom. A cell that fails does not stop the others. All numbers are invented.

# %% [markdown]
# ## Who you are
#
# Put your student number in; it decides the numbers that you get in tasks 4, 6, 8, 9 and 10, and the items of task 12.
# If you study on your own, any name will do.

# %% free="service-gap-me"
me = "your number or name"

# %%
import math

import numpy as np
import pandas as pd
from crmlab import NotYet, check, hint, items, numbers, solution

# %% [markdown]
# ## 1 · The gap of a dimension
#
# Some customers answered the questions of one dimension twice: what they perceive, and what they expect. Both answers
# come as arrays of the same size: a row a customer, a column a question. `nan` stands where he skipped a question.
#
# Give the gap of the dimension, with the sign of the lesson: the mean of the gaps of its questions. The gap of a
# question is a mean over the customers who answered it both times.


# %% answer="service-gap-dimension"
def dimension_gap(perceived, expected):
    """Mean gap of the questions of one dimension."""
    ### BEGIN SOLUTION
    gaps = perceived - expected  # nan where one of the two answers is missing
    by_question = np.nanmean(gaps, axis=0)  # axis=0: down the columns, so one mean a question
    return by_question.mean()  # each question counts once, however many skipped it
    ### END SOLUTION


# %% [markdown]
# Try it. The first question has the gaps −1, −2 and −2, the second one 0 and −2; the dimension has −1.333.

# %% free="service-gap-dimension-try"
dimension_gap(np.array([[5, 6], [4, np.nan], [5, 5]]), np.array([[6, 6], [6, 7], [7, 7]]))

# %% points=1
check("service-gap-dimension-sign", dimension_gap)

# %% points=2
check("service-gap-dimension-skips", dimension_gap)

# %% [markdown]
# ## 2 · Questions asked the other way round
#
# One customer ticked `answers`, a list, on a scale from `lowest` to `highest`. The questions whose numbers stand in
# `negative` are worded negatively; the first question is number 1. Give the list in which a high answer is a good one
# everywhere.


# %% answer="service-gap-reversed"
def turned(answers, negative, lowest=1, highest=7):
    """Answers with those to negative questions turned round."""
    ### BEGIN SOLUTION
    result = []
    for number, answer in enumerate(answers, 1):  # the first question is number 1
        if number in negative:
            answer = lowest + highest - answer  # the lowest becomes the highest, and the other way round
        result.append(answer)  # a new list: the one that came in stays as it is
    return result
    ### END SOLUTION


# %% [markdown]
# Try it. With questions 2 and 4 turned round, this customer is content everywhere: 6, 6, 7, 7, 5.

# %% free="service-gap-reversed-try"
turned([6, 2, 7, 1, 5], [2, 4])

# %% points=1
check("service-gap-reversed-seven", turned)

# %% points=1
check("service-gap-reversed-scale", turned)

# %% [markdown]
# ## 3 · One score
#
# `gaps` are the gaps of the five dimensions. `weights` are the points that customers gave to each; they do not always
# add up to 100. Give the weighted mean. Without weights, every dimension counts the same.


# %% answer="service-gap-score"
def score(gaps, weights=None):
    """Mean of the five gaps, by weight if there are weights."""
    ### BEGIN SOLUTION
    if weights is None:
        weights = [1] * len(gaps)  # every dimension counts once
    total = np.dot(weights, gaps)  # each gap times its weight, added up
    return total / sum(weights)  # whatever the weights add up to
    ### END SOLUTION


# %% [markdown]
# Try it. The score is −0.86 with these weights, and −0.8 without.

# %% free="service-gap-score-try"
score([0, -1, -1, 0, -2], [11, 32, 22, 19, 16]), score([0, -1, -1, 0, -2])

# %% points=1
check("service-gap-score-weighted", score)

# %% points=1
check("service-gap-score-plain", score)

# %% [markdown]
# ## 4 · A bank's zone of tolerance, with your numbers
#
# Customers of a bank rated four services from 1 to 9: what they perceive, the least that they accept (`adequate`), and
# what they hope for (`desired`). Each list has four numbers: for the **counter**, the **telephone**, the **app**, and
# the **letters** that the bank sends.

# %%
bank = numbers("service-gap-zone")
bank

# %% [markdown]
# Build a DataFrame with a row a service, in this order, and the columns `service` (`"counter"`, `"telephone"`, `"app"`,
# `"letters"`), `adequacy`, `superiority`, `width` (of the zone) and `inside` (`True` or `False`; the ends belong to the
# zone).

# %% answer="service-gap-zone"
table = None
### BEGIN SOLUTION
perceived, adequate, desired = (np.array(bank[name]) for name in ("perceived", "adequate", "desired"))
table = pd.DataFrame(
    {
        "service": ["counter", "telephone", "app", "letters"],
        "adequacy": perceived - adequate,
        "superiority": perceived - desired,
        "width": desired - adequate,  # of the zone: what is perceived plays no part
        "inside": (adequate <= perceived) & (perceived <= desired),  # two ends, so two conditions
    }
)
### END SOLUTION

# %% free="service-gap-zone-try"
table

# %% points=2
check("service-gap-zone-table", table)

# %% [markdown]
# The bank can improve one service. Its rule: first the one that lies furthest below what customers accept. Give its name,
# and by how many points it must rise until it is just accepted.

# %% answer="service-gap-zone-choice"
decision = {"first": None, "points": None}
### BEGIN SOLUTION
worst = table["adequacy"].idxmin()  # the row of the lowest adequacy
decision = {"first": table.loc[worst, "service"], "points": -table.loc[worst, "adequacy"]}
### END SOLUTION

# %% points=1
check("service-gap-zone-first", decision)

# %% [markdown]
# ## 5 · A chain of contacts
#
# A customer passes several steps, one after the other. `probabilities` says for each step how often nothing goes wrong;
# failures are independent. What share of the customers meets no failure at all?


# %% answer="service-gap-chain"
def chain_holds(probabilities):
    """Share of the customers for whom every step goes right."""
    ### BEGIN SOLUTION
    share = 1  # before the first step nobody has met a failure
    for probability in probabilities:
        share = share * probability  # of those who are left, this share goes on without a failure
    return share
    ### END SOLUTION


# %% [markdown]
# Try it. Ten steps that go right 99 times in 100 leave 90.4 %.

# %% free="service-gap-chain-try"
chain_holds([0.99] * 10)

# %% points=1
check("service-gap-chain-holds", chain_holds)

# %% [markdown]
# ## 6 · Five gaps of a parcel firm, with your numbers
#
# Six levels of reliability at a parcel firm, all from 1 to 7: what customers expect, what managers think they expect,
# what the standards ask for, what is delivered, what is promised in advertising, and what customers perceive.

# %%
levels = numbers("service-gap-model")
levels

# %% [markdown]
# Give the five gaps by their numbers, with their signs, as in the lesson: always a later level less an earlier one.

# %% answer="service-gap-model"
gaps = {1: None, 2: None, 3: None, 4: None, 5: None}
### BEGIN SOLUTION
gaps = {
    1: levels["understood"] - levels["expected"],
    2: levels["specified"] - levels["understood"],
    3: levels["delivered"] - levels["specified"],
    4: levels["promised"] - levels["delivered"],
    5: levels["perceived"] - levels["expected"],  # the customer gap: first and last level
}
### END SOLUTION

# %% free="service-gap-model-try"
gaps

# %% points=1
check("service-gap-model-sizes", gaps)

# %% [markdown]
# Which gap inside the firm is the largest, that is: furthest from 0, whatever its sign? Give its number as `largest`: 1,
# 2, 3 or 4. Then managers listen to customers until what they understand is just what customers expect. No other level
# changes. Give gaps 2 and 5 as they are now, with their signs.

# %% answer="service-gap-model-choice"
diagnosis = {"largest": None, "gap_2": None, "gap_5": None}
### BEGIN SOLUTION
inside = [1, 2, 3, 4]  # gap 5 is the result, not a cause
diagnosis = {
    "largest": max(inside, key=lambda number: abs(gaps[number])),  # furthest from 0, on either side
    "gap_2": levels["specified"] - levels["expected"],  # understood is now what is expected
    "gap_5": gaps[5],  # neither expected nor perceived has moved
}
### END SOLUTION

# %% points=2
check("service-gap-model-decision", diagnosis)

# %% [markdown]
# ## 7 · The remedy that fits
#
# A firm takes five measures. Which gap does each close? Here the answers are words: give each item, by its key, one of
# `"gap_1"`, `"gap_2"`, `"gap_3"`, `"gap_4"` and `"gap_5"`; each gap is used once.

# %%
items("service-gap-remedies")

# %% answer="service-gap-terms"
remedies = {"counter": None, "two-hours": None, "scanner": None, "proof": None, "after-delivery": None}
### BEGIN SOLUTION
remedies = {
    "counter": "gap_1",  # those who decide hear customers
    "two-hours": "gap_2",  # a standard that can be measured
    "scanner": "gap_3",  # skill, tool and say: the standard can be kept
    "proof": "gap_4",  # nothing is promised that is not delivered
    "after-delivery": "gap_5",  # measured with customers: it shows that a cause must be looked for
}
### END SOLUTION

# %% points=1
check("service-gap-terms-remedies", remedies)

# %% [markdown]
# ## 8 · The chain from its end, with your numbers
#
# A furniture firm brings a kitchen in several `steps`; failures are independent. One of the steps is the work of a
# partner: it goes right with the probability `partner`, and the firm cannot change it. The firm can work on all the other
# steps, and it makes them all equally good. A customer spends so many `minutes` on the whole.
#
# How often must `each` of the firm's own steps go right, so that exactly the share `goal` of the customers meets no
# failure? And what share would it be `at_best`, if the firm's own steps never failed?

# %%
kitchen = numbers("service-gap-backwards")
kitchen

# %% answer="service-gap-backwards"
own = {"each": None, "at_best": None}
### BEGIN SOLUTION
own_steps = kitchen["steps"] - 1  # one step is the partner's
together = kitchen["goal"] / kitchen["partner"]  # goal = partner · own steps together
own = {
    "each": together ** (1 / own_steps),  # the root undoes the product of equal steps
    "at_best": kitchen["partner"],  # the partner's failures are left; the minutes play no part
}
### END SOLUTION

# %% free="service-gap-backwards-try"
own

# %% points=1
check("service-gap-backwards-own-steps", own)

# %% [markdown]
# ## 9 · The error in a report, with your numbers
#
# A trainee has worked out the gap of a dimension of three questions, on a scale from 1 to 7. `report` has the means of
# the customers' answers, `perceived` and `expected`, and the four lines of his working. When customers were asked what
# they perceive, question 3 was worded negatively; when they were asked what they expect, no question was.
#
# | line | what it gives |
# |---|---|
# | line 1 | what is perceived in question 3, turned round |
# | line 2 | the gaps of the three questions |
# | line 3 | the gap of the dimension |
# | line 4 | the aim for next year: a gap half as large, with its sign |

# %%
report = numbers("service-gap-working")["report"]
report

# %% [markdown]
# In one line the method is wrong. The lines below it go on from its number in the right way. Give the number of that line:
# 1, 2, 3 or 4. And give the number that should stand in line 4.

# %% answer="service-gap-working"
found = {"line": None, "right": None}
### BEGIN SOLUTION
perceived = [*report["perceived"][:2], 8 - report["perceived"][2]]  # line 1: 1 becomes 7, 2 becomes 6
right_gaps = np.subtract(perceived, report["expected"])  # line 2: perceived less expected
lines = [perceived[2], right_gaps, right_gaps.mean()]  # line 3: a mean
same = [np.allclose(report[f"line {n}"], right, atol=0.005) for n, right in enumerate(lines, 1)]
found = {
    "line": same.index(False) + 1,
    "right": right_gaps.mean() / 2,
}  # the first that differs: others follow from it
### END SOLUTION

# %% free="service-gap-working-try"
found

# %% points=2
check("service-gap-working-error", found)

# %% [markdown]
# ## 10 · What moved, with your numbers
#
# A removal firm had the six levels of its reliability measured in June, and again in December. In between, gap 5 has
# become worse. Measured twice, a level moves by up to 0.3 by chance alone.

# %%
waves = numbers("service-gap-moved")["levels"]
pd.DataFrame(waves)

# %% [markdown]
# Inside the firm (`understood`, `specified`, `delivered`, `promised`) one `level` moved by more than that. Which? A level
# that moves changes two gaps. In which of gaps 1 to 4 do people now do their work in another way than in June? Give the
# number of this one `gap`, and its `change`: the gap in December less the gap in June.

# %% answer="service-gap-moved"
cause = {"level": None, "gap": None, "change": None}
### BEGIN SOLUTION
both = pd.DataFrame(waves)
moves = both["December"] - both["June"]  # by level, in the order of the model
level = moves[["understood", "specified", "delivered", "promised"]].abs().idxmax()
gap = list(moves.index).index(
    level
)  # expected is 0, so that a level has the number of the gap that ends there
cause = {
    "level": level,
    "gap": gap,  # the gap that begins there changed, too, but nobody at its end works in another way
    "change": moves.iloc[gap] - moves.iloc[gap - 1],  # how the later level moved less how the earlier one did
}
### END SOLUTION

# %% free="service-gap-moved-try"
cause

# %% points=2
check("service-gap-moved-cause", cause)

# %% [markdown]
# ## 11 · Judge a claim
#
# A report says: "In June our gap of reliability was −0.80. In July all drivers were trained. In December it is −0.60. The
# training works; next year we train twice as much." Name two reasons why the gap may have shrunk without the training,
# and one thing that you want to know before you train more. One or two sentences each. Your teacher grades this one; on
# your own, compare with `solution("service-gap-claim")`.

# %% [markdown] open="service-gap-claim" points=5
# ### BEGIN SOLUTION
# *Two points each for two valid reasons, one point for a useful question.*
#
# Without the training: chance, because other customers answered and no interval is given; the unhappiest have left and
# are not asked any more; expectations fell, and perceptions did not rise; something else became better, such as the
# weather, the hub or the season; June was an unusually bad month, and the next one is nearly always better; the wording
# of the form changed.
#
# Before training more: is gap 3 the largest inside the firm at all? If managers aim too low (gap 1), if the standards are
# wrong (gap 2) or if too much is promised (gap 4), trained drivers will not help. Or: what did the gap do among customers
# whose drivers were not trained?
# ### END SOLUTION

# %% [markdown] quiz="service-gap-quiz"
# ## 12 · Quiz
