# %% [markdown]
# # Assignment: complaints
#
# **About 90 minutes · needs lesson 12 · 30 points**
#
# You write four small functions, build a table and choose a plan with your own numbers, sort complaints, choose the
# rate that fits, find an error, ask a question in reverse, and judge a claim.
#
# How it works:
#
# - Write your answer where it says *your code here*; then run the cell.
# - The cell below it is yours: try things out there.
# - A cell that begins with `check` tells you at once, in one sentence, what is right or wrong. You can run it
#   as often as you like. Each check earns its points whole or not at all.
# - Do not round on the way. A final number may be rounded, but keep at least two decimals, and three for a share such
#   as 0.123.
# - Stuck? `hint("complaints-behind")` gives the next hint for a task.
#
# Run the cells from top to bottom. A cell that fails does not stop the others.

# %% [markdown]
# ## Who you are
#
# Put your student number in; it decides the numbers that you get in tasks 5, 6, 8, 9 and 10, and the items of task 12.
# If you study on your own, any
# name will do.

# %% free="complaints-me"
me = "your number or name"

# %%
import numpy as np
import pandas as pd
from crmlab import NotYet, check, hint, items, numbers, solution

# %% [markdown]
# ## 1 · Behind the complaints
#
# `complaints` customers have complained, each of them once. They are the share `voice_rate` of all who are
# dissatisfied. How many customers are dissatisfied?


# %% answer="complaints-behind"
def dissatisfied(complaints, voice_rate):
    """Everybody who is dissatisfied, whether he said so or not."""
    ### BEGIN SOLUTION
    return complaints / voice_rate  # the complaints are a part; dividing by its share gives the whole
    ### END SOLUTION


# %% [markdown]
# Try it. 100 complaints at a voice rate of 10 % stand for 1,000 dissatisfied customers.

# %% free="complaints-behind-try"
dissatisfied(100, 0.10)

# %% points=1
check("complaints-behind-number", dissatisfied)

# %% points=1
check("complaints-behind-all", dissatisfied)

# %% [markdown]
# ## 2 · The loss
#
# Make the assumption of the source document: every silent customer is lost; of those who complained, the share
# `resolved` is kept and the others are lost. One lost customer costs his `value`, and on top of it the share `harm`
# of his value, for what he tells others. What is lost in all?


# %% answer="complaints-loss"
def market_loss(complaints, voice_rate, resolved, value, harm):
    """Loss from the silent customers and from those whose complaint is not resolved."""
    ### BEGIN SOLUTION
    silent = complaints / voice_rate - complaints  # dissatisfied, less those who spoke
    unresolved = complaints * (1 - resolved)  # they spoke, and nothing came of it
    loss_per_customer = value * (1 + harm)  # the value, and the harm on top
    return (silent + unresolved) * loss_per_customer
    ### END SOLUTION


# %% [markdown]
# Try it. 100 complaints, 10 % speak, 65 % are resolved, ¥2,000 a customer and a harm of 15 %: ¥2,150,500.

# %% free="complaints-loss-try"
market_loss(100, 0.10, 0.65, 2000, 0.15)

# %% points=2
check("complaints-loss-market", market_loss)

# %% points=1
check("complaints-loss-helped", market_loss)

# %% [markdown]
# ## 3 · Word of mouth
#
# Of `dissatisfied` customers, the share `heavy_share` tells `heavy` people each; each of the others tells `light`
# people. How many people are told?


# %% answer="complaints-words"
def people_told(dissatisfied, heavy_share, heavy, light):
    """Number of people who hear of it."""
    ### BEGIN SOLUTION
    many = dissatisfied * heavy_share * heavy
    few = dissatisfied * (1 - heavy_share) * light  # the others are all who do not tell many
    return many + few
    ### END SOLUTION


# %% [markdown]
# Try it. 100 customers, of whom 13 % tell 20 people each and the others 9: 1,043.

# %% free="complaints-words-try"
people_told(100, 0.13, 20, 9)

# %% points=1
check("complaints-words-people", people_told)

