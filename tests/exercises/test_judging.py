"""`judge`: right or wrong, and the sentence a learner reads; nothing of his is executed."""

import subprocess
import sys
from dataclasses import replace

import pandas as pd
import pytest
from answers import STRANGE, missing, nested, one_value, plain_values, unknown
from hypothesis import given
from hypothesis import strategies as st

from crmlab import clv
from crmlab.declared.quantities import Money, Rate, Share, Years
from crmlab.exercises.declaring import AnswerCheck, FunctionCheck, Mistake, part
from crmlab.exercises.declaring import given as given_other
from crmlab.exercises.finding import find_check, tasks_of
from crmlab.exercises.judging import MISTAKE, RIGHT, SLIP, judge, tolerance_of
from crmlab.intake.equality import written
from crmlab.intake.values import Reply, plain
from crmlab.sandbox.asking import ask

CHECKS = {check.id: check for task in tasks_of("clv") for check in task.checks}


def plus_interest(margin: Money, rate: Rate) -> Money:
    return margin * (1 + rate)


FORGOT = {"no_interest": Mistake("You forgot the interest.", lambda margin: margin)}
GROWS = FunctionCheck("it grows", plus_interest, mistakes=FORGOT, id="test-grow-year")
OWN = AnswerCheck("it grows", plus_interest, mistakes=FORGOT, id="test-grow-own")
GIVEN = {"margin": 1234.0, "rate": 0.1}
OTHER = {"margin": 500.0, "rate": 0.2}


def verdict(value=None, check=GROWS, **reply):
    return judge(check, [Reply(GIVEN, plain(value), **reply)])


def test_judging_loads_no_notebook_and_no_picture():
    loaded = "import sys, crmlab.exercises.judging; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", loaded], capture_output=True, encoding="utf-8", check=True)
    assert not {"IPython", "ipykernel", "matplotlib", "nbformat", "nbgrader"} & {*result.stdout.split()}


def test_right_says_what_was_checked():
    assert verdict(1357.4) == judge(GROWS, [Reply(GIVEN, 1357.4)])
    assert verdict(1357.4).right
    assert verdict(1357.4).message == "Right: it grows."


INPUTS = "margin = 1,234, rate = 0.1"
GIVES = f"Not right yet: for {INPUTS}, what your function gives is"
STOPS = f"Not right yet: for {INPUTS}, your function"


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ({"value": 1300}, f"{GIVES} 1,300; 1,357.40 is right."),
        (
            {"value": "much"},
            f"{GIVES} a text; a number is expected; 1,357.40 is right.",
        ),
        ({"value": None}, f"{GIVES} None; end it with return and the result."),
        (
            {"error": "KeyError", "error_text": "'rate'"},
            f"{STOPS} stopped with KeyError: 'rate'.",
        ),
        (
            {"error": "ValueError", "error_text": "No.\nNo"},
            f"{STOPS} stopped with ValueError: No.",
        ),
        ({"error": "Boom"}, f"{STOPS} stopped with Boom: no message."),
        ({"error": "Died"}, f"{STOPS} ended Python itself, so nothing came back."),
        ({"error": "TooLong"}, f"{STOPS} took too long and was stopped."),
        ({"value": 1234}, "You forgot the interest."),
    ],
)
def test_each_failure_of_a_function_has_its_sentence(reply, message):
    found = verdict(**reply)
    assert not found.right
    assert found.message == message
    assert found.inputs == GIVEN


@pytest.mark.parametrize("error", ["NotYet", "NotImplementedError"])
def test_an_untouched_stub_is_called_one(error):
    message = (
        "Not right yet: your function is still as it was handed out: write its body, then run its cell again."
    )
    assert verdict(error=error, error_text="Put your code here.").message == message


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (1300, "Not right yet: your answer is 1,300."),
        (None, "Not right yet: your answer is still None."),
        ([1, 2], "Not right yet: your answer is a list; a number is expected."),
        (1234, "You forgot the interest."),
    ],
)
def test_each_failure_of_an_answer_has_its_sentence_without_the_right_number(value, message):
    assert verdict(value, OWN).message == message
    assert "1,357" not in verdict(value, OWN).compared


def test_a_wrong_table_of_a_function_is_told_in_one_line():
    def years_passed(years: Years) -> pd.DataFrame:
        return pd.DataFrame({"year": range(years)})

    check = FunctionCheck("it counts", years_passed)
    found = judge(check, [Reply({"years": 2}, pd.DataFrame({"year": [0, 2]}))])
    assert found.message.endswith("has in row 2 a value of 'year' that is 2.")


# --- Misconceptions ----------------------------------------------------------------------------


def test_a_misconception_is_named_and_what_came_of_it_is_said():
    found = verdict(1234)
    assert (found.right, found.kind, found.id) == (False, MISTAKE, "test-grow-year:no-interest")
    assert found.compared == f"for {INPUTS}, what your function gives is 1,234; 1,357.40 is right."


def test_a_share_given_in_percent_is_not_told_that_the_same_percent_is_right():
    def quarter(share: Share) -> Share:
        return share / 4

    check = FunctionCheck("it is a quarter", quarter)
    found = judge(check, [Reply({"share": 0.84}, value=21.0)])
    assert found.compared.endswith("what your function gives is 21; 0.21 is right.")


