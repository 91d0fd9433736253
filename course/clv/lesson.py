# %% [markdown]
# # Lifetime value of one customer
#
# **About 60 minutes (an estimate) · needs percentages, and how to run a cell · gives the value of one
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
# calculator, with your numbers put in. `guess` asks you first, `reveal` answers: nobody grades a guess.
# Sets of questions stand in the [reader](05_clv_reader.ipynb) beside this lesson.

# %%
from crmlab import clv, equity, explore, guess, picture, practice, reveal, show

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

# %%
guess("clv-later")

# %%
later = show(clv.discount_factor, rate=0.09, period=5)
reveal("clv-later", 500 * later.value)
later

# %% [markdown]
# **Read it.** One yuan in five years is worth 0.65 today, so ¥500 is worth ¥325 [computed]. This is its
# **present value** (现值). Lend ¥325 at 9 % for five years, and you get about ¥500 back.
#
# Did you guess about ¥275? Then you took 9 % of ¥500 away five times. Discounting divides by 1.09, five times.
#
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
# `when` has no default.

# %% [markdown]
# ### The air-conditioner customer
#
# Now repeat the sum with discounted money. You receive ¥2,000 and spend ¥400 today, so these two stay as
# they are. The five payments of ¥500 come at the end of each year.

# %%
guess("clv-household")

# %% rows="CLV-18"
household = show(
    clv.customer_value, first_purchase=2000, yearly=500, acquisition_cost=400, rate=0.09, years=5
)
reveal("clv-household", household.value)
household

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
# The contract brings ¥300 a year for five years. You know what ¥500 a year is worth.

# %%
guess("clv-contract")

# %%
contract = clv.addon_value(yearly=300, rate=0.09, years=5)
reveal("clv-contract", contract)
picture(clv.addon_value, yearly=300, rate=0.09, years=5)

# %% [markdown]
# **Read it.** ¥1,166.90 [computed]: three fifths of ¥1,944.83, because ¥300 is three fifths of ¥500.
#
# But the source document says something else: ¥1,467 for the contract, and ¥5,012 for the household with
# it [source document]. Look at the line of payments. What is missing?

# %%
1467 - contract

# %% [markdown]
# About ¥300 is missing [computed]: one whole payment, without discount. So the source counts one payment
# *now*, beside the five later ones. The switch `first_now` adds it.

# %% rows="CLV-19"
picture(clv.addon_value, yearly=300, rate=0.09, years=5, first_now=True)

# %%
household.value + contract, household.value + clv.addon_value(yearly=300, rate=0.09, years=5, first_now=True)

# %% [markdown]
# **Read it.** With five payments, the total is ¥4,711.72. With six, it is ¥5,011.72, the ¥5,012 of the
# source [computed]. (The ¥400 of advertising are taken off; what it costs to win the contract is not.) Six may be right: perhaps the household signs on the day it buys. But then the same
# five years hold six payments of ¥300 and five of ¥500. A value without its list of payments is half an
# answer.
#
# Is the contract worth promoting? Say a phone call costs ¥60, and one household in four signs [invented].
# Then one contract costs you four calls, or ¥240 [computed]. Both values are far above that. So far: yes.

# %% [markdown]
# ### What you earn, not what they pay
#
# The ¥2,000 and the ¥500 are what the household pays. From here on, count **margin** (毛利): what is left of
# the price after the costs of the sale. Say 20 % of both [invented]. It is the same working, with other
# numbers. Fill in its last line yourself.

# %%
show(clv.customer_value, first_purchase=400, yearly=100, acquisition_cost=400, rate=0.09, years=5, blanks=1)

# %%
clv.customer_value(first_purchase=400, yearly=100, acquisition_cost=400, rate=0.09, years=5)

# %% [markdown]
# **Read it.** ¥388.97 is left of ¥3,544.83 [computed]. The margin of the first sale pays for the
# advertising, and nothing remains of it. All profit comes from the later years.

# %% [markdown]
# ### Customers may leave
#
# So far, every customer stays. Real ones leave. The **retention rate** (客户保持率) is the share of
# customers who stay from one year to the next. Take 0.80: of 100 households, 80 are still there a year
# later [invented]. If the household stays for sure, its five later margins of ¥100 are worth ¥388.97. And if
# it may leave?

