"""What a learner's objects answered, reduced to plain values.

Only a closed set of kinds gets through: None, True and False, numbers, text, dates, lists, mappings, arrays
up to two dimensions, Series and DataFrames. Anything else arrives as the name of its type.
"""

from __future__ import annotations

import datetime
import functools
import numbers
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from crmlab.language import said, to_say

_MOST = 1_000_000  # members; no answer is longer, but range(10**12) is easily written
_NUMERIC = "biuf"  # kinds of arrays whose members are plain already
# what a value of no plain kind is called, and how that is said
_CALLED = {
    r"number too large to compute with": to_say("number too large to compute with"),
    r"value too large to compare": to_say("value too large to compare"),
    r"text of (?P<size>[\d,]+) characters": to_say("text of {size} characters"),
    r"array of shape (?P<shape>\([\d, ]+\))": to_say("array of shape {shape}"),
    r"(?P<kind>\w+) of (?P<size>[\d,]+) values": to_say("{kind} of {size} values"),
    r"(?P<kind>\w+) that cannot be read": to_say("{kind} that cannot be read"),
    r"(?P<kind>.*)": to_say("{kind}"),
}


@dataclass(frozen=True)
class Unknown:
    """A value of a kind that is not compared."""

    type_name: str

    def __str__(self) -> str:
        name = "".join(filter(str.isprintable, self.type_name))[:60]
        called = ((re.fullmatch(pattern, name), sentence) for pattern, sentence in _CALLED.items())
        what = next(said(sentence, **found.groupdict()) for found, sentence in called if found)
        is_vowel = name[:1].lower() in {*"aeiou"}
        return said(to_say("an {what}") if is_vowel else to_say("a {what}"), what=what)


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


def plain(value: Any) -> Any:
    """Reduce *value* to the closed set of plain values, whatever it is and however it behaves."""
    try:
        return _reduced(value)
    except (Exception, SystemExit):  # it contains itself, or its own methods fail
        return Unknown(f"{type(value).__name__} that cannot be read")


def plain_mapping(mapping: Mapping | pd.Series) -> dict[Any, Any]:
    """Reduce the keys and values of a mapping or a Series."""
    return {plain_key(key): _reduced(item) for key, item in mapping.items()}


def _reduced(value: Any) -> Any:
    if value is None or value is pd.NA:
        return None
    if type(value) in (float, bool):  # most of what is compared, and nothing to reduce
        return value
    if type(value) is int:
        return _plain_number(value)
    if type(value) is dict:
        return plain_mapping(value)
    return _reduction_of(type(value))(value)


@functools.lru_cache(maxsize=256)
def _reduction_of(kind: type) -> Callable[[Any], Any]:
    """Return how values of a kind are reduced; to ask each of them for all kinds takes far longer."""
    for kinds, reduce in _REDUCTIONS:
        if issubclass(kind, kinds):  # isinstance would believe what an object says of itself
            return reduce
    return _unknown


def _unknown(value: Any) -> Unknown:
    return Unknown(type(value).__name__)


def _plain_number(value: Any) -> Any:
    try:
        as_float = float(value)
    except OverflowError:
        return Unknown("number too large to compute with")
    return int(value) if issubclass(type(value), numbers.Integral) else as_float


def _plain_text(text: str) -> Any:
    return str.__str__(text) if len(text) <= _MOST else Unknown(f"text of {len(text):,} characters")


def _plain_array(array: np.ndarray) -> Any:
    if array.ndim > 2 or array.size > _MOST:
        return Unknown(f"array of shape {array.shape}")
    if isinstance(array, np.ma.MaskedArray):
        return _reduced(array.tolist())  # None for what is masked
    array = np.asarray(array)
    if array.ndim == 0:
        return _reduced(array[()])
    if array.dtype.kind in _NUMERIC:
        return array.copy()
    return np.fromiter(map(_reduced, array.flat), dtype=object).reshape(array.shape)


def _plain_series(series: pd.Series) -> pd.Series:
    if _is_numeric(series):
        return pd.Series(series, copy=True)
    members = np.fromiter(map(_reduced, series), dtype=object)
    return pd.Series(members, index=series.index, name=series.name, dtype=object)


def _is_numeric(series: pd.Series) -> bool:
    return isinstance(series.dtype, np.dtype) and series.dtype.kind in _NUMERIC


def _plain_table(table: pd.DataFrame) -> pd.DataFrame:
    reduced = pd.DataFrame(table, copy=True)
    for place, (_, column) in enumerate(table.items()):
        if not _is_numeric(column):  # which is copied already
            reduced.isetitem(place, _plain_series(column))
    reduced.columns = pd.Index(map(plain_key, table.columns), dtype=object)
    return reduced


def _plain_list(items: list | tuple | range) -> Any:
    if len(items) > _MOST:
        return Unknown(f"{type(items).__name__} of {len(items):,} values")
    return [_reduced(item) for item in items]


def plain_key(key: Any) -> Any:
    """Reduce the key of a mapping or the name of a column; without a hash it is its type's name."""
    reduced = _reduced(key)
    return Unknown(type(key).__name__) if isinstance(reduced, list | dict | np.ndarray) else reduced


_REDUCTIONS: list[tuple[Any, Callable[[Any], Any]]] = [
    (bool | np.bool_, bool),
    (np.timedelta64, _unknown),  # which numpy counts as a whole number
    (numbers.Real | Decimal, _plain_number),
    (str, _plain_text),
    (datetime.date | np.datetime64, pd.Timestamp),
    (pd.DataFrame, _plain_table),
    (pd.Series, _plain_series),
    (
        pd.Index | pd.api.extensions.ExtensionArray,
        lambda array: _plain_array(np.asarray(array, dtype=object)),
    ),
    (np.ndarray, _plain_array),
    (Mapping, plain_mapping),
    (list | tuple | range, _plain_list),
    (Unknown, lambda unknown: unknown),  # what is reduced already
]
