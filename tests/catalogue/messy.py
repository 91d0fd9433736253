"""Honest notebooks whose cells were copied, deleted, moved, split or merged: nobody loses a point by it."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from catalogue.frame import HONEST, VALUE, Case, cell_of, honest, messy, model_answers, release

FUNCTIONS = ("clv-present", "clv-value", "clv-payback")
TESTS = HONEST + VALUE


def finished(**others: str) -> NotebookNode:
    """Return a notebook with all three functions right, and other cells as given."""
    return honest(*FUNCTIONS, **others)


def own_cell(made: NotebookNode, source: str) -> NotebookNode:
    """Return a new code cell, as a student adds one; its id is the same in every run."""
    return new_code_cell(source, id=f"mine-{len(made.cells)}")


def insert_after(made: NotebookNode, name: str, source: str) -> None:
    """Add a code cell of the student's own below another one."""
    made.cells.insert(place_of(made, name) + 1, own_cell(made, source))


def place_of(made: NotebookNode, name: str) -> int:
    """Return where a cell stands, by its grade_id or id."""
    return made.cells.index(cell_of(made, name))


def paste_below(made: NotebookNode, name: str, source: str) -> None:
    """Copy a cell and paste it below, as JupyterLab does: with its metadata, under a new id."""
    original = cell_of(made, name)
    twin = nbformat.from_dict({**copy.deepcopy(original), "id": f"{name}-copy", "source": source})
    made.cells.insert(place_of(made, name) + 1, twin)


def slip(change: Callable[[NotebookNode], None]) -> Case:
    """Return the case of a finished notebook that was changed; the function tells its name and story."""
    made = finished()
    change(made)
    return messy(change.__name__.replace("_", "-"), inspect.getdoc(change), made)


