"""Learning platforms: what they give is taken, and what they take back holds each student's own points."""

import shutil
from pathlib import PurePosixPath

import openpyxl
import pytest
from course_to_grade import checks, new_course, opened, put
from nbgrader.api import Gradebook
from own_course import crmlab, notebook, zipped
from platform_files import (
    blackboard,
    canvas,
    canvas_takes,
    moodle_takes,
    pages,
    quoted,
    table,
    worksheet,
)

from crmlab.grading.collecting import came_in
from crmlab.grading.exporting import rows
from crmlab.grading.gradebook import arranged
from crmlab.grading.gradebook.roster import read_roster
from crmlab.grading.platforms.points import points_of

PEOPLE = {  # id: last name, first name, email, Canvas's number
    "17": ("Lee", "Anna", "anna@uni.cn", "4567"),
    "-18": ("O'Neil", "Bo", "bo@uni.cn", "4568"),
    "19": ("=1+1", "Eve", "eve@uni.cn", "4569"),
    "20": ("王", "伟", "wang@uni.cn", "4570"),
    "21": ("Waits", "Wanda", "wanda@uni.cn", "4571"),
    "22": ("Absent", "Abe", "abe@uni.cn", "4572"),
}
NUMBERS = {"17": "12345", "-18": "12346", "19": "12347", "20": "12348", "21": "12349"}


def graded(folder):
    """Make a gradebook as grading leaves it: by hand, late, with extra credit, waiting, nothing."""
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "crmlab") as book:
        for name, (last, first, email, number) in PEOPLE.items():
            about = {"last_name": last, "first_name": first, "email": email, "lms_user_id": number}
            book.add_student(name, **about)
        for place, name in enumerate(NUMBERS):
            book.add_submission("clv", name)
            for cell in checks():
                grade = book.find_grade(cell, "clv", "clv", name)
                grade.auto_score, grade.needs_manual_grade = float((place + len(cell)) % 2), False
            claim = book.find_grade("clv-claim", "clv", "clv", name)
            claim.manual_score, claim.needs_manual_grade = 2.25, name == "21"
        book.find_grade("clv-claim", "clv", "clv", "17").extra_credit = 1.5
        book.find_submission_notebook("clv", "clv", "20").late_submission_penalty = 3
        book.find_submission_notebook("clv", "clv", "19").late_submission_penalty = 99
        book.db.commit()


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = new_course(tmp_path_factory.mktemp("graded") / "course")
    graded(folder)
    for name in NUMBERS:
        put(folder / f"feedback/{name}/clv/clv.html", f"<p>of {name}</p>")
    return folder


@pytest.fixture(scope="module")
def scores(template):
    """What nbgrader says of everybody."""
    with Gradebook(f"sqlite:///{template}/gradebook.db", "crmlab") as book:
        return {row["student_id"]: row["score"] for row in rows(book, ["clv"])}


@pytest.fixture
def course(template, tmp_path):
    return shutil.copytree(template, tmp_path / "course")


def export(course, platform, *options, given=None):
    """Export; return what was said, and the content of each file that was written."""
    arguments = ["export", "clv", "--for", platform, "--course", course, *options]
    if given is not None:
        put(course / "given.csv", given)
        arguments += ["--template", course / "given.csv"]
    code, said = crmlab(*arguments)
    return code, said, {path.name: path.read_bytes() for path in (course / "export").glob("*")}


def points(cells):
    return {name: float(cell) for name, cell in cells.items() if cell not in {"", "-"}}


def expected(scores):
    return {name: score for name, score in scores.items() if name not in {"21", "22"}}


# --- rosters ------------------------------------------------------------------------------------------------

MOODLE = [
    ["First name", "Last name", "ID number", "Email address", "Groups"],
    ["Anna", "Lee", "17", "a@u.cn", "G"],
]
MOODLE_ZH = [["名", "姓", "学号", "电子邮件地址", "小组"], ["伟", "王", "17", "w@u.cn", ""]]
NO_IDS = [["First name", "Surname", "ID number", "Email address"], ["Anna", "Lee", "", "a@u.cn"]]
CLASS = [("Lee, Anna", "4567", "17", "al17"), ("O'Neil, Bo", "4568", "18", "bo18")]
GRADES = [("Lee", "Anna", "al17", "17")]
LEE = {"first_name": "Anna", "last_name": "Lee"}


