"""The formula of a docstring, run: the lines that apply, and what each gives."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from crmlab.declared.numbers import reaches
from crmlab.declared.written import LONGEST


def lines_that_apply(body: list[ast.stmt], known: dict[str, Any]) -> Iterator[ast.Assign]:
    """Yield the lines, of an if only those of the branch that applies."""
    for statement in body:
        if isinstance(statement, ast.If):
            chosen = statement.body if evaluate(statement.test, known) else statement.orelse
            yield from lines_that_apply(chosen, known)
        else:
            yield statement


def evaluate(expression: ast.expr, known: dict[str, Any]) -> Any:
    """Compute a line of our own docstring; a test proves that it equals the calculator."""
    code = compile(ast.Expression(expression), "<formula>", "eval")
    return eval(code, {"__builtins__": {}, **ALLOWED, **known})


def _accumulate(values: Any) -> list[float]:
    return np.round(np.cumsum(values), 6).tolist()


def _earliest(matches: Iterator[int]) -> int | None:
    return next(matches, None)


_PYTHON = {function.__name__: function for function in (abs, len, max, min, range, sorted, sum)}
_MATHS = {name: getattr(math, name) for name in ("ceil", "comb", "exp", "floor", "log", "prod", "sqrt")}
ALLOWED = {**_PYTHON, **_MATHS, "accumulate": _accumulate, "earliest": _earliest, "reaches": reaches}


def terms_of(expression: ast.expr, known: dict[str, Any]) -> list[float]:
    """Return the terms of a short sum, else nothing."""
    if not isinstance(expression, ast.Call) or ast.unparse(expression.func) != "sum":
        return []
    series = expression.args[0]
    if isinstance(series, ast.GeneratorExp):
        series = ast.fix_missing_locations(ast.ListComp(series.elt, series.generators))
    terms = list(evaluate(series, known))
    return terms if 1 < len(terms) <= LONGEST else []
