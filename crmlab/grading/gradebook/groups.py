"""The marks of a group: formgrader gives them to who has handed in, and knows of no group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from nbgrader.api import Comment, Grade

from crmlab.grading.gradebook.rows import AssignmentRows, Entry


def pass_on(rows: AssignmentRows, entries: Sequence[Entry], handed_in_by: Mapping[str, str]) -> None:
    """Give the others of a group the marks on open questions that who has handed in has got.

    Parameters
    ----------
    rows : AssignmentRows
        The gradebook, in a transaction.
    entries : sequence of Entry
        Submissions; their grades are changed in place. A mark that does not wait for a person stays.
    handed_in_by : mapping of str to str
        Who of a group has handed in for whom.
    """
    others = [one for one in entries if one.student in handed_in_by]
    if not others:
        return
    by_person = {cell: name for cell, name in rows.graded.items() if cell not in {*rows.by_machine}}
    cells = {cell: name for cell, name in by_person.items() if rows.points[cell]}
    marks = {(row["student"], row["cell_id"]): row for row in rows.grades(cells.values())}
    taken = []
    for one in others:
        for cell in cells:
            own, given = one.grades[cell], marks.get((handed_in_by[one.student], cell))
            if _waits(own) and given and not _waits(given):
                own.update(manual_score=given["manual_score"], needs_manual_grade=False)
                taken.append((own, given))
    columns = ("id", "manual_score", "needs_manual_grade")
    rows.update(Grade, [{name: own[name] for name in columns} for own, _ in taken])
    rows.update(Comment, list(_comments(rows, taken)))


def _waits(row: Mapping[str, Any]) -> bool:
    return bool(row["needs_manual_grade"]) or row["manual_score"] is None


def _comments(
    rows: AssignmentRows, taken: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]
) -> Iterator[dict[str, Any]]:
    known = rows.comments({rows.graded[own["cell_id"]] for own, _ in taken})
    for pair in taken:
        own, given = (known.get((row["notebook_id"], rows.graded[row["cell_id"]])) for row in pair)
        if own and given:
            yield {"id": own["id"], "manual_comment": given["manual_comment"]}