def test_a_misconception_is_recognised_only_when_all_replies_show_it():
    assert judge(GROWS, [Reply(GIVEN, 1234), Reply(OTHER, 500)]).kind == MISTAKE
    assert judge(GROWS, [Reply(GIVEN, 1234), Reply(OTHER, 501)]).kind == SLIP
    assert judge(GROWS, [Reply(GIVEN, 1234), Reply(OTHER, error="ValueError")]).kind == SLIP


def test_a_function_that_stops_holds_no_misconception():
    check = replace(GROWS, mistakes={"nothing": Mistake("It gives nothing.", lambda: None)})
    assert judge(check, [Reply(GIVEN, None)]).id == "test-grow-year:nothing"
    assert judge(check, [Reply(GIVEN, error="ValueError")]).id == "stopped"


def test_one_wrong_reply_is_enough_to_be_wrong_and_the_first_one_is_told():
    found = judge(GROWS, [Reply(GIVEN, 1357.4), Reply(OTHER, 601)])
    assert (found.right, found.inputs) == (False, OTHER)


@pytest.mark.parametrize(
    ("value", "kind", "slip", "answer"),
    [(1357.4, RIGHT, "", 1357.4), (1300, SLIP, "another-value", 1300), (None, SLIP, "none", None)],
)
def test_a_verdict_carries_its_kind_its_id_and_the_plain_answer_for_who_counts_mistakes(
    value, kind, slip, answer
):
    found = verdict(value)
    assert (found.kind, found.id, found.answer) == (kind, slip, answer)


def test_a_wrong_part_is_recognised_whatever_the_other_entries_are():
    def offered(margin: Money) -> dict[str, float]:
        return {"gain": margin, "lost": 1.0}

    slips = {"turned": Mistake("You turned the sign.", part(gain=lambda right: -right["gain"]))}
    check = AnswerCheck("it is so", offered, mistakes=slips, id="test-offer-own")
    for other in (1.0, 7.0, None, "text"):
        found = judge(check, [Reply({"margin": 5.0}, {"gain": -5.0, "lost": other})])
        assert found.id == "test-offer-own:turned"
    for answer in ({"gain": 5.0, "lost": 7.0}, {"lost": 1.0}, None, 5.0):
        assert judge(check, [Reply({"margin": 5.0}, answer)]).kind == SLIP


def test_a_wrong_column_is_recognised_whatever_the_other_columns_hold():
    def table(years: Years) -> pd.DataFrame:
        return pd.DataFrame({"year": range(years), "left": 1.0, "won": 2.0})

    slips = {"doubled": Mistake("You count twice.", part(left=lambda right: 2 * right["left"]))}
    check = AnswerCheck("it is so", table, mistakes=slips, id="test-table-own")
    given = table(3).assign(left=2.0, won=[5, 6, 7])
    assert judge(check, [Reply({"years": 3}, given)]).id == "test-table-own:doubled"
    assert judge(check, [Reply({"years": 3}, given.drop(columns="left"))]).kind == SLIP


@pytest.mark.parametrize(
    ("wrong", "answer"),
    [
        (given_other(rate=0.0), 1234.0),
        (given_other(rate=lambda rate: rate / 100), 1235.234),
        (given_other(margin=lambda margin, rate: margin * rate), 135.74),
        (lambda right: right + 1, 1358.4),
        (lambda rate: rate, 0.1),
        (lambda **inputs: len(inputs), 2),
    ],
)
def test_a_wrong_formula_takes_the_inputs_that_it_names(wrong, answer):
    check = replace(GROWS, mistakes={"slip": Mistake("You slipped.", wrong)})
    assert check.misconceptions[0].wrong(**GIVEN) == pytest.approx(answer)


def test_a_mistake_made_in_two_ways_has_one_id():
    both = Mistake("You slipped.", [lambda margin: 0.0, lambda margin: 1.0])
    check = replace(GROWS, mistakes={"slip": both})
    assert {judge(check, [Reply(GIVEN, value)]).id for value in (0.0, 1.0)} == {"test-grow-year:slip"}


@pytest.mark.parametrize("check_id", [check_id for check_id in CHECKS if CHECKS[check_id].misconceptions])
def test_every_sentence_for_a_misconception_is_whole(check_id):
    for known in CHECKS[check_id].misconceptions:
        assert known.sentence.endswith(".")
        assert known.seen_in
        assert "\n\n" not in known.sentence


# --- Remarks, tolerance, robustness ------------------------------------------------------------


def test_a_right_function_that_changes_its_argument_keeps_its_points_and_gets_a_remark():
    reply = ask(lambda flows, rate: sum(flows) + (flows.clear() or 0), {"flows": [1.0, 2.0], "rate": 0.0})
    found = judge(find_check("clv-present-norate")[1], [reply])
    assert found.right
    assert found.message.endswith("One remark: your function changes its argument 'flows'; work on a copy.")


