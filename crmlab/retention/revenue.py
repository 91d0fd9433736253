"""How much of the revenue stays: gross and net revenue retention month by month."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.logs import log_lines, purchases_until
from crmlab.declared.quantities import Amount, Quantity, Share
from crmlab.declared.tables import Table, column_of, numbers_in
from crmlab.errors import BadValueError
from crmlab.language import said, to_say
from crmlab.retention.contracts import AsOf, begun_until, contract_lines, month_name, month_number, share_of

MonthsApart = Annotated[int, Quantity("months", 1, 120, typical=(1, 12), format=".0f", whole=True)]
Net = Annotated[float, Quantity("share", 0, typical=(0.8, 1.2), step=0.01, format=".1%")]
FEE = Quantity("amount", low=0, high=1e15)
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
    last = month_number(pd.Timestamp(as_of))
    paid = _by_month(lines[lines["date"] <= pd.Timestamp(as_of)])
    months = np.arange(paid["month"].min() + months_apart, last + 1)
    if not months.size:
        raise BadValueError(said(TOO_SHORT, apart=months_apart, as_of=as_of))
    sums = _movements(paid, months_apart).groupby("month").sum().reindex(months, fill_value=0.0)
    table = sums.reset_index(drop=True)
    table.insert(0, "month", list(map(month_name, months)))
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
    fees = numbers_in(monthly_fee, column_of("contracts", contracts, monthly_fee), FEE)
    every = contract_lines(contracts, customer_id, start_date, end_date).assign(fee=fees)
    lines = begun_until(as_of, every)
    months = np.arange(lines["start"].min().to_datetime64().astype("M8[M]"), np.datetime64(as_of, "M") + 1)
    last_days = np.minimum((months + 1).astype("M8[D]") - 1, np.datetime64(as_of))
    days = pd.DatetimeIndex(last_days.astype("M8[s]"))
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


def _by_month(lines: pd.DataFrame) -> pd.DataFrame:
    """Return what each customer paid in each month in which he paid."""
    customer, month = pd.factorize(lines["customer_id"])[0], month_number(lines["date"].dt)
    paid = pd.DataFrame({"customer": customer, "month": month, "now": lines["amount"]})
    sums = paid.groupby(["customer", "month"], as_index=False)["now"].sum()
    return sums[sums["now"] > 0]


def _movements(paid: pd.DataFrame, months_apart: int) -> pd.DataFrame:
    """Return what moved the money of each customer to each month from the one that is so far before it."""
    before = paid.assign(month=paid["month"] + months_apart).rename(columns={"now": "opening"})
    both = before.merge(paid, on=["customer", "month"], how="outer").fillna(0.0)
    first = both["customer"].map(paid.groupby("customer")["month"].min())
    opening, now = both["opening"], both["now"]
    change, had, has = now - opening, opening > 0, now > 0
    had_ever = first <= both["month"] - months_apart
    of = {
        "opening": opening,
        "expansion": change.where(had & (change > 0), 0.0),
        "contraction": (-change).where(had & has & (change < 0), 0.0),
        "churned": opening.where(~has, 0.0),
        "reactivated": now.where(~had & had_ever, 0.0),
        "new": now.where(~had_ever, 0.0),
        "closing": now,
    }
    return pd.DataFrame({"month": both["month"], **of})
