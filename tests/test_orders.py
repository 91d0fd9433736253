"""Several lines are one order, and several purchases in a week one, as older studies count them."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmlab import purchases, retention, rfm
from crmlab.datasets import load_cdnow

END = "2024-03-31"
FUNCTIONS = [rfm.table, purchases.summarize, retention.cohort_retention]
EACH = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
LINES = [
    ("Li", "2024-01-08", 30.0, "A1"),
    ("Li", "2024-01-10", 20.0, "A1"),  # the rest of the order, two days later
    ("Wu", "2024-01-08", 80.0, "A1"),  # the same number at another customer
    ("Li", "2024-02-05", 50.0, "A2"),
    ("Li", "2024-03-20", -10.0, "A2"),  # a part comes back
    ("Li", "2024-02-05", 15.0, "A3"),  # another order on the same day
    ("Wu", "2024-02-12", 60.0, "A4"),
    ("Wu", "2024-02-19", -60.0, "A4"),  # all of it comes back
    ("Wu", "2024-02-26", 10.0, "A5"),
    ("Wu", "2024-02-27", -12.5, "A5"),  # more than all of it
]


def log_of(lines):
    log = pd.DataFrame(lines, columns=["customer_id", "date", "amount", "order_id"])
    return log.assign(date=pd.to_datetime(log["date"]))


def rows(table):
    return list(table.itertuples(index=False, name=None))


# Orders


def test_an_order_of_three_lines_is_not_three_orders():
    table = rfm.table(log_of(LINES), END, order_id="order_id")
    assert rows(table) == [("Li", 55, 3, 105.0), ("Wu", 83, 1, 77.5)]
    lines = rfm.table(log_of(LINES), END)
    assert lines["orders"].tolist() == [4, 3]
    assert lines["revenue"].tolist() == [105.0, 77.5]  # money is the same, however it is counted


def test_two_orders_of_a_day_are_two_or_one_as_is_asked():
    assert rfm.table(log_of(LINES), END, merge="D", order_id="order_id")["orders"].tolist() == [2, 1]
    by_order = purchases.summarize(log_of(LINES), END, merge=None, order_id="order_id")
    assert by_order["frequency"].tolist() == [2, 1]
    by_day = purchases.summarize(log_of(LINES), END, order_id="order_id")
    assert by_day["frequency"].tolist() == [1, 1]


def test_a_refund_takes_from_its_own_order_in_a_model_table():
    li, wu = rows(purchases.summarize(log_of(LINES), END, order_id="order_id"))
    assert li == ("Li", 1, 4.0, 83 / 7, 40.0 + 15.0)  # 50 − 10 and 15, on one day
    assert wu == ("Wu", 1, 5.0, 83 / 7, 0.0)  # A4 has come to 0 and was a purchase; A5 is a refund
    assert rows(purchases.summarize(log_of(LINES), END))[0][-1] == pytest.approx((20 + 65) / 2)


def test_a_refund_of_tomorrow_is_not_known_today():
    early = rfm.table(log_of(LINES), "2024-02-18", order_id="order_id").set_index("customer_id")
    assert early.loc["Wu"].tolist() == [6, 2, 140.0]
    assert early.loc["Li", "revenue"] == 50 + 50 + 15
    assert purchases.summarize(log_of(LINES), "2024-02-18", order_id="order_id").iloc[1, -1] == 60.0


def test_who_sent_all_of_it_back_did_not_come_back():
    shares = retention.cohort_retention(log_of(LINES), END, order_id="order_id")
    assert shares["customers"].tolist() == [2, 1, 0]
    assert retention.cohort_retention(log_of(LINES), END)["customers"].tolist() == [2, 2, 0]


def test_cents_that_cancel_leave_nothing():
    log = log_of([("a", "2024-01-01", 1.0, 1), *(("a", "2024-01-09", x, 2) for x in (0.1, 0.2, -0.3))])
    assert rows(rfm.table(log, "2024-01-09", order_id="order_id")) == [("a", 8, 1, 1.0)]


@EACH
def test_a_log_with_one_line_an_order_is_what_it_was(function):
    log = load_cdnow().assign(number=lambda lines: np.arange(len(lines)))
    pd.testing.assert_frame_equal(function(log, "1997-09-30", order_id="number"), function(log, "1997-09-30"))


@EACH
@pytest.mark.parametrize("kind", ["category", "string", object])
def test_numbers_and_names_may_be_of_any_kind(function, kind):
    log = log_of(LINES)
    plain = function(log, END, order_id="order_id")
    other = function(log.astype({"order_id": kind, "customer_id": kind}), END, order_id="order_id")
    assert [list(map(str, row)) for row in rows(other)] == [list(map(str, row)) for row in rows(plain)]


def test_one_and_the_text_1_are_two_orders():
    log = log_of([("a", "2024-01-01", 1.0, 1), ("a", "2024-01-02", 1.0, "1"), ("a", "2024-01-02", 1.0, 1)])
    assert rfm.table(log, END, order_id="order_id")["orders"].tolist() == [2]


@EACH
@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (["x", None, "y"], "order_id[1] must be the name or number of an order; it is missing."),
        (["x", ["z"], "y"], "order_id[1] must be the name or number of an order; got ['z'] (list)."),
    ],
    ids=["missing", "no name"],
)
def test_a_line_without_an_order_number_is_named(function, cells, sentence):
    log = log_of(LINES[:3]).assign(order_id=cells)
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}$"):
        function(log, END, order_id="order_id")


@EACH
def test_a_log_without_such_a_column_says_which_it_has(function):
    with pytest.raises(ValueError, match=r"^log has no column 'receipt'; its columns are 'customer_id', "):
        function(log_of(LINES), END, order_id="receipt")


SPLIT = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 40), st.integers(1, 4), st.integers(1, 5000)),
    min_size=1,
    max_size=20,
    unique_by=lambda order: order[:2],
)


@given(SPLIT, st.randoms(use_true_random=False))
def test_an_order_is_the_same_however_many_lines_it_has(orders, source):
    """Each order is split into lines that add up to it; the log in one piece is the oracle."""
    whole, pieces = [], []
    for number, (customer, day, parts, cents) in enumerate(orders):
        date = np.datetime64("2024-01-01") + day
        whole.append((customer, date, cents * parts / 100, number))
        pieces += [(customer, date, cents / 100, number)] * parts
    source.shuffle(pieces)
    for function in FUNCTIONS:
        one, other = function(log_of(whole), END), function(log_of(pieces), END, order_id="order_id")
        by = list(one.columns[:2])
        pd.testing.assert_frame_equal(
            one.sort_values(by, ignore_index=True), other.sort_values(by, ignore_index=True)
        )


# Weeks


def week_by_week(log, end):
    """The rule of lifetimes 0.11 in pandas' own periods."""
    week = log["date"].dt.to_period("W").dt.start_time
    end = pd.Timestamp(end).to_period("W").start_time
    return purchases.summarize(log.assign(date=week), end)


