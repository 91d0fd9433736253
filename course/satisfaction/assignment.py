# %% [markdown]
# # Assignment: satisfaction
#
# **About 90 minutes · needs lesson 11 · 30 points**
#
# You write two small functions, measure five services in three ways, follow paths from quality to loyalty, say whether
# an index has changed, compute how many people to ask, find an error, sort what happened to customers, and judge a
# claim.
#
# How it works:
#
# - Write your answer where it says *your code here*; then run the cell.
# - The cell below it is yours: try things out there.
# - A cell that begins with `check` tells you at once, in one sentence, what is right or wrong. You can run it
#   as often as you like. Each check earns its points whole or not at all.
# - Do not round on the way. A final number may be rounded, but keep at least two decimals, and three where the task
#   asks for them.
# - Stuck? `hint("satisfaction-index")` gives the next hint for a task.
#
# Run the cells from top to bottom. A cell that fails does not stop the others.

# %% [markdown]
# ## Who you are
#
# Put your student number in; it decides the numbers that you get in tasks 3 to 7, and the items of task 10.
# If you study on your own, any name will do.

# %% free="satisfaction-me"
me = "your number or name"

# %%
import numpy as np
import pandas as pd
from crmlab import NotYet, check, hint, items, numbers, solution

# %% [markdown]
# ## 1 · An index from 0 to 100
#
# A questionnaire has several questions. `scores` is a list with the mean answer to each, and `weights` a list, in the
# same order, that says how much each question counts. Only the proportions of the weights matter: they need not add up
# to 1. (`np.array(scores)` lets you compute with a whole list.) The scale of the answers goes from `lowest` to `highest`; without them it goes from 1 to 10.
#
# Write a function that gives the satisfaction index: 0 if every score is `lowest`, 100 if every score is `highest`, and
# in between in proportion to the weighted mean of the scores.


# %% answer="satisfaction-index"
def satisfaction_index(scores, weights, lowest=1, highest=10):
    """Satisfaction from 0 to 100."""
    ### BEGIN SOLUTION
    mean = np.average(scores, weights=weights)  # sum of weight times score, divided by the sum of the weights
    return (mean - lowest) / (highest - lowest) * 100
    ### END SOLUTION


# %% [markdown]
# Try it. The American index of 8, 7 and 7, each with the same weight, is 70.37.

# %% free="satisfaction-index-try"
satisfaction_index([8, 7, 7], [1, 1, 1])

# %% points=2
check("satisfaction-index-weighted", satisfaction_index)

# %% points=1
check("satisfaction-index-scales", satisfaction_index)

# %% [markdown]
# ## 2 · Net promoter score
#
# "How likely is it that you recommend us?" `answers` is a list of whole numbers from 0 to 10, one for each person who
# answered. Who answers 9 or 10 is a promoter, who answers 0 to 6 is a detractor, and 7 and 8 are passive. The net
# promoter score is the share of the promoters less the share of the detractors. Both are shares of **all** who
# answered. Write a function that gives it in points, from −100 (only detractors) to 100 (only promoters).


# %% answer="satisfaction-nps"
def net_promoter_score(answers):
    """Promoters less detractors, in points from -100 to 100."""
    ### BEGIN SOLUTION
    answers = np.array(answers)
    promoters = (answers >= 9).mean()  # the mean of True and False is a share
    detractors = (answers <= 6).mean()
    return 100 * (promoters - detractors)
    ### END SOLUTION


# %% [markdown]
# Try it. Of these eight people four are promoters and two are detractors: 25 points.

# %% free="satisfaction-nps-try"
net_promoter_score([10, 9, 8, 7, 6, 10, 3, 9])

# %% points=2
check("satisfaction-nps-score", net_promoter_score)

# %% points=1
check("satisfaction-nps-ends", net_promoter_score)

# %% [markdown]
# ## 3 · Where the scale begins
#
# A logistics firm asked its customers about five services: what they had `expected`, and what they `perceived`, each on
# a scale from 1 to 10. You get the mean answers; they are invented and yours alone.

# %%
data = pd.DataFrame(numbers("satisfaction-scale")["services"])
data

