"""Order numbers and weeks: every engine turns lines into the orders that pandas makes of them."""

import re

import numpy as np
import pandas as pd
import pytest
from engine_tables import END, assert_same, assert_same_for, log_of

from crmlab import purchases, retention, rfm

FUNCTIONS = [rfm.table, purchases.summarize, retention.cohort_retention]
EACH = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)


def orders_of(lines, seed=8):
    """A log whose customers have a few orders each, of several lines, days and refunds."""
    numbers = np.random.default_rng(seed).integers(0, 5, lines)
    return log_of(lines, seed).assign(order_id=numbers)


def by_of(function):
    return None if function is retention.cohort_retention else "customer_id"


@EACH
@pytest.mark.parametrize("lines", [10, 10_000])
def test_lines_become_the_same_orders(engine, function, lines):
    assert_same_for(engine, orders_of(lines), function, [{"order_id": "order_id"}], by_of(function))


@EACH
def test_numbers_may_be_texts(engine, function):
    log = orders_of(500)
    log["receipt"] = "R-" + log.pop("order_id").astype(str)
    assert_same_for(engine, log, function, [{"order_id": "receipt"}], by_of(function))


def test_without_refunds_orders_are_counted_not_lines(engine):
    log = orders_of(1000).query("amount > 0")
    for merge in (None, "D"):
        way = {"merge": merge, "order_id": "order_id"}
        assert_same(engine, rfm.table(engine.make(log), END, **way), rfm.table(log, END, **way))


def test_cents_that_cancel_leave_nothing_in_any_engine(engine):
    amounts = [1.0, 0.1, 0.2, -0.3]
    log = pd.DataFrame({"customer_id": 1, "date": pd.Timestamp("2023-01-01"), "amount": amounts})
    log["order_id"] = [1, 2, 2, 2]
    assert engine.read(rfm.table(engine.make(log), END, order_id="order_id"))["orders"].tolist() == [1]


def test_weeks_are_the_same_weeks(engine):
    ways = [{"merge": "W"}, {"merge": "W", "order_id": "order_id", "unit": "D"}]
    assert_same_for(engine, orders_of(10_000), purchases.summarize, ways)


def test_a_week_begins_on_monday_in_every_century(engine):
    days = ["0999-12-29", "0999-12-30", "1968-01-07", "1968-01-08", "1968-01-14", "2023-10-01", "2023-10-02"]
    log = pd.DataFrame({"customer_id": 1, "date": pd.to_datetime(days, format="%Y-%m-%d"), "amount": 5.0})
    assert_same_for(engine, log, purchases.summarize, [{"merge": "W"}])


@EACH
def test_a_line_without_an_order_number_is_told(engine, function):
    given = engine.make(orders_of(50).assign(order_id=["x", None, *"y" * 48]))
    sentence = "order_id[1] must be the name or number of an order; it is missing."
    if not engine.is_lazy:
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
            function(given, END, order_id="order_id")
    else:
        with pytest.raises(Exception, match=re.escape(sentence.replace("[1]", ""))):
            engine.read(function(given, END, order_id="order_id"))


@EACH
def test_a_column_that_is_not_there_is_refused_at_once(engine, function):
    with pytest.raises(ValueError, match=r"^log has no column 'receipt'; its columns are 'customer_id', "):
        function(engine.make(orders_of(50)), END, order_id="receipt")
