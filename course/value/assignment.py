# %% [markdown]
# # Assignment: customer value
#
# **About 90 minutes · needs lesson 04 · 30 points**
#
# You write three small functions, compare two offers and choose a passenger with your own numbers, find out what an
# improvement may cost, carry scores to a customer's goals, sort a seller's sentences, find an error, and judge a claim.
#
# How it works:
#
# - Write your answer where it says *your code here*; then run the cell.
# - The cell below it is yours: try things out there.
# - A cell that begins with `check` tells you at once, in one sentence, what is right or wrong. You can run it
#   as often as you like. Each check earns its points whole or not at all.
# - Do not round on the way. A final number may be rounded, but keep at least two decimals.
# - Stuck? `hint("value-delivered")` gives the next hint for a task.
#
# Run the cells from top to bottom. A cell that fails does not stop the others.

# %% [markdown]
# ## Who you are
#
# Put your student number in; it decides the numbers that you get in tasks 2, 4, 5, 6 and 8, and the items of task 10. If
# you study on your own, any name will do.

# %% free="value-me"
me = "your number or name"

# %%
import numpy as np
import pandas as pd
from crmlab import NotYet, check, hint, items, numbers, solution

# %% [markdown]
# ## 1 · What an offer delivers
#
# A customer gets `benefits` and gives `costs`: two dictionaries of amounts in yuan, such as `benefits["product"]` and
# `costs["money"]`. Their names may be other ones than in the example, and more or fewer: add up whatever is in them.
# Nothing in `costs` is for his time: buying takes him `minutes` minutes, and one hour is worth `hour` yuan to him. What
# value is delivered to him, as a difference in yuan? It is negative if he gives more than he gets.


# %% answer="value-delivered"
def delivered_value(benefits, costs, minutes, hour):
    """All that a customer gets, less all that he gives, in yuan."""
    ### BEGIN SOLUTION
    time = minutes / 60 * hour  # hours, times what an hour is worth
    return sum(benefits.values()) - sum(costs.values()) - time
    ### END SOLUTION


# %% [markdown]
# Try it. Benefits of 270, costs of 175, and 30 minutes at ¥60 an hour: 65.

# %% free="value-delivered-try"
delivered_value(
    {"product": 200, "service": 40, "personnel": 20, "image": 10},
    {"money": 150, "energy": 10, "psychic": 15},
    30,
    60,
)

# %% points=1
check("value-delivered-money", delivered_value)

# %% points=1
check("value-delivered-below", delivered_value)

# %% [markdown]
# ## 2 · Two offers, with your numbers
#
# A shipper sends parcels, and compares two offers for one shipment: `ours` and a `cheaper` one. A shipment with us
# gives him benefits of `our_benefits`, costs him the price `our_price`, and takes `our_minutes` minutes of his own time.
# With the cheaper carrier it is `cheaper_benefits`, `cheaper_price` and `cheaper_minutes`. Our trucks and theirs are not
# of the same size, so that benefits may differ much. One hour of the shipper is worth `hour` yuan to him. Our driver
# unloads the truck; `our_price` includes `unloading` yuan for that. With the cheaper carrier, the shipper unloads the
# truck himself; `cheaper_minutes` includes this time. He has no other costs than price and time. The numbers are
# invented and yours alone.

# %%
given = numbers("value-offers")
given

# %% [markdown]
# Build a DataFrame with one row for each offer, and the columns `offer` (`"ours"`, `"cheaper"`), `time` (what the time
# for one shipment is worth, in yuan), `costs` (all that he gives for one shipment, in yuan), `difference` (benefits less
# costs) and `ratio` (benefits divided by costs, a number such as 1.75, not in percent). The order of the rows, the index
# and further columns do not matter.

