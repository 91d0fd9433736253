"""The lab in a real browser, as a student sees it."""

import pytest
from in_browser import Notebook

EXERCISE = "exercises/clv/clv.ipynb"


@pytest.fixture
def exercise(page, lab):
    address, _ = lab
    return Notebook(page, address, EXERCISE)


def test_run_all_of_an_untouched_exercise_goes_to_the_end(exercise):
    exercise.run_all()
    assert "still the stub" in exercise.output('check("clv-value-finite"')
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