@pytest.mark.parametrize(
    ("content", "students"),
    [
        (quoted(MOODLE), [{"id": "17"} | LEE | {"email": "a@u.cn"}]),
        (quoted(MOODLE_ZH, "gbk"), [{"id": "17", "first_name": "伟", "last_name": "王", "email": "w@u.cn"}]),
        (quoted(NO_IDS, "utf-16"), [{"id": "a@u.cn"} | LEE | {"email": "a@u.cn"}]),
        (
            canvas(CLASS),
            [
                {"id": "17"} | LEE | {"lms_user_id": "4567"},
                {"id": "18", "first_name": "Bo", "last_name": "O'Neil", "lms_user_id": "4568"},
            ],
        ),
        (blackboard(GRADES), [{"id": "al17"} | LEE | {"lms_user_id": "17"}]),
        (blackboard(GRADES, ","), [{"id": "al17"} | LEE | {"lms_user_id": "17"}]),
        ("学号;姓名\n17;王伟\n".encode("gbk"), [{"id": "17", "last_name": "王伟"}]),
    ],
)
def test_a_list_of_a_platform_is_a_roster_as_it_is(content, students):
    assert [dict(sorted(one.items())) for one in read_roster(content)] == [
        dict(sorted(one.items())) for one in students
    ]


def test_a_workbook_of_participants_is_a_roster(tmp_path):
    book = openpyxl.Workbook()
    for row in MOODLE_ZH:
        book.active.append(row)
    book.save(tmp_path / "participants.xlsx")
    (student,) = read_roster((tmp_path / "participants.xlsx").read_bytes())
    assert student == {"id": "17", "first_name": "伟", "last_name": "王", "email": "w@u.cn"}


# --- points -------------------------------------------------------------------------------------------------


def test_each_student_has_the_points_that_nbgrader_computes_and_nobody_a_0_that_is_none(template, scores):
    found = points_of(opened(template))
    assert {one.student: one.score for one in found.people if one.score is not None} == expected(scores)
    assert (found.in_state("waiting"), found.in_state("nothing")) == (["21"], ["22"])
    assert all(sum(one.tasks.values()) - one.penalty == one.score for one in found.people if one.score)
    assert {one.student: one.score for one in points_of(opened(template), zero=True).people}["22"] == 0
    assert list(found.most)[:3] == ["clv-present", "clv-value", "clv-payback"]
    assert (found.most["clv-value"], found.of) == (4, 30)


def test_moodles_gradebook_gets_each_students_own_points(course, scores):
    code, said, files = export(course, "moodle")
    read = table(files["clv-moodle.csv"])
    assert code == 0
    assert points({row["ID number"]: row["clv"] for row in read}) == expected(scores)
    assert {row["ID number"]: row["Email address"] for row in read}["20"] == "wang@uni.cn"
    assert {row["ID number"]: row["Last name"] for row in read}["19"] == "'=1+1"
    assert "Not graded yet, so without points: 21" in said
    assert "Nothing handed in, so without points (--zero gives them 0): 22" in said
    assert "No file name of Moodle is known, so not in the zip" in said


def test_moodle_is_not_given_a_column_that_would_make_it_take_the_person_before(course):
    with Gradebook(f"sqlite:///{course}/gradebook.db", "crmlab") as book:
        book.update_or_create_student("20", email="")
    _, _, files = export(course, "moodle")
    assert set(table(files["clv-moodle.csv"])[0]) >= {"ID number", "Username", "clv"}
    assert "Email address" not in table(files["clv-moodle.csv"])[0]


@pytest.mark.parametrize("chinese", [False, True], ids=["English", "Chinese"])
def test_moodles_worksheet_is_filled_in_for_whom_only_a_number_names(course, scores, chinese):
    files_of = {
        name: PurePosixPath(f"X_{number}_assignsubmission_file/clv.ipynb") for name, number in NUMBERS.items()
    }
    came_in.keep(opened(course), files_of)
    given = worksheet(
        [*((number, "", "") for number in NUMBERS.values()), ("777", "New Comer", "n@u.cn")], chinese
    )
    _, said, files = export(course, "moodle", "--tasks", given=given)
    before, after = table(given), table(files["clv-moodle.csv"])
    grade, *_ = [name for name in after[0] if name in {"Grade", "成绩"}]
    students = {number: name for name, number in NUMBERS.items()}
    read = {students.get(next(iter(row.values()))[-5:]): row[grade] for row in after}
    assert points(read) == expected(scores)
    changed = {grade, "Feedback comments"}
    kept = [
        [{name: row[name] for name in row if name not in changed} for row in rows] for rows in (before, after)
    ]
    assert kept[0] == kept[1]
    assert after[0]["Feedback comments"].startswith("clv-present ")
    assert "In given.csv, but not in the gradebook, or not for certain:" in said
    assert "New Comer" in said


