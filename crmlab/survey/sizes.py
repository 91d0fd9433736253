"""How many people to ask."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Count, Quantity

Margin = Annotated[float, Quantity("share", 0.005, 0.5, typical=(0.02, 0.1), step=0.01, format=".1%")]
Guess = Annotated[float, Quantity("share", 0.001, 0.999, typical=(0.1, 0.9), step=0.05, format=".1%")]
StandardScore = Annotated[float, Quantity("", 0.5, 5, typical=(1.6, 2.6), step=0.02, format=".3f")]
Population = Annotated[int, Quantity("", 1, 1e10, typical=(500, 5000), step=100, format=",.0f", whole=True)]


@calculator
def sample_size(
    error: Margin,
    z: StandardScore = 1.96,
    guess: Guess = 0.5,
    population: Population | None = None,
) -> Count:
    """How many people to ask so that a share is known up to an error.

    A share of one half needs the most, so it is the safe guess. In a small population fewer will do, and a
    part of a person is one person more (unless it is less than a ten-thousandth, as 400.00000000000006 is
    400).

    Formula::

        exact = z**2 * guess * (1 - guess) / error**2
        if population is not None:
            exact = exact / (1 + (exact - 1) / population)
        people = max(1, ceil(exact - 0.0001))

    References
    ----------
    Normal approximation and finite population correction, as in Cochran, Sampling Techniques (1977);
    standard.

    Examples
    --------
    >>> sample_size(0.05), sample_size(0.05, population=1000)
    (385, 278)
    """
    exact = np.asarray(z) ** 2 * guess * (1 - np.asarray(guess)) / np.asarray(error) ** 2
    if population is not None:
        exact = exact / (1 + (exact - 1) / population)
    return np.maximum(1, np.ceil(exact - 0.0001)).astype(np.int64)
