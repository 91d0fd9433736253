"""From a log to a table of recency, orders and revenue, worked out by hand; and what is no log."""

import datetime
import re

import numpy as np
import pandas as pd
import pytest
from bad_values import ALL
from engine_tables import FIRST_OF_MARCH, NO_DAYS
from rfm_logs import LINES, assert_is_one_sentence, customers, log_of, rows

from crmlab import rfm
from crmlab.declared.tables import Day, days_in

# From a log to a table


def test_a_table_by_hand():
    assert rows(rfm.table(log_of(LINES), as_of="2024-03-31")) == [
        ("Wu", 81, 1, 0.0),
        ("Li", 11, 3, 170.0),
        ("Hu", 0, 2, 0.3),
    ]


def test_a_refund_takes_money_away_but_is_no_purchase_and_no_sign_of_life():
    log = log_of([("a", "2024-01-01", 50), ("a", "2024-01-20", -50), ("a", "2024-01-21", 0)])
    assert rows(rfm.table(log, as_of="2024-01-31")) == [("a", 30, 1, 0.0)]


def test_who_never_bought_stays_in_the_table_with_0_orders_and_the_days_since_his_last_line():
    log = log_of([("b", "2024-01-05", -30), ("a", "2024-01-01", 5), ("b", "2024-01-11", 0)])
    assert rows(rfm.table(log, as_of="2024-01-31")) == [("b", 20, 0, -30.0), ("a", 30, 1, 5.0)]


def test_purchases_of_one_day_can_be_merged():
    merged = rfm.table(log_of(LINES), as_of="2024-03-31", merge="D")
    assert merged["orders"].tolist() == [1, 2, 1]
    assert merged.drop(columns="orders").equals(
        rfm.table(log_of(LINES), as_of="2024-03-31").drop(columns="orders")
    )


def test_a_merged_day_ends_at_midnight():
    times = ["2024-01-01 00:00", "2024-01-01 23:59:59.999", "2024-01-02 00:00"]
    for dates in (times, pd.to_datetime(pd.Series(times), format="ISO8601")):
        log = pd.DataFrame({"customer_id": 1, "date": dates, "amount": 1.0})
        assert rows(rfm.table(log, "2024-01-02", merge="D")) == [(1, 0, 2, 3.0)]
        assert rows(rfm.table(log, "2024-01-01")) == [(1, 0, 2, 2.0)]


def test_the_whole_day_of_as_of_counts_whatever_kind_of_date_it_is():
    log = log_of([("a", "2024-03-30 23:00", 1), ("a", "2024-03-31 18:00", 1), ("a", "2024-04-01", 1)])
    stamp = pd.Timestamp("2024-03-31 12:00")
    for as_of in (
        "2024-03-31",
        "2024-03-31T09:00",
        stamp,
        stamp.to_pydatetime(),
        stamp.date(),
        np.datetime64(stamp),
    ):
        assert rows(rfm.table(log, as_of)) == [("a", 0, 2, 2.0)], repr(as_of)


@pytest.mark.parametrize("text", FIRST_OF_MARCH)
def test_a_time_behind_a_day_does_not_move_it(text):
    assert Day().validate("as_of", text) == datetime.date(2024, 3, 1)
    assert days_in("date", pd.Series([text])).tolist() == [pd.Timestamp("2024-03-01")]


@pytest.mark.parametrize("text", NO_DAYS)
def test_a_text_without_a_day_is_refused_and_not_guessed(text):
    sentence = f"must be a date such as '1997-09-30'; got {text!r} (str)."
    with pytest.raises(ValueError, match=f"^as_of {re.escape(sentence)}$"):
        Day().validate("as_of", text)
    with pytest.raises(ValueError, match=rf"^date\[1\] {re.escape(sentence)}$"):
        days_in("date", pd.Series(["2024-03-01", text]))


