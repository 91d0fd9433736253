"""Runs of tools on logs, each in a process of its own; of a few rounds the fastest counts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from logs import write_log

HERE = Path(__file__).resolve().parent
_SECONDS = 300  # what has not ended by then hangs
_EQUAL = 1e-9  # of sums of money, which come in another order


@dataclass
class Runs:
    """What has been measured.

    Attributes
    ----------
    folder : Path
        For the logs and the answers.
    lines, rounds : int
        Lines of the longest log; how often each tool does its work.
    done : dict
        The fastest run of each tool, by the lines of its log.
    """

    folder: Path
    lines: int
    rounds: int
    done: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)

    def race(self, tools: Sequence[str], lines: int) -> list[dict[str, Any]]:
        """Let tools do the same work in turn; return the fastest run of each."""
        new = [tool for tool in tools if (tool, lines) not in self.done]
        for number in range(self.rounds):
            for tool in new:
                say(f"RFM of {lines:,} lines: {tool}, {number + 1} of {self.rounds}")
                found = run("one_work.py", tool, self.log(lines), "--answer", self._answer(tool, lines))
                if found["customers"] and found["orders"] != lines:
                    sys.exit(f"{tool} has {found['orders']:,} orders in {lines:,} lines.")
                best = self.done.setdefault((tool, lines), found)
                self.done[tool, lines] = min(best, found, key=lambda one: one["seconds"])
        return [self.done[tool, lines] for tool in tools]

    def profile(self, tool: str) -> str:
        """Return the functions that take most of a tool's time, as lines of text."""
        say(f"profile of {tool}")
        found = run("one_work.py", tool, self.log(self.lines), "--profile")
        return "\n".join(f"{seconds:7.2f} s  {place}" for seconds, place in found)

    def log(self, lines: int) -> Path:
        """Return a log of so many lines, written once."""
        path = self.folder / f"{lines}.parquet"
        return path if path.exists() else write_log(path, lines)

    def differing(self, tool: str, other: str, besides: Sequence[str] = ()) -> int:
        """Return how many customers are not the same in the answers of two tools."""
        one, two = (np.load(self._answer(name, self.lines)) for name in (tool, other))
        if len(one["customer_id"]) != len(two["customer_id"]):
            return max(len(one["customer_id"]), len(two["customer_id"]))
        columns = [name for name in one.files if name not in besides]
        same = [np.isclose(one[name], two[name], rtol=_EQUAL, atol=0) for name in columns]
        return int((~np.logical_and.reduce(same)).sum())

    def _answer(self, tool: str, lines: int) -> Path:
        return self.folder / f"{tool}-{lines}.npz"


def run(script: str, *arguments: Any, limit: int = 0, folder: Path | None = None) -> Any:
    """Return what a script of this folder prints as JSON, run with a *limit* of address space in bytes.

    Without a limit a failure ends the benchmark; with one it is the answer, as a sentence.
    """
    command = [sys.executable, HERE / script, *arguments]
    limited = partial(_limit, limit) if limit else None
    pipes = {"capture_output": True, "encoding": "utf-8", "errors": "replace"}
    try:
        done = subprocess.run([*map(str, command)], **pipes, cwd=folder, preexec_fn=limited, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        return f"not ready after {_SECONDS} s"
    if not done.returncode:
        return json.loads(done.stdout.splitlines()[-1])
    lines = done.stderr.strip().splitlines() or ["no message"]
    said = next((line for line in reversed(lines) if "Error" in line or "Exception" in line), lines[-1])
    if not limit:
        sys.exit(f"{script} {arguments[0]}: {said}")
    return f"ended by signal {-done.returncode}" if done.returncode < 0 else said[:160]


def _limit(size: int) -> None:
    import resource  # not on Windows

    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def say(text: str) -> None:
    """Print progress."""
    print(text, file=sys.stderr, flush=True)
