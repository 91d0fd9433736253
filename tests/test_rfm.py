"""Scoring customers: small logs worked out by hand, CDNOW, and what every table must obey."""

import datetime
import itertools
import re
import textwrap

import numpy as np
import pandas as pd
import pytest
from bad_values import ALL
from engine_tables import FIRST_OF_MARCH, NO_DAYS
from hypothesis import given
from hypothesis import strategies as st

from crmlab import rfm, show
from crmlab.datasets import load_cdnow
from crmlab.declared import names
from crmlab.declared.tables import Day, days_in
from crmlab.rfm import RULES, Rule

LINES = [
    ("Wu", "2024-01-10", 80),
    ("Li", "2024-01-05", 100),
    ("Li", "2024-03-20", 50),
    ("Li", "2024-03-20", 20),
    ("Wu", "2024-03-25", -80),
    ("Hu", "2024-03-31", 0.1),
    ("Hu", "2024-03-31", 0.2),
    ("Hu", "2024-04-01", 999),
]
MEASURES = {"recency_days": "r_score", "orders": "f_score", "revenue": "m_score"}


def log_of(lines, **columns):
    return pd.DataFrame(lines, columns=["customer_id", "date", "amount"]).rename(columns=columns)


def rows(table):
    return list(table.itertuples(index=False, name=None))


def customers(days, orders=None, revenue=None):
    """An RFM table; measures that a test does not care about are all the same."""
    same = [1] * len(days)
    return pd.DataFrame(
        {"customer_id": range(len(days)), "recency_days": days, "orders": orders or same}
        | {"revenue": revenue or same}
    )


@pytest.fixture(scope="module")
def cdnow():
    """The table of the sample on the last day of its calibration period."""
    return rfm.table(load_cdnow(), as_of="1997-09-30")


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


def assert_is_one_sentence(error):
    assert error._render_traceback_() == [str(error)]
    assert len(str(error).splitlines()) == 1
    assert len(str(error)) <= 200
    assert str(error).endswith(".")


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


# From a table to scores


def test_scores_by_hand():
    ten = customers(list(range(10, 110, 10)), orders=list(range(1, 11)), revenue=[5] * 10)
    assert rfm.cut_points(ten).to_dict("list") == {
        "boundary": [1, 2, 3, 4],
        "recency_days": pytest.approx([28, 46, 64, 82]),
        "orders": pytest.approx([2.8, 4.6, 6.4, 8.2]),
        "revenue": [5, 5, 5, 5],
    }
    scored = rfm.score(ten)
    assert scored["r_score"].tolist() == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]
    assert scored["f_score"].tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert scored["m_score"].tolist() == [1] * 10
    assert scored["rfm_score"].tolist() == [
        "511",
        "511",
        "421",
        "421",
        "331",
        "331",
        "241",
        "241",
        "151",
        "151",
    ]


def test_a_value_at_a_cut_belongs_below_it_in_every_measure():
    five = customers([0, 1, 2, 3, 4], orders=[0, 1, 2, 3, 4], revenue=[0, 1, 2, 3, 4])
    assert rfm.cut_points(five, bins=4)["orders"].tolist() == [1, 2, 3]
    scored = rfm.score(five, bins=4)
    assert scored["f_score"].tolist() == scored["m_score"].tolist() == [1, 1, 2, 3, 4]
    assert scored["r_score"].tolist() == [4, 4, 3, 2, 1]


def test_a_quantile_that_falls_on_a_value_is_exactly_this_value():
    for bins, steps in itertools.product(range(2, 10), (1, 7, 49, 343)):
        values = (np.arange(bins * steps + 1) / 10).tolist()
        cuts = rfm.cut_points(customers(values), bins)["recency_days"].tolist()
        assert cuts == [values[k * steps] for k in range(1, bins)]


def test_equal_values_are_cut_apart_only_by_spreading():
    equal = customers([7, 7, 7, 7], orders=[2, 2, 2, 2], revenue=[1, 9, 1, 9])
    assert rfm.score(equal, bins=2)["rfm_score"].tolist() == ["211", "212", "211", "212"]
    assert rfm.score(equal, bins=2, ties="spread")["rfm_score"].tolist() == ["111", "112", "221", "222"]


