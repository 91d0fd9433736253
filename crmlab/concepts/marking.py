"""Mark the answers to a set. Pure, except that `answer` shows what `mark` says and remembers it."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from crmlab import progress
from crmlab.concepts.sets import ConceptSet, Item, find
from crmlab.concepts.spelling import key_of
from crmlab.declared import names
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say

RIGHT, PARTLY, WRONG, OPEN = "right", "partly", "wrong", "open"
SIGNS = {RIGHT: "✓", PARTLY: "◐", WRONG: "✗", OPEN: "○"}
_COLOURS = {RIGHT: "#0a8a32", PARTLY: "#a86400", WRONG: "#d81e1e"}


@dataclass(frozen=True)
class Remark:
    """What is said of one item: its key, a verdict of `SIGNS`, and why."""

    item: str
    verdict: str
    sentence: str

    @property
    def right(self) -> bool:
        """Whether the item is right."""
        return self.verdict == RIGHT


@dataclass(frozen=True)
class Marked:
    """What is said of the answers to a set.

    Attributes
    ----------
    remarks : tuple of Remark
        One for each item; of an order, those that help next.
    of : int
        How many items, or pairs of neighbouring steps, there are.
    right : int
        How many of them are right.
    """

    remarks: tuple[Remark, ...]
    right: int
    of: int

    @property
    def all_right(self) -> bool:
        """Whether nothing is left to mend."""
        return self.right == self.of

    @property
    def verdict(self) -> str:
        """The verdict on all of them: open as long as nothing is answered."""
        if self.right:
            return RIGHT if self.all_right else PARTLY
        return OPEN if all(one.verdict == OPEN for one in self.remarks) else WRONG

    @property
    def summary(self) -> str:
        """The count in words."""
        return said("{right} of {of} right.", right=self.right, of=self.of)

    def __str__(self) -> str:
        lines = [f"{SIGNS[one.verdict]} {one.item}: {one.sentence}" for one in self.remarks]
        return "\n".join([self.summary, *lines])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        lines = "".join(
            f"<li><strong>{_sign(one.verdict)} {html.escape(one.item)}</strong>: "
            f"{html.escape(one.sentence)}</li>"
            for one in self.remarks
        )
        return f'<div role="status"><p>{self.summary}</p><ul style="list-style:none">{lines}</ul></div>'


def _sign(verdict: str) -> str:
    """Return a verdict as its sign, which a screen reader says as a word."""
    # mixed with the colour of the text, it stands out from light and from dark
    colour = f"color:color-mix(in srgb, {_COLOURS.get(verdict, 'currentColor')} 75%, currentColor)"
    return f'<span role="img" aria-label="{in_a_word(verdict)}" style="{colour}">{SIGNS[verdict]}</span>'


def in_a_word(verdict: str) -> str:
    """Return a verdict as it is said, in the language that is set."""
    return names.word("words", verdict).label


def answer(set_id: str, answers: Mapping[str, str] | Sequence[str]) -> Marked:
    """Answer a set in plain Python and read what is right, what is not, and why.

    Parameters
    ----------
    set_id : str
        Id of the set, such as ``"complaints-failure"``.
    answers : mapping or list
        The answer of each item by its key; the steps in order, where an order is asked. A key or any
        of the labels that `items` prints beside it will do.

    Returns
    -------
    Marked

    Raises
    ------
    TypeError, ValueError
        If there is no such set, or an answer that it does not know.
    """
    marked = mark(find(set_id), answers)
    if marked.all_right:
        progress.remember_right(set_id)
    return marked


def mark(asked: ConceptSet, answers: Mapping[str, str] | Sequence[str]) -> Marked:
    """Say of each answer whether it is right, and of a wrong one what speaks against it."""
    return _mark_order(asked, answers) if asked.kind == "order" else _mark_items(asked, answers)


def _mark_items(asked: ConceptSet, answers: Any) -> Marked:
    if not isinstance(answers, Mapping):
        sentence = said("answers must be a dictionary by item; got {kind}.", kind=type(answers).__name__)
        raise BadTypeError(sentence)
    keys = [item.key for item in asked.items]
    for key in answers:
        if key not in keys:
            known = said(", ").join(keys)
            raise BadValueError(said("answers has {key}; the items are {known}.", key=repr(key), known=known))
    due = [item for item in asked.items if not item.held_out or item.key in answers]
    remarks = tuple(_remark(item, answers.get(item.key)) for item in due)
    return Marked(remarks, sum(one.right for one in remarks), len(remarks))


def _remark(item: Item, given: Any) -> Remark:
    if given is None or given == "":
        return Remark(item.key, OPEN, said("not answered yet."))
    chosen = key_of(given, item.words)
    if chosen is None:
        sentence = to_say("{name} must be one of {words}; got {got}.")
        raise BadValueError(said(sentence, name=item.key, words=said(", ").join(item.words), got=repr(given)))
    if chosen == item.right:
        return Remark(item.key, RIGHT, item.because)
    return Remark(item.key, WRONG, item.wrong[chosen])


def _mark_order(asked: ConceptSet, answers: Any) -> Marked:
    keys = [item.key for item in asked.items]
    if isinstance(answers, str | Mapping) or not isinstance(answers, Sequence):
        sentence = said("answers must be a list of steps in order; got {kind}.", kind=type(answers).__name__)
        raise BadTypeError(sentence)
    steps = [key_of(step, asked.steps) or str(step) for step in answers]
    if sorted(steps) != sorted(keys):
        wanted, got = said(", ").join(keys), said(", ").join(map(str, answers))
        raise BadValueError(
            said("answers must have each of {wanted} once; got {got}.", wanted=wanted, got=got)
        )
    place = {key: steps.index(key) for key in keys}
    pairs = list(pairwise(asked.items))
    kept = [place[first.key] < place[then.key] for first, then in pairs]
    if all(kept):
        return Marked(tuple(_in_place(first) for first, _ in pairs), len(pairs), len(pairs))
    return Marked((_too_early(*pairs[kept.index(False)]),), sum(kept), len(pairs))


def _in_place(step: Item) -> Remark:
    return Remark(step.key, RIGHT, step.because)


def _too_early(first: Item, then: Item) -> Remark:
    sentence = to_say("“{first}” comes before “{then}”: {why}")
    return Remark(then.key, WRONG, said(sentence, first=first.says, then=then.says, why=first.because))


def sayings(asked: ConceptSet) -> dict[str, list[Remark]]:
    """Return by its key whatever may be said of each item."""
    if asked.kind == "order":
        pairs = pairwise(asked.items)
        every = [remark for first, then in pairs for remark in (_in_place(first), _too_early(first, then))]
    else:
        every = [_remark(item, word) for item in asked.items for word in ("", *item.words)]
    return {item.key: [one for one in every if one.item == item.key] for item in asked.items}
