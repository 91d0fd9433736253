"""Where a learner stands, by topic: what `crmlab progress` shows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from crmlab import progress
from crmlab.concepts import sets
from crmlab.exercises import finding
from crmlab.language import said


@dataclass(frozen=True)
class Standing:
    """What was done of a topic, and what there is.

    Attributes
    ----------
    topic : str
        Name of the topic.
    sets_done, sets : int
        Sets of its reader.
    checks_passed, checks : int
        Checks of its assignment.
    hints : int
        Hints that were taken.
    """

    topic: str
    sets_done: int
    sets: int
    checks_passed: int
    checks: int
    hints: int

    @property
    def line(self) -> str:
        """The row of the table."""
        done, passed = f"{self.sets_done}/{self.sets}", f"{self.checks_passed}/{self.checks}"
        return f"{self.topic:16} {done:>8} {passed:>8} {self.hints:>8}"


def heading() -> str:
    """Return the head of the table."""
    topic, *numbers = said("topic"), said("sets"), said("checks"), said("hints")
    return " ".join([topic.ljust(16 - _wide(topic)), *(one.rjust(8 - _wide(one)) for one in numbers)])


def _wide(text: str) -> int:
    """Return how many letters of a text take two places on the screen."""
    return sum(unicodedata.east_asian_width(letter) in {"W", "F"} for letter in text)


def by_topic() -> Iterator[Standing]:
    """Yield the standing in each topic that has something to do."""
    right = progress.right()
    with_sets, with_tasks = sets.topics(), finding.topics()
    for topic in sorted({*with_sets, *with_tasks}):
        known = set(sets.sets_of(topic)) if topic in with_sets else set()
        asked = finding.tasks_of(topic) if topic in with_tasks else []
        checks = {check.id for task in asked for check in task.checks}
        hints = sum(progress.hints_taken(cell) for task in asked for cell in task.hints)
        yield Standing(topic, len(known & right), len(known), len(checks & right), len(checks), hints)
