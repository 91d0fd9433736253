"""The life of a customer base and of a relationship: the source's numbers, and what each model promises."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import arguments, quantity, typical

from crmlab import clv, lifecycle, retention
from crmlab.datasets import make_logistics
from crmlab.declared import names
from crmlab.lifecycle import DRIVERS, SCHEMES, STAGES

CHURN = typical(quantity(lifecycle.mean_life, "churn"))
YEARS = typical(quantity(lifecycle.leaky_bucket, "years"))
CREDIT_CARD = [-51, 30, 42, 44, 49, 55]


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def lists(table):
    return table.to_dict("list")


# How long customers stay (inventory N2, N3)


def test_firm_a_keeps_its_customers_for_5_years_and_firm_b_for_10():
    assert lifecycle.group_life(100, 20) == 5
    assert lifecycle.group_life(100, 10) == 10
    assert lifecycle.mean_life([0.2, 0.1]).tolist() == [5, 10]


def test_firm_a_must_win_20_a_year_and_firm_b_10_so_holding_the_base_costs_a_twice_as_much():
    needed = lifecycle.leaky_bucket(100, 0.2, 20, 5)
    assert needed["end"].tolist() == [100] * 5
    assert needed["lost"].sum() == 100
    assert lifecycle.holding_cost(100, [0.2, 0.1], acquisition_cost=60).tolist() == [1200, 600]
    assert lifecycle.holding_cost(100, 0.1, 60, retention_cost=5) == 1100


def test_ten_percent_churn_empties_the_base_in_10_years_only_when_read_linearly():
    after_10 = lifecycle.survival_table(100, 0.1, 10).iloc[-1]
    assert after_10["linear"] == near(0)
    assert round(after_10["geometric"], 2) == 34.87
    assert round(lifecycle.surviving(0.1, 10), 4) == 0.3487
    assert round(lifecycle.surviving(0.2, 5), 4) == 0.3277


def test_the_half_lives_of_firms_a_and_b():
    assert round(lifecycle.half_life(0.1), 2) == 6.58
    assert round(lifecycle.half_life(0.2), 2) == 3.11


def test_at_the_mean_life_about_a_third_is_still_there_and_in_the_limit_one_in_e():
    for churn, share in [(0.2, 0.328), (0.1, 0.349), (0.001, 0.368)]:
        assert round(lifecycle.surviving(churn, lifecycle.mean_life(churn)), 3) == share


@given(st.integers(1, 1000), st.floats(0.5, 500))
def test_group_life_is_one_divided_by_churn(customers, lost):
    life = lifecycle.group_life(customers, lost)
    assert life * lost == near(customers)
    if lost <= customers:
        assert life == near(lifecycle.mean_life(lost / customers))


@given(CHURN)
def test_the_mean_life_is_the_sum_of_all_survival_shares(churn):
    assert np.sum(lifecycle.surviving(churn, np.arange(1000))) == near(lifecycle.mean_life(churn))


@given(CHURN, st.floats(0, 50), st.floats(0, 50))
def test_survival_starts_whole_multiplies_over_time_and_halves_at_the_half_life(churn, first, then):
    both = lifecycle.surviving(churn, first) * lifecycle.surviving(churn, then)
    assert lifecycle.surviving(churn, first + then) == near(both)
    assert lifecycle.surviving(churn, 0) == 1
    assert lifecycle.surviving(churn, lifecycle.half_life(churn)) == near(0.5)
    assert lifecycle.half_life(churn) < lifecycle.mean_life(churn)


def test_without_churn_all_stay_and_no_life_has_a_mean_or_a_half():
    assert lifecycle.surviving(0, 100) == 1
    for call in (lifecycle.mean_life, lifecycle.half_life):
        with pytest.raises(ValueError, match=r"^churn must be more than 0; "):
            call([0.1, 0])
    with pytest.raises(ValueError, match=r"^lost_per_year must be more than 0; "):
        lifecycle.group_life(100, 0)


def test_when_all_leave_within_a_year_the_mean_life_is_one_year_and_half_have_left_no_one_knows_when():
    assert lifecycle.mean_life(1) == 1
    with pytest.raises(ValueError, match=r"^churn must be less than 1; "):
        lifecycle.half_life([0.5, 1])
    assert lifecycle.surviving(1, [0, 1, 2]).tolist() == [1, 0, 0]


@given(st.integers(1, 10_000), CHURN, YEARS)
def test_the_linear_reading_never_keeps_more_than_the_geometric_one(customers, churn, years):
    table = lifecycle.survival_table(customers, churn, years)
    assert table["year"].tolist() == list(range(years + 1))
    assert (table["linear"] <= table["geometric"] + 1e-9).all()
    assert (table["linear"] >= 0).all()
    for reading in ("linear", "geometric"):
        assert table[reading].iloc[:2].tolist() == near([customers, customers * (1 - churn)])


def test_relationships_that_still_last_lengthen_the_mean():
    assert lifecycle.mean_tenure([1, 2, 3], running=[6, 8]) == near(20 / 3)
    assert lifecycle.mean_tenure([1, 2, 3], running=[0]) == 2


@given(st.lists(st.floats(0, 50), min_size=1), st.lists(st.floats(0, 50), min_size=1))
def test_the_mean_tenure_is_never_shorter_than_that_of_the_ended_ones(ended, running):
    assert lifecycle.mean_tenure(ended, running) >= np.mean(ended) - 1e-9


def test_the_mean_tenure_finds_the_life_that_made_the_data():
    """Observed for 8 years at a churn of 0.2: the mean life is 5 years, that of the ended ones is less."""
    age = np.random.default_rng(5).geometric(0.2, size=20_000)
    ended, running = age[age <= 8], np.full((age > 8).sum(), 8)
    assert lifecycle.mean_tenure(ended, running) == pytest.approx(5, rel=0.02)
    assert ended.mean() < 3.5


# The leaky bucket


def test_a_bucket_year_by_year():
    assert lists(lifecycle.leaky_bucket(1000, 0.2, 150, years=3)) == {
        "year": [1, 2, 3],
        "start": [1000, 950, 910],
        "lost": [200, 190, 182],
        "acquired": [150, 150, 150],
        "end": [950, 910, 878],
    }


def test_newcomers_can_leave_only_from_the_next_year():
    table = lifecycle.leaky_bucket(0, 0.5, 100, years=2)
    assert table["lost"].tolist() == [0, 50]
    assert table["end"].tolist() == [100, 150]


@given(arguments(lifecycle.leaky_bucket))
def test_no_customer_appears_or_vanishes_between_the_years(one):
    table = lifecycle.leaky_bucket(**one)
    assert len(table) == one["years"]
    assert table["start"].iloc[0] == one["customers"]
    assert table["start"].iloc[1:].tolist() == table["end"].iloc[:-1].tolist()
    assert (table["start"] - table["lost"] + table["acquired"]).tolist() == near(table["end"].tolist())
    assert table["lost"].tolist() == near((one["churn"] * table["start"]).tolist())


@given(arguments(lifecycle.leaky_bucket))
def test_the_base_moves_towards_what_is_won_times_the_mean_life(one):
    level = one["acquired"] * lifecycle.mean_life(one["churn"])
    ends = lifecycle.leaky_bucket(**one | {"years": 1000})["end"]
    assert ends.iloc[-1] == near(level)
    assert np.all(np.diff(np.abs(ends - level)) <= 1e-6)


def test_without_churn_the_bucket_fills_and_with_full_churn_only_newcomers_are_there():
    assert lifecycle.leaky_bucket(10, 0, 5, 3)["end"].tolist() == [15, 20, 25]
    assert lifecycle.leaky_bucket(10, 1, 5, 3)["end"].tolist() == [5, 5, 5]


def test_a_base_of_several_firms_at_once_is_refused():
    with pytest.raises(TypeError, match=r"^churn must be one number; got a list of 2\.$"):
        lifecycle.leaky_bucket(100, [0.1, 0.2], 10, 3)


@given(arguments(lifecycle.holding_cost))
def test_holding_a_base_costs_what_replacing_its_leavers_costs(one):
    lost = lifecycle.leaky_bucket(one["customers"], one["churn"], 0, 1)["lost"].iloc[0]
    kept = one["customers"] * one["retention_cost"]
    assert lifecycle.holding_cost(**one) == near(lost * one["acquisition_cost"] + kept)


# What five points of retention are worth (inventory N15)


@pytest.mark.parametrize(
    ("retention", "rate", "uplift"),
    [(0.6, 0, 0.143), (0.75, 0, 0.25), (0.85, 0.1, 0.25), (0.8912, 0, 0.85), (0.9, 0, 1.0)],
)
def test_five_points_are_worth_14_to_100_percent_by_where_one_starts(retention, rate, uplift):
    assert round(lifecycle.retention_uplift(retention, 0.05, rate), 3) == uplift


def test_with_the_first_margin_at_risk_five_points_from_75_percent_are_worth_a_third():
    at_risk = clv.retention_multiple(0.8, 0) / clv.retention_multiple(0.75, 0) - 1
    assert round(at_risk, 3) == 0.333
    certain = clv.lifetime_value(1, 0.8, 0, when="start") / clv.lifetime_value(1, 0.75, 0, when="start") - 1
    assert certain == near(lifecycle.retention_uplift(0.75, 0.05))


def test_the_claims_of_25_and_85_percent_need_a_retention_of_75_and_89_percent():
    assert lifecycle.retention_for_uplift([0.25, 0.85, 1], 0.05).round(3).tolist() == [0.75, 0.891, 0.9]
    assert lifecycle.retention_for_uplift(0.25, 0.05, 0.1) == near(0.85)


def test_at_ten_percent_interest_no_retention_makes_five_points_worth_85_percent():
    """It would have to be 99.1 %, and five points more are over 100 %; from 95 % they are worth half."""
    with pytest.raises(
        ValueError, match=r"^uplift would need a retention of 0\.991, outside 0 to 1 − gain\.$"
    ):
        lifecycle.retention_for_uplift(0.85, 0.05, 0.1)
    with pytest.raises(ValueError, match=r"^retention \+ gain must be at most 1; got 1\.041\.$"):
        lifecycle.retention_uplift(0.991, 0.05, 0.1)
    assert lifecycle.retention_uplift(0.95, 0.05, 0.1) == near(0.5)


@given(arguments(lifecycle.retention_for_uplift))
def test_the_retention_for_an_uplift_brings_this_uplift(one):
    retention = lifecycle.retention_for_uplift(**one)
    assert lifecycle.retention_uplift(retention, one["gain"], one["rate"]) == near(one["uplift"])


@given(arguments(lifecycle.retention_uplift), st.floats(0, 0.05))
def test_points_are_worth_more_the_more_are_kept_already_and_less_at_interest(one, more):
    uplift = lifecycle.retention_uplift(**one)
    assert uplift > 0
    assert lifecycle.retention_uplift(**one | {"retention": one["retention"] + more}) >= uplift - 1e-9
    assert lifecycle.retention_uplift(**one | {"rate": one["rate"] + more}) <= uplift + 1e-9
    assert lifecycle.retention_uplift(**one | {"gain": 0}) == 0


@pytest.mark.parametrize("percent", range(50, 100))
def test_when_nobody_leaves_any_more_and_there_is_no_interest_the_value_has_no_end(percent):
    """In binary 0.83 + 0.17 need not be 1."""
    with pytest.raises(ValueError, match=r"^retention \+ gain must be less than 1 \+ rate; "):
        lifecycle.retention_uplift(percent / 100, (100 - percent) / 100)
    assert lifecycle.retention_uplift(percent / 100, (100 - percent) / 100, rate=0.1) > 0


@pytest.mark.parametrize(("uplift", "gain"), [(0, 0.05), (0.25, 0), (0, 0)])
def test_no_gain_or_no_uplift_asks_for_no_retention(uplift, gain):
    with pytest.raises(ValueError, match=r"^uplift and gain must be more than 0\.$"):
        lifecycle.retention_for_uplift(uplift, gain)


def test_a_small_uplift_from_many_points_needs_less_than_no_retention():
    with pytest.raises(ValueError, match=r"^uplift would need a retention of -0\.200, "):
        lifecycle.retention_for_uplift(0.05, 0.0571428571428571)


# The stages of a relationship


def test_every_stage_of_every_scheme_has_its_name_in_both_languages():
    keys = {f"{scheme}.{stage}" for scheme, stages in SCHEMES.items() for stage in stages}
    assert keys == set(names.vocabulary("stages"))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_keeps_its_order_and_is_nearest_to_itself(scheme):
    table = lifecycle.stage_names(scheme, scheme)
    assert table["stage"].tolist() == list(SCHEMES[scheme])
    assert all(
        stage in near.split(", ") for stage, near in zip(table["stage"], table["nearest"], strict=True)
    )


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("other", SCHEMES)
def test_when_one_stage_is_near_another_the_other_is_near_to_it(scheme, other):
    def pairs(table):
        return {
            (stage, near)
            for stage, nearest in zip(table["stage"], table["nearest"], strict=True)
            for near in nearest.split(", ")
            if near
        }

    there = pairs(lifecycle.stage_names(scheme, other))
    back = pairs(lifecycle.stage_names(other, scheme))
    assert there == {(stage, near) for near, stage in back}


def test_chens_stages_stand_where_the_literature_puts_them():
    table = lifecycle.stage_names("chen")
    assert table["chinese"].tolist() == ["考察期", "形成期", "稳定期", "退化期"]
    assert table["nearest"].tolist() == ["awareness, exploration", "expansion", "commitment", "dissolution"]
    assert lifecycle.stage_names("dwyer")["nearest"].tolist() == list(SCHEMES["dwyer"])


def test_the_ladder_of_use_knows_no_decline():
    assert lifecycle.stage_names("chen", "ladder")["nearest"].iloc[-1] == ""


def test_what_comes_nearest_is_always_a_stage_of_dwyer():
    for stages in SCHEMES.values():
        for nearest in stages.values():
            assert nearest and set(nearest.split()) <= set(SCHEMES["dwyer"])


# Level and profit over the life


INVERTED_U = {"exploration": 0.1, "formation": 0.8, "stability": 1, "decline": 0.2}


def test_a_level_by_hand():
    table = lifecycle.relationship_level([2, 1, 2, 1], [0.2, 0.8, 1, 0])
    assert table["stage"].tolist() == ["exploration"] * 2 + ["formation"] + ["stability"] * 2 + ["decline"]
    assert table["level"].tolist() == near([0.05, 0.15, 0.5, 0.85, 0.95, 0.5])


@given(st.fixed_dictionaries(dict.fromkeys(STAGES, st.integers(1, 10))))
def test_growth_is_slow_then_fast_then_slow_and_decline_is_a_fall(years):
    table = lifecycle.relationship_level(years, INVERTED_U)
    assert table["stage"].value_counts().to_dict() == years
    assert table["level"].idxmax() in {
        table.index[table["stage"] == "stability"][-1],
        table.index[table["stage"] == "decline"][0],
    }
    steps = {stage: np.diff(levels) for stage, levels in table.groupby("stage")["level"]}
    assert all(np.all(steps[stage] > 0) for stage in STAGES[:3])
    assert np.all(steps["decline"] < 0)


def test_a_stage_may_be_missing_but_not_all():
    table = lifecycle.relationship_level([2, 0, 1, 0], [0.2, 0.5, 1, 0])
    assert table["level"].tolist() == near([0.05, 0.15, 0.75])
    with pytest.raises(ValueError, match=r"^stage_years must hold at least one year\.$"):
        lifecycle.relationship_level([0, 0, 0, 0], [0.2, 0.5, 1, 0])


@given(st.integers(1, 8), st.integers(1, 8))
def test_the_levels_of_a_stage_add_up_to_its_years_at_its_mean_level(first, second):
    """So a total profit is stage lengths times profit levels, whatever the lengths."""
    level = lifecycle.relationship_level([first, second, 0, 0], [0.4, 1, 1, 1])["level"]
    assert level.sum() == near(first * 0.2 + second * 0.7)


def test_the_credit_card_customer_as_base_profit_and_drivers():
    level = [(profit - 30) / 25 for profit in CREDIT_CARD[1:]]
    life = lifecycle.profit_curve(level, 30, {"growth": 10, "savings": 5, "referrals": 6, "price": 4}, 51)
    assert life.table["profit"].tolist() == near(CREDIT_CARD)
    assert life.table["running_total"].tolist() == near([-51, -21, 21, 65, 114, 169])
    assert life.total == near(169)
    assert life.peak_year == 5
    assert round(clv.present_value(life.table["profit"], 0.1, "start"), 2) == 111.66
    assert clv.break_even_year(life.table["profit"]) == 2


def test_one_more_stable_year_brings_the_profit_of_a_stable_year():
    drivers, years = [40, 10, 15, 5], {"exploration": 2, "formation": 2, "stability": 3, "decline": 1}
    flat = {"exploration": 0, "formation": 1, "stability": 1, "decline": 0}
    totals = [
        lifecycle.profit_curve(lifecycle.relationship_level(lengths, flat)["level"], 30, drivers).total
        for lengths in (years, years | {"stability": 4})
    ]
    assert totals[1] - totals[0] == near(30 + 70)


def test_a_price_concession_takes_away_what_a_price_premium_of_that_size_adds():
    premium, none, concession = (
        lifecycle.profit_curve([0.2, 1, 0.5], 30, [40, 10, 15, price]).total for price in (5, 0, -5)
    )
    assert premium - none == near(none - concession)
    assert premium - none == near(5 * 1.7)


def test_when_the_drivers_take_away_the_first_year_is_the_best():
    life = lifecycle.profit_curve([0.1, 0.5, 1, 0.4], 30, [0, 0, -10, -5], 80)
    assert life.peak_year == 1
    assert life.total == near(4 * 30 - 2 * 15 - 80)


@given(arguments(lifecycle.profit_curve))
def test_the_parts_of_the_profit_add_up_by_year_and_over_the_life(one):
    life = lifecycle.profit_curve(**one)
    table = life.table
    assert table["year"].tolist() == list(range(len(one["level"]) + 1))
    assert table[["acquisition", "base", *DRIVERS]].sum(axis=1).tolist() == near(table["profit"].tolist())
    assert table["profit"].sum() == near(life.total)
    assert table["running_total"].iloc[-1] == near(life.total)
    assert table["profit"].iloc[life.peak_year] == table["profit"].iloc[1:].max()
    assert table.iloc[0]["profit"] == -one["acquisition_cost"]


def test_a_level_may_come_as_a_column_and_is_not_changed():
    curve = lifecycle.relationship_level([1, 1, 1, 1], [0.1, 0.8, 1, 0])
    before = curve.copy()
    as_list = lifecycle.profit_curve(curve["level"].tolist(), 30, [1, 2, 3, 4]).table
    pd.testing.assert_frame_equal(lifecycle.profit_curve(curve["level"], 30, [1, 2, 3, 4]).table, as_list)
    pd.testing.assert_frame_equal(curve, before)


def test_the_lessons_churn_counts_above_and_below_the_same_group():
    """Of those there at the start: 8.8, 14.9, 12.7 %; with who joined and left within the year 10, 17, 13."""
    contracts = make_logistics(customers=400, seed=1).contracts
    left_in, joined_in = contracts["end"].dt.year, contracts["start"].dt.year
    years = range(2023, 2026)
    there = [int(((joined_in < year) & ~(left_in < year)).sum()) for year in years]
    old = [int(((left_in == year) & (joined_in < year)).sum()) for year in years]
    assert (there, old) == ([283, 303, 299], [25, 45, 38])
    assert retention.churn_rate(there, old).round(3).tolist() == [0.088, 0.149, 0.127]
    everybody = [int((left_in == year).sum()) for year in years]
    assert retention.churn_rate(there, everybody).round(2).tolist() == [0.10, 0.17, 0.13]
