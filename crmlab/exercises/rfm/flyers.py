"""Which flyer of an airline is the best by an index of five measures."""

from collections.abc import Callable
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab import portfolio
from crmlab.declared.tables import Weights
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, given
from crmlab.exercises.rfm._data import Weight
from crmlab.language import to_say

VERSION = 3
REREAD = to_say("lesson 07, “One number to rank by”, and its reader, “Passengers by RFM”")
HINTS = (
    "Years and kilometres cannot be added. How far is each flyer from the mean, in standard deviations?",
    "Take the mean of a column away from it, and divide by its standard deviation; pandas does it for all "
    "five columns at once. Then every column has the mean 0 and the spread 1.",
    "Multiply each column by its weight, and turn the sign of the days. Add up along the row, and divide by "
    "the sum of the weights, all of them positive.",
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
NAMES = FLYERS["flyer"].tolist()
COLUMNS = FLYERS.columns[1:].tolist()
MEASURED = FLYERS[COLUMNS].to_numpy(dtype=float)
DAYS = COLUMNS.index("days_since")
FlyerWeights = Annotated[dict, Weights(Weight, tuple(COLUMNS))]
Scale = Callable[[np.ndarray], np.ndarray]  # puts five columns into one unit


def flyers_ranked(weights: FlyerWeights) -> dict[str, Any]:
    """Return the index of each flyer, and who has the highest."""
    return _weighed(_less_for_long(_standard(MEASURED)), weights)


def _best(index: Any) -> dict[str, Any]:
    return {"index": np.asarray(index).tolist(), "best": NAMES[int(np.argmax(index))]}


def _days_turned(weights: dict[str, float]) -> dict[str, float]:
    return weights | {"days_since": -weights["days_since"]}


def _standard(measured: np.ndarray) -> np.ndarray:
    return (measured - measured.mean(axis=0)) / measured.std(axis=0)


def _less_for_long(scaled: np.ndarray) -> np.ndarray:
    return np.where(np.arange(len(COLUMNS)) == DAYS, -scaled, scaled)


def _weighed(scaled: np.ndarray, weights: dict[str, float], divided: Any = None) -> dict[str, Any]:
    """Return the index of columns in one unit, divided by the sum of the weights if by nothing else."""
    weight = np.array([weights[column] for column in COLUMNS])
    return _best(scaled @ weight / (weight.sum() if divided is None else divided))


def _scaled_by(scale: Scale) -> Callable[..., dict[str, Any]]:
    """Return the index that measures the columns in another unit."""
    return lambda weights: _weighed(_less_for_long(scale(MEASURED)), weights)


def _from_smallest_to_largest(measured: np.ndarray) -> np.ndarray:
    return (measured - measured.min(axis=0)) / np.ptp(measured, axis=0)


def _one_less_for_long(scaled: np.ndarray) -> np.ndarray:
    return np.where(np.arange(len(COLUMNS)) == DAYS, 1 - scaled, scaled)


def _places(measured: np.ndarray) -> np.ndarray:
    return measured.argsort(axis=0).argsort(axis=0) + 1.0


def _places_from_the_best(measured: np.ndarray) -> np.ndarray:
    return len(measured) + 1 - _places(_less_for_long(measured))


def _index(change: Callable[[np.ndarray, dict[str, float]], Any]) -> Callable[..., dict[str, Any]]:
    """Return the right index, changed."""
    return lambda weights, right: _best(change(np.array(right["index"]), weights))


def _index_of_equals(divisor: Callable[[dict[str, float]], float]) -> Callable[..., dict[str, Any]]:
    """Return the index that adds the standard scores up as they are."""
    return lambda weights: _best(_less_for_long(_standard(MEASURED)).sum(axis=1) / divisor(weights))


def _divided_by_signed_weights(weights: dict[str, float]) -> dict[str, Any]:
    signed_sum = sum(_days_turned(weights).values())
    if signed_sum == 0:
        raise BadValueError("Weights that cancel out have no mean.")
    return _weighed(_less_for_long(_standard(MEASURED)), weights, signed_sum)


index = AnswerCheck(
    "the index weighs five measures, each in its own spread",
    flyers_ranked,
    between=(-2, 2),
    apart=lambda weights: sorted(flyers_ranked(weights)["index"])[-2:],
    decides={"best": to_say("the six indexes with each other")},
    words={"best": dict.fromkeys(NAMES, ())},
    also_right=[lambda weights: _best(portfolio.value_index(FLYERS, _days_turned(weights))["value_index"])],
    mistakes={
        "not_standardized": Mistake(
            "You add kilometres to years, and the kilometres drown the rest. "
            "First divide each by its own spread.",
            [
                _scaled_by(lambda measured: measured),
                _scaled_by(lambda measured: measured - measured.mean(axis=0)),
                lambda weights: _weighed(_less_for_long(MEASURED), weights, divided=1),
                lambda weights: _weighed(MEASURED, weights),
            ],
            "measures in different units are added up",
        ),
        "long_absence_counts_for_him": Mistake(
            "In your index a long absence is good. Days since the last flight count against a flyer.",
            lambda weights: _weighed(_standard(MEASURED), weights),
            "the days since the last flight are the one measure where little is good",
        ),
        "spread_of_a_sample": Mistake(
            "You use the standard deviation of a sample, as pandas does unasked. Here it is std(ddof=0).",
            _index(lambda index, weights: index * np.sqrt(1 - 1 / len(index))),
            "pandas' std divides by n − 1, numpy's by n",
        ),
        "variance_for_spread": Mistake(
            "You divide by the variance. Divide by its square root, the standard deviation.",
            _scaled_by(lambda measured: _standard(measured) / measured.std(axis=0)),
        ),
        "mean_not_taken_away": Mistake(
            "You divide by the standard deviation, but do not take the mean away. "
            "Measure each flyer from the mean.",
            _scaled_by(lambda measured: measured / measured.std(axis=0)),
        ),
        "mean_for_spread": Mistake(
            "You divide by the mean. Divide the distance from the mean by the standard deviation.",
            [
                _scaled_by(lambda measured: measured / measured.mean(axis=0)),
                _scaled_by(lambda measured: measured / measured.mean(axis=0) - 1),
            ],
        ),
        "largest_for_spread": Mistake(
            "You divide by the largest value. Measure in standard deviations from the mean.",
            [
                _scaled_by(lambda measured: measured / measured.max(axis=0)),
                lambda weights: _weighed(_one_less_for_long(MEASURED / MEASURED.max(axis=0)), weights),
            ],
        ),
        "spread_of_the_whole_table": Mistake(
            "You take one mean and one standard deviation of the whole table. Each column has its own.",
            _scaled_by(lambda measured: (measured - measured.mean()) / measured.std()),
            "numpy's mean takes all numbers of a table unless it is told an axis",
        ),
        "flyer_with_himself": Mistake(
            "You compare the five numbers of one flyer with each other. Compare the six flyers in a column.",
            _scaled_by(lambda measured: _standard(measured.T).T),
        ),
        "weights_ignored": Mistake(
            "In your index all five measures count the same. Multiply each standard score by its weight.",
            [
                _index_of_equals(len),
                _index_of_equals(lambda weights: 1),
                _index_of_equals(lambda weights: sum(weights.values())),
            ],
            "weights that are multiplied in before the columns are standardized vanish",
        ),
        "index_not_divided": Mistake(
            "You have the weighted sum of the standard scores. Divide it by the sum of the weights.",
            _index(lambda index, weights: index * sum(weights.values())),
            "a weighted sum taken for a weighted mean",
        ),
        "divided_by_five": Mistake(
            "You divide by the number of measures. In a weighted mean, divide by the sum of the weights.",
            _index(lambda index, weights: index * sum(weights.values()) / len(weights)),
        ),
        "divided_twice": Mistake(
            "You divide by the sum of the weights twice. Once is enough.",
            _index(lambda index, weights: index / sum(weights.values())),
            "weights that are shares already are divided again",
        ),
        "scaled_by_smallest_and_largest": Mistake(
            "You measure from the smallest value to the largest. "
            "Measure in standard deviations from the mean.",
            [
                lambda weights: _weighed(_one_less_for_long(_from_smallest_to_largest(MEASURED)), weights),
                _scaled_by(_from_smallest_to_largest),
            ],
        ),
        "range_for_spread": Mistake(
            "You divide by the range, from smallest to largest. Divide by the standard deviation.",
            _scaled_by(lambda measured: (measured - measured.mean(axis=0)) / np.ptp(measured, axis=0)),
        ),
        "places_for_distances": Mistake(
            "You take places from 1 to 6, which lose how far apart flyers are. "
            "Measure in standard deviations.",
            [
                lambda weights: _weighed(_places(_less_for_long(MEASURED)), weights),
                lambda weights: _weighed(_places_from_the_best(MEASURED), weights),
            ],
        ),
        "days_left_out": Mistake(
            "You leave out the days since the last flight. They count against a flyer: subtract them.",
            [
                given(weights=lambda weights: weights | {"days_since": 0}),
                lambda weights: _weighed(
                    _standard(MEASURED), weights | {"days_since": 0}, sum(weights.values())
                ),
            ],
        ),
        "days_turned_upside_down": Mistake(
            "You take 1 divided by the days. Standardize the days, and turn their sign.",
            lambda weights: _weighed(
                _standard(np.where(np.arange(len(COLUMNS)) == DAYS, 1 / MEASURED[:, [DAYS]], MEASURED)),
                weights,
            ),
        ),
        "divided_by_signed_weights": Mistake(
            "You divide by a sum with a negative weight in it. "
            "Turn the days round, leave the weights positive.",
            _divided_by_signed_weights,
        ),
    },
)
