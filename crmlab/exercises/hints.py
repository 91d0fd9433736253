"""`hint` and `solution`: help in steps, the solution last."""

from __future__ import annotations

import functools
import json
from importlib import resources

from crmlab import progress
from crmlab.exercises.checking import Note, _display
from crmlab.exercises.declaring import Task
from crmlab.exercises.finding import find_task


def hint(task: str) -> None:
    """Show the next hint for a task, from the idea to the shape of the answer.

    Parameters
    ----------
    task : str
        Id of the task, such as ``"clv-value"``, or of one of its answer cells.
    """
    found = find_task(task)
    cell = task if task in found.hints else _next_cell(found)
    hints = found.hints[cell]
    taken = min(progress.hints_taken(cell) + 1, len(hints))
    progress.remember_hints(cell, taken)
    after = (
        f"This is the last hint; solution({found.id!r}) shows a way to do it." if _left(found) == 0 else ""
    )
    _display(Note(hints[taken - 1], f"Hint {taken} of {len(hints)}:", after))


def solution(task: str) -> None:
    """Show a solution with its lines explained, once all hints have been read.

    Parameters
    ----------
    task : str
        Id of the task, such as ``"clv-value"``.
    """
    found = find_task(task)
    if left := _left(found):
        _display(Note(f"Read the hints first: hint({found.id!r}); {left} to go.", "→"))
        return
    _display(Markdown(_solutions()[found.id]))


def _left(task: Task) -> int:
    """Return how many hints of a task have not been read."""
    return sum(max(len(hints) - progress.hints_taken(cell), 0) for cell, hints in task.hints.items())


def _next_cell(task: Task) -> str:
    """Return the first answer cell with hints that have not been read, else the last."""
    cells = list(task.hints)
    unread = (cell for cell in cells if progress.hints_taken(cell) < len(task.hints[cell]))
    return next(unread, cells[-1])


class Markdown(str):
    """A text that Jupyter sets as Markdown."""

    def __repr__(self) -> str:
        return str(self)

    def _repr_markdown_(self) -> str:
        return str(self)


@functools.cache
def _solutions() -> dict[str, str]:
    """Return the model answers by task, as the build took them from the assignments."""
    text = (resources.files("crmlab") / "data" / "solutions.json").read_text(encoding="utf-8")
    return json.loads(text)
