"""Whether a film changed a rating: a difference, its error, and who decided who sees what."""

from typing import Annotated, Any

import numpy as np

from crmlab.declared.quantities import Choice
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.retention._kinds import Marks
from crmlab.language import to_say

REREAD = to_say("lesson 09, “A story and an experiment”")
HINTS = (
    "Take the two groups apart: mean, standard deviation and number of each.",
    "np.std(list, ddof=1) divides by n − 1. Square it, divide by n, add both groups, then take the root.",
    "If the difference, without its sign, is at most two errors: open. If it is more: who decided which "
    "film a customer saw? If chance did, the groups can differ before the film only by chance.",
)

Cheerful = Annotated[list[int], Marks(5.6, 7.4, 8.0)]
Calm = Annotated[list[int], Marks(5.4, 5.8)]
WhoChose = Annotated[str, Choice(("chance", "customer"))]


def told(cheerful: Cheerful, calm: Calm, who_chose: WhoChose) -> dict[str, Any]:
    """Return the difference of the means, its error, and what may be said of the film."""
    difference, error = float(np.mean(cheerful) - np.mean(calm)), _error(cheerful, calm)
    beyond = "caused" if who_chose == "chance" else "differs"
    return {
        "difference": difference,
        "error": error,
        "verdict": beyond if abs(difference) > 2 * error else "open",
    }


def _error(one, other, ddof=1):
    return float(np.sqrt(np.var(one, ddof=ddof) / len(one) + np.var(other, ddof=ddof) / len(other)))


def _one_error(some):
    return float(np.std(some, ddof=1) / np.sqrt(len(some)))


def _pooled(one, other):
    free = len(one) + len(other) - 2
    square = ((len(one) - 1) * np.var(one, ddof=1) + (len(other) - 1) * np.var(other, ddof=1)) / free
    return np.sqrt(square * (1 / len(one) + 1 / len(other)))


def _errors(*formulas):
    return [
        part(error=lambda cheerful, calm, formula=formula: float(formula(cheerful, calm)))
        for formula in formulas
    ]


def _differences(*formulas):
    return [
        part(difference=lambda cheerful, calm, formula=formula: float(formula(cheerful, calm)))
        for formula in formulas
    ]


