"""The build: what authors write becomes what students open, always the same, or is refused in a sentence."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import build
import nbformat
import prove
import pytest
import references
import sentences
import taught

REPOSITORY = Path(build.__file__).resolve().parents[1]


# --- The same every time: `make check` compares a fresh build with what is committed ------------------


@pytest.mark.slow
def test_an_instructors_own_release_has_the_same_bytes(tmp_path):
    solution, released = Path("solutions/clv/clv.ipynb"), Path("exercises/clv/clv.ipynb")
    (tmp_path / solution).parent.mkdir(parents=True)
    for path in (solution, Path("nbgrader_config.py")):
        (tmp_path / path).write_bytes((REPOSITORY / path).read_bytes())
    search = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])  # nbgrader calls `alembic`
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", "clv", "--force"],
        cwd=tmp_path,
        env=os.environ | {"PATH": search, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=True,
    )
    assert (tmp_path / released).read_bytes() == (REPOSITORY / released).read_bytes()
    assert (tmp_path / "gradebook.db").exists()


def ids_of(text, tmp_path):
    path = tmp_path / "clv.py"
    path.write_text(text, encoding="utf-8")
    return [cell.id for cell in build.assignment_notebook(path).cells]


def test_a_cell_keeps_its_id_when_another_is_put_before_it(tmp_path):
    text = (REPOSITORY / "course/clv/assignment.py").read_text(encoding="utf-8")
    before = ids_of(text, tmp_path)
    after = ids_of("# %% [markdown]\n# A new cell.\n\n" + text, tmp_path)
    assert after[1:] == before
    assert len(set(after)) == len(after)


def test_cells_with_one_text_have_ids_of_their_own(tmp_path):
    assert len(set(ids_of("# %%\nx = 1\n\n# %%\nx = 1\n\n# %%\nx = 1\n", tmp_path))) == 3


@pytest.mark.parametrize("folder", ["notebooks", "solutions", "exercises"])
def test_every_built_notebook_is_valid_without_outputs_and_with_unique_ids(folder):
    for path in (REPOSITORY / folder).rglob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        nbformat.validate(notebook)
        ids = [cell["id"] for cell in notebook["cells"]]
        assert len(set(ids)) == len(ids)
        assert not any(cell.get("outputs") for cell in notebook["cells"])
        assert b"\r" not in path.read_bytes()


def test_model_answers_are_there_for_every_task():
    answers = json.loads((REPOSITORY / "crmlab/data/solutions.json").read_text(encoding="utf-8"))
    assert {"clv-present", "clv-value", "clv-offer", "clv-claim"} <= answers.keys()
    assert not any("SOLUTION" in answer for answer in answers.values())
    assert answers["clv-offer"].count("```python") == 2


# --- Marks -------------------------------------------------------------------------------------


def built(text, tmp_path):
    path = tmp_path / "demo.py"
    path.write_text(text, encoding="utf-8")
    return build.assignment_notebook(path)


ONE_LINE = "a graded cell is one line"
GRADED = '# %% points=2\ncheck("demo-one-right", answer)\n'
REFUSED = {
    "an answer twice": (
        '# %% answer="demo-a"\nx = 1\n\n# %% answer="demo-a"\nx = 2\n',
        "'demo-a' stands twice",
    ),
    "a check twice": (f"{GRADED}\n{GRADED}", "'demo-one-right' stands twice"),
    "a free cell twice": (
        '# %% free="demo-me"\nx = 1\n\n# %% free="demo-me"\nx = 2\n',
        "'demo-me' stands twice",
    ),
    "a free cell named as an answer": ('# %% free="demo-a"\nx\n\n# %% answer="demo-a"\nx\n', "stands twice"),
    "a check without points": ('# %%\ncheck("demo-one-right", answer)\n', "need points"),
    "no points": ('# %% points=0\ncheck("demo-one-right", answer)\n', "need points"),
    "less than no points": ('# %% points=-2\ncheck("demo-one-right", answer)\n', "need points"),
    "points in words": ('# %% points="2"\ncheck("demo-one-right", answer)\n', "need points"),
    "points that are true": ('# %% points=True\ncheck("demo-one-right", answer)\n', "need points"),
    "an open question without points": ('# %% [markdown] open="demo-why"\n# Why?\n', "need points"),
    "a task without points": ('# %% [markdown] task="demo-project"\n# Do it.\n', "need points"),
    "points on an answer": ('# %% answer="demo-a" points=2\nx = 1\n', "only they, need points"),
    "points in words on an answer": ('# %% answer="demo-a" points="2"\nx = 1\n', "only they, need points"),
    "nbgrader's own metadata": (
        '# %% nbgrader={"grade_id": "a", "locked": false}\nx = 1\n',
        "is made by the build",
    ),
    "a mark that is misspelt": ('# %% anwser="demo-a"\nx = 1\n', "no mark 'anwser'"),
    "a mark without quotes": ("# %% answer=demo-a\nx = 1\n", "is it quoted"),
    "a check in two lines": (f"{GRADED}answer\n", ONE_LINE),
    "a check of an expression": (
        '# %% points=2\ncheck("demo-one-right", 2 * answer)\n',
        ONE_LINE,
    ),
    "a check of an attribute": (
        '# %% points=2\ncheck("demo-one-right", my.answer)\n',
        ONE_LINE,
    ),
    "a check of nothing": ('# %% points=2\ncheck("demo-one-right")\n', ONE_LINE),
    "a check with a comment": (
        '# %% points=2\ncheck("demo-one-right", answer)  # 2\n',
        ONE_LINE,
    ),
    "an id with capital letters": ('# %% points=2\ncheck("Demo-One", answer)\n', ONE_LINE),
    "points on something else": ("# %% points=2\nassert answer == 4\n", ONE_LINE),
}


@pytest.mark.parametrize("mistake", REFUSED)
def test_a_mistake_of_an_author_is_refused_in_a_sentence(mistake, tmp_path):
    text, sentence = REFUSED[mistake]
    with pytest.raises(build.AuthorError, match=sentence) as caught:
        built(text, tmp_path)
    assert str(caught.value).startswith(f"{tmp_path.name}/demo.py")


MARKED = """# %% [markdown] task="demo-project" points=5
# Do a project.

