"""What happens to a class between grading and the end of term, in nbgrader's own tables."""

import contextlib
import csv
import io
import json
import os
import sqlite3
import sys
import time
from contextlib import closing
from datetime import timedelta
from zipfile import ZIP_DEFLATED, ZipFile

import nbformat
import pytest
from course_to_grade import checks, dump, hand_in, new_course, notebook, opened, put
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from typer.testing import CliRunner

from crmlab.desk import cli
from crmlab.errors import BadValueError
from crmlab.grading.everyday.marking import Marking
from crmlab.grading.everyday.open_answers import OpenAnswers
from crmlab.grading.everyday.rubrics import lines, rubric_of
from crmlab.grading.exporting import rows
from crmlab.grading.gradebook import copies
from crmlab.grading.gradebook import course as courses
from crmlab.grading.gradebook.judged import judged

pytestmark = pytest.mark.usefixtures("graded")

FIRST = "clv-present-discounts"


@pytest.fixture
def course(tmp_path):
    made = new_course(tmp_path / "我的 课程")
    for student in ("anna", "王伟"):
        hand_in(made, student, notebook("mine", wrong=[FIRST] if student == "anna" else ()))
    return made


def crmlab(course, *arguments, says=0, typed=None):
    command = [*map(str, arguments), "--course", str(course)]
    done = CliRunner().invoke(cli.app, command, input=typed)
    assert done.exit_code == says, (done.output, done.exception)
    return " ".join(done.output.replace("│", " ").split())


def roster(course, text, says=0):
    put(course / "roster.csv", text)
    return crmlab(course, "roster", course / "roster.csv", says=says)


def book(course):
    return Gradebook(f"sqlite:///{course}/gradebook.db", "crmlab")


def scores(course):
    with book(course) as found:
        return {row["student_id"]: (row["score"], row["max_score"]) for row in rows(found, {"clv"})}


def give(course, student, points):
    """Give points for the open question, as formgrader does."""
    with book(course) as found:
        grade = found.find_grade("clv-claim", "clv", "clv", student)
        grade.manual_score, grade.needs_manual_grade = points, False
        found.db.commit()


def waiting(course):
    """Return whose open answer waits for a person, as formgrader says it."""
    with book(course) as found:
        pages = found.find_notebook("clv", "clv").submissions
        return {page.student.id for page in pages if page.needs_manual_grade}


def by_nbgrader(course, saver):
    """Let nbgrader grade anew, as formgrader's button does; nothing runs, so all checks are right."""
    directory = opened(course).course
    step = "nbgrader.preprocessors" if saver == "SaveAutoGrades" else "crmlab.grading.autograding"
    config = directory.config.copy()
    config.Autograde.autograde_preprocessors = [f"{step}.{saver}"]
    directory.assignment_id = "clv"
    converter = Autograde(coursedir=directory, config=config)
    converter.force = True
    converter.start()


# --- The roster ---------------------------------------------------------------------------------------------


def test_who_has_more_time_is_late_later(course):
    with book(course) as found:
        found.update_or_create_assignment("clv", duedate="2026-11-10 00:00:00")
    for student in ("anna", "王伟"):
        put(course / "submitted" / student / "clv/timestamp.txt", "2026-11-11 00:00:00 UTC")
    assert "more time: 1" in roster(course, "id,extension\nanna,clv 2d\n王伟,\n")
    crmlab(course, "grade", "clv")
    with book(course) as found:
        assert found.find_submission("clv", "anna").extension == timedelta(days=2)
        assert found.find_submission("clv", "anna").total_seconds_late == 0
        assert found.find_submission("clv", "王伟").total_seconds_late == 86400
    roster(course, "id,extension\nanna,clv 2026-11-10 12:00\n")
    crmlab(course, "grade", "clv")
    with book(course) as found:
        assert found.find_submission("clv", "anna").total_seconds_late > 0  # an earlier end than the work
    roster(course, "id,extension\nanna,\n")
    crmlab(course, "grade", "clv")
    with book(course) as found:
        assert found.find_submission("clv", "anna").extension is None


