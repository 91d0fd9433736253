# %% [markdown]
# # Loyalty, churn, communication
#
# **About 55 minutes (an estimate) · needs percentages, a standard error (lesson 09), and a little pandas · gives the
# types of loyalty among your customers, what leavers cost, and a list of whom to call first**
#
# You will be able to:
#
# - **compute** an index of loyalty with reversed items, and the gain that a call may bring;
# - **compare** members who chose with members who were drawn, a warning with a cause, common causes with expensive ones;
# - **decide** whom of those who left you call first.
#
# A mark shows where the numbers before it come from. [source document] is the teaching text behind this course.
# [published] is a book or article with a name. [computed] is a cell nearby, sometimes with one step more in your
# head. [invented] is ours, for practice. [reconstructed] means: the original is lost, and we rebuilt it.

# %% [markdown]
# ## The question
#
# It is January 2026, and you work for the branch in Songjiang (松江), the simulated one of lessons 04, 08 and 09
# [invented]. Lesson 12 was about those who are silent. Some of the silent go. Your director says: “Our repeat buyers are
# loyal. And of those who left, call the largest first.”
#
# *Which of our repeat buyers would leave tomorrow, and which of those who left do we call first?*
#
# The sources have no case for this; so we use the branch. In its simulation you can look at what no manager sees.

# %% [markdown]
# ## Look
#
# Who was there on 30 June 2025, what did they answer in the survey of that day, and who left in the half-year after?

# %%
import numpy as np
import pandas as pd

from crmlab import complaints, datasets, explore, guess, loyalty, picture, practice, retention, reveal, show, value

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
# **Read it.** 212 customers, of whom 16 left; 126 said how likely they are to recommend you, from 0 to 10 [computed]. All 212 are
# repeat buyers: they ship every month or so. This is what your director calls loyal.

# %% [markdown]
# ## Compute and read it
#
# ### Attitude and behaviour
#
# **Loyalty** (客户忠诚) has two sides: what a customer does, **behavioural loyalty** (行为忠诚), and what he prefers,
# **attitudinal loyalty** (态度忠诚). Your books show behaviour. For it we take the **share of wallet** (客户份额): how much of what a
# customer spends on transport he spends with you. Books hold no attitude. It has to be asked, and 86 did not answer. The
# nearest question is the one on recommending.
#
# High is here a share of at least one half, and a mark of at least 8 [invented]. 86 of the 126 give you at least half of
# their wallet. Which share of *these* gives a mark below 8?

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
# **Read it.** 41 of 86 buy much and would hardly recommend you: this is **spurious loyalty** (虚假忠诚), behaviour without
# attitude [published: Dick & Basu 1994]. 45 have both sides. 20 like you and buy little, **latent loyalty** (潜在忠诚); 20 have neither side. The
# source document listed kinds of spurious loyalty; the first five are lost.
#
# Of the latent, 15 % left, more than of any other type. Is that so? They are 3 of 20. Ask a firm ten times as large, drawn by the
# same rules. Which share of the latent leaves there?

# %%
guess("loyalty-latent")

# %%
large_firm = datasets.make_logistics(customers=3000, seed=4)
large = with_type(large_firm)
types = large.groupby("type")["left"].agg(["size", "sum", "mean"])
reveal("loyalty-latent", types.loc["latent_loyalty", "mean"])
types.round(3)

# %% [markdown]
# **Read it.** 3.4 %, the fewest of all; most left among the spuriously loyal, 8.6 % [computed]. Your 3 of 20 were chance. Now each
# side by itself: the two groups, and the error of their difference (lesson 09).


# %%
def apart(high, left):
    """Share who left, of the low and of the high; their difference and its error, all in points."""
    low, high = left[~high], left[high]
    error = (low.mean() * (1 - low.mean()) / len(low) + high.mean() * (1 - high.mean()) / len(high)) ** 0.5
    parts = {"low": low.mean(), "high": high.mean(), "difference": low.mean() - high.mean(), "error": error}
    return {name: round(100 * float(part), 1) for name, part in parts.items()}


