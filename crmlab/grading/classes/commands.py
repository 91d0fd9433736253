"""What `crmlab grade` does: from the files that were handed in to the gradebook, and a report in words."""

from __future__ import annotations

import difflib
import functools
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import nbformat
from sqlalchemy.exc import OperationalError

from crmlab.errors import BadValueError, in_words
from crmlab.files import is_full
from crmlab.grading.autograding import RunInSandbox
from crmlab.grading.classes import report
from crmlab.grading.classes.changes import LOG as LOG_OF_CHANGES
from crmlab.grading.classes.changes import Change, changes, log
from crmlab.grading.classes.feedback import Feedback
from crmlab.grading.classes.keeping import Kept, digest, versions
from crmlab.grading.classes.report import Line
from crmlab.grading.classes.spreading import Grade, given_up, grade_class, graded_cells
from crmlab.grading.classes.workers import how_many
from crmlab.grading.gradebook.arranged import dropped
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.copies import copy
from crmlab.grading.gradebook.handed_in import find, students_of, with_groups
from crmlab.grading.gradebook.judged import Judged, keep, of_all
from crmlab.grading.gradebook.recording import Recorder
from crmlab.grading.gradebook.weights import points_in, weighed, weights
from crmlab.grading.results import NOT_SANDBOXED, Assignment, Result, Submission
from crmlab.grading.running.rebuilding import match
from crmlab.language import said, to_say

