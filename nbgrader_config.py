"""nbgrader's configuration: the folder of this file is the course."""

import os

c = get_config()  # noqa: F821  (nbgrader provides it)

# nbgrader joins paths by hand and needs an absolute root
c.CourseDirectory.root = os.path.dirname(os.path.abspath(__file__))
c.CourseDirectory.course_id = "crmlab"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"

c.ClearSolutions.code_stub = {
    "python": '# your code here\nraise NotImplementedError("Your code goes here; then run this cell again.")'
}
c.ClearSolutions.text_stub = "*Your answer goes here.*"

# What is graded is the released notebook with the student's answers put in.
c.Autograde.sanitize_preprocessors = [
    "crmlab.grading.sanitizer.RebuildFromRelease",
    "nbgrader.preprocessors.CheckCellMetadata",
]
