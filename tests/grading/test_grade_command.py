"""`crmlab grade`: from a folder of files to scores, the reasons, and what to do next."""

import errno
import functools
import json
import sqlite3
import stat
import sys
from datetime import datetime

import nbformat
import pytest
from course_to_grade import as_it_is, checks, dump, files_in, hand_in, new_course, notebook, opened
from graders import by_outputs
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from sqlalchemy.exc import OperationalError
from typer.testing import CliRunner

from crmlab import __version__
from crmlab.desk import cli
from crmlab.errors import BadValueError
from crmlab.grading import autograding
from crmlab.grading.classes import commands, spreading
from crmlab.grading.classes.feedback import Feedback
from crmlab.grading.gradebook.course import course_key
from crmlab.grading.gradebook.placing import Places
from crmlab.grading.gradebook.recording import Recorder
from crmlab.grading.running import grader, sandbox
from crmlab.grading.running.grader import Executed
from crmlab.intake.releases import name_version


@pytest.fixture
def course(tmp_path):
    return new_course(tmp_path / "我的 课程")


def crmlab(*arguments):
    result = CliRunner().invoke(cli.app, ["grade", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, " ".join(result.output.replace("│", " ").split())


def grade(course, *options):
    return crmlab("clv", "--course", course, *options)


def test_an_instructor_sees_the_scores_what_was_left_out_and_how_to_go_on(course, graded):
    hand_in(course, "学生 一", notebook("mine"))
    hand_in(course, "s[1]", notebook("mine", wrong=checks()))
    hand_in(course, "emre", b"no notebook")
    hand_in(course, "fei", notebook("mine"), "clv (1).ipynb")
    code, output = grade(course)
    assert code == 0, output
    assert "clv: 4 submissions, sandboxed" in output
    assert "学生 一 25 of 25 (+ 5 by hand)" in output  # nobody has read his open answer
    assert "s[1] 0 of 25 (+ 5 by hand)" in output
    assert "emre 0 of 30 it cannot be read" in output
    assert "graded is clv (1).ipynb: there is no readable clv.ipynb: fei" in output
    assert "4 submissions: 4 graded, 1 of these with 0, because nothing could be read, 3 with" in output
    assert "Formgrader" in output and "nbgrader export" in output


def naming(version, text):
    made = nbformat.reads(text, as_version=4)
    name_version(made, version)
    return nbformat.writes(made)


@pytest.fixture
def put_together(graded, monkeypatch):
    """Put submissions into the release as when they are graded, but run nothing."""
    monkeypatch.setattr(grader, "execute", lambda *_: Executed(0.0, []))
    monkeypatch.setattr(spreading, "_grader", lambda: grader.grade)


def test_an_instructor_reads_whose_work_comes_from_another_release_and_nobody_loses_points(
    course, put_together
):
    students = {"anna": "0.0.9", "bo": __version__, "cem": "0.0.9", "dana": None}
    for student, version in students.items():
        hand_in(course, student, naming(version, notebook("mine")))
    code, output = grade(course)
    assert code == 0
    graded_by = f"and is graded by the registered one, made with crmlab {__version__}"
    assert f" It comes from a release made with crmlab 0.0.9, {graded_by}: anna, cem " in output
    assert f" It comes from a release that names no version, {graded_by}: dana " in output
    assert "The registered release" not in output
    points = [{row[2:] for row in dump(course) if row[:2] == ("grade", student)} for student in students]
    assert points == points[:1] * 4


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("0.0.9", f"was made with crmlab 0.0.9, and {__version__} is installed: install crmlab 0.0.9"),
        (None, f"names no version of crmlab; it is graded with {__version__}."),
    ],
)
def test_an_instructor_whose_crmlab_is_not_that_of_the_release_is_told_once(
    course, put_together, version, said
):
    released = course / "exercises/clv/clv.ipynb"
    released.write_text(naming(version, released.read_text(encoding="utf-8")), encoding="utf-8")
    for student in ("anna", "bo"):
        hand_in(course, student, naming(version, notebook("mine")))
    code, output = grade(course)
    assert (code, output.count(f"The registered release {said}")) == (0, 1)
    assert "It comes from" not in output


