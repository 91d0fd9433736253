"""`crmlab explore` in a real browser: a page of its own that moves by keyboard."""

import importlib
import re
import subprocess
import sys
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from explorer_kinds import EXPLORERS, covering, named
from playwright.sync_api import expect

from crmlab.declared import names
from crmlab.declared.working import show

NAME = "complaints-voice"
ONE_OF_EACH_KIND = covering(EXPLORERS)
pytestmark = pytest.mark.slow


@contextmanager
def explored(*options, name=NAME):
    """Give the address of a page that `crmlab explore` serves; without a name, of the index."""
    command = [
        sys.executable,
        "-u",
        "-m",
        "crmlab",
        "explore",
        *filter(None, [name]),
        "--no-browser",
        *options,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        try:
            found = (re.search(r"http://\S+", line) for line in server.stdout)
            yield next(filter(None, found))[0]
        finally:
            server.terminate()


def test_a_key_moves_the_picture_and_nothing_comes_from_elsewhere(page):
    asked, troubles = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text))
    with explored() as address:
        page.goto(address)
        picture = page.locator("#shown img")
        expect(picture).to_have_attribute("alt", re.compile(r"141\.0"))
        expect(page.get_by_role("heading", level=1)).to_have_text(names.word("questions", NAME).label)
        expect(page.locator("code:visible").filter(has_text="customers_kept(")).to_have_count(0)
        before = picture.get_attribute("src")
        page.get_by_label("voice rate (share)", exact=True).focus()
        for _ in range(21):
            page.keyboard.press("ArrowRight")
        expect(picture).to_have_attribute("alt", re.compile(r"247\.9"))  # at 0.31
        assert picture.get_attribute("src") != before
        assert not Axe().run(page).response["violations"]
        page.get_by_role("button", name="Pin to compare").click()
        page.locator("#shown summary").first.click()
        page.get_by_label("Case").select_option(index=2)
        expect(picture).to_have_count(2)
        expect(picture.nth(1)).to_have_attribute("alt", re.compile(r"410\.9"))
        assert page.locator("details[open]").count() == 0
        page.get_by_role("button", name="Reset").click()
        page.get_by_role("button", name="Unpin").click()
        expect(picture).to_have_count(1)
        assert picture.get_attribute("src") == before
        assert all(url.startswith(address) for url in asked)
    expect(page.get_by_role("alert")).to_have_text(names.word("words", "page_stopped").label)
    assert not Axe().run(page).response["violations"]
    assert troubles == []


def test_copy_as_table_and_a_burst_of_moves(page):
    with explored() as address:
        page.goto(address)
        expect(page.locator("#shown img")).to_have_count(1)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy as table").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        assert "140.95" in page.evaluate("navigator.clipboard.readText()")
        drawn = page.evaluate(
            """() => { window.drawn = 0;
            new MutationObserver(() => { window.drawn += 1; })
              .observe(document.querySelector("#shown"), { childList: true });
            const slider = document.querySelectorAll("input[type=range]")[1];
            for (let move = 0; move < 101; move += 1) {
              slider.value = move % 2 ? 0.1 : 0.31;
              slider.dispatchEvent(new Event("input"));
            } }"""
        )
        assert drawn is None
        expect(page.locator("#shown img")).to_have_attribute("alt", re.compile(r"247\.9"))
        assert page.evaluate("window.drawn") <= 3


