"""What a case of the catalogue is, and the notebooks that cases are made of.

Every case is a submission of the assignment ``clv``. In a hostile one the student answers the tasks
``clv-present`` and ``clv-payback`` honestly and tries to get the points of ``clv-value`` by a trick: those he
must not get, the others he must keep, whatever the trick does.
"""

from __future__ import annotations

import copy
import functools
import importlib
import pkgutil
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

TOPIC = "clv"
ROOT = Path(__file__).parents[2]
MARKS = re.compile(r"^\s*### (BEGIN|END) SOLUTION\n?", re.MULTILINE)

ATTACKED = "clv-value"  # the task whose points are not deserved
HONEST = ("clv-present-discounts", "clv-present-norate", "clv-payback-year", "clv-payback-never")
VALUE = ("clv-value-finite", "clv-value-endless", "clv-value-loyal")

# Planted where a student must not look: no file that he gets back may have it in it.
CANARY = "CANARY-7f3a91"


@dataclass(frozen=True)
class Case:
    """A submission and what must become of it.

    Attributes
    ----------
    name : str
        The trick or the accident.
    about : str
        What is tried, in a sentence.
    content : bytes
        The file that is handed in.
    earns : tuple of str
        The graded cells that earn their points, no others do.
    file_name : str
        As it lies in the student's folder.
    student : str
        The name of the folder.
    said : str
        A part of the reason or of a remark that the instructor must read; empty if anything will do.
    stock : str
        "slow" if stock nbgrader, or the machine it runs on, could not stand it.
    """

    name: str
    about: str
    content: bytes
    earns: tuple[str, ...] = HONEST
    file_name: str = f"{TOPIC}.ipynb"
    student: str = ""
    said: str = ""
    stock: str = ""


@functools.cache
def release() -> NotebookNode:
    """Return the released notebook; copy it before you change it."""
    return nbformat.read(ROOT / "exercises" / TOPIC / f"{TOPIC}.ipynb", as_version=4)


@functools.cache
def model_answers() -> Mapping[str, str]:
    """Return the right answers by grade_id."""
    solved = nbformat.read(ROOT / "solutions" / TOPIC / f"{TOPIC}.ipynb", as_version=4)
    return {
        cell.metadata.nbgrader.grade_id: MARKS.sub("", cell.source)
        for cell in solved.cells
        if cell.metadata.get("nbgrader", {}).get("solution") and cell.cell_type == "code"
    }


def notebook(answers: Mapping[str, str]) -> NotebookNode:
    """Return the release with these answers by grade_id (or by the id of a free cell), all else untouched."""
    made = copy.deepcopy(release())
    for cell in made.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", cell.id)
        cell.source = answers.get(name, cell.source)
    return made


def honest(*tasks: str, **others: str) -> NotebookNode:
    """Return a notebook with the model answers of these tasks, the two honest ones if none is named."""
    right = {task: model_answers()[task] for task in tasks or ("clv-present", "clv-payback")}
    return notebook(right | {name.replace("_", "-"): source for name, source in others.items()})


def hostile(name: str, about: str, source: str, **expected) -> Case:
    """Return the case of a trick that stands in the answer cell of the attacked task."""
    return Case(name, about, to_bytes(honest(clv_value=source)), **expected)


def changed(name: str, about: str, change: Callable[[NotebookNode], None], **expected) -> Case:
    """Return the case of a notebook with an honest half, changed in its structure by *change*."""
    made = honest()
    change(made)
    return Case(name, about, to_bytes(made), **expected)


def messy(name: str, about: str, made: NotebookNode, **expected) -> Case:
    """Return the case of an honest notebook with all three functions right, which must lose nothing."""
    return Case(name, about, to_bytes(made), **{"earns": HONEST + VALUE, **expected})


def cell_of(made: NotebookNode, name: str) -> NotebookNode:
    """Return a cell by its grade_id or id."""
    return next(
        c for c in made.cells if name in (c.metadata.get("nbgrader", {}).get("grade_id"), c.get("id"))
    )


def to_bytes(made: NotebookNode) -> bytes:
    """Return the file of a notebook, valid or not."""
    return nbformat.v4.writes(made).encode("utf-8")


def all_cases() -> list[Case]:
    """Return the cases of all modules; names are unique."""
    package = importlib.import_module("catalogue")
    modules = sorted(found.name for found in pkgutil.iter_modules(package.__path__) if found.name != "frame")
    cases = [case for name in modules for case in importlib.import_module(f"catalogue.{name}").CASES]
    names = [case.name for case in cases]
    assert len(set(names)) == len(names), sorted(name for name in set(names) if names.count(name) > 1)
    return cases
