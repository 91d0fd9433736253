"""The marks of a class as they are, and as they would be if a check counted less."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crmlab.grading.reporting.gathering import GradedClass

DROPPED, HALF = 0.0, 0.5


@dataclass(frozen=True, eq=False)
class Effect:
    """What becomes of the marks if one check counts less.

    Attributes
    ----------
    item : str
        Which check.
    weight : float
        How much it then counts: `DROPPED` or `HALF`.
    marks : array
        Every student's mark then, as a share.
    change : array
        How much higher that is than now.
    """

    item: str
    weight: float
    marks: np.ndarray
    change: np.ndarray

    @property
    def rise(self) -> int:
        """How many marks rise."""
        return int((self.change > _SMALL).sum())

    @property
    def fall(self) -> int:
        """How many marks fall."""
        return int((self.change < -_SMALL).sum())


_SMALL = 5e-5  # less than what is written of a mark


def marks(graded: GradedClass, weights: np.ndarray | None = None) -> np.ndarray:
    """Return each student's mark: points less the penalty, of what is graded of his work; nan if that is 0.

    Parameters
    ----------
    graded : GradedClass
        The class.
    weights : array, optional
        How much each item counts; all alike unless given.

    Examples
    --------
    >>> from crmlab.grading.gradebook.kept_rows import Standing
    >>> from crmlab.grading.reporting.gathering import Item
    >>> one = Standing("a", None, None, 0.0, {"x": 1.0, "y": 0.0, "open": None})
    >>> given = GradedClass("clv", (Item("x", 1), Item("y", 3), Item("open", 5)), (one,))
    >>> [float(mark) for mark in (marks(given)[0], marks(given, np.array([1, 0, 1]))[0])]
    [0.25, 1.0]
    """
    counted = np.ones(len(graded.items)) if weights is None else weights
    of = np.where(np.isnan(graded.points), 0.0, graded.most) @ counted
    earned = np.nan_to_num(graded.points) @ counted
    penalties = np.array([one.penalty for one in graded.standings], dtype=float)
    left = np.maximum(earned - penalties, 0.0)
    return np.divide(left, of, out=np.full(len(of), np.nan), where=of > 0)


def effects(graded: GradedClass, weight: float = DROPPED) -> dict[str, Effect]:
    """Return for each item what becomes of the marks if it counts only so much; penalties stay."""
    now, found = marks(graded), {}
    for at, item in enumerate(graded.items):
        weights = np.ones(len(graded.items))
        weights[at] = weight
        then = marks(graded, weights)
        found[item.id] = Effect(item.id, weight, then, then - now)
    return found
