"""Customer value: worked examples to the printed digit, and what the two forms may and may not do."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import arguments

from crmlab import clv, value
from crmlab.names import vocabulary

MONEY = st.floats(1, 1000)
OFFER = (
    st.fixed_dictionaries(dict.fromkeys(value.BENEFITS, MONEY)),
    st.fixed_dictionaries(dict.fromkeys(value.COSTS, MONEY)),
)


def near(number):
    return pytest.approx(number, rel=1e-9, abs=1e-6)


def offers(*rows):
    return pd.DataFrame(rows, columns=["offer", "benefits", "costs"])


# Delivered value (inventory N25)


def test_the_two_forms_rank_the_offers_p_and_q_in_opposite_order():
    assert (value.delivered_value(120, 100), value.delivered_value(24, 18)) == (20, 6)
    assert round(value.value_ratio(120, 100), 2) == 1.20
    assert round(value.value_ratio(24, 18), 3) == 1.333
    compared = value.compare_offers(offers(("P", 120, 100), ("Q", 24, 18)))
    assert compared["rank_by_difference"].tolist() == [1, 2]
    assert compared["rank_by_ratio"].tolist() == [2, 1]
    assert compared["reversed_with"].tolist() == ["Q", "P"]


@given(*OFFER)
def test_delivered_value_is_the_same_from_mappings_lists_series_and_totals(benefits, costs):
    expected = sum(benefits.values()) - sum(costs.values())
    assert value.delivered_value(benefits, costs) == near(expected)
    assert value.delivered_value(list(benefits.values()), pd.Series(costs)) == near(expected)
    assert value.delivered_value(sum(benefits.values()), np.array(list(costs.values()))) == near(expected)
    assert type(value.delivered_value(benefits, costs)) is float


@given(*OFFER)
def test_an_offer_is_worth_its_price_in_both_forms_or_in_neither(benefits, costs):
    difference, ratio = value.delivered_value(benefits, costs), value.value_ratio(benefits, costs)
    assert (difference > 0) == (ratio > 1)
    assert difference == near(sum(costs.values()) * (ratio - 1))


def test_the_order_of_the_components_and_a_benefit_of_zero_change_nothing():
    assert value.delivered_value({"image": 0, "product": 5}, {"money": 3}) == value.delivered_value(5, [3])


def test_benefits_without_any_cost_have_no_ratio():
    with pytest.raises(ValueError, match="^value_ratio has no finite answer"):
        value.value_ratio(10, {"money": 0})
    with pytest.raises(ValueError, match=r"^costs\[1\] must be more than 0"):
        value.compare_offers(offers(("P", 10, 5), ("Q", 10, 0)))


ROWS = st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), min_size=1, max_size=8)


@given(ROWS)
def test_every_reversal_is_found_and_nothing_else(rows):
    named = [(f"offer {number}", *row) for number, row in enumerate(rows)]
    compared = value.compare_offers(offers(*named))
    for (one, b, c), names in zip(named, compared["reversed_with"], strict=True):
        turned = [other for other, d, e in named if (b - c - d + e) * (b * e - d * c) < 0]
        assert names == ", ".join(turned), one
    assert compared["rank_by_difference"].tolist() == (
        compared["difference"].rank(ascending=False, method="min").astype(int).tolist()
    )
    assert compared["offer"].tolist() == [name for name, *_ in named]


def test_equal_offers_share_a_rank_and_are_not_reversed():
    compared = value.compare_offers(offers(("A", 0.3, 0.1), ("B", 3, 1), ("C", 0.3, 0.1)))
    assert compared["rank_by_ratio"].tolist() == [1, 1, 1]
    assert compared["rank_by_difference"].tolist() == [2, 1, 2]
    assert compared["reversed_with"].tolist() == ["", "", ""]


def test_columns_of_the_learner_stay_and_his_table_is_not_changed():
    table = offers(("P", 120, 100), ("Q", 24, 18)).assign(note=["x", "y"])
    before = table.copy()
    assert value.compare_offers(table)["note"].tolist() == ["x", "y"]
    pd.testing.assert_frame_equal(table, before)


def test_an_offer_without_a_name_is_refused():
    with pytest.raises(ValueError, match=r"^offer\[1\] must be a name; it is missing\.$"):
        value.compare_offers(offers(("P", 1, 1), (None, 1, 1)))


# Weighted scores


def test_the_restaurant_is_as_good_as_its_scores_and_the_weakest_is_named():
    scores = {"product": 5, "service": 2, "price": 3, "image": 4}
    assert value.weighted_score(scores) == value.WeightedScore(3.5, "service")
    assert value.weighted_score(scores, {"product": 4, "service": 1, "price": 3, "image": 2}).score == 3.9
    assert value.weighted_score(scores, [4, 1, 3, 2]).score == 3.9


@given(st.lists(st.floats(0, 10), min_size=1, max_size=6), st.data())
def test_a_weighted_score_lies_between_the_scores_and_does_not_change_with_the_scale_of_weights(scores, data):
    weights = data.draw(st.lists(st.floats(0.1, 5), min_size=len(scores), max_size=len(scores)))
    found = value.weighted_score(scores, weights)
    assert min(scores) - 1e-9 <= found.score <= max(scores) + 1e-9
    assert value.weighted_score(scores, [7 * weight for weight in weights]).score == near(found.score)
    assert value.weighted_score(scores, [1] * len(scores)).score == near(value.weighted_score(scores).score)
    assert scores[found.weakest - 1] == min(scores)


def test_weights_find_their_scores_by_name_in_any_order():
    scores = {"a": 1, "b": 3}
    assert value.weighted_score(scores, {"b": 3, "a": 1}) == value.weighted_score(scores, [1, 3])
    assert value.weighted_score(pd.Series(scores), pd.Series({"b": 3, "a": 1})).score == 2.5


@pytest.mark.parametrize("weights", [[1], [1, 1, 1], {"a": 1}, {"a": 1, "c": 1}, {"a": 1, "b": 1, "c": 1}])
def test_weights_for_other_scores_are_refused(weights):
    with pytest.raises(ValueError, match=r"^weights must have one number for each of a, b\.$"):
        value.weighted_score({"a": 1, "b": 3}, weights)


def test_weights_of_nothing_are_refused():
    with pytest.raises(ValueError, match=r"^weights must not all be 0\.$"):
        value.weighted_score({"a": 1, "b": 3}, [0, 0])


# What to improve first


def test_a_value_at_the_cut_is_high():
    grid = value.importance_performance({"a": 3, "b": 2.9}, {"a": 2.9, "b": 3}, 3, 3)
    assert grid["quadrant"].tolist() == ["concentrate_here", "possible_overkill"]
    alike = value.importance_performance([4, 4], [2, 2])
    assert alike["quadrant"].tolist() == ["keep_up", "keep_up"]


@given(arguments(value.importance_performance, importance_cut=None, performance_cut=None))
def test_the_cuts_are_the_means_and_every_quadrant_has_a_name_in_both_languages(one):
    grid = value.importance_performance(**one)
    importance, performance = pd.Series(one["importance"]), pd.Series(one["performance"])
    given_cuts = value.importance_performance(**one | {
        "importance_cut": importance.mean(), "performance_cut": performance.mean(),
    })  # fmt: skip
    pd.testing.assert_frame_equal(grid, given_cuts)
    assert set(grid["quadrant"]) <= set(vocabulary("quadrants"))
    assert grid["item"].tolist() == list(one["importance"])


def test_performance_finds_its_item_by_name():
    one = value.importance_performance({"a": 5, "b": 1}, {"b": 9, "a": 1})
    assert one["performance"].tolist() == [1, 9]
    with pytest.raises(ValueError, match=r"^performance must have one number for each of a, b\.$"):
        value.importance_performance({"a": 5, "b": 1}, {"a": 1, "c": 2})
    with pytest.raises(TypeError, match="^importance_cut must be one number"):
        value.importance_performance([1, 2], [1, 2], [1, 2])


# The means-end chain


def test_ladders_give_what_the_two_matrices_give():
    attributes = {"light": 5.0, "thin": 4.0}
    to_use = {
        ("light", "carry"): 0.8,
        ("light", "break"): 0.4,
        ("thin", "carry"): 0.2,
        ("thin", "break"): 0.5,
    }
    to_goal = {
        ("carry", "free"): 1.0,
        ("break", "free"): 0.0,
        ("carry", "calm"): 0.1,
        ("break", "calm"): -1.0,
    }
    rows = [
        (attribute, use, goal, attributes[attribute], to_use[attribute, use], to_goal[use, goal])
        for attribute, use in to_use
        for through, goal in to_goal
        if through == use
    ]
    columns = ["attribute", "consequence", "goal", "score", "to_consequence", "to_goal"]
    found = value.means_end(pd.DataFrame(rows, columns=columns)).set_index("goal")["score"]
    matrices = np.array([5, 4]) @ np.array([[0.8, 0.4], [0.2, 0.5]]) @ np.array([[1, 0.1], [0, -1]])
    assert found[["free", "calm"]].tolist() == near(matrices.tolist())


def test_one_ladder_is_the_product_of_its_steps_and_counts_once():
    ladder = {"attribute": "soft", "consequence": "sits well", "goal": "rest"}
    table = pd.DataFrame([ladder | {"score": 5, "to_consequence": 0.5, "to_goal": 0.8}])
    assert value.means_end(table).to_dict("records") == [{"goal": "rest", "score": 2.0}]
    with pytest.raises(
        ValueError, match=r"^ladders must have each ladder once; row 1 stands there before\.$"
    ):
        value.means_end(pd.concat([table, table]))
    with pytest.raises(ValueError, match=r"^goal\[0\] must be a name; it is missing\.$"):
        value.means_end(table.assign(goal=None))


# Value to the firm


def test_the_taxi_driver_takes_the_passenger_with_the_wash_basin():
    """Hospital gate and People's Square: chances of a long fare, invented for the exercise."""
    passengers = ["medicine", "wash-basin", "small bag", "laptop", "couple"]
    rates = value.expected_per_minute([0.1, 0.8, 0.15, 0.7, 0.1], 90, 15, 40, 10, search_minutes=10)
    assert [passengers[number] for number in np.argsort(-rates)[:2]] == ["wash-basin", "laptop"]
    assert round(rates[1], 3) == round((0.8 * 90 + 0.2 * 15) / (10 + 0.8 * 40 + 0.2 * 10), 3)


