"""Tasks and checks are found by their ids, and an unknown id says which there are."""

import importlib.machinery
import sys
import types

import pytest

from crmlab.declared.quantities import Money, Rate, typical
from crmlab.errors import BadTypeError, BadValueError
from crmlab.exercises import tasks
from crmlab.exercises.tasks import Check, Task, find_check, find_task, misconception, tasks_of, topics


def doubled(margin: Money, rate: Rate = 0.1) -> Money:
    return 2 * margin


def task(task_id, *behaviours):
    checks = [Check(f"{task_id}-{behaviour}", "it doubles", doubled) for behaviour in behaviours]
    return Task(task_id, checks, hints=["Double it."], reread="nothing")


@pytest.fixture
def topic(monkeypatch):
    """Return a function that adds a topic with tasks for one test."""

    def add(name, *declared):
        full_name = f"crmlab.exercises.{name}"
        module = types.ModuleType(full_name)
        module.__spec__ = importlib.machinery.ModuleSpec(full_name, None)
        module.TASKS = list(declared)
        monkeypatch.setitem(sys.modules, full_name, module)

    return add


@pytest.mark.parametrize(
    "check", [check for task in tasks_of("clv") for check in task.checks], ids=lambda c: c.id
)
def test_every_check_is_found_with_its_task(check):
    found_task, found = find_check(check.id)
    assert found is check
    assert find_task(check.id) is find_task(found_task.id) is found_task
    assert found_task.topic == "clv"


def test_an_answer_cell_belongs_to_the_task_whose_id_begins_its_own():
    assert find_task("clv-offer-choice").id == "clv-offer"


def test_a_longer_id_is_not_mistaken_for_a_shorter_one(topic):
    topic("brand", task("brand-mark"), task("brand-mark-up"))
    assert find_task("brand-mark-up-right").id == "brand-mark-up"
    assert find_task("brand-mark-down").id == "brand-mark"
    with pytest.raises(BadValueError, match="There is no task 'brand-marking'"):
        find_task("brand-marking")


def test_a_topic_of_several_words_is_found(topic):
    topic("service_gap", task("service-gap-zone", "inside"))
    found_task, found = find_check("service-gap-zone-inside")
    assert (found_task.id, found.id) == ("service-gap-zone", "service-gap-zone-inside")
    assert found_task.topic == "service_gap"


def test_of_two_topics_the_one_with_the_longer_name_is_meant(topic):
    topic("service", task("service-gap", "wrong"))
    topic("service_gap", task("service-gap-zone", "inside"))
    assert find_task("service-gap-zone").topic == "service_gap"
    assert find_task("service-gap").topic == "service"


def test_topics_are_the_modules_that_declare_tasks():
    assert "clv" in topics()
    assert not {"compare", "judging", "tasks", "proof"} & {*topics()}


@pytest.mark.parametrize(
    ("task_id", "named"),
    [
        ("clv-nothing", "this topic has clv-present, clv-value, "),
        ("clv", "this topic has clv-present, clv-value, "),
        ("nothing-clv", "ids begin with a topic: clv"),
        ("compare-values", "ids begin with a topic: clv"),
        ("../clv", "ids begin with a topic: clv"),
        ("", "ids begin with a topic: clv"),
        ("CLV-value", "ids begin with a topic: clv"),
    ],
)
def test_an_unknown_task_is_refused_with_the_ids_there_are(task_id, named):
    with pytest.raises(BadValueError) as caught:
        find_task(task_id)
    assert str(caught.value).startswith(f"There is no task {task_id!r}; {named}")


def test_an_unknown_check_is_refused_with_the_ids_there_are():
    with pytest.raises(
        BadValueError, match="There is no check 'clv-value'; this topic has clv-present-discounts, "
    ):
        find_check("clv-value")


@pytest.mark.parametrize("find", [find_task, find_check])
@pytest.mark.parametrize("no_id", [None, 5, len, ["clv-value"]])
def test_what_is_no_id_is_refused_in_a_sentence(find, no_id):
    with pytest.raises(BadTypeError, match="The id of a task is a text such as 'clv-value'"):
        find(no_id)


def test_a_misconception_is_declared_by_its_formula():
    @misconception("a book")
    def first_year_forgotten(margin):
        """You forgot the first year."""
        return margin

    assert first_year_forgotten.name == "first year forgotten"
    assert first_year_forgotten.sentence == "You forgot the first year."
    assert first_year_forgotten.seen_in == "a book"
    assert first_year_forgotten.wrong(margin=3) == 3


def test_a_check_reads_its_quantities_from_the_reference():
    check = Check("test-a-b", "x", doubled, narrow={"margin": typical(1, 2)})
    assert list(check.quantities) == ["margin", "rate"]
    assert check.quantities["margin"].typical == (1, 2)
    assert list(Check("test-a-b", "x", doubled, inputs=("margin",)).quantities) == ["margin"]
    assert check.result.unit == "money"


def test_the_arguments_that_a_task_states_are_put_into_the_right_answer():
    check = Check("test-a-b", "x", lambda margin, rate: margin * rate, inputs=("margin",), fixed={"rate": 3})
    assert check.answer({"margin": 2}) == 6


def test_ids_of_a_topic_are_unique_and_built_alike():
    for topic in topics():
        ids = [declared.id for declared in tasks_of(topic)]
        ids += [check.id for declared in tasks_of(topic) for check in declared.checks]
        assert len(ids) == len(set(ids))
        assert all(part.startswith(f"{topic.replace('_', '-')}-") for part in ids)
        assert all(tasks.find_task(part).topic == topic for part in ids)
