"""A table: the same gift six times, and what it takes to delight as much each time as the first time."""

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.quantities import typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.retention._data import Adaptation, Level
from crmlab.language import to_say

REREAD = to_say("lesson 09, “The same gift again” and “Expectations that move”")
HINTS = (
    "Do the row of time 1 by hand, then the one of time 2. What has changed between them?",
    "The expectation of a time is the one before plus adaptation · satisfaction of the time before. "
    "needed belongs to the second customer: his satisfaction is the same each time. So by how much does "
    "his expectation rise from one time to the next?",
    "Collect each column in a list with a loop over range(6), then put the lists into pd.DataFrame. The "
    "second customer's expectation rises by adaptation · gap each time, and needed lies gap above it.",
)

TIMES = np.arange(1, 7)


def gift_table(
    perceived: Annotated[Level, typical(7, 8.5, 0.1)],
    expected: Annotated[Level, typical(5, 6, 0.1)],
    adaptation: Adaptation,
) -> pd.DataFrame:
    """Return what the same gift does, and the level that keeps the first satisfaction."""
    gap = perceived - expected
    left = gap * (1 - adaptation) ** (TIMES - 1)
    return _table(perceived - left, left, perceived + (TIMES - 1) * adaptation * gap)


def _table(expected, satisfaction, needed):
    columns = {"expected": expected, "satisfaction": satisfaction, "needed": needed}
    return pd.DataFrame({"time": TIMES, **columns})


def _needed(formula):
    """Return the table with another formula for needed, of the level, the gap, the share and the steps."""
    return part(
        needed=lambda perceived, expected, adaptation: (
            formula(perceived, perceived - expected, adaptation, TIMES - 1) + 0.0 * TIMES
        )
    )


def _expected(formula):
    """Return the table with another formula for expected, of the level, the gap, the share and the steps."""
    return part(
        expected=lambda perceived, expected, adaptation: (
            formula(perceived, perceived - expected, adaptation, TIMES - 1) + 0.0 * TIMES
        )
    )


def _satisfaction(formula):
    return part(
        satisfaction=lambda perceived, expected, adaptation: (
            formula(perceived, perceived - expected, adaptation, TIMES - 1) + 0.0 * TIMES
        )
    )


