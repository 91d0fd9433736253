"""What stands of one assignment in nbgrader's gradebook, read for many students at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nbgrader import api
from sqlalchemy import select, text

from crmlab.errors import BadValueError
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.language import said, to_say

_PATIENCE = 60_000  # milliseconds that formgrader may be writing meanwhile
COLUMNS = {
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


class KeptRows:
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
        page, owner, names = api.SubmittedNotebook, api.SubmittedAssignment, COLUMNS[api.Grade]
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

    def grades(self, cells: Iterable[str]) -> list[dict[str, Any]]:
        """Return the grades of some cells, by their names, each with its student and its cell's name."""
        wanted = {cell: name for cell, name in self.graded.items() if name in set(cells)}
        columns = [getattr(api.Grade, name) for name in COLUMNS[api.Grade]]
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


def _about(table: type, *columns: str) -> Any:
    """Select columns of grades or comments after their students and cells, in a fixed order."""
    chosen = select(
        api.SubmittedAssignment.student_id, table.cell_id, *(getattr(table, name) for name in columns)
    )
    return chosen.where(table.notebook_id == api.SubmittedNotebook.id).order_by(table.cell_id)
