"""Five accounts of one year, as learners get them in their own numbers."""

from __future__ import annotations

import random
from typing import Annotated, Any

import numpy as np

from crmlab.declared.quantities import Kind
from crmlab.exercises.key_accounts._formulas import NAMES

COSTS = {"orders": 60, "special": 650, "calls": 45}
Columns = dict[str, list[Any]]


class Accounts(Kind):
    """Five accounts of one year: sales, direct cost, and how often each activity was done for them."""

    def draw(self, source: random.Random) -> Columns:
        """Draw who is large and easy, or small and difficult, or the reverse."""
        sales = source.sample(range(300_000, 900_000, 10_000), 5)
        return {
            "account": sorted(source.sample(NAMES, 5)),
            "sales": sales,
            "direct_cost": [round(one * source.uniform(0.72, 0.88) / 1000) * 1000 for one in sales],
            "orders": source.sample(range(30, 300, 5), 5),
            "special": source.sample(range(2, 48), 5),
            "calls": source.sample(range(10, 90), 5),
        }

    def show(self, value: Columns) -> str:
        """Write one account after the other."""
        return "; ".join(
            f"{account}: " + ", ".join(f"{name} {value[name][row]:,}" for name in list(value)[1:])
            for row, account in enumerate(value["account"])
        )


Book = Annotated[dict, Accounts()]


def served_of(accounts: Columns) -> np.ndarray:
    """Return the cost of serving each account, by activity."""
    return sum(cost * np.array(accounts[name], dtype=float) for name, cost in COSTS.items())
