"""A log becomes a table with one row a customer."""

from typing import Annotated

import pandas as pd

from crmlab import rfm
from crmlab.exercises.declaring import FunctionCheck, Mistake, part
from crmlab.exercises.kinds import DrawnLog
from crmlab.exercises.rfm._data import (
    NO_DRAWS,
    Log,
    Today,
    bought,
    calls_until,
    days_between,
    lines_until,
    of_each,
    once_a_log,
    until,
)
from crmlab.exercises.rfm._rows import OF_ANY_LOG
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 07, “One row a customer”")
EXAMPLE = {"as_of": pd.Timestamp("2024-03-31")}
HINTS = (
    "First leave out what comes after as_of. Then ask of each column: which lines count for it?",
    "A column that holds the date of purchases only: log['date'].where(log['amount'] > 0). Group by "
    "customer_id; max() of it is the last purchase, count() of it the orders.",
    "Where the last purchase is missing, fillna puts the last date of any line in its place. Days are the "
    ".dt.days of a difference of dates, and reset_index() makes customer_id a column.",
)

LogWithGifts = Annotated[pd.DataFrame, DrawnLog(has_gifts=True)]
EDGES = {
    "lines after as_of do not count": lambda log, as_of: (log["date"] - as_of).dt.days,
    "a purchase has an amount above 0": lambda log: log["amount"],
}


@once_a_log
def rfm_table(log: Log, as_of: Today) -> pd.DataFrame:
    """Return days since the last purchase, orders and revenue of each customer."""
    return rfm.table(log, as_of)


@once_a_log
def rfm_table_of_all(log: LogWithGifts, as_of: Today) -> pd.DataFrame:
    """Return the same of a log in which one customer has never bought."""
    return rfm.table(log, as_of)


def _by_hand(log: pd.DataFrame, as_of: pd.Timestamp) -> list[dict]:
    rows = []
    for customer, lines in lines_until(as_of, log).items():
        days = [date for date, amount in lines if amount > 0]
        recency = (as_of - max(days or [date for date, _ in lines])).days
        revenue = sum(amount for _, amount in lines)
        rows.append(
            {"customer_id": customer, "recency_days": recency, "orders": len(days), "revenue": revenue}
        )
    return rows


def _one_row_without_numbers(answer: object) -> bool:
    missing = pd.DataFrame(answer)[["recency_days", "orders"]].isna().any(axis=1)
    return len(missing) == 5 and missing.sum() == 1  # of five customers one has never bought


measures = FunctionCheck(
    "rfm_table gives days since the last purchase, orders and revenue, as of a day",
    rfm_table,
    calls=NO_DRAWS,
    cases=calls_until("as_of", DrawnLog()),
    edges=EDGES,
    between=(0, 1000),
    also_right=[lambda log, as_of: _by_hand(log.sort_values("date"), as_of)],
    mistakes=OF_ANY_LOG,
)

everybody = FunctionCheck(
    "a customer who never bought keeps his row, with 0 orders",
    rfm_table_of_all,
    calls=NO_DRAWS,
    cases=calls_until("as_of", DrawnLog(has_gifts=True)),
    edges=EDGES,
    between=(0, 1000),
    also_right=[lambda log, as_of: _by_hand(log, as_of)],
    mistakes=OF_ANY_LOG
    | {
        "buyers_only": Mistake(
            "A customer who never bought is gone from your table. Keep his row, with 0 orders.",
            [
                lambda right: right.query("orders > 0"),
                lambda log, as_of: rfm.table(bought(log), as_of),
            ],
            "purchases are filtered before customers are grouped",
        ),
        "no_number_for_who_never_bought": Mistake(
            "A customer who never bought has no number in your table. "
            "Give him 0 orders, and count his days from his last line until as_of.",
            lambda right: right.where(right["orders"] > 0).assign(customer_id=right["customer_id"]),
            "tables of purchases are joined, and who has none is left with nan",
            shows_in=_one_row_without_numbers,
        ),
        "no_days_without_a_purchase": Mistake(
            "You give 0 days to a customer who never bought. Count his days from his last line until as_of.",
            part(recency_days=lambda right: right["recency_days"].where(right["orders"] > 0, 0)),
        ),
        "first_line_of_who_never_bought": Mistake(
            "For a customer who never bought you count days from his first line. Count from his last one.",
            part(
                recency_days=lambda log, as_of, right: right["recency_days"].where(
                    right["orders"] > 0, days_between(of_each(right, until(as_of, log), "date", "min"), as_of)
                )
            ),
        ),
        "later_line_of_who_never_bought": Mistake(
            "For a customer who never bought you count from a line after as_of. Cut the log for him, too.",
            part(
                recency_days=lambda log, as_of, right: right["recency_days"].where(
                    right["orders"] > 0, days_between(of_each(right, log, "date", "max"), as_of)
                )
            ),
        ),
    },
)
