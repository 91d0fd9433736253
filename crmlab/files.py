"""Write files so that a breakdown in between loses nothing, and remove none that another process writes."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import IO

_DRAFT = ".crmlab-draft-"
_SQLITE_FULL = 13
_CLOSES_FIRST = sys.platform == "win32"  # which moves no file that is open


def write_whole(file: Path, content: bytes) -> None:
    """Write the whole file or nothing; the rights of one that was there stay."""
    file.parent.mkdir(parents=True, exist_ok=True)
    stream = _held_draft(file.parent)
    draft = Path(stream.name)
    try:
        with stream:
            stream.write(content)
            stream.flush()
            if _CLOSES_FIRST:
                stream.close()
            if file.exists():
                shutil.copymode(file, draft)
            draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _held_draft(folder: Path) -> IO[bytes]:
    """Open a draft that nobody removes while it is open."""
    while True:
        stream = tempfile.NamedTemporaryFile(dir=folder, prefix=_DRAFT, suffix=".tmp", delete=False)  # noqa: SIM115
        hold(stream, wait=True)
        if os.fstat(stream.fileno()).st_nlink:  # or it was removed before it was held
            return stream
        stream.close()


def hold(stream: IO[bytes], wait: bool = False) -> bool:
    """Lock a file as long as it is open; False if another process has it, or there are no locks here."""
    try:
        import fcntl  # Windows has none, and a browser one without locks

        fcntl.flock(stream, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, AttributeError, OSError):
        return False
    return True


def is_draft(path: Path) -> bool:
    """Whether a file is one that is being written, or was when its process died."""
    return path.name.startswith(_DRAFT)


def remove_dead_draft(path: Path) -> None:
    """Remove a draft unless its process may be alive: that one holds it."""
    with contextlib.suppress(OSError), path.open("rb+") as stream:
        if hold(stream):
            path.unlink()


def first_free(numbered: Callable[[int], Path]) -> Path:
    """Return the first of some numbered paths that is not there yet."""
    return next(path for number in count(1) if not (path := numbered(number)).exists())


def is_full(error: BaseException) -> bool:
    """Whether an error of the system, or of a database in a file, says that a disk or one's share is full."""
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    return getattr(getattr(error, "orig", None), "sqlite_errorcode", None) == _SQLITE_FULL
