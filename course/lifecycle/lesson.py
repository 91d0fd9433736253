# %% [markdown]
# # The life cycle of customers
#
# **About 60 minutes (an estimate) · needs percentages, and how to run a cell · gives how long customers
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
# It is January 2026. You are the new head of sales of a logistics firm. Your predecessor has left a slide:
# "Our customers stay 3.2 years." Your director knows two more sentences: "If you lose 10 % a year, all are
# gone in ten years," and "Five points more retention bring 85 % more profit." Then he asks:
#
# *How long do our customers stay, and what is it worth to make them stay longer?*
#
# The firm is simulated: its tables were drawn by rules, and nobody observed them [invented]. The slide was
# made from them; you can check it. The director's two sentences stand in much the same words in the source
# documents [source document]. You can check these, too.
#
# The words **customer life cycle** (客户生命周期) have two meanings, and both are in use. One is a *length of
# time*: from the first contact until everything between you is settled. The other is a *path*: the stages
# that a relationship passes through [source document]. The first half of this lesson is about the time, the
# second about the path.

# %% [markdown]
# ## Look
#
# Get the tools, and the contracts of the firm.

# %%
import pandas as pd

from crmlab import clv, datasets, explore, lifecycle, loyalty, practice, retention, show, value

firm = datasets.make_logistics(customers=400, seed=1)
contracts = firm.contracts
contracts[["customer_id", "name", "start", "end"]].head(4)

# %% [markdown]
# **Read it.** One row is one customer. `NaT` (not a time) means that there is no end: the contract is still
# running on 31 December 2025, the last day of the data. `dropna` leaves out the rows without an end. How many
# remain, and how many years did these contracts last?

# %%
ended = contracts.dropna()
years = (ended["end"] - ended["start"]).dt.days / 365.25
years.describe()[["count", "mean"]].round(2)

# %% [markdown]
# **Read it.** 118 of the 400 contracts have ended, after 3.24 years on average [computed]. This is the 3.2
# of the slide. Before you go on, guess: is the true average shorter, about the same, or longer?

# %% [markdown]
# ## Compute and read it
#
# ### Who is missing?
#
# Take five customers [invented]. Three have left: after 1, 2 and 3 years. Two are still there, after 6 and
# 8 years so far. The slide takes the mean of the first three: 2 years. It leaves out those who stay longest,
# *because* they stay.
#
# You do not know when these two will leave. But you know that 20 years of staying have gone by, and that
# only three customers left in all that time. So divide the one by the other.

# %%
show(lifecycle.mean_tenure, ended=[1, 2, 3], running=[6, 8])

# %% [markdown]
# **Read it.** 6.67 years, not 2 [computed]. The longest stays are always the ones that have not ended yet.
# So the mean of those who have left is too short, as a rule. A stay whose end you do not know yet is called
# **censored** (删失). You may not leave it out, and you may not count it as finished.
#
# Is there a way that needs no dates? Count how many customers you have, and how many you lose in a year.

# %% [markdown]
# ### Firm A and firm B
#
# Both have 100 customers and win a new one for each one who leaves. Firm A loses 20 a year, firm B loses 10
# [source document]. How long does a customer of each stay on average? Guess before you run the cell.

# %%
show(lifecycle.group_life, customers=100, lost_per_year=20)

# %%
lifecycle.group_life(customers=100, lost_per_year=[20, 10])

# %% [markdown]
# **Read it.** 5 years and 10 years [computed]. Think of a room with 100 chairs, where 20 people go out every
# year and 20 come in. Each chair changes its guest every five years. The source document calls this the
# **group life cycle** (客户群体生命周期): the length of one life in a whole group.
#
# Winning a new customer costs ¥6,000 [invented]. What does each firm pay a year to stay as large as it is?

# %%
lifecycle.holding_cost(customers=100, churn=[0.2, 0.1], acquisition_cost=6000)

# %% [markdown]
# **Read it.** A pays ¥120,000 and B pays ¥60,000 [computed]. A works twice as hard to stay in one place.
#
# But perhaps B's customers stay because B spends money on them: a person to call, a visit a year. How much
# may B spend on each of its customers before it is as expensive as A? Work it out; then put your number in
# place of 300.

# %%
lifecycle.holding_cost(customers=100, churn=0.1, acquisition_cost=6000, retention_cost=300)

