"""Pictures of customer scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import PowerNorm

from crmlab import names, rfm
from crmlab.figures.picture import GREY, Picture, round_up

SCORES = ["r_score", "f_score", "m_score"]


class Cells(Picture):
    """How many customers stand in each cell of recency, frequency and monetary value."""

    size = (7.6, 3.2)

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the map of cells; a block for each frequency, in it a column for each monetary value."""
        say = {key: names.word("pictures", key).label for key in ("customers", "recency_score", "f_and_m")}
        self.norm = PowerNorm(0.5, 0, 1000)  # few in a cell still show; room for labels of this length
        self.image = axes.imshow(
            np.zeros((1, 1)), cmap="cividis", norm=self.norm, aspect="auto", origin="lower"
        )
        self.figure.colorbar(self.image, ax=axes, label=say["customers"])
        self.borders = axes.vlines([], [], [], color=GREY, linewidth=1)
        axes.set(xlabel=say["f_and_m"], ylabel=say["recency_score"])
        axes.set_xticks([0.5], ["F9\n≤ 999"])
        axes.set_yticks([0.5], ["R9 ≤ 000.0"])
        return [self.image, self.borders]

    def move(self, value: pd.DataFrame, arguments: Mapping[str, Any]) -> dict[str, str]:
        """Show the cells of another scoring."""
        bins = arguments["bins"]
        counts = np.zeros((bins, bins, bins), dtype=int)
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
        return cells | {"headline": headline, "moved": f"{moved:.1%}", "other": other}


def _spans(cuts: list[str]) -> list[str]:
    """Write where each bin ends: ≤ the first cut, ≤ the second, …, > the last."""
    return [*(f"≤ {cut}" for cut in cuts), f"> {cuts[-1]}"]
