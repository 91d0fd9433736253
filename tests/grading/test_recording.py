"""The gradebook and autograded/ are what nbgrader would have left, and nothing that a person did is lost."""

import multiprocessing
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import nbformat
import pytest
from course_to_grade import as_it_is, checks, dump, files_in, hand_in, new_course, notebook, opened, put
from graders import ASSIGNMENT, RELEASE, by_outputs, half_written
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.nbgraderformat import MetadataValidator
from traitlets.config import Config

from crmlab.environment import commands_first
from crmlab.errors import BadValueError
from crmlab.grading.classes import commands
from crmlab.grading.classes.spreading import GAVE_UP
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.handed_in import find, students_of
from crmlab.grading.gradebook.recording import Recorder
from crmlab.grading.running import sandbox

ODD = ["s[1]", "O'Neil", "学生 一", "anna lee", "a%20{b}", "x&<y>"]
PLUGIN = """
from nbgrader.plugins import BasePlugin

class Half(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 2 if total_seconds_late < 7200 else 1000
"""


@pytest.fixture
def course(tmp_path):
    return new_course(tmp_path / "course")


def record(course, only=(), grade=as_it_is):
    """Grade by what the submissions show, and record it."""
    assigned = opened(course)
    with Recorder(assigned) as recorder:
        found = [find(assigned, student).submission for student in students_of(assigned)]
        results = [grade(ASSIGNMENT, one) for one in found if not only or one.student in only]
        return {one.student: one for one in recorder.record(results)}


def by_nbgrader(course):
    """Let nbgrader record what the submissions show: all its own steps, except that nothing is executed."""
    directory = opened(course).course
    settings = Config({"Autograde": {"sanitize_preprocessors": []}})
    steps = ["nbgrader.preprocessors.SaveAutoGrades", "nbgrader.preprocessors.AssignLatePenalties"]
    settings.Autograde.autograde_preprocessors = steps
    config = directory.config.copy()
    config.merge(settings)
    directory.assignment_id = "clv"
    sys.path.insert(0, str(course))
    try:
        Autograde(coursedir=directory, config=config).start()
    finally:
        sys.path.remove(str(course))


def gradebook(course):
    return Gradebook(f"sqlite:///{course}/gradebook.db", "crmlab")


def fill(course):
    hand_in(course, "anna", notebook("mine"))
    hand_in(course, "anna", "2026-11-01 10:00:00.123456 UTC", "timestamp.txt")
    hand_in(course, "anna", "n,1\n", "my data/prices.csv")
    hand_in(course, "anna", "theirs", "rates.csv")
    hand_in(course, "bo", notebook(wrong=checks()[:2]))
    hand_in(course, "bo", b"", ".ipynb_checkpoints/clv-checkpoint.ipynb")
    hand_in(course, "学生 一", notebook("mine", wrong=checks()))
    hand_in(course, "学生 一", "2026-11-01 12:00:00 CET", "timestamp.txt")
    put(course / "solutions/clv/rates.csv", "ours")
    put(course / "late.py", PLUGIN)
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write('c.AssignLatePenalties.plugin_class = "late.Half"\n')
    with gradebook(course) as book:
        book.add_student("bo", last_name="Berg")
        book.find_assignment("clv").duedate = datetime(2026, 11, 1, 9, 30)
        book.db.commit()


def grade_by_hand(course, student, points=2.0):
    """Give points, extra credit and comments, as formgrader does."""
    with gradebook(course) as book:
        for grade in book.find_submission_notebook("clv", "clv", student).grades:
            grade.manual_score, grade.extra_credit, grade.needs_manual_grade = points, 0.5, False
        for comment in book.find_submission_notebook("clv", "clv", student).comments:
            comment.manual_comment = "well argued"
        book.db.commit()


def test_formgrader_finds_the_same_rows_and_files_as_after_nbgrader(course, tmp_path):
    fill(course)
    other = shutil.copytree(course, tmp_path / "other")
    record(course)
    by_nbgrader(other)
    assert dump(course) == dump(other)
    assert files_in(course / "autograded") == files_in(other / "autograded")


