"""What the two models of buying and leaving have in common: how they are fitted and asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from crmlab.declared.quantities import brief
from crmlab.errors import BadTypeError
from crmlab.frames import in_pandas
from crmlab.language import said, to_say
from crmlab.purchases.histories import (
    Histories,
    broadcast,
    different,
    different_histories,
    in_chunks,
    plain,
    possible,
    same_shape,
)
from crmlab.purchases.model import Model


class BuyingModel(Model):
    """A model of how often customers buy and when they leave for good, unnoticed."""

    _in_time: ClassVar[tuple[bool, ...]]  # which parameters are measured in the time unit of the data
    _block: ClassVar[int]  # how many histories are computed at a time

    def fit(self, frequency: Any, recency: Any = None, T: Any = None, counts: Any = None) -> Self:  # noqa: N803
        """Estimate the parameters by maximum likelihood.

        Parameters
        ----------
        frequency : list of int, or DataFrame
            Repeat purchases of each customer: all but the first. A table of `summarize` may stand in place
            of the three columns, of whatever engine.
        recency : list of float
            Age of each customer at his last purchase, counted from the first: 0 without a repeat purchase.
        T : list of float
            Age of each customer at the end of the observation, in the same unit.
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
            If the columns contradict each other or are not equally long.
        """
        buyers = different_histories(frequency, recency, T, counts)
        log_likelihood, units, shift = self._measured(buyers)
        customers, repeats = buyers.customers.sum(), buyers.customers @ buyers.x
        once = buyers.customers[buyers.x == 0].sum()
        return self._settle(
            log_likelihood,
            units=units,
            shift=shift,
            reason="purchases-once" if 2 * once >= customers else "purchases-repeats",
            customers=int(customers),
            once=int(once),
            repeats=int(repeats),
        )

    def _measured(self, buyers: Histories) -> tuple[Callable, np.ndarray, float]:
        """Return the likelihood with ages measured in the longest, units of the parameters, and its shift."""
        unit = float(buyers.T.max())
        blocks = replace(buyers, t_x=buyers.t_x / unit, T=buyers.T / unit).blocks(self._block)

        def log_likelihood(params: np.ndarray) -> tuple[float, np.ndarray]:
            values, slopes = zip(*(self._log_likelihood(params, block) for block in blocks), strict=True)
            return sum(values), sum(slopes)

        return (
            log_likelihood,
            np.where(self._in_time, unit, 1.0),
            -(buyers.customers @ buyers.x) * np.log(unit),
        )

    def predict(self, t: Any, frequency: Any, recency: Any = None, T: Any = None) -> float | np.ndarray:  # noqa: N803
        """Return the purchases to expect from customers with these histories in the next *t* units of time.

        Parameters
        ----------
        t : float or array
            How far to look ahead, in the time unit of the fit.
        frequency, recency, T : float or array
            History of each customer, as in `fit`; a table of `summarize` may stand in place of the three.

        Returns
        -------
        float or numpy.ndarray
            Expected number of purchases; whoever has probably left counts with the probability that he
            has not. The rows of a lazy table have no order: its customers come by ``customer_id``.

        Raises
        ------
        TypeError
            If a column is missing or does not hold numbers.
        ValueError
            If the model has not been fitted, or a history is impossible.
        """
        params = self._values()
        x, t_x, age = possible(*broadcast(frequency=frequency, recency=recency, T=T))
        (span,) = broadcast(t=t)
        ahead = same_shape(t=span, frequency=x, recency=t_x, T=age)
        return plain(in_chunks(partial(self._purchases, params), *ahead))

    def probability_alive(self, frequency: Any, recency: Any = None, T: Any = None) -> float | np.ndarray:  # noqa: N803
        """Return the probability that customers with these histories have not left yet.

        Parameters
        ----------
        frequency, recency, T : float or array
            History of each customer, as in `fit`; a table of `summarize` may stand in place of the three.

        Returns
        -------
        float or numpy.ndarray
            Probability between 0 and 1; of a lazy table by ``customer_id``, as its rows have no order.

        Raises
        ------
        TypeError
            If a column is missing or does not hold numbers.
        ValueError
            If the model has not been fitted, or a history is impossible.
        """
        params = self._values()
        history = possible(*broadcast(frequency=frequency, recency=recency, T=T))
        return plain(in_chunks(partial(self._alive, params), *history))

    def expected_purchases(self, t: Any) -> float | np.ndarray:
        """Return the repeat purchases to expect from a new customer in the first *t* units of time.

        Parameters
        ----------
        t : float or array
            Time since the first purchase, in the time unit of the fit.

        Returns
        -------
        float or numpy.ndarray
            Expected number of repeat purchases.

        Raises
        ------
        TypeError
            If *t* is not a number.
        ValueError
            If the model has not been fitted, or *t* is negative.
        """
        return self.predict(t, 0, 0, 0)

    def _purchases(
        self,
        params: np.ndarray,
        t: np.ndarray,
        x: np.ndarray,
        t_x: np.ndarray,
        T: np.ndarray,  # noqa: N803
    ) -> np.ndarray:
        columns, which = different(*map(np.ravel, (t, x, T)))
        if_alive = self._purchases_if_alive(params, *columns)[which].reshape(t.shape)
        return if_alive * self._alive(params, x, t_x, T)

    def _alive(self, params: np.ndarray, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:  # noqa: N803
        from scipy.special import expit

        columns, which = different(*map(np.ravel, (x, t_x, T)))
        rows = range(0, len(columns[0]), self._block)
        odds = [
            self._log_odds_left(params, *(c[start : start + self._block] for c in columns)) for start in rows
        ]
        return expit(-np.concatenate(odds))[which].reshape(x.shape)

    @staticmethod
    def _log_likelihood(params: np.ndarray, buyers: Histories) -> tuple[float, np.ndarray]:
        """Return the log-likelihood and its gradient."""
        raise NotImplementedError

    @staticmethod
    def _log_odds_left(params: np.ndarray, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:  # noqa: N803
        """Return the logarithm of P(left) / P(alive)."""
        raise NotImplementedError

    @staticmethod
    def _purchases_if_alive(params: np.ndarray, t: np.ndarray, x: np.ndarray, T: np.ndarray) -> np.ndarray:  # noqa: N803
        """Return the expected purchases in the next *t* of a customer who is still there."""
        raise NotImplementedError

    @staticmethod
    def _reached_if_alive(
        params: np.ndarray,
        n: np.ndarray,
        t: np.ndarray,
        x: np.ndarray,
        T: np.ndarray,  # noqa: N803
    ) -> np.ndarray:
        """Return the probability that one who is still there makes *n* purchases or more in the next *t*."""
        raise NotImplementedError

    @staticmethod
    def _pairs_if_alive(params: np.ndarray, t: np.ndarray, x: np.ndarray, T: np.ndarray) -> np.ndarray:  # noqa: N803
        """Return the mean of n (n − 1), n the purchases in the next *t* of one who is still there."""
        raise NotImplementedError


def require_buying(model: Any) -> None:
    """Refuse what is no model of buying."""
    if not isinstance(model, BuyingModel):
        sentence = to_say("model must be a BetaGeoNBD, a ModifiedBetaGeoNBD or a ParetoNBD; got {got}.")
        raise BadTypeError(said(sentence, got=brief(model)))


def summary_of(table: Any) -> pd.DataFrame:
    """Return a table of `summarize`, of whatever engine, as one of pandas."""
    summary = in_pandas("table", table)
    if summary is None:
        raise BadTypeError(said("table must be a table of summarize; got {got}.", got=brief(table)))
    return summary


def one_plus(log_odds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return log(1 + odds), and the probability that odds stand for; neither overflows."""
    small = np.exp(-np.abs(log_odds))
    return np.maximum(log_odds, 0.0) + np.log(1 + small), np.where(log_odds > 0, 1.0, small) / (1 + small)
