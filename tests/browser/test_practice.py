"""Sets of concepts in a real browser: by keyboard alone, with a wrong answer and a right one."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from in_browser import Notebook, write_notebook
from playwright.sync_api import expect

from crmlab import concepts

ALL = [one for topic in concepts.topics() for one in concepts.sets_of(topic).values()]
ONE_A_KIND = list({one.kind: one for one in reversed(ALL)}.values())


@pytest.fixture
def on_screen(page, lab):
    address, course = lab

    def show(*ids):
        cells = [f'from crmlab import practice\npractice("{one}", seed=1)' for one in ids]
        write_notebook(course / "practice.ipynb", *cells)
        notebook = Notebook(page, address, "practice.ipynb")
        notebook.run_all()
        return [page.locator(".jp-CodeCell").nth(number) for number in range(len(ids))]

    return show


def violations(page):
    return Axe().run(page, context=".jp-OutputArea").response["violations"]


def choose(page, area, asked, key, option):
    """Choose one answer with the keyboard: arrows in a group of buttons, typing in a list."""
    item = asked.item(key)
    label = next(one.in_full for one in item.options if one.key == option)
    group = area.get_by_role("group", name=item.says, exact=True)
    if group.count():
        radios = group.get_by_role("radio")
        radios.first.focus()
        page.keyboard.press("Space")
        while not group.get_by_role("radio", name=label, exact=True).is_checked():
            page.keyboard.press("ArrowDown")
        return
    select = area.get_by_label(item.says, exact=True)
    select.focus()
    while select.evaluate("one => one.selectedOptions[0].text") != label:
        page.keyboard.press("ArrowDown")


def sort_steps(page, area, asked):
    """Move each step to its place with the keyboard, from the last place up."""
    for item in reversed(asked.items):
        for _ in asked.items:
            button = area.get_by_role("button", name=f"{item.says}: move earlier", exact=True)
            button.focus()
            page.keyboard.press("Enter")


def press(page, area, name):
    area.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def answer_rightly(page, area, asked):
    if asked.kind == "order":
        sort_steps(page, area, asked)
    else:
        for item in asked.shown:
            choose(page, area, asked, item.key, item.right)
    press(page, area, "Check")
    total = len(asked.shown) - (asked.kind == "order")
    expect(area.locator(".crmlab-practice [role=status]")).to_have_text(f"✓ Right: {total} of {total} right.")


def test_a_set_of_each_kind_is_done_by_keyboard_alone_and_read_by_a_screen_reader(page, on_screen):
    areas = on_screen(*[one.id for one in ONE_A_KIND])
    assert violations(page) == []
    for area, asked in zip(areas, ONE_A_KIND, strict=True):
        status = area.locator(".crmlab-practice [role=status]")
        press(page, area, "Check")
        expect(status).to_have_text(re.compile(r"^[◐✗○] \w+: \d+ of \d+ right\.$"))
        answer_rightly(page, area, asked)
        assert violations(page) == []
        press(page, area, "Begin anew")
        expect(status).to_have_text("")


def test_a_wrong_choice_is_explained_below_the_item(page, on_screen):
    asked = concepts.find("clv-lost")
    (area,) = on_screen(asked.id)
    choose(page, area, asked, "advertising", "lost")
    press(page, area, "Check")
    remark = area.locator(".crmlab-remark", has_text="a sunk cost is not lost a second time")
    expect(remark).to_have_text(f"✗ Wrong: {asked.item('advertising').wrong['lost']}")
    expect(area.locator(".crmlab-practice [role=status]")).to_have_text("✗ Wrong: 0 of 5 right.")


def test_a_screen_reader_hears_the_word_of_a_verdict_and_not_its_sign(page, on_screen):
    asked = concepts.find("clv-lost")
    (area,) = on_screen(asked.id)
    choose(page, area, asked, "advertising", "lost")
    choose(page, area, asked, "margin", "lost")
    press(page, area, "Check")
    said = {"advertising": ("Wrong", "lost"), "margin": ("Right", "lost")}
    for key, (word, option) in said.items():
        item = asked.item(key)
        group = area.get_by_role("group", name=item.says, exact=True)
        sentence = item.because if word == "Right" else item.wrong[option]
        expect(group).to_have_accessible_description(f"{word}: {sentence}")
    expect(area.get_by_role("status")).to_match_aria_snapshot(
        "- status:\n  - strong: 'Partly:'\n  - text: 1 of 5 right."
    )


def test_blanks_are_filled_by_keyboard_and_kept_when_the_page_is_loaded_again(page, lab):
    address, course = lab
    cell = "from crmlab import clv, show\nshow(clv.discount_factor, rate=0.09, period=5, blanks=2)"
    write_notebook(course / "blanks.ipynb", cell)
    notebook = Notebook(page, address, "blanks.ipynb")
    notebook.run_all()
    put_in = page.get_by_label("(1) factor, with the numbers put in", exact=True)
    result = page.get_by_label("(2) factor, the result", exact=True)
    status = page.locator(".crmlab-practice [role=status]")
    put_in.focus()
    page.keyboard.type("1 / 1,09^5")
    page.keyboard.press("Tab")
    page.keyboard.type("64.99")
    page.keyboard.press("Enter")
    expect(status).to_have_text("◐ Partly: 1 of 2 right.")
    expect(result).to_have_accessible_description(re.compile("^Wrong: .* is a hundred times the right size"))
    assert violations(page) == []
    notebook.menu("File", "docmanager:save")
    expect(page.locator(".jp-mod-dirty", has_text="blanks.ipynb")).to_have_count(0)
    page.reload()
    expect(put_in).to_have_value("1 / 1,09^5")
    expect(status).to_have_text("◐ Partly: 1 of 2 right.")
    result.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("64.99 %")
    press(page, page, "Check")
    expect(status).to_have_text("✓ Right: 2 of 2 right.")
    expect(page.locator(".crmlab-practice table")).to_contain_text("= 1 / (1 + 0.09)⁵")
    press(page, page, "Begin anew")
    expect(put_in).to_have_value("")
    expect(page.locator(".crmlab-practice table")).to_contain_text("(2) ____")


PLACES = """() => {
  const top = document.querySelector(".jp-Cell").getBoundingClientRect().top;  // the page may be scrolled
  const all = ".jp-Cell, .crmlab-item, .crmlab-practice :is(li, button, [role=status]), details";
  return [...document.querySelectorAll(all)].map((one) => {
    const place = one.getBoundingClientRect();
    return [one.tagName, ...[place.top - top, place.left, place.width].map(Math.round)];
  });
}"""
CHOOSE_ALL = """(practice, answers) => {
  for (const [key, option] of Object.entries(answers)) {
    const select = practice.querySelector(`select[id$="-${key}"]`);
    if (!select) practice.querySelector(`input[name$="-${key}"][value="${option}"]`).click();
    else { select.value = option; select.dispatchEvent(new Event("change")); }
  }
}"""


@pytest.mark.parametrize("zoom", [1, 2])
def test_nothing_moves_when_a_verdict_appears(page, on_screen, zoom):
    areas = on_screen(*[one.id for one in ONE_A_KIND])
    seen = {"width": 1280 // zoom, "height": 1000 // zoom, "deviceScaleFactor": zoom, "mobile": False}
    page.context.new_cdp_session(page).send("Emulation.setDeviceMetricsOverride", seen)
    expect(page.locator(".crmlab-practice")).to_have_count(len(areas))
    for area, asked in zip(areas, ONE_A_KIND, strict=True):
        for answers in telling(asked):
            if asked.kind == "order" and answers:
                sort_steps(page, area, asked)
            else:
                area.locator(".crmlab-practice").evaluate(CHOOSE_ALL, answers)
            before = places(page)
            press(page, area, "Check")
            expect(area.locator("[role=status] strong").first).to_be_visible()
            assert places(page) == before, (asked.id, answers)
            press(page, area, "Begin anew")
            expect(area.locator(".crmlab-practice [role=status]")).to_have_text("")


def places(page):
    """Return where everything stands, once it stands still."""
    found = None
    while found != (found := page.evaluate(PLACES)):
        page.wait_for_timeout(300)
    return found


def telling(asked):
    """Return no answers, the right ones, and the wrong ones of which most is said."""
    if asked.kind == "order":
        return [{}, asked.right_answer()]
    longest = {item.key: max(item.wrong, key=lambda one: len(item.wrong[one])) for item in asked.shown}
    return [{}, {item.key: item.right for item in asked.shown}, longest]


CONTRAST = """(word) => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const grounds = [];
  for (let one = word; one; one = one.parentElement) grounds.unshift(getComputedStyle(one).backgroundColor);
  const painted = (colours) => {
    context.fillStyle = "white";
    context.fillRect(0, 0, 1, 1);
    for (const colour of colours) { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255);
  };
  const light = (colours) => painted(colours)
    .map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [.2126, .7152, .0722][place], 0);
  const both = [light(grounds), light([...grounds, getComputedStyle(word).color])];
  const [dark, bright] = both.sort((a, b) => a - b);
  return (bright + .05) / (dark + .05);
}"""


def in_theme(page, name):
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.locator("li[data-type=submenu]", has_text="Theme").first.hover()
    page.locator("li[data-command='apputils:change-theme']", has_text=name).first.click()
    page.wait_for_selector(f"body[data-jp-theme-name='{name}']", state="attached")


@pytest.fixture
def dark(page):
    yield lambda: in_theme(page, "JupyterLab Dark")
    in_theme(page, "JupyterLab Light")  # JupyterLab keeps the theme, for other tests too


def test_a_verdict_can_be_read_in_light_and_in_the_dark(page, on_screen, dark):
    asked = concepts.find("clv-lost")
    (area,) = on_screen(asked.id)
    choose(page, area, asked, "advertising", "lost")
    choose(page, area, asked, "margin", "lost")
    press(page, area, "Check")
    words = [area.locator(f"strong.crmlab-{verdict}").first for verdict in ("right", "partly", "wrong")]
    in_light = [word.evaluate("one => getComputedStyle(one).color") for word in words]
    assert len({*in_light}) == 3
    assert min(word.evaluate(CONTRAST) for word in words) >= 4.5
    dark()
    assert in_light != [word.evaluate("one => getComputedStyle(one).color") for word in words]
    assert min(word.evaluate(CONTRAST) for word in words) >= 4.5
    assert violations(page) == []
