"""What `crmlab ideas` does: list the groups, and keep a sentence for one of them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import typer

from crmlab.errors import BadValueError
from crmlab.exercises.finding import find_check
from crmlab.exercises.judging import IDEA, tolerance_of
from crmlab.grading.classes import report
from crmlab.grading.classes.report import printable
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.judged import judged
from crmlab.grading.gradebook.named_ideas import add, as_sentence, named_ideas, next_name
from crmlab.grading.ideas.grouping import Found, Group, found_in
from crmlab.grading.results import Idea
from crmlab.grading.running.probing import are_alike
from crmlab.language import counted, said, to_say

_LISTED = 10
_LINES = 14  # of an example
_IS_RIGHT = to_say(
    "Group {number} answers the probes as they are right, so nothing tells it from right answers: "
    "no sentence can be kept for it."
)
_IS_KNOWN = to_say("Group {number} is the mistake {known}, which the task names already.")
_NO_GROUP = to_say("There is no group {number}; there are {most}.")
_NO_GROUPS = to_say("There is no group {number}: no wrong answer waits for a sentence.")


def list_groups(folder: Path, name: str, workers: int | None) -> None:
    """Print the groups of an assignment, and the ideas that are named."""
    assigned = Assigned.in_folder(folder, name)
    found = _found(assigned, workers)
    for line in _about_named(assigned):
        typer.echo(line)
    for group in found.groups[:_LISTED]:
        for line in _about(group):
            typer.echo(line)
    for line in _ending(found, name):
        typer.echo(line)


def name_group(
    folder: Path, name: str, number: int, sentence: str, save: bool, workers: int | None
) -> Path | None:
    """Say whom a sentence would hit, and keep it if that is wanted; return the file.

    Raises
    ------
    BadValueError
        If there is no such group, or its answers cannot be told from right or known ones.
    """
    sentence = as_sentence(sentence)
    assigned = Assigned.in_folder(folder, name)
    group = _group(_found(assigned, workers), number)
    for line in _about(group):
        typer.echo(line)
    typer.echo(said("It would reach: {students}", students=said(", ").join(map(printable, group.students))))
    typer.echo(said("They would read: {sentence}", sentence=sentence))
    if earlier := _named_before(assigned, group):
        typer.echo(said("In place of: {sentence}", sentence=printable(earlier.sentence)))
    if not (save or _agreed()):
        typer.echo(said("Nothing was kept. With --save, the sentence is."))
        return None
    path = keep(assigned, group, sentence)
    typer.echo(said("{path} has it. Next: crmlab grade {name} --feedback", path=path, name=name))
    return path


def keep(assigned: Assigned, group: Group, sentence: str) -> Path:
    """Write a sentence for a group into the course folder; no name of a student goes there."""
    _require_unknown(group)
    one = group.first
    earlier = _named_before(assigned, group)
    name = earlier.name if earlier else next_name(one.check, named_ideas(assigned.root, assigned.name))
    example = f"{one.code}\n# {' '.join(one.shows.split())}".strip()
    idea = Idea(name, one.check, as_sentence(sentence), one.probes, one.answers, example)
    return add(assigned.root, assigned.name, idea)


def _named_before(assigned: Assigned, group: Group) -> Idea | None:
    """Return the idea that has named a group since it was graded last."""
    one, tolerance = group.first, tolerance_of(find_check(group.first.check)[1])
    for idea in named_ideas(assigned.root, assigned.name):
        is_asked = (idea.check, idea.probes) == (one.check, one.probes)
        if is_asked and are_alike(idea.answers, one.answers, tolerance):
            return idea
    return None


def _found(assigned: Assigned, workers: int | None) -> Found:
    with ExitStack() as bar:
        return found_in(
            assigned, workers, lambda number: bar.enter_context(report.progress(said("probing"), number))
        )


def _group(found: Found, number: int) -> Group:
    for group in found.groups:
        if group.number == number:
            _require_unknown(group)
            return group
    most = len(found.groups)
    raise BadValueError(said(_NO_GROUP if most else _NO_GROUPS, number=number, most=most))


def _require_unknown(group: Group) -> None:
    """Refuse a group that the probes do not tell from right answers, or from a mistake of the task."""
    if group.first.is_right:
        raise BadValueError(said(_IS_RIGHT, number=group.number))
    if group.first.known:
        raise BadValueError(said(_IS_KNOWN, number=group.number, known=group.first.known))


def _agreed() -> bool:
    return sys.stdin.isatty() and typer.confirm(said("Keep it?"), default=False)


def _about(group: Group) -> Iterator[str]:
    students = counted(len(group.members), to_say("{number} student"), to_say("{number} students"))
    yield f"{group.number}\t{students}\t{group.first.check}"
    lines = group.first.code.splitlines()
    shown = [*lines[:_LINES], *(["…"] if len(lines) > _LINES else [])]
    yield from (f"    | {printable(line)}" for line in shown)
    yield from (f"    {printable(line)}" for line in group.first.shows.splitlines() if line.strip())


def _about_named(assigned: Assigned) -> Iterator[str]:
    """Yield each idea that is named, and how many read it at the last grading."""
    verdicts = (verdict for one in judged(assigned).values() for verdict in one.verdicts.values())
    hit = Counter(verdict.get("id") for verdict in verdicts if verdict.get("kind") == IDEA)
    for idea in named_ideas(assigned.root, assigned.name):
        students = counted(hit[idea.name], to_say("{number} student"), to_say("{number} students"))
        yield f"{idea.name}\t{students}\t{printable(idea.sentence)}"


def _ending(found: Found, name: str) -> Iterator[str]:
    if (more := len(found.groups) - _LISTED) and more > 0:
        yield counted(more, to_say("and {number} smaller group"), to_say("and {number} smaller groups"))
    if found.without:
        one = to_say("{number} wrong answer gave nothing for the probes, and is in no group")
        more = to_say("{number} wrong answers gave nothing for the probes, and are in no group")
        yield counted(found.without, one, more)
    if found.groups:
        command = f'crmlab ideas {name} --name 1 "…"'
        yield said("to give a group its sentence: {command}", command=command)
    elif not found.without:
        yield said("Every wrong answer has a sentence already.")
