"""The rows of the course, as course/<topic>/rows.toml has them, and the calculators that can carry them."""

from __future__ import annotations

import functools
import importlib
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from tables import TableError

import crmlab
from crmlab.declared import authored

ROOT = Path(__file__).resolve().parent.parent


@functools.cache
def rows_of(topic: str, root: Path = ROOT) -> dict[str, dict]:
    """Return the rows of a topic by their numbers."""
    path = root / "course" / topic / "rows.toml"
    return authored.read(path)["rows"] if path.is_file() else {}


def all_rows(root: Path = ROOT) -> dict[str, dict]:
    """Return the rows of all topics, in teaching order."""
    return {key: row for unit in authored.topics(root) for key, row in rows_of(unit.name, root).items()}


def calculators_in(row: dict) -> list[str]:
    """Return the calculators that carry a row or compute its numbers."""
    return row["by"] if isinstance(row["by"], list) else row.get("computed_with", [])


def topic_modules() -> list[ModuleType]:
    """Return the modules of calculators in teaching order, then those without a unit of their own."""
    units = [unit.name for unit in authored.units() if unit.name in crmlab.TOPICS]
    others = [name for name in crmlab.TOPICS if name not in units]
    return [importlib.import_module(f"crmlab.{name}") for name in units + others]


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
    return sorted(module.__all__, key=lambda name: place(module, name))


@functools.cache
def place(module: ModuleType, name: str) -> tuple[str, int]:
    """Return the file and the position in it where *name* is defined; a topic may pass on another's."""
    for file in _may_define(module, inspect.unwrap(getattr(module, name))):
        source = file.read_text(encoding="utf-8")
        if found := re.search(rf"^((def|class) {name}\b|{name}\b.* = )", source, re.MULTILINE):
            return file.relative_to(ROOT).as_posix(), found.start()
    raise TableError(f"{module.__name__} offers {name}, but no file defines it.")


def _may_define(module: ModuleType, made: object) -> list[Path]:
    """Return the file of a function, which may have a twin of its name; else all files of the topic."""
    if inspect.isfunction(made):
        return [Path(inspect.getsourcefile(made))]
    home = Path(module.__file__)
    return sorted(home.parent.rglob("*.py")) if home.name == "__init__.py" else [home]
