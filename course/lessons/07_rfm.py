# %% [markdown]
# # Scoring customers: RFM
#
# **About 45 minutes (an estimate) · needs a little pandas: a column, a filter, a count · gives every
# customer three scores and a segment, and the reasons to doubt them**
#
# You will be able to:
#
# - **compute** recency, frequency and monetary value of each customer from a purchase log, and score them;
# - **compare** two ways of treating equal values, and say how many customers they move;
# - **decide** whom to write to with a limited budget, and what a score cannot tell you.
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

from crmlab import datasets, explore, rfm

log = datasets.load_cdnow()
log.head(4)

# %%
log["date"].describe()[["count", "min", "max"]]

# %% [markdown]
# **Read it.** There are 6,919 lines, and customer 4 owns the first four [computed]. The last line is from
# 30 June 1998. But today is 30 September 1997: nine months of this log are still the future. A score that
# has seen the future is worth nothing. So you will always say `as_of`: later lines then do not count.

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
# - `recency_days` is the **recency** (最近一次消费): few days are good;
# - `orders` is the **frequency** (消费频率);
# - `revenue` is the **monetary value** (消费金额): revenue, not margin.
#
# What is a purchase? Here, a line with an amount above 0. A refund (退款) is a negative amount: it lowers
# the revenue, and it is no purchase. Is there anybody without a purchase?

# %%
len(customers[customers["orders"] == 0])

# %% [markdown]
# **Read it.** Eight customers have only lines of $0.00 [computed]. They keep their row, with 0 orders, so
# that nobody disappears without a word. Their recency counts from their last line of any kind.

# %% [markdown]
# ### Where to cut
#
# How many orders are many? RFM does not ask you. It cuts the customers into five groups, the **bins**
# (分组), so that each holds about a fifth. The cut points (分界值) are **quantiles** (分位数). Four cut points
# make five bins. Guess: at which numbers of orders do they lie?

# %%
rfm.cut_points(customers, bins=5)

# %% [markdown]
# **Read it.** About a fifth of the customers bought within the last 99 days; about a fifth have been away
# for more than 242 days. And the orders? The first two cut points are both 1 [computed]. More than half of
# all customers bought once. No cut point can part equal numbers.

# %% [markdown]
# ### Scores
#
# Now score: start at 1, and add 1 for each cut point that lies below the value. Recency is turned round, so
# that 5 is the best score everywhere. Work it out for customer 4 first: 59 days, 3 orders, $74.02.

# %%
scored = rfm.score(customers, bins=5)
scored.head(3)

# %% [markdown]
# **Read it.** No cut point lies below 59 days: R is 5. Of the cut points 1, 1, 2, 3 three lie below 3
# orders: F is 4. Three lie below $74.02: M is 4. His cell is `544` [computed]. A cell (单元格) is no number to
# compute with: it is three scores side by side. How full are the bins?

# %%
rfm.bin_sizes(scored)

# %% [markdown]
# **Read it.** R and M hold about 470 customers in each bin. F does not: 1,398 customers have score 1, and
# nobody has score 2 [computed]. This bin has *collapsed*, because of the two equal cut points. You asked for
# five groups of buyers and got four. A score table alone does not show it. So look at the sizes every time.

# %% [markdown]
# ### Equal values
#
# The older way of scoring is: sort all customers, and deal them into five groups of the same size
# [published: Hughes, Strategic Database Marketing]. Then no bin collapses. Here it is called `"spread"`.

# %%
spread = rfm.score(customers, bins=5, ties="spread")
rfm.bin_sizes(spread)

# %% [markdown]
# **Read it.** All bins are equally full [computed]. It looks better. But who are these people? Take only
# customers with exactly one order. Which F do they get now?

# %%
spread.loc[spread["orders"] == 1, "f_score"].value_counts()

# %% [markdown]
# **Read it.** They all did the same thing. Still, 464 of them get a 1, 471 a 2, and 455 a 3 [computed].
# What decided? Only their place in the table. Sort the table in another way, and they change places.
#
# Guess: how many of the 2,357 customers are in another cell now?

# %%
moved = scored["rfm_score"] != spread["rfm_score"]
f"{moved.sum():,} customers, {moved.mean():.1%}"

# %% [markdown]
# **Read it.** 1,522 customers, 64.6 % [computed]. No customer did anything. Only the rule for equal values
# (相同值) changed. So when somebody shows you RFM scores, ask first: what happened to the ties?
#
# From here on, use `"same"`: equal customers get equal scores, and the price is bins of unequal size.

