"""How much of a student's notebook is read at all: what is beyond is left out, and everybody is told."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Sequence

from crmlab.intake.cells import Cell
from crmlab.intake.reading import LARGEST, NotReadableError
from crmlab.language import said, to_say

_PARTS = 10_000_000  # values in a file
_CELLS, _CELL, _ALL = 10_000, 100_000, 500_000  # cells, characters of one and of all
_PROSE = 20_000  # characters that are read as Markdown, some of which takes the square of its length
_PICTURES = 20_000_000  # characters of all pictures in texts
_NAMED = 5
_PASTED = re.compile(r"data:(image/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=]++)")
_TOO_LARGE = to_say(
    "it is too large, with {size:,} bytes and {found:,} parts: "
    "a notebook may have {bytes:,} bytes and {parts:,} parts"
)
_BEYOND = to_say(
    "Left out: {names}. A notebook may have {cells:,} cells, {one:,} characters in one and {all:,} in all."
)
_AS_TYPED = to_say("Shown as it was typed: {names}. Up to {most:,} characters of a text are formatted.")
_NO_PICTURE = to_say("Pictures left out: {names}. Those in texts may have {most:,} characters in all.")


def check_size(content: bytes) -> None:
    """Refuse a file before it is parsed.

    Raises
    ------
    NotReadableError
        If it would take too much memory.
    """
    size, found = len(content), sum(map(content.count, (b"[", b"{", b",")))
    if size > LARGEST or found > _PARTS:
        raise NotReadableError(said(_TOO_LARGE, size=size, found=found, bytes=LARGEST, parts=_PARTS))


def within(
    cells: Sequence[Cell], places: Sequence[int | None]
) -> tuple[list[Cell], list[int | None], list[str]]:
    """Return the cells within the bounds with their places, and what is said of the others.

    Cells of the student's own are left out first, the longest before others.
    """
    for cell in cells:
        _keep_pictures_apart(cell)
    kept, room = set(), _ALL
    for number in sorted(range(len(cells)), key=lambda one: (places[one] is None, len(cells[one].source))):
        size = len(cells[number].source)
        if size <= min(_CELL, room) and len(kept) < _CELLS:
            kept.add(number)
            room -= size
    within = [cells[n] for n in sorted(kept)]
    beyond = [_sized(one, one.source) for n, one in enumerate(cells) if n not in kept]
    long = [_sized(one, one.source) for one in within if one.kind == "markdown" and len(one.source) > _PROSE]
    remarks = [
        *_said(_BEYOND, beyond, cells=_CELLS, one=_CELL, all=_ALL),
        *_said(_AS_TYPED, long, most=_PROSE),
        *_said(_NO_PICTURE, _take_large_pictures(within), most=_PICTURES),
    ]
    return within, [places[n] for n in sorted(kept)], remarks


def _said(sentence: str, sized: list[str], **allowed: int) -> list[str]:
    """Say what was left out or changed, if anything was."""
    names = said(", ").join([*sized[:_NAMED], *["…"][: len(sized) > _NAMED]])
    return [said(sentence, names=names, **allowed)] if sized else []


def _sized(cell: Cell, content: str) -> str:
    name = cell.grade_id or cell.id or content
    return said("{name} ({size:,} characters)", name=reprlib.repr(name), size=len(content))


def _keep_pictures_apart(cell: Cell) -> None:
    """Let a picture that some editors write into the text itself be one that is pasted: it is no text."""

    def apart(found: re.Match) -> str:
        name = f"pasted-{len(cell.pictures) + 1}"
        cell.pictures[name] = {found[1]: found[2]}
        return f"attachment:{name}"

    if cell.kind == "markdown" and len(cell.source) > _PROSE:
        cell.source = _PASTED.sub(apart, cell.source)


def _take_large_pictures(cells: Sequence[Cell]) -> list[str]:
    """Take out the pictures that there is no room for, the largest first; return what is said of them."""
    pictures = [(cell, name, "".join(one.values())) for cell in cells for name, one in cell.pictures.items()]
    room, left_out = _PICTURES, []
    for cell, name, content in sorted(pictures, key=lambda one: len(one[2])):
        if len(content) <= room:
            room -= len(content)
        else:
            cell.pictures[name] = {}
            left_out.append(_sized(cell, content))
    return left_out


def written(cell: Cell, kind: str) -> dict:
    """Return what a student wrote into a cell, and the pictures that he pasted into a text."""
    if kind == "code":
        return {"source": cell.source}
    pictures = {name: one for name, one in cell.pictures.items() if one}
    return {"source": _prose(cell), **({"attachments": pictures} if pictures else {})}


def _prose(cell: Cell) -> str:
    """Return a text as Markdown can take it: a long one as it was typed, pictures where they are there."""
    if len(cell.source) > _PROSE:
        fence = "~" * (3 + max(map(len, re.findall("~+", cell.source)), default=0))
        return f"{fence}\n{cell.source}\n{fence}"
    return re.sub(r"attachment:([^\s)\"'>]*)", lambda found: _picture(cell, found), cell.source)


def _picture(cell: Cell, found: re.Match) -> str:
    if cell.pictures.get(found[1]):
        return found[0]
    is_there = found[1] in cell.pictures
    sentence = to_say("picture left out: {name}") if is_there else to_say("picture not in the file: {name}")
    return said(sentence, name=found[1])
