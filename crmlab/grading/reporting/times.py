"""When a class handed in: how long before the deadline, and how many after it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crmlab.grading.gradebook.kept_rows import Standing

DAY = timedelta(days=1)
_WEEKS = 4 * 7 * 24.0  # hours; what came earlier or later is shown there
_BINS = 24
_WIDTHS = (1, 3, 6, 12, 24, 48, 168)


@dataclass(frozen=True)
class Times:
    """When a class handed in.

    Attributes
    ----------
    known : int
        Of how many the time is known.
    late : int
        How many were late, by their own deadline.
    last_day : int
        How many came within the last day before it.
    left : timedelta, optional
        How long before it half of them had come; below 0 if after. None without a deadline.
    bins : tuple of (float, int)
        For a picture: where each begins, and how many came in it. Hours before the deadline count below 0;
        without one, hours after the first.
    width : float
        Hours of a bin.
    first, last : datetime, optional
        The first and the last of the class; UTC.
    """

    known: int = 0
    late: int = 0
    last_day: int = 0
    left: timedelta | None = None
    bins: tuple[tuple[float, int], ...] = ()
    width: float = 1.0
    first: datetime | None = None
    last: datetime | None = None


def times(standings: Sequence[Standing]) -> Times:
    """Return when a class handed in.

    Examples
    --------
    >>> due = datetime(2026, 11, 1, 12)
    >>> early, late = (Standing("a", due + timedelta(hours=gap), due, 0.0) for gap in (-5, 1))
    >>> found = times([early, late])
    >>> found.late, found.last_day, found.bins[0], found.width
    (1, 1, (-6.0, 1), 1.0)
    """
    known = [one for one in standings if one.timestamp]
    if not known:
        return Times()
    came = sorted(one.timestamp for one in known)
    with_due = [one for one in known if one.due]
    gaps = sorted(one.timestamp - one.due for one in with_due)
    if len(with_due) == len(known):
        hours = [max(-_WEEKS, min(_WEEKS, gap / timedelta(hours=1))) for gap in gaps]
        bins, width = _binned(hours, lambda place: math.ceil(place) - 1)  # the deadline ends a bin
    else:
        hours = [(time - came[0]) / timedelta(hours=1) for time in came]
        bins, width = _binned(hours, math.floor)
    late = sum(gap > timedelta() for gap in gaps)
    last_day = sum(-DAY <= gap <= timedelta() for gap in gaps)
    left = -gaps[(len(gaps) - 1) // 2] if gaps else None
    return Times(len(known), late, last_day, left, bins, width, came[0], came[-1])


def _binned(
    hours: Sequence[float], into: Callable[[float], int]
) -> tuple[tuple[tuple[float, int], ...], float]:
    """Return some twenty-five bins at most, of whole hours, days or weeks."""
    reach = hours[-1] - hours[0]
    width = next((one for one in _WIDTHS if reach / one <= _BINS), math.ceil(reach / _BINS))
    places = [into(hour / width) for hour in hours]
    counts = Counter(places)
    shown = range(min(places), max(places) + 1)
    return tuple((float(place * width), counts[place]) for place in shown), float(width)
