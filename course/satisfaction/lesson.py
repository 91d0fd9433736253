# %% [markdown]
# # Satisfaction: an index falls, and who stays
#
# **About 55 minutes (an estimate) · needs a little pandas: a column, a filter, a mean · gives an index of
# satisfaction with its error, and a reasoned answer to "it fell by three points: does it matter?"**
#
# You will be able to:
#
# - **compute** satisfaction as a difference, a ratio and an index, and the error of an index, of its change, and of a
#   net promoter score;
# - **compare** two years, two measures and two ways from quality to loyalty on one scale;
# - **decide** whether a change is more than chance, and what it says of who stays.
#
# A mark shows where the numbers before it come from. [source document] is the teaching text behind this
# course. [published] is a book or article with a name. [computed] is a cell nearby, sometimes with one
# step more in your head. [invented] is ours, for practice. [reconstructed] means: the original is lost, and
# this is our reading of it.

# %% [markdown]
# ## The question
#
# It is January 2025. You look after the branch in Qingpu (青浦) of the logistics firm that you know: 400 contracts
# since it began, 264 of them in force now, simulated by fixed rules [invented], so you learn nothing here about
# real firms. A trade association asks 250 customers of each carrier once a year. Your director reads in its report:
# "Satisfaction with your firm: 75, last year 78" [invented], and writes to you:
#
# *The index fell from 78 to 75. Is it real, and does it matter for who stays?*
#
# Lesson 10 measured service question by question, perceived less expected. A director wants one number. This lesson
# says what such a number can tell you, and what it cannot.

# %% [markdown]
# ## Look
#
# Get the tools and your own survey. Every June and December, customers with a contract are asked. `overall` is "How
# satisfied are you?", `against_expectations` and `against_ideal` compare you with what was expected, and with the
# ideal. These three go from 1 to 10. `recommend` is "How likely is it that you recommend us?", from 0 to 10.

# %%
import pandas as pd
from scipy.stats import linregress

from crmlab import datasets, explore, guess, picture, practice, reveal, satisfaction, show, survey, value

firm = datasets.make_logistics(customers=400, seed=18)
three = ["overall", "against_expectations", "against_ideal"]
asked = firm.survey[firm.survey["date"] < "2025"]
answers = asked[["customer_id", "date", *three, "recommend"]].dropna()
answers.head(3)

# %%
waves, signed = answers.groupby("date"), firm.contracts
in_force = [len(signed.query(f"start <= '{day}' and not end <= '{day}'")) for day in waves.groups]
waves[three].mean().round(2).assign(answered=waves.size(), asked=in_force)

# %% [markdown]
# **Read it.** In December 2023, 173 of the 275 who were asked answered all four questions, 63 %; a year later 155
# of 264, 59 % [computed]. All three means fell from December to December. June 2024 is lowest. That was the month
# in which the hub in Wuhan failed; lesson 10 tested it for reliability.
#
# A customer who never complained may still have given low answers. Take December 2023. Of the customers who
# answered and had *not* complained in the half-year before, which share has a mean below 5.5, the middle of the
# scale?

# %%
guess("satisfaction-silent")

# %%
before = answers[answers["date"] == "2023-12-31"].set_index("customer_id")
told = firm.complaints.query("'2023-06-30' < date <= '2023-12-31'")["customer_id"]
below = before[three].mean(axis=1) < 5.5
low, low_told = below[~below.index.isin(told)], below[below.index.isin(told)]
reveal("satisfaction-silent", low.mean())
f"without a complaint: {low.sum()} of {len(low)}, {low.mean():.1%}; with one: {low_told.sum()} of {len(low_told)}"

# %% [markdown]
# **Read it.** 15 of the 143 who had not complained, and 7 of the 30 who had [computed]. A complaint says something.
# No complaint is not the same as satisfied; the standard ISO 9000 says so, too [source document].

# %% [markdown]
# ## Compute and read it
#
# ### Difference, ratio, index
#
# A source document divides: C = b / a, perceived by expected value [source document]. Two services, judged
# on the same scale [invented]: with A, customers expected 2 and perceived 4; with B, they expected 6 and perceived 9.

