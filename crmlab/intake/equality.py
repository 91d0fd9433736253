"""When one plain value counts as the right one, and what is said of it if not."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from crmlab.intake.values import Unknown, plain
from crmlab.language import said, to_say

RELATIVE = 1e-6
_ROUNDING = 1e-9  # a number rounded by hand may miss the exact half digit by a hair

_KINDS = {
    bool: to_say("True or False"),
    int: to_say("a number"),
    float: to_say("a number"),
    str: to_say("a text"),
    list: to_say("a list"),
    dict: to_say("a dictionary"),
    np.ndarray: to_say("an array"),
    pd.Series: to_say("a Series"),
    pd.DataFrame: to_say("a table (DataFrame)"),
    pd.Timestamp: to_say("a date"),
    type(pd.NaT): to_say("a missing date"),
    type(None): to_say("None"),
}


class Misfit(NamedTuple):
    """Something that keeps an answer from being the right one: which slip it is, and how it is said."""

    slip: str
    clause: str


def is_close(expected: float, got: float, tolerance: float) -> bool:
    """Return whether two numbers count as equal."""
    allowed = max(RELATIVE * abs(expected), tolerance * (1 + _ROUNDING))
    return math.isfinite(got) and abs(got - expected) <= allowed


def is_number(value: Any) -> bool:
    """Return whether a plain value is a number; True and False are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def kind_of(value: Any) -> str:
    """Name the kind of a plain value as a learner would."""
    if type(value) in _KINDS:
        return said(_KINDS[type(value)])
    return str(value if isinstance(value, Unknown) else type(value).__name__)


def quoted(value: Any) -> str:
    """Write a text, a key or a column's name on one short line."""
    text = str(value) if isinstance(value, Unknown | datetime.date) else repr(value)
    return text if len(text) <= 40 else f"{text[:36]}…{text[-1]}"


def folded(value: Any) -> Any:
    """Return a text without case and margin, anything else as it is."""
    return value.strip().casefold() if isinstance(value, str) else value


def written(number: float, tolerance: float, beside: float = math.nan) -> str:
    """Write a number as finely as it is compared, and as it takes to tell it from the one *beside* it."""
    allowed = min(tolerance or 0.005, abs(number) / 2000)
    fine = (n for n in range(10) if abs(round(number, n) - number) <= allowed)
    digits = next((n for n in fine if round(number, n) != round(beside, n)), 17)
    return f"{round(number, digits) + 0.0:,.10g}".replace("-", "−")


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


def unequal(expected: Any, got: Any, tolerance: float) -> Misfit | None:
    """Say in one clause how a single value differs from the right one; None if they are equal."""
    compare = next((compare for kind, compare in _BY_KIND.items() if isinstance(expected, kind)), None)
    if compare is None:
        raise TypeError(f"A task cannot expect a {type(expected).__name__}.")
    return compare(expected, got if expected is None else only_member(got), tolerance)


def other_kind(got: Any, asked: str) -> Misfit:
    """Say of an answer that it is of another kind than the one asked for."""
    clause = said("is {kind}; {asked} is expected", kind=kind_of(got), asked=asked)
    return Misfit("none" if got is None else "another-kind", clause)


def _is(got: str) -> Misfit:
    return Misfit("another-value", said("is {got}", got=got))


def _nothing(expected: None, got: Any, tolerance: float) -> Misfit | None:
    if got is None:
        return None
    return Misfit("another-value", said("is {kind}; None is expected here", kind=kind_of(got)))


def _truth(expected: bool, got: Any, tolerance: float) -> Misfit | None:
    if not isinstance(got, bool):
        return other_kind(got, said("True or False"))
    return None if got == expected else _is(str(got))


def _number(expected: float, got: Any, tolerance: float) -> Misfit | None:
    if not is_number(got):
        return other_kind(got, said("a number"))
    if not math.isfinite(got):
        return Misfit("not-finite", said("is {got}, which is not a finite number", got=got))
    return None if is_close(expected, got, tolerance) else _is(written(got, tolerance, expected))


def _text(expected: str, got: Any, tolerance: float) -> Misfit | None:
    if not isinstance(got, str):
        return other_kind(got, said("a text"))
    return None if folded(got) == folded(expected) else _is(quoted(got))


def _date(expected: datetime.date, got: Any, tolerance: float) -> Misfit | None:
    if not isinstance(got, datetime.date):
        return other_kind(got, said("a date"))
    return None if got == plain(expected) else _is(str(got))


_BY_KIND: dict[Any, Callable[[Any, Any, float], Misfit | None]] = {
    type(None): _nothing,
    bool: _truth,
    int | float: _number,
    str: _text,
    datetime.date: _date,
}
