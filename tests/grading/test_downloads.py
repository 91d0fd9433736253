"""What is in a download, whatever a student has put into it, and whose it is."""

import io
import zipfile
from pathlib import PurePosixPath

import pytest
from own_course import names_in, put, zipped

from crmlab.errors import BadValueError
from crmlab.grading.collecting.downloads import downloads
from crmlab.grading.collecting.naming import Names


def nested(levels, entries):
    """Return a zip in which each level has many zips."""
    content = b"x"
    for level in range(levels):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(entries):
                archive.writestr(f"{number}.zip" if level else f"{number}.txt", content)
        content = made.getvalue()
    return content


@pytest.mark.parametrize("what", ["zips in zips", "many files", "much in little"])
def test_a_zip_that_unpacks_without_end_is_told_and_the_other_students_are_placed(tmp_path, what):
    files = {"zips in zips": lambda: nested(3, 40), "many files": lambda: nested(1, 30_000)}
    content = files.get(what, lambda: nested_zeros(5))()
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("bad.zip", content)
        archive.writestr("good.ipynb", "{}")
    found = list(downloads(tmp_path / "all.zip"))
    assert len(found) < 2_100
    assert {file.refused for file in found} == {"", "a zip of more than 2,000 files or 300,000,000 bytes"}
    assert found[-1].where.name == "good.ipynb"


def nested_zeros(entries):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(entries):
            archive.writestr(f"{number}.ipynb", bytes(90_000_000))
    return made.getvalue()


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
    put(tmp_path / "no.zip", whole[:40])
    assert names_in(tmp_path / "no.zip") == {"no.zip": "a damaged zip"}
