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
        for item in asked.items:
            choose(page, area, asked, item.key, item.right)
    press(page, area, "Check")
    total = len(asked.items) - (asked.kind == "order")
    expect(area.locator(".crmlab-practice [role=status]")).to_have_text(f"{total} of {total} right.")


def test_a_set_of_each_kind_is_done_by_keyboard_alone_and_read_by_a_screen_reader(page, on_screen):
    areas = on_screen(*[one.id for one in ONE_A_KIND])
    assert violations(page) == []
    for area, asked in zip(areas, ONE_A_KIND, strict=True):
        status = area.locator(".crmlab-practice [role=status]")
        press(page, area, "Check")
        expect(status).to_have_text(re.compile(r"^\d of \d right\.$"))
        answer_rightly(page, area, asked)
        assert violations(page) == []
        press(page, area, "Begin anew")
        expect(status).to_have_text("")


def test_a_wrong_choice_is_explained_below_the_item(page, on_screen):
    asked = concepts.find("clv-lost")
    (area,) = on_screen(asked.id)
    choose(page, area, asked, "advertising", "lost")
    press(page, area, "Check")
    expect(area.locator(".crmlab-practice")).to_contain_text("a sunk cost is not lost a second time")
    expect(area.locator(".crmlab-practice [role=status]")).to_have_text("0 of 5 right.")
