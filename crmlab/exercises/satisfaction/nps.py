"""The net promoter score: who recommends less who warns, as a share of everybody who answered."""

import random
from typing import Annotated

import numpy as np

from crmlab import satisfaction  # noqa: F401  (its calculator is withheld: the task is to write it)
from crmlab.declared.quantities import Quantity
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.language import to_say

REREAD = to_say("lesson 11, “Net promoter score”")
EXAMPLE = {"answers": [10, 9, 8, 7, 6, 10, 3, 9]}
HINTS = (
    "Sort the answers into three groups. Which answers are promoters, which detractors, and which neither?",
    "Count the promoters and the detractors. Of how many people are they a share?",
    "100 times promoters less detractors, divided by the number of all answers: "
    "the passives count below the line.",
)


class Recommending(Quantity):
    """Answers of which no two near the borders are given equally often, so that a wrong border shows."""

    def draw(self, source: random.Random) -> list[int]:
        """Draw how often each answer from 5 to 10 is given, and some lower answers, in any order."""
        answers = [
            answer
            for answer, often in zip(range(5, 11), source.sample(range(1, 7), 6), strict=True)
            for _ in range(often)
        ]
        answers += [source.randint(2, 4) for _ in range(source.randint(1, 3))]
        return source.sample(answers, len(answers))


Answers = Annotated[
    list[int], Recommending("", 0, 10, typical=(2, 10), format=".0f", whole=True, series=(22, 24))
]
Points = Annotated[float, Quantity("", -100, 100, format=",.2f")]


def net_promoter_score(answers: Answers) -> Points:
    """Return the share of answers of 9 and 10 less the share from 0 to 6, in points."""
    return _score(answers)


def _score(answers, promoters=9, detractors=6, base=None):
    answers = np.asarray(answers)
    many = len(answers) if base is None else base(answers)
    return float(100 * ((answers >= promoters).sum() - (answers <= detractors).sum()) / many)


def _outside_of_the_middle(answers):
    return ((answers >= 9) | (answers <= 6)).sum()


def _mean_where(answers, meets):
    chosen = [answer for answer in answers if meets(answer)]
    return float(np.mean(chosen)) if chosen else 0.0


