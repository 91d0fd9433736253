"""One submission in, a result out: what is right earns its points, what is not says why; nobody is lost."""

import functools
import json
from dataclasses import replace

import nbformat
import pytest
from assignments import KEY, TOPICS, assignment, graded, in_a_sandbox, notebook, points, solved, text_of
from catalogue.frame import HONEST, VALUE, cell_of
from catalogue.sheets import public_answers
from nbgrader.utils import determine_grade, is_grade
from walled import HOARDS

from crmlab.exercises.declaring import FunctionCheck
from crmlab.exercises.finding import find_check, find_task, tasks_of
from crmlab.exercises.own_numbers import inputs_of, numbers_of
from crmlab.grading.results import NOT_SANDBOXED, SANDBOXED, Limits, Result, Submission
from crmlab.grading.running import sections
from crmlab.grading.running.execution import TOO_LONG
from crmlab.grading.running.grader import grade
from crmlab.grading.running.verdicts import Asked, about_names

pytestmark = in_a_sandbox
SHORT = Limits(cell=4, call=3, notebook=120)
OFFER = ("clv-offer-base", "clv-offer-addon", "clv-offer-decision")
HONEST_TABLE = """
def lifetime_value(margin, retention, rate, years=None):
    return {known}[margin, retention, rate, years]
"""


@functools.cache
def best():
    return graded("clv", solved("clv"))


def earned(result):
    """Return the names of the cells that earned something."""
    return {name for name, score in result.scores.items() if score}


def machine():
    """Return the names of the cells that a machine grades."""
    return set(points("clv"))


def outputs(result):
    return [
        one for cell in nbformat.reads(result.notebook, as_version=4).cells for one in cell.get("outputs", [])
    ]


# points


def test_the_model_answers_earn_all_points_that_a_machine_gives():
    result = best()
    assert {name: score for name, score in result.scores.items() if name in machine()} == points("clv")
    assert result.score == sum(points("clv").values())
    assert (result.reason, result.remarks, result.level) == ("", (), SANDBOXED)


def test_an_untouched_notebook_earns_nothing_and_all_of_it_counts_as_unanswered():
    result = graded("clv", notebook("clv"))
    assert earned(result) == set()
    assert {find_task(name).id for name in result.unanswered} == {task.id for task in tasks_of("clv")}
    assert "still as it was handed out" in result.notebook


def test_the_graded_notebook_is_valid_and_nbgrader_reads_the_same_scores_from_it():
    for result in (best(), graded("clv", notebook("clv"))):
        read = nbformat.reads(result.notebook, as_version=4)
        nbformat.validate(read)
        scores = {c.metadata.nbgrader.grade_id: determine_grade(c)[0] for c in read.cells if is_grade(c)}
        assert scores == result.scores
        assert not [one for cell in read.cells for one in cell.get("outputs", []) if "metadata" not in one and
                    one.output_type in {"display_data", "execute_result"}]  # fmt: skip


def test_the_same_work_gets_the_same_result_at_every_run_and_in_every_sandbox():
    strange = (
        "print(object(), {1, 2, 'a'}, hash('a'))\nimport random, numpy\nprint(random.random() < 2, id(0) > 0)"
    )
    work = solved(
        "clv", {"clv-value-try": strange, "clv-payback": "def payback_year(*_): raise ValueError(object())"}
    )
    first, again = graded("clv", work), graded("clv", work)
    elsewhere = graded("clv", work, limits=Limits(notebook=61))  # another sandbox
    assert first.digest == again.digest == elsewhere.digest
    assert graded("clv", notebook("clv")).digest != first.digest
    assert Result.from_json(first.as_json()) == first


def test_what_a_class_got_wrong_can_be_counted_later_by_kind_id_and_answer():
    slip = {"clv-payback": "def payback_year(acquisition_cost, profits):\n    return 1"}
    kept = graded("clv", solved("clv", slip)).verdicts
    mistake = {"kind": "mistake", "id": "clv-payback-year:first-profitable-year", "answer": 1}
    assert kept["clv-payback-year"] == mistake
    assert kept["clv-present-discounts"]["kind"] == "right"
    assert kept.keys() == machine()


