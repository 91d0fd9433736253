# %% [markdown]
# # Relationships and winning customers
#
# **About 60 minutes (an estimate) · needs percentages, and how to run a cell · gives what a new customer costs, who
# comes for a gift, and how much contact is worth its money with each group**
#
# You will be able to:
#
# - **compute** the pace of a campaign, what winning one customer costs, and the chance that several contacts make a
#   sale;
# - **compare** customers who stay with those who came for a gift, and claims that count different things;
# - **decide** how close to be to which group, and which gift not to give.
#
# A mark shows where the numbers before it come from. [source document] is the teaching text behind this
# course. [published] is a book or article with a name. [computed] is a cell nearby, sometimes with one step
# more in your head. [invented] is ours, for practice. [reconstructed] means: the original is lost, and we rebuilt it.

# %% [markdown]
# ## The question
#
# You are still head of sales of the branch in Jiading [invented]. Lesson 01 asked whether the money should go to new
# customers or to existing ones. There, visits were all that a new one cost. Your director knows another way. In 2002
# the phone company Unicom (中国联通) won millions of subscribers for a new network, called CDMA, while full-page
# advertisements ran and those who paid for calls in advance got a handset (手机) [source document]. "We do the same,"
# she says. "Each new shipper gets a label printer as a gift. And then we become partners of them all."
#
# *What did seven million subscribers cost, who came, and how close a relationship can we afford with each group?*

# %% [markdown]
# ## Look
#
# Get the tools and Unicom's count: four days of 2002, and how many subscribers there were [source document].

# %%
from crmlab import clv, explore, guess, loyalty, picture, practice, relationships, reveal, show

counts = {"2002-08-15": 2e6, "2002-09-25": 3e6, "2002-10-14": 4e6, "2002-11-12": 5e6}

# %% [markdown]
# The project began in 2000, and the network opened in January 2002. Of the weeks before 15 August the source has a
# number whose first digit is lost. Later, it says, the target of seven million was reached; the day is lost, too
# [source document].

# %% [markdown]
# ## Compute and read it
#
# ### How many subscribers, and at what pace
#
# Each step in the count is one million. But the steps are not equally long.

# %%
guess("relationships-pace")

# %% rows="ACQ-04"
path = relationships.growth_path(counts)
path[["days", "added", "per_day", "doubling_days"]].round(1)

# %%
reveal("relationships-pace", path["per_day"].iloc[1])

# %% [markdown]
# **Read it.** 24,390 a day, then 52,632, then 34,483 [computed]. Did you guess about 210,000? Then you divided all four
# million by 19 days; only one million came in them. The last column asks something else: if each day added the same
# *share* of the number before, and not the same number, doubling would take 46 days in the middle step and 90 in the
# last [computed].
#
# From August to October ran the campaign that paid for handsets [source document]. The slowest step and the fastest
# both lie in it, and part of the third. From before it we have no pace. So these numbers cannot tell what the campaign
# did. When would the seventh million come, if 34,483 come every day?

# %%
2_000_000 / path["per_day"].iloc[-1]

# %% [markdown]
# **Read it.** 58 days after 12 November, so in the second week of January 2003 [computed].

# %% [markdown]
# ### What a subscriber costs
#
# For the network, about ¥100 billion were to be invested [source document].

# %%
guess("relationships-investment")

# %% rows="ACQ-02"
each = clv.cost_per_customer(campaign_cost=100e9, new_customers=7_000_000)
reveal("relationships-investment", each)
each

