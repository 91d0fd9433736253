"""What one purchase history says of a customer: whether he is still there, and how often he will buy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Quantity, Share, typical
from crmlab.declared.tables import require_one
from crmlab.purchases.beta_geo import BetaGeoNBD
from crmlab.purchases.histories import possible

Repeats = Annotated[int, Quantity("", 0, 1e6, typical=(1, 20), format=",.0f", whole=True)]
Weeks = Annotated[float, Quantity("weeks", 0, 1e9, typical=(1, 52), format=",.2f")]
# As wide as what `BetaGeoNBD.fit` may find
Scale = Annotated[float, Quantity("weeks", 1e-9, 1e14, typical=(1, 10), step=0.5, format=",.4f")]
Shape = Annotated[float, Quantity("", 1e-5, 1e5, typical=(0.2, 0.9), step=0.1, format=",.4f")]


@dataclass(frozen=True)
class Outlook:
    """Whether a customer is still there, and how many purchases to expect of him.

    Attributes
    ----------
    alive : float or array
        Probability that he has not left.
    purchases : float or array
        Expected number of purchases in the time ahead, to a millionth.
    """

    alive: Share
    purchases: float


@calculator
def outlook(
    frequency: Repeats,
    recency: Annotated[Weeks, typical(1, 35)],
    T: Annotated[Weeks, typical(35, 78)],  # noqa: N803  (the papers' letter)
    t: Weeks,
    r: Shape = 0.2426,
    alpha: Scale = 4.4135,
    a: Shape = 0.7929,
    b: Annotated[Shape, typical(1, 4)] = 2.4258,
) -> Outlook:
    """Probability that a customer is still there, and the purchases to expect of him, from his history.

    By the BG/NBD model, whose parameters come from `BetaGeoNBD`; those given here are of the CDNOW sample,
    in weeks. ``left`` is the probability that he left at his last purchase, judged before the silence;
    ``silent`` is that of the silence since, had he stayed. The expected purchases are the paper's
    equation 10, a hypergeometric function.

    Formula::

        if frequency == 0:
            alive = 1
        else:
            left = a / (a + b + frequency - 1)
            silent = ((alpha + recency) / (alpha + T))**(r + frequency)
            alive = (1 - left) * silent / ((1 - left) * silent + left)

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). "Counting your customers" the easy way: An
    alternative to the Pareto/NBD model. Marketing Science, 24(2), 275–284 [published].

    Examples
    --------
    A customer of the paper, in the next 39 weeks:

    >>> customer = outlook(frequency=2, recency=30.43, T=38.86, t=39)
    >>> round(customer.alive, 3), round(customer.purchases, 3)
    (0.727, 1.226)
    """
    for name, parameter in {"r": r, "alpha": alpha, "a": a, "b": b}.items():
        require_one(name, parameter)
    params = np.array([r, alpha, a, b])
    history = np.broadcast_arrays(*(np.asarray(one, dtype=float) for one in (frequency, recency, T, t)))
    x, t_x, age = possible(*history[:3])
    alive = BetaGeoNBD()._alive(params, x, t_x, age)
    if_alive = BetaGeoNBD._purchases_if_alive(params, *map(np.ravel, (history[3], x, age)))
    return Outlook(alive, np.round(alive * if_alive.reshape(x.shape), 6))