# %% [markdown]
# Build a DataFrame with a row for each service and the columns `service`, `difference` (perceived less expected),
# `ratio` (perceived divided by expected), `ratio_from_0` and `acceptable`. Give the ratios with at least three decimals.
#
# - `ratio_from_0`: the same people give the same answers, but on the scale from 0 to 9. There every answer is 1 lower.
#   It is the ratio of perceived and expected on that scale.
# - `acceptable`: `True` if the service is **at most half a point** worse than expected (or better than that), else
#   `False`. It goes by the difference.

# %% answer="satisfaction-scale"
table = None
### BEGIN SOLUTION
table = pd.DataFrame(
    {
        "service": data["service"],
        "difference": data["perceived"] - data["expected"],
        "ratio": data["perceived"] / data["expected"],
        "ratio_from_0": (data["perceived"] - 1) / (data["expected"] - 1),  # both levels are 1 lower
    }
)
table["acceptable"] = table["difference"] >= -0.5
### END SOLUTION

# %% free="satisfaction-scale-try"
table

# %% points=2
check("satisfaction-scale-measures", table)

# %% [markdown]
# Which service is best? Under `by_difference` write the name of the service with the highest `difference`, under
# `by_ratio` that of the service with the highest `ratio` (on the scale from 1 to 10). `same` is `True` if both measures
# name the same service, else `False`. For hints to this step, run `hint("satisfaction-scale-choice")`.

# %% answer="satisfaction-scale-choice"
best = {"by_difference": None, "by_ratio": None, "same": None}
### BEGIN SOLUTION
by_difference = table.loc[
    table["difference"].idxmax(), "service"
]  # idxmax finds the row of the highest number
by_ratio = table.loc[table["ratio"].idxmax(), "service"]
best = {"by_difference": by_difference, "by_ratio": by_ratio, "same": by_difference == by_ratio}
### END SOLUTION

# %% points=1
check("satisfaction-scale-first", best)

# %% [markdown]
# ## 4 · From quality to loyalty
#
# A firm has estimated how its indices hang together, all of them from 0 to 100:
#
# | arrow | coefficient |
# |---|---|
# | quality → value | `quality_value` |
# | quality → satisfaction | `quality_satisfaction` |
# | value → satisfaction | `value_satisfaction` |
# | satisfaction → loyalty | `satisfaction_loyalty` |
# | quality → loyalty | `quality_loyalty` |
#
# A coefficient of 0.5 says: one point more at the beginning of the arrow goes with half a point more at its end. There
# are no other arrows. In this task take the arrows as causes; whether one may is a question of its own. The numbers are
# invented. (`quality_points` and `value_points` are for the second step.)

# %%
model = numbers("satisfaction-paths")
model

# %% [markdown]
# Build a DataFrame with one row for each of `"quality"`, `"value"` and `"satisfaction"`, and the columns `cause` (that
# name), `direct`, `indirect` and `total`: the effects of the cause **on loyalty**. The direct effect is the arrow from
# the cause to loyalty, and 0 if there is none. The indirect effect comes over all longer ways. Give three decimals or more.

# %% answer="satisfaction-paths"
effects = None
### BEGIN SOLUTION
short = model["quality_satisfaction"] * model["satisfaction_loyalty"]
over_value = model["quality_value"] * model["value_satisfaction"] * model["satisfaction_loyalty"]
effects = pd.DataFrame(
    {
        "cause": ["quality", "value", "satisfaction"],
        "direct": [model["quality_loyalty"], 0, model["satisfaction_loyalty"]],
        "indirect": [short + over_value, model["value_satisfaction"] * model["satisfaction_loyalty"], 0],
    }
)
effects["total"] = effects["direct"] + effects["indirect"]
### END SOLUTION

# %% free="satisfaction-paths-try"
effects

# %% points=2
check("satisfaction-paths-table", effects)

# %% [markdown]
# There is money for one of two projects, which cost the same. One raises quality by `quality_points` points of its
# index, the other raises value by `value_points` points of its index. By how many points does each of them raise
# loyalty? Put the two numbers under `quality` and `value` (three decimals or more), and under `best` the project that
# raises loyalty more, `"quality"` or `"value"`. For hints to this step, run `hint("satisfaction-paths-choice")`.

