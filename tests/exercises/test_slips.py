"""General slips: each kind is named for a number, an entry, a column and a function alike, or not at all."""

import math
from typing import Annotated

import numpy as np
import pandas as pd
import pytest
from spoken import english_in

from crmlab.declared.quantities import Choice, Cost, Money, Quantity, Rate, Share, Years
from crmlab.declared.tables import Named
from crmlab.exercises.declaring import AnswerCheck, FunctionCheck, Mistake
from crmlab.exercises.judging import judge, no_function
from crmlab.exercises.slips import KNOWN
from crmlab.intake.values import Reply, plain

Size = Annotated[str, Choice(("minor", "major"))]
Weights = Annotated[list[float], Quantity("", 0, series=(3, 3))]
GIVEN = {"margin": 431.0, "retention": 0.83, "cost": 97.0, "years": 6, "size": "minor"}


def worth(margin: Money, retention: Share, cost: Cost, years: Years, size: Size) -> Money:
    return margin * (retention if size == "minor" else 0.9) ** years - cost


def stays(retention: Share) -> Share:
    return retention**2


def table(margin: Money, retention: Share, cost: Cost, years: Years) -> pd.DataFrame:
    year = np.arange(1, years + 1)
    staying = retention**year
    return pd.DataFrame({"year": year, "staying": staying, "value": margin * staying - cost})


def decided(margin: Money, retention: Share, cost: Cost) -> dict:
    gain = margin * retention - cost
    return {"gain": gain, "lost": margin * (1 - retention), "start": gain > 0}


def given(check):
    return {name: GIVEN[name] for name in check.quantities}


def slip(reference, change, kind=AnswerCheck, **declared):
    """Return id and sentence of what a changed right answer is told."""
    check = kind("it is so", reference, id="test-it-so", **declared)
    calls = [given(check)]
    if kind is FunctionCheck:
        calls.append(calls[0] | {"retention": 0.61})
    replies = [Reply(call, plain(change(check.answer(call)))) for call in calls]
    found = judge(check, replies)
    return found.id, found.message


OF_A_NUMBER = {
    "hundredfold": lambda right: 100 * right,
    "hundredth": lambda right: right / 100,
    "sign": lambda right: -right,
    "unit-of-time": lambda right: 12 * right,
    "rounded": lambda right: round(right, 1),
    "none": lambda right: None,
    "not-finite": lambda right: float("nan"),
    "another-kind": lambda right: f"{right:.2f} yuan",
    "another-value": lambda right: 1.137 * right + 3.3,
}


@pytest.mark.parametrize("kind", [AnswerCheck, FunctionCheck])
@pytest.mark.parametrize("what", OF_A_NUMBER)
def test_a_slip_with_a_number_is_named_for_a_function_and_for_ones_own_number(what, kind):
    told = "stub" if (what, kind) == ("none", AnswerCheck) else what
    assert slip(worth, OF_A_NUMBER[what], kind)[0] == told


@pytest.mark.parametrize("what", ["hundredfold", "hundredth", "sign", "unit-of-time", "rounded"])
def test_a_slip_in_one_column_is_named_with_the_column_while_the_others_are_right(what):
    told, sentence = slip(table, lambda right: right.assign(value=right["value"].map(OF_A_NUMBER[what])))
    assert told == what
    assert sentence.startswith("Your column 'value'")


@pytest.mark.parametrize("what", ["hundredfold", "hundredth", "sign", "unit-of-time", "rounded"])
def test_a_slip_in_one_entry_is_named_with_the_entry_whatever_is_decided(what):
    told, sentence = slip(decided, lambda right: right | {"gain": OF_A_NUMBER[what](right["gain"])})
    assert told == what
    assert sentence.startswith("Your entry 'gain'")


def test_who_rounds_is_not_told_of_a_mistake_that_happens_to_give_the_same_whole_number():
    def score(margin: Money) -> Money:
        return margin / 5

    equal = {"all_alike": Mistake("You let all count the same.", lambda: 2.0)}
    check = AnswerCheck("it is so", score, mistakes=equal, id="test-it-so")
    assert judge(check, [Reply({"margin": 9.0}, 2.0)]).id == "test-it-so:all-alike"
    assert judge(check, [Reply({"margin": 9.0}, 2)]).id == "rounded"


