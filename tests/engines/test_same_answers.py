"""Every engine gives what pandas gives: to the last bit, in tables of the engine's own kind."""

import datetime
import os
from decimal import Decimal
from functools import partial

import numpy as np
import pandas as pd
import pytest
from engine_tables import END, customers_of, log_of

from crmlab import portfolio, purchases, retention, rfm, survey
from crmlab.rfm.rules import Rule

FEW = 10  # with so few, each variant is tried
MANY = int(
    os.environ.get("CRMLAB_LINES", 10_000)
)  # a million, now and then: CRMLAB_LINES=1000000 make test-engines
SIZES = [FEW, MANY]


def assert_same(engine, answer, expected, by="customer_id"):
    """Same columns, same kinds of number, same bits; the same order, too, where the engine keeps one."""
    answer = engine.read(answer)
    if engine.is_lazy and by:
        answer, expected = (t.sort_values(by, ignore_index=True) for t in (answer, expected))
    pd.testing.assert_frame_equal(answer, expected, check_exact=True)


def assert_same_for(engine, log, function, ways, by="customer_id"):
    """The same from a log of the engine as from one of pandas, and a table of the engine, each way."""
    given = engine.make(log)
    for way in ways:
        answer = function(given, END, **way)
        assert type(answer) is type(given)
        assert_same(engine, answer, function(log, END, **way), by)


@pytest.mark.parametrize("lines", [*SIZES, 200_000])  # the last in several parts, which are put together
def test_rfm_tables(engine, lines):
    assert_same_for(engine, log_of(lines), rfm.table, [{"merge": None}, {"merge": "D"}])


@pytest.mark.parametrize("lines", SIZES)
def test_model_tables(engine, lines):
    units = ("W", "M") if lines == FEW else ("W",)
    assert_same_for(engine, log_of(lines), purchases.summarize, [{"unit": unit} for unit in units])


@pytest.mark.parametrize("lines", SIZES)
def test_cohorts(engine, lines):
    calendars = ("month", "quarter", "year") if lines == FEW else ("month",)
    ways = [{"calendar": calendar} for calendar in calendars]
    assert_same_for(engine, log_of(lines), retention.cohort_retention, ways, by=None)


def test_a_cohort_may_be_older_than_a_hundred_months(engine):
    days = pd.to_datetime(["2012-01-05", "2023-03-01", "2012-02-01"])
    log = pd.DataFrame({"customer_id": [1, 1, 2], "date": days, "amount": 5.0})
    assert_same_for(engine, log, retention.cohort_retention, [{}], by=None)


def test_a_log_without_refunds_has_the_same_table(engine):
    log = log_of(1000).query("amount > 0")
    for merge in (None, "D"):
        assert_same(engine, rfm.table(engine.make(log), END, merge=merge), rfm.table(log, END, merge=merge))


def as_dates(table):
    """What other engines have for the days of pandas."""
    days = table.select_dtypes("datetime").columns
    return table.assign(**{day: table[day].dt.date for day in days})


def test_the_next_purchase(engine):
    log = log_of(MANY)
    answer = rfm.next_purchase(engine.make(log), END)
    assert_same(engine, answer, as_dates(rfm.next_purchase(log, END)))


def test_the_next_purchase_may_be_on_a_leap_day_or_in_another_year(engine):
    days = pd.to_datetime(
        ["2023-12-31", "2024-01-30", "2023-11-01", "2023-12-02", "0999-12-30", "0999-12-31"]
    )
    log = pd.DataFrame({"customer_id": [1, 1, 2, 2, 3, 3], "date": days, "amount": 1.0})
    answer = rfm.next_purchase(engine.make(log), "2024-02-29")
    assert_same(engine, answer, as_dates(rfm.next_purchase(log, "2024-02-29")))


def test_the_trend_of_recency(engine):
    log = log_of(MANY)
    for window in (30, 7):
        answer = rfm.recency_trend(engine.make(log), END, window)
        assert_same(engine, answer, as_dates(rfm.recency_trend(log, END, window)), by="as_of")


def test_each_line_a_purchase(engine):
    log = log_of(1000)
    if engine.is_lazy:
        with pytest.raises(TypeError, match=r"^log must be in memory, as without merge .* collect the lazy"):
            purchases.summarize(engine.make(log), END, merge=None)
    else:
        answer = purchases.summarize(engine.make(log), END, merge=None)
        assert_same(engine, answer, purchases.summarize(log, END, merge=None))


@pytest.mark.parametrize("rows", SIZES)
def test_scores_and_cut_points(engine, rows):
    table = customers_of(rows)
    given = engine.make(table)
    for bins in (2, 5, 9) if rows == FEW else (5,):
        cuts, scored = rfm.cut_points(given, bins), rfm.score(given, bins)
        assert type(cuts) is type(scored) is type(given)
        assert_same(engine, cuts, rfm.cut_points(table, bins), by=None)
        assert_same(engine, scored, rfm.score(table, bins))


