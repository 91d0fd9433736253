"""Readers and the glossary: every set is taught and asked, the core first, and terms lead to the glossary."""

import contextlib
import re
from pathlib import Path

import build
import nbformat
import pytest
import words
from minutes import minutes

from crmlab import concepts
from crmlab.declared import authored, names

REPOSITORY = Path(build.__file__).resolve().parents[1]
A_SET = """
[clv-x]
part = "Fruit"
title = "Apples"
rows = ["CLV-01"]
teaches = "Apples are round."
asks = "How many?"
kind = "choose"
[clv-x.items.a]
says = "One and one."
is = "two"
because = "It is."
choices.two = ["2"]
choices.three = ["3", "One more than two."]
"""


@pytest.mark.parametrize("topic", concepts.topics())
def test_a_reader_teaches_and_asks_every_set_of_its_topic(topic):
    unit = next(unit for unit in authored.units() if unit.name == topic)
    cells = nbformat.read(REPOSITORY / f"notebooks/{unit.notebook}_reader.ipynb", as_version=4).cells
    for one in concepts.sets_of(topic).values():
        place = [cell.source for cell in cells].index(f'practice("{one.id}")')
        assert words.linked(one.teaches) in cells[place - 1].source
        assert f"### {one.title}" in cells[place - 1].source


@pytest.mark.parametrize("topic", concepts.topics())
def test_who_has_half_an_hour_does_the_sets_of_the_core_and_finds_the_others_folded(topic):
    unit = next(unit for unit in authored.units() if unit.name == topic)
    cells = nbformat.read(REPOSITORY / f"notebooks/{unit.notebook}_reader.ipynb", as_version=4).cells
    (fold,) = [place for place, cell in enumerate(cells) if cell.metadata.get(words.FOLDED)]
    asked = [cell.source for cell in cells[:fold] if cell.source.startswith("practice(")]
    assert asked == [f'practice("{one.id}")' for one in concepts.sets_of(topic).values() if one.core]
    assert 4 <= len(asked) <= 5
    assert minutes(cells[:fold]) <= 30
    headings = re.findall("^(#+) ", "\n".join(cell.source for cell in cells[fold:]), re.MULTILINE)
    assert headings[0] == "##" and min(map(len, headings[1:])) == 3  # all that follows is folded with it


def test_a_reader_without_a_core_has_its_sets_in_their_parts():
    made = words.reader(authored.units()[0], A_SET)
    assert "The core" not in made.cells[0].source
    assert made.cells[2].source.startswith("## Fruit\n\n### Apples\n")
    assert not any(cell.metadata for cell in made.cells)


def test_a_set_that_cannot_be_answered_stops_the_build(tmp_path):
    declared = tmp_path / "concepts.toml"
    declared.write_text('[clv-x]\nkind = "sort"\n', encoding="utf-8")
    with pytest.raises(build.AuthorError, match="concepts.toml: clv-x: 'items' is missing"):
        build._write_reader(authored.units()[0], declared, tmp_path / "reader.ipynb")


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("a **churn rate** (客户流失率)", "a [**churn rate**](00_glossary.ipynb#churn-rate) (客户流失率)"),
        ("a **thing** (东西) is", "a **thing** (东西) is"),
        ("**churn rate** (no Chinese)", "**churn rate** (no Chinese)"),
    ],
)
def test_a_term_at_first_use_leads_to_the_glossary(text, linked):
    assert words.linked(text) == linked


def test_a_term_in_bold_has_the_chinese_name_that_the_glossary_has():
    other = []
    for path in [*REPOSITORY.glob("course/*/*.py"), *REPOSITORY.glob("course/*/concepts.toml")]:
        text = re.sub(r"\n(# ?)?", " ", path.read_text(encoding="utf-8"))
        for found in words.FIRST_USE.finditer(text):
            with contextlib.suppress(ValueError):  # a word that the glossary need not have
                term = names.glossary(found["english"])
                chinese = found["chinese"].partition(",")[0]  # what follows is a letter, as in RFM
                named = {term.zh[0], *names._readings(term)}
                other += [f"{path.parent.name}: {found.group()}"] * (chinese not in named)
    assert other == []


def test_the_glossary_has_every_term_in_both_languages_and_a_link_leads_to_the_term():
    glossary = nbformat.read(REPOSITORY / "notebooks/00_glossary.ipynb", 4)
    text = "\n".join(cell.source for cell in glossary.cells)
    for word in names.vocabulary("terms").values():
        assert f"**{word.en[0]}** · {word.zh[0]} · {word.en[1]}" in text
    places = [heading.replace(" ", "-") for heading in re.findall(r"^### (.*)$", text, re.MULTILINE)]
    for notebook in (REPOSITORY / "notebooks").glob("*.ipynb"):
        for place in re.findall(r"00_glossary.ipynb#(.*?)\)", notebook.read_text(encoding="utf-8")):
            assert places.count(place) == 1
