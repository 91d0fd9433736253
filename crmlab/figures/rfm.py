"""Pictures of customer scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import PowerNorm

from crmlab import portfolio, rfm
from crmlab.declared import names
from crmlab.figures.chart import LIGHT, Chart, Points, Shown
from crmlab.figures.picture import BLUE, GREY, Picture, round_up

SCORES = ["r_score", "f_score", "m_score"]


class Cells(Picture):
    """How many customers stand in each cell of recency, frequency and monetary value."""

    size = (7.6, 3.2)

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the map of cells; a block for each frequency, in it a column for each monetary value."""
        say = {key: names.word("pictures", key).label for key in ("customers", "recency_score", "f_and_m")}
        self.norm = PowerNorm(0.5, 0, 1000)  # few in a cell still show; room for labels of this length
        nothing = np.ma.masked_all((1, 1))  # matplotlib 3.8 keeps it with what stands still
        self.image = axes.imshow(nothing, cmap="cividis", norm=self.norm, aspect="auto", origin="lower")
        self.figure.colorbar(self.image, ax=axes, label=say["customers"])
        self.borders = axes.vlines([], [], [], color=GREY, linewidth=1)
        axes.set(xlabel=say["f_and_m"], ylabel=say["recency_score"])
        axes.set_xticks([0.5], ["F9\n≤ 999"])
        axes.set_yticks([0.5], ["R9 ≤ 000.0"])
        return [self.image, self.borders]

    def move(self, value: pd.DataFrame, arguments: Mapping[str, Any]) -> dict[str, str]:
        """Show the cells of another scoring."""
        bins = arguments["bins"]
        counts = np.zeros((bins, bins, bins), dtype=np.int64)
        np.add.at(counts, tuple(value[column].to_numpy() - 1 for column in SCORES), 1)
        filled = np.ma.masked_equal(counts.reshape(bins, bins * bins), 0)  # empty cells stay white
        self.image.set_data(filled)
        self.image.set_extent((0, bins * bins, 0.5, bins + 0.5))
        self.norm.vmax = round_up(counts.max())
        self.borders.set_segments([[(bins * f, 0.5), (bins * f, bins + 0.5)] for f in range(bins + 1)])
        self.axes.set(xlim=(0, bins * bins), ylim=(0.5, bins + 0.5))
        self._label(**arguments)
        return self._words(value, arguments, counts)

    def _label(self, table: pd.DataFrame, bins: int, ties: str) -> None:
        """Write the cut points beside the scores: few days are good, so recency begins at the other end."""
        cuts = rfm.cut_points(table, bins=bins, ties=ties)
        days, orders = (_spans([f"{cut:,.4g}" for cut in cuts[of]]) for of in ("recency_days", "orders"))
        scores = range(1, bins + 1)
        frequency = [f"F{f}\n{span}" for f, span in zip(scores, orders, strict=True)]
        recency = [f"R{r} {span}" for r, span in zip(scores, reversed(days), strict=True)]
        self.axes.set_xticks([bins * (f - 0.5) for f in scores], frequency)
        self.axes.set_yticks(scores, recency)
        self.labels = (*frequency, *recency)

    def _words(self, value: pd.DataFrame, arguments: Mapping[str, Any], counts: np.ndarray) -> dict[str, str]:
        other = "spread" if arguments["ties"] == "same" else "same"
        scored = rfm.score(arguments["table"], bins=arguments["bins"], ties=other)
        moved = (scored["rfm_score"].to_numpy() != value["rfm_score"].to_numpy()).mean()
        cells = {"used": f"{(counts > 0).sum()}", "cells": f"{counts.size}", "largest": f"{counts.max():,}"}
        headline = names.word("pictures", "cells_used").label.format(**cells)
        return cells | {"headline": headline, "moved": f"{moved:.1%}", "other": _rule(other)}


def _rule(ties: str) -> str:
    """Return the label of a rule for ties; in English it is read as it is typed."""
    return names.labelled("choices", ties) or ties


def _spans(cuts: list[str]) -> list[str]:
    """Write where each bin ends: ≤ the first cut, ≤ the second, …, > the last."""
    return [*(f"≤ {cut}" for cut in cuts), f"> {cuts[-1]}"]


class Recency(Chart):
    """Share of the customers who have bought lately, look after look, and how many have come until then."""

    across = "weeks_of_log"
    up = "share_of_customers"
    lines = ("recent_share", "known_share")
    line_colours = (BLUE, GREY)

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw both lines, the second one dashed."""
        drawn = super().draw(axes)
        self.series["known_share"].set(linestyle="--", marker="")
        return drawn

    def shown(self, value: pd.DataFrame, given: Mapping[str, Any]) -> Shown:
        """Set each look at its day."""
        weeks = (value["as_of"] - given["log"]["date"].min()).dt.days / 7
        last = value.iloc[-1]
        words = {
            "headline": f"{last['recent_share']:.1%}",
            "window": f"{given['window']:,}",
            "looks": f"{len(value)}",
            "first": f"{value['recent_share'].iloc[0]:.1%}",
            "half": f"{value['recent_share'].iloc[len(value) // 2]:.1%}",
            "recent": f"{last['recent']:,}",
            "customers": f"{last['customers']:,}",
        }
        up = {
            "recent_share": Points(weeks, value["recent_share"]),
            "known_share": Points(weeks, value["customers"] / last["customers"]),
        }
        return Shown([0, weeks.iloc[-1]], up, words, limits=(0, 1.05))


class Totals(Chart):
    """How many customers have which weighted total, beside equal weights."""

    across = "weighted_total"
    up = "customers"
    bars = ("your_weights",)
    bar_colours = (LIGHT,)
    lines = ("equal_weights",)
    line_colours = (BLUE,)
    width = 0.3
    middles = np.linspace(1, 5, 13)  # the mean of three scores is a multiple of a third

    def shown(self, value: pd.DataFrame, given: Mapping[str, Any]) -> Shown:
        """Count the totals, and compare the best fifth with that of equal weights."""
        equal, totals = given["scored"][SCORES].mean(axis=1).to_numpy(), value["rfm_total"].to_numpy()
        best, best_now = (numbers >= np.quantile(numbers, 0.8) for numbers in (equal, totals))
        tau = f"{portfolio.rank_agreement(equal, totals):.2f}"
        words = {
            "headline": names.word("pictures", "same_order").label.format(tau=tau),
            "tau": tau,
            "weights": " : ".join(f"{weight:g}" for weight in given["weights"]),
            "best": f"{best.sum():,}",
            "left": f"{(best & ~best_now).sum():,}",
            "new": f"{(best_now & ~best).sum():,}",
        }
        up = {"your_weights": self._counts(totals), "equal_weights": self._counts(equal)}
        return Shown(self.middles, up, words)

    def _counts(self, totals: np.ndarray) -> np.ndarray:
        return np.histogram(totals, bins=np.linspace(5 / 6, 31 / 6, 14))[0]
