"""Relationships and winning customers: published numbers, and what must hold."""

import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import arguments

from crmlab import clv, relationships, show
from crmlab.declared import names
from crmlab.relationships import COST_RATIOS, LEVELS, STATUSES, SUCCESS_RATES

LIMITS = {"few": 50, "many": 1000, "low_margin": 100, "high_margin": 500}
CDMA = {"2002-08-15": 2e6, "2002-09-25": 3e6, "2002-10-14": 4e6, "2002-11-12": 5e6}
WORDS = names.vocabulary("relationships")
RATE, NUMBER = st.integers(0, 100).map(lambda percent: percent / 100), st.integers(0, 12)


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


# Which relationship for whom


def test_only_the_two_corners_of_the_grid_are_sure():
    for customers in (8, 200, 5000):
        for margin in (30, 300, 3000):
            answer = relationships.kotler_level(customers, margin, **LIMITS)
            assert answer.sure == ((customers, margin) in {(8, 3000), (5000, 30)})
    assert relationships.kotler_level(8, 3000, **LIMITS).level == "partnership"
    assert relationships.kotler_level(5000, 30, **LIMITS).level == "basic"


def test_the_cosmetics_maker_is_a_partner_to_chains_and_answers_consumers():
    groups = [(12, 9000), (90_000, 300)]
    chains, consumers = (relationships.kotler_level(*group, **LIMITS) for group in groups)
    assert (chains.level, consumers.level) == ("partnership", "reactive")
    assert (chains.sure, consumers.sure) == (True, False)


@given(st.integers(0, 2000), st.integers(0, 2000), st.floats(0, 1000), st.floats(0, 1000))
def test_more_margin_never_loosens_a_relationship_and_more_customers_never_tighten_it(one, two, low, high):
    few, many = sorted([one, two])
    low, high = sorted([low, high])
    rank = LEVELS.index
    closest = rank(relationships.kotler_level(few, high, **LIMITS).level)
    assert closest >= rank(relationships.kotler_level(many, high, **LIMITS).level)
    assert closest >= rank(relationships.kotler_level(few, low, **LIMITS).level)


def test_the_limits_belong_to_few_many_low_and_high():
    at_limits = relationships.kotler_level([50, 51, 999, 1000], [500, 499, 101, 100], **LIMITS)
    assert at_limits.level.tolist() == ["partnership", "accountable", "accountable", "basic"]
    assert at_limits.sure.tolist() == [True, False, False, True]


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ({"few": 1000}, "few must be less than many."),
        ({"low_margin": 500}, "low_margin must be less than high_margin."),
    ],
)
def test_limits_that_leave_no_middle_are_refused(limits, sentence):
    with pytest.raises(ValueError) as refused:
        relationships.kotler_level(8, 300, **LIMITS | limits)
    assert str(refused.value) == sentence


def test_a_loyal_customer_gets_a_close_relationship_whatever_he_buys():
    levels = relationships.level_by_loyalty([90, 90, 20, 20, 50], [4000, 300, 4000, 300, 2000], 50, 2000)
    assert levels.tolist() == ["partnership", "proactive", "accountable", "basic", "partnership"]


def test_levels_and_statuses_have_english_and_chinese_names():
    assert {f"kotler.{level}" for level in LEVELS} | {f"status.{status}" for status in STATUSES} <= set(WORDS)
    in_chinese = [WORDS[f"kotler.{level}"].zh[0] for level in LEVELS]
    assert in_chinese == ["基本型", "被动型", "负责型", "能动型", "伙伴型"]
    assert "partnership (partnership)" in show(relationships.kotler_level, 8, 3000, **LIMITS).result


@given(arguments(relationships.relationship_profit))
def test_at_the_break_even_cost_a_contact_leaves_nothing(one):
    answer = relationships.relationship_profit(**one)
    even = relationships.relationship_profit(**one | {"cost_per_contact": answer.break_even_cost})
    assert even.profit == near(0)
    assert (answer.profit < 0) == (one["cost_per_contact"] > answer.break_even_cost)


def test_the_basic_relationship_beats_the_reactive_one_from_5_a_contact_on():
    """12 contacts a year raise the margin by 60."""
    assert relationships.relationship_profit(60, 12, 8) == relationships.RelationshipProfit(-36, 5)


def people(**columns):
    orders = [0, 0, 0, 1, 2, 5, 9]
    return pd.DataFrame({"customer_id": list("abcdefg"), "orders": orders, "recency_days": 10} | columns)


def test_each_status_by_its_rule():
    marks = {"targeted": [False, False, True] + [True] * 4, "interested": [False, True, True] + [True] * 4}
    table = people(recency_days=[0, 0, 500, 180, 3, 90, 181], **marks)
    before = table.copy()
    found = relationships.relation_status(table, lost_after=180, loyal_orders=5)
    assert found["status"].tolist() == list(STATUSES)
    assert table.equals(before)
    assert found.drop(columns="status").equals(table)


