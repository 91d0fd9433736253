"""Review: what was learned comes back after even intervals, wrong answers sooner, held-out items never."""

from datetime import date, timedelta

import pytest

from crmlab import progress
from crmlab.concepts import sets
from crmlab.exercises.finding import find_check, tasks_of, topics
from crmlab.exercises.review import LATER, SITTING, SOONER, learned, next_day, sitting

TODAY = date(2026, 12, 1)
SET = sets.find("clv-lost")
CALCULATION = "clv-value-finite"


def learn(*ids, day=TODAY - LATER):
    for one in ids:
        progress._remember("right", one, day.isoformat())


def answers(found, right=True):
    """The right answers to all items of a sitting, or wrong ones."""
    return {
        item.key: item.right if right else next(one.key for one in item.options if one.key != item.right)
        for item in found.asked.items
    }


def test_who_has_learned_nothing_is_asked_nothing():
    learn("clv-of-another-release")
    assert sitting(TODAY) is None
    assert next_day() == ""


def test_the_items_of_a_learned_set_come_with_its_question():
    learn(SET.id)
    found = sitting(TODAY)
    assert {item.key for item in found.asked.items} == {f"{SET.id}:{item.key}" for item in SET.shown}
    assert all(item.says.startswith(SET.asks) for item in found.asked.items)


def test_what_was_learned_today_is_not_asked_again_today(progress_file):
    progress.remember_right(SET.id)
    learned_on = date.fromisoformat(progress.right()[SET.id])
    assert sitting(learned_on) is None
    assert next_day() == (learned_on + LATER).isoformat()
    progress.remember_right(SET.id)  # once more, and the day of the first time stays
    assert len(sitting(learned_on + LATER).asked.items) == len(SET.shown)


def test_what_an_older_release_remembered_without_a_day_is_due(progress_file):
    progress._remember("right", SET.id, True)
    assert sitting(TODAY) is not None


def test_what_was_right_comes_back_in_a_week_and_what_was_wrong_tomorrow():
    learn(SET.id)
    found = sitting(TODAY)
    first, *others = found.asked.items
    found.mark(answers(found) | {first.key: answers(found, right=False)[first.key]})
    assert sitting(TODAY) is None
    assert next_day() == (TODAY + SOONER).isoformat()
    assert [item.key for item in sitting(TODAY + SOONER).asked.items] == [first.key]
    back = sitting(TODAY + LATER)
    assert back.asked.items[0].key == first.key  # who has waited longest
    assert len(back.asked.items) == 1 + len(others)


def test_intervals_stay_even():
    learn(SET.id)
    for day in (TODAY, TODAY + LATER, TODAY + 2 * LATER):
        found = sitting(day)
        found.mark(answers(found))
        assert next_day() == (day + timedelta(days=7)).isoformat()


def test_the_first_answer_counts_however_often_it_is_mended():
    learn(SET.id)
    found = sitting(TODAY)
    found.mark({})  # nothing is answered yet
    assert progress.reviews() == {}
    found.mark(answers(found, right=False))
    assert found.mark(answers(found)).all_right
    assert {(one.right, one.of) for one in progress.reviews().values()} == {(0, 1)}


def test_a_sitting_has_ten_items_and_the_next_one_others():
    learn(*sets.sets_of("clv"))
    found = sitting(TODAY)
    assert len(found.asked.items) == SITTING
    found.mark(answers(found))
    then = sitting(TODAY)
    assert not {one.key for one in found.asked.items} & {one.key for one in then.asked.items}


def test_a_calculation_comes_with_new_numbers_each_day_and_a_sentence_for_each_wrong_one():
    learn(CALCULATION)
    (today,), (later,) = (sitting(day).asked.items for day in (TODAY, TODAY + LATER))
    assert today.says != later.says
    assert sitting(TODAY).asked.items == (today,)
    assert len({one.label for one in today.options}) == len(today.options) == 4
    assert today.wrong.keys() == {one.key for one in today.options} - {"right"}
    right = next(one.label for one in today.options if one.key == "right")
    assert today.because.endswith(right.removeprefix("¥"))


@pytest.fixture
def everything():
    """Each set done and each check passed."""
    for topic in sets.topics():
        learn(*sets.sets_of(topic))
    learn(*(check.id for topic in topics() for task in tasks_of(topic) for check in task.checks))


def test_whatever_was_learned_can_be_asked_and_nothing_that_is_held_out(everything):
    held_out = {
        f"{one.id}:{item.key}"
        for topic in sets.topics()
        for one in sets.sets_of(topic).values()
        for item in one.items
        if item.held_out
    }
    known = learned()
    assert len(known) > 500
    assert known.keys() & held_out == set()
    items = {key: one.make(TODAY) for key, one in known.items()}
    unfit = [key for key, item in items.items() if item is None]
    assert all(find_check(key) for key in unfit) and len(unfit) < 5
    for key, item in items.items():
        if item:
            assert {*item.wrong, item.right} == {one.key for one in item.options}, key
            assert item.because and len(item.options) > 1, key


def test_calculations_of_several_topics_come_back(everything):
    made = {key.partition("-")[0] for key, one in learned().items() if ":" not in key and one.make(TODAY)}
    assert made >= {"clv", "complaints", "lifecycle", "service"}


@pytest.mark.parametrize("kept", ["x", [], [1, 2, 3], ["2026-12-01", "a", 1], ["2026-12-01", 1]])
def test_a_damaged_entry_counts_as_never_reviewed(progress_file, kept):
    learn(SET.id)
    progress._remember("reviews", f"{SET.id}:{SET.shown[0].key}", kept)
    assert len(sitting(TODAY).asked.items) == len(SET.shown)
