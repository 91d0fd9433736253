"""`difference` on lists, mappings and tables: every shape in which a right answer comes."""

import itertools

import numpy as np
import pandas as pd
import pytest
from compared import difference
from hypothesis import given
from hypothesis import strategies as st
from sent_values import sent

from crmlab.intake.values import Unknown, plain

TOLERANCE = 0.005
TABLE = pd.DataFrame({"year": [1, 2, 3], "staying": [0.8, 0.64, 0.512], "word": ["one", "two", "three"]})


@pytest.mark.parametrize(
    "shape", [list, np.array, pd.Series, lambda n: np.array([n]), lambda n: np.array([n]).T]
)
def test_a_list_in_another_shape_is_right(shape):
    assert difference([1.0, 2.0, 3.0], shape([1, 2, 3]), TOLERANCE) is None


def test_rows_of_a_list_may_be_an_array():
    rows = [[1.0, 2.0, 3.0]]
    assert difference(rows, np.array(rows), TOLERANCE) is None
    assert difference(np.array(rows * 2), rows * 2, TOLERANCE) is None


@pytest.mark.parametrize(
    ("got", "clause"),
    [
        ([1.0, 2.0], "has 2 values; 3 are expected"),
        ([1.0, 2.0, 4.0], "has a value in place 3 that is 4"),
        ([1.0, "two", 3.0], "has a value in place 2 that is a text; a number is expected"),
        ([3.0, 1.0, 2.0], "has the right values in another order"),
        ("123", "is a text; a list of 3 values is expected"),
        (Unknown("generator"), "is a generator; a list of 3 values is expected"),
        (
            Unknown("array of shape (2, 2, 2)"),
            "is an array of shape (2, 2, 2); a list of 3 values is expected",
        ),
    ],
)
def test_a_wrong_list_is_told_its_kind_then_size_then_values_then_order(got, clause):
    assert difference([1.0, 2.0, 3.0], got, TOLERANCE) == clause


@pytest.mark.parametrize("shape", [dict, pd.Series, lambda d: dict(reversed(d.items()))])
def test_a_mapping_in_another_shape_or_order_is_right(shape):
    assert difference({"a": 1.0, "b": 2.0}, shape({"a": 1.001, "b": 2.0}), TOLERANCE) is None


@pytest.mark.parametrize(
    ("got", "clause"),
    [
        ({"a": 1.0, "c": True}, "has no entry for 'b'; it has 'a', 'c'"),
        ({"a": 2.0, "b": True}, "has an entry 'a' that is 2"),
        ({"a": 1.0, "b": None}, "has an entry 'b' that is None; True or False is expected"),
        ([1.0, True], "is a list; a dictionary is expected"),
    ],
)
def test_a_wrong_mapping_is_told_which_entry(got, clause):
    assert difference({"a": 1.0, "b": True}, got, TOLERANCE) == clause


# --- Tables of one column, one row, one cell ----------------------------------------------------

DAYS = pd.to_datetime(["2024-02-29", "2024-03-01"])
LISTS = {
    "numbers": [1.5, 2.5, 3.5],
    "whole numbers": [1, 2],
    "text": ["a", "b"],
    "truth values": [True, False],
    "dates": [*DAYS],
    "rows": [[1.0, 2.0], [3.0, 4.0]],
    "one": [5.25],
}


def on_the_wire(got):
    """An answer as it is in the notebook, and as it comes out of the sandbox."""
    return plain(got), sent(plain(got))


@pytest.mark.parametrize("what", LISTS)
def test_a_list_as_a_table_of_one_column_is_right(what):
    right = LISTS[what]
    table = pd.DataFrame({"answer": right})
    shapes = [table, table.set_axis([0], axis=1), table.set_axis([7] * len(table), axis=0), pd.Series(right)]
    for got in itertools.chain(*map(on_the_wire, shapes)):
        assert difference(right, got, TOLERANCE) is None
    assert difference([*right, 0], plain(table), TOLERANCE).startswith(f"has {len(right)} value")
    if len(right) > 1:
        assert difference(right, plain(table[::-1]), TOLERANCE) == "has the right values in another order"


@pytest.mark.parametrize("what", [what for what in LISTS if what != "rows"])
def test_a_list_as_a_table_of_one_row_is_right(what):
    for got in on_the_wire(pd.DataFrame([LISTS[what]])):
        assert difference(LISTS[what], got, TOLERANCE) is None


@pytest.mark.parametrize("what", [what for what in LISTS if what != "rows"])
def test_a_table_of_one_column_as_a_list_is_right(what):
    right = LISTS[what]
    table = plain(pd.DataFrame({"answer": right}))
    for shape in (list, tuple, pd.Series, np.array, lambda n: np.array([n]).T, lambda n: n[::-1]):
        for got in on_the_wire(shape(right)):
            assert difference(table, got, TOLERANCE) is None
    assert "1 are expected" in difference(table[:1], [*right, *right], TOLERANCE)