sides = {"attitude": large["recommend"] >= 8, "behaviour": large["share_of_wallet"] >= 0.5}
pd.DataFrame({name: apart(high, large["left"]) for name, high in sides.items()})

# %% [markdown]
# **Read it.** 8.2 % of those with a low mark left and 4.8 % of the others: 3.5 points, more than two errors. By the share of
# wallet it is −1.4 points, less than two errors: open [computed]. So the director's proof, that they buy, says nothing here
# about who will leave. (By our rules it cannot: the wallet moves nothing.) Those who would leave tomorrow are first among those who buy
# and do not care.

# %% [markdown]
# ### An index with reversed items
#
# Can one number measure both sides? A source document names six measures: repeat purchases, spending, tolerance of
# mishaps, time to choose, price sensitivity, attention to rivals [source document]. Your survey does not ask them. So let one shipper,
# Chen, answer them from 1 to 7 [invented]. The last three are **reversed** (反向): a high rating is a sign of little loyalty.

# %% rows="LOY-02"
chen = {"repeat_purchase": 7, "spending": 6, "tolerance": 5}
chen |= {"choice_time": 1, "price_sensitivity": 2, "rival_attention": 1}
show(loyalty.loyalty_index, chen, highest=7)

# %% [markdown]
# **Read it.** 88.9 of 100 [computed]. A straight item counts rating − 1, a reversed one 7 − rating: 6 + 5 + 4 + 6 + 5 + 6 = 32
# of 36. What would somebody get who forgets to reverse?

# %%
guess("loyalty-forgotten")

# %%
reveal("loyalty-forgotten", 100 * sum(rating - 1 for rating in chen.values()) / 36)

# %% [markdown]
# **Read it.** 44.4: (6 + 5 + 4 + 0 + 1 + 0) / 36. A loyal customer looks half loyal [computed].
#
# Another source document has six measures, too. In place of spending and tolerance it asks for the share of the whole need and
# attention to our brand [source document]. Chen gives you 3 of 7 by the first and 6 by the second [invented]. The last line is yours.

# %% rows="LOY-03"
chen |= {"share_of_need": 3, "brand_attention": 6}
show(loyalty.loyalty_index, chen, "share", highest=7, blanks=1)

# %% [markdown]
# **Read it.** 83.3 [computed]: he spends much, but you have less than half of his need. Now two other shippers. Wu buys by
# habit: 7, 6, 2, and then 1, 6, 5. Put in the numbers of the first.

# %%
names = ["repeat_purchase", "spending", "tolerance", "choice_time", "price_sensitivity", "rival_attention"]
wu = dict(zip(names, [7, 6, 2, 1, 6, 5]))
show(loyalty.loyalty_index, wu, highest=7, blanks=2)

# %% [markdown]
# Li likes you and seldom ships: 2, 2, 6, and then 2, 3, 2. Compute Li's index by hand, and then look.

# %%
li = dict(zip(names, [2, 2, 6, 2, 3, 2]))
round(loyalty.loyalty_index(li, highest=7), 1)

# %% [markdown]
# **Read it.** 58.3, both [computed]. One is spuriously loyal, the other latent. One number has mixed the two sides; so for a
# decision keep them apart, as in the table of types.

# %% [markdown]
# ### Members were loyal before
#
# Since January 2024 the branch has a **loyalty programme** (忠诚计划): members get back 1 % of what they ship, in rewards. By the end
# of 2025, how many members had left, and how many of the others?

# %%
member = firm.contracts["customer_id"].isin(firm.programme["customer_id"])
left = firm.contracts["end"].notna()
left.groupby(member).agg(["size", "sum", "mean"]).round(3)

# %% [markdown]
# **Read it.** 11.3 % of the members, 40.8 % of the others: 29.5 points [computed]. “So the programme keeps 29.5 % of 62 members, that is 18”,
# says its manager. What does the simulation know? How many of the 62 are still there only because of it?

# %%
guess("loyalty-kept")

# %% rows="LOY-07"
truth = firm.truth.set_index("customer_id")
kept = ~left & ~firm.truth["would_stay_without_programme"]
reveal("loyalty-kept", kept.sum())

