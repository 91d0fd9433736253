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
# The firm is simulated: a computer drew every customer, shipment and answer by fixed rules [invented]. So you
# practise on it, and you learn nothing about real firms.

# %% [markdown]
# ## Look
#
# Get the tools and the firm. Two hundred contracts come with everything that was shipped, asked and paid.

# %%
import pandas as pd

from crmlab import datasets, explore, practice, service_gap, show, survey, value

firm = datasets.make_logistics(customers=200, seed=1)
firm

# %% [markdown]
# The questionnaire goes out every June and December. The file runs to the end of 2025, but for you it is
# January 2025. So leave the future out.

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
# ticked 5 and 7: two points are missing [computed]. An answer of 5 alone would have told you much less.

# %% [markdown]
# ## Compute and read it
#
# ### A gap for each question
#
# The **gap** (差距) is perceived service *less* expected service. Below 0, service falls short. Keep to this order:
# some books turn it round, and then a minus is good news. (One gap that you meet later, gap 4, is bad *above* 0.)
#
# Guess first: will the average customer find your delivery dates better than expected, or worse?

# %%
perceived, expected = december.loc[:, "P01":"P22"], december.loc[:, "E01":"E22"]
service_gap.gaps(perceived, expected).round(2)

# %% [markdown]
# **Read it.** Question 5: expected 6.20, perceived 5.35, a gap of −0.85 [computed]. Questions 1 to 4 are close
# to 0: there customers get what they expect. Some customers skip questions. For each question the table
# counts only those who answered it both times, so that both means speak of the same people.

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

# %% [markdown]
# **Read it.** The largest shortfall is reliability, −0.90; responsiveness follows with −0.80 [computed].
# Look at the column `perceived`, too: there reliability is the *best* of the five. Customers rate it highest
# and still miss most, because they expect most of it.
#
# One number for the whole firm is the mean of the five dimensions. Each counts once, whether it has four
# questions or five.

# %%
quality.unweighted

# %% [markdown]
# **Read it.** −0.55 [computed]. The number is good for one thing: to compare with the same number of another
# month. It does not say where to work. Now check that you can tell the five apart.

# %%
practice("service-gap-five")

# %% [markdown]
# ### A question asked the other way round
#
# Nine of the 22 questions of 1988 were worded negatively [published: Parasuraman, Zeithaml & Berry 1988]. "You
# have to wait for an answer": here a 7 is bad. Your form has no such question. So make one: pretend that
# question 12 was printed like this, for what customers perceive [invented]. `reverse` turns its answers round: 1
# becomes 7, 2 becomes 6.
#
# Nobody at the firm remembers the wording, and the file goes straight into the calculator. Which dimension
# will look worst?

# %%
raw = survey.reverse(perceived, items=12)
service_gap.servqual(raw, expected).dimensions.round(2)

# %% [markdown]
# **Read it.** Responsiveness, with −1.31 [computed]. A whole department would be told to answer the telephone
# faster, because of one sentence on a form. How could you have seen it? Four questions on one dimension
# should rise and fall together. **Cronbach's alpha** (克龙巴赫 α 系数) measures it: 1 when they agree wholly. Before
# you run it: what is it for four questions of which one points the other way?

# %%
survey.cronbach_alpha(raw.loc[:, "P10":"P13"])

# %% [markdown]
# Now turn question 12 round again, as a careful analyst does before anything else.

# %%
turned = survey.reverse(raw, items=12)
survey.cronbach_alpha(turned.loc[:, "P10":"P13"])

# %% [markdown]
# **Read it.** From −0.06 to 0.81 [computed]. Above 0.7 is usually taken as good enough; around 0 the questions
# contradict one another. So look at alpha before you look at gaps.

# %% [markdown]
# ### What counts more
#
# Must all dimensions count the same? Customers of large US firms were asked to share out 100 points: 32 for
# reliability, 22 for responsiveness, 19, 16, and 11 for tangibles [published: Zeithaml, Parasuraman & Berry
# 1990]. Take these **weights** (权重) for now. You will doubt them later. Which way will the −0.55 move?

# %%
weights = {"tangibles": 11, "reliability": 32, "responsiveness": 22, "assurance": 19, "empathy": 16}
service_gap.servqual(perceived, expected, weights).weighted

