"""Formulas as mathematics: parentheses stay where they change the value, and only there."""

import ast
import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmlab.declared.typeset import typeset

LEAVES = st.sampled_from(["a", "b", "c", "n", "0", "1", "2", "7"])
EXPONENTS = st.sampled_from(["0", "1", "2", "3", "n", "t", "-1", "-n", "n + 1", "t - n", "2 * n", "n**2"])
SMALL = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵗⁿ", "0123456789+-()tn", strict=True))


def larger(smaller):
    return st.one_of(
        st.tuples(smaller, st.sampled_from("+-*/"), smaller).map(lambda parts: "({}) {} ({})".format(*parts)),
        st.tuples(smaller, EXPONENTS).map(lambda parts: "({})**({})".format(*parts)),
        smaller.map(lambda inner: f"-({inner})"),
    )


EXPRESSIONS = st.recursive(LEAVES, larger, max_leaves=8)
VALUES = st.fractions(min_value=-3, max_value=3, max_denominator=4)


def written(source, numbers=None):
    return typeset(ast.parse(source, mode="eval").body, numbers)


def evaluate(source, values):
    """Compute exactly, or None where there is no value."""
    exact = re.sub(r"\d+(\.\d+)?", lambda number: f"Fraction('{number[0]}')", source)
    try:
        return eval(exact, {"Fraction": Fraction, **values})
    except ZeroDivisionError:
        return None


def read_back(mathematics):
    """Python again from ``a × bᵗ⁺¹``, without adding a single parenthesis to the base."""
    raised = re.sub(f"[{''.join(SMALL)}]+", lambda run: f"**({''.join(map(SMALL.get, run[0]))})", mathematics)
    signs = {"^(": "**(", "×": "*", "−": "-", ",": ""}
    for sign, python in signs.items():
        raised = raised.replace(sign, python)
    return raised


@settings(max_examples=500)
@given(EXPRESSIONS, VALUES, VALUES, VALUES)
def test_mathematics_means_what_the_python_means(source, a, b, c):
    values = {"a": a, "b": b, "c": c, "n": Fraction(2), "t": Fraction(3)}
    assert evaluate(read_back(written(source)), values) == evaluate(source, values)


@settings(max_examples=500)
@given(EXPRESSIONS)
def test_mathematics_with_numbers_put_in_means_what_the_python_means(source):
    numbers = {"a": "−5", "b": "1,250", "c": "0.5"}
    values = {"a": Fraction(-5), "b": Fraction(1250), "c": Fraction(1, 2), "n": Fraction(2), "t": Fraction(3)}
    assert evaluate(read_back(written(source, numbers)), values) == evaluate(source, values)


@given(EXPRESSIONS)
def test_python_without_needless_parentheses_gets_none_added_but_around_a_sign(source):
    plain = ast.unparse(ast.parse(source, mode="eval"))
    if "-" not in plain and "**" not in plain:
        assert written(source).count("(") <= plain.count("(")


@pytest.mark.parametrize(
    ("source", "mathematics"),
    [
        ("a + b * c", "a + b × c"),
        ("(a + b) * c", "(a + b) × c"),
        ("a - (b - c)", "a − (b − c)"),
        ("a - b - c", "a − b − c"),
        ("a / (b * c)", "a / (b × c)"),
        ("a / (b / c)", "a / (b / c)"),
        ("-a + b", "(−a) + b"),
        ("-(a + b)", "−(a + b)"),
        ("a * -b", "a × (−b)"),
        ("-a**2", "−a²"),
        ("(-a)**2", "(−a)²"),
        ("a**-1", "a⁻¹"),
        ("a**-t", "a⁻ᵗ"),
        ("(a**b)**2", "(a^(b))²"),
        ("a**b**2", "a^(b²)"),
        ("(a / b)**(t + 1)", "(a / b)ᵗ⁺¹"),
        ("a**0.5", "a^(0.5)"),
        ("(a > b) * c", "(a > b) × c"),
        ("0 <= a <= 1", "0 ≤ a ≤ 1"),
        ("a != b", "a ≠ b"),
        ("a[t + 1] * b[0]", "aₜ₊₁ × b₀"),
        ("a['silent']", "a['silent']"),
        ("1000000 * a", "1,000,000 × a"),
        ("max(a, b) - 1", "max(a, b) − 1"),
        ("sum(a) / n", "(Σ a) / n"),
        ("sum(a[t] for t in range(n))", "Σ (t = 0…n − 1) aₜ"),
        ("sum(a * b**t for t in range(1, n + 1))", "Σ (t = 1…n) a × bᵗ"),
        ("sum(a + b for t in range(1, n + 1))", "Σ (t = 1…n) (a + b)"),
        ("sum(-a for t in range(n + 1))", "Σ (t = 0…n) (−a)"),
        ("sum(a for t in range(1, n - 1))", "Σ (t = 1…n − 1 − 1) a"),
        ("sum(a for t in range(2, n + 1))", "Σ (t = 2…n) a"),
        ("sum(a for t in range(0, 5))", "Σ (t = 0…4) a"),
        ("sum(a for t in range(0, 1000))", "Σ (t = 0…999) a"),
        ("sum(a for t in range(0, 2000))", "Σ (t = 0…1,999) a"),
        ("b * sum(a for t in range(5))", "b × (Σ (t = 0…4) a)"),
        ("b + sum(a for t in range(5)) - c", "b + Σ (t = 0…4) a − c"),
        ("c - sum(a for t in range(5))", "c − (Σ (t = 0…4) a)"),
        ("earliest(t for t in range(5) if a[t] >= 0)", "first t with aₜ ≥ 0"),
        ("accumulate(a)", "running total of a"),
    ],
)
def test_how_it_is_written(source, mathematics):
    assert written(source) == mathematics


@pytest.mark.parametrize(
    ("source", "mathematics"),
    [
        ("a - b", "10 − (−5)"),
        ("b + a", "(−5) + 10"),
        ("b**2", "(−5)²"),
        ("-b", "−(−5)"),
        ("a**b", "10⁻⁵"),
        ("a**first", "10¹"),
        ("a**(first + t)", "10ᵗ"),
        ("a * len(flows)", "10 × 6"),
        ("sum(a for t in range(first, first + a))", "Σ (t = 1…10) 10"),
        ("sum(a for t in range(len(flows)))", "Σ (t = 0…5) 10"),
    ],
)
def test_how_numbers_are_put_in(source, mathematics):
    numbers = {"a": "10", "b": "−5", "len(flows)": "6", "first": "0" if "+ t" in source else "1"}
    assert written(source, numbers) == mathematics
