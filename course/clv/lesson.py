# %% [markdown]
# # Lifetime value of one customer
#
# **About 55 minutes (an estimate) · needs percentages, and how to run a cell · gives the value of one
# customer today, with its working and its weak points**
#
# You will be able to:
#
# - **compute** what a customer is worth in today's money, and say when each payment comes;
# - **compare** customers who pay early, pay late, or may leave;
# - **decide** how much to spend on winning or keeping a customer, and which input to doubt first.
#
# A mark shows where the numbers before it come from. [source document] is the teaching text behind this
# course. [published] is a book or article with a name. [computed] is a cell nearby, sometimes with one
# step more in your head. [invented] is ours, for practice. [reconstructed] means: the original is lost,
# and the number was rebuilt.

# %% [markdown]
# ## The question
#
# You sell air conditioners. You spend ¥400 on advertising to win one household. It buys a unit for
# ¥2,000, and then it spends ¥500 a year with you for five years. You can also offer it a maintenance
# contract for ¥300 a year. [source document]
#
# *Is ¥400 too much to win this customer? And is the contract worth promoting?*
#
# Both questions need the same number: what the household is worth to you today. Its name is **customer
# lifetime value** (客户终身价值), or CLV.

# %% [markdown]
# ## Look
#
# First, get the tools. `clv` holds the calculators of this lesson. `show` displays the working of a
# calculator, with your numbers put in. `practice` asks a few questions and says why an answer is wrong;
# more of them stand in the [reader](05_clv_reader.ipynb) beside this lesson.

# %%
from crmlab import clv, equity, explore, guess, practice, reveal, show

# %% [markdown]
# The easiest answer is a sum: the first purchase, plus five times ¥500, less the **acquisition cost**
# (获客成本) of ¥400.

# %%
2000 + 5 * 500 - 400

# %% [markdown]
# **Read it.** The sum is ¥4,100 [computed]. Its weakness: it treats every yuan alike. The last ¥500 comes
# in five years, and you would rather have it today.

# %% [markdown]
# ## Compute and read it
#
# ### Money that comes later
#
# It is worth less. How much less? That depends on the **discount rate** (贴现率), the yearly price of
# waiting. Use 9 %, the rate of a bank loan [source document].
#
# Guess first: type a number into the box. Nobody grades it.

# %%
guess("clv-later")

# %%
show(clv.discount_factor, rate=0.09, period=5)

# %%
reveal("clv-later", 500 * clv.discount_factor(rate=0.09, period=5))

# %% [markdown]
# **Read it.** One yuan in five years is worth 0.65 today, so ¥500 is worth ¥325 [computed]. This is its
# **present value** (现值). Lend ¥325 at 9 % for five years, and you get about ¥500 back.
#
# Did you guess about ¥275? Then you took 9 % of ¥500 away five times. Discounting divides by 1.09, five times.

# %% [markdown]
# Customers pay more than once. `present_value` discounts every payment and adds them up. It asks you one
# thing more: `when`. With `"end"`, the first payment comes after one year. With `"start"`, it comes now.

# %%
show(clv.present_value, flows=[500, 500, 500, 500, 500], rate=0.09, when="end")

# %%
clv.present_value(flows=[500, 500, 500, 500, 500], rate=0.09, when="start")

# %% [markdown]
# **Read it.** Σ in the working means: add up the terms, one for each `t`. The exponent counts the years
# of waiting. The same five payments are worth ¥1,944.83 or ¥2,119.86 [computed]. At the start, each one
# comes a year sooner, so the second answer is 1.09 times the first.
#
# Which one is right? The agreement with the customer decides, and the calculator cannot know it. So
# `when` has no default. Delete it in the cell above and run the cell: you get an error, not a wrong
# answer. Then put it back.

# %% [markdown]
# ### The air-conditioner customer
#
# Now repeat the sum with discounted money. You receive ¥2,000 and spend ¥400 today, so these two stay as
# they are. The five payments of ¥500 come at the end of each year.

# %%
guess("clv-household")

# %%
household = show(
    clv.customer_value, first_purchase=2000, yearly=500, acquisition_cost=400, rate=0.09, years=5
)
household

# %%
reveal("clv-household", household.value)

# %% [markdown]
# **Read it.** The household is worth ¥3,544.83 [computed]; the source says ¥3,545 [source document]. Its
# formula is lost; this one fits the result [reconstructed]. The ¥4,100 have shrunk by ¥555: that is what
# waiting costs [computed].
#
# Before advertising, the household is worth ¥3,945 [computed]. On these numbers, ¥400 is not too much.
# Keep one doubt for later: ¥2,000 is what the household pays. It is not what you earn.