@pytest.mark.parametrize("starved", [True, False])
def test_an_answer_that_ran_out_of_time_while_others_kept_the_processors_gets_another_chance(
    monkeypatch, starved
):
    goings = []

    def cut_off_at_first(*arguments):
        goings.append(ran := sections_run(*arguments))
        if len(goings) == 1:
            place = next(iter(ran.replies))
            first = replace(ran.replies.pop(place)[0], error="TooLong")
            ran.left_out, ran.stopped = {place: TOO_LONG}, {place: [first]}
            ran.starved, ran.disturbed = starved, True
            del ran.sent[place], ran.hidden[place]
        return ran

    sections_run = sections.run
    monkeypatch.setattr(sections, "run", cut_off_at_first)
    result = graded("clv", solved("clv"))
    assert (machine() - earned(result) == set()) is starved


# answers that are none


def test_answers_that_only_know_the_public_calls_are_refused_without_a_word_on_the_hidden_ones():
    known = HONEST_TABLE.format(known=repr(public_answers()).replace("None", "None"))
    result = graded("clv", solved("clv", {"clv-value": known}))
    assert earned(result) == machine() - set(VALUE)
    for name in VALUE:
        said = text_of(result, name)
        assert "not for others" in said
        assert not [call for call in hidden(name) if str(call["margin"]) in said]
        assert "margin = " not in said


def hidden(name, key=KEY, student="S1"):
    return Asked(*find_check(name), "answer").step(key, student).hidden()


def test_nobody_can_pass_on_the_hidden_calls():
    checks = [check for topic in TOPICS for task in tasks_of(topic) for check in task.checks]
    functions = [check for check in checks if isinstance(check, FunctionCheck)]
    for check in (one for one in functions if one.id not in {"clv-value-loyal"}):
        own = repr(hidden(check.id))
        assert own == repr(hidden(check.id))
        assert own != repr(hidden(check.id, student="S2"))
        assert own != repr(hidden(check.id, key=bytes(32)))
        task, _ = find_check(check.id)
        assert not {*map(repr, hidden(check.id))} <= {*map(repr, inputs_of(task, check))}


WITHHELD = {
    "imported": "from crmlab.clv import lifetime_value",
    "called": "from crmlab import clv\ndef lifetime_value(*given):\n    return clv.lifetime_value(*given)",
    "found by name": "import importlib as i\nlifetime_value = i.import_module('crmlab').clv.lifetime_value",
}  # fmt: skip


@pytest.mark.parametrize("way", WITHHELD)
def test_the_librarys_function_instead_of_ones_own_earns_nothing_and_says_what_to_do(way):
    result = graded("clv", solved("clv", {"clv-value": WITHHELD[way]}))
    assert earned(result) == machine() - set(VALUE)
    assert "clv.lifetime_value is what this assignment asks for: write it yourself, with def" in text_of(
        result, VALUE[0]
    )


def test_a_known_mistake_is_named_in_its_own_sentence():
    wrong = "def present_value(flows, rate):\n    return sum(flows)"
    result = graded("clv", solved("clv", {"clv-present": wrong}))
    assert "You add the payments up as they are." in text_of(result, "clv-present-discounts")
    assert "clv-present-norate" in earned(result)


def test_a_wrong_number_is_answered_with_the_working_of_ones_own_numbers():
    wrong = "base_value = 1\naddon = None"
    result = graded("clv", solved("clv", {"clv-offer": wrong}, me="anna"))
    task, _ = find_check("clv-offer-base")
    said = text_of(result, "clv-offer-base")
    for number in (
        f"{numbers_of(task, 'anna')[name]:,.0f}" for name in ("first_purchase", "acquisition_cost")
    ):
        assert number in said
    assert "is still None" in text_of(result, "clv-offer-addon")
    assert earned(result) == machine() - set(OFFER)


