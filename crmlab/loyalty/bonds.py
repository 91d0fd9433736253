"""What binds a customer: money, people, structure; what a frequency programme brings, what leaving costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Cost, Count, Money, Quantity, Share, Years, YesNo, typical
from crmlab.declared.tables import Named
from crmlab.errors import BadValueError
from crmlab.language import said

# Which bond each of the seven loyalty strategies of the document on key accounts makes: our reading. A good
# product and a good name bind nobody by themselves; every bond builds on them. Named in the glossary.
STRATEGY_BONDS: Mapping[str, str] = MappingProxyType(
    {
        "satisfaction": "none",
        "reward": "financial",
        "structures": "structural",
        "communication": "social",
        "feeling": "social",
        "best_terms": "financial",
        "image": "none",
    }
)

Level = Annotated[int, Quantity("", 0, 3, typical=(0, 3), format=".0f", whole=True)]
Extra = Annotated[float, Quantity("share", -1, 100, typical=(0.02, 0.3), step=0.01, format=".1%")]
Discount = Annotated[float, Quantity("share", 0, format=".1%")]


@calculator
def bond_level(financial: YesNo, social: YesNo, structural: YesNo) -> Level:
    """Level of relationship marketing, by the highest bond that there is; 0 without any.

    Money (1) is copied soonest, people (2) later, structure (3) last. Each level is meant to stand on the
    lower ones.

    Formula::

        highest = 3 if structural else 2 if social else 1 if financial else 0
        level = highest

    References
    ----------
    Berry & Parasuraman (1991) [published], in the source document on logistics firms [source document].

    Examples
    --------
    >>> bond_level(financial=True, social=True, structural=False)
    2
    """
    return 3 if structural else 2 if social else 1 if financial else 0


@dataclass(frozen=True)
class Programme:
    """What a frequency programme brings in a year, and how much more members must buy for that."""

    reward: Share
    gain: Money
    break_even: Discount


@calculator
def programme_return(
    members: Annotated[Count, typical(100, 1000, 100)],
    yearly: Cost,
    reward_rate: Annotated[Share, typical(0.01, 0.1)],
    redemption: Annotated[Share, typical(0.3, 0.9)],
    extra: Extra,
    margin_share: Annotated[Share, typical(0.2, 0.6)],
) -> Programme:
    """Return of a frequency programme that gives members points on all they buy.

    Points cost on the whole spending, also on what members would have bought anyway; the margin comes from
    the extra spending alone. Redemption is the share of the points that is ever used.

    Formula::

        reward = reward_rate * redemption
        gain = members * yearly * (margin_share * extra - reward * (1 + extra))
        break_even = reward / (margin_share - reward)

    References
    ----------
    Frequency marketing in the source document on logistics firms [source document]; as a sum: contribution
    margin, standard.

    Examples
    --------
    >>> card = programme_return(1000, 500, reward_rate=0.05, redemption=0.8, extra=0.10, margin_share=0.40)
    >>> round(card.gain), round(card.break_even, 4)
    (-2000, 0.1111)
    """
    reward = reward_rate * redemption
    if np.any(reward >= margin_share):
        sentence = said("margin_share must be more than reward_rate · redemption: each sale loses money.")
        raise BadValueError(sentence)
    gain = members * yearly * (margin_share * extra - reward * (1 + extra))
    return Programme(reward, gain, reward / (margin_share - reward))


@dataclass(frozen=True)
class Switching:
    """What it costs a customer to change the supplier, and the price that would make up for it."""

    total: Money
    discount: Discount


@calculator
def rival_discount(
    switching_costs: Annotated[pd.Series, Named(Annotated[Cost, typical(10, 100)])],
    yearly: Cost,
    years: Years,
) -> Switching:
    """Discount that a rival must offer before it pays a customer to switch.

    Costs may be a fee in the contract, learning, lost points, new interfaces, feelings put in money. The
    customer spreads them over the years that he would buy from the rival, without interest; above 100 %
    no price is low enough.

    Formula::

        total = sum(switching_costs)
        discount = total / (yearly * years)

    References
    ----------
    Structural bonds and exit barriers in the source documents on logistics firms and on customer value
    [source document]; switching costs as a sum, standard.

    Examples
    --------
    >>> costs = {"contract fee": 300, "learning": 200, "lost points": 100}
    >>> rival_discount(costs, yearly=2000, years=3)
    Switching(total=600.00, discount=10.0%)
    """
    if np.any(yearly == 0):
        sentence = said("yearly must be more than 0: who buys nothing cannot be offered a discount.")
        raise BadValueError(sentence)
    total = float(switching_costs.sum())
    return Switching(total, total / (yearly * years))
