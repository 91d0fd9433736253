"""How many times as large a market is after some years of growth."""

import math
from typing import Annotated

from crmlab.declared.quantities import Factor, Quantity, Rate, typical
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.language import to_say

REREAD = to_say("lesson 01, “Growth in two steps”")
EXAMPLE = {"growth_rate": 0.91, "first_year": 1997, "last_year": 1999}
HINTS = (
    "Write the years in a row, and draw an arrow from each to the next. How many arrows are there?",
    "Each arrow multiplies the market by the same number. Which one is it, if the growth is 10 %?",
    "(1 + growth_rate) stands for one step; ** takes it as often as there are steps between the two years.",
)

Year = Annotated[int, Quantity("", 1900, 2100, typical=(1996, 2000), format=".0f", whole=True)]
TWO_DECIMALS = 0.005


def growth_multiple(
    growth_rate: Annotated[Rate, typical(0.2, 0.6)],
    first_year: Year,
    last_year: Annotated[Year, typical(2003, 2005)],
) -> Factor:
    """Return how many times as large the market is in the last year as in the first one."""
    return (1 + growth_rate) ** (last_year - first_year)


YEARS_FOR_STEPS = Mistake(
    "You count the years, the first one included. "
    "From 1997 to 1999 are three years, but two steps of growth: last_year − first_year.",
    lambda growth_rate, first_year, last_year: (1 + growth_rate) ** (last_year - first_year + 1),
    "“in 1997–1999” is easily read as three years of growth",
)
GROWTH_ADDED = Mistake(
    "You add the same growth every year. "
    "Each year grows on what the year before has reached: multiply by 1 + growth_rate at each step.",
    [
        lambda growth_rate, first_year, last_year: 1 + growth_rate * (last_year - first_year),
        lambda growth_rate, first_year, last_year: 1 + growth_rate * (last_year - first_year + 1),
        lambda growth_rate, first_year, last_year: growth_rate * (last_year - first_year),
    ],
    "growth of several years is added in place of compounded",
)

multiple = FunctionCheck(
    "growth_multiple multiplies by 1 + growth_rate once for each step between the two years",
    growth_multiple,
    tolerance=TWO_DECIMALS,
    between=(1.7, 70),
    also_right=[
        lambda growth_rate, first_year, last_year: math.prod(
            [1 + growth_rate] * len(range(first_year, last_year))
        )
    ],
    mistakes={
        "years_for_steps": YEARS_FOR_STEPS,
        "growth_added": GROWTH_ADDED,
        "growth_of_the_growth": Mistake(
            "You give by how much the market has grown: the multiple less 1. "
            "Asked is how many times as large it is, so what was there before counts, too.",
            lambda right: right - 1,
        ),
        "one_is_missing": Mistake(
            "You raise the growth rate itself to a power. A step multiplies by 1 + growth_rate: "
            "with 10 % growth the market is 1.1 times as large.",
            lambda growth_rate, first_year, last_year: growth_rate ** (last_year - first_year),
        ),
        "steps_of_the_example": Mistake(
            "You always take two steps, as in the example. Here the years say how many there are: "
            "last_year − first_year.",
            lambda growth_rate: (1 + growth_rate) ** 2,
        ),
        "number_of_the_example": Mistake(
            "Your function always gives the number of the example. Compute with what it is given.",
            lambda: growth_multiple(**EXAMPLE),
        ),
        "root_for_power": Mistake(
            "You take a root: that leads from the growth of all years to the growth of one. "
            "Here the growth of one is given: take the power.",
            lambda growth_rate, first_year, last_year: (1 + growth_rate) ** (1 / (last_year - first_year)),
        ),
        "multiplied_by_the_steps": Mistake(
            "You multiply 1 + growth_rate by the number of steps. "
            "It is multiplied by itself at each step: a power, with **.",
            lambda growth_rate, first_year, last_year: (1 + growth_rate) * (last_year - first_year),
        ),
        "one_step": Mistake(
            "You let the market grow in one year only. It grows at each step from first_year to last_year.",
            lambda growth_rate: 1 + growth_rate,
        ),
        "a_step_short": Mistake(
            "Your growth is one step short. From 1997 to 1998 is one step: last_year − first_year.",
            lambda growth_rate, first_year, last_year: (1 + growth_rate) ** (last_year - first_year - 1),
            "a loop over range ends one before its end",
        ),
        "grown_at_every_moment": Mistake(
            "You take exp: growth at every moment. Here the rate is that of a whole year: "
            "multiply by 1 + growth_rate at each step.",
            lambda growth_rate, first_year, last_year: math.exp(growth_rate * (last_year - first_year)),
        ),
        "shrinking": Mistake(
            "You multiply by 1 − growth_rate: such a market shrinks. One that grows is multiplied by "
            "1 + growth_rate.",
            lambda growth_rate, first_year, last_year: (1 - growth_rate) ** (last_year - first_year),
        ),
    },
)

still = FunctionCheck(
    "growth_multiple is right within one year, without growth, and where a market shrinks",
    growth_multiple,
    tolerance=TWO_DECIMALS,
    calls=0,
    cases=[
        {"growth_rate": 0.3, "first_year": 2001, "last_year": 2001},
        {"growth_rate": 0.0, "first_year": 1998, "last_year": 2003},
        {"growth_rate": -0.2, "first_year": 2000, "last_year": 2003},
    ],
    between=(0.5, 1),
    mistakes={
        "years_for_steps": YEARS_FOR_STEPS,
        "growth_added": GROWTH_ADDED,
        "growth_of_the_growth": multiple.mistakes["growth_of_the_growth"],
        "nothing_where_nothing_grows": Mistake(
            "You give 0 where nothing grows. A market that has not changed is 1 time as large as before.",
            [
                lambda right, growth_rate, first_year, last_year: (
                    0 if first_year == last_year or growth_rate == 0 else right
                ),
                lambda right, first_year, last_year: 0 if first_year == last_year else right,
                lambda right, growth_rate: 0 if growth_rate == 0 else right,
            ],
        ),
    },
)
