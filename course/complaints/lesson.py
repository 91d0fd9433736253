# %% [markdown]
# # Complaints: the few who speak
#
# **About 60 minutes (an estimate) · needs percentages, and a little pandas: a column, a filter, a mean · gives
# the dissatisfied customers behind your complaints, what they cost, and a reasoned answer to "shall we ask for
# more complaints?"**
#
# You will be able to:
#
# - **compute** how many dissatisfied customers stand behind the complaints that reach a firm, and what it costs
#   when they leave;
# - **compare** surveys that contradict one another, and say how far your answer moves with them;
# - **decide** whether to invite complaints, and how much an invitation may cost.
#
# A mark shows where the numbers before it come from. [source document] is the teaching text behind this
# course. [published] is a book or report with a name. [computed] is a cell nearby, sometimes with one step more
# in your head. [invented] is ours, for practice. [reconstructed] means: the original is lost, and we rebuilt it.

# %% [markdown]
# ## The question
#
# You manage the service desk of a transport firm's branch in Baoshan (宝山). The firm is simulated: we wrote rules, and
# a computer drew by them the 300 customers of this branch and three years of shipments [invented]. (Lesson 03 has
# Pudong, lesson 10 Minhang.) In these years 451 complaints came in, one for about every 80 shipments.
# "A **complaint rate** (投诉率) of 1.2 %: so nearly everybody is content", says the director.
#
# You want to print a phone number on every delivery note, and to pay people who answer it. For a year and a half, that
# would cost ¥50,000 [invented]. The director shakes her head: "You want me to pay for *more* complaints?"
#
# *How many dissatisfied customers stand behind few complaints, what do they cost, and does it pay to make more
# of them speak?*
#
# Dissatisfaction that is told to the firm, or to somebody who may judge it, is a **complaint** (投诉).

# %% [markdown]
# ## Look
#
# Get the tools and the books of the branch. `told` holds its complaints, one a row.

# %%
import pandas as pd

from crmlab import complaints, datasets, explore, guess, picture, practice, reveal, service_gap, show, value

firm = datasets.make_logistics(customers=300, seed=12)
told = firm.complaints
told[["customer_id", "date", "cause", "voiced_to", "resolved", "days_to_resolve"]].head(3)

# %% [markdown]
# Which share of the complaints was resolved? And which share *of the resolved ones* within a week? Call these
# *quick*.

# %%
resolved = told["resolved"].mean()
quick = (told["days_to_resolve"].dropna() <= 7).mean()
f"{len(told)} complaints, {resolved:.0%} resolved, {quick:.0%} of these quickly"

# %% [markdown]
# **Read it.** Six of ten complaints were resolved, and two thirds of these quickly [computed].
#
# Now do what few firms can do: look at what went wrong, complaint or not. A shipment failed if it came late or
# damaged.

# %%
guess("complaints-heard")

# %%
failed = firm.shipments.query("not on_time or damaged")
spoken = failed["shipment_id"].isin(told["shipment_id"])
f"{len(failed):,} failed, {spoken.mean():.1%} of them were told"

# %%
reveal("complaints-heard", spoken.mean())

# %% [markdown]
# **Read it.** 3,055 shipments failed, and the branch heard about one in ten of them [computed]. The share of the
# dissatisfied who tell the firm is the **voice rate** (不满客户投诉比例). The director's 1.2 % is another thing: it counts
# 451 complaints of every cause (320 are about failures), from *all* 36,860 shipments, and says nothing about silence. Who is dissatisfied and says nothing is a **silent customer** (沉默的不满客户). Which
# failures are told? Compare late and damaged ones.

# %%
spoken.groupby(failed["damaged"]).mean().round(3)

# %% [markdown]
# **Read it.** One of 13 late shipments is complained about, and one of three damaged ones [computed]. The
# larger the harm, the more people speak. But now count *customers* instead of shipments: how many had at least
# one failed shipment, and how many of them complained about one at least once?

