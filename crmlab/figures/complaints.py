"""Pictures of complaints: who speaks, who keeps silent, and what that costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from crmlab import complaints
from crmlab.declared import names
from crmlab.figures.chart import LIGHT, Chart, Points, Shown
from crmlab.figures.picture import BLUE, GREEN, GREY, ORANGE, Picture, on_axis, round_up
from crmlab.language import said


class Voice(Chart):
    """Customers kept over the share who complain, between the best and the worst treatment."""

    across, up = "voice_percent", "kept_customers"
    lines = ("kept_quickly", "kept_now", "kept_unresolved")
    dots = ("now",)
    line_colours = (BLUE, ORANGE, GREY)

    def shown(self, value: float, given: Mapping[str, Any]) -> Shown:
        """Return the customers kept at every voice rate."""
        voice = np.linspace(0, 1, 21)
        silent = given["dissatisfied"] * (1 - given["voice_rate"]) * given["rates"]["silent"]
        treated = {
            "kept_quickly": (1, 1),
            "kept_now": (given["resolved"], given["quick"]),
            "kept_unresolved": (0, 0),
        }
        lines = {
            key: complaints.customers_kept(**given | {"voice_rate": voice, "resolved": one, "quick": two})
            for key, (one, two) in treated.items()
        }
        now = Points([100 * given["voice_rate"]], [value])
        words = {
            "dissatisfied": f"{given['dissatisfied']:,.0f}",
            "kept": f"{value:,.1f}",
            "silent": f"{silent:,.1f}",
            "everyone": f"{lines['kept_now'][-1]:,.1f}",
        }
        return Shown(100 * voice, lines | {"now": now}, words)


class Pyramid(Picture):
    """The layers of dissatisfaction, from what is counted down to what is never said."""

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw a bar a layer, the counted one at the top, with its number at its end."""
        layers = [names.word("pictures", key).label for key in ("counted", "front_line", "silent")]
        colours = (ORANGE, LIGHT, BLUE)
        self.bars = axes.barh([2, 1, 0], [0, 0, 0], 0.7, color=colours, edgecolor=GREY)
        self.numbers = [axes.text(0, row, "", va="center") for row in (2, 1, 0)]
        axes.axhline(1.5, color=BLUE, linestyle=":")  # the water line
        axes.set(xlabel=names.word("pictures", "customers").label, xlim=(0, 5000), ylim=(-0.5, 2.5))
        axes.set_yticks([2, 1, 0], layers)
        axes.xaxis.set_major_formatter(on_axis)
        return [*self.bars, *self.numbers]

    def move(self, value: pd.DataFrame, arguments: Mapping[str, Any]) -> dict[str, str]:
        """Let the bars grow to other numbers."""
        counts = value["number"].to_numpy()
        end = round_up(1.3 * counts.max())  # room for the number
        for bar, text, count, share in zip(self.bars, self.numbers, counts, value["share"], strict=True):
            bar.set_width(count)
            text.set(x=count + end / 80, text=f"{count:,.1f} = {share:.1%}")
        self.axes.set(xlim=(0, end), ylim=(-0.5, 2.5))
        counted, front, silent, total = (f"{count:,.1f}" for count in (*counts, counts.sum()))
        headline = names.word("pictures", "dissatisfied_in_all").label.format(total=total)
        return {"headline": headline, "counted": counted, "front": front, "silent": silent}


