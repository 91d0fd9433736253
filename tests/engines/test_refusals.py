"""What is wrong is said in one sentence, by every engine; a lazy table says it when it is computed."""

import re

import numpy as np
import pandas as pd
import pytest
from engine_tables import FIRST_OF_MARCH, NO_DAYS

from crmlab import purchases, retention, rfm

END = "2024-12-31"
FUNCTIONS = [rfm.table, purchases.summarize, retention.cohort_retention]
EACH = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
GOOD = {
    "customer_id": ["a", "b", "b"],
    "date": ["2024-01-01", "2024-01-02", "2024-01-03"],
    "amount": [1.0, 2.0, 3.0],
}
DAYS = pd.to_datetime(GOOD["date"])


def log_with(**change):
    return pd.DataFrame(GOOD | {"date": DAYS} | change)


A_DATE = "date[1] must be a date such as '1997-09-30'"


@EACH
@pytest.mark.parametrize(
    ("column", "cells", "rule"),
    [
        ("customer_id", ["a", None, "b"], "customer_id[1] must be the name or number of a customer"),
        ("date", pd.to_datetime(["2024-01-01", None, "2024-01-03"]), A_DATE),
        ("date", ["2024-01-01", None, "2024-01-03"], A_DATE),
        ("amount", pd.array([1, None, 2], dtype="Int64"), "amount[1] must be a number"),
    ],
    ids=["customer", "date", "text date", "amount"],
)
def test_a_missing_cell_is_named(engine, function, column, cells, rule):
    sentence = f"{rule}; it is missing."
    given = engine.make(log_with(**{column: cells}))
    if not engine.is_lazy:  # the row is known
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
            function(given, END)
    else:
        answer = function(given, END)
        said = re.escape(sentence.replace("[1]", "")).replace("'", r"\\?'")  # Spark escapes quotes
        with pytest.raises(Exception, match=said):
            engine.read(answer)


@EACH
@pytest.mark.parametrize(
    ("column", "cells", "sentence", "later"),
    [
        (
            "amount",
            [1, 1e300, 2],
            "amount[1] must be between -1e+15 and 1e+15; got 1e+300.",
            "between -1e+15",
        ),
        ("amount", [1, np.inf, 2], "amount[1] must be finite; got inf.", "amount must be finite."),
        ("date", ["2024-01-01", "03/04/2024", "2024-01-03"], A_DATE, "in every line."),
        ("date", ["2024-01-01", "2024-02-30", "2024-01-03"], A_DATE, "in every line."),
    ],
    ids=["huge", "infinite", "ambiguous", "no such day"],
)
def test_a_wrong_cell_is_named(engine, function, column, cells, sentence, later):
    given = engine.make(log_with(**{column: cells}))
    if not engine.is_lazy:
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
            function(given, END)
    else:
        with pytest.raises(Exception, match=re.escape(later)):
            engine.read(function(given, END))


def test_a_text_with_a_day_counts_on_that_day(engine):
    log = pd.DataFrame({"customer_id": FIRST_OF_MARCH, "date": FIRST_OF_MARCH, "amount": 1.0})
    assert set(engine.read(rfm.table(engine.make(log), "2024-03-31"))["recency_days"]) == {30}


@pytest.mark.parametrize("text", NO_DAYS)
def test_a_text_without_a_day_is_refused(engine, text):
    with pytest.raises(Exception, match=r"date(\[1\])? must be a date such as "):
        engine.read(rfm.table(engine.make(log_with(date=["2024-01-01", text, "2024-01-03"])), END))


TREND_TOO = pytest.mark.parametrize(
    "function", [*FUNCTIONS, rfm.recency_trend, rfm.next_purchase], ids=lambda f: f.__name__
)


@TREND_TOO
@pytest.mark.parametrize("unit", ["D", "s"], ids=["day", "moment"])
@pytest.mark.parametrize("day", ["0000-01-05", "-1000-03-15", "10000-01-01"])
def test_a_day_that_no_calendar_has_is_no_day_in_any_engine(engine, function, day, unit):
    pa = pytest.importorskip("pyarrow")
    days = pa.array(np.array(["2024-01-01", day, "2024-01-03"], dtype=f"datetime64[{unit}]"))
    given = engine.make(pa.table(GOOD | {"date": days}).to_pandas(types_mapper=pd.ArrowDtype))
    with pytest.raises(Exception, match=r"date(\[1\])? must be a date such as") as refusal:
        engine.read(function(given, END))
    if not engine.is_lazy:
        assert str(refusal.value) == f"{A_DATE}; got '{day}' (str)."


@TREND_TOO
@pytest.mark.parametrize("unit", ["D", "s"], ids=["day", "moment"])
@pytest.mark.parametrize("day", ["0000-01-05", "-1000-03-15", "10000-01-01"])
def test_a_day_that_no_calendar_has_is_no_day_in_pandas(function, day, unit):
    pa = pytest.importorskip("pyarrow")
    days = np.array(["2024-01-01", day, "2024-01-03"], dtype=f"datetime64[{unit}]")
    of_arrow = pa.array(days)
    for dates in (days, pd.Series(of_arrow, dtype=pd.ArrowDtype(of_arrow.type))):
        with pytest.raises(ValueError, match=f"^{re.escape(A_DATE)}; got '{day}' \\(str\\)\\.$"):
            function(log_with(date=dates), END)


@TREND_TOO
@pytest.mark.parametrize("kind", ["DATE", "TIMESTAMP"])
@pytest.mark.parametrize("day", ["-infinity", "infinity", "0044-03-15 (BC)"])
def test_an_endless_day_of_duckdb_is_no_day(function, day, kind):
    duckdb = pytest.importorskip("duckdb")
    lines = f"('a', '2024-01-01'::{kind}, 1.0::DOUBLE), ('b', '{day}'::{kind}, 2.0)"
    connection = duckdb.connect()
    log = connection.sql(f"SELECT * FROM (VALUES {lines}) lines(customer_id, date, amount)")
    with pytest.raises(Exception, match=r"date must be a date such as '1997-09-30' in every line\."):
        function(log, END).fetchall()


