"""Pictures of a portfolio of customers: how unequal they are, and who is who."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from crmlab import portfolio
from crmlab.declared import names
from crmlab.figures.chart import LIGHT, RED, Chart, Points, Shown, in_money
from crmlab.figures.picture import BLUE, GREY, ORANGE, Picture, on_axis
from crmlab.language import said

_CELLS = {"I": (0.02, 0.03), "II": (0.02, 0.97), "III": (0.98, 0.03), "IV": (0.98, 0.97)}


class Lorenz(Chart):
    """The Lorenz curve beside the line of equal customers, and the best customers on it."""

    size = (7.2, 3.8)
    across = "share_of_customers_poorest"
    up = "share_of_value"
    lines = ("lorenz", "equal")
    line_colours = (BLUE, GREY)
    dots = ("best_begin",)

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the lines without marks: they have a point a customer."""
        drawn = super().draw(axes)
        for key in self.lines:
            self.series[key].set(marker="")
        self.series["equal"].set_linestyle("--")
        return drawn

    def shown(self, value: float, given: Mapping[str, Any]) -> Shown:
        """Mark where the best customers begin: what is left above the mark is theirs."""
        curve, share = portfolio.lorenz(given["values"]), given["share"]
        up = {
            "lorenz": curve["value_share"],
            "equal": Points([0, 1], [0, 1]),
            "best_begin": Points([1 - share], [1 - value]),
        }
        words = {
            "customers": f"{len(given['values']):,}",
            "share": f"{share:.1%}",
            "gini": f"{portfolio.gini(given['values']):.3f}",
            "times": f"{value / share:.1f}" if share else "–",
        }
        return Shown(curve["customer_share"], up, words, limits=(0, 1))


class Pyramid(Chart):
    """The share of the customers in each tier beside the share of the value that it brings."""

    across = "tier"
    up = "share_of_whole"
    bars = ("share_of_customers", "share_of_value")
    bar_colours = (LIGHT, BLUE)
    width = 0.36
    widest = ("VIP customers", "main customers", "ordinary customers", "small customers")

    def shown(self, value: pd.DataFrame, given: Mapping[str, Any]) -> Shown:
        """Stand the two bars of a tier side by side."""
        across, customers = np.arange(len(value)), value["customers"] / value["customers"].sum()
        up = {
            "share_of_customers": Points(across - 0.19, customers),
            "share_of_value": Points(across + 0.19, value["value_share"]),
        }
        best, rest = value.iloc[:2].sum(numeric_only=True), value.iloc[-1]
        words = {
            "headline": names.word("pictures", "best_two").label.format(share=f"{best['value_share']:.1%}"),
            "top": f"{value['customers'].iloc[0]:,}",
            "top_value": f"{value['value_share'].iloc[0]:.1%}",
            "best": f"{best['customers']:,.0f}",
            "best_value": f"{best['value_share']:.1%}",
            "last": f"{rest['customers']:,}",
            "last_value": f"{rest['value_share']:.1%}",
        }
        ticks = tuple(names.word("classes", f"pyramid.{tier}").label for tier in value["tier"])
        return Shown(across, up, words, ticks, limits=(0, 1))


