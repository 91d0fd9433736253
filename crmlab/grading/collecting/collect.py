"""Fill submitted/ with what a learning platform gives, and say of each file what became of it.

Decided is what nbgrader's zip_collect stops at: two files of one student, a submission that is there already,
other files. What is wrong with one file or one name keeps no other from its place.
"""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC
from pathlib import Path, PurePosixPath

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.utils import parse_utc

from crmlab.errors import BadValueError, in_words
from crmlab.files import first_free, is_full, write_whole
from crmlab.grading.collecting.came_in import keep
from crmlab.grading.collecting.downloads import Download, downloads
from crmlab.grading.collecting.naming import Names
from crmlab.grading.collecting.outcomes import HEADINGS, NOT_PLACED, PLACED, THERE, Outcome, one_of_each
from crmlab.grading.collecting.people import Roster, roster_of
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.handed_in import STAMP, may_be_notebook
from crmlab.grading.running.rebuilding import match
from crmlab.intake.reading import NotReadableError, read
from crmlab.language import said, to_say

_BROKEN = to_say("{why}, so it would get no points: ask for it again")
_MENDED = to_say("its form is damaged, so its answers stand in a fresh copy")
_PACKED = to_say("an archive, but no zip: unpack it, and collect the folder")
_ARCHIVES = {".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".zst"}


def collect(
    source: Path, folder: Path, assignment: str, pattern: str, instead: bool = False
) -> list[Outcome]:
    """Place the submissions of a zip or folder in a course; return what became of each file.

    Parameters
    ----------
    source : Path
        What was downloaded.
    folder : Path
        The course folder.
    assignment : str
        Which assignment was handed in.
    pattern : str
        Where in a name the student stands; see `Names`.
    instead : bool
        Whether these take the place of what was collected and graded before, which is kept in replaced/.
    """
    assigned = Assigned.in_folder(folder, assignment)
    release = _release(assigned)
    files, stamps = _sorted_out(source)
    names = Names(pattern, [file.where for file in files])
    roster = roster_in(assigned)
    outcomes = one_of_each(_judged(file, release, names).known_by(roster.named) for file in files)
    outcomes = [_stamped(one, stamps, names) if one.heading == PLACED else one for one in outcomes]
    outcomes = [_placed(one, assigned, instead) if one.heading == PLACED else one for one in outcomes]
    keep(assigned, {one.student: one.file.where for one in outcomes if one.heading in {PLACED, THERE}})
    outcomes = [
        _compared(one, assigned, roster.students) if one.heading == PLACED else one for one in outcomes
    ]
    return sorted(outcomes, key=lambda one: (HEADINGS.index(one.heading), one.student, one.file.where))


def _release(assigned: Assigned) -> NotebookNode:
    path = assigned.released / assigned.notebook
    if not path.is_file():
        if not assigned.source.is_dir():
            assigned.require_registered()
        sentence = to_say("There is no {path}; run: nbgrader generate_assignment {name}")
        raise BadValueError(said(sentence, path=path, name=assigned.name))
    return nbformat.read(path, as_version=4)


def _sorted_out(source: Path) -> tuple[list[Download], dict[PurePosixPath, Download]]:
    """Return the files of a download, and by their folders those that say when something was handed in."""
    files, stamps = [], {}
    for file in downloads(source):
        if file.where.name == STAMP:
            stamps[file.where.parent] = file
        else:
            files.append(file if may_be_notebook(file.where.name) else replace(file, content=b""))
    return files, stamps


def _stamped(one: Outcome, stamps: Mapping[PurePosixPath, Download], names: Names) -> Outcome:
    """Note when a submission was handed in: as a file beside it says, or the platform in its name.

    That of the platform has no zone, so it is this machine's. In his own zip a student may say anything.
    """
    beside, dated = stamps.get(one.file.where.parent), one.named.dated
    try:
        if beside and not names.in_own_zip(beside.where):
            stamp = beside.content[:200].decode("utf-8-sig").strip().replace(" +", "+")  # as it reads a zone
            time = parse_utc(stamp).replace(tzinfo=UTC)
        elif dated and dated.is_to_the_minute:
            time = dated.time.astimezone()
        else:
            return one
        return replace(one, handed_in=time.isoformat(sep=" "))
    except (ValueError, OverflowError, OSError):  # no time, or none that this machine knows
        return one


def _judged(file: Download, release: NotebookNode, names: Names) -> Outcome:
    """Say whose a file is, if it is a submission."""
    try:
        file, remark = _for_nbgrader(file, release)
    except _NoSubmissionError as reason:
        return Outcome(file, NOT_PLACED, str(reason))
    except Exception as error:  # whatever somebody's file brings about
        return Outcome(file, NOT_PLACED, said("it cannot be looked at: {error}", error=in_words(error)))
    students = names.students(file.where)
    if not students:
        remark = said("no part of its path is like {pattern}", pattern=names.pattern)
        return Outcome(file, NOT_PLACED, remark)
    if len(students) > 1:
        sentence = to_say("it may be of {students}; say which with a pattern such as {pattern}")
        remark = said(sentence, students=said(" or ").join(students), pattern="{student}_*/*")
        return Outcome(file, NOT_PLACED, remark)
    (named,) = students.values()
    return Outcome(file, PLACED, remark, named)


class _NoSubmissionError(ValueError):
    """A file is no submission; the sentence says why."""


def _for_nbgrader(file: Download, release: NotebookNode) -> tuple[Download, str]:
    """Return a submission as nbgrader can read it, in UTF-8 and well formed, and what to know about it.

    A notebook that cannot be read is a submission, whatever it is.
    """
    ending = file.where.suffix.lower()
    if file.refused or ending in _ARCHIVES:
        raise _NoSubmissionError(file.refused or said(_PACKED))
    try:
        notebook, encoding = read(file.content)
    except NotReadableError as error:
        if ".ipynb" in file.where.name.lower():
            return file, said(_BROKEN, why=error)
        raise _NoSubmissionError(said("no notebook")) from None
    matched = match(release, notebook)
    if not matched.answers:
        raise _NoSubmissionError(said("a notebook, but not of this assignment"))
    try:
        text, remark = file.content.decode(encoding), ""
        nbformat.reads(text, as_version=4)
    except Exception:  # of whatever kind: nbgrader would stop at it, too
        text = nbformat.writes(matched.notebook(keep_prose=True))
        remark = said("; ").join([said(_MENDED), *matched.told])
    return replace(file, content=text.encode("utf-8")), remark


def _placed(one: Outcome, assigned: Assigned, instead: bool) -> Outcome:
    """Put a submission where nbgrader grades it, whole or not at all."""
    try:
        folder = assigned.submitted(one.student)
        is_taken = folder.is_dir() and any(folder.iterdir())
        if is_taken and _is_in(folder / assigned.notebook, one):
            return one.left_out(THERE)
        if is_taken and not instead:
            sentence = to_say("{folder} has another version; to put this in its place, add --instead")
            return one.left_out(NOT_PLACED, said(sentence, folder=folder.relative_to(assigned.root)))
        fresh = folder.with_name(f".{assigned.name}-new")
        shutil.rmtree(fresh, ignore_errors=True)  # of a run that was killed
        write_whole(fresh / assigned.notebook, one.file.content)
        if one.handed_in:
            write_whole(fresh / STAMP, one.handed_in.encode())
            one = one.remarked(said("handed in {time}", time=one.handed_in))
        if is_taken:
            one = _keep_earlier(one, assigned)
        elif folder.is_dir():
            folder.rmdir()  # Windows puts nothing in its place
        fresh.rename(folder)
        return one
    except OSError as error:  # such as a name that is too long for a folder
        if is_full(error):
            raise
        why = said("it cannot be put in place: {error}", error=error.strerror or in_words(error))
        return one.left_out(NOT_PLACED, why)


def _keep_earlier(one: Outcome, assigned: Assigned) -> Outcome:
    root = assigned.root
    kept = first_free(lambda number: root / "replaced" / one.student / f"{assigned.name}-{number}")
    kept.parent.mkdir(parents=True, exist_ok=True)
    assigned.submitted(one.student).rename(kept)
    graded = assigned.autograded(one.student)
    if graded.is_dir():
        graded.rename(kept / "graded")  # nbgrader skips whoever is graded
    remark = said("in place of an earlier one, now {folder}", folder=kept.relative_to(root))
    return one.remarked(remark)


def _is_in(place: Path, one: Outcome) -> bool:
    return place.is_file() and place.read_bytes() == one.file.content


def roster_in(assigned: Assigned) -> Roster:
    """Return the students of an assignment's gradebook; nobody as long as there is none."""
    if not (assigned.root / "gradebook.db").is_file():  # to ask for it would make it
        return Roster([])
    with Gradebook(assigned.course.db_url, assigned.course.course_id) as gradebook:
        return roster_of(gradebook.students)


def _compared(one: Outcome, assigned: Assigned, known: Collection[str]) -> Outcome:
    """See whether the student is one of those known, if any are."""
    if not known or one.student in known:
        return one
    if near := difflib.get_close_matches(one.student, known, n=1):
        sentence = to_say("{student} is not in the gradebook; if it is {near}, rename {folder}")
        place = assigned.submitted(one.student).parent.relative_to(assigned.root)
        unknown = said(sentence, student=one.student, near=near[0], folder=place)
    else:
        unknown = said("{student} is not in the gradebook", student=one.student)
    return one.remarked(unknown)
