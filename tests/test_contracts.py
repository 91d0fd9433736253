"""Contracts that start and end: churn by month, the survival curve, revenue that stays."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from crmlab import retention

# Weeks in remission with 6-MP (Freireich and others, 1963), as textbooks on survival print them; negative
# where a child was still in remission. Share and Greenwood's error are the printed ones too.
REMISSION = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35]
PRINTED = {
    6: (0.857, 0.0764),
    7: (0.807, 0.0869),
    10: (0.753, 0.0963),
    13: (0.690, 0.1068),
    16: (0.627, 0.1141),
    22: (0.538, 0.1282),
    23: (0.448, 0.1346),
}
PRINTED_INTERVALS = {6: (0.6197, 0.9516), 23: (0.1881, 0.6801)}  # of 95 %, on log(-log)


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def contracts_of(rows, *more):
    return pd.DataFrame(rows, columns=["customer_id", "start_date", "end_date", *more])


def lasting(days, today="2024-12-31"):
    """Contracts that have lasted so many days; who is still there (negative) began as long before today."""
    today = pd.Timestamp(today)
    rows = [
        (number, today - pd.Timedelta(days=99), today - pd.Timedelta(days=100 - one))
        if one > 0
        else (number, today - pd.Timedelta(days=-one - 1), pd.NaT)
        for number, one in enumerate(days)
    ]
    return contracts_of(rows)


def churn(rows, as_of="2024-03-31"):
    return retention.monthly_churn(contracts_of(rows), as_of)


def counts(table):
    return table[["start", "gained", "lost", "came_and_left"]].to_numpy().tolist()


# The survival curve


def test_the_curve_and_its_error_are_those_that_textbooks_print():
    """An error in the product, in who is at risk, or in Greenwood's sum moves the printed digits."""
    curve = retention.survival_curve(lasting(REMISSION), "2024-12-31", "day").set_index("age")
    z = stats.norm.ppf(0.975)
    for age, (share, error) in PRINTED.items():
        row = curve.loc[age]
        assert row["share"] == pytest.approx(share, abs=5.1e-4)
        bounds = np.log(-np.log([row["low"], row["high"]]))
        greenwood = (bounds[0] - bounds[1]) / 2 / z * row["share"] * -np.log(row["share"])
        assert greenwood == pytest.approx(error, abs=6e-5)
    for age, interval in PRINTED_INTERVALS.items():
        assert tuple(curve.loc[age, ["low", "high"]]) == pytest.approx(interval, abs=6e-5)


@pytest.mark.parametrize("confidence", [0.8, 0.95])
def test_the_curve_and_its_interval_are_those_of_scipy(confidence):
    """An independent implementation, on 300 customers who are simulated."""
    source = np.random.default_rng(23)
    lasted, seen = source.geometric(0.03, 300), source.integers(1, 90, 300)
    days = np.where(lasted <= seen, lasted, -seen)
    days = days[np.abs(days) < 99]
    curve = retention.survival_curve(lasting(days), "2024-12-31", "day", confidence).set_index("age")
    sample = stats.CensoredData.right_censored(np.abs(days), days < 0)
    expected = stats.ecdf(sample).sf
    interval = expected.confidence_interval(confidence, method="log-log")
    ages = expected.quantiles.astype(int)
    some = (expected.probabilities < 1) & (expected.probabilities > 0)
    assert curve.loc[ages, "share"].tolist() == near(expected.probabilities.tolist())
    for name, bound in (("low", interval.low), ("high", interval.high)):
        found = curve.loc[ages[some], name].to_numpy(dtype=float)
        assert found.tolist() == near(bound.probabilities[some].tolist())


def leaving(source, customers, rate):
    """Simulated contracts: each month of a stay this share leaves, on any of its days."""
    start = pd.Timestamp("2023-01-01") + pd.to_timedelta(source.integers(0, 640, customers), unit="D")
    months, early = source.geometric(rate, customers), source.integers(1, 28, customers)
    end = [
        day + pd.DateOffset(months=month) - pd.Timedelta(days=days)
        for day, month, days in zip(start, months, early, strict=True)
    ]
    return pd.DataFrame({"customer_id": range(customers), "start_date": start, "end_date": end})


def test_by_months_the_curve_finds_the_rate_with_which_customers_leave_and_its_interval_holds():
    """Thirty logs of 500: months that are not over yet would pull the curve down if they counted."""
    source, truth = np.random.default_rng(5), 0.9 ** np.arange(1, 13)
    curves = [retention.survival_curve(leaving(source, 500, 0.1), "2024-10-15")[1:13] for _ in range(30)]
    shares, low, high = (
        np.array([curve[name].to_numpy(dtype=float) for curve in curves]) for name in ("share", "low", "high")
    )
    assert shares.mean(axis=0).tolist() == pytest.approx(truth.tolist(), abs=0.01)
    assert ((low <= truth) & (truth <= high)).mean() == pytest.approx(0.95, abs=0.03)