# %% [markdown]
# One. In the firm ten times as large it is 17 of 673 [computed] (*More* has the cell). Where do the other points come from? First, who left before
# 2024 could not join, and stands with the others. Count on one day, 30 June 2025, and the half-year after:

# %%
apart(pd.Series(june.index.isin(firm.programme["customer_id"]), june.index), june["left"])

# %% [markdown]
# **Read it.** 3.3 points are left, less than one error [computed]. Second: who joined? The survey of December 2023 was *before* the
# programme. Those who joined later are on the right:

# %%
before = firm.survey[firm.survey["date"] == "2023-12-31"]
later = before["customer_id"].isin(firm.programme["customer_id"]).map({False: "others", True: "members"})
before.groupby(later)["overall"].agg(["mean", "sem", "size"]).round(2)

# %% [markdown]
# **Read it.** 7.68 and 7.11, before there was anything to join; the error of the difference is the root of 0.22² + 0.15², 0.27
# [computed], so it is just more than two errors. Lesson 09 called this **self-selection** (自我选择).
#
# How should it be done? Let 20,000 invented shippers join, the content more often. Then give as many memberships
# at random to the same people. The programme lets members leave three quarters as often, or it does nothing [invented].

# %%
rng = np.random.default_rng(13)
content, luck = rng.normal(0, 0.6, 20_000), rng.random(20_000)
chance = np.clip(0.1 * np.exp(-1.8 * content), 0, 1)
chose = content + rng.normal(0, 0.6, 20_000) > 0.5
drawn = rng.permutation(chose)
groups = {"chose": chose, "drawn": drawn}
ahead = {
    name: [apart(who, pd.Series(luck < chance * np.where(who, times, 1)))["difference"] for times in (0.75, 1)]
    for name, who in groups.items()
}
pd.DataFrame(ahead, index=["programme works", "does nothing"])

# %% [markdown]
# **Read it.** A programme that does nothing seems to keep XX points when people choose, and XX when chance decides. Drawn members show
# what it does: XX [computed].
#
# And what did yours cost? ¥52,047 in rewards [computed], as everybody gets his 1 %, also who would have stayed. By the manager's 18 kept
# this is ¥2,850 each; by the truth it is all for one.

# %%
rewards = firm.programme["rewards"].sum()
f"rewards ¥{rewards:,.0f}; by 18.3 kept ¥{rewards / (0.295 * 62):,.0f} each; by {kept.sum()} kept ¥{rewards:,.0f}"

# %% [markdown]
# ### Why they left, and what it cost
#
# 104 contracts ended in three years. A source document sorts causes into nine: price, product, service, technology, promotion, need,
# management, politics, others [source document]. Your form has four of them, and what leavers tick:

# %% rows="CHN-01"
retention.churn_causes(firm.leaving["reason"].value_counts()).round(3)

# %% [markdown]
# **Read it.** The price is the commonest cause, 41 of 104. Is it the most expensive? Lesson 09 took one worth for all. Now each leaver
# has his own: sales of his last year, less direct cost, less service hours at ¥120.


# %%
def last_year(firm):
    """What each leaver bought and left in the 365 days before his contract ended."""
    gone = firm.leaving.merge(firm.contracts, on="customer_id").set_index("customer_id")
    ends = firm.shipments["customer_id"].map(gone["date"])
    lines = firm.shipments[firm.shipments["date"] > ends - pd.Timedelta(days=365)]
    sums = lines.groupby("customer_id")[["amount", "cost"]].sum().reindex(gone.index, fill_value=0)
    days = (gone["date"] - gone["start"]).dt.days.clip(upper=365)
    worth = sums["amount"] - sums["cost"] - 120 * gone["service_hours"] * 12 * days / 365
    return gone.assign(sales=sums["amount"], worth=worth)


gone = last_year(firm)

# %% [markdown]
# Together, the 104 left ¥1,165,118 in their last years. Which share of it went with the 41?

# %%
guess("loyalty-price-share")

# %% rows="CHN-02"
by_cause = gone.groupby("reason")["worth"].agg(["size", "sum", "mean"]).round()
reveal("loyalty-price-share", by_cause.loc["price", "sum"] / gone["worth"].sum())
by_cause.sort_values("sum", ascending=False)

