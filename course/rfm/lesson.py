# %% [markdown]
# # Scoring customers: RFM
#
# **About 60 minutes (an estimate) · needs some pandas: a column, a filter, a mean by group; more is explained
# where it comes · gives every customer three scores, a segment and the chance that he is still there, and the
# reasons to doubt them**
#
# You will be able to:
#
# - **compute** recency, frequency and monetary value of each customer from a purchase log, and score them;
# - **compare** two ways of treating equal values, and a score with a model and with the simplest rule;
# - **decide** whom to write to with a limited budget, and whom a score or a model judges wrongly.
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

from crmlab import datasets, explore, practice, purchases, rfm

log = datasets.load_cdnow()
log.head(4)

# %%
log["date"].describe()[["count", "min", "max"]]

# %% [markdown]
# **Read it.** There are 6,919 lines, and customer 4 owns the first four [computed]. The last line is from
# 30 June 1998. But today is 30 September 1997: nine months of this log are still the future. A score that
# has seen the future is worth nothing. So you will always say `as_of`: later lines then do not count.
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
# ### A thermometer
#
# Recency also says something of the firm: if fewer customers have bought lately, business may slide
# [source document]. Look back from several days, each time at the last 30. What do you expect?

# %%
rfm.recency_trend(log, as_of="1997-09-30", window=30)

# %% [markdown]
# **Read it.** From 94 % in February to 7 % in September [computed]. Is the shop dying? No: in winter
# everybody on your list was new, and after March nobody is added to it. Since May the share has moved
# between 11 % and 7 %; that is the part to watch. First ask who is on the list, then read the thermometer.

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
# [published: Hughes 1994]. Then no bin collapses. Here it is called `"spread"`.

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
# The oldest way also goes inside: it deals out F among the customers of the same R, and M among those of
# the same R and F. Then even the 125 cells are equally full, with 18 or 19 customers each. What does it
# cost? Look at those with F = 5.

# %%
nested = rfm.nested_score(customers, ties="spread")
nested[nested["f_score"] == 5].groupby("r_score")["orders"].mean().round(2)

# %% [markdown]
# **Read it.** Beside R = 5 an F of 5 means 10.19 orders, beside R = 1 it means 1.29 [computed]. A nested
# score compares a customer only with those of his own group. Use it to deal out a list, not to compare
# people across it.
#
# Back to `"spread"`. Guess: how many of the 2,357 customers are in another cell now?

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
# ### One number to rank by
#
# Who is better, a 544 or a 445? As numbers, 544 is larger; but cells are no numbers. To rank, you need
# weights (权重), and they are a judgement. Take customers 4 and 836 (`isin` keeps those on a list). First
# recency counts most:

# %%
pair = scored[scored["customer_id"].isin([4, 836])]
rfm.weighted_total(pair, {"r_score": 3, "f_score": 2, "m_score": 1}).drop(columns=["recency_days"])

# %% [markdown]
# Then money counts five times as much as each of the others:

# %%
rfm.weighted_total(pair, {"r_score": 1, "f_score": 1, "m_score": 5})[["rfm_score", "rfm_total"]].round(2)

# %% [markdown]
# **Read it.** The total is the weighted mean of the three scores. Customer 4 leads with 4.50 to 4.17, then
# 836 leads with 4.71 to 4.14 [computed]. Your weights decided, not the customers. So fix them before you
# look at who wins.
#
# Now read scores yourself.

# %%
practice("rfm-signs")

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
# 2. Sometimes the quantity bought takes the place of money; the variant is called RFA [source document].
#    `rfm.table(log, as_of="1997-09-30", amount="quantity")` counts CDs. How many customers change their M?
#
# <details><summary>Compare your answers</summary>
#
# All numbers here are [computed]. 1: No. The sizes of F are 1,398, 439 and 520. 2: 746 customers. CDs and
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
latest = segments["recency_days"].nsmallest(505).index
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
# **Frequent is not loyal.** The source document calls the most frequent buyers the most satisfied and most
# loyal [source document]. A log shows what people do, not what they feel. They may have no other shop.

# %% [markdown]
# ## What a score cannot say
#
# ### How long is a long silence?
#
# Compare two champions.

# %%
two = [836, 19339]
segments[segments["customer_id"].isin(two)].drop(columns=["rule"])

# %% [markdown]
# Customer 19339 has the better score: 56 orders, $6,552.70. Customer 836 has 3 orders [computed]. Whom do
# you expect to see again? A score looks at the silence and at the number of orders one by one. Put them
# together, and they say when to expect the next purchase [source document]: the last one, plus the mean
# gap between the days on which he bought.

# %%
pace = rfm.next_purchase(log, as_of="1997-09-30")
pace[pace["customer_id"].isin(two)]

