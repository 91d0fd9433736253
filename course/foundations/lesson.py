# %% [markdown]
# # Foundations: next year's money
#
# **About 60 minutes (an estimate) · needs percentages, and how to run a cell · gives a calculation for the
# question "new customers or existing ones", and what a CRM system adds to it**
#
# You will be able to:
#
# - **compute** what an order costs with a new and with an existing customer, and what margin is missing when
#   customers leave;
# - **compare** ways to spend money by one yardstick, and two statistics that are told as if they were one;
# - **decide** how to split next year's money, and which number to doubt before a CRM system is bought.
#
# A mark shows where the numbers before it come from. [source document] is the teaching text behind this course.
# [published] is a book or article with a name. [computed] is a cell nearby, sometimes with one step more in your
# head. [invented] is ours, for practice. [reconstructed] means: the original is lost, and the number was rebuilt.

# %% [markdown]
# ## The question
#
# It is the end of December 2025. You are head of sales at a branch of a logistics firm, in Jiading (嘉定). Such a firm
# moves and stores goods for others; who pays it is a *shipper*. For next year you have ¥60,000 to spend on customers
# [invented]. Three people know what to do with it.
#
# - The oldest salesman: "Spend it on new shippers. Without them we shrink."
# - The trainee has read some slides: "Selling succeeds with 15 of 100 new customers, but with 50 of 100 existing
#   ones. And promotion to a new one costs six times as much." [source document]
# - The director's son sells software: "Buy a CRM system. Firms that are led by their customers earn 60 % more
#   than firms that are led by their products." [source document]
#
# *Next year's money: for existing customers, or for new ones, and do we need a CRM system for it?*
#
# **Customer relationship management** (客户关系管理), or CRM, is the subject of this course. This lesson does not begin
# with its definition. It begins with a calculation, and asks the theory where the calculation cannot decide.

# %% [markdown]
# ## Look
#
# First, get the tools. `show` displays the working of a calculator, with your numbers put in. `guess` asks you first,
# `reveal` answers: nobody grades a guess. `picture` draws, `explore` gives you sliders. Sets of questions on what is
# not computed stand in the [reader](01_foundations_reader.ipynb) beside this lesson. You need not write such lines:
# what a cell counts is said before it.

# %%
import numpy as np
from crmlab import datasets, explore, guess, lifecycle, picture, practice, relationships, reveal, show

# %% [markdown]
# The branch is simulated: we wrote rules, and a computer drew by them the contracts of 300 shippers [invented]. One
# row is one contract; a contract without an end (`NaT`) is still running on 31 December 2025.

# %%
firm = datasets.make_logistics(customers=300, seed=2)
contracts = firm.contracts
contracts[["customer_id", "name", "industry", "start", "end"]].head(3)

# %% [markdown]
# Put those who were there in 2025 into three groups: who *came* in this year, who *left* in it, and who was there all
# year. How many are in each, and how many shippers are there at the end?

# %% rows="KAM-05"
there = contracts[~(contracts["end"] < "2025")].set_index("customer_id")
there["group"] = np.select([there["start"] >= "2025", there["end"].notna()], ["came", "left"], "stayed")
there["group"].value_counts(), int(contracts["end"].isna().sum())

# %% [markdown]
# **Read it.** The year began with 186 + 29 = 215 shippers. 29 of them left, 23 came, and one of these has left again:
# 208 are there now [computed]. So 186 of 215 stayed, 86.5 %: the **retention rate** (客户保持率). The other 13.5 %
# are the **churn rate** (客户流失率).
#
# What does a shipper bring? Take the price of all shipments of 2025, less what these shipments cost: that is **margin**
# (毛利). But who came or left was there for a part of the year only. So divide the margin of a group by the years that
# its shippers were there, all together: `mean` is what one of them brings in *twelve months*. `middle` is the same for
# the shipper in the middle of the group, the median.

# %%
year = firm.shipments.query("date >= '2025'")
there["margin"] = (year["amount"] - year["cost"]).groupby(year["customer_id"]).sum()
there["years"] = ((there["end"].fillna("2025-12-31") - there["start"].clip(lower="2025")).dt.days + 1) / 365
groups = there.groupby("group")[["margin", "years"]].sum()
groups["mean"] = groups["margin"] / groups["years"]
groups["middle"] = (there["margin"] / there["years"]).groupby(there["group"]).median()
groups.round(1)

