"""Cohorts in a log of another engine than pandas."""

from __future__ import annotations

import datetime
from typing import Any

import narwhals.stable.v2 as nw

from crmlab.errors import BadValueError
from crmlab.frames import Source
from crmlab.frames.lines import Lines, log_of

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DIGITS = 5  # ages below 100,000 months


def cohorts(
    log: Source, as_of: datetime.date, calendar: str, customer_id: Any, date: Any, amount: Any
) -> Any:
    """Return the share of each cohort that buys again, period by period."""
    lines = log_of(log, customer_id, date, amount)
    bought = lines.only((nw.col("amount") > 0) & (nw.col("day") <= nw.lit(as_of)))
    if not log.is_lazy and bought.is_empty():
        raise BadValueError(f"log has no purchase until as_of, {as_of}; a purchase is an amount above 0.")
    counts = _active(bought, lines, calendar)
    of_cohort = counts.filter(nw.col("age") == 0).select(
        "cohort", nw.col("customers").alias("size"), *(["wrong"] if lines.sentences else [])
    )
    last = (as_of.year * 12 + as_of.month - 1) // _MONTHS[calendar]
    every = of_cohort.join(_ages(counts), how="cross").filter(nw.col("age") <= last - nw.col("cohort"))
    table = every.join(counts.select("cohort", "age", "customers"), on=["cohort", "age"], how="left")
    customers = nw.when(nw.col("customers").is_null()).then(nw.lit(0)).otherwise(nw.col("customers"))
    raise NotImplementedError(table, customers, Lines)
