"""The student edition: a student finds there what a task lets him use, and nothing that knows an answer."""

import ast
import contextlib
import functools
import inspect
import json
import os
import random
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import grimp
import nbformat
import pytest
from assignments import TOPICS, model_answers, released
from strategies import SHOWN_IN_NUMBERS, example

import crmlab
from crmlab import concepts
from crmlab.declared import authored
from crmlab.errors import BadValueError
from crmlab.exercises.finding import tasks_of
from crmlab.exercises.own_numbers import numbers_of
from crmlab.grading.running.edition import allowed_functions, withheld, write_edition
from crmlab.grading.running.verdicts import numbers_for
from crmlab.intake.wire import encode

HOME = Path(crmlab.__file__).parent
TOPIC_PACKAGES = {name for name in crmlab.TOPICS if name != "datasets"}
NEVER = {"concepts", "desk", "exercises", "explorers", "figures", "grading"}
PREPARED = """
import json, sys
sys.path[:0] = sys.argv[1:]
from crmlab.intake.wire import decode
from crmlab.sandbox import student
given = json.load(sys.stdin)
student.NUMBERS.update(given["numbers"])
me = "S1"
"""


ONE_TOPIC = pytest.mark.parametrize("topic", ["clv"], indirect=True)  # what is the same for each
MOST_KEPT = pytest.mark.parametrize(  # the edition with the most calculators, which takes 20 seconds
    "topic", [min(TOPICS, key=lambda topic: len(withheld(topic)))], indirect=True
)


@pytest.fixture(scope="module", params=TOPICS)
def topic(request):
    return request.param


@pytest.fixture(scope="module")
def edition(topic, tmp_path_factory):
    folder = tmp_path_factory.mktemp(topic)
    write_edition(folder, topic, released(topic))
    return folder


