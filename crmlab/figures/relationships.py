"""Pictures of choosing relationships and of winning customers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from crmlab import relationships
from crmlab.declared import names
from crmlab.figures.chart import LIGHT, Chart, Points, Shown, in_money
from crmlab.figures.picture import BLUE, GREY, ORANGE, Picture, on_axis

_NINE = {  # one group for each cell, column by column
    "customers": np.repeat([1, 3, 5], 3),
    "margin": np.tile([1.0, 3.0, 5.0], 3),
    **{"few": 2, "many": 4, "low_margin": 2, "high_margin": 4},
}


def _say(key: str) -> str:
    return names.word("pictures", key).label


class Levels(Picture):
    """Which of nine cells a group of customers falls into, and which cells the source itself gives."""

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the grid; sure cells are filled, and each says what it is."""
        nine = relationships.kotler_level(**_NINE)
        for cell, (level, sure) in enumerate(zip(nine.level, nine.sure, strict=True)):
            corner = divmod(cell, 3)
            axes.add_patch(Rectangle(corner, 1, 1, ec=GREY, fc=LIGHT if sure else "white"))
            name = names.word("relationships", f"kotler.{level}").label
            words = f"{name}\n({_say('given' if sure else 'reconstructed')})"
            axes.text(corner[0] + 0.5, corner[1] + 0.5, words, ha="center", va="center")
        self.cell = axes.add_patch(Rectangle((0, 0), 1, 1, fc="none", ec=BLUE, lw=4))
        (self.group,) = axes.plot([], [], marker="D", ms=9, color=ORANGE, ls="", label=_say("group"))
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False)
        axes.set(xlim=(-0.03, 3.03), ylim=(-0.03, 3.03), xlabel=_say("number"), ylabel=_say("margin"))
        self._label({"few": -99_990, "many": 99_990, "low_margin": -99_990, "high_margin": 99_990})
        return [self.cell, self.group]

    def move(self, value: relationships.KotlerLevel, arguments: Mapping[str, Any]) -> dict[str, str]:
        """Mark the cell of the group, and its place in it."""
        customers, margin, few, many, low, high = (arguments[name] for name in _NINE)
        places = (0.08, 1, 2, 2.92)
        across = np.interp(customers, [0, few, many, max(20_000, 2 * many)], places)
        up = np.interp(margin, [2 * low - high, low, high, 2 * high - low], places)
        self.group.set_data([across], [up])
        number, worth = (customers > few) + (customers >= many), (margin > low) + (margin >= high)
        self.cell.set_xy((number, worth))
        self._label(arguments)
        return {
            "headline": names.word("relationships", f"kotler.{value.level}").label,
            "customers": f"{customers:,}",
            "margin": on_axis(margin),
            "evidence": _say("given" if value.sure else "reconstructed"),
        }

    def _label(self, limits: Mapping[str, Any]) -> None:
        """Write the limits at the edges of the cells."""
        across = [on_axis(limits[name]) for name in ("few", "many")]
        up = [on_axis(limits[name]) for name in ("low_margin", "high_margin")]
        self.axes.set_xticks([1, 2], across)
        self.axes.set_yticks([1, 2], up)
        self.labels = (*across, *up)


class Funnel(Chart):
    """How many people reach each stage, and where the largest share is lost."""

    across = "stage"
    up = "people"
    bars = ("people", "bottleneck")
    bar_colours = (LIGHT, ORANGE)
    hatches = ("", "//")
    widest = ("xxx\n10,000 (100%)",) * 5

    def shown(self, value: pd.DataFrame, given: Mapping[str, Any]) -> Shown:
        """Write under each stage how many reach it, and which share of the stage before they are."""
        count, at = value["count"].to_numpy(), int(np.argmax(value["bottleneck"]))
        stages = [names.word("keys", stage).label for stage in value["stage"]]
        shares = ["", *(f" ({rate:.0%})" for rate in value["rate"][1:])]
        words = {
            "headline": f"{count[-1]:,}",
            "reached": f"{count[0]:,}",
            "overall": f"{value['overall'].iloc[-1]:.2%}",
            "bottleneck": stages[at],
            "rate": f"{value['rate'][at]:.0%}",
        }
        up = {"people": count, "bottleneck": Points([at], count[at : at + 1])}
        ticks = tuple(f"{s}\n{n:,}{share}" for s, n, share in zip(stages, count, shares, strict=True))
        return Shown(np.arange(len(count)), up, words, ticks, limits=(0, count[0]))


class Switchers(Chart):
    """What the average newcomer brings, by the share of switchers, beside what winning one costs."""

    across, up = "switcher_share", "yuan_a_newcomer"
    lines = ("newcomer_brings", "newcomer_cost")
    dots = ("your_share", "even_share")

    def shown(self, value: relationships.Newcomer, given: Mapping[str, Any]) -> Shown:
        """Draw the line from stayers alone to switchers alone, and mark where it meets the cost."""
        share = np.linspace(0, 1, 21)
        brings = relationships.newcomer_value(**{**given, "switchers": share}).brings
        cost, slope = given["acquisition_cost"], brings[-1] - brings[0]
        even = (cost - brings[0]) / slope if slope else np.inf  # where both groups leave as much, nowhere
        meets = np.array([even] if 0 <= even <= 1 else [])
        words = {
            "headline": in_money(value.net, 0),
            "share": f"{given['switchers']:.0%}",
            "brings": in_money(value.brings, 0),
            "cost": in_money(cost, 0),
            "even": f"{even:.1%}" if meets.size else "–",
        }
        up = {
            "newcomer_brings": brings,
            "newcomer_cost": cost + 0 * share,
            "your_share": Points([given["switchers"]], [value.brings]),
            "even_share": Points(meets, cost + 0 * meets),
        }
        return Shown(share, up, words)


class Contacts(Chart):
    """How likely it is to have succeeded, by the number of contacts."""

    across = "contacts_made"
    up = "chance"
    whole = True
    lines = ("chance",)
    dots = ("present_number", "likely")
    LIKELY = 0.9

    def shown(self, value: float, given: Mapping[str, Any]) -> Shown:
        """Mark the present number, and the first with which success is likely."""
        number = np.arange(1, max(30, given["attempts"]) + 1)
        chance = relationships.success_chance(given["success_rate"], number, given["needed"])
        enough = number[chance >= self.LIKELY][:1]
        words = {
            "rate": f"{given['success_rate']:.0%}",
            "attempts": f"{given['attempts']}",
            "needed": f"{given['needed']}",
            "enough": f"{enough[0]}" if enough.size else f"> {number[-1]}",
            "likely": f"{self.LIKELY:.0%}",
        }
        now = Points([given["attempts"]], [value])
        up = {"chance": chance, "present_number": now, "likely": Points(enough, chance[enough - 1])}
        return Shown(number, up, words, limits=(0, 1.05))
