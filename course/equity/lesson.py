# %% [markdown]
# # Cohorts and customer equity
#
# **About 60 minutes (an estimate) · needs lesson 05: margin, retention, discounting · gives the value of a whole
# customer base, year by year, and a fair comparison of three uses of the same money**
#
# You will be able to:
#
# - **compute** what a cohort and a whole base are worth, with who is left, what they bring, and when;
# - **compare** a rate of renewal that rises with one that does not, and a short cut with the full sum;
# - **decide** where the next ¥100,000 goes: winning, keeping, or the brand.
#
# A mark shows where the numbers before it come from. [source document] is the teaching text behind this
# course. [published] is a book or article with a name. [computed] is a cell nearby, sometimes with one step
# more in your head. [invented] is ours, for practice. [reconstructed] means: the original is lost, and we rebuilt it.

# %% [markdown]
# ## The question
#
# Lesson 05 gave you the value of one customer, and two warnings: the average customer does not exist, and an average
# does not say what the next yuan brings. Both count more for all customers together.
#
# You publish a weekly magazine. A new subscriber pays ¥35.90 for the first year, less than half of the normal price,
# and ¥75.90 for each later one. Postage, printing and the search for subscribers, less the income from advertisements,
# cost ¥30 a year for each of them [source document]. This year you may spend ¥100,000 more.
#
# *What is the whole base worth, and where does the next ¥100,000 go: winning, keeping, or the brand?*

# %% [markdown]
# ## Look
#
# Get the tools. `equity` is the package of this lesson.

# %%
import numpy as np
import pandas as pd

from crmlab import clv, datasets, equity, explore, guess, picture, purchases, retention, reveal, show

# %% [markdown]
# Count margin, not revenue: take the ¥30 off.

# %%
round(35.90 - 30, 2), round(75.90 - 30, 2)

# %% [markdown]
# **Read it.** ¥5.90 in the first year, ¥45.90 in each later one [computed].
#
# A **cohort** (同期群) is a group of customers who were won in the same period. Here are those of a music shop, CDNOW, by
# the month of the first purchase [published: Fader & Hardie 2001]. `age` counts the months since.

# %%
log = datasets.load_cdnow()
shares = retention.cohort_retention(log, as_of="1997-07-31")
shares.pivot(index="cohort", columns="age", values="share").round(2)

# %% [markdown]
# **Read it.** Of those who first bought in January, 16 % bought again in February, 12 % in March [computed]. A *row*
# follows one cohort; a *column* compares cohorts of the same age. We look on 31 July 1997, so the younger
# cohorts have empty cells.
#
# Is 16 % a **retention rate** (客户保持率)? No: nobody signs with a music shop, and who buys nothing in May may buy in
# June. January's share rises from 8 to 10 % at age 5; the share of a cohort that *is still there* can only fall. With a
# contract, as for your magazine, you know who has left. (An extra of lesson 07 asks who is still there without one.)

# %% [markdown]
# ## Compute and read it
#
# ### A cohort year by year
#
# The source follows 1,000 new subscribers. 60 % renew after the first year, then 65 % of these, then 70 %
# [source document].

# %%
guess("equity-fourth-year")

# %%
four = show(
    equity.cohort_table,
    size=1000,
    first_margin=5.90,
    later_margin=45.90,
    retention=[0.60, 0.65, 0.70],
    rate=0.15,
)
reveal("equity-fourth-year", four.value["customers"].iloc[-1])
four

# %% [markdown]
# **Read it.** 273 [computed]. Each rate is a share of those who are left: 1,000 · 0.60 · 0.65 · 0.70. The 15 % is what
# waiting costs a year [reconstructed]. The first year counts in full, as a magazine is paid in advance; the second is
# discounted once. Read the profits: the first year brings ¥5,900, the second ¥27,540, from fewer people.
#
# "And so on", says the source then, and gives two totals, of the profit and of its **present value** (现值)
# [source document]. Its table is lost. One path of rising rates over ten years gives both totals [reconstructed]:

