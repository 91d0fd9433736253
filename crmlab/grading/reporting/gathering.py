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
from crmlab.grading.collecting.came_in import marked_late
from crmlab.grading.gradebook.arranged import dropped
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.judged import Judged, judged
from crmlab.grading.gradebook.kept_rows import KeptRows, Standing
from crmlab.grading.gradebook.named_ideas import named_ideas
from crmlab.grading.gradebook.weights import points_in
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
    released : float
        What it gave at most when it was handed out.
    """

    id: str
    points: float
    by_machine: bool = True
    says: str = ""
    reread: str = ""
    released: float = 0.0

    @property
    def is_dropped(self) -> bool:
        """Whether it gave points once, and gives none now."""
        return self.released > 0 and not self.points


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
    ideas : mapping of str to str
        The sentences of ideas that a teacher has named, by the ids of their verdicts.
    marked_late : frozenset of str
        Whose file the platform has called late.
    """

    name: str
    items: tuple[Item, ...]
    standings: tuple[Standing, ...]
    judged: Mapping[str, Judged] = field(default_factory=dict)
    enrolled: int = 0
    ideas: Mapping[str, str] = field(default_factory=dict)
    marked_late: frozenset[str] = frozenset()

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
        with closing(KeptRows(assigned)) as rows:
            standings = [one for one in rows.standings() if one.student not in gone]
            found = [one for one in standings if any(p is not None for p in one.points.values())]
            points = {rows.graded[cell]: most for cell, most in rows.points.items()}
            by_machine = {rows.graded[cell] for cell in rows.by_machine}
            enrolled = len(rows.students() - gone)
        known = {one.student for one in found}
        words = {student: one for student, one in judged(assigned).items() if student in known}
        released = _released(assigned)
        order = [*(name for name in released if name in points), *sorted(points.keys() - released.keys())]
        items = (_item(name, points[name], released.get(name, 0.0), name in by_machine) for name in order)
        ideas = {one.name: one.sentence for one in named_ideas(assigned.root, assigned.name)}
        late = frozenset(marked_late(assigned) & known)
        return cls(assigned.name, tuple(items), tuple(found), words, enrolled, ideas, late)

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
        """Return the share of its points that each item gave, for those who have tried.

        What was dropped gave the share that the judge has said.
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = self.points[self.tried] / self.most
        shares = np.where(self.most > 0, np.clip(shares, 0.0, 1.0), np.nan)
        for at, item in enumerate(self.items):
            if item.is_dropped:
                shares[:, at] = self._as_judged(item)
        return shares

    def _as_judged(self, item: Item) -> np.ndarray:
        tried = (one.student for one, has_tried in zip(self.standings, self.tried, strict=True) if has_tried)
        words = (self.judged.get(student) for student in tried)
        scores = [one.scores.get(item.id) if one else None for one in words]
        return np.array(scores, dtype=float) / item.released

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


def _released(assigned: Assigned) -> dict[str, float]:
    """Return what the graded cells gave at most when they were handed out, as they stand in the release."""
    try:
        return points_in((assigned.released / assigned.notebook).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _item(name: str, points: float, released: float, by_machine: bool) -> Item:
    if not by_machine:
        return Item(name, points, False, said("an open question, graded by a person"), released=released)
    try:
        task, check = find_check(name)
    except BadValueError:  # a cell of the instructor's own
        return Item(name, points, released=released)
    return Item(name, points, True, check.says, said(task.reread), released)
