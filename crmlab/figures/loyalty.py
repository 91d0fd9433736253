"""Pictures of loyalty."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

import numpy as np

from crmlab import loyalty
from crmlab.declared import names
from crmlab.figures.chart import LIGHT, Chart, Points, Shown
from crmlab.figures.picture import BLUE, ORANGE


class Contributions(Chart):
    """What each of six measures adds to the index, beside what it could add."""

    size = (7.6, 3.8)
    across = "measure"
    up = "points_of_index"
    bars = ("possible", "earned", "earned_reversed")
    bar_colours = (LIGHT, BLUE, ORANGE)
    hatches = ("", "", "//")
    widest = ("xxxxxxxxxxxx\nx\nx",) * 6

    def shown(self, value: float, given: Mapping[str, Any]) -> Shown:
        """Show the six measures that count, each from its own end of the scale."""
        six, highest = loyalty.MEASURES[given["measures"]], given["highest"]
        is_reversed = np.isin(six, loyalty.REVERSED)
        ratings = given["indicators"][list(six)].to_numpy()
        share = np.where(is_reversed, highest - ratings, ratings - 1) / (highest - 1)
        at, possible = np.arange(6), np.full(6, 100 / 6)  # equal weights
        points = possible * share
        labels = [names.word("keys", measure).label for measure in six]
        lost = np.argmax(possible - points)
        (other,) = set(loyalty.MEASURES) - {given["measures"]}
        words = {
            "headline": f"{value:.1f}",
            "measures": _named(given["measures"]),
            "other": _named(other),
            "index": f"{loyalty.loyalty_index(**{**given, 'measures': other}):.1f}",
            "weakest": labels[lost],
            "lost": f"{possible[lost] - points[lost]:.1f}",
        }
        up = {
            "possible": possible,
            "earned": Points(at[~is_reversed], points[~is_reversed]),
            "earned_reversed": Points(at[is_reversed], points[is_reversed]),
        }
        ticks = tuple(map(_in_lines, labels))
        return Shown(at, up, words, ticks, limits=(0, 17.5))


def _in_lines(label: str) -> str:
    """Break a name into lines; Chinese has no blanks."""
    return textwrap.fill(label, 12) if label.isascii() else label.replace("(", "\n(")


def _named(measures: str) -> str:
    """Return the label of six measures; in English they are read as they are typed."""
    return names.labelled("choices", measures) or measures
