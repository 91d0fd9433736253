"""From measures to scores: where to cut, and what equal values do to the bins."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Count
from crmlab.declared.tables import Table
from crmlab.rfm.bins import cuts_of, points_of, sizes_of
from crmlab.rfm.kinds import MEASURES, SCORES, Bins, RfmTable, Score, ScoredTable, Ties


@calculator
def cut_points(
    table: RfmTable, bins: Bins = 5, ties: Ties = "same"
) -> Annotated[pd.DataFrame, Table(boundary=Count, **MEASURES)]:
    """Values that separate the bins of each measure, from the smallest to the largest value.

    With ties ``"same"`` they are quantiles by linear interpolation, and a value at a cut belongs below it.
    With ties ``"spread"`` they are the largest value below each boundary: customers with just this value
    may stand on both sides.

    Of a lazy table the quantiles are computed at once, in two looks at it: the only ones that are not put
    off. Its rows have no order, so that ``"spread"`` needs a table in memory.

    References
    ----------
    Quantile of type 7 in Hyndman & Fan (1996) [published].

    Examples
    --------
    >>> import pandas as pd
    >>> customers = pd.DataFrame({
    ...     "recency_days": [3, 10, 20, 40, 90], "orders": [5, 1, 1, 2, 1], "revenue": [90, 10, 20, 50, 20],
    ... })
    >>> print(cut_points(customers, bins=4).to_string(index=False))
     boundary  recency_days  orders  revenue
            1          10.0     1.0     20.0
            2          20.0     1.0     20.0
            3          40.0     2.0     50.0
    """
    values = {measure: table[measure].to_numpy(dtype=float) for measure in MEASURES}
    return pd.DataFrame({"boundary": np.arange(1, bins), **cuts_of(values, bins, ties)})


@calculator
def score(
    table: RfmTable, bins: Bins = 5, ties: Ties = "same"
) -> Annotated[pd.DataFrame, Table(**MEASURES, **SCORES, rfm_score=None)]:
    """Score each customer on recency, frequency and monetary value; the best score is *bins*.

    The table comes back with ``r_score``, ``f_score``, ``m_score`` and the cell ``rfm_score``, such as
    ``"543"``. Few days are good, so recency counts from the other end. With ties ``"same"`` equal values
    get equal scores: bins may be unequally full, and some may stay empty (`bin_sizes` tells). With ties
    ``"spread"`` all bins are equally full; among equal values, whoever stands first in the table gets the
    lower score. ``cut[k]`` is the k-th cut point of the measure at hand.

    Of a lazy table (Polars, DuckDB, Spark) only the cut points are computed at once; ``"spread"`` goes by the
    order of the rows, which it does not have.

    Formula::

        if ties == "same":
            r_score = bins - sum(cut[k] < recency_days for k in range(1, bins))
            f_score = 1 + sum(cut[k] < orders for k in range(1, bins))
            m_score = 1 + sum(cut[k] < revenue for k in range(1, bins))
        else:
            score = 1 + floor(bins * customers_below / customers)

    References
    ----------
    Five equally full bins after sorting: Hughes, Strategic Database Marketing (1994) [published]; equal
    scores for equal values: quantiles as cuts, as the R package rfm takes them.

    Examples
    --------
    >>> import pandas as pd
    >>> customers = pd.DataFrame({
    ...     "recency_days": [3, 10, 20, 40, 90], "orders": [5, 1, 1, 2, 1], "revenue": [90, 10, 20, 50, 20],
    ... })
    >>> score(customers)["rfm_score"].tolist()
    ['555', '411', '312', '244', '112']
    >>> score(customers, ties="spread")["rfm_score"].tolist()
    ['555', '411', '322', '244', '133']
    """
    return _scored(table, bins, ties, nested=False)


@calculator
def nested_score(
    table: RfmTable, bins: Bins = 5, ties: Ties = "same"
) -> Annotated[pd.DataFrame, Table(**MEASURES, **SCORES, rfm_score=None)]:
    """Score frequency among customers of equal recency score, and money among those equal in both.

    The older way to score, made for dealing a list into equally full cells: with ties ``"spread"`` each
    cell holds about as many customers as any other. A score then compares a customer only with those of
    his own group: ``f_score`` 5 next to ``r_score`` 1 may mean fewer orders than ``f_score`` 2 next to
    ``r_score`` 5. In `score` each measure is cut over all customers. The table must be in memory.

    References
    ----------
    Sorting and dividing again inside each fifth: Hughes, Strategic Database Marketing (1994) [published].

    Examples
    --------
    >>> import pandas as pd
    >>> customers = pd.DataFrame({
    ...     "recency_days": [3, 10, 40, 90], "orders": [5, 9, 1, 2], "revenue": [90, 95, 20, 50],
    ... })
    >>> nested_score(customers, bins=2)["rfm_score"].tolist(), score(customers, bins=2)["rfm_score"].tolist()
    (['211', '221', '111', '121'], ['222', '222', '111', '111'])
    """
    return _scored(table, bins, ties, nested=True)


@calculator
def bin_sizes(
    scored: ScoredTable, bins: Bins = 5
) -> Annotated[pd.DataFrame, Table(score=Score, r_score=Count, f_score=Count, m_score=Count)]:
    """Count the customers with each score, a row a score; 0 shows a bin that equal values have emptied.

    References
    ----------
    Counting; standard.

    Examples
    --------
    >>> import pandas as pd
    >>> customers = pd.DataFrame({
    ...     "recency_days": [3, 10, 20, 40, 90], "orders": [5, 1, 1, 2, 1], "revenue": [90, 10, 20, 50, 20],
    ... })
    >>> print(bin_sizes(score(customers)).to_string(index=False))
     score  r_score  f_score  m_score
         1        1        3        1
         2        1        0        2
         3        1        0        0
         4        1        1        1
         5        1        1        1
    """
    points = {column: scored[column].to_numpy(dtype=np.int64) for column in SCORES}
    return pd.DataFrame({"score": np.arange(1, bins + 1), **sizes_of(points, bins)})


def _scored(table: pd.DataFrame, bins: int, ties: str, nested: bool) -> pd.DataFrame:
    """Return the table with its scores, each measure cut over all customers or inside the groups so far."""
    scores = points_of(
        {measure: table[measure].to_numpy(dtype=float) for measure in MEASURES}, bins, ties, nested
    )
    r, f, m = scores.values()
    cell, cells = pd.factorize((r * 10 + f) * 10 + m)
    return table.assign(**scores, rfm_score=pd.Series(cells).astype(str).array.take(cell))
