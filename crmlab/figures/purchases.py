"""Pictures of buying behaviour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from crmlab import purchases
from crmlab.declared import names
from crmlab.figures.picture import BLUE, ORANGE, Picture, on_axis, round_up


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