@given(arguments(value.expected_per_minute))
def test_certain_passengers_bring_their_own_rate_and_searching_costs(one):
    large = value.expected_per_minute(**one | {"large_share": 1})
    small = value.expected_per_minute(**one | {"large_share": 0})
    assert large == near(one["large_value"] / (one["large_minutes"] + one["search_minutes"]))
    assert small == near(one["small_value"] / (one["small_minutes"] + one["search_minutes"]))
    mixed = value.expected_per_minute(**one)
    assert min(large, small) - 1e-9 <= mixed <= max(large, small) + 1e-9
    assert value.expected_per_minute(**one | {"search_minutes": one["search_minutes"] + 5}) < mixed


@given(arguments(value.break_even_investment))
def test_at_the_break_even_investment_lifetime_value_is_what_it_was(one):
    spending = value.break_even_investment(**one)
    before = clv.lifetime_value(one["margin"], one["retention"], one["rate"])
    after = clv.lifetime_value(one["margin"] - spending, one["retention"] + one["gain"], one["rate"])
    assert after == near(before)
    assert 0 <= spending <= one["margin"]
    assert value.break_even_investment(**one | {"gain": 0}) == near(0)
    assert value.break_even_investment(**one | {"gain": one["gain"] + 0.01}) > spending


def test_retention_cannot_gain_beyond_everybody():
    with pytest.raises(ValueError, match=r"^retention \+ gain must be at most 1"):
        value.break_even_investment(100, 0.98, 0.05, 0.1)
    assert value.break_even_investment(100, 0.95, 0.05, 0.1) > 0