@pytest.mark.parametrize("end", ["1997-09-30", "1997-10-05", "1997-10-06", "1998-06-30"])
def test_weeks_are_those_of_older_studies(end):
    log = load_cdnow()
    pd.testing.assert_frame_equal(purchases.summarize(log, end, merge="W"), week_by_week(log, end))


def test_the_cdnow_sample_has_the_repeats_that_older_studies_report():
    table = purchases.summarize(load_cdnow(), "1997-09-30", merge="W")
    assert (len(table), table["frequency"].sum()) == (2357, 2248)
    assert "2,248\nrepeats" in purchases.summarize.__doc__
    assert (table["T"] % 1 == 0).all()
    assert table["T"].max() == 39


def test_a_week_begins_on_monday_before_1970_too():
    log = pd.DataFrame({"customer_id": "a", "amount": 5.0}, index=range(3))
    log["date"] = pd.to_datetime(["1968-01-07", "1968-01-08", "1968-01-14"])  # Sunday, Monday, Sunday
    assert rows(purchases.summarize(log, "1968-01-14", merge="W")) == [("a", 1, 1.0, 1.0, 10.0)]


def test_the_last_week_of_the_calendar_has_no_sunday():
    log = log_of(LINES[:1])
    assert len(purchases.summarize(log, "9999-12-31", merge="W")) == 1


def test_days_of_two_orders_in_a_week_are_one_purchase():
    by_week = purchases.summarize(log_of(LINES), END, merge="W", order_id="order_id")
    assert by_week["frequency"].tolist() == [1, 1]