# %% [markdown]
# **Read it.** −0.65 [computed]: the heaviest dimensions are those that fall short most. Weights are divided by
# their sum, so 11 and 0.11 say the same.
#
# A grid of what matters against how well you do it is called **importance–performance analysis** (重要性-表现分析)
# [published: Martilla & James 1977]. Do it twice: first with what customers perceive, then with the gaps. Both
# lines are cut at the means. Guess where reliability lands.

# %%
levels = quality.dimensions.set_index("dimension")
value.importance_performance(weights, levels["perceived"])[["item", "quadrant"]]

# %%
value.importance_performance(weights, levels["gap"])[["item", "quadrant"]]

# %% [markdown]
# **Read it.** By what customers perceive, reliability says `keep_up`: leave it as it is. By the gap, it says
# `concentrate_here` [computed]. Same customers, same day, opposite advice. Whoever shows you such a grid, ask
# what "performance" is: a level, or a level against what was expected? And do not trust its labels too far: assurance
# falls short by half a point, and is called `possible_overkill`. The lines are means, so something always lies above.

# %% [markdown]
# ### How sure is it
#
# 99 people answered. Another 99 would have ticked other boxes. So draw 99 answers from these 99 by lot (one may come
# twice, another not at all), compute the gaps, and repeat that 2,000 times: this is the **bootstrap** (自助法).
# The middle 95 % of the results is a **confidence interval** (置信区间). `seed` fixes the lots, so that you get the same table twice.

# %%
service_gap.gap_intervals(perceived, expected, seed=1).round(2)

# %% [markdown]
# **Read it.** Reliability lies between −1.10 and −0.71, responsiveness between −0.97 and −0.63 [computed]. The
# two overlap by much. "Reliability is worst" may be chance; "both fall short" is not. (Overlap is a warning, not a
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
# From 93 % down to 67 %, and back to 95 % the month after [computed]. Now the gaps of every wave until
# today. Guess: how large was the gap of reliability *before* the hub failed?

# %%
waves = {}
for day, wave in answers.groupby("date"):
    result = service_gap.servqual(wave.loc[:, "P01":"P22"], wave.loc[:, "E01":"E22"])
    waves[f"{day:%Y-%m}"] = result.dimensions.set_index("dimension")["gap"]
pd.DataFrame(waves).round(2)

# %% [markdown]
# **Read it.** In June 2024 reliability drops to −1.17. But it was −0.86 half a year before, and it is −0.90
# half a year later [computed]. The hub explains about 0.3 points of one wave. The rest was there before it and is
# still there. One more test: in June, compare customers whose main lane runs through Wuhan with the others.

# %%
june = answers[answers["date"] == "2024-06-30"]
lane = june["customer_id"].map(firm.contracts.set_index("customer_id")["main_lane"])
through_wuhan = lane.isin(["Shanghai–Changsha", "Shanghai–Chongqing", "Shanghai–Chengdu"])
reliability = june.loc[:, "P05":"P09"].mean(axis=1) - june.loc[:, "E05":"E09"].mean(axis=1)
reliability.groupby(through_wuhan).mean().round(2)

# %% [markdown]
# **Read it.** With their lane through Wuhan: −1.49. On the other lanes: −0.92, about the usual gap [computed].
# The failure was real, and its traces are where they should be. But something else costs you most of a point, in
# every wave, on every lane.

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
zone = service_gap.zone_of_tolerance(
    perceived=levels["perceived"],
    adequate=december.filter(like="adequate_").mean(),
    desired=december.filter(like="desired_").mean(),
)
pd.DataFrame(vars(zone), index=levels.index).round(2)

# %% [markdown]
# **Read it.** Only reliability is outside: 0.44 points below the least that customers accept. Responsiveness is
# inside, by no more than 0.07 [computed]. The gaps were almost equal, the zones are not: your customers accept a slow
# answer more easily than a late lorry.
#
# But a mean hides people. Responsiveness is inside, assurance well inside. How many customers find each of them below
# *their own* adequate level? Guess, then run the cell.

