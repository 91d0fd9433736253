"""Loyalty: index, types, bonds and worth, by hand and by what must hold."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import arguments

from crmlab import clv, datasets, loyalty, set_language, show
from crmlab.declared import names
from crmlab.figures.loyalty import LEAVERS
from crmlab.loyalty import LOYALTY_TYPES, MEASURES, REVERSED, STRATEGY_BONDS

RATINGS = {
    "repeat_purchase": 9,
    "spending": 8,
    "tolerance": 6,
    "choice_time": 2,
    "price_sensitivity": 4,
    "rival_attention": 3,
}
ALL = RATINGS | {"share_of_need": 5, "brand_attention": 7}
RATED = st.fixed_dictionaries({measure: st.integers(1, 10) for measure in ALL})
SCHEMES = st.sampled_from(list(MEASURES))
WORDS = names.vocabulary("relationships")


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def extreme(low, high):
    return {measure: low if measure in REVERSED else high for measure in ALL}


# The index


def test_the_index_by_hand():
    """Towards loyalty 8 + 7 + 5, against it 8 + 6 + 7 are left of 9 each."""
    assert loyalty.loyalty_index(RATINGS) == near(100 * (8 + 7 + 5 + 8 + 6 + 7) / 54)


@pytest.mark.parametrize("measures", MEASURES)
@pytest.mark.parametrize("highest", [5, 7, 10])
def test_the_most_loyal_customer_has_100_and_the_least_loyal_0(measures, highest):
    assert loyalty.loyalty_index(extreme(1, highest), measures, highest=highest) == near(100)
    assert loyalty.loyalty_index(extreme(highest, 1), measures, highest=highest) == near(0)


def test_the_two_sets_of_measures_share_four_of_six():
    assert len(set(MEASURES["behaviour"]) & set(MEASURES["share"])) == 4
    assert all(len(six) == 6 and set(REVERSED) < set(six) for six in MEASURES.values())
    assert loyalty.loyalty_index(ALL, "share") == near(100 * (8 + 4 + 6 + 8 + 6 + 7) / 54)


@given(RATED, SCHEMES, st.sampled_from(list(ALL)))
def test_a_higher_rating_raises_the_index_unless_the_measure_is_reversed(ratings, scheme, measure):
    if ratings[measure] == 10:
        return
    step = loyalty.loyalty_index(ratings | {measure: ratings[measure] + 1}, scheme)
    step -= loyalty.loyalty_index(ratings, scheme)
    direction = (measure in MEASURES[scheme]) * (-1 if measure in REVERSED else 1)
    assert step == near(direction * 100 / 54)


@given(RATED, SCHEMES, st.floats(0.1, 10))
def test_equal_weights_are_no_weights(ratings, scheme, weight):
    given = dict.fromkeys(MEASURES[scheme], weight)
    assert loyalty.loyalty_index(ratings, scheme, given) == near(loyalty.loyalty_index(ratings, scheme))


def test_a_measure_with_all_the_weight_is_the_index():
    alone = dict.fromkeys(RATINGS, 0) | {"choice_time": 3}
    assert loyalty.loyalty_index(RATINGS, weights=alone) == near(100 * 8 / 9)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"indicators": RATINGS, "measures": "share"}, "indicators must have .*; share_of_need is missing."),
        (
            {"indicators": RATINGS, "weights": {"tolerance": 1}},
            "weights must have .*; repeat_purchase is miss",
        ),
        (
            {"indicators": RATINGS, "highest": 7},
            "indicators must be at most highest; got 9 for repeat_purchase.",
        ),
        (
            {"indicators": RATINGS | {"spending": 0}},
            r"indicators\['spending'\] must be between 1 and 10; got 0.",
        ),
        ({"indicators": RATINGS | {"mood": 5}}, "indicators must be numbers for repeat_purchase, spending"),
        ({"indicators": [9, 8, 6, 2, 4, 3]}, "indicators must be numbers for repeat_purchase"),
        ({"indicators": RATINGS, "weights": dict.fromkeys(RATINGS, 0)}, "weights must not all be 0."),
    ],
)
def test_ratings_that_are_missing_strange_or_off_the_scale_are_refused(given, sentence):
    with pytest.raises(ValueError, match=f"^{sentence}"):
        loyalty.loyalty_index(**given)


# The types


@pytest.mark.parametrize(
    ("attitude", "behaviour", "kind"),
    [(80, 90, "true"), (80, 20, "latent"), (20, 90, "spurious"), (20, 20, "no"), (50, 60, "true")],
)
def test_the_four_types_and_a_value_at_the_cut_is_high(attitude, behaviour, kind):
    assert loyalty.loyalty_type(attitude, behaviour, 50, 60) == f"{kind}_loyalty"


@given(st.lists(st.tuples(st.floats(-10, 10), st.floats(-10, 10)), min_size=1, max_size=8))
def test_a_list_of_customers_gets_the_types_that_each_gets_alone(customers):
    attitude, behaviour = map(list, zip(*customers, strict=True))
    together = loyalty.loyalty_type(attitude, behaviour, 0, 1)
    assert together.tolist() == [loyalty.loyalty_type(a, b, 0, 1) for a, b in customers]


def test_types_bonds_measures_and_strategies_have_english_and_chinese_names():
    keys = [f"loyalty.{kind}" for row in LOYALTY_TYPES for kind in row]
    keys += [f"measure.{measure}" for six in MEASURES.values() for measure in six]
    keys += [f"strategy.{strategy}" for strategy in STRATEGY_BONDS]
    keys += [f"bond.{bond}" for bond in STRATEGY_BONDS.values()]
    assert set(keys) <= set(WORDS)
    assert "超值" in WORDS["loyalty.true_loyalty"].zh[0]
    assert WORDS["loyalty.spurious_loyalty"].zh[0] == "虚假忠诚"


def test_a_shown_type_has_its_name_in_the_language_in_use():
    shown = show(loyalty.loyalty_type, [80, 20], 20, 50, 50)
    assert shown.result == "latent loyalty (latent_loyalty); no loyalty (no_loyalty)"
    set_language("zh")
    try:
        assert shown.result == "潜在忠诚 (latent_loyalty)；不忠诚 (no_loyalty)"
    finally:
        set_language("en")


def test_the_share_of_wallet_is_at_most_all_of_it():
    assert loyalty.share_of_wallet(300, 1200) == 0.25
    assert loyalty.share_of_wallet([0, 700], 700).tolist() == [0, 1]
    with pytest.raises(ValueError, match=r"^own_spend must be at most category_spend"):
        loyalty.share_of_wallet([1, 701], 700)
    with pytest.raises(ValueError, match=r"^category_spend must not be 0 here"):
        loyalty.share_of_wallet(0, 0)


# Bonds


@pytest.mark.parametrize(
    ("bonds", "level"), [("", 0), ("f", 1), ("s", 2), ("fs", 2), ("t", 3), ("fst", 3), ("ft", 3)]
)
def test_the_highest_bond_gives_the_level(bonds, level):
    assert loyalty.bond_level("f" in bonds, "s" in bonds, "t" in bonds) == level


def test_every_level_of_bonds_has_a_strategy_and_seven_strategies_are_known():
    assert len(STRATEGY_BONDS) == 7
    assert {"financial", "social", "structural"} < set(STRATEGY_BONDS.values())


def test_a_programme_by_hand():
    """Members buy 550 in place of 500: margin 20 each, points 22."""
    card = loyalty.programme_return(1000, 500, 0.05, 0.8, extra=0.10, margin_share=0.40)
    assert (round(card.gain, 6), round(card.reward, 6), round(card.break_even, 6)) == (-2000, 0.04, 0.111111)


@given(arguments(loyalty.programme_return))
def test_at_its_break_even_a_programme_neither_wins_nor_loses(one):
    even = loyalty.programme_return(**one).break_even
    assert loyalty.programme_return(**one | {"extra": even}).gain == pytest.approx(0, abs=1e-6)
    assert loyalty.programme_return(**one | {"extra": even + 0.01}).gain > 0


def test_points_that_cost_more_than_the_margin_are_refused():
    with pytest.raises(ValueError, match=r"^margin_share must be more than reward_rate · redemption: "):
        loyalty.programme_return(1000, 500, 0.5, 0.8, 0.10, 0.40)


def test_a_rival_must_take_off_a_tenth():
    costs = {"contract fee": 300, "learning": 200, "lost points": 100}
    assert loyalty.rival_discount(costs, yearly=2000, years=3) == loyalty.Switching(600, 0.1)
    assert loyalty.rival_discount(600, yearly=200, years=2).discount == 1.5


@given(arguments(loyalty.rival_discount))
def test_the_discount_over_the_years_pays_for_switching(one):
    switching = loyalty.rival_discount(**one)
    assert switching.discount * one["yearly"] * one["years"] == near(sum(one["switching_costs"].values()))
    longer = loyalty.rival_discount(**one | {"years": one["years"] + 1})
    assert longer.discount <= switching.discount


def test_who_buys_nothing_cannot_be_offered_a_discount():
    with pytest.raises(ValueError, match=r"^yearly must be more than 0: "):
        loyalty.rival_discount({"fee": 5}, 0, 3)


# Worth


def test_the_effects_of_loyalty_add_up_and_the_saving_counts_once():
    """200 more purchases at 15; 10 newcomers worth 300 before the 60 that need not be spent on each."""
    effects = {"repeat_purchase": 200 * 15, "referral": 10 * (300 - 60), "cost_saving": 10 * 60}
    table = clv.components(dict.fromkeys(clv.DECOMPOSITIONS["part"], 0) | effects).set_index("name")
    assert table.loc[["repeat_business", "referral", "cost_saving"], "share"].tolist() == [0.5, 0.4, 0.1]
    assert table["value"].sum() == 6000


# Winning back


def test_the_leavers_under_sliders_are_those_whom_the_lesson_computes():
    """The eight of 2025 who bought most, from the books: margin less 120 yuan for each hour of service."""
    firm = datasets.make_logistics(customers=300, seed=4)
    gone = firm.leaving.merge(firm.contracts, on="customer_id").set_index("customer_id")
    ends = firm.shipments["customer_id"].map(gone["date"])
    year = firm.shipments[firm.shipments["date"] > ends - pd.Timedelta(days=365)].groupby("customer_id")
    hours = gone["service_hours"] * 12 * (gone["date"] - gone["start"]).dt.days.clip(upper=365) / 365
    gone["sales"] = year["amount"].sum()
    gone["brought"] = gone["sales"] - year["cost"].sum() - 120 * hours
    eight = gone[gone["date"] >= "2025-01-01"].nlargest(8, "sales")
    rows = zip(eight.index, eight["reason"], eight["sales"].round(2), eight["brought"].round(2), strict=True)
    assert list(rows) == list(LEAVERS)
