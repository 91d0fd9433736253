"""`crmlab ready`: nothing that a student did by accident costs points, and nothing of his is lost."""

import copy
import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from typer.testing import CliRunner

from crmlab import __version__
from crmlab.desk import cli, fresh_run, handing_in
from crmlab.errors import BadValueError
from crmlab.grading.running.rebuilding import rebuild
from crmlab.intake.releases import made_with, name_version

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
GOES_ON = ["raises-exception"]


def nbgrader(grade_id, **settings):
    """Return the metadata that nbgrader gives a cell."""
    base = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return {"nbgrader": {**base, "grade_id": grade_id, **settings}, "tags": GOES_ON}


def graded(name, source):
    return new_code_cell(source, id=name, metadata=nbgrader(name, grade=True, locked=True, points=3))


def answer(name):
    stub = f'def {name}(x):\n    raise NotYet("Put your code in place of this line.")'
    return new_code_cell(stub, id=name, metadata=nbgrader(name, solution=True))


RELEASE = new_notebook(
    metadata=KERNEL,
    cells=[
        new_markdown_cell("# Doubling and tripling", id="title"),
        new_code_cell('me = "your number or name"', id="tiny-me"),
        new_code_cell("from crmlab import NotYet", id="setup"),
        answer("double"),
        new_code_cell("double(2)", id="try-double", metadata={"tags": GOES_ON}),
        graded("test-double", "assert double(2) == 4"),
        answer("triple"),
        graded("test-triple", "assert triple(2) == 6"),
        new_markdown_cell(
            "*Your answer goes here.*",
            id="why",
            metadata=nbgrader("why", grade=True, solution=True, points=2),
        ),
    ],
)
DONE = {
    "tiny-me": 'me = "李雷"',
    "double": "def double(x):\n    return 2 * x",
    "triple": "def triple(x):\n    return 3 * x",
    "why": "因为二乘以二是四。",
}


def at(notebook, name):
    return next(cell for cell in notebook.cells if cell.id == name)


def done(**sources):
    """Return a finished notebook, but for what is given here."""
    notebook = copy.deepcopy(RELEASE)
    for name, source in {**DONE, **sources}.items():
        at(notebook, name).source = source
    return notebook


@pytest.fixture
def releases(tmp_path):
    folder = tmp_path / "released"
    for name, notebook in {"tiny": RELEASE, "other": other_release()}.items():
        (folder / name).mkdir(parents=True)
        nbformat.write(notebook, folder / name / f"{name}.ipynb")
    return folder


def other_release():
    cells = [new_code_cell("from crmlab import NotYet", id="setup"), answer("halve")]
    return new_notebook(metadata=KERNEL, cells=cells)


@pytest.fixture
def mine(tmp_path):
    """Return a function that saves a notebook as a student's, and its path."""

    def save(notebook, name="tiny.ipynb", encoding="utf-8"):
        path = tmp_path / "我的 课程" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(nbformat.writes(notebook).encode(encoding))
        return path

    return save


def said(seen, subject):
    return [finding for finding in seen.findings if finding.subject == subject]


def to_do(seen):
    return [finding for finding in seen.findings if finding.advice]


def saved(path):
    return nbformat.read(path, as_version=4)


# --- a sound notebook ---------------------------------------------------------------------------------------


def test_a_sound_notebook_is_left_as_it_is_to_the_last_byte(mine, releases):
    notebook = done()
    notebook.cells.insert(5, new_code_cell("own = 1", metadata={"slideshow": {}}))
    notebook.metadata.language_info = {"name": "python", "version": "3.13"}
    path = mine(notebook)
    before = path.read_bytes()
    seen = handing_in.look_over(path, releases)
    assert all(finding.line.endswith("ok") for finding in seen.findings)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


# --- what is mended -----------------------------------------------------------------------------------------


def copied(notebook):
    twin = nbformat.from_dict({**at(notebook, "double"), "id": "twin"})
    notebook.cells.insert(notebook.cells.index(at(notebook, "double")) + 1, twin)


def split(notebook):
    copied(notebook)
    at(notebook, "twin").source = "print(double(2))"


def without(name):
    def damage(notebook):
        notebook.cells.remove(at(notebook, name))

    damage.__name__ = f"without {name}"
    return damage


def edited(notebook):
    at(notebook, "test-double").source = "assert True"


def made_worth_more(notebook):
    at(notebook, "test-double").metadata.nbgrader.points = 100


