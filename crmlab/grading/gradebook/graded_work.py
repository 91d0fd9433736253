"""What a graded notebook says that its cells earn, as the release counts: whoever has graded it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import determine_grade

from crmlab.intake.cells import name_in, settings_of


def settings_in(release: str) -> dict[str, Mapping[str, Any]]:
    """Return nbgrader's settings of the graded cells of a released notebook, by the cells' names."""
    marks = (settings_of(cell) for cell in nbformat.v4.reads(release).cells)
    return {name_in(mark, "grade_id"): mark for mark in marks if mark.get("grade")}


def earned(graded: Path, settings: Mapping[str, Mapping[str, Any]]) -> dict[str, float | None]:
    """Return the points of the cells of a graded notebook, by nbgrader's rules; None where a person decides.

    Parameters
    ----------
    graded : Path
        The notebook. One that is not there, or is damaged, says nothing of any cell.
    settings : mapping
        nbgrader's settings of the released cells: they count as many points as these say.
    """
    try:
        return _earned(nbformat.v4.reads(graded.read_text(encoding="utf-8")), settings)
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return {}


def _earned(notebook: NotebookNode, settings: Mapping[str, Mapping[str, Any]]) -> dict[str, float | None]:
    found = {}
    for cell in notebook.cells:
        if (name := name_in(settings_of(cell), "grade_id")) in settings:
            cell.metadata["nbgrader"] = nbformat.from_dict(settings[name])
            points, _ = determine_grade(cell)
            found[name] = None if points is None else float(points)
    return found
