"""Scoring customers by when they last bought (recency), how often (frequency) and for how much (monetary).

A purchase log becomes a table with one row a customer (`table`); each measure is cut into bins of about
equally many customers (`cut_points`) and scored, best = highest (`score`); and three scores together give
a customer's segment (`segment`). A score compares customers of one table with each other, nothing more.
"""

from __future__ import annotations

from itertools import product
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.calculators import calculator
from crmlab.errors import BadTypeError, BadValueError
from crmlab.quantities import Choice, Count, Days, Quantity
from crmlab.segments import MOST_BINS, RULES, Rule, checked_rules, only_rule
from crmlab.tables import AMOUNT, Day, Table, log_lines

__all__ = ["RULES", "Rule", "bin_sizes", "cut_points", "score", "segment", "table"]

_SCORE_OF = {"recency_days": "r_score", "orders": "f_score", "revenue": "m_score"}

Amount = Annotated[float, AMOUNT]
Bins = Annotated[int, Quantity("", 2, MOST_BINS, typical=(2, MOST_BINS), format=".0f", whole=True)]
Score = Annotated[int, Quantity("", 1, MOST_BINS, typical=(1, 5), format=".0f", whole=True)]
Ties = Annotated[str, Choice(("same", "spread"))]
Merge = Annotated[str, Choice(("D",))]
AsOf = Annotated[Any, Day()]

_MEASURES = {"recency_days": Days, "orders": Count, "revenue": Amount}
_SCORES = {"r_score": Score, "f_score": Score, "m_score": Score}
Log = Annotated[pd.DataFrame, Table()]
RfmTable = Annotated[pd.DataFrame, Table(**_MEASURES)]
ScoredTable = Annotated[pd.DataFrame, Table(**_SCORES)]


@calculator
def table(
    log: Log,
    as_of: AsOf,
    customer_id="customer_id",
    date="date",
    amount="amount",
    merge: Merge | None = None,
) -> Annotated[pd.DataFrame, Table(customer_id=None, **_MEASURES)]:
    """Days since the last purchase, number of purchases and money of each customer.

    A purchase is a line with an amount above 0. Refunds (below 0) reduce ``revenue`` and are no purchases.
    Days are calendar days: the whole day of *as_of* counts, the time of day is dropped. Every customer
    with a line until *as_of* has a row, in the order of first appearance. Who has no purchase among his
    lines has 0 ``orders``, and ``recency_days`` since his last line of any kind. Money is rounded to a
    millionth, so that the order of the lines does not matter.

    References
    ----------
    Recency, frequency, monetary value as in Hughes, Strategic Database Marketing [published]; what counts
    as a purchase is a convention of this course.

    Examples
    --------
    >>> log = pd.DataFrame({
    ...     "customer_id": ["Li", "Wu", "Li", "Li"],
    ...     "date": ["2024-03-01", "2024-03-05", "2024-03-20", "2024-03-25"],
    ...     "amount": [100, 80, 50, -50],
    ... })
    >>> print(table(log, as_of="2024-03-31").to_string(index=False))
    customer_id  recency_days  orders  revenue
             Li            11       2    100.0
             Wu            26       1     80.0
    """
    lines = log_lines(log, customer_id, date, amount)
    today = pd.Timestamp(as_of)
    counted = lines[lines["date"] <= today]
    if counted.empty:
        first = f"{lines['date'].min():%Y-%m-%d}"
        raise BadValueError(f"as_of must not be before the first line of log, {first}; got {as_of}.")
    bought = counted["date"].where(counted["amount"] > 0)
    of_customer = counted.assign(bought=bought).groupby("customer_id", sort=False, observed=True)
    last = of_customer["bought"].max().fillna(of_customer["date"].max())
    measures = {
        "recency_days": (today - last).dt.days,
        "orders": of_customer["bought"].nunique() if merge == "D" else of_customer["bought"].count(),
        "revenue": of_customer["amount"].sum().round(6) + 0.0,  # no −0.0
    }
    return pd.DataFrame(measures).reset_index()


@calculator
def cut_points(
    table: RfmTable, bins: Bins = 5, ties: Ties = "same"
) -> Annotated[pd.DataFrame, Table(boundary=Count, **_MEASURES)]:
    """Values that separate the bins of each measure, from the smallest to the largest value.

    With ties ``"same"`` they are quantiles by linear interpolation, and a value at a cut belongs below it.
    With ties ``"spread"`` they are the largest value below each boundary: customers with just this value
    may stand on both sides.

    References
    ----------
    Quantile of type 7 in Hyndman & Fan (1996) [published].

    Examples
    --------
    >>> customers = pd.DataFrame({
    ...     "recency_days": [3, 10, 20, 40, 90], "orders": [5, 1, 1, 2, 1], "revenue": [90, 10, 20, 50, 20],
    ... })
    >>> print(cut_points(customers, bins=4).to_string(index=False))
     boundary  recency_days  orders  revenue
            1          10.0     1.0     20.0
            2          20.0     1.0     20.0
            3          40.0     2.0     50.0
    """
    _require_one("bins", bins)
    cut = _quantiles if ties == "same" else _last_values
    cuts = {measure: cut(_values(table, measure), bins) for measure in _MEASURES}
    return pd.DataFrame({"boundary": np.arange(1, bins), **cuts})