def skipped(notebook):
    at(notebook, "test-double").metadata.tags = ["skip-execution"]


def stripped(notebook):
    for cell in notebook.cells:
        cell.metadata = {}


def upside_down(notebook):
    notebook.cells.reverse()


def on_another_kernel(notebook):
    notebook.metadata.kernelspec = {"name": "ir", "display_name": "R"}


def on_no_kernel(notebook):
    notebook.metadata = {}


MENDED = [
    copied, split, without("double"), without("test-double"), without("setup"), without("why"), edited,
    made_worth_more, skipped, stripped, upside_down, on_another_kernel, on_no_kernel,
]  # fmt: skip


@pytest.mark.parametrize("damage", MENDED)
def test_what_is_mended_is_said_and_gives_the_notebook_that_would_have_been_graded(mine, releases, damage):
    notebook = done()
    damage(notebook)
    path = mine(notebook)
    handed_in = path.read_bytes()
    seen = handing_in.look_over(path, releases)
    assert [finding for finding in seen.findings if finding.mended]
    assert seen.notebook == rebuild(RELEASE, notebook)[0] == rebuild(RELEASE, saved(path))[0]
    (kept,) = [one for one in path.parent.iterdir() if one != path]
    assert kept.read_bytes() == handed_in
    assert kept.suffix != ".ipynb"  # nbgrader would take it for a second submission


@pytest.mark.parametrize("damage", MENDED)
def test_what_was_mended_once_stays_mended(mine, releases, damage):
    notebook = done()
    damage(notebook)
    path = mine(notebook)
    handing_in.look_over(path, releases)
    before = path.read_bytes()
    assert not [finding for finding in handing_in.look_over(path, releases).findings if finding.mended]
    assert path.read_bytes() == before


def test_each_cell_that_was_touched_is_named(mine, releases):
    notebook = done()
    for damage in (copied, without("test-triple"), edited, without("setup")):
        damage(notebook)
    lines = [finding.found for finding in said(handing_in.look_over(mine(notebook), releases), "cells")]
    for name in ("'double'", "'test-triple'", "'test-double'", "'from crmlab import NotYet'"):
        assert [line for line in lines if name in line], name


def test_mending_keeps_what_the_student_sees_in_the_cells_that_did_not_change(mine, releases):
    notebook = done()
    edited(notebook)
    at(notebook, "try-double").update(outputs=[new_output("stream", text="4")], execution_count=7)
    at(notebook, "test-double").outputs = [new_output("stream", text="all right")]
    picture = new_markdown_cell("![sketch](attachment:s.png)", attachments={"s.png": {"image/png": "iVBO"}})
    notebook.cells.append(picture)
    path = mine(notebook)
    handing_in.look_over(path, releases)
    assert at(saved(path), "try-double").outputs[0].text == "4"
    assert at(saved(path), "try-double").execution_count == 7
    assert at(saved(path), "test-double").outputs == []
    assert saved(path).cells[-1].attachments == picture.attachments


def test_damaged_outputs_do_not_keep_a_notebook_from_being_mended(mine, releases):
    notebook = done()
    edited(notebook)
    path = mine(notebook)
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["cells"][1]["outputs"] = [{"output_type": "nonsense"}]
    path.write_text(json.dumps(raw), encoding="utf-8")
    handing_in.look_over(path, releases)
    nbformat.validate(saved(path))
    assert at(saved(path), "test-double").source == "assert double(2) == 4"


def test_notes_in_the_text_stay_and_the_student_reads_that_they_are_not_graded(mine, releases):
    notebook = done(title="# Doubling and tripling\n\nmy note")
    edited(notebook)
    path = mine(notebook)
    (told,) = said(handing_in.look_over(path, releases), "text")
    assert "not graded" in told.found
    assert at(saved(path), "title").source.endswith("my note")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_a_file_in_another_encoding_becomes_utf_8_with_its_chinese_words(mine, releases, encoding):
    path = mine(done(), encoding=encoding)
    seen = handing_in.look_over(path, releases)
    assert said(seen, "file")[0].mended
    assert at(saved(path), "why").source == DONE["why"]
    assert said(seen, "me")[0].found == "李雷"


def test_a_notebook_of_an_old_format_is_brought_up_to_date(mine, releases):
    path = mine(nbformat.convert(done(), 3))
    handing_in.look_over(path, releases)
    assert (saved(path).nbformat, at(saved(path), "double").source) == (4, DONE["double"])


