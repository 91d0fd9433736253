"""Scores at cut points of one's own: by hand, and as quantiles give them where these are the cut points."""

import re

import numpy as np
import pandas as pd
import pytest
from rfm_logs import assert_is_one_sentence, customers

from crmlab import rfm
from crmlab.datasets import load_cdnow
from crmlab.rfm import Rule

OWN = {"recency_days": [30, 60], "orders": [1], "revenue": [20, 50, 80]}
THREE = customers([30, 31, 61], orders=[2, 1, 5], revenue=[80, 80.01, 20])


@pytest.fixture(scope="module")
def cdnow():
    return rfm.table(load_cdnow(), "1998-06-30")


@pytest.mark.parametrize("bins", range(2, 10))
def test_cut_points_given_back_give_the_scores_that_they_came_from(cdnow, bins):
    assert rfm.score_at(cdnow, rfm.cut_points(cdnow, bins)).equals(rfm.score(cdnow, bins))


def test_each_measure_may_have_another_number_of_bins_and_a_value_at_a_cut_belongs_below_it():
    scored = rfm.score_at(THREE, OWN)
    assert scored["rfm_score"].tolist() == ["323", "214", "121"]
    assert "m_label" not in scored


def test_scores_get_their_names_from_the_worst_to_the_best():
    labels = {"recency_days": ["cold", "warm", "hot"], "revenue": ["bronze", "silver", "gold", "platinum"]}
    scored = rfm.score_at(THREE, OWN, labels)
    assert scored["r_label"].tolist() == ["hot", "warm", "cold"]
    assert scored["m_label"].tolist() == ["gold", "platinum", "bronze"]
    assert "f_label" not in scored


def test_fixed_cut_points_do_not_move_when_other_customers_leave():
    alone = rfm.score_at(THREE.iloc[[2]], OWN)
    assert alone["rfm_score"].tolist() == rfm.score_at(THREE, OWN)["rfm_score"].tolist()[2:]


def test_an_edited_table_of_cut_points_may_have_fewer_for_one_measure(cdnow):
    cuts = rfm.cut_points(cdnow, 5).astype(float)
    cuts.loc[2:, "orders"] = np.nan
    scored = rfm.score_at(cdnow, cuts)
    assert scored["f_score"].max() == 3
    assert scored["m_score"].equals(rfm.score(cdnow, 5)["m_score"])


def test_nine_bins_go_on_to_sizes_and_to_segments(cdnow):
    scored = rfm.score_at(cdnow, {measure: [2**k for k in range(8)] for measure in OWN})
    sizes = rfm.bin_sizes(scored, bins=9)
    assert sizes["score"].tolist() == list(range(1, 10))
    assert (sizes[["r_score", "f_score", "m_score"]].sum() == len(cdnow)).all()
    parted = rfm.segment(scored, [Rule("mail", m=(7, 9)), Rule("wait", m=(1, 6))])
    assert (parted["segment"] == "mail").sum() == (cdnow["revenue"] > 32).sum()  # 2⁵ is the sixth cut point
    assert scored["rfm_score"].str.fullmatch("[1-9]{3}").all()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"boundaries": 5}, "boundaries must be a mapping of measures to cut points; got 5 (int)."),
        (
            {"boundaries": {"orders": [1]}},
            "boundaries must have cut points of recency_days, orders, revenue; got",
        ),
        (
            {"boundaries": OWN | {"orders": []}},
            "boundaries['orders'] is empty; at least one number is needed.",
        ),
        ({"boundaries": OWN | {"orders": [3, 1]}}, "boundaries['orders'] must rise; 1 comes after 3."),
        (
            {"boundaries": OWN | {"orders": list(range(9))}},
            "boundaries['orders'] must be 1 to 8 cut points; got 9.",
        ),
        ({"boundaries": OWN | {"orders": ["x"]}}, "boundaries['orders'][0] must be a number; got 'x' (str)."),
        ({"labels": ["a"]}, "labels must be a mapping of measures to names; the measures are recency_days,"),
        ({"labels": {"r": ["a"]}}, "labels must be a mapping of measures to names; the measures are"),
        (
            {"labels": {"orders": ["a"]}},
            "labels['orders'] must be 2 names, from the worst score to the best; got ['a'] (list).",
        ),
    ],
)
def test_cut_points_and_names_that_do_not_fit_are_refused_in_one_sentence(given, sentence):
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}") as refusal:
        rfm.score_at(**{"table": THREE, "boundaries": OWN} | given)
    assert_is_one_sentence(refusal.value)


def test_what_is_edited_is_not_changed():
    cuts = pd.DataFrame({measure: pd.Series(points, dtype=float) for measure, points in OWN.items()})
    before = cuts.copy()
    assert rfm.score_at(THREE, cuts).equals(rfm.score_at(THREE, OWN))
    pd.testing.assert_frame_equal(cuts, before)
