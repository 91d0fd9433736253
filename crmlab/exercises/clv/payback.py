"""In which year a customer has paid back what he cost."""

from typing import Annotated

import numpy as np

from crmlab import clv
from crmlab.declared.quantities import Cost, MoneyFlows, Years, is_number, typical
from crmlab.exercises.declaring import FunctionCheck, Mistake

REREAD = "lesson 05, the credit-card customer"
HINTS = (
    "Keep a running total: what has come in until the end of year 1, of year 2, …?",
    "Start with total = −acquisition_cost, loop over enumerate(profits, 1), return as soon as total ≥ 0.",
    "The return None stands after the loop: it is reached only when no year has paid the cost back.",
)


def payback_year(
    acquisition_cost: Annotated[Cost, typical(100, 300, 5)],
    profits: Annotated[MoneyFlows, typical(30, 120, 5)],
) -> Years | None:
    """Return the first year in which the profits have paid back the acquisition cost."""
    return clv.break_even_year([-acquisition_cost, *profits])


def _first_year_that_pays_alone(acquisition_cost, profits):
    return next((year for year, profit in enumerate(profits, 1) if profit >= acquisition_cost), None)


def _fraction_of_a_year(acquisition_cost, profits):
    left = acquisition_cost
    for year, profit in enumerate(profits):
        if profit >= left:
            return year + left / profit
        left -= profit
    return None


year = FunctionCheck(
    "payback_year finds the year in which the cost has come back",
    payback_year,
    narrow={"acquisition_cost": typical(120, 160, 5), "profits": typical(30, 180, 5)},
    cases=[
        {"acquisition_cost": 90, "profits": [30, 40, 20]},
        {"acquisition_cost": 60, "profits": [40, 90, 50]},  # pays back even if the cost came every year
        {"acquisition_cost": 40, "profits": [50, 60]},
    ],
    edges={
        "the profits added up reach the acquisition cost": lambda acquisition_cost, profits: (
            np.cumsum(profits) - acquisition_cost
        )
    },
    between=(1, 6),
    also_right=[lambda acquisition_cost, profits: np.searchsorted(np.cumsum(profits), acquisition_cost) + 1],
    mistakes={
        "position_for_year": Mistake(
            "You give the position in the list, which begins at 0. The first profit comes in year 1.",
            lambda acquisition_cost, profits: int(np.argmax(np.cumsum(profits) >= acquisition_cost)),
            "Python counts positions from 0",
        ),
        "first_profitable_year": Mistake(
            "You stop at the first profit. "
            "The cost has come back only when the profits added up so far reach it.",
            lambda: 1,
            "the credit-card customer earns from year 1, but pays back in year 2",
        ),
        "years_not_added_up": Mistake(
            "You compare the profit of each year alone. "
            "Add the profits up: the cost comes back little by little.",
            _first_year_that_pays_alone,
        ),
        "fraction_of_a_year": Mistake(
            "You give a fraction of a year. "
            "The task asks in which year the cost has come back: a whole number.",
            _fraction_of_a_year,
        ),
        "given_up_after_a_year": Mistake(
            "You give up after year 1: your return None stands in the loop. Put it after the loop.",
            lambda acquisition_cost, profits: 1 if profits[0] >= acquisition_cost else None,
        ),
    },
)

never = FunctionCheck(
    "payback_year gives None when the cost never comes back",
    payback_year,
    narrow={"acquisition_cost": typical(900, 1000)},
    mistakes={
        "a_year_all_the_same": Mistake(
            "You give a number, but all these profits together do not reach the cost. Give None then.",
            lambda profits: len(profits) + 1,
            shows_in=is_number,
        ),
    },
)
