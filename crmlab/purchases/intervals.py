"""How sure forecasts are: intervals of parameters, of means, of the total, and of each customer's count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Quantity, brief, quantity_of
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said
from crmlab.purchases.ahead import Ahead, most_reached
from crmlab.purchases.buying import BuyingModel, require_buying, summary_of
from crmlab.purchases.fitting import Likelihood, Peak, limit
from crmlab.purchases.histories import different_histories

Level = Annotated[float, Quantity("share", 0.01, 0.9999)]


@dataclass(frozen=True)
class TotalInterval:
    """What all customers together will buy, and how sure that is.

    Attributes
    ----------
    expected : float
        The purchases to expect.
    low, high : int
        The limits of the interval.
    by_parameters, by_chance : float
        Standard deviations of the total: the parameters are estimated, and customers buy at random.
    """

    expected: float
    low: int
    high: int
    by_parameters: float
    by_chance: float


def parameter_intervals(model: BuyingModel, table: pd.DataFrame, level: float = 0.9) -> pd.DataFrame:
    """Intervals of the parameters of a fitted model, by the profile of its likelihood.

    An interval holds the values at which the log-likelihood, all other parameters adapted, stays near its
    maximum. Unlike estimate ∓ z · standard error it need not lie evenly around the estimate: of parameters
    that depend on each other, as ``r`` and ``b`` of the MBG/NBD, that would be too short.

    Formula, with z of the normal distribution (1.645 for 0.9)::

        log_likelihood(value, others adapted) ≥ log_likelihood − z**2 / 2

    Parameters
    ----------
    model : BetaGeoNBD, ModifiedBetaGeoNBD or ParetoNBD
        How often customers buy, fitted.
    table : DataFrame
        The table of `summarize` that the model was fitted to.
    level : float, default 0.9
        How often such an interval should hold the true value.

    Returns
    -------
    DataFrame
        ``parameter``, ``estimate``, ``low``, ``high`` and ``why_none``: a row a parameter; where the data do
        not determine it, low and high are missing, and the last column says why.

    Raises
    ------
    TypeError
        If an argument is of another kind.
    ValueError
        If the model has not been fitted, or not to this table, or *level* is not between 0.01 and 0.9999.

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). "Counting your customers" the easy way: An
    alternative to the Pareto/NBD model. Marketing Science, 24(2), 275–284 [published]: the estimates below.

    Examples
    --------
    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.purchases import BetaGeoNBD, parameter_intervals, summarize
    >>> customers = summarize(load_cdnow(), observation_end="1997-09-30")
    >>> intervals = parameter_intervals(BetaGeoNBD().fit(customers), customers)
    >>> print(intervals[["parameter", "estimate", "low", "high"]].round(3).to_string(index=False))
    """
    require_buying(model)
    z, found = _normal(level), model._found()
    likelihood, peak, units = _peak_of(model, table)
    rows = []
    for number, (name, value) in enumerate(found.params.items()):
        limits, why = (np.nan, np.nan), _why_none(model, name)
        if not why:
            with np.errstate(all="ignore"):
                ends = [limit(likelihood, peak, number, side, z**2 / 2) for side in (-1, 1)]
            limits = np.exp(ends) * units[number]
        rows.append((name, value, *limits, why))
    return pd.DataFrame(rows, columns=["parameter", "estimate", "low", "high", "why_none"])


def mean_intervals(model: BuyingModel, table: pd.DataFrame, t: float, level: float = 0.9) -> pd.DataFrame:
    """Interval of the purchases to expect of each customer: how sure his mean is, not what he will buy.

    Only the parameters are unsure here, as they are estimated. By the delta method, with the slopes of the
    forecast's logarithm along those of the parameters and their covariance at the peak of the likelihood::

        variance = slopes · covariance · slopes
        low, high = exp(log(expected) ∓ z · sqrt(variance))

    Parameters
    ----------
    model : BetaGeoNBD, ModifiedBetaGeoNBD or ParetoNBD
        How often customers buy, fitted.
    table : DataFrame
        Table of `summarize`.
    t : float
        How far to look ahead, in the time unit of the fit.
    level : float, default 0.9
        How often such an interval should hold the true mean.

    Returns
    -------
    DataFrame
        ``customer_id``, ``expected``, ``low``, ``high``, a row a customer.

    Raises
    ------
    TypeError
        If an argument is of another kind.
    ValueError
        If the model has not been fitted, its likelihood has no peak, or a history is impossible.

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). "Counting your customers" the easy way: An
    alternative to the Pareto/NBD model. Marketing Science, 24(2), 275–284 [published]: the model.

    Examples
    --------
    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.purchases import BetaGeoNBD, mean_intervals, summarize
    >>> customers = summarize(load_cdnow(), observation_end="1997-09-30")
    >>> means = mean_intervals(BetaGeoNBD().fit(customers), customers, 39)
    >>> print(means.head(3).round(3).to_string(index=False))
    """
    z, ahead = _normal(level), Ahead.of(model, table, t)
    covariance, expected = _covariance(model), ahead.expected(model._values())
    slopes = ahead.slopes() / np.maximum(expected, np.finfo(float).tiny)  # none is expected where t is 0
    error = z * np.sqrt(np.einsum("ji,jk,ki->i", slopes, covariance, slopes))
    return ahead.rows(expected=expected, low=expected * np.exp(-error), high=expected * np.exp(error))


def total_interval(model: BuyingModel, table: pd.DataFrame, t: float, level: float = 0.9) -> TotalInterval:
    """Interval of the purchases that all customers of a table will make together.

    The parameters are estimated, and customers buy at random: both variances are added up. Limits are those
    of the gamma distribution with this mean and variance, to the next whole number.

    Formula, with the variance of each customer's count by the model::

        variance = by_parameters**2 + by_chance**2
        by_parameters**2 = slopes · covariance · slopes      slopes of the total, as in `mean_intervals`
        by_chance**2 = Σ variance of a customer

    No interval knows what the model does not: a Christmas, a campaign, a season.

    Parameters
    ----------
    model, table, t
        As in `mean_intervals`.
    level : float, default 0.9
        How often such an interval should hold what is bought in truth.

    Returns
    -------
    TotalInterval
        ``expected``, ``low``, ``high``, and both standard deviations.

    Raises
    ------
    TypeError
        If an argument is of another kind.
    ValueError
        If the model has not been fitted, its likelihood has no peak, or a history is impossible.

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). "Counting your customers" the easy way: An
    alternative to the Pareto/NBD model. Marketing Science, 24(2), 275–284 [published]: the model.

    Examples
    --------
    CDNOW's customers bought 1,882 times: more than chance and parameters explain.

    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.purchases import BetaGeoNBD, summarize, total_interval
    >>> customers = summarize(load_cdnow(), observation_end="1997-09-30")
    >>> total = total_interval(BetaGeoNBD().fit(customers), customers, 39)
    >>> print(round(total.expected), total.low, total.high)
    """
    share, ahead = _level(level), Ahead.of(model, table, t)
    covariance, customers = _covariance(model), ahead.customers
    expected = float(customers @ ahead.expected(model._values()))
    slopes = ahead.slopes() @ customers
    variances = float(slopes @ covariance @ slopes), float(customers @ ahead.variance())
    low, high = _gamma_limits(expected, sum(variances), share)
    return TotalInterval(expected, low, high, *np.sqrt(variances).tolist())


def count_intervals(model: BuyingModel, table: pd.DataFrame, t: float, level: float = 0.9) -> pd.DataFrame:
    """Interval of the number of purchases that each customer will make, and the mass that it has.

    Below and above lies at most half of what *level* leaves, each. A count is whole, so that most intervals
    hold more than *level*: ``mass`` is the probability that the model gives them. Parameters are taken as
    they are estimated; of a single customer chance tells far more.

    Formula, with c = (1 − level) / 2::

        low = largest n with P(n purchases or more) ≥ 1 − c
        high = largest n with P(n purchases or more) ≥ c
        mass = P(low or more) − P(high + 1 or more)

    Parameters
    ----------
    model, table, t
        As in `mean_intervals`.
    level : float, default 0.9
        The mass that an interval has at least.

    Returns
    -------
    DataFrame
        ``customer_id``, ``low``, ``high``, ``mass``, a row a customer.

    Raises
    ------
    TypeError
        If an argument is of another kind.
    ValueError
        If the model has not been fitted, or a history is impossible.

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). "Counting your customers" the easy way: An
    alternative to the Pareto/NBD model. Marketing Science, 24(2), 275–284 [published]: the model.

    Examples
    --------
    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.purchases import BetaGeoNBD, count_intervals, summarize
    >>> customers = summarize(load_cdnow(), observation_end="1997-09-30")
    >>> counts = count_intervals(BetaGeoNBD().fit(customers), customers, 39)
    >>> print(counts.head(3).round(3).to_string(index=False))
    """
    tail, ahead = (1 - _level(level)) / 2, Ahead.of(model, table, t)
    reached = ahead.reached_by()
    low, high = (most_reached(reached, chance, len(ahead.x)) for chance in (1 - tail, tail))
    mass = reached(low) - reached(high + 1)
    return ahead.rows(low=low.astype(np.int64), high=high.astype(np.int64), mass=mass)


def _level(level: Any) -> float:
    share = quantity_of(Level)[0].validate("level", level)
    if np.ndim(share):
        raise BadTypeError(said("{name} must be one number; got {got}.", name="level", got=brief(level)))
    return float(share)


def _normal(level: Any) -> float:
    """Return how many standard errors an interval reaches to each side."""
    from scipy.special import ndtri

    return float(ndtri((1 + _level(level)) / 2))


def _peak_of(model: BuyingModel, table: Any) -> tuple[Likelihood, Peak, np.ndarray]:
    """Return the likelihood of a model's table, where its peak is, and the units of the parameters."""
    function, units, shift = model._measured(different_histories(summary_of(table), None, None))
    likelihood = model._within_limits(function)
    place = np.log(model._values() / units)
    with np.errstate(all="ignore"):
        height, slope = likelihood(place)
        information = -likelihood.curvature(place, slope)
    if not np.isclose(height + shift, model.log_likelihood_, rtol=1e-9, atol=1e-6):
        raise BadValueError(said("table must be the one that the model was fitted to; this is another."))
    at_limit = np.isin(model._names, model._found().at_limit)
    return likelihood, Peak(place, height, information, ~at_limit), units


def _why_none(model: BuyingModel, name: str) -> str:
    """Return why a parameter has no interval; empty where it has one."""
    found = model._found()
    return model.diagnosis_ if name in {*found.undetermined, *found.at_limit} else ""


def _covariance(model: BuyingModel) -> np.ndarray:
    covariance = model._found().covariance
    if covariance is None:
        why = said("model has no intervals: its likelihood has no peak. {why}", why=model.diagnosis_)
        raise BadValueError(why.rstrip())
    return np.array(covariance)


def _gamma_limits(mean: float, variance: float, level: float) -> tuple[int, int]:
    """Return the whole numbers that bound a gamma distribution's middle."""
    from scipy.special import gammaincinv

    if not mean or not variance:
        return round(mean), round(mean)
    tails = np.array([1 - level, 1 + level]) / 2
    low, high = gammaincinv(mean**2 / variance, tails) * variance / mean
    return round(low), round(high)
