"""What is said of a submission as a whole: to the instructor, and in a note above it to the student."""

import re
import reprlib
from collections.abc import Iterator

from nbformat import NotebookNode

from crmlab.intake.cells import Cell
from crmlab.language import said, to_say

_MARKS = re.compile(r"[\\`*_~$<>]")  # what Markdown would take for more than a sign


def note(sentences: list[str]) -> NotebookNode:
    """Return a text cell with sentences about the student's file, as they stand."""
    text = "\n\n".join(_MARKS.sub(r"\\\g<0>", sentence) for sentence in sentences)
    return NotebookNode(cell_type="markdown", metadata=NotebookNode(), source=text)


def guessed_names(names: list[str]) -> list[str]:
    """Say which cells had no name that tells which task they belong to."""
    sentence = to_say("Found by their words or their place, because their names are lost: {names}.")
    return [said(sentence, names=reprlib.repr(names))] if names else []


def changed(names: list[str]) -> list[str]:
    """Say which cells were changed that are not the student's to write, in one sentence."""
    if len(names) == 1:
        return [said("The cell {name} was changed; the released one stands.", name=repr(names[0]))]
    sentence = to_say("{number} cells were changed; the released ones stand: {names}.")
    return [said(sentence, number=len(names), names=reprlib.repr(names))] if names else []


def unknown(own: list[Cell]) -> list[str]:
    """Say which of the student's own cells carry an nbgrader name; last year's notebook would show here."""
    names = [cell.grade_id for cell in own if cell.grade_id]
    sentence = to_say("Not in the release, so kept as the student's own: {names}.")
    return [said(sentence, names=reprlib.repr(names))] if names else []


def of_another_release(own: str | None, registered: str | None) -> Iterator[str]:
    """Say that a submission was made from another release than the one it is graded as."""
    if own != registered:
        yield said(
            "It comes from a release {own}, and is graded by the registered one, {registered}.",
            own=_described(own),
            registered=_described(registered),
        )


def _described(version: str | None) -> str:
    if version:
        return said("made with crmlab {version}", version=version)
    return said("that names no version")
