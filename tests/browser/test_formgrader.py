"""Formgrader in a real browser: an instructor grades there and at the desk, in one gradebook."""

import csv
import os
import re

import nbformat
import pytest
from in_browser import served
from model_answers import SOLUTION_MARKS
from playwright.sync_api import expect
from typer.testing import CliRunner

from crmlab.desk import cli
from crmlab.environment import commands_first
from crmlab.grading.gradebook import course as courses

pytestmark = pytest.mark.slow
TOPIC = "complaints"
OPEN = f"{TOPIC}-claim"
RELEASE = nbformat.read(cli.course_folder() / f"exercises/{TOPIC}/{TOPIC}.ipynb", as_version=4)
SOLUTION = nbformat.read(cli.course_folder() / f"solutions/{TOPIC}/{TOPIC}.ipynb", as_version=4)
POINTS = {cell.id: cell.metadata.get("nbgrader", {}).get("points", 0) for cell in RELEASE.cells}
CHECK = next(name for name, points in POINTS.items() if points and name != OPEN)
ALL, BY_HAND = sum(POINTS.values()), POINTS[OPEN]


def answered(words, **answers):
    """Return the released notebook with *words* in the open question and these answers."""
    notebook = nbformat.from_dict(RELEASE)
    for cell in notebook.cells:
        cell.source = {**answers, OPEN: words}.get(cell.id, cell.source)
    return nbformat.writes(notebook)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course in which two have handed in and are autograded; feedback was made too early."""
    folder = tmp_path_factory.mktemp("courses") / "课程"
    for _ in courses.set_up(folder, cli.course_folder(), [TOPIC]):
        pass
    model = {cell.id: SOLUTION_MARKS.sub("", cell.source) for cell in SOLUTION.cells}
    handed_in = {
        "Anna Lee": answered("Those who complain differ.", **model),
        "张伟": answered("**沉默**的客户"),
    }
    for student, text in handed_in.items():
        place = folder / "submitted" / student / TOPIC
        place.mkdir(parents=True)
        (place / f"{TOPIC}.ipynb").write_text(text, encoding="utf-8")
    courses.nbgrader(folder, "autograde", TOPIC)
    courses.nbgrader(folder, "generate_feedback", TOPIC)
    return folder


@pytest.fixture(scope="module")
def address(course):
    """Where JupyterLab answers, as an instructor starts it."""
    options = ["--no-browser", "--allow-root"] if hasattr(os, "geteuid") else ["--no-browser"]
    with served(course, options, os.environ | {"PATH": commands_first()}) as found:
        yield found


@pytest.fixture
def formgrader(page, address):
    """Formgrader as an instructor opens it, from JupyterLab's menu."""
    page.goto(f"{address}/lab")
    page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
    page.locator("li[data-command='nbgrader:open-formgrader']").click()
    return page.frame_locator("iframe")


@pytest.fixture
def at_desk(course):
    """Run a command of the desk in the course."""

    def run(*arguments, typed=None):
        done = CliRunner().invoke(cli.app, [*map(str, arguments), "--course", str(course)], input=typed)
        assert done.exit_code == 0, (done.output, done.exception)
        return done.output

    return run


def row(formgrader, score):
    """Return the row of the submissions that have this score in all."""
    return formgrader.locator(f"tbody tr:has(td:text-is('{score:g} / {ALL:g}'))")


def test_points_and_a_comment_reach_the_total_the_grades_and_the_feedback(page, formgrader, course):
    expect(formgrader.locator("tr", has_text=TOPIC).locator(".num-submissions")).to_have_text("2")
    formgrader.get_by_role("link", name="Manual Grading").click()
    for _ in ("the assignment", "its notebook"):
        formgrader.locator("tbody").get_by_role("link", name=TOPIC).click()
    expect(row(formgrader, 0)).to_have_count(1)

    with page.expect_response(re.compile("/api/grades")), page.expect_response(re.compile("/api/comments")):
        row(formgrader, ALL - BY_HAND).get_by_role("link", name="Submission").click()
    page.wait_for_timeout(1000)  # only now does formgrader listen to what is typed
    expect(formgrader.get_by_text("Those who complain differ.")).to_be_visible()
    formgrader.locator(f"input.score[id='{OPEN}']").fill("4")
    comment = formgrader.locator(f"textarea[id='{OPEN}-comment']")
    with page.expect_response(re.compile("/api/grade/")):
        comment.fill("In what do they **differ**? 再想想")
    with page.expect_response(re.compile("/api/comment/")):
        comment.press("Tab")

    formgrader.get_by_role("link", name=TOPIC).last.click()
    expect(row(formgrader, ALL - BY_HAND + 4)).to_have_count(1)
    expect(row(formgrader, 0)).to_have_count(1)

    courses.nbgrader(course, "generate_feedback", TOPIC)
    courses.nbgrader(course, "export", "--to", "grades.csv")
    with (course / "grades.csv").open(encoding="utf-8", newline="") as file:
        scores = {line["student_id"]: float(line["score"]) for line in csv.DictReader(file)}
    assert scores == {"Anna Lee": ALL - BY_HAND + 4, "张伟": 0}
    page.goto((course / "feedback/Anna Lee" / TOPIC / f"{TOPIC}.html").as_uri())
    expect(page.get_by_text("In what do they differ? 再想想")).to_be_visible()


# --- Beside the desk ----------------------------------------------------------------------------------------