# %%
bad_luck = failed["customer_id"].nunique()
voices = failed.loc[spoken, "customer_id"].nunique()
bad_luck, voices, round(voices / bad_luck, 3)

# %% [markdown]
# **Read it.** 276 customers had a failure, and 135 of them complained about one: 0.489, almost half [computed]. One
# branch, one set of books, and two voice rates: one in ten *cases*, one in two *customers* (at least once
# in three years; in a shorter time, fewer). When
# surveys disagree, ask first what they counted.

# %% [markdown]
# ## Compute and read it
#
# ### Why they keep silent
#
# The source document names three things that decide whether somebody acts: how important the purchase is, how
# easy it is to act, and what it costs [source document]. That is a sum which a customer can do. A cup for ¥20, a
# kettle for ¥200 or a television for ¥2,000 is broken. A complaint has one chance in two to bring the money
# back. The calls, the form and the hour are worth ¥60 to him [invented]. From which price on does he complain?

# %%
guess("complaints-price")

# %% rows="CMP-04"
value.expected_gain(chance=0.5, payoff=[20, 200, 2000], cost=60)

# %% [markdown]
# **Read it.** The owner of the cup would lose ¥50, so he keeps silent [computed]. He is not content. He has done
# his sum. The limit is where half of the price is worth the effort:

# %%
reveal("complaints-price", 60 / 0.5)

# %% [markdown]
# Now print a phone number on the box. A call costs him ¥10 [invented].

# %%
value.expected_gain(chance=0.5, payoff=[20, 200, 2000], cost=10)

# %% [markdown]
# **Read it.** The limit falls to ¥20: the owner of the cup gains nothing and loses nothing [computed]. This is
# what it means to *invite* complaints: you lower the cost of speaking and raise the chance of being helped.
#
# A customer who does not speak to you can still act: leave, or warn others (the [reader](12_complaints_reader.ipynb) has
# sets on it).

# %% [markdown]
# ### How many stand behind them
#
# A source document tells of 100 complaints and supposes that "only 10 %" of the dissatisfied complain
# [source document].

# %%
guess("complaints-behind")

# %%
show(complaints.dissatisfied, complaints=100, voice_rate=0.10)

# %%
reveal("complaints-behind", complaints.dissatisfied(complaints=100, voice_rate=0.10))

# %% [markdown]
# **Read it.** 1,000 [computed]. Go back to test it: a tenth of 1,000 is 100. Whoever *multiplies* by 10 % gets
# 10, fewer than have complained. And 900 are the silent ones alone.
#
# But this 10 % is a supposition. A second source document draws a pyramid [source document]: 5 % complain formally,
# 26 % tell somebody at the front line, 69 % say nothing [reconstructed]. What stands behind one formal complaint?

# %%
pyramid = {"formal": 0.05, "front line": 0.26, "silent": 0.69}
complaints.breakdown(1, pyramid, known="formal")

# %% [markdown]
# **Read it.** Five others told a driver or a clerk, and 14 said nothing: 20 in all [computed]. If the driver does
# not pass it on, the head office knows of one. This is a **complaint iceberg** (投诉冰山). In a
# third source document, 30 % of it is visible [source document]. You see 30 cases. How many are hidden?

# %%
complaints.breakdown(30, {"visible": 0.30, "hidden": 0.70}, known="visible")

# %% [markdown]
# **Read it.** 70 [computed]. A fourth source document is the harshest: 4 % speak, the others leave, and 90 % of those
# never come back [source document]. Of 1,000 dissatisfied customers, how many are lost in silence? The last line is
# yours.

# %%
show(complaints.silent_loss, dissatisfied=1000, voice_rate=0.04, gone_for_good=0.90, blanks=1)

