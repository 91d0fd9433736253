"""What one account leaves in a year, after its activities and the wait for its money."""

from typing import Annotated

import numpy as np

from crmlab import portfolio
from crmlab.declared.quantities import Cost, Days, Money, Quantity, Rate, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.exercises.key_accounts._formulas import of_parts, of_serving, of_waiting
from crmlab.language import to_say

REREAD = to_say("lesson 14, “The cost of serving”")
HINTS = (
    "What goes off the sales? The work that is sold, what your people do for the account, and the wait.",
    "The first number of counts belongs to the first of unit_costs: multiply the two, then add up.",
    "served = sum(number * cost for number, cost in zip(counts, unit_costs)), and "
    "waiting = sales * rate * days_late / 365. Take direct_cost, served and waiting off the sales.",
)

Counts = Annotated[
    list[int], Quantity("", 0, typical=(2, 90), step=1, format=",.0f", whole=True, series=(3, 3))
]
UnitCosts = Annotated[
    list[float], Quantity("money", 0, typical=(40, 700), step=5, format=",.0f", series=(3, 3))
]


def account_profit(
    sales: Annotated[Cost, typical(300_000, 900_000, 10_000)],
    direct_cost: Annotated[Cost, typical(150_000, 290_000, 10_000)],
    counts: Counts,
    unit_costs: UnitCosts,
    days_late: Annotated[Days, typical(35, 120, 5)],
    rate: Annotated[Rate, typical(0.04, 0.12)],
) -> Money:
    """Return what is left of the sales after direct cost, activities and waiting."""
    if len(counts) != len(unit_costs):
        raise BadValueError("each activity needs a number and a cost.")
    served = float(np.dot(counts, unit_costs))
    return portfolio.customer_profit(sales, direct_cost + served, days_late=days_late, rate=rate)


def _on_what_is_left(sales, direct_cost, counts, unit_costs, days_late, rate):
    left_before = sales - direct_cost - float(np.dot(counts, unit_costs))
    return left_before * (1 - rate * days_late / 365)


def _on_the_costs(sales, direct_cost, counts, unit_costs, days_late, rate):
    costs = direct_cost + float(np.dot(counts, unit_costs))
    return sales - costs * (1 + rate * days_late / 365)


