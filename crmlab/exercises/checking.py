"""`check`: ask a learner's object, let the judge decide, show the verdict."""

from __future__ import annotations

import contextlib
import functools
import html
import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from crmlab import progress
from crmlab.errors import BadTypeError, NotYet
from crmlab.exercises.inputs import inputs_of
from crmlab.exercises.judging import Verdict, judge
from crmlab.exercises.tasks import Check, Task, find_check
from crmlab.intake.values import Reply, plain
from crmlab.sandbox.asking import ask
from crmlab.working import Working, show


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
    _display(note_for(task, found, verdict))
    if not verdict.right:
        raise NotYet("Not right yet; the message above says why.")
    progress.remember_right(check_id)


def note_for(task: Task, found: Check, verdict: Verdict) -> Note:
    """Return what a learner reads of a verdict: the message, where to look, the working."""
    if verdict.right:
        return Note(verdict.message, "✓")
    details = f"To reread: {task.reread}. For a hint, run hint({task.id!r}) in a cell."
    if verdict.misconception:
        details = f"{verdict.compared[0].upper()}{verdict.compared[1:]} {details}"
    return Note(verdict.message, "✗", details, _working(found, verdict))


def _verdict(task: Task, found: Check, *answers: Any) -> Verdict:
    if len(answers) != 1:
        raise BadTypeError(f"check({found.id!r}, …) takes one answer; got {len(answers)}.")
    answer = answers[0]
    if found.asks_for == "answer":
        return judge(found, [Reply(inputs, plain(answer)) for inputs in inputs_of(task, found)])
    if not callable(answer):
        return Verdict(False, f"Not right yet: a function is expected; got {type(answer).__name__}.")
    if _is_the_library(answer):
        return Verdict(False, "This is the library's own function; write it yourself, with def.")
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
    """Show how the right answer comes about, but never give away the learner's own number before grading."""
    may_be_shown = found.asks_for == "function" or progress.at_grading()
    if verdict.inputs is None or not may_be_shown or not hasattr(found.reference, "parameters"):
        return None
    return show(found.reference, **verdict.inputs, **found.fixed)


def _display(note: Note) -> None:
    try:
        from IPython.display import display
    except ImportError:
        print(note)
    else:
        display(note)
