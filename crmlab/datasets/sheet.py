"""A table in a file as rows of text, whatever its encoding and its separator."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from crmlab.datasets.workbook import sheets_in
from crmlab.declared.numbers import brief
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say

_MARKS = {  # that of UTF-32 begins with that of UTF-16, so it is asked first
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SEPARATORS = ",;\t|，；"
_SAYS_SEPARATOR = re.compile(r"sep=(.)\s*\n", re.IGNORECASE)  # as Excel writes it
_LOOKED_AT = 50


def sheet_of(
    path: str | Path, encoding: str | None, sheet: str | None
) -> tuple[list[str], list[list[str]], list[int]]:
    """Return the header, the other rows, and at which line of the file or sheet each of these begins."""
    content = _content(path)
    rows = _chosen(content, sheet) if is_workbook(content) else _lines(content, encoding)
    if len(rows) < 2:
        raise BadValueError(said("path is empty; at least a line of names and a line below it are needed."))
    (_, header), *others = rows
    return [name.strip() for name in header], [row for _, row in others], [at for at, _ in others]


def is_workbook(content: bytes) -> bool:
    """Return whether a file is a workbook of Excel, old or new, and no text."""
    return content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def decoded(content: bytes, encodings: Sequence[str] = ()) -> str:
    """Return a text in the first of some encodings that it may have; if none is named, they are found.

    Raises
    ------
    UnicodeError
        If it has none of them.
    """
    for encoding in encodings or _encodings(content):
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    raise UnicodeError


def rows_of(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows of a table that are not empty, each with its line, whatever separates its cells."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    said_so = _SAYS_SEPARATOR.match(text)
    body = text[said_so.end() :] if said_so else text
    separator = said_so[1] if said_so else max(_SEPARATORS, key=lambda one: _fits(body, one))
    before = 1 if said_so else 0
    return [(at + before, row) for at, row in _rows(body, separator)]


def _chosen(content: bytes, sheet: str | None) -> list[tuple[int, list[str]]]:
    """Return the rows of the sheet that is named, or of the only one that has any."""
    sheets = sheets_in("path", content)
    if sheet is None and len(sheets) > 1:
        some = said(" or ").join(map(repr, sheets))
        raise BadValueError(said("The log may be in the sheet {names}; say which: sheet='…'.", names=some))
    if sheet is not None and sheet not in sheets:
        known = said(", ").join(map(repr, sheets))
        sentence = to_say("path has no sheet {name} with anything in it; its sheets are {known}.")
        raise BadValueError(said(sentence, name=repr(sheet), known=known))
    return sheets[sheet] if sheet is not None else next(iter(sheets.values()), [])


def _lines(content: bytes, encoding: str | None) -> list[tuple[int, list[str]]]:
    try:
        return rows_of(decoded(content, [encoding] if encoding else []))
    except csv.Error as error:
        raise BadValueError(said("path cannot be read as a CSV file: {why}.", why=error)) from None
    except UnicodeError:
        sentence = to_say("path is not written in {encoding}; say which encoding it has: encoding='…'.")
        raise BadValueError(said(sentence, encoding=encoding or _encodings(content)[-1])) from None


def _content(path: str | Path) -> bytes:
    if not isinstance(path, str | Path):
        raise BadTypeError(said("path must be the path of a file; got {got}.", got=brief(path)))
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:  # most often a notebook stands in another folder than the reader thinks
        raise BadValueError(
            said("path names no file: {place} is not there.", place=Path(path).absolute())
        ) from None
    except (OSError, ValueError):  # or a name that no file can have
        raise BadValueError(
            said("path must be the path of a file; got {got}.", got=brief(str(path)))
        ) from None


def _encodings(content: bytes) -> list[str]:
    """Return what the encoding may be, the most likely first."""
    if marked := [name for mark, name in _MARKS.items() if content.startswith(mark)]:
        return marked[:1]
    if b"\0" in content[:200]:
        return ["utf-16-be" if content[::2].count(0) > content[1::2].count(0) else "utf-16-le"]
    beyond_ascii = re.findall(rb"[\x80-\xff]+", content)
    single = sum(len(run) % 2 for run in beyond_ascii)  # Chinese characters are pairs, ä and é stand alone
    rest = ["cp1252", "gb18030"] if 2 * single > len(beyond_ascii) else ["gb18030", "cp1252"]
    return ["utf-8", *rest]


def _rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """Return the rows that are not empty, each with its line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    rows, begins = [], 1
    for row in reader:
        if any(cell.strip() for cell in row):
            rows.append((begins, row))
        begins = reader.line_num + 1
    return rows


def _fits(text: str, separator: str) -> tuple[int, int, int]:
    """Say how well a separator fits: several columns, rows as long as the first, many columns."""
    widths = [len(row) for _, row in _rows("\n".join(text.split("\n", _LOOKED_AT)[:_LOOKED_AT]), separator)]
    columns = max(widths[:1], default=0)
    return min(columns, 3), widths.count(columns), columns
