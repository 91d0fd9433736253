"""What a customer is worth who may leave, in some years or without an end."""

from crmlab import clv
from crmlab.declared.quantities import typical
from crmlab.exercises.declaring import FunctionCheck, Mistake, given

REREAD = "lesson 05, “Customers may leave”"
HINTS = (
    "Begin with year 1: which share is still there, and what is its margin worth today? Then year 2.",
    "Year t brings margin · retention ** t / (1 + rate) ** t, for t in range(1, years + 1).",
    "Without an end it is margin · retention / (1 + rate − retention). Begin with: if years is None:",
)


def _retention_only_once(margin, retention, rate, years=None):
    return margin * retention * (clv.annuity_factor(rate, years) if years else 1 / rate)


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
    between=(20, 4000),
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
            lambda right, retention: right / retention,
            "a common form of the formula, with another convention",
        ),
        "retention_only_once": RETENTION_ONLY_ONCE,
    },
)

endless = FunctionCheck(
    "without years, lifetime_value gives the value without an end",
    clv.lifetime_value,
    inputs=("margin", "retention", "rate"),
    between=(20, 6000),
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
            lambda margin, retention: margin / (1 - retention),
            "mean life read as lifetime value in the source documents",
        ),
        "retention_only_once": RETENTION_ONLY_ONCE,
        "certain_until_the_mean_life": Mistake(
            "You let everybody stay for the mean life. Some leave sooner, some later: "
            "use retention in each year.",
            lambda margin, retention, rate: margin * (1 - (1 + rate) ** (-1 / (1 - retention))) / rate,
        ),
        "ten_years_for_no_end": Mistake(
            "You stop after ten years. Without years there is no end: the lesson has a formula for that sum.",
            given(years=10),
        ),
        "no_brackets_below": Mistake(
            "Brackets are missing: / divides by the next number only. "
            "Put brackets round the whole denominator.",
            lambda margin, retention, rate: margin * retention / 1 + rate - retention,
        ),
    },
)

loyal = FunctionCheck(
    "lifetime_value is right when everybody stays and when nobody does",
    clv.lifetime_value,
    inputs=("margin", "retention", "rate", "years"),
    narrow={"retention": typical(1, 1)},
    cases=[{"margin": 100, "retention": 0.0, "rate": 0.1, "years": 5}],
    between=(0, 6000),
)
