"""Compare a plain value with the right one: kind, then size, then values, then order, each in a sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from crmlab.exercises.replies import Unknown, plain

RELATIVE = 1e-6
_ROUNDING = 1e-9  # a number rounded by hand may miss the exact half digit by a hair


def difference(expected: Any, got: Any, tolerance: float) -> str | None:
    """Say in one clause how *got* differs from *expected*; None when they are equal.

    Parameters
    ----------
    expected : object
        The right answer: None, bool, number, text, list, array, mapping or DataFrame.
    got : object
        The learner's answer as a plain value.
    tolerance : float
        Largest absolute difference of two equal numbers; 1e-6 relative is always allowed.

    Returns
    -------
    str or None
        A clause that continues "your answer …", without revealing the right numbers.
    """
    for kinds, compare in _BY_KIND:
        if isinstance(expected, kinds):
            return compare(expected, got, tolerance)
    raise TypeError(f"A task cannot expect a {type(expected).__name__}.")


def is_close(expected: float, got: float, tolerance: float) -> bool:
    """Return whether two numbers count as equal."""
    allowed = max(RELATIVE * abs(expected), tolerance * (1 + _ROUNDING))
    return math.isfinite(got) and abs(got - expected) <= allowed


def kind_of(value: Any) -> str:
    """Name the kind of a plain value as a learner would."""
    if isinstance(value, Unknown):
        return f"a {value.type_name}"
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
        type(None): "None",
    }
    return kinds.get(type(value), f"a {type(value).__name__}")


def _nothing(expected: None, got: Any, tolerance: float) -> str | None:
    return None if got is None else f"is {kind_of(got)}; None is expected here"


def _truth(expected: bool, got: Any, tolerance: float) -> str | None:
    if not isinstance(got, bool):
        return f"is {kind_of(got)}; True or False is expected"
    return None if got == expected else f"is {got}"


def _number(expected: float, got: Any, tolerance: float) -> str | None:
    got = _only_member(got)
    if isinstance(got, bool) or not isinstance(got, int | float):
        return f"is {kind_of(got)}; a number is expected"
    if not math.isfinite(got):
        return f"is {got}, which is not a finite number"
    return None if is_close(expected, got, tolerance) else f"is {got:,.10g}"


def _text(expected: str, got: Any, tolerance: float) -> str | None:
    if not isinstance(got, str):
        return f"is {kind_of(got)}; a text is expected"
    return None if got.strip().casefold() == expected.casefold() else f"is {got!r}"


def _sequence(expected: Any, got: Any, tolerance: float) -> str | None:
    members = _as_list(got)
    if members is None:
        return f"is {kind_of(got)}; a list of {len(expected)} values is expected"
    right = _as_list(plain(expected))
    if len(members) != len(right):
        return f"has {len(members)} values; {len(right)} are expected"
    wrong = [
        (i, d)
        for i, pair in enumerate(zip(right, members, strict=True))
        if (d := difference(*pair, tolerance))
    ]
    if not wrong:
        return None
    if _same_in_order(right, members, tolerance):
        return "has the right values in another order"
    position, clause = wrong[0]
    return f"has a value at position {position} that {clause}"


def _mapping(expected: Mapping, got: Any, tolerance: float) -> str | None:
    if isinstance(got, pd.Series):
        got = plain(got.to_dict())
    if not isinstance(got, dict):
        return f"is {kind_of(got)}; a dictionary is expected"
    if missing := [key for key in expected if key not in got]:
        return f"has no entry for {missing[0]!r}"
    if extra := [key for key in got if key not in expected]:
        return f"has an entry {extra[0]!r} that is not asked for"
    wrong = {key: d for key, value in expected.items() if (d := difference(value, got[key], tolerance))}
    return next((f"has an entry {key!r} that {clause}" for key, clause in wrong.items()), None)


def _table(expected: pd.DataFrame, got: Any, tolerance: float) -> str | None:
    if isinstance(got, dict | list):
        try:
            got = pd.DataFrame(got)
        except ValueError:
            return "cannot be read as a table: its columns have different lengths"
    if not isinstance(got, pd.DataFrame):
        return f"is {kind_of(got)}; a table (DataFrame) is expected"
    got = got if set(expected) <= set(got) else got.reset_index()
    if missing := [column for column in expected if column not in got]:
        return f"has no column {missing[0]!r}; it has {', '.join(map(str, got)) or 'none'}"
    if len(got) != len(expected):
        return f"has {len(got)} rows; {len(expected)} are expected"
    got = _in_row_order(expected, got, tolerance)
    for column in expected:
        if clause := _sequence(expected[column].to_list(), got[column].to_list(), tolerance):
            return f"has a column {column!r} that {clause}"
    return None


def _in_row_order(expected: pd.DataFrame, got: pd.DataFrame, tolerance: float) -> pd.DataFrame:
    """Sort *got* as *expected* when its first column holds the same values in another order."""
    key = expected.columns[0]
    try:
        ranks = expected[key].rank(method="first").astype(int) - 1
        return got.sort_values(key, kind="stable").iloc[ranks.to_numpy()]
    except (TypeError, ValueError):
        return got


def _same_in_order(right: list, members: list, tolerance: float) -> bool:
    try:
        pairs = zip(sorted(right), sorted(members), strict=True)
    except TypeError:
        return False
    return all(difference(*pair, tolerance) is None for pair in pairs)


def _as_list(value: Any) -> list | None:
    if isinstance(value, pd.Series):
        value = value.to_numpy()
    if isinstance(value, np.ndarray):
        value = value.squeeze() if value.ndim == 2 and 1 in value.shape else value
        return plain(value.tolist()) if value.ndim == 1 else None
    return value if isinstance(value, list) else None


def _only_member(value: Any) -> Any:
    members = _as_list(value)
    return members[0] if members is not None and len(members) == 1 else value


_BY_KIND = [
    (type(None), _nothing),
    (bool, _truth),
    (int | float, _number),
    (str, _text),
    (list | tuple | np.ndarray | pd.Series, _sequence),
    (Mapping, _mapping),
    (pd.DataFrame, _table),
]
