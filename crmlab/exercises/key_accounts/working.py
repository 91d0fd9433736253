"""Somebody's working of what a manager gains at one account, with one wrong line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from crmlab.exercises.workings import Line, Working, hints
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 14, “The cost of serving” and “What the manager of an account costs and brings”")
HINTS = hints(
    "Is each activity multiplied by its own cost, are days a part of a year, is everything taken off once, "
    "and is it profit, not sales, that the manager wins?"
)


def _steps(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line as it ought to be and with its slip, from the lines above it."""
    orders, special, sales = case["orders"], case["special"], case["sales"]
    says = "cost of the orders"
    yield Line(says, f"{orders} · 60", orders * 60), Line(says, f"{orders} · 650", orders * 650)
    says = "cost of serving"
    yield (
        Line(says, f"{above[0].result:.2f} + {special} · 650", above[0].result + special * 650),
        Line(says, f"{above[0].result:.2f} + {special} · 60", above[0].result + special * 60),
    )
    rate, days, says = case["rate"], case["days_late"], "interest while waiting"
    yield (
        Line(says, f"{sales} · {rate:.2f} · {days} / 365", sales * rate * days / 365),
        Line(says, f"{sales} · {rate:.2f} · {days} / 30", sales * rate * days / 30),
    )
    yield from _ends(case, above)


def _ends(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    sales, direct, (served, waiting) = case["sales"], case["direct_cost"], (above[1].result, above[2].result)
    says, taken = "profit of the year", f"{served:.2f} − {waiting:.2f}"
    yield (
        Line(says, f"{sales} − {direct} − {taken}", sales - direct - served - waiting),
        Line(says, f"{sales} − {taken}", sales - served - waiting),
    )
    profit, says = above[3].result, "profit that the manager wins"
    won = f"{case['won_share']:.2f} · {case['elsewhere']}"
    wins = case["won_share"] * case["elsewhere"]
    yield (
        Line(says, f"{won} · {profit:.2f} / {sales}", wins * profit / sales),
        Line(says, f"{won} · ({sales} − {direct}) / {sales}", wins * (sales - direct) / sales),
    )
    cost, says = case["manager_cost"], "gain of the manager"
    yield (
        Line(says, f"{above[4].result:.2f} − {cost}", above[4].result - cost),
        Line(says, f"{won} − {cost}", wins - cost),
    )


def _case(source: random.Random) -> dict[str, Any]:
    sales = source.randrange(400_000, 900_000, 10_000)
    return {
        "sales": sales,
        "direct_cost": round(sales * source.uniform(0.7, 0.82) / 1000) * 1000,
        "orders": source.randrange(60, 160, 5),
        "special": source.randrange(8, 30),
        "days_late": source.randrange(30, 100, 10),
        "rate": source.choice([0.06, 0.08, 0.1]),
        "elsewhere": source.randrange(1_000_000, 2_500_000, 50_000),
        "won_share": source.choice([0.08, 0.1, 0.12]),
        "manager_cost": source.randrange(12_000, 26_000, 1000),
    }


error = Working(_case, _steps, range(1, 7)).check(between=(-30_000, 300_000), tolerance=0.05)
