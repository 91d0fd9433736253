"""`plain`: whatever a learner's code gives back, it arrives as something plain."""

import collections
import datetime
import decimal
import fractions
import types

import numpy as np
import pandas as pd
import pytest
from answers import STRANGE, HostileText, Level, Point, Word, is_plain
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy

from crmlab.intake.values import Unknown, plain


@pytest.mark.parametrize("what", STRANGE)
def test_whatever_an_answer_is_it_arrives_as_something_plain(what):
    members = np.empty(1, dtype=object)
    members[0] = value = STRANGE[what]()
    assert is_plain(plain(value))
    for holder in ([value], {"value": value}, members, pd.Series(members, dtype=object)):
        assert is_plain(plain(holder))


numpy_arrays = numpy.arrays(
    numpy.scalar_dtypes() | numpy.array_dtypes(), numpy.array_shapes(min_dims=0, max_dims=3, max_side=2)
)
standard_library = st.one_of(
    st.complex_numbers(),
    st.decimals(),
    st.fractions(),
    st.datetimes(timezones=st.timezones()),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.binary(),
    st.frozensets(st.integers()),
    st.uuids(),
    st.functions(),
    st.dictionaries(st.tuples(st.integers()), st.sets(st.integers())),
)


@given(numpy_arrays | standard_library)
def test_a_value_of_any_type_arrives_as_something_plain(value):
    assert is_plain(plain(value))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.bool_(True), True),
        (np.int64(5), 5),
        (np.float32(0.5), 0.5),
        (np.array(2.5), 2.5),
        (fractions.Fraction(1, 4), 0.25),
        (decimal.Decimal("0.25"), 0.25),
        (Level.HIGH, 3),
        (Word.YES, "yes"),
        (np.str_("yes"), "yes"),
        (HostileText("yes"), "yes"),
        (pd.NA, None),
        (np.ma.masked, None),
        (datetime.date(2024, 2, 29), pd.Timestamp("2024-02-29")),
        (np.datetime64("2024-02-29"), pd.Timestamp("2024-02-29")),
        ((1, 2), [1, 2]),
        (Point(1, 2.5), [1, 2.5]),
        (range(3), [0, 1, 2]),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        (types.MappingProxyType({"a": np.int64(1)}), {"a": 1}),
        ({(1, 2): 3}, {Unknown("tuple"): 3}),
        (np.ma.array([1.0, 2.0], mask=[False, True]), [1.0, None]),
    ],
)
def test_an_answer_of_a_related_kind_counts_as_the_plain_one(value, expected):
    reduced = plain(value)
    assert type(reduced) is type(expected)
    assert reduced == expected


def test_what_only_says_that_it_is_a_list_is_none():
    assert plain(STRANGE["mock that says it is a list"]()) == Unknown("MagicMock")


@pytest.mark.parametrize("value", [np.datetime64("NaT"), pd.NaT])
def test_a_missing_date_stays_a_missing_date(value):
    assert plain(value) is pd.NaT


@pytest.mark.parametrize(
    ("value", "members"),
    [
        (pd.array([1, None], dtype="Int64"), [1, None]),
        (pd.Categorical(["high", "low"]), ["high", "low"]),
        (pd.Series(["high", "low"], dtype="category"), ["high", "low"]),
        (pd.Series([1, pd.NA], dtype="Int64"), [1, None]),
        (pd.Series(["a", None], dtype=object), ["a", None]),
        (np.array(["2024-02-29"], dtype="M8[ns]"), [pd.Timestamp("2024-02-29")]),
        (pd.date_range("2024-02-28", periods=2), [*map(pd.Timestamp, ("2024-02-28", "2024-02-29"))]),
        (pd.Index(["a", "b"]), ["a", "b"]),
        (np.array([[1], [2]], dtype=object)[:, 0], [1, 2]),
    ],
)
def test_members_of_special_arrays_keep_their_values(value, members):
    assert plain(value).tolist() == members


def test_columns_of_a_table_keep_their_values():
    table = pd.DataFrame({"word": pd.Series(["a", None], dtype=object), "class": pd.Categorical(["x", "y"])})
    reduced = plain(table)
    assert reduced.to_dict("list") == {"word": ["a", None], "class": ["x", "y"]}
    assert reduced is not table
