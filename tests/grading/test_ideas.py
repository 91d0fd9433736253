"""An idea is graded once: a teacher's sentence finds all who have it, and nobody who is right."""

import json
import shutil
from types import SimpleNamespace

import graders
import nbformat
import pytest
from assignments import in_a_sandbox, solved, text_of
from catalogue.frame import to_bytes
from course_to_grade import dump, hand_in, new_course, opened

from crmlab.errors import BadValueError
from crmlab.exercises.finding import find_task
from crmlab.exercises.own_numbers import numbers_of
from crmlab.grading.classes import commands as grading
from crmlab.grading.classes import spreading
from crmlab.grading.gradebook.judged import judged
from crmlab.grading.gradebook.named_ideas import add, named_ideas, path_of
from crmlab.grading.ideas import commands
from crmlab.grading.ideas.grouping import Wrong, found_in, grouped
from crmlab.grading.running.grader import grade
from crmlab.grading.running.probing import are_alike

SENTENCE = "You wait <b>two</b> years too long & discount again."
LOOP = """
def lifetime_value(margin, retention, rate, years=None):
    # Ann Lee
    if years is None:
        return margin * retention / (1 + rate - retention)
    total = 0
    for t in range(1, years + 1):
        total += margin * retention ** t / (1 + rate) ** (t + 2)
    return total
"""
ARRAY = """
def lifetime_value(margin, retention, rate, years=None):
    if not years:
        return margin * retention / (1 + rate - retention)
    t = np.arange(1, years + 1)
    value = (margin * retention**t / (1 + rate) ** t).sum()
    return [round(value / (1 + rate) / (1 + rate), 2)]
"""
FIRST_YEAR_LEFT_OUT = """
factors = [1 / (1 + given["rate"]) ** t for t in range(given["years"] + 1)]
base_value = given["first_purchase"] + given["yearly"] * sum(factors[2:]) - given["acquisition_cost"]
addon = given["addon"] * sum(factors)
"""
THE_SAME_IN_A_LOOP = """
base_value = given["first_purchase"] - given["acquisition_cost"]
for year in range(2, given["years"] + 1):
    base_value += given["yearly"] / (1 + given["rate"]) ** year
addon = pd.Series([given["addon"] / (1 + given["rate"]) ** k for k in range(given["years"] + 1)]).sum()
base_value = pd.Series([base_value])
"""


@pytest.fixture(scope="module")
def at_once():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spreading, "Workers", graders.at_once)
        yield


def hostile(do):
    """Return an answer that is wrong for a student's own numbers, and does something for all others."""
    return f"""
import os
if given["first_purchase"] != {{own}}:
    print("x" * 10**6)
    {do}
base_value, addon = given["first_purchase"] * 1.37 + 11, 1.5
"""


def with_own(student, source):
    return source.replace("{own}", repr(numbers_of(find_task("clv-offer"), student)["first_purchase"]))


def graded(course, students=()):
    """Grade a course; return who was really graded."""
    seen = []

    def counting(assignment, submission):
        seen.append(submission.student)
        return grade(assignment, submission)

    options = grading.Options(workers=1, students=students)
    assert grading.grade(course, "clv", options, counting) == 0
    return seen


def verdicts(course, check):
    found = judged(opened(course))
    return {
        student: (one.verdicts[check]["kind"], one.verdicts[check]["id"]) for student, one in found.items()
    }


@pytest.fixture(scope="module")
def term(at_once, tmp_path_factory):
    """A class that is graded, grouped, told of one idea, and graded again."""
    course = new_course(tmp_path_factory.mktemp("ideas") / "course")
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("\nc.RunInSandbox.cell = 2\n")
    for student, answers in {
        "Ann Lee": {"clv-value": LOOP},
        "bo": {"clv-value": ARRAY, "clv-offer": FIRST_YEAR_LEFT_OUT},
        "cai": {"clv-offer": THE_SAME_IN_A_LOOP},
        "dies": {"clv-offer": hostile("os._exit(1)")},
        "loops": {"clv-offer": hostile("while True: pass")},
        "right": {},
    }.items():
        answers = {name: with_own(student, source) for name, source in answers.items()}
        hand_in(course, student, to_bytes(solved("clv", answers, me=student)))
    graded(course)
    before = dump(course)
    found = found_in(opened(course), 1, lambda number: lambda: None)
    group = next(one for one in found.groups if one.first.check == "clv-value-finite")
    path = commands.keep(opened(course), group, SENTENCE)
    again = graded(course)
    shutil.rmtree(course / "submitted/loops")  # which takes its seconds each time
    return SimpleNamespace(course=course, before=before, found=found, path=path, again=again)


pytestmark = in_a_sandbox


def test_two_codes_with_the_same_idea_stand_in_one_group_in_whatever_shape(term):
    groups = {tuple(group.students): group.first.check for group in term.found.groups}
    assert groups == {("Ann Lee", "bo"): "clv-value-finite", ("bo", "cai"): "clv-offer-base"}


