"""Drawn inputs: everybody's own numbers, the same everywhere, and never such that a mistake goes unseen."""

import random
from dataclasses import replace
from typing import Annotated

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmlab.declared.quantities import Choice, Count, Money, Quantity, Share, Timing, typical
from crmlab.declared.tables import Weights
from crmlab.errors import BadTypeError, BadValueError
from crmlab.exercises.declaring import AnswerCheck, FunctionCheck, Mistake, Task, part
from crmlab.exercises.drawing import CALLS, draw_calls, draw_numbers, quantities_of
from crmlab.exercises.finding import find_check, tasks_of
from crmlab.exercises.own_numbers import hidden_inputs, inputs_of, numbers

TASKS = tasks_of("clv")
WITH_NUMBERS = [task.id for task in TASKS if quantities_of(task)]
names = st.text(min_size=1, max_size=20).filter(str.strip)


def in_notebook(call, **variables):
    """Run a call as a cell of a notebook with these variables does."""
    return eval(call, {"__name__": "__main__", "numbers": numbers, "inputs_of": inputs_of, **variables})


def own(me, task_id="clv-offer", attempt=1):
    return in_notebook(f"numbers({task_id!r}, attempt={attempt})", me=me)


# --- Numbers of one's own ----------------------------------------------------------------------


@given(names, st.sampled_from(WITH_NUMBERS))
def test_the_same_name_gets_the_same_numbers_again(me, task_id):
    assert own(me, task_id) == own(f" {me}\n", task_id)


def test_whoever_forgot_his_name_is_told_so_by_the_first_numbers_and_gets_some_all_the_same(capsys):
    assert own("your number or name")["rate"] > 0
    assert "These numbers are nobody's" in capsys.readouterr().out
    assert own("20231234") and capsys.readouterr().out == ""


def test_who_takes_one_number_for_another_or_a_share_for_the_rest_does_not_earn_by_luck():
    coarse = Annotated[Share, typical(0.1, 0.9, 0.1)]
    weighed = Annotated[
        dict, Weights(Annotated[float, Quantity("", 0, typical=(1, 5), format=".0f")], ("r", "f", "m"))
    ]

    def counted(voice: coarse, solved: coarse, weights: weighed) -> Share:
        return voice * solved

    task = Task("test-count", "test", [AnswerCheck("it is so", counted, id="test-count-own")], {}, "")
    for seed in range(200):
        drawn = draw_numbers(task, random.Random(seed))
        assert drawn["voice"] != drawn["solved"]
        assert 0.5 not in (drawn["voice"], drawn["solved"])
        assert len({*drawn["weights"].values()}) == 3


def test_a_share_is_never_drawn_so_that_its_opposite_is_nearly_right():
    def stays(retention: Annotated[Share, typical(0.45, 0.55, 0.0001)]) -> Share:
        return retention

    task = Task("test-stay", "test", [AnswerCheck("it is so", stays, id="test-stay-own")], {}, "")
    for seed in range(300):
        drawn = draw_numbers(task, random.Random(seed))["retention"]
        assert not 0.0005 < abs(1 - 2 * drawn) <= 0.005


@pytest.mark.parametrize("task_id", WITH_NUMBERS)
def test_neighbours_get_different_numbers(task_id):
    drawn = {repr(own(f"2023{number:04}", task_id)) for number in range(40)}
    assert len(drawn) > 36


@pytest.mark.parametrize("task_id", WITH_NUMBERS)
def test_another_attempt_gives_new_numbers_and_the_first_ones_stay(task_id):
    first = own("anna", task_id)
    others = [own("anna", task_id, attempt) for attempt in (2, 3, 4)]
    assert first not in others
    assert len({*map(repr, others)}) == 3
    assert own("anna", task_id) == first


def test_an_answer_is_checked_with_the_numbers_of_the_attempt_it_was_made_for():
    task, base = find_check("clv-offer-base")
    for attempt in (2, 1):
        taken = own("anna", attempt=attempt)
        (checked,) = in_notebook("inputs_of(task, base)", task=task, base=base, me="anna")
        assert checked == taken


def test_a_number_without_quotes_is_a_name_too():
    assert own(20231234) == own("20231234")


@pytest.mark.parametrize("attempt", [0, -1, 1.5])
def test_an_attempt_is_a_whole_number_from_1(attempt):
    with pytest.raises(BadValueError, match="attempt"):
        own("anna", attempt=attempt)


