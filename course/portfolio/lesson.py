# %% [markdown]
# # Portfolio of customers
#
# **About 55 minutes (an estimate) · needs percentages, and a little pandas: a column, a filter, a sum by group ·
# gives who is a VIP by which yardstick, and what it saves to stop serving the others**
#
# You will be able to:
#
# - **compute** what is left of a customer's margin after the cost to serve, and how unequal a list of customers is;
# - **compare** rankings, classes and names that look alike and mean different customers;
# - **decide** who gets more from the firm and who gets less, and what that saves.
#
# A mark shows where the numbers before it come from. [source document] is the teaching text behind this course.
# [published] is a book or article with a name. [computed] is a cell nearby, sometimes with one step more in your
# head. [invented] is ours, for practice. [reconstructed] means: the original is lost, and we rebuilt it.

# %% [markdown]
# ## The question
#
# You look after the customers of the branch in Songjiang (松江) again, the one of lesson 04. The firm is simulated
# [invented]. Your director has two plans: a VIP club for the largest shippers, and to stop serving the smallest ones.
# “A fifth of the customers brings 80 % anyway, that is a law. The small ones only cost us money.”
#
# *Who is the real VIP, and who gets less from us?*
#
# Lesson 07 ranked customers by a log: how lately, how often, for how much. It knew revenue, not what is left of
# it. Now the firm's customers stand side by side as a **customer portfolio** (客户组合): each brings something, and
# each costs something.

# %% [markdown]
# ## Look
#
# Take one base and one horizon: the customers whose contract ran through all of 2025.

# %%
import pandas as pd

from crmlab import clv, datasets, explore, guess, picture, portfolio, practice, reveal, rfm, show, value

firm = datasets.make_logistics(customers=300, seed=4)
contracts = firm.contracts.set_index("customer_id")
base = contracts.query("start < '2025-01-01' and end.isna()")[["name", "payment_days"]]
len(base)

# %% [markdown]
# What was invoiced to each of the 177, what did the shipments cost, and how many hours of your account team does
# the contract promise?

# %%
of_2025 = firm.shipments.query("date >= '2025-01-01'").groupby("customer_id")
base = base.assign(sales=of_2025["amount"].sum(), direct=of_2025["cost"].sum())
base["margin"] = base["sales"] - base["direct"]
base["hours"] = 12 * contracts["service_hours"]
base[["sales", "margin", "hours"]].sum().round()

# %% [markdown]
# **Read it.** Of sales of ¥24.0 million, a **margin** (毛利) of ¥4.64 million is left. The contracts promise 9,157
# hours [computed]. The margin does not contain their cost yet.

# %% [markdown]
# ## Compute and read it
#
# ### Sales, margin, cost to serve
#
# Ma Yan sells for an engineering firm. A client of more than two years, with projects of more than a million each,
# asks for 20 % off the list price. She may give 15 %. Her boss refuses: the projects are hard, the client pays late,
# very little is left; with 20 %, it may be a loss [source document]. Five points more: can so little turn a profit
# into a loss?

# %%
guess("portfolio-ma-yan")

# %%
paid_85 = show(portfolio.discounted_margin, list_price=100, unit_cost=80, discount=0.15)
reveal("portfolio-ma-yan", paid_85.value)
paid_85

# %% [markdown]
# **Read it.** 5.88 %: if the cost is 80, of a price of 85, 5 is left, and 5 of 85 is 5.88 % [computed]. So if less
# than 5.88 % of the price is left now, 20 % off makes a loss. The five points are of the *list* price; the margin
# is a share of the price *paid*.

# %%
picture(portfolio.discounted_margin, list_price=100, unit_cost=80, discount=0.15)

# %% [markdown]
# And this is before anybody has paid for hard work and late money. The **cost to serve** (服务成本) is what a
# customer takes beyond the goods: hours of your people, and interest while you wait. What is left after it shows the
# **customer profitability** (客户盈利能力); the amount is the customer's *profit* (客户利润).
#
# Your sixth by sales is Ankangkang Furniture. An hour of the team costs ¥120, money 8 % a year [invented].

# %%
guess("portfolio-sixth")

