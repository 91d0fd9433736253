"""What `crmlab report` finds of what was planted, and how fast it is.

Classes are simulated by a two-parameter logistic model (Birnbaum 1968), which the report knows nothing of:
abilities are normal; difficulties lie evenly between −1.5 and 1.5, so that 15 to 85 of a hundred are right;
slopes between 1 and 2, which Baker (2001) calls moderate to very high. Of the twelve checks one is keyed
wrongly (right counts as wrong), and one is answered by chance. Whoever is wrong makes one of the check's
mistakes, or a slip. A second set of classes is harder on the report: weaker slopes, more extreme checks.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

sys.path.insert(1, str(Path(__file__).resolve().parents[2] / "tests"))

from graded_class import course_with, graded, verdict  # noqa: E402
from rich.progress import track  # noqa: E402

from crmlab.exercises.finding import tasks_of  # noqa: E402
from crmlab.grading.reporting.analysis import Analysis  # noqa: E402
from crmlab.grading.reporting.commands import report  # noqa: E402
from crmlab.grading.reporting.gathering import GradedClass  # noqa: E402
from crmlab.grading.reporting.items import AGAINST, figures  # noqa: E402

CHECKS = [check for task in tasks_of("clv") for check in task.checks if check.mistakes][:12]
_SEED = 2161  # while this was built, others were used
_SLIPS = ("another-value", "sign", "stub")


@dataclass(frozen=True)
class Process:
    """How answers come about: slopes, and how far difficulties reach from the mean."""

    slopes: tuple[float, float] = (1.0, 2.0)
    reach: float = 1.5


@dataclass(frozen=True, eq=False)
class Planted:
    """A simulated class: what is right, and what was planted."""

    right: np.ndarray
    expected: np.ndarray  # share right by check, over the abilities of the class
    wrongly_keyed: int
    by_chance: int


def simulated(source: np.random.Generator, students: int, checks: int, process: Process) -> Planted:
    """Draw a class."""
    ability = source.normal(size=(students, 1))
    difficulty = source.permutation(np.linspace(-process.reach, process.reach, checks))
    slope = source.uniform(*process.slopes, size=checks)
    wrongly_keyed, by_chance = source.choice(checks, 2, replace=False)
    depends = np.where(np.arange(checks) == by_chance, 0.0, 1.0)
    chance = 1 / (1 + np.exp(-slope * (depends * ability - difficulty)))
    chance[:, wrongly_keyed] = 1 - chance[:, wrongly_keyed]
    right = source.random(chance.shape) < chance
    return Planted(right, chance.mean(axis=0), int(wrongly_keyed), int(by_chance))


def measure(small: bool) -> None:
    """Print the figures."""
    number = 20 if small else 200
    print(f"planted in {number} classes of 60 with 12 checks, read from gradebooks and what the judge said")
    found = _found(number, 60, Process(), _SEED)
    told(found)
    print("harder on the report: slopes 0.8 to 1.6, difficulties between -2 and 2")
    told(_found(number, 60, Process((0.8, 1.6), 2.0), _SEED + 1))
    print("of other sizes: wrongly keyed checks found; sound ones flagged, beside these and alone")
    for students in (10, 20, 60, 1000):
        keyed, false, alone = _by_size(number, students)
        print(f"  {students} students: {keyed:.1%}, {false:.2%}, {alone:.2%}")
    _speed(100 if small else 1000, 30)


def _found(number: int, students: int, process: Process, seed: int) -> dict[str, list[float]]:
    source, found = np.random.default_rng(seed), {}
    with tempfile.TemporaryDirectory() as folder:
        assigned = course_with(Path(folder) / "course", "clv", {check.id: 1 for check in CHECKS})
        for _ in track(range(number), "classes", transient=True):
            planted = simulated(source, students, len(CHECKS), process)
            made = _hand_in(assigned, planted, source)
            for name, value in _compared(Analysis(GradedClass.in_folder(assigned)), planted, made).items():
                found.setdefault(name, []).append(value)
    return found


def _hand_in(assigned, planted: Planted, source: np.random.Generator) -> dict[str, int]:
    """Write a class into the gradebook; return how many made each mistake."""
    earned, verdicts, made = {}, {}, {}
    for at, row in enumerate(planted.right):
        student = f"student {at:04}"
        earned[student] = {check.id: float(right) for check, right in zip(CHECKS, row, strict=True)}
        verdicts[student] = {}
        for check, right in zip(CHECKS, row, strict=True):
            one = verdict("right") if right else _wrong(check, source)
            verdicts[student][check.id] = one
            if one["kind"] == "mistake":
                made[one["id"]] = made.get(one["id"], 0) + 1
    graded(assigned, earned, verdicts)
    return made


def _wrong(check, source: np.random.Generator) -> dict:
    """Draw one of the check's mistakes, the first ones more often, or a slip."""
    known = list(dict.fromkeys(one.id for one in check.misconceptions))
    place = int(source.geometric(0.4)) - 1
    if place < len(known):
        return verdict("mistake", known[place], float(source.normal()))
    return verdict("slip", str(source.choice(_SLIPS)), float(source.normal()))


