"""Simulated purchase logs: heavy-tailed customers, two years of days, a seed; written as Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

AS_OF = "2026-01-01"
DAYS = 731  # 2024 and 2025
LINES_OF_A_CUSTOMER = 33  # in the mean
LINES_IN_A_FOLDER = 100  # of a customer: the answer is a table of pandas, which has to fit, too
SPREAD = 1.3  # of the log-normal rates: the upper fifth of the customers has two thirds of the lines
BYTES_OF_A_LINE = 24  # number, moment, amount: 8 bytes each, as they are not packed
LINES_OF_A_FILE = 5_000_000


def write_log(path: Path, lines: int, seed: int = 1) -> Path:
    """Write a log in the order of its days as one file."""
    (table,) = _parts(lines, 1, LINES_OF_A_CUSTOMER, seed)
    pq.write_table(table, path)
    return path


def write_folder(folder: Path, size: int, seed: int = 2) -> int:
    """Write files of *size* bytes together, not packed, each of its own period; return the lines."""
    folder.mkdir()
    lines = size // BYTES_OF_A_LINE
    for number, table in enumerate(_parts(lines, -(-lines // LINES_OF_A_FILE), LINES_IN_A_FOLDER, seed)):
        path = folder / f"{number:04}.parquet"
        pq.write_table(table, path, compression="none", use_dictionary=False)
    return lines


def _parts(lines: int, parts: int, of_customer: int, seed: int) -> Iterator[pa.Table]:
    """Yield a log in parts, each of a period of its own."""
    source = np.random.default_rng(seed)
    rates = source.lognormal(sigma=SPREAD, size=-(-lines // of_customer))
    rates /= rates.sum()
    ends = np.linspace(0, [DAYS, lines], parts + 1).astype(int)
    for (day, line), (next_day, next_line) in zip(ends, ends[1:], strict=False):
        count = next_line - line
        who = np.repeat(np.arange(len(rates)), source.multinomial(count, rates))
        days = np.sort(source.integers(day, max(next_day, day + 1), count))
        columns = {
            "customer_id": source.permutation(who) + 100_000,
            "date": (np.datetime64("2024-01-01") + days).astype("datetime64[ms]"),
            "amount": np.round(source.lognormal(3.5, 0.8, count), 2),
        }
        yield pa.table(columns)
