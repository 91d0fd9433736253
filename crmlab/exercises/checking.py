"""`check`: ask a learner's object, let the judge decide, show the verdict."""

from __future__ import annotations

import contextlib
import functools
import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from crmlab import progress
from crmlab.concepts.marking import OPEN, PARTLY, RIGHT, WRONG
from crmlab.declared.working import Working, show
from crmlab.errors import BadTypeError, NotYet
from crmlab.exercises import releases
from crmlab.exercises.declaring import Check, FunctionCheck, Task
from crmlab.exercises.finding import find_check
from crmlab.exercises.hints import hints_for, hints_left
from crmlab.exercises.judging import COMPLETE, SLIP, Verdict, is_short, judge, no_function
from crmlab.exercises.notes import Note, display
from crmlab.exercises.own_numbers import inputs_of
from crmlab.exercises.quizzes import QuizCheck
from crmlab.intake.values import Reply, plain
from crmlab.language import said, to_say
from crmlab.sandbox.asking import ask

SEE_ABOVE = to_say("Not right yet; the message above says why.")


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
    note = note_for(task, found, verdict, progress.is_decided())
    display(replace(note, details=(*note.details, *filter(None, [releases.remark()]))))
    if not verdict.right:
        raise NotYet(verdict.message if progress.at_validation() else said(SEE_ABOVE))
    progress.remember_right(check_id)


def note_for(task: Task, found: Check, verdict: Verdict, graded: bool = False) -> Note:
    """Return what a learner reads of a verdict: the message, what came, where to look.

    The worked formula is shown when the points are earned, after the last hint, or what is wrong is *graded*.
    """
    told = found.told(verdict) if graded else ()
    if verdict.right:
        sign = OPEN if verdict.kind == COMPLETE else RIGHT
        return Note(verdict.message, sign, told, working=None if graded else _working(found, verdict))
    working = _working(found, verdict) if graded or not hints_left(task) else None
    inputs = verdict.inputs if isinstance(found, FunctionCheck) and verdict.inputs else {}
    long = {name: value for name, value in inputs.items() if not is_short(value)}
    shown = PARTLY if verdict.right_parts else WRONG
    return Note(
        verdict.message, shown, told or tuple(_details(task, found, verdict)), long and inputs, working
    )


def _details(task: Task, found: Check, verdict: Verdict) -> Iterator[str]:
    helps = repr(hints_for(task, found))
    if verdict.is_untouched:
        yield said("Begin here: run hint({task}) in a cell.", task=helps)
        return
    if verdict.compared and verdict.compared not in verdict.message:
        yield f"{verdict.compared[0].upper()}{verdict.compared[1:]}"
    if verdict.right_parts:
        yield said("Right already: {parts}.", parts=said(", ").join(verdict.right_parts))
    yield said(
        "To reread: {place}. For a hint, run hint({task}) in a cell.",
        place=said(task.reread),
        task=helps,
    )


def _verdict(task: Task, found: Check, *answers: Any) -> Verdict:
    if len(answers) != 1:
        sentence = to_say("check({id}, …) takes one answer; got {got}.")
        raise BadTypeError(said(sentence, id=repr(found.id), got=len(answers)))
    answer = answers[0]
    if not isinstance(found, FunctionCheck):
        replies = [Reply(inputs, plain(answer)) for inputs in inputs_of(task, found)]
        is_open = isinstance(found, QuizCheck) and not progress.is_decided()
        return found.complete(*replies) if is_open else judge(found, replies)
    if not callable(answer):
        return no_function(type(answer).__name__)
    if _is_the_library(answer):
        sentence = said("This is the library's own function; write it yourself, with def.")
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
    given = {name: value for name, value in verdict.inputs.items() if name in found.reference.parameters}
    return show(found.reference, **given, **found.fixed)
