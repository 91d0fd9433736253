"""Customer value: what an offer is worth to a customer, and what both sides have of it.

To the customer, value is what he gets less what he gives (`delivered_value`) or divided by it
(`value_ratio`): two forms that may disagree (`compare_offers`, `missing_benefits`). To the firm, value for
customers costs money and brings it back when customers stay (`break_even_investment`); what may fail is
worth its expected gain (`expected_gain`).
"""

from crmlab.value.exchange import (
    break_even_investment,
    expected_gain,
    means_end,
)
from crmlab.value.offers import (
    BENEFITS,
    COSTS,
    WeightedScore,
    compare_offers,
    delivered_value,
    importance_performance,
    missing_benefits,
    value_ratio,
    weighted_score,
)

__all__ = [
    "BENEFITS",
    "COSTS",
    "WeightedScore",
    "break_even_investment",
    "compare_offers",
    "delivered_value",
    "expected_gain",
    "importance_performance",
    "means_end",
    "missing_benefits",
    "value_ratio",
    "weighted_score",
]
