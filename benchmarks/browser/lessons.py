"""Every lesson, reader and extra runs in the browser's Python from top to bottom, and shows the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import nbformat
import pythons

# what differs at each run, or is measured: a set is shuffled, a clock is read, memory is counted
OF_THE_MOMENT = re.compile(r"\bpractice\(|scaling\.growth|^billion|\"scaling-growth\"|memory_usage", re.M)
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?")


def notebooks() -> dict[str, list[str]]:
    """Return the code cells of each notebook that is read."""
    paths = sorted((pythons.ROOT / "notebooks").glob("*.ipynb"))
    read = {path.stem: nbformat.read(path, as_version=4) for path in paths}
    return {
        name: [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        for name, notebook in read.items()
    }


def faults(told: dict[str, dict[str, Any]]) -> list[str]:
    """Return what stopped or complained, with the notebook it stands in."""
    return [f"{name}: {fault}" for name, one in told.items() for fault in one["faults"]]


def differing(given: dict[str, list[str]], browser: dict, desktop: dict) -> Iterator[str]:
    """Yield the cells whose text is not the same, but for spaces, widths and the last digits."""
    for name, cells in given.items():
        both = zip(cells, desktop[name]["outputs"], browser[name]["outputs"], strict=False)
        for source, here, there in both:
            if not OF_THE_MOMENT.search(source) and _plain(here) != _plain(there):
                yield f"{name}: {source}\n  {here}\n  {there}"


def _plain(outputs: list[str]) -> str:
    text = " ".join(" ".join(outputs).split()).replace("np.int32", "np.int64")
    return NUMBER.sub(lambda found: f"{float(found[0].replace(',', '')):.10g}", text)


def compare(ask: pythons.Ask) -> int:
    """Print what stops and what differs, and what each notebook takes; return how many there are."""
    given = notebooks()
    browser = ask("lessons", given)
    desktop = pythons.on_desktop("lessons", given)
    stopped = faults(browser.answers)
    found = list(differing(given, browser.answers, desktop.answers))
    print(*stopped, *found, sep="\n")
    for name in given:
        here, there = (told.answers[name]["seconds"] for told in (desktop, browser))
        print(f"  {name:24} {here:6.1f} s here {there:6.1f} s there")
    whole = sum(not one["faults"] for one in browser.answers.values())
    print(f"lessons: {whole} of {len(given)} notebooks run; {len(found)} cells show something else")
    print(f"  {desktop.seconds:.0f} s here, {browser.seconds:.0f} s in {browser.megabytes:.0f} MB there")
    return len(stopped) + len(found)
