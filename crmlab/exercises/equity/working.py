"""Somebody's working of what a subscriber is worth, with one wrong line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from crmlab.exercises.workings import Line, Working, hints
from crmlab.language import to_say

REREAD = to_say("lesson 06, “A cohort year by year”")
HINTS = hints(
    "Four questions to each line: is it margin or price, does it count who has left, does it wait the right "
    "time, and is it divided by those who were won?"
)


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


error = Working(_case, _steps, range(1, 7)).check(between=(1, 300_000), tolerance=0.02)