# %% answer="satisfaction-paths-choice"
project = {"quality": None, "value": None, "best": None}
### BEGIN SOLUTION
total = effects.set_index("cause")["total"]
quality = model["quality_points"] * total["quality"]  # each point does the total effect
value = model["value_points"] * total["value"]
project = {"quality": quality, "value": value, "best": "quality" if quality > value else "value"}
### END SOLUTION

# %% points=2
check("satisfaction-paths-project", project)

# %% [markdown]
# ## 5 · Has the index changed?
#
# Last year a firm sent `sent_before` questionnaires to customers chosen at random; `answered_before` came back. From
# each of them it computed an index from 0 to 100. The mean of these is `index_before`, their standard deviation
# `sd_before`. This year it asked other customers in the same way: `sent_after`, `answered_after`, `index_after`,
# `sd_after`. The numbers are invented.

# %%
survey = numbers("satisfaction-sure")
survey

# %% [markdown]
# Put under `change` the index of this year less that of last year (below 0 if it fell), and under `error` the standard
# error of this change, with three decimals or more. For each year the standard error of the index is its standard
# deviation, divided by the root of the number of answers. (Nothing is known of those who did not answer; take those who
# did as a random choice.) Under `verdict` write `"open"` if the change, without its sign, is at most **two** errors, and
# else `"fell"` or `"rose"`.

# %% answer="satisfaction-sure"
sure = {"change": None, "error": None, "verdict": None}
### BEGIN SOLUTION
change = survey["index_after"] - survey["index_before"]
error = np.sqrt(
    survey["sd_before"] ** 2 / survey["answered_before"] + survey["sd_after"] ** 2 / survey["answered_after"]
)  # the squares of the two errors add up
if abs(change) <= 2 * error:
    verdict = "open"
elif change < 0:
    verdict = "fell"
else:
    verdict = "rose"
sure = {"change": change, "error": error, "verdict": verdict}
### END SOLUTION

# %% free="satisfaction-sure-try"
sure

# %% points=2
check("satisfaction-sure-verdict", sure)

# %% [markdown]
# ## 6 · The question in reverse
#
# Another firm has `firm_customers` customers. It will ask a sample of them this year and another sample next year, with
# the same number of answers in each year. The standard deviation of the answers is `sd` in both years. The firm wants
# to see a change of `change_to_see` points of its index. The numbers are invented.

# %%
plan = numbers("satisfaction-sample")
plan

# %% [markdown]
# - `answers`: how many answers does the firm need **in each year**, so that two errors of the change (as in task 5) are
#   not more than `change_to_see`? Give the smallest whole number. The customers are so many that you may leave out how
#   many there are.
# - `letters`: each questionnaire is sent in a letter of its own, and the share `response_rate` of the letters is
#   answered. How many letters must be sent in each year to get so many `answers`? Begin with the whole number of
#   answers, and round up.
# - `cost`: every letter costs `cost_per_letter`, answered or not. What do both years cost together?
# - `enough`: `True` if `survey_budget` pays for both years, else `False`.

# %% answer="satisfaction-sample"
needed = {"answers": None, "letters": None, "cost": None, "enough": None}
### BEGIN SOLUTION
# 2 * sqrt(sd**2 / n + sd**2 / n) = change_to_see, solved for n
answers = int(np.ceil(8 * plan["sd"] ** 2 / plan["change_to_see"] ** 2))
letters = int(np.ceil(answers / plan["response_rate"]))
cost = 2 * letters * plan["cost_per_letter"]
needed = {"answers": answers, "letters": letters, "cost": cost, "enough": cost <= plan["survey_budget"]}
### END SOLUTION

# %% free="satisfaction-sample-try"
needed

# %% points=2
check("satisfaction-sample-reverse", needed)

