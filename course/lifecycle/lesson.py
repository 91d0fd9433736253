# %% [markdown]
# # The life cycle of customers
#
# **About 55 minutes (an estimate) · needs percentages, and how to run a cell · gives how long customers
# stay, what it is worth to keep them longer, and what to do at which stage**
#
# You will be able to:
#
# - **compute** how long customers stay, how many are left after some years, and where a leaking base settles;
# - **compare** two firms, two readings of a churn rate, and two warnings that a customer may leave;
# - **decide** how much keeping customers may cost, and what to do at which stage of a relationship.
#
# A mark shows where the numbers before it come from. [source document] is the teaching text behind this
# course. [published] is a book or article with a name. [computed] is a cell nearby, sometimes with one
# step more in your head. [invented] is ours, for practice.

# %% [markdown]
# ## The question
#
# It is January 2026. You are the new head of sales of a logistics firm, at its branch in Pudong. (Lesson 10
# visits its branch in Minhang, lesson 12 the one in Baoshan.) A slide says: "Our customers
# stay 3.2 years." Your director knows two more sentences: "If you lose 10 % a year, all are gone in ten years,"
# and "Five points more retention bring 85 % more profit." Then he asks:
#
# *How long do our customers stay, and what is it worth to make them stay longer?*
#
# The branch is simulated [invented]. The director's two sentences stand in the source documents [source document].
#
# The words **customer life cycle** (客户生命周期) have two meanings: a *length of time*, from the first
# contact until everything is settled, and a *path*, the stages of a relationship [source document]. First comes the time,
# then the path.

# %% [markdown]
# ## Look
#
# The tools, and the contracts of the branch.

# %%
import pandas as pd

from crmlab import datasets, explore, guess, lifecycle, picture, practice, retention, reveal, show

firm = datasets.make_logistics(customers=400, seed=1)
contracts = firm.contracts
contracts[["customer_id", "name", "start", "end"]].head(4)

# %% [markdown]
# **Read it.** One row is one customer. `NaT` (not a time) means that there is no end: the contract is still
# running on 31 December 2025, the last day of the data. `dropna` leaves out the rows without an end.

# %%
ended = contracts.dropna()
years = (ended["end"] - ended["start"]).dt.days / 365.25
years.describe()[["count", "mean"]].round(2)

# %% [markdown]
# **Read it.** 118 of the 400 contracts have ended, after 3.24 years on average [computed]: the 3.2 of the
# slide.

# %% [markdown]
# ## Compute and read it
#
# ### Who is missing?
#
# Take five customers [invented]. Three have left: after 1, 2 and 3 years. Two are still there, after 6 and
# 8 years so far. The slide would say 2 years, the mean of the first three.

# %%
guess("lifecycle-five")

# %%
stay = show(lifecycle.mean_tenure, ended=[1, 2, 3], running=[6, 8])
reveal("lifecycle-five", stay.value)
stay

# %% [markdown]
# **Read it.** 6.67 years, not 2 [computed]: 20 years of staying have gone by, and only three customers left in
# all that time. The slide leaves out those who stay longest, *because* they stay. A stay whose end you do not
# know yet is called **censored** (删失). You may not leave it out, and you may not count it as finished.

# %% [markdown]
# ### Firm A and firm B
#
# Both have 100 customers and win a new one for each one who leaves. Firm A loses 20 a year, firm B loses 10
# [source document].

# %%
guess("lifecycle-group")

# %%
life = lifecycle.group_life(customers=100, lost_per_year=[20, 10])
reveal("lifecycle-group", life[0])
life

# %% [markdown]
# **Read it.** 5 years and 10 years [computed]. The source document calls this the
# **group life cycle** (客户群体生命周期): the length of one life in a whole group.
#
# Winning a new customer costs ¥6,000, and B spends ¥300 a year on each of its customers to keep them [invented].
# What does each firm pay a year to stay as large as it is?

# %%
lifecycle.holding_cost(customers=100, churn=[0.2, 0.1], acquisition_cost=6000, retention_cost=[0, 300])

