"""Value in both directions: why a customer wants an offer, what he brings, and whether both sides gain."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.calculators import calculator
from crmlab.clv.discounting import require_names
from crmlab.clv.lifetime import retention_multiple
from crmlab.errors import BadValueError
from crmlab.quantities import Cost, Money, Quantity, Rate, Share, typical
from crmlab.tables import Table

Score = Annotated[float, Quantity("", -1e9, 1e9, typical=(1, 5), step=0.5, format=",.2f")]
Strength = Annotated[float, Quantity("", -1e9, 1e9, typical=(-1, 1), step=0.1, format=",.2f")]
Ladders = Annotated[
    pd.DataFrame,
    Table(
        attribute=None, consequence=None, goal=None, score=Score, to_consequence=Strength, to_goal=Strength
    ),
]
Minutes = Annotated[float, Quantity("minutes", 0, typical=(5, 60), step=5, format=",.1f")]
PerMinute = Annotated[float, Quantity("money_per_minute", typical=(0.5, 5), step=0.1, format=",.3f")]
Gain = Annotated[float, Quantity("share", 0, 1, typical=(0.01, 0.05), step=0.01, format=".1%")]

_DEAL = {"customer_gain": Money, "firm_gain": Money}


@calculator
def means_end(ladders: Ladders) -> Annotated[pd.DataFrame, Table(goal=None, score=Score)]:
    """Carry the scores of attributes along the means-end chain to the customer's goals.

    Each row of *ladders* is one way from an attribute by a consequence of use to a goal, with the score of
    the attribute and the strength of both steps; a negative strength hinders. A goal adds up its ladders.

    Formula::

        ladder = score * to_consequence * to_goal
        goal = sum(ladder)

    References
    ----------
    Attributes, consequences and goals: Woodruff (1997), Gutman (1982) [published]; adding up weighted
    ladders is a convention of this course [invented for the exercise].

    Examples
    --------
    >>> import pandas as pd
    >>> ladders = pd.DataFrame({
    ...     "attribute": ["light", "light", "thin"], "consequence": ["easy to carry", "breaks", "breaks"],
    ...     "goal": ["freedom", "no worry", "no worry"],
    ...     "score": [5, 5, 4], "to_consequence": [0.8, 0.4, 0.5], "to_goal": [1.0, -1.0, -1.0],
    ... })
    >>> print(means_end(ladders).to_string(index=False))
        goal  score
     freedom    4.0
    no worry   -4.0
    """
    require_names(ladders, "attribute", "consequence", "goal")
    if (again := ladders.duplicated(["attribute", "consequence", "goal"]).to_numpy()).any():
        raise BadValueError(
            f"ladders must have each ladder once; row {np.argmax(again)} stands there before."
        )
    of_ladder = ladders["score"] * ladders["to_consequence"] * ladders["to_goal"]
    table = ladders.assign(score=of_ladder.astype(float))
    return table.groupby("goal", sort=False, as_index=False)["score"].sum()


@calculator
def expected_per_minute(
    large_share: Annotated[Share, typical(0.1, 0.8)],
    large_value: Annotated[Cost, typical(50, 120, 5)],
    small_value: Annotated[Cost, typical(10, 30, 1)],
    large_minutes: Annotated[Minutes, typical(30, 60)],
    small_minutes: Annotated[Minutes, typical(10, 20)],
    search_minutes: Minutes,
) -> PerMinute:
    """Value to expect for each minute of work on a customer who may turn out large or small.

    Expected value is divided by expected time, since over many
    customers that is what is earned in an hour.

    Formula::

        earned = large_share * large_value + (1 - large_share) * small_value
        minutes = search_minutes + large_share * large_minutes + (1 - large_share) * small_minutes
        value = earned / minutes

    References
    ----------
    Renewal reward; standard. The taxi driver who picks his passengers: source document on customer value
    [source document].

    Examples
    --------
    >>> expected_per_minute([0.8, 0.1], 90, 15, 40, 10, search_minutes=16).round(2).tolist()
    [1.5, 0.78]
    """
    large_share = np.asarray(large_share)
    earned = large_share * large_value + (1 - large_share) * small_value
    return earned / (search_minutes + large_share * large_minutes + (1 - large_share) * small_minutes)


@calculator
def break_even_investment(
    margin: Annotated[Cost, typical(50, 500)],
    retention: Annotated[Share, typical(0.5, 0.85)],
    gain: Gain,
    rate: Rate,
) -> Cost:
    """Largest yearly spending on customer value that better retention pays back.

    Better value costs margin every year and raises retention by *gain*. At this spending the lifetime
    value is what it was before; below it, firm and customer both gain.

    Formula::

        before = margin * retention / (1 + rate - retention)
        multiple = (retention + gain) / (1 + rate - (retention + gain))
        spending = margin - before / multiple

    References
    ----------
    Retention multiple of Gupta & Lehmann (2003) before and after [published]; solved for the spending
    [computed here].

    Examples
    --------
    >>> round(break_even_investment(100, 0.8, gain=0.05, rate=0.10), 2)
    21.57
    """
    better = retention + np.asarray(gain)
    if np.any(better > 1):
        raise BadValueError("retention + gain must be at most 1; nobody stays more than surely.")
    return margin * (1 - retention_multiple(retention, rate) / retention_multiple(better, rate))


@calculator
def classify_deals(
    deals: Annotated[pd.DataFrame, Table(**_DEAL)],
) -> Annotated[pd.DataFrame, Table(**_DEAL, joint_gain=Money, outcome=None)]:
    """Classify deals by who gains: both, the firm alone, the customer alone, or nobody.

    Who breaks even does not lose: 0 counts as a gain. The outcomes are keys of the glossary: ``win_win``,
    ``firm_wins``, ``customer_wins``, ``lose_lose``. The deal that is best for both together has the largest
    ``joint_gain``.

    Formula::

        joint_gain = customer_gain + firm_gain

    References
    ----------
    Exchange in which both sides gain; standard.

    Examples
    --------
    >>> import pandas as pd
    >>> deals = pd.DataFrame({"customer_gain": [20, -5, 8, -60], "firm_gain": [30, 40, -2, -90]})
    >>> classify_deals(deals)["outcome"].tolist()
    ['win_win', 'firm_wins', 'customer_wins', 'lose_lose']
    """
    customer, firm = (deals[column].to_numpy(dtype=float) for column in _DEAL)
    outcome = np.select(
        [(customer >= 0) & (firm >= 0), firm >= 0, customer >= 0],
        ["win_win", "firm_wins", "customer_wins"],
        "lose_lose",
    )
    return deals.assign(joint_gain=customer + firm, outcome=outcome)
