"""Parameters that are tables, days, answers to a questionnaire or numbers with names.

A table is checked for what a calculator needs of it; the first wrong cell is named with its row.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared import names
from crmlab.declared.numbers import is_number
from crmlab.declared.quantities import MUST_BE, Kind, Quantity, brief, quantity_of
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say

A_DATE = to_say("a date such as '1997-09-30'")
_DATES = str | datetime.date | np.datetime64  # a Timestamp is a date, too
# A day, perhaps with a time and its zone. Engines read it, too: so no \d, which may be any script's digit
_HOUR, _SIXTY = "(?:[01][0-9]|2[0-3])", "[0-5][0-9]"
_TIME = f"{_HOUR}(?::{_SIXTY}(?::{_SIXTY}(?:[.,][0-9]+)?)?)?"
_ZONE = f"Z| ?UTC| ?[+-]{_HOUR}(?::?{_SIXTY}){{0,2}}"
ISO = f"[0-9]{{4}}-[0-9][0-9]-[0-9][0-9](?:[ T]{_TIME}(?:{_ZONE})?)?"
_IS_ISO = re.compile(ISO).fullmatch
_FIRST, _LAST = (np.datetime64(day) for day in (datetime.date.min, datetime.date.max))


class Day(Kind):
    """A parameter that is a calendar day."""

    def validate(self, name: str, value: Any) -> datetime.date:
        """Return *value* as a day, or raise one clear sentence about *name*."""
        try:
            return datetime.date.fromisoformat(_iso(value))
        except ValueError:
            error = BadValueError if isinstance(value, _DATES) else BadTypeError
            raise error(said(MUST_BE, name=name, rule=said(A_DATE), got=brief(value))) from None


class Elsewhere:
    """A table that another engine than pandas holds: a calculator leaves it to its twin."""


class Table(Kind):
    """A parameter that is a table with these columns, each with its quantity or with any content.

    ``Table(customer_id=None, orders=Count)`` asks for two columns, and for counts in the second.
    """

    def __init__(self, **columns: Any) -> None:
        self.columns = {name: quantity_of(annotation)[0] for name, annotation in columns.items()}

    def validate(self, name: str, value: Any) -> pd.DataFrame:
        """Return *value*, the same object, or raise one clear sentence about its first wrong cell."""
        if not isinstance(value, pd.DataFrame):
            sentence = said("{name} must be a table (a DataFrame); got {got}.", name=name, got=brief(value))
            raise BadTypeError(sentence)
        if not len(value):
            raise BadValueError(said("{name} is empty; at least one row is needed.", name=name))
        for column, quantity in self.columns.items():
            cells = column_of(name, value, column)
            if quantity:
                numbers_in(column, cells, quantity)
        return value


class Named(Kind):
    """A parameter that is several numbers with names: a mapping, a Series, or a list in their order.

    ``Named(Cost, ("product", "service"))`` asks for these two; ``Named(Cost)`` takes any names, and a plain
    number, too.

    Attributes
    ----------
    quantity : Quantity
        What each of the numbers is.
    keys : tuple
        The names asked for; empty where any will do.
    """

    series = True  # in a shown formula a list of numbers is one argument, not many

    def __init__(self, annotation: Any, keys: tuple = ()) -> None:
        self.quantity: Quantity = quantity_of(annotation)[0]
        self.keys = keys

    @property
    def unit(self) -> str:
        """The unit of each of the numbers."""
        return self.quantity.unit

    def validate(self, name: str, value: Any) -> pd.Series:
        """Return the numbers with their names, or raise one clear sentence about *name*."""
        labelled = dict(value) if isinstance(value, Mapping | pd.Series) else None
        if labelled and len(labelled) < len(value):
            got = brief(list(value.index))
            raise BadValueError(said("{name} must have each name once; got {got}.", name=name, got=got))
        if labelled is None:
            numbers = self.quantity.validate(name, value)
            if np.ndim(numbers) > 1 or (self.keys and np.size(numbers) != len(self.keys)):
                raise BadValueError(said(MUST_BE, name=name, rule=self._asked(), got=brief(value)))
            return pd.Series(np.atleast_1d(numbers), index=self.keys or range(1, np.size(numbers) + 1))
        if not labelled:
            raise BadValueError(said("{name} is empty; at least one number is needed.", name=name))
        if self.keys and set(labelled) != set(self.keys):
            raise BadValueError(said(MUST_BE, name=name, rule=self._asked(), got=brief(list(labelled))))
        for label, number in labelled.items():
            one = f"{name}[{label!r}]"
            if np.ndim(self.quantity.validate(one, number)):
                raise BadTypeError(said("{name} must be one number; got {got}.", name=one, got=brief(number)))
        return pd.Series(labelled, dtype=float).reindex(list(self.keys or labelled))

    def draw(self, source: random.Random) -> dict:
        """Draw a typical number for each name."""
        return {key: self.quantity.draw(source) for key in self.keys or ("one", "two", "three")}

    def show(self, value: Any) -> str:
        """Write the numbers with their names."""
        named = names.language() != "en"  # in English a key reads like its name
        labels = {key: named and names.label_of_key(str(key)) or key for key in dict(value)}
        return said("; ").join(
            f"{labels[key]} {self.quantity.show(number)}" for key, number in dict(value).items()
        )

    def _asked(self) -> str:
        keys = said(", ").join(map(str, self.keys))
        return said("numbers for {keys}", keys=keys) if keys else said("a number, a list or a mapping")


class Weights(Named):
    """Weights of parts with names: only their proportions count, so that not all may be 0."""

    def validate(self, name: str, value: Any) -> pd.Series:
        """Return the weights with their names, or raise one clear sentence about *name*."""
        weights = super().validate(name, value)
        if not weights.any():
            raise BadValueError(said("{name} must not all be 0.", name=name))
        return weights


class Answers(Kind):
    """A parameter that is the answers to a questionnaire.

    Either one mean for each question, or a table with a row a respondent and a column a question, where an
    answer may be missing. The columns count in their order.

    Attributes
    ----------
    questions : int
        Number of questions.
    quantity : Quantity
        What an answer may be.
    """

    def __init__(self, questions: int, annotation: Any) -> None:
        self.questions = questions
        self.quantity: Quantity = quantity_of(annotation)[0]

    def validate(self, name: str, value: Any) -> np.ndarray:
        """Return respondents × questions, NaN where an answer is missing, or raise one clear sentence."""
        is_table = _has_rows(value)
        cells = (pd.DataFrame(value) if is_table else pd.DataFrame([_one_row(name, value)])).to_numpy(object)
        if cells.shape[1] != self.questions:
            in_a_row = to_say("{name} must have {questions} answers a row; got {got}.")
            in_all = to_say("{name} must have {questions} answers; got {got}.")
            parts = {"name": name, "questions": self.questions, "got": cells.shape[1]}
            raise BadValueError(said(in_a_row if is_table else in_all, **parts))
        given = pd.notna(cells)
        for number in np.flatnonzero(~given.any(axis=0)):
            sentence = to_say("{name} must have an answer to each question; nobody answered {number}.")
            raise BadValueError(said(sentence, name=name, number=number + 1))
        filled = cells.copy()  # so that the position of a wrong answer is right
        filled[~given] = max(self.quantity.low, 0)
        answers = np.atleast_2d(self.quantity.validate(name, filled if is_table else filled[0]))
        return np.where(given, answers, np.nan)

    def draw(self, source: random.Random) -> list[float]:
        """Draw one mean a question."""
        return [self.quantity.draw(source) for _ in range(self.questions)]

    def show(self, value: Any) -> str:
        """Write the mean answer to each question."""
        return said("; ").join(self.quantity.show(mean) for mean in np.nanmean(np.atleast_2d(value), axis=0))


def _has_rows(value: Any) -> bool:
    if isinstance(value, list | tuple):
        sizes = {len(row) if isinstance(row, list | tuple) and row is not value else 0 for row in value}
        return len(sizes) == 1 and sizes != {0}
    return isinstance(value, pd.DataFrame) or (isinstance(value, np.ndarray) and value.ndim == 2)


def _one_row(name: str, value: Any) -> list:
    if isinstance(value, list | tuple | pd.Series) or (isinstance(value, np.ndarray) and value.ndim == 1):
        return list(value)
    rule = said("a list of answers, or a table with a row a respondent")
    raise BadTypeError(said(MUST_BE, name=name, rule=rule, got=brief(value)))


def column_of(name: str, table: pd.DataFrame, column: Any) -> pd.Series:
    """Return one column of the table that is called *name*, or raise one clear sentence."""
    known_column(name, table.columns, column)
    return table[column]


def known_column(name: str, columns: Any, column: Any) -> None:
    """Refuse a column that the table called *name* does not have exactly once."""
    found = list(columns).count(column) if isinstance(column, str | int) else 0
    if found == 1:
        return
    asked, *some = (brief(label).rpartition(" (")[0] for label in (column, *columns[:4]))
    known = said(", ").join([*some, "…"] if len(columns) > 4 else some) or said("none")
    sentence = (
        to_say("{name} has {found} columns {asked}; its columns are {known}.")
        if found
        else to_say("{name} has no column {asked}; its columns are {known}.")
    )
    raise BadValueError(said(sentence, name=name, found=found, asked=asked, known=known))


def numbers_in(column: str, cells: pd.Series, quantity: Quantity) -> np.ndarray:
    """Return the numbers in a column as an array, or raise one clear sentence about the first wrong cell."""
    if cells.dtype.kind not in "iuf" or cells.isna().any() or np.isnan(cells).any():
        right = [is_number(cell) and not pd.isna(cell) for cell in cells]  # in pandas NaN means missing
        refuse_cell(column, cells, right, to_say("a number"), BadTypeError)
    return quantity.validate(column, cells)


def days_in(column: str, cells: pd.Series) -> pd.Series:
    """Return the dates in a column as calendar days, or raise one clear sentence about the first wrong cell.

    The time of day is dropped. Numbers are refused: 19970930 would be a moment in 1970.
    """
    if cells.dtype.type is datetime.date:  # a date of Arrow, which has no time zone to take off
        cells = cells.astype("timestamp[s][pyarrow]")
    if pd.api.types.is_datetime64_any_dtype(cells.dtype):
        moments = cells.dt.tz_localize(None).to_numpy()
        day = moments.astype("datetime64[D]")
        days, right = pd.Series(day.astype(moments.dtype), cells.index), (day >= _FIRST) & (day <= _LAST)
        if not right.all():  # as text, because no date of Python lies before year 1 or after 9999
            cells = pd.Series(day.astype(str), dtype=object).mask(np.isnat(day))
    else:
        days = pd.to_datetime(cells.astype(object).map(_iso), format="%Y-%m-%d", errors="coerce")
        right = days.notna()
    refuse_cell(column, cells, right, A_DATE, BadValueError)
    return days


def _iso(value: Any) -> str:
    """Return the day of a date as YYYY-MM-DD, or ""; 03/04/2024 is two dates, so it is none."""
    text = str(value) if isinstance(value, _DATES) else ""
    return text[:10] if _IS_ISO(text) and text >= "0001" else ""


def labels_in(column: str, cells: pd.Series, rule: str = to_say("a name")) -> np.ndarray:
    """Return the names in a column, words or whole numbers, or raise one clear sentence."""
    named = [isinstance(cell, str | int | np.integer) and not isinstance(cell, bool) for cell in cells]
    refuse_cell(column, cells, named, rule, BadTypeError)
    return cells.to_numpy(dtype=object)


def refuse_cell(column: str, cells: pd.Series, right: Any, rule: str, error: type[Exception]) -> None:
    """Raise a sentence about the first cell that is not right, if there is one."""
    wrong = np.flatnonzero(~np.asarray(right, dtype=bool))
    if not wrong.size:
        return
    first = wrong[0]
    parts = {"name": f"{column}[{first}]", "rule": said(rule)}
    if pd.api.types.is_scalar(cells.iloc[first]) and pd.isna(cells.iloc[first]):
        raise BadValueError(said("{name} must be {rule}; it is missing.", **parts))
    cell = cells.iloc[first]
    raise error(said(MUST_BE, **parts, got=brief(getattr(cell, "tolist", lambda: cell)())))


def require_one(name: str, value: Any) -> None:
    """Refuse a list where one number is meant."""
    if np.ndim(value):
        sentence = said("{name} must be one number; got a list of {size}.", name=name, size=np.size(value))
        raise BadTypeError(sentence)


def require_pairs(**lists: Any) -> None:
    """Refuse lists of different length where each customer needs a number in each."""
    (one, first), *others = lists.items()
    for other, values in others:
        if len(values) != len(first):
            sentence = said(
                "{other} must have a number for each customer, {size} as {one} has; got {got}.",
                other=other,
                size=len(first),
                one=one,
                got=len(values),
            )
            raise BadValueError(sentence)
