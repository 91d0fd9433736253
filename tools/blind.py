"""Grade the answers that were written blind, and say what their writers would have read.

`python tools/blind.py` prints how well feedback fits, for each file and for each set alone; `--rows` prints
every answer with what it got, `--sheet` prints what a labeller is given, `--people 20` whoever of so many
people earns by luck. The answers stand in
tests/course/blind: written from the released notebooks alone, by people who had not seen a task, a mistake or
the judge. Feedback was mended for <topic>.json and <topic>-3.json; <topic>-2.json and <topic>-4.json were
measured before anything was mended for them. Of foundations, relationships, value and equity there is one
set, measured first and mended for afterwards.

From the third set on, and of these four topics, each wrong answer carries the ids of what would be true of
it, chosen by a reader who saw the answer and its note, and no sentence. It got a *specific* sentence if what
was recognised is among them, a *false* one if it is not.
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
from crmlab.exercises.finding import find_check
from crmlab.exercises.judging import Verdict
from crmlab.exercises.own_numbers import AS_HANDED_OUT
from crmlab.exercises.slips import KNOWN

ROOT = Path(__file__).resolve().parent.parent
BLIND = ROOT / "tests" / "course" / "blind"
NOT_REACHED = Verdict(False, "The answer's own cell stopped, so that its name is not there.", id="missing")


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
    true : frozenset of str or None
        Ids of what is true of it; None if nobody has said.
    """

    source: str
    cell: str
    about: str
    meant_right: bool
    verdicts: dict[str, Verdict]
    true: frozenset[str] | None = None

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
    def named(self) -> set[str]:
        """The ids of what its writer is told that he did."""
        return {verdict.id for verdict in self.verdicts.values() if verdict.is_specific}

    @property
    def is_specific(self) -> bool:
        """Whether a sentence names the mistake."""
        return bool(self.named if self.true is None else self.named & self.true)

    @property
    def is_false(self) -> bool:
        """Whether a sentence says what is not true of the answer."""
        return self.true is not None and not self.named <= self.true