def test_a_second_run_grades_only_what_has_changed(course, graded):
    hand_in(course, "anna", notebook("a"))
    hand_in(course, "bo", notebook("b"))
    assert grade(course)[0] == 0
    before = dump(course), files_in(course / "autograded")
    hand_in(course, "bo", notebook("b", wrong=checks()))
    assert grade(course)[0] == 0
    assert graded == ["anna", "bo", "bo"]
    hand_in(course, "bo", notebook("b"))
    assert grade(course)[0] == 0
    assert (dump(course), files_in(course / "autograded")) == before


def test_missing_grades_who_is_not_graded_and_touches_nobody_else(course, graded):
    hand_in(course, "anna", notebook("a"))
    grade(course)
    before = files_in(course / "autograded")
    hand_in(course, "anna", notebook("changed"))
    hand_in(course, "bo", notebook("b"))
    with Gradebook(
        f"sqlite:///{course}/gradebook.db", "crmlab"
    ) as book:  # as nbgrader leaves what it cannot grade
        book.add_student("bo")
        book.add_submission("clv", "bo")
    assert grade(course, "--missing")[0] == 0
    assert graded == ["anna", "bo"]
    assert files_in(course / "autograded").items() > before.items()
    code, output = grade(course, "--missing")
    assert (code, "clv: 0 submissions" in output) == (0, True)


def test_one_student_can_be_graded_alone(course, graded):
    for student in ("anna", "O'Neil", "bo"):
        hand_in(course, student, notebook(student))
    assert grade(course, "--student", "bo", "--student", "O'Neil")[0] == 0
    assert graded == ["O'Neil", "bo"]


def test_a_student_that_grading_cannot_cope_with_makes_the_command_say_so(course, graded, monkeypatch):
    from crmlab.grading.classes import spreading as running

    def fails(assignment, submission):
        if submission.student == "bo":
            raise RuntimeError("ours")
        return as_it_is(assignment, submission)

    monkeypatch.setattr(running, "_grader", lambda: fails)
    for student in ("anna", "bo"):
        hand_in(course, student, notebook(student))
    code, output = grade(course)
    assert code == 1
    assert "a person has to look at it: bo" in output
    assert "crmlab itself broke down, with RuntimeError: ours: bo" in output
    page = (course / "autograded/bo/clv/clv.ipynb").read_text(encoding="utf-8")
    assert "a person has to look at it" in page and "RuntimeError" not in page
    assert {row[3:] for row in dump(course) if row[:2] == ("grade", "bo")} == {(None, None, None, True)}
    assert "2 submissions: 1 graded, 1 not graded" in output
    monkeypatch.setattr(running, "_grader", lambda: as_it_is)
    assert grade(course, "--missing")[0] == 0


def breaks_for_bo(real, student_of):
    def broken(*arguments):
        if "bo" in student_of(*arguments):
            raise RuntimeError("ours")
        return real(*arguments)

    return broken


@pytest.mark.parametrize(
    ("owner", "name", "student_of"),
    [
        (commands, "find", lambda assigned, student, fits: [student]),
        (Recorder, "_settle", lambda self, entry, result, changes: [entry.student]),
        (Places, "place", lambda self, result: [result.student]),
        (Recorder, "_handed_in", lambda self, student: [student]),
    ],
)
def test_a_mistake_of_ours_about_one_students_files_or_rows_stops_nobody_elses_grading(
    course, graded, monkeypatch, owner, name, student_of
):
    for student in ("anna", "bo", "cem"):
        hand_in(course, student, notebook(student))
    with monkeypatch.context() as broken:
        broken.setattr(owner, name, breaks_for_bo(getattr(owner, name), student_of))
        code, output = grade(course)
    assert code == 1
    assert "RuntimeError: ours: bo" in output
    assert "3 submissions: 2 graded, 1 not graded" in output
    assert all((course / "autograded" / one / "clv/clv.ipynb").is_file() for one in ("anna", "cem"))
    assert grade(course, "--missing")[0] == 0
    assert 0 not in {row[3] for row in dump(course) if row[:2] == ("grade", "bo")}


