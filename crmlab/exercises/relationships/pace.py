"""How fast a network grows: days, customers a day, and days to double, interval by interval."""

from __future__ import annotations

import random
from typing import Annotated

import numpy as np
import pandas as pd

from crmlab import relationships
from crmlab.declared.quantities import Kind
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 02, “How many subscribers, and at what pace”")
HINTS = (
    "Four counts make three intervals. Each row compares one count with the count just before it.",
    "pd.to_datetime(list(counts)) makes dates, and .diff() of a Series takes each value less the one before "
    "it; drop the first row, which has nothing before it.",
    "In one interval the number grows by the factor count / count before. Growth by the same share a day "
    "multiplies; so ask how many such days make the factor 2: days · log(2) / log(factor).",
)


class Milestones(Kind):
    """Four dated counts of subscribers that rise, the intervals of different length."""

    def draw(self, source: random.Random) -> dict[str, int]:
        """Draw the dates and the counts."""
        date = pd.Timestamp("2025-01-10") + pd.Timedelta(days=source.randrange(60))
        count = 10_000 * source.randint(40, 90)
        counted = {f"{date:%Y-%m-%d}": count}
        for days in source.sample(range(17, 58), 3):
            date += pd.Timedelta(days=days)
            count += 10_000 * source.randint(25, 85)
            counted[f"{date:%Y-%m-%d}"] = count
        return counted

    def show(self, value: dict[str, int]) -> str:
        """Write the counts with their dates."""
        return "; ".join(f"{date}: {count:,}" for date, count in value.items())


def pace_table(counts: Annotated[dict, Milestones()]) -> pd.DataFrame:
    """Return for each interval its days, and the pace of growth in it."""
    path = relationships.growth_path(counts)
    table = path[["days", "added", "per_day", "doubling_days"]]
    return table.assign(interval=range(1, len(table) + 1))[["interval", *table]]


def _before(counts) -> np.ndarray:
    return np.array([*counts.values()][:-1], dtype=float)


def _after(counts) -> np.ndarray:
    return np.array([*counts.values()][1:], dtype=float)


def _since_the_first(counts) -> np.ndarray:
    dates = pd.to_datetime(list(counts))
    return np.array((dates[1:] - dates[0]).days)


def _to_the_last(counts) -> np.ndarray:
    dates = pd.to_datetime(list(counts))
    return np.array((dates[-1] - dates[:-1]).days)


def _months_of_30(counts) -> np.ndarray:
    dates = pd.to_datetime(list(counts))
    return np.diff(360 * dates.year + 30 * dates.month + dates.day)


def _doubling(days):
    """Return the table with another formula of the days to double."""
    return part(doubling_days=lambda right, counts: days(right["days"], _before(counts), _after(counts)))


