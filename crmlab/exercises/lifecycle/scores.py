"""How likely an existing customer is to stay, and whom to offer a new line first: weighted scores."""

import operator
from collections.abc import Sequence
from typing import Annotated

from crmlab import value
from crmlab.declared.quantities import Quantity
from crmlab.exercises.declaring import AnswerCheck, Mistake, given, part
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 03, “Before the first order: whom to call?”")
HINTS = {
    "": (
        "Is a high score good for you on each of the three scales?",
        "Reversed, 5 becomes 1 and 4 becomes 2: what do the old and the new score add up to?",
        "Put the turned score in the place of the old one. In which order do the weights 2, 1 and 2 stand?",
    ),
    "new-line": (
        "What does your first weight count: which of the four things of each candidate?",
        "Each candidate needs one score: value.weighted_score takes his four scores and your weights.",
        "You have three scores by name. Which name has the highest, and which number stands with it?",
    ),
}

# of a customer: service, needs, rivals; of a candidate: business so far, new line, satisfaction, prospects
KEEPING_WEIGHTS = (2, 1, 2)
CANDIDATES = {"Anda": (5, 2, 4, 3), "Boyuan": (3, 4, 3, 5), "Caiyun": (2, 5, 4, 2)}

Points = Quantity("", 1, 5, typical=(1, 5), format=".0f", whole=True, series=(3, 3))
Weights = Quantity("", 0, 10, typical=(1, 9), format=".0f", whole=True, series=(4, 4))
Score = Annotated[float, Quantity("", typical=(1, 5), format=",.2f")]


def keeping_score(scores: Annotated[list[int], Points]) -> Score:
    """Return the score of an existing customer, with the strength of rivals reversed."""
    service, needs, rivals = scores
    return _mean([service, needs, 6 - rivals])


def first_candidate(weights: Annotated[list[int], Weights]) -> dict[str, str | float]:
    """Return whom to offer the new line first, and his score."""
    reached = _scores_of_candidates(weights)
    first = max(reached, key=reached.get)
    return {"first": first, "score": reached[first]}


def _mean(scores: Sequence[float], weights: Sequence[float] = KEEPING_WEIGHTS) -> float:
    return sum(map(operator.mul, scores, weights)) / sum(weights)


def _scores_of_candidates(weights) -> dict[str, float]:
    return {name: _mean(scores, weights) for name, scores in CANDIDATES.items()}


keeping = AnswerCheck(
    "that is the score of your customer, with the rivals' score reversed",
    keeping_score,
    between=(1, 5),
    also_right=[lambda scores: value.weighted_score([*scores[:2], 6 - scores[2]], KEEPING_WEIGHTS).score],
    mistakes={
        "rounded_to_a_whole_number": Mistake(
            "You round the score to a whole number. Keep at least two decimals.", lambda right: round(right)
        ),
        "weights_in_another_order": Mistake(
            "Your weights do not stand with their scores: service counts 2, needs 1, rivals 2.",
            lambda scores: _mean([*scores[:2], 6 - scores[2]], (1, 2, 2)),
        ),
        "rivals_not_turned": Mistake(
            "You count strong rivals as good. On this scale 5 is bad for you: reverse it with 6 − score.",
            lambda scores: _mean(scores),
            "common slip: a scale on which much is bad",
        ),
        "weights_forgotten": Mistake(
            "You let all three count the same. "
            "Multiply each by its weight, and divide by the sum of the weights.",
            lambda scores: sum([*scores[:2], 6 - scores[2]]) / 3,
            "common slip in weighted scores",
        ),
        "not_divided_by_the_weights": Mistake(
            "You have the sum of weight times score. "
            "Divide it by the sum of the weights, to be between 1 and 5.",
            [
                lambda right: right * sum(KEEPING_WEIGHTS),
                lambda scores: _mean(scores) * sum(KEEPING_WEIGHTS),
            ],
            "common slip in weighted scores",
        ),
        "turned_round_with_five": Mistake(
            "You reverse with 5 − score: the strongest rivals get 0. On a scale from 1 to 5 it is 6 − score.",
            lambda scores: _mean([*scores[:2], 5 - scores[2]]),
        ),
        "rivals_subtracted": Mistake(
            "You subtract the rivals' score. Reverse it with 6 − score, then add it, too.",
            lambda scores: _mean([*scores[:2], -scores[2]]),
        ),
        "rivals_left_out": Mistake(
            "You leave the rivals out. What they offer counts, too: reverse their score and add it.",
            lambda scores: _mean(scores[:2], KEEPING_WEIGHTS[:2]),
        ),
        "divided_by_the_number_of_scores": Mistake(
            "You divide by how many scores there are. Divide by the sum of the weights.",
            lambda scores, right: right * sum(KEEPING_WEIGHTS) / len(scores),
        ),
    },
)


def _scores_and_the_best(weights) -> list[float]:
    """Return the scores, and the place of the best: neither the first, by the old business, nor the last."""
    reached = list(_scores_of_candidates(weights).values())
    first, *_, last = range(10, 10 + len(reached))
    return [*reached, first, last, first + reached.index(max(reached))]


def _in_place(place: int, scored: int):
    """Return a formula that names the candidate in one place, with the score of that in another."""

    def named(weights):
        reached = _scores_of_candidates(weights)
        ranked = sorted(reached, key=reached.get, reverse=True)
        return {"first": ranked[place], "score": reached[ranked[scored]]}

    return named


first = AnswerCheck(
    "that candidate comes first with your weights",
    first_candidate,
    between=(2, 5),
    apart=_scores_and_the_best,
    words={"first": dict.fromkeys(CANDIDATES, ())},
    mistakes={
        "rounded_to_a_whole_number": Mistake(
            "You round the score to a whole number. Keep at least two decimals.",
            part(score=lambda right: round(right["score"])),
        ),
        "all_count_the_same": Mistake(
            "You let all four count the same. Use your weights: they say how much each of the four counts.",
            given(weights=[1, 1, 1, 1]),
            "common slip in weighted scores",
        ),
        "sum_for_mean": Mistake(
            "Your score is the sum of weight times score. Divide it by the sum of the weights.",
            lambda right, weights: right | {"score": right["score"] * sum(weights)},
            "common slip in weighted scores",
        ),
        "divided_by_the_number_of_things": Mistake(
            "You divide by how many things there are. Divide by the sum of the weights.",
            lambda right, weights: right | {"score": right["score"] * sum(weights) / len(weights)},
        ),
        "new_line_only": Mistake(
            "You look at the new line only. All four things count, each with its weight.",
            given(weights=[0, 1, 0, 0]),
        ),
        "old_business_only": Mistake(
            "You look at the old business only. All four things count, each with its weight.",
            given(weights=[1, 0, 0, 0]),
        ),
        "old_business_left_out": Mistake(
            "You leave the old business out. How it runs is one of the four things that count.",
            given(weights=lambda weights: [0, *weights[1:]]),
        ),
        "lowest_score_first": Mistake(
            "You name the candidate with the lowest score. A high score marks who is most likely to say yes.",
            _in_place(2, 2),
        ),
        "score_of_another": Mistake(
            "Your score belongs to another candidate than the one whom you name.",
            [_in_place(1, 0), _in_place(1, 2), _in_place(2, 0), _in_place(2, 1)],
        ),
        "another_has_more": Mistake(
            "That is the score of the candidate whom you name, but another one has a higher score.",
            _in_place(1, 1),
        ),
    },
)
