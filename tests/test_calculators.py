"""Every calculator of every topic, found by walking the package: what is declared is what happens."""

import copy
import inspect
import random
import warnings
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from bad_values import ALL, is_legal
from hypothesis import given
from hypothesis import strategies as st
from strategies import (
    CALCULATORS,
    DRAWN,
    NUMERIC,
    arguments,
    example,
    is_single,
    label,
    quantity,
    typical,
    variants,
)

from crmlab import clv
from crmlab.calculators import Record, bind, calculator
from crmlab.quantities import Cost, Count, Quantity, Rate, Share, Timing
from crmlab.tables import Named, Table

EVERY = pytest.mark.parametrize("function", CALCULATORS, ids=label)
EVERY_DRAWN = pytest.mark.parametrize("function", DRAWN, ids=label)
EVERY_NUMERIC = pytest.mark.parametrize("function", NUMERIC, ids=label)


def parameters_of(calculators):
    every = [(function, name) for function in calculators for name in function.parameters]
    return pytest.mark.parametrize(
        ("function", "name"), every, ids=lambda part: part if isinstance(part, str) else label(part)
    )


EVERY_PARAMETER, EVERY_NUMERIC_PARAMETER = parameters_of(CALCULATORS), parameters_of(NUMERIC)
BROADCASTING = [(f, v) for f in NUMERIC for v in variants(f) if any(map(is_single, f.parameters.values()))]
EVERY_BROADCASTING = pytest.mark.parametrize(
    ("function", "variant"), BROADCASTING, ids=[label(*case) for case in BROADCASTING]
)


def has_table(function):
    parts = function.result.fields.values() if isinstance(function.result, Record) else [function.result]
    return any(isinstance(part, Table) for part in parts)


def some_arguments(function, seed=1):
    source = random.Random(seed)
    return {name: example(parameter, source) for name, parameter in function.parameters.items()}


