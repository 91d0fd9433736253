"""Workbooks of Excel: a log or a roster in one is read as it is seen; answers go into one as they are."""

import builtins
import datetime
import re

import numpy as np
import openpyxl
import pandas as pd
import pytest

from crmlab import equity, portfolio, read_log, write_excel
from crmlab.grading.gradebook.roster import read_roster


@pytest.fixture
def book(tmp_path):
    """Write rows into the sheets of a workbook; the first sheet of its own accord is empty."""

    def write(**sheets):
        made = openpyxl.Workbook()
        for title, rows in sheets.items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(row)
        made.save(tmp_path / "shop.xlsx")
        return tmp_path / "shop.xlsx"

    return write


def cells(file, title):
    return [list(row) for row in openpyxl.load_workbook(file)[title].iter_rows(values_only=True)]


DAY = datetime.datetime(2024, 4, 3)


def test_a_log_in_a_workbook_is_read_as_it_is_seen_there(book):
    lines = [
        ["Customer", "Date", "Total"],
        [17, DAY, 1.234],
        [None] * 3,
        [18, DAY, -20],
        [18, "04.04.2024", 5],
    ]
    log = read_log(book(orders=lines))
    assert log["customer_id"].tolist() == [17, 18, 18]
    assert log["amount"].tolist() == [1.234, -20.0, 5.0]
    assert log["date"].dt.day.tolist() == [3, 3, 4]


def test_what_is_left_out_of_a_workbook_is_told_by_the_number_of_its_row(book, capsys):
    read_log(book(orders=[["customer", "date", "amount"], [], ["Li", DAY, 5], ["Wu", DAY, "free"]]))
    assert "Left out 1 of 2 lines: line 4 (amount 'free')." in capsys.readouterr().out


def test_of_two_sheets_none_is_taken_silently(book):
    lines = [["customer", "date", "amount"], ["Li", DAY, 5]]
    file = book(May=lines, June=lines)
    sentence = "The log may be in the sheet 'May' or 'June'; say which: sheet='…'."
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        read_log(file)
    assert len(read_log(file, sheet="June")) == 1
    sentence = "path has no sheet 'July' with anything in it; its sheets are 'May', 'June'."
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        read_log(file, sheet="July")


def test_a_roster_in_a_workbook_enters_the_class(book):
    file = book(class_1=[["ID", "Last name"], [1001, "王"], ["007", "Doe, Jane"]])
    assert read_roster(file.read_bytes()) == [
        {"id": "1001", "last_name": "王"},
        {"id": "007", "last_name": "Doe, Jane"},
    ]


def test_each_table_of_an_answer_gets_a_sheet_and_single_numbers_stand_together(tmp_path):
    file = write_excel(
        tmp_path / "values.xlsx", base=equity.customer_equity({"old": 300, "new": 100}), rate=0.1
    )
    assert openpyxl.load_workbook(file).sheetnames == ["base", "base table", "rate"]
    assert cells(file, "base") == [["name", "value"], ["total", 400]]
    assert cells(file, "base table")[1] == ["old", 300, 0.75]
    assert cells(file, "rate") == [["value"], [0.1]]


def test_days_stay_days_and_what_is_missing_stays_empty(tmp_path):
    table = pd.DataFrame({"customer_id": ["a", "b"], "date": [DAY, None], "amount": [1.5, None]})
    file = write_excel(tmp_path / "log.xlsx", log=table)
    assert cells(file, "log") == [["customer_id", "date", "amount"], ["a", DAY, 1.5], ["b", None, None]]


def test_what_looks_like_a_formula_does_nothing_when_the_file_is_opened(tmp_path):
    words = ["=HYPERLINK(0)", "@SUM(1)", "+1", "a\x00b"]
    file = write_excel(tmp_path / "names.xlsx", names=pd.DataFrame({"=1+1": words}))
    sheet = openpyxl.load_workbook(file)["names"]
    assert [cell.data_type for (cell,) in sheet.iter_rows()] == ["s"] * 5
    assert cells(file, "names")[-1] == ["ab"]


def test_numbers_keep_all_their_digits(tmp_path):
    ids = [1234567890123456789, 7]
    file = write_excel(tmp_path / "ids.xlsx", ids=pd.DataFrame({"id": ids, "share": [0.1, np.inf]}))
    assert cells(file, "ids")[1:] == [["1234567890123456789", 0.1], [7, "inf"]]


def test_a_time_with_a_zone_keeps_the_hour_that_was_read(tmp_path):
    times = pd.Series(pd.to_datetime(["2024-04-03 08:30"]).tz_localize("Asia/Shanghai"), name="at")
    file = write_excel(tmp_path / "times.xlsx", times=times)
    assert cells(file, "times")[1] == [0, datetime.datetime(2024, 4, 3, 8, 30)]


def test_lists_arrays_mappings_and_tables_with_an_index_are_written_too(tmp_path):
    table = pd.DataFrame({"n": [1]}, index=pd.Index(["gold"], name="tier"))
    file = write_excel(tmp_path / "all.xlsx", one=[1, 2], two=np.eye(2), three={"a": 1}, four=table)
    assert cells(file, "one")[1:] == [[1], [2]]
    assert cells(file, "two")[2] == [0, 1]
    assert cells(file, "three")[1] == ["a", 1]
    assert cells(file, "four") == [["tier", "n"], ["gold", 1]]


def test_what_a_calculator_answers_comes_back_from_its_sheet(tmp_path):
    tiers = portfolio.pyramid([5, 1, 1, 1, 1, 1, 1, 1, 1, 1] * 10)
    file = write_excel(tmp_path / "tiers.xlsx", tiers=tiers)
    pd.testing.assert_frame_equal(pd.read_excel(file, "tiers"), tiers, check_dtype=False)


@pytest.mark.parametrize(
    ("path", "answers", "sentence"),
    [
        ("out.csv", {"a": 1}, "path must be the path of a file that ends in .xlsx; got 'out.csv' (str)."),
        (5, {"a": 1}, "path must be the path of a file that ends in .xlsx; got 5 (int)."),
        ("out.xlsx", {}, "Nothing is given to write: name what you want, as in customers=scored."),
        ("out.xlsx", {"a": len}, "a must be a table, numbers, or an answer of a calculator; got "),
        (
            "out.xlsx",
            {"a": pd.DataFrame(index=range(2**20))},
            "a has 1,048,576 rows; a sheet of Excel takes ",
        ),
    ],
)
def test_what_cannot_be_written_is_said_in_one_sentence_and_leaves_no_file(tmp_path, path, answers, sentence):
    place = tmp_path / path if isinstance(path, str) and path.endswith("xlsx") else path
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}"):
        write_excel(place, **answers)
    assert not list(tmp_path.iterdir())


def test_a_file_that_another_program_holds_is_told_and_kept(tmp_path):
    (tmp_path / "taken.xlsx").mkdir()
    with pytest.raises(
        ValueError, match=r"^path cannot be written \(.*is taken\.xlsx open in another program"
    ):
        write_excel(tmp_path / "taken.xlsx", a=1)


def test_without_openpyxl_one_sentence_says_what_to_install(tmp_path, monkeypatch):
    found = builtins.__import__

    def without(name, *rest):
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return found(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ValueError, match="which is not installed: pip install openpyxl$"):
        write_excel(tmp_path / "a.xlsx", a=1)
