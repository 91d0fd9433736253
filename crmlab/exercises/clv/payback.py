"""In which year a customer has paid back what he cost."""

import math
from itertools import accumulate
from typing import Annotated

import numpy as np

from crmlab import clv
from crmlab.declared.numbers import is_number
from crmlab.declared.quantities import Cost, MoneyFlows, Years, typical
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 05, the credit-card customer")
HINTS = (
    "Keep a running total: what has come in until the end of year 1, of year 2, …?",
    "In each year, first add its profit, then ask: is the cost back? If so, this is the year.",
    "enumerate(profits, 1) counts the years from 1. If the loop ends without one, what do you know?",
)


def payback_year(
    acquisition_cost: Annotated[Cost, typical(100, 300, 5)],
    profits: Annotated[MoneyFlows, typical(30, 120, 5)],
) -> Years | None:
    """Return the first year in which the profits have paid back the acquisition cost."""
    return clv.break_even_year([-acquisition_cost, *profits])


def _first_year(profits, has_paid):
    return next((year for year, profit in enumerate(profits, 1) if has_paid(year, profit)), None)


def _first_year_of_more(acquisition_cost, profits):
    return _first_year(accumulate(profits), lambda year, total: total > acquisition_cost)


def _first_year_that_pays_alone(acquisition_cost, profits):
    return _first_year(profits, lambda year, profit: profit >= acquisition_cost)


def _cost_paid_every_year(acquisition_cost, profits):
    return _first_year(accumulate(profits), lambda year, total: total >= year * acquisition_cost)


def _discounted_at(rate):
    """Return the formula that discounts the profits at this rate."""
    return lambda acquisition_cost, profits: payback_year(
        acquisition_cost, [profit / (1 + rate) ** year for year, profit in enumerate(profits, 1)]
    )


def _fraction_of_a_year(acquisition_cost, profits):
    left = acquisition_cost
    for year, profit in enumerate(profits):
        if profit >= left:
            return year + left / profit
        left -= profit
    return None


def _by_the_average(acquisition_cost, profits):
    return acquisition_cost / np.mean(profits)


FRACTION_OF_A_YEAR = Mistake(
    "You give a fraction of a year. The task asks in which year the cost has come back: a whole number.",
    _fraction_of_a_year,
)

year = FunctionCheck(
    "payback_year finds the year in which the cost has come back",
    payback_year,
    narrow={"acquisition_cost": typical(120, 160, 5), "profits": typical(30, 180, 5)},
    cases=[
        {"acquisition_cost": 145, "profits": [90, 50, 30, 160, 60, 85]},
        {"acquisition_cost": 130, "profits": [30, 40, 30, 35, 180]},
        {"acquisition_cost": 60, "profits": [40, 90, 50]},  # pays back even if the cost came every year
        {"acquisition_cost": 100, "profits": [60, 70, 20, 110]},
        {"acquisition_cost": 150, "profits": [30, 60, 60, 40]},
        {"acquisition_cost": 90, "profits": [30, 40, 20]},
        {"acquisition_cost": 40, "profits": [50, 60]},
    ],
    calls=0,  # many a slip shows in few calls only, so that no drawn call could show them all
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
            lambda right: right - 1,
            "Python counts positions from 0",
        ),
        "more_than_the_cost": Mistake(
            "You wait until the profits are more than the cost. It has come back when they reach it: >=.",
            _first_year_of_more,
        ),
        "first_profitable_year": Mistake(
            "You always give year 1. The cost has come back only when the profits added up so far reach it.",
            lambda: 1,
            "the credit-card customer earns from year 1, but pays back in year 2",
        ),
        "always_the_last_year": Mistake(
            "You always give the last year. Give the first one in which the profits added up reach the cost.",
            lambda profits: len(profits),
        ),
        "years_not_added_up": Mistake(
            "You compare the profit of each year alone. "
            "Add the profits up: the cost comes back little by little.",
            _first_year_that_pays_alone,
        ),
        "fraction_of_a_year": FRACTION_OF_A_YEAR,
        "given_up_after_a_year": Mistake(
            "You give up after year 1. If return None stands in the loop, put it after the loop.",
            lambda acquisition_cost, profits: 1 if profits[0] >= acquisition_cost else None,
        ),
        "profits_discounted": Mistake(
            "You discount the profits. The task asks when the cost has come back without discounting.",
            [_discounted_at(rate) for rate in (0.05, 0.1, 0.15)],
        ),
        "cost_paid_every_year": Mistake(
            "You take the acquisition cost off every year. It is spent once, at the beginning.",
            _cost_paid_every_year,
        ),
        "average_profit": Mistake(
            "You divide the cost by the average profit. The profits differ: add them up year by year.",
            [lambda **given: math.ceil(_by_the_average(**given)), _by_the_average],
        ),
    },
)

never = FunctionCheck(
    "payback_year gives None when the cost never comes back, and only then",
    payback_year,
    narrow={"acquisition_cost": typical(20, 980, 960)},  # back in year 1, or never
    cases=[
        {"acquisition_cost": 980, "profits": [75, 95, 35, 60]},
        {"acquisition_cost": 300, "profits": [100, 90, 105]},
        {"acquisition_cost": 450, "profits": [60, 85, 110, 70, 40]},
        {"acquisition_cost": 20, "profits": [45, 80, 30, 65]},
    ],
    calls=0,
    between=(1, 1),
    mistakes={
        "a_year_all_the_same": Mistake(
            "You give a number, but all these profits together do not reach the cost. Give None then.",
            lambda right, profits: right or len(profits) + 1,
            shows_in=is_number,
        ),
        "always_none": Mistake(
            "You give None also where the profits reach the cost. If they do, give the year.",
            lambda: None,
        ),
        "position_for_year": Mistake(
            "None is right where the cost never comes back, but your years begin at 0. "
            "The first profit comes in year 1.",
            lambda right: right and right - 1,
        ),
        "fraction_of_a_year": FRACTION_OF_A_YEAR,
    },
)
