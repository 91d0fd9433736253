# %% [markdown]
# # Key accounts and logistics
#
# **About 30 minutes (an estimate) · needs a weighted mean, and a little pandas · gives what each large account leaves
# after the cost of serving it, and where a manager of its own pays**
#
# You will be able to:
#
# - **compute** what an account leaves after the cost of serving it, by activity;
# - **compare** accounts by several criteria, with weights that were fixed before;
# - **decide** who gets a manager, and what data sharing is worth to each side.
#
# A mark shows where the numbers before it come from. [source document] is the teaching text behind this course.
# [published] is a book or article with a name. [computed] is a cell nearby, sometimes with one step more in your
# head. [invented] is ours, for practice. [reconstructed] means: the original is lost, and we rebuilt it.

# %% [markdown]
# ## The question
#
# Again the branch in Songjiang (松江), simulated [invented]. Your director has five account managers: “One for each
# of our five largest shippers.” A **key account** (大客户) is a customer for whom somebody is responsible.
#
# *Which five shippers deserve a manager of their own, and what does each leave after the cost of serving it?*
#
# Lesson 13 asked whom to call first. Now somebody calls all year. Of the sources' text on this little more than
# headings is left; they stand in the [reader](14_key_accounts_reader.ipynb). What we teach is [reconstructed].

# %% [markdown]
# ## Look
#
# The base and the year of lesson 08: the 177 customers whose contract ran through all of 2025. What was invoiced is
# their `size`; `fit` is here the share of their shipments that we brought on time.

# %%
import itertools

import pandas as pd

from crmlab import datasets, explore, guess, picture, portfolio, practice, reveal, show

firm = datasets.make_logistics(customers=300, seed=4)
base = firm.contracts.set_index("customer_id").query("start < '2025-01-01' and end.isna()")
shipped = firm.shipments.query("date >= '2025-01-01'").groupby("customer_id")
base = base.assign(size=shipped["amount"].sum(), direct=shipped["cost"].sum(), fit=shipped["on_time"].mean())
base["account"] = base["name"].str.split().str[0]
base.nlargest(6, "size")[["account", "size", "direct", "fit"]].round(3)

# %% [markdown]
# ## Compute and read it
#
# ### The cost of serving
#
# Lesson 08 had two records of the **cost to serve** (服务成本): hours of contracts, and single deeds. Here we take the
# second. **Activity-based costing** (作业成本法) counts each activity of an account, times the cost of doing
# it once (Kaplan and Narayanan 2001) [published]. All of it together is 2.9 % of sales. Spread by sales, the part of
# Ankangkang, the sixth by sales, would be ¥17,799. What is it by activity?

# %%
guess("key-accounts-served")

# %% rows="KAM-04"
deeds = firm.activities.query("year == 2025").eval("cost = number * unit_cost")
served = deeds.pivot(index="customer_id", columns="activity", values="cost").loc[base.index]
base["served"] = served.sum(axis=1)
reveal("key-accounts-served", base.loc["C0009", "served"])
largest = base.nlargest(6, "size")
spread = base["size"] * base["served"].sum() / base["size"].sum()
served.assign(all=base["served"], spread=spread).loc[largest.index].set_index(largest["account"]).round()

# %% [markdown]
# **Read it.** ¥40,475: 37 special deliveries at ¥650 are ¥24,050 of it. Andaan takes ¥8,075, and would be charged
# ¥27,015 [computed]. Spread by sales, the easy accounts pay for the difficult ones.
#
# Now the profit, with waiting for money at 8 % a year [invented]; direct cost and activities stand in one line.

# %%
libaoan = {"revenue": 3_181_120, "direct_cost": 2_834_111 + 53_295, "days_late": 30, "rate": 0.08}
show(portfolio.customer_profit, **libaoan)

# %% [markdown]
# Dajinming is second by sales, 12 % behind. By which share is Libaoan's profit *below* Dajinming's?

# %%
guess("key-accounts-below")

# %%
dajinming = {"revenue": 2_792_392, "direct_cost": 2_289_930 + 27_310, "days_late": 60, "rate": 0.08}
second = show(portfolio.customer_profit, **dajinming, blanks=1)
reveal("key-accounts-below", 1 - portfolio.customer_profit(**libaoan) / second.value)
second

# %% [markdown]
# **Read it.** ¥272,797 is 38 % below ¥438,431. Most of this is direct cost: 89 of a hundred yuan against 82; serving
# is 1.7 against 1.0 [computed]. The largest account is not the one that leaves most.
#
# ### Weights before you look
#
# Usual criteria are *size*, *profit*, *growth* and *fit* [reconstructed]. Growth has two parts: more transport in all,
# and transport that others carry now. The column holds the first: growth of spending in a year, as sales people expect
# it. The second comes below. Candidates are the ten largest by sales and the ten by profit: twelve accounts.

