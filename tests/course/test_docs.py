"""The generated documentation: nothing of the subject is left out, no computed number is typed by hand."""

import re
from collections import Counter
from itertools import groupby
from pathlib import Path

import build
import claims
import covered
import numpy as np
import pytest
import rows
import tables
import taught

from crmlab.declared import authored

REPOSITORY = Path(build.__file__).resolve().parents[1]

# --- Coverage ----------------------------------------------------------------------------------

GROUPS = {
    "FND": 32, "REL": 16, "LIF": 29, "VAL": 15, "CLV": 24, "CEQ": 11, "SEG": 33, "INF": 13, "ACQ": 14,
    "EXP": 21, "SVC": 38, "SAT": 21, "CMP": 32, "LOY": 7, "CHN": 5, "COM": 3, "KAM": 5,
}  # fmt: skip
COMPUTED = {"formula", "statistic", "worked example", "scoring", "simulation"}
OTHERS = {"classification", "decision rule", "definition", "process", "framework", "checklist", "timeline"}
OTHERS |= {"discussion", "case", "story", "exercise"}
ROWS = list(rows.all_rows().items())


def test_every_row_of_the_subject_stands_in_the_table_once():
    """The first topics divide the rows of the source documents among them; a further one brings its own."""
    found = Counter(letters(key) for key, _ in ROWS)
    assert {group: found[group] for group in GROUPS} == GROUPS
    assert sorted(key for key, _ in ROWS) == sorted(
        f"{group}-{number:02}" for group, rows in found.items() for number in range(1, rows + 1)
    )


def test_the_rows_stand_in_the_lessons_in_order():
    for unit in authored.topics():
        for _, group in groupby(sorted(rows.rows_of(unit.name), key=letters), key=letters):
            numbers = list(group)
            assert numbers == sorted(numbers)


def letters(key):
    return key.partition("-")[0]


def test_every_row_has_its_name_in_both_languages_and_its_kind():
    for key, row in ROWS:
        assert row.keys() <= {"en", "zh", "kind", "by", "computed_with"}, key
        assert row["en"].strip() == row["en"] != "", key
        assert re.search(r"[\u4e00-\u9fff]", row["zh"]), key
        assert row["kind"] in COMPUTED | OTHERS, key


def test_every_row_is_carried_and_what_has_numbers_is_computed():
    for key, row in ROWS:
        assert row["by"] in ("concept", "case") or (row["by"] and "computed_with" not in row), key
        assert rows.calculators_in(row) or row["kind"] not in COMPUTED, key


def test_what_a_finished_lesson_promises_a_learner_can_be_wrong_about():
    assert taught.holes(REPOSITORY) == []


def test_every_calculator_that_a_row_names_can_be_called():
    named = {(key, name) for key, row in ROWS for name in rows.calculators_in(row)}
    assert not {(key, name) for key, name in named if name not in rows.calculators()}


def test_a_calculator_that_is_gone_stops_the_build_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(covered, "calculators", dict)
    with pytest.raises(build.AuthorError, match=r"course/\w+/rows.toml: rows.\w+-\d+: the library offers no"):
        build._write_tables(REPOSITORY, tmp_path / "docs")


# --- Claims ------------------------------------------------------------------------------------

CLAIMS = claims.claims()
VERDICTS = {
    "exact", "exact with a condition", "reconstructed", "not identifiable", "inconsistent", "disputed",
}  # fmt: skip
ENTRIES = CLAIMS["claims"] | {entry["what"]: entry for entry in CLAIMS["published"]}


@pytest.mark.parametrize("key", ENTRIES)
def test_every_computed_number_has_the_digits_that_were_checked(key):
    for one in ENTRIES[key]["computed"]:
        answer = claims.evaluate(one["call"])
        assert claims.written(answer, one["is"]) == one["is"], one["call"]


def test_no_two_published_numbers_share_a_name():
    assert len(ENTRIES) == len(CLAIMS["claims"]) + len(CLAIMS["published"])


@pytest.mark.parametrize("entry", CLAIMS["published"], ids=lambda entry: entry["what"])
def test_the_library_gives_what_was_published(entry):
    assert claims.agrees(entry)


def test_no_worked_number_and_no_contradiction_with_numbers_is_left_out():
    claimed = CLAIMS["claims"]
    settled = {key for entry in claimed.values() for key in entry.get("also", [])} | set(claimed)
    numbers = {key.rstrip("abcde") for key in claimed if key.startswith("N")}
    assert numbers == {f"N{number}" for number in range(1, 29)}
    with_numbers = [*range(1, 12), 18, 19, 22, 23, 24, 26, 27, 28, 31]
    assert {f"X{number:02}" for number in with_numbers} <= settled


@pytest.mark.parametrize("key", CLAIMS["claims"])
def test_every_claim_has_a_verdict_and_a_reason(key):
    entry = CLAIMS["claims"][key]
    assert entry["computed"]
    assert entry["verdict"] in VERDICTS
    for sentence in (entry["claim"], entry["why"]):
        assert sentence.endswith(".")
        assert not {"|", "\n"} & set(sentence)


@pytest.mark.parametrize(
    ("answer", "like", "text"),
    [
        (3544.832, "¥3,544.83", "¥3,544.83"),
        (-0.0001, "0.00", "0.00"),
        (0.34867844, "34.9%", "34.9%"),
        (0.25, "+99.0%", "+25.0%"),
        ([-51, -21.2, 65000], "−1, 0.0, 0", "−51, −21.2, 65,000"),
        (np.int64(2), "year 9", "year 2"),
        ([1, 2], "1", "1 2"),
        ([1], "1, 2", "1, nan"),
        (None, "2", "None"),
        ("VIP", "A", "VIP"),
    ],
)
def test_an_answer_is_written_in_the_form_that_the_author_expects(answer, like, text):
    assert claims.written(answer, like) == text


def test_a_call_without_an_answer_is_named():
    with pytest.raises(tables.TableError, match="clv.no_such_thing"):
        claims.evaluate("clv.no_such_thing(1)")


def test_a_claim_without_an_answer_stops_the_build_in_a_sentence(monkeypatch, tmp_path):
    def nothing(root):
        raise tables.TableError("course/*/claims.toml: clv.x() cannot be computed: no x.")

    monkeypatch.setattr(build, "claims_page", nothing)
    with pytest.raises(build.AuthorError, match=r"clv\.x\(\) cannot be computed"):
        build._write_tables(REPOSITORY, tmp_path / "docs")


# --- Pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["README", "coverage", "claims", "plan", "syllabus", "references"])
def test_every_link_of_the_tables_leads_to_a_file(name):
    text = (REPOSITORY / "docs" / f"{name}.md").read_text(encoding="utf-8")
    for target in set(re.findall(r"\]\((?!https://doi)([^)#]+)\)", text)):
        assert (REPOSITORY / "docs" / target).is_file(), target