def test_the_other_part_of_a_whole_is_named_for_a_share_only():
    assert slip(stays, lambda right: 1 - right)[0] == "complement"
    assert slip(worth, lambda right: 1 - right)[0] == "another-value"


OF_A_TABLE = {
    "exchanged": lambda right: right.assign(staying=right["value"], value=right["staying"]),
    "other-order": lambda right: right.assign(value=sorted(right["value"], reverse=False)),
    "running-total": lambda right: right.assign(value=right["value"].cumsum()),
    "one-row-on": lambda right: right.assign(staying=[1.0, *right["staying"][:-1]]),
    "one-for-all": lambda right: right.assign(value=77.7),
    "off-by-one": lambda right: right.assign(year=right["year"] - 1),
    "row-missing": lambda right: right[:-1],
    "row-too-many": lambda right: pd.concat([right, right[-1:].assign(year=99)]),
    "no-column": lambda right: right.rename(columns={"value": "Value"}),
    "no-table": lambda right: {"year": [1, 2], "staying": [1]},
}


@pytest.mark.parametrize("what", OF_A_TABLE)
def test_a_slip_with_a_table_is_named(what):
    assert slip(table, OF_A_TABLE[what])[0] == what


def test_a_column_computed_with_rounded_ones_is_told_where_the_rounding_was():
    def computed(right):
        return right.assign(value=431.0 * right["staying"].round(2) - 97.0)

    def plainly(margin: Money, retention: Share, years: Years) -> pd.DataFrame:
        return table(margin, retention, 0.0, years)

    told, sentence = slip(plainly, lambda right: right.assign(value=431.0 * right["staying"].round(2)))
    assert told == "rounded"
    assert "rounded values of 'staying'" in sentence


@pytest.mark.parametrize(
    ("told", "change"),
    [
        ("input-left-out", {"cost": 0}),
        ("input-left-out", {"retention": 1}),
        ("input-complement", {"retention": 0.17}),
        ("input-off-by-one", {"years": 5}),
        ("input-off-by-one", {"years": 7}),
        ("input-other-choice", {"size": "major"}),
        ("input-exchanged", {"margin": 97.0, "cost": 431.0}),
    ],
)
@pytest.mark.parametrize("kind", [AnswerCheck, FunctionCheck])
def test_the_right_formula_on_other_inputs_is_told_which_input_it_was(kind, told, change):
    check = kind("it is so", worth, id="test-it-so")
    calls = [given(check)]
    replies = [Reply(call, worth(**call | change)) for call in calls]
    found = judge(check, replies)
    assert found.id == told
    assert all(name in found.message for name in [*change][:1])


def test_a_share_that_is_divided_by_a_hundred_is_told_as_one_that_is_a_share_already():
    def kept(margin: Money, retention: Share, cost: Cost) -> Money:
        return margin * retention - cost

    check = AnswerCheck("it is so", kept, id="test-it-so")
    call = given(check)
    assert judge(check, [Reply(call, kept(**call | {"retention": 0.0083}))]).id == "input-hundredth"


def test_an_input_that_is_given_back_is_told_as_that():
    assert slip(worth, lambda right: 431.0)[0] == "input-given-back"


def test_a_sum_where_a_mean_is_asked_is_told_by_what_it_was_not_divided():
    def mean(gaps: Weights) -> Money:
        return sum(gaps) / 3

    check = FunctionCheck("it is so", mean, id="test-it-so")
    calls = [{"gaps": [1.5, 2.5, 4.0]}, {"gaps": [2.5, 7.5, 8.25]}]
    found = judge(check, [Reply(call, sum(call["gaps"])) for call in calls])
    assert (found.id, "as gaps has values" in found.message) == ("sum-for-mean", True)


