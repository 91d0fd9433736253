# %% [markdown]
# # Scoring customers: RFM
#
# **About 60 minutes (an estimate) · needs some pandas: a column, a filter, a mean by group; more is explained
# where it comes · gives every customer three scores and a segment, and the reasons to doubt them**
#
# You will be able to:
#
# - **compute** recency, frequency and monetary value of each customer from a purchase log, and score them;
# - **compare** two ways of treating equal values, and a score with the simplest rule that could work;
# - **decide** whom to write to with a limited budget, and whom a score judges wrongly.
#
# A mark shows where the numbers before it come from. [source document] is the teaching text behind this
# course. [published] is a book or article with a name. [computed] is a cell nearby, sometimes with one
# step more in your head. [invented] is ours, for practice.

# %% [markdown]
# ## The question
#
# You work for CDNOW, a music shop on the internet. The year is 1997, and today is 30 September. Your list
# holds 2,357 customers, all won in the first three months of the year: real people and real purchases
# [published: Fader & Hardie 2001]. You may send a printed catalogue to about 500 of them [invented].
#
# *Who gets one?*
#
# The source document names three things to look at: when a customer last bought, how often, and for how
# much [source document]. Together they are called **RFM** (RFM 分析法).

# %% [markdown]
# ## Look
#
# Get the tools and the purchase log (交易记录). A log has one line a transaction.

# %%
import pandas as pd

from crmlab import datasets, explore, guess, picture, practice, reveal, rfm

log = datasets.load_cdnow()
log.head(4)

# %%
log["date"].describe()[["count", "min", "max"]]

# %% [markdown]
# **Read it.** There are 6,919 lines, and customer 4 owns the first four [computed]. The last line is from
# 30 June 1998. But today is 30 September 1997: nine months of this log are still the future. So you will
# always say `as_of`: later lines then do not count.
#
# A log is one kind of information about customers. What else a firm should note of them, and what it may
# note at all, stands in the [reader](07_rfm_reader.ipynb).

# %% [markdown]
# ## Compute and read it
#
# ### One row a customer
#
# Before you run the cell, look at the lines of customer 4 above. What should his row say?

# %%
customers = rfm.table(log, as_of="1997-09-30")
customers.head(3)

# %% [markdown]
# **Read it.** Customer 4 last bought on 2 August, 59 days ago. His three purchases brought $74.02
# [computed]. His fourth line lies in the future, so it is left out. The three measures have names:
#
# - `recency_days` is the **recency** (最近一次消费): few days are good. Counted over all customers, it is a
#   thermometer of the firm (see *More*);
# - `orders` is the **frequency** (消费频率);
# - `revenue` is the **monetary value** (消费金额): revenue, not margin.
#
# What is a purchase? Here, a line with an amount above 0. A refund (退款) is a negative amount: it lowers
# the revenue, and it is no purchase. Whoever has only lines of $0.00 keeps his row, with 0 orders.

# %% [markdown]
# ### Where to cut
#
# How many orders are many? RFM does not ask you. It cuts the customers into five groups, the **bins**
# (分组), so that each holds about a fifth. Can that work with orders? Guess how many bought only once.

# %%
guess("rfm-once")

# %%
reveal("rfm-once", (customers["orders"] == 1).sum())

# %% [markdown]
# More than half. Now the cut points (分界值). They are **quantiles** (分位数); four of them make five bins.

# %%
rfm.cut_points(customers, bins=5)

# %% [markdown]
# **Read it.** About a fifth of the customers bought within the last 99 days; about a fifth have been away
# for more than 242 days. And the orders? The first two cut points are both 1 [computed]: no cut point can
# part equal numbers.

