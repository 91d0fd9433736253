"""Somebody's working of what a subscriber is worth, with one wrong line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, Any

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.workings import Line, Working, other_lines
from crmlab.language import to_say

REREAD = to_say("lesson 06, “A cohort year by year”")
HINTS = (
    "Do not begin with the result. Take the lines one by one, and ask of each what it ought to say.",
    "Four questions to each line: is it margin or price, does it count who has left, does it wait the right "
    "time, and is it divided by those who were won?",
    "When you have found the line, keep the lines above it, and work out this one line anew.",
)
FAULTY = range(1, 7)  # any line may be wrong


def _steps(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line as it ought to be and with its slip, from the lines above it."""
    size, price, cost, rate = (case[name] for name in ("size", "later_price", "service_cost", "rate"))
    first_margin, (one, two) = case["first_margin"], case["retention"]
    says = "margin of a subscriber in year 2 or 3"
    yield Line(says, f"{price} − {cost}", price - cost), Line(says, f"{price}", price)
    says = "subscribers in year 3"
    yield (
        Line(says, f"{size} · {one:.2f} · {two:.2f}", size * one * two),
        Line(says, f"{size} · {two:.2f}²", size * two**2),
    )
    says, first = "worth today of year 1", f"{size} · {first_margin}"
    yield (
        Line(says, first, size * first_margin),
        Line(says, f"{first} / {1 + rate:.2f}", size * first_margin / (1 + rate)),
    )
    yield from _later(case, above)


def _later(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    size, rate, (one, _) = case["size"], case["rate"], case["retention"]
    margin, left = above[0].result, above[1].result
    says, second = "worth today of year 2", size * margin / (1 + rate)
    yield (
        Line(says, f"{size} · {one:.2f} · {margin:.2f} / {1 + rate:.2f}", one * second),
        Line(says, f"{size} · {margin:.2f} / {1 + rate:.2f}", second),
    )
    says, third = "worth today of year 3", f"{left:.2f} · {margin:.2f}"
    yield (
        Line(says, f"{third} / {1 + rate:.2f}²", left * margin / (1 + rate) ** 2),
        Line(says, f"{third} / (1 + 2 · {rate:.2f})", left * margin / (1 + 2 * rate)),
    )
    says = "worth today of one subscriber won"
    years = above[2:5]
    total, sums = sum(line.result for line in years), " + ".join(f"{line.result:.2f}" for line in years)
    yield (
        Line(says, f"({sums}) / {size}", total / size),
        Line(says, f"({sums}) / {left:.2f}", total / left),
    )


def _case(source: random.Random) -> dict[str, Any]:
    one = source.randint(50, 65)
    return {
        "size": 100 * source.randint(6, 30),
        "first_margin": source.randint(4, 14),
        "later_price": source.randint(60, 90),
        "service_cost": source.randint(22, 34),
        "retention": [one / 100, (one + source.randint(6, 20)) / 100],
        "rate": source.randint(8, 15) / 100,
    }


WORKING = Working(_case, _steps, FAULTY)


def corrected(working: Annotated[dict, WORKING]) -> dict[str, float]:
    """Return the number of the wrong line, and what ought to come out there."""
    return WORKING.corrected(working)


def _off_by(sign: int):
    """Return by how much the number of the wrong line is wrong."""
    return part(
        line=lambda right: right["line"],
        value=lambda right, working: sign * (WORKING.wrong_number(working) - right["value"]),
    )


def _further_down(working):
    line = WORKING.wrong_line(working)
    return WORKING.worked(working)[5 if line < 6 else 4].result


error = AnswerCheck(
    "you found the wrong line, and what ought to come out there",
    corrected,
    tolerance=0.02,  # whoever computes with the rounded lines above is right, too
    between=(1, 300_000),
    words={"line": {line: (f"line {line}", f"line_{line}", f"{line}") for line in FAULTY}},
    mistakes={
        "another_line": Mistake(
            "The line that you name takes a right step, whatever its number: it may go on from a wrong one. "
            "Look for the line whose own step the lesson would not take.",
            other_lines(6),
        ),
        "wrong_number_repeated": Mistake(
            "The line is found, but you give the number that stands in it. Give the right one.",
            part(line=lambda right: right["line"], value=WORKING.wrong_number),
        ),
        "difference": Mistake(
            "The line is found, but you give by how much its number is wrong. Give the right one.",
            [_off_by(sign) for sign in (1, -1)],
        ),
        "further_down": Mistake(
            "You give the right number of another line. Give that of the wrong line itself.",
            part(value=_further_down),
        ),
    },
)