def test_one_customer_alone_can_be_scored():
    for ties in ("same", "spread"):
        assert rfm.score(customers([3]), ties=ties)["rfm_score"].tolist() == ["511"]
        assert len(rfm.cut_points(customers([3]), ties=ties)) == 4


def test_the_sizes_of_the_bins_show_which_have_collapsed():
    sizes = rfm.bin_sizes(rfm.score(customers([1, 2, 3, 4], orders=[1, 1, 1, 5]), bins=3), bins=3)
    assert rows(sizes) == [(1, 1, 3, 4), (2, 1, 0, 0), (3, 2, 1, 0)]


@pytest.mark.parametrize("function", [rfm.score, rfm.cut_points], ids=lambda f: f.__name__)
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"bins": 10}, "bins must be between 2 and 9; got 10."),
        ({"bins": 1}, "bins must be between 2 and 9; got 1."),
        ({"bins": 4.5}, "bins must be a whole number; got 4.5."),
        ({"bins": [3, 5]}, "bins must be one number; got a list of 2."),
        ({"ties": "first"}, "ties must be 'same' or 'spread'; got 'first' (str)."),
        ({"table": 5}, "table must be a table (a DataFrame); got 5 (int)."),
        ({"table": customers([])}, "table is empty; at least one row is needed."),
        ({"table": customers([1]).drop(columns="orders")}, "table has no column 'orders'; its columns are"),
        ({"table": customers([1, -1])}, "recency_days[1] must be at least 0; got -1."),
        ({"table": customers([1, np.nan])}, "recency_days[1] must be a number; it is missing."),
        ({"table": customers([1, 2], orders=[1.5, 2])}, "orders[0] must be a whole number; got 1.5."),
        ({"table": customers([1, 2], revenue=[1, np.inf])}, "revenue[1] must be finite; got inf."),
        ({"table": customers([1, 2], revenue=[1, None])}, "revenue[1] must be a number; it is missing."),
        ({"table": customers(["1", "2"])}, "recency_days[0] must be a number; got '1' (str)."),
    ],
    ids=str,
)
def test_what_cannot_be_scored_is_refused_in_one_sentence(function, arguments, sentence):
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}") as refusal:
        function(**{"table": customers([1, 2, 3])} | arguments)
    assert_is_one_sentence(refusal.value)


# Segments

CELLS = list(itertools.product(range(1, 6), repeat=3))


def scored_of(cells):
    return pd.DataFrame(cells, columns=["r_score", "f_score", "m_score"])


def test_each_of_the_125_cells_falls_to_exactly_one_rule():
    for cell in CELLS:
        assert sum(rule.covers(cell) for rule in RULES) == 1, cell


def test_the_order_of_the_rules_does_not_matter():
    assert rfm.segment(scored_of(CELLS), RULES[::-1]).equals(rfm.segment(scored_of(CELLS)))


def test_the_best_cell_is_a_champion_and_the_worst_one_sleeps():
    given = rfm.segment(scored_of([(5, 5, 5), (1, 1, 1), (5, 1, 1), (1, 5, 5), (3, 1, 5)]))
    assert given["segment"].tolist() == ["champions", "sleeping", "newcomers", "at_risk", "big_spenders"]
    assert given["rule"].tolist()[:3] == ["R 4–5, F 4–5, M 4–5", "R 1–2, F 1–3, M 1–3", "R 4–5, F 1, M 1–3"]


def test_every_segment_has_its_name_in_both_languages_and_no_name_is_left_over():
    assert {rule.segment for rule in RULES} == set(names.vocabulary("segments"))