@pytest.mark.parametrize(
    ("start", "end", "age"),
    [
        ("2024-01-01", "2024-01-31", 1),
        ("2024-01-01", "2024-02-01", 2),
        ("2024-01-15", "2024-01-15", 1),
        ("2024-01-15", "2024-02-14", 1),
        ("2024-01-31", "2024-02-28", 1),
        ("2024-01-31", "2024-02-29", 2),
        ("2023-12-30", "2024-02-29", 3),
    ],
)
def test_a_month_of_a_stay_ends_before_the_day_on_which_it_began(start, end, age):
    curve = retention.survival_curve(contracts_of([("Li", start, end)]), "2024-12-31")
    assert curve["age"].iloc[-1] == age
    assert curve["left"].tolist() == [0] * age + [1]


def test_where_nobody_or_everybody_has_left_there_is_a_share_but_no_interval():
    still = retention.survival_curve(
        contracts_of([("Li", "2024-01-01", None), ("Wu", "2024-02-01", None)]), "2024-03-31"
    )
    assert still["share"].tolist() == [1] * 4
    gone = retention.survival_curve(contracts_of([("Li", "2024-01-01", "2024-01-09")]), "2024-03-31")
    assert gone["share"].tolist() == [1, 0]
    for curve in (still, gone):
        assert curve[["low", "high"]].isna().all(axis=None)


# Churn by month


def test_the_churn_of_a_month_is_the_rate_of_those_there_at_its_start():
    rows = [(f"c{n}", "2023-12-05", "2024-01-20" if n < 2 else None) for n in range(10)]
    table = churn([*rows, ("new", "2024-01-10", None), ("brief", "2024-01-10", "2024-01-30")])
    assert table["month"].tolist() == ["2023-12", "2024-01", "2024-02", "2024-03"]
    assert counts(table)[1] == [10, 1, 2, 1]
    assert table["churn"][1] == retention.churn_rate(10, 2, 1)
    after = table["start"] + table["gained"] - table["lost"]
    assert after[:-1].tolist() == table["start"][1:].tolist()


def test_who_renews_has_not_left_and_who_comes_back_left_and_is_gained_again():
    renewed = churn(
        [("Li", "2024-01-05", "2024-02-04"), ("Li", "2024-02-05", "2024-03-04"), ("Li", "2024-03-04", None)]
    )
    assert counts(renewed) == [[0, 1, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]]
    inside = churn([("Li", "2024-01-05", None), ("Li", "2024-01-09", "2024-02-04")])
    assert counts(inside) == counts(renewed)
    back = churn([("Li", "2024-01-05", "2024-02-04"), ("Li", "2024-02-06", None)])
    assert counts(back) == [[0, 1, 0, 0], [1, 1, 1, 0], [1, 0, 0, 0]]


def test_a_log_whose_customers_all_left_in_the_first_month_has_no_rate():
    table = churn([("Li", "2024-01-05", "2024-01-31"), ("Wu", "2024-01-05", "2024-01-05")], "2024-02-10")
    assert counts(table) == [[0, 0, 0, 2], [0, 0, 0, 0]]
    assert table["churn"].isna().all()


def test_what_ends_after_the_day_of_looking_still_runs_and_what_starts_after_it_is_not_there():
    table = churn(
        [("Li", "2024-01-05", "2024-03-31"), ("Wu", "2024-01-05", "2024-04-01"), ("An", "2024-04-01", None)]
    )
    assert counts(table) == [[0, 2, 0, 0], [2, 0, 0, 0], [2, 0, 1, 0]]


@pytest.mark.parametrize("kind", ["datetime64[s]", "datetime64[ns, Asia/Shanghai]", "object", "string"])
def test_days_may_come_in_any_column_that_holds_days(kind):
    table = contracts_of([("Li", "2024-01-05", None), (7, "2024-01-20", "2024-02-15")])
    for name in ("start_date", "end_date"):
        days = pd.to_datetime(table[name])
        table[name] = (
            table[name].astype(kind)
            if kind in ("object", "string")
            else (days.dt.tz_localize("Asia/Shanghai") if "Asia" in kind else days.astype(kind))
        )
    assert counts(retention.monthly_churn(table, "2024-03-31")) == [[0, 2, 0, 0], [2, 0, 1, 0], [1, 0, 0, 0]]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "contracts is empty; at least one row is needed."),
        ([("Li", "2024-04-01", None)], "contracts has none that began until as_of, 2024-03-31."),
        (
            [("Li", "2024-01-01", None), ("Wu", "2024-01-09", "2024-01-08")],
            "end_date[1] must be at or after the start of the contract, 2024-01-09; got 2024-01-08.",
        ),
        (
            [("Li", "2024-01-01", None), ("Wu", "2024-01-09", "soon")],
            "end_date[1] must be a date such as '1997-09-30'; got 'soon' (str).",
        ),
        ([("Li", None, None)], "start_date[0] must be a date such as '1997-09-30'; it is missing."),
        (
            [(None, "2024-01-01", None)],
            "customer_id[0] must be the name or number of a customer; it is missing.",
        ),
    ],
)
def test_a_contract_that_cannot_be_is_named_with_its_row(rows, sentence):
    for calculator in (retention.monthly_churn, retention.survival_curve):
        with pytest.raises((ValueError, TypeError)) as refused:
            calculator(contracts_of(rows), "2024-03-31")
        assert str(refused.value) == sentence