# %% [markdown]
# **Read it.** ¥14,286 [computed]. The function divides; it does not know what the money was for. Masts and exchanges
# are an **investment** (投资): they serve for years, also those who sign later. With 70 million subscribers it would be
# ¥1,429 each [computed]. And 100 billion was a plan. So it is not what *winning* one subscriber costs.
#
# The **acquisition cost** (获客成本) is what is spent so that somebody signs. In July 2002 Unicom spent more than ¥10
# million on advertisements in Beijing; twelve pages in one newspaper of Guangzhou, which dozens of papers followed, are
# dated “New Year 2001”, before there was a network [source document]; probably 2002 is meant. How many signed because
# of them, nobody says. Take 100,000 for the ¥10 million, and ¥600 for the handset [invented]. (Unicom bought handsets
# itself, as makers hesitated [source document].)

# %% rows="ACQ-03"
cost = clv.cost_per_customer(campaign_cost=10_000_000, new_customers=100_000) + 600
cost

# %% [markdown]
# **Read it.** ¥700 [computed], a twentieth of the first number. Does it come back? A subscriber pays ¥100 a month, at
# its start. Serving costs ¥40, so the **margin** (毛利) is ¥60. Of such subscribers 2 % leave each month [invented].

# %%
guess("relationships-payback")

# %%
payback = show(clv.payback_months, 700, monthly_margin=60, monthly_churn=0.02, when="start")
reveal("relationships-payback", payback.value)
payback

# %% [markdown]
# **Read it.** In the 14th month, with the payment at its start, so 13 months after signing; in the 12th month if nobody
# left [computed]. Those who leave pay nothing back, so it takes the group longer.

# %% [markdown]
# ### Who comes for a subsidy
#
# McKinsey had advised Unicom to attack the high end. Unicom wanted the best customers of China Mobile, and a higher
# **average revenue per user (ARPU)** (每用户平均收入) than in its own older, cheaper network. Mostly customers of middle and
# low spending came. Many were *price switchers* (价格转换者): they come for a price and leave for a price. And a subscriber
# who pays little costs as much to serve as one who pays much [source document].
#
# So take two kinds. *Stayers* are those from above. *Switchers* pay ¥52 and also cost ¥40 a month, and 10 % of them
# leave each month [invented]. Switchers pay about half as much, and bring a fifth of the margin: ¥12 against ¥60.
#
# Count 24 months for both kinds, each paid at its start; later money counts like today's. Winning costs ¥700 in either
# case.

# %% rows="ACQ-06"
kinds = {"stayer_margin": 60, "stayer_churn": 0.02, "switcher_margin": 12, "switcher_churn": 0.10}
alone = relationships.newcomer_value(cost, switchers=[0, 1], months=24, **kinds)
alone

# %% [markdown]
# **Read it.** On average a stayer brings ¥1,152.66, of which ¥452.66 remain after the ¥700. A switcher brings ¥110.43,
# and ¥589.57 are lost [computed]. Now let both come.

# %%
guess("relationships-switchers")

# %%
stayer, switcher = alone.brings
limit = (stayer - cost) / (stayer - switcher)
reveal("relationships-switchers", limit)
picture(relationships.newcomer_value, acquisition_cost=700, switchers=0.4, months=24, **kinds)

# %% [markdown]
# **Read it.** Above 43.4 % the campaign loses [computed], and not only above a half: with a switcher you lose more than
# you gain with a stayer. Say 60 of 100 are switchers [invented]. Fill in the last line.

# %%
show(relationships.newcomer_value, 700, switchers=0.6, months=24, **kinds, blanks=1)

# %%
relationships.newcomer_value(700, switchers=0.6, months=24, **kinds)

# %% [markdown]
# **Read it.** ¥172.68 are lost on average [computed]; with seven million, that is ¥1.2 billion. With stayers alone,
# ¥3.2 billion would be gained. How many signed cannot tell you which case it is. How many are still there can.