# %%
blocks = {"reliability": ("P05", "P09"), "responsiveness": ("P10", "P13"), "assurance": ("P14", "P17")}
for name, (first, last) in blocks.items():
    adequacy = december.loc[:, first:last].mean(axis=1) - december[f"adequate_{name}"]
    print(name, f"{(adequacy.dropna() < 0).mean():.0%}")

# %% [markdown]
# **Read it.** For two customers in three, reliability is below what they accept; for responsiveness it is still 45 %, and
# for assurance 21 % [computed]. "Inside the zone" is said of an average customer, and nobody is that customer. (The
# adequate level is a single tick, so take these shares as rough.) Now tell the levels apart in what people say.

# %%
practice("service-gap-levels")

# %% [markdown]
# ### Where it is felt
#
# A customer does not meet your average. He meets people: on the telephone, at the ramp, on an invoice. Each
# such contact is a **moment of truth** (关键时刻). There he compares what he gets with what he expected, and so
# **perceived service quality** (感知服务质量) is made. Which contacts decide? The **critical incident technique**
# (关键事件技术) collects stories of very good and very bad ones: see the [reader](10_service_gap_reader.ipynb).
#
# The closed chain of contacts is a **service cycle** (服务圈). Here is one shipment. The minutes are those of the
# customer's own staff; the probability says how often nothing goes wrong [invented]. Guess: what share of the
# shipments passes all six steps without a failure?

# %%
names = ["order", "pick-up", "track", "delivery", "papers", "invoice"]
steps = pd.DataFrame({"step": names, "minutes": [5, 15, 4, 20, 6, 10]})
steps["probability"] = [0.99, 0.97, 0.98, 0.93, 0.98, 0.97]
service_gap.service_cycle(steps)

# %% [markdown]
# **Read it.** Only 83 % [computed]. Did you guess 97 %, the mean of the six? The customer needs every step, so
# probabilities multiply. Each department reports at least 93 %, and one customer in six has a bad story. (The
# product holds if failures are independent. If they come together, more shipments are free of them.)
#
# Seven things shape what a customer perceives [source document]. Test callers rated your service desk on them, from
# 1 to 7 [invented]:
#
# | rules kept | initiative of staff | ease of access | communication | reputation | safety | understanding the customer |
# |---|---|---|---|---|---|---|
# | 6 | 4.5 | 5 | 4.5 | 5.5 | 6 | 3.5 |

# %%
ratings = {"rules": 6, "initiative": 4.5, "access": 5, "communication": 4.5, "reputation": 5.5, "safety": 6}
ratings["understanding the customer"] = 3.5
value.weighted_score(ratings)

# %% [markdown]
# **Read it.** The mean is 5.00, a fair mark. The weakest is understanding the customer [computed]. Keep it in mind:
# it will come back.

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
# Gaps 1 to 4: each is one level less the one above it. Gap 5: the last level less the first. Below 0 is bad, but for
# gap 4: above 0, more is promised than delivered. Where is the biggest step down? (In the cell, `|` adds entries to
# a dictionary or replaces them, and `**` hands them over by name.)

# %%
normal = {"expected": 6.24, "understood": 5.5, "specified": 5.4}
normal |= {"delivered": 5.3, "promised": 5.6, "perceived": 5.34}
show(service_gap.gap_model, **normal)

# %% [markdown]
# **Read it.** Gap 5 is the **customer gap** (顾客差距): −0.90, what you set out to explain. Gaps 1 to 4 lie inside
# the firm. Gap 4 is bad, and yet its +0.30 makes the sum *better*; the rest, −0.26, takes most of that back: customers
# perceive less than you promise, a step without a name [computed]. All five steps add up to gap 5. Now rank them.

# %%
ranked = service_gap.diagnose(service_gap.gap_model(**normal).sizes)
ranked[["gap", "name", "size"]]

# %% [markdown]
# **Read it.** Gap 5 comes first, and it is no cause: it is the sum. The largest gap inside the firm is gap 1,
# the **listening gap** (认知差距), −0.74 [computed]. Managers think that 5.5 is enough. The standards ask for almost
# that, and staff deliver almost that. Nobody works badly. They work well towards the wrong target. Test callers told
# you so: understanding the customer was weakest.
#
# What closes it?

# %%
print(ranked.loc[1, "remedy"])

