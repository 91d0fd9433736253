"""What a teacher reads of a class: no mistake is miscounted, no name slips out, and few people are told."""

import csv
import io
import re
import warnings
from datetime import datetime, timedelta
from pathlib import PurePosixPath

import pytest
from graded_class import course_with, graded, verdict
from own_course import crmlab

from crmlab.exercises.finding import find_check, find_task
from crmlab.exercises.held_out import pool
from crmlab.exercises.own_numbers import numbers_of
from crmlab.grading.collecting import came_in
from crmlab.grading.gradebook.judged import Judged
from crmlab.grading.gradebook.kept_rows import Standing
from crmlab.grading.gradebook.named_ideas import add, path_of
from crmlab.grading.reporting.analysis import Analysis
from crmlab.grading.reporting.commands import page, report
from crmlab.grading.reporting.gathering import GradedClass, Item
from crmlab.grading.reporting.sections import on_monday
from crmlab.grading.reporting.times import times
from crmlab.grading.results import Idea
from crmlab.intake.wire import encode

DUE = datetime(2026, 11, 15, 22)
FINITE, ENDLESS, TERMS = "clv-value-finite", "clv-value-endless", "clv-terms-lost"
CELLS = {FINITE: 2, ENDLESS: 1, TERMS: 1, "clv-own-cell": 1, "clv-claim": (5,)}
LEAVES = "clv-value-endless:churn-for-retention"
NAMES = ["王小明", "=1+1", "<b>O'Neil</b>", *(f"2026{number:04}" for number in range(9))]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return course_with(tmp_path_factory.mktemp("class") / "course", "clv", CELLS, DUE)


@pytest.fixture(scope="module")
def firm(tmp_path_factory):
    cells = {check.id: 1 for check in find_task("firm-plan").checks} | {"firm-memo": (5,)}
    return course_with(tmp_path_factory.mktemp("firm") / "course", "firm", cells)


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        yield


def hand_in(course, students=NAMES):
    """Write a class: the later in the list, the less is right; two thirds leave out who stays."""
    earned, verdicts, came = {}, {}, {}
    for at, name in enumerate(students):
        is_right = at < 4
        earned[name] = {
            FINITE: 2.0,
            ENDLESS: 1.0 * is_right,
            TERMS: 1.0,
            "clv-own-cell": 0.0,
            "clv-claim": None,
        }
        verdicts[name] = {
            FINITE: verdict("right", answer=1.0),
            ENDLESS: verdict("right") if is_right else verdict("mistake", LEAVES, 100.0 + at % 2),
            TERMS: verdict("right"),
            "clv-own-cell": verdict("slip", "stub"),
        }
        came[name] = DUE + timedelta(hours=3 - at)
    graded(course, earned, verdicts, came)


def analysed(course, hidden=False):
    return Analysis(GradedClass.in_folder(course), hidden)


