"""A CSV file of one's own: read as it was meant, or one sentence that says how to settle it."""

import re
from pathlib import Path

import pandas as pd
import pytest

from crmlab import read_log, rfm


@pytest.fixture
def written(tmp_path):
    def write(text, encoding="utf-8"):
        file = tmp_path / "shop.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return file

    return write


def lines_of(log):
    return [(who, f"{day:%Y-%m-%d}", money) for who, day, money in log.itertuples(index=False)]


WANTED = [("Li", "2024-01-31", 1200.5), ("Wu", "2024-02-01", 20.0)]


@pytest.mark.parametrize(
    "text",
    [
        "customer_id,date,amount\nLi,2024-01-31,1200.50\nWu,2024-02-01,20",
        "Kunde;Datum;Betrag\r\nLi;31.01.2024;1.200,50\r\nWu;01.02.2024;20,00\r\n",
        'sep=;\nKunde;Datum;Betrag\nLi;31.01.2024;"1 200,50 €"\nWu;1.2.24;20,00 €',
        'Customer ID\tOrder Date\tTotal\nLi\t01/31/2024\t"$1,200.50"\nWu\t2/1/2024\t$20.00',
        'amount,note,customer,date\n"1,200.50",a,Li,31/01/2024 10:30\n20.00,"b, c",Wu,01/02/2024 9:05 PM',
        "客户编号,日期,金额\nLi,2024年1月31日,￥1200.50\nWu,2024/2/1,¥20.00",
        "客户，日期，金额\nLi，２０２４-01-31，１２００.50元\nWu，2024-02-01，20",
        "client|date|sales\nLi|31 Jan 2024|USD 1'200.50\nWu|Feb 1, 2024|20.0 USD",
        "Customer name,Purchase Date,Amount (USD)\nLi,2024-01-31,1200.5\nWu,2024-02-01,20",
        "customer,date,amount\n\nLi,20240131,1200.5\n,,\nWu,20240201,20",
        "customer,date,amount\nLi,2024-01-31T23:59:59Z,+1200.50\nWu,2024-02-01 00:00,20.",
    ],
)
def test_what_a_shop_or_a_spreadsheet_writes_is_read_as_it_was_meant(written, text):
    assert lines_of(read_log(written(text))) == WANTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_chinese_names_are_read_whatever_the_encoding(written, encoding):
    text = "客户,日期,金额\n王伟,2024-01-31,5\n李娜,2024-02-01,6\n朱镕,2024-02-01,7"
    assert read_log(written(text, encoding))["customer_id"].tolist() == ["王伟", "李娜", "朱镕"]


def test_western_names_of_an_older_excel_are_read(written):
    text = "Kunde;Datum;Betrag\nMüller;31.01.2024;5,5\nGarçon;01.02.2024;6,5"
    assert read_log(written(text, "cp1252"))["customer_id"].tolist() == ["Müller", "Garçon"]


@pytest.mark.parametrize(
    ("text", "sentence", "settled", "meant"),
    [
        (
            "customer,date,amount\nLi,03/04/2024,5",
            "date '03/04/2024' may be 2024-04-03 or 2024-03-04; say day_first=True or day_first=False.",
            {"day_first": True},
            ("Li", "2024-04-03", 5.0),
        ),
        (
            "customer;date;amount\nLi;2024-04-03;1,234",
            "amount '1,234' may be 1234.0 or 1.234; say decimal='.' or decimal=','.",
            {"decimal": ","},
            ("Li", "2024-04-03", 1.234),
        ),
        (
            "customer;date;amount\nLi;2024-04-03;1.234",
            "amount '1.234' may be 1.234 or 1234.0; say decimal='.' or decimal=','.",
            {"decimal": ","},
            ("Li", "2024-04-03", 1234.0),
        ),
        (
            "customer;date;total;price\nLi;2024-04-03;5;2",
            "amount may be the column 'total' or 'price'; say which: amount='…'.",
            {"amount": "price"},
            ("Li", "2024-04-03", 2.0),
        ),
        (
            "customer;delivery date;ship date;amount\nLi;2024-04-03;2024-04-05;5",
            "date may be the column 'delivery date' or 'ship date'; say which: date='…'.",
            {"date": "ship date"},
            ("Li", "2024-04-05", 5.0),
        ),
        (
            "who;date;amount\nLi;2024-04-03;5",
            "path has no column that is called like customer_id; say which it is of 'who', 'date', 'amount': "
            "customer_id='…'.",
            {"customer_id": "who"},
            ("Li", "2024-04-03", 5.0),
        ),
    ],
)
def test_what_can_be_read_in_two_ways_is_said_with_the_keyword_that_settles_it(
    written, text, sentence, settled, meant
):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        read_log(written(text))
    assert lines_of(read_log(written(text), **settled)) == [meant]


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        (
            ["31/01/2024", "01/31/2024"],
            "date is written in two ways, as '31/01/2024' and as '01/31/2024'",
        ),
        (["12,5", "12.5"], "amount is written in two ways, as '12.5' and as '12,5'; say decimal="),
    ],
)
def test_a_column_in_two_ways_is_not_guessed_line_by_line(written, dates, sentence):
    column = "amount" if "," in dates[0] else "date"
    rows = [{"customer": "Li", "date": "2024-01-01", "amount": "5"} | {column: cell} for cell in dates]
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
        read_log(written(pd.DataFrame(rows).to_csv(index=False, sep=";")))


