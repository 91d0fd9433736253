"""`difference`: what counts as the same answer, and what a learner reads when it is not."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd
import pytest
from answers import finite, missing, nested, one_value, plain_values
from compared import difference
from hypothesis import assume, example, given
from hypothesis import strategies as st

from crmlab.declared import quantities
from crmlab.intake.equality import RELATIVE, is_close

TOLERANCE = 0.005
TABLE = pd.DataFrame({"year": [1, 2, 3], "staying": [0.8, 0.64, 0.512], "word": ["one", "two", "three"]})
DATE = pd.Timestamp("2024-02-29")


@given(nested(one_value | missing), plain_values, st.floats(0, 1))
@example([1, 2], np.array([[1, 2], [3, 4]]), 0.0)
@example(TABLE, pd.DataFrame([[1, 2]], columns=["year", "year"]), 0.0)
@example(TABLE, TABLE.set_index("year").assign(year=1), 0.0)
@example(TABLE, {"year": 1}, 0.0)
@example(TABLE, [[1, 2], [3]], 0.0)
@example(TABLE, [1, {"year": 2}], 0.0)
@example(pd.DataFrame(), {"year": [1]}, 0.0)
@example({"gain": 1}, pd.Series([1], index=pd.Index([{}], dtype=object)), 0.0)
@example(5.0, 10**300, 0.0)
def test_no_answer_of_a_learner_breaks_the_comparison(expected, got, tolerance):
    assume("".join(map(str, getattr(expected, "columns", ()))).isprintable())  # we name our columns
    clause = difference(expected, got, tolerance)
    assert clause is None or is_a_fragment(clause)


def is_a_fragment(clause):
    """A clause continues “your answer …” on one line and leaves the full stop to the sentence."""
    return clause.startswith(("is ", "has ", "cannot ")) and clause.isprintable() and not clause.endswith(".")


@given(nested(one_value))
def test_the_right_answer_itself_is_right(value):
    assert difference(value, value, 0.0) is None


ANSWERS = {"None": None, "True": True, "5": 5, "2.5": 2.5, "text": "yes", "date": DATE}
ANSWERS |= {"list": [1.0, 2.0, 3.0], "dictionary": {"a": 1.0, "b": True}, "table": TABLE}


@pytest.mark.parametrize("asked", ANSWERS)
@pytest.mark.parametrize("given_instead", ANSWERS)
def test_an_answer_of_another_kind_is_told_its_kind(asked, given_instead):
    clause = difference(ANSWERS[asked], ANSWERS[given_instead], TOLERANCE)
    if asked == given_instead:
        assert clause is None
    elif {asked, given_instead} == {"5", "2.5"}:
        assert clause == f"is {ANSWERS[given_instead]}"
    elif (asked, given_instead) == ("table", "dictionary"):  # might be one, so it is looked into
        assert clause.startswith("cannot be read as a table")
    else:
        assert clause.startswith("is ") and clause.endswith(("expected", "expected here"))


@given(st.floats(10_000, 99_999).map(lambda value: round(value, 2)), plain_values)
@example(12345.67, 12345.68)
@example(12345.67, [12345.67, 1.0])
@example(12345.67, {"gain": 12345.67})
@example(12345.67, float("nan"))
def test_a_clause_never_gives_the_right_number_away(expected, got):
    for right, answer in [(expected, got), ([expected], [got]), ({"gain": expected}, {"gain": got})]:
        clause = difference(right, answer, 0.0)
        assert clause is None or f"{expected:.10g}" not in re.findall(r"[\d.]+", clause.replace(",", ""))


# --- Numbers -----------------------------------------------------------------------------------

NUMBERS = [quantities.Money, quantities.Share, quantities.Rate, quantities.Factor, quantities.Multiple]
FORMATS = st.sampled_from([quantities.quantity_of(number)[0] for number in NUMBERS])


def read_back(quantity, text):
    """The number that a learner types who reads *text* off the screen."""
    number = float(text.replace("−", "-").replace(",", "").rstrip("%"))
    return number / 100 if quantity.is_percentage else number


@given(FORMATS, finite)
@example(quantities.quantity_of(quantities.Money)[0], 0.125)
@example(quantities.quantity_of(quantities.Money)[0], 2.675)
@example(quantities.quantity_of(quantities.Share)[0], 0.0005)
def test_an_exactly_rounded_answer_is_always_right(quantity, value):
    assert is_close(value, read_back(quantity, quantity.show(value)), quantity.tolerance)


@given(FORMATS, finite)
@example(quantities.quantity_of(quantities.Money)[0], 0.125)
def test_an_answer_rounded_as_at_school_is_always_right(quantity, value):
    unit = Decimal(str(2 * quantity.tolerance))
    by_hand = float(Decimal(repr(value)).quantize(unit.normalize(), ROUND_HALF_UP))
    assert is_close(value, by_hand, quantity.tolerance)


@given(finite, st.sampled_from([0.5, 0.005, 0.0005, 0.00005]), st.sampled_from([-1, 1]))
def test_a_number_beyond_the_tolerance_is_wrong(value, tolerance, side):
    allowed = max(tolerance, RELATIVE * abs(value))
    assert is_close(value, value + side * 0.99 * allowed, tolerance)
    assert not is_close(value, value + side * 1.01 * allowed, tolerance)


def test_a_millionth_is_always_allowed():
    assert is_close(1e9, 1e9 + 999, tolerance=0)
    assert not is_close(1e9, 1e9 + 1001, tolerance=0)


@pytest.mark.parametrize("got", [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_is_never_right(got):
    assert difference(5.0, got, math.inf) == f"is {got}, which is not a finite number"
    assert difference([5.0, 6.0], [5.0, got], math.inf) is not None


@pytest.mark.parametrize("number", [0, 1, 0.0, 1.0])
def test_true_is_no_number_and_a_number_is_not_true(number):
    assert difference(number, bool(number), 0.5) == "is True or False; a number is expected"
    assert "True or False is expected" in difference(bool(number), number, 0.5)


@pytest.mark.parametrize("shape", [list, np.array, pd.Series, lambda one: np.array([one])])
def test_a_single_answer_in_a_list_is_right(shape):
    for answer in (5.25, True, "yes", DATE):
        assert difference(answer, shape([answer]), TOLERANCE) is None


def test_text_is_compared_without_case_and_margin():
    assert difference("Yes", " yes\n", TOLERANCE) is None
    assert difference("yes", "no", TOLERANCE) == "is 'no'"


def test_a_long_text_is_not_repeated_whole():
    assert len(difference("yes", "no " * 1000, TOLERANCE)) < 60


def test_dates_are_compared_as_dates():
    assert difference(DATE, DATE.to_pydatetime(), TOLERANCE) is None
    assert difference(DATE, DATE + pd.Timedelta(days=1), TOLERANCE) == "is 2024-03-01 00:00:00"
    assert difference([DATE, DATE], np.array([DATE, pd.NaT], dtype=object), TOLERANCE).endswith("is NaT")
