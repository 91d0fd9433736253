# %% [markdown]
# # Service gaps: where service falls short
#
# **About 60 minutes (an estimate) · needs a little pandas: a column, a filter, a mean · gives the gap between
# perceived and expected service, its cause inside the firm, and the reasons to doubt both**
#
# You will be able to:
#
# - **compute** the gap of each question and each dimension, and say how sure it is;
# - **compare** a gap with what customers still accept, and with the gap of another month;
# - **decide** which of five gaps is the cause that is worth closing.
#
# A mark shows where the numbers before it come from. [source document] is the teaching text behind this
# course. [published] is a book or article with a name. [computed] is a cell nearby, sometimes with one
# step more in your head. [invented] is ours, for practice. [reconstructed] means: the original is lost, and
# this is our reading of it.

# %% [markdown]
# ## The question
#
# You manage service at a logistics firm (物流企业). It is January 2025. Last June the hub in Wuhan failed.
# Since July it has worked again. In December you asked your customers about your service once more.
#
# *Where does service still fall short of what customers expect? And which cause is worth closing?*
#
# The firm is simulated: a computer drew every customer, shipment and answer by fixed rules [invented], so you learn
# nothing here about real firms. The data are those of its branch Minhang (闵行); lesson 03 has the branch Pudong,
# lesson 12 the branch Baoshan.

# %% [markdown]
# ## Look
#
# Get the tools and the branch. Two hundred contracts come with everything that was shipped, asked and paid.

# %%
import pandas as pd

from crmlab import datasets, explore, guess, picture, practice, reveal, service_gap, show, survey, value

firm = datasets.make_logistics(customers=200, seed=1)
firm

# %% [markdown]
# The questionnaire goes out every June and December. For you it is January 2025, so leave the future out.

# %%
answers = firm.survey[firm.survey["date"] < "2025"]
answers["date"].value_counts().sort_index()

# %% [markdown]
# The form has 22 questions on service, and it asks each of them twice. Question 5 is: do they keep their
# delivery dates? `P05` is what the customer **p**erceives (感知) with you, `E05` what he **e**xpects (期望) of a
# good firm, both from 1 to 7. Such a form is known as **SERVQUAL** (服务质量量表) [published: Parasuraman,
# Zeithaml & Berry 1988].

# %%
december = answers[answers["date"] == "2024-12-31"]
december[["customer_id", "P05", "E05"]].head(3)

# %% [markdown]
# **Read it.** 99 customers answered in December. C0001 ticked 6 both times: he gets what he expects. C0005
# ticked 5 and 7: two points are missing [computed].

# %% [markdown]
# ## Compute and read it
#
# ### A gap for each question
#
# The **gap** (差距) is perceived service *less* expected service. Below 0, service falls short. Keep to this order:
# some books take perceived from expected, and then a minus is good news. (One gap that you meet later, gap 4, is bad
# *above* 0.) Guess first.

# %%
guess("service-gap-dates")

# %%
perceived, expected = december.loc[:, "P01":"P22"], december.loc[:, "E01":"E22"]
questions = service_gap.gaps(perceived, expected)
questions.round(2)

# %%
reveal("service-gap-dates", questions["gap"][4])

# %% [markdown]
# **Read it.** Question 5 stands in row 4, as Python counts from 0: expected 6.20, perceived 5.35, a gap of −0.85
# [computed]. Questions 1 to 4 are close to 0: there customers get what they expect. Some customers skip questions. For
# each question the table counts only those who answered it both times.

# %% [markdown]
# ### Five dimensions
#
# 22 numbers are too many to manage by. The form sorts its questions into five **dimensions** (维度) [published:
# Parasuraman, Zeithaml & Berry 1988]:
#
# | dimension | in Chinese | questions | for your customers |
# |---|---|---|---|
# | **tangibles** | 有形性 | 1–4 | lorries, offices, papers, clothes |
# | **reliability** | 可靠性 | 5–9 | what was promised arrives, complete and on the day |
# | **responsiveness** | 响应性 | 10–13 | someone answers, and helps at once |
# | **assurance** | 保证性 | 14–17 | staff know their work and are polite |
# | **empathy** | 移情性 | 18–22 | they know your business and care |

