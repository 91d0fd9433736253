"""What becomes of the hostile, broken and messy submissions of the catalogue, and of who sits beside them.

Beside each case an honest student hands in. `crmlab grade` gets them in classes, so that the cases meet each
other, too; stock nbgrader, which runs them with all rights, gets a course and a cage for each.
"""

from __future__ import annotations

import importlib
import pkgutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import cage
import catalogue
from catalogue.frame import TOPIC, Case
from commands import Done, run
from courses import (
    ENVIRONMENT,
    RIGHT,
    Points,
    Templates,
    gradebook_of,
    graded_cells,
    hand_in,
    has_secrets,
    is_graded,
    neighbour,
)

from crmlab.grading.classes.report import printable

_CLASS = 40  # cases that are graded together
_LONGEST = 60  # seconds that a notebook may take
_PATIENCE = {"": 90, "slow": 300}  # seconds for stock nbgrader; a call that loops takes it 30 for each check
_GRADE = ("crmlab", "grade", TOPIC, "--workers", "2", "--feedback")


@dataclass(frozen=True)
class Outcome:
    """What became of a case.

    Attributes
    ----------
    name, kind : str
        The case, and the sort of trick or accident.
    honest : bool
        Whether nothing is attacked in it.
    undeserved, lost : float
        Points that the student got and should not have, and the other way round.
    secrets : bool
        Whether something that was planted, or kept from a call, stands in a file that he gets back.
    affected, run_lost : bool
        Whether the honest student beside him has lost points; whether nobody after him was graded.
    ungraded, unexplained : bool
        Whether points are missing in the gradebook; whether a sentence that is due is missing.
    unended : bool
        Whether we ended nbgrader, so that nothing else can be said.
    left : int
        Processes that were left behind.
    """

    name: str
    kind: str
    honest: bool
    undeserved: float = 0
    lost: float = 0
    secrets: bool = False
    affected: bool = False
    run_lost: bool = False
    ungraded: bool = False
    unexplained: bool = False
    unended: bool = False
    left: int = 0


@dataclass(frozen=True)
class _Seat:
    """A case, and the names of two folders: of its student, and of the honest one beside him."""

    case: Case
    kind: str
    student: str
    beside: str


def all_seats(every: int, names: Sequence[str] = (), *, slow: bool = True) -> list[_Seat]:
    """Return the cases that are named, else each so manieth, by the order of the catalogue's modules."""
    modules = sorted(
        found.name for found in pkgutil.iter_modules(catalogue.__path__) if found.name != "frame"
    )
    cases = [
        (case, name.partition("_")[0])
        for name in modules
        for case in importlib.import_module(f"catalogue.{name}").CASES
    ]
    seats = [
        _Seat(case, kind, case.student or f"s{number:04}", f"s{number:04}z")  # graded after him
        for number, (case, kind) in enumerate(cases)
    ]
    chosen = [seat for seat in seats if seat.case.name in names] if names else seats[::every]
    return [seat for seat in chosen if slow or seat.case.stock != "slow"]


def ours(templates: Templates, seats: Sequence[_Seat]) -> Iterator[tuple[Done, list[Outcome]]]:
    """Grade the cases in classes; yield what each run did and what became of its cases."""
    for start in range(0, len(seats), _CLASS):
        some = seats[start : start + _CLASS]
        with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as place:
            course = _course(templates, Path(place, "course"), some, stock=False)
            limit = _LONGEST * len(some) + 300
            done = run(course, *_GRADE, secrets=ENVIRONMENT, limit=limit)
            books = gradebook_of(course)
            said = dict(line.partition("\t")[::2] for line in done.said.splitlines())
            yield (
                done,
                [_outcome(course, seat, books, said.get(printable(seat.student), "")) for seat in some],
            )


def stock(templates: Templates, seats: Sequence[_Seat], at_once: int = 2) -> Iterator[Outcome]:
    """Let stock nbgrader grade the cases, each in a course and a cage of its own."""
    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(partial(_stock, templates), seats)


def _stock(templates: Templates, seat: _Seat) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as place:
        course = _course(templates, Path(place, "course"), [seat], stock=True)
        back = Path(place, "back")
        seconds = _PATIENCE[seat.case.stock]
        if not cage.autograde(course, back, TOPIC, ENVIRONMENT, seconds, feedback=True):
            return Outcome(seat.case.name, seat.kind, _is_honest(seat.case), unended=True)
        outcome = _outcome(back, seat, gradebook_of(back), None)
        return replace(outcome, left=cage.left_behind(back))


def _course(templates: Templates, folder: Path, seats: Sequence[_Seat], *, stock: bool) -> Path:
    course = templates.copy(folder, stock=stock)
    for seat in seats:
        hand_in(course, seat.student, seat.case.content, seat.case.file_name)
        hand_in(course, seat.beside, neighbour())
    return course


def _is_honest(case: Case) -> bool:
    return set(RIGHT) <= set(case.earns)


def _outcome(course: Path, seat: _Seat, books: dict[str, dict[str, Points]], said: str | None) -> Outcome:
    own, beside = books.get(seat.student, {}), books.get(seat.beside, {})
    ungraded = not is_graded(own)
    return Outcome(
        seat.case.name,
        seat.kind,
        honest=_is_honest(seat.case),
        undeserved=_undeserved(own, seat.case.earns),
        lost=_lost(own, seat.case.earns),
        secrets=has_secrets(course, seat.student, seat.case.content),
        affected=_lost(beside, RIGHT) > 0,
        run_lost=not is_graded(beside),
        ungraded=ungraded,
        unexplained=said is not None and (ungraded or seat.case.said not in said),
    )


def _undeserved(own: dict[str, Points], earns: Sequence[str]) -> float:
    """Sum up what was given for other cells, and as a gift."""
    given = sum(points.given or 0 for cell, points in own.items() if cell not in earns)
    return given + sum(points.extra for points in own.values())


def _lost(own: dict[str, Points], earns: Sequence[str]) -> float:
    """Sum up what was not given for cells that earn their points; one, if there are none in the gradebook."""
    machine = [own.get(cell) for cell in earns if cell in graded_cells()]
    return sum(points.most - (points.given or 0) if points else 1 for points in machine)
