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

    size = (7.6, 3.0)

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the map of cells; a block for each frequency, in it a column for each monetary value."""
        say = {key: names.word("pictures", key).label for key in ("customers", "recency_score", "f_and_m")}
        self.norm = PowerNorm(0.5, 0, 1)  # few customers in a cell still show
        self.image = axes.imshow(
            np.zeros((1, 1)), cmap="cividis", norm=self.norm, aspect="auto", origin="lower"
        )
        self.figure.colorbar(self.image, ax=axes, label=say["customers"])
        self.borders = axes.vlines([], [], [], color=GREY, linewidth=1)
        axes.set(xlabel=say["f_and_m"], ylabel=say["recency_score"])
        return [self.image, self.borders]

    def move(self, value: pd.DataFrame, arguments: Mapping[str, Any]) -> dict[str, str]:
        """Show the cells of another scoring."""
        bins = arguments["bins"]
        counts = np.zeros((bins, bins, bins), dtype=int)
        np.add.at(counts, tuple(value[column].to_numpy() - 1 for column in SCORES), 1)
        self.image.set_data(
            np.ma.masked_equal(counts.reshape(bins, bins * bins), 0)
        )  # empty cells stay white
        self.image.set_extent((0, bins * bins, 0.5, bins + 0.5))
        self.norm.vmax = round_up(counts.max())
        self.borders.set_segments([[(bins * f, 0.5), (bins * f, bins + 0.5)] for f in range(bins + 1)])
        self.axes.set(xlim=(0, bins * bins), ylim=(0.5, bins + 0.5))
        scores = range(1, bins + 1)
        self.axes.set_xticks([bins * (f - 0.5) for f in scores], [f"F{f}" for f in scores])
        self.axes.set_yticks(scores, [f"R{r}" for r in scores])
        return self._words(value, arguments, counts)

    def _words(self, value: pd.DataFrame, arguments: Mapping[str, Any], counts: np.ndarray) -> dict[str, str]:
        other = "spread" if arguments["ties"] == "same" else "same"
        scored = rfm.score(arguments["table"], bins=arguments["bins"], ties=other)
        moved = (scored["rfm_score"].to_numpy() != value["rfm_score"].to_numpy()).mean()
        cells = {"used": f"{(counts > 0).sum()}", "cells": f"{counts.size}", "largest": f"{counts.max():,}"}
        headline = names.word("pictures", "cells_used").label.format(**cells)
        return cells | {"headline": headline, "moved": f"{moved:.1%}", "other": other}
