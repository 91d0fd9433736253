"""What a parameter is: drawn, validated, written and compared from one declaration."""

import math
import random
import re
import typing
from decimal import Decimal
from typing import Annotated

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import allowed

from crmlab.declared import names, quantities
from crmlab.declared.quantities import Choice, Flag, Quantity, Rate, Share, Timing, quantity_of, typical

DECLARED = {
    name: quantity_of(annotation)[0]
    for name, annotation in vars(quantities).items()
    if typing.get_origin(annotation) is Annotated
}
NUMBERS = {name: q for name, q in DECLARED.items() if isinstance(q, Quantity)}
EVERY_NUMBER = pytest.mark.parametrize("quantity", NUMBERS.values(), ids=NUMBERS)
SHARE = NUMBERS["Share"]
MONEY = NUMBERS["Money"]


# Declared well


@EVERY_NUMBER
def test_sliders_stay_inside_what_is_allowed_and_reach_both_ends(quantity):
    low, high = quantity.typical
    assert quantity.low <= low < high <= quantity.high
    steps = (high - low) / quantity.step
    assert steps == pytest.approx(round(steps))
    assert not quantity.whole or (low, quantity.step) == (round(low), round(quantity.step))


@EVERY_NUMBER
def test_every_unit_has_a_word_in_both_languages(quantity):
    assert quantity.unit == "" or quantity.unit in names.vocabulary("units")


@EVERY_NUMBER
def test_the_format_shows_every_step_of_a_slider(quantity):
    assert quantity.tolerance < quantity.step


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        ({"low": 5, "high": 3}, "low must be at most high, 3; got 5 (int)."),
        ({"low": math.nan}, "low must be a number or -inf; got nan (float)."),
        ({"high": -math.inf}, "high must be a number or inf; got -inf (float)."),
        ({"low": "0"}, "low must be a number; got '0' (str)."),
        ({"low": True}, "low must be a number; got True (bool)."),
        ({"unit": None}, "unit must be a word; got None (NoneType)."),
        ({"whole": 1}, "whole must be True or False; got 1 (int)."),
        ({"typical": [0, 1]}, "typical must be a pair of numbers; got [0, 1] (list)."),
        ({"typical": (1,)}, "typical must be a pair of numbers; got (1,) (tuple)."),
        ({"typical": (3, 1)}, "typical must be finite, its lower end first; got (3, 1) (tuple)."),
        ({"typical": (0, math.inf)}, "typical must be finite, its lower end first; got (0, inf) (tuple)."),
        (
            {"low": 0, "high": 1, "typical": (0.5, 2)},
            "typical must be within the allowed range, between 0 and 1; got (0.5, 2) (tuple).",
        ),
        (
            {"whole": True, "typical": (0.5, 3.5)},
            "typical must be whole numbers, as only these are allowed; got (0.5, 3.5) (tuple).",
        ),
        (
            {"whole": True, "low": 0.5},
            "low must be a whole number, as only these are allowed; got 0.5 (float).",
        ),
        (
            {"whole": True, "step": 0.5},
            "step must be a whole number, as only these are allowed; got 0.5 (float).",
        ),
        ({"step": 0}, "step must be finite and more than 0; got 0 (int)."),
        ({"step": math.nan}, "step must be finite and more than 0; got nan (float)."),
        ({"format": ".2g"}, "format must be a format such as ',.2f' or '.1%'; got '.2g' (str)."),
        ({"format": "2f"}, "format must be a format such as ',.2f' or '.1%'; got '2f' (str)."),
        ({"format": 2}, "format must be a format such as ',.2f' or '.1%'; got 2 (int)."),
        ({"series": 3}, "series must be a pair of whole numbers; got 3 (int)."),
        ({"series": (1.5, 2)}, "series must be a pair of whole numbers; got (1.5, 2) (tuple)."),
        (
            {"series": (3, 2)},
            "series must be the shortest length, at least 1, before the longest; got (3, 2) (tuple).",
        ),
    ],
)
def test_an_author_is_told_what_is_wrong_with_a_quantity_where_he_declares_it(declared, sentence):
    with pytest.raises((TypeError, ValueError)) as refusal:
        Quantity(**declared)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("declare", "sentence"),
    [
        (lambda: typical(3, 1), "typical must be finite, its lower end first; got (3, 1) (tuple)."),
        (lambda: typical("a", 1), "typical must be a pair of numbers; got ('a', 1) (tuple)."),
        (lambda: typical(0, 1, 0), "step must be finite and more than 0; got 0 (int)."),
        (
            lambda: typical(0.5, 2).narrow(SHARE),
            "typical must be within the allowed range, between 0 and 1; got (0.5, 2) (tuple).",
        ),
        (
            lambda: typical(0.5, 3.5).narrow(NUMBERS["Count"]),
            "typical must be whole numbers, as only these are allowed; got (0.5, 3.5) (tuple).",
        ),
        (
            lambda: quantity_of(Annotated[Timing, typical(0, 1)]),
            "typical narrows a Quantity, a kind of number; got Choice(options=('end', 'start')) (Choice).",
        ),
        (
            lambda: quantity_of(Annotated[float, typical(0, 1)]),
            "typical narrows a Quantity, a kind of number; got None (NoneType).",
        ),
    ],
)
def test_an_author_is_told_that_a_typical_range_does_not_fit(declare, sentence):
    with pytest.raises((TypeError, ValueError)) as refusal:
        declare()
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("low", "high", "usual"),
    [
        (1, 1000, (1, 100)),
        (200, 300, (200, 200)),
        (-9, -5, (-5, -5)),
        (0.5, 10.2, (0.5, 10.2)),
        (0, 0.5, (0, 0.5)),
    ],
)
def test_what_is_drawn_is_allowed_where_no_typical_range_is_declared(low, high, usual):
    quantity = Quantity(low=low, high=high)
    assert quantity.typical == usual
    assert all(low <= quantity.draw(random.Random(seed)) <= high for seed in range(50))
    assert quantity.resolving(low).typical == usual


