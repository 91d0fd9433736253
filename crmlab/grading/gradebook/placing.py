"""Write autograded/<student>/<assignment>/ as nbgrader would have; what is there already stays as it is."""

from __future__ import annotations

import contextlib
import filecmp
import json
import os
import shutil
from pathlib import Path, PurePosixPath

from nbgrader import utils
from nbgrader.converters import Autograde

from crmlab.files import is_draft, remove_dead_draft, write_whole
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.handed_in import own_files
from crmlab.grading.results import Result
from crmlab.intake.cells import Cell, cells_of


class Places:
    """Where the graded notebooks of an assignment stand.

    Parameters
    ----------
    assigned : Assigned
        Which one was graded.
    """

    def __init__(self, assigned: Assigned) -> None:
        self._assigned = assigned
        self._nbgrader = Autograde(coursedir=assigned.course, config=assigned.course.config)
        source = assigned.source
        kept = {source / name for name in self._nbgrader.exclude_overwriting.get(assigned.name, [])}
        files = assigned.files_in(source, "*.ipynb")
        self._master = {name: path for name, path in files.items() if path not in kept}

    def is_same_work(self, result: Result) -> bool:
        """Whether the notebook that stands there has the same cells, whatever came out of them."""
        try:
            there = self._assigned.graded_notebook(result.student).read_text(encoding="utf-8")
            return there == _text(result) or _sources(there) == _sources(_text(result))
        except (OSError, ValueError, RecursionError):
            return False

    def place(self, result: Result) -> None:
        """Write what differs, the notebook last: as long as it is the old one, the rest may be, too."""
        notebook = self._assigned.graded_notebook(result.student)
        folder = notebook.parent
        wanted = self._others(result.student)
        _clear(folder, {*wanted, notebook.name})
        for name, source in wanted.items():
            _copy(source, folder / name)
        content = _text(result).encode("utf-8", "replace")
        if not notebook.is_file() or notebook.read_bytes() != content:
            with contextlib.suppress(FileNotFoundError):
                notebook.chmod(0o644)  # Windows replaces no file that is read-only
            write_whole(notebook, content)
        self._nbgrader.set_permissions(self._assigned.name, result.student)

    def _others(self, student: str) -> dict[str, Path]:
        """Return the other files, by their paths: the student's, but the instructor's where both have one."""
        reserved = [PurePosixPath(name) for name in (*self._master, self._assigned.notebook)]
        files = own_files(self._assigned, student).items()
        own = {name: path for name, path in files if path.suffix != ".ipynb"}
        free = {name: path for name, path in own.items() if not _is_in_the_way(PurePosixPath(name), reserved)}
        return free | self._master


def _text(result: Result) -> str:
    return result.notebook.rstrip("\n") + "\n"


def _sources(notebook: str) -> list[tuple]:
    cells = map(Cell.read, cells_of(json.loads(notebook)))
    return [(cell.kind, cell.grade_id, cell.source) for cell in cells]


def _is_in_the_way(name: PurePosixPath, reserved: list[PurePosixPath]) -> bool:
    """Whether a student's file would take the place of one that has to be there, or of its folder."""
    return any(name == one or one in name.parents or name in one.parents for one in reserved)


def _clear(folder: Path, wanted: set[str]) -> None:
    """Delete what is not wanted, such as what an earlier version of the submission had."""
    folders = {parent.as_posix() for name in wanted for parent in PurePosixPath(name).parents}
    for place, inner, names in os.walk(folder, topdown=False):
        here = Path(place)
        for name in names:
            if (here / name).relative_to(folder).as_posix() in wanted:
                continue
            if is_draft(here / name):  # perhaps of another run
                remove_dead_draft(here / name)
            else:
                utils.remove(str(here / name))
        for name in inner:
            path = here / name
            if path.is_symlink():
                path.unlink()
            elif path.relative_to(folder).as_posix() not in folders:
                path.rmdir()


def _copy(source: Path, target: Path) -> None:
    if target.is_symlink() or target.is_file():
        if not target.is_symlink() and filecmp.cmp(source, target, shallow=False):
            return
        utils.remove(str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
