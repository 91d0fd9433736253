"""What an account leaves, in parts, of which a learner may forget or twist each."""

from collections.abc import Callable, Sequence

import numpy as np

Profit = Callable[..., float]

DAYS = 365
NAMES = ("Anda", "Bohai", "Chenguang", "Dongfang", "Fuhua", "Guanghui", "Hengtai", "Jinhe", "Lianyi")


def of_parts(wrong: Callable[[float, float, float], float]) -> Profit:
    """Return the profit made in another way of margin, cost of serving and waiting."""

    def profit(sales, direct_cost, counts, unit_costs, days_late, rate):
        served, waiting = float(np.dot(counts, unit_costs)), sales * rate * days_late / DAYS
        return wrong(sales - direct_cost, served, waiting)

    return profit


def of_serving(wrong: Callable[[Sequence[float], Sequence[float]], float]) -> Profit:
    """Return the profit with another cost of serving."""

    def profit(sales, direct_cost, counts, unit_costs, days_late, rate):
        return sales - direct_cost - wrong(counts, unit_costs) - sales * rate * days_late / DAYS

    return profit


def of_waiting(wrong: Callable[[float, float, float, float], float]) -> Profit:
    """Return the profit with another cost of waiting, from sales, direct cost, rate and days."""

    def profit(sales, direct_cost, counts, unit_costs, days_late, rate):
        served = float(np.dot(counts, unit_costs))
        return sales - direct_cost - served - wrong(sales, direct_cost, rate, days_late)

    return profit
