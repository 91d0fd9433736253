"""Compare a plain value with the right one: kind, then size, then values, then order, each in a sentence."""

from __future__ import annotations

import datetime
import math
from bisect import bisect
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from crmlab.intake.values import Unknown, plain, plain_mapping

RELATIVE = 1e-6
_MOST_NAMED = 12
_MOST_CELLS = 1_000_000  # a short message may describe a table that fills the memory
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


def _is_number(value: Any) -> bool:
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


def _nothing(expected: None, got: Any, tolerance: float) -> str | None:
    return None if got is None else f"is {kind_of(got)}; None is expected here"


def _truth(expected: bool, got: Any, tolerance: float) -> str | None:
    got = _only_member(got)
    if not isinstance(got, bool):
        return f"is {kind_of(got)}; True or False is expected"
    return None if got == expected else f"is {got}"


def _number(expected: float, got: Any, tolerance: float) -> str | None:
    got = _only_member(got)
    if not _is_number(got):
        return f"is {kind_of(got)}; a number is expected"
    if not math.isfinite(got):
        return f"is {got}, which is not a finite number"
    return None if is_close(expected, got, tolerance) else f"is {got:,.10g}"


def _text(expected: str, got: Any, tolerance: float) -> str | None:
    got = _only_member(got)
    if not isinstance(got, str):
        return f"is {kind_of(got)}; a text is expected"
    return None if _folded(got) == _folded(expected) else f"is {_quoted(got)}"


def _date(expected: datetime.date, got: Any, tolerance: float) -> str | None:
    got = _only_member(got)
    if not isinstance(got, datetime.date):
        return f"is {kind_of(got)}; a date is expected"
    return None if got == plain(expected) else f"is {got}"


def _sequence(expected: Any, got: Any, tolerance: float) -> str | None:
    right = _as_list(expected) if isinstance(expected, pd.Series | np.ndarray) else plain(expected)
    members = _as_list(got, flat=not any(isinstance(value, list) for value in right))
    if members is None:
        return f"is {kind_of(got)}; a list of {len(right)} values is expected"
    if len(members) != len(right):
        return f"has {len(members)} values; {len(right)} are expected"
    clauses = [difference(*pair, tolerance) for pair in zip(right, members, strict=True)]
    if not any(clauses):
        return None
    if _same_in_order(right, members, tolerance):
        return "has the right values in another order"
    position, clause = next((place, clause) for place, clause in enumerate(clauses) if clause)
    return f"has a value at position {position} that {clause}"


def _mapping(expected: Mapping, got: Any, tolerance: float) -> str | None:
    if isinstance(got, pd.Series):
        got = plain_mapping(got)
    if not isinstance(got, dict):
        return f"is {kind_of(got)}; a dictionary is expected"
    if missing := [key for key in expected if key not in got]:
        return f"has no entry for {_quoted(missing[0])}"
    if extra := [key for key in got if key not in expected]:
        return f"has an entry {_quoted(extra[0])} that is not asked for"
    wrong = {key: d for key, value in expected.items() if (d := difference(value, got[key], tolerance))}
    return next((f"has an entry {_quoted(key)} that {clause}" for key, clause in wrong.items()), None)


def _table(expected: pd.DataFrame, got: Any, tolerance: float) -> str | None:
    if isinstance(got, dict) or (isinstance(got, list) and all(isinstance(row, dict) for row in got)):
        if _cells(got) > _MOST_CELLS:
            return "cannot be read as a table; its rows and columns do not fit together"
        try:
            got = pd.DataFrame(got, columns=[*expected] if got == [] else None)
        except Exception:  # pandas raises what it likes
            return "cannot be read as a table; are its columns lists of equal length?"
    if len(expected.columns) == 1 and isinstance(got, list | np.ndarray | pd.Series):
        got = pd.DataFrame({expected.columns[0]: _as_list(got)}, dtype=object)
    if not isinstance(got, pd.DataFrame):
        return f"is {kind_of(got)}; a table (DataFrame) is expected"
    if not set(expected) <= set(got) and any(got.index.names):
        got = got.reset_index(allow_duplicates=True)
    if missing := [column for column in expected if column not in got]:
        return f"has no column {_quoted(missing[0])}; it has {_listed(got) or 'none'}"
    if len(got) != len(expected):
        return f"has {len(got)} rows; {len(expected)} are expected"
    if got.columns.has_duplicates:
        got = got.loc[:, ~got.columns.duplicated()]
    if _columns(expected, got, tolerance) is None:
        return None
    keys = _keys(expected, got, tolerance)
    clause = _columns(expected, got.iloc[_rows(expected, got, *keys)], tolerance)
    return clause and (_row_too_many(expected, got, *keys) or clause)


def _columns(expected: pd.DataFrame, got: pd.DataFrame, tolerance: float) -> str | None:
    clauses = ((name, _sequence(expected[name], got[name], tolerance)) for name in expected)
    return next((f"has a column {_quoted(name)} that {clause}" for name, clause in clauses if clause), None)


