"""What was answered instead: which mistakes a class made, how many made each, and what that looks like."""

from __future__ import annotations

import functools
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from crmlab.exercises.declaring import Task
from crmlab.exercises.finding import tasks_of, topics
from crmlab.exercises.judging import IDEA, MISTAKE
from crmlab.exercises.mistakes import known_as
from crmlab.exercises.plans import AvoidsCheck, FromPlanCheck
from crmlab.exercises.quizzes import is_quiz
from crmlab.exercises.slips import KNOWN
from crmlab.firm import mistakes as of_the_game
from crmlab.grading.reporting.gathering import GradedClass, is_unanswered, is_wrong
from crmlab.intake.equality import is_number, kind_of, only_member
from crmlab.intake.wire import WireError, decode
from crmlab.language import said, to_say

_EXAMPLES = 3
_LONGEST = 90  # characters of an example
_OF_PLANS = {
    "below": to_say("the plan reaches too little"),
    "no-plan": to_say("what came is no plan that can be played"),
}


@dataclass(frozen=True)
class Wrong:
    """One way in which a check was wrong.

    Attributes
    ----------
    id : str
        That of the verdicts.
    is_mistake : bool
        Whether it has a sentence: of the task, or of a teacher who has named the idea.
    sentence : str
        What it means: for a mistake what the student read, for a slip what kind it is.
    students : tuple of str
        Who.
    examples : tuple of (str, int)
        The most common answers, with how many gave each.
    """

    id: str
    is_mistake: bool
    sentence: str
    students: tuple[str, ...]
    examples: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Answers:
    """What came for a check.

    Attributes
    ----------
    wrong : tuple of Wrong
        By how many were wrong in this way, most first.
    unanswered : int
        Who answered nothing.
    judged : int
        Of how many students that is known.
    """

    wrong: tuple[Wrong, ...] = ()
    unanswered: int = 0
    judged: int = 0


def answers(graded: GradedClass, hidden: bool = False) -> dict[str, Answers]:
    """Return what came for each check that a machine grades; with *hidden*, no example names a student."""
    known = meanings(graded.name) | graded.ideas
    names = _names(graded) if hidden else frozenset()
    return {item.id: _of(graded, item.id, known, names) for item in graded.items if item.by_machine}


def _of(graded: GradedClass, item: str, known: Mapping[str, str], names: frozenset[str]) -> Answers:
    who, came, kinds = defaultdict(list), defaultdict(Counter), {}
    unanswered = judged = 0
    for words, verdict in graded.verdicts(item):
        judged += 1
        unanswered += is_unanswered(verdict)
        if is_wrong(verdict):
            told = str(verdict.get("id"))
            kinds[told] = verdict.get("kind") in {MISTAKE, IDEA}
            who[told].append(words.student)
            came[told][json.dumps(verdict.get("answer"))] += 1
    wrong = (
        Wrong(told, kinds[told], known.get(told, told), tuple(students), _examples(came[told], names))
        for told, students in who.items()
    )
    return Answers(tuple(sorted(wrong, key=lambda one: (-len(one.students), one.id))), unanswered, judged)


def _examples(came: Counter[str], names: frozenset[str]) -> tuple[tuple[str, int], ...]:
    shown: Counter[str] = Counter()
    for text, number in came.most_common(4 * _EXAMPLES):
        answer = in_short(json.loads(text))
        if answer and not any(name in answer for name in names):
            shown[answer] += number
    return tuple(shown.most_common(_EXAMPLES))


def _names(graded: GradedClass) -> frozenset[str]:
    """Return by what a student can be known in an answer; a name of one or two letters says nothing."""
    named = {one.student for one in graded.standings}
    named |= {name for one in graded.judged.values() for name in one.names}
    return frozenset(name for name in named if len(name) > 2)


def in_short(sent: Any) -> str:
    """Return an answer, as it came over the wire, on one short line; empty where it was not kept.

    Examples
    --------
    >>> in_short({"mapping": [["gain", 0.123456789], ["keep", True]]})
    "{'gain': 0.123457, 'keep': True}"
    >>> in_short([2.5])  # for the judge it is that number
    '2.5'
    """
    try:
        text = " ".join(_written(only_member(decode(sent))).split())
    except WireError:
        return ""
    text = "".join(letter for letter in text if letter.isprintable())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, pd.DataFrame):
        rows = said("{kind} of {rows} rows", kind=kind_of(value), rows=len(value))
        columns = {str(name): list(value.iloc[:, at]) for at, name in enumerate(value.columns)}
        return f"{rows}: {_written(columns)}"
    if isinstance(value, pd.Series):
        return _written(list(value))
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_written(item)}" for key, item in value.items()) + "}"
    if hasattr(value, "tolist"):
        return _written(value.tolist())
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    is_fraction = is_number(value) and not isinstance(value, bool | int)
    return f"{value:.6g}" if is_fraction else repr(value)


@functools.lru_cache(maxsize=4)
def declared(topic: str) -> tuple[Task, ...]:
    """Return the tasks of an assignment; none if it is not one of the course's."""
    return tuple(tasks_of(topic)) if topic in topics() else ()


def meanings(topic: str) -> dict[str, str]:
    """Return what each verdict on a topic's tasks means, by its id: sentences of mistakes, kinds of slips."""
    slips = {name: said(meaning) for name, meaning in (KNOWN | _OF_PLANS).items()}
    return slips | {name: told for task in declared(topic) for name, told in _sentences(task)}


def _sentences(task: Task) -> Iterator[tuple[str, str]]:
    checks: Iterable = () if is_quiz(task) else task.checks  # a quiz is counted by its items
    for check in checks:
        yield from ((one.id, one.sentence) for one in check.misconceptions)
        if isinstance(check, FromPlanCheck):
            yield from ((known_as(check.id, name), text) for name, (text, _) in check.slips.items())
        if isinstance(check, AvoidsCheck):
            yield from ((f"{check.id}:{key}", str(of_the_game.just(key))) for key in check.avoids)
