"""Which released cell a submitted cell is: after a change of points, and where an editor lost all names."""

import copy
import json
import re
from pathlib import Path

import nbformat
import pytest
from nbgrader.utils import compute_checksum

from crmlab.grading.running.rebuilding import match, rebuild
from crmlab.intake.names import names_given

CLV = Path(__file__).parents[2] / "exercises/clv/clv.ipynb"


def test_after_a_change_of_points_nobody_is_told_that_his_cells_were_changed():
    marked = copy.deepcopy(nbformat.read(CLV, as_version=4))
    handed_out = copy.deepcopy(marked)
    for cell in marked.cells:
        if "points" in cell.metadata.get("nbgrader", {}):
            cell.metadata.nbgrader.points += 1
            cell.metadata.nbgrader.checksum = compute_checksum(cell)
    assert rebuild(marked, handed_out)[1] == []


@pytest.mark.parametrize("points", [100, "100", None, 10**400, float("inf"), [1], {}])
def test_points_that_a_student_wrote_himself_are_told(points):
    release = nbformat.read(CLV, as_version=4)
    submitted = json.loads(nbformat.writes(release))
    graded = [cell for cell in submitted["cells"] if cell["metadata"].get("nbgrader", {}).get("locked")]
    graded[0]["metadata"]["nbgrader"]["points"] = points
    assert "was changed" in "".join(rebuild(release, submitted)[1])


def test_a_notebook_in_which_every_cell_was_changed_is_told_of_in_one_sentence():
    submitted = nbformat.read(CLV, as_version=4)
    for cell in submitted.cells:
        cell.metadata.get("nbgrader", {}).pop("checksum", None)
    told = [one for one in rebuild(nbformat.read(CLV, as_version=4), submitted)[1] if "changed" in one]
    assert len(told) == 1 and told[0].startswith("20 cells were changed; the released ones stand: [")


def without_names(notebook, ids="gone"):
    """Take from a notebook what editors lose that know nothing of nbgrader."""
    for number, cell in enumerate(notebook.cells):
        cell.metadata.pop("nbgrader", None)
        cell.pop("id") if ids == "gone" else cell.update(id=f"{ids}{number}")
    return notebook


SOLVED = {"clv-present": "def present_value(flows, rate):\n    return 1", "clv-value": "value = 2"}


def solved():
    notebook = nbformat.read(CLV, as_version=4)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = SOLVED.get(grade_id, cell.source)
        if cell.metadata.get("nbgrader", {}).get("solution") and cell.cell_type == "markdown":
            cell.source = "My claim is right."
        if "me = " in cell.source and cell.cell_type == "code":
            cell.source = 'me = "2026001"'
    return notebook


def as_handed_in(change, ids):
    notebook = without_names(solved(), ids)
    change(notebook.cells)
    return notebook


def nothing(cells):
    pass


def only_code_and_the_claim(cells):
    cells[:] = [cell for cell in cells if cell.cell_type == "code" or "My claim" in cell.source]


def respaced(cells):
    for cell in cells:
        cell.source = re.sub(r"^check\(\"([\w-]+)\", ", r"check( '\1',  ", cell.source) + "\n"


def tried_out(cells):
    for place in [at for at, cell in enumerate(cells) if cell.source in SOLVED.values()][::-1]:
        cells.insert(place + 1, nbformat.v4.new_code_cell("print(1)"))


@pytest.mark.parametrize("ids", ["gone", "new-"])
@pytest.mark.parametrize("change", [nothing, only_code_and_the_claim, respaced, tried_out])
def test_answers_whose_names_an_editor_has_lost_are_found_before_the_checks_that_stand(change, ids):
    release = nbformat.read(CLV, as_version=4)
    matched = match(release, as_handed_in(change, ids))
    found = {slot.called: slot.counts.source.strip() for slot in matched.slots if slot.copies}
    assert SOLVED.items() <= found.items()
    assert "My claim is right." in found.values()
    rebuilt = matched.notebook()
    assert names_given(rebuilt.cells) == ["2026001"]
    order = [cell.source.strip() for cell in rebuilt.cells if cell.source.strip() in SOLVED.values()]
    assert order == [*SOLVED.values()]
    assert change is respaced or not [remark for remark in matched.remarks() if "changed" in remark]


def test_a_notebook_without_names_and_checks_is_not_of_this_assignment():
    release = nbformat.read(CLV, as_version=4)
    other = without_names(solved())
    other.cells = [cell for cell in other.cells if not cell.source.startswith("check(")]
    assert match(release, other).answers == 0


def test_where_names_are_kept_a_cell_of_ones_own_is_not_taken_for_an_answer_that_is_gone():
    release = nbformat.read(CLV, as_version=4)
    submitted = solved()
    place = next(at for at, cell in enumerate(submitted.cells) if cell.source == SOLVED["clv-value"])
    submitted.cells[place] = nbformat.v4.new_code_cell("mine = 1")
    assert "The answer 'clv-value' is missing" in "".join(match(release, submitted).remarks())


def test_in_a_notebook_without_ids_the_cell_that_gives_me_is_not_there_twice():
    release = nbformat.read(CLV, as_version=4)
    submitted = solved()
    for cell in submitted.cells:
        cell.pop("id")
    rebuilt = match(release, submitted).notebook()
    assert names_given(rebuilt.cells) == ["2026001"]