@pytest.mark.parametrize(
    ("returns", "stated", "tolerance"),
    [(Money, None, 0.005), (Share, None, 0.0005), (Years, None, 0), (Money, 2.0, 2.0), (dict, None, 0.005)],
)
def test_the_tolerance_is_half_the_last_shown_digit_unless_the_task_says_so(returns, stated, tolerance):
    def reference(margin: Money):
        return margin

    reference.__annotations__["return"] = returns
    check = FunctionCheck("x", reference, tolerance=stated)
    assert tolerance_of(check) == pytest.approx(tolerance)


some_inputs = {
    "clv-present-norate": {"flows": [1.0, 2.0], "rate": 0.0},
    "clv-payback-never": {"acquisition_cost": 900.0, "profits": [1.0]},
    "clv-offer-decision": {
        "first_purchase": 2000.0,
        "yearly": 300.0,
        "acquisition_cost": 400.0,
        "rate": 0.1,
        "years": 5,
        "addon": 200.0,
        "price_cut": 700.0,
    },  # fmt: skip
    "clv-table-years": {"margin": 100.0, "retention": 0.8, "rate": 0.1, "years": 3},
    "clv-terms-lost": {},
}
replies = st.builds(
    Reply,
    st.just(None),
    nested(one_value | missing | unknown),
    st.sampled_from(["", "", "ValueError", "NotYet", "Died"]),
    st.text(max_size=200),
    st.sampled_from([(), ("flows",)]),
)


def judged(check_id, reply):
    inputs = some_inputs[check_id]
    return judge(CHECKS[check_id], [Reply(inputs, reply.value, reply.error, reply.error_text, reply.changed)])


def is_readable(found):
    return found.message.isprintable() and found.message.endswith(".") and len(found.message) < 700


@given(st.sampled_from([*some_inputs]), replies)
def test_whatever_came_back_gets_a_verdict_in_a_sentence(check_id, reply):
    assert is_readable(judged(check_id, reply))


@given(st.sampled_from([*some_inputs]), plain_values)
def test_the_same_replies_get_the_same_verdict(check_id, value):
    assert judged(check_id, Reply({}, value)) == judged(check_id, Reply({}, value))


@pytest.mark.parametrize("what", STRANGE)
@pytest.mark.parametrize("check_id", some_inputs)
def test_strange_answers_are_wrong_and_nothing_worse(check_id, what):
    found = judged(check_id, Reply({}, plain(STRANGE[what]())))
    assert not found.right
    assert is_readable(found)


def test_judging_leaves_the_replies_as_they_are():
    table = clv.sensitivity(clv.discount_factor, rate=0.1, period=2)
    reply = Reply(some_inputs["clv-table-years"], plain(table))
    before = repr(reply)
    judge(CHECKS["clv-table-years"], [reply])
    assert repr(reply) == before


# --- Sentence and line speak of the same, as one writes it ---------------------------------------


def several(share: Share) -> dict:
    return {"away": 2 * share, "leaving": share / (1 + share), "first": "price"}


SEVERAL = AnswerCheck(
    "it is so",
    several,
    words={"first": {"price": (), "product": ()}},
    mistakes={
        "by_one": Mistake("Divide by 1 + share.", part(leaving=lambda share: share)),
        "whole": Mistake("Take the double.", lambda share, right: right | {"away": share**3}),
    },
    id="test-it-so",
)


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"away": 7.0, "leaving": 0.4}, "Your answer has an entry 'leaving' that is 0.4."),
        ({"away": 0.064, "leaving": 7.0}, "Your answer has an entry 'away' that is 0.064."),
        ({"away": 7.0, "leaving": float("nan")}, "Your answer has an entry 'leaving' that is nan"),
        ({"away": 7.0, "first": "prize"}, ""),
        ({"away": 7.0, "leaving": "0,286"}, ""),
        ({"away": 7.0, "leaving": 28.5714286}, "Your answer has an entry 'leaving' that is 28.57."),
    ],
)
def test_of_two_wrong_entries_the_line_below_shows_the_one_that_the_sentence_is_about(changed, line):
    found = judge(SEVERAL, [Reply({"share": 0.4}, several(0.4) | changed)])
    assert found.is_specific
    compared = f"{found.compared[:1].upper()}{found.compared[1:]}"
    assert compared.startswith(line) if line else not compared


@pytest.mark.parametrize(
    ("number", "tolerance", "beside", "text"),
    [
        (-4490.284274, 1.0, 64000.0, "−4,490"),
        (106590.3, 1.0, 80000.0, "106,590"),
        (0.2522222222, 0.005, 0.3233618, "0.2522"),
        (53.63636364, 0.005, 48.48, "53.64"),
        (0.12345, 0.005, 0.12346, "0.12345"),
        (12345.6, 0.0, 12346.0, "12,345.6"),
        (-50.0, 0.005, -27.27, "−50"),
        (-0.0, 0.005, 0.3, "0"),
        (1.23e-5, 0.005, 0.5, "1.23e−05"),
        (1e30, 0.005, 0.5, "1e+30"),
    ],
)
def test_a_number_that_came_is_written_as_one_reads_it_and_is_told_from_the_right_one(
    number, tolerance, beside, text
):
    assert written(number, tolerance, beside) == text