@pytest.mark.parametrize("error", [RuntimeError("ours"), SystemExit("ours")])
def test_nbgraders_command_tells_a_mistake_of_ours_with_its_student_and_grades_the_others(
    course, monkeypatch, caplog, error
):
    def execute(made, assignment, student):
        if student == "bo":
            raise error
        return Executed(0.0, [])

    caplog.set_level("WARNING", logger="traitlets")  # whatever was rendered before
    monkeypatch.setattr(autograding, "execute", execute)
    monkeypatch.setattr(sandbox, "why_not", lambda: "")
    for student in ("anna", "bo", "cem"):
        hand_in(course, student, notebook(student))
    directory = opened(course).course
    directory.assignment_id = "clv"
    with pytest.raises(NbGraderException):
        Autograde(coursedir=directory, config=directory.config).start()
    assert f"bo: crmlab itself broke down, with {type(error).__name__}: ours" in caplog.text
    assert {path.name for path in (course / "autograded").iterdir() if (path / "clv").exists()} == {
        "anna",
        "cem",
    }
    assert {row[3] for row in dump(course) if row[:2] == ("grade", "bo")} <= {None}


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_folder_whose_name_is_no_text_is_named_and_the_others_are_graded(course, graded):
    hand_in(course, "b\udcff", notebook())
    hand_in(course, "anna", notebook())
    code, output = grade(course)
    assert (code, graded) == (1, ["anna"])
    assert "the name of its folder is not UTF-8; rename it" in output


def test_a_dropped_student_does_not_come_back_and_that_is_said(course, graded):
    for student in ("anna", "bo b", "chen"):
        hand_in(course, student, notebook("mine"))
    grade(course)
    with Gradebook(f"sqlite:///{course}/gradebook.db", "crmlab") as book:
        book.remove_student("bo b")
    hand_in(course, "chen", notebook("again"))
    hand_in(course, "dana", notebook("new"))  # in nobody's roster, and never graded
    code, output = grade(course, "--student", "bo b", "--student", "chen", "--student", "dana")
    assert (code, graded[3:]) == (0, ["chen", "dana"])
    assert "bo b: left out, not in the gradebook any more; to take back: nbgrader db student add" in output
    assert {one.id for one in opened_book(course)} == {"anna", "chen", "dana"}


def opened_book(course):
    with Gradebook(f"sqlite:///{course}/gradebook.db", "crmlab") as book:
        return list(book.students)


def test_a_class_whose_gradebook_was_made_anew_is_graded_again(course, graded):
    hand_in(course, "anna", notebook("mine"))
    grade(course)
    with Gradebook(f"sqlite:///{course}/gradebook.db", "crmlab") as book:
        book.remove_student("anna")  # the only one: nobody was dropped from a class
    code, output = grade(course)
    assert (code, "left out" in output) == (0, False)
    assert [one.id for one in opened_book(course)] == ["anna"]


def full_disk(*_, **__):
    raise OSError(errno.ENOSPC, "No space left on device")


def full_quota(*_, **__):
    raise OSError(errno.EDQUOT, "Disk quota exceeded")


def full_for_sqlite(*_, **__):
    sqlite = sqlite3.OperationalError("database or disk is full")
    sqlite.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise OperationalError("INSERT", {}, sqlite)


@pytest.mark.parametrize("full", [full_disk, full_quota, full_for_sqlite])
@pytest.mark.parametrize("place", [(Places, "place"), (Recorder, "record"), (commands, "_log")])
def test_a_full_disk_is_told_as_such_once_and_not_as_a_fault_of_each_student(
    course, graded, monkeypatch, full, place
):
    for student in ("anna", "bo"):
        hand_in(course, student, notebook("mine"))
    monkeypatch.setattr(*place, full)
    code, output = grade(course)
    assert code == 2
    assert output.count("The disk is full") == 1 and "Not recorded" not in output


