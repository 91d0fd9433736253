"""The table of what the course covers: course/*/rows.toml and the library become docs/coverage.md."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

from rows import all_rows, calculators, calculators_in, place, rows_of
from tables import TableError, table
from taught import taught

from crmlab.declared import authored

HEAD = """# What carries the subject

<!-- made by `make build` from course/*/rows.toml and the library; edit there -->

The course covers {rows} rows: formulas, statistics, worked examples, classifications, processes, cases. Each
is carried by calculators, by a *concept* (data that learners sort, order, match or choose from) or by a
*case* (a story whose numbers, if it has any, are computed with calculators). {computed} rows are computed.
*Taught in* is found where a learner can be wrong about it: a set of items in a reader, or a place in a lesson
that its author has marked; a dash says that the lesson is still to come.
What each calculator gives stands [at the end](#calculators); `make site` makes pages of all their parameters,
formulas and sources.
"""


def coverage_page(root: Path) -> str:
    """Return docs/coverage.md."""
    rows, places = all_rows(root), taught(root)
    computed = sum(bool(calculators_in(row)) for row in rows.values())
    parts = [HEAD.format(rows=len(rows), computed=computed)]
    for unit in (one for one in authored.topics(root) if one.has("rows", root)):
        _require_carriers(unit.place("rows"), rows_of(unit.name, root))
        lines = [
            (key, row["en"], row["zh"], row["kind"], _carriers(row), ", ".join(places[key]) or "–")
            for key, row in rows_of(unit.name, root).items()
        ]
        head = "row | what | 中文 | kind | carried by | taught in"
        parts += [f"## {unit.number} {unit.title}\n", table(head, lines)]
    return "\n".join(
        [*parts, "## Calculators\n", table("calculator | gives | rows", _calculator_lines(rows))]
    )


def _require_carriers(file: str, rows: dict[str, dict]) -> None:
    for key, row in rows.items():
        for name in calculators_in(row):
            if name not in calculators():
                raise TableError(f"{file}: rows.{key}: the library offers no {name}.")


def _carriers(row: dict) -> str:
    links = ", ".join(_link(name) for name in calculators_in(row))
    if isinstance(row["by"], list):
        return links
    return f"*{row['by']}*" + (f", computed with {links}" if links else "")


def _link(full_name: str) -> str:
    topic, _, name = full_name.partition(".")
    file, _ = place(importlib.import_module(f"crmlab.{topic}"), name)
    return f"[`{full_name}`](../{file})"


def _calculator_lines(rows: dict[str, dict]) -> Iterator[tuple[str, str, str]]:
    for name, calculator in calculators().items():
        carried = [key for key, row in rows.items() if name in calculators_in(row)]
        parameters = ", ".join(inspect.signature(calculator).parameters)
        first_line = inspect.getdoc(calculator).splitlines()[0]
        yield f"{_link(name)}({parameters})", first_line, ", ".join(carried) or "goes further"