def _compared(found: Analysis, planted: Planted, made: dict[str, int]) -> dict[str, float]:
    order = [item.id for item in found.graded.items]
    assert order == [check.id for check in CHECKS]
    known = np.array([one.discrimination for one in found.figures])
    lowest = np.argsort(np.where(np.isnan(known), np.inf, known))[:2]
    flags = np.array([bool(one.flag) for one in found.figures])
    sound = [at for at in range(len(order)) if at not in {planted.wrongly_keyed, planted.by_chance}]
    counted = {
        one.id: len(one.students) for came in found.answers.values() for one in came.wrong if one.is_mistake
    }
    return {
        "order": spearmanr([one.share for one in found.figures], planted.expected).statistic,
        "keyed": found.figures[planted.wrongly_keyed].flag == AGAINST,
        "chance": planted.by_chance in lowest,
        "chance flagged": flags[planted.by_chance],
        "false": flags[sound].mean(),
        "off": max(abs(counted.get(name, 0) - made.get(name, 0)) for name in {*counted, *made}),
    }


def told(found: dict[str, list[float]]) -> None:
    """Print what was found of what was planted."""
    mean = {name: float(np.mean(values)) for name, values in found.items()}
    print(f"  order of difficulty: rho {mean['order']:.3f} in the mean (aim .95)")
    print(f"  the wrongly keyed check is said to go against the rest: {mean['keyed']:.1%} (aim 98 %)")
    print(f"  the one answered by chance is one of the two lowest: {mean['chance']:.1%} (aim 90 %)")
    print(f"    and flagged: {mean['chance flagged']:.1%}")
    print(f"  sound checks flagged: {mean['false']:.2%} (aim at most 5 %)")
    print(f"  mistakes miscounted by at most {max(found['off']):.0f} students (aim 1)")


def _by_size(number: int, students: int) -> tuple[float, float, float]:
    """Return how often a wrongly keyed check is found, and sound ones are flagged, beside it and alone."""
    source, keyed, beside, alone = np.random.default_rng(_SEED + students), [], [], []
    for _ in range(number):
        planted = simulated(source, students, 12, Process())
        scores = planted.right.astype(float)
        sound = [at for at in range(12) if at not in {planted.wrongly_keyed, planted.by_chance}]
        found = figures(scores)
        keyed.append(found[planted.wrongly_keyed].flag == AGAINST)
        beside += [bool(found[at].flag) for at in sound]
        alone += [bool(one.flag) for one in figures(scores[:, sound])]
    return float(np.mean(keyed)), float(np.mean(beside)), float(np.mean(alone))


def _speed(students: int, checks: int) -> None:
    """Print how long a report takes once a class is graded, with its quiz."""
    source = np.random.default_rng(_SEED)
    ids = [check.id for task in tasks_of("clv") for check in task.checks]
    ids += [f"clv-own-{number}" for number in range(checks - len(ids))]
    with tempfile.TemporaryDirectory() as folder:
        assigned = course_with(Path(folder) / "course", "clv", dict.fromkeys(ids, 1))
        right = simulated(source, students, len(ids), Process()).right
        graded(assigned, *_whole(ids, right, source))
        report(assigned.root, "clv")  # imports, and what is read once
        began, computing = time.perf_counter(), time.process_time()
        files = report(assigned.root, "clv")
        seconds, computing = time.perf_counter() - began, time.process_time() - computing
        sizes = ", ".join(f"{path.name} {path.stat().st_size / 1000:,.0f} kB" for path in files)
    print(f"{students} students, {checks} checks: {seconds:.2f} s, {computing:.2f} s of CPU (aim 2): {sizes}")


def _whole(ids: list[str], right: np.ndarray, source: np.random.Generator) -> tuple[dict, dict]:
    from crmlab.exercises.finding import find_task
    from crmlab.exercises.held_out import pool
    from crmlab.exercises.own_numbers import numbers_of
    from crmlab.intake.wire import encode

    known, quiz = {check.id: check for check in CHECKS}, find_task("clv-quiz")
    earned, verdicts = {}, {}
    for at, row in enumerate(right):
        student = f"student {at:04}"
        items = {key: pool("clv")[key][1] for key in numbers_of(quiz, student)["items"]}
        answer = encode(
            {key: str(source.choice([one.key for one in item.options])) for key, item in items.items()}
        )
        earned[student] = {name: float(one) for name, one in zip(ids, row, strict=True)}
        verdicts[student] = {
            name: verdict("right", answer=answer if "quiz" in name else 1.5)
            if one
            else (_wrong(known[name], source) if name in known else verdict("slip", "another-value", answer))
            for name, one in zip(ids, row, strict=True)
        }
    return earned, verdicts
