"""What learners may hand in: plain values of every kind, and strange ones."""

import array
import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import io
import itertools
import math
import types
import unittest.mock

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from crmlab.intake.values import Unknown

finite = st.floats(-1e9, 1e9)
one_value = (
    st.none()
    | st.booleans()
    | st.integers(-(10**300), 10**300)
    | finite
    | st.text(max_size=60)
    | st.datetimes().map(pd.Timestamp)
)
missing = st.sampled_from([math.nan, math.inf, -math.inf, pd.NaT])
unknown = st.builds(Unknown, st.text(max_size=80))
keys = st.text(max_size=8) | st.integers() | st.floats(allow_nan=False) | st.booleans()


def holding(one):
    """Lists, mappings, arrays, Series and tables of *one*."""
    several = st.lists(one, max_size=4)
    rows = st.integers(0, 3).flatmap(
        lambda n: st.dictionaries(keys, st.lists(one, min_size=n, max_size=n), max_size=3)
    )
    arrays = several.map(lambda members: np.fromiter(members, dtype=object))
    return (
        several
        | st.dictionaries(keys, one, max_size=4)
        | arrays
        | several.map(lambda members: pd.Series(members, dtype=object))
        | st.lists(st.lists(finite, min_size=2, max_size=2), max_size=3).map(np.array)
        | rows.map(lambda columns: pd.DataFrame({k: pd.Series(v, dtype=object) for k, v in columns.items()}))
    )


@st.composite
def nested(draw, one, depth=2):
    """*One* value, or several in each other."""
    return draw(holding(nested(one, depth - 1)) if depth and draw(st.booleans()) else one)


plain_values = nested(one_value | missing | unknown)


PLAIN = (bool, int, float, str, pd.Timestamp, type(pd.NaT), type(None), Unknown)


def is_plain(value):
    """Whether *value* belongs to the closed set, all the way down and without subclasses."""
    kind = type(value)
    if kind is list:
        return all(map(is_plain, value))
    if kind is dict:
        return all(is_plain(key) and is_plain(item) for key, item in value.items())
    if kind in {np.ndarray, pd.Series}:
        members = value.ravel().tolist() if kind is np.ndarray else value.tolist()
        return value.ndim in {1, 2} and all(map(is_plain, members))
    if kind is pd.DataFrame:
        return all(map(is_plain, value.columns)) and all(is_plain(column) for _, column in value.items())
    return kind in PLAIN


class Hostile:
    """Fails, or lies, whenever it is asked anything."""

    @property
    def __class__(self):
        raise ZeroDivisionError

    def fail(self, *args):
        raise ZeroDivisionError

    __eq__ = __repr__ = __str__ = __bool__ = __len__ = __iter__ = __array__ = __deepcopy__ = fail
    __float__ = __int__ = __index__ = __getattr__ = fail
    __hash__ = object.__hash__


class HostileFloat(float):
    def __float__(self):
        raise SystemExit("out")


class HostileText(str):
    def __str__(self):
        raise ZeroDivisionError

    strip = casefold = __repr__ = __eq__ = __str__
    __hash__ = str.__hash__


class HostileList(list):
    def __iter__(self):
        raise ZeroDivisionError


class HostileMapping(dict):
    def items(self):
        raise ZeroDivisionError


class HostileArray(np.ndarray):
    def tolist(self):
        raise ZeroDivisionError

    copy = ravel = tolist


class Word(enum.StrEnum):
    YES = "yes"


class Level(enum.IntEnum):
    HIGH = 3


@dataclasses.dataclass
class Record:
    value: float = 1.0


Point = collections.namedtuple("Point", "x y")


def containing_itself():
    members = [1]
    members.append(members)
    return members


def twice_containing_itself():
    members = []
    members += [members, members]
    return members


def mapping_containing_itself():
    mapping = {}
    mapping["self"] = mapping
    return mapping


def array_containing_itself():
    members = np.empty(2, dtype=object)
    members[:] = [1, members]
    return members


def deep():
    members = []
    for _ in range(100_000):
        members = [members]
    return members


STRANGE = {
    "generator": lambda: (n for n in [1]),
    "class": lambda: Record,
    "instance": Record,
    "module": lambda: types,
    "function": lambda: len,
    "iterator without end": itertools.count,
    "file": io.StringIO,
    "bytes": lambda: b"5",
    "mock that says it is a list": lambda: unittest.mock.MagicMock(spec=list),
    "set": lambda: {1, 2},
    "deque": lambda: collections.deque([1]),
    "array of the standard library": lambda: array.array("d", [1.0]),
    "complex": lambda: 1j,
    "numpy complex": lambda: np.complex128(1j),
    "complex array": lambda: np.array([1j]),
    "ellipsis": lambda: ...,
    "not implemented": lambda: NotImplemented,
    "exception": lambda: ValueError("x"),
    "timedelta": lambda: datetime.timedelta(1),
    "numpy timedelta": lambda: np.timedelta64(1, "D"),
    "numpy timedelta not a time": lambda: np.timedelta64("NaT"),
    "timedelta array": lambda: np.array([1, 2], dtype="m8[D]"),
    "time": lambda: datetime.time(12),
    "date out of range": lambda: np.datetime64(10**17, "Y"),
    "period": lambda: pd.Period("2024"),
    "interval": lambda: pd.Interval(0, 1),
    "huge integer": lambda: 10**5000,
    "huge fraction": lambda: fractions.Fraction(10**400),
    "signalling decimal": lambda: decimal.Decimal("sNaN"),
    "three dimensions": lambda: np.zeros((2, 2, 2)),
    "huge array": lambda: np.zeros(10**9, dtype="i1"),
    "huge range": lambda: range(10**12),
    "range beyond len": lambda: range(10**30),
    "structured array": lambda: np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]),
    "record": lambda: np.array([(1, 2.0)], dtype=[("a", int), ("b", float)])[0],
    "list in itself": containing_itself,
    "list twice in itself": twice_containing_itself,
    "mapping in itself": mapping_containing_itself,
    "array in itself": array_containing_itself,
    "deep list": deep,
    "hostile": Hostile,
    "hostile float": lambda: HostileFloat(1),
    "hostile list": lambda: HostileList([1]),
    "hostile mapping": lambda: HostileMapping(a=1),
    "hostile text": lambda: HostileText("yes"),
    "hostile array": lambda: np.array([1.0]).view(HostileArray),
    "matrix": lambda: np.array([[1, 2]]).view(np.matrix),
    "sparse": lambda: pd.Series(pd.arrays.SparseArray([0, 1])),
    "intervals": lambda: pd.cut(pd.Series([1, 2, 3]), 2),
    "periods": lambda: pd.period_range("2024", periods=2, freq="Y"),
    "several indexes": lambda: pd.DataFrame({"a": [1], "b": [2]}).set_index(["a", "b"]).index,
    "several headings": lambda: pd.DataFrame({("a", "b"): [1], ("a", "c"): [2]}),
    "names that are lists": lambda: pd.DataFrame([[1]], columns=pd.Index([{}], dtype=object)),
    "the same name twice": lambda: pd.DataFrame([["x", 2]], columns=["a", "a"], index=[Record()]),
    "a table without columns": lambda: pd.DataFrame(index=[1, 2]),
}