# %%
rates = [0.60, 0.65, 0.70, 0.75, 0.78, 0.79, 0.80, 0.80, 0.80]
magazine = {"size": 1000, "first_margin": 5.90, "later_margin": 45.90, "rate": 0.15}
path = equity.cohort_table(**magazine, retention=rates)
path["profit"].sum().round(2)

# %%
guess("equity-today")

# %% rows="CLV-12"
worth = path["present_value"].sum()
reveal("equity-today", worth)
picture("equity-magazine", **magazine, retention=rates)

# %% [markdown]
# **Read it.** ¥66,940.31 of ¥97,695.40 [computed]; the source has 66,940 and 97,695 [source document]. 65 of 1,000 are
# left in year 10. For one of the 1,000 it is ¥66.94: a new subscriber. The source prints "6694" [source document]; its
# decimal point is lost. Divide by those *won*, not by those left.

# %% [markdown]
# ### Retention that rises
#
# 60 %, 65 %, 70 %: do subscribers become more loyal? Look at a cohort in which nobody changes. 500 stay with a
# chance of 0.9 each year, 500 with 0.5 [invented]. `left` is who is there at the start of years 1 to 6.

# %%
left = 500 * 0.9 ** np.arange(6) + 500 * 0.5 ** np.arange(6)
(left[1:] / left[:-1]).round(3)

# %% [markdown]
# **Read it.** The rate rises from 0.7 to 0.865 [computed], and no customer is more loyal than before: those who leave
# easily have left. The cohort was *sifted* (筛选).
#
# The **shifted-beta-geometric model** (移位贝塔几何模型, sBG) makes a rule of it: each customer has a chance of leaving that
# never changes, and these chances differ [published: Fader & Hardie 2007]. Two numbers, `alpha` and `beta`, say how.
# Test it on 1,000 subscribers: after the first four renewals 631, 468, 382 and 326 are left
# [published: Fader & Hardie 2007].

# %%
guess("equity-seventh")

# %%
reveal("equity-seventh", 241)
years = np.array([5, 6, 7])
model = purchases.ShiftedBetaGeometric().fit([1000, 631, 468, 382, 326])
left_then = {"model": 1000 * model.predict(years), "one rate": 1000 * 0.326 ** (years / 4)}
pd.DataFrame(left_then, index=years).round()

# %% [markdown]
# **Read it.** In truth 289, 262 and 241 were left [published: Fader & Hardie 2007]. From four renewals alone the model
# says 284, 254 and 230: a little low. One constant rate that gives the same 326 after four renewals says 246, 186 and
# 141 [computed]: after seven renewals it misses 100 of the 241 who are there.
#
# Does it matter in money? Take your magazine, the same ten years, and one rate for all renewals: the first one, 60 %;
# or the one that leaves the same 65 people at the end.

# %%
ends_alike = (path["customers"].iloc[-1] / 1000) ** (1 / 9)
for rate in [0.60, ends_alike]:
    print(f"{rate:.3f}: {equity.cohort_table(**magazine, retention=[rate] * 9)['present_value'].sum():,.0f}")

# %% [markdown]
# **Read it.** ¥55,829 is 17 % too low, ¥86,477 is 29 % too high [computed]. So a cohort is not priced by one rate; and
# which way you are wrong depends on where you measured it.
#
# Be careful with the story, too. The model fits, so sifting is *enough* to explain the rise. It does not prove that
# nobody became more loyal. Fit it to the magazine's three rates, and let nobody change:

# %%
sifted = purchases.ShiftedBetaGeometric().fit([1000, 600, 390, 273]).retention(np.arange(1, 10))
picture("equity-sifting", **magazine, retention=sifted.tolist())

