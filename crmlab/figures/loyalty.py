"""Pictures of loyalty."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

import numpy as np

from crmlab import loyalty
from crmlab.declared import names
from crmlab.figures.chart import LIGHT, Chart, Points, Shown, in_money
from crmlab.figures.picture import BLUE, ORANGE

# The eight leavers of lesson 13 who bought most in their last year: the reason stated, sales, and what they
# brought after direct cost and service, in yuan. A test compares them with the simulated books.
LEAVERS = (
    ("C0280", "service", 578_200.22, -46_910.51),
    ("C0101", "price", 333_135.25, 55_008.67),
    ("C0162", "price", 146_130.93, 34_975.01),
    ("C0212", "price", 132_385.72, 39_458.72),
    ("C0217", "price", 129_687.79, 22_294.87),
    ("C0027", "price", 125_479.65, 26_826.97),
    ("C0087", "rival", 101_339.35, 26_557.74),
    ("C0123", "service", 81_409.10, 11_547.36),
)


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


class WinBack(Chart):
    """What a visit to each of eight leavers may gain, the largest buyer on the left."""

    size = (7.6, 3.8)
    across = "leaver"
    up = "gain_of_visit"
    bars = ("worth_a_visit", "not_worth_a_visit")
    bar_colours = (BLUE, ORANGE)
    hatches = ("", "//")
    widest = ("xxxxx",) * len(LEAVERS)

    def shown(self, value: np.ndarray, given: Mapping[str, Any]) -> Shown:
        """Show gains and losses in the order of last year's sales."""
        at, gain = np.arange(len(LEAVERS)), np.asarray(value)
        who = tuple(leaver[0] for leaver in LEAVERS)
        first, pays = int(gain.argmax()), gain > 0
        words = {
            "headline": f"{who[first]}: {in_money(gain[first], 0)}",
            "worth": f"{pays.sum()}",
            "largest": who[0],
            "of_largest": in_money(gain[0], 0),
            "last": who[int(gain.argmin())],
        }
        up = {
            "worth_a_visit": Points(at[pays], gain[pays]),
            "not_worth_a_visit": Points(at[~pays], gain[~pays]),
        }
        return Shown(at, up, words, who)


def _in_lines(label: str) -> str:
    """Break a name into lines; Chinese has no blanks."""
    return textwrap.fill(label, 12) if label.isascii() else label.replace("(", "\n(")


def _named(measures: str) -> str:
    """Return the label of six measures; in English they are read as they are typed."""
    return names.labelled("choices", measures) or measures
