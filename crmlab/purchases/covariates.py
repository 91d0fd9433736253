"""The BG/NBD model of customers who differ in what is known of them, not by chance alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Self

import numpy as np
import pandas as pd

from crmlab.counting import counted
from crmlab.declared.quantities import Quantity
from crmlab.declared.tables import column_of, numbers_in
from crmlab.errors import BadTypeError, BadValueError
from crmlab.frames import in_pandas
from crmlab.language import said, to_say
from crmlab.purchases.beta_geo import BetaGeoNBD
from crmlab.purchases.buying import one_plus
from crmlab.purchases.histories import broadcast, columns, different, possible, same_shape, weights_of
from crmlab.purchases.model import Model

_VALUE = Quantity("", -1e12, 1e12)
_MOVED = ("alpha", "a", "b")


class CovariateBetaGeoNBD(Model):
    """BG/NBD model with covariates: what is known of a customer moves how often he buys and when he leaves.

    In `BetaGeoNBD` customers differ by chance alone. Here each covariate z, a number that stands beside the
    history and does not change with time (the channel through which a customer came, his first basket),
    multiplies the parameters of the customers who have it.

    Formula, for a customer with the covariates z1, z2, …::

        alpha = alpha0 · exp(−(alpha_z1 · z1 + alpha_z2 · z2 + …))
        a = a0 · exp(a_z1 · z1 + a_z2 · z2 + …)
        b = b0 · exp(b_z1 · z1 + b_z2 · z2 + …)

    and all else as in `BetaGeoNBD`. One more of z1 multiplies the mean rate of buying, ``r / alpha``, by
    ``exp(alpha_z1)``, and the odds of leaving after a purchase, ``a / b``, by ``exp(a_z1 − b_z1)``. What is
    shown of ``alpha``, ``a`` and ``b`` is that of a customer whose covariates are all 0.

    Attributes
    ----------
    params_ : dict
        ``r``, ``alpha`` (in the time unit of the data), ``a``, ``b``; then each covariate's coefficients.

    References
    ----------
    Fader, P. S., & Hardie, B. G. S. (2007). Incorporating time-invariant covariates into the Pareto/NBD and
    BG/NBD models. brucehardie.com/notes/019 [published].

    Examples
    --------
    Who began with more than $30 buys 1.85 times as often as the others, exp(0.616):

    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.purchases import CovariateBetaGeoNBD, summarize
    >>> log = load_cdnow()
    >>> customers = summarize(log, observation_end="1997-09-30")
    >>> first = log.drop_duplicates("customer_id").set_index("customer_id")["amount"]
    >>> customers["big_start"] = customers["customer_id"].map(first) > 30
    >>> model = CovariateBetaGeoNBD("big_start").fit(customers)
    >>> {name: round(value, 3) for name, value in model.params_.items() if name.endswith("big_start")}
    {'alpha_big_start': 0.616, 'a_big_start': 0.47, 'b_big_start': 0.809}
    """

    _positive = ("r", "alpha", "a", "b")

    def __init__(self, covariates: str | Sequence[str]) -> None:
        named = [covariates] if isinstance(covariates, str) else covariates
        if not isinstance(named, list | tuple) or not all(isinstance(name, str) for name in named):
            sentence = to_say("covariates must be names of columns; got {got}.")
            raise BadTypeError(said(sentence, got=repr(covariates)))
        if not named or len(set(named)) < len(named):
            raise BadValueError(said("covariates must name one column or several, each of them once."))
        self.covariates = tuple(named)
        moved = tuple(f"{parameter}_{name}" for parameter in _MOVED for name in named)
        self._names = self._positive + moved
        self._starts = tuple(start + (1.0,) * len(moved) for start in BetaGeoNBD._starts)

    @classmethod
    def _with(cls, names: Sequence[str]) -> Self:
        return cls([name.removeprefix("alpha_") for name in names if name.startswith("alpha_")])

    def fit(self, customers: Any, counts: Any = None) -> Self:
        """Estimate the parameters by maximum likelihood.

        Parameters
        ----------
        customers : DataFrame
            A table of `summarize` with the covariates beside it: numbers, or True and False.
        counts : list of int, optional
            How many customers each row stands for; one, if not given.

        Returns
        -------
        self

        Raises
        ------
        TypeError
            If *customers* is no table, or a column does not hold numbers.
        ValueError
            If a column is missing, the columns contradict each other, or the data cannot tell one covariate
            from the others, as when all customers have the same.
        """
        x, t_x, T, known = self._read(customers)  # noqa: N806  (the papers' letter)
        weights = weights_of(counts, x, "frequency")
        if not np.any(T[weights > 0]):
            sentence = said("T must be above 0 for at least one customer; nobody has been observed yet.")
            raise BadValueError(sentence)
        self._require_apart(known[weights > 0])
        (x, t_x, T, *known), which = different(x, t_x, T, *known.T)  # noqa: N806
        weights, known = counted(which, weights), np.column_stack(known)
        unit, self._spread = float(T.max()), known.std(axis=0)
        buyers = (x, t_x / unit, T / unit, known / self._spread, weights)
        once, repeats = weights[x == 0].sum(), weights @ x
        return self._settle(
            lambda params: _log_likelihood(params, *buyers),
            units=np.array([1.0, unit, *np.ones(len(self._names) - 2)]),
            shift=-repeats * np.log(unit),
            reason="purchases-once" if 2 * once >= weights.sum() else "purchases-repeats",
            customers=int(weights.sum()),
            once=int(once),
            repeats=int(repeats),
        )

    def predict(self, t: Any, customers: Any) -> np.ndarray:
        """Return the purchases to expect from each of the customers in the next *t* units of time.

        Parameters
        ----------
        t : float or array
            How far to look ahead, in the time unit of the fit.
        customers : DataFrame
            As in `fit`; the covariates of a new customer stand beside a frequency, recency and T of 0.

        Returns
        -------
        numpy.ndarray
            Expected number of purchases; whoever has probably left counts with the probability that he
            has not.

        Raises
        ------
        TypeError
            If *customers* is no table, or a column does not hold numbers.
        ValueError
            If the model has not been fitted, a column is missing, or a history is impossible.
        """
        x, t_x, T, known = self._read(customers)  # noqa: N806  (the papers' letter)
        (span,) = broadcast(t=t)
        span, *history = same_shape(t=span, frequency=x, recency=t_x, T=T)
        expected = self._alive(history, known)
        for params, rows in self._alike(known):
            expected[rows] *= BetaGeoNBD._purchases_if_alive(params, span[rows], x[rows], T[rows])
        return expected

    def probability_alive(self, customers: Any) -> np.ndarray:
        """Return the probability that each of the customers has not left yet.

        Parameters
        ----------
        customers : DataFrame
            As in `fit`.

        Returns
        -------
        numpy.ndarray
            Probability between 0 and 1.

        Raises
        ------
        TypeError
            If *customers* is no table, or a column does not hold numbers.
        ValueError
            If the model has not been fitted, a column is missing, or a history is impossible.
        """
        *history, known = self._read(customers)
        return self._alive(history, known)

    def _alive(self, history: Sequence[np.ndarray], known: np.ndarray) -> np.ndarray:
        alive = np.empty(len(known))
        for params, rows in self._alike(known):
            alive[rows] = BetaGeoNBD()._alive(params, *(column[rows] for column in history))
        return alive

    def _alike(self, known: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Yield r, alpha, a and b of customers with the same covariates, and which rows they are."""
        values = self._values()
        r, base, coefficients = values[0], values[1:4], values[4:].reshape(len(_MOVED), -1)
        kinds, which = np.unique(known, axis=0, return_inverse=True)
        order, ends = np.argsort(which.ravel(), kind="stable"), np.cumsum(counted(which.ravel()))
        for kind, rows in zip(kinds, np.split(order, ends[:-1]), strict=True):
            yield np.array([r, *_moved(base, coefficients @ kind)]), rows

    def _read(self, customers: Any) -> tuple[np.ndarray, ...]:
        """Return frequency, recency, T and the covariates, a column each, or raise one clear sentence."""
        table = in_pandas("customers", customers)
        if table is None:
            sentence = to_say("customers must be a table with the columns {names}; got {got}.")
            names = said(", ").join(("frequency", "recency", "T", *self.covariates))
            raise BadTypeError(said(sentence, names=names, got=type(customers).__name__))
        history = possible(*columns(frequency=table, recency=None, T=None))
        return *history, np.column_stack([_numbers(table, name) for name in self.covariates])

    def _require_apart(self, known: np.ndarray) -> None:
        """Refuse covariates that are the same for all customers, or follow from those before them."""
        for number, name in enumerate(self.covariates, start=1):
            before = np.column_stack([np.ones(len(known)), known[:, : number - 1]])
            fitted, *_ = np.linalg.lstsq(before, known[:, number - 1], rcond=None)
            rest = known[:, number - 1] - before @ fitted
            if np.linalg.norm(rest) <= 1e-8 * np.linalg.norm(known[:, number - 1]):
                sentence = to_say(
                    "{name} must tell customers apart in a way that covariates before it do not."
                )
                raise BadValueError(said(sentence, name=name))

    def _on_scale(self, place: np.ndarray, spread: np.ndarray, units: np.ndarray) -> tuple[np.ndarray, ...]:
        size = np.tile(self._spread, len(_MOVED))
        params, errors = super()._on_scale(place, spread, units)
        return np.append(params[:4], place[4:] / size), np.append(errors[:4], spread[4:] / size)