# %% [markdown]
# **Read it.** With ¥300 for each customer, B pays ¥90,000 [computed]. The limit is ¥600: the ¥60,000
# between the two firms, shared by 100 customers. Two firms are compared fairly only when *both* costs are
# counted: winning and keeping.

# %% [markdown]
# ### Your firm
#
# Now count yours: how many customers were lost and won in each year?

# %%
lost = contracts["end"].dropna().dt.year.value_counts()
won = contracts["start"].dt.year.value_counts()
pd.DataFrame({"lost": lost, "won": won}).loc[2023:].astype(int)

# %%
len(contracts[contracts["start"] < "2023"])

# %% [markdown]
# **Read it.** You began 2023 with 283 customers. Add those won, take away those lost: 303 at the start of
# 2024, 299 at the start of 2025, and 282 today [computed]. The **churn rate** (客户流失率) is the share that
# is lost, here of those who were there at the start of the year.

# %%
retention.churn_rate(start=[283, 303, 299], lost=[29, 50, 39]).round(3)

# %% [markdown]
# **Read it.** 10 %, then 17 %, then 13 % [computed]. The director's "10 % a year" fits 2023 only. In
# June 2024, your hub in Wuhan failed, and many shipments were late.
#
# A rate and a length of time say the same thing in two ways: `1 / churn` is the average life. In a firm that
# keeps its size, both ways lead to one number, and yours has nearly kept it. Take the 13 % of last year; then
# take the three years together. You had about 295 customers on average and lost 118, or 39.3 a year.

# %%
lifecycle.mean_life(churn=0.13), lifecycle.group_life(customers=295, lost_per_year=39.3)

# %% [markdown]
# **Read it.** 7.7 and 7.5 years [computed]. Your customers stay about seven and a half years, more than
# twice as long as the slide says. The slide counted only those who had already gone.

# %% [markdown]
# ### “Gone in ten years”
#
# A firm has 100 customers and loses 10 % of them a year. Nobody new comes. How many of the 100 are left after
# ten years: 0, 35 or 65? Write your guess down.
#
# The source document says: none, so the group lives ten years [source document]. Here are two ways to read
# "10 % a year".

# %%
lifecycle.survival_table(customers=100, churn=0.1, years=10).round(1)

# %% [markdown]
# **Read it.** *Linear*: every year, 10 of the *first* hundred go. After ten years, nobody is left.
# *Geometric*: every year, 10 % of those who are *still there* go. In year 2 these are 9 customers, not 10.
# After ten years, 34.9 are left [computed].
#
# Which one is right? A churn rate is counted every year on the customers of that year, as you did above. So
# the geometric reading fits. The linear one would need a rate that rises every year: 10 of 100, then 10 of
# 90, and at the end 10 of 10, which is 100 %.
#
# Then what does `1 / churn` say, if not the end? Compare it with the **half-life** (半衰期), the time until
# half of the group has left.

# %%
lifecycle.half_life(churn=[0.05, 0.1, 0.2]).round(2)

# %%
lifecycle.surviving(churn=[0.05, 0.1, 0.2], years=[20, 10, 5]).round(3)

# %% [markdown]
# **Read it.** At 10 %, half of the group has left after 6.58 years, although the mean life is 10 years
# [computed]: a few who stay very long pull the mean up. And after `1 / churn` years, about a third is still
# there, whether churn is 5, 10 or 20 % [computed]. So `1 / churn` is a mean. It is not an end.

# %% [markdown]
# ### Is your bucket leaking?
#
# Every bucket of customers leaks. The question is whether you fill it fast enough. The source documents call
# it the **leaky bucket** (漏桶原理). You have 282 customers, you lose 13 % a year, and last year you won 22.
# Say it goes on like this for ten years. How many customers do you have then: 150, 200 or 280?

# %%
lifecycle.leaky_bucket(customers=282, churn=0.13, acquired=22, years=10).round(0)

# %% [markdown]
# **Read it.** Last line: 197 customers [computed]. In year 1, you lose 37 and win 22. But look down the
# column `lost`: the smaller the base, the fewer leave. So the base does not run dry. It sinks ever more
# slowly towards a level where the losses equal the newcomers. You know all you need to compute this level:
# 22 newcomers a year, and each stays 7.69 years on average.

# %%
22 * lifecycle.mean_life(churn=0.13)

# %% [markdown]
# **Read it.** 169 customers [computed]. This is the size of the firm you are heading for. To hold 282, you
# need 13 % of 282 newcomers a year, which is 37 instead of 22. Or you make the hole smaller.

