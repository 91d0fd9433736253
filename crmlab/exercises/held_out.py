"""The items that a topic holds out of its reader, and a learner's own few of them."""

from __future__ import annotations

import functools
import html
import random
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from crmlab import concepts
from crmlab.concepts.sets import Item, SetError
from crmlab.declared.quantities import Kind
from crmlab.errors import BadValueError
from crmlab.language import said

CELLS, A_CELL = 5, 2  # a small assignment has fewer cells


@functools.cache
def pool(topic: str) -> dict[str, tuple[str, Item]]:
    """Return by their keys the items that a topic holds out, each with the id of its set.

    Raises
    ------
    SetError
        If two of them have one key: answers are given by key, and one learner may get both.
    """
    found: dict[str, tuple[str, Item]] = {}
    for asked in concepts.sets_of(topic).values():
        for item in (one for one in asked.items if one.held_out):
            if item.key in found:
                raise SetError(f"{found[item.key][0]} and {asked.id} both hold out an item {item.key!r}.")
            found[item.key] = asked.id, item
    return found


def of_cell(keys: Sequence[str], place: int) -> Sequence[str]:
    """Return the keys that one graded cell asks, by its place from 0."""
    return keys[A_CELL * place : A_CELL * (place + 1)]


def drawn_from(topic: str, source: random.Random, number: int) -> list[str]:
    """Draw the keys of so many items; the order in which authors wrote them does not count.

    Raises
    ------
    ValueError
        If the topic holds out fewer.
    """
    by_set: dict[str, list[str]] = {}
    for key, (set_id, _) in sorted(pool(topic).items()):
        by_set.setdefault(set_id, []).append(key)
    decks = [source.sample(by_set[set_id], len(by_set[set_id])) for set_id in sorted(by_set)]
    source.shuffle(decks)
    # one of each set in turn, so that neighbours are of different sets
    drawn = [key for key in chain(*zip_longest(*decks)) if key is not None]
    if len(drawn) < number:
        raise BadValueError(
            f"{topic} has {len(drawn)} items for quizzes and papers; ask for no more, got {number}."
        )
    return drawn[:number]


class HeldOut(Kind):
    """The keys of a learner's own items: no two the same, from as many sets as there are."""

    def __init__(self, topic: str, cells: int = CELLS) -> None:
        self.topic, self.cells = topic, cells

    def draw(self, source: random.Random) -> list[str]:
        """Draw the items of all cells; the two of a cell are of different sets."""
        return drawn_from(self.topic, source, self.cells * A_CELL)

    def text(self, keys: Sequence[str]) -> str:
        """Return the items on paper, as text."""
        return "\n\n".join(
            [*("\n".join([title, *map(str, papers)]) for title, papers in self._cells(keys)), _form(keys)]
        )

    def html(self, keys: Sequence[str]) -> str:
        """Return the items on paper, as HTML."""
        cells = (
            f"<p><strong>{html.escape(title)}</strong></p>{''.join(one._repr_html_() for one in papers)}"
            for title, papers in self._cells(keys)
        )
        return f"{''.join(cells)}<pre>{html.escape(_form(keys))}</pre>"

    def _cells(self, keys: Sequence[str]) -> Iterator[tuple[str, list[concepts.Paper]]]:
        for place in range(self.cells):
            asked = [concepts.items(pool(self.topic)[key][0], key) for key in of_cell(keys, place)]
            yield said("Cell {number} of {cells}", number=place + 1, cells=self.cells), asked


def _form(keys: Sequence[str]) -> str:
    """Return what is copied and filled in."""
    return "\n".join(["answers = {", *(f'    "{key}": None,' for key in keys), "}"])