# %%
guess("clv-leaving")

# %%
leaving = show(clv.lifetime_value, margin=100, retention=0.8, rate=0.09, years=5)
reveal("clv-leaving", leaving.value)
leaving

# %% [markdown]
# **Read it.** ¥217.11 [computed]. Every margin now shrinks twice: because it comes later, and because the
# household may be gone. If you guessed about ¥310, you took 20 % off once. But the risk comes back every year.
#
# Why stop after five years? Leave `years` out, and the sum has no end.

# %%
clv.lifetime_value(margin=100, retention=0.8, rate=0.09)

# %%
picture(clv.lifetime_value, margin=100, retention=0.8, rate=0.09)

# %% [markdown]
# **Read it.** ¥275.86: all the years after the fifth add only ¥59 [computed]. A sum without an end does not
# say that anybody stays for ever: look how low the late bars are.
#
# Divide by the margin, and you get a rule that fits in your head: `retention / (1 + rate - retention)`,
# after Gupta & Lehmann (2003) [published].

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
# So ask of each case: when does the first margin come, and can the customer be gone by then? (*More* has a set.)

# %% [markdown]
# ### What winning one costs
#
# Where do the ¥400 of advertising come from? Somebody divided: a campaign cost ¥80,000, and 200 households
# came [invented]. But 80 of them had already decided to buy [invented].

# %%
guess("clv-campaign")

# %%
cost = clv.cost_per_customer(campaign_cost=80_000, new_customers=[200, 120])
reveal("clv-campaign", cost[1])

# %% [markdown]
# **Read it.** ¥400, or ¥666.67 for each of the 120 whom the campaign really won [computed]. Now count
# margin: 20 % of the first purchase is ¥400, and the next five years add the ¥217.11 from above. How much
# value comes for one yuan of advertising?

# %%
clv.value_to_cost(value=400 + 217.11, acquisition_cost=cost).round(2)

# %% [markdown]
# **Read it.** 1.54 yuan, or only 0.93 [computed]. Below 1, the money does not come back within these five years. Without
# an end, the later margins are ¥275.86, and 0.93 becomes 1.01 [computed]: so name the years. The value stands here *before*
# advertising; take the cost off first, and you count it twice.
#
# The **payback period** (回收期) asks the same by time. Winning a maintenance contract costs ¥240 in calls,
# and the household pays ¥25 a month, of which ¥5 is margin [invented]. If nobody leaves, that is 48 months.
# Now let 2 % leave every month [invented], the first month included: it is paid at its end.

# %%
guess("clv-payback")

# %%
payback = clv.payback_months(240, monthly_margin=5, monthly_churn=[0.0, 0.01, 0.02], when="end")
reveal("clv-payback", payback[2])
payback

# %% [markdown]
# **Read it.** 48 months, 66, and then 193, more than sixteen years [computed]. Those who leave pay nothing
# back, so the others must pay longer; soon there are few of them. Two percent a month looks small. Put
# `"start"` in place of `"end"`: when the first month is paid at once and is safe, 193 becomes 160. So say
# when a month is paid.
#
# Payback discounts nothing. And the contract ends after 60 months, before 66 and 193. What has come in by then? (Here
# `years` are months.)

# %%
clv.lifetime_value(margin=5, retention=[0.99, 0.98], rate=0, years=60).round(2)

# %% [markdown]
# **Read it.** ¥224.16 and ¥172.10 of the ¥240 [computed]: within the contract, the calls never come back.

