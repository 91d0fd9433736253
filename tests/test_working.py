"""The working shown: what a student reads is what was computed."""

import ast
import html
import random
import re
import textwrap
from dataclasses import dataclass, is_dataclass
from functools import partial
from typing import Annotated

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import (
    CALCULATORS,
    QUICK,
    SHOWN_IN_NUMBERS,
    allowed,
    arguments,
    example,
    is_single,
    label,
    typical,
    variants,
)

from crmlab import clv, complaints, portfolio, satisfaction, set_language, show
from crmlab.declared import formulas, names
from crmlab.declared.calculators import Parameter, Record, calculator
from crmlab.declared.docstrings import section
from crmlab.declared.quantities import Cost, Count, Money, Quantity, Share
from crmlab.declared.tables import Named, Table
from crmlab.declared.working import formula_steps

EVERY_WITH_NUMBERS = pytest.mark.parametrize("function", SHOWN_IN_NUMBERS, ids=label)
RECORDS = [function for function in CALCULATORS if isinstance(function.result, Record)]
EVERY_RECORD = pytest.mark.parametrize("function", RECORDS, ids=label)
FEW = 6  # draws of each way of calling it: what a formula leaves out shows in the first
CREDIT_CARD = [-51, 30, 42, 44, 49, 55]


def lively(quantity):
    """Typical numbers; lists of payments with both signs, as only those break even late."""
    has_series = isinstance(quantity, Quantity) and quantity.series
    return allowed(quantity) if has_series else typical(quantity)


def one_of(function, **fixed):
    drawn = arguments(function, lively, **fixed) | arguments(function, typical, **fixed)
    return drawn.filter(partial(has_answer, function))


def has_answer(function, given):
    try:
        function(**given)
    except ValueError:  # such as a list that adds up to 0
        return False
    return True


# The formula is the calculator


@EVERY_WITH_NUMBERS
@settings(max_examples=FEW)
@given(data=st.data())
def test_the_formula_in_the_docstring_gives_the_calculators_answer(function, data):
    for variant in variants(function):
        given = data.draw(one_of(function, **variant))
        answer, steps = function(**given), steps_of(function, given)
        for part, value in parts_of(function, answer).items():
            computed = next(step.value for step in reversed(steps) if part in (step.name, ""))
            assert (
                computed == value if value is None else computed == pytest.approx(value, rel=1e-9, abs=1e-6)
            )


@EVERY_WITH_NUMBERS
@settings(max_examples=FEW)
@given(data=st.data())
def test_who_goes_on_with_what_a_working_shows_comes_to_what_it_shows_next(function, data):
    for variant in variants(function):
        given = data.draw(one_of(function, **variant))
        for step, again in by_hand(function, given, steps_of(function, given)):
            assert again == read_as(step.result), step
            if terms := [as_number(term) for term in step.terms]:
                assert sum(terms) == read_as(step.result), step


def by_hand(function, given, steps):
    """Each step that gives a fraction, and its line again with the numbers that are read above it."""
    program = ast.parse(textwrap.dedent(section(function, "Formula::\n")))
    validated = {name: function.parameters[name].validate(value) for name, value in given.items()}
    exact, steps = {"__builtins__": {}, **formulas.ALLOWED, **validated}, iter(steps)
    read = dict(exact)
    for line in formulas.lines_that_apply(program.body, exact):
        name, code = line.targets[0].id, compile(ast.Expression(line.value), "<formula>", "eval")
        exact[name] = value = eval(code, exact)
        if isinstance(line.value, ast.IfExp):
            read[name] = value
            continue
        step = next(steps)
        if isinstance(value, float):
            yield step, eval(code, read)
        read[name] = as_number(step.result) if isinstance(value, float) else value


def as_number(text):
    number = float(text.replace(",", "").replace("−", "-").rstrip("%"))
    return number / 100 if text.endswith("%") else number


def read_as(text):
    """Whatever is written like *text* when it is rounded."""
    is_share = text.endswith("%")
    decimals = len(text.rstrip("%").partition(".")[2]) + 2 * is_share
    return pytest.approx(as_number(text), rel=0, abs=0.50001 * 10**-decimals)