def test_without_the_marks_who_has_not_bought_is_no_customer():
    found = relationships.relation_status(people(), 180, 5)["status"]
    assert (
        found.tolist() == ["non_customer"] * 3 + ["first_time_buyer", "repeat_buyer"] + ["loyal_customer"] * 2
    )


def test_a_single_order_can_make_a_loyal_customer_only_if_one_order_is_enough():
    assert relationships.relation_status(people(), 180, 1)["status"][3] == "loyal_customer"
    assert relationships.relation_status(people(), 180, 0)["status"][0] == "non_customer"


@pytest.mark.parametrize("marks", [[1] * 7, ["yes"] * 7, [True] * 6 + [None]])
def test_marks_are_true_or_false(marks):
    with pytest.raises((TypeError, ValueError), match=r"^targeted\[\d\] must be True or False; "):
        relationships.relation_status(people(targeted=marks), 180, 5)


# Selling


def test_within_7_contacts_at_15_percent_and_3_at_50():
    assert round(relationships.success_chance(0.15, 7), 3) == 0.679
    assert round(relationships.success_chance(0.50, 3), 3) == 0.875


def test_four_good_words_of_ten():
    assert round(relationships.success_chance(0.5, 10, needed=4), 3) == 0.828


@given(RATE, NUMBER)
def test_one_success_is_not_none(rate, attempts):
    assert relationships.success_chance(rate, attempts) == near(1 - (1 - rate) ** attempts)


@given(RATE, NUMBER, NUMBER)
def test_success_and_failure_share_the_attempts(rate, attempts, needed):
    """At least k successes, or at least n − k + 1 failures."""
    enough = relationships.success_chance(rate, attempts, needed)
    if needed > attempts:
        assert enough == 0
    else:
        assert enough + relationships.success_chance(1 - rate, attempts, attempts - needed + 1) == near(1)


def test_new_customers_take_6_67_contacts_and_existing_ones_2():
    new, old = (relationships.selling_effort(rate, 1) for rate in SUCCESS_RATES["claimed"])
    assert (round(new.attempts, 3), old.attempts) == (6.667, 2)
    assert round(new.attempts / old.attempts, 3) == 3.333
    assert (new.contacts, old.contacts) == (15, 4)


def test_six_times_the_cost_and_15_against_50_percent_make_a_sale_20_times_as_dear():
    new, old = relationships.selling_effort(0.15, 6), relationships.selling_effort(0.50, 1)
    assert round(new.cost_per_sale / old.cost_per_sale, 9) == 20


def test_the_statistics_that_disagree_stand_side_by_side():
    assert COST_RATIOS["promotion"] == (6, 6)
    lows, highs = zip(*COST_RATIOS.values(), strict=True)
    assert (min(lows), max(highs)) == (2, 25)
    assert all(0 < new < old < 1 for new, old in SUCCESS_RATES.values())


@given(st.integers(1, 1000), st.integers(0, 999))
def test_the_contacts_needed_are_the_fewest_that_reach_the_chance(rate, target):
    rate, target = rate / 1000, target / 1000
    needed = relationships.selling_effort(rate, 1, target).contacts
    assert 1 - (1 - rate) ** needed >= target - 1e-9
    assert needed == 0 or 1 - (1 - rate) ** (needed - 1) < target


def test_a_chance_reached_exactly_needs_no_further_contact():
    """0.1164 is 1 − 0.94², and 0.19 is 1 − 0.9², though not quite in binary."""
    effort = relationships.selling_effort([0.06, 0.1, 0.5, 1], 1, [0.1164, 0.19, 0.75, 0.9])
    assert effort.contacts.tolist() == [2, 2, 2, 1]


# Winning many


def test_a_funnel_by_hand():
    table = relationships.funnel({"leads": 800, "talks": 200, "offers": 120, "sales": 30})
    assert table["rate"].tolist() == [1, 0.25, 0.6, 0.25]
    assert table["overall"].tolist() == [1, 0.25, 0.15, 0.0375]
    assert table["bottleneck"].tolist() == [False, True, False, False]


def test_where_nobody_is_lost_the_first_step_is_the_bottleneck():
    assert relationships.funnel([5, 5, 5])["bottleneck"].tolist() == [False, True, False]


@given(arguments(relationships.funnel))
def test_the_rates_of_a_funnel_multiply_to_the_whole(one):
    table = relationships.funnel(**one)
    assert table["rate"].cumprod().tolist() == near(table["overall"].tolist())
    assert table["bottleneck"].sum() == 1


def test_a_funnel_that_runs_dry_has_an_answer():
    table = relationships.funnel([100, 0, 0])
    assert table["overall"].tolist() == table["rate"].tolist() == [1, 0, 0]
    assert table["bottleneck"].tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("stages", "sentence"),
    [
        ({"leads": 5}, "stages must be at least two numbers; got 1."),
        ({"leads": 5, "talks": 6}, "stages['talks'] must not be more than the number before it."),
        ({"leads": 0, "talks": 0, "sales": 0}, "stages must not all be 0."),
    ],
)
def test_a_funnel_that_widens_or_has_one_stage_is_refused(stages, sentence):
    with pytest.raises(ValueError) as refused:
        relationships.funnel(stages)
    assert str(refused.value) == sentence


