"""What a customer is worth who may leave, in some years or without an end."""

import math

from crmlab import clv
from crmlab.declared.quantities import typical
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 05, “Customers may leave”")
EXAMPLE = {"margin": 100, "retention": 0.8, "rate": 0.1, "years": 5}
HINTS = (
    "Begin with year 1: which share is there at its end, and what is its margin worth today? Then year 2.",
    "From year to year a margin shrinks twice: fewer are left to bring it, and it comes later.",
    "Let t run from 1 to years, the last year included; t is the exponent of both. For years=None, look for "
    "“the sum has no end” in the lesson: how many yearly margins is a customer worth?",
)


def _year_by_year(left, discounted):
    """Return the formula in which a share *left* brings its margin in year t, and *discounted* weighs it."""
    return lambda margin, retention, rate, years: (
        margin * sum(left(retention, t) * discounted(rate, t) for t in range(1, years + 1))
    )


def _left(retention, t):
    return retention**t


def _discounted(rate, t):
    return (1 + rate) ** -t


def _retention_only_once(margin, retention, rate, years=None):
    return margin * retention * (clv.annuity_factor(rate, years) if years else 1 / rate)


def _mean_life(retention):
    return 1 / (1 - retention)


FIRST_MARGIN_CERTAIN = Mistake(
    "Your first margin comes now and is certain. Here it comes after a year, from those who stay.",
    given(when="start"),
    "two conventions stand side by side in the literature",
)
CHURN_FOR_RETENTION = Mistake(
    "You use the share that leaves. Multiply by the share that stays: retention, not 1 − retention.",
    given(retention=lambda retention: 1 - retention),
    "common slip: retention and churn are easily exchanged",
)
RETENTION_ONLY_ONCE = Mistake(
    "You multiply by retention only once. Fewer are left every year: in year t it is retention ** t.",
    _retention_only_once,
)

finite = FunctionCheck(
    "lifetime_value adds up what comes in a given number of years",
    clv.lifetime_value,
    inputs=("margin", "retention", "rate", "years"),
    cases=[
        {"margin": 100, "retention": 0.0, "rate": 0.1, "years": 5},
        {"margin": 100, "retention": 1.0, "rate": 0.1, "years": 4},
    ],
    between=(0, 4000),
    also_right=[
        lambda margin, retention, rate, years: [
            sum(margin * (retention / (1 + rate)) ** t for t in range(1, years + 1))
        ]
    ],
    mistakes={
        "first_margin_certain": FIRST_MARGIN_CERTAIN,
        "churn_for_retention": CHURN_FOR_RETENTION,
        "lifetime_not_discounted": Mistake(
            "You forget that later money is worth less: divide the margin of year t by (1 + rate) ** t.",
            given(rate=0.0),
            "worked examples of the source documents",
        ),
        "nobody_leaves": Mistake(
            "You discount, but everybody stays. "
            "In year t only retention ** t of the customers are still there.",
            lambda margin, rate, years: margin * clv.annuity_factor(rate, years),
            "the simple formula of the source documents has no retention",
        ),
        "one_payment_short": Mistake(
            "The last year is missing. range(1, years) ends before years; write range(1, years + 1).",
            given(years=lambda years: years - 1),
            "Python's range ends one before its end",
        ),
        "everybody_there_in_the_first_year": Mistake(
            "In your year 1 everybody is still there. "
            "At its end only retention is: its exponent is the year.",
            _year_by_year(lambda retention, t: retention ** (t - 1), _discounted),
            "a common form of the formula, with another convention",
        ),
        "first_year_not_discounted": Mistake(
            "Your first margin is not discounted. It comes at the end of year 1: its exponent is 1, too.",
            _year_by_year(_left, lambda rate, t: (1 + rate) ** (1 - t)),
        ),
        "retention_only_once": RETENTION_ONLY_ONCE,
        "same_number_leaves": Mistake(
            "You let the same number leave every year. A share of those still there leaves: in year t "
            "retention ** t are left.",
            _year_by_year(lambda retention, t: max(0, 1 - t * (1 - retention)), _discounted),
        ),
        "later_money_worth_more": Mistake(
            "You multiply by (1 + rate) ** t: later money is worth more then. For the value today, divide.",
            _year_by_year(_left, lambda rate, t: (1 + rate) ** t),
        ),
        "rate_taken_off": Mistake(
            "You multiply by 1 − rate each year. To discount is to divide by 1 + rate.",
            _year_by_year(_left, lambda rate, t: (1 - rate) ** t),
        ),
        "simple_interest": Mistake(
            "You divide by 1 + rate · t. Interest earns interest, too: the divisor is (1 + rate) ** t.",
            _year_by_year(_left, lambda rate, t: 1 / (1 + rate * t)),
        ),
        "discounted_as_a_whole": Mistake(
            "You discount all years alike. Each margin waits its own number of years: discount year by year.",
            [
                lambda margin, retention, rate, years: (
                    clv.lifetime_value(margin, retention, 0, years) / (1 + rate) ** years
                ),
                lambda margin, retention, rate, years: (
                    clv.lifetime_value(margin, retention, 0, years) / (1 + rate)
                ),
            ],
        ),
        "first_year_alone": Mistake(
            "You give the first year alone. If return stands in the loop, put it after the loop.",
            given(years=1),
        ),
        "last_year_alone": Mistake(
            "You give the last year alone. Add each year to the total with +=.",
            lambda margin, retention, rate, years: margin * (retention / (1 + rate)) ** years,
        ),
        "no_end_all_the_same": Mistake(
            "You give the value without an end. Where years is given, stop after that year.",
            given(years=None),
        ),
    },
)

