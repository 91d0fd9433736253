"""Lifetime value of one customer: what the money he will bring is worth today.

Money that comes later is worth less, and a customer may leave before it comes. Every function here says
when the money arrives: ``"end"`` of each year (the first payment is discounted once) or ``"start"``
(the first payment comes now, at full value).

The block headed *Formula* in each docstring is the formula in Python; `crmlab.show` puts numbers into it.
"""

from crmlab.clv.discounting import annuity_factor, break_even_year, discount_factor, present_value
from crmlab.clv.lifetime import (
    AnnuityShortcut,
    addon_value,
    annuity_shortcut,
    customer_value,
    growing_value,
    lifetime_value,
    lost_customer_value,
    retention_multiple,
)
from crmlab.clv.sources import DECOMPOSITIONS, PastAndFuture, components, past_and_future, referral_value
from crmlab.clv.spending import cost_per_customer, payback_months, value_to_cost
from crmlab.declared.sensitivity import sensitivity

__all__ = [
    "DECOMPOSITIONS",
    "AnnuityShortcut",
    "PastAndFuture",
    "addon_value",
    "annuity_factor",
    "annuity_shortcut",
    "break_even_year",
    "components",
    "cost_per_customer",
    "customer_value",
    "discount_factor",
    "growing_value",
    "lifetime_value",
    "lost_customer_value",
    "past_and_future",
    "payback_months",
    "present_value",
    "referral_value",
    "retention_multiple",
    "sensitivity",
    "value_to_cost",
]
