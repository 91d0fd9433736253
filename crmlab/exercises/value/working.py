"""Somebody's working of what we deliver to a shipper and what is left for us, with one wrong line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from crmlab.exercises.workings import Line, Working, hints
from crmlab.language import to_say

REREAD = to_say("lesson 04, “Money on time, energy and mind” and “Doubt it”")
HINTS = hints(
    "Of the first three lines: is it yuan, is anything in it twice, is anything missing? Of the others: is "
    "it margin or revenue, is the chance counted once, and is a cost that is spent in any case taken off in "
    "any case, for each offer?"
)


def _steps(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, ...]]:
    """Yield each line as it ought to be and with its slips, from the lines above it."""
    yield from _for_the_shipper(case, above)
    yield from _for_us(case, above)


def _for_the_shipper(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, ...]]:
    minutes, hour, price, worry = (case[name] for name in ("minutes", "hour", "price", "worry"))
    says = "time in yuan"
    yield (
        Line(says, f"{minutes} / 60 · {hour}", minutes / 60 * hour),
        Line(says, f"{minutes} / 60", minutes / 60),
        Line(says, f"{minutes} / 100 · {hour}", minutes / 100 * hour),
    )
    time, insurance, says = above[0].result, case["insurance"], "all costs of the shipper"
    sums = f"{price} + {time:.2f} + {worry}"
    yield (
        Line(says, sums, price + time + worry),
        Line(says, f"{sums} + {insurance}", price + time + worry + insurance),
        Line(says, f"{price} + {time:.2f}", price + time),
    )
    costs, benefits, says = above[1].result, case["benefits"], "delivered value"
    yield (
        Line(says, f"{benefits} − {costs:.2f}", benefits - costs),
        Line(says, f"{benefits} − {price}", benefits - price),
        Line(says, f"{benefits} − {price} − {worry}", benefits - price - worry),
    )


def _for_us(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, ...]]:
    price, share, shipments = case["price"], case["share"], case["shipments"]
    says = "margin of the contract"
    yield (
        Line(says, f"{shipments} · {price} · {share:.2f}", shipments * price * share),
        Line(says, f"{shipments} · {price}", shipments * price),
        Line(says, f"{shipments} · {price} · {1 - share:.2f}", shipments * price * (1 - share)),
    )
    margin, chance, offer, says = above[3].result, case["chance"], case["offer"], "expected gain of the offer"
    yield (
        Line(says, f"{chance:.2f} · {margin:.2f} − {offer}", chance * margin - offer),
        Line(says, f"{chance:.2f} · ({margin:.2f} − {offer})", chance * (margin - offer)),
        Line(says, f"{chance:.2f} · {margin:.2f}", chance * margin),
    )
    gain, says = above[4].result, "expected gain of four such offers"
    yield (
        Line(says, f"4 · {gain:.2f}", 4 * gain),
        Line(says, f"4 · {gain:.2f} · {chance:.2f}", 4 * gain * chance),
        Line(says, f"4 · {chance * margin:.2f} − {offer}", 4 * chance * margin - offer),
    )


def _case(source: random.Random) -> dict[str, Any]:
    return {
        "benefits": 10 * source.randint(40, 60),
        "price": 10 * source.randint(24, 32),
        "insurance": source.randint(12, 28),
        "minutes": 5 * source.randint(4, 11),
        "hour": 5 * source.randint(8, 18),
        "worry": source.randint(10, 40),
        "share": source.randint(15, 40) / 100,
        "shipments": 5 * source.randint(5, 12),
        "chance": source.randint(30, 70) / 100,
        "offer": 20 * source.randint(10, 20),
    }


error = Working(_case, _steps, range(1, 7), ways=2).check(between=(-200, 8000), tolerance=0.05)
