"""Cells of a static page come alive in a browser, with nothing from outside and under a strict policy."""

import re

import pytest

pytest.importorskip("playwright.sync_api")
import live_pages as pages
from axe_playwright_python.sync_playwright import Axe

pytestmark = [
    pytest.mark.skipif(
        not (pages.ROOT / "site" / "runtime" / "pyodide.mjs").is_file(), reason="needs `make runtime` before"
    ),
]
GUESS = 'guess("clv-later")'
REVEAL = 'later = show(clv.discount_factor, rate=0.09, period=5)\nreveal("clv-later", 500 * later.value)'
STOPS = 'import sys\nreveal("clv-later", 1 / (sys.platform != "emscripten"))'
SET = 'practice("clv-timing", seed=1)'
BLANKS = "show(clv.discount_factor, rate=0.09, period=5, blanks=2)"
BOARD = "from crmlab.firm import Firm\nFirm('lin', market='practice', quarters=3).board()"
EXPLORE = "explore(clv.lifetime_value, rate=0.09)"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    site = tmp_path_factory.mktemp("site")
    pages.build(
        site,
        "from crmlab import clv, explore, guess, practice, reveal, show",
        GUESS,
        REVEAL,
        EXPLORE,
        STOPS,
        SET,
        BLANKS,
        BOARD,
    )
    with pages.served(site) as place:
        yield place


@pytest.fixture(scope="module")
def page(address, chromium):
    opened = chromium.new_page()
    opened.outside, opened.refused = [], []
    opened.on("request", lambda one: one.url.startswith(address) or opened.outside.append(one.url))
    opened.on("console", lambda one: "Content Security" in one.text and opened.refused.append(one.text))
    opened.route(lambda url: not url.startswith(address), lambda route: route.abort())
    opened.goto(f"{address}pages/lesson.html")
    yield opened
    opened.close()


def live(page, number):
    return page.locator(".crmlab-live").nth(number)


def wake(page, number):
    """Bring a cell to life by the keyboard, and wait until it is."""
    button = live(page, number).locator(".crmlab-wake")
    button.focus()
    page.keyboard.press("Enter")
    live(page, number).locator(".crmlab-moving").wait_for(timeout=90_000)
    page.wait_for_timeout(200)


def test_the_picture_and_its_sentence_are_there_before_python_is(page):
    still = live(page, 2).locator(".crmlab-still")
    assert still.locator("img").is_visible()
    assert "The customer is worth" in still.inner_text()
    assert not live(page, 1).get_by_text("325").first.is_visible()  # the answer comes after the guess


def test_an_explorer_comes_alive_and_moves_by_the_keyboard(page):
    wake(page, 2)
    assert page.evaluate("document.activeElement.closest('.crmlab-moving') !== null"), "the focus was lost"
    slider = live(page, 2).get_by_role("slider", name="retention rate")
    before = live(page, 2).inner_text()
    slider.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "before => !document.querySelectorAll('.crmlab-live')[2].innerText.includes(before)", arg="¥275.86"
    )
    assert live(page, 2).inner_text() != before
    slider_says = slider.get_attribute("aria-valuetext")
    assert slider_says != "0.8"


def test_a_guess_is_kept_and_compared_after_a_reload(page):
    wake(page, 0)
    box = live(page, 0).get_by_role("textbox")
    box.fill("275")
    page.keyboard.press("Enter")
    page.wait_for_function("() => localStorage.getItem('crmlab-progress')?.includes('275')")
    page.reload()
    wake(page, 1)
    assert "You said ¥275" in live(page, 1).inner_text()
    assert live(page, 1).locator(".crmlab-wake").is_visible()  # another guess can be compared


def test_a_cell_that_stops_is_not_said_to_move(page):
    wake(page, 3)
    assert "division by zero" in live(page, 3).get_by_role("alert").inner_text()
    assert "stopped" in live(page, 3).locator(".crmlab-says").inner_text()


def test_a_set_is_marked_where_it_stands(page):
    wake(page, 4)
    live(page, 4).get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    live(page, 4).get_by_role("button", name="Check").press("Enter")
    status = live(page, 4).locator(".crmlab-practice [role=status]")
    status.filter(has_text=re.compile(r"\d of \d right")).wait_for(timeout=10_000)


def test_a_blank_is_marked_where_it_stands_wrong_and_then_right(page):
    wake(page, 5)
    boxes = live(page, 5).get_by_role("textbox")
    status = live(page, 5).locator(".crmlab-practice [role=status]")
    for typed, said in (
        (("1 / 1.9 ** 5", "7"), "0 of 2 right"),
        (("1 / 1.09 ** 5", "0.6499"), "2 of 2 right"),
    ):
        for number, text in enumerate(typed):
            boxes.nth(number).fill(text)
        live(page, 5).get_by_role("button", name="Check").press("Enter")
        status.filter(has_text=said).wait_for(timeout=10_000)


def test_a_quarter_of_the_firm_is_played_on_the_board(page):
    wake(page, 6)
    board = live(page, 6).locator(".crmlab-board")
    board.get_by_label("Service").first.fill("25000")
    board.get_by_role("button", name="Decide").press("Enter")
    board.get_by_role("status").filter(has_text="Quarter 1 is played").wait_for(timeout=20_000)
    assert "Quarter 2 of 3" in board.inner_text()
    assert live(page, 6).locator("img").last.is_visible()  # the books, with the quarter that was played


def test_what_was_read_once_can_be_read_and_moved_without_the_internet(page, address):
    page.context.route(lambda url: True, lambda route: route.abort())
    page.context.set_offline(True)
    page.goto(f"{address}pages/lesson.html")
    assert live(page, 2).locator("img").first.is_visible()
    wake(page, 2)
    assert live(page, 2).get_by_role("slider").first.is_visible()
    page.context.set_offline(False)
    page.context.unroute_all()


def test_a_page_is_kept_at_its_first_visit(page, address):
    visit = page.context.browser.new_context()
    first = visit.new_page()
    first.goto(f"{address}pages/lesson.html")
    first.wait_for_function(
        "async () => (await caches.match(location.href)) && (await caches.keys()).length", timeout=20_000
    )
    visit.set_offline(True)
    first.reload()
    assert first.locator(".crmlab-live img").first.is_visible()
    visit.close()


def test_nothing_comes_from_outside_and_the_policy_is_kept(page):
    assert page.outside == []
    assert page.refused == []


def test_a_screen_reader_can_use_what_has_come_alive(page):
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]}).response["violations"]
    assert found == []
