"""Find the files of a course folder in which a student is still named: texts, workbooks, archives."""

from __future__ import annotations

import html
import json
import os
import re
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

from crmlab.datasets.sheet import decoded
from crmlab.grading.classes.commands import CACHE

_LARGEST = 20_000_000  # bytes of a file that is searched
_BEGINS = r"(?:(?<![^\W_])|(?<=\\[nrt])|(?<=\\u[0-9a-f]{4}))"  # no letter before it, but an escape of JSON
_NOT_OURS = {"solutions", "exercises", ".git", "gradebook.db", CACHE}


def naming(root: Path, student: str, names: Collection[str]) -> Iterator[Path]:
    """Yield the files that have a student in them, such as the roster, a table of grades, a zip of feedback.

    Parameters
    ----------
    root : Path
        The course folder.
    student : str
        His id: a file that is called by it is one, too.
    names : collection of str
        What he may be called in a text; as a word of its own, not as a part of another.
    """
    named = _as_a_word(names)
    for place, inner, files in os.walk(root):
        inner[:] = sorted(set(inner) - _NOT_OURS)
        for name in sorted(set(files) - _NOT_OURS):
            path = Path(place, name)
            is_read = path.is_file() and not path.is_symlink()
            if student in name or (is_read and any(map(named.search, _texts(path)))):
                yield path


def _as_a_word(names: Collection[str]) -> re.Pattern[str]:
    r"""Return what finds one of some names in a text, in JSON and in HTML.

    Examples
    --------
    >>> found = _as_a_word(["s[1]"])
    >>> bool(found.search("id;s[1];5")), bool(found.search("flows[1]"))
    (True, False)
    """
    written = {way(name) for name in names for way in (str, html.escape, lambda name: json.dumps(name)[1:-1])}
    anyone = "|".join(map(re.escape, sorted(written, key=len, reverse=True)))
    return re.compile(rf"{_BEGINS}(?:{anyone})(?![^\W_])", re.ASCII)


def _texts(path: Path) -> Iterator[str]:
    """Yield what stands in a file; of an archive or a workbook, the names and the texts in it."""
    if not zipfile.is_zipfile(path):
        if path.stat().st_size <= _LARGEST:
            yield _text(path.read_bytes())
        return
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                yield entry.filename
                with archive.open(entry) as file:
                    yield _text(file.read(_LARGEST))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return  # damaged, or locked with a password: nobody can read a name in it here


def _text(content: bytes) -> str:
    try:
        return decoded(content)
    except UnicodeError:
        return content.decode("latin-1")