def entries(sheet: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield name, sentence and sources by cell of each entry of a sheet; see `catalogue.sheets`."""
    for part in f"\n{sheet}".split("\n=== ")[1:]:
        first, *others = part.split("\n--- ")
        name, about, source = f"{first}\n".split("\n", 2)
        cells = {"": source, **dict(other.split("\n", 1) for other in others)}
        yield name, about, {at: text.strip("\n") for at, text in cells.items()}


# --- copied and split -------------------------------------------------------------------------------


def copied_answer_cell(made):
    """The answer cell is copied and pasted below itself, so its grade_id stands twice."""
    paste_below(made, "clv-value", model_answers()["clv-value"])


def answer_copied_then_corrected(made):
    """A first, wrong version is kept for remembrance; the copy below it is right."""
    cell_of(
        made, "clv-value"
    ).source = "def lifetime_value(margin, retention, rate, years=None):\n    return 0"
    paste_below(made, "clv-value", model_answers()["clv-value"])


def stub_pasted_below_the_answer(made):
    """The untouched stub is pasted below the finished answer and would define the function anew."""
    paste_below(made, "clv-value", cell_of(release(), "clv-value").source)


def empty_copy_below_the_answer(made):
    """A copied answer cell was emptied and left there."""
    paste_below(made, "clv-value", "")


def answer_split_in_two(made):
    """The answer cell is split; the helper in its first half is called by the second."""
    cell_of(
        made, "clv-value"
    ).source = "def share(retention, rate, t):\n    return (retention / (1 + rate)) ** t"
    second = (
        "def lifetime_value(margin, retention, rate, years=None):\n"
        "    if years is None:\n        return margin * retention / (1 + rate - retention)\n"
        "    return sum(margin * share(retention, rate, t) for t in range(1, years + 1))"
    )
    paste_below(made, "clv-value", second)


def answer_split_with_a_print_below(made):
    """The answer cell is split after the function; the second half only tries it."""
    paste_below(made, "clv-value", "print(lifetime_value(100, 0.8, 0.1, 5))")


def graded_cell_copied(made):
    """A graded cell is copied, so it stands twice with its points."""
    paste_below(made, "clv-value-finite", cell_of(made, "clv-value-finite").source)


def notebook_pasted_below_itself(made):
    """All cells are selected, copied and pasted at the end: every grade_id stands twice."""
    twins = copy.deepcopy(made.cells)
    for twin in twins:
        twin.id = f"{twin.id}-copy"
    made.cells += twins


def same_function_again_in_a_later_cell(made):
    """The right function is defined once more, just as it is, in a cell at the end."""
    made.cells.append(own_cell(made, model_answers()["clv-value"]))


# --- deleted ----------------------------------------------------------------------------------------


def graded_cell_deleted(made):
    """A graded cell is deleted by accident."""
    made.cells.remove(cell_of(made, "clv-value-finite"))


def all_graded_cells_deleted(made):
    """The student tidies up and deletes every cell that he need not write."""
    made.cells = [cell for cell in made.cells if not cell.metadata.get("nbgrader", {}).get("grade")]


def only_the_answers_left(made):
    """Nothing is handed in but the three answer cells."""
    made.cells = [cell_of(made, name) for name in FUNCTIONS]


def all_text_deleted(made):
    """Every Markdown cell is deleted."""
    made.cells = [cell for cell in made.cells if cell.cell_type == "code"]


def import_cell_deleted(made):
    """The cell with the imports is deleted after it had been run once."""
    made.cells = [cell for cell in made.cells if not cell.source.startswith("import numpy")]


def answer_written_in_a_cell_of_his_own(made):
    """The answer cell is deleted, and the right function written in a new cell in its place."""
    place = place_of(made, "clv-value")
    made.cells[place] = own_cell(made, model_answers()["clv-value"])


def function_in_a_cell_below_the_stub(made):
    """The stub is left as it was; the right function is defined in a new cell below it."""
    cell_of(
        made, "clv-value"
    ).source = "def lifetime_value(margin, retention, rate, years=None):\n    raise NotYet()"
    insert_after(made, "clv-value", model_answers()["clv-value"])


# --- moved and merged -------------------------------------------------------------------------------


def cells_upside_down(made):
    """The order of all cells is reversed."""
    made.cells.reverse()


def answers_moved_to_the_end(made):
    """The answer cells are moved below everything, so that the graded cells stand before them."""
    for name in FUNCTIONS:
        made.cells.append(made.cells.pop(place_of(made, name)))


def graded_cells_moved_to_the_top(made):
    """The graded cells are moved above everything."""
    for name in TESTS:
        made.cells.insert(0, made.cells.pop(place_of(made, name)))


def answer_merged_with_its_test(made):
    """Answer, try-it and graded cell are merged into one, as JupyterLab does with Shift+M."""
    names = ("clv-value-try", "clv-value-finite")
    merged = [made.cells.pop(place_of(made, name)).source for name in names]
    cell_of(made, "clv-value").source = "\n\n".join([model_answers()["clv-value"], *merged])


def three_answers_in_one_cell(made):
    """All three functions stand in the first answer cell; the other two cells are emptied."""
    cell_of(made, "clv-present").source = "\n\n\n".join(model_answers()[name] for name in FUNCTIONS)
    cell_of(made, "clv-value").source = cell_of(made, "clv-payback").source = ""


# --- changed ----------------------------------------------------------------------------------------


def answer_turned_to_markdown(made):
    """A slip of the key M turns the answer cell to Markdown."""
    answer = cell_of(made, "clv-value")
    answer.cell_type = "markdown"
    del answer["outputs"], answer["execution_count"]


def answer_turned_to_raw(made):
    """A slip of the key R turns the answer cell to raw text."""
    answer = cell_of(made, "clv-value")
    answer.cell_type = "raw"
    del answer["outputs"], answer["execution_count"]


def graded_cell_touched(made):
    """A comment is written into a graded cell, which changes its checksum."""
    cell_of(made, "clv-value-finite").source += "  # all right!"


def other_metadata_everywhere(made):
    """Editors write their own metadata: collapsed, slideshow, vscode, colab, execution times."""
    for cell in made.cells:
        cell.metadata |= {
            "collapsed": True,
            "slideshow": {"slide_type": "slide"},
            "vscode": {"languageId": "plaintext"},
            "execution": {"iopub.status.busy": "2026-11-22T10:00:00Z"},
            "id": "Xy_z",
        }


def nbgrader_metadata_dropped(made):
    """An editor that knows no metadata dropped all of nbgrader's; the ids of cells are left."""
    for cell in made.cells:
        cell.metadata.pop("nbgrader", None)


def old_outputs_and_errors(made):
    """Outputs of an earlier, failing run were saved with the notebook."""
    old = {"output_type": "error", "ename": "NotYet", "evalue": "Not right yet", "traceback": ["NotYet"]}
    for cell in made.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [nbformat.from_dict(old)], 99


def five_hundred_empty_cells(made):
    """A key was held down: 500 empty cells."""
    made.cells += [new_code_cell("", id=f"empty-{number}") for number in range(500)]


def notes_between_all_cells(made):
    """The student writes a note of his own after every cell."""
    made.cells = [
        each
        for number, cell in enumerate(made.cells)
        for each in (cell, new_markdown_cell(f"note {number}", id=f"note-{number}"))
    ]


# --- what one answer needs of another cell ------------------------------------------------------------


def helper_in_a_try_cell(made):
    """A helper is defined in a try-it cell, and an answer further down calls it."""
    cell_of(made, "clv-present-try").source = "def add(one, other):\n    return one + other"
    cell_of(made, "clv-payback").source = model_answers()["clv-payback"].replace(
        "total += profit", "total = add(total, profit)"
    )


def recursive_helper_in_a_cell_of_his_own(made):
    """The answer calls a helper that calls itself and stands in a cell above."""
    source = "def summed(values):\n    return values[0] + summed(values[1:]) if values else 0"
    made.cells.insert(place_of(made, "clv-present"), own_cell(made, source))
    cell_of(made, "clv-present").source = (
        "def present_value(flows, rate):\n"
        "    return summed([flow / (1 + rate) ** t for t, flow in enumerate(flows)])"
    )


SLIPS = [
    copied_answer_cell, answer_copied_then_corrected, stub_pasted_below_the_answer,
    empty_copy_below_the_answer, answer_split_in_two, answer_split_with_a_print_below, graded_cell_copied,
    notebook_pasted_below_itself, same_function_again_in_a_later_cell, graded_cell_deleted,
    all_graded_cells_deleted, only_the_answers_left, all_text_deleted, import_cell_deleted,
    answer_written_in_a_cell_of_his_own, function_in_a_cell_below_the_stub, cells_upside_down,
    answers_moved_to_the_end, graded_cells_moved_to_the_top, answer_merged_with_its_test,
    three_answers_in_one_cell, answer_turned_to_markdown, answer_turned_to_raw, graded_cell_touched,
    other_metadata_everywhere, nbgrader_metadata_dropped, old_outputs_and_errors, five_hundred_empty_cells,
    notes_between_all_cells, helper_in_a_try_cell, recursive_helper_in_a_cell_of_his_own,
]  # fmt: skip
CASES = [slip(change) for change in SLIPS]
