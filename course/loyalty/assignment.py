# %% [markdown]
# # Assignment: loyalty, churn, communication
#
# **About 90 minutes · needs lesson 13 · 30 points**
#
# You write three small functions, find out with your own numbers who of the repeat buyers may leave tomorrow, what a
# card for members really brings, which cause is the dearest, and whom to call first; you find an error, and judge a report.
#
# How it works:
#
# - Write your answer where it says *your code here*; then run the cell.
# - The cell below it is yours: try things out there.
# - A cell that begins with `check` tells you at once, in one sentence, what is right or wrong. You can run it
#   as often as you like. Each check earns its points whole or not at all.
# - Do not round on the way. A final number may be rounded: amounts and customers to one decimal, a share such as 0.1234 to
#   four decimals.
# - In a table, the order of rows and columns is free, and further columns do no harm.
# - Stuck? `hint("loyalty-index")` gives the next hint for a task.
#
# Run the cells from top to bottom. A cell that fails does not stop the others. All numbers are invented.

# %% [markdown]
# ## Who you are
#
# Put your student number in; it decides the numbers that you get in tasks 2, 3, 4, 5, 6 and 7, and the items of task 10.
# If you study on your own, any name will do.

# %% free="loyalty-me"
me = "your number or name"

# %%
import numpy as np
import pandas as pd
from crmlab import NotYet, check, hint, items, numbers, solution

# %% [markdown]
# ## 1 · An index with reversed ratings
#
# A customer gives several `ratings`, each from 1 to `highest`. For each of them, in the same order, there is a weight in
# `weights` (0 or more; they need not add up to 1) and `True` or `False` in `is_reversed`. Where it is `True`, a high rating
# is a sign of *little* loyalty: turn it round within the scale first, so that 1 and `highest` change places.
#
# Return the index of loyalty: the weighted mean of the ratings, moved to a scale on which a customer has 0 if each rating is
# at its worst, and 100 if each is at its best.


# %% answer="loyalty-index"
def loyalty_index(ratings, weights, is_reversed, highest):
    """Loyalty from 0 to 100."""
    ### BEGIN SOLUTION
    total = 0
    for rating, weight, turn in zip(ratings, weights, is_reversed, strict=True):
        good = 1 + highest - rating if turn else rating
        total += weight * (good - 1)  # 1 is the lowest rating, and gives nothing
    return 100 * total / ((highest - 1) * sum(weights))
    ### END SOLUTION


# %% [markdown]
# Try it. The ratings 5, 4 and 2 of at most 5 have the weights 2, 1 and 1, and the last one is reversed: 87.5.

# %% free="loyalty-index-try"
loyalty_index([5, 4, 2], [2, 1, 1], [False, False, True], 5)

# %% points=1
check("loyalty-index-weighted", loyalty_index)

# %% points=1
check("loyalty-index-ends", loyalty_index)

# %% [markdown]
# ## 2 · Who may leave tomorrow
#
# `buyers` has seven customers. `attitude` says from 0 to 100 how much each of them prefers you. In the last year he
# `bought` from you for so many yuan; `needed` is what he bought of such goods in all, from you and from others. `contract`
# says whether a contract binds him for the next year.

# %%
seven = numbers("loyalty-kinds")
pd.DataFrame(seven["buyers"])

# %% [markdown]
# Build a DataFrame with a row for each customer and the columns `customer`, `share` (which share of all that he needed
# he bought from you), `type` and `can_leave`.
#
# For the type, the attitude is high from 50 on, and the behaviour is high if the *share* is 0.5 or more: a value at a cut
# is high. Write `"true"` (both high), `"latent"` (only the attitude is high), `"spurious"`
# (only the behaviour is high) or `"none"`.
#
# `can_leave` is `True` for a repeat buyer who may be gone tomorrow: he is spurious, and no contract binds him. It is
# `False` for all others.

# %% answer="loyalty-kinds"
kinds = None
### BEGIN SOLUTION
buyers = pd.DataFrame(seven["buyers"])
buyers["share"] = buyers["bought"] / buyers["needed"]
names = {(True, True): "true", (True, False): "latent", (False, True): "spurious", (False, False): "none"}
high = zip(buyers["attitude"] >= 50, buyers["share"] >= 0.5, strict=True)
buyers["type"] = [names[pair] for pair in high]
buyers["can_leave"] = (buyers["type"] == "spurious") & ~buyers["contract"]  # a contract is no loyalty
kinds = buyers[["customer", "share", "type", "can_leave"]]
### END SOLUTION

