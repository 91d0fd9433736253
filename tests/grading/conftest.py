"""What tests of a course folder share."""

import nbformat
import pytest
from own_course import RELEASE, put

from crmlab.grading.gradebook import course as courses


@pytest.fixture
def nbgrader_runs(monkeypatch):
    """Record nbgrader's commands, and make the release as nbgrader would, but at once."""
    runs = []

    def run(folder, *arguments):
        runs.append(arguments)
        put(folder / "exercises/clv/clv.ipynb", nbformat.writes(RELEASE))

    monkeypatch.setattr(courses, "nbgrader", run)
    return runs
