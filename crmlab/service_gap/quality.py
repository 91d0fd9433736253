"""SERVQUAL: 22 questions asked twice, what customers perceive and what they expect."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.counting import repeated
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Count, Quantity
from crmlab.declared.tables import Answers, Table, Weights
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

# Number of questions on each dimension, in the order of the questionnaire
DIMENSIONS = {"tangibles": 4, "reliability": 5, "responsiveness": 4, "assurance": 4, "empathy": 5}

Score = Annotated[float, Quantity("", 1, 7, typical=(2, 7), step=0.5, format=".2f")]
Gap = Annotated[float, Quantity("", -6, 6, typical=(-2, 1), step=0.5, format=".4f")]
Weight = Annotated[float, Quantity("", 0, typical=(10, 30), step=1, format=",.2f")]
Seed = Annotated[int, Quantity("", 0, 2**32, typical=(1, 100), format=".0f", whole=True)]
Resamples = Annotated[
    int, Quantity("", 100, 100_000, typical=(500, 2000), step=500, format=",.0f", whole=True)
]
Confidence = Annotated[float, Quantity("share", 0.5, 0.999, typical=(0.9, 0.95), step=0.05, format=".1%")]

_LEVELS = {"expected": Score, "perceived": Score, "gap": Gap}


class _Named(Answers):
    """Answers that keep the names of their questions and respondents."""

    def validate(self, name: str, value: Any) -> pd.DataFrame:
        """Return respondents × questions, NaN where an answer is missing, or raise one clear sentence."""
        answers = super().validate(name, value)
        if isinstance(value, pd.Series):
            return pd.DataFrame(answers, columns=value.index)
        is_table = isinstance(value, pd.DataFrame)
        return pd.DataFrame(answers, value.index, value.columns) if is_table else pd.DataFrame(answers)


class _Respondents(_Named):
    """The answers of several respondents."""

    def draw(self, source: random.Random) -> list[list[float]]:
        return [super(_Respondents, self).draw(source) for _ in range(8)]


Questionnaire = Annotated[object, _Named(22, Score)]
Questionnaires = Annotated[object, _Respondents(22, Score)]


@dataclass(frozen=True, eq=False)
class Servqual:
    """Service quality by dimension and in one number.

    Attributes
    ----------
    dimensions : DataFrame
        ``dimension, expected, perceived, gap``, a row a dimension.
    unweighted : float
        Mean of the five gaps.
    weighted : float or None
        Mean of the five gaps by weight; None without weights.
    """

    dimensions: Annotated[pd.DataFrame, Table(dimension=None, **_LEVELS)]
    unweighted: Gap
    weighted: Gap | None


@calculator
def gaps(
    perceived: Questionnaire, expected: Questionnaire
) -> Annotated[pd.DataFrame, Table(item=Count, dimension=None, **_LEVELS)]:
    """Perceived less expected service for each of the 22 questions.

    Below 0 the service falls short. A respondent counts for a question only if he answered it both times,
    so that both means are of the same people. One of the two may be means and the other a table. Where both
    have the same names of questions, or of respondents, these are paired by name, and else by place.

    Formula::

        gap = perceived - expected

    References
    ----------
    Parasuraman, Zeithaml & Berry (1988), SERVQUAL [published].

    Examples
    --------
    >>> print(gaps(perceived=[5] * 22, expected=[6] * 21 + [4.5]).tail(2).to_string(index=False))
     item dimension  expected  perceived  gap
       21   empathy       6.0        5.0 -1.0
       22   empathy       4.5        5.0  0.5
    """
    perceived, expected = _answered_twice(perceived, expected)
    means = {"expected": np.nanmean(expected, axis=0), "perceived": np.nanmean(perceived, axis=0)}
    dimension = repeated(list(DIMENSIONS), list(DIMENSIONS.values()))
    table = pd.DataFrame({"item": np.arange(1, len(dimension) + 1), "dimension": dimension, **means})
    return table.assign(gap=table["perceived"] - table["expected"])


@calculator
def servqual(
    perceived: Questionnaire,
    expected: Questionnaire,
    weights: Annotated[object, Weights(Weight, tuple(DIMENSIONS))] | None = None,
) -> Servqual:
    """Service quality in five dimensions, and in one number with or without weights.

    The level of a dimension is the mean of its questions, and the unweighted score is the mean of the five
    dimensions: a dimension with five questions counts no more than one with four. Missing answers are
    treated as in `gaps`.

    Formula::

        gap = perceived - expected
        unweighted = sum(gap) / 5
        if weights is not None:
            weighted = sum(weights * gap) / sum(weights)

    References
    ----------
    Parasuraman, Zeithaml & Berry (1988), SERVQUAL [published].

    Examples
    --------
    >>> perceived = [6] * 4 + [5] * 5 + [5] * 4 + [6] * 4 + [4] * 5
    >>> quality = servqual(perceived, expected=[6] * 22, weights=[11, 32, 22, 19, 16])
    >>> quality.unweighted, round(quality.weighted, 2)
    (-0.8, -0.86)
    >>> print(quality.dimensions.to_string(index=False))
         dimension  expected  perceived  gap
         tangibles       6.0        6.0  0.0
       reliability       6.0        5.0 -1.0
    responsiveness       6.0        5.0 -1.0
         assurance       6.0        6.0  0.0
           empathy       6.0        4.0 -2.0
    """
    by_dimension = gaps(perceived, expected).groupby("dimension", sort=False)
    dimensions = by_dimension[list(_LEVELS)].mean().reset_index()
    gap, weighted = dimensions["gap"].to_numpy(), None
    if weights is not None:
        weighted = gap @ weights.to_numpy() / weights.sum()
    return Servqual(dimensions, gap.mean(), weighted)


@calculator
def gap_intervals(
    perceived: Questionnaires,
    expected: Questionnaires,
    seed: Seed,
    resamples: Resamples = 2000,
    confidence: Confidence = 0.95,
) -> Annotated[pd.DataFrame, Table(dimension=None, gap=Gap, low=Gap, high=Gap)]:
    """Gap of each dimension with an interval that says how far chance may have moved it.

    The respondents are drawn again and again, with replacement, as many as there are; the interval holds
    the middle share of the gaps that come out. It covers the choice of respondents, not questions that were
    badly put. A draw in which nobody answered some question of a dimension is left out there.

    References
    ----------
    Percentile bootstrap, Efron (1979) [published].

    Examples
    --------
    >>> perceived = [[5] * 22, [6] * 22, [4] * 22, [6] * 22]
    >>> print(gap_intervals(perceived, [[6] * 22] * 4, seed=1).head(2).to_string(index=False))
      dimension   gap  low  high
      tangibles -0.75 -1.5   0.0
    reliability -0.75 -1.5   0.0
    """
    table = servqual(perceived, expected).dimensions[["dimension", "gap"]]
    perceived, expected = _answered_twice(perceived, expected)
    if len(perceived) < 2:
        raise BadValueError(said("perceived and expected must come from at least 2 respondents; got 1."))
    drawn = _resampled(perceived - expected, np.random.default_rng(int(seed)), int(resamples))
    ends = np.nanquantile(drawn, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
    return table.assign(low=ends[0], high=ends[1])


def _answered_twice(perceived: pd.DataFrame, expected: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return both tables with an answer only where the same respondent gave both."""
    respondents = len(perceived), len(expected)
    if min(respondents) > 1 and respondents[0] != respondents[1]:
        sentence = to_say(
            "perceived and expected must have the same respondents; got {first} and {second} rows."
        )
        raise BadValueError(said(sentence, first=respondents[0], second=respondents[1]))
    rows = _beside(perceived.index, expected.index)
    expected = expected.to_numpy()[np.ix_(rows, _beside(perceived.columns, expected.columns))]
    perceived = perceived.to_numpy()
    both = ~np.isnan(perceived + expected)
    for number in np.flatnonzero(~both.any(axis=0)):
        sentence = to_say(
            "perceived and expected must both be answered by somebody; nobody did for question {number}."
        )
        raise BadValueError(said(sentence, number=number + 1))
    return np.where(both, perceived, np.nan), np.where(both, expected, np.nan)


