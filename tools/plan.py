"""How long lessons and readers take: docs/plan.md, and a lesson promises what its core takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

import percent
from minutes import MINUTES_A_CALL, MINUTES_A_CELL, WORDS_A_MINUTE, minutes, rounded
from nbformat import NotebookNode
from tables import table
from words import reader

from crmlab.declared import authored
from crmlab.declared.authored import Unit

MOST_IN_A_CORE = 60
PROMISED = re.compile(r"\*\*About (\d+) minutes")
HEAD = """# How long it takes

<!-- made by `make build` from course/ -->

Minutes by one rule: {words} words a minute, {cell} a cell of code, but {guess} a guess, {practice} a set,
{explore} an explorer, {board} a practice game on the board. They are estimates: nobody has been timed yet. The *core*
is for everybody, *more* for who has time. An assignment takes an hour and a half, more or less. The last column is
for who teaches the lesson.
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
    head = HEAD.format(words=WORDS_A_MINUTE, cell=MINUTES_A_CELL, **calls)
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


def _of_lesson(unit: Unit, root: Path) -> Iterator[str]:
    yield from _core_and_more(percent.cells(root / unit.place("lesson")))
    concepts = root / unit.place("concepts")
    cells = reader(unit, concepts.read_text(encoding="utf-8")).cells if concepts.exists() else []
    yield from _core_and_more(cells)


def _core_and_more(cells: Sequence[NotebookNode]) -> Iterator[str]:
    core = _core(cells)
    for part in (core, cells[len(core) :]):
        yield f"{minutes(part):.0f}" if part else "–"


def _core(cells: Sequence[NotebookNode]) -> list[NotebookNode]:
    """Return the cells before those that are for who has time."""
    return list(takewhile(lambda cell: not cell.source.startswith("## More"), cells))
