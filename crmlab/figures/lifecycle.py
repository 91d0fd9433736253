"""Pictures of a customer base and of one relationship over the years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from crmlab import lifecycle
from crmlab.declared import names
from crmlab.declared.quantities import Money, quantity_of
from crmlab.figures.chart import LIGHT, RED, Chart, Points, Shown
from crmlab.figures.picture import BLUE, GREEN, GREY, ORANGE, on_axis, round_up

_NOWHERE = Points([], [])


class Bucket(Chart):
    """Who stays, who is won and who is lost each year, and the level at which the base settles."""

    across = "year"
    whole = True
    up = "customers"
    bars = ("stayed", "won", "lost")
    bar_colours = (LIGHT, BLUE, RED)
    lines = ("settles",)
    line_colours = (ORANGE,)

    def shown(self, value: pd.DataFrame, given: Mapping[str, Any]) -> Shown:
        """Stack those won on those who stayed, and let those lost hang below."""
        stayed, end = value["start"] - value["lost"], value["end"]
        level = given["acquired"] / given["churn"] if given["churn"] else None
        settles = _NOWHERE if level is None else Points(value["year"], np.full(len(value), level))
        up = {"stayed": stayed, "won": (stayed, end), "lost": -value["lost"], "settles": settles}
        words = {
            "headline": f"{end.iloc[-1]:,.0f}",
            "start": f"{given['customers']:,}",
            "years": f"{given['years']}",
            "level": names.word("words", "none").label if level is None else f"{level:,.0f}",
            "closed": f"{given['churn']:.0%}",
        }
        return Shown(value["year"], up, words)


class Survival(Chart):
    """How many of a group are left, by two readings of the churn rate."""

    across = "year"
    whole = True
    up = "customers"
    lines = ("geometric", "linear")
    line_colours = (BLUE, RED)
    dots = ("left_then",)

    def shown(self, value: pd.DataFrame, given: Mapping[str, Any]) -> Shown:
        """Mark how many are left when the group is gone by the linear reading."""
        customers, churn = given["customers"], given["churn"]
        gone = 1 / churn if churn else np.inf
        share = lifecycle.surviving(churn, gone) if gone <= 1000 else np.exp(-1) if churn else 1.0
        seen = Points([gone], [customers * share]) if gone <= given["years"] else _NOWHERE
        words = {
            "headline": f"{customers * share:,.1f}",
            "customers": f"{customers:,}",
            "gone": "∞" if np.isinf(gone) else f"{gone:,.1f}",
            "share": f"{share:.1%}",
        }
        up = {"geometric": value["geometric"], "linear": value["linear"], "left_then": seen}
        return Shown(value["year"], up, words)


class Profit(Chart):
    """What each component brings in each year of a relationship, and how it adds up."""

    size = (7.6, 3.9)
    across = "year_of_relationship"
    whole = True
    up = "profit_of_year"
    bars = ("acquisition", "base", *lifecycle.DRIVERS)
    bar_colours = (GREY, LIGHT, BLUE, GREEN, ORANGE, RED)
    hatches = ("", "", "", "//", "..", "xx")

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the bars, and the running total on a scale of its own."""
        drawn = list(super().draw(axes))
        self.total = axes.twinx()
        self.total.spines[["top", "left"]].set_visible(False)
        label = names.word("pictures", "running_total").label
        (self.line,) = self.total.plot([], [], color="black", marker="o", ms=4)
        self.total.set(ylabel=label, ylim=(-5000, 5000))
        self.total.yaxis.set_major_formatter(on_axis)
        return [*drawn, self.line]

    def shown(self, value: lifecycle.LifeProfit, given: Mapping[str, Any]) -> Shown:
        """Stack what brings money upwards and what costs money downwards."""
        table, up = value.table, {}
        above = below = np.zeros(len(table))
        for part in self.bars:
            money = table[part].to_numpy()
            if np.all(money >= 0):
                up[part], above = (above, above + money), above + money
            else:
                up[part], below = (below, below + money), below + money
        paid = np.flatnonzero(table["running_total"] >= 0)
        words = {
            "headline": quantity_of(Money)[0].show(value.total),
            "years": f"{len(table) - 1}",
            "peak": f"{value.peak_year}",
            "paid": f"{paid[0]}" if paid.size else names.word("words", "none").label,
        }
        return Shown(table["year"], up, words)

    def move(self, value: lifecycle.LifeProfit, arguments: Mapping[str, Any]) -> dict[str, str]:
        """Move the bars, and the line with them: both scales have their zero at one height."""
        words = super().move(value, arguments)
        running = value.table["running_total"].to_numpy()
        self.line.set_data(value.table["year"], running)
        low, high = self.axes.get_ylim()
        reach = max(running.max() / high if high else 0.0, running.min() / low if low else 0.0)
        reach = round_up(reach) or 1.0
        self.total.set_ylim(low * reach, high * reach)
        return words