@calculator
def score(
    table: RfmTable, bins: Bins = 5, ties: Ties = "same"
) -> Annotated[pd.DataFrame, Table(**_MEASURES, **_SCORES, rfm_score=None)]:
    """Score each customer on recency, frequency and monetary value; the best score is *bins*.

    The table comes back with ``r_score``, ``f_score``, ``m_score`` and the cell ``rfm_score``, such as
    ``"543"``. Few days are good, so recency counts from the other end. With ties ``"same"`` equal values
    get equal scores: bins may be unequally full, and some may stay empty (`bin_sizes` tells). With ties
    ``"spread"`` all bins are equally full; among equal values, whoever stands first in the table gets the
    lower score. ``cut[k]`` is the k-th cut point of the measure at hand.

    Formula::

        if ties == "same":
            r_score = bins - sum(cut[k] < recency_days for k in range(1, bins))
            f_score = 1 + sum(cut[k] < orders for k in range(1, bins))
            m_score = 1 + sum(cut[k] < revenue for k in range(1, bins))
        else:
            score = 1 + floor(bins * customers_below / customers)

    References
    ----------
    Five equally full bins after sorting: Hughes, Strategic Database Marketing [published]; equal scores
    for equal values: quantiles as cuts, as the R package rfm takes them [published].

    Examples
    --------
    >>> customers = pd.DataFrame({
    ...     "recency_days": [3, 10, 20, 40, 90], "orders": [5, 1, 1, 2, 1], "revenue": [90, 10, 20, 50, 20],
    ... })
    >>> score(customers)["rfm_score"].tolist()
    ['555', '411', '312', '244', '112']
    >>> score(customers, ties="spread")["rfm_score"].tolist()
    ['555', '411', '322', '244', '133']
    """
    _require_one("bins", bins)
    scores = {}
    for measure, column in _SCORE_OF.items():
        values = _values(table, measure)
        if ties == "same":
            low_to_high = 1 + np.searchsorted(_quantiles(values, bins), values, side="left")
        elif measure == "recency_days":  # scored from the other end, so ties are broken from there, too
            low_to_high = _equal_bins(values[::-1], bins)[::-1]
        else:
            low_to_high = _equal_bins(values, bins)
        scores[column] = bins + 1 - low_to_high if measure == "recency_days" else low_to_high
    r, f, m = (pd.Series(points, index=table.index).astype(str) for points in scores.values())
    return table.assign(**scores, rfm_score=r + f + m)


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
    _require_one("bins", bins)
    points = {column: _scores(scored, column, bins, "bins") for column in _SCORES}
    sizes = {column: np.bincount(given, minlength=bins + 1)[1:] for column, given in points.items()}
    return pd.DataFrame({"score": np.arange(1, bins + 1), **sizes})


@calculator
def segment(
    scored: ScoredTable, rules=None
) -> Annotated[pd.DataFrame, Table(**_SCORES, segment=None, rule=None)]:
    """Put each customer into a segment by his three scores.

    The table comes back with ``segment`` and with ``rule``, the scores that decided. The rules hold for
    all cells up to their highest score, and each cell must fall to exactly one of them, so that their
    order does not matter. `RULES` are made for five bins: for another number write your own.

    References
    ----------
    The rules are ours [invented for the exercise].

    Examples
    --------
    >>> scored = pd.DataFrame({"r_score": [5, 5, 1], "f_score": [5, 1, 5], "m_score": [4, 2, 5]})
    >>> print(segment(scored)[["segment", "rule"]].to_string(index=False))
      segment                rule
    champions R 4–5, F 4–5, M 4–5
    newcomers   R 4–5, F 1, M 1–3
      at_risk        R 1–2, F 4–5
    >>> segment(scored, rules=[Rule("mail", r=(3, 5)), Rule("wait", r=(1, 2))])["segment"].tolist()
    ['mail', 'mail', 'wait']
    """
    rules = checked_rules(RULES if rules is None else rules)
    bins = max((ends[1] for rule in rules for ends in rule.ranges if ends), default=MOST_BINS)
    rule_of = np.array([only_rule(rules, cell) for cell in product(range(1, bins + 1), repeat=3)])
    r, f, m = (_scores(scored, column, bins, "rules") - 1 for column in _SCORES)
    chosen = [rules[number] for number in rule_of[(r * bins + f) * bins + m]]
    return scored.assign(segment=[rule.segment for rule in chosen], rule=[str(rule) for rule in chosen])


def _values(table: pd.DataFrame, measure: str) -> np.ndarray:
    return table[measure].to_numpy(dtype=float)


def _quantiles(values: np.ndarray, bins: int) -> np.ndarray:
    """Quantiles k / bins, exact where they fall on a value: 0.6 · 5 is not always 3 in binary."""
    ordered = np.sort(values)
    below, rest = np.divmod(np.arange(1, bins) * (len(values) - 1), bins)
    above = np.minimum(below + 1, len(values) - 1)
    return ordered[below] + rest / bins * (ordered[above] - ordered[below])


def _last_values(values: np.ndarray, bins: int) -> np.ndarray:
    """Return the largest value below each boundary when the sorted customers are dealt into equal bins."""
    customers_below = -(-np.arange(1, bins) * len(values) // bins)  # rounded up
    return np.sort(values)[customers_below - 1]


def _equal_bins(values: np.ndarray, bins: int) -> np.ndarray:
    """Return bins 1, 2, … that are equally full; among equal values the first comes first."""
    rank = np.empty(len(values), dtype=int)
    rank[np.argsort(values, kind="stable")] = np.arange(len(values))
    return 1 + rank * bins // len(values)


def _scores(scored: pd.DataFrame, column: str, bins: int, because: str) -> np.ndarray:
    """Return a column of scores, none of them above *bins*."""
    points = scored[column].to_numpy(dtype=int)
    if (too_high := np.flatnonzero(points > bins)).size:
        first = too_high[0]
        raise BadValueError(
            f"{column}[{first}] must be between 1 and {bins}, as {because} say; got {points[first]}."
        )
    return points


def _require_one(name: str, value: Any) -> None:
    if np.ndim(value):
        raise BadTypeError(f"{name} must be one number; got a list of {np.size(value)}.")