def test_own_rules_may_have_any_number_of_bins_and_leave_measures_open():
    rules = [Rule("mail", r=(2, 3)), Rule("wait", r=(1, 1), m=(1, 2)), Rule("call", r=[1, 1], m=[3, 3])]
    given = rfm.segment(scored_of([(3, 1, 1), (1, 3, 2), (1, 3, 3)]), rules)
    assert given["segment"].tolist() == ["mail", "wait", "call"]
    assert given["rule"].tolist() == ["R 2–3", "R 1, M 1–2", "R 1, M 3"]
    assert rfm.segment(scored_of([(9, 9, 9)]), [Rule("all")])["rule"].tolist() == ["any"]


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        (RULES[1:], "rules must cover each cell once; no rule covers 444."),
        ([Rule("a", r=(2, 3)), Rule("b", r=(1, 1), f=(2, 3))], "rules must cover each cell once; no"),
        (
            [Rule("a", r=(1, 2)), Rule("b", r=(2, 3))],
            "rules must cover each cell once; 211 falls to a (R 1–2) and to b (R 2–3).",
        ),
        ([], "rules must be a list of rfm.Rule; got [] (list)."),
        ({"champions": (4, 5)}, "rules must be a list of rfm.Rule; got"),
        (["champions"], "rules must be a list of rfm.Rule; got"),
        ([Rule("low", r=(1, 2)), Rule("high", r=(3, 4))], "r_score[1] must be between 1 and 4, as"),
    ],
    ids=lambda part: part[:40] if isinstance(part, str) else "",
)  # fmt: skip
def test_rules_with_holes_or_overlaps_are_refused_with_a_cell(rules, sentence):
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}") as refusal:
        rfm.segment(scored_of([(1, 1, 1), (5, 1, 1)]), rules)
    assert_is_one_sentence(refusal.value)


@pytest.mark.parametrize("ends", [(5, 4), (0, 5), (1, 10), (1.0, 5.0), (1,), 5, "15", (True, True)], ids=str)
def test_a_rule_needs_a_lowest_and_a_highest_score(ends):
    with pytest.raises(
        ValueError, match=r"^f must be the lowest and the highest score, such as \(4, 5\); got "
    ):
        Rule("x", f=ends)
    with pytest.raises(ValueError, match=r"^segment must be a name, such as 'champions'; got "):
        Rule("")


@pytest.mark.parametrize(
    ("scores", "sentence"),
    [
        ([(1, 1, 1), (1, 0, 1)], "f_score[1] must be between 1 and 9; got 0."),
        ([(1, 1, 2.5)], "m_score[0] must be a whole number; got 2.5."),
        ([(1, 1, 6)], "m_score[0] must be between 1 and 5, as"),
    ],
)
def test_what_is_no_score_is_refused(scores, sentence):
    for function in (rfm.segment, rfm.bin_sizes):
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
            function(scored_of(scores))


# What every table must obey

LOGS = st.lists(
    st.tuples(
        st.sampled_from("abcdefgh"),
        st.integers(0, 60).map(lambda day: str(np.datetime64("2024-01-01") + day)),
        st.integers(-500, 5000).map(lambda cents: cents / 100),
    ),
    min_size=1,
    max_size=40,
).map(log_of)
TABLES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 6), st.integers(-300, 3000).map(lambda cents: cents / 100)),
    min_size=1,
    max_size=60,
).map(lambda rows: customers(*map(list, zip(*rows, strict=True))))
BINS = st.integers(2, 9)
TIES = st.sampled_from(["same", "spread"])