def test_a_file_that_the_browser_renamed_gets_its_name_back(mine, releases):
    path = mine(done(), "tiny (1).ipynb")
    seen = handing_in.look_over(path, releases)
    assert seen.path == path.with_name("tiny.ipynb")
    assert seen.path.is_file() and not path.exists()


def test_of_two_files_the_student_decides_which_one_counts(mine, releases):
    first, second = mine(done()), mine(done(why="no"), "tiny (1).ipynb")
    before = first.read_bytes(), second.read_bytes()
    seen = handing_in.look_over(second, releases)
    assert [finding.subject for finding in to_do(seen)] == ["name"]
    assert (first.read_bytes(), second.read_bytes()) == before


def test_a_full_disk_leaves_the_students_file_as_it_was(mine, releases, monkeypatch):
    notebook = done()
    edited(notebook)
    path = mine(notebook)
    before = path.read_bytes()

    def full(path, target):
        raise OSError("disk full")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(OSError, match="disk full"):
        handing_in.look_over(path, releases)
    assert path.read_bytes() == before


def test_no_earlier_copy_is_overwritten_by_a_later_one(mine, releases):
    works = []
    for why in ("first", "second"):
        notebook = done(why=why)
        edited(notebook)
        path = mine(notebook)
        works.append(path.read_bytes())
        handing_in.look_over(path, releases)
    kept = sorted(one for one in path.parent.iterdir() if one != path)
    assert [one.read_bytes() for one in kept] == works


# --- what the student must do -------------------------------------------------------------------------------


COMPUTED = "it is computed, or neither a text nor a whole number, so grading cannot read it"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('me = "your number or name"', "your number is missing"),
        ('me = "  "', "your number is missing"),
        ('me = "2023".strip()', COMPUTED),
        ('for me in ["2023"]:\n    pass', COMPUTED),
        ('def f(me="2023"):\n    pass', COMPUTED),
        ("me = 20.5", COMPUTED),
        ("# me", "it is not given"),
        ('me = "a"\nme = "b"', "it is given 2 times"),
    ],
)
def test_who_does_not_say_who_he_is_reads_where_to_say_it(mine, releases, source, told):
    seen = handing_in.look_over(mine(done(**{"tiny-me": source})), releases)
    assert [(one.subject, one.found) for one in to_do(seen)] == [("me", told)]


@pytest.mark.parametrize("source", ["me = str(20231234)", 'me: str = "2023" "1234"', "me = you = 20231234"])
def test_a_number_in_any_plain_spelling_is_shown_to_the_student_as_grading_reads_it(mine, releases, source):
    seen = handing_in.look_over(mine(done(**{"tiny-me": source})), releases)
    assert (said(seen, "me")[0].found, to_do(seen)) == ("20231234", [])


def test_an_assignment_that_does_not_ask_for_a_name_does_not_miss_it(mine, releases):
    notebook = other_release()
    at(notebook, "halve").source = "def halve(x):\n    return x / 2"
    assert not said(handing_in.look_over(mine(notebook, "other.ipynb"), releases), "me")


def test_every_assignment_as_it_is_handed_out_lacks_nothing_but_the_answers(tmp_path):
    releases = cli.course_folder() / "exercises"
    for release in releases.glob("*/*.ipynb"):
        path = tmp_path / release.name
        path.write_bytes(release.read_bytes())
        seen = handing_in.look_over(path, releases)
        assert path.read_bytes() == release.read_bytes()
        assert {one.advice for one in to_do(seen) if one.subject != "me"} == {"write your answer"}


@pytest.mark.parametrize("source", [answer("double").source, "", "  \n"])
def test_an_answer_that_was_forgotten_is_named(mine, releases, source):
    seen = handing_in.look_over(mine(done(double=source)), releases)
    assert [(one.subject, one.advice) for one in to_do(seen)] == [("double", "write your answer")]


def test_a_line_of_the_stub_that_was_left_in_is_named(mine, releases):
    source = 'double = lambda x: 2 * x\nraise NotYet("Put your code in place of this line.")'
    seen = handing_in.look_over(mine(done(double=source)), releases)
    assert [(one.subject, one.advice) for one in to_do(seen)] == [("double", "delete that line")]


def test_cells_of_last_years_assignment_are_named(mine, releases):
    notebook = done()
    notebook.cells.append(new_code_cell("x = 1", metadata=nbgrader("quadruple", solution=True)))
    (told,) = to_do(handing_in.look_over(mine(notebook), releases))
    assert "quadruple" in told.found


