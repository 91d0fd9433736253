"""Every answer that was written blind: both Pythons say the same of it, and give the same points."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import pythons

sys.path[:0] = [str(pythons.ROOT / "tools")]

import blind  # noqa: E402


class Case(NamedTuple):
    """An answer in its notebook.

    Attributes
    ----------
    name : str
        Where it stands and what it is, in words.
    cells : list of str
        The code cells to run.
    points : dict of str to float
        What each check of it is worth.
    """

    name: str
    cells: list[str]
    points: dict[str, float]


def cases(source: str) -> Iterator[Case]:
    """Yield the answers of a file in tests/course/blind."""
    for entry, notebook in blind.answered(source):
        asked = blind.checks_after(notebook, entry["cell"])
        left = [cell for cell in blind.with_checks(asked, notebook).cells if cell.cell_type == "code"]
        marks = [cell.metadata.get("nbgrader", {}) for cell in left]
        points = {mark["grade_id"]: mark["points"] for mark in marks if mark.get("grade_id") in asked}
        yield Case(f"{source}, {entry['cell']}: {entry['about']}", [cell.source for cell in left], points)


def earned(case: Case, said: dict[str, Any]) -> float:
    """Return the points of the checks that are right."""
    return sum(points for check, points in case.points.items() if said.get(check, {}).get("right"))


def differing(asked: list[Case], browser: list, desktop: list) -> Iterator[str]:
    """Yield of each answer what is not the same, the desktop's words first."""
    for case, there, here in zip(asked, browser, desktop, strict=True):
        if (got := earned(case, there)) != (right := earned(case, here)):
            yield f"{case.name} earns {right} and {got}"
        for check in sorted({*here, *there}):
            one, other = here.get(check, {}), there.get(check, {})
            for part in sorted({*one, *other}):
                if one.get(part) != other.get(part):
                    yield f"{case.name} {check}, {part}:\n  {one.get(part)}\n  {other.get(part)}"


def compare(ask: pythons.Ask) -> int:
    """Print what differs, and how many answers were asked of each Python; return how many differences."""
    asked = [case for path in sorted(blind.BLIND.glob("*.json")) for case in cases(path.stem)]
    given = [case.cells for case in asked]
    with ThreadPoolExecutor(2) as both:
        there = both.submit(ask, "verdicts", given)
        here = both.submit(pythons.on_desktop, "verdicts", given)
        browser, desktop = there.result(), here.result()
    found = list(differing(asked, browser.answers, desktop.answers))
    print(*found, sep="\n")
    checks = sum(map(len, desktop.answers))
    points = [sum(map(earned, asked, told.answers)) for told in (desktop, browser)]
    print(f"verdicts: {len(asked)} answers, {checks} checks; {len(found)} differences; points {points}")
    print(f"  {desktop.seconds:.0f} s here, {browser.seconds:.0f} s in {browser.megabytes:.0f} MB there")
    return len(found)