# %% [markdown]
# ### The maintenance contract
#
# The contract brings ¥300 a year. You know that ¥500 a year is worth ¥1,944.83. What do you expect for
# ¥300? Work it out in your head, then run the cell.

# %%
contract = clv.addon_value(yearly=300, rate=0.09, years=5)
contract

# %% [markdown]
# **Read it.** ¥1,166.90 [computed]: three fifths, because ¥300 is three fifths of ¥500.
#
# But the source document says something else: ¥1,467 for the contract, and ¥5,012 for the household with
# it [source document]. Find the difference. What could explain it?

# %%
1467 - contract

# %% [markdown]
# **Read it.** About ¥300 is missing [computed]: one whole payment, without discount. So the source counts
# one payment *now*, beside the five later ones. The switch `first_now` adds it.

# %%
show(clv.addon_value, yearly=300, rate=0.09, years=5, first_now=True)

# %% [markdown]
# Add the value of the household without the contract. The first total has no payment now; the second has
# one.

# %%
base = clv.customer_value(first_purchase=2000, yearly=500, acquisition_cost=400, rate=0.09, years=5)
base + contract, base + contract + 300

# %% [markdown]
# **Read it.** With five payments, the total is ¥4,711.72. With six, it is ¥5,011.72, the ¥5,012 of the
# source [computed]. Six may be right: perhaps the household signs on the day it buys. But then the same
# five years hold six payments of ¥300 and five of ¥500. A value without its list of payments is half an
# answer.
#
# Is the contract worth promoting? Say a phone call costs ¥60, and one household in four signs [invented].
# Then one contract costs you four calls, or ¥240 [computed]. Both values are far above that. So far: yes.

# %% [markdown]
# ### The credit-card customer
#
# A card company spends 51 US dollars to win a card holder [source document]. In the next five years he
# brings a profit of 30, 42, 44, 49 and 55 dollars: public figures, after Reichheld & Sasser (1990), in
# place of a lost chart [reconstructed].
#
# Guess: in which year has he paid back the 51 dollars? This is the **break-even year** (盈亏平衡年).

# %%
card = [-51, 30, 42, 44, 49, 55]
show(clv.break_even_year, card)

# %% [markdown]
# **Read it.** Follow the running total: −51, −21, then 21. He has paid back in year 2; year 0 is today
# [computed]. If he leaves after year 1, you have lost 21 dollars. Break-even says when you are safe. It
# does not say what he is worth. For that, take the **net present value** (净现值). Two discount rates,
# 10 % and 15 % [invented], give two answers; `.round(2)` keeps two digits.

# %%
clv.present_value(card, rate=[0.10, 0.15], when="start").round(2)

# %% [markdown]
# **Read it.** The plain sum is 169 dollars. At 10 % the customer is worth 111.66 dollars, at 15 % only
# 91.14 [computed]. `when="start"` is right here: the 51 dollars leave your pocket today. Now use `"end"`
# on the same list. What happens to the 51 dollars?

# %%
clv.present_value(card, rate=0.10, when="end")

# %% [markdown]
# **Read it.** 101.51 [computed]. Ten dollars are gone, and nothing looks wrong. `"end"` moves the whole
# list one year later, the advertising too. This is the accident that a default for `when` would invite.

# %% [markdown]
# ### Customers may leave
#
# So far, every customer stays. Real ones leave. The **retention rate** (客户保持率) is the share of
# customers who stay from one year to the next. Take 0.80: of 100 households, 80 are still there a year
# later [invented].
#
# From here on, count **margin** (利润): what is left of the price after the costs of the sale. Say 20 %,
# so ¥500 leaves ¥100 a year [invented]. If the household stays for sure, five such margins are worth one
# fifth of ¥1,944.83, that is ¥388.97 [computed]. And if it may leave? Guess: about ¥310, or about ¥220?

# %%
show(clv.lifetime_value, margin=100, retention=0.8, rate=0.09, years=5)

# %% [markdown]
# **Read it.** ¥217.11 [computed]. Every margin now shrinks twice: because it comes later, and because the
# household may be gone. If you guessed ¥310, you took 20 % off once. But the risk comes back every year.
#
# Why stop after five years? Leave `years` out, and the sum has no end. The working then shows `none` for
# the years.

# %%
show(clv.lifetime_value, margin=100, retention=0.8, rate=0.09)

