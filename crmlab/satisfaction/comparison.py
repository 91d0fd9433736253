"""Satisfaction as a comparison: perceived service against expected service, by ratio and by difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np

from crmlab.declared import names
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Choice, Quantity
from crmlab.errors import BadValueError
from crmlab.language import said


class Verdict(Choice):
    """One of the four verdicts of the glossary; tables and answers hold its key."""

    def show(self, value: str) -> str:
        """Write the verdict in the language in use."""
        return names.word("verdicts", value).label


VERDICTS = ("dissatisfied", "acceptable", "satisfied", "delighted")

Level = Annotated[float, Quantity("", 0, typical=(2, 10), step=0.5, format=",.2f")]
Point = Annotated[float, Quantity("", typical=(1, 10), step=0.5, format=",.2f")]
Ratio = Annotated[float, Quantity("", 0, typical=(0.5, 1.5), step=0.05, format=",.4f")]
Band = Annotated[float, Quantity("", 0, 1, typical=(0, 0.2), step=0.05, format=".2f")]
Tolerance = Annotated[float, Quantity("", 0, typical=(0, 1), step=0.25, format=".2f")]
Judged = Annotated[str, Verdict(VERDICTS)]


@dataclass(frozen=True)
class Satisfaction:
    """Satisfaction as a ratio.

    Attributes
    ----------
    ratio : float or array
        Perceived divided by expected service.
    verdict : str or array
        ``"dissatisfied"``, ``"acceptable"``, ``"satisfied"`` or ``"delighted"``.
    """

    ratio: Ratio
    verdict: Judged


@dataclass(frozen=True)
class Disconfirmation:
    """Satisfaction as a difference.

    Attributes
    ----------
    difference : float or array
        Perceived less expected service.
    verdict : str or array
        ``"dissatisfied"``, ``"acceptable"``, ``"satisfied"`` or ``"delighted"``.
    """

    difference: Point
    verdict: Judged


@calculator
def index(perceived: Level, expected: Level, band: Band = 0.05) -> Satisfaction:
    """Satisfaction as perceived service divided by expected service, with a verdict.

    Above 1 + band customers are delighted, from 1 to 1 + band satisfied, from 1 − band to 1 the service is
    acceptable, below it they are dissatisfied. The ratio needs a scale whose 0 means nothing at all, and it
    grows large where little was expected: a ratio and a difference may rank two offers in opposite order
    (`crmlab.value.compare_offers` shows both).

    Formula::

        ratio = perceived / expected

    References
    ----------
    Satisfaction formula C = b / a of the source document on logistics service [source document]; that a
    ratio near 1 has two verdicts joins the sources' words for it, and the width of the band is ours
    [invented for the exercise].

    Examples
    --------
    >>> index(perceived=6, expected=8)
    Satisfaction(ratio=0.7500, verdict=dissatisfied)
    >>> index([8, 9, 0], 8).verdict.tolist()
    ['satisfied', 'delighted', 'dissatisfied']
    """
    ratio = _ratio(perceived, expected)
    return Satisfaction(ratio, _verdict(ratio - 1, band))


@calculator
def disconfirmation(perceived: Point, expected: Point, tolerance: Tolerance = 0.5) -> Disconfirmation:
    """Satisfaction as perceived less expected service, with a verdict.

    More than *tolerance* above expectation customers are delighted, from there down to equality satisfied,
    down to *tolerance* below it the service is acceptable, further down they are dissatisfied.

    Formula::

        difference = perceived - expected

    References
    ----------
    Expectancy disconfirmation, Oliver (1980) [published]; the width of the tolerance is ours
    [invented for the exercise].

    Examples
    --------
    >>> disconfirmation(perceived=6, expected=8)
    Disconfirmation(difference=−2.00, verdict=dissatisfied)
    """
    difference = perceived - expected
    return Disconfirmation(difference, _verdict(difference, tolerance))


def _ratio(perceived: Any, expected: Any) -> Any:
    if np.any(np.equal(expected, 0)):
        sentence = said("expected must be more than 0: against no expectation at all there is no ratio.")
        raise BadValueError(sentence)
    return perceived / expected


def _verdict(surplus: Any, width: Any) -> Any:
    """Return the key of the verdict; 10.5 / 10 − 1 is 0.05, although in binary it is a little more."""
    surplus, width = np.broadcast_arrays(np.round(surplus, 9), width)
    return np.select([surplus > width, surplus >= 0, surplus >= -width], VERDICTS[:0:-1], VERDICTS[0])
