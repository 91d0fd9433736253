"""Satisfaction in one number: indices from 0 to 100."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Quantity
from crmlab.declared.tables import Answers, Table, Weights, labels_in, numbers_in
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

Answer = Annotated[float, Quantity("", 1, 10, typical=(4, 10), step=0.5, format=".2f")]
Score = Annotated[float, Quantity("", typical=(1, 10), step=0.5, format=",.2f")]
Weight = Annotated[float, Quantity("", 0, typical=(1, 5), step=1, format=",.2f")]
Index = Annotated[float, Quantity("", 0, 100, typical=(50, 90), step=1, format=".2f")]
Lowest = Annotated[float, Quantity("", -1e6, 1e6, typical=(0, 1), format=",.0f")]
Highest = Annotated[float, Quantity("", -1e6, 1e6, typical=(10, 100), step=10, format=",.0f")]


@dataclass(frozen=True, eq=False)
class Csi:
    """A customer satisfaction index and what it is made of.

    Attributes
    ----------
    index : float
        From 0, all answers the lowest, to 100, all the highest.
    parts : DataFrame
        ``part, weight, score, index``, a row a part; the weights add up to 1.
    """

    index: Index
    parts: Annotated[pd.DataFrame, Table(part=None, weight=Weight, score=Score, index=Index)]


@calculator
def acsi(
    scores: Annotated[object, Answers(3, Answer)],
    weights: Annotated[object, Weights(Weight, ("overall", "expectations", "ideal"))] | None = None,
) -> Index:
    """Satisfaction from 0 to 100 by the three questions of the American index, each on a scale from 1 to 10.

    The questions are overall satisfaction, the comparison with what was expected, and with the ideal. The
    weights count by their proportions; without them each is 1. (The published index takes its weights from
    the estimated model, another set for each firm.) Of a table each question's mean is taken over those who
    answered it.

    Formula::

        mean = sum(weights * scores) / sum(weights)
        index = (mean - 1) / 9 * 100

    References
    ----------
    Fornell, Johnson, Anderson, Cha & Bryant (1996) [published].

    Examples
    --------
    >>> round(acsi([8, 7, 7]), 2), round(acsi([8, 7, 7], weights=[0.5, 0.3, 0.2]), 2)
    (70.37, 72.22)
    """
    share = np.full(3, 1 / 3) if weights is None else (weights / weights.sum()).to_numpy()
    return (np.nanmean(scores, axis=0) @ share - 1) / 9 * 100


@calculator
def csi(
    elements: Annotated[pd.DataFrame, Table(part=None, weight=Weight, score=Score)],
    lowest: Lowest = 1.0,
    highest: Highest = 10.0,
) -> Csi:
    """Satisfaction from 0 to 100: the weighted mean of many scores, rescaled, and that of each part.

    The elements of one part, such as product, service and image, share its name; what their weights come
    to together is the weight of the part. Weights count by their proportions. Where the weight of an
    element is known within its part only, multiply it by the weight of the part.

    Formula::

        score = sum(weight * score) / sum(weight)
        index = (score - lowest) / (highest - lowest) * 100

    References
    ----------
    Weighted mean, rescaled; standard. Product, service and image as parts: source document on logistics
    service [source document].

    Examples
    --------
    >>> import pandas as pd
    >>> elements = pd.DataFrame({
    ...     "part": ["product", "product", "service", "image"],
    ...     "weight": [30, 20, 40, 10], "score": [8, 9, 6, 7],
    ... })
    >>> satisfaction = csi(elements)
    >>> round(satisfaction.index, 2)
    70.0
    >>> print(satisfaction.parts.round(2).to_string(index=False))
       part  weight  score  index
    product     0.5    8.4  82.22
    service     0.4    6.0  55.56
      image     0.1    7.0  66.67
    """
    if not lowest < highest:
        sentence = to_say("lowest must be less than highest; got {lowest} and {highest}.")
        raise BadValueError(said(sentence, lowest=f"{lowest:g}", highest=f"{highest:g}"))
    scores = numbers_in("score", elements["score"], Quantity("", lowest, highest))
    weights = elements["weight"].to_numpy(dtype=float)
    if not weights.any():
        raise BadValueError(said("{name} must not all be 0.", name="weights"))
    share = weights / weights.sum()
    each = pd.DataFrame(
        {"part": labels_in("part", elements["part"]), "weight": share, "score": share * scores}
    )
    parts = each.groupby("part", sort=False, observed=True).sum().reset_index()
    parts = parts[parts["weight"] > 0].reset_index(drop=True)
    parts["score"] /= parts["weight"]
    parts["index"] = (parts["score"] - lowest) / (highest - lowest) * 100
    return Csi((share @ scores - lowest) / (highest - lowest) * 100, parts)
