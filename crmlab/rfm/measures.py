"""From a purchase log to measures of each customer, and what the measures say by themselves."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.counting import counted
from crmlab.declared.calculators import calculator
from crmlab.declared.logs import log_lines, purchases_until
from crmlab.declared.quantities import Cost, Count, Days, Quantity, Share
from crmlab.declared.tables import Table, require_pairs
from crmlab.errors import BadValueError
from crmlab.language import said, to_say
from crmlab.rfm.kinds import MEASURES, AnyLog, AsOf, Merge, Window

Amounts = Annotated[list[float], Quantity("amount", low=0, typical=(50, 500), step=10, series=(6, 6))]
Chances = Annotated[list[float], Quantity("share", 0, 1, (0.05, 0.95), 0.05, ".1%", series=(6, 6))]


@calculator
def table(
    log: AnyLog,
    as_of: AsOf,
    customer_id="customer_id",
    date="date",
    amount="amount",
    merge: Merge | None = None,
) -> Annotated[pd.DataFrame, Table(customer_id=None, **MEASURES)]:
    """Days since the last purchase, number of purchases and money of each customer.

    A purchase is a line with an amount above 0. Refunds (below 0) reduce ``revenue`` and are no purchases.
    Days are calendar days: the whole day of *as_of* counts, the time of day is dropped. Every customer
    with a line until *as_of* has a row, in the order of first appearance. Who has no purchase among his
    lines has 0 ``orders``, and ``recency_days`` since his last line of any kind. Money is rounded to a
    millionth, so that the order of the lines does not matter. With ``amount="quantity"`` the pieces bought
    stand for the money, in the column of the same name: RFA in place of RFM.

    The day of a moment is the day on the log's own clock: the local date of the time stamp as it stands, in
    the time zone of its column; in DuckDB and Spark, whose columns have none, in that of the session.

    A log may be a table of pandas, Polars, PyArrow, DuckDB or Spark; the answer is of the same kind. Where it
    is lazy, nothing is computed before you ask: its rows have no order, a day before the first line gives
    no rows, and a wrong cell stops the computation with the same sentence, without the row. A log may also be
    the path of a Parquet file or folder, larger than memory: then the answer is a table of pandas, ordered by
    customer, and the day of a moment with a time zone is that in UTC.

    References
    ----------
    Recency, frequency, monetary value as in Hughes, Strategic Database Marketing (1994) [published]; what
    counts as a purchase is a convention of this course.

    Examples
    --------
    >>> import pandas as pd
    >>> log = pd.DataFrame({
    ...     "customer_id": ["Li", "Wu", "Li", "Li"],
    ...     "date": ["2024-03-01", "2024-03-05", "2024-03-20", "2024-03-25"],
    ...     "amount": [100, 80, 50, -50],
    ... })
    >>> print(table(log, as_of="2024-03-31").to_string(index=False))
    customer_id  recency_days  orders  revenue
             Li            11       2    100.0
             Wu            26       1     80.0
    """
    lines = log_lines(log, customer_id, date, amount)
    today = pd.Timestamp(as_of)
    is_counted = lines["date"] <= today
    if not is_counted.any():
        first = f"{lines['date'].min():%Y-%m-%d}"
        sentence = to_say("as_of must not be before the first line of log, {first}; got {as_of}.")
        raise BadValueError(said(sentence, first=first, as_of=as_of))
    who, customers = pd.factorize((lines if is_counted.all() else lines[is_counted])["customer_id"])
    day, money = (_only(lines[column].to_numpy(), is_counted) for column in ("date", "amount"))
    bought = money > 0
    of_purchase, day_of_purchase = _only(who, bought), _only(day, bought)
    last = _latest(of_purchase, day_of_purchase, len(customers))
    if np.isnat(last).any():
        last = np.where(np.isnat(last), _latest(who, day, len(customers)), last)
    if merge == "D":
        of_day = pd.DataFrame({"who": of_purchase, "day": day_of_purchase}).drop_duplicates()
        of_purchase = of_day["who"].to_numpy()
    measures = {
        "customer_id": customers,
        "recency_days": (today.to_datetime64() - last) // np.timedelta64(1, "D"),
        "orders": counted(of_purchase, least=len(customers)),
        "revenue": counted(who, money).round(6) + 0.0,  # no −0.0
    }
    return pd.DataFrame(measures)


def _only(values: np.ndarray, wanted: np.ndarray | pd.Series) -> np.ndarray:
    """Return the values that are wanted, without a copy if that is all of them."""
    return values if wanted.all() else values[wanted]


def _latest(who: np.ndarray, day: np.ndarray, customers: int) -> np.ndarray:
    """Return the last day of each customer, NaT for who has none."""
    last = np.full(customers, np.iinfo(np.int64).min)  # which is NaT
    np.maximum.at(last, who, day.view(np.int64))
    return last.view(day.dtype)


@calculator
def recency_trend(
    log: AnyLog,
    as_of: AsOf,
    window: Window = 30,
    customer_id="customer_id",
    date="date",
    amount="amount",
) -> Annotated[pd.DataFrame, Table(as_of=None, customers=Count, recent=Count, recent_share=Share)]:
    """Share of the customers who have bought within the last days, looked at again and again over time.

    Recency as a thermometer of the business. A row looks back from one day: ``customers`` have bought at
    least once until then, ``recent`` of them within the *window*. The days are *window* days apart, the
    last is *as_of*, and windows that begin before the first purchase are left out. A falling share says that
    old customers go more quickly than new ones come; it does not say why.

    A log may be of any kind that `table` takes; the trend of a lazy one is computed at once.

    Formula::

        recent_share = recent / customers

    References
    ----------
    Recency as a sign of growth or decline [source document].

    Examples
    --------
    >>> import pandas as pd
    >>> log = pd.DataFrame({
    ...     "customer_id": ["Li", "Wu", "Hu", "Li"],
    ...     "date": ["2024-01-01", "2024-01-20", "2024-02-10", "2024-03-01"],
    ...     "amount": [100, 80, 60, 50],
    ... })
    >>> print(recency_trend(log, as_of="2024-03-30").to_string(index=False))
         as_of  customers  recent  recent_share
    2024-01-30          2       2      1.000000
    2024-02-29          3       1      0.333333
    2024-03-30          3       1      0.333333
    """
    bought = purchases_until(as_of, log_lines(log, customer_id, date, amount))
    days_ago = (pd.Timestamp(as_of) - bought["date"]).dt.days
    seen = bought.assign(look=days_ago // window).drop_duplicates(["customer_id", "look"])
    since = seen.groupby("customer_id", sort=False, observed=True)["look"].transform("max")
    of_look = seen.assign(new=seen["look"] == since).groupby("look")["new"]
    found = of_look.agg(recent="size", new="sum").assign(days=days_ago.max())
    trend = trend_of(found, window)
    return trend.assign(as_of=pd.Timestamp(as_of) - pd.to_timedelta(trend.pop("days_ago"), unit="D"))[
        ["as_of", "customers", "recent", "recent_share"]
    ]


def trend_of(found: pd.DataFrame, window: int) -> pd.DataFrame:
    """Return the trend from the numbers of recent and of new customers in each window, 0 the last."""
    days = int(found["days"].max()) + 1
    if days < window:
        sentence = to_say("window must be at most {days}, the days since the first purchase; got {window}.")
        raise BadValueError(said(sentence, days=days, window=window))
    all_looks = found[["recent", "new"]].reindex(range(found.index.max(), -1, -1), fill_value=0)
    trend = pd.DataFrame({"customers": all_looks["new"].cumsum(), "recent": all_looks["recent"]})
    trend = trend[trend.index < days // window].rename_axis("days_ago").reset_index()
    trend["days_ago"] *= window
    return trend.assign(recent_share=trend["recent"] / trend["customers"])


@calculator
def next_purchase(
    log: AnyLog, as_of: AsOf, customer_id="customer_id", date="date", amount="amount"
) -> Annotated[
    pd.DataFrame,
    Table(customer_id=None, last_purchase=None, mean_gap_days=Days, expected=None, days_overdue=Days),
]:
    """Day on which each customer is expected to buy again, if he keeps his pace, and how late he is.

    The pace is the mean gap between his purchase days; a part of a day is rounded up. Who bought on one
    day only has no gap and no row. ``days_overdue`` above 0 means: look whether he has left. A mean says
    nothing about how regular the gaps are, so a customer who comes in bursts is overdue often.

    A log may be of any kind that `table` takes; the days of other engines than pandas are dates.

    Formula::

        mean_gap_days = (last_purchase - first_purchase) / (purchase_days - 1)
        expected = last_purchase + ceil(mean_gap_days)
        days_overdue = max(as_of - expected, 0)

    References
    ----------
    Recency and frequency together tell when to expect the next transaction [source document].

    Examples
    --------
    >>> import pandas as pd
    >>> log = pd.DataFrame({
    ...     "customer_id": ["Li", "Li", "Wu", "Li"],
    ...     "date": ["2024-01-01", "2024-01-11", "2024-01-15", "2024-01-31"],
    ...     "amount": [100, 80, 60, 50],
    ... })
    >>> print(next_purchase(log, as_of="2024-02-20").to_string(index=False))
    customer_id last_purchase  mean_gap_days   expected  days_overdue
             Li    2024-01-31           15.0 2024-02-15             5
    """
    bought = purchases_until(as_of, log_lines(log, customer_id, date, amount))
    of_customer = bought.groupby("customer_id", sort=False, observed=True)["date"]
    days = of_customer.agg(["min", "max", "nunique"]).query("nunique > 1")
    gap = (days["max"] - days["min"]).dt.days / (days["nunique"] - 1)
    due = days["max"] + pd.to_timedelta(np.ceil(gap), unit="D")
    overdue = (pd.Timestamp(as_of) - due).dt.days.clip(lower=0)
    found = {
        "last_purchase": days["max"],
        "mean_gap_days": gap,
        "expected": due,
        "days_overdue": overdue,
    }
    return pd.DataFrame(found).reset_index()


@calculator
def visit_priority(
    revenue: Amounts, churn_probability: Chances
) -> Annotated[pd.DataFrame, Table(revenue=Cost, churn_probability=Share, expected_loss=Cost, rank=Count)]:
    """Rank customers by the money that is expected to leave with them; rank 1 is visited first.

    Much money alone is no reason for a visit, nor is a customer who is about to go: the product of both
    is. Equal losses have equal ranks. Margin in place of revenue says what the firm itself would lose.

    Formula::

        expected_loss = revenue * churn_probability

    References
    ----------
    Visit customers with much money and a high chance of leaving [source document]; the product as their
    measure: expected value, standard.

    Examples
    --------
    >>> print(visit_priority([5000, 1000, 800], [0.05, 0.4, 0.5]).to_string(index=False))
     revenue  churn_probability  expected_loss  rank
      5000.0               0.05          250.0     3
      1000.0               0.40          400.0     1
       800.0               0.50          400.0     1
    """
    require_pairs(revenue=revenue, churn_probability=churn_probability)
    given = pd.DataFrame({"revenue": revenue, "churn_probability": churn_probability})
    loss = revenue * churn_probability
    rank = pd.Series(loss).rank(method="min", ascending=False).astype(np.int64)
    return given.assign(expected_loss=loss, rank=rank)
