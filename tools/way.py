"""The way through the course: the table on the first page, and the neighbours at the end of each lesson.

Both follow from course/topics.toml and from which lessons there are, so that a new one is led to by the
lessons around it without a change in theirs.
"""

from __future__ import annotations

from pathlib import Path

from tables import table

from crmlab.declared import authored
from crmlab.declared.authored import Unit

PLACE_OF_TABLE = "{lessons}"  # in a first page


def lessons(root: Path) -> list[Unit]:
    """Return the topics, and the capstone, that have a lesson, in teaching order."""
    return [unit for unit in authored.topics(root) if unit.has("lesson", root)]


def with_table(text: str, root: Path) -> str:
    """Return the text of a first page with its table of lessons."""
    if PLACE_OF_TABLE not in text:
        return text
    lines = [(_link(unit), unit.question, *_beside(unit, root)) for unit in lessons(root)]
    return text.replace(PLACE_OF_TABLE, table("lesson | question | reader | exercise", lines).rstrip())


def neighbours(unit: Unit, root: Path) -> str:
    """Return what leads from the end of a lesson to the one before and the one after; an extra leads home."""
    around = lessons(root)
    if unit.of:
        home = next((one for one in around if one.name == unit.of), None)
        return f"**Back to** {_link(home)}" if home else ""
    place = around.index(unit)
    before = [f"**Before:** {_asked(one)}" for one in around[:place][-1:]]
    after = [f"**Next:** {_asked(one)}" for one in around[place + 1 :][:1]]
    return "  \n".join([*before, *after])  # two blanks break the line


def _asked(unit: Unit) -> str:
    return f"{_link(unit)} – {unit.question}" if unit.question else _link(unit)


def _beside(unit: Unit, root: Path) -> tuple[str, str]:
    reader = f"[sets]({unit.notebook}_reader.ipynb)" if unit.has("concepts", root) else ""
    tasks = f"[tasks](../exercises/{unit.name}/{unit.name}.ipynb)" if unit.has("assignment", root) else ""
    return reader, tasks


def _link(unit: Unit) -> str:
    return f"[{unit.number} · {unit.title}]({unit.notebook}.ipynb)"
