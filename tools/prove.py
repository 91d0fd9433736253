"""Prove an assignment: model answers earn every point, untouched stubs none, tasks grade as declared."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from collections.abc import Iterator
from typing import Any

import nbformat
from nbformat import NotebookNode

from crmlab.exercises.finding import tasks_of
from crmlab.exercises.proof import faults
from crmlab.grading.results import Assignment, Submission
from crmlab.grading.running.grader import grade
from crmlab.grading.running.sandbox import why_not

DRAWS = 20


def problems(topic: str, solution: NotebookNode, release: NotebookNode, draws: int = DRAWS) -> Iterator[str]:
    """Yield in a sentence each what is wrong with the assignment of a topic."""
    yield from _unmatched(topic, solution)
    for check_id, earned in run(solution).items():
        if not earned:
            yield f"{check_id}: the model answer does not earn the points."
    for check_id, earned in run(release).items():
        if earned:
            yield f"{check_id}: the untouched stub earns the points."
    yield from _lost_in_the_sandbox(topic, solution, release)
    for task in tasks_of(topic):
        yield from faults(task, draws)


def _lost_in_the_sandbox(topic: str, solution: NotebookNode, release: NotebookNode) -> Iterator[str]:
    """Yield what the model answers do not earn where the library's own functions are withheld."""
    if why_not():  # CI has a sandbox
        return
    assignment = Assignment(topic, nbformat.v4.writes(release), key=b"proof")
    submission = Submission("model", nbformat.v4.writes(solution).encode("utf-8"), f"{topic}.ipynb")
    for check_id, points in grade(assignment, submission).scores.items():
        if points == 0:
            yield f"{check_id}: the model answer does not earn the points in the sandbox."


def run(notebook: NotebookNode) -> dict[str, bool]:
    """Execute the code cells here and return for each graded cell whether it earns its points."""
    names: dict[str, Any] = {"__name__": "__main__"}
    earned = {}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):  # for what a notebook writes
        for cell in notebook.cells:
            if cell.cell_type != "code":
                continue
            fine = _execute(cell, names)
            if cell.metadata.get("nbgrader", {}).get("grade"):
                earned[cell.metadata.nbgrader["grade_id"]] = fine
    return earned


def _execute(cell: NotebookNode, names: dict[str, Any]) -> bool:
    """Run one cell; only cells tagged for it may fail."""
    silence = io.StringIO()
    try:
        with contextlib.redirect_stdout(silence), _as_at_grading():
            exec(compile(cell.source, cell.id, "exec"), names)
    except Exception:
        if "raises-exception" not in cell.metadata.get("tags", []):
            raise
        return False
    return True


@contextlib.contextmanager
def _as_at_grading() -> Iterator[None]:
    """Leave no trace in the author's own progress."""
    before = os.environ.get("NBGRADER_EXECUTION")
    os.environ["NBGRADER_EXECUTION"] = "autograde"
    try:
        yield
    finally:
        os.environ.pop("NBGRADER_EXECUTION")
        if before:
            os.environ["NBGRADER_EXECUTION"] = before


def _unmatched(topic: str, notebook: NotebookNode) -> Iterator[str]:
    """Yield what stands in only one of the two files of a topic."""
    marks = [cell.metadata.nbgrader for cell in notebook.cells if "nbgrader" in cell.metadata]
    in_notebook = {mark["grade_id"] for mark in marks if mark["grade"] and not mark["solution"]}
    answers = {mark["grade_id"] for mark in marks if mark["solution"]}
    declared = {check.id for task in tasks_of(topic) for check in task.checks}
    for check_id in sorted(in_notebook - declared):
        yield f"{check_id}: stands in course/{topic}/assignment.py, but no task declares it."
    for check_id in sorted(declared - in_notebook):
        yield f"{check_id}: is declared, but no cell of course/{topic}/assignment.py checks it."
    for task in tasks_of(topic):
        if not any(f"{answer}-".startswith(f"{task.id}-") for answer in answers):
            yield f"{task.id}: has no answer cell in course/{topic}/assignment.py."
