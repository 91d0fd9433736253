"""Orders and days become scores from 1 to 5."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab import rfm
from crmlab.declared.quantities import Quantity
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.exercises.rfm._data import NO_DRAWS
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 07, “Where to cut” and “Scores”")
HINTS = (
    "Four cut points make five bins. A value gets 1, and 1 more for each cut point that lies below it.",
    "np.quantile(orders, [0.2, 0.4, 0.6, 0.8]) gives the cut points (pd.qcut refuses equal ones). Then "
    "take the customers one by one.",
    "A comparison such as cut < value is True or False, and sum() counts True as 1. For days, take this "
    "number from the best score.",
)

_EXAMPLE = [1, 2, 1, 6, 1, 2, 3, 1, 2, 1, 5, 3]
FIFTHS = (0.2, 0.4, 0.6, 0.8)
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


def _cut_points(values: Any, shares: Any = FIFTHS) -> np.ndarray:
    return np.quantile(values, shares)


def _cuts_below(values: list[int], cut: Any, side: str = "left", shares: Any = FIFTHS) -> list[int]:
    """Return how many cut points of the values in *cut* lie below each value."""
    return np.searchsorted(_cut_points(cut, shares), values, side=side).tolist()


def _above_cut_points(values: list[int]) -> np.ndarray:
    return np.subtract.outer(values, _cut_points(values))


def _library_scores(measure: str, values: list[int]) -> dict[str, list[int]]:
    others = {"recency_days": 0.0, "orders": 0, "revenue": 0.0}
    table = pd.DataFrame(others, index=range(len(values))).assign(**{measure: values})
    return rfm.score(table).to_dict("list")


def _in_equal_widths(values: list[int], low: int) -> Any:
    return np.searchsorted(low + (max(values) - low) * np.array(FIFTHS), values)


def _dealt_out(values: list[int]) -> np.ndarray:
    return pd.qcut(pd.Series(values).rank(method="first"), 5, labels=False).to_numpy()


BELOW_WRONGLY = {
    "cut_points_of_the_example": Mistake(
        "You take the cut points of the example. Take those of the list that your function is given.",
        [lambda values: _cuts_below(values, _EXAMPLE)],
        "a function uses a name from outside",
    ),
    "each_value_once": Mistake(
        "You cut the list of different values. Cut the customers: take the quantiles of all twelve values.",
        [lambda values: _cuts_below(values, np.unique(values))],
        "equal values are thought to shift the cut points",
    ),
    "bins_of_equal_width": Mistake(
        "You cut the range into five equal pieces. Cut the customers into fifths: take quantiles.",
        [lambda values: _in_equal_widths(values, min(values)), lambda values: _in_equal_widths(values, 0)],
        "pandas has cut beside qcut",
    ),
    "empty_bins_not_counted": Mistake(
        "You number the bins that are left. "
        "Two equal cut points count twice, so that a score may be skipped.",
        [lambda values: pd.qcut(values, 5, labels=False, duplicates="drop")],
        "pandas' qcut with duplicates='drop' numbers the bins that are left",
    ),
    "equal_values_dealt_out": Mistake(
        "You give equal values different scores, by their place in the list. Equal values get equal scores.",
        [_dealt_out, lambda values: _dealt_out(values[::-1])[::-1]],
        "a common way round pandas' refusal of equal cut points",
    ),
    "four_bins": Mistake(
        "You make four bins with three cut points. Five bins need the quantiles 0.2, 0.4, 0.6 and 0.8.",
        [lambda values: _cuts_below(values, values, shares=(0.25, 0.5, 0.75))],
        "quartiles are better known than fifths",
    ),
    "smallest_value_as_cut_point": Mistake(
        "You count the smallest value as a cut point, too. There are four: 0.2, 0.4, 0.6 and 0.8.",
        [lambda values: _cuts_below(values, values, shares=(0, *FIFTHS))],
        "the edges of five bins are six numbers",
    ),
}


def _scored_wrongly(score: Callable[[np.ndarray], np.ndarray], name: str) -> dict[str, Mistake]:
    """Return what goes wrong below a value as it shows in the score of the input with this name."""

    def scored(below: Callable[[list[int]], Any]) -> Callable[..., list[int]]:
        return lambda **inputs: score(np.asarray(below(inputs[name]))).tolist()

    return {
        known: replace(mistake, wrong=[scored(below) for below in mistake.wrong])
        for known, mistake in BELOW_WRONGLY.items()
    }


orders = FunctionCheck(
    "f_score counts the cut points strictly below, and equal orders get equal scores",
    f_score,
    calls=NO_DRAWS,
    cases=[
        {"orders": [1, 4, 1, 9, 1, 2, 3, 1, 2, 1, 6, 2]},
        {"orders": [7, 1, 3, 2, 1, 2, 11, 1, 3, 1, 4, 2]},
    ],
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
        "few_orders_are_best": Mistake(
            "Your 5 goes to those with the fewest orders. Only of days are few good: many orders are good.",
            lambda right: [6 - score for score in right],
        ),
        **_scored_wrongly(lambda below: 1 + below, "orders"),
    },
)

days = FunctionCheck(
    "r_score gives 5 to those who bought last",
    r_score,
    calls=NO_DRAWS,
    cases=[
        {"days": [30, 90, 30, 210, 30, 45, 60, 30, 45, 30, 150, 45]},
        {"days": [120, 15, 40, 20, 15, 20, 260, 15, 40, 15, 75, 20]},
    ],
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
        **_scored_wrongly(lambda below: 5 - below, "days"),
    },
)
