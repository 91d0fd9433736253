"""What is remembered of a learner: one small file, which may be anything or nothing."""

import json
from datetime import date
from pathlib import Path

import pytest

from crmlab import check, files, progress
from crmlab.progress import hints_taken, remember_hints, remember_right

TODAY = date.today().isoformat()


def right(flows, rate):
    return sum(flow / (1 + rate) ** t for t, flow in enumerate(flows))


def saved(file):
    return json.loads(file.read_text(encoding="utf-8"))


def test_hints_and_right_answers_are_remembered_in_one_readable_file(progress_file):
    remember_hints("clv-value", 1)
    remember_hints("clv-value", 2)
    remember_right("clv-value-endless")
    assert saved(progress_file) == {"hints": {"clv-value": 2}, "right": {"clv-value-endless": TODAY}}


def test_a_right_check_is_remembered_and_a_wrong_one_is_not(shown, progress_file):
    check("clv-present-norate", right)
    with pytest.raises(Exception, match="Not right yet"):
        check("clv-present-discounts", lambda flows, rate: 0.0)
    assert saved(progress_file) == {"right": {"clv-present-norate": TODAY}}


def test_nothing_is_written_at_grading(shown, at_grading, progress_file):
    check("clv-present-norate", right)
    remember_hints("clv-value", 1)
    assert not progress_file.parent.exists()


DAMAGED = ["", "{", "null", "[]", '{"hints": 3}', '{"hints": {"clv-value": "x"}}', "[" * 100_000, "\x00"]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_file_counts_as_none_and_is_replaced(progress_file, text):
    progress_file.parent.mkdir()
    progress_file.write_text(text, encoding="utf-8")
    assert hints_taken("clv-value") == 0
    remember_hints("clv-value", 1)
    assert hints_taken("clv-value") == 1
    assert saved(progress_file)["hints"] == {"clv-value": 1}


def test_a_file_in_another_encoding_counts_as_none(progress_file):
    progress_file.parent.mkdir()
    progress_file.write_bytes('{"hints": {"生": 1}}'.encode("gb2312"))
    assert hints_taken("生") == 0


def test_a_deleted_file_means_a_new_beginning(progress_file):
    remember_hints("clv-value", 2)
    progress_file.unlink()
    assert hints_taken("clv-value") == 0
    remember_right("clv-value-endless")
    assert saved(progress_file) == {"right": {"clv-value-endless": TODAY}}


@pytest.fixture
def read_only(monkeypatch):
    """A home folder in which nothing can be written; by the file's mode alone, root could still write."""

    def refuse(*args, **kwargs):
        raise PermissionError("read-only")

    monkeypatch.setattr(files.tempfile, "mkstemp", refuse)


def test_in_a_read_only_home_hints_still_go_on_step_by_step(read_only):
    for taken in (1, 2, 3):
        remember_hints("clv-value", taken)
        assert hints_taken("clv-value") == taken


def test_an_old_file_in_a_read_only_home_does_not_hold_the_hints_back(progress_file, read_only):
    progress_file.parent.mkdir()
    progress_file.write_text('{"hints": {"clv-value": 1, "clv-offer": 3}}', encoding="utf-8")
    remember_hints("clv-value", 2)
    assert (hints_taken("clv-value"), hints_taken("clv-offer")) == (2, 3)


def test_a_home_that_is_a_file_is_no_error(monkeypatch, tmp_path):
    (tmp_path / "home").write_text("not a folder", encoding="utf-8")
    remember_hints("clv-value", 1)
    assert hints_taken("clv-value") == 1


def test_what_could_not_be_written_is_written_later(progress_file):
    progress_file.parent.touch()
    remember_hints("clv-value", 1)
    progress_file.parent.unlink()
    remember_hints("clv-offer", 1)
    assert saved(progress_file) == {"hints": {"clv-value": 1, "clv-offer": 1}}
    progress_file.unlink()
    assert hints_taken("clv-value") == 0


def test_a_write_that_breaks_off_leaves_the_old_file_and_no_other(monkeypatch, progress_file):
    remember_hints("clv-value", 1)

    def full(path, target):
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", full)
    remember_hints("clv-value", 2)
    assert saved(progress_file) == {"hints": {"clv-value": 1}}
    assert list(progress_file.parent.iterdir()) == [progress_file]
    assert hints_taken("clv-value") == 2


def test_the_file_lies_in_a_data_folder_of_its_own(monkeypatch):
    monkeypatch.undo()
    assert progress.path().name == "progress.json"
    assert "crmlab" in progress.path().parts
