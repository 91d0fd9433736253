"""What a firm knows of a customer's value: what he buys, how he pays, how he talks to the firm.

The sales department sees the first family, the finance department the second. Each has its own very
important customers, and `value_index` shows when they are not the same.
"""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.logs import AMOUNT, log_lines, purchases_until
from crmlab.declared.quantities import Cost, Count, Days, Factor, Quantity, Share, brief
from crmlab.declared.tables import Day, Table, Weights, column_of, numbers_in
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

Invoice = Annotated[float, Quantity("amount", low=0.01, typical=(100, 1000), step=10)]
Amount = Annotated[float, AMOUNT]
Weight = Annotated[float, Quantity("", typical=(1, 5), format=",.2f")]

_TRADE = {"orders": Count, "revenue": Amount, "mean_order": Cost, "largest_order": Cost}
_TRADE |= {"returns": Count, "returned": Cost, "trade_days": Days, "days_per_order": Days}
_FINANCE = {"largest_receipt": Cost, "mean_receipt": Cost, "collection_days": Days}
_FINANCE |= {"arrears": Cost, "arrears_rate": Share}
_CONTACT = {"contacts": Count, "praise": Count, "complaints": Count, "suggestions": Count}
_CONTACT |= {"complaint_share": Share}

# The columns of each family. The fourth, features of the customer such as his size, you add yourself.
FAMILIES = {"transaction": tuple(_TRADE), "finance": tuple(_FINANCE), "contact": tuple(_CONTACT)}


@calculator
def indicators(
    log: Annotated[pd.DataFrame, Table()],
    receipts: Annotated[pd.DataFrame, Table(customer_id=None, invoiced=Invoice, paid=Cost, days=Days)],
    contacts: Annotated[pd.DataFrame, Table(customer_id=None, kind=None)],
    as_of: Annotated[Any, Day()],
) -> Annotated[pd.DataFrame, Table(customer_id=None, **_TRADE, **_FINANCE, **_CONTACT)]:
    """Gather what shows a customer's value, in three families: transactions, finance and contacts.

    One row for each customer with a purchase until *as_of*, in the order of first appearance; `FAMILIES`
    says which column belongs to which family. *receipts* has a row an invoice: what was ``invoiced``, what
    is ``paid`` so far, and the ``days`` that took or has taken. *contacts* has a row a contact, with its
    ``kind``: praise, complaint, suggestion or anything else. ``trade_days`` count from the first purchase,
    ``days_per_order`` share them among the orders.

    Formula::

        days_per_order = trade_days / orders
        arrears_rate = arrears / invoiced
        complaint_share = complaints / contacts

    References
    ----------
    Four families of value indicators [source document]; how each is measured is a convention of this
    course.

    Examples
    --------
    >>> import pandas as pd
    >>> log = pd.DataFrame({"customer_id": ["Li", "Li"], "date": "2024-01-01", "amount": [900, -100]})
    >>> receipts = pd.DataFrame({"customer_id": ["Li"], "invoiced": [800], "paid": [600], "days": [90]})
    >>> contacts = pd.DataFrame({"customer_id": ["Li", "Li"], "kind": ["complaint", "order"]})
    >>> li = indicators(log, receipts, contacts, as_of="2024-04-10")
    >>> print(li[["revenue", "trade_days", "arrears_rate", "complaint_share"]].to_string(index=False))
     revenue  trade_days  arrears_rate  complaint_share
       800.0         100          0.25              0.5
    """
    trade = _trade(log, as_of)
    finance = _finance(receipts)
    without = ~trade.index.isin(finance.index)
    if np.any(without):
        missing = brief(trade.index[without].tolist()[0])
        sentence = to_say("receipts must have a row for each customer of log; {missing} has none.")
        raise BadValueError(said(sentence, missing=missing))
    contact = _contact(contacts).reindex(trade.index, fill_value=0)
    return trade.join(finance).join(contact).reset_index()


