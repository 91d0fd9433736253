"""What may go wrong in a file: a change of a few bytes, drawn by a seed."""

from __future__ import annotations

import ast
import copy
import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path

from layers import files_of

_SIGNS = {
    **{ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="},
    **{ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not", ast.And: "and", ast.Or: "or"},
    **{ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"},
}
_PAIRS = {
    **{ast.Lt: ast.LtE, ast.Gt: ast.GtE, ast.Eq: ast.NotEq, ast.In: ast.NotIn, ast.Is: ast.IsNot},
    **{ast.And: ast.Or, ast.Add: ast.Sub, ast.Mult: ast.Div},
}
_OTHER = {ast.Pow: ast.Mult, **_PAIRS, **{right: left for left, right in _PAIRS.items()}}
_SAY_LITTLE = {"dataclass", "Annotated", "Literal"}  # a fault in their brackets

Change = tuple[str, ast.AST, ast.AST, tuple[int, int]]  # in words; what is replaced, and by what; where


@dataclass(frozen=True)
class Fault:
    """A change of a few bytes in one file.

    Attributes
    ----------
    line, column, change, source
        Where it is, what it is in words, and the line without its indentation.
    start, end, text
        The bytes that are replaced, and by what.
    statement, function
        First and last line of the statement, without its body, and of the function around it, if any.
    """

    layer: str
    path: str
    line: int
    column: int
    change: str
    source: str
    start: int
    end: int
    text: str
    statement: tuple[int, int]
    function: tuple[int, int] | None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column} {self.change}"

    def put_into(self, code: bytes) -> bytes:
        """Return the code of the file with the fault in it."""
        return code[: self.start] + self.text.encode("utf-8") + code[self.end :]


def changes(node: ast.AST) -> Iterator[Change]:
    """Yield what may go wrong at a node itself."""
    here = (getattr(node, "lineno", 0), getattr(node, "col_offset", 0))
    match node:
        case ast.Compare() | ast.BinOp() | ast.AugAssign() | ast.BoolOp():
            yield from _other_operators(node)
        case ast.UnaryOp(op=ast.USub() | ast.Not()):
            yield f"{'not' if isinstance(node.op, ast.Not) else '-'} dropped", node, node.operand, here
        case ast.Constant(value=bool() | int() | float()) if node.value + 1 != node.value:
            new = not node.value if isinstance(node.value, bool) else node.value + 1
            yield f"{node.value} -> {new}", node, ast.Constant(new), here
        case ast.Return(value=ast.expr()) if ast.unparse(node.value) not in ("None", "True", "False"):
            yield "return None", node, ast.Return(ast.Constant(None)), here
        case ast.Expr(value=ast.Call()):
            yield "call deleted", node, ast.Pass(), here
    for test in getattr(node, "ifs", [node.test] if isinstance(node, ast.If | ast.IfExp) else []):
        if not _has_an_opposite(test):
            yield "if negated", test, ast.UnaryOp(ast.Not(), test), (test.lineno, test.col_offset)


def _other_operators(node: ast.Compare | ast.BinOp | ast.AugAssign | ast.BoolOp) -> Iterator[Change]:
    operands = [part for part in _parts(node) if isinstance(part, ast.expr)]
    joins_text = isinstance(node, ast.BinOp | ast.AugAssign) and any(map(_is_text, operands))
    ops = node.ops if isinstance(node, ast.Compare) else [node.op]
    for number, (op, left) in enumerate(zip(ops, operands, strict=False)):
        if type(op) in _OTHER and not joins_text:
            other, new = _OTHER[type(op)], copy.copy(node)
            if isinstance(node, ast.Compare):
                new.ops = [*ops[:number], other(), *ops[number + 1 :]]
            else:
                new.op = other()
            yield f"{_SIGNS[type(op)]} -> {_SIGNS[other]}", node, new, (left.end_lineno, left.end_col_offset)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _has_an_opposite(test: ast.expr) -> bool:
    """Whether another change of the condition negates it already."""
    if isinstance(test, ast.Compare):
        return len(test.ops) == 1 and not isinstance(test.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE)
    return isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is inside a node, without annotations and what else says little about tests."""
    match node:
        case ast.JoinedStr() | ast.keyword(arg="strict") | ast.FunctionDef(name="__repr__"):
            return
        case ast.Subscript(value=ast.Name(id=name)) | ast.Call(func=ast.Name(id=name)) if name in _SAY_LITTLE:
            return
        case ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Compare(left=ast.Name(id="__name__"))):
            yield from node.orelse
            return
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns"):
            yield from (
                one for one in (value if isinstance(value, list) else [value]) if isinstance(one, ast.AST)
            )


def _with_surroundings(
    node: ast.AST, statement: ast.AST | None = None, function: ast.AST | None = None
) -> Iterator[tuple[ast.AST, ast.AST | None, ast.AST | None]]:
    """Yield a node and all inside it, each with the statement and the function around it."""
    if isinstance(node, ast.stmt | ast.ExceptHandler):
        statement = node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        function = node
    yield node, statement, function
    for part in _parts(node):
        yield from _with_surroundings(part, statement, function)


def _head(statement: ast.AST) -> tuple[int, int]:
    """Return the first and the last line of a statement, with its decorators and without its body."""
    first = min(one.lineno for one in [statement, *getattr(statement, "decorator_list", [])])
    body = getattr(statement, "body", None)
    return first, max(first, body[0].lineno - 1 if body else statement.end_lineno)


def faults_in(checkout: Path, layer: str, path: str) -> Iterator[Fault]:
    """Yield what may go wrong in a file."""
    code = (checkout / path).read_bytes()
    lines = code.splitlines(keepends=True)
    begins = [0, *accumulate(map(len, lines))]
    for node, statement, function in _with_surroundings(ast.parse(code)):
        for change, old, new, (line, column) in changes(node):
            text = ast.unparse(new)
            yield Fault(
                layer=layer,
                path=path,
                line=line,
                column=column,
                change=change,
                source=lines[line - 1].decode("utf-8").strip(),
                start=begins[old.lineno - 1] + old.col_offset,
                end=begins[old.end_lineno - 1] + old.end_col_offset,
                text=text if isinstance(new, ast.stmt | ast.Constant) else f"({text})",
                statement=_head(statement),
                function=function and (_head(function)[0], function.end_lineno),
            )


def drawn(checkout: Path, number: int, seed: int, layers: list[str]) -> list[Fault]:
    """Draw faults, as many of each layer and at most one of a line."""
    faults = []
    for place, layer in enumerate(layers):
        source = random.Random(f"{seed}|{layer}")
        lines = defaultdict(list)
        for fault in (one for path in files_of(checkout)[layer] for one in faults_in(checkout, layer, path)):
            lines[fault.path, fault.line].append(fault)
        share = number * (place + 1) // len(layers) - number * place // len(layers)
        some = map(source.choice, source.sample(list(lines.values()), len(lines)))
        faults += islice((fault for fault in some if _compiles(checkout, fault)), share)
    return faults


def _compiles(checkout: Path, fault: Fault) -> bool:
    with suppress(SyntaxError):
        return bool(compile(fault.put_into((checkout / fault.path).read_bytes()), fault.path, "exec"))
    return False