@given(LOGS, st.sampled_from([None, "D"]), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_decides_only_the_order_of_the_rows(log, merge, source):
    shuffled = log.sample(frac=1, random_state=source.randrange(1000))
    one, other = (rfm.table(lines, "2024-12-31", merge=merge) for lines in (log, shuffled))
    assert one["customer_id"].tolist() == list(dict.fromkeys(log["customer_id"]))
    assert other["customer_id"].tolist() == list(dict.fromkeys(shuffled["customer_id"]))
    assert set(rows(one)) == set(rows(other))


@given(LOGS, st.integers(0, 60))
def test_a_table_says_of_each_customer_what_his_lines_say(log, day):
    as_of = np.datetime64("2024-01-01") + day
    counted = log[log["date"] <= str(as_of)]
    if counted.empty:
        with pytest.raises(ValueError, match="^as_of must not be before the first line"):
            rfm.table(log, as_of)
        return
    for customer, days, orders, revenue in rows(rfm.table(log, as_of)):
        mine = counted[counted["customer_id"] == customer]
        bought = mine[mine["amount"] > 0]
        last = (bought if len(bought) else mine)["date"].max()
        assert (days, orders) == ((as_of - np.datetime64(last)).astype(int), len(bought))
        assert revenue == pytest.approx(mine["amount"].sum(), abs=1e-6)
    assert rfm.table(log, as_of).equals(rfm.table(counted, as_of))


@given(TABLES, BINS, TIES)
def test_scores_run_from_1_to_bins_with_the_measure(table, bins, ties):
    scored = rfm.score(table, bins, ties)
    for measure, column in MEASURES.items():
        assert scored[column].between(1, bins).all()
        points = scored.sort_values(measure)[[measure, column]]
        if measure == "recency_days":
            points[column] = bins + 1 - points[column]
        ends = points.groupby(measure)[column].agg(["min", "max"])
        assert (ends["max"].to_numpy()[:-1] <= ends["min"].to_numpy()[1:]).all()
        if ties == "same":
            assert ends["min"].equals(ends["max"])
    cells = scored["r_score"] * 100 + scored["f_score"] * 10 + scored["m_score"]
    assert scored["rfm_score"].tolist() == cells.astype(str).tolist()


@given(TABLES, BINS)
def test_spreading_fills_the_bins_equally(table, bins):
    sizes = rfm.bin_sizes(rfm.score(table, bins, "spread"), bins)
    assert sizes["score"].tolist() == list(range(1, bins + 1))
    for column in MEASURES.values():
        assert sizes[column].max() - sizes[column].min() <= 1
        assert sizes[column].sum() == len(table)


@given(BINS, st.integers(1, 20))
def test_both_rules_agree_where_no_two_values_are_equal(bins, each):
    values = np.random.default_rng(each).permutation(bins * each).tolist()
    different = customers(values, values, values)
    assert rfm.score(different, bins, "same").equals(rfm.score(different, bins, "spread"))


@given(TABLES, BINS, TIES)
def test_the_cut_points_separate_the_scores(table, bins, ties):
    cuts, scored = rfm.cut_points(table, bins, ties), rfm.score(table, bins, ties)
    assert cuts["boundary"].tolist() == list(range(1, bins))
    for measure, column in MEASURES.items():
        assert cuts[measure].is_monotonic_increasing
        for boundary, cut in zip(cuts["boundary"], cuts[measure], strict=True):
            is_below = scored[column] <= boundary
            if measure == "recency_days":
                is_below = scored[column] > bins - boundary
            values = scored[measure]
            assert (values[is_below] <= cut).all()
            assert (values[~is_below] > cut).all() if ties == "same" else (values[~is_below] >= cut).all()
            assert ties == "same" or cut == values[is_below].max()


@given(TABLES, BINS)
def test_the_cut_points_are_the_quantiles_of_numpy(table, bins):
    cuts = rfm.cut_points(table, bins)
    for measure in MEASURES:
        expected = np.quantile(table[measure], np.arange(1, bins) / bins)
        np.testing.assert_allclose(cuts[measure], expected, rtol=1e-12, atol=1e-12)


@given(TABLES, BINS)
def test_the_formula_in_the_docstring_gives_the_scores(table, bins):
    block = re.search(r"Formula::\n\n(.*?)\n\n", rfm.score.__doc__, re.DOTALL)[1]
    formula = compile(textwrap.dedent(block), "<formula>", "exec")
    cuts, scored = rfm.cut_points(table, bins), rfm.score(table, bins)
    for measure, column in MEASURES.items():
        cut = dict(zip(cuts["boundary"], cuts[measure], strict=True))
        for row in scored.to_dict("records"):
            known = {"cut": cut, "bins": bins, "ties": "same"} | row
            exec(formula, known)
            assert known[column] == row[column]


@given(TABLES, BINS, TIES)
def test_rows_ids_labels_and_other_columns_stay_as_they_were(table, bins, ties):
    table = table.assign(note="kept").set_index(pd.Index(range(100, 100 + len(table)))[::-1])
    before = table.copy(deep=True)
    scored = rfm.score(table, bins, ties)
    sizes, cuts = rfm.bin_sizes(scored, bins), rfm.cut_points(table, bins, ties)
    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_frame_equal(scored[table.columns], before)
    again = scored.copy(deep=True)
    given = rfm.segment(scored, [Rule("all")])
    pd.testing.assert_frame_equal(scored, again)
    pd.testing.assert_frame_equal(given[scored.columns], again)
    assert (len(sizes), len(cuts)) == (bins, bins - 1)


def test_a_log_is_not_changed():
    log = log_of(LINES)
    before = log.copy(deep=True)
    rfm.table(log, "2024-03-31", merge="D")
    pd.testing.assert_frame_equal(log, before)


def test_scoring_again_replaces_the_scores(cdnow):
    assert rfm.score(rfm.score(cdnow, 9, "spread")).equals(rfm.score(cdnow))


# CDNOW


def test_the_counts_of_the_sample(cdnow):
    assert (len(cdnow), cdnow["orders"].sum(), round(cdnow["revenue"].sum(), 2)) == (2357, 4952, 173115.55)
    assert (cdnow["orders"] == 0).sum() == 8  # eight customers have lines of 0 dollars only
    assert cdnow["recency_days"].agg(["min", "max"]).tolist() == [0, 272]
    at_the_end = rfm.table(load_cdnow(), as_of="1998-06-30")
    assert (at_the_end["orders"].sum(), round(at_the_end["revenue"].sum(), 2)) == (6919 - 8, 244091.94)


def test_repeat_purchases_of_the_sample_are_those_of_the_papers():
    """Fader, Hardie & Lee (2005) count 2,457 repeat days of 946 customers; lines of 0 dollars count there."""
    log = load_cdnow().assign(amount=1.0)
    days = rfm.table(log, as_of="1997-09-30", merge="D")["orders"]
    assert ((days - 1).sum(), (days > 1).sum()) == (2457, 946)


def test_the_counts_of_the_master_file():
    log = load_cdnow(sample=False)
    table = rfm.table(log, as_of="1998-06-30")
    assert (len(table), table["orders"].sum(), (table["orders"] == 0).sum()) == (23570, 69659 - 80, 68)
    assert round(table["revenue"].sum(), 2) == 2500315.63
    assert table["customer_id"].tolist() == log["customer_id"].unique().tolist()


def test_the_cut_points_of_the_sample(cdnow):
    cuts = rfm.cut_points(cdnow)
    assert cuts["recency_days"].tolist() == [99, 198, 219, 242]
    assert cuts["orders"].tolist() == [1, 1, 2, 3]
    assert cuts["revenue"].round(3).tolist() == [14.96, 27.99, 45.976, 93.722]


def test_one_bin_of_the_sample_has_collapsed(cdnow):
    assert rfm.bin_sizes(rfm.score(cdnow))["f_score"].tolist() == [1398, 0, 439, 216, 304]
    assert rfm.bin_sizes(rfm.score(cdnow, ties="spread"))["f_score"].tolist() == [472, 471, 472, 471, 471]


def test_the_tie_rule_gives_two_of_three_customers_another_cell(cdnow):
    same, spread = (rfm.score(cdnow, ties=ties) for ties in ("same", "spread"))
    assert (same["rfm_score"] != spread["rfm_score"]).sum() == 1522
    assert {column: int((same[column] != spread[column]).sum()) for column in MEASURES.values()} == {
        "r_score": 27,
        "f_score": 1515,
        "m_score": 11,
    }
    assert (rfm.segment(same)["segment"] != rfm.segment(spread)["segment"]).sum() == 532
    master = rfm.table(load_cdnow(sample=False), as_of="1997-09-30")
    cells = [rfm.score(master, ties=ties)["rfm_score"] for ties in ("same", "spread")]
    assert round((cells[0] != cells[1]).mean(), 4) == 0.6482


def test_the_segments_of_the_sample(cdnow):
    assert rfm.segment(rfm.score(cdnow))["segment"].value_counts().to_dict() == {
        "sleeping": 744,
        "champions": 459,
        "cooling": 351,
        "big_spenders": 274,
        "at_risk": 197,
        "promising": 143,
        "newcomers": 143,
        "regulars": 46,
    }


# The working


def test_the_working_of_a_score_shows_the_rule_that_applies(cdnow):
    same, spread = (show(rfm.score, cdnow, ties=ties).text for ties in ("same", "spread"))
    assert "f_score = 1 + Σ (k = 1…bins − 1) (cut[k] < orders)" in same
    assert "score = 1 + floor(bins × customers_below / customers)" in spread
    assert len(same.splitlines()) < 60


def test_the_working_of_a_table_names_the_day_and_what_was_left_out():
    text = show(rfm.table, log_of(LINES), "2024-03-31").text
    assert "as of (as_of) = 2024-03-31\n" in text
    assert "merge (merge) = each line is one order\n" in text
    assert "rules (rules) = rfm.RULES\n" in show(rfm.segment, scored_of(CELLS)).text


def test_the_docstring_lists_the_columns():
    assert "Table with one row a customer. Columns recency_days, orders, revenue.\n" in rfm.score.__doc__
    assert "Columns customer_id, recency_days, orders, revenue.\n" in rfm.table.__doc__
