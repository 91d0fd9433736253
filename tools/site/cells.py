"""Cells that come alive on a static page: what a page needs in the place of their outputs.

For whoever makes pages::

    notebook = alive(executed, language="en", static="../_static/live", runtime="../runtime")
    write(folder)  # once a site: scripts, style and widgets, into the folder that *static* names

`alive` returns a copy of an executed notebook. A cell that shows a widget (an explorer, a guess, a set,
blanks) has one HTML output: its still picture and sentence, and a button. So has a cell that reveals a guess,
with the answer folded away. A last markdown cell carries what the page's script reads. Without the script the
page is complete and the buttons stay hidden. *static* and *runtime* are addresses as the page sees them; with
an empty *runtime* there are only stills.

`offline(site)` writes offline.js at the root of a whole site, with the number of this build in it.
"""

from __future__ import annotations

import copy
import hashlib
import html
import json
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Template

import nbformat
from anywidget import AnyWidget
from nbformat import NotebookNode

from crmlab.concepts.widget import Practice
from crmlab.exercises.guess_box import GuessBox
from crmlab.explorers.controls import Controls
from crmlab.firm.board import Board

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
MODEL = HERE.parents[1] / "crmlab" / "explorers" / "model.js"  # as explorers with a page of their own have it
WIDGETS: tuple[type[AnyWidget], ...] = (Controls, GuessBox, Practice, Board)
VIEW = "application/vnd.jupyter.widget-view+json"
FOLDED = '<details class="crmlab-page">'  # what a widget asks, on paper: a page without it shows it at once
FILES = (*(STATIC / name for name in ("live.js", "live.css", "worker.js", "kernel.py")), MODEL)


def alive(
    notebook: NotebookNode,
    language: str = "en",
    static: str = "_static/live",
    runtime: str = "runtime",
    **more: str,
) -> NotebookNode:
    """Return a copy of an executed notebook whose cells can come alive.

    Parameters
    ----------
    notebook : NotebookNode
        Executed, so that its stills are there.
    language : {"en", "zh"}
        Of the page, and of what the cells say.
    static, runtime : str
        Where the page finds what `write` has written, and the runtime; empty where there is none.
    **more
        ``offline="../offline.js"`` lets the page be read without the internet after it was read once.
    """
    made = copy.deepcopy(notebook)
    words = words_in(language)
    code = [cell for cell in made.cells if cell.cell_type == "code"]
    lively = {number: kind for number, cell in enumerate(code) if (kind := _kind(cell))}
    for number, kind in lively.items():
        page = _box(number, code[number], kind, words) if runtime else _still(code[number], kind, words)
        code[number].outputs = [nbformat.v4.new_output("display_data", {"text/html": page})]
    if runtime and lively:
        data = {"cells": [cell.source for cell in code], "words": words, "language": language, **more}
        data |= {"runtime": runtime.rstrip("/") + "/", "widgets": {_id(one): _file(one) for one in WIDGETS}}
        made.cells.append(nbformat.v4.new_markdown_cell(_script(data, static)))
    return made


def words_in(language: str) -> dict[str, str]:
    """Return what pages say around the text of the course."""
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))[language]


def write(folder: Path) -> None:
    """Write scripts, style and widgets that the pages share."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in FILES:
        shutil.copyfile(path, folder / path.name)
    for widget in WIDGETS:
        (folder / _file(widget)).write_text(str(widget._esm), encoding="utf-8")


def offline(site: Path) -> None:
    """Write the script that keeps what was read; it knows its build, so that no two builds mix."""
    digest = hashlib.sha256()
    for path in sorted(path for path in site.rglob("*") if path.is_file() and path.name != "offline.js"):
        digest.update(path.relative_to(site).as_posix().encode())
        digest.update(path.read_bytes())
    script = Template((STATIC / "offline.js").read_text(encoding="utf-8"))
    (site / "offline.js").write_text(script.safe_substitute(build=digest.hexdigest()[:16]), encoding="utf-8")


def _kind(cell: NotebookNode) -> str:
    """Return how a cell comes alive: ``"wake"``, ``"compare"`` or not at all."""
    if any(VIEW in output.get("data", {}) for output in cell.outputs):
        return "wake"
    return "compare" if "reveal(" in cell.source else ""


def _box(number: int, cell: NotebookNode, kind: str, words: dict[str, str]) -> str:
    again = " data-again" if kind == "compare" else ""
    still = f'<div class="crmlab-still">{_still(cell, kind, words)}</div>'
    return (
        f'<div class="crmlab-live" data-cell="{number}"{again}>{still}'
        f'<button type="button" class="crmlab-wake" hidden>{html.escape(words[kind])}</button>'
        '<span class="crmlab-says" role="status"></span></div>'
    )


def _still(cell: NotebookNode, kind: str, words: dict[str, str]) -> str:
    """Return what a cell shows without its widget; an answer is folded away, for it comes after the guess."""
    still = "".join(outputs_of(cell))
    if kind == "compare":
        return f"<details><summary>{html.escape(words['answer'])}</summary>{still}</details>"
    return still


def outputs_of(cell: NotebookNode) -> Iterator[str]:
    """Give what a cell shows without its widgets, as HTML."""
    for output in cell.outputs:
        data = output.get("data", {})
        if VIEW in data:
            continue
        if "text/html" in data:
            yield data["text/html"].replace(FOLDED, FOLDED.replace(">", " open>"))
        elif "image/png" in data:
            alt = html.escape(output.get("metadata", {}).get("image/png", {}).get("alt", ""))
            yield f'<img alt="{alt}" src="data:image/png;base64,{data["image/png"].strip()}">'
        elif text := data.get("text/plain", output.get("text", "")):
            yield f"<pre>{html.escape(text)}</pre>"


def _script(data: dict, static: str) -> str:
    """Return what a page has at its end; no script runs in the page itself, as a strict policy wants it."""
    told = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<link rel="stylesheet" href="{static}/live.css">\n'
        f'<script type="application/json" id="crmlab-page">{told}</script>\n'
        f'<script type="module" src="{static}/live.js"></script>'
    )


def _id(widget: type[AnyWidget]) -> str:
    return f"{widget.__module__}.{widget.__name__}"


def _file(widget: type[AnyWidget]) -> str:
    return f"{widget.__name__.lower()}.widget.js"
