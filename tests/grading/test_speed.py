"""What is quicker than before comes to the same as before."""

import math
import random
from concurrent.futures import Future

import pytest

from crmlab.declared.quantities import Quantity
from crmlab.exercises.drawing import _can_be_told_apart, _draw, _of_answers, draw_numbers, quantities_of
from crmlab.exercises.finding import tasks_of
from crmlab.grading.classes.workers import Here

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
