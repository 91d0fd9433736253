"""Complaints: what the few who speak tell about the many who do not, and what it is worth to listen.

How many of the dissatisfied complain, and how many of them buy again, differs from survey to survey. So
both are inputs; `VOICE_RATES` and `repurchase_rates` hold what the surveys say.
"""

from crmlab.complaints.money import (
    Recovery,
    Uplift,
    customers_kept,
    loss_per_customer,
    market_loss,
    recovery_return,
    repurchase_rates,
    uplift,
)
from crmlab.complaints.signals import (
    VOICE_RATES,
    HiddenChurn,
    breakdown,
    dissatisfied,
    hidden_churn,
    silent_loss,
    word_of_mouth,
)

__all__ = [
    "VOICE_RATES",
    "HiddenChurn",
    "Recovery",
    "Uplift",
    "breakdown",
    "customers_kept",
    "dissatisfied",
    "hidden_churn",
    "loss_per_customer",
    "market_loss",
    "recovery_return",
    "repurchase_rates",
    "silent_loss",
    "uplift",
    "word_of_mouth",
]
