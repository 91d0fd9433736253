"""A satisfaction index from 0 to 100: the weighted mean of several scores, on whatever scale they stand."""

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab import satisfaction
from crmlab.declared.quantities import Quantity, typical
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.language import to_say

REREAD = to_say("lesson 11, “Difference, ratio, index” and “An index of many elements”")
EXAMPLE = {"scores": [8, 7, 7], "weights": [1, 1, 1]}
HINTS = (
    "First the mean, in which each score counts as much as its weight says. Then bring it to 0 to 100.",
    "Everybody gives the lowest answer: what must come out? Everybody gives the highest: what must come out?",
    "mean = sum of weight times score, divided by the sum of the weights. Then take the part of the way from "
    "lowest to highest that the mean has come, times 100.",
)

Scores = Annotated[list[float], Quantity("", -3, 10, typical=(3, 9), step=0.5, format=".1f", series=(4, 4))]
Weights = Annotated[list[float], Quantity("", 0, typical=(1, 9), format=".0f", whole=True, series=(4, 4))]
Lowest = Annotated[int, Quantity("", -3, 3, typical=(-3, -1), format=".0f", whole=True)]
Highest = Annotated[int, Quantity("", 3, 10, typical=(3, 5), format=".0f", whole=True)]
Index = Annotated[float, Quantity("", 0, 100, format=",.2f")]


def satisfaction_index(scores: Scores, weights: Weights, lowest: Lowest = 1, highest: Highest = 10) -> Index:
    """Return the weighted mean of the scores, brought from its scale to 0 to 100."""
    return float((_mean(scores, weights) - lowest) / (highest - lowest) * 100)


def _mean(scores, weights):
    return np.dot(scores, weights) / sum(weights)


def _wrongly(mean=_mean, bring=None):
    """Return the index with another mean, or brought to 0 to 100 in another way."""
    bring = bring or (lambda mean, lowest, highest: (mean - lowest) / (highest - lowest))
    return lambda scores, weights, lowest=1, highest=10: float(
        100 * bring(mean(scores, weights), lowest, highest)
    )


def _in_any_way(mean):
    """Return the index with another mean, brought to 0 to 100 rightly, wrongly, or not at all."""
    brought = (
        None,
        lambda mean, lowest, highest: mean / highest,
        lambda mean, lowest, highest: mean / (highest - lowest),
        lambda mean, lowest, highest: (mean - lowest) / highest,
        lambda mean, lowest, highest: mean / 100,
    )
    return [_wrongly(mean, bring) for bring in brought]


def _between_the_answers(scores, weights):
    return float((_mean(scores, weights) - min(scores)) / (max(scores) - min(scores) or 1) * 100)


