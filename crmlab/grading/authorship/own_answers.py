"""What a class answered, number by number, and what is right for each student's own inputs."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from crmlab.exercises.declaring import AnswerCheck, Check, Task
from crmlab.exercises.finding import tasks_of
from crmlab.exercises.judging import MISTAKE, RIGHT, tolerance_of
from crmlab.exercises.own_numbers import numbers_of
from crmlab.grading.gradebook.judged import Judged
from crmlab.intake.equality import is_close, is_number
from crmlab.intake.values import plain
from crmlab.intake.wire import WireError, decode
from crmlab.language import said

_MOST_CELLS = 60  # numbers of one answer that are looked at; a table's first rows tell enough


Value = float | str


class Place(NamedTuple):
    """Where a number stands: in the answer of which check, and in which entry or cell of it."""

    task: str
    check: str
    entry: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return it as it is printed: the check, and the entry in brackets."""
        return f"{self.check} [{', '.join(self.entry)}]" if self.entry else self.check


@dataclass(frozen=True)
class OwnAnswers:
    """One student's numbers, and lists of words.

    Attributes
    ----------
    student : str
        Whose they are.
    me : str
        The name by which his own inputs are drawn.
    given : mapping of Place to float or str
        What he answered.
    right : mapping of Place to float or str
        What is right for his inputs.
    kinds : mapping of str to str
        By check, the kind of the verdict on it.
    """

    student: str
    me: str
    given: Mapping[Place, Value] = field(repr=False)
    right: Mapping[Place, Value] = field(repr=False)
    kinds: Mapping[str, str] = field(default_factory=dict, repr=False)

    def is_own(self, place: Place, tolerance: float) -> bool:
        """Whether a number follows from his own inputs: it is right, or of a mistake that the task knows."""
        if self.kinds.get(place.check) in (RIGHT, MISTAKE):
            return True
        return place in self.right and same(self.right[place], self.given[place], tolerance)


@functools.cache
def asked_with_own_numbers(topic: str) -> tuple[tuple[Task, AnswerCheck], ...]:
    """Return the checks of a topic whose answers depend on drawn numbers, with their tasks."""
    return tuple(
        (task, check)
        for task in tasks_of(topic)
        for check in task.checks
        if isinstance(check, AnswerCheck) and check.quantities and not check.asks_who
    )


def tolerances(topic: str) -> dict[str, float]:
    """Return by check how far two numbers may lie apart and be one."""
    return {check.id: tolerance_of(check) for _, check in asked_with_own_numbers(topic)}


def own_answers(topic: str, one: Judged) -> OwnAnswers:
    """Return what one student answered with his own numbers, and what is right for them."""
    me = one.names[0] if one.names else one.student
    given: dict[Place, Value] = {}
    right: dict[Place, Value] = {}
    for task, check in asked_with_own_numbers(topic):
        right_here = values_in(right_answer(check, inputs_of_one(task, one)))
        answered = values_in(_answer(one, check))
        given |= {Place(task.id, check.id, entry): got for entry, got in answered.items()}
        right |= {Place(task.id, check.id, entry): number for entry, number in right_here.items()}
    kinds = {check: verdict["kind"] for check, verdict in one.verdicts.items()}
    return OwnAnswers(one.student, me, given, right, kinds)


def inputs_of_one(task: Task, one: Judged) -> dict[str, Any]:
    """Return what was drawn for a student: as it was kept at grading, else drawn again."""
    if task.id in one.numbers:
        return decode(one.numbers[task.id])
    return dict(numbers_of(task, one.names[0] if one.names else one.student))


def right_answer(check: Check, inputs: Mapping[str, Any]) -> Any:
    """Return what is right for a student's own inputs."""
    return plain(check.of(inputs).answer(inputs))


def answers_of(one: Judged, check: Check) -> dict[tuple[str, ...], float]:
    """Return the numbers that a student answered, by the entries in which they stand."""
    return numbers_in(_answer(one, check))


def _answer(one: Judged, check: Check) -> Any:
    answer = one.verdicts.get(check.id, {}).get("answer")
    try:
        return None if answer is None else decode(answer)
    except (WireError, ValueError, TypeError, KeyError):
        return None


def numbers_in(answer: Any) -> dict[tuple[str, ...], float]:
    """Return the numbers of a plain value, by the names of the entries in which they stand."""
    return {entry: value for entry, value in _entries(answer) if not isinstance(value, str)}


def values_in(answer: Any) -> dict[tuple[str, ...], Value]:
    """Return the numbers of a plain value, and the texts of a list as one: their order tells whose it is."""
    return dict(_entries(answer))


def same(one: Value, other: Value, tolerance: float) -> bool:
    """Whether two values are one."""
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return is_close(one, other, tolerance)


def _entries(answer: Any) -> Iterator[tuple[tuple[str, ...], Value]]:
    if is_number(answer):
        yield (), float(answer)
    elif isinstance(answer, str):
        yield (), answer
    elif isinstance(answer, dict):
        yield from _of_mapping(answer)
    elif isinstance(answer, pd.DataFrame):
        yield from _of_table(answer)
    elif isinstance(answer, list) and answer and all(isinstance(part, str) for part in answer):
        yield (), ", ".join(answer)
    elif isinstance(answer, list):
        yield from _of_mapping({str(at): part for at, part in enumerate(answer[:_MOST_CELLS], 1)})


def _of_mapping(answer: Mapping) -> Iterator[tuple[tuple[str, ...], Value]]:
    for name, part in answer.items():
        yield from (((str(name), *inner), value) for inner, value in _entries(part))


def _of_table(answer: pd.DataFrame) -> Iterator[tuple[tuple[str, ...], Value]]:
    numeric = answer.select_dtypes("number")
    rows = numeric.head(max(_MOST_CELLS // max(len(numeric.columns), 1), 1)).to_numpy(dtype=float)
    for at, row in enumerate(rows, 1):
        line = said("row {number}", number=at)
        yield from (((str(name), line), value) for name, value in zip(numeric.columns, row, strict=True))
