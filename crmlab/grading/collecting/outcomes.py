"""What becomes of the files of a download, and which of several of one name counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from crmlab.grading.collecting.downloads import Download
from crmlab.grading.collecting.naming import Named
from crmlab.language import said, to_say

PLACED, THERE = to_say("Placed"), to_say("There already")
SECOND, NOT_PLACED = to_say("Not needed"), to_say("Not placed")
HEADINGS = (PLACED, THERE, SECOND, NOT_PLACED)  # to be said


@dataclass(frozen=True)
class Outcome:
    """What becomes of one file of the download.

    Attributes
    ----------
    file : Download
        The file.
    heading : str
        Under which it is listed, one of `HEADINGS`.
    remark : str
        Why it is not placed, or what to know about it.
    named : Named
        Whose it is; without a name where that is not known.
    handed_in : str
        When, as the learning platform says, for nbgrader; empty where it does not.
    """

    file: Download
    heading: str
    remark: str = ""
    named: Named = Named("")
    handed_in: str = ""

    @property
    def student(self) -> str:
        """Whose it is; empty where that is not known."""
        return self.named.student

    @property
    def line(self) -> str:
        """The outcome as it is printed."""
        student = f"{self.student}: " if self.student else ""
        return f"{student}{self.file.where}" + (f"  → {self.remark}" if self.remark else "")

    def known_by(self, find: Callable[[Named], Named]) -> Outcome:
        """Return the outcome with the student named as the roster has him."""
        return replace(self, named=find(self.named)) if self.heading == PLACED else self

    def left_out(self, heading: str, remark: str = "") -> Outcome:
        """Return the outcome of not placing it."""
        return replace(self, heading=heading, remark=remark)

    def remarked(self, remark: str) -> Outcome:
        """Return the outcome with one thing more to know about it."""
        return replace(self, remark=said("; ").join(filter(None, [self.remark, remark])))


def one_of_each(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Take one file of each student; of those that may be of two people, none."""
    decided, of_name = [], defaultdict(list)
    for one in outcomes:
        (of_name[one.student.casefold()] if one.heading == PLACED else decided).append(one)
    for rivals in of_name.values():
        people = {one.named.person for one in rivals}
        decided += _newest(rivals) if len(people) == 1 else _told_apart(rivals)
    return decided


def _told_apart(rivals: list[Outcome]) -> list[Outcome]:
    sentence = to_say(
        "perhaps not the person of {others}: rename one, or take the number into the name, "
        "as the pattern {pattern} does"
    )
    decided = []
    for one in rivals:
        others = (f"{other.file.where}" for other in rivals if other.named.person != one.named.person)
        parts = {"others": said(", ").join(others), "pattern": "{student}_assignsubmission_*"}
        decided.append(one.left_out(NOT_PLACED, said(sentence, **parts)))
    return decided


def _newest(rivals: list[Outcome]) -> list[Outcome]:
    """Take the newest that can be read; where that cannot be told, none.

    A date in the name is the platform's; that in a zip may be of the download.
    """
    are_dated = all(one.named.dated for one in rivals)

    def rank(one: Outcome) -> tuple:
        return not one.remark, one.named.dated.time if are_dated else None, one.file.dates

    last = max(map(rank, rivals))
    newest, *same = [one for one in rivals if rank(one) == last]
    decided = [one.left_out(SECOND, _worse(one, newest)) for one in rivals if rank(one) < last]
    if all(one.file.content == newest.file.content for one in same):
        alike = said("the same as {file}", file=newest.file.where)
        return [*decided, newest, *(one.left_out(SECOND, alike) for one in same)]
    remark = said("others are as new: keep the one that counts, and collect again")
    return decided + [one.left_out(NOT_PLACED, remark) for one in [newest, *same]]


def _worse(one: Outcome, newest: Outcome) -> str:
    sentence = to_say("harder to read than {file}") if one.remark else to_say("older than {file}")
    return said(sentence, file=newest.file.where)
