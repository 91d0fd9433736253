"""`wire`: whatever is sent, the grader gets a plain value that it can compare, or an error that it knows."""

import json
import tracemalloc

import pandas as pd
import pytest
from compared import difference
from hypothesis import given, settings
from hypothesis import strategies as st
from sent_values import LOG, SERIES, TABLES, in_the_set

from crmlab.intake.wire import WireError, decode, encode

KINDS = ("array", "date", "mapping", "series", "table", "unknown")
WORDS = st.sampled_from(["bytes", "columns", "dtype", "index", "members", "name", "shape", "text", "values"])
TYPES = st.sampled_from(["<f2", "<f8", "|b1", "|O", "<M8[s]", "<M8[D]", "<i3", "<U8", "object", "f8,f8"])
one = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | TYPES
any_json = st.recursive(
    one,
    lambda several: (
        st.lists(several, max_size=4)
        | st.dictionaries(st.sampled_from(KINDS), several, min_size=1, max_size=1)
        | st.dictionaries(WORDS | st.text(max_size=3), several, max_size=4)
    ),
)


@st.composite
def damaged(draw):
    """A valid message in which something is replaced, doubled or left out."""
    message = json.loads(json.dumps(encode(draw(st.sampled_from([*TABLES.values(), *SERIES.values()])))))
    node = message
    while node:
        key = draw(st.sampled_from([*(node if isinstance(node, dict) else range(len(node)))]))
        if not isinstance(node[key], list | dict) or not node[key] or draw(st.booleans()):
            break
        node = node[key]
    how = draw(st.sampled_from(["replace", "double", "leave out", "wrap"]))
    if how == "leave out":
        del node[key]
    elif how == "double" and isinstance(node, list):
        node.append(node[key])
    else:
        node[key] = [node[key]] if how == "wrap" else draw(any_json)
    return message


EMPTY = {"index": None, "name": None}
ONE = {"shape": [1], "members": [1]}
HOSTILE = [
    {"series": {"values": [], **EMPTY}},
    {"series": {"values": ONE, **EMPTY, "name": [1]}},
    {"series": {"values": ONE, "index": [["a", {"shape": [1], "dtype": "<f2", "bytes": "AAA="}]]}},
    {"series": {"values": ONE, "index": [[None, {"shape": [1], "members": [[1]]}]], "name": None}},
    {"series": {"values": {"shape": [], "members": [1]}, **EMPTY}},
    {"table": {"index": None, "columns": [[[1], ONE]]}},
    {"table": {"index": None, "columns": [[{"table": {"index": None, "columns": []}}, ONE]]}},
    {"array": {"shape": [], "members": [1]}},
    {"array": {"shape": [], "dtype": "<f8", "bytes": "AAAAAAAAAAA="}},
    {"array": {"shape": [1], "dtype": "<M8[s]", "bytes": "/////////38="}},
    {"array": {"shape": [1], "dtype": "|O", "bytes": "AAAAAAAAAAA="}},
    {"array": {"shape": [10**30], "members": []}},
    {"mapping": [[[1], 2]]},
    {"unknown": None, "date": None},
    {"date": "2024-01-01T00:00:00+23:59"},
    {},
]
EXPECTED = [None, True, 1.5, "a", pd.Timestamp("2024"), [1.0, 2.0], {"a": 1}, LOG, LOG["amount"]]


def assert_harmless(message):
    try:
        value = decode(message)
    except WireError:
        return
    assert in_the_set(value)
    for right in EXPECTED:
        assert difference(right, value, 0.1) is None or isinstance(difference(right, value, 0.1), str)


@settings(max_examples=400)
@given(any_json | damaged())
def test_whatever_is_sent_the_grader_gets_a_plain_value_or_an_error_that_it_knows(message):
    assert_harmless(message)


@pytest.mark.parametrize("message", HOSTILE, ids=[json.dumps(message)[:60] for message in HOSTILE])
def test_a_message_made_to_break_the_grader_does_not(message):
    assert_harmless(message)


SMALL_BUT_LARGE = {
    "array of many empty rows": {"array": {"shape": [3_000_000, 0], "members": []}},
    "rows with a column of their own each": [{"mapping": [[f"c{n}", 1]]} for n in range(3000)],
    "columns with a row of their own each": {
        "mapping": [[f"c{n}", {"mapping": [[f"r{n}", 1]]}] for n in range(3000)]
    },
}
SHORT_MESSAGES = [("array of many empty rows", LOG), *((what, [1.0, 2.0]) for what in SMALL_BUT_LARGE)]
SHORT_MESSAGES += [(what, LOG) for what in [*SMALL_BUT_LARGE][1:]]


@pytest.mark.parametrize(("what", "right"), SHORT_MESSAGES)
def test_a_short_message_does_not_fill_the_memory_of_the_grader(what, right):
    tracemalloc.start()
    try:
        value = decode(SMALL_BUT_LARGE[what])
        assert difference(right, value, 0.1)
    except WireError:
        pass
    finally:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 20_000_000
