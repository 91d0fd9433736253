"""Pictures of buying behaviour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from crmlab import purchases
from crmlab.declared import names
from crmlab.figures.chart import Chart, Points, Shown
from crmlab.figures.picture import BLUE, GREY, ORANGE, Picture, on_axis, round_up


class Silence(Picture):
    """How the probability of being a customer falls, and the purchases to expect, while he stays silent."""

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw both curves and the points of today."""
        keys = ("weeks_silent", "still_customer", "purchases_ahead", "silent_today")
        say = {key: names.word("pictures", key).label for key in keys}
        self.right = axes.twinx()
        self.right.spines[["top", "left"]].set_visible(False)
        (self.alive,) = axes.plot([], [], color=BLUE, label=say["still_customer"])
        (self.bought,) = self.right.plot([], [], color=ORANGE, ls="--", label=say["purchases_ahead"])
        (self.today,) = axes.plot([], [], color=BLUE, marker="o", ms=9, ls="", label=say["silent_today"])
        (self.then,) = self.right.plot([], [], color=ORANGE, marker="o", ms=9, ls="")
        axes.legend(
            handles=[self.alive, self.bought, self.today],
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=3,
            frameon=False,
        )
        axes.set(xlabel=say["weeks_silent"], xlim=(0, 1000), ylabel=say["still_customer"], ylim=(0, 1.02))
        self.right.set(ylabel=say["purchases_ahead"], ylim=(0, 5000))
        self.right.yaxis.set_major_formatter(on_axis)
        axes.yaxis.set_major_formatter(lambda share, _position: f"{share:.0%}")
        axes.xaxis.set_major_formatter(on_axis)
        return [self.alive, self.bought, self.today, self.then]

    def move(self, value: purchases.Outlook, arguments: Mapping[str, Any]) -> dict[str, str]:
        """Move curves and points to another history."""
        last, now = arguments["recency"], arguments["T"] - arguments["recency"]
        weeks = np.linspace(0, max(52.0, round_up(now)), 53)
        path = purchases.outlook(**{**arguments, "T": last + weeks})
        self.alive.set_data(weeks, path.alive)
        self.bought.set_data(weeks, path.purchases)
        self.today.set_data([now], [value.alive])
        self.then.set_data([now], [value.purchases])
        self.axes.set_xlim(0, weeks[-1])
        self.right.set_ylim(0, 1.02 * round_up(path.purchases.max()))
        return self._words(value, arguments, now)

    def _words(self, value: purchases.Outlook, given: Mapping[str, Any], now: float) -> dict[str, str]:
        words = {
            "alive": f"{value.alive:.1%}",
            "purchases": f"{value.purchases:,.2f}",
            "count": f"{given['frequency']:,}",
            "silent": f"{now:,.4g}",
            "ahead": f"{given['t']:,.4g}",
            "usual": f"{given['recency'] / max(given['frequency'], 1):,.3g}",
        }
        return words | {"headline": names.word("pictures", "alive_and_buying").label.format(**words)}


class Base(Chart):
    """Purchases of all customers together, week by week: by a model, at the same pace, and in truth."""

    across = "weeks_ahead"
    up = "purchases_of_all"
    lines = ("by_model", "in_truth", "at_same_pace")
    line_colours = (BLUE, ORANGE, GREY)

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the three lines; a mark a week would hide where they part."""
        drawn = super().draw(axes)
        for key, dashes in {"by_model": "--", "in_truth": "-", "at_same_pace": ":"}.items():
            self.series[key].set(linestyle=dashes, marker="")
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False)
        return drawn

    def shown(self, value: pd.DataFrame, given: Mapping[str, Any]) -> Shown:
        """Begin each line at nothing; what was bought ends where the log ends."""
        weeks, model, pace = (np.append(0, value[name]) for name in ("week", "forecast", "same_pace"))
        whole = (given["log"]["date"].max() - pd.Timestamp(given["observation_end"])).days // 7
        bought = np.append(0, value["bought"])[: 1 + whole]
        words = {
            "headline": f"{model[-1]:,.0f}",
            "weeks": f"{given['weeks']:,}",
            "pace": f"{pace[-1]:,.0f}",
            "seen": f"{len(bought) - 1:,}",
            "bought": f"{bought[-1]:,.0f}",
            "then": f"{model[len(bought) - 1]:,.0f}",
        }
        up = {"by_model": model, "in_truth": Points(weeks[: len(bought)], bought), "at_same_pace": pace}
        return Shown(weeks, up, words, limits=(0, 1.05 * max(model[-1], pace[-1], bought[-1], 1)))
