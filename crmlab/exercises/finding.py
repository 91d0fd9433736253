"""Where tasks are found: a topic's package lists its task modules, and ids follow from their names."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import ModuleType

from crmlab.errors import BadTypeError, BadValueError
from crmlab.exercises.declaring import Check, FunctionCheck, Task
from crmlab.language import said

PACKAGE = "crmlab.exercises"


def topics() -> list[str]:
    """Return the topics that have tasks."""
    package = importlib.import_module(PACKAGE)
    return [module.name for module in pkgutil.iter_modules(package.__path__) if module.ispkg]


def tasks_of(topic: str) -> list[Task]:
    """Return the tasks of a topic, in the order of its notebook."""
    return _declared(importlib.import_module(f"{PACKAGE}.{topic}"))


@functools.cache
def _declared(package: ModuleType) -> list[Task]:
    return [task_of(module) for module in package.TASKS]


def task_of(module: ModuleType) -> Task:
    """Read a module as a task: its checks by name, ``HINTS``, ``REREAD``, ``VERSION`` and ``EXAMPLE``."""
    topic, name = module.__name__.split(".")[-2:]
    task_id = f"{topic}-{name}".replace("_", "-")
    example = getattr(module, "EXAMPLE", {})
    checks = [
        replace(
            check,
            id=f"{task_id}-{behaviour}".replace("_", "-"),
            **({"example": check.example or example} if isinstance(check, FunctionCheck) else {}),
        )
        for behaviour, check in vars(module).items()
        if isinstance(check, Check)
    ]
    by_cell = module.HINTS if isinstance(module.HINTS, Mapping) else {"": module.HINTS}
    hints = {f"{task_id}-{cell}".rstrip("-"): tuple(of_cell) for cell, of_cell in by_cell.items()}
    return Task(task_id, topic, checks, hints, module.REREAD, getattr(module, "VERSION", 1))


def find_check(check_id: str) -> tuple[Task, Check]:
    """Return the task and the check with this id.

    Raises
    ------
    ValueError
        If there is none; the sentence names the ids that exist.
    """
    pairs = {check.id: (task, check) for task in _tasks_near(check_id) for check in task.checks}
    if check_id not in pairs:
        raise BadValueError(said("There is no check {id}; {known}.", id=repr(check_id), known=_known(pairs)))
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
        raise BadValueError(said("There is no task {id}; {known}.", id=repr(some_id), known=_known(tasks)))
    return tasks[max(near, key=len)]


def _tasks_near(task_id: str) -> list[Task]:
    if not isinstance(task_id, str):
        sentence = said("The id of a task is a text such as 'clv-value'; got {got}.", got=repr(task_id))
        raise BadTypeError(sentence)
    topic = _topic_of(task_id)
    return tasks_of(topic) if topic else []


def _known(ids: Iterable[str]) -> str:
    """Return the end of a sentence about an unknown id: the ids of its topic, else the topics."""
    if of_topic := said(", ").join(ids):
        return said("this topic has {ids}", ids=of_topic)
    return said("ids begin with a topic: {topics}", topics=said(", ").join(topics()))


def _topic_of(task_id: str) -> str:
    """Return the topic whose name begins the id: ``service-gap-zone`` belongs to ``service_gap``."""
    return next((topic for topic in _prefixes(task_id) if _is_topic(topic)), "")


def _prefixes(task_id: str) -> Iterator[str]:
    words = task_id.split("-")
    for length in range(len(words) - 1, 0, -1):
        yield "_".join(words[:length])
    yield "_".join(words)  # which may be the name of a topic alone


def _is_topic(name: str) -> bool:
    found = name.isidentifier() and importlib.util.find_spec(f"{PACKAGE}.{name}")
    return bool(found) and found.submodule_search_locations is not None
