"""What tests of a course folder share."""

import nbformat
import pytest
from course_to_grade import as_it_is
from graders import at_once
from own_course import RELEASE, put

from crmlab.grading.classes import feedback, spreading
from crmlab.grading.gradebook import course as courses
from crmlab.grading.running import sandbox


@pytest.fixture
def nbgrader_runs(monkeypatch):
    """Record nbgrader's commands, and make the release as nbgrader would, but at once."""
    runs = []

    def run(folder, *arguments):
        runs.append(arguments)
        put(folder / "exercises/clv/clv.ipynb", nbformat.writes(RELEASE))

    monkeypatch.setattr(courses, "nbgrader", run)
    return runs


@pytest.fixture
def graded(monkeypatch):
    """Grade by what submissions show, here and at once; return who was graded."""
    names = []

    def grade(assignment, submission):
        names.append(submission.student)
        return as_it_is(assignment, submission)

    monkeypatch.setattr(sandbox, "why_not", lambda: "")
    monkeypatch.setattr(spreading, "Workers", at_once)
    monkeypatch.setattr(feedback, "Workers", at_once)
    monkeypatch.setattr(spreading, "_grader", lambda: grade)
    return names
