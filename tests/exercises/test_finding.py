"""Tasks and checks are found by their ids, and an unknown id says which there are."""

import importlib
import importlib.machinery
import pkgutil
import sys
import types

import pytest

from crmlab.declared.quantities import Money, Rate, typical
from crmlab.errors import BadTypeError, BadValueError
from crmlab.exercises.declaring import FunctionCheck
from crmlab.exercises.finding import find_check, find_task, tasks_of, topics


def doubled(margin: Money, rate: Rate = 0.1) -> Money:
    return 2 * margin


def task(name, *behaviours):
    """Return a function that makes a task module of a topic, as an author writes it."""

    def of(topic):
        module = types.ModuleType(f"crmlab.exercises.{topic}.{name}")
        module.HINTS, module.REREAD = ("Double it.",), "nothing"
        for behaviour in behaviours:
            setattr(module, behaviour, FunctionCheck("it doubles", doubled))
        return module

    return of


@pytest.fixture
def topic(monkeypatch):
    """Return a function that adds a topic with tasks for one test."""

    def add(name, *declared):
        full_name = f"crmlab.exercises.{name}"
        module = types.ModuleType(full_name)
        module.__spec__ = importlib.machinery.ModuleSpec(full_name, None, is_package=True)
        module.TASKS = [of(name) for of in declared]
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


def test_a_check_with_an_example_of_its_own_does_not_take_that_of_its_task_for_it(topic):
    def tasks(topic):
        module = task("double", "plain")(topic)
        module.EXAMPLE = {"margin": 7}
        module.own = FunctionCheck("it doubles", doubled, example={"margin": 9})
        return module

    topic("doubling", tasks)
    examples = {check.id: check.example for check in tasks_of("doubling")[0].checks}
    assert examples == {"doubling-double-plain": {"margin": 7}, "doubling-double-own": {"margin": 9}}


def test_an_answer_cell_belongs_to_the_task_whose_id_begins_its_own():
    assert find_task("clv-offer-choice").id == "clv-offer"


def test_a_longer_id_is_not_mistaken_for_a_shorter_one(topic):
    topic("brand", task("mark"), task("mark_up"))
    assert find_task("brand-mark-up-right").id == "brand-mark-up"
    assert find_task("brand-mark-down").id == "brand-mark"
    with pytest.raises(BadValueError, match="There is no task 'brand-marking'"):
        find_task("brand-marking")


def test_a_topic_of_several_words_is_found(topic):
    topic("service_gap", task("zone", "inside"))
    found_task, found = find_check("service-gap-zone-inside")
    assert (found_task.id, found.id) == ("service-gap-zone", "service-gap-zone-inside")
    assert found_task.topic == "service_gap"


def test_of_two_topics_the_one_with_the_longer_name_is_meant(topic):
    topic("service", task("gap", "wrong"))
    topic("service_gap", task("zone", "inside"))
    assert find_task("service-gap-zone").topic == "service_gap"
    assert find_task("service-gap").topic == "service"


def test_topics_are_the_packages_that_declare_tasks():
    assert "clv" in topics()
    assert not {"judging", "finding", "proof"} & {*topics()}


def test_every_task_module_of_a_topic_is_one_of_its_tasks_so_that_none_is_forgotten():
    for name in topics():
        package = importlib.import_module(f"crmlab.exercises.{name}")
        found = {module.name for module in pkgutil.iter_modules(package.__path__)}
        listed = {module.__name__.rpartition(".")[2] for module in package.TASKS}
        assert {name for name in found if not name.startswith("_")} == listed


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


def test_hints_may_stand_by_answer_cell(topic):
    def by_cell(name):
        module = task("mark", "up")(name)
        module.HINTS = {"low": ("One.", "Two."), "high": ("Three.",)}
        return module

    topic("brand", by_cell)
    assert find_task("brand-mark").hints == {
        "brand-mark-low": ("One.", "Two."),
        "brand-mark-high": ("Three.",),
    }


def test_a_check_reads_its_quantities_from_the_reference():
    check = FunctionCheck("x", doubled, narrow={"margin": typical(1, 2)})
    assert list(check.quantities) == ["margin", "rate"]
    assert check.quantities["margin"].typical == (1, 2)
    assert list(FunctionCheck("x", doubled, inputs=("margin",)).quantities) == ["margin"]
    assert check.result.unit == "money"


def test_the_arguments_that_a_task_states_are_put_into_the_right_answer():
    check = FunctionCheck("x", lambda margin, rate: margin * rate, inputs=("margin",), fixed={"rate": 3})
    assert check.answer({"margin": 2}) == 6


def test_ids_of_a_topic_are_unique_and_built_alike():
    for topic in topics():
        ids = [declared.id for declared in tasks_of(topic)]
        ids += [check.id for declared in tasks_of(topic) for check in declared.checks]
        assert len(ids) == len(set(ids))
        assert all(part.startswith(f"{topic.replace('_', '-')}-") for part in ids)
        assert all(find_task(part).topic == topic for part in ids)


def test_every_sentence_of_a_task_has_an_id_of_its_own_by_which_a_translation_finds_it():
    said = [one for topic in topics() for task in tasks_of(topic) for one in task.sentences()]
    assert len({sentence_id for sentence_id, _ in said}) == len(said) > 300
    assert ("clv-present:clv-present:hint-1", find_task("clv-present").hints["clv-present"][0]) in said