class Matrix(Picture):
    """Customers by their value today and what they could add, with the cuts and the four cells."""

    size = (7.2, 4.2)

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the customers, the two cuts, and the name and number of each cell in its corner."""
        self.customers = axes.plot([], [], "o", ms=4, mfc=BLUE, mec="white", mew=0.4)[0]
        self.cuts = axes.axvline(100, color=ORANGE), axes.axhline(100, color=ORANGE)
        self.cells = [
            axes.text(x, y, cell, transform=axes.transAxes, ha="left" if x < 0.5 else "right", va="center")
            for cell, (x, y) in _CELLS.items()
        ]
        say = {key: names.word("pictures", key).label for key in ("value_now", "value_possible")}
        axes.set(xlabel=say["value_now"], ylabel=say["value_possible"])
        axes.set(xlim=(0.5, 50_000), ylim=(0.2, 200_000))
        axes.set(xscale="log", yscale="log")  # after the limits: the cuts alone span nothing
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(on_axis)
        return [self.customers, *self.cuts, *self.cells]

    def move(self, value: np.ndarray, arguments: Mapping[str, Any]) -> dict[str, str]:
        """Move the cuts and count the customers in each cell."""
        current, potential = arguments["current"], arguments["potential"]
        self.customers.set_data(current, potential)
        at = [
            np.median(values) if arguments[f"{name}_cut"] is None else arguments[f"{name}_cut"]
            for name, values in (("current", current), ("potential", potential))
        ]
        seen = np.clip(at, 0.5, 50_000)  # a logarithmic axis has no place for 0
        self.cuts[0].set_xdata([seen[0], seen[0]])
        self.cuts[1].set_ydata([seen[1], seen[1]])
        counts = {cell: int(np.sum(value == cell)) for cell in _CELLS}
        for text, (cell, count) in zip(self.cells, counts.items(), strict=True):
            label = f"{cell} {names.word('classes', f'cells.{cell}').label}"
            text.set_text(said("{label}: {told}", label=label, told=count))
        moved = np.sum(value != portfolio.value_matrix(current, potential))
        return {
            "headline": "; ".join(f"{cell}: {count}" for cell, count in counts.items()),
            "current_cut": f"{at[0]:,.0f}",
            "potential_cut": f"{at[1]:,.0f}",
            "customers": f"{len(value)}",
            "best": f"{counts['IV']}",
            "best_value": f"{current[value == 'IV'].sum() / current.sum():.0%}",
            "hopeful": f"{counts['II']}",
            "moved": f"{moved}",
        }


class Discount(Chart):
    """What is left of the price, as a share of it, for each discount off the list price."""

    across, up = "discount_given", "margin_left"
    lines = ("margin_after_discount",)
    dots = ("margin_now", "nothing_left")

    def shown(self, value: float, given: Mapping[str, Any]) -> Shown:
        """Mark the discount that is asked about, and the one after which nothing is left."""
        price, cost, discount = (float(given[name]) for name in ("list_price", "unit_cost", "discount"))
        none_left = max(1 - cost / price, 0.0)
        discounts = np.linspace(0, min(max(0.3, 1.1 * discount, 1.1 * none_left), 0.95), 24)
        up = {
            "margin_after_discount": portfolio.discounted_margin(price, cost, discounts),
            "margin_now": Points([discount], [value]),
            "nothing_left": Points([none_left], [0 if cost <= price else 1 - cost / price]),
        }
        paid = price * (1 - discount)
        words = {
            "headline": f"{value:.2%}".replace("-", "−"),
            "discount": f"{discount:.1%}",
            "paid": in_money(paid),
            "left": in_money(paid - cost),
            "before": f"{1 - cost / price:.2%}".replace("-", "−"),
            "none_left": f"{none_left:.1%}",
        }
        return Shown(discounts, up, words)


class Whale(Chart):
    """Profit after the cost to serve, added up from the best customer on, beside the margin before it."""

    across, up = "share_of_customers_best", "share_of_sum"
    lines = ("whale_of_profit", "whale_of_margin")
    line_colours = (BLUE, ORANGE)
    dots = ("top_of_whale",)
    dot_colours = (RED,)

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the lines without marks: they have a point a customer."""
        drawn = super().draw(axes)
        for key in self.lines:
            self.series[key].set(marker="")
        return drawn

    def shown(self, value: np.ndarray, given: Mapping[str, Any]) -> Shown:
        """Mark where the customers begin who lose money: there the curve is highest."""
        profit, margin = np.asarray(value), np.asarray(given["revenue"]) - np.asarray(given["direct_cost"])
        whale, before = portfolio.whale_curve(profit), portfolio.whale_curve(margin)
        top = whale.loc[whale["value_share"].idxmax()]
        up = {
            "whale_of_profit": whale["value_share"],
            "whale_of_margin": before["value_share"],
            "top_of_whale": Points([top["customer_share"]], [top["value_share"]]),
        }
        largest = int(np.argmax(given["revenue"]))
        words = {
            "headline": in_money(profit.sum(), 0),
            "customers": f"{len(profit)}",
            "losers": f"{np.sum(profit < 0)}",
            "lost": in_money(-profit[profit < 0].sum(), 0),
            "peak": f"{top['value_share']:.1%}",
            "best": f"{portfolio.top_share(profit, 0.2):.1%}",
            "rank": f"{1 + np.sum(profit > profit[largest])}",
        }
        lowest = min(0.0, float(whale["value_share"].min()), float(before["value_share"].min()))
        return Shown(whale["customer_share"], up, words, limits=(lowest, 1.1 * top["value_share"]))
