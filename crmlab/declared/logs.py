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
AMOUNT = Quantity("amount", low=-1e15, high=1e15, typical=(-100, 1000), step=10)


def log_lines(log: pd.DataFrame, customer_id: Any, date: Any, amount: Any) -> pd.DataFrame:
    """Return the three columns of a log, checked and under their standard names."""
    customers, dates, amounts = (column_of("log", log, name) for name in (customer_id, date, amount))
    named = customers.notna().to_numpy()
    if pd.api.types.infer_dtype(customers, skipna=True).startswith("mixed"):
        named = named & [isinstance(customer, Hashable) for customer in customers]
    refuse_cell(customer_id, customers, named, A_CUSTOMER, BadTypeError)
    days, money = days_in(date, dates), numbers_in(amount, amounts, AMOUNT)
    columns = {"customer_id": customers.array, "date": days.array, "amount": money}
    return pd.DataFrame(columns, copy=False)  # a log may be large, and nobody writes into these columns


def purchases_until(as_of: Any, lines: pd.DataFrame) -> pd.DataFrame:
    """Return the lines with money until a day, or raise one clear sentence if there is none."""
    bought = lines[(lines["amount"] > 0) & (lines["date"] <= pd.Timestamp(as_of))]
    if bought.empty:
        raise BadValueError(said(NO_PURCHASE, as_of=as_of))
    return bought
