"""Slides of a lesson, for a wall: one idea a page, and a question before its picture.

They are made of the executed notebook, so they say what the lesson says. A heading begins a slide, and so
does each cell; what is said about an output stands below it. They end where the lesson says *More*.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cells import outputs_of
from markdown_it import MarkdownIt
from nbformat import NotebookNode
from staging import linked

ASKS = ("guess(", "practice(")
WITHOUT_CODE = (*ASKS, "explore(", "picture(", "show(", "reveal(")
HEADING = re.compile(r"^(?=#{1,3} )", re.MULTILINE)
MORE = "## More"
PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><link rel="icon" href="../_static/course.svg">
<link rel="stylesheet" href="../_static/slides.css">
<script type="module" src="../_static/slides.js"></script></head>
<body><header><h1>{title}</h1></header><main>{deck}</main>
<nav hidden><button type="button" id="before">{before}</button><output id="place"></output>
<button type="button" id="after">{after}</button>
<a href="../notebooks/{name}.html">{lesson}</a></nav></body></html>
"""


@dataclass
class Slide:
    """One page of a deck."""

    kind: str  # "says", "asks" or "shows"
    parts: list[str] = field(default_factory=list)


def deck(notebook: NotebookNode, path: Path, language: str, words: dict[str, str]) -> str:
    """Return the slides of an executed notebook as one page.

    Parameters
    ----------
    notebook : NotebookNode
        Executed.
    path : Path
        Its file; the deck has the same name.
    language : {"en", "zh"}
        Of its pictures.
    words : dict of str to str
        What stands on the buttons.
    """
    slides = "\n".join(
        f'<section class="{one.kind}" tabindex="-1">{"".join(one.parts)}</section>'
        for one in _slides(notebook)
    )
    title = html.escape(re.sub(r"^# ", "", notebook.cells[0].source.splitlines()[0]))
    return PAGE.format(language=language, title=title, deck=slides, name=path.stem, **words)


def _slides(notebook: NotebookNode) -> Iterator[Slide]:
    slide = Slide("says")
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for text in filter(str.strip, HEADING.split(cell.source)):
                if text.startswith(MORE):
                    yield slide
                    return
                if text.startswith("#") and slide.parts:
                    yield slide
                    slide = Slide("says")
                slide.parts.append(_rendered(text))
        elif shown := list(outputs_of(cell)):
            yield slide
            slide = Slide("asks" if cell.source.startswith(ASKS) else "shows", [*_code(cell.source), *shown])
    yield slide


def _code(source: str) -> Iterator[str]:
    """Give a short source, unless what it shows speaks for itself."""
    if not any(call in source for call in WITHOUT_CODE) and "import " not in source:
        yield f"<pre><code>{html.escape(source)}</code></pre>"


def _rendered(markdown: str) -> str:
    """Return a text as HTML; a deck stands for itself, so links are words."""
    made = MarkdownIt("commonmark").enable("table").render(linked(markdown, "notebooks/x.ipynb", set()))
    return re.sub(r"(</?h)[1-6]", r"\g<1>2", made)  # the first is the lesson's
