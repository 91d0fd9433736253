# %% [markdown]
# # Value for the customer
#
# **About 60 minutes (an estimate) · needs percentages, and how to run a cell · gives what two offers are worth to
# one customer, what an improvement may cost, and which customer is worth the firm's time**
#
# You will be able to:
#
# - **compute** what an offer gives a customer and takes from her, with a price on time, effort and worry;
# - **compare** offers by difference and by ratio, and say which of the two fits the question;
# - **decide** what an improvement may cost, and for whose sake.
#
# A mark shows where the numbers before it come from. [source document] is the teaching text behind this
# course. [published] is a book or article with a name. [computed] is a cell nearby, sometimes with one step more
# in your head. [invented] is ours, for practice. [reconstructed] means: the original is lost, and we rebuilt it.

# %% [markdown]
# ## The question
#
# You look after the customers of a logistics firm at its branch in Songjiang (松江). The firm is simulated [invented]. One of
# your regular customers, Fuyuanguang Electronics, writes: “For the shipments that we gave you last year, another carrier asks
# ¥1,200 on average. You asked ¥1,392. Why should we stay?” Your director says: “Then do something for them. Better service
# always pays.”
#
# *A customer chooses between us and somebody cheaper: what does each give and take, and what may our improvement cost?*
#
# Lesson 03 asked how long customers stay, and what five points more are worth. It left open what makes them stay, and what
# that may cost.
#
# **Customer value** (客户价值) has two directions [source document]: value *for* the customer is what our offer is worth to the
# customer; value *of* the customer is what the customer is worth to us. Of the sections below, *Which passenger* asks for
# the second, *What an improvement may cost* for both, the others for the first.

# %% [markdown]
# ## Look
#
# The tools, and what the books of 2025 say about this customer.

# %%
import pandas as pd

from crmlab import clv, datasets, explore, guess, picture, practice, reveal, show, value

firm = datasets.make_logistics(customers=300, seed=4)
of_2025 = firm.shipments[firm.shipments["date"] >= "2025-01-01"]
hers = of_2025[of_2025["customer_id"] == "C0086"]
hers[["amount", "cost", "on_time"]].mean().round(3), len(hers)

# %% [markdown]
# **Read it.** 112 shipments, at ¥1,392 on average. ¥1,051 are cost, so ¥341 are your **margin** (毛利), and 8 of 100 came late
# [computed]. This is your side. What does the shipment look like from hers?

# %% [markdown]
# ## Compute and read it
#
# ### What a customer gets and gives
#
# Kotler (1994) [published] and the source documents add up four benefits, the **total customer value** (顾客总价值): product,
# service, personnel and image. They add up four costs, the **total customer cost** (顾客总成本): money, time, energy and
# psychic cost. What is left is the **customer delivered value** (顾客让渡价值).
#
# You ask Ms Fang, who buys freight at Fuyuanguang, what an average shipment with you is worth to her firm [invented]. The next
# section shows where her numbers come from.

# %% rows="VAL-09"
our_benefits = {"product": 1720, "service": 60, "personnel": 40, "image": 20}
our_costs = {"money": 1392, "time": 30, "energy": 20, "psychic": 18}
ours = show(value.delivered_value, benefits=our_benefits, costs=our_costs)
ours

# %% [markdown]
# **Read it.** The shipment delivers ¥380 to her [computed]. The price is not the cost: the cost is ¥1,460.
#
# Now the rival. Ms Fang has tried it, and expects: product 1,650, service 40, personnel 30, image 10; money 1,200, time 120,
# energy 45, psychic cost 30 [invented]. It is ¥192 cheaper.

# %%
guess("value-rival")

# %%
rival_benefits = {"product": 1650, "service": 40, "personnel": 30, "image": 10}
rival_costs = {"money": 1200, "time": 120, "energy": 45, "psychic": 30}
rival = show(value.delivered_value, benefits=rival_benefits, costs=rival_costs, blanks=1)
rival

# %%
reveal("value-rival", rival.value)

# %% [markdown]
# **Read it.** ¥335, that is ¥45 less than yours [computed]. The rival is ¥192 cheaper in price, only ¥65 cheaper in total
# cost, and gives ¥110 less.

# %% [markdown]
# ### Money on time, energy and mind
#
# *Time.* With you, Ms Fang's clerk spends half an hour a shipment on the phone and at the gate, with the rival two hours.
# **Time cost** (时间成本) is hours times what an hour is worth: ¥60, his wage [invented]. But is it? If he has nothing else to
# do, his hour is free for the firm. From how many yuan an hour on are you the better choice?

