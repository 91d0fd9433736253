"""Who has left: churn by its definitions and causes, and cohorts over time."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.logs import log_lines, purchases_until
from crmlab.declared.quantities import Choice, Count, Quantity, Share, typical
from crmlab.declared.tables import Day, Named, Table
from crmlab.errors import BadValueError
from crmlab.frames import LogFrame
from crmlab.language import said, to_say

AsOf = Annotated[Any, Day()]
Base = Annotated[str, Choice(("start", "mean", "end"))]
Calendar = Annotated[str, Choice(("month", "quarter", "year"))]
Lost = Annotated[int, Quantity("", 0, 1e9, typical=(0, 50), format=",.0f", whole=True)]


@calculator
def churn_rate(
    start: Annotated[Count, typical(100, 1000, 10)],
    lost: Lost,
    gained: Annotated[Count, typical(0, 50)] = 0,
    base: Base = "start",
) -> Share:
    """Share of customers lost in a period, of those at its start, on average or at its end.

    Formula::

        part = 0 if base == "start" else 1 if base == "end" else 0.5
        churn = lost / (start + part * (gained - lost))

    References
    ----------
    Three definitions in use; standard.

    Examples
    --------
    >>> [round(churn_rate(1000, 200, 100, base=base), 4) for base in ("start", "mean", "end")]
    [0.2, 0.2105, 0.2222]
    """
    change = np.asarray(gained, dtype=float) - lost
    if np.any(start + change < 0):
        raise BadValueError(said("lost must be at most start + gained."))
    there = start + {"start": 0, "mean": 0.5, "end": 1}[base] * change
    if np.any(lost > there):
        left, most = (of[lost > there][0] for of in np.broadcast_arrays(lost, there))
        many = to_say("lost must be at most {most:g}, whom base counts; {left:g} is more than there were.")
        raise BadValueError(said(many, most=most, left=left))
    return lost / there


@calculator
def cohort_retention(
    log: Annotated[Any, LogFrame()],
    as_of: AsOf,
    calendar: Calendar = "month",
    customer_id="customer_id",
    date="date",
    amount="amount",
) -> Annotated[pd.DataFrame, Table(cohort=None, age=Count, customers=Count, share=Share)]:
    """Share of each cohort that buys again, period by period after the first purchase.

    A cohort is the customers whose first purchase falls into the same month, quarter or year; at age 0 all
    of it is there. A purchase is a line with an amount above 0; lines after *as_of* do not count. The rows
    of a cohort end with the period of *as_of*, which may be cut short. Who does not buy in a period may come
    back in a later one: without a contract a share may rise again.

    The log may be a table of pandas, Polars, PyArrow, DuckDB or Spark, lazy or not, or the path of Parquet
    files; what comes back, and which day a moment has, is as in `rfm.table`. A lazy log may span 833 years
    (cohorts by month).

    References
    ----------
    Cohort table; standard.

    Examples
    --------
    >>> import pandas as pd
    >>> log = pd.DataFrame({
    ...     "customer_id": ["Li", "Wu", "Li", "Hu", "Li"],
    ...     "date": ["2024-01-05", "2024-01-20", "2024-02-03", "2024-02-10", "2024-03-09"],
    ...     "amount": [100, 80, 50, 70, 60],
    ... })
    >>> print(cohort_retention(log, "2024-03-31").to_string(index=False))
     cohort  age  customers  share
    2024-01    0          2    1.0
    2024-01    1          1    0.5
    2024-01    2          1    0.5
    2024-02    0          1    1.0
    2024-02    1          0    0.0
    """
    bought = purchases_until(as_of, log_lines(log, customer_id, date, amount))
    period = _periods(bought["date"].dt, calendar).astype("int64")
    first = period.groupby(bought["customer_id"], sort=False, observed=True).transform("min")
    active = pd.DataFrame({"customer_id": bought["customer_id"], "cohort": first, "age": period - first})
    counts = active.drop_duplicates().groupby(["cohort", "age"]).size()
    last = _periods(pd.Timestamp(as_of), calendar)
    cells = [(cohort, age) for cohort in sorted(first.unique()) for age in range(last - cohort + 1)]
    every = pd.MultiIndex.from_tuples(cells, names=["cohort", "age"])
    table = counts.reindex(every, fill_value=0).rename("customers").reset_index()
    table["share"] = table["customers"] / table.groupby("cohort")["customers"].transform("first")
    return table.assign(cohort=[_period_name(number, calendar) for number in table["cohort"]])


@calculator
def churn_causes(
    lost: Annotated[Any, Named(Lost)],
) -> Annotated[pd.DataFrame, Table(cause=None, lost=Count, share=Share, running_share=Share)]:
    """Pareto table of the causes for which customers left, the commonest first.

    Formula::

        share = lost / sum(lost)

    References
    ----------
    Pareto chart; standard. The counts in the example are [invented for the exercise].

    Examples
    --------
    >>> print(churn_causes({"price": 12, "service": 30, "product": 8}).to_string(index=False))
      cause  lost  share  running_share
    service    30   0.60           0.60
      price    12   0.24           0.84
    product     8   0.16           1.00
    """
    if lost.sum() == 0:
        raise BadValueError(said("lost must hold at least one customer."))
    ordered = lost.astype(np.int64).sort_values(ascending=False, kind="stable")
    table = pd.DataFrame({"cause": ordered.index, "lost": ordered.to_numpy()})
    total = table["lost"].sum()
    return table.assign(share=table["lost"] / total, running_share=table["lost"].cumsum() / total)


def _periods(dates: Any, calendar: str) -> Any:
    """Count months, quarters or years since year 0."""
    months = dates.year * 12 + dates.month - 1
    return months // {"month": 1, "quarter": 3, "year": 12}[calendar]


def _period_name(number: int, calendar: str) -> str:
    if calendar == "year":
        return f"{number}"
    year, part = divmod(number, 12 if calendar == "month" else 4)
    return f"{year}-{part + 1:02}" if calendar == "month" else f"{year}-Q{part + 1}"
