"""Comments that are said again and again: kept in the course folder, each taken by a letter."""

from __future__ import annotations

import json
from pathlib import Path

from crmlab.errors import BadValueError
from crmlab.files import write_whole
from crmlab.language import said, to_say

FILE = "comments.json"
LETTERS = "abcdefghijklmnoprstvwxyz"  # not q and u, which are commands


class Bank:
    """The comments on one question.

    Parameters
    ----------
    folder : Path
        The course folder.
    cell : str
        The question.

    Raises
    ------
    BadValueError
        If the file is damaged.
    """

    def __init__(self, folder: Path, cell: str) -> None:
        self._path, self._cell = folder / FILE, cell
        self._all = self._read()

    @property
    def comments(self) -> dict[str, str]:
        """The comments by their letters, the oldest first."""
        return dict(zip(LETTERS, self._all.get(self._cell, []), strict=False))

    def add(self, comment: str) -> None:
        """Keep a comment for the next answer; one that is there stays where it is."""
        said_of = self._all.setdefault(self._cell, [])
        if comment and comment not in said_of and len(said_of) < len(LETTERS):
            said_of.append(comment)
            text = json.dumps(self._all, ensure_ascii=False, indent=1)
            write_whole(self._path, f"{text}\n".encode("utf-8", "replace"))

    def _read(self) -> dict[str, list[str]]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            return {cell: [str(one) for one in comments] for cell, comments in kept.items()}
        except FileNotFoundError:
            return {}
        except (ValueError, AttributeError, TypeError):
            sentence = to_say("{path} is damaged: mend or delete it.")
            raise BadValueError(said(sentence, path=self._path)) from None