# %% rows="SAT-05 SAT-06"
show(satisfaction.index, perceived=4, expected=2)

# %% [markdown]
# (*Delighted* is the source's *very satisfied*.) Now the difference. The result is yours to fill
# in. Below it stand both measures of both services.

# %%
show(satisfaction.disconfirmation, perceived=4, expected=2, blanks=1)

# %%
perceived, expected = pd.Series({"A": 4, "B": 9}), pd.Series({"A": 2, "B": 6})
pd.DataFrame({"ratio": perceived / expected, "difference": perceived - expected})

# %%
picture("satisfaction-ratio", perceived=4, expected=2)

# %% [markdown]
# **Read it.** By the ratio A is better, 2 against 1.5. By the difference, B is better, 3 against 2 [computed]. The
# difference, above or below 0, is the **disconfirmation** (期望不一致); satisfaction is the feeling that follows
# [published: Oliver 1980]. (Lesson 09 took the difference itself as its number for satisfaction.) Lesson 04 had the
# same disagreement, there between value and cost. In the picture, A is the diamond and B the square: B lies below
# the line of equal ratio and above the line of equal difference.
#
# A **customer satisfaction index** (顾客满意度指数) is a third thing. A source document defines it by comparing perceived
# effect with expected value [source document]. The indices that countries publish bring a mean answer to 0–100;
# they do not divide by an expectation. The American index, of the **ACSI model** (美国顾客满意度指数模型), takes the three
# questions of your survey, 1 to 10 [published: Fornell, Johnson, Anderson, Cha & Bryant 1996]. The answers are 8, 7
# and 7. Here each counts the same; the published index estimates a weight for each. What is the index?

# %%
guess("satisfaction-acsi")

# %% rows="SAT-07"
of_three = show(satisfaction.acsi, [8, 7, 7])
reveal("satisfaction-acsi", of_three.value)
of_three

# %% [markdown]
# **Read it.** 70.37, and not ten times the mean answer [computed]. The lowest answer is 1, and the index begins
# there: 6.33 of 9 steps. And 70.37 is a *place* between worst and best. It does not say that 70 % of the customers
# are satisfied.

# %% [markdown]
# ### Where the scale begins
#
# Somebody prints new numbers on your form: every box gets a number that is 3 higher. Customers tick the same
# boxes. For service A, 4 and 2 become 7 and 5. What is C now?

# %%
guess("satisfaction-shift")

# %%
moved = pd.DataFrame({"ratio": (perceived + 3) / (expected + 3), "difference": perceived - expected})
reveal("satisfaction-shift", moved.loc["A", "ratio"])
moved.round(2)

# %% [markdown]
# **Read it.** 1.40 in place of 2. B has 12 / 9 or 1.33 in place of 1.50 [computed]. The differences stay. A ratio
# needs a zero that means "nothing at all", as money has and a form from 1 to 10 has not. On your form, use the
# difference, or the index.

# %% [markdown]
# ### An index and its error
#
# Now the fall from 78 to 75. The association asked 250 people each year. Other people would have given other
# answers. How far may that alone move a result? For a share there is an old rule.

# %%
guess("satisfaction-country")

# %% rows="SAT-15"
people = [survey.sample_size(0.05, population=size) for size in (1000, 1_000_000, 1_400_000_000)]
reveal("satisfaction-country", people[-1])
people

# %% [markdown]
# **Read it.** 385, in a city of a million as in a country of 1.4 billion: 1.96² × 0.25 / 0.05², if people are
# drawn at random (随机). The 0.05 are the 5 points. 0.25 is 0.5 × 0.5, the largest variance that a yes or no can have.
# And 95 of 100 draws come out within 1.96 errors of the truth; below, this becomes "two errors". A firm with 1,000
# customers needs 278 [computed]. In a large population, the error depends on how many answer, and hardly on how
# many there are.
#
# An index is a mean of answers. Its **standard error** (标准误) is their standard deviation, divided by the root of
# their number. Two years have two errors, and a *change* has both: their squares add up. The report does not give
# the standard deviation of single answers. Suppose 20 points [invented].

