"""How long it takes to record a large class in the gradebook, the first time and again."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from course_to_grade import as_it_is, checks, hand_in, new_course, notebook, opened
from graders import ASSIGNMENT

from crmlab.grading.gradebook.handed_in import find
from crmlab.grading.gradebook.recording import Recorder

_BATCH = 50


def seconds_to_record(students: int) -> Iterator[float]:
    """Yield the seconds for so many students who handed in the same, twice."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        course = new_course(Path(place) / "course")
        assigned, page = opened(course), notebook("mine", wrong=checks()[:3])
        names = [f"s{number}" for number in range(students)]
        for name in names:
            hand_in(course, name, page)
        result = as_it_is(ASSIGNMENT, find(assigned, names[0]).submission)
        for _ in range(2):
            with Recorder(assigned) as recorder:
                began = time.perf_counter()
                for start in range(0, students, _BATCH):
                    recorder.record(replace(result, student=name) for name in names[start : start + _BATCH])
                yield time.perf_counter() - began
