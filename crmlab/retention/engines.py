"""Cohorts in a log of another engine than pandas."""

from __future__ import annotations

import datetime
from typing import Any

import narwhals.stable.v2 as nw

from crmlab.declared.logs import NO_PURCHASE
from crmlab.errors import BadValueError
from crmlab.frames import Source
from crmlab.frames.expressions import alarm
from crmlab.frames.lines import Lines, log_of
from crmlab.language import said

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_HUNDRED = " ".join(map(str, range(100)))


def cohort_retention(
    log: Source, as_of: datetime.date, calendar: str, customer_id: Any, date: Any, amount: Any
) -> Any:
    """Return the share of each cohort that buys again, period by period."""
    lines = log_of(log, customer_id, date, amount)
    bought = lines.only((nw.col("amount") > 0) & (nw.col("day") <= nw.lit(as_of)))
    nothing = said(NO_PURCHASE, as_of=as_of)
    if not log.is_lazy and bought.is_empty():
        raise BadValueError(nothing)
    counts = _counted(bought, lines, calendar)
    sizes = counts.filter(nw.col("age") == 0).select("cohort", nw.col("customers").alias("size"))
    last = (as_of.year * 12 + as_of.month - 1) // _MONTHS[calendar]
    cells = sizes.join(_ages(lines, sizes, last), how="cross").filter(
        nw.col("age") <= last - nw.col("cohort")
    )
    table = cells.join(counts, on=["cohort", "age"], how="left").sort("cohort", "age")
    customers = nw.when(nw.col("customers").is_null()).then(nw.lit(0)).otherwise(nw.col("customers"))
    answer = table.select(
        _name(nw.col("cohort"), calendar).alias("cohort"),
        "age",
        customers.cast(nw.Int64).alias("customers"),
        (customers.cast(nw.Float64) / nw.col("size").cast(nw.Float64)).alias("share"),
    )
    return log.give(answer, lines.sentences, nothing)


def _counted(bought: Any, lines: Lines, calendar: str) -> Any:
    """Count the customers of each cohort at each age at which somebody bought."""
    year, month = (part.cast(nw.Int64) for part in (nw.col("day").dt.year(), nw.col("day").dt.month()))
    period = (year * 12 + month - 1) // _MONTHS[calendar]
    active = bought.with_columns(period=period).group_by("customer_id", "period").agg(lines.mark)
    first = active.group_by("customer_id").agg(nw.col("period").min().alias("cohort"))
    aged = active.join(first, on="customer_id", how="left").with_columns(
        age=nw.col("period") - nw.col("cohort")
    )
    counts = aged.group_by("cohort", "age").agg(nw.len().alias("customers"), lines.mark)
    if lines.sentences:
        loud = alarm(nw.col("wrong"), lines.sentences)  # in both, or a filter would pass it over
        counts = counts.with_columns(cohort=loud + nw.col("cohort"), age=loud + nw.col("age"))
    return counts.select("cohort", "age", "customers")


def _ages(lines: Lines, sizes: Any, last: int) -> Any:
    """Return all ages; of a lazy table 0 to 9,999, because the oldest cohort is not known."""
    if not lines.sentences:
        ages = {"age": list(range(last - sizes["cohort"].min() + 1))}
        return nw.from_dict(ages, schema={"age": nw.Int64}, backend=sizes.implementation)
    hundred = nw.lit(_HUNDRED).str.split(" ")
    one = lines.frame.head(1).select(hundreds=hundred).explode("hundreds")
    age = nw.col("hundreds").cast(nw.Int64) * 100 + nw.col("ones").cast(nw.Int64)
    return one.with_columns(ones=hundred).explode("ones").select(age=age)


def _name(period: Any, calendar: str) -> Any:
    """Write 2024, 2024-Q3 or 2024-07."""
    if calendar == "year":
        return period.cast(nw.String)
    parts = 12 // _MONTHS[calendar]
    year, part = (number.cast(nw.String) for number in (period // parts, period % parts + 1))
    if calendar == "quarter":
        return nw.concat_str(year, nw.lit("-Q"), part)
    zero = nw.when(period % parts < 9).then(nw.lit("-0")).otherwise(nw.lit("-"))
    return nw.concat_str(year, zero, part)
