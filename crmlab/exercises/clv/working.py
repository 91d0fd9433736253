"""Somebody's working of what is at stake when a household may leave, with one wrong line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from crmlab.exercises.workings import Line, Working, hints
from crmlab.language import to_say

REREAD = to_say("lesson 05, “Customers may leave” and “Doubt it”")
HINTS = hints(
    "Three questions to each line: is it margin or revenue, does it count who has left, and does it wait the "
    "right time? And of what is taken off: would it come back if the household stayed?"
)


def _steps(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line as it ought to be and with its slip, from the lines above it."""
    spending, share, retention, rate = (case[name] for name in ("spending", "share", "retention", "rate"))
    advertising, voucher = case["advertising"], case["voucher"]
    says = "margin a year"
    yield (
        Line(says, f"{spending} · {share:.2f}", spending * share),
        Line(says, f"{spending}", spending),
    )
    margin, says = above[0].result, "of 1,000 such households, still there after two years"
    yield (
        Line(says, f"1000 · {retention:.2f}²", 1000 * retention**2, 1),
        Line(says, f"1000 · (1 − 2 · {1 - retention:.2f})", 1000 * (1 - 2 * (1 - retention)), 1),
    )
    left, says = above[1].result, "worth today of year 1"
    yield (
        Line(says, f"{margin:.2f} · {retention:.2f} / {1 + rate:.2f}", margin * retention / (1 + rate)),
        Line(says, f"{margin:.2f} / {1 + rate:.2f}", margin / (1 + rate)),
    )
    says, second = "worth today of year 2", f"{margin:.2f} · {left:.1f} / 1000"
    yield (
        Line(says, f"{second} / {1 + rate:.2f}²", margin * left / 1000 / (1 + rate) ** 2),
        Line(says, f"{second} / (1 + 2 · {rate:.2f})", margin * left / 1000 / (1 + 2 * rate)),
    )
    both, says = above[2].result + above[3].result, "at stake in these two years"
    sums = f"{above[2].result:.2f} + {above[3].result:.2f}"
    yield Line(says, sums, both), Line(says, f"{sums} − {advertising}", both - advertising)
    says = "the voucher pays if it lowers the risk of leaving by at least"
    last = Line(says, f"{voucher} / {above[4].result:.2f}", voucher / above[4].result, 3)
    yield last, last


def _case(source: random.Random) -> dict[str, Any]:
    return {
        "spending": 20 * source.randint(20, 40),
        "share": source.randint(20, 40) / 100,
        "retention": source.randint(70, 88) / 100,
        "rate": source.randint(8, 15) / 100,
        "advertising": 5 * source.randint(5, 10),
        "voucher": source.randint(10, 25),
    }


error = Working(_case, _steps, range(1, 6)).check(between=(1, 1000), tolerance=0.02)
