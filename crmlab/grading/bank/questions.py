"""Questions as any platform asks them, and those that the sets of the course make."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass

from crmlab.concepts.sets import ConceptSet, Item, sets_of
from crmlab.language import said


@dataclass(frozen=True)
class Choice:
    """An answer that can be chosen, as plain text, and what is said to whoever chooses it."""

    text: str
    right: bool
    feedback: str


@dataclass(frozen=True)
class Near:
    """A number that may be given, how far from it one may be, and what is said to whoever gives it."""

    value: float
    tolerance: float
    right: bool
    feedback: str


@dataclass(frozen=True)
class Question:
    """One question: of choices, of which one is right, or of a number.

    Attributes
    ----------
    id : str
        The same at every writing, so that a platform can be asked whether it has it.
    category : tuple of str
        Headings under which it stands.
    text : str
        What is asked, as HTML.
    choices : tuple of Choice
        What can be chosen; none where a number is asked.
    numbers : tuple of Near
        The right number first, then those that show a mistake.
    """

    id: str
    category: tuple[str, ...]
    text: str
    choices: tuple[Choice, ...] = ()
    numbers: tuple[Near, ...] = ()

    @property
    def answers(self) -> tuple[Choice, ...] | tuple[Near, ...]:
        """Whatever can be answered."""
        return self.choices or self.numbers


def of_sets(topic: str, heading: str) -> Iterator[Question]:
    """Yield a question for each item of a topic's sets; what no reader shows stands apart."""
    for one in sets_of(topic).values():
        for number, item in enumerate(one.items):
            part = (said("held out, for examinations"),) if item.held_out else ()
            category = (heading, *part, one.title)
            if one.kind != "order":
                yield Question(f"{one.id}:{item.key}", category, _asked(one.asks, item.says), _choices(item))
            elif number + 1 < len(one.items):
                yield Question(f"{one.id}:{item.key}", category, _next(one, item), _after(one, number))


def _asked(asks: str, says: str) -> str:
    return f"<p>{html.escape(asks)}</p><p>{html.escape(says)}</p>"


def _choices(item: Item) -> tuple[Choice, ...]:
    return tuple(
        Choice(option.in_full, option.key == item.right, item.wrong.get(option.key, item.because))
        for option in item.options
    )


def _next(one: ConceptSet, item: Item) -> str:
    return _asked(one.asks, said("Which step comes next after this one: {step}", step=item.says))


def _after(one: ConceptSet, number: int) -> tuple[Choice, ...]:
    """Return the steps that may come after one: the next, and what is said of each other."""
    item, following = one.items[number : number + 2]
    return (Choice(following.says, True, item.because), *_not_next(one, number))


def _not_next(one: ConceptSet, number: int) -> Iterator[Choice]:
    for place, other in enumerate(one.items):
        if place < number:
            earlier = said("It comes earlier. {because}", because=other.because)
            yield Choice(other.says, False, earlier)
        elif place > number + 1:
            between = one.items[place - 1]
            later = said(
                "It comes later, after: {step} {because}", step=between.says, because=between.because
            )
            yield Choice(other.says, False, later)