# %% free="loyalty-kinds-try"
kinds

# %% points=2
check("loyalty-kinds-table", kinds)

# %% [markdown]
# ## 3 · A card for members
#
# A year ago a shop offered all its customers a card. `members` of them took one; the others did not want it. In the year
# before the card, a later member bought for `before_members` yuan on average, and in the year with the card for
# `after_members`. The others bought for `before_others` and `after_others` in the same two years.
#
# Members get points on *all* that they buy in the year with the card, worth the share `reward_rate` of it. The share
# `redemption` of the points is used, and a used point costs the shop what it is worth; the others cost nothing. Of what
# is bought, the share `margin_share` is left to the shop as margin, before the points.

# %%
card = numbers("loyalty-programme")
card

# %% [markdown]
# Take it that without the card a member would have changed what he buys by *as many yuan* as one of the others did on
# average. An example with other numbers: members bought for ¥800 and then for ¥1,000, the others for ¥500 and then for ¥600.
# Without the card a member would have bought for 800 + 100 = ¥900, so the card adds ¥100. Points worth 2 %, half of them
# used, cost 0.02 · 0.5 · 1,000 = ¥10 for each member. With a margin of 15 %, he gains the shop 0.15 · 100 − 10 = ¥5.
#
# Under `extra`, give what the card adds to the purchases of **one** member in the year with the card, in yuan. Under `gain`,
# give what the card gains in this year with **all** members, in yuan: the margin on what it adds, less the cost of the
# points (negative if it loses). Under `go_on`, write `True` if this gain is above 0, else `False`.

# %% answer="loyalty-programme"
effect = {"extra": None, "gain": None, "go_on": None}
### BEGIN SOLUTION
change_members = card["after_members"] - card["before_members"]
change_others = card["after_others"] - card["before_others"]
extra = change_members - change_others  # members bought more before they had a card
points = card["reward_rate"] * card["redemption"] * card["after_members"]
gain = card["members"] * (card["margin_share"] * extra - points)
effect = {"extra": extra, "gain": gain, "go_on": gain > 0}
### END SOLUTION

# %% free="loyalty-programme-try"
effect

# %% points=2
check("loyalty-programme-effect", effect)

# %% [markdown]
# Now ask for two borders, at which the gain is just 0; both are the same for any number of members. Lesson 02 (“Bonds are
# not levels”) has the first one.
#
# - Under `extra_share`: by which share of what they would buy *without* the card must members buy more with it? Here
#   `reward_rate`, `redemption` and `margin_share` stay as they are, and members still get points on *all* that they buy
#   with the card.
# - Under `used_share`: members buy as they did, with the `extra` that you found above. Which share of the points may be
#   used, in place of `redemption`? It may be above 1; then the card pays even if all points are used.
#
# Give both with four decimals. Hints to this step: `hint("loyalty-programme-border")`.

# %% answer="loyalty-programme-border"
borders = {"extra_share": None, "used_share": None}
### BEGIN SOLUTION
reward = card["reward_rate"] * card["redemption"]
borders = {
    "extra_share": reward / (card["margin_share"] - reward),  # an additional yuan earns points, too
    "used_share": card["margin_share"] * extra / (card["reward_rate"] * card["after_members"]),
}
### END SOLUTION

# %% free="loyalty-programme-border-try"
borders

# %% points=2
check("loyalty-programme-shares", borders)

# %% [markdown]
# ## 4 · Why they left, and what it cost
#
# At the start of a year the firm had `customers` customers. `leavers` are the twelve who left in this year: the `cause`
# that each of them gave, and the `sales` and the `margin` in yuan that he brought in the year before. Of the nine
# causes of the lesson, four were named.

# %%
gone = numbers("loyalty-leavers")
print("customers:", gone["customers"])
pd.DataFrame(gone["leavers"])

