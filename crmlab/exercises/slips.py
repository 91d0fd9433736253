"""General slips, which any task may meet: found in what came and what is right, and told by their places."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations
from typing import Any

import pandas as pd

from crmlab.concepts.spelling import key_of
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
from crmlab.exercises.stopping import why_it_stops
from crmlab.intake.comparing import Pair, is_permuted
from crmlab.intake.equality import is_number, quoted
from crmlab.language import said, to_say

# what is counted and reported goes by these ids; each with what it means
KNOWN = {
    "stub": to_say("nothing was answered yet: the stub, None, or a dictionary of None"),
    "none": to_say("the function returns nothing, or an entry is None"),
    "none-in-a-branch": to_say("None for some inputs only, though they have a result"),
    "no-default": to_say("stops when an optional parameter is left out"),
    "empty-input": to_say("stops where a list or table that goes in is empty"),
    "power-sign": to_say("^ for a power"),
    "none-within": to_say("goes on with None, such as what list.sort() gives back"),
    "list-for-number": to_say("a whole list where Python needs one number"),
    "divided-by-zero": to_say("divides by 0"),
    "stopped": to_say("stops with an error of its own"),
    "too-long": to_say("does not end in time"),
    "ended-python": to_say("ends Python"),
    "no-function": to_say("no function where one is asked for"),
    "library": to_say("the library's own function"),
    "another-kind": to_say("a text for a number, a number for a name, a list for a table …"),
    "not-finite": to_say("nan or infinity"),
    "length-of-time": to_say("a length of time where a number of days is asked"),
    "no-entry": to_say("an entry of a dictionary is missing or has another name"),
    "no-column": to_say("a column is missing or has another name"),
    "no-table": to_say("columns of unequal length"),
    "length": to_say("a list with too many or too few values"),
    "row-missing": to_say("rows are missing"),
    "row-too-many": to_say("rows that are not asked for"),
    "unknown-word": to_say("a word that is none of those asked for"),
    "decision": to_say("the numbers are right, the decision does not follow from them (also: turned round)"),
    "exchanged": to_say("two entries or columns exchanged"),
    "other-order": to_say("the right values in another order"),
    "hundredfold": to_say("a hundred times the right size, percent for a share"),
    "hundredth": to_say("a hundredth of the right size"),
    "sign": to_say("the sign turned, or signs dropped"),
    "complement": to_say("1 less the right share"),
    "off-by-one": to_say("too high or too low by 1, counted from 0"),
    "one-row-on": to_say("the right values one row away"),
    "one-for-all": to_say("the same value in each row, or in two entries of which one is right"),
    "running-total": to_say("a running total"),
    "unit-of-time": to_say("in another unit of time"),
    "rounded": to_say("rounded or cut, at the end or on the way"),
    "near": to_say("near, but not exact: rounded on the way, or a sum that ends too early"),
    "reciprocal": to_say("1 divided by the right number"),
    "sum-for-mean": to_say("a sum where a mean is asked"),
    "input-given-back": to_say("an input as it was given, nothing computed"),
    "input-left-out": to_say("right if an input were left out (0, or 1 for a share)"),
    "input-hundredth": to_say("right if a share that goes in were divided by 100"),
    "input-complement": to_say("right if 1 − share went in"),
    "input-off-by-one": to_say("right if a whole number that goes in were one more or one less"),
    "input-exchanged": to_say("right if two inputs, or two members of one, were exchanged"),
    "input-equal": to_say("right if all members of an input counted the same"),
    "input-cut": to_say("right if the first or last member of an input were left out"),
    "input-other-choice": to_say("right for another choice of an input"),
    "input-of-the-example": to_say("right if an input were that of the example in the notebook"),
    "not-for-others": to_say("right for the numbers in the notebook, not for others"),
    "missing": to_say("the name that is checked is not there"),
    "not-reached": to_say("the check was not reached"),
    "another-value": to_say("wrong in a way that nothing of this explains"),
}


def slip_at_a_glance(check: Check, replies: Sequence[Answered], tolerance: float) -> Slip | None:
    """Return that whole numbers were made of others, whatever mistakes a task knows."""
    return next(related(check, numbers_in(replies), [TO_WHOLE], tolerance), None)


def plain_slip_in(check: Check, replies: Sequence[Answered], tolerance: float) -> Slip | None:
    """Return a slip that is a fact about the answer beside the right one, such as a turned sign."""
    if any(one.reply.error for one in replies):
        return why_it_stops(check, replies, tolerance)
    return next(_plain_slips(check, replies, tolerance), None)


def likely_slip_in(check: Check, replies: Sequence[Answered], tolerance: float) -> Slip | None:
    """Return a slip that would lead to the answer: other inputs, something rounded on the way."""
    return next(_likely_slips(check, replies, tolerance), None)


def _plain_slips(check: Check, replies: Sequence[Answered], tolerance: float) -> Iterator[Slip]:
    numbers = numbers_in(replies)
    yield from _without_result(check, replies)
    yield from _no_number(check, replies)
    yield from _no_word(check, replies)
    yield from _not_following(check, replies, tolerance)
    yield from _exchanged(check, numbers, tolerance)
    yield from _one_for_two(numbers, tolerance)
    yield from _in_another_order(check, replies, tolerance)
    yield from given_back(check, numbers, replies, tolerance)
    yield from rounded_on_the_way(check, numbers, tolerance)
    yield from related(check, numbers, STRONG, tolerance)


def _likely_slips(check: Check, replies: Sequence[Answered], tolerance: float) -> Iterator[Slip]:
    if not any(one.reply.error for one in replies):
        numbers = numbers_in(replies)
        yield from on_other_inputs(check, replies, tolerance)
        yield from not_divided(check, numbers, replies, tolerance)
        yield from related(check, numbers, WEAK, tolerance)


# --- No result, no number, no word -----------------------------------------------------


def _without_result(check: Check, replies: Sequence[Answered]) -> Iterator[Slip]:
    empty = [one for one in replies if one.reply.value is None and one.right is not None]
    if isinstance(check, FunctionCheck) and 0 < len(empty) < len(replies):
        sentence = said(
            "For some inputs your function gives None, though there is a result: "
            "does each of its ways end with a return?"
        )
        yield Slip("none-in-a-branch", sentence)


_AS_TEXT = to_say(
    "{Subject} is {got}, a text. Write the number alone, without quotes, unit or % sign, and with a point "
    "before the decimals, not a comma: 1234.5; a share of 25 % is 0.25."
)
_NAN = to_say(
    "{Subject} has nan where a number is asked. nan says that there is none: it comes of None or an empty "
    "place in a table, or of 0 divided by 0. Write 0 where nothing is there."
)
_ENDLESS = to_say("{Subject} has an endless number: is something divided by 0?")


def _no_number(check: Check, replies: Sequence[Answered]) -> Iterator[Slip]:
    """Yield that a length of time, a text or no finite number stands where a number is asked."""
    for one, part, pair in pairs_in(replies):
        told = {"Subject": subject_of(check, part, one.laid.key), "got": quoted(pair.got)}
        kind = getattr(pair.got, "type_name", "")
        if not is_number(pair.right) or part in check.words:
            continue
        if "Timedelta" in kind or kind == "timedelta64":
            sentence = said(
                "{Subject} is a length of time. Take the number of days out of it, with .dt.days or .days.",
                **told,
            )
            yield Slip("length-of-time", sentence, part)
        elif isinstance(pair.got, str) and any(map(str.isdigit, pair.got)):
            yield Slip("another-kind", said(_AS_TEXT, **told), part, says_all=not one.laid.key)
        elif is_number(pair.got) and not math.isfinite(pair.got):
            yield Slip("not-finite", said(_NAN if math.isnan(pair.got) else _ENDLESS, **told), part)


def _no_word(check: Check, replies: Sequence[Answered]) -> Iterator[Slip]:
    """Yield that a word or a number is none of those that are asked for, or no word at all."""
    words = check.words
    for one, part, pair in pairs_in(replies):
        is_open = pair.got is None and _is_untouched(one)
        if part in words and not is_open and key_of(pair.got, words[part]) is None:
            slip, sentence = _why_none(pair)
            told = said(
                sentence,
                Subject=subject_of(check, part, one.laid.key),
                got=quoted(pair.got),
                words=said(", ").join(map(str, words[part])),
            )
            yield Slip(slip, told, part, says_all=not one.laid.key)


def _is_untouched(one: Answered) -> bool:
    return all(pair.got is None for pairs in one.laid.parts.values() for pair in pairs)


def _why_none(pair: Pair) -> tuple[str, str]:
    """Return which slip it is to give none of the words or numbers that are asked for, and what is said."""
    if pair.got is None:
        return "none", to_say("{Subject} has no answer yet. It is one of these: {words}.")
    if isinstance(pair.right, int) and is_number(pair.got):
        return "off-by-one", to_say("{Subject} is {got}, but there are {words}: do you count from 0?")
    if isinstance(pair.right, int):
        return "another-kind", to_say("{Subject} is {got}: give one of the numbers {words}.")
    if isinstance(pair.got, str):
        return "unknown-word", to_say(
            "{Subject} is {got}, which is none of the words that are asked for: {words}."
        )
    return "another-kind", to_say("{Subject} is {got}: give one of the words {words}.")


def in_asked_words(check: Check, value: Any) -> Any:
    """Return an answer with its words as the task spells them, whichever spelling was used."""
    words = check.words
    if isinstance(value, pd.DataFrame):
        once = [name for name in words if [*value.columns].count(name) == 1]
        return value.assign(**{name: [_in_words(words[name], word) for word in value[name]] for name in once})
    if not words or not isinstance(value, list | dict | pd.Series):
        return value
    parts = [*(enumerate(value) if isinstance(value, list) else value.items())]
    spelled = [_in_words(words[part], word) if part in words else word for part, word in parts]
    if isinstance(value, dict):
        return dict(zip(value, spelled, strict=True))
    return spelled if isinstance(value, list) else pd.Series(spelled, value.index, dtype=object)


def _in_words(words: Mapping[Any, Sequence[str]], said_so: Any) -> Any:
    key = key_of(said_so, words)
    return said_so if key is None else key


# --- Decisions, exchanges, order ---------------------------------------------------------------


def _not_following(check: Check, replies: Sequence[Answered], tolerance: float) -> Iterator[Slip]:
    """Yield that a decision does not follow from the numbers beside it, which are right."""
    for one in replies:
        parts = one.laid.parts
        wrong = {part for part in parts if not are_right(parts[part], tolerance)}
        decided = [part for part in check.decides if part in wrong]
        are_decisions = all(_is_decided(parts[part][0]) for part in decided)
        if decided and are_decisions and wrong <= {*check.decides} and not one.laid.misfit:
            sentence = said(
                "Your numbers are right, but {decision} does not follow from them: compare {what}.",
                decision=quoted(decided[0]),
                what=said(check.decides[decided[0]]),
            )
            yield Slip("decision", sentence, decided[0])


def _is_decided(pair: Pair) -> bool:
    """Return whether a decision was given where one is asked, not a word for True or the like."""
    return isinstance(pair.got, bool) or not isinstance(pair.right, bool)


def _exchanged(check: Check, numbers: Sequence[Numbers], tolerance: float) -> Iterator[Slip]:
    for one, other in combinations(numbers, 2):
        crossed = (one._replace(right=other.right), other._replace(right=one.right))
        if not one.are_right(tolerance) and all(some.are_right(tolerance) for some in crossed):
            names = {"one": quoted(one.part), "other": quoted(other.part)}
            yield Slip("exchanged", said("You exchanged {one} and {other}.", **names), one.part)


def _one_for_two(numbers: Sequence[Numbers], tolerance: float) -> Iterator[Slip]:
    """Yield that an entry repeats another one, which is right there."""
    for one, other in permutations([some for some in numbers if not some.key], 2):
        repeats = one.got == other.got and other.are_right(tolerance)
        if repeats and not one.are_right(tolerance):
            names = {"one": quoted(one.part), "other": quoted(other.part)}
            sentence = said(
                "{one} and {other} are the same number in your answer. It belongs to {other}.", **names
            )
            yield Slip("one-for-all", sentence, one.part)


def _are_under_other_names(one: Answered, tolerance: float) -> bool:
    """Return whether three or more entries of a dictionary have their right numbers among each other."""
    entries = [] if one.laid.key else [pairs for pairs in one.laid.parts.values() if len(pairs) == 1]
    numbers = [pair for (pair,) in entries if is_number(pair.right) and is_number(pair.got)]
    wrong = [pair for pair in numbers if not are_right([pair], tolerance)]
    return len(wrong) > 2 and is_permuted(wrong, tolerance)


def _in_another_order(check: Check, replies: Sequence[Answered], tolerance: float) -> Iterator[Slip]:
    if all(_are_under_other_names(one, tolerance) for one in replies):
        sentence = said("Your entries have the right numbers, but under other names: which belongs to which?")
        yield Slip("other-order", sentence)
    parts = [(one.laid.key, *item) for one in replies for item in one.laid.parts.items()]
    for key, part, pairs in parts:
        if part in check.decides or all(isinstance(pair.right, bool) for pair in pairs):
            continue  # of yes and no there are only two: as many of each is no sign that they changed places
        if len(pairs) > 1 and not are_right(pairs, tolerance) and is_permuted(pairs, tolerance):
            sentence = said(
                "{Subject} has the right values in another order: leave each in the place where it belongs.",
                Subject=subject_of(check, part, key),
            )
            yield Slip("other-order", sentence, part)
