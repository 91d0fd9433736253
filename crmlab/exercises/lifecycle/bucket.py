"""A leaky bucket year by year, and the number of customers towards which it moves."""

from collections.abc import Callable
from typing import Annotated

import pandas as pd

from crmlab import lifecycle
from crmlab.declared.quantities import Quantity, Years, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, given
from crmlab.lifecycle.base import Churn, Customers, PerYear

REREAD = "lesson 03, “Is your bucket leaking?”"
HINTS = (
    "A year begins where the last one ended. Who can leave in it: also those who are won in it?",
    "Keep start in a loop: lost = churn * start, then end = start − lost + acquired, then start = end. "
    "Collect one row a year.",
    "Where nothing changes any more, lost equals acquired. With how many customers is that so?",
)
NARROW = {
    "customers": typical(300, 900, 10),
    "churn": typical(0.1, 0.3),
    "acquired": typical(20, 80, 5),
    "years": typical(4, 7),
}


def settling_level(
    customers: Customers, churn: Churn, acquired: PerYear, years: Years
) -> Annotated[float, Quantity("", 0, typical=(100, 500), format=",.1f")]:
    """Return the number of customers towards which a base moves, wherever it begins."""
    return acquired * lifecycle.mean_life(churn)


def _bucket(customers: float, acquired: float, years: int, losing: Callable[[float], float]) -> pd.DataFrame:
    """Return the years of a bucket that loses some in each year, however these are counted."""
    start, rows = customers, []
    for year in range(1, years + 1):
        lost = losing(start)
        rows.append((year, start, lost, acquired, start - lost + acquired))
        start = rows[-1][-1]
    return pd.DataFrame(rows, columns=["year", "start", "lost", "acquired", "end"])


def _newcomers_leave_at_once(customers, churn, acquired, years):
    return _bucket(customers, acquired, years, lambda start: churn * (start + acquired))


def _loses_the_same_every_year(customers, churn, acquired, years):
    return _bucket(customers, acquired, years, lambda start: churn * customers)


def _newcomers_counted_twice(customers, churn, acquired, years):
    return _bucket(customers, acquired, years, lambda start: churn * start - acquired)


years = AnswerCheck(
    "the table shows who is lost and won in each year",
    lifecycle.leaky_bucket,
    narrow=NARROW,
    between=(0, 1000),
    mistakes={
        "newcomers_leave_at_once": Mistake(
            "You let newcomers leave in the year in which they come. "
            "Only those of the start of a year can leave.",
            _newcomers_leave_at_once,
            "common slip: newcomers and customers of the start of the year are easily taken together",
        ),
        "loses_the_same_every_year": Mistake(
            "You lose the same number every year. "
            "The churn rate takes its share of the customers of that year.",
            _loses_the_same_every_year,
            "the linear reading of churn in the source document on the life cycle",
        ),
        "starts_anew_every_year": Mistake(
            "Each of your years begins with the customers of year 1. A year begins where the last one ended.",
            lambda right: right.assign(**right.iloc[0].drop("year")),
            "common slip: what the bucket keeps is easily forgotten between two years",
        ),
        "churn_taken_for_retention": Mistake(
            "You keep the share churn and lose the rest. It is the other way round: churn is the share lost.",
            given(churn=lambda churn: 1 - churn),
        ),
        "newcomers_counted_twice": Mistake(
            "You take the newcomers off the lost and then add them, too: "
            "they count twice. lost is churn · start.",
            _newcomers_counted_twice,
        ),
        "last_year_missing": Mistake(
            "Your last year is missing. range(1, years) ends before years: write range(1, years + 1).",
            given(years=lambda years: years - 1),
            "Python's range ends one before its end",
        ),
    },
)

level = AnswerCheck(
    "that is the number of customers towards which the base moves",
    settling_level,
    narrow=NARROW,
    between=(50, 850),
    mistakes={
        "life_by_retention": Mistake(
            "You divide by the share that stays. "
            "A customer stays 1 / churn years on average: divide by churn.",
            given(churn=lambda churn: 1 - churn),
            "common slip: retention and churn are easily exchanged",
        ),
        "multiplied_by_churn": Mistake(
            "You multiply by churn. At that level, churn times the level is what comes in: so divide.",
            lambda churn, acquired: acquired * churn,
            "common slip: the balance is set up the wrong way round",
        ),
        "runs_empty": Mistake(
            "You let the base run empty. Some are won every year: it settles where as many come as leave.",
            lambda: 0,
        ),
        "newcomers_leave_at_once_for_ever": Mistake(
            "Your newcomers leave in the year in which they come. Here they can leave from the next year on.",
            lambda right, churn: right * (1 - churn),
        ),
        "end_of_the_plan": Mistake(
            "You give the end of your last year. The base moves on after it, until as many come as leave.",
            lambda **inputs: lifecycle.leaky_bucket(**inputs)["end"].iloc[-1],
        ),
        "customers_of_today_decide": Mistake(
            "You multiply the customers of today. "
            "In time they all leave: what is won each year sets the level.",
            given(acquired=lambda customers: customers),
        ),
        "churn_in_percent": Mistake(
            'You turn churn into percent. In this formula it is a share: take given["churn"] as it is.',
            lambda right: right / 100,
        ),
    },
)