CACHE = ".grading_cache"
LOG = "grading.log.jsonl"
_BATCH = 50  # results that are written at a time
_STOPPED = 130  # what a command returns that Ctrl+C ended


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line.

    Attributes
    ----------
    workers : int, optional
        How many submissions are graded at a time; as many as there are processors unless given.
    missing : bool
        Whether only those are graded that are not graded yet.
    unsandboxed : bool
        Whether to do without the sandbox.
    feedback : bool
        Whether to render feedback, too.
    students : sequence of str
        Who is graded; all if it is empty.
    """

    workers: int | None = None
    missing: bool = False
    unsandboxed: bool = False
    feedback: bool = False
    students: Sequence[str] = ()


def grade(folder: Path, name: str, options: Options, grade: Grade | None = None) -> int:
    """Grade an assignment in a course folder and report; return the command's exit code.

    Raises
    ------
    BadValueError
        If there is nothing to grade, or it cannot be graded; the sentence says why.
    """
    how_many(options.workers)
    assigned = with_groups(Assigned.in_folder(folder, name))
    settings = RunInSandbox(config=assigned.course.config)
    level = NOT_SANDBOXED if options.unsandboxed else settings.level()
    assignment = assigned.as_graded(level, settings.limits())
    began = time.monotonic()
    with Recorder(assigned) as recorder:
        _require_same_cells(recorder.cells, assignment)
        students, unnamed = _students(assigned, recorder, options)
        removed, gone = recorder.dropped(students), dropped(assigned.root).intersection(students)
        students = [student for student in students if student not in removed | gone]
        copy(assigned.root, f"crmlab grade {name}")
        report.heading(assignment, len(students))
        run = _Run(assigned, assignment, recorder, options)
        try:
            lines = run.lines(students, grade)
        except KeyboardInterrupt:
            report.stopped(name)
            return _STOPPED
        graded = sorted(recorder.graded() - dropped(assigned.root))
        wrong = _render(assigned, graded, options) if options.feedback else []
    report.table(lines)
    report.changed([one.line for one in run.changes], LOG_OF_CHANGES)
    report.left_out(sorted(removed - gone), sorted(gone))
    report.summary(name, lines, unnamed, options.feedback)
    report.what_went_wrong(wrong)
    _log(assigned.root, assignment, options, lines, time.monotonic() - began)
    return int(bool(wrong or unnamed or not all(line.graded for line in lines)))


def _require_same_cells(registered: set[str], assignment: Assignment) -> None:
    """Refuse a release that is not the one in the gradebook: points would be lost without a word."""
    if differing := sorted(registered ^ set(graded_cells(assignment.release))):
        sentence = to_say("The released notebook and the gradebook differ, in {cell} for one: run {command}")
        command = f"nbgrader generate_assignment {assignment.name} --force"
        raise BadValueError(said(sentence, cell=differing[0], command=command))


def _students(assigned: Assigned, recorder: Recorder, options: Options) -> tuple[list[str], list[str]]:
    """Return who is to be graded, and the folders whose names are no text."""
    found, name = sorted({*students_of(assigned), *assigned.handed_in_by}), assigned.name
    if not found:
        sentence = to_say(
            "Nobody has handed in {name}: put what you have downloaded in place with crmlab collect"
        )
        raise BadValueError(said(sentence, name=name))
    for student in options.students:
        if student not in found:
            near = said(", ").join(difflib.get_close_matches(student, found, n=1))
            alone = to_say("{student} has not handed in {name}.")
            sentence = to_say("{student} has not handed in {name}; near it: {near}.") if near else alone
            raise BadValueError(said(sentence, student=repr(student), name=name, near=near))
    chosen = [student for student in found if student in options.students or not options.students]
    unnamed = [student for student in chosen if not _is_text(student)]
    graded = recorder.graded() if options.missing else set()
    return [student for student in chosen if student not in graded and _is_text(student)], unnamed


def _is_text(name: str) -> bool:
    try:
        return bool(name.encode("utf-8"))
    except UnicodeEncodeError:  # bytes of another encoding, which no gradebook takes
        return False


@dataclass
class _Run:
    """One run over a class."""

    assigned: Assigned
    assignment: Assignment
    recorder: Recorder
    options: Options
    remarks: dict[str, tuple[str, ...]] = field(default_factory=dict)  # about the files, by student
    not_found: dict[str, str] = field(default_factory=dict)  # the errors in looking for files, by student
    works: dict[str, str] = field(default_factory=dict)  # hashes of what was handed in, by student
    judged: dict[str, Judged] = field(default_factory=dict)  # what is recorded, by student
    changes: list[Change] = field(default_factory=list)  # of scores, since the last run

    @functools.cached_property
    def _weighed(self) -> Callable[[Result], Result]:
        """Give results the points that cells count now; the gradebook has been told them, too."""
        of, new = points_in(self.assignment.release), weights(self.assigned.root, self.assigned.name)
        new = {cell: points for cell, points in new.items() if cell in of}
        self.recorder.weigh(of | new)
        return lambda result: weighed(result, of, new)

    @functools.cached_property
    def _rules(self) -> str:
        return Kept(_cache(self.assigned.root), self.assignment).basis

    def lines(self, students: Sequence[str], grade: Grade | None) -> list[Line]:
        """Grade and record students; return a line about each, in a fixed order."""
        lines = []
        results = self._results(students, grade)
        try:
            with closing(results), report.progress(said("grading"), len(students)) as step:
                for batch in _batches(results, step):
                    lines += self._recorded(batch)
        finally:
            self.changes = changes(of_all(self.assigned), self.judged)
            log(self.assigned.root, self.assigned.name, self.changes)
            keep(self.assigned, self.judged)
        return sorted(lines, key=lambda line: line.recorded.student)

    def _results(self, students: Sequence[str], grade: Grade | None) -> Iterator[Result]:
        """Yield the results: what one of a group handed in is graded once, as his, and is that of each."""
        groups = defaultdict(list)
        for student in students:
            groups[self.assigned.handed_in_by.get(student, student)].append(student)
        graded = grade_class(
            self.assignment,
            self._submissions(groups),
            cache=_cache(self.assigned.root) / self.assigned.name,
            workers=self.options.workers,
            grade=grade,
        )
        for result in graded:
            yield from self._of_each(result, groups[result.student])
        for hander, error in self.not_found.items():
            yield from self._of_each(given_up(self.assignment, hander, error), groups[hander])

    def _of_each(self, result: Result, students: Sequence[str]) -> Iterator[Result]:
        hander, remarks = result.student, self.remarks.get(result.student, ())
        for student in sorted(students, key=lambda one: one != hander):  # his marks go on to the others
            told = said("handed in by {student} for the group", student=hander)
            self.remarks[student] = remarks if student == hander else (told, *remarks)
            self.works[student] = self.works.get(hander, "")
            yield replace(result, student=student)

    def _recorded(self, batch: Sequence[Result]) -> Iterator[Line]:
        """Record results; one that cannot be recorded keeps no other from it."""
        try:
            recorded = self.recorder.record(list(map(self._weighed, batch)))
        except (BadValueError, OperationalError):  # of the instructor's plugin, a locked gradebook: for all
            raise
        except Exception as error:
            if is_full(error):
                raise
            if len(batch) > 1:
                for one in batch:
                    yield from self._recorded([one])
                return
            recorded = [self.recorder.not_recorded(one.student) for one in batch]
            reason = said("Not recorded, because of {error}", error=in_words(error))
            batch = [replace(one, reason=reason) for one in batch]
        else:
            given = {one.student: one.given for one in recorded}
            for one in batch:
                kept = Judged.of(one, self.works.get(one.student, ""), self._rules)
                self.judged[one.student] = replace(kept, given=given[one.student])
        told = {result.student: self._told(result) for result in batch}
        yield from (Line(one, *told[one.student]) for one in recorded)

    def _submissions(self, students: Iterable[str]) -> Iterator[Submission]:
        release = nbformat.reads(self.assignment.release, as_version=4)
        for student in students:
            try:
                one = find(self.assigned, student, lambda it: match(release, it).answers > 0)
            except Exception as error:
                self.not_found[student] = in_words(error)
                continue
            self.remarks[student] = one.remarks
            self.works[student] = digest([one.submission.file_name, one.submission.content])
            yield one.submission

    def _told(self, result: Result) -> tuple[str, tuple[str, ...]]:
        return result.reason, self.remarks.pop(result.student, ()) + result.remarks


def _batches(results: Iterator[Result], step: Callable[[], None]) -> Iterator[list[Result]]:
    def counted() -> Iterator[Result]:
        for result in results:
            step()
            yield result

    rest = counted()
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _render(assigned: Assigned, graded: Sequence[str], options: Options) -> list[tuple[str, str]]:
    """Render the feedback that is out of date; return whom it failed for, and why."""
    students = [student for student in graded if student in options.students or not options.students]
    feedback = Feedback(assigned, _cache(assigned.root) / "feedback" / assigned.name)
    outdated = feedback.outdated(students)
    wrong = []
    with report.progress(said("feedback"), len(outdated)) as step:
        for student, why in feedback.render(outdated, options.workers):
            step()
            wrong += [(student, why)] if why else []
    return sorted(wrong)


def _cache(course: Path) -> Path:
    """Return the folder of what is kept between runs; it holds work of students, so git leaves it out."""
    folder = course / CACHE
    folder.mkdir(exist_ok=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    return folder


def _log(
    course: Path, assignment: Assignment, options: Options, lines: Sequence[Line], seconds: float
) -> None:
    """Add a line about a run to the course's log."""
    line = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "assignment": assignment.name,
        "level": assignment.level,
        "workers": how_many(options.workers),
        "seconds": round(seconds, 1),
        "counts": report.counts(lines),
        "versions": versions(),
    }
    with (course / LOG).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