# %% [markdown] open="demo-why" points=1.5
# ### BEGIN SOLUTION
# Because.
# ### END SOLUTION

# %% answer="demo-answer"
### BEGIN SOLUTION
answer = 4
### END SOLUTION

# %% free="demo-try"
answer

# %% points=2
check("demo-one-right", answer)
"""


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """Return the metadata and sources of a released assignment with a cell of every kind."""
    folder = tmp_path_factory.mktemp("demo")
    build._write(built(MARKED, folder), folder / "solutions/demo/demo.ipynb")
    build.release("demo", folder, REPOSITORY / "nbgrader_config.py")
    notebook = nbformat.read(folder / "exercises/demo/demo.ipynb", as_version=4)
    return {cell.id: cell for cell in notebook.cells}


@pytest.mark.parametrize(
    ("cell_id", "solution", "grade", "task", "locked", "points"),
    [
        ("demo-project", False, False, True, True, 5),
        ("demo-why", True, True, False, False, 1.5),
        ("demo-answer", True, False, False, False, None),
        ("demo-one-right", False, True, False, True, 2),
    ],
)
def test_each_kind_of_cell_is_released_as_nbgrader_knows_it(
    released, cell_id, solution, grade, task, locked, points
):
    mark = released[cell_id].metadata.nbgrader
    assert (mark.solution, mark.grade, mark.task, mark.locked) == (solution, grade, task, locked)
    assert mark.get("points") == points
    assert mark.grade_id == cell_id
    assert released[cell_id].metadata.get("editable", True) is not locked


def test_run_all_goes_on_at_stubs_checks_and_free_cells_only(released):
    tagged = {cell_id for cell_id, cell in released.items() if cell.metadata.get("tags") == build.GOES_ON}
    assert tagged == {"demo-answer", "demo-try", "demo-one-right"}


def test_no_model_answer_is_released(released):
    assert "Because" not in released["demo-why"].source
    assert "4" not in released["demo-answer"].source
    assert "NotYet" in released["demo-answer"].source


def test_only_our_own_metadata_is_stored(tmp_path):
    notebook = built(MARKED, tmp_path)
    assert {key for cell in notebook.cells for key in cell.metadata} == {"nbgrader", "tags"}
    assert {*notebook.metadata} == {"crmlab", "kernelspec", "language_info"}


LESSON = """# %% [markdown] rows="CLV-01 CLV-02"
# It looks forward.

