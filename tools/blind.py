"""Grade the answers that were written blind, and say what their writers would have read.

`python tools/blind.py` prints how well feedback fits; `--rows` prints every answer with what it got. The
answers stand in tests/course/blind/<topic>.json: written from the released notebooks alone, by people who
had not seen a task, a misconception or the judge, and frozen before the first measurement.
"""

from __future__ import annotations

import argparse
import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import prove
from nbformat import NotebookNode

from crmlab.exercises import checking
from crmlab.exercises.judging import Verdict

ROOT = Path(__file__).resolve().parent.parent
BLIND = ROOT / "tests" / "course" / "blind"
NOT_REACHED = Verdict(False, "The answer's own cell stopped, so that its name is not there.")


@dataclass(frozen=True)
class Graded:
    """One answer, and the verdicts of the checks of its task.

    Attributes
    ----------
    topic, cell : str
        The assignment and the answer cell.
    about : str
        What its writer says of it: the mistake, or how it differs from the usual right answer.
    meant_right : bool
        Whether its writer holds it for right.
    verdicts : mapping of str to Verdict
        By check.
    """

    topic: str
    cell: str
    about: str
    meant_right: bool
    verdicts: dict[str, Verdict]

    @property
    def earned(self) -> bool:
        """Whether no check of the task refuses it."""
        return all(verdict.right for verdict in self.verdicts.values())

    @property
    def sentence(self) -> str:
        """What is read first: of a recognised mistake, if there is one."""
        refused = [verdict for verdict in self.verdicts.values() if not verdict.right]
        refused.sort(key=lambda verdict: not verdict.misconception)
        return refused[0].message if refused else ""

    @property
    def is_specific(self) -> bool:
        """Whether a sentence names the mistake."""
        return any(verdict.misconception for verdict in self.verdicts.values())


def main() -> None:
    """Grade all and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("topics", nargs="*", help="topics; all if none is named")
    asked.add_argument("--rows", action="store_true", help="print every answer")
    options = asked.parse_args()
    topics = options.topics or [path.stem for path in sorted(BLIND.glob("*.json"))]
    graded = [one for topic in topics for one in grade(topic)]
    if options.rows:
        for one in graded:
            mark = "earned" if one.earned else "specific" if one.is_specific else "general"
            meant = "right" if one.meant_right else "wrong"
            print(" | ".join([one.cell, meant, mark, one.about, one.sentence]))
    for topic in [*topics, None]:
        print(summary(topic or "all", [one for one in graded if topic in (None, one.topic)]))


def grade(topic: str) -> Iterator[Graded]:
    """Grade each blind answer of a topic in the place of the model answer, everything else being right."""
    solved = nbformat.read(ROOT / "solutions" / topic / f"{topic}.ipynb", as_version=4)
    for entry in json.loads((BLIND / f"{topic}.json").read_text(encoding="utf-8")):
        verdicts = verdicts_of(_with_answer(solved, entry["cell"], entry["source"]), entry["cell"])
        yield Graded(topic, entry["cell"], entry["about"], entry["right"], verdicts)


def verdicts_of(notebook: NotebookNode, cell: str) -> dict[str, Verdict]:
    """Run a notebook and return the verdicts of the checks that follow an answer cell, up to the next one."""
    given: dict[str, Verdict] = {}
    noted = checking.note_for

    def listening(task, check, verdict):
        given[check.id] = verdict
        return noted(task, check, verdict)

    checking.note_for = listening
    try:
        prove.run(notebook)
    finally:
        checking.note_for = noted
    return {check: given.get(check, NOT_REACHED) for check in _checks_after(notebook, cell)}


def _checks_after(notebook: NotebookNode, answer: str) -> list[str]:
    marks = [cell.metadata.nbgrader for cell in notebook.cells if "nbgrader" in cell.metadata]
    place = [mark["grade_id"] for mark in marks].index(answer)
    following = []
    for mark in marks[place + 1 :]:
        if mark["solution"]:
            break
        following.append(mark["grade_id"])
    return following


def _with_answer(notebook: NotebookNode, answer: str, source: str) -> NotebookNode:
    changed = copy.deepcopy(notebook)
    for cell in changed.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == answer:
            cell.source = source
    return changed


def summary(name: str, graded: list[Graded]) -> str:
    """Return a line of shares."""
    wrong = [one for one in graded if not one.meant_right]
    right = [one for one in graded if one.meant_right]
    specific = [one for one in wrong if one.is_specific]
    return (
        f"{name:12} wrong answers {len(wrong):3}, of these refused {sum(not one.earned for one in wrong):3}, "
        f"with a specific sentence {len(specific):3} ({_share(specific, wrong)}); "
        f"right answers {len(right):3}, lost points {sum(not one.earned for one in right)}"
    )


def _share(some: list, all_of_them: list) -> str:
    return f"{len(some) / len(all_of_them):.0%}" if all_of_them else "–"


if __name__ == "__main__":
    main()
