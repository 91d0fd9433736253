"""The gap of a dimension, from what its customers perceive and expect."""

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.exercises.kinds import Replies
from crmlab.exercises.service_gap._data import TWO_DECIMALS, GapLevel
from crmlab.exercises.service_gap._kinds import WithSkips
from crmlab.language import to_say

REREAD = to_say("lesson 10, “A gap for each question”")
HINTS = (
    "Which is subtracted from which, so that a minus is bad news? What is a number less nan?",
    "One difference of the two tables, then two means: first down the columns, then over the results.",
    "NumPy has a mean that leaves out what is nan. It takes the direction, down the columns, as axis.",
)

COMMON = {
    "expected_less_perceived": Mistake(
        "You take expected less perceived. Turn it round: then below 0 means that service falls short.",
        lambda right: -right,
        "some books and papers write expected less perceived",
    ),
    "added_up": Mistake(
        "You add gaps up. Asked is a mean: over the customers in each question, then over the questions.",
        [
            lambda perceived, expected: np.nansum(perceived - expected),
            lambda perceived, expected: np.nanmean(perceived - expected, axis=0).sum(),
        ],
        "a sum called a gap",
    ),
    "several_gaps": Mistake(
        "You give several gaps. Asked is one number: the mean of the gaps of the questions.",
        [
            lambda perceived, expected: np.nanmean(perceived - expected, axis=0),
            lambda perceived, expected: np.nanmean(perceived - expected, axis=1),
        ],
    ),
}


def _over_questions(answers: np.ndarray) -> float:
    return np.nanmean(answers, axis=0).mean()


def gap_without_skips(
    perceived: Annotated[np.ndarray, Replies(2, 7, 0)], expected: Annotated[np.ndarray, Replies(4, 7, 0)]
) -> GapLevel:
    """Return the gap of a dimension when everybody answered every question."""
    return (perceived - expected).mean()


sign = FunctionCheck(
    "dimension_gap is below 0 where service falls short, and by how much",
    gap_without_skips,
    cases=[
        {"perceived": np.array([[6.0, 7], [5, 7]]), "expected": np.array([[5.0, 6], [5, 5]])},
        {"perceived": np.array([[6.0, 4], [5, 7]]), "expected": np.array([[5.0, 6], [5, 6]])},
    ],
    also_right=[lambda perceived, expected: np.mean(perceived) - np.mean(expected)],
    tolerance=TWO_DECIMALS,
    between=(-4, 2.5),
    edges={"service falls short": lambda perceived, expected: np.mean(perceived - expected)},
    mistakes=COMMON
    | {
        "ratio_for_difference": Mistake(
            "You divide. A gap is a difference: divided, 6 against 3 would be no better than 2 against 1.",
            [
                lambda perceived, expected: (perceived / expected).mean(),
                lambda perceived, expected: perceived.mean() / expected.mean(),
            ],
            "the ratio of a source document on logistics, perceived / expected",
        ),
        "signs_of_answers_dropped": Mistake(
            "You drop the signs before you average. A gap above 0 makes up for one below 0: "
            "average them as they are.",
            lambda perceived, expected: np.abs(perceived - expected).mean(),
        ),
        "expected_left_out": Mistake(
            "You give what customers perceive. A gap says how far that is from what they expect.",
            lambda perceived: perceived.mean(),
            "satisfaction is often reported without what was expected",
        ),
    },
)


def gap_with_skips(
    perceived: Annotated[np.ndarray, WithSkips(5, 7, falls=1)],
    expected: Annotated[np.ndarray, WithSkips(4, 7)],
) -> GapLevel:
    """Return the mean of the questions' gaps, each over the customers who answered it both times."""
    return _over_questions(perceived - expected)


skips = FunctionCheck(
    "dimension_gap treats skipped answers fairly",
    gap_with_skips,
    cases=[
        {
            "perceived": np.array([[6, np.nan], [np.nan, 7], [7, 6]]),
            "expected": np.array([[5.0, 5], [4, 5], [5, 6]]),
        }
    ],
    also_right=[
        lambda perceived, expected: [(pd.DataFrame(perceived) - pd.DataFrame(expected)).mean().mean()],
    ],
    tolerance=TWO_DECIMALS,
    between=(-4.5, 3),
    mistakes=COMMON
    | {
        "all_answers_in_one_heap": Mistake(
            "You take one mean of all gaps: a question that many skip counts less. "
            "Average by question first.",
            lambda perceived, expected: np.nanmean(perceived - expected),
            "one mean over a whole table: the quickest way to write it",
        ),
        "customers_before_questions": Mistake(
            "You average each customer first. Average each question over the customers, then the questions.",
            lambda perceived, expected: np.nanmean(perceived - expected, axis=1).mean(),
            "spreadsheets average a row a respondent first",
        ),
        "means_of_different_people": Mistake(
            "You also count customers who answered a question only once. "
            "Count them there only if they answered it both times.",
            [
                lambda perceived, expected: _over_questions(perceived) - _over_questions(expected),
                lambda perceived, expected: np.nanmean(perceived) - np.nanmean(expected),
            ],
            "pandas skips what is missing in each table on its own",
        ),
        "skipped_counted_as_zero": Mistake(
            "You count a skipped answer as 0, worse than the worst box. Leave it out instead.",
            given(
                perceived=lambda perceived: np.nan_to_num(perceived),
                expected=lambda expected: np.nan_to_num(expected),
            ),
            "spreadsheets read an empty cell as 0",
        ),
        "skipped_counted_as_no_gap": Mistake(
            "You divide by all customers, as if who skipped had a gap of 0. "
            "Divide by those who answered twice.",
            lambda perceived, expected: np.nan_to_num(perceived - expected).mean(),
        ),
        "complete_forms_only": Mistake(
            "You drop customers who skipped a question. What they did answer counts: "
            "leave out what is missing.",
            lambda perceived, expected: pd.DataFrame(perceived - expected).dropna().to_numpy().mean(),
        ),
        "mean_over_nan": Mistake(
            "One skipped answer makes your whole mean nan. Take each mean over the answers that are there.",
            lambda perceived, expected: np.mean(perceived - expected),
            "in NumPy a mean over nan is nan",
            shows_in=np.isnan,
        ),
    },
)
