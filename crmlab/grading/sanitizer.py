"""The released notebook with a student's answers put in: what a submission is graded as.

A submission is not repaired; its answers are moved into a clean copy of the release. So nothing that happened
to the structure of a student's notebook, by accident or on purpose, reaches the cells that grade.
"""

import reprlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor


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
    result = nbformat.from_dict(release)  # a copy, all the way down
    cells = [_Cell.read(cell) for cell in _cells(submitted)]
    places = _places(cells, result.cells)
    copies = defaultdict(list)
    for cell, place in zip(cells, places, strict=True):
        copies[place].append(cell)
    slots = [_Slot(cell, copies[place]) for place, cell in enumerate(result.cells)]
    remarks = [remark for slot in slots for remark in slot.remarks()] + _unknown(copies[None])
    first = _sort_in(cells, places, slots)
    result.cells = list(_merged(first, slots))
    _give_ids(result)
    return result, remarks


@dataclass(eq=False)
class _Cell:
    """A submitted cell, cleaned: what was malformed is empty."""

    kind: str
    source: str
    id: str | None
    grade_id: str | None
    settings: dict  # nbgrader's
    tags: Any
    pictures: dict  # pasted into a Markdown cell

    @classmethod
    def read(cls, cell: dict) -> "_Cell":
        """Clean a cell as it was parsed; a code cell of notebook version 3 has an input, not a source."""
        metadata = _mapping(cell, "metadata")
        settings = _mapping(metadata, "nbgrader")
        pictures = {
            _text(name): {_text(mime): _text(data) for mime, data in bundle.items()}
            for name, bundle in _mapping(cell, "attachments").items()
            if isinstance(bundle, dict)
        }
        return cls(
            kind="code" if cell.get("cell_type") == "code" else "markdown",
            source=_text(cell.get("source", cell.get("input"))),
            id=_name(cell, "id"),
            grade_id=_name(settings, "grade_id"),
            settings=settings,
            tags=metadata.get("tags"),
            pictures=pictures,
        )


@dataclass(eq=False)
class _Slot:
    """A released cell, and what a submission has for it."""

    released: NotebookNode
    copies: list[_Cell]
    own: list[_Cell] = field(default_factory=list)  # the student's cells that follow it

    @cached_property
    def is_open(self) -> bool:
        """Whether the student's source is taken."""
        return _is_answer(self.released) or _is_free(self.released)

    @cached_property
    def counts(self) -> _Cell | None:
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

    @cached_property
    def name(self) -> str:
        """What the instructor knows the cell by."""
        return repr(_name(_nbgrader(self.released), "grade_id") or self.released.source[:40])

    def supersedes(self, cell: _Cell) -> bool:
        """Whether a copy is an earlier version of the student's work."""
        return self.is_open and cell.source.strip() not in self.idle

    def remarks(self) -> Iterator[str]:
        """Say what the instructor may want to know about the copies."""
        kind = "answer" if _is_answer(self.released) else "cell"
        if not self.copies:
            if _nbgrader(self.released):
                yield f"The {kind} {self.name} is missing; the released one stands in its place."
        elif _is_answer(self.released) and len(self.copies) > 1:
            which = "last" if self.counts is self.copies[-1] else "last that was worked on"
            yield f"The answer {self.name} stands {len(self.copies)} times; the {which} counts."
        elif not self.is_open and any(self._differs(cell) for cell in self.copies):
            yield f"The cell {self.name} was changed; the released one stands."

    def _differs(self, cell: _Cell) -> bool:
        released = self.released
        return (cell.kind, cell.source, cell.settings, cell.tags) != (
            released.cell_type,
            released.source,
            _nbgrader(released),
            released.metadata.get("tags"),
        )

    def filled(self) -> NotebookNode:
        """Return the released cell with the answer put in, ready to run."""
        cell = self.released
        if self.is_open and self.counts:
            cell.source = self.counts.source
            if cell.cell_type == "markdown" and self.counts.pictures:
                cell.attachments = self.counts.pictures
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        return cell