# %% rows="SEG-25"
terms = {"hourly_cost": 120, "rate": 0.08}
sixth = base.loc["C0009"]
lines = {"revenue": sixth["sales"], "direct_cost": sixth["direct"]}
lines |= {"service_hours": sixth["hours"], "days_late": sixth["payment_days"]}
ankangkang = show(portfolio.customer_profit, **lines, **terms, blanks=1)
reveal("portfolio-sixth", ankangkang.value)
ankangkang

# %% [markdown]
# **Read it.** From a margin of ¥59,361 go ¥83,952 of hours and ¥5,952 of waiting: −¥30,544 is left (all rounded)
# [computed]. For sales it is a VIP, for finance a loss. Neither is wrong: they read different lines.

# %%
guess("portfolio-losers")

# %%
costs = {"service_hours": base["hours"], "days_late": base["payment_days"]}
base["profit"] = portfolio.customer_profit(base["sales"], base["direct"], **costs, **terms)
reveal("portfolio-losers", (base["profit"] < 0).sum())
picture(portfolio.customer_profit, revenue=base["sales"], direct_cost=base["direct"], **costs, **terms)

# %% [markdown]
# **Read it.** Add the profits up, from the best customer on: 143 customers bring 109 % of the profit, and the other
# 34 take ¥305,387 away again [computed]. This is a **whale curve** (鲸鱼曲线): it rises above 100 %, and comes down again
# (Kaplan and Narayanan 2001) [published]. Do sales show who is who? Lesson 02 met `rank_agreement`: 1 means the same
# order, −1 the reverse.

# %%
[round(portfolio.rank_agreement(base["sales"], base[line]), 2) for line in ["margin", "profit"]]

# %%
base["place"] = base["profit"].rank(ascending=False).astype(int)
base.nlargest(6, "sales")[["name", "sales", "margin", "profit", "place"]].round()

# %% [markdown]
# **Read it.** 0.81 with the margin, 0.60 with the profit [computed]. The first four by sales are the first four by
# profit; the sixth is number 176 of 177. The source does not tell the profit of Ma Yan's client.

# %% [markdown]
# ### How much is 80/20
#
# The **80/20 rule** (二八定律) has 80 % of the turnover come from 20 % of the customers; the source document adds that it
# describes inequality and not exactly these numbers [source document]. Pareto (1896) saw something like it in
# incomes; Juran (1951) spoke of the vital few [published]. Here are real baskets: 2,469 households that are frequent
# shoppers of a grocer, over one year.

# %%
guess("portfolio-baskets")

# %% rows="SEG-17"
baskets = datasets.load_complete_journey().groupby("customer_id")["amount"].sum()
reveal("portfolio-baskets", portfolio.top_share(baskets, share=0.2))
picture(portfolio.top_share, values=baskets, share=0.2)

# %% [markdown]
# **Read it.** 55 %, not 80. The **Lorenz curve** (洛伦兹曲线) begins with the smallest household; above the mark lies
# what the best fifth brings. And your branch, by three yardsticks, and the music shop of lesson 07?

# %%
cdnow = rfm.table(datasets.load_cdnow(), as_of="1998-06-30")["revenue"]
lists = {"baskets": baskets, "CDNOW": cdnow} | {line: base[line] for line in ["sales", "margin", "profit"]}
shares = {key: portfolio.top_share(one, [0.2, 0.5]) for key, one in lists.items()}
pd.DataFrame(shares, index=["best fifth", "best half"]).T.round(3)

# %% [markdown]
# **Read it.** The best fifth brings from 55 % to 86 % [computed]: five lists, five numbers. They are not one
# experiment: the households were picked because they come often, CDNOW's customers are all new and followed for
# 18 months, yours stayed a whole year. So 80/20 is an observation about some lists. One number is a share of
# customers, the other of value: they need not add to 100. The best half of your customers brings 104.5 %
# of the profit, because others lose money.

# %% [markdown]
# ### Classes by a cut
#
# The **customer pyramid** (客户金字塔) cuts the sorted list by heads: VIP customers are the top 1 %, main customers
# the rest of the top 20 %, ordinary customers the rest of the top 50 %, small customers the others. Of 1,000
# customers that makes 10, 190, 300 and 500 [source document]. Sort by sales *or* by profit, it says [source
# document]. Try both.

