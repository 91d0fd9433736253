"""Grade the answers that were written blind, and say what their writers would have read.

`python tools/blind.py` prints how well feedback fits; `--rows` prints every answer with what it got. The
answers stand in tests/course/blind: written from the released notebooks alone, by people who had not seen a
task, a misconception or the judge. <topic>.json was frozen before the first measurement, after which
feedback was mended; <topic>-2.json was written after that, and nothing was mended for it.
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
    source, cell : str
        The file of the answer, and the answer cell.
    about : str
        What its writer says of it: the mistake, or how it differs from the usual right answer.
    meant_right : bool
        Whether its writer holds it for right.
    verdicts : mapping of str to Verdict
        By check.
    """

    source: str
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
        refused.sort(key=lambda verdict: not verdict.is_specific)
        return refused[0].message if refused else ""

    @property
    def is_specific(self) -> bool:
        """Whether a sentence names the mistake."""
        return any(verdict.is_specific for verdict in self.verdicts.values())


def main() -> None:
    """Grade all and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("names", nargs="*", help="such as clv or clv-2; all if none is named")
    asked.add_argument("--rows", action="store_true", help="print every answer")
    options = asked.parse_args()
    names = options.names or [path.stem for path in sorted(BLIND.glob("*.json"))]
    graded = [one for name in names for one in grade(name)]
    if options.rows:
        for one in graded:
            mark = "earned" if one.earned else "specific" if one.is_specific else "general"
            meant = "right" if one.meant_right else "wrong"
            print(" | ".join([one.cell, meant, mark, one.about, one.sentence]))
    for name in names:
        print(summary(name, [one for one in graded if one.source == name]))
    for second in {name.endswith("-2") for name in names}:
        some = [one for one in graded if one.source.endswith("-2") == second]
        print(summary("second set" if second else "first set", some))


def grade(name: str) -> Iterator[Graded]:
    """Grade the answers of a file in the place of the model answers, everything else being right."""
    topic = name.partition("-")[0]
    solved = nbformat.read(ROOT / "solutions" / topic / f"{topic}.ipynb", as_version=4)
    for entry in json.loads((BLIND / f"{name}.json").read_text(encoding="utf-8")):
        verdicts = verdicts_of(_with_answer(solved, entry["cell"], entry["source"]), entry["cell"])
        yield Graded(name, entry["cell"], entry["about"], entry["right"], verdicts)


def verdicts_of(notebook: NotebookNode, cell: str) -> dict[str, Verdict]:
    """Run a notebook and return the verdicts of the checks that follow an answer cell, up to the next one."""
    given: dict[str, Verdict] = {}
    noted = checking.note_for

    def listening(task, check, verdict, graded):
        given[check.id] = verdict
        return noted(task, check, verdict, graded)

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
