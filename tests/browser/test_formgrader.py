"""Formgrader in a real browser: an instructor grades an open question by hand, and the student reads it."""

import csv
import os
import re

import nbformat
import pytest
from in_browser import served
from model_answers import SOLUTION_MARKS
from playwright.sync_api import expect

from crmlab.desk import cli
from crmlab.environment import commands_first
from crmlab.grading.gradebook import course as courses

pytestmark = pytest.mark.slow
TOPIC = "complaints"
OPEN = f"{TOPIC}-claim"
RELEASE = nbformat.read(cli.course_folder() / f"exercises/{TOPIC}/{TOPIC}.ipynb", as_version=4)
SOLUTION = nbformat.read(cli.course_folder() / f"solutions/{TOPIC}/{TOPIC}.ipynb", as_version=4)
POINTS = {cell.id: cell.metadata.get("nbgrader", {}).get("points", 0) for cell in RELEASE.cells}
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


@pytest.fixture
def formgrader(page, course):
    """Formgrader as an instructor opens it, from JupyterLab's menu."""
    options = ["--no-browser", "--allow-root"] if hasattr(os, "geteuid") else ["--no-browser"]
    with served(course, options, os.environ | {"PATH": commands_first()}) as address:
        page.goto(f"{address}/lab")
        page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
        page.locator("li[data-command='nbgrader:open-formgrader']").click()
        yield page.frame_locator("iframe")


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
    comment = formgrader.locator("textarea.comment").last
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
