"""Every calculator of every topic, found by reading the package: what is declared is what happens."""

import copy
import inspect
import itertools
import math
import random
import re
import warnings
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

import numpy as np
import pandas as pd
import pytest
from bad_values import ALL, is_legal
from spoken import english_in
from strategies import (
    CALCULATORS,
    DRAWN,
    GIVEN,
    NUMERIC,
    example,
    is_single,
    label,
    quantity,
    variants,
)

from crmlab import clv
from crmlab.declared import names
from crmlab.declared.calculators import Record, bind, calculator, twin_of
from crmlab.declared.quantities import Cost, Count, Quantity, Rate, Share, Timing
from crmlab.declared.tables import Named, Table
from crmlab.frames import Frame

EVERY = pytest.mark.parametrize("function", CALCULATORS, ids=label)
EVERY_NUMERIC = pytest.mark.parametrize("function", NUMERIC, ids=label)
BAD_IN_PLAIN_CODE = (
    "word",
    "set",
    "2-D list",
    "empty list",
    "empty dict",
    "None",
    "huge list",
    "list with None",
)
PARAMETERS = [(function, name) for function in CALCULATORS for name in function.parameters]


def kind_of(case):
    """What decides how the engine treats a parameter: two of one kind are checked by the same lines."""
    function, name = case
    parameter = function.parameters[name]
    declared = parameter.quantity
    traits = ("series", "whole", "is_percentage", "options", "keys")
    ends = [math.isfinite(getattr(declared, end, math.inf)) for end in ("low", "high")]
    return (
        type(declared),
        *(bool(getattr(declared, trait, None)) for trait in traits),
        *ends,
        bool(getattr(declared, "columns", None)),
        parameter.optional,
        function in NUMERIC,
    )


ONE_A_KIND = list({kind_of(case): case for case in reversed(PARAMETERS)}.values())
ONE_OF_EACH_KIND = pytest.mark.parametrize(
    ("function", "name"), ONE_A_KIND, ids=[f"{label(function)}-{name}" for function, name in ONE_A_KIND]
)


def has_table(function):
    parts = function.result.fields.values() if isinstance(function.result, Record) else [function.result]
    return any(isinstance(part, Table) for part in parts)


def single(function):
    return [name for name, parameter in function.parameters.items() if is_single(parameter)]


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


@ONE_OF_EACH_KIND
def test_a_bad_value_gets_a_sentence_and_a_good_one_a_finite_answer(function, name):
    for bad in ALL:
        check_value(function, name, bad)


@ONE_OF_EACH_KIND
def test_a_bad_value_is_refused_in_chinese_where_the_student_reads_chinese(chinese, function, name):
    names = [*words_about(function), *getattr(quantity(function, name), "keys", ()), "one", "two", "three"]
    for bad in (*BAD_IN_PLAIN_CODE, "negative", "percent", "not whole", "nan"):
        _, sentence = answer_or_sentence(function, some_arguments(function) | {name: ALL[bad]})
        assert not sentence or sentence.endswith("。"), sentence
        assert not sentence or not english_in(sentence, *names), sentence


def test_a_wrong_call_is_refused_in_chinese_where_the_student_reads_chinese(chinese):
    heard = [answer_or_sentence(clv.discount_factor, given)[1] for given in ({}, {"rate": 0.1, "rat": 1})]
    for given in ((0.1, 1, 2), (0.1,)):
        with pytest.raises(TypeError) as refused:
            clv.discount_factor(*given, rate=0.1)
        heard.append(str(refused.value))
    assert [sentence for sentence in heard if english_in(sentence, "discount_factor")] == []


@EVERY
def test_what_is_allowed_but_extreme_gets_a_finite_answer_or_a_sentence(function):
    """The engine refuses what is not allowed; what is, the calculator itself has to bear."""
    for name, parameter in function.parameters.items():
        for bad in ALL:
            if parameter.quantity is None or is_legal(parameter, bad):
                check_value(function, name, bad)


def check_value(function, name, bad):
    value = ALL[bad]
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


