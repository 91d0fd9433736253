"""Somebody's working of what parting with a client changes, with one wrong line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from crmlab.exercises.workings import Line, Working, hints
from crmlab.language import to_say

REREAD = to_say("lesson 08, “Sales, margin, cost to serve” and “What dropping saves”")
HINTS = hints(
    "Does the discount come off the price alone, are hours of a month made into those of a year, are days a "
    "part of a year, and what really goes away with the client?"
)


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


error = Working(_case, _steps, range(1, 7)).check(between=(-60_000, 160_000), tolerance=0.02)
