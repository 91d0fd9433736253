"""Write a Python expression as a line of mathematics: ``a * b**t`` becomes ``a × bᵗ``."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from crmlab.language import said, to_say

_SIGNS = {
    ast.Add: (1, " + "),
    ast.Sub: (1, " − "),
    ast.Mult: (2, " × "),
    ast.Div: (2, " / "),
    ast.Pow: (3, "^"),
    ast.GtE: (0, " ≥ "),
    ast.LtE: (0, " ≤ "),
    ast.Gt: (0, " > "),
    ast.Lt: (0, " < "),
    ast.Eq: (0, " = "),
    ast.NotEq: (0, " ≠ "),
}
_CALLS = {
    "sum": "Σ {what}",
    "earliest": to_say("first {what}"),
    "accumulate": to_say("running total of {what}"),
}
_SUPERSCRIPT = str.maketrans("0123456789+−()tn", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵗⁿ")
_SUBSCRIPT = str.maketrans("0123456789+−()tn", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₜₙ")
_SMALL = set("0123456789+−()tn ")


def typeset(expression: ast.expr, numbers: Mapping[str, str] | None = None) -> str:
    """Write *expression* as mathematics.

    Parameters
    ----------
    expression : ast.expr
        Arithmetic, comparisons, calls, subscripts, and sums such as ``sum(f(t) for t in range(1, n + 1))``.
    numbers : mapping of str to str, optional
        What to write in place of a name.

    Returns
    -------
    str

    Examples
    --------
    >>> line = ast.parse("sum(m * r**t / (1 + i)**t for t in range(1, n + 1))", mode="eval").body
    >>> typeset(line)
    'Σ (t = 1…n) m × rᵗ / (1 + i)ᵗ'
    >>> typeset(line, {"m": "100", "r": "0.8", "i": "0.1", "n": "5"})
    'Σ (t = 1…5) 100 × 0.8ᵗ / (1 + 0.1)ᵗ'
    """
    return _Typesetter(numbers or {}).visit(expression)


class _Typesetter(ast.NodeVisitor):
    def __init__(self, numbers: Mapping[str, str]) -> None:
        self.numbers = numbers

    def generic_visit(self, node: ast.AST) -> str:
        return ast.unparse(node)

    def visit_Name(self, node: ast.Name) -> str:  # noqa: N802  (ast's own naming)
        return self.numbers.get(node.id, node.id)

    def visit_Constant(self, node: ast.Constant) -> str:  # noqa: N802
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            return repr(node.value)
        return f"{node.value:,.10g}".replace("-", "−")

    def visit_UnaryOp(self, node: ast.UnaryOp) -> str:  # noqa: N802
        return "−" + self._operand(node.operand, 2) if isinstance(node.op, ast.USub) else ast.unparse(node)

    def visit_BinOp(self, node: ast.BinOp) -> str:  # noqa: N802
        rank, sign = _SIGNS[type(node.op)]
        if isinstance(node.op, ast.Pow):
            return self._operand(node.left, rank + 1) + _raised(self.visit(node.right))
        stricter = rank + isinstance(node.op, ast.Sub | ast.Div)
        return self._operand(node.left, rank) + sign + self._operand(node.right, stricter)

    def visit_Compare(self, node: ast.Compare) -> str:  # noqa: N802
        pairs = zip(node.ops, node.comparators, strict=True)
        return self.visit(node.left) + "".join(_SIGNS[type(op)][1] + self.visit(side) for op, side in pairs)

    def visit_Subscript(self, node: ast.Subscript) -> str:  # noqa: N802
        return _lowered(ast.unparse(node.value), self.visit(node.slice))

    def visit_Call(self, node: ast.Call) -> str:  # noqa: N802
        written = ast.unparse(node)
        if written in self.numbers:  # len(flows)
            return self.numbers[written]
        parts, name = map(self.visit, node.args), ast.unparse(node.func)
        if name == "reaches":
            return " ≥ ".join(parts)
        inside = ", ".join(parts)
        return said(_CALLS[name], what=inside) if name in _CALLS else f"{name}({inside})"

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> str:  # noqa: N802
        loop = node.generators[0]
        if loop.ifs:
            condition = self.visit(loop.ifs[0])
            return said("{what} with {condition}", what=self.visit(node.elt), condition=condition)
        return f"({loop.target.id} = {self._range(loop.iter)}) {self._operand(node.elt, 2)}"

    def _operand(self, node: ast.expr, rank: int) -> str:
        text = self.visit(node)
        loose = _rank(node) < rank or text.startswith("−") or (text.startswith("Σ") and rank > 1)
        return f"({text})" if loose else text

    def _range(self, node: ast.Call) -> str:
        """Write ``range(a, b)`` with its last member: a…b − 1."""
        start, end = node.args if len(node.args) == 2 else (ast.Constant(0), node.args[0])
        first = self.visit(start)
        count = self._count_from(start, end) if first in {"0", "1"} else ""
        if first == "1" and count:
            return f"1…{count}"
        if _is_sum(end) and ast.unparse(end.right) == "1":
            return f"{first}…{self.visit(end.left)}"
        last = count or self.visit(end)
        number = last.replace(",", "")
        return f"{first}…{int(number) - 1:,}" if number.isdigit() else f"{first}…{last} − 1"

    def _count_from(self, start: ast.expr, end: ast.expr) -> str:
        """Return n when the range runs from *start* to *start* + n."""
        if _is_sum(end) and ast.unparse(end.left) == ast.unparse(start):
            return self.visit(end.right)
        return ""


def _rank(node: ast.expr) -> int:
    """How tightly an expression holds together: a looser one needs parentheses inside a tighter one."""
    if isinstance(node, ast.BinOp):
        return _SIGNS[type(node.op)][0]
    return 0 if isinstance(node, ast.Compare | ast.BoolOp | ast.IfExp) else 4


def _is_sum(node: ast.expr) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)


def _raised(exponent: str) -> str:
    exponent = exponent.removeprefix("0 + ")
    if set(exponent) <= _SMALL:
        return exponent.replace(" ", "").translate(_SUPERSCRIPT)
    return f"^({exponent})"


def _lowered(name: str, index: str) -> str:
    if set(index) <= _SMALL:
        return name + index.replace(" ", "").translate(_SUBSCRIPT)
    return f"{name}[{index}]"