# %% [markdown]
# ### Scores
#
# Orders and revenue begin at 1; each cut point that lies *below* the value adds 1. Recency works the other
# way, because few days are good: begin at 5, and each cut point below the value takes 1 away. So 5 is the
# best score everywhere. Here is customer 4:
#
# | measure | his value | cut points | below it | score |
# |---|---|---|---|---|
# | recency | 59 days | 99, 198, 219, 242 | none | R = 5 − 0 = 5 |
# | orders | 3 | 1, 1, 2, 3 | 1, 1, 2 | F = 1 + 3 = 4 |
# | revenue | 74.02 | 14.96, 27.99, 45.98, 93.72 | three | M = 1 + 3 = 4 |
#
# His cell is `544`. A cell (单元格) is no number to compute with: it is three scores side by side. Customer
# 21 has 260 days, 2 orders and 75.11 dollars. So R = 5 − 4 = 1 and F = 1 + 2 = 3. The last line is yours.

# %%
guess("rfm-m-21")

# %%
scored = rfm.score(customers, bins=5)
reveal("rfm-m-21", scored.loc[scored["customer_id"] == 21, "m_score"].item())

# %% [markdown]
# Customer 836 has 121 days, 3 orders and 326.04 dollars. Now all three scores are yours: write them as one number.

# %%
guess("rfm-cell-836")

# %%
reveal("rfm-cell-836", int(scored.loc[scored["customer_id"] == 836, "rfm_score"].item()))

# %% [markdown]
# And now alone, for all 2,357 at once. The cell gives everybody M = 1, which is right for about a fifth.
# Write two lines that give the right M, so that the last line says 1.0.

# %%
cuts = rfm.cut_points(customers)["revenue"]
my_m = pd.Series(1, index=customers.index)
# your two lines here
(my_m == scored["m_score"]).mean()

# %% [markdown]
# <details><summary>Hint</summary>A comparison such as <code>customers["revenue"] > 14.96</code> is True or
# False for each customer, and True adds up as 1.</details>
# <details><summary>Answer</summary>
#
# ```python
# for cut in cuts:
#     my_m = my_m + (customers["revenue"] > cut)
# ```
#
# </details>
#
# Last, how full are the bins?

# %%
rfm.bin_sizes(scored)

# %% [markdown]
# **Read it.** R and M hold about 470 customers in each bin. F does not: 1,398 customers have score 1, and
# nobody has score 2 [computed]. This bin has *collapsed*, because of the two equal cut points. A score table
# alone does not show it. So look at the sizes every time.

# %% [markdown]
# ### Equal values
#
# The older way of scoring is: sort all customers, and cut the sorted list into five groups of the same size
# [published: Hughes 1994]. Then no bin collapses. Here it is called `"spread"`. It
# looks better. But what does it do to people? Take only customers with exactly one order:

# %%
spread = rfm.score(customers, bins=5, ties="spread")
spread.loc[spread["orders"] == 1, "f_score"].value_counts()

# %% [markdown]
# **Read it.** They all did the same thing. Still, 464 of them get a 1, 471 a 2, and 455 a 3 [computed].
# What decided? Only their place in the table. Sort the table in another way, and they change places. So which
# share of all customers stands in another cell, only because the rule for equal values (相同值) has changed?

# %%
guess("rfm-moved")

# %%
reveal("rfm-moved", (scored["rfm_score"] != spread["rfm_score"]).mean())

# %% [markdown]
# That is 1,522 of 2,357. Here are all cells as `"spread"` fills them: a row for R, a block for F, in it a column
# for M. A white cell is empty.

# %%
picture(rfm.score, table=customers, ties="spread")

# %% [markdown]
# **Read it.** From F1 to F3 the cells climb like a stair. Customers with low numbers came first, and the table is
# sorted by number. So among buyers of one order, F says once more what R has said. When somebody shows you RFM
# scores, ask first: what happened to the ties? From here on, use `"same"`: equal customers get equal scores,
# and the price is bins of unequal size.

# %% [markdown]
# ### Segments
#
# Three scores from 1 to 5 make 125 possible cells. How many of them hold anybody?

# %%
guess("rfm-used")

# %%
reveal("rfm-used", scored["rfm_score"].nunique())

# %% [markdown]
# Here they are:

# %%
picture(rfm.score, table=customers)