@pytest.mark.parametrize(
    "time",
    ["Sunday, 1 November 2026, 9:05 PM", "Sunday, November 1, 2026, 9:05 PM", "2026年11月1日 星期日 21:05"],
)
def test_moodles_worksheet_says_when_each_handed_in(course, time):
    files = {
        "Anna Lee_12345_assignsubmission_file_clv.ipynb": notebook("a"),
        "=1+1_12347_assignsubmission_file_clv.ipynb": notebook("e"),
    }
    put(course / "class.zip", zipped(files))
    people = [("12345", "Anna Lee", ""), ("12347", "", ""), ("999", "New Comer", "")]
    put(course / "times.csv", worksheet(people, time=time))
    collect = ("collect", course / "class.zip", "--assignment", "clv", "--course", course)
    _, output = crmlab(*collect, "--times", course / "times.csv")
    assert "Times from the worksheet: 2" in output and "New Comer" in output
    stamps = [path.read_text() for path in course.glob("submitted/*/clv/timestamp.txt")]
    assert [one[:16] for one in stamps] == ["2026-11-01 21:05"] * 2
    newer = {"Anna Lee_12345_assignsubmission_file_clv.ipynb": notebook("b")}
    put(course / "class.zip", zipped(files | newer))
    put(course / "times.csv", worksheet(people, time="2026-11-09 10:00"))
    crmlab(*collect, "--times", course / "times.csv")
    assert (course / "submitted/17/clv/timestamp.txt").read_text()[:16] == "2026-11-01 21:05"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (worksheet([("12345", "", "")], time="samedi 1 août 2026, 10:00"), "neither"),
        (canvas([("Lee, Anna", "1", "2", "3")]), "is not the grading worksheet"),
    ],
)
def test_times_that_cannot_be_read_are_refused_before_anything_is_collected(course, given, words):
    put(course / "class.zip", zipped({"Anna Lee_12345_assignsubmission_file_clv.ipynb": notebook("a")}))
    put(course / "times.csv", given)
    collect = ("collect", course / "class.zip", "--assignment", "clv", "--course", course)
    code, output = crmlab(*collect, "--times", course / "times.csv")
    assert code != 0 and words in " ".join(output.split())
    assert list(course.glob("submitted/*/clv/clv.ipynb")) == []


def test_canvas_gets_its_own_column_and_no_other(course, scores):
    people = [(f"{last}, {first}", number, name, "") for name, (last, first, _, number) in PEOPLE.items()]
    _, said, files = export(course, "canvas", given=canvas([*people, ("New, Nora", "5000", "99", "")], "100"))
    possible, *read = table(files["clv-canvas.csv"])
    assert list(possible) == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "clv (123)"]
    assert (possible["Student"].strip(), possible["clv (123)"]) == ("Points Possible", "100")
    assert points({row["SIS User ID"]: row["clv (123)"] for row in read}) == expected(scores)
    assert {row["ID"] for row in read} >= {number for *_, number in PEOPLE.values()}
    assert "It gives 30 points, on the platform 100: set 30 there first." in said
    assert "not for certain: New, Nora 5000 99" in said


def test_who_has_left_the_course_gets_no_points_and_is_named(course, scores):
    arranged.arrange(course, {"17": {"dropped": True}})
    people = [(f"{last}, {first}", number, name, "") for name, (last, first, _, number) in PEOPLE.items()]
    _, said, files = export(course, "canvas", given=canvas(people))
    _, *read = table(files["clv-canvas.csv"])
    left = {name: score for name, score in expected(scores).items() if name != "17"}
    assert points({row["SIS User ID"]: row["clv (123)"] for row in read}) == left
    assert "Dropped, so without points: 17" in said
    assert "not for certain" not in said


def test_tasks_become_columns_of_canvas_only_where_they_are_asked_for(course):
    given = canvas([("Lee, Anna", "4567", "17", "")])
    _, said, files = export(course, "canvas", "--tasks", given=given)
    possible, anna, _ = table(files["clv-canvas.csv"])
    assert possible["clv-value"] == "4"
    assert anna["clv-value"]
    assert "In the gradebook, but not in given.csv: -18, 19, 20, 21, 22" in said


