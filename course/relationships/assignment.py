# %% [markdown]
# # Assignment: relationships and winning customers
#
# **About 90 minutes · needs lesson 02 · 30 points**
#
# You build a table, judge a campaign and choose a relationship with your own numbers, write two small functions, plan
# a funnel, find an error, ask a question in reverse, and judge a claim.
#
# How it works:
#
# - Write your answer where it says *your code here*; then run the cell.
# - Below most answers a cell is yours: try things out there. You may also add cells.
# - Write the arithmetic yourself: the functions of `crmlab` that lesson 02 computes with are not there when your work
#   is graded.
# - A cell that begins with `check` tells you at once, in one sentence, what is right or wrong. You can run it
#   as often as you like. Each check earns its points whole or not at all.
# - Do not round on the way. A final number may be rounded, but keep at least two decimals, and three for a share
#   such as 0.123.
# - Stuck? `hint("relationships-pace")` gives the next hint for a task.
#
# Run the cells from top to bottom. A cell that fails does not stop the others.

# %% [markdown]
# ## Who you are
#
# Put your student number in; it decides the numbers that you get in tasks 1, 2, 3, 5, 6 and 7, and the items of task 9.
# If you study on your own, any name will do.

# %% free="relationships-me"
me = "your number or name"

# %%
import math

import numpy as np
import pandas as pd
from crmlab import NotYet, check, hint, items, numbers, solution

# %% [markdown]
# ## 1 · The pace of a network
#
# A mobile network tells the newspapers how many subscribers it has. You have four of these reports: the number of
# subscribers by date. The numbers are invented and yours alone.

# %%
reports = numbers("relationships-pace")
counts = reports["counts"]
counts

# %% [markdown]
# Build a DataFrame with one row for each of the three intervals between two reports, and these columns:
#
# - `interval`: 1, 2, 3;
# - `days`: days from the date of the earlier report to that of the later one (from 1 to 3 March are two days);
# - `added`: subscribers who were added in this interval;
# - `per_day`: subscribers who were added per day in this interval;
# - `doubling_days`: in how many days the number of subscribers doubles at the pace of this interval, if each day adds
#   **the same share** of the number of the day before (not the same number each day). Equal shares multiply: if the
#   number grows by the factor `f` in `d` days, it grows by the factor `f ** (t / d)` in `t` days. Which `t` makes this
#   factor 2?
#
# Write days as plain numbers. All five are columns, `interval` too.

# %% answer="relationships-pace"
table = None
### BEGIN SOLUTION
dates = pd.to_datetime(list(counts))
number = np.array(list(counts.values()))
days = np.diff(dates).astype("timedelta64[D]").astype(int)
added = np.diff(number)  # what came in each interval, not the total
growth = number[1:] / number[:-1]
table = pd.DataFrame(
    {
        "interval": [1, 2, 3],
        "days": days,
        "added": added,
        "per_day": added / days,
        "doubling_days": days * np.log(2) / np.log(growth),  # equal shares multiply
    }
)
### END SOLUTION

# %% free="relationships-pace-try"
table

# %% points=2
check("relationships-pace-table", table)

# %% [markdown]
# ## 2 · What a customer costs who is really won
#
# The network gave a handset to everybody who joined in a campaign. `joined` customers came. Each handset cost the firm
# `subsidy`; the advertising of the campaign cost `advertising` in all. The network itself was built two years ago, for
# `network`. The share `switchers` of those who joined came for the handset: they leave after one year. The others
# stay. The numbers are invented.

# %%
campaign = numbers("relationships-won")
campaign

# %% [markdown]
# What did the **campaign** cost for one customer who joined (`joined`)? And what did it cost for one who is really won,
# that is, who stays after the first year (`won`)? In both, divide all that was spent because of the campaign.

# %% answer="relationships-won"
costs = {"joined": None, "won": None}
### BEGIN SOLUTION
spent = campaign["advertising"] + campaign["joined"] * campaign["subsidy"]  # the network is there in any case
staying = campaign["joined"] * (1 - campaign["switchers"])
costs = {"joined": spent / campaign["joined"], "won": spent / staying}
### END SOLUTION

# %% free="relationships-won-try"
costs

# %% points=1
check("relationships-won-costs", costs)

# %% [markdown]
# The same campaign again, with the numbers in `campaign`; you may use what you have computed above.
# A switcher brings a margin of `switcher_yearly` in his one year. Each of the others, a stayer, brings a margin of
# `stayer_yearly` in each of `years` years (the first year is one of them), and then leaves. Add the margins up as they
# are; nothing is discounted.
#
# Under `value`, put what one who joined brings on average, switcher or not, before any cost of the campaign. Under
# `gain`, put what the whole campaign gained: what all who joined bring, less all that was spent because of the campaign
# (negative if it lost). Under `paid`, write `True` if it gained, else `False`. For hints to this step, run
# `hint("relationships-won-choice")`.