def test_who_dies_or_never_ends_on_the_probes_costs_nobody_else_anything(term):
    assert term.found.without >= 3  # answers of these two
    kinds = verdicts(term.course, "clv-offer-base")
    assert {student: kinds[student] for student in ("dies", "loops")} == dict.fromkeys(
        ("dies", "loops"), ("slip", "another-value")
    )


def test_the_sentence_is_in_the_feedback_of_everybody_with_the_idea_and_of_nobody_else(term):
    found = verdicts(term.course, "clv-value-finite")
    named = ("idea", "clv-value-finite:idea-1")
    assert {student for student, verdict in found.items() if verdict == named} == {"Ann Lee", "bo"}
    assert found["right"][0] == "right"


def test_a_named_idea_changes_no_points(term):
    assert dump(term.course) == term.before


def test_only_those_are_graded_again_whom_an_idea_may_concern(term):
    assert {*term.again} - {"loops"} == {"Ann Lee", "bo"}  # what took too long is never kept


def test_no_students_name_and_no_comment_of_his_gets_into_the_kept_file(term):
    text = term.path.read_text(encoding="utf-8")
    assert "Ann" not in text and "Lee" not in text and "lifetime_value" in text


def test_whatever_a_teacher_writes_is_shown_to_students_as_text(term):
    notebook = term.course / "autograded/bo/clv/clv.ipynb"
    page = text_of(SimpleNamespace(notebook=notebook.read_text(encoding="utf-8")), "clv-value-finite")
    assert "&lt;b&gt;two&lt;/b&gt; years too long &amp; discount" in page and "text/html" in page
    nbformat.read(notebook, as_version=4)


def test_a_later_class_reads_the_sentence_of_an_earlier_one(term, tmp_path):
    course = new_course(tmp_path / "next")
    shutil.copytree(term.course / "ideas", course / "ideas")
    hand_in(course, "dee", to_bytes(solved("clv", {"clv-value": ARRAY}, me="dee")))
    hand_in(course, "right", to_bytes(solved("clv", me="right")))
    graded(course)
    found = verdicts(course, "clv-value-finite")
    assert found == {"dee": ("idea", "clv-value-finite:idea-1"), "right": ("right", "")}


def test_the_list_shows_the_largest_group_first_with_an_example_and_what_is_right(term, capsys):
    commands.list_groups(term.course, "clv", 1)
    shown = capsys.readouterr().out
    assert "1\t2 students\tclv-offer-base" in shown and "right is" in shown and "sum(factors[2:])" in shown
    assert f"clv-value-finite:idea-1\t2 students\t{SENTENCE}" in shown


def test_nothing_is_kept_before_the_teacher_has_seen_whom_it_hits_and_agrees(term, capsys):
    before = term.path.read_bytes()
    assert (
        commands.name_group(term.course, "clv", 1, "You leave out the first year.", save=False, workers=1)
        is None
    )
    assert "It would reach: bo, cai" in capsys.readouterr().out
    assert term.path.read_bytes() == before


def test_a_group_that_is_named_again_has_the_new_sentence_and_no_second_one(term):
    group = next(one for one in term.found.groups if one.first.check == "clv-offer-base")
    before = named_ideas(term.course, "clv")
    for sentence in ("The first year is missing.", "Add the first year, too."):
        commands.keep(opened(term.course), group, sentence)
    added = [one for one in named_ideas(term.course, "clv") if one not in before]
    term.path.unlink()
    for one in before:
        add(term.course, "clv", one)
    assert [one.sentence for one in added] == ["Add the first year, too."]


def test_a_group_that_is_right_on_the_probes_or_a_known_mistake_gets_no_sentence(term):
    for changed, words in (({"is_right": True}, "as they are right"), ({"known": "x:y"}, "x:y")):
        one = Wrong("s", "clv-offer-base", "p", [], "", "", **{"is_right": False, "known": ""} | changed)
        with pytest.raises(BadValueError, match=words):
            commands.keep(opened(term.course), grouped([one])[0], "Sentence.")


@pytest.mark.parametrize(
    ("content", "words"),
    [("{", "cannot be read"), ('{"ideas": [{"name": "a"}]}', "idea 1 needs a text 'check'")],
)
def test_a_file_that_was_edited_wrongly_is_told_with_its_place(tmp_path, content, words):
    path = path_of(tmp_path, "clv")
    path.parent.mkdir()
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadValueError, match=words):
        named_ideas(tmp_path, "clv")


def test_answers_that_are_not_finite_or_of_another_kind_are_compared_too():
    one = json.loads('[{"parts": {"": [NaN, true, "A ", null, {"unknown": "set"}]}}]')
    assert are_alike(one, json.loads(json.dumps(one)), 0.01)
    assert not are_alike([True], [1], 0.01)