@pytest.fixture
def inside(edition, topic):
    """Run a program that has no other crmlab than the edition; return what it prints as JSON."""

    def run(program, **given):
        packages = Path(sysconfig.get_path("purelib"))
        done = subprocess.run(
            [sys.executable, "-P", "-s", "-S", "-c", PREPARED + program, str(edition), str(packages)],
            input=json.dumps({"numbers": numbers_for(topic, ["S1"]), **given}),
            capture_output=True,
            encoding="utf-8",
            cwd=edition,
            env={**os.environ, "PYTHONUTF8": "1", "NBGRADER_EXECUTION": "autograde"},
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return run


def sources(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def defined_in(path):
    """Return the names of the functions and classes that a file defines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = ast.FunctionDef | ast.ClassDef
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


def asked_of_the_library(topic):
    """Return the functions of withheld modules with which the tasks compare, and may not be called."""
    files = (HOME / "exercises" / topic).glob("*.py")
    used = {
        (node.value.id, node.attr)
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    hidden = withheld(topic)
    functions = [getattr(getattr(crmlab, module), name, None) for module, name in used if module in hidden]
    return [one for one in functions if inspect.isfunction(one) and one not in allowed_functions(topic)]


@functools.cache
def imports():
    """Return who imports whom, as import-linter reads it."""
    return grimp.build_graph("crmlab", cache_dir=None)


def packages(modules):
    """Return the topics to which modules belong."""
    return {module.split(".")[1] for module in modules if module != "crmlab"} & TOPIC_PACKAGES


def inputs_for(function, source):
    """Return arguments for which a calculator has an answer; drawn one by one, they need not fit together."""
    for _ in range(100):
        inputs = {name: example(parameter, source) for name, parameter in function.parameters.items()}
        with contextlib.suppress(BadValueError):
            function(**inputs)
            return inputs
    raise AssertionError(function)


# what is not there


def test_exactly_what_the_tasks_ask_for_and_what_uses_it_is_withheld(topic):
    tasks = {f"crmlab.exercises.{topic}", *imports().find_descendants(f"crmlab.exercises.{topic}")}
    tasks |= {
        helper
        for task in tasks
        for helper in imports().find_upstream_modules(task)
        if helper.startswith("crmlab.exercises.")
    }
    asked = packages(one for task in tasks for one in imports().find_modules_directly_imported_by(task))
    users = [imports().find_downstream_modules(f"crmlab.{name}", as_package=True) for name in asked]
    assert topic in asked or topic not in TOPIC_PACKAGES  # a lesson may have no package of its own
    assert withheld(topic) == asked | packages(one for of_one in users for one in of_one)


def test_what_a_task_allows_would_be_withheld_otherwise(topic):
    assert packages(one.__module__ for one in allowed_functions(topic)) <= withheld(topic)


def test_nothing_that_grades_or_knows_a_task_lies_on_disk(edition):
    parts = {
        part.removesuffix(".py") for path in sources(edition) for part in path.relative_to(edition).parts
    }
    assert not parts & NEVER
    assert not {path.name for path in sources(edition)} & {"solutions.json", "gradebook.db", "course_key"}


def test_no_function_with_which_a_task_compares_lies_on_disk(edition, topic):
    asked = asked_of_the_library(topic)
    names = {one.__name__ for one in asked}
    assert asked or not withheld(topic)
    for one in asked:
        there = edition / "crmlab" / Path(inspect.unwrap(one).__code__.co_filename).relative_to(HOME)
        assert not there.exists() or one.__name__ not in defined_in(there)
    for module in withheld(topic):
        for path in (edition / "crmlab" / module).rglob("*.py"):
            assert not names & defined_in(path), path


@ONE_TOPIC
def test_no_compiled_file_lies_there_without_its_source(edition):
    for path in edition.rglob("*.pyc"):
        assert (path.parent.parent / f"{path.name.split('.')[0]}.py").is_file(), path


def test_no_answer_and_no_sentence_on_a_mistake_can_be_read_there(edition, topic):
    checks = [check for task in tasks_of(topic) for check in task.checks]
    secret = {mistake.sentence for check in checks for mistake in check.misconceptions}
    secret |= {sentence for task in tasks_of(topic) for _, sentence in task.sentences()}
    secret |= set(model_answers(topic).values())
    for name in concepts.topics():
        found = re.findall(r'^(?:because|not\.\w+|.*\[".*?", ".*?", )(.+)', text_of_sets(name), re.MULTILINE)
        secret |= {line.strip('= "]') for line in found}
    secret = {text.encode() for text in secret if len(text) > 25}
    assert len(secret) > 50
    for path in sources(edition):
        content = path.read_bytes().replace(b"\\n", b"\n").replace(b'\\"', b'"')
        assert not [text for text in secret if text in content], path


def text_of_sets(topic):
    return (authored.ROOT / "course" / topic / "concepts.toml").read_text(encoding="utf-8")


# what is there


def test_every_module_that_is_kept_can_be_imported_and_every_withheld_one_says_why_not(
    inside, edition, topic
):
    files = [path.relative_to(edition) for path in edition.rglob("*.py") if path.name != "__init__.py"]
    kept = [".".join(path.with_suffix("").parts) for path in files if path.stem != "zygote"]
    program = """
import importlib
for name in given["kept"]:
    importlib.import_module(name)
said = {}
for name in given["withheld"]:
    module = importlib.import_module(f"crmlab.{name}")
    try:
        module.anything(1, two=2)
    except ValueError as error:
        said[name] = str(error)
where = {module.__file__ for name, module in sys.modules.items() if name.split(".")[0] == "crmlab"}
print(json.dumps([said, sorted(where)]))
"""
    said, where = inside(program, kept=kept, withheld=sorted(withheld(topic)))
    for name in withheld(topic):
        assert said[name] == f"{name}.anything is what this assignment asks for: write it yourself, with def"
    assert all(Path(path).is_relative_to(edition) for path in where)


@ONE_TOPIC
def test_a_withheld_function_can_be_passed_around_and_looked_at_but_gives_nothing_away(inside, topic):
    program = """
import copy, importlib, inspect, pickle, crmlab
module = importlib.import_module(f"crmlab.{given['topic']}")
one = module.some_function
found = [repr(one), repr(copy.deepcopy(one)), callable(one), str(crmlab.show(one, rate=0.1))]
for use in (lambda: one(1), lambda: one.__wrapped__, lambda: one.parameters, lambda: inspect.getsource(one)):
    try:
        found.append(repr(use()))
    except Exception as error:
        found.append(type(error).__name__)
print(json.dumps(found))
"""
    *looked_at, called, unwrapped, parameters, source = inside(program, topic=topic)
    sentence = f"{topic}.some_function is what this assignment asks for: write it yourself, with def"
    assert looked_at == [f"<{sentence}>", f"<{sentence}>", True, sentence]
    assert (called, unwrapped, parameters, source) == ("Withheld", "AttributeError", "Withheld", "TypeError")


def test_the_functions_that_a_task_allows_compute_what_they_always_do(inside, topic):
    source = random.Random(topic)
    calls = [(one, inputs_for(one, source)) for one in allowed_functions(topic)]
    program = """
import importlib
found = [
    str(getattr(importlib.import_module(module), name)(**decode(inputs)))
    for module, name, inputs in given["calls"]
]
print(json.dumps(found))
"""
    named = [[".".join(one.__module__.split(".")[:2]), one.__name__, encode(inputs)] for one, inputs in calls]
    assert inside(program, calls=named) == [str(one(**inputs)) for one, inputs in calls]


@MOST_KEPT
def test_the_working_of_whatever_is_kept_is_shown(inside, topic):
    kept = [one for one in SHOWN_IN_NUMBERS if one.__module__.split(".")[1] not in withheld(topic)]
    source = random.Random(topic)
    calls = []
    for one in kept:
        inputs = {name: example(parameter, source) for name, parameter in one.parameters.items()}
        try:
            one(**inputs)
        except BadValueError:
            continue  # drawn one by one, they need not fit together
        calls.append([one.__module__, one.__name__, encode(inputs)])
    program = """
import importlib, crmlab
for module, name, inputs in given["calls"]:
    function = getattr(importlib.import_module(module), name)
    assert str(crmlab.show(function, **decode(inputs)))
print(len(given["calls"]))
"""
    assert inside(program, calls=calls) > 10


@ONE_TOPIC
def test_what_a_student_calls_in_passing_does_not_stop_his_notebook(inside, topic):
    task, check = next((task, check) for task in tasks_of(topic) for check in task.checks)
    program = """
import contextlib, io
import crmlab
from crmlab import answer, check, explore, glossary, hint, items, numbers, practice, set_language, solution
said = io.StringIO()
with contextlib.redirect_stdout(said):
    check(given["check"], lambda: 1)
    hint(given["task"])
    solution(given["task"])
    explore()
    explore(lambda x: x, rate=0.1)
    practice("clv-lost")
    answer("clv-lost", {"margin": "lost"}, verbose=True)
print(json.dumps([said.getvalue(), str(items("another-set")), str(glossary("new_customer"))]))
"""
    said, other, _ = inside(program, check=check.id, task=task.id)
    expected = [
        f"{check.id}: checked at grading.",
        f"{task.id}: hints are not shown at grading.",
        f"{task.id}: solutions are not shown at grading.",
        *["Explorers do not open at grading."] * 2,
        "Sets to practise do not open at grading.",
        "Sets are not marked at grading.",
    ]
    assert said.splitlines() == expected
    assert other == "another-set: shown in your notebook only."


@ONE_TOPIC
def test_numbers_and_sets_are_those_that_the_student_has_seen(inside, topic):
    program = """
from crmlab import items, numbers
drawn = {task: [dict(numbers(task)), numbers(task, attempt=2) == numbers(task)] for task in given["tasks"]}
html = [(items if task.endswith("-quiz") else numbers)(task)._repr_html_() for task in given["tasks"]]
print(json.dumps([drawn, html, [str(items(*call)) for call in given["sets"]]]))
"""
    numbers = numbers_for(topic, ["S1"])["S1"]
    code = "\n".join(cell.source for cell in nbformat.reads(released(topic), as_version=4).cells)
    asked = [re.findall(r'"(.+?)"', call) for call in re.findall(r"^items\((.+)\)", code, re.MULTILINE)]
    sets = [call for call in asked if call[0] not in numbers]  # a quiz is drawn, as numbers are
    drawn, html, papers = inside(program, tasks=list(numbers), sets=sets)
    assert numbers and sets
    tasks = {task.id: task for task in tasks_of(topic)}
    assert drawn == {name: [dict(numbers_of(tasks[name], "S1")), True] for name in numbers}
    assert html == [one["html"] for one in numbers.values()]
    assert papers == [str(concepts.items(*call)) for call in sets]