# Drawn


@EVERY_NUMBER
def test_the_same_seed_gives_a_student_the_same_numbers_again(quantity):
    draws = [[quantity.draw(random.Random(seed)) for seed in range(50)] for _ in range(2)]
    assert draws[0] == draws[1]
    assert len(set(map(str, draws[0]))) > 5


@EVERY_NUMBER
def test_drawn_numbers_are_round_and_typical(quantity):
    source = random.Random(3)
    for _ in range(300):
        drawn = quantity.draw(source)
        assert not quantity.series or quantity.series[0] <= len(drawn) <= quantity.series[1]
        for value in drawn if quantity.series else [drawn]:
            assert quantity.typical[0] <= value <= quantity.typical[1]
            assert len(repr(value)) <= 7  # no 0.30000000000000004
            assert type(value) is (int if quantity.whole else type(value))


def test_drawing_reaches_every_value_of_a_narrow_range():
    narrow = typical(0.7, 0.8, 0.05).narrow(SHARE)
    assert {narrow.draw(random.Random(seed)) for seed in range(100)} == {0.7, 0.75, 0.8}


def test_drawing_stays_inside_a_range_that_steps_do_not_fill():
    narrow = typical(0.5, 1, 0.3).narrow(SHARE)
    assert {narrow.draw(random.Random(seed)) for seed in range(100)} == {0.5, 0.8}


# Validated


@EVERY_NUMBER
@given(data=st.data())
def test_an_allowed_number_comes_back_as_a_plain_number_or_a_new_array(quantity, data):
    value = data.draw(allowed(quantity))
    back = quantity.validate("x", value)
    assert np.array_equal(back, value)
    if not quantity.series:
        assert type(back) is (int if quantity.whole else float)
    array = np.array(value if quantity.series else [value], dtype=float)
    copy = quantity.validate("x", array)
    assert copy.dtype == float
    assert not np.shares_memory(copy, array)


