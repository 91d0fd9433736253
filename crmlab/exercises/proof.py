"""Prove that tasks grade as they declare: right answers earn in any shape, misconceptions are recognised."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Quantity
from crmlab.exercises.declaring import Check, FunctionCheck, Task
from crmlab.exercises.drawing import draw_calls, draw_numbers, sides_missed
from crmlab.exercises.judging import Verdict, judge
from crmlab.exercises.mistakes import called
from crmlab.exercises.remembering import remembering
from crmlab.intake.values import Reply, plain

HINTS = 3


def faults(task: Task, draws: int) -> Iterator[str]:
    """Yield in a sentence each whatever does not grade as declared, over a number of draws."""
    task = replace(task, checks=[*map(remembering, task.checks)])
    for cell, hints in task.hints.items():
        if len(hints) < HINTS:
            yield f"{cell}: has {len(hints)} hints; learners are promised {HINTS}."
    own = functools.cache(lambda seed: draw_numbers(task, random.Random(seed)))  # one draw for all checks
    for check in (one for one in task.checks if not one.asks_who):  # a plan is proved by playing it
        if not 1 < len(check.says) < 120:
            yield f"{check.id}: says what the check is about in a few words."
        try:
            drawn = [_inputs(check, seed, own) for seed in range(draws if _are_drawn(check) else 1)]
        except ValueError as error:  # no draw tells right and wrong apart
            yield f"{check.id}: {error}"
            continue
        for inputs in drawn:
            yield from _faults_of_draw(check, inputs)
        if isinstance(check, FunctionCheck):
            yield from _edges_not_met(check, drawn)


def _are_drawn(check: Check) -> bool:
    """Return whether another draw gives other inputs."""
    return not (isinstance(check, FunctionCheck) and check.calls == 0)


def _inputs(check: Check, seed: int, own: Callable[[int], dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the inputs of a check: calls of its own, or those of a learner's *own* numbers that it uses."""
    if isinstance(check, FunctionCheck):
        return draw_calls(check, random.Random(seed))
    return [own(seed)]


def shapes(value: Any, quantity: Any = None) -> Iterator[Any]:
    """Yield the right answer *value* in the shapes in which learners really give it."""
    yield value
    if isinstance(value, bool | int | float | str):
        yield from ([value], np.array(value), pd.Series([value]), pd.DataFrame({"answer": [value]}))
    if isinstance(value, bool):
        yield np.bool_(value)
    elif isinstance(value, int | float):
        yield np.float64(value)
        if isinstance(quantity, Quantity) and not quantity.whole:
            yield float(quantity.show(value).replace("−", "-").replace(",", "").rstrip("%")) / (
                100 if quantity.is_percentage else 1
            )
    elif isinstance(value, list | tuple | np.ndarray | pd.Series):
        yield from (list(value), tuple(value), np.array(value), pd.Series(value))
        yield pd.DataFrame({"answer": pd.Series(value)})
    elif isinstance(value, dict):
        yield dict(reversed(value.items()))
        yield pd.Series(value, dtype=object)
    elif isinstance(value, pd.DataFrame):
        yield from (value.sample(frac=1, random_state=1), value[value.columns[::-1]], value.astype(object))
        yield from (value.to_dict("list"), value.to_dict("records"), value.assign(note="mine"))
        yield value.set_index(value.columns[0])


def _faults_of_draw(check: Check, inputs: Sequence[dict[str, Any]]) -> Iterator[str]:
    check = check.of(inputs[0])
    right = [check.answer(given) for given in inputs]
    yield from _implausible(check, right)
    for shaped in _all_shaped([[*shapes(answer, check.result)] for answer in right]):
        verdict = _verdict(check, inputs, shaped)
        if not verdict.right:
            yield f"{check.id}: a right answer as {type(shaped[0]).__name__} is refused: {verdict.message}"
    for number, other in enumerate(check.also_right, 1):
        asked = [called(other, given, [*check.quantities]) for given in inputs]
        verdict = _verdict(check, inputs, asked)
        if not verdict.right:
            yield f"{check.id}: right answer {number} of another form is refused: {verdict.message}"
    for misconception in check.misconceptions:
        verdict = _verdict(check, inputs, [misconception.wrong(**given) for given in inputs])
        if verdict.id != misconception.id:
            yield f"{misconception.id} is not recognised: {verdict.message}"


def _all_shaped(ways: Sequence[Sequence[Any]]) -> Iterator[list[Any]]:
    """Yield all answers in each shape; None, which a function may give for some calls, has only one."""
    for number in range(max(map(len, ways))):
        yield [way[min(number, len(way) - 1)] for way in ways]


def _edges_not_met(check: FunctionCheck, drawn: Sequence[Sequence[dict[str, Any]]]) -> Iterator[str]:
    """Yield the conditions of a task's text of which some calls miss a side, or the edge itself."""
    missed = dict(pair for calls in drawn for pair in sides_missed(check, calls))
    for condition, side in missed.items():
        yield f"{check.id}: no call lies {side} the edge of “{condition}”; add a case."


def _implausible(check: Check, answers: Sequence[Any]) -> Iterator[str]:
    """Yield right answers outside of their declared range, and numbers that have none."""
    found = [number for answer in answers for number in _numbers(plain(answer))]
    if found and check.between is None:
        yield f"{check.id}: its answers are numbers; declare between = (lowest, highest)."
    elif outside := [number for number in found if not check.between[0] <= number <= check.between[1]]:
        yield f"{check.id}: the right answer {outside[0]:,.10g} lies outside of {check.between}."


def _numbers(answer: Any) -> Iterator[float]:
    """Yield the numbers in a plain answer."""
    if isinstance(answer, bool | str):
        return
    if isinstance(answer, int | float):
        yield answer
    elif isinstance(answer, pd.DataFrame | dict):
        for _, part in answer.items():
            yield from _numbers(part)
    elif isinstance(answer, list | np.ndarray | pd.Series):
        for part in answer:
            yield from _numbers(plain(part))


def _verdict(check: Check, inputs: Sequence[dict[str, Any]], answers: Sequence[Any]) -> Verdict:
    return judge(check, [Reply(given, plain(answer)) for given, answer in zip(inputs, answers, strict=True)])
