"""The inputs of a call, told so that a learner can look at them and compute with them himself."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from crmlab.language import said

_MOST_ROWS = 60


def as_code(inputs: Mapping[str, Any]) -> str:
    """Return the lines of Python that make these inputs.

    Examples
    --------
    >>> print(as_code({"rate": 0.1, "gaps": np.array([1.0, np.nan])}))
    rate = 0.1
    gaps = np.array([1.0, np.nan])
    """
    return "\n".join(f"{name} = {_code(value)}" for name, value in inputs.items())


def as_html(inputs: Mapping[str, Any]) -> str:
    """Return tables of what can be seen as one, and below them the same as code."""
    tables = {name: table for name, value in inputs.items() if (table := _table(value)) is not None}
    shown = "".join(
        f"<p><code>{html.escape(name)}</code></p>{table.to_html(max_rows=_MOST_ROWS, border=0)}"
        for name, table in tables.items()
    )
    head, code = html.escape(said("As code, to try it yourself:")), html.escape(as_code(inputs))
    return f"{shown}<p><small>{head}</small></p><pre>{code}</pre>"


def _table(value: Any) -> pd.DataFrame | None:
    if isinstance(value, pd.DataFrame):
        return value
    if isinstance(value, np.ndarray) and value.ndim == 2:
        return pd.DataFrame(value)
    return None


def _code(value: Any) -> str:
    if isinstance(value, pd.DataFrame):
        columns = ", ".join(f"{name!r}: {_column(cells)}" for name, cells in value.items())
        return f"pd.DataFrame({{{columns}}})"
    if isinstance(value, np.ndarray):
        return f"np.array({_code(value.tolist())})"
    if isinstance(value, pd.Timestamp):
        return f"pd.Timestamp({_day(value)!r})"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_code, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key!r}: {_code(one)}' for key, one in value.items())}}}"
    return "np.nan" if isinstance(value, float) and np.isnan(value) else repr(value)


def _column(cells: pd.Series) -> str:
    if pd.api.types.is_datetime64_any_dtype(cells):
        return f"pd.to_datetime({[*map(_day, cells)]})"
    return _code(cells.tolist())


def _day(date: pd.Timestamp) -> str:
    return str(date).removesuffix(" 00:00:00")