# %% answer="value-offers"
table = None
### BEGIN SOLUTION
benefits = np.array([given["our_benefits"], given["cheaper_benefits"]])  # an array computes both rows at once
price = np.array([given["our_price"], given["cheaper_price"]])  # unloading is in our price already
time = np.array([given["our_minutes"], given["cheaper_minutes"]]) / 60 * given["hour"]
costs = price + time
table = pd.DataFrame(
    {
        "offer": ["ours", "cheaper"],
        "time": time,
        "costs": costs,
        "difference": benefits - costs,
        "ratio": benefits / costs,
    }
)
### END SOLUTION

# %% free="value-offers-try"
table

# %% points=2
check("value-offers-table", table)

# %% [markdown]
# Two shippers ask you for advice. For both of them the numbers above hold.
#
# - The first one has a single shipment to send, and money enough for either offer. Put the offer that delivers more
#   value to him under `once`: `"ours"` or `"cheaper"`.
# - The second one has many shipments, and all that he can give for them is `given["available"]` yuan: the prices *and* the
#   worth of his time together. He uses only one of the two offers, again and again, until it is all given. Each
#   shipment brings the same, and a part of a shipment brings that part. Put the offer that delivers more value to him
#   under `often`. Under `delivered`, put the value in yuan that *all* these shipments together deliver: the benefits of
#   all of them, less the costs of all of them.

# %% answer="value-offers-choice"
decision = {"once": None, "often": None, "delivered": None}
### BEGIN SOLUTION
by_offer = table.set_index("offer")
many = given["available"] / by_offer["costs"]  # so many shipments it pays for
delivered = many * by_offer["difference"]
decision = {
    "once": by_offer["difference"].idxmax(),
    "often": delivered.idxmax(),  # the one with the higher ratio
    "delivered": delivered.max(),
}
### END SOLUTION

# %% points=1
check("value-offers-decision", decision)

# %% [markdown]
# ## 3 · Which restaurant
#
# A guest gives a restaurant `scores`, a dictionary such as `{"product": 5, "service": 2, "price": 3, "image": 4}` (on
# each scale 5 is best for him). Another guest may use other names. `weights` says how much each score counts for him: a
# dictionary with the same names as `scores`, perhaps in another order. The weights may add up to any number above 0. Give
# one score, the weighted mean: it lies between the lowest and the highest of the scores.


# %% answer="value-score"
def weighted_score(scores, weights):
    """Weighted mean of named scores."""
    ### BEGIN SOLUTION
    total = sum(scores[name] * weights[name] for name in scores)  # by name: the order may differ
    return total / sum(weights.values())
    ### END SOLUTION


# %% [markdown]
# Try it. With the weights 4, 1, 3 and 2 these scores make 3.9.

# %% free="value-score-try"
weighted_score(
    {"product": 5, "service": 2, "price": 3, "image": 4}, {"product": 4, "service": 1, "price": 3, "image": 2}
)

# %% points=1
check("value-score-mean", weighted_score)

# %% points=1
check("value-score-names", weighted_score)

# %% [markdown]
# ## 4 · Which passenger
#
# A taxi driver waits `waiting` minutes for a passenger of some kind. With probability `chance` such a passenger goes
# far: then the ride takes `long_minutes` minutes, the empty way back included, and brings `long_fare` yuan. Otherwise it
# takes `short_minutes` minutes, also with the way back, and brings `short_fare`. The driver takes such passengers all
# day, one after the other, and waits before each of them. How many yuan does he take in an hour, in the long run? That is
# the expected fare of one passenger, divided by the expected time for one passenger, the waiting included.


# %% answer="value-passenger"
def yuan_per_hour(chance, long_fare, short_fare, waiting, long_minutes, short_minutes):
    """Expected fare by expected time, in yuan an hour."""
    ### BEGIN SOLUTION
    fare = chance * long_fare + (1 - chance) * short_fare
    minutes = waiting + chance * long_minutes + (1 - chance) * short_minutes  # he waits in any case
    return fare / (minutes / 60)
    ### END SOLUTION


# %% [markdown]
# Try it. One in four goes far: ¥36 in 29 minutes, which is ¥74.48 an hour.

