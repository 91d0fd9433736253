"""What a wrong answer computes from inputs that are the same for everybody: so ideas can be compared.

A function is called on what everyone sees and on some calls more. A value is computed again by the student's
own cells, from the numbers of three names that nobody has. What comes back is kept as plain JSON.
"""

from __future__ import annotations

import functools
import hashlib
import json
import math
import random
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from crmlab.exercises.beside import answered
from crmlab.exercises.declaring import AnswerCheck, Check, FunctionCheck
from crmlab.exercises.drawing import draw_unseen
from crmlab.exercises.judging import IDEA, Verdict, tolerance_of
from crmlab.exercises.own_numbers import inputs_of
from crmlab.exercises.remembering import of_a_class
from crmlab.exercises.slips import in_asked_words
from crmlab.grading.results import Assignment, is_open
from crmlab.grading.running.execution import TOO_LONG, Inputs, value_of
from crmlab.grading.running.sections import Answered
from crmlab.grading.running.verdicts import Asked, numbers_for
from crmlab.intake.equality import as_list, folded, is_close, is_number, only_member
from crmlab.intake.values import Reply
from crmlab.intake.wire import encode
from crmlab.language import language

NAMES = ("probe 1", "probe 2", "probe 3")  # by which the numbers are drawn that a value is computed from
_CALLS = 3  # of a function, beside those that everyone sees
_MOST = 200_000  # characters of what one answer gives for all probes
_NOT_ASKED = {"missing", "not-reached"}
_NO_ANSWER = {"Died", "TooLong"}
_FORM = 1  # raised when answers are kept in another form


@dataclass(frozen=True)
class Probed:
    """What wrong answers gave for the probes.

    Attributes
    ----------
    replies : mapping of int to list of Reply
        By the place of a graded cell; no entry where no answer came, or none that can be compared.
    cut_off : bool
        Whether something took too long.
    """

    replies: Mapping[int, Sequence[Reply]]
    cut_off: bool


def may_be_probed(check: Check, verdict: Mapping[str, Any]) -> bool:
    """Return whether a wrong answer is of no known idea, and there is an object that can be asked."""
    is_kind = isinstance(check, FunctionCheck | AnswerCheck) and type(check).judged is Check.judged
    return is_kind and not check.asks_who and is_open(verdict) and verdict.get("id") not in _NOT_ASKED


@functools.cache
def probes_of(asked: Asked) -> tuple[Inputs, ...]:
    """Return the inputs on which answers to a check are compared; the same for every class."""
    task, check = asked.task, asked.check
    if asked.is_of_function:
        seen = inputs_of(task, check)
        source = random.Random(f"{task.topic}|{task.version}|{check.id}|probes")
        return (*seen, *draw_unseen(check, seen, _CALLS, source))
    names = NAMES if check.quantities else NAMES[:1]
    return tuple(inputs for name in names for inputs in inputs_of(task, check, name))


@functools.cache
def hash_of(asked: Asked) -> str:
    """Return a hash of the probes of a check, and of how answers to them are kept."""
    told = json.dumps([_FORM, *(encode(dict(inputs)) for inputs in probes_of(asked))])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def probe(notebook: Answered, places: Iterable[int], seconds: float) -> Probed:
    """Ask some wrong answers of a notebook for the probes; it runs in the sandbox, as when it is graded.

    Parameters
    ----------
    notebook : Answered
        What the student answered.
    places : iterable of int
        The places of the graded cells that ask for them.
    seconds : float
        Seconds that all of it may take.
    """
    asked = {place: notebook.asked[place] for place in places}
    replies: dict[int, list[Reply]] = {place: [] for place in asked}
    deadline = time.monotonic() + seconds
    for number, name in enumerate(NAMES):
        calls = {place: _calls(one) for place, one in asked.items() if _is_asked(one, number)}
        if not calls:
            break
        ran = notebook.probed(calls, _numbers(notebook.name, name, language()), deadline)
        if TOO_LONG in ran.left_out.values():
            return Probed({}, cut_off=True)
        for place in calls:
            if asked[place].is_of_function:
                replies[place] += ran.replies.get(place, [])
            elif not ran.left_out:  # without a cell, what follows from it is another answer than his
                replies[place] += _computed(asked[place], number, ran.sent.get(place))
    complete = {at: found for at, found in replies.items() if len(found) == len(probes_of(asked[at]))}
    whole = {at: found for at, found in complete.items() if not _NO_ANSWER & {one.error for one in found}}
    return Probed(whole, cut_off=False)


def _is_asked(asked: Asked, number: int) -> bool:
    """Whether a check is asked when the notebook runs with the numbers of a name; functions once."""
    return number == 0 if asked.is_of_function else number < len(probes_of(asked))


