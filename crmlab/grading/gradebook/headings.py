"""The headings under which learning platforms and people write students: a list of any of them is a roster.

Moodle's participants, Canvas's gradebook and Blackboard's grade center are told apart by their columns, in
English and Chinese. What is not known keeps its name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest

_ALIASES = {
    "first_name": ("firstname", "given_name", "名", "名字"),
    "last_name": ("lastname", "surname", "family_name", "姓", "姓氏"),
    "full_name": ("student", "name", "姓名", "全名"),
    "email": (
        "email_address",
        "e_mail",
        "e_mail_address",
        "mail",
        "email地址",
        "电子邮件",
        "电子邮件地址",
        "邮箱",
    ),
    "id_number": (
        "idnumber",
        "student_id",
        "student_number",
        "sis_user_id",
        "学号",
        "学生_id",
        "id号",
        "id_号",
    ),
    "username": ("user_name", "sis_login_id", "login_id", "用户名"),
    "availability": ("可用性",),
}
_KNOWN = {alias: name for name, aliases in _ALIASES.items() for alias in (name, *aliases)}
_NO_STUDENT = re.compile(r"\s*points possible\s*|student, test", re.IGNORECASE)  # rows of Canvas


def heading(name: str) -> str:
    """Return a heading under the name that we know it by.

    Examples
    --------
    >>> [heading(name) for name in ("E-mail address", "SIS User ID", "学号", "Tutor ")]
    ['email', 'id_number', 'id_number', 'tutor']
    """
    plain = re.sub(r"[\s_-]+", "_", name.strip().casefold())
    return _KNOWN.get(plain, plain)


def students_in(names: Sequence[str], lines: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """Return the rows of a list of students by the columns of a roster; without ``id`` where none is found.

    Parameters
    ----------
    names : sequence of str
        The headings as they stand there.
    lines : sequence of sequence of str
        The cells below them.

    Examples
    --------
    >>> students_in(["Student", "ID", "SIS Login ID", "Section"], [["Lee, Anna", "4567", "al17", "A"]])
    [{'id': 'al17', 'lms_user_id': '4567', 'first_name': 'Anna', 'last_name': 'Lee', 'section': 'A'}]
    """
    columns = [heading(name) for name in names]
    cells = (map(str.strip, line[: len(columns)]) for line in lines)
    rows = [dict(zip_longest(columns, line, fillvalue="")) for line in cells]  # a short line is empty behind
    if _is_canvas(columns):
        return _of_canvas(rows)
    if "id" in columns:
        return [_named(row) for row in rows]
    if {"availability", "username"} <= {*columns}:  # Blackboard finds people by the username
        return [_with_id(row, "username", "id_number") for row in rows]
    own = _most_filled(rows, ("id_number", "username", "email"))
    return [_with_id(row, own, "username") for row in rows] if own else rows


def _is_canvas(columns: Sequence[str]) -> bool:
    named = "full_name" in columns or {"last_name", "first_name"} <= {*columns}
    return named and {"id", "section"} <= {*columns} and bool({"username", "id_number"} & {*columns})


def _of_canvas(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the students of Canvas's gradebook, which has rows about assignments, too."""
    numbered = [row for row in rows if row.get("id") and not _NO_STUDENT.fullmatch(row.get("full_name", ""))]
    moved = [{"lms_user_id": row["id"]} | {key: row[key] for key in row if key != "id"} for row in numbered]
    own = _most_filled(moved, ("id_number", "username", "lms_user_id"))
    return [_with_id(row, own, "lms_user_id") for row in moved]


def _most_filled(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> str:
    """Return the column that names the most students, of several the first; nothing if none does."""
    filled = {name: sum(bool(row.get(name)) for row in rows) for name in columns}
    return max(columns, key=filled.__getitem__) if any(filled.values()) else ""


def _with_id(row: Mapping[str, str], own: str, other: str) -> dict[str, str]:
    """Name a student by the column *own*, and keep another by which the platform knows him."""
    known = {"id": row.get(own, "")}
    if other != own and row.get(other):
        known["lms_user_id"] = row[other]
    taken = {own, other, "id"} - {"email"}
    return _named(known | {key: text for key, text in row.items() if key not in taken})


def _named(row: Mapping[str, str]) -> dict[str, str]:
    """Take a whole name apart, where nothing else says how: at the comma, else before the last word."""
    row = dict(row)
    if not (whole := row.pop("full_name", "")) or row.get("last_name") or row.get("first_name"):
        return row
    last, comma, first = whole.partition(",")
    if not comma:
        first, _, last = whole.rpartition(" ")
    parts = {"first_name": first.strip(), "last_name": last.strip()}
    known = {key: row.pop(key) for key in ("id", "lms_user_id") if key in row}
    return known | parts | row