# %% free="value-passenger-try"
yuan_per_hour(0.25, 90, 18, 10, 40, 12)

# %% points=2
check("value-passenger-hour", yuan_per_hour)

# %% [markdown]
# Now with your numbers. Three kinds of passengers are known at the hospital gate and on People's Square: one with
# `medicine`, one with a wash `basin`, one with a `laptop` bag. `chances` lists how likely each goes far, `waits` how
# many minutes the driver waits for one, both in the order medicine, basin, laptop. Fares and minutes of the rides are the
# same for all three. The numbers are invented; what the driver of the source document answered is lost.

# %%
rides = numbers("value-passenger")
rides

# %% [markdown]
# Give the ¥ an hour of each kind, and under `take` the name of the kind that brings most in an hour.

# %% answer="value-passenger-choice"
cab = {"medicine": None, "basin": None, "laptop": None, "take": None}
### BEGIN SOLUTION
same = {name: rides[name] for name in ("long_fare", "short_fare", "long_minutes", "short_minutes")}
kinds = ["medicine", "basin", "laptop"]
cab = {}
for place, kind in enumerate(kinds):
    cab[kind] = yuan_per_hour(rides["chances"][place], waiting=rides["waits"][place], **same)
cab["take"] = max(kinds, key=cab.get)
### END SOLUTION

# %% free="value-passenger-choice-try"
cab

# %% points=1
check("value-passenger-best", cab)

# %% [markdown]
# How sure is it? For another driver, the chance of a long ride is not known exactly. Of `counted` passengers with a
# laptop bag, picked at random, the share `far` went far. A share that is counted in a sample has an error of
# √(far · (1 − far) / counted). In about 95 of 100 such samples, the true share lies between far − 2 errors and far + 2
# errors (the usual rule of statistics). Another passenger, about whom all is known, brings `other_hour` yuan an hour,
# her waiting included. The numbers are invented; fares, minutes and `waiting` are other ones than before.

# %%
sample = numbers("value-sure")
sample

# %% [markdown]
# What does a passenger with a laptop bag bring in an hour, the waiting included, if the chance of a long ride is
# far − 2 errors? Put this amount under `low`. What if it is far + 2 errors? Put this amount under `high`. Under `verdict`,
# write `"laptop"` if both amounts are more than `other_hour`, `"other"` if both are less, and `"open"` if one is more and
# one is less: then the sample does not tell.

# %% answer="value-sure"
sure = {"low": None, "high": None, "verdict": None}
### BEGIN SOLUTION
error = np.sqrt(sample["far"] * (1 - sample["far"]) / sample["counted"])


def an_hour(far):
    """What such a passenger brings in an hour, if this share of them goes far."""
    fare = far * sample["long_fare"] + (1 - far) * sample["short_fare"]
    minutes = far * sample["long_minutes"] + (1 - far) * sample["short_minutes"]
    return 60 * fare / (sample["waiting"] + minutes)


low, high = an_hour(sample["far"] - 2 * error), an_hour(sample["far"] + 2 * error)
verdict = "laptop" if low > sample["other_hour"] else "other" if high < sample["other_hour"] else "open"
sure = {"low": low, "high": high, "verdict": verdict}
### END SOLUTION

# %% free="value-sure-try"
sure

# %% points=1
check("value-sure-verdict", sure)

# %% [markdown]
# ## 5 · What an improvement may cost, with your numbers
#
# Our firm thinks of a better service. Today a customer pays `revenue` yuan a year, and `margin` yuan of them are left for
# us. The margin comes at the end of each year, if he is still there; from one year to the next the share `retention`
# stays. So a customer is worth to us
#
# value = margin · retention / (1 + rate − retention)
#
# today, in yuan, without a planned end. The improvement costs us `spending` a year for each customer who is still there, paid when
# the margin comes: it is taken off the margin. It raises the retention by `gain`, in points: 0.80 and a gain of 0.05 make
# 0.85. Price and revenue stay as they are. The numbers are invented; you do not need all of them.