# %% [markdown]
# ### To win or to keep?
#
# Winning a customer costs five to eight times as much as keeping one, says one source document; six times,
# says the other [source document]. Goodman (1999) has ratios from two to twenty [published]. Say your reminder
# calls cost ¥50 a year for each household, and 80 % stay [invented]. Winning costs ¥400: eight times as
# much. But the ¥400 are paid once and the ¥50 every year: over a mean life of five years that is ¥250, and the ratio is
# 1.6 [computed]. So should the next yuan go into calls?
#
# Compare like with like: margin, the next five years, nothing taken off on either side, and only those who come or stay
# *because* of the money. One yuan of advertising brings 0.93, as you saw. For calls, ask what twice as many can reach. Suppose that no number of
# calls keeps more than 82 % [invented]: some move house. Of these 82 in 100, today's ¥50 miss 2, that is 1 in 41.
# The next ¥50 again miss 1 in 41, now of those 2. This is the curve of Blattberg & Deighton (1996) [published].
# Whoever is still there after this year brings five margins, the first one for certain.

# %%
guess("clv-next-call")

# %%
more = equity.response_share(outlay=100, current_outlay=50, current_share=0.80, ceiling=0.82)
five_years = clv.lifetime_value(margin=100, retention=0.8, rate=0.09, years=5, when="start") / 1.09
reveal("clv-next-call", clv.value_to_cost(value=(more - 0.80) * five_years, acquisition_cost=50))
picture(equity.response_share, outlay=100, current_outlay=50, current_share=0.80, ceiling=0.82)

# %% [markdown]
# **Read it.** One yuan of further calls brings 0.11, one yuan of advertising 0.93 [computed]; the 1.54 also counts those
# who would have come anyway. A year of calls costs an eighth of winning *on average*; the next call finds hardly anybody left to keep. Set
# `ceiling` to 0.99 in both places: a yuan of calls now brings 0.83. That is nearly eight times as much, and the
# ratio of eight to one is the same in both firms: an average does not say what the *next* yuan brings. Now the two are
# close. What if you count all years, for both ceilings?

# %%
kept = equity.response_share(outlay=100, current_outlay=50, current_share=0.80, ceiling=[0.82, 0.99]) - 0.80
no_end = clv.lifetime_value(margin=100, retention=0.8, rate=0.09, when="start") / 1.09
calls = clv.value_to_cost(value=kept * no_end, acquisition_cost=50)
calls.round(2), clv.value_to_cost(value=400 + 275.86, acquisition_cost=cost).round(2)

# %% [markdown]
# **Read it.** Without an end, calls bring 0.13 or 1.06, advertising 1.01 (or 1.69 with all who came) [computed]. So with a ceiling of 0.82 advertising is
# ahead. With 0.99 the years decide: advertising within five, calls without an end. But within five years both are below
# 1: neither brings its yuan back. And
# doubt the 0.93, too: it is an average of the last campaign.

# %% [markdown]
# ### Which input matters most?
#
# `sensitivity` moves one input at a time, 10 % down and 10 % up, and leaves the others alone. `swing` is the
# distance between the two answers.

# %%
guess("clv-swing")

# %%
swings = clv.sensitivity(clv.lifetime_value, margin=100, retention=0.8, rate=0.09).round(2)
reveal("clv-swing", swings["swing"].iloc[0])
swings

# %%
picture("clv-tornado", margin=100, retention=0.8, rate=0.09)

# %% [markdown]
# **Read it.** Retention has a swing of ¥224, the margin of ¥55, the rate of ¥17 [computed]. But are the steps
# equal? 10 % of a retention of 0.80 is 0.08, and that is 40 % of the churn of 0.20. Move the churn by 10 %, from 18 %
# to 22 %; then the rate from 6 to 12 %:

# %%
moved = clv.lifetime_value(margin=100, retention=[0.78, 0.82, 0.8, 0.8], rate=[0.09, 0.09, 0.06, 0.12])
moved.round(2)

# %% [markdown]
# **Read it.** Now the swing of retention is ¥52, no more than that of the margin. And a rate that may be 6 or 12 % has a
# swing of ¥58 [computed]. So the order depends on how far each input can *really* be off. You know your margin to a few
# percent. A retention rate that was counted on 100 households may be off by eight points; then it comes first.

# %% [markdown]
# ## Try it
#
# Here is the working of another household. Fill in its last two lines.

# %%
show(clv.customer_value, first_purchase=300, yearly=150, acquisition_cost=350, rate=0.10, years=3, blanks=2)

