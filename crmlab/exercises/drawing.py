"""Draw inputs in which the right answer and every known mistake can be told apart."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Choice, Quantity
from crmlab.declared.tables import Weights
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Check, FunctionCheck, Task
from crmlab.exercises.judging import tolerance_of
from crmlab.exercises.mistakes import called
from crmlab.exercises.recognising import is_taken_for
from crmlab.exercises.remembering import of_a_class
from crmlab.intake.comparing import equal
from crmlab.intake.equality import as_list, is_close, is_number
from crmlab.intake.values import plain

CALLS = 5
_SIDES = {"below": -1.0, "on": 0.0, "above": 1.0}
_PATIENCE = 2000


def quantities_of(task: Task) -> dict[str, Quantity | Choice]:
    """Return the quantities of a task's own numbers, over all the checks that use them."""
    return {name: quantity for check in _of_answers(task) for name, quantity in check.quantities.items()}


def _of_answers(task: Task) -> list[AnswerCheck]:
    return [check for check in task.checks if isinstance(check, AnswerCheck)]


def draw_calls(check: FunctionCheck, source: random.Random) -> list[dict[str, Any]]:
    """Draw the calls that test a function, and add its fixed cases."""
    calls = CALLS if check.calls is None else check.calls
    drawn = [_draw(check.quantities, [check], source) for _ in range(calls)]
    return [*drawn, *map(dict, check.cases)]


def draw_unseen(
    check: FunctionCheck, seen: Sequence[Mapping[str, Any]], calls: int, source: random.Random
) -> list[dict[str, Any]]:
    """Draw calls that share no number with those that are seen: who knows these by heart has no use of it."""
    alone = without_mistakes(check)  # the calls that are seen tell them apart
    return [_draw(_finer(check), [alone], source, partial(_is_new, seen)) for _ in range(calls)]


@cache
def without_mistakes(check: FunctionCheck) -> FunctionCheck:
    """Return the check without the mistakes that it knows, for calls of which nobody is told."""
    return replace(check, cases=(), mistakes={})


@cache
def _finer(check: FunctionCheck) -> dict[str, Any]:
    return {name: _with_finer_steps(quantity) for name, quantity in check.quantities.items()}


def _with_finer_steps(quantity: Any) -> Any:
    is_dense = isinstance(quantity, Quantity) and not quantity.whole
    return replace(quantity, step=quantity.step / 10) if is_dense else quantity


def _is_new(
    seen: Sequence[Mapping[str, Any]], quantities: Mapping[str, Any], drawn: Mapping[str, Any]
) -> bool:
    dense = [name for name, one in quantities.items() if isinstance(one, Quantity) and not one.whole]
    varied = [name for name in dense if quantities[name].typical[0] < quantities[name].typical[1]]
    return not any(drawn[name] == call[name] for call in seen for name in varied)


def draw_numbers(task: Task, source: random.Random) -> dict[str, Any]:
    """Draw a learner's own numbers for all checks of a task."""
    checks = [of_a_class(check) for check in _of_answers(task)]
    return _draw(quantities_of(task), checks, source, _can_be_told_apart)


def _draw(
    quantities: Mapping[str, Any],
    checks: Sequence[Check],
    source: random.Random,
    is_fit: Callable[[Mapping[str, Any], Mapping[str, Any]], bool] = lambda quantities, drawn: True,
) -> dict[str, Any]:
    """Draw until the right answer and every misconception can be told apart."""
    for _ in range(_PATIENCE):
        drawn = {name: quantity.draw(source) for name, quantity in quantities.items()}
        if is_fit(quantities, drawn) and all(_is_telling(check, drawn) for check in checks):
            return drawn
    raise BadValueError(f"No draw tells the misconceptions of {checks[0].id!r} apart; narrow its quantities.")


