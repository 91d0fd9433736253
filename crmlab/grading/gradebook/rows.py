"""The rows of one assignment in nbgrader's gradebook, written for many students at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from nbgrader import api
from sqlalchemy import func, insert, select, update

from crmlab.grading.gradebook.kept_rows import COLUMNS, KeptRows
from crmlab.grading.gradebook.penalties import seconds_late

_NEW = {"needs_manual_grade": True}  # as nbgrader makes a grade


@dataclass
class Entry:
    """A student's submission.

    Attributes
    ----------
    student : str
        Whose it is.
    id, notebook : str
        The ids of the submission and of its notebook.
    timestamp : datetime, optional
        When it was handed in, as far as is known.
    extension : timedelta, optional
        How much later than others the student may hand in.
    is_new : bool
        Whether it was handed in for the first time, or again.
    grades, comments : dict
        Rows, by the ids of their cells.
    """

    student: str
    id: str
    notebook: str = ""
    timestamp: datetime | None = None
    extension: timedelta | None = None
    is_new: bool = False
    grades: dict[str, dict[str, Any]] = field(default_factory=dict)
    comments: dict[str, dict[str, Any]] = field(default_factory=dict)


class AssignmentRows(KeptRows):
    """An open gradebook, and in it what belongs to an assignment, to be changed."""

    def entries(self, times: Mapping[str, datetime | None]) -> list[Entry]:
        """Return the submissions of students, with the times given; what is not there yet is made."""
        self._add_students(times)
        table = api.SubmittedAssignment
        mine = table.student_id.label("student")
        rows = select(mine, table.id, table.timestamp, table.extension).where(
            table.assignment_id == self._id, table.student_id.in_(list(times))
        )
        known = {row["student"]: Entry(**row) for row in self._db.execute(rows).mappings()}
        entries, added, newer = [], [], []
        for student, time in times.items():
            entry = known.get(student) or Entry(student, api.new_uuid(), is_new=True)
            if student not in known:
                row = {"id": entry.id, "student_id": student, "assignment_id": self._id, "timestamp": time}
                added.append(row)
            elif time and time != entry.timestamp:
                newer.append({"id": entry.id, "timestamp": time})
                entry.is_new = entry.timestamp is not None  # else only its time is new
            entry.timestamp = time or entry.timestamp
            entries.append(entry)
        self._write(insert(table), added)
        self._write(update(table), newer)
        self._add_notebooks(entries)
        self._fill(entries)
        return entries

    def weigh(self, points: Mapping[str, float]) -> None:
        """Set what graded cells give at most, by their names."""
        changed = [
            {"id": cell, "max_score": points[name]}
            for cell, name in self.graded.items()
            if name in points and points[name] != self.points[cell]
        ]
        for table in (api.GradeCell, api.TaskCell):
            own = set(self._db.scalars(select(table.id).where(table.id.in_([row["id"] for row in changed]))))
            self._write(update(table), [row for row in changed if row["id"] in own])
        self.points |= {row["id"]: row["max_score"] for row in changed}

    def penalize(self, penalty: Callable[[str, float, float], float | None]) -> None:
        """Reckon penalties for being late again, where one stands; *penalty* gets student, score, seconds."""
        notebook, owner, grade = api.SubmittedNotebook, api.SubmittedAssignment, api.Grade
        points = func.coalesce(grade.manual_score, grade.auto_score, 0.0) + func.coalesce(
            grade.extra_credit, 0.0
        )
        chosen = (
            select(owner.student_id, owner.timestamp, owner.extension, notebook.id, func.sum(points))
            .where(
                notebook.assignment_id == owner.id,
                notebook.notebook_id == self._notebook,
                grade.notebook_id == notebook.id,
                notebook.late_submission_penalty.is_not(None),
            )
            .group_by(notebook.id)
        )
        changed = []
        for student, time, extension, its, score in self._db.execute(chosen):
            late = seconds_late(time, self.due, extension)
            changed.append({"id": its, "late_submission_penalty": penalty(student, score, late)})
        self._write(update(notebook), changed)

    def update(self, table: type, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write changed columns of rows that are named by their ids."""
        self._write(update(table), rows)

    def _add_students(self, students: Iterable[str]) -> None:
        known = set(self._db.scalars(select(api.Student.id).where(api.Student.id.in_(list(students)))))
        self._write(insert(api.Student), [{"id": one} for one in students if one not in known])

    def _add_notebooks(self, entries: Sequence[Entry]) -> None:
        table = api.SubmittedNotebook
        rows = select(table.assignment_id, table.id).where(
            table.notebook_id == self._notebook, table.assignment_id.in_([one.id for one in entries])
        )
        known = dict(map(tuple, self._db.execute(rows)))
        for entry in entries:
            entry.notebook = known.get(entry.id) or api.new_uuid()
        added = [
            {"id": entry.notebook, "assignment_id": entry.id, "notebook_id": self._notebook}
            for entry in entries
            if entry.id not in known
        ]
        self._write(insert(table), added)

    def _fill(self, entries: Sequence[Entry]) -> None:
        for table, cells, rows in (
            (api.Grade, self.graded, {one.notebook: one.grades for one in entries}),
            (api.Comment, self.commented, {one.notebook: one.comments for one in entries}),
        ):
            chosen = select(*(getattr(table, name) for name in COLUMNS[table]))
            for row in self._db.execute(chosen.where(table.notebook_id.in_(list(rows)))).mappings():
                rows[row["notebook_id"]][row["cell_id"]] = dict(row)
            added = [
                {"id": api.new_uuid(), "notebook_id": notebook, "cell_id": cell}
                for notebook, there in rows.items()
                for cell in cells
                if cell not in there
            ]
            self._write(insert(table), added)
            for row in added:
                rows[row["notebook_id"]][row["cell_id"]] = dict.fromkeys(COLUMNS[table]) | _NEW | row

    def _write(self, statement: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._db.execute(statement, rows)