# %%
quality = service_gap.servqual(perceived, expected)
quality.dimensions.round(2)

# %%
picture(service_gap.servqual, perceived=perceived, expected=expected)

# %% [markdown]
# **Read it.** The largest shortfall is reliability, −0.90; responsiveness follows with −0.80 [computed].
# Look at the blue bars, too: what customers perceive in reliability is *no worse* than in the others. They still
# miss most there, because they expect most of it.
#
# One number for the whole branch is `quality.unweighted`, the mean of the five gaps: −0.55 [computed]. It is
# good for one thing: to compare with the same number of another month.
#
# **Your two lines.** Compute one gap by hand. `slow` has the answers to questions 10 to 13, perceived less expected.
# Write a line that takes the mean of each question, and a line that takes the mean of these four.

# %%
slow = december.loc[:, "P10":"P13"] - december.loc[:, "E10":"E13"].to_numpy()
by_question = None  # your first line
mine = None  # your second line
by_question, mine

# %% [markdown]
# <details><summary>Compare</summary>
#
# `by_question = slow.mean()` and `mine = by_question.mean()`: −0.80, as in the table. Pandas leaves out what was not
# answered.
#
# </details>

# %% [markdown]
# ### A question asked the other way round
#
# Nine of the 22 questions of 1988 were worded negatively [published: Parasuraman, Zeithaml & Berry 1988]. "You
# have to wait for an answer": here a 7 is bad. Your form has no such question. So make one: pretend that
# question 12 was printed like this, for what customers perceive [invented]. `reverse` exchanges its answers: 1
# becomes 7, 2 becomes 6.
#
# Nobody at the firm remembers the wording, and the file goes straight into the calculator.

# %%
raw = survey.reverse(perceived, items=12)
service_gap.servqual(raw, expected).dimensions.round(2)

# %% [markdown]
# **Read it.** Responsiveness, with −1.31 [computed]. A whole department would be told to answer the telephone
# faster, because of one sentence on a form. Four questions on one dimension should rise and fall
# together. **Cronbach's alpha** (克龙巴赫 α 系数) measures it: 1 when they agree wholly.

# %%
guess("service-gap-alpha")

# %%
reveal("service-gap-alpha", survey.cronbach_alpha(raw.loc[:, "P10":"P13"]))

# %% [markdown]
# Now turn the answers to question 12 back, as a careful analyst does before anything else.

# %%
turned = survey.reverse(raw, items=12)
survey.cronbach_alpha(turned.loc[:, "P10":"P13"])

# %% [markdown]
# **Read it.** From −0.06 to 0.81 [computed]. Above 0.7 is usually taken as good enough. Near 0 the questions have, on
# balance, nothing to do with one another; far below 0 they contradict one another. Here three agree and one
# contradicts them, and that ends near 0. Look at alpha first.

# %% [markdown]
# ### How sure is it
#
# 99 people answered. Another 99 would have ticked other boxes. So draw 99 forms from these 99 at random (one may come
# twice, another not at all), compute the gaps, and repeat that 2,000 times: this is the **bootstrap** (自助法).
# The middle 95 % of the results is a **confidence interval** (置信区间). `seed` fixes the draw, so that you get the same
# table twice. Look first: which dimensions would you not put in an order?

# %%
picture(service_gap.gap_intervals, perceived=perceived, expected=expected, seed=1)

# %%
service_gap.gap_intervals(perceived, expected, seed=1).round(2)

# %% [markdown]
# **Read it.** Reliability lies between −1.10 and −0.71, responsiveness between −0.97 and −0.63 [computed]. The
# two overlap by much. "Reliability is worst" may be chance; "both fall short" is not. Responsiveness and empathy overlap
# as well, and so do empathy and assurance; two more pairs just touch. (Overlap is a warning, not a
# test: the same customers answered both.) Tangibles: the interval holds 0, so you cannot say that anything is
# missing there.

