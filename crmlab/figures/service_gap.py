"""Pictures of service quality: expected and perceived, and where the difference comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from crmlab import service_gap
from crmlab.declared import names
from crmlab.declared.quantities import Quantity
from crmlab.figures.chart import LIGHT, Chart, Points, Shown
from crmlab.figures.picture import BLUE, GREEN, GREY, ORANGE
from crmlab.language import said

_SIGNED = Quantity(format=".2f")
_LEVELS = ("expected", "understood", "specified", "delivered", "promised", "perceived")


class Dimensions(Chart):
    """Perceived and expected service on each dimension, and the gap that is left."""

    across = "dimension"
    up = "service_level"
    bars = ("perceived_service", "expected_service", "service_gap")
    bar_colours = (BLUE, LIGHT, ORANGE)
    width = 0.26
    widest = tuple(service_gap.DIMENSIONS)

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the bars, and the line from which the gaps hang or rise."""
        return [*super().draw(axes), axes.axhline(0, color=GREY, linewidth=1)]

    def shown(self, value: service_gap.Servqual, given: Mapping[str, Any]) -> Shown:
        """Stand the three bars of a dimension side by side."""
        table, across = value.dimensions, np.arange(len(value.dimensions))
        columns = dict(zip(self.bars, ("perceived", "expected", "gap"), strict=True))
        up = {
            bar: Points(across + shift, table[column])
            for (bar, column), shift in zip(columns.items(), (-0.27, 0, 0.27), strict=True)
        }
        weakest = table.loc[table["gap"].idxmin()]
        none = names.word("words", "none").label
        weighted = none if value.weighted is None else _SIGNED.show(value.weighted)
        words = {
            "headline": said("{label}: {told}", label=names.word("results", "weighted").label, told=weighted),
            "weakest": _key(weakest["dimension"]),
            "perceived": f"{weakest['perceived']:.2f}",
            "expected": f"{weakest['expected']:.2f}",
            "gap": _SIGNED.show(weakest["gap"]),
            "unweighted": _SIGNED.show(value.unweighted),
            "weighted": weighted,
        }
        ticks = tuple(map(_key, table["dimension"]))
        return Shown(across, up, words, ticks, limits=(-6, 7))


class Intervals(Chart):
    """The gap of each dimension, and how far chance may have moved it."""

    across = "dimension"
    up = "service_gap"
    bars = ("gap_interval",)
    dots = ("gap_found",)
    width = 0.5
    widest = tuple(service_gap.DIMENSIONS)

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the intervals, and the line at which nothing is missing."""
        return [*super().draw(axes), axes.axhline(0, color=GREY, linewidth=1)]

    def shown(self, value: pd.DataFrame, given: Mapping[str, Any]) -> Shown:
        """Let each bar reach over its interval, and say which of them hold 0."""
        weakest = value.loc[value["gap"].idxmin()]
        holds = value.loc[(value["low"] <= 0) & (value["high"] >= 0), "dimension"]
        words = {part: _SIGNED.show(weakest[part]) for part in ("gap", "low", "high")}
        words["headline"] = said("{label}: {told}", label=_key(weakest["dimension"]), told=words["gap"])
        words["confidence"] = f"{given['confidence']:.0%}"
        words["weakest"] = _key(weakest["dimension"])
        words["holds"] = said(", ").join(map(_key, holds)) or names.word("words", "none").label
        up = {"gap_interval": (value["low"], value["high"]), "gap_found": value["gap"]}
        return Shown(np.arange(len(value)), up, words, tuple(map(_key, value["dimension"])))


class Zones(Chart):
    """Where the perceived level of each dimension lies in the zone between adequate and desired service."""

    across = "dimension"
    up = "service_level"
    bars = ("zone_of_tolerance",)
    dots = ("perceived_service",)
    width = 0.6
    widest = tuple(service_gap.DIMENSIONS)

    def shown(self, value: service_gap.Zone, given: Mapping[str, Any]) -> Shown:
        """Mark the perceived levels on one band, or on a band of each dimension."""
        perceived, everywhere = np.asarray(given["perceived"]), np.ones(len(value.adequacy))
        band = given["adequate"] * everywhere, given["desired"] * everywhere
        worst = int(np.argmin(value.adequacy))
        words = {
            "inside": f"{np.sum(value.inside)}",
            "below": f"{np.sum(value.adequacy < 0)}",
            "above": f"{np.sum(value.superiority > 0)}",
            "worst": _key(list(service_gap.DIMENSIONS)[worst]),
            "perceived": f"{perceived[worst]:.2f}",
            "adequacy": _SIGNED.show(value.adequacy[worst]),
            "width": f"{np.mean(given['desired'] - given['adequate']):.2f}",
        }
        words["headline"] = names.word("pictures", "zone_inside").label.format(**words)
        up = {"zone_of_tolerance": band, "perceived_service": perceived}
        ticks = tuple(map(_key, service_gap.DIMENSIONS))
        return Shown(np.arange(len(perceived)), up, words, ticks)


class FiveGaps(Chart):
    """The chain of levels from what customers expect to what they perceive, and the gap at each step."""

    size = (7.2, 3.6)
    across = "level_of_service"
    up = "service_level"
    bars = ("gap_inside", "gap_rest", "gap_customer")
    bar_colours = (ORANGE, LIGHT, GREEN)
    lines = ("level",)
    width = 0.5
    widest = (*_LEVELS, "gap 5")

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the chain, and the number of each gap above its bar."""
        drawn = super().draw(axes)
        places = zip((0.5, 1.5, 2.5, 3.5, 6), "12345", strict=True)
        self.numbers = [axes.text(x, 0, number, ha="center", va="bottom") for x, number in places]
        return [*drawn, *self.numbers]

    def shown(self, value: service_gap.GapModel, given: Mapping[str, Any]) -> Shown:
        """Let each gap reach from one level to the next, and gap 5 from the first to the last."""
        levels = np.array([given[name] for name in _LEVELS])
        between = np.arange(len(levels) - 1) + 0.5
        up = {
            "level": Points(np.arange(len(levels)), levels),
            "gap_inside": Points(between[:4], (levels[:4], levels[1:5])),
            "gap_rest": Points(between[4:], (levels[4:5], levels[5:])),
            "gap_customer": Points([6], (levels[:1], levels[5:])),
        }
        ends = [*zip(levels[:4], levels[1:5], strict=True), (levels[0], levels[5])]
        for number, end in zip(self.numbers, ends, strict=True):
            number.set_y(max(end))
        ranked = service_gap.diagnose(value.sizes)
        largest = ranked[ranked["gap"] < 5].iloc[0]
        words = {
            "headline": said(
                "{label}: {told}", label=names.word("results", "gap_5").label, told=_SIGNED.show(value.gap_5)
            ),
            "customer_gap": _SIGNED.show(value.gap_5),
            "number": f"{largest['gap']}",
            "name": largest["name"],
            "size": _SIGNED.show(largest["size"]),
            "remedy": largest["remedy"],
        }
        ticks = (*map(_key, _LEVELS), names.word("pictures", "gap_5").label)
        usual = levels.min() >= 0 and levels.max() <= 9  # then the scale stands still
        return Shown(np.arange(7), up, words, ticks, limits=(0, 10) if usual else None)


def _key(name: str) -> str:
    return names.word("keys", name).label