# %% [markdown]
# **Read it.** A pays ¥120,000 for winning, B ¥90,000 for winning and keeping [computed]. Without the ¥300 it would be
# ¥60,000: B may spend up to ¥600 a year on each customer before it is as expensive as A. Count *both* costs.

# %% [markdown]
# ### Your branch
#
# Now count yours. Who left in a year? Some of them had joined in that same year.

# %%
left_in = ended["end"].dt.year
old = ended["start"].dt.year < left_in
counts = {"left": left_in.value_counts(), "of the old": left_in[old].value_counts()}
counts["won"] = contracts["start"].dt.year.value_counts()
print("before 2023:", len(contracts[contracts["start"] < "2023"]))
pd.DataFrame(counts).loc[2023:].astype(int)

# %% [markdown]
# **Read it.** 283 customers at the start of 2023. Add those won, take away those who left: 303 a year later, then
# 299, and 282 today [computed]. The **churn rate** (客户流失率) is a share of one group: of those who were there at
# the start of the year, how many left in it? Who joined and left within the year belongs to neither number.

# %%
retention.churn_rate(start=[283, 303, 299], lost=[25, 45, 38]).round(3)

# %% [markdown]
# **Read it.** 8.8 %, then 14.9 %, then 12.7 % [computed]. The director's "10 % a year" is near 2023 only. In
# June 2024, your hub in Wuhan failed, and many shipments were late.
#
# A rate and a length of time say the same thing in two ways: `1 / churn` is the average life. Take last year's rate, rounded
# to 13 %; then the three years together: about 295 customers on average, and 118 left, or 39.3 a year (right for a firm that
# keeps its size, as yours nearly does).

# %%
lifecycle.mean_life(churn=0.13), lifecycle.group_life(customers=295, lost_per_year=39.3)

# %% [markdown]
# **Read it.** 7.7 and 7.5 years [computed]. They do not count the same: the 13 % leave out whoever joined and left within
# one year, and 10 of the 118 did so. Without these 10, the three years give 885 / 108, or 8.2 years [computed]. If you
# count every leaver, your customers stay about seven and a half years, more than twice as long as the slide says.

# %% [markdown]
# ### “Gone in ten years”
#
# A firm has 100 customers and loses 10 % of them a year. Nobody new comes. The source document says that after ten
# years nobody is left [source document].

# %%
guess("lifecycle-ten-years")

# %%
reveal("lifecycle-ten-years", 100 * lifecycle.surviving(churn=0.1, years=10))
picture(lifecycle.survival_table, customers=100, churn=0.1, years=15)

# %% [markdown]
# **Read it.** 34.9 of 100 [computed]. *Linear*: every year, 10 of the *first* hundred go. *Geometric*: every year,
# 10 % of those who are *still there* go, in year 2 only 9. A churn rate is counted every year on the customers
# of that year, as you did above: so the geometric reading fits.
#
# Then what does `1 / churn` say? Compare it with the **half-life** (半衰期), when half of the group has left, and see
# how many are left after `1 / churn` years.

# %%
churn = [0.05, 0.1, 0.2]
lifecycle.half_life(churn).round(2), lifecycle.surviving(churn, years=[20, 10, 5]).round(3)

# %% [markdown]
# **Read it.** At 10 %, half of the group has left after 6.58 years, although the mean life is 10 years
# [computed]: a few who stay very long pull the mean up. (The 10 count a leaver to the end of the year; if people leave all
# through the year, it is about half a year less.) And after `1 / churn` years, about a third is still
# there, whether churn is 5, 10 or 20 % [computed]. So `1 / churn` is a mean. It is not an end.

# %% [markdown]
# ### Is your bucket leaking?
#
# The source documents speak of a **leaky bucket** (漏桶原理): do you fill it fast enough? You have 282 customers, you lose 13 % a year, and last year you won 22.
# Say it goes on like this.

# %%
guess("lifecycle-bucket-ten")

# %%
bucket = lifecycle.leaky_bucket(customers=282, churn=0.13, acquired=22, years=10)
reveal("lifecycle-bucket-ten", bucket["end"].iloc[-1])
bucket.round(0)

