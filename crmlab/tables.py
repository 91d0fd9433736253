"""Parameters that are tables or days, and how their columns are read.

A table is checked for what a calculator needs of it; the first wrong cell is named with its row.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

import numpy as np
import pandas as pd

from crmlab.errors import BadTypeError, BadValueError
from crmlab.quantities import Kind, Quantity, brief, is_number, quantity_of

_A_DATE = "a date such as '1997-09-30'"
_DATES = str | datetime.date | np.datetime64  # a Timestamp is a date, too
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)([ T]\d\d.*)?")


class Day(Kind):
    """A parameter that is a calendar day."""

    def validate(self, name: str, value: Any) -> datetime.date:
        """Return *value* as a day, or raise one clear sentence about *name*."""
        if not isinstance(value, _DATES):
            raise BadTypeError(f"{name} must be {_A_DATE}; got {brief(value)}.")
        try:
            return datetime.date.fromisoformat(_iso(value))
        except ValueError:
            raise BadValueError(f"{name} must be {_A_DATE}; got {brief(value)}.") from None


class Table(Kind):
    """A parameter that is a table with these columns, each with its quantity or with any content.

    ``Table(customer_id=None, orders=Count)`` asks for two columns, and for counts in the second.
    """

    def __init__(self, **columns: Any) -> None:
        self.columns = {name: quantity_of(annotation)[0] for name, annotation in columns.items()}

    def validate(self, name: str, value: Any) -> pd.DataFrame:
        """Return *value*, the same object, or raise one clear sentence about its first wrong cell."""
        if not isinstance(value, pd.DataFrame):
            raise BadTypeError(f"{name} must be a table (a DataFrame); got {brief(value)}.")
        if not len(value):
            raise BadValueError(f"{name} is empty; at least one row is needed.")
        for column, quantity in self.columns.items():
            cells = column_of(name, value, column)
            if quantity:
                numbers_in(column, cells, quantity)
        return value


def column_of(name: str, table: pd.DataFrame, column: Any) -> pd.Series:
    """Return one column of the table that is called *name*, or raise one clear sentence."""
    found = list(table.columns).count(column) if isinstance(column, str | int) else 0
    if found == 1:
        return table[column]
    asked, *some = (brief(label).rpartition(" (")[0] for label in (column, *table.columns[:4]))
    columns = ", ".join(some) + (", …" if len(table.columns) > 4 else "")
    number = f"{found} columns" if found else "no column"
    raise BadValueError(f"{name} has {number} {asked}; its columns are {columns or 'none'}.")


def numbers_in(column: str, cells: pd.Series, quantity: Quantity) -> np.ndarray:
    """Return the numbers in a column as an array, or raise one clear sentence about the first wrong cell."""
    if cells.dtype.kind not in "iuf" or cells.isna().any():
        refuse_cell(column, cells, [is_number(cell) for cell in cells], "a number", BadTypeError)
    return quantity.validate(column, cells)


def days_in(column: str, cells: pd.Series) -> pd.Series:
    """Return the dates in a column as calendar days, or raise one clear sentence about the first wrong cell.

    The time of day is dropped. Numbers are refused: 19970930 would be a moment in 1970.
    """
    if pd.api.types.is_datetime64_any_dtype(cells.dtype):
        days = cells.dt.tz_localize(None).dt.normalize()
    else:
        days = pd.to_datetime(cells.astype(object).map(_iso), format="%Y-%m-%d", errors="coerce")
    refuse_cell(column, cells, days.notna(), _A_DATE, BadValueError)
    return days


def _iso(value: Any) -> str:
    """Return the day of a date as YYYY-MM-DD, or ""; 03/04/2024 is two dates, so it is none."""
    found = _ISO.fullmatch(str(value)) if isinstance(value, _DATES) else None
    return found[1] if found else ""


def refuse_cell(column: str, cells: pd.Series, right: Any, rule: str, error: type[Exception]) -> None:
    """Raise a sentence about the first cell that is not right, if there is one."""
    wrong = np.flatnonzero(~np.asarray(right, dtype=bool))
    if not wrong.size:
        return
    first = wrong[0]
    if cells.isna().iloc[first]:
        raise BadValueError(f"{column}[{first}] must be {rule}; it is missing.")
    cell = cells.iloc[first]
    raise error(f"{column}[{first}] must be {rule}; got {brief(getattr(cell, 'tolist', lambda: cell)())}.")
