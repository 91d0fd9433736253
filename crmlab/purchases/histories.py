"""Purchase histories as the models read them: checked, and equal ones counted once.

Of a customer's past the models need three numbers: how many repeat purchases (``frequency``, x), his age at
the last of them (``recency``, t_x) and his age today (``T``), age counted from the first purchase.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crmlab.counting import counted
from crmlab.declared.quantities import Quantity
from crmlab.declared.tables import column_of
from crmlab.errors import BadTypeError, BadValueError
from crmlab.frames import in_pandas
from crmlab.language import said, to_say

KINDS = {
    "frequency": Quantity("", 0, 1e6, whole=True),
    "recency": Quantity("", 0, 1e9),
    "T": Quantity("", 0, 1e9),
    "t": Quantity("", 0, 1e9),
    "monetary_value": Quantity("amount", 0, 1e12),
    "bought": Quantity("", 0, 1e6, whole=True),
    "counts": Quantity("", 0, 1e12, whole=True),
    "survivors": Quantity("", 0, 1e12, whole=True, series=(2, 12)),
    "years": Quantity("years", 0, 1e6, whole=True),
}
_AT_A_TIME = 500_000  # rows
_ROUNDING = 1e-9  # recency and T may come out of different divisions


@dataclass(frozen=True)
class Histories:
    """Different purchase histories and how many customers have each.

    Attributes
    ----------
    x, t_x, T : numpy.ndarray
        Frequency, recency and age of each history.
    customers : numpy.ndarray
        How many customers have it.
    levels : numpy.ndarray
        The different frequencies.
    level : numpy.ndarray
        For each history, the number of its frequency among *levels*.
    at_level : numpy.ndarray
        How many customers have each of the frequencies.
    """

    x: np.ndarray
    t_x: np.ndarray
    T: np.ndarray  # noqa: N815  (the papers' letter)
    customers: np.ndarray
    levels: np.ndarray
    level: np.ndarray
    at_level: np.ndarray

    @classmethod
    def of(cls, x: np.ndarray, t_x: np.ndarray, T: np.ndarray, customers: np.ndarray) -> Histories:  # noqa: N803
        """Return histories with their frequencies sorted out."""
        level, levels = pd.factorize(x)
        return cls(x, t_x, T, customers, levels, level, counted(level, customers))

    def blocks(self, size: int) -> list[Histories]:
        """Return these histories in blocks small enough for the processor's cache."""
        if len(self.x) <= size:
            return [self]
        columns = (self.x, self.t_x, self.T, self.customers)
        rows = [slice(start, start + size) for start in range(0, len(self.x), size)]
        return [Histories.of(*(column[some] for column in columns)) for some in rows]


def different_histories(frequency: Any, recency: Any, T: Any, counts: Any = None) -> Histories:  # noqa: N803
    """Return the different histories of the customers to fit, or raise one clear sentence."""
    x, t_x, age = possible(*columns(frequency=frequency, recency=recency, T=T))
    weights = weights_of(counts, x, "frequency")
    if not np.any(age[weights > 0]):
        sentence = said("T must be above 0 for at least one customer; nobody has been observed yet.")
        raise BadValueError(sentence)
    rows, which = different(x, t_x, age)
    return Histories.of(*rows, counted(which, weights))