left = FunctionCheck(
    "account_profit takes direct cost, activities and waiting off the sales",
    account_profit,
    example={
        "sales": 500_000,
        "direct_cost": 400_000,
        "counts": [100, 10, 20],
        "unit_costs": [60, 650, 45],
        "days_late": 73,
        "rate": 0.1,
    },
    tolerance=0.5,
    between=(-200_000, 900_000),
    mistakes={
        "activities_left_out": Mistake(
            "You leave the activities out. Multiply each number by its unit cost, and take the sum off.",
            of_parts(lambda margin, served, waiting: margin - waiting),
            "the cost of serving stands in no invoice",
        ),
        "waiting_left_out": Mistake(
            "You leave the wait out. Take sales · rate · days_late / 365 off, too.",
            of_parts(lambda margin, served, waiting: margin - served),
        ),
        "margin_alone": Mistake(
            "You give the margin, sales less direct cost. Activities and waiting have to be paid from it.",
            of_parts(lambda margin, served, waiting: margin),
        ),
        "direct_cost_left_out": Mistake(
            "You leave the direct cost out. Take it off as well, beside activities and interest.",
            [
                lambda right, direct_cost: right + direct_cost,
                lambda sales, counts, unit_costs: sales - float(np.dot(counts, unit_costs)),
                lambda sales, days_late, rate: sales - sales * rate * days_late / 365,
            ],
        ),
        "sales_alone": Mistake(
            "You give the sales. Take off all that the account costs.", lambda sales: float(sales)
        ),
        "costs_for_profit": Mistake(
            "You give costs. The profit is what is left of the sales after them.",
            [
                of_parts(lambda margin, served, waiting: served),
                of_parts(lambda margin, served, waiting: served + waiting),
                lambda sales, right: sales - right,
            ],
        ),
        "activities_added": Mistake(
            "You add the cost of the activities. The firm pays it: take it off.",
            of_parts(lambda margin, served, waiting: margin + served - waiting),
        ),
        "waiting_added": Mistake(
            "You add the interest. The firm pays it while it waits: take it off.",
            of_parts(lambda margin, served, waiting: margin - served + waiting),
        ),
        "numbers_not_multiplied": Mistake(
            "You take numbers of activities for yuan. Multiply each number by its unit cost.",
            of_serving(lambda counts, unit_costs: sum(counts)),
        ),
        "each_activity_once": Mistake(
            "You count each activity once. Multiply each unit cost by its number.",
            of_serving(lambda counts, unit_costs: sum(unit_costs)),
        ),
        "sums_multiplied": Mistake(
            "You add up first and multiply then. An activity has a cost of its own: multiply pair by pair, "
            "then add up.",
            of_serving(lambda counts, unit_costs: sum(counts) * sum(unit_costs)),
        ),
        "mean_cost": Mistake(
            "You use one mean cost for all activities. Each has a cost of its own: multiply pair by pair.",
            of_serving(lambda counts, unit_costs: sum(counts) * sum(unit_costs) / len(unit_costs)),
        ),
        "first_activity_alone": Mistake(
            "You count one activity alone. Add up all of them.",
            [
                of_serving(lambda counts, unit_costs: counts[0] * unit_costs[0]),
                of_serving(lambda counts, unit_costs: counts[-1] * unit_costs[-1]),
            ],
        ),
        "last_activity_missing": Mistake(
            "An activity is missing from your sum. Go through all pairs.",
            [
                of_serving(lambda counts, unit_costs: float(np.dot(counts[:-1], unit_costs[:-1]))),
                of_serving(lambda counts, unit_costs: float(np.dot(counts[1:], unit_costs[1:]))),
            ],
        ),
        "interest_of_a_year": Mistake(
            "You take the interest of a whole year. The money comes days_late late: times days_late / 365.",
            of_waiting(lambda sales, direct, rate, days: sales * rate),
        ),
        "days_without_a_year": Mistake(
            "You multiply by the days and do not divide by 365. The rate is of a year.",
            of_waiting(lambda sales, direct, rate, days: sales * rate * days),
        ),
        "days_as_months": Mistake(
            "You divide the days by 12 or 30. The year has 365 days.",
            [
                of_waiting(lambda sales, direct, rate, days: sales * rate * days / 12),
                of_waiting(lambda sales, direct, rate, days: sales * rate * days / 30),
            ],
        ),
        "year_of_360_days": Mistake(
            "You divide by 360. Here a year has 365 days.",
            of_waiting(lambda sales, direct, rate, days: sales * rate * days / 360),
        ),
        "days_not_paid_late": Mistake(
            "You take interest for the days after the money has come. It is missing for days_late.",
            of_waiting(lambda sales, direct, rate, days: sales * rate * (365 - days) / 365),
        ),
        "interest_on_another_sum": Mistake(
            "You take the interest on another sum. The whole invoice is waited for: sales · rate.",
            [
                of_waiting(lambda sales, direct, rate, days: (sales - direct) * rate * days / 365),
                _on_what_is_left,
                _on_the_costs,
                of_waiting(lambda sales, direct, rate, days: direct * rate * days / 365),
            ],
        ),
        "compound_interest": Mistake(
            "You take compound interest. Here it is simple: sales · rate · days_late / 365.",
            of_waiting(lambda sales, direct, rate, days: sales * ((1 + rate) ** (days / 365) - 1)),
        ),
        "sales_discounted": Mistake(
            "You discount the sales. Interest is paid on all of them: take sales · rate · days_late / "
            "365 off.",
            [
                of_waiting(lambda sales, direct, rate, days: sales - sales / (1 + rate * days / 365)),
                of_waiting(lambda sales, direct, rate, days: sales - sales / (1 + rate) ** (days / 365)),
            ],
        ),
        "days_turned_round": Mistake(
            "You divide by the days. The longer the wait, the more interest: multiply by days_late / 365.",
            [
                of_waiting(lambda sales, direct, rate, days: sales * rate * 365 / days),
                of_waiting(lambda sales, direct, rate, days: sales * rate / days),
            ],
        ),
        "days_for_money": Mistake(
            "You take days off yuan. Multiply sales · rate by days_late / 365 first.",
            of_waiting(lambda sales, direct, rate, days: days),
        ),
        "share_for_profit": Mistake(
            "You give a share of the sales. Asked is the profit in yuan.",
            [lambda right, sales: right / sales, lambda right, sales: 100 * right / sales],
        ),
    },
)