@pytest.mark.parametrize(
    ("separator", "name", "encoding"),
    [("\t", "clv-blackboard.xls", "utf-16"), (",", "clv-blackboard.csv", "utf-8-sig")],
    ids=["tabs", "commas"],
)
def test_blackboard_gets_the_kind_of_file_that_it_gave(course, scores, separator, name, encoding):
    people = [(last, first, name, "") for name, (last, first, *_) in PEOPLE.items()]
    _, _, files = export(course, "blackboard", given=blackboard(people, separator))
    read = table(files[name], encoding, separator)
    assert "Essay [Total Pts: 10 Score] |66400" not in read[0]
    column = "clv [Total Pts: 30 Score] |66401"
    assert points({row["Username"]: row[column] for row in read}) == expected(scores)
    assert {row["Availability"] for row in read} == {"Yes"}


def test_a_table_for_people_has_a_column_for_each_task_and_no_formula(course, scores):
    _, _, files = export(course, "csv")
    export(course, "xlsx")
    read = table(files["clv.csv"])
    assert points({row["student_id"]: row["score"] for row in read}) == expected(scores)
    assert {row["student_id"]: row["state"] for row in read}["21"] == "waiting"
    assert [row["last_name"] for row in read if row["student_id"] == "19"] == ["'=1+1"]
    sheet = openpyxl.load_workbook(course / "export/clv.xlsx").active
    head, *cells = sheet.iter_rows(values_only=True)
    book = [dict(zip(head, row, strict=True)) for row in cells]
    assert {row["student_id"]: row["score"] for row in book if row["score"] is not None} == expected(scores)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_an_id_that_would_run_in_a_spreadsheet_is_disarmed_and_named(course):
    with Gradebook(f"sqlite:///{course}/gradebook.db", "crmlab") as book:
        book.add_student("=cmd|' /C calc'!A0", lms_user_id="1")
    _, said, files = export(course, "moodle")
    ids = {row["ID number"] for row in table(files["clv-moodle.csv"])}
    assert {"'=cmd|' /C calc'!A0", "-18"} <= ids
    assert "Ids that a spreadsheet would run, so they were changed: =cmd|' /C calc'!A0" in said


@pytest.mark.parametrize(
    ("platform", "given", "sentence"),
    [
        ("sakai", None, "There is no export for 'sakai'; there is moodle, canvas, blackboard, csv, xlsx."),
        ("canvas", None, "Canvas finds a column by a number of its own. Download the gradebook"),
        ("blackboard", None, "Blackboard finds a column by a number of its own."),
        ("xlsx", canvas(CLASS), "xlsx is written without a template."),
        ("moodle", canvas(CLASS), "is not the grading worksheet of a Moodle assignment"),
        ("canvas", worksheet([("1", "A", "a@u.cn")]), "is not the gradebook that Canvas exports"),
        (
            "canvas",
            canvas(CLASS).replace(b"clv (123)", b"one (123)"),
            "say so with --column; there is 'Essay', 'one'",
        ),
        ("canvas", canvas([("New, Nora", "1", "2", "3")]), "has nobody of the gradebook in it"),
        ("canvas", b"Student\n", "has no students in it"),
        ("canvas", b"PK\3\4 and so on", "cannot be read as a workbook"),
    ],
)
def test_what_cannot_be_filled_in_is_said_in_a_sentence_and_nothing_is_written(
    course, platform, given, sentence
):
    code, said, files = export(course, platform, given=given)
    assert code
    assert sentence.casefold() in " ".join(said.replace("│", " ").split()).casefold()
    assert files == {}


def test_a_column_that_would_not_be_looked_for_is_refused(course):
    code, said, files = export(course, "moodle", "--column", "First")
    assert code and "--column names a column of canvas, blackboard only" in said and files == {}


def test_a_column_of_another_name_can_be_named(course):
    given = canvas([("Lee, Anna", "4567", "17", "")]).replace(b"clv (123)", b"First (123)")
    assert export(course, "canvas", "--column", "first", given=given)[0] == 0


# --- feedback -----------------------------------------------------------------------------------------------


def returned(course, platform, paths, given=None):
    came_in.keep(opened(course), {name: PurePosixPath(path) for name, path in paths.items()})
    _, said, files = export(course, platform, given=given)
    return said, pages(files[f"clv-{platform}-feedback.zip"])


