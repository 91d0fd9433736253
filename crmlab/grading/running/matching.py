"""Which released cell each cell of a submission is: by its names, by its words, by what stands around it."""

import re
from collections import defaultdict
from itertools import groupby

from nbformat import NotebookNode

from crmlab.intake.cells import Cell, name_in, settings_of

_CHECK = re.compile(r"""\s*check\(\s*["']([\w-]+)["']""")


def places(cells: list[Cell], released: list[NotebookNode]) -> tuple[list[int | None], list[int]]:
    """Return the place of the released cell that each submitted cell is; None for a student's own.

    Return beside it the places of nbgrader's cells that were found otherwise than by their names.

    What has no names, as before version 4.5 of notebooks and after some editors, is known by its words; and
    an answer by its place before a check that is: but only where all names of its kind are lost, or a cell of
    the student's own would be taken for the answer that he has deleted.
    """
    by_grade_id = {name_in(settings_of(cell), "grade_id"): place for place, cell in enumerate(released)}
    by_id = {name_in(cell, "id"): place for place, cell in enumerate(released)}
    by_grade_id.pop(None, None)
    by_id.pop(None, None)
    named = found = [by_grade_id.get(cell.grade_id, by_id.get(cell.id)) for cell in cells]
    has_grade_ids = any(cell.grade_id in by_grade_id for cell in cells)
    has_ids = any(cell.id in by_id for cell in cells)
    found = _by_words(cells, released, found)
    is_of_these_tasks = any(place is not None and _CHECK.match(released[place].source) for place in found)
    lost = set() if has_ids else {place for place, cell in enumerate(released) if is_free(cell)}
    if is_of_these_tasks and not has_ids and not has_grade_ids:
        lost |= {place for place, cell in enumerate(released) if is_answer(cell)}
    found = _by_place(cells, released, found, sorted(lost.difference(found)))
    guessed = {place for place in found if place is not None and settings_of(released[place])}
    return found, sorted(guessed.difference(named))


def is_answer(released: NotebookNode) -> bool:
    """Whether a cell is the student's to write."""
    return bool(settings_of(released).get("solution"))


def is_free(released: NotebookNode) -> bool:
    """Whether a cell is the student's to try things out in."""
    locked = any(settings_of(released).get(key) for key in ("grade", "locked", "task"))
    is_open = released.metadata.get("editable", True) and not is_answer(released)
    return released.cell_type == "code" and not locked and bool(is_open)


def _by_words(cells: list[Cell], released: list[NotebookNode], found: list[int | None]) -> list[int | None]:
    lost = defaultdict(list)
    for place, cell in reversed(list(enumerate(released))):
        if place not in set(found) and cell.source.strip() and not is_answer(cell):
            lost[_words(cell.source)].append(place)
    return [
        lost[_words(cell.source)].pop() if place is None and lost.get(_words(cell.source)) else place
        for cell, place in zip(cells, found, strict=True)
    ]


def _words(source: str) -> str:
    """Return what a cell is known by: of a check its id, however it is spaced."""
    check = _CHECK.match(source)
    return check[1] if check else source.strip()


def _by_place(
    cells: list[Cell], released: list[NotebookNode], found: list[int | None], lost: list[int]
) -> list[int | None]:
    """Let the cells between two that are known be the lost ones between these, in their order."""
    filled = list(found)
    gaps = sorted((_gap(released, found, place), place) for place in lost)
    for (kind, after, before), pairs in groupby(gaps, key=lambda pair: pair[0]):
        between = (at for at in range(after + 1, before) if found[at] is None)
        candidates = [at for at in between if cells[at].kind == kind and cells[at].source.strip()]
        answers_first = sorted((place for _, place in pairs), key=lambda one: not is_answer(released[one]))
        for at, place in zip(candidates, sorted(answers_first[: len(candidates)]), strict=False):
            filled[at] = place
    return filled


def _gap(released: list[NotebookNode], found: list[int | None], place: int) -> tuple[str, int, int]:
    """Return the kind of a cell that is lost, and between which submitted cells it would stand."""
    known = [(one, at) for at, one in enumerate(found) if one is not None]
    after = max((pair for pair in known if pair[0] < place), default=(-1, -1))
    before = min((pair for pair in known if pair[0] > place), default=(0, len(found)))
    return released[place].cell_type, after[1], before[1]
