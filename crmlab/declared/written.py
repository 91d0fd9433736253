"""Values as they are read: by their quantities, with units and labels in the language in use."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared import names
from crmlab.declared.numbers import is_number
from crmlab.declared.quantities import Choice, Kind, Quantity
from crmlab.declared.tables import Answers, Named, Table
from crmlab.language import said

LONGEST = 12  # longer sums are not written out, longer lists and tables only begun
UNDECLARED = Quantity(format=",.4f")


@dataclass(frozen=True)
class Record:
    """An answer of several parts: a dataclass, with the kind of each of its fields.

    Attributes
    ----------
    name : str
        Name of the dataclass.
    fields : dict
        By field its `Quantity`, its `Table`, another `Record` or what else it declares; None if nothing.
    """

    name: str
    fields: dict[str, Kind | Record | None]

    def line(self, answer: Any) -> str:
        """Write an answer on one line, as a value among others; of a table its size."""
        parts = (f"{name}={_in_line(kind, part)}" for name, kind, part in self._parts(answer))
        return f"{self.name}({', '.join(parts)})"

    def text(self, answer: Any) -> str:
        """Write an answer with a line for each part: label, name, value and unit."""
        return "\n".join(
            f"{names.word('results', name).label} ({name}) = {_on_its_own_lines(with_unit(kind, part))}"
            for name, kind, part in self._parts(answer)
        )

    def html(self, answer: Any) -> str:
        """Write an answer as a small table with a row for each part."""
        rows = (
            row(
                html.escape(names.word("results", name).label),
                f"<code>{name}</code>",
                in_cell(with_unit(kind, part)),
            )
            for name, kind, part in self._parts(answer)
        )
        return f'<table class="crmlab-record" style="text-align:left">{"".join(rows)}</table>'

    def _parts(self, answer: Any) -> Iterator[tuple[str, Any, Any]]:
        for name, kind in self.fields.items():
            part = getattr(answer, name)
            is_bare = (
                kind is None and isinstance(part, float | np.ndarray) and np.asarray(part).dtype.kind == "f"
            )
            yield name, UNDECLARED if is_bare else kind, part


def make_readable(answers: type, record: Record) -> None:
    """Let a dataclass be read by the quantities of its fields; its values stay as they are."""
    answers.__repr__ = lambda answer: record.line(answer)
    answers.__str__ = lambda answer: record.text(answer)
    answers._repr_html_ = lambda answer: record.html(answer)


def written(quantity: Any, value: Any, unit: str = "") -> str:
    """Write a value; without its unit, but for a *unit* that each number takes."""
    if value is None:
        return names.word("words", "none").label
    if isinstance(value, bool | np.bool_):
        return names.word("words", "yes" if value else "no").label
    if isinstance(quantity, Named | Answers):
        return quantity.show(value)
    if np.ndim(value):
        begun = said("; ").join(written(quantity, one, unit) for one in np.asarray(value)[:LONGEST])
        return begun if len(value) <= LONGEST else f"{begun}{said('; ')}… (n = {len(value):,})"
    if isinstance(value, str) and quantity is None and names.language() != "en":  # a key reads like its name
        return names.label_of_key(value) or value
    text = quantity.show(value) if isinstance(quantity, Quantity | Choice) else str(value)
    return names.measured(unit, text)


def with_sign(quantity: Any, value: Any) -> str:
    """Write a value, of money each number with its sign, of all else without its unit."""
    unit = getattr(quantity, "unit", "")
    return written(quantity, value, unit if unit == "money" else "")


def with_unit(quantity: Any, value: Any) -> str:
    """Write a value with its unit, a table row by row, a record part by part."""
    if isinstance(value, pd.DataFrame):
        return _table(quantity, value)
    if isinstance(quantity, Record):
        return quantity.text(value)
    unit = getattr(quantity, "unit", "") if value is not None else ""
    behind = "" if unit in {"money", "share"} else unit  # once, however many numbers there are
    return names.measured(behind, with_sign(quantity, value))


def in_cell(text: str) -> str:
    """Escape a text; a table keeps its lines, which Jupyter would break wherever they are long."""
    return f'<pre style="white-space:pre">{html.escape(text)}</pre>' if "\n" in text else html.escape(text)


def row(*cells: str) -> str:
    """Write a row of a table from the HTML of its cells; a wide one leaves the label six letters a line."""
    style = "text-align:left;vertical-align:top;padding:2px 12px 2px 0;min-width:6em"
    return "<tr>" + "".join(f'<td style="{style}">{cell}</td>' for cell in cells) + "</tr>"


def _table(quantity: Any, table: pd.DataFrame) -> str:
    columns = quantity.columns if isinstance(quantity, Table) else {}
    numbers = {name: kind for name, kind in columns.items() if isinstance(kind, Quantity)}
    formats = {name: lambda cell, kind=kind: _cell(kind, cell) for name, kind in numbers.items()}
    if names.language() == "en":  # in which the names of columns and the words in cells read like labels
        return table.to_string(index=False, max_rows=LONGEST, formatters=formats)
    if table.empty:  # pandas has a sentence for it
        return names.word("words", "none").label
    words = {name: in_words for name in table if table[name].dtype.kind in "Ob"}
    with pd.option_context("display.unicode.east_asian_width", True):
        return table.to_string(
            index=False, max_rows=LONGEST, formatters=words | formats, header=heads_of(table)
        )


def heads_of(table: pd.DataFrame) -> list[str]:
    """Return the heads of a table as they are read; code goes on with the names of its columns."""
    return [names.labelled("columns", name) or str(name) for name in table]


def in_words(cell: Any) -> str:
    """Write a cell that is no number; a key that has a name is read by it."""
    return names.label_of_key(cell) or cell if isinstance(cell, str) else written(None, cell)


def _cell(quantity: Quantity, cell: Any) -> str:
    return quantity.show(cell) if is_number(cell) else written(quantity, cell)


def _in_line(kind: Any, part: Any) -> str:
    if isinstance(part, pd.DataFrame):
        return f"{' × '.join(map(str, part.shape))} {type(part).__name__}"
    if isinstance(kind, Record):
        return kind.line(part)
    is_several = np.ndim(part) or isinstance(kind, Named | Answers)
    return f"[{written(kind, part)}]" if is_several else written(kind, part)


def _on_its_own_lines(text: str) -> str:
    return f"\n{text}" if "\n" in text else text
