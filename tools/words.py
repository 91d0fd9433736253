"""Notebooks made of words: a reader of each topic's concepts, and the glossary, to which lessons link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import nbformat
from nbformat import NotebookNode

from crmlab.concepts.sets import ConceptSet, read_sets
from crmlab.declared import names
from crmlab.declared.authored import Unit

GLOSSARY = "00_glossary"
MINUTES_A_SET, MINUTES_AN_ITEM = 2, 0.3
FIRST_USE = re.compile(r"\*\*(?P<english>[^*]+)\*\*\s+\((?P<chinese>[^()\n]*[\u4e00-\u9fff][^()\n]*)\)")


def reader(unit: Unit, concepts: str) -> NotebookNode:
    """Return the reader beside a lesson: what each set teaches, and the set."""
    title, sets = unit.title, read_sets(concepts)
    minutes = round(sum(MINUTES_A_SET + MINUTES_AN_ITEM * len(one.shown) for one in sets.values()) / 5) * 5
    head = (
        f"# Reader: {title[0].lower()}{title[1:]}\n\n"
        f"**About {minutes} minutes in all (an estimate) · "
        f"beside [lesson {unit.number}]({unit.notebook}.ipynb) · "
        f"gives {len(sets)} sets to sort, match, order and choose**\n\n"
        "Read a section, then do its set: choose, press *Check*, and read why. What is right is remembered "
        "on your computer; `crmlab progress` shows it. Take the sections in any order, a few at a time."
    )
    cells = [nbformat.v4.new_markdown_cell(head), nbformat.v4.new_code_cell("from crmlab import practice")]
    for one in sets.values():
        cells += _of_set(one)
    return nbformat.v4.new_notebook(cells=cells)


def _of_set(one: ConceptSet) -> Iterator[NotebookNode]:
    part = f"## {one.part}\n\n" if one.part else ""
    yield nbformat.v4.new_markdown_cell(f"{part}### {one.title}\n\n{linked(one.teaches)}")
    yield nbformat.v4.new_code_cell(f'practice("{one.id}")')


def glossary() -> NotebookNode:
    """Return the glossary in both languages, a heading a term."""
    head = (
        "# Glossary\n\n**To look things up · English, 中文, what it means**\n\n"
        'In code: `from crmlab import glossary`, then `glossary("churn")` or `glossary("客户流失率")`.'
    )
    cells = [nbformat.v4.new_markdown_cell(head)]
    terms = sorted(names.vocabulary("terms").values(), key=lambda word: word.en[0].casefold())
    for letter, words in groupby(terms, key=lambda word: word.en[0][0].upper()):
        parts = [f"## {letter}"]
        for word in words:
            parts += [f"### {_heading(word)}", f"**{word.en[0]}** · {word.zh[0]} · {word.en[1]}"]
        cells.append(nbformat.v4.new_markdown_cell("\n\n".join(parts)))
    return nbformat.v4.new_notebook(cells=cells)


def _heading(word: names.Word) -> str:
    """Return a term without what stands in brackets: a link to a heading with brackets ends in them."""
    return re.sub(r"\s*\(.*?\)", "", word.en[0])


def linked(text: str) -> str:
    """Link each term that stands in bold with its Chinese in brackets to its place in the glossary."""
    return FIRST_USE.sub(_link, text)


def _link(found: re.Match[str]) -> str:
    for spelling in (found["chinese"], found["english"]):
        try:
            place = _heading(names.glossary(" ".join(spelling.split()))).replace(" ", "-")
        except ValueError:  # a word that the glossary need not have
            continue
        return f"[**{found['english']}**]({GLOSSARY}.ipynb#{place}) ({found['chinese']})"
    return found.group()