@pytest.mark.parametrize("variables", [{}, {"me": None}, {"me": ""}, {"me": " \n"}, {"me": True}])
def test_without_a_name_the_learner_is_told_where_to_put_it(variables):
    with pytest.raises(BadValueError, match=r'^Your name is missing: run the cell me = "…" at the top'):
        in_notebook("numbers('clv-offer')", **variables)


@pytest.mark.parametrize("task_id", [task.id for task in TASKS if not quantities_of(task)])
def test_a_task_without_numbers_says_so(task_id):
    with pytest.raises(BadValueError, match="has no numbers of your own"):
        own("anna", task_id)


@pytest.mark.parametrize(("task_id", "error"), [("clv-nothing", BadValueError), (7, BadTypeError)])
def test_numbers_of_an_unknown_task_are_refused_in_a_sentence(task_id, error):
    with pytest.raises(error, match="task"):
        own("anna", task_id)


# If one of these fails, everybody's numbers have changed under their hands: a range, a step, a misconception
# or Python's own drawing is another. Raise the task's `version`, and only then change the numbers here.
PINNED = {
    "clv-offer": (
        3,
        {
            "first_purchase": 1300,
            "yearly": 260,
            "acquisition_cost": 750,
            "rate": 0.19,
            "years": 8,
            "addon": 240,
            "price_cut": 600,
        },
    ),
    "clv-table": (3, {"margin": 370, "retention": 0.83, "rate": 0.15, "years": 9}),
}


@pytest.mark.parametrize("task_id", PINNED)
def test_nobody_finds_other_numbers_after_an_update(task_id):
    version = next(task.version for task in TASKS if task.id == task_id)
    assert (version, own("20231234", task_id)) == PINNED[task_id]


def test_every_learner_sees_a_function_tested_on_the_same_calls():
    task, check = find_check("clv-payback-year")
    for me in ("anna", "bo"):
        calls = in_notebook("inputs_of(task, check)", task=task, check=check, me=me)
        assert calls[0] == {"acquisition_cost": 145, "profits": [90, 50, 30, 160, 60, 85]}


def test_a_new_version_of_a_task_draws_anew():
    task, check = find_check("clv-value-finite")
    newer = replace(task, version=task.version + 1)
    assert inputs_of(task, check) != inputs_of(newer, check)


def test_a_learner_sees_his_numbers_with_their_meaning_and_unit(chinese):
    shown = own("anna")._repr_html_()
    assert "贴现率" in shown
    assert "<code>rate</code>" in shown
    assert f"{own('anna')['rate']:.1%}" in shown


# --- Typical ranges ----------------------------------------------------------------------------


def lies_on_a_step(quantity, value):
    if isinstance(quantity, Choice):
        return value in quantity.options
    low, high = quantity.typical
    steps = (value - low) / quantity.step
    return low <= value <= high and abs(steps - round(steps)) < 1e-6


@given(st.sampled_from(TASKS), st.integers())
def test_drawn_inputs_are_typical(task, seed):
    for check in (one for one in task.checks if isinstance(one, FunctionCheck)):
        for drawn in draw_calls(replace(check, cases=()), random.Random(seed)):
            for name, value in drawn.items():
                quantity = check.quantities[name]
                members = value if isinstance(value, list) else [value]
                assert all(lies_on_a_step(quantity, member) for member in members)
                assert not getattr(quantity, "whole", False) or all(type(member) is int for member in members)
                assert not getattr(quantity, "series", None) or (
                    quantity.series[0] <= len(members) <= quantity.series[1]
                )


@pytest.mark.parametrize("key", [b"one", b"other"])
def test_who_knows_the_answers_to_the_seen_calls_by_heart_meets_none_of_their_numbers_again(key):
    asked = [(task, check) for task in TASKS for check in task.checks]
    for task, check in (one for one in asked if isinstance(one[1], FunctionCheck)):
        seen = inputs_of(task, check)
        for hidden in hidden_inputs(task, check, key, "Li", 10):
            for name, quantity in check.quantities.items():
                if isinstance(quantity, Quantity) and not quantity.whole and len({*quantity.typical}) > 1:
                    assert all(hidden[name] != call[name] for call in seen), check.id


@given(names)
def test_own_numbers_are_typical(me):
    for task_id in WITH_NUMBERS:
        task = next(task for task in TASKS if task.id == task_id)
        quantities = quantities_of(task)
        drawn = [(quantities[name], value) for name, value in own(me, task_id).items()]
        assert all(lies_on_a_step(q, value) for q, value in drawn if isinstance(q, Quantity | Choice))


