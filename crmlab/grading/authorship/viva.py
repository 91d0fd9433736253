"""Questions to ask a student about his own work, with what a true answer says.

All answers come from the course's own formulas on his numbers: nothing that he wrote is run.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from crmlab.declared import names
from crmlab.declared.quantities import Quantity
from crmlab.exercises.declaring import AnswerCheck, Task
from crmlab.exercises.judging import MISTAKE, tolerance_of
from crmlab.exercises.mistakes import Misconception
from crmlab.grading.authorship.own_answers import (
    answers_of,
    asked_with_own_numbers,
    inputs_of_one,
    numbers_in,
    right_answer,
)
from crmlab.grading.gradebook.judged import Judged
from crmlab.intake.equality import is_close, is_number, written
from crmlab.language import said, to_say

_STEPS = (2, 1, 5, -2, -1)  # of a quantity, by which an input is moved
_TELLING = (ast.BinOp, ast.Call, ast.Subscript, ast.Compare)  # what makes a line worth a question


class Question(NamedTuple):
    """A question, and what a true answer says."""

    asked: str
    answer: str


@dataclass(frozen=True)
class Sheet:
    """The questions to one student."""

    student: str
    questions: list[Question]


def sheet(topic: str, one: Judged, code: Mapping[str, str]) -> Sheet:
    """Return three questions to a student, the same whenever they are asked for.

    Parameters
    ----------
    topic : str
        The assignment.
    one : Judged
        What he answered, and how it was judged.
    code : mapping of str to str
        What he wrote into answer cells, by their names.
    """
    if one.reason:  # nothing could be read: there is no work of his to ask about
        return Sheet(one.student, [])
    source = random.Random(f"{topic}|{one.student}|viva")
    about = [_About(task, check, inputs_of_one(task, one)) for task, check in asked_with_own_numbers(topic)]
    source.shuffle(about)
    about.sort(key=lambda each: each.task.id in one.unanswered)  # first what he has worked on
    kinds: tuple[Callable[..., Iterator[Question]], ...] = (_what_if, _mistaken, _line)
    asked = [next(kind(about, one, code), None) for kind in kinds]
    return Sheet(one.student, list(filter(None, asked)))


@dataclass(frozen=True)
class _About:
    """A check, and the inputs of the student who is asked."""

    task: Task
    check: AnswerCheck
    inputs: Mapping[str, Any]

    def right(self, **changed: Any) -> dict[tuple[str, ...], float]:
        """Return the numbers of the right answer, with other inputs if they are given."""
        return numbers_in(right_answer(self.check, {**self.inputs, **changed}))

    def shown(self, entry: tuple[str, ...], number: float) -> str:
        """Write a number of the answer, and the entry in which it stands."""
        text = written(number, tolerance_of(self.check))
        return f"{', '.join(entry)}: {text}" if entry else text


def _what_if(about: list[_About], one: Judged, code: Mapping[str, str]) -> Iterator[Question]:
    """Ask what another input would change."""
    sentence = to_say(
        "{check}: in your numbers, {name} = {old}. With {new} instead, what becomes larger, what smaller?"
    )
    for each in about:
        for name, quantity in each.check.quantities.items():
            if not isinstance(quantity, Quantity) or not is_number(each.inputs.get(name)):
                continue
            if moved := next(_moved(each, name, quantity), None):
                new, changed = moved
                told = {"old": quantity.show(each.inputs[name]), "new": quantity.show(new)}
                label = names.word("parameters", name).label
                asked = said(sentence, check=each.check.id, name=label, **told)
                yield Question(asked, said("; ").join(changed))


def _moved(each: _About, name: str, quantity: Quantity) -> Iterator[tuple[float, list[str]]]:
    """Yield other values of an input, and what they change in the right answer."""
    before = each.right()
    for steps in _STEPS:
        new = round(each.inputs[name] + steps * quantity.step, 10)
        new = int(new) if quantity.whole else new
        try:
            after = each.right(**{name: quantity.validate(name, new)})
        except (ValueError, ArithmeticError, KeyError):  # there is no right answer for it
            continue
        changed = [
            said(
                "{before} becomes {after}",
                before=each.shown(entry, number),
                after=each.shown((), after[entry]),
            )
            for entry, number in before.items()
            if entry in after and not is_close(number, after[entry], 2 * tolerance_of(each.check))
        ]
        if changed and len(changed) <= 4:
            yield new, changed


def _mistaken(about: list[_About], one: Judged, code: Mapping[str, str]) -> Iterator[Question]:
    """Ask what went wrong: in his own answer, or in one that somebody else might give to his numbers."""
    own = [each for each in about if one.verdicts.get(each.check.id, {}).get("kind") == MISTAKE]
    for each in own:
        known = {mistake.id: mistake for mistake in each.check.misconceptions}
        if mistake := known.get(one.verdicts[each.check.id]["id"]):
            given = answers_of(one, each.check)
            yield from _asked_of(
                each, mistake, given, to_say("{check}: you answered {answer}. What went wrong?")
            )
    sentence = to_say("{check}: with your numbers somebody answers {answer}. What has he done?")
    for each in about:
        for mistake in each.check.of(each.inputs).misconceptions:
            yield from _asked_of(each, mistake, numbers_in(mistake.wrong(**each.inputs)), sentence)


def _asked_of(
    each: _About, mistake: Misconception, given: Mapping[tuple[str, ...], float], sentence: str
) -> Iterator[Question]:
    right = each.right()
    wrong = [
        (entry, number)
        for entry, number in given.items()
        if entry in right and not is_close(right[entry], number, tolerance_of(each.check))
    ]
    if wrong:
        entry, number = wrong[0]
        answer = said(
            "{sentence} Right is {right}.", sentence=mistake.sentence, right=each.shown((), right[entry])
        )
        yield Question(said(sentence, check=each.check.id, answer=each.shown(entry, number)), answer)


def _line(about: list[_About], one: Judged, code: Mapping[str, str]) -> Iterator[Question]:
    """Ask what one line of his own does; one that works on his own numbers, if there is one."""
    tasks = [each.task.id for each in about]
    own = [cell for cell in code if cell not in one.unanswered]
    places = {
        cell: next((at for at, task in enumerate(tasks) if cell.startswith(task)), len(tasks)) for cell in own
    }
    for cell in sorted(own, key=places.__getitem__):
        if found := _longest(code[cell]):
            line, used = found
            asked = said("{task}: what does your line {line} do?", task=cell, line=f"`{line}`")
            yield Question(asked, said("It uses {names}.", names=said(", ").join(used)))


def _longest(source: str) -> tuple[str, list[str]] | None:
    """Return the line in which most is done, and the names and entries that it uses."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    lines = [
        node
        for node in nodes
        if isinstance(node, ast.Assign | ast.AugAssign | ast.Return) and node.lineno == node.end_lineno
    ]
    done = {node: sum(isinstance(inner, _TELLING) for inner in ast.walk(node)) for node in lines}
    best = max(lines, key=lambda node: done[node], default=None)
    if best is None or not done[best]:
        return None
    return source.splitlines()[best.lineno - 1].strip(), list(dict.fromkeys(_used_in(best)))


def _used_in(line: ast.AST) -> Iterator[str]:
    """Yield the names that a line reads, and the entries that it takes, as they stand in it."""
    parts = [one for one in ast.walk(line) if isinstance(one, ast.Name | ast.Constant)]
    for one in sorted(parts, key=lambda part: part.col_offset):
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load):
            yield one.id
        elif isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value
