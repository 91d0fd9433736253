# %% [markdown]
# # Assignment: customer data and RFM
#
# **About 85 minutes · needs lesson 07 and a little pandas · 30 points**
#
# You write the table, the scores and the model's numbers yourself, rank customers with weights of your own, decide
# about a letter, find the wrong line in a colleague's working, and judge a claim.
#
# How it works:
#
# - Write your answer where it says *your code here*; then run the cell. Use pandas and numpy; the functions of `rfm`
#   are what you write here, so do not call them.
# - The cell below it is yours: try things out there.
# - A cell that begins with `check` tells you at once, in one sentence, what is right or wrong. You can run it
#   as often as you like. Each check earns its points whole or not at all.
# - Do not round on the way. A final number may be rounded, but keep at least two decimals, and three for a share such
#   as 0.123.
# - Stuck? `hint("rfm-table")` gives the next hint for a task.
#
# Run the cells from top to bottom. A cell that fails does not stop the others.

# %% [markdown]
# ## Who you are
#
# Put your student number in; it decides the numbers that you get in tasks 3 to 8, and the items of task 12. If
# you study on your own, any name will do.

# %% free="rfm-me"
me = "your number or name"

# %%
import numpy as np
import pandas as pd
from crmlab import NotYet, check, datasets, hint, items, numbers, purchases, solution

# %% [markdown]
# ## 1 · One row a customer
#
# Here is a small log, invented. Its lines stand in no order. A **purchase** is a line with an amount above 0. A
# negative amount is a refund: it lowers the money, and it is no purchase.

# %%
days = ["2024-03-20", "2024-01-05", "2024-01-10", "2024-03-25", "2024-01-05", "2024-02-01", "2024-04-02"]
small = pd.DataFrame(
    {
        "customer_id": ["Li", "Wu", "Li", "Li", "Wu", "Tan", "Wu"],
        "date": pd.to_datetime(days),
        "amount": [120, 80, 50, -40, 30, 0, 60],
    }
)
small

# %% [markdown]
# Write `rfm_table(log, as_of)`. It gives a DataFrame with the columns `customer_id`; `recency_days`, the days from
# the last purchase to `as_of`; `orders`, how many purchases there are; and `revenue`, all money together. Lines
# after `as_of` do not count; those of the day itself do. Two purchases on one day are two orders. Everybody with a line
# until `as_of` has a row: who has not bought until then has 0 orders, and his days count from his last line until
# `as_of`. Who comes only later has no row.


# %% answer="rfm-table"
def rfm_table(log, as_of):
    """Recency, frequency and monetary value of each customer as of a day."""
    ### BEGIN SOLUTION
    known = log[log["date"] <= as_of]  # what comes later is the future
    bought = known["date"].where(known["amount"] > 0)  # the day of a purchase; missing for any other line
    of_customer = known.assign(bought=bought).groupby("customer_id")
    last = of_customer["bought"].max().fillna(of_customer["date"].max())  # who never bought: his last line
    measures = {
        "recency_days": (as_of - last).dt.days,
        "orders": of_customer["bought"].count(),  # count leaves out what is missing
        "revenue": of_customer["amount"].sum(),  # with refunds
    }
    return pd.DataFrame(measures).reset_index()
    ### END SOLUTION


# %% [markdown]
# Try it. As of 31 March, Li last bought 11 days ago and has 2 orders and 130 of revenue; Wu has 86 days, 2 orders and
# 110; Tan 59 days, 0 orders and 0.

# %% free="rfm-table-try"
rfm_table(small, pd.Timestamp("2024-03-31"))

# %% points=2
check("rfm-table-measures", rfm_table)

# %% points=1
check("rfm-table-everybody", rfm_table)

# %% [markdown]
# ## 2 · Scores
#
# Each function takes a list with the values of twelve customers. The four cut points are the quantiles 0.2, 0.4,
# 0.6 and 0.8 of these values, as `np.quantile` gives them. `f_score` gives a list: for each customer 1, and 1 more
# for each cut point that lies strictly below his value. `r_score` turns it round, because few days are good: 5, and
# 1 less for each cut point that lies strictly below.


