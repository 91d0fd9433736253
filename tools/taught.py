"""Where each row of the course is taught: found in what lessons compute and in what readers ask.

A row counts as taught when a learner can be wrong about it: a set of items names it, or the lesson or its
assignment computes one of the calculators that carry it, as many times as there are rows that need it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import jupytext
import numpy as np
from docs_coverage import calculators, calculators_in, coverage
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from crmlab.concepts.sets import read_sets
from crmlab.explorers import all_explorers


def taught(root: Path) -> dict[str, list[str]]:
    """Return for each row where it is taught, as Markdown; an empty list where it is not yet."""
    places = {}
    for number, (topic, content) in enumerate(coverage(root)["topics"].items(), start=1):
        lesson = f"{number:02}_{topic}"
        asked = _asked(root / "course/concepts" / f"{topic}.toml")
        computed = _computed(root, lesson, topic)
        needing = {key: row for key, row in content["rows"].items() if isinstance(row["by"], list)}
        given = _shared_out(needing, computed)
        for key in content["rows"]:
            sets = [f"[`{one}`](../notebooks/{lesson}_reader.ipynb)" for one in asked.get(key, [])]
            places[key] = sets + (
                [f"[lesson {number:02}](../notebooks/{lesson}.ipynb)"] if key in given else []
            )
    return places


def holes(root: Path) -> list[str]:
    """Return the rows of the topics that have both a lesson and concepts, and yet are taught nowhere."""
    topics = coverage(root)["topics"].items()
    finished = [
        content["rows"]
        for number, (topic, content) in enumerate(topics, start=1)
        if (root / "course/lessons" / f"{number:02}_{topic}.py").exists()
        and (root / "course/concepts" / f"{topic}.toml").exists()
    ]
    places = taught(root)
    return [key for rows in finished for key in rows if not places[key]]


def _asked(concepts: Path) -> dict[str, list[str]]:
    """Return the ids of the sets by the row that they teach."""
    by_row: dict[str, list[str]] = {}
    if concepts.exists():
        for one in read_sets(concepts.read_text(encoding="utf-8")).values():
            for row in one.rows:
                by_row.setdefault(row, []).append(one.id)
    return by_row


def _computed(root: Path, lesson: str, topic: str) -> list[str]:
    """Return the calculators that a lesson and its assignment compute, each as often as it stands there."""
    texts = [root / "course/lessons" / f"{lesson}.py", root / "course/assignments" / f"{topic}.py"]
    found = [name for text in texts if text.exists() for name in _names_in(text)]
    by_explorer = {one.name: f"{_topic(one.calculator)}.{one.calculator.__name__}" for one in all_explorers()}
    return [name for name in (by_explorer.get(name, name) for name in found) if name in calculators()]


def _names_in(text: Path) -> Iterator[str]:
    """Yield `module.function` and texts such as the name of an explorer, from the code cells."""
    for cell in jupytext.reads(text.read_text(encoding="utf-8"), fmt="py:percent").cells:
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
