"""Answers in whatever they come, as one table of numbers."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Quantity, brief
from crmlab.declared.tables import Answers, require_one
from crmlab.errors import BadTypeError, BadValueError
from crmlab.frames import in_pandas
from crmlab.language import said, to_say


def table_of(answers: Any, name: str = "answers") -> pd.DataFrame:
    """Return answers as a table that has all the names that they had, or raise one clear sentence."""
    table = in_pandas(name, answers)
    if table is not None:
        return table
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # rows of different length would be filled up
            return pd.DataFrame(_with_names(answers))
    except (TypeError, ValueError, Warning):
        sentence = to_say("{name} must be a table with a row a respondent; got {got}.")
        raise BadTypeError(said(sentence, name=name, got=brief(answers))) from None


def _with_names(answers: Any) -> Any:
    """Return answers in a shape whose names pandas keeps; from other tables it would take the bare cells."""
    if isinstance(answers, Mapping):
        return dict(answers)
    if isinstance(answers, list | tuple):
        return [_row(row) for row in answers]
    if isinstance(answers, np.ndarray | pd.Series):
        return answers
    raise TypeError


def _row(row: Any) -> Any:
    """Return one respondent's answers with their names, as rows of Spark and of databases have them."""
    if isinstance(row, Mapping):
        return dict(row)
    if isinstance(row, pd.Series) or not hasattr(row, "keys") and not hasattr(row, "__fields__"):
        return row
    names = row.keys() if hasattr(row, "keys") else row.__fields__
    return dict(zip(names, row, strict=True))


def questions_of(answers: Any, name: str = "answers") -> pd.DataFrame:
    """Return the columns that are questions, or raise one clear sentence."""
    table = table_of(answers, name)
    return table.loc[:, table.columns != "customer_id"]


def checked(
    table: pd.DataFrame, lowest: float = -1e9, highest: float = 1e9, name: str = "answers"
) -> np.ndarray:
    """Return the answers as numbers, NaN where one is missing, or raise one clear sentence."""
    ends = [
        one_number(Quantity(low=-1e9, high=1e9), *end) for end in (("lowest", lowest), ("highest", highest))
    ]
    if not ends[0] < ends[1]:
        sentence = to_say("lowest must be less than highest; got {lowest} and {highest}.")
        raise BadValueError(said(sentence, lowest=lowest, highest=highest))
    if table.empty:
        raise BadValueError(said("{name} is empty; at least one row and one question are needed.", name=name))
    if not all(map(pd.api.types.is_scalar, table.to_numpy(dtype=object).ravel())):
        sentence = to_say("{name} must hold one number in each cell; one of them holds several.")
        raise BadTypeError(said(sentence, name=name))
    return Answers(table.shape[1], Annotated[float, Quantity("", *ends)]).validate(name, table)


def one_number(quantity: Quantity, name: str, value: Any) -> float:
    """Return one number, or raise one clear sentence about *name*."""
    number = quantity.validate(name, value)
    require_one(name, number)
    return number
