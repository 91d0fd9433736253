"""What complaints are about in money: the loss when nothing is done, the return on listening and helping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import numpy as np

from crmlab.complaints.signals import Customers, Voice, dissatisfied
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Choice, Cost, Count, Factor, Money, Quantity, Share, typical
from crmlab.declared.tables import Named
from crmlab.errors import BadValueError
from crmlab.language import said

# TARP (1979, 1986): intentions, USA, dollars of the 1970s; minor: 1 to 5 dollars, major: above 100.
_REPURCHASE = {
    "minor": {"silent": 0.37, "unresolved": 0.46, "resolved": 0.70, "quick": 0.95},
    "major": {"silent": 0.09, "unresolved": 0.19, "resolved": 0.54, "quick": 0.82},
}

Value = Annotated[Money, typical(500, 6000, 100)]
Resolved = Annotated[Share, typical(0.3, 0.9)]
Size = Annotated[str, Choice(tuple(_REPURCHASE))]
Rates = Annotated[Mapping[str, float], Named(Share, tuple(_REPURCHASE["major"]))]
Kept = Annotated[float, Quantity("customers", 0, format=",.2f")]
Points = Annotated[float, Quantity("points", format=",.1f")]


@calculator
def loss_per_customer(value: Value, harm: Annotated[Share, typical(0.05, 0.3)]) -> Money:
    """Loss when a customer leaves: his value, and the harm that his talk does to others.

    Only what is still to come is lost: what it once cost to win him is spent either way.

    Formula::

        loss = value * (1 + harm)

    References
    ----------
    Source document on customer value [source document].

    Examples
    --------
    >>> round(loss_per_customer(5011.72, 0.15), 2)
    5763.48
    """
    return value * (1 + harm)


@calculator
def market_loss(
    complaints: Annotated[Count, typical(10, 200, 10)],
    voice_rate: Voice,
    resolved: Resolved,
    loss_per_customer: Value,
) -> Money:
    """Loss from all dissatisfied customers: the silent ones, and those whose complaint is not resolved.

    It takes every silent customer as lost and every one with a resolved complaint as kept; `customers_kept`
    does without that.

    Formula::

        silent = complaints / voice_rate - complaints
        unresolved = complaints * (1 - resolved)
        loss = (silent + unresolved) * loss_per_customer

    References
    ----------
    Source document on customer value [source document].

    Examples
    --------
    >>> round(market_loss(100, 0.10, 0.65, 5763))
    5388405
    """
    silent = dissatisfied(complaints, voice_rate) - complaints
    return (silent + complaints * (1 - resolved)) * loss_per_customer


@calculator
def repurchase_rates(size: Size) -> Rates:
    """Share of dissatisfied customers who would buy again, by what became of their complaint.

    They are intentions of customers in the USA in the 1970s, after losses of 1 to 5 dollars (``"minor"``) or
    above 100 (``"major"``). Show both.

    References
    ----------
    TARP (1979, 1986), for the US Office of Consumer Affairs; 2,513 households were asked: Grainer, McEvoy
    & King (1979) [published].

    Examples
    --------
    >>> repurchase_rates("major")
    {'silent': 0.09, 'unresolved': 0.19, 'resolved': 0.54, 'quick': 0.82}
    """
    return dict(_REPURCHASE[size])


@calculator
def customers_kept(
    dissatisfied: Customers,
    voice_rate: Voice,
    resolved: Resolved,
    quick: Share,
    rates: Rates,
) -> Kept:
    """Dissatisfied customers of whom one can expect that they buy again.

    *quick* is the share of the resolved complaints that were resolved quickly.

    Formula::

        silent = dissatisfied * (1 - voice_rate)
        unresolved = dissatisfied * voice_rate * (1 - resolved)
        slow = dissatisfied * voice_rate * resolved * (1 - quick)
        fast = dissatisfied * voice_rate * resolved * quick
        kept = sum(rates * [silent, unresolved, slow, fast])

    References
    ----------
    Expected value; standard. Rates: `repurchase_rates`.

    Examples
    --------
    >>> voices = [0.10, 0.31, 0.50, 1]
    >>> customers_kept(1000, voices, 0.65, quick=1, rates=repurchase_rates("major")).round(1).tolist()
    [141.0, 247.9, 344.8, 599.5]
    """
    after_resolving = (1 - quick) * rates["resolved"] + quick * rates["quick"]
    after_voice = (1 - resolved) * rates["unresolved"] + resolved * after_resolving
    return dissatisfied * ((1 - voice_rate) * rates["silent"] + voice_rate * after_voice)


@dataclass(frozen=True)
class Recovery:
    """What it brings to keep more customers, in customers and in money."""

    more_kept: Annotated[float, Quantity("customers", format=",.3f")]
    worth: Money
    gain: Money
    roi: Factor


@calculator
def recovery_return(
    kept_before: Annotated[Customers, typical(100, 300, 10)],
    kept_after: Annotated[Customers, typical(200, 600, 10)],
    value: Value,
    cost: Annotated[Cost, typical(10_000, 200_000, 10_000)],
) -> Recovery:
    """Return on keeping more customers: by complaints made easy, resolved more often, or faster.

    *worth* is the most that it may cost. For one customer put in chances of keeping him: the most that a
    call after the complaint may cost.

    Formula::

        more_kept = kept_after - kept_before
        worth = more_kept * value
        gain = worth - cost
        roi = gain / cost

    References
    ----------
    Return on investment; standard. Value and cost in the example: [invented for the exercise].

    Examples
    --------
    >>> rates = repurchase_rates("major")
    >>> before, after = (customers_kept(1000, voice, 0.65, 1, rates) for voice in (0.10, 0.31))
    >>> round(recovery_return(before, after, value=1000, cost=50_000).gain)
    56995
    """
    if np.any(cost == 0):
        raise BadValueError(said("cost must be more than 0: what costs nothing has no return on its cost."))
    more_kept = kept_after - kept_before
    worth = more_kept * value
    return Recovery(more_kept, worth, worth - cost, (worth - cost) / cost)


@dataclass(frozen=True)
class Uplift:
    """How much more often something happens, in percentage points and in times."""

    points: Points
    times: Factor


@calculator
def uplift(before: Annotated[Share, typical(0.05, 0.6)], after: Share) -> Uplift:
    """Difference between two shares: in percentage points, and how many times as large the second is.

    Of customers who had no trouble against customers helped well, it tells whether there is a service
    recovery paradox (points above 0): over many studies it shows in satisfaction, not in buying again.

    Formula::

        points = 100 * (after - before)
        times = after / before

    References
    ----------
    Standard. Rates in the example: TARP (1979, 1986), large losses [published].

    Examples
    --------
    >>> for before, after in [(0.09, 0.19), (0.19, 0.54), (0.54, 0.82)]:
    ...     print(f"{uplift(before, after).points:+.0f} points, {uplift(before, after).times:.2f} times")
    +10 points, 2.11 times
    +35 points, 2.84 times
    +28 points, 1.52 times
    """
    if np.any(before == 0):
        raise BadValueError(said("before must be more than 0: nothing is a multiple of nothing."))
    return Uplift(100 * (after - before), after / before)
