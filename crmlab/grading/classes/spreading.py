"""Grade a class: results as they are ready, the same in any order and on any number of workers."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field, replace
from pathlib import Path

from crmlab.errors import in_words
from crmlab.grading.classes.keeping import Kept
from crmlab.grading.classes.workers import Borrowed, Workers, how_many
from crmlab.grading.results import Assignment, Result, Submission
from crmlab.intake.cells import cells_of, name_in, settings_of
from crmlab.language import language, said, to_say, use

Grade = Callable[[Assignment, Submission], Result]

GAVE_UP = to_say("Grading broke down: a person has to look at it.")
_AGAIN = 2
_WAITING = 2  # submissions for each worker that are ready when it is
_log = logging.getLogger(__name__)


def grade_class(
    assignment: Assignment,
    submissions: Iterable[Submission],
    *,
    cache: Path,
    executor: Executor | None = None,
    workers: int | None = None,
    grade: Grade | None = None,
) -> Iterator[Result]:
    """Grade submissions and yield the results as they are ready.

    Parameters
    ----------
    assignment : Assignment
        What is graded.
    submissions : iterable of Submission
        What was handed in; only a few of them are in memory at a time.
    cache : Path
        A folder of this assignment, where results are kept for the next run.
    executor : concurrent.futures.Executor, optional
        What the work is given to; processes of its own without it.
    workers : int, optional
        How many work at a time; without it, as many as this machine has processors.
    grade : callable, optional
        `crmlab.grading.running.grader.grade` unless given.

    Yields
    ------
    Result
        One for each submission. If its worker dies, or grading it ends with an error, it is tried again
        twice, with nothing else running: so nobody pays for another's submission. Then its result leaves
        all points to a person, and a remark says what the error was.
    """
    number = how_many(workers)
    with Workers(number) if executor is None else Borrowed(executor) as crew:
        run = _Run(assignment, grade or _grader(), crew, Kept(cache, assignment))
        for submission in submissions:
            if kept := run.kept.find(submission):
                yield kept
                continue
            run.start(submission)
            while len(run.pending) >= number * _WAITING:
                yield from run.finished()
        while run.pending:
            yield from run.finished()


def _grader() -> Grade:
    from crmlab.grading.running.grader import grade  # what it imports is slow, and only the workers need it

    return grade


@dataclass(frozen=True)
class _BrokeDown:
    """Why a submission could not be graded: an error in words, and whether a worker died of it."""

    said: str
    worker_died: bool = False


def _tried(grade: Grade, assignment: Assignment, submission: Submission, spoken: str) -> Result | _BrokeDown:
    """Grade in a worker; an error comes back in words, as not every one gets from process to process."""
    use(spoken)
    try:
        return grade(assignment, submission)
    except (Exception, SystemExit) as error:
        return _BrokeDown(in_words(error))


@dataclass
class _Run:
    """The submissions that workers have."""

    assignment: Assignment
    grade: Grade
    crew: Workers | Borrowed
    kept: Kept
    pending: dict[Future, Submission] = field(default_factory=dict)

    def start(self, submission: Submission) -> None:
        self.pending[self._submitted(submission)] = submission

    def finished(self) -> Iterator[Result]:
        """Yield what is ready; when something failed, wait for all, then try again what failed."""
        failed = yield from self._ready(FIRST_COMPLETED)
        if failed:
            failed += yield from self._ready("ALL_COMPLETED")
        for submission in failed:
            yield self._alone(submission)

    def _ready(self, until: str) -> Iterator[Result]:
        """Yield results; return the submissions that have none."""
        failed = []
        for future in wait(self.pending, return_when=until).done:
            submission = self.pending.pop(future)
            outcome = self._outcome(submission, future)
            if isinstance(outcome, Result):
                yield outcome
            else:
                failed.append((submission, outcome))
        if any(outcome.worker_died for _, outcome in failed):
            self.crew.renew()
        return [submission for submission, _ in failed]

    def _alone(self, submission: Submission) -> Result:
        for _ in range(_AGAIN):
            outcome = self._outcome(submission, self._submitted(submission))
            if isinstance(outcome, Result):
                return outcome
            if outcome.worker_died:
                self.crew.renew()
        return given_up(self.assignment, submission.student, outcome.said)  # the next run tries again

    def _submitted(self, submission: Submission) -> Future:
        return self.crew.submit(_tried, self.grade, self.assignment, submission, language())

    def _outcome(self, submission: Submission, future: Future) -> Result | _BrokeDown:
        """Return what came back; a result is kept for the next run."""
        try:
            outcome = future.result()
        except Exception as error:  # of whatever kind: each executor has its own for a worker that died
            outcome = _BrokeDown(in_words(error), isinstance(error, BrokenExecutor))
        if isinstance(outcome, Result):
            return self._keep(submission, outcome)
        _log.info("%s, %s: %s", self.assignment.name, submission.student, outcome.said)
        return outcome

    def _keep(self, submission: Submission, result: Result) -> Result:
        if result.cut_off:
            return result
        try:
            return self.kept.keep(submission, result)
        except Exception as error:  # the result counts all the same
            remark = said("It was not kept for the next run, because of {error}.", error=in_words(error))
            return replace(result, remarks=(*result.remarks, remark))


def given_up(assignment: Assignment, student: str, error: str) -> Result:
    """Return a result that leaves all points to a person; what broke down is told to the instructor only."""
    import nbformat  # seconds, and hardly ever needed

    notebook = nbformat.reads(assignment.release, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(f"**{said(GAVE_UP)}**", id="why-not-graded"))
    open_points = dict.fromkeys(graded_cells(assignment.release))
    text = nbformat.writes(notebook)
    remarks = (said("crmlab itself broke down, with {error}", error=error),)
    return Result(student, text, open_points, remarks=remarks, reason=said(GAVE_UP), level=assignment.level)


def graded_cells(release: str) -> list[str]:
    """Return the names of the cells of a released notebook that give points."""
    marks = map(settings_of, cells_of(json.loads(release)))
    return [name_in(mark, "grade_id") for mark in marks if mark.get("grade") or mark.get("task")]