# %% answer="relationships-won-choice"
decision = {"value": None, "gain": None, "paid": None}
### BEGIN SOLUTION
left_after_a_year = campaign["switchers"] * campaign["switcher_yearly"]
stayed = (1 - campaign["switchers"]) * campaign["stayer_yearly"] * campaign["years"]
value = left_after_a_year + stayed  # each kind by its share
gain = campaign["joined"] * value - spent
decision = {"value": value, "gain": gain, "paid": gain > 0}
### END SOLUTION

# %% points=2
check("relationships-won-decision", decision)

# %% [markdown]
# ## 3 · How close to be, and what binds
#
# A maker of cosmetics sells to `customers` beauty shops. How much one shop buys in a year depends on how close the maker
# is to it: `sales` has the yearly sales to one shop at each of Kotler's five levels. The share `margin_share` of the
# sales is margin, before any contact is paid. A contact costs the maker `cost_per_contact`. Each level has so many
# contacts with one shop in a year:

# %%
CONTACTS = {"basic": 0, "reactive": 2, "accountable": 4, "proactive": 12, "partnership": 24}

# %% [markdown]
# All numbers are invented; you do not need each of them.

# %%
shops = numbers("relationships-level")
shops

# %% [markdown]
# What profit does **one** shop bring in a year at each level, when its contacts are paid? Give a dictionary with the
# five levels.

# %% answer="relationships-level"
profits = {"basic": None, "reactive": None, "accountable": None, "proactive": None, "partnership": None}
### BEGIN SOLUTION
profits = {
    level: shops["sales"][level] * shops["margin_share"] - contacts * shops["cost_per_contact"]
    for level, contacts in CONTACTS.items()
}
### END SOLUTION

# %% free="relationships-level-try"
profits

# %% points=2
check("relationships-level-profits", profits)

# %% [markdown]
# Decide: under `best`, write the name of the level with the largest profit. Then suppose that a contact becomes dearer,
# and nothing else changes. Under `limit`, put the cost of **one** contact at which this level brings just as much profit
# as `basic`. (At this cost a third level may be better than both; that is not asked.) For hints, run
# `hint("relationships-level-choice")`.

# %% answer="relationships-level-choice"
choice = {"best": None, "limit": None}
### BEGIN SOLUTION
best = max(profits, key=profits.get)  # the key with the largest value
additional = shops["margin_share"] * (shops["sales"][best] - shops["sales"]["basic"])
choice = {"best": best, "limit": additional / CONTACTS[best]}
### END SOLUTION

# %% points=1
check("relationships-level-decision", choice)

# %% [markdown]
# Levels are one list of three that are easily mixed up. Of what does each of these remarks tell? Answer by the key of the
# item with one of three words: `level`, `bond` or `status` (not with the name of one level, bond or status).

# %%
items("relationships-lists")

# %% answer="relationships-lists"
told = {
    "twice": None,
    "miles": None,
    "first-week": None,
    "warehouse": None,
    "price-list": None,
    "card": None,
    "fishing": None,
    "ten-days": None,
}
### BEGIN SOLUTION
told = {
    "twice": "status",
    "miles": "bond",  # what she would give up by leaving
    "first-week": "level",  # what the firm does after a sale
    "warehouse": "bond",
    "price-list": "status",
    "card": "level",
    "fishing": "bond",  # a friend is given up, too
    "ten-days": "level",
}
### END SOLUTION

# %% points=1
check("relationships-lists-sorted", told)

# %% [markdown]
# ## 4 · What it takes to win one
#
# One attempt, such as a contact with a shop, succeeds with the chance `success_rate`. The attempts do not influence one
# another. What is the chance of **at least** `needed` successes in `attempts` attempts? Without `needed`, one success is
# enough. With fewer attempts than `needed`, the chance is 0. `math.comb(n, k)` says in how many ways k things can be
# chosen from n.


# %% answer="relationships-chance"
def success_chance(success_rate, attempts, needed=1):
    """Chance of at least so many successes in so many attempts."""
    ### BEGIN SOLUTION
    chance = 0
    for k in range(needed, attempts + 1):  # exactly k successes, for each k that is enough
        ways = math.comb(attempts, k)
        chance += ways * success_rate**k * (1 - success_rate) ** (attempts - k)
    return chance
    ### END SOLUTION


# %% [markdown]
# Try it. Seven attempts at 15 %: 0.679. Four good words or more of ten, each good with a chance of one half: 0.828.

