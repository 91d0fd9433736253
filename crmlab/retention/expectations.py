"""What customers expect: how expectations rise, and whether promised times are kept."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Count, Quantity, Share
from crmlab.declared.tables import Table

Limit = Annotated[float, Quantity("", 0, typical=(12, 36), format=",.1f")]
Rating = Annotated[float, Quantity("", typical=(1, 10), step=0.5, format=",.2f")]
Ratings = Annotated[list[float], Quantity("", typical=(1, 10), step=0.5, format=",.2f", series=(4, 7))]
Times = Annotated[list[float], Quantity("", 0, typical=(1, 48), step=0.5, format=",.1f", series=(5, 8))]


@calculator
def expectation_path(
    perceived: Ratings, expected: Rating, adaptation: Share
) -> Annotated[pd.DataFrame, Table(time=Count, perceived=Rating, expected=Rating, satisfaction=Rating)]:
    """Satisfaction each time, when expectations follow what was perceived.

    Satisfaction is perceived less expected. Before the next time the expectation moves by the share
    *adaptation* of the difference: what delighted once is soon expected.

    Formula::

        satisfaction = perceived - expected
        expected = expected + adaptation * satisfaction

    References
    ----------
    Kearns, as quoted in the source document on customer relationships [source document]; the rule is
    exponential smoothing, standard.

    Examples
    --------
    The same gift four times, and how often the delight is at least 1:

    >>> path = expectation_path([9, 9, 9, 9], expected=5, adaptation=0.5)
    >>> path["satisfaction"].tolist(), int((path["satisfaction"] >= 1).sum())
    ([4.0, 2.0, 1.0, 0.5], 3)
    """
    beliefs = [expected]
    for performance in perceived[:-1]:
        beliefs.append(beliefs[-1] + adaptation * (performance - beliefs[-1]))
    table = pd.DataFrame(
        {"time": np.arange(1, len(perceived) + 1), "perceived": perceived, "expected": beliefs}
    )
    return table.assign(satisfaction=table["perceived"] - table["expected"])


@calculator
def within_limit(times: Times, limit: Limit) -> Share:
    """Share of cases that were done within a time limit.

    Times and limit are in the same unit, such as hours to answer or days late.

    Formula::

        share = sum(times[t] <= limit for t in range(len(times))) / len(times)

    References
    ----------
    Answer within 24 hours, in the source document on customer relationships [source document]; the times in
    the example are [invented for the exercise].

    Examples
    --------
    >>> within_limit([3, 20, 30, 23.5], limit=24)
    0.75
    """
    return np.mean(times <= np.asarray(limit)[..., None], axis=-1)