# %%
guess("satisfaction-two-errors")

# %%
spread = {"sd_before": 20, "sd_after": 20}
change = show(satisfaction.index_change, before=78, after=75, **spread, answers_before=250, answers_after=250)
reveal("satisfaction-two-errors", 2 * change.value.error)
change

# %% [markdown]
# **Read it.** 400 / 250 + 400 / 250 is 3.2, and its root 1.79: the error of the change. Two errors are 3.58 points
# [computed]. The fall of 3 is smaller. Chance alone can produce it. (If nothing had changed, about 95 of 100 such
# pairs of surveys would differ by less.) That does not prove that nothing fell. The question is *open*.
#
# With 1,000 answers each year, would the same fall be more than chance? The result is yours.

# %%
show(satisfaction.index_change, 78, 75, 20, 20, 1000, 1000, blanks=1)

# %%
answered = {"answers_before": 1000, "answers_after": 1000}
picture(satisfaction.index_change, before=78, after=75, **spread, **answered)

# %% [markdown]
# **Read it.** Yes: two errors are 1.79, half of 3.58 [computed]. Four times the answers halve the error. Now your own
# branch, December against December. `index` is the index of each customer.

# %%
answers["index"] = (answers[three].mean(axis=1) - 1) / 9 * 100
years = answers[answers["date"].isin(pd.to_datetime(["2023-12-31", "2024-12-31"]))]
wave = years.groupby("date")["index"].agg(["mean", "std", "size"]).round(2)
wave

# %%
(m1, s1, n1), (m2, s2, n2) = wave.to_numpy()
show(satisfaction.index_change, m1, m2, s1, s2, int(n1), int(n2), blanks=2)

# %% [markdown]
# Look at `std`, too. Your customers spread by 13.5 and 13.7 points, not by 20. What if the association's answers
# spread as yours do?

# %%
at_250 = 2 * satisfaction.index_change(78, 75, s1, s2, 250, 250).error
f"{m2 - m1:.2f}, two errors {2 * (s1**2 / n1 + s2**2 / n2) ** 0.5:.2f}; the association's two errors: {at_250:.2f}"

# %% [markdown]
# **Read it.** 66.67 to 64.47: −2.20, and two errors are 3.02 points. By this rule your branch leaves the question
# open, too. (It is a rule for different people, drawn from many. You asked everybody, and some answered twice: see
# *More*.) But with your spread the association's two errors are 2.44, and its fall of 3 *is* more than chance
# [computed]. So ask for its spread.
#
# **Your two lines.** From December 2023 to June 2024 the index fell by 7.30. `june` has the answers. Write the
# error of June's index, and the error of the change, where the error of December is `s1 / n1**0.5`.

# %%
june = answers.loc[answers["date"] == "2024-06-30", "index"]
error_june = None  # your first line
error_change = None  # your second line
error_june, error_change

# %% [markdown]
# <details><summary>Compare</summary>
#
# `error_june = june.std() / len(june) ** 0.5` and `error_change = (error_june**2 + (s1 / n1**0.5) ** 2) ** 0.5`:
# 1.27 and 1.63. The fall of 7.30 is more than four errors. Chance alone hardly makes that.
#
# </details>

# %% [markdown]
# ### Paths from quality to staying
#
# Where does satisfaction come from, and where does it lead? The American index draws arrows. The numbers
# on them are invented here: points of the effect for a point of the cause.

# %% rows="SAT-09"
model = satisfaction.model_paths("acsi").assign(coefficient=[0.4, 0.1, 0.1, 0.6, 0.5, 0.3, -0.4, 0.5, -0.2])
model

# %% [markdown]
# Along a path the numbers multiply. Different paths add up. **Perceived quality** (感知质量) rises by 10 points. By how
# many points does loyalty rise, over all paths?