# %% [markdown]
# **Read it.** Sifting alone gives ¥66,139.99, 1 % less than the path above; if all renewed as in its first year, with
# 59.9 % (the fit does not meet the 60 % exactly), it would be ¥55,657.84 [computed].

# %% [markdown]
# ### A short cut and its error
#
# Another page of the source goes a shorter way: churn rate, mean life, mean yearly profit, and the **annuity factor**
# (年金现值系数) of the mean life [source document]. Its formula is lost [reconstructed]. Try it where one churn rate does
# hold: 10 % leave each year, each customer brings ¥100 at the end of the year, the rate is 10 % [invented]. The first
# ¥100 comes after a year and is certain: the second case in the table of lesson 05. The full sum, without an end, is
# 100 / (1 + 0.10 − 0.90) = ¥500. The mean life is 1 / churn, ten years: the first, and 0.9 / 0.1 = 9 *further* ones.

# %%
guess("equity-shortcut")

# %% rows="CLV-13"
short = show(clv.annuity_shortcut, margin=100, churn=0.10, rate=0.10)
reveal("equity-shortcut", short.value.shortcut)
short

# %% [markdown]
# **Read it.** ¥614.46, 22.9 % too high [computed]. The mean life is right, but lives differ. Let one customer stay for
# 1 year and one for 19, ten on average:

# %%
payments = clv.annuity_factor(rate=0.10, periods=[1, 19, 10])
np.round([payments[:2].mean(), payments[2]], 2)

# %% [markdown]
# **Read it.** 4.64 against 6.14 yearly payments [computed]. Beside ten years, the stay of 1 year lacks nine near
# payments; that of 19 adds nine far ones, which are worth less. With a churn of 20 % it is your turn: fill in the
# last line.

# %%
show(clv.annuity_shortcut, margin=100, churn=0.20, rate=0.10, blanks=1)

# %%
picture(clv.annuity_shortcut, margin=100, churn=0.20, rate=0.10)

# %% [markdown]
# **Read it.** The error is 13.7 % here, and the short cut lies above the sum at every churn rate in the picture
# [computed].
#
# In lesson 05, `lifetime_value` lets the customer leave before the first payment, the third case. Beside *that* sum,
# how far off is the short cut?

# %%
at_risk = clv.lifetime_value(margin=100, retention=0.90, rate=0.10)
round(at_risk, 2), round(short.value.shortcut / at_risk - 1, 3)

# %% [markdown]
# **Read it.** ¥450 and 36.5 % [computed]. But now two things differ. Only with the same first payment on both sides is
# the error that of the short cut: 22.9 %.

# %% [markdown]
# ### The whole base
#
# Your magazine is three years old and has won 20,000 subscribers each year [invented]. So today, on the day on which
# all pay, there are 20,000 in their first year, 12,000 in their second and 7,800 in their third. A new one is worth
# ¥66.94. Count what is to come from today on, today's payment included, up to the tenth year of each cohort.

# %%
guess("equity-third-year")

# %%
cohorts = {
    "first year": equity.cohort_table(20_000, 5.90, 45.90, rates, rate=0.15),
    "second year": equity.cohort_table(12_000, 45.90, 45.90, rates[1:], rate=0.15),
    "third year": equity.cohort_table(7800, 45.90, 45.90, rates[2:], rate=0.15),
}
reveal("equity-third-year", cohorts["third year"]["present_value"].sum() / 7800)

# %% [markdown]
# **Read it.** ¥125.78, nearly twice as much as a new one, though it counts eight years and not ten [computed]. ¥40 more
# is the full price; the rest is that renewals from the third year on are higher, whatever the reason. What has been
# paid before is not in it.
#
# Now add up. **Customer equity** (客户资产) counts present *and* potential customers, for as long as the plan looks ahead
# [source document]. Let the plan have the cohort of next year: 20,000, each won for ¥40 on the day when she pays, a
# year from now [invented].

