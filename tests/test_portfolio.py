"""How unequal customers are: printed numbers, CDNOW, and what every curve, class and tier must obey."""

import itertools
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from crmlab import portfolio
from crmlab.datasets import load_cdnow

AMOUNTS = st.lists(st.integers(0, 10_000).map(float), min_size=1, max_size=40).filter(any)
PROFITS = st.lists(st.integers(-2_000, 10_000).map(float), min_size=1, max_size=40).filter(
    lambda profits: sum(profits) > 0
)
SHARES = st.floats(0, 1)
SPLITS = (
    st.lists(st.integers(0, 20), min_size=1, max_size=6)
    .filter(any)
    .map(lambda parts: [part / sum(parts) for part in parts])
)
CUTS = st.lists(st.integers(1, 99), min_size=1, max_size=5, unique=True).map(
    lambda percents: [percent / 100 for percent in sorted(percents)]
)


@pytest.fixture(scope="module")
def revenue():
    """Revenue of each of the 23,570 customers of CDNOW."""
    return load_cdnow(sample=False).groupby("customer_id")["amount"].sum()


def rows(table):
    return list(table.itertuples(index=False, name=None))


# Lorenz curve, Gini coefficient, share of the best


def test_the_best_fifth_and_the_inequality_of_cdnow_are_as_published(revenue):
    assert round(portfolio.top_share(revenue), 4) == 0.6778
    assert round(portfolio.gini(revenue), 4) == 0.6346


def test_the_best_half_and_the_best_hundredth_of_cdnow(revenue):
    shares = portfolio.top_share(revenue, [0.01, 0.5])
    assert np.round(shares, 4).tolist() == [0.1586, 0.8959]


def test_inequality_by_hand():
    assert portfolio.gini([1, 1, 1, 1]) == 0
    assert portfolio.gini([0, 0, 0, 5]) == 0.75
    assert portfolio.gini([3]) == 0
    curve = portfolio.lorenz([30, 10, 60])
    assert curve["customer_share"].tolist() == pytest.approx([0, 1 / 3, 2 / 3, 1])
    assert curve["value_share"].tolist() == pytest.approx([0, 0.1, 0.4, 1])


def test_a_border_inside_a_customer_takes_a_part_of_him():
    assert portfolio.top_share([50, 30, 20], 0.5) == pytest.approx(0.5 + 0.3 / 2)
    assert portfolio.top_share([50, 30, 20], 0) == 0


@given(AMOUNTS)
def test_the_gini_coefficient_is_half_the_mean_difference_over_the_mean(values):
    difference = np.abs(np.subtract.outer(values, values)).mean()
    assert portfolio.gini(values) == pytest.approx(difference / (2 * np.mean(values)), abs=1e-12)


@given(AMOUNTS)
def test_the_gini_coefficient_is_twice_the_area_above_the_lorenz_curve(values):
    curve = portfolio.lorenz(values)
    area = np.trapezoid(curve["value_share"], curve["customer_share"])
    assert portfolio.gini(values) == pytest.approx(1 - 2 * area, abs=1e-12)


@given(AMOUNTS)
def test_the_gini_coefficient_lies_between_equality_and_one_who_has_all(values):
    assert 0 <= portfolio.gini(values) <= 1 - 1 / len(values) + 1e-12
    assert portfolio.gini([7.7] * len(values)) == pytest.approx(0, abs=1e-12)
    assert portfolio.gini([0] * (len(values) - 1) + [1]) == pytest.approx(1 - 1 / len(values), abs=1e-12)


@given(AMOUNTS, st.floats(0.001, 1000), st.integers(2, 4))
def test_another_currency_or_a_second_list_like_the_first_changes_no_inequality(values, price, times):
    for other in ([price * value for value in values], values * times):
        assert portfolio.gini(other) == pytest.approx(portfolio.gini(values), abs=1e-9)
        assert portfolio.top_share(other, 0.3) == pytest.approx(portfolio.top_share(values, 0.3), abs=1e-9)


