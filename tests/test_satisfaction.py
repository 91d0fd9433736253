"""Satisfaction: the ratio and the difference, indices to the printed digit, path effects."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmlab import satisfaction, show
from crmlab.declared import names
from crmlab.satisfaction import MODELS, VERDICTS

LEVEL = st.floats(0, 100)
ABOVE_0 = st.floats(0.1, 100)
ANSWER = st.floats(1, 10)


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


# The ratio


@pytest.mark.parametrize(
    ("perceived", "expected", "ratio", "verdict"),
    [
        (8, 8, 1, "satisfied"),
        (6, 8, 0.75, "dissatisfied"),
        (0, 8, 0, "dissatisfied"),
        (9, 8, 1.125, "delighted"),
        (4, 2, 2, "delighted"),
        (9, 6, 1.5, "delighted"),
    ],
)
def test_the_six_pairs_of_the_source_document(perceived, expected, ratio, verdict):
    assert satisfaction.index(perceived, expected) == satisfaction.Satisfaction(ratio, verdict)


@pytest.mark.parametrize(
    ("perceived", "verdict"),
    [
        (11, "delighted"),
        (10.6, "delighted"),
        (10.5, "satisfied"),
        (10, "satisfied"),
        (9.9, "acceptable"),
        (9.5, "acceptable"),
        (9.4, "dissatisfied"),
    ],
)
def test_near_1_the_band_decides_and_its_ends_belong_to_it(perceived, verdict):
    assert satisfaction.index(perceived, 10).verdict == verdict


def test_without_a_band_only_equality_is_just_satisfied():
    assert satisfaction.index([9.99, 10, 10.01], 10, band=0).verdict.tolist() == [
        "dissatisfied",
        "satisfied",
        "delighted",
    ]


def test_without_an_expectation_there_is_no_ratio():
    for expected in (0, [5, 0]):
        with pytest.raises(ValueError, match=r"^expected must be more than 0: .*\.$"):
            satisfaction.index(5, expected)


@given(LEVEL, ABOVE_0, st.floats(0.5, 20))
def test_a_ratio_does_not_change_with_the_unit_of_the_scale_but_with_its_zero(perceived, expected, factor):
    plain, scaled = (satisfaction.index(perceived * f, expected * f, band=0.1).ratio for f in (1, factor))
    assert plain == near(scaled)
    moved = satisfaction.index(perceived + factor, expected + factor).ratio
    assert abs(moved - 1) <= abs(plain - 1) + 1e-9  # any constant added makes customers look alike


# The difference


@pytest.mark.parametrize(
    ("perceived", "verdict"),
    [
        (9, "delighted"),
        (8.6, "delighted"),
        (8.5, "satisfied"),
        (8, "satisfied"),
        (7.9, "acceptable"),
        (7.5, "acceptable"),
        (7.4, "dissatisfied"),
        (1, "dissatisfied"),
    ],
)
def test_below_equal_and_above_expectation_have_their_verdicts(perceived, verdict):
    judged = satisfaction.disconfirmation(perceived, 8)
    assert (judged.difference, judged.verdict) == (near(perceived - 8), verdict)


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(-50, 50))
def test_a_difference_does_not_change_with_the_zero_of_the_scale(perceived, expected, moved):
    plain = satisfaction.disconfirmation(perceived, expected)
    other = satisfaction.disconfirmation(perceived + moved, expected + moved)
    assert plain.difference == pytest.approx(other.difference, abs=1e-9)


@given(st.floats(-10, 10), st.floats(-10, 10), st.floats(-10, 10), st.floats(0, 3))
def test_more_perceived_is_never_judged_worse(one, other, expected, tolerance):
    less, more = (
        satisfaction.disconfirmation(perceived, expected, tolerance).verdict
        for perceived in sorted([one, other])
    )
    assert VERDICTS.index(less) <= VERDICTS.index(more)


def test_a_scale_from_minus_3_to_3_has_a_difference_and_no_ratio():
    assert satisfaction.disconfirmation(-1, -3).difference == 2
    with pytest.raises(ValueError, match=r"^perceived must be at least 0"):
        satisfaction.index(-1, 3)


def test_a_third_of_a_point_is_not_lost_in_binary():
    assert satisfaction.disconfirmation(7.3, 7, tolerance=0.3).verdict == "satisfied"
    assert satisfaction.disconfirmation(6.7, 7, tolerance=0.3).verdict == "acceptable"


def test_lists_give_lists_of_verdicts_and_single_numbers_plain_words():
    many = satisfaction.disconfirmation([9, 8, 7], [8, 8, 8])
    assert many.verdict.tolist() == ["delighted", "satisfied", "dissatisfied"]
    one = satisfaction.disconfirmation(9, 8)
    assert [type(one.difference), type(one.verdict)] == [float, str]
    judged = satisfaction.index(8, [8, 10, 5], band=[0, 0.3, 0.7])
    assert judged.verdict.tolist() == ["satisfied", "acceptable", "satisfied"]


def test_every_verdict_has_its_words_and_the_working_speaks_them(chinese):
    assert set(VERDICTS) == set(names.vocabulary("verdicts"))
    assert "不满意" in show(satisfaction.index, 6, 8).text
    assert satisfaction.index(6, 8).verdict == "dissatisfied"  # what is graded does not change


# Indices


def test_the_american_index_of_8_7_7_is_70_37():
    assert round(satisfaction.acsi([8, 7, 7]), 2) == 70.37
    assert round(satisfaction.acsi([8, 7, 7], [1, 1, 1]), 2) == 70.37


@given(st.lists(ANSWER, min_size=3, max_size=3), st.lists(st.floats(0.01, 10), min_size=3, max_size=3))
def test_the_american_index_is_the_published_formula(scores, weights):
    total = sum(weights)
    published = (np.dot(weights, scores) - total) / (9 * total) * 100
    assert satisfaction.acsi(scores, weights) == near(published)
    assert -1e-9 <= satisfaction.acsi(scores, weights) <= 100 + 1e-9


def test_the_american_index_has_its_ends_at_1_and_10():
    assert satisfaction.acsi([1, 1, 1]) == 0
    assert satisfaction.acsi([10, 10, 10]) == near(100)
    with pytest.raises(ValueError, match=r"^scores\[2\] must be between 1 and 10; got 11\.$"):
        satisfaction.acsi([8, 7, 11])


def test_a_table_of_answers_gives_the_index_of_its_means_and_gaps_are_left_out():
    table = pd.DataFrame({"overall": [9, 7, None], "expectations": [8, 6, 7], "ideal": [8, None, 6]})
    assert satisfaction.acsi(table) == near(satisfaction.acsi([8, 7, 7]))
    assert type(satisfaction.acsi(table)) is float


def test_weights_of_the_american_index_may_have_names():
    named = satisfaction.acsi([8, 7, 5], {"ideal": 0, "overall": 3, "expectations": 1})
    assert named == near(satisfaction.acsi([8, 7, 5], [3, 1, 0]))
    with pytest.raises(ValueError, match=r"^weights must not all be 0\.$"):
        satisfaction.acsi([8, 7, 5], [0, 0, 0])


ELEMENTS = pd.DataFrame(
    {
        "part": ["product", "service", "product", "image"],
        "weight": [30, 40, 20, 10],
        "score": [8, 6, 9, 7],
    }
)


def test_a_tree_of_elements_by_hand():
    """Product (30·8 + 20·9) / 50 = 8.4; all 0.5·8.4 + 0.4·6 + 0.1·7 = 7.3; (7.3 − 1) / 9 = 0.7."""
    index = satisfaction.csi(ELEMENTS)
    assert index.index == near(70)
    assert index.parts["part"].tolist() == ["product", "service", "image"]
    assert index.parts["weight"].to_numpy() == near([0.5, 0.4, 0.1])
    assert index.parts["score"].to_numpy() == near([8.4, 6, 7])
    assert index.parts["index"].to_numpy() == near([740 / 9, 500 / 9, 600 / 9])


def test_a_tree_is_the_weighted_mean_of_its_parts():
    index = satisfaction.csi(ELEMENTS)
    assert index.index == near(np.dot(index.parts["weight"], index.parts["index"]))


def test_every_element_a_part_of_its_own_is_the_flat_index():
    flat = satisfaction.csi(ELEMENTS.assign(part=list("abcd")))
    assert flat.index == near(satisfaction.csi(ELEMENTS).index)
    assert flat.parts["score"].to_numpy() == near([8, 6, 9, 7])


def test_other_scales_have_their_own_ends():
    assert satisfaction.csi(ELEMENTS, lowest=0, highest=10).index == near(73)
    five = ELEMENTS.assign(score=[4, 3, 5, 1])
    assert satisfaction.csi(five, lowest=1, highest=5).index == near(62.5)


def test_the_three_questions_of_the_american_index_are_a_satisfaction_index():
    elements = pd.DataFrame({"part": ["a", "b", "c"], "weight": [0.5, 0.3, 0.2], "score": [8, 7, 7]})
    assert satisfaction.csi(elements).index == near(satisfaction.acsi([8, 7, 7], [0.5, 0.3, 0.2]))


def test_a_part_without_weight_is_left_out_of_the_parts():
    elements = ELEMENTS.assign(weight=[30, 0, 20, 10])
    assert satisfaction.csi(elements).parts["part"].tolist() == ["product", "image"]


@pytest.mark.parametrize(
    ("changed", "ends", "sentence"),
    [
        ({"score": [8, 12, 9, 7]}, {}, "score[1] must be between 1 and 10; got 12."),
        ({"weight": [0, 0, 0, 0]}, {}, "weights must not all be 0."),
        ({"weight": [1, -1, 1, 1]}, {}, "weight[1] must be at least 0; got -1."),
        ({"part": ["a", None, "b", "c"]}, {}, "part[1] must be a name; it is missing."),
        ({}, {"lowest": 10, "highest": 1}, "lowest must be less than highest; got 10 and 1."),
        ({}, {"lowest": 7, "highest": 7}, "lowest must be less than highest; got 7 and 7."),
    ],
)
def test_elements_that_make_no_index_are_refused_with_their_place(changed, ends, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        satisfaction.csi(ELEMENTS.assign(**changed), **ends)


# Paths


def paths_of(*rows):
    return pd.DataFrame(rows, columns=["cause", "effect", "coefficient"])


def effect_of(table, cause, effect):
    row = table[(table["cause"] == cause) & (table["effect"] == effect)]
    return row[["direct", "indirect", "total"]].to_numpy().tolist()


def test_along_a_path_coefficients_multiply_and_paths_add_up():
    table = satisfaction.path_effects(
        paths_of(("q", "s", 0.6), ("q", "v", 0.5), ("v", "s", 0.4), ("s", "l", 0.7), ("q", "l", 0.1))
    )
    assert effect_of(table, "q", "s") == [near([0.6, 0.2, 0.8])]
    assert effect_of(table, "q", "l") == [near([0.1, 0.56, 0.66])]
    assert effect_of(table, "v", "l") == [near([0, 0.28, 0.28])]
    assert effect_of(table, "l", "q") == []
    assert len(table) == 6


@given(st.lists(st.floats(-1, 1), min_size=9, max_size=9))
def test_the_effects_are_the_powers_of_the_matrix(coefficients):
    paths = satisfaction.model_paths("acsi").assign(coefficient=coefficients)
    nodes = list(dict.fromkeys([*paths["cause"], *paths["effect"]]))
    direct = np.zeros((len(nodes), len(nodes)))
    for path in paths.itertuples():
        direct[nodes.index(path.cause), nodes.index(path.effect)] = path.coefficient
    total = sum(np.linalg.matrix_power(direct, power) for power in range(1, len(nodes)))
    for row in satisfaction.path_effects(paths).itertuples():
        place = nodes.index(row.cause), nodes.index(row.effect)
        assert row.total == pytest.approx(total[place], abs=1e-9)
        assert row.direct == pytest.approx(direct[place], abs=1e-9)
        assert row.direct + row.indirect == pytest.approx(row.total, abs=1e-9)


def test_a_loop_that_dies_away_has_its_sum_and_one_that_does_not_is_refused():
    looped = satisfaction.path_effects(paths_of(("loyalty", "image", 0.5), ("image", "loyalty", 0.5)))
    assert effect_of(looped, "image", "image") == [near([0, 1 / 3, 1 / 3])]
    with pytest.raises(ValueError, match=r"^paths must not lead back .*\.$"):
        satisfaction.path_effects(paths_of(("a", "b", 2), ("b", "a", 0.5)))


def test_constructs_may_have_any_names_and_a_path_stands_once():
    table = satisfaction.path_effects(paths_of((1, "感知质量", 0.5), ("感知质量", 3, 0.5)))
    assert table["cause"].tolist() == [1, 1, "感知质量"]
    for row, sentence in [
        (("a", "b", 0.2), "paths must have each path once; a → b comes twice."),
        (("a", None, 0.2), "effect[1] must be a name; it is missing."),
    ]:
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
            satisfaction.path_effects(paths_of(("a", "b", 0.5), row))


@pytest.mark.parametrize("model", MODELS)
def test_the_models_lead_from_expectations_to_loyalty_and_never_back(model):
    every = satisfaction.model_paths(model)
    table = satisfaction.path_effects(every.assign(coefficient=0.5))
    assert effect_of(table, "expectations", "loyalty")
    assert not (table["cause"] == table["effect"]).any()
    assert set(table["cause"]) | set(table["effect"]) <= set(names.vocabulary("constructs"))
    without = satisfaction.model_paths(model, with_complaints=False)
    assert "complaints" not in without.to_numpy()
    assert len(every) - len(without) == 2


def test_the_chinese_and_the_european_model_add_image():
    assert "image" not in satisfaction.model_paths("acsi").to_numpy()
    for model in ("ecsi", "tsinghua"):
        paths = satisfaction.model_paths(model)
        assert effect_of(satisfaction.path_effects(paths.assign(coefficient=0.3)), "image", "satisfaction")


# Scores with their errors


@given(st.lists(st.integers(0, 10), min_size=1, max_size=40))
def test_a_net_promoter_score_and_its_error_are_those_of_answers_counted_one_by_one(answers):
    points = np.array([100 if one >= 9 else -100 if one <= 6 else 0 for one in answers])
    shares = {"promoters": (points > 0).mean(), "detractors": (points < 0).mean()}
    judged = satisfaction.net_promoter(**shares, answers=len(answers))
    assert (judged.score, judged.spread) == (near(points.mean()), pytest.approx(points.std(), abs=1e-5))
    assert judged.error == pytest.approx(points.std() / len(answers) ** 0.5, abs=1e-5)


def test_a_net_promoter_score_by_hand():
    """40 of 100 promote, 20 warn: 20 points; 0.6 − 0.04 = 0.56 is the variance, 74.83 its root."""
    judged = satisfaction.net_promoter(0.4, 0.2, 100)
    assert (judged.score, round(judged.spread, 2), round(judged.error, 2)) == (near(20), 74.83, 7.48)
    with pytest.raises(ValueError, match=r"^promoters and detractors must be at most 1 together\.$"):
        satisfaction.net_promoter(0.7, 0.4, 100)


def test_a_change_of_an_index_by_hand():
    """400 / 250 + 400 / 250 = 3.2, and its root is 1.789."""
    moved = satisfaction.index_change(78, 75, 20, 20, 250, 250)
    assert [moved.change, round(moved.error, 3)] == [-3, 1.789]
