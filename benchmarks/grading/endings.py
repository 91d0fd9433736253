"""Whether results are the same however they come about, and how soon what does not end is ended."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import cage
from catalogue.frame import TOPIC, to_bytes
from catalogue.frame import honest as answered
from courses import ENVIRONMENT, ROOT, Templates, class_of, hand_in

from crmlab.grading.classes.spreading import grade_class
from crmlab.grading.results import Assignment, Limits, Submission
from crmlab.grading.running.grader import grade

_STOCK_LIMIT = 30  # seconds that nbgrader gives to a cell
_LOOPS = {
    "cell": "while True:\n    pass",
    "call": "def lifetime_value(margin, retention, rate, years=None):\n    while True:\n        pass",
}
_LIMITS = (1, 2)  # seconds


def _assignment(limits: Limits = Limits()) -> Assignment:  # noqa: B008  (it cannot change)
    release = (ROOT / "exercises" / TOPIC / f"{TOPIC}.ipynb").read_text(encoding="utf-8")
    return Assignment(TOPIC, release, b"benchmark" * 3, limits=limits)


def digests(count: int) -> dict[str, str]:
    """Return a hash of a class's results by the way in which it was graded."""
    submissions = [Submission(student, made, f"{TOPIC}.ipynb") for student, made in class_of(count)]
    drawn = random.Random(1).sample(submissions, count)
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = Path(place)
        return {
            "one worker": _digest(submissions, folder / "1", 1),
            "two workers": _digest(submissions, folder / "2", 2),
            "from the cache": _digest(submissions, folder / "2", 2),
            "backwards": _digest(submissions[::-1], folder / "3", 2),
            "another order": _digest(drawn, folder / "4", 2),
            "again": _digest(submissions, folder / "5", 2),
        }


def _digest(submissions: Sequence[Submission], cache: Path, workers: int) -> str:
    results = grade_class(_assignment(), submissions, cache=cache, workers=workers)
    return " ".join(f"{one.student}:{one.digest}" for one in sorted(results, key=lambda one: one.student))


def beyond_the_limit() -> dict[str, float]:
    """Return the seconds beyond its limit after which an endless loop has a result, by where it is."""
    return {where: _beyond(source) for where, source in _LOOPS.items()}


def _beyond(source: str) -> float:
    """Take the time with two limits: what does not change between them is no waiting for the limit."""
    submission = Submission("loop", to_bytes(answered(clv_value=source)), f"{TOPIC}.ipynb")
    honest = Submission("honest", to_bytes(answered()), f"{TOPIC}.ipynb")
    times = []
    for limit in _LIMITS:
        assignment = _assignment(Limits(cell=limit, call=limit))
        usual = _seconds(assignment, honest, warm=True)
        times.append(_seconds(assignment, submission) - usual)
    waits = round((times[1] - times[0]) / (_LIMITS[1] - _LIMITS[0]))
    return (times[0] - waits * _LIMITS[0]) / max(1, waits)


def _seconds(assignment: Assignment, submission: Submission, *, warm: bool = False) -> float:
    if warm:
        grade(assignment, submission)
    began = time.perf_counter()
    grade(assignment, submission)
    return time.perf_counter() - began


def stock_beyond_the_limit(templates: Templates) -> float | None:
    """Return the same of nbgrader, for a loop in a cell; None if it does not end at all."""
    times = []
    for sources in ({}, {"clv_value": _LOOPS["cell"]}):
        with tempfile.TemporaryDirectory(prefix="bench-") as place:
            course = templates.copy(Path(place, "course"), stock=True)
            hand_in(course, "s", to_bytes(answered(**sources)))
            began = time.perf_counter()
            if not cage.autograde(course, Path(place, "back"), TOPIC, ENVIRONMENT, feedback=False):
                return None
            times.append(time.perf_counter() - began)
    return max(0, times[1] - times[0] - _STOCK_LIMIT)
