"""Answers of simulated students: a known mistake each, in code that differs from student to student."""

from __future__ import annotations

import ast
import random
from collections.abc import Mapping
from dataclasses import dataclass

_NAMES = [
    "x",
    "val",
    "tmp",
    "s",
    "res",
    "acc",
    "k",
    "n",
    "j",
    "a",
    "q",
    "w",
    "cur",
    "out",
    "summe",
    "jahr",
] + ["zhi", "nian", "part1", "my_value", "i2", "v", "helper", "z0", "aux", "cost_now", "yy", "dd", "pp"]


@dataclass(frozen=True)
class Task:
    """A task: its graded cell, its answer cell, its mistakes, and the ways in which one is written.

    The values of a mistake fill the ways; `final` is the name that is graded.
    """

    check: str
    cell: str
    mistakes: Mapping[str, Mapping[str, str]]
    ways: tuple[str, ...]
    local: frozenset[str]
    final: str = ""
    shapes: tuple[str, ...] = ()
    after: str = ""


def code_for(task: Task, mistake: str, source: random.Random) -> str:
    """Return code that makes a mistake."""
    parts = {name: f"({text})" for name, text in task.mistakes[mistake].items()}
    way = source.choice(task.ways)
    parts |= {f"{name}_all": text.replace("max(", "np.maximum(") for name, text in parts.items()}
    code = _varied(way.format(**parts), task.local, source)
    if task.final:
        code += f"\n{task.final} = {source.choice(task.shapes).format(task.final)}"
    return "\n".join(filter(None, [code, task.after]))


def _varied(code: str, local: frozenset[str], source: random.Random) -> str:
    tree = _Exchanged(source).visit(ast.parse(code))
    tree = _Temporaries(source).visit(tree)
    names = dict(zip(sorted(local), source.sample(_NAMES, len(local)), strict=True))
    tree = _Renamed(names if source.random() < 0.7 else {}).visit(tree)
    lines = ast.unparse(ast.fix_missing_locations(tree)).splitlines()
    for _ in range(source.randrange(3)):
        lines.insert(0, source.choice(["# my answer", "print('begin')", "checked = []", "import math"]))
    return "\n".join(lines)


class _Exchanged(ast.NodeTransformer):
    """Exchange operands, and write a division by a power as a product with a negative one."""

    def __init__(self, source: random.Random) -> None:
        self._source = source

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:  # noqa: N802
        self.generic_visit(node)
        by_power = isinstance(node.right, ast.BinOp) and isinstance(node.right.op, ast.Pow)
        if isinstance(node.op, ast.Div) and by_power and self._source.random() < 0.3:
            less = ast.UnaryOp(ast.USub(), node.right.right)
            node = ast.BinOp(node.left, ast.Mult(), ast.BinOp(node.right.left, ast.Pow(), less))
        if isinstance(node.op, ast.Add | ast.Mult) and self._source.random() < 0.4:
            node.left, node.right = node.right, node.left
        return node


class _Temporaries(ast.NodeTransformer):
    """Compute the left of an outermost operation a line before."""

    def __init__(self, source: random.Random) -> None:
        self._source, self._number = source, 0

    def visit(self, node: ast.AST) -> ast.AST | list[ast.AST]:
        self.generic_visit(node)
        is_split = isinstance(node, ast.Assign | ast.AugAssign | ast.Return)
        if not (is_split and isinstance(node.value, ast.BinOp) and self._source.random() < 0.5):
            return node
        self._number += 1
        name = f"step{self._number}"
        before = ast.Assign([ast.Name(name, ast.Store())], node.value.left)
        node.value.left = ast.Name(name, ast.Load())
        return [before, node]


class _Renamed(ast.NodeTransformer):
    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:  # noqa: N802
        node.id = self._names.get(node.id, node.id)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:  # noqa: N802
        node.name = self._names.get(node.name, node.name)
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self._names.get(node.arg, node.arg)
        return node
