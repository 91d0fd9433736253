"""The marks of a group: formgrader gives them to who has handed in, and knows of no group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nbgrader.api import Comment, Grade

from crmlab.grading.gradebook.penalties import Penalties
from crmlab.grading.gradebook.rows import AssignmentRows


def pass_on(rows: AssignmentRows, handed_in_by: Mapping[str, str], penalties: Penalties) -> None:
    """Give the others of a group the marks on open questions that who has handed in has got meanwhile.

    Parameters
    ----------
    rows : AssignmentRows
        The gradebook.
    handed_in_by : mapping of str to str
        Who of a group has handed in for whom. A mark of one's own that does not wait for a person stays.
    penalties : Penalties
        What being late costs.
    """
    by_machine = {*rows.by_machine}
    cells = {name for cell, name in rows.graded.items() if rows.points[cell] and cell not in by_machine}
    if not handed_in_by or not cells:
        return
    with rows.transaction():
        grades = {(row["student"], row["cell"]): row for row in rows.grades(cells)}
        taken = [
            (row, given)
            for (student, cell), row in grades.items()
            if _waits(row)
            and (given := grades.get((handed_in_by.get(student, ""), cell)))
            and not _waits(given)
        ]
        rows.update(Grade, [_points(row, given) for row, given in taken])
        comments = rows.comments({row["cell"] for row, _ in taken})
        rows.update(Comment, list(_words(comments, taken)))
        rows.penalize(penalties.of)


def _waits(row: Mapping[str, Any]) -> bool:
    return bool(row["needs_manual_grade"]) or row["manual_score"] is None


def _points(row: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": row["id"], "manual_score": given["manual_score"], "needs_manual_grade": False}


def _words(
    comments: Mapping[tuple[str, str], Mapping[str, Any]],
    taken: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]],
) -> Iterator[dict[str, Any]]:
    for pair in taken:
        own, given = (comments.get((row["notebook_id"], row["cell"])) for row in pair)
        if own and given:
            yield {"id": own["id"], "manual_comment": given["manual_comment"]}
