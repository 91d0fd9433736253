"""What a cohort is worth today."""

import random
from collections.abc import Callable, Sequence
from typing import Annotated

import numpy as np

from crmlab.declared.quantities import Kind, Money
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.exercises.equity import _data
from crmlab.exercises.equity._data import FirstMargin, Interest, LaterMargin, Renewals, Size
from crmlab.language import to_say

REREAD = to_say("lesson 06, “A cohort year by year”")
EXAMPLE = {
    "size": 1000,
    "first_margin": 5.9,
    "later_margin": 45.9,
    "retention": [0.6, 0.65, 0.7],
    "rate": 0.15,
}
HINTS = (
    "customers_left says who is there in each year. What does one of them bring in year 1, what later?",
    "How many years from now is year 1, and how many is year 2? Year 1 is now, so it waits for nothing.",
    "enumerate(customers_left(size, retention)) counts 0, 1, 2, … beside the customers: the years of "
    "waiting. Where it is 0 the margin is first_margin, else later_margin.",
)

Years = Callable[[Sequence[float]], np.ndarray]
Factor = Callable[[float, np.ndarray], np.ndarray]


def _discounted(rate: float, wait: np.ndarray) -> np.ndarray:
    return (1 + rate) ** -wait.astype(float)


def _years(
    size, first_margin, later_margin, retention, rate, kept: Years = _data.path, factor: Factor = _discounted
) -> np.ndarray:
    """Return what each year is worth, with those *kept* counted and money discounted in these ways."""
    wait = _data.waiting(retention)
    margin = np.where(wait == 0, first_margin, later_margin)
    return size * kept(retention) * margin * factor(rate, wait)


def cohort_worth(
    size: Size, first_margin: FirstMargin, later_margin: LaterMargin, retention: Renewals, rate: Interest
) -> Money:
    """Return what a cohort is worth today whose year 1 is now."""
    return float(_years(size, first_margin, later_margin, retention, rate).sum())


class NoRenewals(Kind):
    """No renewals: a list of nothing."""

    def draw(self, source: random.Random) -> list[float]:
        """Return the empty list."""
        return []


def worth_of_year_1(
    size: Size,
    first_margin: FirstMargin,
    later_margin: LaterMargin,
    retention: Annotated[list, NoRenewals()],
    rate: Interest,
) -> Money:
    """Return what a cohort is worth that has no renewals."""
    return cohort_worth(size, first_margin, later_margin, retention, rate)


def _tail(retention: Sequence[float], rate: float) -> float:
    """Return what one yuan a year after the last renewal is worth, if its rate goes on for ever."""
    last, left = retention[-1], np.prod(retention) / (1 + rate) ** len(retention)
    return left * last / (1 + rate - last)


def _kept(way: Years):
    """Return the wrong worth in which the share that is there is counted in another *way*."""
    return lambda **inputs: float(_years(**inputs, kept=way).sum())


def _weighed(factor: Factor):
    """Return the wrong worth in which *factor* of the rate and the years of waiting weighs the money."""
    return lambda **inputs: float(_years(**inputs, factor=factor).sum())


FIRST_YEAR_DISCOUNTED = Mistake(
    "You discount year 1, too, so that every year waits one year too long. Year 1 is now: its exponent is 0.",
    lambda right, rate: right / (1 + rate),
    "the source documents use both timings without saying so",
)
LATER_MARGIN_IN_YEAR_1 = Mistake(
    "You count later_margin in year 1, too. In year 1 a customer brings first_margin.",
    [
        given(first_margin=lambda later_margin: later_margin),
        given(first_margin=lambda first_margin, later_margin: first_margin + later_margin),
        lambda size, first_margin, later_margin, retention, rate: float(
            _years(size, later_margin, later_margin, retention, rate).sum() / (1 + rate)
        ),
    ],
    "the magazine sells the first year below half of the normal price",
)
WORTH_OF_ONE = Mistake(
    "You give what the cohort is worth for each customer of year 1. Asked is the whole cohort: multiply by "
    "size.",
    lambda right, size: right / size,
)

