"""Which customer earns money, and what to do about those who do not.

Sales say who buys much; profit after the cost to serve says who the firm can afford. Hours of service are
scarce, so the last function says whom to give them to.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Cost, Days, Money, Quantity, Rate, Share, YesNo, typical
from crmlab.declared.tables import Table, require_pairs
from crmlab.portfolio.kinds import Values

Hours = Annotated[float, Quantity("hours", 0, typical=(0, 40), step=1, format=",.1f")]
HoursEach = Annotated[
    list[float], Quantity("hours", 0.01, typical=(1, 20), step=1, format=",.2f", series=(6, 6))
]
MarginShare = Annotated[float, Quantity("share", typical=(-0.5, 0.5), step=0.01, format=".2%")]


@calculator
def customer_profit(
    revenue: Annotated[Cost, typical(1000, 20_000, 500)],
    direct_cost: Annotated[Cost, typical(500, 10_000, 500)],
    service_hours: Hours = 0.0,
    hourly_cost: Annotated[Cost, typical(50, 300)] = 0.0,
    days_late: Annotated[Days, typical(0, 180)] = 0.0,
    rate: Rate = 0.0,
) -> Money:
    """Profit from a customer after all that serving him and waiting for his money costs.

    Formula::

        service = service_hours * hourly_cost
        waiting = revenue * rate * days_late / 365
        profit = revenue - direct_cost - service - waiting

    References
    ----------
    Cost to serve, with time as its driver: Kaplan & Anderson (2004) [published]; simple interest on a year
    of 365 days, standard.

    Examples
    --------
    >>> round(customer_profit(100_000, 70_000, 160, 150, days_late=120, rate=0.10), 2)
    2712.33
    """
    service = service_hours * hourly_cost
    waiting = revenue * rate * days_late / 365
    return revenue - direct_cost - service - waiting


@calculator
def discounted_margin(
    list_price: Annotated[Cost, typical(100, 1000)],
    unit_cost: Annotated[Cost, typical(50, 500)],
    discount: Annotated[Share, typical(0.0, 0.3)],
) -> MarginShare:
    """Margin that is left after a discount, as a share of the price that the customer pays.

    A discount comes off the price alone, never off the cost: with a margin of 5.88 % on the price,
    after 5.88 % off nothing is left.

    Formula::

        margin_share = 1 - unit_cost / (list_price * (1 - discount))

    References
    ----------
    From 85 % to 80 % of the list price, in the source document on identifying customers [source document];
    the arithmetic is standard.

    Examples
    --------
    >>> round(discounted_margin(100, 80, discount=0.15), 4), discounted_margin(100, 80, discount=0.20)
    (0.0588, 0.0)
    """
    return 1 - unit_cost / (list_price * (1 - np.asarray(discount)))


@calculator
def choose(
    values: Values, hours: HoursEach, capacity: Annotated[Hours, typical(10, 40)]
) -> Annotated[pd.DataFrame, Table(value=Money, hours=Hours, value_per_hour=Money, chosen=YesNo)]:
    """Choose customers when the hours to serve them are scarce: the most value for each hour first.

    Each customer is served in full or not at all. Go down the list by value per hour and take whoever
    still fits into the capacity; nobody with a value of 0 or less, and of two who are equal the one who
    stands first. The rule is quick and easy to defend, but not always best: below, the first and the second
    customer together would bring 1,400 in the same 40 hours.

    Formula::

        value_per_hour = value / hours

    References
    ----------
    Greedy rule for the knapsack problem: Dantzig (1957) [published].

    Examples
    --------
    >>> print(choose([900, 500, 400, -10], hours=[30, 10, 10, 1], capacity=40).to_string(index=False))
     value  hours  value_per_hour  chosen
     900.0   30.0            30.0   False
     500.0   10.0            50.0    True
     400.0   10.0            40.0    True
     -10.0    1.0           -10.0   False
    """
    require_pairs(values=values, hours=hours)
    chosen = best_within(capacity, values, hours)
    return pd.DataFrame({"value": values, "hours": hours, "value_per_hour": values / hours, "chosen": chosen})


def best_within(limit: float, values: np.ndarray, costs: np.ndarray) -> np.ndarray:
    """Which to take: the most value for each unit of cost first, if it is above 0 and still fits."""
    taken, left = np.zeros(len(values), dtype=bool), limit + 1e-9
    for row in np.argsort(-values / costs, kind="stable"):
        if values[row] > 0 and costs[row] <= left:
            taken[row], left = True, left - costs[row]
    return taken