@given(AMOUNTS, st.integers(1, 1000))
def test_money_given_to_everybody_makes_customers_more_equal(values, gift):
    assert portfolio.gini([value + gift for value in values]) <= portfolio.gini(values) + 1e-12


@given(PROFITS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(values, source):
    mixed = source.sample(values, len(values))
    assert portfolio.lorenz(mixed).equals(portfolio.lorenz(values))
    assert portfolio.whale_curve(mixed).equals(portfolio.whale_curve(values))
    assert portfolio.top_share(mixed, 0.37) == portfolio.top_share(values, 0.37)
    for classify in (portfolio.abc, portfolio.tiers):
        class_of = dict(zip(values, classify(values), strict=True))
        assert classify(mixed).tolist() == [class_of[value] for value in mixed]


@given(PROFITS)
def test_the_lorenz_curve_starts_and_ends_at_its_corners_and_is_never_bent_downwards(values):
    curve = portfolio.lorenz(values)
    assert rows(curve)[0] == (0, 0)
    assert rows(curve)[-1] == (1, 1)
    assert (np.diff(curve["value_share"], n=2) >= -1e-12).all()
    assert (curve["value_share"] <= curve["customer_share"] + 1e-12).all()


@given(PROFITS)
def test_the_whale_curve_is_the_lorenz_curve_from_the_other_end(values):
    whale, curve = portfolio.whale_curve(values), portfolio.lorenz(values)
    np.testing.assert_allclose(1 - whale["value_share"][::-1], curve["value_share"], atol=1e-9)
    assert whale["value_share"].max() >= 1
    assert (whale["value_share"].max() > 1 + 1e-9) == (min(values) < 0)


@given(PROFITS, SHARES)
def test_the_best_share_is_read_from_the_lorenz_curve(values, share):
    curve = portfolio.lorenz(values)
    rest = np.interp(1 - share, curve["customer_share"], curve["value_share"])
    assert portfolio.top_share(values, share) == pytest.approx(1 - rest, abs=1e-9)


@given(AMOUNTS, SHARES, SHARES)
def test_more_customers_bring_more_and_the_best_bring_more_than_their_number(values, one, other):
    low, high = sorted((one, other))
    assert portfolio.top_share(values, low) <= portfolio.top_share(values, high) + 1e-12
    assert portfolio.top_share(values, one) >= one - 1e-12
    assert portfolio.top_share(values, 1) == 1


@pytest.mark.parametrize(
    "values",
    [(5, 3, 2), np.array([5, 3, 2]), pd.Series([5, 3, 2], index=[9, 9, 1])],
    ids=lambda v: type(v).__name__,
)
def test_any_kind_of_list_will_do(values):
    assert portfolio.gini(values) == portfolio.gini([5, 3, 2])
    assert portfolio.abc(values).tolist() == portfolio.abc([5, 3, 2]).tolist()


@pytest.mark.parametrize(
    "function",
    [
        portfolio.gini,
        portfolio.top_share,
        portfolio.lorenz,
        portfolio.whale_curve,
        portfolio.abc,
        portfolio.pyramid,
    ],
    ids=lambda function: function.__name__,
)
@pytest.mark.parametrize("values", [[0, 0, 0], [1e308, 1e308]], ids=str)
def test_values_without_a_sum_to_share_are_refused(function, values):
    with pytest.raises(ValueError, match=r"^values must add up to more than 0, to have shares; the sum is "):
        function(values)


def test_losses_have_no_gini_coefficient():
    with pytest.raises(ValueError, match=r"^values\[1\] must be at least 0; got -5\.$"):
        portfolio.gini([10, -5])
    with pytest.raises(ValueError, match=r"^values must add up to more than 0"):
        portfolio.whale_curve([10, -15])


# Two rankings


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=25))
def test_the_agreement_of_two_rankings_counts_pairs(pairs):
    sales, profit = map(list, zip(*pairs, strict=True))
    if len(set(sales)) == 1 or len(set(profit)) == 1:
        with pytest.raises(ValueError, match=r"^(values|others) must not all be equal: "):
            portfolio.rank_agreement(sales, profit)
        return
    signs = [np.sign((a - c) * (b - d)) for (a, b), (c, d) in itertools.combinations(pairs, 2)]
    untied = [sum(a != b for a, b in itertools.combinations(of, 2)) for of in (sales, profit)]
    tau = portfolio.rank_agreement(sales, profit)
    assert tau == pytest.approx(sum(signs) / np.sqrt(np.prod(untied)))
    assert tau == pytest.approx(portfolio.rank_agreement(profit, sales))
    assert tau == pytest.approx(-portfolio.rank_agreement(sales, [-value for value in profit]))


