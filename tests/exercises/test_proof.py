"""The proof of tasks and assignments finds every kind of fault; each build proves what we teach."""

import copy
from dataclasses import replace
from pathlib import Path

import nbformat
import prove
import pytest
from assignments import in_a_sandbox
from catalogue.frame import VALUE

from crmlab.declared.quantities import Choice, Money, typical
from crmlab.exercises.declaring import FunctionCheck, Mistake, Task
from crmlab.exercises.proof import faults, shapes
from crmlab.grading.running.sandbox import why_not

REPOSITORY = Path(__file__).resolve().parents[2]


def built(folder, topic):
    return nbformat.read(REPOSITORY / folder / topic / f"{topic}.ipynb", as_version=4)


@pytest.fixture(scope="module")
def solution():
    return built("solutions", "clv")


@pytest.fixture(scope="module")
def release():
    return built("exercises", "clv")


# --- Faults of a task --------------------------------------------------------------------------


def doubled(margin: Money) -> Money:
    return 2 * margin


def slip(wrong):
    """Declare *wrong* as a mistake."""
    return Mistake("You slipped.", wrong)


def faults_of(hints=("Twice.", "Add it to itself.", "margin + margin"), **settings):
    usual = {"says": "it doubles", "reference": doubled, "between": (0, 10_000), "id": "test-double-it"}
    task = Task("test-double", "test", [FunctionCheck(**usual | settings)], {"test-double": hints}, "nothing")
    return list(faults(task, draws=2))


def test_a_sound_task_has_no_faults():
    halved = slip(lambda margin: margin / 2)
    assert faults_of(mistakes={"halved": halved}, also_right=[lambda margin: [margin + margin]]) == []


def test_a_mistake_that_is_right_is_found():
    (fault,) = faults_of(mistakes={"added": slip(lambda margin: margin + margin)})
    assert fault == (
        "test-double-it: No draw tells the misconceptions of 'test-double-it' apart; narrow its quantities."
    )


def test_two_mistakes_with_one_answer_are_found():
    same = {"kept": slip(lambda margin: margin), "once": slip(lambda margin: margin * 1.0)}
    (fault,) = faults_of(mistakes=same)
    assert "apart" in fault


def test_a_mistake_that_is_not_recognised_is_found():
    unseen = replace(slip(lambda margin: margin), shows_in=lambda given: False)
    (fault, _) = faults_of(mistakes={"kept": unseen})
    assert fault.startswith("test-double-it:kept is not recognised: What your function gives is margin")


def test_a_mistake_without_a_finite_answer_is_found():
    (fault,) = faults_of(mistakes={"endless": slip(lambda margin: float("inf"))})
    assert "apart" in fault


def test_another_right_answer_that_is_not_right_is_found():
    found = faults_of(also_right=[lambda margin: 2 * margin, lambda margin: 3 * margin])
    assert found[0].startswith("test-double-it: right answer 2 of another form is refused: Not right yet")


def test_a_tolerance_too_narrow_for_rounded_answers_is_found():
    def third(margin: Money) -> Money:
        return margin / 30_000

    found = faults_of(reference=third, tolerance=1e-9)
    assert found[0].startswith("test-double-it: a right answer as float is refused")


def test_an_answer_nobody_would_expect_is_found():
    assert "lies outside of (0, 1)" in faults_of(between=(0, 1))[0]
    assert "declare between" in faults_of(between=None)[0]


@pytest.mark.parametrize("says", ["", "x" * 130])
def test_a_check_without_a_short_description_is_found(says):
    assert faults_of(says=says) == ["test-double-it: says what the check is about in a few words."]


@pytest.mark.parametrize(
    ("cases", "missing"),
    [
        ([{"margin": 50}, {"margin": 100}], []),
        ([{"margin": 50}], ["on"]),
        ([{"margin": 100}], ["below"]),
    ],
)
def test_a_condition_that_no_call_meets_on_its_edge_is_found_before_wrong_answers_earn(cases, missing):
    edges = {"a margin of 100 counts": lambda margin: margin - 100}
    found = faults_of(cases=cases, edges=edges, narrow={"margin": typical(200, 300, 10)})
    said = "test-double-it: no call lies {} the edge of “a margin of 100 counts”; add a case."
    assert found == [said.format(side) for side in missing]