# --- what cannot be read ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [b"", b"  \n", b'{"cells": [', b"[1, 2]", b'"words"', b'{"cells": []}', b"\x00\xff\xfe", b"[" * 100_000],
)
def test_a_file_that_is_no_notebook_gets_a_sentence_and_is_not_touched(mine, releases, content):
    path = mine(done())
    path.write_bytes(content)
    with pytest.raises(BadValueError, match="take an earlier copy"):
        handing_in.look_over(path, releases)
    assert (path.read_bytes(), list(path.parent.iterdir())) == (content, [path])


def test_whoever_has_a_checkpoint_of_jupyter_reads_where_it_is(mine, releases):
    path = mine(done())
    earlier = path.parent / ".ipynb_checkpoints" / "tiny-checkpoint.ipynb"
    earlier.parent.mkdir()
    path.rename(earlier)
    path.write_bytes(b"{")
    with pytest.raises(BadValueError, match="tiny-checkpoint.ipynb"):
        handing_in.look_over(path, releases)


def test_a_lesson_is_not_made_into_an_assignment(mine, releases):
    lesson = new_notebook(cells=[new_code_cell("from crmlab import NotYet"), *RELEASE.cells[5:6]])
    lesson.cells[1] = new_code_cell(lesson.cells[1].source)
    path = mine(lesson, "05_tiny.ipynb")
    with pytest.raises(BadValueError, match="other, tiny"):
        handing_in.look_over(path, releases)


# --- another crmlab -----------------------------------------------------------------------------------------


def naming(notebook, version):
    name_version(notebook, version)
    return notebook


@pytest.fixture
def released_with(releases):
    """Return a function that releases the assignment as made with a version."""

    def release(version):
        nbformat.write(naming(copy.deepcopy(RELEASE), version), releases / "tiny/tiny.ipynb")

    return release


OLD = f"it was made with crmlab 0.0.9, and {__version__} is installed"
ASK = f"install crmlab 0.0.9, or ask your teacher for the release made with {__version__}"
VERSIONS = {
    "as installed": (__version__, __version__, f"made with crmlab {__version__}", ""),
    "older": ("0.0.9", __version__, OLD, ASK),
    "as handed out": (
        "0.0.9",
        "0.0.9",
        f"it was made with crmlab 0.0.9, and {__version__} is installed",
        ASK,
    ),
    "not handed out": (
        __version__,
        "0.0.9",
        f"it was made with crmlab {__version__}, and what was handed out with 0.0.9",
        "ask your teacher which of the two counts",
    ),
    "of before": (None, __version__, "it names no version of crmlab", ""),
    "all of before": (None, None, "it names no version of crmlab", ""),
    "handed out before": (__version__, None, f"made with crmlab {__version__}", ""),
}


@pytest.mark.parametrize("case", VERSIONS)
def test_who_works_with_another_crmlab_than_his_teacher_reads_it_before_he_hands_in(
    case, mine, releases, released_with
):
    version, handed_out, found, advice = VERSIONS[case]
    released_with(handed_out)
    path = mine(naming(done(), version))
    before = path.read_bytes()
    seen = handing_in.look_over(path, releases)
    assert [(one.found, one.advice) for one in said(seen, "release")] == [(found, advice)]
    assert path.read_bytes() == before


def test_a_version_that_is_no_version_counts_as_none(mine, releases):
    for version in (["0.1.0"], "x" * 10**6, "0.1.0\n\x1b[2J"):
        (finding,) = said(handing_in.look_over(mine(naming(done(), version)), releases), "release")
        assert finding.found == "it names no version of crmlab"


@pytest.mark.parametrize("version", ["0.0.9", None])
def test_a_mended_notebook_still_says_with_which_crmlab_it_was_made(version, mine, releases, released_with):
    released_with(__version__)
    notebook = naming(done(), version)
    copied(notebook)
    seen = handing_in.look_over(mine(notebook), releases)
    assert any(finding.mended for finding in seen.findings)
    assert made_with(saved(seen.path)) == version


# --- on a fresh kernel --------------------------------------------------------------------------------------


@pytest.fixture
def ready(mine, releases, monkeypatch):
    """Return a function that runs the command on a notebook and gives its exit code and lines."""
    monkeypatch.setattr(cli, "course_folder", lambda: releases.parent)
    releases.rename(releases.parent / "exercises")

    def run(notebook, *options):
        result = CliRunner().invoke(cli.app, ["ready", str(mine(notebook)), *options])
        return result.exit_code, result.output.splitlines()

    return run


