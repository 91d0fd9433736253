"""A class that looks as if it was graded: points in a gradebook, and what the judge said beside them."""

from __future__ import annotations

import atexit
import copy
import functools
import os
import shutil
import tempfile
from pathlib import Path

import nbformat
from graders import REPOSITORY
from nbgrader import api

from crmlab.environment import commands_first
from crmlab.grading.gradebook import course as courses
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.judged import Judged, write
from crmlab.grading.gradebook.rows import AssignmentRows


@functools.cache
def _template():
    """Make a course with an empty gradebook, once: that takes seconds."""
    folder = Path(tempfile.mkdtemp(prefix="crmlab-course-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    list(courses.set_up(folder / "course", REPOSITORY, []))
    os.environ["PATH"] = commands_first()  # a new gradebook needs alembic
    api.Gradebook(f"sqlite:///{folder}/course/gradebook.db", "crmlab").close()
    return folder / "course"


def course_with(folder, name, cells, due=None):
    """Make a course with an assignment of these cells: points by name, `(5,)` where a person grades."""
    shutil.copytree(_template(), folder)
    marks = [_mark(cell, points) for cell, points in cells.items()]
    release = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(metadata=mark) for mark in marks])
    (folder / f"exercises/{name}").mkdir(parents=True)
    nbformat.write(release, folder / f"exercises/{name}/{name}.ipynb")
    with api.Gradebook(f"sqlite:///{folder}/gradebook.db", "crmlab") as book:
        book.add_assignment(name, duedate=due)
        book.add_notebook(name, name)
        for mark in marks:
            one = copy.copy(mark["nbgrader"])
            cell = one["grade_id"]
            book.add_grade_cell(cell, name, name, max_score=one["points"], cell_type="code")
            if one["solution"]:
                book.add_solution_cell(cell, name, name)
    return Assigned.in_folder(folder, name)


def _mark(cell, points):
    by_hand = isinstance(points, tuple)
    worth = points[0] if by_hand else points
    return {"nbgrader": {"grade_id": cell, "grade": True, "points": worth, "solution": by_hand}}


def graded(assigned, earned, verdicts=None, times=None, names=None, reasons=None):
    """Write points by student and cell into the gradebook, verdicts beside them; None waits."""
    rows = AssignmentRows(assigned)
    try:
        with rows.transaction():
            changes = []
            for entry in rows.entries({student: (times or {}).get(student) for student in earned}):
                for cell, row in entry.grades.items():
                    points = earned[entry.student].get(rows.graded[cell])
                    given = {"auto_score": points, "manual_score": None, "needs_manual_grade": points is None}
                    changes.append({"id": row["id"]} | given)
            rows.update(api.Grade, changes)
    finally:
        rows.close()
    said = {
        student: Judged(
            student,
            points,
            (verdicts or {}).get(student, {}),
            (names or {}).get(student, (student,)),
            reason=(reasons or {}).get(student, ""),
        )
        for student, points in earned.items()
    }
    write(assigned, said)


def verdict(kind, id="", answer=None):
    return {"kind": kind, "id": id, "answer": answer}