# %% [markdown]
# ### Five points of retention
#
# The **retention rate** (客户保持率) is the share that stays: 100 % less churn. Yours is 0.87. Suppose that you
# raise it by five points, to 0.92. Every customer brings the same profit each year, and the first year is
# certain. By how much does the profit of a customer's whole life rise: 5 %, 6 % or 60 %?

# %%
show(lifecycle.retention_uplift, retention=0.87, gain=0.05)

# %% [markdown]
# **Read it.** By 62.5 % [computed]. Look at churn in place of retention, and the surprise is gone: it falls
# from 13 to 8 points. So the mean life rises from 7.7 to 12.5 years, and 12.5 is 62.5 % more than 7.7.
#
# A *point* is a **percentage point** (百分点): from 87 % to 92 %. "5 % more" would be something else, from
# 87 % to 91.35 %. And "5 % more customers" is something else again. Now take other firms. Where do five
# points bring most: where few customers stay, or where nearly all do?

# %%
lifecycle.retention_uplift(retention=[0.6, 0.75, 0.87, 0.9], gain=0.05).round(3)

# %% [markdown]
# **Read it.** From 14 % to 100 % [computed]. The same five points bring seven times as much where nearly
# all stay. So whoever says "five points bring 85 %" without saying *from where* has said nothing yet. You
# come back to that sentence in *Doubt it*.

# %% [markdown]
# ### The path: four stages
#
# Until now, a customer was there or gone. But a relationship also grows and fades. Authors have cut its path
# into stages. Dwyer, Schurr & Oh (1987) have five; Chen Mingliang (2002) has four [published]. Here are the four:
#
# | stage | in Chinese | what happens |
# |---|---|---|
# | exploration | 考察期 | both sides try each other out; the firm earns a small profit |
# | formation | 形成期 | trust and business grow fast |
# | stability | 稳定期 | as close as it gets; profit is high |
# | decline | 退化期 | the customer is no longer content; business falls fast |
#
# Look at the *change*, not at the size alone: growth that slows is not a fall. Now put some customers into
# their stages. Choose, press *Check*, and read why.

# %%
practice("lifecycle-chen")

# %% [markdown]
# The [reader beside this lesson](03_lifecycle_reader.ipynb) has the other schemes, and shows which of their
# stages mean about the same.
#
# Now give the path numbers. The **relationship level** (关系水平) goes from 0, strangers, to 1, as close as it
# gets. Take a customer who stays one year in exploration, two in formation, four in stability and one in
# decline. At the ends of the four stages the level is 0.1, 0.8, 1.0 and 0.3 [invented].

# %%
path = lifecycle.relationship_level(stage_years=[1, 2, 4, 1], end_levels=[0.1, 0.8, 1.0, 0.3])
path

# %% [markdown]
# **Read it.** Slow, then fast, then slow again at a high level, then down: turned over, it is the letter U,
# the **inverted U** (倒U型曲线) of the source document. Profit is thought to follow this level: a customer who
# trusts you buys more, costs less and brings others [source document]. Reinartz & Kumar (2000) found loyal
# customers who cost no less and pay no more [published]. So all of this is input. Give each part a yearly sum in
# yuan, reached at level 1; a price concession (价格优惠) takes away [invented].

# %%
drivers = {"growth": 6000, "savings": 1500, "referrals": 2000, "price": -2500}
life = lifecycle.profit_curve(path["level"], base_profit=4000, drivers=drivers, acquisition_cost=12000)
life.table[["year", "profit", "running_total"]].round(0)

# %%
life.total, life.peak_year

# %% [markdown]
# **Read it.** Winning this customer cost ¥12,000. That is paid back in year 3. Year 7 is the best; after it the
# profit falls. What remains at the end, ¥56,400, is the **life-cycle profit** (客户生命周期利润): all that the
# customer brings, less all that was spent [computed].
#
# So a customer who leaves after year 2 is not "a little less profit", but a loss. And one who leaves after
# year 6 does so before the best year.
#
# The source document says what to do with the stages: shorten exploration, speed up formation, lengthen
# stability, prevent decline [source document]. What does the first one bring? Give the customer the same
# eight years, with one more in exploration and one less in stability. Guess the loss.

