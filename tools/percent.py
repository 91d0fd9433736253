"""What authors write as Jupytext *percent* files, read as notebooks."""

from __future__ import annotations

from pathlib import Path

import jupytext
from nbformat import NotebookNode


def notebook(path: Path) -> NotebookNode:
    """Return a lesson or an assignment as a notebook."""
    return jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")


def cells(path: Path) -> list[NotebookNode]:
    """Return its cells; none where there is none yet."""
    return notebook(path).cells if path.exists() else []
