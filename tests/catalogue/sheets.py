"""Reads sheets: many tricks in one text, each with its name, its sentence and its cells.

::

    === name-of-the-trick
    What is tried, in a sentence.
    source of the answer cell of the attacked task
    --- clv-payback-try
    source of another cell, if there is one

This module has no cases of its own.
"""

from __future__ import annotations

from catalogue.frame import ATTACKED, ROOT, VALUE, Case, honest, model_answers, to_bytes
from crmlab.exercises.finding import find_check
from crmlab.exercises.own_numbers import inputs_of

CASES: list[Case] = []

MODEL_ANSWER = model_answers()[ATTACKED]
TRIED = (100, 0.8, 0.1, 5)  # the call that stands in the released notebook


def tricks(sheet: str, before: str = "", **expected) -> list[Case]:
    """Return the cases of a sheet; *before* stands in front of the source of the attacked task.

    ``<<PUBLIC>>`` becomes the right answers of the calls that everybody sees, ``<<MODEL>>`` the model answer.
    """
    return [_case(part, before, expected) for part in f"\n{sheet}".split("\n=== ")[1:]]


def caged(sheet: str, before: str = "", **expected) -> list[Case]:
    """Return the cases of a sheet that would harm a machine: on one that has this project they do nothing.

    In a sandbox the project's folder is not there.
    """
    landmark = str(ROOT / "pyproject.toml")
    guard = f"import os\nif os.path.exists({landmark!r}):\n    raise SystemExit('only in a sandbox')\n"
    return tricks(sheet, guard + before, **expected)


def public_answers() -> dict[tuple, float]:
    """Return the right answers of the attacked task by the arguments of the calls that everybody can see."""
    found = {}
    for name in VALUE:
        task, check = find_check(name)
        for inputs in inputs_of(task, check):
            call = tuple(inputs.get(key) for key in ("margin", "retention", "rate", "years"))
            found[call] = round(float(check.answer(inputs)), 6)
    return found


def _case(part: str, before: str, expected: dict) -> Case:
    attacked, *others = part.split("\n--- ")
    name, about, source = (f"{attacked}\n").split("\n", 2)
    cells = dict(cell.split("\n", 1) for cell in others)
    if source.strip():
        cells[ATTACKED] = before + source
    return Case(
        name, about, to_bytes(honest(**{at: _filled(text) for at, text in cells.items()})), **expected
    )


def _filled(text: str) -> str:
    return text.replace("<<PUBLIC>>", repr(public_answers())).replace("<<MODEL>>", MODEL_ANSWER).strip("\n")