# %% [markdown]
# **Read it.** 13 %. The service is second by number and first by money: ¥618,141, four times the ¥155,630 of the price [computed]. Count
# customers, and you mend the price list; count what they left, and you mend the service. (Keep a doubt; it comes below.)

# %% [markdown]
# ### A warning is not a cause
#
# A source document wants a **warning system** (预警机制) for customers at high risk [source document]. Lesson 03 warned by late loads. Here is a sign
# that you know from the first day: the channel by which a customer was won. Take all 215 who were there at the end of 2023, and who had left two years later:

# %%
then = on_day(firm, "2023-12-31").join(firm.winning.set_index("customer_id")["channel"])
then.groupby("channel")["left"].agg(["size", "sum", "mean"]).round(3)

# %% [markdown]
# 60 left. Warn of everybody who came by online advertising. Which share of the 60 do you find, the **recall** (查全率)?

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
# **Read it.** 38 warnings, 17 of them right: a **precision** (查准率) of 45 %, where 28 % would be right at random; and 28 % of the leavers are found. The
# difference is 20 points, more than two errors [computed]. As a warning it is good: call these customers. So your director wants
# to stop advertising and to pay for recommendations. Would fewer leave? Look at what no manager sees, in the large firm: how
# content they are (0 is usual).

# %%
inside = large_firm.truth.merge(large_firm.winning, on="customer_id")
inside.groupby("channel")["satisfaction"].mean().round(2).sort_values()

# %% [markdown]
# **Read it.** Who is recommended is more content, and who comes by advertising less [computed]. By our rules the channel itself moves nothing [invented]: the
# same people would leave as often if they had come by another one. The channel *warns* because it goes together with contentment. It is no cause. Real books do
# not hold this table. There, change something for customers drawn at random, and count.

# %%
practice("loyalty-warning")

# %% [markdown]
# ### Whom to call first
#
# “A prodigal who returns is worth more than gold”, says the source document [source document]. A sum says which one. The 26 who left in
# 2025 may be visited, for ¥600 each; you have ¥3,000. Your experience, by what they said [invented]: of those who left for the service 25 % return because of a
# visit, for the price 30 %, for a rival 15 %, without a reason 20 %, and of closed firms 2 %. Who returns stays for a year and a half,
# and leaves per year what he left in the last one. But who left for the price returns only for 5 % less.
#
# C0280 bought most, for ¥578,200. He left for the service. What does a visit to him gain?

# %%
guess("loyalty-largest")

# %%
chances = {"service": 0.25, "price": 0.30, "rival": 0.15, "none given": 0.20, "closed down": 0.02}
lost = gone[gone["date"] >= "2025-01-01"].sort_values("sales", ascending=False)
lost["chance"] = lost["reason"].map(chances)
lost["second"] = 1.5 * (lost["worth"] - 0.05 * lost["sales"] * (lost["reason"] == "price"))
lost["gain"] = value.expected_gain(lost["chance"], lost["second"], cost=600)
reveal("loyalty-largest", lost["gain"].iloc[0])

# %%
lost[["reason", "sales", "worth", "second", "chance", "gain"]].head(8).round(2)

# %% [markdown]
# **Read it.** −¥18,191: with his 425 hours of service he left −¥46,911 in his last year [computed]. His **second life** (第二生命期) would be a loss, too. The first to
# call is C0212, third by... : 0.30 × 39,330 − 600 is ¥11,199. Now spend the ¥3,000: five visits, by sales or by the plan.

# %% rows="CHN-05"
offers = lost.reset_index()[["customer_id", "chance"]].assign(value=lost["second"].to_numpy(), offer_cost=600.0)
plan = retention.winback_plan(offers, budget=3000).set_index("customer_id")
lost["gain"].head(5).sum().round(), plan.query("chosen")["expected_value"].sum().round(), [*plan.query("chosen").index]