@pytest.mark.parametrize(
    "other", [True, 1.5, 20240301, np.datetime64("2024-03"), pd.Period("2024-03-01"), b"2024-03-01"]
)
def test_what_is_no_text_and_no_date_is_refused(other):
    with pytest.raises((TypeError, ValueError), match="^as_of must be a date such as '1997-09-30'; got "):
        Day().validate("as_of", other)
    with pytest.raises(ValueError, match=r"^date\[0\] must be a date such as '1997-09-30'; got "):
        days_in("date", pd.Series([other], dtype=object))


def test_a_moment_counts_on_the_day_of_its_own_clock():
    late = pd.Timestamp("2024-03-01 23:30", tz="America/New_York")  # in Shanghai it is the next day
    for moment in (late, late.to_pydatetime()):
        assert Day().validate("as_of", moment) == datetime.date(2024, 3, 1)
        for cells in (pd.Series([moment]), pd.Series([moment], dtype=object)):
            assert days_in("date", cells).tolist() == [pd.Timestamp("2024-03-01")]


def test_dates_may_come_as_words_days_moments_or_with_a_time_zone():
    days = [day for _, day, _ in LINES]
    late = pd.Series(pd.to_datetime(days)) + pd.Timedelta(hours=23)
    expected = rows(rfm.table(log_of(LINES), as_of="2024-03-31", merge="D"))
    for dates in (
        pd.Series(days, dtype="category"),
        pd.Series(days, dtype="string"),
        pd.Series([pd.Timestamp(day).date() for day in days]),
        late,
        late.astype("datetime64[s]"),
        late.dt.tz_localize("Asia/Shanghai"),
        late.dt.tz_localize("America/New_York").astype(str),
        pd.Series([day if i % 2 else pd.Timestamp(day) for i, day in enumerate(days)], dtype=object),
    ):
        log = log_of(LINES).assign(date=dates)
        assert rows(rfm.table(log, as_of="2024-03-31", merge="D")) == expected, dates.dtype


def test_columns_may_have_other_names_and_quantity_may_stand_for_money():
    log = log_of(LINES, customer_id="CustomerID", date="InvoiceDate", amount="Quantity").assign(date=0)
    ours = rfm.table(log, "2024-03-31", customer_id="CustomerID", date="InvoiceDate", amount="Quantity")
    assert ours.equals(rfm.table(log_of(LINES), "2024-03-31"))


def test_the_labels_of_the_rows_and_the_kind_of_the_ids_play_no_part():
    expected = rows(rfm.table(log_of(LINES), "2024-03-31"))
    labelled = log_of(LINES).set_index(pd.Index([7] * len(LINES)))
    grouped = log_of(LINES).astype({"customer_id": "category"})
    grouped["customer_id"] = grouped["customer_id"].cat.add_categories(["nobody"])
    numbers = log_of(LINES).convert_dtypes().astype({"amount": "Float64"})
    for log in (labelled, grouped, numbers):
        assert rows(rfm.table(log, "2024-03-31")) == expected
    assert rfm.table(labelled, "2024-03-31").index.equals(pd.RangeIndex(3))


def test_cents_add_up_the_same_in_any_order():
    log = log_of([(c, "2024-01-01", a) for c in "ab" for a in sorted((0.1, 0.2, 0.3), reverse=c == "b")])
    revenue = rfm.table(log, "2024-01-01")["revenue"]
    assert revenue[0] == revenue[1] == 0.6


