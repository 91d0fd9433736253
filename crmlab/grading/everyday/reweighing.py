"""Drop a task, or let a check count more or less: the gradebook and the graded notebooks follow at once."""

from __future__ import annotations

import difflib
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

from nbgrader.api import Grade

from crmlab.errors import BadValueError
from crmlab.files import write_whole
from crmlab.grading.classes.changes import Change, log
from crmlab.grading.gradebook import copies, weights
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.graded_work import earned, settings_in
from crmlab.grading.gradebook.judged import of_all, write
from crmlab.grading.gradebook.kept_rows import KeptRows
from crmlab.grading.gradebook.penalties import Penalties
from crmlab.grading.gradebook.rows import AssignmentRows
from crmlab.language import said, to_say

_MOST = 1000  # points of a check


@dataclass(frozen=True)
class Reweighed:
    """What has become of an assignment.

    Attributes
    ----------
    points : mapping of str to tuple of two floats
        The points of each cell that was meant, before and after.
    of : tuple of two floats
        The points of the whole, before and after.
    changes : list of Change
        Whose score is another one.
    """

    points: Mapping[str, tuple[float, float]]
    of: tuple[float, float]
    changes: list[Change] = field(default_factory=list)


def drop(assigned: Assigned, which: str) -> Reweighed:
    """Let a check, or all checks of a task, count nothing.

    Raises
    ------
    BadValueError
        If there is none of this name.
    """
    of = _release_points(assigned)
    return _weigh(assigned, dict.fromkeys(_meant(which, of), 0.0), of, f"crmlab drop {assigned.name} {which}")


def reweigh(assigned: Assigned, check: str, points: float) -> Reweighed:
    """Let a check count so many points.

    Raises
    ------
    BadValueError
        If there is none of this name, if a whole task is named, or the points are none.
    """
    of = _release_points(assigned)
    cells = _meant(check, of)
    if len(cells) > 1:
        sentence = to_say("{name} has several checks; name one of them: {checks}.")
        raise BadValueError(said(sentence, name=check, checks=said(", ").join(cells)))
    if not (math.isfinite(points) and 0 <= points <= _MOST):
        sentence = to_say("points must be a number from 0 to {most}; got {got}.")
        raise BadValueError(said(sentence, most=_MOST, got=points))
    return _weigh(assigned, {cells[0]: points}, of, f"crmlab reweigh {assigned.name} {cells[0]} {points:g}")


def take_back(assigned: Assigned, which: str) -> Reweighed:
    """Let a check, or all checks of a task, count what the release says.

    Raises
    ------
    BadValueError
        If there is none of this name.
    """
    of = _release_points(assigned)
    command = f"crmlab drop {assigned.name} {which} --undo"
    return _weigh(assigned, {cell: of[cell] for cell in _meant(which, of)}, of, command)


def _release_points(assigned: Assigned) -> dict[str, float]:
    assigned.require_registered()
    release = (assigned.released / assigned.notebook).read_text(encoding="utf-8")
    return {cell: points for cell, points in weights.points_in(release).items() if points}


def _meant(which: str, known: Mapping[str, float]) -> list[str]:
    """Return the graded cells that are named: one, or those of a task."""
    if which in known:
        return [which]
    tasks = {cell: weights.task_of_cell(cell) for cell in known}
    if cells := [cell for cell in known if tasks[cell] == which]:
        return cells
    near = difflib.get_close_matches(which, [*known, *{*tasks.values()}], n=3, cutoff=0.5) or list(known)
    sentence = to_say("There is no task and no check {name}; there is {known}.")
    raise BadValueError(said(sentence, name=repr(which), known=said(", ").join(near)))


def _weigh(assigned: Assigned, new: Mapping[str, float], of: Mapping[str, float], command: str) -> Reweighed:
    copies.copy(assigned.root, command)
    with closing(AssignmentRows(assigned)) as rows:
        before = {rows.graded[cell]: points for cell, points in rows.points.items()}
        with rows.transaction():
            scores = totals(rows)
            scaled = _Scaled(assigned, before, new, of)
            rows.update(Grade, scaled.rows(rows.grades(new)))
            rows.weigh(new)
            rows.penalize(Penalties(assigned.course).of)
            scores_now = totals(rows)
            scaled.keep()
        whole = sum(before.values()), sum(rows.points.values())
    points = {cell: (before[cell], new[cell]) for cell in new}
    why = tuple(_counts(cell, *both) for cell, both in points.items() if both[0] != both[1])
    changed = changed_scores(scores, scores_now, why)
    log(assigned.root, assigned.name, changed)
    _tell_next_grading(assigned, changed)
    put_points(assigned, list(scores_now), new)
    return Reweighed(points, whole, changed)


