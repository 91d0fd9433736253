"""The works that the course quotes: course/references.toml becomes docs/references.md.

A work stands there under the words by which it is cited, as "Gupta & Lehmann 2003". Where it is quoted is
found in what authors write and in the docstrings of the library: names and year, with or without brackets,
"and" for "&", "et al." for all but the first of three or more, a title between: "Hughes, Marketing (1994)".
"""

from __future__ import annotations

import ast
import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tables import table

from crmlab.declared import authored

FILE = "course/references.toml"
PARTS = {"concepts": "reader", "assignment": "assignment", "words": "words"}  # as the page calls them
MARK = re.compile(  # of a text, of words on screen, of a claim whose source names a work at all
    r"(?<!\[)\[published(?:: [^\]]*)?\](?! is a )|\.en = .*\([^()]*\bpublished\b|^source = .*\d{4}"
)
LIST_OF_MARKS = "[source document], [published]"
BEGINS = re.compile(r"\s*([-*|] |\d{1,2}\. |[\w.\"-]+ = |\[(?!published))")  # a bullet, row, key or head
SENTENCE_ENDS = re.compile(r"(?<=[.?!])(?<!et al\.)\s+(?=[A-Z*(])")
INITIALS = re.compile(r"(?<=\w, )(?:[A-Z]\.[ -]?)+,? ?(?=[&(A-Z])")
HEAD = """# References

<!-- made by `make build` from course/references.toml; edit there -->

The works behind the mark [published]. Of what is *seen* the work, its abstract or a page that quotes it was
opened for this list, and says what it is quoted for; of what is *listed* only its details were found in
another list; the rest is *remembered*: look it up before you quote it. *Where* is found by the build, in
lessons (by number), readers, assignments, words on screen, [claims](claims.md) and the library.
"""


def faults(root: Path) -> list[str]:
    """Return in a sentence each: a mark that names no work of the list, and a work that nobody quotes."""
    found = [
        f"{where}: no work of {FILE} with its year stands beside the mark in: {part.strip()}"
        for where, text in _texts(root)
        for part in (SENTENCE_ENDS.split(text) if where.startswith("course/") else [text])
        if MARK.search(part) and LIST_OF_MARKS not in part and not cited(part, root)
    ]
    idle = [key for key in works(root) if key not in quoted(root)]
    return found + [f"{FILE}: {key}: nobody quotes it; cite it, or take it out." for key in idle]


def page(root: Path) -> str:
    """Return docs/references.md."""
    lines = [
        (_written(key, work), work["quoted_for"], work["known"], ", ".join(quoted(root)[key]))
        for key, work in sorted(works(root).items(), key=lambda item: item[0].casefold())
    ]
    return "\n".join([HEAD, table("work | quoted for | known | where", lines)])


@functools.cache
def works(root: Path) -> dict[str, dict]:
    """Return the works by the words that cite them."""
    return authored.read(root / FILE)


@functools.cache
def quoted(root: Path) -> dict[str, list[str]]:
    """Return for each work that is quoted the places where it is."""
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for where, text in _texts(root):
        for key in cited(text, root):
            places[key][_place(where, root)] = None
    return {key: list(found) for key, found in places.items()}


def cited(text: str, root: Path) -> list[str]:
    """Return the works that *text* names with their year."""
    if not re.search(r"\d{4}", text):
        return []
    plain = INITIALS.sub("", text).replace(" and ", " & ").replace(", &", " &")
    return [key for key in works(root) if _citation(key).search(plain)]


@functools.cache
def _citation(key: str) -> re.Pattern[str]:
    names, _, year = key.rpartition(" ")
    first = re.split(", | & ", names)
    others = rf"|{re.escape(first[0])} et al\." if len(first) > 2 else ""
    title = r"(?:, [A-Z][^.;,()\d]{0,60})?"
    return re.compile(rf"(?<!& )\b(?:{re.escape(names)}{others}){title},? \(?(?:\d{{4}}[a-z]?, )*{year}\b")


@functools.cache
def _texts(root: Path) -> tuple[tuple[str, str], ...]:
    """Return all texts, each with the file that it stands in, or the object of the library."""
    return *_of_course(root), *_of_library(root)


def _of_course(root: Path) -> Iterator[tuple[str, str]]:
    written = [path for kind in ("*.py", "*/*.py", "*/*.toml") for path in root.glob(f"course/{kind}")]
    for path in sorted(written):
        for text in _blocks(path.read_text(encoding="utf-8")):
            yield path.relative_to(root).as_posix(), text


def _of_library(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(root.glob("crmlab/**/*.py")):
        module = path.relative_to(root / "crmlab").parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_documented = isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
            for paragraph in (ast.get_docstring(node) or "").split("\n\n") if is_documented else ():
                yield f"{module}.{getattr(node, 'name', path.stem)}", " ".join(paragraph.split())


def _blocks(text: str) -> Iterator[str]:
    """Yield the paragraphs, bullets, rows of tables and values of a file, each on one line."""
    block: list[str] = []
    for line in [*text.splitlines(), ""]:
        bare = line.removeprefix("#").strip()
        if block and (not bare or BEGINS.match(bare)):
            yield " ".join(block)
            block = []
        block += [bare] if bare else []


def _place(where: str, root: Path) -> str:
    """Return how the page calls a file of the course; an object of the library has its name."""
    if not where.startswith("course/"):
        return f"`{where}`"
    part = Path(where).stem
    if part == "claims":
        return "[claims](claims.md)"
    for unit in authored.units(root):
        if where == unit.place("lesson"):
            return f"[{unit.number}](../notebooks/{unit.notebook}.ipynb)"
        if where.startswith(f"course/{unit.name}/") and part in PARTS:
            return f"{unit.number} {PARTS[part]}"
    return part


def _written(key: str, work: dict) -> str:
    doi = f" [doi:{work['doi']}](https://doi.org/{work['doi']})" if "doi" in work else ""
    title = work["title"] if work["title"].endswith("?") else f"{work['title']}."
    return f"{work['authors']} ({key.rpartition(' ')[2]}). {title} {work['where']}.{doi}"
