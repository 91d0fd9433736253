"""Which row of a learner's table stands for which of the right one, and which is missing or too many."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from crmlab.intake.equality import as_list, folded, is_close, is_number, kind_of, quoted
from crmlab.intake.values import plain
from crmlab.language import counted, said, to_say


class Matched(NamedTuple):
    """The places of the rows of a table in the order of the right one; what is said of one row too many."""

    order: list[int]
    too_many: str | None


def matched(expected: pd.DataFrame, got: pd.DataFrame, tolerance: float) -> Matched:
    """Match the rows of two tables with the same columns and as many rows."""
    ours, theirs = _keys(expected, got, tolerance)
    return Matched(_rows(expected, got, ours, theirs), _row_too_many(expected, got, ours, theirs))


def other_length(expected: pd.DataFrame, got: pd.DataFrame, tolerance: float) -> tuple[str, str]:
    """Say of a table with more or fewer rows which slip it is and, where keys tell it, which row."""
    ours, theirs = _keys(expected, got, tolerance)
    missing, surplus = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    rows = counted(len(got), to_say("{number} row"), to_say("{number} rows"))
    clause = said("has {got}; {asked} are expected", got=rows, asked=len(expected))
    if len(got) < len(expected):
        which = expected.iloc[ours.index(next(iter(missing)))] if len(missing) == 1 and not surplus else None
        slip = "row-missing"
    else:
        which = got.iloc[theirs.index(next(iter(surplus)))] if len(surplus) == 1 and not missing else None
        slip = "row-too-many"
    if which is None:
        return slip, clause
    sentence = (
        to_say("{clause}: the row where {key} is {row} is missing")
        if slip == "row-missing"
        else to_say("{clause}: the row where {key} is {row} is not asked for")
    )
    return slip, said(sentence, clause=clause, key=expected.columns[0], row=quoted(plain(which.iloc[0])))


def _keys(expected: pd.DataFrame, got: pd.DataFrame, tolerance: float) -> list[list[tuple]]:
    """Return by what rows are matched: as many leading columns as it takes to tell the right rows apart."""
    ours, theirs = [], []
    for name in expected:
        right = as_list(expected[name])
        ours.append(_places(right, right, tolerance))
        theirs.append(_places(as_list(got[name]), right, tolerance))
        if len({*zip(*ours, strict=True)}) == len(expected):
            break
    return [[*zip(*places, strict=True)] for places in (ours, theirs)]


def _places(values: list, right: list, tolerance: float) -> list[int]:
    """Return which right value each may stand for; decimals that rounding makes alike have one place."""
    numbers = sorted({*filter(is_number, right)})
    middles = [(other, one / 2 + other / 2) for one, other in pairwise(numbers)]
    borders = [m for number, m in middles if isinstance(number, int) or not is_close(number, m, tolerance)]
    others = {str(folded(value)): -place for place, value in enumerate(right, start=2)}
    return [bisect(borders, v) if is_number(v) else others.get(str(folded(v)), -1) for v in values]


def _rows(expected: pd.DataFrame, got: pd.DataFrame, ours: list, theirs: list) -> list[int]:
    """Return which row of *got* stands for each right row; keys that are alike are told apart by numbers."""
    shared, ranks = {*ours} & {*theirs}, []
    for table, keys in ((expected, ours), (got, theirs)):
        cells = table[[*expected][: len(keys[0])]].itertuples(index=False, name=None)
        rows = zip(keys, cells, strict=True)
        marks = [(key not in shared, key, [*filter(is_number, row)]) for key, row in rows]
        ranks.append(sorted(range(len(keys)), key=marks.__getitem__))
    return [row for _, row in sorted(zip(*ranks, strict=True))]


def _row_too_many(expected: pd.DataFrame, got: pd.DataFrame, ours: list, theirs: list) -> str | None:
    """Name a row that the right table has less often, where it takes several columns to tell rows apart."""
    names, surplus = [*expected][: len(ours[0])], [*(Counter(theirs) - Counter(ours))]
    if not surplus or len(names) == 1:
        return None
    values = {name: as_list(got[name])[theirs.index(surplus[0])] for name in names}
    if any(kind_of(value) not in map(kind_of, as_list(expected[name])) for name, value in values.items()):
        return None
    cells = [said("{name} is {value}", name=quoted(n), value=quoted(v)) for n, v in values.items()]
    return said("has a row too many where {where}; another row is missing", where=said(" and ").join(cells))
