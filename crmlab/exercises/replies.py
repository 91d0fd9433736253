"""What a learner's objects answered, reduced to plain values.

Only a closed set of kinds gets through: None, True and False, numbers, text, dates, lists, mappings, arrays
up to two dimensions, Series and DataFrames. Anything else arrives as the name of its type.
"""

from __future__ import annotations

import datetime
import numbers
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Unknown:
    """A value of a kind that is not compared."""

    type_name: str


@dataclass(frozen=True)
class Reply:
    """What came back for one set of inputs.

    Attributes
    ----------
    inputs : mapping
        The inputs by name.
    value : object
        The plain value that came back.
    error : str
        Type of the exception that was raised instead; empty if none.
    error_text : str
        Its text.
    changed : tuple of str
        Names of the inputs that the learner's function changed.
    """

    inputs: Mapping[str, Any]
    value: Any = None
    error: str = ""
    error_text: str = ""
    changed: tuple[str, ...] = ()


def ask(function: Callable[..., Any], inputs: Mapping[str, Any]) -> Reply:
    """Call a learner's function on a copy of *inputs*, in their order, and return its reply."""
    given = deepcopy(dict(inputs))
    try:
        value = plain(function(*given.values()))
    except (Exception, SystemExit) as error:  # whatever a learner's code does, its cell gets a sentence
        return Reply(inputs, error=type(error).__name__, error_text=str(error))
    changed = tuple(name for name in inputs if repr(given[name]) != repr(inputs[name]))
    return Reply(inputs, value, changed=changed)


def plain(value: Any) -> Any:
    """Reduce *value* to the closed set of plain values."""
    if value is None or value is pd.NA:
        return None
    for kinds, reduce in _REDUCTIONS:
        if isinstance(value, kinds):
            return reduce(value)
    return Unknown(type(value).__name__)


def _plain_array(array: np.ndarray) -> Any:
    if array.ndim > 2:
        return Unknown(f"array with {array.ndim} dimensions")
    return plain(array.item()) if array.ndim == 0 else array


_REDUCTIONS: list[tuple[Any, Callable[[Any], Any]]] = [
    (bool | np.bool_, bool),
    (numbers.Integral, int),
    (numbers.Real | Decimal, float),
    (str, str),
    (datetime.date | np.datetime64, pd.Timestamp),
    (pd.DataFrame, pd.DataFrame.copy),
    (pd.Series, pd.Series.copy),
    (pd.Index, pd.Index.to_numpy),
    (np.ndarray, _plain_array),
    (Mapping, lambda mapping: {plain(key): plain(item) for key, item in mapping.items()}),
    (list | tuple | range, lambda items: [plain(item) for item in items]),
]
