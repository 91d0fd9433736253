"""Customer equity: what groups of customers are worth, and how it grows.

Cohorts year by year (`cohort_table`, `lifetime_table`), all customers together (`customer_equity`), the
drivers behind what customers choose (`switching_value`), and how much to spend (`best_spending`).
"""

from crmlab.equity.base import CustomerEquity, base_equity, customer_equity
from crmlab.equity.cohorts import cohort_table, lifetime_table
from crmlab.equity.drivers import (
    DRIVERS,
    INDUSTRY_WEIGHTS,
    switching_probabilities,
    switching_table,
    switching_value,
)
from crmlab.equity.spending import best_spending, response_share

__all__ = [
    "DRIVERS",
    "INDUSTRY_WEIGHTS",
    "CustomerEquity",
    "base_equity",
    "best_spending",
    "cohort_table",
    "customer_equity",
    "lifetime_table",
    "response_share",
    "switching_probabilities",
    "switching_table",
    "switching_value",
]