def test_deals_are_classified_by_who_gains_and_breaking_even_is_no_loss():
    gains = [(20, 30), (-5, 40), (8, -2), (-60, -90), (0, 0), (0, -1), (-1, 0)]
    found = value.classify_deals(pd.DataFrame(gains, columns=["customer_gain", "firm_gain"]))
    assert found["outcome"].tolist() == [
        "win_win", "firm_wins", "customer_wins", "lose_lose", "win_win", "customer_wins", "firm_wins"
    ]  # fmt: skip
    assert found["joint_gain"].tolist() == [50, 35, 6, -150, 0, -1, -1]
    assert set(found["outcome"]) == set(vocabulary("outcomes"))


def test_the_pizza_is_replaced_without_asking_for_proof():
    """Payoffs invented for the exercise: asking for proof loses the customer and the newspaper's readers."""
    choices = {"replace": (70, 930), "ask for proof": (-100, -5000)}
    table = pd.DataFrame(
        [(choice, *gains) for choice, gains in choices.items()],
        columns=["deal", "customer_gain", "firm_gain"],
    )
    found = value.classify_deals(table).set_index("deal")
    assert found["outcome"].to_dict() == {"replace": "win_win", "ask for proof": "lose_lose"}
    assert found["joint_gain"].idxmax() == "replace"
