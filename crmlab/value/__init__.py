"""Customer value: what an offer is worth to a customer, and what both sides have of it.

To the customer, value is what he gets less what he gives (`delivered_value`) or divided by it
(`value_ratio`): two forms that may disagree (`compare_offers`). To the firm, value for customers costs
money and brings it back when customers stay (`break_even_investment`).
"""

from crmlab.value.exchange import (
    break_even_investment,
    classify_deals,
    expected_per_minute,
    means_end,
)
from crmlab.value.offers import (
    BENEFITS,
    COSTS,
    WeightedScore,
    compare_offers,
    delivered_value,
    importance_performance,
    value_ratio,
    weighted_score,
)

__all__ = [
    "BENEFITS",
    "COSTS",
    "WeightedScore",
    "break_even_investment",
    "classify_deals",
    "compare_offers",
    "delivered_value",
    "expected_per_minute",
    "importance_performance",
    "means_end",
    "value_ratio",
    "weighted_score",
]
