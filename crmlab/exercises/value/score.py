"""One score of a restaurant, from four scores and what each of them counts."""

from typing import Annotated

import numpy as np

from crmlab import value
from crmlab.declared.quantities import Quantity
from crmlab.declared.tables import Named, Weights
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.language import to_say

REREAD = to_say("lesson 04, “From attribute to goal”")
EXAMPLE = {
    "scores": {"product": 5, "service": 2, "price": 3, "image": 4},
    "weights": {"product": 4, "service": 1, "price": 3, "image": 2},
}
HINTS = (
    "A weight says how often a score counts. How often is something counted altogether?",
    "Multiply each score by the weight of the same name, add up, and divide by the sum of the weights.",
    "for name in scores: … takes the pairs by their names, in whatever order the weights stand.",
)

SEEN = ("product", "service", "price", "image")
Points = Annotated[float, Quantity("", 1, 5, typical=(1, 5), step=1, format=",.2f")]
Weight = Annotated[float, Quantity("", 0, typical=(1, 9), step=1, format=",.2f")]
Scores = Annotated[dict, Named(Points, SEEN)]
Mean = Annotated[float, Quantity("", typical=(1, 5), format=",.2f")]


def weighted_score(scores: Scores, weights: Annotated[dict, Weights(Weight, SEEN)]) -> Mean:
    """Return the weighted mean of the scores."""
    return value.weighted_score(scores, weights).score


def _products(scores, weights):
    return [scores[name] * weights[name] for name in scores]


def _mean(scores, weights):
    return sum(_products(scores, weights)) / sum(weights.values())


MISTAKES = {
    "weights_not_divided": Mistake(
        "You add up weight · score and stop. Divide by the sum of the weights: only proportions count.",
        [
            lambda scores, weights: sum(_products(scores, weights)),
            lambda scores, weights: sum(_products(scores, weights)) * sum(weights.values()),
        ],
        "common slip in weighted scores",
    ),
    "divided_by_the_number": Mistake(
        "You divide by how many scores there are. Divide by the sum of the weights.",
        lambda scores, weights: sum(_products(scores, weights)) / len(scores),
        "a mean is remembered as “divide by how many”",
    ),
    "weights_forgotten": Mistake(
        "You let all scores count the same. Multiply each by its weight first.",
        lambda scores: sum(scores.values()) / len(scores),
        "common slip in weighted scores",
    ),
    "divided_twice": Mistake(
        "You divide twice, by the sum of the weights and by the number of scores. Divide by the sum alone.",
        lambda right, scores: right / len(scores),
    ),
    "scores_divided_by_weights": Mistake(
        "You divide scores by their weights. What counts more must weigh more: multiply.",
        lambda scores, weights: sum(scores[name] / weights[name] for name in scores),
    ),
    "weights_added_to_scores": Mistake(
        "You add weights to scores. Multiply each score by its weight.",
        lambda scores, weights: (sum(scores.values()) + sum(weights.values())) / sum(weights.values()),
    ),
    "one_score_left_out": Mistake(
        "You leave one score out. All of them count, each with its weight.",
        [
            lambda scores, weights: _mean(scores | {[*scores][0]: 0}, weights),
            lambda scores, weights: _mean(scores | {[*scores][-1]: 0}, weights),
        ],
    ),
    "first_score_alone": Mistake(
        "You stop after the first score. If return stands in the loop, put it after the loop.",
        lambda scores, weights: _products(scores, weights)[0] / sum(weights.values()),
    ),
    "one_score": Mistake(
        "Only one of the scores is in your result. All of them count, each with its weight: add up with +=.",
        [
            lambda scores: min(scores.values()),
            lambda scores: max(scores.values()),
            lambda scores, weights: _products(scores, weights)[-1] / sum(weights.values()),
        ],
    ),
    "weights_forgotten_in_the_sum": Mistake(
        "You divide by the sum of the weights, but you multiply no score by its weight.",
        lambda scores, weights: sum(scores.values()) / sum(weights.values()),
    ),
    "divided_by_ten": Mistake(
        "You divide by 10, as in the example. Here the weights add up to another number: "
        "divide by their sum.",
        lambda scores, weights: sum(_products(scores, weights)) / 10,
        "the weights of the example add up to 10",
    ),
    "divided_by_hundred": Mistake(
        "You divide by 100, as if the weights were percent. Divide by their sum.",
        lambda scores, weights: sum(_products(scores, weights)) / 100,
    ),
    "scores_added_up": Mistake(
        "You add up the scores. Multiply each by its weight, and divide by the sum of the weights.",
        lambda scores: sum(scores.values()),
    ),
    "divided_by_the_scores": Mistake(
        "You divide by the sum of the scores. Divide by the sum of the weights.",
        lambda scores, weights: sum(_products(scores, weights)) / sum(scores.values()),
    ),
    "divided_by_the_largest_weight": Mistake(
        "You divide the weights by the largest one. Divide them by their sum, so that together they are 1.",
        lambda scores, weights: sum(_products(scores, weights)) / max(weights.values()),
    ),
}

mean = FunctionCheck(
    "weighted_score counts each score by its weight, whatever the weights add up to",
    weighted_score,
    cases=[
        {
            "scores": {"product": 5, "service": 1, "price": 3, "image": 2},
            "weights": {"product": 0.5, "service": 0.125, "price": 0.25, "image": 0.125},
        }
    ],
    apart=lambda weights: (sum(weights.values()), 10),
    between=(1, 5),
    mistakes=MISTAKES
    | {
        "price_turned_round": Mistake(
            "You reverse the price. On each of these scales 5 is best for the guest: "
            "take the score as it is.",
            lambda scores, weights: _mean(scores | {"price": 6 - scores["price"]}, weights),
            "a high price is bad, so that a high score for it looks bad, too",
        ),
    },
)

# other names than in the example, so that it shows if these are written out
OTHERS = ("food", "quiet", "way", "staff")
IN_ANOTHER_ORDER = ("staff", "food", "way", "quiet")


def in_another_order(
    scores: Annotated[dict, Named(Points, OTHERS)],
    weights: Annotated[dict, Weights(Weight, IN_ANOTHER_ORDER)],
) -> Mean:
    """Return the weighted mean of scores that have other names, and weights in another order."""
    return _mean(scores, weights)


def _by_place(scores, weights):
    pairs = zip(scores.values(), weights.values(), strict=True)
    return sum(score * weight for score, weight in pairs)


names = FunctionCheck(
    "weighted_score finds each weight by its name",
    in_another_order,
    between=(1, 5),
    mistakes={
        "weights_by_their_places": Mistake(
            "You take the weights by their places. They may stand in another order: take weights[name].",
            [
                lambda scores, weights: _by_place(scores, weights) / sum(weights.values()),
                _by_place,
                lambda scores, weights: _by_place(scores, weights) / len(scores),
                lambda scores, weights: (
                    np.dot(sorted(scores.values()), sorted(weights.values())) / sum(weights.values())
                ),
            ],
            "zip() and NumPy pair by place, not by name",
        ),
        **MISTAKES,
    },
)
