"""One RFM by one tool, in a process of its own: `python one_work.py TOOL LOG [--answer FILE] [--profile]`.

A tool is a function of `by_hand`; what stands behind its last underscore is the kind of table that it takes.
Prints one line of JSON.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))

import by_hand  # noqa: E402
from one_run import memory  # noqa: E402

COLUMNS = ("customer_id", "recency_days", "orders", "revenue", "r_score", "f_score", "m_score")


def main() -> None:
    """Do the work and print what it took."""
    asked = argparse.ArgumentParser()
    asked.add_argument("tool")
    asked.add_argument("log")
    asked.add_argument("--answer", type=Path)
    asked.add_argument("--profile", action="store_true")
    options = asked.parse_args()
    run = getattr(by_hand, options.tool)(_given(options.tool, options.log))
    if options.profile:
        print(json.dumps(_profile(run)))
        return
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins here
    before, start = memory("VmRSS"), time.perf_counter()
    answer = run()
    seconds, peak = time.perf_counter() - start, memory("VmHWM")
    found = {"customers": len(answer), "orders": int(answer["orders"].sum())}
    if options.answer:
        _keep(answer, options.answer)
    print(json.dumps({"seconds": seconds, "more_memory": peak - before, "peak": peak, **found}))


def _given(tool: str, log: str):
    """Return the log as the tool takes it."""
    kind = tool.rpartition("_")[2]
    if kind == "parquet":
        return log
    if kind == "polars":
        import polars as pl

        return pl.read_parquet(log)
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(log).to_pandas().copy()
    pa.default_memory_pool().release_unused()
    return table


def _keep(answer, path: Path) -> None:
    columns = {name: np.asarray(answer[name]).astype(float) for name in COLUMNS if name in answer.columns}
    order = np.argsort(columns["customer_id"])
    np.savez(path, **{name: column[order] for name, column in columns.items()})


def _profile(run) -> list[tuple[float, str]]:
    """Return the functions that take most of the time themselves."""
    profile = cProfile.Profile()
    profile.runcall(run)
    found = pstats.Stats(profile).stats.items()
    longest = sorted(((spent[2], where) for where, spent in found), reverse=True)[:6]
    return [(seconds, _place(*where)) for seconds, where in longest]


def _place(path: str, _line: int, name: str) -> str:
    """Return a function without the folders of this machine."""
    return name if path.startswith("~") else f"{'/'.join(Path(path).parts[-2:])} {name}"


if __name__ == "__main__":
    main()
