"""A working with blanks: what is left to fill, what is said of what was filled in."""

import random

import pytest
from strategies import SHOWN_IN_NUMBERS, example, label

from crmlab import clv, complaints, lifecycle, set_language, show, survey
from crmlab.concepts.marking import RIGHT, WRONG
from crmlab.exercises.arithmetic import read
from crmlab.exercises.blanks_on_screen import Session

FACTOR = {"rate": 0.09, "period": 5}


def verdicts(marked):
    return [one.verdict for one in marked.remarks]


def sentence(marked):
    (remark,) = marked.remarks
    return remark.sentence


def test_a_working_fades_from_the_whole_to_nothing_but_what_is_given():
    lines = [show(clv.discount_factor, **FACTOR, blanks=n).text.splitlines()[4:-1] for n in range(4)]
    formula = "  factor = 1 / (1 + rate)^(period)"
    numbers = "  factor = 1 / (1 + 0.09)⁵"
    assert lines == [
        ["Formula:", formula, numbers, "  factor = 0.6499", "Result: 0.6499"],
        ["Formula:", formula, numbers, "  factor = (1) ____", "Result: ____"],
        ["Formula:", formula, "  factor = (1) ____", "  factor = (2) ____", "Result: ____"],
        ["Result: factor = (1) ____"],
    ]


def test_a_notebook_that_runs_by_itself_goes_on_with_the_value():
    assert show(clv.discount_factor, **FACTOR, blanks=2).value == clv.discount_factor(**FACTOR)


def all_with_blanks():
    for function in SHOWN_IN_NUMBERS:
        for seed in range(8):
            source = random.Random(seed)
            given = {name: example(p, source) for name, p in function.parameters.items()}
            try:
                yield label(function), show(function, **given, blanks=99).whole, given
                break
            except ValueError:  # drawn one by one, arguments need not fit together
                continue


WORKINGS = list(all_with_blanks())


def test_almost_every_calculator_has_lines_to_leave_blank():
    assert len(WORKINGS) > 0.9 * len(SHOWN_IN_NUMBERS)


@pytest.mark.parametrize(("name", "whole", "given"), WORKINGS, ids=[name for name, *_ in WORKINGS])
def test_what_the_working_itself_says_is_right_in_every_blank_and_never_told_beforehand(name, whole, given):
    for blanks in (*range(1, 9), 99):
        asked = show(whole.calculator, **given, blanks=blanks)
        assert asked.answer(*[blank.written for blank in asked.blanks]).all_right
        assert asked.answer(*[blank.value for blank in asked.blanks]).all_right
        assert verdicts(asked.answer(*["1e9" for _ in asked.blanks])) == [WRONG] * len(asked.blanks)
        assert f"({len(asked.blanks)}) ____" in asked.text
        calculations = [blank for blank in asked.blanks if not blank.is_result]
        assert not any(f"  {one.name} = {one.written}\n" in asked.text for one in calculations)


def test_a_result_that_is_left_blank_stands_in_no_later_line():
    text = show(survey.sample_size, error=0.03, population=700, blanks=4).text
    whole = show(survey.sample_size, error=0.03, population=700)
    assert not any(step.result in text for step in whole.steps[1:])


@pytest.mark.parametrize(
    "typed", ["0.6499", "0,6499", "64.99%", "６４.99 ％", " .6499 ", "0.64993139", 0.6499]
)
def test_a_number_is_taken_as_people_type_it(typed):
    assert show(clv.discount_factor, **FACTOR, blanks=1).answer(typed).all_right


@pytest.mark.parametrize(
    "typed",
    ["1 / (1 + 0.09)⁵", "1/1,09^5", "1 ÷ 1.09**5", "1/(1+9%)^5", "（1＋0.09）^−5", "1.09^(-5)", 1 / 1.09**5],
)
def test_a_calculation_is_taken_as_people_type_it(typed):
    marked = show(clv.discount_factor, **FACTOR, blanks=2).answer(typed)
    assert marked.remarks[0].verdict == RIGHT


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0.65", "rounded too much"),
        ("64.99", "a hundred times the right size"),
        ("-0.6499", "opposite sign"),
        ("0.3501", "1 less the right share"),
        ("0.5", "compute the line above it once more"),
        ("1/1.09^5", "Give the number that comes out"),
        ("many", "'many' is not read as a number"),
        (True, "True is not read as a number"),
        ("", "not answered yet"),
        (None, "not answered yet"),
    ],
)
def test_what_is_wrong_with_a_number_is_said(typed, said):
    assert said in sentence(show(clv.discount_factor, **FACTOR, blanks=1).answer(typed))


