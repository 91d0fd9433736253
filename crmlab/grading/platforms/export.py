"""What `crmlab export` does: points and feedback in the files that a platform takes, and a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from crmlab.datasets.workbook import write_excel
from crmlab.errors import BadValueError
from crmlab.files import write_whole
from crmlab.grading.classes.report import printable, progress
from crmlab.grading.collecting.came_in import came_in
from crmlab.grading.exporting import as_csv
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.platforms.layouts import BLACKBOARD, CANVAS, moodle, worksheet
from crmlab.grading.platforms.points import NOTHING, WAITING, ClassPoints, number, points_of
from crmlab.grading.platforms.returning import (
    Returned,
    in_blackboard,
    in_canvas,
    in_moodle,
    moodle_numbers,
    pack,
)
from crmlab.grading.platforms.tables import Filled, fill, template
from crmlab.language import said, to_say

FOLDER = "export"
PLATFORMS = ("moodle", "canvas", "blackboard", "csv", "xlsx")
_NAMED = 5
_LAYOUTS = {"canvas": CANVAS, "blackboard": BLACKBOARD}
_RETURN = {"moodle": in_moodle, "canvas": in_canvas, "blackboard": in_blackboard}


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line.

    Attributes
    ----------
    platform : str
        One of `PLATFORMS`.
    to : Path, optional
        The folder to write into; ``export/`` in the course unless given.
    template : Path, optional
        The table of grades that the platform gave.
    column : str
        The title of the assignment's column in it.
    tasks : bool
        Whether each task gets a column that the table does not have yet.
    zero : bool
        Whether who handed in nothing gets 0.
    """

    platform: str
    to: Path | None = None
    template: Path | None = None
    column: str = ""
    tasks: bool = False
    zero: bool = False


def export(folder: Path, name: str, options: Options) -> list[str]:
    """Write what a platform takes of an assignment; return what is to be said of it.

    Raises
    ------
    BadValueError
        If there is nothing to write, or the platform's own table is needed; nothing is written then.
    """
    if options.platform not in PLATFORMS:
        parts = {"got": repr(options.platform), "allowed": said(", ").join(PLATFORMS)}
        raise BadValueError(said("There is no export for {got}; there is {allowed}.", **parts))
    assigned = Assigned.in_folder(folder, name)
    _require_template(options)
    points = points_of(assigned, options.zero)
    target = options.to or assigned.root / FOLDER
    if target.exists() and not target.is_dir():
        raise BadValueError(said("{folder} is a file; name a folder.", folder=target))
    if options.platform in {"csv", "xlsx"}:
        return [_written(_plain(points, target, options.platform), points), *_about_points(points, options)]
    filled, path = _table(assigned, points, options, target)
    return [
        _written(path, points, filled),
        *_about_points(points, options),
        *_about_table(filled, points, options),
        *_feedback(assigned, points, options.platform, target, filled),
    ]


def _require_template(options: Options) -> None:
    if options.template and options.platform in {"csv", "xlsx"}:
        raise BadValueError(said("{platform} is written without a template.", platform=options.platform))
    if options.column and options.platform not in _LAYOUTS:
        platforms = said(", ").join(_LAYOUTS)
        raise BadValueError(said("--column names a column of {platforms} only.", platforms=platforms))
    if layout := None if options.template else _LAYOUTS.get(options.platform):
        sentence = to_say(
            "{name} finds a column by a number of its own. Download {what}, and name it: --template FILE"
        )
        raise BadValueError(said(sentence, name=layout.name, what=said(layout.where)))


def _table(assigned: Assigned, points: ClassPoints, options: Options, target: Path) -> tuple[Filled, Path]:
    """Fill in a platform's table and write it."""
    given, ending, encoding, separator = None, ".csv", "utf-8", ","
    if options.template:
        given = template(options.template)
    if options.platform == "moodle":
        numbers = moodle_numbers(came_in(assigned))
        filled = worksheet(given, points, numbers, options.tasks) if given else moodle(points)
    else:
        filled = fill(given, _LAYOUTS[options.platform], points, options.column, options.tasks)
        if options.platform == "blackboard":  # as it comes: a table by tabs, which it calls .xls, or CSV
            by_tabs = given.by_tabs
            ending, encoding, separator = (".xls", "utf-16", "\t") if by_tabs else (".csv", "utf-8-sig", ",")
    if not filled.found:
        sentence = to_say("{path} has nobody of the gradebook in it; crmlab roster enters whom it has.")
        raise BadValueError(said(sentence, path=options.template))
    path = target / f"{assigned.name}-{options.platform}{ending}"
    _require_other(path, options.template)
    write_whole(path, filled.text(separator).encode(encoding))
    return filled, path


