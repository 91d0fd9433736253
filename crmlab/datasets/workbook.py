"""Workbooks of Excel: a log or a roster that comes in one, and answers that go into one."""

from __future__ import annotations

import datetime
import io
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared.numbers import brief
from crmlab.errors import BadTypeError, BadValueError
from crmlab.files import write_whole
from crmlab.frames import in_pandas
from crmlab.language import said, to_say

__all__ = ["sheets_in", "write_excel"]

_MOST_ROWS = 2**20 - 1  # below the names of the columns
_MOST_LETTERS = 31  # of the name of a sheet
_MOST_DIGITS = 15  # of a number; what is longer is an id, and Excel would round it
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_WIDEST = 40
_OLD = b"\xd0\xcf\x11\xe0"


def sheets_in(name: str, content: bytes) -> dict[str, list[tuple[int, list[str]]]]:
    """Return the rows of each sheet that has any, as text, each with its number in the sheet.

    Raises
    ------
    ValueError
        If it is no workbook that can be read; the sentence calls it *name*.
    """
    if content.startswith(_OLD):
        raise BadValueError(said("{name} is a workbook of an old kind (.xls): save it as .xlsx.", name=name))
    try:
        book = _openpyxl().load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = {sheet.title: list(_rows(sheet)) for sheet in book.worksheets}
    except BadValueError:
        raise
    except Exception as error:  # whatever its XML, its zip or its styles have broken
        sentence = to_say("{name} cannot be read as a workbook of Excel (.xlsx): {why}")
        raise BadValueError(said(sentence, name=name, why=error)) from None
    return {title: rows for title, rows in sheets.items() if rows}


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # some programs write that a sheet has one cell
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [_as_text(value) for value in row]
        if any(cells):
            yield number, cells


def _as_text(value: Any) -> str:
    """Write a cell so that it can be read in one way only."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, float):
        digits = format(Decimal(repr(value)), "f")
        return f"{digits}0" if re.fullmatch(r"-?\d+\.\d{3}", digits) else digits  # 1.234 looks like 1,234
    return "" if value is None else str(value).strip()


def write_excel(path: str | Path, /, **answers: Any) -> Path:
    """Write answers into a workbook of Excel, a sheet each.

    Tables of any engine, lists, mappings by name, single numbers, and what has several parts: each table of
    it gets a sheet of its own. Words that look like formulas stay words, and ids of more than 15 digits keep
    all of them. Needs the extra ``crmlab[excel]``.

    Parameters
    ----------
    path : str or Path
        The file, ending in .xlsx; one that is there is replaced, whole or not at all.
    **answers : object
        What to write, by the name of its sheet.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    TypeError
        If *path* is no path, or an answer is nothing that has rows.
    ValueError
        If nothing is given, a table is too long for Excel, or the file cannot be written.

    Examples
    --------
    >>> from crmlab import equity, write_excel
    >>> values = equity.customer_equity({"old": 300, "new": 100})
    >>> write_excel("values.xlsx", equity=values)  # doctest: +SKIP
    PosixPath('values.xlsx')
    """
    if not isinstance(path, str | Path) or Path(path).suffix.lower() != ".xlsx":
        error = BadValueError if isinstance(path, str | Path) else BadTypeError
        raise error(said("path must be the path of a file that ends in .xlsx; got {got}.", got=brief(path)))
    if not answers:
        raise BadValueError(said("Nothing is given to write: name what you want, as in customers=scored."))
    book = _openpyxl().Workbook()
    book.remove(book.active)
    for title, table in [sheet for name, answer in answers.items() for sheet in _tables(name, answer)]:
        _fill(book.create_sheet(title[:_MOST_LETTERS]), title, table)
    stream = io.BytesIO()
    book.save(stream)
    try:
        write_whole(Path(path), stream.getvalue())
    except OSError as error:  # most often it is open in Excel
        sentence = to_say("path cannot be written ({why}); is {file} open in another program?")
        raise BadValueError(said(sentence, why=error.strerror, file=Path(path).name)) from None
    return Path(path)


def _tables(name: str, answer: Any) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the tables of an answer; what is single in one of several parts stands together."""
    if is_dataclass(answer) and not isinstance(answer, type):
        parts = {part.name: getattr(answer, part.name) for part in fields(answer)}
        single = {key: part for key, part in parts.items() if _is_single(part)}
        if single:
            yield name, _by_name(single)
        for key, part in parts.items():
            if key not in single:
                yield from _tables(f"{name} {key}", part)
    elif isinstance(answer, Mapping):
        yield name, _by_name(answer)
    elif _is_single(answer):
        yield name, pd.DataFrame({"value": [answer]})
    elif isinstance(answer, list | tuple | np.ndarray):
        yield name, pd.DataFrame(answer)
    elif isinstance(answer, pd.Series):
        yield name, answer.rename("value" if answer.name is None else answer.name).reset_index()
    elif (table := in_pandas(name, answer)) is not None:
        yield name, table if isinstance(table.index, pd.RangeIndex) else table.reset_index()
    else:
        sentence = to_say("{name} must be a table, numbers, or an answer of a calculator; got {got}.")
        raise BadTypeError(said(sentence, name=name, got=brief(answer)))


def _is_single(value: Any) -> bool:
    return value is None or isinstance(value, str | datetime.date) or np.isscalar(value)


def _by_name(values: Mapping) -> pd.DataFrame:
    return pd.DataFrame({"name": list(values), "value": pd.Series(list(values.values()), dtype=object)})


def _fill(sheet: Any, name: str, table: pd.DataFrame) -> None:
    if len(table) > _MOST_ROWS:
        sentence = to_say("{name} has {rows:,} rows; a sheet of Excel takes at most {most:,}.")
        raise BadValueError(said(sentence, name=name, rows=len(table), most=_MOST_ROWS))
    bold = _openpyxl().styles.Font(bold=True)
    for place, (title, cells) in enumerate(table.items(), start=1):
        written = [_cell(value) for value in [title, *cells.tolist()]]
        for row, value in enumerate(written, start=1):
            cell = sheet.cell(row, place, value)
            if isinstance(value, str):
                cell.data_type = "s"  # whatever it begins with is no formula
        sheet.cell(1, place).font = bold
        width = max(len(str(value)) for value in written)
        sheet.column_dimensions[sheet.cell(1, place).column_letter].width = min(width, _WIDEST) + 2
    sheet.freeze_panes = "A2"


def _cell(value: Any) -> Any:
    """Return what Excel can keep: no number that it would round, no time zone, nothing unprintable."""
    value = value.item() if isinstance(value, np.generic) else value
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, datetime.datetime):
        day = pd.Timestamp(value).tz_localize(None).to_pydatetime()
        return day if day.time() != datetime.time() else day.date()
    if isinstance(value, bool | datetime.date):
        return value
    if isinstance(value, int | float):
        is_kept = math.isfinite(value) and (isinstance(value, float) or abs(value) < 10**_MOST_DIGITS)
        return value if is_kept else None if value != value else str(value)
    return _UNPRINTABLE.sub("", str(value))


def _openpyxl() -> ModuleType:
    try:
        import openpyxl
    except ImportError:
        sentence = to_say("Workbooks of Excel need openpyxl, which is not installed: {command}")
        raise BadValueError(said(sentence, command="pip install openpyxl")) from None
    return openpyxl
