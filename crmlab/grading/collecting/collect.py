"""Fill submitted/ with what a learning platform gives, and say of each file what became of it.

Decided is what nbgrader's zip_collect stops at: two files of one student, a submission that is there already,
other files. What is wrong with one file or one name keeps no other from its place.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from crmlab.errors import BadValueError, in_words
from crmlab.files import first_free, is_full, write_whole
from crmlab.grading.collecting.downloads import Download, downloads
from crmlab.grading.collecting.naming import Named, Names
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.handed_in import may_be_notebook
from crmlab.grading.running.rebuilding import match
from crmlab.intake.reading import NotReadableError, read
from crmlab.language import said, to_say

PLACED, THERE = to_say("Placed"), to_say("There already")
SECOND, NOT_PLACED = to_say("Not needed"), to_say("Not placed")
HEADINGS = (PLACED, THERE, SECOND, NOT_PLACED)  # to be said
_BROKEN = to_say("{why}, so it would get no points: ask for it again")
_MENDED = to_say("its form is damaged, so its answers stand in a fresh copy")
_PACKED = to_say("an archive, but no zip: unpack it, and collect the folder")
_ARCHIVES = {".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".zst"}


@dataclass(frozen=True)
class Outcome:
    """What becomes of one file of the download.

    Attributes
    ----------
    file : Download
        The file.
    heading : str
        Under which it is listed, one of `HEADINGS`.
    remark : str
        Why it is not placed, or what to know about it.
    named : Named
        Whose it is; without a name where that is not known.
    """

    file: Download
    heading: str
    remark: str = ""
    named: Named = Named("")

    @property
    def student(self) -> str:
        """Whose it is; empty where that is not known."""
        return self.named.student

    @property
    def line(self) -> str:
        """The outcome as it is printed."""
        student = f"{self.student}: " if self.student else ""
        return f"{student}{self.file.where}" + (f"  → {self.remark}" if self.remark else "")

    def left_out(self, heading: str, remark: str = "") -> Outcome:
        """Return the outcome of not placing it."""
        return replace(self, heading=heading, remark=remark)


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
    files = [
        file if may_be_notebook(file.where.name) else replace(file, content=b"") for file in downloads(source)
    ]
    names = Names(pattern, [file.where for file in files])
    outcomes = _one_of_each(_judged(file, release, names) for file in files)
    outcomes = [_placed(one, assigned, instead) if one.heading == PLACED else one for one in outcomes]
    known = _known_students(assigned)
    outcomes = [_compared(one, assigned, known) if one.heading == PLACED else one for one in outcomes]
    return sorted(outcomes, key=lambda one: (HEADINGS.index(one.heading), one.student, one.file.where))


def _release(assigned: Assigned) -> NotebookNode:
    path = assigned.released / assigned.notebook
    if not path.is_file():
        sentence = to_say("There is no {path}; run: nbgrader generate_assignment {name}")
        raise BadValueError(said(sentence, path=path, name=assigned.name))
    return nbformat.read(path, as_version=4)


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
        text, remark = nbformat.writes(matched.notebook(keep_prose=True)), said(_MENDED)
    return replace(file, content=text.encode("utf-8")), remark


def _one_of_each(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Take one file of each student; of those that may be of two people, none."""
    decided, of_name = [], defaultdict(list)
    for one in outcomes:
        (of_name[one.student.casefold()] if one.heading == PLACED else decided).append(one)
    for rivals in of_name.values():
        people = {one.named.person for one in rivals}
        decided += _newest(rivals) if len(people) == 1 else _told_apart(rivals)
    return decided


def _told_apart(rivals: list[Outcome]) -> list[Outcome]:
    sentence = to_say(
        "perhaps not the person of {others}: rename one, or take the number into the name, "
        "as the pattern {pattern} does"
    )
    decided = []
    for one in rivals:
        others = (f"{other.file.where}" for other in rivals if other.named.person != one.named.person)
        parts = {"others": said(", ").join(others), "pattern": "{student}_assignsubmission_*"}
        decided.append(one.left_out(NOT_PLACED, said(sentence, **parts)))
    return decided


def _newest(rivals: list[Outcome]) -> list[Outcome]:
    """Take the newest that can be read; where that cannot be told, none.

    A date in the name is the platform's; that in a zip may be of the download.
    """
    are_dated = all(one.named.dated for one in rivals)

    def rank(one: Outcome) -> tuple:
        return not one.remark, one.named.dated.time if are_dated else None, one.file.dates

    last = max(map(rank, rivals))
    newest, *same = [one for one in rivals if rank(one) == last]
    decided = [one.left_out(SECOND, _worse(one, newest)) for one in rivals if rank(one) < last]
    if all(one.file.content == newest.file.content for one in same):
        alike = said("the same as {file}", file=newest.file.where)
        return [*decided, newest, *(one.left_out(SECOND, alike) for one in same)]
    remark = said("others are as new: keep the one that counts, and collect again")
    return decided + [one.left_out(NOT_PLACED, remark) for one in [newest, *same]]


def _worse(one: Outcome, newest: Outcome) -> str:
    sentence = to_say("harder to read than {file}") if one.remark else to_say("older than {file}")
    return said(sentence, file=newest.file.where)


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
        write_whole(fresh / assigned.notebook, one.file.content)
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
    return replace(one, remark=said("; ").join(filter(None, [one.remark, remark])))


def _is_in(place: Path, one: Outcome) -> bool:
    return place.is_file() and place.read_bytes() == one.file.content


def _known_students(assigned: Assigned) -> set[str]:
    if not (assigned.root / "gradebook.db").is_file():  # to ask for it would make it
        return set()
    with Gradebook(assigned.course.db_url, assigned.course.course_id) as gradebook:
        return {student.id for student in gradebook.students}


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
    return replace(one, remark=said("; ").join(filter(None, [one.remark, unknown])))