# %% [markdown]
# ## 4 · Who buys again
#
# Now without the hard assumption of task 2. Of `dissatisfied` customers the share `voice_rate` speaks; of their
# complaints the share `resolved` is resolved; of the *resolved* ones the share `quick` is resolved quickly. So there
# are four groups. `rates` is a dictionary that says which share of each group buys again: `rates["silent"]`,
# `rates["unresolved"]`, `rates["resolved"]` (resolved, but not quickly), `rates["quick"]`. How many customers can you
# expect to buy again? The answer need not be whole.


# %% answer="complaints-kept"
def customers_kept(dissatisfied, voice_rate, resolved, quick, rates):
    """Dissatisfied customers of whom one can expect that they buy again."""
    ### BEGIN SOLUTION
    spoke = dissatisfied * voice_rate
    solved = spoke * resolved
    groups = {
        "silent": dissatisfied - spoke,
        "unresolved": spoke - solved,
        "resolved": solved * (1 - quick),  # solved, but slowly
        "quick": solved * quick,
    }
    return sum(number * rates[group] for group, number in groups.items())
    ### END SOLUTION


# %% [markdown]
# Try it. The cell below also holds the two columns of TARP [published: TARP 1979, 1986], which you need in tasks 5
# and 6. With the major losses, 1,000 dissatisfied, 10 %, 65 % and all quick: 140.95.

# %%
RATES = {
    "minor": {"silent": 0.37, "unresolved": 0.46, "resolved": 0.70, "quick": 0.95},
    "major": {"silent": 0.09, "unresolved": 0.19, "resolved": 0.54, "quick": 0.82},
}

# %% free="complaints-kept-try"
customers_kept(1000, 0.10, 0.65, 1, RATES["major"])

# %% points=2
check("complaints-kept-expected", customers_kept)

# %% points=1
check("complaints-kept-ends", customers_kept)

# %% [markdown]
# ## 5 · A table, with your numbers
#
# What if more people spoke? Your firm has `dissatisfied` customers, resolves the share `resolved` of the complaints
# and the share `quick` of the resolved ones quickly. `size` says which column of `RATES` you assume. The numbers are
# invented and yours alone.

# %%
mine = numbers("complaints-table")
mine

# %% [markdown]
# Build a DataFrame with one row for each voice rate 0.10, 0.25, 0.50, 0.75 and 1.00, and the columns
# `voice_rate`, `silent` (customers who say nothing), `unresolved` (customers who spoke, and whose complaint is not
# resolved), `kept` (expected to buy again, as in task 4) and `lost` (all the dissatisfied who are not in `kept`). The
# last four are numbers of customers.

# %% answer="complaints-table"
table = None
### BEGIN SOLUTION
voice_rate = np.array([0.10, 0.25, 0.50, 0.75, 1.00])  # an array computes a whole column at once
rates = RATES[mine["size"]]
spoke = mine["dissatisfied"] * voice_rate
silent = mine["dissatisfied"] - spoke
solved = spoke * mine["resolved"]
fast = solved * mine["quick"]  # a share of the resolved
kept = silent * rates["silent"] + (spoke - solved) * rates["unresolved"]
kept += (solved - fast) * rates["resolved"] + fast * rates["quick"]
table = pd.DataFrame(
    {
        "voice_rate": voice_rate,
        "silent": silent,
        "unresolved": spoke - solved,
        "kept": kept,
        "lost": mine["dissatisfied"] - kept,
    }
)
### END SOLUTION

# %% free="complaints-table-try"
table

# %% points=2
check("complaints-table-voices", table)

# %% [markdown]
# ## 6 · One of three plans
#
# Your firm can pay for **one** of three plans. Each costs `cost` and raises one share, by percentage points:
#
# | plan | what it raises | by |
# |---|---|---|
# | `louder` | the voice rate | 5 points |
# | `better` | the share of the complaints that are resolved | 15 points |
# | `faster` | the share of the resolved ones that are resolved quickly | 40 points |
#
# A customer who stays is worth `value`. `size` says again which column of `RATES` you assume. All numbers are invented.

# %%
given = numbers("complaints-plan")
given