# %% [markdown]
# **Read it.** ¥275.86: all the years after the fifth add only ¥59 [computed]. A sum without an end is no
# claim that anybody stays for ever: the later terms fade away.
#
# Divide by the margin, and you get a rule that fits in your head: `retention / (1 + rate - retention)`,
# after Gupta & Lehmann (2003) [published]. Before you run it: does a step from 0.8 to 0.9 gain as much as
# a step from 0.7 to 0.8?

# %%
clv.retention_multiple(retention=[0.7, 0.8, 0.9], rate=0.09).round(2)

# %% [markdown]
# **Read it.** A customer is worth 1.79, 2.76 or 4.74 yearly margins [computed]. The first ten points of
# retention gain about one margin; the next ten gain about two. Timing counts here, too. Let the first margin
# come now; then let everything come a year later, the first margin as surely as before:

# %%
now = clv.lifetime_value(margin=100, retention=0.8, rate=0.09, when="start")
now, now / 1.09

# %% [markdown]
# **Read it.** ¥375.86 and ¥344.83, in place of ¥275.86 [computed]. Books use all three (margin m, retention
# rate r, discount rate d):
#
# | the first margin comes | value | here |
# |---|---|---|
# | now, certain (`"start"`) | m · (1 + d) / (1 + d − r) | ¥375.86 |
# | after a year, certain | m / (1 + d − r) | ¥344.83 |
# | after a year, at risk (`"end"`) | m · r / (1 + d − r) | ¥275.86 |
#
# So ask of each case: when does the first margin come, and can the customer be gone by then?

# %%
practice("clv-timing")

# %% [markdown]
# ### What winning one costs
#
# Where do the ¥400 of advertising come from? Somebody divided: a campaign cost ¥80,000, and 200 households
# came [invented]. But 80 of them had already decided to buy [invented].

# %%
guess("clv-campaign")

# %%
cost = clv.cost_per_customer(campaign_cost=80_000, new_customers=[200, 120])
cost

# %%
reveal("clv-campaign", cost[1])

# %% [markdown]
# **Read it.** ¥400, or ¥666.67 for each of the 120 whom the campaign really won [computed]. Now count
# margin: 20 % of the first purchase is ¥400, and the later years add the ¥217.11 from above. How much value
# comes for one yuan of advertising?

# %%
clv.value_to_cost(value=400 + 217.11, acquisition_cost=cost).round(2)

# %% [markdown]
# **Read it.** 1.54 yuan, or only 0.93 [computed]. Below 1, the money does not come back. The value stands
# here *before* advertising; take the cost off first, and you count it twice.
#
# The **payback period** (回收期) asks the same by time. Winning a maintenance contract costs ¥240 in calls,
# and the household pays ¥25 a month, of which ¥5 is margin [invented]. If nobody leaves, that is 48 months.
# Guess: what if 1 % leave every month, and what if 2 % do [invented]?

# %%
clv.payback_months(acquisition_cost=240, monthly_margin=5, monthly_churn=[0.0, 0.01, 0.02])

# %% [markdown]
# **Read it.** 66 months, and then 160, more than thirteen years [computed]. Those who leave pay nothing
# back, so the others must pay longer; soon there are few of them. Two percent a month looks small.

# %% [markdown]
# ### One angry customer
#
# In his food store in the USA, Stew Leonard counts what an angry customer takes away: 100 dollars a week,
# 50 weeks a year, ten years [source document].

# %%
clv.lost_customer_value(spend=100, purchases_per_year=50, years=10)

# %% [markdown]
# 50,000 dollars, as the source says [source document]. You know two reasons to doubt it. First discount
# it, at 10 % [invented].

# %%
clv.lost_customer_value(spend=100, purchases_per_year=50, years=10, rate=0.10)

# %% [markdown]
# Then keep only the margin, 25 % [invented]. Guess what is left of the 50,000 dollars.

# %%
lost = show(clv.lost_customer_value, spend=100, purchases_per_year=50, years=10, margin_share=0.25, rate=0.10)
lost

# %% [markdown]
# **Read it.** Discounting leaves 30,722.84 dollars; the margin leaves 7,680.71 of them [computed]. That
# is 15 % of the story's number. `lost.value` is the answer without its working.
#
# But an angry customer also talks. Say he warns ten people who might have come. How many of them stay away
# because of it? Published answers disagree, so treat the share as an input: 5 or 20 % [invented]. This is
# **referral value** (推荐价值) with a minus.

# %%
clv.referral_value(direct_value=-lost.value, referrals=10, conversion=[0.05, 0.2], rate=0.10, lag=0).round(2)