# %% [markdown]
# **Read it.** In twelve months, one who left brought ¥24,457 on average and one who came ¥15,590; the middle ones
# brought ¥7,396 and ¥6,128 [computed]. The means are so much larger because a few shippers are very large; lesson 08
# looks at them. Which of the two is right? For *one* shipper whom you meet, the middle. For the *total* of many, the
# mean: a total is their number times their mean. This lesson asks for totals. So take, rounded down, ¥24,000 for one
# who leaves and ¥15,000 for one who comes.

# %% [markdown]
# ## Compute and read it
#
# ### A sum for next year
#
# What happens if you do nothing? Suppose that the share that leaves is that of 2025, and that nobody comes without a
# visit: the 23 of 2025 were last year's money [invented].

# %%
guess("foundations-missing")

# %%
missing = 208 * 0.135 * 24_000
reveal("foundations-missing", missing)

# %% [markdown]
# **Read it.** 28 shippers leave, and ¥673,920 of margin are missing in twelve months [computed]. As they leave one
# after the other, a part of it is missing next year already, and all of it in the year after. So this lesson counts
# twelve months, from the day on which somebody comes, or would have left. How many shippers are your ¥60,000?

# %%
60_000 / 24_000, 60_000 / 24_000 / 208, 60_000 / 15_000

# %% [markdown]
# **Read it.** 2.5 shippers who would have left, 1.2 % of the 208, or four who would not have come [computed]. If the
# share that stays rises from 86.5 % to 87.7 %, we say that it rises by 1.2 *percentage points* (百分点). This is the
# yardstick for all that follows: *margin of twelve months, from those who come, stay or order because of the money;
# the money itself is not taken off yet.*

# %% [markdown]
# ### The grain of wheat
#
# The source document tells of a grain of wheat [source document]. Ground to flour, it is worth something once. Sown,
# it brings new grain. Badly kept, it rots, or rats eat it. A firm does the same three things with its customers.
# It takes what they bring today; it spends something so that more comes later; or it loses them.
#
# Take 1,000 grains. Each year a fifth is lost. Of what is left, three quarters are eaten and a quarter is sown. Each
# grain that is sown brings four [invented].

# %%
guess("foundations-wheat")

# %% rows="FND-16"
picture("relationships-wheat", growth_rate=0.8 * 0.25 * 4 - 1, years=3)

# %%
reveal("foundations-wheat", 1000 * (0.8 * 0.25 * 4) ** 3)

# %% [markdown]
# **Read it.** 512 grains [computed]. Each year 0.8 is left of 1: a fifth is gone before anybody decides, and a
# quarter of 0.8, times four, is 0.8. Which share of what is left must be sown so that the barn stays as full as it
# is? Without the rats, and with them:

# %%
1 / 4, 1 / (4 * 0.8)

# %% [markdown]
# **Read it.** A quarter without loss, and nearly a third with it [computed]. So there are two ways to keep 1,000
# grains: sow nearly a third of what is left, or lose nothing and sow a quarter.
#
# Here the picture ends: a grain that is eaten is gone, but a customer who pays can stay. Where do today's 208 come
# from?

# %%
186 / 208, 22 / 208, 208 / 215

# %% [markdown]
# **Read it.** 89 % were there a year ago and stayed, 11 % were won in the year, and together they are 97 % of what
# was there before [computed]. The trainee and the old salesman are both right: most of today's shippers are those who
# were not lost; and if none were won, there would be fewer every year. A theory comes in here. **Relationship
# marketing** (关系营销) is to attract customers, to maintain and to enhance relationships with them: Berry (1983)
# [published]. This course says *win, keep, raise*. None of the three words says how much money it should get.

# %% [markdown]
# ### Two statistics that are one
#
# Now the trainee's slide. A visit to a factory that has never shipped with you costs ¥600; a call to a shipper with
# an offer costs ¥100 [invented]: six times, as on the slide, if its promotion is one such contact. Success means *one
# order*. How many times as much does an order from a new shipper cost?

# %%
guess("foundations-ratio")

# %% [markdown]
# First the visits. With 15 % success, every sale takes 1 / 0.15 of them on average:

# %% rows="FND-17 FND-20"
show(relationships.selling_effort, success_rate=0.15, cost_per_contact=600)

# %% [markdown]
# **Read it.** 6.67 visits and ¥4,000 [computed]. (The last line says more: with 15 visits the chance of at least one
# order is first above 90 %. Lesson 02 needs it.) For a call, do the first two lines yourself: how many calls, and how
# much money? Then draw both.

# %%
relationships.selling_effort(success_rate=0.50, cost_per_contact=100)

# %%
picture("relationships-cost-of-a-sale", success_rate=[0.15, 0.50], cost_per_contact=[600, 100])

# %%
reveal("foundations-ratio", 4000 / 200)

# %% [markdown]
# **Read it.** ¥4,000 against ¥200: twenty times [computed]. Did you say six? That is a contact. Did you say 3.3? That
# is the number of contacts, 6.67 against 2. The slide tells two statistics as two reasons. The six is the cost of
# *promotion*; we read it as the cost of one contact. Then they are the two factors of *one* number, the **cost of a
# sale** (单次成交成本): 6 · 3.33 = 20. So the 20 is not a third reason. If the six were the cost of an order already,
# nothing would be multiplied. So ask: six times *what*?
#
# Should all the money go to the calls? Ask two things first. *How many can be called?* There are 208 shippers: one
# call to each costs ¥20,800, not ¥60,000. Customers are scarce. And *which orders come because of the call?* Suppose
# that four of five who say yes would have ordered anyway [invented]. What does an order cost that came because of the
# call?

# %%
100 / (0.50 * 0.2)

# %% [markdown]
# **Read it.** ¥1,000, not ¥200 [computed]. A new shipper's order costs not 20 times as much, but 4,000 / 1,000 = 4
# times, if none comes by himself. Nobody says how many of the 50 in 100 would have ordered anyway, so the slide cannot
# decide it.
#
# And what is it worth? By a call you get one order more, and an order brings ¥1,500 [invented]. A new shipper sends
# more than one: ¥15,000 in twelve months. A yuan for calls brings 0.50 · 0.2 · 1,500 / 100 = ¥1.50. And a yuan for
# visits?

# %%
guess("foundations-yuan")

# %%
by_order, by_year = 0.15 * 1_500 / 600, 0.15 * 15_000 / 600
reveal("foundations-yuan", by_year)
by_order, by_year

# %% [markdown]
# **Read it.** ¥0.38 if you count the first order alone, and ¥3.75 if you count twelve months [computed]. With six times
# the cost and three tenths of the success, visits still bring more than calls, as a yes from a new shipper is another
# thing than a yes from an existing one. A cost of a sale says nothing until you know what a sale *is*.
#
# When do both bring the same? If *a* is the share that would have ordered anyway, calls bring 7.5 · (1 − a), as
# 0.50 · 1,500 / 100 is 7.5; and that is 3.75 at a = ½. So find out *a*: call one half of the shippers, drawn at
# random, and count the orders of both halves.

# %% [markdown]
# ### Growth in two steps
#
# "The world market for CRM grew by 91 % a year from 1997 to 1999, that for all information technology by 12 %", says
# the source document [source document]. It names no source. How many times as large was the CRM market in 1999 as in
# 1997?

# %%
guess("foundations-growth")

# %% rows="FND-03"
crm = relationships.compound_growth(growth_rate=0.91, years=2)
reveal("foundations-growth", crm)

# %% [markdown]
# From 1997 to 1999 there are three years in words, and two steps in numbers. Here are the two steps of all IT. The
# last two lines are yours.

# %%
show(relationships.compound_growth, growth_rate=0.12, years=2, blanks=2)

# %%
it = relationships.compound_growth(growth_rate=0.12, years=2)
three_steps = relationships.compound_growth(growth_rate=0.91, years=3)
round(crm, 3), round(it, 3), round(crm / it, 3), round(three_steps, 2)

# %% [markdown]
# **Read it.** 3.648 times against 1.254 times; so relative to all IT, CRM grew 2.908-fold [computed]. The ratio is
# not 7.6, as 91 / 12 would suggest. And CRM did not grow by 182 % in two years, but by 265 %: the second year's 91 %
# are taken of a larger market. Count three steps, since 1997 grew as well, and 3.648 becomes 6.97. A growth rate
# needs its number of steps.
#
# What does it prove? That firms *bought* programs. It does not say what became of their customers.