def submissions(page, address):
    """Return what Manage Submissions shows of each student: points, of how many, and the status."""
    page.goto(f"{address}/formgrader/manage_submissions/{TOPIC}")
    expect(page.locator("td.student-id")).not_to_have_count(0)
    columns = [page.locator(f"td.{name}").all_inner_texts() for name in ("student-id", "score", "status")]
    return {
        student: (*map(float, score.split("/")), status)
        for student, score, status in zip(*columns, strict=True)
    }


def open_answer(page, address, student):
    """Open a student's work from Manual Grading; return the points and the comment of the open question."""
    page.goto(f"{address}/formgrader/gradebook/{TOPIC}/{TOPIC}")
    link = page.locator("a.name-shown", has_text=student).get_attribute("href")
    with page.expect_response(re.compile("/api/grades")), page.expect_response(re.compile("/api/comments")):
        page.goto(f"{address}{link}")
    page.wait_for_timeout(1000)  # only now does formgrader listen to what is typed
    return page.locator(f"input.score[id='{OPEN}']"), page.locator(f"textarea[id='{OPEN}-comment']")


def at_most(page):
    """Return what the cells of an open submission give at most, by the names of their cells."""
    cells = page.locator("input.score")
    names = cells.evaluate_all("inputs => inputs.map(one => one.id)")
    points = cells.evaluate_all("inputs => inputs.map(one => one.parentElement.textContent)")
    return {name: float(text.strip(" /\n")) for name, text in zip(names, points, strict=True)}


def averages(page, address):
    """Return the average and the maximum that the first page of Manual Grading shows."""
    page.goto(f"{address}/formgrader/gradebook")
    expect(page.locator("td.score")).to_have_count(1)
    return [float(part) for part in page.locator("td.score").inner_text().split("/")]


def exported(at_desk, course):
    """Return the points of each student as they are exported; those in the report are the same."""
    at_desk("export", TOPIC, "--for", "csv")
    at_desk("report", TOPIC)
    found = []
    for path, *columns in (
        (f"export/{TOPIC}.csv", "student_id", "score"),
        (f"report/{TOPIC}-marks.csv", "student", "points"),
    ):
        with (course / path).open(encoding="utf-8-sig", newline="") as file:
            found.append({line[columns[0]]: float(line[columns[1]]) for line in csv.DictReader(file)})
    assert found[0] == found[1]
    return found[0]


def test_the_desk_and_formgrader_say_the_same_of_marks_groups_weights_and_who_has_left(
    page, address, course, at_desk
):
    score, comment = open_answer(page, address, "Anna Lee")
    with page.expect_response(re.compile("/api/grade/")), page.expect_response(re.compile("/api/comment/")):
        score.fill("3")
        comment.fill("Why?")
        comment.press("Tab")
    at_desk("mark", TOPIC, typed="1+In what? 想\n\n")
    (course / "roster.csv").write_text("id,group\nAnna Lee,A\nBo,A\n张伟,\n", encoding="utf-8")
    at_desk("roster", course / "roster.csv")
    at_desk("grade", TOPIC, "--workers", "1")
    marked = submissions(page, address)
    anna = ALL - BY_HAND + 3
    assert marked == {
        "Anna Lee": (anna, ALL, "graded"),
        "Bo": (anna, ALL, "graded"),
        "张伟": (2, ALL, "graded"),
    }
    assert exported(at_desk, course) == {"Anna Lee": anna, "Bo": anna, "张伟": 2}
    score, comment = open_answer(page, address, "Bo")
    assert (score.input_value(), comment.input_value()) == ("3", "Why?")
    score, comment = open_answer(page, address, "张伟")
    assert (score.input_value(), comment.input_value()) == ("2", "In what? 想")

    at_desk("reweigh", TOPIC, OPEN, 2 * BY_HAND)
    at_desk("drop", TOPIC, CHECK)
    of, anna = ALL + BY_HAND - POINTS[CHECK], anna + 3 - POINTS[CHECK]
    points = {student: found[:2] for student, found in submissions(page, address).items()}
    assert points == {"Anna Lee": (anna, of), "Bo": (anna, of), "张伟": (4, of)}
    assert exported(at_desk, course) == {student: score for student, (score, _) in points.items()}
    page.get_by_role("row", name="张伟").locator("td.autograde a").click()
    expect(page.get_by_text("Successfully autograded")).to_be_visible()
    assert {student: found[:2] for student, found in submissions(page, address).items()} == points
    assert averages(page, address) == pytest.approx([(2 * anna + 4) / 3, of], abs=0.01)

    score, _ = open_answer(page, address, "张伟")
    assert score.input_value() == "4" and at_most(page)[OPEN] == 2 * BY_HAND and at_most(page)[CHECK] == 0
    for _ in ("the dropped check", "the reweighed one"):
        at_desk("undo", "--yes")
    with page.expect_response(re.compile("/api/grades")):
        page.reload()
    expect(score).to_have_value("2")
    assert at_most(page) == {name: POINTS[name] for name in at_most(page)}
    assert submissions(page, address) == marked

    (course / "roster.csv").write_text("id,dropped\n张伟,yes\n", encoding="utf-8")
    at_desk("roster", course / "roster.csv")
    assert submissions(page, address) == marked  # his history stays where it is
    assert exported(at_desk, course).keys() == {"Anna Lee", "Bo"}
