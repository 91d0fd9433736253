"""Whether an index has changed, or whether chance may have done it: the error of a difference."""

from typing import Annotated

import numpy as np

from crmlab.declared.quantities import Count, Quantity, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 11, “An index and its error”")
HINTS = (
    "The change is the later index less the earlier one. How exact is each of the two, "
    "if chance chose who was asked?",
    "The error of one index is its standard deviation, divided by the root of the number of answers. "
    "What is the error of a difference of two of them?",
    "Square both errors, add the squares, take the root. Then compare the change, whatever its sign, "
    "with twice this error.",
)

Level = Annotated[float, Quantity("", 0, 100, typical=(70, 80), step=0.2, format=".1f")]
Spread = Annotated[float, Quantity("", 0, 60, typical=(17, 26), step=0.5, format=".1f")]
Sent = Annotated[Count, typical(200, 450, 10)]
Answered = Annotated[Count, typical(60, 140)]


def how_sure(
    index_before: Level,
    sd_before: Spread,
    sent_before: Sent,  # who did not answer does not count
    answered_before: Answered,
    index_after: Level,
    sd_after: Spread,
    sent_after: Sent,
    answered_after: Answered,
) -> dict[str, float | str]:
    """Return the change, its error, and what can be said of it."""
    change = index_after - index_before
    error = _error(sd_before, answered_before, sd_after, answered_after)
    if abs(change) <= error:  # whoever compares with one error would decide the same
        raise BadValueError("the change must be more than one error.")
    verdict = "open" if abs(change) <= 2 * error else "fell" if change < 0 else "rose"
    return {"change": change, "error": error, "verdict": verdict}


def _error(sd_before, answered_before, sd_after, answered_after):
    return float(np.sqrt(sd_before**2 / answered_before + sd_after**2 / answered_after))


def _other_error(formula):
    """Return the answer with another error, a formula of both standard deviations and numbers of answers."""
    return part(
        error=lambda sd_before, answered_before, sd_after, answered_after: float(
            formula(sd_before, answered_before, sd_after, answered_after)
        )
    )


