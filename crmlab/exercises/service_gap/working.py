"""A trainee's working: in which line is the method wrong, and what should stand at its end."""

from typing import Annotated, Any

import numpy as np

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.service_gap._data import TWO_DECIMALS
from crmlab.exercises.service_gap._kinds import Report
from crmlab.language import to_say

REREAD = to_say("lesson 10, “A question asked the other way round”")
HINTS = (
    "Do each line yourself, from the data, before you look at the trainee's number.",
    "A line may give another number than yours and still be right: if it goes on from a wrong one above it.",
    "Once you know the first wrong line, replace its number, and do the lines below it again.",
)


def _without_error(report: dict[str, Any], turned: float) -> dict[str, Any]:
    """Return the lines that follow from the data if question 3 is *turned* to this."""
    perceived = [*report["perceived"][:2], turned]
    gaps = [p - e for p, e in zip(perceived, report["expected"], strict=True)]
    gap = sum(gaps) / len(gaps)
    return {"line 1": turned, "line 2": gaps, "line 3": gap, "line 4": gap / 2}


def first_wrong_line(report: Annotated[dict, Report()]) -> dict[str, Any]:
    """Return the first line whose method is wrong, and what should stand in the last one."""
    lines = _without_error(report, 8 - report["perceived"][2])
    wrong = (
        n for n in (1, 2, 3) if not np.allclose(report[f"line {n}"], lines[f"line {n}"], atol=TWO_DECIMALS)
    )
    return {"line": next(wrong), "right": lines["line 4"]}


error = AnswerCheck(
    "you found the line with the wrong method, and put its end right",
    first_wrong_line,
    tolerance=TWO_DECIMALS,
    between=(-2, 4),
    decides={"line": to_say("each line with what you get from the numbers above it")},
    words={"line": {number: (f"line {number}", f"line_{number}", str(number)) for number in (1, 2, 3, 4)}},
    mistakes={
        "wrong_number_carried_on": Mistake(
            "The line that you name goes on in the right way from a wrong number: look further up.",
            part(line=lambda right: right["line"] + 1),
            "the line whose number looks odd is taken for the wrong one",
        ),
        "number_of_the_report_kept": Mistake(
            "You keep the trainee's number for line 4. It still has the error from a line above in it.",
            part(right=lambda report: report["line 4"]),
        ),
        "gap_for_its_half": Mistake(
            "You give the gap of the dimension. Line 4 is the aim: half of that gap.",
            part(right=lambda right: 2 * right["right"]),
        ),
        "third_question_left_as_it_is": Mistake(
            "In your number, question 3 stands as it was ticked. It is worded negatively: turn it round.",
            part(right=lambda report: _without_error(report, report["perceived"][2])["line 4"]),
            "nine of the 22 questions of 1988 were worded negatively, and files do not say so",
        ),
    },
)
