"""The engine's sentences: who reads Chinese reads all of them in Chinese, and nothing is lost on the way."""

import ast
import functools
import os
import re
import string
import subprocess
import sys

import pytest
import sentences
import spoken

import crmlab
from crmlab import clv
from crmlab.declared import authored

# what only the author of a quantity, a chart, a set or a task can meet, or whoever works on the engine
OF_DEVELOPERS = {
    *("concepts/sets.py:_faults", "declared/authored.py:merged", "exercises/drawing.py:_draw"),
    *("exercises/held_out.py:pool", "exercises/held_out.py:drawn_from"),
    *("declared/quantities.py:Quantity._require", "declared/quantities.py:typical.narrow"),
    *(f"declared/rules.py:{where}" for where in ("", "of_their_kinds", "within_limits", "fits_typically")),
    *(
        f"exercises/proof.py:{where}"
        for where in ("faults", "_faults_of_draw", "_edges_not_met", "_implausible")
    ),
    *(f"figures/chart.py:Chart.{where}" for where in ("_looks", "_of", "move")),
    *(f"intake/wire.py:{where}" for where in ("_exactly", "_unpacked", "encode")),
    *("intake/equality.py:unequal", "sandbox/zygote.py:_warm", "__init__.py:__getattr__"),
    *(
        "sandbox/absent.py:_guarded",
        "sandbox/withheld.py:stand_in",
        "sandbox/shell.py:Stream.write",
        "grading/autograding.py:RunInSandbox",
    ),
}
# three words that are no sentence: docstrings that are put together, keys of data, names of columns, patterns
# of what Python and typer say, and what a value is called, which is said where it is shown; and what every
# quiz and every working with a wrong line say, which is English for now as what all tasks say
NO_SENTENCES = {
    *(
        "declared/calculators.py",
        "complaints/signals.py",
        "explorers/complaints.py",
        "relationships/selling.py",
    ),
    *("datasets/logistics/deliveries.py", "rfm/engines.py", "exercises/mistakes.py"),
    *("exercises/quizzes.py", "exercises/workings.py"),
    *("exercises/own_numbers.py", "desk/frame.py", "desk/fresh_run.py", "grading/running/edition.py"),
    *("intake/values.py", "intake/wire.py", "sandbox/asking.py", "sandbox/notebook.py"),
    "grading/running/execution.py",
}
TWINS = [message for message in sentences.written() if message.id]


@functools.cache
def in_the_code():
    return {message.id for message in sentences.extracted() if message.id}


# --- The catalogue ----------------------------------------------------------------------------


def test_no_sentence_stays_english():
    assert [message.id for message in TWINS if not message.string or message.fuzzy] == []
    assert in_the_code() - {message.id for message in TWINS} == set()


def test_no_twin_is_left_of_a_sentence_that_is_no_longer_said():
    assert {message.id for message in TWINS} - in_the_code() == set()


def places_of(sentence):
    return {(name, conversion) for _, name, _, conversion in string.Formatter().parse(sentence) if name}


def test_a_twin_says_all_that_the_sentence_says():
    assert [message.id for message in TWINS if places_of(message.id) != places_of(message.string)] == []


def test_the_punctuation_beside_chinese_characters_is_chinese():
    narrow = re.compile("[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]")
    words = [word["zh"] for kind in authored.merged("words").values() for word in kind.values()]
    rows = [row["zh"] for row in authored.merged("rows")["rows"].values()]
    said = [message.string for message in TWINS] + [text for word in words for text in word] + rows
    assert [text for text in said if narrow.search(text)] == []


def test_the_catalogue_that_is_read_is_the_one_that_is_written(tmp_path):
    sentences.compile_into(tmp_path)
    assert (tmp_path / sentences.COMPILED).read_bytes() == (sentences.ROOT / sentences.COMPILED).read_bytes()


def test_the_head_of_the_catalogue_names_no_day_and_no_machine():
    head = (sentences.ROOT / sentences.WRITTEN).read_text(encoding="utf-8").partition("\n\n")[0]
    assert re.search(r"Date|Generator|Translator|fuzzy|\d{4}", head) is None


def refusal():
    with pytest.raises(ValueError, match="rate") as refused:
        clv.discount_factor(rate=15, period=1)
    return str(refused.value)


def test_the_language_can_be_changed_in_the_middle_of_a_session(chinese):
    heard = [refusal()]
    crmlab.set_language("en")
    heard.append(refusal())
    crmlab.set_language("zh")
    assert heard[1] == "rate must be between -0.99 and 1 (write 10 % as 0.10); got 15."
    assert heard[0] == refusal() == "rate 必须是介于 -0.99 和 1 之间的数（10 % 要写成 0.10）；给出的是 15。"


def test_docstrings_stay_english_whatever_the_language_is():
    program = "from crmlab import clv; print(clv.discount_factor.__doc__)"
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"CRMLAB_LANG": code, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        for code in ("en", "zh")
    ]
    assert runs[0].stdout == runs[1].stdout


# --- What is not said by the catalogue ---------------------------------------------------------


def test_no_error_leaves_the_catalogue_out():
    found = {
        f"{module}:{where}"
        for module, tree in spoken.modules()
        for where, node in spoken.functions_in(tree)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)
        if spoken.REFUSING.fullmatch(ast.unparse(node.exc.func))
        if any(" " in spoken.text_of(text) for one in node.exc.args for text in spoken.texts_in(one))
    }
    assert found - OF_DEVELOPERS == set()


def test_no_sentence_at_all_leaves_the_catalogue_out():
    found = {
        (module, where)
        for module, tree in spoken.modules()
        for where, text in spoken.sentences_in(tree)
        if f"{module}:{where}" not in OF_DEVELOPERS
    }
    assert {(module, where) for module, where in found if module not in NO_SENTENCES} == set()
    assert {module for module, _ in found} == NO_SENTENCES


def test_each_sentence_that_is_said_is_found_by_the_tool():
    written, odd = {*sentences.helps()}, []
    for module, tree in spoken.modules(tasks=True):
        for node in filter(spoken.says, ast.walk(tree)):
            first = node.args[0]
            if isinstance(first, ast.Constant):
                written.add(first.value)
            elif next(spoken.texts_in(first), None):
                odd.append(f"{module}:{node.lineno}")
    assert odd == []
    assert written == in_the_code()


def test_no_sentence_is_kept_in_a_variable_without_a_mark():
    unmarked = []
    for module, tree in spoken.modules():
        marked = {n.args[0].id for n in ast.walk(tree) if spoken.says(n) and isinstance(n.args[0], ast.Name)}
        unmarked += [
            f"{module}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and {getattr(t, "id", "") for t in node.targets} & marked
            if next(spoken.texts_in(node.value), None)
        ]
    assert unmarked == []


def test_nothing_is_said_when_a_module_is_imported():
    loud = [
        f"{module}:{node.lineno}"
        for module, tree in spoken.modules()
        for node in spoken.at_import(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"said", "counted"}
    ]
    assert loud == []
