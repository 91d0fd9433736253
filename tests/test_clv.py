"""The lifetime value of one customer: published numbers to the last digit, and what mathematics demands."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import allowed, arguments, quantity, typical

from crmlab import clv, equity, show
from crmlab.declared.names import vocabulary

CREDIT_CARD = [-51, 30, 42, 44, 49, 55]
RETENTION, RATE, GROWTH, YEARS, MARGIN = (
    typical(quantity(function, name))
    for function, name in [
        (clv.retention_multiple, "retention"),
        (clv.lifetime_value, "rate"),
        (clv.retention_multiple, "growth"),
        (clv.lifetime_value, "years"),
        (clv.lifetime_value, "margin"),
    ]
)
WHEN = st.sampled_from(quantity(clv.annuity_factor, "when").options)
FLOWS = allowed(quantity(clv.present_value, "flows"))


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-6)


# The source documents (inventory N4 to N27)


def test_the_air_conditioner_customer_is_worth_3545():
    assert round(clv.annuity_factor(0.09, 5), 6) == 3.889651
    assert round(clv.customer_value(2000, 500, 400, 0.09, 5), 2) == 3544.83


def test_the_maintenance_contract_needs_six_payments_to_be_worth_1467():
    assert round(clv.addon_value(300, 0.09, 5), 2) == 1166.90
    assert round(clv.addon_value(300, 0.09, 5, True), 2) == 1466.90


def test_customer_and_contract_together_are_worth_5012():
    together = clv.customer_value(2000, 500, 400, 0.09, 5) + clv.addon_value(300, 0.09, 5, first_now=True)
    assert round(together, 2) == 5011.72
    assert round(together * 1.15, 2) == 5763.48


@pytest.mark.parametrize(
    ("rate", "value"), [(0, 48_000), (0.05, 29_909.30), (0.08, 23_563.55), (0.1, 20_432.55)]
)
def test_two_purchases_a_month_for_twenty_years(rate, value):
    assert round(clv.lost_customer_value(100, 24, 20, rate=rate), 2) == value
    if rate:
        assert round(2400 * clv.annuity_factor(rate, 20), 2) == value


def test_stew_leonards_customer_is_worth_50000_in_revenue():
    assert clv.lost_customer_value(100, 50, 10) == 50_000
    assert round(clv.lost_customer_value(100, 50, 10, rate=0.1), 2) == 30_722.84
    assert clv.lost_customer_value(100, 50, 10, margin_share=0.25) == 12_500


def test_the_credit_card_customer_pays_back_in_year_2_and_is_worth_91_or_112():
    assert np.cumsum(CREDIT_CARD).tolist() == [-51, -21, 21, 65, 114, 169]
    assert clv.break_even_year(CREDIT_CARD) == 2
    assert round(clv.present_value(CREDIT_CARD, 0.15, "start"), 2) == 91.14
    assert round(clv.present_value(CREDIT_CARD, 0.10, "start"), 2) == 111.66


def test_value_falls_with_the_rate_and_rises_with_the_years_but_not_in_proportion():
    by_rate = 100 * clv.annuity_factor([0.05, 0.10, 0.20], 10)
    by_years = 100 * clv.annuity_factor(0.10, [5, 10, 20])
    assert by_rate.round(2).tolist() == [772.17, 614.46, 419.25]
    assert by_years.round(2).tolist() == [379.08, 614.46, 851.36]


@pytest.mark.parametrize(
    ("churn", "annuity", "weighted", "excess"), [(0.1, 6.1446, 5.0, 0.229), (0.2, 3.7908, 3.3333, 0.137)]
)
def test_an_annuity_over_the_mean_life_overstates_the_value(churn, annuity, weighted, excess):
    """The first margin is certain here, so it is m / (1 + i − r): the multiple divided by r."""
    both = clv.annuity_shortcut(1, churn, 0.1)
    assert (round(both.shortcut, 4), round(both.survival_weighted, 4)) == (annuity, weighted)
    assert round(both.overstatement, 3) == excess
    assert both.shortcut == near(clv.annuity_factor(0.1, round(1 / churn)))
    assert both.survival_weighted == near(clv.retention_multiple(1 - churn, 0.1) / (1 - churn))


def test_paid_at_the_start_of_the_year_the_annuity_overstates_as_much():
    due = clv.annuity_shortcut(1, 0.1, 0.1, when="start")
    assert (round(due.shortcut, 4), round(due.survival_weighted, 4)) == (6.7590, 5.5)
    assert due.overstatement == near(clv.annuity_shortcut(1, 0.1, 0.1).overstatement)
    assert due.survival_weighted == near(clv.lifetime_value(1, 0.9, 0.1, when="start"))


@pytest.mark.parametrize(("churn", "excess"), [(0.1, 0.365), (0.2, 0.422)])
def test_against_a_first_margin_at_risk_the_shortcut_overstates_more(churn, excess):
    over_mean_life = clv.annuity_shortcut(1, churn, 0.1).shortcut
    assert round(over_mean_life / clv.retention_multiple(1 - churn, 0.1) - 1, 3) == excess


def test_ten_thousand_customers_won_for_600000_cost_60_each():
    assert clv.cost_per_customer(600_000, 10_000) == 60
    assert clv.value_to_cost(240, 60) == 4


def test_of_the_air_conditioner_customer_only_the_future_is_at_stake_when_he_leaves():
    """First purchase and acquisition are past: 800 a year for five years is still to come."""
    future = clv.past_and_future([2000 - 400, *[800] * 5], 0.09, elapsed=0).future
    assert round(future, 2) == 3111.72


def test_the_next_yuan_for_winning_and_for_keeping_is_compared_over_the_same_years():
    """The lesson once set keeping without an end against winning in five years."""
    next_calls = equity.response_share(100, 50, 0.80, ceiling=[0.82, 0.99]) - 0.80
    for years, won, kept in [(5, [1.54, 0.93], [0.11, 0.83]), (None, [1.69, 1.01], [0.13, 1.06])]:
        later = clv.lifetime_value(100, 0.8, 0.09, years)
        certain_first = clv.lifetime_value(100, 0.8, 0.09, years, when="start") / 1.09
        cost_of_all_and_of_won = clv.cost_per_customer(80_000, [200, 120])
        assert clv.value_to_cost(400 + later, cost_of_all_and_of_won).round(2).tolist() == won
        assert clv.value_to_cost(next_calls * certain_first, 50).round(2).tolist() == kept


def test_retention_counts_no_more_than_the_margin_when_churn_moves_by_as_much():
    """10 % of a retention of 0.8 is 40 % of the churn: its swing of four margins comes from the scale."""
    table = clv.sensitivity(clv.lifetime_value, margin=100, retention=0.8, rate=0.09)
    assert dict(zip(table["parameter"], table["swing"].round(), strict=True))["retention"] == 224
    low, high = clv.lifetime_value(100, [0.78, 0.82], 0.09)
    assert round(high - low) == 52 < round(table.set_index("parameter")["swing"]["margin"]) == 55


# Published elsewhere (oracles)


def test_the_margin_multiples_of_gupta_and_lehmann():
    rates = [0.10, 0.12, 0.14, 0.16]
    assert clv.retention_multiple(0.6, rates).round(2).tolist() == [1.20, 1.15, 1.11, 1.07]
    assert clv.retention_multiple(0.8, rates).round(2).tolist() == [2.67, 2.50, 2.35, 2.22]


def test_the_margin_multiples_with_growth():
    multiples = clv.retention_multiple(0.8, 0.12, growth=[0, 0.02, 0.04, 0.06, 0.08])
    assert multiples.round(3).tolist() == [2.500, 2.632, 2.778, 2.941, 3.125]


def test_the_first_case_of_berger_and_nasr():
    """260 at the start of years 0 to 10; promotion of 50 in the middle of years 0 to 9."""
    contribution = clv.lifetime_value(260, 0.75, 0.2, years=11, when="start")
    promotion = clv.lifetime_value(50, 0.75, 0.2, years=10, when="start") * clv.discount_factor(0.2, 0.5)
    assert (round(contribution, 2), round(promotion, 2)) == (689.39, 120.61)
    assert round(contribution - promotion, 2) == 568.78


# What mathematics demands


@given(arguments(clv.discount_factor), st.floats(0, 10))
def test_waiting_twice_discounts_twice(one, more):
    rate, period = one["rate"], one["period"]
    both = clv.discount_factor(rate, period) * clv.discount_factor(rate, more)
    assert both == near(clv.discount_factor(rate, period + more))
    assert clv.discount_factor(rate, 0) == 1
    assert clv.discount_factor(0, period) == 1


@given(RATE, YEARS, WHEN)
def test_a_constant_payment_is_an_annuity(rate, years, when):
    assert clv.present_value([1] * years, rate, when) == near(clv.annuity_factor(rate, years, when))


@given(FLOWS, FLOWS, RATE, WHEN, st.floats(-10, 10))
def test_present_value_is_linear_in_the_payments(flows, others, rate, when, factor):
    length = min(len(flows), len(others))
    one, other = np.array(flows[:length]), np.array(others[:length])
    parts = clv.present_value(one, rate, when) + factor * clv.present_value(other, rate, when)
    assert clv.present_value(one + factor * other, rate, when) == near(parts)


@given(FLOWS, RATE)
def test_a_year_earlier_is_one_year_of_interest_more(flows, rate):
    assert clv.present_value(flows, rate, "start") == near((1 + rate) * clv.present_value(flows, rate, "end"))
    assert clv.present_value(flows, 0, "start") == near(math.fsum(flows))
    assert clv.present_value([0, *flows], rate, "start") == near(clv.present_value(flows, rate, "end"))


def test_a_very_long_series_is_discounted_to_its_last_payment():
    assert clv.present_value([1] * 3000, 0.1, "end") == near(10)


@given(RATE, YEARS)
def test_the_annuity_has_its_closed_form(rate, years):
    assert clv.annuity_factor(rate, years) == near((1 - (1 + rate) ** -years) / rate)
    assert clv.annuity_factor(rate, years, "start") == near((1 + rate) * clv.annuity_factor(rate, years))
    assert clv.annuity_factor(0, years) == years


@given(arguments(clv.customer_value))
def test_a_customer_is_his_first_purchase_and_an_addon_less_what_he_cost(one):
    addon = clv.addon_value(one["yearly"], one["rate"], one["years"])
    assert clv.customer_value(**one) == near(one["first_purchase"] + addon - one["acquisition_cost"])


@given(arguments(clv.addon_value, first_now=False))
def test_a_first_payment_now_counts_fully(one):
    assert clv.addon_value(**one | {"first_now": True}) == near(clv.addon_value(**one) + one["yearly"])


@given(RETENTION, RATE, WHEN)
def test_growth_is_worth_as_much_as_better_retention(retention, rate, when):
    endless = clv.lifetime_value(1, retention, rate)
    assert clv.retention_multiple(retention, rate) == near(endless)
    assert clv.retention_multiple(retention, rate, growth=-0.5) == near(
        2 * clv.retention_multiple(retention / 2, rate)
    )


@given(arguments(clv.lifetime_value, acquisition_cost=0.0, years=None, when="end"))
def test_a_certain_first_margin_is_worth_exactly_one_margin_more_and_is_the_start_value(one):
    start = clv.lifetime_value(**one | {"when": "start"})
    assert start == near(one["margin"] + clv.lifetime_value(**one))
    assert start == near(clv.lifetime_value(**one) * (1 + one["rate"]) / one["retention"])


@given(arguments(clv.lifetime_value, acquisition_cost=0.0))
def test_start_and_end_differ_by_one_year_of_interest_and_of_leaving(one):
    start, end = (clv.lifetime_value(**one | {"when": when}) for when in ("start", "end"))
    assert start * one["retention"] == near(end * (1 + one["rate"]))


@given(arguments(clv.lifetime_value, years=None))
def test_endless_is_what_a_long_life_comes_to(one):
    assert clv.lifetime_value(**one) == near(clv.lifetime_value(**one | {"years": 1000}))


@given(MARGIN, RATE, YEARS, WHEN)
def test_customers_who_never_leave_are_an_annuity_and_who_all_leave_bring_one_margin(
    margin, rate, years, when
):
    loyal = clv.lifetime_value(margin, 1, rate, years, when=when)
    assert loyal == near(margin * clv.annuity_factor(rate, years, when))
    for horizon in (years, None):
        gone = clv.lifetime_value(margin, 0, rate, horizon, when=when)
        assert gone == (margin if when == "start" else 0)
    assert clv.retention_multiple(0, rate) == 0


@given(arguments(clv.lost_customer_value, margin_share=1.0))
def test_what_a_lost_customer_takes_along_is_the_annuity_of_his_spending(one):
    yearly = one["spend"] * one["purchases_per_year"]
    annuity = yearly * clv.annuity_factor(one["rate"], one["years"])
    assert clv.lost_customer_value(**one) == near(annuity)
    assert clv.lost_customer_value(**one | {"margin_share": 0.25}) == near(annuity / 4)
    assert clv.lost_customer_value(**one | {"rate": 0}) == near(yearly * one["years"])


@given(arguments(clv.growing_value))
def test_growth_in_a_finite_horizon_is_the_sum_and_tends_to_the_multiple(one):
    later = {**one, "when": "end"}
    assert clv.growing_value(**later | {"growth": 0}) == near(
        clv.lifetime_value(one["margin"], one["retention"], one["rate"], one["years"])
    )
    flows = [
        one["margin"] * one["retention"] ** t * (1 + one["growth"]) ** (t - 1)
        for t in range(1, one["years"] + 1)
    ]
    assert clv.growing_value(**later) == near(clv.present_value(flows, one["rate"], "end"))
    endless = one["margin"] * clv.retention_multiple(one["retention"], 0.12, 0.02)
    assert clv.growing_value(one["margin"], one["retention"], 0.12, 0.02, 1000) == near(endless)


@given(arguments(clv.annuity_shortcut))
def test_with_interest_the_shortcut_is_never_too_low_and_without_it_is_right(one):
    both = clv.annuity_shortcut(**one)
    assert both.overstatement >= -1e-12
    assert both.shortcut == near(both.survival_weighted * (1 + both.overstatement))
    free = clv.annuity_shortcut(**one | {"rate": 0})
    assert free.shortcut == near(one["margin"] / one["churn"])
    assert free.overstatement == near(0)


def test_the_shortcut_needs_somebody_who_leaves_and_all_may_leave():
    with pytest.raises(ValueError, match="^churn must be more than 0"):
        clv.annuity_shortcut(100, [0.1, 0], 0.1)
    gone = clv.annuity_shortcut(110, 1, 0.1)
    assert (gone.shortcut, gone.survival_weighted) == (near(100), near(100))
    with pytest.raises(ValueError, match=r"^1 − churn must be less than 1 \+ rate"):
        clv.annuity_shortcut(100, 0.1, -0.2)
    assert clv.annuity_shortcut([1, 2], 0.1, [[0.1], [0.2]]).shortcut.shape == (2, 2)


@given(FLOWS, RATE, st.integers(0, 12))
def test_past_and_future_together_are_the_whole_relationship_seen_from_today(flows, rate, elapsed):
    seen = clv.past_and_future(flows, rate, elapsed)
    whole = clv.present_value(flows, rate, "start") * (1 + rate) ** elapsed
    assert seen.total == near(whole) and seen.past + seen.future == near(seen.total)
    assert clv.past_and_future(flows, rate, len(flows)).future == 0
    assert clv.past_and_future(flows, rate, 0).past == near(flows[0])


@given(arguments(clv.referral_value))
def test_referrals_add_up_generation_by_generation(one):
    """A customer is worth his own purchases and what those whom he brings are worth, a lag later."""
    deeper = clv.referral_value(**one | {"depth": one["depth"] + 1})
    newcomers = one["referrals"] * one["conversion"] / (1 + one["rate"]) ** one["lag"]
    assert deeper == near(newcomers * (one["direct_value"] + clv.referral_value(**one)))
    assert clv.referral_value(**one | {"conversion": 0}) == 0
    assert clv.referral_value(**one | {"direct_value": -one["direct_value"]}) == near(
        -clv.referral_value(**one)
    )


PARTS = {
    "first_purchase": 200,
    "repeat_purchase": 300,
    "larger_share": 100,
    "cross_selling": 150,
    "cost_saving": 50,
    "price_premium": -50,
    "referral": 200,
    "knowledge": 50,
}


@pytest.mark.parametrize(
    ("by", "values"),
    [
        ("components", [200, 400, 150, 50, -50, 200, 50]),
        ("sources", [500, 250, 200, 50]),
        ("profit", [500, 250, 50, -50, 200, 50]),
        ("drivers", [500, 250, 50, -50, 200, 50]),
        ("streams", [750, 250]),
    ],
)
def test_every_decomposition_divides_the_same_money(by, values):
    table = clv.components(PARTS, by)
    assert table["value"].tolist() == values
    assert table["value"].sum() == sum(PARTS.values())
    assert table["share"].sum() == near(1)
    assert table["name"].is_unique


def test_every_part_has_one_place_in_each_decomposition_and_each_place_a_name_in_both_languages():
    assert clv.DECOMPOSITIONS["part"].tolist() == list(PARTS)
    assert set(clv.DECOMPOSITIONS.to_numpy().ravel()) == set(vocabulary("value_parts"))


def test_parts_that_cancel_have_no_shares():
    with pytest.raises(ValueError, match="^parts must not add up to 0"):
        clv.components(dict.fromkeys(PARTS, 0))
    with pytest.raises(ValueError, match="^parts must be numbers for first_purchase, "):
        clv.components({"referral": 5})


def test_a_handset_given_away_for_600_comes_back_in_ten_months_and_in_twelve_when_three_percent_leave():
    assert clv.payback_months(600, 60) == 10
    assert clv.payback_months(600, 60, 0.03) == 12
    assert clv.payback_months([0, 60, 60.01], 60).tolist() == [0, 1, 2]
    assert clv.payback_months(0.3, 0.1) == 3
    assert clv.payback_months(60, 60, monthly_churn=1) == 1


def test_what_never_comes_back_is_said():
    for margin, churn in [(60, 0.11), (0, 0), (59, 1), (0.5, 0)]:
        with pytest.raises(ValueError, match="^acquisition_cost must be at most what monthly_margin adds up"):
            clv.payback_months(601, margin, churn)


@pytest.mark.parametrize(
    ("cost", "margin", "churn"),
    [(1000, 20, 0.02), (100, 50, 0.5), (300, 6, 0.02), (0.3, 0.03, 0.1), (1e6, 7e5, 0.7), (70, 0.7, 0.01)],
)
def test_a_margin_that_adds_up_to_the_cost_only_in_the_limit_never_pays_it(cost, margin, churn):
    with pytest.raises(ValueError, match="^acquisition_cost must be at most what monthly_margin adds up"):
        clv.payback_months([cost / 2, cost], margin, churn)


@pytest.mark.parametrize(
    ("cost", "margin", "churn", "months"),
    [
        (99.9999999, 50, 0.5, 30),
        (99.9999, 50, 0.5, 20),
        (75, 50, 0.5, 2),
        (0.7, 0.1, 0, 7),
        (1e9, 1e8, 0, 10),
        (1e-9, 3e-10, 0, 4),  # a cost below a millionth is a cost
        (0, 0, 0.5, 0),
        (99.9, 100, 1, 1),
    ],
)
def test_the_last_bit_of_a_cost_is_owed_until_it_is_paid(cost, margin, churn, months):
    assert clv.payback_months(cost, margin, churn) == months


@given(arguments(clv.payback_months))
def test_the_payback_month_is_the_first_in_which_nothing_is_owed(one):
    cost, margin, kept = one["acquisition_cost"], one["monthly_margin"], 1 - one["monthly_churn"]
    months, first = clv.payback_months(**one), one["when"] == "end"
    assert margin * sum(kept**t for t in range(first, first + months)) >= cost * (1 - 1e-12)
    assert margin * sum(kept**t for t in range(first, first + months - 1)) < cost


def test_whoever_may_leave_before_the_first_month_is_paid_pays_back_later():
    """The lesson's contract: 240 of calls, 5 a month; with the first month at risk, 193, not 160."""
    assert clv.payback_months(240, 5, [0, 0.01, 0.02]).tolist() == [48, 66, 160]
    assert clv.payback_months(240, 5, [0, 0.01, 0.02], when="end").tolist() == [48, 66, 193]
    with pytest.raises(ValueError, match="^acquisition_cost must be at most what monthly_margin adds up"):
        clv.payback_months(60, 60, monthly_churn=1, when="end")