# %% rows="CEQ-01 CEQ-08"
groups = {name: table["present_value"].sum() for name, table in cohorts.items()}
groups |= {"to be won": 20_000 * (worth / 1000 - 40) / 1.15}
whole = equity.customer_equity(groups)
whole.table.round({"value": 0, "share": 3})

# %%
np.round([whole.total, whole.total - groups["to be won"], 39_800 * worth / 1000])

# %% [markdown]
# **Read it.** ¥4,192,357 in all, ¥3,723,829 of it by the 39,800 present customers. The source also has a formula:
# lifetime value of one customer times the number of customers [source document]. With the ¥66.94 of a *new* subscriber
# it gives ¥2,664,224 [computed], 28 % less than the present customers are worth. The formula is right with the
# mean of *these* people: 3,723,829 / 39,800 = ¥93.56. And it has nothing of those still to be won.
#
# Jan Carlzon of the airline SAS missed the customers on the balance sheet: aircraft worth a billion stand there, but
# not how many satisfied and loyal passengers there were last year, though they are the only asset [source document].
# A million passengers, 80 % of whom return each year, a margin of 200, 12 % [invented]; the
# first margin comes after a year and is at risk (the third case), without an end:

# %% rows="CEQ-02"
show(equity.base_equity, customers=1_000_000, margin=200, retention=0.80, rate=0.12, blanks=2)

# %% [markdown]
# Compare. Then ask: what may the firm do with its aircraft that it may not do with its passengers?

# %%
equity.base_equity(customers=1_000_000, margin=200, retention=0.80, rate=0.12)

# %% [markdown]
# **Read it.** 500 million, half of what the aircraft are worth, if both are in one currency [computed]. But aircraft
# are owned and can be sold. Passengers may leave tomorrow.

# %% [markdown]
# ### Where the next yuan goes
#
# Compare on one base: discounted margin, before the outlay, and only from those who come or stay *because of* the
# ¥100,000. And on one horizon: today's day of payment and the nine that follow.
#
# **Keeping.** One more renewal at the end of the first year is worth:

# %%
second = groups["second year"] / 12_000
renewal = second / 1.15
np.round([second, renewal], 2)

# %% [markdown]
# A subscriber in her second year is worth ¥116.99; from today it is a year until then [computed]. Of the ¥30, ¥5 go
# into reminders today, and 60 % renew. ¥100,000 are ¥5 more for each of the 20,000. You think that no reminder brings
# more than 65 % to renew [invented]. The curve of Blattberg & Deighton (1996) [published] is that of lesson 05: what
# is missing to the ceiling shrinks with each ¥5 by the same factor.

# %%
guess("equity-next-reminder")

# %%
kept = equity.response_share(outlay=10, current_outlay=5, current_share=0.60, ceiling=[0.62, 0.65, 0.70])
keeping = (kept - 0.60) * 20_000 * renewal / 100_000
reveal("equity-next-reminder", keeping[1])
keeping.round(2)

# %% [markdown]
# **Read it.** ¥0.94 for a yuan: 923 more renewals [computed]. With a ceiling of 62 % it is ¥0.39, with 70 % ¥1.74. So
# the answer depends on a number that nobody has measured.
#
# **Winning.** You write to 200,000 **prospects** (意向客户), people who are no customers yet, for ¥4 each, and 10 %
# subscribe: ¥40 a subscriber. (None of the ¥30 pays for these letters.) None of the 200,000 subscribes without one, and
# at most 30 % can be won [invented]. ¥100,000 are ¥0.50 more for each. Each who comes today is worth ¥66.94. Write two
# lines: the share won, and what one yuan brings.

# %%
won = None  # equity.response_share, at ¥4.50
winning = None  # as for keeping

# %% [markdown]
# <details><summary>Compare</summary>
#
# `won = equity.response_share(outlay=4.5, current_outlay=4, current_share=0.10, ceiling=0.30)`, and
# `winning = (won - 0.10) * 200_000 * worth / 1000 / 100_000` is 1.32.
#
# </details>

