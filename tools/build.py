"""Build from what authors write: course/ → notebooks/, solutions/, exercises/, tables and gallery in docs/.

`python tools/build.py` writes; `python tools/build.py --check` only says what differs from a fresh build.
`--prove clv` proves only this assignment, and trusts that the others hold as they did.

An author marks cells of course/<topic>/assignment.py in their first line:

    # %% answer="clv-value"                       an answer; the model answer stands between SOLUTION marks
    # %% points=2                                 a graded cell: one line, check("clv-value-endless", name)
    # %% [markdown] open="clv-claim" points=5     an answer in words, graded by hand
    # %% [markdown] task="clv-project" points=5   a task that is answered outside of the notebook
    # %% free="clv-me"                            the learner's own cell, with a fixed id

In a lesson, rows="CLV-01 CLV-02" marks a cell that teaches these rows of the course.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import re
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

import gallery
import guessed
import jupytext
import nbformat
import percent
import plan
import prove
import references
import sentences
import shapes
import syllabus
import twins
import way
import words
from claims import claims_page
from covered import coverage_page
from model_answers import answer_cells, model_answers
from nbformat import NotebookNode
from quiz_part import with_quiz
from tables import TableError

from crmlab import __version__
from crmlab.concepts.sets import SetError
from crmlab.declared import authored
from crmlab.declared.authored import Unit
from crmlab.intake.releases import IN_KERNEL, name_version

ROOT = Path(__file__).resolve().parent.parent
BUILT = (
    "notebooks",
    "solutions",
    "exercises",
    "crmlab/data/solutions.json",
    "crmlab/data/answer_cells.json",
    *(f"docs/{name}.md" for name in ("coverage", "claims", "plan", "syllabus", "references", "gallery")),
    "docs/images/gallery",
    str(sentences.COMPILED),
)
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
ONE_LINE_CHECK = re.compile(r'check\("(?P<id>[a-z][a-z0-9-]*)"(, [A-Za-z_]\w*)+\)')
CELL_KINDS = {
    "answer": {"solution": True, "grade": False, "locked": False, "task": False},
    "check": {"solution": False, "grade": True, "locked": True, "task": False},
    "open": {"solution": True, "grade": True, "locked": False, "task": False},
    "task": {"solution": False, "grade": False, "locked": True, "task": True},
}
MARKS = {"answer", "open", "task", "free", "points", "lines_to_next_cell"}  # the last is jupytext's own
GOES_ON = ["raises-exception"]  # Run All does not stop at a stub or at a check that fails


class AuthorError(Exception):
    """Something in course/ that cannot become a notebook; the message names file and cell."""


def main() -> None:
    """Build into the checkout, or compare a fresh build with it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only compare with what is committed")
    parser.add_argument("--prove", nargs="*", metavar="TOPIC", help="prove only these, not all")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        try:
            build(ROOT, fresh, arguments.prove)
        except AuthorError as error:
            sys.exit(f"build: {error}")
        differing = differences(fresh, ROOT)
        if arguments.check and differing:
            sys.exit("These differ from a fresh build; run `make build`:\n  " + "\n  ".join(differing))
        if not arguments.check:
            install(fresh, ROOT)
    print(f"build: {len(differing)} file(s) changed" if differing else "build: nothing changed")