@given(
    cents=st.integers(1, 10_000),
    per_mille=st.sampled_from([0, 1, 5, 10, 20, 33, 100, 250, 500, 999, 1000]),
    when=WHEN,
    months=st.integers(1, 300),
)
def test_a_payback_to_the_last_cent_is_the_one_that_its_own_formula_gives(cents, per_mille, when, months):
    """Where the cost is a sum of margins to the last digit, a formula and a shortcut could part."""
    kept, first = 1 - Fraction(per_mille, 1000), when == "end"
    cost = float(Fraction(cents, 100) * sum(kept**t for t in range(first, first + months)))
    try:
        working = show(clv.payback_months, cost, cents / 100, per_mille / 1000, when)
    except ValueError:  # reached only in the limit, as far as binary numbers can tell
        return
    assert working.value == working.steps[-1].value <= months


# 1: more of it makes the value larger; −1: smaller
DIRECTIONS = [
    (clv.discount_factor, {"rate": -1, "period": -1}),
    (clv.annuity_factor, {"rate": -1, "periods": 1}),
    (
        clv.customer_value,
        {"first_purchase": 1, "yearly": 1, "acquisition_cost": -1, "rate": -1, "years": 1},
    ),
    (clv.addon_value, {"yearly": 1, "rate": -1, "years": 1, "first_now": 1}),
    (clv.retention_multiple, {"retention": 1, "rate": -1, "growth": 1}),
    (
        clv.lifetime_value,
        {"margin": 1, "retention": 1, "rate": -1, "years": 1, "acquisition_cost": -1},
    ),
    (
        clv.growing_value,
        {"margin": 1, "retention": 1, "rate": -1, "growth": 1, "years": 1},
    ),
    (
        clv.referral_value,
        {"direct_value": 1, "referrals": 1, "conversion": 1, "rate": -1, "depth": 1, "lag": -1},
    ),
    (clv.cost_per_customer, {"campaign_cost": 1, "new_customers": -1}),
    (clv.value_to_cost, {"value": 1, "acquisition_cost": -1}),
    (clv.payback_months, {"acquisition_cost": 1, "monthly_margin": -1, "monthly_churn": 1}),
    (
        clv.lost_customer_value,
        {"spend": 1, "purchases_per_year": 1, "years": 1, "margin_share": 1, "rate": -1},
    ),
]