# %%
guess("value-hour")

# %%
for hour in [0, 30, 60]:
    we = value.delivered_value(our_benefits, our_costs | {"time": 0.5 * hour})
    they = value.delivered_value(rival_benefits, rival_costs | {"time": 2 * hour})
    print(f"¥{hour} an hour: ¥{we:.0f} with us, ¥{they:.0f} with the rival")

# %%
reveal("value-hour", 60 - (380 - 335) / (2 - 0.5))

# %% [markdown]
# **Read it.** At ¥60 you are ahead by ¥45. Each yuan less takes ¥1.50 of that away, so ¥30 lower, at ¥30, both deliver ¥395
# [computed]. (That the rival is ahead by ¥45, too, at ¥0 is chance.) One number that nobody pays decides. So ask what *else*
# he would do in that hour, not what he earns.
#
# *Product.* A shipment that comes on time is worth ¥1,800 to her. A late one costs her ¥1,000, because the line stands still
# [invented]. With you 8 % are late. With the rival, she believes, 15 % [invented].

# %%
1800 - value.expected_gain(chance=[0.08, 0.15], payoff=1000)

# %% [markdown]
# **Read it.** ¥1,720 and ¥1,650 [computed]: what lateness costs is in the product value, as chance times loss.
#
# *Energy and mind.* **Energy cost** (体力成本) is what she would pay for somebody else to do the lifting. **Psychic cost**
# (精神成本) is worry. Here the same thing is easily counted twice. Ms Fang's first draft had a psychic cost of ¥80 for you
# and ¥150 for the rival: “8 %, or 15 %, and ¥1,000 each.” What would that do?

# %%
we = value.delivered_value(our_benefits, our_costs | {"psychic": 80})
they = value.delivered_value(rival_benefits, rival_costs | {"psychic": 150})
we, they, we - they

# %% [markdown]
# **Read it.** ¥318 and ¥215: your lead would be ¥103 in place of ¥45 [computed]. But these ¥80 and ¥150 are in the product
# values already. Ask her: “If somebody paid you the ¥1,000 each time, would you still rather have no trouble?” What she
# would pay for *that* is the psychic cost: ¥18 with you, ¥30 with the rival.
#
# So one event may have two consequences, here a loss and the trouble that remains. But each *consequence* has one place. Lost
# sales, the wage of the same hour, the annoyance about the same delay: is it on the list under another name?

# %% [markdown]
# ### Difference or ratio
#
# A source document has a second form: value *divided by* cost [source document]. Divide, and fill in the result.

# %%
show(value.value_ratio, benefits=our_benefits, costs=our_costs, blanks=2)

# %% [markdown]
# Now add a third offer: a small truck that takes half of the boxes. It is worth 840 to Ms Fang, and costs her 600 in all
# [invented]. By difference you are first. On which place are you by ratio?

# %%
guess("value-place")

# %% rows="VAL-12"
offers = pd.DataFrame({"offer": ["yours", "rival", "half"], "benefits": [1840, 1730, 840]})
offers["costs"] = [1460, 1395, 600]
compared = value.compare_offers(offers)
reveal("value-place", compared["rank_by_ratio"].iloc[0])
compared[["offer", "difference", "rank_by_difference", "ratio", "rank_by_ratio"]]

# %% [markdown]
# **Read it.** The small truck delivers least, ¥240, and has the best ratio, 1.40 to your 1.26 [computed]. Which form is right?
# That depends on what she can do. If there is *one* small truck, it delivers ¥240, and half of her boxes stay where they
# are. If she can have *two*, they deliver ¥480 for ¥1,200, more than you. So compare the differences of all that she would take
# together.
#
# A ratio is the right form when something is *scarce*, and each unit of it can go to one offer or another: divide by what is
# scarce. If all that Ms Fang can give were scarce, and small trucks there as many as she likes, the ratios would decide: 1.40
# to 1.26.
#
# Where do the two forms disagree? The blue line joins all offers with your difference, the orange one all with your ratio. The
# red cross is the small truck.

# %%
picture(value.missing_benefits, benefits=1840, costs=1460, rival_benefits=840, rival_costs=600)

# %%
value.missing_benefits(1840, 1460, rival_benefits=840, rival_costs=600)

