# %% [markdown]
# # Loyalty, churn, communication
#
# **About 55 minutes (an estimate) · needs percentages, a standard error (lesson 09), and a little pandas · gives
# the types of loyalty among your customers, what was lost with those who left, and a list of whom to call first**
#
# You will be able to:
#
# - **compute** an index of loyalty with reversed items, and the gain to expect from a visit;
# - **compare** members who chose with members who were drawn, a warning with a cause, common causes with expensive
#   ones;
# - **decide** whom of those who left you call first.
#
# A mark shows where the numbers before it come from. [source document] is the teaching text behind this course.
# [published] is a book or article with a name. [computed] is a cell nearby, sometimes with one step more in your
# head. [invented] is ours, for practice. [reconstructed] means: the original is lost, and we rebuilt it.

# %% [markdown]
# ## The question
#
# It is January 2026, and you work for the branch in Songjiang (松江), the simulated one of lessons 04, 08 and 09
# [invented]. Lesson 12 was about the dissatisfied who are silent. Some of them go without a word. Your director
# says: “Our repeat buyers are loyal. And of those who left, call the largest first.”
#
# *Which of our repeat buyers would leave tomorrow, and which of those who left do we call first?*
#
# The sources have no case for this, so the branch is the case. In a simulation you can also look at what no manager
# sees.

# %% [markdown]
# ## Look
#
# Who was there on 30 June 2025? What did they answer in the survey of that day? And who had left by the end of the
# year?

# %%
import numpy as np
import pandas as pd

from crmlab import datasets, explore, guess, loyalty, picture, practice, retention, reveal, show, value

firm = datasets.make_logistics(customers=300, seed=4)


# %%
def on_day(firm, day="2025-06-30"):
    """Customers with a contract on this day, their answer in the survey of the day, and who left later."""
    terms = firm.contracts.set_index("customer_id")
    there = terms[(terms["start"] <= day) & ~(terms["end"] <= day)]
    marks = firm.survey[firm.survey["date"] == day].set_index("customer_id")["recommend"]
    return there.assign(recommend=marks, left=there["end"].notna())


june = on_day(firm)
len(june), int(june["left"].sum()), int(june["recommend"].count())

# %% [markdown]
# **Read it.** 212 customers, of whom 16 left; 126 said how likely they are to recommend you, from 0 to 10
# [computed]. All 212 have a contract and ship again and again. This is what your director calls loyal.

# %% [markdown]
# ## Compute and read it
#
# ### Attitude and behaviour
#
# **Loyalty** (客户忠诚) has two sides: what a customer does, **behavioural loyalty** (行为忠诚), and what he prefers,
# **attitudinal loyalty** (态度忠诚). Your books hold behaviour. Take the **share of wallet** (客户份额): how much of what
# he spends on transport he spends with you. They hold no attitude. It has to be asked, and 86 of the 212 did not
# answer. The nearest question is the one on recommending.
#
# High is here a share of at least one half, and a mark of at least 8 [invented]. 86 of the 126 who answered give
# you at least half of their wallet. Which share of *these* gives a mark below 8?

# %%
guess("loyalty-below-8")


# %% rows="LOY-04"
def with_type(firm):
    asked = on_day(firm).dropna(subset="recommend")
    sides = asked["recommend"].to_numpy(), asked["share_of_wallet"].to_numpy()
    return asked.assign(type=loyalty.loyalty_type(*sides, attitude_cut=8, behaviour_cut=0.5))


asked = with_type(firm)
half = asked[asked["share_of_wallet"] >= 0.5]
reveal("loyalty-below-8", (half["recommend"] < 8).mean())

# %%
asked.groupby("type")["left"].agg(["size", "sum", "mean"]).round(3)

# %% [markdown]
# **Read it.** 41 of the 86 buy much and are not eager to recommend you: **spurious loyalty** (虚假忠诚), behaviour
# without attitude [published: Dick & Basu 1994]. 45 have both sides. 20 like you and buy little, **latent loyalty**
# (潜在忠诚); 20 have neither. (The source document listed kinds of spurious loyalty; the first five are lost.)
#
# Of the latent, 15 % left, more than of any other type [computed]. Is that so? They are 3 of 20. Ask a firm ten
# times as large, drawn by the same rules. Which share of the latent left there?

