"""From a classroom to a whole market, beside what people use: `python benchmarks/scale`.

Six rows: RFM of a log of pandas, of Polars and in Parquet files; the table of the models; a fit; a folder
larger than memory; growth. `--write` writes docs/scale.md and its picture.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import models
import page
from logs import LINES_IN_A_FOLDER, LINES_OF_A_CUSTOMER, write_folder
from page import Curve, Row
from runs import Runs, run, say

_MEGABYTE = 1e6
PARTS = ("pandas", "polars", "table", "fit", "folder", "growth")
OURS = {
    "crmlab_pandas": "pandas",
    "crmlab_polars": "Polars in memory",
    "crmlab_parquet": "Parquet, read by DuckDB",
}


def main() -> None:
    """Measure, print the table, and write the page if asked."""
    options = _asked()
    load = os.getloadavg()[0]
    curves: list[Curve] = []
    with tempfile.TemporaryDirectory(prefix="scale-") as place:
        runs = Runs(Path(place), options.lines, options.rounds)
        some = max(options.lines // 10, 1000)
        parts = {
            "pandas": lambda: pandas_row(runs),
            "polars": lambda: polars_row(runs),
            "table": lambda: models.table_row(runs.folder, some, options.rounds),
            "fit": lambda: models.fit_row(runs.folder, some, options.rounds),
            "folder": lambda: folder_row(runs.folder, options.limit),
            "growth": lambda: growth_row(runs, curves),
        }
        rows = [parts[part]() for part in PARTS if part in options.parts]
    print(f"\n{page.table(rows)}")
    if options.write:
        head = {"lines": options.lines, "rounds": options.rounds, "a_customer": LINES_OF_A_CUSTOMER}
        head["machine"] = page.machine(load)
        rivals = Path(models.rivals.HERE, "rivals.txt").read_text(encoding="utf-8").split("\n", 1)[1].split()
        theirs = ", ".join(rival.replace("==", " ") for rival in rivals)
        page.draw(curves, page.ROOT / page.PICTURE)
        text = page.written(rows, curves, head, theirs)
        (page.ROOT / page.PAGE).write_text(text, encoding="utf-8", newline="\n")


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("parts", nargs="*", default=PARTS, help=f"of {', '.join(PARTS)}; all if none is named")
    asked.add_argument("--lines", type=int, default=10_000_000, help="of the longest log (10000000)")
    asked.add_argument("--limit", type=int, default=1500, help="megabytes for the folder's process (1500)")
    asked.add_argument("--rounds", type=int, default=2, help="the fastest of so many counts (2)")
    asked.add_argument("--write", action="store_true", help="write docs/scale.md")
    options = asked.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        asked.error(f"there is no part {', '.join(unknown)}")
    if options.write and set(options.parts) != set(PARTS):
        asked.error("--write needs all parts")
    if options.lines < 100_000:
        asked.error("--lines must be 100000 or more")
    if sys.platform != "linux":
        asked.error("memory can be measured on Linux only")
    return options


def pandas_row(runs: Runs) -> Row:
    """RFM of a log of pandas, beside the textbook."""
    ours, textbook, least = runs.race(("crmlab_pandas", "pandas_pandas", "grouping_pandas"), runs.lines)
    times = textbook["seconds"] / ours["seconds"]
    memory = ours["more_memory"] / textbook["more_memory"]
    differing = runs.differing("crmlab_pandas", "pandas_pandas", besides=["f_score"])
    is_met = times >= 2 and memory <= 1
    return Row(
        f"RFM of {runs.lines:,} lines in memory, pandas in",
        "the textbook pandas idiom (groupby + rank + qcut)",
        "≥ 2 × faster, ≤ its memory",
        f"{times:.1f} × as fast, {memory:.1f} × its memory; "
        f"crmlab {_spent(ours)}, textbook {_spent(textbook)}",
        is_met,
        f"{differing} of {ours['customers']:,} customers differ, scores of frequency aside: the textbook "
        "ranks customers of equal frequency apart. The floor: to find the lines of each customer and add "
        f"them up (`pandas.factorize`, `numpy.bincount`) takes {_spent(least)}; the textbook takes "
        f"{textbook['seconds'] / least['seconds']:.1f} × as long as that",
        "" if is_met else runs.profile("crmlab_pandas"),
    )


def polars_row(runs: Runs) -> Row:
    """RFM of a log of Polars and of one in a Parquet file, beside Polars and SQL by hand."""
    in_memory = runs.race(("crmlab_polars", "polars_polars"), runs.lines)
    in_file = runs.race(("crmlab_parquet", "polars_parquet", "duckdb_parquet"), runs.lines)
    ratios = [
        in_memory[0]["seconds"] / in_memory[1]["seconds"],
        *(in_file[0]["seconds"] / other["seconds"] for other in in_file[1:]),
    ]
    others = ("polars_polars", "polars_parquet", "duckdb_parquet")
    differing = [runs.differing("crmlab_" + other.rpartition("_")[2], other) for other in others]
    slow = "crmlab_polars" if ratios[0] > 1.2 else "crmlab_parquet"
    is_met = max(ratios) <= 1.2
    spent = [_spent(one) for one in (*in_memory, *in_file)]
    return Row(
        f"RFM of {runs.lines:,} lines, Polars or Parquet in",
        "hand-written Polars and DuckDB SQL",
        "≤ 1.2 × their time",
        f"in memory {ratios[0]:.2f} × Polars (crmlab {spent[0]}, Polars {spent[1]}); from Parquet "
        f"{ratios[1]:.2f} × Polars, {ratios[2]:.2f} × DuckDB (crmlab {spent[2]}, Polars {spent[3]}, "
        f"DuckDB {spent[4]})",
        is_met,
        f"{', '.join(map(str, differing))} of {in_memory[0]['customers']:,} customers differ, all scores "
        "compared. By hand nobody looks for missing cells, infinite amounts and refunds; crmlab does",
        "" if is_met else runs.profile(slow),
    )


def folder_row(place: Path, limit: int) -> Row:
    """RFM of a folder of Parquet files twice the memory that the process may have."""
    folder, size = place / "market", limit * 1_000_000
    say(f"a folder of {2 * limit:,} MB")
    lines = write_folder(folder, 2 * size)
    found = {}
    for tool in ("crmlab_parquet", "duckdb_parquet", "polars_parquet"):
        say(f"RFM of {lines:,} lines in Parquet files: {tool}")
        found[tool.partition("_")[0]] = run("one_work.py", tool, folder, limit=size, folder=place)
    ours = found.pop("crmlab")
    is_met = isinstance(ours, dict) and ours["orders"] == lines
    others = "; ".join(f"{tool} by hand: {_ended(one)}" for tool, one in found.items())
    return Row(
        "RFM of a Parquet folder twice the memory limit set for the process",
        "–",
        "completes below the limit",
        f"{lines:,} lines of {lines // LINES_IN_A_FOLDER:,} customers, limit {limit:,} MB: {_ended(ours)}",
        is_met,
        f"the limit is one of address space (`RLIMIT_AS`), what libraries reserve included; "
        f"the answer, a table of pandas, has to fit, too. {others}",
    )


def growth_row(runs: Runs, curves: list[Curve]) -> Row:
    """Seconds and memory as the log grows a thousandfold."""
    sizes = [runs.lines // 1000, runs.lines // 100, runs.lines // 10, runs.lines]
    for tool, name in OURS.items():
        found = [runs.race([tool], size)[0] for size in sizes]
        memory = [one["more_memory"] / _MEGABYTE for one in found]
        curves.append(Curve(name, sizes, [one["seconds"] for one in found], memory))
    ends = ", ".join(f"{one.exponent():.2f} ({one.tool})" for one in curves)
    last = ", ".join(f"{one.exponent(first=2):.2f} ({one.tool})" for one in curves)
    return Row(
        f"growth from {sizes[0]:,} to {sizes[-1]:,} lines",
        "–",
        "linear or better",
        f"seconds grow as lines to the power of {ends}",
        max(one.exponent() for one in curves) <= 1,
        f"from {sizes[2]:,} lines on, the power is {last}; at the beginning fixed costs count for more",
    )


def _spent(one: dict) -> str:
    return f"{one['seconds']:.2f} s, {one['more_memory'] / _MEGABYTE:.0f} MB"


def _ended(one: dict | str) -> str:
    if isinstance(one, str):
        return f"it failed, {one}"
    return f"done in {one['seconds']:.0f} s, {one['peak'] / _MEGABYTE:.0f} MB in all"


if __name__ == "__main__":
    main()