# %% [markdown]
# Now without help. A café guest costs ¥30 to win. He brings a margin of ¥60 at the end of each of two years, if he is
# still there: 70 % stay from year to year; the rate is 10 % [invented]. Write two lines of Python, without a calculator.

# %%
first_year = None  # what the first margin is worth today, if he may be gone
guest = None  # the value of the guest: both years, less what winning him cost

# %% [markdown]
# <details><summary>Compare</summary>
#
# `first_year = 60 * 0.7 / 1.1` is 38.18; `guest = first_year + 60 * 0.7**2 / 1.1**2 - 30` is 32.48. So is
# `clv.lifetime_value(60, 0.7, 0.1, years=2, acquisition_cost=30)` [computed].
#
# </details>
#
# The same function under sliders. Move one with the mouse or with the arrow keys, or type a value into its
# field.

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
# **Six payments or five?** Winning one contract costs ¥240 in calls, and 20 % of its value is margin [invented].
# Is it worth promoting? First let nobody leave; then let 80 or 91 % stay each year, and the sixth payment come at once.

# %%
five = clv.lifetime_value(margin=0.2 * 300, retention=[1, 0.80, 0.91], rate=0.09, years=5)
five.round(2), (five + 0.2 * 300).round(2)

# %% [markdown]
# If nobody leaves, you keep ¥233.38 with five payments and lose a little, ¥293.38 with six and earn a little [computed]: one
# payment, hidden in one word, reverses the decision. If 80 % stay, you keep ¥130.27 or ¥190.27, and neither pays; six pay
# only if about 91 % stay [computed].
#
# **Sunk cost** (沉没成本). Next week the household with the contract threatens to leave. Is the whole ¥5,011.72
# at stake, or what?

# %%
(500 + 300) * clv.annuity_factor(rate=0.09, periods=5)

# %% [markdown]
# Only ¥3,111.72 of revenue, what is still to come [computed]: count the acquisition cost when you decide to *win* a
# customer, and leave it out when you decide to *keep* one.
#
# **The average customer does not exist.** Half of your households stay with 0.7, half with 0.9
# [invented]. Is their average value that of 0.8, ¥275.86?

# %%
clv.lifetime_value(margin=100, retention=[0.7, 0.9], rate=0.09).mean()

# %% [markdown]
# No, ¥326.59 [computed]: value bends upwards with retention, so the loyal half gains more than the other half loses.

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/clv/clv.ipynb). There you write three of these functions yourself,
# value an offer with your own numbers, build a table, and judge a claim.
#
# Run each `check(...)` cell as often as you like. Stuck? `hint("clv-present")` gives the next hint for the first task,
# and after the last one `solution("clv-present")` shows one way to do it.

# %% [markdown]
# ## What we now know
#
# - You can **compute** what a customer is worth today. Every payment is discounted, and you say when it
#   comes: the household is worth ¥3,545, and the contract ¥1,167 or ¥1,467, with five payments or with
#   six. All three are revenue in five years if nobody leaves; the first is less its ¥400.
# - You can **compare** customers. The years after the first purchase are worth 2.76 yearly
#   margins (margin, without an end) at a retention of 0.8 and 4.74 at 0.9, if a household may leave. Value falls with the rate and rises with the years.
# - You can **decide**. ¥400 for a new household pays on margin too, but only through the later years, and
#   within five years only if at least 130 of the 200 came because of the campaign. Whether the next yuan should win or keep, no average tells; it
#   can hang on the years that you count. At a margin of 20 %, the contract pays with six payments and not with five, if
#   nobody leaves; if 80 % stay, it does not pay. To keep a customer, count only what is still to come. Doubt first the
#   input that can really be far off and moves the value most.

# %% [markdown]
# ## Memo
#
# Write five lines to your director: is ¥400 for a household too much, is the contract worth promoting, on which
# input does each answer hang, and what must be found out first?
#
# <details><summary>One way to write it</summary>
#
# 1. A household won by advertising is worth ¥617 of margin in five years, before the ¥400 that winning it costs.
# 2. That holds if all 200 came because of the campaign; if 80 would have come anyway, each cost ¥667, and five years do
#    not bring it back.
# 3. The contract costs ¥240 of calls and leaves ¥130 with five payments, ¥190 with six: do not promote it by calls, unless
#    91 % stay each year and pay first on the day they sign.
# 4. Both answers take 20 % for the margin and 80 % for those who stay each year.
# 5. So first count who came because of the campaign, and how many of last year's households are still with us.
#
# </details>