# %% free="relationships-chance-try"
success_chance(0.15, 7), success_chance(0.5, 10, needed=4)

# %% points=1
check("relationships-chance-any", success_chance)

# %% points=2
check("relationships-chance-needed", success_chance)

# %% [markdown]
# Now the other way round. How many attempts must you make, so that the chance of at least **one** success reaches
# `target`, that is, so that it is `target` or more? Give the smallest whole number; where `success_rate` is small, it
# may be large. `target` is below 1.


# %% answer="relationships-tries"
def contacts_needed(success_rate, target):
    """Smallest number of attempts at which the chance of a success reaches the target."""
    ### BEGIN SOLUTION
    n = 1
    while 1 - (1 - success_rate) ** n < target:
        n += 1
    return n
    ### END SOLUTION


# %% [markdown]
# Try it. At 15 % a contact, 15 contacts make a sale as likely as 90 %.

# %% free="relationships-tries-try"
contacts_needed(0.15, 0.90)

# %% points=1
check("relationships-tries-enough", contacts_needed)

# %% [markdown]
# ## 5 · The funnel
#
# Last quarter the maker reached `reached` shops that were not customers yet. `stage_rates` says which share went on:
# `enquiries` is the share of the shops reached that asked something, `talks` the share of those that asked and met a
# salesman, `offers` the share of those that met him and got an offer, `sales` the share of those with an offer that
# bought. Each is a share of the stage just before. The numbers are invented.

# %%
quarter = numbers("relationships-stages")
quarter

# %% [markdown]
# Which share of the shops reached bought? Give a share between 0 and 1, with at least three decimals.

# %% answer="relationships-stages"
overall = None
### BEGIN SOLUTION
rates = quarter["stage_rates"]
overall = math.prod(rates.values())  # each rate is a share of the stage before
### END SOLUTION

# %% free="relationships-stages-try"
overall

# %% points=1
check("relationships-stages-overall", overall)

# %% [markdown]
# Plan the next quarter:
#
# - `needed`: how many shops must be reached for `wanted` sales, if all rates stay as they are?
# - `stage`: one rate may be raised by ten percentage points (0.30 becomes 0.40), with `reached` shops again. At which
#   stage does that bring the most additional sales? Write `"enquiries"`, `"talks"`, `"offers"` or `"sales"`.
# - `more`: how many additional sales does it bring there, compared with last quarter?
#
# Do not round `needed` and `more` to whole numbers. For hints, run `hint("relationships-stages-next")`.

# %% answer="relationships-stages-next"
plan = {"needed": None, "stage": None, "more": None}
### BEGIN SOLUTION
more = {}
for stage in rates:
    raised = rates | {stage: rates[stage] + 0.10}  # a copy in which one rate is higher
    more[stage] = quarter["reached"] * (math.prod(raised.values()) - overall)
stage = max(more, key=more.get)
plan = {"needed": quarter["wanted"] / overall, "stage": stage, "more": more[stage]}
### END SOLUTION

# %% points=1
check("relationships-stages-plan", plan)

# %% [markdown]
# ## 6 · Find the error
#
# A logistics firm plans to write to `addressed` shippers. It expects that the share `answer` of them answers, that the
# share `meet` of these meets a salesman, and that the share `sign` of these signs. The letters cost `letters` in all, and
# whoever signs gets a gift that costs `gift`. The depot from which all are served is built already; it cost `depot`.
# After the first order, the share `leave` of those who sign leaves again; the others are *won*. One of them buys for
# `sales` a year, of which the share `margin_share` is margin; he gets `visits` visits a year, each of which costs
# `visit`. A colleague works out in how many years the cost of one who is won comes back, and keeps fractions of a shipper,
# because these are averages. The case is invented, and its numbers are yours alone.

# %%
working = numbers("relationships-working")["working"]
print(*(f"{name} = {value}" for name, value in working.items() if name != "lines"), sep="\n")
print(*working["lines"], sep="\n")

# %% [markdown]
# **One** line takes a wrong step. The lines below it may compute with its result, so that their numbers are wrong, too,
# but their steps are right. Give the number of the wrong line under `line`. Under `value`, give what ought to stand
# at its end (the lines above it are right). You may compute with the printed numbers or with more decimals.