# %% [markdown]
# **Read it.** In the grey field and nowhere else. The small truck lies in it, *below* the blue line and *above* the orange
# one. An offer that costs 1,460, like yours, is never in it: at equal cost, both forms agree. To be as good as the small
# truck by ratio, too, you would have to give ¥204 more for the same cost [computed].
#
# The source calls the ratio “satisfaction” [source document]. It is not: satisfaction compares what came with what was
# *expected* (lesson 11). Here nobody has said what Ms Fang expected.

# %% [markdown]
# ### What an improvement may cost
#
# You have three ideas. How much would each be worth to Ms Fang, and what would it cost you, in yuan a shipment? [invented]

# %%
ideas = pd.DataFrame({"idea": ["arrival to the hour", "we load the boxes", "price cut"]})
ideas = ideas.assign(worth_to_her=[60, 20, 50], cost_to_us=[25, 30, 50])
ideas.assign(to_share=ideas["worth_to_her"] - ideas["cost_to_us"])

# %% [markdown]
# **Read it.** To tell the hour of arrival creates ¥35 to share: at a price that is ¥40 higher, she has ¥20 more and you have
# ¥15 more. Loading costs more than it is worth: *no* price makes both of you better off. A price cut creates nothing. It moves
# ¥50 from you to her [computed].
#
# But suppose that the price stays as it is. Then she has all of it, and you pay. You get it back only if customers like
# her act otherwise: if they stay longer, or send you more. Here we count only the first. What do the books say about staying?

# %%
contracts = firm.contracts
there = contracts[(contracts["start"] < "2025-01-01") & ~(contracts["end"] < "2025-01-01")]
len(there), there["end"].notna().sum(), round(there["end"].isna().mean(), 3)

# %% [markdown]
# **Read it.** 202 customers at the start of 2025, and 25 of them left us during the year: a **retention rate** (客户保持率) of 0.876
# [computed]. It counts large and small customers alike; we take it for Fuyuanguang, too.
#
# Say that an improvement raises it by two points, to 0.896 [invented]. How many of the ¥341 may it cost, in each year in which
# she is there, without an end? We count one shipment a year; with 112, margin and cost are both 112 times as large. Money that
# comes later counts less, by 10 % a year [invented]. The first margin comes after a year, *at risk*: only if she is still
# there. (Lesson 05 builds this sum up; its table has two other cases.)

# %%
guess("value-most")

# %% rows="VAL-02"
most = show(value.break_even_investment, margin=341, retention=0.876, gain=0.02, rate=0.10)
reveal("value-most", most.value)
most

# %%
picture(value.break_even_investment, margin=341, retention=0.876, gain=0.02, rate=0.10)

# %% [markdown]
# **Read it.** ¥37.38, or 11 % of the margin; over her 112 shipments, about ¥4,190 a year [computed]. Left of the crossing you
# gain. To the right she is better served, she stays longer, and you *lose*. So better service does not always pay. The source
# document calls the two values a unity of opposites (矛盾统一体): more for her costs you money now, and brings it back if she
# stays [source document].
#
# Telling the hour costs ¥25: with two points it pays. Loading costs ¥30: if it brought two points as well, it would seem to
# pay, too. But it is worth ¥20 to her, and a price cut of ¥20 gives her as much and costs you only ¥20. So compare *worth to
# her* with *cost to you* first, and count years after that.

# %% [markdown]
# ### From attribute to goal
#
# Why is one idea worth ¥60 to her and another ¥20? How do you choose a restaurant? The source document names product,
# service, price and standing (档次) [source document]. Give three places points from 1 to 5 (5 is best: for the price,
# cheapest) [invented], and let a guest weigh them, once for a quick lunch, once for a dinner with a client. (Lesson 03,
# *More*, weighs two firms like this.)

# %% rows="VAL-06"
places = {"noodles": [5, 3, 5, 1], "hotel": [4, 5, 2, 5], "chain": [3, 4, 4, 3]}
lunch = {place: value.weighted_score(points, [2, 1, 3, 0]).score for place, points in places.items()}
dinner = {place: value.weighted_score(points, [2, 2, 0, 3]).score for place, points in places.items()}
pd.DataFrame({"lunch": lunch, "dinner": dinner}).round(2)

# %% [markdown]
# **Read it.** At noon the noodle shop wins with 4.67, in the evening the hotel with 4.71 [computed]. Same guest, same
# restaurants. The weights came from what he wants to *reach*. So such points, the source document adds, are not yet the core
# of customer value [source document]. The core is a **means-end chain** (手段-目的链): attributes lead to *consequences* in use,
# and these help or hinder the customer's *goals* (Gutman 1982, Woodruff 1997) [published].
#
# A *ladder* (阶梯) is one way from an attribute by a consequence to a goal. Here are four of Ms Fang's: how strong the attribute
# is (0 to 5), and how far each step helps (up to 1) or hinders (down to −1) [invented]. What comes out for the goal “her
# customers rely on her”?

