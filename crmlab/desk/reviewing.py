"""`review()` in the lab and `crmlab review` in a terminal: what was learned comes back, ten items a sitting.

Here alone the clock is read; what is due on a day says `crmlab.exercises.review`.
"""

from __future__ import annotations

import random
import sys
from datetime import date

from crmlab.concepts.marking import SIGNS, in_a_word
from crmlab.concepts.sets import Item
from crmlab.exercises.notes import display
from crmlab.exercises.questions import Spoken
from crmlab.exercises.review import Sitting, next_day, sitting
from crmlab.language import said

WIDTH = 80


def review() -> None:
    """Put on screen what is due today: items of learned sets, and passed calculations with new numbers."""
    today = date.today()
    found = sitting(today)
    if found is None:
        display(Spoken(_nothing()))
        return
    from crmlab.concepts.widget import Session  # widgets are slow to import

    Session(found.asked, random.Random(today.isoformat()), found.mark).display()


def in_the_terminal() -> None:
    """Ask what is due today, one item after the other, and say of each answer why."""
    today = date.today()
    found = sitting(today)
    if found is None:
        _print(_nothing())
        return
    source = random.Random(today.isoformat())
    items, right, asked = found.asked.items, 0, 0
    try:
        for number, item in enumerate(items, 1):
            _print(f"\n{number}/{len(items)}  {item.says}")
            verdict = _asked(found, item, source)
            right, asked = right + (verdict is True), asked + (verdict is not None)
    except (KeyboardInterrupt, EOFError):  # what was answered is kept already
        print()
    _print(said("{right} of {of} right.", right=right, of=asked))


def _asked(found: Sitting, item: Item, source: random.Random) -> bool | None:
    """Ask one item, and return whether the answer is right; None if it is left out."""
    options = source.sample(item.options, len(item.options))
    for number, option in enumerate(options, 1):
        _print(f"  {number}. {option.in_full}")
    while typed := _typed(said("1 to {last}, or Enter to leave it out: ", last=len(options))):
        if typed.isdecimal() and 0 < int(typed) <= len(options):
            marked = found.mark({item.key: options[int(typed) - 1].key})
            remark = next(one for one in marked.remarks if one.item == item.key)
            told = said("{word}: {text}", word=in_a_word(remark.verdict), text=remark.sentence)
            _print(f"{SIGNS[remark.verdict]} {told}")
            return remark.right
        _print(said("Type a number from 1 to {last}; got {got}.", last=len(options), got=repr(typed)))
    return None


def _typed(prompt: str) -> str:
    """Return what is typed; a pipe does not end the line of the prompt, as Enter does."""
    try:
        return input(prompt).strip()
    finally:
        if not sys.stdin.isatty():
            print()


def _nothing() -> str:
    if day := next_day():
        return said("Nothing is due today. The next item comes back on {day}.", day=day)
    return said(
        "Nothing has been learned yet. What you do in a set or pass in an assignment comes back here."
    )


def _print(text: str) -> None:
    """Print within the width of a narrow window; Chinese has no spaces to break at, and is folded."""
    from rich.console import Console

    Console(width=WIDTH, highlight=False, markup=False, emoji=False).print(text, overflow="fold")