# %% [markdown]
# ### Segments
#
# There are 125 possible cells. Nobody can plan for 125 groups. So rules put cells together into
# **segments** (客户细分群).

# %%
pd.DataFrame(rfm.RULES)

# %% [markdown]
# **Read it.** Each row is a rule: from the lowest to the highest score of R, F and M; `None` means any.
# The first one says: who has 4 or 5 everywhere is a champion. The rules have no holes and no overlaps:
# each of the 125 cells falls to exactly one. The rules and the names are ours [invented]; every firm
# writes its own.
#
# | segment | in Chinese | in words |
# |---|---|---|
# | `champions` | 最佳客户 | lately, often, much |
# | `regulars` | 常客 | often, and not long ago |
# | `big_spenders` | 大额客户 | seldom, but much, and not long ago |
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
# **Read it.** There are 459 champions. With the 46 regulars you have 505 customers who buy often and have
# not been away for very long [computed]. That is your mailing list, and it fits the budget. The largest
# segment, 744 sleeping customers, gets nothing.
#
# You can change a rule and see at once what it does. The answer above is one plan, not the only one.

# %% [markdown]
# ## Try it
#
# Here is one call to play with. Change `bins` (in both places) and `ties`, and run it again.

# %%
rfm.bin_sizes(rfm.score(customers, bins=4, ties="same"), bins=4)

# %% [markdown]
# The same scoring under sliders, with a map of the cells. An empty cell is white. Move `bins`, switch the
# rule for equal values, and watch the column F2.

# %%
explore("rfm-cells")

# %% [markdown]
# 1. With `bins=3`, does a bin of F still collapse?
# 2. Make a table with `rfm.table(log, as_of="1998-06-30")` and look at its cut points. How many days may a
#    customer have been away and still get R = 5? Compare with September.
# 3. Sometimes the quantity bought takes the place of money; the variant is called RFA [source document].
#    `rfm.table(log, as_of="1997-09-30", amount="quantity")` counts CDs. How many customers change their M?
#
# <details><summary>Compare your answers</summary>
#
# All numbers here are [computed]. 1: No. The sizes of F are 1,398, 439 and 520. 2: 152 days instead of 99.
# The whole list has grown older, and a 5 is given to the best fifth of any list. 3: 746 customers. CDs and
# dollars do not rank people in the same way.
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **A score compares; it does not measure.** Look at the newcomers. How long have they been away?

# %%
segments.loc[segments["segment"] == "newcomers", "recency_days"].describe()[["min", "50%", "max"]]

# %% [markdown]
# Between 189 and 198 days [computed]. They bought once, in March, and then nothing for half a year. They
# are not new. They have R = 4 because three fifths of the list have been away even longer. A name such as "newcomers"
# is a guess about people; the score knows only their rank in this list.
#
# **Did it work?** You have the future in your log, so you can do what no manager can: look. Who bought
# again after 30 September?

# %%
later = log[(log["date"] > "1997-09-30") & (log["amount"] > 0)]
back = segments["customer_id"].isin(later["customer_id"])
back.groupby(segments["segment"]).mean().sort_values().round(2)

# %% [markdown]
# 69 % of the champions came back, and 12 % of the sleeping customers [computed]. Past buying says
# something about future buying. That is why RFM has lived so long. But is it better than something
# simpler? Compare your 505 with the 505 customers who bought last, by their date alone.

# %%
chosen = segments["segment"].isin(["champions", "regulars"])
latest = segments["recency_days"].rank(method="first") <= 505
pd.Series({"yours": back[chosen].sum(), "latest": back[latest].sum(), "by lot": 505 * back.mean()}).round()

# %% [markdown]
# 334 of your 505 came back, 330 of the other 505, and 147 of 505 drawn by lot [computed]. Choosing is worth
# a lot. Three scores, eight segments and ten rules are worth hardly more than one date, here. Always compare
# a method with the simplest one that could work.
#
# **Coming back is not an answer to your catalogue.** As far as we know, nobody in these data was sent one.
# The champions came back without it. Perhaps a catalogue is wasted on them and would wake up somebody else. To find
# out, send it to a part of a segment chosen by lot, and compare with the rest (对照组).
#
# **A line is not always an order.** Whoever orders twice on one day counts twice here. `merge="D"` counts
# days instead:

# %%
by_day = rfm.score(rfm.table(log, as_of="1997-09-30", merge="D"))
(by_day != scored)[["orders", "rfm_score"]].sum()

