"""Concepts: every wrong answer has its sentence, on screen, on paper and in plain Python."""

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoken import english_in

from crmlab import answer, concepts, items, progress
from crmlab.concepts.marking import mark, sayings
from crmlab.concepts.sets import SetError, read_sets
from crmlab.concepts.spelling import key_of
from crmlab.concepts.widget import Session
from crmlab.errors import BadTypeError, BadValueError

ALL = [one for topic in concepts.topics() for one in concepts.sets_of(topic).values()]

SORT = """
[clv-fruit]
kind = "sort"
title = "Fruit"
teaches = "Apples and pears."
asks = "Which?"
rows = ["CLV-01"]
[clv-fruit.classes]
apple = ["apple", "苹果", "Apples are round."]
pear = ["pear", "梨", "Pears are not round."]
[clv-fruit.items.red]
says = "A red one."
is = "apple"
because = "It is round."
[clv-fruit.items.long]
says = "A long one."
is = "pear"
because = "It is long."
not.apple = "No apple is long."
[clv-fruit.items.green]
says = "A green one."
is = "pear"
because = "It is long, too."
"""
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
night = { says = "Night", because = "." }
"""


@pytest.fixture
def fruit():
    return read_sets(SORT)["clv-fruit"]


@pytest.fixture
def day():
    return read_sets(ORDER)["clv-day"]


# --- Every set of the course: each test lists all that break its rule ---------------------------


def breaking(rule):
    return [one.id for one in ALL if not rule(one)]


def test_the_right_answers_of_every_set_are_right():
    def is_right(asked):
        marked = mark(asked, asked.right_answer())
        return marked.all_right and all(remark.right for remark in marked.remarks)

    assert breaking(is_right) == []


def test_every_wrong_answer_has_a_whole_sentence_of_its_own():
    items = [(asked, item) for asked in ALL for item in asked.items]
    assert [(asked.id, item.key) for asked, item in items if not re.search(r"[.?]$", item.because)] == []
    for asked, item in items:
        for option, sentence in item.wrong.items():
            remark = next(r for r in mark(asked, {item.key: option}).remarks if r.item == item.key)
            assert (remark.right, remark.sentence) == (False, sentence)
            assert re.match("[A-Z“¥0-9].*[.?]”?$", sentence, re.DOTALL), (asked.id, item.key, sentence)


def test_every_set_is_read_in_two_minutes_and_answered_in_code():
    def is_short(asked):
        texts = asked.title and asked.asks.endswith(("?", ".")) and 15 <= len(asked.teaches.split()) <= 170
        keys = all(re.fullmatch("[a-z0-9][a-z0-9-]*", item.key) for item in asked.items)
        return (
            texts and keys and len(asked.shown) <= 9 and all(len(i.says.split()) <= 45 for i in asked.items)
        )

    assert breaking(is_short) == []


def test_a_learner_cannot_answer_by_always_choosing_the_same():
    assert breaking(lambda one: one.kind != "sort" or len({item.right for item in one.items}) > 1) == []


def test_every_set_is_shown_in_another_order_each_time_with_all_its_items():
    def is_shuffled(asked):
        drawn = [Session(asked, random.Random(seed)).widget.items for seed in range(8)]
        keys = [[item["key"] for item in items] for items in drawn]
        complete = {frozenset(one) for one in keys} == {frozenset(item.key for item in asked.shown)}
        return complete and (len({tuple(one) for one in keys}) > 1 or len(asked.shown) == 1)

    assert breaking(is_shuffled) == []


def test_on_paper_stands_everything_that_is_needed_and_not_the_answer():
    def is_whole(asked):
        paper = str(items(asked.id))
        lines = re.findall("^'(.*?)'", paper, re.MULTILINE)
        return (
            asked.asks in paper
            and (asked.kind != "order" or lines == sorted(item.key for item in asked.items))
            and all(
                f"{item.key!r}: {item.says}" in paper and all(repr(o.key) in paper for o in item.options)
                for item in asked.shown
            )
        )

    assert breaking(is_whole) == []


def test_whatever_a_paper_prints_for_an_answer_is_understood():
    def is_understood(asked):
        said = [(key, text, asked.steps) for key, (text,) in asked.steps.items()]
        if asked.kind != "order":
            options = [(item.words, option) for item in asked.items for option in item.options]
            said = [(one.key, text, words) for words, one in options for text in (one.label, one.in_full)]
            said += [(one.key, one.chinese, words) for words, one in options if one.chinese]
        return all(key_of(text, words) == key for key, text, words in said)

    assert breaking(is_understood) == []


def test_the_ids_of_sets_begin_with_their_topic_and_stand_once():
    for topic in concepts.topics():
        assert all(one.startswith(f"{topic.replace('_', '-')}-") for one in concepts.sets_of(topic))
    assert len({one.id for one in ALL}) == len(ALL)


# --- Marking --------------------------------------------------------------------------------------


def test_a_wrong_answer_gets_its_own_sentence_before_that_of_its_class(fruit):
    said = [remark.sentence for remark in mark(fruit, {"red": "pear", "long": "apple"}).remarks]
    assert said == ["Pears are not round.", "No apple is long.", "not answered yet."]


@pytest.mark.parametrize("given", ["apple", "Apple ", "苹果", "APPLE (苹果)"])
def test_an_answer_may_be_a_key_a_label_or_the_chinese_term(fruit, given):
    assert mark(fruit, {"red": given}).remarks[0].right


@pytest.mark.parametrize(
    "said", ["not lost", " Not-Lost\n", "NOT_LOST", "not  lost", "ｎｏｔ　ｌｏｓｔ", "未损失"]
)
def test_how_a_word_is_spelled_does_not_make_it_another(said):
    assert key_of(said, {"lost": ("损失",), "kept": ("not lost", "未损失")}) == "kept"


@pytest.mark.parametrize(
    "said", ["not", "notes", "", " ", "-", "-1", None, 1, True, ["kept"], {}, float("nan")]
)
def test_what_is_none_of_the_words_is_not_taken_for_one(said):
    assert key_of(said, {"lost": ("not kept", "1"), "kept": ("not lost",)}) is None


def test_steps_may_be_given_as_they_are_read(day):
    assert mark(day, ["Morning", "noon", " EVENING", "Night"]).all_right


def test_what_is_right_in_part_is_told_from_what_is_wrong_and_from_what_is_not_answered(fruit, day):
    said = {"red": "apple", "long": "pear", "green": "pear"}
    assert mark(fruit, said).verdict == "right"
    assert mark(fruit, {"red": "apple"}).verdict == "partly"
    assert mark(fruit, {"red": "pear"}).verdict == "wrong"
    assert mark(fruit, {}).verdict == "open"
    assert [one.verdict for one in mark(fruit, said | {"red": "", "long": "apple"}).remarks] == [
        "open",
        "wrong",
        "right",
    ]
    assert mark(day, ["noon", "morning", "evening", "night"]).verdict == "partly"
    assert mark(day, ["night", "evening", "noon", "morning"]).verdict == "wrong"


def test_on_paper_a_screen_reader_hears_a_word_for_each_sign(fruit):
    paper = mark(fruit, {"red": "apple", "long": "apple"})._repr_html_()
    assert re.findall('aria-label="([^"]*)"[^>]*>(.)<', paper) == [
        ("Right", "✓"),
        ("Wrong", "✗"),
        ("Open", "○"),
    ]


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"blue": "apple"}, "answers has 'blue'; the items are red, long, green."),
        ({"red": "plum"}, "red must be one of apple, pear; got 'plum'."),
        ({"red": 1}, "red must be one of apple, pear; got 1."),
        (["apple"], "answers must be a dictionary by item; got list."),
        (None, "answers must be a dictionary by item; got NoneType."),
    ],
)
def test_what_is_no_answer_is_refused_in_a_sentence(fruit, answers, message):
    with pytest.raises((BadTypeError, BadValueError)) as error:
        mark(fruit, answers)
    assert str(error.value) == message


@given(st.permutations(["morning", "noon", "evening", "night"]))
def test_every_wrong_order_is_told_one_pair_that_stands_the_wrong_way_round(steps):
    asked = read_sets(ORDER)["clv-day"]
    right = asked.right_answer()
    marked = mark(asked, steps)
    assert marked.all_right == (steps == right)
    if not marked.all_right:
        (remark,) = marked.remarks
        first = right[right.index(remark.item) - 1]
        assert steps.index(remark.item) < steps.index(first)
        assert asked.item(first).because in remark.sentence


@pytest.mark.parametrize("answers", [["noon"], ["noon"] * 4, "noon", {"noon": 1}, [["noon"]] * 4, 7])
def test_an_order_needs_each_step_once(day, answers):
    with pytest.raises((BadTypeError, BadValueError), match="answers must"):
        mark(day, answers)


def test_only_what_is_wholly_right_is_remembered(progress_file):
    asked = ALL[0]
    answer(asked.id, {} if asked.kind != "order" else asked.right_answer()[::-1])
    assert not progress_file.exists()
    answer(asked.id, asked.right_answer())
    assert progress.path().read_text(encoding="utf-8").count(asked.id) == 1


@pytest.mark.parametrize("wrong", ["clv-nothing", "nothing", ""])
def test_an_unknown_set_is_refused_with_what_there_is(wrong):
    with pytest.raises(BadValueError, match="There is no set"):
        answer(wrong, {})
    with pytest.raises(BadTypeError):
        answer(7, {})


def test_an_unknown_item_is_not_put_on_paper():
    with pytest.raises(BadValueError, match="has no item 'x'"):
        items("clv-lost", "x")


def test_an_item_held_out_for_an_exam_is_asked_only_where_it_is_named():
    text = SORT + '[clv-fruit.items.exam]\nsays = "x"\nis = "pear"\nbecause = "y."\nheld_out = true\n'
    asked = read_sets(text)["clv-fruit"]
    shown = {"red": "apple", "long": "pear", "green": "pear"}
    assert {item["key"] for item in Session(asked, random.Random(1)).widget.items} == shown.keys()
    assert mark(asked, shown).all_right
    assert not mark(asked, shown | {"exam": "apple"}).all_right


def test_a_held_out_item_is_on_paper_only_by_its_key(monkeypatch, fruit):
    held_out = replace(fruit, items=tuple(replace(one, held_out=one.key == "red") for one in fruit.items))
    monkeypatch.setattr("crmlab.concepts.paper.find", lambda set_id: held_out)
    assert [key for key, _ in items("clv-fruit").lines] == ["long", "green"]
    assert [key for key, _ in items("clv-fruit", "red").lines] == ["red"]


# --- On screen --------------------------------------------------------------------------------------


def test_on_screen_each_item_gets_its_remark_and_beginning_anew_clears_them(fruit, monkeypatch):
    monkeypatch.setattr("crmlab.concepts.widget.answer", lambda _, answers: mark(fruit, answers))
    session = Session(fruit, random.Random(1))
    session._hear(session.widget, {"answers": {"red": "apple", "long": "apple"}}, [])
    assert session.widget.summary == {"verdict": "partly", "sentence": "1 of 3 right."}
    assert session.widget.remarks["long"] == {
        "item": "long",
        "verdict": "wrong",
        "sentence": "No apple is long.",
    }
    session._hear(session.widget, {"again": True}, [])
    assert (session.widget.summary, session.widget.remarks) == ({}, {})


def test_room_is_kept_for_whatever_may_be_said_of_an_item():
    def has_room(asked):
        room = sayings(asked)
        right = asked.right_answer()
        answers = [right, right[::-1]] if asked.kind == "order" else [{}, right]
        if asked.kind == "order":
            answers += [[*right[:n], right[n + 1], right[n], *right[n + 2 :]] for n in range(len(right) - 1)]
        else:
            answers += [right | {item.key: wrong} for item in asked.items for wrong in item.wrong]
        return all(one in room[one.item] for given in answers for one in mark(asked, given).remarks)

    assert breaking(has_room) == []


def test_the_page_has_no_sentence_of_an_item_held_out_for_an_exam(fruit):
    held_out = replace(fruit, items=tuple(replace(one, held_out=one.key == "long") for one in fruit.items))
    assert "No apple is long." not in str(Session(held_out, random.Random(1)).widget.items)


def test_a_saved_notebook_keeps_the_items_and_what_was_said(fruit):
    session = Session(fruit, random.Random(1))
    paper = session.paper(mark(fruit, {"long": "apple"}))
    for kept in (paper._repr_html_(), str(paper)):
        assert all(text in kept for text in ("Which?", "A red one.", "No apple is long.", "0 of 3 right."))


# --- What authors may write -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('asks = "Which?"', ""), "clv-fruit: 'asks' is missing."),
        (('kind = "sort"', 'kind = "guess"'), "clv-fruit: kind must be one of sort, match, order, choose"),
        (('is = "apple"', 'is = "plum"'), "clv-fruit: red: the right answer 'plum' is none of apple, pear."),
        (('"Pears are not round."', '""'), "clv-fruit: red: the wrong answer 'pear' has no sentence."),
        (("not.apple", "not.plum"), "clv-fruit: long: 'not' speaks of 'plum'"),
        (('"pear", "梨"', '"pear", "Apple"'), "clv-fruit: apple and pear can be written in the same way."),
        (('kind = "sort"', 'kind = "match"'), "clv-fruit: a match takes each partner once."),
    ],
)
def test_a_set_that_leaves_a_learner_without_an_answer_is_refused(change, message):
    with pytest.raises(SetError) as error:
        read_sets(SORT.replace(*change, 1))
    assert str(error.value).startswith(message)


def test_an_exam_may_ask_again_for_a_partner_that_a_match_has_given_away():
    text = SORT.replace('kind = "sort"', 'kind = "match"').replace('"It is round, too."\n', "")
    text = text.replace('because = "It is long, too."\n', 'because = "It is long, too."\nheld_out = true\n')
    text += '[clv-fruit.items.blue]\nsays = "A blue one."\nis = "plum"\nbecause = "It is blue."\n'
    asked = read_sets(
        text.replace(
            "[clv-fruit.items.red]", 'plum = ["plum", "李", "Plums are blue."]\n[clv-fruit.items.red]'
        )
    )
    assert mark(
        asked["clv-fruit"], {"green": "pear", "red": "apple", "long": "pear", "blue": "plum"}
    ).all_right


def test_the_frame_of_a_set_speaks_chinese_to_who_reads_chinese(chinese, fruit):
    marked = mark(fruit, {"red": "apple", "long": ""})
    words = [marked.summary, marked.remarks[1].sentence]
    for answers in ({"blue": "apple"}, {"red": "plum"}, ["red"]):
        with pytest.raises((BadTypeError, BadValueError)) as refused:
            mark(fruit, answers)
        words.append(str(refused.value))
    with pytest.raises(BadValueError) as unknown:
        answer("clv-nothing", {})
    known = {*fruit.right_answer(), *fruit.right_answer().values(), *concepts.sets_of("clv"), "answers"}
    left = [re.sub("[a-z]+-[a-z-]+", "", word) for word in [*words, str(unknown.value)]]
    assert [word for word in left if english_in(word, *known)] == []