# %% [markdown]
# **Read it.** Customer 19339 bought every 1.57 days; he is 170 days overdue [computed]. For him, this
# silence is very long. Customer 836 bought every 74 days and is 47 days overdue: long too, but less of a
# surprise. And what did the future bring?

# %%
later[later["customer_id"].isin(two)]

# %% [markdown]
# One of them is there, and it is 836 [computed]. Two people prove nothing. How good is the rule for all?

# %%
overdue = pace["days_overdue"] > 0
pace["customer_id"].isin(later["customer_id"]).groupby(overdue).agg(["size", "mean"]).round(2)

# %% [markdown]
# **Read it.** Of those who were overdue 43 % came back, of the others 65 % [computed]. The rule sees
# something. But 574 of 946 are overdue, so *late* is not *gone*. And the other 1,411 customers have no second
# day, so they have no gap, and the rule says nothing of them.
#
# So two questions stay open: who is still a customer at all, and how often will they buy? RFM ends here.

# %% [markdown]
# ### A model of buying
#
# The **BG/NBD model** (BG/NBD 模型) tells a story about every customer [published: Fader, Hardie & Lee
# 2005]. As long as he is a customer, he buys at random, at his own pace. After each repeat purchase he may
# leave for good, with a chance of his own. Nobody sees him leave. The model needs three numbers of each
# customer:

# %%
history = purchases.summarize(log, observation_end="1997-09-30")
history[history["customer_id"].isin(two)]

# %% [markdown]
# **Read it.** Times are in weeks. `T` is a customer's age: 19339 first bought 29.3 weeks ago. `recency` is
# his age at his *last* purchase, 4.7 weeks [computed]. In RFM the same word means the days since then. So
# always ask which of the two a table holds. `frequency` counts the days on which he bought, but for the
# first: he placed 56 orders on 22 days, so it is 21. (As in the paper, lines of $0.00 count.)
#
# Nobody sees a customer's pace or his chance of leaving. So the model draws both for each customer, by lot, and
# four numbers say which draws are likely. To fit (拟合) it is to look for the four under which your log is
# least surprising.

# %%
model = purchases.BetaGeoNBD().fit(history)
model

# %% [markdown]
# **Read it.** Four numbers for 2,357 customers. `r / alpha` is the mean pace: about one purchase in 18
# weeks. `a / (a + b)` is the mean chance of leaving after a repeat purchase: about a quarter [computed].
# The last line is a diagnosis (诊断): these data determine all four. Do the first 100 customers?

# %%
purchases.BetaGeoNBD().fit(history.head(100)).diagnosis_

# %% [markdown]
# **Read it.** They do not: a program will always give you numbers, so ask whether the data carry them.
#
# The fitted model answers both questions. The **probability of being alive** (存活概率) says who is still a
# customer; `predict` goes on from a customer's three numbers to the purchases to expect, here in the next 39
# weeks. `assign` adds both as columns.

# %%
ahead = history.assign(alive=model.probability_alive(history), expected=model.predict(39, history))
ahead[ahead["customer_id"].isin(two)].round(3)

# %% [markdown]
# **Read it.** Customer 836 is still there with 0.576, and you may expect 0.979 purchases. Customer 19339,
# with the better score, is gone [computed]. Watch how a silence works:

# %%
explore("purchases-customer")

# %% [markdown]
# Two customers last bought in week 20. One has 12 repeat purchases, the other has one. After how many weeks
# of silence is each as likely gone as not?
#
# <details><summary>Compare your answer</summary>
#
# After about 7 weeks and about 36 weeks [computed]: set `frequency` to 12 or 1 and `recency` to 20, and read
# where the curve falls below 50 %. Whoever bought often is missed soon.
#
# </details>

# %% [markdown]
# ### Does it hold?
#
# The model has seen nothing after 30 September. You have kept back 39 weeks, about as many as it has seen.
# Guess: will all customers together buy as often as before?

# %%
until_june = purchases.summarize(log, observation_end="1998-06-30")
bought = until_june["frequency"] - history["frequency"]
compared = pd.DataFrame({"before": history["frequency"], "model": ahead["expected"], "bought": bought})
compared.sum().round()

# %% [markdown]
# **Read it.** They bought 1,882 times. The model said 1,653, which is 12 % too few; "as often as before"
# says 2,457, which is 31 % too many [computed]. RFM says no number at all. Now by the repeat purchases made
# before; `clip` makes a 7 of all that is more:

# %%
compared.groupby(history["frequency"].clip(upper=7)).mean().round(2)