def test_after_a_second_version_it_is_still_as_nbgrader_would_have_it(course, tmp_path):
    fill(course)
    record(course)
    grade_by_hand(course, "anna")
    grade_by_hand(course, "bo")
    hand_in(course, "anna", notebook("better", wrong=checks()[:1]))
    hand_in(course, "anna", "2026-11-01 11:00:00 UTC", "timestamp.txt")
    (course / "submitted/anna/clv/my data/prices.csv").unlink()
    other = shutil.copytree(course, tmp_path / "other")
    record(course)
    by_nbgrader(other)
    assert {row for row in dump(course) if row[0] != "notebook"} == {
        row for row in dump(other) if row[0] != "notebook"
    }
    assert files_in(course / "autograded") == files_in(other / "autograded")


def test_what_a_person_has_given_survives_every_run_and_is_not_asked_for_again(course):
    fill(course)
    record(course)
    grade_by_hand(course, "bo")
    before = dump(course)
    for _ in range(2):
        record(course)
    assert dump(course) == before


def test_what_a_person_has_given_waits_for_a_second_look_when_the_work_is_another(course):
    hand_in(course, "bo", notebook("first"))
    record(course)
    grade_by_hand(course, "bo", points=1.0)
    hand_in(course, "bo", notebook("second"))
    recorded = record(course)["bo"]
    grades = [row for row in dump(course) if row[0] == "grade"]
    assert recorded.waits and all(row[4:7] == (1.0, 0.5, True) for row in grades)
    assert recorded.score == len(grades) * 1.5


def test_a_time_that_becomes_known_later_makes_no_mark_wait(course):
    hand_in(course, "bo", notebook("first"))
    record(course)
    grade_by_hand(course, "bo", points=1.0)
    hand_in(course, "bo", "2026-11-01 11:00:00 UTC", "timestamp.txt")
    assert not record(course)["bo"].waits
    assert [row[3] for row in dump(course) if row[0] == "submission"] == [datetime(2026, 11, 1, 11)]


def test_a_file_that_nobody_can_read_gets_zero_and_waits_for_nobody(course):
    hand_in(course, "emre", b"\x00 no notebook")
    recorded = record(course)["emre"]
    grades = [row for row in dump(course) if row[0] == "grade"]
    assert grades and all(row[3:] == (0.0, None, None, False) for row in grades)
    assert (recorded.score, recorded.waits, recorded.graded) == (0, False, True)
    assert (course / "autograded/emre/clv/clv.ipynb").is_file()


def test_what_grading_gave_up_waits_for_a_person_and_counts_as_not_graded(course):
    hand_in(course, "emre", notebook())
    given_up = replace(as_it_is(ASSIGNMENT, find(opened(course), "emre").submission), reason=GAVE_UP)
    open_points = dict.fromkeys(given_up.scores)
    recorded = record(course, grade=lambda *_: replace(given_up, scores=open_points))["emre"]
    assert (recorded.waits, recorded.graded) == (True, False)
    with Recorder(opened(course)) as recorder:
        assert recorder.graded() == set()
    record(course)
    with Recorder(opened(course)) as recorder:
        assert recorder.graded() == {"emre"}


@pytest.mark.parametrize("student", ODD)
def test_nobody_is_left_out_because_of_a_name(course, student):
    hand_in(course, student, notebook("mine"))
    recorded = record(course)
    assert set(recorded) == {student} == {row[1] for row in dump(course) if row[0] == "grade"}
    assert list(files_in(course / "autograded")) == [f"{student}/clv/clv.ipynb"]
    with Recorder(opened(course)) as recorder:
        assert recorder.graded() == {student}


def test_an_extension_counts_and_a_penalty_is_never_more_than_the_score(course):
    fill(course)
    with gradebook(course) as book:
        book.add_student("anna")
        late = book.add_submission("clv", "anna")
        late.extension = timedelta(days=1)
        book.find_assignment("clv").duedate = datetime(2026, 10, 1)
        book.db.commit()
    record(course)
    with gradebook(course) as book:
        late = book.find_submission("clv", "anna")
        late.extension = timedelta(days=60)
        book.db.commit()
        assert late.late_submission_penalty == late.score > 0
    recorded = record(course)["anna"]
    assert recorded.score > 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes, and links only for administrators")