# %%
guess("value-goal")

# %% rows="VAL-03 VAL-04"
ladders = pd.DataFrame(
    [
        ["arrival to the hour", "no waiting at the gate", "a quiet day", 4, 0.8, 0.5],
        ["arrival to the hour", "shifts can be planned", "they rely on her", 4, 0.5, 0.8],
        ["large truck", "few trips", "low budget", 5, 0.8, 0.6],
        ["large truck", "boxes wait for a full load", "they rely on her", 5, 0.6, -0.7],
    ],
    columns=["attribute", "consequence", "goal", "score", "to_consequence", "to_goal"],
)
goals = value.means_end(ladders)
reveal("value-goal", goals["score"].iloc[1])
goals

# %% [markdown]
# **Read it.** −0.5: the hour brings 1.6, and the large truck takes 2.1 away [computed]. The truck is a strong attribute, and
# it serves her budget and hinders what she wants in the end. The strengths are judgements, and adding them up is our
# convention; but the table shows *which ladder to ask about*.
#
# A seller goes the same way in four sentences, called **FABE** (属性-作用-利益-证据). The source document sells a sofa: leather is
# the feature, softness the advantage, comfort the benefit, “try it” the evidence [source document]. For you: a GPS sender
# (feature) tells the hour (advantage), so your foreman can plan his shift (benefit); call the brewery next door, they have it
# (evidence). The [reader](04_value_reader.ipynb) has a set on it.

# %% [markdown]
# ### Which passenger
#
# Now the other direction: which *customer* is worth your time? The source document tells of a taxi driver. At a hospital gate
# stand a man with medicine and one with a wash-basin; on People's Square a woman with a small bag, a man with a laptop bag and
# a strolling couple. Which of them are valuable? [source document] The answer is lost. Elsewhere the story says: the basin
# (he was discharged, and lives far away) and the laptop [reconstructed].
#
# Say how likely each goes far. A long ride takes 40 minutes and brings ¥90, a short one 10 minutes and ¥15, after 10 minutes
# of search [invented]; fuel is left out. What does the man with the basin bring *per hour*, if 8 of 10 go far?

# %%
guess("value-basin")

# %% rows="VAL-13"
far = pd.Series({"medicine": 0.1, "wash-basin": 0.8, "small bag": 0.15, "laptop": 0.7, "couple": 0.1})
fare = value.expected_gain(far, payoff=90) + value.expected_gain(1 - far, payoff=15)
minutes = 10 + 40 * far + 10 * (1 - far)
per_hour = (60 * fare / minutes).round(1)
reveal("value-basin", per_hour["wash-basin"])
per_hour

# %% [markdown]
# **Read it.** ¥102.3 for the basin, ¥98.8 for the laptop, ¥58.7 for medicine and couple [computed]. Why divide by minutes?
# The driver's hours are scarce, and each can go to one passenger or another: so divide by them. This is value *of* the
# customer: nobody has asked what the ride is worth to the man with the medicine.
#
# For whom is it value, or for nobody yet? Choose, press *Check*, and read why.

# %%
practice("value-directions")

# %% [markdown]
# ## Try it
#
# Two points more in another branch. The last two lines are yours.

# %%
show(value.break_even_investment, margin=200, retention=0.7, gain=0.02, rate=0.10, blanks=2)

# %% [markdown]
# Now without help. A rice cooker costs ¥320 in the shop downstairs, and buying it takes a quarter of an hour. Online it costs
# ¥275, and somebody must wait two hours for the parcel. It is worth ¥400 to you [invented]. Write two lines.

# %%
downstairs = None  # what the shop downstairs delivers to you, if your hour is worth ¥24
hour = None  # what an hour must be worth for both to deliver the same

# %% [markdown]
# <details><summary>Compare</summary>
#
# `downstairs = 400 - 320 - 0.25 * 24` is 74 (online it is 400 − 275 − 48 = 77); `hour = (320 - 275) / (2 - 0.25)` is 25.71
# [computed]. Below ¥25.71 you wait for the parcel.
#
# </details>
#
# The break-even under sliders. Move one with the mouse or with the arrow keys, or type a value into its field.