def test_a_page_in_chinese(page):
    with explored("--language", "zh") as address:
        page.goto(address)
        question = names.vocabulary("questions")[NAME].zh[0]
        expect(page.get_by_role("heading", level=1)).to_have_text(question)
        expect(page.locator("#shown img")).to_have_attribute("alt", re.compile("位"))
        expect(page.get_by_role("button", name="重置")).to_be_visible()
        assert not Axe().run(page).response["violations"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_at_twice_the_size_only_long_tables_have_to_be_scrolled_sideways(page, language):
    page.set_viewport_size({"width": 640, "height": 900})  # what is left of 1280 when text is at 200 %
    wider = """() => [...document.querySelectorAll("main *")].filter((one) =>
        one.getBoundingClientRect().right > document.documentElement.clientWidth + 1 &&
        !one.closest("[tabindex]")).map((one) => one.outerHTML.slice(0, 80))"""
    with explored("--language", language, name=None) as address:
        for explorer in ONE_OF_EACH_KIND:
            page.goto(f"{address}{explorer.name}/")
            expect(page.locator("#shown img")).to_have_count(1)
            assert page.evaluate(wider) == [], explorer.name


@pytest.mark.parametrize(("width", "scheme"), [(1366, "dark"), (1024, "light")])
def test_on_a_laptop_controls_and_picture_are_seen_together_in_the_colours_of_the_system(page, width, scheme):
    page.set_viewport_size({"width": width, "height": 768})
    page.emulate_media(color_scheme=scheme)
    with explored() as address:
        page.goto(f"{address}all")
        page.get_by_text(names.word("questions", NAME).label).click()
        picture = page.locator("#shown img")
        expect(picture).to_be_in_viewport(ratio=1)
        expect(page.locator(".crmlab-controls")).to_be_in_viewport(ratio=1)
        assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (scheme == "dark")
        assert (picture.evaluate("one => getComputedStyle(one).filter") != "none") == (scheme == "dark")
        assert not Axe().run(page).response["violations"]
        field = page.get_by_label(re.compile("^voice rate, "))
        field.fill("31 %")
        field.press("Enter")
        expect(field).to_have_value("0.31")
        expect(page.get_by_role("status")).to_have_text(re.compile(r"^voice rate: 0\.31 share\. \S"))
        page.get_by_role("link", name="Next").click()
        expect(picture).to_have_count(1)
        expect(page.get_by_role("heading", level=1)).not_to_have_text(names.word("questions", NAME).label)


# For whoever does not see it: only roles, names, descriptions and what is spoken


@pytest.fixture(scope="module")
def served_all():
    with explored(name=None) as address:
        yield address


def said_by(explorer, code):
    """The sentence that belongs to a call that was copied."""
    modules = set(re.findall(r"(?<![.\w])([a-z_]+)\.", code))  # not columns: before those stands a dot
    topics = {module: importlib.import_module(f"crmlab.{module}") for module in modules}
    working = show(explorer.calculator, **eval(f"dict{code[code.index('(') :]}", topics))
    words = explorer.picture().move(working.value, working.arguments)
    headline = words.get("headline") or working.result
    return names.word("sentences", explorer.name).label.format(result=headline, **words)


def moved(control):
    """Move a control by its keys, and say how its value is told."""
    role, before = control.evaluate("one => one.type || one.tagName"), control.evaluate(VALUE)
    for key in {"range": ["ArrowRight", "ArrowLeft"], "checkbox": [" "]}.get(role, ["ArrowDown", "ArrowUp"]):
        control.focus()
        control.press(key)
        if control.evaluate(VALUE) != before:
            return True
    return False


VALUE = "one => one.type === 'checkbox' ? one.checked : one.value"


# what the others say, and what their copied call gives, tests/test_explorers.py reads without a browser
@pytest.mark.parametrize("explorer", ONE_OF_EACH_KIND, ids=named)
def test_who_hears_an_explorer_learns_what_it_is_moves_it_and_hears_what_the_copied_call_gives(
    page, served_all, explorer
):
    page.goto(f"{served_all}{explorer.name}/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    group = page.get_by_role("group", name=names.word("words", "controls").label)
    expect(group).to_be_visible()
    page.get_by_text(names.word("words", "help").label).press("Enter")
    question = names.word("questions", explorer.name).label
    expect(page.get_by_text(names.word("words", "find_out").label.format(question=question))).to_be_visible()
    roles = [group.get_by_role(role) for role in ("slider", "checkbox", "combobox")]
    controls = [role.nth(place) for role in roles for place in range(role.count())]
    heard = ""
    for control in controls:
        if not moved(control):
            continue
        described = page.locator(f"[id='{control.get_attribute('aria-describedby')}']")
        assert described.count() == 0 or re.match(r"[A-Z]\w+ ", described.inner_text())
        expect(page.get_by_role("status")).not_to_have_text(heard)
        heard = page.get_by_role("status").inner_text()
        page.get_by_role("button", name=names.word("words", "copy").label).click()
        code = page.evaluate("navigator.clipboard.readText()")
        assert heard.endswith(said_by(explorer, code)), code
    assert heard