# %% [markdown]
# **Read it.** The five largest bring ¥31,010 together, the five of the plan ¥57,850 [computed]. Four names are on both lists. The difference is the loss that nobody has
# to win back, and C0027.
#
# And who will not return may warn others. Lesson 12 has 1,043 tellings for 100 customers, 10.43 each. Say a settlement for ¥300 prevents
# half of them, and a lost customer is worth ¥9,224, the mean of the 26. If one telling in 300 loses a customer, or one in 100 [invented]:

# %% rows="CHN-04"
tellings = complaints.word_of_mouth(dissatisfied=100) / 100
value.expected_gain(chance=[1 / 300, 1 / 100], payoff=0.5 * tellings * 9224, cost=300).round()

# %% [markdown]
# **Read it.** −¥140 or +¥181; the border is 0.62 % [computed]. Nobody has counted this share. Say at which value you decide.

# %% [markdown]
# ## Try it
#
# Hu left for a rival. A visit costs ¥600; she returns with a chance of 0.15, stays for two years and leaves ¥5,000 a year. Write two lines.

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
# Eight of the leavers from above, first in a plain call for C0212, then all of them under sliders. Move one with the mouse or with the arrow keys.

# %%
value.expected_gain(chance=0.30, payoff=1.5 * (39_459 - 0.05 * 132_386), cost=600)

# %%
explore("loyalty-winback")

# %% [markdown]
# 1. The second life lasts half a year. Who is called first, and how many are worth a visit?
# 2. From which chance on, among those who left for the rival, is C0087 the first to call?
#
# <details><summary>Compare your answers</summary>
#
# All numbers here are [computed]. 1: XX. 2: XX.
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **Is the service the most expensive cause?** Leave out the three leavers with the largest sums, of either sign.

# %%
three = gone["worth"].abs().nlargest(3).index
gone.drop(three).groupby("reason")["worth"].sum().round()

# %% [markdown]
# Now the price is first, with ¥379,217 [computed]. Three of 104 customers decided the order. In the large firm, by what leavers
# say and by the true reasons:

# %%
gone_large = last_year(large_firm)
gone_large["true"] = large_firm.truth.set_index("customer_id")["reason"]
{name: gone_large.groupby(name)["worth"].sum().round().to_dict() for name in ("reason", "true")}

# %% [markdown]
# By what they say, the commonest cause, the price, is also the most expensive there. By the true reasons it is the service, by far
# [computed]. So neither is a law: the commonest *may* be the most expensive. Compute it, ask how many customers decide it, and ask
# whether the reasons are true.
#
# **Are the chances true?** They are your experience. In the simulation each leaver has a true one. What would the two lists bring with it?

# %%
true_gain = truth["return_chance"].reindex(lost.index) * lost["second"] - 600
lists = {"by sales": lost.index[:5], "by the plan": plan.query("chosen").index, "by the truth": true_gain.nlargest(5).index}
{name: round(float(true_gain[who].sum())) for name, who in lists.items()}

# %% [markdown]
# The plan would bring XX, nearly as much as the best five [computed]. The chances of the plan were wrong one by one; what
# mattered was the second life. That a returner leaves what he left before is our assumption: count it for those who return.
#
# **And the 86 who did not answer?** They have no type.

# %%
june["left"].groupby(june["recommend"].isna()).agg(["size", "sum", "mean"]).round(3)

# %% [markdown]
# They left about as often: 8.1 against 7.1 % [computed]. (By our rules chance decides who answers. Elsewhere, the angry or the content may.)

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/loyalty/loyalty.ipynb). There you do all this with numbers of your own.
#
# Run each `check(...)` cell as often as you like. When you are stuck, `hint(...)` gives one hint after the other,
# and after the last one `solution(...)` shows one way to do it.

# %% [markdown]
# ## What we now know
#
# - You can **compute** an index of loyalty: Chen has 88.9, and 44.4 for whoever forgets to reverse. One number hides which side is
#   high: Wu and Li have 58.3, and are of opposite types.
# - You can **compare**. Members left less by 29.5 points, and the programme kept one of 62. The channel warns and is no cause. The price is the
#   commonest cause and the service cost four times as much, by three customers.
# - You can **decide** whom to call first: by chance × second life − cost. The largest leaver would bring −¥18,191; five visits by the plan bring
#   ¥57,850, by sales ¥31,010.
#
# The largest of the leavers left a loss because of the hours that he took. Which of the large customers who are still here deserve
# a manager of their own, and what each leaves after the cost of serving him, is the subject of lesson 14.

