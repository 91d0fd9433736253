"""One score of five gaps, weighted if there are weights."""

from typing import Annotated

import numpy as np

from crmlab import value
from crmlab.declared.quantities import Quantity
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.exercises.service_gap._data import GapLevel

REREAD = "lesson 10, “What counts more”"
HINTS = (
    "A weight says how often a gap counts. How many counts are there altogether?",
    "Add up weight · gap over zip(weights, gaps), and divide by the sum of the weights.",
    "Begin with: if weights is None: weights = [1, 1, 1, 1, 1]",
)

FiveGaps = Annotated[list[float], Quantity("", -6, 6, typical=(-2, 0.5), step=0.1, series=(5, 5))]
FiveWeights = Annotated[list[float], Quantity("", 0, typical=(5, 40), step=1, series=(5, 5))]

SIGNS_OF_GAPS_DROPPED = Mistake(
    "You drop the signs. A gap above 0 makes up for one below 0: add them up as they are.",
    given(gaps=lambda gaps: np.abs(gaps)),
)


def score(gaps: FiveGaps, weights: FiveWeights | None = None) -> GapLevel:
    """Return the mean of the five gaps, weighted if there are weights."""
    return value.weighted_score(gaps, weights).score


weighted = FunctionCheck(
    "score counts each gap by its weight, whatever the weights add up to",
    score,
    also_right=[lambda gaps, weights: np.average(gaps, weights=weights)],
    tolerance=0.005,  # the example shows two decimals
    between=(-2, 0.5),
    mistakes={
        "weights_not_divided": Mistake(
            "You add up weight · gap and stop. Divide by the sum of the weights: only proportions count.",
            lambda gaps, weights: np.dot(gaps, weights),
            "points given by customers are used as they come",
        ),
        "weights_divided_by_hundred": Mistake(
            "You divide by 100. These points do not add up to 100: divide by their sum.",
            lambda gaps, weights: np.dot(gaps, weights) / 100,
            "SERVQUAL asks to share out 100 points, and people do not always give 100",
        ),
        "products_divided_by_five": Mistake(
            "You divide by the number of gaps. In a weighted mean, divide by the sum of the weights.",
            lambda gaps, weights: np.dot(gaps, weights) / 5,
            "mean of the products in a spreadsheet",
        ),
        "weights_left_out": Mistake(
            "You leave the weights out. Multiply each gap by its weight before you add up.",
            given(weights=None),
            "the unweighted score taken for both",
        ),
        "signs_of_gaps_dropped": SIGNS_OF_GAPS_DROPPED,
    },
)

plain = FunctionCheck(
    "without weights, score counts every gap the same",
    score,
    inputs=("gaps",),
    tolerance=0.005,
    between=(-2, 0.5),
    mistakes={
        "sum_for_mean": Mistake(
            "You add the gaps up. Without weights, the score is their mean: divide by 5.",
            lambda gaps: sum(gaps),
            "a sum called a score",
        ),
        "signs_of_gaps_dropped": SIGNS_OF_GAPS_DROPPED,
    },
)
