"""RFM on tables of other engines than pandas."""

from __future__ import annotations

import datetime
from typing import Any

import narwhals.stable.v2 as nw

from crmlab.errors import BadValueError
from crmlab.frames import Source
from crmlab.frames.expressions import day_number, to_a_millionth
from crmlab.frames.lines import log_of


def measured(
    log: Source, as_of: datetime.date, customer_id: Any, date: Any, amount: Any, merge: str | None
) -> Any:
    """Return recency, frequency and monetary value of each customer."""
    lines = log_of(log, customer_id, date, amount)
    counted = lines.only(nw.col("day") <= nw.lit(as_of))
    bought = counted.with_columns(bought=nw.when(nw.col("amount") > 0).then(nw.col("day")))
    of_customer = bought.group_by("customer_id").agg(
        nw.col("bought").max().alias("last"),
        nw.col("day").max(),
        nw.col("bought").count().alias("orders"),
        nw.col("amount").sum(),
        lines.mark,
        *(
            [nw.col("bought").n_unique().alias("days"), nw.len().alias("lines")]
            if merge
            else []
        ),
    )
    last = nw.when(nw.col("orders") > 0).then(nw.col("last")).otherwise(nw.col("day"))
    orders = nw.col("orders").cast(nw.Int64)
    if merge:  # a missing day counts as one of its own
        other = nw.when(orders < nw.col("lines").cast(nw.Int64)).then(nw.lit(1)).otherwise(nw.lit(0))
        orders = nw.col("days").cast(nw.Int64) - other
    mark = "wrong" if lines.sentences else "row"
    answer = of_customer.select(
        "customer_id",
        (as_of.toordinal() - day_number(last)).alias("recency_days"),
        orders.alias("orders"),
        to_a_millionth(nw.col("amount")).alias("revenue"),
        mark,
    )
    if not log.is_lazy and answer.is_empty():
        first = lines.frame["day"].min()
        raise BadValueError(f"as_of must not be before the first line of log, {first}; got {as_of}.")
    return log.give(lines.finished(answer, "recency_days"), lines.sentences)
