"""What is not there inside the walls: modules, and any way to install them. A notebook goes on without."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Any

from crmlab.language import said

_INSTALLERS = "pip", "pip3", "conda", "mamba", "micromamba", "uv", "poetry"
_INSTALLS = re.compile(rf"\s*(?:\S+\s+-m\s+)?(?:\S*/)?(?:{'|'.join(_INSTALLERS)})\b")


def install_nothing(shell: Any) -> None:
    """Let what installs say at once that it cannot, in place of waiting for a network."""
    for name in _INSTALLERS:
        shell.register_magic_function(_refuse, magic_name=name)
    for name in ("system", "getoutput"):
        setattr(shell, name, _unless_it_installs(getattr(shell, name)))


def _refuse(command: str = "") -> None:
    print(said("Nothing can be installed here: there is no network. What the course needs is there."))


def _unless_it_installs(run: Callable[..., Any]) -> Callable[..., Any]:
    def run_or_refuse(command: str, *arguments: Any, **named: Any) -> Any:
        return _refuse() if _INSTALLS.match(command) else run(command, *arguments, **named)

    return run_or_refuse


class OneByOne(ast.NodeTransformer):
    """Imports each module of a cell by itself, so that one that is not there does not keep out the others."""

    def visit_Module(self, cell: ast.Module) -> ast.Module:  # noqa: N802  (a name of ast's)
        """Change the imports of a cell, and nothing inside of its functions."""
        cell.body = [made for statement in cell.body for made in _tried(statement)]
        return cell


def _tried(statement: ast.stmt) -> list[ast.stmt]:
    match statement:
        case ast.Import(names=names):
            return [_guarded(ast.copy_location(ast.Import([one]), statement)) for one in names]
        case ast.ImportFrom(module=module) if module != "__future__":
            return [_guarded(statement)]
    return [statement]


def _guarded(statement: ast.stmt) -> ast.stmt:
    tell = "__import__('IPython').get_ipython().tell_missing(error)"
    (guarded,) = ast.parse(f"try: pass\nexcept ModuleNotFoundError as error: {tell}").body
    guarded.body = [statement]
    for node in ast.walk(guarded):
        ast.copy_location(node, statement)
    return guarded