def test_what_one_of_a_group_hands_in_is_graded_once_and_all_of_the_group_get_it(course, graded):
    assert "groups: 1" in roster(course, "id,group\nanna,A\nbo,A\ncem,\n")
    output = crmlab(course, "grade", "clv")
    assert graded == ["anna", "王伟"]
    assert "handed in by anna for the group: bo" in output
    assert scores(course)["bo"] == scores(course)["anna"] != (0.0, 30.0)
    assert (course / "autograded/bo/clv/clv.ipynb").is_file() and scores(course)["cem"] == (0.0, 30.0)
    there = (course / "autograded/bo/clv/clv.ipynb").read_bytes()
    crmlab(course, "reweigh", "clv", FIRST, 3)
    assert (course / "autograded/bo/clv/clv.ipynb").read_bytes() != there
    crmlab(course, "undo", "--yes")
    assert (course / "autograded/bo/clv/clv.ipynb").read_bytes() == there
    hand_in(course, "bo", notebook("mine"))
    assert "bo: 24 → 25: handed in anew" in crmlab(course, "grade", "clv")


def test_who_is_dropped_leaves_no_score_and_his_history_stays(course, graded):
    crmlab(course, "grade", "clv")
    assert "dropped: 1" in roster(course, "id,dropped\nanna,yes\n王伟,\n")
    assert "dropped in the roster, left out: anna" in crmlab(course, "grade", "clv")
    assert graded == ["anna", "王伟"]
    assert list(scores(course)) == ["王伟"] and list(judged(opened(course))) == ["王伟"]
    roster(course, "id,dropped\nanna,no\n")
    assert scores(course)["anna"] == (24.0, 30.0) and set(judged(opened(course))) == {"anna", "王伟"}


BAD_CELLS = {
    ("extension", "clv soon"): "'clv soon' is no extension; write days, hours or a date",
    ("extension", "xyz 2d"): "there is no assignment xyz; there is clv",
    ("extension", "2026-11-20"): "a date needs the assignment before it",
    ("extension", "clv 2026-02-31"): "there is no such day",
    ("dropped", "perhaps"): "write yes, a date, or nothing",
}


def test_each_bad_cell_of_a_roster_has_its_sentence_and_nobody_is_entered(course):
    before = dump(course)
    for (column, cell), sentence in BAD_CELLS.items():
        output = roster(course, f"id,{column}\nanna,{cell}\nbo,{cell}\n", says=2)
        assert output.count(sentence) == 2 and f"bo, {column} '{cell}'" in output
    assert dump(course) == before and not (course / "arranged.json").exists()


def test_who_is_dropped_is_not_in_the_report_either(course):
    crmlab(course, "grade", "clv")
    roster(course, "id,dropped\nanna,yes\n王伟,\n")
    crmlab(course, "report", "clv")
    assert "anna" not in (course / "report/clv-marks.csv").read_text(encoding="utf-8")
    assert "anna" not in (course / "report/clv.html").read_text(encoding="utf-8")


# --- What has changed ---------------------------------------------------------------------------------------


def test_an_instructor_reads_whose_score_changed_from_what_to_what_and_why(course):
    assert "changed" not in crmlab(course, "grade", "clv")
    assert "changed" not in crmlab(course, "grade", "clv")
    hand_in(course, "anna", notebook("mine"))
    give(course, "王伟", 4)
    output = crmlab(course, "grade", "clv")
    assert f"anna: 24 → 25: handed in anew; {FIRST} was wrong, now right" in output
    assert "王伟: 25 → 29: by hand 0 → 4" in output
    table = list(csv.DictReader(io.StringIO((course / "changes.csv").read_text(encoding="utf-8"))))
    assert [(one["student"], one["before"], one["after"]) for one in table] == [
        ("anna", "24.0", "25.0"),
        ("王伟", "25.0", "29.0"),
    ]


# --- Weighing -----------------------------------------------------------------------------------------------


def test_a_dropped_check_counts_nothing_anywhere_and_comes_back_as_it_was(course, graded):
    crmlab(course, "grade", "clv")
    before = dump(course), scores(course)
    output = crmlab(course, "drop", "clv", FIRST)
    assert "clv counts 29 points in place of 30" in output and "scores that change: 1" in output
    assert scores(course) == {"anna": (24.0, 29.0), "王伟": (24.0, 29.0)}
    made = nbformat.read(course / "autograded/anna/clv/clv.ipynb", as_version=4)
    points = {
        one.metadata.nbgrader.grade_id: one.metadata.nbgrader.get("points")
        for one in made.cells
        if "nbgrader" in one.metadata
    }
    assert points[FIRST] == 0 and points["clv-claim"] == 5
    weighed = dump(course)
    assert "changed" not in crmlab(course, "grade", "clv") and dump(course) == weighed
    assert graded == ["anna", "王伟"]  # nothing ran again
    crmlab(course, "drop", "clv", FIRST, "--undo")
    assert (dump(course), scores(course)) == before


