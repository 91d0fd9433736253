"""The commands between grading and the end of term: weigh anew, mark open answers, undo, forget."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crmlab.desk.frame import one_sentence
from crmlab.language import said, to_say

if TYPE_CHECKING:
    from crmlab.grading.everyday.reweighing import Reweighed

_Assignment = Annotated[str, typer.Argument(help=to_say("Which one, such as clv."))]
_Course = Annotated[Path, typer.Option(help=to_say("Your course folder."))]
_Yes = Annotated[bool, typer.Option("--yes", help=to_say("Do not ask."))]
_NAMED = 10  # changes that are shown; the table has all
_LISTED = 20  # files


def drop(
    assignment: _Assignment,
    which: Annotated[str, typer.Argument(help=to_say("A task or a check, such as clv-terms."))],
    course: _Course = Path(),
    undo: Annotated[bool, typer.Option("--undo", help=to_say("Let it count again as released."))] = False,
) -> None:
    """Let a task or a check count nothing, for everybody and at once."""
    from crmlab.grading.everyday import reweighing
    from crmlab.grading.gradebook.assigned import Assigned

    with one_sentence():
        assigned = Assigned.in_folder(course, assignment)
        act = reweighing.take_back if undo else reweighing.drop
        _told(assignment, act(assigned, which))


def reweigh(
    assignment: _Assignment,
    check: Annotated[str, typer.Argument(help=to_say("A check, such as clv-value-finite."))],
    points: Annotated[float, typer.Argument(help=to_say("What it counts from now on."))],
    course: _Course = Path(),
) -> None:
    """Let a check count more or less, for everybody and at once; crmlab drop --undo takes it back."""
    from crmlab.grading.everyday import reweighing
    from crmlab.grading.gradebook.assigned import Assigned

    with one_sentence():
        _told(assignment, reweighing.reweigh(Assigned.in_folder(course, assignment), check, points))


def undo(course: _Course = Path(), yes: _Yes = False) -> None:
    """Put back the gradebook as it was before the last command that changed it."""
    from crmlab.grading.everyday import undoing
    from crmlab.grading.gradebook import copies
    from crmlab.grading.gradebook.assigned import Assigned

    with one_sentence():
        assigned = Assigned.in_folder(course, "")
        one = copies.last(assigned.root)
        sentence = to_say(
            "Put back the gradebook as it was at {time}, before {command}? Marks given since then are lost."
        )
        if yes or typer.confirm(said(sentence, time=one.time, command=one.command)):
            undoing.undo(assigned, one)
            sentence = to_say("Undone: {command}. Notebooks and feedback follow with crmlab grade.")
            typer.echo(said(sentence, command=one.command))


def forget(
    student: Annotated[str, typer.Argument(help=to_say("Whose data, by the id of the roster."))],
    course: _Course = Path(),
    yes: _Yes = False,
) -> None:
    """Delete all that the course folder has of one student; this cannot be undone."""
    from crmlab.grading.everyday import forgetting

    with one_sentence():
        known = forgetting.known(course, student)
        sentence = to_say(
            "Delete all of {student}: work, grades, feedback, and all copies for crmlab undo? "
            "Nothing brings it back."
        )
        if not (yes or typer.confirm(said(sentence, student=student))):
            return
        left = forgetting.forget(known)
    typer.echo(said("{student} is forgotten; there is nothing left to undo.", student=student))
    for path in left[:_LISTED]:
        sentence = to_say("{path} still names {student}: edit or delete it yourself.")
        typer.echo(said(sentence, path=path, student=student))
    if more := left[_LISTED:]:
        typer.echo(said("and {number} files more", number=len(more)))


def share(
    assignment: _Assignment,
    course: _Course = Path(),
    by: Annotated[str, typer.Option(help=to_say("tutor: a file for each tutor of the roster."))] = "",
    hidden: Annotated[bool, typer.Option("--hidden", help=to_say("Leave out who wrote it."))] = False,
    excel: Annotated[bool, typer.Option("--excel", help=to_say("Write workbooks of Excel."))] = False,
) -> None:
    """Write the open answers that wait for a mark into files with empty columns for points and comments."""
    from crmlab.grading.everyday import sharing
    from crmlab.grading.gradebook.assigned import Assigned

    if by not in {"", "tutor"}:
        raise typer.BadParameter(said("there is only tutor; got {got}.", got=by), param_hint="--by")
    with one_sentence():
        assigned = Assigned.in_folder(course, assignment)
        for path in sharing.share(assigned, tutors=bool(by), hidden=hidden, workbook=excel):
            typer.echo(said("new: {path}", path=path))


def gather(
    files: Annotated[
        list[Path],
        typer.Argument(help=to_say("Files of crmlab share, filled in."), exists=True, dir_okay=False),
    ],
    course: _Course = Path(),
) -> None:
    """Bring the marks of all tutors into the gradebook; where two differ, none of them."""
    from crmlab.grading.classes.report import printable
    from crmlab.grading.everyday import sharing
    from crmlab.grading.gradebook.assigned import Assigned

    with one_sentence():
        opened = Assigned.in_folder(course, "")
        found = sharing.gather(files, sharing.in_course(opened), opened.root)
    number = sum(map(len, found.marks.values()))
    sentence = to_say("marks in the gradebook: {number}; lines without points, left out: {empty}")
    typer.echo(said(sentence, number=number, empty=found.empty))
    for line in found.replaced:
        typer.echo(f"  {printable(line)}")
    if found.replaced:
        typer.echo(said("back to the marks before: crmlab undo"))


def mark(
    assignment: _Assignment,
    course: _Course = Path(),
    again: Annotated[bool, typer.Option("--again", help=to_say("Show marked answers, too."))] = False,
    tutor: Annotated[str, typer.Option(help=to_say("Only the answers of this tutor."))] = "",
) -> None:
    """Mark open answers in the terminal, with one key for each line of the rubric."""
    from crmlab.grading.everyday.marking import Marking, to_mark
    from crmlab.grading.everyday.open_answers import OpenAnswers
    from crmlab.grading.gradebook.assigned import Assigned

    with one_sentence():
        opened = OpenAnswers(Assigned.in_folder(course, assignment))
        answers = to_mark(opened, again, tutor)
        saved = Marking(opened).run(answers)
    typer.echo(said("{saved} of {number} open answers are marked", saved=saved, number=len(answers)))


def _told(assignment: str, found: Reweighed) -> None:
    """Say what counts how much, and whose score is another one."""
    from crmlab.grading.classes.changes import LOG
    from crmlab.grading.classes.report import printable

    for cell, (before, after) in found.points.items():
        sentence = to_say("{check}: {after} points in place of {before}")
        typer.echo(said(sentence, check=cell, before=f"{before:g}", after=f"{after:g}"))
    before, after = found.of
    parts = {"name": assignment, "before": f"{before:g}", "after": f"{after:g}"}
    typer.echo(said("{name} counts {after} points in place of {before}", **parts))
    number = len(found.changes)
    typer.echo(said("scores that change: {number}; {log} has all of them", number=number, log=LOG))
    for one in found.changes[:_NAMED]:
        typer.echo(f"  {printable(one.line)}")
    typer.echo(said("feedback: crmlab grade {name} --feedback", name=assignment))


COMMANDS = (drop, reweigh, mark, share, gather, undo, forget)
