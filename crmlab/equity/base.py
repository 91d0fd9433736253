"""Customer equity: the lifetime values of all customers together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pandas as pd

from crmlab.clv.lifetime import retention_multiple
from crmlab.clv.sources import SharesOfValue, shares_of
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Growth, Money, Rate, Share, typical
from crmlab.declared.tables import Named
from crmlab.equity.cohorts import Customers


@dataclass(frozen=True, eq=False)
class CustomerEquity:
    """The sum of lifetime values, and a table with the share of each."""

    total: Money
    table: SharesOfValue


@calculator
def customer_equity(values: Annotated[pd.Series, Named(Money)]) -> CustomerEquity:
    """Value of all customers together, and the share of each group.

    Groups may be cohorts, segments or single customers, and prospects as well as present customers. The
    three drivers value, brand and relationship equity are no groups: they are not added.

    Formula::

        total = sum(values)

    References
    ----------
    Rust, Zeithaml & Lemon (2000); Blattberg & Deighton (1996) [published].

    Examples
    --------
    >>> equity = customer_equity({"key accounts": 600, "others": 300, "prospects": 100})
    >>> equity.total
    1000.0
    >>> print(equity.table.to_string(index=False))
            name  value  share
    key accounts  600.0    0.6
          others  300.0    0.3
       prospects  100.0    0.1
    """
    table = shares_of("values", values)
    return CustomerEquity(table["value"].sum(), table)


@calculator
def base_equity(
    customers: Customers,
    margin: Annotated[Money, typical(50, 500)],
    retention: Annotated[Share, typical(0.5, 0.95)],
    rate: Rate,
    growth: Growth = 0.0,
) -> Money:
    """Value of a customer base: the number of customers times the lifetime value of one.

    Formula::

        value = customers * margin * retention / (1 + rate - retention * (1 + growth))

    References
    ----------
    Size times lifetime value: source document on customer value [source document]; Gupta & Lehmann (2003)
    [published].

    Examples
    --------
    >>> round(base_equity(1000, 100, 0.8, 0.10), 2)
    266666.67
    """
    return customers * margin * retention_multiple(retention, rate, growth)