def test_a_dropped_task_takes_all_its_checks_and_what_was_given_by_hand_comes_back(course):
    crmlab(course, "grade", "clv")
    give(course, "anna", 4)
    before = dump(course)
    crmlab(course, "drop", "clv", "clv-claim")
    crmlab(course, "drop", "clv", "clv-value")
    assert scores(course)["anna"] == (20.0, 21.0)
    crmlab(course, "grade", "clv")
    assert scores(course)["anna"] == (20.0, 21.0)
    crmlab(course, "drop", "clv", "clv-claim", "--undo")
    crmlab(course, "drop", "clv", "clv-value", "--undo")
    assert scores(course)["anna"] == (28.0, 30.0)
    assert {row for row in dump(course) if row[1] == "anna"} == {row for row in before if row[1] == "anna"}


def test_a_check_that_counts_more_does_so_for_who_has_it_right_and_for_feedback(course):
    crmlab(course, "grade", "clv", "--feedback")
    crmlab(course, "reweigh", "clv", FIRST, 3)
    assert scores(course) == {"anna": (24.0, 32.0), "王伟": (27.0, 32.0)}
    crmlab(course, "grade", "clv", "--feedback")
    assert "/ 3.0)" in (course / "feedback/anna/clv/clv.html").read_text(encoding="utf-8")
    hand_in(course, "anna", notebook("mine"))
    assert "anna: 24 → 27" in crmlab(course, "grade", "clv")


NOT_WEIGHED = {
    ("drop", "clv", "clv-valu"): "no task and no check 'clv-valu'; there is clv-value",
    ("reweigh", "clv", "clv-value", 2): "clv-value has several checks; name one of them: clv-value-finite",
    ("reweigh", "clv", FIRST, "nan"): "points must be a number from 0 to 1000; got nan",
    ("drop", "xyz", FIRST): "no assignment 'xyz'",
}


def test_only_a_task_is_dropped_and_not_all_that_begins_like_it(course):
    assert "There is no task and no check 'clv'" in crmlab(course, "drop", "clv", "clv", says=2)


def test_what_cannot_be_weighed_is_told_and_changes_nothing(course):
    before = dump(course)
    for arguments, sentence in NOT_WEIGHED.items():
        assert sentence in crmlab(course, *arguments, says=2)
    assert dump(course) == before and not (course / "weights.json").exists()


def test_who_was_graded_in_formgrader_has_his_points_again_when_a_check_counts_again(course):
    crmlab(course, "grade", "clv")
    hand_in(course, "anna", notebook("mine"))
    graded = notebook("mine")  # as formgrader's button leaves it: the gradebook and the notebook, no more
    put(course / "autograded/anna/clv/clv.ipynb", graded)
    with book(course) as found:
        found.find_grade(FIRST, "clv", "clv", "anna").auto_score = 1
        found.db.commit()
    crmlab(course, "drop", "clv", FIRST)
    assert scores(course) == {"anna": (24.0, 29.0), "王伟": (24.0, 29.0)}
    crmlab(course, "drop", "clv", FIRST, "--undo")
    assert scores(course) == {"anna": (25.0, 30.0), "王伟": (25.0, 30.0)}


def test_a_mark_that_comes_back_with_its_question_waits_where_the_answer_is_another(course):
    roster(course, "id\nanna\n王伟\n")
    crmlab(course, "grade", "clv")
    keys(course, "1\r1\r")
    crmlab(course, "drop", "clv", "clv-claim")
    hand_in(course, "anna", notebook("quite another answer"))
    crmlab(course, "grade", "clv")
    crmlab(course, "drop", "clv", "clv-claim", "--undo")
    found = {one.student: (one.points, one.waits) for one in OpenAnswers(opened(course)).answers()}
    assert found == {"anna": (2, True), "王伟": (2, False)}
    crmlab(course, "drop", "clv", "clv-claim")
    crmlab(course, "drop", "clv", "clv-claim", "--undo")
    assert {one.student: (one.points, one.waits) for one in OpenAnswers(opened(course)).answers()} == found


