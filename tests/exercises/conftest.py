"""What the tests of tasks share: nothing is written into a home folder, and what is shown is caught."""

import pytest

from crmlab.exercises import checking, hints, inputs, progress


@pytest.fixture(autouse=True)
def progress_file(monkeypatch, tmp_path):
    """A learner who begins: an empty progress file of this test alone, first attempt, no grading."""
    file = tmp_path / "home" / "progress.json"
    monkeypatch.setattr(progress, "path", lambda: file)
    monkeypatch.setattr(progress, "_unsaved", {})
    monkeypatch.setattr(inputs, "_attempts", {})
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return file


@pytest.fixture
def at_grading(monkeypatch):
    """The code runs while nbgrader grades."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")


@pytest.fixture
def shown(monkeypatch):
    """What is displayed, in order, instead of displaying it."""
    notes = []
    monkeypatch.setattr(checking, "_display", notes.append)
    monkeypatch.setattr(hints, "_display", notes.append)
    return notes