today = FunctionCheck(
    "cohort_worth adds up the years of a cohort, each with its customers, margin and discount",
    cohort_worth,
    tolerance=0.5,
    between=(10_000, 800_000),
    also_right=[
        lambda size, first_margin, later_margin, retention, rate: (
            size
            * (
                first_margin
                + sum(
                    later_margin * np.prod(retention[:year]) / (1 + rate) ** year
                    for year in range(1, len(retention) + 1)
                )
            )
        )
    ],
    mistakes={
        "first_year_discounted": FIRST_YEAR_DISCOUNTED,
        "not_discounted": Mistake(
            "You do not discount. Later money is worth less: divide year 2 by 1 + rate, year 3 by "
            "(1 + rate) ** 2, and so on.",
            given(rate=0.0),
            "the magazine's first total, 97,695, is not discounted; its second, 66,940, is",
        ),
        "later_margin_in_year_1": LATER_MARGIN_IN_YEAR_1,
        "first_margin_for_ever": Mistake(
            "You count first_margin in every year. From year 2 on a customer brings later_margin.",
            given(later_margin=lambda first_margin: first_margin),
        ),
        "margins_exchanged": Mistake(
            "You exchanged the margins: first_margin belongs to year 1, later_margin to every year after it.",
            given(
                first_margin=lambda later_margin: later_margin, later_margin=lambda first_margin: first_margin
            ),
        ),
        "renewed_before_year_1": Mistake(
            "You let customers leave before year 1. In year 1 all of size are there; the first rate leads to "
            "year 2.",
            _kept(_data.renewed_before_year_1),
            "retention applied to the first year",
        ),
        "renewed_a_year_late": Mistake(
            "In your year 2 everybody is still there. The first rate leads from year 1 to year 2.",
            _kept(_data.renewed_a_year_late),
        ),
        "each_of_the_beginning": Mistake(
            "You take each rate of the customers of year 1. It is a share of those who were there the year "
            "before: multiply on.",
            _kept(_data.each_of_the_beginning),
        ),
        "power_for_path": Mistake(
            "You raise a rate to a power, as if it had held in all the years before. Each renewal has its "
            "own rate: multiply them one after the other.",
            [_kept(_data.power_of_its_own), _kept(_data.power_of_the_first), _kept(_data.power_of_the_last)],
            "one rate, raised to a power, is all that lesson 05 needs",
        ),
        "mean_for_path": Mistake(
            "You use the mean of the rates for every year. Each renewal has its own rate: multiply them one "
            "after the other.",
            _kept(_data.power_of_the_mean),
            "an average retention rate is what most reports have",
        ),
        "churn_for_retention": Mistake(
            "You keep the share that leaves. A rate in retention is the share that renews: multiply by it.",
            _kept(_data.leavers_kept),
            "common slip: retention and churn are easily exchanged",
        ),
        "nobody_leaves": Mistake(
            "You count all of size in every year. Who has left brings nothing: take those of customers_left.",
            _kept(lambda retention: np.ones(len(retention) + 1)),
        ),
        "leavers_counted": Mistake(
            "You count those who leave. Money comes from those who are there in a year: take customers_left.",
            _kept(lambda retention: np.append(1.0, -np.diff(_data.path(retention)))),
        ),
        "worth_of_one": WORTH_OF_ONE,
        "last_year_missing": Mistake(
            "The last year is missing. There is one year more than rates: each rate leads to one more year.",
            lambda **inputs: float(_years(**inputs)[:-1].sum()),
            "Python's range ends one before its end",
        ),
        "year_1_left_out": Mistake(
            "You leave year 1 out. All of size bring first_margin then, at full value.",
            lambda **inputs: float(_years(**inputs)[1:].sum()),
        ),
        "year_1_alone": Mistake(
            "You give year 1 alone. If return stands in the loop, put it after the loop.",
            lambda size, first_margin: size * first_margin,
        ),
        "last_year_alone": Mistake(
            "You give the last year alone. Add each year to the total with +=.",
            lambda **inputs: float(_years(**inputs)[-1]),
        ),
        "no_end": Mistake(
            "You let the last rate go on without an end. It leads to the last year; what comes after that "
            "does not count.",
            lambda right, size, later_margin, retention, rate: (
                right + size * later_margin * float(_tail(retention, rate))
            ),
            "lesson 05 has no planned end",
        ),
        "discounted_once": Mistake(
            "You divide every later year by 1 + rate once. Year 3 waits two years, year 4 three: use a "
            "power.",
            _weighed(lambda rate, wait: np.where(wait == 0, 1, 1 / (1 + rate))),
        ),
        "discounted_as_a_whole": Mistake(
            "You discount all years alike. Each waits its own number of years: discount year by year.",
            [
                _weighed(lambda rate, wait: (1 + rate) ** -float(len(wait))),
                _weighed(lambda rate, wait: (1 + rate) ** -float(len(wait) - 1)),
            ],
        ),
        "later_money_worth_more": Mistake(
            "You multiply by (1 + rate): later money is worth more then. For the value today, divide.",
            _weighed(lambda rate, wait: (1 + rate) ** wait),
        ),
        "rate_taken_off": Mistake(
            "You multiply by 1 − rate for each year. To discount is to divide by 1 + rate.",
            _weighed(lambda rate, wait: (1 - rate) ** wait),
        ),
        "simple_interest": Mistake(
            "You divide by 1 + rate · t. Interest earns interest, too: the divisor is (1 + rate) ** t.",
            _weighed(lambda rate, wait: 1 / (1 + rate * wait)),
        ),
        "year_2_not_discounted": Mistake(
            "You let year 2 count in full. It comes in one year: divide it by 1 + rate.",
            _weighed(lambda rate, wait: np.where(wait == 0, 1, (1 + rate) ** -(wait - 1.0))),
        ),
        "discounted_at_the_end": Mistake(
            "You leave year 1 as it is, but let year 2 wait two years. It waits one: its exponent is 1.",
            _weighed(lambda rate, wait: np.where(wait == 0, 1, (1 + rate) ** -(wait + 1.0))),
        ),
    },
)

once = FunctionCheck(
    "a cohort without renewals is worth its year 1",
    worth_of_year_1,
    tolerance=0.5,
    between=(2_000, 100_000),
    mistakes={
        "first_year_discounted": FIRST_YEAR_DISCOUNTED,
        "later_margin_in_year_1": LATER_MARGIN_IN_YEAR_1,
        "worth_of_one": WORTH_OF_ONE,
        "nothing_without_renewals": Mistake(
            "You give 0 where nobody can renew. In year 1 all of size are there, and bring first_margin.",
            lambda: 0.0,
        ),
    },
)