# %% [markdown]
# And June? Managers, standards and promises were the same. Auditors rated what was done at 4.6 [invented]; the
# other two levels are those of the survey. Which gaps open?

# %%
failure = normal | {"expected": 6.38, "delivered": 4.6, "perceived": 5.21}
service_gap.diagnose(service_gap.gap_model(**failure).sizes)[["gap", "name", "size"]]

# %% [markdown]
# **Read it.** Gap 3, the **performance gap** (传递差距), grows from −0.10 to −0.80. Gap 4, the **communication gap**
# (沟通差距), grows from 0.30 to 1.00, and now it is the largest inside the firm [computed]. But nobody advertised
# more. What was delivered fell, and so *two* gaps opened. The largest gap is not always the cause. Ask what moved.
#
# Since July gap 3 is closed again. So is gap 1 the one to close? Suppose that managers learn what customers expect,
# and nothing else changes.

# %%
show(service_gap.gap_model, **(normal | {"understood": 6.24}))

# %% [markdown]
# **Read it.** Gap 1 is closed. Gap 2, the **design gap** (规范差距), is now −0.84, and gap 5 has not moved [computed].
# Customers notice nothing until standards and delivery follow. Listening is the first step, not the cure.
#
# **Your answer.** Service falls short in reliability, below what customers accept. The hub caused a third of a
# point, once, and works again. The lasting cause is gap 1: your managers aim too low. It is worth closing first,
# because every later step is measured against it; and the money is wasted unless gap 2 follows.

# %%
practice("service-gap-gaps")

# %% [markdown]
# ## Try it
#
# Here is one call to play with. Change a level and run it again. Which gaps move, and which do not?

# %%
service_gap.gap_model(perceived=5, expected=8, understood=7, specified=6.5, delivered=5, promised=7).sizes

# %% [markdown]
# The same function under sliders, here on a scale from 0 to 10. The picture is the chain of levels.

# %%
explore("service_gap-five-gaps")

# %% [markdown]
# And the zone of tolerance. Customers get used to good service: move the adequate level.

# %%
explore("service_gap-zone")

# %% [markdown]
# 1. Five gaps, at the start: you may raise one level by one point. Which one closes a gap and opens none?
# 2. Take the case *Good service, loud advertising*. There are two ways to close gap 4. What do they do to gap 5?
# 3. Zone, at the start: how far can the adequate level rise until only two dimensions are inside?
#
# <details><summary>Compare your answers</summary>
#
# All numbers here are [computed]. 1: `delivered`: gap 3 shrinks from −1.50 to −0.50 and gap 4 from 2.00 to 1.00.
# A higher `understood` or `specified` opens the gap after it. A higher `promised` opens gap 4. 2: Promise 7 in place
# of 9, or deliver 9 in place of 7. Neither moves gap 5: the model splits a gap that you measured. It does not predict
# what customers will perceive. 3: To just above 5.5. One dimension is outside from the start: it is better than
# desired.
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **Which weights?** The 32 and the 11 come from customers of a few large US firms, about 1990. A study of several
# services in India found no fixed order at all [published: Sachdev & Verma 2004]. Two ways to share out the points:
# how much does each dimension take from the score?

# %%
equal = levels["gap"] * 20 / 100
hurried = levels["gap"] * [11, 24, 30, 19, 16] / 100
pd.DataFrame({"equal": equal, "hurried customers": hurried}).round(2)

# %% [markdown]
# With 30 points for responsiveness and 24 for reliability [invented], responsiveness costs more: −0.24 against −0.22
# [computed]. So ask your own customers. And say whose weights you used.
#
# **A difference of two doubts.** Both answers carry chance. Their difference carries both. Compare the alphas of
# responsiveness: perceived, expected, and the differences.

# %%
slow_p, slow_e = december.loc[:, "P10":"P13"], december.loc[:, "E10":"E13"]
differences = slow_p - slow_e.to_numpy()
[round(survey.cronbach_alpha(table), 2) for table in (slow_p, slow_e, differences)]

# %% [markdown]
# 0.81, 0.76, and only 0.74 for the difference [computed]. This is an old objection to gaps [published: Brown,
# Churchill & Peter 1993]. Another one: are expectations needed at all? In four trades, perceptions alone explained
# the overall judgement better than gaps did [published: Cronin & Taylor 1992]. Test it on your customers: which goes
# more closely with their overall mark?

