"""Notebooks made of words: a reader of each topic's concepts, and the glossary, to which lessons link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import nbformat
from minutes import minutes, rounded
from nbformat import NotebookNode

from crmlab.concepts.sets import ConceptSet, read_sets
from crmlab.declared import names
from crmlab.declared.authored import Unit

GLOSSARY = "00_glossary"
FOLDED = "jp-MarkdownHeadingCollapsed"  # JupyterLab hides what stands under such a heading until it is opened
MORE = "## More\n\nIf you see no section below, they are folded: click the arrow beside this heading."
FIRST_USE = re.compile(r"\*\*(?P<english>[^*]+)\*\*\s+\((?P<chinese>[^()\n]*[\u4e00-\u9fff][^()\n]*)\)")


def reader(unit: Unit, concepts: str) -> NotebookNode:
    """Return the reader beside a lesson: the sets of its core, the others folded; or all in their parts."""
    sets = list(read_sets(concepts).values())
    core = [cell for one in sets if one.core for cell in _of_set(one, "###")]
    if core:
        core.insert(0, nbformat.v4.new_markdown_cell("## The core"))
        more = [nbformat.v4.new_markdown_cell(MORE, metadata={FOLDED: True}), *_in_parts(sets, "###")]
    else:
        more = list(_in_parts(sets, "##"))
    core.insert(0, nbformat.v4.new_code_cell("from crmlab import practice"))
    return nbformat.v4.new_notebook(cells=[_head(unit, core, more), *core, *more])


def _head(unit: Unit, core: list[NotebookNode], more: list[NotebookNode]) -> NotebookNode:
    """Return the first cell: what the reader goes with, and how long its core and all of it take."""
    in_core, in_all = (sum(map(_asks, cells)) for cells in (core, core + more))
    times = [f"All {in_all} sets: about {rounded(minutes(core + more))} minutes"]
    if in_core:
        times.insert(0, f"The core, {in_core} sets: about {rounded(minutes(core))} minutes")
    begin = "Begin with the core. Take the other sections" if in_core else "Take the sections"
    return nbformat.v4.new_markdown_cell(
        f"# Reader: {unit.title[0].lower()}{unit.title[1:]}\n\n"
        f"**{' · '.join(times)} (an estimate) · beside [lesson {unit.number}]({unit.notebook}.ipynb)**\n\n"
        "Read a section, then do its set: choose, press *Check*, and read why. What is right is remembered "
        f"on your computer; `crmlab progress` shows it. {begin} in any order, a few at a time."
    )


def _asks(cell: NotebookNode) -> bool:
    return cell.source.startswith("practice(")


def _in_parts(sets: Iterable[ConceptSet], level: str) -> Iterator[NotebookNode]:
    """Yield the sets that are not core, under the headings of their parts."""
    part = ""
    for one in sets:
        part = one.part or part
        if not one.core:
            above, part = f"{level} {part}\n\n" if part else "", ""
            yield from _of_set(one, f"{above}{level}#")


def _of_set(one: ConceptSet, heading: str) -> Iterator[NotebookNode]:
    yield nbformat.v4.new_markdown_cell(f"{heading} {one.title}\n\n{linked(one.teaches)}")
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