# %% [markdown]
# **Read it.** 864 [computed]. Now put the rates side by side, with two from outside the source documents:
#
# | speak | who says so | what was counted |
# |---|---|---|
# | 4 % | fourth [source document] | customers who say anything at all |
# | 5 % | second, pyramid [source document] | formal complaints |
# | 8 % | survey of 1,037 purchases [source document] | *cases* told to the shop or the maker |
# | 10 % | first [source document] | nothing: a supposition |
# | 30 % | third [source document] | nothing: a picture |
# | 31 % | second, 5 % + 26 % [reconstructed] | told formally or at the front line; 69 % are *silent* |
# | about 50 % | [published: Goodman 1999] | told at the front line |
# | 69 % | [published: TARP 1979] | households that *spoke* about their most serious problem |
#
# `VOICE_RATES` holds them. The same 100 complaints lie above the water; how much lies below, if each source is right in
# turn?

# %%
guess("complaints-iceberg")

# %%
picture("complaints-iceberg", complaints=100, voice_rate=0.10)

# %%
reveal("complaints-iceberg", complaints.dissatisfied(100, complaints.VOICE_RATES["said so at all"]))

# %% [markdown]
# **Read it.** Between 145 and 2,500 are dissatisfied [computed]. None of these rates is *the* voice rate. Before you use
# one, ask for its question.
#
# Better than to borrow a rate is to measure one: take 20 failures of last month, call the customers, and ask whom
# they told. You have measured. Divide your own 451 complaints by your own rate of cases. What is wrong with the result?

# %%
round(complaints.dissatisfied(complaints=len(told), voice_rate=spoken.mean()))

# %%
told["cause"].value_counts()

# %% [markdown]
# **Read it.** 4,306, but only 3,055 shipments failed [computed]. The rate of one in ten was measured on late and damaged
# shipments; 131 of the 451 complaints are about wrong invoices and questions without an answer. Numerator and rate must
# count the same. Write the two lines: `about` are the complaints whose shipment failed (`told["shipment_id"]` is in
# `failed["shipment_id"]`), `cases` the failed shipments behind them.

# %%
about = None  # your first line
cases = None  # your second line
print(cases)

# %% [markdown]
# <details><summary>Compare</summary>
#
# `about = told["shipment_id"].isin(failed["shipment_id"])` and
# `cases = complaints.dissatisfied(about.sum(), spoken.mean())`: 320 / 0.10475, that is 3,055. It had to come out: the rate
# was measured on these very shipments. A rate is useful where you have *not* looked, for example next year.
#
# </details>
#
# The same care with customers: 152 complained about anything, and 152 / 0.489 would be 311, more than the 300 you have.
# The 0.489 belongs to the 135 who complained about a failure. A calculator cannot know what you counted.

# %% [markdown]
# ### They tell others
#
# Silent towards you is not silent. A source document says: 13 % of the dissatisfied tell 20 people each, and the
# others 9 [source document]. That is **word of mouth** (口碑). How many people hear of 100 dissatisfied customers? The
# result is yours to fill in.

# %%
show(complaints.word_of_mouth, dissatisfied=100, blanks=1)

# %% [markdown]
# **Read it.** 1,043, more than ten for each [computed]. In the survey behind it, the 13 % had told *more than* 20
# people [published: TARP 1979]. So, if the others did tell 9 each,
# 1,043 is a lower bound. And who hears of it is not yet lost: some
# do not care, some are no customers of yours, some hear it twice.

# %% [markdown]
# ### What becomes of them
#
# **TARP** (美国技术援助研究项目公司) studied complaints for the government of the USA. It asked dissatisfied people
# whether they would buy again, their **repurchase intention** (重复购买意愿) [published: TARP 1979, 1986]. A *minor*
# loss was from 1 to 5 dollars, a *major* one above 100.

# %%
guess("complaints-silent")

# %%
intentions = pd.DataFrame({size: complaints.repurchase_rates(size) for size in ["minor", "major"]})
intentions

# %%
reveal("complaints-silent", intentions.loc["silent", "major"])

# %% [markdown]
# **Read it.** After a major loss, nine of 100 silent people. If the complaint is resolved, 54; if it is resolved
# quickly, 82. After a minor loss, all four numbers are higher. A source document quotes the four numbers for major losses and does not say that they are
# [source document]; its table with both columns is lost. Always look at both.
#
# What does each step add? Say it in percentage points (百分点) and in times: 9 to 19, 19 to 54, 54 to 82.

