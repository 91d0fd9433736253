"""The life of a customer base and of one relationship: how long, through which stages, for what profit.

A base that loses a constant share a year never empties on a date; its customers stay 1 / churn years *on
average*, and what it loses must be won again (`leaky_bucket`). One relationship rises and falls through
stages, which every author names in his own way (`stage_names`), and its profit rises and falls with it
(`relationship_level`, `profit_curve`).
"""

from crmlab.lifecycle.base import (
    group_life,
    half_life,
    holding_cost,
    leaky_bucket,
    mean_life,
    mean_tenure,
    retention_for_uplift,
    retention_uplift,
    survival_table,
    surviving,
)
from crmlab.lifecycle.relationship import (
    DRIVERS,
    SCHEMES,
    STAGES,
    LifeProfit,
    profit_curve,
    relationship_level,
    stage_names,
)

__all__ = [
    "DRIVERS",
    "SCHEMES",
    "STAGES",
    "LifeProfit",
    "group_life",
    "half_life",
    "holding_cost",
    "leaky_bucket",
    "mean_life",
    "mean_tenure",
    "profit_curve",
    "relationship_level",
    "retention_for_uplift",
    "retention_uplift",
    "stage_names",
    "survival_table",
    "surviving",
]