def build(root: Path, out: Path, proved: list[str] | None = None) -> None:
    """Build everything from ``root/course`` into the folder *out*; prove these assignments, or else all."""
    assigned = {unit.name for unit in authored.topics(root) if unit.has("assignment", root)}
    _require_none(
        [f"there is no assignment {name!r} to prove" for name in proved or () if name not in assigned]
    )
    _require_none(
        shapes.faults(root) or [*guessed.faults(root), *plan.faults(root), *references.faults(root)]
    )
    sentences.compile_into(out, root)
    _write_lessons(root, out / "notebooks")
    _require_none([fault for unit in authored.topics(root) for fault in twins.lost(unit.name, root)])
    glossary = out / "notebooks" / f"{words.GLOSSARY}.ipynb"
    _write(_finished(words.glossary(), glossary), glossary)
    explorers = out / "notebooks" / "00_explorers.ipynb"
    _write(_finished(jupytext.reads(gallery.notebook(), fmt="py:percent"), explorers), explorers)
    answers, cells = {}, {}
    for unit in authored.topics(root):
        if not unit.has("assignment", root):
            continue
        topic, notebook = unit.name, assignment_notebook(root / unit.place("assignment"))
        _write(notebook, out / "solutions" / topic / f"{topic}.ipynb")
        answers |= model_answers(notebook)
        cells |= answer_cells(notebook)
        release(topic, out, root / "nbgrader_config.py")
        if proved is None or topic in proved:
            _prove(topic, notebook, out / "exercises" / topic / f"{topic}.ipynb")
    _write_data(answers, out / "crmlab/data/solutions.json")
    _write_data(cells, out / "crmlab/data/answer_cells.json")
    _write_tables(root, out / "docs")
    gallery.write(root, out)


