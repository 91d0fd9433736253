"""Feedback on a telephone: a student reads his points, and a wide table to its end."""

import nbformat
import pytest
from course_to_grade import as_it_is, hand_in, new_course, notebook, opened
from graders import ASSIGNMENT

from crmlab.grading.classes.feedback import Feedback
from crmlab.grading.gradebook.handed_in import find
from crmlab.grading.gradebook.recording import Recorder

pytestmark = pytest.mark.slow
WIDE = f"<table><tr>{''.join(f'<td>column_{n}</td>' for n in range(20))}</tr></table>"
HIDDEN = """() => [...document.querySelectorAll(".panel-heading")].filter(
    one => [...one.children].some(part =>
        part.getBoundingClientRect().bottom > one.getBoundingClientRect().bottom + 1)).length"""
SCROLLS = """table => {
    const box = table.closest(".output_html");
    box.scrollLeft = 9999;
    return box.scrollLeft;
}"""


@pytest.fixture(scope="module")
def feedback(tmp_path_factory):
    course = new_course(tmp_path_factory.mktemp("feedback") / "course")
    made = nbformat.reads(notebook("mine"), as_version=4)
    first = next(cell for cell in made.cells if cell.cell_type == "code")
    first.outputs = [nbformat.v4.new_output("execute_result", {"text/html": WIDE}, execution_count=1)]
    hand_in(course, "anna", nbformat.writes(made))
    assigned = opened(course)
    with Recorder(assigned) as recorder:
        recorder.record([as_it_is(ASSIGNMENT, find(assigned, "anna").submission)])
    pages = Feedback(assigned, course / ".grading_cache")
    assert list(pages.render(pages.outdated(["anna"]), 1)) == [("anna", "")]
    return assigned.feedback("anna") / "clv.html"


def test_no_table_is_cut_off_and_no_score_is_hidden_on_a_narrow_screen(page, feedback):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(feedback.as_uri())
    table = page.locator("table", has_text="column_19")
    assert table.evaluate(SCROLLS) > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(HIDDEN) == 0
