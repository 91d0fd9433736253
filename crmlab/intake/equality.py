"""When one plain value counts as the right one, and what is said of it if not."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from crmlab.intake.values import Unknown, plain

RELATIVE = 1e-6
_ROUNDING = 1e-9  # a number rounded by hand may miss the exact half digit by a hair


def is_close(expected: float, got: float, tolerance: float) -> bool:
    """Return whether two numbers count as equal."""
    allowed = max(RELATIVE * abs(expected), tolerance * (1 + _ROUNDING))
    return math.isfinite(got) and abs(got - expected) <= allowed


def is_number(value: Any) -> bool:
    """Return whether a plain value is a number; True and False are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def kind_of(value: Any) -> str:
    """Name the kind of a plain value as a learner would."""
    kinds = {
        bool: "True or False",
        int: "a number",
        float: "a number",
        str: "a text",
        list: "a list",
        dict: "a dictionary",
        np.ndarray: "an array",
        pd.Series: "a Series",
        pd.DataFrame: "a table (DataFrame)",
        pd.Timestamp: "a date",
        type(pd.NaT): "a missing date",
        type(None): "None",
    }
    return kinds.get(type(value)) or str(value if isinstance(value, Unknown) else type(value).__name__)


def quoted(value: Any) -> str:
    """Write a text, a key or a column's name on one short line."""
    text = str(value) if isinstance(value, Unknown | datetime.date) else repr(value)
    return text if len(text) <= 40 else f"{text[:37]}…"


def folded(value: Any) -> Any:
    """Return a text without case and margin, anything else as it is."""
    return value.strip().casefold() if isinstance(value, str) else value


def as_list(value: Any, flat: bool = True) -> list | None:
    """Return the members of a list, Series, or table or array of one row or column, which is read *flat*."""
    if isinstance(value, pd.DataFrame) and 1 in value.shape:
        value = value.iloc[:, 0] if len(value.columns) == 1 else value.iloc[0]
    if isinstance(value, pd.Series):
        value = value.to_numpy(dtype=object)  # whose list has dates, not numbers
    if isinstance(value, np.ndarray):
        return plain((value.ravel() if flat and 1 in value.shape else value).tolist())
    return value if isinstance(value, list) else None


def only_member(value: Any) -> Any:
    """Return the one member of a list or table that holds just one, anything else as it is."""
    members = as_list(value)
    return members[0] if members is not None and len(members) == 1 else value


def unequal(expected: Any, got: Any, tolerance: float) -> str | None:
    """Say in one clause how a single value differs from the right one; None if they are equal."""
    compare = next((compare for kind, compare in _BY_KIND.items() if isinstance(expected, kind)), None)
    if compare is None:
        raise TypeError(f"A task cannot expect a {type(expected).__name__}.")
    return compare(expected, got if expected is None else only_member(got), tolerance)


def _nothing(expected: None, got: Any, tolerance: float) -> str | None:
    return None if got is None else f"is {kind_of(got)}; None is expected here"


def _truth(expected: bool, got: Any, tolerance: float) -> str | None:
    if not isinstance(got, bool):
        return f"is {kind_of(got)}; True or False is expected"
    return None if got == expected else f"is {got}"


def _number(expected: float, got: Any, tolerance: float) -> str | None:
    if not is_number(got):
        return f"is {kind_of(got)}; a number is expected"
    if not math.isfinite(got):
        return f"is {got}, which is not a finite number"
    return None if is_close(expected, got, tolerance) else f"is {got:,.10g}"


def _text(expected: str, got: Any, tolerance: float) -> str | None:
    if not isinstance(got, str):
        return f"is {kind_of(got)}; a text is expected"
    return None if folded(got) == folded(expected) else f"is {quoted(got)}"


def _date(expected: datetime.date, got: Any, tolerance: float) -> str | None:
    if not isinstance(got, datetime.date):
        return f"is {kind_of(got)}; a date is expected"
    return None if got == plain(expected) else f"is {got}"


_BY_KIND: dict[Any, Callable[[Any, Any, float], str | None]] = {
    type(None): _nothing,
    bool: _truth,
    int | float: _number,
    str: _text,
    datetime.date: _date,
}


def counted(number: int, what: str) -> str:
    """Return "1 row" or "3 rows"."""
    return f"{number} {what}{'s' * (number != 1)}"