@EACH
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"amount": ["1", "2", "x"]}, r"^amount(\[0\])? must be a number; got "),
        ({"amount": [True, False, True]}, r"^amount(\[0\])? must be a number; got "),
        (
            {"date": [20240101, 20240102, 20240103]},
            r"^date(\[0\])? must be a date such as '1997-09-30'; got ",
        ),
    ],
    ids=["words", "truth", "numbers for dates"],
)
def test_a_column_of_another_kind_is_refused_at_once(engine, function, change, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence) as refusal:
        function(engine.make(log_with(**change)), END)
    assert refusal.value._render_traceback_() == [str(refusal.value)]


@pytest.mark.parametrize("function", [rfm.recency_trend, rfm.next_purchase])
def test_a_missing_amount_stops_the_trend_and_the_next_purchase(engine, function):
    given = engine.make(log_with(amount=pd.array([1, None, 2], dtype="Int64")))
    with pytest.raises(Exception, match=r"amount(\[1\])? must be a number; it is missing\."):
        engine.read(function(given, END))


@EACH
def test_a_column_that_is_not_there_is_named(engine, function):
    with pytest.raises(
        ValueError, match="^log has no column 'money'; its columns are 'customer_id', 'date', "
    ):
        function(engine.make(log_with()), END, amount="money")


@EACH
def test_a_day_before_the_first_line_has_no_answer(engine, function):
    given = engine.make(log_with())
    if engine.is_lazy:
        assert engine.read(function(given, "2023-12-31")).empty
    else:
        with pytest.raises(ValueError, match=r"2023-12-31"):
            function(given, "2023-12-31")


@pytest.mark.parametrize("function", [rfm.cut_points, rfm.score])
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"recency_days": [1, -1, 3]}, r"^recency_days(\[1\])? must be at least 0; got -1\.$"),
        ({"orders": [1.5, 2, 3]}, r"^orders(\[0\])? must be a whole number; got 1\.5\.$"),
        ({"revenue": [1, np.inf, 2]}, r"^revenue(\[1\])? must be finite"),
        ({"orders": pd.array([1, None, 2], dtype="Int64")}, r"^orders(\[1\])? must be a number"),
        ({"orders": ["1", "2", "3"]}, r"^orders(\[0\])? must be a number; got "),
    ],
    ids=["negative", "broken", "infinite", "missing", "words"],
)
def test_what_is_no_measure_is_refused_by_scoring(engine, function, change, sentence):
    table = pd.DataFrame(
        {"recency_days": [1, 2, 3], "orders": [1, 2, 3], "revenue": [1.0, 2.0, 3.0]} | change
    )
    with pytest.raises((TypeError, ValueError), match=sentence):
        function(engine.make(table))


@pytest.mark.parametrize(
    "change",
    [
        {"recency_days": [1, -1, 3]},
        {"orders": [1.5, 2, 3]},
        {"revenue": [1, np.inf, 2]},
        {"orders": pd.array([1, None, 2], dtype="Int64")},
        {"orders": ["1", "2", "3"]},
    ],
    ids=["negative", "broken", "infinite", "missing", "words"],
)
def test_what_is_no_measure_is_refused_at_own_cut_points_before_anybody_is_scored(engine, change):
    table = pd.DataFrame(
        {"recency_days": [1, 2, 3], "orders": [1, 2, 3], "revenue": [1.0, 2.0, 3.0]} | change
    )
    own = {"recency_days": [2], "orders": [2], "revenue": [2]}
    with pytest.raises(Exception, match=rf"{next(iter(change))}(\[\d\])? must be"):
        engine.read(rfm.score_at(engine.make(table), own))


@pytest.mark.parametrize("function", [rfm.segment, rfm.bin_sizes])
def test_a_score_above_the_bins_is_refused(engine, function):
    given = engine.make(pd.DataFrame({"r_score": [1, 7], "f_score": [1, 2], "m_score": [1, 2]}))
    with pytest.raises(Exception, match=r"r_score(\[1\])? must be .*between 1 and 5, as (rules|bins) say"):
        engine.read(function(given))


def test_an_empty_table_is_refused_where_it_can_be_seen(engine):
    empty = engine.make(log_with().iloc[:0])
    if not engine.is_lazy:
        with pytest.raises(ValueError, match="^log is empty; at least one row is needed.$"):
            rfm.table(empty, END)
    scores = engine.make(pd.DataFrame({"recency_days": [1], "orders": [1], "revenue": [1.0]}).iloc[:0])
    with pytest.raises(ValueError, match="^table is empty; at least one row is needed.$"):
        rfm.score(scores)


@EACH
@pytest.mark.parametrize("amount", [np.nan, None], ids=["nan", "nothing"])
def test_a_missing_amount_has_one_sentence_whichever_way_it_is_missing(engine, function, amount):
    pa = pytest.importorskip("pyarrow")
    table = pa.table(GOOD | {"date": DAYS, "amount": pa.array([1.0, amount, 2.0], from_pandas=False)})
    log = table.to_pandas(types_mapper=pd.ArrowDtype)
    sentence = "amount[1] must be a number; it is missing."
    for in_pandas in (log, log.astype({"amount": float}), log.astype({"amount": object})):
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
            function(in_pandas, END)
    place = r"\[1\]" * (not engine.is_lazy)
    with pytest.raises(Exception, match=rf"amount{place} must be a number; it is missing\."):
        engine.read(function(engine.make(log), END))