# %%
slow = lifecycle.relationship_level(stage_years=[2, 2, 3, 1], end_levels=[0.1, 0.8, 1.0, 0.3])
lifecycle.profit_curve(slow["level"], base_profit=4000, drivers=drivers, acquisition_cost=12000).total

# %% [markdown]
# **Read it.** ¥50,450, so the slow start costs ¥5,950 [computed]. One careful sentence more: shortening
# exploration helps only if the year saved is spent in stability. Cut it out of the life, and you lose a year
# of profit.

# %% [markdown]
# ### Before the first order: whom to call?
#
# A **potential customer** (潜在客户) asks and hesitates. Three things make the step easier: what others say about
# you, how much the customer knows about logistics, and how close the customer's industry is to yours [source
# document]. Two firms have asked for a price. You have given each three scores from 1 to 5 [invented].

# %%
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
# gave is compared with all that it took, and with what your rivals promise. Price is at the core of it, but
# time and trouble count as well. What one new customer thinks of three offers, in yuan a shipment [invented]:

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
# **Read it.** The rival must be 10 % cheaper before leaving pays [computed]. So barriers hold customers. They
# also hold customers who would like to go. More on that in *Doubt it*; the reader has three kinds of barriers.
#
# There is a friendlier way: make it less trouble to stay. Say you build a portal where customers follow
# their shipments, so that they need not call. What a customer gets from a shipment, less all that it takes, is
# the **customer delivered value** (顾客让渡价值). Before the portal, in yuan [invented]:

# %%
costs = {"money": 750, "time": 60, "energy": 20}
value.delivered_value(benefits=900, costs=costs)

# %%
value.delivered_value(benefits=900, costs=costs | {"time": 15})

# %% [markdown]
# **Read it.** ¥70 before and ¥115 after: for the customer, it is as good as a price cut of ¥45 [computed].
# (The `|` takes the same costs, with another one for time.) And for you? The portal costs ¥200,000. It saves
# you phone calls: ¥60,000 in the first year, ¥90,000 in each later one [invented]. When has it paid for
# itself?

# %%
clv.break_even_year([-200_000, 60_000, 90_000, 90_000, 90_000])

# %% [markdown]
# **Read it.** In year 3 [computed]. And that counts only what you save, not the customers who stay because
# of it.

# %% [markdown]
# ### Decline: who leaves next?
#
# For the last stage, the source documents want an **early-warning system** (预警机制): find those who are about
# to leave, while you can still do something [source document]. Say you watch three signals: days since the last
# shipment, a drop in use, complaints [invented]. Does it work?
#
# You can find out. Go back to 31 July 2024 and pretend that you do not know what comes. Take the customers
# who were with you for half a year by then. `left` says who was gone half a year later.

# %%
here = contracts[(contracts["start"] <= "2024-01-31") & ~(contracts["end"] <= "2024-07-31")]
here = here.set_index("customer_id")
left = here["end"] <= "2025-01-31"
f"{len(here)} customers, of whom {left.sum()} left: {left.mean():.1%}"

# %% [markdown]
# **Read it.** 282 customers, of whom 24 left, or 8.5 % [computed]. Remember this share. Warn of customers
# drawn by lot, and 8.5 % of the warnings will be right.
#
# The next cell only counts, for each customer: days since the last shipment, how many fewer shipments in
# the last three months than in the three before, complaints in the last three months. You need not read it;
# look at what comes out.

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
# `early_warning` turns the three signals into one **risk score** (风险得分) from 0 to 1. Each signal counts
# fully from a limit on: 60 days, a drop by half, two complaints. All three have the same weight. Whoever
# reaches 0.5 is flagged [invented].

# %%
warned = retention.early_warning(signals, limits=[60, 0.5, 2], weights=[1, 1, 1], cut=0.5)
warned.sort_values("risk").round(2).tail(4)

# %% [markdown]
# These four have the highest scores. Can you see why? Two numbers say how good the warnings are.
# **Precision** (查准率) is the share of the *warnings* that were right. **Recall** (查全率) is the share of the
# *leavers* that you were warned of. Guess both.

# %%
retention.warning_quality(warned["risk"][left], warned["risk"][~left], cut=0.5)

