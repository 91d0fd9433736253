"""The only place where right and wrong are decided. Pure: it executes nothing of a learner's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Choice, Quantity
from crmlab.exercises.beside import Answered, Slip, answered
from crmlab.exercises.declaring import Check, FunctionCheck
from crmlab.exercises.mistakes import Misconception
from crmlab.exercises.number_slips import two_at_once
from crmlab.exercises.recognising import (
    gives_no_whole_numbers,
    parts_shown,
    recognised,
    recognised_in_parts,
)
from crmlab.exercises.slips import in_asked_words, likely_slip_in, plain_slip_in, slip_at_a_glance
from crmlab.intake.comparing import Misfit, fault
from crmlab.intake.equality import is_number, kind_of, written
from crmlab.intake.values import Reply
from crmlab.language import said, to_say

RIGHT, MISTAKE, SLIP = "right", "mistake", "slip"
IDEA = "idea"  # a teacher has named it for his class; the task does not know it
COMPLETE = "complete"  # answered; whether it is right is told later
# slips that a sentence names; the others say only what came
UNNAMED = {"another-value", "stopped", "divided-by-zero", "missing", "not-reached"}
_DEFAULT_TOLERANCE = 0.005
_SHORT = 60  # characters of an input that is told in the sentence itself
_ENDINGS = {
    "Died": ("ended-python", to_say("ended Python itself, so nothing came back")),
    "TooLong": ("too-long", to_say("took too long and was stopped")),
    "NotYet": ("stub", to_say("is still as it was handed out: write its body, then run its cell again")),
}
_ENDINGS["NotImplementedError"] = _ENDINGS["NotYet"]


@dataclass(frozen=True)
class Verdict:
    """What the judge says of one graded cell.

    Attributes
    ----------
    right : bool
        Whether the cell earns its points; there is nothing in between.
    message : str
        One sentence for the learner.
    kind : str
        `RIGHT`; `MISTAKE`, which the task declares; `SLIP`, which any task may meet; `IDEA`, which a teacher
        has named; `COMPLETE`.
    id : str
        Which mistake or slip it is: ``check:mistake``, ``set:item:option``, or a word such as ``"none"``.
    answer : object
        The plain value that the message speaks of.
    inputs : mapping or None
        The inputs on which the answer is wrong.
    compared : str
        What came for these inputs, and for a function what is right.
    right_parts : tuple of str
        The columns or entries of a wrong answer that are right.
    kept : object
        Plain values that are kept with the grade for the instructor, however long; no learner is told.
    """

    right: bool
    message: str
    kind: str = SLIP
    id: str = ""
    answer: Any = field(default=None, compare=False)  # tables are not equal or unequal
    inputs: Mapping[str, Any] | None = None
    compared: str = ""
    right_parts: tuple[str, ...] = ()
    kept: Any = field(default=None, compare=False)

    @property
    def is_specific(self) -> bool:
        """Whether the message names what was done, and does not only say what came."""
        return not self.right and self.id not in UNNAMED

    @property
    def is_untouched(self) -> bool:
        """Whether nothing has been answered yet."""
        return self.id == "stub"


def judge(check: Check, replies: Sequence[Reply]) -> Verdict:
    """Decide whether the replies of a learner's object are right.

    Parameters
    ----------
    check : Check
        The behaviour that is graded.
    replies : sequence of Reply
        What the learner's object answered, one reply for each set of inputs.

    Returns
    -------
    Verdict
    """
    if replies and (own := check.judged(replies)):
        return own
    check = check.of(replies[0].inputs) if replies else check
    replies = [replace(reply, value=in_asked_words(check, reply.value)) for reply in replies]
    tolerance = tolerance_of(check)
    beside = [answered(check, reply, tolerance) for reply in replies]
    wrong = [(one, *refusal) for one in beside if (refusal := _refusal(check, one, tolerance))]
    if not wrong:
        message = said("Right: {what}.", what=check.says) + _remark(replies)
        first = replies[0] if replies else Reply({})
        return Verdict(True, message, RIGHT, answer=first.value, inputs=first.inputs)
    one, slip, clause = min(wrong, key=lambda each: _size(each[0].reply.inputs))
    is_untouched = len(wrong) == len(beside) and all(refusal[0] == "stub" for _, *refusal in wrong)
    named = None if is_untouched else _named(check, beside, one, tolerance)
    if named and named.parts:
        clause = _refusal(check, one, tolerance, named.parts).clause
    compared = said("{subject} {clause}.", subject=_subject(check, one.reply), clause=clause)
    parts = tuple(map(str, _right_parts(one, tolerance)))
    told = {"answer": one.reply.value, "inputs": one.reply.inputs, "right_parts": parts}
    if not named:
        return refused(compared, slip, compared=compared, **told)
    says_all = named.says_all and not isinstance(check, FunctionCheck)
    return Verdict(False, named.sentence, named.kind, named.id, compared="" if says_all else compared, **told)


class _Named(NamedTuple):
    """What is known of a wrong answer, and of which of its parts the sentence speaks."""

    sentence: str
    kind: str
    id: str
    parts: tuple[Any, ...] = ()
    says_all: bool = False


def _named(check: Check, beside: Sequence[Answered], one: Answered, tolerance: float) -> _Named | None:
    """Return the mistake that the task knows, or the slip that has a sentence.

    What is sure comes first: a mistake as declared, a plain slip, a mistake in parts, then what is likely.
    Its parts are those of the *one* reply that is shown.
    """
    replies, right = [each.reply for each in beside], [each.right for each in beside]
    known = recognised(check.misconceptions, replies, right, tolerance)
    known = known or _divided_by_its_zero(check, beside, tolerance)
    glance = slip_at_a_glance(check, beside, tolerance)
    if glance and known and gives_no_whole_numbers(known, replies[0]):
        known = None
    if not known and (slip := glance or plain_slip_in(check, beside, tolerance)):
        return _of_slip(slip)
    known = known or recognised_in_parts(check.misconceptions, replies, right, tolerance)
    if known:
        return _Named(known.sentence, MISTAKE, known.id, parts_shown(known, one.reply, one.right, tolerance))
    if slip := likely_slip_in(check, beside, tolerance):
        return _of_slip(slip)
    if both := two_at_once(check, beside, tolerance):
        known, slip = both
        return _Named(f"{known.sentence} {slip.sentence}", MISTAKE, known.id, (slip.part,))
    return None


def _of_slip(slip: Slip) -> _Named:
    return _Named(slip.sentence, SLIP, slip.id, (slip.part,), slip.says_all)


def _divided_by_its_zero(check: Check, beside: Sequence[Answered], tolerance: float) -> Misconception | None:
    """Return the mistake that shows in all other replies where a base is 0 that need not be."""
    others = [one for one in beside if one.reply.error != "ZeroDivisionError"]
    right, replies = [one.right for one in others], [one.reply for one in others]
    if len(others) == len(beside) or all(_refusal(check, one, tolerance) is None for one in others):
        return None
    return recognised(check.misconceptions, replies, right, tolerance)


def refused(clause: str, slip: str, **told: Any) -> Verdict:
    """Return the verdict of what is wrong in a way that has no sentence of its own."""
    return Verdict(False, said("Not right yet: {clause}", clause=clause), SLIP, slip, **told)


def no_function(kind: str) -> Verdict:
    """Return the verdict of an answer of another *kind* where a function is asked for."""
    return refused(said("a function is expected; got {kind}.", kind=kind), "no-function")


def tolerance_of(check: Check) -> float:
    """Return the largest absolute difference that counts as equal in *check*."""
    if check.tolerance is not None:
        return check.tolerance
    return check.result.tolerance if isinstance(check.result, Quantity) else _DEFAULT_TOLERANCE


def _refusal(check: Check, one: Answered, tolerance: float, parts: Sequence[Any] = ()) -> Misfit | None:
    """Return which slip keeps a reply from being right, and what is said of it; None when it is right.

    Of several faults it is one in these *parts*, or else the first.
    """
    reply, expected = one.reply, one.right
    if reply.error:
        stopped = said("stopped with {error}: {text}", error=reply.error, text=_first_line(reply.error_text))
        return _ending(reply.error) or Misfit("stopped", stopped)
    if _is_empty(reply.value) and expected is not None:
        slip = "none" if isinstance(check, FunctionCheck) else "stub"
        return Misfit(slip, said(check.nothing))
    of_parts = (found for part, found in one.laid.faults(tolerance) if part is not None and part in parts)
    found = next(of_parts, None) or fault(expected, reply.value, tolerance)
    if found is None:
        return None
    slip, clause = found
    if isinstance(check, FunctionCheck) and expected is not None and not isinstance(expected, pd.DataFrame):
        value = _shown(check.result, expected, tolerance)
        clause = said("{clause}; {value} is right", clause=clause, value=value)
    return Misfit(slip, clause)


def _ending(error: str) -> Misfit | None:
    if error not in _ENDINGS:
        return None
    slip, clause = _ENDINGS[error]
    return Misfit(slip, said(clause))


def _is_empty(value: Any) -> bool:
    """Return whether an answer is None, or a dictionary of nothing else."""
    return value is None or (
        isinstance(value, dict) and all(part is None for part in value.values()) and bool(value)
    )


def _remark(replies: Sequence[Reply]) -> str:
    """Return what a right function should do better all the same."""
    changed = {name for reply in replies for name in reply.changed}
    if not changed:
        return ""
    remark = said(
        "One remark: your function changes its argument {name}; work on a copy.", name=repr(min(changed))
    )
    return f" {remark}"


def _subject(check: Check, reply: Reply) -> str:
    """Name what the clause of a wrong reply speaks of."""
    if not isinstance(check, FunctionCheck):
        return said("your answer")
    if _ENDINGS.get(reply.error) == _ENDINGS["NotYet"]:
        return said("your function")
    given = said(", ").join(f"{name} = {_shown(None, value)}" for name, value in reply.inputs.items())
    what = said("your function") if reply.error else said("what your function gives")
    return said("for {given}, {what}", given=given, what=what)


def _right_parts(one: Answered, tolerance: float) -> list[Any]:
    """Return the columns or entries that are right, the one that names the rows left out."""
    wrong = {part for part, _ in one.laid.faults(tolerance)}
    return [part for part in one.laid.parts if part not in wrong and part not in (None, one.laid.key)]


def _size(inputs: Mapping[str, Any]) -> int:
    """Return how much there is to read in a call."""
    return sum(map(_cells, inputs.values()))


def _cells(value: Any) -> int:
    if isinstance(value, pd.DataFrame | np.ndarray):
        return value.size
    return len(value) if isinstance(value, list | dict | str) else 1


def _shown(quantity: Quantity | Choice | None, value: Any, tolerance: float | None = None) -> str:
    """Write a value in a sentence: an input as it is, the right answer as finely as it is compared."""
    if is_number(value):
        by_format = isinstance(quantity, Quantity) and not quantity.is_percentage  # 21 looks like 21 %
        as_compared = f"{value:,.10g}" if tolerance is None else written(value, tolerance)
        return quantity.show(value) if by_format else as_compared
    if not is_short(value):
        return said("{kind} (shown below)", kind=kind_of(value))
    return " ".join(str(value).split())


def is_short(value: Any) -> bool:
    """Return whether a value can be read in the middle of a sentence."""
    return not isinstance(value, pd.DataFrame | np.ndarray) and len(" ".join(str(value).split())) <= _SHORT


def _first_line(text: str) -> str:
    first = "".join(filter(str.isprintable, next(iter(text.strip().splitlines()), "")))
    return first[:120].rstrip(" .") or said("no message")