@pytest.mark.parametrize("right", [5.25, 3, True, "yes", DAYS[0]])
def test_a_single_answer_as_a_table_of_one_cell_is_right(right):
    cell = pd.DataFrame({"answer": [right]}, index=["mine"])
    for got in on_the_wire(cell):
        assert difference(right, got, TOLERANCE) is None
    for larger in (pd.concat([cell, cell]), cell.reset_index(), cell[:0]):
        assert difference(right, plain(larger), TOLERANCE).startswith("is a table (DataFrame); ")


NO_LISTS = {
    "with its index as a second column": pd.DataFrame({"n": [1.0, 2.0, 3.0]}).reset_index(),
    "without anything": pd.DataFrame(),
    "with nothing but an index": pd.DataFrame(index=pd.Index([1.0, 2.0, 3.0], name="n")),
}


@pytest.mark.parametrize("what", NO_LISTS)
def test_a_table_of_no_or_several_columns_is_no_list(what):
    clause = difference([1.0, 2.0, 3.0], plain(NO_LISTS[what]), TOLERANCE)
    assert clause == "is a table (DataFrame); a list of 3 values is expected"


def test_an_empty_column_has_no_values_and_a_styled_table_is_none():
    table = pd.DataFrame({"n": [1.0, 2.0]})
    assert difference([1.0, 2.0], table[:0], TOLERANCE) == "has 0 values; 2 are expected"
    assert difference([], table[:0], TOLERANCE) is difference(table[:0], [], TOLERANCE) is None
    assert difference(table, [], TOLERANCE) == "has 0 rows; 2 are expected"
    for right in ([1.0, 2.0], table):
        assert difference(right, plain(table.style), TOLERANCE).startswith("is a Styler; ")


def test_a_column_of_another_name_is_told_so():
    assert difference(TABLE[["year"]], TABLE[["word"]], TOLERANCE) == "has no column 'year'; it has 'word'"


# --- Tables ------------------------------------------------------------------------------------

TABLES = {
    "rows in another order": TABLE.iloc[[2, 0, 1]],
    "columns in another order": TABLE[["word", "staying", "year"]],
    "a column more": TABLE.assign(note="mine"),
    "the key as the index": TABLE.set_index("year"),
    "dictionary of lists": TABLE.to_dict("list"),
    "records": TABLE.to_dict("records"),
    "dictionary of Series": dict(TABLE.items()),
    "objects": TABLE.astype(object),
    "an index of its own": TABLE.set_index(pd.Index([7, 7, 7])),
    "capital letters": TABLE.assign(word=["ONE", "Two", "three"]),
    "the same column twice": pd.concat([TABLE, TABLE], axis=1),
}


@pytest.mark.parametrize("shape", TABLES)
def test_a_table_in_another_shape_is_right(shape):
    assert difference(TABLE, TABLES[shape], TOLERANCE) is None


@given(st.permutations(range(5)), st.lists(st.text("aéß", max_size=3), min_size=5, max_size=5, unique=True))
def test_rows_are_matched_by_their_first_column(order, names):
    table = pd.DataFrame({"name": names, "value": range(5)})
    theirs = table.assign(name=table["name"].str.title()).iloc[list(order)]
    assert difference(table, theirs, TOLERANCE) is None


BY_YEAR = pd.DataFrame({"year": [1, 1, 2, 2], "segment": [*"abab"], "value": [1.0, 2.0, 3.0, 4.0]})
KEYS = {
    "text, then whole numbers": {"segment": ["a", "a", "b", "b"], "year": [1, 2, 1, 2]},
    "whole numbers, then text": {"year": [2, 2, 1, 1], "segment": ["b", "a", "a", "b"]},
    "text with capitals": {"word": ["Ä", "Ä", "ß", "ß"], "word too": ["x", "Y", "x", "Y"]},
    "dates, then truth values": {"day": [*DAYS, *DAYS], "online": [True, True, False, False]},
    "ids that differ little": {"shop": [7, 7, 8, 8], "id": [12345678, 12345699, 12345678, 12345699]},
    "numbers": {"retention": [0.8, 0.8, 0.9, 0.9], "rate": [0.1, 0.05, 0.1, 0.05]},
    "numbers alike after rounding, then text": {"share": [0.801, 0.802, 0.8, 0.9], "word": [*"dcba"]},
    "numbers alike after rounding, and nothing else": {"share": [0.801, 0.811, 0.821, 0.9]},
    "one column of several": {"year": [4, 3, 2, 1], "word": [*"abab"]},
    "three columns": {"a": [*"xxxx"], "b": [1, 1, 2, 2], "c": [True, False, True, False]},
    "text and numbers in one": {"size": [1, "all", 1, "all"], "year": [1, 1, 2, 2]},
}


