"""Scoring at cut points of one's own: another number of bins for each measure, and names for them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared import names
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Kind, brief, quantity_of
from crmlab.declared.tables import Table
from crmlab.errors import BadTypeError, BadValueError
from crmlab.frames import in_pandas
from crmlab.language import said, to_say
from crmlab.rfm.bins import SCORE_OF
from crmlab.rfm.kinds import MEASURES, SCORES, RfmTable
from crmlab.rfm.rules import MOST_BINS

LABEL_OF = {"recency_days": "r_label", "orders": "f_label", "revenue": "m_label"}


class CutPoints(Kind):
    """A parameter that is cut points of each measure: a mapping, or a table as `cut_points` gives it."""

    def validate(self, name: str, value: Any) -> dict[str, np.ndarray]:
        """Return the cut points of each measure, or raise one clear sentence about *name*."""
        cuts = value if isinstance(value, Mapping) else in_pandas(name, value)
        if cuts is None:
            sentence = to_say("{name} must be a mapping of measures to cut points; got {got}.")
            raise BadTypeError(said(sentence, name=name, got=brief(value)))
        if isinstance(cuts, pd.DataFrame):  # a measure with fewer cut points than another has gaps
            cuts = {measure: cuts[measure].dropna().tolist() for measure in cuts if measure != "boundary"}
        if set(cuts) != set(MEASURES):
            measures, got = said(", ").join(MEASURES), brief(list(cuts))
            sentence = to_say("{name} must have cut points of {measures}; got {got}.")
            raise BadValueError(said(sentence, name=name, measures=measures, got=got))
        return {one: _rising(f"{name}[{one!r}]", kind, cuts[one]) for one, kind in MEASURES.items()}

    def draw(self, source: random.Random) -> dict[str, list[float]]:
        """Draw one to eight cut points of each measure."""
        return {
            measure: sorted(source.sample(range(1, 100), source.randint(1, MOST_BINS - 1)))
            for measure in MEASURES
        }

    def show(self, value: Any) -> str:
        """Write the cut points with their measures."""
        each = self.validate("boundaries", value).items()
        return said("; ").join(
            f"{names.label_of_key(measure)} {said(', ').join(f'{cut:g}' for cut in cuts)}"
            for measure, cuts in each
        )


@calculator
def score_at(
    table: RfmTable, boundaries: Annotated[Any, CutPoints()], labels=None
) -> Annotated[pd.DataFrame, Table(**MEASURES, **SCORES, rfm_score=None)]:
    """Score each customer at cut points of one's own, which may be others in number for each measure.

    The boundaries are a table as `cut_points` gives it, edited or not, or a mapping of each measure to its
    cut points, one to eight, from the smallest to the largest: `score_at(table, cut_points(table))` is
    `score(table)`. As there, a value at a cut belongs below it, and few days are good. Scores at fixed
    boundaries mean the same from month to month, where quantiles move with the customers.

    Labels name the scores of a measure from the worst to the best, and come as ``r_label``, ``f_label`` and
    ``m_label``. Of a lazy table nothing is computed at once.

    Formula::

        r_score = bins - sum(cut[k] < recency_days for k in range(1, bins))
        f_score = 1 + sum(cut[k] < orders for k in range(1, bins))
        m_score = 1 + sum(cut[k] < revenue for k in range(1, bins))

    References
    ----------
    Own thresholds in place of quantiles, as the R package rfm offers them; standard.

    Examples
    --------
    >>> import pandas as pd
    >>> customers = pd.DataFrame({"recency_days": [3, 40, 90], "orders": [5, 2, 1], "revenue": [90, 50, 20]})
    >>> own = {"recency_days": [30, 60], "orders": [1], "revenue": [20, 50, 80]}
    >>> levels = {"revenue": ["bronze", "silver", "gold", "platinum"]}
    >>> print(score_at(customers, own, levels)[["rfm_score", "m_label"]].to_string(index=False))
    rfm_score  m_label
          324 platinum
          222   silver
          111   bronze
    """
    cuts, named = boundaries, checked_labels(labels, boundaries)
    below = {m: np.searchsorted(cuts[m], table[m].to_numpy(dtype=float), side="left") for m in MEASURES}
    scores = {
        column: len(cuts[m]) + 1 - below[m] if column == "r_score" else below[m] + 1
        for m, column in SCORE_OF.items()
    }
    r, f, m = scores.values()
    cell, cells = pd.factorize((r * 10 + f) * 10 + m)
    texts = {
        LABEL_OF[m]: pd.Series(of_scores).array.take(scores[SCORE_OF[m]] - 1)
        for m, of_scores in named.items()
    }
    return table.assign(**scores, rfm_score=pd.Series(cells).astype(str).array.take(cell), **texts)


def _rising(name: str, kind: Any, cuts: Any) -> np.ndarray:
    """Return the cut points of one measure; between two whole numbers there may be one, too."""
    given = np.atleast_1d(replace(quantity_of(kind)[0], whole=False).validate(name, cuts)).astype(float)
    if given.ndim > 1 or len(given) >= MOST_BINS:
        sentence = to_say("{name} must be 1 to {most} cut points; got {got}.")
        raise BadValueError(said(sentence, name=name, most=MOST_BINS - 1, got=np.size(given)))
    if fall := next(((one, other) for one, other in pairwise(given) if one > other), None):
        sentence = to_say("{name} must rise; {other} comes after {one}.")
        raise BadValueError(said(sentence, name=name, one=f"{fall[0]:g}", other=f"{fall[1]:g}"))
    return given


def checked_labels(labels: Any, cuts: dict[str, np.ndarray]) -> dict[str, list[str]]:
    """Return the names of the scores of each measure that has some, or raise one clear sentence."""
    if labels is None:
        return {}
    if not isinstance(labels, Mapping) or not set(labels) <= set(cuts):
        sentence = to_say(
            "labels must be a mapping of measures to names; the measures are {measures}; got {got}."
        )
        raise BadValueError(said(sentence, measures=said(", ").join(cuts), got=brief(labels)))
    for measure, given in labels.items():
        bins = len(cuts[measure]) + 1
        are_names = isinstance(given, list | tuple) and all(isinstance(name, str) for name in given)
        if not are_names or len(given) != bins:
            sentence = to_say("{name} must be {bins} names, from the worst score to the best; got {got}.")
            raise BadValueError(said(sentence, name=f"labels[{measure!r}]", bins=bins, got=brief(given)))
    return {measure: list(labels[measure]) for measure in cuts if measure in labels}
