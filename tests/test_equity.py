"""Customer equity: the source documents' tables to the printed digit, and what mathematics demands."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import arguments

from crmlab import clv, equity

MAGAZINE = [0.60, 0.65, 0.70, 0.75, 0.78, 0.79, 0.80, 0.80, 0.80]
BRANDS = pd.DataFrame(
    {"name": ["ours", "theirs", "new"], "value": [7, 6, 8], "brand": [5, 6, 2], "relationship": [6, 5, 1]}
)
WEIGHTS = {"value": 0.4, "brand": 0.3, "relationship": 0.3}
PLAN = {
    "margin": 100,
    "rate": 0.1,
    "acquisition_outlay": 10,
    "acquired_share": 0.1,
    "acquisition_ceiling": 0.3,
    "retention_outlay": 10,
    "retained_share": 0.6,
    "retention_ceiling": 0.9,
}


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-6)


# The magazine cohort (inventory N1)


def test_the_magazine_cohort_is_worth_97695_and_66940_and_6694_cents_a_customer():
    table = equity.cohort_table(1000, 5.90, 45.90, MAGAZINE, rate=0.15)
    assert round(table["profit"].sum(), 2) == 97_695.40
    assert round(table["present_value"].sum(), 2) == 66_940.31
    assert round(table["present_value"].sum() / 1000, 2) == 66.94


def test_the_magazine_table_to_the_printed_digit():
    table = equity.cohort_table(1000, 5.90, 45.90, MAGAZINE, rate=0.15)
    assert list(table) == ["year", "retention", "customers", "profit", "discount_factor", "present_value"]
    assert table["year"].tolist() == list(range(1, 11))
    assert table["retention"].tolist() == [1.0, *MAGAZINE]
    assert table["customers"].round(3).tolist() == [
        1000, 600, 390, 273, 204.75, 159.705, 126.167, 100.934, 80.747, 64.597
    ]  # fmt: skip
    assert table["present_value"].round(2).tolist() == [
        5900, 23947.83, 13535.73, 8239.14, 5373.35, 3644.53, 2503.64, 1741.66, 1211.59, 842.84
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("later", "profit", "worth"),
    [
        ([0.70] * 300, 93_110, 64_439),  # 70 % for ever
        ([0.70] + [0.75] * 8, 97_700.35, 66_565.50),  # 75 % until year 12: near in one total only
    ],
)
def test_other_readings_of_and_so_on_miss_the_magazine_totals(later, profit, worth):
    table = equity.cohort_table(1000, 5.90, 45.90, [0.60, 0.65, *later], rate=0.15)
    assert table["profit"].sum() == pytest.approx(profit, abs=0.5)
    assert table["present_value"].sum() == pytest.approx(worth, abs=0.5)


@given(arguments(equity.cohort_table))
def test_a_cohort_is_so_many_single_customers_and_starts_one_year_of_interest_earlier(one):
    start, end = (
        equity.cohort_table(**one | {"when": when})["present_value"].sum() for when in ("start", "end")
    )
    assert start == near(end * (1 + one["rate"]))
    single = equity.cohort_table(**one | {"size": 1, "when": "start"})["present_value"].sum()
    assert start == near(single * one["size"])


@given(st.floats(0, 1), st.floats(0.02, 0.2))
def test_with_one_retention_rate_a_cohort_is_the_lifetime_value_times_its_size(retention, rate):
    table = equity.cohort_table(50, 100, 100, [retention] * 6, rate, when="start")
    value = clv.lifetime_value(100, retention, rate, years=7, when="start")
    assert table["present_value"].sum() == near(50 * value)


def test_a_cohort_may_be_lost_at_once_or_stay_whole_and_may_be_empty():
    table = equity.cohort_table(10, 1, 1, [1, 0, 0.5], 0)
    assert table["customers"].tolist() == [10, 10, 0, 0]
    assert table["profit"].sum() == table["present_value"].sum() == 20
    assert equity.cohort_table(0, 1, 1, [0.5], 0.1)["customers"].tolist() == [0, 0]


def test_a_cohort_is_made_from_one_number_each():
    with pytest.raises(TypeError, match=r"^rate must be one number; got a list of 2\.$"):
        equity.cohort_table(10, 1, 1, [0.5], [0.1, 0.2])


# Hughes' table (inventory N5)


@pytest.mark.parametrize(
    ("revenues", "retention", "rate", "when"),
    [([170, 170, 170], [0.70, 0.70], 0.10, "end"), ([170, 180, 190], [0.60, 0.70], 0.14, "start")],
)
def test_two_invented_tables_of_ten_thousand_customers_are_worth_6608_cents_each(
    revenues, retention, rate, when
):
    table = equity.lifetime_table(10_000, revenues, 0.5, 20, 60, retention, rate, when)
    assert round(table["lifetime_value"].iloc[-1], 2) == 66.08
    assert table["acquisition_cost"].tolist() == [600_000, 0, 0]


def test_acquisition_paid_at_once_is_not_discounted():
    table = equity.lifetime_table(10_000, [170] * 3, 0.5, 20, 0, [0.7, 0.7], 0.10, "end")
    assert round(table["lifetime_value"].iloc[-1] - 60, 2) == 60.62


@given(arguments(equity.lifetime_table))
def test_the_lifetime_table_adds_up(one):
    table = equity.lifetime_table(**one)
    costs = table[["direct_cost", "service_cost", "acquisition_cost"]].sum(axis=1)
    assert table["profit"].tolist() == near((table["revenue"] - costs).tolist())
    assert table["cumulative"].iloc[-1] == near(table["present_value"].sum())
    assert (table["lifetime_value"] * one["size"]).tolist() == near(table["cumulative"].tolist())
    assert table["direct_cost"].tolist() == near((table["revenue"] * one["direct_cost_share"]).tolist())


@given(arguments(equity.lifetime_table))
def test_with_equal_margins_the_lifetime_table_is_the_cohort_table(one):
    one |= {"revenues": [one["revenues"][0]] * 4}
    table = equity.lifetime_table(**one)
    margin = one["revenues"][0] * (1 - one["direct_cost_share"]) - one["service_cost"]
    cohort = equity.cohort_table(
        one["size"], margin - one["acquisition_cost"], margin, one["retention"], one["rate"], one["when"]
    )
    assert table["present_value"].tolist() == near(cohort["present_value"].tolist())
    assert table["customers"].tolist() == cohort["customers"].tolist()


def test_a_table_that_does_not_fit_together_is_refused():
    with pytest.raises(ValueError, match="^revenues must have one value more than retention, .* got 2 and 2"):
        equity.lifetime_table(10, [170, 170], 0.5, 20, 60, [0.7, 0.7], 0.1)
    with pytest.raises(ValueError, match="^size must be at least 1"):
        equity.lifetime_table(0, [170, 170], 0.5, 20, 60, [0.7], 0.1)


# All customers together


def test_customer_equity_is_the_sum_and_says_who_has_which_share():
    found = equity.customer_equity({"present": 600, "potential": 200, "lost": -50})
    assert found.total == 750 and type(found.total) is float
    assert found.table["name"].tolist() == ["present", "potential", "lost"]
    assert found.table["share"].tolist() == near([0.8, 4 / 15, -1 / 15])


@pytest.mark.parametrize("kind", [list, np.array, pd.Series, tuple])
def test_customer_equity_takes_values_without_names_too(kind):
    found = equity.customer_equity(kind([600, 400]))
    assert found.total == 1000
    assert list(found.table) == ["name", "value", "share"]
    assert found.table["share"].tolist() == [0.6, 0.4]


def test_customer_equity_of_cohorts_is_the_sum_of_their_tables():
    cohorts = {year: equity.cohort_table(1000, 10, 40, [0.6], 0.1)["present_value"].sum() for year in (1, 2)}
    assert equity.customer_equity(cohorts).total == near(2 * (10_000 + 24_000 / 1.1))


def test_customers_worth_nothing_together_have_no_shares():
    with pytest.raises(ValueError, match="^values must not add up to 0"):
        equity.customer_equity([5, -5])


@given(arguments(equity.base_equity))
def test_a_base_is_its_size_times_lifetime_value(one):
    single = one["margin"] * clv.retention_multiple(one["retention"], one["rate"], one["growth"])
    assert equity.base_equity(**one) == near(one["customers"] * single)


def test_satisfied_customers_on_the_balance_sheet():
    """A million loyal customers, 80 % of whom return, at a margin of 200 a year."""
    assert round(equity.base_equity(1_000_000, 200, 0.8, 0.12), 2) == 500_000_000


def test_ten_percent_more_retention_matters_more_than_ten_percent_more_customers():
    table = clv.sensitivity(equity.base_equity, customers=1000, margin=100, retention=0.8, rate=0.1)
    swing = table.set_index("parameter")["swing"]
    assert swing["retention"] > swing["customers"] > swing["rate"]
    assert swing["customers"] == near(swing["margin"])


@given(st.floats(0.5, 0.9), st.floats(0.02, 0.2))
def test_a_small_change_of_one_percent_moves_the_value_by_the_elasticity(retention, rate):
    given = {"customers": 1000, "margin": 100, "retention": retention, "rate": rate}
    table = clv.sensitivity(equity.base_equity, 0.001, **given).set_index("parameter")
    moved = table["swing"] / equity.base_equity(**given) / 0.002
    room = 1 + rate - retention
    expected = {"margin": 1, "customers": 1, "retention": (1 + rate) / room, "rate": rate / room}
    assert moved.to_dict() == pytest.approx(expected, rel=1e-3)


# The three drivers


def test_probabilities_of_choice_add_up_in_every_row_and_follow_the_ratings():
    table = equity.switching_probabilities(BRANDS, WEIGHTS)
    switching = table.drop(columns="last").to_numpy()
    assert table["last"].tolist() == list(table)[1:] == ["ours", "theirs", "new"]
    assert switching.sum(axis=1).tolist() == near([1, 1, 1])
    assert np.ptp(switching, axis=0).max() < 1e-12  # without inertia the last brand does not matter
    odds = np.log(switching[0, 0] / switching[0, 1])
    assert odds == near(0.4 * (7 - 6) + 0.3 * (5 - 6) + 0.3 * (6 - 5))


def test_inertia_keeps_customers_and_equal_brands_share_them_equally():
    equal = BRANDS.assign(value=5, brand=5, relationship=5)
    shared = equity.switching_probabilities(equal, WEIGHTS).drop(columns="last").to_numpy()
    assert shared.ravel().tolist() == near([1 / 3] * 9)
    stays = [np.diag(equity.switching_probabilities(BRANDS, WEIGHTS, i).iloc[:, 1:]) for i in (0, 1, 3)]
    assert np.all(stays[0] < stays[1]) and np.all(stays[1] < stays[2])
    assert np.all(np.isfinite(equity.switching_probabilities(BRANDS, WEIGHTS, 100).iloc[:, 1:]))


@pytest.mark.parametrize("driver", equity.DRIVERS)
def test_a_better_rating_raises_our_value_and_lowers_theirs(driver):
    better = BRANDS.assign(**{driver: BRANDS[driver] + [1, 0, 0]})
    before, after = (
        equity.switching_value(ratings, WEIGHTS, margin=100, rate=0.1, years=5, inertia=1)["lifetime_value"]
        for ratings in (BRANDS, better)
    )
    assert after[0] > before[0] and after[1] < before[1] and after[2] < before[2]


@pytest.mark.parametrize(("industry", "best"), [("car rental", "relationship"), ("car sales", "value")])
def test_in_each_industry_another_driver_is_the_best_to_improve(industry, best):
    def our_value(driver):
        ratings = BRANDS.assign(**{driver: BRANDS[driver] + [1, 0, 0]})
        worth = equity.switching_value(ratings, equity.INDUSTRY_WEIGHTS[industry], 100, 0.1, 5)
        return worth["lifetime_value"][0]

    assert max(equity.DRIVERS, key=our_value) == best


@given(st.floats(0, 5), st.floats(0.02, 0.2), st.integers(1, 10))
def test_a_customer_who_may_come_back_is_worth_at_least_one_who_is_lost_for_good(inertia, rate, years):
    worth = equity.switching_value(BRANDS, WEIGHTS, 100, rate, years, inertia)
    for repeat, value in zip(worth["repeat"], worth["lifetime_value"], strict=True):
        assert value >= clv.lifetime_value(100, repeat, rate, years) - 1e-9
    if years == 1:
        assert worth["lifetime_value"].tolist() == near((100 * worth["repeat"] / (1 + rate)).tolist())


TWO = {
    "ours": dict(BRANDS.set_index("name").loc["ours"]),
    "theirs": dict(BRANDS.set_index("name").loc["theirs"]),
}


def test_two_brands_year_by_year_follow_a_hand_count():
    """Equal ratings, no inertia: one in two each year; 100 at 10 % are worth 45.45, then 41.32."""
    same = {"value": 5, "brand": 5, "relationship": 5}
    table = equity.switching_table(same, same, WEIGHTS, margin=100, rate=0.1, years=2)
    assert table[["stays", "comes"]].to_numpy().ravel().tolist() == near([0.5] * 4)
    assert table["worth_stays"].round(2).tolist() == table["worth_comes"].round(2).tolist() == [45.45, 41.32]


@given(st.floats(0, 5), st.floats(0, 0.2), st.integers(1, 10))
def test_a_present_customer_is_worth_the_same_by_table_and_by_value_and_no_less_than_a_potential_one(
    inertia, rate, years
):
    given = {"driver_weights": WEIGHTS, "margin": 100, "rate": rate, "years": years, "inertia": inertia}
    table = equity.switching_table(**TWO, **given)
    ratings = BRANDS[BRANDS["name"] != "new"]
    assert table["worth_stays"].sum() == near(equity.switching_value(ratings, **given)["lifetime_value"][0])
    first = equity.switching_probabilities(ratings, WEIGHTS, inertia)["ours"].tolist()
    assert table.loc[0, ["stays", "comes"]].tolist() == near(first)
    assert (table["stays"] >= table["comes"] - 1e-9).all()


@pytest.mark.parametrize("names", [["a", "a", "b"], ["a", "last", "b"]])
def test_brands_need_names_of_their_own(names):
    with pytest.raises(ValueError, match="^name must be another one in each row of ratings"):
        equity.switching_probabilities(BRANDS.assign(name=names), WEIGHTS)
    with pytest.raises(TypeError, match=r"^name\[1\] must be a name; got 2.5"):
        equity.switching_probabilities(BRANDS.assign(name=["a", 2.5, "b"]), WEIGHTS)


# How much to spend


@given(arguments(equity.response_share))
def test_the_response_runs_from_nothing_through_today_towards_the_ceiling(one):
    assert equity.response_share(**one | {"outlay": 0}) == 0
    assert equity.response_share(**one | {"outlay": one["current_outlay"]}) == near(one["current_share"])
    assert equity.response_share(**one | {"outlay": 1e6}) <= one["ceiling"] + 1e-12
    more = [equity.response_share(**one | {"outlay": outlay}) for outlay in (0, 5, 10, 15)]
    steps = np.diff(more)
    assert np.all(steps > 0) and np.all(np.diff(steps) < 0)  # each further unit wins fewer


def test_the_plan_of_the_example_is_the_highest_of_a_fine_grid():
    plan = equity.best_spending(**PLAN).set_index("activity")
    kept = np.arange(0, 100, 0.001)
    share = equity.response_share(kept, 10, 0.6, 0.9)
    later = (100 * share - kept) / (1.1 - share)
    assert plan.loc["retention", "best_outlay"] == pytest.approx(kept[later.argmax()], abs=0.001)
    assert plan.loc["retention", "best_value"] == pytest.approx(later.max(), abs=1e-5)
    won = np.arange(0, 100, 0.001)
    per_prospect = equity.response_share(won, 10, 0.1, 0.3) * (100 + later.max()) - won
    assert plan.loc["acquisition", "best_outlay"] == pytest.approx(won[per_prospect.argmax()], abs=0.001)
    assert plan.loc["acquisition", "best_value"] == pytest.approx(per_prospect.max(), abs=1e-5)


def test_customer_equity_today_is_that_of_blattberg_and_deighton():
    """a·m − A + a·(m − R/r)·r′/(1 − r′) with r′ = r/(1 + d)."""
    plan = equity.best_spending(**PLAN).set_index("activity")
    discounted = 0.6 / 1.1
    written = 0.1 * 100 - 10 + 0.1 * (100 - 10 / 0.6) * discounted / (1 - discounted)
    assert plan.loc["acquisition", "current_value"] == near(written)


@given(arguments(equity.best_spending))
def test_no_other_spending_is_better_and_the_share_is_on_its_curve(one):
    plan = equity.best_spending(**one).set_index("activity")
    assert (plan["best_value"] >= plan["current_value"] - 1e-9).all()
    for activity, ceiling in [
        ("retention", one["retention_ceiling"]),
        ("acquisition", one["acquisition_ceiling"]),
    ]:
        row = plan.loc[activity]
        share = equity.response_share(
            row["best_outlay"], row["current_outlay"], row["current_share"], ceiling
        )
        assert row["best_share"] == near(share)

    def equity_of(keep, win):
        kept = equity.response_share(
            keep, one["retention_outlay"], one["retained_share"], one["retention_ceiling"]
        )
        won = equity.response_share(
            win, one["acquisition_outlay"], one["acquired_share"], one["acquisition_ceiling"]
        )
        later = (one["margin"] * kept - keep) / (1 + one["rate"] - kept)
        return won * (one["margin"] + later) - win

    best = plan["best_outlay"]
    highest = equity_of(best["retention"], best["acquisition"])
    assert highest == near(plan.loc["acquisition", "best_value"])
    for keep, win in [(0.9, 1), (1.1, 1), (1, 0.9), (1, 1.1), (0.9, 1.1)]:
        assert equity_of(keep * best["retention"], win * best["acquisition"]) <= highest + 1e-9


def test_where_money_wins_too_little_nothing_is_spent():
    plan = equity.best_spending(**PLAN | {"margin": 1}).set_index("activity")
    assert plan["best_outlay"].tolist() == [0, 0]
    assert plan["best_value"].tolist() == [0, 0]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"acquired_share": 0.3}, "^acquired_share must be less than acquisition_ceiling"),
        ({"retained_share": 0.95}, "^retained_share must be less than retention_ceiling"),
        ({"retention_ceiling": 1, "rate": 0}, r"^retention_ceiling must be less than 1 \+ rate"),
        ({"retention_outlay": 0}, "^retention_outlay must not be 0 here"),
        ({"margin": [1, 2]}, "^margin must be one number"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(wrong, sentence):
    with pytest.raises((ValueError, TypeError), match=sentence):
        equity.best_spending(**PLAN | wrong)


def test_huge_margins_do_not_break_the_highest_point():
    plan = equity.best_spending(**PLAN | {"margin": 1e12})
    assert np.all(np.isfinite(plan.drop(columns="activity")))
    assert plan["best_share"].tolist() == pytest.approx([0.9, 0.3], abs=1e-6)