@pytest.mark.parametrize("function", [rfm.cut_points, rfm.score])
def test_spreading_ties_needs_an_order(engine, function):
    table = customers_of(1000)
    if engine.is_lazy:
        sentence = (
            r'^table must be in memory, as ties="spread" goes by the order of the rows; collect the lazy'
        )
        with pytest.raises(TypeError, match=sentence):
            function(engine.make(table), ties="spread")
    else:
        assert_same(engine, function(engine.make(table), ties="spread"), function(table, ties="spread"))


def test_nested_scores(engine):
    table = customers_of(1000)
    if engine.is_lazy:
        with pytest.raises(TypeError, match=r"^table must be in memory, as each group is cut by itself;"):
            rfm.nested_score(engine.make(table))
    else:
        for ties in ("same", "spread"):
            assert_same(
                engine, rfm.nested_score(engine.make(table), 4, ties), rfm.nested_score(table, 4, ties)
            )


def test_quantiles_that_fall_on_values_stay_there(engine):
    for rows in (6, 11, 51):  # 0.6 · 5 is not 3 in binary
        table = pd.DataFrame({"recency_days": range(rows), "orders": 1, "revenue": np.arange(rows) * 0.1})
        assert_same(engine, rfm.score(engine.make(table)), rfm.score(table), by="recency_days")


def test_from_a_log_to_segments(engine):
    log = log_of(5000)
    scored = rfm.score(rfm.table(engine.make(log), END))
    expected = rfm.score(rfm.table(log, END))
    assert_same(engine, scored, expected)
    assert_same(engine, rfm.segment(scored), rfm.segment(expected))
    scored = engine.make(engine.read(scored))  # or a lazy one begins at the log again
    weights = {"r_score": 3, "f_score": 1, "m_score": 3}
    assert_same(engine, rfm.weighted_total(scored, weights), rfm.weighted_total(expected, weights))
    assert_same(engine, rfm.bin_sizes(scored), rfm.bin_sizes(expected), by=None)
    own = [Rule("mail", r=(3, 5)), Rule("call", r=(1, 2), m=(4, 5)), Rule("wait", r=(1, 2), m=(1, 3))]
    assert_same(engine, rfm.segment(scored, own), rfm.segment(expected, own))


def test_other_column_names_ids_and_kinds_of_date(engine):
    log = log_of(2000).assign(customer_id=lambda t: "Kunde " + t["customer_id"].astype(str))
    names = {"customer_id": "who", "date": "day", "amount": "money"}
    arguments = {"customer_id": "who", "date": "day", "amount": "money"}
    for dates in (log["date"], log["date"].dt.date, log["date"].dt.strftime("%Y-%m-%d %H:%M")):
        given = log.assign(date=dates, other=1).rename(columns=names)
        for function in (rfm.table, purchases.summarize):
            assert_same(engine, function(engine.make(given), END, **arguments), function(log, END))


@pytest.mark.parametrize("kind", ["int16", "int64", "float32", "Decimal"])
def test_whole_numbers_and_decimals_are_money_too(engine, kind):
    log = log_of(500).assign(amount=lambda t: t["amount"].round())
    money = (
        log["amount"].map(lambda one: Decimal(int(one))) if kind == "Decimal" else log["amount"].astype(kind)
    )
    assert_same(engine, rfm.table(engine.make(log.assign(amount=money)), END), rfm.table(log, END))


def test_money_is_rounded_as_numpy_rounds(engine):
    halves = [0.0000005, 0.0000015, -0.0000005, 2.5e-6, 1e15, 123456789.1234565, 0.1 + 0.2, -0.0]
    log = pd.DataFrame({"customer_id": range(len(halves)), "date": "2023-01-01", "amount": halves})
    assert_same(engine, rfm.table(engine.make(log), END), rfm.table(log, END))


def test_the_day_of_a_moment_is_that_on_the_clock_of_the_log(engine, request):
    """The last day in Shanghai ends eight hours before the last day in UTC."""
    zone = "Asia/Shanghai"
    utc = pd.to_datetime(["2023-09-01 15:30", "2023-09-30 15:59", "2023-09-30 16:00", "2023-08-31 16:00"])
    log = pd.DataFrame({"customer_id": ["a", "b", "a", "c"], "date": utc.tz_localize("UTC"), "amount": 1.0})
    there = log.assign(date=log["date"].dt.tz_convert(zone))
    expected = rfm.table(there, END)
    assert expected["recency_days"].tolist() == [29, 0, 29]
    make = engine.make
    if engine.name == "duckdb":  # the clock is that of the connection
        connection = pytest.importorskip("duckdb").connect()
        connection.execute(f"SET TimeZone = '{zone}'")
        table = make(there).to_arrow_table()
        make = lambda _: connection.from_arrow(table)  # noqa: E731
    if engine.name == "spark":  # the clock is that of the session
        spark = request.getfixturevalue("spark")
        spark.conf.set("spark.sql.session.timeZone", zone)
        request.addfinalizer(lambda: spark.conf.set("spark.sql.session.timeZone", "UTC"))
    assert_same(engine, rfm.table(make(there), END), expected)
    assert_same(engine, purchases.summarize(make(there), END), purchases.summarize(there, END))


