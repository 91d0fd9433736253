"""The sanitizer: a student's answers in the released notebook."""

import copy
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbformat import from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from crmlab.grading.sanitizer import rebuild

REPOSITORY = Path(__file__).parents[2]
STUB = 'def {name}(x):\n    raise NotImplementedError("Your code goes here.")'


def nbgrader(grade_id, **settings):
    """Return the metadata that nbgrader gives a cell."""
    base = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return {"nbgrader": {**base, "grade_id": grade_id, **settings}}


def answer(name):
    return new_code_cell(STUB.format(name=name), id=name, metadata=nbgrader(name, solution=True))


def graded(name, source):
    return new_code_cell(source, id=name, metadata=nbgrader(name, grade=True, locked=True, points=3))


RELEASE = new_notebook(
    metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    cells=[
        new_markdown_cell("# Doubling and tripling", id="title"),
        new_code_cell("import math", id="setup", metadata=nbgrader("setup", locked=True)),
        answer("double"),
        new_code_cell("double(2)", id="try-double"),
        graded("test-double", "assert double(2) == 4"),
        new_markdown_cell("Now three times.", id="now"),
        answer("triple"),
        graded("test-triple", "assert triple(2) == 6"),
        new_markdown_cell(
            "*Your answer goes here.*",
            id="why",
            metadata=nbgrader("why", grade=True, solution=True, points=2),
        ),
    ],
)
RIGHT = {"double": "def double(x):\n    return 2 * x", "triple": "def triple(x):\n    return 3 * x"}
WRONG = "def double(x):\n    return x"


def handed_in(**answers):
    """Return a submission: both answers right, but for what is given here."""
    notebook = copy.deepcopy(RELEASE)
    for name, source in {**RIGHT, **answers}.items():
        at(notebook, name).source = source
    return notebook


def at(notebook, name):
    return next(cell for cell in notebook.cells if cell.id == name)


def insert_after(notebook, name, *cells):
    place = notebook.cells.index(at(notebook, name)) + 1
    notebook.cells[place:place] = cells


def copy_cell(notebook, name, source):
    """Copy a cell and paste it below, as JupyterLab does: with its metadata, under a new id."""
    insert_after(notebook, name, from_dict({**at(notebook, name), "id": f"{name}-copy", "source": source}))


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def points(submitted):
    """Run what is graded, as a kernel would, and return the points of each graded code cell."""
    rebuilt, _ = rebuild(RELEASE, submitted)
    nbformat.validate(rebuilt)
    namespace, earned = {}, {}
    for cell in rebuilt.cells:
        if cell.cell_type != "code":
            continue
        try:
            exec(cell.source, namespace)
            failed = False
        except Exception:
            failed = True
        settings = cell.metadata.get("nbgrader", {})
        if settings.get("grade"):
            earned[cell.id] = 0 if failed else settings["points"]
    return earned


FULL = {"test-double": 3, "test-triple": 3}
HALF = {"test-double": 0, "test-triple": 3}


# honest work


def test_an_honest_student_gets_all_points_and_the_instructor_no_remark():
    assert points(handed_in()) == FULL
    assert rebuild(RELEASE, handed_in())[1] == []


def test_the_untouched_release_comes_back_as_it_was():
    assert rebuild(RELEASE, RELEASE) == (RELEASE, [])


def test_neither_the_release_nor_the_submission_is_changed_under_the_callers_hands():
    release, submitted = copy.deepcopy(RELEASE), handed_in()
    at(submitted, "try-double").outputs = [nbformat.v4.new_output("stream", text="4")]
    before = copy.deepcopy(submitted)
    rebuild(release, submitted)
    assert (release, submitted) == (RELEASE, before)


def test_outputs_of_the_submission_do_not_stand_in_for_a_run():
    submitted = handed_in()
    for cell in submitted.cells:
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = 7, [nbformat.v4.new_output("stream", text="all passed")]
    assert rebuild(RELEASE, submitted)[0] == rebuild(RELEASE, handed_in())[0]


