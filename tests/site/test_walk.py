"""A student's whole way through the course in a tab, from the lesson to the points, in either language."""

import os
import re
import zipfile
from pathlib import Path

import nbformat
import pytest

pytest.importorskip("playwright.sync_api")
import lab_in_a_tab as lab
import live_pages
from axe_playwright_python.sync_playwright import Axe
from points_seen import graded, shown

from crmlab import __version__
from crmlab.language import LANGUAGES

RELEASE = os.environ.get("CRMLAB_RELEASE", "")  # `make release` walks on what it has made
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (RELEASE or lab.BUILT), reason="needs `make lite` before"),
]
LESSON, ASSIGNMENT = "notebooks/05_clv", "exercises/clv/clv.ipynb"
FOLDERS = {"en": "", "zh": "zh/"}
CHECK = 'check("clv-present-discounts"'
WRONG = "def present_value(flows, rate):\n    return sum(flows)\n"
RIGHT = """def present_value(flows, rate):
    return sum(flow / (1 + rate) ** year for year, flow in enumerate(flows))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site of a release, or the pages of one topic beside the lab of this clone."""
    place = tmp_path_factory.mktemp("site")
    if RELEASE:
        with zipfile.ZipFile(Path(RELEASE) / f"crmlab-{__version__}-site.zip") as packed:
            packed.extractall(place)
        return place
    for made in ("lab", "runtime"):
        (place / made).symlink_to(live_pages.ROOT / "site" / made, target_is_directory=True)
    live_pages.make_pages(place, "clv")
    return place


@pytest.fixture(scope="module")
def address(site):
    with lab.served(folder=site) as place:
        yield place


class Page:
    """A lesson as a page, of which each cell is known by what its code begins with."""

    def __init__(self, page, address, language):
        self.page = page
        notebook = nbformat.read(live_pages.ROOT / f"{LESSON}.ipynb", as_version=4)
        self.sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        page.goto(f"{address}{FOLDERS[language]}{LESSON}.html")

    def wake(self, begins):
        """Bring the cell to life by the keyboard and return it."""
        number = next(place for place, source in enumerate(self.sources) if source.startswith(begins))
        cell = self.page.locator(f".crmlab-live[data-cell='{number}']")
        cell.locator(".crmlab-wake").focus()
        self.page.keyboard.press("Enter")
        cell.locator(".crmlab-moving").wait_for(timeout=90_000)
        return cell

    def guess(self, name, number):
        """Make a guess and wait until it is kept."""
        box = self.wake(f'guess("{name}")').get_by_role("textbox")
        box.fill(number)
        box.press("Enter")
        self.page.wait_for_function(
            "([name, number]) => localStorage.getItem('crmlab-progress')?.includes(`${name}`) &&"
            " localStorage.getItem('crmlab-progress').includes(number)",
            arg=[name, number],
        )


def is_usable(page, context=None):
    found = Axe().run(page, context=context, options={"runOnly": ["wcag2a", "wcag2aa"]})
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found.response["violations"]]


def reads_the_lesson(page, address, language):
    """Make three guesses, move an explorer and answer a set, all by the keyboard."""
    lesson = Page(page, address, language)
    for name, number in (("clv-later", "300"), ("clv-household", "250"), ("clv-contract", "41")):
        lesson.guess(name, number)
    explorer = lesson.wake("explore(")
    slider = explorer.get_by_role("slider").nth(1)
    before, told = slider.get_attribute("aria-valuetext"), explorer.inner_text()
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("([one, told]) => one.innerText !== told", arg=[explorer.element_handle(), told])
    assert slider.get_attribute("aria-valuetext") != before
    asked = lesson.wake('practice("clv-timing")')
    asked.get_by_role("radio").first.wait_for()
    for group in asked.get_by_role("group").filter(has=page.get_by_role("radio")).all():
        group.get_by_role("radio").first.focus()
        page.keyboard.press("Space")
    asked.get_by_role("button", name=re.compile("^(Check|检查)$")).press("Enter")
    page.wait_for_function(
        "one => /[1-9]/.test(one.querySelector('.crmlab-practice [role=status]').innerText)",
        arg=asked.element_handle(),
    )
    assert is_usable(page) == []


def works_in_the_lab(page, address, language):
    """Return a wrong verdict and a right one, in the language of choice."""
    opened = lab.Opened(page, address, ASSIGNMENT)
    if language == "zh":
        opened.button("中文")
    opened.write('me = "', 'me = "anna"')
    opened.run("import numpy")
    verdicts = []
    for answer in (WRONG, RIGHT):
        opened.write("def present_value", answer)
        opened.run(CHECK)
        verdicts.append(opened.output(CHECK))
    opened.write("lifetime_value(100", "from crmlab import clv, explore\nexplore(clv.lifetime_value)")
    slider = opened.cell("explore(").get_by_role("slider").first
    slider.focus()
    before = slider.get_attribute("aria-valuetext")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("([one, before]) => one.getAttribute('aria-valuetext') !== before",
                           arg=[slider.element_handle(), before])  # fmt: skip
    assert is_usable(page, ".jp-OutputArea") == []
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)
    return verdicts


def comes_back_and_takes_it_home(page, address, language):
    """Find work, guesses and language as they were left; return the file."""
    opened = lab.Opened(page, address, ASSIGNMENT)
    assert "enumerate(flows)" in opened.cell("def present_value").inner_text()
    opened.write("explore(", "from crmlab import progress\nprint(progress.guesses())")
    assert "'clv-later': 300" in opened.output("progress.guesses()")
    opened.run_all()
    name, content = opened.downloaded({"en": "Take home", "zh": "带回家"}[language])
    assert name == "clv.ipynb"
    return content


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_reads_guesses_computes_and_comes_back_gets_the_points_he_saw(
    chromium, address, tmp_path, language
):
    profile, outside = tmp_path / "profile", []
    with lab.visit(chromium.browser_type, address, profile) as page:
        reads_the_lesson(page, address, language)
        wrong, right = works_in_the_lab(page, address, language)
        outside += page.outside
    assert wrong.startswith("✗") and right.startswith("✓")
    assert bool(re.search("[\u4e00-\u9fff]", wrong + right)) is (language == "zh")
    with lab.visit(chromium.browser_type, address, profile) as page:
        content = comes_back_and_takes_it_home(page, address, language)
        outside += page.outside
    assert outside == []
    seen = shown(content)
    assert graded(content, tmp_path) == seen
    assert seen["clv-present-discounts"] > 0