# %% [markdown]
# ### A little more loyalty
#
# The strongest sentence for keeping customers is: "Retention 5 % higher, 85 % more profit." One source document has it
# so, another says 25 to 85 % for "5 % more existing customers" [source document]. Both probably go back to Reichheld
# and Sasser (1990) [published], who spoke of points, and of industries that differ.
#
# Per cent or points? 5 % of 86.5 % are 4.3 points. Take points: 86.5 % become 91.5 %. By how much does the margin *of
# next year* grow that your existing shippers bring, if each brings the same?

# %%
guess("foundations-next-year")

# %%
next_year = 0.915 / 0.865 - 1
reveal("foundations-next-year", next_year)

# %% [markdown]
# **Read it.** 5.8 % [computed]. Where are the 85 %? Nobody has promised them for one year. They are the *lifetime* of
# a customer: with churn of 13.5 % a shipper stays 7.4 years on average (1 / 0.135, the first included), with 8.5 % it
# is 11.8. Suppose that later money counts like today's, that nobody leaves before paying for the first year, and that
# the years have no end. Only the last line of the working is missing.

# %%
guess("foundations-lifetime")

# %% rows="FND-18"
show(lifecycle.retention_uplift, retention=0.865, gain=0.05, blanks=1)

# %%
uplift = lifecycle.retention_uplift(retention=[0.60, 0.75, 0.865, 0.8912], gain=0.05)
reveal("foundations-lifetime", uplift[2])
uplift.round(3)

# %% [markdown]
# **Read it.** 59 % for your branch; 14, 25 or 85 % where 60, 75 or 89 % stay today [computed]. So in this calculation
# the result depends on where one starts: the range of the slide comes out without any difference between industries.
# Theirs is a computation, too, and no profit that was seen to grow. And what five points cost, none of the sentences
# says.

# %% [markdown]
# ### What a CRM system is for
#
# The director's son offers his system for ¥60,000 a year [invented]. A CRM system does three kinds of work
# [source document]. It carries out daily processes: **operational CRM** (操作型 CRM). It joins phone, web and e-mail
# into one conversation: **collaborative CRM** (协作型 CRM). It finds out what no single record says: **analytical CRM**
# (分析型 CRM).
#
# None of the three is a reason for a shipper to stay. Something must change for *him*: a delay is told before he
# notices it, the person on the phone knows his contract. The definition of the source document says so: CRM is a
# *strategy* with the customer at its centre, information technology is a *means*, and functions and processes are
# designed anew [source document]. Sichuan Mobile drew its CRM as a framework; we sort its sixteen blocks into aims,
# knowledge, tools and ground. Of the sixteen, information systems are one [source document].
#
# So ask: which work changes, and how many more shippers stay because of it? What does a yuan of the ¥60,000 bring if
# they are one point more, two, or five?

# %%
[round(208 * points * 24_000 / 60_000, 2) for points in (0.01, 0.02, 0.05)]

# %% [markdown]
# **Read it.** ¥0.83, ¥1.66 or ¥4.16, by the same yardstick [computed]. The system pays from 1.2 points on, the 2.5
# shippers of the beginning. What brings points is what your people will do differently. For 208 shippers, a shared
# list may be enough to begin.

# %% [markdown]
# ## Try it
#
# Without help now. A language school in Suzhou writes to strangers and to former pupils. A letter costs ¥8 to a
# stranger and ¥4 to a former pupil; 2 of 100 strangers book, and 20 of 100 former pupils, of whom half would have
# booked anyway [invented]. Write two lines of Python.

# %%
stranger = None  # what a booking of a stranger costs
because = None  # what a booking of a former pupil costs that came because of the letter

# %% [markdown]
# <details><summary>Compare</summary>
#
# `stranger = 8 / 0.02` is ¥400; `because = 4 / (0.20 * 0.5)` is ¥40. Twice the cost of a letter, ten times the
# letters, but only half of the former pupils count: 2 · 10 / 2 = 10 times as much [computed].
#
# </details>
#
# Now the cost of a sale under sliders. Move one with the mouse or with the arrow keys, or type a value into its
# field. *Case* has what others say about success: Farris, Bendle, Pfeifer and Reibstein (2006) quote 5 to 20 % with
# new and 60 to 70 % with existing customers [published], without data.