def _calls(asked: Asked) -> Sequence[Inputs] | None:
    return probes_of(asked) if asked.is_of_function else None


@functools.lru_cache(maxsize=16)
def _numbers(topic: str, name: str, spoken: str) -> dict[str, dict]:
    return numbers_for(topic, [name])[name]


def _computed(asked: Asked, number: int, sent: Any) -> list[Reply]:
    """Return the reply that a value is, if there is one."""
    has_value = isinstance(sent, dict) and "value" in sent
    return [Reply(probes_of(asked)[number], value_of(sent))] if has_value else []


# --- what is compared ---------------------------------------------------------------------------------------


def answers_of(check: Check, replies: Sequence[Reply]) -> list[Any] | None:
    """Return what an answer gives for the probes, as JSON has it; None if it is too long to keep."""
    found = [_answer(of_a_class(check), reply) for reply in replies]
    return found if len(json.dumps(found)) <= _MOST else None


def _answer(check: Check, reply: Reply) -> dict[str, Any]:
    """Return one reply in the shape of the right one, so that a list and a Series are alike."""
    if reply.error:
        return {"error": reply.error}
    check = check.of(reply.inputs)
    value = in_asked_words(check, reply.value)
    beside = answered(check, replace(reply, value=value), tolerance_of(check))
    parts = {
        "" if part is None else str(part): [_member(pair.right, pair.got) for pair in pairs]
        for part, pairs in beside.laid.parts.items()
    }
    if not parts:
        parts = _unlaid(beside.right, value)
    return {"parts": parts, **({"misfit": beside.laid.misfit.slip} if beside.laid.misfit else {})}


def _unlaid(right: Any, value: Any) -> dict[str, Any]:
    """Return an answer that does not fit beside the right one: its columns, its members, or as it is."""
    if not isinstance(right, pd.DataFrame) or not isinstance(value, dict | list | pd.DataFrame):
        return {"": _encoded(value)}
    try:
        table = pd.DataFrame(value)
        table = table.reset_index(allow_duplicates=True) if any(table.index.names) else table
        table = table.loc[:, ~table.columns.duplicated()]
        named = [name for name in right if name in table]
        table = table.sort_values(named[0]) if named else table  # in whatever order the rows were made
    except Exception:  # pandas raises what it likes
        return {"": _encoded(value)}
    return {str(name): encode(as_list(table[name])) for name in named}


def _member(right: Any, got: Any) -> Any:
    """Return what stands for one right value: a list of one number is that number, as for the judge."""
    return _encoded(got if right is None else only_member(got))


def _encoded(value: Any) -> Any:
    """Return a value as JSON in which each number can be compared, not as packed bytes."""
    if isinstance(value, pd.DataFrame):
        return [[str(name), encode(as_list(column))] for name, column in value.items()]
    return encode(as_list(value) if isinstance(value, pd.Series | np.ndarray) else value)


def are_alike(one: Any, other: Any, tolerance: float) -> bool:
    """Return whether two answers to the probes are the same, as finely as the judge compares.

    Examples
    --------
    >>> are_alike([{"parts": {"": [1.0]}}], [{"parts": {"": [1.004]}}], 0.005)
    True
    """
    if is_number(one) and is_number(other):
        return is_close(one, other, tolerance) or one == other or (math.isnan(one) and math.isnan(other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(are_alike(one[at], other[at], tolerance) for at in one)
    if isinstance(one, list) and isinstance(other, list):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(are_alike(*pair, tolerance) for pair in pairs)
    return type(one) is type(other) and folded(one) == folded(other)


# --- teachers' ideas ----------------------------------------------------------------------------------------


def name_ideas(notebook: Answered, verdicts: dict[int, Verdict], assignment: Assignment) -> bool:
    """Put a teacher's sentence into the verdicts on wrong answers that show his idea.

    Right answers and known mistakes are not looked at, and no points change.

    Returns
    -------
    bool
        Whether something took so long that another run may find an idea.
    """
    places = [
        place
        for place, verdict in verdicts.items()
        if not verdict.right
        and may_be_probed(check := notebook.asked[place].check, {"kind": verdict.kind, "id": verdict.id})
        and any(one.probes == hash_of(notebook.asked[place]) for one in assignment.ideas_about(check.id))
    ]
    if not places:
        return False
    probed = probe(notebook, places, assignment.limits.notebook)
    for place, replies in probed.replies.items():
        asked = notebook.asked[place]
        answers, tolerance = answers_of(asked.check, replies), tolerance_of(asked.check)
        for idea in assignment.ideas_about(asked.check.id):
            if idea.probes == hash_of(asked) and answers and are_alike(idea.answers, answers, tolerance):
                told = {"message": idea.sentence, "kind": IDEA, "id": idea.name}
                verdicts[place] = replace(verdicts[place], **told)
                break
    return probed.cut_off
