"""Winning by a gift: what the average newcomer brings, if some have come for the gift alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Cost, Money, Quantity, Share, typical

Months = Annotated[int, Quantity("months", 1, 600, typical=(12, 36), format=",.0f", whole=True)]
MonthlyMargin = Annotated[Cost, typical(10, 100, 2)]
Leaves = Annotated[Share, typical(0.01, 0.2)]


@dataclass(frozen=True)
class Newcomer:
    """What the average newcomer brings in the months that count, and what then remains."""

    brings: Money
    net: Money


@calculator
def newcomer_value(
    acquisition_cost: Annotated[Cost, typical(100, 1500, 50)],
    switchers: Share,
    stayer_margin: MonthlyMargin,
    stayer_churn: Leaves,
    switcher_margin: MonthlyMargin,
    switcher_churn: Leaves,
    months: Months,
) -> Newcomer:
    """Margin of the average newcomer of a campaign that brings stayers and switchers, and its profit.

    A switcher has come for the price or the gift, and soon leaves for another. Every month is paid at its
    start by those who are still there, the first one by all; nothing is discounted. Averages of margin and
    churn would not do: those who leave most are those who bring least.

    Formula::

        stayer = sum(stayer_margin * (1 - stayer_churn)**t for t in range(months))
        switcher = sum(switcher_margin * (1 - switcher_churn)**t for t in range(months))
        brings = (1 - switchers) * stayer + switchers * switcher
        net = brings - acquisition_cost

    References
    ----------
    Price switchers among the new subscribers of a phone firm: source document on logistics firms
    [source document]; as a sum of two groups: standard. The numbers are [invented for the exercise].

    Examples
    --------
    >>> newcomer_value(700, 0.5, stayer_margin=60, stayer_churn=0.02, switcher_margin=12,
    ...                switcher_churn=0.10, months=24)
    Newcomer(brings=631.54, net=−68.46)
    """
    stayer = _margins(stayer_margin, stayer_churn, months)
    switcher = _margins(switcher_margin, switcher_churn, months)
    brings = (1 - np.asarray(switchers)) * stayer + switchers * switcher
    return Newcomer(brings, brings - acquisition_cost)


def _margins(margin: np.ndarray, churn: np.ndarray, months: np.ndarray) -> np.ndarray:
    """Return what one customer brings on average in so many months."""
    t = np.arange(np.max(months))
    there = np.where(t < np.asarray(months)[..., None], (1 - np.asarray(churn)[..., None]) ** t, 0)
    return margin * there.sum(axis=-1)