# %%
explore("relationships-cost-of-a-sale")

# %% [markdown]
# 1. Go through the cases with six times the cost. Between which numbers does the ratio of the two costs of a sale
#    lie?
# 2. What must success be so that the ratio is six?
# 3. Four of five existing customers would have ordered anyway. Which slider says so, and what is the ratio then?
#
# <details><summary>Compare your answers</summary>
#
# All numbers here are [computed]. 1: Between 20 and 72: 15 and 50 % give 20, 20 and 70 % give 21, 1 in 14 and 1 in 2
# give about 42, and 5 and 60 % give 72 times. 2: Equal for both. 3: Success with existing customers, from 0.50 to
# 0.10: the ratio falls to 4.
#
# </details>

# %% [markdown]
# ## Doubt it
#
# **15 and 50.** Nobody shows the customers behind these numbers. By each of the four cases a sale to a new customer
# costs more; how much more, they do not agree: 20 to 72 times. The six is no better known: for winning against
# keeping, Goodman (1999) found between 2 and 20 [published].
#
# **60 % more.** The source names no firms, no year, no author. Let us make a world in which something like it is true
# and means nothing. 100,000 firms earn between 1 and 9 million. Of those that earn 9 million, 9 in 10 have the money to
# put the customer at the centre, of those that earn 1 million, 1 in 10 [invented]. It has no effect on anything. How
# much more do these firms earn than the others?

# %%
guess("foundations-reversed")

# %% rows="FND-19"
draw = np.random.default_rng(1)
earned = draw.uniform(1, 9, 100_000)
led = draw.random(100_000) < earned / 10
more = earned[led].mean() / earned[~led].mean() - 1
reveal("foundations-reversed", more)

# %% [markdown]
# 54.8 % more [computed], and the customer has caused none of it: money came first, care second. A comparison of firms
# cannot tell the two worlds apart. A test can: give the new care to half of your shippers, drawn at random, and
# compare.
#
# **The few large ones.** A mean is right for a total, but how sure is it? Leave out the two largest shippers of each
# group. Which share of its margin is left, and what does one of the others bring in twelve months? And what does a yuan
# bring then, for visits, and for five points at ¥60,000, beside calls?

# %%
others = there.sort_values("margin").groupby("group").head(-2).groupby("group")[["margin", "years"]].sum()
others["share"], others["mean"] = others["margin"] / groups["margin"], others["margin"] / others["years"]
others[["share", "mean"]].round(2)

# %%
round(0.15 * 9_446 / 600, 2), round(208 * 0.05 * 13_386 / 60_000, 2), round(0.50 * 0.2 * 1_500 / 100, 2)

# %% [markdown]
# Two of the 23 who came brought 44 % of the margin. Without such, a yuan brings ¥2.36 for visits and ¥2.32 for five
# points [computed]; for calls ¥1.50, as before. Visits bring no more than that if a new shipper brings ¥6,000, about as
# much as the middle one of 2025. You will win about twelve; whether a large one is among them, chance decides. If a
# large one were as easy to win as a small one, *whom* you visit would decide most; nobody has shown that it is. Lesson
# 02 asks who comes.

# %% [markdown]
# ## Exercise
#
# Open the [assignment](../exercises/foundations/foundations.ipynb). There you write such calculations as functions,
# with your own numbers, find an error in a report, and judge a claim.
#
# Run each `check(...)` cell as often as you like: it says in a sentence what is right or wrong. `hint(...)` helps in
# steps.