# %% [markdown]
# ### How close to be
#
# Seven million have signed. What comes after the sale? Kotler's list has five levels. The source document describes
# two of them; for the others only the names are left, and we fill them in after Kotler (1994) [published].
#
# | level | after the sale the firm … | the words are |
# |---|---|---|
# | basic 基本型 | … does nothing | [source document] |
# | reactive 被动型 | … asks customers to call, and waits | [source document] |
# | accountable 负责型 | … asks once, soon, whether all is well | [reconstructed] |
# | proactive 能动型 | … gets in touch again and again, with ideas of use | [reconstructed] |
# | partnership 伙伴型 | … works with the customer on better results, all the time | [reconstructed] |
#
# Choose, press *Check*, and read why.

# %%
practice("relationships-levels")

# %% [markdown]
# Which level for whom? The source document looks at two things: how many customers there are, and what margin each
# brings. It tells of a cosmetics maker: a partner to large chains, and reactive to consumers, whose calls it answers
# [source document]. Put in 12 chains that bring ¥9,000 a year each, and 90,000 consumers with ¥300. What is few or
# many, low or high, you must say yourself [invented].

# %% rows="REL-06 REL-07"
limits = {"few": 50, "many": 1000, "low_margin": 100, "high_margin": 500}
relationships.kotler_level(customers=[12, 90_000], margin=[9000, 300], **limits)

# %%
picture(relationships.kotler_level, customers=90_000, margin=300, **limits)

# %% [markdown]
# **Read it.** Partnership and reactive, as in the case: we chose numbers and limits so. But look at `sure`: only two
# of the nine cells stand in the text [source document]. Learn these two. The other seven are lost; we filled them in
# [reconstructed], and the source lets the firm choose there. The advice depends on *your* limits, so use the calculation
# behind the grid.
#
# A switcher who stays a year brings 12 times ¥12, that is ¥144. Four calls a year would raise that to ¥160 [invented].

# %%
guess("relationships-call")

# %% [markdown]
# Put in what the calls *add*: ¥160 less ¥144. Say a call costs ¥6 [invented]. The last two lines are yours.

# %%
call = show(
    relationships.relationship_profit, margin=160 - 144, contacts_per_year=4, cost_per_contact=6, blanks=2
)
reveal("relationships-call", call.value.break_even_cost)
call

# %% [markdown]
# **Read it.** The calls cost ¥8 more than they add; one may cost ¥4 at most [computed]. Did you find ¥40? Then you
# divided the whole ¥160. But ¥144 come without a call. Now take one of 300 large firms that use the network. 24
# visits a year, at ¥500, add ¥20,000 to its margin [invented].

# %%
relationships.relationship_profit(margin=20_000, contacts_per_year=24, cost_per_contact=500)

# %% [markdown]
# **Read it.** Here ¥8,000 remain [computed]. One firm, two groups, two levels: partnership is not *best*.
# It pays where the contacts add more than they cost.

# %% [markdown]
# ### Bonds are not levels
#
# Berry & Parasuraman (1991) have three **bonds** (联系) [published], and these are easily taken for Kotler's levels. The
# lists answer different questions:
#
# | list | question | for example |
# |---|---|---|
# | Kotler's levels | How much does the *firm* get in touch? | it calls each quarter |
# | Berry's bonds | What would the *customer* give up by leaving? | points (financial), a friend (social), shared software (structural) |
# | status 关系状态 | How far has the customer come? | has asked, bought once, is loyal, is lost |
#
# A **financial bond** (财务型联系) has a price. Back to your shippers: you could give points worth 3 % of what members pay for
# transport, of which 80 % are used. 1,000 members pay ¥6,000 a year each; the margin is 20 % [invented].

# %%
guess("relationships-points")

# %% rows="REL-14"
points = loyalty.programme_return(
    members=1000, yearly=6000, reward_rate=0.03, redemption=0.8, extra=0.10, margin_share=0.20
)
reveal("relationships-points", points.break_even)
points

