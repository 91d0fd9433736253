"""A Chinese student is never shown an English frame: whatever of it is ours is Chinese, wherever it shows.

What authors wrote of sets and tasks is English, works keep their titles, and code is code; around all of
these stands Chinese.
"""

import html
import random
import re
from functools import partial

import pytest
from explorer_kinds import EXPLORERS, named, session_of
from strategies import CALCULATORS, QUICK, label
from test_working import shown_or_none

from crmlab import concepts
from crmlab.concepts import sets
from crmlab.concepts.marking import mark
from crmlab.concepts.widget import Session
from crmlab.declared import names
from crmlab.declared.docstrings import section, source_of
from crmlab.declared.quantities import Choice, Flag
from crmlab.declared.tables import Table
from crmlab.declared.written import Record
from crmlab.exercises import finding
from crmlab.exercises.checking import note_for
from crmlab.exercises.judging import judge, no_function
from crmlab.exercises.notes import HINT, Note
from crmlab.language import said

pytestmark = pytest.mark.usefixtures("chinese")

SETS = [one for topic in sets.topics() for one in sets.sets_of(topic).values()]
TASKS = [task for topic in finding.topics() for task in finding.tasks_of(topic)]
# what a work, a menu or a key is called: each word begins with a capital letter, but for these
IN_NAMES = {"a", "an", "and", "et", "al", "for", "in", "of", "on", "one", "the", "to"}
RUN = re.compile(r"[A-Za-z][A-Za-z']+(?:[ ,;:]+[A-Za-z][A-Za-z']+)+")
MARKS = {
    "published": "已发表",
    "source document": "源文档",
    "computed": "计算",
    "computed here": "本课程计算",
    "reconstructed": "还原",
    "invented for the exercise": "为练习虚构",
}


def english_in(text, *others):
    """Return where words of English follow each other in what is shown; *others* are of others or code."""
    no_text = r"<style.*?</style>|<code>.*?</code>|\ssrc=\"[^\"]*\""
    page = html.unescape(re.sub(no_text, " ", text, flags=re.S))
    if known := "|".join(map(re.escape, sorted(filter(None, others), key=len, reverse=True))):
        page = re.sub(rf"(?<!\w)(?:{known})(?!\w)", " | ", page)
    page = re.sub(r"^  \w+ = .*$|(?:<br>|\">)= [^<]*", " | ", page, flags=re.M)  # lines of a formula
    page = re.sub(r"<[^>]*?(?:(?:alt|title|aria-label)=\"([^\"]*)\"[^>]*)?>", r" | \1 ", page)
    return [run for run in RUN.findall(page) if not _is_name(run)]


def _is_name(run):
    words = re.findall(r"[A-Za-z']+", run)
    return words[0][0].isupper() and all(word[0].isupper() or word in IN_NAMES for word in words)


def is_chinese(text):
    return bool(re.search("[\u4e00-\u9fff]", text))


def test_the_walk_sees_english_and_lets_names_and_code_be():
    assert english_in("<p>2 of them are right.</p>") == ["of them are right"]
    assert english_in('<img alt="it is so" src="no it is">') == ["it is so"]
    assert english_in("先选择 Run All Above Selected Cell；Hughes, Strategic Database Marketing") == []
    assert english_in("<code>no such code</code>：“said by others”", "said by others") == []


# Calculators


@pytest.mark.parametrize("function", QUICK, ids=label)
def test_a_working_is_chinese_but_for_the_names_of_works_and_of_what_is_typed(function):
    working = next(shown for shown in map(partial(shown_or_none, function), range(100)) if shown)
    for shown in (working.text, working._repr_html_()):
        assert english_in(shown, working.source, *working.arguments, *keys_in(working.value)) == []


def keys_in(value):
    """Yield the cells of a table that are English by what its columns are."""
    for column in {"english", "nearest"} & {*getattr(value, "columns", ())}:
        yield from value[column]


@pytest.mark.parametrize("function", CALCULATORS, ids=label)
def test_a_source_is_told_in_chinese_with_the_marks_and_the_years_of_the_english_one(function):
    chinese = source_of(function)
    english = " ".join(section(function, "References\n----------\n").split())
    assert is_chinese(chinese) and chinese.endswith("。")
    marks = [MARKS[mark] for mark in re.findall(r"\[([a-z ]+)\]", english)]
    assert sorted(re.findall(r"\[([^\]]+)\]", chinese)) == sorted(marks)
    assert sorted(re.findall(r"\d{4}", chinese)) == sorted(re.findall(r"\d{4}", english))
    works = (work.rstrip(" ；，：。") for work in re.findall("[A-Z][^\u4e00-\u9fff\\[；：]+", chinese))
    assert english_in(chinese, *(work for work in works if work in english)) == []