def test_nobody_has_to_read_a_dropped_question_however_it_is_graded(course):
    crmlab(course, "grade", "clv")
    give(course, "anna", 4)
    crmlab(course, "drop", "clv", "clv-claim")
    hand_in(course, "anna", notebook("mine, anew"))
    crmlab(course, "grade", "clv")
    assert "points of 2 of 2 students" in crmlab(course, "export", "clv", "--for", "csv")
    by_nbgrader(course, "SaveAutoGrades")
    assert waiting(course) == {"anna", "王伟"}  # this is what nbgrader does of itself
    by_nbgrader(course, "SaveGrades")
    assert waiting(course) == set() and scores(course)["anna"] == (25.0, 25.0)


def test_an_answer_that_nobody_wrote_earns_nothing_where_its_question_counts_more(course):
    hand_in(course, "王伟", notebook())
    crmlab(course, "grade", "clv")
    crmlab(course, "reweigh", "clv", "clv-claim", 8)
    before = {row for row in dump(course) if row[1] == "王伟"}
    by_nbgrader(course, "SaveGrades")
    assert {row for row in dump(course) if row[1] == "王伟"} == before and waiting(course) == {"anna"}


# --- Undo and forget ----------------------------------------------------------------------------------------


def test_the_table_of_changes_tells_of_scores_that_an_undo_gives_back(course):
    crmlab(course, "grade", "clv")
    crmlab(course, "drop", "clv", FIRST)
    crmlab(course, "undo", "--yes")
    lines = list(csv.DictReader((course / "changes.csv").read_text(encoding="utf-8").splitlines()))
    there, back = [one for one in lines if one["student"] == "王伟"]
    assert (back["before"], back["after"]) == (there["after"], there["before"])
    assert back["why"] == f"undone: crmlab drop clv {FIRST}"


def test_the_last_change_is_undone_also_while_formgrader_has_the_gradebook_open(course):
    crmlab(course, "grade", "clv")
    before = dump(course), (course / "autograded/anna/clv/clv.ipynb").read_bytes()
    crmlab(course, "drop", "clv", FIRST)
    with book(course) as formgrader:
        assert formgrader.find_submission("clv", "王伟").score == 24
        formgrader.db.rollback()
        assert "before crmlab drop clv" in crmlab(course, "undo", typed="y\n")
        formgrader.db.expire_all()
        assert formgrader.find_submission("clv", "王伟").score == 25
    assert (dump(course), (course / "autograded/anna/clv/clv.ipynb").read_bytes()) == before
    assert not (course / "weights.json").exists()
    crmlab(course, "undo", "--yes")  # of the grading itself
    assert scores(course) == {}
    assert "nothing to undo" in crmlab(course, "undo", "--yes", says=2)


def test_only_the_last_ten_copies_are_kept(course):
    for at in range(11):
        copies.copy(course, f"command {at}")
    assert copies.last(course).command == "command 10"
    assert len(list((course / ".undo").glob("0*"))) == 10


def test_nothing_is_left_of_who_is_forgotten_and_others_stay(course):
    roster(course, "id,last_name,tutor\nanna,Ngwenya,Li\n王伟,王,Li\n")
    hand_in(course, "anna", notebook("a secret word"))
    crmlab(course, "grade", "clv")
    put(course / "feedback/anna/clv/clv.html", "a secret word")
    hand_in(course, "anna", notebook("a secret word", wrong=checks()))
    crmlab(course, "grade", "clv")
    others = {row for row in dump(course) if row[1] != "anna"}
    assert (course / "changes.csv").read_text(encoding="utf-8").count("anna") == 1
    crmlab(course, "forget", "anna", typed="n\n")
    assert "anna" in scores(course)
    output = crmlab(course, "forget", "anna", "--yes")
    assert "roster.csv still names anna" in output
    (course / "roster.csv").unlink()
    (course / ".nbgrader.log").unlink(missing_ok=True)
    assert dump(course) == others
    for path in (one for one in course.rglob("*") if one.is_file()):
        content = path.read_bytes()
        assert b"anna" not in content and b"Ngwenya" not in content, path
        assert b"a secret word" not in content, path
    assert not list(course.rglob("anna")) and "王伟" in judged(opened(course))
    assert "no student 'anna'" in crmlab(course, "forget", "anna", "--yes", says=2)


