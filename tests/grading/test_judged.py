"""What the judge has said of a class is kept: a report counts no mistake twice and loses no student."""

import pytest
from course_to_grade import new_course, opened

from crmlab.grading.gradebook.judged import FOLDER, Judged, judged, keep


@pytest.fixture
def assigned(tmp_path):
    return opened(new_course(tmp_path / "course"))


def said_of(student, kind="mistake", **more):
    return Judged(student, {"clv-a": 0.0}, {"a": {"kind": kind, "id": "a:b", "answer": 1}}, ("me",), **more)


def test_before_the_first_grading_there_is_nothing_and_no_error(assigned):
    assert judged(assigned) == {}


def test_grading_one_student_again_loses_nothing_that_was_said_of_the_others(assigned):
    keep(assigned, {"王小明": said_of("王小明"), "s[1]": said_of("s[1]", work="old")})
    keep(assigned, {"s[1]": said_of("s[1]", "right", work="new")})
    assert judged(assigned) == {"王小明": said_of("王小明"), "s[1]": said_of("s[1]", "right", work="new")}


def test_a_damaged_line_costs_only_its_own_student(assigned):
    keep(assigned, {"a": said_of("a"), "b": said_of("b")})
    path = assigned.root / FOLDER / "clv.jsonl"
    path.write_text(
        path.read_text(encoding="utf-8").replace('{"student": "a"', '{"student": "a', 1), encoding="utf-8"
    )
    assert list(judged(assigned)) == ["b"]


@pytest.mark.parametrize("answer", ["\ud800", "\udc80", "a\u2028b\x85c", "王\r\n"])
def test_no_text_that_a_student_answers_costs_him_or_a_class_what_was_said(assigned, answer):
    one = said_of("a", reason=answer)
    keep(assigned, {"a": one, "b": said_of("b")})
    assert judged(assigned) == {"a": one, "b": said_of("b")}
