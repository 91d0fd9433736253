"""An explorer in words, for whoever hears it or wonders what to do: made from what is declared already."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from crmlab.declared import names
from crmlab.declared.docstrings import title_of
from crmlab.language import said


def about(calculator: Callable[..., Any], question: str, labels: Sequence[str]) -> Iterator[str]:
    """Yield what it shows, what can be moved and what to find out; what comes of it is said between these."""
    yield _word("shows", title=title_of(calculator))
    yield _word("movable", controls=said(", ").join(labels))
    yield _word("find_out", question=question)


def help_for(kind: str, word: names.Word, optional: bool) -> str:
    """Say what to do with a control of a kind, and what it means."""
    text = _word(f"help_{kind}", meaning=word.definition)
    return f"{text} {_word('help_left_out', left_out=word.left_out)}" if optional else text


def _word(key: str, **parts: str) -> str:
    return names.word("words", key).label.format(**parts)