def test_choices_are_drawn_too():
    def paid(margin: Money, when: Timing) -> Money:
        return margin

    drawn = draw_calls(FunctionCheck("it is paid", paid), random.Random(1))
    assert {call["when"] for call in drawn} == {"end", "start"}


# --- Draws that would not show a mistake -------------------------------------------------------


def one_more(count: Count) -> Money:
    return count + 1


def wrong_by(amount, when=lambda count: True):
    return Mistake("It slips.", lambda count: one_more(count) + (amount if when(count) else 0))


def checked(*mistakes, kind=FunctionCheck, **settings):
    known = {f"slip_{number}": mistake for number, mistake in enumerate(mistakes)}
    return kind("it counts", one_more, mistakes=known, id="test-count-up", **settings)


@pytest.mark.parametrize("amount", [0, 0.004, 0.04])
def test_a_mistake_that_hardly_shows_is_never_drawn(amount):
    with pytest.raises(BadValueError, match="tells the misconceptions of 'test-count-up' apart"):
        draw_calls(checked(wrong_by(amount)), random.Random(1))


def test_a_mistake_beyond_ten_tolerances_is_drawn():
    assert len(draw_calls(checked(wrong_by(0.06)), random.Random(1))) == CALLS


def test_two_mistakes_that_look_alike_are_never_drawn():
    with pytest.raises(BadValueError, match="apart"):
        draw_calls(checked(wrong_by(5), wrong_by(5.001)), random.Random(1))


def test_only_draws_that_show_the_mistake_are_taken():
    shows = checked(wrong_by(1, when=lambda count: count > 90))
    assert all(call["count"] > 90 for call in draw_calls(shows, random.Random(1)))


def test_numbers_of_a_task_show_the_mistakes_of_all_its_checks():
    few = checked(wrong_by(1, when=lambda count: count < 20), kind=AnswerCheck)
    even = checked(wrong_by(1, when=lambda count: count % 2 == 0), kind=AnswerCheck)
    task = Task("test-count", "test", [few, even], {"test-count": ["Count."]}, "nothing")
    for seed in range(20):
        count = draw_numbers(task, random.Random(seed))["count"]
        assert count < 20
        assert count % 2 == 0


def halves(count: Count) -> dict[str, float]:
    return {"half": count / 2, "left": count % 2}


def table_of_halves(count: Count) -> pd.DataFrame:
    return pd.DataFrame({"row": [1, 2], "half": count / 2, "left": count % 2})


@pytest.mark.parametrize("reference", [halves, table_of_halves])
def test_a_draw_in_which_a_wrong_part_happens_to_be_right_is_never_taken(reference):
    always_one = Mistake("It is not always 1.", part(left=lambda count: 1))
    check = FunctionCheck("it halves", reference, mistakes={"always_one": always_one}, id="test-halves-both")
    assert all(call["count"] % 2 == 0 for call in draw_calls(check, random.Random(1)))


def test_a_draw_in_which_a_wrong_part_would_hide_another_mistake_is_never_taken():
    left = Mistake("Left is wrong.", part(left=lambda right: right["left"] + 1))
    both = Mistake("Both are.", lambda count: {"half": count, "left": 2})
    check = FunctionCheck("it halves", halves, mistakes={"left": left, "both": both}, id="test-halves-both")
    assert all(call["count"] % 2 == 0 for call in draw_calls(check, random.Random(1)))
    draw_calls(replace(check, mistakes={"both": both, "left": left}), random.Random(1))  # it is told first


def test_a_draw_in_which_a_decision_hangs_on_a_tie_is_never_taken():
    tied = checked(apart=lambda count: (count % 2, 0))
    assert all(call["count"] % 2 for call in draw_calls(tied, random.Random(1)))


def test_inputs_without_a_finite_answer_are_drawn_again():
    def half(count: Count) -> Money:
        if count < 90:
            raise BadValueError("no finite answer")
        return count / 2

    drawn = draw_calls(FunctionCheck("it halves", half), random.Random(1))
    assert all(call["count"] >= 90 for call in drawn)


def test_fixed_cases_follow_the_drawn_ones():
    calls = draw_calls(checked(cases=[{"count": 0}]), random.Random(1))
    assert len(calls) == CALLS + 1
    assert calls[-1] == {"count": 0}


def test_the_public_calls_of_two_checks_differ():
    task, finite = find_check("clv-value-finite")
    _, loyal = find_check("clv-value-loyal")
    assert inputs_of(task, finite) != inputs_of(task, loyal)
