"""`hint`: help in steps."""

from __future__ import annotations

import functools
import json
from importlib import resources

from crmlab import progress
from crmlab.exercises.declaring import Check, Task
from crmlab.exercises.finding import find_task
from crmlab.exercises.notes import HINT, Note, display
from crmlab.language import said


def hint(task: str) -> None:
    """Show the next hint for a task, from the idea to the step before the answer.

    Parameters
    ----------
    task : str
        Id of the task, such as ``"clv-value"``, for its answer cells in turn; or the id of a later one.
    """
    found = find_task(task)
    cell = task if task in found.hints and task != found.id else _next_cell(found)
    hints = found.hints[cell]
    taken = min(progress.hints_taken(cell) + 1, len(hints))
    progress.remember_hints(cell, taken)
    last = said("This is the last hint; solution({task}) shows a way to do it.", task=repr(found.id))
    label = said("Hint {taken} of {all}:", taken=taken, all=len(hints))
    display(Note(hints[taken - 1], HINT, () if hints_left(found) else (last,), label=label))


def hints_left(task: Task) -> int:
    """Return how many hints of a task have not been read."""
    return sum(max(len(hints) - progress.hints_taken(cell), 0) for cell, hints in task.hints.items())


def hints_for(task: Task, check: Check) -> str:
    """Return the id of the hints for the answer cell that a check is about."""
    cell = _answer_cells().get(check.id)
    return cell if cell in task.hints else task.id


@functools.cache
def _answer_cells() -> dict[str, str]:
    """Return the answer cells by check, as the build took them from the assignments."""
    text = (resources.files("crmlab") / "data" / "answer_cells.json").read_text(encoding="utf-8")
    return json.loads(text)


def _next_cell(task: Task) -> str:
    """Return the first answer cell with hints that have not been read, else the last."""
    cells = list(task.hints)
    unread = (cell for cell in cells if progress.hints_taken(cell) < len(task.hints[cell]))
    return next(unread, cells[-1])
