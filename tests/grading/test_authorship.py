"""Own numbers tell who shares work; nobody honest is named, and a question's answer is true."""

from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from course_to_grade import gradebook, new_course, opened

from crmlab.errors import BadValueError
from crmlab.exercises.finding import find_check
from crmlab.exercises.judging import RIGHT, judge
from crmlab.exercises.own_numbers import numbers_of
from crmlab.grading.authorship import pages
from crmlab.grading.authorship.foreign import by_name, foreign, of_one_name
from crmlab.grading.authorship.own_answers import asked_with_own_numbers, own_answers, right_answer
from crmlab.grading.authorship.viva import sheet
from crmlab.grading.gradebook.judged import Judged, keep
from crmlab.intake.values import Reply
from crmlab.intake.wire import decode, encode


@cache
def right(student):
    """Return a student whose answers are all right."""
    numbers = {task.id: encode(dict(numbers_of(task, student))) for task, _ in asked_with_own_numbers("clv")}
    verdicts = {
        check.id: {"kind": RIGHT, "id": "", "answer": encode(right_answer(check, decode(numbers[task.id])))}
        for task, check in asked_with_own_numbers("clv")
    }
    return Judged(student, {}, verdicts, (student,), numbers)


def with_answers_of(source, taker):
    """Return a student who hands in another's answers with his own name."""
    verdicts = {}
    for task, check in asked_with_own_numbers("clv"):
        answer = source.verdicts[check.id]["answer"]
        verdict = judge(check, [Reply(decode(taker.numbers[task.id]), decode(answer))])
        verdicts[check.id] = {"kind": verdict.kind, "id": verdict.id, "answer": answer}
    return replace(taker, verdicts=verdicts)


CLASS = [right(name) for name in ("ann", "bo", "cai", "dee", "ed", "王小明")]


def test_whoever_hands_in_anothers_results_is_told_with_the_source():
    swapped = with_answers_of(CLASS[0], CLASS[5])
    (found,) = foreign("clv", [*CLASS[:5], swapped])
    assert (found.student, found.source) == ("王小明", "ann")
    assert len(found.equal) >= 2


def test_a_class_that_worked_alone_names_nobody():
    assert foreign("clv", CLASS) == []


def test_one_equal_number_alone_names_nobody():
    one = CLASS[5].verdicts | {"clv-offer-base": CLASS[0].verdicts["clv-offer-base"] | {"kind": "slip"}}
    assert foreign("clv", [*CLASS[:5], replace(CLASS[5], verdicts=one)]) == []


def test_whoever_copies_somebody_who_is_mostly_wrong_is_told_and_the_wrong_numbers_alone_name_nobody():
    wrong = {"kind": "slip", "id": "", "answer": encode(7654.321987)}
    ann = replace(CLASS[0], verdicts=CLASS[0].verdicts | {"clv-offer-base": wrong})
    bo = replace(CLASS[1], verdicts=CLASS[1].verdicts | {"clv-offer-base": wrong})
    assert foreign("clv", [ann, bo, *CLASS[2:]]) == []
    (found,) = foreign("clv", [ann, *CLASS[1:5], with_answers_of(ann, CLASS[5])])
    assert (found.source, 7654.321987) == ("ann", found.equal[-1].given)


def test_whoever_computes_under_another_students_name_is_told():
    assert by_name([CLASS[0], replace(CLASS[1], names=("ann",))]) == [("bo", "ann")]


def test_a_notebook_handed_in_twice_under_a_name_that_is_no_id_is_told():
    ann, bo, cai = (replace(one, names=("Ann Lee",)) for one in CLASS[:3])
    assert of_one_name([ann, bo, *CLASS[3:]]) == [("Ann Lee", ["ann", "bo"])]
    assert of_one_name([ann, bo, cai], {"ann": "A", "bo": "A"}) == [("Ann Lee", ["ann", "cai"])]
    assert of_one_name([ann, bo, *CLASS[3:]], {"ann": "A", "bo": "A"}) == []


