"""An instructor's whole term for 40 students, as the guide has it: nobody's points get lost on the way."""

import csv
import json
import random
import re
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from openpyxl import Workbook
from typer.testing import CliRunner

from crmlab.desk import cli
from crmlab.exercises.finding import find_task
from crmlab.exercises.own_numbers import numbers_of
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.judged import judged

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENTS = ("lifecycle", "clv", "complaints")
STUDENTS = {f"s{number:02}": f"学生{number}" for number in range(40)}
AGAIN, COPIER, SOURCE, BROKEN, DROPPED = "s22", "s11", "s12", "s30", "s39"
GROUP = ("s07", "s08")  # the first hands in for both


def crmlab(course, *words, typed=""):
    """Type a command; return its exit code and what it printed."""
    words = [*map(str, words), *([] if words[0] in ("course", "handout") else ["--course", str(course)])]
    done = CliRunner().invoke(cli.app, words, input=typed, catch_exceptions=False)
    return done.exit_code, done.output


def notebook(topic, me, wrong=0):
    """Return the work of a student who answers some cells as strangers did when they were wrong."""
    made = nbformat.read(ROOT / "solutions" / topic / f"{topic}.ipynb", as_version=4)
    blind = json.loads((ROOT / f"tests/course/blind/{topic}.json").read_text(encoding="utf-8"))
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id", cell.id): cell for cell in made.cells}
    if f"{topic}-me" in cells:  # of the life cycle nobody has numbers of his own
        cells[f"{topic}-me"].source = f'me = "{me}"'
    slips = [one for one in blind if not one["right"] and one["cell"] in cells]
    for one in random.Random(f"{topic} {me}").sample(slips, wrong):
        cells[one["cell"]].source = one["source"]
    return nbformat.writes(made)


def copied(topic):
    """Return a notebook of the copier whose answers are computed from the source's numbers."""
    made, taken = nbformat.reads(notebook(topic, COPIER), as_version=4), ""
    for cell in made.cells:
        for name, task in re.findall(r'(\w+) = numbers\("([\w-]+)"\)', cell.source):
            taken = f"{name} = {dict(numbers_of(find_task(task), SOURCE))!r}\n"
        if (
            cell.metadata.get("nbgrader", {}).get("solution")
            and cell.cell_type == "code"
            and "quiz" not in taken
        ):
            cell.source = cell.source if cell.source.startswith("me =") else taken + cell.source
    return nbformat.writes(made)


def download(path, topic, work):
    """Write the zip that a learning platform gives."""
    with zipfile.ZipFile(path, "w") as archive:
        for student, content in work.items():
            archive.writestr(f"{STUDENTS[student]}_{student}_assignsubmission_file_{topic}.ipynb", content)
    return path


def roster(path):
    """Write a roster as a workbook, with more time, a group, tutors, and one who has left."""
    book = Workbook()
    book.active.append(["id", "last_name", "extension", "group", "tutor", "dropped"])
    for number, (student, name) in enumerate(STUDENTS.items()):
        group, gone = ("A" if student in GROUP else ""), ("yes" if student == DROPPED else "")
        book.active.append(
            [student, name, "clv 2d" if student == "s05" else "", group, "李王"[number % 2], gone]
        )
    book.save(path)
    return path


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """Go through a term; return the course folder, and by command what it printed."""
    folder = tmp_path_factory.mktemp("term")
    course, told = folder / "我的课程", {}

    def type_(name, *words, **more):
        told[name] = crmlab(course, *words, **more)

    type_("course", "course", course, "--assignments", ",".join(ASSIGNMENTS))
    type_("roster", "roster", roster(folder / "class.xlsx"))
    type_("handout", "handout", folder / "class.zip", "--course", course)
    for topic in ASSIGNMENTS:
        work = {one: notebook(topic, one, int(one[1:]) % 4) for one in STUDENTS if one != GROUP[1]}
        work |= {BROKEN: "this is no notebook", COPIER: copied(topic)}
        where = download(folder / f"{topic}.zip", topic, work)
        options = ("--assignment", topic, "--pattern", "*_{student}_assignsubmission_*")
        type_(f"collect {topic}", "collect", where, *options)
        type_(f"grade {topic}", "grade", topic, "--feedback")
    where = download(
        folder / "again.zip", "clv", {AGAIN: notebook("clv", AGAIN), BROKEN: notebook("clv", BROKEN)}
    )
    type_("collect again", "collect", where, *("--assignment", "clv", "--instead"), *options[2:])
    type_("grade again", "grade", "clv")
    type_("drop", "drop", "clv", "clv-quiz")
    type_("reweigh", "reweigh", "clv", "clv-offer-base", "3")
    type_("report", "report", "clv")
    type_("ideas", "ideas", "clv")
    type_("export", "export", "clv", "--for", "moodle", "--to", folder / "out")
    type_("foreign", "foreign", "clv")
    type_("viva", "viva", "clv")
    return course, told


def total(course, topic):
    with Gradebook(f"sqlite:///{course}/gradebook.db", "crmlab") as book:
        return {one.student.id: one.score for one in book.assignment_submissions(topic)}


def test_every_command_of_the_term_does_what_it_says_or_says_what_is_left(term):
    _, told = term
    assert {name: output for name, (code, output) in told.items() if code > 1} == {}


@pytest.mark.parametrize("topic", ASSIGNMENTS)
def test_each_student_who_handed_in_has_a_score_and_the_group_the_same(term, topic):
    course, _ = term
    scores = total(course, topic)
    assert scores.keys() == STUDENTS.keys() - {DROPPED}
    assert scores[GROUP[0]] == scores[GROUP[1]]


def test_who_handed_in_anew_is_told_with_both_scores_and_the_reason(term):
    _, told = term
    lines = [line for line in told["grade again"][1].splitlines() if "handed in anew" in line]
    assert {student for student in STUDENTS if any(student in line for line in lines)} >= {AGAIN}


def test_a_dropped_task_and_other_points_stand_in_the_gradebook(term):
    course, _ = term
    with Gradebook(f"sqlite:///{course}/gradebook.db", "crmlab") as book:
        most = {cell.name: cell.max_score for cell in book.find_notebook("clv", "clv").grade_cells}
    assert most["clv-offer-base"] == 3
    assert {points for name, points in most.items() if name.startswith("clv-quiz")} == {0}


def test_the_page_about_the_class_and_the_questions_are_there(term):
    course, _ = term
    page = (course / "report/clv.html").read_text(encoding="utf-8")
    assert "http://" not in page.replace("http://www.w3.org", "")
    questions = (course / "report/clv-viva.html").read_text(encoding="utf-8")
    assert all(student in questions for student in STUDENTS if student != DROPPED)


def test_who_answers_with_anothers_numbers_is_told_and_nobody_else(term):
    course, told = term
    found = judged(Assigned.in_folder(course, "clv"))
    assert found[COPIER].names[0] == COPIER
    named = {line.partition(":")[0] for line in told["foreign"][1].splitlines()} & STUDENTS.keys()
    assert named == {COPIER}


def test_the_platforms_file_has_each_student_with_the_points_of_the_gradebook(term):
    course, told = term
    (path,) = [
        one for one in (course.parent / "out").rglob("*.csv") if "points" in one.name or "clv" in one.name
    ][:1]
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= len(STUDENTS) - 1
