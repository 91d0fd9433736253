"""Run a notebook from top to bottom on a fresh kernel, as grading does, and see what is right."""

from __future__ import annotations

import logging
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_grade

from crmlab.concepts.marking import OPEN, SIGNS
from crmlab.desk.doctor import Finding
from crmlab.intake.cells import name_in, names_made, settings_of
from crmlab.language import said, to_say
from crmlab.progress import LOOKED_OVER

_NOT_DEFINED = re.compile(r"name '(\w+)' is not defined")


@dataclass(frozen=True)
class Score:
    """What one graded cell earns here.

    Attributes
    ----------
    name : str
        Its ``grade_id``.
    points : float
        What it can earn.
    earned : float or None
        What it earns; None where that is decided later: by a person, or of a quiz.
    remark : str
        The first line that the check said, when it is not right; of a quiz, what is to come.
    """

    name: str
    points: float
    earned: float | None
    remark: str = ""

    @property
    def row(self) -> tuple[str, str, str, str]:
        """The score as it is printed: verdict, name, points, remark."""
        later = said("complete") if self.remark else said("by hand")
        verdict = {None: later, self.points: said("right")}.get(self.earned, said("not yet"))
        return verdict, self.name, f"{self.points:g}", self.remark


def run(
    notebook: NotebookNode, folder: Path, limit: int, tick: Callable[[], None]
) -> tuple[list[Finding], list[Score]]:
    """Run *notebook* in *folder*, no cell longer than *limit* seconds; *tick* is called after each code cell.

    Nothing that is run is remembered as progress, just as at grading.
    """
    notebook = nbformat.from_dict(notebook)
    stopped = _stopped_by(notebook, folder, limit, tick)
    failed = [*_failed(notebook), *stopped]
    ran = sum(cell.cell_type == "code" and bool(cell.execution_count) for cell in notebook.cells)
    all_right = said("all {number} cells of code run in order, on a fresh kernel", number=ran)
    found = failed or [Finding(said("run"), all_right)]
    return found, [_score(cell) for cell in notebook.cells if is_grade(cell)]


def total(scores: list[Score]) -> str:
    """Return the sum of the scores in a sentence."""
    later_on = sum(one.points for one in scores if one.earned is None)
    of = sum(one.points for one in scores) - later_on
    parts = {"earned": sum(one.earned or 0 for one in scores), "of": of, "later_on": later_on}
    alone = to_say("Right here: {earned:g} of {of:g} points.")
    more = to_say("Right here: {earned:g} of {of:g} points, and grading gives up to {later_on:g} more.")
    return said(more if later_on else alone, **parts)


def _stopped_by(notebook: NotebookNode, folder: Path, limit: int, tick: Callable[[], None]) -> list[Finding]:
    """Run the notebook and return what ended the run before its end."""
    quiet = logging.getLogger("crmlab.desk.fresh_run")
    quiet.setLevel(logging.CRITICAL + 1)
    begun = []
    client = NotebookClient(
        notebook,
        timeout=limit,
        allow_errors=True,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
        on_cell_execute=lambda cell, cell_index: begun.append(cell_index),
        on_cell_executed=lambda **_: tick(),
        log=quiet,
    )
    try:
        as_at_grading = os.environ | {"NBGRADER_EXECUTION": "autograde", LOOKED_OVER: "1"}
        client.execute(env=as_at_grading, stderr=subprocess.DEVNULL)
    except CellTimeoutError:
        return _broken_off(notebook, begun[-1], said("takes longer than {limit} seconds", limit=limit))
    except DeadKernelError:
        return _broken_off(notebook, begun[-1], said("ended Python itself"))
    except (NoSuchKernel, OSError, RuntimeError) as error:
        found = said("no kernel started: {error}", error=error)
        return [Finding(said("run"), found, said("run crmlab doctor"))]
    return []


def _broken_off(notebook: NotebookNode, place: int, reason: str) -> list[Finding]:
    """Clear the cells that did not run to their end, and name the one to blame."""
    for cell in notebook.cells[place:]:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    sentence = to_say("{cell} {reason}, so nothing below it was run")
    found = said(sentence, cell=_called(notebook.cells[place]), reason=reason)
    return [Finding(said("run"), found, said("mend it first"))]


def _failed(notebook: NotebookNode) -> Iterator[Finding]:
    """Find the cells that fail; what is only not right yet is told with the scores."""
    for place, cell in enumerate(notebook.cells):
        error = next((one for one in cell.get("outputs", []) if one.output_type == "error"), None)
        if error and error.ename != "NotYet" and not is_grade(cell):
            found = f"{error.ename}: {_first_line(error.evalue)}"
            yield Finding(_called(cell), found, _advice(error.evalue, notebook.cells[place + 1 :]))


def _advice(error: str, below: list[NotebookNode]) -> str:
    missing = _NOT_DEFINED.search(error)
    if not missing:
        return said("mend this cell, or delete it if it is no answer")
    if any(missing[1] in names_made(cell) for cell in below):
        return said("{name} is made further down: move that cell up", name=missing[1])
    sentence = to_say("no cell above makes {name}: write it again, or mend the cell that should make it")
    return said(sentence, name=missing[1])


def _score(cell: NotebookNode) -> Score:
    """Return what nbgrader gives for the outputs of a graded cell."""
    name, points = settings_of(cell)["grade_id"], settings_of(cell)["points"]
    if cell.cell_type == "code" and not cell.execution_count:
        return Score(name, points, 0, said("it was not run"))
    try:
        earned = determine_grade(cell)[0]
    except ValueError:  # a check of the student's own that gives more than there is
        earned = 0
    shown = _shown(cell)
    if shown.startswith(SIGNS[OPEN]):
        return Score(name, points, None, said("what is right, and why, comes with the feedback"))
    return Score(name, points, earned, shown if earned == 0 else "")


def _shown(cell: NotebookNode) -> str:
    """Return the first line that a check shows, else that of its error."""
    outputs = cell.get("outputs", [])
    shown = [one.data.get("text/plain", "") for one in outputs if "data" in one]
    errors = [f"{one.ename}: {one.evalue}" for one in outputs if one.output_type == "error"]
    return _first_line(next(iter([*shown, *errors]), "")).lstrip("✗ ")


def _called(cell: NotebookNode) -> str:
    first_line = repr(_first_line(cell.source)[:40])
    return name_in(settings_of(cell), "grade_id") or said("the cell {name}", name=first_line)


def _first_line(text: str) -> str:
    return next(iter(text.strip().splitlines()), "")