table = AnswerCheck(
    "the table shows how the same gift fades, and what it takes to delight as before",
    gift_table,
    between=(0, 16),
    mistakes={
        "held_constant": Mistake(
            "Your expectation stays where it was. After each time it moves towards what was perceived.",
            [
                _expected(lambda level, gap, share, steps: level - gap),
                _satisfaction(lambda level, gap, share, steps: gap),
            ],
            "the expectation held constant",
        ),
        "share_turned_round": Mistake(
            "You move the expectation by 1 − adaptation of the difference. "
            "adaptation is the share by which it moves, not the share that stays.",
            [
                _expected(lambda level, gap, share, steps: level - gap * share**steps),
                _satisfaction(lambda level, gap, share, steps: gap * share**steps),
            ],
            "α turned round",
        ),
        "one_time_too_early": Mistake(
            "You move the expectation before the first time. At time 1 he still expects what he expected: "
            "it moves afterwards.",
            [
                _expected(lambda level, gap, share, steps: level - gap * (1 - share) ** (steps + 1)),
                _satisfaction(lambda level, gap, share, steps: gap * (1 - share) ** (steps + 1)),
            ],
            "timing: the gap before or after the update",
        ),
        "same_step_each_time": Mistake(
            "Your expectation rises by the same step each time. With the same gift the difference gets "
            "smaller, and so does the step: adaptation · satisfaction of the time before.",
            [
                _expected(lambda level, gap, share, steps: level - gap + share * gap * steps),
                _satisfaction(lambda level, gap, share, steps: gap - share * gap * steps),
            ],
        ),
        "one_step_only": Mistake(
            "Your expectation moves once, then it stays. It moves after each time: go on from the last "
            "value.",
            [
                _expected(lambda level, gap, share, steps: level - gap + share * gap * (steps > 0)),
                _satisfaction(lambda level, gap, share, steps: gap - share * gap * (steps > 0)),
            ],
            "each new expectation computed from the first one",
        ),
        "expectation_grows_by_a_share": Mistake(
            "You let the expectation grow by a share of itself. It moves by a share of the difference "
            "between perceived and expected.",
            _expected(lambda level, gap, share, steps: (level - gap) * (1 + share) ** steps),
        ),
        "all_the_way": Mistake(
            "Your expectation goes all the way to what was perceived. It goes only the share adaptation of "
            "it.",
            [
                _expected(lambda level, gap, share, steps: level - gap * (steps == 0)),
                _satisfaction(lambda level, gap, share, steps: gap * (steps == 0)),
            ],
        ),
        "expected_less_perceived": Mistake(
            "The sign of your satisfaction is turned. It is perceived − expected.",
            part(satisfaction=lambda right: -right["satisfaction"]),
            "the sign of a difference is easily turned",
        ),
        "the_same_is_enough": Mistake(
            "You let the second customer perceive the same each time. His satisfaction would fade like that "
            "of the first: needed must rise with his expectation.",
            _needed(lambda level, gap, share, steps: level),
            "satisfied once, satisfied for good",
        ),
        "above_the_first_customer": Mistake(
            "You put the gap on what the first customer expects. The second one has perceived more, so that "
            "he expects more: his expectation rises by adaptation · gap each time.",
            part(needed=lambda right, perceived, expected: right["expected"] + perceived - expected),
        ),
        "needed_is_expected": Mistake(
            "Your needed is what the second customer expects: he would be just content, and not as satisfied "
            "as at time 1. Add the gap.",
            _needed(lambda level, gap, share, steps: level - gap + share * gap * steps),
        ),
        "whole_gap_each_time": Mistake(
            "You raise needed by the whole gap each time. The expectation moves by the share adaptation of "
            "it, and needed rises with the expectation.",
            _needed(lambda level, gap, share, steps: level + gap * steps),
        ),
        "raised_before_the_first": Mistake(
            "You raise needed at time 1 already. There it is what was perceived: the expectation has not "
            "moved yet.",
            _needed(lambda level, gap, share, steps: level + share * gap * (steps + 1)),
            "timing: the gap before or after the update",
        ),
        "raised_once": Mistake(
            "You raise needed once, then it stays. The expectation moves after each time, and needed with "
            "it.",
            _needed(lambda level, gap, share, steps: level + share * gap * (steps > 0)),
        ),
        "needed_grows_by_a_share": Mistake(
            "You let needed grow by a share of itself. It rises by adaptation · gap each time: "
            "the same number of points.",
            [
                _needed(lambda level, gap, share, steps: level * (1 + share) ** steps),
                _needed(lambda level, gap, share, steps: level * (1 + share * steps)),
            ],
        ),
        "more_for_level": Mistake(
            "You give by how much more is needed. needed is the level itself: add it to perceived.",
            [
                _needed(lambda level, gap, share, steps: share * gap * steps),
                _needed(lambda level, gap, share, steps: gap - gap * (1 - share) ** steps),
            ],
        ),
        "steps_of_the_first_customer": Mistake(
            "You use the satisfaction of the first customer, which fades. That of the second stays, so that "
            "needed rises by adaptation · gap each time, and the steps add up.",
            [
                _needed(lambda level, gap, share, steps: level + share * gap * (1 - share) ** steps),
                _needed(lambda level, gap, share, steps: level + gap * (1 - share) ** steps),
                _needed(lambda level, gap, share, steps: level + steps * share * gap * (1 - share) ** steps),
            ],
        ),
        "gap_grows": Mistake(
            "In your needed the gap grows each time. The second customer is to be as satisfied each time "
            "as at time 1, not more: the gap stays.",
            [
                _needed(lambda level, gap, share, steps: level - gap + gap * (1 + share) ** steps),
                _needed(lambda level, gap, share, steps: level - gap + gap * (1 + share) ** (steps + 1)),
            ],
        ),
    },
)