# %% answer="relationships-working"
found = {"line": None, "value": None}
### BEGIN SOLUTION
of_1000 = 1000 * working["answer"] * working["meet"] * working["sign"]
signed = working["addressed"] * of_1000 / 1000
spent_to_win = working["letters"] + signed * working["gift"]  # the depot is there in any case
won = signed * (1 - working["leave"])
cost = spent_to_win / won
profit = working["sales"] * working["margin_share"] - working["visits"] * working["visit"]
right = [of_1000, signed, spent_to_win, won, cost, profit, cost / profit]
shown = [float(line.split(" = ")[-1].replace("−", "-")) for line in working["lines"]]
line = next(n for n in range(1, 8) if abs(shown[n - 1] / right[n - 1] - 1) > 0.001)  # the first that differs
found = {"line": line, "value": right[line - 1]}
### END SOLUTION

# %% free="relationships-working-try"
found

# %% points=2
check("relationships-working-error", found)

# %% [markdown]
# ## 7 · The question in reverse, and how sure it is
#
# Another network plans a campaign as in task 2. It will cost `cost_each` for everybody who joins, handset and
# advertising together. Again a switcher brings `switcher_yearly` in one year and leaves; a stayer brings `stayer_yearly`
# in each of `years` years; nothing is discounted. The numbers are invented.

# %%
asked = numbers("relationships-highest")
asked

# %% [markdown]
# Nobody knows yet how many switchers will come. So begin at the other end: at which share of switchers do those who join
# bring on average **just what they cost**? Give a share between 0 and 1, with at least three decimals.

# %% answer="relationships-highest"
highest = None
### BEGIN SOLUTION
# s * switcher_yearly + (1 - s) * stays = cost_each, solved for s
stays = asked["stayer_yearly"] * asked["years"]
highest = (stays - asked["cost_each"]) / (stays - asked["switcher_yearly"])
### END SOLUTION

# %% free="relationships-highest-try"
highest

# %% points=2
check("relationships-highest-switchers", highest)

# %% [markdown]
# A pilot in one town had `piloted` customers, picked at random from all who would join; the share `switchers` of them
# left after a year. A share that is counted in such a sample has an error of √(switchers · (1 − switchers) / piloted).
# Take an interval around the share of the pilot: it begins **two** errors below this share and ends two errors above
# it. In about 95 of 100 such samples, the true share lies in the interval (the usual rule of statistics; take 2, not
# 1.96).
#
# What does the firm gain with **one** who joins, on average, at the two ends of this interval: what he brings, less
# `cost_each`? Put the smaller gain under `low` and the larger one under `high` (negative if it is a loss). Under
# `verdict`, write `"pays"` if the campaign gains at both ends, `"loses"` if it gains at neither, and `"open"` if the
# pilot does not tell. For hints, run `hint("relationships-highest-sure")`.

# %% answer="relationships-highest-sure"
sure = {"low": None, "high": None, "verdict": None}
### BEGIN SOLUTION
share = asked["switchers"]
error = np.sqrt(share * (1 - share) / asked["piloted"])
ends = share + 2 * error, share - 2 * error  # many switchers are bad: the upper end comes first
low, high = (s * asked["switcher_yearly"] + (1 - s) * stays - asked["cost_each"] for s in ends)
sure = {"low": low, "high": high, "verdict": "pays" if low > 0 else "loses" if high < 0 else "open"}
### END SOLUTION

# %% points=1
check("relationships-highest-ends", sure)

# %% [markdown]
# ## 8 · Judge a claim
#
# A report [invented] on the network of the lesson says: "We have seven million subscribers, so the campaign was a success. Each of
# them cost ¥14,286 to win. That is so much that we must now bring every one of them into a partnership, or the money is
# lost." The ¥14,286 are the ¥100 billion for the network, divided by seven million [source document]. Say for each of the
# three sentences what is wrong with it, or which number it would need; two or three short sentences for each. Your
# teacher grades this one; on your own, compare with `solution("relationships-claim")`.

# %% [markdown] open="relationships-claim" points=5
# ### BEGIN SOLUTION
# *Two points for the first sentence, two for the second, one for the third.*
#
# Success: subscribers are not value. A subsidy attracts people who switch for the handset and leave, and people who use
# the telephone little; both count as one subscriber. The sentence needs the share that is still there after a year, the
# margin of one subscriber (not his bill), and what the campaign cost; and who would have joined anyway.
#
# ¥14,286: this is investment per subscriber, not the cost of winning one. The network is built whether one more
# subscriber comes or not. To win one cost advertising and handsets, divided by those who are really won; the report
# does not give it. Each further subscriber even lowers the ¥14,286, without anybody having paid less.
#
# Partnership: what is spent is spent, and no contact brings it back. How close to be depends on what more margin a
# closer level brings and on what its contacts cost. With seven million subscribers of a small margin each, contacts as
# in a partnership cost more than they bring; with a few large customers they may pay.
# ### END SOLUTION

# %% [markdown] quiz="relationships-quiz"
# ## 9 · Quiz
