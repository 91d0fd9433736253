"""Kinds that are drawn for tasks on retention: marks of clinics, ratings after a film."""

import random
from typing import Any

from crmlab.declared.quantities import Kind


class EachOf(Kind):
    """A list with one level from each of these ranges, in their order.

    Parameters
    ----------
    *ranges : tuple of float
        Lowest and highest level.
    """

    def __init__(self, *ranges: tuple[float, float]) -> None:
        self.ranges = ranges

    def draw(self, source: random.Random) -> list[float]:
        """Draw each level with one decimal."""
        return [source.randint(round(10 * low), round(10 * high)) / 10 for low, high in self.ranges]

    def show(self, value: float) -> str:
        """Write one level."""
        return f"{value:.1f}"


class Marks(Kind):
    """Whole marks from 1 to 10 of some customers.

    Parameters
    ----------
    *middles : float
        Around which of these the marks lie; one is drawn.
    """

    def __init__(self, *middles: float) -> None:
        self.middles = middles

    def draw(self, source: random.Random) -> list[int]:
        """Draw a mark for each of 8 to 12 customers."""
        middle = source.choice(self.middles)
        return [min(max(round(source.gauss(middle, 1.4)), 1), 10) for _ in range(source.randint(8, 12))]

    def show(self, value: Any) -> str:
        """Write one mark."""
        return f"{value}"
