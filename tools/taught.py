"""Where each row of the course is taught: found in what lessons compute and in what readers ask.

A row counts as taught when a learner can be wrong about it: a cell of a lesson is marked with it, as in
``# %% rows="CLV-01 CLV-02"``, a set of items names it, or the lesson or its assignment computes one of the
calculators that carry it, in other cells than the marked ones, as many times as there are rows that need it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import jupytext
import numpy as np
from nbformat import NotebookNode
from rows import all_rows, calculators, calculators_in, rows_of
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching
from tables import TableError

from crmlab.concepts.sets import read_sets
from crmlab.declared import authored
from crmlab.declared.authored import Unit
from crmlab.errors import BadValueError
from crmlab.explorers import find


def taught(root: Path) -> dict[str, list[str]]:
    """Return for each row where it is taught, as Markdown; an empty list where it is not yet."""
    marked = marks(root)
    places = {}
    for unit in authored.topics(root):
        asked = _asked(root / unit.place("concepts"))
        rows = rows_of(unit.name, root)
        needing = {key: row for key, row in rows.items() if isinstance(row["by"], list) and key not in marked}
        given = _shared_out(needing, _computed(root, unit))
        for key in rows:
            sets = [f"[`{one}`](../notebooks/{unit.notebook}_reader.ipynb)" for one in asked.get(key, [])]
            lessons = [*marked.get(key, ()), *([unit] if key in given else [])]
            links = [f"[lesson {one.number}](../notebooks/{one.notebook}.ipynb)" for one in lessons]
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
        named = (row for cell in _cells(root / unit.place("lesson")) for row in _marked(cell))
        for row in dict.fromkeys(named):
            if row not in known:
                raise TableError(f"{unit.place('lesson')}: a cell is marked with {row}, which is no row.")
            found.setdefault(row, []).append(unit)
    return found


def _marked(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("rows", "").split()


def _cells(text: Path) -> list[NotebookNode]:
    """Return the cells of a lesson or an assignment; none where there is none yet."""
    if not text.exists():
        return []
    return jupytext.reads(text.read_text(encoding="utf-8"), fmt="py:percent").cells


def _asked(concepts: Path) -> dict[str, list[str]]:
    """Return the ids of the sets by the row that they teach."""
    by_row: dict[str, list[str]] = {}
    if concepts.exists():
        for one in read_sets(concepts.read_text(encoding="utf-8")).values():
            for row in one.rows:
                by_row.setdefault(row, []).append(one.id)
    return by_row


def _computed(root: Path, unit: Unit) -> list[str]:
    """Return the calculators that a lesson and its assignment compute, each as often as it stands there."""
    cells = [cell for part in ("lesson", "assignment") for cell in _cells(root / unit.place(part))]
    found = _names_in(cell for cell in cells if not _marked(cell))
    return [name for name in map(_behind, found) if name in calculators()]


def _behind(name: str) -> str:
    """Return the calculator that an explorer of this name shows; another name stands for itself."""
    try:
        calculator = find(name).calculator
    except BadValueError:
        return name
    return f"{_topic(calculator)}.{calculator.__name__}"


def _names_in(cells: Iterable[NotebookNode]) -> Iterator[str]:
    """Yield `module.function` and texts such as the name of an explorer, from the code cells."""
    for cell in cells:
        if cell.cell_type != "code":
            continue
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                yield f"{node.value.id}.{node.attr}"
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _topic(calculator) -> str:
    return calculator.__module__.split(".")[1]


def _shared_out(rows: dict[str, dict], computed: list[str]) -> set[str]:
    """Return the rows that get a computation of their own when each computation serves one row."""
    if not rows or not computed:
        return set()
    serves = np.array([[name in calculators_in(row) for name in computed] for row in rows.values()])
    match = maximum_bipartite_matching(csr_array(serves), perm_type="column")
    return {key for key, place in zip(rows, match, strict=True) if place >= 0}
