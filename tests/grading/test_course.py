"""A course of one's own: set up, handed out, collected; nothing of a class is lost or overwritten."""

import copy
import csv
import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path, PurePosixPath

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.utils import parse_utc
from typer.testing import CliRunner

from crmlab.desk import cli, handing_in
from crmlab.environment import commands_first
from crmlab.errors import BadValueError
from crmlab.grading.collecting import collect as collecting
from crmlab.grading.collecting.downloads import downloads
from crmlab.grading.collecting.naming import Names
from crmlab.grading.gradebook import course as courses

REPOSITORY = Path(__file__).parents[2]
RELEASE = nbformat.read(REPOSITORY / "exercises/clv/clv.ipynb", as_version=4)
MARKS = re.compile(r"^\s*### (BEGIN|END) SOLUTION\n?", re.MULTILINE)


def crmlab(*arguments):
    """Run the command and return its exit code and what it printed."""
    result = CliRunner().invoke(cli.app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code, result.output


def files_in(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def nbgrader_runs(monkeypatch):
    """Record nbgrader's commands, and make the release as nbgrader would, but at once."""
    runs = []

    def run(folder, *arguments):
        runs.append(arguments)
        put(folder / "exercises/clv/clv.ipynb", nbformat.writes(RELEASE))

    monkeypatch.setattr(courses, "nbgrader", run)
    return runs


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


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
    question.metadata.nbgrader = RELEASE.cells[-1].metadata.nbgrader | {"grade_id": "own-question"}
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


# --- whose a file is ----------------------------------------------------------------------------------------

MOODLE = "{student}_*_assignsubmission_file_*"


@pytest.mark.parametrize(
    ("pattern", "where", "student"),
    [
        ("{student}_*", "Anna Lee_12345_assignsubmission_file_clv.ipynb", "Anna Lee"),
        ("{student}_*", "张伟_12345_assignsubmission_file_clv.ipynb", "张伟"),
        ("{student}_assignsubmission_*", "Anna Lee_12345_assignsubmission_file_clv.ipynb", "Anna Lee_12345"),
        ("{student}_*", "Bo O'Neil_1_assignsubmission_file_/clv.ipynb", "Bo O'Neil"),
        ("{student}_*", "Chen_1_assignsubmission_file_work.zip/deep/down/clv.ipynb", "Chen"),
        ("{student}/*", "s[1]/clv.ipynb", "s[1]"),
        ("*_{student}_attempt_*", "CRM_20231234_attempt_2026-01-30_clv.ipynb", "20231234"),
        ("clv-{student}.ipynb", "clv-20231234.ipynb", "20231234"),
        ("{student}_????.ipynb", "anna_2026.ipynb", "anna"),
        ("{student}_*", "Dana _12345_clv.ipynb", "Dana"),
    ],
)
def test_the_pattern_finds_the_student_wherever_a_platform_puts_him(pattern, where, student):
    assert list(Names(pattern, [PurePosixPath(where)]).students(PurePosixPath(where))) == [student]


@pytest.mark.parametrize(
    "where", ["clv.ipynb", "_clv.ipynb", "anna/clv.ipynb", ".._x/clv.ipynb", ".a_b/c.ipynb"]
)
def test_a_path_that_says_nothing_of_a_student_gives_none(where):
    assert not Names("{student}_*", [PurePosixPath(where)]).students(PurePosixPath(where))


def test_the_folder_that_all_files_are_in_is_nobody():
    paths = [PurePosixPath("CRM_2026", name) for name in ("anna_clv.ipynb", "bo_clv.ipynb")]
    names = Names("{student}_*", paths)
    assert [list(names.students(path)) for path in paths] == [["anna"], ["bo"]]


def test_a_path_that_may_be_of_two_students_gives_both():
    paths = [PurePosixPath("Anna_1_file_/my_clv.ipynb"), PurePosixPath("Bo_2_file_/clv.ipynb")]
    assert list(Names("{student}_*", paths).students(paths[0])) == ["Anna", "my"]
    assert list(Names("{student}_*/*", paths).students(paths[0])) == ["Anna"]


@pytest.mark.parametrize("pattern", ["", "clv_*", "{student}_{student}", "{Student}_*"])
def test_a_pattern_without_a_student_is_refused_in_a_sentence(pattern):
    with pytest.raises(BadValueError, match="once where the student stands"):
        Names(pattern, [])


# --- what a download holds ----------------------------------------------------------------------------------


def zipped(files, dates=None):
    """Return a zip of *files* by name, each of its date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (dates or {}).get(name, (2026, 11, 1, 10, 0, 0)))
            archive.writestr(entry, content)
    return stream.getvalue()


def names_in(source):
    return {file.where.as_posix(): file.refused for file in downloads(source)}


def test_names_from_a_chinese_windows_arrive_in_chinese(tmp_path):
    name = "张伟_clv.ipynb"
    placeholder = "x" * len(name.encode("gbk"))
    content = zipped({placeholder: "{}"}).replace(placeholder.encode(), name.encode("gbk"))
    put(tmp_path / "class.zip", content)
    assert names_in(tmp_path / "class.zip") == {name: ""}


def test_letters_that_a_mac_takes_apart_are_put_together(tmp_path):
    put(tmp_path / "class.zip", zipped({"Mu\u0308ller_clv.ipynb": "{}"}))
    assert names_in(tmp_path / "class.zip") == {"M\u00fcller_clv.ipynb": ""}


def test_zips_and_folders_are_opened_and_what_systems_hide_there_is_not_shown(tmp_path):
    inner = zipped({"work/clv.ipynb": "{}", "__MACOSX/work/._clv.ipynb": "x", "work/.DS_Store": "x"})
    put(tmp_path / "down/class.zip", zipped({"anna_1.zip": inner, "bo/.ipynb_checkpoints/clv.ipynb": "{}"}))
    assert names_in(tmp_path / "down") == {"class.zip/anna_1.zip/work/clv.ipynb": ""}


def test_no_name_leads_out_of_the_folder(tmp_path):
    put(tmp_path / "class.zip", zipped({"../../anna_clv.ipynb": "{}", "C:\\bo_clv.ipynb": "{}"}))
    assert set(names_in(tmp_path / "class.zip")) == {"anna_clv.ipynb", "C__bo_clv.ipynb"}


def test_a_damaged_zip_is_named_and_the_others_are_read(tmp_path):
    whole = zipped({"clv.ipynb": "{}"})
    damaged = whole.replace(b"{}", b"[]", 1)
    put(tmp_path / "class.zip", zipped({"a.zip": whole[:40], "b.zip": whole, "c.zip": damaged}))
    refused = names_in(tmp_path / "class.zip")
    assert refused["a.zip"] == "a damaged zip"
    assert refused["b.zip/clv.ipynb"] == ""
    assert refused["c.zip/clv.ipynb"].startswith("cannot be unpacked")


# --- crmlab collect -----------------------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path, nbgrader_runs):
    crmlab("course", tmp_path / "course", "--assignments", "clv")
    return tmp_path / "course"


def notebook(words="mine", encoding="utf-8"):
    """Return a notebook as it is handed in, with a few words of its own."""
    made = copy.deepcopy(RELEASE)
    made.cells.append(nbformat.v4.new_markdown_cell(words, id="words"))
    return nbformat.writes(made).encode(encoding)


def collected(course, files, *options, dates=None):
    """Collect a zip of *files*; return the exit code, and the lines below each heading."""
    source = course.parent / "class.zip"
    put(source, zipped(files, dates))
    code, output = crmlab("collect", source, "--assignment", "clv", "--course", course, *options)
    sections = re.split(r"^(\S.*): \d+$", output, flags=re.MULTILINE)
    return code, dict(zip(sections[1::2], (text.strip() for text in sections[2::2]), strict=True))


def submissions(course):
    return {path.parts[-3]: path.read_bytes() for path in course.glob("submitted/*/clv/clv.ipynb")}


def test_a_class_is_collected_however_its_files_are_called(course):
    files = {
        "Anna Lee_1_assignsubmission_file_clv.ipynb": notebook("a"),
        "张伟_2_assignsubmission_file_/clv (1).ipynb": notebook("z"),
        "Chen_3_assignsubmission_file_work.zip": zipped({"work/my clv.ipynb": notebook("c")}),
        "O'Neil_4_assignsubmission_file_clv.ipynb.txt": notebook("o", "utf-16"),
        "s[1]_5_assignsubmission_file_clv.json": notebook("s"),
        "Kim_6_assignsubmission_file_clv.ipynb.download": notebook("k"),
        "Lee_7_assignsubmission_file_CLV.IPYNB.crdownload": notebook("l"),
        "Ma_8_assignsubmission_file_clv": notebook("m"),
    }
    code, said = collected(course, files)
    assert (code, said["Not placed"]) == (0, "")
    expected = {"Anna Lee": "a", "张伟": "z", "Chen": "c", "O'Neil": "o", "s[1]": "s"}
    expected |= {"Kim": "k", "Lee": "l", "Ma": "m"}
    assert submissions(course) == {student: notebook(words) for student, words in expected.items()}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_file_in_another_encoding_is_placed_as_nbgrader_reads_it_and_is_there_the_second_time(
    course, encoding
):
    files = {"anna_1_clv.ipynb": notebook("口碑", encoding)}
    assert collected(course, files)[1]["Not placed"] == ""
    assert submissions(course) == {"anna": notebook("口碑")}
    assert "anna_1_clv.ipynb" in collected(course, files)[1]["There already"]


@pytest.mark.parametrize("lost", ["nbformat", "metadata"])
def test_a_file_whose_form_is_damaged_is_placed_with_its_answers(course, lost):
    damaged = json.loads(notebook())
    damaged["cells"][-2]["source"] = "my own words"
    del damaged[lost]
    code, said = collected(course, {"anna_1_clv.ipynb": json.dumps(damaged).encode()})
    assert (code, said["Not placed"]) == (0, "")
    assert "its answers stand in a fresh copy" in said["Placed"]
    placed = nbformat.reads(submissions(course)["anna"].decode(), as_version=4)
    assert "my own words" in [cell.source for cell in placed.cells]


def test_a_student_who_is_not_in_the_gradebook_is_told_with_one_who_may_be_meant(course, monkeypatch):
    monkeypatch.setenv("PATH", commands_first())  # a new gradebook needs alembic
    names = ("anna", "Nora Berg")
    files = {
        "anna_1_clv.ipynb": notebook("a"),
        "Nora Bergg_2_clv.ipynb": notebook("n"),
        "王芳_3_clv.ipynb": notebook(),
    }
    with Gradebook(f"sqlite:///{course}/gradebook.db", "crmlab") as gradebook:
        for name in names:
            gradebook.add_student(name)
    code, said = collected(course, files)
    nora, anna, wang = said["Placed"].splitlines()
    assert (code, len(submissions(course))) == (0, 3)
    assert "not in the gradebook; if it is Nora Berg, rename submitted/Nora Bergg" in nora
    assert anna.endswith("anna_1_clv.ipynb")
    assert wang.endswith("王芳 is not in the gradebook")


def test_of_two_submissions_of_a_student_the_newer_counts_and_that_is_said(course):
    files = {"anna_1_clv.ipynb": notebook("late"), "anna_1_b.ipynb": notebook("early")}
    dates = {"anna_1_clv.ipynb": (2026, 11, 2, 0, 0, 0)}
    code, said = collected(course, files, dates=dates)
    assert (code, submissions(course)) == (0, {"anna": notebook("late")})
    assert "anna_1_b.ipynb  → older than anna_1_clv.ipynb" in said["Not needed"]


def test_a_broken_file_does_not_take_the_place_of_one_that_can_be_read(course):
    files = {"anna_1_clv.ipynb": notebook()[:500], "anna_1_b.ipynb": notebook("early")}
    code, said = collected(course, files, dates={"anna_1_clv.ipynb": (2026, 11, 2, 0, 0, 0)})
    assert (code, submissions(course)) == (0, {"anna": notebook("early")})
    assert "anna_1_clv.ipynb  → harder to read than" in said["Not needed"]


def test_where_the_newer_cannot_be_told_the_instructor_decides(course):
    files = {"anna_1_clv.ipynb": notebook("one"), "anna_1_b.ipynb": notebook("two")}
    code, said = collected(course, files)
    assert (code, submissions(course)) == (1, {})
    assert said["Not placed"].count("keep the one that counts") == 2


def test_the_same_file_twice_is_one_submission(course):
    code, said = collected(course, {"anna_1_clv.ipynb": notebook(), "anna_1_b.ipynb": notebook()})
    assert (code, submissions(course)) == (0, {"anna": notebook()})
    assert "the same as" in said["Not needed"]


@pytest.mark.parametrize(
    ("one", "other", "pattern"),
    [
        ("王伟_12345_assignsubmission_file_clv.ipynb", "王伟_12399_assignsubmission_file_clv.ipynb", None),
        ("王伟_12345_assignsubmission_file_/clv.ipynb", "王伟_12399_assignsubmission_file_/clv.ipynb", None),
        ("wangwei_1001_clv.ipynb", "wangwei_1002_clv.ipynb", None),
        ("wangwei_1001_55_clv.ipynb", "wangwei_LATE_1002_56_clv.ipynb", None),
        ("wangwei_s2026001_clv.ipynb", "wangwei_s2026002_clv.ipynb", None),
        ("wangwei_clv.ipynb", "wangwei_1002_clv.ipynb", None),
        ("anna_clv.ipynb", "Anna_clv.ipynb", None),
        ("anna_7_clv.ipynb", "Anna_7_clv.ipynb", None),
        ("anna/clv.ipynb", "Anna/clv.ipynb", "{student}/*"),
        (
            "11-9 - Wang Wei - Nov 1, 2026 1000 AM - clv.ipynb",
            "12-9 - Wang Wei - Nov 2, 2026 1000 AM - clv.ipynb",
            "* - {student} - * - *",
        ),
        ("Wang, Wei(wwei)/clv.ipynb", "Wang, Wei(weiw)/clv.ipynb", "{student}(*)/*"),
        ("Wang Wei_a@uni.cn_clv.ipynb", "Wang Wei_b@uni.cn_clv.ipynb", None),
    ],
)
def test_of_two_people_of_one_name_nobody_takes_the_place_of_the_other(course, one, other, pattern):
    options = ["--pattern", pattern] if pattern else []
    for words in (("a", "b"), ("same", "same")):
        files = dict(zip((one, other), map(notebook, words), strict=True))
        code, said = collected(course, files, *options, dates={other: (2026, 11, 2, 0, 0, 0)})
        assert (code, submissions(course)) == (1, {})
        for first, second in ((one, other), (other, one)):
            assert f"{first}  → perhaps not the person of {second}: rename one" in said["Not placed"]


@pytest.mark.parametrize(
    ("early", "late", "pattern"),
    [
        ("CRM_wei_attempt_2026-01-30-15-00-00_clv.ipynb", "CRM_wei_attempt_2026-02-01-09-00-00_clv.ipynb", 1),
        ("CRM_wei_attempt_2026-01-30-15-00-00_x.zip", "CRM_wei_attempt_2026-01-30-15-00-01_a.zip", 1),
        ("1-9 - wei - Sep 30, 2026 1159 PM - a.ipynb", "1-9 - wei - Oct 1, 2026 1200 AM - a.ipynb", 2),
        ("wei_2026-01-30_clv.ipynb", "wei_2026-02-01_clv.ipynb", 0),
        ("wei_2026年9月30日_clv.ipynb", "wei_2026年10月1日_clv.ipynb", 0),
        ("wei_17_clv_2026.09.30 23.59.ipynb", "wei_17_clv_2026.10.01 00.01.ipynb", 0),
    ],
)
def test_of_two_attempts_in_one_archive_the_later_counts_by_the_date_in_its_name(
    course, early, late, pattern
):
    pattern = ("{student}_*", "*_{student}_attempt_*", "* - {student} - * - *")[pattern]
    files = {late: notebook("late"), early: notebook("early")}
    files = {name: zipped({"c.ipynb": it}) if ".zip" in name else it for name, it in files.items()}
    code, said = collected(course, files, "--pattern", pattern)
    assert (code, submissions(course)) == (0, {"wei": notebook("late")})
    assert f"older than {late}" in said["Not needed"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("emre_1_report.pdf", b"%PDF", "no notebook"),
        ("emre_1_notes.txt", b"words", "no notebook"),
        ("emre_1_clv.rar", b"Rar!", "unpack it"),
        (
            "emre_1_05_clv.ipynb",
            b'{"cells": [{"cell_type": "code", "source": "1"}]}',
            "not of this assignment",
        ),
        ("clv.ipynb", None, "no part of its path is like {student}_*"),
        ("emre_1_/my_clv.ipynb", None, "it may be of emre or my"),
        ("emre_1_broken.zip", b"PK\x03\x04", "a damaged zip"),
    ],
)
def test_what_cannot_be_placed_is_listed_with_the_reason_and_the_others_are_placed(
    course, name, content, reason
):
    code, said = collected(course, {"anna_1_clv.ipynb": notebook(), name: content or notebook("x")})
    assert (code, submissions(course)) == (1, {"anna": notebook()})
    assert name in said["Not placed"]
    assert reason in said["Not placed"]


def test_a_broken_notebook_is_placed_so_that_the_student_gets_a_grade_and_the_instructor_a_word(course):
    broken = notebook()[:500]
    code, said = collected(course, {"anna_1_clv.ipynb": broken})
    assert (code, submissions(course)) == (0, {"anna": broken})
    assert "ask for it again" in said["Placed"]


def test_a_notebook_with_both_sides_of_a_git_conflict_is_told_as_such(course):
    lines = notebook().decode().splitlines(keepends=True)
    for end in ("\n", "\r\n"):
        conflict = [f"<<<<<<< HEAD{end}", lines[40], f"======={end}", lines[40], f">>>>>>> theirs{end}"]
        merged = "".join(lines[:40] + conflict + lines[41:])
        code, said = collected(course, {"anna_1_clv.ipynb": merged}, "--instead")
        assert code == 0
        assert "from line 41 on it has both sides of a git conflict, so it would get no" in said["Placed"]


@pytest.mark.parametrize("behind", [b"\0" * 512, b"}\n", b"\xff\xfe\x81" * 9, notebook("b")[-90:]])
def test_what_stands_behind_the_end_of_a_notebook_costs_no_answer(course, behind):
    content = notebook("口碑") + behind
    code, said = collected(course, {"anna_1_clv.ipynb": content})
    assert (code, said["Not placed"]) == (0, "")
    assert "its answers stand in a fresh copy" in said["Placed"]
    placed = nbformat.reads(submissions(course)["anna"].decode(), as_version=4)
    assert "口碑" in [cell.source for cell in placed.cells]


def test_collected_again_nothing_happens(course):
    files = {"anna_1_clv.ipynb": notebook()}
    collected(course, files)
    code, said = collected(course, files)
    assert (code, said["Placed"], submissions(course)) == (0, "", {"anna": notebook()})
    assert "anna_1_clv.ipynb" in said["There already"]


def test_another_version_is_put_in_place_only_when_told_and_the_first_is_kept(course):
    collected(course, {"anna_1_clv.ipynb": notebook("first")})
    put(course / "submitted/anna/clv/timestamp.txt", "2026-11-01")
    put(course / "autograded/anna/clv/clv.ipynb", "graded")
    code, said = collected(course, {"anna_1_clv.ipynb": notebook("second"), "bo_1_clv.ipynb": notebook("b")})
    assert (code, submissions(course)) == (1, {"anna": notebook("first"), "bo": notebook("b")})
    assert "--instead" in said["Not placed"]
    code, said = collected(course, {"anna_1_clv.ipynb": notebook("second")}, "--instead")
    assert (code, submissions(course)["anna"]) == (0, notebook("second"))
    kept = files_in(course / "replaced/anna/clv-1")
    first = {"clv.ipynb": notebook("first"), "timestamp.txt": b"2026-11-01"}
    assert kept == first | {"graded/clv.ipynb": b"graded"}
    assert not (course / "autograded/anna/clv").exists()  # or nbgrader would take it for graded


def test_a_folder_is_collected_like_a_zip(course, tmp_path):
    for name, words, age in (("week 1/anna_1.ipynb", "early", 100), ("week 2/anna_1.ipynb", "late", 0)):
        put(tmp_path / "down" / name, notebook(words))
        os.utime(tmp_path / "down" / name, (time.time() - age, time.time() - age))
    assert crmlab("collect", tmp_path / "down", "--assignment", "clv", "--course", course)[0] == 0
    assert submissions(course) == {"anna": notebook("late")}


def damaged(method, content=b'{"cells": []}' * 50):
    """Return a zip whose compressed stream is damaged behind its first bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("clv.ipynb", content)
    made = bytearray(stream.getvalue())
    start = 30 + len("clv.ipynb")
    made[start + 4 : start + 14] = b"\xff" * 10
    return bytes(made)


def entry_changed(files, name, at, value):
    """Return a zip in which the directory says of one entry what `zipfile` refuses the whole for."""
    made = bytearray(zipped(files))
    made[made.rfind(b"PK\1\2", 0, made.rfind(name)) + at] = value
    return bytes(made)


STRANGE = {
    "deflate": (damaged(zipfile.ZIP_DEFLATED), "cannot be unpacked"),
    "lzma": (damaged(zipfile.ZIP_LZMA), "cannot be unpacked"),
    "bzip2": (damaged(zipfile.ZIP_BZIP2), "cannot be unpacked"),
    "cut": (zipped({"clv.ipynb": "{}"})[:60], "a damaged zip"),
    "no directory": (b"PK\5\6" + b"\xff" * 18, "a damaged zip"),
    "locked": (entry_changed({"clv.ipynb": "{}"}, b"clv", 8, 1), "password"),
    "strong lock": (entry_changed({"clv.ipynb": "{}"}, b"clv", 8, 0x40), "cannot be unpacked"),
    "other method": (entry_changed({"clv.ipynb": "{}"}, b"clv", 10, 9), "cannot be unpacked"),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_one_students_archive_of_whatever_kind_keeps_no_other_from_its_place(course, kind):
    content, reason = STRANGE[kind]
    code, said = collected(course, {"anna_1_clv.ipynb": notebook(), "bo_2_work.zip": content})
    assert (code, submissions(course)) == (1, {"anna": notebook()})
    assert "bo_2_work.zip" in said["Not placed"] and reason in said["Not placed"]


@pytest.mark.parametrize("where", ["in the class's zip", "in a student's zip"])
@pytest.mark.parametrize(
    ("at", "value"),
    [(6, 99), (9, 0x08)],
    ids=["a version of the future", "a name flagged UTF-8 that is GBK"],
)
def test_what_a_zip_says_of_one_entry_costs_nobody_a_submission(course, at, value, where):
    name = "张伟_2_clv.ipynb".encode("gbk")
    files = {"anna_1_clv.ipynb": notebook("a"), "x" * len(name): notebook("z")}
    content = entry_changed(files, b"x" * len(name), at, value).replace(b"x" * len(name), name)
    if where == "in a student's zip":
        content = zipped({"group.zip": content})
    put(course.parent / "class.zip", content)
    code, output = crmlab("collect", course.parent / "class.zip", "--assignment", "clv", "--course", course)
    assert code == 0, output
    assert submissions(course) == {"anna": notebook("a"), "张伟": notebook("z")}


def test_names_longer_than_a_folder_may_have_are_told_and_the_others_are_placed(course):
    long = "很" * 90  # 270 bytes, and 255 are the most
    files = {
        "anna_1_clv.ipynb": notebook("a"),
        f"bo_2_{long}.ipynb": notebook("b"),
        f"chen_3_{long}.zip": zipped({f"{long}/{long}.ipynb": notebook("c")}),
        f"{long}_4_clv.ipynb": notebook("d"),
    }
    code, said = collected(course, files)
    assert (code, set(submissions(course))) == (1, {"anna", "bo", "chen"})
    assert f"{long}_4_clv.ipynb  → it cannot be put in place" in said["Not placed"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_names_that_linux_has_unpacked_as_they_were_are_read_as_in_the_zip(course, tmp_path):
    put(tmp_path / "down" / os.fsdecode("张伟_2_clv.ipynb".encode("gbk")), notebook())
    assert names_in(tmp_path / "down") == {"张伟_2_clv.ipynb": ""}


def test_a_file_at_which_we_stumble_ourselves_is_told_and_the_others_are_placed(course, monkeypatch):
    def stumbling(release, submitted, match=collecting.match):
        assert "stone" not in str(submitted)
        return match(release, submitted)

    monkeypatch.setattr(collecting, "match", stumbling)
    files = {"anna_1_clv.ipynb": notebook("a"), "bo_2_clv.ipynb": notebook("stone")}
    code, said = collected(course, files)
    assert (code, set(submissions(course))) == (1, {"anna"})
    assert "bo_2_clv.ipynb  → it cannot be looked at: AssertionError" in said["Not placed"]


def test_a_submission_that_could_not_be_written_leaves_the_earlier_one_in_its_place(course, monkeypatch):
    collected(course, {"anna_1_clv.ipynb": notebook("first")})

    def full(file, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(collecting, "write_whole", full)
    put(course.parent / "class.zip", zipped({"anna_1_clv.ipynb": notebook("second")}))
    command = ("collect", course.parent / "class.zip", "--assignment", "clv", "--course", course, "--instead")
    code, output = crmlab(*command)
    assert (code, submissions(course)) == (2, {"anna": notebook("first")})
    assert "The disk is full" in output
    assert not (course / "replaced").exists()


def stamps(course):
    return {path.parts[-3]: path.read_text("utf-8") for path in course.glob("submitted/*/clv/timestamp.txt")}


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="zones cannot be set here")
@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("CRM_anna_attempt_2026-01-30-15-00-00_clv.ipynb", "*_{student}_attempt_*"),
        ("CRM_anna_attempt_2026-01-30-15-00-00_clv.zip", "*_{student}_attempt_*"),
        ("1-9 - anna - Jan 30, 2026 300 PM - clv.ipynb", "* - {student} - * - *"),
        ("1-9 - anna - January 30, 2026 3_00 PM - clv.ipynb", "* - {student} - * - *"),
    ],
)
def test_the_hand_in_time_in_a_platforms_name_is_kept_as_nbgrader_reads_it(
    course, monkeypatch, name, pattern
):
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        content = zipped({"c.ipynb": notebook()}) if ".zip" in name else notebook()
        code, said = collected(course, {name: content}, "--pattern", pattern)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert code == 0
    assert "handed in 2026-01-30 15:00:00+08:00" in said["Placed"]
    assert str(parse_utc(stamps(course)["anna"])) == "2026-01-30 07:00:00"


@pytest.mark.parametrize(
    "stamp",
    ["2026-01-30 07:00:00.000000 UTC", "2026-01-30 15:00:00 +0800", "\ufeff2026-01-30T07:00:00Z\r\n"],
)
def test_a_hand_in_time_beside_a_submission_is_kept(course, stamp):
    files = {"down/anna/clv/clv.ipynb": notebook(), "down/anna/clv/timestamp.txt": stamp}
    files |= {"down/bo/clv/clv.ipynb": notebook("b")}
    code, said = collected(course, files, "--pattern", "{student}/*/*")
    assert (code, set(submissions(course))) == (0, {"anna", "bo"})
    assert {name: str(parse_utc(text)) for name, text in stamps(course).items()} == {
        "anna": "2026-01-30 07:00:00"
    }


@pytest.mark.parametrize(
    "files",
    [
        {"anna_1_clv.zip": zipped({"clv.ipynb": notebook(), "timestamp.txt": "2020-01-01 00:00:00 UTC"})},
        {"anna_1_/clv.ipynb": notebook(), "anna_1_/timestamp.txt": "yesterday, I believe"},
        {"anna_1_/clv.ipynb": notebook(), "anna_1_/timestamp.txt": b"\xff\xfe"},
        {"anna_1_2026-01-30_clv.ipynb": notebook()},
    ],
)
def test_a_time_that_is_none_or_may_be_the_students_own_is_not_taken(course, files):
    other = {"bo_2_clv.ipynb": notebook("b")}
    code, said = collected(course, files | other)
    assert (code, set(submissions(course)), stamps(course)) == (0, {"anna", "bo"}, {})


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--assignment", "rfm"], "nbgrader generate_assignment rfm"),
        (["--assignment", "clv", "--pattern", "*.ipynb"], "once where the student stands"),
        (["--assignment", "clv", "--course", "."], "make one with: crmlab course"),
    ],
)
def test_a_collection_that_cannot_work_says_why(course, tmp_path, monkeypatch, options, sentence):
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "class.zip", zipped({"anna_1_clv.ipynb": notebook()}))
    given = [] if "--course" in options else ["--course", course]
    code, output = crmlab("collect", tmp_path / "class.zip", *options, *given)
    assert code == 2
    assert sentence in " ".join(output.replace("│", " ").split())


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
