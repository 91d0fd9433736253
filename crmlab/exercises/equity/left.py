"""How many customers of a cohort are left in each year."""

from typing import Annotated

import numpy as np

from crmlab.declared.quantities import Quantity
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.exercises.equity import _data
from crmlab.exercises.equity._data import Renewals, Size
from crmlab.language import to_say

REREAD = to_say("lesson 06, “A cohort year by year”")
EXAMPLE = {"size": 1000, "retention": [0.6, 0.65, 0.7]}
HINTS = (
    "Begin with year 1: nobody has had to renew yet. How many are there? Then ask who of them renews.",
    "Each renewal rate is a share of those who were there the year before, not of those of the beginning.",
    "Begin a list with size. For each rate, append the last number of the list times the rate. "
    "The list gets one number more than there are rates.",
)

Left = Annotated[list[float], Quantity("", 0, format=",.1f", series=(4, 6))]


def customers_left(size: Size, retention: Renewals) -> Left:
    """Return how many are there in year 1, year 2 and so on."""
    return (size * _data.path(retention)).tolist()


def _by(way):
    """Return the wrong list in which the share that is there is counted in another *way*."""
    return lambda size, retention: (size * way(retention)).tolist()


path = FunctionCheck(
    "customers_left follows the cohort from year 1 to the last renewal",
    customers_left,
    cases=[{"size": 800, "retention": [0.5]}, {"size": 600, "retention": [0.75, 1.0, 0.9]}],
    tolerance=0.05,
    between=(0, 3000),
    also_right=[
        lambda size, retention: [size * np.prod(retention[:year]) for year in range(len(retention) + 1)]
    ],
    mistakes={
        "year_1_left_out": Mistake(
            "Your list begins after the first renewal. In year 1 everybody is there: begin with size.",
            lambda size, retention: (size * np.cumprod(retention)).tolist(),
            "retention applied to the first year",
        ),
        "renewed_before_year_1": Mistake(
            "You let customers leave before year 1. In year 1 everybody is there; the first rate leads to "
            "year 2.",
            _by(_data.renewed_before_year_1),
            "retention applied to the first year",
        ),
        "each_of_the_beginning": Mistake(
            "You take each rate of the customers of year 1. It is a share of those who were there the year "
            "before: multiply on.",
            _by(_data.each_of_the_beginning),
        ),
        "power_for_path": Mistake(
            "You raise a rate to a power, as if it had held in all the years before. Each renewal has its "
            "own rate: multiply them one after the other.",
            [_by(_data.power_of_its_own), _by(_data.power_of_the_first), _by(_data.power_of_the_last)],
            "one rate, raised to a power, is all that lesson 05 needs",
        ),
        "mean_for_path": Mistake(
            "You use the mean of the rates for every year. Each renewal has its own rate: multiply them one "
            "after the other.",
            _by(_data.power_of_the_mean),
            "an average retention rate is what most reports have",
        ),
        "churn_for_retention": Mistake(
            "You keep the share that leaves. A rate in retention is the share that renews: multiply by it.",
            _by(_data.leavers_kept),
            "common slip: retention and churn are easily exchanged",
        ),
        "same_number_leaves": Mistake(
            "You take every loss of the customers of year 1. A rate is a share of those who are still there.",
            _by(_data.same_number_leaves),
        ),
        "shares_for_customers": Mistake(
            "You give shares. Asked is how many customers: multiply them by size.",
            lambda retention: _data.path(retention).tolist(),
        ),
        "leavers_for_customers": Mistake(
            "You give how many leave. Asked is how many are there in each year.",
            [
                lambda size, retention: (-np.diff(size * _data.path(retention))).tolist(),
                lambda size, retention: [0.0, *(-np.diff(size * _data.path(retention))).tolist()],
            ],
        ),
        "renewing_added": Mistake(
            "You add those who renew to those who were there. They were there already: multiply by the rate, "
            "and add nothing.",
            _by(lambda retention: _data.path([1 + renewal for renewal in retention])),
        ),
        "last_year_missing": Mistake(
            "Your last year is missing: each rate leads to one more year, also the last one. If year 1 "
            "stands twice in your list, multiply before you append.",
            [lambda right: right[:-1], _by(_data.renewed_a_year_late)],
            "Python's range ends one before its end",
        ),
        "last_year_alone": Mistake(
            "You give the last year alone. Give a list with the number of each year, year 1 first.",
            lambda right: right[-1],
        ),
        "renewals_added_up": Mistake(
            "You give all years added up. Give a list with the number of each year, year 1 first.",
            lambda right: sum(right),
        ),
    },
)