# %% [markdown]
# Build a DataFrame with a row for each of the four causes and the columns `cause`, `lost` (how many customers left for
# it) and `margin_lost` (the yearly margin that went with all of them together, in yuan).

# %% answer="loyalty-leavers"
table = None
### BEGIN SOLUTION
leavers = pd.DataFrame(gone["leavers"])
table = leavers.groupby("cause").agg(lost=("customer", "count"), margin_lost=("margin", "sum")).reset_index()
### END SOLUTION

# %% free="loyalty-leavers-try"
table

# %% points=1
check("loyalty-leavers-table", table)

# %% [markdown]
# Under `commonest`, name the cause for which most customers left; under `dearest`, the cause with which most margin
# went away. Under `rate`, give the share of *all customers at the start* who left for the dearest cause (four decimals).
# Hints to this step: `hint("loyalty-leavers-choice")`.

# %% answer="loyalty-leavers-choice"
decision = {"commonest": None, "dearest": None, "rate": None}
### BEGIN SOLUTION
by_cause = table.set_index("cause")
dearest = by_cause["margin_lost"].idxmax()
decision = {
    "commonest": by_cause["lost"].idxmax(),
    "dearest": dearest,
    "rate": by_cause["lost"][dearest] / gone["customers"],
}
### END SOLUTION

# %% points=1
check("loyalty-leavers-decision", decision)

# %% [markdown]
# ## 5 · A warning, and what it is worth
#
# Of all customers, the share `base_rate` leaves in the next quarter. A warning flags the share `recall` of those who
# will leave, and the share `false_alarms` of those who will *stay*. Which share of the flagged will leave? This is the
# precision. (Somebody is always flagged, so that you never divide by 0.)


# %% answer="loyalty-precision"
def precision(base_rate, recall, false_alarms):
    """Share of the flagged who leave."""
    ### BEGIN SOLUTION
    found = base_rate * recall
    flagged = found + (1 - base_rate) * false_alarms  # most customers stay, so that few of them are many
    return found / flagged
    ### END SOLUTION


# %% [markdown]
# Try it. One in ten leaves; the warning flags 60 % of the leavers and 10 % of the others: 6 of 15 flagged, or 0.4.

# %% free="loyalty-precision-try"
precision(0.1, 0.6, 0.1)

# %% points=1
check("loyalty-precision-share", precision)

# %% [markdown]
# Now with your numbers. The firm has `customers` customers. Each of those whom the warning flags gets **one** offer, which
# costs `offer_cost` yuan, whatever he does then. Of the flagged who would have left, the offer keeps the share
# `kept_share`, and each customer who is kept is worth `value` yuan (margin, before the cost of the offer). Those who
# would have stayed anyway stay, and bring nothing in addition. Who is not flagged gets no offer.

# %%
campaign = numbers("loyalty-offers")
campaign

# %% [markdown]
# Under `flagged`, give how many customers are flagged (need not be whole). Under `gain`, give what all the offers together
# gain, in yuan, after their cost (negative if they lose). Under `do_it`, write `True` if this gain is above 0, else
# `False`.

# %% answer="loyalty-offers"
plan = {"flagged": None, "gain": None, "do_it": None}
### BEGIN SOLUTION
leaving = campaign["customers"] * campaign["base_rate"]
found = leaving * campaign["recall"]
flagged = found + (campaign["customers"] - leaving) * campaign["false_alarms"]
offers_gain = found * campaign["kept_share"] * campaign["value"] - flagged * campaign["offer_cost"]
plan = {"flagged": flagged, "gain": offers_gain, "do_it": offers_gain > 0}
### END SOLUTION

# %% free="loyalty-offers-try"
plan

# %% points=2
check("loyalty-offers-gain", plan)

# %% [markdown]
# How good is the warning? Its *accuracy* is the share of **all** customers whom it judges rightly: who leaves and is flagged,
# or stays and is not. Put it under `accuracy`; under `nobody`, put the accuracy of another warning, which flags nobody at
# all. Under `needed`, give the precision from which on the offers would gain: the one at which their gain is 0, with
# `kept_share`, `value` and `offer_cost` as they are (above 1, if they cannot gain). Four decimals for all three. Hints to
# this step: `hint("loyalty-offers-border")`.