def test_a_student_cannot_get_files_of_the_instructor_or_put_his_own_in_their_place(course):
    put(course / "course_key", "secret")
    put(course / "solutions/clv/data/rates.csv", "ours")
    hand_in(course, "eve", notebook())
    hand_in(course, "eve", "hers", "data")
    hand_in(course, "eve", "hers", "clv.ipynb.d/x")
    (course / "submitted/eve/clv/mine.txt").symlink_to(course / "course_key")
    (course / "submitted/eve/clv/folder").symlink_to(course)
    (course / "submitted/eve/clv/timestamp.txt").symlink_to(course / "course_key")
    os.mkfifo(course / "submitted/eve/clv/pipe")
    record(course)
    files = files_in(course / "autograded/eve/clv")
    assert set(files) == {"clv.ipynb", "data/rates.csv", "clv.ipynb.d/x"}
    assert files["data/rates.csv"] == (0o444, b"ours")


def test_a_folder_with_the_name_of_the_notebook_stops_nobody(course):
    put(course / "submitted/eve/clv/clv.ipynb/x.txt", "hers")
    put(course / "submitted/bo/clv/clv.ipynb", notebook())
    assert set(record(course)) == {"bo", "eve"}
    assert set(files_in(course / "autograded/eve")) == {"clv/clv.ipynb"}


def test_files_of_an_earlier_version_are_gone(course):
    hand_in(course, "bo", notebook())
    hand_in(course, "bo", "x", "old/deep/data.csv")
    record(course)
    shutil.rmtree(course / "submitted/bo/clv/old")
    hand_in(course, "bo", "now a file", "old")
    record(course)
    assert set(files_in(course / "autograded/bo/clv")) == {"clv.ipynb", "old"}


@pytest.mark.skipif(sys.platform == "win32", reason="no locks of files")
@pytest.mark.parametrize("dies", [False, True])
def test_what_another_run_is_writing_for_the_same_student_stays_as_long_as_that_run_lives(course, dies):
    hand_in(course, "bo", notebook())
    record(course)
    with half_written(course / "autograded/bo/clv/clv.ipynb") as (writer, draft):
        if dies:
            writer.kill()
            writer.wait()
        record(course)
        assert draft.exists() is not dies
        writer.communicate(b"\n")
    assert writer.returncode == (-signal.SIGKILL if dies else 0)
    record(course)
    assert set(files_in(course / "autograded/bo")) == {"clv/clv.ipynb"}


def test_what_has_not_changed_is_not_written_again(course):
    fill(course)
    record(course)
    before = {path: path.stat().st_mtime_ns for path in (course / "autograded").rglob("*")}
    record(course)
    assert {path: path.stat().st_mtime_ns for path in (course / "autograded").rglob("*")} == before
    graded = course / "autograded/bo/clv/clv.ipynb"
    assert stat.S_IMODE(graded.stat().st_mode) == 0o444


def test_an_assignment_that_nbgrader_does_not_know_is_refused_in_a_sentence(course):
    with pytest.raises(BadValueError, match="run nbgrader generate_assignment rfm"):
        Recorder(Assigned.in_folder(course, "rfm"))


@pytest.mark.parametrize(
    ("plugin", "sentence"),
    [("raise OSError('no')", "cannot be loaded"), (PLUGIN.replace("score / 2", "1 / 0"), "failed for anna")],
)
def test_a_late_plugin_that_fails_is_told_in_a_sentence_and_nothing_is_half_written(course, plugin, sentence):
    fill(course)
    put(course / "late.py", plugin)
    sys.modules.pop("late", None)
    before = dump(course)
    with pytest.raises(BadValueError, match=sentence):
        record(course)
    assert dump(course) == before
    sys.modules.pop("late", None)


@pytest.mark.parametrize("words", ["no time", "99999999999999999999", "2026-13-45", "\udcff"])
def test_a_time_that_is_none_stops_nobody(course, words):
    hand_in(course, "bo", notebook())
    hand_in(course, "bo", words.encode("utf-8", "surrogateescape"), "timestamp.txt")
    assert record(course)["bo"].graded


def test_the_graded_notebook_is_one_that_nbgrader_can_go_on_with(course):
    hand_in(course, "bo", notebook())
    record(course)
    graded = nbformat.read(course / "autograded/bo/clv/clv.ipynb", as_version=4)
    for cell in graded.cells:
        MetadataValidator().validate_cell(cell)


STEPS = ["transaction", "update", "place", "_copy", "_clear", "write_whole", "set_permissions"]

# --- killed -------------------------------------------------------------------------------------------------


