"""Which tests judge a fault: a record of who ran which line, and of how long each test takes."""

from __future__ import annotations

import json
import math
import os
import sys
import zlib
from collections import Counter
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

import pytest
from changing import Fault
from layers import LAYERS, files_of, spread

OPTIONS = ("-q", "-p", "no:cacheprovider", "--no-header")


class Stopwatch:
    """A plugin of pytest that adds up how long each test takes, and notes which failed."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.failed: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the time of one phase of a test."""
        self.seconds[report.nodeid] += report.duration
        if report.failed:
            self.failed.add(report.nodeid)


def record(suite: Path, file: Path, tests: list[str], marks: str, workers: int) -> None:
    """Run the suite and write who ran what, and beside it the durations and what the files were."""
    os.environ |= {"COVERAGE_FILE": str(file), "PYTHONPATH": str(suite)}
    os.chdir(suite)
    sys.path[0] = str(suite)  # not this folder: its modules have names of others
    shared = ["-m", marks, "-n", str(workers), "--dist", "loadfile"]
    measured = ["--cov=crmlab", "--cov=tools", "--cov-context=test", "--cov-report="]
    watch = Stopwatch()
    pytest.main([*OPTIONS, *shared, *measured, *tests], plugins=[watch])
    if not watch.seconds:
        sys.exit("No test ran, so nothing is recorded.")
    noted = {
        "root": str(suite),
        "seconds": {test: spent for test, spent in watch.seconds.items() if test not in watch.failed},
        "sums": {path: _sum(suite / path) for paths in files_of(suite).values() for path in paths},
    }
    _beside(file).write_text(json.dumps(noted, ensure_ascii=False), encoding="utf-8")
    print(f"{len(watch.seconds)} tests recorded; these failed and will judge nothing: {sorted(watch.failed)}")


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.json")


def _sum(file: Path) -> int:
    return zlib.crc32(file.read_bytes())


class Record:
    """Which test ran which line, and how long each takes; of no file nothing is known."""

    def __init__(self, file: Path | None) -> None:
        self.seconds: dict[str, float] = {}
        self._sums: dict[str, int] = {}
        self._ran: dict[str, dict[int, list[str]]] = {}
        if file:
            from coverage import CoverageData

            beside = json.loads(_beside(file).read_text(encoding="utf-8"))
            self.seconds, self._sums, self._root = beside["seconds"], beside["sums"], Path(beside["root"])
            self._data = CoverageData(basename=str(file))
            self._data.read()

    def changed_in(self, checkout: Path) -> list[str]:
        """Return the files that are others now."""
        files = [(path, checkout / path) for path in self._sums]
        return [path for path, file in files if not file.exists() or _sum(file) != self._sums[path]]

    def touching(self, fault: Fault) -> set[str]:
        """Return the tests that ran the statement; if it runs at import, its function or else its file."""
        if self.seconds and fault.path not in self._ran:
            self._ran[fault.path] = self._data.contexts_by_lineno(str(self._root / fault.path))
        for first, last in filter(None, (fault.statement, fault.function, (0, math.inf))):
            lines = self._ran.get(fault.path, {}).items()
            contexts = {context for line, ran in lines if first <= line <= last for context in ran}
            tests = {context.rpartition("|")[0] for context in contexts} & self.seconds.keys()
            if tests or not contexts:
                return tests
        return set()

    def near(self, touching: set[str], layer: str) -> list[str]:
        """Return the other tests of the same files, and then those declared for the layer."""
        files = {file_of(test) for test in touching}
        patterns = [pattern for one in spread(LAYERS[layer][1]) for pattern in (one, f"{one}/*")]
        same = {test for test in self.seconds if file_of(test) in files} - touching
        declared = {test for test in self.seconds if _fits(file_of(test), patterns)} - touching - same
        return self.in_order(same) + self.in_order(declared)

    def in_order(self, tests: Iterable[str]) -> list[str]:
        """Put the fastest first, but leave those of a file together that take about as long."""
        return sorted(tests, key=lambda one: (round(math.log10(self.seconds[one] + 0.01)), file_of(one), one))


def file_of(test: str) -> str:
    """Return the file in which a test stands."""
    return test.partition("::")[0]


def _fits(file: str, patterns: list[str]) -> bool:
    return any(fnmatch(file, pattern) for pattern in patterns)


def selected(fault: Fault, record: Record, seconds: float, most: int) -> tuple[list[str], int]:
    """Return the tests that judge a fault, and how many more might."""
    touching = record.touching(fault)
    near = record.near(touching, fault.layer)
    tests = record.in_order(touching)
    left = seconds / 2 - sum(record.seconds[test] for test in tests) if tests else math.inf
    for test in near:
        if record.seconds[test] < left:
            tests.append(test)
            left -= record.seconds[test]
    tests = tests[:most]
    return tests, len(touching) + len(near) - len(tests)