# %% answer="rfm-score"
def f_score(orders):
    """Frequency score of each customer, 5 for many orders."""
    ### BEGIN SOLUTION
    cuts = np.quantile(orders, [0.2, 0.4, 0.6, 0.8])
    return [1 + sum(cut < value for cut in cuts) for value in orders]  # True counts as 1
    ### END SOLUTION


def r_score(days):
    """Recency score of each customer, 5 for few days."""
    ### BEGIN SOLUTION
    cuts = np.quantile(days, [0.2, 0.4, 0.6, 0.8])
    return [5 - sum(cut < value for cut in cuts) for value in days]  # the same count, taken away
    ### END SOLUTION


# %% [markdown]
# Try it. These customers get 1, 3, 1, 5, 1, 3, 4, 1, 3, 1, 5 and 4 for their orders.

# %% free="rfm-score-try"
f_score([1, 2, 1, 6, 1, 2, 3, 1, 2, 1, 5, 3])

# %% points=1
check("rfm-score-orders", f_score)

# %% points=1
check("rfm-score-days", r_score)

# %% [markdown]
# ## 3 · What decided?
#
# A colleague scores by the older rule: he sorts all customers by their orders, and deals them into five bins of the
# same size. Who has the fewest orders gets F = 1, and among equals the one who stands first in the table comes first.
# He shows you how many customers have one order, two, and so on (invented, and yours alone):

# %%
tally = numbers("rfm-ties")
tally

# %% [markdown]
# `tally["customers"]["one"]` customers have one order, and nobody has more than five. Some customers have another F
# than people with just as many orders: of them, their place in the table has decided it, and for the others it has
# not. How many different F scores do the customers with one order get? And which share of all customers are those
# whose number of orders comes with more than one F?

# %% answer="rfm-ties"
order = {"scores_of_one": None, "share": None}
### BEGIN SOLUTION
sizes = tally["customers"]
number = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
sorted_orders = [number[name] for name in sizes for _ in range(sizes[name])]
rows = pd.DataFrame({"orders": sorted_orders})
rows["f"] = 1 + 5 * rows.index // len(rows)  # the first fifth gets 1, the next 2
scores = rows.groupby("orders")["f"].transform("nunique")  # how many F scores people like him have
order = {"scores_of_one": int(scores[0]), "share": (scores > 1).mean()}
### END SOLUTION

# %% free="rfm-ties-try"
order

# %% points=2
check("rfm-ties-order", order)

# %% [markdown]
# ## 4 · Who comes first?
#
# Two customers, each with three scores, and weights: all invented and yours alone.

# %%
given = numbers("rfm-total")
given

# %% [markdown]
# `given["customer_a"]["r_score"]` is the recency score of customer A, and so on. The total of a customer is the
# weighted mean of his three scores. Put both totals into the dictionary, and `"a"` or `"b"` for who comes first.

# %% answer="rfm-total"
totals = {"a": None, "b": None, "first": None}
### BEGIN SOLUTION
weights = given["weights"]


def total(customer):
    """Weighted mean of the three scores."""
    return sum(weights[key] * customer[key] for key in weights) / sum(weights.values())


a, b = total(given["customer_a"]), total(given["customer_b"])
totals = {"a": a, "b": b, "first": "a" if a > b else "b"}
### END SOLUTION

# %% free="rfm-total-try"
totals

# %% points=1
check("rfm-total-rank", totals)

# %% [markdown]
# ## 5 · An airline
#
# For an airline, money is a poor measure of a customer: the same seat is sold at very different prices. So airlines
# take five measures: how long somebody has been a member, days since the last flight, flights, kilometres, and the
# fare paid as a share of the full fare. Six flyers, all invented:

