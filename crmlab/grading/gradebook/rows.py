"""The rows of one assignment in nbgrader's gradebook, read and written for many students at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from nbgrader import api
from sqlalchemy import func, insert, select, text, update

from crmlab.errors import BadValueError
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.penalties import seconds_late
from crmlab.language import said, to_say

_PATIENCE = 60_000  # milliseconds that formgrader may be writing meanwhile
_COLUMNS = {
    api.Grade: (
        "id",
        "notebook_id",
        "cell_id",
        "auto_score",
        "manual_score",
        "extra_credit",
        "needs_manual_grade",
    ),
    api.Comment: ("id", "notebook_id", "cell_id", "auto_comment"),
}
_NEW = {"needs_manual_grade": True}  # as nbgrader makes a grade


@dataclass(frozen=True)
class Standing:
    """What stands in the gradebook of one student's submission.

    Attributes
    ----------
    student : str
        Whose it is.
    timestamp, due : datetime, optional
        When it was handed in, and until when it could be, an extension included; UTC.
    penalty : float
        Points less for being late.
    points : mapping of str to float or None
        By the name of a graded cell, extra credit included; None where nobody has given points yet.
    """

    student: str
    timestamp: datetime | None
    due: datetime | None
    penalty: float
    points: dict[str, float | None] = field(default_factory=dict)


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


class AssignmentRows:
    """An open gradebook, and in it what belongs to an assignment.

    Parameters
    ----------
    assigned : Assigned
        The assignment.

    Raises
    ------
    BadValueError
        If nbgrader does not know the assignment.
    """

    def __init__(self, assigned: Assigned) -> None:
        self._book = api.Gradebook(assigned.course.db_url, assigned.course.course_id)
        self._db = self._book.db
        try:
            self._read_cells(assigned.name)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the gradebook."""
        self._book.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is written, or, after an error, nothing."""
        try:
            if self._db.get_bind().dialect.name == "sqlite":
                self._db.execute(text(f"PRAGMA busy_timeout = {_PATIENCE}"))
            yield
            self._db.commit()
        except BaseException:
            self._db.rollback()
            raise

    def students(self) -> set[str]:
        """Return all students of the gradebook."""
        with self.transaction():
            return set(self._db.scalars(select(api.Student.id)))

    def people(self) -> list[dict[str, Any]]:
        """Return all students of the gradebook as the roster has them, ordered by id."""
        columns = ("id", "first_name", "last_name", "email", "lms_user_id")
        chosen = select(*(getattr(api.Student, name) for name in columns)).order_by(api.Student.id)
        with self.transaction():
            return [dict(row) for row in self._db.execute(chosen).mappings()]

    def given(self) -> dict[str, tuple[float, dict[str, dict[str, Any]]]]:
        """Return of each student with a submission its penalty, and its grades by the ids of their cells."""
        page, owner, names = api.SubmittedNotebook, api.SubmittedAssignment, _COLUMNS[api.Grade]
        mine = (page.assignment_id == owner.id, page.notebook_id == self._notebook)
        pages = select(page.id, owner.student_id, page.late_submission_penalty).where(*mine)
        grades = select(*(getattr(api.Grade, name) for name in names)).where(
            api.Grade.notebook_id == page.id, page.notebook_id == self._notebook
        )
        with self.transaction():
            found = {row[0]: (row[1], row[2] or 0.0, {}) for row in self._db.execute(pages)}
            for row in self._db.execute(grades).mappings():
                found[row["notebook_id"]][2][row["cell_id"]] = dict(row)
        return {student: (penalty, rows) for student, penalty, rows in found.values()}

    def ungraded(self) -> dict[str, bool]:
        """Say of each student with a submission whether something that a machine grades is not graded."""
        own = select(api.SubmittedAssignment.student_id, api.SubmittedNotebook.id).where(
            api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id,
            api.SubmittedNotebook.notebook_id == self._notebook,
        )
        waiting = select(api.Grade.notebook_id).where(
            api.Grade.cell_id.in_(self.by_machine), api.Grade.auto_score.is_(None)
        )
        with self.transaction():
            open_ones = set(self._db.scalars(waiting))
            return {student: notebook in open_ones for student, notebook in self._db.execute(own)}

    def said(self, students: Sequence[str]) -> dict[str, list[tuple]]:
        """Return all that is said to students about their work: points, comments and penalties."""
        notebook, owner = api.SubmittedNotebook, api.SubmittedAssignment
        mine = (notebook.assignment_id == owner.id, notebook.notebook_id == self._notebook)
        parts = (
            select(owner.student_id, notebook.late_submission_penalty).where(*mine),
            _about(api.Grade, "auto_score", "manual_score", "extra_credit").where(*mine),
            _about(api.Comment, "auto_comment", "manual_comment").where(*mine),
        )
        found = {student: [] for student in students}
        with self.transaction():
            for part in parts:
                for student, *words in self._db.execute(part):
                    found.get(student, []).append(tuple(words))
        return found

    def standings(self) -> list[Standing]:
        """Return what stands there of each submission, in the order of students; nothing is made."""
        page, owner, grade = api.SubmittedNotebook, api.SubmittedAssignment, api.Grade
        mine = (page.assignment_id == owner.id, page.notebook_id == self._notebook)
        about = select(
            page.id, owner.student_id, owner.timestamp, owner.extension, page.late_submission_penalty
        )
        given = select(
            grade.notebook_id, grade.cell_id, grade.score, grade.auto_score, grade.manual_score
        ).where(grade.cell_id.in_(list(self.graded)))
        with self.transaction():
            submissions = self._db.execute(about.where(*mine).order_by(owner.student_id)).all()
            rows = self._db.execute(given).all()
        found = {}
        for notebook, student, time, extension, penalty in submissions:
            due = self.due + extension if self.due and extension else self.due
            found[notebook] = Standing(student, time, due, penalty or 0.0)
        for notebook, cell, score, by_machine, by_hand in rows:
            is_open = by_machine is None and by_hand is None
            if notebook in found:
                found[notebook].points[self.graded[cell]] = None if is_open else score
        return list(found.values())

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

    def grades(self, cells: Iterable[str]) -> list[dict[str, Any]]:
        """Return the grades of some cells, by their names, each with its student and its cell's name."""
        wanted = {cell: name for cell, name in self.graded.items() if name in set(cells)}
        columns = [getattr(api.Grade, name) for name in _COLUMNS[api.Grade]]
        chosen = select(api.SubmittedAssignment.student_id.label("student"), *columns).where(
            api.Grade.notebook_id == api.SubmittedNotebook.id,
            api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id,
            api.SubmittedNotebook.notebook_id == self._notebook,
            api.Grade.cell_id.in_(list(wanted)),
        )
        found = self._db.execute(chosen.order_by("student")).mappings()
        return [dict(row) | {"cell": wanted[row["cell_id"]]} for row in found]

    def late(self) -> list[tuple[str, float | None]]:
        """Return each student with his penalty for being late."""
        notebook, owner = api.SubmittedNotebook, api.SubmittedAssignment
        chosen = select(owner.student_id, notebook.late_submission_penalty).where(
            notebook.assignment_id == owner.id, notebook.notebook_id == self._notebook
        )
        return [(student, penalty) for student, penalty in self._db.execute(chosen)]

    def comments(self, cells: Iterable[str]) -> dict[tuple[str, str], dict[str, Any]]:
        """Return the comments on some cells, by the ids of their notebooks and the names of their cells."""
        wanted = {cell: name for cell, name in self.commented.items() if name in set(cells)}
        table = api.Comment
        chosen = select(table.id, table.notebook_id, table.cell_id, table.auto_comment, table.manual_comment)
        found = self._db.execute(chosen.where(table.cell_id.in_(list(wanted)))).mappings()
        return {(row["notebook_id"], wanted[row["cell_id"]]): dict(row) for row in found}

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

    def _read_cells(self, name: str) -> None:
        columns = select(api.Assignment.id, api.Assignment.duedate, api.Notebook.id)
        named = columns.join(api.Notebook).where(api.Assignment.name == name, api.Notebook.name == name)
        found = self._db.execute(named).one_or_none()
        if not found:
            sentence = to_say("nbgrader does not know it yet: run nbgrader generate_assignment {name}")
            raise BadValueError(said(sentence, name=name))
        self._id, self.due, self._notebook = found
        notebook = self._db.get(api.Notebook, self._notebook)
        points = [*notebook.grade_cells, *notebook.task_cells]
        answers = [*notebook.solution_cells, *notebook.task_cells]
        self.graded = {cell.id: cell.name for cell in points}
        self.commented = {cell.id: cell.name for cell in answers}
        by_hand = {cell.name for cell in answers}
        self.by_machine = [one.id for one in points if one.cell_type == "code" and one.name not in by_hand]
        self.points = {cell.id: cell.max_score for cell in points}
        self._db.rollback()

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
            chosen = select(*(getattr(table, name) for name in _COLUMNS[table]))
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
                rows[row["notebook_id"]][row["cell_id"]] = dict.fromkeys(_COLUMNS[table]) | _NEW | row

    def _write(self, statement: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._db.execute(statement, rows)


def _about(table: type, *columns: str) -> Any:
    """Select columns of grades or comments after their students and cells, in a fixed order."""
    chosen = select(
        api.SubmittedAssignment.student_id, table.cell_id, *(getattr(table, name) for name in columns)
    )
    return chosen.where(table.notebook_id == api.SubmittedNotebook.id).order_by(table.cell_id)
