"""What several tasks of the topic share: rising renewals, two numbers by name, yearly discounting."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import numpy as np

from crmlab.declared.quantities import Cost, Quantity, Rate, typical
from crmlab.declared.tables import Named
from crmlab.equity.cohorts import Customers

Size = Annotated[Customers, typical(500, 3000)]
FirstMargin = Annotated[Cost, typical(5, 30, 1)]
LaterMargin = Annotated[Cost, typical(35, 80, 1)]
Renewals = Annotated[
    list[float], Quantity("share", 0, 1, typical=(0.5, 0.9), step=0.01, format=".1%", series=(3, 5))
]
Interest = Annotated[Rate, typical(0.06, 0.15)]


class Rising(Quantity):
    """Shares in rising order: of those who have stayed longer, more stay."""

    def draw(self, source: random.Random) -> list[float]:
        """Draw so many different shares, and put them in order."""
        count = source.randint(*self.series)
        low, high = (round(100 * end) for end in self.typical)
        return [percent / 100 for percent in sorted(source.sample(range(low, high + 1), count))]


class Each(Named):
    """A number for each of a few names, each drawn from its own range."""

    def __init__(self, annotation: Any, **ranges: typical) -> None:
        super().__init__(annotation, tuple(ranges))
        self.ranges: Mapping[str, typical] = ranges

    def draw(self, source: random.Random) -> dict[str, float]:
        """Draw a typical number for each name."""
        return {name: one.narrow(self.quantity).draw(source) for name, one in self.ranges.items()}


def path(retention: Sequence[float]) -> np.ndarray:
    """Return the share of a cohort that is there in each year; in year 1 it is all of them."""
    return np.cumprod([1.0, *retention])


def waiting(retention: Sequence[float]) -> np.ndarray:
    """Return how many years from now each year is; year 1 is now."""
    return np.arange(len(retention) + 1)


# the share that is there in each year, counted wrongly: every way gives one value a year
def each_of_the_beginning(retention: Sequence[float]) -> np.ndarray:
    """Take each renewal of those who were there at the beginning."""
    return np.array([1.0, *retention])


def power_of_its_own(retention: Sequence[float]) -> np.ndarray:
    """Raise the renewal of each year to the power of the year."""
    return np.array([1.0, *retention]) ** waiting(retention)


def power_of_the_first(retention: Sequence[float]) -> np.ndarray:
    """Let every renewal be like the first."""
    return np.array([1.0, *[retention[0]] * len(retention)]).cumprod()


def power_of_the_mean(retention: Sequence[float]) -> np.ndarray:
    """Let every renewal be the mean of all."""
    return np.mean(retention) ** waiting(retention)


def power_of_the_last(retention: Sequence[float]) -> np.ndarray:
    """Let every renewal be like the last."""
    return np.array([1.0, *[retention[-1]] * len(retention)]).cumprod()


def leavers_kept(retention: Sequence[float]) -> np.ndarray:
    """Take for those who stay the share that leaves."""
    return path([1 - renewal for renewal in retention])


def same_number_leaves(retention: Sequence[float]) -> np.ndarray:
    """Take every loss of those who were there at the beginning."""
    return 1 - np.cumsum([0.0, *[1 - renewal for renewal in retention]])


def renewed_before_year_1(retention: Sequence[float]) -> np.ndarray:
    """Let the first renewal stand before year 1."""
    kept = path(retention)
    return np.append(kept[1:], kept[-1] * retention[-1])


def renewed_a_year_late(retention: Sequence[float]) -> np.ndarray:
    """Let everybody stay for a second year."""
    return path([1.0, *retention[:-1]])