# %%
guess("loyalty-latent")

# %%
large_firm = datasets.make_logistics(customers=3000, seed=4)
large = with_type(large_firm)
types = large.groupby("type")["left"].agg(["size", "sum", "mean"])
reveal("loyalty-latent", types.loc["latent_loyalty", "mean"])
types.round(3)

# %% [markdown]
# **Read it.** 3.4 %, the fewest of all; most left among the spuriously loyal, 8.6 % [computed]. Your 3 of 20 were
# chance. Now take each side by itself: two groups, their difference, and its standard error (lesson 09).


# %%
def apart(high, left):
    """Share who left among the low and the high, the difference and its error, in % and in points."""
    low, high = left[~high], left[high]
    error = (low.mean() * (1 - low.mean()) / len(low) + high.mean() * (1 - high.mean()) / len(high)) ** 0.5
    parts = {"low": low.mean(), "high": high.mean(), "difference": low.mean() - high.mean(), "error": error}
    return {name: round(100 * float(part), 1) for name, part in parts.items()}


sides = {"attitude": large["recommend"] >= 8, "behaviour": large["share_of_wallet"] >= 0.5}
pd.DataFrame({name: apart(high, large["left"]) for name, high in sides.items()})

# %% [markdown]
# **Read it.** 8.2 % of those with a low mark left, and 4.8 % of the others: 3.5 points before rounding, more than
# two errors. By the wallet the difference is −1.4 points, about one error: open [computed]. That they buy much says
# nothing here about who leaves. (By our rules it cannot: nobody leaves because of his wallet.) A low mark does. So
# of your repeat buyers, look first at the 41.

# %% [markdown]
# ### An index with reversed items
#
# Can one number measure both sides? A source document names six measures: repeat purchases, spending, tolerance of
# mishaps, time to choose, price sensitivity, attention to rivals [source document]. Your survey does not ask them.
# Let one shipper, Chen, answer from 1 to 7 [invented]. The last three are *reversed* (反向): a high rating is a sign
# of little loyalty.

# %% rows="LOY-02"
six = ["repeat_purchase", "spending", "tolerance", "choice_time", "price_sensitivity", "rival_attention"]
chen = dict(zip(six, [7, 6, 5, 1, 2, 1], strict=True))
show(loyalty.loyalty_index, chen, highest=7)

# %% [markdown]
# **Read it.** 88.9 of 100 [computed]. A straight item counts rating − 1, a reversed one 7 − rating: 6 + 5 + 4 + 6 +
# 5 + 6 = 32 of 36. What would somebody get who forgets to reverse?

# %%
guess("loyalty-forgotten")

# %%
reveal("loyalty-forgotten", 100 * sum(rating - 1 for rating in chen.values()) / 36)

# %% [markdown]
# **Read it.** 44.4: (6 + 5 + 4 + 0 + 1 + 0) / 36. A loyal customer looks half loyal [computed].
#
# Another source document has six measures, too. In place of spending and tolerance it asks for the share of the
# whole need and for attention to our brand [source document]. Chen gives you 3 of 7 by the first and 6 by the
# second [invented]. The last line is yours.

# %% rows="LOY-03"
chen |= {"share_of_need": 3, "brand_attention": 6}
show(loyalty.loyalty_index, chen, "share", highest=7, blanks=1)

# %%
picture(loyalty.loyalty_index, indicators=chen, measures="share", highest=7)

# %% [markdown]
# **Read it.** 83.3 [computed]: Chen spends much, but you have less than half of the need. Wu buys by habit: 7, 6,
# 2, and reversed 1, 6, 5 [invented]. By the first six measures, put in the numbers yourself.

# %%
wu = dict(zip(six, [7, 6, 2, 1, 6, 5], strict=True))
show(loyalty.loyalty_index, wu, highest=7, blanks=2)

