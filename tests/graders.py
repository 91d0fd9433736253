"""Stand-ins for the grader, which the processes of a test can import at once."""

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from crmlab.grading.classes.workers import Here
from crmlab.grading.results import Assignment, Result

REPOSITORY = Path(__file__).parents[1]
RELEASE = (REPOSITORY / "exercises/clv/clv.ipynb").read_text(encoding="utf-8")
ASSIGNMENT = Assignment("clv", RELEASE, b"key")


def by_hash(assignment, submission):
    """Give points that depend on every byte, and on nothing else; leave a line where GRADED says."""
    if log := os.environ.get("GRADED"):
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{submission.student}\n")
    cells = [cell for cell in json.loads(assignment.release)["cells"] if cell["metadata"].get("nbgrader")]
    scores = {
        cell["metadata"]["nbgrader"]["grade_id"]: float(
            hashlib.sha256(submission.content).digest()[place] % 2
        )
        for place, cell in enumerate(cells)
        if cell["metadata"]["nbgrader"]["grade"]
    }
    return Result(submission.student, assignment.release, scores, seconds=time.perf_counter())


def by_outputs(assignment, submission):
    """Take the outputs that a submission already has for those of grading."""
    scores = {}
    for cell in json.loads(submission.content)["cells"]:
        mark = cell["metadata"].get("nbgrader", {})
        if mark.get("grade"):
            wrong = bool(cell.get("outputs"))
            scores[mark["grade_id"]] = None if mark["solution"] else mark["points"] * (not wrong)
    return Result(submission.student, submission.content.decode(), scores)


def dies_at_die(assignment, submission):
    """End the process at a submission that says so; be slow, so that others are under way meanwhile."""
    if submission.content.startswith(b"die"):
        os._exit(9)
    time.sleep(0.02)
    return by_hash(assignment, submission)


def raises_at_raise(assignment, submission):
    if submission.content.startswith(b"raise"):
        raise RuntimeError("a mistake of ours")
    return by_hash(assignment, submission)


class NotSentError(Exception):
    """An error that does not get from one process to another."""

    def __init__(self, words, more):
        super().__init__(f"{words} {more}")


class MuteError(Exception):
    def __str__(self):
        raise ValueError("no words")


OURS = {
    b"raise": (RuntimeError("a mistake\nof ours"), "RuntimeError: a mistake of ours"),
    b"reference": (KeyError("margin"), "KeyError: 'margin'"),
    b"bare": (AssertionError(), "AssertionError"),
    b"exit": (SystemExit(3), "SystemExit: 3"),
    b"memory": (MemoryError(), "MemoryError"),
    b"not sent": (NotSentError("stays", "here"), "NotSentError: stays here"),
    b"mute": (MuteError(), "MuteError"),
    b"long": (ValueError("x" * 10**6), "ValueError: xxx"),
}


def breaks_down(assignment, submission):
    """Fail in a way that a submission names."""
    if submission.content in OURS:
        raise OURS[submission.content][0]
    return by_hash(assignment, submission)


def dies_once(assignment, submission):
    """End the process the first time."""
    marker = Path(os.environ["GRADED"] + ".died")
    if submission.content.startswith(b"die") and not marker.exists():
        marker.touch()
        os._exit(9)
    return by_hash(assignment, submission)


WRITER = """
import sys
from pathlib import Path
from crmlab.files import write_whole

real = Path.replace

def replace(draft, target):
    print(draft, flush=True)
    sys.stdin.readline()
    return real(draft, target)

Path.replace = replace
write_whole(Path(sys.argv[1]), b"theirs")
"""


@contextlib.contextmanager
def half_written(file):
    """Let another process write a file; yield it, and its draft, when that is still to become the file."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", WRITER, file], env=environment, **pipes) as writer:
        yield writer, Path(os.fsdecode(writer.stdout.readline().strip()))


def at_once(number=1):
    """Stand in for processes of their own: what is given to them is done here."""
    return Here()
