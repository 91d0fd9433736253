"""What Sphinx reads: the course's own files in a folder, in the places where they link one another."""

from __future__ import annotations

import functools
import html
import inspect
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tools"))  # where the rows are read

from rows import calculators_of, in_order_of_source, topic_modules  # noqa: E402

LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?![a-z]+:|#)([^)\s#]+)(#[^)\s]*)?\)")
MAP = re.compile(r"```mermaid\n.*?```", re.DOTALL)
NO_MAP = "*(In the lab a map stands here.)*"  # its program is larger than all pages; a table says the same
LAB = "lab/lab/index.html"
PAGES = ("docs/*.md", "course/syllabus.md", "course/instructor-guide.md", "course/*/instructor.md")
LEFT_OUT = {"README.md"}
FRONT = """# CRM Lab

Customer relationship management to play with, compute with and be graded by. Read a lesson, guess before you
look, move its pictures; then do its exercises in
<a href="{lab}">the lab</a>.

- {doc}`lessons` with an explorer for each idea, and {doc}`readers` with sets to sort, match and order
- {doc}`exercises` that say what is right, and why
- {doc}`reference`: glossary in English and Chinese, gallery, every calculator, every source
- {doc}`teaching`: syllabus, guide, how grading works

```{toctree}
:hidden:

lessons
readers
exercises
reference
teaching
```
"""


def stage(
    folder: Path,
    notebooks: dict[Path, NotebookNode],
    only: tuple[str, ...],
    up: str,
    words: dict[str, str],
) -> None:
    """Write what Sphinx reads into a folder; what is there and the same stays as it is.

    Parameters
    ----------
    folder : Path
        For the sources of the pages.
    notebooks : dict of Path to NotebookNode
        The executed ones, by their files.
    only : tuple of str
        Topics; empty means all.
    up : str
        From the top of these pages to the top of the site.
    words : dict of str to str
        What links say.
    """
    read = {_name(path): one for path, one in notebooks.items()}
    read |= {_name(path): nbformat.read(path, 4) for path in exercises(only)}
    pages = {_name(path): path.read_text(encoding="utf-8") for path in _pages(only)}
    known = {*read, *pages}
    staged = {name: linked(text, name, known) for name, text in pages.items()}
    for name, one in read.items():
        staged[name] = nbformat.writes(_led_on(_linked(one, name, known), name, up, words))
    staged |= dict(_api()) | _indices(known) | {"index.md": FRONT.replace("{lab}", up + LAB)}
    for name, text in staged.items():
        _write(folder / name, text.encode())
    for picture in (ROOT / "docs" / "images").rglob("*.png"):
        _write(folder / _name(picture), picture.read_bytes())
    for path in folder.rglob("*"):
        if path.suffix in {".md", ".rst", ".ipynb"} and path.relative_to(folder).as_posix() not in staged:
            path.unlink()


def lessons(only: tuple[str, ...] = ()) -> list[Path]:
    """Return the notebooks that are run, in teaching order."""
    every = sorted((ROOT / "notebooks").glob("*.ipynb"))
    return [path for path in every if not only or path.stem == "00_glossary" or _topic(path) in only]


def exercises(only: tuple[str, ...] = ()) -> list[Path]:
    """Return the assignments as students get them, in teaching order."""
    order = [_topic(path) for path in lessons()]
    every = sorted((ROOT / "exercises").glob("*/*.ipynb"), key=lambda path: order.index(path.parent.name))
    return [path for path in every if not only or path.parent.name in only]


def _topic(notebook: Path) -> str:
    return re.sub(r"^\d+[a-z]?_|_reader$", "", notebook.stem)


def _pages(only: tuple[str, ...]) -> Iterator[Path]:
    for pattern in PAGES:
        for path in sorted(ROOT.glob(pattern)):
            is_of_topic = path.name == "instructor.md"
            if path.name not in LEFT_OUT and not (only and is_of_topic and path.parent.name not in only):
                yield path


