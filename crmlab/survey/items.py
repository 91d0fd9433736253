"""Questions one by one: turned round, summed up, and how far they measure the same thing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Quantity
from crmlab.errors import BadValueError
from crmlab.language import said, to_say
from crmlab.survey.answers import checked, one_number, places_of, questions_of, table_of


def reverse(answers: Any, items: Any, lowest: float = 1, highest: float = 7) -> pd.DataFrame:
    """Turn negatively worded questions round, so that a high answer is a good one in every column.

    Parameters
    ----------
    answers : object (table)
        A row a respondent, a column a question; answers may be missing, and stay missing.
    items : int, str or list of them
        Questions to turn round: their numbers, of which the first is 1, or the heads of their columns.
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
        If an answer is outside the scale, or there is no such question.

    References
    ----------
    Reverse scoring; standard. SERVQUAL had nine such questions: Parasuraman, Zeithaml & Berry
    (1988) [published].

    Examples
    --------
    >>> import pandas as pd
    >>> answers = pd.DataFrame({"customer_id": ["Li", "Wu"], "prompt": [6, 7], "have_to_wait": [2, None]})
    >>> print(reverse(answers, items="have_to_wait").to_string(index=False))
    customer_id  prompt  have_to_wait
             Li       6           6.0
             Wu       7           NaN
    """
    table = table_of(answers).copy()
    questions = np.flatnonzero(table.columns != "customer_id")
    given = checked(table.iloc[:, questions], lowest, highest)
    for number in places_of("items", items, table.columns[questions]):
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
    given = checked(questions_of(answers))
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

    one_number(Quantity("share", 0.01, 0.9999, format=".1%"), "confidence", confidence)
    table = questions_of(answers)
    given = checked(table, lowest, highest)
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
