"""RFM scores as analysts write them by hand, and as crmlab has them; each takes a log, gives its table.

A name says what does the work and what it is given: a table in memory or the path of a Parquet file. What a
function imports is loaded before the clock starts. Money is rounded by all: unrounded sums part customers
who have spent the same.
"""

from __future__ import annotations

import datetime

import pandas as pd
from logs import AS_OF

FIFTHS = (0.2, 0.4, 0.6, 0.8)


def crmlab(log):
    import duckdb  # noqa: F401
    import narwhals.stable.v2  # noqa: F401

    import crmlab.rfm.engines  # noqa: F401
    from crmlab import rfm

    return lambda: rfm.score(rfm.table(log, as_of=AS_OF))


crmlab_pandas = crmlab_polars = crmlab_parquet = crmlab


def pandas_pandas(log):
    """Do it as the tutorials do: group, rank equal frequencies apart, cut into fifths."""

    def by_hand():
        rfm = log.groupby("customer_id").agg(
            last=("date", "max"), orders=("date", "count"), revenue=("amount", "sum")
        )
        rfm["revenue"] = rfm["revenue"].round(2)
        rfm["recency_days"] = (pd.Timestamp(AS_OF) - rfm["last"]).dt.days
        rfm["r_score"] = pd.qcut(rfm["recency_days"], 5, labels=[5, 4, 3, 2, 1])
        rfm["f_score"] = pd.qcut(rfm["orders"].rank(method="first"), 5, labels=[1, 2, 3, 4, 5])
        rfm["m_score"] = pd.qcut(rfm["revenue"], 5, labels=[1, 2, 3, 4, 5])
        scores = (rfm[column].astype(str) for column in ("r_score", "f_score", "m_score"))
        rfm["rfm_score"] = next(scores) + next(scores) + next(scores)
        return rfm.drop(columns="last").reset_index()

    return by_hand


def grouping_pandas(log):
    """Only find out which lines are of the same customer, and add up: less cannot be done on the way."""
    import numpy as np

    def least():
        who, customers = pd.factorize(log["customer_id"])
        sums = (np.bincount(who, weights) for weights in (None, log["amount"]))
        orders, revenue = sums
        return pd.DataFrame({"customer_id": customers, "orders": orders, "revenue": revenue})

    return least


def _polars(lines, engine):
    import polars as pl

    def above(measure):
        return pl.sum_horizontal(pl.col(measure) > pl.col(measure).quantile(q, "linear") for q in FIFTHS)

    day = datetime.datetime.fromisoformat(AS_OF)
    rfm = lines.group_by("customer_id").agg(
        recency_days=(day - pl.col("date").max()).dt.total_days(),
        orders=pl.len(),
        revenue=pl.col("amount").sum().round(2),
    )
    scored = rfm.with_columns(
        r_score=5 - above("recency_days"), f_score=1 + above("orders"), m_score=1 + above("revenue")
    )
    return scored.with_columns(rfm_score=pl.concat_str("r_score", "f_score", "m_score")).collect(
        engine=engine
    )


def polars_polars(log):
    return lambda: _polars(log.lazy(), "auto")


def polars_parquet(path):
    import polars as pl

    return lambda: _polars(pl.scan_parquet(path), "streaming")


SQL = """
    WITH rfm AS (
        SELECT customer_id, date_diff('day', max(date), TIMESTAMP '{as_of}') AS recency_days,
               count(*) AS orders, round(sum(amount), 2) AS revenue
        FROM read_parquet('{path}') GROUP BY customer_id
    ), cuts AS (
        SELECT quantile_cont(recency_days, {fifths}) AS r, quantile_cont(orders, {fifths}) AS f,
               quantile_cont(revenue, {fifths}) AS m FROM rfm
    ), scored AS (
        SELECT rfm.*,
            CASE WHEN recency_days <= r[1] THEN 5 WHEN recency_days <= r[2] THEN 4
                 WHEN recency_days <= r[3] THEN 3 WHEN recency_days <= r[4] THEN 2 ELSE 1 END AS r_score,
            CASE WHEN orders <= f[1] THEN 1 WHEN orders <= f[2] THEN 2
                 WHEN orders <= f[3] THEN 3 WHEN orders <= f[4] THEN 4 ELSE 5 END AS f_score,
            CASE WHEN revenue <= m[1] THEN 1 WHEN revenue <= m[2] THEN 2
                 WHEN revenue <= m[3] THEN 3 WHEN revenue <= m[4] THEN 4 ELSE 5 END AS m_score
        FROM rfm, cuts
    )
    SELECT *, concat(r_score, f_score, m_score) AS rfm_score FROM scored
"""


def duckdb_parquet(path):
    import duckdb

    files = path if path.endswith(".parquet") else f"{path}/*.parquet"
    query = SQL.format(as_of=AS_OF, path=files, fifths=list(FIFTHS))
    return lambda: duckdb.connect().sql(query).df()