# %% [markdown]
# **Read it.** 24 warnings, 3 of them right: a precision of 12.5 %. Of the 24 who left, 3 were found: a recall
# of 12.5 %, too [computed]. By lot, two of 24 would have been right. So this reasonable-looking system is
# hardly better than a lottery, *here*. Why? Your customers have contracts. They ship until the last day, and
# neither a pause nor a drop comes before the end. In a shop without contracts it may be different.
#
# Then look for the cause, not for the symptom. In June 2024, the hub in Wuhan failed. Take the share of late
# shipments in June and July as the risk, and warn from 0.4 on.

# %%
lately = firm.shipments[firm.shipments["date"].between("2024-06-01", "2024-07-31")]
late = 1 - lately.groupby("customer_id")["on_time"].mean().reindex(here.index, fill_value=1)
retention.warning_quality(late[left], late[~left], cut=0.4)

# %% [markdown]
# **Read it.** 52 warnings, 12 right: a precision of 23 %, and a recall of 50 % [computed]. That is useful:
# every fourth call reaches somebody who is about to leave, instead of every twelfth. It is also modest: three
# calls out of four go to somebody who would have stayed, and half of the leavers get no call.
#
# A call alone keeps nobody. What do you say on the phone? That depends on why the customer turns away.

# %%
practice("lifecycle-causes")

# %% [markdown]
# Last, put the pieces together: what belongs to which stage?

# %%
practice("lifecycle-strategy")

# %% [markdown]
# ## Try it
#
# Here is one call to play with. Change its values and run it again.

# %%
lifecycle.leaky_bucket(customers=282, churn=0.13, acquired=22, years=10).tail(1)

# %% [markdown]
# The same function under sliders. Move one with the mouse or with the arrow keys, or type a value into its
# field. *Copy as code* gives you the call for what you see.

# %%
explore("lifecycle-leaky-bucket", customers=282, churn=0.13, acquired=22, years=10)

# %% [markdown]
# 1. Set your firm: 282 customers, churn 0.13, 22 won a year, 20 years. What does more: winning ten more
#    customers a year, or five points less churn? Compare after 3 years and after 20.
# 2. Does it matter for the level at which the base settles whether you start with 282 customers or with 100?
#
# Now the profit of one relationship. The lengths of the four stages are sliders, too.

# %%
explore("lifecycle-profit")

# %% [markdown]
# 3. What adds more to the total: one more year of stability, or one more year of exploration?
# 4. Compare the two presets in which loyal customers pay more, and in which they want discounts. Which parts
#    of the bars change?
#
# <details><summary>Compare your answers</summary>
#
# All numbers here are [computed]. 1: After three years ten more newcomers a year leave you with 270
# customers, five points less churn with 280. After 20 years it is 248 and 276. Less churn wins soon and
# late, because it works on all 282 customers at once. 2: No. The level is newcomers times mean life; the
# start decides only how far the base is away from it. 3: A year of stability, by far: the level is high
# then. A year more of exploration adds little more than the base profit. 4: The part called price goes above
# or below zero, and with a discount the savings are smaller, too.
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **Too long is wrong as well.** Why did you not use `mean_tenure` on all 400 contracts, with their full
# years? Try it.

# %%
running = contracts[contracts["end"].isna()]
so_far = (pd.Timestamp("2025-12-31") - running["start"]).dt.days / 365.25
lifecycle.mean_tenure(ended=years, running=so_far)

# %% [markdown]
# 13.8 years [computed], nearly twice what you found. The list begins in 2023. Of the customers won in 2019,
# it holds only those who were *still there* in 2023; who left in 2021 is nowhere. So the list has many years
# of staying and lacks the leaving that belongs to them. This is **survivorship bias** (幸存者偏差). Count only
# the years that you could watch:

# %%
first_day = pd.Timestamp("2023-01-01")
watched = (ended["end"] - ended["start"].clip(lower=first_day)).dt.days / 365.25
watched_so_far = (pd.Timestamp("2025-12-31") - running["start"].clip(lower=first_day)).dt.days / 365.25
lifecycle.mean_tenure(ended=watched, running=watched_so_far)

# %% [markdown]
# 7.6 years [computed], next to the 7.5 and 7.7 from before. One table, three averages: 3.2, 7.6 and 13.8.
# Whenever somebody tells you how long customers stay, ask *who is missing from the list*.
#
# **One rate for all.** `1 / churn` is right when every customer leaves with the same chance every year. Say
# half of your customers leave at 5 % a year and half at 20 %. The average churn is 12.5 %. Is the average life
# 8 years?

# %%
lifecycle.mean_life(churn=[0.05, 0.2, 0.125])

