"""Pictures of key accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from crmlab.declared import names
from crmlab.figures.chart import LIGHT, Chart, Points, Shown
from crmlab.figures.picture import BLUE
from crmlab.language import said

MANAGERS = 5  # so many accounts get a manager of their own


class FirstFive(Chart):
    """The index of each account from the first to the last; the first five stand out."""

    size = (7.2, 4.0)
    across, up = "account", "index_of_accounts"
    bars = ("first_five", "other_accounts")
    bar_colours = (BLUE, LIGHT)
    widest = ("Shanningming",) * 12

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the bars, with names that lean, as twelve of them are wider than the picture."""
        drawn = super().draw(axes)
        axes.tick_params(axis="x", labelrotation=35)
        return drawn

    def shown(self, value: pd.DataFrame, given: Mapping[str, Any]) -> Shown:
        """Sort the accounts, and count who of the first five is one of the five largest."""
        ranked = value.sort_values("value_index", ascending=False, kind="stable")
        index, account = ranked["value_index"].to_numpy(), ranked["account"].str.split().str[0]
        across, first = np.arange(len(ranked)), ranked.index[:MANAGERS]
        up = {
            "first_five": Points(across[:MANAGERS], index[:MANAGERS]),
            "other_accounts": Points(across[MANAGERS:], index[MANAGERS:]),
        }
        both = {name: first.isin(value.nlargest(MANAGERS, name).index).sum() for name in ("size", "profit")}
        words = {
            "headline": names.word("pictures", "fifth_ahead").label.format(lead=_points(-np.diff(index)[4])),
            "five": said(", ").join(account[:MANAGERS]),
            "fifth": account.iloc[4],
            "sixth": account.iloc[5],
            "lead": _points(-np.diff(index)[4]),
            "largest": f"{both['size']}",
            "best": f"{both['profit']}",
        }
        return Shown(across, up, words, tuple(account))


def _points(number: float) -> str:
    return f"{number:z.2f}".replace("-", "−")