@calculator
def value_index(
    table: Annotated[pd.DataFrame, Table()], weights=None
) -> Annotated[pd.DataFrame, Table(value_index=Factor, rank=Count)]:
    """Index of each customer's value from several columns, and his rank; rank 1 is the best.

    Every column is measured in standard deviations from its mean, so that money and days can be added; a
    column whose values are all equal counts 0. *weights* names the columns that count; where little is good,
    as with days to pay, the weight is negative. Without weights all columns of numbers count the same. The
    index is 0 for the average customer, and it compares the customers of this table only. Variants of RFM
    with other measures, such as the LRFMC of airlines, are made with it.

    Formula::

        standardized = (value - mean) / standard_deviation
        value_index = sum(weights * standardized) / sum(size_of_weights)

    References
    ----------
    Weighted mean of standard scores, with the population's standard deviation; standard. The weights are a
    judgement [source document].

    Examples
    --------
    >>> import pandas as pd
    >>> customers = pd.DataFrame({
    ...     "customer_id": ["Ma", "Li", "Wu"], "revenue": [900, 500, 400], "collection_days": [150, 30, 30],
    ... })
    >>> value_index(customers, {"revenue": 1})["rank"].tolist()
    [1, 2, 3]
    >>> value_index(customers, {"revenue": 1, "collection_days": -1})["rank"].tolist()
    [2, 1, 3]
    """
    if weights is None:
        weights = dict.fromkeys(table.select_dtypes("number").columns.drop("customer_id", errors="ignore"), 1)
    weights = Weights(Weight).validate("weights", weights)
    total = sum(weight * _standard_scores(table, column) for column, weight in weights.items())
    index = total / weights.abs().sum()
    rank = pd.Series(np.round(index, 9)).rank(method="min", ascending=False).astype(np.int64)
    return table.assign(value_index=index, rank=rank.to_numpy())


def _standard_scores(table: pd.DataFrame, column: Any) -> np.ndarray:
    """Return a column in standard deviations from its mean."""
    values = numbers_in(column, column_of("table", table, column), Quantity())
    distance = values - np.mean(values)
    return distance / np.std(values) if np.ptp(values) else 0.0 * distance


def _trade(log: pd.DataFrame, as_of: Any) -> pd.DataFrame:
    lines = log_lines(log, "customer_id", "date", "amount")
    bought = purchases_until(as_of, lines).groupby("customer_id", sort=False, observed=True)
    refunds = lines[(lines["amount"] < 0) & (lines["date"] <= pd.Timestamp(as_of))]
    orders, largest, first = bought["amount"].count(), bought["amount"].max(), bought["date"].min()
    back = refunds.groupby("customer_id", observed=True)["amount"]
    returned = -back.sum().reindex(orders.index, fill_value=0.0)
    days = (pd.Timestamp(as_of) - first).dt.days
    return pd.DataFrame(
        {
            "orders": orders,
            "revenue": bought["amount"].sum() - returned,
            "mean_order": bought["amount"].mean(),
            "largest_order": largest,
            "returns": back.count().reindex(orders.index, fill_value=0),
            "returned": returned + 0.0,  # no −0.0
            "trade_days": days,
            "days_per_order": days / orders,
        }
    )


def _finance(receipts: pd.DataFrame) -> pd.DataFrame:
    receipts = receipts.astype(dict.fromkeys(("invoiced", "paid", "days"), float))  # money may be decimal
    open_money = (receipts["invoiced"] - receipts["paid"]).clip(lower=0)
    of_customer = receipts.assign(arrears=open_money).groupby("customer_id", observed=True)
    sums = of_customer[["invoiced", "arrears"]].sum()
    return pd.DataFrame(
        {
            "largest_receipt": of_customer["paid"].max(),
            "mean_receipt": of_customer["paid"].mean(),
            "collection_days": of_customer["days"].mean(),
            "arrears": sums["arrears"],
            "arrears_rate": sums["arrears"] / sums["invoiced"],
        }
    )


def _contact(contacts: pd.DataFrame) -> pd.DataFrame:
    number = contacts.groupby("customer_id", observed=True)["kind"].size()
    kinds = {"praise": "praise", "complaints": "complaint", "suggestions": "suggestion"}
    counts = {
        column: (contacts["kind"] == kind).groupby(contacts["customer_id"], observed=True).sum()
        for column, kind in kinds.items()
    }
    found = pd.DataFrame({"contacts": number, **counts})
    return found.assign(complaint_share=found["complaints"] / found["contacts"])