# %% [markdown]
# **Read it.** Those who had bought most, 10.59 times, went on with 6.36: some have left, some had had an
# unusual start. The model says 6.16. Those who had never come back bought 0.24 times, not 0; the model says
# 0.23. It is too low for those with one repeat, 0.52 in place of 0.70 [computed].
#
# Is it better for your catalogue, too? Take the best 505 by the model, by the date alone, and by the number
# of orders alone (`nlargest`). Yours brought back 334. How many came back, and how often did they buy?

# %%
rankings = {"model": ahead["expected"], "latest": -customers["recency_days"], "often": customers["orders"]}
for by, values in rankings.items():
    best = values.nlargest(505).index
    print(by, back[best].sum(), bought[best].sum())

# %% [markdown]
# **Read it.** 341, 330 and 326 came back, and they bought 1,239, 1,217 and 1,215 times [computed]. For
# choosing 505 names, the model is hardly better than your segments, and these are hardly better than one
# date. (Among equal numbers of orders the place in the table decides.) Take the model where you need a
# *number*: how much to stock, or, with `purchases.lifetime_value`, what a customer will bring.

# %% [markdown]
# ### Doubt the model, too
#
# **Is 20 % really 20 %?** Take those who had bought again. `pd.cut` puts them into five groups, by the probability
# that the model gave them.

# %%
again = ahead[ahead["frequency"] > 0].assign(back=bought > 0)
groups = pd.cut(again["alive"], [0, 0.2, 0.4, 0.6, 0.8, 1])
again.groupby(groups, observed=True)[["alive", "back"]].mean().round(2)

# %% [markdown]
# Who comes back must still have been a customer. So `back` may be smaller than `alive`, not larger. That
# holds, or nearly, but for the first group: the model gives 12 %, and 35 % came back [computed]. A likely
# reason: people buy in bursts and then pause, and the model takes a pause for a farewell. It gives up some
# buyers too soon.
#
# **Alive is not active.** The 1,411 customers without a repeat purchase all have the probability 1: in this
# story one leaves only after a repeat purchase. They bought 0.24 times each. So do not rank by this number
# alone.
#
# **One by one, it knows little.** How far off is the model for one customer, on average? And whoever says "nobody
# buys anything"? He is off by what each has bought.

# %%
pd.Series({"model": (ahead["expected"] - bought).abs().mean(), "nobody": bought.mean()}).round(3)

# %% [markdown]
# By 0.785 and by 0.798 purchases [computed]. Both forecasts of one person are poor; the model's strength is
# the sum over many.
#
# **Most at stake, and worth a visit?** The source document says: visit those with much money and a high
# chance of leaving [source document]. Multiply the two:

# %%
visits = rfm.visit_priority(customers["revenue"], 1 - ahead["alive"])
visits.assign(customer_id=customers["customer_id"], bought=bought).sort_values("rank").head(4).round(3)

# %% [markdown]
# Customer 19339 stands first, and he is gone: a visit comes too late. His $6,552.70 are in the till and
# cannot leave; only what he would still have bought can. The fourth, 11749, was given up with 0.972 and bought
# five times more, unasked [computed]. The product tells where to *look* first. It does not know whom a
# visit would keep.
#
# Score and model share this blind spot: both describe what customers do by themselves. Neither knows what
# your catalogue changes. Look back on your way: which of your sentences were data, which were knowledge,
# which were decisions?

# %%
practice("rfm-knowledge")

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/rfm/rfm.ipynb). There you write the table, the scores and the model's
# three numbers yourself, rank an airline's customers, and decide about a letter with your own numbers.
# `check(...)` says at once what is right, and `hint("rfm-table")` gives a hint for the first task.
# What changes when the log grows to a billion lines stands in [an extra](07b_scale.ipynb).
#
# Two questions before you go. Answer each before you open it.
#
# **1.** A colleague says: "Our F scores are fine, each bin holds exactly 20 % of the customers." Most
# customers bought once. What do you ask?
#
# <details><summary>Hint</summary>Can you cut people apart who all have the same number?</details>
# <details><summary>Answer</summary>What decided between customers with one order? If it was the order of
# the rows, a part of the F scores means nothing.</details>
#
# **2.** Write rules with only two segments: `write` for R = 4 or 5 together with F = 4 or 5, and `wait` for
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
# - You can **compare** two rules for equal values: they put 1,522 of 2,357 customers into different cells,
#   so look at the sizes of the bins. And you can compare a score with a model. The model forecasts how
#   often a list will buy, 12 % too low here; a score gives no number. For choosing 505 names, both are
#   hardly better than the date of the last purchase.
# - You can **decide** whom to write to: 459 champions and 46 regulars, of whom 66 % came back. A score
#   ranks people within one list and calls a customer a champion who has gone. The model sees his silence,
#   and gives up others too soon. Neither knows whether your letter makes the difference.