# %%
won = equity.response_share(outlay=4.5, current_outlay=4, current_share=0.10, ceiling=[0.15, 0.30])
winning = (won - 0.10) * 200_000 * worth / 1000 / 100_000
next_cost = 100_000 / ((won - 0.10) * 200_000)
winning.round(2), next_cost.round(2), np.round([worth / 1000 / 40], 2)

# %% [markdown]
# **Read it.** ¥1.32 [computed]: a subscriber who comes because of the *next* yuan costs ¥50.59, not ¥40, so the
# average, 66.94 / 40 or ¥1.67, misleads. With a ceiling of 15 % she costs ¥77.93, and a yuan brings ¥0.86: it does not
# come back [computed].

# %% [markdown]
# ### Why customers switch
#
# And the brand? Three drivers make people choose, stay or switch: **value equity** (价值资产), what one gets for the
# price; **brand equity** (品牌资产), how one sees the brand beyond that; **relationship equity** (关系资产), what ties one to
# the firm beyond both [source document], after Rust, Zeithaml & Lemon (2000) [published]. (Brand equity is not *brand
# value*, what the name would bring if sold; the [reader](06_equity_reader.ipynb) has a set.) They are causes, not three
# parts of customer equity: a better mark makes it more likely that someone chooses you.
#
# Readers rate you and your one rival from 0 to 10; the rival has 60,000 subscribers, none of them among the 200,000.
# A weight says how much a point counts, and *inertia* how much the last choice does: it is set so that about 63 %
# stay, as in your base [invented].

# %%
rival = {"value": 6, "brand": 6, "relationship": 5}
market = {"theirs": rival, "driver_weights": {"value": 0.4, "brand": 0.3, "relationship": 0.3}}
market |= {"margin": 45.90, "rate": 0.15, "years": 9, "inertia": 0.85}
before = equity.switching_table({"value": 6, "brand": 5, "relationship": 5}, **market)
before[["year", "stays", "comes"]].head(3).round(3)

# %%
picture("equity-switching", ours={"value": 6, "brand": 5, "relationship": 5}, **market)

# %% [markdown]
# **Read it.** Your brand is one point behind, at a weight of 0.3. So 1 / (1 + exp(0.3 − 0.85)) of your readers stay and
# 1 / (1 + exp(0.3 + 0.85)) of the rival's come. Next year 63.4 % choose you again, and 24.0 % of his come over,
# who are not in the plan above [computed]. Here who left may return, so the lines meet.
#
# To compare the brand with the others, take from the model only how many *more* stay and come, and value them as above.
# One more renewal is worth what the base brings from then on, each up to her tenth year, for each who is there then:

# %%
base = pd.concat(cohorts.values()).groupby("year")[["customers", "present_value"]].sum()
per_renewal = base["present_value"][::-1].cumsum()[::-1] / base["customers"]
base.assign(per_renewal=per_renewal).round(2).loc[1:3]

# %% [markdown]
# **Read it.** ¥106.77 in today's money, the mean of the 12,000 + 7,800 + 0.70 · 7,800 = 25,260 who will be there next
# year [computed]. (The ¥101.73 is for the 12,000 alone.) A campaign for ¥100,000 would lift
# your brand by a tenth of a point [invented]. First let readers forget it after one choice.

# %%
guess("equity-brand-yuan")

# %% rows="CEQ-03"
after = equity.switching_table({"value": 6, "brand": 5.1, "relationship": 5}, **market)
stay, come = (after - before).loc[0, ["stays", "comes"]]
stayers = stay * base["customers"].to_numpy()[:9] * per_renewal.to_numpy()[1:]
nine_payments_to_one = path["present_value"].cumsum().to_numpy()[8::-1] / 1000
comers = 60_000 * come * nine_payments_to_one / 1.15 ** np.arange(1, 10)
brand = (stayers + comers).cumsum() / 100_000  # if the mark lasts for 1, 2, ... 9 choices
reveal("equity-brand-yuan", brand[0])
np.round([39_800 * stay, 60_000 * come]), brand.round(2)