def test_a_list_that_has_only_the_name_of_who_is_forgotten_is_told_of(course):
    roster(course, "id,first_name,last_name\nanna,娜,李\nbo,Bo,Li\n")
    put(course / "seats.csv", "seat,name\n1,李娜\n")
    put(course / "other.csv", "seat,name\n1,Bo Li\n")
    output = crmlab(course, "forget", "anna", "--yes")
    assert "seats.csv still names anna" in output and "other.csv" not in output


def test_a_workbook_and_a_zip_in_which_somebody_is_still_named_are_told_of_and_other_words_are_not(course):
    crmlab(course, "grade", "clv")
    put(course / "collected/clv.json", json.dumps({"anna": "A. Ng_1_file_clv.ipynb"}))
    with ZipFile(course / "feedback.zip", "w", ZIP_DEFLATED) as file:
        file.writestr("A. Ng_1_file_clv.html", "nothing")
    with ZipFile(course / "grades.xlsx", "w", ZIP_DEFLATED) as file:
        file.writestr("xl/sharedStrings.xml", "<t>anna</t>")
    put(course / "notes.txt", "Susanna, annabel")
    put(course / "lines.json", r'"a\nanna"')
    output = crmlab(course, "forget", "anna", "--yes")
    told = {name for name in ("feedback.zip", "grades.xlsx", "notes.txt", "lines.json") if name in output}
    assert told == {"feedback.zip", "grades.xlsx", "lines.json"}


# --- Open answers -------------------------------------------------------------------------------------------


@pytest.fixture
def shared(course):
    """Write an open answer for two tutors; return the file of each."""
    hand_in(course, "dana", notebook("=1+1"))
    roster(course, "id,tutor\nanna,Li\n王伟,O'Neil\ndana,Li\n")
    crmlab(course, "grade", "clv")
    crmlab(course, "share", "clv", "--by", "tutor", "--hidden")
    return [course / "open-clv-Li.csv", course / "open-clv-O_Neil.csv"]