def test_a_decision_that_does_not_follow_is_told_the_comparison_and_not_the_answer():
    declared = {"decides": {"start": "gain with 0"}}
    told, sentence = slip(decided, lambda right: right | {"start": False}, **declared)
    assert told == "decision"
    assert sentence.endswith("compare gain with 0.")
    assert "True" not in sentence and "False" not in sentence


def test_a_word_for_true_is_no_wrong_decision():
    told, _ = slip(decided, lambda right: right | {"start": "no"}, decides={"start": "gain with 0"})
    assert told == "another-kind"


def test_two_errors_at_once_are_both_told():
    def score(margin: Money, cost: Cost) -> dict:
        return {"gain": margin / cost}

    turned = {"upside_down": Mistake("It is upside down.", lambda margin, cost: {"gain": cost / margin})}
    told, sentence = slip(score, lambda right: {"gain": 100 / right["gain"]}, mistakes=turned)
    assert told == "test-it-so:upside-down"
    assert sentence.startswith("It is upside down. Your entry 'gain' is a hundred times")


def best(margin: Money, cost: Cost) -> dict:
    return {"more": margin - cost, "best": "keep", "gap": 1}


WORDS = {"best": {"keep": ("behalten",), "drop": ()}, "gap": {1: ("gap_1",), 2: ("gap_2",)}}


@pytest.mark.parametrize("spelling", ["keep", " Keep", "BEHALTEN"])
@pytest.mark.parametrize("number", [1, "1", "gap_1", "Gap 1", "gap-1"])
def test_a_word_earns_in_every_honest_spelling(spelling, number):
    told, _ = slip(best, lambda right: right | {"best": spelling, "gap": number}, words=WORDS)
    assert told == ""


def chosen(margin: Money) -> pd.DataFrame:
    return pd.DataFrame({"customer": ["Ma", "Li"], "best": ["keep", "drop"], "gain": [margin, 1]})


def test_a_word_in_a_column_earns_in_every_honest_spelling():
    told, _ = slip(chosen, lambda right: right.assign(best=["Behalten", " drop"]), words=WORDS)
    assert told == ""


def test_who_gives_a_list_of_line_numbers_is_not_asked_whether_he_counts_from_0():
    told, sentence = slip(best, lambda right: right | {"gap": [1, 2]}, words=WORDS)
    assert told == "another-kind"
    assert sentence.endswith("give one of the numbers 1, 2.")


def test_who_writes_one_number_under_two_names_is_told_where_it_belongs():
    told, sentence = slip(decided, lambda right: right | {"lost": right["gain"]})
    assert told == "one-for-all"
    assert sentence.endswith("It belongs to 'gain'.")


def test_a_word_that_is_none_is_told_the_words_there_are():
    told, sentence = slip(best, lambda right: right | {"best": "both"}, words=WORDS)
    assert told == "unknown-word"
    assert "'both'" in sentence
    assert sentence.endswith("keep, drop.")


def test_a_function_that_gives_nothing_for_some_inputs_is_not_told_that_it_has_no_return():
    check = FunctionCheck("it is so", stays, id="test-it-so")
    replies = [Reply({"retention": 0.5}, 0.25), Reply({"retention": 0.9}, None)]
    assert judge(check, replies).id == "none-in-a-branch"


def test_a_function_that_stops_where_a_parameter_is_left_out_is_told_which():
    def score(margin: Money, rate: Rate | None = None) -> Money:
        return margin * (1 + (rate or 0))

    check = FunctionCheck("it is so", score, inputs=("margin",), id="test-it-so")
    error = "unsupported operand type(s) for +: 'int' and 'NoneType'"
    found = judge(check, [Reply({"margin": 5.0}, error="TypeError", error_text=error)])
    assert found.id == "no-default"
    assert "if rate is None" in found.message


def mean_gap(gaps: Weights) -> Money:
    return sum(gaps) / len(gaps) if gaps else 0.0


