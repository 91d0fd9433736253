"""Whether wrong answers fall into groups by their idea, with every sentence that the tasks have switched off.

Simulated students make the mistakes that the tasks declare, the frequent ones often (the r-th as 1 / r), in
varied code (`_ideas_varied`): another way of writing (loops, comprehensions, numpy, pandas), then operands
exchanged, divisions turned into negative powers, temporaries, other names, another shape and rounding.
"""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import comb
from pathlib import Path

import _ideas_answers as written
import _ideas_varied as code
import nbformat
from nbgrader.utils import is_solution
from rich.progress import track

from crmlab.grading.classes.spreading import grade_class
from crmlab.grading.ideas import asking
from crmlab.grading.ideas.grouping import Group, Wrong, grouped
from crmlab.grading.results import Assignment, Result, Submission

STUDENTS = 300
ROOT = Path(__file__).parents[2]
_MARKS = re.compile(r"^\s*### (BEGIN|END) SOLUTION\n?", re.MULTILINE)


def measure(small: bool) -> None:
    """Print for each task how well groups meet the planted mistakes."""
    number = STUDENTS // 10 if small else STUDENTS
    planted, submissions = _class(number)
    began = time.perf_counter()
    wrong = list(_probed(submissions))
    seconds = time.perf_counter() - began
    for check, of in planted.items():
        groups = [group for group in grouped(wrong) if group.first.check == check]
        _print(check, of, groups)
    print(f"{len(submissions)} notebooks with {len(wrong)} wrong answers: {seconds:.0f} s on two workers")
    right = {one.student for one in wrong if one.student.startswith("right")}
    print(f"right answers in a group: {len(right)}")


def _print(check: str, planted: Mapping[str, str], groups: Sequence[Group]) -> None:
    place = {student: group.number for group in groups for student in group.students}
    found = [place.get(student, f"alone {student}") for student in planted]
    index = adjusted_rand_index([*planted.values()], found)
    held = sum(sorted((len(group.members) for group in groups), reverse=True)[:10]) / len(planted)
    print(
        f"{check}: {len(planted)} students, {len({*planted.values()})} mistakes, {len(groups)} groups; "
        f"adjusted Rand index {index:.3f}; the ten largest groups hold {held:.0%}; "
        f"{sum(student not in place for student in planted)} in no group"
    )


def adjusted_rand_index(one: Sequence[object], other: Sequence[object]) -> float:
    """Return how far two partitions agree: 1 if they are equal, 0 in the mean if one is by chance.

    References
    ----------
    Hubert and Arabie 1985 [published].
    """
    both = sum(comb(n, 2) for n in Counter(zip(one, other, strict=True)).values())
    first, second = (sum(comb(n, 2) for n in Counter(some).values()) for some in (one, other))
    by_chance = first * second / comb(len(one), 2)
    most = (first + second) / 2
    return 1.0 if most == by_chance else (both - by_chance) / (most - by_chance)


def _class(number: int) -> tuple[dict[str, dict[str, str]], list[Submission]]:
    """Return by check which student makes which mistake, and what they hand in; a tenth more are right."""
    planted: dict[str, dict[str, str]] = {task.check: {} for task in written.TASKS}
    submissions = []
    for place in track(range(number + number // 10), "students"):
        student = f"s{place}" if place < number else f"right{place}"
        source = random.Random(f"{student} ideas")
        answers = {}
        for task in written.TASKS if place < number else ():
            names = [*task.mistakes]
            (mistake,) = source.choices(names, [1 / rank for rank in range(1, len(names) + 1)])
            planted[task.check][student] = mistake
            answers[task.cell] = code.code_for(task, mistake, source)
        submissions.append(Submission(student, _notebook(student, answers), "clv.ipynb"))
    return planted, submissions


def _notebook(student: str, answers: Mapping[str, str]) -> bytes:
    made = nbformat.read(ROOT / "solutions/clv/clv.ipynb", as_version=4)
    for cell in made.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if cell.cell_type == "code" and is_solution(cell):
            cell.source = _MARKS.sub("", cell.source)
            cell.source = f"me = {student!r}" if name == "clv-me" else answers.get(name, cell.source)
    return nbformat.writes(made).encode()


def _probed(submissions: Sequence[Submission]) -> Iterator[Wrong]:
    release = (ROOT / "exercises/clv/clv.ipynb").read_text(encoding="utf-8")
    assignment = Assignment("clv", release, b"benchmark" * 3)
    checks = {task.check for task in written.TASKS}
    with tempfile.TemporaryDirectory() as cache:
        results = grade_class(assignment, submissions, cache=Path(cache), workers=2, grade=without_sentences)
        for result in track(results, "probed", total=len(submissions)):
            for check, one in result.verdicts.items():
                if check in checks:
                    kept = {name: one[name] for name in Wrong.__dataclass_fields__ if name in one}
                    yield Wrong(result.student, check, **kept)


def without_sentences(assignment: Assignment, submission: Submission) -> Result:
    """Probe all wrong answers, as if the tasks knew no mistakes; called in a worker."""
    asking.may_be_probed = lambda check, verdict: not check.asks_who
    return asking.ask(assignment, submission)


def known_as_planted() -> Iterator[str]:
    """Yield each template of which the judge says another mistake than the one that is planted by it."""
    planted, submissions = _class(60)
    for check, group in groupby(
        sorted(_probed(submissions), key=lambda one: one.check), lambda one: one.check
    ):
        for one in group:
            mistake = planted[check].get(one.student, "").replace("_", "-")
            if one.known and one.known != f"{check}:{mistake}":
                yield f"{check}: {mistake} is taken for {one.known}\n{one.code}"
