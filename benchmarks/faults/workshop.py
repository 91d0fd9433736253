"""A copy of a checkout in which one fault after another is tried."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from changing import Fault
from layers import LAYERS, paths
from recording import OPTIONS, file_of

MEMORY = 6 << 30  # bytes for a process, in which a fault may ask for ever more


@dataclass(frozen=True)
class Verdict:
    """What became of a fault.

    Attributes
    ----------
    reason : str
        The test that found it, or why none could.
    tests, left_out : int
        How many tests were to run, and how many more might see the fault.
    """

    fault: Fault
    outcome: str
    reason: str = ""
    tests: int = 0
    left_out: int = 0
    seconds: float = 0.0


class Workshop:
    """A copy of a checkout, in which one fault after another is tried."""

    def __init__(self, checkout: Path, place: Path, marks: str) -> None:
        self.root, self._place, self._marks = place / "copy", place, marks
        self._environment = os.environ | {"PYTHONPATH": str(self.root), "TMPDIR": str(place / "temp")}
        (place / "temp").mkdir(parents=True)
        listed = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
        for name in _git(checkout, *listed).split("\0")[:-1]:
            if os.path.lexists(checkout / name):
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(checkout / name, self.root / name, follow_symlinks=False)
        _git(self.root, "init", "--quiet")
        _git(self.root, "add", "--all", "--force")
        self._python("-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "crmlab", "tools")
        home = self._python("-P", "-c", "import crmlab; print(crmlab.__file__)").strip()
        if not Path(home).is_relative_to(self.root):
            sys.exit(f"crmlab would be imported from {home}, not from the copy in {self.root}")

    def judge(self, fault: Fault, tests: list[str], left_out: int, seconds: float) -> Verdict:
        """Put a fault into its file, run the tests, and put everything back."""
        begun, file = time.monotonic(), self.root / fault.path
        tests = tests or paths(self.root, LAYERS[fault.layer][1])
        file.write_bytes(fault.put_into(file.read_bytes()))
        try:
            code, said = self._run(tests, seconds)
            if code == pytest.ExitCode.USAGE_ERROR and "ERROR: not found" in said:
                tests = self._still_there(tests, seconds)
                code, said = self._run(tests, seconds)
        finally:
            _git(self.root, "checkout", "--quiet", "--", ".")
            _git(self.root, "clean", "-ffdxq", "--exclude=__pycache__")
        spent = round(time.monotonic() - begun, 1)
        return Verdict(fault, *_outcome(code, said), len(tests), left_out, spent)

    def _still_there(self, tests: list[str], seconds: float) -> list[str]:
        """Return the tests that are collected, as a fault may take cases away."""
        _, said = self._run(sorted(set(map(file_of, tests))), seconds, "--collect-only")
        there = set(said.splitlines())
        return [test for test in tests if test in there]

    def _run(self, tests: list[str], seconds: float, *options: str) -> tuple[int | None, str]:
        """Run tests; return how it ended, None for too late, and what was said."""
        if not tests:
            return pytest.ExitCode.NO_TESTS_COLLECTED, ""
        listed = self._place / "tests.txt"
        listed.write_text("".join(f"{test}\n" for test in tests), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", *OPTIONS, "-x", "-m", self._marks, *options, f"@{listed}"]
        with (self._place / "said.txt").open("w+", encoding="utf-8", errors="replace") as said:
            process = subprocess.Popen(
                command,
                cwd=self.root,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            resource.prlimit(process.pid, resource.RLIMIT_DATA, (MEMORY, resource.RLIM_INFINITY))
            try:
                code = process.wait(seconds)
            except subprocess.TimeoutExpired:
                code = None
            finally:
                self._end(process)
            said.seek(0)
            return code, said.read()

    def _end(self, process: subprocess.Popen) -> None:
        """End a run and all that it started, also what began a session of its own."""
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        for one in psutil.process_iter():
            with suppress(psutil.Error):
                if one.environ().get("TMPDIR") == self._environment["TMPDIR"]:
                    one.kill()
        process.wait()

    def _python(self, *words: str) -> str:
        asked = {"cwd": self.root, "env": self._environment, "check": True}
        return subprocess.run(
            [sys.executable, *words], stdout=subprocess.PIPE, encoding="utf-8", **asked
        ).stdout


def _git(folder: Path, *words: str) -> str:
    command = ["git", "-c", "safe.directory=*", "-C", str(folder), *words]
    return subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


def _outcome(code: int | None, said: str) -> tuple[str, str]:
    """Return what the end of a run means, and the test or the reason."""
    broken = re.search(r"^(?:FAILED|ERROR) (\S.*?)(?: - .*)?$", said, re.MULTILINE)
    reason = broken[1] if broken else (said.strip().splitlines() or [""])[-1]
    match code:
        case None:
            return "undecided", "time was over"
        case pytest.ExitCode.OK:
            return "missed", ""
        case pytest.ExitCode.NO_TESTS_COLLECTED:
            return "untested", "no test was there"
        case pytest.ExitCode.USAGE_ERROR if not broken and "while loading conftest" not in said:
            return "untested", reason
    return "found", reason