# %% [markdown]
# Li likes you and seldom ships: 2, 2, 6, and reversed 2, 3, 2 [invented]. Compute this one by hand, and then look.

# %%
li = dict(zip(six, [2, 2, 6, 2, 3, 2], strict=True))
round(loyalty.loyalty_index(li, highest=7), 1)

# %% [markdown]
# **Read it.** 21 of 36 for both, 58.3 [computed]. Yet Wu's loyalty is spurious, and Li's is latent. One number
# mixes the two sides. So keep them apart when you decide what to do.

# %% [markdown]
# ### Members were loyal before
#
# In January 2024 the branch began a **loyalty programme** (忠诚计划): members may get back up to 1 % of what they ship,
# in rewards. How many of the members had left by the end of 2025, and how many of the others?

# %%
member = firm.contracts["customer_id"].isin(firm.programme["customer_id"]).rename("member")
left = firm.contracts["end"].notna()
left.groupby(member).agg(["size", "sum", "mean"]).round(3)

# %% [markdown]
# **Read it.** 11.3 % of the members, 40.8 % of the others: 29.5 points [computed]. “29.5 % of 62 members are 18; so
# many it has kept,” says the head of the programme. The simulation knows better. How many of the 62 are still there
# *only because of* the programme?

# %%
guess("loyalty-kept")

# %% rows="LOY-07"
kept = ~left & ~firm.truth["would_stay_without_programme"]
reveal("loyalty-kept", kept.sum())

# %% [markdown]
# **Read it.** One [computed]. Where do the other points come from? First, who left before 2024 could not join, and
# stands with the others. So count those who were there on one day, 30 June 2025, and the half-year after. “High”
# are the members:

# %%
apart(june.index.isin(firm.programme["customer_id"]), june["left"])

# %% [markdown]
# **Read it.** 3.3 points remain, less than one error [computed]. Second: who joined? The survey of December 2023
# was *before* the programme. How content were those who joined later?

# %%
before = firm.survey[firm.survey["date"] == "2023-12-31"]
later = before["customer_id"].isin(firm.programme["customer_id"]).rename("joined later")
before.groupby(later)["overall"].agg(["mean", "sem", "size"]).round(2)

# %% [markdown]
# **Read it.** 7.68, the others 7.11; the error of the difference is the root of 0.22² + 0.15², 0.27. So it is just
# more than two errors [computed], when there was nothing to join. Lesson 09 called this **self-selection** (自我选择).
#
# Now see what it does. Let 100,000 shippers join, the content more often; then give as many memberships at random
# to the same people. Members leave three quarters as often as without, or the programme does nothing [invented]. By
# how many points do members leave less?

# %%
rng = np.random.default_rng(1)
content, luck = rng.normal(0, 0.6, 100_000), rng.random(100_000)
chance = np.clip(0.1 * np.exp(-1.8 * content), 0, 1)
chose = content + rng.normal(0, 0.6, 100_000) > 0.5
drawn = rng.permutation(chose)


# %%
def less(member, times):
    """By how many points members leave less, if the programme multiplies their chance."""
    return apart(member, pd.Series(luck < chance * np.where(member, times, 1)))["difference"]


ahead = {name: [less(who, 0.75), less(who, 1)] for name, who in {"chose": chose, "drawn": drawn}.items()}
pd.DataFrame(ahead, index=["programme works", "does nothing"])

# %% [markdown]
# **Read it.** Where people choose, it is 16.8 points if the programme works and 15.4 if it does nothing. Where
# chance decides, it is 4.2 and −0.2 [computed]: only there does the number show what the programme did. And what
# did yours cost?

# %%
rewards = firm.programme["rewards"].sum()
f"rewards ¥{rewards:,.0f}; by 18 kept ¥{rewards / 18:,.0f} each; by {kept.sum()} kept ¥{rewards:,.0f}"

# %% [markdown]
# **Read it.** ¥2,892 or ¥52,047 for a customer kept [computed]. Rewards go to every member, also to those who would
# have stayed.

# %% [markdown]
# ### Why they left, and what it cost
#
# 104 contracts ended in three years. A source document sorts causes into nine: price, product, service, technology,
# promotion, need, management, politics, others [source document]. What did yours say?