@pytest.mark.parametrize(
    ("quantity", "value", "sentence"),
    [
        (SHARE, 80, "x must be between 0 and 1 (write 10 % as 0.10); got 80."),
        (SHARE, -0.2, "x must be between 0 and 1; got -0.2."),
        (SHARE, 1 + 1e-12, "x must be between 0 and 1 (write 10 % as 0.10); got 1.000000000001."),
        (SHARE, [0.1, 0.2, 1.5], "x[2] must be between 0 and 1 (write 10 % as 0.10); got 1.5."),
        (SHARE, [[0.1], [float("inf")]], "x[1, 0] must be finite; got inf."),
        (SHARE, Decimal("NaN"), "x must be finite; got nan."),
        (MONEY, "5", "x must be a number; got '5' (str)."),
        (MONEY, True, "x must be a number; got True (bool)."),
        (MONEY, None, "x must be a number; got None (NoneType)."),
        (MONEY, 10**400, "x must be finite; got a number too large to compute with."),
        (NUMBERS["Years"], 2.5, "x must be a whole number; got 2.5."),
        (NUMBERS["Cost"], -1, "x must be at least 0; got -1."),
        (NUMBERS["MoneyFlows"], 5, "x must be a list of numbers in order; got 5 (int)."),
        (NUMBERS["MoneyFlows"], [], "x is empty; at least one number is needed."),
        (Quantity(high=0), 1, "x must be at most 0; got 1."),
        (DECLARED["Timing"], "End", "x must be 'end' or 'start'; got 'End' (str)."),
        (DECLARED["Timing"], 1, "x must be 'end' or 'start'; got 1 (int)."),
        (DECLARED["YesNo"], 1, "x must be True or False; got 1 (int)."),
        (DECLARED["YesNo"], "True", "x must be True or False; got 'True' (str)."),
    ],
)
def test_what_is_not_allowed_is_refused_in_one_sentence(quantity, value, sentence):
    with pytest.raises((TypeError, ValueError)) as refusal:
        quantity.validate("x", value)
    assert str(refusal.value) == sentence


def test_a_long_value_is_cut_in_the_sentence():
    with pytest.raises(TypeError) as refusal:
        SHARE.validate("x", "word" * 1000)
    assert len(str(refusal.value)) < 90
    assert str(refusal.value).endswith("… (str).")


def test_allowed_ranges_stand_in_words():
    assert [q.allowed for q in (SHARE, NUMBERS["Cost"], MONEY, Quantity(high=3))] == [
        "between 0 and 1",
        "at least 0",
        "any finite number",
        "at most 3",
    ]


# Written and compared


@pytest.mark.parametrize(
    ("quantity", "value", "text"),
    [
        (MONEY, 3544.8256, "3,544.83"),
        (MONEY, -51, "−51.00"),
        (MONEY, -0.001, "0.00"),
        (SHARE, 0.0825, "8.2%"),
        (SHARE, -0.0001, "0.0%"),
        (NUMBERS["Multiple"], 2.5, "2.5000"),
        (NUMBERS["Years"], 5, "5"),
        (NUMBERS["Count"], 12_000, "12,000"),
        (DECLARED["Timing"], "end", "'end'"),
        (DECLARED["YesNo"], True, "True"),
    ],
)
def test_numbers_are_written_with_a_true_minus_and_never_as_minus_zero(quantity, value, text):
    assert quantity.show(value) == text


@pytest.mark.parametrize(
    ("quantity", "value", "text"),
    [
        (SHARE, 0.0825, "8.25%"),
        (SHARE, 0.1, "10.0%"),
        (NUMBERS["Period"], 2.5, "2.5"),
        (NUMBERS["Period"], 100, "100"),
        (MONEY, 1 / 3, "0.333333333333"),
        (MONEY, 0.1 + 0.2, "0.30"),
        (MONEY, 1e-30, "0.000000000000"),
        (MONEY, Decimal("1.125"), "1.125"),
    ],
)
def test_what_was_put_in_is_written_as_it_was_put_in(quantity, value, text):
    assert quantity.resolving(value).show(value) == text


