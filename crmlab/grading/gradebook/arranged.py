"""What was arranged with single students: more time, a group, a tutor, or that they have left the course.

nbgrader has a place for none of it before somebody hands in, so it stands in one file of the course folder,
which `crmlab roster` writes from columns of the roster, and which is read where a class is graded.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from crmlab.errors import BadValueError
from crmlab.files import write_whole
from crmlab.language import said, to_say

FILE = "arranged.json"
COLUMNS = ("extension", "group", "dropped", "tutor")
ALL = "*"  # an extension for every assignment
_YES = {"yes", "y", "true", "1", "x", "是", "√", "✓", "✔"}
_NO = {"", "no", "n", "false", "0", "否"}
_DAY = r"\d{4}-\d{1,2}-\d{1,2}"
_EXTENSION = re.compile(
    rf"(?:(?P<name>\w+)[\s:：]+)?"
    rf"(?:(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>d|days?|天|h|hours?|小时)"
    rf"|(?P<day>{_DAY})(?:[ T](?P<clock>\d{{1,2}}:\d\d)(?::\d\d)?)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Arrangement:
    """What was arranged with a student.

    Attributes
    ----------
    extension : mapping of str to str, optional
        By assignment, or `ALL`: hours, as ``"48 h"``, or until when, in UTC; None where nobody has said
        anything about extensions, so that what stands in the gradebook stays.
    group : str
        The group that hands in together; empty for none.
    dropped : bool
        Whether the student has left the course.
    tutor : str
        Who reads the open answers; empty for nobody in particular.
    """

    extension: Mapping[str, str] | None = None
    group: str = ""
    dropped: bool = False
    tutor: str = ""

    def later(self, assignment: str, due: datetime | None) -> timedelta | None:
        """Return how much later an assignment may be handed in; None for no extension.

        Examples
        --------
        >>> Arrangement({"clv": "48 h"}).later("clv", None)
        datetime.timedelta(days=2)
        >>> due = datetime(2026, 11, 18, 12, 0)
        >>> Arrangement({"clv": "2026-11-20 12:00"}).later("clv", due)
        datetime.timedelta(days=2)
        """
        extensions = self.extension or {}
        said_of = extensions.get(assignment, extensions.get(ALL, ""))
        if said_of.endswith(" h"):
            return timedelta(hours=float(said_of.removesuffix(" h")))
        if not said_of or due is None:
            return None
        more = datetime.fromisoformat(said_of) - due
        return more if more > timedelta() else None


@dataclass
class Columns:
    """The arrangements of a roster, as they are read cell by cell, and the sentences about bad cells."""

    assignments: Sequence[str]
    wrong: list[str] = field(default_factory=list)

    def arrangement(self, student: str, cells: Mapping[str, str]) -> dict:
        """Return what the cells of a student's line say, by column."""
        found = {}
        for column in COLUMNS:
            if column in cells:
                try:
                    found[column] = getattr(self, f"_{column}")(cells[column])
                except BadValueError as error:
                    sentence = to_say("{student}, {column} {got}: {why}")
                    parts = {"student": student, "column": column, "got": repr(cells[column]), "why": error}
                    self.wrong.append(said(sentence, **parts))
        return found

    def _extension(self, cell: str) -> dict[str, str]:
        parts = (part.strip() for part in re.split(r"[;；,，\n]", cell))
        return dict(map(self._one_extension, filter(None, parts)))

    def _one_extension(self, part: str) -> tuple[str, str]:
        read = _EXTENSION.fullmatch(part)
        if not read:
            sentence = to_say(
                "{part} is no extension; write days, hours or a date, such as clv 2d; rfm 12h; "
                "value 2026-11-20"
            )
            raise BadValueError(said(sentence, part=repr(part)))
        if (name := read["name"] or ALL) != ALL and name not in self.assignments:
            known = said(", ").join(self.assignments)
            raise BadValueError(
                said("there is no assignment {name}; there is {known}", name=name, known=known)
            )
        if read["number"]:
            hours = float(read["number"]) * (24 if read["unit"].lower()[0] in "d天" else 1)
            return name, f"{hours:g} h"
        if name == ALL:
            raise BadValueError(said("a date needs the assignment before it, such as clv 2026-11-20"))
        return name, _until(read["day"], read["clock"])

    def _group(self, cell: str) -> str:
        return cell

    def _tutor(self, cell: str) -> str:
        return cell

    def _dropped(self, cell: str) -> bool:
        if cell.casefold() in _YES or re.fullmatch(rf"{_DAY}.*", cell):  # perhaps the day is noted
            return True
        if cell.casefold() in _NO:
            return False
        raise BadValueError(said("write yes, a date, or nothing"))


def _until(day: str, clock: str | None) -> str:
    """Return a time of this machine's zone in UTC, as nbgrader keeps times; a day lasts to its end."""
    try:
        date = datetime.strptime(day, "%Y-%m-%d")
        until = datetime.strptime(clock, "%H:%M").time() if clock else time(23, 59, 59)
        local = datetime.combine(date, until).astimezone()
        return str(local.astimezone(UTC).replace(tzinfo=None))
    except (ValueError, OverflowError, OSError):
        raise BadValueError(said("there is no such day or hour")) from None


def arranged(folder: Path) -> dict[str, Arrangement]:
    """Return what was arranged in a course folder, by student.

    Raises
    ------
    BadValueError
        If the file is damaged: who has left, and who has more time, must not be guessed.
    """
    path = folder / FILE
    names = {one.name for one in fields(Arrangement)}
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {
            student: Arrangement(**{name: value for name, value in about.items() if name in names})
            for student, about in kept.items()
        }
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError, TypeError):
        sentence = to_say("{path} is damaged: delete it, then enter your roster again with crmlab roster.")
        raise BadValueError(said(sentence, path=path)) from None


def arrange(folder: Path, found: Mapping[str, Mapping]) -> dict[str, Arrangement]:
    """Add what a roster says to what was arranged; a column that it lacks changes nothing."""
    if not any(found.values()) and not (folder / FILE).exists():
        return {}
    kept = {student: vars(one) for student, one in arranged(folder).items()}
    for student, about in found.items():
        kept[student] = kept.get(student, {}) | dict(about)
    write(folder, {student: Arrangement(**about) for student, about in kept.items()})
    return arranged(folder)


def write(folder: Path, found: Mapping[str, Arrangement]) -> None:
    """Write all that was arranged."""
    nothing = vars(Arrangement())
    lines = {
        student: {name: value for name, value in vars(one).items() if value != nothing[name]}
        for student, one in sorted(found.items())
    }
    kept = {student: about for student, about in lines.items() if about}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    write_whole(folder / FILE, f"{text}\n".encode("utf-8", "surrogateescape"))


def dropped(folder: Path) -> set[str]:
    """Return the students who have left the course."""
    return {student for student, one in arranged(folder).items() if one.dropped}


def handed_in_by(folder: Path, handed_in: Collection[str]) -> dict[str, str]:
    """Return for each student without work of his own who of his group has handed in.

    Where several have, it is the first by name; each of these is graded by his own.
    """
    groups = defaultdict(list)
    for student, one in sorted(arranged(folder).items()):
        if one.group and not one.dropped:
            groups[one.group].append(student)
    found = {}
    for members in groups.values():
        if hander := next((one for one in members if one in handed_in), None):
            found |= {one: hander for one in members if one not in handed_in}
    return found
