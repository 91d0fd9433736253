"""Answers in whatever they come, as one table of numbers."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Quantity, brief
from crmlab.declared.tables import Answers, known_column, require_one
from crmlab.errors import BadTypeError, BadValueError
from crmlab.frames import in_pandas
from crmlab.language import said, to_say
from crmlab.survey.likert import plain


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
    require_cells(table, name)
    return Answers(table.shape[1], Annotated[float, Quantity("", *ends)]).validate(name, table)


def require_cells(table: pd.DataFrame, name: str = "answers") -> None:
    """Refuse a table without answers, or one with several in a cell."""
    if table.empty:
        raise BadValueError(said("{name} is empty; at least one row and one question are needed.", name=name))
    if not all(map(pd.api.types.is_scalar, table.to_numpy(dtype=object).ravel())):
        sentence = to_say("{name} must hold one number in each cell; one of them holds several.")
        raise BadTypeError(said(sentence, name=name))


def places_of(name: str, items: Any, questions: pd.Index) -> np.ndarray:
    """Return where the questions stand that are named, by their heads or by their numbers from 1."""
    several = list(items) if isinstance(items, list | tuple) else [items]
    if any(isinstance(item, str) for item in several):
        return np.array([_place(name, item, questions) for item in several])
    if isinstance(items, list | tuple) and not items:
        return np.array([], dtype=np.int64)
    most = Quantity("", 1, max(len(questions), 1), whole=True)
    return np.atleast_1d(most.validate(name, items)).astype(np.int64) - 1


def _place(name: str, item: Any, questions: pd.Index) -> int:
    """Return where one question stands; capitals and blanks around its head do not matter."""
    if not isinstance(item, str):
        return int(places_of(name, item, questions)[0])
    heads = [plain(str(head)) for head in questions]
    if questions.tolist().count(item) != 1 and heads.count(plain(item)) == 1:
        return heads.index(plain(item))
    known_column("answers", questions, item)
    return questions.tolist().index(item)


def one_number(quantity: Quantity, name: str, value: Any) -> float:
    """Return one number, or raise one clear sentence about *name*."""
    number = quantity.validate(name, value)
    require_one(name, number)
    return number
