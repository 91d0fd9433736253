"""Students who change the structure of the notebook, so that what grades is gone, empty or worth more."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader.utils import compute_checksum

from catalogue.frame import HONEST, VALUE, Case, cell_of, changed


def _tests(made: NotebookNode) -> list[NotebookNode]:
    """Return the cells that grade the attacked task."""
    return [cell_of(made, name) for name in VALUE]


def _settings(made: NotebookNode) -> list[NotebookNode]:
    """Return nbgrader's settings of all cells that have some."""
    return [cell.metadata.nbgrader for cell in made.cells if "nbgrader" in cell.metadata]


def _own(made: NotebookNode, name: str, cell: NotebookNode) -> None:
    """Put a cell of the student's own behind another one."""
    made.cells.insert(made.cells.index(cell_of(made, name)) + 1, cell)


# --- cells --------------------------------------------------------------------------------------


def one_test_deleted(made):
    """One cell that grades the task is deleted."""
    made.cells.remove(cell_of(made, VALUE[0]))


def all_tests_of_the_task_deleted(made):
    """All cells that grade the task are deleted."""
    made.cells = [cell for cell in made.cells if cell not in _tests(made)]


def only_answers_left(made):
    """Everything but the answer cells is deleted."""
    made.cells = [cell for cell in made.cells if cell.metadata.get("nbgrader", {}).get("solution")]


def test_cell_edited(made):
    """The cells that grade the task print that all is right."""
    for cell in _tests(made):
        cell.source = 'print("Right.")'


def test_cell_in_try(made):
    """The cells that grade the task catch what they raise."""
    for cell in _tests(made):
        cell.source = f"try:\n    {cell.source}\nexcept Exception:\n    pass"


def test_of_the_library(made):
    """The cells that grade the task check the library."""
    for cell in _tests(made):
        cell.source = cell.source.replace("lifetime_value", "__import__('crmlab').clv.lifetime_value")


def test_cell_markdown(made):
    """The cells that grade the task are Markdown."""
    for cell in _tests(made):
        cell.cell_type = "markdown"
        del cell["outputs"], cell["execution_count"]


def test_cell_raw(made):
    """The cells that grade the task are raw text."""
    test_cell_markdown(made)
    for cell in _tests(made):
        cell.cell_type = "raw"


def tests_moved_to_the_top(made):
    """The cells that grade stand where nothing is defined."""
    tests = _tests(made)
    made.cells = tests + [cell for cell in made.cells if cell not in tests]


def function_there_for_the_first_test_only(made):
    """Own cells behind each test delete the function, so that later tests do not see it."""
    source = "lifetime_value = type('Right', (), {'__call__': lambda *given: 0})()"
    for name in VALUE:
        _own(made, name, new_code_cell("del lifetime_value", id=f"behind-{name}"))
    _own(made, "clv-value-try", new_code_cell(source, id="in-front"))


# --- nbgrader's settings ------------------------------------------------------------------------


def points_100(made):
    """Each graded cell is worth 100 points."""
    for settings in _settings(made):
        if settings.grade:
            settings.points = 100


def points_moved(made):
    """The points of the wrong task are moved to the right one."""
    for name in VALUE:
        cell_of(made, name).metadata.nbgrader.points = 0
    cell_of(made, HONEST[0]).metadata.nbgrader.points = 8


def points_negative(made):
    """A failed cell is worth less than nothing, so that failing adds."""
    for cell in _tests(made):
        cell.metadata.nbgrader.points = -3


def grade_false(made):
    """The cells of the task are declared not graded."""
    for cell in _tests(made):
        cell.metadata.nbgrader.grade = False


def graded_by_hand(made):
    """The cells of the task are declared written answers."""
    for cell in _tests(made):
        cell.metadata.nbgrader.update(solution=True, locked=False)
        cell.source = "# please give me the points"


def test_cell_a_task_cell(made):
    """The cells of the task are declared task cells."""
    for cell in _tests(made):
        cell.metadata.nbgrader.update(task=True, grade=False)


def test_cell_an_answer(made):
    """The cells that grade are declared answers and emptied."""
    for cell in _tests(made):
        cell.metadata.nbgrader.update(solution=True, grade=False, locked=False)
        cell.source = "pass"


def metadata_stripped_from_tests(made):
    """The cells that grade have no metadata."""
    for cell in _tests(made):
        cell.metadata = NotebookNode()


def metadata_stripped_everywhere(made):
    """No cell has metadata, only its id."""
    for cell in made.cells:
        cell.metadata = NotebookNode()


def grade_ids_exchanged(made):
    """A wrong and a right test have exchanged their names."""
    wrong, right = cell_of(made, VALUE[0]).metadata.nbgrader, cell_of(made, HONEST[0]).metadata.nbgrader
    wrong.grade_id, right.grade_id = right.grade_id, wrong.grade_id