def filled(path, **points):
    """Fill in points in the order of the lines, as a spreadsheet saves it."""
    table = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    for row, given in zip(table, points["points"], strict=True):
        row["points"], row["comment"] = given, "gut, 好" if given else ""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(table[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(table)
    path.write_bytes(stream.getvalue().encode("gb18030"))
    return table


def test_the_marks_of_several_tutors_come_together(course, shared):
    assert "dana" not in shared[0].read_text(encoding="utf-8-sig")
    table = filled(shared[0], points=["4,5", "2"])
    assert table[0]["rubric"].startswith("2: two valid reasons") and float(table[0]["of"]) == 5
    filled(shared[1], points=[""])
    output = crmlab(course, "gather", *shared)
    assert "marks in the gradebook: 2; lines without points, left out: 1" in output
    with book(course) as found:
        grade = found.find_grade("clv-claim", "clv", "clv", "anna")
        assert (grade.manual_score, grade.needs_manual_grade) == (4.5, False)
        assert found.find_comment("clv-claim", "clv", "clv", "dana").manual_comment == "gut, 好"
        assert found.find_grade("clv-claim", "clv", "clv", "王伟").needs_manual_grade


def test_who_gathers_over_other_marks_reads_whose_they_were(course, shared):
    second = course / "second.csv"
    second.write_bytes(shared[0].read_bytes())
    filled(shared[0], points=["4", "2"])
    assert "in place of" not in crmlab(course, "gather", shared[0])
    filled(second, points=["3", "2"])
    output = crmlab(course, "gather", second)
    assert "anna, clv-claim: 3 points in place of 4" in output and "crmlab undo" in output
    assert "dana" not in output


def test_each_conflict_between_tutors_has_its_sentence_and_no_mark_is_taken(course, shared):
    other = course / "other.csv"
    other.write_bytes(shared[0].read_bytes())
    filled(shared[0], points=["4", "9"])
    filled(other, points=["3", "2"])
    strange = shared[1].read_text(encoding="utf-8-sig")
    key = next(csv.DictReader(io.StringIO(strange)))["key"]
    shared[1].write_text(strange.replace(key, "0" * 32), encoding="utf-8")
    before = dump(course)
    output = crmlab(course, "gather", *shared, other, says=2)
    assert "anna, clv-claim: 3 points in other.csv, line 2, but 4 in open-clv-Li.csv, line 2." in output
    assert "points must be a number from 0 to 5; got '9'" in output
    assert "no answer to clv has this key" in output
    assert dump(course) == before


def test_files_with_marks_that_nobody_has_gathered_are_not_written_over(course, shared):
    filled(shared[0], points=["4", ""])
    before = shared[0].read_bytes()
    assert "has marks that are not gathered" in crmlab(course, "share", "clv", "--by", "tutor", says=2)
    assert shared[0].read_bytes() == before
    crmlab(course, "gather", shared[0])
    crmlab(course, "share", "clv", "--by", "tutor")
    assert "anna" not in shared[0].read_text(encoding="utf-8-sig")


def keys(course, typed, words=()):
    """Mark with these keys; return what is in the gradebook."""
    given, said_next = iter(typed), iter(words)
    opening = OpenAnswers(opened(course))
    saved = Marking(opening, lambda: next(given), lambda _: next(said_next)).run(opening.answers())
    marks = OpenAnswers(opened(course)).answers()
    return saved, {one.student: (one.points, one.comment) for one in marks}


def test_an_open_answer_is_marked_with_one_key_a_line_and_comments_are_taken_again(course, capsys):
    hand_in(course, "anna", notebook("mine \x1b[31m red"))
    crmlab(course, "grade", "clv")
    saved, marks = keys(course, "1322+\ru1\r" + "1a\r", ["Name the base."])
    assert saved == 2
    assert marks["anna"] == (3.0, "Name the base.")  # line 1 whole, 3 whole, 2 half; back, and line 1 half
    assert marks["王伟"] == (2.0, "Name the base.")
    shown = capsys.readouterr().out
    assert (
        "1 of 2 · clv-claim · anna" in shown and "\x1b" not in shown and "[½] 2  two valid reasons" in shown
    )
    assert json.loads((course / "comments.json").read_text(encoding="utf-8")) == {
        "clv-claim": ["Name the base."]
    }
    crmlab(course, "undo", "--yes")
    assert OpenAnswers(opened(course)).answers()[0].points is None


def test_enter_on_an_answer_that_nobody_looked_at_gives_no_0_unasked(course, capsys):
    crmlab(course, "grade", "clv")
    saved, marks = keys(course, "\rq")
    assert saved == 0 and {points for points, _ in marks.values()} == {None}
    assert "No line is given. Enter again: 0 points." in capsys.readouterr().out
    saved, marks = keys(course, "\r\rq")
    assert saved == 1 and 0 in {points for points, _ in marks.values()}


def test_a_mark_does_not_pass_to_another_answer_that_is_handed_in_later(course, shared, capsys):
    filled(shared[0], points=["4", "2"])
    opening = OpenAnswers(opened(course))
    (anna,) = [one for one in opening.answers() if one.student == "anna"]
    hand_in(course, "anna", notebook("quite another answer"))
    crmlab(course, "grade", "clv")
    before = dump(course)
    output = crmlab(course, "gather", shared[0], says=2)
    assert "open-clv-Li.csv, line 2: another answer was handed in since" in output
    with pytest.raises(BadValueError, match="another answer meanwhile"):
        Marking(opening, iter("1\r").__next__).run([anna])
    assert dump(course) == before


def test_an_earlier_mark_is_asked_about_where_the_answer_is_new(course, capsys):
    crmlab(course, "grade", "clv")
    keys(course, "1\r1\r")
    hand_in(course, "anna", notebook("quite another answer"))
    crmlab(course, "grade", "clv")
    capsys.readouterr()
    keys(course, "\rq")
    assert "since it was marked. Enter again: it keeps 2 points." in capsys.readouterr().out
    assert OpenAnswers(opened(course)).answers()[0].waits


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_tutor_marks_at_a_real_terminal_and_ctrl_d_keeps_what_is_saved(course):
    import pty

    crmlab(course, "grade", "clv")
    command = [sys.executable, "-m", "crmlab", "mark", "clv", "--course", str(course)]
    child, terminal = pty.fork()
    if not child:
        os.execv(sys.executable, command)
    seen = ""
    for waits_for, typed in (("q: quit", "1"), ("= 2 of 5", "\r"), ("2 of 2", ""), ("= 0 of 5", "\x04")):
        while waits_for not in seen:
            seen += os.read(terminal, 4096).decode("utf-8", "replace")
        seen = seen.partition(waits_for)[2]
        time.sleep(0.2)
        os.write(terminal, typed.encode())
    with contextlib.suppress(OSError):  # the terminal is gone with the command
        while more := os.read(terminal, 4096):
            seen += more.decode("utf-8", "replace")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert "1 of 2 open answers are marked" in seen


def test_tutors_fill_in_workbooks_and_no_answer_in_them_is_a_formula(course):
    openpyxl = pytest.importorskip("openpyxl")
    hand_in(course, "anna", notebook("=HYPERLINK(1)"))
    crmlab(course, "grade", "clv")
    crmlab(course, "share", "clv", "--excel")
    path = course / "open-clv.xlsx"
    filled_in = openpyxl.load_workbook(path)
    names = [cell.value for cell in filled_in.active[1]]
    for row in filled_in.active.iter_rows(min_row=2):
        assert row[names.index("answer")].data_type == "s"
        row[names.index("points")].value = 4.5
    filled_in.save(path)
    assert "marks in the gradebook: 2" in crmlab(course, "gather", path)
    assert {one.points for one in OpenAnswers(opened(course)).answers()} == {4.5}


def test_what_a_group_answered_is_read_once_and_marked_for_all_of_it(course):
    roster(course, "id,group\nanna,A\nbo,A\n")
    crmlab(course, "grade", "clv")
    saved, marks = keys(course, "1\r2q")
    assert saved == 1 and "bo" not in marks
    with book(course) as found:
        assert found.find_grade("clv-claim", "clv", "clv", "bo").manual_score == 2


def test_why_there_is_nothing_to_mark_is_told(course, shared, monkeypatch):
    def nobody_at_the_keyboard():
        raise OSError(6, "No such device or address", "/dev/tty")

    assert "no tutor 'Wang'; there is Li, O'Neil" in crmlab(course, "mark", "clv", "--tutor", "Wang", says=2)
    monkeypatch.setattr("typer.getchar", nobody_at_the_keyboard)
    with pytest.raises(BadValueError, match="takes a terminal"):
        Marking(OpenAnswers(opened(course))).run(OpenAnswers(opened(course)).answers())
    keys(course, "\r\r\r\r\r\r")
    assert "No open answer of clv waits for a mark; --again" in crmlab(course, "mark", "clv", says=2)


def test_a_mark_that_formgrader_gives_to_who_handed_in_is_that_of_the_group(course):
    roster(course, "id,group\nanna,A\nbo,A\n王伟,\n")
    crmlab(course, "grade", "clv")
    give(course, "anna", 4)
    assert "bo: 24 → 28: by hand 0 → 4" in crmlab(course, "grade", "clv")
    assert waiting(course) == {"王伟"}
    give(course, "bo", 3)  # he has done less than the others
    crmlab(course, "grade", "clv")
    assert scores(course)["bo"] == (27.0, 30.0)
    roster(course, "id,group\n王伟,\nanna,A\nbo,A\n0cem,A\n")
    crmlab(course, "grade", "clv")  # who is new in the group comes before who has handed in
    assert scores(course)["0cem"] == (28.0, 30.0) and waiting(course) == {"王伟"}


def test_who_quits_keeps_what_was_saved_and_nothing_more(course):
    crmlab(course, "grade", "clv")
    saved, marks = keys(course, "1\r2q")
    assert saved == 1 and marks == {"anna": (2.0, ""), "王伟": (None, "")}


def test_the_rubric_of_every_assignment_falls_into_lines_that_add_up():
    found = {}
    for path in courses.Path("solutions").resolve().glob("*/*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            mark = cell.metadata.get("nbgrader", {})
            if mark.get("grade") and cell.cell_type == "markdown":
                own = lines(rubric_of(cell.source), mark.points)
                found[path.stem] = (
                    sum(one.points for one in own) == mark.points and "part 1" not in own[0].words
                )
    assert len(found) > 12 and [name for name, is_read in found.items() if not is_read] == []


def test_a_copy_of_a_gradebook_is_a_gradebook(course):
    crmlab(course, "grade", "clv")
    crmlab(course, "drop", "clv", FIRST)
    with closing(sqlite3.connect(course / ".undo/000002/gradebook.db")) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("SELECT count(*) FROM student").fetchone() == (2,)
