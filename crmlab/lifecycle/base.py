"""A base of customers: how long they stay, what replacing the leavers takes, what keeping more is worth."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.clv.discounting import require_end
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Cost, Count, Money, Quantity, Rate, Share, Years, typical
from crmlab.declared.tables import Table
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

Churn = Annotated[Share, typical(0.05, 0.4)]
Customers = Annotated[Count, typical(100, 1000, 10)]
Duration = Annotated[float, Quantity("years", 0, 1000, typical=(1, 20), step=0.5, format=",.2f")]
Gain = Annotated[Share, typical(0.02, 0.05)]
PerYear = Annotated[float, Quantity("customers_per_year", 0, typical=(10, 100), step=5, format=",.1f")]
Tenures = Annotated[list[float], Quantity("years", 0, typical=(0.5, 10), step=0.5, series=(5, 8))]
Uplift = Annotated[float, Quantity("share", 0, typical=(0.25, 0.5), step=0.05, format=".1%")]


@calculator
def group_life(customers: Customers, lost_per_year: PerYear) -> Duration:
    """Years that a customer stays on average, from the number lost in a year.

    It holds in a base that keeps its size: whoever leaves is replaced.

    Formula::

        life = customers / lost_per_year

    References
    ----------
    Firms A and B of the source document on the life cycle [source document]; Little's law, standard.

    Examples
    --------
    >>> group_life(100, 20), group_life(100, 10)
    (5.0, 10.0)
    """
    _require_leaving(lost_per_year=lost_per_year)
    return customers / np.asarray(lost_per_year)


@calculator
def mean_life(churn: Churn) -> Duration:
    """Years that a customer stays on average when a constant share leaves every year.

    Multiplied by the customers won in a year, it is the size at which a leaking base holds still.

    Formula::

        life = 1 / churn

    References
    ----------
    Mean of the geometric distribution; standard.

    Examples
    --------
    >>> mean_life(0.1), 20 * mean_life(0.1)
    (10.0, 200.0)
    """
    _require_leaving(churn=churn)
    return 1 / np.asarray(churn)


@calculator
def surviving(churn: Churn, years: Duration) -> Share:
    """Share of a group of customers that is still there after some years.

    Formula::

        share = (1 - churn)**years

    References
    ----------
    Geometric survival; standard.

    Examples
    --------
    >>> round(surviving(0.1, 10), 4), round(surviving(0.2, 5), 4)
    (0.3487, 0.3277)
    """
    return (1 - np.asarray(churn)) ** years


@calculator
def half_life(churn: Churn) -> Duration:
    """Years until half of a group of customers has left.

    Formula::

        years = log(0.5) / log(1 - churn)

    References
    ----------
    Median of the geometric survival curve; standard.

    Examples
    --------
    >>> round(half_life(0.1), 2), round(half_life(0.2), 2)
    (6.58, 3.11)
    """
    _require_leaving(churn=churn)
    if np.any(np.asarray(churn) == 1):
        sentence = said("churn must be less than 1; where all leave in a year, nobody knows when half had.")
        raise BadValueError(sentence)
    return np.log(0.5) / np.log(1 - np.asarray(churn))


@calculator
def survival_table(
    customers: Customers, churn: Churn, years: Years
) -> Annotated[pd.DataFrame, Table(year=Count, linear=None, geometric=None)]:
    """Size of a group of customers year by year, by two readings of the churn rate.

    Linear: every year the churn rate takes its share of those who were there at first, and after 1 / churn
    years the group is gone. Geometric: it takes its share of those who are left, and about a third outlive
    that day.

    Formula::

        linear = customers * max(0, 1 - churn * year)
        geometric = customers * (1 - churn)**year

    References
    ----------
    The linear reading is that of the source document on the life cycle [source document]; the geometric one
    is standard.

    Examples
    --------
    >>> print(survival_table(100, 0.2, years=5).round(1).to_string(index=False))
     year  linear  geometric
        0   100.0      100.0
        1    80.0       80.0
        2    60.0       64.0
        3    40.0       51.2
        4    20.0       41.0
        5     0.0       32.8
    """
    year = np.arange(years + 1)
    linear, geometric = np.maximum(0, 1 - churn * year), (1 - churn) ** year
    return pd.DataFrame({"year": year, "linear": customers * linear, "geometric": customers * geometric})


@calculator
def mean_tenure(ended: Tenures, running: Tenures) -> Duration:
    """Years that a customer stays on average, when some are still there.

    The mean of those who have left is too short, as the longest relationships are still running. So the
    time of all counts, and is divided by the number of ends; this takes churn as constant.

    Formula::

        life = (sum(ended) + sum(running)) / len(ended)

    References
    ----------
    Time at risk per event, the estimate for an exponential life under censoring; standard.

    Examples
    --------
    Three customers left after 1, 2 and 3 years; two are still there after 6 and 8:

    >>> round(mean_tenure([1, 2, 3], running=[6, 8]), 2), (1 + 2 + 3) / 3
    (6.67, 2.0)
    """
    return (np.sum(ended) + np.sum(running)) / len(ended)


@calculator
def leaky_bucket(
    customers: Customers, churn: Churn, acquired: PerYear, years: Years
) -> Annotated[pd.DataFrame, Table(year=Count, start=None, lost=None, acquired=None, end=None)]:
    """Size of a customer base year by year, when a share leaves and newcomers are won.

    Newcomers can leave from the next year on. The base moves towards ``acquired * mean_life(churn)``.

    Formula::

        lost = churn * start
        end = start - lost + acquired

    References
    ----------
    Leaky bucket of the source document on customer relationships [source document].

    Examples
    --------
    >>> print(leaky_bucket(1000, 0.2, 150, years=3).to_string(index=False))
     year  start  lost  acquired   end
        1 1000.0 200.0     150.0 950.0
        2  950.0 190.0     150.0 910.0
        3  910.0 182.0     150.0 878.0
    """
    start, rows = float(customers), []
    for year in range(1, years + 1):
        lost = churn * start
        rows.append((year, start, lost, acquired, start - lost + acquired))
        start = rows[-1][-1]
    return pd.DataFrame(rows, columns=["year", "start", "lost", "acquired", "end"])


@calculator
def holding_cost(
    customers: Customers, churn: Churn, acquisition_cost: Cost, retention_cost: Cost = 0.0
) -> Money:
    """Cost a year of keeping a customer base at its size.

    Formula::

        replaced = customers * churn
        cost = replaced * acquisition_cost + customers * retention_cost

    References
    ----------
    Firms A and B of the source document on the life cycle [source document]; the costs in the example are
    [invented for the exercise].

    Examples
    --------
    >>> holding_cost(100, 0.2, acquisition_cost=60), holding_cost(100, 0.1, 60, retention_cost=5)
    (1200.0, 1100.0)
    """
    return customers * np.asarray(churn) * acquisition_cost + customers * np.asarray(retention_cost)


@calculator
def retention_uplift(retention: Annotated[Share, typical(0.5, 0.9)], gain: Gain, rate: Rate = 0.0) -> Uplift:
    """Relative gain in lifetime value when the retention rate rises by *gain*, in points.

    A customer is worth margin / (1 + rate − retention) here: the first margin is certain, the life endless.

    Formula::

        uplift = (1 + rate - retention) / (1 + rate - retention - gain) - 1

    References
    ----------
    The 25 % to 85 % of Reichheld & Sasser (1990) for five points [published]; that the effect depends on the
    retention one starts from: [computed].

    Examples
    --------
    >>> [round(retention_uplift(start, 0.05), 3) for start in (0.6, 0.75, 0.8912)]
    [0.143, 0.25, 0.85]
    """
    kept = np.asarray(retention) + gain
    if np.any(kept > 1 + 1e-12):
        raise BadValueError(said("retention + gain must be at most 1; got {sum:.4g}.", sum=np.max(kept)))
    require_end(kept, rate, "retention + gain")
    certain = 1 + np.asarray(rate)
    return (certain - retention) / (certain - kept) - 1


@calculator
def retention_for_uplift(uplift: Uplift, gain: Gain, rate: Annotated[Rate, typical(0, 0.03)] = 0.0) -> Share:
    """Retention rate from which *gain* points more raise the lifetime value by *uplift*.

    Formula::

        retention = 1 + rate - gain * (1 + uplift) / uplift

    References
    ----------
    `retention_uplift`, solved for the retention [computed].

    Examples
    --------
    >>> [round(retention_for_uplift(uplift, 0.05), 4) for uplift in (0.25, 0.85, 1)]
    [0.75, 0.8912, 0.9]
    """
    if np.any(np.asarray(uplift) == 0) or np.any(np.asarray(gain) == 0):
        raise BadValueError(said("uplift and gain must be more than 0."))
    retention = 1 + np.asarray(rate) - gain * (1 + np.asarray(uplift)) / uplift
    out = (retention < -1e-12) | (retention + gain > 1 + 1e-12)
    if np.any(out):
        needed = np.broadcast_to(retention, out.shape)[out][0]
        sentence = to_say("uplift would need a retention of {needed:.3f}, outside 0 to 1 − gain.")
        raise BadValueError(said(sentence, needed=needed))
    return np.clip(retention, 0, 1)


def _require_leaving(**losses: np.ndarray) -> None:
    for name, lost in losses.items():
        if np.any(np.asarray(lost) == 0):
            sentence = said("{name} must be more than 0; where nobody leaves, no life has a mean.", name=name)
            raise BadValueError(sentence)