def read(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_the_command_writes_a_page_and_two_tables_that_agree(course):
    hand_in(course)
    code, output = crmlab("report", "clv", "--course", course.root)
    assert code == 0 and output.count("written:") == 3
    html, checks, marks = (course.root / "report" / name for name in ("clv.html", "clv.csv", "clv-marks.csv"))
    endless = next(row for row in read(checks) if row["check"] == ENDLESS)
    assert (endless["all_points"], endless["students"], endless["mistake_students"]) == ("4", "12", "8")
    assert endless["mistake"] == LEAVES and float(endless["share_right"]) == pytest.approx(1 / 3, abs=1e-4)
    assert [row["mark"] for row in read(marks)].count("0.8") == 4
    assert "8 students of 12" in html.read_text(encoding="utf-8")


def test_the_commonest_mistake_comes_first_with_its_correction_and_one_student_counts_once(course):
    hand_in(course)
    first, second, third = monday_of(course)
    assert "8 students of 12" in first
    assert find_check(ENDLESS)[1].mistakes["churn_for_retention"].sentence in first
    assert ENDLESS not in second and "Nobody has all the points of clv-own-cell" in third


def monday_of(course):
    return on_monday(analysed(course)).points


def test_wrong_answers_are_grouped_by_what_they_mean_with_the_most_common_as_examples(course):
    hand_in(course)
    (wrong,) = analysed(course).answers[ENDLESS].wrong
    assert wrong.is_mistake and len(wrong.students) == 8 and wrong.examples == (("100", 4), ("101", 4))


def test_a_number_in_a_list_is_the_same_example_as_the_number(course):
    verdicts = {
        name: {ENDLESS: verdict("mistake", LEAVES, [100.0] if at % 2 else 100.0)}
        for at, name in enumerate(NAMES)
    }
    graded(course, {name: {ENDLESS: 0.0} for name in NAMES}, verdicts)
    assert analysed(course).answers[ENDLESS].wrong[0].examples == (("100", 12),)


def test_an_idea_that_a_teacher_has_named_is_told_with_his_sentence(course):
    own = "You wait two years too long."
    add(course.root, "clv", Idea(f"{ENDLESS}:idea-1", ENDLESS, own, "probes", []))
    verdicts = {name: {ENDLESS: verdict("idea", f"{ENDLESS}:idea-1", 7.0)} for name in NAMES}
    graded(course, {name: {ENDLESS: 0.0} for name in NAMES}, verdicts)
    assert own in monday_of(course)[0] and f"mistake: {own}" in page(analysed(course))
    path_of(course.root, "clv").unlink()


def test_a_check_that_was_dropped_keeps_its_figures_and_is_not_advised_about_again():
    scores = {name: {ENDLESS: 1.0 * (at > 2), FINITE: 2.0 * (at < 6)} for at, name in enumerate(NAMES)}
    standings = [Standing(name, None, None, 0.0, {**own, ENDLESS: 0.0}) for name, own in scores.items()]
    items = Item(ENDLESS, 0.0, released=1.0), Item(FINITE, 2.0, released=2.0)
    judged = {name: Judged(name, own) for name, own in scores.items()}
    found = Analysis(GradedClass("clv", items, tuple(standings), judged, len(NAMES)))
    assert found.figures[0].share == 0.75
    text = page(found)
    assert "no longer counts" in text and "9 of 12" in text
    assert [line for line in on_monday(found).points if ENDLESS in line] == []


def test_points_that_a_person_gave_count_and_what_waits_is_in_no_mark(course):
    hand_in(course)
    before = analysed(course)
    assert before.waiting == 12 and before.marks.max() == 0.8
    give_by_hand(course, 5.0)
    after = analysed(course)
    assert after.waiting == 0 and after.marks.max() == pytest.approx(9 / 10)


def give_by_hand(course, points):
    from nbgrader import api

    with api.Gradebook(course.course.db_url, course.course.course_id) as book:
        for one in book.db.query(api.Grade):
            if one.name == "clv-claim":
                one.manual_score, one.needs_manual_grade = points, False
        book.db.commit()


def test_the_mark_of_each_student_without_a_check_is_what_it_would_be(course):
    hand_in(course)
    found = analysed(course)
    without = dict(zip(found.names, found.without["clv-own-cell"].marks, strict=True))
    assert without["王小明"] == 1.0 and without["20260008"] == pytest.approx(3 / 4)
    halved = dict(zip(found.names, found.halved["clv-own-cell"].marks, strict=True))
    assert halved["王小明"] == pytest.approx(4 / 4.5)


def test_with_names_hidden_no_student_is_named_anywhere_not_even_in_an_answer(course, tmp_path):
    hand_in(course)
    verdicts = {name: {ENDLESS: verdict("slip", "another-kind", f"by {name}")} for name in NAMES}
    graded(course, {name: {FINITE: 1.0, ENDLESS: 0.0} for name in NAMES}, verdicts)
    files = report(course.root, "clv", hidden=True, to=tmp_path / "page.html")
    text = "".join(path.read_text(encoding="utf-8-sig") for path in files)
    assert [name for name in NAMES if name in text or name.replace("'", "&#39;") in text] == []
    assert "student 12" in files[-1].read_text(encoding="utf-8")


def test_what_students_wrote_is_neither_a_tag_nor_a_formula_nor_fetched_from_elsewhere(course, tmp_path):
    armed = "=1+1</code><script>alert(1)</script>"
    verdicts = {name: {ENDLESS: verdict("slip", "another-kind", armed)} for name in NAMES}
    graded(course, {name: {FINITE: 2.0, ENDLESS: 0.0, "clv-own-cell": 0.0} for name in NAMES}, verdicts)
    html, checks, marks = report(course.root, "clv", to=tmp_path / "page.html")
    text = html.read_text(encoding="utf-8")
    assert "<script" not in text and "<b>O" not in text and "&lt;script&gt;" in text
    assert re.findall(r"(?:src|href)=|url\(|@import", text) == []
    armed_cells = [cell for path in (checks, marks) for row in read(path) for cell in row.values()]
    assert [cell for cell in armed_cells if cell.startswith("=")] == []


def test_each_picture_says_in_words_what_it_shows(course):
    hand_in(course)
    pictures = re.findall(r"<svg [^>]*>", page(analysed(course)))
    assert len(pictures) == 2 and all(
        'role="img"' in one and 'aria-label="How many' in one for one in pictures
    )
    assert "60–70 %: 8" in page(analysed(course))


def test_late_ones_are_counted_by_their_own_deadline(course):
    hand_in(course)
    assert (analysed(course).times.late, analysed(course).times.last_day) == (3, 9)
    assert sum(number for _, number in analysed(course).times.bins) == 12


def test_half_of_a_class_is_not_more_than_half():
    came = [Standing(name, DUE - timedelta(hours=gap), DUE, 0.0) for name, gap in (("a", 5), ("b", 1))]
    assert times(came).left == timedelta(hours=5)


def test_without_times_the_page_says_where_they_are_and_how_many_the_platform_calls_late(course):
    hand_in(course)
    named = {NAMES[3]: "ann_LATE_17_89_clv.ipynb", NAMES[4]: "bo_18_90_clv.ipynb"}
    came_in.keep(course, {student: PurePosixPath(name) for student, name in named.items()})
    only = GradedClass.in_folder(course)
    timeless = tuple(Standing(one.student, None, DUE, 0.0, one.points) for one in only.standings)
    text = page(Analysis(GradedClass("clv", only.items, timeless, marked_late=only.marked_late)))
    assert "--times worksheet.csv" in text and "called late what 1 student handed in" in text


def test_a_time_that_cannot_be_does_not_stretch_the_picture_over_years(course):
    hand_in(course)
    far = list(GradedClass.in_folder(course).standings)
    object.__setattr__(far[0], "timestamp", datetime(1970, 1, 1))
    assert len(times(far).bins) < 40


# --- small and odd classes --------------------------------------------------------------------------


@pytest.mark.parametrize("students", [0, 1, 2])
def test_a_class_of_hardly_anybody_has_a_report(tmp_path, students):
    course = course_with(tmp_path / "course", "clv", CELLS)
    hand_in(course, NAMES[:students]) if students else None
    text = page(analysed(course))
    assert ("Nothing is graded yet." in text) == (students == 0) and "nan" not in text
    assert [one.flag for one in analysed(course).figures if one.flag] == []


@pytest.mark.parametrize(("points", "words"), [(1.0, "everybody has all"), (0.0, "Nothing went well yet")])
def test_all_right_and_all_wrong_are_said_in_words(course, points, words):
    kind = verdict("right") if points else verdict("slip", "another-value", 3.0)
    some = NAMES[:2]
    graded(
        course,
        {name: {FINITE: 2 * points, ENDLESS: points} for name in NAMES},
        {name: {FINITE: kind, ENDLESS: kind} for name in some},
    )
    only = GradedClass.in_folder(course)
    found = Analysis(GradedClass("clv", only.items[:2], only.standings[:2], only.judged, 2))
    assert words in page(found) and "nan" not in page(found)


def test_nobody_is_said_to_be_above_a_mark_that_all_have(course):
    graded(course, {name: {FINITE: 2.0, ENDLESS: 1.0} for name in NAMES})
    assert "median 100%" in page(analysed(course)) and "above" not in page(analysed(course)).split("<h2>")[2]


def test_who_answered_nothing_makes_no_check_harder(course):
    hand_in(course)
    stub = {name: verdict("slip", "stub") for name in (FINITE, ENDLESS, TERMS)}
    empty = {"empty": {FINITE: 0.0, ENDLESS: 0.0, TERMS: 0.0, "clv-own-cell": 0.0, "clv-claim": 0.0}}
    earned = {name: {FINITE: 2.0, ENDLESS: 1.0} for name in NAMES}
    graded(course, earned | empty, {"empty": stub})
    assert analysed(course).figures[0].share == 1.0
    assert "that cannot be read: 1 student." in page(analysed(course))
    clean(course, "empty")


def clean(course, student):
    from nbgrader import api

    with api.Gradebook(course.course.db_url, course.course.course_id) as book:
        book.remove_student(student)


def test_a_class_that_was_graded_by_other_means_has_its_points_told(course):
    hand_in(course)
    (course.root / "judged/clv.jsonl").unlink()
    assert "What was answered is not known: 12 students." in page(analysed(course))


def test_the_game_has_the_sentence_of_each_mistake_that_fired(firm):
    checks = find_task("firm-plan").checks
    avoids = next(check for check in checks if getattr(check, "avoids", ()))
    made = verdict("mistake", f"{avoids.id}:{avoids.avoids[0]}")
    graded(
        firm,
        {name: {check.id: 0.0 for check in checks} for name in NAMES[:3]},
        {
            name: {check.id: verdict("slip", "below") for check in checks} | {avoids.id: made}
            for name in NAMES[:3]
        },
    )
    text = page(analysed(firm))
    assert "Put customers in order by profit" in text and "the plan reaches too little" in text


def test_a_quiz_is_counted_by_its_items_with_the_sentence_of_each_wrong_answer(tmp_path):
    cells = [check.id for check in find_task("clv-quiz").checks]
    course = course_with(tmp_path / "course", "clv", dict.fromkeys(cells, 1))
    drawn = {name: numbers_of(find_task("clv-quiz"), name)["items"] for name in NAMES}
    key = drawn[NAMES[0]][0]
    item = pool("clv")[key][1]
    option, sentence = next(iter(item.wrong.items()))
    given = {
        name: encode({one: option if one == key else pool("clv")[one][1].right for one in items})
        for name, items in drawn.items()
    }
    said = {name: dict.fromkeys(cells, verdict("slip", "x", answer)) for name, answer in given.items()}
    said[NAMES[0]] = dict.fromkeys(cells, verdict("complete", "", given[NAMES[0]]))
    graded(course, {name: dict.fromkeys(cells, 0.0) for name in NAMES}, said)
    found = analysed(course).quiz
    assert (found[0].key, found[0].full) == (key, 0)
    assert found[0].students == sum(key in items for items in drawn.values())
    assert [one for one in found[1:] if one.full != one.students] == []
    assert sentence in monday_of(course)[0] and "the quiz" in monday_of(course)[0]


# --- refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rfm"], "There is no assignment 'rfm'"),
        (["clv", "--to", "page.pdf"], "ends with .html; got 'page.pdf'"),
    ],
)
def test_what_cannot_be_written_is_refused_in_one_sentence(course, arguments, words):
    code, output = crmlab("report", *arguments, "--course", course.root)
    assert code != 0 and words in " ".join(output.split()) and "Traceback" not in output
