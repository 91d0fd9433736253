"""A table of the years: who stays, what he brings and what that is worth today."""

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab import clv
from crmlab.declared.quantities import Money, Rate, Share, Years, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, given, part

REREAD = "lesson 05, “Customers may leave”"
HINTS = (
    "Begin with the column year: 1, 2, …, years. Each other column follows from it in one line.",
    "staying is retention ** year; margin is the margin times staying; the present value divides that by "
    "(1 + rate) ** year.",
    "Put the four columns into pd.DataFrame({…}). With year = np.arange(1, years + 1), ** works on all.",
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


years = AnswerCheck(
    "the table shows who stays, what he brings and what that is worth today",
    value_table,
    between=(0, 600),
    mistakes={
        "everybody_there_in_year_one": Mistake(
            "In your year 1 everybody is still there. "
            "The first margin comes at its end, from those who stayed.",
            lambda right, retention: right[["year"]].join(right.drop(columns="year") / retention),
            "two conventions stand side by side in the literature",
        ),
        "table_not_discounted": Mistake(
            "Your present values are not discounted: divide year t by (1 + rate) ** t.",
            given(rate=0.0),
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
            shows_in=lambda answer: pd.to_numeric(pd.DataFrame(answer)["margin"]).nunique() == 1,
        ),
        "staying_above_one": Mistake(
            "Your staying is more than 1, which no share can be. Give 0.80 for 80 %.",
            part(staying=lambda right: 100 * right["staying"]),
            shows_in=lambda answer: pd.to_numeric(pd.DataFrame(answer)["staying"]).max() > 1,
        ),
        "leavers_counted_twice": Mistake(
            "Your present value counts those who left twice: "
            "the column margin is multiplied by staying already.",
            part(present_value=lambda right: right["present_value"] * right["staying"]),
        ),
        "running_total_for_present_value": Mistake(
            "Your present value is a running total. Give what the margin of that one year is worth today.",
            part(present_value=lambda right: right["present_value"].cumsum()),
        ),
    },
)
