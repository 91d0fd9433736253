"""The lines of a purchase log of another engine: checked, and under their standard names.

A table in memory is checked at once, and the first wrong cell is named with its row. A lazy table is not
looked at: its lines carry a number that says what is wrong with them, and the answer carries an alarm, so
that who collects it meets the sentence in the error of his engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from crmlab.declared.logs import A_CUSTOMER, AMOUNT, log_lines
from crmlab.declared.tables import A_DATE, ISO, known_column
from crmlab.errors import BadTypeError
from crmlab.frames.expressions import alarm
from crmlab.frames.source import Source
from crmlab.language import said, to_say

_ISO = rf"^(?:{ISO})\z"
_MISSING = to_say("{name} must be {rule}; it is missing.")
_OF_A_KIND = to_say("{name} must be {rule}; got a column of {kind}.")


@dataclass(frozen=True)
class Lines:
    """Lines of a log.

    Attributes
    ----------
    frame : narwhals.DataFrame or narwhals.LazyFrame
        Columns ``customer_id``, ``day``, ``amount``; and ``row`` (its place) where the table is in memory,
        ``wrong`` (0 if nothing is) where it is lazy.
    sentences : tuple of str
        What the numbers in ``wrong`` mean, from 1 on; none where the table is in memory.
    """

    frame: Any
    sentences: tuple[str, ...] = ()

    def only(self, wanted: Any) -> Any:
        """Return the lines that are wanted, and the wrong ones: whether they are wanted cannot be known."""
        return self.frame.filter(wanted | (nw.col("wrong") > 0) if self.sentences else wanted)

    @property
    def mark(self) -> Any:
        """What a group of lines keeps beside its answer: its first row, or what is wrong with it."""
        return nw.col("wrong").max() if self.sentences else nw.col("row").min()

    def planned(self) -> Lines:
        """Return these lines so that the engine sees the whole computation before it begins."""
        is_ready = self.sentences or not self.frame.implementation.is_polars()
        return self if is_ready else Lines(self.frame.lazy())

    def finished(self, answer: Any, column: str) -> Any:
        """Return an answer without its marks: in the order of the lines, or with an alarm in a column."""
        if self.sentences:
            loud = alarm(nw.col("wrong"), self.sentences) + nw.col(column)
            return answer.with_columns(loud.alias(column)).drop("wrong")
        return answer.sort("row").drop("row")


def log_of(source: Source, customer_id: Any, date: Any, amount: Any) -> Lines:
    """Return the three columns of a log, checked and under their standard names."""
    names = (customer_id, date, amount)
    for column in names:
        known_column("log", source.columns, column)
    schema = source.frame.collect_schema()
    who, day, money = (schema[column] for column in names)
    if (_day(nw.col(date), day) is None) or not money.is_numeric():
        _refuse_types(source, names)
    cells = {
        "customer_id": nw.col(customer_id),
        "day": nw.col(date),
        "amount": nw.col(amount).cast(nw.Float64),
    }
    if source.is_lazy:
        frame = source.frame.select(**cells)
        wrong = _wrong(_faults(who, day)).alias("wrong")
        frame = frame.select("customer_id", _day(nw.col("day"), day), "amount", wrong)
        return Lines(frame, _sentences(*names))
    lines = _checked(source, names, cells, who, day)
    return Lines(lines.with_row_index("row"))


def _day(moment: Any, kind: Any) -> Any:
    """Return the day of a moment on the log's own clock; None if the column holds no dates."""
    if kind == nw.Date:
        return moment
    if kind == nw.Datetime:
        return (moment if kind.time_zone is None else moment.dt.replace_time_zone(None)).dt.date()
    if kind == nw.String:
        return nw.when(_is_day(moment)).then(moment.str.slice(0, 10)).str.to_date(format="%Y-%m-%d")
    return None


