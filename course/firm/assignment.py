# %% [markdown]
# # Capstone: the firm
#
# **An afternoon, alone or in a team of three to five · needs lessons 01 to 14 · 30 points**
#
# You have led the firm in practice. Now you lead it for nine quarters, hand in your nine decisions, compute five numbers
# from your game, and write a page to whoever leads the firm next.

# %% [markdown]
# ## How it is graded
#
# - **12 points for how far you come.** Your decisions are played again, with 20 lucks that nobody knows before. What counts
#   is the mean of the customer equity that they reach, as a share of what the reference reaches with the same customers
#   and the same lucks. The reference is the best plan of a search that knows the rules of the game, but no luck.
# - **8 points for mistakes that you avoid.** They are read from what you did, not from what you say. A plan that reaches
#   less than 60 % of the reference earns none of these: who does nothing makes no mistakes.
# - **5 points for five numbers**, and **5 for the memo**, which a person reads.
#
# Your amounts hold as you decided them, whatever the luck. Whom you call, write to or give a manager is a *rule*: with
# other luck it finds other customers. So a plan that only fits your own luck gains nothing.

# %% [markdown]
# ## Who you are
#
# Put your student number in, or the name of your team; it decides your luck. Your customers are those of the whole class.

# %% free="firm-me"
me = "your number or name"

# %%
import pandas as pd
from crmlab import NotYet, check, hint
from crmlab.firm import Firm, whom

# %% [markdown]
# ## 1 · Nine quarters
#
# Lead the firm in the next cell: on the board, or with `game.see(…)` and `game.decide(…)` in cells of your own. The file
# keeps the game. After a break, run the cell again, and you go on where you were. For a new game, name another file.
#
# When the game is over, `print(game.as_code())` writes your nine decisions as code. Copy them into the cell below the
# board, in place of the line with `NotYet`. That cell is what you hand in: the game is played in it once more.

# %% free="firm-play"
game = Firm(me, market="capstone")
game.board(file="my-firm.json")

# %% answer="firm-plan"
plan = None
firm = Firm(me, market="capstone")
# your nine decisions: what print(game.as_code()) has written
### BEGIN SOLUTION
for _ in range(9):
    firm.see("customers")
    firm.decide(
        winning={
            "online": {"small": 3_000, "middle": 9_000, "large": 2_000},
            "fairs": {"small": 4_500, "middle": 9_500, "large": 1_500},
            "partners": {"small": 3_000, "middle": 7_000, "large": 1_500},
        },
        keeping={"middle": 4_000, "large": 3_000},
        service=32_000,
        recovery=4_500,
        promise=6,
        call=whom("profit", most=100),
        manage=whom("profit", most=4),
    )
### END SOLUTION
plan = firm.plan

# %% free="firm-plan-try"
firm.see("books")

# %% [markdown]
# Each of the next cells says whether your plan can be played, how far it comes with your own luck, and how far it must
# come: 60, 70, 80, 85, 89 and 92 % of the reference, in the mean over the other lucks.

# %% points=2
check("firm-plan-first", plan)

# %% points=2
check("firm-plan-second", plan)

# %% points=2
check("firm-plan-third", plan)

# %% points=2
check("firm-plan-fourth", plan)

# %% points=2
check("firm-plan-fifth", plan)

# %% points=2
check("firm-plan-sixth", plan)

# %% [markdown]
# Now the mistakes. Each cell looks for two of them in what you did.

# %% points=2
check("firm-plan-profit", plan)

# %% points=2
check("firm-plan-differences", plan)

# %% points=2
check("firm-plan-leak", plan)

# %% points=1
check("firm-plan-measure", plan)

# %% points=1
check("firm-plan-listening", plan)

# %% [markdown]
# ## 2 · Five numbers
#
# All of them are of **your** game, as you have just played it. Do not round, or keep four decimals of a share.
#
# - `cash_value`: what the cash of the nine quarters was worth on the first day. A quarter's cash comes at its end; the
#   discount rate is 2 % a quarter. What is still there at the end does not count here.
# - `lost_share`: the share of your customers who left in a quarter, on average over the nine: all who were lost, of all who
#   were there. Who was there in a quarter is who is there at its end, and who was lost in it.
# - `cost_per_won`: yuan for winning, of all nine quarters, for each customer whom you won.
# - `losing_share`: on the last day, the share of your customers whose profit of the last year is below 0. Once the game is
#   over, reports cost nothing: `firm.see("customers")`.
# - `satisfaction_error`: the standard error of the mean satisfaction in a survey on the last day.

# %% answer="firm-plan-numbers"
five = {
    "plan": plan,
    "cash_value": None,
    "lost_share": None,
    "cost_per_won": None,
    "losing_share": None,
    "satisfaction_error": None,
}
### BEGIN SOLUTION
books = firm.see("books").query("quarter >= 1")
winning = sum(sum(cell.values()) for one in plan for cell in one["winning"].values())
satisfaction = firm.see("survey")["satisfaction"].dropna()
five = {
    "plan": plan,
    "cash_value": sum(books["cash"] / 1.02 ** books["quarter"]),
    "lost_share": books["lost"].sum() / (books["customers"] + books["lost"]).sum(),
    "cost_per_won": winning / books["won"].sum(),
    "losing_share": (firm.see("customers")["profit"] < 0).mean(),
    "satisfaction_error": satisfaction.std() / len(satisfaction) ** 0.5,  # pandas divides by n − 1
}
### END SOLUTION

# %% free="firm-plan-numbers-try"
five

# %% points=1
check("firm-plan-cash", five)

# %% points=1
check("firm-plan-lost", five)

# %% points=1
check("firm-plan-winning", five)

# %% points=1
check("firm-plan-losing", five)

# %% points=1
check("firm-plan-error", five)

# %% [markdown]
# ## 3 · A page to whoever leads the firm next
#
# One page, with numbers of your own game. What should your successor decide in the tenth quarter, and why? Which of your
# decisions would you take back, and what did it cost? Which report was worth its price, and which was not? What would you
# want to know that no report tells? `firm.debrief()` helps: it plays your game again with one decision changed.

# %% [markdown] open="firm-memo" points=5
# ### BEGIN SOLUTION
# *One point each for: a decision that stands first, with its amount; three numbers of the game, each with its base and its
# time; a decision that is taken back, with what it cost, and how that was found out; a report that was worth its price and
# one that was not, with the reason; what would prove the advice wrong.*
#
# For example: "Keep ¥32,000 for the service and ¥4,500 for complaints, and move ¥5,000 from large customers at fairs to middle
# ones through partners. In nine quarters 6 % of our customers left in a quarter, and a customer whom we won cost ¥240 on
# average; every third large one costs more than he brings. In quarter 2 I promised 8: played again with 6, the firm is worth
# ¥40,000 more on the first day. The report on customers was worth its ¥1,500, because calls went to the best hundred; the survey
# was not, because its error of 0.15 points was larger than any change that I could have seen. If in the tenth quarter more than
# 7 % leave although the service is as it was, I am wrong."
# ### END SOLUTION