# %%
complaints.uplift(before=[0.09, 0.19, 0.54], after=[0.19, 0.54, 0.82])

# %% [markdown]
# **Read it.** 10, 35 and 28 points: 2.11, 2.84 and 1.52 times as many [computed]. From 9 % to 19 % is not "10 %
# more". It is 10 *points* more, and more than twice as many. Solving adds most. But look at the first step: those
# who complained *without result* would buy again twice as often as those who said nothing. Why? Keep the question;
# you need it below.

# %% [markdown]
# ### Silence into voice
#
# Now put it together. First, one word is easily misread. `quick` is a share of the *resolved* complaints, not of
# all. If 50 of 80 complaints are resolved, and 40 of these quickly, then `resolved` is 50 / 80 and `quick` is
# 40 / 50 [invented].
#
# 1,000 customers had a major loss. 10 % speak, 65 % of the complaints are resolved [source document], and all of
# these quickly [invented].

# %%
guess("complaints-kept")

# %%
major = complaints.repurchase_rates("major")
show(
    complaints.customers_kept,
    dissatisfied=1000,
    voice_rate=0.10,
    resolved=0.65,
    quick=1,
    rates=major,
    blanks=2,
)

# %%
reveal("complaints-kept", complaints.customers_kept(1000, 0.10, resolved=0.65, quick=1, rates=major))

# %% [markdown]
# **Read it.** 141, rounded [computed]. 81 of them come from the 900 silent ones, 60 from the 100 who spoke. So a
# customer who spoke stays almost seven times as often.
#
# Leave everything as it is, but let more people speak: 31 %, 50 %, all. The orange line is the desk of this example, the blue one a desk
# that resolves everything quickly.

# %%
complaints.customers_kept(1000, [0.10, 0.31, 0.50, 1], resolved=0.65, quick=1, rates=major).round(1)

# %%
picture(complaints.customers_kept, dissatisfied=1000, voice_rate=0.31, resolved=0.65, quick=1, rates=major)

# %% [markdown]
# **Read it.** 141, 248, 345, 600 [computed]. Nothing was repaired better or faster. Only silence became voice. Or so
# says the arithmetic: it takes for granted that those who begin to speak will then be like those who speak already.

# %% [markdown]
# ### What it costs
#
# In money: a source document values one customer at ¥5,012. It adds 15 % for what he tells others, the
# **goodwill loss factor** (商誉损害系数) [source document]. What does one lost customer cost?

# %%
show(complaints.loss_per_customer, value=5011.72, harm=0.15)

# %% [markdown]
# **Read it.** ¥5,763.48 [computed]; the source says ¥5,763 [source document]. We put in the
# value before rounding; the rounded ¥5,012 would give ¥5,763.80. The harm comes *on top of* the value.
# 15 % alone would be ¥752.
#
# Now the whole market: 100 complaints, a voice rate of 10 %, 65 % of the complaints resolved. The source takes every
# silent customer as lost, and everybody whose complaint is resolved as kept [source document]. What share of the loss do
# the *silent* customers make?

# %%
guess("complaints-share")

# %%
show(complaints.market_loss, complaints=100, voice_rate=0.10, resolved=0.65, loss_per_customer=5763, blanks=4)

# %%
reveal("complaints-share", 900 / (900 + 35))

# %% [markdown]
# The same loss at every voice rate. The diamond is where you are. Which part of a bar is the larger one?

# %%
picture(complaints.market_loss, complaints=100, voice_rate=0.10, resolved=0.65, loss_per_customer=5763)

# %% [markdown]
# **Read it.** ¥5,388,405 [computed], the "more than 5 million" of the source. 900 silent customers make ¥5,186,700
# of it, and the 35 unresolved complaints only ¥201,705. If your desk resolved every complaint, you would still lose
# 96 % of the money, through people who have never said a word to it.

