"""A solution as it is shown: what the stub gave for a start is gone, and the solution runs without it."""

import pytest
from model_answers import model_answers, without_stubs
from nbformat.v4 import new_code_cell, new_notebook

HEAD, TAIL = "### BEGIN SOLUTION\n", "### END SOLUTION\n"


def shown(above, solution):
    return without_stubs(new_code_cell(f"{above}{HEAD}{solution}{TAIL}"))


LEFT_OUT = {
    "one line": ("base = None\n", "base = 2\n"),
    "two names": ("base = None\naddon = None\n", "factor = 3\nbase = 2\naddon = factor * base\n"),
    "many lines": ('lost = {\n    "goods": None,\n}\n', 'lost = {"goods": "kept"}\n'),
    "a call": ('kinds = dict.fromkeys(["bank", "june"])\n', 'kinds = {"bank": "basic"}\n'),
    "one value for two": ("a = b = None\n", "a = 1\nb = 2\n"),
}
KEPT = {
    "a value that is read": ("total = 0\n", "total = total + 1\n"),
    "a value that is read first": ("rate = 0.1\n", "factor = 1 + rate\nrate = 0.2\n"),
    "a value that is added to": ("total = 0\n", "total += 1\n"),
    "a value that may stay": ("best = None\n", "if given:\n    best = 1\n"),
    "one of two that stays": ("a = b = None\n", "a = 1\n"),
    "a name that is not given": ("rates = {}\n", "table = 2\n"),
    "a function": ('def double(x):\n    """Twice."""\n    ', "return 2 * x\n    "),
    "a comment": ("# in years\n", "life = 1\n"),
}


@pytest.mark.parametrize("case", LEFT_OUT)
def test_a_learner_does_not_read_the_start_that_a_solution_replaces(case):
    above, solution = LEFT_OUT[case]
    assert shown(above, solution) == f"{HEAD}{solution}{TAIL}"


@pytest.mark.parametrize("case", KEPT)
def test_a_learner_reads_all_that_a_solution_needs(case):
    above, solution = KEPT[case]
    assert shown(above, solution) == f"{above}{HEAD}{solution}{TAIL}"


def test_a_learner_reads_the_solutions_of_a_task_without_marks_each_as_code():
    marks = [{"grade_id": name, "solution": True} for name in ("clv-offer", "clv-offer-choice")]
    source, read = f"x = None\n{HEAD}x = 1\n{TAIL}", "```python\nx = 1\n```"
    cells = [new_code_cell(source, metadata={"nbgrader": mark}) for mark in marks]
    assert model_answers(new_notebook(cells=cells)) == {"clv-offer": f"{read}\n\n{read}"}