# %%
guess("satisfaction-total")

# %%
effects = satisfaction.path_effects(model)
quality = effects.query("cause == 'quality' and effect == 'loyalty'")["total"].item()
reveal("satisfaction-total", 10 * quality)
effects[effects["effect"].isin(["satisfaction", "loyalty"])].round(3)

# %% [markdown]
# **Read it.** By 3.9 points [computed], although no arrow leads from quality to loyalty. By hand: quality reaches
# satisfaction directly with 0.5, and over value with 0.6 × 0.3 = 0.18, together 0.68. Satisfaction reaches loyalty
# with 0.5, and over fewer complaints with (−0.4) × (−0.2) = 0.08, together 0.58. And 0.68 × 0.58 is 0.394.
#
# An arrow is what its author assumed. You doubt it below.

# %% [markdown]
# ### Net promoter score
#
# Analysts ask for another number. Who answers 9 or 10 to "recommend" is a *promoter* (推荐者), who answers 0 to 6 a
# *detractor* (贬损者). The **net promoter score** (净推荐值) is the share of the promoters less that of the detractors, of
# *all* answers [published: Reichheld 2003]. First the usual summary of December 2023: the mean, `low` and `high`
# about two errors away from it, and `top_two`, the share of 9 and 10.

# %% rows="SAT-15"
survey.summary(before[["recommend"]], lowest=0).round(2)

# %% [markdown]
# Your mean answer is 7.28 of 10 [computed]. What is the score, in points from −100 to 100?

# %%
guess("satisfaction-promoters")

# %%
sides = pd.DataFrame({"promoters": answers["recommend"] >= 9, "detractors": answers["recommend"] <= 6})
shares = sides.groupby(answers["date"]).mean().assign(answers=answers.groupby("date").size()).iloc[1:3]
nps = satisfaction.net_promoter(shares["promoters"], shares["detractors"], shares["answers"])
reveal("satisfaction-promoters", nps.score[0])
shares.round(3).assign(score=nps.score, spread=nps.spread, error=nps.error).round(2)

# %% [markdown]
# **Read it.** −7.5: there were more detractors than promoters, with a mean above 7 [computed]. Its error is 5.7
# points: single answers count 100, 0 or −100, so they spread by 75.3 points, and 75.3 / √173 is 5.7 [computed].
#
# Does it show the failure of June better or worse than the mean of the same answers? Give both as *errors*: the
# fall, divided by its own error.

# %%
mean = answers.groupby("date")["recommend"].agg(["mean", "std", "size"]).iloc[1:3]
fall = mean["mean"].diff().iloc[1] / (mean["std"] ** 2 / mean["size"]).sum() ** 0.5
fall_nps = (nps.score[1] - nps.score[0]) / (nps.error**2).sum() ** 0.5
round(float(fall), 2), round(float(fall_nps), 2)

# %% [markdown]
# **Read it.** The mean fell by 3.84 of its errors, the score by 3.37 of its own [computed]. For this fall the score
# would need about (3.84 / 3.37)² or 1.3 times the answers to be as sure as the mean. It throws away that a 6 is not
# a 0. A fall just at the edge, from 9 to 8, it may see better.

# %% [markdown]
# ### Two cases side by side
#
# An engineer explains by telephone; the customer insists. The engineer then comes, gives no greeting, mends the
# machine in five minutes, and leaves. The next day the customer complains. In a hotel the milk was cold, a message
# was lost, and a lost thing is not found. The guest telephones and complains. A manager listens, cares, and comes
# at once. There is no compensation. The next day the guest apologises and thanks him [source document].
#
# Give *outcome* and *process* points from 0 to 10 [invented], and the same weight to both.

# %% rows="SAT-20 SAT-21"
cases = {"engineer": {"outcome": 10, "process": 2}, "manager": {"outcome": 2, "process": 9}}
lead, lag = 10 - 2, 9 - 2
{name: value.weighted_score(points).score for name, points in cases.items()}, round(lead / (lead + lag), 2)