# %%
firm = numbers("value-invest")
firm

# %% [markdown]
# What is a customer worth to us without the improvement? Put this value under `before`. What is he worth with it? Put
# this value (not the change) under `after`. Under `do_it`, put `True` if the improvement makes a customer worth more to
# us, else `False`.

# %% answer="value-invest"
plan = {"before": None, "after": None, "do_it": None}
### BEGIN SOLUTION


def worth(margin, retention):
    """What a customer is worth today."""
    return margin * retention / (1 + firm["rate"] - retention)


before = worth(firm["margin"], firm["retention"])
after = worth(firm["margin"] - firm["spending"], firm["retention"] + firm["gain"])
plan = {"before": before, "after": after, "do_it": after > before}
### END SOLUTION

# %% free="value-invest-try"
plan

# %% points=2
check("value-invest-decision", plan)

# %% [markdown]
# Now from the other end. The improvement raises the retention by the same `gain`, but the firm has not fixed what it
# spends: forget `spending`. What is the *most* that it may spend a year on each customer who is still there, so that a
# customer is worth just what he is worth without the improvement? Put it under `most`, in yuan a year.

# %% answer="value-invest-most"
most = None
### BEGIN SOLUTION
better = firm["retention"] + firm["gain"]
multiple = better / (
    1 + firm["rate"] - better
)  # what one yuan of margin a year is worth with the improvement
most = firm["margin"] - before / multiple  # before / multiple is the margin that must remain
### END SOLUTION

# %% [markdown]
# Try it. Compute the value with `most` in the place of `spending`: which of your two values must come out?

# %% free="value-invest-most-try"
most

# %% points=2
check("value-invest-even", most)

# %% [markdown]
# ## 6 · From attribute to goal, with your numbers
#
# A shipper scores three attributes of our service: live `tracking`, `messages` at every step, and `packing`. Each row of
# the table is one way from an attribute by a consequence of use to one of the shipper's goals, `calm` and `time` (that
# is, time saved). `score` belongs to the attribute, and stands in each of its rows. `to_consequence` and `to_goal` say
# how strong the two steps are; a negative strength hinders. One way brings its goal score · to_consequence · to_goal, and
# a goal adds up its ways. The numbers are invented.

# %%
ladders = pd.DataFrame(numbers("value-goals")["ladders"])
ladders

# %% [markdown]
# Which score does each goal reach with the scores of the table? Put the two numbers under `calm` and `time`. Then: you
# may raise the score of **one** attribute by one point, in all its rows, even if it is 5 already. Under `lift`, put the
# attribute with which this raises `calm` most; `calm` stays the number before the lift.

# %% answer="value-goals"
goals = {"calm": None, "time": None, "lift": None}
### BEGIN SOLUTION
point = ladders["to_consequence"] * ladders["to_goal"]  # what one point of the attribute brings on this way
reached = (ladders["score"] * point).groupby(ladders["goal"]).sum()
in_calm = ladders["goal"] == "calm"
by_attribute = point[in_calm].groupby(ladders["attribute"][in_calm]).sum()
goals = {"calm": reached["calm"], "time": reached["time"], "lift": by_attribute.idxmax()}
### END SOLUTION

# %% free="value-goals-try"
goals

# %% points=2
check("value-goals-scores", goals)

# %% [markdown]
# ## 7 · Saying it
#
# Sellers speak of a rice cooker and of a truck. Which part of a FABE argument is each sentence? Answer by the key of the
# item with one of four words: `feature`, `advantage`, `benefit` or `evidence`.

# %%
items("value-fabe")

