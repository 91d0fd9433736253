"""How long lessons and readers take: docs/plan.md, and a lesson promises what its core takes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

import percent
from minutes import MINUTES_A_CALL, MINUTES_A_CELL, WORDS_A_MINUTE, minutes, rounded
from nbformat import NotebookNode
from quiz_part import with_quiz
from tables import table
from words import reader

from crmlab.declared import authored
from crmlab.declared.authored import Unit

MOST_IN_A_CORE = 60
MINUTES_A_POINT = 3  # of an assignment
MINUTES_OF_A_GAME = 9 * 10  # nine quarters, which the capstone plays before it asks anything
PROMISED = re.compile(r"\*\*About (\d+) minutes")
HEAD = """# How long it takes

<!-- made by `make build` from course/ -->

Minutes by one rule: {words} words a minute, {cell} a cell of code, but {guess} a guess, {practice} a set,
{explore} an explorer, {board} a practice game. They are estimates: nobody has been timed yet. The *core* is
for everybody, *more* for who has time. An assignment takes {point} minutes a point, an hour and a half for
30; the capstone also the time of its game, {game} minutes. [The syllabus](syllabus.md) puts the lessons
into weeks. The last column is for who teaches the lesson.
"""


def page(root: Path) -> str:
    """Return docs/plan.md."""
    calls = {call.rstrip("("): time for call, time in MINUTES_A_CALL.items()}
    lines = [
        (
            f"[{unit.number} {unit.title}](../notebooks/{unit.notebook}.ipynb)",
            *_of_lesson(unit, root),
            _for_teachers(unit, root),
        )
        for unit in authored.units(root)
        if unit.has("lesson", root)
    ]
    of_tasks = {"point": MINUTES_A_POINT, "game": MINUTES_OF_A_GAME}
    head = HEAD.format(words=WORDS_A_MINUTE, cell=MINUTES_A_CELL, **of_tasks, **calls)
    return f"{head}\n{table('lesson | core | more | its reader, core | more | to teach it', lines)}"


def faults(root: Path) -> Iterator[str]:
    """Yield in a sentence each which lesson promises another time than its core takes, or takes too long."""
    for unit in authored.units(root):
        if not unit.has("lesson", root):
            continue
        path = root / unit.place("lesson")
        core = minutes(_core(percent.cells(path)))
        takes = f"{unit.place('lesson')}: its core takes {core:.1f} minutes by rule"
        promised = PROMISED.search(path.read_text(encoding="utf-8"))
        if not promised or int(promised[1]) != rounded(core):
            yield f'{takes}; write "**About {rounded(core)} minutes" above it.'
        if core > MOST_IN_A_CORE:
            yield f"{takes}, more than {MOST_IN_A_CORE}; put something below ## More."


def _for_teachers(unit: Unit, root: Path) -> str:
    return f"[page](../{unit.place('instructor')})" if unit.has("instructor", root) else "–"


@functools.cache
def times(unit: Unit, root: Path) -> tuple[float, float, float, float]:
    """Return the minutes of a lesson, core and more, and of its reader, core and more."""
    concepts = root / unit.place("concepts")
    cells = reader(unit, concepts.read_text(encoding="utf-8")).cells if concepts.exists() else []
    return (*_core_and_more(percent.cells(root / unit.place("lesson"))), *_core_and_more(cells))


@functools.cache
def points(unit: Unit, root: Path) -> int:
    """Return the points of an assignment, its quiz with them."""
    path = root / unit.place("assignment")
    cells = with_quiz(percent.notebook(path)).cells if path.exists() else []
    return sum(cell.metadata.get("points", 0) for cell in cells)


def of_assignment(unit: Unit, root: Path) -> float:
    """Return the minutes of an assignment."""
    game = MINUTES_OF_A_GAME if unit.kind == "capstone" else 0
    return MINUTES_A_POINT * points(unit, root) + game


def _of_lesson(unit: Unit, root: Path) -> Iterator[str]:
    yield from (f"{time:.0f}" if time else "–" for time in times(unit, root))


def _core_and_more(cells: Sequence[NotebookNode]) -> tuple[float, float]:
    core = _core(cells)
    return minutes(core), minutes(cells[len(core) :])


def _core(cells: Sequence[NotebookNode]) -> list[NotebookNode]:
    """Return the cells before those that are for who has time."""
    return list(takewhile(lambda cell: not cell.source.startswith("## More"), cells))
