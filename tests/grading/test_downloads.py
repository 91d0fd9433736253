"""What is in a download, whatever a student has put into it."""

import io
import zipfile

import pytest

from crmlab.grading.collecting.downloads import downloads


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
