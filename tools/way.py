"""The way through the course: table and map on the first page, and the neighbours at the end of each lesson.

All follow from course/topics.toml and from which lessons there are, so that a new one is led to by the
lessons around it without a change in theirs.
"""

from __future__ import annotations

from pathlib import Path

from tables import table

from crmlab.declared import authored
from crmlab.declared.authored import Unit

DRAWN = """```mermaid
flowchart TD
accTitle: Which lesson needs which
accDescr: {told}
{lines}
```"""


def lessons(root: Path) -> list[Unit]:
    """Return the topics, and the capstone, that have a lesson, in teaching order."""
    return [unit for unit in authored.topics(root) if unit.has("lesson", root)]


def filled(text: str, root: Path) -> str:
    """Return the text of a first page with its tables, its map, and where one can begin."""
    for place, made in {"{lessons}": _asked_in, "{map}": _map, "{needs}": _needs, "{first}": _first}.items():
        if place in text:
            text = text.replace(place, made(root).rstrip())
    return text


def _asked_in(root: Path) -> str:
    lines = [(_link(unit), unit.question, *_beside(unit, root)) for unit in lessons(root)]
    return table("lesson | question | reader | exercise", lines)


def _map(root: Path) -> str:
    """Return which lesson needs which, in Mermaid, which JupyterLab draws without the internet."""
    names = [
        f'{unit.name}["{unit.number} {unit.title}<br/>{unit.title_zh}"]' for unit in authored.topics(root)
    ]
    arrows = [f"{one.name} --> {unit.name}" for unit, needed in _taken_up(root).items() for one, _ in needed]
    told = (
        "An arrow leads from a lesson to each that takes an idea up from it; the table below says the same."
    )
    return DRAWN.format(told=told, lines="\n".join([*names, *arrows]))


def _needs(root: Path) -> str:
    lines = [
        (f"{_named(unit)} {unit.title_zh}", "; ".join(f"{one.number}: {idea}" for one, idea in needed))
        for unit, needed in _taken_up(root).items()
        if needed
    ]
    return table("lesson | takes up, and from which", lines)


def _first(root: Path) -> str:
    """Return the numbers of the lessons that need no other one."""
    *numbers, last = (unit.number for unit, needed in _taken_up(root).items() if not needed)
    return f"{', '.join(numbers)} and {last}"


def _taken_up(root: Path) -> dict[Unit, list[tuple[Unit, str]]]:
    """Return what each topic, and the capstone, takes up from others, with the idea."""
    by_name = {unit.name: unit for unit in authored.topics(root)}
    return {unit: [(by_name[name], idea) for name, idea in unit.needs.items()] for unit in by_name.values()}


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
    return f"[{_named(unit)}]({unit.notebook}.ipynb)"


def _named(unit: Unit) -> str:
    return f"{unit.number} · {unit.title}"