# %% [markdown]
# **Read it.** They must ship 13.6 % more, *because of* the points; with 10 % more, ¥38,400 a year are lost
# [computed]. Points are paid on everything, also on what members would have shipped anyway. The margin that pays for
# them comes from the additional shipments alone.
#
# A **structural bond** (结构型联系) is what must be rebuilt by whoever leaves. Phones again: take two customers of China Mobile. To change
# the network, both need a new handset and a new number. The businesswoman pays ¥400 a month, the student ¥50. What
# change costs them, and over two years [invented]:

# %% rows="REL-16"
business = loyalty.rival_discount({"handset": 600, "number": 3000}, yearly=4800, years=2)
student = loyalty.rival_discount({"handset": 600, "number": 100}, yearly=600, years=2)
round(business.discount, 3), round(student.discount, 3)

# %% [markdown]
# **Read it.** Unicom would have to be 37.5 % cheaper for her and 58.3 % for him [computed]. Now it gives both the
# handset.

# %%
business = loyalty.rival_discount({"number": 3000}, yearly=4800, years=2)
student = loyalty.rival_discount({"number": 100}, yearly=600, years=2)
round(business.discount, 3), round(student.discount, 3)

# %% [markdown]
# **Read it.** 31 % for her, and 8 % for him [computed]. The gift takes away almost all that holds the student, and
# little of what holds the businesswoman. What holds her is her number. Without the gift he was the harder one to win.
# So, in this example, a gift chooses who comes: those with little to lose.

# %% [markdown]
# ### What it takes to win one
#
# Lesson 01 had two claims about new and existing customers. The first line here is a third one. All stand in a source
# document, and none shows its data [source document]; 7 and 3 are said to come from a survey of 192 firms, which we
# could not find.
#
# | | a new customer | an existing one | how many times | counts |
# |---|---|---|---|---|
# | contacts until a sale | 7 | 3 | 2.33 | contacts |
# | selling succeeds, of 100 | 15 | 50 | 3.33 | chances |
# | promotion costs | 6 | 1 | 6 | money |

# %%
round(7 / 3, 2), round(0.50 / 0.15, 2), round(6 * 0.50 / 0.15, 2)

# %% [markdown]
# Like lesson 01, read the six as the money for *one contact*. Then a sale costs 6 · 3.33 = 20 times as much [computed].
# The source document says “promotion”, and not of what.
#
# Take the middle row as the chance of *each* contact, whatever came before.

# %%
guess("relationships-seven")

# %% rows="ACQ-07"
chance = relationships.success_chance(success_rate=[0.15, 0.50], attempts=[7, 3])
reveal("relationships-seven", chance[0])
chance.round(3)

# %% [markdown]
# **Read it.** 68 % within seven contacts with a new customer, 87.5 % within three with an existing one [computed].
# Chances do not add up to 105 %: all seven fail with 0.85⁷. How many contacts does a sale take on average, and how many
# for a chance of 90 %?

# %% rows="ACQ-08"
relationships.selling_effort(success_rate=[0.15, 0.50], cost_per_contact=1, target=0.9)

# %% [markdown]
# **Read it.** On average 6.67 contacts and 2: 3.33 times as many. For 90 %, 15 and 4 [computed]. So 2.33, 3.33 and 6
# are three counts of three things. None follows from another, and that all three are larger than 1 proves none. The
# source document advises patience. Go on as long as the next contact brings more than it costs: 15 % of a margin of
# ¥400 [invented] is ¥60.
#
# *How* you speak matters, too: the *sales doctor* (销售医生) asks before he offers [source document]. The
# [reader](02_relationships_reader.ipynb) has his four steps.

# %% [markdown]
# ### The funnel
#
# Back to your shippers. The **sales funnel** (销售漏斗) counts how many are left at each stage. You reach 10,000 firms;
# 40 % of them ask for prices, 50 % of these talk with you, 60 % of these get an offer, and 25 % of these sign
# [invented].

# %%
guess("relationships-funnel")