# %% [markdown]
# **Read it.** The block F2 is white: that is the collapsed bin. Most customers stand on the left, and the
# fullest cell of all is at the upper right: lately, often, much.
#
# Nobody can plan for 67 groups. So rules put cells together into **segments** (客户细分群).

# %%
pd.DataFrame(rfm.RULES)

# %% [markdown]
# **Read it.** Each row is a rule: from the lowest to the highest score of R, F and M; `None` means any.
# The first one says: who has 4 or 5 everywhere is a champion. Each of the 125 cells falls to exactly one
# rule. The rules and the names are ours [invented]; every firm writes its own. Below, *lately* means R = 4 or 5,
# *some time ago* R = 3, *long ago* R = 1 or 2.
#
# | segment | in Chinese | in words |
# |---|---|---|
# | `champions` | 最佳客户 | lately, often, much |
# | `regulars` | 常客 | often: lately for little money, or some time ago |
# | `big_spenders` | 大额客户 | seldom, but much: lately or some time ago |
# | `promising` | 潜力客户 | lately, more than once, little money so far |
# | `newcomers` | 新来客户 | lately, seldom, little |
# | `cooling` | 降温客户 | some time ago, seldom, little |
# | `at_risk` | 流失风险客户 | often or much, but long ago |
# | `sleeping` | 休眠客户 | long ago, seldom, little |

# %%
segments = rfm.segment(scored)
segments["segment"].value_counts()

# %%
segments.groupby("segment")[["recency_days", "orders", "revenue"]].mean().round(1)

# %% [markdown]
# **Read it.** There are 459 champions. With the 46 regulars you have 505 customers who buy often and last
# bought within 219 days, so R is 3 or more [computed]. That is your mailing list, and it fits the budget. The largest
# segment, 744 sleeping customers, gets nothing.
#
# This is one plan, not the only one. The rules below write to everybody with R = 4 or 5: too many. Change the
# first rule and add one more line, so that only those who also have F = 4 or 5 get a catalogue. If a
# rule is missing, the error names a cell that no rule covers.

# %%
rules = [
    rfm.Rule("write", r=(4, 5)),
    rfm.Rule("wait", r=(1, 3)),
]
rfm.segment(scored, rules)["segment"].value_counts()

# %% [markdown]
# <details><summary>Answer</summary>
#
# ```python
# rules = [
#     rfm.Rule("write", r=(4, 5), f=(4, 5)),
#     rfm.Rule("wait", r=(4, 5), f=(1, 3)),
#     rfm.Rule("wait", r=(1, 3)),
# ]
# ```
#
# 489 customers get a catalogue.
#
# </details>

# %% [markdown]
# ### One number to rank by
#
# Who is better, a 544 or a 445? As numbers, 544 is larger; but cells are no numbers. To rank, you need
# weights (权重), and they are a judgement. Take customers 4 and 836 (`isin` keeps those on a list). First
# recency counts most, then money counts five times as much as each of the others:

# %%
pair = scored[scored["customer_id"].isin([4, 836])]
lately = rfm.weighted_total(pair, {"r_score": 3, "f_score": 2, "m_score": 1})
money = rfm.weighted_total(pair, {"r_score": 1, "f_score": 1, "m_score": 5})
pd.DataFrame({"cell": pair["rfm_score"], "lately": lately["rfm_total"], "money": money["rfm_total"]}).round(2)

# %% [markdown]
# **Read it.** The total is the weighted mean of the three scores. Customer 4 leads with 4.50 to 4.17, then
# 836 leads with 4.71 to 4.14 [computed]. Your weights decided, not the customers. What do the second weights do to
# all 2,357? The bars have them; the line counts each score the same.

# %%
picture(rfm.weighted_total, scored=scored, weights={"r_score": 1, "f_score": 1, "m_score": 5})

# %% [markdown]
# So fix the weights before you look at who wins. Now read scores yourself.

# %%
practice("rfm-signs")

# %% [markdown]
# ## Try it
#
# Here is one call to play with. Change `bins` (in both places) and `ties`, and run it again.

# %%
rfm.bin_sizes(rfm.score(customers, bins=4, ties="same"), bins=4)