def test_lists_of_different_length_are_refused_with_their_names():
    for function in NUMERIC:
        for one, other in itertools.pairwise(single(function)):
            given = some_arguments(function)
            given |= {one: [given[one]] * 2, other: [given[other]] * 3}
            answer, sentence = answer_or_sentence(function, given)
            assert answer is None, label(function)
            assert_is_a_sentence(sentence, [one])
            assert other in sentence


def test_a_list_is_refused_where_the_rows_of_a_table_are_made_from_one_number():
    for function in filter(has_table, CALCULATORS):
        for name in single(function):
            two = np.full(2, quantity(function, name).typical[0])
            _, sentence = answer_or_sentence(function, some_arguments(function) | {name: two})
            assert sentence == f"{name} must be one number; got a list of 2.", label(function)


def test_a_call_with_a_missing_a_strange_or_a_surplus_argument_names_the_calculator():
    for function in NUMERIC:
        given = some_arguments(function)
        required = next(
            name for name, p in function.parameters.items() if p.default is inspect.Parameter.empty
        )
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


@EVERY_NUMERIC
def test_arrays_give_what_single_numbers_give_one_by_one(function):
    """In every way of calling it: each word, with and without what may be left out."""
    for seed, variant in itertools.product(range(3), variants(function)):
        fixed = {name: value for name, value in variant.items() if value is not GIVEN}
        rows = [some_arguments(function, 10 * seed + row) | fixed for row in range(3)]
        arrays = {
            name: np.array([row[name] for row in rows])
            for name in single(function)
            if rows[0][name] is not None
        }
        if arrays:
            one_by_one = [function(**rows[0] | {name: row[name] for name in arrays}) for row in rows]
            np.testing.assert_allclose(function(**rows[0] | arrays), one_by_one, rtol=1e-9, atol=1e-9)


@EVERY_NUMERIC
def test_a_column_against_a_row_gives_a_table(function):
    first, second = (some_arguments(function, seed) for seed in (1, 2))
    for down, across in itertools.pairwise(single(function)):
        column, row = [[first[down]], [second[down]]], [first[across], second[across]]
        table = function(**first | {down: column, across: row})
        assert table.shape == (2, 2)
        assert table[1, 0] == pytest.approx(function(**first | {down: second[down]}), rel=1e-12)
        assert table[0, 1] == pytest.approx(function(**first | {across: second[across]}), rel=1e-12)


def test_single_numbers_give_a_plain_python_number():
    answers = {(label(f), seed): f(**some_arguments(f, seed)) for f in NUMERIC for seed in range(5)}
    assert {name: type(a) for name, a in answers.items() if type(a) not in (int, float, type(None))} == {}


def test_a_number_may_come_as_any_kind_of_number():
    for function, name in ONE_A_KIND:
        if function in NUMERIC:
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


def test_a_calculator_that_takes_tables_of_other_engines_has_a_twin_with_its_parameters():
    takes_tables = [function for function in CALCULATORS if takes(function, Frame)]
    assert takes_tables
    broken = {label(function): fault for function in takes_tables if (fault := fault_of_twin(function))}
    assert not broken, f"a table of another engine would stop with a stack trace: {broken}"


def takes(function, kind):
    return any(isinstance(parameter.quantity, kind) for parameter in function.parameters.values())


def fault_of_twin(function):
    try:
        twin = twin_of(function)
    except (ImportError, AttributeError) as missing:
        return str(missing)
    found, asked = list(inspect.signature(twin).parameters), list(function.parameters)
    return "" if found == asked else f"its twin takes {found}, not {asked}"


def test_a_default_is_itself_allowed():
    for function, name in PARAMETERS:
        parameter = function.parameters[name]
        if parameter.default is not inspect.Parameter.empty:
            assert parameter.validate(parameter.default) == parameter.default, (label(function), name)


def test_a_drawn_value_is_typical_and_allowed():
    for function in NUMERIC:
        for name, seed in itertools.product(function.parameters, range(5)):
            declared = quantity(function, name)
            value = declared.draw(random.Random(seed))
            plain = list(value.values()) if isinstance(value, dict) else value
            assert np.array_equal(declared.validate(name, value), plain), (label(function), name)
            if isinstance(declared, Quantity):
                low, high = declared.typical
                assert low <= np.min(value) <= np.max(value) <= high + 1e-9, (label(function), name)