def test_a_written_answer_reaches_the_person_who_grades_it_with_its_picture():
    submitted = handed_in(why="Because ![sketch](attachment:sketch.png)")
    at(submitted, "why").attachments = {"sketch.png": {"image/png": "iVBORw0KGgo="}}
    why = at(rebuild(RELEASE, submitted)[0], "why")
    assert why.source.startswith("Because")
    assert why.attachments == {"sketch.png": {"image/png": "iVBORw0KGgo="}}
    assert why.metadata == at(RELEASE, "why").metadata


@pytest.mark.parametrize("neighbour", ["title", "setup", "double"])
def test_a_helper_cell_of_ones_own_runs_where_the_student_put_it(neighbour):
    submitted = handed_in(
        double="def double(x):\n    return helper(x)", triple="triple = lambda x: helper(x) + x"
    )
    insert_after(submitted, neighbour, new_code_cell("def helper(x):\n    return 2 * x"))
    assert points(submitted) == FULL


@pytest.mark.parametrize("neighbour", [cell.id for cell in RELEASE.cells])
def test_an_own_cell_stays_behind_the_cell_it_followed(neighbour):
    submitted = handed_in()
    insert_after(submitted, neighbour, new_code_cell("first = 1"), new_markdown_cell("a note"))
    found = sources(rebuild(RELEASE, submitted)[0])
    expected = sources(submitted)
    assert found == expected


def test_an_own_cell_before_everything_runs_first():
    submitted = handed_in(double="def double(x):\n    return TWO * x")
    submitted.cells.insert(0, new_code_cell("TWO = 2"))
    assert points(submitted) == FULL


def test_a_helper_defined_in_the_try_it_cell_is_not_lost():
    submitted = handed_in(triple="def triple(x):\n    return three * x")
    at(submitted, "try-double").source = "three = 3"
    assert points(submitted) == FULL


def test_own_cells_bring_nothing_but_their_words():
    submitted = handed_in()
    odd = new_code_cell(
        "x = 1", metadata={**nbgrader("mine", grade=True, points=100), "tags": ["skip-execution"]}
    )
    insert_after(submitted, "title", odd, nbformat.v4.new_raw_cell("raw words"))
    rebuilt, remarks = rebuild(RELEASE, submitted)
    own = rebuilt.cells[1:3]
    assert [(cell.cell_type, cell.metadata) for cell in own] == [("code", {}), ("markdown", {})]
    assert remarks == ["Not in the release, so kept as the student's own: ['mine']."]


def test_own_cells_get_the_same_fresh_ids_every_time():
    submitted = handed_in()
    insert_after(submitted, "title", new_code_cell("x = 1"), new_code_cell("y = 1"))
    release = copy.deepcopy(RELEASE)
    at(release, "now").id = "own-1"
    rebuilt, _ = rebuild(release, submitted)
    assert [cell.id for cell in rebuilt.cells[1:3]] == ["own-2", "own-3"]
    assert len({cell.id for cell in rebuilt.cells}) == len(rebuilt.cells)


# honest slips


def test_a_copied_answer_cell_keeps_full_points_and_the_last_version_counts():
    submitted = handed_in(double=WRONG)
    copy_cell(submitted, "double", RIGHT["double"])
    assert points(submitted) == FULL
    assert rebuild(RELEASE, submitted)[1] == ["The answer 'double' stands 2 times; the last counts."]


@pytest.mark.parametrize("idle", [STUB.format(name="double"), "", "\n"])
def test_an_untouched_or_emptied_copy_after_the_work_does_not_cost_the_points(idle):
    submitted = handed_in()
    copy_cell(submitted, "double", idle)
    assert points(submitted) == FULL
    assert rebuild(RELEASE, submitted)[1] == [
        "The answer 'double' stands 2 times; the last that was worked on counts."
    ]
    assert len(rebuild(RELEASE, submitted)[0].cells) == len(RELEASE.cells)


def test_an_answer_cell_split_in_two_keeps_both_halves():
    submitted = handed_in()
    copy_cell(submitted, "double", "print(double(2))")
    assert points(submitted) == FULL


