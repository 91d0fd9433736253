"""Every learner's own numbers, and the inputs on which a check is checked."""

from __future__ import annotations

import functools
import hmac
import html
import random
import sys
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from crmlab.declared import names
from crmlab.declared.quantities import Choice, Quantity
from crmlab.declared.written import with_sign
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import Check, FunctionCheck, Task
from crmlab.exercises.drawing import draw_calls, draw_numbers, draw_unseen, quantities_of
from crmlab.exercises.finding import find_task
from crmlab.exercises.held_out import HeldOut
from crmlab.exercises.notes import HINT, Note, display
from crmlab.language import said

AS_HANDED_OUT = "your number or name"  # what `me` is in a released notebook
_attempts: dict[
    str, int
] = {}  # the attempt whose numbers were taken last; 1 unless the learner asks for another


class Numbers(dict):
    """A learner's own numbers by name, shown as a table; or his own items of a quiz, shown on paper."""

    def __init__(self, values: Mapping[str, Any], quantities: Mapping[str, Quantity | Choice]) -> None:
        super().__init__(values)
        self._quantities = quantities

    def __repr__(self) -> str:
        papers = [one.text(self[name]) for name, one in self._held_out()]
        return "\n".join(papers) if papers else super().__repr__()

    def _repr_html_(self) -> str:
        papers = [one.html(self[name]) for name, one in self._held_out()]
        return "".join(papers) if papers else self._table()

    def _held_out(self) -> list[tuple[str, HeldOut]]:
        return [(name, one) for name, one in self._quantities.items() if isinstance(one, HeldOut)]

    def _table(self) -> str:
        cells = (
            f"<tr><td style='text-align:left'>{html.escape(names.word('parameters', name).label)}</td>"
            f"<td style='text-align:left'><code>{name}</code></td>"
            f"<td style='text-align:left'>{html.escape(_listed(self._quantities[name], value))}</td></tr>"
            for name, value in self.items()
        )
        return f"<table>{''.join(cells)}</table>"


def numbers(task: str, attempt: int = 1) -> Numbers:
    """Return your own numbers for a task; they are drawn with the name that you gave in ``me``.

    Parameters
    ----------
    task : str
        Id of the task, such as ``"clv-offer"``.
    attempt : int
        2, 3, … for new numbers when you study on your own.

    Returns
    -------
    Numbers
        A dictionary by parameter name.

    Raises
    ------
    ValueError
        If the task has no numbers of one's own, or ``me`` is not set.
    """
    found = find_task(task)
    if not quantities_of(found):
        raise BadValueError(said("The task {task} has no numbers of your own.", task=repr(task)))
    _attempts[found.id] = Quantity(low=1, whole=True).validate("attempt", attempt)
    me = _me()
    if me == AS_HANDED_OUT:
        display(
            Note(
                said("These numbers are nobody's: put your own number or name into me = …, at the top."),
                HINT,
            )
        )
    return numbers_of(found, me, attempt)


def attempt_of(task: Task) -> int:
    """Return the attempt whose numbers a learner has taken last."""
    return _attempts.get(task.id, 1)


def numbers_of(task: Task, me: str, attempt: int = 1) -> Numbers:
    """Return the numbers of whoever gives *me* as a name."""
    return Numbers(deepcopy(_own(task, _own_seed(task, me, attempt))), quantities_of(task))


def inputs_of(
    task: Task, check: Check, me: str | None = None, key: bytes | None = None
) -> list[dict[str, Any]]:
    """Return the inputs on which *check* is checked; without *me*, the name is that of the notebook.

    With the course *key*, a check that is graded on what nobody can foresee gets it.
    """
    if isinstance(check, FunctionCheck):
        return _public(task, check)
    if check.asks_who:
        return [check.asked_of(_me() if me is None else me, key)]
    if not check.quantities:
        return [{}]
    seed = _own_seed(task, _me(), attempt_of(task)) if me is None else _own_seed(task, me, 1)
    return [_own(task, seed)]


def hidden_inputs(task: Task, check: Check, key: bytes, student: str, calls: int) -> list[dict[str, Any]]:
    """Draw calls that nobody can foresee without the key.

    Parameters
    ----------
    task, check : Task, Check
        What is tested; the check asks for a function.
    key : bytes
        The course key.
    student : str
        Whose function it is; another's has other calls.
    calls : int
        How many.
    """
    told = f"{task.topic}|{task.version}|{check.id}|{student}".encode()
    return draw_unseen(check, _public(task, check), calls, random.Random(hmac.digest(key, told, "sha256")))


@functools.cache
def _public(task: Task, check: Check) -> list[dict[str, Any]]:
    """Draw the calls that everyone sees."""
    return draw_calls(check, random.Random(f"{task.topic}|{task.version}|{check.id}|public"))


@functools.lru_cache(maxsize=32)
def _own(task: Task, seed: str) -> dict[str, Any]:
    """Draw a learner's own numbers: the same in his notebook and at grading."""
    return draw_numbers(task, random.Random(seed))


def _own_seed(task: Task, me: str, attempt: int) -> str:
    again = f"|{attempt}" if attempt > 1 else ""
    return f"{task.topic}|{task.version}|{task.id}|{me}{again}"


def names_of_notebook() -> Mapping[str, Any]:
    """Return the names that the calling notebook has."""
    frame = sys._getframe()
    while frame.f_globals.get("__name__", "").startswith("crmlab."):
        frame = frame.f_back
    return frame.f_globals


def _me() -> str:
    """Return the name that the learner gave in the notebook's first cell."""
    me = names_of_notebook().get("me")
    me = str(me) if type(me) is int else me  # a number without quotes
    if not isinstance(me, str) or not me.strip():
        sentence = said('Your name is missing: run the cell me = "…" at the top, with your number or name.')
        raise BadValueError(sentence)
    return me.strip()


def _listed(quantity: Quantity | Choice, value: Any) -> str:
    write = functools.partial(with_sign, quantity) if isinstance(quantity, Quantity) else quantity.show
    return "; ".join(map(write, value if isinstance(value, list) else [value]))
