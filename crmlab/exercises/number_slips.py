"""General slips in numbers: how they relate to the right ones, and for which other inputs they were right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations
from typing import Any

import numpy as np

from crmlab.exercises.beside import Answered, Numbers, Slip, numbers_in, subject_of
from crmlab.exercises.declaring import AnswerCheck, Check, FunctionCheck
from crmlab.exercises.mistakes import Misconception
from crmlab.exercises.other_inputs import Alteration, alterations
from crmlab.exercises.recognising import agrees_where_it_differs
from crmlab.exercises.relations import STRONG, TO_WHOLE, Relation, rounded_before
from crmlab.intake.comparing import laid
from crmlab.intake.equality import as_list, is_close, is_number, quoted
from crmlab.intake.values import plain
from crmlab.language import said


def related(
    check: Check, numbers: Sequence[Numbers], relations: Sequence[Relation], tolerance: float
) -> Iterator[Slip]:
    """Yield how the wrong numbers of a part relate to the right ones."""
    for relation in relations:
        for some in numbers:
            if not some.are_right(tolerance) and _holds(relation, some, tolerance):
                subject = subject_of(check, some.part, some.key)
                parts = {n: said(p) if isinstance(p, str) else p for n, p in relation.parts.items()}
                yield Slip(relation.id, said(relation.sentence, Subject=subject, **parts), some.part)


def _holds(relation: Relation, numbers: Numbers, tolerance: float) -> bool:
    if not relation.within_a_reply:
        return relation.holds([*chain(*numbers.right)], [*chain(*numbers.got)], tolerance)
    return all(
        relation.holds(right, got, tolerance) for right, got in zip(numbers.right, numbers.got, strict=True)
    )


def rounded_on_the_way(check: Check, numbers: Sequence[Numbers], tolerance: float) -> Iterator[Slip]:
    """Yield that a column was computed with rounded values of one before it."""
    for before, some in combinations([one for one in numbers if one.key], 2):
        columns = zip(some.right, some.got, before.right, strict=True)
        if not some.are_right(tolerance) and all(rounded_before(*each, tolerance) for each in columns):
            sentence = said(
                "{Subject} is computed with rounded values of {before}: round nothing on the way.",
                Subject=subject_of(check, some.part, some.key),
                before=quoted(before.part),
            )
            yield Slip("rounded", sentence, some.part)


def on_other_inputs(check: Check, replies: Sequence[Answered], tolerance: float) -> Iterator[Slip]:
    """Yield the other inputs for which the answer would be right."""
    if not isinstance(check, FunctionCheck | AnswerCheck) or not check.quantities:
        return
    for other in alterations(check.quantities, replies[0].reply.inputs, check.example):
        wrong = [_answer_on(check, one, other) for one in replies]
        if _explain(wrong, replies, tolerance):
            what = said(other.says, **other.names)
            yield Slip(
                other.id, said("{Subject} is what comes out {what}.", Subject=subject_of(check), what=what)
            )


def two_at_once(
    check: Check, replies: Sequence[Answered], tolerance: float
) -> tuple[Misconception, Slip] | None:
    """Return a mistake that the task knows, and the slip that makes of its answer the one that came."""
    if any(one.reply.error for one in replies):
        return None
    for known in check.misconceptions:
        if not (known.shows_in or known.parts):
            wrong = [_beside(known, one, tolerance) for one in replies]
            numbers = [some for some in numbers_in(wrong) if not some.are_right(tolerance)]
            fits = len(numbers) == 1 and not any(one.laid.misfit for one in wrong)
            if fits and (slip := next(related(check, numbers, [TO_WHOLE, *STRONG[:3]], tolerance), None)):
                return known, slip
    return None


def _beside(known: Misconception, one: Answered, tolerance: float) -> Answered:
    wrong = known.wrong(**one.reply.inputs)
    return replace(one, right=wrong, laid=laid(wrong, one.reply.value, tolerance))


def given_back(
    check: Check, numbers: Sequence[Numbers], replies: Sequence[Answered], tolerance: float
) -> Iterator[Slip]:
    """Yield that an input stands where something is to be computed from it."""
    for some in (one for one in numbers if not one.are_right(tolerance)):
        for name in replies[0].reply.inputs:
            given = [as_list(plain([one.reply.inputs.get(name)])) for one in replies]
            flat = [one[0] if isinstance(one[0], list) else one for one in given]
            fits = [len(f) == len(g) and all(map(is_number, f)) for f, g in zip(flat, some.got, strict=True)]
            if all(fits) and any(chain(*flat)) and some._replace(right=flat).are_right(0.0):
                sentence = said(
                    "{Subject} is {name} as it is given: something is still to be computed from it.",
                    Subject=subject_of(check, some.part, some.key),
                    name=name,
                )
                yield Slip("input-given-back", sentence, some.part)


def not_divided(
    check: Check, numbers: Sequence[Numbers], replies: Sequence[Answered], tolerance: float
) -> Iterator[Slip]:
    """Yield that a number is as many times too large as an input has members: a sum for a mean."""
    for some in (one for one in numbers if not one.are_right(tolerance)):
        for name in check.quantities:
            many = [np.size(one.reply.inputs.get(name, 0)) for one in replies]
            times = [[n * r for r in right] for n, right in zip(many, some.right, strict=True)]
            if min(many) > 1 and any(chain(*some.right)) and some._replace(right=times).are_right(tolerance):
                sentence = said(
                    "{Subject} is as many times too large as {name} has values: "
                    "is a sum given where a mean is asked?",
                    Subject=subject_of(check, some.part, some.key),
                    name=name,
                )
                yield Slip("sum-for-mean", sentence, some.part)


def _answer_on(check: Check, one: Answered, other: Alteration) -> Any:
    """Return the right answer for other inputs; None if there is none."""
    try:
        with np.errstate(all="ignore"):  # a warning would stand in the terminal of whoever grades
            return plain(check.answer(other.of(one.reply.inputs)))
    except Exception:  # other inputs may be none that the formula takes
        return None


def _explain(wrong: Sequence[Any], replies: Sequence[Answered], tolerance: float) -> bool:
    """Return whether wrong answers are what came in all their numbers, and say something by that."""
    pairs = [*zip(wrong, replies, strict=True)]
    tells = not any(other is None for other in wrong) and any(_is_other(*pair, tolerance) for pair in pairs)
    return tells and all(
        agrees_where_it_differs(other, one.right, one.reply.value, tolerance, in_all=True)
        for other, one in pairs
    )


def _is_other(wrong: Any, one: Answered, tolerance: float) -> bool:
    """Return whether a wrong answer differs from the right one, and not just by being nothing."""
    pairs = [pair for pairs in laid(one.right, wrong, tolerance).parts.values() for pair in pairs]
    numbers = [pair for pair in pairs if is_number(pair.right) and is_number(pair.got)]
    return any(pair.got and not is_close(pair.right, pair.got, tolerance) for pair in numbers)
