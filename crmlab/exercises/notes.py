"""What a learner reads: a message with a sign, as HTML with a plain-text twin."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crmlab.concepts.marking import OPEN, PARTLY, RIGHT, SIGNS, WRONG, in_a_word
from crmlab.declared.working import Working
from crmlab.exercises.retelling import as_code, as_html
from crmlab.language import said

HINT = "hint"
# white on each of these can be read on a light page and on a dark one; the word is for who sees no colour
_COLOURS = {RIGHT: "#2e7d32", PARTLY: "#8a5a00", WRONG: "#b3261e", OPEN: "#1f5fa8", HINT: "#1f5fa8"}


@dataclass(frozen=True)
class Note:
    """A message for the learner, as HTML with a plain-text twin.

    Attributes
    ----------
    text : str
        The message.
    verdict : str
        `RIGHT`, `PARTLY` or `WRONG`, as of the answers to a set; or `HINT`.
    details : tuple of str
        What else there is to know, a line each.
    inputs : mapping
        What is too long for a sentence: it is folded away, and as code to compute with.
    working : Working, optional
        How the right answer comes about; folded away.
    label : str
        What stands in place of the sign, such as "Hint 1 of 3:".
    """

    text: str
    verdict: str
    details: tuple[str, ...] = ()
    inputs: Mapping[str, Any] = field(default_factory=dict)
    working: Working | None = None
    label: str = ""

    @property
    def mark(self) -> str:
        """What stands before the message."""
        return self.label or SIGNS.get(self.verdict, "→")

    def __str__(self) -> str:
        code = [as_code(self.inputs)] if self.inputs else []
        parts = [f"{self.mark} {self.text}", *self.details, *code, str(self.working or "")]
        return "\n".join(filter(None, parts))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        colour = _COLOURS[self.verdict]
        word = in_a_word(self.verdict) if self.verdict in SIGNS else said("Hint")
        badge = f"background:{colour};color:#fff;border-radius:4px;padding:1px 7px;margin-right:6px"
        sign = f'<strong role="img" aria-label="{word}" style="{badge}">{self.mark}</strong> '
        details = "".join(f"<p><small>{html.escape(line)}</small></p>" for line in self.details)
        folded = _folded(said("The numbers it was called with"), as_html(self.inputs)) if self.inputs else ""
        working = self.working._repr_html_() if self.working else ""
        worked = _folded(said("How it is worked out"), working) if working else ""
        frame = f"border-left:4px solid {colour};padding:2px 0 2px 10px"
        body = f"<p>{sign}{html.escape(self.text)}</p>{details}{folded}{worked}"
        return f'<div role="status" style="{frame}">{body}</div>'


def _folded(summary: str, body: str) -> str:
    return f"<details><summary>{html.escape(summary)}</summary>{body}</details>"


def display(shown: Any) -> None:
    """Display a note in a notebook, or print it elsewhere."""
    try:
        from IPython.display import display as display_there
    except ImportError:
        print(shown)
    else:
        display_there(shown)