def test_all_that_is_left_out_is_told_at_once_with_its_line_and_refunds_are_told_as_such(written, capsys):
    text = (
        "customer,date,amount\nLi,2024-01-31,5\n,2024-01-31,5\n\nWu,soon,5\nXu,2024-02-30,5\n"
        "Xu,2024-02-01,n/a\nXu,2024-02-01\nLi,2024-02-01,(5.00)\nLi,2024-02-02,-1\nLi,2024-02-03,−2\nLi,2024-02-03,3-"
    )
    log = read_log(written(text))
    assert log["amount"].tolist() == [5, -5, -1, -2, -3]
    assert capsys.readouterr().out == (
        "Left out 5 of 10 lines: line 3 (customer_id ''), line 5 (date 'soon'), line 6 (date '2024-02-30'), "
        "line 7 (amount 'n/a'), line 8 (amount '').\nRefunds (amounts below 0), which stay: 4.\n"
    )
    assert log.attrs["left_out"][1] == (5, "date", "soon")


def test_a_line_with_more_cells_than_the_header_is_left_out_with_a_word(written, capsys):
    log = read_log(written("customer,date,amount\nA,2024-01-02,3,50\nB,2024-01-03,4,\n"))
    assert log["amount"].to_list() == [4]  # and not 3 for what may be 3.50
    assert log.attrs["left_out"] == [(2, "beyond the last column", "50")]
    assert "line 2 (beyond the last column '50')" in capsys.readouterr().out


def test_a_clean_file_says_nothing_and_goes_into_the_calculators(written, capsys):
    log = read_log(written("customer,date,amount\n7,2024-01-31,5\n12,2024-02-01,6"))
    assert capsys.readouterr().out == ""
    assert rfm.table(log, "2024-03-31")["customer_id"].tolist() == [7, 12]


def test_with_dots_the_day_is_first_unless_you_say_that_it_is_not(written):
    file = written("customer,date,amount\nLi,03.04.2024,5")
    assert lines_of(read_log(file)) == [("Li", "2024-04-03", 5.0)]
    assert lines_of(read_log(file, day_first=False)) == [("Li", "2024-03-04", 5.0)]


def test_a_number_with_a_leading_zero_stays_a_name(written):
    assert read_log(written("customer,date,amount\n007,2024-01-31,5"))["customer_id"].tolist() == ["007"]
    assert read_log(written("customer,date,amount\n17.0,2024-01-31,0.125"))["customer_id"].tolist() == [17]


def test_two_columns_of_one_name_are_not_taken_for_one(written):
    with pytest.raises(ValueError, match=r"^date may be the column 'date' or 'date'; say which: date='…'\.$"):
        read_log(written("customer,date,date,amount\nLi,2024-01-31,2024-02-01,5"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "path is empty; at least a line of names and a line below it are needed."),
        ("customer,date,amount\n", "path is empty; at least a line of names and a line below it are needed."),
        (b"PK\x03\x04rest", "path cannot be read as a workbook of Excel (.xlsx): "),
        (b"\xd0\xcf\x11\xe0rest", "path is a workbook of an old kind (.xls): save it as .xlsx."),
        ("customer,date,amount\nLi,x,y", "path has no line that can be read: line 2 (date 'x')."),
        (
            'customer,date,amount\nLi,"' + "x" * 200_000,
            "path cannot be read as a CSV file: field ",
        ),
    ],
)
def test_what_is_no_log_is_said_in_one_sentence(written, content, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
        read_log(written(content))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"path": "nowhere.csv"}, f"path names no file: {Path('nowhere.csv').absolute()} is not there."),
        ({"path": "a\0b"}, "path must be the path of a file; got "),
        ({"path": 5}, "path must be the path of a file; got 5 (int)."),
        ({"day_first": "yes"}, "day_first must be True or False; got 'yes' (str)."),
        ({"decimal": ";"}, "decimal must be '.' or ','; got ';' (str)."),
        ({"encoding": "klingon"}, "path is not written in klingon; say which encoding it has: encoding='…'."),
        ({"amount": "money"}, "path has no column 'money'; its columns are 'customer', 'date', 'amount'."),
        ({"amount": 3}, "path has no column 3; its columns are 'customer', 'date', 'amount'."),
    ],
)
def test_a_wrong_argument_is_named(written, wrong, sentence):
    file = written("customer,date,amount\nLi,2024-01-31,5")
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}"):
        read_log(**{"path": file} | wrong)


def test_amounts_in_several_currencies_are_told_and_signs_of_one_are_not(written, capsys):
    read_log(
        written(
            "customer;date;amount\nLi;2024-01-31;￥5\nWu;2024-02-01;¥6\nXu;2024-02-02;RMB 7\nYu;2024-02-02;8"
        )
    )
    assert capsys.readouterr().out == ""
    read_log(written("customer;date;amount\nLi;2024-01-31;¥5\nWu;2024-02-01;$6.00\nXu;2024-02-02;7 EUR"))
    assert (
        capsys.readouterr().out == "Amounts stand in several currencies, which stay as they are: $, ¥, €.\n"
    )
