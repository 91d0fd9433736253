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
from crmlab.purchases.buying import BuyingModel
from crmlab.purchases.model import Model

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


def parameter_intervals(model: Model, level: float = 0.9) -> pd.DataFrame:
    """Intervals of the parameters of a fitted model.

    Formula, with z of the normal distribution (1.645 for 0.9)::

        low, high = exp(log(estimate) ∓ z · standard_error / estimate)

    A parameter has no sign, and its logarithm is nearer to a normal distribution than the parameter is. A
    coefficient of a covariate has a sign: its interval is estimate ∓ z · standard_error.

    Parameters
    ----------
    model : BetaGeoNBD, ModifiedBetaGeoNBD, CovariateBetaGeoNBD, ParetoNBD, GammaGamma, …
        A fitted model.
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
        If *model* is no model.
    ValueError
        If the model has not been fitted, or *level* is not between 0.01 and 0.9999.

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). "Counting your customers" the easy way: An
    alternative to the Pareto/NBD model. Marketing Science, 24(2), 275–284 [published]: the estimates below.

    Examples
    --------
    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.purchases import BetaGeoNBD, parameter_intervals, summarize
    >>> model = BetaGeoNBD().fit(summarize(load_cdnow(), observation_end="1997-09-30"))
    >>> print(parameter_intervals(model).round(3).to_string(index=False))
    """
    if not isinstance(model, Model):
        raise BadTypeError(said("model must be a fitted model; got {got}.", got=brief(model)))
    z, errors = _normal(level), model.standard_errors_
    rows = [
        (name, value, *_around(value, errors[name], z, name in model._positive), _why_none(model, name))
        for name, value in model.params_.items()
    ]
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


def _around(value: float, error: float | None, z: float, is_positive: bool) -> tuple[float, float]:
    if error is None:
        return np.nan, np.nan
    if is_positive:
        return value * np.exp(-z * error / value), value * np.exp(z * error / value)
    return value - z * error, value + z * error


def _why_none(model: Model, name: str) -> str:
    """Return why a parameter has no interval; empty where it has one."""
    if model.standard_errors_[name] is not None:
        return ""
    return model.diagnosis_ or said("The likelihood has no peak.")


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
