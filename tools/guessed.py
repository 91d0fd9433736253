"""Whether each declared guess is asked and answered once in its lesson, and each in a lesson is declared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import percent

from crmlab.declared import authored
from crmlab.declared.authored import Unit

CALLS = ("guess", "reveal")
CALL = re.compile(r'\b(guess|reveal)\("([^"]*)"')


def faults(root: Path = authored.ROOT) -> Iterator[str]:
    """Yield in a sentence each what a learner would stumble over."""
    units = [unit for unit in authored.units(root) if unit.has("lesson", root)]
    for topic in authored.topics(root):
        asked = {}
        if topic.has("guesses", root):
            asked = authored.read(root / topic.place("guesses"))
        lessons = {unit.notebook: unit for unit in units if topic.name in (unit.name, unit.of)}
        for guess, entry in asked.items():
            yield from _of_one(topic, guess, entry, lessons)
        for notebook, unit in lessons.items():
            here = {guess: entry for guess, entry in asked.items() if entry["place"] == notebook}
            yield from _of_lesson(unit.place("lesson"), calls(root / unit.place("lesson")), here)


def calls(lesson: Path) -> list[tuple[int, str, str]]:
    """Return in order each call: number of the cell, guess or reveal, and the id."""
    code = [
        (number, cell.source) for number, cell in enumerate(percent.cells(lesson)) if cell.cell_type == "code"
    ]
    return [(number, *found) for number, source in code for found in CALL.findall(source)]


def _of_one(topic: Unit, guess: str, entry: dict[str, str], lessons: dict[str, Unit]) -> Iterator[str]:
    where = f"{topic.place('guesses')}: {guess}"
    if not guess.startswith(f"{topic.name.replace('_', '-')}-"):
        yield f"{where}: the id must begin with {topic.name.replace('_', '-')}-."
    if entry["unit"] and entry["unit"] not in authored.words("units"):
        yield f"{where}.unit: words.toml has no unit {entry['unit']!r}."
    if entry["place"] not in lessons:
        known = ", ".join(lessons) or "none yet"
        yield f"{where}.place: there is no lesson {entry['place']!r} of this topic; there is {known}."


def _of_lesson(name: str, found: list[tuple[int, str, str]], asked: dict[str, dict]) -> Iterator[str]:
    for guess in sorted({one for _, _, one in found} - asked.keys()):
        yield f"{name}: guesses.toml declares no guess {guess!r} at this place."
    for guess in asked:
        cells = {call: [n for n, which, one in found if (which, one) == (call, guess)] for call in CALLS}
        times = {call: len(numbers) for call, numbers in cells.items()}
        for call, number in times.items():
            if number != 1:
                yield f'{name}: {call}("{guess}") must stand there once; it stands there {number} times.'
        if {*times.values()} == {1} and cells["guess"] >= cells["reveal"]:
            yield f'{name}: guess("{guess}") must stand in a cell before that of its reveal.'
