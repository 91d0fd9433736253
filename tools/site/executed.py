"""Notebooks with their outputs: each is run once, and again only when it or the course has changed."""

from __future__ import annotations

import functools
import hashlib
import os
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbclient
import nbformat
from nbformat import NotebookNode
from rich.progress import track

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "build" / "site" / "executed"
AT_ONCE = 2  # kernels; each needs about 400 MB
SECONDS = 300  # that a cell may take


def executed(paths: Iterable[Path], language: str) -> dict[Path, NotebookNode]:
    """Return these notebooks with their outputs, from the cache where they are in it.

    Parameters
    ----------
    paths : iterable of Path
        Notebooks of the course.
    language : {"en", "zh"}
        In which pictures, workings and sentences speak.
    """
    paths = list(paths)
    with ThreadPoolExecutor(AT_ONCE) as workers:
        done = workers.map(functools.partial(_executed, language=language), paths)
        return dict(zip(paths, track(done, f"notebooks ({language})", len(paths)), strict=True))


def _executed(path: Path, language: str) -> NotebookNode:
    key = hashlib.sha256(f"{language} {_course()}".encode() + path.read_bytes()).hexdigest()
    kept = CACHE / f"{path.stem}-{key[:16]}.ipynb"
    if not kept.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        run = _run(nbformat.read(path, 4), language)
        for old in CACHE.glob(f"{path.stem}-{'[0-9a-f]' * 16}.ipynb"):
            if nbformat.read(old, 4).metadata.get("language") == language:
                old.unlink()
        half = kept.with_suffix(".half")
        nbformat.write(run, half)
        half.replace(kept)  # whole, or not there
    return nbformat.read(kept, 4)


def _run(notebook: NotebookNode, language: str) -> NotebookNode:
    """Run a notebook as somebody who has just come: nothing of a user's own is read or written."""
    with tempfile.TemporaryDirectory(prefix="crmlab-", ignore_cleanup_errors=True) as home:
        own = {"CRMLAB_LANG": language, "XDG_DATA_HOME": home, "PYTHONPATH": str(ROOT)}
        client = nbclient.NotebookClient(
            notebook,
            timeout=SECONDS,
            resources={"metadata": {"path": home}},
            extra_arguments=["--log-level=CRITICAL"],  # or it warns of how it is connected and stopped
        )
        client.execute(env=os.environ | own)
    notebook.metadata.pop("widgets", None)
    notebook.metadata.language = language
    return notebook


@functools.cache
def _course() -> str:
    """Return a number for all that a notebook computes with."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in ("crmlab", "course") for path in (ROOT / folder).rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    digest.update((ROOT / "tools" / "site" / "requirements.lock").read_bytes())
    return digest.hexdigest()
