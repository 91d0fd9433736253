"""Open answers in files, one for each tutor, and the marks of all tutors together again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crmlab.datasets.sheet import decoded, is_workbook, rows_of
from crmlab.datasets.workbook import sheets_in, write_excel
from crmlab.errors import BadValueError
from crmlab.files import write_whole
from crmlab.grading.everyday.open_answers import Answer, Mark, OpenAnswers, by_tutor
from crmlab.grading.exporting import as_csv
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.copies import copy
from crmlab.grading.gradebook.course import assignments_of
from crmlab.language import said, to_say

COLUMNS = ("key", "assignment", "student", "question", "answer", "rubric", "of", "points", "comment")
_NEEDED = ("key", "assignment", "points")


def share(assigned: Assigned, *, tutors: bool, hidden: bool, workbook: bool) -> list[Path]:
    """Write the open answers that nobody has marked yet; return the files.

    Parameters
    ----------
    assigned : Assigned
        The assignment.
    tutors : bool
        Whether each tutor gets a file of his own.
    hidden : bool
        Whether the students' ids are left out.
    workbook : bool
        Whether to write workbooks of Excel, not CSV.

    Raises
    ------
    BadValueError
        If nothing waits, no student has a tutor, or a file that is there has marks that were not gathered.
    """
    waiting = [one for one in OpenAnswers(assigned).answers() if one.waits or one.points is None]
    if not waiting:
        raise BadValueError(said("No open answer of {name} waits for a mark.", name=assigned.name))
    parts = list(by_tutor(waiting)) if tutors else [("", waiting)]
    if tutors and not any(tutor for tutor, _ in parts):
        raise BadValueError(
            said("No student has a tutor: fill the column tutor of the roster, then crmlab roster.")
        )
    paths = _paths(assigned, [tutor for tutor, _ in parts], ".xlsx" if workbook else ".csv")
    keys = {one.version for one in waiting}
    for path in filter(Path.is_file, paths):
        _require_gathered(path, keys)
    for path, (_, answers) in zip(paths, parts, strict=True):
        _write(path, [_row(assigned.name, one, hidden) for one in answers])
    return paths


def _require_gathered(path: Path, waiting: Collection[str]) -> None:
    """Refuse to write over marks that are in no gradebook yet."""
    try:
        rows = [row for _, row in _rows(path)]
    except BadValueError:
        rows = []  # no file of ours
    if any(row["key"] in waiting and (row["points"] or row.get("comment")) for row in rows):
        sentence = to_say("{path} has marks that are not gathered: first crmlab gather, or move it away.")
        raise BadValueError(said(sentence, path=path))


def _paths(assigned: Assigned, tutors: Sequence[str], ending: str) -> list[Path]:
    """Return a file for each tutor, of names that every system takes and no two of which are one."""
    found: dict[str, Path] = {}
    for tutor in tutors:
        name = re.sub(r"[^\w-]+", "_", tutor).strip("_")[:60]
        stem = f"open-{assigned.name}" + (f"-{name}" if name else "")
        number = 1
        while (key := stem.casefold()) in found:
            number += 1
            stem = f"{stem}-{number}"
        found[key] = assigned.root / f"{stem}{ending}"
    return list(found.values())


def _row(assignment: str, one: Answer, hidden: bool) -> dict[str, object]:
    question = one.question
    rubric = " · ".join(f"{line.points:g}: {line.words}" for line in question.lines)
    about = {"key": one.version, "assignment": assignment, "student": "" if hidden else one.student}
    about |= {"question": question.cell, "answer": one.text.replace("\n", " / "), "rubric": rubric}
    return about | {"of": question.points, "points": None, "comment": None}


def _write(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    if path.suffix == ".csv":
        write_whole(path, as_csv(COLUMNS, rows).encode("utf-8-sig", "replace"))
        return
    import pandas as pd

    write_excel(path, answers=pd.DataFrame(rows, columns=list(COLUMNS)))


@dataclass
class Gathered:
    """The marks of several files.

    Attributes
    ----------
    marks : dict
        By answer.
    places : dict
        Where the mark of an answer stands, as it is told.
    wrong : list of str
        A sentence for each conflict.
    empty : int
        Lines without points.
    """

    marks: dict[str, dict[Answer, Mark]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    empty: int = 0

    @property
    def replaced(self) -> list[str]:
        """A sentence for each mark that stood in the gradebook before and was another one."""
        sentence = to_say("{student}, {cell}: {after} points in place of {before}")
        return [
            said(
                sentence,
                student=one.student,
                cell=one.question.cell,
                after=f"{mark.points:g}",
                before=f"{one.points:g}",
            )
            for marks in self.marks.values()
            for one, mark in marks.items()
            if one.points is not None and not one.waits and one.points != mark.points
        ]


def gather(files: Iterable[Path], assigned: Mapping[str, Assigned], folder: Path) -> Gathered:
    """Bring the marks of tutors' files into the gradebook.

    Raises
    ------
    BadValueError
        If a file is none of ours, or there is a conflict: each has its sentence, and nothing is written.
    """
    found, opened = Gathered(), {}
    for path in files:
        for place, row in _rows(path):
            name = row["assignment"]
            if name not in assigned:
                sentence = to_say("{place}: there is no assignment {name}.")
                found.wrong.append(said(sentence, place=place, name=repr(name)))
                continue
            if name not in opened:
                opened[name] = OpenAnswers(assigned[name])
                found.marks[name] = {}
            _take(found, opened[name], name, place, row)
    if found.wrong:
        raise BadValueError("\n".join(found.wrong))
    copy(folder, "crmlab gather")
    for name, marks in found.marks.items():
        opened[name].mark(marks)
    return found


def in_course(course: Assigned) -> dict[str, Assigned]:
    """Return all assignments of a course, by name."""
    names = assignments_of(course.root / course.course.release_directory)
    return {name: Assigned(course.course, name) for name in names}


def _take(found: Gathered, opened: OpenAnswers, name: str, place: str, row: Mapping[str, str]) -> None:
    """Note a mark, or what is wrong with it."""
    one = opened.by_version.get(row["key"])
    if one is None and row["key"].partition("-")[0] in opened.keys:
        if not row["points"]:
            found.empty += 1
            return
        sentence = to_say("{place}: another answer was handed in since: share again, and mark that one.")
        found.wrong.append(said(sentence, place=place))
        return
    if one is None:
        sentence = to_say("{place}: no answer to {name} has this key; is the file of another course?")
        found.wrong.append(said(sentence, place=place, name=name))
        return
    if not row["points"]:
        found.empty += 1
        if row.get("comment"):
            found.wrong.append(said("{place}: a comment, but no points.", place=place))
        return
    points = _number(row["points"])
    if points is None or not 0 <= points <= one.question.points:
        sentence = to_say("{place}: points must be a number from 0 to {most}; got {got}.")
        parts = {"most": f"{one.question.points:g}", "got": repr(row["points"])}
        found.wrong.append(said(sentence, place=place, **parts))
        return
    mark = Mark(points, row.get("comment", ""))
    if (other := found.marks[name].get(one)) and other != mark:
        sentence = to_say("{student}, {cell}: {points} points in {place}, but {other} in {elsewhere}.")
        parts = {"points": f"{points:g}", "other": f"{other.points:g}", "elsewhere": found.places[one.key]}
        parts |= {"student": one.student, "cell": one.question.cell}
        found.wrong.append(said(sentence, place=place, **parts))
        return
    found.marks[name][one], found.places[one.key] = mark, place


def _number(cell: str) -> float | None:
    try:
        return float(unicodedata.normalize("NFKC", cell).replace(",", "."))
    except ValueError:
        return None


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    content = path.read_bytes()
    try:
        if is_workbook(content):
            rows = next(iter(sheets_in(path.name, content).values()), [])
        else:
            rows = rows_of(decoded(content))
    except UnicodeError:
        raise BadValueError(said("{path} is no text: save it as CSV or as a workbook.", path=path)) from None
    columns = [name.strip().casefold() for name in rows[0][1]] if rows else []
    if missing := [name for name in _NEEDED if name not in columns]:
        sentence = to_say("{path} has no column {name}: take a file that crmlab share wrote.")
        raise BadValueError(said(sentence, path=path, name=missing[0]))
    for at, row in rows[1:]:
        cells = dict(zip(columns, map(str.strip, row), strict=False))
        yield said("{file}, line {line}", file=path.name, line=at), {**dict.fromkeys(_NEEDED, ""), **cells}
