"""How much of the revenue stays: gross and net revenue retention month by month."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.logs import log_lines, purchases_until
from crmlab.declared.quantities import Amount, Quantity, Share
from crmlab.declared.tables import Table
from crmlab.errors import BadValueError
from crmlab.language import said, to_say
from crmlab.retention.contracts import AsOf, contract_lines, share_of

MonthsApart = Annotated[int, Quantity("months", 1, 120, typical=(1, 12), format=".0f", whole=True)]
Net = Annotated[float, Quantity("share", 0, typical=(0.8, 1.2), step=0.01, format=".1%")]
TOO_SHORT = to_say("log must have a purchase in a month at least {apart} before that of as_of, {as_of}.")


@calculator
def revenue_retention(
    log: Annotated[Any, Table()],
    as_of: AsOf,
    months_apart: MonthsApart = 1,
    customer_id="customer_id",
    date="date",
    amount="amount",
) -> Annotated[
    pd.DataFrame,
    Table(
        month=None,
        opening=Amount,
        expansion=Amount,
        contraction=Amount,
        churned=Amount,
        reactivated=Amount,
        new=Amount,
        closing=Amount,
        gross_retention=Share,
        net_retention=Net,
    ),
]:
    """Gross and net revenue retention of each calendar month, with the movements behind them.

    Formula::

        gross_retention = (opening - contraction - churned) / opening
        net_retention = (opening + expansion - contraction - churned) / opening
        closing = opening + expansion - contraction - churned + reactivated + new

    Each customer's money of a month is compared with that of the month *months_apart* before: 1 for the month
    before, 12 for a year. The opening is the money of that earlier month. Of its customers, some pay more
    (expansion), some less (contraction), some nothing (churned). Who did not pay in the earlier month is in
    neither rate: his money is new if he never paid up to that month, else it is reactivated.

    A month's money of a customer is the sum of his lines, refunds taken off; a sum below 0 counts as 0.
    Lines after *as_of* do not count, and its month may be cut short. Two snapshots are a table with two
    dates; of contracts, `monthly_fees` makes the table. Rates are missing where the opening is 0.

    References
    ----------
    Net and gross revenue retention; standard. The payments in the example are [invented for the exercise].

    Examples
    --------
    >>> import pandas as pd
    >>> payments = pd.DataFrame({
    ...     "customer_id": ["Li", "Wu", "Hu", "Li", "Wu", "An"],
    ...     "date": ["2024-01-01"] * 3 + ["2024-02-01"] * 3,
    ...     "amount": [100, 60, 40, 130, 50, 25],
    ... })
    >>> february = revenue_retention(payments, "2024-02-29").iloc[0]
    >>> february[["opening", "expansion", "contraction", "churned", "new", "closing"]].astype(float).tolist()
    [200.0, 30.0, 10.0, 40.0, 25.0, 205.0]
    >>> float(february["gross_retention"]), float(february["net_retention"])
    (0.75, 0.9)
    """
    lines = log_lines(log, customer_id, date, amount)
    purchases_until(as_of, lines)  # there must be one
    lines = lines[lines["date"] <= pd.Timestamp(as_of)]
    money = _by_month(lines, as_of)
    if len(money.columns) <= months_apart:
        raise BadValueError(said(TOO_SHORT, apart=months_apart, as_of=as_of))
    earlier, now = money.iloc[:, :-months_apart].to_numpy(), money.iloc[:, months_apart:].to_numpy()
    movements = _movements(earlier, now)
    table = pd.DataFrame({"month": money.columns[months_apart:].strftime("%Y-%m"), **movements})
    kept = table["opening"] - table["contraction"] - table["churned"]
    return table.assign(
        gross_retention=share_of(kept, table["opening"]),
        net_retention=share_of(kept + table["expansion"], table["opening"]),
    )


@calculator
def monthly_fees(
    contracts: Annotated[Any, Table()],
    as_of: AsOf,
    customer_id="customer_id",
    start_date="start_date",
    end_date="end_date",
    monthly_fee="monthly_fee",
) -> Annotated[pd.DataFrame, Table(customer_id=None, date=None, amount=Amount)]:
    """Fees of the contracts that run at the end of each month: what `revenue_retention` reads.

    A contract is as in `monthly_churn`. The day of a month is its last one, in the month of *as_of* that day
    itself. A contract that starts and ends within a month gives nothing; two that run side by side give both
    fees.

    References
    ----------
    Monthly recurring revenue; standard. The contracts in the example are [invented for the exercise].

    Examples
    --------
    >>> import pandas as pd
    >>> contracts = pd.DataFrame({
    ...     "customer_id": ["Li", "Wu"],
    ...     "start_date": ["2024-01-05", "2024-01-20"],
    ...     "end_date": [None, "2024-02-15"],
    ...     "monthly_fee": [100, 60],
    ... })
    >>> print(monthly_fees(contracts, "2024-02-20").to_string(index=False))
    customer_id       date  amount
             Li 2024-01-31   100.0
             Li 2024-02-20   100.0
             Wu 2024-01-31    60.0
    """
    lines = contract_lines(contracts, as_of, customer_id, start_date, end_date, monthly_fee)
    months = pd.period_range(lines["start"].min(), pd.Timestamp(as_of), freq="M")
    days = months.to_timestamp(how="start") + pd.offsets.MonthEnd(0)
    days = days.where(days <= pd.Timestamp(as_of), pd.Timestamp(as_of))
    end = lines["end"].where(lines["end"].notna(), days[-1])
    first, beyond = days.searchsorted(lines["start"]), days.searchsorted(end, side="right")
    runs = np.maximum(beyond - first, 0)
    row = np.repeat(np.arange(len(lines)), runs)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(runs) - runs, runs)
    fees = lines.iloc[row]
    table = {
        "customer_id": fees["customer_id"].array,
        "date": days[first[row] + nth],
        "amount": fees["fee"].array,
    }
    return pd.DataFrame(table)


def _by_month(lines: pd.DataFrame, as_of: Any) -> pd.DataFrame:
    """Return customers × months, without a gap until the month of a day."""
    month = lines["date"].dt.to_period("M")
    customer = pd.factorize(lines["customer_id"])[0]
    sums = lines["amount"].groupby([customer, month]).sum().clip(lower=0).unstack(fill_value=0.0)
    every = pd.period_range(sums.columns.min(), pd.Timestamp(as_of), freq="M")
    return sums.reindex(columns=every, fill_value=0.0).astype(float)


def _movements(earlier: np.ndarray, now: np.ndarray) -> dict[str, np.ndarray]:
    """Return what moves the money of customers × months from an earlier month to a later one."""
    change, had, has = now - earlier, earlier > 0, now > 0
    had_ever = np.logical_or.accumulate(had, axis=1)

    def total(money: np.ndarray, of: np.ndarray) -> np.ndarray:
        return np.where(of, money, 0.0).sum(axis=0)

    return {
        "opening": earlier.sum(axis=0),
        "expansion": total(change, had & (change > 0)),
        "contraction": total(-change, had & has & (change < 0)),
        "churned": total(earlier, had & ~has),
        "reactivated": total(now, ~had & had_ever),
        "new": total(now, ~had_ever),
        "closing": now.sum(axis=0),
    }