class Iceberg(Chart):
    """The same complaints above the water, and the silent customers below it, survey by survey."""

    across, up = "voice_percent", "above_water"
    bars = ("told_the_firm", "silent")
    bar_colours = (ORANGE, BLUE)
    width = 0.7
    widest = ("100 %",) * 9

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the bars and the water line; what is below it is counted as well."""
        drawn = super().draw(axes)
        axes.yaxis.set_major_formatter(lambda value, place: on_axis(abs(value)))
        return [*drawn, axes.axhline(0, color=BLUE, linestyle=":")]

    def shown(self, value: float, given: Mapping[str, Any]) -> Shown:
        """Stand the icebergs of the surveys side by side, and that of the controls after them."""
        told, rates = given["complaints"], [*complaints.VOICE_RATES.values(), given["voice_rate"]]
        behind = complaints.dissatisfied(told, rates)
        bars = {"told_the_firm": np.full(len(rates), told), "silent": told - behind}
        ticks = tuple(f"{rate:.0%}" for rate in rates[:-1]) + (names.word("pictures", "now").label,)
        words = {
            "complaints": f"{told:,.0f}",
            "voice": f"{given['voice_rate']:.1%}",
            "fewest": f"{behind[:-1].min():,.0f}",
            "most": f"{behind[:-1].max():,.0f}",
            "silent": f"{value - told:,.0f}",
        }
        ends = 1.1 * (told - behind.max()), max(2 * told, 1)
        return Shown(np.arange(len(rates)), bars, words, ticks, limits=ends)


class MarketLoss(Chart):
    """The loss behind the same complaints over the share who complain: silent and unresolved."""

    across, up = "voice_percent", "loss"
    bars = ("loss_unresolved", "loss_silent")
    bar_colours = (BLUE, LIGHT)
    lines = ("loss_tarp",)
    line_colours = (GREEN,)
    dots = ("now",)
    width = 3.6

    def shown(self, value: float, given: Mapping[str, Any]) -> Shown:
        """Return both parts of the loss at every voice rate, and the loss when TARP's rates hold."""
        percent = np.arange(5, 101, 5)
        loss, resolved = given["loss_per_customer"], given["resolved"]
        unresolved = given["complaints"] * (1 - resolved) * loss
        whole = complaints.market_loss(**given | {"voice_rate": percent / 100})
        bars = {"loss_unresolved": np.full(len(percent), unresolved), "loss_silent": (unresolved, whole)}
        tarp = _loss_at_tarp_rates(given, percent / 100)
        now = Points([100 * given["voice_rate"]], [value])
        words = {
            "silent": f"{value - unresolved:,.0f}",
            "unresolved": f"{unresolved:,.0f}",
            "tarp": f"{_loss_at_tarp_rates(given, given['voice_rate']):,.0f}",
        }
        return Shown(percent, bars | {"loss_tarp": tarp, "now": now}, words)


def _loss_at_tarp_rates(given: Mapping[str, Any], voice_rate: Any) -> Any:
    """Not every silent customer is lost, and not every helped one is kept."""
    asked = complaints.dissatisfied(given["complaints"], voice_rate)
    rates = complaints.repurchase_rates("major")
    kept = complaints.customers_kept(asked, voice_rate, given["resolved"], quick=0, rates=rates)
    return (asked - kept) * given["loss_per_customer"]


class RecoveryReturn(Chart):
    """The gain of keeping more customers over what it costs, down to where nothing is left."""

    across, up = "cost", "gain"
    lines = ("gain",)
    dots = ("now", "break_even")

    def shown(self, value: complaints.Recovery, given: Mapping[str, Any]) -> Shown:
        """Return the gain at every cost."""
        end = round_up(1.1 * max(value.worth, given["cost"]))
        cost = np.linspace(0, end, 11)
        pays = value.worth > 0
        even = Points([value.worth], [0.0]) if pays else Points([], [])
        up = {"gain": value.worth - cost, "now": Points([given["cost"]], [value.gain]), "break_even": even}
        numbers = {"gain": value.gain, "worth": value.worth, "cost": given["cost"]}
        words = {key: f"{number:z,.0f}".replace("-", "−") for key, number in numbers.items()}
        words["kept"] = f"{value.more_kept:z,.1f}".replace("-", "−")
        words["headline"] = said(
            "{label}: {told}", label=names.word("pictures", "gain").label, told=words["gain"]
        )
        return Shown(cost, up, words)
