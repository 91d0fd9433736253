"""A roster from a spreadsheet is read whatever it was saved as; what cannot be read is told in a sentence."""

import pytest
from course_to_grade import new_course
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from crmlab.desk import cli
from crmlab.errors import BadValueError
from crmlab.grading.gradebook.roster import read_roster

CHINESE = "id,first_name,last_name,email\n2026001,伟,王,wei@uni.cn\n2026002,喆,张,\n"
WESTERN = "id,first_name,last_name,email\nm1,Jörg,Müller,j@uni.de\nm2,Zoë,Strauß,\n"


def students(text):
    _, *lines = text.splitlines()
    columns = ("id", "first_name", "last_name", "email")
    return [
        {name: cell for name, cell in zip(columns, line.split(","), strict=True) if cell} for line in lines
    ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((CHINESE, name) for name in ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le")),
        *((WESTERN, name) for name in ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be", "utf-32")),
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_roster_is_read_in_every_encoding_with_every_separator(text, encoding, separator, end):
    content = text.replace(",", separator).replace("\n", end).encode(encoding)
    assert read_roster(content) == students(text)


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nid;last_name\n1;Wang\n",
        "\ufeffID ; Last Name\n 1 ; Wang \n;\n\n",
        '"id","last-name","room"\n"1","Wang","A, 3"\n',
        "id，last_name\n1，Wang\n",
        "last_name\tid\nWang\t1",
    ],
)
def test_what_spreadsheets_and_people_put_around_a_roster_is_no_matter(text):
    assert read_roster(text.encode()) == [{"id": "1", "last_name": "Wang"}]


def test_a_column_of_ids_is_a_roster():
    assert read_roster(b"id\n007\ns[1]\n") == [{"id": "007"}, {"id": "s[1]"}]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\3\4 and so on", "The roster cannot be read as a workbook of Excel"),
        ("座位,姓名\n1,王伟\n".encode("gbk"), "the columns 座位, 姓名; it needs id"),
        (b"", "The roster has no students"),
        (b"id\n2023/1\n", r"cannot be the name of a folder: leave out / and ., as in '2023-1'"),
        (b"id\n..\n", "cannot be the name of a folder"),
        (b"id\n", "no students"),
        (b"id\n1\n2\n1\n", "the id '1' more than once"),
        (b"id,email\n1,\n,a@b.cn\n", "Student 2 of the roster has no id"),
        (b"id\n2.02312E+11\n", "rounded the id '2.02312E+11'"),
    ],
)
def test_a_roster_that_cannot_be_taken_says_why(content, sentence):
    with pytest.raises(BadValueError, match=sentence.replace("+", r"\+")):
        read_roster(content)


def test_a_class_is_entered_and_entered_again_only_what_is_new_changes(tmp_path):
    course = new_course(tmp_path / "我的 课程")
    for text in (CHINESE, CHINESE.replace("wei@uni.cn", "w@uni.cn")):
        (tmp_path / "class.csv").write_bytes(text.encode("gbk"))
        done = CliRunner().invoke(cli.app, ["roster", str(tmp_path / "class.csv"), "--course", str(course)])
        assert done.exit_code == 0, done.output
    with Gradebook(f"sqlite:///{course}/gradebook.db", "crmlab") as book:
        entered = {one.id: (one.first_name, one.last_name, one.email) for one in book.students}
    assert entered["2026001"] == ("伟", "王", "w@uni.cn")
    assert entered["2026002"] == ("喆", "张", None)
