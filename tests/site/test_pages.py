"""The course as pages: found in two languages, whole, and usable by everybody, with nothing from outside."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

pytest.importorskip("playwright.sync_api")
import live_pages
import rows
from axe_playwright_python.sync_playwright import Axe

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not live_pages.PYTHON.exists(), reason="needs the environment of `make site`"),
]
LESSON = "notebooks/03_lifecycle.html"
PAGES = ("index.html", LESSON, "exercises/lifecycle/lifecycle.html", "notebooks/00_glossary.html")
SEARCH = "search.html?q=流失率"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    place = tmp_path_factory.mktemp("site")
    live_pages.make_pages(place, "lifecycle")
    return place


@pytest.fixture(scope="module")
def address(site):
    with live_pages.served(site) as place:
        yield place


@pytest.fixture
def page(chromium, address):
    opened = chromium.new_page()
    opened.outside, opened.complaints = [], []
    opened.on("request", lambda one: one.url.startswith((address, "data:")) or opened.outside.append(one.url))
    opened.on("console", lambda one: one.type == "error" and opened.complaints.append(one.text))
    opened.route(lambda url: not url.startswith((address, "data:")), lambda route: route.abort())
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("asked", "found"), [("流失率", "Glossary"), ("流失", "Glossary"), ("churn", "Glossary")]
)
@pytest.mark.parametrize("folder", ["", "zh/"])
def test_the_search_finds_a_word_in_either_language(page, address, folder, asked, found):
    page.goto(f"{address}{folder}search.html?q={asked}")
    page.locator("#search-results li", has_text=found).first.wait_for(timeout=10_000)
    assert page.outside == []


def test_a_picture_and_its_sentence_are_there_at_once(page, address):
    page.goto(f"{address}{LESSON}", wait_until="domcontentloaded")
    picture = page.locator(".crmlab-page ~ img").first
    picture.wait_for(timeout=2000)
    assert len(picture.get_attribute("alt")) > 20


@pytest.mark.parametrize("path", [*PAGES, SEARCH])
def test_a_page_asks_nothing_of_the_outside_and_keeps_its_policy(page, address, path):
    page.goto(address + path, wait_until="networkidle")
    assert page.outside == []
    assert page.complaints == []
    assert "script-src 'self'" in page.locator("meta[http-equiv]").first.get_attribute("content")


@pytest.mark.parametrize(("width", "scheme"), [(1366, "light"), (390, "dark")])
def test_everybody_can_use_a_page_and_nothing_is_cut_off(chromium, address, width, scheme):
    opened = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = opened.new_page()
    for path in (*PAGES, SEARCH):
        page.goto(address + path, wait_until="networkidle")
        broken = {one["id"]: one["nodes"][0]["html"] for one in Axe().run(page).response["violations"]}
        assert broken == {}, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    opened.close()


def test_in_chinese_mode_pictures_and_words_around_are_chinese(page, address):
    page.goto(f"{address}zh/{LESSON}")
    assert page.locator("html").get_attribute("lang").startswith("zh")
    assert re.search("[\u4e00-\u9fff]{4}", page.locator(".cell_output img").first.get_attribute("alt"))


class _Read(HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.links, self.places = set(), set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        self.places |= {told.get("id"), told.get("name")}
        self.links |= {told[name] for name in ("href", "src") if told.get(name)}


def test_every_link_leads_to_a_page_and_a_place_in_it(site):
    read = {path: _Read(path) for path in site.rglob("*.html") if "_static" not in path.parts}
    lost = [(path.relative_to(site).as_posix(), link) for path in read for link in read[path].links
            if not _is_there(path, link, read)]  # fmt: skip
    assert lost == []


def _is_there(path, link, read):
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    target = Path(path.parent, unquote(parts.path)).resolve() if parts.path else path
    if not parts.fragment or target.suffix != ".html":
        return target.is_file()
    return target in read and unquote(parts.fragment) in read[target].places


def test_every_calculator_has_an_entry_that_reads_as_its_help_does(site):
    pages = {page.stem: page.read_text(encoding="utf-8") for page in site.glob("api/*.html")}
    for name in rows.calculators():
        entry = pages[name.partition(".")[0]].partition(f'id="crmlab.{name}"')[2].partition("<dt")[0]
        assert entry, name
        assert not re.search("Quantity|Annotated", entry), name


def test_a_deck_asks_before_it_shows(page, address):
    page.goto(f"{address}slides/03_lifecycle.html")
    seen = page.locator("section.here")
    for _ in range(60):
        if seen.get_attribute("class").startswith("asks"):
            break
        page.keyboard.press("ArrowRight")
    assert "2 and 3 years" in seen.inner_text() and "6.67" not in seen.inner_text()
    page.keyboard.press("Space")
    assert "6.67 years" in seen.inner_text()
    page.keyboard.press("ArrowLeft")
    assert "6.67" not in seen.inner_text()
    assert page.outside == [] and page.complaints == []


@pytest.mark.parametrize("kind", ["says", "asks", "shows"])
def test_everybody_can_use_a_deck(page, address, kind):
    page.goto(f"{address}slides/03_lifecycle.html")
    place = page.locator(f"section.{kind}").first.evaluate(
        "slide => [...document.querySelectorAll('section')].indexOf(slide)"
    )
    page.goto(f"{address}slides/03_lifecycle.html#{place + 1}")
    assert page.locator("section.here").get_attribute("class") == f"{kind} here"
    assert {one["id"]: one["nodes"][0]["html"] for one in Axe().run(page).response["violations"]} == {}


def test_no_slide_is_cut_off_on_a_telephone(page, address):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}slides/03_lifecycle.html")
    for _ in range(page.locator("section").count()):
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, page.locator("#place").inner_text()
        page.keyboard.press("PageDown")
