"""What a calculator's docstring says of it: what it computes, by which formula, and from where."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable

from crmlab.declared import names


def title_of(calculator: Callable) -> str:
    """Return what is computed: the first sentence of the calculator's docstring, or its Chinese title."""
    if chinese := _in_chinese(calculator):
        return chinese.label
    first = inspect.getdoc(calculator).split("\n\n")[0]
    return first.replace("\n", " ").replace("*", "").replace("`", "").rstrip(".")


def source_of(calculator: Callable) -> str:
    """Return where the formula comes from; works keep their titles, in whichever language it is told."""
    if chinese := _in_chinese(calculator):
        return chinese.definition
    return " ".join(section(calculator, "References\n----------\n").split())


def section(calculator: Callable, heading: str) -> str:
    """Return the text of a docstring under *heading*, up to the next unindented or headed block."""
    _, _, after = inspect.getdoc(calculator).partition(heading)
    if heading.endswith("::\n"):
        indented = itertools.takewhile(lambda line: not line or line[0] == " ", after.split("\n"))
        return "\n".join(indented)
    return after.split("\n\n")[0]


def _in_chinese(calculator: Callable) -> names.Word | None:
    key = f"{calculator.__module__.removeprefix('crmlab.')}.{calculator.__name__}"
    return names.vocabulary("calculators").get(key) if names.language() == "zh" else None
