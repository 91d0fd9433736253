"""The tables of grades of Moodle, Canvas and Blackboard: as they give them, they take them back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from crmlab.grading.collecting.people import letters
from crmlab.grading.gradebook.headings import heading
from crmlab.grading.platforms.points import ClassPoints, Earned, number
from crmlab.grading.platforms.tables import Filled, Layout, Template, in_numbers, not_this
from crmlab.language import said, to_say

_DIGITS = re.compile(r"\d+(?=\s*$)")
NO_GRADE = "-"  # as Moodle writes it
_CANVAS_STAYS = {
    *("full_name", "last_name", "first_name", "id", "id_number", "username", "section"),
    *("integration_id", "root_account"),
}
_BLACKBOARD_TITLE = re.compile(
    r"(?P<title>.*?)(?:\s*\[[^\]:：]*[:：][^\]\d]*(?P<of>[\d.,]+)[^\]]*\])?(?:\s*\|(?P<id>[\w-]+))"
)

CANVAS = Layout(
    "Canvas",
    to_say("the gradebook that Canvas exports (Grades → Export)"),
    {"id": "number"} | {kind: kind for kind in ("id_number", "username", "full_name")},
    re.compile(r"(?P<title>.*\S)\s*\((?P<id>\d+)\)"),
    lambda name: heading(name) in _CANVAS_STAYS,
)
BLACKBOARD = Layout(
    "Blackboard",
    to_say("the grade center that Blackboard gives (Work Offline → Download)"),
    {kind: kind for kind in ("username", "id_number", "last_name", "first_name")},
    _BLACKBOARD_TITLE,
    lambda name: not _BLACKBOARD_TITLE.fullmatch(name),
)
WORKSHEET = to_say("the grading worksheet of a Moodle assignment")
_WORKSHEET = {  # Moodle's grading worksheet, in English and Chinese
    "identifier": ("identifier", "标识符", "识别符", "識別碼"),
    "grade": ("grade", "成绩", "成績", "评分"),
    "most": ("maximum_grade", "最高成绩", "最大成绩", "最高分", "满分"),
    "comments": ("feedback_comments", "反馈评论", "评语反馈", "反馈意见"),
}
_WORKSHEET_KINDS = {"email", "id_number", "username", "full_name"}


def moodle(points: ClassPoints) -> Filled:
    """Return a table for Moodle's gradebook (Grades → Import → CSV file), a row for each student.

    Moodle asks which column finds people and which is the grade; the rest it leaves out unless told. Where
    the one that finds people is empty, it takes the person before: so only columns that everybody has are in.
    No grade is written as Moodle writes it; an empty cell may become a 0.
    """
    finding = {"ID number": "student", "Username": "lms_user_id", "Email address": "email"}
    finding = {name: key for name, key in finding.items() if all(getattr(one, key) for one in points.people)}
    earned = [points.name, *points.most]
    filled = Filled(["First name", "Last name", *finding, *earned], ids={*finding})
    filled.as_is = {*finding, *earned}
    for one in points.people:
        about = [one.first_name, one.last_name, *(getattr(one, key) for key in finding.values())]
        scores = [one.score, *(one.tasks.get(task) for task in points.most)]
        cells = [*about, *(NO_GRADE if it is None else number(it) for it in scores)]
        filled.found[one.student] = dict(zip(filled.columns, cells, strict=True))
        filled.rows.append(filled.found[one.student])
    return filled


def worksheet(given: Template, points: ClassPoints, numbers: Mapping[str, str], tasks: bool) -> Filled:
    """Fill in the grading worksheet of a Moodle assignment.

    Parameters
    ----------
    given : Template
        The worksheet as it was downloaded.
    points : ClassPoints
        What the class has earned.
    numbers : mapping of str to str
        Students by the number that Moodle has given them in this assignment, as far as it is known.
    tasks : bool
        Whether the points a task are written where feedback comments are still empty.
    """
    identifier, grade, most, comments = (_place(given.columns, names) for names in _WORKSHEET.values())
    if not identifier or not grade:
        raise not_this(given, said(WORKSHEET))
    filled = Filled([*given.columns], ids={identifier})
    filled.as_is = {name for name in given.columns if heading(name) != "full_name"}

    def write(one: Earned, cells: Mapping[str, str]) -> dict[str, object]:
        if digits := _DIGITS.search(cells[identifier]):
            filled.folders[one.student] = f"{letters(one.last_name)}_{digits[0]}_assignfeedback_file"
        if one.score is None:
            return {}
        told = tasks and comments and not cells[comments].strip()
        return {grade: number(one.score)} | ({comments: _a_task(one, points.most)} if told else {})

    filled.enter(given, points, lambda row: person_in_worksheet(given, row), write, numbers)
    if most:
        filled.theirs = next(filter(None, (in_numbers(row[most]) for row in filled.rows)), None)
    return filled


def person_in_worksheet(given: Template, row: Mapping[str, str]) -> dict[str, str]:
    """Return what a row of Moodle's grading worksheet says of a person, as `Roster.find` takes it.

    Raises
    ------
    BadValueError
        If it is another table.
    """
    if not (identifier := _place(given.columns, _WORKSHEET["identifier"])):
        raise not_this(given, said(WORKSHEET))
    known = {heading(name): row[name] for name in given.columns if heading(name) in _WORKSHEET_KINDS}
    digits = _DIGITS.search(row[identifier])
    return {"participant": digits[0] if digits else row[identifier]} | known


def _place(columns: Sequence[str], names: tuple[str, ...]) -> str:
    return next((one for one in columns if heading(one) in names), "")


def _a_task(one: Earned, most: Mapping[str, float]) -> str:
    parts = (f"{task} {number(one.tasks[task] or 0)}/{number(of)}" for task, of in most.items())
    return said("; ").join(parts)
