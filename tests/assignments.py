"""The assignments as they are graded, and what students hand in for them."""

import copy
import functools
import json

import nbformat
import pytest
from catalogue.frame import MARKS, ROOT, cell_of, to_bytes
from nbgrader.utils import is_grade, is_solution

from crmlab.declared import authored
from crmlab.grading.results import Assignment, Submission
from crmlab.grading.running.grader import grade
from crmlab.grading.running.sandbox import why_not

TOPICS = authored.with_assignment()
KEY = bytes(range(32))
in_a_sandbox = pytest.mark.skipif(bool(reason := why_not()), reason=reason)


@functools.cache
def released(topic):
    """Return the text of a released notebook."""
    return (ROOT / "exercises" / topic / f"{topic}.ipynb").read_text(encoding="utf-8")


def assignment(topic, **changed):
    return Assignment(**{"name": topic, "release": released(topic), "key": KEY, **changed})


@functools.cache
def model_answers(topic):
    """Return the right answers by grade_id."""
    solved = nbformat.read(ROOT / "solutions" / topic / f"{topic}.ipynb", as_version=4)
    answers = [cell for cell in solved.cells if is_solution(cell) and cell.cell_type == "code"]
    return {cell.metadata.nbgrader.grade_id: MARKS.sub("", cell.source) for cell in answers}


def notebook(topic, answers=None, me="S1"):
    """Return the release with the model answers, but for those that are given here by grade_id or id."""
    made = copy.deepcopy(nbformat.reads(released(topic), as_version=4))
    for name, source in {f"{topic.replace('_', '-')}-me": f"me = {me!r}", **(answers or {})}.items():
        cell_of(made, name).source = source
    return made


def solved(topic, answers=None, me="S1"):
    return notebook(topic, {**model_answers(topic), **(answers or {})}, me)


def graded(topic, made, student="S1", **changed):
    """Return the result of a notebook, or of the bytes of a file."""
    content = made if isinstance(made, bytes) else to_bytes(made)
    return grade(assignment(topic, **changed), Submission(student, content, f"{topic}.ipynb"))


def points(topic):
    """Return the points of the cells that a machine grades."""
    cells = nbformat.reads(released(topic), as_version=4).cells
    return {
        cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.points
        for cell in cells
        if is_grade(cell) and not is_solution(cell)
    }


def text_of(result, name):
    """Return all that stands below a cell of a graded notebook."""
    cell = cell_of(nbformat.reads(result.notebook, as_version=4), name)
    return "\n".join(map(json.dumps, cell.outputs)).encode().decode("unicode_escape")


def printed(result, name):
    """Return what a cell has printed."""
    cell = cell_of(nbformat.reads(result.notebook, as_version=4), name)
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")