# %% [markdown]
# No: one half stays 20 years and the other 5, so the average is 12.5 [computed]. Those who leave easily go
# first. So a group looks more and more loyal as it gets older, although nobody has changed. Rates also change
# over time: the 10 %, 17 % and 13 % of your three years mean lives of about 10, 6 and 8 years. Do not plan ten
# years ahead with the rate of one.
#
# **“85 % more profit.”** Where is this from? Reichheld & Sasser (1990) reported that cutting defections by
# five *points* raises the profit per customer by 25 % to 85 %, depending on the industry [published]. One
# source document keeps only the 85. Another speaks of 5 % more customers [source document]. Three things to
# know:
#
# - It was worked out from the profits of a customer's years, as you did. Nobody raised retention by five
#   points and then watched the profit.
# - It depends on the start. In your formula, 85 % needs a retention of 0.89, and 25 % needs 0.75.
# - It depends on what later money is worth. Your 62.5 % counts it in full. Discount it by 10 % a year, and
#   look at the second cell.

# %%
lifecycle.retention_for_uplift(uplift=[0.25, 0.85], gain=0.05).round(3)

# %%
lifecycle.retention_uplift(retention=0.87, gain=0.05, rate=[0, 0.1]).round(3)

# %% [markdown]
# At a **discount rate** (贴现率) of 10 % a year, your 62.5 % becomes 27.8 % [computed]. (Lesson 05 explains
# discounting.) And nobody has asked yet what the five points *cost*. Where retention is high already, the
# next point may be the dearest: some customers close down or move away, and nothing keeps them.
#
# **You chose the signal after the accident.** The share of late shipments worked in a month when a hub
# had failed, and you knew that. Does it work in a quiet year? Take the same cut one year later.

# %%
later = contracts[(contracts["start"] <= "2025-01-31") & ~(contracts["end"] <= "2025-06-30")]
later = later.set_index("customer_id")
left_later = later["end"].notna()
months = firm.shipments[firm.shipments["date"].between("2025-05-01", "2025-06-30")]
late_later = 1 - months.groupby("customer_id")["on_time"].mean().reindex(later.index, fill_value=1)
retention.warning_quality(late_later[left_later], late_later[~left_later], cut=0.4)

# %% [markdown]
# Twelve customers left in this half-year. Five were flagged, and none of the five was among the twelve
# [computed]. With fewer late shipments, other reasons decide who goes. A warning is a claim about the future.
# Test it on months that you did not use to build it, and test it again every year.
#
# **Held is not loyal.** A barrier of 10 % keeps customers who are content and customers who are angry alike.
# Jones & Sasser (1995) call the second kind hostages [published]. They stay until the contract ends, tell
# others about it, and count as "retained" until then. If your churn is low, ask which kind of low it is.
#
# **A stage is easy to see afterwards.** Is a quiet year stability, or the beginning of decline? The schemes do
# not agree on the number of stages or on their names, and a relationship may skip one or go back. Use them
# to think about what to do, not to predict.

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/lifecycle/lifecycle.ipynb). There you write functions for the time that
# customers stay, fill and empty a bucket with your own numbers, judge a retention programme and a warning, and
# take a claim apart.
#
# - Run the `check(...)` cell below your answer as often as you like. It says in one sentence what is
#   right, or what is not right yet.
# - Stuck? Each task has an id. `hint("lifecycle-staying")` gives a hint for the first task; run it again for
#   the next hint. The first hint names the idea, the last one shows the shape of the answer.
# - After the last hint, `solution("lifecycle-staying")` shows one way to do it.

# %% [markdown]
# ## What we now know
#
# - You can **compute** how long customers stay: customers divided by those lost in a year, or `1 / churn`.
#   In the simulated firm it is about 7.5 years, not the 3.2 of the slide, which forgot all who are still
#   there. At 10 % churn a third of a group is left after ten years. A base that wins 22 a year and loses 13 %
#   settles at 169.
# - You can **compare**. Firm A pays twice as much as firm B to stay as large as it is. The linear reading of
#   churn empties the firm on a date, the geometric one never. A warning built from the cause found half of
#   the leavers; one built from habit found an eighth.
# - You can **decide**. Keeping may cost B up to ¥600 a customer. Five points of retention bring 14 % or 100 %,
#   depending on where you start, before you have paid for them. What you do depends on the stage: win trust,
#   be worth the money, make staying easy, and find the cause before the customer has gone.
