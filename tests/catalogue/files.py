"""Files as they arrive: in other encodings, damaged, of other kinds, far too large.

What can be read earns what its answers deserve; anything else ends with 0 and a reason.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import zipfile

import nbformat
from nbformat.v4 import new_output

from catalogue.frame import HONEST, ROOT, VALUE, Case, model_answers, to_bytes
from catalogue.messy import finished

IN_CHINESE = f"# 客户终身价值：先算每年的留存\n{model_answers()['clv-value']}  # 完成"
IN_FRENCH = f"# café, année: « à la fin »\n{model_answers()['clv-value']}  # terminé"
TEXT = to_bytes(finished(clv_value=IN_CHINESE)).decode()
FRENCH = to_bytes(finished(clv_value=IN_FRENCH)).decode()
SOUND = TEXT.encode()
NO_NOTEBOOK = "no notebook"
CANNOT_BE_READ = "cannot be read"


def readable(name: str, about: str, content: bytes | str, **expected) -> Case:
    """Return the case of a file from which all three functions can be read."""
    content = content.encode() if isinstance(content, str) else content
    return Case(name, about, content, **{"earns": HONEST + VALUE, **expected})


def unreadable(name: str, about: str, content: bytes | str, said: str = CANNOT_BE_READ) -> Case:
    """Return the case of a file that ends with 0 points and a reason."""
    content = content.encode() if isinstance(content, str) else content
    return Case(name, about, content, earns=(), said=said)


def zipped(name: str) -> bytes:
    """Return a zip with the sound notebook in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), SOUND)  # of 1980, so that the bytes are the same every day
    return file.getvalue()


def with_large_outputs() -> bytes:
    """Return 60 MB: outputs of a megabyte each."""
    made = finished(clv_value=IN_CHINESE)
    code = [cell for cell in made.cells if cell.cell_type == "code"]
    for number in range(60):
        code[number % len(code)].outputs.append(new_output("stream", name="stdout", text=f"@{number}@"))
    parts = to_bytes(made).split(b"@")  # filled in here, because to write as JSON takes long
    return b"".join(b"x" * 1_000_000 if part.isdigit() else part for part in parts)


def as_python() -> str:
    return "\n\n".join(
        f"# In[{n}]:\n{cell.source}" for n, cell in enumerate(finished().cells) if cell.cell_type == "code"
    )


def with_keys_first(text: str) -> str:
    """Return a notebook whose JSON has each of its keys twice; the last counts."""
    return text.replace("{", '{"cells": [], "metadata": null, ', 1)


def merged_by_git(text: str) -> str:
    lines = text.splitlines(keepends=True)
    middle = len(lines) // 2
    conflict = ["<<<<<<< HEAD\n", lines[middle], "=======\n", lines[middle], ">>>>>>> theirs\n"]
    return "".join(lines[:middle] + conflict + lines[middle + 1 :])


ENCODINGS = [
    readable("encoding-gbk", "Saved in the code page of Chinese Windows.", TEXT.encode("gbk", "replace")),
    readable("encoding-gb18030", "Saved in GB18030, which has all characters.", TEXT.encode("gb18030")),
    readable(
        "encoding-big5",
        "Saved in the code page of Taiwan; comments may suffer.",
        TEXT.encode("big5", "replace"),
    ),
    readable("encoding-utf-8-sig", "UTF-8 with a mark, as Notepad writes it.", TEXT.encode("utf-8-sig")),
    readable(
        "encoding-utf-8-with-two-marks",
        "The mark of UTF-8 stands twice.",
        codecs.BOM_UTF8 + TEXT.encode("utf-8-sig"),
    ),
    readable("encoding-utf-16", "UTF-16 with a mark, as PowerShell writes it.", TEXT.encode("utf-16")),
    readable(
        "encoding-utf-16-be",
        "UTF-16 of the other byte order, with a mark.",
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ),
    readable(
        "encoding-utf-16-without-mark",
        "UTF-16 without a mark: every second byte is 0.",
        TEXT.encode("utf-16-le"),
    ),
    readable(
        "encoding-utf-32", "UTF-32 with a mark, which begins like that of UTF-16.", TEXT.encode("utf-32")
    ),
    readable(
        "encoding-latin-1",
        "Accents in Latin-1; one stands at the end of a line, before a backslash.",
        FRENCH.encode("latin-1", "replace"),
    ),
    readable(
        "encoding-cp1252",
        "Accents and a euro sign in the code page of western Windows.",
        FRENCH.encode("cp1252", "replace"),
    ),
    readable(
        "encoding-utf-8-read-as-latin-1",
        "UTF-8 was read as Latin-1 and saved as UTF-8 once more.",
        SOUND.decode("latin-1"),
    ),
    readable(
        "encoding-one-broken-byte",
        "UTF-8 with one byte that is none, in a comment.",
        SOUND.replace("客户".encode(), b"\xe5\xae\xff\xe6\x88\xb7", 1),
    ),
    readable(
        "encoding-ascii-escapes",
        "All other characters are written as JSON escapes.",
        json.dumps(json.loads(TEXT)),
    ),
    readable(
        "line-ends-of-the-file",
        "The lines of the file end in CRLF, as after a transfer.",
        TEXT.replace("\n", "\r\n"),
    ),
    readable(
        "json-on-one-line",
        "The file is one line without blanks.",
        json.dumps(json.loads(TEXT), separators=(",", ":")),
    ),
    readable("json-with-blanks-around", "Blanks and empty lines stand around the JSON.", f"\n \n{TEXT}\n\n "),
    readable(
        "json-with-keys-twice", "A key stands twice in the JSON; the last counts.", with_keys_first(TEXT)
    ),
    readable(
        "sixty-megabytes-of-outputs",
        "Outputs of 60 MB, which nobody needs.",
        with_large_outputs(),
        stock="slow",
    ),
]

