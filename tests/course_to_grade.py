"""A small course, the work of students that looks as if it was run, and what is left when it is graded."""

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

import nbformat
import pytest
from graders import RELEASE, REPOSITORY
from nbgrader.api import Comment, Grade, Gradebook, SubmittedAssignment
from nbgrader.preprocessors import SaveCells
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution

from crmlab.environment import commands_first
from crmlab.grading.gradebook import course as courses
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.results import Result


def as_it_is(assignment, submission):
    """Take the outputs that a submission already has for those of grading."""
    try:
        notebook = nbformat.reads(submission.content.decode(), as_version=4)
    except Exception:
        notebook = nbformat.reads(assignment.release, as_version=4)
        nothing = {cell.metadata.nbgrader.grade_id: 0.0 for cell in notebook.cells if is_grade(cell)}
        return Result(submission.student, nbformat.writes(notebook), nothing, reason="it cannot be read")
    cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    untouched = [
        cell.metadata.nbgrader.grade_id
        for cell in cells
        if is_solution(cell) and cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
    ]
    scores = {cell.metadata.nbgrader.grade_id: determine_grade(cell)[0] for cell in cells if is_grade(cell)}
    return Result(submission.student, nbformat.writes(notebook), scores, tuple(untouched))


# --- a course -----------------------------------------------------------------------------------------------


@functools.cache
def _template():
    """Make a course in which nbgrader knows clv, once; its command would take ten seconds."""
    folder = Path(tempfile.mkdtemp(prefix="crmlab-course-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    course = folder / "course"
    list(courses.set_up(course, REPOSITORY, []))
    put(course / "exercises/clv/clv.ipynb", RELEASE)
    list(courses.set_up(course, REPOSITORY, ["clv"]))
    with pytest.MonkeyPatch.context() as patch, gradebook(patch, course) as book:
        book.add_assignment("clv")
        names = {"notebook": "clv", "assignment": "clv", "db_url": book.db.get_bind().url}
        SaveCells().preprocess(nbformat.reads(RELEASE, as_version=4), {"nbgrader": names})
    return course


def gradebook(patch, folder):
    patch.setenv("PATH", commands_first())  # a new gradebook needs alembic
    return Gradebook(f"sqlite:///{folder}/gradebook.db", "crmlab")


def new_course(folder):
    """Copy the course into a new folder."""
    shutil.copytree(_template(), folder)
    return folder


def opened(folder):
    return Assigned.in_folder(folder, "clv")


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def hand_in(folder, student, content, name="clv.ipynb"):
    put(folder / "submitted" / student / "clv" / name, content)


def notebook(words="", wrong=()):
    """Return a notebook that looks as if it was run: an answer in words, and graded cells that fail."""
    made = nbformat.reads(RELEASE, as_version=4)
    for cell in made.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in wrong:
            cell.outputs = [nbformat.v4.new_output("error", ename="NotYet", evalue="no", traceback=["no"])]
        if words and is_solution(cell):
            cell.source = f"# {words}"
    return nbformat.writes(made)


def checks():
    """The names of the cells that a machine grades."""
    cells = nbformat.reads(RELEASE, as_version=4).cells
    return [cell.metadata.nbgrader.grade_id for cell in cells if is_grade(cell) and not is_solution(cell)]


def dump(folder):
    """Return all rows that grading writes, without the ids that are drawn."""
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "crmlab") as book:
        rows = {("student", one.id, one.last_name) for one in book.students}
        for one in book.db.query(SubmittedAssignment):
            rows.add(("submission", one.student_id, one.name, one.timestamp, one.extension))
            for page in one.notebooks:
                rows.add(("notebook", one.student_id, page.name, page.late_submission_penalty, page.flagged))
        for one in book.db.query(Grade):
            given = (one.auto_score, one.manual_score, one.extra_credit, one.needs_manual_grade)
            rows.add(("grade", one.student.id, one.name, *given))
        for one in book.db.query(Comment):
            rows.add(("comment", one.student.id, one.name, one.auto_comment, one.manual_comment))
    return rows


def files_in(folder):
    """Return the files of a folder, each with its rights and its content."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mode & 0o777, path.read_bytes())
        for path in found
    }
