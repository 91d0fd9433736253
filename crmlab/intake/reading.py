"""Read a notebook as it was handed in: from bytes, in whatever encoding, or say why not."""

from __future__ import annotations

import codecs
import json

from crmlab.intake.cells import cells_of
from crmlab.language import said, to_say

_MARKS = {  # that of UTF-32 begins with that of UTF-16, so it is asked first
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_ZEROS = {b"1010": "utf-16-le", b"0101": "utf-16-be"}  # of "{" and a blank in two bytes each
_WHERE_ZERO = bytes([48]) + bytes([49]) * 255
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
    marked = [name for mark, name in _MARKS.items() if content.startswith(mark)]
    marked += [name for zero, name in _ZEROS.items() if content[:4].translate(_WHERE_ZERO) == zero]
    for encoding in [*marked[:1], *_WITHOUT_MARK]:
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    try:
        notebook = json.loads(text.lstrip("\ufeff"), parse_int=_number)
    except json.JSONDecodeError as error:
        from_line = to_say("it cannot be read from line {line} on")
        sentence = from_line if text.strip() else to_say("it cannot be read because it is empty")
        raise NotReadableError(said(sentence, line=error.lineno)) from None
    except (RecursionError, ValueError):  # nested or written in a way that no notebook is
        raise NotReadableError(said("it is no notebook")) from None
    if not isinstance(notebook, dict) or not cells_of(notebook):
        raise NotReadableError(said("it is no notebook, or has no cells"))
    return notebook, encoding


def _number(digits: str) -> int | None:
    """Return a whole number; one that is longer than Python reads says nothing in a notebook."""
    return int(digits) if len(digits) < 1000 else None