def test_the_same_ranking_agrees_fully_and_the_reverse_not_at_all():
    assert portfolio.rank_agreement([1, 2, 3], [10, 200, 3000]) == pytest.approx(1)
    assert portfolio.rank_agreement([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    with pytest.raises(
        ValueError, match=r"^others must have a number for each customer, 3 as values has; got 2\.$"
    ):
        portfolio.rank_agreement([1, 2, 3], [3, 2])


def test_two_long_rankings_are_compared(revenue):
    noise = np.random.default_rng(1).normal(size=len(revenue))
    tau = portfolio.rank_agreement(revenue, revenue + 50 * noise)
    assert tau == pytest.approx(stats.kendalltau(revenue, revenue + 50 * noise).statistic)


# Classes


def test_the_customer_who_reaches_a_cut_still_belongs_above_it():
    assert portfolio.abc([500, 300, 100, 60, 40]).tolist() == list("AABBC")
    assert portfolio.abc([790, 100, 60, 50]).tolist() == list("AABC")
    assert portfolio.abc([1000]).tolist() == ["A"]


def test_a_cut_that_is_met_exactly_is_met_in_binary_numbers_too():
    assert 0.7 + 0.1 < 0.8
    assert portfolio.abc([0.7, 0.1, 0.09, 0.06, 0.05]).tolist() == list("AABBC")
    assert portfolio.abc([70, 10, 9, 6, 5]).tolist() == list("AABBC")


def test_other_cuts_make_more_or_fewer_classes():
    assert portfolio.abc([4, 3, 2, 1], cuts=[0.5]).tolist() == list("AABB")
    assert portfolio.abc([4, 3, 2, 1], cuts=[0.1, 0.4, 0.6, 0.8]).tolist() == list("ACDE")


@given(PROFITS, CUTS)
def test_a_class_follows_from_what_the_better_customers_bring(values, cuts):
    classes = portfolio.abc(values, cuts)
    for value, letter in zip(values, classes, strict=True):
        before = round(sum(other for other in values if other > value) / sum(values), 9)
        assert letter == "ABCDEF"[sum(cut <= before for cut in cuts)]


@given(AMOUNTS, CUTS)
def test_better_customers_are_never_in_a_worse_class_and_equal_ones_are_together(values, cuts):
    for classify, borders in ((portfolio.abc, cuts), (portfolio.tiers, [0.2, 0.3, 0.5])):
        classes = classify(values, borders)
        for (one, first), (other, second) in itertools.combinations(zip(values, classes, strict=True), 2):
            assert first <= second if one > other else first >= second if one < other else first == second


def test_the_classes_of_cdnow(revenue):
    classes = pd.Series(portfolio.abc(revenue), index=revenue.index)
    assert classes.value_counts().to_dict() == {"A": 7695, "B": 8067, "C": 7808}
    assert round(revenue[classes == "A"].sum() / revenue.sum(), 3) == 0.8


@pytest.mark.parametrize(
    ("cuts", "sentence"),
    [
        ([0.95, 0.8], "cuts[1] must be larger than the one before; got 0.8."),
        ([0.5, 0.5], "cuts[1] must be larger than the one before; got 0.5."),
        ([0.8, 1.2], "cuts[1] must be between 0 and 1 (write 10 % as 0.10); got 1.2."),
        (0.8, "cuts must be a list of numbers in order; got 0.8 (float)."),
        (np.arange(26) / 100, "cuts must be at most 25 numbers; got 26."),
    ],
    ids=str,
)
def test_cuts_that_do_not_rise_are_refused(cuts, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        portfolio.abc([1, 2], cuts)


# The pyramid


def test_a_thousand_customers_are_10_190_300_and_500():
    table = portfolio.pyramid(range(1, 1001))
    assert table["tier"].tolist() == list("ABCD")
    assert table["customers"].tolist() == [10, 190, 300, 500]
    assert table["value"].tolist() == [
        sum(range(991, 1001)),
        sum(range(801, 991)),
        sum(range(501, 801)),
        125_250,
    ]
    assert table["value_share"].sum() == pytest.approx(1)


def test_the_pyramid_of_curry():
    table = portfolio.pyramid(range(1, 1001), shares=[0.01, 0.04, 0.15, 0.80])
    assert table["customers"].tolist() == [10, 40, 150, 800]


def test_the_pyramid_of_cdnow(revenue):
    table = portfolio.pyramid(revenue)
    assert table["customers"].tolist() == [236, 4479, 7070, 11785]
    assert table["value_share"].round(4).tolist() == [0.1588, 0.5191, 0.2181, 0.1041]


def test_equal_customers_at_a_border_go_to_the_better_tier_together():
    assert portfolio.tiers([9, 5, 5, 5, 1], shares=[0.4, 0.6]).tolist() == list("AAAAB")
    assert portfolio.pyramid([3, 3, 3, 3])["customers"].tolist() == [4, 0, 0, 0]
    assert portfolio.pyramid([3, 3, 3, 3])["value_share"].tolist() == [1, 0, 0, 0]


@given(st.integers(1, 300), SPLITS)
def test_without_equal_values_a_tier_begins_as_soon_as_the_tiers_above_are_full(customers, shares):
    given = portfolio.pyramid(range(1, customers + 1), shares)["customers"].cumsum()
    full = np.ceil(np.round(np.cumsum(shares) * customers, 6)).clip(max=customers)
    assert given.tolist() == full.tolist()


@given(PROFITS, SPLITS)
def test_the_pyramid_counts_everybody_and_all_value_once(values, shares):
    table, tiers = portfolio.pyramid(values, shares), portfolio.tiers(values, shares)
    assert len(table) == len(shares)
    assert table["customers"].sum() == len(values)
    assert table["value"].sum() == pytest.approx(sum(values))
    assert table["value_share"].sum() == pytest.approx(1)
    assert dict(zip(table["tier"], table["customers"], strict=True)) == {
        tier: tiers.tolist().count(tier) for tier in table["tier"]
    }


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        ([0.1, 0.2], "shares must add up to 1; the sum is 0.3."),
        ([1, 19, 30, 50], "shares[1] must be between 0 and 1 (write 10 % as 0.10); got 19."),
        ([1.0] + [0.0] * 26, "shares must be at most 26 numbers; got 27."),
    ],
    ids=lambda part: str(part)[:20],
)
def test_shares_that_are_no_parts_of_a_whole_are_refused(shares, sentence):
    for function in (portfolio.pyramid, portfolio.tiers):
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
            function([1, 2], shares)


def test_nothing_that_is_put_in_is_changed(revenue):
    before = revenue.copy()
    for function in (portfolio.lorenz, portfolio.gini, portfolio.abc, portfolio.pyramid, portfolio.top_share):
        function(revenue)
    assert revenue.equals(before)