@pytest.mark.parametrize(
    ("function", "directions"), DIRECTIONS, ids=lambda part: getattr(part, "__name__", "")
)
@given(data=st.data())
def test_more_of_one_thing_moves_the_value_the_way_it_should(function, directions, data):
    one, other = data.draw(arguments(function)), data.draw(arguments(function))
    for name, direction in directions.items():
        less, more = sorted([one[name], other[name]])
        step = function(**one | {name: more}) - function(**one | {name: less})
        assert direction * step >= -1e-9, name


@given(arguments(clv.lifetime_value, years=None))
def test_without_an_end_there_must_be_leaving_or_interest(one):
    for certain in ({"retention": 1.0, "rate": 0.0}, {"retention": [0.5, 0.9], "rate": -0.1}):
        with pytest.raises(ValueError, match=r"retention must be less than 1 \+ rate; .* infinite\.$"):
            clv.lifetime_value(**one | certain)
        assert np.all(np.isfinite(clv.lifetime_value(**one | certain | {"years": 3})))
        with pytest.raises(ValueError, match=r"^retention · \(1 \+ growth\) must be less than 1 \+ rate; "):
            clv.retention_multiple(certain["retention"], certain["rate"], growth=0.01)


@pytest.mark.parametrize("rate", [-0.7, -0.3, -0.1, -0.03, -0.01, 0.0])
def test_at_the_edge_of_an_endless_value_the_answer_is_large_but_never_negative(rate):
    for when in ("end", "start"):
        assert clv.lifetime_value(100, np.nextafter(1 + rate, 0), rate, when=when) > 1e15


@given(FLOWS)
def test_before_the_break_even_year_something_is_owed_and_in_it_nothing(flows):
    year = clv.break_even_year(flows)
    totals = np.cumsum(flows)
    assert all(totals[: len(flows) if year is None else year] < 1e-6)
    assert year is None or totals[year] >= -1e-6


def test_the_break_even_year_counts_from_0_and_may_never_come():
    assert clv.break_even_year([5, 1]) == 0
    assert clv.break_even_year([0, -1]) == 0
    assert clv.break_even_year([-5, 1, 1]) is None


def test_cents_that_add_up_to_zero_are_paid_back():
    """In binary −0.8 + 0.5 + 0.3 is −0.00000000000000006."""
    assert clv.break_even_year([-0.8, 0.5, 0.3]) == 2
    assert clv.break_even_year([-0.30, 0.10, 0.20]) == 2
    assert clv.break_even_year([-100, 99.99]) is None
