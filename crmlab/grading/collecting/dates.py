"""The dates that learning platforms write into names.

Blackboard's is 2026-01-30-15-00-00, Brightspace's Jan 30, 2026 300 PM.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_BY_NUMBERS = re.compile(
    r"(?<!\d)(?P<year>20\d\d)[-._年](?P<month>\d\d?)[-._月](?P<day>\d\d?)(?!\d)日?"
    r"(?:(?:[-_ T]|, )(?P<hour>\d\d?)[-_.:时](?P<minute>\d\d)(?:[-_.:分](?P<second>\d\d))?(?!\d)[分秒]?)?"
)
_BY_WORDS = re.compile(
    r"(?P<name>[a-z]{3})[a-z]*\.? (?P<day>\d\d?),? (?P<year>20\d\d)"
    r"(?:,? (?P<hour>\d\d?)[:._]?(?P<minute>\d\d) ?(?P<half>[ap])m)?",
    re.IGNORECASE,
)
_IN_SENTENCES = (  # as Moodle's tables have it: Sunday, 1 November 2026, 10:00 AM; 2026年11月1日 星期日 10:00
    re.compile(
        r"(?<!\d)(?P<day>\d\d?)\.? (?P<name>[a-z]{3})[a-z]*\.? (?P<year>20\d\d),? "
        r"(?P<hour>\d\d?):(?P<minute>\d\d)(?: ?(?P<half>[ap])m)?",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<year>20\d\d)年 ?(?P<month>\d\d?)月 ?(?P<day>\d\d?)日\D*?"
        r"(?:(?P<half>[上下])午 ?)?(?P<hour>\d\d?):(?P<minute>\d\d)"
    ),
)


@dataclass(frozen=True)
class Dated:
    """A date in a name.

    Attributes
    ----------
    time : datetime
        When it says; midnight if it says no more than the day.
    is_to_the_minute : bool
        Whether it says the time of day.
    """

    time: datetime
    is_to_the_minute: bool


def first_date(text: str) -> Dated | None:
    """Return the first date in a text: what a platform writes stands before what a student called his file.

    Examples
    --------
    >>> first_date("CRM_anna_attempt_2026-01-30-15-00-00_clv.ipynb").time.isoformat()
    '2026-01-30T15:00:00'
    """
    found = sorted((*_BY_NUMBERS.finditer(text), *_BY_WORDS.finditer(text)), key=re.Match.start)
    return next(filter(None, map(_dated, found)), None)


def time_in_words(text: str) -> datetime | None:
    """Return the time that a cell of a platform's table says; None where that is not to the minute.

    Examples
    --------
    >>> for text in ("Sunday, 1 November 2026, 3:05 PM", "2026年11月1日 星期日 15:05"):
    ...     print(time_in_words(text))
    2026-11-01 15:05:00
    2026-11-01 15:05:00
    """
    found = (_dated(fits) for form in _IN_SENTENCES if (fits := form.search(text)))
    dated = next(filter(None, found), None) or first_date(text)
    return dated.time if dated and dated.is_to_the_minute else None


def without_dates(text: str) -> str:
    """Return a text without the dates in it."""
    return _BY_WORDS.sub("", _BY_NUMBERS.sub("", text))


def _dated(found: re.Match) -> Dated | None:
    parts = found.groupdict()
    if name := parts.pop("name", None):
        parts["month"] = _MONTHS.index(name.lower()) + 1 if name.lower() in _MONTHS else 0
    half = parts.pop("half", None)
    numbers = {key: int(value) for key, value in parts.items() if value is not None}
    if half:
        numbers["hour"] = numbers["hour"] % 12 + 12 * (half.lower() in {"p", "下"})
    try:
        return Dated(datetime(**numbers), "hour" in numbers)
    except ValueError:  # no day of the calendar
        return None
