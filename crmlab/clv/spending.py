"""What may be spent on one customer: on winning him, and on keeping him."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from crmlab.declared.calculators import calculator
from crmlab.declared.numbers import ROUNDING, reaches
from crmlab.declared.quantities import Cost, Money, Quantity, Share, Timing, typical
from crmlab.errors import BadValueError
from crmlab.language import said

_LONGEST = 1200  # months: what takes a century to pay back never does

NewCustomers = Annotated[int, Quantity("", 1, typical=(1000, 10_000), step=500, format=",.0f", whole=True)]
Months = Annotated[int, Quantity("months", 0, _LONGEST, typical=(1, 36), format=",.0f", whole=True)]
Times = Annotated[float, Quantity("times", typical=(0, 10), step=0.1, format=",.2f")]


@calculator
def cost_per_customer(
    campaign_cost: Annotated[Cost, typical(50_000, 800_000, 10_000)], new_customers: NewCustomers
) -> Cost:
    """Acquisition cost of one customer: what a campaign cost, divided by the customers it won.

    Formula::

        cost = campaign_cost / new_customers

    References
    ----------
    Acquisition cost; standard.

    Examples
    --------
    >>> cost_per_customer(600_000, 10_000)
    60.0
    """
    return campaign_cost / np.asarray(new_customers)


@calculator
def value_to_cost(
    value: Annotated[Money, typical(200, 1000)], acquisition_cost: Annotated[Cost, typical(50, 400)]
) -> Times:
    """Lifetime value for each unit of money spent on winning the customer.

    Below 1 the money does not come back. The value must be before the acquisition cost. What it costs to
    win and to keep customers is compared in the same way: spend where a unit of money brings more.

    Formula::

        ratio = value / acquisition_cost

    References
    ----------
    Ratio of lifetime value to acquisition cost; standard.

    Examples
    --------
    >>> value_to_cost(240, 60)
    4.0
    """
    return value / np.asarray(acquisition_cost)


@calculator
def payback_months(
    acquisition_cost: Cost,
    monthly_margin: Annotated[Cost, typical(20, 80, 5)],
    monthly_churn: Annotated[Share, typical(0, 0.03)] = 0.0,
    when: Timing = "start",
) -> Months:
    """Months until the margin of those who stay has paid back what a customer cost.

    Who leaves pays no more. By ``"start"`` all pay for the first month, at its start; by ``"end"`` a month
    is paid at its end by those who are still there, so the first margin is at risk, too. Nothing is
    discounted.

    Formula::

        first = 1 if when == "end" else 0
        months = earliest(
            n for n in range(1201)
            if reaches(
                sum(monthly_margin * (1 - monthly_churn)**t for t in range(first, first + n)),
                acquisition_cost,
            )
        )

    References
    ----------
    Payback period; standard.

    Examples
    --------
    A handset given away for 600, a margin of 60 a month:

    >>> payback_months(600, 60), payback_months(600, 60, monthly_churn=0.03)
    (10, 12)
    >>> payback_months(240, 5, monthly_churn=0.02), payback_months(240, 5, monthly_churn=0.02, when="end")
    (160, 193)
    """
    given = (acquisition_cost, monthly_margin, monthly_churn)
    cost, margin, churn = (np.asarray(number, dtype=float)[..., None] for number in given)
    first = margin * (1 - churn) if when == "end" else margin
    n = np.arange(1, _LONGEST + 1)
    paid = first * np.where(churn > 0, -np.expm1(n * np.log1p(-churn)) / churn, n)
    is_only_the_limit = (churn > 0) & (churn < 1) & (cost * churn >= first * (1 - 2 * ROUNDING))
    months = np.sum(~reaches(paid, cost) | is_only_the_limit & (cost > 0), axis=-1) + (cost > 0)[..., 0]
    if np.any(months > _LONGEST):
        sentence = said(
            "acquisition_cost must be at most what monthly_margin adds up to; otherwise it never comes back."
        )
        raise BadValueError(sentence)
    return months
