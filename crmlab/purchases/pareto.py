"""Pareto/NBD: customers buy at random, each at his own rate, and may leave at any time."""

from __future__ import annotations

import numpy as np

from crmlab.purchases.buying import BuyingModel, one_plus
from crmlab.purchases.histories import Histories

_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(10)
_POINTS, _WEIGHTS = (1 + _POINTS) / 2, _WEIGHTS / 2  # on 0 … 1
_FINE, _FINE_WEIGHTS = np.polynomial.legendre.leggauss(32)
_FINE, _FINE_WEIGHTS = (1 + _FINE) / 2, _FINE_WEIGHTS / 2


class ParetoNBD(BuyingModel):
    """Pareto/NBD model: when customers buy again, and whether they have left for good.

    While he is a customer, he buys at random at his own rate (Poisson); rates differ between customers by
    a gamma distribution with shape ``r`` and rate ``alpha`` (mean ``r / alpha`` purchases a unit of time).
    He leaves at a random moment; the rates of leaving differ by a gamma distribution with shape ``s`` and
    rate ``beta`` (mean ``s / beta`` a unit of time). Unlike in `BetaGeoNBD`, whoever has not bought again
    may have left, too.

    Formula, for a customer with x repeat purchases, the last at age t_x, of age T today::

        L = Γ(r + x) alpha**r beta**s / (Γ(r) (alpha + T)**(r + x) (beta + T)**s) · (1 + odds)
        odds = s ∫ ((alpha + T) / (alpha + τ))**(r + x) ((beta + T) / (beta + τ))**s / (beta + τ) dτ

    with τ, the age at which he left, from t_x to T. ``odds`` are those of having left, so that
    P(alive) = 1 / (1 + odds). The paper writes the integral as a difference of two hypergeometric
    functions, which loses digits; here it is computed as it stands.

    Attributes
    ----------
    params_ : dict
        ``r``, ``alpha``, ``s``, ``beta``; ``alpha`` and ``beta`` in the time unit of the data.

    References
    ----------
    Schmittlein, D. C., Morrison, D. G., & Colombo, R. (1987). Counting your customers. Management Science,
    33(1), 1–24 [published]. Fader, P. S., & Hardie, B. G. S. (2005). A note on deriving the Pareto/NBD
    model and related expressions [published].

    Examples
    --------
    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.purchases import ParetoNBD, summarize
    >>> customers = summarize(load_cdnow(), observation_end="1997-09-30")
    >>> model = ParetoNBD().fit(customers)
    >>> print({name: round(value, 3) for name, value in model.params_.items()})
    {'r': 0.553, 'alpha': 10.578, 's': 0.606, 'beta': 11.669}
    >>> round(model.log_likelihood_, 2)
    -9594.98
    """

    _names = ("r", "alpha", "s", "beta")
    _in_time = (False, True, False, True)
    _starts = ((0.5, 0.3, 0.5, 0.3), (0.1, 0.1, 0.3, 3.0), (5.0, 5.0, 0.1, 10.0))
    _block = 1024

    @staticmethod
    def _log_likelihood(params: np.ndarray, buyers: Histories) -> tuple[float, np.ndarray]:
        from scipy.special import gammaln, psi

        r, alpha, s, beta = params
        customers, levels, at_level = buyers.customers, buyers.levels, buyers.at_level
        power, now, end = r + buyers.x, alpha + buyers.T, beta + buyers.T
        log_now, log_end = np.log(now), np.log(end)
        log_odds, then, log_then, leaving, log_leaving, weights = _departures(
            params, buyers.x, buyers.t_x, buyers.T
        )
        log_one_plus_odds, has_left = one_plus(log_odds)
        left = customers * has_left  # expected number of them

        height = at_level @ (gammaln(r + levels) - gammaln(r) + r * np.log(alpha) + s * np.log(beta))
        height += customers @ (log_one_plus_odds - power * log_now - s * log_end)

        def mean(values: np.ndarray) -> np.ndarray:
            return np.einsum("ij,ij->i", weights, values)

        total = customers.sum()
        r_left, alpha_left = log_now - mean(log_then), power * (1 / now - mean(1 / then))
        s_left, beta_left = 1 / s + log_end - mean(log_leaving), s / end - (s + 1) * mean(1 / leaving)
        slope = [
            at_level @ (psi(r + levels) - psi(r) + np.log(alpha)) - customers @ log_now + left @ r_left,
            total * r / alpha - customers @ (power / now) + left @ alpha_left,
            total * np.log(beta) - customers @ log_end + left @ s_left,
            total * s / beta - customers @ (s / end) + left @ beta_left,
        ]
        return float(height), np.array(slope)

    @staticmethod
    def _log_odds_left(params: np.ndarray, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:  # noqa: N803
        return _departures(params, x, t_x, T)[0]

    @staticmethod
    def _purchases_if_alive(params: np.ndarray, t: np.ndarray, x: np.ndarray, T: np.ndarray) -> np.ndarray:  # noqa: N803
        from scipy.special import exprel

        r, alpha, s, beta = params
        longer = np.log1p(t / (beta + T))
        return (r + x) / (alpha + T) * (beta + T) * longer * exprel((1 - s) * longer)

    @staticmethod
    def _reached_if_alive(
        params: np.ndarray,
        n: np.ndarray,
        t: np.ndarray,
        x: np.ndarray,
        T: np.ndarray,  # noqa: N803
    ) -> np.ndarray:
        """Return the mean of P(n purchases or more until he leaves or the time is over), over when he leaves.

        With v = log(1 + u / (beta + T)), u the time that he stays, P(v or longer) = exp(−s v).
        """
        from scipy.special import betainc

        r, alpha, s, beta = params
        end = np.log1p(t / (beta + T))
        v = end[:, None] * np.append(_FINE, 1.0)
        left_then = end[:, None] * s * np.exp(-s * v[:, :-1]) * _FINE_WEIGHTS
        weights = np.column_stack([left_then, np.exp(-s * end)])
        u = (beta + T)[:, None] * np.expm1(v)
        shape = np.maximum(n, 1)[:, None], (r + x)[:, None]
        reached = np.einsum("ij,ij->i", weights, betainc(*shape, u / ((alpha + T)[:, None] + u)))
        return np.where(n > 0, reached, 1.0)

    @staticmethod
    def _pairs_if_alive(params: np.ndarray, t: np.ndarray, x: np.ndarray, T: np.ndarray) -> np.ndarray:  # noqa: N803
        """Return (r + x) (r + x + 1) / (alpha + T)² times the mean square of the time that he stays."""
        from scipy.special import exprel

        r, alpha, s, beta = params
        longer = np.log1p(t / (beta + T))
        square = 2 * (beta + T) ** 2 * longer * (exprel((2 - s) * longer) - exprel((1 - s) * longer))
        return (r + x) * (r + x + 1) / (alpha + T) ** 2 * square


def _departures(
    params: np.ndarray,
    x: np.ndarray,
    t_x: np.ndarray,
    T: np.ndarray,  # noqa: N803
) -> tuple[np.ndarray, ...]:
    """Log-odds of having left, and for who has left: alpha + τ, beta + τ, their logarithms, probabilities.

    The integral over the age τ is a sum over a few points (Gauss & Legendre), which serve all histories
    because they are laid where the integrand is large: with u = log((low + τ) / (low + t_x)), low the
    smaller of alpha and beta, it falls like exp(−fall · u), and the points are dense accordingly.
    """
    r, alpha, s, beta = params
    x, t_x, T = x[:, None], t_x[:, None], T[:, None]  # noqa: N806
    low, gap = min(alpha, beta), abs(alpha - beta)
    start = low + t_x
    width = np.log((low + T) / start)
    fall = (r + x) * start / (alpha + t_x) + (s + 1) * start / (beta + t_x) - 1
    pull = np.where(np.abs(fall) * width < 1e-5, 1e-6 / np.maximum(width, 1e-9), fall / 6)
    reach = -np.expm1(-pull * width)
    u = np.log(1 - reach * _POINTS) / -pull
    near = start * np.exp(u)
    far = near + gap
    log_near, log_far = u + np.log(start), np.log(far)
    then, leaving = ((near, log_near), (far, log_far)) if alpha < beta else ((far, log_far), (near, log_near))

    at_once = (r + x) * np.log(alpha + t_x) + (s + 1) * np.log(beta + t_x)
    weights = np.exp(at_once - (r + x) * then[1] - (s + 1) * leaving[1] + (1 + pull) * u) * _WEIGHTS
    total = weights.sum(axis=1, keepdims=True)
    until_now = (r + x) * np.log(alpha + T) + s * np.log(beta + T) - at_once
    with np.errstate(divide="ignore"):  # who has just bought cannot have left
        log_odds = until_now + np.log(s * start * reach / pull * total)
    return log_odds[:, 0], *then, *leaving, weights / total