# who he is

GIVEN = {
    "his number": ("me = 'S1'", []),
    "with blanks": ("me = ' S1 '", []),
    "in double quotes and with a comment": ('me = "S1"  # my number', ()),
    "a number without quotes": ("me = 20231234", ["another name"]),
    "another name": ("me = 'Anna 学生'", ["another name"]),
    "two names": ("me = 'Anna'\nme = 'S1'", ["more than once"]),
    "a constant in other words": ("me: str = f'S{0}' + str(1)", ["another name"]),
    "computed": ("me = 'S1'.strip()", ["is computed"]),
    "in a loop": ("for me in ['S1']:\n    pass", ["is computed"]),
    "nothing": ("", []),
    "an empty text": ("me = ''", ["another name"]),
}


@pytest.mark.parametrize("how", GIVEN)
def test_however_a_student_gives_his_name_he_keeps_his_points(how):
    source, remarks = GIVEN[how]
    result = graded("clv", solved("clv", {"clv-me": source}))
    assert earned(result) == machine()
    assert len(result.remarks) == bool(remarks)
    assert all(part in result.remarks[0] for part in remarks)


@pytest.mark.parametrize("me", ["1001", "Anna Lee", "anna lee", "Lee", "Anna Lee_1001"])
def test_a_folder_that_has_the_number_in_its_name_is_called_by_either(me):
    assert not list(about_names([me], ["your number or name"], "Anna Lee_1001"))


@pytest.mark.parametrize("me", ["100", "Ann", "1002", "", "_"])
def test_a_part_of_a_word_is_another_name(me):
    assert "another name" in " ".join(about_names([me], ["your number or name"], "Anna Lee_1001"))


# files that cannot be graded

