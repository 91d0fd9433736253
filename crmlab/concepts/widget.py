"""`practice`: a set of items on screen, for the keyboard and the screen reader too."""

from __future__ import annotations

import html
import random
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from IPython.display import display

from crmlab.concepts.marking import SIGNS, Marked, answer, in_a_word, sayings
from crmlab.concepts.sets import ConceptSet, Item, find
from crmlab.declared import names
from crmlab.explorers.controls import OnPaper, esm

WORDS = ("check_answers", "shuffle_again", "earlier", "later", "choose_one", "run_again")


class Practice(anywidget.AnyWidget):
    """Items with their choices, steps to move, or boxes to fill; Python marks what is chosen."""

    _esm = esm(Path(__file__).parent / "widget.js")
    kind = traitlets.Unicode().tag(sync=True)
    asks = traitlets.Unicode().tag(sync=True)
    shown = traitlets.Unicode().tag(sync=True)
    items = traitlets.List().tag(sync=True)
    answers = traitlets.Any().tag(sync=True)
    remarks = traitlets.Dict().tag(sync=True)
    summary = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    verdicts = traitlets.Dict().tag(sync=True)

    def __repr__(self) -> str:
        return names.word("words", "run_again").label


class Marking:
    """Something to answer on screen, what was said of the answers, and below it the same on paper."""

    def __init__(self, **parts: Any) -> None:
        self.widget = Practice(
            words={key: names.word("words", key).label for key in WORDS},
            verdicts={verdict: [sign, in_a_word(verdict)] for verdict, sign in SIGNS.items()},
            **parts,
        )
        self.widget.on_msg(self._hear)
        self._output = None

    def display(self) -> None:
        """Show the controls, and below them the paper, which stays when the notebook is closed."""
        display(self.widget)
        self._output = display(self.paper(), display_id=True)

    def paper(self, marked: Marked | None = None) -> OnPaper:
        """Return what is asked in words, and what was said last."""
        raise NotImplementedError

    def _hear(self, widget: Any, message: dict, buffers: Any) -> None:
        """Take the answers of a message; without any, begin anew."""
        raise NotImplementedError

    def _say(self, marked: Marked | None) -> None:
        remarks = marked.remarks if marked else ()
        self.widget.remarks = {one.item: asdict(one) for one in remarks}
        self.widget.summary = {"verdict": marked.verdict, "sentence": marked.summary} if marked else {}
        if self._output:
            self._output.update(self.paper(marked))


class Session(Marking):
    """One set on screen: its items in a drawn order, and what was said of the answers.

    What *marks* them is `answer`, if nothing else is given.
    """

    def __init__(
        self, asked: ConceptSet, source: random.Random, marks: Callable[[Any], Marked] | None = None
    ) -> None:
        self.asked = asked
        self._marks = marks or partial(answer, asked.id)
        self._source = source
        self._sayings = sayings(asked)
        super().__init__(kind=asked.kind, asks=asked.asks_of_all, items=self._drawn())

    def paper(self, marked: Marked | None = None) -> OnPaper:
        """Return the items in words, and what was said last."""
        says = [item["says"] for item in self.widget.items]
        lines = "".join(f"<li>{html.escape(one)}</li>" for one in says)
        said = marked._repr_html_() if marked else ""
        page = f"<p>{html.escape(self.asked.asks_of_all)}</p><ul>{lines}</ul>{said}"
        return OnPaper(page, "\n".join([self.asked.asks_of_all, *says, *([str(marked)] if marked else [])]))

    def _hear(self, widget: Any, message: dict, buffers: Any) -> None:
        if "answers" in message:
            self._say(self._marks(message["answers"]))
        else:
            widget.items = self._drawn()
            self._say(None)

    def _drawn(self) -> list[dict[str, Any]]:
        """Return the items in another order; steps never in the right one."""
        items = [self._on_screen(item) for item in self.asked.shown]
        right = list(items)
        while len(items) > 1 and (items == right or self._source.random() < 0.5):
            self._source.shuffle(items)
        return items

    def _on_screen(self, item: Item) -> dict[str, Any]:
        return {
            "key": item.key,
            "says": item.says,
            "options": self._options(item),
            "sayings": [asdict(one) for one in self._sayings[item.key]],
        }

    def _options(self, item: Item) -> list[list[str]]:
        options = [[option.key, option.in_full] for option in item.options]
        if self.asked.kind == "choose":  # classes keep their order, from item to item
            self._source.shuffle(options)
        return options


def practice(set_id: str, seed: int | None = None) -> None:
    """Put a set of items on screen, to sort, match, order or choose.

    Parameters
    ----------
    set_id : str
        Id of the set, such as ``"complaints-failure"``.
    seed : int, optional
        Draws the same order of the items each time.

    Raises
    ------
    ValueError
        If there is no such set; the sentence names those of the topic.
    """
    Session(find(set_id), random.Random(seed)).display()
