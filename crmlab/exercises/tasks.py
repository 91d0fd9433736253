"""What a task declares, and where tasks are found by their ids.

An id reads ``topic-task`` for a task and ``topic-task-behaviour`` for one graded cell of it.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crmlab.declared.quantities import Choice, Quantity, quantity_of, typical
from crmlab.errors import BadTypeError, BadValueError


@dataclass(frozen=True)
class Misconception:
    """A wrong formula that people really use.

    Attributes
    ----------
    name : str
        Short name, as an instructor would say it.
    wrong : callable
        The wrong formula; takes the inputs of the check by name.
    sentence : str
        What the learner reads when the answer equals it.
    seen_in : str
        Where the mistake is known from.
    shows_in : callable, optional
        Recognises the mistake in an answer that has others, too; without it, the whole answer must be equal.
    """

    name: str
    wrong: Callable[..., Any]
    sentence: str
    seen_in: str
    shows_in: Callable[[Any], bool] | None = None

    def also(self, wrong: Callable[..., Any]) -> Misconception:
        """Return the same mistake, made by another formula."""
        return replace(self, name=f"{self.name}, in another form", wrong=wrong)


def misconception(
    seen_in: str, shows_in: Callable[[Any], bool] | None = None
) -> Callable[[Callable[..., Any]], Misconception]:
    """Declare a wrong formula: the function's name is its name, its docstring what a learner reads."""

    def declare(wrong: Callable[..., Any]) -> Misconception:
        name = wrong.__name__.replace("_", " ")
        return Misconception(name, wrong, inspect.getdoc(wrong), seen_in, shows_in)

    return declare


@dataclass(frozen=True, eq=False)
class Check:
    """One behaviour that one graded cell checks.

    Attributes
    ----------
    id : str
        ``topic-task-behaviour``; also nbgrader's ``grade_id``.
    says : str
        The behaviour in words: completes the sentence "Right: …".
    reference : callable
        A function whose parameters declare their quantities; it gives the right answer.
    inputs : tuple of str, optional
        The parameters that are put in; all of the reference's if not given. The others keep their defaults.
    fixed : mapping
        Arguments of the reference that the task states instead of asking for them.
    narrow : mapping
        A narrower typical range for single parameters.
    cases : sequence of mapping
        Calls that are made besides the drawn ones, such as edge cases.
    misconceptions : sequence of Misconception
        Wrong formulas that are recognised.
    also_right : sequence of callable
        Other ways of computing the same, to grade the grader with.
    asks_for : {"function", "answer"}
        Whether the learner hands in a function, or an answer computed from his own numbers.
    tolerance : float, optional
        Largest absolute difference that counts as equal; half of the last shown digit if not given.
    between : tuple of float, optional
        The range in which every number of every right answer lies: what a reader would call plausible.
    apart : callable, optional
        Takes the inputs and returns numbers of which no two may tie, because a decision hangs on them.
    calls : int, optional
        How many drawn calls test the function; the usual number if not given.
    """

    id: str
    says: str
    reference: Callable[..., Any]
    inputs: tuple[str, ...] | None = None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    narrow: Mapping[str, typical] = field(default_factory=dict)
    cases: Sequence[Mapping[str, Any]] = ()
    misconceptions: Sequence[Misconception] = ()
    also_right: Sequence[Callable[..., Any]] = ()
    asks_for: str = "function"
    tolerance: float | None = None
    between: tuple[float, float] | None = None
    apart: Callable[..., Sequence[float]] | None = None
    calls: int | None = None

    @functools.cached_property
    def quantities(self) -> dict[str, Quantity | Choice]:
        """The quantity of each input, narrowed."""
        hints = inspect.get_annotations(inspect.unwrap(self.reference), eval_str=True)
        names = self.inputs if self.inputs is not None else inspect.signature(self.reference).parameters
        declared = {name: quantity_of(hints[name])[0] for name in names}
        return {n: self.narrow[n].narrow(q) if n in self.narrow else q for n, q in declared.items()}

    def answer(self, inputs: Mapping[str, Any]) -> Any:
        """Return the right answer."""
        return self.reference(**inputs, **self.fixed)

    @functools.cached_property
    def result(self) -> Quantity | Choice | None:
        """The quantity of the answer."""
        hints = inspect.get_annotations(inspect.unwrap(self.reference), eval_str=True)
        return quantity_of(hints.get("return"))[0]


