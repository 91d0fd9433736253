"""What an instructor reads while a class is graded, and afterwards."""

from __future__ import annotations

import json
import shlex
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
from crmlab.language import counted, said, to_say

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
        remarks = said("; ").join(_clause(remark) for remark in [self.reason, *self.remarks] if remark)
        of = f"{one.of:g}"
        if one.open:
            of = said("{of} (+ {open} by hand)", of=of, open=f"{one.open:g}")
        return printable(one.student), f"{one.score:g}", of, remarks


def printable(text: str) -> str:
    """Return a text without what moves a cursor or colours a terminal: students write into remarks."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def heading(assignment: Assignment, students: int) -> None:
    """Say what is about to be graded, how well the machine is protected, and whether crmlab is another."""
    parts = {"name": assignment.name, "submissions": _submissions(students), "level": said(assignment.level)}
    typer.echo(said("{name}: {submissions}, {level}", **parts))
    version = made_with(json.loads(assignment.release))
    if version is None:
        sentence = to_say("The registered release names no version of crmlab; it is graded with {installed}.")
        typer.echo(said(sentence, installed=__version__))
    elif version != __version__:
        sentence = to_say(
            "The registered release was made with crmlab {version}, and {installed} is installed: "
            "install crmlab {version} to grade with the numbers that your class had."
        )
        typer.echo(said(sentence, version=version, installed=__version__))


@contextmanager
def progress(name: str, total: int) -> Iterator[Callable[[], None]]:
    """Show a bar with rate and time left, or ten lines where a file is written; yield what moves it on."""
    rate = bars.TextColumn("{task.fields[rate]}")
    shown = bars.Progress.get_default_columns()[:2]
    columns = [*shown, bars.MofNCompleteColumn(), rate, bars.TimeRemainingColumn()]
    console = Console(stderr=True)
    with bars.Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(name, total=total, rate="")

        def step() -> None:
            bar.advance(task)
            speed, done = bar.tasks[0].speed, int(bar.tasks[0].completed)
            if not console.is_terminal and 10 * done // total > 10 * (done - 1) // total:
                typer.echo(said("{name}: {done} of {total}", name=name, done=done, total=total), err=True)
            bar.update(task, rate=said("{number:.0f} a minute", number=60 * speed) if speed else "")

        yield step


def table(lines: Sequence[Line]) -> None:
    """Print the scores of a class."""
    if not sys.stdout.isatty():
        for student, score, of, remarks in (line.cells for line in lines):
            points = said("{score} of {of}", score=score, of=of)
            typer.echo(f"{student}\t{points}" + (f"\t{remarks}" if remarks else ""))
        return
    scores = Table()
    for name, side in ((said("student"), "left"), (said("score"), "right"), (said("of"), "right")):
        scores.add_column(name, justify=side)
    scores.add_column(said("remarks"))
    for line in lines:
        scores.add_row(*map(Text, line.cells))
    Console().print(scores)


def summary(name: str, lines: Sequence[Line], unnamed: Sequence[str], with_feedback: bool) -> None:
    """Print the counts, what was repaired or left out and why, and how to go on."""
    for remark, students in _by_remark(lines).items():
        typer.echo(f"{_clause(remark)}: {_names(students)}")
    for student in unnamed:
        sentence = to_say("{student}: not graded, the name of its folder is not UTF-8; rename it")
        typer.echo(said(sentence, student=printable(student)))
    found = counts(lines)
    typer.echo(said(", ").join(_counted(found)))
    for step in _next_steps(name, found, with_feedback):
        typer.echo(f"  {step}")


def changed(lines: Sequence[str], log: str) -> None:
    """Print whose score is another one than at the last grading, and why."""
    if lines:
        many = to_say("{number} scores have changed since the last grading ({log} keeps all changes):")
        one = to_say("{number} score has changed since the last grading ({log} keeps all changes):")
        typer.echo(said(one if len(lines) == 1 else many, number=len(lines), log=log))
    for line in lines:
        typer.echo(f"  {printable(line)}")


def left_out(removed: Sequence[str], dropped: Sequence[str] = ()) -> None:
    """Print who was graded before and is not in the gradebook any more, and who has left the course."""
    if dropped:
        sentence = to_say("dropped in the roster, left out: {students}")
        typer.echo(said(sentence, students=said(", ").join(map(printable, dropped))))
    for student in removed:
        sentence = to_say(
            "{student}: left out, not in the gradebook any more; "
            "to take back: nbgrader db student add {quoted}"
        )
        name = printable(student)
        typer.echo(said(sentence, student=name, quoted=shlex.quote(name)))


def _counted(found: dict[str, int]) -> Iterator[str]:
    submissions = _submissions(found["submissions"])
    yield said("{submissions}: {graded} graded", submissions=submissions, graded=found["graded"])
    for kind, sentence in (
        ("unreadable", to_say("{number} of these with 0, because nothing could be read")),
        ("not graded", to_say("{number} not graded")),
        ("waiting", to_say("{number} with something to grade by hand")),
    ):
        if found[kind]:
            yield said(sentence, number=found[kind])


def what_went_wrong(wrong: Sequence[tuple[str, str]]) -> None:
    """Print whose feedback could not be rendered."""
    for student, why in wrong:
        typer.echo(f"{printable(student)}: {printable(why)}")


def stopped(name: str) -> None:
    """Say how to go on after Ctrl+C."""
    typer.echo(said("Stopped. What is graded is kept; crmlab grade {name} goes on from there.", name=name))


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


def _clause(remark: str) -> str:
    """Return a remark without its full stop, as more is said after it."""
    return printable(remark).rstrip(".。")


def _by_remark(lines: Sequence[Line]) -> dict[str, list[str]]:
    found = defaultdict(list)
    for line in lines:
        for remark in filter(None, [line.reason, *line.remarks]):
            found[remark].append(line.recorded.student)
    return found


def _names(students: Sequence[str]) -> str:
    named, more = said(", ").join(map(printable, students[:_NAMED])), len(students) - _NAMED
    return said("{named} and {number} more", named=named, number=more) if more > 0 else named


def _submissions(number: int) -> str:
    return counted(number, to_say("{number} submission"), to_say("{number} submissions"))


def _next_steps(name: str, found: dict[str, int], with_feedback: bool) -> Iterator[str]:
    if found["not graded"]:
        yield said("what is not graded: crmlab grade {name} --missing tries again", name=name)
    if found["waiting"]:
        yield said("by hand: jupyter lab, then Nbgrader, Formgrader, Manual Grading, {name}", name=name)
    if not with_feedback:
        yield said("feedback: crmlab grade {name} --feedback", name=name)
    yield said("grades: nbgrader export --to grades.csv")
