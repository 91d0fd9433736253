"""Ways through the course: course/syllabus.md becomes docs/syllabus.md, with minutes by the plan's rule.

An author writes `{weeks: 01; 02; 03 (04); end 15}`: what stands in a week, in brackets what is only read,
and a name of the week where it has no number; `{ways: what a customer is worth: 05 06; …}` lists ways for
who learns alone. Minutes, links and points are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import plan
from tables import TableError, table

from crmlab.declared import authored
from crmlab.declared.authored import Unit

MARK = re.compile(r"\{(weeks|ways):\s*(.*?)\s*\}", re.DOTALL)
MADE = "<!-- made by `make build` from course/syllabus.md; edit there -->"


@dataclass(frozen=True)
class Step:
    """A unit in a week; if it is only read, reader and assignment are left out."""

    unit: Unit
    is_read: bool
    root: Path

    @property
    def minutes(self) -> tuple[float, float, float]:
        """Of the core of its lesson, the core of its reader, and its assignment."""
        lesson, _, reader, _ = plan.times(self.unit, self.root)
        return (lesson, 0, 0) if self.is_read else (lesson, reader, plan.of_assignment(self.unit, self.root))


def page(root: Path) -> str:
    """Return docs/syllabus.md."""
    text = (root / "course" / "syllabus.md").read_text(encoding="utf-8")
    made = {"weeks": _weeks, "ways": _ways}
    title, _, text = MARK.sub(lambda found: made[found[1]](found[2], root).rstrip(), text).partition("\n")
    return f"{title}\n\n{MADE}\n{text}"


def weeks(text: str, root: Path) -> dict[str, list[Step]]:
    """Return what stands in each week."""
    return dict(_week(number, part, root) for number, part in enumerate(text.split(";"), 1))


def _week(number: int, text: str, root: Path) -> tuple[str, list[Step]]:
    first, *others = text.split()
    named = [] if re.search(r"\d", first) else [first]
    return (named or [str(number)])[0], steps(" ".join(others if named else [first, *others]), root)


def steps(text: str, root: Path) -> list[Step]:
    """Return the units with these numbers, those in brackets as only read."""
    units = {unit.number: unit for unit in authored.units(root)}
    found = re.findall(r"(\(?)(\d\d[a-z]?)", text)
    if missing := [number for _, number in found if number not in units]:
        raise TableError(f"course/syllabus.md: course/topics.toml has no unit {missing[0]}.")
    return [Step(units[number], bool(bracket), root) for bracket, number in found]


def _weeks(text: str, root: Path) -> str:
    """Return a table with a line for each unit; the first of a week has its hours."""
    head = "week | lesson | its core | core of its reader | its assignment | points | hours of the week"
    by_week = weeks(text, root)
    lines = [
        (week if first else "", *_cells(step), _hours(those) if first else "")
        for week, those in by_week.items()
        for first, step in zip([True, *[False] * (len(those) - 1)], those, strict=True)
    ]
    everything = [step for those in by_week.values() for step in those]
    together = (*_summed(everything), str(sum(_points(step) for step in everything)), _hours(everything))
    return table(head, [*lines, ("together", "", *together)])


def _ways(text: str, root: Path) -> str:
    """Return a table with a line for each way of who learns alone."""
    lines = []
    for part in text.split(";"):
        asked, _, numbers = part.strip().rpartition(":")
        those = steps(numbers, root)
        without = sum(sum(step.minutes[:2]) for step in those) / 60
        lines.append((asked, ", ".join(_link(step) for step in those), f"{without:.1f}", _hours(those)))
    return table("you want to know | lessons | hours, lessons and readers | with assignments", lines)


def _cells(step: Step) -> Iterator[str]:
    unit, (lesson, reader, assignment) = step.unit, step.minutes
    yield _link(step, unit.title) + (", read" if step.is_read else "")
    yield f"{lesson:.0f}" if lesson else "–"
    yield f"[sets](../notebooks/{unit.notebook}_reader.ipynb) {reader:.0f}" if reader else "–"
    yield f"[tasks](../exercises/{unit.name}/{unit.name}.ipynb) {assignment:.0f}" if assignment else "–"
    yield str(_points(step)) if assignment else "–"


def _points(step: Step) -> int:
    return 0 if step.is_read else plan.points(step.unit, step.root)


def _summed(those: list[Step]) -> Iterator[str]:
    for minutes in zip(*(step.minutes for step in those), strict=True):
        yield f"{sum(minutes) / 60:.0f} h"


def _hours(those: list[Step]) -> str:
    return f"{sum(sum(step.minutes) for step in those) / 60:.1f}"


def _link(step: Step, title: str = "") -> str:
    named = f"{step.unit.number} {title}".rstrip()
    has_lesson = step.unit.has("lesson", step.root)
    return f"[{named}](../notebooks/{step.unit.notebook}.ipynb)" if has_lesson else named
