"""Pictures of lifetime value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from crmlab import clv
from crmlab.declared import names
from crmlab.errors import BadValueError
from crmlab.figures.chart import Chart, Points, Shown
from crmlab.figures.picture import BLUE, GREY, ORANGE, Bars, Picture, on_axis, round_up
from crmlab.language import said

YEARS = 25  # that are shown at least: without a number of years there is no end


class LifetimeValue(Picture):
    """What each year brings, what that is worth today, and how it adds up."""

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the bars of each year and the line of the running total."""
        years, nothing = np.arange(YEARS + 1), np.zeros(YEARS + 1)
        say = {key: names.word("pictures", key).label for key in ("year", "expected", "today", "running")}
        self.expected = Bars(axes, years, 0.8, fc="#D9D9D9", ec=GREY, label=say["expected"])
        self.today = Bars(axes, years, 0.5, color=BLUE, label=say["today"])
        self.total = axes.twinx()
        self.total.spines[["top", "left"]].set_visible(False)
        (self.line,) = self.total.plot(years, nothing, color=ORANGE, marker="o", ms=4, label=say["running"])
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
        last = first + arguments["years"] - 1 if arguments["years"] else YEARS
        years = np.arange(max(last, YEARS) + 1)
        comes = (years >= first) & (years <= last)
        kept = (float(retention), retention / (1 + rate))
        expected, today = (np.where(comes, margin * share**years, 0) for share in kept)
        running = np.cumsum(today) - arguments["acquisition_cost"]
        self.expected.set_bars(years, expected)
        self.today.set_bars(years, today)
        self.line.set_data(years, running)
        self._scale(years, expected, running)
        return self._words(arguments, np.cumsum(today))

    def _scale(self, years: np.ndarray, expected: np.ndarray, running: np.ndarray) -> None:
        self.axes.set_xlim(-0.7, years[-1] + 0.7)
        lowest = min(0.0, expected.min())
        self.axes.set_ylim(-round_up(-lowest) if lowest else 0, round_up(expected.max()))
        lowest = min(0.0, running.min())
        self.total.set_ylim(-round_up(-lowest) if lowest else 0, round_up(running.max()))

    def _words(self, arguments: Mapping[str, Any], by_year: np.ndarray) -> dict[str, str]:
        gross = clv.lifetime_value(**{**arguments, "acquisition_cost": 0})  # a large cost would hide it
        reached = np.flatnonzero(np.abs(by_year) >= abs(gross) / 2)
        half = str(reached[0]) if reached.size else f"> {len(by_year) - 1}"
        share = by_year[5] / gross if gross else 1.0
        return {"half": half, "share": f"{share:.0%}"}


class Payments(Chart):
    """Equal payments on a line of time, and what each is worth today."""

    across, up = "year", "payment"
    whole = True
    bars = ("payment", "today")

    def shown(self, value: float, given: Mapping[str, Any]) -> Shown:
        """Return the payments, and the same discounted; year 0 is now."""
        years = np.arange(0 if given["first_now"] else 1, given["years"] + 1)
        paid = np.full(len(years), given["yearly"])
        show = clv.addon_value.result.show
        words = {
            "count": f"{len(years)}",
            "each": show(given["yearly"]),
            "first": f"{years[0]}",
            "sum": show(paid.sum()),
            "value": show(value),
        }
        headline = names.word("pictures", "payments_worth").label.format(**words)
        up = {"payment": paid, "today": paid * clv.discount_factor(given["rate"], years)}
        return Shown(years, up, words | {"headline": headline})