verdict = AnswerCheck(
    "you say how large the difference is, how sure, and what it tells of the film",
    told,
    tolerance=0.0005,
    between=(-4, 6),
    apart=lambda cheerful, calm, **_: (
        abs(float(np.mean(cheerful) - np.mean(calm))),
        2 * _error(cheerful, calm),
    ),
    decides={"verdict": to_say("difference with 2 · error, and who_chose with chance")},
    words={"verdict": {"caused": (), "differs": (), "open": ()}},
    mistakes={
        "calm_less_cheerful": Mistake(
            "The sign of your difference is turned. It is the mean of cheerful less the mean of calm.",
            _differences(lambda one, other: np.mean(other) - np.mean(one)),
            "the sign of a difference is easily turned",
        ),
        "one_mean": Mistake(
            "You give the mean of one group. Asked is the difference of both means.",
            _differences(lambda one, other: np.mean(one), lambda one, other: np.mean(other)),
        ),
        "sums_compared": Mistake(
            "You compare the sums of the marks. The groups have not the same size: compare their means.",
            _differences(lambda one, other: sum(one) - sum(other)),
            "totals for means",
        ),
        "medians_compared": Mistake(
            "You compare the medians. Asked is the difference of the means.",
            _differences(lambda one, other: np.median(one) - np.median(other)),
        ),
        "percent_of_a_mean": Mistake(
            "You give the difference as a share of a mean. Asked are points: subtract, and do not divide.",
            _differences(
                lambda one, other: np.mean(one) / np.mean(other) - 1,
                lambda one, other: np.mean(one) / np.mean(other),
            ),
        ),
        "divided_by_n": Mistake(
            "Your standard deviation divides by n. The task divides by n − 1: np.std(…, ddof=1).",
            _errors(lambda one, other: _error(one, other, ddof=0)),
            "np.std divides by n",
        ),
        "error_of_one_mean": Mistake(
            "You give the error of one group's mean. Both means have one: the error of the difference has "
            "both groups below the root.",
            _errors(lambda one, other: _one_error(one), lambda one, other: _one_error(other)),
            "standard error of one mean instead of the difference",
        ),
        "errors_added": Mistake(
            "You add the two errors. Add their squares, and take the root of the sum.",
            _errors(lambda one, other: _one_error(one) + _one_error(other)),
        ),
        "errors_subtracted": Mistake(
            "You subtract below the root, or one error from the other. The means are subtracted; "
            "their errors add up: squared, below one root.",
            _errors(
                lambda one, other: abs(_one_error(one) - _one_error(other)),
                lambda one, other: np.sqrt(abs(_one_error(one) ** 2 - _one_error(other) ** 2)),
            ),
        ),
        "deviation_for_error": Mistake(
            "You give a standard deviation: how much single customers differ. The error is that of the "
            "difference of two means: divide each square by n.",
            _errors(
                lambda one, other: np.sqrt(np.var(one, ddof=1) + np.var(other, ddof=1)),
                lambda one, other: np.std(one, ddof=1),
                lambda one, other: np.std([*one, *other], ddof=1),
                lambda one, other: np.std(other, ddof=1),
            ),
            "sd for se",
        ),
        "root_forgotten": Mistake(
            "The root is missing: the error is the square root of that sum.",
            _errors(
                lambda one, other: _error(one, other) ** 2, lambda one, other: _error(one, other, 0) ** 2
            ),
        ),
        "not_squared": Mistake(
            "You do not square the standard deviations. Below the root stand their squares, each over n.",
            _errors(
                lambda one, other: np.sqrt(
                    np.std(one, ddof=1) / len(one) + np.std(other, ddof=1) / len(other)
                )
            ),
        ),
        "divided_by_all": Mistake(
            "You divide by all the customers together. Divide the square of each group by its own n, then "
            "add.",
            _errors(
                lambda one, other: np.sqrt(
                    (np.var(one, ddof=1) + np.var(other, ddof=1)) / (len(one) + len(other))
                ),
                lambda one, other: np.std([*one, *other], ddof=1) / np.sqrt(len(one) + len(other)),
            ),
        ),
        "one_less_everywhere": Mistake(
            "You take 1 off n twice. It belongs to the standard deviation, and is in ddof=1 already: "
            "below s² stands n.",
            _errors(
                lambda one, other: np.sqrt(
                    np.var(one, ddof=1) / (len(one) - 1) + np.var(other, ddof=1) / (len(other) - 1)
                )
            ),
        ),
        "root_of_the_number": Mistake(
            "You divide by the root of n, and take the root again. Below the one root stands s² / n.",
            _errors(
                lambda one, other: np.sqrt(
                    np.var(one, ddof=1) / np.sqrt(len(one)) + np.var(other, ddof=1) / np.sqrt(len(other))
                )
            ),
        ),
        "pooled": Mistake(
            "You give both groups one common standard deviation, as some t tests do. The task takes that of "
            "each group by itself.",
            _errors(_pooled),
        ),
        "two_errors_given": Mistake(
            "You give two errors. Under error stands one; the factor 2 belongs to the verdict.",
            _errors(lambda one, other: 2 * _error(one, other)),
        ),
        "n_not_below_the_root": Mistake(
            "You divide by n outside of the root: the deviation over n. Divide its square by n, below the "
            "root.",
            _errors(
                lambda one, other: np.sqrt(
                    (np.std(one, ddof=1) / len(one)) ** 2 + (np.std(other, ddof=1) / len(other)) ** 2
                ),
            ),
        ),
    },
)