def _require_other(path: Path, template: Path | None) -> None:
    if template and path.resolve() == template.resolve():
        raise BadValueError(said("{path} is the template itself: name another folder with --to.", path=path))


def _plain(points: ClassPoints, target: Path, kind: str) -> Path:
    """Write a table for people: who, points a task, in all, and what is missing."""
    names = ["student_id", "last_name", "first_name", "email", "lms_user_id"]
    columns = [*names, *points.most, "late_penalty", "score", "max_score", "state"]
    rows = []
    for one in points.people:
        tasks = (one.tasks.get(task) for task in points.most)
        cells = [*tasks, one.penalty, one.score, points.of]
        written = [None if cell is None else number(cell) for cell in cells]
        about = [one.student, one.last_name, one.first_name, one.email, one.lms_user_id]
        rows.append(dict(zip(columns, [*about, *written, one.state], strict=True)))
    path = target / f"{points.name}.{kind}"
    if kind == "xlsx":
        target.mkdir(parents=True, exist_ok=True)
        return write_excel(path, points=pd.DataFrame(rows, columns=columns, dtype=object))
    write_whole(path, as_csv(columns, rows, as_is=names[:1]).encode("utf-8-sig"))
    return path


def _written(path: Path, points: ClassPoints, filled: Filled | None = None) -> str:
    known = set(filled.found) if filled else {one.student for one in points.people}
    graded = sum(one.score is not None for one in points.people if one.student in known)
    sentence = to_say("{path}: points of {number} of {all} students")
    return said(sentence, path=path, number=graded, all=len(points.people))


def _about_points(points: ClassPoints, options: Options) -> Iterator[str]:
    yield from _told(to_say("Not graded yet, so without points: {students}"), points.in_state(WAITING))
    gone = [one.student for one in points.dropped]
    yield from _told(to_say("Dropped, so without points: {students}"), gone)
    if not options.zero:
        sentence = to_say("Nothing handed in, so without points (--zero gives them 0): {students}")
        yield from _told(sentence, points.in_state(NOTHING))


def _about_table(filled: Filled, points: ClassPoints, options: Options) -> Iterator[str]:
    missing = [one.student for one in points.people if one.student not in filled.found]
    if options.template:
        file = options.template.name
        sentence = to_say("In {file}, but not in the gradebook, or not for certain: {students}")
        yield from _told(sentence, filled.strangers, file=file)
        yield from _told(to_say("In the gradebook, but not in {file}: {students}"), missing, file=file)
    sentence = to_say("Ids that a spreadsheet would run, so they were changed: {students}")
    yield from _told(sentence, filled.armed())
    if filled.theirs is not None and filled.theirs != points.of:
        sentence = to_say("It gives {ours} points, on the platform {theirs}: set {ours} there first.")
        yield said(sentence, ours=number(points.of), theirs=number(filled.theirs))


def _feedback(
    assigned: Assigned, points: ClassPoints, platform: str, target: Path, filled: Filled
) -> Iterator[str]:
    """Write the zip of feedback; yield what is to be said of it."""
    paths, students = came_in(assigned), [one.student for one in points.people if one.state != NOTHING]

    def named(student: str, page: str) -> str:
        as_it_came = _RETURN[platform](paths[student], page) if student in paths else ""
        folder = filled.folders.get(student)
        return as_it_came or (f"{folder}/{page}" if folder else "")

    path = target / f"{assigned.name}-{platform}-feedback.zip"
    with progress(said("feedback"), len(students)) as step:
        done = pack(assigned, students, named, path, step)
    yield from _about_feedback(done, path, assigned.name, platform)
    if done.without_name and platform == "moodle" and not filled.folders:
        yield said("With --template and the assignment's grading worksheet, they are in it, too.")


def _about_feedback(done: Returned, path: Path, name: str, platform: str) -> Iterator[str]:
    if done.pages:
        yield said("{path}: feedback for {number} students", path=path, number=len(done.pages))
    sentence = to_say("No feedback yet (crmlab grade {name} --feedback writes it): {students}")
    yield from _told(sentence, done.without_page, name=name)
    sentence = to_say("No file name of {platform} is known, so not in the zip: {students}")
    yield from _told(sentence, done.without_name, platform=platform.capitalize())


def _told(sentence: str, students: Sequence[str], **parts: str) -> Iterator[str]:
    if students:
        yield said(sentence, students=_some(students), **parts)


def _some(students: Iterable[str]) -> str:
    names = [printable(one) for one in students]
    listed = said(", ").join(names[:_NAMED])
    left = len(names) - _NAMED
    return said("{names} and {number} more", names=listed, number=left) if left > 0 else listed
