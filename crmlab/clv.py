"""Lifetime value of one customer: what the money he will bring is worth today.

Money that comes later is worth less, and a customer may leave before it comes. Every function here says
when the money arrives: ``"end"`` of each year (the first payment is discounted once) or ``"start"``
(the first payment comes now, at full value).

The block headed *Formula* in each docstring is the formula in Python; `crmlab.show` puts numbers into it.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np

from crmlab.calculators import calculator
from crmlab.errors import BadValueError
from crmlab.quantities import (
    Cost,
    Count,
    Factor,
    Growth,
    Money,
    MoneyFlows,
    Multiple,
    Period,
    Rate,
    Share,
    Timing,
    Years,
    YesNo,
    typical,
)
from crmlab.sensitivity import sensitivity

__all__ = [
    "addon_value",
    "annuity_factor",
    "break_even_year",
    "customer_value",
    "discount_factor",
    "lifetime_value",
    "lost_customer_value",
    "present_value",
    "retention_multiple",
    "sensitivity",
]


@calculator
def discount_factor(rate: Rate, period: Period) -> Factor:
    """Value today of 1 that comes after *period* years.

    Formula::

        factor = 1 / (1 + rate)**period

    References
    ----------
    Compound interest; standard.

    Examples
    --------
    >>> round(discount_factor(0.10, 2), 4)
    0.8264
    """
    return (1 + np.asarray(rate)) ** -np.asarray(period, dtype=float)


@calculator
def present_value(flows: MoneyFlows, rate: Rate, when: Timing) -> Money:
    """Value today of a series of yearly payments.

    Formula::

        first = 1 if when == "end" else 0
        value = sum(flows[t] / (1 + rate)**(first + t) for t in range(len(flows)))

    References
    ----------
    Net present value; standard.

    Examples
    --------
    The credit-card customer, after Reichheld & Sasser (1990) as used by Best [published]:

    >>> round(present_value([-51, 30, 42, 44, 49, 55], 0.10, when="start"), 2)
    111.66
    """
    years = np.arange(len(flows)) + (when == "end")
    return np.sum(flows / (1 + np.asarray(rate)[..., None]) ** years, axis=-1)


@calculator
def annuity_factor(rate: Rate, periods: Years, when: Timing = "end") -> Factor:
    """Value today of 1 a year for *periods* years.

    Formula::

        first = 1 if when == "end" else 0
        factor = sum(1 / (1 + rate)**t for t in range(first, first + periods))

    References
    ----------
    Ordinary annuity and annuity due; standard.

    Examples
    --------
    >>> round(annuity_factor(0.09, 5), 6)
    3.889651
    """
    return _power_sum(1 / (1 + rate), periods, when)


@calculator
def customer_value(
    first_purchase: Annotated[Cost, typical(1000, 3000, 100)],
    yearly: Cost,
    acquisition_cost: Annotated[Cost, typical(100, 800)],
    rate: Rate,
    years: Years,
) -> Money:
    """Value today of a customer who buys once now and spends the same amount at the end of each year.

    Formula::

        later = sum(yearly / (1 + rate)**t for t in range(1, years + 1))
        value = first_purchase + later - acquisition_cost

    References
    ----------
    Air-conditioner customer of the source document on customer value [source document]; its formula
    is lost and was rebuilt from the result [reconstructed].

    Examples
    --------
    >>> round(customer_value(2000, 500, 400, rate=0.09, years=5), 2)
    3544.83
    """
    return first_purchase + yearly * annuity_factor(rate, years) - acquisition_cost


@calculator
def addon_value(yearly: Cost, rate: Rate, years: Years, first_now: YesNo = False) -> Money:
    """Value today of an extra service that a customer buys every year.

    Formula::

        first = 0 if first_now else 1
        value = sum(yearly / (1 + rate)**t for t in range(first, years + 1))

    References
    ----------
    Maintenance contract of the source document on customer value [source document]; that its result
    needs six payments in five years was found by recomputing [computed].

    Examples
    --------
    >>> round(addon_value(300, 0.09, 5), 2), round(addon_value(300, 0.09, 5, first_now=True), 2)
    (1166.9, 1466.9)
    """
    return yearly * (annuity_factor(rate, years) + first_now)


@calculator
def retention_multiple(
    retention: Annotated[Share, typical(0.5, 0.95)], rate: Rate, growth: Growth = 0.0
) -> Multiple:
    """Lifetime value as a multiple of one year's margin, without an end.

    The first margin is already at risk: it comes at the end of year 1 from those who are still there.

    Formula::

        multiple = retention / (1 + rate - retention * (1 + growth))

    References
    ----------
    Gupta & Lehmann (2003) [published].

    Examples
    --------
    >>> round(retention_multiple(0.8, 0.12), 2), round(retention_multiple(0.8, 0.12, growth=0.04), 3)
    (2.5, 2.778)
    """
    _require_end(retention * (1 + growth), rate, "retention · (1 + growth)")
    return retention / (1 + rate - retention * (1 + growth))


@calculator
def lifetime_value(
    margin: Annotated[Money, typical(50, 500)],
    retention: Annotated[Share, typical(0.5, 0.95)],
    rate: Rate,
    years: Years | None = None,
    acquisition_cost: Cost = 0.0,
    when: Timing = "end",
) -> Money:
    """Value today of the margins of a customer who may leave each year.

    Formula::

        first = 1 if when == "end" else 0
        if years is None and when == "end":
            kept = margin * retention / (1 + rate - retention)
        elif years is None:
            kept = margin * (1 + rate) / (1 + rate - retention)
        else:
            kept = sum(margin * (retention / (1 + rate))**t for t in range(first, first + years))
        value = kept - acquisition_cost

    References
    ----------
    Gupta & Lehmann (2003); Berger & Nasr (1998) [published].

    Examples
    --------
    >>> round(lifetime_value(100, 0.8, 0.10), 2), round(lifetime_value(100, 0.8, 0.10, years=5), 2)
    (266.67, 212.41)
    """
    if years is None:
        _require_end(retention, rate, "without a number of years retention")
        kept = margin * (retention if when == "end" else 1 + rate) / (1 + rate - retention)
    else:
        kept = margin * _power_sum(retention / (1 + rate), years, when)
    return kept - acquisition_cost


@calculator
def lost_customer_value(
    spend: Annotated[Cost, typical(20, 200)],
    purchases_per_year: Annotated[Count, typical(4, 52)],
    years: Years,
    margin_share: Share = 1.0,
    rate: Rate = 0.0,
) -> Money:
    """Value that leaves with a customer who would have gone on buying.

    Formula::

        yearly = spend * purchases_per_year * margin_share
        value = sum(yearly / (1 + rate)**t for t in range(1, years + 1))

    References
    ----------
    Stew Leonard's 50,000-dollar customer, in the source document on customer value [source document].

    Examples
    --------
    >>> lost_customer_value(100, 50, 10), lost_customer_value(100, 50, 10, margin_share=0.25)
    (50000.0, 12500.0)
    >>> round(lost_customer_value(100, 50, 10, rate=0.10), 2)
    30722.84
    """
    return spend * purchases_per_year * margin_share * annuity_factor(rate, years)


@calculator
def break_even_year(flows: MoneyFlows) -> Years | None:
    """First year in which the customer has paid back all that was spent on him.

    Formula::

        total = accumulate(flows)
        year = earliest(t for t in range(len(flows)) if total[t] >= 0)

    References
    ----------
    Payback period; standard.

    Examples
    --------
    >>> break_even_year([-51, 30, 42, 44, 49, 55])
    2
    """
    paid_back = np.flatnonzero(np.round(np.cumsum(flows), 6) >= 0)  # −0.8 + 0.5 + 0.3 is not quite 0
    return int(paid_back[0]) if paid_back.size else None


def _power_sum(ratio: np.ndarray, terms: np.ndarray, when: str) -> np.ndarray:
    """Σ ratioᵗ over t = 1…terms (``"end"``) or 0…terms − 1 (``"start"``), elementwise."""
    t = np.arange(np.max(terms)) + (when == "end")
    counted = np.arange(np.max(terms)) < np.asarray(terms)[..., None]
    return np.sum(np.where(counted, np.asarray(ratio)[..., None] ** t, 0), axis=-1)


def _require_end(kept: np.ndarray, rate: np.ndarray, name: str) -> None:
    """Refuse a share kept from year to year at which the value without an end is infinite."""
    if np.any(kept >= 1 + np.asarray(rate)):
        raise BadValueError(f"{name} must be less than 1 + rate; otherwise the value is infinite.")
