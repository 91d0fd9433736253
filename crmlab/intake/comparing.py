"""Lay an answer beside the right one, part by part and row by row, and say in a clause how they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from crmlab.intake.equality import RELATIVE, Misfit, as_list, is_close, other_kind, quoted, unequal
from crmlab.intake.rows import matched, other_length
from crmlab.intake.values import plain, plain_mapping
from crmlab.language import counted, said, to_say

_MOST_NAMED = 12
_MOST_CELLS = 1_000_000  # a short message may describe a table that fills the memory
_ENDS_IN_A_NUMBER = re.compile(r"(?:[a-z]+[ _-]?)?(\d{1,9})", re.IGNORECASE).fullmatch  # "1", "gap 1"
_PLAINLY = {int, float}
_NUMBERS = {*"if"}  # kinds of columns
_SEVERAL = list | tuple | np.ndarray | pd.Series


class Pair(NamedTuple):
    """A right value and what was given for it; what its row is called, or None if there is only one."""

    row: Any
    right: Any
    got: Any


@dataclass(frozen=True)
class Laid:
    """An answer beside the right one.

    Attributes
    ----------
    parts : mapping
        The pairs by column or entry, in the order of the right answer; by None if it has no parts.
    misfit : Misfit or None
        What keeps the two from having one shape; the parts hold what could be laid all the same.
    key : str
        The column by which rows are called; "" if they are called by their places.
    """

    parts: Mapping[Any, Sequence[Pair]] = field(default_factory=dict)
    misfit: Misfit | None = None
    key: Any = ""

    def faults(self, tolerance: float) -> Iterator[tuple[Any, Misfit]]:
        """Yield part and fault of each value that is not the right one, or once of all in another order."""
        for part, pairs in self.parts.items():
            wrong = [(n, f) for n, pair in enumerate(pairs) if (f := fault(*pair[1:], tolerance))]
            if wrong and len(pairs) > 1 and is_permuted(pairs, tolerance):
                clause = self._of_part(part, said("has the right values in another order"))
                yield part, Misfit("another-value", clause)
            else:
                for n, (slip, clause) in wrong:
                    yield part, Misfit(slip, self._of_value(part, pairs[n], n + 1, clause))

    def _of_part(self, part: Any, clause: str) -> str:
        """Say something of a whole part."""
        if part is None:
            return clause
        if self.key:
            return said("has a column {name} that {clause}", name=quoted(part), clause=clause)
        return said("has an entry {name} that {clause}", name=quoted(part), clause=clause)

    def _of_value(self, part: Any, pair: Pair, place: int, clause: str) -> str:
        """Say something of one value."""
        if self.key and part == self.key:
            sentence = to_say("has in row {place} a value of {name} that {clause}")
            return said(sentence, place=place, name=quoted(part), clause=clause)
        if self.key:
            sentence = to_say("has in the row where {key} is {row} a value of {name} that {clause}")
            return said(sentence, key=self.key, row=quoted(pair.row), name=quoted(part), clause=clause)
        if pair.row:
            clause = said("has a value in place {place} that {clause}", place=place, clause=clause)
        return self._of_part(part, clause)


def fault(expected: Any, got: Any, tolerance: float) -> Misfit | None:
    """Return which slip the first difference of two answers is, and how it is said; None if there is none.

    The right answer is None, a bool, number, text, list, array, mapping or DataFrame, the other one a plain
    value. Equal numbers differ by at most the tolerance, or by 1e-6 of the right one. The clause continues
    "your answer …" and does not reveal the right numbers.
    """
    if not isinstance(expected, _SEVERAL | Mapping | pd.DataFrame):
        return unequal(expected, got, tolerance)
    beside = laid(expected, got, tolerance)
    return beside.misfit or next((found for _, found in beside.faults(tolerance)), None)


def equal(expected: Any, got: Any, tolerance: float) -> bool:
    """Return whether *got* is the right answer; quicker than to say how it differs."""
    if type(expected) in _PLAINLY and type(got) in _PLAINLY:
        return is_close(expected, got, tolerance)
    if got is None or expected is None:
        return got is expected
    if type(expected) is type(got) is dict:
        if got.keys() >= expected.keys():
            return all(equal(value, got[key], tolerance) for key, value in expected.items())
        if None not in got and all(isinstance(key, str) for key in expected):  # which have one spelling
            return False
    if type(expected) is type(got) is list:
        return len(expected) == len(got) and all(map(equal, expected, got, repeat(tolerance)))
    if not isinstance(expected, _SEVERAL | Mapping | pd.DataFrame):
        return unequal(expected, got, tolerance) is None
    if isinstance(expected, pd.DataFrame) and not _may_be_equal(expected, got, tolerance):
        return False
    beside = laid(expected, got, tolerance)
    return not beside.misfit and all(_all_equal(pairs, tolerance) for pairs in beside.parts.values())


def _may_be_equal(expected: pd.DataFrame, got: Any, tolerance: float) -> bool:
    """Return whether an answer may be the right table with its rows in some order; quicker than to lay it."""
    if not isinstance(got, pd.DataFrame) or any(got.index.names):
        return True
    if len(expected) != len(got) or not {*expected} <= {*got}:
        return False
    for name in expected if got.columns.is_unique else ():
        if {expected[name].dtype.kind, got[name].dtype.kind} <= _NUMBERS:
            ours, theirs = np.sort(expected[name].to_numpy()), np.sort(got[name].to_numpy())
            allowed = 2 * np.maximum(tolerance, RELATIVE * np.abs(ours))  # what is close is looked at in full
            if np.any(np.abs(ours - theirs) > allowed):
                return False
    return True


def laid(expected: Any, got: Any, tolerance: float) -> Laid:
    """Lay a plain answer beside the right one, whatever shape it has."""
    if isinstance(expected, pd.DataFrame):
        return _table(expected, got, tolerance)
    if isinstance(expected, Mapping):
        return _mapping(expected, got)
    if isinstance(expected, _SEVERAL):
        return _sequence(expected, got)
    return Laid({None: [Pair(None, expected, got)]})


def is_permuted(pairs: Sequence[Pair], tolerance: float) -> bool:
    """Return whether the right values were given, each as often, in any order."""
    try:
        both = zip(sorted(pair.right for pair in pairs), sorted(pair.got for pair in pairs), strict=True)
    except (TypeError, ValueError):
        return False
    return all(equal(*pair, tolerance) for pair in both)


def _sequence(expected: Any, got: Any) -> Laid:
    right = as_list(expected) if isinstance(expected, pd.Series | np.ndarray) else plain(expected)
    members = as_list(got, flat=not any(isinstance(value, list) for value in right))
    if members is None:
        return Laid(misfit=other_kind(got, said("a list of {values}", values=_values(len(right)))))
    if len(members) != len(right):
        clause = said("has {got}; {asked} are expected", got=_values(len(members)), asked=len(right))
        return Laid(misfit=Misfit("length", clause))
    return Laid({None: [Pair(n, *pair) for n, pair in enumerate(zip(right, members, strict=True), 1)]})


def _values(number: int) -> str:
    return counted(number, to_say("{number} value"), to_say("{number} values"))


def _mapping(expected: Mapping, got: Any) -> Laid:
    if isinstance(got, pd.Series):
        got = plain_mapping(got)
    if not isinstance(got, dict):
        return Laid(misfit=other_kind(got, said("a dictionary")))
    parts, misfits, own = {}, [], _own_keys(expected, got)
    for key, value in expected.items():
        if key not in own:
            clause = said("has no entry for {key}; it has {listed}", key=quoted(key), listed=_listed(got))
            misfits.append(Misfit("no-entry", clause))
        elif isinstance(value, _SEVERAL):
            inner = _sequence(value, got[own[key]])
            parts[key] = inner.parts.get(None, ())
            if inner.misfit:
                slip, clause = inner.misfit
                clause = said("has an entry {name} that {clause}", name=quoted(key), clause=clause)
                misfits.append(Misfit(slip, clause))
        else:
            parts[key] = [Pair(None, value, got[own[key]])]
    return Laid(parts, next(iter(misfits), None))


def _own_keys(expected: Mapping, got: Mapping) -> dict[Any, Any]:
    """Return under which key each entry is given; a number may be a text that ends in it."""
    texts = {
        int(found[1]): key
        for key in got
        if isinstance(key, str) and (found := _ENDS_IN_A_NUMBER(key.strip()))
    }
    spelled = {key: key if key in got else texts.get(key) for key in expected}
    return {key: own for key, own in spelled.items() if own in got}


def _table(expected: pd.DataFrame, got: Any, tolerance: float) -> Laid:
    got = _as_table(expected, got)
    if isinstance(got, Misfit):
        return Laid(misfit=got)
    named = [column for column in expected if column in got]
    absent = [column for column in expected if column not in got]
    misfit = _without(absent[0], got) if absent else None
    if got.columns.has_duplicates:
        got = got.loc[:, ~got.columns.duplicated()]
    if absent:
        expected = expected[named]
    if named and len(got) != len(expected):
        return Laid(misfit=misfit or Misfit(*other_length(expected, got, tolerance)))
    in_place = _laid_rows(expected, got)
    if not named or _stands_in_place(in_place, tolerance):
        return Laid(in_place.parts, misfit, in_place.key)
    rows = matched(expected, got, tolerance)
    in_order = _laid_rows(expected, got.iloc[rows.order])
    too_many = rows.too_many if any(in_order.faults(tolerance)) else None
    return Laid(in_order.parts, misfit or (too_many and Misfit("row-too-many", too_many)), in_order.key)


def _without(column: Any, got: pd.DataFrame) -> Misfit:
    clause = said("has no column {name}; it has {listed}", name=quoted(column), listed=_listed(got))
    return Misfit("no-column", clause)


def _stands_in_place(beside: Laid, tolerance: float) -> bool:
    """Return whether rows need not be matched: by their names in the first column, or since all are equal."""
    first, *others = beside.parts.values()
    names = [pair.right for pair in first]
    are_names = all(isinstance(name, str | int) for name in names) and len({*names}) == len(names)
    return _all_equal(first, tolerance) and (are_names or all(_all_equal(some, tolerance) for some in others))


def _all_equal(pairs: Sequence[Pair], tolerance: float) -> bool:
    return all(equal(pair.right, pair.got, tolerance) for pair in pairs)


def _laid_rows(expected: pd.DataFrame, got: pd.DataFrame) -> Laid:
    columns = {column: (as_list(expected[column]), as_list(got[column])) for column in expected}
    key, (names, _) = next(iter(columns.items()), ("", ((), ())))
    return Laid(
        {c: [Pair(*row) for row in zip(names, *both, strict=True)] for c, both in columns.items()}, key=key
    )


def _as_table(expected: pd.DataFrame, got: Any) -> pd.DataFrame | Misfit:
    if isinstance(got, dict) or (isinstance(got, list) and all(isinstance(row, dict) for row in got)):
        if _cells(got) > _MOST_CELLS:
            clause = said("cannot be read as a table; its rows and columns do not fit together")
            return Misfit("no-table", clause)
        try:
            got = pd.DataFrame(got, columns=[*expected] if got == [] else None)
        except Exception:  # pandas raises what it likes
            clause = said("cannot be read as a table; are its columns lists of equal length?")
            return Misfit("no-table", clause)
    if len(expected.columns) == 1 and isinstance(got, list | np.ndarray | pd.Series):
        got = pd.DataFrame({expected.columns[0]: as_list(got)}, dtype=object)
    if not isinstance(got, pd.DataFrame):
        return other_kind(got, said("a table (DataFrame)"))
    if not set(expected) <= set(got) and any(got.index.names):
        got = got.reset_index(allow_duplicates=True)
    return got


def _cells(parts: dict | list[dict]) -> int:
    """Return how many cells a table of some rows, or of some columns, would have."""
    parts = list(parts.values()) if isinstance(parts, dict) else parts
    keys = {key for part in parts if isinstance(part, dict | pd.Series) for key in part.keys()}  # noqa: SIM118
    return len(parts) * len(keys)


def _listed(names: Any) -> str:
    """Name the columns of a table or the keys of a dictionary, not too many of them."""
    some = [*map(quoted, [*names][: _MOST_NAMED + 1])]
    return said(", ").join([*some[:_MOST_NAMED], "…"] if len(some) > _MOST_NAMED else some) or said("none")
