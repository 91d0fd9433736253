"""What weight manner must have for the friendliest of three dental clinics to be the best one."""

from collections.abc import Callable
from typing import Annotated, Any

from crmlab.declared.quantities import Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.retention._kinds import EachOf
from crmlab.language import to_say

REREAD = to_say("lesson 09, “Outcome and manner”")
HINTS = (
    "Compare clinic 2 with one rival at a time. By how much is it behind in outcome, and ahead in manner?",
    "At the weight you look for both have the same score: weight · lead in manner = (1 − weight) · lag in "
    "outcome. Solve this for weight.",
    "weight = lag / (lag + lead). You get one weight for each rival; clinic 2 must not be behind either. "
    "For best, compute the three scores at manner_weight and compare them.",
)

CLINICS = {f"clinic {number}": (number, f"{number}", f"clinic_{number}") for number in (1, 2, 3)}
Outcome = Annotated[list[float], EachOf((8.0, 9.5), (6.0, 7.0), (7.2, 8.2))]
Manner = Annotated[list[float], EachOf((3.0, 5.0), (8.0, 9.5), (4.5, 6.5))]


def compared(
    outcome: Outcome, manner: Manner, manner_weight: Annotated[Share, typical(0.1, 0.6, 0.02)]
) -> dict[str, Any]:
    """Return the smallest weight of manner at which clinic 2 is behind no other, and the best one today."""
    needed = max(_weights(outcome, manner))
    return {"needed": needed, "best": _best(outcome, manner, manner_weight)}


def _scores(outcome, manner, weight) -> list[float]:
    return [(1 - weight) * o + weight * m for o, m in zip(outcome, manner, strict=True)]


def _best(outcome, manner, weight) -> str:
    scores = _scores(outcome, manner, weight)
    return f"clinic {scores.index(max(scores)) + 1}"


def _weights(outcome, manner, formula: Callable = lambda lag, lead: lag / (lag + lead)) -> list[float]:
    """Return a number of lag and lead for each of the two rivals."""
    return [formula(outcome[rival] - outcome[1], manner[1] - manner[rival]) for rival in (0, 2)]


def _of_each(formula):
    """Return the answers with another formula for the weight, for the one rival and for the other."""
    return [
        part(needed=lambda outcome, manner, take=take: take(_weights(outcome, manner, formula)))
        for take in (max, min)
    ]


choice = AnswerCheck(
    "that is the weight at which clinic 2 wins, and the best clinic today",
    compared,
    tolerance=0.0005,
    between=(0, 0.7),
    apart=lambda outcome, manner, manner_weight: [
        *(10 + score for score in _scores(outcome, manner, manner_weight)),
        max(_weights(outcome, manner)),
        manner_weight,
    ],
    decides={"best": to_say("the three scores at manner_weight with one another")},
    words={"best": CLINICS},
    mistakes={
        "one_rival_only": Mistake(
            "At your weight clinic 2 is equal to one rival, and behind the other. "
            "It must not be behind either: take the larger of the two weights.",
            part(needed=lambda outcome, manner: min(_weights(outcome, manner))),
        ),
        "weight_of_outcome": Mistake(
            "You give a weight of outcome. Asked is the one of manner: both together make 1.",
            _of_each(lambda lag, lead: lead / (lag + lead)),
        ),
        "lag_by_lead": Mistake(
            "You divide the lag in outcome by the lead in manner. The lag counts only 1 − weight: "
            "divide it by lag + lead.",
            _of_each(lambda lag, lead: lag / lead),
        ),
        "lead_by_lag": Mistake(
            "You divide the lead in manner by the lag in outcome. The weight is lag / (lag + lead).",
            _of_each(lambda lag, lead: lead / lag),
        ),
        "mean_of_the_rivals": Mistake(
            "You take a mean of the two rivals. Customers compare with each of them: "
            "clinic 2 must not be behind either.",
            [
                part(needed=lambda outcome, manner: sum(_weights(outcome, manner)) / 2),
                part(
                    needed=lambda outcome, manner: (
                        ((outcome[0] + outcome[2]) / 2 - outcome[1])
                        / (
                            (outcome[0] + outcome[2]) / 2
                            - outcome[1]
                            + manner[1]
                            - (manner[0] + manner[2]) / 2
                        )
                    )
                ),
            ],
        ),
        "still_missing": Mistake(
            "You give by how much the weight differs from the one of today. Asked is the weight itself.",
            [
                part(needed=lambda right, manner_weight: right["needed"] - manner_weight),
                part(needed=lambda right, manner_weight: manner_weight - right["needed"]),
            ],
        ),
        "equal_weights": Mistake(
            "You give one half. Solve for the weight at which both clinics have the same score: "
            "lag / (lag + lead).",
            part(needed=0.5),
        ),
        "points_for_weight": Mistake(
            "You give a difference of two marks. Asked is a weight, a share between 0 and 1: "
            "lag / (lag + lead).",
            [*_of_each(lambda lag, lead: lag), *_of_each(lambda lag, lead: lead)],
        ),
        "score_for_weight": Mistake(
            "You give a score under needed. Asked is a weight, a share between 0 and 1.",
            [
                part(
                    needed=lambda outcome, manner, manner_weight, place=place: _scores(
                        outcome, manner, manner_weight
                    )[place]
                )
                for place in range(3)
            ],
        ),
    },
)
