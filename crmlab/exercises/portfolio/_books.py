"""Small lists of customers, one column beside the other, as learners get them in their own numbers."""

from __future__ import annotations

import random
from typing import Any

from crmlab.declared.quantities import Kind

NAMES = (
    "Anda",
    "Bohai",
    "Chenguang",
    "Dongfang",
    "Fuhua",
    "Guanghui",
    "Hengtai",
    "Jinhe",
    "Lianyi",
    "Mingda",
)
Columns = dict[str, list[Any]]


class Book(Kind):
    """Columns of equal length: the customers, and numbers of each of them, each from its range.

    Attributes
    ----------
    customers : int
        How many there are.
    columns : mapping of str to range
        By each further column: the values it may have, none of them twice.
    """

    def __init__(self, customers: int, **columns: range) -> None:
        self.customers, self.columns = customers, columns

    def draw(self, source: random.Random) -> Columns:
        """Draw the customers and each column."""
        names = sorted(source.sample(NAMES, self.customers))
        return {"customer": names} | {
            name: source.sample(some, self.customers) for name, some in self.columns.items()
        }

    def show(self, value: Columns) -> str:
        """Write one customer after the other."""
        _, *columns = value
        return "; ".join(
            f"{customer}: " + ", ".join(f"{column} {value[column][row]:,}" for column in columns)
            for row, customer in enumerate(value["customer"])
        )
