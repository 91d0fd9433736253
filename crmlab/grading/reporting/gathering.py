"""What a report is made of: the points in the gradebook, and what the judge has said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from crmlab.errors import BadValueError
from crmlab.exercises.finding import find_check
from crmlab.exercises.judging import COMPLETE, RIGHT
from crmlab.grading.classes.spreading import graded_cells
from crmlab.grading.gradebook.arranged import dropped
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.judged import Judged, judged
from crmlab.grading.gradebook.rows import AssignmentRows, Standing
from crmlab.language import said

UNANSWERED = {"stub", "missing", "not-reached"}  # verdicts on what nobody has answered


@dataclass(frozen=True)
class Item:
    """A graded cell.

    Attributes
    ----------
    id : str
        nbgrader's name of it, which is that of the check.
    points : float
        What it gives at most.
    by_machine : bool
        Whether a machine gives the points.
    says : str
        The behaviour in words.
    reread : str
        Where the lesson teaches it; empty if that is not known.
    """

    id: str
    points: float
    by_machine: bool = True
    says: str = ""
    reread: str = ""


@dataclass(frozen=True, eq=False)
class GradedClass:
    """A class whose work on an assignment is graded.

    Attributes
    ----------
    name : str
        The assignment's.
    items : tuple of Item
        The graded cells, in the order of the notebook.
    standings : tuple of Standing
        What stands in the gradebook, by student.
    judged : mapping of str to Judged
        What the judge has said, by student; whoever was graded by other means is missing.
    enrolled : int
        How many students of the gradebook are in the course.
    """

    name: str
    items: tuple[Item, ...]
    standings: tuple[Standing, ...]
    judged: Mapping[str, Judged] = field(default_factory=dict)
    enrolled: int = 0

    @classmethod
    def in_folder(cls, assigned: Assigned) -> GradedClass:
        """Return the class of a course folder, without who has left the course.

        Raises
        ------
        BadValueError
            If the assignment is not registered.
        """
        assigned.require_registered()
        gone = dropped(assigned.root)
        with closing(AssignmentRows(assigned)) as rows:
            standings = [one for one in rows.standings() if one.student not in gone]
            found = [one for one in standings if any(p is not None for p in one.points.values())]
            points = {rows.graded[cell]: most for cell, most in rows.points.items()}
            by_machine = {rows.graded[cell] for cell in rows.by_machine}
            enrolled = len(rows.students() - gone)
        known = {one.student for one in found}
        words = {student: one for student, one in judged(assigned).items() if student in known}
        items = tuple(_item(name, points[name], name in by_machine) for name in _in_order(assigned, points))
        return cls(assigned.name, items, tuple(found), words, enrolled)

    @cached_property
    def points(self) -> np.ndarray:
        """Points by student and item; nan where nobody has given any yet."""
        rows = [[one.points.get(item.id) for item in self.items] for one in self.standings]
        return np.array(rows, dtype=float).reshape(len(self.standings), len(self.items))

    @cached_property
    def most(self) -> np.ndarray:
        """What each item gives at most."""
        return np.array([item.points for item in self.items], dtype=float)

    @cached_property
    def tried(self) -> np.ndarray:
        """Whether a student has answered anything: who has not says nothing about an item."""
        return np.array([self._has_tried(one) for one in self.standings], dtype=bool)

    @property
    def unread(self) -> int:
        """How many handed in what nobody could read."""
        return sum(bool(one.reason) for one in self.judged.values())

    def shares(self) -> np.ndarray:
        """Return the share of its points that each item gave, for those who have tried."""
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = self.points[self.tried] / self.most
        return np.where(self.most > 0, np.clip(shares, 0.0, 1.0), np.nan)

    def verdicts(self, item: str) -> Iterable[tuple[Judged, Mapping]]:
        """Yield what was said of an item to each student who has tried; in order."""
        for one, has_tried in zip(self.standings, self.tried, strict=True):
            words = self.judged.get(one.student)
            if has_tried and words and item in words.verdicts:
                yield words, words.verdicts[item]

    def _has_tried(self, one: Standing) -> bool:
        if any(one.points.values()):
            return True
        words = self.judged.get(one.student)
        if words is None:
            return True  # graded by other means, and nothing known of it
        is_blank = words.verdicts and all(map(is_unanswered, words.verdicts.values()))
        return not (words.reason or is_blank)


def is_unanswered(verdict: Mapping) -> bool:
    """Whether a verdict says that nothing was answered.

    Examples
    --------
    >>> is_unanswered({"kind": "slip", "id": "stub"})
    True
    """
    return verdict.get("id") in UNANSWERED


def is_wrong(verdict: Mapping) -> bool:
    """Whether a verdict is on a wrong answer, not on a right one or on none."""
    return verdict.get("kind") not in {RIGHT, COMPLETE} and not is_unanswered(verdict)


def _in_order(assigned: Assigned, points: Mapping[str, float]) -> list[str]:
    """Return the graded cells as they stand in the release, and then those that do not."""
    try:
        release = (assigned.released / assigned.notebook).read_text(encoding="utf-8")
        shown = [name for name in graded_cells(release) if name in points]
    except (OSError, ValueError):
        shown = []
    return [*shown, *sorted(points.keys() - {*shown})]


def _item(name: str, points: float, by_machine: bool) -> Item:
    if not by_machine:
        return Item(name, points, False, said("an open question, graded by a person"))
    try:
        task, check = find_check(name)
    except BadValueError:  # a cell of the instructor's own
        return Item(name, points)
    return Item(name, points, True, check.says, said(task.reread))
