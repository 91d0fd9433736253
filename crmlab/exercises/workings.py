"""Somebody's working with one wrong line: how it is drawn, and how it is put right."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from crmlab.declared.quantities import Kind
from crmlab.exercises.declaring import part


class Line(NamedTuple):
    """A line of a working: what it says, its arithmetic, what comes out."""

    says: str
    arithmetic: str
    result: float
    digits: int = 2

    def __str__(self) -> str:
        return f"{self.says}: {self.arithmetic} = {self.result:.{self.digits}f}"


Case = dict[str, Any]
Steps = Callable[[Case, list[Line]], Iterator[tuple[Line, ...]]]


class Working(Kind):
    """A case with its numbers, and the lines in which somebody has worked it out, one of them wrong.

    Parameters
    ----------
    case : callable
        Draws the numbers of a case from a source.
    steps : callable
        Yields each line as it ought to be and with its slips, from the case and the lines above it.
    faulty : sequence of int
        The lines of which one may be wrong.
    ways : int
        In how many ways each of them may be.
    """

    def __init__(
        self, case: Callable[[random.Random], Case], steps: Steps, faulty: Sequence[int], ways: int = 1
    ) -> None:
        self.case, self.steps, self.faulty, self.ways = case, steps, faulty, ways

    def draw(self, source: random.Random) -> Case:
        """Draw the case and the wrong line."""
        case, line = self.case(source), source.choice(self.faulty)
        way = source.randrange(self.ways) if self.ways > 1 else 0
        return case | {"lines": _numbered(self.worked(case, line, way))}

    def show(self, value: Case) -> str:
        """Write the lines one after the other."""
        return "; ".join(value["lines"])

    def worked(self, case: Case, faulty: int = 0, way: int = 0) -> list[Line]:
        """Return the lines; the *faulty* one is wrong, and those below compute on with it."""
        lines: list[Line] = []
        for number, (right, *wrong) in enumerate(self.steps(case, lines), 1):
            lines.append(wrong[way] if number == faulty else right)
        return lines

    def wrong_line(self, working: Case) -> int:
        """Return the number of the wrong line: the first one that is not as it ought to be."""
        pairs = zip(_numbered(self.worked(working)), working["lines"], strict=True)
        return next(number for number, (ours, theirs) in enumerate(pairs, 1) if ours != theirs)

    def corrected(self, working: Case) -> dict[str, float]:
        """Return the number of the wrong line, and what ought to come out there."""
        line = self.wrong_line(working)
        return {"line": line, "value": self.worked(working)[line - 1].result}

    def wrong_number(self, working: Case) -> float:
        """Return what comes out in the wrong line."""
        place = self.wrong_line(working) - 1
        wrongly = (self.worked(working, place + 1, way) for way in range(self.ways))
        return next(one[place].result for one in wrongly if _numbered(one)[place] == working["lines"][place])


def _numbered(lines: Sequence[Line]) -> list[str]:
    return [f"{number}. {line}" for number, line in enumerate(lines, 1)]


def other_lines(count: int) -> list[part]:
    """Return the answers that name another one of so many lines."""
    return [
        part(line=lambda right, steps=steps: (right["line"] + steps - 1) % count + 1)
        for steps in range(1, count)
    ]
