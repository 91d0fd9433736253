"""How much service is enough, and where between customer and firm it is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared import names
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Quantity, YesNo, typical
from crmlab.declared.tables import Named, Table
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

Level = Annotated[float, Quantity("", typical=(1, 9), step=0.5, format=",.2f")]
Difference = Annotated[float, Quantity("", typical=(-3, 3), step=0.5, format=",.2f")]


@dataclass(frozen=True)
class Zone:
    """Where a perceived level lies between the adequate and the desired one.

    Attributes
    ----------
    adequacy : float or array
        Perceived less adequate service; below 0 it is not acceptable.
    superiority : float or array
        Perceived less desired service; above 0 it delights.
    inside : bool or array
        Whether the level is inside the zone, ends included.
    """

    adequacy: Difference
    superiority: Difference
    inside: YesNo


@dataclass(frozen=True)
class GapModel:
    """The five gaps of the model, each a level less the one before it.

    Attributes
    ----------
    gap_1, gap_2, gap_3, gap_4 : float or array
        Listening, design, performance and communication gap, inside the firm.
    rest : float or array
        Perceived less promised service.
    gap_5 : float or array
        Customer gap, perceived less expected: the sum of the others.
    """

    gap_1: Difference
    gap_2: Difference
    gap_3: Difference
    gap_4: Difference
    rest: Difference
    gap_5: Difference

    @property
    def sizes(self) -> dict[int, Any]:
        """The five gaps by their numbers, for `diagnose`."""
        return {number: getattr(self, f"gap_{number}") for number in range(1, 6)}


@calculator
def zone_of_tolerance(
    perceived: Annotated[Level, typical(1, 9)],
    adequate: Annotated[Level, typical(3, 5)],
    desired: Annotated[Level, typical(6, 9)],
) -> Zone:
    """Perceived service against the least that is acceptable and the level that is hoped for.

    Formula::

        adequacy = perceived - adequate
        superiority = perceived - desired
        inside = adequate <= perceived <= desired

    References
    ----------
    Zeithaml, Berry & Parasuraman (1993) [published].

    Examples
    --------
    >>> zone_of_tolerance(perceived=6, adequate=5, desired=8)
    Zone(adequacy=1.00, superiority=−2.00, inside=yes)
    """
    _refuse_too_high(adequate, desired)
    adequacy, superiority = _differences((perceived, adequate), (perceived, desired))
    return Zone(adequacy, superiority, (adequacy >= 0) & (superiority <= 0))


@calculator
def gap_model(
    perceived: Level, expected: Level, understood: Level, specified: Level, delivered: Level, promised: Level
) -> GapModel:
    """Split the customer gap into the four gaps inside the firm and a rest.

    From what customers expect to what managers understand, what the standards ask for, what is delivered,
    what is promised outside, and what customers perceive: each gap is a level less the one before. Gaps 1,
    2, 3 and 5 below 0 fall short; gap 4 above 0 promises more than is delivered.

    Formula::

        gap_1 = understood - expected
        gap_2 = specified - understood
        gap_3 = delivered - specified
        gap_4 = promised - delivered
        rest = perceived - promised
        gap_5 = gap_1 + gap_2 + gap_3 + gap_4 + rest

    References
    ----------
    Gap model of Parasuraman, Zeithaml & Berry (1985) [published]; numbered as there, 1 listening,
    2 design, 3 performance, 4 communication, 5 customer. That the levels form a chain is our reading of the
    figure [reconstructed].

    Examples
    --------
    >>> gap_model(perceived=5, expected=8, understood=7, specified=6.5, delivered=5, promised=7).sizes
    {1: -1.0, 2: -0.5, 3: -1.5, 4: 2.0, 5: -3.0}
    """
    chain = [expected, understood, specified, delivered, promised, perceived]
    steps = _differences(*zip(chain[1:], chain, strict=False), (perceived, expected))
    return GapModel(*steps)


@calculator
def diagnose(
    gaps: Annotated[object, Named(Difference, (1, 2, 3, 4, 5))],
) -> Annotated[pd.DataFrame, Table(gap=None, name=None, size=Difference, remedy=None)]:
    """Rank the five gaps of service quality, the largest first, each with its name and what closes it.

    A gap is as large as the two levels are apart, whichever of them is higher. Of two equally large gaps
    the one with the lower number comes first: it is closer to the cause.

    References
    ----------
    Gap model of Parasuraman, Zeithaml & Berry (1985) [published]; remedies after Zeithaml, Berry &
    Parasuraman (1988) [published].

    Examples
    --------
    >>> ranked = diagnose({1: 0.5, 2: 1.5, 3: 1.0, 4: 0.2, 5: 3.2})
    >>> print(ranked[["gap", "name", "size"]].to_string(index=False))
     gap              name  size
       5      customer gap   3.2
       2        design gap   1.5
       3   performance gap   1.0
       1     listening gap   0.5
       4 communication gap   0.2
    """
    words = [names.word("service_gaps", f"gap_{number}") for number in gaps.index]
    table = pd.DataFrame(
        {
            "gap": gaps.index,
            "name": [word.label for word in words],
            "size": gaps.to_numpy(),
            "remedy": [word.definition for word in words],
        }
    )
    return table.sort_values("size", key=abs, ascending=False, kind="stable", ignore_index=True)


def _differences(*pairs: tuple[Any, Any]) -> list[np.ndarray]:
    """Return the differences of pairs, all of one shape; 7.3 − 7.2999999999999998 is 0."""
    every = np.broadcast_arrays(*(np.round(np.subtract(*pair), 9) + 0.0 for pair in pairs))
    return [difference.copy() for difference in every]


def _refuse_too_high(adequate: Any, desired: Any) -> None:
    adequate, desired = np.broadcast_arrays(adequate, desired)
    if not np.any(adequate > desired):
        return
    first = tuple(np.argwhere(adequate > desired)[0])
    place = f"[{', '.join(map(str, first))}]" if first else ""
    sentence = to_say("{name} must not be above desired; got {adequate:g} and {desired:g}.")
    parts = {"name": f"adequate{place}", "adequate": adequate[first], "desired": desired[first]}
    raise BadValueError(said(sentence, **parts))