def test_what_a_student_wrote_does_not_colour_or_clear_the_instructors_screen(course, graded):
    hand_in(course, "e\x1b[2Jve", notebook())
    result = CliRunner().invoke(cli.app, ["grade", "clv", "--course", str(course)])
    assert result.exit_code == 0
    assert "\x1b" not in result.output


def test_every_run_is_on_record_with_how_well_it_was_protected(course, graded):
    hand_in(course, "anna", notebook())
    grade(course)
    code, output = grade(course, "--unsandboxed", "--workers", 1)
    assert (code, "clv: 1 submission, not sandboxed" in output) == (0, True)
    first, second = map(json.loads, (course / "grading.log.jsonl").read_text(encoding="utf-8").splitlines())
    assert (first["level"], second["level"], second["workers"]) == ("sandboxed", "not sandboxed", 1)
    assert first["counts"]["graded"] == 1 and first["versions"]["numpy"]
    assert abs((datetime.fromisoformat(second["time"]) - datetime.now().astimezone()).total_seconds()) < 60


def test_without_a_sandbox_nothing_is_graded_unless_told(course, graded, monkeypatch):
    monkeypatch.setattr(sandbox, "why_not", lambda: "bubblewrap is not installed.")
    hand_in(course, "anna", notebook())
    code, output = grade(course)
    assert (code, graded) == (2, [])
    assert "bubblewrap is not installed." in output and "--unsandboxed" in output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["clv", "--course", "."], "make one with: crmlab course"),
        (["cvl"], "There is no assignment 'cvl'"),
        (["clv"], "Nobody has handed in clv"),
        (["clv", "--workers", "0"], "Invalid value for '--workers'"),
    ],
)
def test_what_cannot_be_graded_is_told_in_one_sentence(
    course, graded, arguments, sentence, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    given = [] if "--course" in arguments else ["--course", course]
    code, output = crmlab(*arguments, *given)
    assert code == 2
    assert sentence in output


def test_a_student_who_is_not_there_is_told_with_one_who_may_be_meant(course, graded):
    hand_in(course, "Nora Berg", notebook())
    code, output = grade(course, "--student", "Nora Bergg")
    assert (code, "near it: Nora Berg" in output) == (2, True)


@pytest.mark.parametrize("damage", ["gradebook", "registration", "release"])
def test_a_course_that_nbgrader_has_not_prepared_is_told_what_to_run(course, graded, damage):
    hand_in(course, "anna", notebook())
    release = course / "exercises/clv/clv.ipynb"
    if damage == "gradebook":
        (course / "gradebook.db").unlink()
    elif damage == "release":
        release.write_text(
            release.read_text(encoding="utf-8").replace(checks()[0], "other"), encoding="utf-8"
        )
    else:
        release.with_name("rfm.ipynb").write_bytes(release.read_bytes())
        (course / "exercises/clv").rename(course / "exercises/rfm")
    name = "rfm" if damage == "registration" else "clv"
    code, output = crmlab(name, "--course", course)
    assert (code, graded) == (2, [])
    assert f"nbgrader generate_assignment {name}" in output


def test_stopped_with_ctrl_c_it_says_how_to_go_on_and_goes_on(course, graded, monkeypatch):
    for number in range(4):
        hand_in(course, f"s{number}", notebook(f"{number}"))

    def record(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as pressed:
        pressed.setattr(commands, "_BATCH", 2)
        pressed.setattr("crmlab.grading.classes.spreading._WAITING", 1)
        pressed.setattr(Recorder, "record", record)
        code, output = grade(course, "--workers", 1)
    assert (code, len(graded)) == (130, 2)
    assert "crmlab grade clv goes on" in output
    assert grade(course)[0] == 0
    assert sorted(graded) == ["s0", "s1", "s2", "s3"]


def test_the_key_of_a_course_is_made_once_and_nobody_else_can_read_it(tmp_path):
    key = course_key(tmp_path)
    assert (len(key), course_key(tmp_path)) == (32, key)
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "course_key").stat().st_mode) == 0o600
    assert course_key(tmp_path) != course_key(tmp_path / "other")


