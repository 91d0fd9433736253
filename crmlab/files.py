"""Write files so that a breakdown in between loses nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Write the whole file or nothing; the rights of one that was there stay."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".tmp")
    draft = Path(name)
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123  (a file descriptor)
            stream.write(content)
        if file.exists():
            shutil.copymode(file, draft)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def first_free(numbered: Callable[[int], Path]) -> Path:
    """Return the first of some numbered paths that is not there yet."""
    return next(path for number in count(1) if not (path := numbered(number)).exists())
