"""What the tests of tasks share: nothing is written into a home folder, and what is shown is caught."""

import pytest

from crmlab.exercises import checking, hints, own_numbers, quizzes, releases, solutions


@pytest.fixture(autouse=True)
def beginner(progress_file, monkeypatch):
    """A learner who begins: no progress, first attempt, nothing told, no grading."""
    monkeypatch.setattr(own_numbers, "_attempts", {})
    monkeypatch.setattr(quizzes, "_answered", {})
    monkeypatch.setattr(releases, "_told", set())
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


@pytest.fixture
def at_grading(monkeypatch):
    """The code runs while nbgrader grades."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")


@pytest.fixture
def shown(monkeypatch):
    """What is displayed, in order, instead of displaying it."""
    notes = []
    monkeypatch.setattr(checking, "display", notes.append)
    for module in (hints, solutions):
        monkeypatch.setattr(module, "display", notes.append)
    return notes
