"""Find what a student handed in for an assignment: under another name, too, and nothing that is not his."""

from __future__ import annotations

import glob
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from crmlab.grading.gradebook.arranged import handed_in_by
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.results import Submission
from crmlab.intake.reading import LARGEST, NotReadableError, read
from crmlab.language import said, to_say

STAMP = "timestamp.txt"  # in which nbgrader keeps when something was handed in
_COMPARED = 20_000_000  # a larger file is not opened to find out whether it is the one
_ENDINGS = {".json", ".txt", ""}


@dataclass(frozen=True)
class HandedIn:
    """A submission, and what the instructor may want to know about its file."""

    submission: Submission
    remarks: tuple[str, ...] = ()


def students_of(assigned: Assigned) -> list[str]:
    """Return the students that have a folder for an assignment, as nbgrader reads them from the paths."""
    course, step, name = assigned.course, assigned.course.submitted_directory, assigned.name
    found = glob.glob(course.format_path(step, "*", glob.escape(name)))  # noqa: PTH207  (absolute)
    named = re.compile(course.format_path(step, "(?P<student>.*)", re.escape(name), escape=True))
    matches = (named.fullmatch(path) for path in found if Path(path).is_dir())
    return sorted({match["student"] for match in matches if match})


def with_groups(assigned: Assigned) -> Assigned:
    """Return an assignment in which each of a group has what one of it handed in."""
    return replace(assigned, handed_in_by=handed_in_by(assigned.root, students_of(assigned)))


def may_be_notebook(name: str) -> bool:
    """Whether a file of this name may be a notebook, however a browser has saved it.

    Examples
    --------
    >>> [may_be_notebook(name) for name in ("clv.ipynb.download", "clv.json", "clv.pdf")]
    [True, True, False]
    """
    in_parts = ".ipynb" in name.lower() or Path(name).suffix.lower() in _ENDINGS
    return in_parts and name != STAMP


def find(assigned: Assigned, student: str, fits: Callable[[dict], bool] = bool) -> HandedIn:
    """Return what a student handed in; without content where there is nothing to read.

    Parameters
    ----------
    assigned : Assigned
        For what it was handed in.
    student : str
        Whose it is.
    fits : callable
        Whether a notebook, as it was parsed, is one of the assignment: asked when several may be meant.
    """
    files, remarks = own_files(assigned, student), ()
    candidates = [name for name, path in files.items() if may_be_notebook(path.name)]
    if len(candidates) > 1:
        candidates.sort(key=lambda name: _likelihood(files[name], assigned.notebook, fits), reverse=True)
    if not candidates:
        return HandedIn(Submission(student, b"", ""), (_nothing(assigned.submitted(student)),))
    name = candidates[0]
    if name != assigned.notebook:
        sentence = to_say("graded is {name}: there is no readable {notebook}")
        remarks = (said(sentence, name=name, notebook=assigned.notebook),)
    content, refused = _content(files[name])
    return HandedIn(Submission(student, content, name), remarks + refused)


def own_files(assigned: Assigned, student: str) -> dict[str, Path]:
    """Return the files of a submission, a group's, too; none if its folder is a link out of the course's."""
    folder = assigned.submitted(assigned.handed_in_by.get(student, student))
    inside = folder.resolve().is_relative_to(assigned.root.resolve())
    return assigned.files_in(folder) if inside else {}


def _likelihood(path: Path, name: str, fits: Callable[[dict], bool]) -> tuple:
    """Rank a file by whether it is meant: it fits, has the right name, a notebook's name, is the newest."""
    by_name = path.name == name, ".ipynb" in path.name.lower()
    return _fit(path, fits), *by_name, path.stat().st_mtime_ns, path.as_posix()


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
        return b"", (said("{name} cannot be read: {why}", name=path.name, why=error.strerror),)
    if len(content) > LARGEST:
        sentence = to_say("{name} has more than {size} MB: it is not read")
        return b"", (said(sentence, name=path.name, size=LARGEST // 1_000_000),)
    return content, ()


def _nothing(folder: Path) -> str:
    links = [path.name for path in folder.rglob("*") if path.is_symlink()]
    if folder.is_symlink() or links:
        return said("a link is no submission: nothing is read through it")
    return said("nothing was handed in that could be a notebook")