def _cells(parts: dict | list[dict]) -> int:
    """Return how many cells a table of some rows, or of some columns, would have."""
    parts = list(parts.values()) if isinstance(parts, dict) else parts
    keys = {key for part in parts if isinstance(part, dict | pd.Series) for key in part.keys()}  # noqa: SIM118
    return len(parts) * len(keys)


def _keys(expected: pd.DataFrame, got: pd.DataFrame, tolerance: float) -> list[list[tuple]]:
    """Return by what rows are matched: as many leading columns as it takes to tell the right rows apart."""
    ours, theirs = [], []
    for name in expected:
        right = _as_list(expected[name])
        ours.append(_places(right, right, tolerance))
        theirs.append(_places(_as_list(got[name]), right, tolerance))
        if len({*zip(*ours, strict=True)}) == len(expected):
            break
    return [[*zip(*places, strict=True)] for places in (ours, theirs)]


def _places(values: list, right: list, tolerance: float) -> list[int]:
    """Return which right value each may stand for; decimals that rounding makes alike have one place."""
    numbers = sorted({*filter(_is_number, right)})
    middles = [(other, one / 2 + other / 2) for one, other in pairwise(numbers)]
    borders = [m for number, m in middles if isinstance(number, int) or not is_close(number, m, tolerance)]
    others = {str(_folded(value)): -place for place, value in enumerate(right, start=2)}
    return [bisect(borders, v) if _is_number(v) else others.get(str(_folded(v)), -1) for v in values]


def _rows(expected: pd.DataFrame, got: pd.DataFrame, ours: list, theirs: list) -> list[int]:
    """Return which row of *got* stands for each right row; keys that are alike are told apart by numbers."""
    shared, ranks = {*ours} & {*theirs}, []
    for table, keys in ((expected, ours), (got, theirs)):
        cells = table[[*expected][: len(keys[0])]].itertuples(index=False, name=None)
        rows = zip(keys, cells, strict=True)
        marks = [(key not in shared, key, [*filter(_is_number, row)]) for key, row in rows]
        ranks.append(sorted(range(len(keys)), key=marks.__getitem__))
    return [row for _, row in sorted(zip(*ranks, strict=True))]


def _row_too_many(expected: pd.DataFrame, got: pd.DataFrame, ours: list, theirs: list) -> str | None:
    """Name a row that the right table has less often, where it takes several columns to tell rows apart."""
    names, surplus = [*expected][: len(ours[0])], [*(Counter(theirs) - Counter(ours))]
    if not surplus or len(names) == 1:
        return None
    values = {name: _as_list(got[name])[theirs.index(surplus[0])] for name in names}
    if any(kind_of(value) not in map(kind_of, _as_list(expected[name])) for name, value in values.items()):
        return None
    where = " and ".join(f"{_quoted(name)} is {_quoted(value)}" for name, value in values.items())
    return f"has a row too many where {where}; another row is missing"


def _same_in_order(right: list, members: list, tolerance: float) -> bool:
    try:
        pairs = zip(sorted(right), sorted(members), strict=True)
    except (TypeError, ValueError):
        return False
    return all(difference(*pair, tolerance) is None for pair in pairs)


def _as_list(value: Any, flat: bool = True) -> list | None:
    """Return the members of a list, Series, or table or array of one row or column, which is read *flat*."""
    if isinstance(value, pd.DataFrame) and 1 in value.shape:
        value = value.iloc[:, 0] if len(value.columns) == 1 else value.iloc[0]
    if isinstance(value, pd.Series):
        value = value.to_numpy(dtype=object)  # whose list has dates, not numbers
    if isinstance(value, np.ndarray):
        return plain((value.ravel() if flat and 1 in value.shape else value).tolist())
    return value if isinstance(value, list) else None


def _only_member(value: Any) -> Any:
    members = _as_list(value)
    return members[0] if members is not None and len(members) == 1 else value


def _folded(value: Any) -> Any:
    """Return a text without case and margin, anything else as it is."""
    return value.strip().casefold() if isinstance(value, str) else value


def _listed(columns: pd.DataFrame) -> str:
    """Name the columns of a table, not too many of them."""
    names = [_quoted(column) for column in columns.columns[:_MOST_NAMED]]
    return ", ".join([*names, "…"] if len(columns.columns) > _MOST_NAMED else names)


def _quoted(value: Any) -> str:
    """Write a text, a key or a column's name on one short line."""
    text = str(value) if isinstance(value, Unknown | datetime.date) else repr(value)
    return text if len(text) <= 40 else f"{text[:37]}…"


_BY_KIND = [
    (type(None), _nothing),
    (bool, _truth),
    (int | float, _number),
    (str, _text),
    (datetime.date, _date),
    (list | tuple | np.ndarray | pd.Series, _sequence),
    (Mapping, _mapping),
    (pd.DataFrame, _table),
]