# %% [markdown]
# ## More
#
# What follows goes further. Do it when you have time: two classic cases, what a value is made of, and two sets. The
# cases are in dollars; a working writes its amounts with the sign of the course, ¥.
#
# ### The credit-card customer
#
# A card company spends 51 US dollars to win a card holder [source document]. In the next five years he
# brings a profit of 30, 42, 44, 49 and 55 dollars: public figures, after Reichheld & Sasser (1990), in
# place of a lost chart [reconstructed]. In which year has he paid back the 51 dollars? This is the
# **break-even year** (盈亏平衡年); year 0 is today.

# %% rows="CLV-17"
card = [-51, 30, 42, 44, 49, 55]
show(clv.break_even_year, card)

# %% [markdown]
# **Read it.** Follow the running total: −51, −21, then 21. He has paid back in year 2 [computed]. If he leaves after
# year 1, you have lost 21 dollars. Break-even says when you are safe. It does not say what he is worth. For that, take the
# **net present value** (净现值). Two discount rates, 10 % and 15 % [invented], give two answers; `.round(2)` keeps two
# digits.

# %%
clv.present_value(card, rate=[0.10, 0.15], when="start").round(2)

# %% [markdown]
# **Read it.** The plain sum is 169 dollars. At 10 % the customer is worth 111.66 dollars, at 15 % only
# 91.14 [computed]. The list begins with money that is spent *now*. So here `when` must be `"start"`. What
# happens if you write `"end"`?

# %%
clv.present_value(card, rate=0.10, when="end")

# %% [markdown]
# **Read it.** 101.51 [computed]. Ten dollars are gone, and nothing looks wrong. `"end"` moves the whole
# list one year later, the advertising too. This is the accident that a default for `when` would invite.

# %% [markdown]
# ### One angry customer
#
# In his food store in the USA, Stew Leonard counts what an angry customer takes away: 100 dollars a week,
# 50 weeks a year, ten years: 50,000 dollars [source document]. Discount it at 10 %, and keep only the margin,
# 25 % [invented].

# %%
clv.lost_customer_value(spend=100, purchases_per_year=50, years=10, rate=[0, 0.10])

# %%
lost = show(clv.lost_customer_value, spend=100, purchases_per_year=50, years=10, margin_share=0.25, rate=0.10)
lost

# %% [markdown]
# **Read it.** Discounting leaves 30,722.84 dollars; the margin leaves 7,680.71 of them [computed]. That
# is 15 % of the story's number. The ten years and the 100 dollars are assumed, not measured: the story is good for
# changing how a cashier behaves, and not good for a budget.
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
# Here are the parts of one household, in today's margins [invented]. It haggles a little: −20.

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
#
# ### Two sets, and two doubts
#
# When does the first margin come? And what does the next yuan bring?

# %%
practice("clv-timing")

# %%
practice("clv-winning")

# %% [markdown]
# **“Proportional.”** A source document has a simple formula with three letters, f(R, r, n): the amount R comes n
# times, once a year, and r is the rate [source document]. Its picture is lost; R times the annuity factor fits
# [reconstructed]. The value, it says, is "inversely proportional" to r and "proportional" to n [source document]. Take
# ¥500 a year: at 9 % for five years, at twice the rate, for twice the years. Halved, and doubled?

# %% rows="CLV-07 CLV-16"
(500 * clv.annuity_factor(rate=[0.09, 0.18, 0.09], periods=[5, 5, 10])).round(2)

# %% [markdown]
# Twice the rate takes away a fifth, twice the years add 65 % [computed]: value *decreases with* the rate and *increases
# with* the years, and is proportional to neither.
#
# **The rate.** Where do 9 % come from? From a loan [source document]. They say what money costs you, and nothing
# about the risk that this household leaves. Put that risk into the retention rate *or* into a higher discount rate. In
# both, you count it twice.