endless = FunctionCheck(
    "without years, lifetime_value gives the value without an end",
    clv.lifetime_value,
    inputs=("margin", "retention", "rate"),
    narrow={"retention": typical(0.84, 0.95), "rate": typical(0.02, 0.08)},
    between=(100, 8000),
    also_right=[lambda margin, retention, rate: margin * clv.retention_multiple(retention, rate)],
    mistakes={
        "first_margin_certain": FIRST_MARGIN_CERTAIN,
        "churn_for_retention": CHURN_FOR_RETENTION,
        "first_margin_undiminished": Mistake(
            "margin / (1 + rate − retention) takes the first margin as certain. "
            "Multiply it by retention, too.",
            lambda margin, retention, rate: margin / (1 + rate - retention),
            "a common form of the formula, with another convention",
        ),
        "margin_times_mean_life": Mistake(
            "margin / (1 − retention) is the margin times the mean life; it does not discount.",
            lambda margin, retention: margin * _mean_life(retention),
            "mean life read as lifetime value in the source documents",
        ),
        "endless_not_discounted": Mistake(
            "You do not discount: later margins are worth less, so rate belongs into the denominator.",
            given(rate=0.0),
        ),
        "nobody_leaves": Mistake(
            "margin / rate is the value of a customer who never leaves. Here retention says who stays.",
            lambda margin, rate: margin / rate,
        ),
        "retention_only_once": RETENTION_ONLY_ONCE,
        "certain_until_the_mean_life": Mistake(
            "You let everybody stay for the mean life. Some leave sooner, some later: "
            "use retention in each year.",
            [
                lambda margin, retention, rate: margin * (1 - (1 + rate) ** -_mean_life(retention)) / rate,
                lambda margin, retention, rate: (
                    margin * clv.annuity_factor(rate, math.floor(_mean_life(retention)))
                ),
            ],
        ),
        "stopped_at_the_mean_life": Mistake(
            "You stop after the mean life. Some stay longer, and without an end their margins count, too.",
            [
                given(years=lambda retention: math.floor(_mean_life(retention))),
                lambda margin, retention, rate: (
                    clv.lifetime_value(margin, retention, rate)
                    * (1 - (retention / (1 + rate)) ** _mean_life(retention))
                ),
            ],
        ),
        "some_years_for_no_end": Mistake(
            "You stop after a number of years. Without years there is no end; the lesson has a formula.",
            [given(years=years) for years in (10, 20, 30, 50)],
        ),
        "no_brackets_below": Mistake(
            "Brackets are missing: / divides by the next number only. "
            "Put brackets round the whole denominator.",
            [
                lambda margin, retention, rate: margin * retention / 1 + rate - retention,
                lambda margin, retention, rate: margin * (retention / 1 + rate - retention),
            ],
        ),
    },
)

loyal = FunctionCheck(
    "lifetime_value is right without an end, too, when everybody stays",
    clv.lifetime_value,
    inputs=("margin", "retention", "rate"),
    narrow={"retention": typical(1, 1), "rate": typical(0.02, 0.08)},
    between=(500, 25_000),
    mistakes={
        "churn_for_retention": CHURN_FOR_RETENTION,
        "stops_after_some_years": Mistake(
            "You stop after a number of years. Where everybody stays, the years after it still count.",
            [given(years=years) for years in (10, 15, 20, 25, 30, 40, 50, 60, 100)],
        ),
        "first_margin_certain": Mistake(
            "Your first margin comes now. Here it comes after a year.",
            given(when="start"),
        ),
        "worth_without_limit": Mistake(
            "Even a customer who never leaves has a finite value: later money counts less and less, "
            "so the sum does not grow without limit.",
            lambda: math.inf,
            shows_in=lambda answer: math.isinf(answer),
        ),
    },
)
