"""The question turned round: which retention pays back what winning a customer costs."""

from typing import Annotated

from crmlab import clv
from crmlab.declared.quantities import Cost, Count, Rate, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 05, “Customers may leave”")
HINTS = (
    "Task 2 leads from retention to a value. Here you know the value that must come out: which is it?",
    "Write the value without an end, and put it equal to what winning the customer costs. "
    "Only retention is unknown.",
    "Multiply by the denominator, and bring what has retention in it to one side. Test what you get: put it "
    "into lifetime_value of task 2, without years; the acquisition cost must come out.",
)


def needed_retention(
    acquisition_cost: Annotated[Cost, typical(200, 400)],
    revenue: Annotated[Cost, typical(300, 600)],
    margin: Annotated[Cost, typical(80, 180)],
    customers: Annotated[Count, typical(100, 500, 20)],
    retention: Annotated[Share, typical(0.5, 0.95)],
    rate: Annotated[Rate, typical(0.05, 0.15)],
) -> dict[str, float | bool]:
    """Return the retention at which endless margins pay back the cost, and whether today's is higher."""
    needed = acquisition_cost * (1 + rate) / (margin + acquisition_cost)
    return {"needed": needed, "win": retention > needed}


retention = AnswerCheck(
    "from this retention on a customer is worth what winning him costs",
    needed_retention,
    tolerance=0.0005,
    between=(0.4, 1),
    apart=lambda **own: (needed_retention(**own)["needed"], own["retention"]),
    decides={"win": to_say("the retention of today with needed")},
    mistakes={
        "revenue_for_margin": Mistake(
            "You count revenue. Only the margin pays back what winning the customer costs.",
            part(
                needed=lambda acquisition_cost, revenue, rate: (
                    acquisition_cost * (1 + rate) / (revenue + acquisition_cost)
                )
            ),
        ),
        "needed_not_discounted": Mistake(
            "You do not discount. Later margins are worth less, so more customers must stay.",
            part(needed=lambda acquisition_cost, margin: acquisition_cost / (margin + acquisition_cost)),
        ),
        "first_margin_certain": Mistake(
            "In your formula the first margin is certain after a year. It comes only from those who stay.",
            part(needed=lambda acquisition_cost, margin, rate: 1 + rate - margin / acquisition_cost),
        ),
        "first_margin_now": Mistake(
            "In your formula the first margin comes now. It comes after a year, from those who stay.",
            part(needed=lambda acquisition_cost, margin, rate: (1 + rate) * (1 - margin / acquisition_cost)),
        ),
        "mean_life": Mistake(
            "You let the margins of the mean life add up to the cost. This does not discount them.",
            part(needed=lambda acquisition_cost, margin: 1 - margin / acquisition_cost),
        ),
        "one_year_alone": Mistake(
            "You let one margin pay back the whole cost. All later years count, too.",
            [
                part(needed=lambda acquisition_cost, margin, rate: acquisition_cost * (1 + rate) / margin),
                part(needed=lambda acquisition_cost, margin: acquisition_cost / margin),
            ],
        ),
        "brackets_missing": Mistake(
            "Your denominator is the margin alone: put brackets round the sum below the line.",
            part(
                needed=lambda acquisition_cost, margin, rate: (
                    acquisition_cost * (1 + rate) / margin + acquisition_cost
                )
            ),
        ),
        "value_of_today": Mistake(
            "You give what the customer is worth at today's retention. Asked is a retention.",
            part(needed=lambda margin, retention, rate: margin * clv.retention_multiple(retention, rate)),
        ),
        "retention_of_today": Mistake(
            "You give today's retention. Asked is the one at which the customer just pays back his cost.",
            part(needed=lambda retention: retention),
        ),
        "still_missing": Mistake(
            "You give the distance between the needed retention and that of today. Asked is the needed one.",
            [
                part(needed=lambda right, retention: right["needed"] - retention),
                part(needed=lambda right, retention: retention - right["needed"]),
            ],
        ),
        "cost_of_one_divided_again": Mistake(
            "You divide the acquisition cost by the number of customers. It is the cost of one already.",
            part(
                needed=lambda acquisition_cost, customers, margin, rate: (
                    acquisition_cost * (1 + rate) / (customers * margin + acquisition_cost)
                )
            ),
        ),
        "margin_of_all": Mistake(
            "You set the margin of one against the cost of all customers. Compare the two for one customer.",
            part(
                needed=lambda acquisition_cost, customers, margin, rate: (
                    customers * acquisition_cost * (1 + rate) / (margin + customers * acquisition_cost)
                )
            ),
        ),
    },
)
