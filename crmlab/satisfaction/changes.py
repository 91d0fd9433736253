"""How sure a score of satisfaction is, and a change of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Quantity, Share, typical
from crmlab.errors import BadValueError
from crmlab.language import said

Points = Annotated[float, Quantity("", -100, 100, typical=(40, 90), step=1, format=",.2f")]
Change = Annotated[float, Quantity("", -200, 200, typical=(-10, 10), step=1, format=",.2f")]
Spread = Annotated[float, Quantity("", 0, 200, typical=(10, 90), step=1, format=",.2f")]
Part = Annotated[Share, typical(0.05, 0.5)]  # two of them are at most all
Answered = Annotated[int, Quantity("", 1, 1e9, typical=(50, 2000), step=50, format=",.0f", whole=True)]


@dataclass(frozen=True)
class NetPromoter:
    """A net promoter score, how far single answers lie around it, and its standard error.

    Attributes
    ----------
    score : float or array
        Promoters less detractors, in points from −100 to 100.
    spread : float or array
        Standard deviation of the answers, each counted as 100, 0 or −100 points.
    error : float or array
        Standard error of the score, in points.
    """

    score: Points
    spread: Spread
    error: Spread


@dataclass(frozen=True)
class IndexChange:
    """A change of a score between two samples, and how sure it is.

    Attributes
    ----------
    change : float or array
        The score after less the score before, in points.
    error : float or array
        Standard error of the change, in points.
    """

    change: Change
    error: Spread


@calculator
def net_promoter(promoters: Part, detractors: Part, answers: Answered) -> NetPromoter:
    """Net promoter score from the shares of promoters and detractors, with its standard error.

    Promoters answer 9 or 10 to "How likely is it that you recommend us?", detractors 0 to 6; both are
    shares of all who answered. The score is the mean of answers that count 100, 0 or −100 points, so
    it has the error of a mean.

    Formula::

        score = 100 * (promoters - detractors)
        spread = 100 * sqrt(promoters + detractors - (promoters - detractors) ** 2)
        error = spread / sqrt(answers)

    References
    ----------
    Score: Reichheld (2003) [published]; variance of a difference of two shares of one sample; standard.

    Examples
    --------
    >>> net_promoter(promoters=0.4, detractors=0.2, answers=100)
    NetPromoter(score=20.00, spread=74.83, error=7.48)
    """
    if np.any(np.asarray(promoters) + detractors > 1 + 1e-9):
        raise BadValueError(said("promoters and detractors must be at most 1 together."))
    lead = promoters - detractors
    spread = 100 * np.sqrt(np.maximum(promoters + detractors - lead**2, 0))
    return NetPromoter(100 * lead, spread, spread / np.sqrt(answers))


@calculator
def index_change(
    before: Points,
    after: Points,
    sd_before: Spread,
    sd_after: Spread,
    answers_before: Answered,
    answers_after: Answered,
) -> IndexChange:
    """Change of a score between two samples of different people, with its standard error.

    The standard deviations are those of the single answers, on the scale of the score. A change of at most
    two errors may be chance alone.

    Formula::

        change = after - before
        error = sqrt(sd_before**2 / answers_before + sd_after**2 / answers_after)

    References
    ----------
    Standard error of a difference of two independent means; standard.

    Examples
    --------
    >>> index_change(78, 75, 20, 20, 250, 250)
    IndexChange(change=−3.00, error=1.79)
    """
    change = after - before
    error = np.sqrt(np.square(sd_before) / answers_before + np.square(sd_after) / answers_after)
    return IndexChange(change, error)
