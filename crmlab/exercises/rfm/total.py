"""Which of two customers comes first by a weighted total of the scores."""

from collections.abc import Callable
from itertools import combinations
from typing import Annotated, Any

import pandas as pd

from crmlab import rfm
from crmlab.declared.quantities import Quantity
from crmlab.declared.tables import Named, Weights
from crmlab.exercises.declaring import AnswerCheck, Mistake, given
from crmlab.exercises.rfm._data import Weight
from crmlab.language import to_say

VERSION = 3
REREAD = to_say("lesson 07, “One number to rank by”")
HINTS = (
    "A mean in which some values count more often than others.",
    "Multiply each score by the weight of its own measure, and add up the three products.",
    "Divide the sum of the products by the sum of the three weights, once for A and once for B. Then see "
    "which total is larger.",
)

Score = Annotated[int, Quantity("", 1, 5, typical=(1, 5), format=".0f", whole=True)]
MEASURES = ("r_score", "f_score", "m_score")
Cell = Annotated[dict, Named(Score, MEASURES)]
CellWeights = Annotated[dict, Weights(Weight, MEASURES)]


def totals(customer_a: Cell, customer_b: Cell, weights: CellWeights) -> dict[str, Any]:
    """Return the weighted totals of two customers, and who comes first."""
    return _ranked(_mean(customer_a, weights), _mean(customer_b, weights))


def _mean(cell: dict[str, int], weights: dict[str, float]) -> float:
    return sum(weights[key] * cell[key] for key in weights) / sum(weights.values())


def _by_the_library(customer_a: dict, customer_b: dict, weights: dict[str, float]) -> dict[str, Any]:
    return _ranked(*rfm.weighted_total(pd.DataFrame([customer_a, customer_b]), weights)["rfm_total"].tolist())


def _ranked(a: float, b: float) -> dict[str, Any]:
    return {"a": a, "b": b, "first": "a" if a > b else "b"}


def _as_number(cell: dict[str, int]) -> int:
    return int("".join(map(str, cell.values())))


def _times(factor: float, both: dict[str, Any]) -> dict[str, Any]:
    return _ranked(both["a"] * factor, both["b"] * factor)


def _last_product_divided(cell: dict[str, int], weights: dict[str, float]) -> float:
    *first, last = weights
    return sum(weights[key] * cell[key] for key in first) + weights[last] * cell[last] / sum(weights.values())


def _exchanging(one: str, other: str) -> Callable[..., dict[str, float]]:
    return lambda weights: weights | {one: weights[other], other: weights[one]}


def _recency_turned(cell: dict[str, int]) -> dict[str, int]:
    return cell | {"r_score": 6 - cell["r_score"]}


rank = AnswerCheck(
    "the weighted totals say who comes first",
    totals,
    between=(1, 5),
    also_right=[_by_the_library],
    apart=lambda **own: (0, totals(**own)["a"] % 1, totals(**own)["b"] % 1, 1),  # nor are they whole numbers
    decides={"first": to_say("the total of A with the total of B")},
    words={"first": {"a": (), "b": ()}},
    mistakes={
        "cell_read_as_a_number": Mistake(
            "You rank the cells as numbers, so that one point of R beats everything else. "
            "Weigh the three scores.",
            lambda customer_a, customer_b: _ranked(_as_number(customer_a), _as_number(customer_b)),
            "three digits side by side look like a number",
        ),
        "weights_of_other_measures": Mistake(
            "You give two measures each other's weight. Multiply each score by the weight of the same name.",
            [given(weights=_exchanging(*pair)) for pair in combinations(MEASURES, 2)],
            "three weights read by their places",
        ),
        "weights_not_divided": Mistake(
            "You have the weighted sum. Divide it by the sum of the weights: then it runs from 1 to 5 again.",
            lambda weights, right: _times(sum(weights.values()), right),
            "a weighted sum taken for a weighted mean",
        ),
        "weights_ignored": Mistake(
            "You take the plain mean of the three scores. Multiply each by its weight first.",
            given(weights=lambda weights: dict.fromkeys(weights, 1)),
            "RFM totals that add the three scores up",
        ),
        "divided_by_three": Mistake(
            "You divide by the number of scores. In a weighted mean, divide by the sum of the weights.",
            lambda weights, right: _times(sum(weights.values()) / 3, right),
        ),
        "only_the_last_product_divided": Mistake(
            "You divide only your last product. Put brackets round the whole sum, then divide.",
            lambda customer_a, customer_b, weights: _ranked(
                _last_product_divided(customer_a, weights), _last_product_divided(customer_b, weights)
            ),
        ),
        "recency_score_turned_again": Mistake(
            "You turn R round once more. A score is turned already: 5 is the best in all three.",
            given(
                customer_a=lambda customer_a: _recency_turned(customer_a),
                customer_b=lambda customer_b: _recency_turned(customer_b),
            ),
        ),
        "scores_added_up": Mistake(
            "You add the three scores up. Multiply each by its weight, and divide by the sum of the weights.",
            lambda customer_a, customer_b: _ranked(sum(customer_a.values()), sum(customer_b.values())),
            "RFM totals that add the three scores up",
        ),
    },
)
