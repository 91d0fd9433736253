"""Tables in Markdown, and the error of whoever finds that one cannot be made."""

from __future__ import annotations

from collections.abc import Iterable


class TableError(Exception):
    """Something in a rows.toml, a claims.toml or a lesson that the library does not have."""


def table(head: str, lines: Iterable[tuple[str, ...]]) -> str:
    """Return a table in Markdown."""
    rule = "|---" * len(head.split("|")) + "|"
    body = ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]
    return "\n".join([f"| {head} |", rule, *body, ""])