# %%
flyers = pd.DataFrame(
    {
        "flyer": ["An", "Bai", "Cui", "Dong", "Fei", "Guo"],
        "member_years": [8, 2, 5, 1, 10, 3],
        "days_since": [75, 5, 90, 20, 140, 15],
        "flights": [8, 30, 12, 6, 5, 20],
        "kilometres": [38_000, 24_000, 30_000, 52_000, 20_000, 16_000],
        "fare_share": [0.90, 0.50, 0.75, 0.60, 0.80, 0.95],
    }
)
own = numbers("rfm-flyers")
own

# %% [markdown]
# Build one index from the five. Measure each column in standard deviations from its mean (with `std(ddof=0)`),
# multiply by your weights, add up, and divide by the sum of the weights. Days since the last flight count *against*
# a flyer. Answer with the six indexes in the order of the table, and the name of the best flyer.

# %% answer="rfm-flyers"
ranking = {"index": None, "best": None}
### BEGIN SOLUTION
measured = flyers.drop(columns="flyer")
standard = (measured - measured.mean()) / measured.std(ddof=0)  # now years and kilometres have one unit
standard["days_since"] = -standard["days_since"]  # few days are good
weighed = sum(weight * standard[column] for column, weight in own["weights"].items())
index = weighed / sum(own["weights"].values())
ranking = {"index": index.tolist(), "best": flyers["flyer"][index.argmax()]}
### END SOLUTION

# %% free="rfm-flyers-try"
ranking

# %% points=2
check("rfm-flyers-index", ranking)

# %% [markdown]
# ## 6 · To whom do you write?
#
# Back to CDNOW. Your `log` is a part of it, every eighth customer, so that each of them counts. We have added lines
# [invented]: a third of them, and 30 strangers, got a free sample in June and in September (a line of 0.00), and in
# December a refund of 2.00.

# %%
cdnow = datasets.load_cdnow()
part = cdnow[cdnow["customer_id"] % 8 == 0]
third = part.loc[part["customer_id"] % 3 == 0, "customer_id"].unique()
samples = pd.DataFrame(
    {"date": pd.to_datetime(["1997-06-10", "1997-09-10", "1997-12-10"]), "amount": [0, 0, -2]}
)
people = pd.DataFrame({"customer_id": [*third, *range(30_001, 30_031)]})
log = pd.concat([part, people.merge(samples, how="cross")])
log.tail(3)

# %% [markdown]
# Take your own day `as_of` and your own `window` (the money and the effects are invented). The day is a text;
# `pd.Timestamp(mine["as_of"])` is the day that it means, from which you can take days away.

# %%
mine = numbers("rfm-letter")
mine

# %% [markdown]
# Split the customers with a line until `as_of` into two groups, by what is known on that day. In `recent` are those
# whose last purchase until `as_of` (a line with an amount above 0; the day itself counts) was at most `window` days
# before it. In `rest` are all others, also those who have never bought. Which share of the customers in each group has
# a purchase at any time after `as_of`?

# %% answer="rfm-letter"
share = {"recent": None, "rest": None}
### BEGIN SOLUTION
known = log[log["date"] <= mine["as_of"]]  # what you know on the day
later = log[(log["date"] > mine["as_of"]) & (log["amount"] > 0)]  # what comes after it: for the test only
last = known[known["amount"] > 0].groupby("customer_id")["date"].max()
days = (pd.Timestamp(mine["as_of"]) - last).dt.days.reindex(known["customer_id"].unique())
is_recent = days <= mine["window"]  # who has never bought has no days, and is not recent
back = days.index.isin(later["customer_id"])
share = {"recent": back[is_recent].mean(), "rest": back[~is_recent].mean()}
### END SOLUTION

# %% free="rfm-letter-try"
share

# %% points=2
check("rfm-letter-share", share)

# %% [markdown]
# As far as we know, nobody wrote to the customers of CDNOW; take your shares for what they do without a letter. Suppose
# that a letter costs `letter_cost`, and changes nothing for those who come back anyway. Of the others in a group it wins the share `uplift_recent` or `uplift_rest`; each
# of them buys once, with the margin `margin`. What does one letter gain on average in each group (negative if it
# loses)? Decide for `"recent"`, `"rest"` or `"nobody"`: the group where a letter gains most, if it gains anything.

