"""Kinds that are drawn for tasks on service gaps: answers, marks of four services, two waves, a report."""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np

from crmlab.declared.quantities import Kind
from crmlab.exercises.kinds import Replies
from crmlab.exercises.service_gap._data import LEVELS

SKIPPED = (0, 0.1, 0.3, 0.5)  # the share who skip a question
BY_CHANCE = (-0.2, -0.1, 0.1, 0.2)
FALLS = (-0.5, -0.6, -0.7, -0.8, -0.9)
MAY_FALL = ("understood", "specified", "delivered")


class WithSkips(Replies):
    """Answers of which some are missing: the later a question, the more; the first customer skips none.

    Attributes
    ----------
    falls : int
        By how much answers to a question are lower than to the one before.
    """

    def __init__(self, lowest: int, highest: int, falls: int = 0) -> None:
        super().__init__(lowest, highest, skipped=0)
        self.falls = falls

    def draw(self, source: random.Random) -> np.ndarray:
        """Draw whole answers, and take some away."""
        answers = super().draw(source) - self.falls * np.arange(len(SKIPPED))
        for row in answers[1:]:
            for question, share in enumerate(SKIPPED):
                row[question] = np.nan if source.random() < share else row[question]
        return answers


class FourOf(Kind):
    """Four levels: one from each of these ranges, in any order."""

    def __init__(self, *ranges: Sequence[float]) -> None:
        self.ranges = ranges

    def draw(self, source: random.Random) -> list[float]:
        """Draw a level for each of four."""
        return source.sample([source.choice(levels) for levels in self.ranges], len(self.ranges))

    def show(self, value: float) -> str:
        """Write one level."""
        return f"{value:.1f}"


class TwoWaves(Kind):
    """The six levels of the gap model, measured twice; inside the firm one of them has fallen."""

    def draw(self, source: random.Random) -> dict[str, dict[str, float]]:
        """Draw both waves: what has not fallen moves a little, as by chance."""
        ranges = [(60, 66), (48, 62), (48, 62), (46, 62), (50, 67), (48, 58)]
        june = {level: source.randint(*ends) / 10 for level, ends in zip(LEVELS, ranges, strict=True)}
        moves = {level: source.choice(BY_CHANCE) for level in LEVELS}
        moves |= {source.choice(MAY_FALL): source.choice(FALLS), "perceived": source.choice(FALLS)}
        return {"June": june, "December": {level: round(june[level] + moves[level], 1) for level in LEVELS}}

    def show(self, value: dict[str, dict[str, float]]) -> str:
        """Write each wave with its levels."""
        return "; ".join(
            f"{wave}: " + ", ".join(f"{level} {number:.1f}" for level, number in levels.items())
            for wave, levels in value.items()
        )


class Report(Kind):
    """Three questions, the third one worded negatively, and a working in which one line is wrong."""

    def draw(self, source: random.Random) -> dict[str, Any]:
        """Draw what customers answered, and work on from a line with a wrong method."""
        perceived = [source.randint(42, 58) / 10, source.randint(42, 58) / 10, source.randint(18, 34) / 10]
        expected = [source.randint(56, 68) / 10 for _ in perceived]
        wrong = source.choice([1, 2, 3])
        turned = round((7 if wrong == 1 else 8) - perceived[2], 1)
        pairs = zip([*perceived[:2], turned], expected, strict=True)
        gaps = [round(e - p if wrong == 2 else p - e, 1) for p, e in pairs]
        gap = sum(gaps) if wrong == 3 else sum(gaps) / 3
        lines = {"line 1": turned, "line 2": gaps, "line 3": round(gap, 3), "line 4": round(gap / 2, 3)}
        return {"perceived": perceived, "expected": expected} | lines

    def show(self, value: dict[str, Any]) -> str:
        """Write the data and the lines."""
        return "; ".join(f"{name}: {number}" for name, number in value.items())
