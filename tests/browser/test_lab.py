"""The lab in a real browser, as a student sees it."""

import re

import pytest
from in_browser import Notebook, write_notebook
from playwright.sync_api import expect

from crmlab import concepts
from crmlab.declared import names

EXERCISE = "exercises/clv/clv.ipynb"


@pytest.fixture
def exercise(page, lab):
    address, _ = lab
    return Notebook(page, address, EXERCISE)


def test_run_all_of_an_untouched_exercise_goes_to_the_end(exercise):
    exercise.run_all()
    assert "still as it was handed out" in exercise.output('check("clv-value-finite"')
    assert exercise.cell('check("clv-terms-lost"').locator(".jp-OutputArea-output").count() > 0


def test_a_wrong_answer_gets_its_sentence_and_no_traceback(exercise):
    exercise.run_all()
    exercise.write("def present_value", "def present_value(flows, rate):\n    return sum(flows)")
    exercise.run('check("clv-present-discounts"')
    shown = exercise.output('check("clv-present-discounts"')
    assert "You add the payments up as they are." in shown
    assert "Traceback" not in shown


def test_a_right_answer_is_called_right_and_a_hint_comes_in_steps(exercise):
    exercise.run_all()
    exercise.write(
        "def present_value",
        "def present_value(flows, rate):\n    return sum(f / (1 + rate) ** t for t, f in enumerate(flows))",
    )
    exercise.run('check("clv-present-discounts"')
    assert "✓ Right" in exercise.output('check("clv-present-discounts"')
    exercise.write("present_value([-51", 'hint("clv-present")')
    assert "Hint 1 of 3" in exercise.output('hint("clv-present")')


def test_the_lesson_runs_and_shows_its_working(page, lab):
    address, _ = lab
    lesson = Notebook(page, address, "notebooks/05_clv.ipynb")
    lesson.run_all()
    assert page.locator("table.crmlab-working").count() >= 3
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0


def test_a_term_leads_to_itself_in_the_glossary_at_the_first_click(page, lab):
    address, _ = lab
    Notebook(page, address, "notebooks/05_clv.ipynb")
    page.get_by_role("link", name="cross-selling").first.click()
    expect(page.get_by_role("heading", name=re.compile("^cross-selling"))).to_be_in_viewport()


EXPLORER, SET = 'explore("complaints-voice")', 'practice("clv-lost", seed=1)'
MOVED = re.compile(r"446\.7")
ANSWER = concepts.find("clv-lost").shown[0]


@pytest.fixture
def to_play_with(page, lab):
    """An explorer, moved from its start, and a set with an answer, in a notebook that is not saved."""
    address, course = lab
    write_notebook(course / "play.ipynb", "from crmlab import explore, practice", EXPLORER, SET)
    notebook = Notebook(page, address, "play.ipynb")
    notebook.run_all()
    notebook.cell(EXPLORER).get_by_label("voice rate (share)", exact=True).focus()
    page.keyboard.press("End")
    expect(picture_of(notebook)).to_have_attribute("alt", MOVED)
    answer_of(notebook).check()
    notebook.cell(SET).get_by_role("button", name="Check", exact=True).click()
    return notebook


def picture_of(notebook):
    return notebook.cell(EXPLORER).locator(".jp-OutputArea img")


def answer_of(notebook):
    return notebook.cell(SET).get_by_role("group", name=ANSWER.says, exact=True).get_by_role("radio").nth(1)


def test_the_lab_hears_its_shortcuts_from_a_control_and_a_reload_brings_answers_back(to_play_with, page, lab):
    address, course = lab
    unsaved = page.locator(".jp-mod-dirty", has_text="play.ipynb")  # the lab saves no file twice at a time
    for control in (answer_of(to_play_with), page.get_by_label("voice rate (share)", exact=True)):
        before = (course / "play.ipynb").stat().st_mtime_ns
        control.focus()
        page.keyboard.press("ArrowLeft")
        for second in range(30):
            if second % 6 == 0:  # a lab that is still at something drops it, or shows what came late
                page.keyboard.press("Control+s")
            page.wait_for_timeout(1000)
            if (course / "play.ipynb").stat().st_mtime_ns != before and unsaved.count() == 0:
                break
        else:
            raise AssertionError("Ctrl+S did not save.")
    chosen = to_play_with.cell(SET).get_by_role("radio", checked=True)
    before = chosen.evaluate_all("all => all.map(one => one.value)")
    page.goto(f"{address}/lab/tree/play.ipynb")
    expect(chosen).to_have_count(len(before))
    assert chosen.evaluate_all("all => all.map(one => one.value)") == before != []


@pytest.mark.parametrize("saved", [False, True], ids=["restarted", "opened again"])
def test_a_cell_run_alone_on_a_fresh_kernel_says_what_to_run_and_keeps_its_picture(
    to_play_with, page, lab, saved
):
    address, _ = lab
    notebook, picture = to_play_with, picture_of(to_play_with)
    if saved:
        notebook.menu("File", "docmanager:save")
        page.wait_for_timeout(500)
        notebook.menu("File", "filemenu:close-and-cleanup")
        page.locator(".jp-Dialog .jp-mod-accept").click()
        expect(page.locator(".jp-NotebookPanel")).to_have_count(0)
        notebook = Notebook(page, address, "play.ipynb")
    else:
        notebook.menu("Kernel", "kernelmenu:restart")
        page.locator(".jp-Dialog .jp-mod-accept").click()
        expect(page.get_by_text(names.word("words", "run_again").label)).to_have_count(2)
        notebook.idle()
    for cell, name in ((EXPLORER, "explore"), (SET, "practice")):
        notebook.run(cell)
        assert f"{name} is not known yet: the cell that makes it has not run" in notebook.output(cell)
        assert "Traceback" not in notebook.output(cell)
    expect(picture).to_have_attribute("alt", MOVED)
    expect(notebook.cell(SET).locator("details")).to_contain_text(ANSWER.says)
    notebook.menu("Run", "notebook:run-all-above")
    notebook.idle()
    notebook.run(EXPLORER)
    assert "not known" not in notebook.output(EXPLORER)
    expect(notebook.cell(EXPLORER).locator(".crmlab-controls")).to_have_count(1)