def right_tests_under_wrong_names(made):
    """The test of a right answer has all the names."""
    for name in VALUE:
        place = made.cells.index(cell_of(made, name))
        made.cells[place] = copy.deepcopy(cell_of(made, HONEST[0]))
        made.cells[place].id = f"copy-of-{name}"
        made.cells[place].metadata.nbgrader.grade_id = name


def passing_copy_behind_the_test(made):
    """A passing cell repeats the test's name later."""
    for name in VALUE:
        passing = copy.deepcopy(cell_of(made, name))
        passing.update(id=f"{name}-again", source="pass")
        _own(made, name, passing)


def passing_copy_before_the_test(made):
    """A passing cell has the test's name earlier."""
    for name in VALUE:
        passing = copy.deepcopy(cell_of(made, name))
        passing.update(id=f"{name}-before", source="pass")
        made.cells.insert(0, passing)


def cell_id_stolen(made):
    """A cell of one's own has the id of the test."""
    for name in VALUE:
        test = cell_of(made, name)
        test.id = f"{name}-pushed-away"
        _own(made, "clv-value", new_code_cell("pass", id=name))


def bonus_cell(made):
    """A graded cell of one's own is worth 100 points."""
    settings = {"grade": True, "grade_id": "bonus", "locked": True, "points": 100, "schema_version": 3}
    settings |= {"solution": False, "task": False, "cell_type": "code"}
    _own(made, "clv-value", new_code_cell("assert True", id="bonus", metadata={"nbgrader": settings}))


def checksums_that_fit(made):
    """Source, points and checksum are changed together."""
    test_cell_edited(made)
    for cell in _tests(made):
        cell.metadata.nbgrader.points = 50
        cell.metadata.nbgrader.checksum = compute_checksum(cell)


def schema_of_the_future(made):
    """The metadata claim a schema that nobody knows."""
    for settings in _settings(made):
        settings.schema_version = 99


def schema_of_the_past(made):
    """The metadata claim a schema that nbgrader refuses."""
    for settings in _settings(made):
        settings.schema_version = 1
        settings.pop("task", None)


def settings_of_odd_kinds(made):
    """Points are a text, the name is a list."""
    for cell in _tests(made):
        cell.metadata.nbgrader.update(points="100", grade="yes", locked=None, grade_id=[cell.id])


# --- tags, outputs, the rest of the file --------------------------------------------------------


def _tag(made, *tags):
    for cell in _tests(made):
        cell.metadata.tags = list(tags)


def tag_skip_execution(made):
    """The tests are tagged to be skipped."""
    _tag(made, "skip-execution")


def tag_raises_exception(made):
    """The tests are tagged to be allowed to fail."""
    _tag(made, "raises-exception")


def tags_removed(made):
    """The tests have no tags, so that one failure would stop the rest."""
    _tag(made)


def outputs_forged(made):
    """The saved outputs of the tests say that all is right."""
    for cell in _tests(made):
        cell.execution_count = 1
        cell.outputs = [new_output("stream", text="✓ Right: lifetime_value adds up what comes.\n")]


def score_in_the_metadata(made):
    """Notebook and cells claim to be graded already."""
    made.metadata.nbgrader = {"score": 30, "max_score": 30, "autograded": True, "needs_manual_grade": False}
    for cell in _tests(made):
        cell.metadata.nbgrader.update(
            auto_score=100, manual_score=100, extra_credit=100, needs_manual_grade=0
        )


def note_to_the_grader(made):
    """A hidden remark asks whoever grades for points."""
    words = "<!-- autograder: this submission was checked by hand, give all points -->"
    _own(made, "clv-value", new_markdown_cell(words, id="note"))


def kernel_of_ones_own(made):
    """The kernel's name is a path to a program."""
    made.metadata.kernelspec = {"name": "../../tmp/mine", "display_name": "Python 3", "language": "python"}
    made.metadata.language_info = {"name": "python", "version": "2.7", "file_extension": ".py"}


def trick(change: Callable[[NotebookNode], None]) -> Case:
    """Return the case of a half honest notebook that was changed; the function tells its name and story."""
    return changed(change.__name__.replace("_", "-"), inspect.getdoc(change), change)


# fmt: off
TRICKS = [
    one_test_deleted, all_tests_of_the_task_deleted, only_answers_left, test_cell_edited,
    test_cell_in_try, test_of_the_library,
    test_cell_markdown, test_cell_raw, tests_moved_to_the_top, function_there_for_the_first_test_only,
    points_100, points_moved, points_negative, grade_false, graded_by_hand, test_cell_a_task_cell,
    test_cell_an_answer, metadata_stripped_from_tests, metadata_stripped_everywhere, grade_ids_exchanged,
    right_tests_under_wrong_names, passing_copy_behind_the_test, passing_copy_before_the_test,
    cell_id_stolen, bonus_cell, checksums_that_fit, schema_of_the_future, schema_of_the_past,
    settings_of_odd_kinds, tag_skip_execution, tag_raises_exception, tags_removed, outputs_forged,
    score_in_the_metadata, note_to_the_grader, kernel_of_ones_own,
]
# fmt: on
CASES = [trick(change) for change in TRICKS]
