"""The only place where right and wrong are decided. Pure: it executes nothing of a learner's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from crmlab.declared.quantities import Choice, Quantity
from crmlab.exercises.declaring import Check, FunctionCheck
from crmlab.exercises.mistakes import Misconception
from crmlab.intake.comparing import difference
from crmlab.intake.values import Reply, plain, plain_mapping

RIGHT, MISTAKE, SLIP = "right", "mistake", "slip"
_DEFAULT_TOLERANCE = 0.005
_ENDINGS = {
    "Died": "ended Python itself, so nothing came back",
    "TooLong": "took too long and was stopped",
}
_STUBS = dict.fromkeys(
    ("NotYet", "NotImplementedError"), "is still the stub: write its body, then run its cell again"
)


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
        `RIGHT`; `MISTAKE`, which the task declares; `SLIP`, which any task may meet.
    id : str
        Which mistake or slip it is: ``check:mistake``, ``set:item:option``, or a word such as ``"none"``.
    answer : object
        The plain value that the message speaks of.
    inputs : mapping or None
        The inputs on which the answer is wrong.
    compared : str
        What came for these inputs, and for a function what is right.
    """

    right: bool
    message: str
    kind: str = SLIP
    id: str = ""
    answer: Any = field(default=None, compare=False)  # tables are not equal or unequal
    inputs: Mapping[str, Any] | None = None
    compared: str = ""

    @property
    def names_the_mistake(self) -> bool:
        """Whether the message is a sentence that the task has for just this."""
        return self.kind == MISTAKE


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
    for reply in replies:
        clause = _clause(check, reply)
        if clause:
            compared = f"{_subject(check, reply)} {clause}."
            told = {"answer": reply.value, "inputs": reply.inputs, "compared": compared}
            if known := _recognise(check, replies):
                return Verdict(False, known.sentence, MISTAKE, known.id, **told)
            return refused(compared, _slip(reply), **told)
    return Verdict(
        True, f"Right: {check.says}.{_remark(replies)}", RIGHT, answer=replies[0].value if replies else None
    )


def refused(clause: str, slip: str, **told: Any) -> Verdict:
    """Return the verdict of what is wrong in a way that no task has a sentence for."""
    return Verdict(False, f"Not right yet: {clause}", SLIP, slip, **told)


def no_function(kind: str) -> Verdict:
    """Return the verdict of an answer of another *kind* where a function is asked for."""
    return refused(f"a function is expected; got {kind}.", "no-function")


def _slip(reply: Reply) -> str:
    """Name what is wrong with a reply that shows no known mistake."""
    if reply.error:
        return {"Died": "ended-python", "TooLong": "too-long"}.get(
            reply.error, "stub" if reply.error in _STUBS else "stopped"
        )
    return "none" if reply.value is None else "another-value"


def tolerance_of(check: Check) -> float:
    """Return the largest absolute difference that counts as equal in *check*."""
    if check.tolerance is not None:
        return check.tolerance
    return check.result.tolerance if isinstance(check.result, Quantity) else _DEFAULT_TOLERANCE


def _clause(check: Check, reply: Reply) -> str | None:
    """Say what is wrong with one reply; None when it is right."""
    if reply.error:
        return (_ENDINGS | _STUBS).get(
            reply.error, f"stopped with {reply.error}: {_first_line(reply.error_text)}"
        )
    expected = plain(check.answer(reply.inputs))
    if reply.value is None and expected is not None:
        return check.nothing
    clause = difference(expected, reply.value, tolerance_of(check))
    if clause and isinstance(check, FunctionCheck) and not isinstance(expected, pd.DataFrame):
        clause += f"; {_shown(check.result, expected)} is right"
    return clause


def _remark(replies: Sequence[Reply]) -> str:
    """Return what a right function should do better all the same."""
    changed = {name for reply in replies for name in reply.changed}
    if not changed:
        return ""
    return f" One remark: your function changes its argument {min(changed)!r}; work on a copy."


def _subject(check: Check, reply: Reply) -> str:
    """Name what the clause of a wrong reply speaks of."""
    if not isinstance(check, FunctionCheck):
        return "your answer"
    if reply.error in _STUBS:
        return "your function"
    given = ", ".join(f"{name} = {_shown(None, value)}" for name, value in reply.inputs.items())
    return f"for {given}, {'your function' if reply.error else 'what your function gives'}"


def _recognise(check: Check, replies: Sequence[Reply]) -> Misconception | None:
    """Return the first misconception that shows in all replies."""
    return next((one for one in check.misconceptions if all(_shows(check, one, r) for r in replies)), None)


def _shows(check: Check, misconception: Misconception, reply: Reply) -> bool:
    if reply.error:
        return False
    if misconception.shows_in:
        try:
            return bool(misconception.shows_in(reply.value))
        except Exception:  # what it cannot read, whatever a learner handed in, does not show the mistake
            return False
    wrong = plain(misconception.wrong(**reply.inputs))
    return is_taken_for(wrong, misconception.parts, reply.value, tolerance_of(check))


def is_taken_for(wrong: Any, parts: Sequence[str], given: Any, tolerance: float) -> bool:
    """Return whether a *given* answer shows a wrong one: all of it, or *parts* of a dictionary alone."""
    if not (parts and isinstance(wrong, dict)):
        return difference(wrong, given, tolerance) is None
    given = plain_mapping(given) if isinstance(given, pd.Series) else given
    if not isinstance(given, dict) or not set(parts) <= set(given):
        return False
    return all(difference(wrong[name], given[name], tolerance) is None for name in parts)


def _shown(quantity: Quantity | Choice | None, value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        by_format = isinstance(quantity, Quantity) and not quantity.is_percentage  # 21 looks like 21 %
        return quantity.show(value) if by_format else f"{value:,.10g}"
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:57] + "…"


def _first_line(text: str) -> str:
    first = "".join(filter(str.isprintable, next(iter(text.strip().splitlines()), "")))
    return first[:120].rstrip(" .") or "no message"