def begun(course, reports):
    """Start the command in a process of its own, which writes a byte whenever it records something."""

    def run():
        real = Recorder.record
        Recorder.record = lambda *arguments: (os.write(reports, b"."), real(*arguments))[1]
        sandbox.why_not = lambda: ""
        commands._BATCH = 3
        os._exit(commands.grade(course, "clv", commands.Options(workers=1), by_outputs))

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    return process


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
@pytest.mark.parametrize("seed", range(3))
def test_a_run_that_is_killed_and_started_again_ends_like_one_that_was_not(course, tmp_path, seed):
    fill(course)
    for number in range(40):
        hand_in(course, f"s{number}", notebook(f"{number}", wrong=checks()[: number % 5]))
    record(course, only={"bo", "s1", "s2"}, grade=by_outputs)
    for student in ("bo", "s1", "s2"):
        grade_by_hand(course, student)
    hand_in(course, "s1", notebook("better"))
    other = shutil.copytree(course, tmp_path / "other")
    draw, ends = random.Random(seed), []
    for _ in range(12):
        reader, reports = os.pipe()
        process = begun(course, reports)
        for _ in range(draw.randint(0, 14)):  # of 15 batches
            os.read(reader, 1)
        time.sleep(draw.uniform(0, 0.05))
        process.kill()
        process.join()
        ends.append(process.exitcode)
        os.close(reader)
        os.close(reports)
    assert ends.count(-signal.SIGKILL) > 6  # the others were done before
    for folder in (course, other):
        process = begun(folder, os.open(os.devnull, os.O_WRONLY))
        process.join()
        assert process.exitcode == 0
    assert dump(course) == dump(other)
    assert files_in(course / "autograded") == files_in(other / "autograded")


@pytest.mark.parametrize("where", STEPS)
@pytest.mark.parametrize("call", [1, 2])
def test_wherever_a_run_breaks_off_the_next_makes_up_for_it(course, tmp_path, monkeypatch, where, call):
    """As a kill, but at a place that is chosen: before the call of a function, and after it."""
    fill(course)
    record(course)
    grade_by_hand(course, "anna")
    hand_in(course, "anna", notebook("better"))
    other = shutil.copytree(course, tmp_path / "other")
    record(other)
    with monkeypatch.context() as broken:
        _break(broken, where, call)
        with pytest.raises(KeyboardInterrupt):
            record(course)
    record(course)
    assert dump(course) == dump(other)
    assert files_in(course / "autograded") == files_in(other / "autograded")


def _break(monkeypatch, name, call):
    """Let a function of grading end the run: the first time before it has done its work, or else after."""
    from crmlab.grading.gradebook import placing
    from crmlab.grading.gradebook import rows as gradebook

    owner = {
        "transaction": gradebook.AssignmentRows,
        "update": gradebook.AssignmentRows,
        "place": placing.Places,
        "set_permissions": Autograde,
    }.get(name, placing)
    real = getattr(owner, name)

    def ending(*arguments, **named):
        if call == 2:
            done = real(*arguments, **named)
            if name == "transaction":
                return _ends_after(done)
        raise KeyboardInterrupt

    monkeypatch.setattr(owner, name, ending)


class _ends_after:  # noqa: N801
    """A transaction after which nothing more is done."""

    def __init__(self, transaction):
        self.transaction = transaction

    def __enter__(self):
        return self.transaction.__enter__()

    def __exit__(self, *error):
        self.transaction.__exit__(*error)
        raise KeyboardInterrupt


# --- against nbgrader itself --------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_class_that_nbgrader_itself_has_graded_is_recorded_row_by_row_the_same(course, tmp_path):
    solved = nbformat.reads((course / "solutions/clv/clv.ipynb").read_text(encoding="utf-8"), as_version=4)
    hand_in(course, "anna", RELEASE)
    hand_in(course, "bo", nbformat.writes(solved))
    hand_in(course, "bo", "2026-11-01 10:00:00 UTC", "timestamp.txt")
    hand_in(course, "陈", notebook("x = 1"))
    other = shutil.copytree(course, tmp_path / "other")
    command = [sys.executable, "-m", "nbgrader", "autograde", "clv"]
    done = subprocess.run(
        command, cwd=other, env=os.environ | {"PATH": commands_first()}, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    for student in ("anna", "bo", "陈"):
        graded = Path(other, "autograded", student, "clv/clv.ipynb").read_bytes()
        hand_in(course, student, graded)
    record(course)
    assert dump(course) == dump(other)
    assert files_in(course / "autograded") == files_in(other / "autograded")
