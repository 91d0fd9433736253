"""A course of one's own: set up and handed out; nothing of a class is lost or overwritten."""

import copy
import csv
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from own_course import RELEASE, REPOSITORY, crmlab, files_in, notebook, put, zipped

from crmlab.desk import cli, handing_in
from crmlab.intake.cells import settings_of

MARKS = re.compile(r"^\s*### (BEGIN|END) SOLUTION\n?", re.MULTILINE)


# --- crmlab course ------------------------------------------------------------------------------------------


def test_an_instructor_gets_a_folder_in_which_nbgrader_grades(tmp_path, nbgrader_runs):
    code, output = crmlab("course", tmp_path / "课程", "--assignments", "clv")
    assert code == 0, output
    made = files_in(tmp_path / "课程")
    assert made["nbgrader_config.py"] == (REPOSITORY / "nbgrader_config.py").read_bytes()
    assert made["solutions/clv/clv.ipynb"] == (REPOSITORY / "solutions/clv/clv.ipynb").read_bytes()
    assert made["roster.csv"] == b"id,first_name,last_name,email\n"
    for private in (
        b"submitted/",
        b"autograded/",
        b"feedback/",
        b"gradebook.db",
        b"course_key",
        b"roster.csv",
    ):
        assert private in made[".gitignore"]
    assert "crmlab collect" in made["README.md"].decode()
    assert "crmlab grade clv" in made["README.md"].decode()
    assert nbgrader_runs == [("generate_assignment", "clv")]


def test_run_again_it_adds_what_is_missing_and_touches_nothing(tmp_path, nbgrader_runs):
    folder = tmp_path / "course"
    crmlab("course", folder, "--assignments", "clv")
    (folder / "README.md").unlink()
    put(folder / "roster.csv", "id\nanna\n")
    put(folder / "submitted/anna/clv/clv.ipynb", "hers")
    put(folder / "solutions/clv/clv.ipynb", "my own words")
    put(folder / "nbgrader_config.py", (folder / "nbgrader_config.py").read_bytes() + b"# mine\n")
    before = files_in(folder)
    code, output = crmlab("course", folder, "--assignments", "clv")
    after = files_in(folder)
    assert code == 0, output
    assert after.pop("README.md")
    assert after == before
    assert len(nbgrader_runs) == 1


def test_a_folder_with_other_files_is_left_alone(tmp_path, nbgrader_runs):
    put(tmp_path / "theirs/nbgrader_config.py", "c = get_config()\n")
    before = files_in(tmp_path)
    for target, sentence in [("theirs", "has other files in it"), ("theirs/nbgrader_config.py", "is a file")]:
        code, output = crmlab("course", tmp_path / target)
        assert (code, nbgrader_runs, files_in(tmp_path)) == (2, [], before)
        assert sentence in " ".join(output.replace("│", " ").split())


def test_an_unknown_assignment_is_refused_before_anything_is_written(tmp_path, nbgrader_runs):
    code, output = crmlab("course", tmp_path / "new", "--assignments", "clv, cvl")
    assert (code, (tmp_path / "new").exists()) == (2, False)
    assert "'cvl'" in output and "clv" in output


def test_a_path_in_which_nbgrader_finds_nothing_is_refused(tmp_path, nbgrader_runs):
    code, output = crmlab("course", tmp_path / "CRM [2026]")
    assert (code, (tmp_path / "CRM [2026]").exists()) == (2, False)
    assert "without [ ] * ?" in " ".join(output.replace("│", " ").split())


# --- crmlab handout -----------------------------------------------------------------------------------------


def test_a_class_gets_lessons_and_exercises_and_no_solutions(tmp_path):
    assert crmlab("handout", tmp_path / "class.zip")[0] == 0
    with zipfile.ZipFile(tmp_path / "class.zip") as archive:
        names = archive.namelist()
        released = archive.read("exercises/clv/clv.ipynb")
        inside = b"".join(map(archive.read, names))
    assert {name.partition("/")[0] for name in names} == {"READ_ME.md", "notebooks", "exercises", ".released"}
    assert released == (REPOSITORY / "exercises/clv/clv.ipynb").read_bytes()
    assert b"BEGIN SOLUTION" not in inside


def test_a_handout_is_the_same_every_time_as_a_zip_and_as_a_folder(tmp_path):
    for target in ("one.zip", "two.zip", "folder"):
        crmlab("handout", tmp_path / target)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files_in(tmp_path / "folder")


def test_a_handout_takes_the_exercises_of_the_instructors_own_course(tmp_path, nbgrader_runs):
    crmlab("course", tmp_path / "course", "--assignments", "clv")
    put(tmp_path / "course/exercises/clv/clv.ipynb", "my own release")
    put(tmp_path / "course/exercises/clv/.ipynb_checkpoints/clv-checkpoint.ipynb", "an old one")
    put(tmp_path / "course/exercises/extra/extra.ipynb", "not chosen")
    crmlab("handout", tmp_path / "out", "--course", tmp_path / "course", "--assignments", "clv")
    handed = {name: text for name, text in files_in(tmp_path / "out").items() if "exercises" in name}
    names = ("exercises/clv/clv.ipynb", ".released/exercises/clv/clv.ipynb")
    assert handed == dict.fromkeys(names, b"my own release")


def test_what_to_hand_in_is_said_with_the_name_of_an_assignment_that_is_handed_out(tmp_path):
    crmlab("handout", tmp_path / "out", "--assignments", "complaints")
    said = (tmp_path / "out/READ_ME.md").read_text(encoding="utf-8")
    assert "crmlab ready exercises/complaints/complaints.ipynb" in said
    assert "clv" not in said


