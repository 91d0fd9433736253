"""Grade one submission: bytes in, a result out. Nothing of a student's is executed or unpickled here."""

from __future__ import annotations

import functools
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import LimitOutput
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution

from crmlab.grading.results import SANDBOXED, Assignment, Result, Submission
from crmlab.grading.running.bounds import check_size
from crmlab.grading.running.execution import TOO_LONG, Ran
from crmlab.grading.running.outputs import error_output, left_out_of, missing_in, outputs_of
from crmlab.grading.running.probing import name_ideas
from crmlab.grading.running.rebuilding import Match, match, parsed
from crmlab.grading.running.sections import Answered
from crmlab.grading.running.verdicts import about_names, as_data, not_yet, outputs_of_verdict
from crmlab.intake.names import names_given
from crmlab.intake.reading import NotReadableError, read
from crmlab.language import said

_MOST_MISSING = 5  # modules that the instructor is told of


def grade(assignment: Assignment, submission: Submission) -> Result:
    """Grade a submission, whatever it is.

    Parameters
    ----------
    assignment : Assignment
        What was asked.
    submission : Submission
        What was handed in.

    Returns
    -------
    Result
        The same for the same submission, whenever and wherever it is graded.
    """
    began = time.perf_counter()
    release = parsed(assignment.release)
    try:
        matched, encoding = _matched(release, submission.content)
    except NotReadableError as error:
        return _result(assignment, submission, _unread(release, f"{error}"), reason=f"{error}")
    notebook, remarks = matched.notebook(), matched.remarks()
    if encoding != "utf-8":
        remarks.append(said("The file was read as {encoding}.", encoding=encoding))
    done = execute(notebook, assignment, submission.student)
    result = _result(
        assignment,
        submission,
        notebook,
        remarks=(*remarks, *done.remarks),
        verdicts=done.verdicts,
        names=tuple(done.names),
        numbers=done.numbers,
        cut_off=done.cut_off,
        student_seconds=done.seconds,
    )
    return replace(result, seconds=time.perf_counter() - began)


@functools.lru_cache(maxsize=4)
def _names_handed_out(release: str) -> tuple[str | None, ...]:
    return tuple(names_given(parsed(release).cells))


def _matched(release: NotebookNode, content: bytes) -> tuple[Match, str]:
    """Return what a file has for the release, and its encoding."""
    check_size(content)
    parsed, encoding = read(content)
    matched = match(release, parsed)
    if not matched.answers:
        raise NotReadableError(said("it is a notebook, but not of this assignment"))
    return matched, encoding


@dataclass(frozen=True)
class Executed:
    """What came of a notebook that was run.

    Attributes
    ----------
    seconds : float
        What the student's code computed.
    remarks : list of str
        What was left out and why, for the instructor.
    verdicts, names, numbers, cut_off
        As in `Result`.
    """

    seconds: float
    remarks: list[str]
    verdicts: dict[str, dict] = field(default_factory=dict)
    names: Sequence[str] = ()
    numbers: dict[str, Any] = field(default_factory=dict)
    cut_off: bool = False


def execute(notebook: NotebookNode, assignment: Assignment, student: str) -> Executed:
    """Fill in the outputs of a rebuilt notebook, those of graded cells as the judge decides.

    Parameters
    ----------
    notebook : NotebookNode
        The release with a student's answers; changed in place.
    assignment : Assignment
        What was asked.
    student : str
        Whose it is.

    Returns
    -------
    Executed
    """
    if assignment.level != SANDBOXED:
        from crmlab.grading.running.unsandboxed import execute_in_kernel  # a kernel is slow to import

        return Executed(0.0, execute_in_kernel(notebook, assignment.limits))
    answered = Answered(notebook, assignment, student)
    graded = answered.grade()
    unsure = name_ideas(answered, graded.verdicts, assignment)
    for place, cell in enumerate(answered.cells):
        cell.execution_count = place + 1
        asked = answered.asked.get(place)
        verdict = graded.verdicts.get(place)
        cell.outputs = outputs_of_verdict(asked, verdict) if asked else _shown(graded.ran, place, assignment)
    LimitOutput().preprocess(notebook, {})
    handed_out = _names_handed_out(assignment.release)
    missing = dict.fromkeys(one for sent in graded.ran.sent.values() for one in missing_in(sent))
    remarks = [
        *about_names(answered.given, handed_out, student),
        *graded.remarks,
        *[*missing][:_MOST_MISSING],
        *_left_out_of(answered),
        *filter(None, [graded.ran.too_much]),
    ]
    checks = {place: answered.asked[place].check.id for place in graded.verdicts}
    kept = {id_: as_data(graded.verdicts[at], assignment.told_about(id_)) for at, id_ in checks.items()}
    too_long = unsure or TOO_LONG in graded.ran.left_out.values()
    return Executed(graded.seconds, remarks, kept, answered.names, answered.numbers, too_long)


def _left_out_of(answered: Answered) -> Iterator[str]:
    for place, cell in enumerate(answered.cells):
        if why := left_out_of(cell.outputs):
            yield said("The cell {name}: {why}", name=answered.called(place), why=why)


def _shown(ran: Ran, place: int, assignment: Assignment) -> list[NotebookNode]:
    """Return the outputs of a cell that is not graded."""
    if place in ran.left_out:
        why = said(ran.left_out[place])
        remark = said("This cell {why}; everything else was graded without it.", why=why)
        return [error_output("LeftOut", remark, [remark])]
    return outputs_of(ran.sent.get(place), place + 1, assignment.limits.output)


def _unread(release: NotebookNode, reason: str) -> NotebookNode:
    """Return the release as it is shown to a student whose file is not a notebook of this assignment."""
    notebook = nbformat.from_dict(release)
    for cell in notebook.cells:
        if is_grade(cell) and cell.cell_type == "code":
            cell.outputs = [not_yet(said("Your file could not be graded: {reason}.", reason=reason))]
    return notebook


def _result(assignment: Assignment, submission: Submission, notebook: NotebookNode, **known) -> Result:
    return Result(
        student=submission.student,
        notebook=json.dumps(notebook, ensure_ascii=False) + "\n",
        scores={_id(cell): determine_grade(cell)[0] for cell in notebook.cells if is_grade(cell)},
        unanswered=tuple(_id(cell) for cell in notebook.cells if is_solution(cell) and _is_untouched(cell)),
        level=assignment.level,
        **known,
    )


def _id(cell: NotebookNode) -> str:
    return cell.metadata.nbgrader.grade_id


def _is_untouched(cell: NotebookNode) -> bool:
    return cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