DAMAGED = [
    unreadable("empty-file", "Nothing stands in the file.", b"", said="empty"),
    unreadable("blank-file", "Blanks and line breaks only.", " \r\n\t\n", said="empty"),
    unreadable("mark-only", "A mark of UTF-8 and nothing else.", codecs.BOM_UTF8, said="empty"),
    unreadable("file-of-zeros", "A disk failed: the file has its length, all bytes are 0.", bytes(20_000)),
    unreadable("cut-off-half-way", "The upload ended half way.", SOUND[: len(SOUND) // 2]),
    unreadable("cut-off-at-the-end", "The last bracket is missing.", SOUND.rstrip().removesuffix(b"}")),
    unreadable(
        "cut-off-utf-16", "UTF-16, cut off in the middle of a character.", TEXT.encode("utf-16")[:4001]
    ),
    unreadable("corrupt-json", "A comma is missing in the middle.", TEXT.replace('",\n', '"\n', 1)),
    unreadable("comma-too-many", "A comma before the last bracket.", TEXT.rstrip().removesuffix("}") + ",}"),
    unreadable(
        "python-instead-of-json",
        "The notebook was written with repr(), in single quotes.",
        repr(json.loads(TEXT)),
    ),
    unreadable(
        "merged-by-git", "Marks of a conflict stand in the file.", merged_by_git(TEXT), said="git conflict"
    ),
    readable("two-notebooks-in-one-file", "A second copy was appended.", TEXT + TEXT),
    readable("zeros-behind-the-end", "A broken disk has filled the last block.", SOUND + bytes(4096)),
    readable("end-of-a-longer-one", "A shorter version was written over it.", SOUND + SOUND[-70:]),
    readable("noise-behind-the-end", "No encoding has what stands behind.", SOUND + b"\xff\xfe\x81" * 9),
]

OF_OTHER_KINDS = [
    unreadable("zip-as-notebook", "A zip was given the name of a notebook.", zipped("clv.ipynb")),
    unreadable("gzip-as-notebook", "A gzip was given the name of a notebook.", gzip.compress(SOUND, mtime=0)),
    unreadable(
        "document-as-notebook", "A .docx was given the name of a notebook.", zipped("word/document.xml")
    ),
    unreadable(
        "pdf-as-notebook",
        "A PDF was given the name of a notebook.",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n%%EOF\n",
    ),
    unreadable(
        "picture-as-notebook",
        "A screenshot was given the name of a notebook.",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
    ),
    unreadable(
        "html-as-notebook",
        "The page of the notebook was saved, with its script.",
        "<!DOCTYPE html>\n<html><body><script>alert(1)</script>clv</body></html>",
    ),
    unreadable("python-as-notebook", "The notebook was exported as a script.", as_python()),
    unreadable(
        "shortcut-as-notebook",
        "Only the pointer of a large file was handed in.",
        "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n",
    ),
    unreadable("json-list", "A list.", json.dumps(json.loads(TEXT)["cells"]), NO_NOTEBOOK),
    unreadable("json-number", "A number.", "20231234", NO_NOTEBOOK),
    unreadable("json-text", "A notebook in a text in JSON.", json.dumps(TEXT), NO_NOTEBOOK),
    unreadable("json-null", "null.", "null", NO_NOTEBOOK),
    unreadable("json-nan", "NaN, which is no JSON, but Python reads it.", "NaN", NO_NOTEBOOK),
    unreadable("json-mapping", "A mapping of something else.", '{"name": "clv", "points": 100}', NO_NOTEBOOK),
    unreadable(
        "json-without-cells",
        "A notebook of no cells.",
        '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        NO_NOTEBOOK,
    ),
    unreadable(
        "json-of-empty-cells",
        "Cells that are all null.",
        '{"cells": [null, null], "nbformat": 4}',
        NO_NOTEBOOK,
    ),
    unreadable(
        "json-100000-levels-of-lists",
        "Lists in each other, deeper than Python recurses.",
        "[" * 100_000 + "]" * 100_000,
        "",
    ),
    unreadable(
        "json-100000-levels-of-mappings", "Mappings in each other, never closed.", '{"cells":' * 100_000, ""
    ),
    unreadable("json-huge-integer", "A number of 100,000 digits, at which int() raises.", "1" * 100_000, ""),
    unreadable(
        "notebook-of-another-assignment",
        "The notebook of RFM was handed in.",
        (ROOT / "exercises" / "rfm" / "rfm.ipynb").read_bytes(),
        "not of this assignment",
    ),
    unreadable(
        "notebook-of-nothing",
        "A new notebook with one cell.",
        nbformat.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", id="a")])),
        "not of this assignment",
    ),
]

CASES = ENCODINGS + DAMAGED + OF_OTHER_KINDS