def main() -> None:
    """Grade all and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("names", nargs="*", help="such as clv or clv-2; all if none is named")
    asked.add_argument("--rows", action="store_true", help="print every answer")
    asked.add_argument("--sheet", action="store_true", help="print what a labeller is given")
    asked.add_argument("--people", type=int, default=0, help="grade each answer for so many people more")
    options = asked.parse_args()
    if options.sheet:
        print(*(line for name in options.names for line in sheet(name)), sep="\n")
        return
    names = options.names or [path.stem for path in sorted(BLIND.glob("*.json"))]
    graded = [one for name in names for one in grade(name)]
    if options.rows:
        for one in graded:
            mark = (
                "earned"
                if one.earned
                else "false"
                if one.is_false
                else "specific"
                if one.is_specific
                else "general"
            )
            meant = "right" if one.meant_right else "wrong"
            print(" | ".join([one.cell, meant, mark, one.about, one.sentence]))
    for line in lucky(names, options.people):
        print(line)
    for name in names:
        print(summary(name, [one for one in graded if one.source == name]))
    for number in sorted({_set_of(name) for name in names}):
        print(summary(f"set {number}", [one for one in graded if _set_of(one.source) == number]))


def _set_of(name: str) -> str:
    return name.partition("-")[2] or "1"


def lucky(names: list[str], people: int) -> Iterator[str]:
    """Yield wrong answers that earn, and right ones that lose, with the own numbers of some people."""
    turns = [(name, f"person-{number}") for name in names for number in range(1, people + 1)]
    for name, me in turns:
        for one in grade(name, me):
            if one.earned != one.meant_right:
                what = "loses" if one.meant_right else "earns"
                yield f"{name}, {me}: {one.cell} {what}: {one.about} {one.sentence}"
    if people:
        yield f"graded for {people} people more: {', '.join(names)}"


def sheet(name: str) -> Iterator[str]:
    """Yield what a labeller is given: each wrong answer with its note, and the ids of its checks."""
    for number, entry in enumerate(_entries(name)):
        if not entry["right"]:
            checks = [find_check(check_id)[1] for check_id in entry["task"]]
            ids = sorted({one.id for check in checks for one in check.misconceptions})
            yield f"## {number}\n{entry['about']}\n```\n{entry['source']}\n```\n{', '.join(ids)}\n"
    yield "\n".join(f"- {slip}: {meaning}" for slip, meaning in KNOWN.items())


def grade(name: str, me: str = AS_HANDED_OUT) -> Iterator[Graded]:
    """Grade the answers of a file in the place of the model answers, with the own numbers of a name."""
    for entry, notebook in answered(name, me):
        verdicts = verdicts_of(notebook, entry["cell"])
        asked = {check: verdicts[check] for check in entry.get("task", verdicts)}
        true = frozenset(entry["true"]) if "true" in entry else None
        yield Graded(name, entry["cell"], entry["about"], entry["right"], asked, true)


def answered(name: str, me: str = AS_HANDED_OUT) -> Iterator[tuple[dict, NotebookNode]]:
    """Yield each answer of a file, and the model answers with it in its place."""
    topic = name.partition("-")[0]
    solved = nbformat.read(ROOT / "solutions" / topic / f"{topic}.ipynb", as_version=4)
    for entry in _entries(name):
        yield entry, _with_answer(solved, entry["cell"], entry["source"], me)


def _entries(name: str) -> list[dict]:
    return json.loads((BLIND / f"{name}.json").read_text(encoding="utf-8"))


def verdicts_of(notebook: NotebookNode, cell: str) -> dict[str, Verdict]:
    """Run a notebook and return the verdicts of the checks that follow an answer cell, up to the next one."""
    given: dict[str, Verdict] = {}
    asked = checks_after(notebook, cell)
    noted = checking.note_for

    def listening(task, check, verdict, graded):
        given[check.id] = verdict
        return noted(task, check, verdict, graded)

    checking.note_for = listening
    try:
        prove.run(with_checks(asked, notebook))
    finally:
        checking.note_for = noted
    return {check: given.get(check, NOT_REACHED) for check in asked}


def checks_after(notebook: NotebookNode, answer: str) -> list[str]:
    """Return the checks that follow an answer cell, up to the next one."""
    marks = [cell.metadata.nbgrader for cell in notebook.cells if "nbgrader" in cell.metadata]
    place = [mark["grade_id"] for mark in marks].index(answer)
    following = []
    for mark in marks[place + 1 :]:
        if mark["solution"]:
            break
        following.append(mark["grade_id"])
    return following


def with_checks(asked: list[str], notebook: NotebookNode) -> NotebookNode:
    """Return the notebook up to the last check that is asked, and no others; they take most of the time."""
    marks = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    last = max((place for place, mark in enumerate(marks) if mark.get("grade_id") in asked), default=-1)
    is_left = [not mark.get("grade") or mark.get("solution") or mark["grade_id"] in asked for mark in marks]
    left = [cell for place, cell in enumerate(notebook.cells) if place <= last and is_left[place]]
    return nbformat.v4.new_notebook(cells=left, metadata=notebook.metadata)


def _with_answer(notebook: NotebookNode, answer: str, source: str, me: str) -> NotebookNode:
    changed = copy.deepcopy(notebook)
    for cell in changed.cells:
        cell.source = cell.source.replace(f'me = "{AS_HANDED_OUT}"', f'me = "{me}"')
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
        f"with a specific sentence {len(specific):3} ({_share(specific, wrong)})"
        f"{_said_of_false(wrong)}; "
        f"right answers {len(right):3}, lost points {sum(not one.earned for one in right)}"
    )


def _said_of_false(wrong: list[Graded]) -> str:
    false = [one for one in wrong if one.is_false]
    return (
        f", with a false one {len(false)} ({_share(false, wrong)})" if any(one.true for one in wrong) else ""
    )


def _share(some: list, all_of_them: list) -> str:
    return f"{len(some) / len(all_of_them):.0%}" if all_of_them else "–"


if __name__ == "__main__":
    main()