def test_a_share_of_a_customer_is_not_rounded_before_it_is_multiplied():
    """0.0637 · 5,000 is 318.65, not the 320 of a share that is shown as 0.064."""
    text = show(complaints.recovery_return, kept_before=0.54, kept_after=0.60373, value=5000, cost=200).text
    assert "more_kept = 0.06373\n" in text
    assert "worth = 0.06373 × 5,000\n  worth = 318.65\n" in text


def steps_of(function, given):
    validated = {name: function.parameters[name].validate(value) for name, value in given.items()}
    return formula_steps(function, validated)


def parts_of(function, answer):
    """The numbers of an answer by the name of their line; the last line where there is but one."""
    if not isinstance(function.result, Record):
        return {"": answer}
    kinds = function.result.fields
    return {part: getattr(answer, part) for part in kinds if isinstance(kinds[part], Quantity)}


@EVERY_WITH_NUMBERS
@settings(max_examples=FEW)
@given(data=st.data())
def test_whatever_the_calculator_answers_can_be_shown(function, data):
    for variant in variants(function):
        given = data.draw(arguments(function, allowed, **variant))
        if not has_answer(function, given):
            continue
        answer, working = function(**given), show(function, **given)
        assert type(working.value) is type(answer)
        assert fingerprint(working.value) == fingerprint(answer)
        assert all(step.result for step in working.steps)


def fingerprint(answer):
    return repr(answer) if is_dataclass(answer) else answer


def shown_or_none(function, seed):
    source = random.Random(seed)
    try:
        return show(function, **{name: example(p, source) for name, p in function.parameters.items()})
    except ValueError:  # drawn one by one, arguments need not fit together
        return None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_calculator_shows_its_working_in_both_languages(language, chinese):
    set_language(language)
    for function in QUICK:
        working = next(shown for shown in map(partial(shown_or_none, function), range(100)) if shown)
        has_chinese = re.search(r"[\u4e00-\u9fff]", working.title)
        assert bool(has_chinese) == (language == "zh"), label(function)
        assert not re.search(r"Error|Quantity\(", working._repr_html_()), label(function)


def test_totals_that_come_back_to_zero_are_shown_as_paid_back():
    working = show(clv.break_even_year, [-0.8, 0.5, 0.3])
    assert working.value == working.steps[-1].value == 2
    assert "total = −0.8; −0.3; 0.0" in working.text


# What stands in it


@EVERY_WITH_NUMBERS
@settings(max_examples=2)
@given(data=st.data())
def test_the_text_and_the_html_carry_every_argument_the_result_and_the_source(function, data):
    for variant in variants(function):
        working = show(function, **data.draw(one_of(function, **variant)))
        check_that_all_is_written(function, working)
        check_the_mathematics(function, working)


def check_that_all_is_written(function, working):
    page = html.unescape(working._repr_html_())
    assert [name for _, name, _ in working.given] == list(function.parameters)
    for words, name, value in working.given:
        assert f"{words} ({name}) = {value}" in working.text
        assert f">{words}<" in page and f">{name}<" in page and f">{value}<" in page
    for shown in (working.text, page):
        assert working.title in shown and working.result in shown and working.source in shown
        assert all(step.in_names in shown and step.result in shown for step in working.steps)
    assert str(working) == working.text


def check_the_mathematics(function, working):
    """No Python is left in it, and no name where a number belongs."""
    names = "|".join(name for name, parameter in function.parameters.items() if is_single(parameter))
    for step in working.steps:
        for line in (step.in_names, step.in_numbers, *step.terms):
            assert not re.search(r"\*|sum\(|range\(|\bfor\b|\bif\b|-|==|first \+", line), line
        assert not names or not re.search(rf"\b({names})\b", step.in_numbers)