# %% [markdown]
# ## 7 · Find the error
#
# A trainee compares two years. `mean_before` and `mean_after` are means of answers on a scale from 1 to 10. He brings
# them to an index from 0 to 100, as in task 1. `sd_before` and `sd_after` are the standard deviations of the index
# between customers, in points of the index. `sent_before` and `sent_after` questionnaires were sent,
# `answered_before` and `answered_after` came back. The numbers are invented and yours alone.

# %%
working = numbers("satisfaction-working")["working"]
print(*(f"{name} = {value}" for name, value in working.items() if name != "lines"), sep="\n")
print(*working["lines"], sep="\n")

# %% [markdown]
# **One** line takes a wrong step. The lines below it are computed with its result, so their numbers may be wrong, too,
# but their steps are right. Give the number of the wrong line under `line`. Under `value`, give what ought to stand at
# its end (the lines above it are right), with three decimals.

# %% answer="satisfaction-working"
found = {"line": None, "value": None}
### BEGIN SOLUTION
before, after = (working["mean_before"] - 1) / 9 * 100, (working["mean_after"] - 1) / 9 * 100
error_before = working["sd_before"] / np.sqrt(working["answered_before"])
error_after = working["sd_after"] / np.sqrt(working["answered_after"])  # who did not answer tells nothing
error = np.sqrt(error_before**2 + error_after**2)
right = [before, after, error_before, error_after, after - before, error, (after - before) / error]
shown = [float(line.split(" = ")[-1].replace("−", "-")) for line in working["lines"]]
line = next(n for n in range(1, 8) if abs(shown[n - 1] - right[n - 1]) > 0.002)  # the first that differs
found = {"line": line, "value": right[line - 1]}
### END SOLUTION

# %% free="satisfaction-working-try"
found

# %% points=1
check("satisfaction-working-error", found)

# %% [markdown]
# ## 8 · Outcome or process
#
# Answer each item by its key with one of four words: `good-outcome` or `bad-outcome` if it is about what the customer
# has in the end, `good-process` or `bad-process` if it is about how it came about.

# %%
items("satisfaction-cases")

# %% answer="satisfaction-cases"
kinds = {
    "five-minutes": None,
    "greeting": None,
    "milk": None,
    "visit": None,
    "not-found": None,
    "phone": None,
}
### BEGIN SOLUTION
kinds = {
    "five-minutes": "good-outcome",
    "greeting": "bad-process",  # the machine runs all the same
    "milk": "bad-outcome",
    "visit": "good-process",  # nothing has been put right yet
    "not-found": "bad-outcome",
    "phone": "bad-process",
}
### END SOLUTION

# %% points=2
check("satisfaction-cases-sorted", kinds)

# %% [markdown]
# ## 9 · Judge a claim
#
# A manager writes: "Our satisfaction index is 85, and complaints have fallen by half. So 85 % of our customers are
# satisfied and will stay." Give two reasons why this does not follow, and say in two or three sentences
# which data you would need, and when, to know whether satisfied customers of this firm stay more often.
# Your teacher grades this one; on your own, compare with `solution("satisfaction-claim")`.

# %% [markdown] open="satisfaction-claim" points=5
# ### BEGIN SOLUTION
# *Three points for two valid reasons (two for the first, one for the second); two points for data that join the
# answer of a customer with what the same customer does later.*
#
# Why not: an index of 85 is a mean of answers, not a share of people; it may come from all answering high, or from most
# answering the highest and some the lowest. Only those who answered are in it, and those who are about to leave answer
# less. Fewer complaints may mean that complaining became harder or that the dissatisfied have left: no complaint does
# not mean satisfied. Satisfied is a feeling and staying an act: satisfied customers leave for a cheaper or nearer
# offer, and dissatisfied ones stay because of a contract or because there is no other. Complaints of how many customers, and
# against which year?
#
# Data: ask a random sample of customers now, with their number kept, and look a year later who of them still buys.
# Compare the share who stay among those who answered high and those who answered low, of the same kind of customer
# (size, contract, length of the relation), with its error. To say that satisfaction is the cause, something that raises
# it has to be given to one half, chosen at random, and not to the other; the share who stay is compared between the
# halves.
# ### END SOLUTION

# %% [markdown] quiz="satisfaction-quiz"
# ## 10 · Quiz