def _numbers(table: pd.DataFrame, name: str) -> np.ndarray:
    cells = column_of("customers", table, name)
    return numbers_in(name, cells.astype(float) if cells.dtype == bool else cells, _VALUE)


def _moved(base: Sequence[float], by: Sequence[np.ndarray]) -> tuple[np.ndarray, ...]:
    """Return alpha, a and b of customers whose covariates move them."""
    return tuple(
        value * np.exp(side * shift) for value, side, shift in zip(base, (-1, 1, 1), by, strict=True)
    )


def _log_likelihood(
    params: np.ndarray,
    x: np.ndarray,
    t_x: np.ndarray,
    T: np.ndarray,  # noqa: N803  (the papers' letter)
    known: np.ndarray,
    customers: np.ndarray,
) -> tuple[float, np.ndarray]:
    """Return the log-likelihood and its gradient; the coefficients come as exponentials."""
    from scipy.special import betaln, gammaln, psi

    r, base, factors = params[0], params[1:4], params[4:].reshape(len(_MOVED), -1)
    alpha, a, b = _moved(base, np.log(factors) @ known.T)
    power, now, last = r + x, alpha + T, alpha + t_x
    later, log_now = np.log(now / last), np.log(now)
    has_bought = x > 0
    hazard = np.where(has_bought, a / (b + np.maximum(x, 1) - 1), 0.0)
    log_one_plus_odds, has_left = one_plus(np.log(hazard) + power * later)

    height = betaln(a, b + x) - betaln(a, b) + gammaln(power) - gammaln(r) + r * np.log(alpha)
    height += log_one_plus_odds - power * log_now

    less = psi(a + b) - psi(a + b + x)
    by_r = psi(power) - psi(r) + np.log(alpha) - log_now + has_left * later
    by_log = (  # slopes by the logarithm of each customer's own alpha, a and b
        r - power * alpha / now + has_left * power * alpha * (1 / now - 1 / last),
        a * less + has_left,
        b * (less + psi(b + x) - psi(b)) - has_left * hazard * b / a,
    )
    slope = [customers @ by_r, *(customers @ by / value for by, value in zip(by_log, base, strict=True))]
    for by, side, of_covariates in zip(by_log, (-1, 1, 1), factors, strict=True):
        slope.extend(side * ((customers * by) @ known) / of_covariates)
    return float(customers @ height), np.array(slope)
