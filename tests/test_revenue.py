"""Revenue that stays: worked out by hand, and what every table of movements must obey."""

import numpy as np
import pandas as pd
import pytest

from crmlab import retention
from crmlab.datasets import load_cdnow

JANUARY, FEBRUARY, MARCH = "2024-01-03", "2024-02-03", "2024-03-03"
MOVEMENTS = ["opening", "expansion", "contraction", "churned", "reactivated", "new", "closing"]


def payments_of(rows):
    return pd.DataFrame(rows, columns=["customer_id", "date", "amount"])


def retained(rows, as_of="2024-03-31", **more):
    return retention.revenue_retention(payments_of(rows), as_of, **more).set_index("month")


def moved(table, month):
    return table.loc[month, MOVEMENTS].astype(float).tolist()


SIX = [
    ("more", JANUARY, 100),
    ("more", FEBRUARY, 130),
    ("less", JANUARY, 60),
    ("less", FEBRUARY, 50),
    ("gone", JANUARY, 40),
    ("gone", MARCH, 45),
    ("new", FEBRUARY, 25),
]


def test_each_movement_of_the_money_is_counted_once():
    table = retained(SIX)
    assert moved(table, "2024-02") == [200, 30, 10, 40, 0, 25, 205]
    assert moved(table, "2024-03") == [205, 0, 0, 205, 45, 0, 45]
    assert table["gross_retention"].tolist() == pytest.approx([0.75, 0])
    assert table["net_retention"].tolist() == pytest.approx([0.90, 0])


def test_a_year_apart_is_no_chain_of_months():
    year = [
        ("Li", "2023-03-05", 100),
        ("Li", "2023-04-05", 90),
        ("Li", "2024-03-05", 120),
        ("Wu", "2024-01-01", 5),
    ]
    table = retained(year, months_apart=12)
    assert table.index.tolist() == ["2024-03"]
    assert table["net_retention"].tolist() == pytest.approx([1.2])


def test_who_began_between_the_two_months_is_new_and_not_back():
    table = retained([("Li", JANUARY, 9), ("Wu", FEBRUARY, 5), ("Wu", MARCH, 5)], months_apart=2)
    assert moved(table, "2024-03") == [9, 0, 0, 9, 0, 5, 5]


def test_refunds_take_from_their_month_and_a_month_below_zero_is_no_payment():
    rows = [("Li", JANUARY, 100), ("Li", FEBRUARY, 100), ("Li", "2024-02-20", -30), ("Li", MARCH, -80)]
    table = retained(rows)
    assert moved(table, "2024-02") == [100, 0, 30, 0, 0, 0, 70]
    assert moved(table, "2024-03") == [70, 0, 0, 70, 0, 0, 0]


def test_a_month_without_money_stands_there_and_the_next_has_no_rate():
    table = retained([("Li", JANUARY, 10), ("Li", MARCH, 10)])
    assert moved(table, "2024-02") == [10, 0, 0, 10, 0, 0, 0]
    assert table["net_retention"].isna().tolist() == [False, True]


def test_in_a_real_log_the_movements_lead_from_opening_to_closing_and_to_the_months_money():
    log = load_cdnow()
    table = retention.revenue_retention(log, "1998-06-30")
    plus = table[["opening", "expansion", "reactivated", "new"]].sum(axis=1)
    assert (plus - table["contraction"] - table["churned"]).tolist() == pytest.approx(
        table["closing"].tolist()
    )
    money = log["amount"].groupby(pd.to_datetime(log["date"]).dt.strftime("%Y-%m")).sum()
    assert table["closing"].tolist() == pytest.approx(money[table["month"]].tolist())
    assert (table["gross_retention"] <= table["net_retention"]).all()
    assert table["new"].iloc[3:].sum() == 0  # the cohort bought for the first time in the first quarter


def test_fees_that_run_are_the_money_of_contracts():
    rows = [
        ("Li", "2024-01-05", None, 100),
        ("Li", "2024-02-01", None, 20),
        ("Wu", "2024-01-20", "2024-02-15", 60),
    ]
    contracts = pd.DataFrame(rows, columns=["customer_id", "start_date", "end_date", "monthly_fee"])
    fees = retention.monthly_fees(contracts, "2024-03-10")
    assert fees["date"].dt.strftime("%m-%d").tolist() == [
        "01-31",
        "02-29",
        "03-10",
        "02-29",
        "03-10",
        "01-31",
    ]
    table = retention.revenue_retention(fees, "2024-03-10").set_index("month")
    assert moved(table, "2024-02") == [160, 20, 0, 60, 0, 0, 120]
    assert moved(table, "2024-03") == [120, 0, 0, 0, 0, 0, 120]


def test_the_fees_of_a_month_are_those_of_the_contracts_that_cover_its_last_day():
    """Simulated, against a look at each contract and each month."""
    source = np.random.default_rng(3)
    start = pd.Timestamp("2023-01-01") + pd.to_timedelta(source.integers(0, 300, 200), unit="D")
    end = pd.Series(start + pd.to_timedelta(source.integers(0, 300, 200), unit="D")).mask(
        source.random(200) < 0.3
    )
    contracts = pd.DataFrame(
        {
            "customer_id": range(200),
            "start_date": start,
            "end_date": end,
            "monthly_fee": source.integers(1, 99, 200),
        }
    )
    found = retention.monthly_fees(contracts, "2023-12-31").groupby("date")["amount"].sum()
    for day in pd.date_range("2023-01-31", "2023-12-31", freq="ME"):
        runs = (contracts["start_date"] <= day) & ~(contracts["end_date"] < day)
        assert found[day] == contracts.loc[runs, "monthly_fee"].sum()


@pytest.mark.parametrize(
    ("rows", "more", "sentence"),
    [
        ([("Li", "2024-04-01", 5)], {}, "log has no purchase until as_of, 2024-03-31; "),
        (
            [("Li", MARCH, 5)],
            {},
            "log must have a purchase in a month at least 1 before that of as_of, 2024-03-31.",
        ),
        (SIX, {"months_apart": 0}, "months_apart must be between 1 and 120; got 0."),
        ([("Li", MARCH, "5")], {}, "amount[0] must be a number; got '5' (str)."),
    ],
)
def test_money_that_cannot_be_compared_is_refused_in_a_sentence(rows, more, sentence):
    with pytest.raises((ValueError, TypeError)) as refused:
        retained(rows, **more)
    assert str(refused.value).startswith(sentence)


def test_a_fee_below_zero_is_named_with_its_row():
    contracts = pd.DataFrame(
        {"customer_id": [1], "start_date": ["2024-01-01"], "end_date": [None], "monthly_fee": [-5]}
    )
    with pytest.raises(ValueError, match=r"^monthly_fee\[0\] must be between 0 and 1e\+15; got -5\.$"):
        retention.monthly_fees(contracts, "2024-03-10")