table = AnswerCheck(
    "the table shows the pace of each interval",
    pace_table,
    between=(1, 1_000_000),
    mistakes={
        "days_to_the_end": Mistake(
            "Your days run to the last date. Each interval ends at the date of the next count.",
            part(days=_to_the_last),
        ),
        "share_for_pace": Mistake(
            "You give which share was added per day. Asked are subscribers per day: added / days.",
            part(per_day=lambda right, counts: right["added"] / _before(counts) / right["days"]),
        ),
        "both_ends_counted": Mistake(
            "You count both ends of an interval. From one date to the next are later less earlier: "
            "from 1 to 3 March two days.",
            part(days=lambda right: right["days"] + 1),
            "days between two dates are counted on the fingers",
        ),
        "months_of_30_days": Mistake(
            "You count every month as 30 days. Subtract the dates: pd.to_datetime knows how long each month "
            "is.",
            part(days=_months_of_30),
        ),
        "days_since_the_start": Mistake(
            "Your days run from the first date. Each interval begins at the date of the count before.",
            part(days=_since_the_first),
        ),
        "totals_for_additions": Mistake(
            "You give the count at the end of the interval. Added is what came in it: "
            "the count less the count before.",
            part(added=_after),
            "the numbers in the news are totals",
        ),
        "added_since_the_start": Mistake(
            "You give what was added since the first date. Each row has its own interval: "
            "subtract the count before.",
            part(added=lambda counts: _after(counts) - _before(counts)[0]),
        ),
        "pace_of_the_totals": Mistake(
            "You divide all subscribers by the days of the interval. Most of them had come before it: "
            "divide what was added.",
            [
                part(per_day=lambda right, counts: _after(counts) / right["days"]),
                part(per_day=lambda right, counts: _before(counts) / right["days"]),
            ],
            "growth a day is computed from totals in place of differences",
        ),
        "pace_since_the_start": Mistake(
            "Your pace is the average since the first date. "
            "Divide what one interval added by the days of this interval.",
            [
                part(per_day=lambda counts: (_after(counts) - _before(counts)[0]) / _since_the_first(counts)),
                part(per_day=lambda right, counts: right["added"] / _since_the_first(counts)),
                part(per_day=lambda counts: _after(counts) / _since_the_first(counts)),
            ],
        ),
        "pace_with_both_ends": Mistake(
            "You divide by one day too many. From one date to the next are later less earlier.",
            part(per_day=lambda right: right["added"] / (right["days"] + 1)),
        ),
        "same_number_every_day": Mistake(
            "Your doubling lets the same number come every day. Here each day adds the same share: "
            "take logarithms, days · log(2) / log(count / count before).",
            [
                _doubling(lambda days, before, after: before * days / (after - before)),
                _doubling(lambda days, before, after: after * days / (after - before)),
                _doubling(lambda days, before, after: 2 * before * days / (after - before)),
                _doubling(lambda days, before, after: 2 * after * days / (after - before)),
            ],
            "doubling is thought of as adding as much again",
        ),
        "share_divided_by_the_days": Mistake(
            "You divide the growth of the interval by its days, as if shares were added up. They multiply: "
            "take the logarithm of count / count before.",
            [
                _doubling(lambda days, before, after, size=size: size * days * before / (after - before))
                for size in (np.log(2), 0.69, 0.7, 0.72)
            ]
            + [_doubling(lambda days, before, after: np.log(2) / np.log1p((after / before - 1) / days))],
            "the rule of 70 is meant for small growth",
        ),
        "share_of_the_later_count": Mistake(
            "You take what was added as a share of the later count. Growth is a share of the count before: "
            "added / count before.",
            _doubling(lambda days, before, after: days * np.log(2) / np.log1p((after - before) / after)),
            "the base of a growth is easily exchanged",
        ),
        "doublings_for_days": Mistake(
            "You give how many times the number doubled in the interval. "
            "Asked are days: divide the days of the interval by it.",
            _doubling(lambda days, before, after: np.log2(after / before)),
        ),
        "factor_for_days": Mistake(
            "You give by which factor the number grew. Asked is how many days make the factor 2.",
            _doubling(lambda days, before, after: after / before),
        ),
        "logarithm_of_the_growth": Mistake(
            "You take the logarithm of what was added. Take that of the whole factor, count / count before.",
            [
                _doubling(lambda days, before, after: days * np.log(2) / np.log(after / before - 1)),
                _doubling(lambda days, before, after: days * np.log(2) / np.log(after - before)),
            ],
        ),
        "doubling_with_both_ends": Mistake(
            "Your doubling counts one day too many in each interval.",
            _doubling(lambda days, before, after: (days + 1) * np.log(2) / np.log(after / before)),
        ),
        "doubling_since_the_start": Mistake(
            "Your doubling runs from the first date. Each row has its own interval: "
            "take the count before and the days of the interval.",
            part(
                doubling_days=lambda counts: (
                    _since_the_first(counts) * np.log(2) / np.log(_after(counts) / _before(counts)[0])
                )
            ),
        ),
        "logarithms_exchanged": Mistake(
            "You exchanged the two logarithms: log(2) stands above the line, that of count / count before "
            "below.",
            _doubling(lambda days, before, after: days * np.log(after / before) / np.log(2)),
        ),
        "logarithms_of_two_kinds": Mistake(
            "You mix two kinds of logarithm. Take the same kind for 2 and for count / count before.",
            [
                _doubling(lambda days, before, after: days * np.log10(2) / np.log(after / before)),
                _doubling(lambda days, before, after: days * np.log(2) / np.log10(after / before)),
                _doubling(lambda days, before, after: days * np.log(2) / np.log2(after / before)),
            ],
        ),
        "factor_for_its_logarithm": Mistake(
            "You divide by the factor itself. Divide by its logarithm: log(count / count before).",
            _doubling(lambda days, before, after: days * np.log(2) / (after / before)),
        ),
        "two_for_its_logarithm": Mistake(
            "The logarithm of 2 is missing: the days to double are days · log(2) / log(count / count "
            "before).",
            [
                _doubling(lambda days, before, after: 2 * days / (after / before)),
                _doubling(lambda days, before, after: 2 * days / np.log(after / before)),
                _doubling(lambda days, before, after: days / np.log(after / before)),
            ],
        ),
    },
)