# %%
picture(lifecycle.leaky_bucket, customers=282, churn=0.13, acquired=22, years=20)

# %% [markdown]
# **Read it.** After ten years you have 197 customers [computed]. The smaller the base, the fewer leave. So it does
# not run dry: it sinks ever more slowly towards a level where the losses equal the newcomers. How high is that
# level? 22 newcomers a year, and each stays 7.69 years on average.

# %%
22 * lifecycle.mean_life(churn=0.13)

# %% [markdown]
# **Read it.** 169 customers [computed]. To hold 282, you need 13 % of 282 newcomers a year, 37 instead of 22. Or you
# make the hole smaller.

# %% [markdown]
# ### Five points of retention
#
# The **retention rate** (客户保持率) is the share that stays: 100 % less churn. Yours is 0.87. Suppose that you
# raise it by five **percentage points** (百分点), to 0.92. Every customer brings the same profit each year, and the
# first year is certain. By how much does the profit of a customer's whole life rise?

# %%
guess("lifecycle-uplift")

# %%
uplift = show(lifecycle.retention_uplift, retention=0.87, gain=0.05)
reveal("lifecycle-uplift", uplift.value)
uplift

# %% [markdown]
# **Read it.** By 62.5 % [computed]. Look at churn in place of retention, and the surprise is gone: it falls
# from 13 to 8 points. Now take a firm where few stay. Fill in the last line yourself.

# %%
show(lifecycle.retention_uplift, retention=0.60, gain=0.05, blanks=1)

# %%
lifecycle.retention_uplift(retention=[0.6, 0.75, 0.87, 0.9], gain=0.05).round(3)

# %% [markdown]
# **Read it.** From 14 % to 100 % [computed]. So whoever says "five points bring 85 %" without saying *from where* has
# said nothing yet.

# %% [markdown]
# ### The path: four stages
#
# A relationship also grows and fades. Authors have cut its path into stages. Dwyer, Schurr & Oh (1987) have five; Chen Mingliang (2002) has four [published]. Here are the four:
#
# | stage | in Chinese | what happens |
# |---|---|---|
# | exploration | 考察期 | both sides try each other out; the firm earns a small profit |
# | formation | 形成期 | trust and business grow fast |
# | stability | 稳定期 | as close as it gets; profit is high |
# | decline | 退化期 | the customer is no longer content; business falls fast |
#
# Look at the *change*, not at the size alone: growth that slows is not a fall. Choose, press *Check*, and read why.

# %%
practice("lifecycle-chen")

# %% [markdown]
# Now give the path numbers. The **relationship level** (关系水平) goes from 0, strangers, to 1, as close as it
# gets. Take a customer who stays one year in exploration, two in formation, four in stability and one in
# decline. At the ends of the four stages the level is 0.1, 0.8, 1.0 and 0.3. Give each part of his profit a yearly sum
# in yuan, reached at level 1; a price concession (价格优惠) takes away [invented].

# %%
path = lifecycle.relationship_level(stage_years=[1, 2, 4, 1], end_levels=[0.1, 0.8, 1.0, 0.3])
drivers = {"growth": 6000, "savings": 1500, "referrals": 2000, "price": -2500}
money = {"base_profit": 4000, "drivers": drivers, "acquisition_cost": 12000}
life = lifecycle.profit_curve(path["level"], **money)
life.total, life.peak_year

# %%
picture("lifecycle-profit", level=path["level"], **money)

# %% [markdown]
# **Read it.** Slow, then fast, then slow again at a high level, then down: the bars are the **inverted U** (倒U型曲线)
# of the source document. The line crosses zero in year 3: only then are the ¥12,000 of winning paid back. What remains
# at the end, ¥56,400, is the **life-cycle profit** (客户生命周期利润) [computed]. That
# profit follows the level is an assumption: Reinartz & Kumar (2000) found loyal customers who cost no less and pay no
# more [published].
#
# The source document says what to do: shorten exploration, speed up formation, lengthen stability, prevent decline
# [source document]. What does the first one bring? Give the customer the same eight years, with one more in
# exploration and one less in stability.

# %%
guess("lifecycle-slow")

