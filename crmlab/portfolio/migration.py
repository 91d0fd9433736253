"""How customers move up and down the pyramid, and where that leads if nothing changes."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Count, Quantity, Share, Years, typical
from crmlab.declared.tables import Table, labels_in
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

Heads = Annotated[float, Quantity("", 0, typical=(1, 100), format=",.1f")]
Moves = Annotated[pd.DataFrame, Table(before=None, after=None, customers=Heads)]


@calculator
def count_moves(
    history: Annotated[pd.DataFrame, Table(before=None, after=None)],
) -> Annotated[pd.DataFrame, Table(before=None, after=None, customers=Count, share=Share)]:
    """Count the customers who moved from each tier to each other.

    ``share`` is the part of those who were in the tier before.

    References
    ----------
    Transition matrix of a Markov chain, as a list; standard.

    Examples
    --------
    >>> import pandas as pd
    >>> history = pd.DataFrame({"before": ["A", "B", "B", "B", "B"], "after": ["A", "A", "B", "B", "gone"]})
    >>> print(count_moves(history).to_string(index=False))
    before after  customers  share
         A     A          1   1.00
         B     A          1   0.25
         B     B          2   0.50
         B  gone          1   0.25
    """
    pairs = _labels(history)
    moves = pairs.groupby(["before", "after"], as_index=False, sort=True).size()
    moves = moves.rename(columns={"size": "customers"})
    return moves.assign(share=moves["customers"] / moves.groupby("before")["customers"].transform("sum"))


@calculator
def migrate(moves: Moves, years: Annotated[Years, typical(1, 10)] = 1) -> Annotated[pd.DataFrame, Table()]:
    """Count the customers in each tier, year by year, if the moves of one year repeat themselves.

    A row for each year and a column for each tier. Year 0 counts the customers *before* the moves, year 1
    those after them; from then on the same share of each tier moves again. Who is in a tier that nobody is
    seen to start from, such as the lost ones, stays there.

    Formula::

        next_year = sum(customers_in_tier * share_that_moves)

    References
    ----------
    Markov chain; standard. Moving customers up the pyramid as an aim [source document].

    Examples
    --------
    >>> import pandas as pd
    >>> moves = pd.DataFrame({
    ...     "before": ["A", "A", "B", "B"], "after": ["A", "B", "A", "B"], "customers": [8, 2, 9, 81],
    ... })
    >>> print(migrate(moves, years=2).to_string(index=False))
     year    A    B
        0 10.0 90.0
        1 17.0 83.0
        2 21.9 78.1
    """
    tiers, start, shares = _chain(moves)
    if "year" in tiers:
        sentence = said("moves must have another name for the tier 'year', which is a column of the answer.")
        raise BadValueError(sentence)
    counts = [start]
    for _ in range(years):
        counts.append(counts[-1] @ shares)
    table = pd.DataFrame(np.array(counts), columns=tiers)
    table.insert(0, "year", range(years + 1))
    return table


@calculator
def long_run(moves: Moves) -> Annotated[pd.DataFrame, Table(tier=None, customers=Heads, share=Share)]:
    """Count the customers in each tier in the long run, if the same moves repeat themselves for ever.

    The steady state: as many come into each tier as leave it. Where every tier can be reached from every
    other it does not depend on the start; where customers get lost for good and nobody is won, all are
    lost in the end. Where the counts swing for ever, it is the mean of the swing.

    Formula::

        customers_in_tier = sum(customers_in_tier_before * share_that_moves)

    References
    ----------
    Stationary distribution of a Markov chain; standard.

    Examples
    --------
    >>> import pandas as pd
    >>> moves = pd.DataFrame({
    ...     "before": ["A", "A", "B", "B"], "after": ["A", "B", "A", "B"], "customers": [8, 2, 9, 81],
    ... })
    >>> print(long_run(moves).round(2).to_string(index=False))
    tier  customers  share
       A      33.33   0.33
       B      66.67   0.67
    """
    tiers, start, shares = _chain(moves)
    for_ever = (shares + np.eye(len(tiers))) / 2  # half stay a while: the same steady state, without swings
    for _ in range(60):  # 2⁶⁰ years
        for_ever = for_ever @ for_ever
        for_ever /= for_ever.sum(axis=1, keepdims=True)
    customers = start @ for_ever
    return pd.DataFrame({"tier": tiers, "customers": customers, "share": customers / start.sum()})


def _chain(moves: pd.DataFrame) -> tuple[list, np.ndarray, np.ndarray]:
    """Return the tiers, how many customers started in each, and the share that moves from one to another."""
    pairs = _labels(moves)
    tiers = sorted(pd.unique(pairs[["before", "after"]].to_numpy().ravel()))
    sums = moves["customers"].astype(float).groupby([pairs["before"], pairs["after"]]).sum()
    counts = sums.unstack(fill_value=0.0).reindex(index=tiers, columns=tiers, fill_value=0.0).to_numpy()
    start = counts.sum(axis=1)
    if not 0 < start.sum() < np.inf:
        raise BadValueError(said("customers must add up to more than 0 in moves."))
    stay = np.diag(start == 0).astype(float)
    return tiers, start, (counts + stay) / (start + stay.sum(axis=1))[:, None]


def _labels(table: pd.DataFrame) -> pd.DataFrame:
    """Return the tiers before and after as words, or raise one clear sentence about the first wrong cell."""
    for column in ("before", "after"):
        labels_in(column, table[column], to_say("the name of a tier"))
    return table[["before", "after"]].astype(str)