# %% answer="rfm-letter-choice"
decision = {"recent": None, "rest": None, "write_to": None}
### BEGIN SOLUTION
gain = {
    group: (1 - share[group]) * mine[f"uplift_{group}"] * mine["margin"] - mine["letter_cost"]
    for group in ("recent", "rest")
}
best = max(gain, key=gain.get)
decision = {**gain, "write_to": best if gain[best] > 0 else "nobody"}
### END SOLUTION

# %% points=1
check("rfm-letter-decision", decision)

# %% [markdown]
# ## 7 · What must be promised?
#
# An agency wants to write to a group of customers for a shop. It promises to win a share of those who would not have
# come by themselves. All numbers are invented, and yours alone: `back` is the share who come by themselves,
# `letter_cost` the cost of a letter, `margin` what a customer brings whom a letter wins, `customers` the size of the
# group, and `promised` the share that is promised.

# %%
offer = numbers("rfm-promise")
offer

# %% [markdown]
# Which share of those who would not come must the letters win at least, so that they lose no money? Is the promise
# enough (`True` or `False`)? And one of the five numbers moves neither of these two answers, whatever it is: give its
# name, such as `"margin"`.

# %% answer="rfm-promise"
bargain = {"least": None, "enough": None, "not_needed": None}
### BEGIN SOLUTION
others = 1 - offer["back"]  # only they can be won
least = offer["letter_cost"] / (others * offer["margin"])  # where what a letter brings is what it costs
bargain = {"least": least, "enough": offer["promised"] > least, "not_needed": "customers"}
### END SOLUTION

# %% free="rfm-promise-try"
bargain

# %% points=2
check("rfm-promise-least", bargain)

# %% [markdown]
# ## 8 · The three numbers of the model
#
# Write `model_table(log, observation_end)`. It gives a DataFrame with the columns `customer_id`; `frequency`, the
# purchases after the first one; `recency`, the age of a customer at his last purchase; and `T`, his age at
# `observation_end`. Ages count from the first purchase, in **weeks** (days divided by 7). All purchases of one day
# are one purchase. Refunds and later lines do not count; a purchase is, as in task 1, a line with an amount above 0.
# (The paper on the model counts lines of 0.00, too; here we do not.) Who has no purchase until `observation_end` has
# no row.


# %% answer="rfm-model"
def model_table(log, observation_end):
    """Repeat purchases, age at the last one and age today of each customer, in weeks."""
    ### BEGIN SOLUTION
    bought = log[(log["date"] <= observation_end) & (log["amount"] > 0)]
    days = bought.groupby("customer_id")["date"].agg(["min", "max", "nunique"])
    ages = {
        "frequency": days["nunique"] - 1,  # all but the first
        "recency": (days["max"] - days["min"]).dt.days / 7,  # 0 for who bought on one day only
        "T": (observation_end - days["min"]).dt.days / 7,
    }
    return pd.DataFrame(ages).reset_index()
    ### END SOLUTION


# %% [markdown]
# Try it. On 31 March, Li has bought once more than his first time, at an age of 10 weeks; he is 11.6 weeks old.

# %% free="rfm-model-try"
model_table(small[small["customer_id"] != "Tan"], pd.Timestamp("2024-03-31"))

# %% points=2
check("rfm-model-history", model_table)

# %% [markdown]
# Now one customer of your own, invented. He has bought on `orders` different days. The first was
# `weeks_since_first` weeks ago, the last `weeks_silent` weeks ago; since then he has been silent.

# %%
his = numbers("rfm-model")
his

# %% [markdown]
# With what probability is he still a customer, and how many purchases do you expect in the next 39 weeks? Ask
# `purchases.outlook(frequency=…, recency=…, T=…, t=39)`, which uses the model fitted to CDNOW. Its answer has the
# fields `alive` and `purchases`. Your part is to give it the right three numbers.

