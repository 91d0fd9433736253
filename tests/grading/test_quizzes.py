"""A class hands in its quizzes: each is graded by his own items, and none learns or gets more by a trick."""

import pytest
from assignments import graded, in_a_sandbox, model_answers, notebook, text_of

from crmlab.exercises.finding import find_task
from crmlab.exercises.held_out import pool
from crmlab.exercises.own_numbers import numbers_of

pytestmark = in_a_sandbox
CELLS = [check.id for check in find_task("clv-quiz").checks]
KEY = {key: item.right for key, (_, item) in pool("clv").items()}


def drawn(me):
    return numbers_of(find_task("clv-quiz"), me)["items"]


def handed_in(source, me="S1", **others):
    """Return what each cell of the quiz earns for this source of its answer cell, and all that was graded."""
    result = graded("clv", notebook("clv", {"clv-quiz": source, **others}, me), student="S1")
    return [result.scores[name] for name in CELLS], result


@pytest.mark.parametrize("me", ["S1", "王 小明", "20231234"])
def test_each_student_is_graded_by_the_items_that_his_name_draws(me):
    own = {key: KEY[key] for key in drawn(me)}
    scores, result = handed_in(f"answers = {own}", me)
    assert scores == [1] * 5
    assert all(KEY[key] and pool("clv")[key][1].because in text_of(result, CELLS[0]) for key in [*own][:2])
    if me != "S1":
        assert handed_in(f"answers = {own}", "S1")[0] != [1] * 5


def test_right_and_wrong_are_told_with_the_sentence_of_the_choice_and_cost_only_their_own_cell():
    third, sixth = drawn("S1")[2], drawn("S1")[5]
    item = pool("clv")[third][1]
    option, sentence = next(iter(item.wrong.items()))
    scores, result = handed_in(f"answers = {KEY | {third: option, sixth: 'nonsense'}}")
    assert scores == [1, 0, 0, 1, 1]
    assert sentence in text_of(result, CELLS[1]) and item.because in text_of(result, CELLS[1])
    assert "none of the words that are asked for" in text_of(result, CELLS[2])
    assert result.verdicts[CELLS[1]]["id"] == f"clv-quiz:{third}:{option}"


def test_the_feedback_shows_the_items_that_were_asked():
    name = next(cell for cell in _ids() if cell[1] == 'items("clv-quiz")')[0]
    _, result = handed_in("answers = {}")
    shown = text_of(result, name)
    assert all(pool("clv")[key][1].says.split(",")[0].split("'")[0] in shown for key in drawn("S1"))


def _ids():
    return [(cell.id, cell.source) for cell in notebook("clv").cells]


HOSTILE = {
    "the pool is looked up": "from crmlab.exercises.held_out import pool\n"
    "answers = {key: item.right for key, (_, item) in pool('clv').items()}",
    "the sets are looked up": "from crmlab.concepts import find\nanswers = find('clv-lost').right_answer()",
    "an answer that is every answer": """
class Any(str):
    __eq__ = lambda self, other: True
    __hash__ = str.__hash__
class Every(dict):
    __missing__ = get = lambda self, *key: Any("x")
    __contains__ = lambda self, key: True
answers = Every({key: Any("x") for key in items("clv-quiz").get("items", [])})
""",
    "check and items are overridden": "check = items = lambda *_, **__: None\nanswers = {'x': 'y'}",
    "the items are exchanged for others": """
from crmlab.sandbox import student
student.NUMBERS.clear()
answers = {}
""",
    "Python is ended": "import os\nos._exit(0)",
    "all at once": "answers = {'x' * 10**6: ['y'] * 10**6}",
}


@pytest.mark.parametrize("trick", HOSTILE)
def test_a_trick_earns_nothing_and_costs_no_other_task(trick):
    others = {"clv_terms": model_answers("clv")["clv-terms"]}
    scores, result = handed_in(HOSTILE[trick], **{"clv-terms": others["clv_terms"]})
    assert scores == [0] * 5
    assert result.scores["clv-terms-lost"] > 0
    assert not any(f'"{key}"' in result.notebook for key in KEY.keys() - {*drawn("S1")})
