"""Beyond the three scores: variants of RFM, and what recency, frequency and money say by themselves."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmlab import portfolio, rfm
from crmlab.datasets import load_cdnow

DAY_0 = pd.Timestamp("2024-01-01")
LOGS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.integers(0, 120), st.integers(-5, 50)), min_size=1, max_size=40
).map(lambda lines: log_of(*lines))
TABLES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 6), st.integers(0, 50)), min_size=1, max_size=60
).map(lambda rows: pd.DataFrame(rows, columns=["recency_days", "orders", "revenue"]))
BINS = st.integers(2, 9)
SCORES = ["r_score", "f_score", "m_score"]


def log_of(*lines):
    """A log of customer, day after 1 January 2024, amount."""
    log = pd.DataFrame(lines, columns=["customer_id", "day", "amount"])
    return log.assign(date=DAY_0 + pd.to_timedelta(log.pop("day"), unit="D"))


def day(number):
    return DAY_0 + pd.Timedelta(days=number)


def rows(table):
    return list(table.itertuples(index=False, name=None))


@pytest.fixture(scope="module")
def log():
    return load_cdnow()


@pytest.fixture(scope="module")
def cdnow(log):
    return rfm.table(log, as_of="1997-09-30")


# Quantity in place of money (RFA)


def test_pieces_may_stand_for_money_and_then_others_lead(log, cdnow):
    pieces = rfm.table(log, as_of="1997-09-30", amount="quantity")
    assert pieces["recency_days"].sum() <= cdnow["recency_days"].sum()  # 8 customers got CDs for 0 dollars
    sold = log.loc[log["date"] <= "1997-09-30"].groupby("customer_id", sort=False)["quantity"].sum()
    assert pieces["revenue"].tolist() == sold.tolist()
    assert round(portfolio.rank_agreement(cdnow["revenue"], pieces["revenue"]), 4) == 0.8340
    moved = rfm.score(cdnow)["m_score"] != rfm.score(pieces)["m_score"]
    assert moved.sum() == 746


# Bins inside bins


def test_frequency_is_scored_inside_recency_and_money_inside_both():
    table = pd.DataFrame(
        {
            "recency_days": [1, 2, 3, 4, 50, 60, 70, 80],
            "orders": [9, 8, 7, 6, 4, 3, 2, 1],
            "revenue": [5, 9, 4, 8, 3, 7, 2, 6],
        }
    )
    nested = rfm.nested_score(table, bins=2, ties="spread")
    assert nested["r_score"].tolist() == [2, 2, 2, 2, 1, 1, 1, 1]
    assert nested["f_score"].tolist() == [2, 2, 1, 1, 2, 2, 1, 1]
    assert nested["m_score"].tolist() == [1, 2, 1, 2, 1, 2, 1, 2]
    assert rfm.score(table, bins=2, ties="spread")["f_score"].tolist() == [2, 2, 2, 2, 1, 1, 1, 1]


def test_dealing_cdnow_into_nested_bins_fills_each_cell(cdnow):
    nested = rfm.nested_score(cdnow, ties="spread")["rfm_score"].value_counts()
    assert (len(nested), nested.min(), nested.max()) == (125, 18, 19)
    assert rfm.score(cdnow)["rfm_score"].nunique() == 67


def test_nested_and_independent_bins_give_four_of_five_customers_another_cell(cdnow):
    nested, independent = rfm.nested_score(cdnow), rfm.score(cdnow)
    assert round((nested["rfm_score"] != independent["rfm_score"]).mean(), 4) == 0.7866
    assert nested["r_score"].equals(independent["r_score"])


@given(TABLES, BINS, st.sampled_from(["same", "spread"]))
def test_inside_each_group_nested_scores_are_the_scores_of_the_group_alone(table, bins, ties):
    nested = rfm.nested_score(table, bins, ties)
    assert nested[table.columns.tolist()].equals(table)
    for group, column in ((["r_score"], "f_score"), (["r_score", "f_score"], "m_score")):
        for _, members in nested.groupby(group):
            alone = rfm.score(members[table.columns.tolist()], bins, ties)
            assert members[column].tolist() == alone[column].tolist()
    whole = rfm.score(table, bins, ties)
    assert nested["r_score"].tolist() == whole["r_score"].tolist()


# One number from three


def test_the_weights_decide_who_leads():
    scored = pd.DataFrame({"r_score": [5, 1, 3], "f_score": [1, 5, 3], "m_score": [1, 5, 3]})
    equal = rfm.weighted_total(scored, [1, 1, 1])
    assert equal["rfm_total"].tolist() == pytest.approx([7 / 3, 11 / 3, 3])
    recent = rfm.weighted_total(scored, {"r_score": 100, "f_score": 0, "m_score": 0})
    assert recent["rfm_total"].tolist() == [5, 1, 3]
    assert scored.columns.tolist() == SCORES


@given(TABLES, BINS, st.lists(st.integers(0, 100), min_size=3, max_size=3).filter(any))
def test_a_total_lies_between_the_scores_and_depends_on_proportions_only(table, bins, weights):
    scored = rfm.score(table, bins)
    total = rfm.weighted_total(scored, weights)["rfm_total"]
    assert (total >= scored[SCORES].min(axis=1) - 1e-9).all()
    assert (total <= scored[SCORES].max(axis=1) + 1e-9).all()
    thrice = rfm.weighted_total(scored, [3 * weight for weight in weights])["rfm_total"]
    np.testing.assert_allclose(total, thrice)


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ([0, 0, 0], "weights must not all be 0."),
        ([1, 1], "weights must be numbers for r_score, f_score, m_score; got [1, 1] (list)."),
        ({"r": 1, "f": 1, "m": 1}, "weights must be numbers for r_score, f_score, m_score; got"),
        ([1, -1, 1], "weights[1] must be at least 0; got -1."),
    ],
    ids=str,
)
def test_weights_that_fit_no_score_are_refused(weights, sentence):
    scored = pd.DataFrame({"r_score": [5], "f_score": [1], "m_score": [1]})
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
        rfm.weighted_total(scored, weights)


# Recency as a sign


def test_the_share_of_recent_customers_by_hand():
    log = log_of(("a", 0, 5), ("b", 10, 5), ("c", 25, -5), ("a", 35, 5), ("d", 59, 5), ("d", 60, 5))
    trend = rfm.recency_trend(log, as_of=day(59), window=30)
    assert rows(trend) == [(day(29), 2, 2, 1.0), (day(59), 3, 2, 2 / 3)]
    assert rows(rfm.recency_trend(log, as_of=day(58), window=30)) == [(day(58), 2, 1, 0.5)]


def test_cdnow_cools_down(log):
    trend = rfm.recency_trend(log, as_of="1998-06-30", window=30)
    assert trend["customers"].tolist() == [933, 1848] + [2349] * 16
    assert trend["recent_share"].round(3).tolist()[:4] == [0.889, 0.572, 0.318, 0.109]
    assert round(trend["recent_share"].iloc[-1], 4) == 0.0587


@given(LOGS, st.integers(0, 130), st.integers(1, 60))
def test_a_trend_counts_what_the_tables_of_its_days_say(log, end, window):
    bought = log[(log["amount"] > 0) & (log["date"] <= day(end))]
    span = (day(end) - bought["date"].min()).days + 1 if len(bought) else 0
    if span < window:
        with pytest.raises(ValueError, match=r"^(log has no purchase until as_of|window must be at most)"):
            rfm.recency_trend(log, day(end), window)
        return
    trend = rfm.recency_trend(log, day(end), window)
    assert len(trend) == span // window
    for as_of, customers, recent, share in rows(trend):
        table = rfm.table(bought, as_of)
        assert (len(table), (table["recency_days"] < window).sum()) == (customers, recent)
        assert share == recent / customers
    assert trend["as_of"].iloc[-1] == day(end)


# The next purchase


def test_the_next_purchase_by_hand():
    log = log_of(
        ("a", 0, 5), ("a", 10, 5), ("b", 3, 5), ("a", 10, 7), ("a", 25, 5), ("c", 1, 5), ("c", 40, -5)
    )
    table = rfm.next_purchase(log, as_of=day(45))
    assert rows(table) == [("a", day(25), 12.5, day(38), 7)]
    assert rows(rfm.next_purchase(log, as_of=day(38)))[0][-1] == 0
    assert rows(rfm.next_purchase(log, as_of=day(10))) == [("a", day(10), 10, day(20), 0)]


def test_who_bought_on_one_day_has_no_pace():
    assert rfm.next_purchase(log_of(("a", 5, 1), ("a", 5, 2)), day(9)).empty


def test_the_pace_of_cdnow(log):
    table = rfm.next_purchase(log, as_of="1998-06-30")
    assert len(table) == 1139
    assert (table["days_overdue"] > 0).sum() == 730
    first = table.iloc[0]
    assert (first["customer_id"], first["mean_gap_days"], first["days_overdue"]) == (4, 115, 85)


@given(LOGS, st.integers(0, 130))
def test_the_mean_gap_is_the_mean_of_the_gaps(log, end):
    bought = log[(log["amount"] > 0) & (log["date"] <= day(end))]
    if bought.empty:
        with pytest.raises(ValueError, match=r"^log has no purchase until as_of, "):
            rfm.next_purchase(log, day(end))
        return
    found = {row[0]: row[1:] for row in rows(rfm.next_purchase(log, day(end)))}
    for customer, lines in bought.groupby("customer_id"):
        gaps = lines["date"].drop_duplicates().sort_values().diff().dt.days.dropna()
        assert (customer in found) == (len(gaps) > 0)
        if customer in found:
            last, gap, expected, overdue = found[customer]
            assert (last, gap) == (lines["date"].max(), pytest.approx(gaps.mean()))
            assert expected == last + pd.Timedelta(days=np.ceil(gap))
            assert overdue == max((day(end) - expected).days, 0)


# Whom to visit


def test_money_times_the_chance_of_leaving_decides_the_visit():
    table = rfm.visit_priority([9000, 2000, 500, 3000], [0.01, 0.5, 0.9, 0.3])
    assert table["expected_loss"].tolist() == pytest.approx([90, 1000, 450, 900])
    assert table["rank"].tolist() == [4, 1, 3, 2]


def test_equal_losses_have_equal_ranks_and_rows_keep_their_order():
    table = rfm.visit_priority(revenue=[100, 200, 400], churn_probability=[0.5, 0.25, 0.5])
    assert table["rank"].tolist() == [2, 2, 1]
    assert table["revenue"].tolist() == [100, 200, 400]
    with pytest.raises(ValueError, match=r"^churn_probability must have a number for each customer, 2 "):
        rfm.visit_priority([1, 2], [0.5])


# Other measures than three: LRFMC of airlines


@pytest.fixture
def flyers():
    """Five members of an airline's programme [invented]: length, recency, flights, kilometres, discount."""
    return pd.DataFrame(
        {
            "customer_id": list("ABCDE"),
            "length_months": [60, 12, 48, 24, 6],
            "recency_days": [10, 40, 300, 90, 20],
            "flights": [40, 12, 20, 6, 2],
            "kilometres": [90_000, 15_000, 60_000, 9_000, 3_000],
            "mean_discount": [0.95, 0.60, 0.80, 0.55, 0.90],
        }
    )