_MISTAKES = {
    "lowest_not_subtracted": Mistake(
        "You do not subtract the lowest answer from the mean. "
        "If everybody gives the lowest answer, the index must be 0: "
        "(mean − lowest) / (highest − lowest) · 100.",
        [
            _wrongly(bring=lambda mean, lowest, highest: mean / highest),
            _wrongly(bring=lambda mean, lowest, highest: mean / (highest - lowest)),
        ],
        "a mean of 8 on a scale to 10 is easily called 80",
    ),
    "divided_by_the_highest": Mistake(
        "You divide by the highest answer, but the scale is highest − lowest long: "
        "from 1 to 10 it is 9. If everybody gives the highest answer, the index must be 100.",
        _wrongly(bring=lambda mean, lowest, highest: (mean - lowest) / highest),
        "a scale to 10 is taken for ten steps",
    ),
    "weights_left_out": Mistake(
        "All scores count the same in your mean. Multiply each score by its weight.",
        _in_any_way(lambda scores, weights: np.mean(scores)),
        "common slip in weighted scores",
    ),
    "median_for_mean": Mistake(
        "You take the median of the scores. The index is made of their weighted mean.",
        _in_any_way(lambda scores, weights: np.median(scores))[:2],
        "median and mean are both called the middle",
    ),
    "not_divided_by_the_weights": Mistake(
        "You do not divide by the sum of the weights. Only then the mean of the scores lies on their scale.",
        [*_in_any_way(np.dot), lambda scores, weights, right: right * sum(weights)],
        "weights that do not add up to 1",
    ),
    "divided_by_the_number_of_scores": Mistake(
        "You multiply by the weights, but divide by how many scores there are. "
        "Divide by the sum of the weights.",
        [
            *_in_any_way(lambda scores, weights: np.dot(scores, weights) / len(scores)),
            lambda scores, weights, right: right * sum(weights) / len(scores),
        ],
    ),
    "mean_for_index": Mistake(
        "You give the mean of the scores, on their own scale. Bring it to 0 to 100.",
        lambda scores, weights: float(_mean(scores, weights)),
    ),
    "share_for_index": Mistake(
        "You give a part of the way from lowest to highest, between 0 and 1. "
        "The index goes from 0 to 100: multiply by 100.",
        lambda right: right / 100,
    ),
    "not_divided_by_the_scale": Mistake(
        "You subtract the lowest answer, but do not divide by highest − lowest: "
        "say what part of the way from lowest to highest the mean has come.",
        [
            _wrongly(bring=lambda mean, lowest, highest: mean - lowest),
            lambda scores, weights, lowest=1: float(_mean(scores, weights) - lowest),
        ],
    ),
    "between_the_answers": Mistake(
        "You take the lowest and the highest of the scores that were given. "
        "The scale ends where lowest and highest say, whatever was given.",
        _between_the_answers,
        "scaling as in machine learning, by minimum and maximum of the data",
    ),
    "from_the_other_end": Mistake(
        "You measure from the highest answer down. The index is 0 at the lowest answer: mean − lowest.",
        _wrongly(bring=lambda mean, lowest, highest: (highest - mean) / (highest - lowest)),
    ),
    "lowest_added": Mistake(
        "You add the lowest answer to the mean. Subtract it: the index is 0 at the lowest answer.",
        _wrongly(bring=lambda mean, lowest, highest: (mean + lowest) / (highest - lowest)),
    ),
    "brackets_forgotten": Mistake(
        "Brackets are missing: division and multiplication come before subtraction. "
        "Write (mean − lowest) / (highest − lowest) · 100.",
        [
            _wrongly(bring=lambda mean, lowest, highest: mean / 100 - lowest / (highest - lowest)),
            _wrongly(bring=lambda mean, lowest, highest: (mean - lowest) / highest / 100 - lowest),
            _wrongly(bring=lambda mean, lowest, highest: (mean - lowest) / highest - lowest),
        ],
    ),
    "scores_of_the_example": Mistake(
        "Your function always gives the number of the example. Compute with what it is given.",
        lambda: satisfaction_index(**EXAMPLE),
    ),
}
_ONE_STEP_TOO_MANY = Mistake(
    "You divide by the number of answers that the scale has, highest − lowest + 1. "
    "From the lowest to the highest it is one step less: highest − lowest.",
    _wrongly(bring=lambda mean, lowest, highest: (mean - lowest) / (highest - lowest + 1)),
    "a scale from 1 to 10 has ten answers and nine steps",
)
_ALWAYS_ONE_TO_TEN = Mistake(
    "You compute with the numbers of the scale from 1 to 10 (1, 9 or 10), whatever is given. "
    "Use lowest and highest.",
    [
        given(lowest=1, highest=10),
        given(lowest=1),
        given(highest=10),
        _wrongly(bring=lambda mean, lowest, highest: (mean - lowest) / 9),
        _wrongly(bring=lambda mean, lowest, highest: (mean - lowest) / 10),
    ],
    "the numbers of the known case stay in the formula",
)


def _with_the_library(scores, weights, lowest=1, highest=10):
    elements = pd.DataFrame({"part": "all", "weight": weights, "score": scores})
    return satisfaction.csi(elements, lowest, highest).index


weighted = FunctionCheck(
    "on a scale from 1 to 10, satisfaction_index weighs the scores and brings their mean to 0 to 100",
    satisfaction_index,
    inputs=("scores", "weights"),
    between=(20, 90),
    mistakes=_MISTAKES,
)

scales = FunctionCheck(
    "satisfaction_index is right on other scales, also on one that begins at 0 or below",
    satisfaction_index,
    inputs=("scores", "weights", "lowest", "highest"),
    narrow={"scores": typical(-1, 3, 0.5)},
    cases=[
        {"scores": [3, 4, 4, 5], "weights": [2, 1, 1, 4], "lowest": 1, "highest": 5},
        {"scores": [6, 9, 7, 8], "weights": [5, 1, 2, 1], "lowest": 0, "highest": 10},
    ],
    between=(5, 95),
    also_right=[_with_the_library],
    mistakes={"always_one_to_ten": _ALWAYS_ONE_TO_TEN, **_MISTAKES, "one_step_too_many": _ONE_STEP_TOO_MANY},
)