# %% [markdown]
# ### Was it the hub
#
# Perhaps the customers remember June. First, what happened? The share of shipments on time, month by month:

# %%
on_time = firm.shipments.groupby(firm.shipments["date"].dt.strftime("%Y-%m"))["on_time"].mean()
on_time["2024-04":"2024-09"].round(2)

# %% [markdown]
# From 93 % down to 67 %, and back to 95 % the month after [computed]. What did customers say half a year *before*?

# %%
guess("service-gap-before")

# %%
waves = {}
for day, wave in answers.groupby("date"):
    result = service_gap.servqual(wave.loc[:, "P01":"P22"], wave.loc[:, "E01":"E22"])
    waves[f"{day:%Y-%m}"] = result.dimensions.set_index("dimension")["gap"]
pd.DataFrame(waves).round(2)

# %%
reveal("service-gap-before", waves["2023-12"]["reliability"])

# %% [markdown]
# **Read it.** In June 2024 reliability drops to −1.17. It was −0.86 half a year before, and it is −0.90 half a year
# later [computed]. Each of these numbers may be off by 0.2 from chance alone, as your intervals show. So a drop of 0.3
# may be the hub, or chance. A better comparison has both groups in *one* wave: customers whose main lane runs through
# Wuhan, and the others.


# %%
def by_lane(firm):
    """The gap of reliability, wave by wave: main lane through Wuhan or not, and how sure the difference is."""
    asked = firm.survey[firm.survey["date"] < "2025"]
    lane = asked["customer_id"].map(firm.contracts.set_index("customer_id")["main_lane"])
    wuhan = lane.isin(["Shanghai–Changsha", "Shanghai–Chongqing", "Shanghai–Chengdu"])
    gap = asked.loc[:, "P05":"P09"].mean(axis=1) - asked.loc[:, "E05":"E09"].mean(axis=1)
    found = gap.groupby([asked["date"].dt.strftime("%Y-%m"), wuhan]).agg(["mean", "sem"]).unstack()
    table = found["mean"].set_axis(["other lanes", "Wuhan"], axis=1)
    table["difference"] = table["Wuhan"] - table["other lanes"]
    table["standard error"] = (found["sem"] ** 2).sum(axis=1) ** 0.5
    return table.round(2)


by_lane(firm)

# %% [markdown]
# **Read it.** In June the lanes through Wuhan lie 0.57 points lower, with a **standard error** (标准误) of 0.22
# [computed]. More than twice its standard error: hardly chance. But in December, half a year after the repair, they
# still lie 0.36 lower, with a standard error of 0.20. Do those customers not forgive? Or is it chance? Your branch alone
# cannot tell. So ask a firm fifteen times as large, drawn by the same rules.

# %%
by_lane(datasets.make_logistics(customers=3000, seed=1))

# %% [markdown]
# **Read it.** In June 0.55 lower, standard error 0.06; in December no difference, 0.02 with 0.05 [computed]. So the hub
# was real: half a point in June, on the lanes through Wuhan. It is over, and what your December shows is chance. (The
# other lanes carry some goods through Wuhan, too, so the difference is the least that the hub did.) Something else costs
# most of a point, in every wave, in both groups.

# %% [markdown]
# ### Is it still acceptable
#
# A gap is measured from what a customer expects of a good firm. He may accept less. So your form also asks, for
# each dimension, for two levels: **desired service** (理想服务), which he hopes for, and **adequate service**
# (合格服务), the least that he accepts. Between them lies the **zone of tolerance** (宽容区域) [published: Zeithaml,
# Berry & Parasuraman 1993]. First one customer: he perceives 5, would accept 5.5 and hopes for 6.5 [invented].

# %%
show(service_gap.zone_of_tolerance, perceived=5, adequate=5.5, desired=6.5)

# %% [markdown]
# **Read it.** `adequacy` is perceived less adequate: −0.5, not acceptable. `superiority` is perceived less desired:
# −1.5, no delight. He is outside of his zone, which is one point wide [computed].
#
# Now the means of December. Reliability and responsiveness have almost the same gap. Are both outside?