def test_flyers_can_be_ranked_by_all_five_measures(flyers):
    weights = {"length_months": 1, "recency_days": -1, "flights": 1, "kilometres": 1, "mean_discount": 1}
    assert portfolio.value_index(flyers, weights)["rank"].tolist() == [1, 4, 2, 5, 3]
    length = portfolio.value_index(flyers, {"length_months": 1})["value_index"]
    assert length.iloc[0] == pytest.approx(30 / np.sqrt(2160 / 5))
    assert portfolio.value_index(flyers.assign(flights=3), {"flights": 1})["value_index"].tolist() == [0] * 5


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.floats(0.1, 100), st.floats(-100, 100))
def test_the_unit_of_a_measure_does_not_matter(values, scale, shift):
    values = [round(value, 2) for value in values]
    one, other = (
        portfolio.value_index(pd.DataFrame({"measure": numbers}))["value_index"]
        for numbers in (values, [scale * value + shift for value in values])
    )
    np.testing.assert_allclose(one, other, atol=1e-4)


def test_nothing_that_is_put_in_is_changed(log, cdnow):
    before, table = log.copy(deep=True), cdnow.copy(deep=True)
    rfm.recency_trend(log, "1998-06-30")
    rfm.next_purchase(log, "1998-06-30")
    scored = rfm.nested_score(cdnow)
    rfm.weighted_total(scored, [1, 2, 3])
    assert scored.columns.tolist() == [*table.columns, *SCORES, "rfm_score"]
    pd.testing.assert_frame_equal(log, before)
    pd.testing.assert_frame_equal(cdnow, table)
