"""Keeping customers: small cases worked out by hand, and what every table must obey."""

import itertools
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import arguments

from crmlab import lifecycle, retention
from crmlab.datasets import load_cdnow

LINES = [
    ("Li", "2024-01-05", 100),
    ("Wu", "2024-01-20", 80),
    ("Li", "2024-02-03", 50),
    ("Hu", "2024-02-10", 70),
    ("Hu", "2024-02-11", 70),
    ("Wu", "2024-02-29", -80),
    ("Li", "2024-03-09", 60),
    ("Wu", "2024-03-31", 10),
    ("An", "2024-04-01", 10),
]


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def log_of(lines):
    return pd.DataFrame(lines, columns=["customer_id", "date", "amount"])


def rows(table):
    return list(table.itertuples(index=False, name=None))


# Churn


def test_the_churn_rate_depends_on_whom_the_lost_are_a_share_of():
    rates = [retention.churn_rate(1000, 200, 100, base=base) for base in ("start", "mean", "end")]
    assert rates == near([0.2, 200 / 950, 200 / 900])
    assert retention.churn_rate(1000, 200) == 0.2


@given(arguments(retention.churn_rate, base="start"))
def test_the_bases_agree_when_the_base_keeps_its_size_and_growth_flatters_the_later_ones(one):
    start, mean, end = (retention.churn_rate(**one | {"base": base}) for base in ("start", "mean", "end"))
    growing = one["gained"] >= one["lost"]
    assert (start >= mean >= end) if growing else (start <= mean <= end)
    stable = {
        retention.churn_rate(**one | {"gained": one["lost"], "base": b}) for b in ("start", "mean", "end")
    }
    assert len(stable) == 1


def test_who_was_never_there_cannot_be_lost():
    with pytest.raises(ValueError, match=r"^lost must be at most start \+ gained\.$"):
        retention.churn_rate(100, 151, 50)
    assert retention.churn_rate(100, 100, 50) == 1
    for base, there in [("start", "100"), ("mean", "50"), ("end", "0")]:
        with pytest.raises(ValueError, match=rf"^lost must be at most {there}, .*; 150 is more "):
            retention.churn_rate(100, 150, 50, base=base)
    with pytest.raises(ValueError, match=r"^start\[1\] must not be 0 here; otherwise churn_rate has no "):
        retention.churn_rate([100, 0], [5, 0])


def test_a_bucket_loses_its_churn_rate():
    year = lifecycle.leaky_bucket(1000, 0.2, 150, 1).iloc[0]
    assert retention.churn_rate(year["start"], year["lost"], year["acquired"]) == 0.2


def test_the_commonest_cause_comes_first_and_equal_ones_keep_their_order():
    table = retention.churn_causes({"price": 12, "need": 5, "service": 30, "product": 5})
    assert table["cause"].tolist() == ["service", "price", "need", "product"]
    assert table["lost"].tolist() == [30, 12, 5, 5]
    assert table["share"].tolist() == near([30 / 52, 12 / 52, 5 / 52, 5 / 52])
    assert table["running_share"].tolist() == near([30 / 52, 42 / 52, 47 / 52, 1])


@given(
    st.dictionaries(st.text(min_size=1), st.integers(0, 1000), min_size=1).filter(lambda d: any(d.values()))
)
def test_the_causes_together_explain_all_and_the_first_ones_most(lost):
    table = retention.churn_causes(lost)
    assert dict(zip(table["cause"], table["lost"], strict=True)) == lost
    assert table["share"].sum() == near(1)
    assert table["running_share"].iloc[-1] == 1
    assert np.all(np.diff(table["lost"]) <= 0)


def test_no_lost_customers_have_no_causes():
    with pytest.raises(ValueError, match=r"^lost must hold at least one customer\.$"):
        retention.churn_causes({"price": 0, "service": 0})


# Cohorts


