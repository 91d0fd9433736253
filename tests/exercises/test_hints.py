"""`hint` and `solution`: help in steps, the solution last."""

import pytest

from crmlab import hint, progress, solution
from crmlab.errors import BadTypeError, BadValueError
from crmlab.exercises.finding import find_task, tasks_of
from crmlab.exercises.quizzes import is_quiz

HINTS = {task.id: [hint for hints in task.hints.values() for hint in hints] for task in tasks_of("clv")}
SOLVED = [task.id for task in tasks_of("clv") if not is_quiz(task)]  # a quiz is not: it is gone over


@pytest.mark.parametrize("task_id", HINTS)
def test_hints_come_one_by_one_and_stay_at_the_last(shown, task_id):
    for _ in range(len(HINTS[task_id]) + 2):
        hint(task_id)
    last = HINTS[task_id][-1]
    assert [note.text for note in shown] == [*HINTS[task_id], last, last]
    assert shown[0].mark == f"Hint 1 of {len(find_task(task_id).hints[task_id])}:"


def test_only_the_last_hint_names_the_solution(shown):
    for _ in HINTS["clv-value"]:
        hint("clv-value")
    assert [note.details for note in shown] == [
        (),
        (),
        ("This is the last hint; solution('clv-value') shows a way to do it.",),
    ]


def test_each_task_has_hints_of_its_own(shown):
    hint("clv-value")
    hint("clv-offer")
    assert [note.text for note in shown] == [HINTS["clv-value"][0], HINTS["clv-offer"][0]]


def test_a_hint_can_be_asked_for_by_the_id_of_a_check(shown):
    hint("clv-value-endless")
    hint("clv-value")
    assert [note.text for note in shown] == list(HINTS["clv-value"][:2])


@pytest.mark.parametrize("task_id", SOLVED)
def test_the_solution_waits_until_all_hints_are_read(shown, task_id):
    cells = [cell for cell, hints in find_task(task_id).hints.items() for _ in hints]
    for taken, cell in enumerate(cells):
        solution(task_id)
        assert shown.pop().text == f"Read the hints first: hint({task_id!r}); {len(cells) - taken} to go."
        hint(cell if taken % 2 else task_id)
        shown.pop()
    solution(task_id)
    (answer,) = shown
    assert "SOLUTION" not in answer
    assert len(answer) > 80
    assert answer._repr_markdown_() == repr(answer) == str(answer)


def test_a_solution_is_code_with_its_lines_explained(shown):
    progress.remember_hints("clv-present", 9)
    solution("clv-present")
    assert shown[0].startswith("```python\ndef present_value(flows, rate):")
    assert "# t counts the years" in shown[0]


@pytest.mark.parametrize("remembered", [-3, 99, True, "2", None, 1.5, [1]])
def test_a_damaged_count_of_hints_does_no_harm(shown, remembered):
    progress.remember_hints("clv-value", remembered)
    hint("clv-value")
    assert shown[0].text in HINTS["clv-value"]


@pytest.mark.parametrize("help_me", [hint, solution])
def test_an_unknown_task_is_refused_with_what_there_is(help_me):
    with pytest.raises(BadValueError, match="clv-present, clv-value"):
        help_me("clv-nothing")
    with pytest.raises(BadTypeError, match="such as 'clv-value'"):
        help_me(len)


def test_a_submission_that_asks_for_hints_is_graded_without_the_instructors_progress(
    shown, at_grading, progress_file
):
    progress_file.parent.mkdir()
    progress_file.write_text('{"hints": {"clv-value": 2}}', encoding="utf-8")
    hint("clv-value")
    hint("clv-value")
    solution("clv-value")
    assert [note.text for note in shown][:2] == [HINTS["clv-value"][0]] * 2
    assert progress_file.read_text(encoding="utf-8") == '{"hints": {"clv-value": 2}}'
