"""An explorer in words, for whoever hears it or wonders what to do: made from what is declared already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crmlab.declared import names
from crmlab.declared.working import title_of
from crmlab.language import said

if TYPE_CHECKING:
    from crmlab.explorers.engine import Explorer


def about(explorer: Explorer, controls: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what it is, what can be moved and what to find out; what it shows now is said between these."""
    labels = said(", ").join(control["label"] for control in controls)
    question = names.word("questions", explorer.name).label
    yield explorer.summary or _word("shows", title=title_of(explorer.calculator))
    yield _word("movable", controls=labels)
    yield explorer.help or _word("find_out", question=question)


def help_for(kind: str, word: names.Word, optional: bool) -> str:
    """Say what to do with a control of a kind, and what it means."""
    text = _word(f"help_{kind}", meaning=word.definition)
    return f"{text} {_word('help_left_out', left_out=word.left_out)}" if optional else text


def _word(key: str, **parts: str) -> str:
    return names.word("words", key).label.format(**parts)
