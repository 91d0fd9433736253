"""What goes wrong when a log becomes a table with one row a customer."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from crmlab import rfm
from crmlab.exercises.declaring import Mistake, given, part
from crmlab.exercises.rfm._data import LAST_LINES, SMALL, bought, days_between, of_each, once_a_log, until

Lines = Callable[[pd.DataFrame], pd.DataFrame]
Marks = Callable[[pd.Series], pd.Series]


@once_a_log
def _with_the_future(log: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    last = log["date"].max()
    seen = rfm.table(log, last)
    return seen.assign(recency_days=seen["recency_days"] - (last - as_of).days)


def _future_of_those_known(log: pd.DataFrame, as_of: pd.Timestamp, right: pd.DataFrame) -> pd.DataFrame:
    return right[["customer_id"]].merge(_with_the_future(log, as_of))


def _future_in(column: str) -> part:
    return part(**{column: lambda log, as_of, right: _future_of_those_known(log, as_of, right)[column]})


def _with_newcomers(log: pd.DataFrame, as_of: pd.Timestamp, right: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([right, _with_the_future(log, as_of).query("customer_id not in @right.customer_id")])


def _with_rows_of_zeros(log: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    return log[["customer_id"]].drop_duplicates().merge(right, how="left").fillna(0)


def _taken_for_purchases(is_bought: Marks, *columns: str) -> part:
    """Return the mistake of taking some lines, by their amounts, for purchases."""

    def column(name: str):
        return lambda log, as_of: rfm.table(log.assign(amount=is_bought(log["amount"]) * 1.0), as_of)[name]

    return part(**{name: column(name) for name in columns})


def _taken_in_any(is_bought: Marks) -> list[part]:
    both = ("recency_days", "orders")
    return [_taken_for_purchases(is_bought, *columns) for columns in (both, both[:1], both[1:])]


def _recency(of_lines: Lines, how: str) -> part:
    def days(log: pd.DataFrame, as_of: pd.Timestamp, right: pd.DataFrame) -> np.ndarray:
        dates = of_each(right, of_lines(until(as_of, log)), "date", how)
        return np.where(pd.isna(dates), right["recency_days"], days_between(dates, as_of))

    return part(recency_days=days)


def _counted_to(last: Callable[..., pd.Timestamp]) -> part:
    return part(
        recency_days=lambda log, as_of, right: right["recency_days"] - (as_of - last(as_of, log)).days
    )


def _money(of_lines: Lines, how: str) -> part:
    return part(
        revenue=lambda log, as_of, right: np.nan_to_num(
            of_each(right, of_lines(until(as_of, log)), "amount", how)
        )
    )


def _revenue_if(amounts: Marks) -> part:
    return part(
        revenue=lambda log, as_of: rfm.table(log.assign(amount=amounts(log["amount"])), as_of)["revenue"]
    )


def _any_line(lines: pd.DataFrame) -> pd.DataFrame:
    return lines


OF_ANY_LOG = {
    "example_in_place_of_the_log": Mistake(
        "Your function reads small, the example. It must work with whatever log it is given.",
        [lambda as_of: rfm.table(SMALL, as_of), lambda: SMALL],
    ),
    "lines_given_back": Mistake(
        "You give back lines of the log. Group them by customer_id: one row a customer.",
        [lambda log: log, lambda log, as_of: until(as_of, log)],
    ),
    "future_counted": Mistake(
        "You use lines that come after as_of. On that day they lie in the future: leave them out first.",
        [
            _with_the_future,
            _future_of_those_known,
            *map(_future_in, ("recency_days", "orders", "revenue")),
            _with_newcomers,
        ],
        "logs reach beyond the day for which scores are wanted",
    ),
    "row_before_the_first_line": Mistake(
        "You give a row to a customer who comes only after as_of. On that day nobody knows him yet.",
        _with_rows_of_zeros,
        "the list of customers is made before the log is cut",
    ),
    "last_day_left_out": Mistake(
        "You leave out the day as_of itself. Only what comes after it does not count.",
        given(log=lambda log, as_of: log[log["date"] < as_of]),
        "a day that counts is compared with < in place of <=",
    ),
    "every_line_a_purchase": Mistake(
        "You take every line for a purchase, also refunds and lines of 0.00. "
        "Only a line with an amount above 0 is one.",
        _taken_for_purchases(lambda amount: amount.notna(), "recency_days", "orders"),
        "logs are counted line by line",
    ),
    "every_line_an_order": Mistake(
        "You count every line as an order, also refunds and lines of 0.00. "
        "Only a line with an amount above 0 is a purchase.",
        _taken_for_purchases(lambda amount: amount.notna(), "orders"),
        "logs are counted line by line",
    ),
    "refund_taken_for_a_visit": Mistake(
        "You count days from the last line, even where it is a refund or 0.00. "
        "Recency begins at the last purchase.",
        _recency(_any_line, "max"),
        "the last line of a customer is taken for his last purchase",
    ),
    "gift_counted_as_order": Mistake(
        "You take a line of 0.00 for a purchase. A purchase has an amount above 0.",
        _taken_in_any(lambda amount: amount >= 0),
        "CDNOW's log has lines of 0.00",
    ),
    "refund_counted_as_order": Mistake(
        "You take a refund for a purchase. A purchase has an amount above 0; a refund is negative.",
        _taken_in_any(lambda amount: amount != 0),
    ),
    "refunds_dropped": Mistake(
        "Your revenue leaves the refunds out. A refund is no purchase, but it lowers the money.",
        _revenue_if(lambda amount: amount.clip(0)),
        "refunds are dropped together with the lines that are no purchase",
    ),
    "refunds_added": Mistake(
        "You add the refunds to the revenue. A refund is money that goes back: it lowers the revenue.",
        _revenue_if(lambda amount: amount.abs()),
    ),
    "days_for_orders": Mistake(
        "You count days on which somebody bought. Here two purchases on one day are two orders.",
        part(
            orders=lambda log, as_of, right: np.nan_to_num(
                of_each(right, bought(until(as_of, log)), "date", "nunique")
            )
        ),
        "some programs merge the purchases of a day, others do not",
    ),
    "refund_taken_off_the_orders": Mistake(
        "You take an order off for each refund. "
        "The purchase has taken place: a refund lowers only the money.",
        part(
            orders=lambda log, as_of, right: (
                right["orders"] - rfm.table(log.assign(amount=-log["amount"]), as_of)["orders"]
            )
        ),
    ),
    "last_in_the_log": Mistake(
        "You take the line that stands last in the log. Its lines stand in no order: take the latest date.",
        [_recency(bought, "last"), _recency(_any_line, "last")],
        "a log is expected to be sorted by date",
    ),
    "first_for_last": Mistake(
        "You count days from the first purchase. Recency begins at the last one.",
        [_recency(bought, "min"), _recency(_any_line, "min")],
    ),
    "counted_to_the_last_line": Mistake(
        "You count days to the last line of the log. Count to as_of: some days have no line.",
        [*map(_counted_to, LAST_LINES)],
        "the last line of a log is taken for today",
    ),
    "average_order_for_revenue": Mistake(
        "Your revenue is an average. Here it is all the money of a customer: add, do not divide.",
        [
            part(revenue=lambda right: right["revenue"] / right["orders"].clip(lower=1)),
            _money(bought, "mean"),
            _money(_any_line, "mean"),
        ],
    ),
    "one_amount_for_revenue": Mistake(
        "Your revenue is a single amount of each customer. Here it is all his money: add the amounts.",
        [_money(_any_line, "max"), _money(_any_line, "last"), _money(bought, "last")],
    ),
}
