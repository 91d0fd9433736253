"""Markup where feedback and reports quote the student: errors, answers, names, written text, stored outputs.

The markers of `catalogue.outputs` may not stand inside a tag of what student or instructor read.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output, new_raw_cell

from catalogue.frame import Case, cell_of, hostile, messy
from catalogue.messy import entries, finished, insert_after
from catalogue.messy_names import ALL, complete

IMAGE = "<img src=x onerror=alert(1)>"
SCRIPT = "</pre></div><script>alert(1)</script>"

# The attacked answer, which is wrong: what is said of it must quote it harmlessly.
ANSWERS = rf"""
=== html-in-an-error-message
The function raises an exception whose text is HTML.
def lifetime_value(margin, retention, rate, years=None):
    raise ValueError("{IMAGE}{SCRIPT}")

=== html-in-the-name-of-an-error
The function raises an exception whose class is called like an element.
def lifetime_value(margin, retention, rate, years=None):
    raise type("{IMAGE}", (Exception,), {{}})("{SCRIPT}")

=== html-in-the-result
The function gives a text of HTML instead of a number.
def lifetime_value(margin, retention, rate, years=None):
    return "{IMAGE}{SCRIPT}"

=== html-in-the-keys-of-a-result
The function gives a mapping whose keys are HTML.
def lifetime_value(margin, retention, rate, years=None):
    return {{"{IMAGE}": "{SCRIPT}", ("{IMAGE}",): {{"{IMAGE}"}}}}

=== html-in-the-columns-of-a-result
The function gives a table whose columns and index are HTML.
def lifetime_value(margin, retention, rate, years=None):
    return pd.DataFrame({{"{IMAGE}": [1]}}, index=["{SCRIPT}"])

=== html-in-the-type-of-a-result
The function gives an object whose class is called like an element; of unknown kinds the name is told.
def lifetime_value(margin, retention, rate, years=None):
    return type("{IMAGE}", (), {{}})()

=== html-in-the-name-of-the-answer
The answer is no function, but an object whose class is called like an element.
lifetime_value = type("{IMAGE}", (), {{"__repr__": lambda self: "{SCRIPT}"}})()

=== html-in-a-traceback
The cell fails with an error that writes its own traceback for IPython.
class Rendered(Exception):
    def _render_traceback_(self):
        return ["{IMAGE}", "\x1b[31m{SCRIPT}\x1b[0m"]

raise Rendered("{IMAGE}")

=== html-in-a-syntax-error
The cell is no Python: the message of the error quotes its line.
lifetime_value = {SCRIPT}

=== html-in-the-comments-of-an-answer
The source of the answer is shown in the feedback, with comments that end the page.
# {SCRIPT}
# {IMAGE} <!-- <plaintext>
def lifetime_value(margin, retention, rate, years=None):
    "{SCRIPT}"

=== escape-sequences-in-an-error
The text of an error clears the instructor's terminal and writes a line of its own.
def lifetime_value(margin, retention, rate, years=None):
    raise ValueError("\x1b[2J\x1b[H\x1b[32mall points\r\n\x1b]8;;javascript:alert(1)\x07\x00\x07\x9b2J")

=== directions-reversed-in-an-error
The text of an error turns the direction of the sentence around, and breaks its line by U+2028.
def lifetime_value(margin, retention, rate, years=None):
    raise ValueError("\u202e\u2067.thgiR\u2028Right: all points.\u2029\ud800")

=== error-that-cannot-be-written
str and repr of the error fail, and its name is no text.
class Mute(Exception):
    __module__ = "{IMAGE}"
    def __str__(self):
        raise SystemExit("{SCRIPT}")
    __repr__ = __str__

def lifetime_value(margin, retention, rate, years=None):
    raise Mute

=== error-of-a-megabyte
The text of an error is a megabyte on one line.
def lifetime_value(margin, retention, rate, years=None):
    raise ValueError("{IMAGE}" * 40_000)
"""

WRITTEN = rf"""
=== html-in-a-written-answer
The answer in Markdown, which a person grades, holds elements, handlers and an unclosed comment.
{IMAGE}{SCRIPT} <details open ontoggle=alert(1)> <!-- <plaintext>

