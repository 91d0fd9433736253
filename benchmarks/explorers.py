"""How long from a slider's move to the new picture, beside the plain cell a teacher would write.

`python benchmarks/explorers.py` starts its own JupyterLab and Chromium. Both cells stand in one notebook,
use one kernel and one browser, and are moved in turn by the same keys. The clock runs in the page, from the
key to the moment the new picture is decoded.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from in_browser import CHROMIUM, QUIET, Notebook, running_lab, write_notebook  # noqa: E402  (the tests' own)

from crmlab.explorers import all_explorers  # noqa: E402
from crmlab.explorers.engine import Explorer, Session  # noqa: E402

WARM_UP = 6
PAUSE = 60  # milliseconds between moves, so that each begins at rest

# What a teacher writes who knows matplotlib and ipywidgets, for the same picture
PLAIN = {
    name: cell
    for file in sorted(Path(__file__).parent.glob("plain/[!_]*.py"))
    for name, cell in importlib.import_module(f"plain.{file.stem}").PLAIN.items()
}

# The floor: the same controls, and in place of a picture one pixel that needs neither computing nor drawing.
PIXEL = """
from itertools import count
from crmlab.explorers import find
from crmlab.explorers.engine import Session

session, numbers = Session(find("NAME")), count()
pixel = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw=="
session.render = lambda: f'<img alt="{next(numbers)}" src="{pixel}">'
session.display()
"""

WATCH = """(area) => {
  const before = [...area.querySelectorAll("img")].at(-1);
  const source = before.src;
  window.moved = new Promise((done) => {
    let began;
    addEventListener("keydown", () => { began = performance.now(); }, { capture: true, once: true });
    const observer = new MutationObserver(async () => {
      const image = [...area.querySelectorAll("img")].at(-1);
      if (!image || (image === before && image.src === source)) return;
      observer.disconnect();
      await image.decode();
      done(performance.now() - began);
    });
    observer.observe(area, { childList: true, subtree: true, attributes: true, attributeFilter: ["src"] });
  });
}"""


def main() -> None:
    """Measure and print the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--moves", type=int, default=90, help="moves of each cell (default 90)")
    asked.add_argument("--only", default="", help="part of a name")
    options = asked.parse_args()
    moves = options.moves
    with sync_playwright() as playwright, running_lab() as (address, course):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        machine = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
        print(f"Python {platform.python_version()}, Chromium {browser.version}, {machine}")
        print(f"{moves} moves each after {WARM_UP} to warm up; milliseconds\n")
        print(f"{'explorer':28}{'':14}{'median':>8}{'95 %':>8}{'slowest':>9}")
        for explorer in all_explorers():
            if options.only not in explorer.name or not schedule(explorer, moves):
                continue
            page = browser.new_page(viewport={"width": 1280, "height": 2000})
            measured = in_browser(page, address, course, explorer, moves)
            for name, times in measured.items():
                print(f"{explorer.name:28}{name:14}{_figures(times)}")
            if "plain" in measured:
                ratio = statistics.median(measured["plain"]) / statistics.median(measured["explorer"])
                print(f"{'':28}{'':14}{ratio:7.1f} × faster in the median")
            times, scales = in_kernel(explorer, moves)
            print(f"{'':28}{'render alone':14}{_figures(times)}   scales drawn anew: {scales}\n")
            page.close()
        browser.close()


def _figures(times: list[float]) -> str:
    return f"{statistics.median(times):8.0f}{statistics.quantiles(times, n=20)[-1]:8.0f}{max(times):9.0f}"


def in_browser(
    page: Page, address: str, course: Path, explorer: Explorer, moves: int
) -> dict[str, list[float]]:
    """Move the explorer and the plain cell in turn and return the milliseconds of each."""
    cells = {"explorer": f'from crmlab import explore\nexplore("{explorer.name}")'}
    if explorer.name in PLAIN:
        cells["plain"] = PLAIN[explorer.name].strip()
    cells["one pixel"] = PIXEL.replace("NAME", explorer.name).strip()
    write_notebook(course / "benchmark.ipynb", *cells.values())
    notebook = Notebook(page, address, "benchmark.ipynb")
    notebook.run_all()
    areas = {name: page.locator(".jp-CodeCell").nth(number) for number, name in enumerate(cells)}
    measured = {name: [] for name in cells}
    now = dict(Session(explorer).controls.values)
    for parameter, values in schedule(explorer, moves):
        for move, value in enumerate(values, start=-WARM_UP):
            key = "ArrowRight" if value > now[parameter] else "ArrowLeft"
            now[parameter] = value
            for name, area in areas.items():
                handle = _handle(area, name, explorer, parameter)
                took = _move(page, area, handle, key)
                if move >= 0:
                    measured[name].append(took)
    return measured


def schedule(explorer: Explorer, moves: int) -> list[tuple[str, list[float]]]:
    """Give each slider that is on from the start, and the values to which keys take it, to and fro."""
    session = Session(explorer)
    sliders = [c for c in session.controls.controls if c["kind"] == "number" and not c.get("optional")]
    plan = []
    for number, slider in enumerate(sliders):
        low, step = slider["low"], slider["step"]
        last = round((slider["high"] - low) / step)
        place, way, values = round((session.controls.values[slider["name"]] - low) / step), 1, []
        for _ in range(WARM_UP + moves // len(sliders) + (number < moves % len(sliders))):
            way = -way if not 0 <= place + way <= last else way
            place += way
            values.append(round(low + place * step, 10))
        plan.append((slider["name"], values))
    return plan


def _handle(area: Locator, name: str, explorer: Explorer, parameter: str) -> Locator:
    if name != "plain":
        return area.locator(f"input[type=range][id$='-{parameter}']")
    row = area.locator(".widget-hslider", has=area.page.get_by_text(parameter.replace(".", "_"), exact=True))
    return row.locator(".noUi-handle")


def _move(page: Page, area: Locator, handle: Locator, key: str) -> float:
    """Press a key on a slider and return the milliseconds until the new picture is there."""
    handle.focus()
    area.evaluate(WATCH)
    page.keyboard.press(key)
    late = "new Promise((_, no) => setTimeout(no, 20000, 'no picture'))"
    took = page.evaluate(f"Promise.race([window.moved, {late}])")
    page.wait_for_timeout(PAUSE)
    return took


def in_kernel(explorer: Explorer, moves: int) -> tuple[list[float], int]:
    """Render the same moves without a browser; return milliseconds, and how often scales were drawn anew."""
    session = Session(explorer)
    session.render()
    kept = []
    keep = session.picture.canvas.copy_from_bbox
    session.picture.canvas.copy_from_bbox = lambda box: (kept.append(move), keep(box))[1]
    times = []
    for parameter, values in schedule(explorer, moves):
        for move, value in enumerate(values, start=-WARM_UP):
            session.controls.values = {**session.controls.values, parameter: value}
            began = time.perf_counter()
            session.render()
            if move >= 0:
                times.append(1000 * (time.perf_counter() - began))
    return times, sum(move >= 0 for move in kept)


if __name__ == "__main__":
    main()
