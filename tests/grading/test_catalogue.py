"""The catalogue of hostile, broken and messy submissions, graded with the real command, as one class."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from catalogue import frame, outputs, outputs_elsewhere
from course_to_grade import gradebook, new_course, put
from typer.testing import CliRunner

from crmlab.desk import cli
from crmlab.grading.running.sandbox import why_not

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(why_not()), reason=why_not())]

CASES = {case.student or case.name: case for case in frame.all_cases()}
SHOWN = {case.student or case.name for case in [*outputs.CASES, *outputs_elsewhere.CASES]}  # in feedback
QUICK_LIMITS = """
c.RunInSandbox.cell, c.RunInSandbox.call, c.RunInSandbox.notebook = 6, 3, 240
"""
KEY = "c" * 64  # the same hidden calls in every run
WORKERS = 3  # most of the time they wait for what sleeps until it is ended
HONEST = "honest neighbour"
PLANTED = f"{frame.CANARY}: nobody may read this"


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class of one honest student and many others, graded; the folder, and who was in the class."""
    folder = new_course(tmp_path_factory.mktemp("class") / "course")
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(QUICK_LIMITS)
    put(folder / "course_key", KEY)
    for student, case in CASES.items():
        put(folder / "submitted" / student / "clv" / case.file_name, case.content)
    put(folder / "submitted" / HONEST / "clv" / "clv.ipynb", frame.to_bytes(frame.honest()))
    keeps_a_secret = frame.honest(clv_me=f"me = {PLANTED!r}")
    put(folder / "submitted" / "neighbour" / "clv" / "clv.ipynb", frame.to_bytes(keeps_a_secret))
    put(folder / "secret.txt", PLANTED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CRMLAB_PLANTED", PLANTED)
        done = crmlab("grade", "clv", "--course", folder, "--workers", WORKERS)
        shown = [word for student in CASES if student in SHOWN for word in ("--student", student)]
        assert crmlab("grade", "clv", "--course", folder, "--feedback", *shown).exit_code == 0
    return folder, [*CASES], done


def crmlab(*words):
    return CliRunner().invoke(cli.app, [str(word) for word in words], catch_exceptions=False)


def test_every_submission_ends_with_points_and_a_reason_and_nobody_gets_what_he_does_not_deserve(graded):
    folder, students, done = graded
    assert done.exit_code == 0, done.output
    earned = _earned(folder)
    assert set(students) <= set(earned)
    undeserved = {name: sorted(earned[name] - set(CASES[name].earns)) for name in students}
    assert {name: cells for name, cells in undeserved.items() if cells} == {}


def test_an_honest_answer_keeps_its_points_whatever_stands_beside_it(graded):
    folder, students, _ = graded
    earned = _earned(folder)
    lost = {name: sorted(set(CASES[name].earns) - earned[name]) for name in students}
    assert {name: cells for name, cells in lost.items() if cells} == {}
    assert earned[HONEST] == set(frame.HONEST)


def test_nobody_reads_the_gradebook_the_key_another_students_work_or_a_hidden_call(graded):
    folder, students, _ = graded
    secrets = [frame.CANARY, "STASH", (folder / "course_key").read_text(encoding="utf-8").strip()]
    parts = [folder / part / name for name in students for part in ("autograded", "feedback")]
    files = [path for part in parts for path in part.rglob("*") if path.is_file()]
    assert len(files) >= len(students)
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not any(secret in text for secret in secrets), path


def test_what_a_student_reads_has_no_script_no_link_and_nothing_that_is_fetched(graded):
    folder, students, _ = graded
    pages = [page for name in students for page in (folder / "feedback" / name).rglob("*.html")]
    assert len(pages) == len(SHOWN.intersection(students)) > 0
    for page in pages:
        assert Harm(page.read_text(encoding="utf-8")).harm == [], page


def test_the_instructor_is_told_what_was_left_out_or_could_not_be_read(graded):
    _, students, done = graded
    said = re.sub(r"\s+", "", done.output)
    for name in students:
        assert re.sub(r"\s+", "", CASES[name].said) in said, name


def test_nothing_is_left_of_a_class_but_its_grades(graded):
    running = {path.name for path in Path("/proc").iterdir() if path.name.isdigit()}
    commands_of = (Path("/proc", number, "cmdline") for number in running)
    assert [path for path in commands_of if b"617" in words_of(path)] == []


def words_of(command):
    try:
        return command.read_bytes().split(b"\0")
    except OSError:  # it has ended
        return []


class Harm(HTMLParser):
    """Finds the markers of the catalogue where a browser would act on them."""

    def __init__(self, page):
        super().__init__()
        self.harm, self._inside = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self._inside.append(tag)
        self._look(tag, " ".join(f"{name}={value}" for name, value in attributes))

    def handle_endtag(self, tag):
        self._inside = self._inside[:-1]

    def handle_data(self, text):
        if self._inside and self._inside[-1] in {"script", "style", "iframe"}:
            self._look(self._inside[-1], text)

    def _look(self, where, text):
        self.harm += [(where, marker) for marker in outputs.MARKERS if marker in text]


def _earned(folder):
    """Return the graded cells that earn points, by student."""
    with pytest.MonkeyPatch.context() as patch, gradebook(patch, folder) as book:
        submitted = book.notebook_submissions("clv", "clv")
        return {one.student.id: {grade.name for grade in one.grades if grade.auto_score} for one in submitted}
