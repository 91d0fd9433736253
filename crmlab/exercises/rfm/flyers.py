"""Which flyer of an airline is the best by an index of five measures."""

from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab import portfolio
from crmlab.declared.tables import Weights
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, given
from crmlab.exercises.rfm._data import Weight

REREAD = "lesson 07, “One number to rank by”, and its reader, “Passengers by RFM”"
HINTS = (
    "Years and kilometres cannot be added. How far is each flyer from the mean, in standard deviations?",
    "standard = (measured - measured.mean()) / measured.std(ddof=0), for all five columns at once.",
    "Multiply each column by its weight, the days by minus their weight. Add up along the row; divide by "
    "the sum of the weights.",
)

FLYERS = pd.DataFrame(
    {
        "flyer": ["An", "Bai", "Cui", "Dong", "Fei", "Guo"],
        "member_years": [8, 2, 5, 1, 10, 3],
        "days_since": [75, 5, 90, 20, 140, 15],
        "flights": [8, 30, 12, 6, 5, 20],
        "kilometres": [38_000, 24_000, 30_000, 52_000, 20_000, 16_000],
        "fare_share": [0.90, 0.50, 0.75, 0.60, 0.80, 0.95],
    }
)
MEASURED = FLYERS.drop(columns="flyer")
FlyerWeights = Annotated[dict, Weights(Weight, tuple(MEASURED))]


def flyers_ranked(weights: FlyerWeights) -> dict[str, Any]:
    """Return the index of each flyer, and who has the highest."""
    return _best(portfolio.value_index(FLYERS, _days_turned(weights))["value_index"])


def _best(index: Any) -> dict[str, Any]:
    return {"index": np.asarray(index).tolist(), "best": FLYERS["flyer"][int(np.argmax(index))]}


def _days_turned(weights: dict[str, float]) -> dict[str, float]:
    return weights | {"days_since": -weights["days_since"]}


def _weighed(measured: pd.DataFrame, weights: dict[str, float]) -> pd.Series:
    return sum(weight * measured[column] for column, weight in weights.items()) / sum(weights.values())


def _with_negative_days(measured: pd.DataFrame) -> pd.DataFrame:
    return measured.assign(days_since=-measured["days_since"])


def _standardized(weights: dict[str, float], ddof: int) -> dict[str, Any]:
    standard = (MEASURED - MEASURED.mean()) / MEASURED.std(ddof=ddof)
    return _best(_weighed(_with_negative_days(standard), weights))


def _from_smallest_to_largest(weights: dict[str, float]) -> dict[str, Any]:
    lowest, highest = MEASURED.min(), MEASURED.max()
    scaled = (MEASURED - lowest) / (highest - lowest)
    return _best(_weighed(scaled.assign(days_since=1 - scaled["days_since"]), weights))


def _divided_by_signed_weights(weights: dict[str, float], right: dict[str, Any]) -> dict[str, Any]:
    signed_sum = sum(_days_turned(weights).values())
    if signed_sum == 0:
        raise BadValueError("Weights that cancel out have no mean.")
    return _best(np.array(right["index"]) * sum(weights.values()) / signed_sum)


index = AnswerCheck(
    "the index weighs five measures, each in its own spread",
    flyers_ranked,
    between=(-2, 2),
    apart=lambda weights: sorted(flyers_ranked(weights)["index"])[-2:],
    also_right=[lambda weights: _standardized(weights, ddof=0)],
    mistakes={
        "not_standardized": Mistake(
            "You add kilometres to years, and the kilometres drown the rest. "
            "First divide each by its own spread.",
            lambda weights: _best(_weighed(_with_negative_days(MEASURED), weights)),
            "measures in different units are added up",
        ),
        "long_absence_counts_for_him": Mistake(
            "In your index a long absence is good. Days since the last flight count against a flyer.",
            given(weights=lambda weights: _days_turned(weights)),
            "the days since the last flight are the one measure where little is good",
        ),
        "spread_of_a_sample": Mistake(
            "You use the standard deviation of a sample, as pandas does unasked. Here it is std(ddof=0).",
            lambda weights: _standardized(weights, ddof=1),
            "pandas' std divides by n − 1, numpy's by n",
        ),
        "index_not_divided": Mistake(
            "You have the weighted sum of the standard scores. Divide it by the sum of the weights.",
            lambda weights, right: _best(np.array(right["index"]) * sum(weights.values())),
            "a weighted sum taken for a weighted mean",
        ),
        "scaled_by_smallest_and_largest": Mistake(
            "You measure from the smallest value to the largest. "
            "Measure in standard deviations from the mean.",
            _from_smallest_to_largest,
        ),
        "places_for_distances": Mistake(
            "You take places from 1 to 6, which lose how far apart flyers are. "
            "Measure in standard deviations.",
            lambda weights: _best(_weighed(_with_negative_days(MEASURED).rank(), weights)),
        ),
        "divided_by_signed_weights": Mistake(
            "You divide by a sum with a negative weight in it. "
            "Turn the days round, leave the weights positive.",
            _divided_by_signed_weights,
        ),
    },
)
