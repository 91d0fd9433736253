"""The Pythons: a question of inside.py is asked of the browser's, in Node or in Chromium, and of this one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RUNTIME = Path(os.environ.get("CRMLAB_RUNTIME", ROOT / "site" / "runtime"))


class Told(NamedTuple):
    """What a Python answered, and what that took.

    Attributes
    ----------
    answers : object
        The answers to the question.
    seconds : float
        How long they took, without the start of Python.
    start : float
        Seconds until Python and its packages were there.
    megabytes : float
        Memory of the browser's Python in the end; 0 for the desktop's.
    """

    answers: Any
    seconds: float
    start: float = 0.0
    megabytes: float = 0.0


Ask = Callable[[str, Any], Told]


def why_not(in_node: bool = True) -> str:
    """Say in a sentence why the browser's Python cannot be asked; nothing if it can."""
    if in_node and not shutil.which("node"):
        return "Node is not installed, and the browser's Python runs in it here."
    if not (RUNTIME / "pyodide.mjs").is_file():
        return "The browser's Python is not there: `make runtime` makes it."
    return ""


def in_node(question: str, given: Any) -> Told:
    """Ask the browser's Python, in Node."""

    def run(folder: Path) -> dict[str, float]:
        command = ["node", HERE / "node.mjs", RUNTIME, ROOT, folder, question]
        printed = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
        return json.loads(printed.splitlines()[-1])

    return _asked(run, given)


def in_chromium(question: str, given: Any) -> Told:
    """Ask the browser's Python, in a real browser."""
    from chromium import ask  # Playwright is no part of what the tests in Node need

    return _asked(lambda folder: ask(folder, question), given)


def on_desktop(question: str, given: Any) -> Told:
    """Ask this Python, in a process of its own."""

    def run(folder: Path) -> dict[str, float]:
        files = [folder / "given.json", folder / "answers.json"]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        command = [sys.executable, HERE / "inside.py", question, *files]
        printed = subprocess.run(
            command, env=environment, check=True, capture_output=True, encoding="utf-8"
        ).stdout
        return json.loads(printed.splitlines()[-1])

    return _asked(run, given)


def _asked(run: Callable[[Path], dict[str, float]], given: Any) -> Told:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "given.json").write_text(json.dumps(given), encoding="utf-8")
        took = run(folder)
        return Told(json.loads((folder / "answers.json").read_text(encoding="utf-8")), **took)
