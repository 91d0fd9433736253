"""Quizzes: a few held-out items of one's own, of which a cell tells nothing before it is graded."""

import hashlib
import json
import random
from pathlib import Path

import pytest

from crmlab import concepts, progress
from crmlab.declared import authored
from crmlab.errors import BadValueError, NotYet
from crmlab.exercises import check, held_out, items, judge, solution
from crmlab.exercises.finding import find_check, find_task
from crmlab.exercises.held_out import A_CELL, CELLS, HeldOut, pool
from crmlab.exercises.own_numbers import numbers_of
from crmlab.exercises.quizzes import is_quiz
from crmlab.intake.values import Reply

TOPICS = [unit.name for unit in authored.topics() if unit.has("assignment") and unit.has("concepts")]
IN_ONE = "clv-quiz-one"


def drawn(topic, me="20231234", attempt=1):
    return numbers_of(find_task(f"{topic.replace('_', '-')}-quiz"), me, attempt)["items"]


def asked(topic):
    """How many items a quiz asks."""
    return A_CELL * len(find_task(f"{topic.replace('_', '-')}-quiz").checks)


def right(topic="clv"):
    return {key: item.right for key, (_, item) in pool(topic).items()}


def wrong(key, topic="clv"):
    return next(iter(pool(topic)[key][1].wrong))


def in_notebook(call, **variables):
    """Run a call as a cell of a notebook with these variables does."""
    names = {"__name__": "__main__", "check": check, "items": items, "solution": solution, "me": "20231234"}
    return eval(call, {**names, **variables})


def checked(answers, name=IN_ONE):
    in_notebook(f"check({name!r}, answers)", answers=answers)


@pytest.fixture(params=TOPICS)
def topic(request):
    return request.param


# --- What is drawn --------------------------------------------------------------------------------


def test_a_topic_holds_out_enough_for_neighbours_to_get_other_items(topic):
    assert len(pool(topic)) >= 2.4 * asked(topic)


def test_nobody_gets_an_item_twice_nor_two_of_a_set_while_there_are_others(topic):
    sets = len({set_id for set_id, _ in pool(topic).values()})
    for number in range(50):
        keys = drawn(topic, f"student {number}")
        assert len({*keys}) == asked(topic)
        assert len({pool(topic)[key][0] for key in keys}) == min(sets, asked(topic))


def test_with_few_sets_the_two_items_of_a_cell_are_of_different_ones(monkeypatch):
    item = next(iter(pool("clv").values()))[1]
    few = {f"item-{number}": (f"set-{number % 3}", item) for number in range(12)}
    monkeypatch.setattr(held_out, "pool", lambda topic: few)
    for seed in range(50):
        keys = HeldOut("clv").draw(random.Random(seed))
        pairs = [held_out.of_cell(keys, place) for place in range(CELLS)]
        assert all(few[one][0] != few[other][0] for one, other in pairs)


def test_each_item_is_drawn_for_somebody(topic):
    assert {key for number in range(200) for key in drawn(topic, f"student {number}")} == pool(topic).keys()


def test_neighbours_and_another_attempt_get_other_items(topic):
    assert len({tuple(drawn(topic, f"2023{number:04}")) for number in range(30)}) == 30
    first, second = {*drawn(topic)}, {*drawn(topic, attempt=2)}
    assert first != second and drawn(topic) == drawn(topic)


def test_the_order_in_which_authors_write_items_changes_nobodys(topic, monkeypatch):
    before = drawn(topic)
    turned = dict(reversed(pool(topic).items()))
    monkeypatch.setattr(held_out, "pool", lambda topic: turned)
    task = find_task(f"{topic.replace('_', '-')}-quiz")
    seed = f"{task.topic}|{task.version}|{task.id}|20231234"
    assert HeldOut(topic, len(task.checks)).draw(random.Random(seed)) == before


# If this fails, learners find other items in the middle of their work: items were held out, or no longer, or
# have another key. Raise the quiz's `VERSION`, and only then change the file of the topic.
PINNED = Path(__file__).parent / "quizzes"