# %% [markdown]
# **Read it.** With equal weights the engineer has 6.0 and the manager 5.5. And yet the engineer's customer is the
# one who complains. The engineer leads by 8 points of outcome, the manager by 7 of process: at a weight of the
# process of 8 / 15 or 0.53 they are even, and above it the manager is ahead [computed]. Or perhaps no outcome is
# good enough to balance disrespect. Two stories do not decide it; they show what an index of outcomes alone would
# miss.

# %% [markdown]
# ## Try it
#
# The same numbers under sliders.

# %%
explore("satisfaction-change")

# %% [markdown]
# 1. How many answers each year does it take until two errors are 3 points?
# 2. The first year had 1,000 answers, the second 250. Is the fall now more than chance?
# 3. Choose the net promoter score that falls by 3 points. How many answers now?
#
# <details><summary>Compare your answers</summary>
#
# 1: 356. 2: Yes, just: two errors are 2.83. However large the first survey is, they never fall below 2 × √(400 /
# 250) = 2.53: the small one sets the limit. 3: 5,000. But three points of −100 to 100 are not three points of 0 to
# 100: compare by errors [computed].
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **Does it matter for who stays?** Your branch is small, so ask a firm of 3,000 customers by the same rules. Of the
# customers who answered in December 2023 and had not yet given notice, how many still had a contract a year later?
# Guess the share for an index up to 50.

# %%
guess("satisfaction-low")

# %% [markdown]
# A customer gives notice two months ahead. So leave out whoever is gone by the end of February: he had decided
# before he answered.


# %%
def who_answered(firm, day="2023-12-31", notice="2024-02-29", later="2024-12-31"):
    wave = firm.survey[firm.survey["date"] == day].dropna(subset=three)
    index = (wave[three].mean(axis=1) - 1) / 9 * 100
    bands = pd.cut(index, [-1, 50, 60, 70, 80, 100], labels=["up to 50", "to 60", "to 70", "to 80", "to 100"])
    still = firm.contracts[~(firm.contracts["end"] <= notice)]
    people = wave[["customer_id"]].assign(index=index, band=bands).merge(still, on="customer_id")
    return people.assign(stayed=~(people["end"] <= later))


large_firm = datasets.make_logistics(customers=3000, seed=18)
large, everyone = who_answered(large_firm), who_answered(large_firm, notice="2023-12-30")
stays = large.groupby("band", observed=True)["stayed"].agg(["mean", "size"])
reveal("satisfaction-low", stays["mean"].iloc[0])
stays.round(3).assign(with_the_decided=everyone.groupby("band", observed=True)["stayed"].mean().round(3))

# %% [markdown]
# **Read it.** Of the least satisfied, 75 % are still there at the end of the year; of the most satisfied, 9 % have
# left all the same [computed]. So it matters. But satisfied is not loyal, and dissatisfied is not gone. With those
# who had already decided, the least satisfied would have 66 % [computed]: part of the difference is not "who is
# dissatisfied will leave", but "who is leaving is dissatisfied".
#
# **What are three points worth?** Which share stayed? By a straight line through all these customers, how much does
# the share differ for three points of the index?

# %%
line = linregress(large["index"], large["stayed"].astype(float))
now = firm.contracts.query("start <= '2024-12-31' and not end <= '2024-12-31'")
share, three_points, two_errors = float(large["stayed"].mean()), float(3 * line.slope), float(6 * line.stderr)
print(f"{share:.1%} stayed; {100 * three_points:.1f} points, two errors {100 * two_errors:.1f}")
f"{three_points * len(now):.1f} of {len(now)} customers"

# %% [markdown]
# 84.1 % stayed, and three points go with 1.1 percentage points, with two errors of 0.5 [computed]: about three of
# your 264 customers in a year, *if* the index is the cause. And if the association's points are worth as much as
# yours: its index is about 11 higher.
#
# **Is it?** By our rules satisfaction does act on staying [invented]. The data alone would not tell: other things
# could raise both, and the direction of an arrow is assumed (*More* reverses one). To prove it, give better service
# to some branches, chosen at random, and compare them with the others.
#
# **Who is missing?** Who left by the end of 2024 was not asked in that December. Compare two means of December
# *2023*: of all who answered, and of those who were still there a year later.

