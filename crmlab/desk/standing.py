"""Where a learner stands, by topic: what `crmlab progress` shows.

What there is to do is read from the notebooks that are handed out: the tasks themselves bring numpy and
pandas with them, which a slow laptop takes seconds to load.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crmlab import progress
from crmlab.concepts import sets
from crmlab.declared import authored
from crmlab.desk.own_folder import course_folder
from crmlab.language import places, said

_CHECK = re.compile(r'\bcheck\(\\"([\w-]+)\\"')  # as it stands in the file of a notebook


@dataclass(frozen=True)
class Standing:
    """What was done of a topic, and what there is.

    Attributes
    ----------
    topic : str
        Name of the topic.
    guessed, near, guesses : int
        Guesses of its lessons that were made, those within a tenth of the answer, and all there are.
    sets_done, sets : int
        Sets of its reader.
    checks_passed, checks : int
        Checks of its assignment.
    hints : int
        Hints that were taken.
    reviewed_right, reviewed : int
        Answers in reviews.
    """

    topic: str
    guessed: int
    near: int
    guesses: int
    sets_done: int
    sets: int
    checks_passed: int
    checks: int
    hints: int
    reviewed_right: int
    reviewed: int

    @property
    def line(self) -> str:
        """The row of the table."""
        cells = (
            f"{self.guessed}/{self.guesses}",
            f"{self.near}",
            f"{self.sets_done}/{self.sets}",
            f"{self.checks_passed}/{self.checks}",
            f"{self.hints}",
            f"{self.reviewed_right}/{self.reviewed}",
        )
        return f"{self.topic:16} {' '.join(f'{cell:>8}' for cell in cells)}"


def heading() -> str:
    """Return the head of the table."""
    topic, *numbers = (
        *(said("topic"), said("guesses"), said("near"), said("sets")),
        *(said("checks"), said("hints"), said("reviews")),
    )
    return " ".join([topic + _blanks(16, topic), *(_blanks(8, one) + one for one in numbers)])


def footnote() -> str:
    """Return what the columns do not say."""
    return said("near: guesses within a tenth of the answer; reviews: right answers of all")


def _blanks(width: int, text: str) -> str:
    return " " * (width - places(text))


def by_topic() -> Iterator[Standing]:
    """Yield the standing in each topic that has something to do."""
    right, hints, reviews = {*progress.right()}, progress.all_hints_taken(), progress.reviews()
    made, compared = progress.guesses(), progress.revealed()
    near = {one for one, pair in compared.items() if progress.is_near(*pair)}
    asked = {path.parent.name: {*authored.read(path)} for path in authored.paths("guesses")}
    with_sets, assignments = sets.topics(), sorted((course_folder() / "exercises").glob("*/*.ipynb"))
    with_checks = {path.stem: _checks_in(path) for path in assignments}
    for topic in sorted({*with_sets, *with_checks, *asked}):
        known = set(sets.sets_of(topic)) if topic in with_sets else set()
        checks, guesses = with_checks.get(topic, set()), asked.get(topic, set())
        reviewed = [one for key, one in reviews.items() if _is_of(topic, key)]
        yield Standing(
            topic,
            guessed=len(guesses & made.keys()),
            near=len(guesses & near),
            guesses=len(guesses),
            sets_done=len(known & right),
            sets=len(known),
            checks_passed=len(checks & right),
            checks=len(checks),
            hints=sum(number for cell, number in hints.items() if _is_of(topic, cell)),
            reviewed_right=sum(one.right for one in reviewed),
            reviewed=sum(one.of for one in reviewed),
        )


def _is_of(topic: str, some_id: str) -> bool:
    return some_id.startswith(f"{topic.replace('_', '-')}-")


def _checks_in(assignment: Path) -> set[str]:
    return set(_CHECK.findall(assignment.read_text(encoding="utf-8")))
