"""Plain values of every shape to send from one process to another, and whether they arrive as they were."""

import json
import math

import numpy as np
import pandas as pd
from answers import PLAIN

from crmlab.intake.values import Unknown
from crmlab.intake.wire import decode, encode

DATES = pd.DatetimeIndex(["2024-02-29 00:00:00", None, "2024-03-01 12:30:00.000001"])
LOG = pd.DataFrame({"customer": ["a", "b", None], "date": DATES, "amount": [1.5, math.nan, -2.0]})
LOG["kind"] = pd.Series(["x", None, 3], dtype=object)
BY_MONTH = LOG.groupby([LOG["customer"].fillna("?"), LOG["amount"].abs()])[["amount"]].sum()


ARRAYS = {
    "with NaN": np.array([1.5, math.nan, -math.inf]),
    "of whole numbers": np.array([[1, 2], [3, 4]], dtype="u2"),
    "of truth values": np.array([True, False]),
    "of halves": np.array([0.5], dtype="f2"),
    "from a machine with another order of bytes": np.array([1.5, 2.5], dtype=">f8"),
    "not in one piece": np.arange(12.0).reshape(3, 4)[::2, ::-1],
    "of anything": np.array([1, "a", None, Unknown("set")], dtype=object),
    "empty": np.array([]),
    "empty with columns": np.empty((0, 3)),
    "empty of anything": np.empty((0, 2), dtype=object),
}

SERIES = {
    "named": pd.Series([1.5, 2.5], name="staying"),
    "with a number for a name": pd.Series([1], name=3),
    "with labels": pd.Series([1, 2], index=["a", "b"], name="n"),
    "with a named index": pd.Series([1, 2], index=pd.Index([2023, 2024], name="year")),
    "by days": pd.Series([1, 2, 3], index=pd.DatetimeIndex(DATES, name="day")),
    "by two levels": BY_MONTH["amount"],
    "with a label twice": pd.Series([1, 2], index=[7, 7]),
    "of text": pd.Series(["a", None, "学生"]),
    "of anything": pd.Series(["a", 1, None, pd.NaT], dtype=object),
    "empty": pd.Series([], dtype=float),
    "empty of text": pd.Series([], dtype=str),
}

TABLES = {
    "log": LOG,
    "by customer": LOG.set_index("customer"),
    "by day": LOG.set_index("date")[["amount"]],
    "by two levels": BY_MONTH,
    "without rows": LOG.iloc[:0],
    "without columns": pd.DataFrame(index=["a", "b"]),
    "without anything": pd.DataFrame(),
    "with the same name twice": pd.DataFrame([[1, "x"]], columns=["a", "a"]),
    "with numbers for names": pd.DataFrame([[1.0, 2.0]], columns=[1990, 2000]),
}


def sent(value):
    """Send a value to the other side."""
    return decode(json.loads(json.dumps(encode(value))))


def same(one, other):
    """Whether two plain values are the same, to the last bit and with the same types."""
    if isinstance(one, float):
        return type(other) is float and (one == other or (math.isnan(one) and math.isnan(other)))
    if isinstance(one, np.ndarray):
        return one.shape == other.shape and same(one.ravel().tolist(), other.ravel().tolist())
    if isinstance(one, pd.Series):
        return same(one.name, other.name) and same_index(one.index, other.index) and same([*one], [*other])
    if isinstance(one, pd.DataFrame):
        columns = [same([*one.iloc[:, at]], [*other.iloc[:, at]]) for at in range(len(other.columns))]
        return same([*one], [*other]) and same_index(one.index, other.index) and all(columns)
    if isinstance(one, dict):
        return same([*map(list, one.items())], [*map(list, other.items())])
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and (one is other or one == other)


def same_index(one, other):
    return list(one.names) == list(other.names) and same([*one], [*other])


def in_the_set(value):
    """Whether a value belongs to the closed set, all the way down, labels and names, too."""
    kind = type(value)
    if kind is list:
        return all(map(in_the_set, value))
    if kind is dict:
        return all(in_the_set(key) and in_the_set(item) for key, item in value.items())
    if kind is np.ndarray:
        members = value.ravel().tolist() if value.dtype == object else []
        return value.ndim in {1, 2} and value.dtype.kind in "biufMO" and all(map(in_the_set, members))
    if kind is pd.Series:
        return has_labels(value.index) and has_labels([value.name]) and all(map(in_the_set, value.tolist()))
    if kind is pd.DataFrame:
        columns = [value.iloc[:, place] for place in range(value.shape[1])]
        return has_labels(value.columns) and all(map(in_the_set, columns))
    return kind in PLAIN


def has_labels(labels):
    return len({hash(label) for label in labels}) <= len(labels)  # what has no hash raises
