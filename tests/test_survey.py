"""Questionnaires: sample sizes of the textbooks, α by hand, questions turned round."""

import re
import sqlite3
import warnings
from collections import namedtuple
from functools import partial
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest
from bad_values import ALL
from hypothesis import given
from hypothesis import strategies as st
from strategies import arguments

from crmlab import survey

TABLE = st.integers(2, 6).flatmap(
    lambda questions: st.lists(
        st.lists(st.integers(1, 7), min_size=questions, max_size=questions), min_size=2, max_size=8
    )
)


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


# How many to ask


@pytest.mark.parametrize(
    ("error", "z", "guess", "population", "people"),
    [
        (0.05, 1.96, 0.5, None, 385),
        (0.05, 2.576, 0.5, None, 664),
        (0.05, 1.645, 0.5, None, 271),
        (0.03, 1.96, 0.5, None, 1068),
        (0.05, 1.96, 0.2, None, 246),
        (0.05, 1.96, 0.5, 1000, 278),
        (0.05, 1.96, 0.5, 100, 80),
        (0.04, 2, 0.2, None, 400),  # 400.00000000000006 in binary
    ],
)
def test_the_sample_sizes_of_the_textbooks(error, z, guess, population, people):
    assert survey.sample_size(error, z, guess, population) == people


@given(arguments(survey.sample_size, population=None), st.integers(1, 10**6))
def test_a_sample_is_just_large_enough_and_never_larger_than_the_population(given, population):
    def margin(people):
        return given["z"] * np.sqrt(given["guess"] * (1 - given["guess"]) / people)

    people = survey.sample_size(**given)
    assert margin(people) <= given["error"] * (1 + 1e-6)
    assert people == 1 or margin(people - 1) > given["error"]
    of_few = survey.sample_size(**given | {"population": population})
    assert 1 <= of_few <= min(people, population)


def test_one_half_is_the_safe_guess():
    sizes = survey.sample_size(0.05, guess=[0.1, 0.3, 0.5, 0.7, 0.9])
    assert sizes.argmax() == 2
    assert sizes.tolist() == sizes[::-1].tolist()


# Whatever is put in


@pytest.mark.parametrize(
    "function", [partial(survey.reverse, items=1), survey.cronbach_alpha, survey.summary]
)
@pytest.mark.parametrize("label", ALL)
def test_what_is_no_table_of_answers_gets_one_sentence_and_no_warning(function, label):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            function(ALL[label])
        except (TypeError, ValueError) as error:
            assert error._render_traceback_() == [str(error)]
            assert re.fullmatch(r"answers.{,190}\.", str(error)), str(error)


@pytest.mark.parametrize("name", ["lowest", "highest"])
@pytest.mark.parametrize("wrong", ["7", None, np.nan, np.inf, [1, 2]])
def test_the_ends_of_a_scale_must_be_numbers(name, wrong):
    for function in (partial(survey.reverse, items=1), survey.summary):
        with pytest.raises((TypeError, ValueError), match=rf"^{name} must be .*\.$"):
            function([[5, 6], [6, 5]], **{name: wrong})


# Names of columns, in whatever the answers come

ASKED = {"customer_id": [1, 2, 3], "prompt": [1, 5, 3], "kind": [2, 4, 5]}
Row = namedtuple("Row", ASKED)


def rows_of_a_database():
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    pd.DataFrame(ASKED).to_sql("answers", connection, index=False)
    rows = connection.execute("SELECT * FROM answers").fetchall()
    connection.close()
    return rows


NAMED = {
    "mapping": lambda: MappingProxyType(ASKED),
    "records": lambda: pd.DataFrame(ASKED).to_records(index=False),
    "rows of names": lambda: [MappingProxyType(row) for row in pd.DataFrame(ASKED).to_dict("records")],
    "named tuples": lambda: [Row(*row) for row in zip(*ASKED.values(), strict=True)],
    "rows of a database": rows_of_a_database,
}


