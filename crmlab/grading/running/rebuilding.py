"""The released notebook with a student's answers put in: what a submission is graded as.

A submission is not repaired; its answers are moved into a clean copy of the release. So nothing that happened
to the structure of a student's notebook, by accident or on purpose, reaches the cells that grade.
"""

import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from crmlab.grading.running.bounds import within, written
from crmlab.grading.running.matching import is_answer, is_free, places
from crmlab.grading.running.telling import changed, guessed_names, note, of_another_release, unknown
from crmlab.intake.cells import CONFLICT, Cell, cells_of, name_in, settings_of
from crmlab.intake.releases import made_with, name_version
from crmlab.language import said, to_say

MISSING_ANSWER = to_say("The answer {name} is missing; the released one stands in its place.")
MISSING_CELL = to_say("The cell {name} is missing; the released one stands in its place.")

_MOST = 1_000_000  # points that a cell may have been worth


@functools.lru_cache(maxsize=4)
def parsed(release: str) -> NotebookNode:
    """Return a released notebook, which nobody changes."""
    return nbformat.reads(release, as_version=4)


def rebuild(release: NotebookNode, submitted: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """Put the answers of a submission into a copy of the released notebook.

    From the submission come the sources of answer cells, the sources of free code cells ("try it"), and the
    student's own cells, each after the released cell that it followed. All else is the release's.

    Parameters
    ----------
    release : NotebookNode
        The notebook as the students got it.
    submitted : NotebookNode
        The notebook as a student handed it in, however damaged.

    Returns
    -------
    notebook : NotebookNode
        The notebook to be graded, without outputs.
    remarks : list of str
        What the instructor may want to know: missing, repeated, changed and unknown cells.

    Notes
    -----
    Of a cell that stands more than once the last worked version counts. Earlier versions stay, as cells of
    the student's own: JupyterLab repeats the ``grade_id`` when a cell is split, and both parts are needed.
    """
    matched = match(release, submitted)
    return matched.notebook(), matched.remarks()


def match(release: NotebookNode, submitted: dict) -> "Match":
    """Find of each cell of a submission, as it was parsed, which released cell it is."""
    cells = [Cell.read(cell) for cell in cells_of(submitted)]
    found, guessed = places(cells, release.cells)
    cells, found, told = within(cells, found)
    copies = defaultdict(list)
    for cell, place in zip(cells, found, strict=True):
        copies[place].append(cell)
    slots = [Slot(cell, copies[place]) for place, cell in enumerate(release.cells)]
    first = _sort_in(cells, found, slots)
    told = [*guessed_names([slots[place].called for place in guessed]), *told]
    return Match(release, slots, first, copies[None], made_with(submitted), told)


@dataclass(frozen=True)
class Match:
    """A release, and what a submission has for it.

    Attributes
    ----------
    release : NotebookNode
        The notebook as the students got it.
    slots : list of Slot
        Its cells, each with its copies in the submission.
    first : list of Cell
        The student's own cells that stand before all others.
    own : list of Cell
        All cells of the student's own.
    made_with : str or None
        The version of crmlab that the submission names.
    told : list of str
        What is said to the student, too: how his cells were found, and which are beyond the bounds.
    """

    release: NotebookNode
    slots: list["Slot"]
    first: list["Cell"]
    own: list["Cell"]
    made_with: str | None
    told: list[str]

    @property
    def answers(self) -> int:
        """How many of the answer cells the submission has."""
        return sum(bool(slot.copies) for slot in self.slots if slot.is_answer)

    def notebook(self, keep_prose: bool = False) -> NotebookNode:
        """Return the released notebook with the answers put in, with the student's prose too if wished.

        What is kept as the student's names the version that he had, not that of the release.
        """
        result = nbformat.from_dict({**self.release, "cells": []})
        if keep_prose:
            name_version(result, self.made_with)
        told = [] if keep_prose or not self.told else [note(self.told)]
        result.cells = [*told, *self._merged(keep_prose)]
        _give_ids(result)
        return result

    def remarks(self) -> list[str]:
        """Say what the instructor may want to know."""
        of_cells = [remark for slot in self.slots if not slot.is_changed for remark in slot.remarks()]
        return [
            *of_another_release(self.made_with, made_with(self.release)),
            *self.told,
            *of_cells,
            *changed([slot.called for slot in self.slots if slot.is_changed]),
            *_in_conflict(self.slots),
            *unknown(self.own),
        ]

    def _merged(self, keep_prose: bool) -> Iterator[NotebookNode]:
        """Yield the released cells, each followed by the student's own.

        Where an answer is missing, he may have written it into a cell of his own: the stub comes before that.
        """
        own = self.first
        for slot in self.slots:
            if slot.copies or not slot.is_answer:
                yield from map(_own, own)
                own = slot.own
            yield slot.filled(keep_prose)
        yield from map(_own, own)


@dataclass(eq=False)
class Slot:
    """A released cell, and what a submission has for it."""

    released: NotebookNode
    copies: list[Cell]
    own: list[Cell] = field(default_factory=list)  # the student's cells that follow it

    @cached_property
    def is_open(self) -> bool:
        """Whether the student's source is taken."""
        return self.is_answer or is_free(self.released)

    @property
    def is_answer(self) -> bool:
        """Whether it is the student's to write."""
        return is_answer(self.released)

    @property
    def is_prose(self) -> bool:
        """Whether it is text that is not graded."""
        return self.released.cell_type == "markdown" and not settings_of(self.released)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was written into an answer."""
        source = self.counts.source.strip() if self.counts else ""
        return self.is_answer and source in {"", self.released.source.strip()}

    @cached_property
    def counts(self) -> Cell | None:
        """The copy that counts: of an open cell the last worked one, of a fixed cell the first."""
        if not self.is_open:
            return next(iter(self.copies), None)
        untouched = {"", self.released.source.strip()}
        worked = [cell for cell in self.copies if cell.source.strip() not in untouched]
        return next(reversed(worked or self.copies), None)

    @cached_property
    def idle(self) -> set[str]:
        """The sources that need not be kept beside the copy that counts."""
        return {"", self.released.source.strip(), self.counts.source.strip()}

    @property
    def called(self) -> str:
        """What the cell is known by: its name for nbgrader, else its first line."""
        first_line = self.released.source.partition("\n")[0]
        return name_in(settings_of(self.released), "grade_id") or first_line[:40]

    def supersedes(self, cell: Cell) -> bool:
        """Whether a copy is an earlier version of the student's work."""
        return self.is_open and cell.source.strip() not in self.idle

    def remarks(self) -> Iterator[str]:
        """Say what the instructor may want to know about the copies."""
        parts = {"name": repr(self.called), "number": len(self.copies)}
        if not self.copies:
            if settings_of(self.released):
                yield said(MISSING_ANSWER if self.is_answer else MISSING_CELL, **parts)
        elif self.is_answer and len(self.copies) > 1:
            is_last = self.counts is self.copies[-1]
            last = to_say("The answer {name} stands {number} times; the last counts.")
            worked = to_say("The answer {name} stands {number} times; the last that was worked on counts.")
            yield said(last if is_last else worked, **parts)
        elif self.is_changed:
            yield from changed([self.called])

    @property
    def is_changed(self) -> bool:
        """Whether a cell that is not the student's to write is another than the released one."""
        return not self.is_open and any(self._differs(cell) for cell in self.copies)

    def _differs(self, cell: Cell) -> bool:
        released = self.released
        if (cell.kind, cell.source) != (released.cell_type, released.source):
            return True
        if not cell.settings and cell.id != name_in(released, "id"):
            return False  # some editors keep nothing of what is not seen
        return cell.tags != released.metadata.get("tags") or not self._has_settings_of_a_release(cell)

    def _has_settings_of_a_release(self, cell: Cell) -> bool:
        """Whether the settings are nbgrader's of this release, or of one before points were changed."""
        registered, points = settings_of(self.released), cell.settings.get("points")
        is_marked = "checksum" in registered and isinstance(points, int | float) and abs(points) < _MOST
        if not is_marked:
            return cell.settings == registered
        before = {**registered, "points": points}
        as_it_was = nbformat.from_dict({**self.released, "metadata": {"nbgrader": before}})
        return cell.settings == before | {"checksum": compute_checksum(as_it_was)}

    def filled(self, keep_prose: bool = False) -> NotebookNode:
        """Return a copy of the released cell with the answer put in, ready to run."""
        cell = nbformat.from_dict(self.released)
        if self.counts and (self.is_open or (keep_prose and self.is_prose)):
            cell.update(written(self.counts, cell.cell_type))
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        return cell


def _sort_in(cells: list[Cell], places: list[int | None], slots: list[Slot]) -> list[Cell]:
    """Give each slot the student's own cells that follow it; return those that stand before all slots."""
    copied = {slot.released.source for slot in slots if not slot.is_open}
    first = here = []
    for cell, place in zip(cells, places, strict=True):
        slot = None if place is None else slots[place]
        is_own = slot.supersedes(cell) if slot else cell.source not in copied
        if slot and cell is slot.counts:
            here = slot.own
        elif is_own:
            here.append(cell)
    return first


def _own(cell: Cell) -> NotebookNode:
    """Return a cell of the student's own: its source, type and pictures, nothing else."""
    node = NotebookNode(cell_type=cell.kind, metadata=NotebookNode(), **written(cell, cell.kind))
    if cell.kind == "code":
        node.update(outputs=[], execution_count=None)
    return node


def _give_ids(notebook: NotebookNode) -> None:
    """Give the student's own cells ids that no other cell has; notebooks before version 4.5 have no ids."""
    if notebook.get("nbformat_minor", 0) < 5:
        return
    taken = {cell.get("id") for cell in notebook.cells}
    fresh = (name for number in count(1) if (name := f"own-{number}") not in taken)
    for cell in notebook.cells:
        if "id" not in cell:
            cell.id = next(fresh)


def _in_conflict(slots: list[Slot]) -> Iterator[str]:
    """Say in which answers a merge has left both versions: some tools write them into the cells."""
    for slot in slots:
        if slot.is_answer and slot.counts and CONFLICT.search(slot.counts.source):
            yield said("The answer {name} has both sides of a git conflict in it.", name=repr(slot.called))
