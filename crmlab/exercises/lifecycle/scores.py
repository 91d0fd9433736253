"""How likely an existing customer is to stay, and whom to offer a new line first: weighted scores."""

from typing import Annotated

import numpy as np

from crmlab import value
from crmlab.declared.quantities import Quantity, is_number
from crmlab.exercises.declaring import AnswerCheck, Mistake, given

REREAD = "lesson 03, “Before the first order: whom to call?”"
HINTS = (
    "Is a high score good for you on each of the three scales?",
    "Turn the rivals round: 5 becomes 1, 4 becomes 2. Then multiply each by its weight, add up, and "
    "divide by the sum of the weights.",
    "value.weighted_score(scores, weights).score does the second part, for a list or a dictionary.",
)

# of a customer: service, needs, rivals; of a candidate: business so far, new line, satisfaction, prospects
KEEPING_WEIGHTS = (2, 1, 2)
CANDIDATES = {"Anda": (5, 2, 4, 3), "Boyuan": (3, 4, 3, 5), "Caiyun": (2, 5, 4, 2)}

Points = Quantity("", 1, 5, typical=(1, 5), format=".0f", whole=True, series=(3, 3))
Weights = Quantity("", 0, 10, typical=(1, 6), format=".0f", whole=True, series=(4, 4))
Score = Annotated[float, Quantity("", typical=(1, 5), format=",.2f")]


def keeping_score(scores: Annotated[list[int], Points]) -> Score:
    """Return the score of an existing customer, with the strength of rivals turned round."""
    service, needs, rivals = scores
    return value.weighted_score([service, needs, 6 - rivals], KEEPING_WEIGHTS).score


def first_candidate(weights: Annotated[list[int], Weights]) -> dict[str, str | float]:
    """Return whom to offer the new line first, and his score."""
    reached = _scores_of_candidates(weights)
    first = max(reached, key=reached.get)
    return {"first": first, "score": reached[first]}


def _scores_of_candidates(weights) -> dict[str, float]:
    return {name: value.weighted_score(scores, weights).score for name, scores in CANDIDATES.items()}


keeping = AnswerCheck(
    "that is the score of your customer, with the rivals turned round",
    keeping_score,
    between=(1, 5),
    mistakes={
        "rivals_not_turned": Mistake(
            "You count strong rivals as good. On this scale 5 is bad for you: turn it round with 6 − score.",
            lambda scores: np.average(scores, weights=KEEPING_WEIGHTS),
            "common slip: a scale on which much is bad",
        ),
        "weights_forgotten": Mistake(
            "You let all three count the same. "
            "Multiply each by its weight, and divide by the sum of the weights.",
            lambda scores: np.mean([*scores[:2], 6 - scores[2]]),
            "common slip in weighted scores",
        ),
        "not_divided_by_the_weights": Mistake(
            "You have the sum of weight times score. "
            "Divide it by the sum of the weights, to be between 1 and 5.",
            lambda right: right * sum(KEEPING_WEIGHTS),
            "common slip in weighted scores",
        ),
        "turned_round_with_five": Mistake(
            "You turn round with 5 − score: the strongest rivals get 0. "
            "On a scale from 1 to 5 it is 6 − score.",
            lambda scores: np.average([*scores[:2], 5 - scores[2]], weights=KEEPING_WEIGHTS),
        ),
        "rivals_subtracted": Mistake(
            "You subtract the rivals, and the score leaves the scale. Turn theirs round, then add it, too.",
            lambda scores: np.average([*scores[:2], -scores[2]], weights=KEEPING_WEIGHTS),
        ),
        "rivals_left_out": Mistake(
            "You leave the rivals out. What they offer counts, too: turn their score round and add it.",
            lambda scores: np.average(scores[:2], weights=KEEPING_WEIGHTS[:2]),
        ),
        "divided_by_the_number_of_scores": Mistake(
            "You divide by how many scores there are. Divide by the sum of the weights.",
            lambda scores, right: right * sum(KEEPING_WEIGHTS) / len(scores),
        ),
    },
)


def _lowest_score_first(weights):
    reached = _scores_of_candidates(weights)
    last = min(reached, key=reached.get)
    return {"first": last, "score": reached[last]}


first = AnswerCheck(
    "that candidate comes first with your weights",
    first_candidate,
    between=(2, 5),
    apart=lambda weights: list(_scores_of_candidates(weights).values()),
    mistakes={
        "all_count_the_same": Mistake(
            "You let all four count the same. Use your weights: they may put another candidate first.",
            given(weights=[1, 1, 1, 1]),
            "common slip in weighted scores",
        ),
        "sum_for_mean": Mistake(
            "The order is right, but your score is a sum. Divide it by the sum of the weights.",
            lambda right, weights: right | {"score": right["score"] * sum(weights)},
            "common slip in weighted scores",
        ),
        "new_line_only": Mistake(
            "You look at the new line only. All four things count, each with its weight.",
            given(weights=[0, 1, 0, 0]),
        ),
        "old_business_left_out": Mistake(
            "You leave the old business out. How it runs is one of the four things that count.",
            given(weights=lambda weights: [0, *weights[1:]]),
        ),
        "lowest_score_first": Mistake(
            "You take the lowest score. A high score marks the candidate who is most likely to say yes.",
            _lowest_score_first,
        ),
        "entries_exchanged": Mistake(
            "You have exchanged the two entries: the name belongs under first, the number under score.",
            lambda right: {"first": right["score"], "score": right["first"]},
            shows_in=lambda answer: is_number(answer["first"]) and isinstance(answer["score"], str),
        ),
    },
)
