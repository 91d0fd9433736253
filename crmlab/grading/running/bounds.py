"""How much of a student's notebook is read at all: what is beyond is left out, and the instructor is told."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Sequence

from crmlab.intake.cells import Cell
from crmlab.intake.reading import LARGEST, NotReadableError
from crmlab.language import said, to_say

_PARTS = 10_000_000  # values in a file
_CELLS, _CELL, _ALL = 50_000, 100_000, 500_000  # cells, characters of one and of all
_PROSE = 20_000  # characters that are read as Markdown, some of which takes the square of its length
_TOO_LARGE = to_say("it is too large: a notebook may have {bytes:,} bytes and {parts:,} parts")
_BEYOND = to_say(
    "Left out: {names}. A notebook may have {cells:,} cells, {one:,} characters in one and {all:,} in all."
)


def check_size(content: bytes) -> None:
    """Refuse a file before it is parsed.

    Raises
    ------
    NotReadableError
        If it would take too much memory.
    """
    if len(content) > LARGEST or sum(map(content.count, (b"[", b"{", b","))) > _PARTS:
        raise NotReadableError(said(_TOO_LARGE, bytes=LARGEST, parts=_PARTS))


def within(
    cells: Sequence[Cell], places: Sequence[int | None]
) -> tuple[list[Cell], list[int | None], list[str]]:
    """Return the cells within the bounds with their places, and what is said of the others.

    Cells of the student's own are left out first, the longest before others.
    """
    kept, room = set(), _ALL
    for number in sorted(range(len(cells)), key=lambda one: (places[one] is None, len(cells[one].source))):
        size = len(cells[number].source)
        if size <= min(_CELL, room) and len(kept) < _CELLS:
            kept.add(number)
            room -= size
    names = [one.grade_id or one.id or one.source[:20] for n, one in enumerate(cells) if n not in kept]
    remark = said(_BEYOND, names=reprlib.repr(names), cells=_CELLS, one=_CELL, all=_ALL)
    order = sorted(kept)
    return [cells[n] for n in order], [places[n] for n in order], [remark] if names else []


def written(cell: Cell, kind: str) -> dict:
    """Return what a student wrote into a cell, and the pictures that he pasted into a text."""
    if kind == "code":
        return {"source": cell.source}
    return {"source": _prose(cell), **({"attachments": cell.pictures} if cell.pictures else {})}


def _prose(cell: Cell) -> str:
    """Return a text as Markdown can take it: a long one as it was typed, pictures where they are there."""
    if len(cell.source) > _PROSE:
        fence = "~" * (3 + max(map(len, re.findall("~+", cell.source)), default=0))
        return f"{fence}\n{cell.source}\n{fence}"
    return re.sub(r"attachment:([^\s)\"'>]*)", lambda found: _picture(cell, found), cell.source)


def _picture(cell: Cell, found: re.Match) -> str:
    return found[0] if found[1] in cell.pictures else said("picture not in the file: {name}", name=found[1])