# %%
levels = quality.dimensions.set_index("dimension")
edges = {
    "adequate": december.filter(like="adequate_").mean(),
    "desired": december.filter(like="desired_").mean(),
}
zone = service_gap.zone_of_tolerance(levels["perceived"], **edges)
pd.DataFrame(vars(zone), index=levels.index).round(2)

# %%
picture(service_gap.zone_of_tolerance, perceived=levels["perceived"], **edges)

# %% [markdown]
# **Read it.** Reliability is outside: 0.44 points below the least that customers accept. Responsiveness is at the
# edge: inside by 0.07, which may be chance [computed]. The gaps were almost equal, the zones are not: your customers accept a slow
# answer more easily than a late lorry.
#
# But a mean hides people. How many find responsiveness below *their own* adequate level?

# %%
guess("service-gap-unhappy")

# %%
blocks = {"reliability": ("P05", "P09"), "responsiveness": ("P10", "P13"), "assurance": ("P14", "P17")}
below = {}
for name, (first, last) in blocks.items():
    adequacy = december.loc[:, first:last].mean(axis=1) - december[f"adequate_{name}"]
    below[name] = (adequacy.dropna() < 0).mean()
pd.Series(below).round(2)

# %%
reveal("service-gap-unhappy", below["responsiveness"])

# %% [markdown]
# **Read it.** For two customers in three, reliability is below what they accept; for responsiveness it is still 45 %, and
# for assurance 21 % [computed]. "Inside the zone" is said of an average customer, and nobody is that customer. (The
# adequate level is a single tick, so take these shares as rough.)

# %% [markdown]
# ### Where inside the firm it is lost
#
# You know that 0.90 points of reliability are missing. You do not know who loses them. The **gap model**
# (服务质量差距模型) follows the service from the customer through the firm and back [published: Parasuraman,
# Zeithaml & Berry 1985]. For that you need four levels more, on the same scale from 1 to 7. Your auditors
# found them in December [invented]:
#
# | level | reliability | how it was found |
# |---|---|---|
# | `expected` | 6.24 | customers, December |
# | `understood` | 5.50 | nine managers filled in the form as they think customers would |
# | `specified` | 5.40 | auditors rated what your written standards ask for |
# | `delivered` | 5.30 | auditors rated what was done |
# | `promised` | 5.60 | auditors rated contracts and brochures |
# | `perceived` | 5.34 | customers, December |
#
# Gaps 1 to 4: each is one level less the one above it. Gap 5: the last level less the first. Below 0 is bad, except in
# gap 4: above 0, more is promised than delivered. How deep is the deepest step down inside the firm? (In the cell, `|`
# adds entries to a dictionary or replaces them, and `**` hands them over by name.)

# %%
guess("service-gap-step")

# %%
normal = {"expected": 6.24, "understood": 5.5, "specified": 5.4}
normal |= {"delivered": 5.3, "promised": 5.6, "perceived": 5.34}
show(service_gap.gap_model, **normal)

# %%
reveal("service-gap-step", service_gap.gap_model(**normal).gap_1)

# %% [markdown]
# The same chain as a picture: from what is expected, step by step, to what is perceived.

# %%
picture(service_gap.gap_model, **normal)

# %% [markdown]
# **Read it.** Gap 5 is the **customer gap** (顾客差距): −0.90, what you set out to explain. It is no cause: it is the
# sum of the other steps [computed]. Gaps 1 to 4 lie inside the firm. The largest is gap 1, the **listening gap**
# (认知差距), −0.74 [computed]. Managers think that 5.5 is enough. The standards ask for almost that, and staff deliver
# almost that. Nobody works badly. They work well towards the wrong target. (Gap 4 is bad, and yet its +0.30 makes the sum *better*;
# the rest, −0.26, takes most of that back [computed].)
#
# And June? Managers, standards and promises were the same. Auditors rated what was done at 4.6 [invented]; the
# other two levels are those of the survey. The last line is yours to fill in.

# %%
failure = normal | {"expected": 6.38, "delivered": 4.6, "perceived": 5.21}
show(service_gap.gap_model, **failure, blanks=2)

