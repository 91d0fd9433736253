"""The class picture of the capstones that were handed in: from what grading has kept; nothing is run."""

import pytest
from assignments import assignment, in_a_sandbox, solved
from catalogue.frame import to_bytes
from course_to_grade import REPOSITORY, put

from crmlab.errors import BadValueError
from crmlab.firm.in_class import class_picture
from crmlab.grading.classes.commands import CACHE
from crmlab.grading.classes.games import graded_games
from crmlab.grading.classes.spreading import grade_class
from crmlab.grading.gradebook import course as courses
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.handed_in import find
from crmlab.grading.gradebook.judged import Judged, keep

MODEST = """
firm = Firm(me, market="capstone")
for _ in range(9):
    firm.decide(service=25_000)
plan = firm.plan
"""
HANDED_IN = {
    "anna": to_bytes(solved("firm", me="anna")),
    "bo": to_bytes(solved("firm", {"firm-plan": MODEST}, me="team $x^{")),
    "cem": to_bytes(solved("firm", {"firm-plan": "plan = []"})),
    "dana": to_bytes(solved("firm", {"firm-plan": "plan = [{'service': 10**9}] * 9"})),
    "emre": b"no notebook",
}


@in_a_sandbox
def test_who_handed_in_a_plan_is_in_the_picture_and_who_did_not_is_named_and_stops_nobody(tmp_path):
    course = tmp_path / "course"
    list(courses.set_up(course, REPOSITORY, []))
    for student, content in HANDED_IN.items():
        put(course / "submitted" / student / "firm/firm.ipynb", content)
    assigned = Assigned.in_folder(course, "firm")
    submissions = [find(assigned, student).submission for student in HANDED_IN]
    found = grade_class(assignment("firm"), submissions, cache=course / CACHE / "firm", workers=2)
    keep(assigned, {one.student: Judged.of(one, "", "") for one in found})
    put(course / "submitted/fei/firm/firm.ipynb", HANDED_IN["anna"])  # too late to be graded

    games, without = graded_games(course)
    assert {game.me: len(game.plan) for game in games} == {"anna": 9, "bo": 9}
    assert games[1].plan[8]["service"] == 25_000
    assert sorted(without) == ["cem", "dana", "emre", "fei"]
    assert "cannot be read" in without["emre"] and "crmlab grade firm" in without["fei"]
    assert (
        without["cem"]
        == without["dana"]
        == ("no plan of nine quarters that can be played; the feedback says why")
    )
    drawing = class_picture(games, show_names=True)
    assert "(bo) to" in drawing.words and "(anna)" in drawing.words


def test_a_folder_that_is_no_course_is_refused(tmp_path):
    with pytest.raises(BadValueError, match="is no course folder"):
        graded_games(tmp_path)
