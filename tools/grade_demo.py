"""Grade an invented class: make the course, hand in, grade in the sandbox, write feedback, export.

Everything happens in grade-demo/, a course folder of its own that is made anew at every run. The steps are
printed as an instructor would type them.
"""

from __future__ import annotations

import copy
import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from model_answers import SOLUTION_MARKS
from nbformat import NotebookNode
from rich.console import Console
from rich.table import Table

from crmlab.environment import commands_first
from crmlab.exercises.own_numbers import AS_HANDED_OUT

ROOT = Path(__file__).resolve().parent.parent
COURSE = ROOT / "grade-demo"
TOPIC = "clv"

OTHER_SHAPES = {
    "clv-present": """
def present_value(flows, rate):
    years = np.arange(len(flows))
    return pd.Series(flows).div((1 + rate) ** years).sum()
""",
    "clv-value": """
def lifetime_value(margin, retention, rate, years=None):
    stay = retention / (1 + rate)
    endless = margin * stay / (1 - stay)
    return np.round(endless if years is None else endless * (1 - stay**years), 2)
""",
    "clv-payback": """
def payback_year(acquisition_cost, profits):
    back = np.flatnonzero(np.cumsum(profits) >= acquisition_cost)
    return back[0] + 1 if back.size else None
""",
    "clv-offer": """
years = np.arange(given["years"] + 1)
factors = (1 + given["rate"]) ** -years.astype(float)
base_value = [given["first_purchase"] + given["yearly"] * factors[1:].sum() - given["acquisition_cost"]]
addon = pd.Series(given["addon"] * factors).sum().round(2)
""",
    "clv-offer-choice": """
decision = pd.Series({"offer": addon > given["price_cut"], "gain": addon - given["price_cut"]})
""",
    "clv-table": """
rows = []
for t in range(mine["years"], 0, -1):
    left = mine["retention"] ** t
    rows.append({"present_value": mine["margin"] * left / (1 + mine["rate"]) ** t, "year": t,
                 "margin": mine["margin"] * left, "staying": left})
table = pd.DataFrame(rows)
""",
}
MISCONCEPTION = {
    "clv-present": """
def present_value(flows, rate):
    total = 0
    for t, payment in enumerate(flows):
        total += payment / (1 + rate) ** (t + 1)
    return total
""",
    "clv-value": """
def lifetime_value(margin, retention, rate, years=None):
    if years is None:
        return margin / (1 + rate - retention)
    return sum(margin * retention**t / (1 + rate) ** t for t in range(years))
""",
}


def main() -> None:
    """Grade the invented class and show what came out."""
    shutil.rmtree(COURSE, ignore_errors=True)
    command("crmlab", "course", os.path.relpath(COURSE, ROOT), "--assignments", TOPIC)
    for student, (_, content) in submissions().items():
        hand_in(student, content.replace(AS_HANDED_OUT, student))
    command("crmlab", "grade", TOPIC, "--feedback")
    command("nbgrader", "export", "--to", "grades.csv")
    show_scores()
    say_what_to_open()


def command(*words: str) -> None:
    """Run one of the commands that an instructor types."""
    print(f"$ {' '.join(words)}", flush=True)
    environment = os.environ | {"PATH": commands_first(), "PYTHONUTF8": "1"}
    subprocess.run([sys.executable, "-m", *words], cwd=COURSE if COURSE.is_dir() else ROOT, env=environment)


def submissions() -> dict[str, tuple[str, str]]:
    """Return what each invented student hands in: a description, and the file's text."""
    release = nbformat.read(COURSE / "exercises" / TOPIC / f"{TOPIC}.ipynb", as_version=4)
    solution = nbformat.read(COURSE / "solutions" / TOPIC / f"{TOPIC}.ipynb", as_version=4)
    model = {
        c.metadata.nbgrader.grade_id: SOLUTION_MARKS.sub("", c.source)
        for c in solution.cells
        if _is_answer(c)
    }
    half = {grade_id: model[grade_id] for grade_id in ("clv-present", "clv-value", "clv-payback")}
    right = nbformat.writes(answered(release, model))
    return {
        "anna": ("all right", right),
        "bo": ("right in other shapes", nbformat.writes(answered(release, model | OTHER_SHAPES))),
        "chen": ("untouched stub", nbformat.writes(release)),
        "dana": ("half right", nbformat.writes(answered(release, half))),
        "emre": ("known misconceptions", nbformat.writes(answered(release, model | MISCONCEPTION))),
        "fei": ("right, with a copied cell", nbformat.writes(with_copied_cell(answered(release, model)))),
        "gus": ("a broken file", right[: len(right) // 2]),
    }


def answered(release: NotebookNode, answers: dict[str, str]) -> NotebookNode:
    """Return the released notebook with *answers* put in."""
    notebook = copy.deepcopy(release)
    for cell in notebook.cells:
        if _is_answer(cell):
            cell.source = answers.get(cell.metadata.nbgrader.grade_id, cell.source)
    return notebook


def with_copied_cell(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook as it is after an answer cell was copied and pasted by accident."""
    position = next(i for i, cell in enumerate(notebook.cells) if _is_answer(cell))
    pasted = copy.deepcopy(notebook.cells[position]) | {"id": "pasted"}
    notebook.cells.insert(position + 1, nbformat.from_dict(pasted))
    return notebook


def hand_in(student: str, content: str) -> None:
    """Put a student's file where nbgrader looks for it."""
    folder = COURSE / "submitted" / student / TOPIC
    folder.mkdir(parents=True)
    (folder / f"{TOPIC}.ipynb").write_text(content, encoding="utf-8")


def show_scores() -> None:
    """Print the exported scores beside what was handed in."""
    with (COURSE / "grades.csv").open(encoding="utf-8", newline="") as file:
        graded = {row["student_id"]: row for row in csv.DictReader(file)}
    table = Table(title=f"Assignment {TOPIC}: what was handed in, and what came of it")
    for heading in ("student", "handed in", "score"):
        table.add_column(heading, justify="right" if heading == "score" else "left")
    for student, (description, _) in submissions().items():
        table.add_row(student, description, f"{float(graded[student]['score']):g}")
    Console().print(table)


def say_what_to_open() -> None:
    """Name what an instructor and a student look at next."""
    here = os.path.relpath(COURSE, ROOT)
    print("To open next:")
    print(f"  what a student reads    {here}/feedback/emre/{TOPIC}/{TOPIC}.html")
    print(f"  the points, as a table  {here}/grades.csv")
    print(f"  the open question       cd {here} && ../.venv/bin/jupyter lab, then Nbgrader, Formgrader")


def _is_answer(cell: NotebookNode) -> bool:
    return cell.metadata.get("nbgrader", {}).get("solution", False)


if __name__ == "__main__":
    main()
