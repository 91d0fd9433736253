"""Which argument matters most: the table must rank fairly and stay inside what is allowed."""

import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NUMERIC, arguments, label, quantity

from crmlab import clv
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Cost, Count

CUSTOMER = {"margin": 100, "retention": 0.8, "rate": 0.1}
COLUMNS = ["parameter", "low", "high", "at_low", "at_high", "swing"]


def row(table, parameter):
    return table.set_index("parameter").loc[parameter]


def test_retention_matters_most_then_the_margin_then_the_rate():
    table = clv.sensitivity(clv.lifetime_value, **CUSTOMER)
    assert list(table.columns) == COLUMNS
    assert table["parameter"].tolist() == ["retention", "margin", "rate"]
    retention = row(table, "retention")
    assert (retention["low"], retention["high"]) == (pytest.approx(0.72), pytest.approx(0.88))
    assert retention["at_low"] == clv.lifetime_value(100, retention["low"], 0.1)
    assert retention["at_high"] == clv.lifetime_value(100, retention["high"], 0.1)
    assert round(retention["swing"], 2) == 210.53
    assert row(table, "margin")["swing"] == pytest.approx(0.2 * 800 / 3)


@pytest.mark.parametrize("function", NUMERIC, ids=label)
@settings(max_examples=4)
@given(data=st.data())
def test_the_largest_swing_comes_first_and_nothing_leaves_its_allowed_range(function, data):
    given = data.draw(arguments(function))
    table = clv.sensitivity(function, change=0.04, **given)
    assert table["swing"].is_monotonic_decreasing
    assert table.index.tolist() == list(range(len(table)))
    for one in table.itertuples():
        declared = quantity(function, one.parameter)
        assert declared.low <= one.low < one.high <= declared.high
        assert one.low <= given[one.parameter] <= one.high
        assert one.swing == abs(one.at_high - one.at_low)


def test_every_number_but_zero_moves_and_words_do_not():
    table = clv.sensitivity(clv.lifetime_value, **CUSTOMER, years=5, acquisition_cost=0, when="start")
    assert sorted(table["parameter"]) == ["margin", "rate", "retention", "years"]
    assert clv.sensitivity(clv.break_even_year, flows=[-1, 2]).empty
    assert list(clv.sensitivity(clv.break_even_year, flows=[-1, 2]).columns) == COLUMNS


def test_ranges_are_clipped():
    loyal = row(clv.sensitivity(clv.lifetime_value, margin=100, retention=0.95, rate=0.1), "retention")
    assert loyal["high"] == 1
    certain = row(
        clv.sensitivity(clv.lost_customer_value, spend=10, purchases_per_year=5, years=3), "margin_share"
    )
    assert (certain["low"], certain["high"]) == (0.9, 1)
    dear = row(clv.sensitivity(clv.annuity_factor, rate=0.98, periods=1000), "rate")
    assert dear["high"] == 1


def test_whole_numbers_move_by_at_least_one_and_stay_whole():
    years = row(clv.sensitivity(clv.annuity_factor, rate=0.1, periods=5), "periods")
    assert (years["low"], years["high"]) == (4, 6)
    years = row(clv.sensitivity(clv.annuity_factor, rate=0.1, periods=1), "periods")
    assert (years["low"], years["high"]) == (1, 2)
    years = row(clv.sensitivity(clv.annuity_factor, rate=0.1, periods=40), "periods")
    assert (years["low"], years["high"]) == (36, 44)


def test_a_negative_number_moves_to_both_sides_of_itself():
    loss = row(clv.sensitivity(clv.lifetime_value, **CUSTOMER | {"margin": -100}), "margin")
    assert (loss["low"], loss["high"]) == (pytest.approx(-110), pytest.approx(-90))


def test_any_kind_of_number_moves():
    plain = clv.sensitivity(clv.lifetime_value, **CUSTOMER)
    kinds = {"margin": Decimal(100), "retention": np.float64(0.8), "rate": np.array(0.1)}
    pd.testing.assert_frame_equal(clv.sensitivity(clv.lifetime_value, **kinds), plain)


def test_the_calculator_may_be_named_and_its_arguments_are_not_changed():
    flows = [-51, 30, 42]
    table = clv.sensitivity(calculator=clv.present_value, change=0.2, flows=flows, rate=0.1, when="start")
    assert flows == [-51, 30, 42]
    assert table["parameter"].tolist() == ["rate"]


@pytest.mark.parametrize(
    "other", [len, lambda margin: margin, "clv.lifetime_value", None, pd.DataFrame([1, 2])]
)
def test_what_is_no_calculator_is_refused_in_one_line(other):
    with pytest.raises(TypeError, match=r"^calculator must be a calculator of crmlab; got .*\.$"):
        clv.sensitivity(other, margin=100)


@pytest.mark.parametrize("change", [0, -0.1, 1.5, math.nan, "10%", None, True])
def test_a_change_that_makes_no_sense_is_refused(change):
    with pytest.raises((TypeError, ValueError), match=r"^change must be .*\.$"):
        clv.sensitivity(clv.lifetime_value, change=change, **CUSTOMER)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"margin": math.nan}, r"^margin must be finite; got nan\.$"),
        ({"retention": 80}, r"^retention must be between 0 and 1 .*; got 80\.$"),
        ({"margin": np.arange(1, 30)}, r"^lifetime_value must answer with one number to be moved; got .*\.$"),
        ({"churn": 0.2}, r"^lifetime_value: got an unexpected keyword argument 'churn'\.$"),
        ({"rate": None}, r"^rate must be a number; got None .*\.$"),
    ],
)
def test_what_the_calculator_refuses_sensitivity_refuses_in_the_same_words(wrong, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        clv.sensitivity(clv.lifetime_value, **CUSTOMER | wrong)


@calculator
def repeated(spend: Cost, times: Count, note) -> Cost:
    """Spending at several purchases, with a note that is not a number."""
    return spend * times


def test_arguments_without_a_declared_quantity_stay_as_they_are():
    table = clv.sensitivity(repeated, spend=10, times=3, note=5)
    assert sorted(table["parameter"]) == ["spend", "times"]