# %% [markdown]
# The same scoring under sliders. Move `bins`, switch the rule for equal values, and watch the block F2.

# %%
explore("rfm-cells")

# %% [markdown]
# With `bins=3`, does a bin of F still collapse?
#
# <details><summary>Compare your answer</summary>
#
# No. The sizes of F are 1,398, 439 and 520 [computed].
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **Are the newcomers new?** Look at how many days they have been away.

# %%
segments.loc[segments["segment"] == "newcomers", "recency_days"].describe()[["min", "50%", "max"]]

# %% [markdown]
# No: 142 of the 143 bought once, in March (the other has 0 orders). They have R = 4 only because three fifths of
# the list have been away longer.
#
# **Did it work?** You have the future in your log, so you can do what no manager can: look. First at the
# champions.

# %%
guess("rfm-champions")

# %%
later = log[(log["date"] > "1997-09-30") & (log["amount"] > 0)]
back = segments["customer_id"].isin(later["customer_id"])
reveal("rfm-champions", back[segments["segment"] == "champions"].mean())

# %%
back.groupby(segments["segment"]).mean().sort_values().round(2)

# %% [markdown]
# It did: 12 % of the sleeping customers came back, and 69 % of the champions [computed].
#
# **Is it better than something simpler?** Of your 505, 334 came back. Take the 505 who bought last, by their
# date alone: how many of them did?

# %%
guess("rfm-latest")

# %%
chosen = segments["segment"].isin(["champions", "regulars"])
latest = segments["recency_days"].nsmallest(505).index
reveal("rfm-latest", back[latest].sum())

# %%
pd.Series({"yours": back[chosen].sum(), "latest": back[latest].sum(), "at random": 505 * back.mean()}).round()

# %% [markdown]
# Hardly: always compare a method with the simplest one that could work.
#
# **Would the catalogue bring them back?** As far as we know, nobody in these data was sent one. To find out,
# somebody must get none. Choose them at random.

# %%
without = segments[chosen].sample(100, random_state=1)["customer_id"]
f"{len(without)} get no catalogue, {chosen.sum() - len(without)} get one"

# %% [markdown]
# Only the difference between such a group (对照组) and the others says what the catalogue does.
#
# **Is frequent loyal?** The source document calls the most frequent buyers the most satisfied and most loyal
# [source document]. Here are all with F = 5, by their R:

# %%
back[segments["f_score"] == 5].groupby(segments["r_score"]).agg(["size", "mean"]).round(2)

# %% [markdown]
# About half of those with R = 4 did not come back, and who did may have no other shop: a log shows what people do,
# not what they feel.

# %% [markdown]
# ### How long is a long silence?
#
# Compare two champions.

# %%
two = [836, 19339]
segments[segments["customer_id"].isin(two)].drop(columns=["rule"])

# %% [markdown]
# Customer 19339 has the better score. Whom do you expect to see again? A score looks at the silence and at the
# number of orders one by one. Put them together, and they say when to expect the next purchase [source
# document]: the last one, plus the mean gap between the days on which he bought.

# %%
pace = rfm.next_purchase(log, as_of="1997-09-30")
pace[pace["customer_id"].isin(two)]

# %% [markdown]
# **Read it.** Customer 19339 bought every 1.57 days; he is 170 days overdue [computed]. Customer 836 bought every
# 74 days and is 47 days overdue: less of a surprise. And what did the future bring?

# %%
later[later["customer_id"].isin(two)]

# %% [markdown]
# One of them is there, and it is 836 [computed]. Two people prove nothing. Take all who are overdue: which share
# of them came back?

# %%
guess("rfm-overdue")

# %%
overdue = pace["days_overdue"] > 0
returned = pace["customer_id"].isin(later["customer_id"])
reveal("rfm-overdue", returned[overdue].mean())

# %%
returned.groupby(overdue).agg(["size", "mean"]).round(2)