# %% rows="SEG-20"
by_sales, by_profit = portfolio.tiers(base["sales"]), portfolio.tiers(base["profit"])
two = portfolio.pyramid(base["sales"])[["tier", "customers", "value_share"]]
two.assign(of_profit=portfolio.pyramid(base["profit"])["value_share"]).round(3)

# %% [markdown]
# **Read it.** 2, 34, 53 and 88: whoever begins before a cut stands above it, so 1.77 becomes 2, 35.4 becomes 36, and
# 88.5 becomes 89. Each of the last two columns is sorted by its own value. By sales, the small customers bring 9.6 %
# of the sales; by profit, the last 88 take 4.5 % of the profit away [computed].

# %%
guess("portfolio-moved-tier")

# %%
reveal("portfolio-moved-tier", (by_sales != by_profit).sum())
pd.crosstab(by_sales, by_profit, rownames=["by sales"], colnames=["by profit"])

# %% [markdown]
# **Read it.** Read along a row: of the 34 main customers by sales (B), four are small by profit (D). And of the
# 88 small ones by sales, 19 rise to C [computed]. Are “the small ones” a loss, as the director says?

# %%
small = base[by_sales == "D"]
f"profit ¥{small['profit'].sum():,.0f}, {(small['profit'] < 0).sum()} lose, mean margin ¥{small['margin'].mean():,.0f}"

# %% [markdown]
# **Read it.** No: these 88, the last *by sales*, together bring a profit of ¥88,924; 23 of them lose money
# [computed]. (The 88 that take 4.5 % away are the last *by profit*.)
#
# **ABC analysis** (ABC 分析法) cuts by value instead: A is whoever begins below 80 % of the running total, B below
# 95 %; these cuts are common practice. Dickie (1951) sorted goods in stock so [published]; the picture in the source
# document is lost. Here the *number* of customers is the result.

# %% rows="SEG-04"
pd.Series({key: (portfolio.abc(one) == "A").mean() for key, one in lists.items()}).round(3)

# %% [markdown]
# **Read it.** To reach 80 % takes 42 % of the households, and 29 % of your customers by sales [computed]. “Our A
# customers bring 80 %” says nothing about customers: it is where you cut. Now divide the same list into tiers of 1,
# 4, 15 and 80 % of the customers, as Curry and Curry (2000) do [published]:

# %%
pd.Series(portfolio.tiers(base["sales"], shares=[0.01, 0.04, 0.15, 0.80])).value_counts().sort_index()

# %% [markdown]
# **Read it.** 141 small customers in place of 88, and nobody has done anything [computed]. A class belongs to the
# cut, not to the customer.

# %% [markdown]
# ### Four cells, four sets of names
#
# So far there was one yardstick at a time. A second one is what could still come. **Current value** (客户当前价值) is
# today's value of the profit if a customer goes on as now. **Growth potential** (客户增值潜力) is today's value of the
# *extra* profit, if you find a suitable way [source document]. Your sales people have estimated your share of
# each customer's transport [invented]; the rest is bought elsewhere. If it brought the same margin rate as what you
# carry now [invented], your margin on all of it would be:

# %%
ours = firm.potential.set_index("customer_id")["share_of_wallet"].reindex(base.index)
base["elsewhere"] = base["margin"] * (1 / ours - 1)
cells = portfolio.value_matrix(base["margin"], base["elsewhere"])
f"¥{base['elsewhere'].sum():,.0f}"

# %% [markdown]
# We take one year's margin for both axes, cut at the medians; the cost to serve comes as a third yardstick below.
# Four cells, and the names that the sources give them:

# %% rows="SEG-12 SEG-15 SEG-16"
four = ["I", "II", "III", "IV"]
schemes = ["cells", "clv_matrix", "metals_figure", "metals_text"]
named = pd.DataFrame({scheme: portfolio.class_names(four, scheme) for scheme in schemes}, index=four)
named.assign(customers=pd.Series(cells).value_counts())

