"""Somebody's working of three visits to a salon, with one wrong line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, Any

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.workings import Line, Working, other_lines
from crmlab.language import to_say

REREAD = to_say("lesson 09, “Expectations that move”")
HINTS = (
    "Do not begin with the result. Take the lines one by one, and ask of each what it ought to say.",
    "To each satisfaction: is what is expected at this visit taken off? To each expectation: does it begin "
    "at the one before, and move by the share adaptation of the last satisfaction? And at which visit is the "
    "level of the last line needed?",
    "When you have found the line, keep the lines above it, and work out this one line anew.",
)
FAULTY = range(2, 7)  # the lines of which one may be wrong


def _steps(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line as it ought to be and with its slip, from the lines above it."""
    one, two, three = case["perceived"]
    expected, share = case["expected"], case["adaptation"]
    first = Line("satisfaction at visit 1", f"{one:.1f} − {expected:.1f}", one - expected, 3)
    yield first, first
    gap, says = above[0].result, "expectation at visit 2"
    yield _moved(says, expected, share, gap), _moved(says, expected, 1 - share, gap)
    second, says = above[1].result, "satisfaction at visit 2"
    yield _less(says, two, second), _less(says, two, expected)
    says = "expectation at visit 3"
    yield _moved(says, second, share, above[2].result), _moved(says, expected, share, above[2].result)
    third, says = above[3].result, "satisfaction at visit 3"
    yield _less(says, three, third), _less(says, three, two)
    says = "to be perceived at visit 3 for the satisfaction of visit 1"
    yield (
        Line(says, f"{third:.3f} + {gap:.1f}", third + gap, 3),
        Line(says, f"{second:.2f} + {gap:.1f}", second + gap, 3),
    )


def _moved(says: str, old: float, share: float, gap: float) -> Line:
    sign, size = ("+", gap) if gap >= 0 else ("−", -gap)
    return Line(says, f"{old:.2f} {sign} {share:.1f} · {size:.2f}", old + share * gap, 3)


def _less(says: str, perceived: float, expected: float) -> Line:
    return Line(says, f"{perceived:.1f} − {expected:.3f}", perceived - expected, 3)


def _case(source: random.Random) -> dict[str, Any]:
    one, two, three = source.sample(range(70, 90), 3)
    return {
        "perceived": [one / 10, two / 10, three / 10],
        "expected": source.randint(40, 55) / 10,
        "adaptation": source.choice([0.2, 0.3, 0.4]),
    }


WORKING = Working(_case, _steps, FAULTY)


def corrected(working: Annotated[dict, WORKING]) -> dict[str, float]:
    """Return the number of the wrong line, and what ought to come out there."""
    return WORKING.corrected(working)


def _of_line(steps):
    def value(working):
        line = WORKING.wrong_line(working)
        return WORKING.worked(working)[(line - 1 + steps) % 6].result

    return part(value=value)


def _off(difference):
    return part(
        line=lambda right: right["line"],
        value=lambda right, working: difference(right["value"], WORKING.wrong_number(working)),
    )


error = AnswerCheck(
    "you found the wrong line, and what ought to come out there",
    corrected,
    tolerance=0.006,  # two decimals are enough
    between=(-5, 15),
    words={"line": {number: (str(number), f"line {number}") for number in range(1, 7)}},
    mistakes={
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
            [_off(lambda right, shown: right - shown), _off(lambda right, shown: shown - right)],
        ),
        "number_of_another_line": Mistake(
            "You give the right number of another line. Give that of the wrong line itself.",
            [_of_line(steps) for steps in range(1, 6)],
        ),
    },
)
