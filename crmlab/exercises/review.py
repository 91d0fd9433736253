"""What comes back: items of sets that were learned, and calculations that were passed, with new numbers.

What was learned or answered rightly comes back after a week, again and again: even intervals do as well as
growing ones. What was not comes back the next day. What is held out for an exam never comes.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from itertools import islice, pairwise
from typing import Any

from crmlab import progress
from crmlab.concepts import sets
from crmlab.concepts.marking import OPEN, RIGHT, Marked, mark
from crmlab.concepts.sets import ConceptSet, Item, Option
from crmlab.declared.quantities import Choice, Quantity
from crmlab.declared.working import Working, show
from crmlab.declared.written import with_unit
from crmlab.errors import BadValueError
from crmlab.exercises.concepts import ConceptCheck
from crmlab.exercises.declaring import Check, FunctionCheck
from crmlab.exercises.drawing import draw_calls
from crmlab.exercises.finding import find_check
from crmlab.language import said

SITTING = 10
LATER, SOONER = timedelta(days=7), timedelta(days=1)
_CHOICES = 4  # of a calculation: the right number, and those of three mistakes
Maker = Callable[[date], Item | None]  # the numbers of a calculation are those of a day


@dataclass(frozen=True)
class Learned:
    """What can come back: how an item is made for a day, and the day from which it comes the first time."""

    make: Maker
    due: str


@dataclass
class Sitting:
    """A few items that are due, as a set to choose from; the first answer to each counts.

    Attributes
    ----------
    asked : ConceptSet
        The items.
    today : date
        The day from which it is counted when they come back.
    """

    asked: ConceptSet
    today: date
    _done: set[str] = field(default_factory=set)

    def mark(self, answers: Mapping[str, str]) -> Marked:
        """Say what is right and what is not, and remember when each item comes back."""
        marked = mark(self.asked, answers)
        for remark in marked.remarks:
            if remark.verdict != OPEN and remark.item not in self._done:
                self._done.add(remark.item)
                back = self.today + (LATER if remark.verdict == RIGHT else SOONER)
                progress.remember_review(remark.item, remark.right, back.isoformat())
        return marked


def sitting(today: date) -> Sitting | None:
    """Return what is due on a day, at most ten; None if nothing is."""
    known = learned()
    made = (known[key].make(today) for key in _due(known, today))
    items = [*islice(filter(None, made), SITTING)]
    if not items:
        return None
    asks = said("What you have learned comes back. Choose one answer each.")
    return Sitting(ConceptSet("review", "choose", "", "", asks, tuple(items), ()), today)


def next_day() -> str:
    """Return the first day on which something comes back, as 2026-12-31; "" if nothing was learned."""
    seen = progress.reviews()
    return min((seen[key].due if key in seen else one.due for key, one in learned().items()), default="")


def learned() -> dict[str, Learned]:
    """Return by its key what can come back."""
    right = progress.right()
    asked = {one.id: one for topic in sets.topics() for one in sets.sets_of(topic).values()}
    found = {}
    for one, day in sorted(right.items()):
        makers = _of_set(asked[one]) if one in asked else _of_check(one)
        due = (date.fromisoformat(day) + LATER).isoformat() if day else ""
        found |= {key: Learned(maker, due) for key, maker in makers}
    return found


def _due(known: Mapping[str, Learned], today: date) -> list[str]:
    """Return the keys that are due: who has waited longest first, then what was never reviewed, at random."""
    seen = progress.reviews()
    waiting = [key for key in known if key in seen and seen[key].due <= today.isoformat()]
    new = [key for key in sorted(known) if key not in seen and known[key].due <= today.isoformat()]
    random.Random(today.isoformat()).shuffle(new)
    return sorted(waiting, key=lambda key: (seen[key].due, key)) + new


def _of_set(asked: ConceptSet, keys: Mapping[str, Any] | None = None) -> Iterator[tuple[str, Maker]]:
    """Yield the items of a set that can be asked alone: of a match, each leans on the others."""
    if asked.kind == "order":
        for first, then in pairwise(asked.items):
            key = f"{asked.id}:{first.key}:{then.key}"
            yield key, partial(_pair, key, asked, first, then)
    elif asked.kind != "match":
        for item in asked.shown:
            if keys is None or item.key in keys:
                key = f"{asked.id}:{item.key}"
                yield key, partial(_alone, key, asked, item)


def _alone(key: str, asked: ConceptSet, item: Item, today: date) -> Item:
    return replace(item, key=key, says=f"{asked.asks} {item.says}")


def _pair(key: str, asked: ConceptSet, first: Item, then: Item, today: date) -> Item:
    options = tuple(Option(one.key, one.says) for one in sorted((first, then), key=lambda one: one.key))
    says = said("{title}: which of the two comes first?", title=asked.title)
    return Item(key, says, first.because, options, first.key, {then.key: first.because})


def _of_check(check_id: str) -> Iterator[tuple[str, Maker]]:
    try:
        _, check = find_check(check_id)
    except BadValueError:  # of an older release
        return
    if isinstance(check, ConceptCheck):
        yield from _of_set(check.asked, check.right if check.asked.kind != "order" else None)
    elif _is_calculation(check):
        yield check_id, partial(_calculation, check)


def _is_calculation(check: Check) -> bool:
    """Return whether a check is of a calculator that takes numbers, gives one, and is called with any."""
    kinds = (Quantity, Choice)
    return (
        isinstance(check, FunctionCheck)
        and hasattr(check.reference, "parameters")
        and check.calls != 0
        and isinstance(check.result, Quantity)
        and all(isinstance(one, kinds) for one in check.quantities.values())
    )


def _calculation(check: FunctionCheck, today: date) -> Item | None:
    """Return a calculation with the numbers of a day; the wrong answers are those of known mistakes.

    With fewer than two of these there is nothing to choose from.
    """
    source = random.Random(f"{check.id} {today.isoformat()}")
    (inputs,) = draw_calls(replace(check, calls=1, cases=()), source)
    working = show(check.reference, **check.fixed | inputs)
    given = said("; ").join(f"{label} = {value}" for label, _, value in working.given)
    answers, wrong = {working.result: "right"}, {}
    for one in source.sample(check.misconceptions, len(check.misconceptions)):
        text = _written(check, one.wrong(**inputs))
        is_new = text not in answers and one.sentence not in wrong.values()
        if text and is_new and len(answers) < _CHOICES:
            answers[text] = key = f"wrong-{len(answers)}"
            wrong[key] = one.sentence
    if len(wrong) < 2:
        return None
    options = tuple(Option(key, text) for text, key in answers.items())
    return Item(check.id, f"{working.title}. {given}.", _in_short(working), options, "right", wrong)


def _written(check: Check, answer: Any) -> str:
    """Write a wrong answer as the right one is written; "" if it is no number."""
    is_number = isinstance(answer, int | float) and math.isfinite(answer)
    return with_unit(check.result, answer) if is_number else ""


def _in_short(working: Working) -> str:
    """Return the lines of a working with the numbers put in."""
    lines = (f"{one.name} = {one.in_numbers} = {one.result}" for one in working.steps if one.in_numbers)
    return said("; ").join(lines) or working.result
