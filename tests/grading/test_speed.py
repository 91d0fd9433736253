"""What is quicker than before comes to the same as before."""

import math
import random
from concurrent.futures import Future

import pytest

from crmlab.declared.quantities import Quantity
from crmlab.exercises.declaring import FunctionCheck
from crmlab.exercises.drawing import _can_be_told_apart, _draw, _of_answers, draw_numbers, quantities_of
from crmlab.exercises.finding import tasks_of, topics
from crmlab.exercises.judging import judge
from crmlab.exercises.own_numbers import hidden_inputs, inputs_of
from crmlab.grading.classes.workers import Here
from crmlab.grading.running.execution import Ran
from crmlab.grading.running.verdicts import Asked, verdict_of
from crmlab.intake.comparing import equal
from crmlab.intake.values import Reply, plain

SHARE, YEARS, ANY = Quantity("share", 0, 1, format=".1%"), Quantity("years", 1, 99, whole=True), Quantity()
NUMBERS = [0, 1, 0.5, -0.0, -1, 2, 1.5, 99, 100, 80, 2**53 + 1, 10**400, 1e300, math.nan, math.inf, True]


@pytest.mark.parametrize("quantity", [SHARE, YEARS, ANY])
@pytest.mark.parametrize("number", NUMBERS)
def test_no_number_is_taken_or_refused_only_because_it_stands_alone(monkeypatch, quantity, number):
    alone = _validated(quantity, number)
    monkeypatch.setattr(Quantity, "_allows_at_a_glance", lambda *_: False)
    assert alone == _validated(quantity, number)


def _validated(quantity, number):
    try:
        value = quantity.validate("x", number)
    except (TypeError, ValueError) as error:
        return type(error), str(error)
    return type(value), repr(value)


@pytest.mark.parametrize("topic", ["clv", "rfm"])
def test_nobody_gets_other_numbers_because_answers_are_remembered(topic):
    for task in filter(quantities_of, tasks_of(topic)):
        drawn = _draw(
            quantities_of(task), _of_answers(task), random.Random(f"{task.id}|1"), _can_be_told_apart
        )
        assert repr(draw_numbers(task, random.Random(f"{task.id}|1"))) == repr(drawn)


def test_an_error_in_the_only_piece_of_work_is_told_like_that_of_a_worker():
    def broken() -> None:
        raise ValueError("no page")

    with Here() as crew:
        done, failed = crew.submit(len, "abc"), crew.submit(broken)
    assert isinstance(done, Future) and done.result() == 3
    assert str(failed.exception()) == "no page"


def _functions(topic):
    pairs = ((task, check) for task in tasks_of(topic) for check in task.checks)
    return [(task, check) for task, check in pairs if isinstance(check, FunctionCheck)]


@pytest.mark.parametrize("topic", topics())
def test_whatever_a_function_does_it_gets_a_verdict(topic):
    for task, check in _functions(topic):
        calls = inputs_of(task, check)
        assert judge(check, [Reply(call, error="NotYet") for call in calls]).is_untouched
        assert judge(check, [Reply(call, error="NameError") for call in calls]).id == "stopped"


@pytest.mark.parametrize("topic", topics())
def test_nobody_is_told_of_mistakes_in_hidden_calls(topic):
    for task, check in _functions(topic):
        right = [Reply(call, plain(check.answer(call))) for call in inputs_of(task, check)]
        hidden = [Reply(call, "?") for call in hidden_inputs(task, check, b"key", "s", 2)]
        ran = Ran(sent={0: {"asked": True}}, replies={0: right}, hidden={0: hidden})
        assert verdict_of(Asked(task, check, "f"), ran, 0, ["s"], b"key").id == "not-for-others"


@pytest.mark.parametrize(
    ("right", "given", "is_equal"),
    [
        ({"a": 1.0}, {"a": 1, "b": 2}, True),
        ({"a": 1.0, "b": 2.0}, {"a": 1.0}, False),
        ({1: 5.0}, {"gap 1": 5.0}, True),
        ({"a": None}, {"a": None}, True),
        ({"a": None}, {"a": 0}, False),
        ({"a": 1.0}, None, False),
        (None, None, True),
        ([1.0], None, False),
    ],
)
def test_what_is_compared_at_a_glance_counts_as_before(right, given, is_equal):
    assert equal(right, given, 0.01) is is_equal
