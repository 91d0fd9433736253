"""Tables to compute on every engine."""

import numpy as np
import pandas as pd

# Texts that mean 1 March 2024 on the log's own clock, and texts that mean no day, or may mean two
FIRST_OF_MARCH = (
    "2024-03-01",
    "2024-03-01T00",
    "2024-03-01T23:59",
    "2024-03-01 10:30:59.123456789",
    "2024-03-01T10:30:59,5",
    "2024-03-01T23:59Z",
    "2024-03-01 10:30:59 UTC",
    "2024-03-01T23:59:59+14:00",
    "2024-03-01 00:00:00-0330",
    "2024-03-01 00:00:00+08",
)
NO_DAYS = (
    "2024-03-01T25:99",
    "2024-03-01 24:00",
    "2024-03-01 10:60",
    "2024-03-01 10:30:60",
    "2024-03-01T10:30+25:00",
    "2024-03-01 10:30 and more",
    "2024-03-01T1",
    "2024-03-01T",
    "2024-03-01 ",
    "2024-03-01\n",
    "2024-13-01",
    "2024-00-01",
    "2024-02-30",
    "2023-02-29",
    "0000-01-01",
    "2024-3-1",
    "20240301",
    "2024-W09-5",
    "03/01/2024",
    "２０２４-03-01",
    " ",
    "",
)
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
