"""Explorers in a real browser: all controls by keyboard, by mouse and by typing, and what is saved.

What the page shows is compared, picture and all, with what Python gives for the same values.
"""

import contextlib
import html
import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from explorer_kinds import EXPLORERS, covering, named, session_of
from in_browser import Notebook, write_notebook
from playwright.sync_api import expect

import crmlab
from crmlab.declared import names
from crmlab.explorers import find
from crmlab.explorers.engine import Session


def every(explorers):
    return pytest.mark.parametrize("explorer", explorers, ids=named)


ONE_OF_EACH_KIND = covering(EXPLORERS)
EACH_KIND = every(ONE_OF_EACH_KIND)
TWICE = find("clv-lifetime-value")
RUN_AGAIN = names.vocabulary("words")["run_again"]
NONSENSE = ["abc", "", "1e999", "-5", "9", "<b>x</b>", "nan", "0x10", "1,5", "一"]


# A hundred moves at once, to and fro, that end at the high end; window.drawn gathers the pictures that come
BURST = """(slider, [low, high]) => {
  window.drawn = [];
  const area = slider.closest(".jp-OutputArea");
  new MutationObserver(() => {
    const source = area.querySelector("img")?.src;
    if (source && source !== window.drawn.at(-1)) window.drawn.push(source);
  }).observe(area, { childList: true, subtree: true });
  for (let move = 0; move < 101; move += 1) {
    slider.value = move % 2 ? low : high;
    slider.dispatchEvent(new Event("input"));
  }
}"""


def page_of(explorer, **changes):
    """What Python shows at the start, with these values changed."""
    session = session_of(explorer)
    session.controls.values = {**session.controls.start, **changes}
    return session.render()


def fields(explorer):
    """Names of the controls that have a field for typing."""
    controls = session_of(explorer).controls.controls
    return [control["name"] for control in controls if control["kind"] in {"number", "list"}]


class Shown:
    """One explorer on the page, as somebody uses it who compares it with Python."""

    def __init__(self, notebook, explorer, copy=0):
        self.page, self.explorer = notebook.page, explorer
        cells = self.page.locator(f".jp-CodeCell:has(.jp-InputArea:has-text('explore(\"{explorer.name}\")'))")
        self.cell = cells.nth(copy)
        controls = session_of(explorer).controls.controls
        self.controls = {control["name"]: control for control in controls}
        self.start = {name: explorer.first_values()[name] for name in self.controls}
        self.picture = self.cell.locator(".jp-OutputArea img")
        self.alert = self.cell.get_by_role("alert")
        self.code = self.cell.locator(".crmlab-controls code")

    def control(self, name):
        return self.cell.locator(f".crmlab-controls [id^='crmlab-'][id$='-{name}']")

    def field(self, name):
        slider = self.controls[name]["kind"] == "number"
        return (
            self.control(name).locator("xpath=following-sibling::input[1]") if slider else self.control(name)
        )

    def numbers(self):
        return [control for control in self.controls.values() if control["kind"] == "number"]

    def first(self):
        """The first slider."""
        return self.numbers()[0]

    def reset(self):
        self.cell.get_by_role("button", name=names.word("words", "reset").label).click()

    def type(self, name, text):
        self.field(name).fill(text)
        self.field(name).press("Enter")

    def press(self, name, *keys):
        self.control(name).focus()
        for key in keys:
            self.page.keyboard.press(key)

    def shows(self, **changes):
        """Wait until the page shows what Python shows for these values; fail if it never does."""
        wanted = page_of(self.explorer, **changes)
        sentence = re.search("<strong>(.*?)</strong>", wanted)[1] if "<img" not in wanted else None
        if sentence:
            expect(self.alert).to_have_text(html.unescape(sentence))
            return
        picture = html.unescape(re.search('alt="(.*?)"', wanted)[1])
        expect(self.picture).to_have_attribute("alt", picture)
        expect(self.cell.locator(".jp-OutputArea p:not(.crmlab-help p)").first).to_have_text(picture)
        source = re.search('src="(.*?)"', wanted)[1]
        # another picture may come first: that of a key before the last one
        drawn = expect(self.picture, "the picture is not the one that Python draws")
        drawn.to_have_attribute("src", source, timeout=10_000)
        expect(self.alert).to_have_count(0)


@contextlib.contextmanager
def opened(chromium, lab, name, explorers):
    """A notebook with these explorers, run."""
    address, course = lab
    calls = [f'explore("{explorer.name}")' for explorer in explorers]
    write_notebook(course / name, "from crmlab import explore", *calls)
    page = chromium.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(60_000)
    notebook = Notebook(page, address, name)
    notebook.run_all()
    expect(page.locator(".crmlab-controls")).to_have_count(len(calls), timeout=60_000)
    yield notebook
    page.close()


