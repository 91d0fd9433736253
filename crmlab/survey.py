"""Questionnaires: how many people to ask, turning questions round, and how far the answers can be trusted.

Answers come as a table, of pandas or of another engine, with a row a respondent and a column a question; a
column ``customer_id`` is left aside. An answer may be missing.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Count, Quantity, brief
from crmlab.declared.tables import Answers, require_one
from crmlab.errors import BadTypeError, BadValueError
from crmlab.frames import in_pandas
from crmlab.language import said, to_say

__all__ = ["cronbach_alpha", "reverse", "sample_size", "summary"]

Margin = Annotated[float, Quantity("share", 0.005, 0.5, typical=(0.02, 0.1), step=0.01, format=".1%")]
Guess = Annotated[float, Quantity("share", 0.001, 0.999, typical=(0.1, 0.9), step=0.05, format=".1%")]
StandardScore = Annotated[float, Quantity("", 0.5, 5, typical=(1.6, 2.6), step=0.02, format=".3f")]
Population = Annotated[int, Quantity("", 1, 1e10, typical=(500, 5000), step=100, format=",.0f", whole=True)]


@calculator
def sample_size(
    error: Margin,
    z: StandardScore = 1.96,
    guess: Guess = 0.5,
    population: Population | None = None,
) -> Count:
    """How many people to ask so that a share is known up to an error.

    A share of one half needs the most, so it is the safe guess. In a small population fewer will do, and a
    part of a person is one person more (unless it is less than a ten-thousandth, as 400.00000000000006 is
    400).

    Formula::

        exact = z**2 * guess * (1 - guess) / error**2
        if population is not None:
            exact = exact / (1 + (exact - 1) / population)
        people = max(1, ceil(exact - 0.0001))

    References
    ----------
    Normal approximation and finite population correction, as in Cochran, Sampling Techniques (1977);
    standard.

    Examples
    --------
    >>> sample_size(0.05), sample_size(0.05, population=1000)
    (385, 278)
    """
    exact = np.asarray(z) ** 2 * guess * (1 - np.asarray(guess)) / np.asarray(error) ** 2
    if population is not None:
        exact = exact / (1 + (exact - 1) / population)
    return np.maximum(1, np.ceil(exact - 0.0001)).astype(np.int64)


def reverse(answers: Any, items: Any, lowest: float = 1, highest: float = 7) -> pd.DataFrame:
    """Turn negatively worded questions round, so that a high answer is a good one in every column.

    Parameters
    ----------
    answers : object (table)
        A row a respondent, a column a question; answers may be missing, and stay missing.
    items : int or list of int
        Numbers of the questions to turn round; the first is 1.
    lowest, highest : float, default 1 and 7
        Ends of the scale of answers.

    Returns
    -------
    DataFrame
        The table with lowest + highest − answer in these columns.

    Raises
    ------
    TypeError
        If an answer is not a number.
    ValueError
        If an answer is outside the scale, or there is no question of such a number.

    References
    ----------
    Reverse scoring; standard. SERVQUAL had nine such questions: Parasuraman, Zeithaml & Berry
    (1988) [published].

    Examples
    --------
    >>> import pandas as pd
    >>> answers = pd.DataFrame({"customer_id": ["Li", "Wu"], "prompt": [6, 7], "have_to_wait": [2, None]})
    >>> print(reverse(answers, items=2).to_string(index=False))
    customer_id  prompt  have_to_wait
             Li       6           6.0
             Wu       7           NaN
    """
    table = _table(answers).copy()
    questions = np.flatnonzero(table.columns != "customer_id")
    given = _checked(table.iloc[:, questions], lowest, highest)
    most = Quantity("", 1, max(given.shape[1], 1), whole=True)
    for number in np.atleast_1d(most.validate("items", items)).astype(np.int64) - 1:
        table.isetitem(questions[number], lowest + highest - given[:, number])
    return table


def cronbach_alpha(answers: Any) -> float:
    """How far several questions measure the same thing: Cronbach's α, 1 when they agree wholly.

    Formula: α = k / (k − 1) × (1 − Σ variance of a question / variance of the respondents' sums), for k
    questions. Only respondents who answered every question count. α grows with the number of questions, and
    a negatively worded question must be turned round first (`reverse`).

    Parameters
    ----------
    answers : object (table)
        A row a respondent, a column a question.

    Returns
    -------
    float
        At most 1; above 0.7 is usually taken as good enough, below 0 the questions contradict one another.

    Raises
    ------
    TypeError
        If an answer is not a number.
    ValueError
        If there are fewer than two questions or two whole rows, or everybody has the same sum.

    References
    ----------
    Cronbach (1951) [published].

    Examples
    --------
    >>> round(cronbach_alpha([[2, 3], [4, 4], [6, 5]]), 4)
    0.8889
    """
    given = _checked(_questions(answers))
    if given.shape[1] < 2:
        raise BadValueError(said("answers must have at least 2 questions; got {got}.", got=given.shape[1]))
    whole = given[~np.isnan(given).any(axis=1)]
    if len(whole) < 2:
        sentence = said("answers must have at least 2 rows without a gap; got {got}.", got=len(whole))
        raise BadValueError(sentence)
    whole = whole - whole[0]  # so that a question to which all answer the same is nothing but 0
    spread = np.var(whole.sum(axis=1), ddof=1)
    if np.isclose(spread, 0, atol=1e-12):
        raise BadValueError(said("answers must differ between respondents; here all have the same sum."))
    parts = np.var(whole, axis=0, ddof=1).sum()
    if np.isclose(parts, spread, rtol=1e-12, atol=0):  # nothing but rounding
        return 0.0
    return float(given.shape[1] / (given.shape[1] - 1) * (1 - parts / spread))


def summary(answers: Any, lowest: float = 1, highest: float = 10, confidence: float = 0.95) -> pd.DataFrame:
    """Mean answer to each question with its confidence interval, and the share of the two best answers.

    Formula: mean ± t × standard deviation / √number of answers, with Student's t. The interval speaks of
    chance only: it says nothing about those who did not answer.

    Parameters
    ----------
    answers : object (table)
        A row a respondent, a column a question; answers may be missing.
    lowest, highest : float, default 1 and 10
        Ends of the scale of answers.
    confidence : float, default 0.95
        Share of such intervals that hold the true mean.

    Returns
    -------
    DataFrame
        ``question, answered, mean, low, high, top_two``, a row a question; ``top_two`` is the share of
        answers of at least *highest* − 1.

    Raises
    ------
    TypeError
        If an answer is not a number.
    ValueError
        If an answer is outside the scale, or a question has fewer than two answers.

    References
    ----------
    Student's interval of a mean; top-two-box score; standard.

    Examples
    --------
    >>> print(summary({"price": [7, 8, 9, 8], "delivery": [10, 9, None, 8]}).round(2).to_string(index=False))
    question  answered  mean  low  high  top_two
       price         4   8.0 6.70  9.30     0.25
    delivery         3   9.0 6.52 11.48     0.67
    """
    from scipy.special import stdtrit  # here, or every import of a topic would take half a second more

    _one(Quantity("share", 0.01, 0.9999, format=".1%"), "confidence", confidence)
    table = _questions(answers)
    given = _checked(table, lowest, highest)
    answered = (~np.isnan(given)).sum(axis=0)
    if (few := np.flatnonzero(answered < 2)).size:
        sentence = to_say("answers must have at least 2 for each question; question {number} has 1.")
        raise BadValueError(said(sentence, number=few[0] + 1))
    mean = np.nanmean(given, axis=0)
    margin = stdtrit(answered - 1, (1 + confidence) / 2) * np.nanstd(given, axis=0, ddof=1)
    margin = margin / np.sqrt(answered)
    top_two = (given >= highest - 1).sum(axis=0) / answered
    columns = {"mean": mean, "low": mean - margin, "high": mean + margin, "top_two": top_two}
    return pd.DataFrame({"question": table.columns.array, "answered": answered, **columns})


def _table(answers: Any) -> pd.DataFrame:
    """Return answers as a table that has all the names that they had, or raise one clear sentence."""
    table = in_pandas("answers", answers)
    if table is not None:
        return table
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # rows of different length would be filled up
            return pd.DataFrame(_with_names(answers))
    except (TypeError, ValueError, Warning):
        sentence = said("answers must be a table with a row a respondent; got {got}.", got=brief(answers))
        raise BadTypeError(sentence) from None


def _with_names(answers: Any) -> Any:
    """Return answers in a shape whose names pandas keeps; from other tables it would take the bare cells."""
    if isinstance(answers, Mapping):
        return dict(answers)
    if isinstance(answers, list | tuple):
        return [_row(row) for row in answers]
    if isinstance(answers, np.ndarray | pd.Series):
        return answers
    raise TypeError


def _row(row: Any) -> Any:
    """Return one respondent's answers with their names, as rows of Spark and of databases have them."""
    if isinstance(row, Mapping):
        return dict(row)
    if isinstance(row, pd.Series) or not hasattr(row, "keys") and not hasattr(row, "__fields__"):
        return row
    names = row.keys() if hasattr(row, "keys") else row.__fields__
    return dict(zip(names, row, strict=True))


def _questions(answers: Any) -> pd.DataFrame:
    table = _table(answers)
    return table.loc[:, table.columns != "customer_id"]


def _checked(table: pd.DataFrame, lowest: float = -1e9, highest: float = 1e9) -> np.ndarray:
    """Return the answers as numbers, NaN where one is missing, or raise one clear sentence."""
    ends = [_one(Quantity(low=-1e9, high=1e9), *end) for end in (("lowest", lowest), ("highest", highest))]
    if not ends[0] < ends[1]:
        sentence = to_say("lowest must be less than highest; got {lowest} and {highest}.")
        raise BadValueError(said(sentence, lowest=lowest, highest=highest))
    if table.empty:
        raise BadValueError(said("answers is empty; at least one row and one question are needed."))
    if not all(map(pd.api.types.is_scalar, table.to_numpy(dtype=object).ravel())):
        raise BadTypeError(said("answers must hold one number in each cell; one of them holds several."))
    return Answers(table.shape[1], Annotated[float, Quantity("", *ends)]).validate("answers", table)


def _one(quantity: Quantity, name: str, value: Any) -> float:
    """Return one number, or raise one clear sentence about *name*."""
    number = quantity.validate(name, value)
    require_one(name, number)
    return number
