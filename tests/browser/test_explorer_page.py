"""`crmlab explore` in a real browser: a page of its own that moves by keyboard."""

import re
import subprocess
import sys
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from explorer_kinds import EXPLORERS, covering
from playwright.sync_api import expect

from crmlab.declared import names

NAME = "complaints-voice"
pytestmark = pytest.mark.slow


@contextmanager
def explored(*options, name=NAME):
    """Give the address of a page that `crmlab explore` serves."""
    command = [sys.executable, "-u", "-m", "crmlab", "explore", name, "--no-browser", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        try:
            yield re.search(r"http://\S+", server.stdout.readline())[0]
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
        page.locator("summary").first.click()
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


@pytest.mark.parametrize("name", [explorer.name for explorer in covering(EXPLORERS)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_at_twice_the_size_only_long_tables_have_to_be_scrolled_sideways(page, name, language):
    page.set_viewport_size({"width": 640, "height": 900})  # what is left of 1280 when text is at 200 %
    with explored("--language", language, name=name) as address:
        page.goto(address)
        expect(page.locator("#shown img")).to_have_count(1)
        wider = """() => [...document.querySelectorAll("main *")].filter((one) =>
            one.getBoundingClientRect().right > document.documentElement.clientWidth + 1 &&
            !one.closest("[tabindex]")).map((one) => one.outerHTML.slice(0, 80))"""
        assert page.evaluate(wider) == []


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
        spoken = page.get_by_role("status")
        expect(spoken).to_have_text(picture.get_attribute("alt"))
        page.get_by_role("link", name="Next").click()
        expect(picture).to_have_count(1)
        expect(page.get_by_role("heading", level=1)).not_to_have_text(names.word("questions", NAME).label)
