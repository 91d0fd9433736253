"""Somebody's working of what a round of calls to lost customers gains, with one wrong line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from crmlab.exercises.workings import Line, Working, hints
from crmlab.language import to_say

REREAD = to_say("lesson 13, “Whom to call first”")
HINTS = hints(
    "Who is called, and how many of those return? How long is the second life, and what does a year of it "
    "bring? Which cost comes with each call, and which with each return?"
)


def _steps(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line as it ought to be and with its slip, from the lines above it."""
    lost, back, chance = case["lost"], case["back"], case["chance"]
    says = "customers to call"
    yield Line(says, f"{lost} − {back}", lost - back), Line(says, f"{lost}", lost)
    called, says = above[0].result, "who return"
    yield (
        Line(says, f"{called:.0f} · {chance:.2f}", called * chance),
        Line(says, f"{called:.0f} · (1 − {chance:.2f})", called * (1 - chance)),
    )
    margin, years, old = case["margin"], case["second_years"], case["first_years"]
    says = "worth of a second life"
    yield Line(says, f"{margin} · {years}", margin * years), Line(says, f"{margin} · {old}", margin * old)
    yield from _ends(case, above)


def _ends(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    called, returned, worth = (line.result for line in above[:3])
    call, gift = case["call_cost"], case["gift"]
    says = "cost of the calls"
    yield (
        Line(says, f"{called:.0f} · {call}", called * call),
        Line(says, f"{returned:.2f} · {call}", returned * call),
    )
    says = "cost of the gifts"
    yield (
        Line(says, f"{returned:.2f} · {gift}", returned * gift),
        Line(says, f"{called:.0f} · {gift}", called * gift),
    )
    calls, gifts = above[3].result, above[4].result
    says = "gain of the round"
    yield (
        Line(
            says,
            f"{returned:.2f} · {worth:.2f} − {calls:.2f} − {gifts:.2f}",
            returned * worth - calls - gifts,
        ),
        Line(says, f"{called:.0f} · {worth:.2f} − {calls:.2f} − {gifts:.2f}", called * worth - calls - gifts),
    )


def _case(source: random.Random) -> dict[str, Any]:
    first = source.randint(4, 8)
    return {
        "lost": 10 * source.randint(15, 40),
        "back": source.randint(12, 48),
        "chance": source.randint(8, 30) / 100,
        "margin": 10 * source.randint(20, 60),
        "first_years": first,
        "second_years": first - source.randint(1, 2) - 0.5,
        "call_cost": source.randint(15, 60),
        "gift": 5 * source.randint(12, 50),
    }


error = Working(_case, _steps, range(1, 7)).check(between=(0, 500_000), tolerance=0.02)
