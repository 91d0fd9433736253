"""What several tasks of the topic share."""

import functools
import random
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Quantity
from crmlab.exercises.kinds import BUSY_DAY, QUIET_DAY, DrawnDay, DrawnLog
from crmlab.exercises.remembering import once

Log = Annotated[pd.DataFrame, DrawnLog()]
Today = Annotated[Any, DrawnDay()]
Weight = Annotated[float, Quantity("", low=0, typical=(1, 5), format=",.0f")]

NO_DRAWS = 0  # calls are fixed where few that are drawn would show every mistake, or none
DAYS = ["2024-03-20", "2024-01-05", "2024-01-10", "2024-03-25", "2024-01-05", "2024-02-01", "2024-04-02"]
SMALL = pd.DataFrame(
    {
        "customer_id": ["Li", "Wu", "Li", "Li", "Wu", "Tan", "Wu"],
        "date": pd.to_datetime(DAYS),
        "amount": [120, 80, 50, -40, 30, 0, 60],
    }
)


once_a_log = functools.partial(once, most=20)  # each mistake asks for the right table again


def calls_until(day: str, kind: DrawnLog) -> list[dict[str, Any]]:
    """Return calls with logs of a kind, until a busy and until a quiet day."""
    return [
        {"log": kind.draw(random.Random(7)), day: BUSY_DAY},
        {"log": kind.draw(random.Random(8)), day: QUIET_DAY},
    ]


def until(day: pd.Timestamp, log: pd.DataFrame) -> pd.DataFrame:
    """Return the lines until a day."""
    return log[log["date"] <= day]


def bought(log: pd.DataFrame) -> pd.DataFrame:
    """Return the purchases among the lines."""
    return log[log["amount"] > 0]


# the days that are taken for today, of those until a day and of the log
LAST_LINES = (
    lambda day, log: until(day, log)["date"].max(),
    lambda day, log: bought(until(day, log))["date"].max(),
    lambda day, log: log["date"].max(),
)


def of_each(right: pd.DataFrame, lines: pd.DataFrame, column: str, how: str) -> np.ndarray:
    """Return a summary of a column of the lines for each customer of the right answer, in its order."""
    return lines.groupby("customer_id")[column].agg(how).reindex(right["customer_id"]).to_numpy()


def days_between(first: Any, last: Any) -> np.ndarray:
    """Return whole days from first to last."""
    return (np.asarray(last, "datetime64[D]") - np.asarray(first, "datetime64[D]")).astype(np.int64)


def lines_until(day: pd.Timestamp, log: pd.DataFrame) -> dict[str, list[tuple[pd.Timestamp, float]]]:
    """Return date and amount of each customer's lines until a day."""
    lines = {}
    for customer, date, amount in zip(log["customer_id"], log["date"], log["amount"], strict=True):
        if date <= day:
            lines.setdefault(customer, []).append((date, amount))
    return lines