def _is_day(text: Any) -> Any:
    """Whether a text is a day of the calendar, perhaps with a time; 03/04/2024 is two dates, so it is none.

    The engines do not agree on 2024-02-30: some refuse it, PyArrow makes it 1 March.
    """
    is_iso = text.str.contains(_ISO)
    iso = nw.when(is_iso).then(text).otherwise(nw.lit("0001-01-01"))
    year, month, day = (iso.str.slice(at, long).cast(nw.Int64) for at, long in ((0, 4), (5, 2), (8, 2)))
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    february = nw.when(is_leap).then(nw.lit(29)).otherwise(nw.lit(28))
    short = nw.when(month.is_in([4, 6, 9, 11])).then(nw.lit(30)).otherwise(nw.lit(31))
    longest = nw.when(month == 2).then(february).otherwise(short)
    return is_iso & (year >= 1) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= longest)


def _is_no_date(day: Any) -> Any:
    """Whether a day lies outside the calendar's years 1 to 9999, as DuckDB's infinite dates do."""
    first, last = (nw.lit(end).str.to_date(format="%Y-%m-%d") for end in ("0001-01-01", "9999-12-31"))
    return (day < first) | (day > last)


def _faults(who: Any, day: Any) -> list[Any]:
    """Return what may be wrong with a line, in the order of the sentences."""
    nobody, money = nw.col("customer_id").is_null(), nw.col("amount")
    if who.is_float():
        nobody = nobody | nw.col("customer_id").is_nan()
    return [
        nobody,
        nw.col("day").is_null(),
        ~_is_day(nw.col("day")) if day == nw.String else _is_no_date(_day(nw.col("day"), day)),
        money.is_null() | money.is_nan(),
        ~money.is_finite(),
        money.abs() > AMOUNT.high,
    ]


def _sentences(customer_id: str, date: str, amount: str) -> tuple[str, ...]:
    return (
        said(_MISSING, name=customer_id, rule=said(A_CUSTOMER)),
        said(_MISSING, name=date, rule=said(A_DATE)),
        said("{name} must be {rule} in every line.", name=date, rule=said(A_DATE)),
        said(_MISSING, name=amount, rule=said("a number")),
        said("{name} must be finite.", name=amount),
        said("{name} must be {rule}.", name=amount, rule=AMOUNT.allowed),
    )


def _wrong(faults: list[Any]) -> Any:
    """Return the number of the first fault of a line, 0 if it has none."""
    number = nw.lit(0)
    for place, fault in reversed(list(enumerate(faults, start=1))):
        number = nw.when(fault).then(nw.lit(place)).otherwise(number)
    return number


def _checked(source: Source, names: tuple, cells: dict, who: Any, day: Any) -> Any:
    """Return the lines of a table in memory, or raise the sentence about its first wrong cell."""
    frame = source.frame.select(**cells)
    faults = _faults(who, day)
    faults[-2:] = [~(nw.col("amount").abs() <= AMOUNT.high)]  # nan and infinity in the same look
    found = frame.select(*(fault.any().alias(str(number)) for number, fault in enumerate(faults)))
    if any(found.row(0)):
        _explain(source, names)
    return frame.with_columns(_day(nw.col("day"), day))


def _refuse_types(source: Source, names: tuple) -> None:
    """Refuse columns that hold no dates or no numbers at all."""
    schema = source.frame.collect_schema()
    if not source.is_lazy:
        _explain(source, names)
    _, date, amount = names
    if _day(nw.col(date), schema[date]) is None:
        raise BadTypeError(said(_OF_A_KIND, name=date, rule=said(A_DATE), kind=schema[date]))
    raise BadTypeError(said(_OF_A_KIND, name=amount, rule=said("a number"), kind=schema[amount]))


def _explain(source: Source, names: tuple) -> None:
    """Raise the sentence about the first wrong cell, which the way through pandas finds."""
    log_lines(pd.DataFrame({name: _cells(source.frame[name]) for name in dict.fromkeys(names)}), *names)


def _cells(column: Any) -> pd.Series:
    """Return a column as pandas sees it; days as numpy's, which may lie in any year."""
    if column.dtype in (nw.Date, nw.Datetime):
        return pd.Series(_day(column, column.dtype).to_numpy())
    return pd.Series(column.to_list(), dtype=object)
