"""Why a learner's function stops, where the error and what went in tell it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from crmlab.exercises.beside import Answered, Slip
from crmlab.exercises.declaring import Check
from crmlab.intake.comparing import equal
from crmlab.intake.values import Reply
from crmlab.language import said

_OF_NOTHING = {"IndexError", "KeyError", "ValueError", "ZeroDivisionError"}
# what Python says of a list where a number is needed; of a text it says some of this, too
_LIST = re.compile(
    "|".join(
        (
            r"operand type.* for .*'list'",
            r"instances of .*'list'",
            r"multiply sequence",
            r"concatenate list",
            r"number, not '?list",
            r"list doesn't",
        )
    )
)
_CARET = re.compile(r"operand type\(s\) for \^|bitwise_xor|perform 'xor'")


def why_it_stops(check: Check, replies: Sequence[Answered], tolerance: float) -> Slip | None:
    """Return why a function stops, where its error tells."""
    failed = [one.reply for one in replies if one.reply.error]
    others = [one for one in replies if not one.reply.error]
    are_right = all(equal(one.right, one.reply.value, tolerance) for one in others)
    return (
        _without_default(check, failed)
        or _asks_for_the_example(check, failed)
        or (_on_nothing(failed) if are_right else None)
        or _with_a_caret(failed)
        or _with_none(failed)
        or _with_a_list(failed)
        or _by_zero(failed)
    )


def _without_default(check: Check, failed: Sequence[Reply]) -> Slip | None:
    """Return that a function stops where a parameter is left out and is None."""
    parameters = inspect.signature(check.reference).parameters.values()
    optional = {one.name for one in parameters if one.default is None} - {*check.fixed}
    left_out = sorted(name for name in optional if all(name not in reply.inputs for reply in failed))
    if not left_out or not all("NoneType" in reply.error_text for reply in failed):
        return None
    sentence = said(
        "Called without {name}, your function stops, because {name} is None then. Deal with that case first: "
        "if {name} is None.",
        name=left_out[0],
    )
    return Slip("no-default", sentence)


def _asks_for_the_example(check: Check, failed: Sequence[Reply]) -> Slip | None:
    """Return that a function asks for a name that the example has, and the arguments do not have."""
    missed = next((one for one in failed if one.error == "KeyError"), None)
    given = [] if missed is None else [one for one in missed.inputs.values() if isinstance(one, dict)]
    for name, example in check.example.items():
        for key in example if given and isinstance(example, dict) else ():
            if missed.error_text == repr(key) and not any(key in one for one in given):
                sentence = said(
                    "Your function asks for {key}, a name in the example. Others may be given in {name}: "
                    "go through those that are there.",
                    key=repr(key),
                    name=name,
                )
                return Slip("not-for-others", sentence)
    return None


def _on_nothing(failed: Sequence[Reply]) -> Slip | None:
    """Return that a function stops where an input holds nothing, by an error that nothing leads to."""
    empty = [name for name in failed[0].inputs if all(_is_of_nothing(one.inputs[name]) for one in failed)]
    if not empty or not {one.error for one in failed} <= _OF_NOTHING:
        return None
    sentence = said(
        "Where {name} is empty, your function stops with {error}. Deal with that case first: "
        "if len({name}) == 0.",
        name=empty[0],
        error=failed[0].error,
    )
    return Slip("empty-input", sentence)


def _is_of_nothing(value: Any) -> bool:
    return isinstance(value, list | dict | np.ndarray | pd.Series | pd.DataFrame) and len(value) == 0


def _with_a_caret(failed: Sequence[Reply]) -> Slip | None:
    """Return that a power is written with the sign of Excel."""
    if not all(one.error == "TypeError" and _CARET.search(one.error_text) for one in failed):
        return None
    return Slip("power-sign", said("Python writes a power with **, not with ^: for 2³ write 2 ** 3."))


def _with_none(failed: Sequence[Reply]) -> Slip | None:
    """Return that a function goes on with what a method gave back that only changes its list."""
    if not all("NoneType" in one.error_text for one in failed):
        return None
    sentence = said(
        "Your function goes on with None as if it were a value. {name}.sort() and {name}.append(…) change a "
        "list and give None back: write them on a line of their own, or take sorted({name}). A function "
        "of your own that has no return gives None, too.",
        name=next(_lists(failed), "values"),
    )
    return Slip("none-within", sentence)


def _with_a_list(failed: Sequence[Reply]) -> Slip | None:
    """Return that a function computes with a whole list as with one number."""
    name = next(_lists(failed), "")
    if not name or not all(one.error == "TypeError" and _LIST.search(one.error_text) for one in failed):
        return None
    sentence = said(
        "Your function computes with a whole list as if it were one number. Make an array of it first, such "
        "as np.array({name}), or go through its values one by one.",
        name=name,
    )
    return Slip("list-for-number", sentence)


def _lists(failed: Sequence[Reply]) -> Iterator[str]:
    return (name for name, value in failed[0].inputs.items() if isinstance(value, list))


def _by_zero(failed: Sequence[Reply]) -> Slip | None:
    if not all(one.error == "ZeroDivisionError" for one in failed):
        return None
    sentence = said(
        "Your function divides by 0. By what does it divide there, and does the task ask for that? "
        "If it does, deal with the case of 0 first."
    )
    return Slip("divided-by-zero", sentence)
