"""What one customer is worth: a fixed number of payments, or payments as long as he stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from crmlab.clv.discounting import annuity_factor, power_sum, require_end
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import (
    Cost,
    Count,
    Growth,
    Money,
    Multiple,
    Quantity,
    Rate,
    Share,
    Timing,
    Years,
    YesNo,
    typical,
)
from crmlab.errors import BadValueError
from crmlab.language import said

Churn = Annotated[float, Quantity("share", 0, 1, typical=(0.05, 0.4), step=0.01, format=".1%")]
Excess = Annotated[float, Quantity("share", typical=(0, 0.5), step=0.01, format=".1%")]


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
    require_end(retention * (1 + growth), rate, "retention · (1 + growth)")
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
        require_end(retention, rate, said("without a number of years retention"))
        kept = margin * (retention if when == "end" else 1 + rate) / (1 + rate - retention)
    else:
        kept = margin * power_sum(retention / (1 + rate), years, when)
    return kept - acquisition_cost


@calculator
def growing_value(
    margin: Annotated[Money, typical(50, 500)],
    retention: Annotated[Share, typical(0.5, 0.95)],
    rate: Rate,
    growth: Growth,
    years: Years,
    when: Timing = "end",
) -> Money:
    """Value today of a customer who may leave each year and whose margin grows while he stays.

    The first margin has not grown yet.

    Formula::

        first = 1 if when == "end" else 0
        value = sum(margin * (1 + growth)**(t - first) * (retention / (1 + rate))**t
                    for t in range(first, first + years))

    References
    ----------
    Gupta & Lehmann (2003) give it without an end [published].

    Examples
    --------
    >>> round(growing_value(100, 0.8, 0.12, growth=0.04, years=5), 2)
    214.94
    >>> round(growing_value(100, 0.8, 0.12, growth=0.04, years=200), 2)
    277.78
    """
    kept = retention * (1 + growth) / (1 + rate)
    grown_too_often = 1 + growth if when == "end" else 1
    return margin * power_sum(kept, years, when) / grown_too_often


@dataclass(frozen=True)
class AnnuityShortcut:
    """Lifetime value by the annuity over the mean life, beside the sum weighted with survival."""

    shortcut: Money
    survival_weighted: Money
    overstatement: Excess


@calculator
def annuity_shortcut(
    margin: Annotated[Cost, typical(50, 500)], churn: Churn, rate: Rate, when: Timing = "end"
) -> AnnuityShortcut:
    """Lifetime value by the shortcut of an annuity over the mean life, and by how much it is too high.

    The shortcut lets every customer stay for the mean life, 1 / churn. In truth some leave sooner and
    some later, and the later money is worth less. In both values the first margin is certain.

    Formula::

        due = 1 if when == "end" else 1 + rate
        if rate == 0:
            shortcut = margin / churn
        else:
            shortcut = margin * due * (1 - (1 + rate)**(-1 / churn)) / rate
        survival_weighted = margin * due / (rate + churn)
        overstatement = shortcut / survival_weighted - 1

    References
    ----------
    The shortcut: source document on logistics firms, its formula lost [reconstructed]; the weighted sum:
    Gupta & Lehmann (2003) with a certain first margin [published]; the comparison [computed].

    Examples
    --------
    >>> both = annuity_shortcut(1, churn=0.10, rate=0.10)
    >>> round(both.shortcut, 4), round(both.survival_weighted, 4), round(both.overstatement, 3)
    (6.1446, 5.0, 0.229)
    """
    if np.any(np.equal(churn, 0)):
        raise BadValueError(said("churn must be more than 0: who never leaves has no mean life."))
    require_end(1 - np.asarray(churn), rate, "1 − churn")
    due = 1 if when == "end" else 1 + np.asarray(rate)
    life, interest = np.divide(1, churn), np.asarray(rate, dtype=float)
    annuity = np.where(interest == 0, life, -np.expm1(-life * np.log1p(interest)) / interest)
    shortcut, weighted = margin * due * annuity, margin * due / (interest + churn)
    return AnnuityShortcut(shortcut, weighted, shortcut / weighted - 1)
