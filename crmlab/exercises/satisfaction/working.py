"""Find the wrong line in somebody's working: from two means to a change and its error."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from typing import Annotated, Any

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.workings import Line, Working, other_lines
from crmlab.language import to_say

REREAD = to_say("lesson 11, “Difference, ratio, index” and “An index and its error”")
HINTS = (
    "Do not begin with the result. Take the lines one by one, and ask of each what it ought to say.",
    "Does an index of 0 stand for the lowest answer, is an error smaller the more people answered, "
    "is a change this year less last year, and how do two errors make one?",
    "When you have found the line, keep the lines above it, and work out this one line anew.",
)
FAULTY = range(1, 7)  # the lines of which one may be wrong; the last one only computes on


def _steps(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line as it ought to be and with its slip, from the lines above it."""
    before, after = case["mean_before"], case["mean_after"]
    yield (
        Line("index last year", f"({before:.2f} − 1) / 9 · 100", (before - 1) / 9 * 100, 3),
        Line("index last year", f"{before:.2f} / 10 · 100", before * 10, 3),
    )
    yield (
        Line("index this year", f"({after:.2f} − 1) / 9 · 100", (after - 1) / 9 * 100, 3),
        Line("index this year", f"({after:.2f} − 1) / 10 · 100", (after - 1) * 10, 3),
    )
    yield from _errors(case)
    last, this = above[0].result, above[1].result
    says = "change of the index, this year less last year"
    yield (
        Line(says, f"{this:.3f} − {last:.3f}", this - last, 3),
        Line(says, f"{last:.3f} − {this:.3f}", last - this, 3),
    )
    one, other = above[2].result, above[3].result
    says = "error of the change"
    yield (
        Line(says, f"√({one:.3f}² + {other:.3f}²)", math.hypot(one, other), 3),
        Line(says, f"{one:.3f} + {other:.3f}", one + other, 3),
    )
    change, error = above[4].result, above[5].result
    end = Line("the change in errors", f"{change:.3f} / {error:.3f}", change / error, 3)
    yield end, end


def _errors(case: dict[str, Any]) -> Iterator[tuple[Line, Line]]:
    sd, many = case["sd_before"], case["answered_before"]
    says = "error of the index last year"
    yield (
        Line(says, f"{sd:.1f} / √{many}", sd / math.sqrt(many), 3),
        Line(says, f"{sd:.1f} / {many}", sd / many, 3),
    )
    sd, many, sent = case["sd_after"], case["answered_after"], case["sent_after"]
    says = "error of the index this year"
    yield (
        Line(says, f"{sd:.1f} / √{many}", sd / math.sqrt(many), 3),
        Line(says, f"{sd:.1f} / √{sent}", sd / math.sqrt(sent), 3),
    )


def _case(source: random.Random) -> dict[str, Any]:
    before = source.randint(760, 840) / 100
    return {
        "mean_before": before,
        "mean_after": round(before + source.choice((-1, 1)) * source.randint(15, 60) / 100, 2),
        "sd_before": source.randint(36, 40) / 2,
        "sd_after": source.randint(48, 56) / 2,
        "answered_before": source.randint(300, 400),
        "answered_after": source.randint(200, 280),
        "sent_before": 20 * source.randint(46, 60),
        "sent_after": 20 * source.randint(30, 45),
    }


WORKING = Working(_case, _steps, FAULTY)


def corrected(working: Annotated[dict, WORKING]) -> dict[str, float]:
    """Return the number of the wrong line, and what ought to come out there."""
    return WORKING.corrected(working)


def _of_line(which):
    return part(value=lambda working: WORKING.worked(working)[which(WORKING.wrong_line(working)) - 1].result)


def _off(difference):
    """Return the answer whose value is a difference of the right number and the one in the line."""
    return part(
        line=lambda right: right["line"],
        value=lambda right, working: difference(right["value"], WORKING.wrong_number(working)),
    )


error = AnswerCheck(
    "you found the wrong line, and what ought to come out there",
    corrected,
    tolerance=0.006,  # whoever computes with the rounded lines above is right, too
    between=(-10, 100),
    words={"line": {number: (str(number), f"line {number}") for number in range(1, 8)}},
    mistakes={
        "another_line": Mistake(
            "The line that you name is not the one that takes a wrong step. "
            "Ask of each line whether it does what its words say.",
            other_lines(7),
        ),
        "wrong_number_repeated": Mistake(
            "The line is found, but you give the number that stands in it. Give the right one.",
            part(line=lambda right: right["line"], value=WORKING.wrong_number),
        ),
        "difference_for_value": Mistake(
            "You give by how much the number in the line is off. Give the right number itself.",
            [
                _off(lambda right, shown: right - shown),
                _off(lambda right, shown: shown - right),
            ],
        ),
        "number_of_another_line": Mistake(
            "You give the right number of another line. Give that of the wrong line itself.",
            [_of_line(lambda line, steps=steps: (line + steps - 1) % 7 + 1) for steps in range(1, 7)],
        ),
    },
)
