"""How long cells take, by one rule: so many words a minute, half a minute a cell, more where it asks.

Nobody was timed: a rule says the same of every lesson, and is wrong in the same way about all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nbformat import NotebookNode

WORDS_A_MINUTE, MINUTES_A_CELL = 110, 0.5
WORD = re.compile(r"[^\W_][\w'’.,-]*")  # no sign of Markdown or of a formula
MINUTES_A_CALL = {"guess(": 1, "practice(": 4, "explore(": 8, "board(": 30}


def minutes(cells: Iterable[NotebookNode]) -> float:
    """Return how long cells take by rule."""
    return sum(_of_words(cell) if cell.cell_type == "markdown" else _of_code(cell.source) for cell in cells)


def _of_words(cell: NotebookNode) -> float:
    return len(WORD.findall(cell.source)) / WORDS_A_MINUTE


def _of_code(source: str) -> float:
    calls = sum(time * source.count(call) for call, time in MINUTES_A_CALL.items())
    return calls or MINUTES_A_CELL


def rounded(time: float) -> int:
    """Return a time as it is promised, to five minutes."""
    return round(time / 5) * 5