@pytest.mark.parametrize("form", NAMED)
def test_a_customer_number_is_no_question_in_whatever_form_the_names_come(form):
    answers = NAMED[form]()
    assert round(survey.cronbach_alpha(answers), 4) == 0.7742
    turned = survey.reverse(answers, items=1)
    assert turned["customer_id"].tolist() == [1, 2, 3]
    assert turned["prompt"].tolist() == [7, 3, 5]


@pytest.mark.parametrize("function", [partial(survey.reverse, items=1), survey.cronbach_alpha])
def test_what_would_lose_its_names_is_refused(function):
    class Other:
        """A table that pandas takes for bare numbers."""

        def __array__(self, dtype=None, copy=None):
            return np.array([*ASKED.values()]).T

    with pytest.raises(TypeError, match=r"^answers must be a table with a row a respondent; got "):
        function(Other())


# Questions turned round


def test_1_to_7_becomes_7_to_1_in_the_named_questions_only():
    answers = pd.DataFrame({"a": range(1, 8), "b": range(1, 8)})
    turned = survey.reverse(answers, items=2)
    assert turned["b"].tolist() == [7, 6, 5, 4, 3, 2, 1]
    assert turned["a"].tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert answers["b"].tolist() == [1, 2, 3, 4, 5, 6, 7]


@given(TABLE, st.data())
def test_turning_twice_gives_the_answers_back(answers, data):
    number = data.draw(st.integers(1, len(answers[0])))
    twice = survey.reverse(survey.reverse(answers, [number]), [number])
    assert twice.to_numpy().tolist() == answers


def test_customers_stay_beside_their_answers_and_questions_count_without_them():
    answers = pd.DataFrame({"q1": [1, 2], "customer_id": ["Li", "Wu"], "q2": [3, None]}, index=[5, 9])
    turned = survey.reverse(answers, items=[2], highest=5)
    assert turned["customer_id"].tolist() == ["Li", "Wu"]
    assert turned["q1"].tolist() == [1, 2]
    assert turned["q2"].tolist()[0] == 3 and np.isnan(turned["q2"].tolist()[1])
    assert turned.index.tolist() == [5, 9]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"answers": [[1, 8]]}, "answers[0, 1] must be between 1 and 7; got 8."),
        ({"answers": [[1, 2], [3, 0.5]]}, "answers[1, 1] must be between 1 and 7; got 0.5."),
        ({"items": 3}, "items must be between 1 and 2; got 3."),
        ({"items": [1, 0]}, "items[1] must be between 1 and 2; got 0."),
        ({"items": 1.5}, "items must be a whole number; got 1.5."),
        ({"lowest": 7, "highest": 1}, "lowest must be less than highest; got 7 and 1."),
        ({"answers": pd.DataFrame()}, "answers is empty; at least one row and one question are needed."),
        ({"answers": [[1, "x"]]}, "answers[0, 1] must be a number; got 'x' (str)."),
    ],
)
def test_what_cannot_be_turned_round_is_refused_with_its_place(given, sentence):
    arguments = {"answers": [[1, 2]], "items": 1} | given
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}$"):
        survey.reverse(**arguments)


# Do the questions measure one thing?


def test_alpha_by_hand():
    """Variances 4 and 1, of the sums 5, 8, 11: 9; α = 2 · (1 − 5 / 9) = 8 / 9."""
    assert survey.cronbach_alpha([[2, 3], [4, 4], [6, 5]]) == near(8 / 9)


def test_questions_that_say_the_same_have_alpha_1_and_unrelated_ones_0():
    assert survey.cronbach_alpha([[1, 1, 1], [4, 4, 4], [7, 7, 7]]) == near(1)
    assert survey.cronbach_alpha([[1, 1], [1, 7], [7, 1], [7, 7]]) == near(0)
    assert survey.cronbach_alpha([[1, 6], [4, 4], [7, 3]]) < 0


