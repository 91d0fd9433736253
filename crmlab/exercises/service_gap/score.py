"""One score of five gaps, weighted if there are weights."""

from typing import Annotated

import numpy as np

from crmlab import value
from crmlab.declared.quantities import Quantity
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.exercises.service_gap._data import TWO_DECIMALS, GapLevel
from crmlab.language import to_say

REREAD = to_say("lesson 10, “What counts more”")
EXAMPLE = {"weights": [11, 32, 22, 19, 16]}
HINTS = (
    "A weight says how often a gap counts. How many counts are there altogether?",
    "Each gap counts weight times. Add that up, and divide by how often something was counted.",
    "Without weights, every gap counts once. Which five weights say that?",
)

FiveGaps = Annotated[list[float], Quantity("", -6, 6, typical=(-2, 0.5), step=0.1, series=(5, 5))]
FiveWeights = Annotated[list[float], Quantity("", 0, typical=(5, 40), step=1, series=(5, 5))]

OF_THE_LESSON = [11, 32, 22, 19, 16]

SIGNS_OF_GAPS_DROPPED = Mistake(
    "You drop the signs of the gaps. A gap above 0 makes up for one below 0: add them up as they are.",
    given(gaps=lambda gaps: np.abs(gaps)),
)


def score(gaps: FiveGaps, weights: FiveWeights | None = None) -> GapLevel:
    """Return the mean of the five gaps, weighted if there are weights."""
    return value.weighted_score(gaps, weights).score


weighted = FunctionCheck(
    "score counts each gap by its weight, whatever the weights add up to",
    score,
    cases=[
        {"gaps": [-0.5, 0.4, -1.5, -0.2, -0.9], "weights": [40, 25, 20, 10, 5]},
        {"gaps": [-1.2, -0.3, 0.4, -0.8, -0.1], "weights": [4, 3, 2, 1, 0]},
        {"gaps": [-0.7, -1.6, -0.2, 0.3, -1.1], "weights": [30, 35, 28, 21, 9]},
    ],
    also_right=[lambda gaps, weights: np.average(gaps, weights=weights)],
    tolerance=TWO_DECIMALS,
    between=(-2, 0.5),
    apart=lambda gaps, weights: [*gaps, *weights],  # so that two exchanged ones show
    edges={"they do not always add up to 100": lambda weights: sum(weights) - 100},
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
        "divided_twice": Mistake(
            "You divide twice, by the sum of the weights and by the number of gaps. The first is enough.",
            lambda gaps, weights: np.dot(gaps, weights) / sum(weights) / 5,
            "weights made to shares, and then a mean taken all the same",
        ),
        "divided_by_the_gaps": Mistake(
            "You divide by the sum of the gaps. Divide by the sum of the weights.",
            lambda gaps, weights: np.dot(gaps, weights) / np.sum(gaps),
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
    tolerance=TWO_DECIMALS,
    between=(-2, 0.5),
    mistakes={
        "sum_for_mean": Mistake(
            "You add the gaps up. Without weights, the score is their mean: divide by 5.",
            lambda gaps: sum(gaps),
            "a sum called a score",
        ),
        "weights_of_the_lesson": Mistake(
            "Without weights, you take those of the lesson. Then every gap must count the same.",
            given(weights=OF_THE_LESSON),
        ),
        "signs_of_gaps_dropped": SIGNS_OF_GAPS_DROPPED,
    },
)