# %%
explore("value-improvement", margin=341, retention=0.876, gain=0.02, rate=0.10)

# %% [markdown]
# 1. How many points must retention rise before ¥25 come back?
# 2. Five points more, at a margin of ¥100: which part of it may they cost if 60 % stay, and if 90 % stay?
#
# <details><summary>Compare your answers</summary>
#
# All numbers here are [computed]. 1: 1.33 points. With 1.3 points it may cost ¥24.49, with 1.4 points ¥26.34.
# 2: ¥16.92 or ¥28.95. From 90 %, the same five points bring more years.
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **Which number decides the lead of ¥45?** First let a shipment on time be worth ¥2,000 to her, not ¥1,800. Then let a
# late one cost her ¥300, not ¥1,000.

# %%
for on_time, late in [(1800, 1000), (2000, 1000), (1800, 300)]:
    we = value.delivered_value(our_benefits | {"product": on_time - 0.08 * late}, our_costs)
    they = value.delivered_value(rival_benefits | {"product": on_time - 0.15 * late}, rival_costs)
    print(f"on time ¥{on_time}, late ¥{late}: lead ¥{we - they:.0f}")

# %% [markdown]
# ¥45, ¥45, and −¥4. In a *difference*, what is the same on both sides cancels out, so its size does not matter. What a late
# shipment costs her does matter: each yuan less takes ¥0.07 of your lead (15 % less 8 %), and 45 / 0.07 is 643. Below
# 1,000 − 643 = ¥357 the rival leads [computed]. And the rival's 15 % are her belief: ask for its list
# of deliveries.
#
# **A ratio depends on the side.** At the end of the month, you give Ms Fang ¥200 back for each shipment. Is that a benefit, or
# a lower price?

# %%
[value.value_ratio(1840 + 200, 1460), value.value_ratio(1840, 1460 - 200)]

# %% [markdown]
# 1.397 or 1.460, and the difference is ¥580 either way [computed]. Before you quote a ratio, say what stands above the line.
#
# **For ever?** Two points may cost ¥37.38 if you count all years to come. And if you count only five?

# %%
before, after = clv.lifetime_value(margin=341, retention=[0.876, 0.896], rate=0.10, years=5)
341 * (1 - before / after)

# %% [markdown]
# ¥19.26 [computed]: about half as much. So ¥25 for the hour pays without an end, and does not pay within five years: the cost
# begins in the first year, and most of what it brings comes after the fifth.
#
# **Would you see two points?** Nothing has changed in your branch, and 202 customers stay with a probability of 0.876
# each. How far does the counted share typically lie from that by chance? By √(p · (1 − p) / n), its standard error (标准误).

# %%
one_year = (0.876 * (1 - 0.876) / 202) ** 0.5
one_year, one_year * 2**0.5

# %% [markdown]
# By 2.3 points, and in about one year of three by more. The difference of *two* years typically moves by 3.3 [computed]. You
# hope for 2. So one year of one branch will not show whether it worked.
#
# **The way back.** After a long ride, the driver returns empty: 40 minutes more. And at a busy gate he finds the next
# passenger at once, without the 10 minutes of search. What is the basin worth per hour then?

# %%
guess("value-back")

# %%
back = {search: (60 * fare / (search + 80 * far + 10 * (1 - far))).round(1) for search in [10, 0]}
reveal("value-back", back[0]["wash-basin"])
pd.DataFrame(back)

# %% [markdown]
# With 10 minutes of search the basin leads by ¥59.2 to ¥50.0. Without search it brings ¥68.2 and the medicine ¥79.4
# [computed]: the order is reversed. Two numbers that decide are not in the story. Its signs were never tested on passengers
# whom the driver did not take. And he chooses where to wait; to refuse a patient at the gate would be another thing.

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/value/value.ipynb). There you do all this with numbers of your own.
#
# Run each `check(...)` cell as often as you like. Stuck? `hint("value-delivered")` gives the next hint for the first task, and
# after the last one `solution("value-delivered")` shows one way to do it.

# %% [markdown]
# ## What we now know
#
# - You can **compute** what an offer delivers to a customer: yours ¥380 a shipment to Ms Fang, the rival's ¥335, although its price is
#   ¥192 lower. Time counts at what the hour is worth: below ¥30, the rival is ahead. Each consequence is counted once.
# - You can **compare**. Your offer is ahead of the small truck by difference, 380 to 240, and behind by ratio, 1.26 to 1.40. For
#   one choice, take the difference. Where something is scarce, like the driver's hours, divide by it.
# - You can **decide**. An improvement makes something to share only if it is worth more to the customer than it costs; a price cut
#   does not. At the old price, if it brings two points, it may cost ¥37 of a margin of ¥341, counted without an end, and ¥19
#   within five years.
#
# Value *for* the customer is why she stays. What her staying is worth in today's money, payment by payment, is the value *of*
# the customer: lesson 05 takes it up.