# %% answer="loyalty-offers-border"
quality = {"accuracy": None, "nobody": None, "needed": None}
### BEGIN SOLUTION
stay = 1 - campaign["base_rate"]
quality = {
    "accuracy": campaign["base_rate"] * campaign["recall"] + stay * (1 - campaign["false_alarms"]),
    "nobody": stay,  # right about all who stay, and of no use
    "needed": campaign["offer_cost"] / (campaign["kept_share"] * campaign["value"]),
}
### END SOLUTION

# %% free="loyalty-offers-border-try"
quality

# %% points=1
check("loyalty-offers-quality", quality)

# %% [markdown]
# ## 6 · Whom to call first
#
# `candidates` are seven customers who had left. `back` says who of them has returned already, without a call. If you call one
# who is still away, he returns with the chance `chance`. In his first life he brought a margin of `first_value` in
# all; if he returns, his second life brings a margin of `second_value`. A call costs `call_cost`, whether he
# returns or not. Who returns gets a `gift`, which costs you so much. All amounts are in yuan of today, and the gift is
# not yet taken off `second_value`. Without a call nobody else returns. You have time for **two** calls.

# %%
lost = numbers("loyalty-winback")
pd.DataFrame(lost["candidates"])

# %% [markdown]
# Build a DataFrame with a row for each customer **who is still away** and the columns `customer`, `gain` (what a call to
# him is expected to gain, in yuan, negative if it loses) and `call` (`True` for those whom you call, else `False`). Call
# the two with the largest gains, but nobody whose gain is not above 0.

# %% answer="loyalty-winback"
first_calls = None
### BEGIN SOLUTION
candidates = pd.DataFrame(lost["candidates"])
away = candidates[~candidates["back"]].copy()  # who is back need not be won
away["gain"] = away["chance"] * (away["second_value"] - away["gift"]) - away["call_cost"]
away["call"] = (away["gain"].rank(ascending=False) <= 2) & (away["gain"] > 0)
first_calls = away[["customer", "gain", "call"]]
### END SOLUTION

# %% free="loyalty-winback-try"
first_calls

# %% points=2
check("loyalty-winback-table", first_calls)

# %% [markdown]
# Another time there is a `budget` in place of a number of calls. `gains` has what each attempt is expected to gain, after
# its cost; `costs` has what it costs, more than 0. In the lesson all visits cost the same; here they do not. Go through
# the attempts by gain for each yuan of cost, the highest first (no two are equal). Choose an attempt if its gain is above
# 0 and its cost is not more than what is left of the budget; if it is not chosen, go on with the next one. Return a list with `True` or `False` for each attempt, in the
# order of `gains`. Hints to this step: `hint("loyalty-budget")`.


# %% answer="loyalty-budget"
def within_budget(gains, costs, budget):
    """Whether each attempt is chosen: a list of True and False."""
    ### BEGIN SOLUTION
    chosen = [False] * len(gains)
    for n in sorted(range(len(gains)), key=lambda n: gains[n] / costs[n], reverse=True):
        if gains[n] > 0 and costs[n] <= budget:
            chosen[n] = True
            budget = budget - costs[n]
    return chosen
    ### END SOLUTION


# %% [markdown]
# Try it. By gain for each yuan the order is 160, 90, 130, −30. The first two cost 70, so that 130 does not fit any more:
# `[False, True, False, True]`.

# %% free="loyalty-budget-try"
within_budget([130, 160, -30, 90], [50, 40, 60, 30], 100)

# %% points=1
check("loyalty-budget-chosen", within_budget)

# %% [markdown]
# ## 7 · Find the error
#
# A trainee works out what a round of calls gains. So many customers are `lost`; `back` of these have returned without a
# call. All who are still away are called, each once, and the share `chance` of them returns. Who returns brings the
# `margin` in each year. The first life of such a customer was `first_years` long; a second life is
# `second_years` long. A call costs `call_cost`; who returns because of it gets a `gift`. Years count alike, whenever
# they come: nothing is discounted. All amounts are in yuan.

# %%
working = numbers("loyalty-working")["working"]
print({name: value for name, value in working.items() if name != "lines"})
print(*working["lines"], sep="\n")