# %% [markdown]
# **Read it.** Of those who were overdue 43 % came back, of the others 65 % [computed]. The rule sees
# something. But 574 of 946 are overdue, so *late* is not *gone*. And the other 1,411 customers have no second
# day, so they have no gap, and the rule says nothing of them.
#
# So two questions stay open: who is still a customer at all, and how often will they buy? RFM ends here.
# [An extra](07c_models.ipynb) goes on, with a model that answers both.

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/rfm/rfm.ipynb). There you write the table and the scores yourself, rank an
# airline's customers, and decide about a letter with your own numbers. `check(...)` says at once what is right,
# and `hint("rfm-table")` gives a hint for the first task. Its tasks 8 and 9 need
# [07c](07c_models.ipynb). What changes when the log grows to a billion lines stands in [07b](07b_scale.ipynb).

# %% [markdown]
# ## What we now know
#
# - You can **compute** recency, frequency and monetary value from a log, as of a day, and score them:
#   customer 4 is a `544`. Refunds change the money only, and later lines do not count.
# - You can **compare** two rules for equal values: they put 1,522 of 2,357 customers into different cells,
#   so look at the sizes of the bins. And you can compare a score with something simpler: to choose 505 names,
#   it is hardly better than the date of the last purchase.
# - You can **decide** whom to write to: 459 champions and 46 regulars, of whom 66 % came back. A score
#   ranks people within one list and calls a customer a champion who has gone. It does not know whether your letter
#   makes the difference.

# %% [markdown]
# ## Memo
#
# It is July 1998 now, and the next catalogue is planned. Write five lines to the director: who gets one; by
# which rule; how this rule did last time, beside something simpler; what the score does not know; and how you
# will find out whether the catalogue pays. Double-click here, and write.
#
# 1. …
# 2. …
# 3. …
# 4. …
# 5. …
#
# <details><summary>One way to say it</summary>
#
# 1. We send it to the champions and the regulars of today's list, if these are again about 500 people.
# 2. They bought often, and about two in five on the list have been away longer than any of them; customers with
#    equal numbers have equal scores.
# 3. Of last autumn's 505, 66 % bought again within 39 weeks, as far as we know without a catalogue. Of the 505
#    who had bought last it was 65 %, of all customers 29 %.
# 4. The score knows a customer's place in this list, not his reasons; it called one a champion who had been
#    silent for 172 days.
# 5. So 100 of them, chosen at random, get none. In spring we compare what a customer of each group has bought,
#    and set the difference against what a catalogue costs.
#
# </details>

# %% [markdown]
# ## More
#
# ### A thermometer
#
# Recency also says something of the firm: if fewer customers have bought lately, business may slide
# [source document]. The share is of all who have bought so far: on 30 September 2,349 of your 2,357. First guess
# it for the last 30 days.

# %%
guess("rfm-recent")

# %%
trend = rfm.recency_trend(log, as_of="1997-09-30", window=30)
reveal("rfm-recent", trend["recent_share"].iloc[-1])

# %% [markdown]
# Now look back from several days, each time at the last 30, and see how it came to this:

# %%
picture(rfm.recency_trend, log=log, as_of="1997-09-30", window=30)

# %% [markdown]
# **Read it.** From 94 % in February, 788 of the 836 who had bought so far, to 7 % in September, 168 of 2,349
# (all in `trend`) [computed]. Is the shop dying? No: in winter everybody on your list was new, and after March
# nobody is added to it. Since May the share has moved between 11 % and 7 %; that is the part to watch. First ask
# who is on the list, then read the thermometer.

# %% [markdown]
# ### Pieces in place of money
#
# Sometimes the quantity bought takes the place of money; the variant is called **RFA** (RFA 法) [source
# document]. Here it counts CDs. How many customers change their M?

# %%
in_pieces = rfm.score(rfm.table(log, as_of="1997-09-30", amount="quantity"))
(in_pieces["m_score"] != scored["m_score"]).sum()

# %% [markdown]
# **Read it.** 746 customers [computed]: CDs and dollars rank people differently, but that is not all: whole CDs
# tie, so the bins of M are no longer equal; look with `rfm.bin_sizes(in_pieces)`.
