"""A table of the years: who stays, what he brings and what that is worth today."""

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab import clv
from crmlab.declared.quantities import Money, Rate, Share, Years, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, given, part
from crmlab.language import to_say

VERSION = 3
REREAD = to_say("lesson 05, “Customers may leave”")
HINTS = (
    "Begin with the column year: 1, 2, …, years. Each other column follows from it in one line.",
    "Of 100 customers, how many are still there after two years? Only they bring a margin, and later.",
    "np.arange(1, years + 1) makes the years; arithmetic with it, ** too, works on all rows at once. "
    "The columns follow in their order: each uses the one before it.",
)


def value_table(
    margin: Annotated[Money, typical(50, 500)],
    retention: Annotated[Share, typical(0.5, 0.95)],
    rate: Rate,
    years: Years,
) -> pd.DataFrame:
    """Return year by year who stays, what he brings and what that is worth today."""
    year = np.arange(1, years + 1)
    staying = retention**year
    present_value = margin * staying * clv.discount_factor(rate, year)
    return pd.DataFrame(
        {"year": year, "staying": staying, "margin": margin * staying, "present_value": present_value}
    )


def _worth_today(factor):
    """Return the table in which *factor* of the rate and the year makes a margin worth less."""
    return part(present_value=lambda right, rate: right["margin"] * factor(rate, right["year"]))


years = AnswerCheck(
    "the table shows who stays, what he brings and what that is worth today",
    value_table,
    between=(0, 600),
    mistakes={
        "everybody_there_in_year_one": Mistake(
            "In your year 1 everybody is still there. "
            "The first margin comes at its end, from those who stayed.",
            part(staying=lambda right, retention: right["staying"] / retention),
            "two conventions stand side by side in the literature",
        ),
        "staying_the_same_every_year": Mistake(
            "Your staying is the same every year. Fewer are left each year: in year t retention ** t.",
            part(staying=lambda retention: retention),
        ),
        "same_number_leaves": Mistake(
            "You let the same number leave every year. A share of those still there leaves.",
            part(staying=lambda right, retention: np.maximum(0, 1 - right["year"] * (1 - retention))),
        ),
        "table_not_discounted": Mistake(
            "Your present values are not discounted: divide year t by (1 + rate) ** t.",
            part(present_value=lambda right: right["margin"]),
            "worked examples of the source documents",
        ),
        "last_year_missing": Mistake(
            "Your last year is missing. range(1, years) ends before years: write range(1, years + 1).",
            given(years=lambda years: years - 1),
            "Python's range ends one before its end",
        ),
        "same_margin_every_year": Mistake(
            "Your margin is the same every year. Who has left brings nothing: multiply it by staying.",
            part(margin=lambda margin: margin),
        ),
        "margin_discounted": Mistake(
            "Your margin is discounted. Give there what comes in the year; present_value discounts it.",
            part(margin=lambda right: right["present_value"]),
        ),
        "leavers_counted_twice": Mistake(
            "Your present value counts those who left twice: "
            "the column margin is multiplied by staying already.",
            part(present_value=lambda right: right["present_value"] * right["staying"]),
        ),
        "leavers_forgotten": Mistake(
            "Your present value counts those who left. Discount what comes on average: the column margin.",
            part(present_value=lambda margin, rate, right: margin * (1 + rate) ** -right["year"]),
        ),
        "first_year_not_discounted": Mistake(
            "You do not discount year 1. Its margin comes at its end, so it waits one year.",
            _worth_today(lambda rate, year: (1 + rate) ** (1.0 - year)),
        ),
        "discounted_once": Mistake(
            "You divide by 1 + rate once in every year. Year t waits t years: divide by (1 + rate) ** t.",
            _worth_today(lambda rate, year: 1 / (1 + rate)),
        ),
        "rate_taken_off": Mistake(
            "You multiply by 1 − rate. To discount is to divide by 1 + rate, once for each year.",
            _worth_today(lambda rate, year: (1 - rate) ** year),
        ),
        "simple_interest": Mistake(
            "You divide by 1 + rate · t. Interest earns interest, too: the divisor is (1 + rate) ** t.",
            _worth_today(lambda rate, year: 1 / (1 + rate * year)),
        ),
        "later_money_worth_more": Mistake(
            "You multiply by (1 + rate) ** t: later money is worth more then. For the value today, divide.",
            _worth_today(lambda rate, year: (1 + rate) ** year),
        ),
    },
)
