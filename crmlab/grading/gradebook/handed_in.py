"""Find what a student handed in for an assignment: under another name, too, and nothing that is not his."""

from __future__ import annotations

import fnmatch
import glob
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from crmlab.grading.results import Submission
from crmlab.intake.reading import NotReadableError, read

LARGEST = 100_000_000  # bytes; nobody's notebook
_COMPARED = 20_000_000  # a larger file is not opened to find out whether it is the one
_ENDINGS = {".ipynb", ".json", ".txt", ""}  # browsers save a notebook as clv.ipynb.txt or clv.json, too


@dataclass(frozen=True)
class HandedIn:
    """A submission, and what the instructor may want to know about its file."""

    submission: Submission
    remarks: tuple[str, ...] = ()


def students_of(course: CourseDirectory, assignment: str) -> list[str]:
    """Return the students that have a folder for an assignment, as nbgrader reads them from the paths."""
    step = course.submitted_directory
    found = glob.glob(course.format_path(step, "*", glob.escape(assignment)))  # noqa: PTH207  (absolute)
    named = re.compile(course.format_path(step, "(?P<student>.*)", re.escape(assignment), escape=True))
    matches = (named.fullmatch(path) for path in found if Path(path).is_dir())
    return sorted({match["student"] for match in matches if match})


def find(
    course: CourseDirectory, assignment: str, student: str, fits: Callable[[dict], bool] = bool
) -> HandedIn:
    """Return what a student handed in; without content where there is nothing to read.

    Parameters
    ----------
    course : CourseDirectory
        Where to look.
    assignment, student : str
        What, and whose.
    fits : callable
        Whether a notebook, as it was parsed, is one of the assignment: asked when several may be meant.
    """
    folder = Path(course.format_path(course.submitted_directory, student, assignment))
    files, remarks = own_files(course, assignment, student), ()
    candidates = [path for path in files if path.suffix.lower() in _ENDINGS and path.name != "timestamp.txt"]
    if len(candidates) > 1:
        candidates = _best_first(candidates, f"{assignment}.ipynb", fits)
    if not candidates:
        return HandedIn(Submission(student, b"", ""), (_nothing(folder),))
    chosen = candidates[0]
    name = chosen.relative_to(folder).as_posix()
    if name != f"{assignment}.ipynb":
        remarks = (f"graded is {name}: there is no readable {assignment}.ipynb",)
    content, said = _content(chosen)
    return HandedIn(Submission(student, content, name), remarks + said)


def own_files(course: CourseDirectory, assignment: str, student: str) -> list[Path]:
    """Return the files of a submission; none if its folder is a link that leads out of the course's."""
    folder = Path(course.format_path(course.submitted_directory, student, assignment))
    inside = folder.resolve().is_relative_to(Path(course.root).resolve())
    return list(files_beside(folder, course.ignore)) if inside else []


def files_beside(folder: Path, ignore: Iterable[str]) -> Iterator[Path]:
    """Yield the regular files of a folder, in a fixed order: no links, no pipes, nothing that is ignored."""
    ignore = list(ignore)
    for place, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not _is_ignored(name, ignore))
        for name in sorted(names):
            path = Path(place, name)
            if not _is_ignored(name, ignore) and stat.S_ISREG(path.lstat().st_mode):
                yield path


def _is_ignored(name: str, ignore: Iterable[str]) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in ignore)


def _best_first(paths: list[Path], name: str, fits: Callable[[dict], bool]) -> list[Path]:
    """Sort by what most likely is meant: it fits, has the right name, a notebook's name, is the newest."""

    def rank(path: Path) -> tuple:
        by_name = path.name == name, ".ipynb" in path.name.lower()
        return _fit(path, fits), *by_name, path.stat().st_mtime_ns, path.as_posix()

    return sorted(paths, key=rank, reverse=True)


def _fit(path: Path, fits: Callable[[dict], bool]) -> int:
    """Say how much a file is what is looked for: 2, of this assignment; 1, a notebook; 0, no notebook."""
    if path.stat().st_size > _COMPARED:
        return 0
    try:
        notebook, _ = read(path.read_bytes())
    except (NotReadableError, OSError):
        return 0
    return 2 if fits(notebook) else 1


def _content(path: Path) -> tuple[bytes, tuple[str, ...]]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        return b"", (f"{path.name} cannot be read: {error.strerror}",)
    if len(content) > LARGEST:
        return b"", (f"{path.name} has more than {LARGEST // 1_000_000} MB: it is not read",)
    return content, ()


def _nothing(folder: Path) -> str:
    links = [path.name for path in folder.rglob("*") if path.is_symlink()]
    if folder.is_symlink() or links:
        return "a link is no submission: nothing is read through it"
    return "nothing was handed in that could be a notebook"
