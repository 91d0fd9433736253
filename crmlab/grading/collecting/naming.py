"""Whose a file of a download is: a pattern such as ``{student}_*`` finds the student in its path."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from crmlab.errors import BadValueError
from crmlab.grading.collecting.dates import Dated, first_date, without_dates
from crmlab.language import said, to_say

_WORDS = {
    "{student}": r"\s*(?P<student_id>[^/\\\s.][^/\\]*?)\s*",  # neither hidden nor "..", no blanks around
    "*": r"[^/\\]*",
    "?": r"[^/\\]",
    "/": r"[/\\]",
}
_TELLS_APART = re.compile(  # a number, an id with one in it, an address, or what stands in brackets
    r"[\W_]*?(?:late[\W_]+)?(\([^)]*\)|[^_/\s]+@[^_/\s]+|\d+(?![^\W_])|[^\W_]*\d{3}[^\W_]*)", re.IGNORECASE
)


@dataclass(frozen=True)
class Named:
    """A student as a path names him.

    Attributes
    ----------
    student : str
        The name.
    beside : tuple of str
        What platforms put beside a name to tell people apart, such as their numbers.
    dated : Dated, optional
        The date in the same part of the path.
    """

    student: str
    beside: tuple[str, ...] = ()
    dated: Dated | None = None

    @property
    def person(self) -> tuple:
        """What is the same in all that one person hands in."""
        return self.student, self.beside

    @classmethod
    def read(cls, fits: re.Match) -> Named:
        """Return who is named where the pattern fits."""
        text, (start, end) = fits.string, fits.span("student_id")
        behind = _TELLS_APART.match(without_dates(text[end:]))
        beside = *re.findall(r"\d+", without_dates(text[:start])), behind[1] if behind else ""
        return cls(fits["student_id"], beside, first_date(text))


class Names:
    """A pattern, and the paths among which it finds students.

    Without a ``/`` it is the name of a file, or of the folder or zip in which a student's files are; with one
    it is a folder and what is in it. Folders that all files share say nothing about a student.

    Parameters
    ----------
    pattern : str
        ``{student}`` stands for the student, ``*`` and ``?`` for anything.
    paths : iterable of PurePosixPath
        The files of the download.
    """

    def __init__(self, pattern: str, paths: Iterable[PurePosixPath]) -> None:
        if pattern.count("{student}") != 1:
            sentence = to_say("A pattern says once where the student stands, as {example} does; got {got}.")
            raise BadValueError(said(sentence, example="{student}_*", got=repr(pattern)))
        self.pattern = pattern
        parts = re.split(r"(\{student\}|[*?/])", pattern)
        self._expression = "".join(_WORDS.get(part) or re.escape(part) for part in parts)
        self._length = pattern.count("/") + 1
        self._shared = len(os.path.commonprefix([path.parent.parts for path in paths]))

    def students(self, where: PurePosixPath) -> dict[str, Named]:
        """Return the students whose the file may be, each as the outermost part of the path names him."""
        return self._found(where.parts[self._shared :]) or self._found(where.parts)

    def in_own_zip(self, where: PurePosixPath) -> bool:
        """Whether a file lies in a zip within the download: one that a student has packed."""
        return any(part.lower().endswith(".zip") for part in where.parts[self._shared :])

    def _found(self, parts: tuple[str, ...]) -> dict[str, Named]:
        found = {}
        for start in range(len(parts) - self._length + 1):
            window = "/".join(parts[start : start + self._length])
            if fits := re.fullmatch(self._expression, window):
                found.setdefault(fits["student_id"], Named.read(fits))
        return found
