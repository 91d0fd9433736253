"""Submissions of the catalogue that are more than is read, kept or shown: each is bounded, and told why."""

import time

import nbformat
import pytest
from assignments import assignment, graded, in_a_sandbox, printed, solved, text_of
from catalogue import nested, oversized

from crmlab.grading.results import Submission
from crmlab.grading.running.grader import grade
from crmlab.grading.written import markdown2html

pytestmark = in_a_sandbox
CASES = {case.name: case for case in [*oversized.CASES, *nested.CASES] if case.stock != "slow"}


@pytest.mark.parametrize("name", CASES)
def test_what_is_too_much_costs_nothing_else_and_is_told(name):
    case = CASES[name]
    began = time.process_time()
    result = grade(assignment("clv"), Submission("S1", case.content, case.file_name))
    cells = nbformat.reads(result.notebook, as_version=4).cells
    for cell in (one for one in cells if one.cell_type == "markdown"):
        markdown2html({"cell": cell}, cell.source)
    assert time.process_time() - began < 8  # of ours, not of the student's
    assert {name for name, points in result.scores.items() if points} == {*case.earns}
    assert case.said in " ".join([result.reason, *result.remarks])
    assert len(result.notebook) < 10_000_000


def note(result):
    return nbformat.reads(result.notebook, as_version=4).cells[0].source


@pytest.mark.parametrize("what", ["a-list-of-millions-in-an-answer", "formulas-in-a-written-answer"])
def test_the_student_reads_above_his_notebook_what_was_left_out_and_why(what):
    case = CASES[what]
    result = graded("clv", case.content)
    (told,) = [remark for remark in result.remarks if remark.startswith(case.said)]
    assert note(result) == told


def test_a_student_reads_how_his_cells_were_found_when_their_names_are_lost():
    made = solved("clv")
    for cell in made.cells:
        cell.metadata.pop("nbgrader", None)
        cell.pop("id")
    result = graded("clv", made)
    (told,) = [remark for remark in result.remarks if "their names are lost" in remark]
    assert note(result) == told
    assert "The cell" not in " ".join(result.remarks)


def test_html_that_is_left_out_is_told_where_it_would_stand_and_to_the_instructor():
    result = graded("clv", CASES["html-that-cleaning-multiplies"].content)
    (told,) = [remark for remark in result.remarks if "HTML" in remark]
    assert told.startswith("The cell 'clv-value-try': HTML of 60,000 characters was left out: too much")
    assert told.removeprefix("The cell 'clv-value-try': ") in text_of(result, "clv-value-try")


def test_what_is_printed_is_cut_off_and_never_lost():
    result = graded("clv", CASES["printed-signs-that-grow"].content)
    assert "too much to show: a cell may show 1,000,000 bytes" in text_of(result, "clv-value-try")


def test_a_picture_that_an_editor_wrote_into_the_text_is_one_that_is_pasted():
    cells = nbformat.reads(graded("clv", CASES["picture-written-inline"].content).notebook, 4).cells
    (own,) = [cell for cell in cells if "My sketch" in cell.source]
    assert own.attachments == {"pasted-1": {"image/png": oversized.PICTURE}}
    assert f"data:image/png;base64,{oversized.PICTURE}" in markdown2html({"cell": own}, own.source)


SHARING = """
import mmap, os
held = mmap.mmap(-1, 1_000_000)
if os.fork() == 0:
    held[0] = 7
    os._exit(0)
os.wait()
print(held[0], len(held))
try:
    mmap.mmap(-1, 90_000_000), mmap.mmap(-1, 90_000_000)
except MemoryError as error:
    print(error)
"""


def test_processes_share_memory_that_is_counted_and_are_told_how_much_there_is():
    result = graded("clv", solved("clv", {"clv-value-try": SHARING}))
    first, sentence = printed(result, "clv-value-try").splitlines()
    assert first == "7 1000000"
    assert sentence.startswith("Processes can share at most ")
    assert sentence.endswith(" more bytes here; 90,000,000 were asked for.")