def test_who_puts_in_no_numbers_or_wrong_ones_reads_it():
    asked = show(clv.discount_factor, **FACTOR, blanks=2)
    for typed, said in (
        ("0.6499", "Put the numbers into the formula"),
        ("1.9^5", "What you put in gives 24.76"),
    ):
        assert said in asked.answer(typed).remarks[0].sentence


def test_an_open_blank_is_neither_right_nor_wrong():
    marked = show(clv.discount_factor, **FACTOR, blanks=2).answer("1/1.09^5")
    assert str(marked).startswith("1 of 2 right.")
    assert verdicts(marked) == ["right", "open"]


def test_who_goes_on_with_a_number_as_it_is_written_is_right():
    """The line before shows 94.137931, which is not all of 94.13793103…"""
    asked = show(complaints.market_loss, 130, 0.58, 0.32, 2100, blanks=1)
    assert asked.answer(f"{(94.137931 + 88.40) * 2100:.2f}").all_right


def test_the_terms_of_a_sum_are_a_line_to_fill():
    asked = show(clv.annuity_factor, rate=0.09, periods=3, blanks=2)
    assert "Σ (t = 1…3) 1 / (1 + 0.09)ᵗ" in asked.text
    assert asked.answer("0.9174 + 0.8417 + 0.7722", "2.5313").all_right
    assert asked.answer("1/1.09 + 1/1.09² + 1/1.09³").remarks[0].right


@pytest.mark.parametrize(
    ("blanks", "said"),
    [
        (-1, "blanks must be between 0 and 100; got -1."),
        (1.5, "blanks must be a whole number; got 1.5."),
        ("2", "blanks must be a number; got '2' (str)."),
        (True, "blanks must be a number; got True (bool)."),
    ],
)
def test_a_number_of_blanks_that_cannot_be_is_refused_in_one_sentence(blanks, said):
    with pytest.raises((TypeError, ValueError)) as refusal:
        show(clv.discount_factor, **FACTOR, blanks=blanks)
    assert str(refusal.value) == said


def test_a_table_has_no_line_to_fill_and_too_many_answers_have_no_blank():
    with pytest.raises(ValueError, match="^blanks must be 0 for leaky_bucket: its working has no line"):
        show(lifecycle.leaky_bucket, 100, 0.2, 20, 3, blanks=1)
    with pytest.raises(ValueError, match="^answer takes one value for each blank, 1 here; got 2"):
        show(clv.discount_factor, **FACTOR, blanks=1).answer(1, 2)


@pytest.mark.parametrize(
    "text", ["", "()", "2 +", "a", "__import__('os')", "9^9^9^9", "1/0", "(-8)^0.5", "(" * 5000]
)
def test_what_is_no_calculation_is_never_run(text):
    assert read(text) is None


def test_the_boxes_say_what_the_code_says_and_show_the_whole_when_all_is_right():
    asked = show(clv.discount_factor, **FACTOR, blanks=2)
    session = Session(asked)
    assert [item["says"] for item in session.widget.items] == [
        "(1) factor, with the numbers put in",
        "(2) factor, the result",
    ]
    session._hear(session.widget, {"answers": {"1": "1/1.09^5", "2": "0.65"}}, [])
    assert session.widget.summary == {"verdict": "partly", "sentence": "1 of 2 right."}
    assert "____" in session.widget.shown
    session._hear(session.widget, {"answers": {"1": "1/1.09^5", "2": "0.6499 "}}, [])
    assert session.widget.shown == asked.whole._repr_html_()
    session._hear(session.widget, {"again": True}, [])
    assert (session.widget.remarks, session.widget.summary) == ({}, {})
    assert "____" in session.widget.shown


def test_in_chinese_nothing_is_said_in_english(chinese):
    set_language("zh")
    asked = show(clv.discount_factor, **FACTOR, blanks=2)
    assert Session(asked).widget.asks == "请填空。"
    assert [blank.asks for blank in asked.blanks] == ["factor：代入数字", "factor：结果"]
    assert asked.answer("0.65").remarks[0].sentence.startswith("请把数字代入公式")


def test_the_sign_before_a_blank_may_be_typed_again():
    asked = show(clv.discount_factor, rate=0.09, period=5, blanks=2)
    assert asked.answer("= 1 / 1.09^5", "=0.6499").all_right