# %% [markdown]
# How many *more* customers than today does each plan keep? Each plan is taken alone.

# %% answer="complaints-plan"
more = {"louder": None, "better": None, "faster": None}
### BEGIN SOLUTION
rates = RATES[given["size"]]


def kept_of_one(voice, solved, fast):
    """Chance that one dissatisfied customer is kept."""
    helped = (1 - fast) * rates["resolved"] + fast * rates["quick"]
    return (1 - voice) * rates["silent"] + voice * ((1 - solved) * rates["unresolved"] + solved * helped)


many, voice, solved, fast = (given[name] for name in ("dissatisfied", "voice_rate", "resolved", "quick"))
today = kept_of_one(voice, solved, fast)
more = {
    "louder": many * (kept_of_one(voice + 0.05, solved, fast) - today),  # points are added
    "better": many * (kept_of_one(voice, solved + 0.15, fast) - today),
    "faster": many * (kept_of_one(voice, solved, fast + 0.40) - today),
}
### END SOLUTION

# %% free="complaints-plan-try"
more

# %% points=2
check("complaints-plan-kept", more)

# %% [markdown]
# Decide: `best` is the name of the plan that keeps most. `gain` is what the customers whom it adds are worth, less its
# cost (negative if it loses). `do_it` is `True` if you should carry it out, else `False`.

# %% answer="complaints-plan-choice"
decision = {"best": None, "gain": None, "do_it": None}
### BEGIN SOLUTION
best = max(more, key=more.get)  # the key with the largest value
gain = more[best] * given["value"] - given["cost"]
decision = {"best": best, "gain": gain, "do_it": gain > 0}
### END SOLUTION

# %% points=1
check("complaints-plan-decision", decision)

# %% [markdown]
# ## 7 · What was wrong: what came, or how it came
#
# Answer each item by its key with one of three words: `outcome` if only what came was bad, `process` if only the way
# was bad, `both` if both were.

# %%
items("complaints-outcome-process")

# %% answer="complaints-kind"
kinds = {
    "rice": None,
    "three-counters": None,
    "flight": None,
    "fifth-call": None,
    "eleven-letters": None,
    "cake": None,
    "wheel": None,
    "repairman": None,
}
### BEGIN SOLUTION
kinds = {
    "rice": "outcome",
    "three-counters": "process",  # the parcel is there and undamaged
    "flight": "outcome",  # to be there on time is what was bought
    "fifth-call": "process",
    "eleven-letters": "process",  # the money came, all of it
    "cake": "both",
    "wheel": "outcome",
    "repairman": "process",
}
### END SOLUTION

# %% points=1
check("complaints-kind-sorted", kinds)

# %% [markdown]
# ## 8 · Which rate fits
#
# A transport firm opens its books [invented, in the likeness of the firm of lesson 12]. Its complaints of three years
# are about shipments that came `late` or `damaged`, about wrong `invoices`, and about questions that stayed
# `unanswered`. No case has two complaints. `complainers` customers complained about anything, `speakers` of them
# about a late or damaged shipment. Two voice rates were measured:
#
# - `case_rate`: of all late and damaged shipments, the share that somebody complained about;
# - `customer_rate`: of all customers with a late or damaged shipment, the share that complained about one at least
#   once.

# %%
books = numbers("complaints-counted")
books

# %% [markdown]
# How many shipments came late or damaged? How many customers had at least one such shipment? How many invoices were
# wrong? Where neither rate fits the question, write `"no rate"`.

# %% answer="complaints-counted"
behind = {"shipments": None, "customers": None, "invoices": None}
### BEGIN SOLUTION
failed_and_told = books["late"] + books["damaged"]  # what case_rate counted, and nothing else
behind = {
    "shipments": failed_and_told / books["case_rate"],
    "customers": books["speakers"] / books["customer_rate"],  # both counted customers with such a shipment
    "invoices": "no rate",  # nobody asked who keeps silent about a wrong invoice
}
### END SOLUTION

# %% free="complaints-counted-try"
behind

# %% points=2
check("complaints-counted-fits", behind)

