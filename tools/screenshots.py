"""Take the README's pictures: an explorer in JupyterLab, and the feedback of a graded exercise.

`make grade-demo` must have been run before: its feedback is photographed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from in_browser import CHROMIUM, QUIET, Notebook, running_lab  # noqa: E402  (the tests' own)

IMAGES = ROOT / "docs" / "images"
FEEDBACK = ROOT / "grade-demo" / "feedback" / "emre" / "clv" / "clv.html"


def main() -> None:
    """Take both pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(viewport={"width": 1160, "height": 1200})
        with running_lab() as (address, _):
            explorer(page, address)
        feedback(page)
        browser.close()


def explorer(page: Page, address: str) -> None:
    """Photograph the explorer of lifetime value, its retention moved by keyboard."""
    lesson = Notebook(page, address, "notebooks/05_clv.ipynb")
    lesson.run_all()
    page.keyboard.press("Control+b")  # without the file browser
    slider = page.get_by_label("retention rate (share)", exact=True)
    slider.scroll_into_view_if_needed()
    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    lesson.idle()
    page.wait_for_timeout(1000)
    cell = lesson.cell("explore(clv.lifetime_value,")
    cell.evaluate("cell => cell.scrollIntoView({block: 'start'})")
    place = cell.bounding_box()
    clip = {"x": place["x"], "y": place["y"], "width": place["width"], "height": 730}
    page.screenshot(path=IMAGES / "explorer.png", clip=clip)


def feedback(page: Page) -> None:
    """Photograph the feedback on a known misconception."""
    page.goto(FEEDBACK.as_uri())
    page.locator("details").first.evaluate("details => { details.open = true; }")
    top = page.get_by_text("Grade cell:").first.bounding_box()["y"]
    clip = {"x": 80, "y": top - 20, "width": 960, "height": 480}
    page.screenshot(path=IMAGES / "feedback.png", full_page=True, clip=clip)


if __name__ == "__main__":
    main()