def test_the_market_for_crm_against_it():
    crm, it = relationships.compound_growth([0.91, 0.12], [[2], [3]]).round(3).T.tolist()
    assert (crm, it) == ([3.648, 6.968], [1.254, 1.405])
    assert round(relationships.compound_growth(0.91, 2) / relationships.compound_growth(0.12, 2), 3) == 2.908


def test_the_subscribers_of_cdma():
    path = relationships.growth_path(CDMA)
    assert path["days"].tolist() == [41, 19, 29]
    assert path["per_day"].round().tolist() == [24_390, 52_632, 34_483]
    assert path["added"].tolist() == [1_000_000] * 3
    seventh = datetime.date(2002, 11, 12) + datetime.timedelta(days=round(2e6 / path["per_day"].iloc[-1]))
    assert seventh == datetime.date(2003, 1, 9)


def test_the_order_and_kind_of_the_dates_do_not_matter():
    by_stamp = pd.Series(list(CDMA.values())[::-1], index=pd.to_datetime(list(CDMA)[::-1]))
    assert relationships.growth_path(by_stamp).equals(relationships.growth_path(CDMA))


@given(st.integers(1, 500), st.integers(1, 10_000))
def test_doubling_takes_the_days_in_which_it_doubled(days, first):
    dates = pd.to_datetime(["2024-01-01", "2024-01-01"]) + pd.to_timedelta([0, days], unit="D")
    path = relationships.growth_path(pd.Series([first, 2 * first], index=dates))
    assert path["doubling_days"].tolist() == near([days])


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({"2024-01-01": 5}, "counts must be numbers on at least two different dates."),
        ({"2024-01-01": 5, "2024-02-01": 5}, "counts must be more than 0 and rise from date to date."),
        ({"2024-01-01": 0, "2024-02-01": 5}, "counts must be more than 0 and rise from date to date."),
        ({"May": 5, "June": 7}, r"counts\[0\] must be a date such as '1997-09-30'; got 'May' \(str\)."),
        ([5, 7], r"counts\[0\] must be a date such as '1997-09-30'; got 1 \(int\)."),
    ],
)
def test_counts_without_dates_or_without_growth_are_refused(counts, sentence):
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        relationships.growth_path(counts)


def test_two_counts_of_one_day_are_refused():
    hours = pd.to_datetime(["2024-01-01 08:00", "2024-01-01 18:00"])
    with pytest.raises(ValueError, match=r"^counts must be numbers on at least two different dates\.$"):
        relationships.growth_path(pd.Series([5, 7], index=hours))


def test_the_largest_subsidy_that_is_back_within_a_year():
    """200 customers who bring 40 a month and of whom 2 % leave bring 86,113 in 12 months."""
    each = clv.cost_per_customer([86_113, 86_114], 200)
    assert clv.payback_months(each, 40, monthly_churn=0.02).tolist() == [12, 13]
    months = clv.lifetime_value(40, 0.98, 0, years=24, when="start")  # each period is a month
    assert round(clv.value_to_cost(months, clv.cost_per_customer(80_000, 200)), 2) == 1.92


# Who comes for a gift

GIFT = {
    "acquisition_cost": 700,
    "stayer_margin": 60,
    "stayer_churn": 0.02,
    "switcher_margin": 12,
    "switcher_churn": 0.1,
}


def test_a_campaign_pays_for_stayers_and_not_for_switchers():
    alone = relationships.newcomer_value(**GIFT, switchers=[0, 1], months=24)
    assert alone.brings.round(2).tolist() == [1152.66, 110.43]
    assert alone.net.round(2).tolist() == [452.66, -589.57]


def test_the_average_newcomer_is_worth_more_than_one_of_average_margin_and_churn():
    half = relationships.newcomer_value(**GIFT, switchers=0.5, months=24)
    average = {"stayer_margin": 36, "stayer_churn": 0.06, "switcher_margin": 36, "switcher_churn": 0.06}
    mean = relationships.newcomer_value(**GIFT | average, switchers=0.5, months=24)
    assert (round(half.brings, 2), round(mean.brings, 2)) == (631.54, 464.1)


@given(arguments(relationships.newcomer_value))
def test_what_newcomers_bring_lies_between_stayers_and_switchers(one):
    answer = relationships.newcomer_value(**one)
    groups = relationships.newcomer_value(**one | {"switchers": [0, 1]}).brings
    assert min(groups) * (1 - 1e-9) <= answer.brings <= max(groups) * (1 + 1e-9)
    assert answer.net == near(answer.brings - one["acquisition_cost"])


def test_in_one_month_nobody_has_left_yet():
    assert relationships.newcomer_value(**GIFT, switchers=[0, 1], months=1).brings.tolist() == [60, 12]
