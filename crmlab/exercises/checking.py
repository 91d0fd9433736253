"""`check`: ask a learner's object, let the judge decide, show the verdict."""

from __future__ import annotations

import contextlib
import functools
import html
import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from crmlab import progress
from crmlab.declared.working import Working, show
from crmlab.errors import BadTypeError, NotYet
from crmlab.exercises import releases
from crmlab.exercises.declaring import Check, FunctionCheck, Task
from crmlab.exercises.finding import find_check
from crmlab.exercises.judging import SLIP, Verdict, judge, no_function
from crmlab.exercises.own_numbers import inputs_of
from crmlab.intake.values import Reply, plain
from crmlab.sandbox.asking import ask


@dataclass(frozen=True)
class Note:
    """A message for the learner, as HTML with a plain-text twin."""

    text: str
    mark: str
    details: str = ""
    working: Working | None = None

    def __str__(self) -> str:
        parts = [f"{self.mark} {self.text}", self.details, str(self.working or "")]
        return "\n".join(part for part in parts if part)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        details = f"<p><small>{html.escape(self.details)}</small></p>" if self.details else ""
        working = self.working._repr_html_() if self.working else ""
        message = f"<strong>{self.mark}</strong> {html.escape(self.text)}"
        return f'<div role="status"><p>{message}</p>{details}{working}</div>'


def check(check_id: str, *answers: Any) -> None:
    """Check one behaviour of your answer and say in one sentence what is right or wrong.

    Parameters
    ----------
    check_id : str
        Id of the check, such as ``"clv-value-endless"``.
    *answers
        Your function or your answer.

    Raises
    ------
    NotYet
        If the answer is not right.
    ValueError
        If there is no such check.
    """
    task, found = find_check(check_id)
    with _nothing_on_stderr():
        verdict = _verdict(task, found, *answers)
    note = note_for(task, found, verdict, progress.at_grading())
    _display(replace(note, details=f"{note.details} {releases.remark()}".strip()))
    if not verdict.right:
        raise NotYet("Not right yet; the message above says why.")
    progress.remember_right(check_id)


def note_for(task: Task, found: Check, verdict: Verdict, graded: bool = False) -> Note:
    """Return what a learner reads of a verdict: the message, where to look, the working.

    Before it is *graded*, the working of his own numbers would give the answer away.
    """
    if verdict.right:
        return Note(verdict.message, "✓")
    details = f"To reread: {task.reread}. For a hint, run hint({task.id!r}) in a cell."
    if verdict.names_the_mistake:
        details = f"{verdict.compared[0].upper()}{verdict.compared[1:]} {details}"
    working = _working(found, verdict) if graded or isinstance(found, FunctionCheck) else None
    return Note(verdict.message, "✗", details, working)


def _verdict(task: Task, found: Check, *answers: Any) -> Verdict:
    if len(answers) != 1:
        raise BadTypeError(f"check({found.id!r}, …) takes one answer; got {len(answers)}.")
    answer = answers[0]
    if not isinstance(found, FunctionCheck):
        return judge(found, [Reply(inputs, plain(answer)) for inputs in inputs_of(task, found)])
    if not callable(answer):
        return no_function(type(answer).__name__)
    if _is_the_library(answer):
        sentence = "This is the library's own function; write it yourself, with def."
        return Verdict(False, sentence, SLIP, "library")
    return judge(found, [ask(answer, inputs) for inputs in inputs_of(task, found)])


@contextlib.contextmanager
def _nothing_on_stderr() -> Iterator[None]:
    """Swallow warnings and logs: nbgrader gives 0 points to a cell that writes to stderr."""
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


def _is_the_library(answer: Callable) -> bool:
    while isinstance(answer, functools.partial):
        answer = answer.func
    return str(getattr(answer, "__module__", "")).startswith("crmlab.")


def _working(found: Check, verdict: Verdict) -> Working | None:
    """Show how the right answer comes about."""
    if verdict.inputs is None or not hasattr(found.reference, "parameters"):
        return None
    return show(found.reference, **verdict.inputs, **found.fixed)


def _display(note: Note) -> None:
    try:
        from IPython.display import display
    except ImportError:
        print(note)
    else:
        display(note)