# %% rows="ACQ-01"
stages = {"reached": 10_000, "enquiries": 4000, "talks": 2000, "offers": 1200, "sales": 300}
funnel = relationships.funnel(stages)
reveal("relationships-funnel", funnel["count"].iloc[-1])
picture(relationships.funnel, stages=stages)

# %% [markdown]
# **Read it.** 300, or 3 % [computed]: the shares *multiply*. The bottleneck is the step with the smallest share. Let
# this last share be ten percentage points larger; then, instead, the share of talks:

# %%
10_000 * 0.4 * 0.5 * 0.6 * 0.35, 10_000 * 0.4 * 0.6 * 0.6 * 0.25

# %% [markdown]
# **Read it.** 420 sales and 360 [computed]: 35 is 1.4 times 25, and 60 is 1.2 times 50. Which ten points cost less,
# the funnel does not know.

# %% [markdown]
# ## Try it
#
# How much may a handset cost, if a *stayer* is to bring back gift and advertisements (¥100) within 12 months? Do not
# call a function of `crmlab`. The first month brings ¥60, each later one 0.98 times as much. In Python,
# `sum(2**t for t in range(3))` is 1 + 2 + 4.

# %%
brings = None  # what a stayer brings in 12 months
gift = None  # what the handset may cost at most

# %% [markdown]
# <details><summary>Compare</summary>
#
# `brings = sum(60 * 0.98**t for t in range(12))` is 645.85; `gift = brings - 100` is 545.85 [computed]. The `net` of
# `relationships.newcomer_value(100, switchers=0, months=12, **kinds)` is the same.
#
# </details>
#
# The campaign again, first as a plain call, then under sliders. Move one with the mouse or the arrow keys, or type a
# value.

# %%
relationships.newcomer_value(acquisition_cost=700, switchers=0.4, months=24, **kinds)

# %%
explore("relationships-switchers", acquisition_cost=700, switchers=0.4, months=24, **kinds)

# %% [markdown]
# 1. What moves the limit of 43.4 % more: a gift cheaper by ¥100, or switchers who bring twice as much, ¥24 a month?
# 2. A larger gift wins more people, and more of them for the gift. Choose that case. What remains of the average
#    newcomer after the cost of winning? And with the gift for those who stay?
#
# <details><summary>Compare your answers</summary>
#
# All numbers here are [computed]. 1: The cheaper gift, to 53.0 %; with ¥24 it is 48.6 %. Switchers leave too soon for
# their margin to count for much. 2: A loss of ¥473, and with the gift for those who stay a profit of ¥344: it costs
# less, and it is worth less to those who plan to leave.
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **How many months do you count?** The 43.4 % hold for 24 months. Take 12, and 36.

# %%
months = [[12], [24], [36]]
stayers, switchers = relationships.newcomer_value(cost, switchers=[0, 1], months=months, **kinds).brings.T
((stayers - cost) / (stayers - switchers)).round(3)

# %% [markdown]
# −0.097, 0.434, 0.593 [computed]. Within one year even stayers alone do not bring the ¥700 back; in three years the
# campaign bears 59 % switchers. A limit without its months says nothing.
#
# **“ARPU has risen: the campaign has paid.”** Does the network stand apart, has ARPU risen, do people believe in its
# quality? By these three questions the source document judges Unicom's success. Take the second one. Let 40 of 100
# newcomers be switchers, and nobody pay another price than on the first day. What is the ARPU at the start, and of
# those who are left a year later?

# %% rows="ACQ-05"
left = 0.6 * 0.98**12, 0.4 * 0.90**12
0.6 * 100 + 0.4 * 52, (left[0] * 100 + left[1] * 52) / sum(left)

# %% [markdown]
# It rises from ¥80.80 to ¥90.71 [computed], and nobody pays one yuan more: those who paid little have left. So
# compare the *same* people then and now.
#
# **Four good words.** “After four good words or more, people tend to trust you” [source document]; no study is named.
# Say a prospect hears ten words about you, and 30, 50 or 70 of 100 are good [invented]. How likely are at least four?

