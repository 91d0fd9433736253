"""Scoring customers: what every table must obey, and the numbers of CDNOW."""

import re
import textwrap

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rfm_logs import CELLS, LINES, MEASURES, customers, log_of, rows, scored_of

from crmlab import rfm, show
from crmlab.datasets import load_cdnow
from crmlab.rfm import Rule


@pytest.fixture(scope="module")
def cdnow():
    """The table of the sample on the last day of its calibration period."""
    return rfm.table(load_cdnow(), as_of="1997-09-30")


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
