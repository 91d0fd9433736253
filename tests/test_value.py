"""Customer value: worked examples to the printed digit, and what the two forms may and may not do."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import arguments

from crmlab import clv, portfolio, value
from crmlab.declared.names import vocabulary

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


def test_a_ratio_and_a_difference_of_perceived_and_expected_service_rank_two_offers_in_opposite_order():
    compared = value.compare_offers(offers(("kiosk", 4, 2), ("hotel", 9, 6)))
    assert compared["ratio"].tolist() == [2.0, 1.5]
    assert compared["difference"].tolist() == [2.0, 3.0]
    assert compared["reversed_with"].tolist() == ["hotel", "kiosk"]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6), st.floats(0.1, 100))
def test_against_one_and_the_same_expectation_the_two_forms_always_agree(perceived, expected):
    expected = round(expected, 3)
    compared = value.compare_offers(offers(*[(n, round(p, 3), expected) for n, p in enumerate(perceived)]))
    assert compared["rank_by_ratio"].tolist() == compared["rank_by_difference"].tolist()


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
    with pytest.raises(ValueError, match="^costs must not "):
        value.value_ratio(10, {"money": 0})
    with pytest.raises(ValueError, match=r"^costs\[1\] must be more than 0"):
        value.compare_offers(offers(("P", 10, 5), ("Q", 10, 0)))


def test_what_an_offer_lacks_to_lead_by_both_forms_is_the_larger_of_two_gaps():
    assert value.missing_benefits(120, 100, 24, 18) == near(40 / 3)
    assert value.missing_benefits(40, 30, 120, 100) == near(10)  # the difference asks for more
    assert value.missing_benefits([150, 40], 100, 24, 18).tolist() == near([0, 280 / 3])


@given(arguments(value.missing_benefits))
def test_with_the_missing_benefits_an_offer_trails_by_neither_form(one):
    needed = one["benefits"] + value.missing_benefits(**one)
    difference = needed - one["costs"] - (one["rival_benefits"] - one["rival_costs"])
    ratio = needed / one["costs"] - one["rival_benefits"] / one["rival_costs"]
    assert difference >= -1e-6 and ratio >= -1e-6
    assert needed == one["benefits"] or min(difference, ratio) == near(0)


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


def test_an_attempt_is_worth_its_chance_of_the_payoff_less_its_cost():
    assert value.expected_gain(0.2, 900, 50) == 130
    assert value.expected_gain(0, 900, 50) == -50
    assert value.expected_gain([0.1, 0.5], 300, 60).tolist() == near([-30, 90])
    assert value.expected_gain(0.02, 3000) * 10.43 == near(625.8)  # told by a lost customer, 2 % deterred


@given(arguments(value.expected_gain))
def test_an_attempt_pays_from_the_chance_on_at_which_it_pays_its_cost(one):
    threshold = one["cost"] / one["payoff"]
    assert value.expected_gain(threshold, one["payoff"], one["cost"]) == near(0)
    assert (value.expected_gain(**one) > 0) == (one["chance"] > threshold)
    assert value.expected_gain(1, one["payoff"]) == one["payoff"]


@given(st.floats(0, 1), st.floats(0, 1), MONEY)
def test_at_the_highest_refund_paying_is_worth_as_much_as_refusing(stay_with, stay_without, worth):
    refund = value.expected_gain(stay_with, worth) - value.expected_gain(stay_without, worth)
    assert value.expected_gain(stay_with, worth, cost=max(refund, 0)) == near(
        value.expected_gain(min(stay_with, stay_without), worth)
    )


def test_a_complaint_is_made_when_what_it_is_about_is_worth_the_trouble():
    assert value.expected_gain(0.3, [100, 20], cost=20).tolist() == near([10, -14])


def test_the_obstacle_worth_removing_first_is_the_one_that_wins_most():
    """400 customers who would like to buy, worth 300 each: opening hours, delivery, payment."""
    assert (400 * value.expected_gain([0.10, 0.25, 0.05], 300)).tolist() == near([12_000, 30_000, 6_000])


def test_a_loyal_customer_misjudged_costs_more_than_a_disloyal_one():
    """Expected loss of two mistakes among 1,000: how often each is made times how many it drives away."""
    loyal_as_basic, disloyal_as_partner = 1000 * value.expected_gain([0.30 * 0.20, 0.10 * 0.01], 500)
    assert (loyal_as_basic, disloyal_as_partner) == near((30_000, 500))


def test_raise_a_small_customer_only_if_that_is_worth_more_than_letting_him_go():
    chance = np.array([0.05, 0.2, 0.5])
    worth = value.expected_gain(chance, 800, cost=100) + value.expected_gain(1 - chance, -50)
    assert worth.tolist() == near([-107.5, 20, 275])


def test_a_fee_turns_against_the_firm_when_leavers_take_others_along():
    """A thousand customers pay 3 or leave; a leaver takes along his own value, −20, and that of others."""
    taken_along = -20 + np.array([0, 20, 46, 48])
    effects = 1000 * (value.expected_gain(0.9, 3) - value.expected_gain(0.1, taken_along))
    assert effects.tolist() == near([4700, 2700, 100, -100])


def test_the_taxi_driver_takes_the_passenger_with_the_wash_basin():
    """Hospital gate and People's Square: chances of a long fare, invented for the exercise."""
    passengers = ["medicine", "wash-basin", "small bag", "laptop", "couple"]
    chance = np.array([0.1, 0.8, 0.15, 0.7, 0.1])
    fares = value.expected_gain(chance, 90) + value.expected_gain(1 - chance, 15)
    hours = (10 + value.expected_gain(chance, 40) + value.expected_gain(1 - chance, 10)) / 60
    earned = portfolio.choose(fares, hours, capacity=1)["value_per_hour"]
    assert [passengers[number] for number in np.argsort(-earned)[:2]] == ["wash-basin", "laptop"]
    assert round(earned[1] / 60, 3) == round((0.8 * 90 + 0.2 * 15) / (10 + 0.8 * 40 + 0.2 * 10), 3)


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
