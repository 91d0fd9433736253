"""Orders and days become scores from 1 to 5."""

from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab import rfm
from crmlab.declared.quantities import Quantity
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.exercises.rfm._data import FEW_CALLS

REREAD = "lesson 07, “Where to cut” and “Scores”"
HINTS = (
    "Four cut points make five bins. A value gets 1, and 1 more for each cut point that lies below it.",
    "np.quantile(orders, [0.2, 0.4, 0.6, 0.8]) gives the cut points (pd.qcut refuses equal ones). Then "
    "take the customers one by one.",
    "sum(cut < value for cut in cuts) counts those strictly below. For days, take this number from 5.",
)

Orders = Annotated[list[int], Quantity("", 1, typical=(1, 6), format=".0f", whole=True, series=(12, 12))]
DaysAgo = Annotated[
    list[int], Quantity("days", 0, typical=(20, 180), step=20, format=".0f", whole=True, series=(12, 12))
]


def f_score(orders: Orders) -> list[int]:
    """Return the frequency score of each of twelve customers."""
    return [1 + below for below in _cuts_below(orders, orders)]


def r_score(days: DaysAgo) -> list[int]:
    """Return the recency score of each of twelve customers."""
    return [5 - below for below in _cuts_below(days, days)]


def _cut_points(values: Any) -> np.ndarray:
    return np.quantile(values, [0.2, 0.4, 0.6, 0.8])


def _cuts_below(values: list[int], cut: Any, side: str = "left") -> list[int]:
    """Return how many cut points of the values in *cut* lie below each value."""
    return np.searchsorted(_cut_points(cut), values, side=side).tolist()


def _above_cut_points(values: list[int]) -> np.ndarray:
    return np.subtract.outer(values, _cut_points(values))


def _library_scores(measure: str, values: list[int]) -> dict[str, list[int]]:
    others = {"recency_days": 0.0, "orders": 0, "revenue": 0.0}
    table = pd.DataFrame(others, index=range(len(values))).assign(**{measure: values})
    return rfm.score(table).to_dict("list")


def _dealt_out(values: list[int]) -> list[int]:
    return (pd.qcut(pd.Series(values).rank(method="first"), 5, labels=False) + 1).tolist()


orders = FunctionCheck(
    "f_score counts the cut points strictly below, and equal orders get equal scores",
    f_score,
    calls=FEW_CALLS,
    edges={"a cut point counts if it lies strictly below": lambda orders: _above_cut_points(orders)},
    between=(1, 5),
    also_right=[lambda orders: _library_scores("orders", orders)["f_score"]],
    mistakes={
        "cut_point_counts_above": Mistake(
            "You count cut points at or below a value. "
            "Count those strictly below: who stands on one stays below.",
            lambda orders: [1 + below for below in _cuts_below(orders, orders, side="right")],
            "a value on the boundary is counted above it",
        ),
        "scores_from_zero": Mistake(
            "Your lowest score is 0. Begin at 1 and add 1 for each cut point below the value.",
            lambda right: [score - 1 for score in right],
            "Python counts from 0",
        ),
        "each_value_once": Mistake(
            "You cut the list of different values. "
            "Cut the customers: take the quantiles of all twelve values.",
            lambda orders: [1 + below for below in _cuts_below(orders, np.unique(orders))],
        ),
        "bins_of_equal_width": Mistake(
            "You cut the range into five equal pieces. Cut the customers into fifths: take quantiles.",
            lambda orders: (pd.cut(pd.Series(orders), 5, labels=False) + 1).tolist(),
            "pandas has cut beside qcut",
        ),
        "empty_bins_not_counted": Mistake(
            "You number the bins that are left. "
            "Two equal cut points count twice, so that a score may be skipped.",
            lambda orders: (pd.qcut(orders, 5, labels=False, duplicates="drop") + 1).tolist(),
            "pandas' qcut with duplicates='drop' numbers the bins that are left",
        ),
        "equal_values_dealt_out": Mistake(
            "You give equal values different scores, by their place in the list. "
            "Equal values get equal scores.",
            lambda orders: _dealt_out(orders),
            "a common way round pandas' refusal of equal cut points",
        ),
    },
)

days = FunctionCheck(
    "r_score gives 5 to those who bought last",
    r_score,
    calls=FEW_CALLS,
    edges={"a cut point counts if it lies strictly below": lambda days: _above_cut_points(days)},
    between=(1, 5),
    also_right=[
        lambda days: _library_scores("recency_days", days)["r_score"],
        lambda days: 6 - np.array(f_score(days)),
    ],
    mistakes={
        "longest_ago_is_best": Mistake(
            "Your 5 goes to those who have been away longest. Few days are good: turn the score round.",
            lambda days: f_score(days),
            "RFM tables that sort the days upwards",
        ),
        "equal_days_dealt_out": Mistake(
            "You give equal days different scores, by their place in the list. Equal days get equal scores.",
            lambda days: [6 - score for score in _dealt_out(days)],
            "a common way round pandas' refusal of equal cut points",
        ),
        "turned_to_zero": Mistake(
            "Your scores run from 0 to 4. Take the number of cut points below from 5; the best score is 5.",
            lambda right: [score - 1 for score in right],
            "turned round with the number of bins",
        ),
        "cut_point_counts_as_late": Mistake(
            "Who stands on a cut point gets one too few. A cut point counts only if it lies strictly below.",
            lambda days: [5 - below for below in _cuts_below(days, days, side="right")],
            "the sign is changed before scoring",
        ),
    },
)
