"""All that a report knows about a class, computed once for page and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from crmlab.grading.reporting.answers import Answers, answers
from crmlab.grading.reporting.gathering import GradedClass, Item
from crmlab.grading.reporting.items import Figures, figures
from crmlab.grading.reporting.marks import HALF, Effect, effects, marks
from crmlab.grading.reporting.quizzes import Asked, asked_items
from crmlab.grading.reporting.times import Times, times
from crmlab.language import said


@dataclass(frozen=True, eq=False)
class Analysis:
    """What is known about a class.

    Attributes
    ----------
    graded : GradedClass
        The class.
    hidden : bool
        Whether no student is named.
    """

    graded: GradedClass
    hidden: bool = False

    @cached_property
    def figures(self) -> Sequence[Figures]:
        """Of each item."""
        return figures(self.graded.shares())

    @cached_property
    def items(self) -> list[tuple[Item, Figures]]:
        """The items with their figures."""
        return list(zip(self.graded.items, self.figures, strict=True))

    @cached_property
    def answers(self) -> Mapping[str, Answers]:
        """What came, by item."""
        return answers(self.graded, self.hidden)

    @cached_property
    def quiz(self) -> Sequence[Asked]:
        """The items of the quiz."""
        return asked_items(self.graded)

    @cached_property
    def times(self) -> Times:
        """When it was handed in."""
        return times(self.graded.standings)

    @cached_property
    def marks(self) -> np.ndarray:
        """Each student's mark."""
        return marks(self.graded)

    @cached_property
    def without(self) -> Mapping[str, Effect]:
        """What becomes of the marks without each item."""
        return effects(self.graded)

    @cached_property
    def halved(self) -> Mapping[str, Effect]:
        """What becomes of the marks if an item counts half."""
        return effects(self.graded, HALF)

    @cached_property
    def flagged(self) -> list[str]:
        """The items that misbehave, and still count."""
        return [item.id for item, one in self.items if one.flag and not item.is_dropped]

    @cached_property
    def names(self) -> list[str]:
        """What each student is called; a number by the mark where names are hidden."""
        students = [one.student for one in self.graded.standings]
        if not self.hidden:
            return students
        ranks = np.empty(len(students), dtype=int)
        ranks[np.argsort(-np.nan_to_num(self.marks), kind="stable")] = range(1, len(students) + 1)
        return [said("student {number}", number=rank) for rank in ranks]

    @property
    def waiting(self) -> int:
        """How many students have something that nobody has graded yet."""
        return int(np.isnan(self.graded.points).any(axis=1).sum()) if self.graded.standings else 0