# %% [markdown]
# ## Memo
#
# Write five lines to your director: which repeat buyers would leave first; what the programme does; which cause to mend; whom you visit; and what you do
# not know.
#
# <details><summary>One way to write it</summary>
#
# 1. Repeat buyers are not all loyal: of 86 who give us half of their need, 41 would hardly recommend us. In firms like ours, these leave most.
# 2. The programme's members were more content before. I would give the next memberships at random, and count.
# 3. By number the price drives most away, by money the service; three large customers decide that, so I ask some leavers again.
# 4. With ¥3,000 I visit C0101, C0212, C0162, C0027 and C0217, and not C0280, although he bought most.
# 5. The chances are my experience. I write down whom we visit and who returns, also without a visit.
#
# </details>

# %% [markdown]
# ## More
#
# What follows goes further. Do it when you have time: two sets, the index under sliders, the large programme, the latent, and a barrier that falls.

# %%
practice("loyalty-types")

# %%
practice("loyalty-call")

# %% [markdown]
# ### The index under sliders
#
# A customer with ratings from 1 to 7 [invented], by both sets of measures. First the plain call, then the same numbers under sliders.

# %%
ratings = dict(zip([*names, "share_of_need", "brand_attention"], [6, 5, 4, 2, 3, 2, 3, 4]))
[round(loyalty.loyalty_index(ratings, measures, highest=7), 1) for measures in ("behaviour", "share")]

# %%
explore("loyalty-index", indicators=ratings)

# %% [markdown]
# 1. Which ratings move only one of the two indices?
# 2. How far apart can the two be at most?
#
# <details><summary>Compare your answers</summary>
#
# 1: Spending and tolerance only the first, share of the need and our brand only the second. 2: 33.3 points [computed]: two of six measures differ, each worth 100 / 6 points.
#
# </details>
#
# ### The programme in the large firm

# %%
stays = large_firm.truth["would_stay_without_programme"]
saved = int((large_firm.contracts["end"].isna() & ~stays).sum())
cost = large_firm.programme["rewards"].sum()
f"{len(large_firm.programme)} members, {saved} kept, ¥{cost:,.0f} in rewards: ¥{cost / saved:,.0f} for each kept"

# %% [markdown]
# **Read it.** ¥40,836 for each member kept [computed]. A leaver of 2025 had left ¥9,224 in his last year; so one who is kept would have to stay for more than four years to pay for it,
# without interest. Points go to everybody, and few are kept by them.
#
# ### What keeps the latent away
#
# 20 of those who answered like you and give you less than half of their wallet. Say that you do not pick up on Saturdays, and some of them load on Saturdays [invented]. A
# Saturday truck costs ¥30,000 a year. Each of the 20 gives you half of his wallet because of it with a chance of 0.2, and 21 % of
# sales are left after direct cost [invented].

# %% rows="LOY-06"
latent = asked.query("type == 'latent_loyalty'").join(firm.potential.set_index("customer_id")["spending"])
more = (0.5 - latent["share_of_wallet"]) * latent["spending"]
round(value.expected_gain(chance=0.2, payoff=0.21 * more.sum(), cost=30_000))

# %% [markdown]
# **Read it.** XX [computed].
#
# ### When a barrier falls
#
# A **structural bond** (结构型联系) lowers the chance of leaving to 0.4 times of what it would be [invented]; so lesson 03's hostages are here, too. Take the customers of the large firm with such a bond who
# give a mark below 8. What is their chance to leave in a month, as it was when they were last seen, and without the bond?

# %%
tied = large[(large["bond"] == "structural") & (large["recommend"] < 8)]
chances_now = large_firm.truth.set_index("customer_id")["leaving_chance"].reindex(tied.index)
len(tied), (100 * chances_now.mean()).round(2), (100 * chances_now.mean() / 0.4).round(2)

# %% [markdown]
# **Read it.** XX % a month with the bond, XX % without [computed]. The bond holds them. It has not made them loyal.