def _led_on(notebook: NotebookNode, name: str, up: str, words: dict[str, str]) -> NotebookNode:
    """Return a notebook with ways to the lab, and to its slides, below its title."""
    home = "../" * name.count("/")
    ways = {f"{home}{up}{LAB}?path={name}": words["lab"]}
    if has_slides(Path(name)):
        ways[f"{home}slides/{Path(name).stem}.html"] = words["slides"]
    links = " · ".join(f'<a href="{address}">{html.escape(way)}</a>' for address, way in ways.items())
    notebook.cells.insert(1, nbformat.v4.new_markdown_cell(f'<p class="crmlab-ways">{links}</p>'))
    return notebook


def has_slides(notebook: Path) -> bool:
    """Return whether a notebook is a lesson, and not a reader or a list."""
    return notebook.parent.name == "notebooks" and not re.search(r"^00|_reader$", notebook.stem)


def _linked(notebook: NotebookNode, name: str, known: set[str]) -> NotebookNode:
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = linked(MAP.sub(NO_MAP, cell.source), name, known)
    return notebook


def linked(text: str, name: str, known: set[str]) -> str:
    """Return a text whose links lead to pages; what has no page is named without a link."""
    return LINK.sub(lambda found: _link(found, Path(name).parent, known), text)


def _link(found: re.Match, folder: Path, known: set[str]) -> str:
    label, target = found[1], os.path.normpath(folder / found[2]).replace(os.sep, "/")
    if target in known:
        place = re.sub(r"[^\w#-]", "", (found[3] or "").lower())  # JupyterLab keeps capitals and signs
        return f"[{label}]({found[2]}{place})"
    calculator = label.strip("`")
    if target.endswith(".py") and calculator in _calculators():
        return f"{{py:obj}}`{calculator} <crmlab.{calculator}>`"
    return label


@functools.cache
def _calculators() -> dict[str, object]:
    return {
        f"{_short(module)}.{name}": getattr(module, name)
        for module in topic_modules()
        for name in in_order_of_source(module)
    }


def _api() -> Iterator[tuple[str, str]]:
    """Give a page for every module of calculators, in the order of its source."""
    for module in topic_modules():
        title = f"crmlab.{_short(module)}"
        parts = [title, "=" * len(title), "", f".. automodule:: {title}", "   :no-members:", ""]
        whole = calculators_of(module)
        for name in in_order_of_source(module):
            parts += _entry(f"{title}.{name}", getattr(module, name), name in whole)
        yield f"api/{_short(module)}.rst", "\n".join(parts)


def _entry(path: str, one: object, is_calculator: bool) -> list[str]:
    if inspect.isclass(one):
        inherited = ["   :inherited-members:"] if is_calculator else []
        return [f".. autoclass:: {path}", "   :members:", *inherited, ""]
    if callable(one):
        return [f".. autofunction:: {path}", ""]
    return [f".. py:data:: {path}", ""]  # its text would be that of its type


def _short(module: object) -> str:
    return module.__name__.removeprefix("crmlab.")


def _indices(known: set[str]) -> dict[str, str]:
    """Return the pages that lead to the others."""
    notebooks = [name for name in sorted(known) if name.startswith("notebooks/")]
    readers = [name for name in notebooks if name.endswith("_reader.ipynb")]
    look_up = ["notebooks/00_glossary.ipynb", "docs/gallery.md", "docs/claims.md", "docs/references.md"]
    rest = sorted(name for name in known if name.startswith(("docs/", "course/")) and name not in look_up)
    api = [f"api/{_short(module)}" for module in topic_modules()]
    return {
        "lessons.md": _index("Lessons", [one for one in notebooks if one not in {*readers, look_up[0]}]),
        "readers.md": _index("Readers", readers),
        "exercises.md": _index("Exercises", [_name(path) for path in exercises() if _name(path) in known]),
        "reference.md": _index("Look up", [*look_up, "docs/coverage.md", *api]),
        "teaching.md": _index("Teach", [one for one in rest if one != "docs/coverage.md"]),
    }


def _index(title: str, names: list[str]) -> str:
    entries = "\n".join(re.sub(r"\.\w+$", "", name) for name in names)
    return f"# {title}\n\n```{{toctree}}\n:maxdepth: 1\n\n{entries}\n```\n"


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _write(path: Path, content: bytes) -> None:
    """Write a file, unless it says the same: Sphinx reads again what is newer."""
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