@pytest.mark.parametrize("same", [0.1, 1 / 3, 4, 1e6 + 0.1])
def test_a_question_to_which_all_answer_the_same_has_alpha_0_and_no_less(same):
    assert survey.cronbach_alpha([[one, same] for one in (1.1, 2.3, 4.7, 0.7)]) == 0


def test_a_question_that_was_not_turned_round_spoils_alpha():
    answers = pd.DataFrame({"a": [2, 5, 6, 7], "b": [3, 5, 6, 6], "c": [6, 3, 2, 1]})
    assert survey.cronbach_alpha(answers) < 0 < 0.9 < survey.cronbach_alpha(survey.reverse(answers, 3))


@given(TABLE)
def test_alpha_is_at_most_1_and_does_not_depend_on_order_scale_or_names(answers):
    table = np.array(answers, dtype=float)
    if np.ptp(table.sum(axis=1)) == 0:
        return
    alpha = survey.cronbach_alpha(answers)
    assert alpha <= 1 + 1e-9
    assert survey.cronbach_alpha(table[::-1, ::-1]) == near(alpha)
    assert survey.cronbach_alpha(pd.DataFrame(table * 10 + 3)) == near(alpha)


def test_only_whole_rows_count_for_alpha_and_customers_are_no_question():
    answers = pd.DataFrame({"customer_id": list("ABCD"), "q1": [2, 4, 6, None], "q2": [3, 4, 5, 7]})
    assert survey.cronbach_alpha(answers) == near(8 / 9)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ([[1], [2]], "answers must have at least 2 questions; got 1."),
        ([[1, 2]], "answers must have at least 2 rows without a gap; got 1."),
        ([[1, 2], [2, None]], "answers must have at least 2 rows without a gap; got 1."),
        ([[1, 2], [2, 1]], "answers must differ between respondents; here all have the same sum."),
    ],
)
def test_too_little_for_alpha_is_said_in_a_sentence(answers, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        survey.cronbach_alpha(answers)


# What the answers say


def test_a_summary_by_hand():
    """Mean 8, standard deviation √(2/3), standard error √(1/6); t of 3 degrees is 3.182."""
    table = survey.summary({"customer_id": list("ABCD"), "price": [7, 8, 9, 8]})
    row = table.iloc[0]
    assert (row["question"], row["answered"], row["mean"]) == ("price", 4, 8)
    assert row["high"] - 8 == near(8 - row["low"]) == pytest.approx(3.18245 * np.sqrt(1 / 6), abs=1e-4)
    assert row["top_two"] == 0.25


def test_missing_answers_are_left_out_of_each_question_alone():
    table = survey.summary({"a": [10, 9, None, 1], "b": [5, 6, 7, 8]})
    assert table["answered"].tolist() == [3, 4]
    assert table["mean"].to_numpy() == near([20 / 3, 6.5])
    assert table["top_two"].to_numpy() == near([2 / 3, 0])


def test_the_two_best_answers_depend_on_the_scale():
    assert survey.summary([[4], [5], [3]], highest=5)["top_two"].to_numpy() == near([2 / 3])
    assert survey.summary([[4], [5], [3]], highest=7)["top_two"].tolist() == [0]


def test_more_confidence_is_a_wider_interval():
    narrow, wide = (survey.summary([[4], [5], [3]], confidence=c) for c in (0.8, 0.99))
    assert (wide["low"] < narrow["low"]).all() and (narrow["high"] < wide["high"]).all()


def test_one_answer_has_no_interval():
    with pytest.raises(
        ValueError, match=r"^answers must have at least 2 for each question; question 2 has 1\.$"
    ):
        survey.summary([[4, 5], [4, None]])
    with pytest.raises(ValueError, match=r"^confidence must be between "):
        survey.summary([[4], [5]], confidence=95)
