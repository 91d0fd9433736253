"""Run one command of an instructor, and notice what it takes and what it leaves."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from crmlab.environment import commands_first

_DRIVER = Path(__file__).with_name("driver.py")
_ADOPT = 36  # PR_SET_CHILD_SUBREAPER
_NONE: Mapping[str, str] = {}
_GRACE = 2  # seconds in which what a command has started may end


@dataclass(frozen=True)
class Done:
    """What a command did.

    Attributes
    ----------
    seconds : float
        How long it took, Python's start included.
    memory : int
        Bytes that its own process had at most.
    said : str
        What it printed.
    processes, files : int
        What was left of it: processes, and entries of the folder for temporary files.
    """

    seconds: float
    memory: int
    said: str
    processes: int
    files: int


def run(course: Path, *command: str, secrets: Mapping[str, str] = _NONE, limit: float = 3600) -> Done:
    """Run a module with its arguments in a course folder, with a folder for temporary files of its own."""
    ctypes.CDLL(None).prctl(_ADOPT, 1)  # what a command leaves becomes a child of this process
    before = _children()
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as place:
        report, temporary = Path(place, "memory"), Path(place, "tmp")
        temporary.mkdir()
        own = {"PATH": commands_first(), "PYTHONUTF8": "1", "TMPDIR": str(temporary), **secrets}
        began = time.perf_counter()
        with Path(place, "said").open("w+", encoding="utf-8", errors="replace") as said:
            process = subprocess.Popen(
                [sys.executable, str(_DRIVER), str(report), *command],
                cwd=course,
                env=os.environ | own,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
            _wait(process, limit)
            seconds = time.perf_counter() - began
            said.seek(0)
            memory = 1024 * int(report.read_text(encoding="ascii")) if report.exists() else 0
            left = _left_of(before)
            return Done(seconds, memory, said.read(), left, len(list(temporary.iterdir())))


def _wait(process: subprocess.Popen, limit: float) -> None:
    try:
        process.wait(limit)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _left_of(before: set[int]) -> int:
    """Return how many processes are left after a moment, and end them."""
    end = time.monotonic() + _GRACE
    while (left := _children() - before) and time.monotonic() < end:
        time.sleep(0.05)
    for process in left:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    return len(left)


def _children() -> set[int]:
    """Return this process's children that still run."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:2]
        except OSError:  # it has just ended
            continue
        if int(parent) == os.getpid() and state != "Z":
            found.add(int(path.parent.name))
    return found