# %% [markdown]
# ### Does it pay to ask?
#
# Stay with these 1,000 customers; for your own branch, the question comes back at the end of *Doubt it*. Suppose a
# phone number raises their voice rate from 10 % to 31 %, a customer who stays is worth ¥1,000, no longer
# ¥5,763, and the number costs ¥50,000 [invented]. Take the two answers from above, and write two lines: what the customers who stay in addition are
# worth, and what remains after the cost. Then compare.

# %%
before, after = complaints.customers_kept(1000, [0.10, 0.31], resolved=0.65, quick=1, rates=major)
worth = None  # your first line
gain = None  # your second line
worth, gain

# %%
show(complaints.recovery_return, kept_before=before, kept_after=after, value=1000, cost=50_000)

# %% [markdown]
# **Read it.** 107 more customers stay. They are worth ¥106,995, and that is the most that the invitation may cost.
# After ¥50,000, a gain of ¥56,995 remains [computed].
#
# To put things right after a failure, and to do it so that the customer stays, is **service recovery** (服务补救).

# %% [markdown]
# ## Try it
#
# Here is one call to play with. Change its values and run it again. Why is the loss not ¥5,388,405 now?

# %%
complaints.market_loss(complaints=100, voice_rate=0.31, resolved=0.65, loss_per_customer=5763)

# %% [markdown]
# 1. The same 100 complaints, but now you know that 31 % speak. Why does the loss *fall* to less than a third, although
#    nobody did anything?
# 2. Which voice rate makes the loss half of ¥5,388,405? Change the call until you have it.
#
# <details><summary>Compare your answers</summary>
#
# All numbers here are [computed]. 1: ¥1,484,437. 100 complaints at 31 % stand for 323 dissatisfied customers, not for
# 1,000. You did not lose fewer; you know better how many you lose. 2: About 18.8 %. Half of the loss is half of the 935
# customers who are lost.
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **How much hangs on 9, 19, 54 and 82?** 2,513 households in the USA *said* in the 1970s what they would do
# [published: Grainer, McEvoy & King 1979]; few of them had lost so much. Put the rates into the loss of ¥5,388,405: first
# after major losses, then after minor ones, nobody helped quickly.

# %%
minor = complaints.repurchase_rates("minor")
kept = [complaints.customers_kept(1000, 0.10, resolved=0.65, quick=0, rates=r) for r in (major, minor)]
[round((1000 - one) * 5763) for one in kept]

# %% [markdown]
# ¥5,055,592 or ¥3,488,920 [computed]: "more than 5 million" holds after major losses only, and only
# if nobody is helped quickly.
#
# **Who speaks?** You kept a question: why would people who complained without result buy again more often than the silent
# ones? Take your customers of 30 June 2024 who had met a failure. How did their last complaint about a failure end, and
# which share was still there at the end of 2025?


# %%
def who_met(firm, day="2024-06-30"):
    failed = firm.shipments.query("not on_time or damaged")
    met = failed.loc[failed["date"] <= day, "customer_id"]
    there = firm.contracts[firm.contracts["customer_id"].isin(met) & ~(firm.contracts["end"] <= day)]
    told = firm.complaints[firm.complaints["shipment_id"].isin(failed["shipment_id"])]
    last = told.query("date <= @day").groupby("customer_id")["resolved"].last()
    ended = there["customer_id"].map(last.map({True: "resolved", False: "unresolved"})).fillna("silent")
    return there.assign(complaint=ended, spoke=ended != "silent", stayed=there["end"].isna())


mine = who_met(firm)
mine.groupby("complaint")["stayed"].agg(["mean", "size"])

# %% [markdown]
# Without result 92 % stayed, in silence 76 % [computed]. But the 92 % are 33 of 36 customers. Ask a firm ten times as
# large, drawn by the same rules.

# %%
guess("complaints-large")

# %%
large = who_met(datasets.make_logistics(customers=3000, seed=12))
after = large.groupby("complaint")["stayed"].agg(["mean", "size"])
after