def test_a_function_that_stops_for_an_empty_list_is_told_which_is_empty():
    check = FunctionCheck("it is so", mean_gap, id="test-it-so")
    fine, stops = Reply({"gaps": [1.0, 2.0]}, 1.5), {"error": "ZeroDivisionError", "error_text": "by zero"}
    found = judge(check, [fine, Reply({"gaps": []}, **stops)])
    assert found.id == "empty-input"
    assert "if len(gaps) == 0" in found.message
    both = [Reply({"gaps": [1.0]}, **stops), Reply({"gaps": []}, **stops)]
    assert judge(check, both).id == "divided-by-zero"
    misspelt = {"error": "NameError", "error_text": "name 'gap' is not defined"}
    assert judge(check, [Reply({"gaps": []}, **misspelt)]).id == "stopped"


def share_of_all(gaps: Weights, asked: Years) -> Share:
    return sum(gap < 3 for gap in gaps) / asked


OF_THE_WRONG_BASE = {
    "of_the_answered": Mistake(
        "Divide by asked.", lambda gaps: sum(gap < 3 for gap in gaps) / max(len(gaps), 1)
    )
}


@pytest.mark.parametrize(
    ("base", "told"),
    [
        (lambda gaps, asked: len(gaps), "test-it-so:of-the-answered"),
        (lambda gaps, asked: asked if gaps else 0, "empty-input"),
        (lambda gaps, asked: len(gaps) * asked, "divided-by-zero"),
    ],
)
def test_a_special_case_is_advised_only_where_no_wrong_base_explains_the_zero(base, told):
    check = FunctionCheck("it is so", share_of_all, mistakes=OF_THE_WRONG_BASE, id="test-it-so")
    calls = [{"gaps": [], "asked": 4}, {"gaps": [1.0, 2.0], "asked": 5}, {"gaps": [5.0, 2.0], "asked": 2}]

    def reply(gaps, asked):
        below = base(gaps, asked)
        stops = {"error": "ZeroDivisionError", "error_text": "division by zero"}
        given = {"gaps": gaps, "asked": asked}
        return Reply(given, sum(gap < 3 for gap in gaps) / below) if below else Reply(given, **stops)

    assert judge(check, [reply(**call) for call in calls]).id == told


def stopping(function, **inputs):
    """Return id and sentence of a function that stops, with the very text of its error."""
    check = FunctionCheck("it is so", mean_gap, id="test-it-so")
    with pytest.raises(Exception) as stop:  # noqa: PT011, B017
        function(**inputs)
    reply = Reply(inputs, error=type(stop.value).__name__, error_text=str(stop.value))
    found = judge(check, [reply])
    return found.id, found.message


OF_NONE = {
    "sorted, and the first is taken": lambda gaps: gaps.sort()[0],
    "sorted, and gone through": lambda gaps: list(gaps.sort()),
    "appended, and added": lambda gaps: gaps.append(1) + gaps,
    "appended twice": lambda gaps: gaps.append(1).append(2),
}


@pytest.mark.parametrize("what", OF_NONE)
def test_who_goes_on_with_what_sort_or_append_gave_back_is_told_that_it_is_none(what):
    told, sentence = stopping(OF_NONE[what], gaps=[3.0, 1.0])
    assert told == "none-within"
    assert "sorted(gaps)" in sentence


OF_A_LIST = {
    "times a list": lambda gaps: gaps * [1.0],
    "times a number": lambda gaps: gaps * 0.5,
    "divided": lambda gaps: gaps / 2,
    "less a number": lambda gaps: gaps - 1,
    "turned": lambda gaps: -gaps,
    "plus a number": lambda gaps: gaps + 1,
    "compared": lambda gaps: sum(gaps >= 2),
    "squared": lambda gaps: gaps**2,
    "as a number": lambda gaps: float(gaps),
    "the root": lambda gaps: math.sqrt(gaps),
    "rounded": lambda gaps: round(gaps, 2),
}


@pytest.mark.parametrize("what", OF_A_LIST)
def test_who_computes_with_a_whole_list_is_told_of_arrays(what):
    told, sentence = stopping(OF_A_LIST[what], gaps=[3.0, 1.0])
    assert told == "list-for-number"
    assert "np.array(gaps)" in sentence


