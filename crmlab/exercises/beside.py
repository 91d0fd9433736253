"""What came beside what is right, in all replies, and how a sentence speaks of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from crmlab.exercises.declaring import Check, FunctionCheck
from crmlab.intake.comparing import Laid, Pair, equal, laid
from crmlab.intake.equality import is_close, is_number, quoted
from crmlab.intake.values import Reply, plain
from crmlab.language import said


class Slip(NamedTuple):
    """A general slip: its id, the sentence for the learner, and of which part of the answer it speaks.

    It may say all that there is to say of what came.
    """

    id: str
    sentence: str
    part: Any = None
    says_all: bool = False


@dataclass(frozen=True)
class Answered:
    """A reply beside the right answer."""

    reply: Reply
    right: Any
    laid: Laid


class Numbers(NamedTuple):
    """The numbers of one part of an answer, reply by reply."""

    part: Any
    key: Any
    right: list[list[float]]
    got: list[list[float]]

    def are_right(self, tolerance: float) -> bool:
        """Return whether each counts as the right one."""
        pairs = zip(chain(*self.right), chain(*self.got), strict=True)
        return all(is_close(right, got, tolerance) for right, got in pairs)


def answered(check: Check, reply: Reply, tolerance: float) -> Answered:
    """Lay a reply beside the right answer."""
    right = plain(check.answer(reply.inputs))
    return Answered(reply, right, laid(right, reply.value, tolerance))


def numbers_in(replies: Sequence[Answered]) -> list[Numbers]:
    """Return the numbers of each part that holds nothing else in any reply."""
    found = []
    for part in replies[0].laid.parts:
        by_reply = [one.laid.parts.get(part, ()) for one in replies]
        if all(is_number(value) for pairs in by_reply for pair in pairs for value in pair[1:]):
            right, got = ([[pair[n] for pair in pairs] for pairs in by_reply] for n in (1, 2))
            found.append(Numbers(part, replies[0].laid.key, right, got))
    return found


def pairs_in(replies: Sequence[Answered]) -> Iterator[tuple[Answered, Any, Pair]]:
    """Yield each pair of values with its reply and its part."""
    for one in replies:
        yield from ((one, part, pair) for part, pairs in one.laid.parts.items() for pair in pairs)


def are_right(pairs: Sequence[Pair], tolerance: float) -> bool:
    """Return whether each value counts as the right one."""
    return all(equal(pair.right, pair.got, tolerance) for pair in pairs)


def subject_of(check: Check, part: Any = None, key: Any = "") -> str:
    """Name what a sentence speaks of, at its beginning."""
    if part is not None and key:
        return said("Your column {name}", name=quoted(part))
    if part is not None:
        return said("Your entry {name}", name=quoted(part))
    return said("What your function gives") if isinstance(check, FunctionCheck) else said("Your answer")