# %% rows="ACQ-09"
relationships.success_chance(success_rate=[0.3, 0.5, 0.7], attempts=10, needed=4).round(3)

# %% [markdown]
# 35 %, 83 %, 99 % [computed]. What counts is how many of the words are good. The four is a story, and no switch.

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/relationships/relationships.ipynb). There you do this with numbers of your own,
# and judge a claim.
#
# Run each `check(...)` cell as often as you like: it says in a sentence what is right or wrong. `hint(...)` helps in
# steps.

# %% [markdown]
# ## What we now know
#
# - You can **compute** a campaign. Unicom won 24,390, then 52,632, then 34,483 subscribers a day. ¥14,286 each is
#   investment; winning one cost ¥700 in our example, which a stayer has brought back in the 14th month. Seven contacts
#   at 15 % make a sale with 68 %, and the shares of a funnel multiply.
# - You can **compare**. In 24 months a stayer brings ¥1,153 and a switcher ¥110; above 43.4 % switchers the campaign
#   loses. 2.33, 3.33 and 6 count contacts, chances and money. Levels are what the firm does, bonds what the customer
#   would give up.
# - You can **decide**. Closer pays where contacts add more than they cost: 24 visits a year to a large firm, no calls
#   to a switcher. In our example a gift brings first those whom little else holds; whether it does so with you, a test
#   must show.
#
# Still open: *how long* do customers stay? The limit of 43.4 % depends on it. Lesson 03 measures it.

# %% [markdown]
# ## Memo
#
# Answer your director in five lines: what Unicom's numbers say, what they do not say, who would come for a printer,
# what you propose, and how close you would be to whom.
#
# <details><summary>One way to write it</summary>
#
# 1. Unicom won a million subscribers in 19 days at its fastest; the source document says that mostly middle and low
#    spenders came.
# 2. ¥14,286 each is the network, not what winning one cost; that cost nobody has told us.
# 3. A printer for all may bring first those whom little else holds. In an example with a handset, a campaign loses over
#    two years as soon as more than 43 of 100 newcomers are of that kind.
# 4. So I would give it after the first year, and count after that year who is still there, on the same people.
# 5. We should be partners of the few with whom visits bring more than they cost; the others may call us, and we answer.
#
# </details>

# %% [markdown]
# ## More
#
# What follows goes further. Do it when you have time: sets, sliders, and how to choose by loyalty.

# %%
practice("relationships-lists")

# %%
practice("relationships-doctor")

# %% [markdown]
# ### The grid, under sliders
#
# Begin with 40 chains that bring ¥900 each: a partnership, too. Let their number grow, or their margin fall. Which
# limit do you cross first, and which level do you reach? (By number: more than 50 of them, proactive. By margin:
# below ¥500, proactive, too. Both cells are [reconstructed]; there the source document lets you choose.)

# %%
explore("relationships-kotler-grid", customers=40, margin=900)

# %% [markdown]
# ### Loyal first
#
# Another part of the source document chooses by **loyalty** (客户忠诚) and sales, and by loyalty *first* [source document].
# Which level goes with which is ours [invented]. Five shippers, loyalty from 0 to 100, sales in yuan a year:

# %% rows="REL-09"
loyal, sales = [90, 85, 20, 30, 50], [40_000, 3000, 45_000, 2000, 20_000]
relationships.level_by_loyalty(loyal, sales, loyalty_cut=50, sales_cut=20_000).tolist()

# %% [markdown]
# **Read it.** The second shipper is loyal and small, the third large and not loyal: the small one gets more contact.
# What if you take a loyal shipper for an ordinary one? Say 20 of 100 leave for it who would have stayed, and each is
# worth ¥5,000. Asking first costs ¥300 a shipper [invented]. Is it worth asking, if every shipper asked would otherwise
# be mistaken? And if only one in four would?