def possible(x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> tuple[np.ndarray, ...]:  # noqa: N803
    """Return frequency, recency and T, or raise one clear sentence about the first that cannot be."""
    at_most = to_say("{name} must be at most T, {other:g}; got {got:g}.")
    refuse("recency", t_x, t_x > T * (1 + _ROUNDING), at_most, T)
    none = to_say("{name} must be 0 where frequency is 0; got {got:g}.")
    refuse("recency", t_x, (x == 0) & (t_x > 0), none, x)
    return x, np.minimum(t_x, T), T


def columns(**given: Any) -> list[np.ndarray]:
    """Return arguments as columns of equal length, or raise one clear sentence."""
    arrays = {name: np.atleast_1d(array) for name, array in _numbers(given).items()}
    if several := [name for name, array in arrays.items() if array.ndim > 1]:
        raise BadValueError(said("{name} must be one column of numbers; got a table.", name=several[0]))
    if len({array.size for array in arrays.values()}) > 1:
        raise _unequal(arrays)
    return list(arrays.values())


def broadcast(**given: Any) -> list[np.ndarray]:
    """Return arguments, lists or single numbers, as arrays of one shape, or raise one clear sentence."""
    return same_shape(**_numbers(given))


def same_shape(**arrays: np.ndarray) -> list[np.ndarray]:
    """Return arrays repeated to one shape, or raise one clear sentence."""
    try:
        return list(np.broadcast_arrays(*arrays.values()))
    except ValueError:
        raise _unequal(arrays) from None


def _unequal(arrays: dict[str, np.ndarray]) -> BadValueError:
    sizes = said(", ").join(f"{name} {array.size}" for name, array in arrays.items())
    return BadValueError(said("Lists given together must be equally long; got {sizes} values.", sizes=sizes))


def _numbers(given: dict[str, Any]) -> dict[str, np.ndarray]:
    """Return arguments as arrays: given one by one, or all in one table in the place of the first."""
    first, *others = given
    if (table := in_pandas(said("the table"), given[first])) is not None:
        if surplus := [name for name in others if given[name] is not None]:
            sentence = to_say("{name} is a column of the table; give the table or the columns.")
            raise BadTypeError(said(sentence, name=surplus[0]))
        given = {name: column_of(said("the table"), table, name) for name in given}
    if missing := [name for name, value in given.items() if value is None]:
        sentence = to_say("{name} is missing; give {names}, or a table with these columns.")
        raise BadTypeError(said(sentence, name=missing[0], names=said(", ").join(given)))
    return {name: np.asarray(KINDS[name].validate(name, value), dtype=float) for name, value in given.items()}


def in_chunks(compute: Callable[..., np.ndarray], *arrays: np.ndarray) -> np.ndarray:
    """Compute from arrays of one shape, some rows at a time, so that memory does not grow with the rows."""
    if not arrays[0].ndim or len(arrays[0]) <= _AT_A_TIME:
        return compute(*arrays)
    answer = np.empty(arrays[0].shape)
    for start in range(0, len(answer), _AT_A_TIME):
        rows = slice(start, start + _AT_A_TIME)
        answer[rows] = compute(*(array[rows] for array in arrays))
    return answer


def weights_of(counts: Any, values: np.ndarray, name: str) -> np.ndarray:
    """Return how many customers each row stands for; without *counts* it is one."""
    if counts is None:
        return np.ones(len(values))
    (weights,) = columns(counts=counts)
    if weights.shape != values.shape:
        sentence = to_say("counts must be as many as {name}, {size}; got {got}.")
        raise BadValueError(said(sentence, name=name, size=values.size, got=weights.size))
    if not weights.any():
        raise BadValueError(said("counts must be above 0 for at least one row; all are 0."))
    return weights


def different(*columns: np.ndarray) -> tuple[list[np.ndarray], np.ndarray]:
    """Return the different rows of some columns, and for each row its number among them."""
    which = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        codes, values = pd.factorize(column)
        which, kept = pd.factorize(which.astype(np.int64) * len(values) + codes)
    first = np.empty(len(kept), dtype=np.int64)
    first[which[::-1]] = np.arange(len(which))[::-1]
    return [column[first] for column in columns], which


def refuse(name: str, values: np.ndarray, wrong: np.ndarray, sentence: str, other: np.ndarray) -> None:
    """Raise a sentence about the first wrong value: it gets where it stands, and what *other* is there."""
    if not np.any(wrong):
        return
    position = tuple(np.argwhere(wrong)[0])
    place = f"[{', '.join(map(str, position))}]" if values.ndim else ""
    parts = {"name": name + place, "other": other[position], "got": values[position]}
    raise BadValueError(said(sentence, **parts))


def plain(answer: np.ndarray) -> float | np.ndarray:
    """Return an array, or a Python number where there is only one."""
    return answer if answer.ndim else float(answer)