# %% answer="value-fabe"
parts = {
    "walls": None,
    "warm": None,
    "night-shift": None,
    "thermometer": None,
    "gps": None,
    "arrival": None,
    "forklift": None,
    "reference": None,
}
### BEGIN SOLUTION
parts = {
    "walls": "feature",
    "warm": "advantage",  # it holds in any kitchen
    "night-shift": "benefit",
    "thermometer": "evidence",
    "gps": "feature",
    "arrival": "advantage",
    "forklift": "benefit",  # what this shipper, with his one driver, has of it
    "reference": "evidence",
}
### END SOLUTION

# %% points=1
check("value-fabe-parts", parts)

# %% [markdown]
# ## 8 · Find the error
#
# A colleague works out what a shipment with us delivers to a shipper, and what a contract with him would bring us. He
# takes `benefits` for all that the shipper gets from one shipment, `price` for what he pays for it (`insurance` is the
# part of the price that goes to an insurer), `minutes` for his own time, of which an hour is worth `hour`, and `worry`
# for what he would pay not to worry. A contract is over `shipments` shipments; the part `share` of the price is our
# margin. Making him an offer costs us `offer`, whether he accepts or not; he accepts with probability `chance`. Nothing is
# discounted. The case is invented, and its numbers are yours alone.

# %%
working = numbers("value-working")["working"]
print(*(f"{name} = {number}" for name, number in working.items() if name != "lines"), sep="\n")
print(*working["lines"], sep="\n")

# %% [markdown]
# **One** line takes a wrong step. If lines below it use its result, their numbers are wrong, too, but their steps are
# right. The lines show two decimals; he has computed with all of them. Under `line`, give the number of the wrong line, 1
# to 6. Under `value`, give the number that ought to stand at the end of this line (the lines above it are right).

# %% answer="value-working"
found = {"line": None, "value": None}
### BEGIN SOLUTION
time = working["minutes"] / 60 * working["hour"]
costs = working["price"] + time + working["worry"]  # the insurance is in the price
margin = working["shipments"] * working["price"] * working["share"]
gain = working["chance"] * margin - working["offer"]  # the offer is paid for in any case
right = [time, costs, working["benefits"] - costs, margin, gain, 4 * gain]
shown = [float(line.split(" = ")[-1].replace("−", "-")) for line in working["lines"]]
line = next(n for n in range(1, 7) if abs(shown[n - 1] - right[n - 1]) > 0.05)  # the first that differs
found = {"line": line, "value": right[line - 1]}
### END SOLUTION

# %% free="value-working-try"
found

# %% points=2
check("value-working-error", found)

# %% [markdown]
# ## 9 · Judge a claim
#
# A director writes: "The cheaper carrier gives 24 for 18, which is 1.33; we give 120 for 100, which is only 1.20. So
# every shipper gets more value from him, and we must add to our service. More value for the customer is more value of the
# customer: whatever we add will pay." Name two things that are wrong or missing in this, and say what you must know
# before you decide on an improvement. One or two sentences each. Your teacher grades this one; on your own, compare with
# `solution("value-claim")`.

# %% [markdown] open="value-claim" points=5
# ### BEGIN SOLUTION
# *Two points each for two valid objections, one point for what must be known.*
#
# Wrong or missing: a ratio says what each yuan brings, a difference what the customer is left with. Whoever ships once
# is left with 20 yuan from us and with 6 from the cheaper carrier; only who can buy the small offer again and again from
# a fixed budget does better with 1.33. · Value *for* the customer and value *of* the customer are two things: the first
# is what he gets less what he gives, the second what he brings us. · An improvement costs margin in every year and pays
# only below a break-even; above it, the customer is better off and we are worse off. · 24, 18, 120 and 100 depend on
# what an hour, effort and worry are worth to this shipper; another one weighs them differently. · A benefit that no
# customer wants, or that hinders one of his goals, adds nothing.
#
# To know: what the improvement costs us a year for each customer; by how many points it raises the retention (or the
# price that he accepts), measured against similar customers without it; the margin, not the revenue; the discount rate.
# ### END SOLUTION

# %% [markdown] quiz="value-quiz"
# ## 10 · Quiz