def _places(cells: list[_Cell], released: list[NotebookNode]) -> list[int | None]:
    """Return the place of the released cell that each submitted cell is; None for a student's own."""
    by_grade_id = {_name(_nbgrader(cell), "grade_id"): place for place, cell in enumerate(released)}
    by_id = {_name(cell, "id"): place for place, cell in enumerate(released)}
    by_grade_id.pop(None, None)
    by_id.pop(None, None)
    places = [by_grade_id.get(cell.grade_id, by_id.get(cell.id)) for cell in cells]

    # notebooks before version 4.5, and some editors, have no ids: what is left is known by its words
    found, lost = set(places), defaultdict(list)
    for place, cell in reversed(list(enumerate(released))):
        if place not in found and cell.source.strip() and not _is_answer(cell):
            lost[cell.source].append(place)
    return [
        lost[cell.source].pop() if place is None and lost.get(cell.source) else place
        for cell, place in zip(cells, places, strict=True)
    ]


def _sort_in(cells: list[_Cell], places: list[int | None], slots: list[_Slot]) -> list[_Cell]:
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


def _merged(first: list[_Cell], slots: list[_Slot]) -> Iterator[NotebookNode]:
    """Yield the released cells, each followed by the student's own."""
    yield from map(_own, first)
    for slot in slots:
        yield slot.filled()
        yield from map(_own, slot.own)


def _own(cell: _Cell) -> NotebookNode:
    """Return a cell of the student's own: its source and type, nothing else."""
    node = NotebookNode(cell_type=cell.kind, metadata=NotebookNode(), source=cell.source)
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


def _unknown(own: list[_Cell]) -> list[str]:
    """Say which of the student's own cells carry an nbgrader name; last year's notebook would show here."""
    names = [cell.grade_id for cell in own if cell.grade_id]
    return [f"Not in the release, so kept as the student's own: {reprlib.repr(names)}."] if names else []


def _is_answer(released: NotebookNode) -> bool:
    return bool(_nbgrader(released).get("solution"))


def _is_free(released: NotebookNode) -> bool:
    locked = any(_nbgrader(released).get(key) for key in ("grade", "locked", "task"))
    return released.cell_type == "code" and not locked and bool(released.metadata.get("editable", True))


def _nbgrader(cell: dict) -> dict:
    return _mapping(_mapping(cell, "metadata"), "nbgrader")


def _cells(notebook: dict) -> list[dict]:
    """Return the cells of a notebook; version 3 keeps them in worksheets."""
    sheets = _mappings(notebook, "worksheets") or [notebook]
    return [cell for sheet in sheets for cell in _mappings(sheet, "cells")]


def _mappings(node: dict, key: str) -> list[dict]:
    value = node.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _mapping(node: dict, key: str) -> dict:
    value = node.get(key)
    return value if isinstance(value, dict) else {}


def _name(node: dict, key: str) -> str | None:
    value = node.get(key)
    return value if isinstance(value, str) else None


def _text(value: Any) -> str:
    """Return a text that can be written as UTF-8, whatever was parsed."""
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


class RebuildFromRelease(NbGraderPreprocessor):
    """Grade the released notebook with the student's answers put in.

    The first of ``Autograde.sanitize_preprocessors``, in place of nbgrader's ``ClearOutput``,
    ``DeduplicateIds``, ``OverwriteKernelspec`` and ``OverwriteCells``.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Return the notebook to be graded; remarks go to the log as warnings."""
        names = resources["nbgrader"]
        rebuilt, remarks = rebuild(self._release(names["assignment"], names["notebook"]), nb)
        for remark in remarks:
            self.log.warning("%s, %s: %s", names["student"], names["notebook"], remark)
        return rebuilt, resources

    def _release(self, assignment: str, notebook: str) -> NotebookNode:
        course = (
            self.parent.parent.coursedir
        )  # the exporter's converter: the command and formgrader both set it
        path = Path(course.format_path(course.release_directory, ".", assignment), f"{notebook}.ipynb")
        if not path.is_file():
            command = f"nbgrader generate_assignment {assignment}"
            raise NbGraderException(f"The released notebook {path} is not there: run `{command}` first.")
        return nbformat.read(path, as_version=4)
