"""Published ways to lead the firm, from a good one to one by lot: a class can be compared with them."""

from __future__ import annotations

import random
from typing import Any

from crmlab.firm.decisions import BUDGET, Decision, decided, whom
from crmlab.firm.market import CHANNELS, PLAYED, SEGMENTS

Given = dict[str, Any]  # of a decision


def spread(money: float, shares: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Spread money over channels and segments by shares."""
    return {
        channel: {segment: money * share for segment, share in row.items()} for channel, row in shares.items()
    }


EVENLY = {channel: dict.fromkeys(SEGMENTS, 1 / 9) for channel in CHANNELS}
BY_WORTH = {
    "online": {"small": 0.08, "middle": 0.22, "large": 0.04},
    "fairs": {"small": 0.10, "middle": 0.24, "large": 0.04},
    "partners": {"small": 0.08, "middle": 0.16, "large": 0.04},
}
customers: Given = {
    "winning": spread(40_000, BY_WORTH),
    "keeping": {"middle": 5_000, "large": 4_000},
    "service": 32_000.0,
    "recovery": 5_000.0,
    "promise": 6.5,
    "call": whom("profit", most=100),
    "manage": whom("profit", most=5),
    "reports": ("customers",),
}
as_ever: Given = {"winning": spread(27_000, EVENLY), "service": 22_000.0, "recovery": 4_000.0}
everybody: Given = {
    "winning": spread(18_000, EVENLY),
    "keeping": dict.fromkeys(SEGMENTS, 6_000.0),
    "service": 10_000.0,
    "recovery": 3_000.0,
    "call": whom("tenure", most=500),
    "write": whom("tenure", most=2_500),
}
products: Given = {
    "winning": spread(70_000, {channel: {"large": 1 / 3} for channel in CHANNELS}),
    "promise": 8.5,
    "manage": whom("sales", most=15),
    "reports": ("customers",),
}
PUBLISHED = {"customers": customers, "as_ever": as_ever, "everybody": everybody, "products": products}


def published(name: str, quarters: int = PLAYED) -> list[Decision]:
    """Return a published policy as a plan: the same decision in each quarter."""
    return [decided(**PUBLISHED[name])] * quarters


def by_lot(seed: int, quarters: int = PLAYED) -> list[Decision]:
    """Return a plan that draws every amount by lot, within the budget."""
    source = random.Random(seed)
    return [_drawn(source) for _ in range(quarters)]


def _drawn(source: random.Random) -> Decision:
    parts = [source.expovariate(1) for _ in range(len(CHANNELS) * len(SEGMENTS) + len(SEGMENTS) + 2)]
    money = iter([round(part / sum(parts) * source.random() * BUDGET) for part in parts])
    return decided(
        winning={channel: {segment: next(money) for segment in SEGMENTS} for channel in CHANNELS},
        keeping={segment: next(money) for segment in SEGMENTS},
        service=next(money),
        recovery=next(money),
        promise=source.choice([4, 5, 6, 7, 8, 9]),
    )
