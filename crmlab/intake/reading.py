"""Read a notebook as it was handed in: from bytes, in whatever encoding, or say why not."""

from __future__ import annotations

import json

from crmlab.intake.cells import CONFLICT, cells_of
from crmlab.language import said, to_say

LARGEST = 100_000_000  # bytes of a file; a notebook with pictures has a few million
_WITHOUT_MARK = ("utf-8", "gb18030", "latin-1")


class NotReadableError(ValueError):
    """A file that cannot be read as a notebook; the sentence says why."""


def read(content: bytes) -> tuple[dict, str]:
    """Return a notebook as it is parsed, and the encoding of its file.

    Raises
    ------
    NotReadableError
        If it is no notebook.
    """
    for encoding in dict.fromkeys([json.detect_encoding(content), *_WITHOUT_MARK]):
        try:
            text, is_whole = content.decode(encoding), True
        except UnicodeDecodeError as error:  # perhaps only what stands behind the end
            text, is_whole = error.object[: error.start].decode(encoding), False
        notebook = _parsed(text)
        if is_whole or not isinstance(notebook, NotReadableError):
            break
    if isinstance(notebook, NotReadableError):
        raise notebook
    if not isinstance(notebook, dict) or not cells_of(notebook):
        raise NotReadableError(said("it is no notebook, or has no cells"))
    return notebook, encoding


def _parsed(text: str) -> object:
    """Return the value with which a text begins, whatever stands behind it, or why there is none."""
    text = text.lstrip("\ufeff")
    try:
        return _JSON.raw_decode(text, len(text) - len(text.lstrip()))[0]
    except json.JSONDecodeError as error:
        sentence, line = to_say("it cannot be read from line {line} on"), error.lineno
        if mark := CONFLICT.search(text):
            sentence = to_say("it cannot be read: from line {line} on it has both sides of a git conflict")
            line = text.count("\n", 0, mark.start()) + 1
        elif not text.strip():
            sentence = to_say("it cannot be read because it is empty")
        return NotReadableError(said(sentence, line=line))
    except (RecursionError, ValueError):  # nested or written in a way that no notebook is
        return NotReadableError(said("it is no notebook"))


def _number(digits: str) -> int | None:
    """Return a whole number; one that is longer than Python reads says nothing in a notebook."""
    return int(digits) if len(digits) < 1000 else None


_JSON = json.JSONDecoder(parse_int=_number)