# %%
slow = lifecycle.relationship_level(stage_years=[2, 2, 3, 1], end_levels=[0.1, 0.8, 1.0, 0.3])
reveal("lifecycle-slow", life.total - lifecycle.profit_curve(slow["level"], **money).total)

# %% [markdown]
# **Read it.** The slow start costs ¥5,950 [computed], if the year saved would be spent in stability. What
# helps at the other stages stands in *More* and in the [reader](03_lifecycle_reader.ipynb).

# %% [markdown]
# ### Decline: who leaves next?
#
# For the last stage, the source documents want an **early-warning system** (预警机制): find those who are about
# to leave, while you can still do something [source document]. Does it work? Go back to 31 July 2024. Take the customers
# who were with you for half a year by then. `left` says who was gone half a year later.

# %%
here = contracts[(contracts["start"] <= "2024-01-31") & ~(contracts["end"] <= "2024-07-31")]
here = here.set_index("customer_id")
left = here["end"] <= "2025-01-31"
f"{len(here)} customers, of whom {left.sum()} left: {left.mean():.1%}"

# %% [markdown]
# So of warnings given at random, 8.5 % would be right: of 52, four or five [computed]. Three signals that everybody uses
# (days since the last shipment, a drop in use, complaints) make one score. Of the 52 customers with the highest score, 10
# left [computed]; *More* has the cells.
#
# These signals are symptoms. Does the cause do better? In June 2024, the hub failed. Take the share of late shipments in June and
# July as the risk, and warn from 0.4 on. **Precision** (查准率) is the share of the *warnings* that were right, **recall**
# (查全率) the share of the *leavers* that you were warned of.

# %%
guess("lifecycle-recall")

# %%
lately = firm.shipments[firm.shipments["date"].between("2024-06-01", "2024-07-31")]
late = 1 - lately.groupby("customer_id")["on_time"].mean().reindex(here.index, fill_value=1)
quality = retention.warning_quality(late[left], late[~left], cut=0.4)
reveal("lifecycle-recall", quality.recall)
quality

# %% [markdown]
# **Read it.** 52 warnings, 12 right: a precision of 23 %, and a recall of 50 % [computed]. Every fourth call reaches
# somebody who is about to leave, instead of every twelfth. Compare at the same number of calls: 52 random calls would have
# found 18 % of the leavers, and the three signals found 10 of the 24, or 42 % [computed]. The cause finds two more. That is
# little, but it also says what to mend. And half of the leavers get no call.

# %% [markdown]
# ## Try it
#
# Four points in another firm. Only the formula is given.

# %%
show(lifecycle.retention_uplift, retention=0.80, gain=0.04, blanks=2)

# %% [markdown]
# Now without help. A gym has 600 members, loses 25 % of them a year and wins 120. Write two lines of Python.

# %%
next_year = None  # how many members it has after one year; newcomers do not leave yet
level = None  # the number at which it settles

# %% [markdown]
# <details><summary>Compare</summary>
#
# `next_year = 600 - 0.25 * 600 + 120` is 570; `level = 120 / 0.25` is 480 [computed].
#
# </details>
#
# Now your own bucket, under sliders: move one with the mouse or with the arrow keys, or type a value into its field.

# %%
explore("lifecycle-leaky-bucket", customers=282, churn=0.13, acquired=22, years=10)

# %% [markdown]
# What does more: winning ten more customers a year, or five points less churn? Compare after 3 years and after 20.
#
# <details><summary>Compare your answers</summary>
#
# After three years ten more newcomers a year leave you with 270 customers, five points less churn with 280. After 20
# years it is 248 and 276 [computed].
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **Too long is wrong as well.** Why not use `mean_tenure` on all 400 contracts, with their full years? The list
# begins in 2023: of the customers won in 2019 it holds only those who were *still there* then.

# %%
running = contracts[contracts["end"].isna()]
so_far = (pd.Timestamp("2025-12-31") - running["start"]).dt.days / 365.25
lifecycle.mean_tenure(ended=years, running=so_far)

