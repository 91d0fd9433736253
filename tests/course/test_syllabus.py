"""The syllabus: its minutes are those of the plan, and no week asks for an idea of a later one."""

import re

import plan
import pytest
import syllabus
import tables

from crmlab.declared import authored

ROOT = authored.ROOT
TEXT = (ROOT / "course/syllabus.md").read_text(encoding="utf-8")
PAGE = (ROOT / "docs/syllabus.md").read_text(encoding="utf-8")
FOURTEEN, SEVEN = (
    syllabus.weeks(text, ROOT) for kind, text in syllabus.MARK.findall(TEXT) if kind == "weeks"
)
(WAYS,) = (text for kind, text in syllabus.MARK.findall(TEXT) if kind == "ways")
UP_TO_THE_FIRM = [
    unit for unit in authored.topics() if unit.number <= "15"
]  # a further topic finds its week later
IN_TURN = {
    "fourteen weeks": [step for those in FOURTEEN.values() for step in those],
    "seven weeks": [step for those in SEVEN.values() for step in those],
    **{asked.strip(): syllabus.steps(numbers, ROOT) for asked, numbers in re.findall(r"(.+):([\d ]+)", WAYS)},
}


@pytest.mark.parametrize("way", IN_TURN)
def test_no_way_asks_for_an_idea_that_it_has_not_taught(way):
    taught = set()
    for step in IN_TURN[way]:
        assert set(step.unit.needs) <= taught, step.unit.name
        taught.add(step.unit.name)


def test_both_terms_have_every_lesson_to_the_firm_once_and_the_weeks_that_they_promise():
    for weeks, number in ((FOURTEEN, 14), (SEVEN, 7)):
        assert [*weeks] == [*map(str, range(1, number + 1)), "end"]
        assert [step.unit for those in weeks.values() for step in those] == UP_TO_THE_FIRM


def test_a_student_reads_the_same_minutes_in_the_syllabus_and_in_the_plan():
    planned = re.findall(r"^\| \[(\d\d) .*?\) \| (\d+) \| .*? \| (\d+|–) \|", plan.page(ROOT), re.MULTILINE)
    cells = re.findall(
        r"^\| (?:\d*|end) \| \[(\d\d) .*?\) \| (\d+) \| (?:\[sets\]\(.*?\) )?(\d+|–) \|", PAGE, re.MULTILINE
    )
    assert set(cells) == set(planned)


def test_a_student_finds_in_the_syllabus_all_that_a_finished_lesson_has():
    for unit in UP_TO_THE_FIRM:
        for link, part in (
            (f"../notebooks/{unit.notebook}.ipynb", "lesson"),
            (f"../notebooks/{unit.notebook}_reader.ipynb", "concepts"),
            (f"../exercises/{unit.name}/{unit.name}.ipynb", "assignment"),
        ):
            assert (f"]({link})" in PAGE) == unit.has(part), link


def test_assignments_have_the_points_that_students_are_told():
    points = {unit.name: plan.points(unit, ROOT) for unit in authored.topics() if unit.has("assignment")}
    short = {"key_accounts": 15} if "key_accounts" in points else {}
    assert points == dict.fromkeys(points, 30) | short


def test_a_number_that_is_no_lesson_stops_the_build_in_a_sentence():
    with pytest.raises(tables.TableError, match=r"course/syllabus.md: course/topics.toml has no unit 77"):
        syllabus.weeks("01; 77", ROOT)


def test_an_instructor_gets_from_the_guide_to_the_page_of_every_lesson():
    guide = (ROOT / "course/instructor-guide.md").read_text(encoding="utf-8")
    for unit in UP_TO_THE_FIRM:
        assert f"]({unit.name}/instructor.md)" in guide, unit.name