# %% answer="rfm-model-customer"
outlook = {"alive": None, "purchases": None}
### BEGIN SOLUTION
found = purchases.outlook(
    frequency=his["orders"] - 1,  # the first purchase is no repeat
    recency=his["weeks_since_first"] - his["weeks_silent"],  # his age when he last bought
    T=his["weeks_since_first"],
    t=39,
)
outlook = {"alive": found.alive, "purchases": found.purchases}
### END SOLUTION

# %% free="rfm-model-customer-try"
outlook

# %% points=1
check("rfm-model-alive", outlook)

# %% [markdown]
# ## 9 · A colleague's working
#
# On Sunday, 2 June 2024, a colleague writes down what the log says of the customer Ma (invented). One of his lines is
# wrong.
#
# | Ma's lines | amount |
# |---|---|
# | 8 January | 120 |
# | 8 January | 40 |
# | 19 February | −30 |
# | 18 March | 80 |
# | 6 May | 0 |
# | 17 June | 90 |
#
# 1. Until 2 June, Ma has three purchases, on two days.
# 2. His money until then: 120 + 40 − 30 + 80 = 210.
# 3. The recency of RFM: from 18 March to 2 June it is 76 days.
# 4. For the model, his recency is 76 / 7 = 10.86 weeks.
# 5. For the model, `T` is 146 / 7 = 20.86 weeks.
#
# Which line is wrong, and which number should stand in it as its result?

# %% answer="rfm-working"
mended = {"line": None, "right": None}
### BEGIN SOLUTION
born, last = pd.Timestamp("2024-01-08"), pd.Timestamp("2024-03-18")
mended = {"line": 4, "right": (last - born).days / 7}  # his age at the last purchase, not the silence since
### END SOLUTION

# %% free="rfm-working-try"
mended

# %% points=1
check("rfm-working-error", mended)

# %% [markdown]
# ## 10 · What a record should hold
#
# The source document sorts information about a business customer into five kinds; the reader of lesson 07 explains
# them. Answer each note by its key with the key of its kind.

# %%
items("rfm-five-kinds")

# %% answer="rfm-record"
kinds = dict.fromkeys(["bank", "second-plant", "june", "chess", "hall-three", "containers", "claim"])
### BEGIN SOLUTION
kinds = {
    "bank": "basic",
    "second-plant": "business",  # where their firm is going
    "june": "business",  # their calendar
    "chess": "personal",
    "hall-three": "logistics",  # how they want to be served from now on
    "containers": "record",  # what has been between you
    "claim": "record",
}
### END SOLUTION

# %% points=1
check("rfm-record-kinds", kinds)

# %% [markdown]
# ## 11 · Judge a claim
#
# The source document says of the customers who buy most often that they are the most satisfied and the most loyal.
# A shop takes its word: customers with F = 5 get no more letters, "for they are loyal anyway". Give two reasons why
# many purchases need not mean loyalty, name one thing that the shop could measure beside its log, and say how it
# could find out whether letters to these customers are wasted. One or two sentences each. Your teacher grades this
# one; on your own, compare with `solution("rfm-loyal")`.

# %% [markdown] open="rfm-loyal" points=5
# ### BEGIN SOLUTION
# *One point each for two valid reasons, one point for a measure, two points for a test with a group chosen by lot.*
#
# Reasons: there may be no other shop near by, or a contract or points bind him; he buys for a firm or a family, not
# for himself; his need is great, and he buys as often elsewhere; the score only says that others in this list bought
# less often; he bought often once, and has been gone for months (R says so).
#
# Measure: what he says (would he recommend the shop, would he stay if another were cheaper); his share of what he
# spends on such goods (share of wallet); complaints.
#
# Test: draw a part of the customers with F = 5 by lot and send them no letter; the others get one. Compare, after
# some months, what both groups bought. The difference less the cost of the letters says whether they are wasted.
# ### END SOLUTION

# %% [markdown] quiz="rfm-quiz"
# ## 12 · Quiz