@dataclass(frozen=True, eq=False)
class Task:
    """A task: its hints and the behaviours that are graded.

    Attributes
    ----------
    id : str
        ``topic-task``.
    checks : sequence of Check
        The graded behaviours, in the order of the notebook.
    hints : sequence of str
        From the idea to the shape of the answer.
    reread : str
        The lesson and section that teach it.
    version : int
        Raised when the drawn numbers of learners may change.
    """

    id: str
    checks: Sequence[Check]
    hints: Sequence[str]
    reread: str
    version: int = 1

    @property
    def topic(self) -> str:
        """Name of the topic module that declares it."""
        return _topic_of(self.id)


def tasks_of(topic: str) -> list[Task]:
    """Return the tasks of a topic, in the order of its notebook."""
    return list(importlib.import_module(f"crmlab.exercises.{topic}").TASKS)


def topics() -> list[str]:
    """Return the topics that have tasks."""
    package = importlib.import_module("crmlab.exercises")
    modules = (module.name for module in pkgutil.iter_modules(package.__path__))
    return [name for name in modules if hasattr(importlib.import_module(f"crmlab.exercises.{name}"), "TASKS")]


def find_check(check_id: str) -> tuple[Task, Check]:
    """Return the task and the check with this id.

    Raises
    ------
    ValueError
        If there is none; the sentence names the ids that exist.
    """
    pairs = {check.id: (task, check) for task in _tasks_near(check_id) for check in task.checks}
    if check_id not in pairs:
        raise BadValueError(f"There is no check {check_id!r}; {_known(pairs)}.")
    return pairs[check_id]


def find_task(some_id: str) -> Task:
    """Return the task with this id, or to which the check or answer with this id belongs.

    Raises
    ------
    ValueError
        If there is none; the sentence names the ids that exist.
    """
    tasks = {task.id: task for task in _tasks_near(some_id)}
    near = [task_id for task_id in tasks if f"{some_id}-".startswith(f"{task_id}-")]
    if not near:
        raise BadValueError(f"There is no task {some_id!r}; {_known(tasks)}.")
    return tasks[max(near, key=len)]


def _tasks_near(task_id: str) -> list[Task]:
    if not isinstance(task_id, str):
        raise BadTypeError(f"The id of a task is a text such as 'clv-value'; got {task_id!r}.")
    topic = _topic_of(task_id)
    return tasks_of(topic) if topic else []


def _known(ids: Iterable[str]) -> str:
    """Return the end of a sentence about an unknown id: the ids of its topic, else the topics."""
    of_topic = ", ".join(ids)
    return f"this topic has {of_topic}" if of_topic else f"ids begin with a topic: {', '.join(topics())}"


def _topic_of(task_id: str) -> str:
    """Return the topic whose name begins the id: ``service-gap-zone`` belongs to ``service_gap``."""
    return next((topic for topic in _prefixes(task_id) if _is_topic(topic)), "")


def _prefixes(task_id: str) -> Iterator[str]:
    words = task_id.split("-")
    for length in range(len(words) - 1, 0, -1):
        yield "_".join(words[:length])
    yield "_".join(words)  # which may be the name of a topic alone


def _is_topic(name: str) -> bool:
    found = name.isidentifier() and importlib.util.find_spec(f"crmlab.exercises.{name}")
    return bool(found) and hasattr(importlib.import_module(f"crmlab.exercises.{name}"), "TASKS")