# %% [markdown]
# 80 customers have fewer orders then, and 33 are in another cell [computed].
#
# **Frequent is not loyal.** The source document calls the most frequent buyers the most satisfied and most
# loyal [source document]. A log shows what people do, not what they feel. They may have no other shop.
#
# **What a score cannot say.** Compare two champions.

# %%
segments[segments["customer_id"].isin([836, 19339])].drop(columns=["rule"])

# %% [markdown]
# Customer 19339 has the better score: 56 orders, $6,552.70. Customer 836 has 3 orders [computed]. Whom do
# you expect to see again? Look at their dates.

# %%
dates = log[(log["date"] <= "1997-09-30") & log["customer_id"].isin([836, 19339])]
dates.groupby("customer_id")["date"].agg(["min", "max", "nunique"])

# %% [markdown]
# Customer 19339 bought on 22 days within five weeks, and then not once in 172 days. For him, this silence
# is very long. Customer 836 bought three times in five months. His silence of 121 days is long too, but
# less of a surprise [computed]. And what did the future bring?

# %%
later[later["customer_id"].isin([836, 19339])]

# %% [markdown]
# One of them is there, and it is 836 [computed]. Two people prove nothing. But they show what is missing: a
# score looks at the silence and at the number of purchases one by one. It never asks how long this silence
# is *for somebody who used to buy so often*.
#
# So a score cannot answer two questions: who is still a customer at all, and how often will they buy?
# Models of buying behaviour are made for these. RFM ends here.

# %% [markdown]
# ## Exercise
#
# Answer each question before you open it. Use an empty cell to try things out.
#
# **1.** A customer bought for $50 on 1 March, sent half of it back on 10 March (−$25), and nothing else
# happened until 31 March [invented]. What are his recency, frequency and monetary value?
#
# <details><summary>Hint</summary>Which of the two lines is a purchase? Which of them change the
# money?</details>
# <details><summary>Answer</summary>30 days, 1 order, $25. The refund changes the money only.</details>
#
# **2.** The cut points of recency are 99, 198, 219 and 242 days. Which R does a customer get who bought 198
# days ago? And 199 days ago?
#
# <details><summary>Hint</summary>Count the cut points that lie strictly below the number of days. Then turn
# round: 5 less this count.</details>
# <details><summary>Answer</summary>One cut point lies below 198, so R is 4. Two lie below 199, so R is 3.
# The cut point 198 itself does not lie below 198.</details>
#
# **3.** A colleague says: "Our F scores are fine, each bin holds exactly 20 % of the customers." Most
# customers bought once. What do you ask?
#
# <details><summary>Hint</summary>Can you cut people apart who all have the same number?</details>
# <details><summary>Answer</summary>What decided between customers with one order? If it was the order of
# the rows, a part of the F scores means nothing.</details>
#
# **4.** Write rules with only two segments: `write` for R = 4 or 5 together with F = 4 or 5, and `wait` for
# all other cells. How many customers get a letter?
#
# <details><summary>Hint 1</summary>A rule looks like <code>rfm.Rule("write", r=(4, 5), f=(4, 5))</code>.
# The other cells need two rules.</details>
# <details><summary>Hint 2</summary>First all cells with R from 1 to 3. Then those with R from 4 to 5 and F
# from 1 to 3.</details>
# <details><summary>Answer</summary>
#
# ```python
# rules = [
#     rfm.Rule("write", r=(4, 5), f=(4, 5)),
#     rfm.Rule("wait", r=(1, 3)),
#     rfm.Rule("wait", r=(4, 5), f=(1, 3)),
# ]
# rfm.segment(scored, rules)["segment"].value_counts()
# ```
#
# 489 customers. Leave one rule out, and the error names a cell that is not covered.
#
# </details>

# %% [markdown]
# ## What we now know
#
# - You can **compute** recency, frequency and monetary value from a log, as of a day, and score them:
#   customer 4 is a `544`. Refunds change the money only, and later lines do not count.
# - You can **compare** two rules for equal values. They put 1,522 of 2,357 customers into different cells.
#   One may leave bins empty, the other cuts equal customers apart: so look at the sizes of the bins.
# - You can **decide** whom to write to: 459 champions and 46 regulars. 66 % of them came back, but so did
#   65 % of those who bought last. A score ranks people within one list. It does not know who is
#   still a customer, how often they will buy, or whether your letter makes the difference.
