"""nbgrader's configuration: the folder of this file is the course."""

from pathlib import Path

from crmlab.grading.formgrading import look_again

c = get_config()  # noqa: F821  (nbgrader provides it)

# nbgrader joins paths by hand and needs an absolute root
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.course_id = "crmlab"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"

c.ClearSolutions.code_stub = {
    "python": '# your code here\nraise NotYet("Put your code in place of this line, then run the cell.")'
}
c.ClearSolutions.text_stub = "*Your answer goes here.*"

# What is graded is the released notebook with the student's answers put in.
c.Autograde.sanitize_preprocessors = [
    "crmlab.grading.sanitizer.RebuildFromRelease",
    "nbgrader.preprocessors.CheckCellMetadata",
]
# It runs in a sandbox, and is judged outside of it; `crmlab grade` does the same, faster.
c.Autograde.autograde_preprocessors = [
    "crmlab.grading.autograding.RunInSandbox",
    "crmlab.grading.autograding.SaveGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
# What a student writes into a text cell is cleaned where it is shown.
c.HTMLExporter.filters = {"markdown2html": "crmlab.grading.written.markdown2html"}

# Feedback is made anew each time: nbgrader would leave what is there, whatever was graded by hand since.
c.GenerateFeedback.force = True

# What a command changes while formgrader is open is shown there at once.
look_again()

# Names cannot shift the columns of grades.csv, nor act in a spreadsheet.
c.ExportApp.plugin_class = "crmlab.grading.exporting.SafeCsv"
