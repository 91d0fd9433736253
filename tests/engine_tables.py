"""Tables to compute on every engine."""

import numpy as np
import pandas as pd

END = "2023-09-30"  # three months before the last line


def log_of(lines, seed=8):
    """A log with ties, refunds, purchases for nothing, several lines a day and lines after the end."""
    source = np.random.default_rng(seed)
    customers = source.integers(0, max(lines // 8, 3), lines)
    seconds = source.integers(0, 730 * 86400, lines)
    amount = source.choice([0.0, 5.0, 19.99, 20.0, 1234.56], lines) + source.integers(0, 300, lines) / 100
    amount[source.random(lines) < 0.05] *= -1
    amount[source.random(lines) < 0.02] = 0.0
    return pd.DataFrame(
        {
            "customer_id": customers,
            "date": pd.Timestamp("2022-01-01") + pd.to_timedelta(seconds, unit="s"),
            "amount": amount,
        }
    )


def customers_of(rows, seed=8):
    """A table of measures with many equal values."""
    source = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "customer_id": np.arange(rows),
            "recency_days": source.integers(0, 365, rows),
            "orders": source.poisson(2, rows),
            "revenue": np.round(source.gamma(1.5, 40, rows) - 5, 2),
        }
    )
