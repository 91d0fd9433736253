"""What the benchmark has found, as a page and a picture."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from crmlab.figures.fonts import text_settings
from crmlab.figures.picture import BLUE, GREEN, ORANGE

ROOT = Path(__file__).resolve().parents[2]
PAGE, PICTURE = Path("docs/scale.md"), Path("docs/images/scale.png")
_MET = {True: "met", False: "missed"}
LIBRARIES = ("pandas", "numpy", "polars", "duckdb", "pyarrow", "narwhals")
_HEAD = """# From a classroom to a whole market

<!-- made by `python benchmarks/scale --write` -->

Purchase logs of up to {lines:,} lines, simulated with a seed: two years, {a_customer} lines a customer in the
mean, very unequal ones. All were measured in one run, each tool in a process of its own, in turn; of {rounds}
rounds the fastest counts. Memory is the peak during the work, beyond what the process had when it began,
its input among it. {machine}
"""


@dataclass(frozen=True)
class Row:
    """A line of the table.

    Attributes
    ----------
    work, against, aim, measured : str
        Its cells.
    is_met : bool
        Whether the aim is reached.
    note : str
        What else there is to know: whether the answers agree, what the floor is.
    profile : str
        Where the time goes, if the aim is missed.
    """

    work: str
    against: str
    aim: str
    measured: str
    is_met: bool
    note: str
    profile: str = ""


@dataclass(frozen=True)
class Curve:
    """Seconds and megabytes of one tool at growing numbers of lines."""

    tool: str
    lines: Sequence[int]
    seconds: Sequence[float]
    megabytes: Sequence[float]

    def exponent(self, first: int = 0) -> float:
        """Return the power of the lines with which the seconds grow, from one of the sizes to the last."""
        longer = self.lines[-1] / self.lines[first]
        return float(np.log(self.seconds[-1] / self.seconds[first]) / np.log(longer))


def table(rows: Sequence[Row]) -> str:
    """Return the table of all rows."""
    heads = "| work | against | aim | measured | |\n|---|---|---|---|---|"
    return "\n".join(
        [heads]
        + [
            f"| {row.work} | {row.against} | {row.aim} | {row.measured} | {_MET[row.is_met]} |"
            for row in rows
        ]
    )


def written(rows: Sequence[Row], curves: Sequence[Curve], head: dict, theirs: str) -> str:
    """Return the page."""
    parts = [_HEAD.format(**head), table(rows), "\n## What to know about them\n"]
    parts += [f"- **{row.work}**: {row.note}." for row in rows]
    if missed := [row for row in rows if row.profile]:
        parts.append("\n## Where the time goes where an aim is missed")
        parts += [f"\n{row.work}, seconds inside each function:\n\n```\n{row.profile}\n```" for row in missed]
    if curves:
        parts.append(f"\n## Growth\n\n![{sentence(curves)}](images/{PICTURE.name})\n\n{_growth(curves)}")
    ours = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    parts.append(
        "\n## To repeat it\n\n```\npython benchmarks/scale                  # prints the table\n"
        "python benchmarks/scale --write          # writes this page, too\n"
        "python benchmarks/scale --lines 100000   # a smaller try\n```\n\n"
        f"Python {platform.python_version()}, {ours}; rivals in an environment of their own: {theirs}."
    )
    return "\n".join(parts) + "\n"


def machine(load: float) -> str:
    """Return a sentence about the machine, and about who else has used it."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    said = f"The machine: {os.cpu_count()} cores, {pages / 2**30:.0f} GB."
    if load < 1:
        return said
    return f"{said} Others were computing on it when the run began (load {load:.1f}): times are too long."


def sentence(curves: Sequence[Curve]) -> str:
    """Return the picture in words."""
    ends = (
        f"{one.tool} from {one.seconds[0]:.2f} s and {one.megabytes[0]:.0f} MB at {one.lines[0]:,} lines "
        f"to {one.seconds[-1]:.2f} s and {one.megabytes[-1]:.0f} MB at {one.lines[-1]:,}"
        for one in curves
    )
    return f"Seconds and peak memory of RFM as a log grows, both scales logarithmic: {'; '.join(ends)}."


def _growth(curves: Sequence[Curve]) -> str:
    sizes = curves[0].lines
    heads = " | ".join(["given as", *(f"{size:,} lines" for size in sizes)])
    rows = [f"| {heads} |\n|{'---|' * (len(sizes) + 1)}"]
    for one in curves:
        cells = [
            f"{spent:.3f} s, {size:.0f} MB" for spent, size in zip(one.seconds, one.megabytes, strict=True)
        ]
        rows.append(f"| {' | '.join([one.tool, *cells])} |")
    return "\n".join(rows)


def draw(curves: Sequence[Curve], path: Path) -> None:
    """Draw seconds and memory over the lines."""
    with mpl.rc_context(text_settings()):
        figure = Figure(figsize=(7.2, 3.4), dpi=100, layout="constrained")
        for axes, name in zip(figure.subplots(1, 2), ("seconds", "megabytes"), strict=True):
            for one, colour, mark in zip(curves, (BLUE, ORANGE, GREEN), "os^", strict=False):
                axes.loglog(one.lines, getattr(one, name), color=colour, marker=mark, ms=4, label=one.tool)
            axes.set(xlabel="lines of the log", ylabel=name if name == "seconds" else "peak memory, MB")
            axes.spines[["top", "right"]].set_visible(False)
        figure.axes[0].legend(frameon=False)
        figure.savefig(path)