def test_drawn_arguments_fit_together_so_that_every_student_gets_a_task():
    for function, seed in itertools.product(DRAWN, range(60)):
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
    with pytest.raises(
        ValueError, match=r"^yearly must not be 1e\+308 here; otherwise two_customers has no finite answer\.$"
    ):
        two_customers(1e308, 0.9, 0.1)
    with pytest.raises(ValueError, match=r"^purchases_per_year must not be 0 here; otherwise mean_purchase "):
        mean_purchase(100, 0)
    with pytest.raises(ValueError, match=r"^purchases_per_year\[1\] must not be 0 here; otherwise mean_purc"):
        mean_purchase([100, 100], [1, 0])


@dataclass(frozen=True)
class Part:
    """A part of an answer."""

    rates: Annotated[object, Named(Share)]
    inner: object = None


@calculator
def parted(shape) -> Annotated[object, Named(Share)]:
    """An answer with names, in the shape that is asked for."""
    return shape


@calculator
def recorded(shape) -> Part:
    """An answer of several parts."""
    return Part(shape, Part(shape))


SHAPES = {
    "mapping": lambda x: {"a": 1.0, "b": x},
    "mapping of numpy's": lambda x: {"a": np.float64(x)},
    "mapping of Decimals": lambda x: {"a": Decimal(x)},
    "mapping of mappings": lambda x: {"a": {"b": [1, x]}},
    "Series": lambda x: pd.Series({"a": 1.0, "b": x}),
    "Series of objects": lambda x: pd.Series([1, x], dtype=object),
    "array": lambda x: np.array([1.0, x]),
    "array of one": np.array,
    "array of objects": lambda x: np.array([None, x], dtype=object),
    "list": lambda x: [1.0, x],
    "tuple": lambda x: (x, None),
    "list of arrays": lambda x: [np.array([1.0, x])],
    "table": lambda x: pd.DataFrame({"a": [1.0, x]}),
    "record": lambda x: Part({"a": x}),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("function", [parted, recorded], ids=label)
def test_no_part_of_an_answer_is_nan_or_infinite_whichever_shape_it_has(function, shape):
    function(shape(0.5))
    for wrong in (math.nan, math.inf, -math.inf):
        with pytest.raises(ValueError, match=rf"^{function.__name__} has no finite answer for these arg"):
            function(shape(wrong))


@pytest.mark.parametrize(
    "shape",
    [{"a": None}, {"a": "nan"}, {"a": 10**400}, pd.Series(["a", None]), [], {}, pd.NaT, ("inf", True)],
)
def test_what_is_no_number_may_stand_in_an_answer(shape):
    assert parted(shape) is shape


def test_the_docstring_of_a_calculator_without_examples_is_whole():
    doc = two_customers.__doc__
    assert (
        doc.index("Parameters\n") < doc.index("Returns\n") < doc.index("Raises\n") < doc.index("References\n")
    )
    assert "retention : float or array\n    Share of customers who stay" in doc
    assert "when : {'end', 'start'}, default 'end'" in doc
    assert two_customers.__name__ == "two_customers"


def test_shift_tab_shows_units_and_what_is_allowed_not_how_a_parameter_is_declared():
    seen = str(inspect.signature(clv.lifetime_value))
    assert "retention: share (between 0 and 1)" in seen
    assert "years: years (between 1 and 1000) or None = None" in seen
    assert "when: 'end' or 'start' = 'end'" in seen
    assert seen.endswith("-> ¥")


def test_shift_tab_speaks_the_language_and_the_currency_that_are_in_use_then(chinese, monkeypatch):
    monkeypatch.setattr(names, "_currency", "€")
    seen = str(inspect.signature(clv.lifetime_value))
    assert "retention: 比例" in seen
    assert "margin: €" in seen


@EVERY
def test_no_signature_shows_the_code_of_a_declaration(function):
    assert not re.search(r"Annotated|typical\(|Quantity|<|'\w+\[", str(inspect.signature(function)))


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
