"""Two hundred honest submissions: 60 written whole and 140 put together from answers, all of them written blind.

Their writers had the released notebooks and nothing else: no task, no judge, no grader. The set was frozen before
it was graded for the first time, by nbgrader and by `crmlab grade`.
"""

from __future__ import annotations

import copy
import json
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
BLIND = ROOT / "tests" / "course" / "blind"
TOPICS = ("clv", "complaints", "lifecycle", "rfm", "service_gap")
COMPOSED = 28  # of each topic
_RIGHT = 0.6  # share of right answers in what is put together


def submissions() -> Iterator[tuple[str, str, NotebookNode]]:
    """Yield topic, student and notebook of each submission."""
    for path in sorted((BLIND / "submissions").glob("*.json")):
        for number, one in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            yield one["topic"], f"{path.stem}-{number:02}", _notebook(one)
    for topic in TOPICS:
        answers = _answers(topic)
        for number in range(COMPOSED):
            yield topic, f"c-{topic}-{number:02}", _notebook(_composed(topic, answers, number))


def _answers(topic: str) -> dict[str, list[dict]]:
    """Return the single answers that were written blind, by answer cell."""
    found: dict[str, list[dict]] = {}
    for name in (topic, f"{topic}-2"):
        for one in json.loads((BLIND / f"{name}.json").read_text(encoding="utf-8")):
            found.setdefault(one["cell"], []).append(one)
    return found


def _composed(topic: str, answers: dict[str, list[dict]], number: int) -> dict:
    """Draw an answer for each cell."""
    source = random.Random(f"{topic}|{number}")
    drawn = {
        cell: source.choice([one for one in of_cell if one["right"] == (source.random() < _RIGHT)] or of_cell)
        for cell, of_cell in answers.items()
    }
    return {"topic": topic, "answers": {cell: one["source"] for cell, one in drawn.items()}}


def _notebook(one: dict) -> NotebookNode:
    """Put the answers of a submission, and the cells of its own, into the release."""
    topic = one["topic"]
    made = copy.deepcopy(nbformat.read(ROOT / "exercises" / topic / f"{topic}.ipynb", as_version=4))
    sources = one["answers"] | one.get("free", {})
    own: dict[str, list[dict]] = {}
    for cell in one.get("own", []):
        own.setdefault(cell["after"], []).append(cell)
    cells = []
    for cell in made.cells:
        names = {cell.metadata.get("nbgrader", {}).get("grade_id"), cell.id}
        cell.source = next((sources[name] for name in names & sources.keys()), cell.source)
        cells.append(cell)
        cells += [_own(inner) for name in names & own.keys() for inner in own[name]]
    made.cells = cells
    return made


def _own(cell: dict) -> NotebookNode:
    make = nbformat.v4.new_markdown_cell if cell.get("kind") == "markdown" else nbformat.v4.new_code_cell
    return make(cell["source"], id=f"own-{zlib.crc32(cell['source'].encode())}")
