"""How fast an honest class is graded, beside stock nbgrader: the first two figures, and memory."""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from catalogue.frame import TOPIC
from commands import Done, run
from courses import Templates, class_of, hand_in

from crmlab.grading.results import Result

WORKERS = 2
_GRADE = ("crmlab", "grade", TOPIC, "--workers", str(WORKERS))
_AUTOGRADE = ("nbgrader", "autograde", TOPIC)


@dataclass(frozen=True)
class Ours:
    """What `crmlab grade` takes.

    Attributes
    ----------
    count : int
        Submissions.
    first, again : Done
        A run, and another one after it.
    results : list of Result
        What came of each submission.
    level : str
        Whether it was sandboxed, as the command has written it down.
    """

    count: int
    first: Done
    again: Done
    results: list[Result]
    level: str

    @property
    def overheads(self) -> list[float]:
        """Seconds of each notebook in which no code of the student ran."""
        return [result.seconds - result.student_seconds for result in self.results]


@dataclass(frozen=True)
class Stock:
    """What `nbgrader autograde` takes for a few, and for more of them."""

    few: int
    many: int
    of_few: Done
    of_many: Done

    @property
    def each(self) -> float:
        """Seconds of one more notebook, without those of the start."""
        return (self.of_many.seconds - self.of_few.seconds) / (self.many - self.few)

    def seconds(self, count: int) -> float:
        """Return the seconds that a class would take."""
        return self.of_many.seconds + (count - self.many) * self.each


def ours(templates: Templates, count: int) -> Ours:
    """Grade a class twice."""
    with _course(templates, count, stock=False) as course:
        first, again = (run(course, *_GRADE) for _ in range(2))
        log = (course / "grading.log.jsonl").read_text(encoding="utf-8").splitlines()
        return Ours(count, first, again, list(_kept(course)), json.loads(log[0])["level"])


def stock(templates: Templates, many: int) -> Stock:
    """Let stock nbgrader grade a few, then more of the same class."""
    done = {}
    for count in (few := max(1, many // 4), many):
        with _course(templates, count, stock=True) as course:
            done[count] = run(course, *_AUTOGRADE)
    return Stock(few, many, done[few], done[many])


def memory(templates: Templates, count: int) -> int:
    """Return the bytes that the driver takes for a class."""
    with _course(templates, count, stock=False) as course:
        return run(course, *_GRADE).memory


class _course(tempfile.TemporaryDirectory):  # noqa: N801  (used like a function)
    """A course in which a class has handed in."""

    def __init__(self, templates: Templates, count: int, *, stock: bool) -> None:
        super().__init__(prefix="bench-")
        self._course = templates.copy(Path(self.name, "course"), stock=stock)
        for student, content in class_of(count):
            hand_in(self._course, student, content)

    def __enter__(self) -> Path:
        return self._course


def _kept(course: Path) -> Iterator[Result]:
    """Yield the results as they are kept for the next run."""
    for path in (course / ".grading_cache" / TOPIC).glob("*/*.json"):
        yield Result.from_json(path.read_bytes().partition(b"\n")[2].decode())


def middle_and_tail(seconds: list[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    return statistics.median(seconds), statistics.quantiles(seconds, n=20, method="inclusive")[-1]