# %% [markdown]
# 13.8 years [computed], nearly twice what you found: **survivorship bias** (幸存者偏差). And if you count only the years
# that you could watch?

# %%
first_day = pd.Timestamp("2023-01-01")
watched = (ended["end"] - ended["start"].clip(lower=first_day)).dt.days / 365.25
watched_so_far = (pd.Timestamp("2025-12-31") - running["start"].clip(lower=first_day)).dt.days / 365.25
lifecycle.mean_tenure(ended=watched, running=watched_so_far)

# %% [markdown]
# 7.6 years [computed], next to 7.5 with the same 118 leavers: whenever somebody says how long customers stay, ask *who is missing from the
# list*.
#
# **“85 % more profit.”** Reichheld & Sasser (1990) reported 25 % to 85 % more profit per customer for five *points* fewer
# defections, depending on the industry [published]; one source document keeps only the 85. From which retention would one
# have to start, by your formula? And what is left of your 62.5 % if later money counts less, by a **discount rate**
# (贴现率) of 10 % a year (lesson 05)?

# %%
starts = lifecycle.retention_for_uplift(uplift=[0.25, 0.85], gain=0.05)
starts.round(3), lifecycle.retention_uplift(retention=0.87, gain=0.05, rate=[0, 0.1]).round(3)

# %%
lifecycle.retention_for_uplift(uplift=0.25, gain=0.05, rate=0.1)

# %% [markdown]
# From 0.75 and from 0.89, at a rate of 0. At 10 %, the 25 % need a start from 0.85 [computed]; the 85 % cannot be had
# at all: five points more would be more than everybody. At 10 %, your rise of 62.5 % shrinks to one of 27.8 %
# [computed], before anybody has paid for the five points.
#
# **You chose the signal after the accident.** Does it work in a quiet year?

# %%
later = contracts[(contracts["start"] <= "2024-12-31") & ~(contracts["end"] <= "2025-06-30")]
later = later.set_index("customer_id")
left_later = later["end"].notna()
months = firm.shipments[firm.shipments["date"].between("2025-05-01", "2025-06-30")]
late_later = 1 - months.groupby("customer_id")["on_time"].mean().reindex(later.index, fill_value=1)
retention.warning_quality(late_later[left_later], late_later[~left_later], cut=0.4)

# %% [markdown]
# Twelve of 273 left, five were flagged, and none of the five was among the twelve [computed]. But five random warnings
# would have met only 0.2 of them [computed]: five are too few to tell. So test a warning on months that you did not use to
# build it, and on enough of them.

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/lifecycle/lifecycle.ipynb). There you do all this with numbers of your own.
#
# Run each `check(...)` cell as often as you like. Stuck? `hint("lifecycle-staying")` gives the next hint for the first
# task, and after the last one `solution("lifecycle-staying")` shows one way to do it.

# %% [markdown]
# ## What we now know
#
# - You can **compute** how long customers stay: customers divided by those lost in a year, or `1 / churn`.
#   In the simulated branch it is about 7.5 years, not the 3.2 of the slide, which forgot all who are still
#   there. At 10 % churn a third of a group is left after ten years. A base that wins 22 a year and loses 13 %
#   settles at 169.
# - You can **compare**. Firm A pays twice as much as firm B for winning, to stay as large as it is. The linear reading of
#   churn empties the firm on a date, the geometric one never. With 52 calls, a warning
#   built from the cause found 12 of 24 leavers, one built from habit 10, and chance would find 4.
# - You can **decide**. Keeping may cost B up to ¥600 a customer and year. Five points of retention bring 14 % or 100 % (at a rate
#   of 0), depending on where you start, before you have paid for them. And a warning built from the cause also says what
#   to mend; test it on other months.

# %% [markdown]
# ## Memo
#
# Answer your director in five lines: how long customers stay and why the slide is wrong, what happens to the branch if
# nothing changes, what five points are worth, what to do first, and how you will know that it worked.
#
# <details><summary>One way to write it</summary>
#
# 1. Our customers stay about seven and a half years. The slide's 3.2 years count only those who have left.
# 2. We lose 13 % a year and win 22 customers: from 282 today we sink to 197 in ten years, and towards 169.
# 3. Five points more retention make a customer's life worth 62.5 % more, or 28 % if later money is discounted at 10 % a
#    year; what they cost, nobody has said.
# 4. First look for what drove people away in 2024: those with late shipments left more often than the others.
# 5. I shall warn on half of the customers, chosen at random, and count after a year who is still there.
#
# </details>

