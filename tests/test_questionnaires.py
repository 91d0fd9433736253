"""Questionnaires as they are: words become numbers, questions dimensions, and who is left out is told."""

import re

import numpy as np
import pandas as pd
import pytest

from crmlab import survey
from crmlab.survey import Questionnaire
from crmlab.survey.likert import FIVE, SEVEN

EXPORT = """\ufeffTimestamp,The staff is polite,"I have to wait
long", The price is fair ,customer_id
2026-11-02 10:01,Strongly agree,disagree,非常不同意,Li
2026-11-02 10:02,AGREE ,Strongly Disagree,,Wu
2026-11-03 09:30,,,４,An
2026-11-03 11:00,不同意,n/a,Neither agree nor disagree,Bo
"""
SERVICE = ["The staff is polite", "I have to wait long"]


def scale(highest, **more):
    return Questionnaire({"all": ["a", "b"]}, highest=highest, **more)


def of_one(asked, cell):
    return asked.numbers({"a": [cell], "b": [1]}).iloc[0, 0]


def test_the_file_of_a_form_is_scored_in_two_lines(tmp_path):
    (tmp_path / "form.csv").write_text(EXPORT, encoding="utf-8")
    asked = Questionnaire({"service": SERVICE, "price": ["The price is fair"]}, reversed=SERVICE[1])
    scores = asked.scores(pd.read_csv(tmp_path / "form.csv"))
    assert scores["customer_id"].tolist() == ["Li", "Wu", "An", "Bo"]
    np.testing.assert_array_equal(scores["service"], [(5 + 4) / 2, (4 + 5) / 2, np.nan, 2])
    np.testing.assert_array_equal(scores["price"], [1, np.nan, 4, 3])


# Words


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("steps", "scale_of"), [(5, FIVE), (7, SEVEN)])
def test_every_word_of_a_scale_is_its_step_in_any_spelling(steps, scale_of, language):
    for step, words in enumerate(scale_of[language], start=1):
        for word in words:
            for spelling in (word, word.upper(), f"  {word.title()} "):
                assert of_one(scale(steps), spelling) == step, spelling


@pytest.mark.parametrize("scale_of", [FIVE, SEVEN], ids=["five", "seven"])
def test_no_word_stands_for_two_steps(scale_of):
    every = [word for language in scale_of.values() for same in language for word in same]
    assert len(set(every)) == len(every)


def test_the_same_word_is_another_step_of_another_scale():
    assert [of_one(scale(steps), "agree") for steps in (5, 7)] == [4, 6]
    assert of_one(Questionnaire({"all": ["a", "b"]}, lowest=0, highest=4), "agree") == 3


def test_own_words_count_as_they_are_told_and_may_be_no_answer():
    asked = scale(4, words={"Never": 1, "often": 3, "always": 4, "don't know": None})
    assert [of_one(asked, cell) for cell in ("never", "OFTEN", "always", 2, "2")] == [1, 3, 4, 2, 2]
    assert np.isnan(of_one(asked, "Don't know"))