def test_a_group_that_hands_in_together_is_not_told_of_one_another():
    swapped, groups = with_answers_of(CLASS[0], CLASS[5]), {"ann": "A", "王小明": "A", "bo": "A"}
    assert foreign("clv", [*CLASS[:5], swapped], groups) == []
    assert by_name([CLASS[0], replace(CLASS[1], names=("ann",))], groups) == []


@pytest.mark.parametrize("person", CLASS, ids=lambda one: one.student)
def test_each_student_gets_three_questions_and_the_same_ones_again(person):
    code = {"clv-offer": "value = given['first_purchase'] + given['yearly']"}
    once = sheet("clv", person, code)
    assert len(once.questions) == 3
    assert sheet("clv", person, code) == once


def test_a_question_about_a_line_names_what_the_line_uses():
    *_, (asked, answer) = sheet("clv", CLASS[0], {"clv-offer": "x = 1\ny = given['addon'] * rate"}).questions
    assert "y = given['addon'] * rate" in asked
    assert answer == "It uses given, addon, rate."


def test_who_has_left_much_open_is_asked_about_what_he_has_worked_on():
    left_open = tuple({task.id for task, _ in asked_with_own_numbers("clv")} - {"clv-offer"})
    code = {"clv-value": "return margin * retention", **dict.fromkeys(left_open, "given = numbers('it')")}
    what_if, *_, line = sheet("clv", replace(CLASS[0], unanswered=left_open), code).questions
    assert what_if.asked.startswith("clv-offer-") and "margin * retention" in line.asked


def test_a_named_mistake_of_ones_own_is_asked_about_with_its_correction():
    _, check = find_check("clv-offer-base")
    mistake = check.misconceptions[0]
    inputs = decode(CLASS[0].numbers["clv-offer"])
    wrong = {"kind": "mistake", "id": mistake.id, "answer": encode(mistake.wrong(**inputs))}
    asked = sheet(
        "clv", replace(CLASS[0], verdicts=CLASS[0].verdicts | {"clv-offer-base": wrong}), {}
    ).questions
    assert any(mistake.sentence in one.answer and "you answered" in one.asked for one in asked)


def test_a_number_of_a_table_is_named_by_its_column_and_row():
    table = encode(pd.DataFrame({"year": [1, 2], "staying": [0.8, 0.64]}))
    one = replace(CLASS[0], verdicts={"clv-table-years": {"kind": "slip", "id": "", "answer": table}})
    given = own_answers("clv", one).given
    assert ("staying", "row 2") in {place.entry for place in given}


@pytest.fixture(scope="module")
def assigned(tmp_path_factory):
    one = opened(new_course(tmp_path_factory.mktemp("of") / "course"))
    keep(one, {"<b>x": replace(CLASS[0], student="<b>x"), "y": replace(CLASS[1], student="y")})
    return one


def test_nobody_is_asked_about_work_that_could_not_be_read():
    assert sheet("clv", Judged("ann", {}, reason="it cannot be read"), {}).questions == []


def test_an_assignment_that_the_course_does_not_have_is_told_from_one_that_is_not_graded(assigned):
    with pytest.raises(BadValueError, match="There is no assignment 'nope'"):
        pages.graded(assigned.root, "nope")


def test_what_a_student_is_called_or_wrote_cannot_act_in_the_page(assigned, monkeypatch):
    with gradebook(monkeypatch, assigned.root) as book:
        book.add_student("y", first_name="<i>小明", last_name="王")
    path, number = pages.write_viva(assigned, (), lambda: None)
    page = path.read_text(encoding="utf-8")
    assert number == 2 and "<h2>y · 王, &lt;i&gt;小明</h2>" in page
    assert "<b>x" not in page and "<i>" not in page


def test_questions_to_one_student_take_no_place_of_those_to_the_class(assigned):
    whole, _ = pages.write_viva(assigned, (), lambda: None)
    before = whole.read_bytes()
    one, number = pages.write_viva(assigned, (next(iter(pages.judged(assigned))),), lambda: None)
    assert number == 1 and one != whole and whole.read_bytes() == before


def test_questions_to_somebody_who_is_not_graded_are_refused_in_a_sentence(assigned):
    with pytest.raises(BadValueError, match="'nobody' has nothing graded for clv"):
        pages.write_viva(assigned, ["nobody"], lambda: None)
