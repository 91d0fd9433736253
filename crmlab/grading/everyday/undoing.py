"""Put back what stood before the last command that changed the gradebook."""

from __future__ import annotations

from contextlib import closing

from crmlab.errors import BadValueError
from crmlab.grading.everyday.reweighing import put_points
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.copies import Copy, put_back
from crmlab.grading.gradebook.course import assignments_of
from crmlab.grading.gradebook.handed_in import students_of
from crmlab.grading.gradebook.rows import AssignmentRows


def undo(assigned: Assigned, one: Copy) -> None:
    """Put a copy back, and its points into the graded notebooks of all assignments."""
    root = assigned.root
    put_back(root, one)
    for name in assignments_of(root / assigned.course.release_directory):
        other = Assigned(assigned.course, name)
        try:
            rows = AssignmentRows(other)
        except BadValueError:  # not registered
            continue
        with closing(rows):
            points = {rows.graded[cell]: most for cell, most in rows.points.items()}
            put_points(other, sorted({*students_of(other), *rows.students()}), points)
