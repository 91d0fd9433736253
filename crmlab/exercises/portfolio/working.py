"""Somebody's working of what parting with a client changes, with one wrong line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, Any

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.workings import Line, Working, other_lines
from crmlab.language import to_say

REREAD = to_say("lesson 08, “Sales, margin, cost to serve” and “What dropping saves”")
HINTS = (
    "Do not begin with the result. Take the lines one by one, and ask of each what it ought to say.",
    "Does the discount come off the price alone, are hours of a month made into those of a year, are days a "
    "part of a year, and what really goes away with the client?",
    "When you have found the line, keep the lines above it, and work out this one line anew.",
)
FAULTY = range(1, 7)


def _steps(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line as it ought to be and with its slip, from the lines above it."""
    price, discount, cost = case["list_price"], case["discount"], case["direct_cost"]
    says = "invoiced in the year"
    yield (
        Line(says, f"{price} · (1 − {discount:.2f})", price * (1 - discount)),
        Line(says, f"{price} / (1 + {discount:.2f})", price / (1 + discount)),
    )
    invoice, says = above[0].result, "margin of the year"
    yield (
        Line(says, f"{invoice:.2f} − {cost}", invoice - cost),
        Line(says, f"{invoice:.2f} − {cost} · (1 − {discount:.2f})", invoice - cost * (1 - discount)),
    )
    yield from _serving(case, above)
    yield from _ends(case, above)


def _serving(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    hours, hourly, says = case["hours_a_month"], case["hourly_cost"], "hours of the year"
    yield (
        Line(says, f"12 · {hours} · {hourly}", 12 * hours * hourly),
        Line(says, f"{hours} · {hourly}", hours * hourly),
    )
    invoice, rate, days, says = above[0].result, case["rate"], case["days_late"], "interest while waiting"
    yield (
        Line(says, f"{invoice:.2f} · {rate:.2f} · {days} / 365", invoice * rate * days / 365),
        Line(says, f"{invoice:.2f} · {rate:.2f}", invoice * rate),
    )


def _ends(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    invoice, margin, hours, waiting = (line.result for line in above[:4])
    says = "profit of the year"
    yield (
        Line(says, f"{margin:.2f} − {hours:.2f} − {waiting:.2f}", margin - hours - waiting),
        Line(says, f"{invoice:.2f} − {hours:.2f} − {waiting:.2f}", invoice - hours - waiting),
    )
    freed, says = case["freed"], "profit changes by, if the client goes"
    saved = f"+ {waiting:.2f} − {margin:.2f}"
    yield (
        Line(says, f"{freed:.2f} · {hours:.2f} {saved}", freed * hours + waiting - margin),
        Line(says, f"{hours:.2f} {saved}", hours + waiting - margin),
    )


def _case(source: random.Random) -> dict[str, Any]:
    price = 1000 * source.randint(80, 160)
    return {
        "list_price": price,
        "discount": source.randint(8, 20) / 100,
        "direct_cost": 1000 * round(price * source.uniform(0.5, 0.65) / 1000),
        "hours_a_month": source.randint(8, 24),
        "hourly_cost": 10 * source.randint(10, 16),
        "days_late": 5 * source.randint(8, 30),
        "rate": source.randint(5, 12) / 100,
        "freed": source.randint(20, 70) / 100,
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
    between=(-60_000, 160_000),
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
            [
                _off(lambda right, shown: right - shown),
                _off(lambda right, shown: shown - right),
            ],
        ),
        "number_of_another_line": Mistake(
            "You give the right number of another line. Give that of the wrong line itself.",
            [_of_line(lambda line, steps=steps: (line + steps - 1) % 6 + 1) for steps in range(1, 6)],
        ),
    },
)