# %% rows="CLV-08"
clv.lost_customer_value(100, 24, 20)
"""
UNMARKED = "\n# %%\nclv.addon_value(300, 0.09, 5)\n"


def marked_course(folder, lesson):
    """Return a course whose only lesson is this one, with all rows."""
    shutil.copytree(
        REPOSITORY / "course", folder / "course", ignore=shutil.ignore_patterns("*.py", "concepts*")
    )
    (folder / "course/clv/lesson.py").write_text(lesson, encoding="utf-8")
    return folder


def test_a_marked_cell_teaches_its_rows_and_a_mere_call_none_and_the_mark_is_not_built(tmp_path):
    places = taught.taught(marked_course(tmp_path, LESSON + UNMARKED))
    lesson = ["[lesson 05](../notebooks/05_clv.ipynb)"]
    expected = {"CLV-01", "CLV-02", "CLV-08"}
    assert {key: found for key, found in places.items() if found} == dict.fromkeys(expected, lesson)
    notebook = build.lesson_notebook(tmp_path / "course/clv/lesson.py")
    assert not any(cell.metadata for cell in notebook.cells)


def test_a_mark_of_a_row_that_is_none_stops_the_build(tmp_path):
    root = marked_course(tmp_path, LESSON.replace("CLV-02", "CLV-99"))
    with pytest.raises(build.AuthorError, match="course/clv/lesson.py: a cell is marked with CLV-99"):
        build._write_tables(root, tmp_path / "docs")


# --- Comparing and installing ------------------------------------------------------------------


def folder_with(root, **files):
    for path, text in files.items():
        file = root / path.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def two(tmp_path):
    ours = folder_with(tmp_path / "fresh", notebooks__a="1", notebooks__b="2", exercises__new="3")
    theirs = folder_with(tmp_path / "root", notebooks__a="1", notebooks__b="old", notebooks__left_over="4")
    folder_with(theirs, notebooks__data="5", other__file="6")
    folder_with(theirs / "notebooks/.ipynb_checkpoints", a="7")
    return ours, theirs


def test_what_is_missing_changed_or_left_over_is_named(two):
    assert build.differences(*two) == [
        "exercises/new",
        "notebooks/b",
        "notebooks/data",
        "notebooks/left_over",
    ]


def test_installing_leaves_no_difference_and_nothing_else_changed(two):
    fresh, root = two
    build.install(fresh, root)
    assert build.differences(fresh, root) == []
    assert (root / "other/file").read_text(encoding="utf-8") == "6"
    assert (root / "notebooks/.ipynb_checkpoints/a").exists()


def test_checking_stops_with_the_names_of_what_differs(two, monkeypatch):
    monkeypatch.setattr(build, "build", lambda root, out, proved: build.install(two[0], out))
    monkeypatch.setattr(build, "ROOT", two[1])
    monkeypatch.setattr(sys, "argv", ["build.py", "--check"])
    with pytest.raises(SystemExit, match="make build`:\n  exercises/new\n"):
        build.main()
    monkeypatch.setattr(sys, "argv", ["build.py"])
    build.main()
    assert build.differences(*two) == []


def test_a_task_that_does_not_hold_stops_the_build(monkeypatch, tmp_path):
    monkeypatch.setattr(prove, "problems", lambda *arguments: ["clv-value: first.", "clv-value: second."])
    monkeypatch.setattr(references, "faults", lambda root: [])  # one assignment quotes no whole list
    root = folder_with(tmp_path / "root")
    needed = ("course/topics.toml", "course/clv/assignment.py", "nbgrader_config.py", sentences.WRITTEN)
    for path in map(Path, needed):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes((REPOSITORY / path).read_bytes())
    with pytest.raises(
        build.AuthorError, match="clv does not hold:\n  clv-value: first.\n  clv-value: second."
    ):
        build.build(root, tmp_path / "out")
