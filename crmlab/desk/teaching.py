"""The commands of whoever teaches: from a course folder to grades."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crmlab.desk.frame import one_sentence
from crmlab.desk.own_folder import course_folder
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

_ASSIGNMENTS = typer.Option(help=to_say("Names of assignments, such as clv,rfm; without it, all."))


def course(
    folder: Annotated[Path, typer.Argument(help=to_say("A new folder, or one that this command made."))],
    assignments: Annotated[str, _ASSIGNMENTS] = "",
) -> None:
    """Make the folder in which you grade a class; run again, it adds what is missing."""
    from crmlab.grading.gradebook import course as courses

    with one_sentence():
        names = courses.chosen(assignments, courses.assignments_of(course_folder() / "solutions"))
        for path in courses.set_up(folder, course_folder(), names):
            typer.echo(said("new: {path}", path=path))
    typer.echo(said("{path} says how to go on.", path=folder / "README.md"))


def handout(
    target: Annotated[Path, typer.Argument(help=to_say("A zip or a folder that is not there yet."))] = Path(
        "crmlab-handout.zip"
    ),
    course: Annotated[Path | None, typer.Option(help=to_say("Your course folder, if you have one."))] = None,
    assignments: Annotated[str, _ASSIGNMENTS] = "",
) -> None:
    """Write what a class gets: lessons and exercises, no solutions."""
    from crmlab.grading.gradebook import course as courses

    with one_sentence():
        if course:
            courses.require_course(course)
        exercises = (course or course_folder()) / "exercises"
        names = courses.chosen(assignments, courses.assignments_of(exercises))
        written = courses.hand_out(target, course_folder(), exercises, names)
    sentence = to_say("{target}: {number} files, with the assignments {names}")
    typer.echo(said(sentence, target=target, number=written, names=said(", ").join(names)))


def roster(
    file: Annotated[
        Path,
        typer.Argument(help=to_say("A table with a column id, saved as CSV."), exists=True, dir_okay=False),
    ] = Path("roster.csv"),
    course: Annotated[Path, typer.Option(help=to_say("Your course folder."))] = Path(),
) -> None:
    """Enter your class into the gradebook; run again, it adds who is new and changes what has changed."""
    from crmlab.grading.gradebook.roster import enter

    with one_sentence():
        number = enter(file, course)
    typer.echo(said("{number} of {file} are in the gradebook", number=number, file=file))


def collect(
    source: Annotated[
        Path, typer.Argument(help=to_say("The zip or folder that you downloaded."), exists=True)
    ],
    assignment: Annotated[str, typer.Option(help=to_say("Which one was handed in, such as clv."))],
    pattern: Annotated[str, typer.Option(help=to_say("Where the student stands in a name."))] = "{student}_*",
    course: Annotated[Path, typer.Option(help=to_say("Your course folder."))] = Path(),
    instead: Annotated[
        bool, typer.Option("--instead", help=to_say("Replace what was collected before."))
    ] = False,
) -> None:
    """Put the submissions of a class where nbgrader grades them, and list what could not be placed."""
    from crmlab.grading.collecting import collect as collecting

    with one_sentence():
        outcomes = collecting.collect(source, course, assignment, pattern, instead)
    for heading in collecting.HEADINGS:
        lines = [f"\n  {one.line}" for one in outcomes if one.heading == heading]
        typer.echo(said("{heading}: {number}", heading=said(heading), number=len(lines)) + "".join(lines))
    raise typer.Exit(bool(lines))


def grade(
    assignment: Annotated[str, typer.Argument(help=to_say("Which one, such as clv."))],
    course: Annotated[Path, typer.Option(help=to_say("Your course folder."))] = Path(),
    workers: Annotated[
        int | None,
        typer.Option(
            min=1, help=to_say("How many to grade at a time."), show_default=to_say("all processors")
        ),
    ] = None,
    missing: Annotated[bool, typer.Option("--missing", help=to_say("Only who is not graded yet."))] = False,
    unsandboxed: Annotated[
        bool, typer.Option("--unsandboxed", help=to_say("Run what students wrote with your own rights."))
    ] = False,
    feedback: Annotated[bool, typer.Option("--feedback", help=to_say("Render feedback, too."))] = False,
    student: Annotated[list[str] | None, typer.Option(help=to_say("Only this one; may be repeated."))] = None,
) -> None:
    """Grade what a class handed in, protected from it; run again, it grades what has changed."""
    from crmlab.grading.classes import commands

    with one_sentence():
        options = commands.Options(workers, missing, unsandboxed, feedback, student or ())
        code = commands.grade(course, assignment, options)
    raise typer.Exit(code)


def viva(
    assignment: Annotated[str, typer.Argument(help=to_say("Which one, such as clv."))],
    course: Annotated[Path, typer.Option(help=to_say("Your course folder."))] = Path(),
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
    assignment: Annotated[str, typer.Argument(help=to_say("Which one, such as clv."))],
    course: Annotated[Path, typer.Option(help=to_say("Your course folder."))] = Path(),
) -> None:
    """List who answers with the numbers of somebody else: a reason to ask, and no verdict."""
    from crmlab.grading.authorship import pages

    with one_sentence():
        lines = list(pages.lines_about_foreign(pages.graded(course, assignment)))
    for line in lines or [said("Nobody answers with somebody else's numbers.")]:
        typer.echo(line)
    if lines:
        typer.echo(said(pages.NO_VERDICT))


def ideas(
    assignment: Annotated[str, typer.Argument(help=to_say("Which one, such as clv."))],
    sentence: Annotated[
        str, typer.Argument(help=to_say("With --name: what everybody in the group is to read."))
    ] = "",
    name: Annotated[
        int | None, typer.Option("--name", min=1, help=to_say("The number of a group to name."))
    ] = None,
    save: Annotated[bool, typer.Option("--save", help=to_say("Keep the sentence without asking."))] = False,
    course: Annotated[Path, typer.Option(help=to_say("Your course folder."))] = Path(),
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


COMMANDS = (course, handout, roster, collect, grade, viva, foreign, ideas)
