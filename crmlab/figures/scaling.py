"""Pictures of what more lines cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from crmlab.declared import names
from crmlab.figures.picture import BLUE, GREY, ORANGE, Picture, on_axis

_ENDS = (0.001, 100)  # seconds, and megabytes divided by `_BESIDE`: one step up is tenfold for both
_BESIDE = 100
_COMPARED = ("lines", "seconds", "megabytes")


class Growth(Picture):
    """Seconds and memory against lines, a step of either axis being tenfold, beside growth in proportion."""

    size = (7.2, 4.0)

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw both curves and the line of what would be in proportion, empty."""
        keys = ("lines_of_log", "seconds", "megabytes", "in_proportion")
        say = {key: names.word("pictures", key).label for key in keys}
        self.right = axes.twinx()
        self.right.spines[["top", "left"]].set_visible(False)
        (self.even,) = axes.plot([], [], color=GREY, ls=":", label=say["in_proportion"])
        (self.time,) = axes.plot([], [], color=BLUE, marker="o", ms=5, label=say["seconds"])
        dashed = {"color": ORANGE, "marker": "s", "ms": 5, "ls": "--"}
        (self.memory,) = self.right.plot([], [], **dashed, label=say["megabytes"])
        lines = [self.time, self.memory, self.even]
        axes.legend(handles=lines, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False)
        axes.set(xscale="log", yscale="log", xlim=(8e3, 1.25e7), ylim=_ENDS)
        axes.set(xlabel=say["lines_of_log"], ylabel=say["seconds"])
        self.right.set(yscale="log", ylim=[end * _BESIDE for end in _ENDS], ylabel=say["megabytes"])
        for axis in (axes.xaxis, axes.yaxis, self.right.yaxis):
            axis.set_major_formatter(on_axis)
            axis.set_minor_locator(NullLocator())
        return lines

    def move(self, value: pd.DataFrame, arguments: Mapping[str, Any]) -> dict[str, str]:
        """Move the curves to what was measured."""
        lines, seconds = value["lines"].to_numpy(float), value["seconds"].to_numpy(float)
        self.time.set_data(lines, seconds)
        self.memory.set_data(lines, value["megabytes"])
        ends = np.array([1e4, 1e8])
        self.even.set_data(ends, seconds[-1] * ends / lines[-1])
        self.axes.set_xlim(8e3, max(1.25e7, 1.25 * lines[-1]))
        self.axes.set_ylim(min(_ENDS[0], seconds.min() / 2), max(_ENDS[1], seconds.max() * 2))
        first, last = value.iloc[0], value.iloc[-1]
        words = {
            "lines": f"{last['lines']:,.0f}",
            "customers": f"{last['customers']:,.0f}",
            "seconds": _brief(last["seconds"]),
            "megabytes": _brief(last["megabytes"]),
            "fewest": f"{first['lines']:,.0f}",
            **{f"more_{column}": _brief(last[column] / first[column]) for column in _COMPARED},
        }
        return words | {"headline": names.word("pictures", "scaling_headline").label.format(**words)}


def _brief(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
