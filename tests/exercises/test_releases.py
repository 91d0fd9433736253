"""`check` in a notebook that was made with another crmlab than the one that is installed."""

import pytest

from crmlab import __version__, check, clv

ANOTHER = (
    f"This notebook was made with crmlab 0.0.9, and {__version__} is installed: "
    f"install crmlab 0.0.9, or ask your teacher for the release made with {__version__}."
)
NONE = "This notebook names no version of crmlab: ask your teacher whether there is a newer release."


@pytest.fixture
def told(shown):
    """Return a function that checks a right answer in a notebook with some names, and what the note adds."""

    def told(**names):
        exec("check('clv-present-norate', answer)", {**names, "check": check, "answer": right})
        assert shown[-1].mark == "✓"
        return " ".join(shown[-1].details)

    return told


def right(flows, rate):
    return clv.present_value(flows, rate, when="start")


def test_a_learner_with_another_crmlab_is_told_once_what_differs_and_what_to_do(told):
    assert [told(me="20231234", made_with_crmlab="0.0.9") for _ in range(3)] == [ANOTHER, "", ""]


def test_a_learner_with_the_crmlab_of_his_notebook_reads_nothing_about_it(told):
    assert told(me="20231234", made_with_crmlab=__version__) == ""


@pytest.mark.parametrize("named", [{}, {"made_with_crmlab": None}, {"made_with_crmlab": "<b>"}])
def test_a_notebook_of_before_goes_on_working_and_is_said_to_name_no_version(told, named):
    assert [told(me="20231234", **named) for _ in range(2)] == [NONE, ""]


def test_a_notebook_that_is_no_assignment_is_not_asked_for_its_version(told):
    assert told() == ""


def test_what_a_student_reads_of_his_grade_is_the_same_with_any_crmlab(told, at_grading):
    assert told(me="20231234", made_with_crmlab="0.0.9") == ""


def test_a_wrong_answer_says_where_to_look_before_it_speaks_of_versions(shown):
    with pytest.raises(Exception, match="Not right yet"):
        exec(
            "check('clv-present-norate', lambda flows, rate: 0.0)",
            {"check": check, "made_with_crmlab": "0.0.9"},
        )
    assert shown[0].details[-2].startswith("To reread: ")
    assert shown[0].details[-1] == ANOTHER