# %%
round(float(everyone["index"].mean()), 2), round(float(everyone.loc[everyone["stayed"], "index"].mean()), 2)

# %% [markdown]
# 65.93 of all, and 67.19 of those who were still there [computed]: more than a point, although nobody changed an
# answer. An index of those who stayed looks better than the year was.

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/satisfaction/satisfaction.ipynb). There you write an index and a net promoter
# score yourself, measure five services in three ways, follow paths, and say whether an index has changed, with your
# own numbers.
#
# Run each `check(...)` cell as often as you like. Stuck? `hint("satisfaction-index")` gives the next hint for the
# first task, and after the last one `solution("satisfaction-index")` shows one way to do it.
#
# The [reader](11_satisfaction_reader.ipynb) has definitions, layers and signs of satisfaction.

# %% [markdown]
# ## What we now know
#
# - You can **compute** three measures. 4/2 and 9/6 are in opposite order by ratio and difference; the ratio depends
#   on where the scale begins. The index of 8, 7 and 7 is 70.37, a place, not a share of people.
# - You can **compare** two years: the fall from 78 to 75 is −3 with two errors of 3.58, your own −2.20 with 3.02.
#   To show the fall of June as surely as the mean, the net promoter score needed about 1.3 times the answers.
# - You can **decide**. Neither fall is more than chance could produce, if the association's answers spread by 20;
#   with a spread like yours, its fall is. It would matter: in a larger firm by the same rules, 75 % of the least
#   satisfied and 91 % of the most satisfied stay. But those who left are missing in the next index.
#
# What is still open: the dissatisfied who say nothing, and what their silence costs. Lesson 12 takes it up.

# %% [markdown]
# ## Memo
#
# Your director asks: "The index fell from 78 to 75. Is it real, and does it matter for who stays?" Answer in five
# lines: how sure the fall is, what our own survey says, what satisfaction does for staying, what is missing, what
# you propose.
#
# <details><summary>One way to write it</summary>
#
# 1. If single answers spread by 20, in 95 of 100 cases chance alone moves the index by less than 3.6 points: the
#    fall of 3 is open. If they spread as our customers' do (13.6), it is more than chance. I shall ask for the
#    spread.
# 2. Our own December index fell by 2.2; by the same rule two errors are 3.0. Only June 2024, the month of the hub's
#    failure, stands out: 7.3.
# 3. It would matter: in a larger firm like ours 75 % of the least satisfied stay a year, 91 % of the most
#    satisfied. Three points go with 1.1 percentage points, perhaps three of our 264 customers, if the index is the
#    cause.
# 4. Those who left are not asked any more, so our index looks better than the year was.
# 5. I propose to ask more customers, to ask those who leave why, and to decide nothing on this fall alone.
#
# </details>

# %% [markdown]
# ## More
#
# What follows goes further. Do it when you have time. First: what can be concluded from silence, and from a nine?

# %%
practice("satisfaction-silence")

# %% [markdown]
# ### The Tsinghua model
#
# The Tsinghua model (清华模型) adds image to the causes [source document]; versions differ in whether they keep the
# complaints.

# %% rows="SAT-10"
satisfaction.model_paths("tsinghua").query("cause == 'image'")

# %% [markdown]
# **Read it.** Its arrows are lost. Here image leads to four of the others [reconstructed].
#
# ### An arrow turned round
#
# With one arrow, the number on it (in standard deviations) is the correlation, whichever way it points. `P05` is
# lesson 10's question on delivery dates.

# %%
both = asked[["P05", "overall"]].dropna()
standard = (both - both.mean()) / both.std()
[round(float(standard.cov().loc[one, two]), 3) for one, two in (("P05", "overall"), ("overall", "P05"))]

