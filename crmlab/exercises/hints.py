"""`hint` and `solution`: help in steps, the solution last."""

from __future__ import annotations

import functools
import json
from importlib import resources

from crmlab import progress
from crmlab.exercises.checking import Note, _display
from crmlab.exercises.tasks import find_task


def hint(task: str) -> None:
    """Show the next hint for a task, from the idea to the shape of the answer.

    Parameters
    ----------
    task : str
        Id of the task, such as ``"clv-value"``.
    """
    found = find_task(task)
    taken = min(progress.hints_taken(found.id) + 1, len(found.hints))
    progress.remember_hints(found.id, taken)
    last = taken == len(found.hints)
    after = f"This is the last hint; solution({found.id!r}) shows a way to do it." if last else ""
    _display(Note(found.hints[taken - 1], f"Hint {taken} of {len(found.hints)}:", after))


def solution(task: str) -> None:
    """Show a solution with its lines explained, once all hints have been read.

    Parameters
    ----------
    task : str
        Id of the task, such as ``"clv-value"``.
    """
    found = find_task(task)
    left = len(found.hints) - progress.hints_taken(found.id)
    if left > 0:
        _display(Note(f"Read the hints first: hint({found.id!r}); {left} to go.", "→"))
        return
    _display(Markdown(_solutions()[found.id]))


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
