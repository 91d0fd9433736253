"""The instructor's whole way with nbgrader's own commands, on the invented class of the demo."""

import csv

import grade_demo
import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a course folder in which the invented class has been graded."""
    folder = tmp_path_factory.mktemp("course") / "demo"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grade_demo, "COURSE", folder)
        grade_demo.main()
    return folder


@pytest.fixture(scope="module")
def scores(course):
    with (course / "grades.csv").open(encoding="utf-8", newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


@pytest.mark.parametrize(
    ("student", "score"),
    [("anna", 25), ("bo", 25), ("chen", 0), ("dana", 8), ("emre", 21), ("fei", 25), ("gus", 0)],
)
def test_every_student_gets_the_points_that_are_due(scores, student, score):
    assert scores[student] == score


def test_a_misconception_is_named_in_the_feedback_with_the_working(course):
    feedback = (course / "feedback/emre/clv/clv.html").read_text(encoding="utf-8")
    assert "You discount the first payment, too." in feedback
    assert "crmlab-working" in feedback
    assert "Traceback (most recent call last)" not in feedback


def test_nobody_reads_that_his_open_answer_earned_nothing_before_somebody_has_read_it(course):
    feedback = (course / "feedback/anna/clv/clv.html").read_text(encoding="utf-8")
    assert "(Score: 25.0 / 25.0; the rest is not graded yet)" in feedback
    assert feedback.count("not graded yet; 5 points") == 2
    assert "Score: 0.0 / 5.0" not in feedback


def test_one_broken_file_does_not_keep_the_others_from_their_feedback(course):
    told = {path.parent.parent.name for path in course.glob("feedback/*/clv/clv.html")}
    assert told == {"anna", "bo", "chen", "dana", "emre", "fei", "gus"}


def test_whoever_handed_in_a_broken_file_reads_that_it_cannot_be_read(course):
    feedback = (course / "feedback/gus/clv/clv.html").read_text(encoding="utf-8")
    assert "Your file could not be graded: it cannot be read" in feedback