# %%
service_gap.diagnose(service_gap.gap_model(**failure).sizes)[["gap", "name", "size"]]

# %% [markdown]
# **Read it.** Compare with December. Gap 3, the **performance gap** (传递差距), is −0.10 in December, in June −0.80. Gap
# 4, the **communication gap** (沟通差距), is 0.30 in December and 1.00 in June, the largest inside the firm [computed]. But
# nobody advertised more. Less was delivered, and so *two* gaps opened; −0.70 and +0.70 cancel in the sum. Gap 5 is deeper through
# gap 1, −0.88 in place of −0.74 (more was expected), and the rest, −0.39 in place of −0.26 (less was perceived)
# [computed]. The largest gap is not always the cause. Ask which *level* moved.
#
# In December gap 3 is small again. So is gap 1 the one to close? Suppose that managers learn what customers expect,
# 6.24, and nothing else changes. How large is the customer gap then? After your guess, compute all steps yourself: only
# what is given stands there.

# %%
guess("service-gap-listened")

# %%
listened = normal | {"understood": 6.24}
show(service_gap.gap_model, **listened, blanks=13)

# %%
reveal("service-gap-listened", service_gap.gap_model(**listened).gap_5)

# %% [markdown]
# **Read it.** Gap 1 is closed. Gap 2, the **design gap** (规范差距), is now −0.84, and gap 5 has not moved [computed].
# Customers notice nothing until standards and delivery follow. Listening is the first step, not the cure.
#
# **Your answer.** Service falls short in reliability, below what customers accept. The hub cost half a point on its
# lanes, once, and works again. The lasting cause is gap 1: your managers aim too low. It is worth closing first,
# because every later step is measured against it; and the money is wasted unless gap 2 follows.

# %% [markdown]
# ## Try it
#
# Here is one call to play with. Change a level and run it again. Which gaps move, and which do not?

# %%
service_gap.gap_model(perceived=5, expected=8, understood=7, specified=6.5, delivered=5, promised=7).sizes

# %% [markdown]
# The same function under sliders, here on a scale from 0 to 10.

# %%
explore("service_gap-five-gaps")

# %% [markdown]
# Two questions to answer with it:
#
# 1. At the start: you may raise one level by one point. Which one makes a gap smaller and none larger?
# 2. Take the case *Good service, loud advertising*. There are two ways to close gap 4. What do they do to gap 5?
#
# <details><summary>Compare your answers</summary>
#
# All numbers here are [computed]. 1: `delivered`: gap 3 shrinks from −1.50 to −0.50 and gap 4 from 2.00 to 1.00. And
# `perceived`: gap 5 shrinks from −3.00 to −2.00, and the rest from −2.00 to −1.00. But no manager can raise what customers perceive
# by an order. A higher `understood` or `specified` opens the gap after it. A higher `promised` opens gap 4. 2: Promise 7
# in place of 9, or deliver 9 in place of 7. Neither moves gap 5: the model splits a gap that you measured. It does not
# predict what customers will perceive.
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **Who would expect less?** Asked what they expect, people tick high. What share of the expectations of reliability
# is a 7?

# %%
guess("service-gap-sevens")

# %%
ticked = december.loc[:, "E05":"E09"].stack().dropna()  # without blanks
reveal("service-gap-sevens", (ticked == 7).mean())

# %% [markdown]
# Nobody can exceed a 7, so there the gap can only be 0 or below: a gap below 0 is partly a fact about the question. (The
# authors changed their own form for such reasons [published: Parasuraman, Berry & Zeithaml 1991].)
#
# **Who did not answer?** Some customers answered in June and had left before January, so nobody asked them in
# December. Had they been angrier? The cell knows who left. Write the last two lines: the mean gap of those who left, and
# of the others.

# %%
guess("service-gap-left")

# %%
june = answers[answers["date"] == "2024-06-30"]
gone = june["customer_id"].map(firm.contracts.set_index("customer_id")["end"]) < "2025"
gap = june.loc[:, "P05":"P09"].mean(axis=1) - june.loc[:, "E05":"E09"].mean(axis=1)
those_who_left = None  # your first line
the_others = None  # your second line
those_who_left, the_others, int(gone.sum())

