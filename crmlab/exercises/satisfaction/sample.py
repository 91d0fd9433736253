"""How many answers are needed to see a change: the question of the error in reverse."""

import math
from typing import Annotated

from crmlab.declared.quantities import Cost, Count, Quantity, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 11, “An index and its error”")
HINTS = (
    "Write down two errors of the difference, as in task 5, with the same sd and the same number of answers "
    "in both years. They must be the change that you want to see.",
    "2 · √(sd ** 2 / n + sd ** 2 / n) = change. Square both sides, and find n.",
    "n = 8 · sd ** 2 / change ** 2, and a part of a person is one person more. Then: how many letters "
    "bring so many answers, and how often are letters sent and paid?",
)

Spread = Annotated[float, Quantity("", 0, 60, typical=(17, 26), step=0.5, format=".1f")]
Seen = Annotated[float, Quantity("", 0, 30, typical=(2, 5), step=0.25, format=".2f")]


def answers_needed(
    sd: Spread,
    change_to_see: Seen,
    response_rate: Annotated[Share, typical(0.15, 0.45)],
    cost_per_letter: Annotated[Cost, typical(2, 6, 0.5)],
    survey_budget: Annotated[Cost, typical(2000, 16000, 500)],
    firm_customers: Annotated[Count, typical(40_000, 900_000, 10_000)],  # does not matter
) -> dict[str, float | bool]:
    """Return the answers and letters of each year, what both years cost, and whether the budget is enough."""
    answers = _up(_exact(sd, change_to_see))
    letters = _up(answers / response_rate)
    cost = 2 * letters * cost_per_letter
    return {"answers": answers, "letters": letters, "cost": cost, "enough": cost <= survey_budget}


def _exact(sd, change, times=8):
    return times * sd**2 / change**2


def _up(number):
    return math.ceil(number - 1e-6)


def _many(formula):
    """Return the answer with another number of answers, as it stands and rounded up."""
    return part(answers=lambda sd, change_to_see: _up(formula(sd, change_to_see)))


def _letters(formula):
    return part(letters=lambda right, response_rate: formula(right["answers"], response_rate))


reverse = AnswerCheck(
    "so many must answer and be asked, and that is what it costs",
    answers_needed,
    between=(40, 60_000),
    apart=lambda **own: (answers_needed(**own)["cost"], own["survey_budget"]),
    decides={"enough": to_say("cost with survey_budget")},
    mistakes={
        "error_of_one_year": Mistake(
            "You compute with the error of one year. The change has that of both: "
            "the squares of two errors are added.",
            _many(lambda sd, change: _exact(sd, change, 4)),
            "the error of one sample is taken for that of a difference",
        ),
        "one_error": Mistake(
            "You set the change equal to one error. It must be equal to two errors.",
            [
                _many(lambda sd, change: _exact(sd, change, 2)),
                _many(lambda sd, change: _exact(sd, change, 1)),
            ],
        ),
        "errors_added": Mistake(
            "You add the two errors. Add their squares, then take the root.",
            _many(lambda sd, change: _exact(sd, change, 16)),
            "errors added instead of their squares",
        ),
        "as_in_the_tables": Mistake(
            "You take 1.96 errors. The task takes 2.",
            [
                _many(lambda sd, change: _exact(sd, change, 2 * 1.96**2)),
                _many(lambda sd, change: _exact(sd, change, 1.96**2)),
            ],
        ),
        "not_squared": Mistake(
            "You forget to square. The error falls with the root of the number of answers: "
            "sd and change stand in the formula as squares.",
            [
                _many(lambda sd, change: 8 * sd / change),
                _many(lambda sd, change: 2 * sd / change),
                _many(lambda sd, change: 8 * sd**2 / change),
                _many(lambda sd, change: 2 * math.sqrt(2) * sd / change),
            ],
            "the root is forgotten on the way back",
        ),
        "both_years_together": Mistake(
            "You give the answers of both years together. Asked is how many there must be in each year.",
            part(answers=lambda right: 2 * right["answers"]),
        ),
        "half_of_the_change": Mistake(
            "You let the two errors be half of the change. They must be the change itself.",
            _many(lambda sd, change: _exact(sd, change, 32)),
            "half width and width are confused",
        ),
        "size_for_a_share": Mistake(
            "You give how many answers a share needs, such as 385 for 5 points. "
            "Here a change of means is asked: use sd and change_to_see.",
            [part(answers=385), _many(lambda sd, change: 1.96**2 * 0.25 / (change / 100) ** 2)],
            "the best known sample size",
        ),
        "part_of_a_person": Mistake(
            "Your answers are a little too few: two errors are just more than the change. "
            "Round up to the next whole number; no correction is asked for the number of customers.",
            [
                part(answers=lambda sd, change_to_see: math.floor(_exact(sd, change_to_see))),
                part(answers=lambda sd, change_to_see: _exact(sd, change_to_see)),
            ],
            "n rounded down",
        ),
        "part_of_the_customers": Mistake(
            "You make the sample larger because the firm has many customers. "
            "What counts is how many answer, not of how many they are a part.",
            [
                part(answers=lambda firm_customers, share=share: share * firm_customers)
                for share in (0.05, 0.1, 0.01)
            ],
            "a larger country needs a larger sample",
        ),
        "letters_rounded_down": Mistake(
            "You round the letters down, or keep a part of a letter. Round up.",
            [
                _letters(lambda answers, rate: math.floor(answers / rate)),
                _letters(lambda answers, rate: answers / rate),
            ],
        ),
        "letters_from_a_part_of_a_person": Mistake(
            "Your letters come from a number of answers that is not whole. "
            "Begin with the answers, rounded up.",
            part(
                letters=lambda sd, change_to_see, response_rate: _up(
                    _exact(sd, change_to_see) / response_rate
                )
            ),
        ),
        "rate_multiplied": Mistake(
            "You multiply by the response rate. More letters are needed than answers come: divide.",
            [
                _letters(lambda answers, rate: answers * rate),
                _letters(lambda answers, rate: _up(answers * rate)),
            ],
            "the share is easily taken in the wrong direction",
        ),
        "those_who_do_not_answer": Mistake(
            "You compute with those who do not answer. "
            "The answers are the share response_rate of the letters: divide by it.",
            [
                _letters(lambda answers, rate: _up(answers / (1 - rate))),
                _letters(lambda answers, rate: _up(answers * (1 + rate))),
                _letters(lambda answers, rate: _up(answers * (2 - rate))),
            ],
        ),
        "letters_are_answers": Mistake(
            "You send as many letters as answers are needed. "
            "Only the share response_rate of them is answered.",
            part(letters=lambda right: right["answers"]),
            "those who do not answer are left out silently",
        ),
        "letters_of_both_years": Mistake(
            "You give the letters of both years together. Asked is how many are sent in each year; "
            "only cost takes both.",
            part(letters=lambda right: 2 * right["letters"]),
        ),
        "cost_of_one_year": Mistake(
            "You pay for one year. Letters are sent in both: take them twice.",
            part(cost=lambda right: right["cost"] / 2),
        ),
        "cost_of_the_answers": Mistake(
            "You pay for the answers. Every letter costs, also one that nobody answers.",
            [
                part(cost=lambda right, cost_per_letter: 2 * right["answers"] * cost_per_letter),
                part(cost=lambda right, cost_per_letter: right["answers"] * cost_per_letter),
            ],
        ),
        "left_of_the_budget": Mistake(
            "You give what is left of the budget. Under cost stands what both years cost.",
            part(cost=lambda right, survey_budget: survey_budget - right["cost"]),
        ),
    },
)
