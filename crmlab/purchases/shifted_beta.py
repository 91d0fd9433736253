"""Shifted beta-geometric: how long subscribers stay who decide at each renewal."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, Self

import numpy as np

from crmlab.errors import BadValueError
from crmlab.language import said, to_say
from crmlab.purchases.histories import KINDS, plain
from crmlab.purchases.model import Model


class ShiftedBetaGeometric(Model):
    """Shifted-beta-geometric model: which share of a cohort of subscribers is left after so many renewals.

    At each renewal a subscriber leaves with his own probability, which differs between subscribers by a
    beta distribution with ``alpha`` and ``beta``. Nobody becomes more loyal; retention rises from year to
    year because those who leave easily have left.

    Formula, for the year t = 1, 2, …::

        retention(t) = (beta + t - 1) / (alpha + beta + t - 1)
        share left(t) = retention(1) · … · retention(t) = B(alpha, beta + t) / B(alpha, beta)

    The likelihood counts in each year those who left and, in the last, those who are still there.

    Attributes
    ----------
    params_ : dict
        ``alpha``, ``beta``.

    References
    ----------
    Fader, P. S., & Hardie, B. G. S. (2007). How to project customer retention. Journal of Interactive
    Marketing, 21(1), 76–90 [published].

    Examples
    --------
    The segment "Regular" of the paper, of which the first seven years are known:

    >>> from crmlab.purchases import ShiftedBetaGeometric
    >>> model = ShiftedBetaGeometric().fit([1000, 631, 468, 382, 326, 289, 262, 241])
    >>> print({name: round(value, 3) for name, value in model.params_.items()})
    {'alpha': 0.704, 'beta': 1.182}
    >>> print(round(model.log_likelihood_, 2), model.predict([0, 7, 12]).round(3))
    -1680.27 [1.    0.239 0.17 ]
    """

    _names = ("alpha", "beta")
    _starts = ((1.0, 2.0), (0.3, 0.3), (10.0, 50.0))

    def fit(self, survivors: Any) -> Self:
        """Estimate the parameters by maximum likelihood.

        Parameters
        ----------
        survivors : list of int
            The size of the cohort, then how many of it are left after each renewal.

        Returns
        -------
        self

        Raises
        ------
        TypeError
            If *survivors* does not hold numbers.
        ValueError
            If there is no renewal, or the numbers rise.
        """
        left = KINDS["survivors"].validate("survivors", survivors)
        if len(left) < 2:
            sentence = said("survivors must hold the cohort and at least one later year; got one number.")
            raise BadValueError(sentence)
        if not left[0]:
            raise BadValueError(said("survivors[0], the size of the cohort, must be above 0; got 0."))
        if (rise := np.flatnonzero(np.diff(left) > 0)).size:
            year = rise[0] + 1
            sentence = to_say("survivors[{year}] must be at most the {before:g} before it; got {got:g}.")
            raise BadValueError(said(sentence, year=year, before=left[year - 1], got=left[year]))
        return self._settle(
            partial(_log_likelihood, stayed=left[1:], gone=-np.diff(left)),
            units=np.ones(2),
            shift=0.0,
            reason="purchases-renewals",
            customers=int(left[0]),
            renewals=len(left) - 1,
        )

    def predict(self, years: Any) -> float | np.ndarray:
        """Return the share of the cohort that is left after so many renewals.

        Parameters
        ----------
        years : int or array
            Number of renewals; 0 is the beginning.

        Returns
        -------
        float or numpy.ndarray
            Share of the cohort: 1.0 at year 0.

        Raises
        ------
        TypeError
            If *years* is not a number.
        ValueError
            If the model has not been fitted, or *years* is negative or not whole.
        """
        from scipy.special import betaln

        alpha, beta = self._values()
        t = np.asarray(KINDS["years"].validate("years", years))
        return plain(np.exp(betaln(alpha, beta + t) - betaln(alpha, beta)))

    def retention(self, years: Any) -> float | np.ndarray:
        """Return the retention rate of each year: which share of those who were there renews.

        Parameters
        ----------
        years : int or array
            Number of the renewal; 1 is the first.

        Returns
        -------
        float or numpy.ndarray
            Share of the subscribers before that renewal.

        Raises
        ------
        TypeError
            If *years* is not a number.
        ValueError
            If the model has not been fitted, or *years* is below 1 or not whole.
        """
        alpha, beta = self._values()
        t = np.asarray(replace(KINDS["years"], low=1, typical=(1, 100)).validate("years", years))
        return plain((beta + t - 1) / (alpha + beta + t - 1))


def _log_likelihood(params: np.ndarray, stayed: np.ndarray, gone: np.ndarray) -> tuple[float, np.ndarray]:
    alpha, beta = params
    keep = beta + np.arange(len(stayed))
    total = alpha + keep
    height = stayed @ np.log(keep / total) + gone @ np.log(alpha / total)
    common = (stayed + gone) @ (1 / total)
    return float(height), np.array([gone.sum() / alpha - common, stayed @ (1 / keep) - common])
