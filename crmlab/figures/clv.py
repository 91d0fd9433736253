"""Pictures of lifetime value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from crmlab import clv, names
from crmlab.figures.picture import BLUE, GREY, ORANGE, Bars, Picture, on_axis, round_up

YEARS = 25


class LifetimeValue(Picture):
    """What each year brings, what that is worth today, and how it adds up."""

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the bars of each year and the line of the running total."""
        self.years = np.arange(YEARS + 1)
        nothing = np.zeros(YEARS + 1)
        say = {key: names.word("pictures", key).label for key in ("year", "expected", "today", "running")}
        self.expected = Bars(axes, self.years, 0.8, fc="#D9D9D9", ec=GREY, label=say["expected"])
        self.today = Bars(axes, self.years, 0.5, color=BLUE, label=say["today"])
        self.total = axes.twinx()
        self.total.spines[["top", "left"]].set_visible(False)
        (self.line,) = self.total.plot(
            self.years, nothing, color=ORANGE, marker="o", ms=4, label=say["running"]
        )
        axes.set(xlabel=say["year"], xlim=(-0.7, YEARS + 0.7), ylabel=say["expected"])
        self.total.set_ylabel(say["running"])
        handles = [self.expected, self.today, self.line]
        axes.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False)
        for scaled in (axes, self.total):
            scaled.set_ylim(-5000, 5000)  # room for labels of this length
            scaled.yaxis.set_major_formatter(on_axis)
        return [self.expected, self.today, self.line]

    def move(self, value: float, arguments: Mapping[str, Any]) -> dict[str, str]:
        """Move bars and line to the present arguments."""
        margin, retention, rate = (arguments[name] for name in ("margin", "retention", "rate"))
        first = 1 if arguments["when"] == "end" else 0
        count = arguments["years"] or YEARS + 1
        comes = (self.years >= first) & (self.years < first + count)
        expected = np.where(comes, margin * float(retention) ** self.years, 0)
        today = expected / (1 + rate) ** self.years
        running = np.cumsum(today) - arguments["acquisition_cost"]
        self.expected.set_heights(expected)
        self.today.set_heights(today)
        self.line.set_ydata(running)
        self._scale(expected, running)
        return self._words(arguments, np.cumsum(today))

    def _scale(self, expected: np.ndarray, running: np.ndarray) -> None:
        lowest = min(0.0, expected.min())
        self.axes.set_ylim(-round_up(-lowest) if lowest else 0, round_up(expected.max()))
        lowest = min(0.0, running.min())
        self.total.set_ylim(-round_up(-lowest) if lowest else 0, round_up(running.max()))

    def _words(self, arguments: Mapping[str, Any], by_year: np.ndarray) -> dict[str, str]:
        gross = clv.lifetime_value(**{**arguments, "acquisition_cost": 0})  # a large cost would hide it
        reached = np.flatnonzero(np.abs(by_year) >= abs(gross) / 2)
        half = str(self.years[reached[0]]) if reached.size else f"> {YEARS}"
        share = by_year[min(5, YEARS)] / gross if gross else 1.0
        return {"half": half, "share": f"{share:.0%}"}