OF_SOMETHING_ELSE = {
    "a list as a key": lambda gaps: {gaps: 1},
    "a list as a place": lambda gaps: gaps[gaps],
    "a number gone through": lambda gaps: list(gaps[0]),
    "a text and a number": lambda gaps: "gaps" + gaps[0],
    "a text compared": lambda gaps: gaps[0] < "gaps",
    "an unknown name": lambda gaps: gap,  # noqa: F821
}


@pytest.mark.parametrize("what", OF_SOMETHING_ELSE)
def test_what_is_no_list_for_a_number_and_no_none_is_not_told_as_one(what):
    assert stopping(OF_SOMETHING_ELSE[what], gaps=[3.0, 1.0])[0] == "stopped"


@pytest.mark.parametrize("text", ["6487,7", "86,289", "14.0 %", "6487.7", "6487.7 yuan", "¥6487"])
def test_a_number_that_is_given_as_a_text_is_told_how_python_writes_numbers(text):
    told, sentence = slip(decided, lambda right: right | {"gain": text})
    assert told == "another-kind"
    assert sentence.startswith(f"Your entry 'gain' is {text!r}, a text. Write the number alone")


def test_a_text_without_a_number_is_not_told_how_python_writes_numbers():
    told, sentence = slip(decided, lambda right: right | {"gain": "large"})
    assert told == "another-kind"
    assert "a number is expected" in sentence


def test_none_in_a_table_is_told_that_nan_is_no_number_and_infinity_that_it_is_a_division():
    told, sentence = slip(table, lambda right: right.assign(value=[None, *right["value"][1:]]))
    assert told == "not-finite"
    assert "Write 0 where nothing is there." in sentence
    told, sentence = slip(worth, lambda right: float("inf"))
    assert told == "not-finite"
    assert "divided by 0" in sentence
    assert "nan" not in sentence


POWERS = {
    "of numbers": lambda: 0.5 ^ 2.0,
    "of arrays": lambda: np.array([0.5]) ^ 2.0,
    "of columns": lambda: pd.Series([0.5]) ^ 2.0,
}


@pytest.mark.parametrize("what", POWERS)
def test_a_power_as_excel_writes_it_is_told_as_that(what):
    with pytest.raises(TypeError) as stopped:
        POWERS[what]()
    check = FunctionCheck("it is so", stays, id="test-it-so")
    found = judge(check, [Reply({"retention": 0.5}, error="TypeError", error_text=str(stopped.value))])
    assert found.id == "power-sign"
    assert "2 ** 3" in found.message


def doubled(costs: Annotated[dict, Named(Cost, ("fee", "worry"))]) -> Money:
    return 2 * sum(costs.values())


def asks_for(name, given):
    """Return the verdict of a function that asks a dictionary for this name."""
    check = FunctionCheck("it is so", doubled, id="test-it-so", example={"costs": {"money": 9, "time": 2}})
    return judge(check, [Reply({"costs": given}, error="KeyError", error_text=repr(name))])


def test_a_function_that_writes_out_the_names_of_the_example_is_told_to_go_through_those_that_are_there():
    found = asks_for("money", {"fee": 4.0, "worry": 1.0})
    assert found.id == "not-for-others"
    assert "'money'" in found.message
    assert "costs" in found.message


@pytest.mark.parametrize("name", ["fee", "mony"])
def test_a_function_that_misses_another_name_is_not_told_that_the_example_has_it(name):
    assert asks_for(name, {"fee": 4.0, "worry": 1.0}).id == "stopped"


def of_three(margin: Money, cost: Cost) -> dict:
    return {"one": margin, "two": cost, "three": margin - cost}


def test_three_numbers_under_each_others_names_are_told_so_and_two_are_exchanged():
    def turned(right):
        return dict(zip(right, [right["three"], right["one"], right["two"]], strict=True))

    assert slip(of_three, turned)[0] == "other-order"
    assert slip(of_three, lambda right: right | {"one": right["two"], "two": right["one"]})[0] == "exchanged"
    assert slip(of_three, lambda right: turned(right) | {"one": 5.0})[0] != "other-order"


