"""What each student of a class has earned, a task and in all, as nbgrader computes it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from crmlab.errors import BadValueError
from crmlab.grading.classes.spreading import graded_cells
from crmlab.grading.gradebook.arranged import dropped
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.handed_in import students_of
from crmlab.grading.gradebook.rows import AssignmentRows
from crmlab.grading.gradebook.weights import task_of_cell
from crmlab.language import said

GRADED, WAITING, NOTHING = "graded", "waiting", "nothing"
_DIGITS = 4  # of a point; platforms show two


@dataclass(frozen=True)
class Earned:
    """A student of the gradebook, with points.

    Attributes
    ----------
    student : str
        The id.
    first_name, last_name, email, lms_user_id : str
        As the roster has them; empty where it does not.
    tasks : mapping of str to float or None
        Points by task, extra credit among them; None where some of it waits for a grade.
    penalty : float
        What being late has cost.
    score : float or None
        The points in all, less the penalty, never below 0; None where something waits, or nothing was
        handed in.
    state : str
        `GRADED`, `WAITING` (for a grade) or `NOTHING` (was handed in).
    """

    student: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""
    tasks: Mapping[str, float | None] = field(default_factory=dict)
    penalty: float = 0.0
    score: float | None = None
    state: str = NOTHING


@dataclass(frozen=True)
class ClassPoints:
    """The points of a class for an assignment.

    Attributes
    ----------
    name : str
        The assignment.
    most : mapping of str to float
        The points that each task gives, in the order of the notebook.
    people : tuple of Earned
        The students of the gradebook.
    dropped : tuple of Earned
        Those who have left the course, without points.
    """

    name: str
    most: Mapping[str, float]
    people: tuple[Earned, ...]
    dropped: tuple[Earned, ...] = ()

    @property
    def of(self) -> float:
        """The points that the assignment gives."""
        return sum(self.most.values())

    def in_state(self, state: str) -> list[str]:
        """Return the students in a state such as `WAITING`."""
        return [one.student for one in self.people if one.state == state]


def points_of(assigned: Assigned, zero: bool = False) -> ClassPoints:
    """Return what a class has earned.

    Parameters
    ----------
    assigned : Assigned
        The assignment.
    zero : bool
        Whether who handed in nothing has 0 points, as in `nbgrader export`, rather than none.

    Raises
    ------
    BadValueError
        If the gradebook has no students, or does not know the assignment.
    """
    assigned.require_registered()
    with closing(AssignmentRows(assigned)) as rows:
        people, given = rows.people(), rows.given()
    if not people:
        raise BadValueError(said("The gradebook has no students: crmlab roster comes first."))
    tasks = _tasks(assigned, rows.graded)
    most = dict.fromkeys(tasks.values(), 0.0)
    for cell, task in tasks.items():
        most[task] += rows.points[cell]
    handed_in, gone = {*students_of(assigned)}, dropped(assigned.root)
    earned = [
        _earned(about, given.get(about["id"]), tasks, handed_in, zero)
        for about in people
        if about["id"] not in gone
    ]
    left = [Earned(**_about(about)) for about in people if about["id"] in gone]
    return ClassPoints(assigned.name, most, tuple(earned), tuple(left))


def number(points: float) -> int | float:
    """Return points as they are written, without digits that only a computer sees.

    Examples
    --------
    >>> number(2.0), number(0.1 + 0.2)
    (2, 0.3)
    """
    rounded = round(points, _DIGITS)
    return int(rounded) if rounded == int(rounded) else rounded


def _tasks(assigned: Assigned, cells: Mapping[str, str]) -> dict[str, str]:
    """Return the task of each graded cell, by the cell's id, in the order of the notebook."""
    release = (assigned.released / assigned.notebook).read_text(encoding="utf-8")
    places = {name: place for place, name in enumerate(graded_cells(release))}
    ordered = sorted(cells.items(), key=lambda item: (places.get(item[1], len(places)), item[1]))
    return {cell: task_of_cell(name) for cell, name in ordered}


def _about(row: Mapping[str, Any]) -> dict[str, str]:
    names = {name: row[name] or "" for name in ("first_name", "last_name", "email", "lms_user_id")}
    return {"student": row["id"]} | names


def _earned(
    about: Mapping[str, Any], given: tuple | None, tasks: Mapping[str, str], handed_in: set, zero: bool
) -> Earned:
    names = _about(about)
    empty = dict.fromkeys(tasks.values())
    if given is None:
        if about["id"] in handed_in:
            return Earned(**names, tasks=empty, state=WAITING)
        points = dict.fromkeys(empty, 0.0 if zero else None)
        return Earned(**names, tasks=points, score=0.0 if zero else None)
    penalty, grades = given
    points: dict[str, float | None] = dict.fromkeys(empty, 0.0)
    for cell, task in tasks.items():
        one = _score(grades.get(cell))
        points[task] = None if one is None or points[task] is None else points[task] + one
    given_all = [one for one in points.values() if one is not None]
    if len(given_all) < len(points):
        return Earned(**names, tasks=points, penalty=penalty, state=WAITING)
    score = max(0.0, sum(given_all) - penalty)
    return Earned(**names, tasks=points, penalty=penalty, score=score, state=GRADED)


def _score(grade: Mapping[str, Any] | None) -> float | None:
    """Return the points of a cell as nbgrader computes them; None while a person has to decide."""
    if grade is None or grade["needs_manual_grade"]:
        return None
    points = grade["auto_score"] if grade["manual_score"] is None else grade["manual_score"]
    return None if points is None else points + (grade["extra_credit"] or 0.0)
