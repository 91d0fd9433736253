"""Whether an answer shows a wrong one: all of it, named parts of it, or the parts in which it differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from crmlab.exercises.mistakes import Misconception
from crmlab.intake.comparing import Pair, equal, laid
from crmlab.intake.equality import is_number
from crmlab.intake.values import Reply, plain_mapping

Known = Sequence[Misconception]
Shows = Callable[[Misconception, Reply, Any, float], bool]  # in a reply, beside what is right


def recognised(
    known: Known, replies: Sequence[Reply], right: Sequence[Any], tolerance: float
) -> Misconception | None:
    """Return the first mistake that shows in all replies as it is declared."""
    return _shown_in_all(_shows_as_declared, known, replies, right, tolerance)


def recognised_in_parts(
    known: Known, replies: Sequence[Reply], right: Sequence[Any], tolerance: float
) -> Misconception | None:
    """Return the first mistake that shows in all replies in some of the parts that it changes."""
    return _shown_in_all(_shows_in_parts, known, replies, right, tolerance)


def _shown_in_all(
    shows: Shows, known: Known, replies: Sequence[Reply], right: Sequence[Any], tolerance: float
) -> Misconception | None:
    if any(reply.error for reply in replies):
        return None
    pairs = [*zip(replies, right, strict=True)]
    return next((one for one in known if all(shows(one, *pair, tolerance) for pair in pairs)), None)


def gives_no_whole_numbers(one: Misconception, reply: Reply) -> bool:
    """Return whether a mistake leads to no whole numbers as such, so that who gives one has rounded."""
    wrong = one.wrong(**reply.inputs)
    if one.shows_in or isinstance(wrong, pd.DataFrame):  # a table is hardly alike by chance
        return False
    members = wrong.values() if isinstance(wrong, dict) else [wrong]
    return not any(isinstance(member, int) for member in members)


def _shows_as_declared(one: Misconception, reply: Reply, right: Any, tolerance: float) -> bool:
    if one.shows_in:
        try:
            return bool(one.shows_in(reply.value))
        except Exception:  # what it cannot read, whatever a learner handed in, does not show the mistake
            return False
    return is_taken_for(one.wrong(**reply.inputs), one.parts, reply.value, tolerance)


def _shows_in_parts(one: Misconception, reply: Reply, right: Any, tolerance: float) -> bool:
    if one.shows_in or one.parts:
        return False
    return agrees_where_it_differs(one.wrong(**reply.inputs), right, reply.value, tolerance)


def is_taken_for(wrong: Any, parts: Sequence[str], given: Any, tolerance: float) -> bool:
    """Return whether a *given* answer shows a wrong one: all of it, or *parts* of a dictionary alone."""
    if not (parts and isinstance(wrong, dict)):
        return equal(wrong, given, tolerance)
    given = plain_mapping(given) if isinstance(given, pd.Series) else given
    if not isinstance(given, dict) or not set(parts) <= set(given):
        return False
    return all(equal(wrong[name], given[name], tolerance) for name in parts)


def agrees_where_it_differs(
    wrong: Any, right: Any, given: Any, tolerance: float, in_all: bool = False
) -> bool:
    """Return whether each number in which a wrong answer differs is given as there or right, one as there.

    Words and decisions follow from numbers, and may do so in any way. The other numbers may be anything,
    unless the wrong answer is to explain *in_all*.
    """
    if not isinstance(wrong, dict | pd.DataFrame):
        return equal(wrong, given, tolerance)
    as_wrong, as_right = laid(wrong, given, tolerance).parts, laid(right, given, tolerance).parts
    changed = {part for part, _ in laid(right, wrong, tolerance).faults(tolerance)}
    numbers = [part for part, pairs in as_wrong.items() if all(is_number(pair.right) for pair in pairs)]
    asked = [part for part in numbers if in_all or part in changed]
    shown = [part for part in asked if part in changed and _are_equal(as_wrong[part], tolerance)]
    left = [part for part in asked if part not in shown]
    return bool(shown) and all(_are_equal(as_right.get(part, ()), tolerance) for part in left)


def parts_shown(known: Misconception, reply: Reply, right: Any, tolerance: float) -> tuple[Any, ...]:
    """Return the parts of an answer that show a mistake: those in which it is wrong and given as there."""
    if known.parts or reply.error:
        return known.parts
    wrong = known.wrong(**reply.inputs)
    changed = {part for part, _ in laid(right, wrong, tolerance).faults(tolerance)}
    as_wrong = laid(wrong, reply.value, tolerance).parts
    return tuple(part for part in as_wrong if part in changed and _are_equal(as_wrong[part], tolerance))


def _are_equal(pairs: Sequence[Pair], tolerance: float) -> bool:
    return bool(pairs) and all(equal(pair.right, pair.got, tolerance) for pair in pairs)
