"""A guess on screen: one box with a label, for the keyboard and the screen reader too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets
from IPython.display import display

from crmlab import progress
from crmlab.declared import names
from crmlab.errors import BadTypeError, BadValueError
from crmlab.exercises.questions import Guess, Spoken, kept
from crmlab.explorers.controls import OnPaper, esm
from crmlab.language import said


class GuessBox(anywidget.AnyWidget):
    """The box: Python reads what is typed, and says what it has understood."""

    _esm = esm(Path(__file__).parent / "guess.js")
    asks = traitlets.Unicode().tag(sync=True)
    unit = traitlets.Unicode().tag(sync=True)
    typed = traitlets.Unicode().tag(sync=True)
    says = traitlets.Unicode().tag(sync=True)
    run_again = traitlets.Unicode().tag(sync=True)

    def __repr__(self) -> str:
        return self.run_again


def show(asked: Guess) -> GuessBox:
    """Put a guess on screen, with what was guessed before, and below it the same on paper."""
    made = progress.guesses().get(asked.id)
    box = GuessBox(
        asks=asked.asks,
        unit=asked.unit,
        typed="" if made is None else asked.figure(made),
        says="" if made is None else kept(asked, made),
        run_again=names.word("words", "run_again").label,
    )
    display(box)
    output = display(_paper(asked), display_id=True)

    def hear(change: dict[str, Any]) -> None:
        box.says = _take(asked, change["new"])
        if output:
            output.update(_paper(asked))

    box.observe(hear, "typed")
    return box


def _take(asked: Guess, text: str) -> str:
    """Keep what was typed, and say what was understood; an empty box takes the guess back."""
    try:
        number = asked.read(said("Your guess"), text) if text.strip() else None
    except (BadValueError, BadTypeError) as error:
        made = progress.guesses().get(asked.id)
        stays = "" if made is None else said("Your guess stays {said}.", said=asked.write(made))
        return f"{error} {stays}".strip()
    progress.remember_guess(asked.id, number)
    return "" if number is None else kept(asked, number)


def _paper(asked: Guess) -> OnPaper:
    made = progress.guesses().get(asked.id)
    text = said("A guess in {unit}.", unit=asked.unit) if asked.unit else said("A guess: a number.")
    words = Spoken(text if made is None else kept(asked, made), above=asked.asks)
    return OnPaper(words._repr_html_(), str(words))