verdict = AnswerCheck(
    "you say how large the change is, how sure, and what it tells",
    how_sure,
    tolerance=0.0006,  # three decimals are asked
    between=(-10, 10),
    apart=lambda **own: (abs(how_sure(**own)["change"]), 2 * how_sure(**own)["error"]),
    decides={"verdict": to_say("the change, without its sign, with two errors")},
    words={"verdict": {"fell": (), "rose": (), "open": ()}},
    mistakes={
        "before_less_after": Mistake(
            "You turn the change. It is the index of this year less that of last year: below 0 if it fell.",
            part(change=lambda right: -right["change"]),
            "a difference turned",
        ),
        "relative_change": Mistake(
            "You divide the change by the index. Asked is the change in points of the index.",
            [
                part(change=lambda right, index_before: right["change"] / index_before),
                part(change=lambda right, index_before: right["change"] / index_before * 100),
            ],
            "percent for points",
        ),
        "error_of_one_index": Mistake(
            "You give the error of one index. Both years were measured in a sample: "
            "square both errors, add the squares, take the root.",
            [
                _other_error(lambda s1, n1, s2, n2: s1 / np.sqrt(n1)),
                _other_error(lambda s1, n1, s2, n2: s2 / np.sqrt(n2)),
                *(
                    _other_error(lambda s1, n1, s2, n2, times=times: times * s1 / np.sqrt(n1))
                    for times in (2, 1.96)
                ),
                *(
                    _other_error(lambda s1, n1, s2, n2, times=times: times * s2 / np.sqrt(n2))
                    for times in (2, 1.96)
                ),
            ],
            "the error of one sample is taken for that of a difference",
        ),
        "errors_added": Mistake(
            "You add the two errors. Add their squares, then take the root: "
            "it is rare that chance makes both large, and in opposite directions.",
            [
                _other_error(lambda s1, n1, s2, n2: s1 / np.sqrt(n1) + s2 / np.sqrt(n2)),
                _other_error(lambda s1, n1, s2, n2: 2 * (s1 / np.sqrt(n1) + s2 / np.sqrt(n2))),
            ],
            "errors added instead of their squares",
        ),
        "errors_subtracted": Mistake(
            "You subtract the errors, as the indices are subtracted. Errors of both years make the "
            "difference less sure: add their squares, then take the root.",
            [
                _other_error(lambda s1, n1, s2, n2: s2 / np.sqrt(n2) - s1 / np.sqrt(n1)),
                _other_error(lambda s1, n1, s2, n2: s1 / np.sqrt(n1) - s2 / np.sqrt(n2)),
                _other_error(lambda s1, n1, s2, n2: np.sqrt(abs(s1**2 / n1 - s2**2 / n2))),
            ],
        ),
        "mean_of_errors": Mistake(
            "You take a mean of the two errors. Square both, add the squares, take the root.",
            [
                _other_error(lambda s1, n1, s2, n2: (s1 / np.sqrt(n1) + s2 / np.sqrt(n2)) / 2),
                _other_error(lambda s1, n1, s2, n2: np.sqrt((s1**2 / n1 + s2**2 / n2) / 2)),
            ],
        ),
        "root_forgotten": Mistake(
            "The root of the sum is missing: you give the square of the error.",
            _other_error(lambda s1, n1, s2, n2: s1**2 / n1 + s2**2 / n2),
        ),
        "standard_deviation_for_error": Mistake(
            "You do not divide by the numbers of answers. The standard deviation says how people differ. "
            "The error says how far their mean may be off, and it is smaller the more of them there are.",
            [
                _other_error(lambda s1, n1, s2, n2: np.sqrt(s1**2 + s2**2)),
                _other_error(lambda s1, n1, s2, n2: s1),
                _other_error(lambda s1, n1, s2, n2: s2),
                _other_error(lambda s1, n1, s2, n2: s1 + s2),
                _other_error(lambda s1, n1, s2, n2: (s1 + s2) / 2),
                _other_error(lambda s1, n1, s2, n2: s2 - s1),
                _other_error(lambda s1, n1, s2, n2: s1 - s2),
            ],
            "standard deviation and standard error are confused",
        ),
        "number_outside_of_the_root": Mistake(
            "You divide by the number of answers. Divide by its root: "
            "the square of an error is sd ** 2 / number.",
            [
                _other_error(lambda s1, n1, s2, n2: np.sqrt((s1 / n1) ** 2 + (s2 / n2) ** 2)),
                _other_error(lambda s1, n1, s2, n2: s1 / n1 + s2 / n2),
            ],
        ),
        "standard_deviation_not_squared": Mistake(
            "You forget to square the standard deviations: the square of an error is sd ** 2 / number.",
            _other_error(lambda s1, n1, s2, n2: np.sqrt(s1 / n1 + s2 / n2)),
        ),
        "one_spread_for_both": Mistake(
            "You take one standard deviation for both years. Each year has its own: "
            "the square of its error is sd ** 2 / number.",
            [
                _other_error(lambda s1, n1, s2, n2: (s1 + s2) / 2 * np.sqrt(1 / n1 + 1 / n2)),
                _other_error(lambda s1, n1, s2, n2: s1 * np.sqrt(1 / n1 + 1 / n2)),
                _other_error(lambda s1, n1, s2, n2: s2 * np.sqrt(1 / n1 + 1 / n2)),
            ],
        ),
        "all_answers_together": Mistake(
            "You put the answers of both years together. Each index has an error of its own: "
            "square both errors, add the squares, take the root.",
            [
                _other_error(lambda s1, n1, s2, n2: np.sqrt((s1**2 + s2**2) / (n1 + n2))),
                _other_error(lambda s1, n1, s2, n2: (s1 + s2) / 2 / np.sqrt(n1 + n2)),
                _other_error(lambda s1, n1, s2, n2: np.sqrt(s1**2 + s2**2) / np.sqrt((n1 + n2) / 2)),
            ],
        ),
        "two_errors_for_one": Mistake(
            "You give two errors. Under error stands one; only the comparison takes it twice.",
            [
                part(error=lambda right: 2 * right["error"]),
                part(error=lambda right: 1.96 * right["error"]),
            ],
        ),
        "sent_for_answered": Mistake(
            "You divide by the questionnaires that were sent. Who did not answer tells nothing: "
            "take the number of answers.",
            [
                part(
                    error=lambda sd_before, sent_before, sd_after, sent_after: _error(
                        sd_before, sent_before, sd_after, sent_after
                    )
                ),
                part(
                    error=lambda sd_before, sent_before, sd_after, sent_after: float(
                        sd_before / np.sqrt(sent_before) + sd_after / np.sqrt(sent_after)
                    )
                ),
            ],
            "those who did not answer are counted with the others",
        ),
        "one_answer_less": Mistake(
            "You divide by the root of one answer less. "
            "That 1 belongs to the standard deviation, which is given: take the number of answers itself.",
            _other_error(lambda s1, n1, s2, n2: np.sqrt(s1**2 / (n1 - 1) + s2**2 / (n2 - 1))),
            "n − 1 of the standard deviation",
        ),
        "number_exchanged": Mistake(
            "You divide the standard deviation of one year by the number of answers of the other.",
            _other_error(lambda s1, n1, s2, n2: np.sqrt(s1**2 / n2 + s2**2 / n1)),
        ),
    },
)
