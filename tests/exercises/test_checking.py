"""`check`: what a learner sees when a cell is right, when it is wrong, and what he must not see."""

import functools
import logging
import sys
import warnings

import numpy as np
import pytest
from answers import STRANGE

from crmlab import __version__, check, clv, progress
from crmlab.errors import BadTypeError, BadValueError, NotYet
from crmlab.exercises import own_numbers
from crmlab.exercises.clv import offer
from crmlab.exercises.finding import find_task, tasks_of
from crmlab.exercises.notes import Note
from crmlab.exercises.retelling import as_code

me = "20231234"
made_with_crmlab = __version__


def right(margin, retention, rate, years=None):
    return clv.lifetime_value(margin, retention, rate, years)


def discounted_too_often(flows, rate):
    return clv.present_value(flows, rate, when="end")


def refused(check_id, *answers):
    with pytest.raises(NotYet) as caught:
        check(check_id, *answers)
    return caught.value


def own_offer():
    return own_numbers.numbers_of(find_task("clv-offer"), me)


def own_value():
    return offer.base.answer(own_offer())


# --- Right -------------------------------------------------------------------------------------


@pytest.mark.parametrize("check_id", ["clv-value-finite", "clv-value-endless", "clv-value-loyal"])
def test_a_right_function_earns_the_points_in_silence(shown, capsys, check_id):
    assert check(check_id, right) is None  # nbgrader would take a number for the points
    assert [note.mark for note in shown] == ["✓"]
    assert shown[0].text.startswith("Right: ")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("shape", [float, np.float64, lambda value: [value], lambda value: round(value, 2)])
def test_a_right_answer_earns_the_points_in_any_shape(shown, shape):
    assert check("clv-offer-base", shape(own_value())) is None
    assert shown[0].mark == "✓"


def warning(margin, retention, rate, years=None):
    warnings.warn("careful", stacklevel=1)
    np.log(np.array([0.0]))
    return right(margin, retention, rate, years)


def logging_and_writing(margin, retention, rate, years=None):
    logging.getLogger("learner").warning("careful")
    print("careful", file=sys.stderr)
    return right(margin, retention, rate, years)


@pytest.mark.parametrize("function", [warning, logging_and_writing])
def test_a_function_that_warns_keeps_its_points(shown, capfd, function):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        check("clv-value-finite", function)
    assert shown[0].mark == "✓"
    assert not caught
    assert capfd.readouterr().err == ""


def test_what_a_function_prints_is_still_seen(shown, capsys):
    def printing(margin, retention, rate, years):
        print("year by year")
        return right(margin, retention, rate, years)

    check("clv-value-finite", printing)
    assert "year by year" in capsys.readouterr().out


# --- Wrong -------------------------------------------------------------------------------------


def test_a_wrong_function_raises_one_sentence_and_shows_why(shown):
    error = refused("clv-value-finite", lambda margin, retention, rate, years: 7.77)
    assert error._render_traceback_() == ["Not right yet; the message above says why."]
    (note,) = shown
    assert note.text.startswith("Not right yet: for margin = ")
    assert note.details == (
        "To reread: lesson 05, “Customers may leave”. For a hint, run hint('clv-value') in a cell.",
    )


def test_the_validate_button_which_shows_errors_only_shows_the_sentence_itself(shown, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    error = refused("clv-present-discounts", discounted_too_often)
    assert error._render_traceback_()[0].startswith("You discount the first payment, too.")


def test_an_untouched_task_says_where_to_begin_and_nothing_else(shown):
    def stub(margin, retention, rate, years):
        raise NotYet("Put your code here.")

    refused("clv-value-finite", stub)
    assert shown[0].details == ("Begin here: run hint('clv-value') in a cell.",)


def test_an_answer_that_is_partly_right_is_told_which_parts_are(shown):
    decision = offer.decision.answer(own_offer())
    refused("clv-offer-decision", decision | {"gain": decision["gain"] + 77})
    assert shown[0].mark == "◐"
    assert "Right already: offer." in shown[0].details


def test_long_inputs_of_a_call_are_shown_whole_and_as_code_to_compute_with(shown):
    refused("service-gap-dimension-skips", lambda perceived, expected: 99.9)
    (note,) = shown
    made = {"np": np}
    exec(as_code(note.inputs), made)
    assert made["perceived"].shape == note.inputs["perceived"].shape
    assert "<details><summary>The numbers it was called with" in note._repr_html_()


def test_a_known_mistake_is_explained_and_its_numbers_are_said(shown):
    refused("clv-present-discounts", discounted_too_often)
    assert shown[0].text.startswith("You discount the first payment, too.")
    assert shown[0].details[0].startswith("For flows = [")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (5.0, "Not right yet: a function is expected; got float."),
        (None, "Not right yet: a function is expected; got NoneType."),
        (clv.present_value, "This is the library's own function; write it yourself, with def."),
        (
            functools.partial(clv.present_value, when="start"),
            "This is the library's own function; write it yourself, with def.",
        ),
    ],
)
def test_what_is_no_function_of_ones_own_is_refused(shown, answer, message):
    refused("clv-present-discounts", answer)
    assert shown[0].text == message


