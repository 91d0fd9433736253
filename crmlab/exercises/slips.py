"""General slips, which any task may meet: found in what came and what is right, and told by their places."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from crmlab.exercises.beside import Answered, Numbers, Slip, are_right, numbers_in, pairs_in, subject_of
from crmlab.exercises.declaring import Check, FunctionCheck
from crmlab.exercises.number_slips import (
    given_back,
    not_divided,
    on_other_inputs,
    related,
    rounded_on_the_way,
)
from crmlab.exercises.relations import STRONG, TO_WHOLE, WEAK
from crmlab.intake.comparing import is_permuted
from crmlab.intake.equality import folded, is_number, quoted
from crmlab.language import said


def slip_at_a_glance(check: Check, replies: Sequence[Answered], tolerance: float) -> Slip | None:
    """Return a slip that the numbers show by themselves, whatever mistakes a task knows."""
    return next(related(check, numbers_in(replies), [TO_WHOLE], tolerance), None)


def slip_in(check: Check, replies: Sequence[Answered], tolerance: float) -> Slip | None:
    """Return the first general slip that explains what came.

    Parameters
    ----------
    check : Check
        What is asked.
    replies : sequence of Answered
        What came for each set of inputs; at least one is not right.
    tolerance : float
        Largest absolute difference of two equal numbers.
    """
    if any(one.reply.error for one in replies):
        return _without_default(check, replies)
    return next(_slips(check, replies, tolerance), None)


def _slips(check: Check, replies: Sequence[Answered], tolerance: float) -> Iterator[Slip]:
    numbers = numbers_in(replies)
    yield from _without_result(check, replies)
    yield from _no_number(check, replies)
    yield from _no_word(check, replies)
    yield from _not_following(check, replies, tolerance)
    yield from _exchanged(check, numbers, tolerance)
    yield from _in_another_order(check, replies, tolerance)
    wrong = [some for some in numbers if not some.are_right(tolerance)]
    yield from given_back(check, wrong, replies, tolerance)
    yield from rounded_on_the_way(check, numbers, tolerance)
    yield from related(check, wrong, STRONG, tolerance)
    yield from on_other_inputs(check, replies, tolerance)
    yield from not_divided(check, wrong, replies, tolerance)
    yield from related(check, wrong, WEAK, tolerance)


# --- No result, no number, no word -------------------------------------------------------------


def _without_default(check: Check, replies: Sequence[Answered]) -> Slip | None:
    """Return that a function stops where a parameter is left out and is None."""
    parameters = inspect.signature(check.reference).parameters.values()
    optional = {one.name for one in parameters if one.default is None} - {*check.fixed}
    failed = [one.reply for one in replies if one.reply.error]
    left_out = sorted(name for name in optional if all(name not in reply.inputs for reply in failed))
    if not left_out or not all("NoneType" in reply.error_text for reply in failed):
        return None
    sentence = said(
        "Called without {name}, your function stops, because {name} is None then. Deal with that case first: "
        "if {name} is None.",
        name=left_out[0],
    )
    return Slip("no-default", sentence)


def _without_result(check: Check, replies: Sequence[Answered]) -> Iterator[Slip]:
    empty = [one for one in replies if one.reply.value is None and one.right is not None]
    if isinstance(check, FunctionCheck) and 0 < len(empty) < len(replies):
        sentence = said(
            "For some inputs your function gives None, though there is a result: "
            "does each of its ways end with a return?"
        )
        yield Slip("none-in-a-branch", sentence)


def _no_number(check: Check, replies: Sequence[Answered]) -> Iterator[Slip]:
    """Yield that a length of time, or no finite number, stands where a number is asked."""
    for one, part, pair in pairs_in(replies):
        if is_number(pair.right) and "Timedelta" in str(pair.got) or str(pair.got) == "a timedelta64":
            sentence = said(
                "{Subject} is a length of time. Take the number of days out of it, with .dt.days or .days.",
                Subject=subject_of(check, part, one.laid.key),
            )
            yield Slip("length-of-time", sentence)


def _no_word(check: Check, replies: Sequence[Answered]) -> Iterator[Slip]:
    """Yield that a word is none of those that are asked for."""
    words = getattr(check, "words", {})
    for one, part, pair in pairs_in(replies):
        if part in words and pair.got is not None and pair.got not in words[part]:
            known = ", ".join(map(str, words[part]))
            sentence = said(
                "{Subject} is {got}, which is none of the words that are asked for: {words}.",
                Subject=subject_of(check, part, one.laid.key),
                got=quoted(pair.got),
                words=known,
            )
            yield Slip("unknown-word", sentence)


def in_asked_words(check: Check, value: Any) -> Any:
    """Return an answer with its words as the task spells them, whichever spelling was used."""
    words = getattr(check, "words", {})
    if not words or not isinstance(value, dict):
        return value
    return {key: _in_words(words[key], word) if key in words else word for key, word in value.items()}


def _in_words(words: Mapping[Any, Sequence[Any]], given: Any) -> Any:
    spellings = {_plainly(s): word for word, others in words.items() for s in (word, *others)}
    return spellings.get(_plainly(given), given)


def _plainly(word: Any) -> Any:
    text = str(word) if is_number(word) else word
    return folded(text).replace("_", " ").replace("-", " ") if isinstance(text, str) else None


# --- Decisions, exchanges, order ---------------------------------------------------------------


def _not_following(check: Check, replies: Sequence[Answered], tolerance: float) -> Iterator[Slip]:
    """Yield that a decision does not follow from the numbers beside it, which are right."""
    for one in replies:
        parts = one.laid.parts
        wrong = {part for part in parts if not are_right(parts[part], tolerance)}
        decided = [part for part in getattr(check, "decides", {}) if part in wrong]
        if decided and wrong <= {*check.decides} and not one.laid.misfit:
            sentence = said(
                "Your numbers are right, but {decision} does not follow from them: compare {what}.",
                decision=quoted(decided[0]),
                what=check.decides[decided[0]],
            )
            yield Slip("decision", sentence)


def _exchanged(check: Check, numbers: Sequence[Numbers], tolerance: float) -> Iterator[Slip]:
    for one, other in combinations(numbers, 2):
        crossed = (one._replace(right=other.right), other._replace(right=one.right))
        if not one.are_right(tolerance) and all(some.are_right(tolerance) for some in crossed):
            names = {"one": quoted(one.part), "other": quoted(other.part)}
            yield Slip("exchanged", said("You exchanged {one} and {other}.", **names))


def _in_another_order(check: Check, replies: Sequence[Answered], tolerance: float) -> Iterator[Slip]:
    parts = [(one.laid.key, *item) for one in replies for item in one.laid.parts.items()]
    for key, part, pairs in parts:
        if len(pairs) > 1 and not are_right(pairs, tolerance) and is_permuted(pairs, tolerance):
            sentence = said(
                "{Subject} has the right values in another order: leave each in the place where it belongs.",
                Subject=subject_of(check, part, key),
            )
            yield Slip("other-order", sentence)