# %% [markdown]
# ## 9 · Find the error
#
# Last year `complaints_before` customers of a firm complained, this year `complaints_now`, each of them once. Between
# the two years the firm printed a phone number on its parcels. In both years it asked a sample of its customers, and
# so it knows the voice rate of each year: `rate_before`, `rate_now` [invented]. A trainee writes a working:
#
# | line | | |
# |---|---|---|
# | 1 | `before` | `= complaints_before / rate_before` |
# | 2 | `silent_before` | `= before - complaints_before` |
# | 3 | `now` | `= complaints_now / rate_before` |
# | 4 | `silent_now` | `= now - complaints_now` |
# | 5 | `change` | `= now - before` |
#
# "`change` is far above 0. So many more customers are dissatisfied than last year."

# %%
years = numbers("complaints-working")
years

# %% [markdown]
# One line is wrong in itself; others are wrong only because they use it. `line` is the name of that line, such as
# `"before"`. `change` is the right number for line 5 (negative if fewer are dissatisfied).

# %% answer="complaints-working"
error = {"line": None, "change": None}
### BEGIN SOLUTION
before = years["complaints_before"] / years["rate_before"]
now = years["complaints_now"] / years["rate_now"]  # complaints and rate of the same year
error = {"line": "now", "change": now - before}
### END SOLUTION

# %% free="complaints-working-try"
error

# %% points=1
check("complaints-working-error", error)

# %% [markdown]
# ## 10 · The question in reverse
#
# Your firm thinks of a phone number on every parcel. It would cost `cost` and raise the voice rate, which is
# `voice_rate` today; `resolved` and `quick` stay as they are, and a customer who stays is worth `value`. `size` says
# which column of `RATES` you assume [invented].

# %%
asked = numbers("complaints-enough")
asked

# %% [markdown]
# Nobody knows how many more will speak. So begin at the other end: *which voice rate is needed*, so that the customers
# who are kept in addition are worth just what the phone number costs? Give a share between 0 and 1, with three
# decimals or more.

# %% answer="complaints-enough"
needed = None
### BEGIN SOLUTION
rates = RATES[asked["size"]]
helped = (1 - asked["quick"]) * rates["resolved"] + asked["quick"] * rates["quick"]
spoke = (1 - asked["resolved"]) * rates["unresolved"] + asked["resolved"] * helped
more_customers = asked["cost"] / asked["value"]  # so many must be added
more_voices = more_customers / (spoke - rates["silent"])  # one voice adds the difference of two chances
needed = asked["voice_rate"] + more_voices / asked["dissatisfied"]
### END SOLUTION

# %% free="complaints-enough-try"
needed

# %% points=2
check("complaints-enough-voices", needed)

# %% [markdown]
# ## 11 · Judge a claim
#
# A consultant writes: "Only 9 % of the silent customers buy again, but 82 % of those whose complaint is resolved
# quickly. So put a complaint number on every parcel: you will keep nine times as many." Give two reasons why the
# parcels of your firm may bring less, and say in two or three sentences how you would find out before you pay for it.
# Your teacher grades this one; on your own, compare with `solution("complaints-claim")`.

# %% [markdown] open="complaints-claim" points=5
# ### BEGIN SOLUTION
# *Three points for two valid reasons (two for the first, one for the second); two points for a test that compares
# invited customers with similar ones who were not invited.*
#
# Less: the survey asked what people intend, not what they did; it is from the USA of the 1970s, and the 9 % hold
# for losses above 100 dollars (for small ones it is 37 %); those who complain may be other people, with a larger
# loss or a closer tie, so that the silent would not become like them; not every complaint is resolved, let alone
# quickly, and more complaints may overload the desk; a customer with a contract does not leave as a shopper does.
#
# Test: print the number on the parcels of one half of the customers, chosen at random, for half a year. Count in both
# halves who complains, how many complaints are resolved and how fast, and who still buys a year later. Compare the
# halves as they were drawn, not those who called with those who did not. Take thousands of customers: in small halves,
# chance hides a difference of a few points.
# ### END SOLUTION

# %% [markdown] quiz="complaints-quiz"
# ## 12 · Quiz
