"""Maximum likelihood for a few positive parameters, and whether the data determine them.

Parameters are sought on the log scale, where they have no sign and no unit. A parameter is called
undetermined when the log-likelihood, all other parameters adapted, stays within `PLAUSIBLE` of its maximum
over a tenfold range.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

PLAUSIBLE = 2.0  # values whose log-likelihood is this close to the maximum: about a 95 % interval
LIMIT = math.log(1e4)

_TENFOLD = math.log(10)
_CLEAR = 0.3  # a standard error on the log scale that needs no second look
_LONGEST_STEP = 2.0
_LEAST_DAMPING, _MOST_DAMPING = 1e-3, 1e9
_SAME_HEIGHT = 1e-4
_NEARBY, _FLAT = 1e-5, 1e-8
_MOST_STEPS, _NEAR_LIMIT = 50, 1e-3
_ENOUGH = 1e-6  # gain in log-likelihood at which the search ends


@dataclass(frozen=True)
class Likelihood:
    """What is maximised.

    Attributes
    ----------
    function : callable
        Takes the parameters; gives the log-likelihood and its gradient.
    low, high : numpy.ndarray
        Limits of the parameters on the log scale.
    """

    function: Callable[[np.ndarray], tuple[float, np.ndarray]]
    low: np.ndarray
    high: np.ndarray

    def __call__(self, place: np.ndarray) -> tuple[float, np.ndarray]:
        """Return the log-likelihood and its gradient on the log scale."""
        params = np.exp(place)
        value, slope = self.function(params)
        return value, slope * params

    def curvature(self, place: np.ndarray, slope: np.ndarray) -> np.ndarray:
        """Return second derivatives, as differences of the gradient."""
        moved = [self(place + _NEARBY * unit)[1] for unit in np.eye(len(place))]
        differences = (np.array(moved) - slope) / _NEARBY
        return (differences + differences.T) / 2


@dataclass(frozen=True)
class Peak:
    """A maximum.

    Attributes
    ----------
    place : numpy.ndarray
        Parameters on the log scale.
    height : float
        The log-likelihood.
    information : numpy.ndarray
        Negative second derivatives, close by.
    is_inside : numpy.ndarray
        Which parameters do not stand at a limit behind which the likelihood rises.
    """

    place: np.ndarray
    height: float
    information: np.ndarray
    is_inside: np.ndarray

    @property
    def covariance(self) -> np.ndarray | None:
        """Covariance on the log scale, 0 where one stands at a limit; None where there is no peak."""
        inside, covariance = np.ix_(self.is_inside, self.is_inside), np.zeros_like(self.information)
        bend, turn = np.linalg.eigh(self.information[inside])
        if not np.all(bend > _FLAT):
            return None
        covariance[inside] = turn / bend @ turn.T
        return covariance

    @property
    def spread(self) -> np.ndarray:
        """Standard errors on the log scale; infinite where the likelihood has no peak."""
        if (covariance := self.covariance) is None:
            return np.full(len(self.place), np.inf)
        return np.where(self.is_inside, np.sqrt(np.diag(covariance)), np.inf)


def find_peak(likelihood: Likelihood, starts: Sequence[np.ndarray]) -> Peak:
    """Climb from the first of the starts; where the peak is not clear-cut, from all of them.

    Of peaks that are equally high, as on a ridge, the one from the first start is taken.
    """
    first, *others = np.log(starts)
    peaks = [climb(likelihood, first)]
    if not np.all(peaks[0].spread < _CLEAR):
        peaks += [climb(likelihood, start) for start in others]
    highest = max(peak.height for peak in peaks)
    return next(peak for peak in peaks if peak.height > highest - _SAME_HEIGHT)


def climb(likelihood: Likelihood, start: np.ndarray, held: int | None = None) -> Peak:
    """Climb by damped Newton steps, inside the limits; the parameter *held* stays where it is."""
    place, damping = start, _LEAST_DAMPING
    height, slope = likelihood(place)
    for _ in range(100):
        curvature = likelihood.curvature(place, slope)
        outward = ((place <= likelihood.low) & (slope < 0)) | ((place >= likelihood.high) & (slope > 0))
        free = ~outward & (np.arange(len(place)) != held)
        bend, turn = np.linalg.eigh(curvature[np.ix_(free, free)])
        uphill = turn.T @ slope[free]
        while True:
            stride = np.clip(uphill / (np.abs(bend) + damping), -_LONGEST_STEP, _LONGEST_STEP)
            tried = place.copy()
            tried[free] = np.clip(place[free] + turn @ stride, likelihood.low[free], likelihood.high[free])
            gain = slope @ (tried - place)
            new_height, new_slope = likelihood(tried)
            if (gain >= 0 and new_height >= height) or damping > _MOST_DAMPING:
                break
            damping *= 10
        if new_height >= height:
            place, height, slope = tried, new_height, new_slope
        if gain < _ENOUGH:
            break
        damping = max(damping / 10, _LEAST_DAMPING)
    return Peak(place, height, -curvature, ~outward)


def limit(likelihood: Likelihood, peak: Peak, number: int, side: int, fall: float) -> float:
    """Return where a parameter stands, on one side, when the log-likelihood has fallen so far.

    All other parameters are adapted. The root of twice the fall grows almost evenly with the way, so that a
    few steps of Newton's method lead there; it is infinite where the likelihood never falls so far.
    """
    covariance, target = peak.covariance, math.sqrt(2 * fall)
    wide = replace(likelihood, low=likelihood.low - LIMIT, high=likelihood.high + LIMIT)
    if covariance is None or not covariance[number, number]:
        along, step = np.eye(len(peak.place))[number], _CLEAR
    else:
        along, step = covariance[number] / covariance[number, number], target * peak.spread[number]
    place, way = peak.place, 0.0
    for _ in range(_MOST_STEPS):
        step = float(np.clip(step, -way / 2, _LONGEST_STEP))
        way += step
        found = climb(wide, np.clip(place + side * step * along, wide.low, wide.high), held=number)
        place = found.place
        if not wide.low[number] < place[number] < wide.high[number]:
            return side * math.inf
        root = math.sqrt(max(2 * (peak.height - found.height), 0.0))
        if abs(root - target) < _NEAR_LIMIT:
            break
        rate = -side * wide(place)[1][number] / max(root, _FLAT)
        step = (target - root) / rate if rate > _FLAT else _LONGEST_STEP
    return float(place[number])


def undetermined(likelihood: Likelihood, peak: Peak) -> np.ndarray:
    """Return which parameters may be 3.2 times as small or as large without costing much likelihood."""
    far = np.full(len(peak.place), 2 * LIMIT)
    low = np.where(likelihood.low > -LIMIT, likelihood.low, -far)
    beyond = replace(likelihood, low=low, high=far)

    def is_free(number: int) -> bool:
        shift = np.eye(len(low))[number] * _TENFOLD / 2
        heights = (climb(beyond, peak.place + side * shift, held=number).height for side in (-1, 1))
        return all(peak.height - height < PLAUSIBLE for height in heights)

    return np.array([spread >= _CLEAR and is_free(number) for number, spread in enumerate(peak.spread)])
