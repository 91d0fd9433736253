"""A copy before whatever changes the gradebook, so that it can be undone.

A copy is made with SQLite's own backup, which waits for whoever is writing, and is put back the same way: an
open formgrader goes on with what is there then.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic

from crmlab.errors import BadValueError
from crmlab.grading.gradebook.arranged import FILE as ARRANGED
from crmlab.grading.gradebook.judged import FOLDER as JUDGED
from crmlab.grading.gradebook.weights import FILE as WEIGHTS
from crmlab.language import said, to_say

FOLDER = ".undo"
_BOOK, _ABOUT = "gradebook.db", "about.json"
_BESIDE = (ARRANGED, WEIGHTS)
_MOST = 10
_PATIENCE = 60  # seconds that formgrader may be writing meanwhile


@dataclass(frozen=True)
class Copy:
    """What stood in a course folder before a command.

    Attributes
    ----------
    folder : Path
        Where the copy is.
    command : str
        Before what it was made.
    time : str
        When, on this machine's clock.
    """

    folder: Path
    command: str
    time: str


def copy(course: Path, command: str) -> None:
    """Copy the gradebook and what stands beside it, and forget all but the last ten copies.

    A gradebook on a server is not copied: that is for whoever runs the server.
    """
    if not (course / _BOOK).is_file():
        return
    home = course / FOLDER
    home.mkdir(exist_ok=True)
    (home / ".gitignore").write_text("*\n", encoding="utf-8")
    number = max((int(one.folder.name) for one in copies(course)), default=0) + 1
    draft = home / f"draft-{number:06}"
    shutil.rmtree(draft, ignore_errors=True)  # of a run that was killed
    draft.mkdir()
    _back_up(course / _BOOK, draft / _BOOK)
    for name in _BESIDE:
        if (course / name).is_file():
            shutil.copyfile(course / name, draft / name)
    if (course / JUDGED).is_dir():
        shutil.copytree(course / JUDGED, draft / JUDGED, copy_function=_linked)
    about = {"command": command, "time": datetime.now().isoformat(" ", timespec="minutes")}
    (draft / _ABOUT).write_text(json.dumps(about), encoding="utf-8")
    draft.rename(home / f"{number:06}")
    for old in copies(course)[:-_MOST]:
        shutil.rmtree(old.folder, ignore_errors=True)


def copies(course: Path) -> list[Copy]:
    """Return the copies of a course folder that are whole, the oldest first."""
    found = []
    for folder in sorted((course / FOLDER).glob("[0-9]*")):
        try:
            about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
            found.append(Copy(folder, about["command"], about["time"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def last(course: Path) -> Copy:
    """Return the last copy.

    Raises
    ------
    BadValueError
        If there is none.
    """
    if found := copies(course):
        return found[-1]
    raise BadValueError(said("There is nothing to undo in {folder}.", folder=course))


def put_back(course: Path, one: Copy) -> None:
    """Put a copy back, and take it away: the one before it is the last then."""
    _back_up(one.folder / _BOOK, course / _BOOK)
    for name in _BESIDE:
        (course / name).unlink(missing_ok=True)
        if (one.folder / name).is_file():
            shutil.copyfile(one.folder / name, course / name)
    shutil.rmtree(course / JUDGED, ignore_errors=True)
    if (one.folder / JUDGED).is_dir():
        shutil.copytree(one.folder / JUDGED, course / JUDGED, copy_function=_linked)
    shutil.rmtree(one.folder)


def forget_all(course: Path) -> int:
    """Delete all copies; return how many there were."""
    number = len(copies(course))
    shutil.rmtree(course / FOLDER, ignore_errors=True)
    return number


def _linked(source: str, target: str) -> None:
    """Let a file stand in two places: these are always replaced as a whole, and together they are large."""
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copyfile(source, target)


def _back_up(source: Path, target: Path) -> None:
    until = monotonic() + _PATIENCE

    def step(*_: object) -> None:
        if monotonic() > until:  # SQLite itself would wait for ever
            raise sqlite3.OperationalError("locked")

    try:
        with (
            closing(sqlite3.connect(source, timeout=_PATIENCE)) as one,
            closing(sqlite3.connect(target, timeout=_PATIENCE)) as other,
        ):
            one.backup(other, progress=step, sleep=0.1)
    except sqlite3.OperationalError as error:
        sentence = to_say("The gradebook is in use by another program: {error}. Close it, and try again.")
        raise BadValueError(said(sentence, error=error)) from None
    except sqlite3.DatabaseError as error:
        sentence = to_say("{path} cannot be read as a gradebook: {error}")
        raise BadValueError(said(sentence, path=source, error=error)) from None
