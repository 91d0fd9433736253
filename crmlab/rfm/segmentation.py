"""From three scores to one answer: a total, or a segment."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Quantity
from crmlab.declared.tables import Table, Weights
from crmlab.rfm.bins import require_scores
from crmlab.rfm.kinds import SCORES, ScoredTable
from crmlab.rfm.rules import deciding

Weight = Annotated[float, Quantity("", low=0, typical=(1, 5), format=",.2f")]


@calculator
def weighted_total(
    scored: ScoredTable, weights: Annotated[dict, Weights(Weight, tuple(SCORES))]
) -> Annotated[pd.DataFrame, Table(**SCORES, rfm_total=None)]:
    """Weighted mean of the three scores of each customer, in a new column ``rfm_total``.

    One number to rank by, where a cell such as 155 and 511 cannot be ranked. The weights are a judgement
    about the trade, and the ranking depends on them; they are divided by their sum, so that the total
    runs from 1 to the number of bins as the scores do.

    Formula::

        points = weights["r_score"] * r_score + weights["f_score"] * f_score + weights["m_score"] * m_score
        rfm_total = points / sum(weights)

    References
    ----------
    Weighted mean; standard. Different weights for the three scores: after Stone, Successful Direct
    Marketing Methods (1994) [published].

    Examples
    --------
    >>> import pandas as pd
    >>> scored = pd.DataFrame({"r_score": [5, 1], "f_score": [1, 5], "m_score": [1, 5]})
    >>> weighted_total(scored, {"r_score": 1, "f_score": 1, "m_score": 1})["rfm_total"].round(2).tolist()
    [2.33, 3.67]
    >>> weighted_total(scored, {"r_score": 3, "f_score": 1, "m_score": 1})["rfm_total"].tolist()
    [3.4, 2.6]
    """
    points = sum(weights[column] * scored[column].astype(float) for column in SCORES)
    return scored.assign(rfm_total=points / weights.sum())


@calculator
def segment(
    scored: ScoredTable, rules=None
) -> Annotated[pd.DataFrame, Table(**SCORES, segment=None, rule=None)]:
    """Put each customer into a segment by his three scores.

    The table comes back with ``segment`` and with ``rule``, the scores that decided. The rules hold for
    all cells up to their highest score, and each cell must fall to exactly one of them, so that their
    order does not matter. `RULES` are made for five bins: for another number write your own.

    References
    ----------
    The rules are ours [invented for the exercise].

    Examples
    --------
    >>> import pandas as pd
    >>> scored = pd.DataFrame({"r_score": [5, 5, 1], "f_score": [5, 1, 5], "m_score": [4, 2, 5]})
    >>> print(segment(scored)[["segment", "rule"]].to_string(index=False))
      segment                rule
    champions R 4–5, F 4–5, M 4–5
    newcomers   R 4–5, F 1, M 1–3
      at_risk        R 1–2, F 4–5
    >>> segment(scored, rules=[Rule("mail", r=(3, 5)), Rule("wait", r=(1, 2))])["segment"].tolist()
    ['mail', 'mail', 'wait']
    """
    rules, bins, rule_of = deciding(rules)
    points = {column: scored[column].to_numpy(dtype=np.int64) for column in SCORES}
    for column, given in points.items():
        require_scores(column, given, bins, "rules")
    r, f, m = (given - 1 for given in points.values())
    rule = rule_of[(r * bins + f) * bins + m]
    segments, names = ([rule.segment for rule in rules], [str(rule) for rule in rules])
    return scored.assign(segment=pd.Series(segments).array.take(rule), rule=pd.Series(names).array.take(rule))
