"""A temporary folder of one process, which no other removes as long as that one lives.

Its number would not do: another container that shares the folder counts its own processes, and numbers are
given again. A lock is let go of when the process ends, however it ends.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from crmlab.files import hold

_LOCK = "held"


class OwnFolder:
    """A temporary folder that is removed by the process that made it, or by a later one when that is dead.

    Parameters
    ----------
    prefix : str
        How the names of these folders begin.

    Attributes
    ----------
    path : Path
        Where it is.
    """

    def __init__(self, prefix: str) -> None:
        _remove_what_the_dead_left(prefix)
        self._process = os.getpid()
        self.path = Path(tempfile.mkdtemp(prefix=f"{prefix}{self._process}-"))
        draft = self.path / "new"
        self._lock = draft.open("wb")
        if hold(self._lock):
            draft.rename(self.path / _LOCK)  # others see it when it is held, not before

    @property
    def is_ours(self) -> bool:
        """Whether this is the process that made it, and no fork of that."""
        return os.getpid() == self._process

    def remove(self) -> None:
        """Remove it and all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.close()


def _remove_what_the_dead_left(prefix: str) -> None:
    """Remove the folders whose locks nobody holds; what has no lock may be anybody's."""
    for lock in Path(tempfile.gettempdir()).glob(f"{prefix}*/{_LOCK}"):
        with contextlib.suppress(OSError), lock.open("rb+") as file:
            if hold(file):
                shutil.rmtree(lock.parent, ignore_errors=True)
