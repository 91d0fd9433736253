"""Whose score has changed since it was last graded, from what to what, and why."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crmlab.exercises.judging import COMPLETE, RIGHT
from crmlab.grading.exporting import as_csv
from crmlab.grading.gradebook.judged import Judged
from crmlab.language import said, to_say

LOG = "changes.csv"
COLUMNS = ("time", "assignment", "student", "before", "after", "why")
_SMALL = 1e-9
_NAMED = 4  # checks that are named before the rest is counted


@dataclass(frozen=True)
class Change:
    """A score that is another one than before.

    Attributes
    ----------
    student : str
        Whose it is.
    before, after : float
        The points.
    why : tuple of str
        The reasons, as clauses.
    """

    student: str
    before: float
    after: float
    why: tuple[str, ...]

    @property
    def line(self) -> str:
        """The change as it is printed."""
        parts = {"before": f"{self.before:g}", "after": f"{self.after:g}", "student": self.student}
        why = said("; ").join(self.why)
        return said("{student}: {before} → {after}: {why}", **parts, why=why)


def changes(before: Mapping[str, Judged], now: Mapping[str, Judged]) -> list[Change]:
    """Return the changes of all who were graded before.

    Examples
    --------
    >>> was = Judged("anna", {"a": 0.0}, {"a": {"kind": "mistake"}}, work="1", given={"score": 0.0})
    >>> is_now = Judged("anna", {"a": 2.0}, {"a": {"kind": "right"}}, work="2", given={"score": 2.0})
    >>> print(changes({"anna": was}, {"anna": is_now})[0].line)
    anna: 0 → 2: handed in anew; a was wrong, now right
    """
    found = []
    for student in sorted(before.keys() & now.keys()):
        old, new = before[student], now[student]
        if "score" not in old.given or abs(old.given["score"] - new.given["score"]) < _SMALL:
            continue
        why = tuple(_why(old, new)) or (said("counted anew"),)
        found.append(Change(student, old.given["score"], new.given["score"], why))
    return found


def _why(old: Judged, new: Judged) -> Iterator[str]:
    if old.work != new.work:
        yield said("handed in anew")
    if old.scores != new.scores and old.rules != new.rules and old.work == new.work:
        yield said("the release, the limits or crmlab changed")
    yield from _shortened(list(_of_checks(old, new)))
    for part, sentence in (
        ("by_hand", to_say("by hand {before} → {after}")),
        ("penalty", to_say("less for being late {before} → {after}")),
    ):
        one, other = old.given.get(part, 0.0), new.given.get(part, 0.0)
        if abs(one - other) > _SMALL:
            yield said(sentence, before=f"{one:g}", after=f"{other:g}")


def _of_checks(old: Judged, new: Judged) -> Iterator[str]:
    if new.reason and new.reason != old.reason:
        yield new.reason.rstrip(".。")
        return
    for cell, after in new.scores.items():
        before = old.scores.get(cell)
        if after is None or (before or 0.0) == after:  # what waited for a person may be worth nothing now
            continue
        was, is_now = _is_right(old, cell, before), _is_right(new, cell, after)
        if was == is_now:
            parts = {"before": f"{before or 0:g}", "after": f"{after:g}"}
            yield said("{check} {before} → {after}", check=cell, **parts)
        elif is_now:
            yield said("{check} was wrong, now right", check=cell)
        else:
            yield said("{check} was right, now wrong", check=cell)


def _is_right(one: Judged, cell: str, score: float | None) -> bool:
    verdict = one.verdicts.get(cell)
    return verdict["kind"] in {RIGHT, COMPLETE} if verdict and "kind" in verdict else bool(score)


def _shortened(clauses: Sequence[str]) -> Iterator[str]:
    yield from clauses[:_NAMED]
    if (more := len(clauses) - _NAMED) > 0:
        yield said("and {number} more", number=more)


def log(course: Path, assignment: str, found: Sequence[Change]) -> None:
    """Add changes to the course's table of them, a line each."""
    if not found:
        return
    time = datetime.now(UTC).isoformat(timespec="seconds")
    table = [
        {"time": time, "assignment": assignment, "student": one.student}
        | {"before": one.before, "after": one.after, "why": said("; ").join(one.why)}
        for one in found
    ]
    path = course / LOG
    text = as_csv(COLUMNS, table)
    if path.exists():
        text = text.partition("\n")[2]
    with path.open("a", encoding="utf-8", errors="replace", newline="") as file:
        file.write(text)


def without(course: Path, student: str) -> bytes | None:
    """Return the course's table of changes without those of a student; None where he has none."""
    path = course / LOG
    if not path.is_file():
        return None
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    as_written = as_csv(["student"], [{"student": student}]).splitlines()[1:]
    own, at = next(csv.reader(as_written)), COLUMNS.index("student")
    left = [line for line in lines if next(csv.reader([line]))[at : at + 1] != own]
    return "".join(left).encode("utf-8") if len(left) < len(lines) else None