# %% [markdown]
# **Read it.** At the next choice 276 more stay and 331 more come: ¥0.49 for a yuan [computed]. But a letter or a
# reminder acts once, and a better mark may last. Let the rival keep 60,000 readers, and count of yours only today's
# [invented]. Then two choices bring ¥0.82, three ¥1.06, five ¥1.37, and all nine ¥1.58 [computed]. How long readers
# remember a campaign is an assumption like the ceilings.
#
# So, on one horizon: winning ¥1.32, keeping ¥0.94, and the brand ¥0.49 if its mark counts once. It passes keeping if
# the mark lasts for three choices, and winning if for five.

# %% [markdown]
# ## Try it
#
# Without help: 500 gym members pay at the start of each year. Each brings a margin of ¥20 in the first year and
# of ¥60 in each later one; 50 % renew, then 80 % of these; the rate is 10 %; count three years [invented]. What is one
# new member worth? Write one line.

# %%
member = None  # three terms: the first year in full, the others with who is left

# %% [markdown]
# <details><summary>Compare</summary>
#
# `member = 20 + 60 * 0.5 / 1.1 + 60 * 0.5 * 0.8 / 1.1**2` is 67.11.
#
# </details>

# %%
gym = equity.cohort_table(500, 20, 60, [0.5, 0.8], rate=0.10, when="start")["present_value"].sum()
np.round([gym, gym / 500], 2)

# %% [markdown]
# **Read it.** ¥33,553.72 for the 500, that is ¥67.11 each [computed]. Now the same function under sliders, with the
# magazine.

# %%
explore("equity-magazine", **magazine, retention=rates)

# %% [markdown]
# 1. What adds more: 70 % in place of 60 % at the first renewal, or 90 % in place of 80 % at the last three?
# 2. Ask the full price from the start, and 40 % renew, then 65 % each time. Is that better?
#
# <details><summary>Compare your answers</summary>
#
# All [computed]. 1: ¥77,114 against ¥67,837: 1,000 stand before the first renewal, 126 before the last three. 2:
# ¥82,404, more than ¥66,940: the half-price year costs ¥40 for each of the 1,000. But as many must still come at the
# full price, and nobody has tested that.
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **How sure is the path?** Three rates are the source's, six are not. Hold 70 % after the third renewal:

# %%
equity.cohort_table(**magazine, retention=[0.60, 0.65] + [0.70] * 7)["present_value"].sum().round(2)

# %% [markdown]
# ¥63,787.25, 5 % less [computed]: the lost rates stand in late years and count little. That the totals fit does not
# prove the path.
#
# **Does a result tell what went in?** Another page has 10,000 customers, each won for ¥60 and served for ¥20 a year;
# after three years one is worth ¥66.08 [source document]. Revenue, the direct costs, renewals, rate and timing are
# lost. Here are two sets [invented]:

# %% rows="CLV-09"
one = equity.lifetime_table(10_000, [170, 170, 170], 0.50, 20, 60, [0.70, 0.70], rate=0.10, when="end")
two = equity.lifetime_table(10_000, [170, 180, 190], 0.50, 20, 60, [0.60, 0.70], rate=0.14, when="start")
np.round([one["lifetime_value"].iloc[-1], two["lifetime_value"].iloc[-1]], 2)

# %% [markdown]
# Both give 66.08 [computed], with different renewals, rates and timings. So nobody can say which was meant.
#
# **Is a reminded subscriber like the others?** Perhaps she renews once and then leaves easily. Let half of those won
# by reminders renew each time:

# %%
easily = equity.cohort_table(1, 45.90, 45.90, [0.50] * 8, rate=0.15)["present_value"].sum() / 1.15
np.round([easily, keeping[1] * easily / renewal], 2)

