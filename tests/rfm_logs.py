"""Logs and tables that the tests of scoring share."""

import itertools

import pandas as pd

LINES = [
    ("Wu", "2024-01-10", 80),
    ("Li", "2024-01-05", 100),
    ("Li", "2024-03-20", 50),
    ("Li", "2024-03-20", 20),
    ("Wu", "2024-03-25", -80),
    ("Hu", "2024-03-31", 0.1),
    ("Hu", "2024-03-31", 0.2),
    ("Hu", "2024-04-01", 999),
]
MEASURES = {"recency_days": "r_score", "orders": "f_score", "revenue": "m_score"}
CELLS = list(itertools.product(range(1, 6), repeat=3))


def log_of(lines, **columns):
    return pd.DataFrame(lines, columns=["customer_id", "date", "amount"]).rename(columns=columns)


def rows(table):
    return list(table.itertuples(index=False, name=None))


def customers(days, orders=None, revenue=None):
    """An RFM table; measures that a test does not care about are all the same."""
    same = [1] * len(days)
    return pd.DataFrame(
        {"customer_id": range(len(days)), "recency_days": days, "orders": orders or same}
        | {"revenue": revenue or same}
    )


def scored_of(cells):
    return pd.DataFrame(cells, columns=["r_score", "f_score", "m_score"])


def assert_is_one_sentence(error):
    assert error._render_traceback_() == [str(error)]
    assert len(str(error).splitlines()) == 1
    assert len(str(error)) <= 200
    assert str(error).endswith(".")
