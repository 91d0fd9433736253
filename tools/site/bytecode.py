"""Compile the modules of wheels: runs in Pyodide, whose Python the bytecode is for (see `compile.mjs`)."""

import importlib.util
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from pathlib import Path


def compile_wheel(wheel: Path, target: Path) -> None:
    """Write a wheel with bytecode in the place of source, which an import takes without compiling."""
    half = target.with_suffix(".half")
    with zipfile.ZipFile(wheel) as given, zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            content = given.read(name)
            compiled = _compiled(name, content) if name.endswith(".py") else None
            entry = zipfile.ZipInfo(f"{name}c" if compiled else name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, compiled or content)
    half.rename(target)


def _compiled(name: str, source: bytes) -> bytes | None:
    try:
        code = compile(source, name, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):  # a template, or a test of what is no Python
        return None
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), checked=False))


for one in sorted(Path("/given").iterdir()):
    compile_wheel(one, Path("/made") / one.name)
