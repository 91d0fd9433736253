"""Purchase logs in Parquet files, larger than memory, read by DuckDB or Polars, whichever is installed."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from crmlab.declared.quantities import brief
from crmlab.errors import BadValueError
from crmlab.frames.memory import settings
from crmlab.language import said, to_say


def scanned(name: str, path: str | Path) -> Any:
    """Return the lazy table that stands in a Parquet file, or in all Parquet files of a folder.

    Moments are read in UTC, as Parquet keeps them, whichever engine reads them and on whatever machine.
    Only DuckDB stays below a memory limit and puts aside what does not fit; Polars knows no limit.
    """
    files = _files(name, path)
    if duckdb := _engine("duckdb"):
        connection = _connected(duckdb)
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET preserve_insertion_order = false")
        connection.execute("SET enable_progress_bar = true")  # it appears after two seconds
        return nw.from_native(connection.read_parquet(files))
    if polars := _engine("polars"):
        frame = nw.from_native(polars.scan_parquet(files, glob=False))
        kinds = frame.collect_schema().items()
        moments = [column for column, kind in kinds if getattr(kind, "time_zone", None)]
        return frame.with_columns(nw.col(column).dt.convert_time_zone("UTC") for column in moments)
    sentence = to_say("{name} stands in Parquet files; to read them install DuckDB: pip install duckdb.")
    raise BadValueError(said(sentence, name=name))


def collected(answer: Any, sentences: tuple[str, ...]) -> pd.DataFrame:
    """Compute a table and return it as one of pandas, by customer, or raise the sentence of its alarm."""
    try:
        table = _computed(answer)
    except Exception as error:  # each engine has its own
        text = str(error)  # first what is wrong, then perhaps all that could have been
        if heard := [sentence for sentence in sentences if sentence in text]:
            raise BadValueError(min(heard, key=text.index)) from None
        raise
    return table.sort_values("customer_id", ignore_index=True) if "customer_id" in table else table


def _connected(duckdb: Any) -> Any:
    """Connect to DuckDB, with what it must know before it starts its threads."""
    known = settings()
    try:
        return duckdb.connect(config=known)
    except duckdb.InvalidInputException:  # before version 2 it had no threads only for reading
        known.pop("async_threads", None)
        return duckdb.connect(config=known)


def _computed(answer: Any) -> pd.DataFrame:
    if answer.implementation.is_duckdb():
        return answer.to_native().df()
    if not answer.implementation.is_polars():
        return pd.DataFrame(answer.collect().to_dict(as_series=False))
    table = answer.to_native().collect(engine="streaming")
    is_plain = {c.name: c.dtype.is_numeric() or c.dtype.is_temporal() for c in table}
    return pd.DataFrame({c.name: c.to_numpy() if is_plain[c.name] else c.to_list() for c in table})


def _files(name: str, path: str | Path) -> list[str]:
    """Return the Parquet files at a path, or raise one clear sentence."""
    try:
        files = _below(Path(path)) if str(path) else []
    except (OSError, ValueError):  # a name that no file can have
        files = []
    if not files:
        sentence = to_say(
            "{name} must be a table (a DataFrame), or the path of a Parquet file or folder; "
            "there is none at {path}."
        )
        raise BadValueError(said(sentence, name=name, path=brief(str(path)).rpartition(" (")[0]))
    return files


def _below(place: Path) -> list[str]:
    if place.is_file():
        return [str(place)]
    return sorted(map(str, place.rglob("*.parquet")))


def _engine(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return None