# %% rows="CHN-01"
retention.churn_causes(firm.leaving["reason"].value_counts()).round(3)

# %% [markdown]
# **Read it.** The price is the commonest cause, 41 of 104. Is it the most expensive? Lesson 09 took one amount for
# all. Now each leaver has his own. What he *brought* is the sales of his last 365 days, less direct cost, less
# service hours at ¥120:


# %%
def last_year(firm):
    """Sales to each leaver in the 365 days before his contract ended, and what he brought."""
    gone = firm.leaving.merge(firm.contracts, on="customer_id").set_index("customer_id")
    ends = firm.shipments["customer_id"].map(gone["date"])
    lines = firm.shipments[firm.shipments["date"] > ends - pd.Timedelta(days=365)]
    sums = lines.groupby("customer_id")[["amount", "cost"]].sum().reindex(gone.index, fill_value=0)
    hours = gone["service_hours"] * 12 * (gone["date"] - gone["start"]).dt.days.clip(upper=365) / 365
    brought = sums["amount"] - sums["cost"] - 120 * hours
    return gone.assign(sales=sums["amount"], hours=hours, brought=brought)


# %%
gone = last_year(firm)
f"¥{gone['brought'].sum():,.0f}"

# %% [markdown]
# So much the 104 had brought in their last years. Which share of it went with the 41?

# %%
guess("loyalty-price-share")

# %% rows="CHN-02"
by_cause = gone.groupby("reason")["brought"].agg(["size", "sum", "mean"]).round()
reveal("loyalty-price-share", by_cause.loc["price", "sum"] / gone["brought"].sum())
by_cause.sort_values("sum", ascending=False)

# %% [markdown]
# **Read it.** 13 %. The service is second by number and first by money: ¥618,141, four times the ¥155,630 of the
# price [computed]. Who counts customers mends the price list; who counts what they brought mends the service. (Keep
# a doubt; it comes below.)

# %% [markdown]
# ### A warning is not a cause
#
# A source document wants warnings for customers at high risk, an **early-warning system** (预警机制) [source document].
# Lesson 03 warned by late loads. Here is a sign that you know from the first day: the channel by which a customer
# was won. Take all 215 who were there at the end of 2023. Who had left two years later?

# %%
then = on_day(firm, "2023-12-31").join(firm.winning.set_index("customer_id")["channel"])
then.groupby("channel")["left"].agg(["size", "sum", "mean"]).round(3)

# %% [markdown]
# 60 left. Warn of everybody who came by online advertising. Which share of the 60 do you find, the **recall**
# (查全率)?

# %%
guess("loyalty-recall")

# %% rows="CHN-05"
online = (then["channel"] == "online advertising").astype(float)
quality = retention.warning_quality(online[then["left"]], online[~then["left"]], cut=0.5)
reveal("loyalty-recall", quality.recall)
quality

# %%
apart(then["channel"] != "online advertising", then["left"])

# %% [markdown]
# **Read it.** 38 warnings, 17 of them right: a **precision** (查准率) of 45 %, where 28 % would be right at random;
# and 28 % of the leavers are found. The difference to the other channels is 20 points, more than two errors
# [computed]. As a warning it is good.
#
# So your director wants to stop advertising and to pay for recommendations. Would fewer leave? Look at what no
# manager sees, in the large firm: how content they are, 0 being usual.

# %%
inside = large_firm.truth.merge(large_firm.winning, on="customer_id")
inside.groupby("channel")["satisfaction"].mean().sort_values().round(2)

# %% [markdown]
# **Read it.** Who came by advertising is less content, who was recommended more [computed]. By our rules the
# channel itself changes nothing [invented]: the same people, won in another way, would leave as often. The channel
# goes together with contentment, and contentment with leaving; so it *warns*. It is no cause. Real books do not
# hold this table. There, change something for customers who are drawn at random, and count.

