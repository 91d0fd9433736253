"""Pictures of keeping customers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from crmlab.figures.chart import LIGHT, Chart, Shown
from crmlab.figures.picture import BLUE, ORANGE, round_up


class Expectations(Chart):
    """What a customer perceives and expects each time, and the satisfaction that is left between them."""

    across = "time"
    up = "rating"
    whole = True
    bars = ("satisfaction",)
    bar_colours = (LIGHT,)
    lines = ("perceived", "expected_before")
    line_colours = (BLUE, ORANGE)

    def shown(self, value: pd.DataFrame, given: Mapping[str, Any]) -> Shown:
        """Let the bars stand on zero, as satisfaction may be negative."""
        satisfaction = value["satisfaction"]
        words = {
            "headline": f"{satisfaction.iloc[-1]:z.2f}".replace("-", "−"),
            "first": f"{satisfaction.iloc[0]:z.2f}".replace("-", "−"),
            "times": f"{len(value)}",
            "delighted": f"{(satisfaction >= 1).sum()}",
            "expected": f"{value['expected'].iloc[-1]:z.2f}".replace("-", "−"),
        }
        up = {name: value[name] for name in ("satisfaction", "perceived")}
        low, high = min(satisfaction.min(), 0.0), value[["perceived", "expected"]].max(axis=None)
        limits = (-round_up(-low) if low else 0.0, 1.05 * max(10.0, high))
        return Shown(value["time"], up | {"expected_before": value["expected"]}, words, limits=limits)