@pytest.mark.parametrize("cell", [None, np.nan, "", "  ", "N/A", "不适用", pd.NA])
def test_an_empty_cell_is_no_answer(cell):
    assert np.isnan(of_one(scale(5), cell))


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (
            "somewhat agree",
            "strongly disagree, disagree, neutral, agree, strongly agree; got 'somewhat agree'",
        ),
        (6, "answers['a'] must be between 1 and 5; got 6."),
        ("0", "answers['a'] must be between 1 and 5; got 0."),
        (True, "answers['a'] must be a number or one of these words: strongly disagree,"),
    ],
)
def test_a_strange_answer_is_refused_with_its_question_and_never_guessed(cell, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        of_one(scale(5), cell)


def test_a_strange_answer_is_refused_in_chinese_with_chinese_words(chinese):
    with pytest.raises(ValueError, match="非常不同意、不同意、一般、同意、非常同意"):
        of_one(scale(5), "好")


# Dimensions, by hand

ANSWERS = pd.DataFrame(
    {"q1": [5, 4, np.nan, 2], "q2": [1, np.nan, np.nan, 4], "q3": [4, 4, np.nan, 1], "q4": [3, np.nan, 3, 2]},
    index=["Li", "Wu", "An", "Bo"],
)


def test_a_score_is_the_mean_of_what_was_answered_if_that_is_at_least_half():
    asked = Questionnaire({"service": ["q1", "q2", "q3", "q4"]}, reversed="q2")
    scores = asked.scores(ANSWERS)
    assert scores.index.tolist() == ["Li", "Wu", "An", "Bo"]
    np.testing.assert_allclose(
        scores["service"], [(5 + 5 + 4 + 3) / 4, (4 + 4) / 2, np.nan, (2 + 2 + 1 + 2) / 4]
    )


@pytest.mark.parametrize(("least", "answered"), [(0, 4), (0.25, 4), (0.5, 3), (0.51, 2), (1, 2)])
def test_the_share_that_must_be_answered_decides_who_is_left_out_and_that_is_told(least, answered):
    told = Questionnaire({"service": ["q1", "q2", "q3", "q4"]}, least=least).summary(ANSWERS).iloc[0]
    assert (told["answered"], told["left_out"]) == (answered, 4 - answered)


def test_alpha_is_that_of_the_complete_respondents_with_questions_turned_round():
    many = pd.DataFrame({"a": [1, 2, 4, 5, None], "b": [5, 4, 3, 1, 2], "alone": [1, 2, 3, 4, 5]})
    told = Questionnaire({"both": ["a", "b"], "alone": ["alone"]}, reversed=["b"]).summary(many)
    by_hand = survey.cronbach_alpha([[1, 1], [2, 2], [4, 3], [5, 5]])
    assert told["alpha"][0] == pytest.approx(by_hand)
    assert told["complete"].tolist() == [4, 5]
    assert np.isnan(told["alpha"][1])
    assert told["mean"].tolist() == pytest.approx([(1 + 2 + 3.5 + 5 + 4) / 5, 3])


def test_questions_are_named_by_their_heads_or_by_their_numbers():
    by_name = Questionnaire({"one": ["q1", "q2"], "two": ["q3", "q4"]}, reversed=["q2", "q4"])
    by_number = Questionnaire({"one": [1, 2], "two": [3, "Q4"]}, reversed=[2, 4])
    pd.testing.assert_frame_equal(by_name.scores(ANSWERS), by_number.scores(ANSWERS))


def test_a_question_is_turned_round_by_name_as_by_number():
    table = pd.DataFrame({"customer_id": [1, 2], "polite": [1, 5], "wait": [2, 4]})
    pd.testing.assert_frame_equal(survey.reverse(table, "wait"), survey.reverse(table, 2))
    pd.testing.assert_frame_equal(survey.reverse(table, ["WAIT", 1]), survey.reverse(table, [2, 1]))
    with pytest.raises(
        ValueError, match=r"^answers has no column 'queue'; its columns are 'polite', 'wait'\.$"
    ):
        survey.reverse(table, "queue")


def test_the_numbers_keep_the_heads_of_the_questions_also_where_two_are_alike():
    table = pd.DataFrame([[1, 2, 5], [3, 4, 5]], columns=["same", "same", "other"])
    asked = Questionnaire({"one": [1, 2], "other": "other"})
    assert asked.numbers(table).columns.tolist() == ["same", "same", "other"]
    assert asked.scores(table)["one"].tolist() == [1.5, 3.5]


def test_a_table_of_another_engine_is_scored_as_one_of_pandas():
    polars = pytest.importorskip("polars")
    asked = Questionnaire({"service": ["a", "b"]}, reversed="b")
    answers = {"customer_id": [1, 2], "a": ["agree", None], "b": ["同意", "disagree"]}
    pd.testing.assert_frame_equal(asked.scores(polars.DataFrame(answers)), asked.scores(answers))


# What contradicts itself


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"dimensions": {}}, "dimensions must be a mapping of names to lists of questions; got {} (dict)."),
        (
            {"dimensions": ["a"]},
            "dimensions must be a mapping of names to lists of questions; got ['a'] (list).",
        ),
        ({"dimensions": {"all": []}}, "dimensions['all'] must be a list of questions; got [] (list)."),
        ({"lowest": 5}, "lowest must be less than highest; got 5 and 5."),
        ({"least": 50}, "least must be between 0 and 1 (write 10 % as 0.10); got 50."),
        ({"words": ["never"]}, "words must be a mapping of words to numbers, such as {'never': 1}; got"),
        ({"words": {"never": 9}}, "words['never'] must be between 1 and 5; got 9."),
    ],
)
def test_a_questionnaire_that_contradicts_itself_is_refused_at_once(given, sentence):
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}"):
        Questionnaire(**{"dimensions": {"all": ["a"]}} | given)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"dimensions": {"all": ["polite"]}},
            "answers has no column 'polite'; its columns are 'q1', 'q2', 'q3', 'q4'.",
        ),
        ({"dimensions": {"all": [5]}}, "dimensions['all'][0] must be between 1 and 4; got 5."),
        ({"reversed": "q3"}, "reversed must be questions of a dimension; 'q3' is none."),
    ],
)
def test_a_question_that_was_not_asked_is_refused(given, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        Questionnaire(**{"dimensions": {"all": ["q1"]}} | given).scores(ANSWERS)


@pytest.mark.parametrize("wrong", [5, None, "answers", [], [[1], [1, 2]]])
def test_what_is_no_table_of_answers_gets_one_sentence(wrong):
    with pytest.raises((TypeError, ValueError), match=r"^answers .*\.$"):
        Questionnaire({"all": [1]}).scores(wrong)
