"""A copy of the checkout, to build in it, and commands that are run there with its own crmlab."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import build

REPOSITORY = Path(build.__file__).resolve().parents[1]
COPIED = ("benchmarks", "course", "crmlab", "docs", "exercises", "notebooks", "solutions", "tests", "tools")
FILES = ("nbgrader_config.py", "pyproject.toml")
NOT_WRITTEN = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")


def copy_into(folder):
    """Return the folder, with all in it that is built, and that builds and tests it."""
    for name in COPIED:
        shutil.copytree(REPOSITORY / name, folder / name, ignore=NOT_WRITTEN)
    for name in FILES:
        shutil.copy2(REPOSITORY / name, folder)
    return folder


def run_in(folder, *command):
    """Run Python in a checkout, with the checkout's own crmlab."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )


def contents(folder, names):
    """Return the files below some places of a checkout, with their bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for name in names
        for path in (folder / name).rglob("*.*")
        if path.is_file() and path.suffix != ".pyc"
    }