def test_an_assignment_that_the_instructor_changed_is_looked_over_as_it_was_handed_out(
    tmp_path, nbgrader_runs
):
    crmlab("course", tmp_path / "course", "--assignments", "clv")
    changed = copy.deepcopy(RELEASE)
    question = nbformat.v4.new_markdown_cell("*Your answer goes here.*", id="own-question")
    claim = next(cell for cell in RELEASE.cells if settings_of(cell).get("grade_id") == "clv-claim")
    question.metadata.nbgrader = claim.metadata.nbgrader | {"grade_id": "own-question"}
    changed.cells.append(question)
    put(tmp_path / "course/exercises/clv/clv.ipynb", nbformat.writes(changed))
    crmlab("handout", tmp_path / "mine", "--course", tmp_path / "course")
    changed.cells[-1].source = "my answer"
    file = tmp_path / "mine/exercises/clv/clv.ipynb"
    put(file, nbformat.writes(changed))
    seen = handing_in.look_over(file, *cli.releases(file))
    assert not [finding for finding in seen.findings if finding.mended]
    assert seen.notebook.cells[-1].source == "my answer"
    assert seen.notebook.cells[-1].metadata.nbgrader.grade_id == "own-question"


def test_a_fresh_notebook_is_the_one_that_was_handed_out(tmp_path, nbgrader_runs):
    crmlab("course", tmp_path / "course", "--assignments", "clv")
    put(tmp_path / "course/exercises/clv/clv.ipynb", '{"cells": [{"source": "my own release"}]}')
    crmlab("handout", tmp_path / "mine", "--course", tmp_path / "course")
    (tmp_path / "mine/exercises/clv/clv.ipynb").unlink()
    cli.put_what_is_missing(tmp_path / "mine")
    assert "my own release" in (tmp_path / "mine/exercises/clv/clv.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", ["there.zip", "there"])
def test_a_handout_never_overwrites_what_is_there(tmp_path, target):
    put(tmp_path / "there.zip", "submissions of a class")
    put(tmp_path / "there/file", "something")
    before = files_in(tmp_path)
    assert crmlab("handout", tmp_path / target)[0] == 2
    assert files_in(tmp_path) == before


def test_a_student_goes_on_in_the_folder_that_was_handed_out(tmp_path):
    crmlab("handout", tmp_path / "mine")
    before = files_in(tmp_path / "mine")
    cli.put_what_is_missing(tmp_path / "mine")
    assert before.items() <= files_in(tmp_path / "mine").items()


# --- the whole way ------------------------------------------------------------------------------------------


def run(folder, *command, path=None):
    """Run a command as an instructor would, away from the settings of this machine."""
    private = dict.fromkeys(
        ["HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"], str(folder / ".private")
    )
    commands = {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    sources = {
        "PYTHONPATH": os.pathsep.join(filter(None, [str(path or REPOSITORY), os.environ.get("PYTHONPATH")]))
    }
    done = subprocess.run(
        [sys.executable, "-m", *map(str, command)],
        cwd=folder,
        env=os.environ | private | commands | sources,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def solved():
    """Return the released notebook with the model answers put in."""
    made = copy.deepcopy(RELEASE)
    model = nbformat.read(REPOSITORY / "solutions/clv/clv.ipynb", as_version=4)
    answers = {cell.id: MARKS.sub("", cell.source) for cell in model.cells}
    for cell in made.cells:
        cell.source = answers[cell.id]
    return nbformat.writes(made)


@pytest.mark.slow
def test_from_an_empty_folder_to_the_grades_of_a_class(tmp_path):
    course = tmp_path / "我的 课程"
    run(tmp_path, "crmlab", "course", course, "--assignments", "clv")
    assert (course / "exercises/clv/clv.ipynb").read_bytes() == (
        REPOSITORY / "exercises/clv/clv.ipynb"
    ).read_bytes()
    put(tmp_path / "class.zip", zipped({"Anna Lee_1_clv.ipynb": solved(), "张伟_2_clv.ipynb": notebook()}))
    put(course / "roster.csv", "id,first_name,last_name,email\n张伟,伟,张,wei@school\n")
    run(
        course, "crmlab", "collect", tmp_path / "class.zip", "--assignment", "clv", "--pattern", "{student}_*"
    )
    run(course, "nbgrader", "db", "student", "import", "roster.csv")
    for command in ("autograde", "generate_feedback"):
        run(course, "nbgrader", command, "clv")
    run(course, "nbgrader", "export", "--to", "grades.csv")
    with (course / "grades.csv").open(encoding="utf-8", newline="") as file:
        scores = {row["student_id"]: (float(row["score"]), row["last_name"]) for row in csv.DictReader(file)}
    marks = [cell.metadata.get("nbgrader", {}) for cell in RELEASE.cells]
    by_machine = sum(mark.get("points", 0) for mark in marks if not mark.get("solution"))
    assert scores == {"Anna Lee": (by_machine, ""), "张伟": (0, "张")}
    assert (course / "feedback/张伟/clv/clv.html").is_file()


@pytest.mark.slow
def test_a_course_is_made_from_a_wheel_without_a_clone(tmp_path):
    run(REPOSITORY, "hatchling", "build", "--target", "wheel", "--directory", tmp_path)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "installed")
    for command in (("course", "course", "--assignments", "clv"), ("handout", "class", "--course", "course")):
        run(tmp_path, "crmlab", *command, path=tmp_path / "installed")
    assert (tmp_path / "course/exercises/clv/clv.ipynb").read_bytes() == (
        tmp_path / "class/exercises/clv/clv.ipynb"
    ).read_bytes()