def line_of(lines, *words):
    return next(line for line in lines if all(word in line for word in words))


@pytest.mark.slow
def test_a_student_reads_what_is_right_so_far_and_what_a_person_decides(ready):
    code, lines = ready(done(triple="def triple(x):\n    return x"))
    assert code == 0
    assert line_of(lines, "right", "test-double", "3")
    assert line_of(lines, "not yet", "test-triple", "3", "AssertionError")
    assert line_of(lines, "by hand", "why", "2")
    assert lines[-1] == "Right here: 3 of 6 points, and grading gives up to 2 more."


def test_before_it_is_graded_a_quiz_counts_neither_as_right_nor_as_wrong():
    shown = new_output("display_data", {"text/plain": "○ Complete: both items are answered."})
    cells = [graded("right", "check()"), graded("clv-quiz-one", "check()"), graded("wrong", "check()")]
    for number, cell in enumerate(cells, 1):
        cell.execution_count = number
    cells[1].outputs = [shown]
    cells[2].outputs = [new_output("error", ename="NotYet", evalue="no", traceback=["no"])]
    scores = [fresh_run._score(cell) for cell in cells]
    assert [score.row[0] for score in scores] == ["right", "complete", "not yet"]
    assert scores[1].remark == "what is right, and why, comes with the feedback"
    assert fresh_run.total(scores) == "Right here: 3 of 6 points, and grading gives up to 3 more."


@pytest.mark.slow
def test_what_works_only_in_the_kernel_that_is_open_is_found_before_handing_in(ready):
    notebook = done(
        double="def double(x):\n    return factor * x", triple="def triple(x):\n    return tree(x)"
    )
    notebook.cells += [new_code_cell("double(tree)"), new_code_cell("factor = 2"), new_code_cell("1 / 0")]
    code, lines = ready(notebook)
    assert code == 1
    assert "factor is made further down" in line_of(lines, "double(2)", "NameError")
    assert "no cell above makes tree" in line_of(lines, "double(tree)", "NameError")
    assert line_of(lines, "1 / 0", "ZeroDivisionError", "→")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "told"),
    [("while True: pass", "takes longer than 2 seconds"), ("import os; os._exit(1)", "ended Python")],
)
def test_a_cell_that_never_ends_or_ends_python_is_named(ready, source, told):
    notebook = done()
    notebook.cells.insert(6, new_code_cell(source))
    code, lines = ready(notebook, "--seconds", "2")
    assert code == 1
    assert told in line_of(lines, source[:10], "nothing below it was run")
    assert line_of(lines, "right", "test-double")
    assert "it was not run" in line_of(lines, "not yet", "test-triple")


@pytest.mark.slow
def test_looking_over_takes_no_hint_and_remembers_nothing(ready, tmp_path, monkeypatch):
    (tmp_path / "home").mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    notebook = done()
    notebook.cells.append(new_code_cell('from crmlab import hint\nhint("clv-value")'))
    assert ready(notebook)[0] == 0
    assert not list(tmp_path.glob("home/**/progress.json"))


@pytest.mark.slow
def test_a_check_that_never_ends_earns_nothing(ready):
    code, lines = ready(done(triple="def triple(x):\n    while True: pass"), "--seconds", "2")
    assert "test-triple takes longer" in line_of(lines, "run: ")
    assert line_of(lines, "not yet", "test-triple")


def test_a_file_that_cannot_be_read_ends_in_a_sentence(mine, releases, ready):
    path = mine(done())
    path.write_bytes(b"{")
    result = CliRunner().invoke(cli.app, ["ready", str(path)])
    assert result.exit_code == 2
    assert "cannot be read" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("behind", [b"\0" * 512, b"}\n", b"\xff\xfe\x81" * 9])
def test_a_notebook_with_something_behind_its_end_can_be_opened_again(tmp_path, behind):
    for topic in ("releases/tiny", "mine"):
        (tmp_path / topic).mkdir(parents=True)
    (tmp_path / "releases/tiny/tiny.ipynb").write_text(nbformat.writes(RELEASE), encoding="utf-8")
    file = tmp_path / "mine/tiny.ipynb"
    file.write_bytes(nbformat.writes(RELEASE).encode() + behind)
    seen = handing_in.look_over(file, tmp_path / "releases")
    assert "something stood behind its end" in "".join(finding.line for finding in seen.findings)
    assert len(nbformat.read(file, as_version=4).cells) == len(RELEASE.cells)
