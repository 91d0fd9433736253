"""What stands in the nbgrader_config.py of an instructor is found as long as his course is graded."""

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.plugins import ExportPlugin
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets.utils.importstring import import_item

# as version 0.1.0 has written them into course folders, which nobody rewrites
STEPS = ("crmlab.grading.sanitizer.RebuildFromRelease", "crmlab.grading.autograding.RunInSandbox")
FILTER = "crmlab.grading.written.markdown2html"


@pytest.mark.parametrize("name", STEPS)
def test_a_course_folder_of_version_0_1_0_can_still_be_graded(name):
    assert issubclass(import_item(name), NbGraderPreprocessor)


def test_in_a_course_folder_of_version_0_1_0_text_answers_can_still_be_read_and_cannot_act():
    exporter = HTMLExporter(filters={"markdown2html": FILTER})
    cell = new_markdown_cell("**well argued** <img src=x onerror=alert(1)>")
    page, _ = exporter.from_notebook_node(new_notebook(cells=[cell]))
    assert exporter.environment.filters["markdown2html"] is import_item(FILTER)
    assert "<strong>well argued</strong>" in page and "<img src=x" not in page


def test_a_course_folder_still_finds_what_makes_its_grades_csv_safe():
    assert issubclass(import_item("crmlab.grading.exporting.SafeCsv"), ExportPlugin)
