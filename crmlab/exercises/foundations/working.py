"""Somebody's working of what next year's money brings with new customers, with one wrong line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, Any

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.workings import Line, Working, other_lines
from crmlab.language import to_say

REREAD = to_say("lesson 01, “Two statistics that are one” and “A little more loyalty”")
HINTS = (
    "Do not begin with the result. Take the lines one by one, and ask of each what it ought to say.",
    "Is it the cost of a sale or of a contact, are points added to a share, does the number of years come "
    "from those who leave, is it margin or revenue, and is a cost taken off as often as it is paid?",
    "When you have found the line, keep the lines above it, and work out this one line anew.",
)
FAULTY = range(1, 6)  # the lines of which one may be wrong; the last one only computes on


def _steps(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line as it ought to be and with its slip, from the lines above it."""
    contact, success, retention, points = (case[n] for n in ("contact", "success", "retention", "points"))
    says = "winning one customer costs"
    yield (
        Line(says, f"{contact} / {success:.2f}", contact / success),
        Line(says, f"{contact} · {success:.2f}", contact * success),
    )
    says = "of 1,000 customers, still there a year later"
    yield (
        Line(says, f"1000 · ({retention:.2f} + {points:.2f})", 1000 * (retention + points)),
        Line(says, f"1000 · {retention:.2f} · (1 + {points:.2f})", 1000 * retention * (1 + points)),
    )
    stay, says = above[1].result, "years that one stays on average"
    yield (
        Line(says, f"1000 / (1000 − {stay:.2f})", 1000 / (1000 - stay), 4),
        Line(says, f"1000 / {stay:.2f}", 1000 / stay, 4),
    )
    yield from _money(case, above)


def _money(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    won, years, says = above[0].result, above[2].result, "margin of one in these years"
    spending, share, budget = (case[name] for name in ("spending", "share", "budget"))
    yield (
        Line(says, f"{spending} · {share:.2f} · {years:.4f}", spending * share * years),
        Line(says, f"{spending} · {years:.4f}", spending * years),
    )
    margin, says = above[3].result, "left of one customer"
    yield (
        Line(says, f"{margin:.2f} − {won:.2f}", margin - won),
        Line(says, f"{margin:.2f} − {years:.4f} · {won:.2f}", margin - years * won),
    )
    says = "left of all customers whom the budget wins"
    last = Line(says, f"{budget} / {won:.2f} · {above[4].result:.2f}", budget / won * above[4].result)
    yield last, last


def _case(source: random.Random) -> dict[str, Any]:
    return {
        "contact": 5 * source.randint(6, 12),
        "success": source.randint(15, 30) / 100,
        "retention": source.randint(65, 85) / 100,
        "points": source.randint(3, 8) / 100,
        "spending": 50 * source.randint(14, 30),
        "share": source.randint(25, 45) / 100,
        "budget": 1000 * source.randint(20, 60),
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
    tolerance=0.02,  # whoever computes with the rounded lines above is right, too
    between=(1, 10_000),
    words={"line": {number: (str(number), f"line {number}") for number in range(1, 7)}},
    mistakes={
        "first_year_left_out": Mistake(
            "In your line 3 the first year does not count. The text counts it: "
            "1000 / (1000 − those who are still there).",
            part(line=lambda: 3, value=lambda working: WORKING.worked(working)[2].result - 1),
            "two conventions stand side by side in the literature",
        ),
        "another_line": Mistake(
            "The line that you name is not the one that takes a wrong step. "
            "Ask of each line whether it does what its words say.",
            other_lines(6),
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
        "end_for_the_line": Mistake(
            "You give what comes out at the end. Give what ought to stand in the wrong line itself.",
            _of_line(lambda line: 6),
        ),
        "number_of_another_line": Mistake(
            "You give the right number of another line. Give that of the wrong line itself.",
            [_of_line(lambda line, steps=steps: (line + steps - 1) % 5 + 1) for steps in range(1, 5)],
        ),
    },
)
