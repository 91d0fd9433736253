"""Where each row of the course is taught: found in what readers ask and in the cells that authors mark.

A row counts as taught where a learner can be wrong about it: a set of items names it, or a cell of a lesson
is marked with it, as in ``# %% rows="CLV-01 CLV-02"``. A mere call of its calculators is not enough.
"""

from __future__ import annotations

from pathlib import Path

import percent
from nbformat import NotebookNode
from rows import all_rows, rows_of
from tables import TableError

from crmlab.concepts.sets import read_sets
from crmlab.declared import authored
from crmlab.declared.authored import Unit


def taught(root: Path) -> dict[str, list[str]]:
    """Return for each row where it is taught, as Markdown; an empty list where it is not yet."""
    marked = marks(root)
    places = {}
    for unit in authored.topics(root):
        asked = _asked(root / unit.place("concepts"))
        for key in rows_of(unit.name, root):
            sets = [f"[`{one}`](../notebooks/{unit.notebook}_reader.ipynb)" for one in asked.get(key, [])]
            links = [
                f"[lesson {one.number}](../notebooks/{one.notebook}.ipynb)" for one in marked.get(key, ())
            ]
            places[key] = sets + links
    return places


def holes(root: Path) -> list[str]:
    """Return the rows of the topics that have both a lesson and concepts, and yet are taught nowhere."""
    places = taught(root)
    return [
        key
        for unit in authored.topics(root)
        if unit.has("lesson", root) and unit.has("concepts", root)
        for key in rows_of(unit.name, root)
        if not places[key]
    ]


def marks(root: Path) -> dict[str, list[Unit]]:
    """Return the units whose lessons have a cell marked with a row, by row.

    Raises
    ------
    TableError
        If a mark names a row that there is not.
    """
    known = all_rows(root)
    found: dict[str, list[Unit]] = {}
    for unit in authored.units(root):
        named = (row for cell in percent.cells(root / unit.place("lesson")) for row in _marked(cell))
        for row in dict.fromkeys(named):
            if row not in known:
                raise TableError(f"{unit.place('lesson')}: a cell is marked with {row}, which is no row.")
            found.setdefault(row, []).append(unit)
    return found


def _marked(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("rows", "").split()


def _asked(concepts: Path) -> dict[str, list[str]]:
    """Return the ids of the sets by the row that they teach."""
    by_row: dict[str, list[str]] = {}
    if concepts.exists():
        for one in read_sets(concepts.read_text(encoding="utf-8")).values():
            for row in one.rows:
                by_row.setdefault(row, []).append(one.id)
    return by_row
