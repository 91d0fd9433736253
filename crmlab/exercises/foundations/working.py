"""Somebody's working of what next year's money brings with new customers, with one wrong line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from crmlab.exercises.declaring import Mistake, part
from crmlab.exercises.workings import Line, Working, hints
from crmlab.language import to_say

REREAD = to_say("lesson 01, “Two statistics that are one” and “A little more loyalty”")
HINTS = hints(
    "Is it the cost of a sale or of a contact, are points added to a share, does the number of years come "
    "from those who leave, is it margin or revenue, and is a cost taken off as often as it is paid?"
)


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


WORKING = Working(_case, _steps, range(1, 6))

error = WORKING.check(
    between=(1, 10_000),
    tolerance=0.02,
    mistakes={
        "first_year_left_out": Mistake(
            "In your line 3 the first year does not count. The text counts it: "
            "1000 / (1000 − those who are still there).",
            part(line=lambda: 3, value=lambda working: WORKING.worked(working)[2].result - 1),
            "two conventions stand side by side in the literature",
        ),
    },
)
