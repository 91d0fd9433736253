"""Grades as a table, and as a file that a spreadsheet opens without running what stands in a name."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin

from crmlab.files import write_whole
from crmlab.grading.gradebook.arranged import dropped
from crmlab.language import said, to_say

COLUMNS = (  # nbgrader's
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)
# at the beginning, or where a spreadsheet that parts at another sign begins a cell; full-width signs, too
_FORMULA = re.compile(r"""((?:^|[,;|])[ "']*)(?=[=+\-@＝＋－＠])""")

_HARMLESS = re.compile(r"[\w.@+\-]*")  # no call, no reference to another program, no comparison


class SafeCsv(ExportPlugin):
    """What `nbgrader export` writes, quoted and with formulas disarmed."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the grades in a gradebook to `to`, grades.csv unless given."""
        target = Path(self.to or "grades.csv")
        self.log.info("grades: %s", target)
        if gone := left_out(gradebook):
            sentence = to_say("dropped in the roster, left out: {students}")
            self.log.info(said(sentence, students=said(", ").join(sorted(gone))))
        chosen = rows(gradebook, {*map(str, self.assignment)}, {*map(str, self.student)})
        write_whole(target, as_csv(COLUMNS, chosen).encode("utf-8"))


def rows(
    gradebook: Gradebook, assignments: Collection[str] = (), students: Collection[str] = ()
) -> Iterator[dict[str, Any]]:
    """Yield a row for each assignment and each student, as nbgrader computes it; of all unless named.

    Who has left the course is left out.
    """
    gone = left_out(gradebook)
    for assignment in gradebook.assignments:
        for student in gradebook.students:
            is_left_out = assignments and assignment.name not in assignments
            if student.id in gone or is_left_out or (students and student.id not in students):
                continue
            about = {name: getattr(student, name) for name in ("last_name", "first_name", "email")}
            about |= {"assignment": assignment.name, "duedate": assignment.duedate, "student_id": student.id}
            yield (
                about | _points(gradebook, assignment.name, student.id) | {"max_score": assignment.max_score}
            )


def left_out(gradebook: Gradebook) -> set[str]:
    """Return who has left the course whose folder a gradebook stands in."""
    file = gradebook.db.get_bind().url.database
    return dropped(Path(file).parent) if file else set()


def _points(gradebook: Gradebook, assignment: str, student: str) -> dict[str, Any]:
    try:
        handed_in = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return {"timestamp": None, "raw_score": 0.0, "late_submission_penalty": 0.0, "score": 0.0}
    penalty, score = handed_in.late_submission_penalty, handed_in.score
    return {
        "timestamp": handed_in.timestamp,
        "raw_score": score,
        "late_submission_penalty": penalty,
        "score": max(0.0, score - penalty),
    }


def as_csv(
    columns: Iterable[str],
    table: Iterable[Mapping[str, Any]],
    separator: str = ",",
    as_is: Collection[str] = (),
) -> str:
    """Return rows as CSV: a line each, texts in quotes, and none of them a formula.

    Parameters
    ----------
    columns : iterable of str
        The columns, in this order.
    table : iterable of mapping
        Rows by column; numbers stay as they are, None is empty.
    separator : str
        What stands between cells.
    as_is : collection of str
        Columns that a platform reads. What stands there stays, even ``-17`` or ``@anna``, unless a formula
        could do something.

    Examples
    --------
    >>> table = [{"name": "Doe, Jane", "score": 2.5}, {"name": "=1+1", "score": -1}]
    >>> print(as_csv(["name", "score"], table), end="")
    "name","score"
    "Doe, Jane",2.5
    "'=1+1",-1
    """
    columns, stream = list(columns), io.StringIO()
    writer = csv.writer(stream, delimiter=separator, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(columns)
    writes = [(name, _read if name in as_is else _cell) for name in columns]
    writer.writerows([write(row[name]) for name, write in writes] for row in table)
    return stream.getvalue()


def is_harmless(text: str) -> bool:
    """Whether a text can be written as it is: as a formula it does nothing.

    Examples
    --------
    >>> [is_harmless(text) for text in ("-17", "@anna", "王伟", "=1+1", "@SUM(A1)")]
    [True, True, True, False, False]
    """
    return bool(_HARMLESS.fullmatch(text))


def _read(value: Any) -> int | float | str:
    return value if isinstance(value, str) and is_harmless(value) else _cell(value)


def _cell(value: Any) -> int | float | str:
    if isinstance(value, int | float):
        return value
    text = "" if value is None else str(value)
    in_a_line = "".join(letter if letter.isprintable() else " " for letter in text)
    return _FORMULA.sub(r"\1'", in_a_line)