def answer_or_sentence(function, given):
    """Call strictly: a warning would cost a student the points of a graded cell."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return function(**given), None
        except (TypeError, ValueError) as error:
            assert error._render_traceback_() == [str(error)]  # in a notebook the sentence and nothing else
            return None, str(error)


def assert_is_a_sentence(sentence, about):
    assert len(sentence.splitlines()) == 1
    assert len(sentence) <= 200
    assert sentence.endswith(".")
    assert any(name in sentence for name in about), sentence


def fingerprint(value):
    return value if isinstance(value, int) else repr(value)


def words_about(function):
    """What a sentence may name: the calculator, its parameters, the columns of its tables."""
    columns = [column for p in function.parameters.values() for column in getattr(p.quantity, "columns", ())]
    return [function.__name__, *function.parameters, *columns]


# What a student puts in by mistake


@EVERY_PARAMETER
def test_a_bad_value_gets_a_sentence_and_a_good_one_a_finite_answer(function, name):
    for bad, value in ALL.items():
        before = fingerprint(value)
        answer, sentence = answer_or_sentence(function, some_arguments(function) | {name: value})
        assert fingerprint(value) == before, f"{bad}: changed"
        if quantity(function, name) is None:  # the calculator itself looks at it
            assert not sentence or assert_is_a_sentence(sentence, words_about(function)) is None
        elif not is_legal(function.parameters[name], bad):
            assert sentence, f"{bad}: {name} was taken and the answer is {answer!r}"
            assert_is_a_sentence(sentence, [name])
            assert sentence.startswith(name)
        elif sentence:  # allowed by itself, but there is no finite answer
            assert_is_a_sentence(sentence, words_about(function))
        else:
            assert function not in NUMERIC or answer is None or np.all(np.isfinite(answer)), bad


@EVERY_NUMERIC
def test_lists_of_different_length_are_refused_with_their_names(function):
    single = [name for name, parameter in function.parameters.items() if is_single(parameter)]
    for one, other in zip(single, single[1:], strict=False):
        given = some_arguments(function)
        given |= {one: [given[one]] * 2, other: [given[other]] * 3}
        answer, sentence = answer_or_sentence(function, given)
        assert answer is None
        assert_is_a_sentence(sentence, [one])
        assert other in sentence


@pytest.mark.parametrize("function", [c for c in CALCULATORS if has_table(c)], ids=label)
def test_a_list_is_refused_where_the_rows_of_a_table_are_made_from_one_number(function):
    for name in filter(lambda name: is_single(function.parameters[name]), function.parameters):
        two = np.full(2, quantity(function, name).typical[0])
        _, sentence = answer_or_sentence(function, some_arguments(function) | {name: two})
        assert sentence == f"{name} must be one number; got a list of 2."


@EVERY_NUMERIC
def test_a_call_with_a_missing_a_strange_or_a_surplus_argument_names_the_calculator(function):
    given = some_arguments(function)
    required = next(name for name, p in function.parameters.items() if p.default is inspect.Parameter.empty)
    without = {name: value for name, value in given.items() if name != required}
    _, missing = answer_or_sentence(function, without)
    _, strange = answer_or_sentence(function, given | {"retension": 0.8})
    with pytest.raises(TypeError) as surplus:
        function(*given.values(), 1)
    for sentence in (missing, strange, str(surplus.value)):
        assert_is_a_sentence(sentence, [function.__name__])
    assert required in missing
    assert "retension" in strange


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"retention": 80}, "retention must be between 0 and 1 (write 10 % as 0.10); got 80."),
        ({"retention": [0.8, -0.2]}, "retention[1] must be between 0 and 1; got -0.2."),
        ({"retention": [[0.8], [np.nan]]}, "retention[1, 0] must be finite; got nan."),
        ({"margin": "100"}, "margin must be a number; got '100' (str)."),
        ({"years": 2.5}, "years must be a whole number; got 2.5."),
        ({"years": 0}, "years must be between 1 and 1000; got 0."),
        ({"acquisition_cost": -1}, "acquisition_cost must be at least 0; got -1."),
        ({"when": "begin"}, "when must be 'end' or 'start'; got 'begin' (str)."),
        ({"margin": []}, "margin is empty; at least one number is needed."),
        (
            {"margin": [1, 2], "retention": [0.7, 0.8, 0.9]},
            "Lists given together must be equally long; got margin 2 and retention 3 values.",
        ),
    ],
)
def test_an_error_says_which_parameter_where_what_came_and_what_is_allowed(wrong, sentence):
    given = {"margin": 100, "retention": 0.8, "rate": 0.1} | wrong
    assert answer_or_sentence(clv.lifetime_value, given) == (None, sentence)


# What a student puts in that is right, in another shape


@EVERY_BROADCASTING
@given(data=st.data())
def test_arrays_give_what_single_numbers_give_one_by_one(function, variant, data):
    rows = [data.draw(arguments(function, **variant)) for _ in range(3)]
    given = dict(rows[0])
    for name, parameter in function.parameters.items():
        if is_single(parameter) and given[name] is not None:
            given[name] = np.array([row[name] for row in rows])
    shared = {name: value for name, value in rows[0].items() if not isinstance(given[name], np.ndarray)}
    one_by_one = [function(**row | shared) for row in rows]
    np.testing.assert_allclose(function(**given), one_by_one, rtol=1e-9, atol=1e-9)


@EVERY_NUMERIC
def test_a_column_against_a_row_gives_a_table(function):
    single = [name for name, parameter in function.parameters.items() if is_single(parameter)]
    first, second = (some_arguments(function, seed) for seed in (1, 2))
    for down, across in zip(single, single[1:], strict=False):
        column, row = [[first[down]], [second[down]]], [first[across], second[across]]
        table = function(**first | {down: column, across: row})
        assert table.shape == (2, 2)
        assert table[1, 0] == pytest.approx(function(**first | {down: second[down]}), rel=1e-12)
        assert table[0, 1] == pytest.approx(function(**first | {across: second[across]}), rel=1e-12)


@EVERY_NUMERIC
def test_single_numbers_give_a_plain_python_number(function):
    for seed in range(5):
        answer = function(**some_arguments(function, seed))
        assert type(answer) in (int, float, type(None))


@EVERY_NUMERIC_PARAMETER
def test_a_number_may_come_as_any_kind_of_number(function, name):
    given = some_arguments(function)
    expected = function(**given)
    for kind in kinds_of(quantity(function, name), given[name]):
        assert function(**given | {name: kind}) == pytest.approx(expected, rel=1e-12), repr(kind)


def kinds_of(quantity, value):
    if isinstance(quantity, Named):
        return [pd.Series(value), {key: np.float64(number) for key, number in value.items()}]
    if not isinstance(quantity, Quantity):
        return [np.bool_(value)] if isinstance(value, bool) else [np.str_(value)]
    if quantity.series:
        nullable = pd.Series(value, dtype="Float64", index=range(7, 7 + len(value)))
        return [tuple(value), np.array(value), np.array(value, dtype=object), pd.Series(value), nullable]
    return [np.float64(value), np.array(value), Decimal(repr(value)), Fraction(value), np.longdouble(value)]


@EVERY_NUMERIC
def test_what_was_put_in_is_not_changed(function):
    given = some_arguments(function)
    for name, parameter in function.parameters.items():
        if isinstance(parameter.quantity, Quantity):
            given[name] = np.array(
                given[name] if parameter.quantity.series else [given[name]] * 2, dtype=float
            )
            given[name].setflags(write=False)  # writing to it would raise
    lists = {name: v.tolist() if isinstance(v, np.ndarray) else v for name, v in given.items()}
    before = copy.deepcopy(lists)
    assert np.array_equal(function(**given), function(**lists))
    assert lists == before


# What the declaration promises


@EVERY
def test_a_default_is_itself_allowed(function):
    for name, parameter in function.parameters.items():
        if parameter.default is not inspect.Parameter.empty:
            assert parameter.validate(parameter.default) == parameter.default, name


@EVERY_NUMERIC_PARAMETER
@given(data=st.data())
def test_a_drawn_value_is_allowed(function, name, data):
    declared = quantity(function, name)
    value = data.draw(typical(declared))
    assert np.array_equal(
        declared.validate(name, value), list(value.values()) if isinstance(value, dict) else value
    )
    if isinstance(declared, Quantity):
        assert declared.typical[0] <= np.min(value) <= np.max(value) <= declared.typical[1] + 1e-9


@EVERY_DRAWN
def test_drawn_arguments_fit_together_so_that_every_student_gets_a_task(function):
    for seed in range(200):
        function(**some_arguments(function, seed))


@calculator
def two_customers(yearly: Cost, retention: Share, rate: Rate, when: Timing = "end") -> Cost:
    """Value of two customers, as a calculator made of another one.

    References
    ----------
    Standard.
    """
    return 2 * clv.lifetime_value(yearly, retention, rate, when=when)


@calculator
def mean_purchase(yearly: Cost, purchases_per_year: Count) -> Cost:
    """Money spent at each purchase, by Python's own arithmetic."""
    return yearly / purchases_per_year