def within(margin: Money, cost: Cost) -> dict:
    return {"costs": [cost, 2 * cost, 3 * cost], "within_budget": [True, margin > cost, margin > 5 * cost]}


def test_as_many_yes_and_no_as_asked_is_not_told_to_be_the_right_values_in_another_order():
    def turned(part):
        return lambda right: right | {part: right[part][::-1]}

    assert slip(within, turned("costs"))[0] == "other-order"
    assert slip(within, turned("within_budget"))[0] != "other-order"


def test_a_line_that_is_given_as_its_text_is_told_that_its_number_is_asked():
    told, sentence = slip(best, lambda right: right | {"gap": "2. costs = 260"}, words=WORDS)
    assert told == "another-kind"
    assert sentence.endswith("give one of the numbers 1, 2.")


def test_a_table_of_two_rows_with_one_value_in_both_is_told_so():
    def both(margin: Money, cost: Cost) -> pd.DataFrame:
        return pd.DataFrame({"offer": ["ours", "cheaper"], "costs": [margin, cost]})

    assert slip(both, lambda right: right.assign(costs=431.0))[0] == "one-for-all"


def test_a_length_of_time_is_told_how_to_become_a_number():
    told, sentence = slip(worth, lambda right: pd.Timedelta(days=5))
    assert told == "length-of-time"
    assert ".days" in sentence


def test_the_smallest_call_that_fails_is_the_one_that_is_shown():
    def total(gaps: Weights) -> Money:
        return sum(gaps) / 7

    check = FunctionCheck("it is so", total, id="test-it-so")
    calls = [{"gaps": [1.0, 2.0, 3.0]}, {"gaps": [5.0]}, {"gaps": [4.0, 2.0]}]
    assert judge(check, [Reply(call, -99.0) for call in calls]).inputs == {"gaps": [5.0]}


# --- In Chinese: nothing of English is left but names and code ---------------------------------


def kept(margin: Money, retention: Share, cost: Cost) -> Money:
    return margin * retention - cost


def raised(margin: Money, rate: Rate | None = None) -> Money:
    return margin * (1 + (rate or 0))


def mean(gaps: Weights) -> Money:
    return sum(gap * place for place, gap in enumerate(gaps, 1)) / 6


def listed(margin: Money, retention: Share) -> list:
    return [margin, margin * retention, retention]


# what no answer alone shows: the check was not reached, or a function was asked on other machines
OF_A_NOTEBOOK = {"missing", "not-reached", "library"}
GAPS = {"gaps": [1.5, 2.5, 4.0]}
ERRORS = {"stopped": "KeyError", "too-long": "TooLong", "ended-python": "Died", "stub": "NotYet"}
OF_INPUTS = {
    "input-left-out": (worth, {"cost": 0}),
    "input-complement": (worth, {"retention": 0.17}),
    "input-off-by-one": (worth, {"years": 5}),
    "input-other-choice": (worth, {"size": "major"}),
    "input-exchanged": (worth, {"margin": 97.0, "cost": 431.0}),
    "input-hundredth": (kept, {"retention": 0.0083}),
    "input-equal": (mean, {"gaps": [1, 1, 1]}),
    "input-first": (mean, {"gaps": [1.5, 1.5, 1.5]}),
    "input-cut": (mean, {"gaps": [1.5, 2.5]}),
    "sign": (mean, {"gaps": [-1.5, 2.5, 4.0]}),
}
OTHERS = {
    "complement": (stays, lambda right: 1 - right),
    "input-given-back": (worth, lambda right: 431.0),
    "reciprocal": (worth, lambda right: 1 / right),
    "near": (worth, lambda right: 1.0002 * right),
    "length-of-time": (worth, lambda right: pd.Timedelta(days=5)),
    "no-entry": (decided, lambda right: {"Gain": right["gain"]}),
    "length": (listed, lambda right: right[:2]),
}


