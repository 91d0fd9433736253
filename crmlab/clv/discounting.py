"""Money at different times: what later payments are worth today, and when they have paid back."""

from __future__ import annotations

import numpy as np

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Factor, Money, MoneyFlows, Period, Rate, Timing, Years
from crmlab.errors import BadValueError
from crmlab.language import said


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
    The credit-card customer, after Reichheld & Sasser (1990), as used by Best (2005) [published]:

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
    return power_sum(1 / (1 + rate), periods, when)


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


def power_sum(ratio: np.ndarray, terms: np.ndarray, when: str) -> np.ndarray:
    """Σ ratioᵗ over t = 1…terms (``"end"``) or 0…terms − 1 (``"start"``), elementwise."""
    t = np.arange(np.max(terms)) + (when == "end")
    counted = np.arange(np.max(terms)) < np.asarray(terms)[..., None]
    return np.sum(np.where(counted, np.asarray(ratio)[..., None] ** t, 0), axis=-1)


def require_end(kept: np.ndarray, rate: np.ndarray, name: str) -> None:
    """Refuse a share kept from year to year at which the value without an end is infinite."""
    if np.any(kept >= 1 + np.asarray(rate)):
        sentence = said("{name} must be less than 1 + rate; otherwise the value is infinite.", name=name)
        raise BadValueError(sentence)
