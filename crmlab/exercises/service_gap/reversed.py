"""Answers to negatively worded questions, turned so that a high answer is a good one everywhere."""

from typing import Annotated

import numpy as np

from crmlab.declared.quantities import Quantity, typical
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.exercises.kinds import Some
from crmlab.language import to_say

REREAD = to_say("lesson 10, “A question asked the other way round”")
HINTS = (
    "On a scale from 1 to 7, what do 1, 2 and 7 become? What have the old and the new answer in common?",
    "Old and new always have the same sum. Which questions change? Their numbers begin at 1.",
    "In a loop over the answers you need the number of the question, too; enumerate can begin at 1.",
)

Ticks = Annotated[list[int], Quantity("", typical=(1, 7), format=".0f", whole=True, series=(5, 5))]
End = Annotated[int, Quantity("", typical=(1, 1), format=".0f", whole=True)]

LEFT_AS_THEY_ARE = Mistake(
    "You leave the answers as they are. To a negative question a high answer is bad: turn it round.",
    given(negative=[]),
    "nine of the 22 questions of 1988 were worded negatively, and files do not say so",
)


def turned(
    answers: Ticks,
    negative: Annotated[list[int], Some()],
    lowest: Annotated[End, typical(0, 1)] = 1,
    highest: Annotated[End, typical(9, 11)] = 7,
) -> list[int]:
    """Return the answers with those to negatively worded questions turned round."""
    return [
        lowest + highest - answer if number in negative else answer
        for number, answer in enumerate(answers, 1)
    ]


seven = FunctionCheck(
    "turned makes a high answer a good one, on a scale from 1 to 7",
    turned,
    inputs=("answers", "negative"),
    cases=[{"answers": [7, 1, 6, 2, 5], "negative": []}, {"answers": [2, 7, 1, 6, 3], "negative": [3, 1]}],
    also_right=[
        lambda answers, negative: np.where(
            np.isin(np.arange(1, 6), negative), 8 - np.array(answers), answers
        ),
    ],
    between=(1, 7),
    mistakes={
        "left_as_they_are": LEFT_AS_THEY_ARE,
        "highest_less_answer": Mistake(
            "You take the highest answer less the answer. Then 7 becomes 0, which is no box: "
            "add the lowest, too.",
            given(lowest=0),
            "common slip: the scale begins at 1, not at 0",
        ),
        "questions_counted_from_zero": Mistake(
            "You turn the wrong questions: they are numbered from 1, and Python counts positions from 0.",
            given(negative=lambda negative: [number + 1 for number in negative]),
            "Python counts positions from 0",
        ),
        "all_questions_turned": Mistake(
            "You turn every question round. "
            "Only those whose numbers stand in negative are worded negatively.",
            given(negative=[1, 2, 3, 4, 5]),
            "the sentence of the lesson taken for every question",
        ),
        "only_the_turned": Mistake(
            "You give the turned answers alone. Give the whole list: the other answers as they are.",
            lambda answers, negative: [8 - answers[number - 1] for number in negative],
        ),
        "only_the_positive": Mistake(
            "You leave the negative questions out. Give the whole list, with their answers turned round.",
            lambda answers, negative: [a for n, a in enumerate(answers, 1) if n not in negative],
        ),
        "minus_before_the_answer": Mistake(
            "You put a minus before the answer. The turned answer is a box of the scale, too: 7 becomes 1.",
            lambda answers, negative: [-a if n in negative else a for n, a in enumerate(answers, 1)],
        ),
        "positive_questions_turned": Mistake(
            "You turn the questions that are worded positively. Turn those whose numbers stand in negative.",
            given(negative=lambda negative: {1, 2, 3, 4, 5}.difference(negative)),
        ),
        "answer_looked_up_in_negative": Mistake(
            "You look up the answer in negative. The numbers of questions stand there: look up the question.",
            lambda answers, negative: [8 - a if a in negative else a for a in answers],
        ),
    },
)

scale = FunctionCheck(
    "turned works on another scale, too",
    turned,
    cases=[
        {"answers": [2, 9, 4, 10, 1], "negative": [1, 4], "lowest": 1, "highest": 10},
        {"answers": [-2, 3, 0, -3, 1], "negative": [2, 5], "lowest": -3, "highest": 3},
    ],
    between=(-3, 11),
    mistakes={
        "eight_on_every_scale": Mistake(
            "You take the answer from 8. That holds from 1 to 7 only: "
            "in general take it from lowest + highest.",
            given(lowest=1, highest=7),
            "8 is right on a scale from 1 to 7 only",
        ),
        "lowest_taken_for_one": Mistake(
            "You take the answer from highest + 1. That holds if the lowest is 1: "
            "take it from lowest + highest.",
            given(lowest=1),
            "7 + 1 is right where the lowest answer is 1",
        ),
        "left_as_they_are": LEFT_AS_THEY_ARE,
    },
)
