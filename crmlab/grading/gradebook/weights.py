"""Points that are no longer those of the release: kept in one file of the course folder, put in at recording.

The release, the judge and what he said keep the points of the release; only the gradebook and the graded
notebooks have the new ones. So nothing runs again, and taking a weight back brings the old points back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from crmlab.errors import BadValueError
from crmlab.exercises.finding import find_task
from crmlab.files import write_whole
from crmlab.grading.results import Result
from crmlab.intake.cells import cells_of, name_in, settings_of
from crmlab.language import said, to_say

FILE = "weights.json"


def weights(folder: Path, assignment: str) -> dict[str, float]:
    """Return the new points of an assignment's graded cells; a cell that is not there keeps its own.

    Raises
    ------
    BadValueError
        If the file is damaged.
    """
    return dict(_kept(folder).get(assignment, {}).get("points", {}))


def put_aside(folder: Path, assignment: str) -> dict[str, dict[str, float]]:
    """Return points given by hand in cells that were dropped, by cell and student, as the release counts."""
    return {cell: dict(marks) for cell, marks in _kept(folder).get(assignment, {}).get("by_hand", {}).items()}


def keep(
    folder: Path,
    assignment: str,
    points: Mapping[str, float],
    by_hand: Mapping[str, Mapping[str, float]],
) -> None:
    """Write the new points of an assignment."""
    kept = _kept(folder) | {assignment: {"points": dict(points), "by_hand": dict(by_hand)}}
    kept = {name: about for name, about in kept.items() if about["points"] or about["by_hand"]}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    write_whole(folder / FILE, f"{text}\n".encode("utf-8", "surrogateescape"))


def points_in(release: str) -> dict[str, float]:
    """Return the points of the graded cells of a notebook.

    Examples
    --------
    >>> settings = {"grade": True, "grade_id": "clv-x", "points": 2}
    >>> points_in(json.dumps({"cells": [{"metadata": {"nbgrader": settings}}]}))
    {'clv-x': 2.0}
    """
    marks = map(settings_of, cells_of(json.loads(release)))
    return {
        name_in(mark, "grade_id"): float(mark.get("points") or 0)
        for mark in marks
        if mark.get("grade") or mark.get("task")
    }


def task_of_cell(cell: str) -> str:
    """Return the task that a graded cell belongs to; what no judge decides on is a task of its own.

    Examples
    --------
    >>> task_of_cell("clv-offer-base"), task_of_cell("clv-claim")
    ('clv-offer', 'clv-claim')
    """
    try:
        return find_task(cell).id
    except ValueError:
        return cell


def weighed(result: Result, of: Mapping[str, float], points: Mapping[str, float]) -> Result:
    """Return a result with new points; *of* has those of the release."""
    if not points:
        return result
    scores = {
        cell: weighed_score(score, of[cell], points[cell]) if cell in points else score
        for cell, score in result.scores.items()
    }
    return replace(result, scores=scores, notebook=with_points(result.notebook, points))


def weighed_score(score: float | None, of: float, points: float) -> float | None:
    """Return a score as it counts; where nothing can be earned, nobody has to read the answer.

    Examples
    --------
    >>> weighed_score(1.0, of=2.0, points=3.0), weighed_score(None, of=2.0, points=0.0)
    (1.5, 0.0)
    """
    if score is None:
        return None if points else 0.0
    return round(score * points / of, 9) if of else score


def with_points(notebook: str, points: Mapping[str, float]) -> str:
    """Return a graded notebook with other points in its graded cells, otherwise letter by letter the same.

    In a text of a student, the quotes that are looked for have a backslash before them.

    Examples
    --------
    >>> with_points('{"nbgrader": {"grade_id": "a", "locked": true, "points": 2}}', {"a": 0.5})
    '{"nbgrader": {"grade_id": "a", "locked": true, "points": 0.5}}'
    """
    for cell, number in points.items():
        settings = rf'("grade_id": {re.escape(json.dumps(cell))},[^{{}}]*?"points": )[-\d.eE+]+'
        notebook = re.sub(settings, rf"\g<1>{number:.12g}", notebook)
    return notebook


def _kept(folder: Path) -> dict:
    path = folder / FILE
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if all({"points", "by_hand"} <= set(about) for about in kept.values()):
            return kept
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError, TypeError):
        pass
    sentence = to_say("{path} is damaged: delete it, then drop and reweigh again what you had.")
    raise BadValueError(said(sentence, path=path))
