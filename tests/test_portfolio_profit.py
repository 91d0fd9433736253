"""Who earns money, what to do about the others, and where the customers move."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmlab import portfolio, rfm
from crmlab.datasets import load_cdnow

HOURS = st.integers(1, 20).map(float)
VALUES = st.integers(-500, 1000).map(float)


def rows(table):
    return list(table.itertuples(index=False, name=None))


# Profit after the cost to serve


def test_the_large_client_is_no_vip():
    """Of three clients [invented] he buys most, needs most hours and pays last: serving him costs money."""
    revenue, direct_cost = np.array([1_000_000, 600_000, 400_000]), np.array([800_000, 450_000, 290_000])
    hours, late = np.array([1200, 150, 60]), np.array([180, 30, 20])
    profit = portfolio.customer_profit(revenue, direct_cost, hours, 150, late, rate=0.08)
    assert profit.round(2).tolist() == [-19452.05, 123554.79, 99246.58]
    assert portfolio.rank_agreement(revenue, profit) == pytest.approx(-1 / 3)
    whale = portfolio.whale_curve(profit)
    assert whale["value_share"].max() > 1


def test_profit_is_what_is_left_after_each_cost():
    assert portfolio.customer_profit(1000, 600) == 400
    assert portfolio.customer_profit(1000, 600, service_hours=2, hourly_cost=50) == 300
    assert portfolio.customer_profit(1000, 600, days_late=365, rate=0.1) == pytest.approx(300)
    assert portfolio.customer_profit(1000, 1200) == -200


def test_from_85_to_80_percent_of_the_list_price():
    """The price falls by 5.88 %; at a cost of 80 % of the list price nothing is left, and above it a loss."""
    assert round(1 - 80 / 85, 4) == 0.0588
    assert round(portfolio.discounted_margin(100, 80, discount=0.15), 4) == 0.0588
    assert portfolio.discounted_margin(100, 80, discount=0.20) == pytest.approx(0)
    assert portfolio.discounted_margin(100, 82, discount=0.20) == pytest.approx(-0.025)


def test_a_gift_has_no_margin_as_a_share_of_its_price():
    with pytest.raises(ValueError, match=r"^discount must not be 1 here; otherwise "):
        portfolio.discounted_margin(100, 80, discount=1)


# Whom to serve when hours are scarce


def test_the_most_value_for_each_hour_comes_first_and_who_no_longer_fits_is_passed_over():
    table = portfolio.choose([900, 500, 400, 30], hours=[30, 10, 10, 15], capacity=40)
    assert rows(table) == [
        (900, 30, 30, False),
        (500, 10, 50, True),
        (400, 10, 40, True),
        (30, 15, 2, True),
    ]


def test_the_quick_rule_can_miss_the_best_set():
    values, hours = np.array([900, 500, 400]), [30, 10, 10]
    chosen = portfolio.choose(values, hours, capacity=40)["chosen"].to_numpy()
    assert values[chosen].sum() == 900 < values[[0, 1]].sum()


def test_nobody_is_served_at_a_loss_and_of_two_equal_ones_the_first_is():
    assert portfolio.choose([-5, 0, 7, 7], [1, 1, 1, 1], capacity=1)["chosen"].tolist() == [0, 0, 1, 0]
    assert not portfolio.choose([-5, 0], [1, 1], capacity=10)["chosen"].any()
    assert portfolio.choose([1, 1, 1], [0.1, 0.1, 0.1], capacity=0.3)["chosen"].all()


def test_customers_can_be_chosen_by_what_they_bring_beyond_their_acquisition_cost():
    clv, cost = np.array([300, 500, 200, 900]), np.array([100, 520, 50, 400])
    chosen = portfolio.choose(clv - cost, hours=[1, 1, 1, 1], capacity=2)["chosen"]
    assert chosen.tolist() == [True, False, False, True]


@given(st.lists(st.tuples(VALUES, HOURS), min_size=1, max_size=30), st.integers(0, 100))
def test_the_chosen_fit_and_nobody_who_was_passed_over_would_still_fit(pairs, capacity):
    values, hours = map(list, zip(*pairs, strict=True))
    table = portfolio.choose(values, hours, capacity)
    used = table.loc[table["chosen"], "hours"].sum()
    assert used <= capacity
    assert (table.loc[table["chosen"], "value"] > 0).all()
    passed = table[~table["chosen"] & (table["value"] > 0)]
    assert (passed["hours"] > capacity - used).all()
    for _, one in passed.iterrows():
        better = table["chosen"] & (table["value_per_hour"] >= one["value_per_hour"])
        assert table.loc[better, "hours"].sum() + one["hours"] > capacity
    assert table["value"].tolist() == values


# Indicators and the index of value

LOG = pd.DataFrame(
    {
        "customer_id": ["Ma", "Li", "Ma", "Ma", "Li", "Hu", "Ma"],
        "date": [
            "2024-01-01",
            "2024-02-01",
            "2024-03-01",
            "2024-03-05",
            "2024-03-11",
            "2024-03-20",
            "2024-07-01",
        ],
        "amount": [900, 100, 600, -100, 200, -50, 999],
    }
)
RECEIPTS = pd.DataFrame(
    {
        "customer_id": ["Li", "Ma", "Ma", "Li"],
        "invoiced": [100, 900, 500, 200],
        "paid": [100, 300, 100, 200],
        "days": [10, 170, 110, 20],
    }
)
CONTACTS = pd.DataFrame(
    {
        "customer_id": ["Ma", "Ma", "Ma", "Wu", "Ma"],
        "kind": ["complaint", "order", "complaint", "praise", "suggestion"],
    }
)


def test_the_indicators_of_two_customers_by_hand():
    table = portfolio.indicators(LOG, RECEIPTS, CONTACTS, as_of="2024-06-29")
    ma, li = table.to_dict("records")
    assert ma == {
        "customer_id": "Ma",
        **{"orders": 2, "revenue": 1400, "mean_order": 750, "largest_order": 900},
        **{"returns": 1, "returned": 100, "trade_days": 180, "days_per_order": 90},
        **{"largest_receipt": 300, "mean_receipt": 200, "collection_days": 140},
        **{"arrears": 1000, "arrears_rate": 1000 / 1400},
        **{"contacts": 4, "praise": 0, "complaints": 2, "suggestions": 1, "complaint_share": 0.5},
    }
    assert (li["orders"], li["returned"], li["collection_days"], li["arrears"]) == (2, 0, 15, 0)
    assert (li["contacts"], li["complaint_share"]) == (0, 0)
    families = [column for family in portfolio.FAMILIES.values() for column in family]
    assert table.columns.tolist() == ["customer_id", *families]


def test_a_customer_without_an_invoice_is_named():
    with pytest.raises(ValueError, match=r"^receipts must have a row for each .*; 'Ma' \(str\) has none\.$"):
        portfolio.indicators(LOG, RECEIPTS[RECEIPTS["customer_id"] == "Li"], CONTACTS, "2024-06-29")


def test_without_a_purchase_there_is_nothing_to_measure():
    with pytest.raises(ValueError, match=r"^log has no purchase until as_of, 2023-12-31; a purchase "):
        portfolio.indicators(LOG, RECEIPTS, CONTACTS, "2023-12-31")


def test_sales_and_finance_do_not_have_the_same_vip():
    """The large client leads by what sales sees, and falls to the end when finance weighs in."""
    table = portfolio.indicators(LOG, RECEIPTS, CONTACTS, as_of="2024-06-29")
    sales = portfolio.value_index(table, {"revenue": 2, "largest_order": 1})
    finance = portfolio.value_index(table, {"revenue": 1, "collection_days": -1, "arrears_rate": -1})
    assert (sales["rank"].tolist(), finance["rank"].tolist()) == ([1, 2], [2, 1])


def test_only_the_proportions_of_the_weights_matter_and_the_average_customer_is_at_0():
    table = rfm.table(load_cdnow(), as_of="1997-09-30")
    one = portfolio.value_index(table, {"orders": 1, "revenue": 2, "recency_days": -1})
    ten = portfolio.value_index(table, {"orders": 10, "revenue": 20, "recency_days": -10})
    np.testing.assert_allclose(one["value_index"], ten["value_index"], atol=1e-12)
    assert one["value_index"].mean() == pytest.approx(0, abs=1e-9)
    assert one["rank"].equals(ten["rank"])
    assert one[table.columns.tolist()].equals(table)


def test_the_index_by_hand_and_equal_customers_share_a_rank():
    table = pd.DataFrame({"customer_id": list("abcd"), "sales": [4, 2, 2, 0], "days": [10, 30, 30, 50]})
    index = portfolio.value_index(table, {"sales": 3, "days": -1})
    step = np.sqrt(2)
    assert index["value_index"].tolist() == pytest.approx([step, 0, 0, -step])
    assert index["rank"].tolist() == [1, 2, 2, 4]
    assert portfolio.value_index(table)["rank"].tolist() == [1, 1, 1, 1]  # each column cancels the other


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ({"sales": 0}, "weights must not all be 0."),
        ({"profit": 1}, "table has no column 'profit'; its columns are 'customer_id', 'sales'."),
        ({"customer_id": 1}, "customer_id[0] must be a number; got 'a' (str)."),
        ({"sales": "much"}, "weights['sales'] must be a number; got 'much' (str)."),
        ({}, "weights is empty; at least one number is needed."),
    ],
    ids=str,
)
def test_weights_that_weigh_nothing_are_refused(weights, sentence):
    table = pd.DataFrame({"customer_id": ["a", "b"], "sales": [1, 2]})
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}$"):
        portfolio.value_index(table, weights)


# Moves between tiers

TIERS = st.sampled_from("ABCD")
HISTORIES = st.lists(st.tuples(TIERS, TIERS), min_size=1, max_size=30).map(
    lambda pairs: pd.DataFrame(pairs, columns=["before", "after"])
)


def moves_of(**counts):
    return pd.DataFrame([(*pair, n) for pair, n in counts.items()], columns=["before", "after", "customers"])


def test_next_years_tiers_by_hand():
    """10 A, 90 B: of A 8 in 10 stay, of B 1 in 10 rises."""
    years = portfolio.migrate(moves_of(AA=8, AB=2, BA=9, BB=81), years=2)
    assert years["year"].tolist() == [0, 1, 2]
    assert years["A"].tolist() == pytest.approx([10, 17, 21.9])
    assert years["B"].tolist() == pytest.approx([90, 83, 78.1])


def test_the_steady_state_by_hand():
    steady = portfolio.long_run(moves_of(AA=8, AB=2, BA=9, BB=81))
    assert steady["tier"].tolist() == ["A", "B"]
    assert steady["customers"].tolist() == pytest.approx([100 / 3, 200 / 3])
    assert steady["share"].tolist() == pytest.approx([1 / 3, 2 / 3])


def test_the_lost_stay_lost_and_in_the_end_all_are():
    moves = pd.DataFrame({"before": ["A", "A"], "after": ["A", "gone"], "customers": [90, 10]})
    assert portfolio.migrate(moves, years=3)["gone"].tolist() == pytest.approx([0, 10, 19, 27.1])
    assert portfolio.long_run(moves)["customers"].tolist() == pytest.approx([0, 100], abs=1e-9)


def test_where_two_tiers_change_places_for_ever_the_mean_is_given():
    moves = moves_of(AB=30, BA=70)
    assert portfolio.migrate(moves, years=2)["A"].tolist() == [30, 70, 30]
    assert portfolio.long_run(moves)["customers"].tolist() == pytest.approx([50, 50])


def test_tiers_that_nobody_leaves_or_enters_keep_their_customers():
    assert portfolio.long_run(moves_of(AA=30, BB=70))["customers"].tolist() == pytest.approx([30, 70])


@given(HISTORIES, st.integers(1, 12))
def test_nobody_is_won_or_lost_between_tiers_and_year_1_is_what_was_seen(history, years):
    moves = portfolio.count_moves(history)
    assert moves["customers"].sum() == len(history)
    assert moves.groupby("before")["share"].sum().tolist() == pytest.approx([1] * history["before"].nunique())
    table = portfolio.migrate(moves, years).set_index("year")
    np.testing.assert_allclose(table.sum(axis=1), len(history))
    for year, column in ((0, "before"), (1, "after")):
        seen = history[column].value_counts().reindex(table.columns, fill_value=0)
        np.testing.assert_allclose(table.loc[year], seen)


@given(HISTORIES)
def test_the_steady_state_does_not_move(history):
    moves = portfolio.count_moves(history)
    steady = portfolio.long_run(moves).set_index("tier")["customers"]
    assert steady.sum() == pytest.approx(len(history))
    shares = moves.pivot(index="before", columns="after", values="share").reindex(
        index=steady.index, columns=steady.index
    )
    stay = shares.isna().all(axis=1)
    shares = shares.fillna(0) + np.diag(stay.astype(float))
    np.testing.assert_allclose(steady @ shares.to_numpy(), steady, atol=1e-6)


def test_tiers_by_sales_and_by_profit_can_be_compared_as_moves():
    revenue = load_cdnow().groupby("customer_id")["amount"].sum()
    lines = load_cdnow().groupby("customer_id").size()
    profit = 0.3 * revenue - 4 * lines  # invented: each order costs 4 dollars to serve
    history = pd.DataFrame({"before": portfolio.tiers(revenue), "after": portfolio.tiers(profit)})
    moves = portfolio.count_moves(history)
    stayed = moves.loc[moves["before"] == moves["after"], "customers"].sum()
    assert 0 < len(revenue) - stayed < len(revenue)
    assert moves["customers"].sum() == 2357


@pytest.mark.parametrize(
    ("moves", "sentence"),
    [
        (moves_of(AA=0), "customers must add up to more than 0 in moves."),
        (moves_of(AA=1e308, BB=1e308), "customers must add up to more than 0 in moves."),
        (moves_of(AA=-1), "customers[0] must be at least 0; got -1."),
        (
            pd.DataFrame({"before": ["A"], "after": [2.5], "customers": [1]}),
            "after[0] must be the name of a tier; got 2.5",
        ),
        (
            pd.DataFrame({"before": [None], "after": ["A"], "customers": [1]}),
            "before[0] must be the name of a tier; it is",
        ),
    ],
    ids=["zero", "too many", "negative", "number", "missing"],
)
def test_what_are_no_moves_is_refused(moves, sentence):
    for function in (portfolio.migrate, portfolio.long_run):
        with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}"):
            function(moves)


def test_a_tier_called_year_is_refused():
    moves = pd.DataFrame({"before": ["year"], "after": ["year"], "customers": [1]})
    with pytest.raises(ValueError, match=r"^moves must "):
        portfolio.migrate(moves)