# %%
reveal("complaints-large", after.loc["unresolved", "mean"])

# %% [markdown]
# Without result 79 %, in silence 78 %, resolved 80 % [computed]: most of the difference was chance.
#
# And are the groups alike? Compare those who had complained with the silent ones: shipments a month, and the share that
# a social or structural bond ties to you.

# %%
large["tied"] = large["bond"] != "financial"
large.groupby("spoke")[["monthly_shipments", "tied"]].mean().round(2)

# %% [markdown]
# Those who speak are larger, 11.2 shipments against 2.5, and more of them are tied: 61 against 47 of 100 [computed]. Such customers stay anyway: a
# bond goes together with speaking and also keeps customers. It is a **confounder** (混杂因素).
#
# **So, does your phone number pay?** Of your 197 customers in the first of these tables, 78 had spoken: 40 %. Say the
# number makes 60 % of them speak, and one who is still there after a year and a half brings ¥10,000 [invented]. By how many points must speaking raise
# the chance that he is?

# %%
guess("complaints-points")

# %%
new_voices = 0.60 * len(mine) - mine["spoke"].sum()
reveal("complaints-points", 50_000 / (new_voices * 10_000))

# %% [markdown]
# Of the 320 complaints about failures, your desk resolved 58 %, 66 % of these quickly [computed]. With TARP's rates, a
# silent and a speaking customer would then buy again with these chances, after a major loss and after a minor one:

# %%
heard = told[told["shipment_id"].isin(failed["shipment_id"])]
desk = heard["resolved"].mean(), (heard["days_to_resolve"].dropna() <= 7).mean()
[complaints.customers_kept(1, [0, 1], *desk, table).round(2) for table in (major, minor)]

# %% [markdown]
# 41 and 33 points, against 12 that are needed: the phone number brings more than twice its cost [computed]. But that is
# *saying that one would buy again*. By contracts that *still ran a year and a half later*, those who speak and those who
# are silent in the large firm differ by about two points, and so much may be chance. Then it does not pay.
#
# **Why?** We wrote the rules: a complaint resolved within a week raises goodwill by 0.2, one resolved later by 0.1, one
# without result lowers it by 0.2 [invented]. What does the average complaint do, if 44 % (your desk in the summer of 2024), 61 (all 451
# complaints, of every cause) or 90 % are resolved, 66 % of these quickly?

# %%
shares = pd.Series([0.44, resolved, 0.90])
(shares * (quick * 0.2 + (1 - quick) * 0.1) - (1 - shares) * 0.2).round(3)

# %% [markdown]
# With 44 % it does a little harm, with 61 % it helps a little, with 90 % much more [computed]. So give the desk more
# people first, and print the number then, for one half of the customers, chosen at random (随机). Will you see whether it
# pays? It does if 5 customers of 197 stay in addition: 2.5 of 100. By how much do two halves of your branch differ by
# chance alone, if 78 % stay in both?

# %%
(2 * 0.78 * 0.22 / (len(mine) / 2)) ** 0.5

# %% [markdown]
# By 6 of 100, more than twice as much [computed]: one branch will not show it. So draw the halves in many branches, over
# years.

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/complaints/complaints.ipynb). There you write four of these functions yourself,
# build a table and choose a plan with your own numbers, sort complaints, and judge a claim.
#
# Run each `check(...)` cell as often as you like. Stuck? `hint("complaints-behind")` gives the next hint for the first task,
# and after the last one `solution("complaints-behind")` shows one way to do it.
#
# How to *handle* a complaint (the steps, the words that pour oil on the fire, open questions) stands in the
# [reader](12_complaints_reader.ipynb).