def test_the_working_of_a_lifetime_value():
    assert (
        show(clv.lifetime_value, 100, 0.8, 0.1, years=3, acquisition_cost=60).text
        == """\
Value today of the margins of a customer who may leave each year
Given:
  yearly margin (margin) = ¥100.00
  retention rate (retention) = 80.0%
  discount rate (rate) = 10.0% a year
  years (years) = 3 years
  acquisition cost (acquisition_cost) = ¥60.00
  timing (when) = 'end'
Formula:
  kept = Σ (t = 1…years) margin × (retention / (1 + rate))ᵗ
  kept = Σ (t = 1…3) 100 × (0.8 / (1 + 0.1))ᵗ
  kept = 72.73 + 52.89 + 38.47
  kept = 164.09
  value = kept − acquisition_cost
  value = 164.09 − 60
  value = 104.09
Result: ¥104.09
Source: Gupta & Lehmann (2003); Berger & Nasr (1998) [published]."""
    )


@pytest.mark.parametrize(
    ("years", "when", "line"),
    [
        (None, "end", "kept = margin × retention / (1 + rate − retention)"),
        (None, "start", "kept = margin × (1 + rate) / (1 + rate − retention)"),
        (5, "end", "kept = Σ (t = 1…5) 100 × (0.8 / (1 + 0.1))ᵗ"),
        (5, "start", "kept = Σ (t = 0…4) 100 × (0.8 / (1 + 0.1))ᵗ"),
        (1000, "start", "kept = Σ (t = 0…999) 100 × (0.8 / (1 + 0.1))ᵗ"),
    ],
)
def test_only_the_formula_that_applies_is_shown(years, when, line):
    assert f"  {line}\n" in show(clv.lifetime_value, 100, 0.8, 0.1, years, when=when).text


def test_payments_are_written_out_with_their_signs():
    text = show(clv.present_value, CREDIT_CARD, 0.10, when="start").text
    assert "payments (flows) = −¥51.00; ¥30.00; ¥42.00; ¥44.00; ¥49.00; ¥55.00" in text
    assert "value = Σ (t = 0…5) flowsₜ / (1 + 0.1)ᵗ" in text
    assert "value = −51.00 + 27.27 + 34.71 + 33.06 + 33.47 + 34.15" in text
    losses = show(clv.present_value, [100, -51, -20], 0, when="end").text
    assert "value = 100.00 − 51.00 − 20.00" in losses


def test_who_reckons_in_euros_reads_euros_and_a_log_keeps_its_own_currency():
    names.set_currency("€")
    try:
        text = show(clv.present_value, [-51, 30], 0.10, when="start").text
    finally:
        names.set_currency("")
    assert "payments (flows) = −€51.00; €30.00" in text
    assert "¥" not in text
    cut = show(portfolio.frequency_spend_matrix, [3, 1], [20, 80], average_cut=50).text
    assert "= 50.00 units of money\n" in cut
    with pytest.raises(TypeError, match="sign must be a text, such as '€'; got 5"):
        names.set_currency(5)


def test_what_was_put_in_is_not_rounded():
    text = show(clv.discount_factor, rate=0.0825, period=2.5).text
    assert "= 8.25% a year" in text
    assert "= 2.5 years" in text
    large = show(clv.lifetime_value, 12_345_678_901.5, 0.8, 0.1).text
    assert "12,345,678,901.5 × 0.8" in large
    assert "e+" not in large


def test_a_long_sum_is_not_written_out():
    short, long = (show(clv.annuity_factor, 0.1, years).steps[0] for years in (12, 13))
    assert len(short.terms) == 12
    assert long.terms == []
    assert long.result == "7.1034"


def test_a_sum_of_one_term_is_not_written_twice():
    assert show(clv.annuity_factor, 0.1, 1).text.count("= 0.9091") == 1


def test_no_answer_is_called_none():
    working = show(clv.break_even_year, [-51, 30])
    assert working.value is None
    assert working.text.count("none") == 2
    assert working.result == "none"


def test_an_argument_left_out_is_called_by_what_it_means():
    assert "years (years) = without an end\n" in show(clv.lifetime_value, 100, 0.8, 0.1).text


def test_with_arrays_the_formula_stands_in_names_and_the_results_in_order():
    working = show(clv.lifetime_value, [100, 200], 0.8, [[0.1], [0.2]])
    assert working.value.shape == (2, 2)
    assert [step.in_numbers for step in working.steps] == ["", ""]
    assert (
        "kept = margin × retention / (1 + rate − retention)\n  value = kept − acquisition_cost\n"
        in working.text
    )
    assert "(margin) = ¥100.00; ¥200.00" in working.text
    assert working.result == "¥266.67; ¥533.33; ¥200.00; ¥400.00"
    assert "¥200.00; ¥400.00" in working._repr_html_()


