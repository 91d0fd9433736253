"""Graded checks of concepts: a set of items, answered in plain Python by their keys."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any, ClassVar

from crmlab.concepts.sets import ConceptSet, Item, find
from crmlab.concepts.spelling import key_of
from crmlab.exercises.declaring import Check
from crmlab.exercises.mistakes import Misconception, Mistake
from crmlab.language import said


@dataclass(frozen=True, eq=False)
class ConceptCheck(Check):
    """A check of a set, or of some of its items; each wrong choice is a misconception.

    Attributes
    ----------
    asked : ConceptSet
        The set.
    right : mapping or list
        The right answers by item, or the steps in order.
    """

    asked: ConceptSet | None = None
    right: Any = None
    quantities: ClassVar[Mapping[str, Any]] = MappingProxyType({})

    @functools.cached_property
    def misconceptions(self) -> list[Misconception]:
        """The mistakes that the task declares, then every wrong choice or order."""
        wrong = (
            _wrong_orders(self.asked)
            if self.asked.kind == "order"
            else _wrong_choices(self.asked, self.right)
        )
        return [*super().misconceptions, *wrong]

    @functools.cached_property
    def words(self) -> dict[Any, dict[str, tuple[str, ...]]]:
        """By each entry, in an order by each place from 0: the words it may be, with other spellings."""
        if self.asked.kind == "order":
            return dict.fromkeys(range(len(self.right)), self.asked.steps)
        return {key: self.asked.item(key).words for key in self.right}


def concept_check(
    says: str, set_id: str, *keys: str, mistakes: Mapping[str, Mistake] | None = None, id: str = ""
) -> ConceptCheck:
    """Return a check of a set, or of some of its items by their keys.

    Parameters
    ----------
    says : str
        The behaviour in words.
    set_id : str
        Id of the set.
    *keys : str
        The items that are asked; if none is named, all but those held out.
    mistakes : mapping of str to Mistake, optional
        What is recognised before the single wrong choices.
    id : str
        Given by `finding`.
    """
    asked = find(set_id)
    return check_of(says, asked, *(keys or [item.key for item in asked.shown]), mistakes=mistakes, id=id)


def check_of(
    says: str, asked: ConceptSet, *keys: str, mistakes: Mapping[str, Mistake] | None = None, id: str = ""
) -> ConceptCheck:
    """Return a check of the items of a set that is at hand; of all if no key is named."""
    right = asked.right_answer()
    if asked.kind != "order" and keys:
        right = {key: right[key] for key in keys}
    return ConceptCheck(says, _answering(right), mistakes=mistakes or {}, id=id, asked=asked, right=right)


def _answering(right: Any):
    def reference(**_: Any) -> Any:  # whatever else is known of a learner
        return right

    return reference


def _wrong_choices(asked: ConceptSet, right: dict[str, str]) -> Iterator[Misconception]:
    for key in right:
        item = asked.item(key)
        for option, sentence in item.wrong.items():
            yield Misconception(
                f"{asked.id}:{key}:{option}",
                said("{item}: {why}", item=quoted(item), why=sentence),
                _answering(right | {key: option}),
                asked.id,
                shows_in=lambda given, item=item, option=option: choice(given, item) == option,
            )


def _wrong_orders(asked: ConceptSet) -> Iterator[Misconception]:
    right = asked.right_answer()
    for place, (first, then) in enumerate(pairwise(asked.items)):
        swapped = [*right[:place], then.key, first.key, *right[place + 2 :]]
        yield Misconception(
            f"{asked.id}:{first.key}:{then.key}",
            said(
                "{first} comes before {then}: {why}",
                first=quoted(first),
                then=quoted(then),
                why=first.because,
            ),
            _answering(swapped),
            asked.id,
            shows_in=lambda given, pair=(first.key, then.key): _are_swapped(_steps(given, asked), *pair),
        )


def choice(given: Any, item: Item) -> str | None:
    """Return the key of what a learner's mapping says of an item, whatever else he handed in."""
    return key_of(given.get(item.key), item.words) if hasattr(given, "get") else None


def _steps(given: Any, asked: ConceptSet) -> list[str | None]:
    """Return the keys of the steps in a learner's list, whatever else he handed in."""
    return [key_of(said, asked.steps) for said in given] if isinstance(given, list) else []


def _are_swapped(steps: list[str | None], first: str, then: str) -> bool:
    """Return whether *then* stands before *first*."""
    return {first, then} <= {*steps} and steps.index(then) < steps.index(first)


def quoted(item: Item) -> str:
    """Return the text of an item as a sentence quotes it."""
    inner = item.says.rstrip(".").replace("“", "‘").replace("”", "’")
    return f"“{inner}”"
