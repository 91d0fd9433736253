"""Who may leave next, and whom to win back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Cost, Count, Days, Money, Quantity, Share, typical
from crmlab.declared.tables import Named, Table, Weights
from crmlab.errors import BadValueError
from crmlab.language import said
from crmlab.portfolio.profit import best_within
from crmlab.value import expected_gain

SIGNALS = ("recency_days", "usage_drop", "complaints")

Chance = Annotated[Share, typical(0.05, 0.5)]
Drop = Annotated[float, Quantity("share", -1000, 1, typical=(0, 0.9), step=0.05, format=".1%")]
Points = Annotated[float, Quantity("", 0, typical=(1, 10), step=0.5, format=",.2f")]
Risks = Annotated[
    list[float], Quantity("share", 0, 1, typical=(0, 1), step=0.05, format=".1%", series=(4, 8))
]
Signals = Annotated[pd.DataFrame, Table(recency_days=Days, usage_drop=Drop, complaints=Count)]
Candidates = Annotated[pd.DataFrame, Table(customer_id=None, chance=Chance, value=Money, offer_cost=Cost)]


@calculator
def early_warning(
    signals: Signals,
    limits: Annotated[Any, Named(Points, SIGNALS)],
    weights: Annotated[Any, Weights(Points, SIGNALS)],
    cut: Share,
) -> Annotated[
    pd.DataFrame, Table(recency_days=Days, usage_drop=Drop, complaints=Count, risk=Share, flagged=None)
]:
    """Risk score of each customer from three signals, and whether it reaches the cut.

    A signal counts in proportion up to its limit, and from there on fully; the score is the weighted mean of
    the three. Weights, limits and the cut are choices: `warning_quality` tells how good they are.

    Formula::

        signal = min(measure / limit, 1)
        risk = sum(weights * signal) / sum(weights)

    References
    ----------
    Early warning of the source documents on the life cycle and on customer relationships [source document];
    the score is ours [invented for the exercise].

    Examples
    --------
    >>> import pandas as pd
    >>> customers = pd.DataFrame({
    ...     "customer_id": ["Li", "Wu"], "recency_days": [10, 80], "usage_drop": [0, 0.4],
    ...     "complaints": [1, 0],
    ... })
    >>> warned = early_warning(customers, limits=[90, 0.5, 2], weights=[5, 3, 2], cut=0.6)
    >>> warned[["customer_id", "risk", "flagged"]].round(3).to_dict("records")[1]
    {'customer_id': 'Wu', 'risk': 0.684, 'flagged': True}
    """
    if limits.min() == 0:
        raise BadValueError(said("limits must be more than 0."))
    signal = np.clip(signals[list(SIGNALS)].to_numpy(dtype=float) / limits.to_numpy(), 0, 1)
    risk = np.round(signal @ (weights / weights.sum()).to_numpy(), 9)  # so that 0.6 reaches a cut of 0.6
    return signals.assign(risk=risk, flagged=risk >= cut)


@dataclass(frozen=True)
class WarningQuality:
    """How well a warning finds those who leave."""

    flagged: Count
    found: Count
    precision: Share
    recall: Share


@calculator
def warning_quality(
    risk_left: Risks, risk_stayed: Risks, cut: Annotated[Share, typical(0.3, 0.7)]
) -> WarningQuality:
    """Share of the warnings that were right, and share of the leavers who were warned of.

    A lower cut finds more leavers and raises more false alarms. Without any warning the precision is 0.

    Formula::

        found = sum(risk_left[t] >= cut for t in range(len(risk_left)))
        flagged = found + sum(risk_stayed[t] >= cut for t in range(len(risk_stayed)))
        precision = found / max(flagged, 1)
        recall = found / len(risk_left)

    References
    ----------
    Precision and recall; standard.

    Examples
    --------
    >>> quality = warning_quality([0.9, 0.6, 0.2], risk_stayed=[0.7, 0.1, 0.3, 0.4], cut=0.6)
    >>> quality.flagged, round(quality.precision, 3), round(quality.recall, 3)
    (3, 0.667, 0.667)
    """
    cut = np.asarray(cut)[..., None]
    found = np.sum(risk_left >= cut, axis=-1)
    flagged = found + np.sum(risk_stayed >= cut, axis=-1)
    return WarningQuality(flagged, found, found / np.maximum(flagged, 1), found / len(risk_left))


@calculator
def winback_plan(
    candidates: Candidates, budget: Cost
) -> Annotated[
    pd.DataFrame,
    Table(customer_id=None, chance=Chance, value=Money, offer_cost=Cost, expected_value=Money, chosen=None),
]:
    """Value to be expected of each attempt to win a customer back, and whom to try for within a budget.

    Those with the highest expected value for each unit spent come first; an attempt that is not expected to
    pay is left out, and one that the rest of the budget cannot pay is passed over. This is a rule of thumb:
    where single offers take much of the budget, another choice can be worth more.

    References
    ----------
    Win-back of valued customers in the source document on customer relationships [source document]; the
    greedy choice is standard.

    Examples
    --------
    >>> import pandas as pd
    >>> candidates = pd.DataFrame({
    ...     "customer_id": ["Li", "Wu", "Hu"], "chance": [0.2, 0.5, 0.1], "value": [900, 400, 300],
    ...     "offer_cost": [50, 40, 60],
    ... })
    >>> winback_plan(candidates, budget=90)[["expected_value", "chosen"]].to_dict("list")
    {'expected_value': [130.0, 160.0, -30.0], 'chosen': [True, True, False]}
    """
    cost = candidates["offer_cost"].to_numpy(dtype=float)
    expected = expected_gain(candidates["chance"], candidates["value"], cost)
    return candidates.assign(expected_value=expected, chosen=best_within(budget, expected, cost))
