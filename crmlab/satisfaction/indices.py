"""Satisfaction in one number: indices from 0 to 100, and seven levels from −60 to +60."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from crmlab import names
from crmlab.calculators import calculator
from crmlab.clv.discounting import require_one
from crmlab.errors import BadValueError
from crmlab.quantities import Choice, Quantity
from crmlab.survey import labels_in
from crmlab.tables import Answers, Named, Table, numbers_in

LEVELS = (
    "very_dissatisfied",
    "dissatisfied",
    "rather_dissatisfied",
    "neutral",
    "rather_satisfied",
    "satisfied",
    "very_satisfied",
)

Answer = Annotated[float, Quantity("", 1, 10, typical=(4, 10), step=0.5, format=".2f")]
Score = Annotated[float, Quantity("", typical=(1, 10), step=0.5, format=",.2f")]
Weight = Annotated[float, Quantity("", 0, typical=(1, 5), step=1, format=",.2f")]
Index = Annotated[float, Quantity("", 0, 100, typical=(50, 90), step=1, format=".2f")]
Lowest = Annotated[float, Quantity("", -1e6, 1e6, typical=(0, 1), format=",.0f")]
Highest = Annotated[float, Quantity("", -1e6, 1e6, typical=(10, 10), format=",.0f")]
Points = Annotated[float, Quantity("", -60, 60, typical=(-60, 60), step=5, format=",.0f")]


class _SevenLevels(Choice):
    """One of the seven levels of the glossary; answers hold its key."""

    def show(self, value: str) -> str:
        return names.word("levels", value).label


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
    weights: Annotated[object, Named(Weight, ("overall", "expectations", "ideal"))] | None = None,
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
    share = np.full(3, 1 / 3) if weights is None else _shares(weights.to_numpy())
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
    require_one(lowest=lowest, highest=highest)
    if not lowest < highest:
        raise BadValueError(f"lowest must be less than highest; got {lowest:g} and {highest:g}.")
    scores = numbers_in("score", elements["score"], Quantity("", lowest, highest))
    share = _shares(elements["weight"].to_numpy(dtype=float))
    each = pd.DataFrame(
        {"part": labels_in("part", elements["part"]), "weight": share, "score": share * scores}
    )
    parts = each.groupby("part", sort=False, observed=True).sum().reset_index()
    parts = parts[parts["weight"] > 0].reset_index(drop=True)
    parts["score"] /= parts["weight"]
    parts["index"] = (parts["score"] - lowest) / (highest - lowest) * 100
    return Csi((share @ scores - lowest) / (highest - lowest) * 100, parts)


@calculator
def level(points: Points) -> Annotated[str, _SevenLevels(LEVELS)]:
    """Name the nearest of seven levels of satisfaction, from −60 (very dissatisfied) over 0 to +60.

    The levels lie 20 points apart; half-way between two the milder one is taken. What customers of each
    level say and do stands in the glossary.

    References
    ----------
    The source document's table of outward signs is lost; names, points and signs are those of the Chinese
    textbooks [reconstructed].

    Examples
    --------
    >>> level(-60), level(-30), level(35)
    ('very_dissatisfied', 'rather_dissatisfied', 'satisfied')
    """
    steps = np.sign(points) * np.ceil(np.abs(points) / 20 - 0.5)
    return np.asarray(LEVELS)[(steps + 3).astype(int)]


def _shares(weights: np.ndarray) -> np.ndarray:
    if not weights.sum() > 0:
        raise BadValueError("weights must not all be 0.")
    return weights / weights.sum()
