"""A mistake is a sentence and a wrong formula: often the right one on other inputs, or wrong in a part."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from crmlab.intake.values import plain

INVENTED = "answers of invented students"
Right = Callable[..., Any]  # takes the inputs by name, and gives the right answer
Wrong = Callable[..., Any]  # takes of the inputs, and of `right`, the right answer, those that it names


@dataclass(frozen=True)
class given:  # noqa: N801  (is read as a verb of the declaration)
    """The right formula on other inputs: ``given(retention=lambda retention: 1 - retention)``.

    A change is a value, or a function of the inputs that it names.
    """

    changes: Mapping[str, Any]

    def __init__(self, **changes: Any) -> None:
        object.__setattr__(self, "changes", changes)

    def of(self, right: Right) -> Wrong:
        """Return the wrong formula for this right one."""
        return lambda **inputs: right(**inputs | _made(self.changes, inputs))


@dataclass(frozen=True)
class part:  # noqa: N801
    """The right table or dictionary with other entries: ``part(gain=lambda right: -right["gain"])``.

    The named ones alone show the mistake, whatever else an answer has; of a table its first column stands
    with them, to say which row is which. What is wrong is computed from the inputs and from ``right``, the
    right answer, and never from the learner's.
    """

    wrong: Mapping[str, Any]

    def __init__(self, **wrong: Any) -> None:
        object.__setattr__(self, "wrong", wrong)

    def of(self, right: Right) -> Wrong:
        """Return the wrong formula for this right one."""

        def answer(**inputs: Any) -> Any:
            whole = right(**inputs)
            parts = _made(self.wrong, inputs | {"right": whole})
            if not isinstance(whole, pd.DataFrame):
                return whole | parts
            first = whole.columns[0]
            return pd.DataFrame({first: whole[first]} | parts, index=whole.index)

        return answer


Formula = Wrong | given | part


@dataclass(frozen=True)
class Mistake:
    """What people really get wrong.

    Attributes
    ----------
    sentence : str
        What the learner reads when the answer shows it.
    wrong : callable, given, part, or a list of them
        The wrong formula; takes the inputs that it names, and ``right`` for the right answer.
    seen_in : str
        Where the mistake is known from.
    shows_in : callable, optional
        Recognises the mistake in an answer that has others, too, where no formula can.
    """

    sentence: str
    wrong: Formula | Sequence[Formula]
    seen_in: str = INVENTED
    shows_in: Callable[[Any], bool] | None = None


@dataclass(frozen=True)
class Misconception:
    """A mistake as one check knows it.

    Attributes
    ----------
    id : str
        ``check:mistake``.
    sentence, seen_in, shows_in
        As declared.
    wrong : callable
        Takes the inputs of the check by name, and gives a plain value.
    parts : tuple of str
        The entries of a dictionary that show it alone; all if there are none.
    """

    id: str
    sentence: str
    wrong: Callable[..., Any]
    seen_in: str = INVENTED
    shows_in: Callable[[Any], bool] | None = None
    parts: tuple[str, ...] = field(default=())


def known_to(
    check_id: str, right: Right, mistakes: Mapping[str, Mistake], inputs: Sequence[str] = ()
) -> list[Misconception]:
    """Return the mistakes of a check, each bound to the *right* formula and to the check's *inputs*."""
    return [
        Misconception(
            known_as(check_id, name),
            mistake.sentence,
            _in_plain(_bound(formula, right, inputs)),
            mistake.seen_in,
            mistake.shows_in,
            tuple(formula.wrong) if isinstance(formula, part) else (),
        )
        for name, mistake in mistakes.items()
        for formula in (mistake.wrong if isinstance(mistake.wrong, list) else [mistake.wrong])
    ]


def known_as(check_id: str, name: str) -> str:
    """Return the id of a mistake."""
    return f"{check_id}:{name.replace('_', '-')}"


def _bound(formula: Formula, right: Right, inputs: Sequence[str]) -> Callable[..., Any]:
    if isinstance(formula, given | part):
        return formula.of(right)
    if "right" in inspect.signature(formula).parameters:
        return lambda **known: called(formula, known | {"right": right(**known)}, inputs)
    return lambda **known: called(formula, known, inputs)


def _in_plain(formula: Callable[..., Any]) -> Callable[..., Any]:
    return lambda **known: plain(formula(**known))


def _made(changes: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    return {name: called(one, known) if callable(one) else one for name, one in changes.items()}


def called(formula: Callable[..., Any], known: Mapping[str, Any], inputs: Sequence[str] = ()) -> Any:
    """Call a formula with what it names of the *known*; with the *inputs*, too, if it takes any name."""
    names, takes_any = _names_of(formula)
    names = {*names, *(inputs or known)} if takes_any else names
    return formula(**{name: known[name] for name in names if name in known})


@functools.lru_cache(maxsize=4096)
def _names_of(formula: Callable[..., Any]) -> tuple[frozenset[str], bool]:
    """Return the parameters of a formula, and whether it takes any other name."""
    asked = inspect.signature(formula).parameters.values()
    takes_any = any(one.kind is one.VAR_KEYWORD for one in asked)
    return frozenset(one.name for one in asked if one.kind is not one.VAR_KEYWORD), takes_any