def test_moodle_finds_whose_a_page_is_however_it_named_the_file(course):
    paths = {
        "17": "CRM-clv-1234/Anna Lee_12345_assignsubmission_file/clv.ipynb",
        "-18": "Bo O'Neil_12346_assignsubmission_file_my clv.ipynb",
        "19": "Eve_12347_assignsubmission_file_work.zip/work/clv.ipynb",
        "20": "王伟_12348_assignsubmission_file_/clv (1).ipynb",
    }
    said, found = returned(course, "moodle", paths)
    assert {moodle_takes(path): page.decode() for path, page in found.items()} == {
        (NUMBERS[name], "clv.html"): f"<p>of {name}</p>" for name in paths
    }
    assert "No file name of Moodle is known, so not in the zip: 21" in said


def test_moodle_finds_by_its_worksheet_whom_nobody_collected(course, scores):
    people = [(NUMBERS["17"], "", "anna@uni.cn"), (NUMBERS["20"], "王 伟", ""), (NUMBERS["19"], "", "")]
    _, said, files = export(course, "moodle", given=worksheet(people))
    found = pages(files["clv-moodle-feedback.zip"])
    assert {moodle_takes(path): page.decode() for path, page in found.items()} == {
        ("12345", "clv.html"): "<p>of 17</p>",
        ("12348", "clv.html"): "<p>of 20</p>",
    }
    assert [float(row["Grade"] or -1) for row in table(files["clv-moodle.csv"])] == [
        *(scores[name] for name in ("17", "20")),
        -1,
    ]
    assert "not for certain: 12347" in said


def test_canvas_finds_the_student_and_the_file_of_each_page(course):
    paths = {
        "17": "leeanna_4567_89012_clv.ipynb",
        "-18": "oneilbo_LATE_4568_89013_clv-1.ipynb",
        "20": "王伟_4570_89014_my_clv_2.zip/clv.ipynb",
    }
    people = [("", number, name, "") for name, (*_, number) in PEOPLE.items()]
    _, found = returned(course, "canvas", paths, canvas(people))
    assert {canvas_takes(path): page.decode() for path, page in found.items()} == {
        ("4567", "89012"): "<p>of 17</p>",
        ("4568", "89013"): "<p>of -18</p>",
        ("4570", "89014"): "<p>of 20</p>",
    }


def test_a_student_is_placed_under_the_rosters_id_and_his_feedback_goes_back_as_it_came(course, tmp_path):
    files = {
        "Anna Lee_12345_assignsubmission_file/clv.ipynb": notebook("anna"),
        "王伟_12348_assignsubmission_file/clv.ipynb": notebook("wei"),
        "Abe Absent_12350_assignsubmission_file/clv.ipynb": notebook("abe"),
    }
    put(tmp_path / "all.zip", zipped(files))
    code, said = crmlab("collect", tmp_path / "all.zip", "--assignment", "clv", "--course", course)
    assert code == 0, said
    assert (course / "submitted/17/clv/clv.ipynb").read_bytes() == notebook("anna")
    assert (course / "submitted/20/clv/clv.ipynb").read_bytes() == notebook("wei")
    assert (course / "submitted/22/clv/clv.ipynb").read_bytes() == notebook("abe")
    _, said, written = export(course, "moodle")
    assert set(pages(written["clv-moodle-feedback.zip"])) == {
        "Anna Lee_12345_assignsubmission_file/clv.html",
        "王伟_12348_assignsubmission_file/clv.html",
    }
    assert "No feedback yet (crmlab grade clv --feedback writes it): 22" in said
    assert "Not graded yet, so without points: 21, 22" in said


def test_two_people_of_one_name_are_told_apart_by_the_platforms_number_or_not_at_all(course, tmp_path):
    with Gradebook(f"sqlite:///{course}/gradebook.db", "crmlab") as book:
        book.update_or_create_student("23", first_name="Anna", last_name="Lee", lms_user_id="4573")
    files = {f"leeanna_{number}_1{number}_clv.ipynb": notebook(number) for number in ("4567", "4573")}
    put(tmp_path / "all.zip", zipped(files))
    crmlab("collect", tmp_path / "all.zip", "--assignment", "clv", "--course", course)
    placed = {path.parts[-3]: path.read_bytes() for path in course.glob("submitted/*/clv/clv.ipynb")}
    assert placed == {"17": notebook("4567"), "23": notebook("4573")}