# %%
reveal("service-gap-left", gap[gone].mean())

# %% [markdown]
# −1.86 for the ten who left, −1.09 for the 74 who stayed (`gap[~gone].mean()`) [computed]. (A mean of customers, −1.18 in
# all; the −1.17 above is a mean of questions.) A wave looks better when the
# angriest have gone.
#
# **Six levels, three instruments.** Customers, managers and auditors ticked the same 1 to 7. What if your nine managers
# had said 6.1?

# %%
service_gap.diagnose(service_gap.gap_model(**normal | {"understood": 6.1}).sizes)[
    ["gap", "name", "size"]
].head(2)

# %% [markdown]
# Then gap 2 is the largest inside, −0.70 [computed]: the diagnosis hangs on nine people, so ask more of them. (That the levels
# form one chain is our reading of the figure [reconstructed].)

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/service_gap/service_gap.ipynb). There you write the gap of a dimension with
# missing answers, turn questions round, and diagnose a firm with your own numbers.
#
# - Run the `check(...)` cell below your answer as often as you like. It says in one sentence what is right, or what
#   is not right yet.
# - Stuck? `hint("service-gap-dimension")` gives a hint for the first task; run it again for the next one.
# - After the last hint, `solution("service-gap-dimension")` shows one way to do it.
#
# What service is made of, where it is felt, how standards are set, and what moves a customer's expectations stands in
# the [reader](10_service_gap_reader.ipynb) beside this lesson, with sets to sort, match and order.

# %% [markdown]
# ## What we now know
#
# - You can **compute** gaps, perceived less expected: −0.90 for reliability in December, between −1.10 and −0.71.
#   Reverse negative questions first, or the wrong department gets the blame.
# - You can **compare**. With a zone: reliability is below what customers accept, responsiveness is at the edge, and
#   nearly half of the customers find it below. In one wave: in June the lanes through Wuhan lay half a point
#   lower; in December nothing of it is left that is not chance.
# - You can **decide**. Gap 5 is the sum, not a cause. In June one failure opened gaps 3 and 4; in December gap 1 is
#   the largest, and closing it helps only if standards and delivery follow. Doubt the wording of the
#   expectations, who was asked, and who was left to be asked.

# %% [markdown]
# ## Memo
#
# Your director asks: "Where does service fall short, and what do we pay for?" Answer in five lines: what is missing,
# how sure that is, whether it was the hub, which gap to close first, what can be wrong with this.
#
# <details><summary>One way to write it</summary>
#
# 1. In December reliability fell short by 0.90 of 6 points, and two customers in three are below what they accept.
# 2. The interval is −1.10 to −0.71. Responsiveness may be as bad: the two intervals overlap.
# 3. The hub cost half a point on its lanes in June. That is over, and it is not our problem.
# 4. Our managers aim at 5.5 where customers expect 6.24. I ask for money to learn what they expect *and* to rewrite the
#    standards: the first without the second changes nothing for customers.
# 5. Nine managers are few, people expect "7" when they are asked, and the angriest have left. Ask again in June.
#
# </details>

# %% [markdown]
# ## More
#
# What follows goes further. Do it when you have time; the assignment asks for the weights. First: can you tell the
# gaps apart in what people say?

# %%
practice("service-gap-gaps")

# %% [markdown]
# ### What counts more
#
# Must all dimensions count the same? Customers of large US firms were asked to share out 100 points: 32 for
# reliability, 22 for responsiveness, 19, 16, and 11 for tangibles [published: Zeithaml, Parasuraman & Berry
# 1990]. Take these **weights** (权重) for now. Which way will the −0.55 move?

# %%
weights = {"tangibles": 11, "reliability": 32, "responsiveness": 22, "assurance": 19, "empathy": 16}
service_gap.servqual(perceived, expected, weights).weighted