def test_an_answer_that_is_not_finite_is_refused_in_the_name_of_the_calculator_that_was_called():
    assert two_customers(100, 0.8, 0.1) == pytest.approx(2 * 800 / 3)
    with pytest.raises(ValueError, match=r"^two_customers has no finite answer for these arguments\.$"):
        two_customers(1e308, 0.9, 0.1)
    with pytest.raises(ValueError, match=r"^mean_purchase has no finite answer for these arguments\.$"):
        mean_purchase(100, 0)
    with pytest.raises(ValueError, match=r"^mean_purchase has no finite answer for these arguments\.$"):
        mean_purchase([100, 100], [1, 0])


def test_the_docstring_of_a_calculator_without_examples_is_whole():
    doc = two_customers.__doc__
    assert (
        doc.index("Parameters\n") < doc.index("Returns\n") < doc.index("Raises\n") < doc.index("References\n")
    )
    assert "retention : float or array\n    Share of customers who stay" in doc
    assert "when : {'end', 'start'}, default 'end'" in doc
    assert two_customers.__name__ == "two_customers"
    assert str(inspect.signature(two_customers)).startswith("(yearly: ")


def test_arguments_can_be_bound_by_place_or_name_with_defaults_filled_in():
    bound = bind(clv.lifetime_value, 100, rate=0.1, retention=0.8)
    assert bound == {
        "margin": 100,
        "retention": 0.8,
        "rate": 0.1,
        "years": None,
        "acquisition_cost": 0.0,
        "when": "end",
    }
    assert bind(lambda function: function, function=1) == {"function": 1}
