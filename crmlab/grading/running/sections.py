"""A notebook run as a whole, and where one part of it disturbed another, each task by itself."""

from __future__ import annotations

import atexit
import functools
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from multiprocessing.util import Finalize

from nbformat import NotebookNode

from crmlab.exercises.judging import Verdict
from crmlab.grading.results import Assignment, Limits
from crmlab.grading.running.execution import TOO_LONG, Inputs, Ran, Step, run
from crmlab.grading.running.rebuilding import parsed
from crmlab.grading.running.sandbox import Sandbox
from crmlab.grading.running.verdicts import Asked, asked_in, names_among, numbers_for, verdict_of
from crmlab.intake.cells import settings_of
from crmlab.intake.names import names_given
from crmlab.language import language, said


@dataclass
class Graded:
    """What became of a notebook.

    Attributes
    ----------
    ran : Ran
        What came back.
    seconds : float
        What the student's code computed, however often it was run.
    verdicts : dict of int to Verdict
        By the places of graded cells.
    remarks : list of str
        What was left out and why.
    """

    ran: Ran
    seconds: float
    verdicts: dict[int, Verdict]
    remarks: list[str]


class Answered:
    """A rebuilt notebook, and what its graded cells ask.

    Parameters
    ----------
    notebook : NotebookNode
        The release with a student's answers.
    assignment : Assignment
        What was asked.
    student : str
        Whose it is.

    Attributes
    ----------
    name : str
        What the assignment is called.
    given : list
        The names that cells give to ``me``.
    names : list of str
        Those by which the student's own numbers may be drawn; the last one given counts first.
    numbers : dict of str to object
        By task, what is drawn with the first of them, as it goes over the wire.
    cells : list of NotebookNode
        Its code cells.
    asked : dict of int to Asked
        What graded cells ask, by their places among the code cells.
    """

    def __init__(self, notebook: NotebookNode, assignment: Assignment, student: str) -> None:
        self._assignment, self.name = assignment, assignment.name
        self.given = names_given(notebook.cells)
        self.names = names_among(self.given, student)
        self.cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        found = {place: asked_in(cell) for place, cell in enumerate(self.cells)}
        self.asked: dict[int, Asked] = {place: asked for place, asked in found.items() if asked}
        self._steps = {place: self._step(place, student) for place in found}
        self._numbers = numbers_for(assignment.name, self.names)
        self.numbers = {task: sent["values"] for task, sent in self._numbers[self.names[0]].items()}

    def grade(self) -> Graded:
        """Run it and judge what comes back; where it was disturbed, grade each task alone, too."""
        deadline = time.monotonic() + self._assignment.limits.notebook
        ran = self._run(self._steps, deadline)
        graded = Graded(
            ran,
            ran.seconds,
            verdicts={place: self._verdict(ran, place) for place in self.asked},
            remarks=[
                said("The cell {name} {why}; it was left out.", name=self.called(place), why=said(why))
                for place, why in ran.left_out.items()
            ],
        )
        if ran.disturbed or any(_is_missing(ran, place) for place in self.asked):
            self._grade_alone(graded, deadline)
        return graded

    def _run(self, places: Iterable[int], deadline: float) -> Ran:
        steps = {place: self._steps[place] for place in places}
        return run(_sandbox(self._assignment), steps, self._numbers, self._assignment.limits, deadline)

    def probed(
        self, calls: Mapping[int, Sequence[Inputs] | None], numbers: Mapping[str, dict], deadline: float
    ) -> Ran:
        """Run it once more up to some graded cells, with other *numbers* in place of the student's own.

        A function is asked the *calls* of its place and no hidden ones; a value has None there.
        """
        before = {place: one for place, one in self._steps.items() if place < max(calls) and not one.name}
        asked = {place: replace(self._steps[place], calls=of, hidden=tuple) for place, of in calls.items()}
        steps = dict(sorted((before | asked).items()))
        sent = dict.fromkeys(self.names, numbers)
        return run(_sandbox(self._assignment), steps, sent, self._assignment.limits, deadline)

    def _step(self, place: int, student: str) -> Step:
        asked = self.asked.get(place)
        return asked.step(self._assignment.key, student) if asked else Step(source=self.cells[place].source)

    def _verdict(self, ran: Ran, place: int) -> Verdict:
        return verdict_of(self.asked[place], ran, place, self.names, self._assignment.key)

    def called(self, place: int) -> str:
        """Return what the cell at a place is called in a sentence."""
        cell = self.cells[place]
        number = said("number {number}", number=place + 1)
        return repr(settings_of(cell).get("grade_id") or cell.get("id", number))

    def _grade_alone(self, graded: Graded, deadline: float) -> None:
        """Give each task that failed another chance without the answers to the others."""
        ran = graded.ran
        first, why = next(iter(ran.left_out.items()), (None, ""))
        endless = why == TOO_LONG and ran.stopped.get(first) != [] and not ran.starved
        for section in self._sections().values():
            failed = [place for place in section if place in self.asked and not graded.verdicts[place].right]
            would_not_end = endless and first in section
            if not failed or would_not_end or self._is_untouched(section) or time.monotonic() > deadline:
                continue
            alone = self._run(sorted({*self._preamble(), *section}), deadline)
            graded.seconds += alone.seconds
            better = {place: self._verdict(alone, place) for place in failed}
            for place, verdict in better.items():
                if verdict.right:
                    graded.verdicts[place] = verdict
                    check = self.asked[place].check.id
                    graded.remarks.append(said("{check} was graded without the other tasks.", check=check))

    def _is_untouched(self, section: Sequence[int]) -> bool:
        """Return whether a section holds nothing but what was handed out, which earns nothing."""
        return {self.cells[place].source for place in section} <= _handed_out(self._assignment.release)

    def _preamble(self) -> Iterator[int]:
        """Yield the places before the first answer: imports, and who the student is."""
        for place, cell in enumerate(self.cells):
            if settings_of(cell).get("solution"):
                return
            yield place

    def _sections(self) -> dict[str, list[int]]:
        """Return the places of each task: after the graded cells of the one before, to its own last one."""
        sections: dict[str, list[int]] = {}
        open_end: list[int] = []
        for place in range(len(self.cells)):
            open_end.append(place)
            if place in self.asked:
                sections.setdefault(self.asked[place].task.id, []).extend(open_end)
                open_end = []
        return sections


@functools.lru_cache(maxsize=4)
def _handed_out(release: str) -> set[str]:
    return {cell.source for cell in parsed(release).cells}


def _is_missing(ran: Ran, place: int) -> bool:
    sent = ran.sent.get(place)
    return isinstance(sent, dict) and sent.get("missing") is True


def _sandbox(assignment: Assignment) -> Sandbox:
    """Return this process's sandbox for an assignment; it stays warm for the next submission."""
    files = tuple(sorted(assignment.files.items()))
    return _sandbox_of(assignment.name, assignment.release, assignment.limits, files, language())


@functools.lru_cache(maxsize=8)
def _sandbox_of(name: str, release: str, limits: Limits, files: tuple, spoken: str) -> Sandbox:
    sandbox = Sandbox(Assignment(name, release, b"", limits=limits, files=dict(files)))
    atexit.register(sandbox.close)
    Finalize(sandbox, sandbox.close, exitpriority=10)  # workers of a pool end without atexit
    return sandbox
