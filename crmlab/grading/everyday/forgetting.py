"""Delete all that a course folder has of one student."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory

from crmlab.errors import BadValueError
from crmlab.files import write_whole
from crmlab.grading.classes import changes
from crmlab.grading.classes.commands import CACHE
from crmlab.grading.classes.keeping import digest
from crmlab.grading.collecting import came_in
from crmlab.grading.everyday.naming import naming
from crmlab.grading.gradebook import arranged, copies, judged, weights
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.course import assignments_of, configuration, require_course
from crmlab.language import said, to_say


@dataclass(frozen=True)
class Known:
    """What a course folder has of a student.

    Attributes
    ----------
    course : CourseDirectory
        The folder.
    student : str
        Who.
    folders : tuple of Path
        Folders that are his alone.
    in_gradebook : bool
        Whether the gradebook has him.
    called : tuple of str
        His name as lists write it; none where the roster has only a part of it.
    """

    course: CourseDirectory
    student: str
    folders: tuple[Path, ...]
    in_gradebook: bool
    called: tuple[str, ...] = ()

    @property
    def root(self) -> Path:
        """The course folder."""
        return Path(self.course.root)


def known(folder: Path, student: str) -> Known:
    """Return what a course folder has of a student.

    Raises
    ------
    BadValueError
        If the folder is no course, or has nothing of him.
    """
    require_course(folder)
    course = CourseDirectory(config=configuration(folder))
    if not student or student in {".", ".."} or "/" in student or "\\" in student:
        raise BadValueError(said("{student} is no student's id.", student=repr(student)))
    root = Path(course.root)
    steps = [course.submitted_directory, course.autograded_directory, course.feedback_directory, "replaced"]
    folders = tuple(path for step in steps if (path := root / step / student).is_dir())
    with _book(course) as book:
        row = next((one for one in book.students if one.id == student), None)
        called = _spellings(row.first_name, row.last_name) if row else ()
    told = student in arranged.arranged(root)
    if not (folders or row or told):
        sentence = to_say("There is no student {student} in {folder}.")
        raise BadValueError(said(sentence, student=repr(student), folder=folder))
    return Known(course, student, folders, bool(row), called)


def _spellings(first: str | None, last: str | None) -> tuple[str, ...]:
    return (
        (f"{first} {last}", f"{last}, {first}", f"{last} {first}", f"{last}{first}") if first and last else ()
    )


def forget(one: Known) -> list[Path]:
    """Delete all of a student; return the files that still name him, which are yours to look at.

    The copies for `crmlab undo` have his work, too, so they go, and the deletion cannot be undone.
    """
    names = {one.student, *_as_it_came(one), *one.called}
    copies.forget_all(one.root)
    if one.in_gradebook:
        _forget_rows(one)
    for folder in one.folders:
        shutil.rmtree(folder, onerror=_writable)
    for path in _kept_results(one):
        shutil.rmtree(path, onerror=_writable) if path.is_dir() else path.unlink(missing_ok=True)
    _forget_lines(one)
    return list(naming(one.root, one.student, names))


def _book(course: CourseDirectory) -> Gradebook:
    if course.db_url.startswith("sqlite") and not (Path(course.root) / "gradebook.db").is_file():
        sentence = to_say("There is no gradebook in {folder} yet: run {command}")
        raise BadValueError(said(sentence, folder=course.root, command=f"crmlab course {course.root}"))
    return Gradebook(course.db_url, course.course_id)


def _forget_rows(one: Known) -> None:
    """Delete rows, and what a file of SQLite keeps of deleted rows."""
    with _book(one.course) as book, contextlib.suppress(MissingEntry):
        book.remove_student(one.student)
    if one.course.db_url.startswith("sqlite"):
        try:
            with closing(sqlite3.connect(one.root / "gradebook.db", timeout=60)) as file:
                file.execute("VACUUM")
        except sqlite3.OperationalError as error:
            sentence = to_say("The gradebook is in use by another program: {error}. Close it, and try again.")
            raise BadValueError(said(sentence, error=error)) from None


def _kept_results(one: Known) -> Iterator[Path]:
    short, cache = digest([one.student])[:16], one.root / CACHE
    yield from cache.glob(f"*/{short}")
    yield from cache.glob(f"feedback/*/{short}")


def _forget_lines(one: Known) -> None:
    """Delete what files of the whole class have of him."""
    root = one.root
    told = arranged.arranged(root)
    if told.pop(one.student, None):
        arranged.write(root, told)
    if (left := changes.without(root, one.student)) is not None:
        write_whole(root / changes.LOG, left)
    for name in assignments_of(root / one.course.release_directory):
        assigned = Assigned(one.course, name)
        said_of = judged.of_all(assigned)
        if said_of.pop(one.student, None):
            judged.write(assigned, said_of)
        came_in.forget(assigned, one.student)
        aside = weights.put_aside(root, name)
        if any(marks.pop(one.student, None) is not None for marks in list(aside.values())):
            weights.keep(root, name, weights.weights(root, name), aside)


def _as_it_came(one: Known) -> Iterator[str]:
    """Yield how the platform called what he handed in: so his feedback is called, too."""
    for name in assignments_of(one.root / one.course.release_directory):
        if path := came_in.came_in(Assigned(one.course, name)).get(one.student):
            yield path.stem


def _writable(function, path: str, _: object) -> None:
    """Delete what nbgrader has made read-only."""
    with contextlib.suppress(FileNotFoundError):
        Path(path).chmod(stat.S_IRWXU)
        Path(path).parent.chmod(stat.S_IRWXU)
        function(path)
