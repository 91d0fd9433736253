"""What an instructor reads while a class is graded, and afterwards."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import typer
from rich import progress as bars
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crmlab import __version__
from crmlab.grading.gradebook.recording import Recorded
from crmlab.grading.results import Assignment
from crmlab.intake.releases import made_with

_NAMED = 5  # students that are named after a remark


@dataclass(frozen=True)
class Line:
    """What is said about a student.

    Attributes
    ----------
    recorded : Recorded
        What stands in the gradebook.
    reason : str
        Why nothing could be graded; empty if something was.
    remarks : tuple of str
        What was repaired or left out.
    """

    recorded: Recorded
    reason: str
    remarks: tuple[str, ...]

    @property
    def graded(self) -> bool:
        """Whether a machine has graded all that it grades."""
        return self.recorded.graded

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The line as it stands in a table."""
        one = self.recorded
        said = "; ".join(filter(None, [self.reason, *self.remarks]))
        return printable(one.student), f"{one.score:g}", f"{one.of:g}", printable(said)


def printable(text: str) -> str:
    """Return a text without what moves a cursor or colours a terminal: students write into remarks."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def heading(assignment: Assignment, students: int) -> None:
    """Say what is about to be graded, how well the machine is protected, and whether crmlab is another."""
    typer.echo(f"{assignment.name}: {_number(students, 'submission')}, {assignment.level}")
    version = made_with(json.loads(assignment.release))
    if version is None:
        typer.echo(f"The registered release names no version of crmlab; it is graded with {__version__}.")
    elif version != __version__:
        typer.echo(
            f"The registered release was made with crmlab {version}, and {__version__} is installed: "
            f"install crmlab {version} to grade with the numbers that your class had."
        )


@contextmanager
def progress(name: str, total: int) -> Iterator[Callable[[], None]]:
    """Show a bar with rate and time left; yield what moves it on."""
    rate = bars.TextColumn("{task.fields[rate]}")
    shown = bars.Progress.get_default_columns()[:2]
    columns = [*shown, bars.MofNCompleteColumn(), rate, bars.TimeRemainingColumn()]
    console = Console(stderr=True)
    with bars.Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(name, total=total, rate="")

        def step() -> None:
            bar.advance(task)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{60 * speed:.0f} a minute" if speed else "")

        yield step


def table(lines: Sequence[Line]) -> None:
    """Print the scores of a class."""
    if not sys.stdout.isatty():
        for student, score, of, said in (line.cells for line in lines):
            typer.echo(f"{student}\t{score} of {of}" + (f"\t{said}" if said else ""))
        return
    scores = Table()
    for name, side in (("student", "left"), ("score", "right"), ("of", "right"), ("remarks", "left")):
        scores.add_column(name, justify=side)
    for line in lines:
        scores.add_row(*map(Text, line.cells))
    Console().print(scores)


def summary(name: str, lines: Sequence[Line], unnamed: Sequence[str], with_feedback: bool) -> None:
    """Print the counts, what was repaired or left out and why, and how to go on."""
    for said, students in _by_remark(lines).items():
        typer.echo(f"{printable(said).rstrip('.')}: {_names(students)}")
    for student in unnamed:
        typer.echo(f"{printable(student)}: not graded, the name of its folder is not UTF-8; rename it")
    found = counts(lines)
    said = [
        f"{_number(found['submissions'], 'submission')}: {found['graded']} graded",
        f"{found['unreadable']} of these with 0, because nothing could be read" * bool(found["unreadable"]),
        f"{found['not graded']} not graded" * bool(found["not graded"]),
        f"{found['waiting']} with something to grade by hand" * bool(found["waiting"]),
    ]
    typer.echo(", ".join(filter(None, said)))
    for step in _next_steps(name, found, with_feedback):
        typer.echo(f"  {step}")


def what_went_wrong(wrong: Sequence[tuple[str, str]]) -> None:
    """Print whose feedback could not be rendered."""
    for student, said in wrong:
        typer.echo(f"{printable(student)}: {printable(said)}")


def stopped(name: str) -> None:
    """Say how to go on after Ctrl+C."""
    typer.echo(f"Stopped. What is graded is kept; crmlab grade {name} goes on from there.")


def counts(lines: Sequence[Line]) -> dict[str, int]:
    """Return how many there are of each kind."""
    graded = [line for line in lines if line.graded]
    return {
        "submissions": len(lines),
        "graded": len(graded),
        "unreadable": sum(bool(line.reason) for line in graded),
        "not graded": len(lines) - len(graded),
        "waiting": sum(line.recorded.waits for line in lines),
    }


def _by_remark(lines: Sequence[Line]) -> dict[str, list[str]]:
    found = defaultdict(list)
    for line in lines:
        for said in filter(None, [line.reason, *line.remarks]):
            found[said].append(line.recorded.student)
    return found


def _names(students: Sequence[str]) -> str:
    more = f" and {len(students) - _NAMED} more" if len(students) > _NAMED else ""
    return ", ".join(map(printable, students[:_NAMED])) + more


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _next_steps(name: str, found: dict[str, int], with_feedback: bool) -> Iterator[str]:
    if found["not graded"]:
        yield f"what is not graded: crmlab grade {name} --missing tries again"
    if found["waiting"]:
        yield f"by hand: jupyter lab, then Nbgrader, Formgrader, Manual Grading, {name}"
    if not with_feedback:
        yield f"feedback: crmlab grade {name} --feedback"
    yield "grades: nbgrader export --to grades.csv"