class Tornado(Picture):
    """How far the value moves when each argument moves by a tenth, the largest swing on top."""

    size = (7.2, 3.0)

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the bars to both sides of today's value; that of the higher argument is the thin one."""
        say = {key: names.word("pictures", key).label for key in ("a_tenth_less", "a_tenth_more", "worth")}
        self.less = axes.hlines([], [], [], color=BLUE, linewidth=20, label=say["a_tenth_less"])
        self.more = axes.hlines([], [], [], color=ORANGE, linewidth=10, label=say["a_tenth_more"])
        self.now = axes.axvline(0, color=GREY)
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False)
        axes.set(xlabel=say["worth"], xlim=(-8000, 8000))
        axes.xaxis.set_major_formatter(on_axis)
        longest = [_from_to(name, 10_000, 10_000) for name in ("margin", "acquisition_cost")]
        axes.set_yticks(range(2), longest)
        return [self.less, self.more, self.now]

    def move(self, value: float, arguments: Mapping[str, Any]) -> dict[str, str]:
        """Move the bars to the swings around another value."""
        table = clv.sensitivity(clv.lifetime_value, **arguments)
        if table.empty:
            raise BadValueError(said("Every argument is 0: there is nothing to move."))
        rows = np.arange(len(table))[::-1]
        for bars, ends in ((self.less, table["at_low"]), (self.more, table["at_high"])):
            bars.set_segments([[(value, row), (end, row)] for row, end in zip(rows, ends, strict=True)])
        self.now.set_xdata([value, value])
        ends = [*table["at_low"], *table["at_high"]]
        step = round_up((max(ends) - min(ends)) / 10)
        self.axes.set_xlim(step * (min(ends) // step), step * (max(ends) // step + 1))
        self.axes.set_ylim(-0.6, len(rows) - 0.4)
        self.labels = tuple(map(_from_to, table["parameter"], table["low"], table["high"]))
        self.axes.set_yticks(rows, self.labels)
        return self._words(value, table)

    def _words(self, value: float, table: pd.DataFrame) -> dict[str, str]:
        most, least = table.iloc[0], table.iloc[-1]
        show, moved = clv.lifetime_value.result.show, _quantity(most["parameter"]).show
        words = {
            "parameter": names.word("parameters", most["parameter"]).label,
            "swing": show(most["swing"]),
            "low": moved(most["low"]),
            "high": moved(most["high"]),
        }
        return words | {
            "headline": names.word("pictures", "swings_by").label.format(**words),
            "value": show(value),
            "at_low": show(most["at_low"]),
            "at_high": show(most["at_high"]),
            "least": names.word("parameters", least["parameter"]).label,
            "smallest": show(least["swing"]),
        }


def _quantity(name: str) -> Any:
    return clv.lifetime_value.parameters[name].quantity


def _from_to(name: str, low: float, high: float) -> str:
    show = _quantity(name).show
    return f"{names.word('parameters', name).label}\n{show(low)} … {show(high)}"


class Shortcut(Chart):
    """The annuity over the mean life beside the sum weighted with survival, over the churn rate."""

    across, up = "churn_rate", "worth"
    lines = ("annuity_of_mean_life", "weighted_with_survival")
    dots = ("your_churn",)

    def shown(self, value: clv.AnnuityShortcut, given: Mapping[str, Any]) -> Shown:
        """Return both curves and where they stand at the churn rate given."""
        churn = np.linspace(0.02, max(0.5, given["churn"]), 25)
        churn = churn[churn + given["rate"] > 0]  # elsewhere there is no finite value
        curves = clv.annuity_shortcut(**{**given, "churn": churn})
        show = clv.lifetime_value.result.show
        words = {
            "shortcut": show(value.shortcut),
            "weighted": show(value.survival_weighted),
            "life": f"{1 / given['churn']:,.1f}",
            "excess": f"{value.overstatement:.1%}",
        }
        return Shown(
            churn,
            {
                "annuity_of_mean_life": curves.shortcut,
                "weighted_with_survival": curves.survival_weighted,
                "your_churn": Points([given["churn"]] * 2, [value.shortcut, value.survival_weighted]),
            },
            words | {"headline": names.word("pictures", "too_high_by").label.format(**words)},
        )
