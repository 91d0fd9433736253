"""Pictures of keeping customers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from crmlab import retention
from crmlab.figures.chart import LIGHT, Chart, Points, Shown
from crmlab.figures.picture import BLUE, GREEN, GREY, ORANGE, round_up


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
            "headline": _signed(satisfaction.iloc[-1]),
            "first": _signed(satisfaction.iloc[0]),
            "times": f"{len(value)}",
            "delighted": f"{(satisfaction >= 1).sum()}",
            "expected": _signed(value["expected"].iloc[-1]),
        }
        up = {name: value[name] for name in ("satisfaction", "perceived")}
        low, high = min(satisfaction.min(), 0.0), value[["perceived", "expected"]].max(axis=None)
        limits = (-round_up(-low) if low else 0.0, 1.05 * max(10.0, high))
        return Shown(value["time"], up | {"expected_before": value["expected"]}, words, limits=limits)


class FilmStudy(Chart):
    """How far one group is ahead of the other, over the share of people who chose their group."""

    across = "self_chosen_percent"
    up = "points_ahead"
    lines = ("seems_ahead", "film_did", "error_above", "error_below")
    line_colours = (BLUE, GREEN, GREY, GREY)
    dots = ("now",)

    def shown(self, value: retention.FilmStudy, given: Mapping[str, Any]) -> Shown:
        """Return the difference at every share of choosers, with two errors on each side."""
        share = np.linspace(0, 1, 11)
        study = retention.film_study(**given | {"self_chosen": share})
        seems, error = np.asarray(study.ahead_after), np.asarray(study.study_error)
        up = {
            "seems_ahead": seems,
            "film_did": 0 * share + given["film_effect"],
            "error_above": seems + 2 * error,
            "error_below": seems - 2 * error,
            "now": Points([100 * given["self_chosen"]], [value.ahead_after]),
        }
        words = {
            "headline": _signed(value.ahead_after),
            "chosen": f"{given['self_chosen']:.0%}",
            "after": _signed(value.ahead_after),
            "before": _signed(value.ahead_before),
            "effect": _signed(given["film_effect"]),
            "error": f"{value.study_error:.2f}",
        }
        return Shown(100 * share, up, words)


def _signed(points: float) -> str:
    return f"{points:z.2f}".replace("-", "−")
