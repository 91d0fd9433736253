"""Graded concepts: each wrong choice gets the sentence written for it, whatever else is wrong."""

import pandas as pd
import pytest

from crmlab import concepts
from crmlab.concepts.sets import read_sets
from crmlab.concepts.spelling import key_of
from crmlab.exercises import concepts as concept_checks
from crmlab.exercises.concepts import concept_check
from crmlab.exercises.declaring import Task
from crmlab.exercises.judging import judge
from crmlab.exercises.proof import faults
from crmlab.intake.values import Reply, plain

LOST = concepts.find("clv-lost")
ORDER = """
[clv-day]
kind = "order"
title = "A day"
teaches = "Days have parts."
asks = "In which order?"
rows = ["CLV-01"]
[clv-day.items]
morning = { says = "Morning", because = "the sun rises first." }
noon = { says = "Noon", because = "the sun is highest before it sets." }
evening = { says = "Evening", because = "night comes last." }
"""


@pytest.fixture
def sorting():
    return concept_check("you tell them apart", "clv-lost", id="clv-terms-lost")


@pytest.fixture
def ordering(monkeypatch):
    monkeypatch.setattr(concept_checks, "find", lambda _: read_sets(ORDER)["clv-day"])
    return concept_check("you know the order", "clv-day", id="clv-terms-day")


def verdict(check, answer):
    return judge(check, [Reply({}, plain(answer))])


def test_each_wrong_choice_is_proved_to_get_its_own_sentence(sorting, ordering):
    for check in (sorting, ordering):
        assert (
            list(
                faults(
                    Task("clv-terms", "clv", [check], hints={"clv-terms": ["Think."] * 3}, reread="there"),
                    draws=1,
                )
            )
            == []
        )


def test_of_several_wrong_choices_the_first_is_explained(sorting):
    wrong = LOST.right_answer() | {"advertising": "lost", "goods": "lost", "margin": "kept"}
    found = verdict(sorting, wrong)
    assert (found.right, found.id) == (False, "clv-lost:advertising:lost")
    assert found.message == f"“{LOST.item('advertising').says}”: {LOST.item('advertising').wrong['lost']}"


@pytest.mark.parametrize("shape", [dict, pd.Series, lambda a: {k: v.upper() for k, v in a.items()}])
def test_right_choices_are_right_in_any_shape(sorting, shape):
    assert verdict(sorting, shape(LOST.right_answer())).right


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (None, "still None"),
        ({}, "has no entry for 'advertising'"),
        (
            {**LOST.right_answer(), "advertising": None},
            "'advertising' has no answer yet. It is one of these: lost, kept.",
        ),
        ({**LOST.right_answer(), "advertising": 3}, "'advertising' is 3: give one of the words lost, kept."),
        ({**LOST.right_answer(), "advertising": "maybe"}, "'advertising' is 'maybe', which is none of"),
        (["lost"], "a dictionary is expected"),
    ],
)
def test_what_is_no_choice_is_said_to_be_none(sorting, answer, message):
    found = verdict(sorting, answer)
    assert not found.right
    assert message in found.message


def test_only_some_items_may_be_asked():
    some = concept_check("you tell two apart", "clv-lost", "margin", "goods")
    assert some.answer({}) == {"margin": "lost", "goods": "kept"}
    assert {m.id for m in some.misconceptions} == {"clv-lost:margin:kept", "clv-lost:goods:lost"}


def test_of_a_wrong_order_one_pair_is_explained(ordering):
    assert verdict(ordering, ["morning", "noon", "evening"]).right
    assert verdict(ordering, ("morning", "noon", "evening")).right
    found = verdict(ordering, ["evening", "noon", "morning"])
    assert found.message == "“Morning” comes before “Noon”: the sun rises first."
    for strange in (["noon"], "noon", None, [1, 2, 3], {}):
        assert not verdict(ordering, strange).right


LABELS = {key: LOST.item(key).words[right] for key, right in LOST.right_answer().items()}


@pytest.mark.parametrize("language", [0, 1])
def test_a_wrong_choice_is_explained_too_where_it_is_given_by_a_label(sorting, language):
    wrong = {key: labels[language] for key, labels in LABELS.items()}
    wrong["margin"] = ("Not lost", "未损失")[language]
    assert verdict(sorting, wrong).id == "clv-lost:margin:kept"
    assert verdict(sorting, pd.Series(wrong)).id == "clv-lost:margin:kept"


def test_a_wrong_order_is_explained_too_where_steps_are_given_as_they_are_read(ordering):
    assert verdict(ordering, ["Noon", "MORNING ", "evening"]).id == "clv-day:morning:noon"


def test_labels_are_the_words_of_their_keys_and_a_key_is_its_own(sorting, ordering):
    for key, right in sorting.right.items():
        words = sorting.words[key]
        assert list(words) == [option.key for option in LOST.item(key).options]
        assert {key_of(said, words) for said in (right, *LABELS[key])} == {right}
    read = ["Morning", "noon", "Evening"]
    steps = [key_of(said, ordering.words[place]) for place, said in enumerate(read)]
    assert steps == ordering.right


def test_only_of_what_is_asked_the_words_are_known():
    assert [*concept_check("you tell two apart", "clv-lost", "margin", "goods").words] == ["margin", "goods"]