# %% [markdown]
# ## What we now know
#
# - You can **compute** who stands behind complaints: dissatisfied = complaints ÷ voice rate, if both count the same. At
#   10 %, 100 complaints mean 1,000 dissatisfied customers, and, if all silent ones leave, a loss of ¥5,388,405, 96 % of it
#   through silence.
# - You can **compare** surveys. Behind 100 complaints stand 145 to 2,500 dissatisfied, because each survey counts
#   something else. Your own branch has two voice rates, 10 % of the failures and, in three
#   years, 49 % of the customers. After a
#   major loss, 9, 19, 54 or 82 % of TARP's customers say that they would buy again, after a minor one 37, 46, 70 or 95 %.
# - You can **decide** whether to invite complaints. With TARP's numbers after a major loss, 600 of 1,000 customers are kept if
#   all speak, in place of 141 if one in ten does. Your phone number needs 12 points of difference to pay, and firms by your rules have
#   about two. So resolve first, invite then, and let chance decide who is invited, in many branches: one shows too little.

# %% [markdown]
# ## Memo
#
# Your director still asks: "You want me to pay for *more* complaints?" Answer in five lines: what her 1.2 % does not say,
# how many stand behind the complaints, what that may cost, what you do first, how you will know that it worked.
#
# <details><summary>One way to write it</summary>
#
# 1. The 1.2 % count complaints of every cause, from all shipments. Of the shipments that failed, we hear of one in ten.
# 2. 276 of our 300 customers had a failure in three years; half of them never complained about one.
# 3. What silence costs us we do not know: by borrowed numbers 33 to 41 more in 100 would buy again if they spoke, but in
#    firms like ours those who speak and those who are silent differ by two points.
# 4. First I want people for the desk, so that nine of ten complaints are resolved in place of six. Only then the number.
# 5. I print it for one half of the customers, chosen at random, in many branches; after a year and a half we compare the
#    halves: who is still there? Our branch alone is too small to show it.
#
# </details>

# %% [markdown]
# ## More
#
# What follows goes further. Do it when you have time. First, two sets: what people do, and which of it you can hear; and
# which survey answers which question.

# %%
practice("complaints-tree")

# %%
practice("complaints-surveys")

# %% [markdown]
# ### Customers kept, under sliders
#
# The line shows every voice rate; the dot is where you are. Begin at a voice rate of 10 %. What keeps more: resolving
# every complaint, or a voice rate of 30 %? Then choose the small losses: is the step from 10 % to all larger or smaller
# than after major losses? (Resolving all keeps 163, the voice rate of 30 % keeps 243. After small losses 410.9 and 778.5,
# a step of 368, smaller than the 459 after major ones, because many silent customers stay anyway.)

# %%
explore("complaints-voice")

# %% [markdown]
# ### A survey of cases
#
# 540 customers remembered 1,037 purchases that had dissatisfied them, and said what they did [source document]. Before you
# run it: what must be true of numbers of purchases?

# %%
reactions = {"other brand": 0.25, "stop buying": 0.19, "look closely": 0.13}
reactions |= {"tell maker": 0.03, "tell shop": 0.05, "return it": 0.35}
complaints.breakdown(1037, reactions)

# %% [markdown]
# **Read it.** Not one number is whole [computed]. So the percentages were rounded; do not trust their last digit.
# 3 % and 5 % told the maker or the shop, together 8 %. But 35 % brought the thing back. Is that a complaint? If
# you say yes, the voice rate is 43 %.
#
# The survey is said to come from Japan [source document]. Elsewhere, the same six percentages stand for 1,307 purchases of
# groceries in the USA [published: Hawkins, Best & Coney 2004]. Perhaps two digits changed places; we did not find the
# original.

# %% [markdown]
# ### A small cake
#
# The sum of recovery works for one customer, too, with chances in place of numbers. A hotel throws a guest's contact lenses
# away, replaces them at once, and that evening sends a small cake in the shape of spectacles [source document]. The
# complaint was already resolved; the cake is a surprise on top. Say it costs ¥200, raises the chance that he comes
# back from 0.82 to 0.88, and he is worth ¥5,000 [invented]. Too expensive a cake?

# %%
show(complaints.recovery_return, kept_before=0.82, kept_after=0.88, value=5000, cost=200)