# %% [markdown]
# **Read it.** −0.65 [computed]: the heaviest dimensions are those that fall short most. Weights are divided by
# their sum, so 11 and 0.11 say the same.
#
# But a study of several services in India found no fixed order at all [published: Sachdev & Verma 2004]. Say that hurried
# customers give 30 points to responsiveness and 24 to reliability [invented]. How much does each dimension take from the
# score?

# %%
equal = levels["gap"] * 20 / 100
hurried = levels["gap"] * [11, 24, 30, 19, 16] / 100
pd.DataFrame({"equal": equal, "hurried customers": hurried}).round(2)

# %% [markdown]
# Now responsiveness costs more than reliability: −0.24 against −0.22 [computed]. So ask your own customers, and say whose
# weights you used.
#
# A grid of what matters against how well you do it is called **importance–performance analysis** (重要性-表现分析)
# [published: Martilla & James 1977]. Do it twice: first with what customers perceive, then with the gaps. Both
# lines are cut at the means. Guess where reliability lands.

# %%
value.importance_performance(weights, levels["perceived"])[["item", "quadrant"]]

# %%
value.importance_performance(weights, levels["gap"])[["item", "quadrant"]]

# %% [markdown]
# **Read it.** By what customers perceive, reliability says `keep_up`: leave it as it is. By the gap, it says
# `concentrate_here` [computed]. Same customers, same day, opposite advice. Whoever shows you such a grid, ask
# what "performance" is: a level, or a level against what was expected? And do not trust its labels too far: assurance
# falls short by half a point, and is called `possible_overkill`. The lines are means, so something always lies above.

# %% [markdown]
# ### The zone under sliders
#
# Customers get used to good service: move the adequate level. How far can it rise, from the start, until only two
# dimensions are inside? (To just above 5.5 [computed]. One dimension is outside from the start: it is better than
# desired.)

# %%
explore("service-gap-zone")

# %% [markdown]
# ### Gaps, or perceptions alone
#
# Both answers carry chance, and their difference carries both. Compare the alphas of responsiveness: perceived,
# expected, and the differences.

# %%
slow_p, slow_e = december.loc[:, "P10":"P13"], december.loc[:, "E10":"E13"]
[round(survey.cronbach_alpha(table), 2) for table in (slow_p, slow_e, slow_p - slow_e.to_numpy())]

# %% [markdown]
# 0.81, 0.76, and only 0.74 for the difference [computed], an old objection [published: Brown, Churchill & Peter 1993]. In
# four trades, perceptions alone explained the overall judgement better than gaps [published: Cronin & Taylor 1992]. Which
# goes more closely with your customers' overall mark?

# %%
by_gap = (perceived - expected.to_numpy()).mean(axis=1).corr(december["overall"])
by_perception = perceived.mean(axis=1).corr(december["overall"])
pd.Series({"gap": by_gap, "perception": by_perception}).round(2)

# %% [markdown]
# Here the gap wins, 0.60 against 0.38 [computed], because some of our simulated customers tick high everywhere, which
# cancels out in a difference [invented]. Compute both ways; if they disagree, say so.
#
# ### Five dimensions, or one
#
# Later studies found fewer than five or more; in Australian hotels three [published: Mei, Dean & White 1999]. Does a
# high alpha of all 22 questions prove that there is one?

# %%
survey.cronbach_alpha(perceived)

# %% [markdown]
# 0.88 [computed], and we put five dimensions into these data. Alpha cannot count dimensions.
#
# ### What will it bring
#
# From better work inside the firm to profit leads the **service-profit chain** (服务利润链) [published: Heskett et al.
# 1994]. It gives no numbers for its links. Say that work inside improves by 5 %, and each of five links passes on 0.8 or
# 0.5 of it [invented]. In per cent:

# %%
links = ["staff", "value", "satisfaction", "loyalty", "profit"]
chains = [service_gap.service_profit_chain(0.05, dict.fromkeys(links, passed)) for passed in (0.8, 0.5)]
(100 * pd.DataFrame({"0.8": chains[0]["change"], "0.5": chains[1]["change"]})).set_axis(links).round(2)

# %% [markdown]
# 1.64 % more profit, or 0.16 %, ten times less [computed]. Nobody has measured these links in your firm.
