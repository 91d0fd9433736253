"""Run cells behind the walls, and look at what is there of them outside."""

import contextlib
import json
import os
import tempfile
import time
from pathlib import Path

from crmlab.grading.results import Limits
from crmlab.grading.running.execution import Step, run

# seconds enough for honest cells on a machine that does a hundred other things
AMPLE = Limits(cell=120, call=20, notebook=600, memory=400_000_000, processes=40)
HOARDS = """
held = []
while True:
    try:
        held.append(bytearray(10**7))
    except MemoryError:
        pass
"""


def ran(sandbox, *sources, limits=AMPLE):
    """Run cells as one notebook; return what came back."""
    steps = {place: Step(source=source) for place, source in enumerate(sources)}
    return run(sandbox, steps, {}, limits, time.monotonic() + limits.notebook)


def said(sandbox, *sources):
    """Run cells as one notebook; return what the last one prints, read as JSON."""
    *before, last = sources
    found = ran(
        sandbox, "import json, os, socket, subprocess, sys", *before, f"{last}\nprint(json.dumps(found))"
    )
    assert not found.left_out
    (output,) = found.sent[len(sources)]
    assert output[:2] == ["stream", "stdout"], output
    return json.loads(output[2])


def processes():
    """Return the parent of each process that has not ended."""
    found = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            with contextlib.suppress(OSError):  # it has ended
                state, parent, *_ = (path / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                found |= {path.name: parent} if state != "Z" else {}
    return found


def descendants(parent):
    """Return the processes that stem from one of ours."""
    born, known = processes(), {str(parent)}
    while more := {child for child, from_ in born.items() if from_ in known} - known:
        known |= more
    return known - {str(parent)}


def folders():
    """Return the folders of this process's sandboxes."""
    return {path.name for path in Path(tempfile.gettempdir()).glob(f"crmlab-sandbox-{os.getpid()}-*")}


def settled(expected, look):
    """Wait until it looks as expected, but not for ever."""
    until = time.monotonic() + 60
    while look() != expected and time.monotonic() < until:
        time.sleep(0.05)
    return look()