def verdicts_in_chinese():
    """Yield what is said of each slip, by its id."""
    for kind in (AnswerCheck, FunctionCheck):
        yield from (slip(worth, change, kind) for change in OF_A_NUMBER.values())
    yield from (slip(table, change) for change in OF_A_TABLE.values())
    yield from (slip(reference, change) for reference, change in OTHERS.values())
    yield slip(decided, lambda right: right | {"start": not right["start"]}, decides={"start": "gain"})
    yield slip(decided, lambda right: right | {"lost": right["gain"]})
    yield slip(best, lambda right: right | {"gap": [1, 2]}, words=WORDS)
    yield slip(best, lambda right: right | {"best": "both"}, words=WORDS)
    yield slip(best, lambda right: right | {"gap": "gap 1 or 2"}, words=WORDS)
    for reference, change in OF_INPUTS.values():
        check = FunctionCheck("it is so", reference, id="test-it-so")
        calls = [GAPS] if reference is mean else [given(check)]
        yield told(check, *(Reply(call, reference(**call | change)) for call in calls))
    check = FunctionCheck("it is so", mean, id="test-it-so", example={"gaps": [1.0, 1.0, 4.0]})
    yield told(check, Reply(GAPS, mean([1.0, 1.0, 4.0])))
    yield told(check, Reply(GAPS, 3 * mean(**GAPS)), Reply({"gaps": [9.5, 1, 2]}, 3 * mean([9.5, 1, 2])))
    for error in ERRORS.values():
        yield told(check, Reply(GAPS, error=error, error_text="'gap'"))
    check = FunctionCheck("it is so", stays, id="test-it-so")
    yield told(check, Reply({"retention": 0.5}, 0.25), Reply({"retention": 0.9}, None))
    check = FunctionCheck("it is so", raised, inputs=("margin",), id="test-it-so")
    yield told(check, Reply({"margin": 5.0}, error="TypeError", error_text="'int' and 'NoneType'"))
    check = FunctionCheck("it is so", mean_gap, id="test-it-so")
    yield told(check, Reply({"gaps": []}, error="ZeroDivisionError", error_text="division by zero"))
    yield told(check, Reply(GAPS, error="ZeroDivisionError", error_text="division by zero"))
    for what, cause in ((OF_NONE, "appended twice"), (OF_A_LIST, "compared")):
        yield stopping(what[cause], gaps=[3.0, 1.0])
    yield slip(decided, lambda right: right | {"gain": "14 %"})
    yield slip(worth, lambda right: float("inf"))
    for_caret = "unsupported operand type(s) for ^: 'float' and 'int'"
    yield told(check, Reply(GAPS, error="TypeError", error_text=for_caret))
    found = asks_for("money", {"fee": 4.0, "worry": 1.0})
    yield found.id, found.message
    found = no_function("int")
    yield found.id, found.message


def told(check, *replies):
    found = judge(check, replies)
    return found.id, found.message


def test_each_slip_is_told_in_chinese_to_who_reads_chinese(chinese):
    heard = dict(verdicts_in_chinese())
    names = {
        *GIVEN,
        *GIVEN.values(),
        *WORDS["best"],
        "gaps",
        "gain",
        "rate",
        "year",
        "KeyError",
        "is",
        "np",
        "money",
        "costs",
        "ZeroDivisionError",
        "if",
        "len",
    }
    assert {told for told, sentence in heard.items() if english_in(sentence, *names)} == set()
    assert KNOWN.keys() - heard.keys() == OF_A_NOTEBOOK


def per_year(margin: Money, cost: Cost) -> Money:
    return float(np.float64(margin) / np.float64(cost))


def test_inputs_that_are_tried_for_which_nothing_is_right_print_no_warning(recwarn):
    check = FunctionCheck("it is so", per_year, id="test-it-so")
    judge(check, [Reply({"margin": 90.0, "cost": cost}, 7.13 * cost) for cost in (20.0, 45.0)])
    assert not [one for one in recwarn.list if one.category is RuntimeWarning]