def _can_be_told_apart(quantities: Mapping[str, Any], drawn: Mapping[str, Any]) -> bool:
    """Return whether it shows if a number stands in the place of another, or the rest of a share in its."""
    alike: dict[Any, list[float]] = defaultdict(list)
    for name, quantity in quantities.items():
        if isinstance(quantity, Weights):
            alike[name] += drawn[name].values()
        elif is_number(drawn[name]):
            alike[quantity.unit, quantity.is_percentage] += [drawn[name]]
            if quantity.is_percentage:
                alike[name] += [drawn[name], 1 - drawn[name]]
    return all(len({round(number, 9) for number in some}) == len(some) for some in alike.values())


def _is_telling(check: Check, inputs: Mapping[str, Any]) -> bool:
    """Return whether these inputs tell right from wrong, and a learner's own meet every edge."""
    check = check.of(inputs)
    meets_edges = isinstance(check, FunctionCheck) or not any(sides_missed(check, [inputs]))
    return meets_edges and _tells_apart(check, inputs)


def _tells_apart(check: Check, inputs: Mapping[str, Any]) -> bool:
    enough = 10 * tolerance_of(check)
    known: list[_Known] = []
    try:
        for one in _known(check, inputs):
            if one.by_value and not equal(one.answer, one.answer, enough):  # not finite: equal to nothing
                return False
            if any(_would_hide(earlier, one, enough) for earlier in known):
                return False
            if known and one.parts and one.shows_in(known[0].answer, enough):  # the part happens to be right
                return False
            known.append(one)
        if any(_is_nearly_right(number, tolerance_of(check)) for number in _single(known[0].answer)):
            return False
    except ValueError:  # no finite answer for these
        return False
    ties = combinations(called(check.apart, inputs, [*check.quantities]) if check.apart else (), 2)
    return not any(is_close(one, other, enough) for one, other in ties)


def sides_missed(check: Check, calls: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each condition of a task's text of which the calls miss a side, or the edge itself, and which."""
    for condition, distance in check.edges.items():
        met = {side for call in calls for side in _signs(called(distance, call))}
        if missing := [side for side, sign in _SIDES.items() if sign not in met]:
            yield condition, missing[0]


def _signs(distance: Any) -> set[float]:
    """Return on which sides of an edge one or several numbers lie."""
    return set(np.sign(np.round(np.ravel(distance).astype(float), 9)))


def _single(answer: Any) -> list[float]:
    """Return the numbers that stand alone in an answer or in an entry of it."""
    members = answer.values() if isinstance(answer, dict) else [answer]
    return [*filter(is_number, members)]


def _is_nearly_right(number: float, tolerance: float) -> bool:
    """Return whether a slip makes of a right number one that is neither right nor plainly wrong."""
    slipped = (-number, 100 * number, number / 100, *([1 - number] if 0 <= number <= 1 else []))
    return any(
        is_close(number, other, 10 * tolerance) and not is_close(number, other, tolerance)
        for other in slipped
    )


class _Known(NamedTuple):
    """An answer that is known: the right one, or that of a mistake; the parts that show it, if not all do."""

    answer: Any
    parts: tuple[str, ...] = ()
    by_value: bool = True

    def shows_in(self, answer: Any, tolerance: float) -> bool:
        """Return whether another answer would be taken for this one."""
        return is_taken_for(self.answer, self.parts, answer, tolerance)


def _known(check: Check, inputs: Mapping[str, Any]) -> Iterator[_Known]:
    """Yield the right answer, then those of the misconceptions in the order in which they are recognised."""
    yield _Known(_in_columns(plain(check.answer(inputs))))
    for one in check.misconceptions:
        yield _Known(_in_columns(one.wrong(**inputs)), one.parts, one.shows_in is None)


def _in_columns(answer: Any) -> Any:
    """Return a table as lists by its columns, which are compared much faster; its rows are in order."""
    if not isinstance(answer, pd.DataFrame):
        return answer
    return {name: as_list(column) for name, column in answer.items()}


def _would_hide(earlier: _Known, one: _Known, enough: float) -> bool:
    """Return whether an answer would be taken for one that is recognised before it."""
    if equal(earlier.answer, one.answer, enough):
        return True
    return bool(earlier.parts) and earlier.shows_in(one.answer, enough)