def test_cohorts_by_hand():
    assert rows(retention.cohort_retention(log_of(LINES), "2024-03-31")) == [
        ("2024-01", 0, 2, 1.0),
        ("2024-01", 1, 1, 0.5),  # Wu only gave something back
        ("2024-01", 2, 2, 1.0),  # and came again
        ("2024-02", 0, 1, 1.0),  # two days, one customer
        ("2024-02", 1, 0, 0.0),
    ]


def test_lines_after_the_day_do_not_count_and_a_cohort_has_rows_up_to_that_day():
    table = retention.cohort_retention(log_of(LINES), "2024-05-01")
    assert table.groupby("cohort")["age"].max().to_dict() == {"2024-01": 4, "2024-02": 3, "2024-04": 1}
    assert table["customers"].sum() == 7
    early = retention.cohort_retention(log_of(LINES), "2024-01-10")
    assert rows(early) == [("2024-01", 0, 1, 1.0)]


def test_cohorts_by_quarter_and_by_year():
    log = log_of(
        [("a", "2023-12-31", 5), ("b", "2024-01-01", 5), ("a", "2024-03-31", 5), ("b", "2025-01-01", 5)]
    )
    assert rows(retention.cohort_retention(log, "2024-06-30", calendar="quarter")) == [
        ("2023-Q4", 0, 1, 1.0),
        ("2023-Q4", 1, 1, 1.0),
        ("2023-Q4", 2, 0, 0.0),
        ("2024-Q1", 0, 1, 1.0),
        ("2024-Q1", 1, 0, 0.0),
    ]
    assert rows(retention.cohort_retention(log, "2025-01-01", calendar="year")) == [
        ("2023", 0, 1, 1.0),
        ("2023", 1, 1, 1.0),
        ("2023", 2, 0, 0.0),
        ("2024", 0, 1, 1.0),
        ("2024", 1, 1, 1.0),
    ]


def test_other_column_names_and_other_row_orders_give_the_same_table():
    log = log_of(LINES)
    other = log.rename(columns={"customer_id": "who", "date": "day", "amount": "money"}).sample(
        frac=1, random_state=1
    )
    expected = retention.cohort_retention(log, "2024-03-31")
    columns = {"customer_id": "who", "date": "day", "amount": "money"}
    pd.testing.assert_frame_equal(retention.cohort_retention(other, "2024-03-31", **columns), expected)
    assert log.equals(log_of(LINES))
    named = log.assign(customer_id=log["customer_id"].astype("category"), date=pd.to_datetime(log["date"]))
    pd.testing.assert_frame_equal(retention.cohort_retention(named, "2024-03-31"), expected)


