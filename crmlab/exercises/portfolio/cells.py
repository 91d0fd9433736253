"""Seven customers in four cells, with two meanings of the second axis."""

import random
from collections.abc import Callable
from statistics import mean, median
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab import portfolio
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.portfolio._books import Book, Columns
from crmlab.language import to_say

REREAD = to_say("lesson 08, “Four cells, four sets of names”")
HINTS = (
    "There are two questions for each customer: much or little now, and much or little on the second axis?",
    "np.median(values) is the cut of an axis, and each axis has its own. A value at the cut is high.",
    "I is low in both, II low now and high on the second axis, III the reverse, IV high in both. For "
    "by_future, the second axis is margin + elsewhere, with a cut of its own.",
)


class WithGrowth(Book):
    """Seven customers: no cell is empty, and some of them change it with the meaning of the second axis."""

    def draw(self, source: random.Random) -> Columns:
        """Draw until it is so, and means would plainly cut elsewhere than medians."""
        while True:
            drawn = super().draw(source)
            now, later = drawn["margin"], drawn["elsewhere"]
            future = [sum(both) for both in zip(now, later, strict=True)]
            if all(map(_mean_cuts_elsewhere, (now, later, future))):
                by_potential, by_future = _matrix(now, later), _matrix(now, future)
                if {*by_potential} == {*by_future} == {*CELLS} and 1 <= sum(by_potential != by_future) <= 4:
                    return drawn


def _mean_cuts_elsewhere(axis: list[float]) -> bool:
    """Return whether the mean parts others than the median, whether who stands on it is high or low."""
    mean, middle = sum(axis) / len(axis), sorted(axis)[len(axis) // 2]
    return sum(middle <= one < mean for one in axis) > 1 or any(mean <= one < middle for one in axis)


def _matrix(first: Any, second: Any, cut: float | None = None, second_cut: float | None = None) -> np.ndarray:
    """Return the cells without the care of the calculator, which would take long over many draws."""
    cut = median(first) if cut is None else cut
    second_cut = median(second) if second_cut is None else second_cut
    return CELLS[2 * (np.asarray(first) >= cut) + (np.asarray(second) >= second_cut)]


CELLS = np.array(["I", "II", "III", "IV"])
Growth = Annotated[dict, WithGrowth(7, margin=range(2000, 60_000, 1000), elsewhere=range(1000, 80_000, 1000))]
Cells = Callable[[pd.Series, pd.Series], Any]


def cell_table(seven: Growth) -> pd.DataFrame:
    """Return the cell of each customer with the potential and with the future value."""
    return _with(portfolio.value_matrix)(seven)


def _with(cells: Cells, future: Cells | None = None) -> Callable[..., pd.DataFrame]:
    """Return the table in which the cells follow from both axes in this way."""

    def table(seven: dict) -> pd.DataFrame:
        known = pd.DataFrame(seven)
        margin, elsewhere = known["margin"], known["elsewhere"]
        both = {
            "by_potential": cells(margin, elsewhere),
            "by_future": (future or cells)(margin, margin + elsewhere),
        }
        return known[["customer"]].assign(**both)

    return table


def _either(cells: Cells) -> list[Any]:
    """Return the tables in which both columns or one of them follow in this way."""
    table = _with(cells)
    return [
        part(by_potential=lambda seven: table(seven)["by_potential"]),
        part(by_future=lambda seven: table(seven)["by_future"]),
    ]


def _cut(now: Callable[[Any], float], later: Callable[[Any], float] | None = None) -> Cells:
    return lambda first, second: _matrix(first, second, now(first), (later or now)(second))


def _above_the_cut(first: Any, second: Any) -> np.ndarray:
    return CELLS[2 * (first > np.median(first)) + (second > np.median(second))]


def _second_above_the_cut(first: Any, second: Any) -> np.ndarray:
    return CELLS[2 * (first >= np.median(first)) + (second > np.median(second))]


def _first_above_the_cut(first: Any, second: Any) -> np.ndarray:
    return CELLS[2 * (first > np.median(first)) + (second >= np.median(second))]


def _renamed(**names: str) -> Cells:
    def cells(first: Any, second: Any) -> list[str]:
        return [names.get(cell, cell) for cell in _matrix(first, second)]

    return cells


table = AnswerCheck(
    "each customer stands in his cell, whichever value is on the second axis",
    cell_table,
    between=(0, 1),
    edges={
        "a margin at the cut is high": lambda seven: seven["margin"] - np.median(seven["margin"]),
        "a potential at the cut is high": lambda seven: seven["elsewhere"] - np.median(seven["elsewhere"]),
    },
    words={
        name: {cell: (cell.lower(), str(number), f"cell {cell}") for number, cell in enumerate(CELLS, 1)}
        for name in ("by_potential", "by_future")
    },
    mistakes={
        "mean_for_median": Mistake(
            "You cut at the mean, on both axes or on one. The task cuts both at the "
            "median, which one large customer does not move.",
            [*_either(_cut(mean)), *_either(_cut(median, mean)), *_either(_cut(mean, median))],
            "Marcus cuts at the means, others at medians",
        ),
        "cut_is_low": Mistake(
            "Who stands on a cut is low in your table. A value at the cut is high: use >=, not >.",
            [
                *_either(_above_the_cut),
                *_either(_second_above_the_cut),
                *_either(_first_above_the_cut),
            ],
            "> and >= are easily exchanged",
        ),
        "second_and_third_exchanged": Mistake(
            "Your cells II and III are exchanged. II is low now and high on the second axis, III the "
            "reverse.",
            _either(_renamed(II="III", III="II")),
            "the names of the cells differ from author to author",
        ),
        "high_for_low": Mistake(
            "Your cells are turned round: I is low in both, IV is high in both.",
            _either(_renamed(I="IV", II="III", III="II", IV="I")),
        ),
        "best_first": Mistake(
            "You call the cell that is high in both I. I is low in both, and IV is high in both.",
            _either(_renamed(I="IV", IV="I")),
        ),
        "potential_twice": Mistake(
            "Your by_future is the same as by_potential. Future value is what comes anyway and what could be "
            "added: margin + elsewhere.",
            part(by_future=lambda right: right["by_potential"]),
            "growth potential and future value are taken for one",
        ),
        "future_twice": Mistake(
            "Your by_potential has the future value on its second axis. The potential is elsewhere alone.",
            part(by_potential=lambda right: right["by_future"]),
            "growth potential and future value are taken for one",
        ),
    },
)
