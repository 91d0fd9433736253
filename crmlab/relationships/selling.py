"""Selling: how many attempts it takes, how sure they are, and what a sale costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

import numpy as np

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Cost, Count, Quantity, Share, typical

# Success with new and with existing customers. None of the sources shows its data.
SUCCESS_RATES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "claimed": (0.15, 0.50),  # source document on logistics firms, not verified
        "low": (0.05, 0.60),  # Farris et al., Marketing Metrics (2006), low ends of two ranges
        "high": (0.20, 0.70),  # the same, high ends
        "one in n": (1 / 14, 1 / 2),  # a list on the web: 1 in 14 new, 1 in 2 existing customers
    }
)
# Cost of winning a customer as a multiple of keeping one, from lowest to highest. There is no constant.
COST_RATIOS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "promotion": (6, 6),  # source document on logistics firms
        "winning": (5, 8),  # source document on customer value
        "surveys": (2, 20),  # Goodman, TARP: five on average
        "articles": (5, 25),  # as quoted later
    }
)

SuccessRate = Annotated[float, Quantity("share", 0.001, 1, typical=(0.05, 0.5), step=0.05, format=".1%")]
Chance = Annotated[float, Quantity("share", 0, 0.9999, typical=(0.5, 0.95), step=0.05, format=".1%")]
Attempts = Annotated[int, Quantity("", 0, 1000, typical=(3, 12), format=",.0f", whole=True)]
Needed = Annotated[Attempts, typical(1, 4)]
Mean = Annotated[float, Quantity("", 0, format=",.2f")]


@calculator
def success_chance(success_rate: Share, attempts: Attempts, needed: Needed = 1) -> Share:
    """Chance of a number of successes, or more, in several attempts.

    The attempts do not depend on one another. One success is a sale. After four good words, so a study is
    said to have found, people begin to trust.

    Formula::

        failure_rate = 1 - success_rate
        chance = sum(
            comb(attempts, t) * success_rate**t * failure_rate**(attempts - t)
            for t in range(needed, attempts + 1)
        )

    References
    ----------
    Binomial distribution; standard. Threshold of four: source document on logistics firms [source document].

    Examples
    --------
    >>> round(success_chance(0.15, attempts=7), 3), round(success_chance(0.50, attempts=3), 3)
    (0.679, 0.875)
    >>> round(success_chance(0.5, attempts=10, needed=4), 3)
    0.828
    """
    from scipy.special import bdtrc  # here, or every import of a topic would take half a second more

    number = np.asarray(attempts, dtype=np.int64)
    return bdtrc(np.minimum(needed - 1, number), number, success_rate)


@dataclass(frozen=True)
class SellingEffort:
    """What a sale takes: contacts on average, money on average, contacts for a chance aimed at."""

    attempts: Mean
    cost_per_sale: Cost
    contacts: Count


@calculator
def selling_effort(
    success_rate: SuccessRate, cost_per_contact: Annotated[Cost, typical(5, 100, 5)], target: Chance = 0.9
) -> SellingEffort:
    """Contacts and money that a sale takes on average, and contacts that make one as likely as aimed at.

    Each contact succeeds independently of the others; perseverance that makes it likelier is not in it.

    Formula::

        attempts = 1 / success_rate
        cost_per_sale = attempts * cost_per_contact
        contacts = earliest(t for t in range(100000) if 1 - (1 - success_rate)**t >= target)

    References
    ----------
    Geometric distribution; standard. Rates and ratios: `SUCCESS_RATES`, `COST_RATIOS` [source document].

    Examples
    --------
    >>> new, old = selling_effort(0.15, cost_per_contact=6), selling_effort(0.50, cost_per_contact=1)
    >>> round(new.attempts, 2), old.attempts, new.contacts, old.contacts
    (6.67, 2.0, 15, 4)
    >>> round(new.cost_per_sale / old.cost_per_sale, 2)
    20.0
    """
    attempts = 1 / success_rate
    needed = np.log1p(-np.asarray(target)) / np.log1p(-np.asarray(success_rate))
    at_least_one = np.asarray(target) > 0  # where every contact succeeds, the quotient is 0
    contacts = np.maximum(np.ceil(needed - 1e-9), at_least_one).astype(np.int64)
    contacts = contacts if contacts.ndim else contacts.item()
    return SellingEffort(attempts, attempts * cost_per_contact, contacts)