UNREADABLE = {
    "empty": b"",
    "cut off": json.dumps({"cells": []})[:7].encode(),
    "no notebook": b"[]",
    "no cells": b'{"cells": [], "nbformat": 4}',
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "nested without end": b"[" * 100_000,
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_file_that_is_no_notebook_gets_a_reason_and_no_points(what):
    assert_refused(graded("clv", UNREADABLE[what]), "")


def test_a_notebook_of_another_assignment_gets_a_reason_and_no_points():
    assert_refused(graded("clv", solved("rfm")), "not of this assignment")


def assert_refused(result, why):
    assert why in result.reason
    assert result.reason[0].islower() and not result.reason.endswith(".")
    assert earned(result) == set()
    nbformat.validate(nbformat.reads(result.notebook, as_version=4))
    assert f"Your file could not be graded: {result.reason}." in text_of(result, VALUE[0])


# what disturbs

ENDS = {
    "ends Python": "import os\nos._exit(0)",
    "breaks Python": "import ctypes\nctypes.string_at(0)",
    "never ends": "while True:\n    pass",
    "takes all memory": HOARDS,
}


@pytest.mark.parametrize("how", ENDS)
def test_a_cell_that_ends_the_notebook_is_left_out_and_named_and_costs_nothing_else(how):
    work = solved("clv", {"clv-value-try": ENDS[how]})
    result = grade(
        assignment("clv", limits=SHORT), Submission("S1", nbformat.v4.writes(work).encode(), "clv.ipynb")
    )
    assert earned(result) == machine()
    assert [remark for remark in result.remarks if "'clv-value-try'" in remark and "was left out" in remark]
    assert "everything else was graded without it" in text_of(result, "clv-value-try")


FAILS = {
    "ends Python": ("import os; os._exit(0)", "ended Python itself"),
    "never ends": ("while True:\n        pass", "took too long"),
    "raises": ("raise KeyError('no such')", "stopped with KeyError"),
    "leaves": ("import sys\n    sys.exit()", "stopped with SystemExit"),
    "gives nothing": ("pass", "is None; end it with return"),
    "gives what cannot be compared": ("return {1, 2}", "a set"),
    "gives too much": ("return 'x' * 1_500_000", "a text of 1,500,000 characters"),
}


@pytest.mark.parametrize(
    "how", [pytest.param(how, marks=[pytest.mark.slow] * (how == "never ends")) for how in FAILS]
)
def test_a_function_that_fails_costs_its_own_points_only_and_says_how(how):
    body, sentence = FAILS[how]
    source = f"def lifetime_value(margin, retention, rate, years=None):\n    {body}"
    result = graded("clv", solved("clv", {"clv-value": source}), limits=SHORT)
    assert earned(result) == machine() - set(VALUE)
    assert set(HONEST) <= earned(result)
    assert sentence in text_of(result, VALUE[0])


def test_the_seconds_of_calls_count_among_those_of_the_student():
    slow = "def payback_year(acquisition_cost, profits):\n    until = time.process_time() + 0.1\n    while "
    slow = f"import time\n{slow}time.process_time() < until:\n        pass"
    result = graded("clv", solved("clv", {"clv-payback": slow}))
    assert result.student_seconds > 0.1 * len(inputs_of(*find_check("clv-payback-year")))


def test_what_a_function_shows_while_it_is_asked_is_dropped():
    spy = (
        "def payback_year(acquisition_cost, profits):\n    print('SEEN', profits)\n    display(profits)\n    "
    )
    spy += (
        "warnings.warn(f'SEEN {profits}')\n    raise ValueError('no') if len(profits) == 1 else RuntimeError"
    )
    result = graded("clv", solved("clv", {"clv-payback": f"import warnings\n{spy}"}))
    assert "SEEN" not in "".join(text_of(result, name) for name in ("clv-payback-year", "clv-payback-never"))


def test_what_the_instructor_reads_of_a_damaged_notebook_are_sentences():
    work = solved("clv", {"clv-value-try": "import os\nos._exit(0)", "clv-me": "me = 'Anna'"})
    cell_of(work, "clv-payback-year").source = "assert True"
    work.cells.remove(cell_of(work, "clv-terms"))
    result = graded("clv", work)
    assert len(result.remarks) >= 4
    for remark in result.remarks:
        assert remark[0].isupper() or remark.startswith("`me`")
        assert remark.endswith(".") and remark.isprintable()


def test_html_that_a_student_shows_is_cleaned_before_anybody_looks_at_it():
    shown = "from IPython.display import HTML, Javascript, display\ndisplay(Javascript('alert(1)'))\n"
    shown += "HTML('<b>bold</b><script>alert(1)</script><img src=x onerror=alert(1)>')"
    result = graded("clv", solved("clv", {"clv-value-try": shown}))
    (html,) = [
        one.data["text/html"] for one in outputs(result) if "bold" in one.get("data", {}).get("text/html", "")
    ]
    assert html == "<b>bold</b>"
    assert not [one for one in outputs(result) if "application/javascript" in one.get("data", {})]


@pytest.mark.slow
def test_without_a_sandbox_the_honest_get_the_same_points_and_the_result_says_that_there_was_none():
    result = graded("clv", solved("clv"), level=NOT_SANDBOXED)
    assert result.scores == best().scores
    assert result.level == NOT_SANDBOXED


def test_what_a_class_reads_is_chinese_where_its_teacher_grades_in_chinese(chinese):
    wrong = "def lifetime_value(margin, retention, rate, years=None):\n    return 'much'"
    hint = "from crmlab import clv, hint\nhint('clv-value')\nclv.discount_factor(rate=15, period=1)"
    work = solved("clv", {"clv-value": wrong, "clv-value-try": hint, "clv-me": "me = 1\nme = 2"})
    result = graded("clv", work, limits=SHORT)
    assert "你的函数给出的结果是文本；应为数字" in text_of(result, VALUE[0])
    assert "评分时不显示提示" in text_of(result, "clv-value-try")
    assert "正是这份作业要你写的" in text_of(result, "clv-value-try")
    assert "`me` 给出了不止一次" in " ".join(result.remarks)