def test_a_notebook_pasted_below_itself_shows_the_released_text_once():
    submitted = handed_in()
    submitted.cells += [from_dict({**cell, "id": f"{cell.id}-copy"}) for cell in submitted.cells]
    assert points(submitted) == FULL
    assert [words for words in sources(rebuild(RELEASE, submitted)[0]) if words == "Now three times."] == [
        "Now three times."
    ]


def test_a_copied_setup_cell_does_not_pull_a_later_helper_before_what_it_needs():
    submitted = handed_in(triple="def triple(x):\n    return six // 2 * x")
    copy_cell(submitted, "now", "import math")
    at(submitted, "now-copy").update(cell_type="code", metadata=at(RELEASE, "setup").metadata)
    insert_after(submitted, "now-copy", new_code_cell("six = double(3)"))
    assert points(submitted) == FULL


def test_a_line_of_the_try_it_cell_typed_again_runs_where_it_was_typed():
    submitted = handed_in()
    insert_after(submitted, "now", new_code_cell("double(2)"))
    assert sources(rebuild(RELEASE, submitted)[0]) == sources(submitted)


def test_an_empty_cell_is_not_taken_for_an_empty_released_cell_further_down():
    release = copy.deepcopy(RELEASE)
    release.cells.append(new_code_cell("", id="try-triple"))
    submitted = handed_in()
    insert_after(submitted, "setup", new_code_cell(""), new_code_cell("helper = 1"))
    assert sources(rebuild(release, submitted)[0])[:4] == sources(submitted)[:4]


def test_a_missing_answer_costs_that_answer_only_and_the_instructor_is_told():
    submitted = handed_in()
    submitted.cells.remove(at(submitted, "double"))
    assert points(submitted) == HALF
    assert rebuild(RELEASE, submitted)[1] == [
        "The answer 'double' is missing; the released one stands in its place."
    ]


def test_reordered_cells_are_graded_in_the_released_order():
    submitted = handed_in()
    submitted.cells.reverse()
    assert rebuild(RELEASE, submitted)[0] == rebuild(RELEASE, handed_in())[0]


def test_an_answer_turned_to_markdown_is_still_the_answer():
    submitted = handed_in()
    at(submitted, "double").cell_type = "markdown"
    assert points(submitted) == FULL


def test_an_answer_whose_nbgrader_metadata_an_editor_dropped_is_known_by_its_id():
    submitted = handed_in()
    at(submitted, "double").metadata = {}
    at(submitted, "triple").metadata = nbgrader("renamed", solution=True)
    assert points(submitted) == FULL


def test_renamed_and_unknown_answers_are_kept_and_named_to_the_instructor():
    submitted = handed_in()
    at(submitted, "double").metadata.nbgrader.grade_id = "doubling"
    at(submitted, "double").id = "other"
    rebuilt, remarks = rebuild(RELEASE, submitted)
    assert RIGHT["double"] in sources(rebuilt)
    assert remarks == [
        "The answer 'double' is missing; the released one stands in its place.",
        "Not in the release, so kept as the student's own: ['doubling'].",
    ]


def test_a_notebook_saved_in_an_old_format_without_ids_keeps_points_and_shows_nothing_twice():
    submitted = handed_in(triple="def triple(x):\n    return three * x")
    insert_after(submitted, "now", new_code_cell("three = 3"))
    for cell in submitted.cells:
        del cell["id"]
    submitted.nbformat_minor = 2
    assert points(submitted) == FULL
    assert sources(rebuild(RELEASE, submitted)[0]) == sources(submitted)


def test_a_notebook_of_version_3_keeps_its_points():
    submitted = nbformat.convert(handed_in(), 3)
    assert points(submitted) == FULL
    assert points(nbformat.convert(copy.deepcopy(submitted), 4)) == FULL


