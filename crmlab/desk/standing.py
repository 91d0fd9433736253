"""Where a learner stands, by topic: what `crmlab progress` shows.

What there is to do is read from the notebooks that are handed out: the tasks themselves bring numpy and
pandas with them, which a slow laptop takes seconds to load.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crmlab import progress
from crmlab.concepts import sets
from crmlab.desk.own_folder import course_folder
from crmlab.language import said

_CHECK = re.compile(r'\bcheck\(\\"([\w-]+)\\"')  # as it stands in the file of a notebook


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
    right, hints = progress.right(), progress.all_hints_taken()
    with_sets, assignments = sets.topics(), sorted((course_folder() / "exercises").glob("*/*.ipynb"))
    with_checks = {path.stem: _checks_in(path) for path in assignments}
    for topic in sorted({*with_sets, *with_checks}):
        known = set(sets.sets_of(topic)) if topic in with_sets else set()
        checks = with_checks.get(topic, set())
        taken = sum(
            number for cell, number in hints.items() if cell.startswith(topic.replace("_", "-") + "-")
        )
        yield Standing(topic, len(known & right), len(known), len(checks & right), len(checks), taken)


def _checks_in(assignment: Path) -> set[str]:
    return set(_CHECK.findall(assignment.read_text(encoding="utf-8")))