# %% rows="KAM-01 KAM-02"
rest = {"days_late": base["payment_days"], "rate": 0.08}
base["profit"] = portfolio.customer_profit(base["size"], base["direct"] + base["served"], **rest)
base["spending_growth"] = firm.potential.set_index("customer_id")["growth"]
among = [base[line].rank(ascending=False) <= 10 for line in ["size", "profit"]]
twelve = base[among[0] | among[1]].sort_values("size", ascending=False)
twelve[["account", "size", "profit", "spending_growth", "fit"]].round(3)

# %% [markdown]
# Write the weights down first: size 2, profit 4, growth 2, fit 2 [invented]. `value_index` of lesson 08 measures each
# criterion in standard deviations and takes the weighted mean. Who will stand in the place of one of the five largest?

# %%
fixed = {"size": 2, "profit": 4, "spending_growth": 2, "fit": 2}
picture(portfolio.value_index, table=twelve, weights=fixed)

# %% [markdown]
# **Read it.** Baochenkang stands in Taifuxin's place. But it leads Ankangkang by 0.01 [computed], and Ankangkang
# leaves ¥12,933. Whoever chooses weights or candidates afterwards chooses the fifth: other candidates change the
# standard deviations. So try all 286 ways to give 10 points in whole numbers to four criteria. In which share of them
# is Libaoan, the largest, among the first five?

# %%
guess("key-accounts-libaoan")

# %%
ways = [way for way in itertools.product(range(11), repeat=4) if sum(way) == 10]
ranks = [portfolio.value_index(twelve, dict(zip(fixed, way, strict=True)))["rank"] for way in ways]
often = (pd.DataFrame(ranks) <= 5).mean().rename(twelve["account"]).sort_values(ascending=False)
reveal("key-accounts-libaoan", often["Libaoan"])
often.round(2)

# %% [markdown]
# **Read it.** In 78 %. Only Andaan is always there; the fifth place belongs to the weights [computed].
#
# ### What the manager of an account costs and brings
#
# A score says who is important *today*. A manager is worth what he *changes*. Say that he takes 200 hours a year,
# which would bring ¥120 each elsewhere, so ¥24,000; and that in this year he wins a tenth of the transport that the
# shipper buys elsewhere, at today's profit of a yuan of sales; plans half of the special deliveries away (one that is
# not made costs nothing); and lowers the chance that the shipper leaves by 3 points, each worth 1 % of this year's
# profit: later years are left out [invented]. For how many of the twelve is that more than ¥24,000?

# %%
guess("key-accounts-pays")


# %%
def managed(won_share):
    """What a manager changes at each account in a year, and what he gains after his cost."""
    market = firm.potential.set_index("customer_id").loc[twelve.index]
    elsewhere = market["spending"] * (1 - market["share_of_wallet"])
    plan = twelve[["account", "profit"]].assign(won=won_share * elsewhere * twelve["profit"] / twelve["size"])
    plan["planned"], plan["kept"] = served["special delivery"] / 2, 0.03 * twelve["profit"]
    plan["gain"] = plan[["won", "planned", "kept"]].sum(axis=1) - 200 * 120
    return plan.assign(leaves=plan["profit"] + plan["gain"]).sort_values("gain", ascending=False)


reveal("key-accounts-pays", (managed(0.1)["gain"] > 0).sum())
managed(0.1).head(7).round()

# %% [markdown]
# **Read it.** For three: Shanningming (+¥43,061), Dajinming (+¥24,508) and Shanbaoda (+¥4,328), which is second to
# last by our weights (2, 4, 2, 2). Andaan, always among the first five, loses ¥5,229: it leaves ¥198,397 without a
# manager, too. Libaoan is at the border, −¥190. The last column is what each leaves with a manager [computed]. Five
# is the director's number, not a result.
#
# ### Data shared by both sides
#
# In 1987 Wal-Mart became the main retailer of Procter & Gamble. By a long-term agreement the maker put a team at the
# retailer's head office, showed its cost prices, and promised a steady supply at its lowest price; the retailer sent
# its sales and stock each day. This is said to have saved about 30 billion dollars [source document]. The maker's
# sales were 30.4 billion in the year 1993 (Procter & Gamble 1993) [published]:

# %% rows="SEG-30"
f"{30 / 30.4:.0%} of a year's sales"

# %% [markdown]
# **Read it.** The source gives no time. In one year, the maker would have saved all that it sold; in ten, a tenth of
# that each year, which nobody has shown. Thirty billion is what the whole American grocery trade hoped to save in a
# year (Kurt Salmon Associates 1993) [published]. So ask: whose, in what time?
#
# Shanningming sends us its stock each evening; in place of 20 days of stock it then needs 8. A day's goods cost
# ¥60,000; keeping stock costs 12 % of its value a year [invented]. What does each side save in a year?

# %%
saved = (20 - 8) * 60_000 * 0.12
ours = served.loc["C0022", ["order", "special delivery"]].sum()
f"the shipper ¥{saved:,.0f}, we at most ¥{ours:,.0f} in orders and special deliveries"