def test_a_release_of_an_old_format_stays_valid_with_own_cells():
    release = copy.deepcopy(RELEASE)
    release.nbformat_minor = 4
    for cell in release.cells:
        del cell["id"]
    submitted = handed_in()
    submitted.cells.append(new_code_cell("x = 1"))
    nbformat.validate(rebuild(release, submitted)[0])


# what must not earn points


def deleted(cells, test):
    cells.remove(test)


def edited(cells, test):
    test.source = "assert True"


def worth_a_hundred(cells, test):
    test.metadata.nbgrader.points = 100


def not_graded(cells, test):
    test.metadata.nbgrader.grade = False


def stripped(cells, test):
    del test.metadata["nbgrader"]


def stripped_edited_and_renamed(cells, test):
    test.update(metadata={}, source="assert True", id="other")


def turned_to_markdown(cells, test):
    test.cell_type = "markdown"
    del test["outputs"], test["execution_count"]


def skipped(cells, test):
    test.metadata.tags = ["skip-execution"]


def allowed_to_fail(cells, test):
    test.metadata.tags = ["raises-exception"]


def made_an_answer(cells, test):
    test.metadata.nbgrader.update(solution=True, locked=False)
    test.source = "pass"


def renamed(cells, test):
    test.metadata.nbgrader.grade_id = "other"
    test.id = "other"


def doubled_with_an_easier_copy(cells, test):
    cells.append(from_dict({**test, "id": "copy", "source": "assert True"}))


TRICKS = [
    deleted, edited, worth_a_hundred, not_graded, stripped, stripped_edited_and_renamed, turned_to_markdown,
    skipped, allowed_to_fail, made_an_answer, renamed, doubled_with_an_easier_copy,
]  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_with_a_graded_cell_earns_nothing_and_takes_nothing(trick):
    wrong, right = handed_in(double=WRONG), handed_in()
    for submitted in (wrong, right):
        trick(submitted.cells, at(submitted, "test-double"))
    assert points(wrong) == HALF
    assert points(right) == FULL


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_with_a_graded_cell_is_shown_to_the_instructor(trick):
    submitted = handed_in()
    trick(submitted.cells, at(submitted, "test-double"))
    assert "'test-double'" in rebuild(RELEASE, submitted)[1][0]


def test_an_unknown_kernel_named_by_the_student_does_not_stop_the_class():
    submitted = handed_in()
    submitted.metadata.kernelspec = {"name": "malbolge"}
    assert rebuild(RELEASE, submitted)[0].metadata == RELEASE.metadata


# whatever was parsed


@pytest.mark.parametrize(
    "damage",
    [
        {"metadata": None},
        {"metadata": []},
        {"metadata": {"nbgrader": "double"}},
        {"metadata": {"nbgrader": {"grade_id": ["double"]}}},
        {"metadata": {"nbgrader": {"grade_id": {}}}, "id": {}},
        {"source": None},
        {"source": 5},
        {"source": ["def double(x):\n", "    return x", 5]},
        {"source": "\ud800"},
        {"cell_type": ["code"]},
        {"id": "triple"},
        {"attachments": {"a": None, "b": {"image/png": 5}}},
    ],
)
def test_one_damaged_cell_does_not_cost_the_rest_of_the_notebook(damage):
    submitted = handed_in()
    at(submitted, "double").update(damage)
    assert points(submitted)["test-triple"] == 3
    json.dumps(rebuild(RELEASE, submitted)[0], ensure_ascii=False).encode("utf-8")


def test_a_source_in_lines_is_read_as_one():
    submitted = handed_in()
    at(submitted, "double").source = RIGHT["double"].splitlines(keepends=True)
    assert points(submitted) == FULL


def test_a_notebook_of_many_cells_is_graded_in_a_moment():
    submitted = handed_in()
    submitted.cells += [from_dict({**at(submitted, "double"), "source": f"x = {n}"}) for n in range(9_000)]
    assert len(rebuild(RELEASE, submitted)[0].cells) == len(RELEASE.cells) + 9_000


