"""Feedback as a zip that a platform takes back: each page under the name that the file came with."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from crmlab.files import write_whole
from crmlab.grading.gradebook.assigned import Assigned

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # that a zip knows
_QUICK = 1  # pages are compressed to a fifth by it, in a third of the time
# as Moodle: a name, the number that it has given in this assignment, and the plugin that took the file
_MOODLE = re.compile(r"(?P<begin>.*_(?P<number>\d+)_assign(?:submission|feedback)_[a-z]+)(?P<end>_.*|)")
# as Canvas: a name, perhaps LATE, the numbers of the student and of the file, which it looks for again
_CANVAS = re.compile(r"(?P<stem>.*?_(?P<number>\d+)_\d+)(?:_.*)?", re.IGNORECASE)
_BLACKBOARD = re.compile(r"(?P<stem>.*_attempt_\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)(?:_.*|\..*|)", re.IGNORECASE)


@dataclass
class Returned:
    """What became of a class's feedback.

    Attributes
    ----------
    pages : dict of str to str
        The path in the zip, by student.
    without_page : list of str
        Who has no feedback yet.
    without_name : list of str
        Who has some, but no name under which the platform would take it.
    """

    pages: dict[str, str] = field(default_factory=dict)
    without_page: list[str] = field(default_factory=list)
    without_name: list[str] = field(default_factory=list)


def moodle_numbers(paths: Mapping[str, PurePosixPath]) -> dict[str, str]:
    """Return students by the numbers that Moodle gave them in an assignment, from the names of their files.

    Examples
    --------
    >>> moodle_numbers({"17": PurePosixPath("Anna Lee_12345_assignsubmission_file/clv.ipynb")})
    {'12345': '17'}
    """
    fits = ((student, _first(_MOODLE, path)) for student, path in paths.items())
    return {one["number"]: student for student, (_, one) in fits if one}


def in_moodle(path: PurePosixPath, page: str) -> str:
    """Return where Moodle finds whose a page is; nothing if the path is none of Moodle's.

    Examples
    --------
    >>> in_moodle(PurePosixPath("Anna Lee_12345_assignsubmission_file/clv.ipynb"), "clv.html")
    'Anna Lee_12345_assignsubmission_file/clv.html'
    >>> in_moodle(PurePosixPath("Anna Lee_12345_assignsubmission_file_clv.ipynb"), "clv.html")
    'Anna Lee_12345_assignsubmission_file_clv.html'
    """
    place, fits = _first(_MOODLE, path)
    if not fits:
        return ""
    is_folder = place < len(path.parts) - 1 and not path.parts[place].lower().endswith(".zip")
    return f"{path.parts[place]}/{page}" if is_folder else f"{fits['begin']}_{page}"


def in_canvas(path: PurePosixPath, page: str) -> str:
    """Return where Canvas finds whose a page is; nothing if the path is none of Canvas's.

    Examples
    --------
    >>> in_canvas(PurePosixPath("leeanna_LATE_4567_89012_clv-1.ipynb"), "clv.html")
    'leeanna_LATE_4567_89012_clv.html'
    """
    _, fits = _first(_CANVAS, path)
    return f"{fits['stem']}_{page}" if fits else ""


def in_blackboard(path: PurePosixPath, page: str) -> str:
    """Return the name of a page as Blackboard named the file; nothing if the path is none of Blackboard's.

    Examples
    --------
    >>> in_blackboard(PurePosixPath("CRM_anna_attempt_2026-01-30-15-00-00_clv.ipynb"), "clv.html")
    'CRM_anna_attempt_2026-01-30-15-00-00_clv.html'
    """
    _, fits = _first(_BLACKBOARD, path)
    return f"{fits['stem']}_{page}" if fits else ""


def _first(pattern: re.Pattern, path: PurePosixPath) -> tuple[int, re.Match | None]:
    """Return the outermost part of a path that fits, and its place: inside is what a student has packed."""
    for place, part in enumerate(path.parts):
        if fits := pattern.fullmatch(part):
            return place, fits
    return -1, None


def pack(
    assigned: Assigned,
    students: Iterable[str],
    name: Callable[[str, str], str],
    target: Path,
    step: Callable[[], None],
) -> Returned:
    """Write the feedback of students into a zip; none is written where there is nothing to put in.

    Parameters
    ----------
    assigned : Assigned
        The assignment.
    students : iterable of str
        Who may have feedback.
    name : callable
        The path in the zip of a student's page; nothing where none is known.
    target : Path
        The zip.
    step : callable
        Called once for each student.
    """
    done, page, stream, taken = Returned(), f"{assigned.name}.html", io.BytesIO(), set()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICK) as archive:
        for student in students:
            step()
            source = assigned.feedback(student) / page
            if not source.is_file() or source.is_symlink():
                done.without_page.append(student)
            elif not (path := name(student, page)) or path.casefold() in taken:
                done.without_name.append(student)
            else:
                taken.add(path.casefold())
                entry = zipfile.ZipInfo(path, max(_FIRST_DAY, time.localtime(source.stat().st_mtime)[:6]))
                entry.create_system, entry.external_attr = 3, 0o644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, source.read_bytes(), compresslevel=_QUICK)
                done.pages[student] = path
    if done.pages:
        write_whole(target, stream.getvalue())
    return done
