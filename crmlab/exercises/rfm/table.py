"""A log becomes a table with one row a customer."""

from typing import Annotated

import pandas as pd

from crmlab import rfm
from crmlab.exercises.declaring import FunctionCheck, Mistake, given, part
from crmlab.exercises.kinds import DrawnLog
from crmlab.exercises.rfm._data import FEW_CALLS, Log, Today, lines_until

REREAD = "lesson 07, “One row a customer”"
HINTS = (
    "First leave out what comes after as_of. Then ask of each column: which lines count for it?",
    "A column that holds the date of purchases only: log['date'].where(log['amount'] > 0). Group by "
    "customer_id; max() of it is the last purchase, count() of it the orders.",
    "recency_days is (as_of - last).dt.days. Where last is missing, fillna with the last date of any "
    "line. End with reset_index(), so that customer_id is a column.",
)

LogWithGifts = Annotated[pd.DataFrame, DrawnLog(has_gifts=True)]


def rfm_table(log: Log, as_of: Today) -> pd.DataFrame:
    """Return days since the last purchase, orders and revenue of each customer."""
    return rfm.table(log, as_of)


def rfm_table_of_all(log: LogWithGifts, as_of: Today) -> pd.DataFrame:
    """Return the same of a log in which one customer has never bought."""
    return rfm.table(log, as_of)


def _by_hand(log: pd.DataFrame, as_of: pd.Timestamp) -> list[dict]:
    rows = []
    for customer, lines in lines_until(as_of, log).items():
        bought = [date for date, amount in lines if amount > 0]
        days = (as_of - max(bought or [date for date, _ in lines])).days
        revenue = sum(amount for _, amount in lines)
        rows.append(
            {"customer_id": customer, "recency_days": days, "orders": len(bought), "revenue": revenue}
        )
    return rows


def _with_the_future(log: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    last = log["date"].max()
    seen = rfm.table(log, last)
    return seen.assign(recency_days=seen["recency_days"] - (last - as_of).days)


def _as_if_every_line_bought(log: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    return rfm.table(log.assign(amount=1.0), as_of)


def _refunds(log: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series:
    return rfm.table(log.assign(amount=-log["amount"]), as_of)["orders"]


FUTURE_COUNTED = Mistake(
    "You use lines that come after as_of. On that day they lie in the future: leave them out first.",
    _with_the_future,
    "logs reach beyond the day for which scores are wanted",
    shows_in=lambda answer: pd.DataFrame(answer)["recency_days"].min() < 0,
)

measures = FunctionCheck(
    "rfm_table gives days since the last purchase, orders and revenue, as of a day",
    rfm_table,
    calls=FEW_CALLS,
    edges={"lines after as_of do not count": lambda log, as_of: (log["date"] - as_of).dt.days},
    between=(0, 1000),
    also_right=[lambda log, as_of: _by_hand(log.sort_values("date"), as_of)],
    mistakes={
        "future_counted": FUTURE_COUNTED,
        "last_day_left_out": Mistake(
            "You leave out the day as_of itself. Only what comes after it does not count.",
            given(log=lambda log, as_of: log[log["date"] < as_of]),
            "a day that counts is compared with < in place of <=",
        ),
        "every_line_an_order": Mistake(
            "You count every line as an order, refunds too. "
            "Only a line with an amount above 0 is a purchase.",
            lambda log, as_of, right: _as_if_every_line_bought(log, as_of).assign(revenue=right["revenue"]),
            "logs are counted line by line",
        ),
        "refund_taken_for_a_visit": Mistake(
            "You count days from the last line, even where it is a refund. "
            "Recency begins at the last purchase.",
            part(recency_days=lambda log, as_of: _as_if_every_line_bought(log, as_of)["recency_days"]),
            "the last line of a customer is taken for his last purchase",
        ),
        "refunds_dropped": Mistake(
            "Your revenue leaves the refunds out. A refund is no purchase, but it lowers the money.",
            given(log=lambda log: log.assign(amount=log["amount"].clip(0))),
            "refunds are dropped together with the lines that are no purchase",
        ),
        "days_for_orders": Mistake(
            "You count days on which somebody bought. Here two purchases on one day are two orders.",
            given(log=lambda log: log.groupby(["customer_id", "date"], as_index=False, sort=False).sum()),
            "some programs merge the purchases of a day, others do not",
        ),
        "refund_taken_off_the_orders": Mistake(
            "You take an order off for each refund. "
            "The purchase has taken place: a refund lowers only the money.",
            part(orders=lambda log, as_of, right: right["orders"] - _refunds(log, as_of)),
        ),
        "average_order_for_revenue": Mistake(
            "Your revenue is the average of an order. "
            "Here it is all the money of a customer: add, do not divide.",
            part(revenue=lambda right: right["revenue"] / right["orders"]),
        ),
    },
)

everybody = FunctionCheck(
    "a customer who never bought keeps his row, with 0 orders",
    rfm_table_of_all,
    calls=FEW_CALLS,
    edges={"a purchase has an amount above 0": lambda log: log["amount"]},
    between=(0, 1000),
    mistakes={
        "future_counted": FUTURE_COUNTED,
        "buyers_only": Mistake(
            "A customer who never bought is gone from your table. Keep his row, with 0 orders.",
            lambda right: right.query("orders > 0"),
            "purchases are filtered before customers are grouped",
            shows_in=lambda answer: (
                len(pd.DataFrame(answer)["orders"]) == 4
            ),  # of five customers four have bought
        ),
        "gift_counted_as_order": Mistake(
            "You count a line of 0.00 as an order. A purchase has an amount above 0.",
            part(orders=lambda log, as_of: rfm.table(log.replace({"amount": {0: 1}}), as_of)["orders"]),
            "CDNOW's log has lines of 0.00",
        ),
    },
)
