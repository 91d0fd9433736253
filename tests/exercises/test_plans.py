"""Plans for the firm as they are checked and graded: played again, and named for what was done."""

import json

import pytest

from crmlab.exercises.finding import find_check
from crmlab.exercises.judging import COMPLETE, judge
from crmlab.exercises.own_numbers import inputs_of
from crmlab.firm import policies
from crmlab.firm.game import play_through
from crmlab.firm.luck import seed_of
from crmlab.intake.values import Reply, plain

KEY = bytes(range(32))


def verdict(check_id, answer, key=KEY, me="S1"):
    task, asked = find_check(check_id)
    return judge(asked, [Reply(inputs, plain(answer)) for inputs in inputs_of(task, asked, me, key)])


def plan(name):
    return [one.as_data() for one in policies.published(name)]


def numbers(name, **changed):
    _, cash = find_check("firm-plan-cash")
    played = list(
        play_through(seed_of("market", "capstone"), seed_of("luck", "S1"), policies.published(name))
    )
    return {"plan": plan(name), "cash_value": cash.right(played), **changed}, played


def test_a_notebook_tells_how_far_a_plan_comes_and_the_grade_asks_for_a_share_over_other_lucks():
    told = verdict("firm-plan-sixth", plan("as_ever"), key=None)
    assert (told.right, told.kind) == (True, COMPLETE)
    assert "of the reference. This cell asks for 92%, in the mean over 20 other lucks" in told.message
    assert verdict("firm-plan-second", plan("as_ever")).right
    graded = verdict("firm-plan-sixth", plan("as_ever"))
    assert "this cell asks for 92%" in graded.message
    assert graded.message != verdict("firm-plan-sixth", plan("as_ever"), key=bytes(32)).message


def test_a_mistake_is_named_from_what_was_done():
    found = verdict("firm-plan-leak", plan("products"))
    assert not found.right
    assert "reach 60%" in found.message  # it comes to too little to have avoided anything
    assert (
        "every channel and segment got about the same"
        in verdict("firm-plan-differences", plan("as_ever")).message
    )
    assert verdict("firm-plan-leak", plan("customers")).right


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (None, "there is no plan yet"),
        ([], "there is no plan yet"),
        ("winning", "A plan is a list of decisions"),
        ([{}] * 8, "It has 8 decisions; asked are 9"),
        ([1] * 9, "Each decision in it is a dictionary"),
        ([{"winning": {"web": {}}}] * 9, "a key of winning must be"),
        ([{"service": 100_001}] * 9, "service must be between 0 and 100000"),
        ([{"service": float("nan")}] * 9, "service must be"),
        ([{"service": 90_000, "recovery": 90_000}] * 9, "This costs ¥180,000"),
        ([{"call": {"by": "bargain", "most": 10}}] * 9, "by must be"),
        ([{"call": {"by": "profit", "most": 10}}] * 9, "in the report 'customers', which you"),
        ([{"call": {"by": "profit"}}] * 9, "call must be a rule"),
        ([{"reports": 3}] * 9, "reports must be"),
        ([{1: 2}] * 9, "A decision has no 1"),
    ],
)
def test_a_plan_that_cannot_be_played_is_told_why_in_one_sentence(answer, told):
    for check_id in ("firm-plan-first", "firm-plan-profit", "firm-plan-cash"):
        found = verdict(check_id, answer)
        assert not found.right
        if check_id != "firm-plan-cash" or not isinstance(answer, str):
            assert told in found.message


def test_each_of_the_five_numbers_is_judged_by_the_game_that_was_played_and_its_mistakes_are_named():
    for name in ("cash", "lost", "winning", "losing", "error"):
        _, asked = find_check(f"firm-plan-{name}")
        given, played = numbers("as_ever")
        given[asked.entry] = asked.right(played)
        assert verdict(f"firm-plan-{name}", given).right
        for slip, (sentence, wrong) in asked.slips.items():
            given[asked.entry] = wrong(played)
            if abs(given[asked.entry] - asked.right(played)) <= asked.tolerance:
                continue  # in this game it makes no difference
            found = verdict(f"firm-plan-{name}", given)
            assert (found.right, found.id, found.message) == (
                False,
                f"firm-plan-{name}:{slip}".replace("_", "-"),
                sentence,
            )


def test_a_plan_is_kept_as_json_keeps_it():
    read = json.loads(json.dumps(plan("customers")))
    assert verdict("firm-plan-third", read).message == verdict("firm-plan-third", plan("customers")).message


def test_a_number_that_is_not_given_yet_is_named_and_not_called_wrong():
    given, _ = numbers("as_ever", cash_value=None)
    found = verdict("firm-plan-cash", given)
    assert found.is_untouched and "'cash_value' has no number yet" in found.message