def rebuilt_frame(submitted):
    """Return what is not the student's of the notebook to be graded, as bytes."""
    rebuilt, _ = rebuild(RELEASE, submitted)
    nbformat.validate(copy.deepcopy(rebuilt))
    known = [cell for cell in rebuilt.cells if not cell.id.startswith("own-")]
    for cell in known:
        if cell.id in {"double", "triple", "why", "try-double"}:
            cell.pop("source"), cell.pop("attachments", None)
    return json.dumps([known, rebuilt.metadata], sort_keys=True).encode("utf-8")


FRAME = rebuilt_frame(RELEASE)
POOL = [
    *handed_in().cells,
    *handed_in(double=WRONG).cells,
    new_code_cell("x = 1"),
    new_markdown_cell("a note"),
]
FIELDS = st.sampled_from(["cell_type", "source", "metadata", "id", "attachments", "input"])
WORDS = st.sampled_from(["nbgrader", "grade_id", "tags", "code", "double", "test-double", "\ud800", ""])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
DAMAGE = st.dictionaries(FIELDS, JSON, max_size=3)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(POOL), st.just({}) | DAMAGE), max_size=30))
def test_no_shuffling_copying_deleting_or_damaging_of_cells_reaches_what_is_graded(cells):
    submitted = from_dict({"cells": [{**cell, **damage} for cell, damage in cells]})
    assert rebuilt_frame(submitted) == FRAME


@settings(deadline=None)
@given(st.lists(DAMAGE | JSON, max_size=9) | JSON, JSON, JSON)
def test_no_parsed_notebook_goes_without_a_grade(cells, metadata, sheets):
    submitted = from_dict({"cells": cells, "metadata": metadata, "worksheets": sheets})
    assert rebuilt_frame(submitted) == FRAME


# with nbgrader


