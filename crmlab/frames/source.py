"""What a table of another engine is, and of which kind the answer must be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Quantity
from crmlab.declared.tables import Elsewhere, Table, known_column, numbers_in
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say


@dataclass(frozen=True)
class Source(Elsewhere):
    """A table of another engine than pandas.

    Attributes
    ----------
    frame : narwhals.DataFrame or narwhals.LazyFrame
        The table; lazy where its engine computes nothing before it is asked.
    is_path : bool
        Whether it stands in Parquet files, so that the answer is a table of pandas.
    """

    frame: Any
    is_path: bool = False

    @property
    def is_lazy(self) -> bool:
        """Whether nothing is computed before the user asks, so that no cell can be looked at."""
        return not hasattr(self.frame, "is_empty")

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self.frame.collect_schema().names()

    def numbers(self, column: str, quantity: Quantity) -> np.ndarray:
        """Return the numbers in a column of a table in memory, or raise one clear sentence."""
        cells = self.frame[column]
        is_plain = cells.dtype.is_integer() or cells.dtype.is_float()
        if is_plain and not cells.is_null().any():
            return numbers_in(column, pd.Series(cells.to_numpy(), copy=False), quantity)
        return numbers_in(column, pd.Series(cells.to_list(), dtype=object), quantity)

    def made(self, columns: dict[str, Any]) -> Any:
        """Return a small table of the kind that came."""
        import narwhals.stable.v2 as nw

        engine = self.frame.implementation
        if self.is_path:
            return pd.DataFrame(columns)
        if not self.is_lazy:
            return nw.from_dict(columns, backend=engine).to_native()
        if engine.is_polars():
            return nw.from_dict(columns, backend="polars").lazy().to_native()
        session = {"session": self.frame.to_native().sparkSession} if engine.is_pyspark() else {}
        return nw.from_native(pd.DataFrame(columns)).lazy(engine, **session).to_native()

    def computed(self, answer: Any, sentences: tuple[str, ...] = ()) -> pd.DataFrame:
        """Compute a small table at once, or raise the sentence of its alarm."""
        if hasattr(answer, "is_empty"):
            return pd.DataFrame(answer.to_dict(as_series=False))
        from crmlab.frames.parquet import collected

        return collected(answer, sentences)

    def require_memory(self, name: str, because: str) -> None:
        """Refuse a lazy table where the answer depends on more than its rows."""
        if self.is_lazy:
            sentence = to_say("{name} must be in memory, as {because}; collect the lazy table first.")
            raise BadTypeError(said(sentence, name=name, because=said(because)))

    def give(self, answer: Any, sentences: tuple[str, ...] = (), nothing: str = "") -> Any:
        """Return a frame of Narwhals as a table of the kind that came.

        *sentences* are those of its alarm; *nothing* is said where a computed answer has no rows.
        """
        if self.is_path:
            from crmlab.frames.parquet import collected

            answer = collected(answer, sentences)
        elif not self.is_lazy and not hasattr(answer, "is_empty"):
            answer = answer.collect()
        is_computed = self.is_path or not self.is_lazy
        if nothing and is_computed and not len(answer):
            raise BadValueError(nothing)
        return answer if self.is_path else answer.to_native()


def opened(value: Any) -> Source | None:
    """Return a table as Narwhals sees it; None for what is no table."""
    if not hasattr(type(value), "columns"):  # so that Narwhals is not loaded for a slip of the pen
        return None
    import narwhals.stable.v2 as nw

    try:
        return Source(_with_days(nw.from_native(value)))
    except TypeError:
        return None


def _with_days(frame: Any) -> Any:
    """Return a table of PyArrow with its days as date32: Narwhals sees no days in date64."""
    if not frame.implementation.is_pyarrow():
        return frame
    import narwhals.stable.v2 as nw

    table = frame.to_native()
    for place, field in enumerate(table.schema):
        if field.type == "date64":
            table = table.set_column(place, field.name, table.column(place).cast("date32"))
    return nw.from_native(table)


def in_pandas(name: str, value: Any) -> pd.DataFrame | None:
    """Return a table of any engine as one of pandas; None for what is no table.

    A lazy table is computed. As its rows have no order, they come by ``customer_id``, where it has one.
    """
    if isinstance(value, pd.DataFrame):
        return value
    source = opened(value)
    try:
        return source and source.computed(source.frame)
    except Exception as error:  # each engine has its own
        sentence = to_say("{name} could not be computed; its engine says: {why}")
        why = next(filter(None, map(str.strip, str(error).splitlines())), type(error).__name__)
        raise BadValueError(said(sentence, name=name, why=why)) from None


class Frame(Table):
    """A parameter that is a table with these columns, of pandas or of another engine."""

    def validate(self, name: str, value: Any) -> pd.DataFrame | Source:
        """Return a table of pandas as it is and another as a `Source`, or raise one clear sentence."""
        source = None if isinstance(value, pd.DataFrame) else self._opened(name, value)
        if source is None:
            return super().validate(name, value)
        if not source.is_lazy and source.frame.is_empty():
            raise BadValueError(said("{name} is empty; at least one row is needed.", name=name))
        for column, quantity in self.columns.items():
            known_column(name, source.columns, column)
            if quantity and not source.is_lazy:
                source.numbers(column, quantity)
        return source

    def _opened(self, name: str, value: Any) -> Source | None:
        return opened(value)


class LogFrame(Frame):
    """A parameter that is a purchase log: a table, or the path of Parquet files."""

    def _opened(self, name: str, value: Any) -> Source | None:
        if isinstance(value, str | Path):
            from crmlab.frames.parquet import scanned

            return Source(scanned(name, value), is_path=True)
        return super()._opened(name, value)
