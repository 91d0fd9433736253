"""What a task declares: its behaviours, each a check of a function, of an answer or of a concept.

A task is a module of `crmlab.exercises.<topic>`; `finding` reads it and gives the ids: ``topic-task`` for the
task, ``topic-task-behaviour`` for one graded cell of it, ``topic-task-behaviour:mistake`` for what it knows.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar

from crmlab.declared.quantities import Choice, Quantity, quantity_of, typical
from crmlab.exercises.mistakes import (
    INVENTED,
    Misconception,
    Mistake,
    called,
    given,
    known_as,
    known_to,
    part,
)
from crmlab.language import to_say

__all__ = ["INVENTED", "AnswerCheck", "Check", "FunctionCheck", "Mistake", "Task", "given", "part"]


@dataclass(frozen=True, eq=False)
class Check:
    """One behaviour that one graded cell checks.

    Attributes
    ----------
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
    mistakes : mapping of str to Mistake
        What is recognised, by name; the first that shows is told.
    also_right : sequence of callable
        Other ways of computing the same, to grade the grader with.
    tolerance : float, optional
        Largest absolute difference that counts as equal; half of the last shown digit if not given.
    between : tuple of float, optional
        The range in which every number of every right answer lies: what a reader would call plausible.
    apart : callable, optional
        Takes the inputs and returns numbers of which no two may tie, because a decision hangs on them.
    edges : mapping of str to callable
        By each condition of the task's text: a function of the inputs that gives one number or several, below
        0 on one side of it, 0 on its edge, above 0 on the other. Calls of a function meet all three, as the
        build proves; so does every draw of a learner's own numbers.
    id : str
        Given by `finding`; also nbgrader's ``grade_id``.
    """

    nothing: ClassVar[str] = to_say("is still None")  # what is said of an answer that is None
    asks_who: ClassVar[bool] = False  # whether what is right hangs on the name itself, not on drawn numbers

    says: str
    reference: Callable[..., Any]
    inputs: tuple[str, ...] | None = None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    narrow: Mapping[str, typical] = field(default_factory=dict)
    mistakes: Mapping[str, Mistake] = field(default_factory=dict)
    also_right: Sequence[Callable[..., Any]] = ()
    tolerance: float | None = None
    between: tuple[float, float] | None = None
    apart: Callable[..., Sequence[float]] | None = None
    edges: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    id: str = ""
    # what only some kinds of checks declare
    decides: ClassVar[Mapping[str, str]] = MappingProxyType({})
    words: ClassVar[Mapping[str, Mapping[Any, Sequence[Any]]]] = MappingProxyType({})
    example: ClassVar[Mapping[str, Any]] = MappingProxyType({})

    @functools.cached_property
    def quantities(self) -> dict[str, Quantity | Choice]:
        """The quantity of each input, narrowed."""
        hints = inspect.get_annotations(inspect.unwrap(self.reference), eval_str=True)
        names = self.inputs if self.inputs is not None else inspect.signature(self.reference).parameters
        declared = {name: quantity_of(hints[name])[0] for name in names}
        return {n: self.narrow[n].narrow(q) if n in self.narrow else q for n, q in declared.items()}

    def answer(self, inputs: Mapping[str, Any]) -> Any:
        """Return the right answer."""
        return self._right(**inputs)

    def of(self, inputs: Mapping[str, Any]) -> Check:
        """Return the check for these inputs, where what is asked hangs on them."""
        return self

    def asked_of(self, me: str, key: bytes | None) -> dict[str, Any]:
        """Return the inputs of a check without numbers: of some the name, and the key if it is graded."""
        return {}

    def judged(self, replies: Sequence[Any]) -> Any:
        """Return a verdict where a check does not compare an answer with the right one."""
        return None

    def told(self, verdict: Any) -> tuple[str, ...]:
        """Return what feedback says of a verdict, whether the answer is right or not."""
        return ()

    def _right(self, **inputs: Any) -> Any:
        return self.reference(**self.fixed | inputs)

    @functools.cached_property
    def misconceptions(self) -> list[Misconception]:
        """The mistakes as they are recognised, in order."""
        return known_to(self.id, self._right, self.mistakes, tuple(self.quantities))

    @functools.cached_property
    def result(self) -> Quantity | Choice | None:
        """The quantity of the answer."""
        hints = inspect.get_annotations(inspect.unwrap(self.reference), eval_str=True)
        return quantity_of(hints.get("return"))[0]


@dataclass(frozen=True, eq=False)
class FunctionCheck(Check):
    """A check of a function that the learner writes: it is called.

    Attributes
    ----------
    cases : sequence of mapping
        Calls that are made besides the drawn ones, such as edge cases.
    example : mapping
        Arguments of the call that the notebook shows, easily taken for any others; the task's ``EXAMPLE``
        if a check has none of its own.
    calls : int, optional
        How many drawn calls test the function; the usual number if not given.
    """

    nothing: ClassVar[str] = to_say("is None; end it with return and the result")

    cases: Sequence[Mapping[str, Any]] = ()
    example: Mapping[str, Any] = field(default_factory=dict)
    calls: int | None = None


@dataclass(frozen=True, eq=False)
class AnswerCheck(Check):
    """A check of an answer that the learner computes from his own numbers.

    The right answer takes of these what its reference names; a mistake may name any number of the task.

    Attributes
    ----------
    decides : mapping of str to str
        By each entry that is a decision: the comparison that decides it, as "gain with 0".
    words : mapping of str to mapping
        By each entry that is a word: the words it may be, each with other spellings that count as it.
    """

    decides: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[Any, Sequence[Any]]] = field(default_factory=dict)

    def _right(self, **inputs: Any) -> Any:
        return called(self.reference, self.fixed | inputs)


@dataclass(frozen=True, eq=False)
class Task:
    """A task: its hints and the behaviours that are graded.

    Attributes
    ----------
    id : str
        ``topic-task``.
    topic : str
        Name of the package that declares it.
    checks : sequence of Check
        The graded behaviours, in the order of the notebook.
    hints : mapping of str to sequence of str
        By answer cell, from the idea to the shape of the answer; a task with one cell has the task's own id.
    reread : str
        The lesson and section that teach it.
    version : int
        Raised when the drawn numbers of learners may change.
    """

    id: str
    topic: str
    checks: Sequence[Check]
    hints: Mapping[str, Sequence[str]]
    reread: str
    version: int = 1

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Yield id and text of each sentence that a learner may read of this task, beside its prose."""
        for check in self.checks:
            yield from ((known_as(check.id, name), one.sentence) for name, one in check.mistakes.items())
        for cell, hints in self.hints.items():
            for number, hint in enumerate(hints, 1):
                yield f"{self.id}:{cell}:hint-{number}", hint