@pytest.fixture(scope="module")
def notebook(chromium, lab):
    """An explorer of each kind, and a second copy of one of them."""
    with opened(chromium, lab, "kinds.ipynb", [*ONE_OF_EACH_KIND, TWICE]) as notebook:
        yield notebook


@pytest.fixture(scope="module")
def all_of_them(chromium, lab):
    """Every explorer of the course."""
    with opened(chromium, lab, "explorers.ipynb", EXPLORERS) as notebook:
        yield notebook


@pytest.fixture
def shown(notebook, explorer):
    return as_it_begins(notebook, explorer)


def as_it_begins(notebook, explorer):
    """The first copy of an explorer, set back."""
    shown = Shown(notebook, explorer)
    shown.reset()
    shown.shows()
    return shown


def steps_up(control, value, count):
    """The value of a slider after so many steps up, as the browser and as Python write it."""
    place = round((value - control["low"]) / control["step"]) + count
    moved = min(control["high"], round(control["low"] + place * control["step"], 10))
    return int(moved) if float(moved).is_integer() else moved


# All of them


@pytest.mark.slow
@every(EXPLORERS)
def test_it_opens_and_goes_to_the_high_end(all_of_them, explorer):
    """One end, and all sliders at once; tests/test_explorers.py takes each to both ends without a browser."""
    shown = Shown(all_of_them, explorer)
    shown.shows()
    numbers = shown.numbers()
    for control in numbers:
        shown.press(control["name"], "End")
    shown.shows(**{control["name"]: control["high"] for control in numbers})
    assert "Traceback" not in shown.cell.inner_text()


@pytest.mark.slow
def test_nobody_is_shut_out_of_any(all_of_them):
    results = Axe().run(all_of_them.page, context=".jp-OutputArea")
    assert results.violations_count == 0, results.generate_report()


def test_nobody_is_shut_out(notebook):
    results = Axe().run(notebook.page, context=".jp-OutputArea")
    assert results.violations_count == 0, results.generate_report()


# By keyboard, by mouse, by typing


@EACH_KIND
def test_tab_goes_through_all_controls_in_order_and_out_again(shown):
    focusable = ".crmlab-controls :is(input, select, button)"
    order = shown.cell.locator(focusable).evaluate_all(
        "all => all.map(one => one.id || one.ariaLabel || one.innerText)"
    )
    shown.cell.locator(focusable).first.focus()
    met = []
    for _ in order:
        met.append(
            shown.page.evaluate("(one => one.id || one.ariaLabel || one.innerText)(document.activeElement)")
        )
        shown.page.keyboard.press("Tab")
    assert met == order
    ids = [id_.split("-", 2)[2] for id_ in order if id_.startswith("crmlab-")]
    declared = [name for name in ids if not name.endswith("-out") and name != "-preset"]
    assert declared == list(shown.controls)
    assert not shown.page.evaluate("document.activeElement.closest('.crmlab-controls')")


@EACH_KIND
def test_arrow_home_and_end_move_every_slider(shown):
    for control in shown.numbers():
        name = control["name"]
        shown.press(name, "End")
        shown.shows(**{name: control["high"]})
        shown.press(name, "Home")
        shown.shows(**{name: control["low"]})
        shown.press(name, "ArrowRight")
        shown.shows(**{name: steps_up(control, control["low"], 1)})
        shown.reset()
    shown.shows()


@EACH_KIND
def test_a_click_on_the_track_moves_the_slider_there(shown):
    control = shown.first()
    box = shown.control(control["name"]).bounding_box()
    shown.control(control["name"]).click(position={"x": box["width"] * 0.9, "y": box["height"] / 2})
    value = float(shown.control(control["name"]).input_value())
    assert value > (control["low"] + control["high"]) / 2
    shown.shows(**{control["name"]: value})
    assert shown.field(control["name"]).input_value() == f"{value:g}"


@EACH_KIND
def test_a_key_held_down_ends_at_the_last_value(shown):
    control = max(shown.numbers(), key=lambda control: (control["high"] - control["low"]) / control["step"])
    shown.press(control["name"], "Home", *["ArrowRight"] * 30)
    shown.shows(**{control["name"]: steps_up(control, control["low"], 30)})