def run(course, *command):
    """Run a command in a course, as an instructor would, away from the settings of this machine."""
    private = dict.fromkeys(
        ["HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"], str(course / "private")
    )
    paths = {
        "PYTHONPATH": os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")]),
        "PATH": os.pathsep.join(
            [str(Path(sys.executable).parent), os.environ["PATH"]]
        ),  # nbgrader calls alembic
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=course,
        env={**os.environ, **private, **paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
    )


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a course with one assignment and two submissions."""
    course = tmp_path_factory.mktemp("course")
    ours = (REPOSITORY / "nbgrader_config.py").read_text(encoding="utf-8")
    no_judge_knows_it = "\nc.RunInSandbox.unsandboxed = True\n"
    (course / "nbgrader_config.py").write_text(ours + no_judge_knows_it, encoding="utf-8")
    solved = "def {name}(x):\n    ### BEGIN SOLUTION\n    return {factor} * x\n    ### END SOLUTION"
    models = {
        name: solved.format(name=name, factor=factor) for name, factor in [("double", 2), ("triple", 3)]
    }
    hand_in(course / "solutions" / "tiny", handed_in(**models))
    released = run(course, "-m", "nbgrader", "generate_assignment", "tiny")
    assert released.returncode == 0, released.stdout

    copied = handed_in()
    copy_cell(copied, "double", RIGHT["double"])
    cheat = handed_in(double=WRONG)
    for trick in (edited, skipped, worth_a_hundred):
        trick(cheat.cells, at(cheat, "test-double"))
    for student, notebook in {"copied": copied, "cheat": cheat}.items():
        hand_in(course / "submitted" / student / "tiny", notebook)
    return course


def hand_in(folder, notebook):
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "tiny.ipynb")


def auto_score(course, student):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        submission = gradebook.find_submission_notebook("tiny", "tiny", student)
        return sum(grade.auto_score or 0 for grade in submission.grades)


def test_who_does_not_grade_does_not_wait_for_nbgrader(tmp_path):
    done = run(tmp_path, "-c", "import sys, crmlab.grading; sys.exit('nbgrader' in sys.modules)")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_a_class_is_graded_from_the_command_line_though_cells_were_copied_and_tests_edited(course):
    done = run(course, "-m", "nbgrader", "autograde", "tiny")
    assert done.returncode == 0, done.stdout
    assert "copied, tiny: The answer 'double' stands 2 times; the last counts." in done.stdout
    assert (auto_score(course, "copied"), auto_score(course, "cheat")) == (6, 3)


@pytest.mark.slow
def test_formgraders_button_grades_the_same_way(course):
    button = """
from nbgrader.apps import NbGrader
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

app = NbGrader()
app.load_config_file()
result = NbGraderAPI(CourseDirectory(parent=app), parent=app).autograde("tiny", "cheat")
print(result["log"])
assert result["success"]
"""
    done = run(course, "-c", button)
    assert done.returncode == 0, done.stdout
    told = "3 cells were changed; the released ones stand: ['setup', 'test-double', 'test-triple']."
    assert f"cheat, tiny: {told}" in done.stdout
    assert auto_score(course, "cheat") == 3


@pytest.mark.slow
def test_an_instructor_without_a_release_reads_what_to_do(course, tmp_path):
    course = shutil.copytree(course, tmp_path / "course")
    shutil.rmtree(course / "exercises")
    done = run(course, "-m", "nbgrader", "autograde", "tiny", "--force")
    assert done.returncode != 0
    assert "is not there: run `nbgrader generate_assignment tiny` first." in done.stdout


TOO_LONG = {
    "a list of millions": f"ones = [{'1,' * 3_000_000}]",
    "a text": f"text = '{'x' * 200_000}'",
    "lines": "x = 1\n" * 100_000,
}


@pytest.mark.parametrize("what", TOO_LONG)
@pytest.mark.parametrize("where", ["double", "try-double", "own"])
def test_a_cell_that_is_too_long_is_left_out_and_everything_else_is_graded(what, where):
    submitted = handed_in()
    if where == "own":
        submitted.cells.insert(2, new_code_cell(TOO_LONG[what], id="own"))
    else:
        at(submitted, where).source = TOO_LONG[what]
    made, remarks = rebuild(RELEASE, submitted)
    assert at(made, "triple").source == RIGHT["triple"]
    assert max(len(cell.source) for cell in made.cells) < 1_000
    told = next(one for one in remarks if one.startswith(f"Left out: '{where}' ({len(TOO_LONG[what]):,} ch"))
    assert made.cells[0].source == told


def test_many_cells_that_are_too_long_together_leave_the_answers_in():
    submitted = handed_in()
    submitted.cells[2:2] = [new_code_cell(f"ones = [{'1,' * 40_000}]", id=f"own{n}") for n in range(90)]
    made, _ = rebuild(RELEASE, submitted)
    assert at(made, "double").source == RIGHT["double"]
    assert sum(len(cell.source) for cell in made.cells) < 600_000


@pytest.mark.parametrize("unit", [r"\begin{a}", "[", "![", "`a``", "*a ", "~~~\n", "$$a"])
def test_an_open_answer_on_which_markdown_would_take_minutes_is_shown_as_it_was_typed(unit):
    submitted = handed_in()
    at(submitted, "why").source = typed = (unit * 60_000)[:60_000]
    shown = at(rebuild(RELEASE, submitted)[0], "why").source
    assert typed in shown
    assert shown.startswith("~~~")
    began = time.process_time()
    markdown2html_mistune(shown)
    assert time.process_time() - began < 5


def test_a_picture_that_was_pasted_into_a_text_of_ones_own_is_kept_and_one_that_is_not_there_stops_nothing():
    submitted = handed_in()
    there = new_markdown_cell("![](attachment:a.png)", id="own", attachments={"a.png": {"image/png": "AAAA"}})
    missing = new_markdown_cell("![](attachment:b.png)", id="other")
    submitted.cells += [there, missing]
    at(submitted, "why").source = "![](attachment:c.png)"
    made, _ = rebuild(RELEASE, submitted)
    assert made.cells[-2].attachments == there.attachments
    assert made.cells[-1].source == "![](picture not in the file: b.png)"
    assert "c.png" in HTMLExporter().from_notebook_node(made)[0]
