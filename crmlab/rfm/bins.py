"""The arithmetic of bins, on arrays: where to cut, which score a value gets, how full a bin is."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from crmlab.counting import counted
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

SCORE_OF = {"recency_days": "r_score", "orders": "f_score", "revenue": "m_score"}


def cuts_of(values: dict[str, np.ndarray], bins: int, ties: str) -> dict[str, np.ndarray]:
    """Return the values that separate the bins of each measure."""
    cut = _quantiles if ties == "same" else _last_values
    return {measure: cut(of_customers, bins) for measure, of_customers in values.items()}


def sizes_of(points: dict[str, np.ndarray], bins: int) -> dict[str, np.ndarray]:
    """Return how many customers have each score."""
    for column, given in points.items():
        require_scores(column, given, bins, "bins")
    return {column: counted(given, least=bins + 1)[1:] for column, given in points.items()}


def points_of(values: dict[str, np.ndarray], bins: int, ties: str, nested: bool) -> dict[str, np.ndarray]:
    """Return the scores of all customers, by their measures."""
    scores, group = {}, None
    for measure, column in SCORE_OF.items():
        points = partial(_points, bins=bins, ties=ties, is_recency=column == "r_score")
        if group is None:
            scores[column] = points(values[measure])
        else:
            of_group = pd.Series(values[measure]).groupby(group)
            scores[column] = of_group.transform(lambda one, points=points: points(one.to_numpy())).to_numpy(
                int
            )
        if nested:
            group = scores[column] if group is None else group * 10 + scores[column]
    return scores


def _points(values: np.ndarray, bins: int, ties: str, is_recency: bool) -> np.ndarray:
    """Return the scores of the values of one measure; of recency few days are best."""
    if ties == "same":
        low_to_high = 1 + np.searchsorted(_quantiles(values, bins), values, side="left")
    elif is_recency:  # scored from the other end, so ties are broken from there, too
        low_to_high = _equal_bins(values[::-1], bins)[::-1]
    else:
        low_to_high = _equal_bins(values, bins)
    return bins + 1 - low_to_high if is_recency else low_to_high


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
    rank = np.empty(len(values), dtype=np.int64)
    rank[np.argsort(values, kind="stable")] = np.arange(len(values))
    return 1 + rank * bins // len(values)


def require_scores(column: str, points: np.ndarray, bins: int, because: str) -> None:
    """Refuse a column of scores if one of them is above *bins*."""
    if (too_high := np.flatnonzero(points > bins)).size:
        first = too_high[0]
        sentence = to_say("{name} must be between 1 and {bins}, as {because} say; got {got}.")
        parts = {"name": f"{column}[{first}]", "bins": bins, "because": because, "got": points[first]}
        raise BadValueError(said(sentence, **parts))