def test_a_log_without_a_purchase_has_no_cohorts():
    with pytest.raises(ValueError, match=r"^log has no purchase until as_of, 2023-12-31; a purchase "):
        retention.cohort_retention(log_of(LINES), "2023-12-31")
    with pytest.raises(ValueError, match=r"^log has no purchase until as_of, "):
        retention.cohort_retention(log_of([("a", "2024-01-01", -5)]), "2024-12-31")


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.dates(date(2023, 11, 1), date(2024, 12, 31))),
        min_size=1,
    ),
    st.sampled_from(["month", "quarter", "year"]),
)
def test_every_customer_is_in_one_cohort_and_every_active_period_is_counted_once(lines, calendar):
    log = log_of([(who, day.isoformat(), 1) for who, day in lines])
    table = retention.cohort_retention(log, "2024-12-31", calendar)
    length = {"month": 7, "quarter": 7, "year": 4}[calendar]
    if calendar == "quarter":
        periods = {(who, day.year, (day.month - 1) // 3) for who, day in lines}
    else:
        periods = {(who, day.isoformat()[:length]) for who, day in lines}
    whole = table[table["age"] == 0]
    assert whole["customers"].sum() == log["customer_id"].nunique()
    assert (whole["share"] == 1).all()
    assert table["customers"].sum() == len(periods)
    assert table["share"].between(0, 1).all()
    assert table["cohort"].is_monotonic_increasing


def test_of_the_cdnow_cohort_of_the_first_quarter_a_fifth_buys_again_in_the_next():
    table = retention.cohort_retention(load_cdnow(), "1998-06-30", calendar="quarter")
    assert table["cohort"].unique().tolist() == ["1997-Q1"]
    assert table["customers"].iloc[0] <= 2357
    assert table["share"].iloc[1] == pytest.approx(0.22, abs=0.01)


# Early warning

LIMITS, WEIGHTS = {"recency_days": 90, "usage_drop": 0.5, "complaints": 2}, [5, 3, 2]


def customers(*rows_of):
    return pd.DataFrame(rows_of, columns=["customer_id", "recency_days", "usage_drop", "complaints"])


def test_a_risk_score_by_hand():
    table = customers(("Li", 10, 0, 1), ("Wu", 80, 0.4, 0), ("Hu", 400, 1, 9), ("An", 0, -0.3, 0))
    warned = retention.early_warning(table, LIMITS, WEIGHTS, cut=0.6)
    assert warned["risk"].tolist() == pytest.approx([0.155556, 0.684444, 1, 0], abs=1e-6)
    assert warned["flagged"].tolist() == [False, True, True, False]
    assert warned["customer_id"].tolist() == ["Li", "Wu", "Hu", "An"]
    assert "risk" not in table


def test_a_score_just_at_the_cut_is_flagged():
    """In binary 0.7 · 0.8 + 0.3 · 0.8 is less than 0.8."""
    at = retention.early_warning(customers(("Li", 72, 0.4, 0)), LIMITS, [7, 3, 0], cut=0.8)
    assert at["risk"].tolist() == [0.8]
    assert at["flagged"].tolist() == [True]


@given(st.integers(0, 300), st.integers(0, 300), st.floats(0, 1), st.floats(0, 1))
def test_a_stronger_signal_never_lowers_the_risk_and_only_the_proportions_of_weights_count(
    days, more, drop, cut
):
    table = customers(("a", days, drop, 1), ("b", days + more, drop, 1))
    warned = retention.early_warning(table, LIMITS, WEIGHTS, cut)
    assert warned["risk"].is_monotonic_increasing
    assert warned["risk"].between(0, 1).all()
    assert warned["flagged"].tolist() == (warned["risk"] >= cut).tolist()
    tenfold = retention.early_warning(table, LIMITS, [50, 30, 20], cut)
    assert tenfold["risk"].tolist() == near(warned["risk"].tolist())


def test_a_limit_of_0_and_weights_of_0_are_refused():
    table = customers(("a", 10, 0, 1))
    with pytest.raises(ValueError, match=r"^limits must be more than 0\.$"):
        retention.early_warning(table, [90, 0, 2], WEIGHTS, 0.5)
    with pytest.raises(ValueError, match=r"^weights must not all be 0\.$"):
        retention.early_warning(table, LIMITS, [0, 0, 0], 0.5)
    only_complaints = retention.early_warning(table, LIMITS, [0, 0, 1], 0.5)
    assert only_complaints["risk"].tolist() == [0.5]


def test_precision_and_recall_by_hand():
    quality = retention.warning_quality([0.9, 0.6, 0.2], [0.7, 0.1, 0.3, 0.4], cut=0.6)
    assert (quality.flagged, quality.found) == (3, 2)
    assert (quality.precision, quality.recall) == near((2 / 3, 2 / 3))


def test_warning_everybody_finds_all_leavers_and_warning_nobody_finds_none():
    everybody = retention.warning_quality([0.9, 0.2], [0.7, 0.1], cut=0)
    assert (everybody.flagged, everybody.precision, everybody.recall) == (4, 0.5, 1)
    nobody = retention.warning_quality([0.9, 0.2], [0.7, 0.1], cut=1)
    assert (nobody.flagged, nobody.found, nobody.precision, nobody.recall) == (0, 0, 0, 0)


@given(arguments(retention.warning_quality), st.floats(0, 1))
def test_a_lower_cut_never_finds_fewer_leavers(one, cut):
    low, high = sorted([one["cut"], cut])
    lower, higher = (retention.warning_quality(**one | {"cut": c}) for c in (low, high))
    assert lower.recall >= higher.recall
    assert lower.flagged >= higher.flagged >= higher.found
    both = retention.warning_quality(**one | {"cut": [low, high]})
    assert both.recall.tolist() == [lower.recall, higher.recall]
    assert both.precision.tolist() == [lower.precision, higher.precision]


# Winning back


def candidates(*rows_of):
    return pd.DataFrame(rows_of, columns=["customer_id", "chance", "value", "offer_cost"])


THREE = candidates(("Li", 0.2, 900, 50), ("Wu", 0.5, 400, 40), ("Hu", 0.1, 300, 60))


@pytest.mark.parametrize(
    ("budget", "chosen"),
    [(0, []), (39, []), (40, ["Wu"]), (89, ["Wu"]), (90, ["Li", "Wu"]), (1000, ["Li", "Wu"])],
)
def test_the_budget_goes_first_to_whom_each_unit_wins_most(budget, chosen):
    plan = retention.winback_plan(THREE, budget)
    assert plan.loc[plan["chosen"], "customer_id"].tolist() == chosen
    assert plan["customer_id"].tolist() == ["Li", "Wu", "Hu"]
    assert plan["expected_value"].tolist() == near([130, 160, -30])
    assert "chosen" not in THREE


def test_whom_the_rest_of_the_budget_cannot_pay_is_passed_over_for_a_cheaper_one():
    plan = retention.winback_plan(candidates(("a", 1, 100, 10), ("b", 1, 500, 90), ("c", 1, 50, 30)), 50)
    assert plan["chosen"].tolist() == [True, False, True]


def test_an_attempt_without_cost_is_made_when_there_is_something_to_win():
    plan = retention.winback_plan(candidates(("a", 0.5, 100, 0), ("b", 0.5, 0, 0), ("c", 0.5, -10, 0)), 0)
    assert plan["chosen"].tolist() == [True, False, False]


def test_ten_attempts_of_a_tenth_fit_into_one():
    """In binary ten times 0.1 is more than 1 when added up otherwise."""
    plan = retention.winback_plan(candidates(*[(n, 0.5, 10, 0.1) for n in range(12)]), 1)
    assert plan["chosen"].sum() == 10


ATTEMPTS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(-100, 1000), st.integers(0, 100)), min_size=1, max_size=7
)