# %% [markdown]
# **Read it.** It saves ¥86,400 a year. In orders and special deliveries we save at most ¥4,410, and less if the people
# are paid as before [computed]; better lorry plans are not counted. So agree on how to share it, and who pays
# for the interface. What both have put in is lost when they part: this **structural bond** (结构型联系) holds both.

# %% [markdown]
# ## Try it
#
# Shanningming's profit; the last two lines are yours.

# %%
shanningming = {"revenue": 1_413_316, "direct_cost": 1_127_982 + 7_845, "days_late": 30, "rate": 0.08}
show(portfolio.customer_profit, **shanningming, blanks=2)

# %% [markdown]
# `portfolio.value_index(twelve, fixed)` under sliders:

# %%
explore("portfolio-key-accounts", weights=fixed)

# %% [markdown]
# 1. Lower the weight of profit from 4 to 3. Who is fifth?
# 2. Set profit back to 4, and fit to 0. Who is fifth now?
#
# <details><summary>Compare your answers</summary>
#
# Shanningming leaves ¥268,196 (the table has ¥268,195: here the amounts are rounded). 1: Ankangkang. 2: Dayuanyuan.
# The other four stay, in another order [computed].
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **Is the fit known?** Baochenkang had 65 shipments, and 2 were late. Let one more be late:

# %%
later = twelve.assign(fit=twelve["fit"] - (twelve["account"] == "Baochenkang") / 65)
portfolio.value_index(later, fixed).nsmallest(6, "rank")[["account", "value_index"]].round(3)

# %% [markdown]
# It is no longer among the first six [computed]. **Are a tenth and one year known?** Who stays brings profit next year,
# too. With 5 % or 15 %; and with a tenth, if two years are counted of what is kept:

# %%
pays = {share: managed(share).query("gain > 0")["account"].tolist() for share in [0.05, 0.15]}
pays | {"two years": managed(0.1).query("gain + kept > 0")["account"].tolist()}

# %% [markdown]
# Two, five and, with two years, five [computed]. Shanningming and Dajinming pay in all cases: begin there.
#
# **Whom have you asked?** Who pays us is one in a chain; the [reader](14_key_accounts_reader.ipynb) asks who else
# has seen our work.

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/key_accounts/key_accounts.ipynb). There you do all this with numbers of your own.
#
# Run each `check(...)` cell as often as you like. When you are stuck, `hint(...)` gives one hint after the other,
# and after the last one `solution(...)` shows one way to do it.

# %% [markdown]
# ## What we now know
#
# - You can **compute**: by activity, Ankangkang takes ¥40,475, not ¥17,799; the largest account leaves 38 % less than
#   the second.
# - You can **compare**: weights fixed before put four of the five largest among the first five. The fifth leads by
#   0.01.
# - You can **decide**: if a tenth is won, a manager pays in one year at three accounts; with 5 % at two, with 15 % at
#   five. Shared data save the shipper ¥86,400 a year, and us at most ¥4,410 in orders and special deliveries.
#
# Each lesson had a question of its own. The last assignment of the course, the firm, asks them together, with one
# purse.

# %% [markdown]
# ## Memo
#
# Write four lines to your director: who gets a manager; why not the five largest; what to do with Libaoan; and what you
# would measure.
#
# <details><summary>One way to write it</summary>
#
# 1. Two managers, for Shanningming and Dajinming: they gain ¥43,000 and ¥25,000 in the first year, if a tenth is won.
# 2. Size is not what a manager changes. At Andaan, large and good, he would add less than he costs.
# 3. Libaoan is at the border (−¥190), so no manager yet. Of each hundred yuan of its sales 8.58 are left, because 89 go
#    into direct cost. I look at its price, then at its orders: ¥33,720 of ¥53,295 for serving.
# 4. After a year I compare what the two buy elsewhere with what they bought before, and with accounts without manager.
#    The two were chosen: a difference is a hint, not a proof.
#
# </details>

# %% [markdown]
# ## More
#
# ### A cube of one account
#
# Lesson 07 saw that a heap of data is not knowledge. Here is what counting can do: Dajinming's sales less direct
# cost, by lane, in thousands, and the share on time.

# %% rows="INF-13"
its = firm.shipments.query("date >= '2025-01-01' and customer_id == 'C0139'")
lanes = its.assign(margin=(its["amount"] - its["cost"]) / 1000).groupby("lane")
lanes.agg({"margin": "sum", "on_time": "mean"}).round(2).sort_values("margin", ascending=False)

# %% [markdown]
# **Read it.** Chongqing brings ¥397,000 of ¥502,000, 79 % [computed]: who serves this account watches one lane. The
# table says where, not why, and not what would change with another lorry. For that you try something.
#
# ### Who loses if the tie is cut?

# %% rows="KAM-03"
practice("key-accounts-both")

# %% [markdown]
# ### Whom do you ask?

# %% rows="SAT-14"
practice("key-accounts-survey")
