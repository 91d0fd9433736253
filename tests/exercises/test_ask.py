"""`ask`: a learner's function is called as it is, and whatever it does becomes a reply."""

import sys

import numpy as np
import pytest

from crmlab.intake.values import Reply, Unknown
from crmlab.sandbox.asking import ask


class Unreadable:
    def __repr__(self):
        raise ZeroDivisionError


class UnwritableError(Exception):
    def __str__(self):
        raise ZeroDivisionError


def stopped(function):
    reply = ask(function, {"flows": [1.0, 2.0], "rate": 0.1})
    return reply.error, reply.error_text


def raising(error):
    def function(flows, rate):
        raise error

    return function


def without_end(flows, rate):
    return without_end(flows, rate)


def test_what_a_function_gives_is_its_reply():
    assert ask(lambda flows, rate: np.float64(sum(flows)), {"flows": [1.0], "rate": 0.1}) == Reply(
        {"flows": [1.0], "rate": 0.1}, 1.0
    )


@pytest.mark.parametrize(
    ("function", "error", "text"),
    [
        (raising(ValueError("no")), "ValueError", "no"),
        (raising(NotImplementedError()), "NotImplementedError", ""),
        (raising(SystemExit(3)), "SystemExit", "3"),
        (raising(UnwritableError()), "UnwritableError", ""),
        (raising(ValueError("\ud800")), "ValueError", "?"),
        (without_end, "RecursionError", "maximum recursion"),
        (lambda flows: 1, "TypeError", "positional argument"),
        (lambda: 1, "TypeError", "positional argument"),
        (lambda flows, rate, years: 1, "TypeError", "years"),
    ],
)
def test_a_function_that_fails_is_a_reply_too(function, error, text):
    assert stopped(function)[0] == error
    assert text in stopped(function)[1]


def test_a_learner_can_stop_a_function_that_never_ends():
    with pytest.raises(KeyboardInterrupt):
        stopped(raising(KeyboardInterrupt()))


@pytest.mark.parametrize(
    "change",
    [
        lambda flows: flows.append(3.0),
        lambda flows: flows.reverse(),
        lambda flows: flows.append(Unreadable()),
        lambda flows: flows.append(10**5000),
        lambda flows: flows.append(flows),
    ],
)
def test_a_function_that_changes_its_argument_is_noticed_and_changes_nothing_of_ours(change):
    inputs = {"flows": [1.0, 2.0], "rate": 0.1}
    reply = ask(lambda flows, rate: change(flows), inputs)
    assert reply.changed == ("flows",)
    assert inputs == {"flows": [1.0, 2.0], "rate": 0.1}


def test_what_a_function_prints_is_seen_and_is_not_its_answer(capsys):
    reply = ask(lambda flows, rate: print("here"), {"flows": [1.0], "rate": 0.1})
    assert (reply.value, reply.error) == (None, "")
    assert capsys.readouterr().out == "here\n"


def test_a_generator_function_gives_nothing_that_can_be_compared():
    def steps(flows, rate):
        yield 1

    assert ask(steps, {"flows": [1.0], "rate": 0.1}).value == Unknown("generator")


def test_a_power_that_is_too_large_is_told_in_the_same_words_on_every_system():
    assert stopped(lambda flows, rate: (flows[1] * 1e9) ** 400) == ("OverflowError", "math range error")
    assert stopped(raising(OverflowError("int too large"))) == ("OverflowError", "int too large")


def test_in_a_browser_a_function_that_calls_itself_without_end_is_stopped_before_python_is_lost(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    usual = sys.getrecursionlimit()

    def deep(flows, rate, left=250):
        return left and deep(flows, rate, left - 1)

    assert stopped(deep) == ("", "")
    assert stopped(lambda flows, rate: deep(flows, rate, 400))[0] == "RecursionError"
    assert sys.getrecursionlimit() == usual