# %% [markdown]
# **One** line takes a wrong step. The lines below it are computed with its result, so their numbers are wrong, too,
# but their steps are right. Give the number of the wrong line under `line`. Under `value`, give what ought to stand
# at its end (the lines above it are right); two decimals are enough.

# %% answer="loyalty-working"
found_error = {"line": None, "value": None}
### BEGIN SOLUTION
called = working["lost"] - working["back"]
returned = called * working["chance"]
worth = working["margin"] * working["second_years"]
calls_cost, gifts = called * working["call_cost"], returned * working["gift"]
right = [called, returned, worth, calls_cost, gifts, returned * worth - calls_cost - gifts]
shown = [float(line.split(" = ")[-1].replace("−", "-")) for line in working["lines"]]
line = next(n for n in range(1, 7) if abs(shown[n - 1] - right[n - 1]) > 0.01)  # the first that differs
found_error = {"line": line, "value": right[line - 1]}
### END SOLUTION

# %% free="loyalty-working-try"
found_error

# %% points=2
check("loyalty-working-error", found_error)

# %% [markdown]
# ## 8 · What the leavers say
#
# Six customers of six firms say why they left. Which of the nine causes is it? What belongs to each of them stands in
# the reader of lesson 13, under “Nine causes”. Write one of `"price"`,
# `"product"`, `"service"`, `"technology"`, `"promotion"`, `"need"`, `"management"`, `"politics"` and `"others"` for
# each.

# %%
items("loyalty-causes", "gift", "film", "five-managers", "rude", "leaks", "cousin")

# %% answer="loyalty-terms"
causes = {"gift": None, "film": None, "five-managers": None, "rude": None, "leaks": None, "cousin": None}
### BEGIN SOLUTION
causes = {
    "gift": "promotion",  # a single gift for coming
    "film": "technology",  # pictures are still taken, in a newer way
    "five-managers": "management",
    "rude": "service",
    "leaks": "product",
    "cousin": "others",
}
### END SOLUTION

# %% points=1
check("loyalty-terms-causes", causes)

# %% [markdown]
# ## 9 · Judge a report
#
# A report says: “Members of our club buy for ¥2,400 a year, other customers for ¥1,500. So the club brings ¥900 a year for
# each member. Of the 200 customers who left last year, 90 named the price; so we must lower it. Our warning is 90 % accurate:
# it flags 100 of 1,000 customers, and 30 of these leave. We know now why they leave: their orders had become rarer, so that we
# shall remind everybody to order more often. Of those who have left, we first call the ones who brought us most
# in the past.” In all, 60 of the 1,000 customers leave. [invented]
#
# There are more than four errors. Name four. Say of each in one or two sentences what is wrong, and what you would
# compute or ask in its place. Your teacher grades this one; on your own, compare with `solution("loyalty-claim")`.

# %% [markdown] open="loyalty-claim" points=5
# ### BEGIN SOLUTION
# *One point each for four valid errors with what to do in their place; one point more if at least two of them say with
# which numbers it would be decided.*
#
# The club: who joins is a good customer before. Compare the change of the members with the change of the others in
# the same years, or give the card to customers drawn by chance. And ¥900 are sales: count the margin, less the points
# on all that members buy.
#
# The commonest cause: 90 of 200 is a share of those who left, by what they say themselves. It is not the rate of
# leaving, and not the loss. Add up the margin that went with each cause; few large customers may have left for another one.
# Ask also what a lower price costs with all who stay.
#
# The accuracy: of 1,000 customers 60 leave. The warning flags 70 who stay and misses 30 who leave, so that 900 of 1,000
# are judged rightly: 90 %. A warning that flags nobody has 94 %. Look at the precision, 30 of 100, and the recall,
# 30 of 60, and set the cost of 100 offers against what the kept ones are worth.
#
# The cause: rarer orders are a sign that comes before the leaving, not the reason for it. A reminder changes the sign. Ask those
# who left, and try a remedy with one half of the flagged, drawn by chance.
#
# Whom to call: the first life is over. Rank by chance · second life − cost, leave out who is back already, and
# call nobody with whom the call loses.
# ### END SOLUTION

# %% [markdown] quiz="loyalty-quiz"
# ## 10 · Quiz
