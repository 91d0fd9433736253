"""Value in both directions: why a customer wants an offer, what he brings, and whether both sides gain."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.clv.lifetime import retention_multiple
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Cost, Money, Quantity, Rate, Share, typical
from crmlab.declared.tables import Table, labels_in
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

Score = Annotated[float, Quantity("", -1e9, 1e9, typical=(1, 5), step=0.5, format=",.2f")]
Strength = Annotated[float, Quantity("", -1e9, 1e9, typical=(-1, 1), step=0.1, format=",.2f")]
_WAY = ["attribute", "consequence", "goal"]
_STEPS = {"score": Score, "to_consequence": Strength, "to_goal": Strength}
Ladders = Annotated[pd.DataFrame, Table(**dict.fromkeys(_WAY), **_STEPS)]
Chance = Annotated[Share, typical(0.05, 0.5)]
Gain = Annotated[float, Quantity("share", 0, 1, typical=(0.01, 0.05), step=0.01, format=".1%")]


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
    for column in _WAY:
        labels_in(column, ladders[column])
    if (again := ladders.duplicated(_WAY).to_numpy()).any():
        sentence = to_say("ladders must have each ladder once; row {row} stands there before.")
        raise BadValueError(said(sentence, row=np.argmax(again)))
    of_ladder = ladders["score"] * ladders["to_consequence"] * ladders["to_goal"]
    table = ladders.assign(score=of_ladder.astype(float))
    return table.groupby("goal", sort=False, as_index=False)["score"].sum()


@calculator
def expected_gain(chance: Chance, payoff: Money, cost: Annotated[Cost, typical(10, 100)] = 0.0) -> Money:
    """Gain to expect from an attempt that may fail.

    To win a customer back, to raise a small one, to make a complaint, to give in to one: the cost is spent
    either way, and at most it may be the gain without it. Where a failure has a payoff of its own, add the
    expected gain of that.

    Formula::

        gain = chance * payoff - cost

    References
    ----------
    Expected value; standard.

    Examples
    --------
    >>> expected_gain([0.2, 0.5, 0.1], [900, 400, 300], cost=[50, 40, 60]).tolist()
    [130.0, 160.0, -30.0]
    """
    return np.asarray(chance) * payoff - cost


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
        raise BadValueError(said("retention + gain must be at most 1; nobody stays more than surely."))
    return margin * (1 - retention_multiple(retention, rate) / retention_multiple(better, rate))