# %% [markdown]
# Then a renewal is worth ¥70.58, and the yuan brings ¥0.65 [computed]. Those whom money keeps are the ones who almost
# left.
#
# **Can you spend it?** How much of the cohort's ¥66,940 comes on the first day?

# %%
(path["present_value"].cumsum() / worth).round(2).head(4).tolist()

# %% [markdown]
# 9 %; after three payments it is 65 % [computed]. Customer equity is no cash: it is an estimate of money that may
# come.

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/equity/equity.ipynb). There you write such tables yourself, with your own numbers.
# Run each `check(...)` cell as often as you like; `hint(...)` and `solution(...)` help, as in the lessons before.

# %% [markdown]
# ## What we now know
#
# - You can **compute** a cohort: who is left, times margin, times discount. 1,000 subscribers are worth ¥66,940 in ten
#   years, ¥66.94 each. A base is the sum of its cohorts: ¥3.72 million for 39,800 present customers, ¥4.19 million
#   with the cohort of next year.
# - You can **compare**. Renewals rise also where nobody changes, and one constant rate prices the cohort 17 % too low
#   or 29 % too high. The annuity over the mean life is 22.9 % too high at 10 % and 10 %, if the first payment is
#   certain on both sides.
# - You can **decide**. On one horizon of ten payments, the next yuan brings ¥1.32 by winning, ¥0.94 by keeping, and by
#   the brand ¥0.49 if a better mark counts for one choice, ¥1.37 if for five: margin, before the outlay. The order depends
#   on the ceilings, on a tenth of a point and on how long it lasts. All are assumed.
#
# All this took what you know of your customers for granted. Where do the numbers come from, and who of your customers
# is which? Lesson 07 begins there, with their purchases.

# %% [markdown]
# ## Memo
#
# Write five lines to your director: what is the base worth, where should the ¥100,000 go, what does the answer
# depend on, and what must be found out first?
#
# <details><summary>One way to write it</summary>
#
# 1. Our 39,800 subscribers are worth ¥3.72 million of margin from today on, up to their tenth year; the cohort of next
#    year adds ¥0.47 million.
# 2. As far as we can say today, put the ¥100,000 into winning: within ten payments a yuan brings ¥1.32, by reminders
#    ¥0.94, by the brand ¥0.49 if its better mark counts for one choice.
# 3. That holds if up to 30 % of the prospects can be won and up to 65 % of new subscribers can be made to renew; with
#    15 % winning does not pay either, and with 70 % reminders come first. If the better mark lasted for five choices,
#    the brand would come first.
# 4. So test first, on people chosen at random: letters for ¥4.50 to 20,000 prospects, for ¥4 to the others; two
#    reminders to 2,000 new subscribers, one to the others; and ask readers for their marks again a year after a campaign.
# 5. The value is an estimate of what may come; it is not in the bank.
#
# </details>

# %% [markdown]
# ## More
#
# What follows goes further: two sets, a case, four sources, the best spending, another industry, three explorers.
# First: who changed? And what does the next yuan bring?

# %%
from crmlab import practice

practice("equity-sieve")

# %%
practice("equity-next-yuan")

# %% [markdown]
# ### A and H
#
# A firm of designers, A, is for five years a customer of H, which sells software. What does H earn by A, directly and
# indirectly? [source document] The tables are lost; in a public version A buys a program, then upgrades and more, and
# brings firms that do the same [reconstructed]. Here are margins [invented]: A's own, and those of one firm that A
# brings a year later. Everything comes at the end of the year; the rate is 10 %.

# %% rows="CLV-22"
own = [0, 120, 200, 150, 300]
direct = clv.present_value(own, rate=0.10, when="end")
one_firm = clv.referral_value(direct, referrals=1, conversion=1, rate=0.10)
round(direct, 2), round(one_firm, 2)