# %% [markdown]
# ### Whom to call first
#
# “A prodigal who returns is worth more than gold”, says the source document [source document]. A sum says which
# one. For **win-back** (客户赢回) you have ¥3,000; a visit costs ¥600. Of the 26 who left in 2025, some return because
# of a visit. In your experience [invented] it is, by what they said, 25 % after “service”, 30 % after “price”, 15 %
# after “rival”, 20 % without a reason, and 2 % of closed firms. Who returns stays for a year and a half, his
# *second life*, and brings in each year what he brought in the last one. But who left for the price returns only if
# it is lower by 5 %.
#
# C0280 bought most of the 26, for ¥578,200. He left for the service. What does a visit to him gain, on average?

# %%
guess("loyalty-largest")

# %%
chances = {"service": 0.25, "price": 0.30, "rival": 0.15, "none given": 0.20, "closed down": 0.02}
lost = gone[gone["date"] >= "2025-01-01"].sort_values("sales", ascending=False)
cheaper = 0.05 * lost["sales"] * (lost["reason"] == "price")
lost["chance"], lost["second"] = lost["reason"].map(chances), 1.5 * (lost["brought"] - cheaper)
lost["gain"] = value.expected_gain(lost["chance"], lost["second"], cost=600)
reveal("loyalty-largest", lost["gain"].iloc[0])

# %%
lost[["reason", "sales", "hours", "brought", "second", "chance", "gain"]].head(8).round(2)

# %% [markdown]
# **Read it.** He took 425 hours of service and brought −¥46,911 in his last year. A second life would be another
# loss: 0.25 × −70,366 − 600 is −¥18,191. The first to call is C0101: 1.5 × (55,009 − 0.05 × 333,135) is ¥57,528,
# and 0.30 of it less 600 is ¥16,658 [computed].
#
# Now spend the ¥3,000, five visits: on the five with the largest sales, or by `winback_plan`, which takes the most
# gain for each yuan.

# %%
offers = lost.reset_index()[["customer_id", "chance"]].assign(value=lost["second"].to_numpy(), offer_cost=600)
plan = retention.winback_plan(offers, budget=3000).set_index("customer_id")
called = plan.query("chosen")["expected_value"]
round(lost["gain"].head(5).sum()), round(called.sum()), [*called.index]

# %% [markdown]
# **Read it.** The five largest gain ¥31,010, the five of the plan ¥57,850 [computed]. Four names are on both lists.
# The fifth makes the difference: C0280, or C0027 with ¥8,649.

# %% [markdown]
# ## Try it
#
# Hu left for a rival. A visit costs ¥600; Hu returns with a chance of 0.15, stays for two years and brings ¥5,000 a
# year [invented]. Write two lines.

# %%
hu = None  # the gain of a visit
border = None  # the chance at which it would be 0

# %% [markdown]
# <details><summary>Compare</summary>
#
# `hu = 0.15 * 2 * 5000 - 600` is ¥900, and `border = 600 / 10_000` is 0.06.
#
# </details>
#
# The eight leavers of the table: first the plain call, then the same numbers under sliders. Move one with the mouse
# or with the arrow keys.

# %%
value.expected_gain(lost["chance"].head(8), lost["second"].head(8), cost=600).round()

# %%
explore("value-winback")

# %% [markdown]
# 1. The second life lasts half a year, and a visit costs ¥2,000. How many are worth a visit?
# 2. From which chance on, for those who left for a rival, is C0087 the first to call?
# 3. Which control makes a visit to C0280 a gain?
#
# <details><summary>Compare your answers</summary>
#
# All numbers here are [computed]. 1: Five; for C0087 it is a loss of ¥8. 2: From 44 % on: 0.30 × 57,528 is 17,258,
# or 43.3 % of 39,837. 3: None. The longer the second life and the likelier the return, the larger is the loss.
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **Is the service the most expensive cause?** Take out the three leavers with the largest sums, of either sign.

# %%
three = gone["brought"].abs().nlargest(3).index
gone.drop(three).groupby("reason")["brought"].sum().round()

# %% [markdown]
# Now the price is first, with ¥379,217 [computed]. Three of 104 customers decided the order. And in the large firm,
# by what leavers say and by the true reasons?