# %% [markdown]
# ## Memo
#
# Write five lines to your director: why should Ms Fang stay, which numbers decide that, which idea do you carry out and why not the
# others, what may it cost, and how will you know?
#
# <details><summary>One way to write it</summary>
#
# 1. By her own numbers we deliver ¥380 a shipment to Fuyuanguang and the rival ¥335: it is ¥192 cheaper, but later and more work.
# 2. That holds if her clerk's hour is worth more than ¥30, and if a late shipment costs her more than ¥357.
# 3. We tell the hour of arrival: worth ¥60 to her, ¥25 to us. Loading is worth less to her than it costs us; a price cut only
#    moves money.
# 4. At the old price it pays if it brings more than 1.33 points of retention and we count all years. I would ask ¥40 for it: then both sides
#    gain at once.
# 5. One year of our branch cannot show two points. Whether ten customers pay the ¥40, it can show.
#
# </details>

# %% [markdown]
# ## More
#
# What follows goes further. Do it when you have time: two sets, the two forms under sliders, an
# improvement without discount, and which item to improve first.

# %%
practice("value-once")

# %%
practice("value-fabe")

# %% [markdown]
# ### Difference and ratio under sliders
#
# The source documents have both forms, and no example in which they disagree. Here is one: 120 for 100, and 24 for 18
# [invented].

# %%
[value.delivered_value(120, 100), value.delivered_value(24, 18)], value.value_ratio([24], [18])

# %% [markdown]
# **Read it.** 20 and 6: the first is ahead. But 1.33 is more than its 1.20 [computed]. How far must the benefits of your offer
# rise until *both* forms put it first? Then lower them: from where on do both put the rival first?

# %%
explore("value-map", benefits=120, costs=100, rival_benefits=24, rival_costs=18)

# %% [markdown]
# <details><summary>Compare your answers</summary>
#
# Both put you first above 133.33, because 24 / 18 is 1.333. Both put the rival first below 106, where the difference is 6
# [computed].
#
# </details>
#
# ### An improvement without discount
#
# If money that comes later counted as much as money today, the sum could be done in the head. At 80 % a customer is expected
# to stay 0.8 / 0.2 = 4 *further* years, at 85 % it is 0.85 / 0.15 = 5.6667. With the present year it is 1 / 0.2 = 5: the
# *mean life* of lesson 06. Take a margin of ¥100, first without discount, then at
# 10 % [invented].

# %%
value.break_even_investment(margin=100, retention=0.8, gain=0.05, rate=[0, 0.10]).round(2)

# %% [markdown]
# **Read it.** ¥29.41 and ¥21.57 [computed]. With the first, 4 / 5.6667 of the margin remain, so that more years bring the same sum.
# The second is lower, because the added years come last, and what comes last counts least.
#
# ### Which item first?
#
# Ask several customers how important each item is, and how well you do, from 1 to 5 [invented]. Martilla & James (1977)
# [published] sort the items into four fields. Where to cut is a judgement; here it is the mean of each scale.

# %%
importance = {"on time": 4.8, "undamaged": 4.6, "hour known": 4.0, "portal": 2.9, "calendar": 1.5}
performance = {"on time": 3.1, "undamaged": 4.5, "hour known": 2.2, "portal": 2.8, "calendar": 4.6}
value.importance_performance(importance, performance)

# %% [markdown]
# **Read it.** “On time” and “hour known” come first; the calendar at New Year is perhaps too much of a good thing [computed].
# But the map has no costs. An important item may cost more than it is worth: the section on improvements comes after the map,
# not before it.
#
# The cuts are the means of *these* five items. Leave the calendar out, and see:

# %%
four = list(importance)[:4]
value.importance_performance({i: importance[i] for i in four}, {i: performance[i] for i in four})

# %%
pd.Series(importance).mean(), pd.Series(importance)[four].mean()

# %% [markdown]
# **Read it.** The mean of importance rises from 3.56 to 4.08, and “hour known” falls to low priority, although nobody has
# changed an opinion about it [computed]. So name the cuts, or set them yourself.
