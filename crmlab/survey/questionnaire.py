"""A questionnaire as it was asked: its own questions and dimensions, its words, its missing answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Quantity, brief
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say
from crmlab.survey.answers import one_number, places_of, require_cells, table_of
from crmlab.survey.items import cronbach_alpha
from crmlab.survey.likert import numbers_of, steps_of

_END = Quantity("", -1e6, 1e6)
_LEAST = Quantity("share", 0, 1, format=".1%")


@dataclass(frozen=True)
class Questionnaire:
    """Own questions on own dimensions, stated once, for all answers that come in.

    A respondent's score on a dimension is the mean of what he answered, if he answered at least the share
    *least* of its questions, and else missing: no answer is made up, and whoever is left out is counted.
    A question in *reversed* counts as lowest + highest − answer.

    Answers may be numbers or words. For five and for seven steps the words of agreement and satisfaction are
    known in English and in Chinese, in capitals or not: "Strongly agree" and "非常同意" are the highest step.
    An empty cell, "n/a" and "不适用" are missing answers.

    Parameters
    ----------
    dimensions : mapping
        By dimension its questions: heads of columns, or their numbers, of which the first is 1. Columns of
        no dimension, as the time of the answer, are left aside.
    reversed : str, int or list, default ()
        Questions that are worded negatively, named in the same way.
    lowest, highest : float, default 1 and 5
        Ends of the scale of answers.
    words : mapping, optional
        Own words with their numbers, ``{"never": 1, "always": 5, "don't know": None}``; None is no answer.
    least : float, default 0.5
        Share of the questions of a dimension that must be answered; one answer is always needed.

    Raises
    ------
    TypeError
        If an argument is of another kind.
    ValueError
        If a dimension has no questions, or a number is out of range.

    References
    ----------
    Mean of the answered items if at least half are answered ("half rule"), as in the scoring manual of the
    SF-36, Ware, Snow, Kosinski & Gandek (1993) [published]. The words of each step are our choice
    [invented for the exercise].

    Examples
    --------
    >>> asked = Questionnaire({"service": ["polite", "have_to_wait"], "price": ["cheap"]}, "have_to_wait")
    >>> answers = {"customer_id": ["Li", "Wu", "An"], "polite": ["Agree", "非常同意", ""],
    ...     "have_to_wait": ["disagree", "n/a", None], "cheap": [3, "neutral", "5"]}
    >>> print(asked.scores(answers).to_string(index=False))
    customer_id  service  price
             Li      4.0    3.0
             Wu      5.0    3.0
             An      NaN    5.0
    >>> print(asked.summary(answers).round(2).to_string(index=False))
    dimension  questions  answered  left_out  mean   sd  complete  alpha
      service          2         2         1  4.50 0.71         1    NaN
        price          1         3         0  3.67 1.15         3    NaN
    """

    dimensions: Mapping[str, list]
    reversed: Any = ()
    lowest: float = 1
    highest: float = 5
    words: Mapping[str, float] | None = None
    least: float = 0.5

    def __post_init__(self) -> None:
        for name in ("lowest", "highest"):
            one_number(_END, name, getattr(self, name))
        if not self.lowest < self.highest:
            sentence = to_say("lowest must be less than highest; got {lowest} and {highest}.")
            raise BadValueError(said(sentence, lowest=self.lowest, highest=self.highest))
        one_number(_LEAST, "least", self.least)
        steps_of(self.words, self.lowest, self.highest)
        if not isinstance(self.dimensions, Mapping) or not self.dimensions:
            sentence = to_say("dimensions must be a mapping of names to lists of questions; got {got}.")
            raise BadTypeError(said(sentence, got=brief(self.dimensions)))
        for dimension, questions in self.dimensions.items():
            if not isinstance(questions, list | tuple | str | int) or questions in ([], (), ""):
                sentence = to_say("{name} must be a list of questions; got {got}.")
                raise BadValueError(said(sentence, name=f"dimensions[{dimension!r}]", got=brief(questions)))

    def numbers(self, answers: Any) -> pd.DataFrame:
        """Return the answers as numbers, a column a question, with the reversed questions turned round.

        Parameters
        ----------
        answers : object (table)
            A row a respondent, of pandas or another engine; as it comes from the file of a form.

        Returns
        -------
        DataFrame
            The questions of all dimensions in the order of the answers; NaN where one is missing.

        Raises
        ------
        TypeError
            If the answers are no table.
        ValueError
            If a question is not there, or an answer is neither a known word nor a number on the scale.
        """
        numbers, _, table = self._read(answers)
        return numbers.set_axis(_asked(table).columns[numbers.columns], axis=1)

    def scores(self, answers: Any) -> pd.DataFrame:
        """Return the score of each respondent on each dimension, NaN where he answered too little.

        Parameters
        ----------
        answers : object (table)
            As for `numbers`.

        Returns
        -------
        DataFrame
            ``customer_id``, where the answers have it, and a column a dimension; a row a respondent.

        Raises
        ------
        TypeError, ValueError
            As for `numbers`.
        """
        numbers, of, table = self._read(answers)
        customers = {"customer_id": table["customer_id"]} if "customer_id" in table else {}
        scored = {dimension: self._score(numbers[questions]) for dimension, questions in of.items()}
        return pd.DataFrame({**customers, **scored}, index=numbers.index)

    def summary(self, answers: Any) -> pd.DataFrame:
        """Return how many have a score on each dimension, how many are left out, mean, spread and α.

        Parameters
        ----------
        answers : object (table)
            As for `numbers`.

        Returns
        -------
        DataFrame
            ``dimension, questions, answered, left_out, mean, sd, complete, alpha``, a row a dimension. α is
            Cronbach's, of the *complete* respondents, who answered each question; NaN where there is none,
            as for a single question.

        Raises
        ------
        TypeError, ValueError
            As for `numbers`.
        """
        numbers, of, _ = self._read(answers)
        return pd.DataFrame(
            [self._summed_up(dimension, numbers[questions]) for dimension, questions in of.items()]
        )

    def _read(self, answers: Any) -> tuple[pd.DataFrame, dict[str, list[int]], pd.DataFrame]:
        """Return the answers as numbers, by place; the places of each dimension; and the table itself."""
        table = table_of(answers)
        require_cells(table)
        asked = _asked(table)
        of = {
            dimension: places_of(f"dimensions[{dimension!r}]", questions, asked.columns).tolist()
            for dimension, questions in self.dimensions.items()
        }
        used = sorted({place for places in of.values() for place in places})
        turned = places_of("reversed", self.reversed, asked.columns)
        if (strange := np.setdiff1d(turned, used)).size:
            sentence = to_say("reversed must be questions of a dimension; {got} is none.")
            raise BadValueError(said(sentence, got=_short(asked.columns[strange[0]])))
        steps, answer = (
            steps_of(self.words, self.lowest, self.highest),
            Quantity("", self.lowest, self.highest),
        )
        numbers = pd.DataFrame(index=table.index, columns=used, dtype=float)
        for place in used:
            name = f"answers[{_short(asked.columns[place])}]"
            given = numbers_of(name, asked.iloc[:, place], steps, answer)
            numbers[place] = self.lowest + self.highest - given if place in turned else given
        return numbers, of, table

    def _score(self, given: pd.DataFrame) -> pd.Series:
        answered = given.notna().mean(axis=1)
        return given.mean(axis=1).where((answered >= self.least - 1e-12) & (answered > 0))

    def _summed_up(self, dimension: str, given: pd.DataFrame) -> dict[str, Any]:
        scores, complete = self._score(given), given.dropna()
        try:
            alpha = cronbach_alpha(complete)
        except BadValueError:  # a single question, or nobody to compare with
            alpha = np.nan
        return {
            "dimension": dimension,
            "questions": given.shape[1],
            "answered": scores.count(),
            "left_out": scores.isna().sum(),
            "mean": scores.mean(),
            "sd": scores.std(),
            "complete": len(complete),
            "alpha": alpha,
        }


def _asked(table: pd.DataFrame) -> pd.DataFrame:
    return table.loc[:, table.columns != "customer_id"]


def _short(head: Any) -> str:
    """Return the head of a column for a sentence: of a long question its beginning."""
    text = repr(" ".join(head.split()) if isinstance(head, str) else head)
    return text if len(text) <= 40 else f"{text[:38]}…'"
