"""Whether the tests find faults: `python benchmarks/faults` puts one after another into a copy.

First `--record FILE` runs the suite once and notes which test ran which line, and how long each takes; it
needs pytest-cov. Then `--coverage FILE` draws faults by a seed, as many of each layer, and runs the tests
that ran the line, fastest first. After them, as half of the time allows, come the other tests of the same
files and those declared for the layer: much runs in processes that coverage does not see, and what is
cached is seen only in the test that came first. They alone judge a line that no test ran; what runs at
import is judged by the tests that ran anything of its function or else of its file. A test that failed
while recording judges nothing.

A fault is found if a test fails or breaks, missed if all that ran passed, undecided if time was over, and
untested if nothing could run. Among the missed are changes that nobody could see, and those are no gaps.

`--only REPORT` takes the faults that an earlier report does not call found. With `--suite CHECKOUT` the
tests of that checkout judge, and a fault goes into the same line of its own file. Linux only.
"""

from __future__ import annotations

import argparse
import json
import queue
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict
from pathlib import Path

from changing import Fault, drawn, faults_in
from layers import LAYERS, ROOT
from recording import Record, record, selected
from rich.progress import track
from workshop import Verdict, Workshop

OUTCOMES = ("found", "missed", "undecided", "untested")


def not_found(checkout: Path, report: Path) -> Iterator[Fault | Verdict]:
    """Yield the faults that an earlier report does not call found, each where the same line stands now."""
    for one in json.loads(report.read_text(encoding="utf-8")):
        was = Fault(**one["fault"])
        if one["outcome"] != "found":
            there = faults_in(checkout, was.layer, was.path) if (checkout / was.path).exists() else ()
            same = [fault for fault in there if (fault.source, fault.change) == (was.source, was.change)]
            same.sort(key=lambda fault: (abs(fault.column - was.column), abs(fault.line - was.line)))
            yield same[0] if same else Verdict(was, "untested", "this line is not there")


def judged(
    faults: list[Fault | Verdict], workshops: list[Workshop], known: Record, seconds: float, most: int
) -> Iterator[Verdict]:
    """Try all faults, as many at a time as there are workshops; yield what became of each when it is done."""
    free = queue.SimpleQueue()
    for workshop in workshops:
        free.put(workshop)

    def judge(fault: Fault | Verdict) -> Verdict:
        if isinstance(fault, Verdict):
            return fault
        workshop = free.get()
        try:
            return workshop.judge(fault, *selected(fault, known, seconds, most), seconds)
        finally:
            free.put(workshop)

    pool = ThreadPoolExecutor(len(workshops))
    try:
        yield from (done.result() for done in as_completed([pool.submit(judge, fault) for fault in faults]))
    finally:
        pool.shutdown(cancel_futures=True)


def summary(verdicts: list[Verdict]) -> str:
    """Return a table of counts by layer, and below it every fault that was not found."""
    lines = [f"| layer | faults | {' | '.join(OUTCOMES)} |", "|---" * (2 + len(OUTCOMES)) + "|"]
    for layer in [*LAYERS, "all"]:
        counts = Counter(one.outcome for one in verdicts if layer in (one.fault.layer, "all"))
        if counts:
            cells = [counts.total(), *(counts[outcome] for outcome in OUTCOMES)]
            lines.append(f"| {layer} | {' | '.join(map(str, cells))} |")
    for one in sorted(verdicts, key=lambda one: (OUTCOMES.index(one.outcome), str(one.fault))):
        if one.outcome != "found":
            ran = f"{one.tests} tests, {one.left_out} left out, {one.seconds:.0f} s {one.reason}".strip()
            lines.append(f"\n{one.outcome}: {one.fault}\n    {one.fault.source}\n    ({ran})")
    return "\n".join(lines)


def main() -> None:
    """Record the suite, or draw faults, try them and print what became of them."""
    asked = _asked()
    suite = asked.suite.resolve()
    if asked.record:
        record(suite, asked.record.resolve(), asked.tests, asked.marks, asked.workers)
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))
    known = Record(asked.coverage and asked.coverage.resolve())
    verdicts = []
    with tempfile.TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as folder:
        places = [Path(folder).resolve() / str(number) for number in range(asked.workers)]
        workshops = [Workshop(suite, place, asked.marks) for place in places]
        root = workshops[0].root
        if changed := known.changed_in(root):
            print(f"Changed since the record, so that its lines may mislead: {', '.join(changed)}")
        draw = asked.only is None
        faults = (
            drawn(root, asked.faults, asked.seed, asked.layers) if draw else list(not_found(root, asked.only))
        )
        judging = judged(faults, workshops, known, asked.seconds, asked.most)
        for verdict in track(judging, "faults", len(faults)):
            verdicts.append(verdict)
            if asked.report:
                text = json.dumps([asdict(one) for one in verdicts], ensure_ascii=False, indent=1)
                asked.report.write_text(text, encoding="utf-8")
    print(summary(verdicts))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tests", nargs="*", help="with --record: these and no others")
    parser.add_argument("--faults", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60, help="for the tests of one fault")
    parser.add_argument("--most", type=int, default=400, help="so many tests for one fault")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--marks", default="not engines", help="of the tests, as for pytest -m")
    parser.add_argument(
        "--layers", type=lambda names: names.split(","), default=list(LAYERS), help="such as intake,build"
    )
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--record", type=Path, metavar="FILE", help="run the suite and write who ran what")
    source.add_argument("--coverage", type=Path, metavar="FILE", help="what --record wrote")
    parser.add_argument("--suite", type=Path, default=ROOT, metavar="CHECKOUT", help="whose tests judge")
    parser.add_argument("--only", type=Path, metavar="REPORT", help="what that report does not call found")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write all verdicts as JSON")
    return parser.parse_args()


if __name__ == "__main__":
    main()
