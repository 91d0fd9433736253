"""The tables of grades of Moodle, Canvas and Blackboard: as they give them, they take them back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from crmlab.errors import BadValueError
from crmlab.grading.platforms.headings import heading
from crmlab.grading.platforms.people import Roster
from crmlab.grading.platforms.points import ClassPoints, number
from crmlab.grading.platforms.tables import Filled, Layout, Template
from crmlab.language import said, to_say

_CANVAS_STAYS = {
    *("full_name", "last_name", "first_name", "id", "id_number", "username", "section"),
    *("integration_id", "root_account"),
}
_BLACKBOARD_TITLE = re.compile(
    r"(?P<title>.*?)(?:\s*\[[^\]:：]*[:：]\s*(?P<of>[\d.,]+)[^\]]*\])?(?:\s*\|(?P<id>[\w-]+))"
)

CANVAS = Layout(
    "Canvas",
    to_say("the gradebook that Canvas exports (Grades → Export)"),
    {"id": "number", "id_number": "id", "username": "username", "full_name": "full_name"},
    re.compile(r"(?P<title>.*\S)\s*\((?P<id>\d+)\)"),
    lambda name: heading(name) in _CANVAS_STAYS,
)
BLACKBOARD = Layout(
    "Blackboard",
    to_say("the grade center that Blackboard gives (Work Offline → Download)"),
    {"username": "username", "id_number": "id", "last_name": "last_name", "first_name": "first_name"},
    _BLACKBOARD_TITLE,
    lambda name: not _BLACKBOARD_TITLE.fullmatch(name),
)
_WORKSHEET = {  # Moodle's grading worksheet, in English and Chinese
    "identifier": ("identifier", "标识符", "识别符", "識別碼"),
    "grade": ("grade", "成绩", "成績", "评分"),
    "most": ("maximum_grade", "最高成绩", "最大成绩", "最高分", "满分"),
    "comments": ("feedback_comments", "反馈评论", "评语反馈", "反馈意见"),
}
_WORKSHEET_KINDS = {"email": "email", "id_number": "id", "username": "username", "full_name": "full_name"}


def moodle(points: ClassPoints) -> Filled:
    """Return a table for Moodle's gradebook (Grades → Import → CSV file), a row for each student.

    Moodle asks which column finds people and which is the grade; the rest it leaves out unless told.
    """
    named = {"id": "ID number", "lms_user_id": "Username", "email": "Email address"}
    filled = Filled(["First name", "Last name", *named.values(), points.name, *points.most])
    filled.ids = {*named.values()}
    for one in points.people:
        about = [one.first_name, one.last_name, one.student, one.lms_user_id, one.email]
        earned = [one.score, *(one.tasks.get(task) for task in points.most)]
        cells = [*about, *("" if it is None else number(it) for it in earned)]
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
    places = {part: _place(given.columns, names) for part, names in _WORKSHEET.items()}
    if not places["identifier"] or not places["grade"]:
        sentence = to_say("{path} is not {what}: it has the columns {columns}.")
        what = said("the grading worksheet of a Moodle assignment")
        raise BadValueError(
            said(sentence, path=given.path, what=what, columns=said(", ").join(given.columns))
        )
    kinds = {
        name: _WORKSHEET_KINDS[heading(name)] for name in given.columns if heading(name) in _WORKSHEET_KINDS
    }
    filled = Filled([*given.columns])
    filled.ids = {name for name in given.columns if heading(name) != "full_name"}
    roster, earned = Roster(points.people, numbers), {one.student: one for one in points.people}
    for row in given.rows:
        cells = {name: row.get(name, "") for name in given.columns}
        digits = re.search(r"\d+$", cells[places["identifier"]].strip())
        about = {kind: cells[name] for name, kind in kinds.items()}
        student = roster.find(about | {"number": digits[0] if digits and digits[0] in numbers else ""})
        if student is None or student in filled.found:
            filled.strangers.append(f"{cells[places['identifier']]} {about.get('full_name', '')}".strip())
        else:
            one, filled.found[student] = earned[student], cells
            if one.score is not None:
                cells[places["grade"]] = number(one.score)
                if tasks and places["comments"] and not cells[places["comments"]].strip():
                    cells[places["comments"]] = _a_task(one.tasks, points.most)
        if places["most"] and filled.theirs is None:
            found = re.match(r"\d+([.,]\d+)?", cells[places["most"]])
            filled.theirs = float(found[0].replace(",", ".")) if found else None
        filled.rows.append(cells)
    return filled


def _place(columns: list[str], names: tuple[str, ...]) -> str:
    return next((one for one in columns if heading(one) in names), "")


def _a_task(earned: Mapping[str, float | None], most: Mapping[str, float]) -> str:
    parts = (f"{task} {number(earned[task] or 0)}/{number(of)}" for task, of in most.items())
    return said("; ").join(parts)
