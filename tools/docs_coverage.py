"""The table of what the course covers: course/coverage.toml and the library become docs/coverage.md."""

from __future__ import annotations

import functools
import importlib
import inspect
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType

import crmlab

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "crmlab"
HEAD = """# What carries the subject

<!-- made by `make build` from course/coverage.toml and the library; edit there -->

The course covers {rows} rows: formulas, statistics, worked examples, classifications, processes, cases. Each
is carried by calculators, by a *concept* (data that learners sort, order, match or choose from) or by a
*case* (a story whose numbers, if it has any, are computed with calculators). {computed} rows are computed.
*Taught in* is found in the lessons themselves: a set of items in a reader, or a computation in a lesson or
its assignment; a dash says that the lesson is still to come.
What each calculator gives stands [at the end](#calculators); `make docs` makes pages of all their parameters,
formulas and sources.
"""


class TableError(Exception):
    """Something in course/coverage.toml or course/claims.toml that the library does not have."""


def coverage_page(root: Path) -> str:
    """Return docs/coverage.md."""
    from taught import taught  # which asks this module what the rows are

    course = coverage(root)
    rows = {key: row for topic in course["topics"].values() for key, row in topic["rows"].items()}
    computed = sum(bool(calculators_in(row)) for row in rows.values())
    parts = [HEAD.format(rows=len(rows), computed=computed)]
    places = taught(root)
    for number, topic in enumerate(course["topics"].values(), start=1):
        lines = [
            (key, row["en"], row["zh"], row["kind"], _carriers(row), ", ".join(places[key]) or "–")
            for key, row in topic["rows"].items()
        ]
        head = "row | what | 中文 | kind | carried by | taught in"
        parts += [f"## {number:02} {topic['title']}\n", table(head, lines)]
    return "\n".join(
        [*parts, "## Calculators\n", table("calculator | gives | rows", _calculator_lines(rows))]
    )


@functools.cache
def coverage(root: Path = ROOT) -> dict:
    """Return course/coverage.toml."""
    return tomllib.loads((root / "course" / "coverage.toml").read_text(encoding="utf-8"))


def topic_modules() -> list[ModuleType]:
    """Return the modules of calculators in teaching order, then those without a lesson of their own."""
    with_lesson = [name for name in coverage()["topics"] if name in crmlab.TOPICS]
    others = [name for name in crmlab.TOPICS if name not in with_lesson]
    return [importlib.import_module(f"crmlab.{name}") for name in with_lesson + others]


@functools.cache
def calculators() -> dict[str, Callable]:
    """Return every public calculator of the topic modules by its full name, as "clv.lifetime_value"."""
    return {
        f"{module.__name__.removeprefix('crmlab.')}.{name}": one
        for module in topic_modules()
        for name, one in calculators_of(module).items()
    }


def calculators_of(module: ModuleType) -> dict[str, Callable]:
    """Return the functions and models that a module offers, in the order of its source."""
    offered = {name: getattr(module, name) for name in in_order_of_source(module)}
    return {name: one for name, one in offered.items() if inspect.isfunction(one) or hasattr(one, "predict")}


def in_order_of_source(module: ModuleType) -> list[str]:
    """Return what a module offers file by file, as each reads, top to bottom."""
    return sorted(module.__all__, key=lambda name: _place(module, name))


@functools.cache
def _place(module: ModuleType, name: str) -> tuple[str, int]:
    """Return the file and the position in it where *name* is defined; a topic may pass on another's."""
    home = Path(module.__file__)
    own = sorted(home.parent.rglob("*.py")) if home.name == "__init__.py" else [home]
    for file in [*own, *sorted((PACKAGE / "declared").glob("*.py"))]:
        source = file.read_text(encoding="utf-8")
        if found := re.search(rf"^((def|class) {name}\b|{name}\b.* = )", source, re.MULTILINE):
            return file.relative_to(ROOT).as_posix(), found.start()
    raise TableError(f"{module.__name__} offers {name}, but no file defines it.")


def calculators_in(row: dict) -> list[str]:
    """Return the calculators that carry a row or compute its numbers."""
    return row["by"] if isinstance(row["by"], list) else row.get("computed_with", [])


def _carriers(row: dict) -> str:
    links = ", ".join(_link(name) for name in calculators_in(row))
    if isinstance(row["by"], list):
        return links
    return f"*{row['by']}*" + (f", computed with {links}" if links else "")


def _link(full_name: str) -> str:
    if full_name not in calculators():
        raise TableError(f"course/coverage.toml: the library offers no {full_name}.")
    topic, _, name = full_name.partition(".")
    file, _ = _place(importlib.import_module(f"crmlab.{topic}"), name)
    return f"[`{full_name}`](../{file})"


def _calculator_lines(rows: dict[str, dict]) -> Iterator[tuple[str, str, str]]:
    for name, calculator in calculators().items():
        carried = [key for key, row in rows.items() if name in calculators_in(row)]
        parameters = ", ".join(inspect.signature(calculator).parameters)
        first_line = inspect.getdoc(calculator).splitlines()[0]
        yield f"{_link(name)}({parameters})", first_line, ", ".join(carried) or "goes further"


def table(head: str, lines: Iterable[tuple[str, ...]]) -> str:
    """Return a table in Markdown."""
    rule = "|---" * len(head.split("|")) + "|"
    body = ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]
    return "\n".join([f"| {head} |", rule, *body, ""])