def test_a_task_without_hints_is_found():
    assert faults_of(hints=("Twice.",)) == ["test-double: has 1 hints; learners are promised 3."]


def test_right_answers_are_tried_in_the_shapes_in_which_learners_give_them():
    kinds = {type(shape).__name__ for shape in shapes(2.5, FunctionCheck("x", doubled).result)}
    several = {"list", "ndarray", "Series", "DataFrame"}
    assert {"float", "float64"} | several <= kinds
    assert {type(shape).__name__ for shape in shapes([1, 2])} == {"tuple"} | several
    assert {type(shape).__name__ for shape in shapes("yes", Choice(("yes", "no")))} == {"str"} | several


# --- Faults of an assignment -------------------------------------------------------------------


@pytest.fixture(autouse=True)
def without_sandbox(monkeypatch):
    """It takes a second; one test takes it, and each build."""
    monkeypatch.setattr(prove, "why_not", lambda: "not here")


def problems(solution, release):
    return list(prove.problems("clv", solution, release, draws=0))


def without(notebook, grade_id):
    """Return the notebook without one cell."""
    cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") != grade_id]
    return nbformat.v4.new_notebook(cells=cells)


def with_source(notebook, grade_id, source):
    """Return the notebook with another source in one cell."""
    changed = copy.deepcopy(notebook)
    for cell in changed.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id:
            cell.source = source
    return changed


def test_the_built_assignment_has_no_problems(solution, release, monkeypatch):
    monkeypatch.setattr(prove, "why_not", why_not)
    assert problems(solution, release) == []


@in_a_sandbox
def test_a_model_answer_that_calls_the_library_is_found(solution, release, monkeypatch):
    monkeypatch.setattr(prove, "why_not", why_not)
    called = "from crmlab import clv\n\ndef lifetime_value(*given):\n    return clv.lifetime_value(*given)"
    found = problems(with_source(solution, "clv-value", called), release)
    lost = [f"{name}: the model answer does not earn the points" for name in VALUE]
    assert {f"{one} in the sandbox." for one in lost} <= set(found)


def test_a_check_without_a_cell_is_found(solution, release):
    found = problems(without(solution, "clv-value-loyal"), without(release, "clv-value-loyal"))
    assert found == ["clv-value-loyal: is declared, but no cell of course/clv/assignment.py checks it."]


def test_a_cell_without_a_declared_check_is_found(solution, release):
    changed = copy.deepcopy(solution)
    graded = next(
        c for c in changed.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "clv-value-loyal"
    )
    graded.metadata.nbgrader["grade_id"] = "clv-value-nobody"
    graded.source = 'check("clv-value-nobody", lifetime_value)'
    found = problems(changed, release)
    assert "clv-value-nobody: stands in course/clv/assignment.py, but no task declares it." in found
    assert "clv-value-nobody: the model answer does not earn the points." in found


@pytest.mark.parametrize("grade_id", ["clv-terms", "clv-claim"])
def test_a_task_without_an_answer_cell_is_found(solution, release, grade_id):
    found = problems(without(solution, grade_id), without(release, grade_id))
    assert f"{grade_id}: has no answer cell in course/clv/assignment.py." in found


def test_a_model_answer_that_fails_is_found(solution, release):
    wrong = with_source(solution, "clv-payback", "def payback_year(acquisition_cost, profits):\n    return 2")
    found = problems(wrong, release)
    assert "clv-payback-year: the model answer does not earn the points." in found
    assert all(problem.startswith("clv-payback-") for problem in found)


def test_a_stub_that_earns_points_is_found(solution, release):
    generous = with_source(release, "clv-present", "def present_value(flows, rate):\n    return sum(flows)")
    assert problems(solution, generous) == ["clv-present-norate: the untouched stub earns the points."]


def test_a_cell_that_stops_run_all_is_not_passed_over(solution, release):
    broken = copy.deepcopy(release)
    broken.cells.insert(5, nbformat.v4.new_code_cell("1 / 0"))
    with pytest.raises(ZeroDivisionError):
        problems(solution, broken)


def test_proving_prints_nothing_and_leaves_no_trace(solution, release, capsys, progress_file, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    problems(solution, release)
    assert capsys.readouterr() == ("", "")
    assert not progress_file.exists()
    assert prove.os.environ["NBGRADER_EXECUTION"] == "validate"
