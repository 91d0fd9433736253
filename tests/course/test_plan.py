"""A teacher's hour: what a lesson promises is what its core takes by the rule, and no core takes more."""

import re

import plan
import pytest
from minutes import minutes
from nbformat.v4 import new_code_cell, new_markdown_cell

CORE = [new_markdown_cell("word " * 220), new_code_cell("1 + 1"), new_code_cell('guess("clv-later")')]
EXPLORER = "# %%\nexplore(clv.lifetime_value)\n"


def lesson(folder, *cells, promise=5):
    """Return a course whose lesson of lifetime value has these cells below its promise."""
    (folder / "course/clv").mkdir(parents=True)
    (folder / "course/topics.toml").write_bytes((plan.authored.ROOT / "course/topics.toml").read_bytes())
    first = f"# %% [markdown]\n# **About {promise} minutes (an estimate)**\n"
    (folder / "course/clv/lesson.py").write_text("\n".join([first, *cells]), encoding="utf-8")
    return folder


def test_reading_running_guessing_sorting_and_moving_take_their_time():
    assert minutes(CORE) == pytest.approx(2 + 0.5 + 1)
    assert (
        minutes([new_code_cell('practice("clv-timing")'), new_code_cell("explore(clv.lifetime_value)")]) == 12
    )


def test_no_lesson_of_the_course_takes_more_than_its_hour_or_promises_another_time():
    assert list(plan.faults(plan.authored.ROOT)) == []


def test_what_is_for_who_has_time_does_not_count_into_the_hour(tmp_path):
    core = "# %%\n" + "\n\n# %%\n".join(["1 + 1"] * 10)
    assert list(plan.faults(lesson(tmp_path, core, "\n# %% [markdown]\n# ## More\n", *[EXPLORER] * 20))) == []


def test_a_lesson_that_promises_too_little_or_takes_too_long_stops_the_build_in_a_sentence(tmp_path):
    told, too_long = plan.faults(lesson(tmp_path, *[EXPLORER] * 8, promise=40))
    assert told.startswith("course/clv/lesson.py: its core takes 64.0 minutes by rule; write")
    assert too_long.endswith("more than 60; put something below ## More.")


def test_the_plan_tells_core_and_more_of_lesson_and_reader():
    page = plan.page(plan.authored.ROOT)
    row = re.search(
        r"^\| \[05 .*\.ipynb\) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| \[page\]\(.*\) \|$", page, re.MULTILINE
    )
    core, more, of_reader, more_of_reader = map(int, row.groups())
    assert 50 <= core <= 60 and more >= 10 and 20 <= of_reader <= 30 and more_of_reader >= 20
