"""Pictures of satisfaction: perceived beside expected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from crmlab import satisfaction
from crmlab.declared import names
from crmlab.figures.chart import RED, Chart, Points, Shown
from crmlab.figures.picture import BLUE, GREY, round_up

OTHER = {"perceived": 9.0, "expected": 6.0}


class RatioOrDifference(Chart):
    """Two offers, and the lines of those that are as good as the first, by ratio and by difference."""

    size = (7.2, 3.8)
    across = "expected_level"
    up = "perceived_level"
    lines = ("equal_by_ratio", "equal_by_difference", "as_expected")
    line_colours = (BLUE, RED, GREY)
    dots = ("this_offer", "other_offer")

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the lines without marks, each in its own way."""
        drawn = super().draw(axes)
        for key, style in zip(self.lines, ("-", "--", ":"), strict=True):
            self.series[key].set(marker="", linestyle=style)
        self.series["other_offer"].set(marker="s", color=GREY)
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False)
        return drawn

    def shown(self, value: satisfaction.Satisfaction, given: Mapping[str, Any]) -> Shown:
        """Draw both lines through the offer; where they part, the measures disagree."""
        perceived, expected = given["perceived"], given["expected"]
        by_difference = satisfaction.disconfirmation(perceived, expected)
        other = satisfaction.index(**OTHER).ratio, satisfaction.disconfirmation(**OTHER).difference
        end, top = max(12.0, 1.2 * expected), max(12.0, 1.2 * perceived)
        ends = [0, end]
        up = {
            "equal_by_ratio": Points(ends, [0, value.ratio * end]),
            "equal_by_difference": Points(ends, [by_difference.difference, by_difference.difference + end]),
            "as_expected": Points(ends, ends),
            "this_offer": Points([expected], [perceived]),
            "other_offer": Points([OTHER["expected"]], [OTHER["perceived"]]),
        }
        words = {
            "headline": f"{value.ratio:.2f}; {by_difference.difference:+.2f}".replace("-", "−"),
            "perceived": f"{perceived:g}",
            "expected": f"{expected:g}",
            "ratio": f"{value.ratio:.2f}",
            "verdict": _verdict(value.verdict),
            "difference": f"{by_difference.difference:.2f}".replace("-", "−"),
            "verdict_of_difference": _verdict(by_difference.verdict),
            "other": f"{OTHER['perceived']:g}/{OTHER['expected']:g}",
            "other_ratio": f"{other[0]:.2f}",
            "other_difference": f"{other[1]:.2f}",
            "order": _order(value.ratio - other[0], by_difference.difference - other[1]),
        }
        return Shown(ends, up, words, limits=(0, top))


class ErrorOfChange(Chart):
    """Two errors of a change over the number of answers, beside the change itself."""

    across, up = "answers_each_time", "points_of_score"
    lines = ("two_errors", "size_of_change")
    dots = ("answers_now",)

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the lines without marks."""
        drawn = super().draw(axes)
        for key in self.lines:
            self.series[key].set(marker="")
        self.series["size_of_change"].set(linestyle="--")
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False)
        return drawn

    def shown(self, value: satisfaction.IndexChange, given: Mapping[str, Any]) -> Shown:
        """Return the error for every number of answers, as if it were the same each time."""
        variance = given["sd_before"] ** 2 + given["sd_after"] ** 2
        size, two_errors = abs(value.change), 2 * value.error
        now = (
            variance / value.error**2 if value.error else min(given["answers_before"], given["answers_after"])
        )
        needed = 4 * variance / size**2 if size else np.inf
        most = round_up(max(2 * now, min(1.2 * needed, 20 * now)))
        across = np.geomspace(max(most / 100, 1), most, 60)
        up = {
            "two_errors": 2 * np.sqrt(variance / across),
            "size_of_change": size + 0 * across,
            "answers_now": Points([now], [two_errors]),
        }
        words = {
            "headline": f"{value.change:+.1f} ± {two_errors:.1f}".replace("-", "−"),
            "before": f"{given['before']:g}".replace("-", "−"),
            "after": f"{given['after']:g}".replace("-", "−"),
            "two_errors": f"{two_errors:.2f}",
            "judged": _word("change_open" if size <= two_errors + 1e-9 else "change_beyond"),
            "needed": f"{np.ceil(needed - 1e-6):,.0f}" if size else "∞",
        }
        return Shown(across, up, words)


def _word(key: str) -> str:
    return names.word("pictures", key).label


def _verdict(key: str) -> str:
    return names.word("verdicts", key).label


def _order(by_ratio: float, by_difference: float) -> str:
    """Say whether two measures put the offers in one order."""
    leads = (by_ratio, by_difference)
    ratio, difference = (np.sign(lead) if abs(lead) > 1e-9 else 0 for lead in leads)
    same = "order_same" if ratio == difference else "order_reversed" if ratio * difference else "order_tied"
    return _word(same)