# %% [markdown]
# ## What we now know
#
# - You can **compute** what is missing when nothing is done: 28 of 208 shippers, ¥673,920 of margin in twelve months,
#   with the mean of those who left. And what an order costs: ¥4,000 with a new shipper, ¥200 with an existing one,
#   ¥1,000 if four of five would have ordered anyway.
# - You can **compare** by one yardstick, margin of twelve months because of a yuan: calls ¥1.50, visits ¥3.75, five
#   points of retention for ¥60,000 ¥4.16. Twenty times is six times and 3.33 times, not a third reason. Growth of 91 %
#   a year is 3.65-fold in two steps.
# - You can **decide** what to ask first: who would have ordered anyway, how many can be asked, what a sale is, whether
#   a few large ones make the mean, and what changes for the customer. A CRM system is a means. It pays within the year
#   if it keeps three shippers more, and it keeps none by itself.
#
# Open is how close a relationship to whom is worth its money, and what it takes to win many: lesson 02. How long
# customers stay is lesson 03; what all their years are worth, lesson 05.

# %% [markdown]
# ## Memo
#
# Write five lines to your director: how do you split the ¥60,000, on which numbers does it depend, what do you do about
# the system, and what will you find out first?
#
# <details><summary>One way to write it</summary>
#
# 1. If nothing is done, 28 of 208 shippers leave as in 2025; in twelve months ¥670,000 of margin are missing, if they
#    are as large as last year's.
# 2. I spend ¥49,200 on 82 visits: about 12 new shippers. If they are like those of 2025, they bring ¥184,500 of margin
#    in twelve months; without the two largest of those, ¥116,000. If nobody else comes, we still shrink, so keeping
#    must get better, too.
# 3. I spend ¥10,400 on calls to one half of the shippers, drawn at random. They may bring ¥15,600, or five times that:
#    the other half shows how many orders would have come anyway.
# 4. I do not buy the system yet. It must keep three shippers a year, and nobody has said what we would do differently
#    with it.
# 5. All of it depends on 15 and 50 %, which nobody has shown, and on a few large new shippers. So I have every visit
#    written down.
#
# </details>

# %% [markdown]
# ## More
#
# What follows goes further. Do it when you have time.
#
# ### What replacing costs
#
# What would it cost to replace all who leave, at ¥4,000 each? Fill in the last line.

# %%
show(lifecycle.holding_cost, customers=208, churn=0.135, acquisition_cost=4000, blanks=1)

# %%
round(lifecycle.holding_cost(customers=208, churn=0.135, acquisition_cost=4000))

# %% [markdown]
# **Read it.** ¥112,320 a year to stay as many as you are [computed]; your ¥60,000 replace 15 of 28. And each of the new
# brings ¥15,000 where one who left brought ¥24,000. The old salesman sees that the number of shippers falls; he does
# not see that it need not fall so fast.
#
# ### Later money
#
# Five points of retention were worth 59 % of a shipper's life. And if later money counts less, at 9 % a year
# [invented]?

# %%
lifecycle.retention_uplift(retention=0.865, gain=0.05, rate=0.09)

# %% [markdown]
# **Read it.** 28.6 %, about half of it [computed]. Lesson 05 asks what later years are worth.
#
# ### Scarce hours
#
# CRM assumes that customers are scarce, and that service is, too [source document]. You have 40 hours for three
# requests. They would bring ¥9,000, ¥5,000 and ¥4,000 more next year, and take 30, 10 and 10 hours [invented]. Whom
# do you serve?

# %% rows="FND-24"
from crmlab import portfolio

portfolio.choose([9000, 5000, 4000], hours=[30, 10, 10], capacity=40)

# %% [markdown]
# **Read it.** The largest brings ¥300 an hour, the others ¥500 and ¥400 [computed]. The rule takes the best hours
# first, and then the large one does not fit any more. The rule's choice brings ¥9,000 in 20 hours, and 20 hours are
# left over. But look again: the first two would fill all 40 hours and bring ¥14,000. A rule that is quick to explain
# is not always the best one. Rank by what is scarce, then look at what is left over.
#
# ### Two sets
#
# What does a CRM system do here: does it carry something out, join channels, or find something out?

# %%
practice("foundations-functions")

# %% [markdown]
# CRM grew out of three sources: what management asked of a firm, a market that changed, and what customers get
# [source document]. From which of them does each reason come?

# %%
practice("foundations-origins")

# %% [markdown]
# The name is commonly credited to Gartner, in 1997 [source document]. Others used it in those years, too, so this is
# disputed; the thought is older. Drucker (1954) [published] wrote that the purpose of a business is to create a
# customer, and Levitt (1983) [published] that the relationship becomes more intense after the sale. The reader has
# sets on them.