# %%
by_gap = (perceived - expected.to_numpy()).mean(axis=1).corr(december["overall"])
by_perception = perceived.mean(axis=1).corr(december["overall"])
pd.Series({"gap": by_gap, "perception": by_perception}).round(2)

# %% [markdown]
# Here the gap wins, 0.60 against 0.38 [computed]. That proves nothing about real customers. Our simulated ones have a
# habit: some tick high everywhere. It cancels out in a difference, and the overall mark is free of it [invented]. Both
# sides of this dispute measured real people, and it is not settled. Compute both ways; if they disagree, say so.
#
# **Five dimensions?** The source document calls them five elements and gives another author [source document];
# Parasuraman, Zeithaml & Berry published them in 1988. Later studies found fewer or more; in Australian hotels three
# [published: Mei, Dean & White 1999]. Does a high alpha of all 22 questions prove that there is one?

# %%
survey.cronbach_alpha(perceived)

# %% [markdown]
# 0.88 [computed], and we put five dimensions into these data. Alpha grows with the number of questions. It cannot count
# dimensions.
#
# **Who would expect less?** Asked what they expect, people tick high. What share of the expectations of reliability
# is a 7?

# %%
f"{(december.loc[:, 'E05':'E09'] == 7).mean().mean():.0%}"

# %% [markdown]
# 40 % [computed]. Nobody can exceed a 7, so there the gap can only be 0 or below. The authors saw that "should"
# asks for wishes, and changed the wording of their own form [published: Parasuraman, Berry & Zeithaml 1991]. A gap below
# 0 is partly a fact about the question.
#
# **Who did not answer?** Ask the contracts who answered in June and had left before January.

# %%
ended = june["customer_id"].map(firm.contracts.set_index("customer_id")["end"])
int((ended < "2025").sum())

# %% [markdown]
# Ten of the 84 [computed]. Nobody asked them in December. A wave looks better when the angriest have gone.
#
# **Six levels, three instruments.** Customers, managers and auditors ticked the same 1 to 7, but a 5.5 need not mean
# the same to them. And that the levels form one chain that adds up is our reading of the figure [reconstructed]. If
# your managers had said 6.1, gap 2 would be the largest. So ask more than nine managers.
#
# **Moments of truth.** An airline counted 50 million of them a year: 10 million passengers, five contacts each, of 15
# seconds [published: Carlzon 1987]. The multiplication is right. That such moments decide the fate of a firm is a
# conviction: nobody measured which of the 50 million mattered.
#
# **What will it bring?** From better work inside the firm to profit leads the **service-profit chain** (服务利润链)
# [published: Heskett et al. 1994]. It gives no numbers for its links. Say that work inside improves by 5 %, and each of
# five links passes on 0.8 or 0.5 of it [invented]. In per cent:

# %%
links = ["staff", "value", "satisfaction", "loyalty", "profit"]
chains = [service_gap.service_profit_chain(0.05, dict.fromkeys(links, passed)) for passed in (0.8, 0.5)]
(100 * pd.DataFrame({"0.8": chains[0]["change"], "0.5": chains[1]["change"]})).set_axis(links).round(2)

# %% [markdown]
# 1.64 % more profit, or 0.16 %: ten times less, from numbers that nobody has measured in your firm [computed].

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
# What service is made of, how standards are set, and what moves a customer's expectations stands in the
# [reader](10_service_gap_reader.ipynb) beside this lesson, with sets to sort, match and order.

# %% [markdown]
# ## What we now know
#
# - You can **compute** gaps, perceived less expected: −0.90 for reliability in December, between −1.10 and −0.71.
#   Turn negative questions round first, or the wrong department gets the blame.
# - You can **compare**. With a zone: reliability is below what customers accept, responsiveness is inside, and one
#   customer in five is below even where the mean is fine. With another month: June cost 0.3 points more, and the
#   rest was there before.
# - You can **decide**. Gap 5 is the sum, not a cause. In June one failure opened gaps 3 and 4; in December gap 1 is
#   the largest, and closing it helps only if standards and delivery follow. Doubt the weights, the wording of the
#   expectations, and who was asked.
