"""The lifetime value of one customer: published numbers to the last digit, and what mathematics demands."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import allowed, arguments, quantity, typical

from crmlab import clv

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
    over_mean_life = clv.annuity_factor(0.1, round(1 / churn))
    survival_weighted = clv.retention_multiple(1 - churn, 0.1) / (1 - churn)
    assert (round(over_mean_life, 4), round(survival_weighted, 4)) == (annuity, weighted)
    assert round(over_mean_life / survival_weighted - 1, 3) == excess


def test_paid_at_the_start_of_the_year_the_annuity_overstates_as_much():
    assert round(clv.annuity_factor(0.1, 10, when="start"), 4) == 6.7590
    assert round(clv.lifetime_value(1, 0.9, 0.1, when="start"), 4) == 5.5


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