# %% [markdown]
# **Read it.** One cell, many names: III is “maintenance type”, “silver” in a figure and “platinum” in the text
# below it [source document]. With Zeithaml, Rust and Lemon (2001), platinum is the *best* tier of a pyramid by
# profit [published]. So translate names into cells before you compare two firms. The advice: I no investment, II
# proper investment, III heavy investment to keep them, IV first priority [source document].
#
# One source puts *future value* on the second axis, another the potential [source document]. In this course, future
# value is both together.

# %%
guess("portfolio-axis")

# %%
with_future = portfolio.value_matrix(base["margin"], base["margin"] + base["elsewhere"])
reveal("portfolio-axis", (cells != with_future).sum())
pd.crosstab(cells, with_future, rownames=["potential"], colnames=["future value"])

# %% [markdown]
# **Read it.** Nine move from III up to IV: they bring much and could grow little, and what they bring anyway now
# counts on both axes. Nine move from II down to I: they could grow, but they bring so little now that the sum is
# low [computed]. So ask what stands on the second axis.
#
# One source calls cell I “abandon”, and its customers below zero [source document]. Is low below zero? Peppers
# and Rogers (1997) [published] ask three things: *actual value* (实际价值), *strategic value* (战略价值: what he would
# bring if fully developed), and the cost to serve. Of a **below-zero customer** (负值客户), neither of the two values
# covers the cost to serve. Of the others, a most valuable customer (MVC) has at least their median left after it; if
# not, a most growable one (MGC) has at least their median to gain.

# %% rows="SEG-01 SEG-02"
strategic, serve = base["margin"] + base["elsewhere"], base["margin"] - base["profit"]
kinds = portfolio.peppers_rogers(base["margin"], strategic, serve)
stands = pd.DataFrame({"cell": cells, "type": kinds}, index=base.index)
print("Ankangkang:", *stands.loc["C0009"])
pd.crosstab(stands["cell"], stands["type"])

# %% [markdown]
# **Read it.** Of the 69 in cell I, 17 are below zero, and 52 are not, though some of these lose money today: low is
# not below zero. Two are even most valuable: they need so little service that the median or more is left. And high
# is not above zero: in cell IV, “gold”, one is below zero [computed]. Ankangkang is in cell IV, too, and most
# growable: with all that it buys elsewhere, its margin would cover today's cost to serve. But growth is a wish
# until somebody acts, and acting has a price (a sum stands in *More*).

# %% [markdown]
# ### What dropping saves
#
# Suppose you part with all 34 who lose money. “Then profit rises by ¥305,387.” Look at what goes away with them:
# the margin at once, the interest at once. The hours? Your team is paid by the month. They are saved only where
# contracts end, or where the hours bring something elsewhere. Say that this is so for a quarter of them
# [invented]. How does profit change?

# %%
guess("portfolio-dropping")

# %%
losers = base[base["profit"] < 0]
hours = 120 * losers["hours"].sum()
waiting = -(losers["profit"] - losers["margin"]).sum() - hours
lost = losers["margin"].sum()
reveal("portfolio-dropping", 0.25 * hours + waiting - lost)
pd.Series({"margin": lost, "hours": hours, "waiting": waiting}).round()

# %% [markdown]
# **Read it.** ¥127,908 of hours and ¥19,064 of interest are saved, and ¥225,308 of margin are gone: profit
# *falls* by ¥78,337. It rises only if more than (225,308 − 19,064) / 511,632 = 40 % of the hours really go away
# [computed]. So first change what is costly (fewer calls, another channel), then put a price on it, and part
# last.
#
# A price has a cost, too. A source document warns of “the predicament (困境) of First Chicago”, without detail [source
# document]. In 1995 the bank asked many customers for 3 dollars for a visit to a teller (the person behind the
# counter), if their accounts held little (Schmeltzer 1995); after an outcry it softened the terms (American Banker
# 1995) [published]. We found no figures of what it earned and lost. In your branch: a yearly fee of ¥500 for each of
# the 88 small customers [invented]. The hours stay; whoever leaves takes along the margin, less the interest. Say
# that 5 % leave because of the fee, or 10 % [invented]:

# %% rows="SEG-03"
leave = pd.Series([0.05, 0.10])
loss = (small["profit"] + 120 * small["hours"]).mean()
gain = value.expected_gain(chance=1 - leave, payoff=500, cost=leave * loss)
pd.Series([loss, *gain], index=["loss of one", "5 % leave", "10 % leave"]).round()

# %% [markdown]
# **Read it.** With 5 %, you gain ¥187 a customer, with 10 % you lose ¥126; the border is 500 / (500 + 5,758) =
# 8.0 % [computed]. All fees together are at most ¥44,000; the margin of your largest shipper is ¥347,009, and it
# hears of the fee, too.
#
# What goes away with a customer, what only if somebody acts, and what stays? Sort it.

# %%
practice("portfolio-saved")

# %% [markdown]
# ### Whom to choose first
#
# Success begins with the choice of customers: do the right thing, then do it right; otherwise, the more you invest,
# the more you lose [source document]. Your team has 40 hours a year left. These six buy most from others, in
# margin. Say that you win a tenth of it, and that each yuan of margin takes as many hours as now [invented].
# (Lesson 01 had three requests and the same rule.)

# %% rows="SEG-33"
six = base.nlargest(6, "elsewhere")
values = 0.1 * six["elsewhere"]
chosen = portfolio.choose(values, hours=values * six["hours"] / six["margin"], capacity=40)
chosen.round(1).set_index(six["name"].to_numpy())

# %% [markdown]
# **Read it.** Third by size, ¥35,807, is Rongdajin; it would take 157 hours for that, and stands last by value
# per hour [computed]. Four others are chosen: ¥143,733 of margin in 39.5 hours. What is scarce decides the order:
# hours, not sales.

# %% [markdown]
# ## Try it
#
# Lifufu Chemicals is number 15 by sales. The last two lines of the working are yours.

# %%
lifufu = {"revenue": 328_693, "direct_cost": 311_859, "service_hours": 99.6, "days_late": 45}
show(portfolio.customer_profit, **lifufu, **terms, blanks=2)

# %% [markdown]
# Now without help. Five customers bring a profit of 60, 30, 20, 5 and −15. Write two lines.

# %%
best_two = None  # the share of the profit that the best two bring
top = None  # the highest point of the whale curve

# %% [markdown]
# <details><summary>Compare</summary>
#
# Lifufu's profit is ¥1,640, number 127 of 177. Of the five, the sum is 100, so `best_two = 90 / 100` is 0.9,
# and `top = 115 / 100` is 1.15, after four customers [computed].
#
# </details>
#
# The whale of your branch under sliders. Move one with the mouse or with the arrow keys, or type a value into its
# field.

# %%
explore("portfolio-whale", hourly_cost=120, rate=0.08)

# %% [markdown]
# 1. From which cost of an hour on does a quarter of the customers (45) lose money?
# 2. Set both to zero. Which share does the best fifth bring now, and why less than before?
#
# <details><summary>Compare your answers</summary>
#
# All numbers here are [computed]. 1: Between ¥160 and ¥170: at ¥160 43 lose money, at ¥170 47. 2: 70.1 %, in place
# of 85.5 %. Profit is now the margin, and nobody loses. The best 36 by profit bring 85.5 % of the profit and at
# most 70.1 % of the margin: the cost to serve takes a smaller share of their margin than of the others'.
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **What is an hour worth?** ¥120 is a number of ours. At other prices:

# %%
for price in [60, 120, 150]:
    profit = portfolio.customer_profit(base["sales"], base["direct"], **costs, hourly_cost=price, rate=0.08)
    print(f"¥{price} an hour: {(profit < 0).sum()} lose money")

# %% [markdown]
# 19, 34, 40 [computed]. Who loses at ¥120 and not at ¥60 loses by our price of an hour.
#
# **Is it the right record of cost?** The branch has a second one: what single orders, calls, special deliveries,
# invoices and returns cost. Take that in place of the hours, not on top of them.

# %%
deeds = firm.activities.query("year == 2025")
base["deeds"] = (deeds["number"] * deeds["unit_cost"]).groupby(deeds["customer_id"]).sum()
other = base["profit"] + 120 * base["hours"] - base["deeds"]
largest = base.nlargest(36, "sales")
print([(largest[cost] / largest["sales"]).idxmax() for cost in ["hours", "deeds"]])
f"{base['deeds'].sum():,.0f} in all; {(other < 0).sum()} lose money; Ankangkang ¥{other['C0009']:,.0f}"