@pytest.mark.parametrize("what", KEYS)
def test_rows_are_matched_by_all_columns_that_it_takes(what):
    table = pd.DataFrame(KEYS[what]).assign(value=[10.0, 20.0, 30.0, 40.0])
    for order in itertools.permutations(range(4)):
        theirs = table.iloc[[*order]].map(lambda cell: round(cell, 2) if isinstance(cell, float) else cell)
        for shaped in (theirs, theirs.set_index([*KEYS[what]]), theirs.to_dict("records")):
            assert difference(table, plain(shaped), TOLERANCE) is None
        wrong = theirs.assign(value=table["value"].to_numpy())
        assert (difference(table, plain(wrong), TOLERANCE) is None) == (order == (0, 1, 2, 3))


def test_rows_that_nothing_tells_apart_keep_their_order():
    table = pd.DataFrame({"word": ["a", "a", "b"], "parts": [[1.0], [2.0], [3.0]]})
    assert difference(table, table, TOLERANCE) is None
    assert difference(table, table.iloc[[2, 0, 1]], TOLERANCE) is None
    assert "'parts'" in difference(table, table.assign(parts=[[1.0], [9.0], [3.0]]), TOLERANCE)


def test_rows_of_no_group_are_matched_as_those_of_a_group():
    table = BY_YEAR.assign(segment=pd.Series(["a", "b", None, None], dtype=object), year=[1, 1, 1, 2])
    assert difference(table, table.iloc[[3, 0, 2, 1]], TOLERANCE) is None


def test_numbers_that_rounding_makes_alike_are_matched_by_size():
    table = pd.DataFrame({"share": [1.001, 1.004, 1.009], "word": ["a", "a", "a"]})
    assert difference(table, table.assign(share=[1.01, 1.0, 1.0]), TOLERANCE) is None
    assert "'share'" in difference(table, table.assign(share=[1.02, 1.0, 1.0]), TOLERANCE)


def test_rows_that_are_right_as_they_stand_stay_right():
    table = pd.DataFrame({"share": [0.8, 0.8], "value": [5.001, 5.010]})
    assert difference(table, table.assign(share=[0.8000001, 0.8]), TOLERANCE) is None


OTHER_ROWS = {
    "a row twice": ({"segment": [*"aaab"]}, "has a row too many where 'year' is 1 and 'segment' is 'a'; "),
    "another group": ({"segment": [*"abac"]}, "has a row too many where 'year' is 2 and 'segment' is 'c'; "),
    "a year too often": ({"year": [1, 1, 1, 2]}, "has a row too many where 'year' is 1 and 'segment' is 'a'"),
    "another year": (
        {"year": [1.0, 1.0, 3.0, 2.0]},
        "has in row 3 a value of 'year' that is 3",
    ),
    "years as text": (
        {"year": [*"1122"]},
        "has in row 1 a value of 'year' that is a text",
    ),
    "a value": ({"value": [1, 2, 3, 9]}, "has in the row where year is 2 a value of 'value' that is 9"),
}


@pytest.mark.parametrize("what", OTHER_ROWS)
def test_a_table_with_other_rows_is_told_which_row_of_its_own_is_not_right(what):
    columns, clause = OTHER_ROWS[what]
    for order in ([0, 1, 2, 3], [2, 0, 3, 1]):
        assert difference(BY_YEAR, BY_YEAR.assign(**columns).iloc[order], TOLERANCE).startswith(clause)


def test_a_row_of_another_name_stands_for_the_one_that_is_missing():
    clause = difference(TABLE[["word", "year"]], TABLE.assign(word=["one", "x", "three"])[::-1], TOLERANCE)
    assert clause == "has in row 2 a value of 'word' that is 'x'"


WRONG_TABLES = [
    (TABLE[["year"]], "has no column 'staying'; it has 'year'"),
    (TABLE.head(2), "has 2 rows; 3 are expected"),
    (
        TABLE.assign(staying=[0.8, 0.64, 0.5]),
        "has in the row where year is 3 a value of 'staying' that is 0.5",
    ),
    (
        TABLE.assign(staying=[0.512, 0.64, 0.8]),
        "has a column 'staying' that has the right values in another order",
    ),
    (
        TABLE.assign(year=["one", 2, None]),
        "has in row 1 a value of 'year' that is a text; a number",
    ),
    ({"year": [1, 2], "staying": [1]}, "cannot be read as a table; are its columns lists of equal length?"),
    (TABLE["year"], "is a Series; a table (DataFrame) is expected"),
    ([], "has 0 rows; 3 are expected"),
    ({}, "has no column 'year'; it has none"),
]


@pytest.mark.parametrize(("got", "clause"), WRONG_TABLES)
def test_a_wrong_table_is_told_which_column(got, clause):
    assert difference(TABLE, got, TOLERANCE).startswith(clause)


def test_a_task_cannot_expect_what_is_not_plain():
    with pytest.raises(TypeError, match="cannot expect a set"):
        difference({1, 2}, [1, 2], TOLERANCE)