def test_of_long_lists_only_the_beginning_is_shown():
    working = show(clv.lifetime_value, np.arange(1.0, 100_001.0), 0.8, 0.1)
    assert len(working.value) == 100_000
    assert "¥11.00; ¥12.00; … (n = 100,000)" in working.text
    assert len(working.text) < 1000
    assert len(show(clv.present_value, range(50), 0.1, "end").text) < 1000


def test_any_kind_of_list_can_be_shown():
    expected = show(clv.present_value, CREDIT_CARD, 0.1, "start").text
    for flows in (tuple(CREDIT_CARD), np.array(CREDIT_CARD), pd.Series(CREDIT_CARD, index=range(9, 15))):
        assert show(clv.present_value, flows, np.float64(0.1), "start").text == expected


def test_a_working_does_not_change_with_the_list_it_was_made_from():
    flows = list(CREDIT_CARD)
    working = show(clv.present_value, flows, 0.1, "start")
    before = working.text
    flows[0] = 0
    assert working.text == before
    assert flows == [0, *CREDIT_CARD[1:]]


def test_the_title_has_no_markup():
    assert show(clv.annuity_factor, 0.1, 5).title == "Value today of 1 a year for periods years"


# Answers of several parts, without a working


@EVERY_RECORD
def test_an_answer_of_several_parts_is_read_by_its_quantities_with_labels(function):
    source = random.Random(1)
    working = show(function, **{name: example(p, source) for name, p in function.parameters.items()})
    answer = working.value
    page = html.unescape(answer._repr_html_())
    assert str(answer) == working.result
    assert repr(answer).startswith(f"{type(answer).__name__}(")
    assert "\n" not in repr(answer)
    for part in function.result.fields:
        assert f"{names.word('results', part).label} ({part}) = " in str(answer)
        assert f">{names.word('results', part).label}<" in page and f"<code>{part}</code>" in page
        assert f"{part}=" in repr(answer)
    for shown in (repr(answer), str(answer), page):
        assert not re.search(r"\d\.\d{7}", shown), "a raw number"


def test_an_answer_is_rounded_where_it_is_read_and_nowhere_else():
    both = clv.annuity_shortcut(1000.123, churn=0.1, rate=0.1)
    assert repr(both) == "AnnuityShortcut(shortcut=6,145.32, survival_weighted=5,000.61, overstatement=22.9%)"
    assert "annuity over the mean life (shortcut) = ¥6,145.32\n" in str(both)
    assert both.shortcut == pytest.approx(6145.322887458684, rel=1e-12)
    assert both == type(both)(both.shortcut, both.survival_weighted, both.overstatement)


def test_a_verdict_is_read_in_words_in_the_language_of_now(chinese):
    answers = satisfaction.index([8, 6], 6)
    assert repr(answers) == "Satisfaction(ratio=[1.3333；1.0000], verdict=[惊喜；满意])"
    assert "评价 (verdict) = 惊喜；满意" in str(answers)
    assert ">评价<" in answers._repr_html_() and ">惊喜；满意<" in answers._repr_html_()
    set_language("en")
    assert "verdict=[delighted; satisfied]" in repr(answers)


@dataclass(frozen=True)
class Inner:
    """An answer inside another."""

    rate: Share
    note: str


@dataclass(frozen=True)
class Outer:
    """An answer with all kinds of parts."""

    inner: Inner
    parts: Annotated[object, Named(Money)]
    table: Annotated[pd.DataFrame, Table(share=Share)]
    bare: float
    nothing: Money | None


@calculator
def mixed(spend: Cost) -> Outer:
    """All kinds of parts."""
    table = pd.DataFrame({"share": [1 / 3, 2 / 3]})
    return Outer(Inner(1 / 3, "<b>"), {"a": spend / 3}, table, spend / 7, None)