def _beside(names: pd.Index, others: pd.Index) -> np.ndarray:
    """Return where each of these names stands among the others; as they stand if they are others."""
    are_names = not isinstance(names, pd.RangeIndex) and not isinstance(others, pd.RangeIndex)
    is_in_both = names.isin(others)
    are_names = are_names and names.is_unique and others.is_unique and min(len(names), len(others)) > 1
    if not are_names or not is_in_both.any():
        return np.arange(len(others))
    if not is_in_both.all() or len(names) != len(others):
        only = [*names[~is_in_both], *others[~others.isin(names)]][0]
        sentence = to_say("perceived and expected must have the same names; only one of them has {name}.")
        raise BadValueError(said(sentence, name=repr(only)))
    return others.get_indexer(names)


def _resampled(gap: np.ndarray, source: np.random.Generator, resamples: int) -> np.ndarray:
    """Return the gaps of the dimensions in samples drawn with replacement, a row a sample."""
    respondents = len(gap)
    answered = ~np.isnan(gap)
    values = np.hstack([np.where(answered, gap, 0), answered])
    totals = []
    for _ in range(0, resamples, 100):  # some at a time: all would need much memory
        chosen = source.multinomial(respondents, np.full(respondents, 1 / respondents), size=100)
        totals.append(chosen @ values)
    sums, counts = np.hsplit(np.vstack(totals)[:resamples], 2)
    starts = np.cumsum([0, *DIMENSIONS.values()])[:-1]
    return np.add.reduceat(sums / counts, starts, axis=1) / list(DIMENSIONS.values())
