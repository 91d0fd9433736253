"""The points that a student saw in his notebook, and those that he gets for the same file."""

import json

from course_to_grade import new_course
from nbgrader.api import Gradebook
from own_course import crmlab, put, zipped


def shown(content):
    """Return the points of each check by the verdicts that stand in a notebook."""
    points = {}
    for cell in json.loads(content)["cells"]:
        mark = cell["metadata"].get("nbgrader", {})
        if mark.get("grade") and not mark.get("solution"):
            verdict = "".join(cell["outputs"][0]["data"]["text/plain"])
            points[mark["grade_id"]] = mark["points"] if verdict.startswith("✓") else 0
    return points


def graded(content, folder):
    """Return the points of the same checks as `crmlab collect` and `crmlab grade` give them."""
    course = new_course(folder / "course")
    put(folder / "class.zip", zipped({"anna_1_clv.ipynb": content}))
    for words in (("collect", folder / "class.zip", "--assignment", "clv"), ("grade", "clv")):
        code, output = crmlab(*words, "--course", course)
        assert code == 0, output
    with Gradebook(f"sqlite:///{course}/gradebook.db", "crmlab") as book:
        grades = book.find_submission_notebook("clv", "clv", "anna").grades
        return {one.name: one.auto_score for one in grades if one.name in shown(content)}