# %% [markdown]
# ## More
#
# What follows goes further. Do it when you have time: small calculators for single stages, sets, and the sliders of the
# profit curve.
#
# ### Before the first order: whom to call?
#
# A **potential customer** (潜在客户) asks and hesitates. Three things make the step easier: what others say about
# you, how much the customer knows about logistics, and how close the customer's industry is to yours [source
# document]. Two firms have asked for a price. You have given each three scores from 1 to 5 [invented].

# %%
from crmlab import clv, loyalty, value

lin = {"reputation": 5, "knowledge": 3, "industry": 2}
zhou = {"reputation": 3, "knowledge": 4, "industry": 4}
value.weighted_score(lin), value.weighted_score(zhou)

# %%
counts = {"reputation": 3, "knowledge": 1, "industry": 1}
value.weighted_score(lin, counts), value.weighted_score(zhou, counts)

# %% [markdown]
# **Read it.** If all three count the same, Zhou is ahead with 3.67 to 3.33. If what others say counts three
# times, Lin is ahead with 4.00 to 3.40 [computed]. The scores do not decide. You do, when you choose the
# weights. So choose them before you see who wins. And read `weakest`: Lin's industry is far from yours, so
# show that you know it.

# %% [markdown]
# ### The new customer: was it worth it?
#
# After the first shipments, a **new customer** (新客户) asks one question: was it worth the money? All that you
# gave is compared with all that it took, and with what your rivals promise. What one new customer thinks of three
# offers, in yuan a shipment [invented]:

# %%
offers = pd.DataFrame(
    {"offer": ["yours", "rival", "cheap"], "benefits": [900, 860, 480], "costs": [750, 730, 360]}
)
value.compare_offers(offers)[["offer", "difference", "rank_by_difference", "ratio", "rank_by_ratio"]]

# %% [markdown]
# **Read it.** Your offer leaves the customer ¥150, more than the others. But the cheap one gives 1.33 yuan for
# each yuan, and yours 1.20 [computed]. Who wins depends on the need. If these goods must be shipped either
# way, the difference counts. If money is short and has other good uses, the ratio does.

# %% [markdown]
# ### The mature customer: barriers, and less trouble
#
# A rival wants one of your best customers, a factory. Leaving would cost the factory money: ¥6,000 for ending
# the contract early, ¥9,000 for connecting its order system again, ¥3,000 for training [invented]. The source
# document calls such costs an **exit barrier** (退出壁垒). The factory buys for ¥60,000 a year and looks three
# years ahead [invented]. How much cheaper must the rival be?

# %%
barrier = {"ending the contract": 6000, "new interface": 9000, "training": 3000}
show(loyalty.rival_discount, switching_costs=barrier, yearly=60000, years=3)

# %% [markdown]
# **Read it.** The rival must be 10 % cheaper before leaving pays [computed]. A barrier holds customers who are content and
# customers who are angry alike. Jones & Sasser (1995) call the second kind hostages [published]: they stay until the
# contract ends, tell others about it, and count as "retained" until then.
#
# There is a friendlier way: make it less trouble to stay, or lower the *transaction cost* (交易成本). The source document
# names three means: IT inside the firm lowers what a service costs to produce; better distribution and expert service
# lower what it costs the customer; electronic channels make communication uniform [source document]. Take the third: a
# portal where customers follow their shipments, so that they need not call. What a customer gets from a shipment, less all that it takes, is
# the **customer delivered value** (顾客让渡价值). Before the portal, in yuan [invented]:

# %%
costs = {"money": 750, "time": 60, "energy": 20}
value.delivered_value(benefits=900, costs=costs)

# %%
value.delivered_value(benefits=900, costs=costs | {"time": 15})

