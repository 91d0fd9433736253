"""The student edition: the only `crmlab` inside the sandbox, without anything that knows an answer.

An assignment withholds every topic module that its tasks compare with, and every module that imports one of
these, less the functions that its tasks list as allowed.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat

import crmlab
from crmlab import concepts
from crmlab.declared import authored
from crmlab.exercises.finding import tasks_of
from crmlab.intake.cells import top_level
from crmlab.sandbox import student

_HOME = Path(crmlab.__file__).resolve().parent
_TOPICS = frozenset(crmlab.TOPICS) - {"datasets"}
_ALWAYS = (
    "counting",
    "datasets",
    "declared",
    "errors",
    "files",
    "firm",
    "frames",
    "intake",
    "language",
    "sandbox",
)
_BOARD = ("board.py", "fields.py", "in_class.py", "tables.py")  # of the firm: what needs a screen
_DATA = ("cdnow", "complete_journey", "firm.json")
_STANDING_IN = "|".join(
    name for name, made in vars(student).items() if inspect.isfunction(made) and name in crmlab.__all__
)
_STUB = '''"""Not here: the assignment asks for what it computes."""

from crmlab.sandbox.withheld import stand_in
{allowed}

def __getattr__(name):
    return stand_in(__name__, name)
'''


def write_edition(folder: Path, topic: str, release: str) -> None:
    """Write the student edition of an assignment.

    Parameters
    ----------
    folder : Path
        An empty folder; the package is written into it.
    topic : str
        The assignment's topic.
    release : str
        The released notebook; the sets that it shows with ``items`` are printed beforehand.
    """
    target = folder / "crmlab"
    hidden, allowed = withheld(topic), allowed_functions(topic)
    for path in _kept_files(hidden, allowed):
        _copy(path, target / path.relative_to(_HOME))
    for name in sorted(hidden):
        of_it = [one for one in allowed if _package_of(_module_of(one)) == name]
        lines = "".join(f"from {_module_of(one)} import {one.__name__}\n" for one in of_it)
        stub = target / name / "__init__.py"
        stub.parent.mkdir(exist_ok=True)
        stub.write_text(_STUB.format(allowed=lines), encoding="utf-8")
    start = (_HOME / "__init__.py").read_text(encoding="utf-8")
    ours = re.sub(rf'"({_STANDING_IN})": "[\w.]+"', r'"\1": "crmlab.sandbox.student"', start)
    (target / "__init__.py").write_text(ours, encoding="utf-8")
    _copy(_HOME / "sandbox" / "no_board.py", target / "firm" / "board.py")
    for name in _DATA:
        _copy(_HOME / "data" / name, target / "data" / name)
    for catalogue in (_HOME / "locale").rglob("*.mo"):
        _copy(catalogue, target / catalogue.relative_to(_HOME))
    words = target / "course" / "course" / "words.toml"  # where a crmlab without a checkout looks for them
    words.parent.mkdir(parents=True)
    words.write_text(_as_toml(authored.merged("words")), encoding="utf-8")
    own = {task.id for task in tasks_of(topic)}  # the items of a quiz are drawn for each student
    asked = sorted(call for call in _items_asked(release) if call[0] not in own)
    papers = {" ".join(call): _paper(call) for call in asked}
    (target / "data" / "papers.json").write_text(json.dumps(papers), encoding="utf-8")


def withheld(topic: str) -> set[str]:
    """Return the topic modules that an assignment withholds."""
    hidden = {name for path in _task_files(topic) for name in _imports(path) if name in _TOPICS}
    while more := {name for name in _TOPICS - hidden if hidden & _imported_by(name)}:
        hidden |= more
    return hidden


def _task_files(topic: str) -> set[Path]:
    """Return the files of a topic's tasks, and what they import of `crmlab.exercises`: helpers count."""
    found, open_ends = set(), set((_HOME / "exercises" / topic).rglob("*.py"))
    while open_ends:
        path = open_ends.pop()
        found.add(path)
        imported = {_file_of(module) for module in _modules(path) if _package_of(module) == "exercises"}
        open_ends |= {one for one in imported if one.is_file()} - found
    return found


