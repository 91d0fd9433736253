"""The cells of a notebook as it was parsed, however damaged: what is malformed is empty."""

import ast
import re
from dataclasses import dataclass
from typing import Any

_OF_IPYTHON = re.compile(r"^([ \t]*)(?:[%!].*|\?+[\w.]+|[\w.]+\?+)[ \t]*$", re.MULTILINE)
CONFLICT = re.compile(r"^(<{7}|>{7})(?![<>])", re.MULTILINE)  # what git leaves where two versions differ


@dataclass(eq=False)
class Cell:
    """A submitted cell, cleaned."""

    kind: str
    source: str
    id: str | None
    grade_id: str | None
    settings: dict  # nbgrader's
    tags: Any
    pictures: dict  # pasted into a Markdown cell

    @classmethod
    def read(cls, cell: dict) -> "Cell":
        """Clean a cell as it was parsed; a code cell of notebook version 3 has an input, not a source."""
        metadata = _mapping(cell, "metadata")
        settings = settings_of(cell)
        pictures = {
            _text(name): {_text(mime): _text(data) for mime, data in bundle.items()}
            for name, bundle in _mapping(cell, "attachments").items()
            if isinstance(bundle, dict)
        }
        return cls(
            kind="code" if cell.get("cell_type") == "code" else "markdown",
            source=_text(cell.get("source", cell.get("input"))),
            id=name_in(cell, "id"),
            grade_id=name_in(settings, "grade_id"),
            settings=settings,
            tags=metadata.get("tags"),
            pictures=pictures,
        )


def settings_of(cell: dict) -> dict:
    """Return nbgrader's settings of a cell; empty if it has none."""
    return _mapping(_mapping(cell, "metadata"), "nbgrader")


def cells_of(notebook: dict) -> list[dict]:
    """Return the cells of a notebook; version 3 keeps them in worksheets."""
    sheets = _mappings(notebook, "worksheets") or [notebook]
    return [cell for sheet in sheets for cell in _mappings(sheet, "cells")]


def name_in(node: dict, key: str) -> str | None:
    """Return an entry of *node* if it is a text."""
    value = node.get(key)
    return value if isinstance(value, str) else None


def top_level(cell: dict) -> list[ast.stmt]:
    """Return the statements of a code cell, without lines for IPython; none where it is not Python."""
    source = cell["source"] if cell["cell_type"] == "code" else ""
    return _parsed(source) or _parsed(_OF_IPYTHON.sub(r"\1pass", source))


def names_made(cell: dict) -> set[str]:
    """Return the names that a cell gives a value to."""
    found = set()
    for node in (inner for statement in top_level(cell) for inner in ast.walk(statement)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.alias):
            found.add(node.asname or node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def _parsed(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # nested too deep
        return []


def _mappings(node: dict, key: str) -> list[dict]:
    value = node.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _mapping(node: dict, key: str) -> dict:
    value = node.get(key)
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    """Return a text that can be written as UTF-8, whatever was parsed."""
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""
