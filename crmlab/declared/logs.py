"""The lines of a purchase log: checked, and under their standard names."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from crmlab.declared.quantities import Quantity
from crmlab.declared.tables import column_of, days_in, numbers_in, refuse_cell
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say

NO_PURCHASE = to_say("log has no purchase until as_of, {as_of}; a purchase is an amount above 0.")
A_CUSTOMER = to_say("the name or number of a customer")
AN_ORDER = to_say("the name or number of an order")
AMOUNT = Quantity("amount", low=-1e15, high=1e15, typical=(-100, 1000), step=10)


def log_lines(
    log: pd.DataFrame, customer_id: Any, date: Any, amount: Any, order_id: Any = None
) -> pd.DataFrame:
    """Return the columns of a log, checked and under their standard names; ``order_id`` where it is asked."""
    customers, dates, amounts = (column_of("log", log, name) for name in (customer_id, date, amount))
    _require_names(customer_id, customers, A_CUSTOMER)
    days, money = days_in(date, dates), numbers_in(amount, amounts, AMOUNT)
    columns = {"customer_id": customers.array, "date": days.array, "amount": money}
    if order_id is not None:
        orders = column_of("log", log, order_id)
        _require_names(order_id, orders, AN_ORDER)
        columns["order_id"] = orders.array
    return pd.DataFrame(columns, copy=False)  # a log may be large, and nobody writes into these columns


def _require_names(column: Any, cells: pd.Series, rule: str) -> None:
    """Refuse a missing cell, and one that can be nobody's name."""
    named = cells.notna().to_numpy()
    if pd.api.types.infer_dtype(cells, skipna=True).startswith("mixed"):
        named = named & [isinstance(cell, Hashable) for cell in cells]
    refuse_cell(column, cells, named, rule, BadTypeError)


def orders_in(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the lines of one customer with the same order number as one: its first day, all of its money.

    Lines without order numbers stay as they are. Who looks back from a day takes later lines off before, or
    a refund that nobody knew of would be told too early.
    """
    if "order_id" not in lines:
        return lines
    of_order = lines.groupby(["customer_id", "order_id"], sort=False, observed=True)
    orders = of_order.agg({"date": "min", "amount": "sum"}).reset_index()
    return orders.assign(amount=orders["amount"].round(6) + 0.0)  # no −0.0


def purchases_until(as_of: Any, lines: pd.DataFrame) -> pd.DataFrame:
    """Return the orders with money until a day, or raise one clear sentence if there is none."""
    orders = orders_in(lines[lines["date"] <= pd.Timestamp(as_of)])
    bought = orders[orders["amount"] > 0]
    if bought.empty:
        raise BadValueError(said(NO_PURCHASE, as_of=as_of))
    return bought
