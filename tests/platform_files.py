"""Files as learning platforms write them, and what goes back to them read as they read it."""

import csv
import io
import re
import zipfile

TASKS = ["clv-present", "clv-value", "clv-payback"]


def table(content, encoding="utf-8-sig", separator=","):
    """Return the rows of a table by heading, as a platform that knows its own format reads them."""
    text = content.decode(encoding)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def quoted(rows, encoding="utf-8", separator=","):
    """Return a table as a platform gives it."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode(encoding)


def canvas(people, most="30"):
    """Canvas's gradebook: people are (sortable name, id, SIS id, login)."""
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    rows = [
        [*head, "Essay (77)", "clv (123)", "Assignments Current Score", "Final Score"],
        ["    Points Possible", "", "", "", "", "10", most, "(read only)", "(read only)"],
    ]
    rows += [[*person, "CRM 1", "8", "", "80", "80"] for person in people]
    return quoted([*rows, ["Student, Test", "999", "", "0a1b", "CRM 1", "", "", "", ""]])


def blackboard(people, separator="\t"):
    """Blackboard's grade center: people are (last name, first name, username, student id)."""
    head = ["Last Name", "First Name", "Username", "Student ID", "Last Access", "Availability"]
    points = ["Essay [Total Pts: 10 Score] |66400", "clv [Total Pts: 30 Score] |66401"]
    rows = [[*person, "2026-10-01 10:00:00", "Yes", "8", ""] for person in people]
    encoding = "utf-16" if separator == "\t" else "utf-8-sig"
    return quoted([[*head, *points], *rows], encoding, separator)


def worksheet(people, chinese=False, time="Sunday, 1 November 2026, 10:00 AM"):
    """A grading worksheet of Moodle's: people are (number, full name, email)."""
    head = ["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade"]
    head += [
        "Grade can be changed",
        "Last modified (submission)",
        "Last modified (grade)",
        "Feedback comments",
    ]
    if chinese:
        head[:6] = ["标识符", "全名", "电子邮件地址", "状态", "成绩", "最高成绩"]
    word = "参与者" if chinese else "Participant "
    rest = ["Submitted for grading - ", "", "30.00", "Yes", time, "-", ""]
    return quoted([head, *([f"{word}{number}", *names, *rest] for number, *names in people)])


def pages(content):
    """Return the files of a zip by their paths."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def moodle_takes(path):
    """Return whose a file is and what it is called, as Moodle's import of feedback reads a path."""
    parts = path.split("/")
    while parts:
        info = parts.pop(0).split("_", 4)
        if len(info) >= 4 and info[1].isdigit() and info[2] in {"assignsubmission", "assignfeedback"}:
            return info[1], "/".join([info[4] if len(info) > 4 else "", *parts]).strip("/")
    return None


def canvas_takes(path):
    """Return the numbers of the student and of the file, as Canvas's upload of comments reads a name."""
    return tuple([part for part in path.rpartition("/")[2].split("_") if re.fullmatch(r"\d+", part)][:2])
