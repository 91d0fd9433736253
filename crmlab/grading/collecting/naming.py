"""Whose a file of a download is: a pattern such as ``{student}_*`` finds the student in its path."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from crmlab.errors import BadValueError
from crmlab.language import said, to_say

_WORDS = {
    "{student}": r"\s*(?P<student_id>[^/\\\s.][^/\\]*?)\s*",  # neither hidden nor "..", no blanks around
    "*": r"[^/\\]*",
    "?": r"[^/\\]",
    "/": r"[/\\]",
}


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
        self.expression = "".join(_WORDS.get(part) or re.escape(part) for part in parts)
        self._length = pattern.count("/") + 1
        self._shared = len(os.path.commonprefix([path.parent.parts for path in paths]))

    def students(self, where: PurePosixPath) -> dict[str, tuple[str, ...]]:
        """Return the students whose the file may be, each with the part of the path that says so."""
        return self._found(where.parts[self._shared :]) or self._found(where.parts)

    def _found(self, parts: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        windows = (parts[start : start + self._length] for start in range(len(parts) - self._length + 1))
        found = ((re.fullmatch(self.expression, "/".join(window)), window) for window in windows)
        return {fits["student_id"]: window for fits, window in found if fits}
