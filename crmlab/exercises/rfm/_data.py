"""What several tasks of the topic share."""

from typing import Annotated, Any

import pandas as pd

from crmlab.declared.quantities import Quantity
from crmlab.exercises.kinds import DrawnDay, DrawnLog

FEW_CALLS = 3  # tables and lists of twelve take long to tell apart, and each one shows every mistake

Log = Annotated[pd.DataFrame, DrawnLog()]
Today = Annotated[Any, DrawnDay()]
Weight = Annotated[float, Quantity("", low=0, typical=(1, 5), format=",.0f")]


def lines_until(day: pd.Timestamp, log: pd.DataFrame) -> dict[str, list[tuple[pd.Timestamp, float]]]:
    """Return date and amount of each customer's lines until a day."""
    lines = {}
    for customer, date, amount in zip(log["customer_id"], log["date"], log["amount"], strict=True):
        if date <= day:
            lines.setdefault(customer, []).append((date, amount))
    return lines