def test_every_kind_of_part_is_read_as_it_is_declared():
    answer = mixed(1000)
    line = "Outer(inner=Inner(rate=33.3%, note=<b>), parts=[a 333.33], table=2 × 1 DataFrame, bare=142.8571, "
    assert repr(answer) == f"{line}nothing=none)"
    assert "rate (rate) = 33.3%\nnote (note) = <b>\n" in str(answer)
    assert "share\n33.3%\n66.7%\n" in str(answer)
    assert "<b>" not in answer._repr_html_() and "&lt;b&gt;" in answer._repr_html_()
    assert (answer.bare, answer.inner.rate) == (1000 / 7, 1 / 3)


def test_nobody_waits_for_his_arguments_to_be_validated_twice_when_a_working_is_shown(monkeypatch):
    looked = []

    def look(parameter, value, validate=Parameter.validate):
        looked.append(parameter.name)
        return validate(parameter, value)

    monkeypatch.setattr(Parameter, "validate", look)
    show(clv.lifetime_value, 100, 0.8, rate=0.1)
    assert looked == list(clv.lifetime_value.parameters)


# Language


def test_the_labels_follow_the_language_and_come_back():
    working = show(clv.lifetime_value, 100, 0.8, 0.1)
    english = working.text, working._repr_html_()
    set_language("zh")
    try:
        for shown in (working.text, working._repr_html_()):
            for word in ("客户保持率", "贴现率", "公式", "结果", "来源", "¥100.00", "每年", "无期限"):
                assert word in shown
            assert "retention rate" not in shown and "Result" not in shown
    finally:
        set_language("en")
    assert (working.text, working._repr_html_()) == english


def test_a_working_made_in_chinese_is_chinese(chinese):
    assert show(clv.break_even_year, [-51, 30]).text.count("无") == 2


# Other calculators, and what is none


@calculator
def noted(spend: Cost, note) -> Money:
    """Spending <b>with</b> a *note* & more.

    References
    ----------
    <script>alert("x")</script>; standard.
    """
    return spend


def test_html_from_outside_is_not_run():
    working = show(noted, 5, "<img src=x onerror=alert(1)>")
    page = working._repr_html_()
    assert "<script" not in page and "<img" not in page and "<b>" not in page
    assert "&lt;script&gt;" in page and "&lt;img src=x" in page and "&lt;b&gt;" in page
    assert "<img src=x" in working.text
    assert working.steps == []


@calculator
def yearly_table(spend: Cost, years: Count):
    """A table instead of a number."""
    return pd.DataFrame({"year": range(years), "paid": spend})


def test_a_table_is_shown_as_a_table_and_a_long_one_is_cut():
    assert "year  paid\n    0   5.0\n    1   5.0" in show(yearly_table, 5, 2).text
    assert len(show(yearly_table, 5, 10_000).text.splitlines()) < 30


@calculator
def named(spend: Cost, note):
    """A table with a word in it.

    Formula::

        paid = spend * (spend < 10)
    """
    return pd.DataFrame({"name": [note], "paid": spend})


def test_words_in_a_table_and_signs_in_a_formula_are_no_html():
    page = show(named, 5, "<script>")._repr_html_()
    assert "<script" not in page
    assert "= 5 × (5 &lt; 10)" in page


@pytest.mark.parametrize("other", [len, noted.__wrapped__, "clv.lifetime_value", None, pd.DataFrame([1, 2])])
def test_what_is_no_calculator_is_refused_in_one_line(other):
    with pytest.raises(TypeError, match=r"^show needs a calculator of crmlab, such as .*; got .*\.$"):
        show(other)


def test_what_the_calculator_refuses_show_refuses_in_the_same_words():
    for wrong in ({"retention": 80}, {"margin": "x"}, {"years": 0}, {"churn": 1}, {"rate": -0.5}):
        given = {"margin": 100, "retention": 0.8, "rate": 0.1} | wrong
        with pytest.raises((TypeError, ValueError)) as by_calculator:
            clv.lifetime_value(**given)
        with pytest.raises(type(by_calculator.value), match=f"^{re.escape(str(by_calculator.value))}$"):
            show(clv.lifetime_value, **given)
