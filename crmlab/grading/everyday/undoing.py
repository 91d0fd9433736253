"""Put back what stood before the last command that changed the gradebook."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from crmlab.errors import BadValueError
from crmlab.grading.classes.changes import log
from crmlab.grading.everyday.reweighing import changed_scores, put_points, totals
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.copies import Copy, put_back
from crmlab.grading.gradebook.course import assignments_of
from crmlab.grading.gradebook.handed_in import students_of
from crmlab.grading.gradebook.kept_rows import KeptRows
from crmlab.language import said


def undo(assigned: Assigned, one: Copy) -> None:
    """Put a copy back, and its points into all graded notebooks; note whose score it changes."""
    before = {other.name: totals(rows) for other, rows in _registered(assigned)}
    put_back(assigned.root, one)
    why = (said("undone: {command}", command=one.command),)
    for other, rows in _registered(assigned):
        points = {rows.graded[cell]: most for cell, most in rows.points.items()}
        put_points(other, sorted({*students_of(other), *rows.students()}), points)
        log(assigned.root, other.name, changed_scores(before.get(other.name, {}), totals(rows), why))


def _registered(assigned: Assigned) -> Iterator[tuple[Assigned, KeptRows]]:
    """Open the assignments of the course that are in the gradebook, one after the other."""
    for name in assignments_of(assigned.root / assigned.course.release_directory):
        other = Assigned(assigned.course, name)
        try:
            rows = KeptRows(other)
        except BadValueError:  # not registered
            continue
        with closing(rows):
            yield other, rows
