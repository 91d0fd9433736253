"""The table that the models read, from a log of another engine than pandas."""

from __future__ import annotations

import datetime
from typing import Any

import narwhals.stable.v2 as nw

from crmlab.frames import Source
from crmlab.frames.expressions import day_number, divided, to_a_millionth
from crmlab.frames.lines import Lines, log_of
from crmlab.language import said, to_say
from crmlab.purchases.summary import DAYS_IN


def summarize(
    log: Source,
    observation_end: datetime.date,
    unit: str,
    merge: str | None,
    customer_id: Any,
    date: Any,
    amount: Any,
) -> Any:
    """Return frequency, recency, T and monetary value of each customer."""
    if merge is None:
        log.require_memory(
            "log", to_say("without merge the first line of a day counts as the first purchase")
        )
    lines = log_of(log, customer_id, date, amount).planned()
    bought = lines.only((nw.col("day") <= nw.lit(observation_end)) & (nw.col("amount") >= 0))
    visits = _days(bought, lines) if merge else bought
    opening = visits.group_by("customer_id").agg(nw.col("day").min().alias("first"))
    visits = visits.join(opening, on="customer_id", how="left")
    is_first = nw.col("day") == nw.col("first")
    if merge is None:
        row = nw.col("row").min().alias("first_row")
        first_line = visits.filter(is_first).group_by("customer_id").agg(row)
        visits = visits.join(first_line, on="customer_id", how="left")
        is_first = nw.col("row") == nw.col("first_row")
    repeated = visits.with_columns(repeated=nw.when(is_first).then(nw.lit(0.0)).otherwise(nw.col("amount")))
    of_customer = repeated.group_by("customer_id").agg(
        nw.len().alias("purchases"),
        nw.col("first").min(),
        nw.col("day").max().alias("last"),
        nw.col("repeated").sum(),
        lines.mark,
    )
    answer = _shown(of_customer, observation_end, DAYS_IN[unit], "wrong" if lines.sentences else "row")
    nothing = said("log has no purchase until observation_end, {day}.", day=observation_end)
    return log.give(lines.finished(answer, "frequency"), lines.sentences, nothing)


def _days(bought: Any, lines: Lines) -> Any:
    """Return the purchases of each customer, those of one day as one."""
    return bought.group_by("customer_id", "day").agg(nw.col("amount").sum(), lines.mark)


def _shown(of_customer: Any, end: datetime.date, days_in_unit: float, mark: str) -> Any:
    first, last = day_number(nw.col("first")), day_number(nw.col("last"))
    repeats = nw.col("purchases").cast(nw.Int64) - 1
    spent = to_a_millionth(nw.col("repeated"))
    return of_customer.select(
        "customer_id",
        repeats.alias("frequency"),
        divided((last - first).cast(nw.Float64), days_in_unit).alias("recency"),
        divided((end.toordinal() - first).cast(nw.Float64), days_in_unit).alias("T"),
        nw.when(repeats > 0)
        .then(spent / repeats.cast(nw.Float64))
        .otherwise(nw.lit(0.0))
        .alias("monetary_value"),
        mark,
    )