@EACH_KIND
def test_of_a_burst_of_moves_only_the_last_must_be_drawn(shown):
    control = shown.first()
    shown.control(control["name"]).evaluate(BURST, [control["low"], control["high"]])
    shown.shows(**{control["name"]: control["high"]})
    assert len(shown.page.evaluate("window.drawn")) <= 3


@every([explorer for explorer in ONE_OF_EACH_KIND if len(fields(explorer)) > 1])
def test_what_is_half_typed_stays_while_an_answer_comes(shown):
    first, *others = fields(shown.explorer)
    shown.type(first, str(shown.controls[first]["high"]))
    shown.field(others[0]).focus()
    shown.page.keyboard.press("Control+A")
    shown.page.keyboard.type("0.12")
    shown.shows(**{first: shown.controls[first]["high"]})
    assert shown.field(others[0]).input_value() == "0.12"


@EACH_KIND
def test_choices_boxes_and_what_can_be_left_out(shown):
    for name, control in shown.controls.items():
        if control["kind"] == "choice":
            for option, _ in reversed(control["options"]):
                shown.control(name).select_option(option)
                shown.shows(**{name: option})
        if control["kind"] == "flag":
            shown.control(name).set_checked(not shown.start[name])
            shown.shows(**{name: not shown.start[name]})
        if control.get("optional"):
            out = shown.cell.get_by_label(f"{control['label']}: {control['left_out']}", exact=True)
            out.set_checked(False)
            shown.shows(**{name: control["middle"]})
            out.set_checked(True)
            shown.shows(**{name: None})
            shown.type(name, "4")
            shown.shows(**{name: 4})
            expect(out).not_to_be_checked()
            shown.type(name, "")
            shown.shows(**{name: None})
            expect(out).to_be_checked()
        shown.reset()
        shown.shows()


@EACH_KIND
def test_the_copied_code_gives_what_is_on_screen(shown):
    control = shown.first()
    shown.press(control["name"], "End")
    shown.shows(**{control["name"]: control["high"]})
    context = shown.page.context
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown.cell.get_by_role("button", name="Copy as code").click()
    expect(shown.cell.get_by_role("button", name="Copied")).to_be_visible()
    code = shown.page.evaluate("navigator.clipboard.readText()")
    assert code == shown.code.inner_text()
    answer = eval(code, {topic: getattr(crmlab, topic) for topic in crmlab.TOPICS})
    changed = Session(shown.explorer)
    changed.controls.values = {**changed.controls.start, control["name"]: control["high"]}
    assert str(answer) == str(shown.explorer.calculator(**changed.fixed, **changed.arguments()))
    expect(shown.cell.get_by_role("button", name="Copied")).to_have_count(0)
    shown.cell.get_by_role("button", name="Copy as table").click()
    expect(shown.cell.get_by_role("button", name="Copied")).to_be_visible()
    table = shown.page.evaluate("navigator.clipboard.readText()")
    assert table.splitlines() == changed.table().splitlines()


@EACH_KIND
def test_every_case_is_shown_and_its_name_stays_until_something_moves(shown):
    session = session_of(shown.explorer)
    cases = shown.cell.get_by_label(names.word("words", "preset").label)
    for preset in session.controls.presets:
        cases.select_option(preset["label"])
        shown.shows(**preset["values"])
        expect(cases.locator("option:checked")).to_have_text(preset["label"])
    shown.reset()
    shown.shows()


@EACH_KIND
def test_what_is_pinned_stays_beside_what_comes(shown):
    control = shown.first()
    shown.cell.get_by_role("button", name="Pin to compare").click()
    expect(shown.picture).to_have_count(2)
    before = shown.picture.first.get_attribute("src")
    shown.press(control["name"], "End")
    wanted = re.search('src="(.*?)"', page_of(shown.explorer, **{control["name"]: control["high"]}))[1]
    expect(shown.picture.nth(1)).to_have_attribute("src", wanted)
    assert shown.picture.first.get_attribute("src") == before
    shown.cell.get_by_role("button", name="Unpin").click()
    expect(shown.picture).to_have_count(1)
    shown.shows(**{control["name"]: control["high"]})


@every([TWICE])
def test_two_copies_do_not_disturb_one_another(shown, notebook):
    other = Shown(notebook, shown.explorer, copy=1)
    control = shown.first()
    shown.press(control["name"], "End")
    shown.shows(**{control["name"]: control["high"]})
    other.shows()
    other.press(control["name"], "Home")
    other.shows(**{control["name"]: control["low"]})
    shown.shows(**{control["name"]: control["high"]})
    other.cell.locator(".crmlab-controls").get_by_text(
        control["label"]
    ).first.click()  # a label belongs to its own slider
    assert other.control(control["name"]).evaluate("one => one === document.activeElement")
    other.reset()
    other.shows()


