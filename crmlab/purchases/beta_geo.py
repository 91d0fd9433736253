"""BG/NBD and MBG/NBD: customers buy at random, each at his own rate, and may leave after any purchase."""

from __future__ import annotations

import numpy as np

from crmlab.purchases.buying import BuyingModel, one_plus
from crmlab.purchases.histories import Histories

_NEGLIGIBLE = 1e-8


class BetaGeoNBD(BuyingModel):
    """BG/NBD model: when customers buy again, and whether they have left for good.

    While he is a customer, he buys at random at his own rate (Poisson); rates differ between customers by
    a gamma distribution with shape ``r`` and rate ``alpha`` (mean ``r / alpha`` purchases a unit of time).
    After each repeat purchase he leaves with his own probability; these differ by a beta distribution with
    ``a`` and ``b`` (mean ``a / (a + b)``). Nobody sees him leave.

    Formula, for a customer with x repeat purchases, the last at age t_x, of age T today::

        L = B(a, b + x) / B(a, b) · Γ(r + x) alpha**r / (Γ(r) (alpha + T)**(r + x)) · (1 + odds)
        odds = a / (b + x - 1) · ((alpha + T) / (alpha + t_x))**(r + x)   if x > 0, else 0

    ``odds`` are those of having left, so that P(alive) = 1 / (1 + odds).

    Attributes
    ----------
    params_ : dict
        ``r``, ``alpha`` (in the time unit of the data), ``a``, ``b``.

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). "Counting your customers" the easy way: An
    alternative to the Pareto/NBD model. Marketing Science, 24(2), 275–284 [published].

    Examples
    --------
    The numbers of the paper:

    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.purchases import BetaGeoNBD, summarize
    >>> customers = summarize(load_cdnow(), observation_end="1997-09-30")
    >>> model = BetaGeoNBD().fit(customers)
    >>> print({name: round(value, 3) for name, value in model.params_.items()})
    {'r': 0.243, 'alpha': 4.414, 'a': 0.793, 'b': 2.426}
    >>> print(round(model.log_likelihood_, 2), round(model.expected_purchases(39), 4))
    -9582.43 1.195
    """

    _names = ("r", "alpha", "a", "b")
    _in_time = (False, True, False, False)
    _starts = ((0.5, 0.3, 1.0, 2.5), (0.1, 0.1, 0.3, 3.0), (5.0, 5.0, 0.1, 10.0))
    _block = 12_000
    _at_first = 0  # 1 where a customer may leave after his first purchase, too

    @classmethod
    def _log_likelihood(cls, params: np.ndarray, buyers: Histories) -> tuple[float, np.ndarray]:
        from scipy.special import betaln, gammaln, psi  # loaded by a fit: an import of a topic stays light

        r, alpha, a, b = params
        x, customers, levels, at_level = buyers.x, buyers.customers, buyers.levels, buyers.at_level
        power, now, last = r + x, alpha + buyers.T, alpha + buyers.t_x
        log_now, later = np.log(now), np.log(now / last)
        chances = levels + cls._at_first
        hazard = _hazard(a, b, chances)
        log_one_plus_odds, has_left = one_plus(np.log(hazard)[buyers.level] + power * later)
        left = customers * has_left  # expected number of them

        height = at_level @ (betaln(a, b + chances) - betaln(a, b))
        height += at_level @ (gammaln(r + levels) - gammaln(r) + r * np.log(alpha))
        height += customers @ (log_one_plus_odds - power * log_now)

        less = psi(a + b) - psi(a + b + chances)
        slope = [
            at_level @ (psi(r + levels) - psi(r) + np.log(alpha)) - customers @ log_now + left @ later,
            at_level.sum() * r / alpha - customers @ (power / now) + left @ (power * (1 / now - 1 / last)),
            at_level @ less + left.sum() / a,
            at_level @ (less + psi(b + chances) - psi(b)) - left @ hazard[buyers.level] / a,
        ]
        return float(height), np.array(slope)

    @classmethod
    def _log_odds_left(cls, params: np.ndarray, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:  # noqa: N803
        r, alpha, a, b = params
        with np.errstate(divide="ignore"):  # who had no chance to leave has not left
            return np.log(_hazard(a, b, x + cls._at_first)) + (r + x) * np.log((alpha + T) / (alpha + t_x))

    @classmethod
    def _purchases_if_alive(
        cls,
        params: np.ndarray,
        t: np.ndarray,
        x: np.ndarray,
        T: np.ndarray,  # noqa: N803
    ) -> np.ndarray:
        """Return the mean of (1 − (1 + p t / (alpha + T))^−(r+x)) / p, over p from Beta(a, b + chances).

        That is the paper's equation 10, whose hypergeometric function overflows or divides by 0 (a = 1)
        where this mean does not: it is taken with as many points as make it exact to about nine digits.
        """
        r, alpha, a, b = params
        horizon = t / (alpha + T)
        purchases = np.empty(len(x))
        for frequency in np.unique(x):
            rows = np.flatnonzero(x == frequency)
            points = int(np.clip(16 + 6 * np.sqrt(horizon[rows].max()), 32, 400))
            p, weight = _beta_points(a, b + frequency + cls._at_first, points)
            for some in np.array_split(rows, 1 + len(rows) // cls._block):
                none = -(r + frequency) * np.log1p(np.outer(horizon[some], p))
                purchases[some] = -np.expm1(none) @ (weight / p)
        return purchases

    @classmethod
    def _reached_if_alive(
        cls,
        params: np.ndarray,
        n: np.ndarray,
        t: np.ndarray,
        x: np.ndarray,
        T: np.ndarray,  # noqa: N803
    ) -> np.ndarray:
        """Return P(he stays after each of n − 1 purchases) · P(n purchases or more, if he stays)."""
        from scipy.special import betainc, betaln

        r, alpha, a, b = params
        chances, before = x + cls._at_first, np.maximum(n, 1) - 1
        stays = np.exp(betaln(a, b + chances + before) - betaln(a, b + chances))
        return np.where(n > 0, stays * betainc(before + 1, r + x, t / (alpha + T + t)), 1.0)

    @classmethod
    def _pairs_if_alive(cls, params: np.ndarray, t: np.ndarray, x: np.ndarray, T: np.ndarray) -> np.ndarray:  # noqa: N803
        """Return 2 Σ (n − 1) P(n purchases or more), over n from 2 on."""
        pairs, rows, n = np.zeros(len(x)), np.arange(len(x)), 2
        while rows.size:
            reached = cls._reached_if_alive(params, np.full(len(rows), n), t[rows], x[rows], T[rows])
            pairs[rows] += 2 * (n - 1) * reached
            rows, n = rows[(n - 1) * reached > _NEGLIGIBLE * pairs[rows]], n + 1
        return pairs


class ModifiedBetaGeoNBD(BetaGeoNBD):
    """MBG/NBD model: the BG/NBD model of customers who may leave after their very first purchase, too.

    In `BetaGeoNBD` whoever has bought once is certainly still there, however long ago that was. Here his
    first purchase is a chance to leave like any other.

    Formula, for a customer with x repeat purchases, the last at age t_x, of age T today::

        L = B(a, b + x + 1) / B(a, b) · Γ(r + x) alpha**r / (Γ(r) (alpha + T)**(r + x)) · (1 + odds)
        odds = a / (b + x) · ((alpha + T) / (alpha + t_x))**(r + x)

    ``odds`` are those of having left, so that P(alive) = 1 / (1 + odds).

    Attributes
    ----------
    params_ : dict
        ``r``, ``alpha`` (in the time unit of the data), ``a``, ``b``.

    References
    ----------
    Batislam, E. P., Denizel, M., & Filiztekin, A. (2007). Empirical validation and comparison of models for
    customer base analysis. International Journal of Research in Marketing, 24(3), 201–209 [published].

    Examples
    --------
    One who bought once, and was not seen again for 30 weeks:

    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.purchases import ModifiedBetaGeoNBD, summarize
    >>> customers = summarize(load_cdnow(), observation_end="1997-09-30")
    >>> model = ModifiedBetaGeoNBD().fit(customers)
    >>> print({name: round(value, 3) for name, value in model.params_.items()})
    {'r': 0.525, 'alpha': 6.183, 'a': 0.891, 'b': 1.614}
    >>> round(model.probability_alive(0, 0, 30), 2)
    0.42
    """

    _at_first = 1


def _hazard(a: float, b: float, chances: np.ndarray) -> np.ndarray:
    """Odds of leaving at the last of so many chances; 0 for who had none."""
    return np.where(chances > 0, a / (b + np.maximum(chances, 1) - 1), 0.0)


def _beta_points(a: float, b: float, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Points and weights whose weighted sum is the mean over Beta(a, b); after Golub & Welsch (1969)."""
    from scipy.linalg import eigh_tridiagonal

    k = np.arange(1, number)
    total = 2 * k + a + b - 2
    middle = np.append((a - b) / (a + b), (a - b) * (a + b - 2) / (total * (total + 2)))
    k, total = k[1:], total[1:]
    beside = 4 * k * (k + a - 1) * (k + b - 1) * (k + a + b - 2) / (total**2 * (total + 1) * (total - 1))
    beside = np.append(4 * a * b / ((a + b) ** 2 * (a + b + 1)), beside)
    points, vectors = eigh_tridiagonal(middle, np.sqrt(beside))
    return np.maximum((1 + points) / 2, 1e-300), vectors[0] ** 2
