"""Graded checks of concepts: a set of items, answered in plain Python by their keys."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from crmlab.concepts.sets import ConceptSet, Item, find
from crmlab.exercises.tasks import Check, Misconception


def concept_check(check_id: str, says: str, set_id: str, *keys: str) -> Check:
    """Return a check of a set, or of some of its items by their keys; each wrong choice is a misconception.

    Parameters
    ----------
    check_id : str
        Id of the check.
    says : str
        The behaviour in words.
    set_id : str
        Id of the set.
    *keys : str
        The items that are asked; if none is named, all but those held out.
    """
    asked = find(set_id)
    right = asked.right_answer()
    if asked.kind != "order":
        right = {key: right[key] for key in keys or [item.key for item in asked.shown]}
    wrong = _wrong_orders(asked) if asked.kind == "order" else _wrong_choices(asked, right)
    return Check(check_id, says, _answering(right), asks_for="answer", misconceptions=list(wrong))


def _answering(right: Any):
    def reference() -> Any:
        return right

    return reference


def _wrong_choices(asked: ConceptSet, right: dict[str, str]) -> Iterator[Misconception]:
    for key in right:
        item = asked.item(key)
        for option, sentence in item.wrong.items():
            yield Misconception(
                f"{key} taken for {option}",
                _answering(right | {key: option}),
                f"{_quoted(item)}: {sentence}",
                f"concepts.toml, {asked.id}",
                shows_in=lambda given, key=key, option=option: _entry(given, key) == option.casefold(),
            )


def _wrong_orders(asked: ConceptSet) -> Iterator[Misconception]:
    right = asked.right_answer()
    for place, (first, then) in enumerate(pairwise(asked.items)):
        swapped = [*right[:place], then.key, first.key, *right[place + 2 :]]
        yield Misconception(
            f"{then.key} before {first.key}",
            _answering(swapped),
            f"{_quoted(first)} comes before {_quoted(then)}: {first.because}",
            f"concepts.toml, {asked.id}",
            shows_in=lambda given, pair=(first.key, then.key): _stands_first(given, *pair),
        )


def _entry(given: Any, key: str) -> str:
    """Return what a learner's mapping says of an item, whatever else he handed in."""
    found = given.get(key) if hasattr(given, "get") else None
    return found.strip().casefold() if isinstance(found, str) else ""


def _stands_first(given: Any, first: str, then: str) -> bool:
    """Return whether a list has *then* before *first*."""
    return (
        isinstance(given, list)
        and {first, then} <= {*map(str, given)}
        and given.index(then) < given.index(first)
    )


def _quoted(item: Item) -> str:
    return f"“{item.says.rstrip('.')}”"
