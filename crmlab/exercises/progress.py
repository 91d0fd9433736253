"""What a learner has done, remembered in one small file of his own. Nothing graded reads it."""

from __future__ import annotations

import contextlib
import json
import tempfile
from pathlib import Path

import platformdirs

_unsaved: dict[str, dict] = {}  # stands in for the file where a home folder cannot be written


def path() -> Path:
    """Return the file; it may be deleted at any time."""
    return Path(platformdirs.user_data_dir("crmlab", appauthor=False)) / "progress.json"


def hints_taken(task_id: str) -> int:
    """Return how many hints of a task have been read."""
    taken = _load().get("hints", {}).get(task_id, 0)
    return taken if isinstance(taken, int) else 0


def remember_hints(task_id: str, taken: int) -> None:
    """Remember how many hints of a task have been read."""
    _remember("hints", task_id, taken)


def remember_right(check_id: str) -> None:
    """Remember that a check was passed."""
    _remember("right", check_id, True)


def _load() -> dict[str, dict]:
    try:
        saved = json.loads(path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return _unsaved
    return saved if isinstance(saved, dict) and all(isinstance(part, dict) for part in saved.values()) else {}


def _remember(part: str, key: str, value: object) -> None:
    state = _load()
    state.setdefault(part, {})[key] = value
    with contextlib.suppress(OSError):  # a read-only home is no error
        _replace(path(), json.dumps(state, ensure_ascii=False, indent=1))
        return
    _unsaved.update(state)


def _replace(file: Path, text: str) -> None:
    """Write the whole file or nothing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".tmp")
    with open(handle, "w", encoding="utf-8") as draft:  # noqa: PTH123  (a file descriptor)
        draft.write(text)
    Path(name).replace(file)
