"""A leaky bucket year by year, and the number of customers towards which it moves."""

from collections.abc import Callable
from typing import Annotated

from crmlab import lifecycle
from crmlab.declared.quantities import Quantity, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, given, part
from crmlab.language import to_say
from crmlab.lifecycle.base import Churn, PerYear

VERSION = 2
REREAD = to_say("lesson 03, “Is your bucket leaking?”")
HINTS = {
    "": (
        "A year begins where the last one ended. Who can leave in it: also those who are won in it?",
        "Go through the years in a loop, and keep in start how many there are when a year begins.",
        "In each turn: what is lost of start; then end, from start, lost and acquired; then a row; "
        "then the start of the next year.",
    ),
    "settles": (
        "Look down the column end of a long plan: by how much does it change from year to year?",
        "While more leave than come, the base shrinks, and then fewer leave. When does this stop?",
        "Where nothing changes any more, churn · level is just what is won in a year. Solve this for level.",
    ),
}
NARROW = {
    "customers": typical(300, 900, 10),
    "churn": typical(0.1, 0.3),
    "acquired": typical(20, 80, 5),
    "years": typical(4, 7),
}


def settling_level(
    churn: Churn, acquired: PerYear
) -> Annotated[float, Quantity("", 0, typical=(100, 500), format=",.1f")]:
    """Return the number of customers towards which a base moves, wherever it begins."""
    return acquired * lifecycle.mean_life(churn)


def _lost(customers: float, acquired: float, years: int, losing: Callable[[float], float]) -> list[float]:
    """Return who is lost in each year of a bucket, however they are counted."""
    start, column = customers, []
    for _ in range(years):
        column.append(losing(start))
        start += acquired - column[-1]
    return column


def _newcomers_leave_at_once(customers, churn, acquired, years):
    return _lost(customers, acquired, years, lambda start: churn * (start + acquired))


def _newcomers_never_leave(customers, churn, acquired, years):
    return _lost(customers, 0, years, lambda start: churn * start)


def _end_of_the_first_ones(customers, churn, years):
    return [customers * (1 - churn) ** year for year in range(1, years + 1)]


def _newcomers_taken_off(customers, churn, acquired, years):
    return _lost(customers, acquired, years, lambda start: churn * start - acquired)


def _nobody_taken_off(customers, churn, acquired, years):
    return [churn * (customers + acquired * year) for year in range(years)]


def _whole_customers(customers, churn, acquired, years):
    return _lost(customers, acquired, years, lambda start: round(churn * start))


def _parts_cut_off(customers, churn, acquired, years):
    return _lost(customers, acquired, years, lambda start: int(churn * start))


years = AnswerCheck(
    "the table shows who is lost and won in each year",
    lifecycle.leaky_bucket,
    narrow=NARROW,
    between=(0, 1000),
    mistakes={
        "newcomers_leave_at_once": Mistake(
            "You let newcomers leave in the year in which they come. "
            "Only those of the start of a year can leave.",
            part(lost=_newcomers_leave_at_once),
            "common slip: newcomers and customers of the start of the year are easily taken together",
        ),
        "starts_anew_every_year": Mistake(
            "Each of your years begins with the customers of year 1. A year begins where the last one ended.",
            part(start=lambda customers: customers),
            "common slip: what the bucket keeps is easily forgotten between two years",
        ),
        "loses_the_same_every_year": Mistake(
            "You lose the same number every year. "
            "The churn rate takes its share of the customers of that year.",
            part(lost=lambda right: right["lost"].iloc[0]),
            "the linear reading of churn in the source document on the life cycle",
        ),
        "churn_taken_for_retention": Mistake(
            "You keep the share churn and lose the rest. It is the other way round: churn is the share lost.",
            given(churn=lambda churn: 1 - churn),
        ),
        "newcomers_counted_twice": Mistake(
            "You take the newcomers off the lost and then add them, too: "
            "they count twice. lost is churn · start.",
            part(lost=_newcomers_taken_off),
        ),
        "lost_less_the_newcomers": Mistake(
            "Your lost is what the base shrinks by. Newcomers have their own column: lost are all who leave.",
            part(lost=lambda right: right["lost"] - right["acquired"]),
        ),
        "end_without_newcomers": Mistake(
            "Your end is without those who are won in the year. They are there when it ends.",
            [
                part(lost=_newcomers_never_leave, end=_end_of_the_first_ones),
                part(end=lambda right: right["start"] - right["lost"]),
            ],
        ),
        "newcomers_left_out": Mistake(
            "Nobody who was won is lost in your later years. Newcomers are there when the next year begins.",
            part(lost=_newcomers_never_leave),
        ),
        "lost_not_taken_off": Mistake(
            "Your base grows by all newcomers. Those lost in a year are not there when the next one begins.",
            part(lost=_nobody_taken_off),
        ),
        "rounded_on_the_way": Mistake(
            "You lose whole customers only. Keep all decimals: they count in the years after.",
            [part(lost=_whole_customers), part(lost=_parts_cut_off)],
        ),
        "rate_for_the_lost": Mistake(
            "Your column lost has the churn rate. It asks for a number of customers.",
            part(lost=lambda churn: churn),
        ),
        "last_year_missing": Mistake(
            "Your last year is missing. If you wrote range(1, years): it ends before years.",
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
            lambda customers, churn, acquired, years: lifecycle.leaky_bucket(
                customers, churn, acquired, years
            )["end"].iloc[-1],
        ),
        "customers_of_today_decide": Mistake(
            "You use the customers of today. In time they all leave: what is won each year sets the level.",
            given(acquired=lambda customers: customers),
        ),
        "base_stays": Mistake(
            "You give the customers of today. The base stands still only where as many come as leave.",
            lambda customers: customers,
        ),
        "newcomers_to_hold": Mistake(
            "You give how many leave in the first year. The task asks where the base moves in the end.",
            lambda customers, churn: customers * churn,
        ),
        "years_of_a_life": Mistake(
            "You give the years that a customer stays. How many are won in each of these years?",
            lambda churn: 1 / churn,
        ),
        "change_from_today": Mistake(
            "You give by how much the base changes. The task asks for the number towards which it moves.",
            lambda right, customers: right - customers,
        ),
    },
)