def _file_of(module: str) -> Path:
    path = _HOME.joinpath(*module.split(".")[1:])
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def allowed_functions(topic: str) -> Sequence[Callable]:
    """Return the functions of withheld modules that an assignment lets its students call."""
    return getattr(importlib.import_module(f"crmlab.exercises.{topic}"), "ALLOWED", ())


def _kept_files(hidden: set[str], allowed: Sequence[Callable]) -> set[Path]:
    whole = [name for name in [*_ALWAYS, *_TOPICS - hidden] if (_HOME / name).is_dir()]
    kept = {
        _HOME / f"{name}.py" for name in [*_ALWAYS, *_TOPICS - hidden] if (_HOME / f"{name}.py").is_file()
    }
    kept |= {path for name in whole for path in (_HOME / name).rglob("*.py")}
    kept -= {_HOME / "firm" / name for name in _BOARD}
    for function in allowed:
        kept |= set(_needed(_module_of(function)))
    return kept


def _needed(module: str) -> Iterator[Path]:
    """Yield the file of a module and of what it imports of its own package."""
    open_ends, seen = {module}, set()
    while open_ends:
        name = open_ends.pop()
        seen.add(name)
        path = _file_of(name)
        yield path
        siblings = {one for one in _modules(path) if _package_of(one) == _package_of(module)}
        open_ends |= siblings - seen


def _imported_by(name: str) -> set[str]:
    """Return the names below `crmlab` that a module or package imports."""
    return {one for path in _files_of(name) for one in _imports(path)} - {name}


def _files_of(name: str) -> list[Path]:
    single = _HOME / f"{name}.py"
    return [single] if single.is_file() else list((_HOME / name).rglob("*.py"))


def _imports(path: Path) -> set[str]:
    return {_package_of(module) for module in _modules(path)}


def _modules(path: Path) -> Iterator[str]:
    """Yield the modules of `crmlab` that a file imports, in full."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.startswith("crmlab."))
        elif isinstance(node, ast.ImportFrom) and node.module == "crmlab":
            yield from (f"crmlab.{one.name}" for one in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("crmlab."):
            yield node.module


def _module_of(function: Callable) -> str:
    """Return the module in which a function is written; it may be shown under its package's name."""
    path = Path(inspect.getsourcefile(inspect.unwrap(function)))
    return ".".join(path.relative_to(_HOME.parent).with_suffix("").parts)


def _package_of(module: str) -> str:
    """Return the name below `crmlab` of ``crmlab.name`` and ``crmlab.name.part``."""
    return module.split(".")[1]


def _copy(source: Path, target: Path) -> None:
    """Copy a folder, or a file with what Python has compiled of it."""
    if source.is_dir():
        shutil.copytree(source, target)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target)
    for compiled in source.parent.glob(f"__pycache__/{source.stem}.*.pyc"):
        (target.parent / "__pycache__").mkdir(exist_ok=True)
        shutil.copy2(compiled, target.parent / "__pycache__" / compiled.name)


def _as_toml(words: Mapping[str, Mapping[str, Any]]) -> str:
    """Return words as TOML, which reads the texts and lists of JSON as its own."""
    lines = []
    for kind, entries in words.items():
        lines.append(f"[{kind}]")
        for key, entry in entries.items():
            lines += [f"{_json(key)}.{language} = {_json(texts)}" for language, texts in entry.items()]
    return "\n".join([*lines, ""])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _items_asked(release: str) -> Iterator[tuple[str, ...]]:
    """Yield the arguments of each call of ``items`` in a notebook."""
    for cell in nbformat.reads(release, as_version=4).cells:
        for node in (inner for statement in top_level(cell) for inner in ast.walk(statement)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "items":
                yield tuple(argument.value for argument in node.args)


def _paper(call: tuple[str, ...]) -> dict[str, str]:
    paper = concepts.items(*call)
    return {"text": str(paper), "html": paper._repr_html_()}
