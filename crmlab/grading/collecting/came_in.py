"""How a platform named what a student handed in: kept when it is collected, so that feedback goes back so."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from crmlab.files import write_whole
from crmlab.grading.gradebook.assigned import Assigned

FOLDER = "collected"
_LATE = re.compile(r".*_LATE_\d+_\d+_")  # Canvas: a name, LATE, the numbers of the student and of the file


def keep(assigned: Assigned, paths: Mapping[str, PurePosixPath]) -> None:
    """Keep the paths of files in a download by their students; what is known of others stays."""
    if paths:
        _write(assigned, came_in(assigned) | dict(paths))


def forget(assigned: Assigned, student: str) -> None:
    """Keep no more how a student's file was called."""
    known = came_in(assigned)
    if known.pop(student, None):
        _write(assigned, known)


def came_in(assigned: Assigned) -> dict[str, PurePosixPath]:
    """Return the paths under which students' files came, by student; nothing where that cannot be read."""
    try:
        kept = json.loads(_file(assigned).read_text(encoding="utf-8"))
        return {str(name): PurePosixPath(path) for name, path in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def marked_late(assigned: Assigned) -> set[str]:
    """Return whose file the platform has called late; of those that do, Canvas tells no time."""
    named = came_in(assigned).items()
    return {student for student, path in named if any(map(_LATE.match, path.parts))}


def _write(assigned: Assigned, known: Mapping[str, PurePosixPath]) -> None:
    text = json.dumps({name: str(known[name]) for name in sorted(known)}, ensure_ascii=False, indent=1)
    write_whole(_file(assigned), text.encode("utf-8", "surrogateescape"))


def _file(assigned: Assigned) -> Path:
    return assigned.root / FOLDER / f"{assigned.name}.json"
