"""More than is read, kept or shown: what is beyond is left out and told, and everything else counts."""

from __future__ import annotations

import base64
import json

from nbformat.v4 import new_code_cell, new_markdown_cell

from catalogue.frame import Case, hostile, messy, model_answers, to_bytes
from catalogue.messy import entries, finished, own_cell

LONG = {
    "a-list-of-millions": ("A list of three million ones.", f"ones = [{'1, ' * 3_000_000}]"),
    "one-long-line": ("A text of 200,000 characters on one line.", f"text = '{'x' * 200_000}'"),
    "an-integer-of-a-megabyte": ("A number of a million digits.", f"number = {'9' * 1_000_000}"),
    "lines-without-number": ("A hundred thousand lines.", "x = 1\n" * 100_000),
}
PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(150_000)).decode()  # 200,000 characters

# What the cell for trying out shows: more than anybody wants to see.
SHOWN = r"""
=== html-that-cleaning-multiplies
Formatting is opened again at each paragraph: 36 kB become 77 MB.
from IPython.display import HTML
HTML("<b title=x>" * 3_000 + "<p>" * 9_000)

=== html-longer-than-is-kept
A table of a hundred thousand rows, as HTML.
from IPython.display import HTML
HTML("<table>" + "<tr><td>1</td></tr>" * 40_000 + "</table>")

=== html-of-ampersands
Each ampersand is looked at again at the next one.
from IPython.display import HTML
HTML("&" * 900_000)

=== html-nested-in-attributes
Tags and brackets stand in one another in an attribute.
from IPython.display import HTML
HTML('<div title="' + "<div title='" * 40_000 + "'>" + '(' * 100_000 + '">x</div>')

=== printed-signs-that-grow
What is printed takes six times its length when it is sent.
print('\x00"' * 450_000)
"""
TOLD = {
    "html-that-cleaning-multiplies": "HTML of 60,000 characters was left out",
    "html-longer-than-is-kept": "",  # what shows it says so
    "html-of-ampersands": "HTML of 900,000 characters was left out",
    "html-nested-in-attributes": "HTML of",
    "printed-signs-that-grow": "",
}


def pasted(name: str, about: str, size: int, inline: bool = False, **expected) -> Case:
    """Return the case of a picture in the open answer and in a text of the student's own."""
    content = PICTURE * max(1, size // len(PICTURE))
    made = finished()
    own = new_markdown_cell("![mine](attachment:mine.png)", id="mine")
    own.attachments = {"mine.png": {"image/png": content}}
    if inline:
        own = new_markdown_cell(f"My sketch: ![mine](data:image/png;base64,{content})", id="mine")
    made.cells.insert(5, own)
    return messy(name, about, made, **expected)


def many(name: str, about: str, source: str, number: int, **expected) -> Case:
    """Return the case of a notebook with many cells of the student's own at its end."""
    made = finished()
    made.cells += [new_code_cell(source, id=f"many-{place}") for place in range(number)]
    return messy(name, about, made, **expected)


def above(name: str, about: str, source: str) -> Case:
    """Return the case of a cell of the student's own above everything."""
    made = finished()
    made.cells.insert(0, own_cell(made, source))
    return messy(f"{name}-above-everything", about, made, said="Left out: ")


def of_many_parts() -> bytes:
    """Return a notebook that is small, and takes gigabytes when it is parsed."""
    made = json.loads(to_bytes(finished()))
    made["metadata"]["parts"] = "@"
    return json.dumps(made).replace('"@"', f"[{'{},' * 5_000_000}1]").encode()


CASES = [
    *(hostile(f"{name}-in-an-answer", what, text, said="Left out: ") for name, (what, text) in LONG.items()),
    *(above(name, *rest) for name, rest in LONG.items()),
    *(
        messy(name, about, finished(clv_value_try=cells[""]), said=TOLD[name])
        for name, about, cells in entries(SHOWN)
    ),
    messy(
        "long-line-in-a-right-answer",
        "A comment of 90,000 characters stands behind the right function.",
        finished(clv_value=f"{model_answers()['clv-value']}  # {'x' * 90_000}"),
    ),
    messy(
        "formulas-in-a-written-answer",
        "Markdown would take a minute for 54 kB of formulas that do not end.",
        finished(clv_claim="\\begin{a}" * 6_000),
        said="Shown as it was typed: 'clv-claim' (54,000 characters)",
    ),
    pasted("picture-pasted", "A screenshot is pasted into a text of one's own.", 200_000),
    pasted("picture-written-inline", "Some editors write a picture into the text.", 200_000, inline=True),
    pasted(
        "picture-pasted-of-a-giant",
        "A picture of 30 MB is pasted.",
        30_000_000,
        said="Pictures left out: 'mine' (29,",
        stock="slow",
    ),
    many("cells-without-number", "20,000 cells of one's own.", "1", 20_000, said="Left out: ", stock="slow"),
    many(
        "outputs-without-number",
        "A hundred cells show almost as much as each may.",
        "print('x' * 900_000)",
        100,
        said="the rest is left out",
        stock="slow",
    ),
    Case(
        "file-of-many-parts",
        "A small file would take gigabytes when it is parsed.",
        of_many_parts(),
        earns=(),
        said="it is too large, with",
        stock="slow",
    ),
]