def test_a_table_without_a_zone_needs_none(engine):
    log = pd.DataFrame(
        {"customer_id": ["a", "b"], "date": pd.to_datetime(["2023-09-30 23:59"] * 2), "amount": 1.0}
    )
    assert engine.read(rfm.table(engine.make(log), datetime.date(2023, 9, 30)))["recency_days"].tolist() == [
        0,
        0,
    ]


def of_arrow_kinds(log, day):
    """A log of pandas as `read_parquet(dtype_backend="pyarrow")` gives it: all columns of Arrow."""
    pa = pytest.importorskip("pyarrow")
    columns = {
        "customer_id": log["customer_id"].to_list(),
        "date": pa.array(log["date"].dt.date).cast(day),
        "amount": pa.array(Decimal(f"{money:.2f}") for money in log["amount"]),
    }
    return pa.table(columns).to_pandas(types_mapper=pd.ArrowDtype)


@pytest.mark.parametrize("day", ["date32", "date64"])
@pytest.mark.parametrize(
    "function",
    [rfm.table, rfm.recency_trend, rfm.next_purchase, purchases.summarize, retention.cohort_retention],
    ids=lambda function: function.__name__,
)
def test_the_days_of_a_parquet_file_count_in_pandas_as_anywhere(function, day):
    log = log_of(1000)
    answer = function(of_arrow_kinds(log, day), END)
    pd.testing.assert_frame_equal(answer, function(log, END), check_dtype=False, check_exact=True)


@pytest.mark.parametrize(
    "function",
    [rfm.table, rfm.recency_trend, rfm.next_purchase, retention.cohort_retention],
    ids=lambda function: function.__name__,
)
def test_days_in_date64_are_days_in_a_table_of_pyarrow_too(function):
    pa = pytest.importorskip("pyarrow")
    log = pa.Table.from_pandas(log_of(1000)[["customer_id", "date", "amount"]], preserve_index=False)
    answers = []
    for kind in ("date32", "date64"):
        days = pa.array(log_of(1000)["date"].dt.date).cast(kind)
        answers.append(function(log.set_column(1, "date", days), END))
    assert answers[0].equals(answers[1])


@pytest.mark.parametrize("day", ["date32", "date64"])
def test_the_value_of_customers_is_found_in_columns_of_a_parquet_file(day):
    log = log_of(1000)
    customers = log["customer_id"].unique()
    money = {"invoiced": 100.5, "paid": 80.25}
    receipts = pd.DataFrame({"customer_id": customers, **money, "days": 12})
    contacts = pd.DataFrame({"customer_id": customers, "kind": "praise"})
    in_decimal = receipts.assign(**{name: Decimal(str(sum_)) for name, sum_ in money.items()})
    arrow = in_decimal.convert_dtypes(dtype_backend="pyarrow")
    answer = portfolio.indicators(of_arrow_kinds(log, day), arrow, contacts, END)
    expected = portfolio.indicators(log, receipts, contacts, END)
    pd.testing.assert_frame_equal(answer, expected, check_dtype=False)


def test_a_questionnaire_keeps_the_names_of_its_columns(engine):
    answers = pd.DataFrame({"customer_id": [1, 2, 3], "prompt": [1, 5, 3], "kind": [2, 4, 5]})
    given = engine.make(answers)
    assert round(survey.cronbach_alpha(given), 4) == 0.7742
    for function in (partial(survey.reverse, items=1), survey.summary):
        pd.testing.assert_frame_equal(function(given), function(answers), check_dtype=False)


def test_models_read_what_summarize_gives(engine):
    log = log_of(1000)
    expected = purchases.summarize(log, END)
    summary = purchases.summarize(engine.make(log), END)
    if engine.is_lazy:
        expected = expected.sort_values("customer_id", ignore_index=True)
    buying, spending = purchases.BetaGeoNBD().fit(summary), purchases.GammaGamma().fit(summary)
    same = purchases.BetaGeoNBD().fit(expected)
    assert buying.params_ == pytest.approx(same.params_, rel=1e-6)
    assert buying.probability_alive(summary) == pytest.approx(buying.probability_alive(expected))
    assert buying.predict(39, summary) == pytest.approx(buying.predict(39, expected))
    assert spending.predict(summary) == pytest.approx(spending.predict(expected))
    ways = {"margin_share": 0.3, "horizon": 12, "rate": 0.1, "unit": "W"}
    value = purchases.lifetime_value(buying, spending, summary, **ways).table
    pd.testing.assert_frame_equal(
        value, purchases.lifetime_value(buying, spending, expected, **ways).table, check_dtype=False
    )


def test_a_wrong_cell_of_a_lazy_log_is_told_by_the_model_that_computes_it(lazy_engine):
    log = log_of(20).assign(amount=np.inf)
    with pytest.raises(ValueError, match=r"^the table could not be computed.*amount must be finite\."):
        purchases.BetaGeoNBD().fit(purchases.summarize(lazy_engine.make(log), END))
