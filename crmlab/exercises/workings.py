"""Somebody's working with one wrong line: how it is drawn, and how it is put right."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, NamedTuple

from crmlab.declared.quantities import Kind
from crmlab.exercises.declaring import AnswerCheck, Mistake, part


class Line(NamedTuple):
    """A line of a working: what it says, its arithmetic, what comes out."""

    says: str
    arithmetic: str
    result: float
    digits: int = 2

    def __str__(self) -> str:
        result = f"{self.result:z.{self.digits}f}".replace("-", "−")
        return f"{self.says}: {self.arithmetic} = {result}"


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

    def check(
        self, between: tuple[float, float], tolerance: float, mistakes: Mapping[str, Mistake] | None = None
    ) -> AnswerCheck:
        """Return the check of a dictionary with the wrong ``line``, and the right ``value`` at its end.

        Parameters
        ----------
        between : pair of float
            Where the right numbers lie.
        tolerance : float
            So wide that whoever goes on from the rounded lines above is right, too.
        mistakes : mapping of str to Mistake, optional
            What is made in this working beside what may be made in each.
        """

        def corrected(working: Annotated[dict, self]) -> dict[str, float]:
            """Return the number of the wrong line, and what ought to come out there."""
            return self.corrected(working)

        count = len(self.worked(self.case(random.Random(0))))
        return AnswerCheck(
            "you found the wrong line, and what ought to come out there",
            corrected,
            tolerance=tolerance,
            between=between,
            words={"line": {line: _spellings(line) for line in range(1, count + 1)}},
            mistakes=dict(mistakes or {}) | self._mistakes(count),
        )

    def _mistakes(self, count: int) -> dict[str, Mistake]:
        """Return what may be taken for the wrong line, or for its number, in any working."""
        return {
            "another_line": Mistake(
                "The line that you name takes a right step; its number may go on from a wrong one. "
                "Ask of each line whether it does what its words say.",
                [part(line=lambda right, by=by: _after(right["line"], by, count)) for by in range(1, count)],
            ),
            "wrong_number_repeated": Mistake(
                "The line is found, but you give the number that stands in it. Give the right one.",
                self._for_value(lambda right, shown: shown),
            ),
            "difference_for_value": Mistake(
                "You give by how much the number in the line is off. Give the right number itself.",
                [
                    self._for_value(lambda right, shown: right - shown),
                    self._for_value(lambda right, shown: shown - right),
                ],
            ),
            "number_of_another_line": Mistake(
                "You give the right number of another line. Give that of the wrong line itself.",
                [self._of_line_after(by, count) for by in range(1, count)],
            ),
        }

    def _for_value(self, wrong: Callable[[float, float], float]) -> part:
        """Return the answer with the right line, and a value made of the right number and the one shown."""
        return part(
            line=lambda right: right["line"],
            value=lambda right, working: wrong(right["value"], self.wrong_number(working)),
        )

    def _of_line_after(self, by: int, count: int) -> part:
        def value(working: Case) -> float:
            return self.worked(working)[_after(self.wrong_line(working), by, count) - 1].result

        return part(value=value)


def hints(asks: str) -> tuple[str, str, str]:
    """Return the way through any working, around what *asks* of the lines of this one."""
    return (
        "Do not begin with the result. Take the lines one by one, and ask of each what it ought to say.",
        asks,
        "When you have found the line, keep the lines above it, and work out this one line anew.",
    )


def _after(line: int, by: int, count: int) -> int:
    """Return the line that is so many further down, beginning again at the top."""
    return (line + by - 1) % count + 1


def _spellings(line: int) -> tuple[str, ...]:
    return str(line), f"line {line}", f"line_{line}", f"{line}."


def _numbered(lines: Sequence[Line]) -> list[str]:
    return [f"{number}. {line}" for number, line in enumerate(lines, 1)]
