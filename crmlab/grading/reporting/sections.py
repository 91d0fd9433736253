"""The page in words: what a class has earned, when it handed in, and what dropping a check would do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np

from crmlab.grading.reporting import monday
from crmlab.grading.reporting.analysis import Analysis
from crmlab.grading.reporting.items import AGAINST, FLAT, NOBODY
from crmlab.grading.reporting.parts import Chart, Section, Strong, Table, bars
from crmlab.grading.reporting.times import Times
from crmlab.language import counted, said, to_say

_TENTHS = 10
_MOST_NAMED = 12  # students in a table of the page; the CSV has all
SIGNS = {
    NOBODY: to_say("nobody right"),
    AGAINST: to_say("against the rest"),
    FLAT: to_say("apart from the rest"),
}
STUDENT = (to_say("{number} student"), to_say("{number} students"))


def about(found: Analysis) -> Iterator[str]:
    """Say whom the report is about, and whom it is not."""
    graded = found.graded
    told = to_say("Graded: {graded} of {enrolled} in the gradebook.")
    yield said(told, graded=len(graded.standings), enrolled=counted(graded.enrolled, *STUDENT))
    if blank := len(graded.standings) - int(graded.tried.sum()):
        told = to_say("No answer, or a file that cannot be read: {students}. They count in the marks only.")
        yield said(told, students=counted(blank, *STUDENT))
    if found.waiting:
        told = to_say("A person still has to grade: {students}. Marks are of what is graded so far.")
        yield said(told, students=counted(found.waiting, *STUDENT))
    if unjudged := len(graded.standings) - len(graded.judged):
        told = to_say("What was answered is not known: {students}. The next crmlab grade {name} keeps it.")
        yield said(told, students=counted(unjudged, *STUDENT), name=graded.name)


def on_monday(found: Analysis) -> Section:
    """Return the three sentences."""
    title = said("To say on Monday")
    points = monday.sentences(found.graded, found.figures, found.answers, found.quiz)
    return Section(title, [] if points else [said("Nothing is graded yet.")], points)


def scores(found: Analysis) -> Section:
    """Return how the marks are spread."""
    title, marks = said("Marks"), found.marks[~np.isnan(found.marks)]
    if not len(marks):
        return Section(title, [said("There are no marks yet.")])
    low, middle, high = np.quantile(marks, (0.25, 0.5, 0.75))
    told = to_say(
        "Mean {mean:.0%}, median {middle:.0%}; the middle half of the class lies between {low:.0%} and "
        "{high:.0%}, the lowest mark is {least:.0%}, the highest {most:.0%}. A mark is the share of the "
        "points, less what being late costs."
    )
    parts = {"mean": marks.mean(), "middle": middle, "low": low, "high": high}
    return Section(title, [said(told, **parts, least=marks.min(), most=marks.max())], chart=_spread_of(marks))


def _spread_of(marks: np.ndarray) -> Chart:
    tenths = np.minimum(np.floor(np.round(marks, 9) * _TENTHS).astype(int), _TENTHS - 1)
    counts = [int((tenths == tenth).sum()) for tenth in range(_TENTHS)]
    listed = said(", ").join(
        said("{low}–{high} %: {number}", low=10 * tenth, high=10 * tenth + 10, number=number)
        for tenth, number in enumerate(counts)
        if number
    )
    return bars(
        counts,
        [str(10 * tenth) for tenth in range(_TENTHS)],
        alt=said("How many students have which mark. {listed}.", listed=listed),
        across=said("mark, in percent of the points"),
        up=said("students"),
        end="100",
    )


def handing_in(found: Analysis) -> Section:
    """Return when it was handed in."""
    title, when = said("When it was handed in"), found.times
    if not when.known:
        return Section(title, list(_without_times(found)))
    number = len(found.graded.standings)
    lines = [said("The time of {known} of {number} is known.", known=when.known, number=number)]
    if when.left is None:
        told = to_say("There is no deadline. The first came {first}, the last {last} (UTC).")
        lines.append(said(told, first=_minute(when.first), last=_minute(when.last)))
    else:
        told = to_say(
            "Half of them had handed in {left} the deadline or earlier; {last} came in the last 24 hours "
            "before it, {late} late."
        )
        lines.append(said(told, left=_before(when.left), last=when.last_day, late=when.late))
    return Section(title, lines, chart=_course_of(when))


def _without_times(found: Analysis) -> Iterator[str]:
    yield said(
        "No time is known. Blackboard and Brightspace write it into the names of files. Moodle has it in the "
        "grading worksheet: collect again with {option}. Canvas gives no times.",
        option="--times worksheet.csv",
    )
    if found.graded.marked_late:
        told = to_say("Canvas has called late what {students} handed in.")
        yield said(told, students=counted(len(found.graded.marked_late), *STUDENT))


def _course_of(when: Times) -> Chart:
    is_in_days = when.width >= 24
    unit = 24 if is_in_days else 1
    starts = [start / unit for start, _ in when.bins]
    every = max(1, len(starts) // 8)
    labels = [_signed(start) * (at % every == 0) for at, start in enumerate(starts)]
    across = {
        (True, True): to_say("days from the deadline"),
        (True, False): to_say("hours from the deadline"),
        (False, True): to_say("days from the first"),
        (False, False): to_say("hours from the first"),
    }[when.left is not None, is_in_days]
    busiest, most = max(when.bins, key=lambda one: one[1])
    told = to_say("How many handed in when, in {across}. Most, {most}, between {start} and {end}.")
    alt = said(
        told,
        across=said(across),
        most=most,
        start=_signed(busiest / unit),
        end=_signed((busiest + when.width) / unit),
    )
    return bars(
        [number for _, number in when.bins],
        labels,
        alt=alt,
        across=said(across),
        up=said("students"),
        other=[when.left is not None and start >= 0 for start, _ in when.bins],
    )


def _signed(number: float) -> str:
    return f"{number:g}".replace("-", "−")


def _minute(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M}"


_SPANS = (
    (24, to_say("{number:.0f} days")),
    (1, to_say("{number:.0f} hours")),
    (1 / 60, to_say("{number:.0f} minutes")),
)


def _before(left: timedelta) -> str:
    hours = abs(left) / timedelta(hours=1)
    unit, long = next((one for one in _SPANS if hours >= 2 * one[0]), _SPANS[-1])
    span = said(long, number=hours / unit)
    return said("{span} before", span=span) if left >= timedelta() else said("{span} after", span=span)


def dropping(found: Analysis) -> list[Section]:
    """Return what dropping a check, or counting it half, does to the marks; those that misbehave in full."""
    title = said("To drop or to count less")
    if not found.graded.standings:
        return [Section(title, [said("There are no marks yet.")])]
    told = to_say(
        "What becomes of the marks if one check no longer counts, or counts half. The change is in points "
        "of a hundred; what being late costs stays. {advice}"
    )
    flagged = found.flagged
    some = to_say("Look first at what misbehaves: {items}.")
    none = to_say("No check misbehaves, so there is no reason to drop one.")
    advice = said(some, items=said(", ").join(flagged)) if flagged else said(none)
    counting = [item.id for item in found.graded.items if not item.is_dropped]
    rows = [_effect(found, item) for item in counting]
    heads = [said(head) for head in _HEADS]
    marked = frozenset(at for at, item in enumerate(counting) if item in flagged)
    table = Table(heads, rows, frozenset(range(1, len(heads))), marked)
    return [
        Section(title, [said(told, advice=advice)], table=table),
        *(_in_full(found, one) for one in flagged),
    ]


_HEADS = (
    *(to_say("check"), to_say("without it: marks up"), to_say("marks down"), to_say("mean change")),
    *(to_say("largest rise"), to_say("largest fall")),
    *(to_say("at half: marks up"), to_say("marks down"), to_say("mean change")),
)


def _effect(found: Analysis, item: str) -> list:
    gone, half = found.without[item], found.halved[item]
    change = gone.change[~np.isnan(gone.change)]
    up, down = (change.max(), change.min()) if len(change) else (0.0, 0.0)
    name = Strong(item) if item in found.flagged else item
    numbers = (_points(gone.change), _of_hundred(max(up, 0.0)), _of_hundred(min(down, 0.0)))
    return [
        name,
        str(gone.rise),
        str(gone.fall),
        *numbers,
        str(half.rise),
        str(half.fall),
        _points(half.change),
    ]


def _points(change: np.ndarray) -> str:
    known = change[~np.isnan(change)]
    return _of_hundred(known.mean() if len(known) else 0.0)


def _of_hundred(change: float) -> str:
    written = f"{100 * change:+.1f}"
    return "0.0" if float(written) == 0 else written.replace("-", "−")


def _in_full(found: Analysis, item: str) -> Section:
    """Return every student's mark with and without a check, those first for whom it matters most."""
    gone = found.without[item]
    order = list(np.argsort(-np.abs(np.nan_to_num(gone.change)), kind="stable"))
    rows = [
        [found.names[at], f"{found.marks[at]:.1%}", f"{gone.marks[at]:.1%}", _of_hundred(gone.change[at])]
        for at in order[:_MOST_NAMED]
        if not np.isnan(gone.change[at])
    ]
    told = to_say("Shown are the {number} whose marks change most; all stand in the table of marks.")
    after = [said(told, number=_MOST_NAMED)] if len(order) > _MOST_NAMED else []
    heads = [said("student"), said("mark now"), said("without it"), said("change")]
    title = said("Without {item}", item=item)
    return Section(title, table=Table(heads, rows, frozenset({1, 2, 3})), after=after, level="h3")
