"""Two hundred honest submissions: 60 written whole, 140 put together from answers, all written blind.

Their writers had the released notebooks and nothing else: no task, no judge, no grader. The set was frozen
before it was graded for the first time. `python tools/honest.py` grades it with stock nbgrader and in the
sandbox, and prints each graded cell on which the two differ.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import json
import random
import shutil
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from rich.progress import track

from crmlab.declared import authored
from crmlab.errors import BadValueError
from crmlab.grading.gradebook import course as courses
from crmlab.grading.results import Assignment, Submission
from crmlab.grading.running.grader import grade

ROOT = Path(__file__).resolve().parent.parent
BLIND = ROOT / "tests" / "course" / "blind"
TOPICS = tuple(unit.name for unit in authored.units() if unit.has("blind"))
OWN_STEPS = '\nc.pop("Autograde", None)  # the steps of grading are nbgrader\'s own\n'
COMPOSED = 28  # of each topic
_RIGHT = 0.6  # share of right answers in what is put together


def main() -> None:
    """Grade all with both and print what differs."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("topics", nargs="*", default=TOPICS, help="such as clv; all if none is named")
    asked.add_argument("--every", type=int, default=1, help="take only every so manieth submission")
    options = asked.parse_args()
    cells = 0
    differing = []
    for topic in options.topics:
        some = [(name, made) for of, name, made in submissions() if of == topic][:: options.every]
        stock = stock_scores(topic, dict(some))
        for name, notebook in track(some, f"{topic} in the sandbox"):
            ours = sandboxed_scores(topic, name, notebook)
            cells += len(ours)
            differing += [(topic, name, cell, stock[name].get(cell), ours[cell]) for cell in ours]
    differing = [one for one in differing if one[3] != one[4]]
    print(f"{cells} graded cells, {len(differing)} with another score")
    for topic, name, cell, theirs, ours in differing:
        print(f"{topic} {name} {cell}: nbgrader {theirs}, sandbox {ours}")


def sandboxed_scores(topic: str, student: str, notebook: NotebookNode) -> dict[str, float | None]:
    """Return the points of each graded cell, as graded in the sandbox."""
    release = (ROOT / "exercises" / topic / f"{topic}.ipynb").read_text(encoding="utf-8")
    content = nbformat.v4.writes(notebook).encode("utf-8")
    handed_in = Submission(student, content, f"{topic}.ipynb")
    return dict(grade(Assignment(topic, release, b"honest" * 6), handed_in).scores)


def stock_scores(topic: str, notebooks: Mapping[str, NotebookNode]) -> dict[str, dict[str, float | None]]:
    """Return the points of each graded cell by student, as nbgrader grades with its own settings."""
    with tempfile.TemporaryDirectory() as place:
        course = Path(place)
        ours = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
        (course / "nbgrader_config.py").write_text(ours + OWN_STEPS, encoding="utf-8")
        shutil.copytree(ROOT / "solutions" / topic, course / "solutions" / topic)
        for student, notebook in notebooks.items():
            folder = course / "submitted" / student / topic
            folder.mkdir(parents=True)
            (folder / f"{topic}.ipynb").write_text(nbformat.v4.writes(notebook), encoding="utf-8")
        courses.nbgrader(course, "generate_assignment", topic, "--force")
        with contextlib.suppress(BadValueError):  # it ends so when one submission failed
            courses.nbgrader(course, "autograde", topic)
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
            return {student: _points(gradebook, topic, student) for student in notebooks}


def _points(gradebook: Gradebook, topic: str, student: str) -> dict[str, float | None]:
    submitted = gradebook.find_submission_notebook(topic, topic, student)
    return {grade.name: grade.auto_score for grade in submitted.grades}


def submissions() -> Iterator[tuple[str, str, NotebookNode]]:
    """Yield topic, student and notebook of each submission."""
    for path in sorted((BLIND / "submissions").glob("*.json")):
        for number, one in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            yield one["topic"], f"{path.stem}-{number:02}", _notebook(one)
    for topic in TOPICS:
        answers = _answers(topic)
        for number in range(COMPOSED):
            yield topic, f"c-{topic}-{number:02}", _notebook(_composed(topic, answers, number))


def _answers(topic: str) -> dict[str, list[dict]]:
    """Return the single answers that were written blind, by answer cell."""
    found: dict[str, list[dict]] = {}
    for path in [BLIND / f"{topic}.json", *sorted(BLIND.glob(f"{topic}-*.json"))]:
        for one in json.loads(path.read_text(encoding="utf-8")):
            found.setdefault(one["cell"], []).append(one)
    return found


def _composed(topic: str, answers: dict[str, list[dict]], number: int) -> dict:
    """Draw an answer for each cell."""
    source = random.Random(f"{topic}|{number}")
    drawn = {
        cell: source.choice([one for one in of_cell if one["right"] == (source.random() < _RIGHT)] or of_cell)
        for cell, of_cell in answers.items()
    }
    return {"topic": topic, "answers": {cell: one["source"] for cell, one in drawn.items()}}


def _notebook(one: dict) -> NotebookNode:
    """Put the answers of a submission, and the cells of its own, into the release."""
    topic = one["topic"]
    made = copy.deepcopy(nbformat.read(ROOT / "exercises" / topic / f"{topic}.ipynb", as_version=4))
    sources = one["answers"] | one.get("free", {})
    own: dict[str, list[dict]] = {}
    for cell in one.get("own", []):
        own.setdefault(cell["after"], []).append(cell)
    cells = []
    for cell in made.cells:
        names = {cell.metadata.get("nbgrader", {}).get("grade_id"), cell.id}
        cell.source = next((sources[name] for name in names & sources.keys()), cell.source)
        cells.append(cell)
        cells += [_own(inner) for name in names & own.keys() for inner in own[name]]
    made.cells = cells
    return made


def _own(cell: dict) -> NotebookNode:
    make = nbformat.v4.new_markdown_cell if cell.get("kind") == "markdown" else nbformat.v4.new_code_cell
    return make(cell["source"], id=f"own-{zlib.crc32(cell['source'].encode())}")


if __name__ == "__main__":
    main()
