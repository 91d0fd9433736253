"""Write results where `nbgrader autograde` would: the same rows, the same files, a class in seconds.

The gradebook comes first and the graded notebook last. As long as the old notebook stands there, the same
rows would be written again: so a run that was killed is made up for by the next, wherever it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Comment, Grade, SubmittedAssignment, SubmittedNotebook
from nbgrader.utils import parse_utc

from crmlab.grading.gradebook.arranged import arranged
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.groups import pass_on
from crmlab.grading.gradebook.handed_in import STAMP, own_files
from crmlab.grading.gradebook.penalties import Penalties, seconds_late
from crmlab.grading.gradebook.placing import Places
from crmlab.grading.gradebook.rows import AssignmentRows, Entry
from crmlab.grading.results import Result

NO_RESPONSE = "No response."  # nbgrader's words


@dataclass(frozen=True)
class Recorded:
    """What a student has for an assignment.

    Attributes
    ----------
    student : str
        Who.
    score, of : float
        The points, those that a person gave among them and less a penalty for being late, and all that are
        given so far.
    open : float
        The points of what nobody has graded yet.
    waits : bool
        Whether a person has to decide on something.
    graded : bool
        Whether all that a machine grades is graded.
    by_hand, penalty : float
        What of the score a person gave, and what was taken off for being late.
    """

    student: str
    score: float
    of: float
    open: float
    waits: bool
    graded: bool
    by_hand: float = 0.0
    penalty: float = 0.0

    @property
    def given(self) -> dict[str, float]:
        """What is kept of it, to see at the next grading what has changed."""
        return {"score": self.score, "by_hand": self.by_hand, "penalty": self.penalty}


@dataclass
class _Changes:
    """Rows to be written, with what changes in them."""

    grades: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    notebooks: list[dict[str, Any]] = field(default_factory=list)


class Recorder:
    """The gradebook and the folder of graded notebooks, for one assignment.

    Parameters
    ----------
    assigned : Assigned
        An assignment that is registered with nbgrader.

    Raises
    ------
    BadValueError
        If it is not registered.
    """

    def __init__(self, assigned: Assigned) -> None:
        self._assigned = assigned
        self._places, self._penalties = Places(assigned), Penalties(assigned.course)
        self._rows = AssignmentRows(assigned)
        self._arranged = arranged(assigned.root)

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, *_: object) -> None:
        self._rows.close()

    @property
    def cells(self) -> set[str]:
        """The names of the cells that give points."""
        return set(self._rows.graded.values())

    def graded(self) -> set[str]:
        """Return the students that have a graded notebook and all points that a machine gives."""
        done = (student for student, is_open in self._rows.ungraded().items() if not is_open)
        return {student for student in done if self._assigned.graded_notebook(student).is_file()}

    def dropped(self, students: Iterable[str]) -> set[str]:
        """Return who was graded, but is in the gradebook no more; nobody, where that has no students."""
        known = self._rows.students()
        graded = {one for one in students if self._assigned.autograded(one).parent.is_dir()}
        return graded - known if known else set()

    def record(self, results: Iterable[Result]) -> list[Recorded]:
        """Write results, all or none into the gradebook, then their files; return what stands there."""
        by_student = {result.student: result for result in results}
        changes = _Changes()
        with self._rows.transaction():
            entries = self._rows.entries({student: self._handed_in(student) for student in by_student})
            self._extend(entries)
            for one in entries:
                self._settle(one, by_student[one.student], changes)
            self._rows.update(Grade, changes.grades)
            self._rows.update(Comment, changes.comments)
            pass_on(self._rows, entries, self._assigned.handed_in_by)
            recorded = [self._sum(one, by_student[one.student], changes) for one in entries]
            self._rows.update(SubmittedNotebook, changes.notebooks)
        for result in by_student.values():
            self._places.place(result)
        return recorded

    def weigh(self, points: Mapping[str, float]) -> None:
        """Set what graded cells give at most, by their names."""
        with self._rows.transaction():
            self._rows.weigh(points)

    def _extend(self, entries: Iterable[Entry]) -> None:
        """Enter the extensions of the roster; where it has said nothing, what stands there stays."""
        changed = []
        for entry in entries:
            told = self._arranged.get(entry.student)
            if told is None or told.extension is None:
                continue
            later = told.later(self._assigned.name, self._rows.due)
            if later != entry.extension:
                entry.extension = later
                changed.append({"id": entry.id, "extension": later})
        self._rows.update(SubmittedAssignment, changed)

    def not_recorded(self, student: str) -> Recorded:
        """Return what is said of a student of whom nothing could be written."""
        return Recorded(
            student, score=0.0, of=sum(self._rows.points.values()), open=0.0, waits=False, graded=False
        )

    def _handed_in(self, student: str) -> datetime | None:
        """Return when a submission was handed in, as its timestamp.txt says, if it does."""
        path = own_files(self._assigned, student).get(STAMP)
        return _time(path) if path else None

    def _settle(self, entry: Entry, result: Result, changes: _Changes) -> None:
        """Note what changes with a result."""
        self._grade(entry, result, self._points(result), changes)
        self._comment(entry, result, changes)

    def _points(self, result: Result) -> dict[str, float | None]:
        return {cell: _points(result, name) for cell, name in self._rows.graded.items()}

    def _sum(self, entry: Entry, result: Result, changes: _Changes) -> Recorded:
        """Return what a student has, and note what being late costs."""
        points = self._points(result)
        score = sum(_score(entry.grades[cell]) for cell in points)
        late = seconds_late(entry.timestamp, self._rows.due, entry.extension)
        penalty = self._penalties.of(entry.student, score, late)
        by_machine = sum(entry.grades[cell]["auto_score"] or 0.0 for cell in points)
        of_open = sum(self._rows.points[cell] for cell in points if _is_open(entry.grades[cell]))
        changes.notebooks.append({"id": entry.notebook, "late_submission_penalty": penalty})
        return Recorded(
            student=entry.student,
            score=score - (penalty or 0),
            of=sum(self._rows.points.values()) - of_open,
            open=of_open,
            waits=any(entry.grades[cell]["needs_manual_grade"] for cell in points),
            graded=all(points[cell] is not None for cell in self._rows.by_machine),
            by_hand=score - by_machine,
            penalty=penalty or 0.0,
        )

    def _grade(
        self, entry: Entry, result: Result, points: Mapping[str, float | None], changes: _Changes
    ) -> None:
        """Apply nbgrader's rules, also that a person looks again at what was graded by hand and is new."""
        is_new = (
            entry.is_new
            or any(entry.grades[cell]["auto_score"] != earned for cell, earned in points.items())
            or not self._places.is_same_work(result)
        )
        for cell, earned in points.items():
            row = entry.grades[cell]
            counts = bool(self._rows.points[cell])
            waits = _waits(result, row, earned, counts) if is_new else row["needs_manual_grade"]
            said = {"auto_score": earned, "needs_manual_grade": waits}
            if is_new and not counts and row["manual_score"] is not None:
                said["manual_score"] = None  # when it counts again, its mark was for another answer
            if any(row[name] != value for name, value in said.items()):
                changes.grades.append({"id": row["id"]} | said)
                row.update(said)

    def _comment(self, entry: Entry, result: Result, changes: _Changes) -> None:
        for cell, name in self._rows.commented.items():
            said = NO_RESPONSE if name in result.unanswered else None
            if entry.comments[cell]["auto_comment"] != said:
                changes.comments.append({"id": entry.comments[cell]["id"], "auto_comment": said})


def _time(path: Path) -> datetime | None:
    try:
        with path.open("rb") as file:
            return parse_utc(file.read(200).decode("utf-8").strip())
    except (OSError, ValueError, OverflowError):  # a student may have written it
        return None


def _points(result: Result, cell: str) -> float | None:
    """Return what a cell earns: nothing, where nothing could be graded and no person is asked."""
    points = result.scores.get(cell, 0.0 if result.reason else None)
    return None if points is None else float(points)


def _waits(result: Result, row: Mapping[str, Any], points: float | None, counts: bool) -> bool:
    """Whether a person has to look at a grade, by nbgrader's rules; not where it counts nothing."""
    return points is None or (counts and row["manual_score"] is not None and not result.reason)


def _is_open(row: Mapping[str, Any]) -> bool:
    """Whether neither the machine nor a person has given points."""
    return row["auto_score"] is None and row["manual_score"] is None


def _score(row: Mapping[str, Any]) -> float:
    """Return the score of a grade as nbgrader computes it."""
    points = row["auto_score"] if row["manual_score"] is None else row["manual_score"]
    return 0.0 if points is None else points + (row["extra_credit"] or 0.0)
