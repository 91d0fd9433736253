"""Read a roster, as whatever a spreadsheet has saved it, and enter its students into the gradebook."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

from nbgrader.api import Gradebook, Student
from nbgrader.coursedir import CourseDirectory

from crmlab.datasets.sheet import decoded, is_workbook, rows_of
from crmlab.datasets.workbook import sheets_in
from crmlab.errors import BadValueError
from crmlab.grading.gradebook.arranged import COLUMNS as ARRANGED
from crmlab.grading.gradebook.arranged import Columns, arrange, arranged
from crmlab.grading.gradebook.copies import copy
from crmlab.grading.gradebook.course import assignments_of, configuration, require_course
from crmlab.grading.gradebook.headings import heading, students_in
from crmlab.language import said, to_say

COLUMNS = ("id", "first_name", "last_name", "email", "lms_user_id")  # nbgrader's
_NO_FOLDER = "/\\\0"  # signs that no folder has in its name: work lies under the id
_ROUNDED = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)  # what Excel makes of a long number


def enter(path: Path, folder: Path) -> int:
    """Enter the students of a roster into a course's gradebook, or what is new of them; return how many.

    What its other columns arrange with them is kept beside the gradebook.

    Raises
    ------
    BadValueError
        If the folder is no course, or the roster cannot be read; nobody is entered then.
    """
    require_course(folder)
    course = CourseDirectory(config=configuration(folder))
    if course.db_url.startswith("sqlite") and not (Path(course.root) / "gradebook.db").is_file():
        sentence = to_say("There is no gradebook in {folder} yet: run {command}")
        raise BadValueError(said(sentence, folder=folder, command=f"crmlab course {folder}"))
    content = path.read_bytes()
    students, arrangements = read_roster(content), _arrangements(content, folder)
    copy(Path(course.root), "crmlab roster")
    with Gradebook(course.db_url, course.course_id) as gradebook:
        known = {one.id: one for one in gradebook.students}
        for about in students:
            student = known.get(about["id"]) or Student(id=about["id"])
            gradebook.db.add(student)
            for name, text in about.items():
                setattr(student, name, text)
        gradebook.db.commit()  # once: nbgrader's own way commits a student at a time, 20 s for 1,000
    arrange(folder, arrangements)
    return len(students)


def arranged_in(folder: Path) -> list[str]:
    """Return what is arranged with students of a course, a line each: it decides on grades."""
    found = arranged(folder).values()
    groups = {one.group for one in found if one.group}
    for_each = (
        (sum(bool(one.extension) for one in found), to_say("more time: {number}")),
        (len(groups), to_say("groups: {number}; what one hands in is graded for all of the group")),
        (
            sum(one.dropped for one in found),
            to_say("dropped: {number}; no score, not graded"),
        ),
        (len({one.tutor for one in found if one.tutor}), to_say("tutors: {number}; crmlab share --by tutor")),
    )
    lines = [said(sentence, number=number) for number, sentence in for_each if number]
    return [*lines, said("New extensions and groups count from the next crmlab grade on.")] if lines else []


def _arrangements(content: bytes, folder: Path) -> dict[str, dict]:
    """Return what a roster arranges with its students; all its bad cells are told at once."""
    columns = Columns(assignments_of(folder / "exercises"))
    found = {}
    for row in _cells(content):
        if student := row.get("id"):
            found[student] = columns.arrangement(student, row)
    if columns.wrong:
        raise BadValueError("\n".join(columns.wrong))
    return found


def read_roster(content: bytes) -> list[dict[str, str]]:
    """Return the students of a roster, each without the cells that are empty.

    Examples
    --------
    >>> read_roster(bytes(f"ID;Last name{chr(10)}17;王", "gbk"))
    [{'id': '17', 'last_name': '王'}]
    """
    rows = _cells(content)
    students = [{key: row[key] for key in COLUMNS if row.get(key)} for row in rows]
    _require_ids([about.get("id", "") for about in students if about])
    return [about for about in students if about]


def _cells(content: bytes) -> list[dict[str, str]]:
    """Return the lines of a roster by column."""
    names, *lines = [row for _, row in _rows(content)] or [[]]
    if not names:
        raise BadValueError(said("The roster has no students."))
    rows = students_in(names, lines)
    if not any("id" in row for row in rows) and "id" not in map(heading, names):
        sentence = to_say("The roster has the columns {got}; it needs id, and may have {allowed}.")
        raise BadValueError(
            said(sentence, got=said(", ").join(names), allowed=said(", ").join((*COLUMNS[1:], *ARRANGED)))
        )
    return rows


def _require_ids(ids: list[str]) -> None:
    twice = [name for name, times in Counter(ids).items() if times > 1 and name]
    if twice:
        raise BadValueError(said("The roster has the id {id} more than once.", id=repr(twice[0])))
    if "" in ids:
        sentence = said("Student {number} of the roster has no id.", number=ids.index("") + 1)
        raise BadValueError(sentence)
    if rounded := next(filter(_ROUNDED.fullmatch, ids), None):
        sentence = to_say("The spreadsheet has rounded the id {id}: make the column text, and save it again.")
        raise BadValueError(said(sentence, id=repr(rounded)))
    if not ids:
        raise BadValueError(said("The roster has no students."))
    if unfit := [one for one in ids if one in {".", ".."} or any(sign in one for sign in _NO_FOLDER)]:
        sentence = to_say("The id {id} cannot be the name of a folder: leave out / and \\, as in {fit}.")
        fit = re.sub(r"[/\\\0]+", "-", unfit[0]).strip(".") or "1"
        raise BadValueError(said(sentence, id=repr(unfit[0]), fit=repr(fit)))


def _rows(content: bytes) -> list[tuple[int, list[str]]]:
    if is_workbook(content):
        first = next(iter(sheets_in(said("The roster"), content).values()), [])
        return [(at, [unicodedata.normalize("NFC", cell) for cell in row]) for at, row in first]
    try:
        return rows_of(unicodedata.normalize("NFC", decoded(content)))
    except UnicodeError:
        raise BadValueError(said("The roster is no text: save it as CSV, of whatever kind.")) from None
