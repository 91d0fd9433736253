"""What a notebook gives to `me`, read as it is written: nothing of it is run."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from crmlab.intake.cells import top_level

_LOOKS_GIVEN = re.compile(r"""(?<![\w.])me["'\] \t]*=(?!=)""")
_SAYS_ME = re.compile(r"(?<!\w)me(?!\w)")
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_MADE = {"str": str, "int": int}


def names_given(cells: Iterable[dict]) -> list[str | None]:
    """Return the different names that cells give to ``me``, in the order of the text.

    Parameters
    ----------
    cells : iterable of dict
        Cells of a notebook, each with its type and its source.

    Returns
    -------
    list of str or None
        Texts, and whole numbers as texts, without blanks around; None for whatever else ``me`` is bound to:
        something computed, an item of a loop, a module, and what only IPython or a function knows.
    """
    code = [cell for cell in cells if cell["cell_type"] == "code" and _says_me(cell["source"])]
    found = [_name(value) for cell in code for value in _values(top_level(cell))]
    if not found and any(_looks_given(cell["source"]) for cell in code):
        return [None]
    return list(dict.fromkeys(found))


def own_names(given: list[str | None], handed_out: list[str | None]) -> list[str | None]:
    """Return the names given without those that were handed out; all, if there is no other."""
    return [name for name in given if name not in handed_out] or given


def _says_me(source: str) -> bool:
    """Whether the name stands anywhere in a text; Python reads names in the form NFKC."""
    return bool(_SAYS_ME.search(unicodedata.normalize("NFKC", source)))


def _looks_given(source: str) -> bool:
    return any(_LOOKS_GIVEN.search(line.partition("#")[0]) for line in source.splitlines())


def _name(value: ast.expr | None) -> str | None:
    try:
        made = _constant(value)
        return str(made).strip() if type(made) in {str, int} else None
    except (ValueError, TypeError, ArithmeticError, RecursionError):  # a sum of a thousand texts
        return None


def _constant(node: ast.expr | None) -> object:
    """Return what an expression of plain constants gives; what may grow without end is none.

    Raises
    ------
    ValueError or TypeError
        If it is none.
    """
    match node:
        case ast.Constant(value=value):
            return value
        case ast.NamedExpr(value=inner):
            return _constant(inner)
        case ast.FormattedValue(value=inner, conversion=-1 | 115, format_spec=None):  # 115: !s
            return _constant(inner)
        case ast.JoinedStr(values=parts):
            return "".join(str(_constant(part)) for part in parts)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=value)):
            return -value
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _constant(left) + _constant(right)
        case ast.Call(func=ast.Name(id="str" | "int" as kind), args=[inner], keywords=[]):
            return _MADE[kind](_constant(inner))
    raise ValueError("no constant")


def _values(statements: Sequence[ast.AST]) -> Iterator[ast.expr | None]:
    """Yield what statements bind to the notebook's `me`; None where no expression says it."""
    known: dict[ast.AST, ast.expr | None] = {}
    open_ends = [*reversed(statements)]
    while open_ends:
        node = open_ends.pop()
        known.update(_unpacked(node))
        if _binds(node) or _reaches_out(node):
            yield known.get(node)
        open_ends += reversed(_in_same_scope(node))


def _binds(node: ast.AST) -> bool:
    """Whether a node binds `me` where it stands."""
    match node:
        case ast.Name(id="me", ctx=ast.Store()):
            return True
        case ast.alias():
            return (node.asname or node.name.partition(".")[0]) == "me"
    return "me" in {getattr(node, "name", ""), getattr(node, "rest", "")}


def _reaches_out(node: ast.AST) -> bool:
    """Whether a function or a class binds the notebook's `me` from inside."""
    inside = list(ast.walk(node)) if isinstance(node, _SCOPES) else []
    is_meant = any(isinstance(one, ast.Global) and "me" in one.names for one in inside)
    return is_meant and any(map(_binds, inside))


def _in_same_scope(node: ast.AST) -> list[ast.AST]:
    """Return the parts of a node in which a name is that of the notebook."""
    match node:
        case ast.comprehension():
            return [node.iter, *node.ifs]
        case ast.AnnAssign(value=None):  # binds nothing
            return []
    parts = list(ast.iter_child_nodes(node))
    if not isinstance(node, _SCOPES):
        return parts
    own = {node.body} if isinstance(node, ast.Lambda) else set(node.body)
    return [part for part in parts if part not in own]


def _unpacked(node: ast.AST) -> Iterator[tuple[ast.AST, ast.expr | None]]:
    """Yield the names that an assignment binds, each with its value."""
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _paired(target, value)
        case ast.AnnAssign(target=target, value=value) | ast.NamedExpr(target=target, value=value):
            yield from _paired(target, value)


def _paired(target: ast.expr, value: ast.expr | None) -> Iterator[tuple[ast.AST, ast.expr | None]]:
    if isinstance(target, ast.Name):
        yield target, value
    elif isinstance(target, ast.Tuple | ast.List):
        for one, its_value in zip(target.elts, _spread(target.elts, value), strict=True):
            yield from _paired(one, its_value)


def _spread(targets: Sequence[ast.expr], value: ast.expr | None) -> Sequence[ast.expr | None]:
    """Return the value of each of some targets, where they are written out; a starred one gets a list."""
    values = list(value.elts) if isinstance(value, ast.Tuple | ast.List) else []
    places = [place for place, one in enumerate(targets) if isinstance(one, ast.Starred)]
    for place in places:
        values[place : len(values) - (len(targets) - place - 1)] = [None]
    is_plain = len(values) == len(targets) and not any(isinstance(one, ast.Starred) for one in values)
    return values if is_plain else [None] * len(targets)