@EACH_KIND
def test_every_control_has_a_name_of_its_own(shown):
    snapshot = shown.cell.locator(".crmlab-controls").aria_snapshot()
    for control in shown.controls.values():
        role = {"number": "slider", "choice": "combobox", "flag": "checkbox", "list": "textbox"}[
            control["kind"]
        ]
        assert f'{role} "{control["label"]}' in snapshot
    ids = shown.page.locator(".crmlab-controls [id]").evaluate_all("all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))


# In Chinese, and what stays


@pytest.mark.slow
def test_a_chinese_notebook_and_what_stays_of_it_when_saved_opened_again_and_without_a_kernel(
    page, lab, chinese
):
    address, course = lab
    path = course / "chinese.ipynb"
    first = 'import crmlab; crmlab.set_language("zh"); from crmlab import explore'
    write_notebook(path, first, *(f'explore("{explorer.name}")' for explorer in ONE_OF_EACH_KIND))
    notebook = Notebook(page, address, path.name)
    notebook.run_all()
    moved = move_all(notebook)
    for shown, _ in moved:
        check_words(shown)

    notebook.menu("File", "docmanager:save")
    for shown, changes in moved:
        wait_until_saved(page, path, page_of(shown.explorer, **changes))

    notebook.menu("File", "filemenu:close-and-cleanup")
    page.locator(".jp-Dialog .jp-mod-accept").click()
    expect(page.locator(".jp-NotebookPanel")).to_have_count(0)
    notebook = Notebook(page, address, path.name)
    check_pictures(moved)
    for shown, _ in moved:
        lost = shown.cell.locator(".jupyter-widgets")
        assert RUN_AGAIN.zh[0] in lost.evaluate("one => getComputedStyle(one, '::before').content")
        assert lost.evaluate("one => getComputedStyle(one).fontSize") == "0px"

    notebook.run_all()
    moved = move_all(notebook)
    notebook.menu("Kernel", "kernelmenu:restart")
    page.locator(".jp-Dialog .jp-mod-accept").click()
    expect(page.get_by_text(RUN_AGAIN.zh[0])).to_have_count(len(ONE_OF_EACH_KIND))
    check_pictures(moved)
    notebook.idle()
    notebook.run_all()
    move_all(notebook)


def move_all(notebook):
    """Move the first slider of every explorer to its end."""
    moved = []
    for explorer in ONE_OF_EACH_KIND:
        shown = Shown(notebook, explorer)
        control = shown.first()
        shown.press(control["name"], "End")
        moved.append((shown, {control["name"]: control["high"]}))
    check_pictures(moved)
    return moved


def check_pictures(moved):
    for shown, changes in moved:
        shown.shows(**changes)
        assert shown.picture.evaluate("one => one.naturalWidth") > 0


def check_words(shown):
    """Labels, buttons and the sentence are Chinese."""
    labels = [control["label"] for control in shown.controls.values()]
    for label in labels:
        expect(shown.cell.locator(".crmlab-controls label", has_text=label).first).to_be_visible()
    for key in ("reset", "copy"):
        expect(shown.cell.get_by_role("button", name=names.word("words", key).zh[0])).to_be_visible()
    assert all(re.search("[\u4e00-\u9fff]", text) for text in [*labels, shown.picture.get_attribute("alt")])


def wait_until_saved(page, path, output):
    for _ in range(100):
        with contextlib.suppress(json.JSONDecodeError):  # while it is being written
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            saved = [out["data"].get("text/html", "") for cell in cells for out in cell["outputs"]]
            if output in map("".join, saved):
                return
        page.wait_for_timeout(100)
    raise AssertionError("The saved notebook does not hold the last picture.")


# What is refused


@pytest.mark.slow
@EACH_KIND
def test_all_nonsense_in_all_fields(shown):
    for name, control in shown.controls.items():
        if control["kind"] not in {"number", "list"}:
            continue
        for text in NONSENSE if name == next(iter(shown.controls)) else NONSENSE[:3]:
            shown.type(name, text)
            left_out = control.get("optional") and not text
            shown.shows(**{name: None if left_out else text})
            assert "Traceback" not in shown.cell.inner_text()
        shown.reset()
        shown.shows()


@EACH_KIND
def test_a_refused_value_is_no_barrier_to_a_screen_reader(shown):
    shown.type(shown.first()["name"], "abc")
    expect(shown.alert).to_be_visible()
    assert Axe().run(shown.page, context=".jp-OutputArea").violations_count == 0
