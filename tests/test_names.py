"""The words of the course: a student finds a term by whatever he knows of it, in the language he chose."""

import os
import subprocess
import sys

import pytest

import crmlab
from crmlab.declared import names
from crmlab.declared.names import Word, glossary, language, set_language, vocabulary, word

TERMS = vocabulary("terms")


def test_every_term_is_found_by_its_key_and_its_names_in_both_languages():
    for key, entry in TERMS.items():
        for spelling in (key, key.replace("_", " "), entry.en[0], entry.zh[0]):
            assert glossary(spelling) is glossary(f"  {spelling.upper()} ") is entry, spelling


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("CLV", "clv"),
        ("Customer lifetime value", "clv"),
        ("客户终身价值", "clv"),
        ("客户生命周期价值", "clv"),
        ("CAC", "acquisition_cost"),
        ("payback year", "break_even"),
        ("break-even", "break_even"),
        ("毛利", "margin"),
    ],
)
def test_a_term_is_found_by_each_reading_of_its_brackets(typed, key):
    assert glossary(typed) is TERMS[key]


def test_a_full_name_wins_over_a_part_in_brackets(monkeypatch):
    ours = {
        "gross_margin": Word(("gross margin", ""), ("毛利", "")),
        "margin": Word(("margin (gross margin)", ""), ("利润\uff08毛利\uff09", "")),  # full-width brackets
    }
    monkeypatch.setattr(names, "vocabulary", lambda kind: ours)
    assert glossary("毛利") is glossary("gross margin") is ours["gross_margin"]
    assert glossary("利润") is ours["margin"]


def test_a_term_that_is_not_there_gets_its_nearest_neighbours():
    with pytest.raises(ValueError, match=r"^The glossary has no 'chrun'; it has .*churn.*\.$"):
        glossary("chrun")
    with pytest.raises(ValueError, match=r"^The glossary has no '\?\?\?'; it has .*annuity_due, .*\.$"):
        glossary("???")


@pytest.mark.parametrize("wrong", [5, None, ["churn"], b"churn"])
def test_what_is_no_word_is_refused_in_a_sentence(wrong):
    with pytest.raises(TypeError, match=r"^term must be a word, such as 'churn'; got .*\.$"):
        glossary(wrong)


def test_an_entry_reads_as_a_line_with_both_names():
    assert repr(glossary("churn")).startswith("churn rate (客户流失率): Share of customers who leave")


def test_the_definition_follows_the_language(chinese):
    assert language() == "zh"
    assert glossary("churn").label == "客户流失率"
    assert glossary("churn").definition.endswith("。")
    assert str(glossary("churn")) == f"churn rate (客户流失率): {TERMS['churn'].zh[1]}"


def test_the_language_can_be_switched_and_is_english_at_first():
    assert language() == "en"
    crmlab.set_language("zh")
    try:
        assert word("parameters", "retention").label == "客户保持率"
    finally:
        set_language("en")
    assert word("parameters", "retention").label == "retention rate"


@pytest.mark.parametrize("wrong", ["fr", "EN", "", None, 1, ["zh"]])
def test_another_language_is_refused_and_the_old_one_stays(wrong):
    with pytest.raises(ValueError, match=r"^code must be 'en' or 'zh'; got .*\.$"):
        set_language(wrong)
    assert language() == "en"


@pytest.mark.parametrize(("setting", "expected"), [("zh", "zh"), ("en", "en"), ("fr", "en"), (None, "en")])
def test_the_language_can_be_set_for_a_whole_class_from_outside(setting, expected):
    environment = {k: v for k, v in os.environ.items() if k != "CRMLAB_LANG"}
    environment |= {"CRMLAB_LANG": setting} if setting else {}
    program = "from crmlab.declared import names; print(names.language())"
    run = subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning", "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (run.stdout.strip(), run.stderr) == (expected, "")


def test_a_name_without_an_entry_stands_for_itself():
    unknown = word("parameters", "price_per_unit")
    assert (unknown.label, unknown.definition) == ("price per unit", "")


def test_a_name_without_an_entry_stands_for_itself_in_chinese_too(chinese):
    assert word("parameters", "price_per_unit").label == "price_per_unit"


ONCE = """
import tomllib
read = []
loads = tomllib.loads
tomllib.loads = lambda text, **settings: read.append(text) or loads(text, **settings)
from crmlab import clv, glossary, set_language, show
glossary("churn"), glossary("毛利"), str(show(clv.discount_factor, rate=0.1, period=2))
set_language("zh")
str(show(clv.discount_factor, rate=0.1, period=2))
print(len(read) - len(set(read)), len(read))
"""


def test_words_are_read_once_a_process_so_that_nobody_waits_for_each_kind_of_them():
    done = subprocess.run([sys.executable, "-c", ONCE], capture_output=True, encoding="utf-8", check=True)
    again, files = map(int, done.stdout.split())
    assert (again, files > 0) == (0, True)
