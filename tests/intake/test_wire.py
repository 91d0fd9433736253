"""`wire`: what is sent arrives as it was sent, frame by frame, and its package stays readable."""

import ast
import re
import socket
import sys
import threading
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from answers import STRANGE, plain_values
from hypothesis import example, given
from hypothesis import strategies as st
from sent_values import ARRAYS, LOG, SERIES, TABLES, in_the_set, same, sent

import crmlab.intake
from crmlab.intake.values import plain
from crmlab.intake.wire import MOST, WireError, decode, receive, send

PACKAGE = Path(crmlab.intake.__file__).parent

# what is sent arrives


@given(plain_values.map(plain))
@example(-0.0)
@example("\ud800 \x00 学生")
@example(pd.Timestamp("2024-02-29 12:30:15.000001"))
@example(10**300)
def test_no_plain_value_is_changed_on_the_way(value):
    assert same(value, sent(value))


@pytest.mark.parametrize("what", ARRAYS)
def test_an_array_keeps_its_members_and_its_shape(what):
    assert same(ARRAYS[what], sent(ARRAYS[what]))


@pytest.mark.parametrize("what", SERIES)
def test_a_series_keeps_its_name_its_labels_and_its_kind(what):
    series, arrived = SERIES[what], sent(SERIES[what])
    assert same(series, arrived)
    assert series.empty or (series.dtype, type(series.index)) == (arrived.dtype, type(arrived.index))


@pytest.mark.parametrize("what", TABLES)
def test_a_table_keeps_its_columns_its_rows_and_their_kinds(what):
    table, arrived = TABLES[what], sent(TABLES[what])
    assert same(table, arrived)
    assert table.empty or [*table.dtypes] == [*arrived.dtypes]


def test_the_numbers_that_a_student_gets_can_be_written_to():
    sent(np.array([1.0]))[0] = 2.0
    arrived = sent(LOG)
    arrived.loc[0, "amount"] = 7
    assert arrived["amount"].iloc[0] == 7


ODD_LABELS = {
    "cut into intervals": lambda: LOG.groupby(pd.cut([1, 2, 3], 2), observed=False)["amount"].sum(),
    "by datetime.date": lambda: LOG.groupby(LOG["date"].dt.date)["amount"].sum(),
    "by month": lambda: LOG.groupby(LOG["date"].dt.to_period("M"))["amount"].sum(),
    "by time span": lambda: pd.Series([1.0], index=pd.to_timedelta([1], unit="D")),
    "by complex number": lambda: pd.Series([1.0], index=[1j]),
    "by day in a time zone": lambda: pd.Series([1.0], index=pd.date_range("2024", periods=1, tz="UTC")),
    "by whole numbers that may be missing": lambda: pd.Series([1.0, 2.0], pd.Index([1, None], dtype="Int64")),
    "by category": lambda: LOG.groupby(pd.Categorical(["x", "y", "x"]), observed=True)["amount"].sum(),
    "by numpy's numbers": lambda: pd.Series([1.0, 2.0], pd.Index([np.int64(1), "all"], dtype=object)),
    "by pairs of unequal length": lambda: pd.Series([1.0, 2.0], pd.Index([(1, 2), (3,)], dtype=object)),
    "named by a pair": lambda: LOG.groupby("customer").agg({"amount": ["sum"]})[("amount", "sum")],
    "named by an interval": lambda: pd.Series([1.0], name=pd.Interval(0, 1)),
}


@pytest.mark.parametrize("what", ODD_LABELS)
def test_an_answer_is_read_whatever_pandas_has_labelled_it_with(what):
    series = ODD_LABELS[what]()
    assert series.tolist() == pytest.approx(sent(plain(series)).tolist(), nan_ok=True)
    assert same([*series], [*sent(plain(series.to_frame("n")))["n"]])


@pytest.mark.parametrize("what", [what for what in STRANGE if what != "deep list"])
def test_whatever_a_function_gives_back_can_be_sent(what):
    assert in_the_set(sent(plain(STRANGE[what]())))


# frames


@pytest.fixture
def channel():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_frames_arrive_one_by_one_and_in_order(channel):
    ours, theirs = channel
    for message in ([1, 2], {"value": "学生"}, None):
        send(ours, message)
    assert [receive(theirs, 1000) for _ in range(3)] == [[1, 2], {"value": "学生"}, None]


def test_what_is_too_large_is_replaced_so_that_the_rest_can_go_on(channel):
    ours, theirs = channel
    send(ours, {"value": "x" * MOST}, otherwise="too large")
    assert receive(theirs, MOST) == "too large"


BROKEN = {
    "longer than allowed": (b"\xff\xff\xff\xff", WireError),
    "cut off in the length": (b"\x00\x00", EOFError),
    "cut off in the text": (b"\x00\x00\x00\x09[1, 2", EOFError),
    "nothing": (b"", EOFError),
    "no JSON": (b"\x00\x00\x00\x03[1,", WireError),
    "empty": (b"\x00\x00\x00\x00", WireError),
    "no text": (b"\x00\x00\x00\x02\xff\xfe", WireError),
    "a number too long to read": (b"\x00\x00\x17\x70" + b"7" * 6000, WireError),
    "nested too deeply": (b"\x00\x01\x00\x00" + b"[" * 65536, WireError),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_frame_is_refused_without_waiting(channel, what):
    content, error = BROKEN[what]
    ours, theirs = channel
    writing = threading.Thread(target=lambda: (ours.sendall(content), ours.close()))
    writing.start()
    with pytest.raises(error):
        receive(theirs, 1_000_000)
    writing.join()


@given(st.binary(max_size=60))
def test_no_bytes_end_the_grader(content):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(content)
        ours.close()
        with pytest.raises((EOFError, WireError)):
            while True:
                receive(theirs, 1000)


def test_a_value_nested_too_deeply_is_refused():
    message = 1
    for _ in range(sys.getrecursionlimit()):
        message = [message]
    with pytest.raises(WireError):
        decode(message)


# the package itself: whoever wants to know what happens to a student's bytes can read it

FORBIDDEN = re.compile(
    r"pickle|eval|exec|compile|importlib|import_module|__import__|load|query|marshal|shelve|dill"
)
FILES = sorted(PACKAGE.glob("**/*.py"))


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_nothing_of_a_students_is_unpickled_imported_or_evaluated_where_it_is_read(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        called = getattr(node, "attr", getattr(node, "id", ""))
        assert not FORBIDDEN.fullmatch(called) or called == "compile" and node.value.id == "re", called
        modules = [one.name for one in node.names] if isinstance(node, ast.Import) else []
        modules += [node.module] if isinstance(node, ast.ImportFrom) else []
        for module in modules:
            ours = module.startswith("crmlab.intake") or module == "crmlab.language"
            known = module.split(".")[0] in {"numpy", "pandas"} | sys.stdlib_module_names
            assert ours or known, module
            assert not FORBIDDEN.match(module), module


def test_it_can_be_read_in_half_an_hour():
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in FILES) <= 1300
