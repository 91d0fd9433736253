"""What `crmlab` offers a notebook while it is graded: nothing that knows an answer."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from crmlab.errors import BadValueError
from crmlab.intake.wire import decode
from crmlab.language import said
from crmlab.sandbox.withheld import StandIn

NUMBERS: dict[str, dict[str, dict]] = {}  # of each name that the notebook gives, by task


@dataclass(frozen=True)
class Said:
    """A sentence; Jupyter shows it as it is."""

    text: str

    def __repr__(self) -> str:
        return self.text


class Shown(dict):
    """Values by name, with the table that Jupyter shows."""

    table = ""

    def _repr_html_(self) -> str:
        return self.table


@dataclass(frozen=True)
class Paper:
    """The items of a set, as they were printed before."""

    text: str
    html: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def numbers(task: str, attempt: int = 1) -> Shown:
    """Return the student's own numbers for a task; what the grader has drawn, whatever the attempt."""
    of_task = NUMBERS.get(str(_me()), next(iter(NUMBERS.values()), {})).get(task)
    if of_task is None:
        raise BadValueError(said("The task {task} has no numbers of your own.", task=repr(task)))
    given = Shown(decode(of_task["values"]))
    given.table = of_task["html"]
    return given


def check(check_id: str, *answers: Any) -> None:
    """Say that a cell is checked when it is graded."""
    _display(Said(said("{id}: checked at grading.", id=check_id)))


def hint(task: str) -> None:
    """Say that hints are for students."""
    _display(Said(said("{id}: hints are not shown at grading.", id=task)))


def solution(task: str) -> None:
    """Say that solutions are for students."""
    _display(Said(said("{id}: solutions are not shown at grading.", id=task)))


def explore(*_: Any, **__: Any) -> None:
    """Say that explorers are for students."""
    _display(Said(said("Explorers do not open at grading.")))


def practice(*_: Any, **__: Any) -> None:
    """Say that practice is for students."""
    _display(Said(said("Sets to practise do not open at grading.")))


def answer(*_: Any, **__: Any) -> None:
    """Say that sets are marked elsewhere."""
    _display(Said(said("Sets are not marked at grading.")))


def show(calculator: Any, **arguments: Any) -> Any:
    """Show the working of a calculator; of one that is withheld, say so."""
    if isinstance(calculator, StandIn):
        return Said(calculator.sentence)
    from crmlab.declared.working import show as show_working

    return show_working(calculator, **arguments)


def items(set_id: str, *keys: str, attempt: int = 1) -> Paper | Shown:
    """Show the items of a set that the assignment asks for, or the student's own of a quiz."""
    if any(set_id in of_name for of_name in NUMBERS.values()):
        return numbers(set_id, attempt)
    paper = _papers().get(" ".join([set_id, *keys]))
    return Paper(**paper) if paper else Said(said("{id}: shown in your notebook only.", id=set_id))


@cache
def _papers() -> dict[str, dict[str, str]]:
    text = (resources.files("crmlab") / "data" / "papers.json").read_text(encoding="utf-8")
    return json.loads(text)


def _me() -> Any:
    """Return the name that the notebook gives, wherever `numbers` is called from."""
    frame = sys._getframe()
    while frame and frame.f_globals.get("__name__", "").startswith("crmlab."):
        frame = frame.f_back
    me = frame.f_globals.get("me") if frame else None
    return me.strip() if isinstance(me, str) else me


def _display(note: Said) -> None:
    from IPython.display import display

    display(note)