# %% [markdown]
# **Read it.** With 20 %, two customers like himself stay away: 15,361.42 dollars more [computed], and the
# loss is three times as large. Word of mouth (口碑) can move the value more than the discount rate does, and
# it is the input you know least about.
#
# The number is still useful. Say a refund costs 20 dollars [invented]. By how much must it lower the
# chance that the customer leaves?

# %%
20 / lost.value

# %% [markdown]
# **Read it.** By 0.0026, about a quarter of one percentage point [computed]. You do not need an exact
# value to make this decision.

# %% [markdown]
# ### Where the value comes from
#
# The source document divides the value of a customer into six components: the first purchase, repeat
# purchases with a larger share of spending, **cross-selling** (交叉销售), saved cost, referrals, and price.
# Here are the parts of one household, in today's margins [invented]. It haggles a little: −20. Guess the
# share of referrals.

# %%
parts = {"first_purchase": 400, "repeat_purchase": 220, "larger_share": 40, "cross_selling": 130}
parts |= {"cost_saving": 30, "price_premium": -20, "referral": 100, "knowledge": 0}
clv.components(parts)

# %%
clv.components(parts, by="sources")

# %% [markdown]
# **Read it.** Referrals are 11 % [computed]. The second table cuts the same ¥900 into four other pieces
# [computed], as another chapter of the source does. Each cut adds up to the same cake. Add “cross-selling”
# from the first to “growth” from the second, and you count ¥130 twice.

# %% [markdown]
# ### To win or to keep?
#
# Winning a customer costs five to eight times as much as keeping one, says one source document; six times,
# says the other [source document]. Goodman (1999) has ratios from two to twenty [published]. Say your reminder
# calls cost ¥50 a year for each household, and 80 % stay [invented]. Winning costs ¥400: eight times as
# much. So should the next yuan go into calls?
#
# First ask what twice as many calls can reach. Suppose that no number of calls keeps more than 82 %
# [invented]: some move house. Of these 82 in 100, today's ¥50 miss 2, that is 1 in 41. The next ¥50 again miss
# 1 in 41, now of those 2. This is the curve of Blattberg & Deighton (1996) [published].

# %%
more = equity.response_share(outlay=100, current_outlay=50, current_share=0.80, ceiling=0.82)
more

# %% [markdown]
# Whoever is still there after this year brings that year's margin for certain: the second line of the table,
# ¥344.83 today. What comes for one yuan of advertising, and for one of the ¥50 more in calls?

# %%
won = clv.value_to_cost(value=400 + 217.11, acquisition_cost=400)
kept = clv.value_to_cost(value=(more - 0.80) * 344.83, acquisition_cost=50)
round(won, 2), round(kept, 2)

# %% [markdown]
# **Read it.** One yuan of advertising brings 1.54, one yuan of further calls only 0.13 [computed]. Calls are
# eight times cheaper *on average*; the next call finds hardly anybody left to keep. Set `ceiling` to 0.99 and
# run both cells again: now a yuan of calls brings more than one yuan back. A ratio of averages cannot tell
# these two firms apart. And doubt the 1.54 in the same way: it, too, is an average of the last campaign. Now
# try a few cases of your own.

# %%
practice("clv-winning")

# %% [markdown]
# ### Which input matters most?
#
# `sensitivity` moves one input at a time, 10 % down and 10 % up, and leaves the others alone. `swing` is the
# distance between the two answers. Guess which input comes first, and which comes last.

# %%
clv.sensitivity(clv.lifetime_value, margin=100, retention=0.8, rate=0.09).round(3)

# %% [markdown]
# **Read it.** Retention wins: its swing of ¥224 is four times that of the margin [computed]. It is also
# hard to measure. So measure it first. The discount rate comes last.
#
# The source document calls the value "inversely proportional" to the rate and "proportional" to the years
# [source document]. Test it with ¥500 a year: at 9 % for five years, at twice the rate, and for twice the
# years.

# %%
(500 * clv.annuity_factor(rate=[0.09, 0.18, 0.09], periods=[5, 5, 10])).round(2)

# %% [markdown]
# **Read it.** Twice the rate takes away a fifth, not a half. Twice the years adds 65 %, not 100 %
# [computed]. So write: the value *decreases with* the rate and *increases with* the years. It is
# proportional to neither.

# %% [markdown]
# ## Try it
#
# Here is one call to play with. Change its values and run it again.

# %%
clv.lifetime_value(margin=100, retention=0.8, rate=0.09, years=None, acquisition_cost=0, when="end")