# %% [markdown]
# **Read it.** The same number twice [computed]. "Good quality makes customers satisfied" and "a satisfied customer
# gives high answers to everything" fit equally well. A path drawing is not a proof of cause.
#
# ### A flat part in the middle?
#
# The band 60 to 70 stays less (79.5 %) than the band 50 to 60 (82.7 %). A middle where little changes is called a
# *zone of indifference* (无差异区域) [published: Heskett, Jones, Loveman, Sasser & Schlesinger 1994]; curves that bend
# differently from market to market were found [published: Jones & Sasser 1995]. How large is the error of each
# share?

# %%
(stays["mean"] * (1 - stays["mean"]) / stays["size"]).pow(0.5).round(3)

# %% [markdown]
# **Read it.** Two to four points each [computed]: the flat part may be chance. We wrote the rules, and there is no
# flat part in them.
#
# ### The same people twice
#
# Your 3.02 took different people, drawn from many. But some customers answered in both Decembers. For them alone,
# take each customer's own change. For all, the sum of squares less what the two years share (twice the covariance)
# is the square of the error.

# %%
twice = years.pivot(index="customer_id", columns="date", values="index").dropna()
own = twice.iloc[:, 1] - twice.iloc[:, 0]
len(own), round(float(own.mean()), 2), round(float(own.std() / len(own) ** 0.5), 2)

# %% [markdown]
# **Read it.** 82 customers, −2.57, with an error of 1.97 [computed]: open, too. Two errors are 3.94, more than
# 3.02, since only 82 answered twice. And all of them stayed: those who left are missing on both sides.

# %%
everybody = in_force[1::2]
shared = 2 * twice.cov().iloc[0, 1] * len(twice) / (n1 * n2)
overlap = 2 * (s1**2 / n1 + s2**2 / n2 - shared) ** 0.5
finite = 2 * (s1**2 / n1 * (1 - n1 / everybody[0]) + s2**2 / n2 * (1 - n2 / everybody[1])) ** 0.5
everybody, round(float(overlap), 2), round(float(finite), 2)

# %% [markdown]
# **Read it.** With the 82, two errors are 2.92: much the same. These errors say how far your customers' answers
# could have come out otherwise. You may ask less: what would all who were asked have answered, in these two
# Decembers? You asked 275 and 264, and more than half answered. Two errors are then 1.89 [computed], and −2.20 is
# more, *if* those who answered are like the rest. Say which question your error answers.
#
# ### A cake every year
#
# A traveller expects a bed and finds a birthday cake in his hotel room: delighted [source document]. By lesson 09,
# expectations move towards what was received, here by half each year. The room with the cake stays at 8, and he
# began with 5 [invented].

# %% rows="SAT-01 SAT-02 SAT-19"
from crmlab import retention

rooms = retention.expectation_path([8, 8, 8, 8], expected=5, adaptation=0.5)
rooms.assign(verdict=satisfaction.disconfirmation(rooms["perceived"], rooms["expected"]).verdict)

# %% [markdown]
# **Read it.** The difference halves each year, from 3 to 0.375, with the same cake [computed]. From the fourth year
# on it is below 0.5, where the calculator calls a customer satisfied and no longer delighted; this limit is ours
# [invented]. Satisfaction is a state that moves, not a property of the room.
#
# ### An index of many elements
#
# A source document sums up product, service and image [source document]. The weights and scores are invented.

# %% rows="SAT-13"
elements = pd.DataFrame({"part": ["product", "product", "service", "image"]})
elements = elements.assign(weight=[30, 20, 40, 10], score=[8, 9, 6, 7])
satisfaction.csi(elements).parts.round(2)

# %% [markdown]
# **Read it.** 0.5 × 82.22 + 0.4 × 55.56 + 0.1 × 66.67 is an index of 70; the service alone has 55.56 [computed].
# The one number hides the weak part.
#
# ### Ratio and difference under sliders
#
# Begin with 4 against 2. Where does the ratio say better than 9/6, and the difference worse?

# %%
explore("satisfaction-ratio")
