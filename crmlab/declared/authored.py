"""What the authors of the course wrote: its units in teaching order, its words, and where each part stands.

In a checkout it is read from ``course/``, where it is edited. A wheel mirrors the root of a checkout in
``crmlab/course``, and has of ``course/`` what is needed to run.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crmlab.language import language

_PACKAGE = Path(__file__).resolve().parents[1]
_IN_A_CHECKOUT = (_PACKAGE.parent / "course" / "topics.toml").is_file()
ROOT = _PACKAGE.parent if _IN_A_CHECKOUT else _PACKAGE / "course"

PLACES = {  # of the parts of a unit, from the root of a checkout
    "calculators": "crmlab/{}",
    "explorers": "crmlab/explorers/{}.py",
    "tests": "tests/test_{}.py",
    "lesson": "course/{}/lesson.py",
    "assignment": "course/{}/assignment.py",
    "blind": "tests/course/blind/{}.json",
    **{part: f"course/{{}}/{part}.toml" for part in ("concepts", "words", "rows", "claims", "guesses", "zh")},
    "instructor": "course/{}/instructor.md",
}


class AuthoredError(ValueError):
    """Something in course/ that contradicts itself; the sentence names the files."""


@dataclass(frozen=True)
class Unit:
    """One unit of the course: a topic, an extra to one, or the capstone.

    Attributes
    ----------
    number, name : str
        Of its lesson: ``"03"`` and ``"lifecycle"`` make ``03_lifecycle.ipynb``.
    title, title_zh : str
        In English and Chinese.
    kind : {"topic", "extra", "capstone"}
        What it is.
    parts : tuple of str
        What it must have by now, as `PLACES` calls it.
    of : str
        The topic of an extra, in whose folder it stands.
    question : str
        Of a topic: what its lesson answers, in a line.
    needs : mapping of str to str
        The names of the units that it takes an idea up from, each with the idea.
    """

    number: str
    name: str
    title: str
    title_zh: str
    kind: str
    parts: tuple[str, ...]
    of: str = ""
    question: str = ""
    needs: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def notebook(self) -> str:
        """The name of its lesson without an ending, such as ``"05_clv"``."""
        return f"{self.number}_{self.name}"

    def place(self, part: str) -> str:
        """Return where a part stands, from the root of a checkout."""
        if self.of and part == "lesson":
            return f"course/{self.of}/extra_{self.name}.py"
        return PLACES[part].format(self.name)

    def has(self, part: str, root: Path = ROOT) -> bool:
        """Return whether a part is there; a wheel has only words and concepts."""
        return (root / self.place(part)).exists()


@functools.cache
def units(root: Path = ROOT) -> tuple[Unit, ...]:
    """Return the units in teaching order."""
    listed = read(root / "course" / "topics.toml")["units"]
    return tuple(Unit(**{**one, "parts": tuple(one["parts"])}) for one in listed)


def topics(root: Path = ROOT) -> tuple[Unit, ...]:
    """Return the units that have a folder of their own."""
    return tuple(unit for unit in units(root) if not unit.of)


def with_assignment(root: Path = ROOT) -> tuple[str, ...]:
    """Return the topics that have an assignment; of a wheel, the released ones tell."""
    return tuple(
        unit.name
        for unit in topics(root)
        if unit.has("assignment", root) or (root / "exercises" / unit.name / f"{unit.name}.ipynb").is_file()
    )


def paths(name: str, root: Path = ROOT) -> list[Path]:
    """Return the files of one name, such as ``"words"``: what topics share, then one a topic."""
    course = root / "course"
    shared = course / f"{name}.toml"
    return [*([shared] if shared.is_file() else []), *sorted(course.glob(f"*/{name}.toml"))]


def words(kind: str) -> dict[str, dict[str, list[str]]]:
    """Return the words of a kind, such as ``"terms"``, of all topics."""
    return merged("words").get(kind, {})


@functools.cache
def merged(name: str, root: Path = ROOT) -> dict[str, Any]:
    """Return the files of one name as one.

    Raises
    ------
    AuthoredError
        If an entry stands in two files.
    """
    whole: dict[str, Any] = {}
    homes: dict[tuple[str, str], str] = {}
    for path in paths(name, root):
        home = path.relative_to(root).as_posix()
        for table, entries in read(path).items():
            if isinstance(entries, list):
                whole.setdefault(table, []).extend(entries)
                continue
            for key in entries:
                if other := homes.get((table, key)):
                    raise AuthoredError(f"{other} and {home}: {table}.{key} stands in both.")
                homes[table, key] = home
            whole.setdefault(table, {}).update(entries)
    return whole


def told(key: str, english: str) -> str:
    """Return a sentence in the language in use: its Chinese twin by the id in zh.toml, where it has one."""
    twin = merged("zh").get(key) if language() == "zh" else None
    return twin["zh"] if twin else english


def read(path: Path) -> dict[str, Any]:
    """Return what a TOML file says."""
    return tomllib.loads(path.read_text(encoding="utf-8"))
