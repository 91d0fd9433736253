"""From a purchase log to the table that the models read."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.counting import counted
from crmlab.declared.calculators import calculator
from crmlab.declared.logs import AMOUNT, log_lines
from crmlab.declared.quantities import Choice, Count, Quantity
from crmlab.declared.tables import Day, Table
from crmlab.errors import BadValueError
from crmlab.frames import LogFrame
from crmlab.language import said

DAYS_IN = {"D": 1.0, "W": 7.0, "M": 30.4375, "Y": 365.25}

Log = Annotated[Any, LogFrame()]
End = Annotated[Any, Day()]
Unit = Annotated[str, Choice(tuple(DAYS_IN))]
Merge = Annotated[str, Choice(("D",))]
Times = Annotated[float, Quantity("", 0)]
Spent = Annotated[float, AMOUNT]
Summary = Table(customer_id=None, frequency=Count, recency=Times, T=Times, monetary_value=Spent)


@calculator
def summarize(
    log: Log,
    observation_end: End,
    unit: Unit = "W",
    merge: Merge | None = "D",
    customer_id="customer_id",
    date="date",
    amount="amount",
) -> Annotated[pd.DataFrame, Summary]:
    """Repeat purchases, age at the last one, age today and mean repeat purchase of each customer.

    ``frequency`` counts all purchases but the first, ``recency`` is the customer's age at the last of them
    (not the days since: those are in `rfm.table`), ``T`` his age at the end of *observation_end*; both in
    *unit* (a month has 30.4375 days, a year 365.25), fractions kept. ``monetary_value`` is the mean of the
    repeat purchases, 0.0 without one; its sum is rounded to a millionth, so that the order of the lines
    does not matter.

    A purchase is a line with an amount of 0 or more, as the papers count. Refunds (below 0) are left out
    altogether: who wants them to reduce ``monetary_value`` takes them off the purchase first. Later lines
    than *observation_end* do not count. Customers stand in the order of first appearance.

    Purchases of one day are one purchase. Do not merge by week to get weeks: on the CDNOW sample that loses
    209 of 2,457 repeat purchases and moves the BG/NBD's alpha from 4.41 to 6.85. The *unit* changes nothing
    but the unit.

    The log may be a table of pandas, Polars, PyArrow, DuckDB or Spark, lazy or not, or the path of Parquet
    files; what comes back, and which day a moment has, is as in `rfm.table`. Without *merge* the first line
    of a day counts as the first purchase, so that the log must have an order: it must not be lazy.

    References
    ----------
    Fader, Hardie & Lee (2005) [published]; what counts as a purchase is a convention of this course.

    Examples
    --------
    >>> import pandas as pd
    >>> log = pd.DataFrame({
    ...     "customer_id": ["Li", "Wu", "Li", "Li", "Li"],
    ...     "date": ["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-15", "2024-01-29"],
    ...     "amount": [100, 80, 50, 10, 90],
    ... })
    >>> print(summarize(log, observation_end="2024-02-12").to_string(index=False))
    customer_id  frequency  recency   T  monetary_value
             Li          2      4.0 6.0            75.0
             Wu          0      0.0 5.0             0.0
    """
    lines = log_lines(log, customer_id, date, amount)
    end = pd.Timestamp(observation_end)
    is_counted = ((lines["date"] <= end) & (lines["amount"] >= 0)).to_numpy()
    lines = lines if is_counted.all() else lines[is_counted]
    if lines.empty:
        sentence = said("log has no purchase until observation_end, {day}.", day=observation_end)
        raise BadValueError(sentence)
    who, customers = pd.factorize(lines["customer_id"])
    day = lines["date"].to_numpy().astype("datetime64[D]").astype(np.int64)
    amounts = lines["amount"].to_numpy(copy=True)
    del lines  # as long as the log
    today, since = np.datetime64(observation_end, "D").astype(np.int64), day.min()
    width = today - since + 1
    visits = np.sort(who * width + (day - since))  # customer by customer, day by day
    if merge == "D":
        visits = visits[np.append(True, visits[1:] != visits[:-1])]
    purchases = counted(visits // width)
    last_visit = np.cumsum(purchases) - 1
    first, last = (visits[visit] % width + since for visit in (last_visit - purchases + 1, last_visit))
    amounts[_first_lines(who, day, first, merge)] = 0.0
    spent = counted(who, amounts).round(6)
    return pd.DataFrame(
        {
            "customer_id": customers,
            "frequency": purchases - 1,
            "recency": (last - first) / DAYS_IN[unit],
            "T": (today - first) / DAYS_IN[unit],
            "monetary_value": spent / np.maximum(purchases - 1, 1),
        }
    )


def _first_lines(who: np.ndarray, day: np.ndarray, first: np.ndarray, merge: str | None) -> np.ndarray:
    """Return the lines of each customer's first purchase: all of the day, or the first of them."""
    lines = np.flatnonzero(day == first[who])
    if merge == "D":
        return lines
    earliest = np.empty(len(first), dtype=np.int64)
    earliest[who[lines[::-1]]] = lines[::-1]
    return earliest
