"""Chinese twins of sentences are found by id, and known to be older than an English that has changed."""

import json

import pytest
import twins

FIRST = "clv-present-discounts:simple-interest"
HINT = "clv-present:clv-present:hint-1"
CHOICE = "clv-lost:goods:lost"


@pytest.fixture
def written(tmp_path):
    """Return a function that writes the twins of clv: for each id, the English for which it was made."""

    def write(made_for):
        lines = [
            f'{json.dumps(key)} = {{ zh = "某句", of = "{twins.digest(english)}" }}'
            for key, english in made_for.items()
        ]
        (tmp_path / "course/clv").mkdir(parents=True)
        (tmp_path / "course/clv/zh.toml").write_text("\n".join(lines), encoding="utf-8")
        return tmp_path

    return write


def test_mistakes_hints_and_choices_have_ids_by_which_a_translator_finds_them():
    found = twins.sentences("clv")
    assert {FIRST, HINT, CHOICE} <= found.keys()
    assert found[FIRST].startswith("You divide by 1 + rate")


def test_a_twin_of_an_english_sentence_that_has_changed_is_older_and_the_others_are_missing(written):
    english = twins.sentences("clv")
    root = written({FIRST: english[FIRST], HINT: "Another hint."})
    assert twins.older("clv", root) == [HINT]
    assert twins.missing("clv", root) == [key for key in english if key not in {FIRST, HINT}]
    assert list(twins.lost("clv", root)) == []


def test_a_twin_whose_sentence_is_gone_is_named_before_it_is_lost_in_silence(written):
    assert list(twins.lost("clv", written({"clv-present:renamed": "x"}))) == [
        "course/clv/zh.toml: there is no sentence 'clv-present:renamed'; it was renamed, or is gone."
    ]