# %%
gone_large = last_year(large_firm)
gone_large["true"] = large_firm.truth.set_index("customer_id")["reason"]
sums = {name: gone_large.groupby(name)["brought"].sum().round() for name in ("reason", "true")}
pd.DataFrame({"number": gone_large["reason"].value_counts()} | sums)

# %% [markdown]
# By what they say, the price is there both the commonest cause, 424 of 977, and the most expensive one. By the true
# reasons it is the service, by far [computed]. So the commonest cause *may* be the most expensive. Compute both,
# ask how many customers decide it, and ask whether the reasons are true.
#
# **Are the chances true?** They are your experience. In the simulation each leaver has a true one. What would the
# lists gain by it?

# %%
true_chance = firm.truth.set_index("customer_id")["return_chance"].reindex(lost.index)
gain = pd.Series(value.expected_gain(true_chance, lost["second"], cost=600), lost.index)
lists = {"by sales": lost.index[:5], "by the plan": called.index, "best five": gain.nlargest(5).index}
{name: round(float(gain[who].sum())) for name, who in lists.items()}

# %% [markdown]
# ¥60,713 by the plan, ¥61,055 for the best five of all, ¥43,257 by sales [computed]. Your chances were wrong one by
# one, and yet the list was good: the second lives differ far more than the chances. But that somebody brings in his
# second life what he brought before is assumed. Count it for those who return.
#
# **And the 86 who did not answer?** They have no type.

# %%
june["left"].groupby(june["recommend"].isna().rename("no answer")).agg(["size", "sum", "mean"]).round(3)

# %% [markdown]
# 8.1 % of them left, and 7.1 % of the others [computed]: about as many. (By our rules chance decides who answers.
# Elsewhere it may be the angry, or the content.)

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/loyalty/loyalty.ipynb). There you do all this with numbers of your own.
#
# Run each `check(...)` cell as often as you like. When you are stuck, `hint(...)` gives one hint after the other,
# and after the last one `solution(...)` shows one way to do it.
#
# How to *talk* with customers (both ways; about rules, facts and feelings), and which bond a strategy makes, stands
# in the [reader](13_loyalty_reader.ipynb).

# %% [markdown]
# ## What we now know
#
# - You can **compute** an index of loyalty: Chen has 88.9, or 44.4 if you forget to reverse. One number hides which
#   side is high: Wu and Li have 58.3, and are of opposite types. And a visit to C0101 gains ¥16,658.
# - You can **compare**. Members left less by 29.5 points, and the programme has kept one of 62. The channel warns,
#   and is no cause. The price is the commonest cause; four times as much money went with the service, and three
#   customers decide that.
# - You can **decide** whom to call first, by chance × second life − cost. A visit to the largest leaver gains
#   −¥18,191. Five visits by the plan gain ¥57,850, by sales ¥31,010.
#
# The largest leaver brought a loss because of the hours that he took. Which of the large customers who are still
# here deserve a manager of their own, and what each brings after the cost of serving him, is the subject of lesson
# 14.

# %% [markdown]
# ## Memo
#
# Write five lines to your director: which repeat buyers would leave first; what the programme does; which cause to
# mend; whom you visit; and what you do not know.
#
# <details><summary>One way to write it</summary>
#
# 1. Repeat buyers are not all loyal: of 86 who give us half of their wallet, 41 are not eager to recommend us. In
#    ten times as large a firm, these left most.
# 2. Members were more content before they joined. I would give the next memberships at random, and count.
# 3. By number the price drives most away, by money the service; three customers decide that, so I ask some leavers
#    again.
# 4. With ¥3,000 I visit C0101, C0212, C0162, C0027 and C0217, and not C0280, although he bought most.
# 5. The chances are my experience. I write down whom we visit and who returns, also without a visit.
#
# </details>

# %% [markdown]
# ## More
#
# What follows goes further. Do it when you have time: two sets, the index under sliders, the programme in the large
# firm, what keeps the latent away, and a barrier that falls.

# %%
practice("loyalty-types")

# %%
practice("loyalty-warning")

# %%
practice("loyalty-call")

