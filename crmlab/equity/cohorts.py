"""A cohort followed year by year: who is left, what they bring, what it is worth today.

Nobody is rounded away: a cohort has whole customers and parts of customers. Every table says when its
money comes: ``"start"`` counts year 1 at full value, ``"end"`` discounts it once.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Cost, Factor, Money, Quantity, Rate, Share, Timing, Years, typical
from crmlab.declared.tables import Table
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

Customers = Annotated[int, Quantity("", 0, typical=(500, 5000), step=100, format=",.0f", whole=True)]
Heads = Annotated[float, Quantity("", 0, format=",.1f")]
Renewals = Annotated[
    list[float], Quantity("share", 0, 1, typical=(0.5, 0.9), step=0.01, format=".1%", series=(3, 3))
]
Revenues = Annotated[list[float], Quantity("money", low=0, typical=(100, 300), step=10, series=(4, 4))]

_YEARS = {"year": Years, "retention": Share, "customers": Heads}
_WORTH = {"profit": Money, "discount_factor": Factor, "present_value": Money}
_COSTS = {"revenue": Cost, "direct_cost": Cost, "service_cost": Cost, "acquisition_cost": Cost}


@calculator
def cohort_table(
    size: Customers,
    first_margin: Annotated[Money, typical(5, 50, 5)],
    later_margin: Annotated[Money, typical(20, 100, 5)],
    retention: Renewals,
    rate: Rate,
    when: Timing = "start",
) -> Annotated[pd.DataFrame, Table(**_YEARS, **_WORTH)]:
    """Follow a cohort year by year: the customers left, their profit, and its value today.

    *retention* has one value a renewal, so the table has one year more. The sum of ``present_value`` is
    what the cohort is worth. The margin is *first_margin* in year 1, then *later_margin*.

    Formula::

        customers = customers_before * retention
        profit = customers * margin
        present_value = profit / (1 + rate)**years_from_now

    References
    ----------
    Magazine subscribers of the source document on logistics firms [source document]; the renewal rates
    after its third, the interest rate and the number of years were found by search [reconstructed].

    Examples
    --------
    >>> renewals = [0.60, 0.65, 0.70, 0.75, 0.78, 0.79, 0.80, 0.80, 0.80]
    >>> magazine = cohort_table(1000, 5.90, 45.90, renewals, rate=0.15)
    >>> magazine[["profit", "present_value"]].sum().round(2).tolist()
    [97695.4, 66940.31]
    """
    cohort = _cohort(size, retention)
    profit = cohort["customers"] * np.where(cohort["year"] == 1, first_margin, later_margin)
    return _with_worth(cohort.assign(profit=profit), rate, when)


@calculator
def lifetime_table(
    size: Annotated[Customers, typical(1000, 10_000, 1000)],
    revenues: Revenues,
    direct_cost_share: Annotated[Share, typical(0.3, 0.7)],
    service_cost: Annotated[Cost, typical(5, 30, 5)],
    acquisition_cost: Annotated[Cost, typical(20, 80)],
    retention: Renewals,
    rate: Rate,
    when: Timing = "start",
) -> Annotated[pd.DataFrame, Table(**_YEARS, **_COSTS, **_WORTH, cumulative=Money, lifetime_value=Money)]:
    """Revenue, costs and profit of a cohort, and the lifetime value of one customer up to each year.

    *revenues* has one value a year and *retention* one a renewal, so it is one shorter. Acquisition is
    paid in year 1 and discounted with it, service in every year. The lifetime value is the running total
    over the customers of the beginning.

    References
    ----------
    Layout of Hughes, Strategic Database Marketing (1994) [published]; the source document gives only the
    result, 66.08, so the numbers of the example are ours [invented for the exercise].

    Examples
    --------
    >>> table = lifetime_table(10_000, [170, 180, 190], 0.50, 20, 60, [0.60, 0.70], rate=0.14)
    >>> table[["year", "customers", "profit", "lifetime_value"]].round(2).to_dict("list")["lifetime_value"]
    [5.0, 41.84, 66.08]
    """
    if size == 0:
        raise BadValueError(said("size must be at least 1: nobody has no lifetime value."))
    if len(revenues) != len(retention) + 1:
        sentence = to_say(
            "revenues must have one value more than retention, which has one a renewal; "
            "got {revenues} and {retention}."
        )
        raise BadValueError(said(sentence, revenues=len(revenues), retention=len(retention)))
    cohort = _cohort(size, retention)
    customers = cohort["customers"]
    costs = {
        "direct_cost": customers * revenues * direct_cost_share,
        "service_cost": customers * service_cost,
        "acquisition_cost": np.where(cohort["year"] == 1, size * acquisition_cost, 0.0),
    }
    cohort = cohort.assign(revenue=customers * revenues, **costs)
    table = _with_worth(cohort.assign(profit=cohort["revenue"] - sum(costs.values())), rate, when)
    cumulative = table["present_value"].cumsum()
    return table.assign(cumulative=cumulative, lifetime_value=cumulative / size)


def _cohort(size: int, retention: np.ndarray) -> pd.DataFrame:
    kept = np.concatenate([[1.0], retention])
    return pd.DataFrame(
        {"year": np.arange(1, len(kept) + 1), "retention": kept, "customers": size * np.cumprod(kept)}
    )


def _with_worth(table: pd.DataFrame, rate: float, when: str) -> pd.DataFrame:
    """Add the discount factor and the present value of the profit."""
    factor = (1 + rate) ** -(table["year"] - (when == "start")).astype(float)
    return table.assign(discount_factor=factor, present_value=table["profit"] * factor)