def _write_data(texts: dict[str, str], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(texts, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _require_none(faults: list[str]) -> None:
    if faults:
        raise AuthorError("\n  ".join(["nothing is built before these are mended:", *faults]))


def _write_lessons(root: Path, notebooks: Path) -> None:
    """Write the first pages, the lessons, and the reader of each topic that has concepts."""
    for page in sorted((root / "course").glob("*.py")):
        _write(lesson_notebook(page, root), notebooks / f"{page.stem}.ipynb")
    for unit in authored.units(root):
        if unit.has("lesson", root):
            lesson = lesson_notebook(root / unit.place("lesson"), root, way.neighbours(unit, root))
            _write(lesson, notebooks / f"{unit.notebook}.ipynb")
        if unit.has("concepts", root):
            _write_reader(unit, root / unit.place("concepts"), notebooks / f"{unit.notebook}_reader.ipynb")


def lesson_notebook(path: Path, root: Path = ROOT, end: str = "") -> NotebookNode:
    """Return the notebook of a lesson, its terms linked to the glossary, and what it ends with."""
    notebook = percent.notebook(path)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = words.linked(way.filled(cell.source, root))
    notebook.cells += [nbformat.v4.new_markdown_cell(end)] if end else []
    return _finished(notebook, path)


def _write_reader(unit: Unit, concepts: Path, path: Path) -> None:
    try:
        made = words.reader(unit, concepts.read_text(encoding="utf-8"))
    except SetError as error:
        raise AuthorError(f"{_short(concepts)}: {error}") from None
    _write(_finished(made, path), path)


def assignment_notebook(path: Path) -> NotebookNode:
    """Return nbgrader's source version of an assignment."""
    notebook = with_quiz(percent.notebook(path))
    for cell in notebook.cells:
        try:
            _mark(cell)
        except AuthorError as error:
            raise AuthorError(f"{_short(path)}, cell beginning {cell.source[:40]!r}: {error}") from None
    return _made_with(__version__, _finished(notebook, path))


def _made_with(version: str, notebook: NotebookNode) -> NotebookNode:
    """Let an assignment name a version of crmlab: in its metadata, and to the kernel, with its imports."""
    name_version(notebook, version)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in [cell for cell in code if "from crmlab import" in cell.source][:1]:
        cell.source += f'\n\n{IN_KERNEL} = "{version}"'
    return notebook


def release(topic: str, out: Path, config_file: Path) -> None:
    """Let nbgrader make the release version of an assignment, without touching a gradebook."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import PyFileConfigLoader

    config = PyFileConfigLoader(config_file.name, path=str(config_file.parent)).load_config()
    config.CourseDirectory.root = str(out)
    config.CourseDirectory.assignment_id = topic
    config.SaveCells.enabled = False
    course = CourseDirectory(config=config)
    generate = GenerateAssignment(coursedir=course, config=config, no_database=True, force=True)
    generate.log.setLevel(logging.ERROR)
    generate.start()


def _write_tables(root: Path, docs: Path) -> None:
    """Write what the course covers, computes and quotes, how long it takes, and its weeks."""
    docs.mkdir(exist_ok=True)
    pages = {
        "coverage": coverage_page,
        "claims": claims_page,
        "plan": plan.page,
        "syllabus": syllabus.page,
        "references": references.page,
    }
    try:
        for name, page in pages.items():
            (docs / f"{name}.md").write_text(page(root), encoding="utf-8", newline="\n")
    except TableError as error:
        raise AuthorError(error) from error


def _prove(topic: str, solution: NotebookNode, released: Path) -> None:
    if found := list(prove.problems(topic, solution, nbformat.read(released, as_version=4))):
        raise AuthorError("\n  ".join([f"the assignment {topic} does not hold:", *found]))


def differences(fresh: Path, root: Path) -> list[str]:
    """Return the built files that differ between two folders, missing and left-over ones too."""
    paths = sorted(_built_files(fresh) | _built_files(root))
    return [str(path) for path in paths if _content(fresh / path) != _content(root / path)]


def install(fresh: Path, root: Path) -> None:
    """Replace the built files in *root* by the fresh ones."""
    for path in _built_files(root) - _built_files(fresh):
        (root / path).unlink()
    for path in _built_files(fresh):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(fresh / path, root / path)


def _mark(cell: NotebookNode) -> None:
    """Turn an author's mark into nbgrader's metadata."""
    if "nbgrader" in cell.metadata:
        raise AuthorError("nbgrader's metadata is made by the build; mark the cell as tools/build.py says")
    if unknown := cell.metadata.keys() - MARKS:
        raise AuthorError(f'tools/build.py knows no mark {min(unknown)!r}; is it quoted, as in answer="id"?')
    points = cell.metadata.pop("points", None)
    kind = next((kind for kind in ("answer", "open", "task") if kind in cell.metadata), None)
    if "free" in cell.metadata:
        cell.metadata.tags = GOES_ON
    if kind is None and points is None and not cell.source.startswith("check("):
        return
    grade_id = cell.metadata.pop(kind) if kind else _id_of_check(cell)
    kind = kind or "check"
    may_be = points is None if kind == "answer" else type(points) in {int, float} and points > 0
    if not may_be:
        raise AuthorError("graded cells, and only they, need points, such as points=2")
    if kind in {"answer", "check"}:
        cell.metadata.tags = GOES_ON
    cell.metadata.nbgrader = {"grade_id": grade_id, **CELL_KINDS[kind], "schema_version": 3}
    if points:
        cell.metadata.nbgrader["points"] = points


def _id_of_check(cell: NotebookNode) -> str:
    if not (found := ONE_LINE_CHECK.fullmatch(cell.source)):
        raise AuthorError('a graded cell is one line, check("topic-task-behaviour", name)')
    return found["id"]


def _short(path: Path) -> str:
    """Return a file with its folder, such as clv/lesson.py."""
    return f"{path.parent.name}/{path.name}"


def _finished(notebook: NotebookNode, path: Path) -> NotebookNode:
    """Return the notebook as it is stored: our metadata only, and cell ids that follow from the text."""
    seen: Counter[str] = Counter()
    for cell in notebook.cells:
        digest = hashlib.sha256(cell.source.encode()).hexdigest()[:12]
        seen[digest] += 1
        by_text = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        by_mark = cell.metadata.pop("free", None) or cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.id = by_mark or by_text
        kept = {key: cell.metadata[key] for key in ("nbgrader", "tags", words.FOLDED) if key in cell.metadata}
        cell.metadata = nbformat.from_dict(kept)
    ids = Counter(cell.id for cell in notebook.cells)
    if twice := [cell_id for cell_id, times in ids.items() if times > 1]:
        raise AuthorError(f"{_short(path)}: the id {twice[0]!r} stands twice")
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    return nbformat.v4.new_notebook(cells=notebook.cells, metadata=metadata)


def _write(notebook: NotebookNode, path: Path) -> None:
    nbformat.validate(notebook)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")


def _built_files(root: Path) -> set[Path]:
    found = [path for name in BUILT for path in [root / name, *(root / name).rglob("*")]]
    return {
        path.relative_to(root) for path in found if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


if __name__ == "__main__":
    main()
