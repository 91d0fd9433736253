"""Net promoter scores from answers, with their errors and intervals."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Count, Quantity, brief, quantity_of
from crmlab.errors import BadValueError
from crmlab.language import said, to_say
from crmlab.survey.answers import checked, one_number, questions_of

_CONFIDENCE = Quantity("share", 0.5, 0.9999, format=".1%")
_GROUPS = ["detractors", "passives", "promoters"]
_ADDED = np.array([0.75, 1.5, 0.75])  # by the adjusted Wald interval, to each of the groups


def nps(answers: Any, confidence: float = 0.95) -> pd.DataFrame:
    """Net promoter score of answers from 0 to 10, with its standard error and an interval.

    Promoters answer 9 or 10, detractors 0 to 6. With p and d for their shares among n answers::

        score = 100 (p − d)
        error = 100 √((p + d − (p − d)²) / n)

    The interval is not score ± z × error, which would be a single point where all answer alike, but the
    adjusted Wald interval: ¾ of a promoter, ¾ of a detractor and 1½ passives are added first. It speaks of
    chance only: it says nothing about those who did not answer.

    Parameters
    ----------
    answers : object (table, list or mapping)
        A row a respondent, a column a question; answers may be missing and are left out. Or how many gave
        each answer, as ``{10: 40, 8: 25, 3: 10}``.
    confidence : float, default 0.95
        Share of such intervals that hold the true score.

    Returns
    -------
    DataFrame
        ``question, answered, missing, detractors, passives, promoters, score, error, low, high``, a row a
        question; scores are points from −100 to 100, groups are numbers of people.

    Raises
    ------
    TypeError
        If an answer is not a number.
    ValueError
        If an answer is not a whole number from 0 to 10, or nobody answered a question.

    References
    ----------
    Score: Reichheld (2003) [published]; variance of a multinomial sample; standard. Interval: adjusted Wald
    with 3 answers added, the best of those compared by Rocks (2016) [published].

    Examples
    --------
    >>> interval = ["score", "error", "low", "high"]
    >>> print(nps({10: 15, 9: 25, 8: 30, 7: 10, 4: 20})[interval].round(2).to_string(index=False))
     score  error  low  high
      20.0   7.48 4.97 33.86
    >>> print(nps([10, 9, 9, 10, None])[["missing", *interval]].round(1).to_string(index=False))
     missing  score  error  low  high
           1  100.0    0.0  6.9 100.0
    """
    names, counts, missing = _counted("answers", answers)
    score, error = _score_and_error(counts)
    low, high = _interval(*_score_and_error(counts + _ADDED), confidence, 100)
    columns = {"question": names, "answered": counts.sum(axis=1), "missing": missing}
    groups = dict(zip(_GROUPS, counts.T, strict=True))
    return pd.DataFrame({**columns, **groups, "score": score, "error": error, "low": low, "high": high})


def nps_change(before: Any, after: Any, confidence: float = 0.95) -> pd.DataFrame:
    """Change of a net promoter score between two samples of different people, with error and interval.

    The error of the change is √(error before² + error after²). For the interval both samples are adjusted as
    in `nps`. An interval that holds 0 leaves open whether anything has changed. Where the same people are
    asked twice it is too wide: their two answers are alike.

    Parameters
    ----------
    before, after : object (table, list or mapping)
        Answers of either sample as for `nps`, to the same questions.
    confidence : float, default 0.95
        Share of such intervals that hold the true change.

    Returns
    -------
    DataFrame
        ``question, before, after, change, error, low, high`` in points, a row a question.

    Raises
    ------
    TypeError
        If an answer is not a number.
    ValueError
        If an answer is not a whole number from 0 to 10, nobody answered a question, or the questions differ.

    References
    ----------
    Difference of two independent means; standard. The answers that are added: after Rocks (2016) [published];
    for a difference they are our choice, tested by simulation [computed here].

    Examples
    --------
    >>> before, after = {10: 40, 8: 40, 5: 20}, {10: 30, 8: 45, 5: 25}
    >>> print(nps_change(before, after)[["change", "error", "low", "high"]].round(2).to_string(index=False))
     change  error    low  high
      -15.0  10.52 -34.87  5.74
    """
    (names, first, _), (others, second, _) = _counted("before", before), _counted("after", after)
    if len(names) != len(others) or len(names) > 1 and names != others:
        sentence = to_say("before and after must have the same questions; got {first} and {second}.")
        raise BadValueError(said(sentence, first=brief(names), second=brief(others)))
    both = np.stack([first, second])
    (old, new), errors = _score_and_error(both)
    adjusted, of_adjusted = _score_and_error(both + _ADDED)
    error = np.hypot(*errors)
    low, high = _interval(adjusted[1] - adjusted[0], np.hypot(*of_adjusted), confidence, 200)
    columns = {"question": names, "before": old, "after": new, "change": new - old, "error": error}
    return pd.DataFrame({**columns, "low": low, "high": high})


def _score_and_error(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the scores of groups of people, and their standard errors, in points."""
    people = counts.sum(axis=-1)
    detractors, _, promoters = np.moveaxis(counts / people[..., None], -1, 0)
    lead = promoters - detractors
    variance = np.maximum(promoters + detractors - lead**2, 0)  # rounding may leave it below 0
    return 100 * lead, 100 * np.sqrt(variance / people)


def _interval(centre: np.ndarray, error: np.ndarray, confidence: float, end: float) -> list[np.ndarray]:
    share = one_number(_CONFIDENCE, "confidence", confidence)
    margin = NormalDist().inv_cdf((1 + share) / 2) * error
    return [np.clip(centre + side * margin, -end, end) for side in (-1, 1)]


def _counted(name: str, answers: Any) -> tuple[list, np.ndarray, np.ndarray]:
    """Return the questions, how many detractors, passives and promoters each has, and how many gaps."""
    if (
        isinstance(answers, Mapping)
        and answers
        and all(isinstance(count, Real) for count in answers.values())
    ):
        given, people = _tally(name, answers)
        names, missing = ["answers"], np.array([0])
        given, people = given[:, None], people[:, None]
    else:
        table = questions_of(answers, name)
        given = checked(table, 0, 10, name)
        people = np.where(np.isnan(given), 0, 1)
        names, missing = table.columns.tolist(), np.isnan(given).sum(axis=0)
    if (parts := given[~np.isnan(given) & (given != np.floor(given))]).size:
        sentence = to_say("{name} must be whole numbers from 0 to 10; got {got}.")
        raise BadValueError(said(sentence, name=name, got=f"{parts[0]:g}"))
    groups = [given <= 6, (given >= 7) & (given <= 8), given >= 9]
    return names, np.stack([(group * people).sum(axis=0) for group in groups], axis=-1), missing


def _tally(name: str, counts: Mapping) -> tuple[np.ndarray, np.ndarray]:
    """Return the answers that were given and how many gave each, or raise one clear sentence."""
    of_answers = Quantity("", 0, 10, format=".0f", whole=True)
    given = [of_answers.validate(name, answer) for answer in counts]
    people = [
        quantity_of(Count)[0].validate(f"{name}[{answer!r}]", count) for answer, count in counts.items()
    ]
    if not sum(people):
        raise BadValueError(said("{name} must not all be 0.", name=name))
    return np.array(given, dtype=float), np.array(people, dtype=np.int64)