# %% [markdown]
# ### The index under sliders
#
# A customer with ratings from 1 to 7 [invented], by both sets of measures. First the plain call, then the same
# numbers under sliders.

# %%
ratings = dict(zip([*six, "share_of_need", "brand_attention"], [6, 5, 4, 2, 3, 2, 3, 4], strict=True))
[round(loyalty.loyalty_index(ratings, measures, highest=7), 1) for measures in ("behaviour", "share")]

# %%
explore("loyalty-index", indicators=ratings)

# %% [markdown]
# 1. Which ratings move only one of the two indices?
# 2. How far apart can the two be at most?
#
# <details><summary>Compare your answers</summary>
#
# 1: Spending and tolerance only the first; share of the need and attention to our brand only the second. 2: By 33.3
# points [computed]: two of six measures differ, and each is worth 100 / 6.
#
# </details>
#
# ### The programme in the large firm
#
# The same books, ten times as many customers. How many did it keep there, and for how much?

# %%
stays = large_firm.truth["would_stay_without_programme"]
saved = int((large_firm.contracts["end"].isna() & ~stays).sum())
paid = large_firm.programme["rewards"].sum()
f"{len(large_firm.programme)} members, {saved} kept, ¥{paid:,.0f} in rewards: ¥{paid / saved:,.0f} for each kept"

# %% [markdown]
# **Read it.** ¥40,836 for each [computed]. At the ¥9,224 that a leaver of 2025 brought in his last year, one who is
# kept would have to stay for 4.4 years more to pay for it, without interest.
#
# ### What keeps the latent away
#
# 20 of those who answered like you and give you less than half of their wallet. Say that they miss a truck on
# Saturdays, which would cost ¥30,000 a year. With a chance of 0.2, each of them would then give you half of his
# wallet; 18 % of these sales are margin [invented].

# %% rows="LOY-06"
latent = asked.query("type == 'latent_loyalty'").join(firm.potential.set_index("customer_id")["spending"])
more = (0.5 - latent["share_of_wallet"]) * latent["spending"]
round(0.18 * more.sum()), round(value.expected_gain(chance=0.2, payoff=0.18 * more.sum(), cost=30_000))

# %% [markdown]
# **Read it.** ¥175,828 if all did, so 0.2 × 175,828 − 30,000 is ¥5,166 [computed]. It gains, if the missing
# Saturday is really what keeps them away. Ask them first.
#
# ### Who does not return may warn others
#
# If there is no hope, says a source document, stop bad **word of mouth** (口碑) [source document]. Lesson 12 has
# 1,043 tellings for 100 customers, 10.43 for each. Say that a fair settlement for ¥300 prevents half of one
# customer's tellings. A customer brings ¥9,224 a year, the mean of the 26. One telling in 300 loses one for a year,
# or one in 100 [invented]:

# %% rows="CHN-04"
from crmlab import complaints

tellings = complaints.word_of_mouth(dissatisfied=100) / 100
value.expected_gain(chance=[1 / 300, 1 / 100], payoff=0.5 * tellings * 9224, cost=300).round()

# %% [markdown]
# **Read it.** −¥140 or ¥181; the border is 300 / (0.5 × 10.43 × 9,224), 0.62 % [computed]. Nobody has counted this
# share. Say from which value on you would pay.
#
# ### When a barrier falls
#
# Lesson 03 had hostages: customers who would like to leave, and cannot. By our rules a **structural bond** (结构型联系)
# makes the chance of leaving 0.4 times as large [invented]. Take the customers of the large firm with such a bond
# and a mark below 8. What was their chance to decide in a month that they leave, when it was last recorded, and
# what would it be without the bond?

# %%
tied = large[(large["bond"] == "structural") & (large["recommend"] < 8)]
monthly = 100 * large_firm.truth.set_index("customer_id")["leaving_chance"].reindex(tied.index).mean()
len(tied), round(monthly, 2), round(monthly / 0.4, 2)

# %% [markdown]
# **Read it.** 0.84 % a month with the bond, 2.1 % without [computed]. The bond holds these 33. It has not made them
# loyal: their marks are low with it.