# What is no log


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"amount": [1, float("nan")]}, "amount[1] must be a number; it is missing."),
        ({"amount": [1, float("inf")]}, "amount[1] must be finite; got inf."),
        ({"amount": [1, 1e300]}, "amount[1] must be between -1e+15 and 1e+15; got 1e+300."),
        ({"amount": ["12,50", "1"]}, "amount[0] must be a number; got '12,50' (str)."),
        ({"amount": [True, False]}, "amount[0] must be a number; got True (bool)."),
        ({"amount": pd.array([1, None], dtype="Int64")}, "amount[1] must be a number; it is missing."),
        ({"date": ["2024-01-01", None]}, "date[1] must be a date such as '1997-09-30'; it is missing."),
        (
            {"date": ["2024-01-01", "2024-02-30"]},
            "date[1] must be a date such as '1997-09-30'; got '2024-02-30'",
        ),
        (
            {"date": ["2024-01-01", "03/04/2024"]},
            "date[1] must be a date such as '1997-09-30'; got '03/04/2024'",
        ),
        ({"date": ["2024-01-01", "2024-01-015"]}, "date[1] must be a date such as"),
        ({"date": [19970930, 19970930]}, "date[0] must be a date such as '1997-09-30'; got 19970930 (int)."),
        (
            {"date": pd.to_datetime(["2024-01-01", None])},
            "date[1] must be a date such as '1997-09-30'; it is missing.",
        ),
        (
            {"customer_id": ["a", None]},
            "customer_id[1] must be the name or number of a customer; it is missing.",
        ),
        (
            {"customer_id": [1, np.nan]},
            "customer_id[1] must be the name or number of a customer; it is missing.",
        ),
        ({"customer_id": [["a"], "b"]}, "customer_id[0] must be the name or number of a customer; got ['a']"),
    ],
    ids=str,
)
def test_a_bad_cell_is_named_with_its_place(change, sentence):
    log = pd.DataFrame({"customer_id": ["a", "b"], "date": "2024-01-01", "amount": 1.0}).assign(**change)
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}") as refusal:
        rfm.table(log, "2024-12-31")
    assert_is_one_sentence(refusal.value)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"log": None}, "log must be a table (a DataFrame); got None (NoneType)."),
        ({"log": LINES}, "log must be a table (a DataFrame); got"),
        ({"log": log_of([])}, "log is empty; at least one row is needed."),
        ({"customer_id": "client"}, "log has no column 'client'; its columns are 'customer_id',"),
        ({"date": None}, "log has no column None; its columns are"),
        ({"amount": ["amount"]}, "log has no column ['amount']; its columns are"),
        ({"log": pd.concat([log_of(LINES)] * 2, axis=1)}, "log has 2 columns 'customer_id'; its columns are"),
        ({"amount": "customer_id"}, "customer_id[0] must be a number; got 'Wu' (str)."),
        ({"as_of": "2024-01-04"}, "as_of must not be before the first line of log, 2024-01-05; got"),
        ({"as_of": "31.03.2024"}, "as_of must be a date such as '1997-09-30'; got '31.03.2024' (str)."),
        ({"as_of": 20240331}, "as_of must be a date such as '1997-09-30'; got 20240331 (int)."),
        ({"as_of": None}, "as_of must be a date such as '1997-09-30'; got None (NoneType)."),
        ({"as_of": pd.NaT}, "as_of must be a date such as '1997-09-30'; got NaT (NaTType)."),
        ({"as_of": ["2024-03-31"]}, "as_of must be a date such as '1997-09-30'; got ['2024-03-31'] (list)."),
        ({"merge": "W"}, "merge must be 'D'; got 'W' (str)."),
        ({"merge": True}, "merge must be 'D'; got True (bool)."),
    ],
    ids=str,
)  # fmt: skip
def test_a_bad_argument_is_named_with_what_is_allowed(arguments, sentence):
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}") as refusal:
        rfm.table(**{"log": log_of(LINES), "as_of": "2024-03-31"} | arguments)
    assert_is_one_sentence(refusal.value)


LEGAL = {"as_of": {"date", "timestamp", "numpy's date"}, "merge": {"None"}, "rules": {"None"}}


@pytest.mark.parametrize("function", [rfm.table, rfm.cut_points, rfm.score, rfm.bin_sizes, rfm.segment])
def test_whatever_comes_by_mistake_gets_one_sentence(function):
    scored = rfm.score(customers([1, 2, 3]))
    good = {"log": log_of(LINES), "as_of": "2024-03-31", "table": scored, "scored": scored}
    given = {name: good[name] for name in function.parameters if name in good}
    for name in function.parameters:
        for bad, value in ALL.items():
            if bad not in LEGAL.get(name, set()):
                with pytest.raises((TypeError, ValueError)) as refusal:
                    function(**given | {name: value})
                assert_is_one_sentence(refusal.value)