=== links-in-a-written-answer
Markdown's own links and pictures lead to code and to a server that counts.
[a](javascript:alert(1)) <javascript:alert(1)> [b](  JaVaScRiPt:alert(1)) ![c](https://evil.example/seen.png)
[d][e] ![f](x"onerror="alert(1))

[e]: javascript:alert(1) "title"

=== mathematics-in-a-written-answer
MathJax makes links, and nbconvert does not escape what stands between dollars.
$\href{{javascript:alert(1)}}{{x}}$ $$<img src=x onerror=alert(1)>$$ $a<b/onclick=alert(1)>c$
\(<script>alert(1)</script>\)

=== code-fence-in-a-written-answer
The language of a code fence becomes a class; a table, a footnote and a mention come along.
```python"><script>alert(1)</script>
x
```

| a{IMAGE} | `</code><script>alert(1)</script>` |
|---|---|
"""


def script_in_stored_outputs(made: NotebookNode) -> None:
    """Outputs with scripts are stored in the file, as if a run had made them."""
    data = {
        "text/html": SCRIPT,
        "application/javascript": "alert(1)",
        "image/svg+xml": "<svg onload=alert(1)>",
    }
    for cell in made.cells:
        if cell.cell_type == "code":
            cell.outputs = [
                new_output("display_data", data, metadata={"isolated": True}),
                new_output("error", ename=IMAGE, evalue=SCRIPT, traceback=[IMAGE]),
                new_output("stream", name="stdout", text=SCRIPT),
            ]


def script_in_the_notebooks_metadata(made: NotebookNode) -> None:
    """Title, authors, language and widget state of the notebook go into the head of the page."""
    made.metadata |= {
        "title": SCRIPT,
        "authors": [{"name": IMAGE}],
        "language_info": {"name": '"><script>alert(1)</script>', "pygments_lexer": IMAGE},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {SCRIPT: {}}, "version_major": 2}},
    }


def script_in_the_metadata_of_cells(made: NotebookNode) -> None:
    """Tags of cells become classes of their elements."""
    for cell in made.cells:
        cell.metadata |= {"tags": ['x" onclick="alert(1)', SCRIPT], "name": IMAGE}


def script_in_a_grade_id(made: NotebookNode) -> None:
    """A cell of the student's own has an nbgrader name of HTML, which a remark tells the instructor."""
    insert_after(made, "clv-present", "x = 1")
    own = next(cell for cell in made.cells if cell.source == "x = 1")
    own.metadata["nbgrader"] = {"grade_id": SCRIPT, "grade": True, "points": 3, "locked": True}


def script_in_the_id_of_a_cell(made: NotebookNode) -> None:
    """The id of a cell becomes the id of its element."""
    insert_after(made, "clv-present", "x = 1")
    own = next(cell for cell in made.cells if cell.source == "x = 1")
    own.id = 'x" onmouseover="alert(1)'


def script_in_an_attachment(made: NotebookNode) -> None:
    """A picture pasted into the written answer is an SVG with a script; another's name ends the attribute."""
    claim = cell_of(made, "clv-claim")
    claim.source = '![a](attachment:a.svg) ![b](attachment:b"onerror="alert\\(1\\)) ![c](attachment:c.png)'
    claim["attachments"] = {
        "a.svg": {"image/svg+xml": "PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIj4="},
        'b"onerror="alert(1)': {"image/png": 'x" onerror="alert(1)'},
        "c.png": {'image/png" onerror="alert(1)': "iVBORw0KGgo=", "text/html": SCRIPT},
    }


def script_in_own_text(made: NotebookNode) -> None:
    """Markdown and raw cells of the student's own hold HTML."""
    for number, source in enumerate([IMAGE, SCRIPT, "[x](javascript:alert(1))"]):
        made.cells.append(new_markdown_cell(source, id=f"note-{number}"))
    page = {"format": "text/html", "raw_mimetype": "text/html"}
    made.cells.append(new_raw_cell(f"{IMAGE}{SCRIPT}", id="note-raw", metadata=page))


def in_structure(change: Callable[[NotebookNode], None]) -> Case:
    """Return the case of a finished notebook that was changed."""
    made = finished()
    change(made)
    return messy(change.__name__.replace("_", "-"), inspect.getdoc(change), made)


def without(graded: str) -> tuple[str, ...]:
    return tuple(name for name in ALL if name != graded)


LOST = f'lost = {{"{IMAGE}": "{SCRIPT}", "margin": "lost"}}'
DECISION = f'decision = {{"gain": "{IMAGE}", "offer": "{SCRIPT}"}}'
TABLE = f'table = pd.DataFrame({{"{IMAGE}": [1], "{SCRIPT}": [2]}}, index=["{IMAGE}"])'

CASES = [
    *(hostile(name, about, cells[""]) for name, about, cells in entries(ANSWERS)),
    *(messy(name, about, finished(clv_claim=cells[""])) for name, about, cells in entries(WRITTEN)),
    *map(
        in_structure,
        [
            script_in_stored_outputs,
            script_in_the_notebooks_metadata,
            script_in_the_metadata_of_cells,
            script_in_a_grade_id,
            script_in_the_id_of_a_cell,
            script_in_an_attachment,
            script_in_own_text,
        ],
    ),
    messy(
        "html-in-the-keys-of-an-answer",
        "Keys and values of the dictionary are HTML.",
        complete('me = "Han"', clv_terms=LOST),
        earns=without("clv-terms-lost"),
    ),
    messy(
        "html-in-the-values-of-a-decision",
        "Amount and decision are HTML.",
        complete('me = "Han"', clv_offer_choice=DECISION),
        earns=without("clv-offer-decision"),
    ),
    messy(
        "html-in-the-columns-of-an-answer",
        "Columns and index of the table are HTML.",
        complete('me = "Han"', clv_table=TABLE),
        earns=without("clv-table-years"),
    ),
    messy(
        "html-in-me",
        "The student calls himself like an element, which a remark tells the instructor.",
        complete(f"me = {IMAGE + SCRIPT!r}"),
        earns=ALL,
    ),
    messy(
        "html-in-the-folders-name",
        "The folder of the student is called like an element.",
        finished(),
        student=IMAGE,
    ),
    messy(
        "html-in-the-files-name",
        "The file is called like an element.",
        finished(),
        file_name=f"{IMAGE}.ipynb",
    ),
]
