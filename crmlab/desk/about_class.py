"""The commands about a graded class: what it can do, what it answered, and what is passed on of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crmlab.desk.frame import one_sentence
from crmlab.desk.own_folder import course_folder
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

_Assignment = Annotated[str, typer.Argument(help=to_say("Which one, such as clv."))]
_Course = Annotated[Path, typer.Option(help=to_say("Your course folder."))]


def report(
    assignment: _Assignment,
    course: _Course = Path(),
    hide_names: Annotated[bool, typer.Option("--hide-names", help=to_say("Name no student."))] = False,
    to: Annotated[
        Path | None, typer.Option(help=to_say("The page; the tables are written beside it."))
    ] = None,
) -> None:
    """Write a page about what a class can do and what it answered instead, and the same as tables."""
    from crmlab.grading.reporting import commands

    with one_sentence():
        for path in commands.report(course, assignment, hide_names, to):
            typer.echo(said("written: {path}", path=path))


def ideas(
    assignment: _Assignment,
    sentence: Annotated[
        str, typer.Argument(help=to_say("With --name: what everybody in the group is to read."))
    ] = "",
    name: Annotated[
        int | None, typer.Option("--name", min=1, help=to_say("The number of a group to name."))
    ] = None,
    save: Annotated[bool, typer.Option("--save", help=to_say("Keep the sentence without asking."))] = False,
    course: _Course = Path(),
    workers: Annotated[
        int | None,
        typer.Option(min=1, help=to_say("How many to run at a time."), show_default=to_say("all processors")),
    ] = None,
) -> None:
    """Group the wrong answers that no sentence names, and give a group a sentence of yours."""
    from crmlab.grading.ideas import commands

    with one_sentence():
        if name is None and not sentence:
            commands.list_groups(course, assignment, workers)
        elif name is None or not sentence:
            shown = f'crmlab ideas {assignment} --name 1 "…"'
            raise BadValueError(said("To name a group takes its number and a sentence: {shown}", shown=shown))
        else:
            commands.name_group(course, assignment, name, sentence, save, workers)


def viva(
    assignment: _Assignment,
    course: _Course = Path(),
    student: Annotated[list[str] | None, typer.Option(help=to_say("Only this one; may be repeated."))] = None,
) -> None:
    """Write three questions to each student about his own work, with answers: a page to print."""
    from crmlab.grading.authorship import pages
    from crmlab.grading.classes.report import progress

    with one_sentence():
        assigned = pages.graded(course, assignment)
        with progress(said("questions"), len(student or pages.judged(assigned))) as step:
            path, number = pages.write_viva(assigned, student or (), step)
    typer.echo(said("{path}: questions to {number} students", path=path, number=number))


def foreign(
    assignment: _Assignment,
    course: _Course = Path(),
) -> None:
    """List who answers with the numbers of somebody else: a reason to ask, and no verdict."""
    from crmlab.grading.authorship import pages

    with one_sentence():
        lines = list(pages.lines_about_foreign(pages.graded(course, assignment)))
    for line in lines or [said("Nobody answers with somebody else's numbers.")]:
        typer.echo(line)
    if lines:
        typer.echo(said(pages.NO_VERDICT))


def export(
    assignment: _Assignment,
    platform: Annotated[str, typer.Option("--for", help=to_say("moodle, canvas, blackboard, csv or xlsx."))],
    course: _Course = Path(),
    to: Annotated[
        Path | None,
        typer.Option(help=to_say("The folder to write into."), show_default=to_say("export/ in the course")),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(help=to_say("The table of grades that the platform gave."), exists=True, dir_okay=False),
    ] = None,
    column: Annotated[str, typer.Option(help=to_say("The title of the assignment's column in it."))] = "",
    tasks: Annotated[
        bool, typer.Option("--tasks", help=to_say("Points a task, too, as columns that are new there."))
    ] = False,
    zero: Annotated[bool, typer.Option("--zero", help=to_say("0 for who handed in nothing."))] = False,
) -> None:
    """Write points and feedback into the files that your learning platform takes."""
    from crmlab.grading.platforms import export as exporting

    with one_sentence():
        options = exporting.Options(platform, to, template, column, tasks, zero)
        lines = exporting.export(course, assignment, options)
    for line in lines:
        typer.echo(line)


def bank(
    platform: Annotated[str, typer.Option("--for", help=to_say("moodle or canvas."))],
    topics: Annotated[str, typer.Option(help=to_say("Such as clv,rfm; without it, all."))] = "",
    variants: Annotated[int, typer.Option(help=to_say("How often a task is asked, with other numbers."))] = 5,
    to: Annotated[Path | None, typer.Option(help=to_say("The file to write."))] = None,
) -> None:
    """Write the question bank of the course, in which each wrong answer has its own sentence."""
    from crmlab.grading.bank import writing
    from crmlab.grading.classes.report import progress

    names = [name.strip() for name in topics.split(",") if name.strip()]
    with one_sentence(), progress(said("questions"), len(names or writing.headings())) as step:
        path, number = writing.write(platform, names, variants, course_folder() / "exercises", to, step)
    typer.echo(said("{path}: {number} questions", path=path, number=number))


COMMANDS = (report, ideas, export, bank, viva, foreign)