@pytest.mark.parametrize("damaged", [b"", b"abc", b"\xff" * 64, b"00" * 31])
def test_a_damaged_key_does_not_give_everybody_other_numbers_without_a_word(tmp_path, damaged):
    (tmp_path / "course_key").write_bytes(damaged)
    with pytest.raises(BadValueError, match="restore it from a backup"):
        course_key(tmp_path)


def test_the_key_is_never_shown(course, graded):
    hand_in(course, "anna", notebook())
    _, output = grade(course)
    key = (course / "course_key").read_bytes()
    kept = {**files_in(course / "autograded"), **files_in(course / ".grading_cache")}
    assert key.decode() not in output + (course / "grading.log.jsonl").read_text(encoding="utf-8")
    assert not any(key in content for _, content in kept.values())


# --- feedback -----------------------------------------------------------------------------------------------


def test_feedback_is_rendered_for_everybody_and_again_only_where_something_changed(course, graded):
    for student in ("s[1]", "学生 一"):
        hand_in(course, student, notebook(student))
        hand_in(course, student, "1", "data.csv")
    assert grade(course, "--feedback")[0] == 0
    made = files_in(course / "feedback")
    assert set(made) == {
        f"{one}/clv/{name}" for one in ("s[1]", "学生 一") for name in ("clv.html", "data.csv")
    }
    feedback = Feedback(opened(course), course / ".grading_cache/feedback/clv")
    outdated = functools.partial(feedback.outdated, ["s[1]", "学生 一"])
    assert outdated() == {}
    with Gradebook(f"sqlite:///{course}/gradebook.db", "crmlab") as book:
        comment = book.find_submission_notebook("clv", "clv", "s[1]").comments[0]
        comment.manual_comment = "well argued, with words nobody else has"
        book.db.commit()
    assert set(outdated()) == {"s[1]"}
    assert grade(course, "--feedback")[0] == 0
    assert "words nobody else has" in (course / "feedback/s[1]/clv/clv.html").read_text(encoding="utf-8")
    assert outdated() == {}
    (course / "feedback/学生 一/clv/clv.html").unlink()
    assert set(outdated()) == {"学生 一"}


def test_feedback_asks_a_server_only_where_there_is_a_formula(course, graded):
    hand_in(course, "bo", notebook("bo"))
    hand_in(course, "anna", notebook(r"the value is $m / (1 + i - r)$"))
    assert grade(course, "--feedback")[0] == 0
    pages = [(course / f"feedback/{one}/clv/clv.html").read_text(encoding="utf-8") for one in ("bo", "anna")]
    assert ["cdnjs.cloudflare.com" in page for page in pages] == [False, True]


def test_feedback_that_fails_for_one_is_told_and_the_others_get_theirs(course, graded, monkeypatch):
    from crmlab.grading.classes import feedback

    real = feedback._Feedback.render

    def render(self, assignment, student):
        if student == "bo":
            raise RuntimeError("no template")
        real(self, assignment, student)

    monkeypatch.setattr(feedback._Feedback, "render", render)
    for student in ("anna", "bo"):
        hand_in(course, student, notebook(student))
    code, output = grade(course, "--feedback")
    assert (code, "bo: no feedback: RuntimeError: no template" in output) == (1, True)
    assert (course / "feedback/anna/clv/clv.html").is_file()


@pytest.mark.slow
def test_the_command_with_processes_of_its_own_grades_and_renders(course, monkeypatch):
    monkeypatch.setattr(sandbox, "why_not", lambda: "")
    for number in range(6):
        hand_in(course, f"s{number}", notebook(f"{number}"))
    options = commands.Options(workers=2, feedback=True)
    assert commands.grade(course, "clv", options, by_outputs) == 0
    assert len(files_in(course / "feedback")) == 6