def _counts(cell: str, before: float, after: float) -> str:
    parts = {"check": cell, "before": f"{before:g}", "after": f"{after:g}"}
    return said("{check} counts {after} in place of {before}", **parts)


@dataclass
class _Scaled:
    """Points as they become, and what is put aside of those that were given by hand."""

    assigned: Assigned
    before: Mapping[str, float]
    new: Mapping[str, float]
    of: Mapping[str, float]  # points of the release

    def __post_init__(self) -> None:
        self._judged = of_all(self.assigned)
        aside = weights.put_aside(self.assigned.root, self.assigned.name)
        self._aside = defaultdict(dict, aside)
        release = self.assigned.released / self.assigned.notebook
        self._settings = settings_in(release.read_text(encoding="utf-8"))
        self._read: dict[str, dict[str, float | None]] = {}  # what graded notebooks say, by student

    def rows(self, grades: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return the changed columns of grades."""
        return [{"id": row["id"]} | self._one(row) for row in grades]

    def keep(self) -> None:
        """Write the new points, and what was put aside."""
        root, name = self.assigned.root, self.assigned.name
        points = weights.weights(root, name) | dict(self.new)
        points = {cell: number for cell, number in points.items() if number != self.of.get(cell)}
        aside = {cell: marks for cell, marks in self._aside.items() if marks and not points.get(cell, 1)}
        weights.keep(root, name, points, aside)

    def _one(self, row: Mapping[str, Any]) -> dict[str, Any]:
        cell, student = row["cell"], row["student"]
        was, new, of = self.before[cell], self.new[cell], self.of[cell]
        is_another = row["manual_score"] is None  # work than the mark was for: recording has taken it away
        auto, manual = row["auto_score"], row["manual_score"]
        if was:
            if not new and manual is not None:
                self._aside[cell][student] = manual * of / was
            auto = _times(auto, new / was) if new or auto is not None else 0.0
            manual = None if not new and row["needs_manual_grade"] else _times(manual, new / was)
        elif new:
            found = self._earned(student)
            auto = _times(found.get(cell), new / of) if found else auto
            manual = _times(self._aside[cell].get(student), new / of)
        is_open = auto is None and (manual is None or is_another)
        waits = row["needs_manual_grade"] if was and new else bool(new) and is_open
        return {"auto_score": auto, "manual_score": manual, "needs_manual_grade": waits}

    def _earned(self, student: str) -> Mapping[str, float | None]:
        """Return what a student's work earns; after `nbgrader autograde` only the notebook says it."""
        kept = self._judged.get(student)
        said_of = kept.scores if kept else {}
        if kept and kept.reason:
            return said_of
        if student not in self._read:
            self._read[student] = earned(self.assigned.graded_notebook(student), self._settings)
        return {**said_of, **self._read[student]}


def _times(points: float | None, factor: float) -> float | None:
    return None if points is None else round(points * factor, 9)


def totals(rows: KeptRows) -> dict[str, float]:
    """Return each student's score as it stands in the gradebook, less a penalty for being late."""
    found = defaultdict(float)
    for row in rows.grades(rows.graded.values()):
        points = row["auto_score"] if row["manual_score"] is None else row["manual_score"]
        found[row["student"]] += (points or 0.0) + (row["extra_credit"] or 0.0)
    for student, penalty in rows.late():
        found[student] -= penalty or 0.0
    return dict(found)


def changed_scores(
    before: Mapping[str, float], now: Mapping[str, float], why: tuple[str, ...]
) -> list[Change]:
    """Return the students of both whose score is another one, all for the same reasons."""
    return [
        Change(student, before[student], score, why)
        for student, score in now.items()
        if student in before and abs(score - before[student]) > 1e-9
    ]


def _tell_next_grading(assigned: Assigned, changed: Sequence[Change]) -> None:
    """Let the next grading compare with the scores as they are now."""
    kept = of_all(assigned)
    for one in changed:
        if (was := kept.get(one.student)) and was.given:
            kept[one.student] = replace(was, given={**was.given, "score": one.after})
    if kept:
        write(assigned, kept)


def put_points(assigned: Assigned, students: Sequence[str], points: Mapping[str, float]) -> None:
    """Put points into graded notebooks, where formgrader reads them; all else in them stays."""
    for student in students:
        path = assigned.graded_notebook(student)
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="surrogateescape")
        if (other := weights.with_points(text, points)) != text:
            mode = path.stat().st_mode
            path.chmod(0o644)  # Windows replaces no file that is read-only
            write_whole(path, other.encode("utf-8", "surrogateescape"))
            path.chmod(mode)
