"""What a student handed in is found, under whatever name, and nothing that is not his is taken for it."""

import json
import os
import sys

import nbformat
import pytest
from course_to_grade import hand_in, notebook, put
from graders import RELEASE
from nbgrader.coursedir import CourseDirectory

from crmlab.grading.gradebook import handed_in
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.running.rebuilding import match

NOTEBOOK = notebook("mine").encode()
ODD = ["s[1]", "O'Neil", "学生 一", "anna lee", "a%20{b}", "x&<y>"]
RENAMED = ["clv (1).ipynb", "clv.ipynb.txt", "CLV.ipynb", "in/a folder/clv.ipynb", "clv.json"]
RENAMED += [r"D:\bo\clv.ipynb"] * (sys.platform != "win32")
links = pytest.mark.skipif(sys.platform == "win32", reason="links only for administrators")


def fits(parsed):
    return match(nbformat.reads(RELEASE, as_version=4), parsed).answers > 0


def clv_in(course):
    return Assigned(CourseDirectory(root=str(course)), "clv")


def found(course, student="bo"):
    one = handed_in.find(clv_in(course), student, fits)
    return one.submission.content, one.submission.file_name, "; ".join(one.remarks)


def test_everybody_with_a_folder_is_found_whatever_the_name(tmp_path):
    for student in ODD:
        hand_in(tmp_path, student, NOTEBOOK)
    put(tmp_path / "submitted/carl/rfm/rfm.ipynb", NOTEBOOK)
    put(tmp_path / "submitted/dora/clv", "a file")
    assert handed_in.students_of(clv_in(tmp_path)) == sorted(ODD)
    for student in ODD:
        assert found(tmp_path, student) == (NOTEBOOK, "clv.ipynb", "")


@pytest.mark.parametrize("name", RENAMED)
def test_a_renamed_notebook_is_graded_and_the_instructor_told(tmp_path, name):
    hand_in(tmp_path, "bo", NOTEBOOK, name)
    hand_in(tmp_path, "bo", "2026-11-01", "timestamp.txt")
    hand_in(tmp_path, "bo", b"a,b", "data.csv")
    content, file_name, remarks = found(tmp_path)
    assert (content, file_name) == (NOTEBOOK, name)
    assert f"graded is {name}" in remarks


def test_of_several_the_one_with_the_right_name_counts_as_for_nbgrader(tmp_path):
    hand_in(tmp_path, "bo", NOTEBOOK)
    hand_in(tmp_path, "bo", notebook("later"), "clv (1).ipynb")
    assert found(tmp_path) == (NOTEBOOK, "clv.ipynb", "")


def test_of_several_renamed_ones_the_newest_of_this_assignment_counts(tmp_path):
    other = json.dumps({"cells": [{"cell_type": "code", "source": "1"}]})
    versions = {"clv (1).ipynb": "one", "clv (2).ipynb": "two", "broken.ipynb": None, "rfm.ipynb": other}
    for age, (name, words) in enumerate(versions.items()):
        content = NOTEBOOK[:99] if words is None else words if words == other else notebook(words)
        hand_in(tmp_path, "bo", content, name)
        os.utime(tmp_path / "submitted/bo/clv" / name, (age, age))
    content, file_name, remarks = found(tmp_path)
    assert (content.decode(), file_name) == (notebook("two"), "clv (2).ipynb")
    assert "clv (2).ipynb" in remarks


def test_a_readable_copy_counts_where_the_file_with_the_right_name_is_broken(tmp_path):
    hand_in(tmp_path, "bo", NOTEBOOK[:99])
    hand_in(tmp_path, "bo", NOTEBOOK, "clv (1).ipynb")
    content, file_name, remarks = found(tmp_path)
    assert (content, file_name) == (NOTEBOOK, "clv (1).ipynb")
    assert "no readable clv.ipynb" in remarks


def test_what_cannot_be_read_is_handed_on_so_that_grading_says_why(tmp_path):
    hand_in(tmp_path, "bo", b"\xff\x00", "clv (1).ipynb")
    assert found(tmp_path)[:2] == (b"\xff\x00", "clv (1).ipynb")


@pytest.mark.parametrize("files", [{}, {"report.pdf": b"%PDF"}, {".ipynb_checkpoints/clv.ipynb": NOTEBOOK}])
def test_who_handed_in_nothing_to_grade_is_not_lost(tmp_path, files):
    (tmp_path / "submitted/bo/clv").mkdir(parents=True)
    for name, content in files.items():
        hand_in(tmp_path, "bo", content, name)
    assert found(tmp_path) == (b"", "", "nothing was handed in that could be a notebook")


def test_a_file_that_nobody_needs_all_of_does_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(handed_in, "LARGEST", 1_000_000)
    hand_in(tmp_path, "bo", b" " * 1_000_001)
    hand_in(tmp_path, "anna", b" " * 1_000_000)
    assert found(tmp_path) == (b"", "clv.ipynb", "clv.ipynb has more than 1 MB: it is not read")
    assert found(tmp_path, "anna")[0] == b" " * 1_000_000


@links
@pytest.mark.parametrize("target", ["/etc/passwd", "gradebook.db", "submitted/anna/clv/clv.ipynb"])
def test_nobody_hands_in_by_a_link_what_is_not_his(tmp_path, target):
    hand_in(tmp_path, "anna", NOTEBOOK)
    put(tmp_path / "gradebook.db", "secret")
    (tmp_path / "submitted/bo/clv").mkdir(parents=True)
    (tmp_path / "submitted/bo/clv/clv.ipynb").symlink_to(tmp_path / target)
    content, file_name, remarks = found(tmp_path)
    assert (content, file_name) == (b"", "")
    assert "a link is no submission" in remarks


@links
def test_a_folder_that_leads_out_of_the_course_is_not_read(tmp_path):
    put(tmp_path / "home/clv.ipynb", NOTEBOOK)
    (tmp_path / "course/submitted/bo").mkdir(parents=True)
    (tmp_path / "course/submitted/bo/clv").symlink_to(tmp_path / "home")
    assert found(tmp_path / "course")[0] == b""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_does_not_stop_the_run(tmp_path):
    (tmp_path / "submitted/bo/clv").mkdir(parents=True)
    os.mkfifo(tmp_path / "submitted/bo/clv/clv.ipynb")
    assert found(tmp_path)[0] == b""