def kinds_in(function):
    """Yield whatever a calculator takes and gives."""
    for kind in [*(one.quantity for one in function.parameters.values()), function.result]:
        yield from kind.fields.values() if isinstance(kind, Record) else [kind]


def test_each_column_of_a_table_has_a_chinese_head():
    tables = [kind for function in CALCULATORS for kind in kinds_in(function) if isinstance(kind, Table)]
    heads = {name: names.labelled("columns", name) for table in tables for name in table.columns}
    assert [name for name, head in heads.items() if not is_chinese(head)] == []
    assert len(heads) > 100


def test_each_word_that_a_parameter_may_be_is_shown_by_a_chinese_name_and_as_it_is_typed():
    choices = [p.quantity for function in CALCULATORS for p in function.parameters.values()]
    words = [
        (kind, word)
        for kind in choices
        if isinstance(kind, Choice) and not isinstance(kind, Flag)
        for word in kind.options
    ]
    assert [word for kind, word in words if not is_chinese(kind.show(word))] == []
    assert all(kind.show(word).endswith(f" ({word!r})") for kind, word in words)
    assert all(kind.on_screen(word).endswith(f" ({word})") for kind, word in words)


# Explorers


@pytest.mark.parametrize("explorer", EXPLORERS, ids=named)
def test_an_explorer_is_chinese(explorer):
    session = session_of(explorer)
    controls = session.controls
    said_of_controls = [
        text
        for one in controls.controls
        for text in (one["label"], one["meaning"], one["help"], one.get("unit", ""))
    ]
    options = [text for one in controls.controls for _, text in one.get("options", [])]
    presets = [preset["label"] for preset in controls.presets]
    others = (source_of(explorer.calculator), *explorer.calculator.parameters)
    for text in (
        session.render(),
        *controls.about,
        *controls.words.values(),
        *said_of_controls,
        *options,
        *presets,
    ):
        assert english_in(text, *others) == []
    assert all(map(is_chinese, options))
    assert is_chinese(session.table().split("\n")[0])


# Sets


def authored_in(asked):
    """Yield what the authors of a set wrote."""
    yield from (asked.asks, asked.title)
    for item in asked.items:
        yield from (item.says, item.because, *item.wrong.values())
        yield from (text for option in item.options for text in (option.in_full, option.label, option.key))
        yield item.key


@pytest.mark.parametrize("asked", SETS, ids=lambda asked: asked.id)
def test_around_the_items_of_a_set_all_is_chinese(asked):
    texts = {*authored_in(asked)}
    session = Session(asked, random.Random(1))
    answers = asked.right_answer()
    shown = {item.key for item in asked.shown}
    given = answers if asked.kind == "order" else {key: answers[key] for key in shown}
    wrong = answers[::-1] if asked.kind == "order" else dict.fromkeys(given, "")
    for marked in (None, mark(asked, given), mark(asked, wrong)):
        paper = session.paper(marked)
        assert english_in(paper._repr_html_(), *texts) == english_in(str(paper), *texts) == []
    on_paper = concepts.items(asked.id)
    for text in (str(on_paper), on_paper._repr_html_(), *session.widget.words.values()):
        assert english_in(text, *texts) == []
    assert all(is_chinese(word) for _, word in session.widget.verdicts.values())


# Tasks


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_the_verdicts_of_a_task_are_chinese_and_quote_what_its_authors_say(task):
    quoted = re.compile("“[^”]*”")
    for text in (said(task.reread), *(said(w) for check in task.checks for w in check.decides.values())):
        assert is_chinese(text)
        assert english_in(quoted.sub("", text), *names.vocabulary("parameters")) == []
    for check in task.checks:
        for verdict in (judge(check, []), no_function("int")):
            note = note_for(task, check, verdict, graded=verdict.right)
            assert english_in(quoted.sub("", str(note))) == []
            assert english_in(quoted.sub("", note._repr_html_())) == []


def test_a_hint_and_the_inputs_of_a_call_have_chinese_above_them():
    assert english_in(Note("", HINT, inputs={"gaps": [1.0, 2.0]})._repr_html_()) == []