# %% rows="REL-10"
from crmlab import portfolio, value

value.expected_gain(chance=[0.2, 0.25 * 0.2], payoff=5000, cost=300)

# %% [markdown]
# **Read it.** ¥700 are gained on average, or ¥50 are lost [computed]: everybody is asked, but only a loyal one can be
# mistaken. And sales? Many managers look at them first [source document]; there the text breaks off. Here is what
# remains of the same five after goods and service [invented]. `rank_agreement` is 1 if both orders are the same, and −1
# if one is the other upside down.

# %% rows="REL-11"
portfolio.rank_agreement(values=sales, others=[6000, 900, 1000, 500, 5000])

# %% [markdown]
# **Read it.** 0.6: of ten pairs of shippers, eight stand in the same order [computed]. The third shipper is first by
# sales, and only third by what remains.

# %% [markdown]
# ### How far has each come?
#
# The source document sorts people from non-customers to loyal and lost customers [source document]; the limits are ours
# [invented]. The customer He has no order; the 0 in `recency_days` does not count. Before you run it: who is Xu, with
# twenty orders and none for 400 days?

# %% rows="REL-12"
import pandas as pd

people = pd.DataFrame({"customer_id": ["Li", "Wu", "Xu", "He"], "orders": [7, 1, 20, 0]})
people = people.assign(recency_days=[12, 30, 400, 0], targeted=[False, False, False, True])
relationships.relation_status(people, lost_after=365, loyal_orders=6)

# %% [markdown]
# **Read it.** Xu is lost. “Loyal” is here a number of orders; what Li thinks of you, it does not say.

# %% [markdown]
# ### Share of wallet
#
# A source document draws a caricature of CRM: find somebody with a full wallet, and get out of it what you can [source
# document]. The **share of wallet** (钱包份额) is the sober number behind it. A shipper pays you ¥6,000 of the ¥24,000
# that he spends on transport [invented].

# %% rows="REL-03"
loyalty.share_of_wallet(own_spend=6000, category_spend=24_000)

# %% [markdown]
# **Read it.** A quarter [computed]. It can grow because you serve more of his needs, or because you press harder. The
# number is the same in both cases.

# %% [markdown]
# ### Who is in the count?
#
# Subscribers on a day are those won less those gone. If 3 % of the 4.5 million left each month
# [invented], how many were won a day in the last 29 days?

# %%
gone = 0.03 * 4_500_000 * 29 / 30
(1_000_000 + gone) / 29

# %% [markdown]
# 38,983 in place of 34,483 [computed]. The firm paid for each of them, also for those who replaced others.

# %% [markdown]
# ### Average people do not exist
#
# Half of the newcomers are stayers, half switchers. So is the average one somebody with a margin of ¥36 who leaves
# with 6 % a month?

# %%
half = relationships.newcomer_value(cost, switchers=0.5, months=24, **kinds).brings
mean = relationships.newcomer_value(cost, 0.5, 36, 0.06, 36, 0.06, months=24).brings
round(half, 2), round(mean, 2)

# %% [markdown]
# **Read it.** The two groups bring ¥631.54 on average, the average person would bring ¥464.10 [computed]. Those who
# stay longest also bring most, and an average hides that.

# %% [markdown]
# ### Contacts and stages, under sliders
#
# If 15 % of contacts with new customers succeed, how many make a sale as likely as three contacts at 50 % do? (13:
# 87.9 %, just above 87.5 %.)

# %%
explore("relationships-contacts", success_rate=0.15, attempts=7)

# %% [markdown]
# And the funnel: ten percentage points more at which stage bring the most additional sales? Try each. (At the one with
# the smallest share: 120 more. But ask what they cost at each stage.)

# %%
explore("relationships-funnel")

# %% [markdown]
# More sets stand in the [reader](02_relationships_reader.ipynb): the sales doctor's sentences, five rules of trust,
# the work of winning customers.
