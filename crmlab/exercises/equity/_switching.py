"""Who buys which brand next, and how that is followed wrongly."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Annotated

import numpy as np

from crmlab.declared.quantities import Cost, Count, Kind, typical
from crmlab.exercises.declaring import part
from crmlab.exercises.equity._data import Each, Interest

BRANDS = ("ours", "rival", "others")
YEARS = 3


class Switching(Kind):
    """By the brand bought last: the probability of each brand at the next purchase."""

    def draw(self, source: random.Random) -> dict[str, dict[str, float]]:
        """Draw a table in which most buy the same brand again."""
        table = {}
        for last, again in zip(BRANDS, source.sample(range(55, 86), 3), strict=True):
            first = source.randint(4, 96 - again)
            rest = iter((first, 100 - again - first))
            table[last] = {brand: (again if brand == last else next(rest)) / 100 for brand in BRANDS}
        return table

    def show(self, value: dict[str, dict[str, float]]) -> str:
        """Write the rows one after the other."""
        return "; ".join(
            f"{last}: " + ", ".join(f"{brand} {share:.2f}" for brand, share in row.items())
            for last, row in value.items()
        )


BoughtLast = Annotated[
    dict,
    Each(
        Annotated[Count, typical(1, 100)],
        ours=typical(3000, 7000, 100),
        rival=typical(5000, 12_000, 100),
        others=typical(2000, 6000, 100),
    ),
]
Table = Annotated[dict, Switching()]
Margin = Annotated[Cost, typical(60, 240, 10)]
Buyers = Sequence[float]  # of ours, in years 1 to 3
Followed = Callable[[np.ndarray, np.ndarray], Buyers]  # from the numbers of now and the table


def follow(now: np.ndarray, table: np.ndarray) -> Buyers:
    """Return how many buy ours in each year."""
    buyers = []
    for _ in range(YEARS):
        now = now @ table
        buyers.append(float(now[0]))
    return buyers


def arrays(bought_last, switching) -> tuple[np.ndarray, np.ndarray]:
    """Return the numbers of now, and the table with a row for each brand bought last."""
    table = np.array([[switching[last][brand] for brand in BRANDS] for last in BRANDS])
    return np.array([float(bought_last[brand]) for brand in BRANDS]), table


def worth(buyers: Buyers, margin: float, rate: float, first: int = 1) -> float:
    """Return what these buyers bring, in today's money."""
    return sum(number * margin / (1 + rate) ** year for year, number in enumerate(buyers, first))


def answered(buyers: Buyers, margin: float, rate: float) -> dict[str, float]:
    """Return the answer that follows from the buyers of ours."""
    return {"year_1": buyers[0], "year_2": buyers[1], "value": worth(buyers, margin, rate)}


def coming_back(
    bought_last: BoughtLast, switching: Table, margin: Margin, rate: Interest
) -> dict[str, float]:
    """Return how many buy ours in years 1 and 2, and what their margins of three years are worth."""
    return answered(follow(*arrays(bought_last, switching)), margin, rate)


def if_followed(followed: Followed):
    """Return the answer in which the buyers are *followed* in another way."""
    return lambda bought_last, switching, margin, rate: answered(
        followed(*arrays(bought_last, switching)), margin, rate
    )


def of_years(followed: Followed) -> list[part]:
    """Return the two years in which the buyers are *followed* in another way, and each of them alone."""

    def year(number: int):
        return lambda bought_last, switching: followed(*arrays(bought_last, switching))[number - 1]

    return [part(year_1=year(1), year_2=year(2)), part(year_1=year(1)), part(year_2=year(2))]


def valued(formula):
    """Return another value: a formula of the right buyers, the margin and the rate."""
    return part(
        value=lambda bought_last, switching, margin, rate: float(
            formula(follow(*arrays(bought_last, switching)), margin, rate)
        )
    )


def only_who_stays(now, table):
    """Let nobody come over from another brand."""
    return [now[0] * table[0, 0] ** year for year in range(1, YEARS + 1)]


def others_as_now(now, table):
    """Let the other brands have as many buyers in each year as now."""
    buyers = []
    ours = now[0]
    for _ in range(YEARS):
        ours = float(ours * table[0, 0] + now[1:] @ table[1:, 0])
        buyers.append(ours)
    return buyers


def only_who_comes_over(now, table):
    """Leave out who buys ours again."""
    buyers = []
    for _ in range(YEARS):
        buyers.append(float(now[1:] @ table[1:, 0]))
        now = now @ table
    return buyers


def one_brand_forgotten(brand: int) -> Followed:
    """Let nobody come over from one of the other brands."""

    def followed(now, table):
        without = table.copy()
        without[brand, 0] = 0
        return follow(now, without)

    return followed


def buyers_of(brand: int) -> Followed:
    """Follow the buyers of another brand."""

    def followed(now, table):
        return [float((now @ np.linalg.matrix_power(table, year))[brand]) for year in range(1, YEARS + 1)]

    return followed


def gone_for_good(now, table):
    """Let nobody who left ours come back."""
    without = table.copy()
    without[0, 1:] = 0
    return follow(now, without)


def overwritten(now, table):
    """Work out the second and the third brand with the new number of the first."""
    now, buyers = now.copy(), []
    for _ in range(YEARS):
        for brand in range(len(BRANDS)):
            now[brand] = now @ table[:, brand]
        buyers.append(float(now[0]))
    return buyers


def fourth(now, table):
    """Return how many buy ours in year 4."""
    return float((now @ np.linalg.matrix_power(table, YEARS + 1))[0])


def always_from_now(now, table):
    """Raise the table to a power number by number."""
    return [float(now @ table**year @ np.array([1, 0, 0])) for year in range(1, YEARS + 1)]