@pytest.mark.parametrize("what", STRANGE)
def test_a_strange_answer_is_refused_in_a_sentence(shown, what):
    refused("clv-offer-base", STRANGE[what]())
    assert shown[0].text.startswith(("Not right yet: your answer is", "Your answer is a length of time."))


def exiting(margin, retention, rate, years):
    raise SystemExit


def without_end(margin, retention, rate, years):
    return without_end(margin, retention, rate, years)


FAILING = [exiting, without_end, lambda: 1, lambda flows, rate: 1, print, functools.partial(right, 1, 2)]


@pytest.mark.parametrize("function", FAILING)
def test_a_function_that_fails_is_refused_in_a_sentence(shown, function):
    refused("clv-value-finite", function)
    assert " stopped with " in shown[0].text or "is None" in shown[0].text


@pytest.mark.parametrize("answers", [(), (1.0, 2.0)])
def test_the_number_of_answers_is_checked(answers):
    with pytest.raises(BadTypeError, match="takes one answer"):
        check("clv-offer-base", *answers)


@pytest.mark.parametrize("check_id", ["clv-value", "clv-value-never", "nothing", ""])
def test_an_unknown_check_is_refused_with_what_there_is(check_id):
    with pytest.raises(BadValueError, match=r"^There is no check .*\bclv"):
        check(check_id, right)


def test_an_id_that_is_no_text_is_refused():
    with pytest.raises(BadTypeError, match="such as 'clv-value'"):
        check(right, "clv-value-finite")


# --- What is shown -----------------------------------------------------------------------------


def test_what_a_learner_wrote_is_never_run_by_the_browser(shown):
    def naughty(margin, retention, rate, years):
        raise ValueError("<script>alert(1)</script>")

    refused("clv-value-finite", naughty)
    page = shown[0]._repr_html_()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert 'role="status"' in page


def test_the_message_reads_the_same_without_a_browser(shown):
    refused("clv-present-discounts", discounted_too_often)
    (note,) = shown
    text = str(note)
    assert repr(note) == text
    assert text.startswith("\n".join([f"✗ {note.text}", *note.details]))
    assert "<" not in text.replace("< ", "")


def test_a_note_without_more_to_say_is_one_line():
    assert str(Note("Right: it is.", "right")) == "✓ Right: it is."


def test_the_working_is_shown_after_the_last_hint_with_the_numbers_that_failed(shown):
    refused("clv-present-discounts", discounted_too_often)
    assert shown.pop().working is None
    progress.remember_hints("clv-present", 3)
    refused("clv-present-discounts", discounted_too_often)
    (note,) = shown
    assert note.working.calculator is clv.present_value
    assert note.working.arguments["when"] == "start"
    assert note.working._repr_html_() in note._repr_html_()


WRONG_ANSWERS = {
    "clv-offer-base": 1.0,
    "clv-offer-addon": 1.0,
    "clv-offer-decision": {"gain": 1.0, "offer": True},
    "clv-table-years": {name: [1, 2, 3] for name in ("year", "staying", "margin", "present_value")},
}


@pytest.mark.parametrize("check_id", WRONG_ANSWERS)
def test_ones_own_number_is_never_given_away_before_grading(shown, check_id):
    refused(check_id, WRONG_ANSWERS[check_id])
    (note,) = shown
    found = next(found for task in tasks_of("clv") for found in task.checks if found.id == check_id)
    if check_id != "clv-table-years":
        answer = found.answer(own_offer())
        number = answer["gain"] if isinstance(answer, dict) else answer
        assert f"{number:,.0f}" not in str(note).replace(".", " ")
    assert note.working is None


def test_at_grading_the_working_shows_ones_own_numbers(shown, at_grading):
    refused("clv-offer-base", 1.0)
    assert shown[0].working.value == pytest.approx(own_value())
