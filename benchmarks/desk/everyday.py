"""The everyday of a class: seconds until a grading is compared with the one before, and a check reweighed."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.preprocessors import SaveCells

from crmlab.grading.classes.changes import changes
from crmlab.grading.everyday.reweighing import drop, take_back
from crmlab.grading.gradebook import copies
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.course import set_up
from crmlab.grading.gradebook.judged import Judged, keep, of_all
from crmlab.grading.gradebook.recording import Recorder
from crmlab.grading.gradebook.weights import points_in
from crmlab.grading.results import Result

ROOT = Path(__file__).resolve().parents[2]
CHECK = "clv-value-finite"


def measure(small: bool) -> None:
    """Print the seconds for a class of 1,000, or of 100."""
    students = 100 if small else 1000
    with tempfile.TemporaryDirectory() as folder:
        assigned = _graded(Path(folder) / "course", students)
        before = of_all(assigned)
        now = {name: replace(one, work="new", given={"score": 1.0}) for name, one in before.items()}
        _timed(f"regrade report of {students}", lambda: len(changes(before, now)), "changes")
        _timed(f"drop a check of {students}", lambda: len(drop(assigned, CHECK).changes), "scores")
        _timed(f"take it back for {students}", lambda: len(take_back(assigned, CHECK).changes), "scores")
        _timed(f"undo for {students}", lambda: copies.put_back(assigned.root, copies.last(assigned.root)))


def _timed(what: str, act, unit: str = "") -> None:
    began = time.perf_counter()
    number = act()
    counted = f", {number} {unit}" if unit else ""
    print(f"{what}: {time.perf_counter() - began:.2f} s{counted}")


def _graded(folder: Path, students: int) -> Assigned:
    """Make a course in which a class has been graded: all points but those of the open question."""
    with contextlib.redirect_stdout(io.StringIO()):
        list(set_up(folder, ROOT, []))
        shutil.copytree(ROOT / "solutions/clv", folder / "solutions/clv")
        shutil.copytree(ROOT / "exercises/clv", folder / "exercises/clv")
        release = (folder / "exercises/clv/clv.ipynb").read_text(encoding="utf-8")
        with Gradebook(f"sqlite:///{folder}/gradebook.db", "crmlab") as book:
            book.add_assignment("clv")
            names = {"notebook": "clv", "assignment": "clv", "db_url": book.db.get_bind().url}
            SaveCells().preprocess(nbformat.reads(release, as_version=4), {"nbgrader": names})
        assigned = Assigned.in_folder(folder, "clv")
        scores = {name: None if name == "clv-claim" else most for name, most in points_in(release).items()}
        results = [Result(f"student {at:04}", release, scores) for at in range(students)]
        with Recorder(assigned) as recorder:
            recorded = recorder.record(results)
    given = {one.student: one.given for one in recorded}
    verdicts = {name: {"kind": "right", "id": "", "answer": json.dumps(1)} for name in scores}
    kept = {
        one.student: Judged(one.student, scores, verdicts, work="old", given=given[one.student])
        for one in results
    }
    keep(assigned, kept)
    return assigned