def test_nobody_finds_other_items_after_an_update(topic):
    keys = repr(sorted((set_id, key) for key, (set_id, _) in pool(topic).items()))
    now = {
        "version": find_task(f"{topic.replace('_', '-')}-quiz").version,
        "held_out": hashlib.sha256(keys.encode()).hexdigest()[:8],
        "drawn": drawn(topic),
    }
    assert now == json.loads((PINNED / f"{topic}.json").read_text(encoding="utf-8"))


def test_two_held_out_items_of_one_key_are_refused(monkeypatch):
    asked = concepts.find(pool("clv")[drawn("clv")[0]][0])
    monkeypatch.setattr(concepts, "sets_of", lambda topic: {"clv-a": asked, "clv-b": asked})
    with pytest.raises(concepts.sets.SetError, match="both hold out an item"):
        pool.__wrapped__("clv")


# --- What a learner sees --------------------------------------------------------------------------


def test_on_paper_stands_all_that_is_needed_and_not_what_is_right(topic):
    shown = in_notebook(f"items('{topic.replace('_', '-')}-quiz')")
    for paper in (str(shown), shown._repr_html_()):
        for key in drawn(topic):
            set_id, item = pool(topic)[key]
            assert item.because not in paper
            assert not any(sentence in paper for sentence in item.wrong.values())
    for key in drawn(topic):
        set_id, item = pool(topic)[key]
        needed = [concepts.find(set_id).asks, item.says, *(option.in_full for option in item.options)]
        assert all(text in str(shown) for text in needed)
        assert str(shown).count(f'    "{key}": None,') == 1


def test_what_is_copied_from_the_paper_is_an_answer_that_is_not_given_yet(shown):
    form = "answers = {" + str(in_notebook("items('clv-quiz')")).partition("answers = {")[2]
    names = {}
    exec(form, names)
    with pytest.raises(NotYet):
        checked(names["answers"])
    assert shown[-1].text == "Not right yet: your answer is still None."


def test_items_still_shows_a_set_and_names_the_quizzes_that_there_are():
    assert items("clv-lost").lines
    with pytest.raises(BadValueError, match="There is no set 'clv-nothing'"):
        items("clv-nothing")
    with pytest.raises(BadValueError, match="There is no task 'clv-no-quiz'"):
        items("clv-no-quiz")


# --- Before it is graded --------------------------------------------------------------------------


def test_before_grading_nobody_reads_from_a_cell_whether_he_is_right(shown):
    keys = drawn("clv")[:A_CELL]
    possible = [[option.key for option in pool("clv")[key][1].options] for key in keys]
    for one in possible[0]:
        for other in possible[1]:
            checked(dict(zip(keys, (one, other), strict=True)))
    assert len({(note.mark, note.text) for note in shown}) == 1
    assert not any(word in str(note) for note in shown for word in ("✓", "✗", "Right"))
    assert str(shown[0]).startswith("○ Complete: both items are answered.")