# %% [markdown]
# **Read it.** No. Six points of ¥5,000 are worth ¥300, so ¥100 remain [computed].

# %% [markdown]
# ### The dyke and the ants
#
# A Chinese proverb says that a dyke of a thousand miles breaks through ant holes (千里之堤，溃于蚁穴). A source document
# tells it of a firm that hears a few complaints, thinks nothing of them, and one day finds its customers gone
# [source document].
#
# Watch it month by month. 1,000 customers; 4 % leave each month, 10 are won, and 5 % of those who leave complain
# first. The alarm rings below 70 % of the base [invented]. When does it ring?

# %%
leak = complaints.hidden_churn(1000, monthly_churn=0.04, voice_rate=0.05, won_per_month=10, months=24)
f"alarm in month {leak.alarm_month}, never more than {leak.table['complaints'].max():.0f} complaints a month"

# %% [markdown]
# **Read it.** The alarm rings in month 13, and nobody has heard more than two complaints in a month [computed]. Look
# at some of the months.

# %%
leak.table.iloc[[0, 5, 11, 12, 23]].round(2)

# %% [markdown]
# **Read it.** The complaints *fall*, from 2.0 to 1.1 a month, because fewer customers are left who could complain
# [computed]. Who watches complaints alone sees a service that gets better.

# %% [markdown]
# ### For want of a nail
#
# A nail was missing; so the shoe was lost, then the hoof, the horse, the general, the war, and at last the country
# [source document]: a chain of *losses*, six links long. Now the opposite: your parcels need a chain of steps that all go
# *right*: booking, pick-up, loading, hub, long haul, delivery, invoice. Each does so 99 times in 100 [invented]. How
# many parcels go right from end to end: 99, 93 or 70 in 100?

# %%
show(service_gap.chain_reliability, [0.99] * 7)

# %% [markdown]
# **Read it.** 93 in 100: seven good steps make a failure in every 14th or 15th parcel [computed]. So failures will
# happen, and recovery is no luxury. And it is cheapest at the nail: every further step adds to the damage.

# %% [markdown]
# ### What is in the 5,763
#
# The value of ¥5,012 holds a first purchase that is paid, and advertising that is spent: a **sunk cost** (沉没成本). What
# is still to come is ¥3,111.72 in today's money, as lesson 05 computed. Put it in.

# %%
to_come = complaints.loss_per_customer(value=3111.72, harm=0.15)
loss = complaints.market_loss(complaints=100, voice_rate=0.10, resolved=0.65, loss_per_customer=to_come)
f"¥{to_come:,.2f} a customer, ¥{loss:,.0f} in all"

# %% [markdown]
# ¥3,345,877 in place of ¥5,388,405 [computed], and it is revenue still, not margin.
#
# ### The car and the ice cream
#
# The [reader](12_complaints_reader.ipynb) tells of a car that will not start after its owner has bought vanilla ice cream.
# Is it the flavour? Here are 100 evenings [invented].

# %%
trips = pd.DataFrame({"flavour": ["vanilla", "vanilla", "other", "other"], "stop": ["short", "long"] * 2})
trips = trips.assign(evenings=[40, 10, 10, 40], failed=[32, 1, 8, 4])
trips.assign(share=trips["failed"] / trips["evenings"])

# %% [markdown]
# With vanilla the car fails on 33 of 50 evenings, with other flavours on 12 of 50. But after a short stop it fails on
# 80 %, with *either* flavour, and after a long one on 10 % [computed]. The stop is the confounder.
#
# ### Better than no failure
#
# Some say that a customer helped well is more loyal than one who never had trouble: the **service recovery paradox**
# (服务补救悖论). Over many studies, satisfaction is higher indeed; for buying again and for word of mouth, no such effect
# could be shown [published: de Matos, Henrique & Rossi 2007]. It is no reason to drop parcels.
#
# And a complaint also tells you *what to repair*: in July 2024, most of yours pointed to one hub. Look it up:
# `told.merge(firm.shipments[["shipment_id", "hub"]], on="shipment_id")`.
