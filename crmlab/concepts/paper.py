"""A set on paper: its question, its items and the answers that can be given, as a table."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from crmlab.concepts.sets import Option, find
from crmlab.errors import BadValueError
from crmlab.language import said


@dataclass(frozen=True)
class Paper:
    """Items to read; Jupyter shows them as a table."""

    asks: str
    lines: tuple[tuple[str, str], ...]
    allowed: str

    def __str__(self) -> str:
        lines = [f"{key!r}: {text}" for key, text in self.lines]
        return "\n".join(filter(None, [self.asks, *lines, self.allowed]))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        cell = "<td style='text-align:left'>{}</td>".format
        rows = "".join(
            f"<tr>{cell(f'<code>{key}</code>')}{cell(html.escape(text))}</tr>" for key, text in self.lines
        )
        return f"<p>{html.escape(self.asks)}</p><table>{rows}</table><p>{html.escape(self.allowed)}</p>"


def items(set_id: str, *keys: str) -> Paper:
    """Show the items of a set, or some of them by their keys, and the answers that can be given.

    Parameters
    ----------
    set_id : str
        Id of the set, such as ``"complaints-failure"``.
    *keys : str
        The items to show; if none is named, all but those held out.

    Raises
    ------
    ValueError
        If there is no such set or item.
    """
    asked = find(set_id)
    known = [item.key for item in asked.items]
    for key in keys:
        if key not in known:
            parts = {"set": repr(set_id), "key": repr(key), "known": said(", ").join(known)}
            raise BadValueError(said("{set} has no item {key}; it has {known}.", **parts))
    shown = [asked.item(key) for key in known if key in keys] if keys else list(asked.shown)
    by_key = attrgetter("key")  # the order in which they are written may tell the answer
    if asked.kind == "order":
        shown.sort(key=by_key)
    if asked.kind == "choose":
        lines = [(item.key, f"{item.says} {_listed(sorted(item.options, key=by_key))}") for item in shown]
    else:
        lines = [(item.key, item.says) for item in shown]
    shared = asked.kind in {"sort", "match"}
    allowed = said("Answers: {options}", options=_listed(shown[0].options)) if shared else ""
    return Paper(asked.asks if keys else asked.asks_of_all, tuple(lines), allowed)


def _listed(options: Iterable[Option]) -> str:
    return "; ".join(f"{option.key!r} {option.in_full}" for option in options)