@EVERY_NUMBER
def test_the_tolerance_is_half_of_the_last_digit_shown(quantity):
    if quantity.whole:
        assert quantity.tolerance == 0
        return
    shown = quantity.show(quantity.typical[1])
    nearly = quantity.show(quantity.typical[1] + 0.98 * quantity.tolerance)
    beyond = quantity.show(quantity.typical[1] + 1.02 * quantity.tolerance)
    assert shown == nearly != beyond


@given(st.floats(-1e6, 1e6))
def test_a_written_result_is_within_the_tolerance(value):
    written = float(MONEY.show(value).replace("−", "-").replace(",", ""))
    assert abs(written - value) <= MONEY.tolerance * (1 + 1e-9) + 1e-9


# Read from an annotation


def test_an_annotation_is_read_with_its_narrower_typical_range():
    narrowed, optional = quantity_of(Annotated[Share, typical(0.5, 0.95)])
    assert (narrowed.typical, narrowed.step, optional) == ((0.5, 0.95), SHARE.step, False)
    assert (narrowed.low, narrowed.high, narrowed.unit) == (SHARE.low, SHARE.high, SHARE.unit)
    assert typical(0.2, 0.8, 0.3).narrow(SHARE).step == 0.3


def test_an_annotation_may_allow_none_or_say_nothing():
    assert quantity_of(Rate | None) == (DECLARED["Rate"], True)
    assert quantity_of(Annotated[Share, typical(0.5, 0.6)] | None)[0].typical == (0.5, 0.6)
    assert quantity_of(None) == (None, False)
    assert quantity_of(float) == (None, False)


def test_words_are_drawn_and_taken_as_they_are():
    choice, flag = Choice(("end", "start")), Flag()
    assert {choice.draw(random.Random(seed)) for seed in range(20)} == {"end", "start"}
    assert {flag.draw(random.Random(seed)) for seed in range(20)} == {True, False}
    assert choice.validate("when", "end") == "end"
    assert flag.validate("first_now", np.True_) is True


# One wrong cell among many numbers

MANY = [1.0] * 1000


@pytest.mark.parametrize(
    "several",
    [
        list,
        tuple,
        lambda cells: np.array(cells, dtype=object),
        lambda cells: pd.Series(cells, index=range(9, 9 + len(cells)), dtype=object),
    ],
    ids=["list", "tuple", "array", "Series"],
)
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("n/a", "values[1000] must be a number; got 'n/a' (str)."),
        ("12,5", "values[1000] must be a number; got '12,5' (str)."),
        (True, "values[1000] must be a number; got True (bool)."),
        (None, "values[1000] must be a number; it is missing."),
        (pd.NA, "values[1000] must be a number; it is missing."),
        (pd.NaT, "values[1000] must be a number; it is missing."),
        (1j, "values[1000] must be a number; got 1j (complex)."),
        (10**400, "values[1000] must be finite; got a number too large to compute with."),
        (float("nan"), "values[1000] must be finite; got nan."),
    ],
)
def test_one_wrong_cell_among_a_thousand_is_told_with_its_place(several, wrong, sentence):
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}$"):
        Quantity().validate("values", several([*MANY, wrong, 2.0]))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([[1, 2], [3, "x"]], "values[1, 1] must be a number; got 'x' (str)."),
        ([[1, 2], [3]], "values[0] must be a number; got [1, 2] (list)."),
        (pd.DataFrame({"a": [1, 2], "b": [3, "x"]}), "values[1, 1] must be a number; got 'x' (str)."),
        (np.ma.array([1.0, 2.0], mask=[False, True]), "values[1] must be a number; it is missing."),
        (np.array(["2024-01-01"], "datetime64[ns]"), "values must be a number; got array(['2024-01-01T00"),
        (np.array([True]), "values[0] must be a number; got True (bool)."),
        (None, "values must be a number; got None (NoneType)."),
    ],
)
def test_a_wrong_cell_has_its_place_in_tables_and_arrays_too(values, sentence):
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}"):
        Quantity().validate("values", values)
