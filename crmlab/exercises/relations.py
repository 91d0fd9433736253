"""How numbers that were given relate to the right ones: a hundredfold, turned, rounded, a running total."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import Any, NamedTuple

from crmlab.intake.equality import is_close
from crmlab.language import to_say

_UNITS = {
    7: to_say("days, not weeks"),
    12: to_say("months, not years"),
    52: to_say("weeks, not years"),
    365: to_say("days, not years"),
}
_NEAR, _NEAR_IF_ALONE = 0.005, 0.001  # of the right number: one alone may be near by chance


class Relation(NamedTuple):
    """What holds between all numbers given and the right ones.

    Attributes
    ----------
    id : str
        Which slip it is.
    sentence : str
        What is said of it, with a place for the subject: "your answer", "your column 'lost'".
    holds : callable
        Takes the right numbers, those given and the tolerance.
    parts : mapping
        What else is put into the sentence.
    within_a_reply : bool
        Whether it is about the rows of one answer, not about each number.
    """

    id: str
    sentence: str
    holds: Callable[[Sequence[float], Sequence[float], float], bool]
    parts: Mapping[str, Any] = MappingProxyType({})
    within_a_reply: bool = False


def _each(change: Callable[[float], float], widens: float = 1.0) -> Callable[..., bool]:
    """Return the relation by which each number given is the right one changed."""

    def holds(right: Sequence[float], got: Sequence[float], tolerance: float) -> bool:
        pairs = zip(right, got, strict=True)
        return any(right) and all(is_close(change(r), g, widens * tolerance) for r, g in pairs)

    return holds


def _signs_dropped(right: Sequence[float], got: Sequence[float], tolerance: float) -> bool:
    return min(right) < 0 < max(right) and _each(abs)(right, got, tolerance)


def _of_the_whole(right: Sequence[float], got: Sequence[float], tolerance: float) -> bool:
    return all(0 <= r <= 1 for r in right) and _each(lambda r: 1 - r)(right, got, tolerance)


def _shifted(by: int) -> Callable[..., bool]:
    """Return the relation by which whole numbers, or several others, are too high by so much."""
    is_shifted = _each(lambda r: r + by)

    def holds(right: Sequence[float], got: Sequence[float], tolerance: float) -> bool:
        counted = len(right) > 2 or all(isinstance(r, int) for r in right)
        return counted and is_shifted(right, got, min(tolerance, 0.01))

    return holds


def _added_up(right: Sequence[float], got: Sequence[float], tolerance: float) -> bool:
    return len(right) > 2 and all(
        is_close(r, g, len(right) * tolerance) for r, g in zip(accumulate(right), got, strict=True)
    )


def _one_for_all(right: Sequence[float], got: Sequence[float], tolerance: float) -> bool:
    return len(right) > 1 and _all_alike(got, tolerance) and not _all_alike(right, tolerance)


def _all_alike(numbers: Sequence[float], tolerance: float) -> bool:
    return all(is_close(numbers[0], number, tolerance) for number in numbers)


def _one_row_on(right: Sequence[float], got: Sequence[float], tolerance: float) -> bool:
    """Return whether all but the first stand one place too late, or all but the last one too early."""
    if len(right) < 3 or _all_alike(right, tolerance):
        return False
    ways = ((right[:-1], got[1:]), (right[1:], got[:-1]))
    return any(all(is_close(r, g, tolerance) for r, g in zip(*way, strict=True)) for way in ways)


def is_cut_to_whole(right: Sequence[float], got: Sequence[float], tolerance: float) -> bool:
    """Return whether whole numbers were given that rounding or cutting makes of the right ones."""
    meant = all(isinstance(g, int) for g in got) or len(right) > 2 and all(float(g).is_integer() for g in got)
    whole = meant and not all(float(r).is_integer() for r in right)
    return whole and any(
        all(make(r) == g for r, g in zip(right, got, strict=True)) for make in (_nearest, math.floor)
    )


def _nearest(number: float) -> int:
    return math.floor(number + 0.5)


def _is_rounded(right: Sequence[float], got: Sequence[float], tolerance: float) -> bool:
    decimals = max(map(_decimals, got))
    half = 0.5 * 10.0**-decimals
    return (
        decimals < 4
        and any(right)
        and all(
            abs(r - g) <= half * (1 + 1e-9) or is_close(r, g, tolerance)
            for r, g in zip(right, got, strict=True)
        )
    )


def _is_rounded_on_the_way(right: Sequence[float], got: Sequence[float], tolerance: float) -> bool:
    """Return whether several numbers have few digits and are off by no more than some of the last one."""
    unit = 10.0 ** -max(map(_decimals, got))
    pairs = [*zip(right, got, strict=True)]
    short = (
        len(pairs) > 1 and unit > 2 * tolerance and not all(_decimals(r) <= _decimals(g) for r, g in pairs)
    )
    return short and all(abs(r - g) <= min(3 * unit, 0.05 * abs(r) + tolerance) for r, g in pairs)


def rounded_before(
    right: Sequence[float], got: Sequence[float], before: Sequence[float], tolerance: float
) -> bool:
    """Return whether numbers were computed with the rounded ones of a column *before* them."""
    if not all(before) or len(right) < 3:
        return False
    room = max(tolerance, 0.5 * 10.0 ** -max(map(_decimals, got)))
    rows = [*zip(right, got, before, strict=True)]
    if all(is_close(r, g, room) for r, g, _ in rows):  # rounded at the end alone
        return False
    return any(all(is_close(r * round(b, k) / b, g, room) for r, g, b in rows) for k in range(4))


def _decimals(number: float) -> int:
    return len(f"{number:.9f}".rstrip("0").partition(".")[2])


def _is_near(right: Sequence[float], got: Sequence[float], tolerance: float) -> bool:
    near = _NEAR if len(right) > 2 else _NEAR_IF_ALONE
    pairs = [*zip(right, got, strict=True)]
    one_sided = len(right) > 3 and len({g > r for r, g in pairs if not is_close(r, g, tolerance)}) == 1
    return any(right) and not one_sided and all(abs(r - g) <= max(near * abs(r), tolerance) for r, g in pairs)


def _is_reciprocal(right: Sequence[float], got: Sequence[float], tolerance: float) -> bool:
    """Return whether each is 1 divided by the right one; near 0, whatever is small would be near it."""
    pairs = [*zip(right, got, strict=True)]
    return all(right) and all(is_close(1 / r, g, min(tolerance, tolerance / r**2)) for r, g in pairs)


TO_WHOLE = Relation(
    "rounded",
    to_say(
        "{Subject} is rounded or cut to whole numbers: keep the decimals (int, round and // take them away)."
    ),
    is_cut_to_whole,
)
STRONG = (
    Relation(
        "hundredfold",
        to_say(
            "{Subject} is a hundred times the right size. A share of 25 % is written 0.25: "
            "is something counted in percent?"
        ),
        _each(lambda r: 100 * r, 100),
    ),
    Relation(
        "hundredth",
        to_say(
            "{Subject} is a hundredth of the right size: is something divided by 100 that is a share already?"
        ),
        _each(lambda r: r / 100, 0.01),
    ),
    Relation(
        "sign",
        to_say(
            "{Subject} has the right size and the opposite sign: is a difference taken the other way round?"
        ),
        _each(lambda r: -r),
    ),
    Relation(
        "sign", to_say("{Subject} has lost its signs: what lies below 0 must stay below 0."), _signs_dropped
    ),
    Relation(
        "complement",
        to_say("{Subject} is 1 less the right share: it counts the others. Which of the two parts is asked?"),
        _of_the_whole,
    ),
    Relation(
        "off-by-one",
        to_say("{Subject} is too high by 1: is something counted once too often?"),
        _shifted(1),
    ),
    Relation(
        "off-by-one",
        to_say("{Subject} is too low by 1: does it count from 0, or does a loop end one too early?"),
        _shifted(-1),
    ),
    Relation(
        "running-total",
        to_say("{Subject} is a running total: give what belongs to each row alone, not the sum so far."),
        _added_up,
        within_a_reply=True,
    ),
    Relation(
        "one-row-on",
        to_say("{Subject} is shifted: the right values stand one row away."),
        _one_row_on,
        within_a_reply=True,
    ),
)
WEAK = (
    *(
        Relation(
            "unit-of-time",
            to_say("{Subject} is {times} times the right size, as if in {unit}."),
            _each(lambda r, n=n: n * r, n),
            {"times": n, "unit": unit},
        )
        for n, unit in _UNITS.items()
    ),
    *(
        Relation(
            "unit-of-time",
            to_say("{Subject} is the right one divided by {times}: is it put into another unit of time?"),
            _each(lambda r, n=n: r / n, 1 / n),
            {"times": n},
        )
        for n in _UNITS
    ),
    Relation(
        "rounded",
        to_say(
            "{Subject} is rounded too much: give the number with all its decimals, "
            "or at least as many as the task asks for."
        ),
        _is_rounded,
    ),
    Relation(
        "rounded",
        to_say(
            "{Subject} has few digits and is a little off: round nothing, neither on the way nor at the end."
        ),
        _is_rounded_on_the_way,
    ),
    Relation(
        "one-for-all",
        to_say("{Subject} is the same everywhere; the right values differ."),
        _one_for_all,
        within_a_reply=True,
    ),
    Relation(
        "near",
        to_say(
            "{Subject} is near the right one, but not exact: something is rounded or cut off on the way. "
            "Keep all decimals, and all terms of a sum, until the end."
        ),
        _is_near,
    ),
    Relation(
        "reciprocal",
        to_say("{Subject} is 1 divided by the right number: is a fraction upside down?"),
        _is_reciprocal,
    ),
)
