"""Recency over time and the next purchase, on logs of other engines than pandas."""

from __future__ import annotations

import datetime
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from crmlab.declared.logs import NO_PURCHASE
from crmlab.errors import BadValueError
from crmlab.frames import Source
from crmlab.frames.expressions import alarm, day_number, with_day
from crmlab.frames.lines import Lines, log_of
from crmlab.language import said
from crmlab.rfm.measures import trend_of


def recency_trend(
    log: Source, as_of: datetime.date, window: int, customer_id: Any, date: Any, amount: Any
) -> Any:
    """Return how many customers have bought until each day, and how many of them within the window."""
    trend = trend_of(_looks(log, as_of, window, customer_id, date, amount), window)
    days = [(as_of - datetime.timedelta(days=ago)) for ago in trend.pop("days_ago")]
    return log.made({"as_of": days, **trend.to_dict("list")})


def _looks(
    log: Source, as_of: datetime.date, window: int, customer_id: Any, date: Any, amount: Any
) -> pd.DataFrame:
    """Return, for each window with a purchase, who bought in it and who did so for the first time.

    ``look`` counts the windows back from *as_of*, the last is 0; ``days`` is the age of the oldest purchase.
    """
    lines = log_of(log, customer_id, date, amount).planned()
    days_ago = as_of.toordinal() - day_number(nw.col("day"))
    bought = _purchases(lines, as_of).with_columns(days=days_ago).with_columns(look=nw.col("days") // window)
    active = bought.group_by("customer_id", "look").agg(nw.col("days").max(), lines.mark)
    since = active.group_by("customer_id").agg(nw.col("look").max().alias("since"))
    is_first = nw.when(nw.col("look") == nw.col("since")).then(nw.lit(1)).otherwise(nw.lit(0))
    known = active.join(since, on="customer_id", how="left").with_columns(new=is_first)
    found = known.group_by("look").agg(
        nw.len().alias("recent"), nw.col("new").sum(), nw.col("days").max(), lines.mark
    )
    if lines.sentences:
        loud = alarm(nw.col("wrong"), lines.sentences) + nw.col("look")
        found = found.with_columns(loud.alias("look"))
    answer = log.computed(found.select("look", "recent", "new", "days"), lines.sentences)
    if answer.empty:
        raise BadValueError(said(NO_PURCHASE, as_of=as_of))
    return answer.astype(np.int64).set_index("look").sort_index()


def next_purchase(log: Source, as_of: datetime.date, customer_id: Any, date: Any, amount: Any) -> Any:
    """Return the day on which each customer should buy again."""
    lines = log_of(log, customer_id, date, amount)
    bought = _purchases(lines, as_of)
    if not log.is_lazy and bought.is_empty():
        raise BadValueError(said(NO_PURCHASE, as_of=as_of))
    days = bought.group_by("customer_id", "day").agg(lines.mark)
    of_customer = days.group_by("customer_id").agg(
        nw.col("day").min().alias("first"),
        nw.col("day").max().alias("last_purchase"),
        nw.len().alias("days"),
        lines.mark,
    )
    gaps = nw.col("days").cast(nw.Int64) - 1
    first, last = day_number(nw.col("first")), day_number(nw.col("last_purchase"))
    timed = Lines(of_customer, lines.sentences).only(gaps > 0)
    mean_gap = (last - first).cast(nw.Float64) / nw.when(gaps > 0).then(gaps.cast(nw.Float64))
    paced = timed.with_columns(mean_gap_days=mean_gap)
    due = paced.with_columns(expected=last + nw.col("mean_gap_days").ceil().cast(nw.Int64))
    late = as_of.toordinal() - nw.col("expected")
    overdue = due.with_columns(days_overdue=nw.when(late > 0).then(late).otherwise(nw.lit(0)).cast(nw.Int64))
    columns = ("customer_id", "last_purchase", "mean_gap_days", "expected", "days_overdue")
    mark = "wrong" if lines.sentences else "row"
    answer = with_day(overdue, "expected").select(*columns, mark)
    return log.give(lines.finished(answer, "days_overdue"), lines.sentences)


def _purchases(lines: Lines, as_of: datetime.date) -> Any:
    return lines.only((nw.col("amount") > 0) & (nw.col("day") <= nw.lit(as_of)))
