"""The commands of whoever teaches: from a course folder to grades."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crmlab.desk.frame import one_sentence
from crmlab.desk.own_folder import course_folder
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
        typer.Argument(
            help=to_say("A table with a column id, or your platform's list."), exists=True, dir_okay=False
        ),
    ] = Path("roster.csv"),
    course: Annotated[Path, typer.Option(help=to_say("Your course folder."))] = Path(),
) -> None:
    """Enter your class into the gradebook; run again, it adds who is new and changes what has changed."""
    from crmlab.grading.gradebook.roster import arranged_in, enter

    with one_sentence():
        number = enter(file, course)
        told = arranged_in(course)
    typer.echo(said("{number} of {file} are in the gradebook", number=number, file=file))
    for line in told:
        typer.echo(line)


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


def export(
    assignment: Annotated[str, typer.Argument(help=to_say("Which one, such as clv."))],
    platform: Annotated[str, typer.Option("--for", help=to_say("moodle, canvas, blackboard, csv or xlsx."))],
    course: Annotated[Path, typer.Option(help=to_say("Your course folder."))] = Path(),
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


COMMANDS = (course, handout, roster, collect, grade, viva, foreign, export, bank)