# %% [markdown]
# **Read it.** ¥70 before and ¥115 after: for the customer, it is as good as a price cut of ¥45 [computed].
# And for you? The portal costs ¥200,000. It saves you phone calls: ¥60,000 in the first year, ¥90,000 in each later
# one [invented]. In which year has it paid for itself? Say a year before you run the cell.

# %% rows="LIF-26"
clv.break_even_year([-200_000, 60_000, 90_000, 90_000, 90_000])

# %% [markdown]
# **Read it.** In year 3 [computed]. And that counts only what you save, not the customers who stay because
# of it.
#
# ### Warnings from habit
#
# Which customers would the usual three signals have flagged on 31 July 2024? The next cell only counts, for each customer:
# days since the last shipment, how many fewer shipments in the last three months than in the three before, complaints in
# the last three months. You need not read it.

# %%
today, parts = pd.Timestamp("2024-07-31"), pd.to_datetime(["2024-01-31", "2024-04-30", "2024-07-31"])
shipped, said = (table[table["date"] <= today] for table in (firm.shipments, firm.complaints))
number = pd.crosstab(shipped["customer_id"], pd.cut(shipped["date"], parts, labels=["before", "now"]))
signals = pd.DataFrame(index=here.index)
signals["recency_days"] = (today - shipped.groupby("customer_id")["date"].max()).dt.days
signals["usage_drop"] = 1 - number["now"] / number["before"].clip(lower=1)
signals["complaints"] = said[said["date"] > "2024-04-30"]["customer_id"].value_counts()
signals = signals.fillna({"recency_days": 92, "usage_drop": 0, "complaints": 0})

# %% [markdown]
# `early_warning` turns the three signals into one **risk score** (风险得分) from 0 to 1. Each counts
# fully from a limit on: 60 days, a drop by half, two complaints; whoever reaches 0.5 is flagged [invented].

# %%
warned = retention.early_warning(signals, limits=[60, 0.5, 2], weights=[1, 1, 1], cut=0.5)
retention.warning_quality(warned["risk"][left], warned["risk"][~left], cut=0.5)

# %% [markdown]
# **Read it.** 24 warnings, 3 of them right [computed]; at random, two of 24 would have been right. That looks hardly better
# than chance. But the cut of 0.5 is invented, and the warning from late shipments had 52 calls. Give both 52.

# %%
[int(left[risk.nlargest(52).index].sum()) for risk in (warned["risk"], late)]

# %% [markdown]
# **Read it.** 10 and 12 leavers, where chance finds four or five [computed]. So never compare a warning with 24 calls to one
# with 52. Both are better than chance here, and two leavers are too small a difference to choose by. In a shop without
# contracts it may be different: customers with contracts ship until the last day. And a call alone keeps nobody: what you
# say depends on why the customer turns away.
#
# ### Two sets, and the profit under sliders
#
# Why does a customer turn away? And what belongs to which stage?

# %%
practice("lifecycle-causes")

# %%
practice("lifecycle-strategy")

# %% [markdown]
# The lengths of the four stages are sliders, too. What adds more to the total: one more year of stability, or of
# exploration? And which parts of the bars change between the preset in which loyal customers pay more, and the one in
# which they want discounts?

# %%
explore("lifecycle-profit")

# %% [markdown]
# <details><summary>Compare your answers</summary>
#
# A year of stability, by far: the level is high then. A year more of exploration adds little more than the base
# profit. The part called price goes above or below zero, and with a discount the savings are smaller, too.
#
# </details>
#
# ### Two doubts more
#
# **A stage is easy to see afterwards.** Is a quiet year stability, or the beginning of decline? The schemes do not agree on
# the number of stages or on their names, and a relationship may skip one or go back. Use them to think about what to do,
# not to predict.
#
# **One rate for all.** Half of your customers leave at 5 % a year, half at 20 % [invented]. Is the average life that of
# the average churn, 12.5 %?

# %%
lifecycle.mean_life(churn=[0.05, 0.2, 0.125])

# %% [markdown]
# No: 20 and 5 years make 12.5 on average, not 8 [computed]; those who leave easily go first, so that a group looks more
# loyal as it gets older.