_MISTAKES = {
    "eight_promotes": Mistake(
        "You count an answer of 8 as a promoter. Promoters answer 9 or 10; 7 and 8 are passive.",
        [lambda answers, low=low: _score(answers, promoters=8, detractors=low) for low in (6, 5)],
        "8 of 10 sounds like praise",
    ),
    "seven_promotes": Mistake(
        "You count answers of 7 and 8 as promoters. Promoters answer 9 or 10; 7 and 8 are passive.",
        lambda answers: _score(answers, promoters=7),
    ),
    "only_ten_promotes": Mistake(
        "You count only answers of 10 as promoters. An answer of 9 is one, too: >=, not >.",
        [
            lambda answers: _score(answers, promoters=10),
            lambda answers: _score(answers, promoters=10, detractors=5),
        ],
        "> written for >=",
    ),
    "six_is_passive": Mistake(
        "You do not count an answer of 6 as a detractor. Detractors answer 0 to 6, the 6 included: <= 6.",
        lambda answers: _score(answers, detractors=5),
        "6 lies above the middle of the scale",
    ),
    "seven_detracts": Mistake(
        "You count an answer of 7 as a detractor. Detractors answer 0 to 6; 7 and 8 are passive.",
        lambda answers: _score(answers, detractors=7),
    ),
    "passives_detract": Mistake(
        "You count everybody who is no promoter as a detractor. Answers of 7 and 8 are neither.",
        lambda answers: _score(answers, detractors=8),
    ),
    "middle_of_the_scale": Mistake(
        "You take 5 for the middle, or count only answers below 5. Detractors answer 0 to 6, the 5 and the 6 "
        "included.",
        lambda answers: _score(answers, detractors=4),
    ),
    "without_passives": Mistake(
        "You divide by promoters and detractors alone. The base is everybody who answered, 7 and 8 included.",
        lambda answers: _score(answers, base=_outside_of_the_middle),
        "the passives drop out of the difference, and so out of the base",
    ),
    "without_detractors": Mistake(
        "You leave the detractors out of the base. It is everybody who answered, from 0 to 10.",
        lambda answers: _score(answers, base=lambda all: max(1, (all >= 7).sum())),
    ),
    "counts_for_points": Mistake(
        "You give a number of people: promoters less detractors. "
        "Divide it by the number of all answers, and multiply by 100.",
        lambda answers: _score(answers) * len(answers) / 100,
    ),
    "share_for_points": Mistake(
        "You give a share, such as 0.25. The score is given in points from −100 to 100: multiply by 100.",
        lambda answers: _score(answers) / 100,
    ),
    "hundred_people": Mistake(
        "You multiply by 100, but do not divide by the number of answers.",
        lambda answers: _score(answers) * len(answers),
    ),
    "detractors_not_subtracted": Mistake(
        "You give the share of the promoters. Subtract the share of the detractors.",
        [
            lambda answers: _score(answers, detractors=-1),
            lambda answers: _score(answers, detractors=-1) / 100,
        ],
        "a part is given for the whole",
    ),
    "detractors_alone": Mistake(
        "You give the share of the detractors. Subtract it from the share of the promoters.",
        lambda answers: -_score(answers, promoters=11),
    ),
    "added": Mistake(
        "You add promoters and detractors. The score is promoters less detractors.",
        lambda answers: _score(answers, detractors=-1) - _score(answers, promoters=11),
    ),
    "detractors_less_promoters": Mistake(
        "You subtract the promoters from the detractors. The score is promoters less detractors: "
        "it is above 0 if there are more promoters.",
        lambda answers: -_score(answers),
        "a difference turned",
    ),
    "of_the_promoters": Mistake(
        "You divide by the number of promoters. The base is everybody who answered.",
        lambda answers: _score(answers, base=lambda all: max(1, (all >= 9).sum())),
    ),
    "divided_by_a_fixed_number": Mistake(
        "You divide by a fixed number. The base is how many people answered: len(answers).",
        [lambda answers, base=base: _score(answers, base=lambda all: base) for base in (8, 10)],
    ),
    "sum_for_base": Mistake(
        "You divide by the sum of the answers. The base is how many people answered: len(answers).",
        [
            lambda answers: _score(answers, base=sum),
            lambda answers: (
                100
                * (sum(one for one in answers if one >= 9) - sum(one for one in answers if one <= 6))
                / sum(answers)
            ),
        ],
    ),
    "answers_summed": Mistake(
        "You add up the answers of promoters and of detractors. Count the people: "
        "an answer of 10 counts as much as one of 9.",
        [
            lambda answers: sum(one for one in answers if one >= 9) - sum(one for one in answers if one <= 6),
            lambda answers: (
                100
                * (sum(one for one in answers if one >= 9) - sum(one for one in answers if one <= 6))
                / len(answers)
            ),
        ],
    ),
    "everybody_promotes": Mistake(
        "You count everybody as a promoter. In Python, answer == 9 or 10 is always true: write answer >= 9.",
        lambda answers: _score(answers, promoters=0),
    ),
    "ratio_for_difference": Mistake(
        "You divide promoters by detractors. The score is the difference of their shares.",
        [
            lambda answers, times=times: (
                times * sum(one >= 9 for one in answers) / max(1, sum(one <= 6 for one in answers))
            )
            for times in (1, 100)
        ],
    ),
    "means_for_shares": Mistake(
        "You take the mean answer of the promoters. What counts is how many they are, not what they answer.",
        [
            lambda answers: (
                _mean_where(answers, lambda one: one >= 9) - _mean_where(answers, lambda one: one <= 6)
            ),
            lambda answers: _mean_where(answers, lambda one: one >= 9),
        ],
    ),
    "mean_for_score": Mistake(
        "You give a middle of the answers, their mean or median. The score takes none: "
        "it counts promoters and detractors, and subtracts their shares.",
        [
            lambda answers: float(np.mean(answers)),
            lambda answers: 10 * float(np.mean(answers)),
            lambda answers: float(np.median(answers)),
        ],
        "both are called how willing customers are to recommend",
    ),
    "number_of_the_example": Mistake(
        "Your function always gives the number of the example. Compute with what it is given.",
        lambda: _score(EXAMPLE["answers"]),
    ),
}

score = FunctionCheck(
    "net_promoter_score subtracts the share of the detractors from that of the promoters, in points",
    net_promoter_score,
    between=(-100, 100),
    mistakes=_MISTAKES,
    also_right=[
        lambda answers: (
            100 * np.mean([1 if one > 8 else -1 if one < 7 else 0 for one in answers])
        )  # a mean of +1, 0 and −1
    ],
    edges={
        "promoters answer 9 or 10": lambda answers: [one - 9 for one in answers],
        "detractors answer 0 to 6": lambda answers: [one - 6 for one in answers],
    },
)

ends = FunctionCheck(
    "net_promoter_score is right where there are only promoters, only detractors, or only passives",
    net_promoter_score,
    calls=0,
    cases=[
        {"answers": [9, 10, 9, 9]},
        {"answers": [7, 8, 8, 7, 7]},
        {"answers": [6, 0, 3, 6, 5, 6]},
        {"answers": [10, 6, 8]},
    ],
    between=(-100, 100),
    mistakes={
        name: _MISTAKES[name]
        for name in (
            "eight_promotes",
            "seven_promotes",
            "only_ten_promotes",
            "six_is_passive",
            "seven_detracts",
            "passives_detract",
            "counts_for_points",
            "share_for_points",
            "hundred_people",
            "detractors_not_subtracted",
            "added",
            "detractors_less_promoters",
        )
    },
)
