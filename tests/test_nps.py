"""Net promoter scores from answers: the definition, and intervals that are as sure as they say."""

import itertools
import re
from math import factorial

import numpy as np
import pandas as pd
import pytest

from crmlab import satisfaction, survey

ANSWERS = [10, 9, 9, 8, 7, 6, 3, 0, 10, 10]  # 5 promoters, 2 passives, 3 detractors


def only(table):
    assert len(table) == 1
    return table.iloc[0]


def test_a_score_is_that_of_the_definition_with_the_error_of_a_mean():
    found = only(survey.nps(ANSWERS))
    points = np.array([100, 100, 100, 0, 0, -100, -100, -100, 100, 100])
    assert found[["detractors", "passives", "promoters", "answered"]].tolist() == [3, 2, 5, 10]
    assert (found["score"], found["error"]) == pytest.approx((20, points.std() / 10**0.5))
    same = satisfaction.net_promoter(promoters=0.5, detractors=0.3, answers=10)
    assert (found["score"], found["error"]) == pytest.approx((same.score, same.error))


@pytest.mark.parametrize(
    "form",
    [
        pd.Series([*ANSWERS, None]),
        pd.Series([*ANSWERS, None], dtype="Int64"),
        {"recommend": [*ANSWERS, None]},
        pd.DataFrame({"customer_id": range(11), "recommend": [*ANSWERS, None]}),
        np.array([*ANSWERS, np.nan]),
    ],
    ids=lambda form: type(form).__name__,
)
def test_whoever_did_not_answer_is_left_out_and_counted_in_whatever_form_the_answers_come(form):
    found, whole = only(survey.nps(form)), only(survey.nps(ANSWERS))
    assert found["missing"] == 1
    assert found[["answered", "score", "low"]].tolist() == whole[["answered", "score", "low"]].tolist()


def test_counts_give_what_the_answers_give_that_were_counted():
    counts = pd.Series(ANSWERS).value_counts().to_dict()
    pd.testing.assert_frame_equal(survey.nps(counts).iloc[:, 1:], survey.nps(ANSWERS).iloc[:, 1:])


def test_a_table_of_another_engine_gives_a_row_a_question():
    polars = pytest.importorskip("polars")
    asked = {"shop": [10, 9, 2], "app": [7, None, 10]}
    found = survey.nps(polars.DataFrame(asked))
    pd.testing.assert_frame_equal(found, survey.nps(asked))
    assert found["question"].tolist() == ["shop", "app"]
    assert found["missing"].tolist() == [0, 1]


# Intervals, against all samples that there can be


def samples(people):
    return [
        (d, people - d - p, p) for d, p in itertools.product(range(people + 1), repeat=2) if d + p <= people
    ]


def chance_of(sample, shares):
    ways = factorial(sum(sample))
    for count in sample:
        ways //= factorial(count)
    return ways * np.prod(np.power(shares, sample))


def given_by(sample):
    return dict(zip((0, 7, 10), sample, strict=True))


@pytest.mark.parametrize("shares", [(0.2, 0.4, 0.4), (0.05, 0.25, 0.7), (0.45, 0.1, 0.45), (0.02, 0.08, 0.9)])
def test_an_interval_holds_the_true_score_in_about_95_of_100_samples_also_of_few_people(shares):
    """The coverage is exact: each sample of 20 people is weighed by its multinomial chance."""
    truth, held = 100 * (shares[2] - shares[0]), 0
    for sample in samples(20):
        found = only(survey.nps(given_by(sample)))
        held += chance_of(sample, shares) * (found["low"] <= truth <= found["high"])
    assert 0.92 < held < 0.99


def test_an_interval_of_a_change_holds_no_change_in_about_95_of_100_pairs_of_samples():
    """Simulated with a fixed seed: two samples of the same people, of 30 and of 60."""
    source = np.random.default_rng(7)
    held = 0
    for _ in range(1000):
        before, after = (given_by(source.multinomial(n, [0.2, 0.3, 0.5]).tolist()) for n in (30, 60))
        found = only(survey.nps_change(before, after))
        held += found["low"] <= 0 <= found["high"]
    assert 930 < held < 975


def test_all_who_promote_do_not_make_a_score_certain():
    found = only(survey.nps([10] * 5))
    assert (found["score"], found["error"], found["high"]) == (100, 0, 100)
    assert found["low"] < 40


def test_a_higher_confidence_gives_a_wider_interval_with_the_quantiles_of_the_normal_table():
    narrow, wide = (only(survey.nps(ANSWERS * 40, confidence)) for confidence in (0.8, 0.95))
    width = (wide["high"] - wide["low"]) / (narrow["high"] - narrow["low"])
    assert width == pytest.approx(1.96 / 1.2816, rel=1e-4)


def test_a_change_is_the_difference_of_the_scores_with_the_error_of_two_independent_means():
    before, after = ANSWERS, [10] * 6 + [7] * 6
    first, second = only(survey.nps(before)), only(survey.nps(after))
    found = only(survey.nps_change(before, after))
    assert (found["before"], found["after"], found["change"]) == pytest.approx((20, 50, 30))
    assert found["error"] == pytest.approx(np.hypot(first["error"], second["error"]))
    back = only(survey.nps_change(after, before))
    assert (back["low"], back["high"]) == pytest.approx((-found["high"], -found["low"]))


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: survey.nps([11]), "answers[0, 0] must be between 0 and 10; got 11."),
        (lambda: survey.nps([8.5, 9]), "answers must be whole numbers from 0 to 10; got 8.5."),
        (lambda: survey.nps(["9"]), "answers[0, 0] must be a number; got '9' (str)."),
        (lambda: survey.nps({11: 3}), "answers must be between 0 and 10; got 11."),
        (lambda: survey.nps({10: -1}), "answers[10] must be at least 0; got -1."),
        (lambda: survey.nps({10: 0}), "answers must not all be 0."),
        (lambda: survey.nps(5), "answers must be a table with a row a respondent; got 5 (int)."),
        (lambda: survey.nps([9], confidence=95), "confidence must be between 0.5 and 0.9999"),
        (lambda: survey.nps_change([9], [11]), "after[0, 0] must be between 0 and 10; got 11."),
        (
            lambda: survey.nps_change({"a": [9], "b": [8]}, {"a": [9], "c": [8]}),
            "before and after must have the same questions; got ['a', 'b'] (list) and ['a', 'c'] (list).",
        ),
    ],
)
def test_what_is_no_answer_is_refused_in_one_sentence(call, sentence):
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}"):
        call()
