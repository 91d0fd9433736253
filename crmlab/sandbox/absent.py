"""What is not there inside the walls: modules, ways to install them, uncounted memory. A notebook goes on."""

from __future__ import annotations

import ast
import mmap
import os
import re
import tempfile
from collections.abc import Callable
from typing import Any

from crmlab.language import said, to_say

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


_SHARED = "/dev/shm"


class _Mapping(mmap.mmap):
    """A mapping; memory that processes share is that of a file, whose pages are counted."""

    def __new__(
        cls, fileno: int, length: int, flags: int = mmap.MAP_SHARED, *more: Any, **named: Any
    ) -> _Mapping:
        if fileno != -1 or length <= 0 or not flags & mmap.MAP_SHARED:
            return super().__new__(cls, fileno, length, flags, *more, **named)
        with tempfile.TemporaryFile(dir=_SHARED) as file:
            try:
                os.posix_fallocate(file.fileno(), 0, length)  # else its first write could end the process
            except OSError:
                about = os.statvfs(_SHARED)
                raise MemoryError(_too_much_shared(length, about.f_bavail * about.f_frsize)) from None
            return super().__new__(cls, file.fileno(), length, flags & ~mmap.MAP_ANONYMOUS, *more, **named)


def _too_much_shared(asked: int, left: int) -> str:
    sentence = to_say("Processes can share at most {left:,} more bytes here; {asked:,} were asked for.")
    return said(sentence, left=left, asked=asked)


def share_by_files() -> None:
    """Let mappings of no file be such as can be counted: the others are refused."""
    mmap.mmap = _Mapping


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
