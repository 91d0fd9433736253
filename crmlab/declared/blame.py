"""Which argument leaves a calculator without a finite answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared.numbers import place_of
from crmlab.declared.quantities import Kind, Quantity
from crmlab.declared.tables import Named, Table
from crmlab.language import said, to_say

_NO_ANSWER = to_say("{name} has no finite answer for these arguments.")
_MUST_NOT = to_say("{name} must not be {got} here; otherwise {function} has no finite answer.")
_NOT_ALL = to_say("{name} must not all be 0.")
_Place = tuple[str, str | None]  # a parameter, and a column where it is a table


def why_no_answer(
    function: str, kinds: dict[str, Kind | None], arguments: dict[str, Any], answers: Callable
) -> str:
    """Return a sentence that names what must change for *function* to have an answer.

    All numbers are made typical, then one parameter after the other gets its own back, the least unusual
    first, as long as *answers* says that there is still an answer: who cannot have his own back is to blame.
    """
    usual = dict(_typical(kinds, arguments))
    if not usual or not answers(_with(arguments, usual)):
        return said(_NO_ANSWER, name=function)
    for place in sorted(usual, key=lambda place: _distance(_at(arguments, place), usual[place])):
        others = {other: value for other, value in usual.items() if other != place}
        if answers(_with(arguments, others)):
            usual = others
    (parameter, column), *_ = usual
    return _blaming(function, column or parameter, _at(arguments, (parameter, column)))


def _typical(kinds: dict[str, Kind | None], arguments: dict[str, Any]) -> Iterator[tuple[_Place, Any]]:
    """Yield each place that holds numbers, and as many typical numbers."""
    for name, value in arguments.items():
        kind = kinds[name]
        columns = kind.columns if isinstance(kind, Table) and isinstance(value, pd.DataFrame) else {}
        for column, quantity in columns.items():
            if isinstance(quantity, Quantity):
                yield (name, column), _middle(quantity)
        quantity = kind.quantity if isinstance(kind, Named) else kind
        if isinstance(quantity, Quantity) and value is not None:
            yield (name, None), value * 0 + _middle(quantity)


def _at(arguments: dict[str, Any], place: _Place) -> np.ndarray:
    """Return the numbers that were given in a place."""
    name, column = place
    given = arguments[name] if column is None else arguments[name][column]
    return np.asarray(given, dtype=float)


def _distance(given: np.ndarray, usual: Any) -> float:
    """Return how many times larger or smaller than usual the numbers are, as a logarithm; 0 is far away."""
    with np.errstate(all="ignore"):
        times = np.abs(np.log(np.abs(given / np.asarray(usual, dtype=float))))
    return float(np.nan_to_num(times, nan=np.inf).max())


def _middle(quantity: Quantity) -> float:
    middle = sum(quantity.typical) / 2
    return round(middle) if quantity.whole else middle


def _with(arguments: dict[str, Any], usual: dict[_Place, Any]) -> dict[str, Any]:
    """Return the arguments with typical numbers in some places."""
    changed = dict(arguments)
    for (name, column), value in usual.items():
        changed[name] = value if column is None else changed[name].assign(**{column: value})
    return changed


def _blaming(function: str, name: str, numbers: np.ndarray) -> str:
    if numbers.size > 1 and not numbers.any():
        return said(_NOT_ALL, name=name)
    size = np.abs(numbers)
    extreme = np.unravel_index(size.argmin() if size.min() == 0 else size.argmax(), numbers.shape)
    place = place_of(map(int, extreme)) if numbers.size > 1 else ""
    return said(_MUST_NOT, name=name + place, got=f"{numbers[extreme]:g}", function=function)
