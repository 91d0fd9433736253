"""What a study of two groups shows when some of its people choose their group themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Quantity, Share, typical

Points = Annotated[float, Quantity("", -10, 10, typical=(-1, 1), step=0.1, format=",.2f")]
Lead = Annotated[float, Quantity("", 0, 10, typical=(0, 2), step=0.1, format=",.2f")]
Viewers = Annotated[int, Quantity("", 4, 1e9, typical=(20, 400), step=20, format=",.0f", whole=True)]
_LUCK = 1.0  # standard deviation of a mark beside mood and film


@dataclass(frozen=True)
class FilmStudy:
    """How far the group with the cheerful film is ahead: before it, after it, and how sure that is."""

    ahead_before: Points
    ahead_after: Points
    study_error: Points


@calculator
def film_study(
    film_effect: Points, mood_lead: Lead, self_chosen: Annotated[Share, typical(0, 1)], viewers: Viewers
) -> FilmStudy:
    """Difference of two groups of viewers to be expected, and its standard error.

    One half of the viewers sees a cheerful film, which moves a mark by *film_effect*; the other half a calm
    one, which does nothing. Half of the people are in a good mood and give marks that are higher by
    *mood_lead*. The share *self_chosen* takes the film that suits the mood; chance sends the others. What
    else moves a mark has a standard deviation of 1.

    Formula::

        ahead_before = self_chosen * mood_lead
        ahead_after = ahead_before + film_effect
        study_error = 2 * sqrt((1 + mood_lead**2 * (1 - self_chosen**2) / 4) / viewers)

    References
    ----------
    Standard error of a difference of two means; standard. The model of mood and choice is ours
    [invented for the exercise].

    Examples
    --------
    Chance sends 100 people to a film that adds half a point; then they choose, and it adds nothing:

    >>> film_study(film_effect=0.5, mood_lead=1, self_chosen=0, viewers=100)
    FilmStudy(ahead_before=0.00, ahead_after=0.50, study_error=0.22)
    >>> film_study(film_effect=0, mood_lead=1, self_chosen=0.5, viewers=100)
    FilmStudy(ahead_before=0.50, ahead_after=0.50, study_error=0.22)
    """
    before = np.asarray(self_chosen) * mood_lead
    mixed = np.asarray(mood_lead) ** 2 * (1 - np.asarray(self_chosen) ** 2) / 4  # both moods in one group
    error = 2 * np.sqrt((_LUCK**2 + mixed) / viewers)
    return FilmStudy(before, before + film_effect, error)
