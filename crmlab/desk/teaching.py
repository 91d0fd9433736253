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
    times: Annotated[
        Path | None,
        typer.Option(
            help=to_say("Moodle's grading worksheet, for the times."),
            exists=True,
            dir_okay=False,
        ),
    ] = None,
) -> None:
    """Put the submissions of a class where nbgrader grades them, and list what could not be placed."""
    from crmlab.grading.collecting import collect as collecting
    from crmlab.grading.platforms.times import enter_times, read_times

    with one_sentence():
        known = read_times(times) if times else None  # first: nothing is collected with a wrong file
        outcomes = collecting.collect(source, course, assignment, pattern, instead)
        there = {one.student for one in outcomes if one.heading in {collecting.PLACED, collecting.THERE}}
        told = [] if known is None else enter_times(course, assignment, known, there).lines
    for heading in collecting.HEADINGS:
        lines = [f"\n  {one.line}" for one in outcomes if one.heading == heading]
        typer.echo(said("{heading}: {number}", heading=said(heading), number=len(lines)) + "".join(lines))
    for line in told:
        typer.echo(line)
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


COMMANDS = (course, handout, roster, collect, grade)