# %% [markdown]
# By this record 15 lose money, and Ankangkang *earns* ¥12,933. The second record holds ¥709,215 in all; 9,157 hours
# at ¥120 are ¥1.10 million. The two differ by almost ¥390,000, and neither says why: one counts contract hours, the
# other single events. In both records Ankangkang (C0009) is the costliest of the 36 largest, per yuan of sales
# [computed]. Whether it loses money depends on the record, so name it before you talk to a customer.

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/portfolio/portfolio.ipynb). There you do all this with numbers of your own.
#
# Run each `check(...)` cell as often as you like. When you are stuck, `hint(...)` gives one hint after the other,
# and after the last one `solution(...)` shows one way to do it.

# %% [markdown]
# ## What we now know
#
# - You can **compute** a customer's profit: of the sixth by sales, −¥30,544 is left after 700 hours and the wait. 34
#   of 177 lose money. The best fifth brings 55 % of real baskets and 86 % of your profit; 80/20 is no law.
# - You can **compare**. Sales and profit put 48 of 177 into different tiers; 18 change their cell when the second
#   axis gets another meaning. A class belongs to the cut, a name to its author, and low is not below zero.
# - You can **decide**. Without the 34, profit falls by ¥78,337 if a quarter of their hours really goes away.
#   Change, charge, and part last. Give scarce hours to whoever brings most for each hour.
#
# All this sorts customers by what they bring *us*. Whether a VIP is content, and stays, is open: what customers
# expect, and why that moves, is the subject of lesson 09.

# %% [markdown]
# ## Memo
#
# Write five lines to your director: who belongs into the club, by which yardstick; what you do with the sixth;
# whether the small ones go; what a fee would do; and what you would check first.
#
# <details><summary>One way to write it</summary>
#
# 1. The club should go by profit after hours and waiting, not by sales: our sixth by sales is number 176 of 177
#    by profit.
# 2. With Ankangkang I talk about its 58 hours a month, not about a card.
# 3. The 88 small customers bring a profit of ¥89,000 together. Without the 34 who lose money we are worse off, unless
#    more than 40 % of their hours go.
# 4. A fee of ¥500 loses money if more than 8 of 100 small customers leave because of it, and the large ones hear of
#    it.
# 5. First I compare the two records of service cost: by one of them, 34 lose money, by the other 15.
#
# </details>

# %% [markdown]
# ## More
#
# What follows goes further. Do it when you have time: cells under sliders, often or much, indicators, the salon
# and the chicken firm. Treatment of the four tiers, the names, and 80/20 in other fields stand in the
# [reader](08_portfolio_reader.ipynb).
#
# ### Cells under sliders
#
# Another branch of 120 customers: what they bought from you in three years, and what they bought elsewhere. Move
# one cut, and read how many customers change their cell although nothing about them has changed.

# %%
explore("portfolio-matrix")

# %% [markdown]
# ### Growth is a wish
#
# Current value and growth potential are sums over years. Ankangkang's profit is −¥30,544 a year. Say that for ¥20,000
# now you win a tenth of what it buys elsewhere, ¥10,553 of margin a year, for five years, the first time in a
# year [invented]. Today's value of going on as now, of the extra, and of both:

# %% rows="SEG-14"
as_now = clv.present_value([-30_544] * 5, rate=0.08, when="end")
extra = clv.present_value([10_553] * 5, rate=0.08, when="end") - 20_000
round(as_now), round(extra), round(as_now + extra)

# %% [markdown]
# **Read it.** The potential is positive, ¥22,135, and the future value is still below zero, −¥99,818 [computed], even
# if growth takes no further hours. What would help more is to take fewer of your hours: half of them are ¥41,976 a
# year.
#
# ### Can he rise?
#
# Before you let a small customer go, the source says, check whether he can rise [source document]. It takes ¥600
# of calls, and if he rises, he brings ¥6,000 more [invented]. He rises with one chance in five, or one in twenty:

# %% rows="SEG-24"
gain = value.expected_gain(chance=[0.2, 0.05], payoff=6000, cost=600)
pd.Series(gain, index=["1 in 5", "1 in 20"]).round()

# %% [markdown]
# **Read it.** +¥600, or −¥300 [computed]: it pays if the chance is above one in ten.
#
# ### Next year, next month
#
# Are the best the same people in another year? Take those who were there in 2024, too, and margin less hours.

# %%
both = contracts.query("start < '2024-01-01' and end.isna()")
kept = (firm.shipments["amount"] - firm.shipments["cost"]).groupby(
    [firm.shipments["customer_id"], firm.shipments["date"].dt.year]
)
left = kept.sum().unstack().loc[both.index].sub(12 * 120 * both["service_hours"], axis=0)
len(both), int(left[2025].nlargest(31).index.isin(left[2024].nlargest(31).index).sum())

# %% [markdown]
# **Read it.** Of the best 31 of 155 in 2025, 28 were among the best 31 in 2024 [computed]. Our simulated
# customers are steady; look at your own before you give a card for ever. (The hours of both years are those of the
# contract, so they cannot change.) And those who went away are not in this list.
#
# And is 80/20 a matter of time? The same 2,469 households, in one month and in the year:

# %%
visits = datasets.load_complete_journey().query("date.dt.month == 6")
june = visits.groupby("customer_id")["amount"].sum().reindex(baskets.index, fill_value=0)
[round(portfolio.top_share(one, 0.2), 3) for one in [june, baskets]], int((june == 0).sum())

# %% [markdown]
# **Read it.** 61 % in June, 55 % in the year; in June, 443 of them did not come [computed]. A short time usually
# makes a list look more unequal.

# %% [markdown]
# ### Often or much
#
# A source document sorts by number and mean amount of purchases [source document], as Marcus (1998) does
# [published]: best, spenders, frequent, uncertain. Marcus cuts at the means. Here are medians, then means, for
# your 177:

# %% rows="SEG-13"
orders, mean = of_2025.size()[base.index], of_2025["amount"].mean()[base.index]
at_medians = pd.Series(portfolio.frequency_spend_matrix(orders, mean)).value_counts()
at_means = pd.Series(
    portfolio.frequency_spend_matrix(orders, mean, orders.mean(), mean.mean())
).value_counts()
pd.DataFrame({"medians": at_medians, "means": at_means})

# %% [markdown]
# **Read it.** 50 “best” customers, or 15 [computed]. Here are the mean and the median of the shipments:

# %%
round(orders.mean()), round(orders.median())

# %% [markdown]
# A few large shippers pull the mean, 53, far above the middle, 23 [computed]. A cut again.
#
# ### From four families to one index
#
# The source has four families of indicators: transactions, finance, contacts, features [source document]. Three
# of them for a small firm [invented]:

# %% rows="SEG-26"
log = pd.DataFrame({"customer_id": ["Ma", "Li", "Wu"], "date": "2025-03-01", "amount": [1200, 700, 400]})
receipts = log[["customer_id"]].assign(invoiced=log["amount"], paid=[600, 700, 400], days=[150, 30, 20])
contacts = log[["customer_id"]].assign(kind=["complaint", "praise", "order"])
signs = portfolio.indicators(log, receipts, contacts, as_of="2025-12-31")

# %% [markdown]
# Now one index as its sales department weighs, one as its finance department does (neither looks at contacts): a
# weighted mean of the columns that it looks at, each in standard deviations.

# %%
for_sales = portfolio.value_index(signs, {"revenue": 1})
for_finance = portfolio.value_index(signs, {"revenue": 1, "collection_days": -1, "arrears_rate": -1})
pd.DataFrame({"customer": signs["customer_id"], "sales": for_sales["rank"], "finance": for_finance["rank"]})

# %% [markdown]
# **Read it.** Ma is first for sales, and last for finance: 150 days, and half of the money open [computed]. Which
# weights are right is a judgement: fix them before you look at who wins.
#
# ### Two cases
#
# A beauty salon whose sales rise and whose profit does not; a chicken firm with four kinds of buyers.

# %%
practice("portfolio-salon")

# %%
practice("portfolio-chicken")