@given(ATTEMPTS, st.integers(0, 300))
def test_a_plan_keeps_to_the_budget_and_tries_for_nobody_at_a_loss(attempts, budget):
    plan = retention.winback_plan(candidates(*[(n, *a) for n, a in enumerate(attempts)]), budget)
    tried = plan[plan["chosen"]]
    assert tried["offer_cost"].sum() <= budget
    assert (tried["expected_value"] > 0).all()
    left_out = plan[~plan["chosen"] & (plan["expected_value"] > 0)]
    assert (left_out["offer_cost"] > budget - tried["offer_cost"].sum()).all()


@given(ATTEMPTS, st.integers(0, 300))
def test_where_all_cost_the_same_no_choice_is_better(attempts, budget):
    same = candidates(*[(n, chance, value, 50) for n, (chance, value, _) in enumerate(attempts)])
    plan = retention.winback_plan(same, budget)
    values = plan["expected_value"].tolist()
    best = max(
        sum(c) for k in range(budget // 50 + 1) for c in itertools.combinations(values, min(k, len(values)))
    )
    assert plan.loc[plan["chosen"], "expected_value"].sum() == near(max(best, 0))


# Expectations


def test_the_same_gift_delights_less_each_time():
    path = retention.expectation_path([9, 9, 9, 9], expected=5, adaptation=0.5)
    assert path["expected"].tolist() == [5, 7, 8, 8.5]
    assert path["satisfaction"].tolist() == [4, 2, 1, 0.5]
    assert path["time"].tolist() == [1, 2, 3, 4]


@pytest.mark.parametrize(("adaptation", "times"), [(0.5, 6), (0.25, 13), (0.9, 2)])
def test_how_often_the_gift_delights_by_at_least_a_tenth(adaptation, times):
    path = retention.expectation_path([9] * 50, expected=5, adaptation=adaptation)
    assert (path["satisfaction"] >= 0.1).sum() == times


@given(arguments(retention.expectation_path))
def test_each_expectation_lies_between_the_last_one_and_what_was_perceived(one):
    path = retention.expectation_path(**one)
    before, after = path["expected"].to_numpy()[:-1], path["expected"].to_numpy()[1:]
    seen = path["perceived"].to_numpy()[:-1]
    assert np.all(after >= np.minimum(before, seen) - 1e-9)
    assert np.all(after <= np.maximum(before, seen) + 1e-9)
    assert path["satisfaction"].tolist() == near((path["perceived"] - path["expected"]).tolist())


def test_who_never_learns_is_always_as_delighted_and_who_learns_at_once_only_by_change():
    assert retention.expectation_path([9, 9, 9], 5, adaptation=0)["satisfaction"].tolist() == [4, 4, 4]
    assert retention.expectation_path([9, 9, 7], 5, adaptation=1)["satisfaction"].tolist() == [4, 0, -2]


def test_to_delight_as_much_each_time_one_must_be_better_each_time():
    path = retention.expectation_path([7, 8, 9, 10], expected=5, adaptation=0.5)
    assert path["satisfaction"].tolist() == [2, 2, 2, 2]


# Promised times


def test_the_share_within_24_hours_counts_the_24th():
    assert retention.within_limit([3, 20, 30, 23.5], 24) == 0.75
    assert retention.within_limit([24, 24.01], 24) == 0.5
    assert retention.within_limit([5, 10, 20], [0, 10, 100]).tolist() == near([0, 2 / 3, 1])


@given(arguments(retention.within_limit), st.floats(0, 50))
def test_a_longer_limit_is_never_kept_less_often(one, limit):
    low, high = sorted([one["limit"], limit])
    assert retention.within_limit(one["times"], low) <= retention.within_limit(one["times"], high)


def test_a_hole_in_a_column_that_is_not_looked_at_does_not_stop_the_warning():
    signals = pd.DataFrame({"recency_days": [10], "usage_drop": [0.0], "complaints": [1], "age": [np.nan]})
    warned = retention.early_warning(signals, limits=[90, 0.5, 2], weights=[5, 3, 2], cut=0.6)
    assert warned.loc[0, "risk"] == pytest.approx(0.1556, abs=1e-4)


def test_a_difference_that_choosing_made_is_not_counted_as_the_work_of_the_film():
    sent = retention.film_study(film_effect=0, mood_lead=2, self_chosen=0, viewers=100)
    chose = retention.film_study(film_effect=0, mood_lead=2, self_chosen=1, viewers=100)
    assert (sent.ahead_before, sent.ahead_after, chose.ahead_after) == (0, 0, 2)
    # sent: marks vary by 1 for luck and by 1 for mood; chose: each group has one mood only
    assert near(sent.study_error) == 0.2 * 2**0.5
    assert near(chose.study_error) == 0.2


def test_the_error_of_a_study_is_that_of_many_drawn_studies():
    rng = np.random.default_rng(5)
    good = rng.random((4000, 60)) < 0.5
    film = np.where(rng.random((4000, 60)) < 0.4, good, rng.random((4000, 60)) < 0.5)
    marks = good + 0.5 * film + rng.normal(0, 1, (4000, 60))
    seen = np.nanmean(np.where(film, marks, np.nan), axis=1) - np.nanmean(
        np.where(film, np.nan, marks), axis=1
    )
    study = retention.film_study(film_effect=0.5, mood_lead=1, self_chosen=0.4, viewers=60)
    assert seen.mean() == pytest.approx(study.ahead_after, abs=0.02)
    assert seen.std() == pytest.approx(study.study_error, rel=0.05)
