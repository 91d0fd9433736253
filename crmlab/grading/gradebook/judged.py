"""What the judge has said of a class, in one file an assignment: for whoever counts, compares or reports.

The gradebook holds points, the graded notebooks what students read. Here stands what neither keeps: which
mistake it was, and what was answered.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crmlab.files import write_whole
from crmlab.grading.gradebook.arranged import dropped
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.results import Result

FOLDER = "judged"


@dataclass(frozen=True)
class Judged:
    """What was said of one student's work.

    Attributes
    ----------
    student : str
        Whose it is.
    scores : mapping of str to float or None
        Points by graded cell; None where a person decides.
    verdicts : mapping of str to mapping
        By check: the ``kind`` and ``id`` of the verdict, and the ``answer``, as in `Result`.
    names : tuple of str
        The names by which numbers of his own were drawn.
    numbers : mapping of str to object
        By task, what was drawn with the first of them, as in `Result`.
    unanswered : tuple of str
        The answer cells that nobody wrote into.
    reason : str
        Why nothing could be graded; empty if it was.
    work, rules : str
        Hashes of what was handed in, and of all else that the result depends on: which of them has changed
        says why a score did.
    given : mapping of str to float
        What was recorded: the ``score``, and what of it came ``by_hand`` and is a ``penalty``. Points by cell
        are those of the release; the score counts them as they are weighed.
    """

    student: str
    scores: Mapping[str, float | None]
    verdicts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, repr=False)
    names: tuple[str, ...] = ()
    numbers: Mapping[str, Any] = field(default_factory=dict, repr=False)
    unanswered: tuple[str, ...] = ()
    reason: str = ""
    work: str = ""
    rules: str = ""
    given: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, result: Result, work: str, rules: str) -> Judged:
        """Return what is kept of a result."""
        return cls(
            result.student,
            result.scores,
            result.verdicts,
            result.names,
            result.numbers,
            result.unanswered,
            result.reason,
            work,
            rules,
        )


def judged(assigned: Assigned) -> dict[str, Judged]:
    """Return what was last said of each student's work, by student; nothing before the first grading.

    A line that cannot be read is left out: the next grading writes it again. So is who has left the course.
    """
    gone = dropped(assigned.root)
    return {student: one for student, one in of_all(assigned).items() if student not in gone}


def of_all(assigned: Assigned) -> dict[str, Judged]:
    """Return what was said of each student, also of who has left the course."""
    try:
        text = _file(assigned).read_text(encoding="utf-8", errors="surrogatepass")
    except FileNotFoundError:
        return {}
    found = filter(None, map(_read, text.split("\n")))  # an answer may hold whatever else ends a line
    return {one.student: one for one in found}


def keep(assigned: Assigned, found: Mapping[str, Judged]) -> None:
    """Write what was said of some students; what stands there of others stays."""
    if found:
        write(assigned, of_all(assigned) | dict(found))


def write(assigned: Assigned, found: Mapping[str, Judged]) -> None:
    """Write what is said of all students."""
    lines = (json.dumps(vars(found[student]), ensure_ascii=False) for student in sorted(found))
    write_whole(_file(assigned), "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass"))


def _file(assigned: Assigned) -> Path:
    return assigned.root / FOLDER / f"{assigned.name}.jsonl"


def _read(line: str) -> Judged | None:
    try:
        kept = json.loads(line)
        return Judged(**kept | {name: tuple(kept[name]) for name in ("names", "unanswered")})
    except (ValueError, TypeError, KeyError):
        return None
