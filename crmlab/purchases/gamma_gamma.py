"""Gamma-Gamma: how much customers spend at each purchase."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Self

import numpy as np
import pandas as pd

from crmlab.counting import counted
from crmlab.errors import BadValueError
from crmlab.language import said, to_say
from crmlab.purchases.histories import broadcast, columns, in_chunks, plain, refuse, weights_of
from crmlab.purchases.model import Model, sentence

_BLOCK = 12_000  # customers computed at a time


class GammaGamma(Model):
    """Gamma-Gamma model: what a customer's mean purchase will be, whatever his few purchases were.

    A customer's purchases vary around his own mean by a gamma distribution with shape ``p``; its rate
    differs between customers by a gamma distribution with shape ``q`` and rate ``gamma``. Who has bought
    once or twice is drawn towards the mean of all, who has bought often keeps the mean of his purchases.
    The model holds where spending does not depend on how often somebody buys: look at the correlation.

    Formula, for a customer whose x repeat purchases had the mean z::

        L = Γ(p x + q) / (Γ(p x) Γ(q)) · gamma**q z**(p x - 1) x**(p x) / (gamma + x z)**(p x + q)
        expected = p (gamma + x z) / (p x + q - 1)
        population mean = p gamma / (q - 1)

    ``q`` is sought above 1, because below it the mean has no finite value.

    Attributes
    ----------
    params_ : dict
        ``p``, ``q``, ``gamma`` (in money).
    population_mean_ : float
        Mean purchase of all customers.

    References
    ----------
    Fader, P. S., & Hardie, B. G. S. (2013). The Gamma-Gamma model of monetary value [published]; after
    Colombo, R., & Jiang, W. (1999). A stochastic RFM model. Journal of Interactive Marketing, 13(3), 2–12.

    Examples
    --------
    The numbers of the note:

    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.purchases import GammaGamma, summarize
    >>> customers = summarize(load_cdnow(), observation_end="1997-09-30")
    >>> model = GammaGamma().fit(customers)
    >>> print({name: round(value, 2) for name, value in model.params_.items()})
    {'p': 6.25, 'q': 3.74, 'gamma': 15.44}
    >>> print(round(model.population_mean_, 2), model.predict(customers)[:3].round(2))
    35.17 [24.65 18.91 35.17]
    """

    _names = ("p", "q", "gamma")
    _starts = ((5.0, 4.0, 0.5), (1.5, 1.5, 0.5), (50.0, 20.0, 0.4))
    _lowest = {"q": 1.05}

    def fit(self, frequency: Any, monetary_value: Any = None, counts: Any = None) -> Self:
        """Estimate the parameters by maximum likelihood, from the customers who bought again.

        Parameters
        ----------
        frequency : list of int, or DataFrame
            Repeat purchases of each customer; those with 0 are left out. A table of `summarize` may stand
            in place of the two columns.
        monetary_value : list of float
            Mean of each customer's repeat purchases.
        counts : list of int, optional
            How many customers each row stands for; one, if not given.

        Returns
        -------
        self

        Raises
        ------
        TypeError
            If a column is missing or does not hold numbers.
        ValueError
            If nobody bought again, or somebody bought again for nothing.
        """
        x, z = columns(frequency=frequency, monetary_value=monetary_value)
        weights = weights_of(counts, x, "frequency")
        again = (x > 0) & (weights > 0)
        if not again.any():
            sentence = said("frequency must be above 0 for at least one customer; nobody bought again.")
            raise BadValueError(sentence)
        sentence = to_say("{name} must be above 0 where frequency is above 0; got {got:g}.")
        refuse("monetary_value", z, again & (z == 0), sentence, x)
        x, z, customers = x[again], z[again], weights[again]
        mean = float(np.average(z, weights=customers))
        total = customers.sum()
        return self._settle(
            partial(_log_likelihood, spending=_Spending.of(x, z / mean, customers)),
            units=np.array([1.0, 1.0, mean]),
            shift=-total * np.log(mean),
            reason="purchases-again",
            customers=int(total),
        )

    def predict(self, frequency: Any, monetary_value: Any = None) -> float | np.ndarray:
        """Return the mean purchase to expect from customers with this past.

        Parameters
        ----------
        frequency, monetary_value : float or array
            Repeat purchases and their mean, as in `fit`; a table of `summarize` may stand in their place.
            Without a repeat purchase a customer is expected to spend as the mean of all.

        Returns
        -------
        float or numpy.ndarray
            Expected money at each purchase; of a lazy table by ``customer_id``, as its rows have no order.

        Raises
        ------
        TypeError
            If a column is missing or does not hold numbers.
        ValueError
            If the model has not been fitted, or a value is negative or not finite.
        """
        p, q, gamma = self._values()
        x, z = broadcast(frequency=frequency, monetary_value=monetary_value)

        def expected(x: np.ndarray, z: np.ndarray) -> np.ndarray:
            own = p * (gamma + x * z) / np.where(x > 0, p * x + q - 1, 1.0)
            return np.where(x > 0, own, self.population_mean_)

        return plain(in_chunks(expected, x, z))

    @property
    def population_mean_(self) -> float:
        """Mean purchase of all customers, p · gamma / (q − 1)."""
        p, q, gamma = self._values().tolist()
        return p * gamma / (q - 1)

    @property
    def diagnosis_(self) -> str:
        """What is wrong with the fit, in words; empty when nothing is."""
        has_heavy_tail = self.params_["q"] <= self._lowest["q"]
        tail = [sentence("purchases-heavy-tail")] if has_heavy_tail else []
        return " ".join([*filter(None, [super().diagnosis_]), *tail])


@dataclass(frozen=True)
class _Spending:
    """Customers who bought again, as the likelihood needs them.

    Attributes
    ----------
    levels, at_level : numpy.ndarray
        The different numbers of repeat purchases, and how many customers have each.
    blocks : list of (spent, weights)
        What each customer has spent, x z; and two rows, his count and his count times x. In blocks that
        are small enough for the processor's cache.
    log_z, x_log_z : float
        Sums over all customers.
    """

    levels: np.ndarray
    at_level: np.ndarray
    blocks: list[tuple[np.ndarray, np.ndarray]]
    log_z: float
    x_log_z: float

    @classmethod
    def of(cls, x: np.ndarray, z: np.ndarray, customers: np.ndarray) -> _Spending:
        """Return customers with x repeat purchases of the mean z."""
        level, levels = pd.factorize(x)
        spent, weights = x * z, np.stack([customers, customers * x])
        rows = [slice(start, start + _BLOCK) for start in range(0, len(x), _BLOCK)]
        blocks = [(spent[some], weights[:, some]) for some in rows]
        return cls(levels, counted(level, customers), blocks, *(weights @ np.log(z)).tolist())


def _log_likelihood(params: np.ndarray, spending: _Spending) -> tuple[float, np.ndarray]:
    from scipy.special import gammaln, psi

    p, q, gamma = params
    levels, at_level = spending.levels, spending.at_level
    logs, inverses = np.zeros(2), np.zeros(2)
    for spent, weights in spending.blocks:
        logs += weights @ np.log(gamma + spent)
        inverses += weights @ (1 / (gamma + spent))
    (log_spent, x_log_spent), px, total = logs, p * levels, at_level.sum()
    height = at_level @ (gammaln(px + q) - gammaln(px) - gammaln(q) + px * np.log(levels))
    height += total * q * np.log(gamma) + p * spending.x_log_z - spending.log_z
    height -= p * x_log_spent + q * log_spent
    slope = [
        at_level @ (levels * (psi(px + q) - psi(px) + np.log(levels))) + spending.x_log_z - x_log_spent,
        at_level @ (psi(px + q) - psi(q)) + total * np.log(gamma) - log_spent,
        total * q / gamma - inverses @ [q, p],
    ]
    return float(height), np.array(slope)