# %% [markdown]
# **Read it.** A is worth ¥538.16 by itself, and the firm that it brings ¥489.24: the same a year later, so its last
# margin comes in year 6 [computed]. To decide what *keeping* A may cost at the beginning, count both, if the other
# comes only through A. To add up all of H's customers, count the other firm under its own name only. In this sum it
# may stand once:

# %%
equity.customer_equity({"A": direct, "the firm that A brings": one_firm}).table.round(2)

# %% [markdown]
# ### Four sources
#
# Lesson 05 cut the value of a customer into six components, and by a switch into the four sources of the source
# document: transaction, growth, referral and knowledge [source document]. Do it for A. The margins of years 2 and 4
# come from the program with which it began, those of years 3 and 5 from other ones [invented].

# %% rows="CEQ-09"
today = np.array(own) / 1.10 ** np.arange(1, 6)
parts = dict.fromkeys(["larger_share", "cost_saving", "price_premium", "knowledge"], 0)
parts |= {"first_purchase": today[1], "repeat_purchase": today[3], "cross_selling": today[2] + today[4]}
clv.components(parts | {"referral": one_firm}, by="sources").round(3)

# %% [markdown]
# **Read it.** Nearly half of A's value, 48 %, is the firm that it brings [computed]: much weight on one firm, which
# may have come anyway. And what H learned from A stands there as 0, as nobody has counted it.

# %% [markdown]
# ### The best spending
#
# Above, you asked for the next yuan. `best_spending` goes on until the next yuan brings just one yuan, for winning and
# keeping together [published: Blattberg & Deighton 1996]. It counts a constant margin and a constant rate of renewal,
# without an end [invented].

# %% rows="CEQ-10"
plan = {"margin": 100, "rate": 0.1, "retention_outlay": 10, "retained_share": 0.6, "retention_ceiling": 0.9}
plan |= {"acquisition_outlay": 10, "acquired_share": 0.1, "acquisition_ceiling": 0.3}
equity.best_spending(**plan).round(2)

# %% [markdown]
# **Read it.** Best is ¥32.10 for keeping each customer and ¥35.30 for each prospect, in place of ¥10 each; a prospect
# is then worth ¥43.23, not ¥10 [computed]. The two depend on each other: who is kept better may cost more to win.

# %%
explore("equity-optimum")

# %% [markdown]
# ### Another industry
#
# In car rental, relationship counts most; in selling cars, value [source document]. `INDUSTRY_WEIGHTS` has weights in
# this order [invented]. Lift each of your marks by one point in turn: what is a present customer worth then?

# %% rows="CEQ-07"
level = {"value": 6, "brand": 6, "relationship": 6}
rented = {"theirs": level, "margin": 100, "rate": 0.1, "years": 5, "inertia": 1}
worth_of = {
    industry: [
        equity.switching_table({**level, driver: 7}, driver_weights=weights, **rented)["worth_stays"].sum()
        for driver in equity.DRIVERS
    ]
    for industry, weights in equity.INDUSTRY_WEIGHTS.items()
}
pd.DataFrame(worth_of, index=equity.DRIVERS).round(2)

# %% [markdown]
# **Read it.** The largest number stands under relationship in car rental and under value in car sales [computed]: as
# the weights say. What a point *costs* decides as much. Move the marks yourself; then ask where the shares in year 10
# would stand if both brands were equal.

# %%
explore("equity-switching")

# %% [markdown]
# And two cohorts with the same first renewal: how much is it worth that customers differ?

# %%
explore("equity-sifting")

# %% [markdown]
# <details><summary>Compare your answers</summary>
#
# All [computed]. With equal marks both lines meet at one half, whatever the inertia: it decides how fast, not where.
# And with a first renewal of 60 %, the magazine's margins and rate: ¥55,829 if all are alike, ¥65,327 with a
# difference of 12.5 %, ¥83,542 with 34.7 %. The more customers differ, the more a cohort is worth that begins with the
# same rate.
#
# </details>
