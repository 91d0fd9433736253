"""What students hand in is placed; what is wrong with one file keeps no other from its place."""

import io
import json
import os
import re
import sys
import time
import zipfile

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.utils import parse_utc
from own_course import crmlab, files_in, names_in, notebook, put, zipped

from crmlab.environment import commands_first
from crmlab.grading.collecting import collect as collecting

# --- crmlab collect -----------------------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path, nbgrader_runs):
    crmlab("course", tmp_path / "course", "--assignments", "clv")
    return tmp_path / "course"


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
    answer = next(cell for cell in damaged["cells"] if "nbgrader" in cell["metadata"])
    answer["source"] = "me = 'my own words'"
    del damaged[lost]
    code, said = collected(course, {"anna_1_clv.ipynb": json.dumps(damaged).encode()})
    assert (code, said["Not placed"]) == (0, "")
    assert "its answers stand in a fresh copy" in said["Placed"]
    placed = nbformat.reads(submissions(course)["anna"].decode(), as_version=4)
    assert "me = 'my own words'" in [cell.source for cell in placed.cells]


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
        (["--assignment", "rfm"], "There is no assignment 'rfm' in"),
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
