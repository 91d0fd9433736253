"""What students put in by mistake: one list, for every parameter of every calculator.

Whether a value is bad for a parameter depends on its quantity (2.5 years, a share of 80), so nothing here
says for which: `is_legal` asks the quantity's declared range.
"""

import datetime
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Choice, Flag
from crmlab.declared.tables import Answers, Day, Named, Table
from crmlab.rfm.own_cuts import CutPoints


class TwoLines:
    def __repr__(self):
        return "two\nlines"


# Real numbers, one or several: legal where they fit the quantity
NUMBERS = {
    "zero": 0,
    "negative": -5,
    "slightly negative": -0.01,
    "percent": 80,
    "not whole": 2.5,
    "just above one": 1.0000001,
    "nan": float("nan"),
    "infinite": float("inf"),
    "minus infinite": -np.inf,
    "huge": 1e308,
    "huge and negative": -1e308,
    "huge whole number": 10**30,
    "longest double": np.finfo(np.longdouble).max,
    "Decimal": Decimal("0.5"),
    "Fraction": Fraction(1, 2),
    "Decimal NaN": Decimal("NaN"),
    "list": [0.1, 0.2, 0.3],
    "list with NaN": [0.5, float("nan")],
    "list with infinity": [1, 2, float("inf")],
    "huge list": [1e308, 1e308, 1e308],
    "empty list": [],
    "empty array": np.array([]),
    "empty Series": pd.Series([], dtype=float),
    "empty DataFrame": pd.DataFrame(),
    "list of an empty list": [[]],
    "2-D list": [[1, 2], [3, 4]],
    "2-D array": np.full((2, 3), 0.5),
    "3-D array": np.ones((2, 1, 2)),
    "one number in a list": [1],
    "Series with other labels": pd.Series([0.5, 0.25], index=[7, 7]),
    "DataFrame": pd.DataFrame({"a": [0.5, 0.25], "b": [1.0, 1.0]}),
}

_SELF = []
_SELF.append(_SELF)

# Nothing that can be computed with; a word, a truth value or None may still be what a parameter asks for
OTHERS = {
    "None": None,
    "True": True,
    "numpy's False": np.False_,
    "word": "abc",
    "timing": "end",
    "timing in capitals": "End",
    "number in quotes": "0.5",
    "empty word": "",
    "word of two lines": "a\nb\u2028c",
    "long word": "x" * 10_000,
    "bytes": b"5",
    "complex": 1 + 0j,
    "numpy's complex": np.complex128(1),
    "object": object(),
    "object of two lines": TwoLines(),
    "type": float,
    "function": len,
    "pandas' NA": pd.NA,
    "pandas' NaT": pd.NaT,
    "date": datetime.date(2024, 1, 1),
    "timestamp": pd.Timestamp("2024-01-01"),
    "numpy's date": np.datetime64("2024-01-01"),
    "days": np.timedelta64(1, "D"),
    "signalling NaN": Decimal("sNaN"),
    "too large for a double": 10**400,
    "too large to be written": 10**10_000,
    "ragged list": [[1, 2], [3]],
    "ragged in depth": [1, [2, 3]],
    "list inside itself": _SELF,
    "list with None": [1, None],
    "list with True": [1, True],
    "list with a word": [1, "2"],
    "list with NA": [0.5, pd.NA],
    "list with a complex number": [np.complex128(1), Decimal(1)],
    "list of words": ["a", "b"],
    "array of truth values": np.array([True, False]),
    "array of objects": np.array([0.5, None], dtype=object),
    "array of numpy's truth values": np.array([np.True_, 0.5], dtype=object),
    "array of words": np.array(["0.5", "0.6"]),
    "array of complex numbers": np.array([1j]),
    "masked": np.ma.masked,
    "masked array": np.ma.array([0.5, 0.6], mask=[False, True]),
    "Series with NA": pd.Series([1, pd.NA], dtype="Int64"),
    "Series of words": pd.Series(["a", "b"]),
    "DataFrame of words": pd.DataFrame({"a": ["x", "y"]}),
    "dict": {"a": 1},
    "empty dict": {},
    "set": {0.5},
    "generator": (x for x in (1, 2)),
}

ALL = NUMBERS | OTHERS


DAYS = {"date", "timestamp", "numpy's date"}


def is_legal(parameter, label):
    """Whether the parameter's declared kind allows the value, worked out from the declaration alone."""
    value, kind = ALL[label], parameter.quantity
    if value is None:
        return parameter.optional
    if isinstance(kind, Flag):
        return isinstance(value, bool | np.bool_)
    if isinstance(kind, Choice):
        return isinstance(value, str) and value in kind.options
    if isinstance(kind, Day):
        return label in DAYS
    if isinstance(kind, Table):
        return isinstance(value, pd.DataFrame) and len(value) > 0 and not kind.columns
    if isinstance(kind, Named):
        return is_legal_when_named(kind, label)
    if isinstance(kind, Answers):
        return is_legal_answer(kind, label)
    if isinstance(kind, CutPoints):  # of three measures, which none of these has
        return False
    return is_legal_number(kind, label)


def is_legal_number(quantity, label):
    if label in OTHERS:
        return False
    with np.errstate(over="ignore"):
        numbers = np.asarray(ALL[label], dtype=float)
    fits = (numbers >= quantity.low) & (numbers <= quantity.high) & np.isfinite(numbers)
    whole = not quantity.whole or np.array_equal(numbers, np.floor(numbers))
    return numbers.size > 0 and bool(np.all(fits)) and whole and (numbers.ndim == 1 or not quantity.series)


def is_legal_when_named(named, label):
    value = ALL[label]
    if isinstance(value, dict):
        return bool(value) and not named.keys  # {"a": 1}
    if isinstance(value, pd.Series) and not value.index.is_unique:
        return False
    size = np.size(value) if label in NUMBERS else 0
    fits = size == len(named.keys) if named.keys else size > 0
    return fits and np.ndim(value) <= 1 and is_legal_number(named.quantity, label)


def is_legal_answer(answers, label):
    if label in OTHERS:
        return False
    value = ALL[label]
    in_rows = np.ndim(value) == 2 or (np.ndim(value) == 1 and answers.questions == np.size(value))
    if not in_rows or np.shape(value)[-1] != answers.questions:
        return False
    return is_legal_number(answers.quantity, label)