# %% [markdown]
# The same function under sliders. Move one with the mouse or with the arrow keys, or type a value into its
# field. *Copy as code* gives you the call for what you see.

# %%
explore(clv.lifetime_value, rate=0.09)

# %% [markdown]
# 1. Reminder calls cost ¥150 a customer in today's money and raise retention from 0.80 to 0.90
#    [invented]. Do they pay? Do they still pay if you count only five years?
# 2. The same calls raise another group from 0.60 to 0.70 [invented]. Do they pay there?
# 3. Set `acquisition_cost=400`. Which retention makes the value zero?
#
# <details><summary>Compare your answers</summary>
#
# All numbers here are [computed]. 1: Without an end the calls gain ¥198 and pay; within five years they
# gain only ¥75 and do not. 2: They gain ¥57 and do not pay. 3: About 0.87. Below that, later margins
# alone do not bring back ¥400.
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **Revenue is not margin.** The ¥2,000 and the ¥500 are what the household pays. Keep 20 % of both
# [invented].

# %%
clv.customer_value(first_purchase=400, yearly=100, acquisition_cost=400, rate=0.09, years=5)

# %% [markdown]
# ¥388.97 is left of ¥3,544.83 [computed]. The margin of the first sale pays for the advertising, and
# nothing remains of it. All profit comes from the later years. If the household may leave, these are
# worth the ¥217.11 you found before.
#
# **Six payments or five?** Now the question has teeth. Winning one contract costs ¥240 in calls. Keep
# 20 % of its value as margin [invented]:

# %%
0.2 * contract, 0.2 * (contract + 300)

# %% [markdown]
# With five payments you keep ¥233.38, and promoting loses a little. With six you keep ¥293.38, and it
# earns a little [computed]. One payment, hidden in one word of the formula, turns the decision round. Ask
# first: does the household pay on the day it signs?
#
# **Sunk cost** (沉没成本). Next week the household threatens to leave. The ¥400 and the ¥2,000 belong to
# the past. No decision of today brings them back. Only future payments are at stake:

# %%
(500 + 300) * clv.annuity_factor(rate=0.09, periods=5)

# %% [markdown]
# With the contract, that is ¥3,111.72 of revenue, not ¥5,011.72 [computed]. Count the acquisition cost
# when you decide to *win* a customer. Leave it out when you decide to *keep* one.
#
# **Where does 9 % come from?** From a loan [source document]. It says what money costs you. It says
# nothing about the risk that this household leaves. Put that risk into the retention rate or into a
# higher discount rate. In both, you count it twice.
#
# **The average customer does not exist.** Half of your households stay with 0.7, half with 0.9
# [invented]. Their average retention is 0.8. Is their average value the ¥275.86 from above?

# %%
restless = clv.lifetime_value(margin=100, retention=0.7, rate=0.09)
loyal = clv.lifetime_value(margin=100, retention=0.9, rate=0.09)
(restless + loyal) / 2

# %% [markdown]
# No: it is ¥326.59 [computed]. Value bends upwards with retention, so the loyal half gains more than the
# other half loses.
#
# **Stew Leonard tells a story.** His 50,000 dollars are revenue. The ten years and the 100 dollars are
# assumed, not measured. The story is good for changing how a cashier behaves. It is not good for a
# budget.

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/clv/clv.ipynb). There you write three of these functions yourself,
# value an offer with your own numbers, build a table, and judge a claim.
#
# - Run the `check(...)` cell below your answer as often as you like. It says in one sentence what is
#   right, or what is not right yet.
# - Stuck? Each task has an id. `hint("clv-present")` gives a hint for the first task; run it again for
#   the next hint. The first hint names the idea, the last one shows the shape of the answer.
# - After the last hint, `solution("clv-present")` shows one way to do it.

# %% [markdown]
# ## What we now know
#
# - You can **compute** what a customer is worth today. Every payment is discounted, and you say when it
#   comes: the household is worth ¥3,545, and the contract ¥1,167 or ¥1,467, with five payments or with
#   six.
# - You can **compare** customers. The card holder breaks even in year 2. A household that may leave is
#   worth 2.76 yearly margins at a retention of 0.8 and 4.74 at 0.9. Value decreases with the rate and
#   increases with the years, but it is proportional to neither.
# - You can **decide**. ¥400 for a new household pays on margin too, but only through the later years, and
#   only if it came because of the campaign. Whether the next yuan should win or keep, no average tells. At a
#   margin of 20 %, the contract pays with six payments and does not pay with five. To keep a customer,
#   count only what is still to come. Doubt revenue first, then retention, and the discount rate last.
