"""Read a number or a calculation as people type it and as a working writes it: ``1,000 × 0.8² / 1.1``."""

from __future__ import annotations

import ast
import operator
import re
import unicodedata
from typing import NamedTuple

from crmlab.declared.numbers import typed_number

_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾]+")
_LOWER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾", "0123456789+-()")
_SIGNS = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "^": "**"} | dict.fromkeys("¥$€£"))
_NUMBER = re.compile(r"(\d+([.,]\d+)*|\.\d+)\s*%?")
_OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}
_NO_ANSWER = (ArithmeticError, KeyError, MemoryError, RecursionError, SyntaxError, TypeError, ValueError)


class Read(NamedTuple):
    """What a text says: its value, and whether something is computed in it."""

    value: float
    is_calculation: bool


def read(text: str) -> Read | None:
    """Return what a number or a calculation says; None if it is neither.

    Examples
    --------
    >>> read("80 %")
    Read(value=0.8, is_calculation=False)
    >>> read("1,000 × (1 − 20%) / 2²").value
    200.0
    """
    text = text.strip().strip("=")  # as a working writes it before what is asked for
    text = _RAISED.sub(lambda found: f"**({found[0].translate(_LOWER)})", text)  # else 2² is read as 22
    number = typed_number(text)
    if not isinstance(number, str):
        return Read(float(number), is_calculation=False)
    written = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    try:
        in_python = _NUMBER.sub(lambda found: repr(float(typed_number(found[0]))), written)
        value = _computed(ast.parse(in_python.strip(), mode="eval").body)
        return Read(float(value), is_calculation=True)
    except _NO_ANSWER:
        return None


def _computed(node: ast.expr) -> float:
    """Compute numbers, + − × / and powers; whatever else is typed is an error."""
    if isinstance(node, ast.BinOp):
        return _OPERATIONS[type(node.op)](_computed(node.left), _computed(node.right))
    if isinstance(node, ast.UnaryOp):
        return _OPERATIONS[type(node.op)](_computed(node.operand))
    if isinstance(node, ast.Constant) and isinstance(node.value, float):
        return node.value
    raise ValueError
