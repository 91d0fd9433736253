"""What a learner has done, remembered in one small file of his own. Nothing graded reads it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import platformdirs

from crmlab.files import write_whole

LOOKED_OVER = "CRMLAB_LOOKED_OVER"  # set while `crmlab ready` runs a notebook as grading would
_unsaved: dict[str, dict] = {}  # what could not be written, because the home folder is read-only


def at_grading() -> bool:
    """Return whether a submission is being graded; then nothing is remembered."""
    return os.environ.get("NBGRADER_EXECUTION") == "autograde"


def at_validation() -> bool:
    """Return whether nbgrader's *Validate* runs the notebook; it shows errors and nothing else."""
    return os.environ.get("NBGRADER_EXECUTION") == "validate"


def is_decided() -> bool:
    """Return whether what is run now counts, so that a learner may read all that feedback says."""
    return at_grading() and LOOKED_OVER not in os.environ


def path() -> Path:
    """Return the file; it may be deleted at any time."""
    return Path(platformdirs.user_data_dir("crmlab", appauthor=False)) / "progress.json"


def hints_taken(task_id: str) -> int:
    """Return how many hints of a task have been read."""
    return all_hints_taken().get(task_id, 0)


def all_hints_taken() -> dict[str, int]:
    """Return how many hints have been read, by task."""
    hints = _load().get("hints", {})
    return {task: taken for task, taken in hints.items() if isinstance(taken, int) and taken > 0}


def remember_hints(task_id: str, taken: int) -> None:
    """Remember how many hints of a task have been read."""
    _remember("hints", task_id, taken)


def remember_right(check_id: str) -> None:
    """Remember that a check was passed, and the day on which it was for the first time."""
    if check_id not in right():
        _remember("right", check_id, date.today().isoformat())


def right() -> dict[str, str]:
    """Return the checks and sets that were passed, with the day; "" where an older release kept none."""
    kept = _load().get("right", {}).items()
    return {one: day if _is_day(day) else "" for one, day in kept if day is True or isinstance(day, str)}


def _is_day(day: object) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except (TypeError, ValueError):
        return False


def guesses() -> dict[str, float]:
    """Return the guesses that were made, by their ids."""
    return {one: said for one, said in _load().get("guesses", {}).items() if _is_number(said)}


def remember_guess(guess_id: str, said: float | None) -> None:
    """Remember a guess; with None, that it was taken back."""
    _remember("guesses", guess_id, said)


def revealed() -> dict[str, tuple[float, float]]:
    """Return by the id of a guess what was guessed when the answer first came, and the answer."""
    pairs = _load().get("revealed", {}).items()
    return {
        one: tuple(pair)
        for one, pair in pairs
        if isinstance(pair, list) and [*map(_is_number, pair)] == [True] * 2
    }


def remember_revealed(guess_id: str, said: float, answer: float) -> None:
    """Remember a guess beside the answer; a guess that was made after the answer does not count."""
    if guess_id not in revealed():
        _remember("revealed", guess_id, [said, answer])


@dataclass(frozen=True)
class Reviewed:
    """What is known of one item of a review: when it comes back, how often it was right, and of how many."""

    due: str
    right: int
    of: int


def reviews() -> dict[str, Reviewed]:
    """Return by its key each item that was reviewed."""
    kept = _load().get("reviews", {}).items()
    return {key: Reviewed(*one) for key, one in kept if isinstance(one, list) and _is_review(*one)}


def remember_review(key: str, right: bool, due: str) -> None:
    """Remember an answer to an item, and the day from which it comes back, as 2026-12-31."""
    before = reviews().get(key, Reviewed(due, 0, 0))
    _remember("reviews", key, [due, before.right + right, before.of + 1])


def _is_review(due: object = None, *counts: object) -> bool:
    return isinstance(due, str) and len(counts) == 2 and all(isinstance(one, int) for one in counts)


def is_near(said: float, answer: float) -> bool:
    """Return whether a guess is within a tenth of the answer."""
    return abs(said - answer) <= abs(answer) / 10


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def forget() -> None:
    """Forget everything: the file is deleted."""
    path().unlink(missing_ok=True)
    _unsaved.clear()


def _load() -> dict[str, dict]:
    saved = _read()
    return {part: saved.get(part, {}) | _unsaved.get(part, {}) for part in saved | _unsaved}


def _read() -> dict[str, dict]:
    try:
        saved = {} if at_grading() else json.loads(path().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):  # not there, or not ours
        return {}
    return saved if isinstance(saved, dict) and all(isinstance(part, dict) for part in saved.values()) else {}


def _remember(part: str, key: str, value: object) -> None:
    if at_grading():
        return
    state = _load()
    state.setdefault(part, {})[key] = value
    try:
        write_whole(path(), json.dumps(state, ensure_ascii=False, indent=1).encode())
    except OSError:
        _unsaved.update(state)
    else:
        _unsaved.clear()