def test_at_validation_a_cell_tells_no_more(shown, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    checked({key: wrong(key) for key in drawn("clv")})
    assert shown[0].mark == "○"


def test_crmlab_ready_tells_no_more(shown, at_grading, monkeypatch):
    monkeypatch.setenv(progress.LOOKED_OVER, "1")
    checked({key: wrong(key) for key in drawn("clv")})
    assert shown[0].mark == "○"


@pytest.mark.parametrize("spelled", [str.upper, lambda word: f" {word} "])
def test_an_answer_counts_in_every_spelling(shown, spelled):
    checked({key: spelled(word) for key, word in right().items()})
    assert shown[0].mark == "○"


def test_a_misspelt_answer_is_told_which_words_there_are(shown):
    keys = drawn("clv")
    with pytest.raises(NotYet):
        checked(right() | {keys[1]: "nonsense"})
    words = ", ".join(option.key for option in pool("clv")[keys[1]][1].options)
    assert shown[0].text.endswith(f"'nonsense', which is none of the words that are asked for: {words}.")
    assert "Right already" not in str(shown[0])


@pytest.mark.parametrize("answers", [None, {}, [], 3, "profit", {"x": 1}, {1: {}}])
def test_what_is_no_complete_answer_is_refused_in_a_sentence(shown, answers):
    with pytest.raises(NotYet):
        checked(answers)
    assert shown[0].text.startswith("Not right yet: your answer ")


def test_half_an_answer_is_not_complete(shown):
    keys = drawn("clv")
    for half in ({keys[0]: wrong(keys[0])}, {keys[0]: wrong(keys[0]), keys[1]: None}):
        with pytest.raises(NotYet):
            checked(half)
    assert [keys[1] in note.text and "right" not in note.text.lower()[14:] for note in shown] == [True, True]


# --- When it is graded ----------------------------------------------------------------------------


def test_at_grading_a_right_answer_reads_why(shown, at_grading):
    checked(right())
    assert shown[0].text == "Right: both of your answers."
    for line, key in zip(shown[0].details, drawn("clv")[:A_CELL], strict=True):
        assert line.startswith("✓ ") and pool("clv")[key][1].because in line


def test_at_grading_each_wrong_choice_reads_its_own_sentence_and_what_is_right(shown, at_grading):
    keys = drawn("clv")[:A_CELL]
    with pytest.raises(NotYet):
        checked({key: wrong(key) for key in keys})
    first, second = (pool("clv")[key][1] for key in keys)
    assert shown[0].text.endswith(first.wrong[wrong(keys[0])])
    assert second.wrong[wrong(keys[1])] in shown[0].details[1]
    assert all(item.because in line for item, line in zip((first, second), shown[0].details, strict=True))


def test_at_grading_who_answered_nothing_reads_what_is_right_without_a_reproach(shown, at_grading):
    with pytest.raises(NotYet):
        checked(None)
    assert [line[0] for line in shown[0].details] == ["○", "○"]


def test_whatever_is_chosen_of_any_held_out_item_gets_the_sentence_that_is_written_for_it(topic):
    _, cell = find_check(f"{topic.replace('_', '-')}-quiz-one")
    keys = sorted(pool(topic))
    for key, beside in zip(keys, [*keys[1:], keys[0]], strict=True):
        for option, sentence in pool(topic)[key][1].wrong.items():
            answers = right(topic) | {key: option}
            verdict = judge(cell, [Reply({"items": [key, beside]}, answers)])
            assert (verdict.id.split(":")[1:], verdict.right) == ([key, option], False)
            assert verdict.message.endswith(sentence)


# --- On one's own ---------------------------------------------------------------------------------


def test_who_studies_alone_reads_what_is_right_once_all_is_answered_and_then_gets_other_items(shown):
    in_notebook("solution('clv-quiz')")
    assert shown.pop().text == "Answer all items first, and run the cells that check them; cells to go: 5."
    key = drawn("clv")[0]
    for one in find_task("clv-quiz").checks:
        checked(right() | {key: wrong(key)}, one.id)
    shown.clear()
    in_notebook("solution('clv-quiz')")
    assert [note.mark for note in shown] == ["◐", "✓", "✓", "✓", "✓", "→"]
    assert shown[-1].text.startswith("items('clv-quiz', attempt=2) brings other items")
    other = in_notebook("items('clv-quiz', attempt=2)")
    assert other["items"] == drawn("clv", attempt=2)
    in_notebook("solution('clv-quiz')")
    assert shown[-1].text.endswith("cells to go: 5.")


def test_a_set_for_all_is_no_quiz():
    assert [is_quiz(find_task(one)) for one in ("clv-quiz", "clv-terms", "clv-claim")] == [True, False, False]


def test_a_learner_reads_the_frame_of_a_quiz_in_chinese(shown, chinese):
    checked(right())
    assert shown[0].text.startswith("已")
    assert "共 5 格" in str(in_notebook("items('clv-quiz')"))
